//! What can be wrong with a check record or a file of decisions.

use core::fmt;
use std::error::Error;
use std::io;

use serde_json::error::Category;

/// Why a record or a file of decisions cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecordError {
    /// It could not be read or written. Cause: the disk or the pipe. Cure: try again.
    Input(io::Error),
    /// It is no whole JSON, or a member is missing or of another kind. Cause: it was cut, or changed by something
    /// else than this program. Cure: use a copy.
    Damaged(String),
    /// Its content does not have the hash that it states. Cause: it was altered or damaged. Cure: use a copy.
    Altered,
    /// It is JSON of something else.
    OtherFormat {
        /// What it should be.
        expected: &'static str,
    },
    /// A later version of the program wrote it. Cure: use that version, or a later one.
    NewerVersion {
        /// Version of the file.
        found: u64,
        /// The latest that this program reads.
        ours: u64,
    },
    /// A hit is about no designation of the lists that were searched, or one whose details are not there: a fault
    /// of the program.
    NoSuchDesignation,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => write!(f, "it cannot be read or written: {error}"),
            Self::Damaged(why) => write!(f, "it is damaged: {why}"),
            Self::Altered => f.write_str(
                "its content does not have the hash that it states, so it was altered or damaged; use a copy of it",
            ),
            Self::OtherFormat { expected } => write!(f, "it is no {expected}"),
            Self::NewerVersion { found, ours } => write!(
                f,
                "it has version {found} and was written by a later version of this program, which reads up to version {ours}; use the later one"
            ),
            Self::NoSuchDesignation => f.write_str(
                "a hit is about no designation of the lists that were searched; please report this",
            ),
        }
    }
}

impl Error for RecordError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            _ => None,
        }
    }
}

impl From<serde_json::Error> for RecordError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(match error.classify() {
            Category::Io => return Self::Input(error.into()),
            Category::Eof => "it ends too early, so it was cut; use a whole copy of it".to_owned(),
            Category::Syntax => format!(
                "it was changed or damaged near line {}, column {}; use another copy of it",
                error.line(),
                error.column()
            ),
            Category::Data => format!(
                "it is not as this program writes it: {}; use another copy of it",
                wrong_data(&error.to_string())
            ),
        })
    }
}

/// What is wrong with a member, in plain words for those of the parser; what this crate says stays.
fn wrong_data(error: &str) -> String {
    let named = |start: &str| {
        let (name, _) = error.strip_prefix(start)?.split_once('`')?;
        Some(name)
    };
    if let Some(name) = named("missing field `") {
        format!("the member `{name}` is missing")
    } else if let Some(word) = named("unknown variant `") {
        format!("`{word}` is no word that can stand there")
    } else if error.starts_with("invalid ") || error.starts_with("data did not match") {
        "a value is of another kind, such as a text in place of a number".to_owned()
    } else {
        error.to_owned()
    }
}

impl From<io::Error> for RecordError {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail so.
mod tests {
    use super::*;
    use crate::decisions::Decision;
    use crate::record::Summary;

    #[test]
    fn wrong_members_are_told_in_plain_words() {
        let said = |error: serde_json::Error| RecordError::from(error).to_string();
        let summary = |text: &str| said(serde_json::from_str::<Summary>(text).unwrap_err());
        for (text, words) in [
            (
                "{\"rows\":\"x\",\"outcomes\":{}}",
                "a value is of another kind",
            ),
            ("{\"rows\":1}", "the member `outcomes` is missing"),
        ] {
            let error = summary(text);
            assert!(error.contains(words), "{error}");
            assert!(!error.contains("expected"), "{error}");
        }
        let decision = serde_json::from_str::<Decision>("{\"decision\":\"cleared\"}");
        let error = said(decision.unwrap_err());
        assert!(
            error.contains("`cleared` is no word that can stand there"),
            "{error}"
        );
    }
}
