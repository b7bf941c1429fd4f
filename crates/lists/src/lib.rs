//! Publishers' files, read into the common record.
//!
//! [`read`] takes any reader, tells CSV from XML by the first byte, and returns a [`Parsed`]:
//! every designation, sorted by its ID, and a [`Warning`] for each value that was not understood.
//! A designation is never dropped: what has no field of its own stays in it as labelled text.
//!
//! A [`Fault`] is about the structure of the file, or about how much of the list is in it. It
//! refuses the file, because a name that is not read is a name that is never found. So does a
//! file that is unusable as a whole; both are a [`ListError`]. What is checked beside the
//! structure, and which kinds of fault are accepted, is in [`Checks`].
//!
//! ```
//! let file = "\
//! Report Date: 02-Nov-2026 (sample list: every name is invented)
//! Unique ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,\
//! Name non-latin script,Regime Name,Designation Type,Designation source,Sanctions Imposed,D.O.B,\
//! Nationality(/ies),National Identifier number,Passport number,Business registration number (s),IMO number
//! SAMPLE-GIM9001,,FAMILY,Given,,,,,Primary Name,,,The Example Regulations 2026,Individual,UK,Travel Ban,dd/07/1978,,,,,
//! SAMPLE-GIM9001,,FAMILIE,Given,,,,,Primary Name Variation,,,The Example Regulations 2026,Individual,UK,Travel Ban,dd/07/1978,,,,,
//! ";
//! use lists::{Checks, FaultKind, ListError};
//! let source = lists::source("uk").expect("the UK list is known");
//! let parsed = lists::read(source, file.as_bytes(), &Checks::part())?;
//! assert!(parsed.header.sample);
//! let person = &parsed.records[0];
//! assert_eq!(person.primary_name().unwrap().full(), "Given FAMILY");
//! assert_eq!((person.names.len(), person.dates_of_birth.len()), (2, 1));
//! assert_eq!(person.regimes[0].code, "GIM");
//!
//! let renamed = file.replace("Name 6", "Name6");
//! match lists::read(source, renamed.as_bytes(), &Checks::part()) {
//!     Err(ListError::Faults(faults)) => assert_eq!(
//!         faults.kinds(),
//!         [FaultKind::MissingField, FaultKind::UnknownField]
//!     ),
//!     other => panic!("{other:?}"),
//! }
//! # Ok::<(), ListError>(())
//! ```
//!
//! A list that comes in several files is read part by part ([`read_part`]) and put together
//! ([`join`]); the bounds hold for the whole.
//!
//! # Limits
//!
//! - Three lists so far: the UK Sanctions List ([`uk`]), CSV and XML as published in autumn 2026, the
//!   UN Security Council's consolidated list ([`un`]), XML as published in August 2026, and the EU's list
//!   of financial sanctions ([`eu`]), XML as published in spring 2026.
//! - A field has at most 1 MB, a row or a designation at most 4 MB, a row at most 10,000
//!   cells, a file at most 200 unknown fields and 100,000 warnings, and XML at most 32 nested elements.
//! - A cell for names is parted into at most 64 names; one of more stays one name.
//! - The files of a list that comes in several ([`read_part`], [`join`]) each have whole designations.
//! - Designations of which the file says so little that they would take more memory than the bound
//!   below (some 95,000 of 30 bytes each) refuse it; the UK list has 2,800 bytes for each.
//! - A CSV file that is cut exactly between two rows, or inside the very last cell of a row,
//!   reads as a smaller file: the bounds on counts and the comparison with the edition before
//!   find that.
//! - A swap of two column names that leaves the cells in their places cannot be seen.
//!
//! # Cost
//!
//! The file is read as a stream, in time that grows with its size alone. The designations stay in
//! memory, the repetitions of the file do not: at most eight times the file and 64 MB
//! (`tests/bounds.rs`).

#![deny(missing_docs)]

mod checks;
mod error;
pub mod eu;
mod parts;
mod read;
mod source;
pub mod uk;
pub mod un;

use std::io::Read;

use record::{PartialDate, Record};

pub use checks::{Checks, Totals};
pub use error::{Fault, FaultKind, Faults, ListError, Place};
pub use parts::{Part, join, read_part};
use read::input::Input;
pub use source::{FetchRules, FillRate, Format, Source, SourceFile};

/// All lists that can be read.
pub static SOURCES: &[Source] = &[uk::SOURCE, un::SOURCE, eu::SOURCE];

/// The list with this code.
#[must_use]
pub fn source(code: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.code == code)
}

