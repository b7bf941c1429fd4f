//! What the host's page asks for: the attributes of the element.
//!
//! `static/sanctions-lookup.js` checks them and leaves out what cannot be used, so that only what
//! stands in its table of choices comes here.

use js_sys::Function;
use record::Kind;
use wasm_bindgen::JsValue;
use yew::AttrValue;

use crate::state::Filter;

/// The attributes of one `<sanctions-lookup>` that the app needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `data`: absolute address of `manifest.json`, http or https.
    pub data: AttrValue,
    /// `list`: codes of the lists that are searched; all lists when empty.
    pub lists: Vec<String>,
    /// `regime` and `kind`: what the page is about.
    pub filter: Filter,
    /// `heading-level`: level of the widget's heading, 1 to 6; 2 when not given.
    pub heading: u8,
    /// `heading-level="none"`: the page has a heading of its own in its place.
    pub no_heading: bool,
    /// `label`: what the search is called in a list of landmarks; else by its heading.
    pub label: Option<AttrValue>,
    /// `dir`: the host says in which direction the text runs; else the language does.
    pub has_dir: bool,
    /// `search-on="submit"`: a search begins with the button or Enter and not with each letter.
    pub on_submit: bool,
    /// `files`: a button opens the check of a file of names.
    pub files: bool,
    /// `overview`: a button opens the overview of the list.
    pub overview: bool,
    /// `report`: where a person reports a problem with the tool, an address of the web or of mail.
    pub report: Option<AttrValue>,
    /// `standalone`: the page has nothing but the widget, so the browser's Back closes a record and its title
    /// is that of the widget.
    pub standalone: bool,
}

impl Config {
    /// Asks the element's script for the attributes: `attribute(name)` gives the value of one.
    #[must_use]
    pub fn ask(attribute: &Function) -> Self {
        Self::read(&|name| {
            let value = attribute.call1(&JsValue::NULL, &name.into()).ok()?;
            value.as_string()
        })
    }

    /// Reads the attributes; `attribute` gives the value of one.
    #[must_use]
    pub fn read(attribute: &dyn Fn(&str) -> Option<String>) -> Self {
        let codes = attribute("list").unwrap_or_default();
        let kind = match attribute("kind").as_deref() {
            Some("individual") => Some(Kind::Individual),
            Some("entity") => Some(Kind::Entity),
            Some("ship") => Some(Kind::Ship),
            _ => None,
        };
        let heading = attribute("heading-level");
        let level = heading.as_deref().and_then(|level| level.bytes().next());
        Self {
            data: attribute("data").unwrap_or_default().into(),
            lists: codes.split_ascii_whitespace().map(str::to_owned).collect(),
            filter: Filter {
                regime: attribute("regime"),
                kind,
            },
            heading: match level {
                Some(digit @ b'1'..=b'6') => digit - b'0',
                _ => 2,
            },
            no_heading: heading.as_deref() == Some("none"),
            label: attribute("label").map(Into::into),
            has_dir: attribute("dir").is_some(),
            on_submit: attribute("search-on").as_deref() == Some("submit"),
            files: attribute("files").is_some(),
            overview: attribute("overview").is_some(),
            report: attribute("report").map(Into::into),
            standalone: attribute("standalone").is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> Config {
        Config::read(&|name| {
            let mut attributes = attributes.iter();
            let found = attributes.find(|(key, _)| *key == name)?;
            Some(found.1.to_owned())
        })
    }

    #[test]
    fn an_element_with_data_alone_has_every_default() {
        let address = "https://host.example/data/manifest.json";
        let defaults = Config {
            data: address.into(),
            lists: Vec::new(),
            filter: Filter::default(),
            heading: 2,
            no_heading: false,
            label: None,
            has_dir: false,
            on_submit: false,
            files: false,
            overview: false,
            report: None,
            standalone: false,
        };
        assert_eq!(read(&[("data", address)]), defaults);
        assert_eq!(read(&[("data", address), ("search-on", "type")]), defaults);
        let no_heading = Config {
            no_heading: true,
            ..defaults
        };
        let none = ("heading-level", "none");
        assert_eq!(read(&[("data", address), none]), no_heading);
    }

    #[test]
    fn every_attribute_is_read() {
        assert_eq!(
            read(&[
                ("data", "http://data.example/manifest.json"),
                ("list", " uk  eu "),
                ("regime", "GIM"),
                ("kind", "ship"),
                ("heading-level", "1"),
                ("label", "Check a payee"),
                ("dir", "rtl"),
                ("search-on", "submit"),
                ("files", ""),
                ("overview", ""),
                ("report", "mailto:help@host.example"),
                ("standalone", ""),
            ]),
            Config {
                data: "http://data.example/manifest.json".into(),
                lists: vec!["uk".to_owned(), "eu".to_owned()],
                filter: Filter {
                    regime: Some("GIM".to_owned()),
                    kind: Some(Kind::Ship),
                },
                heading: 1,
                no_heading: false,
                label: Some("Check a payee".into()),
                has_dir: true,
                on_submit: true,
                files: true,
                overview: true,
                report: Some("mailto:help@host.example".into()),
                standalone: true,
            }
        );
    }
}
