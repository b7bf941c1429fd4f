//! The licences of all that is compiled into what a browser loads: whoever passes the files on
//! must pass these on too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::program::output;
use crate::wasm::TARGET;
use crate::workspace::Workspace;

pub const FILE: &str = "THIRD-PARTY-LICENSES.txt";

/// Every licence text with the packages that it covers. Of packages that offer several licences
/// the text of MIT alone is taken where it is one of them.
pub fn collect(workspace: &Workspace) -> Result<String> {
    let metadata = output(workspace.cargo().args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        TARGET,
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata")?;
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut summary = String::new();
    for package in linked_packages(&metadata)? {
        let words = |field: &str| package[field].as_str().unwrap_or_default();
        // The workspace's own have no source.
        if package["source"].is_null() {
            continue;
        }
        let name = format!("{} {}", words("name"), words("version"));
        summary += &format!("{name}: {}\n", words("license"));
        let folder = Path::new(words("manifest_path"))
            .parent()
            .context("a package has no folder")?;
        for text in read_texts(folder)? {
            texts.entry(text).or_default().insert(name.clone());
        }
    }
    ensure!(!texts.is_empty(), "no package has a licence");
    let mut all = format!(
        "What a browser loads contains code of these packages, and of Rust's standard library\n\
         (MIT OR Apache-2.0, the Rust Project contributors).\n\n{summary}"
    );
    for (text, names) in texts {
        let names: Vec<_> = names.into_iter().collect();
        all += &format!("\n{}\n{}\n\n{text}\n", "=".repeat(72), names.join(", "));
    }
    Ok(all)
}

/// The packages whose code is in the wasm: not those that only build, nor macros.
fn linked_packages(metadata: &Value) -> Result<Vec<&Value>> {
    let by_id = |list: &'_ Value| -> BTreeMap<String, usize> {
        let ids = list.as_array().into_iter().flatten().enumerate();
        ids.filter_map(|(place, item)| Some((item["id"].as_str()?.to_owned(), place)))
            .collect()
    };
    let (packages, nodes) = (&metadata["packages"], &metadata["resolve"]["nodes"]);
    let (package_of, node_of) = (by_id(packages), by_id(nodes));
    let root = packages.as_array().into_iter().flatten();
    let root = root
        .filter(|package| package["name"] == "sanctions-lookup" && package["source"].is_null())
        .find_map(|package| package["id"].as_str())
        .context("cargo metadata has no sanctions-lookup")?;
    let mut found = BTreeSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        let package = &packages[*package_of.get(id).context("a package is missing")?];
        let mut targets = package["targets"].as_array().into_iter().flatten();
        if targets.any(|target| target["kind"][0] == "proc-macro") || !found.insert(id) {
            continue;
        }
        let node = &nodes[*node_of.get(id).context("a package is not resolved")?];
        for dependency in node["deps"].as_array().into_iter().flatten() {
            let mut kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            if kinds.any(|kind| kind["kind"].is_null()) {
                open.extend(dependency["pkg"].as_str());
            }
        }
    }
    let mut found: Vec<_> = found.iter().map(|&id| &packages[package_of[id]]).collect();
    found.sort_by_key(|package| (package["name"].as_str(), package["version"].as_str()));
    Ok(found)
}

fn read_texts(folder: &Path) -> Result<Vec<String>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let is_text = ["LICENSE", "LICENCE", "COPYING", "NOTICE"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_text && path.is_file() {
            let text = fs::read_to_string(&path)?;
            texts.insert(name, text.replace("\r\n", "\n").trim().to_owned());
        }
    }
    if texts.keys().any(|name| name.contains("MIT")) {
        texts.retain(|name, _| name.contains("MIT") || name.starts_with("NOTICE"));
    }
    Ok(texts.into_values().collect())
}
