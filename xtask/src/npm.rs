//! The Node packages that build and test: pinned in `package.json`, installed when they are not.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use crate::program::{output, run, works};
use crate::workspace::Workspace;

/// The oldest Node that every package runs on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Installs the packages when they are missing or older than the lock file.
pub fn ensure_packages(workspace: &Workspace) -> Result<()> {
    let version = output(Command::new("node").arg("--version"))
        .context("Node is needed to shrink and to test what the browser loads: install Node 20.19 or newer, with npm")?;
    let version = version.trim();
    ensure!(
        parse_version(version) >= Some(OLDEST_NODE),
        "Node {version} is too old: install Node 20.19 or newer, with npm"
    );
    let lock = changed(&workspace.root.join("package-lock.json"))
        .context("package-lock.json is missing")?;
    let installed = changed(&workspace.root.join("node_modules/.package-lock.json"));
    if installed.is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    ensure!(
        works(Command::new("npm").arg("--version")),
        "npm is missing: install it (Debian: apt-get install npm)"
    );
    println!("Installing the Node packages of package-lock.json");
    run(Command::new("npm")
        .args(["ci", "--ignore-scripts", "--silent"])
        .current_dir(&workspace.root))
}

/// A program of one of the packages.
pub fn node_tool(workspace: &Workspace, name: &str) -> Command {
    Command::new(workspace.root.join("node_modules/.bin").join(name))
}

/// Major and minor of `v20.19.2`.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::{OLDEST_NODE, parse_version};

    #[test]
    fn a_node_that_is_too_old_is_told_from_one_that_will_do() {
        for (version, will_do) in [
            ("v20.19.0", true),
            ("v24.1.0", true),
            ("v20.9.0", false),
            ("v18.20.4", false),
            ("", false),
        ] {
            assert_eq!(
                parse_version(version) >= Some(OLDEST_NODE),
                will_do,
                "{version:?}"
            );
        }
    }
}
