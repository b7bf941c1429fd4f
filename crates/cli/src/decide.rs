//! `decide`: a decision about one hit of a check record, into a file of decisions.

use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use check_record::{Asked, Decided, Decision, DecisionsFile, Names, designation};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::Value;

use crate::lock::FolderLock;
use crate::plain::counted;
use crate::recording::{is_same_file, read_decisions, read_record};
use crate::staged::{Staged, folder_of, target};
use crate::terminal;

/// Write a decision about a hit of a check record into a file of decisions.
///
/// `screen --decisions` reads that file: a hit that is not-a-match is quiet from then on, and speaks again where the
/// row, the entry, the evidence or the band has changed. The file is made where it is not there. To take a decision
/// back, decide again: of two about one row and one entry the later one counts. Only the owner may read the file: it
/// holds names.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup decide record.json --row 3 --hit uk:AFG0001 --decision not-a-match \\
  --by \"A. Clerk\" --reason \"another date of birth\" --decisions decisions.json
Exit status: 0 done; 1 an error, also if the record was altered; 2 wrong usage")]
pub struct Arguments {
    /// The check record
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// Number of the row in the record, from 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    row: u64,
    /// List and ID of the hit, such as uk:AFG0001
    #[arg(long, value_name = "LIST:ID")]
    hit: String,
    /// What is decided
    #[arg(long, value_parser = decided())]
    decision: Decided,
    /// Who decides
    #[arg(long, value_name = "NAME", value_parser = not_empty)]
    by: String,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = not_empty)]
    reason: String,
    /// The file of decisions to add to
    #[arg(long, value_name = "FILE")]
    decisions: PathBuf,
}

fn decided() -> impl TypedValueParser<Value = Decided> {
    PossibleValuesParser::new(Decided::ALL.map(Decided::as_str)).map(|word| {
        let mut all = Decided::ALL.into_iter();
        all.find(|one| one.as_str() == word)
            .unwrap_or(Decided::NeedsALook)
    })
}

fn not_empty(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("it is empty"),
        text => Ok(text.to_owned()),
    }
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let path = &arguments.record;
    if is_same_file(path, &arguments.decisions) {
        bail!(
            "{}: --decisions is the check record; name another file",
            path.display()
        );
    }
    let (asked, hit, entry) = find(arguments)?;
    // From reading to replacing, so that of several people who decide at once nobody's decision is lost.
    let _lock = FolderLock::wait(folder_of(&target(&arguments.decisions)));
    let mut file = match arguments.decisions.exists() {
        true => DecisionsFile::read(&read_decisions(&arguments.decisions)?)
            .with_context(|| arguments.decisions.display().to_string())?,
        false => DecisionsFile::new(&arguments.by),
    };
    file.decisions.push(Decision {
        decision: arguments.decision,
        reason: arguments.reason.clone(),
        by: arguments.by.clone(),
        at: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
        searched: asked,
        hit,
        entry,
    });
    let mut staged = Staged::private(&arguments.decisions)?;
    serde_json::to_writer_pretty(&mut staged, &file)?;
    staged.write_all(b"\n")?;
    staged.put_in_place()?;
    terminal::note(format!(
        "{} has {}",
        arguments.decisions.display(),
        counted(file.decisions.len() as u64, "decision", "decisions")
    ));
    Ok(())
}

/// What row, hit and entry say.
fn find(arguments: &Arguments) -> Result<(Asked, Value, Value)> {
    let path = &arguments.record;
    let mut found = None;
    let opened = read_record(path, |row| {
        if row.get("row").and_then(Value::as_u64) == Some(arguments.row) {
            found = Some(row);
        }
    })?;
    if opened.header.names != Names::Plain {
        bail!(
            "{}: the record has hashes in place of names, and a decision is about a name; use a record with names",
            path.display()
        );
    }
    let row = found.with_context(|| {
        let rows = opened.summary.rows;
        format!(
            "{}: has no row {}; its rows are 1 to {rows}",
            path.display(),
            arguments.row
        )
    })?;
    let name = |of: &Value| designation(of).map(|(list, id)| format!("{list}:{id}"));
    let mut hits = check_record::listings(&row).zip(check_record::entries(&row));
    let own = hits.find(|(hit, _)| name(hit).as_ref() == Some(&arguments.hit));
    let Some((hit, entry)) = own else {
        let known: Vec<String> = check_record::listings(&row).filter_map(name).collect();
        bail!(
            "row {} has no hit {}; its hits: {}",
            arguments.row,
            arguments.hit,
            if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            }
        );
    };
    let asked = row.get("searched").cloned().unwrap_or_default();
    let asked = serde_json::from_value(asked).with_context(|| path.display().to_string())?;
    Ok((asked, hit.clone(), entry.clone()))
}
