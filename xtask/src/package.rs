//! What is handed to others: the npm package and the zip, made from a built folder.
//!
//! Neither holds a list, which is out of date in two days, nor compressed forms, which would be
//! served in place of a page that somebody changes.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build::{PAGES, remove_folder};
use crate::program::output;
use crate::provenance::{self, describe_file, sha256};
use crate::site::Files;
use crate::workspace::Workspace;

/// Which packages are asked for.
#[derive(Clone, Copy, Default)]
pub struct Packages {
    pub npm: bool,
    pub zip: bool,
}

/// Makes the packages of a built folder in `target/packages` and lists their checksums beside
/// them; gives what was made.
pub fn pack(workspace: &Workspace, dist: &Path, asked: Packages) -> Result<Vec<PathBuf>> {
    if !asked.npm && !asked.zip {
        return Ok(Vec::new());
    }
    let out = workspace.target.join("packages");
    fs::create_dir_all(&out)?;
    let files = built_files(workspace, dist)?;
    let mut made = Vec::new();
    if asked.npm {
        made.push(pack_npm(workspace, files.clone(), &out)?);
    }
    if asked.zip {
        made.push(pack_zip(files, &out)?);
    }
    let mut sums = Files::new();
    for path in &made {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        sums.insert(name.into_owned(), fs::read(path)?);
    }
    fs::write(out.join("SHA256SUMS"), checksums(&sums))?;
    Ok(made)
}

/// The files of the folder that are handed on, with the licences.
fn built_files(workspace: &Workspace, dist: &Path) -> Result<Files> {
    let mut files = Files::new();
    let entries = fs::read_dir(dist).with_context(|| {
        format!(
            "cannot read {}: make it with cargo xtask build",
            dist.display()
        )
    })?;
    for entry in entries {
        let path = entry?.path();
        let is_compressed = path
            .extension()
            .is_some_and(|end| end == "gz" || end == "br");
        if path.is_file() && !is_compressed {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.insert(name.into_owned(), fs::read(&path)?);
        }
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        add(&mut files, name, fs::read(workspace.root.join(name))?)?;
    }
    let readme = fs::read(workspace.root.join("static/package/README.md"))?;
    add(&mut files, "README.md", readme)?;
    Ok(files)
}

/// Adds a file and says where it is from.
fn add(files: &mut Files, name: &str, content: Vec<u8>) -> Result<()> {
    change_provenance(files, |described| {
        described.insert(name.to_owned(), describe_file(name, &content));
    })?;
    files.insert(name.to_owned(), content);
    Ok(())
}

fn change_provenance(
    files: &mut Files,
    change: impl FnOnce(&mut serde_json::Map<String, Value>),
) -> Result<()> {
    let text = files.get_mut(provenance::FILE).with_context(|| {
        format!(
            "the folder has no {}: make it with cargo xtask build",
            provenance::FILE
        )
    })?;
    let mut provenance: Value = serde_json::from_slice(text)?;
    change(
        provenance["files"]
            .as_object_mut()
            .context("no files are described")?,
    );
    *text = format!("{provenance:#}\n").into_bytes();
    Ok(())
}

/// The package as a folder, and as the archive that npm makes of it.
fn pack_npm(workspace: &Workspace, mut files: Files, out: &Path) -> Result<PathBuf> {
    // The pages, and what only they name, are not for bundlers.
    let is_of_page =
        |name: &str| PAGES.contains(&name) || ["embed.js", "icon.svg", "page.css"].contains(&name);
    files.retain(|name, _| !is_of_page(name));
    change_provenance(&mut files, |described| {
        described.retain(|name, _| !is_of_page(name))
    })?;
    let read =
        |path: &str| fs::read(workspace.root.join("static").join(path)).context(path.to_owned());
    add(
        &mut files,
        "sanctions-lookup.d.ts",
        read("sanctions-lookup.d.ts")?,
    )?;

    let package = String::from_utf8(read("package/package.json")?)?;
    let package = package.replace("VERSION", env!("CARGO_PKG_VERSION"));
    add(&mut files, "package.json", package.into_bytes())?;

    let folder = out.join("npm");
    remove_folder(&folder)?;
    fs::create_dir(&folder)?;
    for (name, content) in &files {
        fs::write(folder.join(name), content)?;
    }
    let name = output(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(out)
            .current_dir(&folder),
    )?;
    Ok(out.join(name.trim()))
}

/// The same files give the same bytes.
fn pack_zip(mut files: Files, out: &Path) -> Result<PathBuf> {
    files.insert("SHA256SUMS".to_owned(), checksums(&files).into_bytes());
    let name = concat!("sanctions-lookup-", env!("CARGO_PKG_VERSION"));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (file, content) in &files {
        zip.start_file(format!("{name}/{file}"), options)?;
        zip.write_all(content)?;
    }
    let path = out.join(name).with_added_extension("zip");
    fs::write(&path, zip.finish()?.into_inner())?;
    Ok(path)
}

/// One line a file, as `sha256sum --check` reads them.
fn checksums(files: &Files) -> String {
    let lines = files
        .iter()
        .map(|(name, content)| format!("{}  {name}\n", sha256(content)));
    lines.collect()
}
