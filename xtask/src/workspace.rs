//! Where things are: the project, the folder that cargo builds in, the user's cache.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::program::output;

/// The project's folders, as absolute paths.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// The folder that cargo builds in, wherever the user's settings put it.
    pub target: PathBuf,
}

impl Workspace {
    pub fn find() -> Result<Self> {
        // What cargo says when it runs this holds even where checkouts share a target folder.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
            .join("Cargo.toml");
        let metadata = output(
            Command::new(cargo())
                .args([
                    "metadata",
                    "--format-version=1",
                    "--no-deps",
                    "--manifest-path",
                ])
                .arg(manifest),
        )?;
        let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata")?;
        let folder = |name: &str| {
            metadata[name]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata has no {name}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// `cargo`, run in the project's folder.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root);
        command
    }

    /// A folder of the real lists that may lie beside the project, for benches.
    pub fn shared(&self, path: &str) -> Option<PathBuf> {
        let found = self.root.join("../shared").join(path);
        found.exists().then_some(found)
    }
}

/// The cargo that runs this command, else the one on the path.
fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Where fetched lists are kept between runs: `sanctions-lookup` in the user's cache folder.
pub fn cache() -> Result<PathBuf> {
    let folder = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let cache = folder("XDG_CACHE_HOME")
        .or_else(|| Some(folder("HOME")?.join(".cache")))
        .context(
            "there is no place to keep the list: set HOME or XDG_CACHE_HOME to a folder of yours",
        )?;
    Ok(cache.join("sanctions-lookup"))
}
