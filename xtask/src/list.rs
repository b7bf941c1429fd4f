//! Getting a list and building its packs, by the project's own command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

use crate::program::{output, quiet_unless_terminal, run, status};
use crate::workspace::{Workspace, cache};

/// What `sanctions-lookup fetch` exits with when no connection could be made at all. Any other
/// failure means that the publisher answered, and not with the list: no reason to serve another.
const NO_CONNECTION: i32 = 3;

/// The lists that the caller wants; none given means the official one.
#[derive(Default)]
pub struct Lists {
    pub given: Vec<GivenList>,
    pub allow_small: bool,
}

/// `uk=FILE`
#[derive(Clone, Debug, PartialEq)]
pub struct GivenList {
    code: String,
    file: PathBuf,
}

impl GivenList {
    pub fn uk(file: PathBuf) -> Self {
        Self {
            code: "uk".to_owned(),
            file,
        }
    }
}

impl FromStr for GivenList {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((code, file)) if !code.is_empty() && !file.is_empty() => Ok(Self {
                code: code.to_owned(),
                file: file.into(),
            }),
            _ => Err(format!(
                "--list takes a code and a file, as in --list uk=UK-Sanctions-List.csv, not {text}"
            )),
        }
    }
}

impl Lists {
    /// The invented list that the project ships.
    pub fn sample(workspace: &Workspace) -> Self {
        let file = workspace.root.join("static/sample-list.csv");
        Self {
            given: vec![GivenList::uk(file)],
            allow_small: true,
        }
    }

    /// The lists given, else the official one: fetched, or the copy kept from an earlier time, or,
    /// when there has never been a connection, the sample list.
    pub fn get(&self, workspace: &Workspace, cli: &Path) -> Result<Self> {
        if !self.given.is_empty() {
            return Ok(Self {
                given: self.given.clone(),
                allow_small: self.allow_small,
            });
        }
        let cache = cache()?;
        fs::create_dir_all(&cache)
            .with_context(|| format!("cannot make the folder {}", cache.display()))?;
        let kept = cache.join("uk.csv");
        println!("Asking the publisher for the UK Sanctions List");
        let fetched = status(Command::new(cli).args(["fetch", "uk", "--out"]).arg(&kept))?;
        match fetched.code() {
            Some(0) => {}
            Some(NO_CONNECTION) if kept.exists() => print_kept(&kept),
            Some(NO_CONNECTION) => {
                print_sample();
                return Ok(Self::sample(workspace));
            }
            _ => bail!(
                "the official list could not be fetched; to use a file of yours: --list uk=FILE"
            ),
        }
        Ok(Self {
            given: vec![GivenList::uk(kept)],
            allow_small: self.allow_small,
        })
    }
}

/// Builds the command line, optimised; gives its path.
pub fn build_cli(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo
        .args([
            "build",
            "--release",
            "--package=sanctions-lookup-cli",
            "--target-dir",
        ])
        .arg(&workspace.target);
    run(quiet_unless_terminal(&mut cargo))?;
    Ok(workspace.target.join("release/sanctions-lookup"))
}

/// Writes packs and manifest of the lists into the folder.
pub fn build_packs(cli: &Path, lists: &Lists, out: &Path) -> Result<()> {
    output(&mut build_command(cli, lists, out)).map(drop)
}

/// The command that does so.
fn build_command(cli: &Path, lists: &Lists, out: &Path) -> Command {
    let mut command = Command::new(cli);
    command.arg("build");
    for GivenList { code, file } in &lists.given {
        command
            .arg("--list")
            .arg(format!("{code}={}", file.display()));
    }
    if lists.allow_small {
        command.arg("--allow-small");
    }
    command.arg("--out").arg(out);
    command
}

fn print_kept(kept: &Path) {
    let age = fs::metadata(kept.with_extension("csv.meta.json"))
        .and_then(|note| note.modified())
        .ok()
        .and_then(|written| written.elapsed().ok());
    let age = age.map_or("an unknown time".to_owned(), |age| {
        match age.as_secs() / 3600 {
            0 => "less than an hour".to_owned(),
            1 => "one hour".to_owned(),
            hours @ 2..48 => format!("{hours} hours"),
            hours => format!("{} days", hours / 24),
        }
    });
    println!(
        "
  No connection to the publisher. Serving the copy in {},
  last checked {age} ago. 48 hours after that check the page gives no results.
",
        kept.display()
    );
}

fn print_sample() {
    println!(
        "
  ┌──────────────────────────────────────────────────────────────────────┐
  │  NOT THE SANCTIONS LIST                                              │
  │                                                                      │
  │  No connection to the publisher, and no copy from an earlier time.   │
  │  What follows is the project's sample list: every name is invented.  │
  │  The page says so, and never says that there is no match.            │
  │                                                                      │
  │  To use a file of yours:  cargo xtask serve --list uk=FILE           │
  └──────────────────────────────────────────────────────────────────────┘
"
    );
}

#[cfg(test)]
mod tests {
    use super::GivenList;

    #[test]
    fn a_list_is_given_as_code_and_file() {
        let given: Result<GivenList, String> = "uk=a folder/list=1.csv".parse();
        assert_eq!(given, Ok(GivenList::uk("a folder/list=1.csv".into())));
        for wrong in ["uk", "uk=", "=list.csv", ""] {
            assert!(wrong.parse::<GivenList>().is_err(), "{wrong:?}");
        }
    }
}
