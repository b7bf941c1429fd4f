//! `--resume`: going on with the output of a run that was killed.
//!
//! A run that screens a file writes to an unfinished file whose name is made from all that its output
//! depends on. The same command finds that file again, and no other one does. How far the run came is
//! read from the rows themselves: the last row may be cut and may lack hits, so all its output rows are
//! dropped, and it is the first to be screened.

use std::fs::{File, Metadata};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::time::UNIX_EPOCH;
use std::{env, fs};

use anyhow::{Context, Result};
use batch::Counts;
use check::Outcome;
use csv::{ByteRecord, ReaderBuilder};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::arguments::{Arguments, Form};
use super::rows::Shape;
use crate::arguments::{FileOrStd, Usage};
use crate::staged;
use crate::unfinished::RANDOM;
use crate::verdict::ListsSearched;

/// The name of the unfinished file of a run: the same for the same command, program, input file,
/// decisions, packs and status of the lists. `None` where there is no file to find again.
pub fn name(arguments: &Arguments, lists: &ListsSearched<'_>) -> Option<String> {
    let (FileOrStd::File(input), FileOrStd::File(out)) = (&arguments.input, &arguments.out.place)
    else {
        return None;
    };
    let mut hash = Sha256::new();
    let mut add = |text: &[u8]| {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    };
    for argument in env::args_os().skip(1).filter(|one| one != "--resume") {
        add(argument.as_encoded_bytes());
    }
    let program = env::current_exe().ok()?;
    for path in [Some(&program), Some(input), arguments.decisions.as_ref()]
        .into_iter()
        .flatten()
    {
        let file = fs::metadata(path).ok().filter(Metadata::is_file)?;
        let changed = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        add(staged::target(path).as_os_str().as_encoded_bytes());
        add(&file.len().to_le_bytes());
        add(&changed.as_nanos().to_le_bytes());
    }
    add(out.as_os_str().as_encoded_bytes());
    for list in lists.iter() {
        add(list.status.as_str().as_bytes());
        for pack in &list.entry.packs {
            add(pack.sha256.as_bytes());
        }
    }
    const SIGNS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let digest = hash.finalize();
    let sign = |byte: &[u8]| {
        let number = byte
            .iter()
            .fold(0, |number, byte| number * 256 + usize::from(*byte));
        SIGNS.get(number % SIGNS.len()).copied().map(char::from)
    };
    digest.chunks(4).take(RANDOM).map(sign).collect()
}

/// How far a run came.
pub struct Point {
    /// Bytes of its output to keep.
    pub length: u64,
    /// The rows that are whole in them; the next one is the first to screen.
    pub counts: Counts,
}

/// How far the run came that wrote this file; `None` where nothing of it can be used.
pub fn point(file: &mut File, shape: &Shape<'_>) -> Result<Option<Point>> {
    file.seek(SeekFrom::Start(0))?;
    let mut reached = Reached::default();
    let is_own = match shape.form {
        Form::Csv => read_csv(file, shape, &mut reached)?,
        Form::Ndjson => read_ndjson(file, &mut reached)?,
        Form::Xlsx => false,
    };
    Ok(reached.point().filter(|_| is_own))
}

/// An output row.
#[derive(Clone, Copy)]
struct Written {
    /// The byte at which it begins.
    start: u64,
    row: u64,
    outcome: Outcome,
}

#[derive(Default)]
struct Reached {
    /// The row that was read last, which may be cut.
    last: Option<Written>,
    /// The first output row of the input row that was read last without it.
    row: Option<Written>,
    /// Output rows of that input row.
    written: u64,
    /// The input rows before that one.
    counts: Counts,
    is_broken: bool,
}

impl Reached {
    /// Takes the next output row, which shows that the one before it is whole.
    fn add(&mut self, next: Written) {
        let Some(whole) = self.last.replace(next) else {
            self.is_broken |= next.row != 1;
            return;
        };
        match self.row {
            Some(row) if row.row == whole.row => self.written += 1,
            before => {
                if let Some(row) = before {
                    self.counts.add(row.outcome);
                    self.counts.written += self.written;
                }
                self.is_broken |= whole.row != before.map_or(1, |row| row.row + 1);
                self.row = Some(whole);
                self.written = 1;
            }
        }
    }

    fn point(self) -> Option<Point> {
        let row = self.row.filter(|_| !self.is_broken)?;
        Some(Point {
            length: row.start,
            counts: self.counts,
        })
    }
}

fn outcome(word: &[u8]) -> Option<Outcome> {
    let mut all = Outcome::ALL.into_iter();
    all.find(|outcome| outcome.as_str().as_bytes() == word)
}

/// Reads the rows of a CSV file; false where it has another header.
fn read_csv(file: &mut File, shape: &Shape<'_>, reached: &mut Reached) -> Result<bool> {
    let header = shape.header()?;
    let columns = shape.own_columns();
    let outcome_column = columns.iter().position(|name| *name == "outcome");
    let outcome_column = outcome_column.context("the output has no outcome; please report this")?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(file);
    let mut record = ByteRecord::new();
    let mut is_header = true;
    while reader.read_byte_record(&mut record)? {
        let start = record.position().map_or(0, csv::Position::byte);
        if is_header {
            let mut own = ReaderBuilder::new()
                .has_headers(false)
                .from_reader(&*header);
            let mut expected = ByteRecord::new();
            own.read_byte_record(&mut expected)?;
            if record != expected {
                return Ok(false);
            }
            is_header = false;
            continue;
        }
        let row = record
            .get(0)
            .and_then(|cell| str::from_utf8(cell).ok()?.parse().ok());
        let outcome = record.get(outcome_column).and_then(outcome);
        // Only the last can be cut.
        let (row, outcome) = (row.unwrap_or(0), outcome.unwrap_or(Outcome::NotSearched));
        reached.add(Written {
            start,
            row,
            outcome,
        });
    }
    Ok(!is_header)
}

