//! What can be wrong with a manifest, and the cure.

use core::fmt;

use pack::{PackError, decimal};

/// Why a manifest is not used. The cure of each is to build the data folder again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ManifestError {
    /// The bytes are no compact manifest of this program: damaged, cut, or of another version.
    Bytes(PackError),
    /// The compact form has another layout.
    Layout {
        /// The version found.
        found: u32,
    },
    /// The packs are of another version.
    Version {
        /// `format` or `normaliser`.
        what: &'static str,
        /// The version found.
        found: u16,
        /// The version that this program reads.
        ours: u16,
    },
    /// No list is named.
    NoList,
    /// A list is named twice.
    ListTwice {
        /// Its code.
        list: String,
    },
    /// A list has packs, and not exactly one search pack and one details pack.
    Packs {
        /// Its code.
        list: String,
    },
    /// The file of a pack is not the name of a file beside the manifest.
    FileName {
        /// Code of the list.
        list: String,
    },
    /// The SHA-256 of a pack is not 64 lower-case hexadecimal digits.
    Sha256 {
        /// Code of the list.
        list: String,
    },
    /// A party is not on several of the lists, or has two entries of one or an entry that its list has not.
    Party,
    /// A manifest would not come back from its compact form as it is: a text holds NUL, a pack has
    /// more than 4 GiB, or it is of another version.
    NotKept,
}

impl ManifestError {
    /// What [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn text(&self) -> String {
        let about = |what, list: &str| [what, ": ", list].concat();
        match self {
            Self::Bytes(error) => error.text(),
            Self::Layout { found } => {
                let found = decimal(*found as usize);
                ["layout version ", &found, ", this program reads another"].concat()
            }
            Self::Version { what, found, ours } => {
                let [found, ours] = [found, ours].map(|version| decimal((*version).into()));
                [what, " version ", &found, ", this program reads ", &ours].concat()
            }
            Self::NoList => "it names no list".to_owned(),
            Self::ListTwice { list } => about("a list is named twice", list),
            Self::Packs { list } => about("not one search and one details pack", list),
            Self::FileName { list } => about("file is not the name of a file beside it", list),
            Self::Sha256 { list } => about("sha256 is not 64 digits 0-9 and a-f", list),
            Self::Party => "a party is not of entries of several lists".to_owned(),
            Self::NotKept => "it has no compact form: a text holds NUL, a pack has more than 4 GiB, or it is of another version".to_owned(),
        }
    }
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl core::error::Error for ManifestError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Bytes(error) => Some(error),
            _ => None,
        }
    }
}

impl From<PackError> for ManifestError {
    fn from(error: PackError) -> Self {
        Self::Bytes(error)
    }
}
