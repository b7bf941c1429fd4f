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
            Category::Data => {
                format!("it is not as this program writes it: {error}; use another copy of it")
            }
        })
    }
}

impl From<io::Error> for RecordError {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}
