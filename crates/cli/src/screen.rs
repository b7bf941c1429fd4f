//! `screen`: a column of names against the lists, row by row.
//!
//! The main thread reads chunks of rows and deals them to the workers in turn; one thread
//! collects from the workers in the same turn and writes. Every channel is bounded, so memory
//! does not grow with the input, and the order of the input is kept without sorting.

use std::ffi::OsString;
use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use clap::builder::{OsStringValueParser, TypedValueParser};
use csv::{StringRecord, WriterBuilder};
use matcher::{DetailFound, Details, Index, Matched, MinBand, Options, Screening, ofac};
use serde::Serialize;

use crate::arguments::{self, FileOrStd, Floor, FloorArguments};
use crate::data_folder::DataFolder;
use crate::hits::{Found, band_word, detail_text};
use crate::progress::Progress;
use crate::spreadsheet::inert;
use crate::staged::Output;
use crate::table::Table;
use crate::terminal;

/// Rows that a worker gets at a time.
const CHUNK: usize = 64;
/// Chunks that may wait for a worker, and for the writer behind it.
const WAITING: usize = 2;
/// In the column `band` of a row whose query could not be searched.
const NOT_SEARCHED: &str = "not-searched";

/// In the column `band` where every word, or one like it, stands in listed names and is too little
/// to go by: that is no "nothing found" either.
const TOO_LITTLE: &str = "too-little";

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
/// the input from 1. The output takes its place only when it is whole.
///
/// Two bands without a hit are no "nothing found": `not-searched` of a query that could not be
/// searched, for example an empty one, and `too-little` where the words, or words like them, stand
/// in listed names and are too little to go by: a common name alone, or a misspelt one.
///
/// --born, --country and --sex name columns of what is known beside a name: it puts the hits of a
/// band in order, leaves none out, and a column `details` says how it stands.
///
/// With --method ofac names, and names only, are scored by the published method of OFAC's
/// Sanctions List Search (times 100, rounded down, as the site shows it); a hit has no band, and
/// a column `method` with `ofac` follows.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup screen data --input customers.csv --column name --out hits.csv
In CSV a text that a spreadsheet would run as a formula (= + - @, also after blanks or invisible
characters; tab or line break first) gets an apostrophe in front; .ndjson has every text as it is.")]
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
    #[command(flatten)]
    floor: FloorArguments,
    /// Name of a column with dates of birth
    #[arg(long, value_name = "NAME")]
    born: Option<String>,
    /// Name of a column with nationalities
    #[arg(long, value_name = "NAME")]
    country: Option<String>,
    /// Name of a column with male or female
    #[arg(long, value_name = "NAME")]
    sex: Option<String>,
    /// Threads that search, at most 256 [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
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
    queries: Vec<(String, Details)>,
}

/// Where in a row the name stands, and what is known beside it.
struct Columns {
    name: usize,
    born: Option<usize>,
    country: Option<usize>,
    sex: Option<usize>,
}

impl Columns {
    fn find(table: &Table, arguments: &Arguments) -> Result<Self> {
        let find = |name: &Option<String>| -> Result<Option<usize>> {
            name.as_ref().map(|name| table.column(name)).transpose()
        };
        Ok(Self {
            name: table.column(&arguments.column)?,
            born: find(&arguments.born)?,
            country: find(&arguments.country)?,
            sex: find(&arguments.sex)?,
        })
    }

    /// The query of a row; the error says which cell is not understood.
    fn read(&self, row: &StringRecord) -> Result<(String, Details)> {
        let cell = |column| row.get(column).unwrap_or_default().to_owned();
        let details = Details {
            born: detail(row, self.born, arguments::born)?,
            country: detail(row, self.country, arguments::country)?,
            sex: detail(row, self.sex, arguments::sex)?,
        };
        Ok((cell(self.name), details))
    }
}

/// What a cell says; `None` where it is empty.
fn detail<T>(
    row: &StringRecord,
    column: Option<usize>,
    read: fn(&str) -> Result<T, &'static str>,
) -> Result<Option<T>> {
    let cell = column.and_then(|column| row.get(column)).map(str::trim);
    match cell {
        None | Some("") => Ok(None),
        Some(cell) => match read(cell) {
            Ok(detail) => Ok(Some(detail)),
            Err(why) => bail!("`{cell}`: {why}; or leave the cell empty"),
        },
    }
}

