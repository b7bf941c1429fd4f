//! Faults of a list's file on the command line: which kinds are accepted, and what a refusal says.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::time::SystemTime;

use anyhow::anyhow;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use lists::{FaultKind, ListError, Warning};
use record::PartialDate;

use crate::plain::printable;

/// Which faults are accepted.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct AcceptArguments {
    /// Accept faults of this kind in this very file; a search on that list that finds nothing then
    /// says only that nothing is in the file. May be repeated
    #[arg(long = "accept-fault", value_name = "KIND", value_parser = fault_kind())]
    accept: Vec<FaultKind>,
}

impl AcceptArguments {
    /// These kinds.
    pub fn of(accept: Vec<FaultKind>) -> Self {
        Self { accept }
    }

    /// These kinds, and those that were accepted before for the same file.
    pub fn with(&self, accepted_before: &BTreeSet<String>) -> Vec<FaultKind> {
        let before = accepted_before.iter();
        let mut kinds: Vec<FaultKind> = before
            .filter_map(|word| FaultKind::from_word(word))
            .chain(self.accept.iter().copied())
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

fn fault_kind() -> impl TypedValueParser<Value = FaultKind> {
    PossibleValuesParser::new(FaultKind::ALL.map(FaultKind::as_str))
        .try_map(|word| FaultKind::from_word(&word).ok_or("no kind of fault"))
}

/// The words of kinds, as notes and manifests have them.
pub fn words(kinds: &[FaultKind]) -> BTreeSet<String> {
    kinds.iter().map(|kind| kind.as_str().to_owned()).collect()
}

/// Today in UTC. It decides only whether a file is refused, never a byte of what is written.
pub fn today() -> Option<PartialDate> {
    let now = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
    now.get(..10)?.parse().ok()
}

/// Prints each fault on a line of standard error, and gives the error that ends the command; any
/// other error stays as it is.
pub fn explain(error: anyhow::Error, allows_small: bool) -> anyhow::Error {
    let Some(ListError::Faults(faults)) = error.downcast_ref() else {
        return error;
    };
    for fault in faults.iter() {
        // Where it cannot be written, the exit code still tells.
        let _ = writeln!(io::stderr(), "fault: {}", printable(&fault.to_string()));
    }
    let (total, kinds) = (faults.total(), faults.kinds());
    let plural = if total == 1 { "fault" } else { "faults" };
    let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let is_small = |kind: &FaultKind| {
        matches!(
            kind,
            FaultKind::Count | FaultKind::FillRate | FaultKind::Fewer | FaultKind::Nameless
        )
    };
    let small = match allows_small && kinds.iter().all(is_small) {
        true => ", --allow-small where a part of the list is meant",
        false => "",
    };
    let context: Vec<String> = error
        .chain()
        .take_while(|cause| !cause.is::<ListError>())
        .map(ToString::to_string)
        .collect();
    anyhow!(
        "{}: {total} {plural} ({}); nothing was written. Where you have looked at it, \
         --accept-fault KIND accepts one kind for this file{small}",
        context.join(": "),
        words.join(", "),
    )
}

/// Prints every warning of a file on a line.
pub fn print_warnings(warnings: &[Warning], out: &mut dyn Write) -> io::Result<()> {
    for warning in warnings {
        let file = match warning.file {
            0 => String::new(),
            place => format!(" file {place},"),
        };
        writeln!(
            out,
            "    {} {},{file} line {}: {}: {}",
            warning.list,
            printable(&warning.record),
            warning.line,
            warning.kind.as_str(),
            printable(&warning.raw),
        )?;
    }
    Ok(())
}
