//! `screen`: a column of names against the lists, row by row.
//!
//! The main thread reads chunks of rows and deals them to the workers in turn; one thread
//! collects from the workers in the same turn and writes. Every channel is bounded, so memory
//! does not grow with the input, and the order of the input is kept without sorting.

use std::ffi::OsString;
use std::io::Write;
use std::num::NonZero;
use std::ops::AddAssign;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow, bail};
use check::Outcome;
use clap::builder::{OsStringValueParser, TypedValueParser};
use csv::{StringRecord, WriterBuilder};
use manifest::ListEntry;
use matcher::{
    DetailFound, Details, Hit, Indexes, Matched, MinBand, Options, QueryProblem, Screenings, ofac,
};
use serde::Serialize;

use crate::arguments::{self, FileOrStd, Floor, FloorArguments};
use crate::data_folder::DataFolder;
use crate::hits::{
    Found, NO_SUCH_DESIGNATION, band_word, detail_text, found, found_by_ofac, matched_title,
    part_found, problem_text,
};
use crate::progress::Progress;
use crate::spreadsheet::inert;
use crate::staged::Output;
use crate::table::Table;
use crate::terminal;
use crate::verdict::{ListsSearched, VerdictArguments};

/// Rows that a worker gets at a time.
const CHUNK: usize = 64;
/// Chunks that may wait for a worker, and for the writer behind it.
const WAITING: usize = 2;
/// Most threads that search. Each remembers up to 32 MB of tokens (`Screenings`).
const MOST_THREADS: i64 = 256;

/// What is known of a hit.
const HIT_COLUMNS: [&str; 9] = [
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

/// What the answer to the row says, the same in every output row of an input row.
const OUTCOME_COLUMNS: [&str; 10] = [
    "outcome",
    "hits_total",
    "suppressed",
    "no_verdict_lists",
    "published",
    "checked_at",
    "reason",
    "matched",
    "part",
    "part_outcome",
];

/// What the lists say of one party, where there are several lists.
const LISTING_COLUMNS: [&str; 2] = ["listings", "possibly_same"];

/// Screen a column of names against a data folder.
///
/// Writes one output row for each hit, and one with empty hit columns for an input row without a
/// hit, so that every input row comes out at least once. Of a cell with several names (`A; B`, `A t/a
/// B`) every name has a row; `part` counts them, and `outcome` is the worst of theirs. `row` counts the data rows of the input
/// from 1. The output takes its place only when it is whole.
///
/// Columns: row, query, rank, list, id, kind, matched_name, score, band; with --born, --country or
/// --sex details; with --method ofac method; then outcome, hits_total, suppressed, no_verdict_lists,
/// published, checked_at, reason; last matched, which says what of the entry equals or resembles the
/// query: `name`, or the number and where it is, for example `IMO number` or `number in the other
/// information of this entry`.
///
/// With several lists, each listing of a party is an output row of its own, with its own score and band;
/// they follow one another and have one rank, and --limit counts them as one. Two columns more then end
/// the row: listings has the IDs of all of them (`uk:AFG0001|un:TAi.001`), possibly_same those of
/// entries that may be the same party, without enough to say so.
///
/// The column `outcome` says what the answer means. `nothing-found` is the only one that says that no
/// listed name like it was found, in lists that were whole and fresh. `hits`: listed names look like
/// it, hits_total of them, whatever --min and --limit show. `too-little`: the words, or words like
/// them, are in listed names and not enough to identify anyone, such as a common name alone; suppressed
/// counts the designations. `no-verdict`: a list is too old, the sample list, or the clock is wrong,
/// and no_verdict_lists names it. `nothing-in-file`: it is not known how old or how whole the list is.
/// `not-searched`: the query could not be searched, and reason says why.
///
/// --born, --country and --sex name columns of what is known beside a name: it puts the hits of a
/// band in order, leaves none out, and a column `details` says how it stands.
///
/// With --method ofac names, and names only, are scored by the published method of OFAC's
/// Sanctions List Search (times 100, rounded down, as the site shows it). A hit has no band, and a
/// row without a hit has no verdict: that method cannot give one.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup screen data --input customers.csv --column name --out hits.csv
In CSV a text that a spreadsheet would run as a formula (= + - @, also after blanks or invisible
characters; tab or line break first) gets an apostrophe in front; .ndjson has every text as it is.
Exit status: 0 done; 1 an error; 2 wrong usage; 4 done, but at least one row has no verdict, or a
list is too old, the sample list, or the clock is wrong (--accept-no-verdict makes it 0)")]
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
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    threads: Option<u16>,
    /// F.csv or F.ndjson; - for CSV on standard output
    #[arg(long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(target))]
    out: Target,
    #[command(flatten)]
    verdict: VerdictArguments,
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

    /// The query of the row that was read last; the error says which cell is not understood.
    fn read(&self, table: &Table, row: &StringRecord) -> Result<(String, Details)> {
        let cell = |column| row.get(column).unwrap_or_default().to_owned();
        let details = Details {
            born: detail(table, row, self.born, arguments::born)?,
            country: detail(table, row, self.country, arguments::country)?,
            sex: detail(table, row, self.sex, arguments::sex)?,
        };
        Ok((cell(self.name), details))
    }
}

