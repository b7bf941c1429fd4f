//! The manifest of a data folder on disk: `manifest.json`, and beside it `manifest.bin` with the same
//! content for the page, and what is one party on several lists.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use manifest::{BIN_FILE, JSON_FILE, Manifest, ManifestError};
use serde::Deserialize;
use serde_json::Value;

use crate::lock::FolderLock;

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct Versions {
    format_version: u16,
    normaliser_version: u16,
}

/// Reads the manifest of a folder. A folder without `manifest.bin` is valid, since no page reads it;
/// one whose two files differ is refused, because the page would search another list than this
/// command.
pub fn read(folder: &Path) -> Result<Manifest> {
    let manifest = read_json(folder)?;
    if compact_differs(folder, &manifest)? {
        // A build may be putting one after the other in place just now.
        let _lock = FolderLock::wait(folder);
        let manifest = read_json(folder)?;
        if compact_differs(folder, &manifest)? {
            bail!(
                "{}: {JSON_FILE} and {BIN_FILE} differ, so the page would search another list than this command; build the folder again",
                folder.display()
            );
        }
        return Ok(manifest);
    }
    Ok(manifest)
}

/// The text of `manifest.json`: the same manifest gives the same bytes.
pub fn json(manifest: &Manifest) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(manifest)?;
    text.push(b'\n');
    Ok(text)
}

fn read_json(folder: &Path) -> Result<Manifest> {
    let file = folder.join(JSON_FILE);
    let text = fs::read_to_string(&file).with_context(|| {
        format!(
            "cannot read {}; name a folder that `sanctions-lookup build` made",
            file.display()
        )
    })?;
    let strange = || {
        format!(
            "{}: not a manifest of this version; build the folder again",
            file.display()
        )
    };
    let faulty = |reason: &str| anyhow!("{}: {reason}; build the folder again", file.display());
    let broken = |error: ManifestError| faulty(&error.to_string());
    if text.len() > manifest::MOST_BYTES {
        return Err(faulty("it is larger than a manifest can be"));
    }
    let versions: Versions = serde_json::from_str(&text).with_context(strange)?;
    manifest::check_versions(versions.format_version, versions.normaliser_version)
        .map_err(broken)?;
    // A parser keeps one of two equal keys: which of them would be a matter of chance.
    let value: Value = serde_json::from_str(&text).with_context(strange)?;
    if count_keys(&text) != keys(&value) {
        return Err(faulty("a field is given twice"));
    }
    let manifest: Manifest = serde_json::from_value(value).with_context(strange)?;
    manifest.check().map_err(broken)?;
    Ok(manifest)
}

/// Whether there is a compact form beside it with another content.
fn compact_differs(folder: &Path, manifest: &Manifest) -> Result<bool> {
    let file = folder.join(BIN_FILE);
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let compact = manifest::decode(&bytes)
        .map_err(|error| anyhow!("{}: {error}; build the folder again", file.display()))?;
    // The versions of both are this program's.
    Ok(compact.lists != manifest.lists)
}

/// How many keys a JSON value has, at every depth.
fn keys(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(keys).sum(),
        Value::Object(entries) => entries.len() + entries.values().map(keys).sum::<usize>(),
        _ => 0,
    }
}

/// The number of keys in a JSON text. A parser keeps one of two equal keys, and which one differs
/// between parsers: a text with more keys than its parsed value is refused.
fn count_keys(json: &str) -> usize {
    let mut keys = 0;
    let mut is_inside = false;
    let mut is_escaped = false;
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_inside => is_escaped = true,
            b'"' => is_inside = !is_inside,
            b':' if !is_inside => keys += 1,
            _ => {}
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::count_keys;

    #[test]
    fn keys_are_counted_and_colons_in_texts_are_not() {
        for (json, keys) in [
            ("[]", 0),
            (r#"{"a":1,"a":2}"#, 2),
            (r#"{"a":{"b:c":"d:\"e:"},"f" : ["g:", "\\"]}"#, 3),
        ] {
            assert_eq!(count_keys(json), keys, "{json}");
        }
    }
}
