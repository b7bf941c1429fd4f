//! The `sanctions-lookup` command: fetch, build, refresh, inspect, diff, search, screen, compare,
//! verify, decide, self-test.
//!
//! The only crate, with `xtask`, that touches files and the network. One file a
//! command; each takes its arguments and the place to write what it has to say, and returns
//! an error as a chain of sentences that say what, where and what to do.
//!
//! Exit status: 0 done, also when nothing was found; 1 an error; 2 wrong usage; 3 only from
//! `fetch`, when no connection could be made; 4 only from `search` and `screen`, when they were done
//! and give no verdict ([`verdict`]); 5 and 6 only from `refresh`, when some list or all of them could
//! not be refreshed; 7 and 8 only from `verify`, when a record is not what it says or could not be proved; 141 when the reader of standard output closed it before it had
//! everything, as a shell reports it of other commands. `fetch` and `build`, whose output is files,
//! do not need a reader.

mod address;
mod answer_age;
mod arguments;
mod build;
mod compare;
mod data_folder;
mod decide;
mod diff;
mod faults;
mod fetch;
mod hits;
mod inspect;
mod lock;
mod man;
mod manifest_file;
mod parallel;
mod plain;
mod progress;
mod recording;
mod refresh;
mod refresh_config;
mod screen;
mod search;
mod self_test;
mod source_file;
mod staged;
mod table;
mod terminal;
mod unfinished;
mod verdict;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::terminal::{Purpose, Stdout};

/// Search published sanctions lists on this machine.
///
/// `fetch` gets a list, `build` makes a data folder of it, `refresh` does both for all lists, the other
/// commands read that folder. Nothing but `fetch` and `refresh` uses the network.
#[derive(Parser)]
#[command(name = "sanctions-lookup", version, max_term_width = 100)]
#[command(after_help = "\
Exit status:
  0    done, also when nothing was found
  1    an error, which says what happened, where, and what to do
  2    wrong usage
  3    only from fetch: no connection could be made
  4    only from search and screen: done, but a list that was searched is too old, the sample list, or
       the clock is wrong, so nothing can be said of a name that was not found; --accept-no-verdict
       makes it 0
  5    only from refresh: some list, or the only one, keeps its earlier edition or has none; all editions
       that there are were published
  6    only from refresh: nothing was published: no list has an edition, or the folder cannot be written
  7    only from verify: the record is damaged, was altered, or does not fit the input or the record before
  8    only from verify: nothing was found wrong, but nothing was proved: no data folder, no names, or
       another edition of a list or of this program
  141  the reader of standard output closed it before it had everything")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Fetch(fetch::Arguments),
    Build(build::Arguments),
    Refresh(refresh::Arguments),
    Inspect(inspect::Arguments),
    Diff(diff::Arguments),
    Search(search::Arguments),
    // Boxed, because it is several times as large as any other.
    Screen(Box<screen::Arguments>),
    Compare(compare::Arguments),
    Verify(verify::Arguments),
    Decide(decide::Arguments),
    SelfTest(self_test::Arguments),
    #[command(hide = true)]
    Man(man::Arguments),
}

impl Command {
    /// Standard output as the command uses it.
    fn stdout(&self) -> Stdout {
        match self {
            Self::Fetch(_) | Self::Build(_) | Self::Decide(_) | Self::Man(_) => {
                Stdout::new(Purpose::Report, false)
            }
            Self::Refresh(_) => Stdout::new(Purpose::Report, true),
            Self::Inspect(arguments) => Stdout::new(Purpose::Check, arguments.json),
            Self::Diff(arguments) => Stdout::new(Purpose::Answer, arguments.json || arguments.csv),
            Self::Search(arguments) => Stdout::new(Purpose::Answer, arguments.json),
            Self::Verify(arguments) => Stdout::new(Purpose::Answer, arguments.json),
            Self::SelfTest(arguments) => Stdout::new(Purpose::Answer, arguments.json),
            Self::Screen(_) | Self::Compare(_) => Stdout::new(Purpose::Answer, true),
        }
    }
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return terminal::usage(&error),
    };
    let mut out = arguments.command.stdout();
    let result = match arguments.command {
        Command::Fetch(arguments) => fetch::run(arguments, &mut out).map(|()| 0_u8),
        Command::Build(arguments) => build::run(arguments, &mut out).map(|()| 0_u8),
        Command::Refresh(arguments) => refresh::run(&arguments, &mut out),
        Command::Inspect(arguments) => inspect::run(&arguments, &mut out).map(|()| 0_u8),
        Command::Diff(arguments) => diff::run(&arguments, &mut out).map(|()| 0_u8),
        Command::Search(arguments) => search::run(arguments, &mut out),
        Command::Screen(arguments) => screen::run(*arguments, &mut out),
        Command::Compare(arguments) => compare::run(arguments, &mut out).map(|()| 0_u8),
        Command::Decide(arguments) => decide::run(&arguments).map(|()| 0_u8),
        Command::Verify(arguments) => verify::run(&arguments, &mut out),
        Command::SelfTest(arguments) => self_test::run(&arguments, &mut out).map(|()| 0_u8),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()).map(|()| 0_u8),
    };
    match result.and_then(|status| Ok(out.flush().map(|()| status)?)) {
        Ok(status) => ExitCode::from(status),
        // The reader has seen enough, so there is nothing to say; but not all of it was read.
        Err(_) if out.reader_is_gone() => ExitCode::from(141),
        Err(error) if error.is::<arguments::Usage>() => terminal::usage(
            &Arguments::command().error(clap::error::ErrorKind::ArgumentConflict, error),
        ),
        Err(error) => {
            terminal::error(format!("{error:#}"));
            ExitCode::from(if error.is::<fetch::NoConnection>() {
                3
            } else {
                1
            })
        }
    }
}
