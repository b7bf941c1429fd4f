//! `manifest.json`: which packs there are, of which list, from when.
//!
//! Written by the command line's `build`, read by it and by the page. Every figure in it is
//! counted from the records packed; no clock is read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The whole manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT_VERSION`](crate::FORMAT_VERSION) of the packs.
    pub format_version: u16,
    /// [`NORMALISER_VERSION`](names::NORMALISER_VERSION) of the packs.
    pub normaliser_version: u16,
    /// One entry a list, sorted by code.
    pub lists: Vec<ListEntry>,
}

impl Manifest {
    /// Judges a manifest that was read, for the page and the command line alike: the versions are
    /// this program's, there is at least one list, no list is named twice, and each has exactly one
    /// pack of each role, with the name of a file beside the manifest and a SHA-256.
    ///
    /// # Errors
    /// What is wrong, in one line for whoever keeps the files.
    pub fn check(&self) -> Result<(), String> {
        check_versions(self.format_version, self.normaliser_version)?;
        if self.lists.is_empty() {
            return Err("it names no list".to_owned());
        }
        for (place, entry) in self.lists.iter().enumerate() {
            let list = &entry.list;
            if self
                .lists
                .iter()
                .skip(place + 1)
                .any(|other| other.list == *list)
            {
                return Err(format!("a list is named twice: {list}"));
            }
            for role in [PackRole::Search, PackRole::Details] {
                if entry.packs.iter().filter(|pack| pack.kind == role).count() != 1 {
                    return Err(format!("not one search and one details pack: {list}"));
                }
            }
            for pack in &entry.packs {
                if !is_file_name(&pack.file) {
                    return Err(format!("file is not the name of a file beside it: {list}"));
                }
                if !is_sha256(&pack.sha256) {
                    return Err(format!("sha256 is not 64 digits 0-9 and a-f: {list}"));
                }
            }
        }
        Ok(())
    }
}

/// Judges the versions of a manifest, for [`Manifest::check`], and before it where a manifest of
/// another version would not be read as a [`Manifest`] at all.
///
/// # Errors
/// Which version it is, and which this program reads.
pub fn check_versions(format: u16, normaliser: u16) -> Result<(), String> {
    for (what, found, ours) in [
        ("format", format, crate::FORMAT_VERSION),
        ("normaliser", normaliser, names::NORMALISER_VERSION),
    ] {
        if found != ours {
            return Err(format!("{what} version {found}, this program reads {ours}"));
        }
    }
    Ok(())
}

/// A pack lies beside its manifest: its name leads nowhere else.
fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain)
}

fn is_sha256(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 64 && text.bytes().all(digit)
}

/// The number of keys in a JSON text. A parser keeps one of two equal keys, and which one differs
/// between parsers: a text with more keys than its parsed value is refused.
#[must_use]
pub fn count_keys(json: &str) -> usize {
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

/// One list in a [`Manifest`]; by default one of which nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEntry {
    /// Code, for example `uk`.
    pub list: String,
    /// Its name in words, for example `UK Sanctions List`.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Name of the licence.
    pub licence: String,
    /// Address of the licence.
    pub licence_url: String,
    /// Where the publisher offers the file.
    pub source_url: String,
    /// Whether it is the sample list, on which every name is invented. A page never says
    /// "no match" on it.
    pub sample: bool,
    /// The list's own date, `2026-04-29`; null when the file does not say.
    pub published: Option<String>,
    /// When the publisher was last asked for changes, RFC 3339 in UTC
    /// (`2026-04-29T09:10:00Z`); null for a file of unknown age.
    pub checked_at: Option<String>,
    /// Until when the list may be relied on, RFC 3339 in UTC; null for a file of unknown age.
    pub valid_until: Option<String>,
    /// SHA-256 of the publisher's file, in hexadecimal.
    pub source_sha256: String,
    /// How many designations of each kind, and names.
    pub counts: Counts,
    /// How many dates of birth, also those that were not understood; 0 in manifests of earlier versions.
    /// Left out where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub dates_of_birth: u32,
    /// How many identifiers: passports, national, company, ship and other numbers; 0 in manifests of
    /// earlier versions. Left out where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub identifiers: u32,
    /// How many designations each regime has, by code.
    pub regimes: BTreeMap<String, u32>,
    /// How many warnings of each type the file gave.
    pub warnings: BTreeMap<String, u32>,
    /// Kinds of faults that the publisher's file has and that a person accepted for this very
    /// file ([`source_sha256`](Self::source_sha256)), for example `missing-field`. On such a list
    /// a search that finds nothing says at most that nothing is in the file. Left out where there
    /// are none.
    /// Each once, in alphabetical order; no set, which would be code that the browser loads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_faults: Vec<String>,
    /// The files, search pack first.
    pub packs: Vec<PackEntry>,
}

