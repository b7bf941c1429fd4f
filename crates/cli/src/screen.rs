//! `screen`: a column of names against the lists, row by row.
//!
//! The main thread reads chunks of rows and deals them to the workers in turn; one thread
//! collects from the workers in the same turn and writes. Every channel is bounded, so memory
//! does not grow with the input, and the order of the input is kept without sorting.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use anyhow::{Result, anyhow};
use clap::builder::{OsStringValueParser, TypedValueParser};
use csv::{StringRecord, WriterBuilder};
use matcher::{Index, Options};
use serde::Serialize;

use crate::arguments::{FileOrStd, Min};
use crate::data_folder::DataFolder;
use crate::hits::{Found, band_word};
use crate::progress::Progress;
use crate::staged::Output;
use crate::table::Table;

/// Rows that a worker gets at a time.
const CHUNK: usize = 64;
/// Chunks that may wait for a worker, and for the writer behind it.
const WAITING: usize = 2;
/// In the column `band` of a row whose query could not be searched.
const NOT_SEARCHED: &str = "not-searched";

/// In place of a band where every word stands in listed names but is too common to tell anybody
/// by: that is no "nothing found" either.
const TOO_COMMON: &str = "too-common";

const COLUMNS: [&str; 9] = [
    "row",
    "query",
    "rank",
    "list",
    "id",
    "kind",
    "matched_name",
    "score",
    "band",
];

/// Screen a column of names against a data folder.
///
/// Writes the columns row, query, rank, list, id, kind, matched_name, score, band: one row a
/// hit, and one with empty hit fields where nothing was found. `row` counts the data rows of
/// the input from 1. A query that could not be searched, for example an empty one, has
/// `not-searched` as its band. The output takes its place only when it is whole.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup screen data --input customers.csv --column name --out hits.csv
In CSV a text that a spreadsheet would run as a formula (= + - @ tab return first) gets an
apostrophe in front; .ndjson has every text as it is.")]
pub struct Arguments {
    /// The data folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// CSV file with a header line; - for standard input
    #[arg(long, value_name = "FILE")]
    input: FileOrStd,
    /// Name of the column to screen
    #[arg(long, value_name = "NAME")]
    column: String,
    /// Most hits for each row
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Lowest band to report
    #[arg(long, value_name = "BAND", default_value = "possible")]
    min: Min,
    /// Threads that search [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// F.csv or F.ndjson; - for CSV on standard output
    #[arg(long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(target))]
    out: Target,
}

/// Where the rows go, and in which form.
#[derive(Clone)]
struct Target {
    place: FileOrStd,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Csv,
    Ndjson,
}

fn target(text: OsString) -> Result<Target, String> {
    let place = FileOrStd::from(text);
    let form = match &place {
        FileOrStd::Std => Form::Csv,
        FileOrStd::File(path) => match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => Form::Csv,
            Some("ndjson") => Form::Ndjson,
            _ => return Err("name a file that ends in .csv or .ndjson, or -".to_owned()),
        },
    };
    Ok(Target { place, form })
}

/// Some rows of the input.
struct Chunk {
    /// Number of the first row, from 1.
    first: u64,
    queries: Vec<String>,
}

/// The output rows of a chunk.
#[derive(Default)]
struct Screened {
    bytes: Vec<u8>,
    not_searched: u64,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let folder = DataFolder::open(&arguments.folder)?;
    let index = Index::build(folder.search_packs()?);
    let mut table = Table::open(&arguments.input)?;
    let column = table.column(&arguments.column)?;
    let options = Options {
        limit: arguments.limit as usize,
        min: arguments.min.into(),
        ..Options::default()
    };
    let threads = match arguments.threads {
        Some(threads) => usize::from(threads),
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    folder.warn()?;
    let form = arguments.out.form;
    let mut output = Output::open(&arguments.out.place, out)?;
    if let Form::Csv = form {
        writeln!(output, "{}", COLUMNS.join(","))?;
    }

    let (index, options) = (&index, &options);
    let not_searched = thread::scope(|scope| {
        let mut chunks = Vec::new();
        let mut results = Vec::new();
        for _ in 0..threads {
            let (chunk_in, chunk_out) = sync_channel::<Chunk>(WAITING);
            let (result_in, result_out) = sync_channel::<Result<Screened>>(WAITING);
            scope.spawn(move || {
                for chunk in chunk_out {
                    // The writer has gone when it failed, and says why.
                    if result_in
                        .send(screen(index, options, form, &chunk))
                        .is_err()
                    {
                        return;
                    }
                }
            });
            chunks.push(chunk_in);
            results.push(result_out);
        }
        let output = &mut output;
        let writer = scope.spawn(move || write(&results, output));
        let read = deal(&mut table, column, &chunks);
        drop(chunks);
        let written = writer
            .join()
            .map_err(|_| anyhow!("the writing thread stopped; please report this"))?;
        // A failed writer makes the reader stop early, so its error is the one to tell.
        let not_searched = written?;
        read.map(|()| not_searched)
    })?;
    output.finish()?;
    if not_searched > 0 {
        writeln!(
            io::stderr(),
            "warning: rows not searched: {not_searched}; their band is `{NOT_SEARCHED}`"
        )?;
    }
    Ok(())
}

/// Reads the table and gives each worker a chunk in turn.
fn deal(table: &mut Table, column: usize, workers: &[SyncSender<Chunk>]) -> Result<()> {
    let progress = Progress::of_bytes("screening", table.bytes);
    let mut row = StringRecord::new();
    let mut first = 1;
    for worker in workers.iter().cycle() {
        let mut queries = Vec::with_capacity(CHUNK);
        while queries.len() < CHUNK && table.read(&mut row)? {
            queries.push(row.get(column).unwrap_or_default().to_owned());
        }
        progress.set(table.position());
        let read = queries.len();
        if read > 0 && worker.send(Chunk { first, queries }).is_err() {
            // The worker went with the writer, which says why.
            return Ok(());
        }
        if read < CHUNK {
            return Ok(());
        }
        first += read as u64;
    }
    Ok(())
}

/// Takes a result from each worker in turn and writes it; returns how many rows were not
/// searched.
fn write(workers: &[Receiver<Result<Screened>>], output: &mut dyn Write) -> Result<u64> {
    let mut not_searched = 0;
    for worker in workers.iter().cycle() {
        // The first worker without a result got no chunk, and none after it did.
        let Ok(screened) = worker.recv() else { break };
        let screened = screened?;
        output.write_all(&screened.bytes)?;
        not_searched += screened.not_searched;
    }
    Ok(not_searched)
}

/// One row of the output.
#[derive(Clone, Copy, Serialize)]
struct Row<'a> {
    row: u64,
    query: &'a str,
    rank: Option<usize>,
    list: Option<&'a str>,
    id: Option<&'a str>,
    kind: Option<&'a str>,
    matched_name: Option<&'a str>,
    score: Option<f32>,
    band: Option<&'a str>,
}

