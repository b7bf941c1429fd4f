//! `screen`: a table of names against the lists, row by row.
//!
//! The main thread reads chunks of rows and deals them to the workers in turn ([`reading`]); the workers
//! search ([`workers`]) and make output rows ([`rows`]); one thread collects from the workers in the
//! same turn and writes. Every channel is bounded, so memory does not grow with the input, and the
//! order of the input is kept without sorting.

mod arguments;
mod reading;
mod rows;
mod sheet;
mod workers;

use std::io::Write;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::SystemTime;

use anyhow::{Result, anyhow, bail};
use check::Outcome;
use manifest::ListEntry;
use matcher::{MinBand, Options, Screenings, ofac};

pub use self::arguments::Arguments;
use self::arguments::{Form, MOST_THREADS};
use self::reading::{Chunk, Columns, deal};
use self::rows::{Shape, Written};
use self::sheet::Sheet;
use self::workers::{Counts, Job, Screened};
use crate::arguments::{FileOrStd, Floor, Method, refuse_details};
use crate::data_folder::DataFolder;
use crate::plain::thousands;
use crate::staged::Output;
use crate::table::Table;
use crate::terminal;
use crate::verdict::ListsSearched;

/// Chunks that may wait for a worker, and for the writer behind it.
const WAITING: usize = 2;

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let floor = arguments.floor.floor()?;
    let names_details =
        arguments.born.is_some() || arguments.country.is_some() || arguments.sex.is_some();
    refuse_details(floor.method(), names_details)?;
    let folder = DataFolder::open(&arguments.folder)?;
    let index = folder.indexes()?;
    let lists = ListsSearched::at(&folder.manifest.lists, &index, SystemTime::now());
    let mut table = Table::open(&arguments.input, arguments.reading())?;
    let mut columns = Columns::find(&mut table, &arguments, floor.method())?;
    let (min, ofac) = match floor {
        Floor::Band(min) => (min, None),
        Floor::OfacScore(least) => (MinBand::Any, Some((ofac::Names::of(&index), least))),
    };
    let mut shape = Shape {
        form: arguments.out.form,
        has_details: columns.has_details(),
        names_method: floor.method() == Method::Ofac,
        kept: &[],
    };
    columns.name_kept(&table, &shape.own_columns());
    shape.kept = &columns.kept_names;
    let job = Job {
        index: &index,
        ofac,
        options: Options {
            limit: arguments.limit as usize,
            min,
            ..Options::default()
        },
        shape,
        method: floor.method().as_str(),
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
    let mut sheet = match (shape.form, &arguments.out.place) {
        (Form::Xlsx, FileOrStd::File(place)) => Some(Sheet::new(&shape, place)?),
        (Form::Csv, _) => {
            output.write_all(&shape.header()?)?;
            None
        }
        _ => None,
    };
    let write = |rows| match (rows, &mut sheet) {
        (Written::Bytes(bytes), _) => Ok(output.write_all(&bytes)?),
        (Written::Cells(rows), Some(sheet)) => rows.iter().try_for_each(|row| sheet.push(row)),
        (Written::Cells(_), None) => bail!("there is no sheet to write to; please report this"),
    };
    let (read, counts) = screen(&job, threads, (&mut table, &columns), write)?;
    if read != counts.rows() {
        bail!(
            "{read} rows were read and {} have an outcome; nothing was written, please report this",
            counts.rows()
        );
    }
    if let Some(sheet) = sheet {
        sheet.finish(&mut output)?;
    }
    output.finish()?;
    table.tell_form();
    tell(&counts);
    let has_no_verdict = counts.of(Outcome::NoVerdict) > 0;
    Ok(arguments.verdict.exit_status(&lists, has_no_verdict))
}

/// Screens the rows that are left in the table; returns how many were read, and the rows that came
/// out.
fn screen(
    job: &Job<'_>,
    threads: usize,
    (table, columns): (&mut Table, &Columns),
    write: impl FnMut(Written) -> Result<()> + Send,
) -> Result<(u64, Counts)> {
    thread::scope(|scope| {
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
        let writer = scope.spawn(move || collect(&results, write));
        let read = deal(table, columns, &chunks);
        drop(chunks);
        let written = writer
            .join()
            .map_err(|_| anyhow!("the writing thread stopped; please report this"))?;
        // A failed writer makes the reader stop early, so its error is the one to tell.
        let counts = written?;
        read.map(|rows| (rows, counts))
    })
}

/// Takes a result from each worker in turn and writes it; returns the rows that came out.
fn collect(
    workers: &[Receiver<Result<Screened>>],
    mut write: impl FnMut(Written) -> Result<()>,
) -> Result<Counts> {
    let mut counts = Counts::default();
    for worker in workers.iter().cycle() {
        // The first worker without a result got no chunk, and none after it did.
        let Ok(screened) = worker.recv() else { break };
        let screened = screened?;
        write(screened.rows)?;
        counts += screened.counts;
    }
    Ok(counts)
}

/// Announces the rows that went in and came out, by outcome.
fn tell(counts: &Counts) {
    let outcomes = Outcome::ALL.into_iter().rev().filter_map(|outcome| {
        let count = counts.of(outcome);
        (count > 0).then(|| format!(", {} {}", thousands(count), outcome.as_str()))
    });
    terminal::note(format!(
        "rows in: {}{}; rows out: {}",
        thousands(counts.rows()),
        outcomes.collect::<String>(),
        thousands(counts.written)
    ));
    for (what, outcome) in [
        ("not searched", Outcome::NotSearched),
        ("without a verdict", Outcome::NoVerdict),
    ] {
        let number = counts.of(outcome);
        if number > 0 {
            terminal::warn(format!(
                "rows {what}: {number}; their outcome is `{}`",
                outcome.as_str()
            ));
        }
    }
}

/// A date of every list, joined with `|`.
fn joined(lists: &ListsSearched<'_>, date: fn(&ListEntry) -> Option<&str>) -> String {
    let dates = lists
        .iter()
        .map(|list| date(list.entry).unwrap_or_default());
    dates.collect::<Vec<_>>().join("|")
}
