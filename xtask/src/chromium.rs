//! The browser that tests run in: Debian's Chromium and its driver, installed when it may be.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::program::{output, run, works};
use crate::workspace::Workspace;

/// How to install both by hand.
const CURE: &str = "install both (Debian: apt-get install chromium chromium-driver), \
    or set CHROMIUM and CHROMEDRIVER to where they are";

/// A browser and the program that drives it for component tests.
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Finds them; installs them first when they are missing and this user may.
pub fn ensure() -> Result<Chromium> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let apt = || {
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        command.env("DEBIAN_FRONTEND", "noninteractive");
        if !root {
            command.args(["--non-interactive", "apt-get"]);
        }
        command
    };
    if !works(apt().arg("--version")) {
        bail!("Chromium or its driver is missing and this user may not install it: {CURE}");
    }
    println!("Installing chromium and chromium-driver");
    run(apt().args(["update", "--quiet=2"])).context(CURE)?;
    run(apt().args([
        "install",
        "--yes",
        "--quiet=2",
        "--no-install-recommends",
        "chromium",
        "chromium-driver",
    ]))
    .context(CURE)?;
    find().with_context(|| format!("Chromium was installed but is not on the path: {CURE}"))
}

fn find() -> Option<Chromium> {
    Some(Chromium {
        browser: find_program(
            "CHROMIUM",
            &["chromium", "chromium-browser", "google-chrome"],
        )?,
        driver: find_program("CHROMEDRIVER", &["chromedriver"])?,
    })
}

fn find_program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return Some(named.into());
    }
    let path = env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

impl Chromium {
    /// Writes what the component tests' runner tells the driver about the browser.
    pub fn write_capabilities(&self, workspace: &Workspace, path: &Path) -> Result<()> {
        let flags = fs::read(workspace.root.join("tests/browser/chromium-flags.json"))?;
        let flags: Value =
            serde_json::from_slice(&flags).context("tests/browser/chromium-flags.json")?;
        let capabilities =
            json!({ "goog:chromeOptions": { "binary": self.browser, "args": flags } });
        fs::write(path, capabilities.to_string())
            .with_context(|| format!("cannot write {}", path.display()))
    }
}
