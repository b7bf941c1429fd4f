//! `manifest.json`: which packs there are, of which list, from when.
//!
//! Written by the command line's `build`, read by it and by the page. Every figure in it is
//! counted from the records packed; no clock is read.

use std::collections::{BTreeMap, BTreeSet};

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
    /// How many designations each regime has, by code.
    pub regimes: BTreeMap<String, u32>,
    /// How many warnings of each type the file gave.
    pub warnings: BTreeMap<String, u32>,
    /// Kinds of faults that the publisher's file has and that a person accepted for this very
    /// file ([`source_sha256`](Self::source_sha256)), for example `missing-field`. On such a list
    /// a search that finds nothing says at most that nothing is in the file. Left out where there
    /// are none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub accepted_faults: BTreeSet<String>,
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
    /// Dates of birth, also those that were not understood; 0 in manifests of earlier versions.
    /// Left out where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub dates_of_birth: u32,
    /// Identifiers: passports, national, company, ship and other numbers; 0 in manifests of
    /// earlier versions. Left out where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub identifiers: u32,
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
