//! Strict reading of CSV and its relatives: rows of cells, or the first fault with its line and column.
//!
//! Most readers accept any bytes: a stray quotation mark joins rows, and empty lines vanish. Here such
//! input is a [`Fault`], because a row that is lost is a customer who is never screened. The rules are
//! those of [`quotation`](crate::quotation), and every row has as many cells as the first.

use std::io::Read;
use std::mem;

use crate::encoding::{Decoder, Encoding, Filled};
use crate::error::{Fault, FaultKind, Place, TableError};
use crate::limits::{MOST_COLUMNS, MOST_LINES, MOST_ROW_BYTES};
use crate::quotation::{CellState, Step};
use crate::row::Row;
use crate::separator::{Separator, first_line, recognise, separator_line};

/// Bytes of the file in which its first line must end for the separator to be recognised by it.
const MOST_FIRST_LINE: usize = 1 << 16;

/// How a file is written; `None` where that is to be recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// What separates the cells of a row.
    pub separator: Option<Separator>,
    /// How characters are written as bytes.
    pub encoding: Option<Encoding>,
}

/// What the lines of a quoted cell have in common with rows, by their separators.
#[derive(Clone, Default)]
struct Shape {
    /// Separators in the line that is read.
    separators: u64,
    /// Whether a finished line differs from the part of a row that it would be.
    differs: bool,
    /// Whether a line after the first has the separators of a whole row, at least two.
    has_row: bool,
}

/// A quoted cell as far as it was read.
#[derive(Clone)]
struct Quoted {
    place: Place,
    /// Its number in the row, from 0.
    cell: u64,
    /// Cells of the header; 0 while the header is read.
    columns: u64,
    breaks: u64,
    has_separator: bool,
    /// By separators of any kind.
    any: Shape,
    /// By separators without a blank behind them, which running text has less often.
    tight: Shape,
    after_separator: bool,
    ends_in_break: bool,
}

impl Quoted {
    fn new(place: Place, cell: u64, columns: u64) -> Self {
        Self {
            place,
            cell,
            columns,
            breaks: 0,
            has_separator: false,
            any: Shape::default(),
            tight: Shape::default(),
            after_separator: false,
            ends_in_break: false,
        }
    }

    fn push(&mut self, byte: u8, separator: Option<u8>) {
        if mem::take(&mut self.after_separator) {
            self.any.separators += 1;
            self.tight.separators += u64::from(byte != b' ');
        }
        self.after_separator = Some(byte) == separator;
        self.has_separator |= self.after_separator;
        self.ends_in_break = matches!(byte, b'\n' | b'\r');
        if self.ends_in_break {
            for shape in [&mut self.any, &mut self.tight] {
                let separators = mem::take(&mut shape.separators);
                let is_whole_row = separators + 1 == self.columns;
                if self.breaks == 0 {
                    shape.differs = separators + self.cell + 1 != self.columns;
                } else {
                    shape.differs |= !is_whole_row;
                    shape.has_row |= is_whole_row && separators > 1;
                }
            }
            self.breaks += 1;
        }
    }

    /// The end of the cell.
    fn close(&mut self) {
        if mem::take(&mut self.after_separator) {
            self.any.separators += 1;
            self.tight.separators += 1;
        }
    }

    /// Whether rows of the table may be hidden in this closed cell: each line, with the cells
    /// around this one, would be a row; or one line alone would be, or would begin one, with two
    /// separators or more.
    fn hides_rows(&self, shape: &Shape) -> bool {
        let last_begins_row = shape.separators == self.cell;
        let ends = match self.ends_in_break {
            // A line break at the end of a cell hides nothing unless a row precedes it.
            true => self.breaks > 1 || (self.cell == 0 && self.columns > 1),
            false => last_begins_row,
        };
        (!shape.differs && ends) || shape.has_row || (last_begins_row && self.cell > 1)
    }
}

