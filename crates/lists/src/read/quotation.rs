//! The quotation of a publisher's CSV file: every fault of it is noted, with its byte.
//!
//! `tables::quotation` says what is a fault; a publisher's program writes nothing else. The csv crate
//! reads a stray quotation mark without a word, and with it, as one cell, all rows up to the next one.
//! The reader of tables that people give stops at the first fault and suspects rows inside cells by
//! their shape. Here every fault of a file is gathered, and the reader of the list finds rows inside
//! cells by their IDs.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr3, memrchr};
use tables::quotation::{CellState, Step};

use super::input::Input;
use crate::ListError;
use crate::error::{FaultKind, Faults, Place};

/// Most cells of a row. More than any list has; a row of a million empty cells would take
/// hundreds of megabytes.
const MOST_CELLS: usize = 10_000;

/// A reader that passes a CSV file on unchanged and notes each fault of its quotation.
pub(crate) struct Quotation<R> {
    input: Input<R>,
    state: CellState,
    line: u64,
    byte: u64,
    /// Cells of this row before this one.
    cells: usize,
    /// Line and byte at which the quoted cell begins.
    opened: (u64, u64),
    pub(crate) faults: Faults,
}

impl<R: Read> Quotation<R> {
    pub(crate) fn new(input: Input<R>) -> Self {
        let (line, byte) = input.place();
        Self {
            input,
            state: CellState::Begin,
            line,
            byte,
            cells: 0,
            opened: (line, byte),
            faults: Faults::default(),
        }
    }

    pub(crate) fn input(&mut self) -> &mut Input<R> {
        &mut self.input
    }

    fn stray(&mut self) {
        let what = format!(
            "a quotation mark inside cell {} of the row, which does not begin with one",
            self.cells + 1
        );
        let place = Place::Byte(self.line, self.byte);
        self.faults.add(FaultKind::Quotation, place, what);
    }

    fn text_after(&mut self) {
        let (line, byte) = self.opened;
        let what = format!(
            "text after the closing quotation mark of cell {} of the row, which was opened at \
             line {line}, byte {byte}",
            self.cells + 1
        );
        let place = Place::Byte(self.line, self.byte);
        self.faults.add(FaultKind::Quotation, place, what);
    }

    fn pass(&mut self, byte: u8) {
        let before = self.state;
        let (step, after) = before.step(byte, Some(b','));
        self.state = after;
        match step {
            Step::Text => {}
            Step::Mark if before == CellState::Begin => self.opened = (self.line, self.byte),
            Step::Mark => {}
            Step::Separator => self.cells += 1,
            Step::LineBreak => self.cells = 0,
            Step::StrayMark => self.stray(),
            Step::TextAfterMark => self.text_after(),
        }
        if byte == b'\n' {
            self.line += 1;
            self.byte = 1;
        } else {
            self.byte += 1;
        }
    }

    /// Passes on all bytes before the next one that may change the state; gives their number.
    fn pass_run(&mut self, bytes: &[u8]) -> usize {
        match self.state {
            CellState::Quoted => {
                let length = memchr(b'"', bytes).unwrap_or(bytes.len());
                let run = bytes.get(..length).unwrap_or_default();
                self.byte += length as u64;
                if let Some(last) = memrchr(b'\n', run) {
                    self.line += memchr_iter(b'\n', run).count() as u64;
                    self.byte = (length - last) as u64;
                }
                length
            }
            CellState::Unquoted => {
                let length = memchr3(b'"', b',', b'\n', bytes).unwrap_or(bytes.len());
                let run = bytes.get(..length).unwrap_or_default();
                let length = memchr(b'\r', run).unwrap_or(length);
                self.byte += length as u64;
                length
            }
            CellState::Begin | CellState::AfterQuote => 0,
        }
    }
}

impl<R: Read> Read for Quotation<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(target)?;
        let mut rest = target.get(..read).unwrap_or_default();
        while !rest.is_empty() {
            let run = self.pass_run(rest);
            rest = rest.get(run..).unwrap_or_default();
            if let Some((byte, after)) = rest.split_first() {
                self.pass(*byte);
                rest = after;
            }
            if self.cells >= MOST_CELLS {
                return Err(io::Error::other(ListError::TooMany {
                    what: "cells in a row",
                    most: MOST_CELLS,
                    line: self.line,
                }));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_stands_around_a_cell_or_doubled_inside_it() {
        let rows: [(&str, &[(u64, u64)]); 14] = [
            ("a,b\nc,d\n", &[]),
            ("\"a\",\"b\"\n\"c\"\r\n", &[]),
            ("\"a, \"\"b\"\"\nc\",d\n", &[]),
            ("\"\",\"\"\"\"\n", &[]),
            ("a\",b\n", &[(1, 2)]),
            ("a,b\"b\"\nc\"\n", &[(1, 4), (1, 6), (2, 2)]),
            (" \"a\",b\n", &[(1, 2), (1, 4)]),
            ("\"a\"b,c\n", &[(1, 4)]),
            ("\"a\" ,c\n", &[(1, 4)]),
            ("\"a\"\r,c\n", &[]),
            ("\"a,b\nc,\"d\",e\n", &[(2, 4), (2, 5)]),
            ("é,\"a\"b\n", &[(1, 7)]),
            ("\"a\n\nb\"c\n", &[(3, 3)]),
            ("\"never closed\n", &[]),
        ];
        for (file, expected) in rows {
            let mut bytes = file.as_bytes();
            let mut reader = Quotation::new(Input::new(&mut bytes));
            let mut passed = String::new();
            reader.read_to_string(&mut passed).expect("text");
            assert_eq!(passed, file);
            let found = reader.faults.iter().map(|fault| match fault.place {
                Place::Byte(line, byte) => (line, byte),
                other => panic!("{other:?}"),
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{file:?}");
        }
    }

    #[test]
    fn a_row_of_endless_cells_is_refused() {
        let mut reader = Quotation::new(Input::new(io::repeat(b',')));
        let error = io::copy(&mut reader, &mut io::sink()).expect_err("too many cells");
        assert!(matches!(
            ListError::from(error),
            ListError::TooMany { line: 1, .. }
        ));
    }
}
