//! What can be wrong with a pack, and the cure.

use core::fmt;

/// Why records cannot be packed or bytes are no pack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// The bytes do not begin as a pack does. Cure: load the file that the manifest names.
    NotAPack,
    /// It is another of the three kinds of file: search pack, details pack, manifest. Cure: load the
    /// file that the manifest names.
    OtherKind,
    /// Written in another version of the format. Cure: build the packs with this version.
    FormatVersion {
        /// The version found.
        found: u16,
    },
    /// Built with another version of the normaliser, so that names and queries would not
    /// meet. Cure: build the packs with this version.
    NormaliserVersion {
        /// The version found.
        found: u16,
    },
    /// The checksum differs: the bytes were cut off or changed. Cure: load them again.
    Checksum,
    /// The details pack belongs to another search pack. Cure: load both from one build.
    NotAPair,
    /// The checksum is right but what stands at this position makes no sense; such a pack was
    /// never written by [`encode`](crate::encode).
    Malformed {
        /// Offset in bytes from the start of the pack.
        position: usize,
    },
    /// A record would not come back from the packs as it is: one of its texts holds NUL,
    /// U+001E or U+001F, or it names another list. Cure: replace those characters when the
    /// list is read.
    NotKept {
        /// ID of the record.
        record: String,
    },
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPack => f.write_str(
                "not a pack or manifest of this program: load the file that the manifest names",
            ),
            Self::OtherKind => f.write_str(
                "a file of another kind: search pack, details pack and manifest were exchanged",
            ),
            Self::FormatVersion { found } => write!(
                f,
                "pack of format version {found}, this program reads {}: build the packs again with this version",
                crate::FORMAT_VERSION
            ),
            Self::NormaliserVersion { found } => write!(
                f,
                "pack of normaliser version {found}, this program has {}: build the packs again with this version",
                names::NORMALISER_VERSION
            ),
            Self::Checksum => f.write_str(
                "the checksum differs, so the pack was cut off or changed: load it again",
            ),
            Self::NotAPair => f.write_str(
                "details pack and search pack come from different builds: load both from one build",
            ),
            Self::Malformed { position } => write!(
                f,
                "the pack makes no sense at byte {position}: build the packs again"
            ),
            Self::NotKept { record } => write!(
                f,
                "record {record} cannot be packed: a text holds NUL, U+001E or U+001F, or it belongs to another list"
            ),
        }
    }
}

impl core::error::Error for PackError {}
