//! `self-test`: how many listed names are found when they are written wrongly.

use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Result;
use self_test::{CLASSES, Counts, End, PUBLISHED_LIST, SEEN, Tally, published, run as run_tries};
use serde::Serialize;

use crate::data_folder::DataFolder;
use crate::plain::printable;
use crate::verdict::ListsSearched;

/// Test this search yourself: listed names, disguised, and how many of them are found.
///
/// Names of the lists are taken by a seed of your choice, disguised in sixteen ways, and searched with
/// the settings of a search. The same lists, seed, number and version of this program give the same
/// result, so that anyone can repeat it. A name counts as found if its entry is among the first ten hits.
/// It counts as said where it is not, and the answer says that what was typed is in listed names and
/// identifies nobody: never "nothing found". Every other name is listed as missed. Beside each figure stands the one that
/// this program was published with.
///
/// The output holds names of listed people.
#[derive(clap::Args)]
#[command(after_help = "Example: sanctions-lookup self-test data --seed 7 > self-test.txt")]
pub struct Arguments {
    /// The data folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A number of your choice; another one takes and disguises other names
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Most names for each way of disguise
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    names: u32,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    version: &'static str,
    seed: u64,
    names: u32,
    lists: Vec<ListTested<'a>>,
    classes: Vec<ClassResult>,
    not_found: Vec<NotFound>,
    #[serde(skip)]
    all: Counts,
}

#[derive(Serialize)]
struct ListTested<'a> {
    list: &'a str,
    title: &'a str,
    published: Option<&'a str>,
    checked_at: Option<&'a str>,
    status: &'static str,
    source_sha256: &'a str,
}

#[derive(Serialize)]
struct ClassResult {
    class: &'static str,
    title: &'static str,
    tried: u32,
    found: u32,
    said: u32,
    missed: u32,
    published_found_percent: Option<f64>,
    published_said_percent: Option<f64>,
    #[serde(skip)]
    counts: Counts,
}

#[derive(Serialize)]
struct NotFound {
    class: &'static str,
    is_said: bool,
    list: String,
    id: String,
    listed: String,
    typed: String,
}

pub fn run(arguments: &Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let folder = DataFolder::open(&arguments.folder)?;
    let indexes = folder.indexes()?;
    let lists = ListsSearched::at(&folder.manifest.lists, &indexes, SystemTime::now());
    let mut tally = Tally::default();
    let most = arguments.names as usize;
    run_tries(&indexes, arguments.seed, most, |one| tally.add(one));
    let report = Report {
        all: tally.all,
        version: env!("CARGO_PKG_VERSION"),
        seed: arguments.seed,
        names: arguments.names,
        lists: lists
            .iter()
            .map(|list| ListTested {
                list: &list.entry.list,
                title: &list.entry.title,
                published: list.entry.published.as_deref(),
                checked_at: list.entry.checked_at.as_deref(),
                status: list.status.as_str(),
                source_sha256: &list.entry.source_sha256,
            })
            .collect(),
        classes: CLASSES
            .iter()
            .zip(tally.classes)
            .map(|(class, counts)| ClassResult {
                class: class.code,
                title: class.title,
                tried: counts.tried,
                found: counts.found,
                said: counts.said,
                missed: counts.missed,
                published_found_percent: published(class.code)
                    .and_then(|(found, _)| found.parse().ok()),
                published_said_percent: published(class.code)
                    .and_then(|(_, said)| said.parse().ok()),
                counts,
            })
            .collect(),
        not_found: tally.not_found.into_iter().filter_map(not_found).collect(),
    };
    match arguments.json {
        true => {
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
        false => report.write(out)?,
    }
    Ok(())
}

fn not_found(one: self_test::Try) -> Option<NotFound> {
    Some(NotFound {
        class: CLASSES.get(one.class)?.code,
        is_said: one.end == End::Said,
        list: one.list,
        id: one.id,
        listed: one.listed,
        typed: one.typed,
    })
}

impl Report<'_> {
    fn write(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(
            out,
            "Test of this search: sanctions-lookup {}, seed {}, up to {} names for each way of disguise",
            self.version, self.seed, self.names
        )?;
        for list in &self.lists {
            let published = list.published.unwrap_or("not known");
            writeln!(
                out,
                "{}, published {published}, status {}",
                printable(list.title),
                list.status
            )?;
        }
        writeln!(
            out,
            "\n{:<56}{:>7}{:>7}{:>7}{:>8}{:>9}{:>11}",
            "", "tried", "found", "said", "missed", "found %", "published"
        )?;
        for class in &self.classes {
            let ours = published(class.class).map_or("-", |(found, _)| found);
            writeln!(
                out,
                "{:<56}{:>7}{:>7}{:>7}{:>8}{:>9}{ours:>11}",
                class.title,
                class.tried,
                class.found,
                class.said,
                class.missed,
                class.counts.percent()
            )?;
        }
        let all = self.all;
        writeln!(
            out,
            "{:<56}{:>7}{:>7}{:>7}{:>8}{:>9}",
            "all",
            all.tried,
            all.found,
            all.said,
            all.missed,
            all.percent()
        )?;
        writeln!(
            out,
            "\nfound: among the first {SEEN} hits. said: not among them, and the answer says that what was typed is in listed names\nand identifies nobody. missed: neither. published: found %, by the {PUBLISHED_LIST}."
        )?;
        for (heading, is_said) in [("Missed", false), ("Said and not found", true)] {
            writeln!(out, "\n{heading}")?;
            let mut rows = self
                .not_found
                .iter()
                .filter(|row| row.is_said == is_said)
                .peekable();
            if rows.peek().is_none() {
                writeln!(out, "  none")?;
            }
            for row in rows {
                let title = CLASSES
                    .iter()
                    .find(|class| class.code == row.class)
                    .map_or("", |class| class.title);
                writeln!(
                    out,
                    "  {}:{}  {} → {}  ({title})",
                    row.list,
                    row.id,
                    printable(&row.listed),
                    printable(&row.typed)
                )?;
            }
        }
        Ok(())
    }
}