/// What is read of a row of NDJSON.
#[derive(Deserialize)]
struct Line<'a> {
    row: u64,
    outcome: &'a str,
}

fn read_ndjson(file: &mut File, reached: &mut Reached) -> Result<bool> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut start = 0;
    let mut text = Vec::new();
    loop {
        text.clear();
        let read = reader.read_until(b'\n', &mut text)?;
        if read == 0 {
            return Ok(true);
        }
        let line: Option<Line<'_>> = serde_json::from_slice(&text).ok();
        let (row, outcome) = match line {
            Some(line) => (line.row, outcome(line.outcome.as_bytes())),
            None => (0, None),
        };
        let outcome = outcome.unwrap_or(Outcome::NotSearched);
        reached.add(Written {
            start,
            row,
            outcome,
        });
        start += read as u64;
    }
}

/// Whether a run with these arguments can be resumed; the error says what to change.
pub fn refuse(arguments: &Arguments) -> Result<(), Usage> {
    let are_files = matches!(
        (&arguments.input, &arguments.out.place),
        (FileOrStd::File(_), FileOrStd::File(_))
    );
    if arguments.resume && !(are_files && arguments.out.form != Form::Xlsx) {
        return Err(Usage(
            "--resume needs files: give --input a file and --out one that ends in .csv or .ndjson"
                .to_owned(),
        ));
    }
    if arguments.resume && arguments.record.is_given() {
        return Err(Usage(
            "a check record is of one run from the first row to the last; leave out --resume or --record"
                .to_owned(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const SHAPE: Shape<'_> = Shape {
        form: Form::Csv,
        has_details: false,
        names_method: false,
        has_listings: false,
        has_decisions: false,
        kept: &[],
    };

    fn reached(bytes: &[u8], form: Form) -> Option<(u64, u64, u64)> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let shape = Shape { form, ..SHAPE };
        let point = point(&mut file, &shape).unwrap()?;
        Some((point.length, point.counts.rows(), point.counts.written))
    }

    /// The output of rows with so many hits each, and where each row begins.
    fn output(hits: &[u64], form: Form) -> (Vec<u8>, Vec<u64>) {
        let mut bytes = match form {
            Form::Csv => SHAPE.header().unwrap(),
            _ => Vec::new(),
        };
        let mut starts = Vec::new();
        for (row, hits) in (1..).zip(hits) {
            starts.push(bytes.len() as u64);
            for rank in 0..*hits {
                let line = match form {
                    Form::Csv => format!(
                        "{row},\"a, \"\"b\"\"\n1,ü\",{rank},uk,I,ship,N,0.5,exact,hits,{hits},0,,,,,,,\n"
                    ),
                    _ => format!(
                        "{{\"row\":{row},\"query\":\"ü\",\"rank\":{rank},\"outcome\":\"hits\"}}\n"
                    ),
                };
                bytes.extend(line.as_bytes());
            }
        }
        (bytes, starts)
    }

    #[test]
    fn wherever_a_file_was_cut_it_is_resumed_at_a_row_that_is_not_whole() {
        for form in [Form::Csv, Form::Ndjson] {
            let hits = [1, 3, 1, 2, 12, 1, 1, 1, 1, 2, 1, 1];
            let (bytes, starts) = output(&hits, form);
            for length in 0..=bytes.len() {
                let Some((at, rows, written)) = reached(&bytes[..length], form) else {
                    // Less than one whole row and the beginning of another.
                    assert!(length as u64 <= starts[1], "{length}");
                    continue;
                };
                assert!(at <= length as u64);
                assert_eq!(at, starts[rows as usize], "cut at {length}");
                assert_eq!(written, hits[..rows as usize].iter().sum::<u64>());
                // No more than two rows are screened again.
                let begun = starts.iter().filter(|start| **start < length as u64);
                assert!(rows + 2 >= begun.count() as u64, "cut at {length}: {rows}");
            }
        }
    }

    #[test]
    fn what_is_not_the_output_of_the_run_is_not_resumed() {
        let (bytes, starts) = output(&[1, 1, 1], Form::Csv);
        let header = &bytes[..starts[0] as usize];
        let row = |from: usize, to: usize| &bytes[starts[from] as usize..starts[to] as usize];
        for wrong in [
            b"".to_vec(),
            b"name,ref\n1,2\n2,3\n".to_vec(),
            [header, row(1, 2), row(0, 1), row(0, 1)].concat(),
            [
                header,
                row(0, 1),
                row(0, 1),
                &[0; 500],
                row(1, 2),
                row(1, 2),
            ]
            .concat(),
        ] {
            assert!(reached(&wrong, Form::Csv).is_none());
        }
    }
}