/// What all rows share.
struct Job<'a> {
    index: &'a Index,
    /// The names and the lowest score, with OFAC's method.
    ofac: Option<(ofac::Names<'a>, u8)>,
    options: Options,
    form: Form,
    method: &'static str,
    has_details: bool,
}

/// The output rows of a chunk.
#[derive(Default)]
struct Screened {
    bytes: Vec<u8>,
    not_searched: u64,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let floor = arguments.floor.floor()?;
    let has_details =
        arguments.born.is_some() || arguments.country.is_some() || arguments.sex.is_some();
    arguments::refuse_details(floor.method(), has_details)?;
    let folder = DataFolder::open(&arguments.folder)?;
    let index = Index::build(folder.search_packs()?);
    let mut table = Table::open(&arguments.input)?;
    let columns = Columns::find(&table, &arguments)?;
    let (min, ofac) = match floor {
        Floor::Band(min) => (min, None),
        Floor::OfacScore(least) => (MinBand::Any, Some((ofac::Names::of(&index), least))),
    };
    let job = Job {
        index: &index,
        ofac,
        options: Options {
            limit: arguments.limit as usize,
            min,
            ..Options::default()
        },
        form: arguments.out.form,
        method: floor.method().as_str(),
        has_details,
    };
    let threads = match arguments.threads {
        Some(threads) => usize::from(threads),
        None => thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(256),
    };
    folder.warn()?;
    table.refuse_as_output(&arguments.out.place)?;
    let mut output = Output::open(&arguments.out.place, out)?;
    if let Form::Csv = job.form {
        writeln!(output, "{}", job.columns().join(","))?;
    }

    let job = &job;
    let not_searched = thread::scope(|scope| {
        let mut chunks = Vec::new();
        let mut results = Vec::new();
        for _ in 0..threads {
            let (chunk_in, chunk_out) = sync_channel::<Chunk>(WAITING);
            let (result_in, result_out) = sync_channel::<Result<Screened>>(WAITING);
            scope.spawn(move || {
                let mut screening = Screening::new(job.index);
                for chunk in chunk_out {
                    // The writer has gone when it failed, and says why.
                    if result_in.send(job.screen(&chunk, &mut screening)).is_err() {
                        return;
                    }
                }
            });
            chunks.push(chunk_in);
            results.push(result_out);
        }
        let output = &mut output;
        let writer = scope.spawn(move || write(&results, output));
        let read = deal(&mut table, &columns, &chunks);
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
        terminal::warn(format!(
            "rows not searched: {not_searched}; their band is `{NOT_SEARCHED}`"
        ));
    }
    Ok(())
}

/// Reads the table and gives each worker a chunk in turn.
fn deal(table: &mut Table, columns: &Columns, workers: &[SyncSender<Chunk>]) -> Result<()> {
    let progress = Progress::of_bytes("screening", table.bytes);
    let mut row = StringRecord::new();
    let mut first = 1;
    for worker in workers.iter().cycle() {
        let mut queries = Vec::with_capacity(CHUNK);
        while queries.len() < CHUNK && table.read(&mut row)? {
            queries.push(columns.read(&row).with_context(|| table.place())?);
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
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<&'a [DetailFound]>,
    method: &'static str,
}

impl Job<'_> {
    /// The columns of CSV: those that came later only where they say something.
    fn columns(&self) -> Vec<&'static str> {
        let mut columns = COLUMNS.to_vec();
        if self.has_details {
            columns.push("details");
        }
        if self.ofac.is_some() {
            columns.push("method");
        }
        columns
    }

    fn screen(&self, chunk: &Chunk, screening: &mut Screening<'_>) -> Result<Screened> {
        let mut screened = Screened::default();
        let mut rows = Rows::new(self.form, self.ofac.is_some());
        for (row, (query, details)) in (chunk.first..).zip(&chunk.queries) {
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
                details: self.has_details.then_some(&[]),
                method: self.method,
            };
            let is_searched = match &self.ofac {
                None => self.screen_own(screening, details, nothing, &mut rows)?,
                Some((names, least)) => self.screen_ofac(names, *least, nothing, &mut rows)?,
            };
            if !is_searched {
                screened.not_searched += 1;
                rows.push(&Row {
                    band: Some(NOT_SEARCHED),
                    ..nothing
                })?;
            }
        }
        screened.bytes = rows.finish()?;
        Ok(screened)
    }

