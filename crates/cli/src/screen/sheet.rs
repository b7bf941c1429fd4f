//! The workbook that `screen` writes: one sheet, as a stream.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use rust_xlsxwriter::{DocProperties, IntoCustomDateTime, Workbook, XlsxError};

use super::rows::Shape;
use crate::staged::folder_of;

/// The same rows give the same bytes, whenever they are written, so a workbook has no time of its own.
struct NoTime;

impl IntoCustomDateTime for NoTime {
    fn utc_datetime(self) -> String {
        "2000-01-01T00:00:00Z".to_owned()
    }
}

/// A workbook whose rows so far are in a file without a name, beside the output.
pub struct Sheet {
    book: Workbook,
    /// Rows that were written, header included.
    rows: u32,
    /// Which columns hold numbers.
    are_numbers: Vec<bool>,
}

impl Sheet {
    /// Starts a workbook that is to take this place, with its header.
    pub fn new(shape: &Shape<'_>, place: &Path) -> Result<Self> {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(NoTime));
        book.set_tempdir(folder_of(place))?;
        book.add_worksheet_with_constant_memory()?;
        let mut sheet = Self {
            book,
            rows: 0,
            are_numbers: Vec::new(),
        };
        sheet.push(&shape.columns())?;
        sheet.are_numbers = shape.are_numbers();
        Ok(sheet)
    }

    /// Appends a row of cells.
    pub fn push(&mut self, cells: &[String]) -> Result<()> {
        let sheet = self.book.worksheet_from_index(0)?;
        for (place, cell) in cells.iter().enumerate() {
            let column = u16::try_from(place).unwrap_or(u16::MAX);
            let is_number = self.are_numbers.get(place) == Some(&true);
            let number = cell.parse::<f64>().ok().filter(|_| is_number);
            let written = match number {
                Some(number) => sheet.write_number(self.rows, column, number),
                None if cell.is_empty() => continue,
                None => sheet.write_string(self.rows, column, cell),
            };
            match written {
                Ok(_) => {}
                Err(XlsxError::MaxStringLengthExceeded) => bail!(
                    "row {} has a text of more than 32767 characters, which a cell of .xlsx cannot hold; write .csv",
                    cells.first().map_or("", |row| row)
                ),
                Err(XlsxError::RowColumnLimitError) => bail!(
                    "there are more rows or columns than a sheet of .xlsx can hold (1048576 and 16384); write .csv"
                ),
                Err(error) => return Err(error.into()),
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes the workbook.
    pub fn finish(mut self, output: &mut (impl Write + Send)) -> Result<()> {
        Ok(self.book.save_to_writer(output)?)
    }
}
