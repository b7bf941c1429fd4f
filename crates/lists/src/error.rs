//! Why a file as a whole cannot be used, where, and what to do.

use core::error::Error;
use core::fmt;
use std::io;

use crate::fault::Faults;

/// Why a file as a whole cannot be used.
///
/// Lines, and bytes in a line, count from 1. The text says what is wrong, where, and what to
/// do.
#[derive(Debug)]
#[non_exhaustive]
pub enum ListError {
    /// Nothing, or nothing but white space. Cure: download the file again.
    Empty,
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
