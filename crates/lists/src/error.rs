//! Why a file cannot be used, where, and what to do: a [`ListError`] is about the file as a whole, the
//! [`Faults`] among them about its structure.
//!
//! A [`Fault`] refuses the file, because a name, an ID or a measure may be lost without a trace.
//! A [`Warning`](crate::Warning) is about one value, which is kept. All faults of a file are
//! collected, so that a person sees them together.

use core::error::Error;
use core::fmt;
use std::io;

use record::PartialDate;

/// Why a file as a whole cannot be used.
///
/// Lines, and bytes in a line, count from 1. The text says what is wrong, where, and what to
/// do.
#[derive(Debug)]
#[non_exhaustive]
pub enum ListError {
    /// Nothing, or nothing but white space. Cure: download the file again.
    Empty,
    /// A compressed file, or a workbook, which is one inside. Cure: unpack it, or see `hint`.
    Compressed {
        /// The format, for example `gzip`.
        format: &'static str,
        /// What to do: the [`hint`](crate::Source::hint) of the list.
        hint: &'static str,
    },
    /// A web page, as a server sends it in place of a file that it does not have. Cure: check
    /// the address.
    WebPage,
    /// The file ends inside a row or an element. Cure: download it again.
    Cut {
        /// What is not finished, for example `the row`.
        inside: String,
        /// Line on which it begins (a row) or the file ends (an element).
        line: u64,
        /// Byte in that line.
        byte: u64,
    },
    /// The column of the IDs is missing. Cure: take the file of the list itself, not a workbook
    /// or an extract of it.
    NoIdColumn {
        /// Line on which the column names were looked for.
        line: u64,
        /// The column.
        column: &'static str,
        /// How that line begins.
        found: String,
        /// What to do: the [`hint`](crate::Source::hint) of the list.
        hint: &'static str,
    },
    /// Another list, which is easily taken for this one. Cure: see `hint`.
    OtherList {
        /// That list, in words.
        list: &'static str,
        /// What to do: the [`hint`](crate::Source::hint) of the list.
        hint: &'static str,
    },
    /// A file in another format than this list is read from. Cure: see `hint`.
    OtherFormat {
        /// The format of the list.
        needed: &'static str,
        /// What to do: the [`hint`](crate::Source::hint) of the list.
        hint: &'static str,
    },
    /// An XML file whose outermost element is not the list's. Cure: see `hint`.
    OtherRoot {
        /// Line of the element.
        line: u64,
        /// Its name.
        found: String,
        /// The name that it has on the list.
        root: &'static str,
        /// What to do: the [`hint`](crate::Source::hint) of the list.
        hint: &'static str,
    },
    /// The XML is not well formed. Cure: download the file again.
    Xml {
        /// Line on which the fault was found.
        line: u64,
        /// Byte in that line.
        byte: u64,
        /// What is wrong.
        source: quick_xml::Error,
    },
    /// Bytes that are not UTF-8. Cure: take the file as published, not saved by another
    /// program.
    NotUtf8 {
        /// Line of the first such byte.
        line: u64,
        /// Its place in the line.
        byte: u64,
        /// The byte.
        value: u8,
        /// The encoding that the file seems to have.
        guess: Option<&'static str>,
    },
    /// A NUL character, which no published list contains. Cure: download the file again.
    Nul {
        /// Line of it.
        line: u64,
        /// Its place in the line.
        byte: u64,
    },
    /// A cell or an element is far longer than any that is published. Cure: look for a
    /// quotation mark that is not closed.
    TooLong {
        /// `field`, `row` or `designation`.
        what: &'static str,
        /// The most bytes it may have.
        limit: u64,
        /// Line on which it begins; for a field of a CSV file, on which its row begins.
        line: u64,
        /// Byte in that line.
        byte: u64,
    },
    /// Far more of something than the list can have: reading stops before memory is short. Cure:
    /// look at what the file is, or download it again.
    TooMany {
        /// Of what, for example `designations`.
        what: &'static str,
        /// The most that are read.
        most: usize,
        /// Line of the first that is too many.
        line: u64,
    },
    /// XML elements are nested far deeper than in the list. Cure: download the file again.
    TooDeep {
        /// Line of the element.
        line: u64,
        /// Byte in that line.
        byte: u64,
        /// The most elements that may be open at one time.
        most: usize,
    },
    /// A designation is in two files of a list. Cure: give each file once, and not the whole list beside a part of it.
    InTwoFiles {
        /// Its ID.
        id: String,
        /// Both files, by their places from 1.
        files: [usize; 2],
    },
    /// The files of a list have different dates of publication, so a designation that moved from one to the other may
    /// be in none. Cure: download all of them again.
    Editions {
        /// The date of the first file, where it has one.
        one: Option<String>,
        /// Place of the other file, from 1.
        file: usize,
        /// Its date.
        other: Option<String>,
    },
    /// The file is older than the edition before ([`Checks::not_before`](crate::Checks::not_before)). Cure: look whether
    /// the publisher took that back.
    Older {
        /// When it was published.
        date: PartialDate,
        /// When the edition before was.
        before: PartialDate,
    },
    /// The structure is not that of the list, or too much of the list is missing. Cure: each
    /// fault says its own.
    Faults(Box<Faults>),
    /// Reading failed. Cure: see the source.
    Io(io::Error),
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty; download it again"),
            Self::Compressed { format, hint } => write!(
                f,
                "this is a compressed file ({format}); unpack it, or {hint}"
            ),
            Self::WebPage => f.write_str(
                "this is a web page and not a list; check the address it was downloaded from",
            ),
            Self::Cut { inside, line, byte } => write!(
                f,
                "the file is cut off inside {inside} (line {line}, byte {byte}); download it again"
            ),
            Self::NoIdColumn {
                line,
                column,
                found,
                hint,
            } => write!(
                f,
                "line {line} has no column “{column}”, it begins with “{found}”; {hint}"
            ),
            Self::OtherList { list, hint } => write!(f, "this is {list}; {hint}"),
            Self::OtherFormat { needed, hint } => write!(f, "this is not {needed}; {hint}"),
            Self::OtherRoot {
                line,
                found,
                root,
                hint,
            } => write!(
                f,
                "this XML file is another one: its outermost element (line {line}) is “{found}” \
                 and not “{root}”; {hint}"
            ),
            Self::Xml { line, byte, source } => write!(
                f,
                "the XML is damaged at line {line}, byte {byte}: {source}; download the file again"
            ),
            Self::NotUtf8 {
                line,
                byte,
                value,
                guess,
            } => {
                write!(f, "line {line}, byte {byte} (0x{value:02X}) is not UTF-8")?;
                if let Some(guess) = guess {
                    write!(f, ", the file looks like {guess}")?;
                }
                f.write_str("; use the file as it was published, not saved by another program")
            }
            Self::Nul { line, byte } => write!(
                f,
                "line {line}, byte {byte} is a NUL character, as in UTF-16 or a damaged file; use \
                 the file as it was published"
            ),
            Self::TooLong {
                what,
                limit,
                line,
                byte,
            } => write!(
                f,
                "a {what} at line {line}, byte {byte} has more than {} MB; look for a quotation \
                 mark or an element that is not closed there, or download the file again",
                limit >> 20
            ),
            Self::TooMany { what, most, line } => write!(
                f,
                "there are more than {most} {what} (line {line}); this is not the list, download \
                 it again"
            ),
            Self::TooDeep { line, byte, most } => write!(
                f,
                "more than {most} elements are nested at line {line}, byte {byte}; download the \
                 file again"
            ),
            Self::InTwoFiles { id, files } => {
                let (id, [one, other]) = (quoted(id), files);
                write!(
                    f,
                    "“{id}” is in file {one} and in file {other}; give each file once, and not the \
                     whole list beside a part of it"
                )
            }
            Self::Editions { one, file, other } => {
                let date = |date: &Option<String>| match date {
                    Some(date) => ["was published ", date].concat(),
                    None => "has no date".to_owned(),
                };
                let (one, other) = (date(one), date(other));
                write!(
                    f,
                    "the files are of different editions: file 1 {one}, and file {file} {other}; \
                     download all of them again"
                )
            }
            Self::Older { date, before } => write!(
                f,
                "it was published {date}, and the edition before {before}; the older one was refused"
            ),
            Self::Faults(faults) => faults.fmt(f),
            Self::Io(_) => f.write_str("the file could not be read"),
        }
    }
}

impl Error for ListError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Xml { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<io::Error> for ListError {
    /// The refusal inside the error where there is one.
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Io)
    }
}

impl From<csv::Error> for ListError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::from(error),
            other => Self::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

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
