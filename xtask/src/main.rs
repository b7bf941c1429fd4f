//! The project's commands. `cargo xtask` alone prints what there is.

// A command speaks on the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod browsers;
mod build;
mod dependencies;
mod licences;
mod list;
mod npm;
mod order;
mod package;
mod panics;
mod peers;
mod program;
mod provenance;
mod serve;
mod site;
mod sizes;
mod test;
mod unused;
mod wasm;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::*;

use crate::list::Lists;
use crate::package::Packages;
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask COMMAND

  serve   builds page and engine, gets a list, serves it all on http://localhost:8080
            --port N         another port; 0 takes any free one
            --list CODE=FILE a list file of yours instead of the official list, such as uk=uk.csv;
                             once for each list, with commas between the files of one list
            --allow-small    accepts a list with fewer designations than the official one has
            --dist DIR       serves this folder as it is and builds nothing
  build   writes dist/, a folder that any static host can serve
            --out DIR        another folder
            --list, --allow-small as above
            --npm            also makes the npm package, in target/packages
            --zip            also makes a zip of all but the list, in target/packages
            --dist DIR       makes these of the built folder DIR and builds nothing
  test    runs every check
            --quick          leaves the browsers out
            --long           tries every case where the ordinary run takes a sample
  bench   measures sizes and speed; prints a table and writes target/bench/report.json
            --matching       measures the matcher instead: how well it tells names apart, and its
                             speed beside other search libraries; writes target/bench/peers.json
";

/// What the command line asks for.
enum Command {
    Help,
    Serve {
        port: u16,
        dist: Option<PathBuf>,
        lists: Lists,
    },
    Build {
        out: Option<PathBuf>,
        dist: Option<PathBuf>,
        lists: Lists,
        packages: Packages,
    },
    Test(test::Extent),
    Bench {
        matching: bool,
    },
}

fn main() -> ExitCode {
    let command = match parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut command = match arguments.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Value(name)) => match name.to_str() {
            Some("serve") => Command::Serve {
                port: 8080,
                dist: None,
                lists: Lists::default(),
            },
            Some("build") => Command::Build {
                out: None,
                dist: None,
                lists: Lists::default(),
                packages: Packages::default(),
            },
            Some("test") => Command::Test(test::Extent::default()),
            Some("bench") => Command::Bench { matching: false },
            _ => return Err(format!("there is no command {}", name.display()).into()),
        },
        Some(other) => return Err(other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut command, argument) {
            (_, Long("help") | Short('h')) => return Ok(Command::Help),
            (Command::Serve { port, .. }, Long("port")) => *port = arguments.value()?.parse()?,
            (Command::Serve { dist, .. } | Command::Build { dist, .. }, Long("dist")) => {
                *dist = Some(arguments.value()?.into());
            }
            (Command::Build { packages, .. }, Long("npm")) => packages.npm = true,
            (Command::Build { packages, .. }, Long("zip")) => packages.zip = true,
            (Command::Build { out, .. }, Long("out")) => *out = Some(arguments.value()?.into()),
            (Command::Serve { lists, .. } | Command::Build { lists, .. }, Long("list")) => {
                lists.given.push(arguments.value()?.parse()?);
            }
            (Command::Serve { lists, .. } | Command::Build { lists, .. }, Long("allow-small")) => {
                lists.allow_small = true;
            }
            (Command::Test(extent), Long("quick")) => extent.quick = true,
            (Command::Test(extent), Long("long")) => extent.long = true,
            (Command::Bench { matching }, Long("matching")) => *matching = true,
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(command)
}

/// False means that checks ran and some failed.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Help => print!("{USAGE}"),
        Command::Serve {
            port,
            dist: Some(dist),
            ..
        } => serve::serve_folder(&dist, port)?,
        Command::Serve {
            port,
            dist: None,
            lists,
        } => {
            serve::build_and_serve(&Workspace::find()?, port, &lists)?;
        }
        Command::Build {
            out,
            dist,
            lists,
            packages,
        } => {
            let workspace = Workspace::find()?;
            let folder = if let Some(dist) = dist {
                dist
            } else {
                let out = out.unwrap_or_else(|| workspace.root.join("dist"));
                build::build(&workspace, &out, &lists)?;
                println!(
                    "\n{}\n{} is ready: any static host can serve it.",
                    sizes::read(&out)?,
                    short(&out, &workspace)
                );
                out
            };
            println!(
                "Integrity of sanctions-lookup.js: {}",
                provenance::read_integrity(&folder)?
            );
            for package in package::pack(&workspace, &folder, packages)? {
                println!("{}", short(&package, &workspace));
            }
        }
        Command::Test(extent) => return test::run_all(&Workspace::find()?, extent),
        Command::Bench { matching: false } => bench::measure(&Workspace::find()?)?,
        Command::Bench { matching: true } => {
            let workspace = Workspace::find()?;
            bench::measure_matching(&workspace)?;
            peers::compare(&workspace)?;
        }
    }
    Ok(true)
}

/// A path as a person in the project's folder would write it.
fn short(path: &Path, workspace: &Workspace) -> String {
    path.strip_prefix(&workspace.root)
        .unwrap_or(path)
        .display()
        .to_string()
}
