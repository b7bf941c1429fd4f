//! What the host's page asks for: the attributes of the element, read once and checked.

use core::fmt;

use yew::AttrValue;

/// The attributes of one `<sanctions-lookup>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `data`: absolute address of `manifest.json`, http or https.
    pub data: AttrValue,
    /// `heading`: level of the widget's heading, 1 to 6; 2 when not given.
    pub heading: u8,
    /// `dir`: the host says in which direction the text runs; else the language does.
    pub has_dir: bool,
    /// `official`: the host runs the official service, so the note that this is none is left
    /// out.
    pub official: bool,
    /// `standalone`: the page has nothing but the widget, so the browser's Back closes a record.
    pub standalone: bool,
}

impl Config {
    /// Reads the attributes. `attribute` gives the value of one, `resolve` makes an address
    /// absolute, as the page's own address has it.
    ///
    /// # Errors
    /// [`ConfigError`] for an attribute that is missing or cannot be used.
    pub fn read(
        attribute: impl Fn(&str) -> Option<String>,
        resolve: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let data = attribute("data").ok_or(ConfigError::NoData)?;
        let address = resolve(data.trim())
            .filter(|address| address.starts_with("https://") || address.starts_with("http://"));
        let heading = match attribute("heading") {
            None => 2,
            Some(level) => match level.trim().parse() {
                Ok(level @ 1..=6) => level,
                _ => return Err(ConfigError::Heading(level)),
            },
        };
        Ok(Self {
            data: address.ok_or(ConfigError::Data(data))?.into(),
            heading,
            has_dir: attribute("dir").is_some(),
            official: attribute("official").is_some(),
            standalone: attribute("standalone").is_some(),
        })
    }
}

/// Why an element cannot be shown as its attributes stand. Read by whoever puts it on a page,
/// hence English.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no `data`. Cure: give the address of `manifest.json`.
    NoData,
    /// `data` is no http or https address. Cure: give the address of `manifest.json`.
    Data(String),
    /// `heading` is no level. Cure: give 1 to 6, or leave it out for 2.
    Heading(String),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<sanctions-lookup> cannot start: ")?;
        match self {
            Self::NoData => {
                f.write_str("it has no data attribute; give the address of manifest.json")
            }
            Self::Data(data) => write!(
                f,
                "data=\"{data}\" is no http or https address; give the address of manifest.json"
            ),
            Self::Heading(level) => write!(f, "heading=\"{level}\" is no number from 1 to 6"),
        }
    }
}

impl core::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(
            |name| {
                attributes
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            },
            |address| match address {
                "" => None,
                _ if address.contains(':') => Some(address.to_owned()),
                _ => Some(format!("https://host.example/page/{address}")),
            },
        )
    }

    #[test]
    fn an_element_with_data_alone_has_every_default() {
        assert_eq!(
            read(&[("data", " data/manifest.json ")]),
            Ok(Config {
                data: "https://host.example/page/data/manifest.json".into(),
                heading: 2,
                has_dir: false,
                official: false,
                standalone: false,
            })
        );
    }

    #[test]
    fn every_attribute_is_read() {
        assert_eq!(
            read(&[
                ("data", "http://data.example/manifest.json"),
                ("heading", "1"),
                ("dir", "rtl"),
                ("official", ""),
                ("standalone", ""),
            ]),
            Ok(Config {
                data: "http://data.example/manifest.json".into(),
                heading: 1,
                has_dir: true,
                official: true,
                standalone: true,
            })
        );
    }

    #[test]
    fn an_attribute_that_cannot_be_used_is_an_error_that_names_it() {
        use ConfigError::{Data, Heading, NoData};
        let fine = ("data", "manifest.json");
        for (attributes, error) in [
            (vec![], NoData),
            (vec![("data", "")], Data(String::new())),
            (vec![("data", "data:,{}")], Data("data:,{}".into())),
            (vec![("data", "file:///m")], Data("file:///m".into())),
            (vec![fine, ("heading", "7")], Heading("7".into())),
            (vec![fine, ("heading", "two")], Heading("two".into())),
        ] {
            let text = error.to_string();
            assert_eq!(read(&attributes), Err(error), "{text}");
        }
    }
}