/// What a cell says; `None` where it is empty.
fn detail<T>(
    table: &Table,
    row: &StringRecord,
    column: Option<usize>,
    read: fn(&str) -> Result<T, &'static str>,
) -> Result<Option<T>> {
    let Some(column) = column else {
        return Ok(None);
    };
    let cell = row.get(column).map(str::trim).unwrap_or_default();
    if cell.is_empty() {
        return Ok(None);
    }
    match read(cell) {
        Ok(detail) => Ok(Some(detail)),
        Err(why) => bail!(
            "{}: `{cell}`: {why}; or leave the cell empty",
            table.cell_place(column)
        ),
    }
}

/// What all rows share.
struct Job<'a> {
    index: &'a Indexes,
    /// The names and the lowest score, with OFAC's method.
    ofac: Option<(ofac::Names<'a>, u8)>,
    options: Options,
    form: Form,
    method: &'static str,
    has_details: bool,
    lists: &'a ListsSearched<'a>,
    /// Codes of the lists without a verdict.
    no_verdict_lists: String,
    /// Dates of all lists, of publication and of the last check.
    dates: (String, String),
}

/// The output rows of a chunk.
#[derive(Default)]
struct Screened {
    bytes: Vec<u8>,
    counts: Counts,
}

/// Input rows by outcome.
#[derive(Clone, Copy, Default)]
struct Counts {
    rows: u64,
    not_searched: u64,
    no_verdict: u64,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        self.rows += 1;
        self.not_searched += u64::from(outcome == Outcome::NotSearched);
        self.no_verdict += u64::from(outcome == Outcome::NoVerdict);
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.not_searched += other.not_searched;
        self.no_verdict += other.no_verdict;
    }
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let floor = arguments.floor.floor()?;
    let has_details =
        arguments.born.is_some() || arguments.country.is_some() || arguments.sex.is_some();
    arguments::refuse_details(floor.method(), has_details)?;
    let folder = DataFolder::open(&arguments.folder)?;
    let index = folder.indexes()?;
    let lists = ListsSearched::at(&folder.manifest.lists, &index, SystemTime::now());
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
        lists: &lists,
        no_verdict_lists: lists.codes_without_verdict(),
        dates: (
            joined(&lists, |entry| entry.published.as_deref()),
            joined(&lists, |entry| entry.checked_at.as_deref()),
        ),
    };
    let threads = match arguments.threads {
        Some(threads) => usize::from(threads),
        None => thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(MOST_THREADS as usize),
    };
    lists.warn();
    table.refuse_as_output(&arguments.out.place)?;
    let mut output = Output::open(&arguments.out.place, out)?;
    if let Form::Csv = job.form {
        writeln!(output, "{}", job.columns().join(","))?;
    }

    let job = &job;
    let (read, counts) = thread::scope(|scope| {
        let mut chunks = Vec::new();
        let mut results = Vec::new();
        for _ in 0..threads {
            let (chunk_in, chunk_out) = sync_channel::<Chunk>(WAITING);
            let (result_in, result_out) = sync_channel::<Result<Screened>>(WAITING);
            scope.spawn(move || {
                let mut screening = Screenings::new(job.index);
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
        let counts = written?;
        read.map(|rows| (rows, counts))
    })?;
    if read != counts.rows {
        bail!(
            "{read} rows were read and {} have an outcome; nothing was written, please report this",
            counts.rows
        );
    }
    output.finish()?;
    for (number, what, outcome) in [
        (counts.not_searched, "not searched", Outcome::NotSearched),
        (counts.no_verdict, "without a verdict", Outcome::NoVerdict),
    ] {
        if number > 0 {
            terminal::warn(format!(
                "rows {what}: {number}; their outcome is `{}`",
                outcome.as_str()
            ));
        }
    }
    Ok(arguments.verdict.exit_status(&lists, counts.no_verdict > 0))
}

/// A date of every list, joined with `|`.
fn joined(lists: &ListsSearched<'_>, date: fn(&ListEntry) -> Option<&str>) -> String {
    let dates = lists
        .iter()
        .map(|list| date(list.entry).unwrap_or_default());
    dates.collect::<Vec<_>>().join("|")
}

/// Reads the table and gives each worker a chunk in turn; returns how many rows were read.
fn deal(table: &mut Table, columns: &Columns, workers: &[SyncSender<Chunk>]) -> Result<u64> {
    let progress = Progress::of_bytes("screening", table.bytes);
    let mut row = StringRecord::new();
    let mut first = 1;
    for worker in workers.iter().cycle() {
        let mut queries = Vec::with_capacity(CHUNK);
        while queries.len() < CHUNK && table.read(&mut row)? {
            queries.push(columns.read(table, &row)?);
        }
        progress.set(table.position());
        let read = queries.len();
        if read > 0 && worker.send(Chunk { first, queries }).is_err() {
            // The worker went with the writer, which says why.
            break;
        }
        first += read as u64;
        if read < CHUNK {
            break;
        }
    }
    Ok(first - 1)
}

/// Takes a result from each worker in turn and writes it; returns how many rows have which outcome.
fn write(workers: &[Receiver<Result<Screened>>], output: &mut dyn Write) -> Result<Counts> {
    let mut counts = Counts::default();
    for worker in workers.iter().cycle() {
        // The first worker without a result got no chunk, and none after it did.
        let Ok(screened) = worker.recv() else { break };
        let screened = screened?;
        output.write_all(&screened.bytes)?;
        counts += screened.counts;
    }
    Ok(counts)
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
    outcome: &'static str,
    hits_total: usize,
    suppressed: usize,
    no_verdict_lists: &'a str,
    published: &'a str,
    checked_at: &'a str,
    reason: Option<&'static str>,
    matched: Option<&'static str>,
    /// Which name of the cell the row is about, from 1, and what was found for it, where the cell has
    /// several.
    part: Option<usize>,
    part_outcome: Option<&'static str>,
    /// IDs with their lists; `None` where there is one list, and where the method joins none.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    possibly_same: Option<&'a str>,
}

impl Job<'_> {
    /// Whether a row says which other listings the party has.
    fn has_listings(&self) -> bool {
        self.ofac.is_none() && self.index.packs().count() > 1
    }

    /// The columns of CSV: those that came later only where they say something.
    fn columns(&self) -> Vec<&'static str> {
        let mut columns = HIT_COLUMNS.to_vec();
        if self.has_details {
            columns.push("details");
        }
        if self.ofac.is_some() {
            columns.push("method");
        }
        columns.extend(OUTCOME_COLUMNS);
        if self.has_listings() {
            columns.extend(LISTING_COLUMNS);
        }
        columns
    }

    fn screen(&self, chunk: &Chunk, screening: &mut Screenings<'_>) -> Result<Screened> {
        let mut screened = Screened::default();
        let mut rows = Rows::new(self.form, self.ofac.is_some());
        let no_listings = self.has_listings().then_some("");
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
                outcome: Outcome::NotSearched.as_str(),
                hits_total: 0,
                suppressed: 0,
                no_verdict_lists: &self.no_verdict_lists,
                published: &self.dates.0,
                checked_at: &self.dates.1,
                reason: None,
                matched: None,
                part: None,
                part_outcome: None,
                listings: no_listings,
                possibly_same: no_listings,
            };
            let outcome = match &self.ofac {
                None => self.screen_own(screening, details, nothing, &mut rows)?,
                Some((names, least)) => self.screen_ofac(names, *least, nothing, &mut rows)?,
            };
            screened.counts.add(outcome);
        }
        screened.bytes = rows.finish()?;
        Ok(screened)
    }

    /// What every output row of an answer says.
    fn with_outcome<'r>(
        &self,
        found: check::Found,
        problem: Option<QueryProblem>,
        row: Row<'r>,
    ) -> (Outcome, Row<'r>) {
        let outcome = self.lists.outcome(found);
        let row = Row {
            outcome: outcome.as_str(),
            hits_total: found.shown + found.hidden,
            suppressed: found.suppressed,
            reason: problem.map(problem_text),
            ..row
        };
        (outcome, row)
    }

    fn screen_own(
        &self,
        screening: &mut Screenings<'_>,
        details: &Details,
        nothing: Row<'_>,
        rows: &mut Rows,
    ) -> Result<Outcome> {
        let options = Options {
            details: details.clone(),
            ..self.options.clone()
        };
        let answer = screening.search(nothing.query, &options);
        let numbers = found(&answer, options.min);
        let (outcome, nothing) = self.with_outcome(numbers, answer.problem, nothing);
        let is_one = answer.parts.len() < 2;
        if answer.hits.is_empty() && is_one {
            rows.push(&nothing)?;
        }
        let part_outcome = |part: usize| {
            let part = answer.parts.get(part)?;
            Some(self.lists.outcome(part_found(part)).as_str())
        };
        // Every name of a cell has a row, with or without a hit.
        for part in (0..answer.parts.len()).filter(|_| !is_one) {
            let is_other = |hit: &Hit| hit.part != Some(part);
            let mut hits = answer.hits.iter();
            if hits.all(|hit| is_other(hit) && hit.listings.iter().all(is_other)) {
                rows.push(&Row {
                    part: Some(part + 1),
                    part_outcome: part_outcome(part),
                    ..nothing
                })?;
            }
        }
        for (place, best) in answer.hits.iter().enumerate() {
            let all = || core::iter::once(best).chain(&best.listings);
            let listings = match best.listings.len() {
                0 => String::new(),
                _ => self.ids(all().map(|hit| (hit.list, hit.designation))),
            };
            for hit in all() {
                let part = hit.part.filter(|_| !is_one);
                let at = (hit.list, hit.designation);
                let possibly_same = self.ids(self.index.possibly_same(at).into_iter());
                let row = Row {
                    part: part.map(|part| part + 1),
                    part_outcome: part.and_then(part_outcome),
                    rank: Some(place + 1),
                    score: Some(hit.score),
                    band: Some(band_word(hit.band)),
                    details: nothing.details.map(|_| &hit.details[..]),
                    listings: nothing.listings.map(|_| &*listings),
                    possibly_same: nothing.possibly_same.map(|_| &*possibly_same),
                    ..nothing
                };
                self.push_hit(at, hit.matched, &row, rows)?;
            }
        }
        Ok(outcome)
    }

    /// IDs with their lists, joined with `|`.
    fn ids(&self, places: impl Iterator<Item = (usize, usize)>) -> String {
        let found = places.filter_map(|place| Found::new(self.index, place, Matched::Id));
        let ids: Vec<String> = found.map(|found| found.id(true)).collect();
        ids.join("|")
    }

    fn screen_ofac(
        &self,
        names: &ofac::Names<'_>,
        least: u8,
        nothing: Row<'_>,
        rows: &mut Rows,
    ) -> Result<Outcome> {
        let answer = names.search(nothing.query, least, &self.options);
        let problem = answer.as_ref().err().copied();
        let numbers = found_by_ofac(answer.as_ref());
        let (outcome, nothing) = self.with_outcome(numbers, problem, nothing);
        let hits = answer.map(|answer| answer.hits).unwrap_or_default();
        if hits.is_empty() {
            rows.push(&nothing)?;
        }
        for (place, hit) in hits.iter().enumerate() {
            let row = Row {
                rank: Some(place + 1),
                score: Some(hit.score),
                ..nothing
            };
            self.push_hit(
                (hit.list, hit.designation),
                Matched::Name(hit.name),
                &row,
                rows,
            )?;
        }
        Ok(outcome)
    }

    /// A row with what was found in it.
    fn push_hit(
        &self,
        place: (usize, usize),
        matched: Matched,
        row: &Row<'_>,
        rows: &mut Rows,
    ) -> Result<()> {
        let found = Found::new(self.index, place, matched).context(NO_SUCH_DESIGNATION)?;
        let list = self
            .lists
            .iter()
            .nth(place.0)
            .context(NO_SUCH_DESIGNATION)?;
        rows.push(&Row {
            list: Some(found.pack.list()),
            id: Some(found.designation.id()),
            kind: Some(found.designation.kind().as_str()),
            matched_name: Some(&found.matched_name()),
            matched: Some(matched_title(matched)),
            published: list.entry.published.as_deref().unwrap_or_default(),
            checked_at: list.entry.checked_at.as_deref().unwrap_or_default(),
            ..*row
        })
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
                let rank = number(row.rank);
                let mut cells = vec![
                    row_number.as_str(),
                    row.query,
                    &rank,
                    row.list.unwrap_or_default(),
                    row.id.unwrap_or_default(),
                    row.kind.unwrap_or_default(),
                    row.matched_name.unwrap_or_default(),
                    score.as_deref().unwrap_or_default(),
                    row.band.unwrap_or_default(),
                ];
                cells.extend(details.as_deref());
                cells.extend(names_method.then_some(row.method));
                let part = number(row.part);
                let (total, suppressed) = (row.hits_total.to_string(), row.suppressed.to_string());
                cells.extend([
                    row.outcome,
                    &total,
                    &suppressed,
                    row.no_verdict_lists,
                    row.published,
                    row.checked_at,
                    row.reason.unwrap_or_default(),
                    row.matched.unwrap_or_default(),
                    &part,
                    row.part_outcome.unwrap_or_default(),
                ]);
                cells.extend(row.listings);
                cells.extend(row.possibly_same);
                for cell in cells {
                    writer.write_field(inert(cell).as_bytes())?;
                }
                // Ends the row.
                writer.write_record(None::<&[u8]>)?;
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