fn screen(index: &Index, options: &Options, form: Form, chunk: &Chunk) -> Result<Screened> {
    let mut screened = Screened::default();
    let mut rows = Rows::new(form);
    for (row, query) in (chunk.first..).zip(&chunk.queries) {
        let answer = index.search(query, options);
        let nothing = Row {
            row,
            query,
            rank: None,
            list: None,
            id: None,
            kind: None,
            matched_name: None,
            score: None,
            band: None,
        };
        if answer.problem.is_some() {
            screened.not_searched += 1;
            rows.push(&Row {
                band: Some(NOT_SEARCHED),
                ..nothing
            })?;
        } else if answer.hits.is_empty() && answer.held_back > 0 {
            rows.push(&Row {
                band: Some(TOO_COMMON),
                ..nothing
            })?;
        } else if answer.hits.is_empty() {
            rows.push(&nothing)?;
        }
        for (place, hit) in answer.hits.iter().enumerate() {
            let Some(found) = Found::new(index, hit) else {
                continue;
            };
            rows.push(&Row {
                rank: Some(place + 1),
                list: Some(found.pack.list()),
                id: Some(found.designation.id()),
                kind: Some(found.designation.kind().as_str()),
                matched_name: Some(&found.matched_name()),
                score: Some(hit.score),
                band: Some(band_word(hit.band)),
                ..nothing
            })?;
        }
    }
    screened.bytes = rows.finish()?;
    Ok(screened)
}

/// Rows as bytes of one form.
enum Rows {
    Csv(Box<csv::Writer<Vec<u8>>>),
    Ndjson(Vec<u8>),
}

impl Rows {
    fn new(form: Form) -> Self {
        match form {
            Form::Csv => Self::Csv(Box::new(
                WriterBuilder::new()
                    .has_headers(false)
                    .from_writer(Vec::new()),
            )),
            Form::Ndjson => Self::Ndjson(Vec::new()),
        }
    }

    fn push(&mut self, row: &Row<'_>) -> Result<()> {
        match self {
            Self::Csv(writer) => {
                let number =
                    |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
                let score = row.score.map(|score| format!("{score:.6}"));
                writer.write_record([
                    row.row.to_string().as_str(),
                    &inert(row.query),
                    &number(row.rank),
                    row.list.unwrap_or_default(),
                    &inert(row.id.unwrap_or_default()),
                    row.kind.unwrap_or_default(),
                    &inert(row.matched_name.unwrap_or_default()),
                    score.as_deref().unwrap_or_default(),
                    row.band.unwrap_or_default(),
                ])?;
            }
            Self::Ndjson(bytes) => {
                serde_json::to_writer(&mut *bytes, row)?;
                bytes.push(b'\n');
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>> {
        match self {
            Self::Csv(writer) => Ok(writer
                .into_inner()
                .map_err(csv::IntoInnerError::into_error)?),
            Self::Ndjson(bytes) => Ok(bytes),
        }
    }
}

/// A text that no spreadsheet runs.
fn inert(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-x", "'-x"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("Given-Name", "Given-Name"),
            ("'quoted", "'quoted"),
            ("", ""),
        ] {
            assert_eq!(inert(text), written);
        }
    }
}
