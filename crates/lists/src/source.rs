//! What is known about a list before any of its files is read.

use std::io::Read;
use std::time::Duration;

use record::{Kind, Record};

use crate::read::input::Input;
use crate::{ListError, Parsed};

/// A list that can be read, with what its publisher says about it.
///
/// A list is one file or several. Where the same content is published in several formats, one of
/// them is needed and the others are not.
#[derive(Debug)]
pub struct Source {
    /// Short code, for example `uk`.
    pub code: &'static str,
    /// Name in words.
    pub title: &'static str,
    /// Who publishes it.
    pub publisher: &'static str,
    /// Name of the licence or terms.
    pub licence: &'static str,
    /// Address of the licence or terms.
    pub licence_url: &'static str,
    /// Language of its prose, as a code of ISO 639-1, for example `en`.
    pub language: &'static str,
    /// Its files, those that are needed first. Never empty.
    pub files: &'static [SourceFile],
    /// How its publisher's server must be asked.
    pub fetch: FetchRules,
    /// How many hours after its publisher was asked the list may be relied on; at most 48, which is
    /// the limit that holds for every list wherever it is shown.
    pub age_limit_hours: u32,
    /// What to do where a file is not this list, as a clause for a message, for example `use
    /// List.csv from https://…`.
    pub hint: &'static str,
    /// Fewest designations that a whole edition of this list can have.
    pub least: usize,
    /// Most designations that it can have.
    pub most: usize,
    /// Most designations without a name that a whole edition can have.
    pub nameless: usize,
    /// True if every file of the list says when it was published.
    pub is_dated: bool,
    /// Fields that every whole edition fills.
    pub fill_rates: &'static [FillRate],
    pub(crate) reader: Reader,
}

/// Reads the one file of a list.
pub(crate) type Reader = fn(&'static Source, Input<&mut dyn Read>) -> Result<Parsed, ListError>;

impl Source {
    /// Address of the first file, by which the list is known.
    #[must_use]
    pub fn url(&self) -> &'static str {
        self.files.first().map_or("", |file| file.url)
    }
}

/// A published file of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its address.
    pub url: &'static str,
    /// Its format.
    pub format: Format,
    /// True if the list is not whole without it; false for another form of the same content.
    pub is_needed: bool,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Cells separated by commas.
    Csv,
    /// Elements.
    Xml,
    /// A workbook of Office Open XML.
    Xlsx,
}

/// How a publisher's server must be asked for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchRules {
    /// Most redirects that are followed.
    pub redirects: u8,
    /// How many times to ask again after a fault of the server or the connection.
    pub retries: u8,
    /// How long to wait for its first byte, and for progress.
    pub patience: Duration,
}

/// How long to wait for a file that lies ready on its server.
pub(crate) const READY: Duration = Duration::from_secs(10);

/// A field that a whole edition fills for at least a part of its designations.
#[derive(Debug)]
pub struct FillRate {
    /// The name of the field in a message, for example `dates of birth`.
    pub what: &'static str,
    /// The kind that it is counted over; `None` for all designations.
    pub of: Option<Kind>,
    /// Least part of those designations, in hundredths. About half of what was measured, so that
    /// a list may change slowly.
    pub least: usize,
    /// True for a designation that has it.
    pub has: fn(&Record) -> bool,
}
