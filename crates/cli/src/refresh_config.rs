//! The configuration of `refresh`, read without mercy: an unknown key or a value that cannot be used
//! is an error that names its line.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use lists::{FaultKind, Source};
use serde::Deserialize;

use crate::address::Address;
use crate::faults::AcceptArguments;
use crate::fetch::USER_AGENT;
use crate::{arguments, staged};

/// A configuration with every key, for the help.
pub const EXAMPLE: &str = "  \
  publish-to = \"/srv/site/data\"  # the data folder that is served
  sources = \"/var/lib/lists\"     # keeps the publishers' files [default: the folder of CONFIG]
  compress = true                # writes NAME.gz beside each NAME [default: false]
  keep-old = 1                   # replaced packs of a list that stay after their day [default: 0]
  retries = 2                    # after a fault that may pass [default: 2, or more as the list needs]
  pause-seconds = 5              # before the first retry; doubled for each [default: 5]
  patience-seconds = 10          # for the first byte and for progress [default: 10, or more as the list needs]
  user-agent = \"example.org\"     # [default: sanctions-lookup/VERSION]

  [[lists]]                      # one for each list
  code = \"uk\"
  urls = [\"https://example.org/uk.csv\"]     # asked in this order [default: the publisher's]
  # files = [\"https://…/a.csv\", …]  # in place of urls: a list in several files, all of which are needed
  allow-small = false            # true where a part of the list is meant [default: false]
  accept-faults = { SHA256 = [\"fewer\"] }    # by the SHA-256 of the file that has them
";

/// What is refreshed, and how.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The data folder that is served.
    pub publish_to: PathBuf,
    /// The folder that keeps the publishers' files.
    #[serde(default)]
    pub sources: PathBuf,
    /// True if NAME.gz is written beside each NAME.
    #[serde(default)]
    pub compress: bool,
    /// How many replaced packs of each list and role stay after their day.
    #[serde(default)]
    pub keep_old: usize,
    /// How often an address is asked again after a fault that may pass; by default 2, and more
    /// where the publisher's server needs it.
    #[serde(default)]
    pub retries: Option<u8>,
    /// Before the first retry; twice as long before each further one.
    #[serde(default = "pause")]
    pause_seconds: u16,
    /// How long to wait for the first byte and for progress; by default as the publisher's server needs it.
    #[serde(default)]
    patience_seconds: Option<Patience>,
    #[serde(default = "user_agent")]
    user_agent: UserAgent,
    /// In the order of the file; sorted by code once it is read.
    pub lists: Vec<ListConfig>,
}

/// One list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListConfig {
    code: Code,
    /// Addresses to get it from, asked in this order until one gives the list; without any the
    /// publisher's own.
    #[serde(default)]
    urls: Vec<Url>,
    /// Addresses of the files of a list that comes in several, each of which is needed.
    #[serde(default)]
    files: Vec<Url>,
    /// True where a part of the list is meant.
    #[serde(default)]
    pub allow_small: bool,
    /// Faults that a person accepted, by the SHA-256 of the file that has them.
    #[serde(default)]
    accept_faults: BTreeMap<String, Vec<Fault>>,
}

fn pause() -> u16 {
    5
}

fn user_agent() -> UserAgent {
    UserAgent(USER_AGENT.to_owned())
}

impl Config {
    /// Reads a file. Its paths count from the folder that it is in.
    pub fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("cannot read the configuration {}", file.display()))?;
        // In one line, as every error: its own form shows the place below each other.
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.unwrap_or_default().matches('\n').count() + 1;
            let what = error.message().replace('\n', ", ");
            anyhow!("{}: line {line}: {what}", file.display())
        })?;
        let folder = staged::folder_of(file);
        for path in [&mut config.publish_to, &mut config.sources] {
            *path = folder.join(&*path);
        }
        config.lists.sort_by_key(|list| list.source().code);
        for pair in config.lists.windows(2) {
            if let [one, other] = pair
                && one.source().code == other.source().code
            {
                bail!(
                    "{}: the list `{}` is named twice; name each list once",
                    file.display(),
                    one.source().code
                );
            }
        }
        let has_both = |list: &&ListConfig| !list.urls.is_empty() && !list.files.is_empty();
        if let Some(list) = config.lists.iter().find(has_both) {
            bail!(
                "{}: the list `{}` has urls and files; name the files of a list in several files, or the addresses of its one file",
                file.display(),
                list.source().code
            );
        }
        if config.lists.is_empty() {
            bail!("{}: it names no list; add [[lists]]", file.display());
        }
        Ok(config)
    }

    pub fn user_agent(&self) -> &str {
        &self.user_agent.0
    }

    pub fn patience(&self) -> Option<Duration> {
        let patience = self.patience_seconds.as_ref()?;
        Some(Duration::from_secs(patience.0.into()))
    }

    /// How long to wait before a retry, counted from 0.
    pub fn pause(&self, retry: u8) -> Duration {
        Duration::from_secs(self.pause_seconds.into()).saturating_mul(1 << retry.min(10))
    }
}