/// Reads a text file as rows of cells, up to its first [`Fault`].
///
/// An empty line in a file of one column is the empty cell that it is; empty lines before the first
/// row and at the end of the file are left out. A first line `sep=;` names the separator and is no row.
pub struct Delimited<R> {
    input: Decoder<R>,
    /// Text that was decoded, and how far it was read.
    text: String,
    at: usize,
    filled: Filled,
    separator: Option<Separator>,

    place: Place,
    state: CellState,
    /// Whether no byte of the row was read yet.
    at_row_start: bool,
    /// Whether the last byte was a CR, so that an LF belongs to the same line break.
    after_return: bool,
    /// Where the row begins.
    row: Place,
    row_bytes: usize,
    /// Number of the cell that is read, from 0.
    cell: u64,
    /// Where the first cell begins that the first row has none for.
    surplus: Option<Place>,
    /// The quoted cell that is read.
    quoted: Option<Quoted>,
    /// Finished quoted cells of this row that have line breaks.
    with_breaks: Vec<Quoted>,
    /// Cells of the first row, once it was read.
    columns: Option<u64>,
    /// Whether the first row has a blank behind a separator.
    has_loose_header: bool,
    /// How many empty lines directly precede this place.
    empty_lines: u64,
}

impl<R: Read> Delimited<R> {
    /// Reads nothing yet.
    pub fn new(input: R, format: Format) -> Self {
        let start = Place { line: 1, column: 1 };
        Self {
            input: Decoder::new(input, format.encoding),
            text: String::new(),
            at: 0,
            filled: Filled::More,
            separator: format.separator,
            place: start,
            state: CellState::Begin,
            at_row_start: true,
            after_return: false,
            row: start,
            row_bytes: 0,
            cell: 0,
            surplus: None,
            quoted: None,
            with_breaks: Vec::new(),
            columns: None,
            has_loose_header: false,
            empty_lines: 0,
        }
    }

    /// Bytes read from the input.
    pub fn bytes_read(&self) -> u64 {
        self.input.bytes_read()
    }

    /// The line on which the row begins that was read last, from 1.
    pub fn line(&self) -> u64 {
        self.row.line
    }

    /// The encoding as far as the file was read: UTF-8 while all of it was ASCII.
    pub fn encoding(&self) -> Encoding {
        self.input.encoding()
    }

    /// The separator, given or recognised; `None` before the first row was read.
    pub fn separator(&self) -> Option<Separator> {
        self.separator
    }

