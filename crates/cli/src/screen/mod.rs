//! `screen`: a table of names against the lists, row by row.
//!
//! The main thread reads chunks of rows and deals them to the workers in turn ([`reading`]); the workers
//! search ([`workers`]) and make output rows ([`rows`]); one thread collects from the workers in the
//! same turn and writes. Every channel is bounded, so memory does not grow with the input, and the
//! order of the input is kept without sorting.

mod arguments;
pub mod reading;
mod resume;
mod rows;
mod workers;

use std::io::Write;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::SystemTime;

use anyhow::{Result, anyhow, bail};
use batch::{Counts, ResultColumns};
use check::Outcome;
use check_record::{Header, Input, Names, Settings, Summary};
use manifest::ListEntry;
use matcher::{MinBand, Options, Screenings, ofac};
use result_workbook::ResultSheet;
use tables::Separator;

pub use self::arguments::Arguments;
use self::arguments::{Form, MOST_THREADS};
use self::reading::{Chunk, Columns, deal};
use self::rows::{Shape, Written};
use self::workers::{Job, Screened};
use crate::arguments::{FileOrStd, Floor, Method, Usage, refuse_details};
use crate::data_folder::DataFolder;
use crate::plain::thousands;
use crate::recording::{
    About, DecisionsRead, Recorder, Recording, hash_of_file, is_same_file, lists_of,
};
use crate::staged::{Output, Staged, folder_of};
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
    arguments.record.refuse_method(floor.method())?;
    if arguments.decisions.is_some() && floor.method() == Method::Ofac {
        return Err(Usage(
            "decisions are about hits of this program's own method; leave out --method ofac or --decisions"
                .to_owned(),
        )
        .into());
    }
    resume::refuse(&arguments)?;
    let folder = DataFolder::open(&arguments.folder)?;
    let index = folder.indexes()?;
    let now = SystemTime::now();
    let lists = ListsSearched::at(&folder.manifest.lists, &index, now);
    let mut table = Table::open(&arguments.input, arguments.reading())?;
    let mut columns = Columns::find(&mut table, &arguments, floor.method())?;
    let (min, ofac) = match floor {
        Floor::Band(min) => (min, None),
        Floor::OfacScore(least) => (MinBand::Any, Some((ofac::Names::of(&index), least))),
    };
    let mut shape = Shape {
        form: arguments.out.form,
        own: ResultColumns {
            details: columns.has_details(),
            method: floor.method() == Method::Ofac,
            reason: true,
            listings: floor.method() != Method::Ofac && index.packs().count() > 1,
            decisions: arguments.decisions.is_some(),
        },
        kept: &[],
    };
    columns.name_kept(&table, &shape.own.names());
    shape.kept = &columns.kept_names;
    let names = match resume::names(&arguments, &lists) {
        Some(names) => names,
        None => arguments.record.names()?,
    };
    let decisions = match &arguments.decisions {
        Some(path) => Some(DecisionsRead::read(path, &names)?),
        None => None,
    };
    let settings = Settings {
        min,
        limit: arguments.limit as usize,
        kind: None,
        regime: None,
    };
    let recorder = match (arguments.record.is_given(), &decisions) {
        (false, None) => None,
        (is_written, decisions) => Some(Recorder {
            lists: lists_of(&folder, &index, lists.statuses())?,
            settings: settings.clone(),
            names: names.clone(),
            is_written,
            decisions: decisions.as_ref().map(|read| &read.decisions),
        }),
    };
    let job = Job {
        index: &index,
        ofac,
        options: Options {
            limit: settings.limit,
            min,
            ..Options::default()
        },
        recorder,
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
    arguments.record.refuse_files(&[
        ("--input", arguments.input.path()),
        ("--out", arguments.out.place.path()),
        ("--decisions", arguments.decisions.as_deref()),
    ])?;
    if let (Some(path), Some(out)) = (&arguments.decisions, arguments.out.place.path())
        && is_same_file(path, out)
    {
        bail!(
            "{}: --out is the same file as --decisions; name another file",
            path.display()
        );
    }
    if let Some(read) = &decisions {
        read.announce(&lists);
    }
    let header = arguments.record.header(About {
        now,
        lists: &lists,
        names: &names,
        settings,
        input: match arguments.record.is_given() {
            true => Some(input_read(&arguments, &table, &columns, &names)?),
            false => None,
        },
        decisions: decisions.as_ref().map(|read| read.used.clone()),
    })?;
    let Opened {
        mut output,
        mut recording,
        before,
    } = open(&arguments, &lists, &shape, header.as_ref(), out)?;
    let mut sheet = match &arguments.out.place {
        FileOrStd::File(place) if shape.form == Form::Xlsx => {
            let mut sheet = ResultSheet::on_disk(shape.own.are_numbers(), folder_of(place))?;
            sheet.push(&shape.columns())?;
            Some(sheet)
        }
        _ => None,
    };
    for _ in 0..before.rows() {
        if !table.read(&mut tables::Row::new())? {
            bail!("the input has fewer rows than were screened before; leave out --resume");
        }
    }
    let write = |screened: Screened| {
        if let Some(recording) = &mut recording {
            screened
                .record
                .iter()
                .try_for_each(|row| recording.push(row))?;
        }
        match (screened.rows, &mut sheet) {
            (Written::Bytes(bytes), _) => Ok(output.write_all(&bytes)?),
            (Written::Cells(rows), Some(sheet)) => {
                Ok(rows.iter().try_for_each(|row| sheet.push(row))?)
            }
            (Written::Cells(_), None) => bail!("there is no sheet to write to; please report this"),
        }
    };
    let (read, counts) = screen(&job, threads, (&mut table, &columns), before, write)?;
    if read != counts.rows() {
        bail!(
            "{read} rows were read and {} have an outcome; nothing was written, please report this",
            counts.rows()
        );
    }
    if let Some(sheet) = sheet {
        sheet.finish(&mut output)?;
    }
    // Before the output is in its place, so that nobody uses it unaware of what somebody else decided.
    if decisions.is_some() {
        let since = match before.rows() {
            0 => String::new(),
            rows => format!(" after row {}", thousands(rows)),
        };
        terminal::note(format!(
            "hits with a decision{since}: {} quiet, {} shown with it, {} that speak again because something has changed",
            thousands(counts.quiet),
            thousands(counts.noted),
            thousands(counts.speaking_again)
        ));
    }
    output.finish()?;
    if let Some(recording) = recording {
        recording.finish(&Summary::of(|outcome| counts.of(outcome)))?;
    }
    table.tell_form();
    tell(read, &counts);
    let has_no_verdict = counts.of(Outcome::NoVerdict) > 0;
    Ok(arguments.verdict.exit_status(&lists, has_no_verdict))
}

