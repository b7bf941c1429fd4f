//! What the page and the worker that reads a file say to each other, in the form of the engine's
//! messages.

use batch::Columns;
use serde::{Deserialize, Serialize};

/// From the page to the worker. Each is answered before the next is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Read the whole file once and say what it is.
    Open(Form),
    /// Go to the first row.
    Begin {
        /// Where the names are.
        columns: Columns,
        /// Whether the first row names the columns.
        has_header: bool,
        /// Whether each row comes with all its cells.
        with_cells: bool,
    },
    /// Give the next rows.
    Next,
}

/// How a file is written, in the words of crate `tables`; a blank word is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// `comma`, `semicolon`, `tab`, `pipe`, or `none` where each line is one cell.
    pub separator: String,
    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
    pub encoding: String,
    /// The sheet of a workbook, by its name, or by its number from 1 where it has none.
    pub sheet: String,
    /// The sheets that can be chosen, which the worker says; none where the file is a text.
    pub sheets: Vec<String>,
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tell {
    /// How much of the file was read.
    Reading {
        /// Bytes.
        bytes: u64,
    },
    /// The answer to [`Ask::Open`].
    Opened(Opened),
    /// The file cannot be checked; nothing is answered any more until it is opened again.
    Refused(Refusal),
    /// The answer to [`Ask::Begin`]: the header, or no cells where the file has none.
    Begun {
        /// Cells of the header.
        header: Vec<String>,
    },
    /// The answer to [`Ask::Next`].
    Rows(Vec<RowView>),
}

/// What a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// How it is written, given or recognised.
    pub form: Form,
    /// Rows, header included.
    pub rows: u64,
    /// Cells of each row.
    pub width: usize,
    /// The first rows, at most [`SHOWN_ROWS`](super::reader::SHOWN_ROWS) of at most
    /// [`SHOWN_COLUMNS`](super::reader::SHOWN_COLUMNS) cells; long cells are cut.
    pub first: Vec<Vec<String>>,
    /// Whether the first row seems to name the columns.
    pub has_header: bool,
    /// What the columns seem to be: places in [`Role::ALL`](tables::Role::ALL), with the column.
    pub roles: Vec<(usize, usize)>,
    /// Columns that seem to hold names too, and have no role.
    pub more_names: Vec<usize>,
    /// Where the first row names no column: the number of a row below it that seems to, from 1.
    pub header_below: Option<usize>,
}

/// Why a file cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Nothing is in it.
    Empty,
    /// More than [`MOST_BYTES`](super::reader::MOST_BYTES).
    TooLarge,
    /// A workbook that cannot be read: an old one, one with a password, a damaged or a hostile one, or another
    /// packed file; or a text that is no table, such as a web page.
    Workbook {
        /// What is wrong and what to do, in English.
        what: String,
    },
    /// A PDF.
    Pdf,
    /// No text.
    NotText,
    /// It cannot be read, or no longer.
    Unreadable,
    /// A fault in it makes its rows uncertain.
    Fault {
        /// What and where, in English.
        what: String,
        /// How the file was read, which may be what is wrong.
        form: Form,
    },
}

/// One row of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// The text to search.
    pub text: String,
    /// Date of birth as it is written.
    pub born: String,
    /// Country as it is written.
    pub country: String,
    /// Sex as it is written.
    pub sex: String,
    /// All cells, where they were asked for.
    pub cells: Vec<String>,
}
