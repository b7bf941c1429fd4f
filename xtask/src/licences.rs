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

/// Every licence text with the packages that it covers. Of a package that offers several licences
/// the text of MIT alone is taken where it is one of them, and that of Apache 2.0 for a package
/// that offers it and brings no text.
pub fn collect(workspace: &Workspace) -> Result<String> {
    let metadata = output(workspace.cargo().args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        TARGET,
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata")?;
    let apache = fs::read_to_string(workspace.root.join("LICENSE-APACHE"))?;
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
        let mut own = read_texts(folder)?;
        if own.is_empty() {
            ensure!(
                words("license").contains("Apache-2.0"),
                "{name} brings no licence text: see what its licence asks for"
            );
            own.push(apache.trim().to_owned());
        }
        for text in own {
            texts.entry(text).or_default().insert(name.clone());
        }
    }
    let mut all = format!(
        "What a browser loads contains code of these packages, and of Rust's standard library\n\
         (MIT OR Apache-2.0, the Rust Project contributors).\n\n{summary}"
    );
    for (text, names) in texts {
        let names: Vec<_> = names.into_iter().collect();
        all += &format!("\n{}\n{}\n\n{text}\n", "=".repeat(72), names.join(", "));
    }
    for (file, whose) in TABLES {
        let notice = notice(&fs::read_to_string(workspace.root.join(file))?);
        all += &format!("\n{}\n{whose}\n\n{notice}\n", "=".repeat(72));
    }
    Ok(all)
}

/// Tables in the engine whose licence asks for its notice; it is the comment at their beginning.
const TABLES: [(&str, &str); 1] = [(
    "crates/names/data/country_names_cldr.txt",
    "Names of countries, of the Unicode CLDR",
)];

/// The comment at the beginning of a table.
fn notice(table: &str) -> String {
    let comment = table.lines().map_while(|line| line.strip_prefix('#'));
    comment.map(str::trim).collect::<Vec<_>>().join("\n")
}

/// The packages whose code is in the wasm: not those that only build, nor macros.
fn linked_packages(metadata: &Value) -> Result<Vec<&Value>> {
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let is_root =
        |package: &&&Value| package["name"] == "sanctions-lookup" && package["source"].is_null();
    let root = packages.values().find(is_root);
    let root = root.and_then(|package| package["id"].as_str());
    let mut open = vec![root.context("cargo metadata has no sanctions-lookup")?];
    let mut found = BTreeMap::new();
    while let Some(id) = open.pop() {
        let package = *packages.get(id).context("a package is missing")?;
        let mut targets = items(&package["targets"]);
        let order = (package["name"].as_str(), package["version"].as_str());
        if targets.any(|target| target["kind"][0] == "proc-macro")
            || found.insert(order, package).is_some()
        {
            continue;
        }
        let node = nodes.get(id).context("a package is not resolved")?;
        for dependency in items(&node["deps"]) {
            if items(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()) {
                open.extend(dependency["pkg"].as_str());
            }
        }
    }
    Ok(found.into_values().collect())
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    items(list)
        .filter_map(|item| Some((item["id"].as_str()?, item)))
        .collect()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
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

#[cfg(test)]
mod tests {
    use super::notice;

    #[test]
    fn the_notice_of_a_table_is_its_first_comment() {
        assert_eq!(notice("# One\n#\n# two\nrow\n# no more\n"), "One\n\ntwo");
    }
}
