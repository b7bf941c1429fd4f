//! `man`: manual pages, for packagers.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// Write the manual pages: one for the program and one for each command.
///
/// They are made from the help, and the same version gives the same bytes.
#[derive(clap::Args)]
#[command(after_help = "Example: sanctions-lookup man --out man1")]
pub struct Arguments {
    /// The folder to write them to, such as share/man/man1
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub fn run(arguments: &Arguments, program: clap::Command) -> Result<()> {
    let folder = &arguments.out;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(program, folder))
        .with_context(|| format!("cannot write the manual pages to {}", folder.display()))
}
