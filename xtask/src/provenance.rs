//! `PROVENANCE.json`: what each built file is, and what it was made from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sentences::PANELS;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use crate::program::output;
use crate::site::Files;
use crate::workspace::Workspace;

pub const FILE: &str = "PROVENANCE.json";

/// The files that a page names in a tag, where `integrity` can stand.
const NAMED_BY_PAGES: [&str; 2] = ["sanctions-lookup.js", "embed-host.js"];

/// Which source a built file comes from and by which tools, by how its name begins and ends.
/// A file that is in no row is the one of this name, as it is.
#[rustfmt::skip]
const ORIGINS: [(&str, &str, &[&str], &[&str]); 21] = [
    ("app.", ".wasm", &["src", "crates", "Cargo.lock"], &["rustc", "wasm-bindgen", "binaryen"]),
    ("app.", ".js", &["src", "crates", "Cargo.lock", "static/app-guard.js"], &["rustc", "wasm-bindgen", "esbuild"]),
    ("engine.", ".wasm", &["src", "crates", "Cargo.lock"], &["rustc", "wasm-bindgen", "binaryen"]),
    ("engine.", ".js", &["src", "crates", "Cargo.lock", "static/engine-start.js"], &["rustc", "wasm-bindgen", "esbuild"]),
    ("files.", ".wasm", &["src", "crates", "Cargo.lock"], &["rustc", "wasm-bindgen", "binaryen"]),
    ("files.", ".js", &["src", "crates", "Cargo.lock", "static/app-guard.js", "static/shared.js", "static/panel-start.js", "static/files-start.js"], &["rustc", "wasm-bindgen", "esbuild"]),
    ("files.", ".css", &["static/panel.css", "static/files.css"], &["esbuild"]),
    ("overview.", ".wasm", &["src", "crates", "Cargo.lock"], &["rustc", "wasm-bindgen", "binaryen"]),
    ("overview.", ".js", &["src", "crates", "Cargo.lock", "static/app-guard.js", "static/shared.js", "static/panel-start.js", "static/overview-start.js"], &["rustc", "wasm-bindgen", "esbuild"]),
    ("overview.", ".css", &["static/panel.css", "static/overview.css"], &["esbuild"]),
    ("record.", ".wasm", &["src", "crates", "Cargo.lock"], &["rustc", "wasm-bindgen", "binaryen"]),
    ("record.", ".js", &["src", "crates", "Cargo.lock", "static/shared.js", "static/record-start.js"], &["rustc", "wasm-bindgen", "esbuild"]),
    ("record.", ".css", &["static/panel.css", "static/record.css"], &["esbuild"]),
    ("xlsx.", ".wasm", &["src", "crates", "Cargo.lock"], &["rustc", "wasm-bindgen", "binaryen"]),
    ("xlsx.", ".js", &["src", "crates", "Cargo.lock", "static/app-guard.js", "static/xlsx-start.js"], &["rustc", "wasm-bindgen", "esbuild"]),
    ("sanctions-lookup.", ".css", &["static/sanctions-lookup.css"], &["esbuild"]),
    ("sanctions-lookup.", ".js", &["static/sanctions-lookup.js"], &["esbuild"]),
    ("THIRD-PARTY-LICENSES", ".txt", &["Cargo.lock"], &["xtask"]),
    ("index", ".html", &["index.html", "static/fallback.html"], &["xtask"]),
    ("embed", ".html", &["embed.html", "static/fallback.html"], &["xtask"]),
    ("package", ".json", &["static/package/package.json", "Cargo.toml"], &["xtask"]),
];

/// What is known of all these files.
pub fn describe(workspace: &Workspace, files: &Files) -> Result<Value> {
    let described: BTreeMap<&String, Value> = files
        .iter()
        .map(|(name, content)| (name, describe_file(name, content)))
        .collect();
    Ok(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "commit": commit(workspace),
        "tools": tools(workspace)?,
        "files": described,
    }))
}

/// What is known of one file.
pub fn describe_file(name: &str, content: &[u8]) -> Value {
    let (from, by) = origin(name);
    let mut file = json!({ "sha256": sha256(content), "from": from, "by": by });
    if NAMED_BY_PAGES.contains(&name) {
        file["integrity"] = integrity(content).into();
    }
    file
}

