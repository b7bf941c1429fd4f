//! `diff`: what changed between two editions of the lists, field by field.
//!
//! `check_record::changes` compares two records.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use batch::inert;
use check_record::changes::{FieldChange, compare};
use manifest::ListEntry;
use record::{Name, Record};
use serde::Serialize;

use crate::data_folder::DataFolder;
use crate::plain::{printable, thousands};
use crate::terminal;

/// Show what changed between two data folders: entries added, removed and amended, field by field.
///
/// Entries are the same if they have the same list and ID. What is compared is what the lists say; the
/// order of several values is no change. A list that only one folder has counts as added or removed
/// whole.
///
/// CSV has one row for each value: list, change (added, removed, amended), id, kind, name, field, before,
/// after. An added or removed entry has one row without a field.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup diff data-monday data --csv > changes.csv
Exit status: 0 also where something changed; 1 an error; 2 wrong usage")]
pub struct Arguments {
    /// The earlier data folder
    #[arg(value_name = "OLD_DIR")]
    old: PathBuf,
    /// The later data folder
    #[arg(value_name = "NEW_DIR")]
    new: PathBuf,
    /// Code of the only list to compare [default: all]
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// As JSON
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// As CSV
    #[arg(long)]
    pub csv: bool,
}

#[derive(Serialize)]
struct Changes {
    lists: Vec<ListChanges>,
}

#[derive(Serialize)]
struct ListChanges {
    list: String,
    title: String,
    /// The editions; `None` where a folder does not have the list.
    old: Option<Edition>,
    new: Option<Edition>,
    added: Vec<Entry>,
    removed: Vec<Entry>,
    amended: Vec<Amended>,
}

#[derive(Serialize)]
struct Edition {
    published: Option<String>,
    checked_at: Option<String>,
    source_sha256: String,
    designations: u32,
}

#[derive(Clone, Serialize)]
struct Entry {
    id: String,
    kind: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Amended {
    #[serde(flatten)]
    entry: Entry,
    changes: Vec<FieldChange>,
}

pub fn run(arguments: &Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let old = DataFolder::open(&arguments.old)?;
    let new = DataFolder::open(&arguments.new)?;
    let changes = Changes {
        lists: codes(&old, &new, arguments.list.as_deref())?
            .iter()
            .map(|code| compare_list(&old, &new, code))
            .collect::<Result<_>>()?,
    };
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&changes)?)?;
        return Ok(());
    }
    if arguments.csv {
        return write_csv(&changes, out);
    }
    for list in &changes.lists {
        write_text(list, out)?;
    }
    Ok(())
}

/// The lists to compare, those of the new folder first, in its order.
fn codes(old: &DataFolder, new: &DataFolder, only: Option<&str>) -> Result<Vec<String>> {
    let mut codes: Vec<String> = Vec::new();
    let lists = new.manifest.lists.iter().chain(&old.manifest.lists);
    for entry in lists.filter(|entry| entry.has_edition()) {
        if !codes.contains(&entry.list) {
            codes.push(entry.list.clone());
        }
    }
    if let Some(only) = only {
        let known = codes.join(", ");
        codes.retain(|code| code == only);
        if codes.is_empty() {
            bail!("neither folder has a list `{only}`; they have: {known}");
        }
    }
    Ok(codes)
}

