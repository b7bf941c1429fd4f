//! `verify`: a check record against the same search, run again.

use std::fs::File;
use std::io::{Read as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use check_record::{
    Asked, Difference, Edition, Header, Input, List, Lists, Names, Opened, RecordError, Summary,
    compare_rows, difference, edition, list_differences,
};
use matcher::{ENGINE_VERSION, Indexes, Screenings};
use pack::DetailsPack;
use serde::{Deserialize as _, Serialize};
use serde_json::Value;
use tables::{Encoding, Format, Row, Separator};

use crate::arguments::FileOrStd;
use crate::data_folder::DataFolder;
use crate::plain::{printable, thousands};
use crate::recording::{hash_of_file, hash_of_record, open_record};
use crate::screen::reading::Columns;
use crate::table::{Header as TableHeader, Reading, Table};

/// Exit status where the record is not what it says.
const ALTERED: u8 = 7;
/// Exit status where nothing is wrong with the record and nothing was proved.
const NOT_PROVED: u8 = 8;
/// Differences that --json lists; all are counted.
const MOST_LISTED: usize = 10_000;
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

/// What is to be thought of a record.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// The search run again on the same packs gives what it says.
    Same,
    /// It is no whole record.
    Damaged,
    /// It is not what was written, or not what the search gives.
    Altered,
    /// It was compared with another edition of a list.
    OtherEdition,
    /// It differs, and another version of the program made it.
    OtherEngine,
    /// Its search was not run again.
    NotRunAgain,
}

impl Verdict {
    fn exit_status(self) -> u8 {
        match self {
            Self::Same => 0,
            Self::Damaged | Self::Altered => ALTERED,
            Self::OtherEdition | Self::OtherEngine | Self::NotRunAgain => NOT_PROVED,
        }
    }
}

#[derive(Serialize)]
struct Report {
    verdict: Verdict,
    /// What the verdict means.
    sentence: String,
    made_at: Option<String>,
    sha256: Option<String>,
    rows: u64,
    lists: Vec<ListReport>,
    /// How many there are; `differences` has the first 10,000.
    differences_total: u64,
    differences: Vec<Difference>,
}

#[derive(Serialize)]
struct ListReport {
    list: String,
    title: String,
    published: Option<String>,
    /// Date of the edition in the data folder.
    published_now: Option<String>,
    edition: Option<Edition>,
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

/// What differs, in the order in which it is found.
#[derive(Default)]
struct Found {
    total: u64,
    listed: Vec<Difference>,
}

impl Found {
    fn add(&mut self, differences: impl IntoIterator<Item = Difference>) {
        for difference in differences {
            self.total += 1;
            if self.listed.len() < MOST_LISTED {
                self.listed.push(difference);
            }
        }
    }
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
        runner: again.as_ref().filter(|_| can_run).map(|lists| Runner {
            lists,
            screenings: Screenings::new(lists.indexes),
            header,
        }),
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

/// A record that is compared, row by row.
struct Comparison<'a> {
    header: &'a Header,
    input: Option<InputAgain>,
    /// `None` where the search cannot be run again.
    runner: Option<Runner<'a>>,
    /// Whether a list has another edition, so that only what matters is told.
    is_other: bool,
    /// Of the rows so far.
    summary: Summary,
    /// What is wrong with the record itself, or does not fit it.
    own: Found,
    /// What the search gives now.
    again: Found,
}

impl Comparison<'_> {
    fn compare(&mut self, row: &Value) -> Result<()> {
        let number = self.summary.rows + 1;
        let outcome = row.get("outcome").and_then(Value::as_str);
        self.summary.add(outcome.unwrap_or_default());
        let written = row.get("row").and_then(Value::as_u64).unwrap_or_default();
        self.own
            .add(difference("row", Some(number), "row", written, number));
        let asked = self.asked(row, number)?;
        if let (Some(runner), Some(asked)) = (&mut self.runner, asked) {
            let differences = compare_rows(row, &runner.row(number, &asked)?)?.into_iter();
            let is_told = |one: &Difference| !self.is_other || one.is_of_substance();
            self.again.add(differences.filter(is_told));
        }
        Ok(())
    }

