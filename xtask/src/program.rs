//! Running other programs, with errors that say which one and what to do.

use std::io::{self, IsTerminal};
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result, bail};

/// Runs it with its output on the terminal; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("{} failed ({status})", words(command));
    }
    Ok(())
}

/// Runs it with its output on the terminal.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    command
        .status()
        .with_context(|| format!("cannot start {}", words(command)))
}

/// Runs it and gives what it wrote; an error with what it complained of unless it succeeds.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", words(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed ({})\n{}",
            words(command),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} wrote no text", words(command)))
}

/// Whether it can be started and succeeds; what it writes is dropped.
pub fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Cargo's own progress suits a terminal; a log is better off without.
pub fn quiet_unless_terminal(cargo: &mut Command) -> &mut Command {
    if !io::stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    cargo
}

fn words(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or_default().to_owned();
    command
        .get_args()
        .fold(name, |words, next| words + " " + &next.to_string_lossy())
}
