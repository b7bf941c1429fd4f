//! Spreadsheets as rows of cells: XLSX and ODS, for any place that can read and seek.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let file = std::io::Cursor::new(Vec::new());
//! use tables::Row;
//! use workbook::Workbook;
//!
//! let workbook = Workbook::open(file)?;
//! let sheet = workbook.sheets().iter().position(|sheet| sheet.is_visible);
//! let mut rows = workbook.rows(sheet.unwrap())?;
//! let mut row = Row::new();
//! while rows.read(&mut row)? {
//!     println!("row {}: {:?}", rows.line(), row.get(0));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A cell is read as its value: text, a number in its shortest form, a date as `2026-11-27`, the result of
//! a formula as it was saved; a formula that was saved without its result is an error, and so is an entity. Every row has as many cells as the first that is not empty; an empty row between others is a row
//! of empty cells, and empty rows at the end are none.
//!
//! # Limits
//!
//! Files are hostile until they were read: a part is unpacked while it is read, 64 KB at a time, and the
//! bounds hold for what comes out, whatever the file says of itself. A workbook unpacks to at most
//! [`MOST_UNPACKED`] bytes; of it are held the texts that cells share, at most [`MOST_SHARED`] bytes, and
//! one row. The crate opens nothing and starts no thread. A second reads about half a million cells (measured 27 November 2026).
//!
//! It is small enough for a browser: `calamine` reads more kinds of files, but allocates what a file claims
//! to need (the number of shared texts; cells that are repeated) and brings the tables of forty encodings.

#![deny(missing_docs)]

mod error;
mod ods;
mod part;
mod xlsx;

use std::io::{Read, Seek};

use tables::{Fault, FaultKind, MOST_COLUMNS, Place, Row, TableError};

pub use error::WorkbookError;
use part::Archive;

/// Most bytes that the parts of a workbook unpack to, together: 2 GB. A full sheet of a million rows has less.
pub const MOST_UNPACKED: u64 = 2 << 30;
/// Most bytes of the texts that cells share, which are held in memory: 128 MB.
pub const MOST_SHARED: usize = 128 << 20;
/// Most rows of a sheet: as many as a spreadsheet program has.
pub const MOST_ROWS: u64 = 1 << 20;

/// Whether a file with these first eight bytes is for this crate to read or to refuse: a packed
/// workbook, an older one, or a packed file with nothing in it.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    [part::ZIP, part::ZIP_END, part::COMPOUND]
        .iter()
        .any(|magic| bytes.starts_with(magic))
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the spreadsheet program shows it.
    pub is_visible: bool,
}

/// A workbook whose sheets are known.
pub struct Workbook<R> {
    archive: Archive<R>,
    sheets: Vec<Sheet>,
    kind: Kind,
}

enum Kind {
    Xlsx(xlsx::Parts),
    Ods,
}

impl<R: Read + Seek> Workbook<R> {
    /// Reads which sheets there are.
    ///
    /// # Errors
    ///
    /// [`WorkbookError`] where the file is no workbook, is protected or damaged, or breaks a bound.
    pub fn open(input: R) -> Result<Self, WorkbookError> {
        let mut archive = Archive::open(input)?;
        let (sheets, kind) = if archive.has(ods::CONTENT) {
            (ods::sheets(&mut archive)?, Kind::Ods)
        } else {
            let (sheets, parts) = xlsx::sheets(&mut archive)?;
            (sheets, Kind::Xlsx(parts))
        };
        Ok(Self {
            archive,
            sheets,
            kind,
        })
    }

    /// The sheets in their order.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The place of the sheet with this name, from 0, or else of the sheet with this number, from 1.
    #[must_use]
    pub fn place_of(&self, sheet: &str) -> Option<usize> {
        let named = self.sheets.iter().position(|own| own.name == sheet);
        let number = sheet.parse().ok().and_then(|it: usize| it.checked_sub(1));
        named.or(number.filter(|place| *place < self.sheets.len()))
    }

