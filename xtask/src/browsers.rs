//! The browsers that tests run in, as Debian has them: found, or installed where that may be.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::program::{output, run, works};
use crate::workspace::Workspace;

/// A browser and what it takes to drive it.
pub struct Browser {
    pub name: &'static str,
    /// Debian's packages that hold the programs.
    packages: &'static [&'static str],
    /// Each by the variable that may say where it is, and by its names on the search path.
    programs: &'static [(&'static str, &'static [&'static str])],
}

pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    packages: &["chromium", "chromium-driver"],
    programs: &[
        (
            "CHROMIUM",
            &["chromium", "chromium-browser", "google-chrome"],
        ),
        ("CHROMEDRIVER", &["chromedriver"]),
    ],
};

pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    packages: &["firefox-esr"],
    programs: &[("FIREFOX", &["firefox-esr", "firefox"])],
};

pub const WEBKIT: Browser = Browser {
    name: "WebKit",
    packages: &["webkit2gtk-driver", "xvfb"],
    programs: &[
        ("WEBKIT", &["webkit2gtk-4.1/MiniBrowser"]),
        ("WEBKIT_DRIVER", &["WebKitWebDriver"]),
        ("XVFB", &["Xvfb"]),
    ],
};

/// Where the programs of a browser are, by variable.
pub type Programs = BTreeMap<&'static str, PathBuf>;

impl Browser {
    /// Finds its programs; installs them first when they are missing and this user may.
    pub fn ensure(&self) -> Result<Programs> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        let Some(apt) = installer() else {
            bail!("{}", self.cure());
        };
        println!("Installing {}", self.packages.join(", "));
        run(apt().args(["update", "--quiet=2"])).with_context(|| self.cure())?;
        run(apt()
            .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
            .args(self.packages))
        .with_context(|| self.cure())?;
        self.find()
            .with_context(|| format!("it was installed and is not found: {}", self.cure()))
    }

    /// Whether it is there, or can be installed by this user.
    pub fn is_within_reach(&self) -> bool {
        self.find().is_some() || installer().is_some()
    }

    /// How to install it by hand, on one line.
    pub fn cure(&self) -> String {
        let variables: Vec<&str> = self
            .programs
            .iter()
            .map(|(variable, _)| *variable)
            .collect();
        format!(
            "{} or its driver is missing: install it (Debian: apt-get install {}), or set {} to where it is",
            self.name,
            self.packages.join(" "),
            variables.join(" and "),
        )
    }

    fn find(&self) -> Option<Programs> {
        self.programs
            .iter()
            .map(|(variable, names)| Some((*variable, find_program(variable, names)?)))
            .collect()
    }
}

/// Begins a command of the package manager, if this user may use it.
fn installer() -> Option<impl Fn() -> Command> {
    let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let apt = move || {
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        command.env("DEBIAN_FRONTEND", "noninteractive");
        if !root {
            command.args(["--non-interactive", "apt-get"]);
        }
        command
    };
    works(apt().arg("--version")).then_some(apt)
}

/// Looks on the search path, and where libraries keep programs of their own.
fn find_program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return Some(named.into());
    }
    let mut folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    folders.extend(
        fs::read_dir("/usr/lib")
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path())),
    );
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// Writes what the component tests' runner tells Chromium's driver about it.
pub fn write_chromium_capabilities(
    workspace: &Workspace,
    programs: &Programs,
    path: &Path,
) -> Result<()> {
    let flags = fs::read(workspace.root.join("tests/browser/chromium-flags.json"))?;
    let flags: Value =
        serde_json::from_slice(&flags).context("tests/browser/chromium-flags.json")?;
    let capabilities =
        json!({ "goog:chromeOptions": { "binary": programs.get("CHROMIUM"), "args": flags } });
    fs::write(path, capabilities.to_string())
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{CHROMIUM, FIREFOX, WEBKIT, find_program};

    #[test]
    fn a_browser_that_is_missing_says_on_one_line_how_to_install_it() {
        for browser in [CHROMIUM, FIREFOX, WEBKIT] {
            let cure = browser.cure();
            assert!(!cure.contains('\n'), "{cure}");
            assert!(cure.starts_with(browser.name), "{cure}");
            assert!(cure.contains(&browser.packages.join(" ")), "{cure}");
        }
    }

    #[test]
    fn a_program_is_found_on_the_search_path_or_not_at_all() {
        assert!(find_program("NO_SUCH_VARIABLE", &["no-such-program", "sh"]).is_some());
        assert_eq!(find_program("NO_SUCH_VARIABLE", &["no-such-program"]), None);
    }
}
