//! What can be wrong with a manifest, and the cure.

use core::fmt;

use pack::PackError;

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
    /// A list does not have exactly one search pack and one details pack.
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

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about =
            |f: &mut fmt::Formatter<'_>, what: &str, list: &str| write!(f, "{what}: {list}");
        match self {
            Self::Bytes(error) => error.fmt(f),
            Self::Layout { found } => {
                write!(f, "layout version {found}, this program reads another")
            }
            Self::Version { what, found, ours } => {
                write!(f, "{what} version {found}, this program reads {ours}")
            }
            Self::NoList => f.write_str("it names no list"),
            Self::ListTwice { list } => about(f, "a list is named twice", list),
            Self::Packs { list } => about(f, "not one search and one details pack", list),
            Self::FileName { list } => {
                about(f, "file is not the name of a file beside it", list)
            }
            Self::Sha256 { list } => about(f, "sha256 is not 64 digits 0-9 and a-f", list),
            Self::Party => f.write_str("a party is not of entries of several lists"),
            Self::NotKept => f.write_str(
                "it has no compact form: a text holds NUL, a pack has more than 4 GiB, or it is of another version",
            ),
        }
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
