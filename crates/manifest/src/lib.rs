//! The manifest of a data folder: which packs there are, of which list, from when.
//!
//! A data folder holds it twice. `manifest.json` ([`JSON_FILE`]) is for people, scripts and the
//! command line. `manifest.bin` ([`BIN_FILE`]) is the same content in a compact form, and which designations
//! of several lists are one party; the page's worker reads it, because a JSON parser in the browser's code would cost a fifth of its budget. Both
//! are written by `build` from one [`Manifest`]. Every figure in it is counted from the records that
//! were packed.
//!
//! ```
//! use manifest::{ListEntry, Manifest, PackEntry, PackRole};
//!
//! let pack = |kind, file: &str| PackEntry { kind, file: file.into(), bytes: 7, sha256: "ab".repeat(32) };
//! let manifest = Manifest::new(vec![ListEntry {
//!     list: "uk".into(),
//!     checked_at: Some("2026-11-26T11:00:00Z".into()),
//!     packs: vec![pack(PackRole::Search, "uk-search.pack"), pack(PackRole::Details, "uk-details.pack")],
//!     ..ListEntry::default()
//! }]);
//! let bytes = manifest::encode(&manifest)?;
//! assert_eq!(manifest::decode(&bytes)?, manifest);
//! let noon = check::read_time("2026-11-26T12:00:00Z").expect("a time");
//! assert_eq!(manifest.lists[0].status(noon), check::Status::Current);
//! # Ok::<(), manifest::ManifestError>(())
//! ```
//!
//! # The compact form
//!
//! ```text
//! header of a pack: "SLP" · 'M' · format version u16 · normaliser version u16 · layout version u32 ·
//! 0 (no list code) · number of lists
//! for each list:
//!   7 texts: list, title, publisher, licence, licence_url, source_url, source_sha256
//!   3 texts, each empty or "=" and a text: published, checked_at, valid_until
//!   11 numbers: sample (0 or 1), the 8 counts, dates_of_birth, identifiers
//!   regimes, then warnings: their number, then a text and a number each, sorted by text
//!   accepted_faults: their number, then a text each
//!   packs: their number, then the letter 'S' or 'D', a text (file), a number (bytes) and a text (sha256) each
//! only where there are parties, or what follows them: their number, then for each: two times the number of its
//!   entries, and one more for a doubtful pair; for each entry the places of the list and of the designation in it
//! only where the edition before is known of a list: for each list 0, or one more than the number of removed
//!   designations and a text as those three above, the date of the edition before
//! CRC-32 of all before it
//! ```
//!
//! Numbers are varints (seven bits a byte, lowest first, at most 32 bits), texts are UTF-8 closed by a
//! NUL; `pack::bytes` reads and writes both. One manifest has one compact form.
//!
//! # Limits and cost
//!
//! A reader takes at most [`MOST_BYTES`]. Some 900 bytes a list, most of them titles, addresses and
//! checksums, and seven a party. The crate has no input or output and reads no clock.

#![deny(missing_docs)]

mod compact;
mod error;

use std::collections::BTreeMap;

use pack::Party;
use serde::{Deserialize, Serialize};

pub use compact::{decode, encode};
pub use error::ManifestError;

/// Name of the manifest that people, scripts and the command line read.
pub const JSON_FILE: &str = "manifest.json";

/// Name of the compact form, which the page's worker reads.
pub const BIN_FILE: &str = "manifest.bin";

/// Most bytes of a manifest in either form. Thirty lists take some 60,000; a file above this is no
/// manifest, and nobody holds it in memory.
pub const MOST_BYTES: usize = 1 << 20;

/// The whole manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT_VERSION`](pack::FORMAT_VERSION) of the packs.
    pub format_version: u16,
    /// [`NORMALISER_VERSION`](pack::NORMALISER_VERSION) of the packs.
    pub normaliser_version: u16,
    /// One entry a list, sorted by code.
    pub lists: Vec<ListEntry>,
    /// Which designations of these lists are one party, and which may be, by the places of the lists here.
    /// Only the compact form has it: the command line finds the parties in the packs.
    #[serde(skip)]
    pub parties: Vec<Party>,
}