    /// The rows of the sheet at this place, from 0.
    ///
    /// # Errors
    ///
    /// [`WorkbookError`] where there is no such sheet, or a part of it cannot be read.
    pub fn rows(self, place: usize) -> Result<SheetRows<R>, WorkbookError> {
        let source = match self.kind {
            Kind::Xlsx(parts) => Source::Xlsx(Box::new(parts.open(self.archive, place)?)),
            Kind::Ods => Source::Ods(Box::new(ods::Cells::open(self.archive, place)?)),
        };
        Ok(SheetRows {
            source,
            waiting: Row::new(),
            next: 0,
            repeats: 0,
            line: 0,
            width: None,
            is_at_end: false,
        })
    }
}

enum Source<R> {
    Xlsx(Box<xlsx::Cells<R>>),
    Ods(Box<ods::Cells<R>>),
}

/// The rows of one sheet.
pub struct SheetRows<R> {
    source: Source<R>,
    /// The row that is given out next but for empty ones before it, its number, and how often it
    /// is there.
    waiting: Row,
    next: u64,
    repeats: u64,
    line: u64,
    /// Cells of the first row that is not empty.
    width: Option<usize>,
    /// Whether the last row was read: nothing is read behind it.
    is_at_end: bool,
}

impl<R: Read + Seek> SheetRows<R> {
    /// Reads the next row into `row`; false at the end, however often.
    ///
    /// # Errors
    ///
    /// A fault with the number of the row as its line, after the rows before it were read.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, TableError> {
        row.clear();
        if self.repeats == 0 && (self.is_at_end || !self.next_filled()?) {
            self.is_at_end = true;
            return Ok(false);
        }
        let is_first = self.width.is_none();
        let width = *self.width.get_or_insert(filled(&self.waiting));
        self.line = if is_first { self.next } else { self.line + 1 };
        if self.line < self.next {
            (0..width).for_each(|_| row.end_cell());
            return Ok(true);
        }
        let found = filled(&self.waiting);
        if found > width {
            return Err(self.fault(
                width,
                FaultKind::Cells {
                    found: found as u64,
                    expected: width as u64,
                },
            ));
        }
        for place in 0..width {
            row.push(self.waiting.get(place).unwrap_or_default());
        }
        self.repeats -= 1;
        self.next += 1;
        Ok(true)
    }

    /// Reads up to the next row that is not empty; false at the end of the sheet.
    fn next_filled(&mut self) -> Result<bool, TableError> {
        loop {
            let read = match &mut self.source {
                Source::Xlsx(cells) => cells.read(&mut self.waiting)?,
                Source::Ods(cells) => cells.read(&mut self.waiting)?,
            };
            let Some((number, repeats)) = read else {
                return Ok(false);
            };
            let last = number.saturating_add(repeats);
            if self.waiting.len() > MOST_COLUMNS {
                self.line = number;
                return Err(self.fault(MOST_COLUMNS, FaultKind::TooManyCells));
            }
            if filled(&self.waiting) == 0 {
                continue;
            }
            if number <= self.line || last > MOST_ROWS + 1 {
                self.line = number;
                let what = "the rows of this sheet have no possible order; save the workbook again";
                return Err(self.fault(0, FaultKind::Other(what.to_owned())));
            }
            (self.next, self.repeats) = (number, repeats);
            return Ok(true);
        }
    }

    /// The number of the row that was read last, from 1, as the spreadsheet program shows it.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// A fault in the row that was read last, after this many cells.
    fn fault(&self, cells: usize, kind: FaultKind) -> TableError {
        let place = Place {
            line: self.line,
            column: cells as u64 + 1,
        };
        Fault { place, kind }.into()
    }
}

/// How many cells there are up to the last that is not empty.
fn filled(row: &Row) -> usize {
    let cells = (0..row.len()).rev();
    let mut filled = cells.filter(|place| row.get(*place).is_some_and(|cell| !cell.is_empty()));
    filled.next().map_or(0, |last| last + 1)
}
