//! `verify`: a check record against the same search, run again.
//!
//! The search is run again on the lists and the input ([`again`]), its rows are compared with those of the record
//! ([`comparison`]), and what differs is told ([`report`]).

mod again;
mod comparison;
mod found;
mod report;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use check_record::{
    Edition, Header, List, Lists, Names, Opened, RecordError, Summary, difference, edition,
    list_differences,
};
use serde_json::Value;

use self::again::{InputAgain, Runner, entry, read_packs};
use self::comparison::Comparison;
use self::found::Found;
use self::report::{ListReport, Report, sentence};
use crate::arguments::FileOrStd;
use crate::data_folder::DataFolder;
use crate::recording::{hash_of_record, open_record};

/// Run the search of a check record again, and say what differs.
///
/// Without --data only the hash is checked, which shows damage. Whoever alters a record can make its hash right
/// again: that shows when the search is run again on the same packs. With the data folder of another edition,
/// name by name what has changed since is shown: hits that are new or gone, other bands and outcomes, and what
/// the lists say of the entries. Decisions are no part of the search; they are not compared.
///
/// --input reads the file that was checked again, by the columns that the record names, and compares it row by
/// row. A record with hashes in place of names can be run again only with it. For a record of one name the file holds
/// that name, or a JSON object such as {"name": "…", "born": "1971"}.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup verify record.json --data data
Exit status: 0 same, bit for bit; 1 an error, such as a file that is no record or one of a later version; 2 wrong
usage; 7 the record is damaged or was altered, or does not fit --input or --after; 8 nothing is wrong with it, but
nothing was proved: there is no --data, no --input for hashed names, or another edition of a list or of this program")]
pub struct Arguments {
    /// The check record
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The data folder to search again
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The file that was checked, or the name; - for standard input
    #[arg(long, value_name = "FILE")]
    input: Option<FileOrStd>,
    /// The record before, which this one says it follows
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(arguments: &Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let path = &arguments.record;
    let report = match check_record::open(open_record(path)?) {
        Err(RecordError::Damaged(why)) => Report::damaged(path, &why),
        opened => verify(
            arguments,
            &opened.with_context(|| path.display().to_string())?,
        )?,
    };
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        report.tell(out)?;
    }
    Ok(report.verdict.exit_status())
}

fn verify(arguments: &Arguments, opened: &Opened) -> Result<Report> {
    let header = &opened.header;
    let folder = match &arguments.data {
        Some(path) => Some(DataFolder::open(path)?),
        None => None,
    };
    let lists = list_reports(header, folder.as_ref(), arguments)?;
    let mut own = Found::default();
    for list in &header.lists {
        let now = entry(folder.as_ref(), &list.list);
        own.add(list_differences(header, list, now));
    }
    if let Some(path) = &arguments.after {
        let recorded = header.after.as_deref().unwrap_or("none");
        own.add(difference(
            "record",
            None,
            "after",
            recorded,
            hash_of_record(path)?,
        ));
    }
    let input = match &arguments.input {
        Some(place) => Some(InputAgain::open(place, header, &mut own)?),
        None => None,
    };
    let packs = match &folder {
        Some(folder) => Some(read_packs(folder, header)?),
        None => None,
    };
    let (indexes, details) = packs.unzip();
    let again = indexes.as_ref().zip(details);
    let again = again.map(|(indexes, details)| Lists {
        indexes,
        details,
        // Those of that time, so that the age of a list since then is no difference.
        statuses: header.lists.iter().map(List::status).collect(),
    });
    let can_run = header.names == Names::Plain || input.is_some();
    let mut comparison = Comparison {
        header,
        input,
        runner: (again.as_ref())
            .filter(|_| can_run)
            .map(|lists| Runner::new(lists, header)),
        is_other: lists
            .iter()
            .any(|list| list.edition == Some(Edition::Other)),
        summary: Summary::default(),
        own,
        again: Found::default(),
    };
    let mut failed = Ok(());
    let mut each = |row: Value| match comparison.compare(&row) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Err(error);
            ControlFlow::Break(())
        }
    };
    let content = match opened.rows(open_record(&arguments.record)?, &mut each) {
        Err(RecordError::Damaged(why)) => return Ok(Report::damaged(&arguments.record, &why)),
        content => content.with_context(|| arguments.record.display().to_string())?,
    };
    failed?;
    let content = content.unwrap_or_default();
    comparison.end(opened, &content)?;
    let verdict = comparison.verdict();
    let Comparison {
        summary,
        mut own,
        again,
        ..
    } = comparison;
    let is_whole = content == opened.stated_sha256;
    let sentence = sentence(verdict, is_whole, own.total, again.total, can_run, header);
    own.total += again.total;
    own.listed.extend(again.listed);
    Ok(Report {
        verdict,
        sentence,
        made_at: Some(header.made_at.clone()),
        sha256: Some(opened.stated_sha256.clone()),
        rows: summary.rows,
        lists,
        differences_total: own.total,
        differences: own.listed,
    })
}

fn list_reports(
    header: &Header,
    folder: Option<&DataFolder>,
    arguments: &Arguments,
) -> Result<Vec<ListReport>> {
    let lists = header.lists.iter();
    lists
        .map(|list| {
            let now = entry(folder, &list.list);
            if let (Some(path), None) = (&arguments.data, now) {
                bail!(
                    "{}: has no list `{}`, which the record is about; give a folder that has it",
                    path.display(),
                    list.list
                );
            }
            Ok(ListReport {
                list: list.list.clone(),
                title: list.title.clone(),
                published: list.published.clone(),
                published_now: now.and_then(|entry| entry.published.clone()),
                edition: folder.map(|_| edition(list, now)),
            })
        })
        .collect()
}
