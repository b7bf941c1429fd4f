//! `inspect`: what a data folder holds.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use manifest::{Counted, ListEntry};
use serde::Serialize;

use crate::build::listed;
use crate::data_folder::DataFolder;
use crate::plain::{printable, thousands};

/// Show what a data folder holds, and verify every checksum.
#[derive(clap::Args)]
#[command(after_help = "Example: sanctions-lookup inspect data --json")]
pub struct Arguments {
    /// The data folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Contents<'a> {
    lists: Vec<ListContents<'a>>,
}

#[derive(Serialize)]
struct ListContents<'a> {
    list: &'a str,
    published: Option<&'a str>,
    checked_at: Option<&'a str>,
    source_sha256: &'a str,
    counts: KindCounts,
    regimes: &'a Counted,
    warnings: &'a Counted,
    accepted_faults: &'a [String],
    packs: Vec<PackFile<'a>>,
}

#[derive(Serialize)]
struct KindCounts {
    designations: u32,
    names: u32,
    individual: u32,
    entity: u32,
    ship: u32,
    aircraft: u32,
    unknown: u32,
}

#[derive(Serialize)]
struct PackFile<'a> {
    file: &'a str,
    bytes: u64,
    sha256: &'a str,
}

impl<'a> From<&'a ListEntry> for ListContents<'a> {
    fn from(list: &'a ListEntry) -> Self {
        let counts = list.counts;
        Self {
            list: &list.list,
            published: list.published.as_deref(),
            checked_at: list.checked_at.as_deref(),
            source_sha256: &list.source_sha256,
            counts: KindCounts {
                designations: counts.designations,
                names: counts.names,
                individual: counts.individual,
                entity: counts.entity,
                ship: counts.ship,
                aircraft: counts.aircraft,
                unknown: counts.unknown,
            },
            regimes: &list.regimes,
            warnings: &list.warnings,
            accepted_faults: &list.accepted_faults,
            packs: list
                .packs
                .iter()
                .map(|pack| PackFile {
                    file: &pack.file,
                    bytes: pack.bytes,
                    sha256: &pack.sha256,
                })
                .collect(),
        }
    }
}

pub fn run(arguments: &Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let folder = DataFolder::open(&arguments.folder)?;
    folder.verify()?;
    let lists = &folder.manifest.lists;
    if arguments.json {
        let contents = Contents {
            lists: lists.iter().map(ListContents::from).collect(),
        };
        writeln!(out, "{}", serde_json::to_string_pretty(&contents)?)?;
        return Ok(());
    }
    for list in lists {
        let counts = list.counts;
        let number = |number: u32| thousands(number.into());
        let time = |time: &Option<String>| time.clone().unwrap_or_else(|| "unknown".to_owned());
        writeln!(out, "{} ({})", list.title, list.list)?;
        if list.sample {
            writeln!(out, "  sample list: every name is invented")?;
        }
        if !list.has_edition() {
            writeln!(
                out,
                "  no edition came so far, so it is not searched; run `refresh` again and read its error"
            )?;
            continue;
        }
        writeln!(out, "  publisher     {}", list.publisher)?;
        writeln!(out, "  licence       {}", list.licence)?;
        writeln!(out, "  published     {}", time(&list.published))?;
        writeln!(out, "  last checked  {}", time(&list.checked_at))?;
        writeln!(out, "  valid until   {}", time(&list.valid_until))?;
        writeln!(out, "  designations  {}", number(counts.designations))?;
        for (kind, count) in [
            ("individual", counts.individual),
            ("entity", counts.entity),
            ("ship", counts.ship),
            ("aircraft", counts.aircraft),
            ("unknown", counts.unknown),
        ] {
            writeln!(out, "    {kind:<12}{}", number(count))?;
        }
        writeln!(
            out,
            "  names         {}, and in other scripts {}",
            number(counts.names),
            number(counts.names_in_other_scripts)
        )?;
        writeln!(out, "  regimes       {}", listed(&list.regimes))?;
        writeln!(out, "  warnings      {}", listed(&list.warnings))?;
        if !list.accepted_faults.is_empty() {
            let kinds: Vec<&str> = list.accepted_faults.iter().map(String::as_str).collect();
            writeln!(
                out,
                "  faults        {}, accepted",
                printable(&kinds.join(", "))
            )?;
        }
        writeln!(out, "  source        sha256 {}", list.source_sha256)?;
        for pack in &list.packs {
            let bytes = thousands(pack.bytes);
            writeln!(
                out,
                "  {}  {bytes} bytes  sha256 {}",
                pack.file, pack.sha256
            )?;
        }
    }
    writeln!(out, "All checksums are right.")?;
    Ok(())
}
