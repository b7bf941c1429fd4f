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
    /// match. Cure: build the packs with this version.
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

impl PackError {
    /// What [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn text(&self) -> String {
        let version = |what, found: u16, ours: u16, reads| {
            let [found, ours] = [found, ours].map(|version| decimal(version.into()));
            [
                "pack of ",
                what,
                " version ",
                &found,
                ", this program ",
                reads,
                " ",
                &ours,
                ": build the packs again with this version",
            ]
            .concat()
        };
        let text = match self {
            Self::NotAPack => {
                "not a pack or manifest of this program: load the file that the manifest names"
            }
            Self::OtherKind => {
                "a file of another kind: search pack, details pack and manifest were exchanged"
            }
            Self::FormatVersion { found } => {
                return version("format", *found, crate::FORMAT_VERSION, "reads");
            }
            Self::NormaliserVersion { found } => {
                return version("normaliser", *found, names::NORMALISER_VERSION, "has");
            }
            Self::Checksum => {
                "the checksum differs, so the pack was cut off or changed: load it again"
            }
            Self::NotAPair => {
                "details pack and search pack come from different builds: load both from one build"
            }
            Self::Malformed { position } => {
                let position = decimal(*position);
                let parts = [
                    "the pack makes no sense at byte ",
                    &position,
                    ": build the packs again",
                ];
                return parts.concat();
            }
            Self::NotKept { record } => {
                let why = " cannot be packed: a text holds NUL, U+001E or U+001F, or it belongs to another list";
                return ["record ", record, why].concat();
            }
        };
        text.to_owned()
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl core::error::Error for PackError {}

/// A number in decimal digits, without the standard library's formatting, which is 2 KB more for a browser
/// to load.
///
/// ```
/// assert_eq!([0, 7, 1024].map(pack::decimal), ["0", "7", "1024"]);
/// ```
#[must_use]
pub fn decimal(number: usize) -> String {
    let mut text = match number / 10 {
        0 => String::new(),
        tens => decimal(tens),
    };
    text.push(char::from(b'0' + (number % 10) as u8));
    text
}
