//! What `build` says about an edition.

use std::io::Write;

use anyhow::Result;
use manifest::{Counted, ListEntry};

use crate::faults;
use crate::plain::{printable, thousands};
use crate::source_file::SourceFile;

pub(super) fn report(
    entry: &ListEntry,
    source: &SourceFile,
    every_warning: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let ListEntry {
        list,
        title,
        sample,
        published,
        checked_at,
        counts,
        regimes,
        warnings,
        accepted_faults,
        before,
        packs,
        ..
    } = entry;
    let unknown = || "unknown".to_owned();
    writeln!(
        out,
        "{title} ({list}), published {}, last checked {}",
        published.clone().unwrap_or_else(unknown),
        checked_at.clone().unwrap_or_else(unknown),
    )?;
    if *sample {
        writeln!(out, "  sample list: every name is invented")?;
    }
    writeln!(
        out,
        "  designations: {} (individual {}, entity {}, ship {}, aircraft {}, unknown {})",
        thousands(counts.designations.into()),
        thousands(counts.individual.into()),
        thousands(counts.entity.into()),
        thousands(counts.ship.into()),
        thousands(counts.aircraft.into()),
        thousands(counts.unknown.into()),
    )?;
    writeln!(
        out,
        "  names: {}, and in other scripts {}",
        thousands(counts.names.into()),
        thousands(counts.names_in_other_scripts.into()),
    )?;
    writeln!(out, "  by regime: {}", listed(regimes))?;
    if let Some(before) = before {
        writeln!(
            out,
            "  no longer on the list since the edition of {}: {}",
            before.published.clone().unwrap_or_else(unknown),
            thousands(before.removed.into()),
        )?;
    }
    writeln!(out, "  warnings: {}", listed(warnings))?;
    if every_warning {
        faults::print_warnings(&source.parsed.warnings, out)?;
    }
    if !accepted_faults.is_empty() {
        let kinds: Vec<&str> = accepted_faults.iter().map(String::as_str).collect();
        let kinds = printable(&kinds.join(", "));
        writeln!(
            out,
            "  accepted faults: {kinds}; a search that finds nothing is no full answer on this list"
        )?;
    }
    writeln!(out, "  source: {} bytes", thousands(source.bytes))?;
    for pack in packs {
        writeln!(out, "  {}: {} bytes", pack.file, thousands(pack.bytes))?;
    }
    Ok(())
}

/// `AQD 12, RUS 2,345`, or `none`.
pub fn listed(counts: &Counted) -> String {
    let counts = counts.iter();
    let counts: Vec<String> = counts
        .map(|(word, number)| format!("{} {}", printable(word), thousands(number.into())))
        .collect();
    match counts.as_slice() {
        [] => "none".to_owned(),
        counts => counts.join(", "),
    }
}