fn compare_list(old: &DataFolder, new: &DataFolder, code: &str) -> Result<ListChanges> {
    let entry = |folder: &DataFolder| -> Option<ListEntry> {
        let mut lists = folder.manifest.lists.iter();
        lists
            .find(|list| list.list == code && list.has_edition())
            .cloned()
    };
    let (before, after) = (entry(old), entry(new));
    let title = after.as_ref().or(before.as_ref());
    let title = title.map(|list| list.title.clone()).unwrap_or_default();
    let read =
        |folder: &DataFolder, list: &Option<ListEntry>| -> Result<BTreeMap<String, Record>> {
            let Some(list) = list else {
                return Ok(BTreeMap::new());
            };
            let records = folder.records(list)?.into_iter();
            Ok(records.map(|record| (record.id.clone(), record)).collect())
        };
    let date = |list: &Option<ListEntry>| list.as_ref().and_then(|list| list.published.clone());
    // Dates of one form, in which the earlier sorts first.
    if let (Some(first), Some(second)) = (date(&before), date(&after))
        && second < first
    {
        terminal::warn(format!(
            "{title}: the first folder has the edition of {first}, the second the older one of {second}; to see what has changed since, name the older folder first"
        ));
    }
    let mut was = read(old, &before)?;
    let mut changes = ListChanges {
        list: code.to_owned(),
        title,
        old: before.as_ref().map(Edition::from),
        new: after.as_ref().map(Edition::from),
        added: Vec::new(),
        removed: Vec::new(),
        amended: Vec::new(),
    };
    for (id, record) in read(new, &after)? {
        let Some(earlier) = was.remove(&id) else {
            changes.added.push(Entry::from(&record));
            continue;
        };
        let form =
            |record: &Record| serde_json::to_value(record).context("a record has a JSON form");
        let fields = compare(&form(&earlier)?, &form(&record)?);
        if !fields.is_empty() {
            changes.amended.push(Amended {
                entry: Entry::from(&record),
                changes: fields,
            });
        }
    }
    changes.removed = was.values().map(Entry::from).collect();
    Ok(changes)
}

impl From<&ListEntry> for Edition {
    fn from(list: &ListEntry) -> Self {
        Self {
            published: list.published.clone(),
            checked_at: list.checked_at.clone(),
            source_sha256: list.source_sha256.clone(),
            designations: list.counts.designations,
        }
    }
}

impl From<&Record> for Entry {
    fn from(record: &Record) -> Self {
        Self {
            id: record.id.clone(),
            kind: record.kind.as_str(),
            name: record.primary_name().map(Name::full).unwrap_or_default(),
        }
    }
}

fn write_text(list: &ListChanges, out: &mut dyn Write) -> Result<()> {
    let edition = |edition: &Option<Edition>| match edition {
        None => "not in this folder".to_owned(),
        Some(edition) => {
            let date = edition.published.as_deref().unwrap_or("on an unknown day");
            let entries = thousands(edition.designations.into());
            format!("published {}, {entries} designations", printable(date))
        }
    };
    writeln!(out, "{} ({})", printable(&list.title), list.list)?;
    writeln!(out, "  old      {}", edition(&list.old))?;
    writeln!(out, "  new      {}", edition(&list.new))?;
    let count = |count: usize| thousands(count as u64);
    writeln!(out, "  added    {}", count(list.added.len()))?;
    writeln!(out, "  removed  {}", count(list.removed.len()))?;
    writeln!(out, "  amended  {}", count(list.amended.len()))?;
    let whole = [("added", &list.added), ("removed", &list.removed)];
    for (change, entries) in whole {
        for entry in entries {
            writeln!(out, "{change}  {}", entry_text(entry))?;
        }
    }
    for amended in &list.amended {
        writeln!(out, "amended  {}", entry_text(&amended.entry))?;
        for change in &amended.changes {
            let field = change.field.replace('_', " ");
            for value in &change.before {
                writeln!(out, "  - {field}: {}", printable(value))?;
            }
            for value in &change.after {
                writeln!(out, "  + {field}: {}", printable(value))?;
            }
        }
    }
    Ok(())
}

fn entry_text(entry: &Entry) -> String {
    let Entry { id, kind, name } = entry;
    printable(&format!("{id}  {kind}  {name}"))
}

fn write_csv(changes: &Changes, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "list", "change", "id", "kind", "name", "field", "before", "after",
    ])?;
    let mut write = |list: &str, change: &str, entry: &Entry, of: [&str; 3]| -> Result<()> {
        let cells = [list, change, &entry.id, entry.kind, &entry.name];
        let cells = cells.into_iter().chain(of);
        writer.write_record(cells.map(|cell| inert(cell).into_owned()))?;
        Ok(())
    };
    for list in &changes.lists {
        for entry in &list.added {
            write(&list.list, "added", entry, [""; 3])?;
        }
        for entry in &list.removed {
            write(&list.list, "removed", entry, [""; 3])?;
        }
        for Amended { entry, changes } in &list.amended {
            for FieldChange {
                field,
                before,
                after,
            } in changes
            {
                for value in before {
                    write(&list.list, "amended", entry, [field, value, ""])?;
                }
                for value in after {
                    write(&list.list, "amended", entry, [field, "", value])?;
                }
            }
        }
    }
    writer.flush()?;
    Ok(())
}