/// What a record says of the input, so that it can be read again in the same way.
fn input_read(
    arguments: &Arguments,
    table: &Table,
    columns: &Columns,
    names: &Names,
) -> Result<Input> {
    Ok(Input {
        sha256: match &arguments.input {
            // A pipe with a name can be read once only.
            FileOrStd::File(path) if path.is_file() => Some(hash_of_file(path, names)?),
            _ => None,
        },
        delimiter: arguments.delimiter.map(Separator::name),
        encoding: arguments.encoding.map(|own| own.as_str().to_owned()),
        sheet: arguments.sheet.clone(),
        has_header: table.has_header(),
        columns: columns.for_record(),
    })
}

/// What a run writes to.
struct Opened<'a> {
    output: Output<'a>,
    recording: Option<Recording>,
    /// The rows that are in both.
    before: Counts,
}

/// Opens the output and the record, with their headers, or those of a killed run that is resumed.
fn open<'a>(
    arguments: &Arguments,
    lists: &ListsSearched<'_>,
    shape: &Shape<'_>,
    header: Option<&Header>,
    out: &'a mut (dyn Write + Send),
) -> Result<Opened<'a>> {
    let names = resume::FileNames::of(arguments, lists);
    if arguments.resume {
        if let Some(names) = &names
            && let Some(resumed) = resume::reopened(arguments, names, shape, header)?
        {
            let rows = resumed.before.rows();
            terminal::note(format!("resumed after row {}", thousands(rows)));
            return Ok(Opened {
                output: Output::File(Box::new(resumed.output)),
                recording: resumed.recording,
                before: resumed.before,
            });
        }
        terminal::note(
            "nothing to resume: no killed run with the same command, input, decisions and lists has left its files here; begun at the first row",
        );
    }
    let start = |place, name: Option<&str>| Staged::resumable(place, name, arguments.resume);
    let mut output = match &arguments.out.place {
        FileOrStd::File(place) => {
            let name = names.as_ref().map(|names| &*names.output);
            Output::File(Box::new(start(place, name)?))
        }
        place => Output::open(place, out)?,
    };
    let recording = match (header, arguments.record.place()) {
        (Some(header), Some(place)) => {
            let name = names.as_ref().map(|names| &*names.record);
            Some(Recording::new(header, start(place, name)?)?)
        }
        _ => None,
    };
    if shape.form == Form::Csv {
        output.write_all(&shape.header()?)?;
    }
    Ok(Opened {
        output,
        recording,
        before: Counts::default(),
    })
}

/// Screens the rows that are left in the table after those that were screened before; returns how many
/// there are in all, and those that came out.
fn screen(
    job: &Job<'_>,
    threads: usize,
    (table, columns): (&mut Table, &Columns),
    before: Counts,
    write: impl FnMut(Screened) -> Result<()> + Send,
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
        let writer = scope.spawn(move || collect(&results, before, write));
        let read = deal(table, columns, before.rows() + 1, &chunks);
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
    mut counts: Counts,
    mut write: impl FnMut(Screened) -> Result<()>,
) -> Result<Counts> {
    for worker in workers.iter().cycle() {
        // The first worker without a result got no chunk, and none after it did.
        let Ok(screened) = worker.recv() else { break };
        let screened = screened?;
        counts += screened.counts;
        write(screened)?;
    }
    Ok(counts)
}

/// Announces the rows that were read, those that have an outcome, and the lines that were written. Each is counted where
/// it happens, so that one of them cannot stand for another.
fn tell(read: u64, counts: &Counts) {
    let outcomes = Outcome::ALL.into_iter().rev().filter_map(|outcome| {
        let count = counts.of(outcome);
        (count > 0).then(|| format!(", {} {}", thousands(count), outcome.as_str()))
    });
    terminal::note(format!(
        "rows read: {}; rows with an outcome: {}{}; lines written: {}",
        thousands(read),
        thousands(counts.rows()),
        outcomes.collect::<String>(),
        thousands(counts.written)
    ));
    if counts.rows() == 0 {
        terminal::warn("the input has no row below its header, so nobody was checked");
    }
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
