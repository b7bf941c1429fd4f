//! Addresses that a list may be fetched from, and their text without secrets.

use std::fmt;
use std::net::IpAddr;

use ureq::http::{Uri, uri::Scheme};

/// An address that may be asked. Its text, for messages and for the note, holds no secret: it is
/// without user name and password, and has `?…` in place of a query string, which may hold a token.
#[derive(Clone, Debug)]
pub struct Address(Uri);

impl Address {
    /// Reads an address. The error does not repeat it.
    pub fn read(text: &str) -> Result<Self, String> {
        let uri: Uri = text
            .parse()
            .map_err(|error| format!("not an address: {error}"))?;
        let address = Self(uri);
        match address.0.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS && address.0.host().is_some() => Ok(address),
            Some(scheme) if *scheme == Scheme::HTTP && address.is_this_machine() => Ok(address),
            _ => Err("only https:// is allowed, and http:// on this machine".to_owned()),
        }
    }

    /// The whole address, to be asked.
    pub fn uri(&self) -> &Uri {
        &self.0
    }

    pub fn is_this_machine(&self) -> bool {
        let host = self.0.host().unwrap_or_default();
        let number = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || number
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }

    /// Whether everything except a user name and password is shown, so that two addresses with the
    /// same text lead to the same file.
    pub fn is_shown_whole(&self) -> bool {
        self.0.query().is_none()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = &self.0;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        let host = authority.rsplit('@').next().unwrap_or_default();
        let scheme = uri.scheme_str().unwrap_or_default();
        let query = if self.is_shown_whole() { "" } else { "?…" };
        write!(f, "{scheme}://{host}{}{query}", uri.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_of_an_address_is_shown() {
        for (address, shown) in [
            (
                "https://list.invalid/a/b.csv",
                "https://list.invalid/a/b.csv",
            ),
            ("https://list.invalid:8443", "https://list.invalid:8443/"),
            ("https://me:secret@list.invalid/a", "https://list.invalid/a"),
            (
                "https://me@list.invalid/a?sig=secret",
                "https://list.invalid/a?…",
            ),
            ("http://me:secret@[::1]:80/a?", "http://[::1]:80/a?…"),
        ] {
            assert_eq!(Address::read(address).unwrap().to_string(), shown);
        }
        for address in [
            "http://me:secret@list.invalid/a",
            "ftp://me:secret@list.invalid/a",
            "https://me:secret@list.invalid/ a",
            "secret",
            "https://me:secret@",
        ] {
            let error = Address::read(address).unwrap_err();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
