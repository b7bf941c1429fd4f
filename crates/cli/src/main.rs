//! The `sanctions-lookup` command: fetch, build, inspect, search, screen, compare.
//!
//! The only room of the house, with `xtask`, that touches files and the network. One file a
//! command; each takes its arguments and the place to write what it has to say, and returns
//! an error as a chain of sentences that say what, where and what to do.
//!
//! Exit status: 0 done, also when nothing was found; 1 a clear error; 2 wrong usage; 3 only from
//! `fetch`, when no connection could be made; 4 only from `search` and `screen`, when they were done
//! and give no verdict ([`verdict`]).

mod arguments;
mod build;
mod compare;
mod data_folder;
mod fetch;
mod hits;
mod inspect;
mod plain;
mod progress;
mod screen;
mod search;
mod source_file;
mod staged;
mod table;
mod verdict;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Search published sanctions lists on this machine.
///
/// `fetch` gets a list, `build` makes a data folder of it, the other commands read that
/// folder. Nothing but `fetch` uses the network.
#[derive(Parser)]
#[command(name = "sanctions-lookup", version, max_term_width = 100)]
#[command(after_help = "\
Exit status:
  0  done, also when nothing was found
  1  an error, which says what happened, where, and what to do
  2  wrong usage
  3  fetch: no connection could be made
  4  search, screen: done, but a list that was searched is too old, the sample list, or the clock is
     wrong, so nothing can be said of a name that was not found (--accept-no-verdict makes it 0)")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Fetch(fetch::Arguments),
    Build(build::Arguments),
    Inspect(inspect::Arguments),
    Search(search::Arguments),
    Screen(screen::Arguments),
    Compare(compare::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = io::stdout();
    let result = match arguments.command {
        Command::Fetch(arguments) => fetch::run(arguments, &mut out).map(|()| 0_u8),
        Command::Build(arguments) => build::run(arguments, &mut out).map(|()| 0_u8),
        Command::Inspect(arguments) => inspect::run(&arguments, &mut out).map(|()| 0_u8),
        Command::Search(arguments) => search::run(arguments, &mut out),
        Command::Screen(arguments) => screen::run(arguments, &mut out),
        Command::Compare(arguments) => compare::run(arguments, &mut out).map(|()| 0_u8),
    };
    match result.and_then(|status| Ok(out.flush().map(|()| status)?)) {
        Ok(status) => ExitCode::from(status),
        // Whoever reads our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<arguments::Usage>() => Arguments::command()
            .error(clap::error::ErrorKind::ArgumentConflict, error)
            .exit(),
        Err(error) => {
            // Where not even the error can be written, the exit code still tells.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(if error.is::<fetch::NoConnection>() {
                3
            } else {
                1
            })
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = match cause.downcast_ref::<csv::Error>().map(csv::Error::kind) {
            Some(csv::ErrorKind::Io(io)) => Some(io),
            _ => cause.downcast_ref::<io::Error>(),
        };
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}