    /// What was searched, by the input where there is one, else by the row of the record.
    fn asked(&mut self, row: &Value, number: u64) -> Result<Option<Asked>> {
        let searched = row.get("searched").cloned().unwrap_or_default();
        if let Some(input) = &mut self.input {
            let asked = input.next()?;
            self.own.add(match &asked {
                Some(asked) => {
                    let now = asked.written(&self.header.names)?;
                    difference("input", Some(number), "searched", searched, now)
                }
                None => difference("input", Some(number), "row", "there", "not in the input"),
            });
            return Ok(asked);
        }
        if self.header.names != Names::Plain {
            return Ok(None);
        }
        let asked = Asked::deserialize(&searched).ok();
        if asked.is_none() {
            self.own.add(difference(
                "row",
                Some(number),
                "searched",
                searched,
                "no name",
            ));
        }
        Ok(asked)
    }

    /// Compares what is known after the last row; `content` is the hash of the content.
    fn end(&mut self, opened: &Opened, content: &str) -> Result<()> {
        self.own.add(difference(
            "record",
            None,
            "sha256",
            &opened.stated_sha256,
            content,
        ));
        if self.summary != opened.summary {
            let text = |summary: &Summary| serde_json::to_string(summary);
            let (stated, own) = (text(&opened.summary)?, text(&self.summary)?);
            self.own
                .add(difference("record", None, "summary", stated, own));
        }
        if let Some(input) = &mut self.input {
            let rows = self.summary.rows;
            self.own.add(difference(
                "input",
                None,
                "rows",
                rows,
                rows + input.rows_left()?,
            ));
        }
        Ok(())
    }

    fn verdict(&self) -> Verdict {
        let engine = &self.header.engine;
        let is_own_engine = engine.version == ENGINE_VERSION
            && engine.commit.as_deref().unwrap_or_default() == env!("SANCTIONS_LOOKUP_COMMIT");
        match () {
            () if self.own.total > 0 => Verdict::Altered,
            () if self.runner.is_none() => Verdict::NotRunAgain,
            () if self.is_other => Verdict::OtherEdition,
            () if self.again.total == 0 => Verdict::Same,
            () if is_own_engine => Verdict::Altered,
            () => Verdict::OtherEngine,
        }
    }
}

/// What a verdict means, in words.
fn sentence(
    verdict: Verdict,
    is_content_whole: bool,
    own: u64,
    again: u64,
    can_run: bool,
    header: &Header,
) -> String {
    let count = thousands;
    match verdict {
        Verdict::Same => "same, bit for bit: the search, run again on the same packs, gives what the record says".to_owned(),
        Verdict::Altered if !is_content_whole => "altered or damaged: the content does not have the hash that the record states".to_owned(),
        Verdict::Altered if own > 0 => "altered, or not the record of this input or series: the hash is right, and what the record says does not fit".to_owned(),
        Verdict::Altered => "altered: the hash is right, and the search, run again on the same packs, gives something else".to_owned(),
        Verdict::OtherEdition => format!(
            "not proved: the data folder has another edition than the record is about; changed since: {}. To prove the record, give the packs with its hashes",
            count(again)
        ),
        Verdict::OtherEngine => format!(
            "not proved: version {} (commit {}) made the record, and this is version {ENGINE_VERSION} (commit {}), which differs in {}. To prove the record, use that version",
            header.engine.version,
            header.engine.commit.as_deref().unwrap_or("unknown"),
            match env!("SANCTIONS_LOOKUP_COMMIT") {
                "" => "unknown",
                commit => commit,
            },
            count(again)
        ),
        Verdict::NotRunAgain if !can_run => "not proved: the record has hashes in place of names, so its search can be run again only with --input".to_owned(),
        Verdict::NotRunAgain => "not proved: the content has the hash that the record states, which shows that it is not damaged and not that nobody altered it; give --data to run its search again".to_owned(),
        Verdict::Damaged => String::new(),
    }
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

/// Runs searches again.
struct Runner<'a> {
    lists: &'a Lists<'a>,
    screenings: Screenings<'a>,
    header: &'a Header,
}

