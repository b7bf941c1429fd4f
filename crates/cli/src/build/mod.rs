//! `build`: publishers' files into a data folder of packs and a manifest.
//!
//! An [`Edition`] is made from a publisher's file ([`mod@edition`]), put in place of the one before ([`mod@publish`]), and told
//! ([`mod@report`]). `refresh` does the first two of these.

mod counts;
mod edition;
mod list_file;
mod publish;
mod report;

use std::io::Write;
use std::mem;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use manifest::JSON_FILE;

use self::list_file::{list_files, sorted};
use self::report::report;
use crate::{faults, parallel};

pub use self::counts::count_warnings;
pub use self::edition::{Edition, Limits, build, entries_before, entry_before};
pub use self::list_file::ListFiles;
pub use self::publish::{Publishing, publish};
pub use self::report::listed;

/// Make a data folder: packs, manifest.json and manifest.bin.
///
/// Nothing is written unless every list was read. The manifest of an earlier build in DIR is
/// replaced, and its compressed forms (.gz, .br) are removed; the packs of the edition before stay
/// for a day, for pages that have loaded the manifest before; other files stay. Builds into one
/// folder wait for each other. The same lists give the same bytes. When a list was last checked
/// comes from the note that `fetch` left beside it; without one its age is unknown.
#[derive(clap::Args)]
#[command(after_help = "Example: sanctions-lookup build --list uk=lists/uk.csv --out data")]
pub struct Arguments {
    /// A list's code and its file, CSV or XML; once for each list. Where a list comes in several files, all of them
    /// with commas between
    #[arg(long = "list", value_name = "CODE=FILE,…", required = true, value_parser = list_files)]
    lists: Vec<ListFiles>,
    /// The data folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Accept a part of a list: fewer designations, fields that are filled less often. For subsets
    /// and tests; faults of the structure are still refused
    #[arg(long)]
    allow_small: bool,
    #[command(flatten)]
    accept: faults::AcceptArguments,
    /// Print every warning, not only how many there are
    #[arg(long)]
    warnings: bool,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let started = Instant::now();
    let lists = sorted(arguments.lists)?;
    let edition_of = |list: &ListFiles| {
        let before = entry_before(&arguments.out, list.source.code);
        let limits = Limits {
            allow_small: arguments.allow_small,
            accept: &arguments.accept,
            folder: &arguments.out,
            before: before.as_ref(),
            is_older_refused: false,
        };
        build(list, &limits)
    };
    // All at the same time: one list keeps a second processor busy for a third of it.
    let lists: Vec<&ListFiles> = lists.values().collect();
    let built = parallel::map(&lists, |list| edition_of(list));
    let built = built.into_iter().collect::<Result<Vec<_>>>()?;
    let (editions, sources): (Vec<_>, Vec<_>) = built.into_iter().unzip();
    let all: Vec<&Edition> = editions.iter().collect();
    publish(&arguments.out, &all, Publishing::default())?;
    for (edition, source) in editions.iter().zip(&sources) {
        report(&edition.entry, source, arguments.warnings, out)?;
    }
    writeln!(
        out,
        "{}: written in {:.1} s",
        arguments.out.join(JSON_FILE).display(),
        started.elapsed().as_secs_f64()
    )?;
    // The process ends, and to free every text of every record takes a twentieth of its time.
    mem::forget(sources);
    Ok(())
}