impl Manifest {
    /// The manifest of these lists, sorted by code, whose packs this program wrote.
    #[must_use]
    pub fn new(lists: Vec<ListEntry>) -> Self {
        Self {
            format_version: pack::FORMAT_VERSION,
            normaliser_version: pack::NORMALISER_VERSION,
            lists,
            parties: Vec::new(),
        }
    }

    /// Keeps the lists that are wanted, and the parties that are on several of them.
    pub fn keep(&mut self, is_wanted: impl Fn(&ListEntry) -> bool) {
        let mut kept = 0;
        let places = self.lists.iter().map(|list| {
            let place = is_wanted(list).then_some(kept);
            kept += usize::from(place.is_some());
            place
        });
        let places: Vec<Option<usize>> = places.collect();
        for party in &mut self.parties {
            party.entries.retain_mut(|(list, _)| {
                let place = places.get(*list).copied().flatten();
                *list = place.unwrap_or_default();
                place.is_some()
            });
        }
        self.parties.retain(|party| party.entries.len() > 1);
        self.lists.retain(is_wanted);
    }

    /// Judges a manifest that was read, for both the page and the command line: the versions are
    /// this program's, there is at least one list, no list is named twice, and each has exactly one
    /// pack of each role, with the name of a file beside the manifest and a SHA-256, or [none](ListEntry::has_edition).
    /// A party has entries that its lists have, of each list one.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn check(&self) -> Result<(), ManifestError> {
        check_versions(self.format_version, self.normaliser_version)?;
        if self.lists.is_empty() {
            return Err(ManifestError::NoList);
        }
        for (place, entry) in self.lists.iter().enumerate() {
            let list = || entry.list.clone();
            let mut others = self.lists.iter().skip(place + 1);
            if others.any(|other| other.list == entry.list) {
                return Err(ManifestError::ListTwice { list: list() });
            }
            let count = |role| entry.packs.iter().filter(|pack| pack.kind == role).count();
            let counts = [PackRole::Search, PackRole::Details].map(count);
            if entry.has_edition() && counts != [1, 1] {
                return Err(ManifestError::Packs { list: list() });
            }
            for pack in &entry.packs {
                if !is_file_name(&pack.file) {
                    return Err(ManifestError::FileName { list: list() });
                }
                if !is_sha256(&pack.sha256) {
                    return Err(ManifestError::Sha256 { list: list() });
                }
            }
        }
        let is_listed = |(list, designation): &(usize, usize)| {
            let list = self.lists.get(*list);
            list.is_some_and(|list| *designation < list.counts.designations as usize)
        };
        let is_party = |party: &Party| {
            let entries = &party.entries;
            entries.len() > 1
                && entries.iter().all(is_listed)
                && entries.is_sorted_by(|(list, _), (next, _)| list < next)
        };
        match self.parties.iter().all(is_party) {
            true => Ok(()),
            false => Err(ManifestError::Party),
        }
    }
}