impl ListConfig {
    pub fn source(&self) -> &'static Source {
        self.code.0
    }

    /// The addresses of each file of the list, to ask one after the other.
    pub fn files(&self) -> Result<Vec<Vec<Address>>> {
        let address = |url: &Url| url.0.clone();
        if !self.files.is_empty() {
            return Ok(self.files.iter().map(|url| vec![address(url)]).collect());
        }
        if self.urls.is_empty() {
            let address = Address::read(self.source().url()).map_err(|error| anyhow!(error))?;
            return Ok(vec![vec![address]]);
        }
        Ok(vec![self.urls.iter().map(address).collect()])
    }

    /// Faults that are accepted in the file with this SHA-256, or in the files with these.
    pub fn accepted(&self, sha256: &str) -> AcceptArguments {
        let accepted = self.accept_faults.get(sha256).into_iter().flatten();
        AcceptArguments::of(accepted.map(|fault| fault.0).collect())
    }
}

// A type for each kind of value, so that an error names the line of the value.

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Code(&'static Source);

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        arguments::list(&text).map(Self)
    }
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Url(Address);

impl TryFrom<String> for Url {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Address::read(&text).map(Self)
    }
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Fault(FaultKind);

impl TryFrom<String> for Fault {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let known = || FaultKind::ALL.map(FaultKind::as_str).join(", ");
        let kind = FaultKind::from_word(&text);
        kind.map(Self)
            .ok_or_else(|| format!("no kind of fault; known: {}", known()))
    }
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct UserAgent(String);

impl TryFrom<String> for UserAgent {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let is_visible = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        match !text.is_empty() && text.bytes().all(is_visible) {
            true => Ok(Self(text)),
            false => Err("not a user agent: write visible ASCII characters"),
        }
    }
}

#[derive(Deserialize)]
#[serde(try_from = "u16")]
struct Patience(u16);

impl TryFrom<u16> for Patience {
    type Error = &'static str;

    fn try_from(seconds: u16) -> Result<Self, &'static str> {
        match seconds {
            0 => Err("no time to wait: write seconds from 1"),
            seconds => Ok(Self(seconds)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail so.
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("refresh.toml");
        fs::write(&file, text).unwrap();
        Config::read(&file)
    }

    const LEAST: &str = "publish-to = \"data\"\n[[lists]]\ncode = \"uk\"\n";

    #[test]
    fn the_example_of_the_help_can_be_used() {
        let config = read(EXAMPLE).unwrap();
        assert_eq!(config.keep_old, 1);
        assert_eq!(config.user_agent(), "example.org");
    }

    #[test]
    fn what_is_left_out_has_a_value() {
        let config = read(LEAST).unwrap();
        assert_eq!(config.retries, None);
        assert_eq!(config.keep_old, 0);
        assert!(!config.compress);
        assert!(config.user_agent().starts_with("sanctions-lookup/"));
        assert_eq!(config.patience(), None);
        assert_eq!(config.pause(1), Duration::from_secs(10));
        assert!(config.publish_to.is_absolute());
        let files = config.lists[0].files().unwrap();
        assert_eq!(files[0][0].to_string(), config.lists[0].source().url());
    }

    #[test]
    fn a_fault_of_the_configuration_is_named_with_its_line() {
        let with = |line: &str| format!("{LEAST}{line}\n");
        #[rustfmt::skip]
        let rows = [
            ("unknown key", format!("retrys = 3\n{LEAST}"), &["line 1", "retrys"][..]),
            ("unknown key of a list", with("url = \"https://a.example/\""), &["line 4", "unknown field `url`"]),
            ("key twice", with("code = \"uk\""), &["line 4", "duplicate key"]),
            ("no folder", LEAST.replace("publish-to = \"data\"", ""), &["publish-to"]),
            ("no lists", "publish-to = \"data\"".to_owned(), &["lists"]),
            ("an empty list of lists", "publish-to = \"data\"\nlists = []".to_owned(), &["names no list"]),
            ("unknown list", LEAST.replace("uk", "zz"), &["line 3", "no list has the code `zz`"]),
            ("a list twice", with("[[lists]]\ncode = \"uk\""), &["named twice"]),
            ("address without https", with("urls = [\"http://a.example/\"]"), &["line 4", "only https://"]),
            ("unknown fault", with("accept-faults = { ab = [\"none\"] }"), &["line 4", "no kind of fault"]),
            ("user agent with a line break", format!("user-agent = \"a\\nb\"\n{LEAST}"), &["line 1", "not a user agent"]),
            ("no patience", format!("patience-seconds = 0\n{LEAST}"), &["line 1", "seconds from 1"]),
            ("too many retries", format!("retries = 256\n{LEAST}"), &["line 1"]),
            ("another type", format!("compress = \"yes\"\n{LEAST}"), &["line 1", "boolean"]),
            ("addresses of one file and of several", with("urls = [\"https://a.example/\"]\nfiles = [\"https://a.example/\"]"), &["urls and files"]),
            ("no TOML", "{".to_owned(), &["line 1"]),
        ];
        for (what, text, words) in rows {
            let error = match read(&text) {
                Ok(_) => panic!("{what} is read"),
                Err(error) => format!("{error:#}"),
            };
            assert!(error.contains("refresh.toml"), "{what}: {error}");
            assert!(!error.contains('\n'), "{what}: {error}");
            for word in words {
                assert!(error.contains(word), "{what}: no {word} in {error}");
            }
        }
    }
}