/// Counts over the records of one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All designations.
    pub designations: u32,
    /// Names in Latin script as the publisher counts them, without names in other scripts.
    pub names: u32,
    /// Names in other scripts.
    pub names_in_other_scripts: u32,
    /// People.
    pub individual: u32,
    /// Entities.
    pub entity: u32,
    /// Ships.
    pub ship: u32,
    /// Aircraft.
    pub aircraft: u32,
    /// Designations without a known kind.
    pub unknown: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// One pack file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackEntry {
    /// `search` or `details`.
    pub kind: PackRole,
    /// Name of the file beside the manifest.
    pub file: String,
    /// Its size in bytes, uncompressed.
    pub bytes: u64,
    /// SHA-256 of it, in hexadecimal.
    pub sha256: String,
}

/// What a pack file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PackRole {
    /// Names and all that a result row shows.
    Search,
    /// Everything else.
    Details,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let pack = |kind, file: &str| PackEntry {
            kind,
            file: file.to_owned(),
            bytes: 7,
            sha256: "ab".repeat(32),
        };
        Manifest {
            format_version: crate::FORMAT_VERSION,
            normaliser_version: names::NORMALISER_VERSION,
            lists: vec![ListEntry {
                list: "uk".to_owned(),
                packs: vec![
                    pack(PackRole::Search, "uk-search.1a2b.pack"),
                    pack(PackRole::Details, "uk-details.pack"),
                ],
                ..ListEntry::default()
            }],
        }
    }

    #[test]
    fn a_manifest_that_cannot_give_a_verdict_is_refused() {
        type Change = fn(&mut Manifest);
        #[rustfmt::skip]
        let rows: [(&str, Change); 9] = [
            ("format version", |it| it.format_version += 1),
            ("normaliser version", |it| it.normaliser_version += 1),
            ("no list", |it| it.lists.clear()),
            ("named twice: uk", |it| it.lists.push(it.lists[0].clone())),
            ("not one search and one details pack", |it| it.lists[0].packs.truncate(1)),
            ("not one search and one details pack", |it| it.lists[0].packs[1].kind = PackRole::Search),
            ("64 digits", |it| it.lists[0].packs[0].sha256 = "AB".repeat(32)),
            ("64 digits", |it| it.lists[0].packs[1].sha256.truncate(63)),
            ("64 digits", |it| it.lists[0].packs[1].sha256 = "é".repeat(32)),
        ];
        assert_eq!(manifest().check(), Ok(()));
        for (expected, change) in rows {
            let mut broken = manifest();
            change(&mut broken);
            let error = broken.check().unwrap_err();
            assert!(error.contains(expected), "{expected}: {error}");
        }
    }

    #[test]
    fn a_pack_lies_beside_its_manifest() {
        for name in [
            "", ".", "..", "../a", "/a", "a/b", "a\\b", "//h/a", "https:a", "a?b", "a#b", "%2e%2e",
        ] {
            let mut broken = manifest();
            broken.lists[0].packs[0].file = name.to_owned();
            assert!(broken.check().is_err(), "{name}");
        }
    }

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
