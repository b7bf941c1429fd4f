//! Arguments that several commands take.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use lists::Source;
use matcher::MinBand;
use record::Kind;

/// The list with this code.
pub fn list(code: &str) -> Result<&'static Source, String> {
    lists::source(code).ok_or_else(|| {
        let known: Vec<&str> = lists::SOURCES.iter().map(|source| source.code).collect();
        format!("no list has the code `{code}`; known: {}", known.join(", "))
    })
}

/// Parser of `--kind`.
pub fn kind() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .map(|word| Kind::from_word(&word).unwrap_or(Kind::Unknown))
}

/// Lowest band to return.
#[derive(Clone, Copy, ValueEnum)]
pub enum Min {
    /// No floor, for measuring.
    Any,
    /// Similar names and better.
    Possible,
    /// Very similar names and better.
    Strong,
    /// Equal names only.
    Exact,
}

impl From<Min> for MinBand {
    fn from(min: Min) -> Self {
        match min {
            Min::Any => Self::Any,
            Min::Possible => Self::Possible,
            Min::Strong => Self::Strong,
            Min::Exact => Self::Exact,
        }
    }
}

/// A file, or `-` for standard input or output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOrStd {
    /// Standard input or output.
    Std,
    /// The file at this path.
    File(PathBuf),
}

impl From<OsString> for FileOrStd {
    fn from(text: OsString) -> Self {
        if text == "-" {
            Self::Std
        } else {
            Self::File(PathBuf::from(text))
        }
    }
}
