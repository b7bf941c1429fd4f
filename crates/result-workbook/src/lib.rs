//! The result of a checked table as a workbook (XLSX) of one sheet, for the page and the command line: the same
//! rows give the same cells, and the same bytes whenever they are written.
//!
//! ```
//! use result_workbook::ResultSheet;
//!
//! let mut sheet = ResultSheet::in_memory(vec![true, false]);
//! sheet.push(&["row", "query"])?;
//! sheet.push(&["1", "=Orsek Testanov"])?;
//! let mut bytes = Vec::new();
//! sheet.finish(&mut bytes)?;
//! assert!(bytes.starts_with(b"PK"));
//! # Ok::<(), result_workbook::SheetError>(())
//! ```
//!
//! A cell is a text, whatever it begins with, so that no formula can arise. In a column of numbers it is a number
//! where it is one. An empty cell is none.
//!
//! # Limits
//!
//! A sheet has at most [`MOST_ROWS`] rows and [`MOST_COLUMNS`] columns, and a cell at most [`MOST_CHARACTERS`]
//! characters: what has more is an error, and nothing is cut. With feature `disk` the rows wait in a file; in
//! memory a cell takes about 200 bytes by the time the workbook is packed (in a browser, measured 27 November 2026).

#![deny(missing_docs)]

#[cfg(feature = "disk")]
mod disk;

use core::fmt;
use std::io::Write;
#[cfg(feature = "disk")]
use std::path::Path;

use rust_xlsxwriter::{DocProperties, IntoCustomDateTime, Workbook, XlsxError};

#[cfg(feature = "disk")]
use crate::disk::caught;

/// Most rows of a sheet, header included.
pub const MOST_ROWS: u32 = 1 << 20;
/// Most columns of a sheet.
pub const MOST_COLUMNS: usize = 1 << 14;
/// Most characters of a cell, in units of UTF-16 as spreadsheet programs count them.
pub const MOST_CHARACTERS: usize = 32_767;

/// Why a result cannot be written as a workbook.
#[derive(Debug)]
#[non_exhaustive]
pub enum SheetError {
    /// A cell has more than [`MOST_CHARACTERS`]; with the first cell of its row.
    TooLong(String),
    /// There are more than [`MOST_ROWS`] or [`MOST_COLUMNS`].
    TooLarge,
    /// The output or the file of the rows cannot be written.
    Unwritten(XlsxError),
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(row) => write!(
                f,
                "row {row} has a text of more than {MOST_CHARACTERS} characters, which a cell of .xlsx cannot hold; write .csv"
            ),
            Self::TooLarge => write!(
                f,
                "there are more rows or columns than a sheet of .xlsx can hold ({MOST_ROWS} and {MOST_COLUMNS}); write .csv"
            ),
            Self::Unwritten(_) => f.write_str("the workbook cannot be written"),
        }
    }
}

impl core::error::Error for SheetError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Unwritten(error) => Some(error),
            Self::TooLong(_) | Self::TooLarge => None,
        }
    }
}

/// In memory nothing can fail that panics.
#[cfg(not(feature = "disk"))]
fn caught<T>(write: impl FnOnce() -> T) -> T {
    write()
}

/// The same rows give the same bytes, whenever they are written, so a workbook has no time of its own.
struct NoTime;

impl IntoCustomDateTime for NoTime {
    fn utc_datetime(self) -> String {
        "2000-01-01T00:00:00Z".to_owned()
    }
}

/// A workbook with one sheet, of which the rows so far wait to be packed.
pub struct ResultSheet {
    book: Workbook,
    /// Rows that were written, header included.
    rows: u32,
    /// Which columns hold numbers.
    are_numbers: Vec<bool>,
}

impl ResultSheet {
    /// Starts a workbook whose rows wait in memory. `are_numbers` says which columns hold numbers; those behind
    /// them do not.
    #[must_use]
    pub fn in_memory(are_numbers: Vec<bool>) -> Self {
        let mut book = Workbook::new();
        book.add_worksheet();
        Self::of(book, are_numbers)
    }

    /// Starts a workbook whose rows wait in a file without a name in this folder.
    ///
    /// # Errors
    ///
    /// [`SheetError::Unwritten`] where there can be no such file.
    #[cfg(feature = "disk")]
    pub fn on_disk(are_numbers: Vec<bool>, folder: &Path) -> Result<Self, SheetError> {
        let mut book = Workbook::new();
        book.set_tempdir(folder).map_err(SheetError::Unwritten)?;
        let added = book.add_worksheet_with_constant_memory();
        added.map_err(SheetError::Unwritten)?;
        Ok(Self::of(book, are_numbers))
    }

    fn of(mut book: Workbook, are_numbers: Vec<bool>) -> Self {
        book.set_properties(&DocProperties::new().set_creation_datetime(NoTime));
        Self {
            book,
            rows: 0,
            are_numbers,
        }
    }

    /// Appends a row of cells. The first row names the columns, so that all its cells are texts.
    ///
    /// # Errors
    ///
    /// [`SheetError`] where the row is too large for a sheet; nothing can be appended then.
    pub fn push(&mut self, cells: &[impl AsRef<str>]) -> Result<(), SheetError> {
        let sheet = self.book.worksheet_from_index(0);
        let sheet = sheet.map_err(SheetError::Unwritten)?;
        for (place, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
            let column = u16::try_from(place).unwrap_or(u16::MAX);
            let is_number = self.rows > 0 && self.are_numbers.get(place) == Some(&true);
            let number = cell.parse::<f64>().ok().filter(|_| is_number);
            if cell.is_empty() {
                continue;
            }
            let written = caught(|| match number {
                Some(number) => sheet.write_number(self.rows, column, number).map(|_| ()),
                None => sheet.write_string(self.rows, column, cell).map(|_| ()),
            });
            written.map_err(|error| match error {
                XlsxError::MaxStringLengthExceeded => {
                    let row = cells.first().map(AsRef::as_ref);
                    SheetError::TooLong(row.unwrap_or_default().to_owned())
                }
                XlsxError::RowColumnLimitError => SheetError::TooLarge,
                error => SheetError::Unwritten(error),
            })?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Packs the workbook into `output`.
    ///
    /// # Errors
    ///
    /// [`SheetError::Unwritten`] where the output cannot be written.
    pub fn finish(mut self, output: impl Write + Send) -> Result<(), SheetError> {
        let written = caught(|| self.book.save_to_writer(output));
        written.map_err(SheetError::Unwritten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_ends_after_its_last_row() {
        let mut sheet = ResultSheet::in_memory(Vec::new());
        sheet.rows = MOST_ROWS - 1;
        assert!(sheet.push(&["last"]).is_ok());
        assert!(matches!(
            sheet.push(&["one more"]),
            Err(SheetError::TooLarge)
        ));
    }
}
