//! Why a workbook cannot be read. Each text says what is wrong and what to do.

use std::error::Error;
use std::fmt;
use std::io;

use tables::TableError;

use crate::{MOST_SHARED, MOST_UNPACKED};

/// Why a workbook cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A password is needed.
    Password,
    /// An Excel workbook of before 2007, whatever the name of the file.
    OldFormat,
    /// A packed file that is no workbook that can be read.
    OtherFormat,
    /// It is damaged; the text says where.
    Damaged(String),
    /// It unpacks to more than [`MOST_UNPACKED`] or shares more than [`MOST_SHARED`] bytes.
    TooLarge,
    /// Its XML declares texts under names, or refers to one: they are not read, and a name would lose a part.
    Entity,
    /// A formula was saved without its result, as some programs do that only write workbooks.
    NoResult {
        /// Row of its cell, from 1.
        row: u64,
        /// Column of its cell, from 1.
        column: u64,
    },
    /// There is no sheet at this place.
    NoSheet,
    /// The file cannot be read.
    Io(io::Error),
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Password => f.write_str(
                "the workbook is protected by a password; save it without one in a spreadsheet program",
            ),
            Self::OldFormat => f.write_str(
                "this is an older Excel workbook (.xls); save it as .xlsx or .csv in a spreadsheet program",
            ),
            Self::OtherFormat => f.write_str(
                "this is a packed file and no .xlsx or .ods workbook; save the table as one of these, or as .csv",
            ),
            Self::Damaged(what) => write!(
                f,
                "the workbook is damaged ({what}); open it in a spreadsheet program and save it again"
            ),
            Self::TooLarge => write!(
                f,
                "the workbook unpacks to more than {} GB, or has more than {} MB of texts; save the sheet as .csv",
                MOST_UNPACKED >> 30,
                MOST_SHARED >> 20
            ),
            Self::Entity => f.write_str(
                "the XML of the workbook has texts under names that it declares itself (entities), which are not read; open it in a spreadsheet program and save it again",
            ),
            Self::NoResult { row, column } => write!(
                f,
                "row {row}, column {column}: the formula was saved without its result; open the workbook in a spreadsheet program and save it again"
            ),
            Self::NoSheet => f.write_str("the workbook has no such sheet"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl Error for WorkbookError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => error.source(),
            _ => None,
        }
    }
}

impl WorkbookError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<io::Error> for WorkbookError {
    fn from(error: io::Error) -> Self {
        // Readers can hand on nothing but such errors.
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Self::damaged("it ends too early")
            }
            Err(error) => Self::Io(error),
        }
    }
}

impl From<quick_xml::Error> for WorkbookError {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) => match std::sync::Arc::try_unwrap(error) {
                Ok(error) => error.into(),
                Err(shared) => Self::Io(io::Error::new(shared.kind(), shared)),
            },
            // What it says is for people who know XML, and weighs 4 KB in a browser.
            _ => Self::damaged("its XML is malformed"),
        }
    }
}

impl From<WorkbookError> for TableError {
    fn from(error: WorkbookError) -> Self {
        Self::Io(io::Error::other(error))
    }
}