    /// Reads the next row into `row`; false at the end of the file.
    ///
    /// # Errors
    ///
    /// The first fault of the file, after the rows before it were read; or that it cannot be read.
    /// Nothing can be read after an error.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, TableError> {
        row.clear();
        if self.columns.is_none() {
            self.begin_file()?;
        }
        loop {
            if self.read_text(row)? {
                return Ok(true);
            }
            match self.filled {
                Filled::More => self.fill()?,
                Filled::Bad(byte) => {
                    let encoding = self.input.encoding();
                    return Err(self
                        .fault_here(FaultKind::NotText { byte, encoding })
                        .into());
                }
                Filled::Unknown => {
                    return Err(self.fault_here(FaultKind::UnknownEncoding).into());
                }
                Filled::End => return self.finish(row),
            }
        }
    }

    /// Reads until the separator is known.
    fn begin_file(&mut self) -> Result<(), TableError> {
        let line = loop {
            let line = first_line(&self.text);
            let is_all = self.filled != Filled::More || self.text.len() > MOST_FIRST_LINE;
            match line {
                Some(line) => break line,
                None if is_all => break self.text.as_str(),
                None => self.fill()?,
            }
        };
        let named = separator_line(line);
        let separator = self.separator.or(named).unwrap_or_else(|| recognise(line));
        self.separator = Some(separator);
        if named.is_some() {
            // Read as one row, and dropped.
            let columns = mem::take(&mut self.columns);
            self.separator = Some(Separator::NONE);
            self.read_text(&mut Row::new())?;
            self.separator = Some(separator);
            self.columns = columns;
            self.has_loose_header = false;
        }
        Ok(())
    }

    /// Decodes the next bytes, after dropping the text that was read.
    fn fill(&mut self) -> Result<(), TableError> {
        if self.at > 0 {
            self.text.clear();
            self.at = 0;
        }
        self.filled = self.input.fill(&mut self.text)?;
        Ok(())
    }

    /// Reads the text that was decoded; true at the end of a row, false at the end of the text.
    fn read_text(&mut self, row: &mut Row) -> Result<bool, Fault> {
        let text = mem::take(&mut self.text);
        let result = self.read_from(&text, row);
        self.text = text;
        result
    }

    fn read_from(&mut self, text: &str, row: &mut Row) -> Result<bool, Fault> {
        while let Some(byte) = text.as_bytes().get(self.at).copied() {
            let is_second_half = mem::take(&mut self.after_return) && byte == b'\n';
            let is_break = matches!(byte, b'\r' | b'\n');
            if self.at_row_start {
                if is_break {
                    self.at += 1;
                    if !is_second_half {
                        self.after_return = byte == b'\r';
                        self.empty_lines += 1;
                        self.next_line();
                    }
                    continue;
                }
                if self.begin_row(row)? {
                    return Ok(true);
                }
            }
            let before = self.state;
            let (step, after) = before.step(byte, self.separator.and_then(Separator::byte));
            if step == Step::Text && !is_break && byte != b'"' {
                self.read_plain(text, row)?;
                continue;
            }
            self.state = after;
            self.at += 1;
            self.count_row_bytes(1)?;
            match step {
                Step::Text => self.text_byte(byte, is_second_half, row),
                Step::Mark => {
                    if before == CellState::Begin {
                        let columns = self.columns.unwrap_or_default();
                        self.quoted = Some(Quoted::new(self.place, self.cell, columns));
                    }
                    self.place.column += 1;
                }
                Step::Separator => {
                    self.end_cell(row);
                    self.begin_cell()?;
                    self.place.column += 1;
                }
                Step::LineBreak => {
                    self.after_return = byte == b'\r';
                    self.end_row(row)?;
                    self.next_line();
                    return Ok(true);
                }
                Step::StrayMark => return Err(self.fault_here(FaultKind::StrayQuote)),
                Step::TextAfterMark => return Err(self.fault_here(FaultKind::TextAfterQuote)),
            }
        }
        Ok(false)
    }

    /// Reads the text up to the next byte that means something, which is several times faster than
    /// one by one.
    fn read_plain(&mut self, text: &str, row: &mut Row) -> Result<(), Fault> {
        let separator = self.separator.and_then(Separator::byte);
        let rest = text.get(self.at..).unwrap_or_default();
        let is_quoted = self.state == CellState::Quoted;
        let means_something =
            |byte: &u8| matches!(byte, b'"' | b'\r' | b'\n') || Some(*byte) == separator;
        // The first byte is text; within quotation marks it may be a separator.
        let more = rest.as_bytes().get(1..).unwrap_or_default();
        let length = more.iter().position(means_something);
        let length = length.map_or(rest.len(), |length| length + 1);
        let (plain, _) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let first = rest.as_bytes().first().copied().unwrap_or_default();
        match &mut self.quoted {
            // The others change nothing in it.
            Some(cell) if is_quoted => cell.push(first, separator),
            _ => {
                if self.state == CellState::Begin && first == b' ' && self.columns.is_none() {
                    self.has_loose_header |= self.cell > 0;
                }
                self.state = CellState::Unquoted;
            }
        }
        self.count_row_bytes(plain.len())?;
        self.at += plain.len();
        self.place.column += characters(plain.as_bytes());
        row.push_text(plain);
        Ok(())
    }

    /// A byte of a quoted cell's text that means something elsewhere: a line break or a doubled mark.
    fn text_byte(&mut self, byte: u8, is_second_half: bool, row: &mut Row) {
        row.push_text(match byte {
            b'\r' => "\r",
            b'\n' => "\n",
            _ => "\"",
        });
        self.after_return = byte == b'\r';
        if is_second_half {
            return;
        }
        let separator = self.separator.and_then(Separator::byte);
        if let Some(cell) = &mut self.quoted {
            cell.push(byte, separator);
        }
        match byte {
            b'"' => self.place.column += 1,
            _ => self.next_line(),
        }
    }

    fn count_row_bytes(&mut self, bytes: usize) -> Result<(), Fault> {
        self.row_bytes += bytes;
        if self.row_bytes > MOST_ROW_BYTES {
            let place = self.quoted.as_ref().map_or(self.row, |cell| cell.place);
            let kind = FaultKind::TooLong;
            return Err(Fault { place, kind });
        }
        Ok(())
    }

    fn next_line(&mut self) {
        self.place.line += 1;
        self.place.column = 1;
    }

    fn fault_here(&self, kind: FaultKind) -> Fault {
        let place = self.place;
        Fault { place, kind }
    }

    /// Begins the row at this place, after the rows that empty lines before it are: true for one of
    /// those.
    fn begin_row(&mut self, row: &mut Row) -> Result<bool, Fault> {
        let line = self.place.line - self.empty_lines;
        let first = Place { line, column: 1 };
        match self.columns {
            Some(1) if self.empty_lines > 0 => {
                self.empty_lines -= 1;
                self.row = first;
                row.end_cell();
                return Ok(true);
            }
            Some(_) if self.empty_lines > 0 => {
                let kind = FaultKind::EmptyLine;
                return Err(Fault { place: first, kind });
            }
            _ => {}
        }
        self.empty_lines = 0;
        self.at_row_start = false;
        self.state = CellState::Begin;
        self.row = self.place;
        self.row_bytes = 0;
        self.cell = 0;
        self.surplus = None;
        self.with_breaks.clear();
        Ok(false)
    }

    fn end_cell(&mut self, row: &mut Row) {
        row.end_cell();
        if let Some(mut cell) = self.quoted.take().filter(|cell| cell.breaks > 0) {
            cell.close();
            self.with_breaks.push(cell);
        }
    }

    /// Begins the cell after the separator at this place.
    fn begin_cell(&mut self) -> Result<(), Fault> {
        self.cell += 1;
        if self.cell >= MOST_COLUMNS as u64 {
            return Err(self.fault_here(FaultKind::TooManyCells));
        }
        if self.columns == Some(self.cell) {
            let Place { line, column } = self.place;
            let column = column + 1;
            self.surplus = Some(Place { line, column });
        }
        Ok(())
    }

    fn end_row(&mut self, row: &mut Row) -> Result<(), Fault> {
        self.end_cell(row);
        self.at_row_start = true;
        let found = self.cell + 1;
        let is_header = self.columns.is_none();
        let expected = *self.columns.get_or_insert(found);
        if found != expected {
            return Err(Fault {
                place: self.surplus.unwrap_or(self.place),
                kind: FaultKind::Cells { found, expected },
            });
        }
        let hides_rows = |cell: &&Quoted| match is_header {
            true => cell.has_separator || expected == 1,
            false if expected == 1 && cell.breaks < MOST_LINES => false,
            false => {
                cell.hides_rows(&cell.tight)
                    || (self.has_loose_header && cell.hides_rows(&cell.any))
            }
        };
        if let Some(cell) = self.with_breaks.iter().find(hides_rows) {
            let (place, lines) = (cell.place, cell.breaks + 1);
            let kind = FaultKind::RowsInCell { lines };
            return Err(Fault { place, kind });
        }
        Ok(())
    }

    /// The end of the file: true if it ends a row.
    fn finish(&mut self, row: &mut Row) -> Result<bool, TableError> {
        if self.at_row_start {
            return Ok(false);
        }
        if let (CellState::Quoted, Some(cell)) = (self.state, &self.quoted) {
            let place = cell.place;
            let kind = FaultKind::OpenQuote;
            return Err(Fault { place, kind }.into());
        }
        self.end_row(row)?;
        Ok(true)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64
}

#[cfg(test)]
mod tests;
