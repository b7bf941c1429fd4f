//! `--resume`: going on with the output of a run that was killed.
//!
//! A run that screens a file writes to an unfinished file whose name is made from all that its output
//! depends on. The same command finds that file again, and no other one does. How far the run came is
//! read from the rows themselves: the last row may be cut and may lack hits, so all its output rows are
//! dropped, and it is the first to be screened. A check record is a second file of that kind: both are cut to the
//! rows that are whole in both.

use std::fs::{File, Metadata};
use std::io::{BufRead, BufReader};
use std::time::UNIX_EPOCH;
use std::{env, fs};

use anyhow::{Context, Result};
use batch::{Counts, ResultColumn};
use check::Outcome;
use check_record::{Header, Unfinished};
use csv::{ByteRecord, ReaderBuilder};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::arguments::{Arguments, Form};
use super::rows::Shape;
use crate::arguments::{FileOrStd, Usage};
use crate::recording::Recording;
use crate::staged::{self, Staged};
use crate::unfinished::RANDOM;
use crate::verdict::ListsSearched;

/// The names of the unfinished files of a run: the same for the same command, program, input file, decisions and
/// lists.
pub struct FileNames {
    pub output: String,
    pub record: String,
}

impl FileNames {
    /// `None` where there is no file to find again, or none that a run can go on with.
    pub fn of(arguments: &Arguments, lists: &ListsSearched<'_>) -> Option<Self> {
        if arguments.out.form == Form::Xlsx {
            return None;
        }
        let run = hash_of_run(arguments, lists)?;
        let name = |what: &str| -> Option<String> {
            const SIGNS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
            let digest = run.clone().chain_update(what).finalize();
            let sign = |byte: &[u8]| {
                let number = byte
                    .iter()
                    .fold(0, |number, byte| number * 256 + usize::from(*byte));
                SIGNS.get(number % SIGNS.len()).copied().map(char::from)
            };
            digest.chunks(4).take(RANDOM).map(sign).collect()
        };
        Some(Self {
            output: name("output")?,
            record: name("record")?,
        })
    }
}

/// A hash of all that the output of a run depends on.
fn hash_of_run(arguments: &Arguments, lists: &ListsSearched<'_>) -> Option<Sha256> {
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
        for date in [&list.entry.published, &list.entry.checked_at] {
            add(date.as_deref().unwrap_or_default().as_bytes());
        }
        for pack in &list.entry.packs {
            add(pack.sha256.as_bytes());
        }
    }
    Some(hash)
}

/// The files of a killed run.
pub struct Resumed {
    pub output: Staged,
    pub recording: Option<Recording>,
    /// The rows that are in both.
    pub before: Counts,
}

/// How names are written down in the record of a killed run, with its salt, if there is one to go on with.
pub fn names(arguments: &Arguments, lists: &ListsSearched<'_>) -> Option<check_record::Names> {
    let place = arguments.record.place().filter(|_| arguments.resume)?;
    let path = Staged::left(place, &FileNames::of(arguments, lists)?.record);
    Unfinished::read(File::open(path).ok()?, 0).names()
}

/// Opens the files of a killed run and drops what follows the last row that is whole in both. `None` where there is
/// nothing that can be used; `header` is that of the record, which has the time at which the killed run began.
pub fn reopened(
    arguments: &Arguments,
    names: &FileNames,
    shape: &Shape<'_>,
    header: Option<&Header>,
) -> Result<Option<Resumed>> {
    let FileOrStd::File(place) = &arguments.out.place else {
        return Ok(None);
    };
    let Some(mut output) = Staged::reopened(place, &names.output)? else {
        return Ok(None);
    };
    let mut record = None;
    if let (Some(header), Some(place)) = (header, arguments.record.place()) {
        let Some(mut file) = Staged::reopened(place, &names.record)? else {
            return Ok(None);
        };
        let left = Unfinished::read(file.content()?, u64::MAX);
        let made_at = left.made_at().unwrap_or(&header.made_at).to_owned();
        let header = Header {
            made_at,
            ..header.clone()
        };
        record = Some((file, left, header));
    }
    let most = record.as_ref().map_or(u64::MAX, |(_, left, _)| left.rows());
    let Some(point) = point(output.content()?, shape, most)? else {
        return Ok(None);
    };
    let mut recording = None;
    if let Some((mut file, left, header)) = record {
        let Some(rows) = left.resume(&header, point.counts.rows(), file.content()?)? else {
            return Ok(None);
        };
        recording = Some(Recording::resumed(rows, file)?);
    }
    output.keep(point.length)?;
    Ok(Some(Resumed {
        output,
        recording,
        before: point.counts,
    }))
}

/// How far a run came.
struct Point {
    /// Bytes of its output to keep.
    length: u64,
    /// The rows that are whole in them; the next one is the first to screen.
    counts: Counts,
}

/// How far the run came that wrote this file, at most this many rows; `None` where nothing of it can be used.
fn point(file: &mut File, shape: &Shape<'_>, most: u64) -> Result<Option<Point>> {
    let mut reached = Reached::up_to(most);
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

struct Reached {
    /// Rows after these are not looked at.
    most: u64,
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
    fn up_to(most: u64) -> Self {
        Self {
            most,
            last: None,
            row: None,
            written: 0,
            counts: Counts::default(),
            is_broken: false,
        }
    }

    /// Takes the next output row, which shows that the one before it is whole.
    fn add(&mut self, next: Written) {
        // The first output row two rows on shows where the row after the last begins.
        if self
            .last
            .is_some_and(|last| last.row > self.most.saturating_add(1))
        {
            return;
        }
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
    let outcome_column = shape.own.all().position(|one| one == ResultColumn::Outcome);
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, Write as _};

    use batch::ResultColumns;

    use super::*;

    const SHAPE: Shape<'_> = Shape {
        form: Form::Csv,
        own: ResultColumns {
            details: false,
            method: false,
            reason: true,
            listings: false,
            decisions: false,
        },
        kept: &[],
    };

    fn reached(bytes: &[u8], form: Form, most: u64) -> Option<(u64, u64, u64)> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        let shape = Shape { form, ..SHAPE };
        let point = point(&mut file, &shape, most).unwrap()?;
        Some((point.length, point.counts.rows(), point.counts.written))
    }

    /// The output of rows with this many hits each, and where each row begins.
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
                let Some((at, rows, written)) = reached(&bytes[..length], form, u64::MAX) else {
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
                // Fewer rows are in the record.
                for most in 0..rows {
                    let written = hits[..most as usize].iter().sum::<u64>();
                    let expected = Some((starts[most as usize], most, written));
                    assert_eq!(reached(&bytes[..length], form, most), expected);
                }
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
            assert!(reached(&wrong, Form::Csv, u64::MAX).is_none());
        }
    }
}
