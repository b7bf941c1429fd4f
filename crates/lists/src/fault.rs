//! Faults: the structure of a file is not that of the list, or too much of the list is missing.
//!
//! A [`Fault`] refuses the file, because a name, an ID or a measure may be lost without a trace.
//! A [`Warning`](crate::Warning) is about one value, which is kept. All faults of a file are
//! collected, so that a person sees them together.

use core::fmt;

use crate::ListError;

/// Most faults of one kind that are kept with their place; the others are counted.
const KEPT: usize = 20;
/// Most bytes of the file's own text that a fault quotes.
const QUOTED: usize = 60;

/// The kind of a fault.
///
/// A fault of a kind that the caller accepts does not refuse the file; see
/// [`Checks::accept`](crate::Checks::accept).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// A quotation mark inside an unquoted cell, or text after a closing one.
    Quotation,
    /// A cell that holds a whole row: a line break and, after it, a cell with an ID.
    RowInCell,
    /// A row with more or fewer cells than there are columns.
    Cells,
    /// A column or an element that identity, search or law rest on is missing.
    MissingField,
    /// Such a column or element is there twice.
    DoubledField,
    /// An element of the list in a place where it does not belong.
    MisplacedField,
    /// An unknown column, element or attribute that holds a name, an ID or a measure.
    UnknownField,
    /// More designations without a name than the list has.
    Nameless,
    /// Fewer or more designations than the list can have.
    Count,
    /// A field that the list fills is filled far too seldom.
    FillRate,
    /// Designations, names, dates of birth or identifiers are far fewer than in the edition
    /// before.
    Fewer,
    /// The date of the report is missing, unreadable, or after tomorrow.
    ReportDate,
}

impl FaultKind {
    /// All kinds, in the order in which they are reported.
    pub const ALL: [Self; 12] = [
        Self::Quotation,
        Self::RowInCell,
        Self::Cells,
        Self::MissingField,
        Self::DoubledField,
        Self::MisplacedField,
        Self::UnknownField,
        Self::Nameless,
        Self::Count,
        Self::FillRate,
        Self::Fewer,
        Self::ReportDate,
    ];

    /// The word used in data and by the command line, for example `missing-field`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::RowInCell => "row-in-cell",
            Self::Cells => "cells",
            Self::MissingField => "missing-field",
            Self::DoubledField => "doubled-field",
            Self::MisplacedField => "misplaced-field",
            Self::UnknownField => "unknown-field",
            Self::Nameless => "nameless",
            Self::Count => "count",
            Self::FillRate => "fill-rate",
            Self::Fewer => "fewer",
            Self::ReportDate => "report-date",
        }
    }

    /// The kind that [`as_str`](Self::as_str) gives this word for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The advice to a person.
    #[must_use]
    pub fn cure(self) -> &'static str {
        match self {
            Self::Quotation | Self::RowInCell => {
                "look for a stray quotation mark there, or download the file again"
            }
            Self::Cells => "download the file again, and do not save it with another program",
            Self::MissingField
            | Self::DoubledField
            | Self::MisplacedField
            | Self::UnknownField
            | Self::FillRate => {
                "the publisher may have changed the layout, which this reader must learn first"
            }
            Self::Nameless | Self::Count | Self::Fewer => {
                "compare it with the publisher's page, or download the file again"
            }
            Self::ReportDate => "take the file as published, and look at the date of this computer",
        }
    }
}

/// The place of a fault. Lines, and bytes in a line, count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the file as a whole.
    File,
    /// In the line, or in the row that begins there.
    Line(u64),
    /// At the byte (second) of the line (first).
    Byte(u64, u64),
}

/// One fault, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Of what kind.
    pub kind: FaultKind,
    /// Where.
    pub place: Place,
    /// The fault as a clause, with the names of columns and elements. Text of the file is
    /// shortened and has no control characters.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, what, cure) = (self.kind.as_str(), &self.what, self.kind.cure());
        match self.place {
            Place::File => write!(f, "{kind}: {what}; {cure}"),
            Place::Line(line) => write!(f, "{kind}, line {line}: {what}; {cure}"),
            Place::Byte(line, byte) => {
                write!(f, "{kind}, line {line}, byte {byte}: {what}; {cure}")
            }
        }
    }
}

/// All faults of a file.
#[derive(Debug, Default)]
pub struct Faults {
    kept: Vec<Fault>,
    /// How many there are of each kind, by its place in [`FaultKind::ALL`].
    counts: [usize; FaultKind::ALL.len()],
    /// Why reading could not go on after them.
    end: Option<Box<ListError>>,
}

impl Faults {
    /// The faults in the order of their kinds and, within a kind, of the file; at most 20 of a
    /// kind.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        let of_kind = |kind| self.kept.iter().filter(move |fault| fault.kind == kind);
        FaultKind::ALL.into_iter().flat_map(of_kind)
    }

    /// How many faults of this kind the file has, also those beyond the first 20.
    #[must_use]
    pub fn count(&self, kind: FaultKind) -> usize {
        self.counts.get(kind as usize).copied().unwrap_or_default()
    }

    /// How many faults the file has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The kinds of the faults, in the order of [`FaultKind::ALL`].
    #[must_use]
    pub fn kinds(&self) -> Vec<FaultKind> {
        let kinds = FaultKind::ALL.into_iter();
        kinds.filter(|kind| self.count(*kind) > 0).collect()
    }

    /// Notes a fault.
    pub(crate) fn add(&mut self, kind: FaultKind, place: Place, what: String) {
        if let Some(count) = self.counts.get_mut(kind as usize) {
            *count += 1;
            if *count <= KEPT {
                self.kept.push(Fault { kind, place, what });
            }
        }
    }

    /// The refusal that reading ended with after these faults, which explain it better.
    pub(crate) fn ended_by(mut self, error: ListError) -> ListError {
        if self.total() == 0 {
            return error;
        }
        self.end = Some(Box::new(error));
        ListError::Faults(Box::new(self))
    }

    /// Adds the faults that another reader of the same file noted.
    pub(crate) fn merge(&mut self, other: Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        self.kept.extend(other.kept);
        self.end = self.end.take().or(other.end);
    }

    /// True if every fault is of an accepted kind.
    pub(crate) fn are_accepted(&self, accept: &[FaultKind]) -> bool {
        self.kinds().iter().all(|kind| accept.contains(kind))
    }

    /// Why the file is refused: its faults or, where they are accepted, what reading ended with.
    pub(crate) fn refusal(mut self, accept: &[FaultKind]) -> ListError {
        let are_accepted = self.are_accepted(accept);
        match self.end.take() {
            Some(error) if are_accepted => *error,
            end => ListError::Faults(Box::new(Self { end, ..self })),
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total();
        let plural = if total == 1 { "fault" } else { "faults" };
        write!(f, "the file has {total} {plural}")?;
        for fault in self.iter() {
            write!(f, "; {fault}")?;
        }
        match total - self.kept.len() {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

/// Text of the file for a message: one line, shortened.
pub(crate) fn quoted(text: &str) -> String {
    let text = crate::read::text::clean(text);
    if text.len() <= QUOTED {
        return text;
    }
    let end = text.floor_char_boundary(QUOTED);
    format!("{}…", text.get(..end).unwrap_or_default())
}
