//! What can be wrong with a table, and where. Each text says what, where and what to do.

use std::error::Error;
use std::fmt;
use std::io;

use crate::encoding::Encoding;
use crate::limits::MOST_COLUMNS;

/// Lines at the top of a file of which one may name the columns while the first is a title.
const MOST_TITLE_LINES: u64 = 11;

/// A position in a file, both numbers from 1: a line break is one CRLF, LF or CR, and a column is
/// counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The column in that line.
    pub column: u64,
}

/// The first thing in a file that makes its rows uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub kind: FaultKind,
}

/// The kinds of [`Fault`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// A quote in a cell that does not begin with one.
    StrayQuote,
    /// Text between a closing quote and the end of the cell.
    TextAfterQuote,
    /// A quote that is open at the end of the file.
    OpenQuote,
    /// A quoted cell whose lines have the shape of rows.
    RowsInCell {
        /// Lines of the cell.
        lines: u64,
    },
    /// A row with another number of cells than the header.
    Cells {
        /// Cells of the row.
        found: u64,
        /// Cells of the first row.
        expected: u64,
    },
    /// An empty line between rows of several cells.
    EmptyLine,
    /// A byte that is not in the encoding of the file.
    NotText {
        /// The byte.
        byte: u8,
        /// The encoding, given or recognised.
        encoding: Encoding,
    },
    /// Text that is not UTF-8, UTF-16, Windows-1251 or Windows-1252, as far as that can be recognised.
    UnknownEncoding,
    /// A row of more than [`MOST_ROW_BYTES`](crate::MOST_ROW_BYTES).
    TooLong,
    /// A row of more than [`MOST_COLUMNS`](crate::MOST_COLUMNS) cells.
    TooManyCells,
    /// What only one form of file has, in words: what, and what to do.
    Other(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: ",
            self.place.line, self.place.column
        )?;
        match &self.kind {
            FaultKind::StrayQuote => f.write_str(
                "a quote inside a cell that does not begin with one; remove it, or put the cell in \
                 quotes and double each quote inside it",
            ),
            FaultKind::TextAfterQuote => f.write_str(
                "text after the closing quote of a cell; double each quote that belongs to the text",
            ),
            FaultKind::OpenQuote => {
                f.write_str("the quote that opens here is never closed; remove it or close it")
            }
            FaultKind::RowsInCell { lines } => write!(
                f,
                "the quoted cell that begins here has {lines} lines that look like rows of their \
                 own; remove the stray quote, or if this is one cell, its line breaks"
            ),
            FaultKind::Cells { found, expected } => {
                let cells = if *found == 1 { "cell" } else { "cells" };
                write!(
                    f,
                    "the row has {found} {cells}, the header has {expected}; correct this line"
                )?;
                match self.place.line <= MOST_TITLE_LINES {
                    true => f.write_str(
                        "; if the first line does not name the columns, remove the lines above the one that does",
                    ),
                    false => Ok(()),
                }
            }
            FaultKind::EmptyLine => f.write_str("an empty line between rows; remove it"),
            FaultKind::NotText { byte, encoding } => {
                let name = encoding.title();
                write!(f, "the byte {byte:02X} is not {name}; save the file as UTF-8")
            }
            FaultKind::UnknownEncoding => f.write_str(
                "from here on the text is in an encoding that is not recognised, which may be Windows-1256 \
                 (Arabic), Windows-1251 (Cyrillic), Windows-1250 (central Europe) or Windows-1254 (Turkish); save \
                 the file as UTF-8",
            ),
            FaultKind::Other(what) => f.write_str(what),
            FaultKind::TooManyCells => write!(
                f,
                "the row has more than {MOST_COLUMNS} cells; remove the columns that are not needed"
            ),
            FaultKind::TooLong => f.write_str(
                "the row is longer than 16 MB; a quote that is not closed may be the reason",
            ),
        }
    }
}

impl Error for Fault {}

/// Why a table cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum TableError {
    /// Its text is malformed.
    Fault(Fault),
    /// The file cannot be read.
    Io(io::Error),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl Error for TableError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Fault(_) => None,
            Self::Io(error) => error.source(),
        }
    }
}

impl From<Fault> for TableError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<io::Error> for TableError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
