//! Strict CSV: the checks that the `csv` crate leaves out, made on the bytes before it reads them.
//!
//! The `csv` crate accepts any bytes: a stray quote joins rows, and empty lines vanish. Here such
//! input is a [`Fault`] with its line and column, because a row that is lost is a customer who is
//! never screened. The rules are those of RFC 4180, with LF, CRLF or CR as line break.

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::io::{self, Read};
use std::mem;

/// Largest row in bytes, as for the rows of a list. A quote that is never closed ends here instead
/// of filling the memory.
const MOST_ROW_BYTES: u64 = 16 << 20;
/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A position in a file, both numbers from 1: a line break is one CRLF, LF or CR, and a column is
/// counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

/// The first thing in a file that makes its rows uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub kind: FaultKind,
}

/// The kinds of [`Fault`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A quote in a cell that does not begin with one.
    StrayQuote,
    /// Text between a closing quote and the end of the cell.
    TextAfterQuote,
    /// A quote that is open at the end of the file.
    OpenQuote,
    /// A quoted cell whose lines have the shape of rows.
    RowsInCell { lines: u64 },
    /// A row with another number of cells than the header.
    Cells { found: u64, expected: u64 },
    /// An empty line between rows of several cells.
    EmptyLine,
    /// A byte that is not UTF-8.
    NotUtf8 { byte: u8 },
    /// A row of more than [`MOST_ROW_BYTES`].
    TooLong,
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
            FaultKind::Cells { found, expected } => write!(
                f,
                "the row has {found} {}, the header has {expected}; correct this line",
                if *found == 1 { "cell" } else { "cells" }
            ),
            FaultKind::EmptyLine => f.write_str("an empty line between rows; remove it"),
            FaultKind::NotUtf8 { byte } => {
                write!(f, "the byte {byte:02X} is not UTF-8; save the file as UTF-8")
            }
            FaultKind::TooLong => f.write_str(
                "the row is longer than 16 MB; a quote that is not closed may be the reason",
            ),
        }
    }
}