/// A publisher's file, read.
#[derive(Debug)]
pub struct Parsed {
    /// What the file says about itself.
    pub header: Header,
    /// Its designations, sorted by ID.
    pub records: Vec<Record>,
    /// Each value that was not understood, in the order of the file.
    pub warnings: Vec<Warning>,
    /// Faults that the caller accepts.
    pub faults: Faults,
}

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The list's own date.
    pub published: Option<PartialDate>,
    /// Whether the file says that it is the sample list, on which every name is invented.
    pub sample: bool,
}

/// A value in a file that was not understood; the record stays.
///
/// A value that one designation repeats is one warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Code of the list.
    pub list: &'static str,
    /// ID of the record; empty where it is about the file.
    pub record: String,
    /// Which of the list's files, from 1; 0 where the list is read from one.
    pub file: usize,
    /// Line of the file, from 1; of a CSV row the line on which it begins.
    pub line: u64,
    /// The kind of value that was not understood.
    pub kind: WarningKind,
    /// The value, verbatim; for [`UnknownField`](WarningKind::UnknownField) the label.
    pub raw: String,
}

/// The kind of a [`Warning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A date that is none, for example `31/02/1999`; kept verbatim.
    Date,
    /// Words or zeros in the place of a date, for example `N/A`; the date is not given.
    NoDate,
    /// A designation without any name; it is found by its ID.
    Nameless,
    /// An unknown type of name; kept as a note of the name, which counts as an alias.
    NameType,
    /// An unknown strength of an alias; kept as a note of the name.
    Strength,
    /// A designation that is no known kind of thing; what the list says is kept.
    Kind,
    /// A regime that is not known here; kept verbatim.
    Regime,
    /// A measure that is not known here; kept verbatim.
    Measure,
    /// Two values where a designation has one; the first is used, the others are kept.
    Contradiction,
    /// A row or an element without an ID; kept as a record of its own, under its line.
    Id,
    /// A column that nothing rests on is missing.
    MissingColumn,
    /// A column or an element that is not known here; kept under its label.
    UnknownField,
    /// A spreadsheet's code for a control character, such as `_x000D_`; read as a space.
    Escape,
}

impl WarningKind {
    /// The word used in data, for example `date`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::NoDate => "no-date",
            Self::Nameless => "nameless",
            Self::NameType => "name-type",
            Self::Strength => "strength",
            Self::Kind => "kind",
            Self::Regime => "regime",
            Self::Measure => "measure",
            Self::Contradiction => "contradiction",
            Self::Id => "id",
            Self::MissingColumn => "missing-column",
            Self::UnknownField => "unknown-field",
            Self::Escape => "escape",
        }
    }
}

/// Reads a file of a list; the layout (CSV or XML) is recognised by its first bytes.
///
/// The input needs no buffer of its own.
///
/// # Errors
/// [`ListError::Faults`] when the file has faults that [`Checks::accept`] does not name;
/// another [`ListError`] when the file as a whole is unusable.
pub fn read(
    source: &'static Source,
    input: impl Read,
    checks: &Checks<'_>,
) -> Result<Parsed, ListError> {
    finish(source, parse(source, input, checks.accept)?, checks)
}

/// Reads a file, without judging how much of the list is in it.
fn parse(
    source: &'static Source,
    mut input: impl Read,
    accept: &[FaultKind],
) -> Result<Parsed, ListError> {
    let mut head = Vec::new();
    (&mut input).take(4).read_to_end(&mut head)?;
    let mut compressed = COMPRESSED.iter();
    if let Some((_, format)) = compressed.find(|(start, _)| head.starts_with(start)) {
        let hint = source.hint;
        return Err(ListError::Compressed { format, hint });
    }
    match (source.reader)(source, Input::new(&mut head.chain(input))) {
        Err(ListError::Faults(faults)) => Err(faults.refusal(accept)),
        other => other,
    }
}

/// How a compressed file begins, and what its format is called.
const COMPRESSED: [(&[u8], &str); 2] = [
    (b"\x1F\x8B", "gzip"),
    (b"PK\x03\x04", "ZIP, as a workbook is"),
];

/// Judges how much of the list there is, and refuses what has faults that are not accepted.
fn finish(
    source: &'static Source,
    mut parsed: Parsed,
    checks: &Checks<'_>,
) -> Result<Parsed, ListError> {
    checks::refuse_older(parsed.header.published, checks)?;
    checks::check(source, &mut parsed, checks);
    match parsed.faults.are_accepted(checks.accept) {
        true => Ok(parsed),
        false => Err(ListError::Faults(Box::new(parsed.faults))),
    }
}
