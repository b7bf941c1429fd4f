//! Publishers' files, read into the common record.
//!
//! [`read`] takes any reader, tells CSV from XML by the first byte, and hands back a
//! [`Parsed`]: every designation, sorted by its ID, and a [`Warning`] for everything that was
//! not understood. A designation is never dropped: what has no field of its own stays in it
//! as labelled text. Only a file that is unusable as a whole is a [`ListError`].
//!
//! ```
//! let file = "\
//! Report Date: 02-Nov-2026 (sample list: every name is invented)
//! Unique ID,Name 6,Name 1,Name type,Designation Type,Regime Name,D.O.B
//! SAMPLE-GIM9001,FAMILY,Given,Primary Name,Individual,The Example Regulations 2026,dd/07/1978
//! SAMPLE-GIM9001,FAMILIE,Given,Primary Name Variation,Individual,The Example Regulations 2026,dd/07/1978
//! ";
//! let source = lists::source("uk").expect("the UK list is known");
//! let parsed = lists::read(source, file.as_bytes(), 1)?;
//! assert!(parsed.header.sample);
//! let person = &parsed.records[0];
//! assert_eq!(person.primary_name().unwrap().full(), "Given FAMILY");
//! assert_eq!((person.names.len(), person.dates_of_birth.len()), (2, 1));
//! assert_eq!(person.regimes[0].code, "GIM");
//! # Ok::<(), lists::ListError>(())
//! ```
//!
//! # Limits
//!
//! - One list so far: the UK Sanctions List, CSV and XML as published in autumn 2026.
//! - A field has at most 1 MB, a row or an XML designation at most 16 MB. The file is read as a
//!   stream; what stays in memory is the designations, not the repetitions of the file.
//! - A CSV file that is cut exactly between two rows, or inside the very last cell of a row,
//!   reads as a smaller file: that is what the minimum is for.

#![deny(missing_docs)]

mod error;
mod input;
mod text;
pub mod uk;

use std::io::Read;

use record::{PartialDate, Record};

pub use error::ListError;
use input::Input;

/// A list that can be read, with what its publisher says about it.
#[derive(Debug)]
pub struct Source {
    /// Short code, for example `uk`.
    pub code: &'static str,
    /// Name in words.
    pub title: &'static str,
    /// Who publishes it.
    pub publisher: &'static str,
    /// Name of the licence.
    pub licence: &'static str,
    /// Address of the licence.
    pub licence_url: &'static str,
    /// Address of the file.
    pub url: &'static str,
    /// Fewest designations that a whole file of this list can have; fewer means that
    /// something is missing.
    pub minimum: usize,
    reader: fn(Input<&mut dyn Read>) -> Result<Parsed, ListError>,
}

/// All lists that can be read.
pub static SOURCES: &[Source] = &[uk::SOURCE];

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
    /// Everything that was not understood, in the order of the file.
    pub warnings: Vec<Warning>,
}

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The list's own date.
    pub published: Option<PartialDate>,
    /// Whether the file says that it is the sample list, on which every name is invented.
    pub sample: bool,
}

/// Something in a file that was not understood; the record stays.
///
/// What one designation says over and over is one warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Code of the list.
    pub list: &'static str,
    /// ID of the record; empty where it is about the file.
    pub record: String,
    /// Line of the file, from 1; of a CSV row the line on which it begins.
    pub line: u64,
    /// What was not understood.
    pub kind: WarningKind,
    /// What stands there, verbatim; for [`Cells`](WarningKind::Cells) how many cells there are,
    /// for [`UnknownField`](WarningKind::UnknownField) the label.
    pub raw: String,
}

/// What a [`Warning`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A date that is none, for example `31/02/1999`; kept verbatim.
    Date,
    /// A designation without any name; it is found by its ID.
    Nameless,
    /// An unknown type of name; kept as a note of the name, which counts as an alias.
    NameType,
    /// An unknown strength of an alias; kept as a note of the name.
    Strength,
    /// A designation that is no known kind of thing; what the list says is kept.
    Kind,
    /// A measure that is not known here; kept verbatim.
    Measure,
    /// Two values where a designation has one; the first stands, the others are kept.
    Contradiction,
    /// A row with more or fewer cells than there are columns; all cells are kept.
    Cells,
    /// A row or an element without an ID; kept as a record of its own, under its line.
    Id,
    /// A column is missing.
    MissingColumn,
    /// A column or an element that is not known here; kept under its label.
    UnknownField,
}

impl WarningKind {
    /// The word used in data, for example `date`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Nameless => "nameless",
            Self::NameType => "name-type",
            Self::Strength => "strength",
            Self::Kind => "kind",
            Self::Measure => "measure",
            Self::Contradiction => "contradiction",
            Self::Cells => "cells",
            Self::Id => "id",
            Self::MissingColumn => "missing-column",
            Self::UnknownField => "unknown-field",
        }
    }
}

/// Reads a file of a list; the layout (CSV or XML) is told from its first bytes.
///
/// `minimum` is the fewest designations that are accepted, usually
/// [`Source::minimum`]; 0 accepts any number. The input needs no buffer of its own.
///
/// # Errors
/// [`ListError`] when the file as a whole is unusable.
pub fn read(
    source: &'static Source,
    mut input: impl Read,
    minimum: usize,
) -> Result<Parsed, ListError> {
    let parsed = (source.reader)(Input::new(&mut input))?;
    if parsed.records.len() < minimum {
        return Err(ListError::TooFew {
            found: parsed.records.len(),
            minimum,
        });
    }
    Ok(parsed)
}