fn origin(name: &str) -> (Vec<String>, Vec<&'static str>) {
    if let Some(rest) = name.strip_prefix("texts-") {
        let code = rest.split(['.', '-']).next().unwrap_or_default();
        let from = if rest.starts_with(&format!("{code}-panels.")) {
            PANELS.map(|panel| format!("src/messages/{panel}")).into()
        } else {
            let english = ["src/messages/en.txt", "src/messages/law"];
            let mut from: Vec<String> = english.map(str::to_owned).into();
            if code != "en" {
                from.push(format!("src/messages/{code}.txt"));
            }
            from
        };
        return (from, vec!["xtask"]);
    }
    let row = ORIGINS
        .iter()
        .find(|(start, end, ..)| name.starts_with(start) && name.ends_with(end));
    if let Some((.., from, by)) = row {
        return (
            from.iter().map(|&path| path.to_owned()).collect(),
            by.to_vec(),
        );
    }
    let folder = match name {
        "README.md" => "static/package/",
        _ if name.ends_with(".html") || name.starts_with("LICENSE-") => "",
        _ => "static/",
    };
    (vec![format!("{folder}{name}")], Vec::new())
}

/// The commit that was built, with `-dirty` behind it where files differ from it; none where this
/// is no checkout.
pub fn commit(workspace: &Workspace) -> Option<String> {
    let commit = output(
        Command::new("git")
            .args([
                "describe",
                "--always",
                "--dirty",
                "--abbrev=40",
                "--exclude=*",
            ])
            .current_dir(&workspace.root),
    );
    commit.ok().map(|commit| commit.trim().to_owned())
}

/// The versions of all that makes files.
fn tools(workspace: &Workspace) -> Result<Value> {
    let rustc = output(
        Command::new("rustc")
            .arg("--version")
            .current_dir(&workspace.root),
    )?;
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock"))?;
    let bindgen = lock
        .split_once("name = \"wasm-bindgen\"\nversion = \"")
        .and_then(|(_, rest)| rest.split('"').next())
        .context("Cargo.lock has no wasm-bindgen")?;
    let package = |name: &str| -> Result<Value> {
        let path = workspace
            .root
            .join("node_modules")
            .join(name)
            .join("package.json");
        let package: Value = serde_json::from_slice(&fs::read(path)?)?;
        Ok(package["version"].clone())
    };
    Ok(json!({
        "rustc": rustc.trim().trim_start_matches("rustc "),
        "wasm-bindgen": bindgen,
        "binaryen": package("binaryen")?,
        "esbuild": package("esbuild")?,
        "xtask": env!("CARGO_PKG_VERSION"),
    }))
}

/// As `sha256sum` writes it.
pub fn sha256(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of `integrity` on a tag that names the file (Subresource Integrity).
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// The value of `integrity` for the entry of a built folder.
pub fn read_integrity(dist: &Path) -> Result<String> {
    let path = dist.join(FILE);
    let text = fs::read(&path).with_context(|| {
        format!(
            "there is no {}: make it with cargo xtask build",
            path.display()
        )
    })?;
    let provenance: Value = serde_json::from_slice(&text)?;
    let integrity = &provenance["files"]["sanctions-lookup.js"]["integrity"];
    Ok(integrity
        .as_str()
        .context("the entry has no integrity")?
        .to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{integrity, origin};

    #[test]
    fn every_file_names_what_it_was_made_from() {
        for (name, from) in [
            ("index.html", "index.html"),
            ("embed.js", "static/embed.js"),
            ("icon.svg", "static/icon.svg"),
            ("sanctions-lookup.js", "static/sanctions-lookup.js"),
            ("sanctions-lookup.d.ts", "static/sanctions-lookup.d.ts"),
            (
                "sanctions-lookup.0123456789abcdef.css",
                "static/sanctions-lookup.css",
            ),
            ("engine.0123456789abcdef.js", "static/engine-start.js"),
            ("app.0123456789abcdef.js", "static/app-guard.js"),
            ("files.0123456789abcdef.js", "static/files-start.js"),
            ("files.0123456789abcdef.css", "static/files.css"),
            ("xlsx.0123456789abcdef.js", "static/xlsx-start.js"),
            ("app.0123456789abcdef.wasm", "src"),
            ("texts-cy.0123456789abcdef.txt", "src/messages/cy.txt"),
            ("texts-cy-later.0123456789abcdef.txt", "src/messages/cy.txt"),
            ("texts-en-later.0123456789abcdef.txt", "src/messages/law"),
            (
                "texts-cy-panels.0123456789abcdef.txt",
                "src/messages/overview",
            ),
            ("LICENSE-MIT", "LICENSE-MIT"),
            ("README.md", "static/package/README.md"),
        ] {
            let (sources, _) = origin(name);
            assert!(sources.contains(&from.to_owned()), "{name}: {sources:?}");
            for source in sources {
                let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("..")
                    .join(source);
                assert!(path.exists(), "{name}: there is no {}", path.display());
            }
        }
    }

    #[test]
    fn an_integrity_is_one_that_browsers_know() {
        // The example of the specification (https://www.w3.org/TR/sri-2/, checked 2026-11-22).
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