impl Error for Fault {}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    RowStart,
    CellStart,
    Unquoted,
    Quoted,
    /// After a quote in a quoted cell: the end of the cell or half of a doubled quote.
    Quote,
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
    after_comma: bool,
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
            after_comma: false,
            ends_in_break: false,
        }
    }

    fn push(&mut self, byte: u8) {
        if mem::take(&mut self.after_comma) {
            self.any.separators += 1;
            self.tight.separators += u64::from(byte != b' ');
        }
        self.after_comma = byte == b',';
        self.has_separator |= self.after_comma;
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
        if mem::take(&mut self.after_comma) {
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

/// A reader that hands on the bytes of a CSV file up to its first [`Fault`], which then is an
/// [`io::Error`]. An empty line in a file of one column is handed on as the empty cell that it is;
/// empty lines before the header and at the end of the file are left out.
pub struct StrictCsv<R> {
    input: R,
    buffer: Vec<u8>,
    /// Bytes of an unfinished character at the start of the buffer.
    carried: usize,
    ready: Vec<u8>,
    sent: usize,
    at_end: bool,
    fault: Option<Fault>,
    bytes: u64,

    place: Place,
    state: State,
    /// Whether the last byte was a CR, so that an LF belongs to the same line break.
    after_return: bool,
    row: Place,
    row_bytes: u64,
    /// Number of the cell that is read, from 0.
    cell: u64,
    /// Where the first cell begins that the header has no column for.
    surplus: Option<Place>,
    /// The quoted cell that is read.
    quoted: Option<Quoted>,
    /// Finished quoted cells of this row that have line breaks.
    with_breaks: Vec<Quoted>,
    /// Cells of the header, once it was read.
    columns: Option<u64>,
    /// Whether the header has a blank behind a separator.
    has_loose_header: bool,
    /// How many empty lines directly precede this place.
    empty_lines: u64,
    /// Lines of the rows that were checked and not yet asked for.
    rows: VecDeque<u64>,
}

impl<R: Read> StrictCsv<R> {
    pub fn new(input: R) -> Self {
        let start = Place { line: 1, column: 1 };
        Self {
            input,
            buffer: vec![0; BUFFER],
            carried: 0,
            ready: Vec::with_capacity(BUFFER),
            sent: 0,
            at_end: false,
            fault: None,
            bytes: 0,
            place: start,
            state: State::RowStart,
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
            rows: VecDeque::new(),
        }
    }

    /// Bytes read from the input.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The line on which the next row begins that was handed on, header not counted; each row
    /// once, in order.
    pub fn next_row(&mut self) -> Option<u64> {
        self.rows.pop_front()
    }

    /// Reads and checks the next bytes.
    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.sent = 0;
        let free = self.buffer.get_mut(self.carried..).unwrap_or_default();
        let read = match self.input.read(free) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            read => read?,
        };
        self.at_end = read == 0;
        self.bytes += read as u64;
        let buffer = mem::take(&mut self.buffer);
        let text = buffer.get(..self.carried + read).unwrap_or_default();
        let result = self.check_text(text);
        self.buffer = buffer;
        match result {
            Ok(checked) => {
                let end = self.carried + read;
                self.buffer.copy_within(checked..end, 0);
                self.carried = end - checked;
            }
            Err(fault) => {
                self.fault = Some(fault);
                self.at_end = true;
            }
        }
        Ok(())
    }

    /// Checks all whole characters; returns how many bytes they have.
    fn check_text(&mut self, text: &[u8]) -> Result<usize, Fault> {
        let (good, bad) = match std::str::from_utf8(text) {
            Ok(_) => (text.len(), None),
            Err(error) => {
                let good = error.valid_up_to();
                let is_bad = error.error_len().is_some() || self.at_end;
                (good, text.get(good).filter(|_| is_bad))
            }
        };
        let mut checked = text.get(..good).unwrap_or_default();
        if self.bytes == text.len() as u64 {
            checked = checked.strip_prefix(BYTE_ORDER_MARK).unwrap_or(checked);
        }
        while let Some((byte, after)) = checked.split_first() {
            let plain = self.pass_plain(checked)?;
            if plain > 0 {
                checked = checked.get(plain..).unwrap_or_default();
            } else {
                self.check(*byte)?;
                checked = after;
            }
        }
        if let Some(byte) = bad {
            return Err(self.fault_here(FaultKind::NotUtf8 { byte: *byte }));
        }
        if self.at_end {
            self.finish()?;
        }
        Ok(good)
    }

    /// Hands on the bytes up to the next that means something, which is several times faster than one
    /// by one; returns how many those are.
    fn pass_plain(&mut self, text: &[u8]) -> Result<usize, Fault> {
        if !matches!(self.state, State::Unquoted | State::Quoted) {
            return Ok(0);
        }
        let means_something = |byte: &u8| matches!(byte, b'"' | b',' | b'\r' | b'\n');
        let length = text.iter().position(means_something).unwrap_or(text.len());
        let plain = text.get(..length).unwrap_or_default();
        if let (State::Quoted, Some(cell), Some(first)) =
            (self.state, &mut self.quoted, plain.first())
        {
            // The others change nothing in it.
            cell.push(*first);
        }
        self.after_return &= plain.is_empty();
        self.count_row_bytes(length as u64)?;
        self.place.column += characters(plain);
        self.ready.extend_from_slice(plain);
        Ok(length)
    }

    fn count_row_bytes(&mut self, bytes: u64) -> Result<(), Fault> {
        self.row_bytes += bytes;
        if self.row_bytes > MOST_ROW_BYTES {
            let place = self.quoted.as_ref().map_or(self.row, |cell| cell.place);
            let kind = FaultKind::TooLong;
            return Err(Fault { place, kind });
        }
        Ok(())
    }

    fn check(&mut self, byte: u8) -> Result<(), Fault> {
        let is_second_half = mem::take(&mut self.after_return) && byte == b'\n';
        self.after_return = byte == b'\r';
        let is_break = matches!(byte, b'\r' | b'\n');
        if is_second_half {
            self.ready.push(byte);
            return Ok(());
        }
        if self.state == State::RowStart {
            if is_break {
                self.empty_lines += 1;
                self.advance(byte);
                return Ok(());
            }
            self.begin_row()?;
        }
        self.count_row_bytes(1)?;
        match (self.state, byte) {
            (State::Quoted, b'"') => self.state = State::Quote,
            (State::Quote, b'"') => {
                self.state = State::Quoted;
                if let Some(cell) = &mut self.quoted {
                    cell.push(byte);
                }
            }
            (State::Quoted, _) => {
                if let Some(cell) = &mut self.quoted {
                    cell.push(byte);
                }
            }
            (_, b',') => self.begin_cell(),
            (_, b'\r' | b'\n') => self.end_row()?,
            (State::Quote, _) => return Err(self.fault_here(FaultKind::TextAfterQuote)),
            (State::Unquoted, b'"') => return Err(self.fault_here(FaultKind::StrayQuote)),
            (_, b'"') => {
                self.state = State::Quoted;
                let columns = self.columns.unwrap_or_default();
                self.quoted = Some(Quoted::new(self.place, self.cell, columns));
            }
            _ => {
                if self.state == State::CellStart && byte == b' ' && self.columns.is_none() {
                    self.has_loose_header |= self.cell > 0;
                }
                self.state = State::Unquoted;
            }
        }
        self.ready.push(byte);
        self.advance(byte);
        Ok(())
    }

    fn advance(&mut self, byte: u8) {
        match byte {
            b'\r' | b'\n' => {
                self.place.line += 1;
                self.place.column = 1;
            }
            _ => self.place.column += characters(&[byte]),
        }
    }

    fn fault_here(&self, kind: FaultKind) -> Fault {
        let place = self.place;
        Fault { place, kind }
    }

    /// Begins the row at this place, after the rows that empty lines before it are.
    fn begin_row(&mut self) -> Result<(), Fault> {
        let first = self.place.line - self.empty_lines;
        let empty_lines = first..self.place.line;
        self.empty_lines = 0;
        match self.columns {
            Some(1) => {
                for line in empty_lines {
                    self.ready.extend(b"\"\"\n");
                    self.rows.push_back(line);
                }
            }
            Some(_) if !empty_lines.is_empty() => {
                let line = first;
                return Err(Fault {
                    place: Place { line, column: 1 },
                    kind: FaultKind::EmptyLine,
                });
            }
            _ => {}
        }
        self.state = State::CellStart;
        self.row = self.place;
        self.row_bytes = 0;
        self.cell = 0;
        self.surplus = None;
        self.with_breaks.clear();
        Ok(())
    }

    fn end_cell(&mut self) {
        if let Some(mut cell) = self.quoted.take().filter(|cell| cell.breaks > 0) {
            cell.close();
            self.with_breaks.push(cell);
        }
    }

    /// Begins the cell after the separator at this place.
    fn begin_cell(&mut self) {
        self.end_cell();
        self.state = State::CellStart;
        self.cell += 1;
        if self.columns == Some(self.cell) {
            let Place { line, column } = self.place;
            let column = column + 1;
            self.surplus = Some(Place { line, column });
        }
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        self.end_cell();
        self.state = State::RowStart;
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
        if !is_header {
            self.rows.push_back(self.row.line);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Fault> {
        match (self.state, &self.quoted) {
            (State::RowStart, _) => Ok(()),
            (State::Quoted, Some(cell)) => Err(Fault {
                place: cell.place,
                kind: FaultKind::OpenQuote,
            }),
            _ => self.end_row(),
        }
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64
}

impl<R: Read> Read for StrictCsv<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.sent == self.ready.len() {
            // What precedes a fault was handed on first.
            if let Some(fault) = &self.fault {
                return Err(io::Error::other(fault.clone()));
            }
            if self.at_end {
                return Ok(0);
            }
            self.fill()?;
        }
        let ready = self.ready.get(self.sent..).unwrap_or_default();
        let amount = ready.len().min(target.len());
        if let (Some(target), Some(ready)) = (target.get_mut(..amount), ready.get(..amount)) {
            target.copy_from_slice(ready);
        }
        self.sent += amount;
        Ok(amount)
    }
}

#[cfg(test)]
mod tests;
