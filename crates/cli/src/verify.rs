//! `verify`: a check record against the same search, run again.

use std::fs::File;
use std::io::{Read as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use check_record::{
    Asked, Comparison, Difference, Edition, Given, Header, Input, List, ListReport, Lists, Opened,
    RecordError, Report, Surface, Verdict, difference, edition, list_differences,
};
use matcher::Indexes;
use pack::DetailsPack;
use serde_json::Value;
use tables::{Encoding, Format, Row, Separator};

use crate::arguments::FileOrStd;
use crate::data_folder::DataFolder;
use crate::plain::{counted, printable, thousands};
use crate::recording::{hash_of_file, hash_of_record, open_record, own_engine};
use crate::table::{Header as TableHeader, Reading, Table};

/// Exit status where the record is not what it says.
const ALTERED: u8 = 7;
/// Exit status where nothing is wrong with the record and nothing was proved.
const NOT_PROVED: u8 = 8;
/// Most bytes of a name that is given as a file.
const MOST_NAME: u64 = 1 << 16;

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
Exit status: 0 same, bit for bit; 1 an error, such as JSON of something else or a record of a later version; 2 wrong
usage; 7 the record is damaged (also a file that is no JSON) or was altered, or does not fit --input or --after; 8 nothing is wrong with it, but
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

fn exit_status(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Same => 0,
        Verdict::Damaged | Verdict::Altered => ALTERED,
        Verdict::OtherEdition | Verdict::OtherEngine | Verdict::NotRunAgain => NOT_PROVED,
    }
}

pub fn run(arguments: &Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let path = &arguments.record;
    let report = match check_record::open(open_record(path)?) {
        Err(RecordError::Damaged(why)) => damaged(path, &why),
        opened => verify(
            arguments,
            &opened.with_context(|| path.display().to_string())?,
        )?,
    };
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        tell(&report, out)?;
    }
    Ok(exit_status(report.verdict))
}

fn verify(arguments: &Arguments, opened: &Opened) -> Result<Report> {
    let header = &opened.header;
    let folder = match &arguments.data {
        Some(path) => Some(DataFolder::open(path)?),
        None => None,
    };
    let reports = list_reports(header, folder.as_ref(), arguments)?;
    let mut input = match &arguments.input {
        Some(place) => Some(InputAgain::open(place, header)?),
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
        statuses: header.lists.iter().map(List::status).collect(),
    });
    let mut comparison = Comparison::new(opened, reports, again.as_ref(), input.is_some());
    for list in &header.lists {
        let now = entry(folder.as_ref(), &list.list);
        comparison.add(list_differences(header, list, now));
    }
    if let Some(path) = &arguments.after {
        comparison.follows(&hash_of_record(path)?);
    }
    if let Some((input, place)) = input.as_ref().zip(arguments.input.as_ref()) {
        comparison.add(input.hash_difference(place, header)?);
    }
    let mut compare = |row: Value| -> Result<()> {
        let given = match &mut input {
            None => Given::Nothing,
            Some(input) => match input.next()? {
                Some(asked) => Given::Row(Box::new(asked)),
                None => Given::Ended,
            },
        };
        Ok(comparison.compare(&row, given)?)
    };
    let mut failed = Ok(());
    let mut each = |row: Value| match compare(row) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Err(error);
            ControlFlow::Break(())
        }
    };
    let content = match opened.rows(open_record(&arguments.record)?, &mut each) {
        Err(RecordError::Damaged(why)) => return Ok(damaged(&arguments.record, &why)),
        content => content.with_context(|| arguments.record.display().to_string())?,
    };
    failed?;
    let rows_left = match &mut input {
        Some(input) => input.rows_left()?,
        None => 0,
    };
    let content = content.unwrap_or_default();
    Ok(comparison.end(&content, rows_left, &own_engine(), Surface::CommandLine)?)
}

fn damaged(path: &Path, why: &str) -> Report {
    Report::damaged(&path.display().to_string(), why)
}

fn entry<'f>(folder: Option<&'f DataFolder>, list: &str) -> Option<&'f manifest::ListEntry> {
    let mut lists = folder?.manifest.lists.iter();
    lists.find(|entry| entry.list == list)
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
            Ok(ListReport::new(list, folder.map(|_| now)))
        })
        .collect()
}

/// The packs of a record's lists, in its order.
fn read_packs(folder: &DataFolder, header: &Header) -> Result<(Indexes, Vec<Option<DetailsPack>>)> {
    let mut packs = Vec::new();
    let mut details = Vec::new();
    for list in &header.lists {
        let now = entry(Some(folder), &list.list);
        let now = now.filter(|now| edition(list, Some(now)) != Edition::NotSearched);
        let both = match now {
            None => None,
            Some(now) => {
                let search = folder.search_pack(now)?;
                let details = folder.details_pack(now, &search)?;
                Some((search, details))
            }
        };
        let (search, own) = both.unzip();
        packs.push(search);
        details.push(own);
    }
    Ok((Indexes::build_some(packs), details))
}

