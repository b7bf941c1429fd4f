//! Publishers' files, read into the common record.

use std::io::Read;

use record::{PartialDate, Record};

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
}

/// All lists that can be read.
pub static SOURCES: &[Source] = &[Source {
    code: "uk",
    title: "UK Sanctions List",
    publisher: "Foreign, Commonwealth & Development Office",
    licence: "Open Government Licence v3.0",
    licence_url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    url: "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    minimum: 5_000,
}];

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Code of the list.
    pub list: &'static str,
    /// ID of the record.
    pub record: String,
    /// Line of the file, from 1.
    pub line: u64,
    /// What was not understood.
    pub kind: WarningKind,
    /// What stands there, verbatim.
    pub raw: String,
}

/// What a [`Warning`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A date that is none, for example `31/02/1999`.
    Date,
}

impl WarningKind {
    /// The word used in data, for example `date`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        "date"
    }
}

/// Why a file as a whole cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum ListError {
    /// The file is empty.
    Empty,
}

impl core::fmt::Display for ListError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the file is empty")
    }
}

impl core::error::Error for ListError {}

/// Reads a file of a list; the layout (CSV or XML) is told from its first bytes.
///
/// `minimum` is the fewest designations that are accepted, usually
/// [`Source::minimum`]; 0 accepts any number.
///
/// # Errors
/// [`ListError`] when the file as a whole is unusable.
pub fn read(
    source: &'static Source,
    input: impl Read,
    minimum: usize,
) -> Result<Parsed, ListError> {
    let _ = (source, input, minimum);
    Err(ListError::Empty)
}