    /// Whether the query could be searched.
    fn screen_own(
        &self,
        screening: &mut Screening<'_>,
        details: &Details,
        nothing: Row<'_>,
        rows: &mut Rows,
    ) -> Result<bool> {
        let options = Options {
            details: details.clone(),
            ..self.options.clone()
        };
        let answer = screening.search(nothing.query, &options);
        if answer.problem.is_some() {
            return Ok(false);
        }
        if answer.hits.is_empty() {
            let band = (answer.held_back > 0).then_some(TOO_LITTLE);
            rows.push(&Row { band, ..nothing })?;
        }
        for (place, hit) in answer.hits.iter().enumerate() {
            let position = (hit.list, hit.designation);
            if let Some(found) = Found::new(self.index, position, hit.matched) {
                rows.push_hit(
                    &found,
                    &Row {
                        rank: Some(place + 1),
                        score: Some(hit.score),
                        band: Some(band_word(hit.band)),
                        details: nothing.details.map(|_| &hit.details[..]),
                        ..nothing
                    },
                )?;
            }
        }
        Ok(true)
    }

    /// Whether the query could be searched.
    fn screen_ofac(
        &self,
        names: &ofac::Names<'_>,
        least: u8,
        nothing: Row<'_>,
        rows: &mut Rows,
    ) -> Result<bool> {
        let Ok(answer) = names.search(nothing.query, least, &self.options) else {
            return Ok(false);
        };
        if answer.hits.is_empty() {
            rows.push(&nothing)?;
        }
        for (place, hit) in answer.hits.iter().enumerate() {
            let position = (hit.list, hit.designation);
            if let Some(found) = Found::new(self.index, position, Matched::Name(hit.name)) {
                rows.push_hit(
                    &found,
                    &Row {
                        rank: Some(place + 1),
                        score: Some(hit.score),
                        ..nothing
                    },
                )?;
            }
        }
        Ok(true)
    }
}

/// Rows as bytes of one form.
enum Rows {
    /// And whether each row names the method.
    Csv(Box<csv::Writer<Vec<u8>>>, bool),
    Ndjson(Vec<u8>),
}

impl Rows {
    fn new(form: Form, names_method: bool) -> Self {
        match form {
            Form::Csv => Self::Csv(
                Box::new(
                    WriterBuilder::new()
                        .has_headers(false)
                        .from_writer(Vec::new()),
                ),
                names_method,
            ),
            Form::Ndjson => Self::Ndjson(Vec::new()),
        }
    }

    /// A row with what was found in it.
    fn push_hit(&mut self, found: &Found<'_>, row: &Row<'_>) -> Result<()> {
        self.push(&Row {
            list: Some(found.pack.list()),
            id: Some(found.designation.id()),
            kind: Some(found.designation.kind().as_str()),
            matched_name: Some(&found.matched_name()),
            ..*row
        })
    }

    fn push(&mut self, row: &Row<'_>) -> Result<()> {
        match self {
            Self::Csv(writer, names_method) => {
                let number =
                    |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
                let score = row.score.map(|score| format!("{score:.6}"));
                let details = row.details.map(|details| {
                    let texts: Vec<String> = details.iter().map(detail_text).collect();
                    texts.join("; ")
                });
                let row_number = row.row.to_string();
                let (query, rank) = (inert(row.query), number(row.rank));
                let (id, name) = (
                    inert(row.id.unwrap_or_default()),
                    inert(row.matched_name.unwrap_or_default()),
                );
                let mut cells = vec![
                    row_number.as_str(),
                    &query,
                    &rank,
                    row.list.unwrap_or_default(),
                    &id,
                    row.kind.unwrap_or_default(),
                    &name,
                    score.as_deref().unwrap_or_default(),
                    row.band.unwrap_or_default(),
                ];
                cells.extend(details.as_deref());
                cells.extend(names_method.then_some(row.method));
                writer.write_record(cells)?;
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
            Self::Csv(writer, _) => Ok(writer
                .into_inner()
                .map_err(csv::IntoInnerError::into_error)?),
            Self::Ndjson(bytes) => Ok(bytes),
        }
    }
}