impl Runner<'_> {
    fn row(&mut self, number: u64, asked: &Asked) -> Result<Value> {
        let settings = &self.header.settings;
        let answer = self
            .screenings
            .search(&asked.name, &settings.options(asked));
        let mut row = self.lists.row(number, asked, &answer, settings.min)?;
        check_record::hide_names(&mut row, asked, &self.header.names)?;
        Ok(row)
    }
}

/// What was searched, read again.
enum InputAgain {
    Table(Box<Table>, Columns),
    One(Option<Box<Asked>>),
}

impl InputAgain {
    fn open(place: &FileOrStd, header: &Header, own: &mut Found) -> Result<Self> {
        let Some(input) = &header.input else {
            return Ok(Self::One(Some(Box::new(read_name(place)?))));
        };
        if let (Some(recorded), FileOrStd::File(path)) = (&input.sha256, place) {
            let now = hash_of_file(path, &header.names)?;
            own.add(difference("input", None, "sha256", recorded, now));
        }
        let table = Table::open(place, reading(input)?)?;
        Ok(Self::Table(
            Box::new(table),
            Columns::recorded(&input.columns),
        ))
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
                Ok(Some(columns.read(table, &row)?.asked()))
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

impl Report {
    fn damaged(path: &Path, why: &str) -> Self {
        Self {
            verdict: Verdict::Damaged,
            sentence: format!(
                "damaged: {} is no whole check record: {why}",
                path.display()
            ),
            made_at: None,
            sha256: None,
            rows: 0,
            lists: Vec::new(),
            differences_total: 0,
            differences: Vec::new(),
        }
    }

    fn tell(&self, out: &mut dyn Write) -> Result<()> {
        if let (Some(made_at), Some(sha256)) = (&self.made_at, &self.sha256) {
            writeln!(out, "made     {} by the device's clock", printable(made_at))?;
            writeln!(out, "sha256   {}", printable(sha256))?;
            writeln!(out, "names    {}", thousands(self.rows))?;
        }
        for list in &self.lists {
            let date = |date: &Option<String>| {
                date.clone()
                    .unwrap_or_else(|| "on an unknown day".to_owned())
            };
            let edition = match list.edition {
                None => String::new(),
                Some(Edition::Same) => "; the same packs".to_owned(),
                Some(Edition::NotSearched) => "; could not be searched then".to_owned(),
                Some(Edition::Other | Edition::Missing) => {
                    format!(
                        "; in the data folder another edition, published {}",
                        date(&list.published_now)
                    )
                }
            };
            let text = format!(
                "{} ({}), published {}{edition}",
                list.title,
                list.list,
                date(&list.published)
            );
            writeln!(out, "list     {}", printable(&text))?;
        }
        for difference in &self.differences {
            writeln!(out, "  {}", printable(&difference_text(difference)))?;
        }
        let more = self.differences_total - self.differences.len() as u64;
        if more > 0 {
            writeln!(out, "  and {} more", thousands(more))?;
        }
        writeln!(out, "{}", printable(&self.sentence))?;
        Ok(())
    }
}

/// A difference in words: where, what of it, and what it was and is.
fn difference_text(difference: &Difference) -> String {
    let mut place = match difference.row {
        Some(row) => format!("row {}", thousands(row)),
        None => difference.about.to_owned(),
    };
    for more in [&difference.name, &difference.designation]
        .into_iter()
        .flatten()
    {
        place = format!("{place}, {more}");
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    match (&*difference.field, &difference.recorded, &difference.now) {
        ("hit", Some(name), None) => format!("{place}: no longer a hit: {name}"),
        ("hit", None, Some(name)) => format!("{place}: a new hit: {name}"),
        (field, recorded, now) => format!(
            "{place}: {}{}: was {}, is {}",
            match difference.about {
                "entry" => "the entry's ",
                "input" => "the input's ",
                _ => "",
            },
            field.replace('_', " "),
            text(recorded),
            text(now)
        ),
    }
}
