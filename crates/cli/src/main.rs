//! The `sanctions-lookup` command: fetch, build, inspect, search, screen, compare.
//!
//! The only room of the house, with `xtask`, that touches files and the network. One file a
//! command; each takes its arguments and the place to write what it has to say, and returns
//! an error as a chain of sentences that say what, where and what to do.
//!
//! Exit codes: 0 fine, also when nothing was found; 1 a clear error; 2 wrong usage;
//! 3 only from `fetch`, when no connection could be made.

mod arguments;
mod build;
mod compare;
mod data_folder;
mod faults;
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

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Search published sanctions lists on this machine.
///
/// `fetch` gets a list, `build` makes a data folder of it, the other commands read that
/// folder. Nothing but `fetch` uses the network.
#[derive(Parser)]
#[command(name = "sanctions-lookup", version, max_term_width = 100)]
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
        Command::Fetch(arguments) => fetch::run(arguments, &mut out),
        Command::Build(arguments) => build::run(arguments, &mut out),
        Command::Inspect(arguments) => inspect::run(&arguments, &mut out),
        Command::Search(arguments) => search::run(arguments, &mut out),
        Command::Screen(arguments) => screen::run(arguments, &mut out),
        Command::Compare(arguments) => compare::run(arguments, &mut out),
    };
    match result.and_then(|()| Ok(out.flush()?)) {
        Ok(()) => ExitCode::SUCCESS,
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