/// Judges the versions of a manifest, for [`Manifest::check`], and before it where a manifest of
/// another version would not be read as a [`Manifest`] at all.
///
/// # Errors
/// Which version it is, and which this program reads.
pub fn check_versions(format: u16, normaliser: u16) -> Result<(), ManifestError> {
    for (what, found, ours) in [
        ("format", format, pack::FORMAT_VERSION),
        ("normaliser", normaliser, pack::NORMALISER_VERSION),
    ] {
        if found != ours {
            return Err(ManifestError::Version { what, found, ours });
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
    /// SHA-256 of the publisher's file, in hexadecimal. Of a list that comes in several files it has that of each,
    /// sorted, with a blank between them.
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
    pub regimes: Counted,
    /// How many warnings of each type the file gave.
    pub warnings: Counted,
    /// Kinds of faults that the publisher's file has and that a person accepted for this very
    /// file ([`source_sha256`](Self::source_sha256)), for example `missing-field`. On such a list
    /// a search that finds nothing says at most that nothing is in the file. Left out where there
    /// are none.
    /// Each once, in alphabetical order; no set, which would be code that the browser loads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_faults: Vec<String>,
    /// How it differs from the last edition of an earlier date, where the builder had one. Left out where it
    /// had not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<EditionBefore>,
    /// The files, search pack first; none where [there is no edition](Self::has_edition).
    pub packs: Vec<PackEntry>,
}

/// How an edition of a list differs from the one before, which is the last of an earlier date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionBefore {
    /// The date of the edition before, `2026-04-22`; null when the file did not say.
    pub published: Option<String>,
    /// How many designations of the edition before are no longer on the list, by their IDs. Which ones is
    /// said nowhere.
    pub removed: u32,
}

impl ListEntry {
    /// False for a list that is meant to be here and of which no edition ever came. It is named all the same, so
    /// that whoever searches hears that it was not searched.
    #[must_use]
    pub fn has_edition(&self) -> bool {
        !self.packs.is_empty()
    }

    /// The facts that [`check::status`] decides on.
    #[must_use]
    pub fn facts(&self) -> check::ListFacts<'_> {
        check::ListFacts {
            sample: self.sample,
            checked_at: self.checked_at.as_deref(),
            valid_until: self.valid_until.as_deref(),
            has_accepted_fault: !self.accepted_faults.is_empty(),
        }
    }

    /// Whether the list may be relied on at `now`, in seconds since 1970.
    #[must_use]
    pub fn status(&self, now: i64) -> check::Status {
        match self.has_edition() {
            true => check::status(&self.facts(), now),
            false => check::Status::Failed,
        }
    }

    /// The pack with this role.
    #[must_use]
    pub fn pack(&self, role: PackRole) -> Option<&PackEntry> {
        self.packs.iter().find(|pack| pack.kind == role)
    }
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

/// Numbers by a text, each text once, sorted by it. No map, which would be 4 KB of code that the browser
/// loads (1.4 KB gzip, 2026-11-27).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, u32>", into = "BTreeMap<String, u32>")]
pub struct Counted(Vec<(String, u32)>);

impl Counted {
    /// Every text with its number.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u32)> + Clone {
        self.0.iter().map(|(text, number)| (text.as_str(), *number))
    }
}

impl From<BTreeMap<String, u32>> for Counted {
    fn from(counts: BTreeMap<String, u32>) -> Self {
        Self(counts.into_iter().collect())
    }
}

impl From<Counted> for BTreeMap<String, u32> {
    fn from(counts: Counted) -> Self {
        counts.0.into_iter().collect()
    }
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
#[allow(clippy::unwrap_used)] // A test may fail so.
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let pack = |kind, file: &str| PackEntry {
            kind,
            file: file.to_owned(),
            bytes: 7,
            sha256: "ab".repeat(32),
        };
        Manifest::new(vec![ListEntry {
            list: "uk".to_owned(),
            packs: vec![
                pack(PackRole::Search, "uk-search.1a2b.pack"),
                pack(PackRole::Details, "uk-details.pack"),
            ],
            ..ListEntry::default()
        }])
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
            let error = broken.check().unwrap_err().to_string();
            assert!(error.contains(expected), "{expected}: {error}");
        }
    }

    #[test]
    fn a_list_without_an_edition_is_named_and_gives_no_verdict() {
        let mut one = manifest();
        let never_came = ListEntry {
            list: "xx".to_owned(),
            ..ListEntry::default()
        };
        one.lists.push(never_came);
        assert_eq!(one.check(), Ok(()));
        assert_eq!(decode(&encode(&one).unwrap()).unwrap(), one);
        assert_eq!(one.lists[1].status(0), check::Status::Failed);
        one.parties.push(Party {
            entries: vec![(0, 0), (1, 0)],
            is_doubtful: false,
        });
        one.lists[0].counts.designations = 1;
        assert_eq!(one.check(), Err(ManifestError::Party));
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
}