/// What was searched, read again.
enum InputAgain {
    Table(Box<Table>, batch::Columns),
    One(Option<Box<Asked>>),
}

impl InputAgain {
    fn open(place: &FileOrStd, header: &Header) -> Result<Self> {
        let Some(input) = &header.input else {
            return Ok(Self::One(Some(Box::new(read_name(place)?))));
        };
        let table = Table::open(place, reading(input)?)?;
        Ok(Self::Table(Box::new(table), input.columns.clone()))
    }

    /// Whether it is another file than the record says.
    fn hash_difference(&self, place: &FileOrStd, header: &Header) -> Result<Option<Difference>> {
        let recorded = header
            .input
            .as_ref()
            .and_then(|input| input.sha256.as_ref());
        match (recorded, place) {
            (Some(recorded), FileOrStd::File(path)) => {
                let now = hash_of_file(path, &header.names)?;
                Ok(difference("input", None, "sha256", recorded, now))
            }
            _ => Ok(None),
        }
    }

    /// The next row; `None` after the last.
    fn next(&mut self) -> Result<Option<Asked>> {
        match self {
            Self::One(asked) => Ok(asked.take().map(|asked| *asked)),
            Self::Table(table, columns) => {
                let mut row = Row::new();
                if !table.read(&mut row)? {
                    return Ok(None);
                }
                Ok(Some(Asked::of_row(columns, columns.text(&row), |column| {
                    row.get(column)
                })))
            }
        }
    }

    /// How many rows come after those that were read.
    fn rows_left(&mut self) -> Result<u64> {
        let mut rows = 0;
        while self.next()?.is_some() {
            rows += 1;
        }
        Ok(rows)
    }
}

/// How the input of a record is to be read.
fn reading(input: &Input) -> Result<Reading> {
    let separator = match &input.delimiter {
        None => None,
        Some(word) => {
            Some(Separator::from_word(word).context("the record names a separator that is none")?)
        }
    };
    let encoding = match &input.encoding {
        None => None,
        Some(word) => {
            let mut all = Encoding::ALL.into_iter();
            let known = all.find(|one| one.as_str() == word);
            Some(known.context("the record names an encoding that is not known here")?)
        }
    };
    Ok(Reading {
        format: Format {
            separator,
            encoding,
        },
        sheet: input.sheet.clone(),
        header: match input.has_header {
            true => TableHeader::First,
            false => TableHeader::None,
        },
    })
}

/// A name in a file of its own.
fn read_name(place: &FileOrStd) -> Result<Asked> {
    let mut text = String::new();
    let read = match place {
        FileOrStd::Std => std::io::stdin().take(MOST_NAME).read_to_string(&mut text),
        FileOrStd::File(path) => {
            let cannot = || format!("cannot read {}", path.display());
            let file = File::open(path).with_context(cannot)?;
            file.take(MOST_NAME).read_to_string(&mut text)
        }
    };
    read.context("the name is no text in UTF-8")?;
    let text = text
        .trim_start_matches('\u{feff}')
        .trim_end_matches(['\r', '\n']);
    match text.starts_with('{') {
        true => Ok(serde_json::from_str(text).context("--input is no JSON object with a name")?),
        false => Ok(Asked {
            name: text.to_owned(),
            ..Asked::default()
        }),
    }
}

fn tell(report: &Report, out: &mut dyn Write) -> Result<()> {
    if let (Some(made_at), Some(sha256)) = (&report.made_at, &report.sha256) {
        writeln!(out, "made     {} by the device's clock", printable(made_at))?;
        writeln!(out, "sha256   {}", printable(sha256))?;
        writeln!(out, "names    {}", thousands(report.rows))?;
    }
    for list in &report.lists {
        let text = list.text(Surface::CommandLine);
        writeln!(out, "list     {}", printable(&text))?;
    }
    let changes = report.changes;
    if changes.names > 0 {
        writeln!(
            out,
            "changed  {}: {} found now only, {} in the record only, {} different",
            counted(changes.names, "name", "names"),
            counted(changes.new, "entry", "entries"),
            thousands(changes.gone),
            thousands(changes.different)
        )?;
    }
    for difference in &report.differences {
        writeln!(out, "  {}", printable(&difference.text()))?;
    }
    let more = report.differences_total - report.differences.len() as u64;
    if more > 0 {
        writeln!(out, "  and {} more", thousands(more))?;
    }
    writeln!(out, "{}", printable(&report.sentence))?;
    Ok(())
}
