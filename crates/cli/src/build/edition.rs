//! An edition of a list: its packs, and its entry in the manifest.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use lists::{Checks, Source, Totals};
use manifest::{EditionBefore, JSON_FILE, ListEntry, Manifest, PackEntry, PackRole};
use pack::SearchPack;
use sha2::{Digest, Sha256};

use super::counts::{count, count_regimes, count_warnings, totals};
use super::list_file::ListFiles;
use crate::faults;
use crate::source_file::{self, Note, SourceFile, hexadecimal};
use crate::terminal::warn;

/// Which files of a list are good enough.
pub struct Limits<'a> {
    /// True where a part of a list is meant.
    pub allow_small: bool,
    /// Faults that are accepted.
    pub accept: &'a faults::AcceptArguments,
    /// The folder of the last build.
    pub folder: &'a Path,
    /// What the last build says of the list.
    pub before: Option<&'a ListEntry>,
    /// True where an edition is refused that is older than that.
    pub is_older_refused: bool,
}

/// One edition of a list, ready to be published.
#[derive(Clone)]
pub struct Edition {
    pub entry: ListEntry,
    /// Bytes of the packs, in the order of the entry; empty where it has none.
    pub packs: [Vec<u8>; 2],
}

impl Edition {
    /// In place of the edition that a list does not have: the manifest names the list without packs.
    pub fn missing(source: &Source) -> Self {
        Self {
            entry: named(source),
            packs: Default::default(),
        }
    }
}

/// What is known of a list without any file of it.
fn named(source: &Source) -> ListEntry {
    ListEntry {
        list: source.code.to_owned(),
        title: source.title.to_owned(),
        publisher: source.publisher.to_owned(),
        licence: source.licence.to_owned(),
        licence_url: source.licence_url.to_owned(),
        source_url: source.url().to_owned(),
        ..ListEntry::default()
    }
}

/// What the last build in a folder says of its lists; nothing where that cannot be read.
pub fn entries_before(folder: &Path) -> Vec<ListEntry> {
    let manifest = fs::read(folder.join(JSON_FILE)).unwrap_or_default();
    let manifest: Option<Manifest> = serde_json::from_slice(&manifest).ok();
    manifest.map_or_else(Vec::new, |manifest| manifest.lists)
}

/// What the last build in a folder says of one list, if it had an edition.
pub fn entry_before(folder: &Path, code: &str) -> Option<ListEntry> {
    let mut entries = entries_before(folder).into_iter();
    entries.find(|entry| entry.list == code && entry.has_edition())
}

/// Kinds of faults that were accepted before in the very bytes of a list's files: by `fetch`, which noted them beside
/// each file, or by the last build.
struct Accepted {
    /// In all files together.
    all: BTreeSet<String>,
    /// In each file, in their order.
    by_file: Vec<BTreeSet<String>>,
}

fn accepted_before(files: &[PathBuf], before: Option<&ListEntry>) -> Result<Accepted> {
    let notes = files.iter().map(|file| Note::read(file).ok().flatten());
    let notes = notes.map(|note| note.filter(|note| !note.accepted_faults.is_empty()));
    let notes: Vec<Option<Note>> = notes.collect();
    let before = before.filter(|before| !before.accepted_faults.is_empty());
    let mut accepted = Accepted {
        all: BTreeSet::new(),
        by_file: vec![BTreeSet::new(); files.len()],
    };
    if before.is_none() && notes.iter().all(Option::is_none) {
        return Ok(accepted);
    }
    let sha256s = files.iter().map(|file| source_file::sha256_of(file));
    let sha256s: Vec<String> = sha256s.collect::<Result<_>>()?;
    for ((own, note), sha256) in accepted.by_file.iter_mut().zip(notes).zip(&sha256s) {
        own.extend(
            note.filter(|note| note.sha256 == *sha256)
                .into_iter()
                .flat_map(|note| note.accepted_faults),
        );
    }
    let sha256 = source_file::hashes(sha256s);
    let of_build = before.filter(|before| before.source_sha256 == sha256);
    let of_build = of_build
        .into_iter()
        .flat_map(|it| it.accepted_faults.clone());
    let of_files = accepted.by_file.iter().flatten().cloned();
    accepted.all = of_build.chain(of_files).collect();
    Ok(accepted)
}

/// Builds the edition that the files of a list have.
pub fn build(list: &ListFiles, limits: &Limits<'_>) -> Result<(Edition, SourceFile)> {
    let code = list.source.code;
    let accepted_before = accepted_before(&list.files, limits.before)?;
    let checks = Checks {
        bounds: !limits.allow_small,
        today: faults::today(),
        before: limits.before.map(totals),
        not_before: (limits.before.filter(|_| limits.is_older_refused))
            .and_then(|before| before.published.as_deref()?.parse().ok()),
        accept: &limits.accept.with(&accepted_before.all),
    };
    let source = match list.files.as_slice() {
        [file] => source_file::read(list.source, file, &checks),
        files => {
            let accept = accepted_before.by_file.iter();
            let accept = accept.map(|before| limits.accept.with(before));
            let files: Vec<_> = files.iter().map(PathBuf::as_path).zip(accept).collect();
            source_file::read_parts(list.source, &files, &checks)
        }
    };
    let source = source.map_err(|error| faults::explain(error, !limits.allow_small))?;
    // A file stays accepted with its faults, also where it is now the edition before.
    let mut accepted_faults = accepted_before.all;
    accepted_faults.extend(faults::words(&source.parsed.faults.kinds()));
    let packs = pack::encode(code, &source.parsed.records)
        .with_context(|| format!("{}: cannot be packed", list.shown()))?;
    let (checked_at, valid_until) = match age(list, &source.sha256)? {
        Some(age) => (Some(age.checked_at), Some(age.valid_until)),
        None => (None, None),
    };
    let totals = Totals::of(&source.parsed.records);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let entry = ListEntry {
        dates_of_birth: number(totals.dates_of_birth),
        identifiers: number(totals.identifiers),
        sample: source.parsed.header.sample,
        published: source.parsed.header.published.map(|date| date.to_string()),
        checked_at,
        valid_until,
        source_sha256: source.sha256.clone(),
        counts: count(&source.parsed),
        regimes: count_regimes(&source.parsed),
        warnings: count_warnings(&source.parsed),
        accepted_faults: accepted_faults.into_iter().collect(),
        before: limits
            .before
            .and_then(|before| edition_before(limits.folder, before, &source)),
        packs: vec![
            pack_entry(code, PackRole::Search, &packs.search),
            pack_entry(code, PackRole::Details, &packs.details),
        ],
        ..named(list.source)
    };
    let edition = Edition {
        entry,
        packs: [packs.search, packs.details],
    };
    Ok((edition, source))
}

/// How a file differs from the last edition of an earlier date, by the edition that the folder has. Two
/// editions may have one date. `None` where no earlier edition is known, or its pack cannot be read any more.
fn edition_before(folder: &Path, before: &ListEntry, source: &SourceFile) -> Option<EditionBefore> {
    if before.source_sha256 == source.sha256 {
        return before.before.clone();
    }
    let entry = before.pack(PackRole::Search)?;
    let bytes = fs::read(folder.join(&entry.file)).ok()?;
    let is_it = hexadecimal(&Sha256::digest(&bytes)) == entry.sha256;
    let pack = SearchPack::decode(&bytes).ok().filter(|_| is_it)?;
    let records = &source.parsed.records;
    let ids: BTreeSet<&str> = records.iter().map(|record| record.id.as_str()).collect();
    let removed = pack.designations().filter(|one| !ids.contains(one.id()));
    let removed = u32::try_from(removed.count()).ok()?;
    let published = source.parsed.header.published;
    if before.published != published.map(|date| date.to_string()) {
        return Some(EditionBefore {
            published: before.published.clone(),
            removed,
        });
    }
    let earlier = before.before.as_ref()?;
    Some(EditionBefore {
        published: earlier.published.clone(),
        removed: earlier.removed.saturating_add(removed),
    })
}

/// What is known about the age of a file.
struct Age {
    checked_at: String,
    valid_until: String,
}

/// The age that the notes beside a list's files give: that of the file whose publisher was asked first; `None` where one
/// has no note about this very file.
fn age(list: &ListFiles, sha256: &str) -> Result<Option<Age>> {
    let limit = list.source.age_limit_hours;
    let mut ages = Vec::new();
    for file in &list.files {
        let Some(age) = age_of(file, sha256, limit)? else {
            return Ok(None);
        };
        ages.push(age);
    }
    // Times of one form, in which the earlier sorts first.
    Ok(ages
        .into_iter()
        .min_by(|one, other| one.valid_until.cmp(&other.valid_until)))
}

/// The age of one file; `sha256` has the hashes of all.
fn age_of(file: &Path, sha256: &str, limit: u32) -> Result<Option<Age>> {
    let reason = match Note::read(file) {
        Ok(None) => return Ok(None),
        Ok(Some(note)) if sha256.split(' ').any(|it| it == note.sha256) => {
            match valid_until(&note.checked_at, limit) {
                Some(valid_until) => {
                    return Ok(Some(Age {
                        checked_at: note.checked_at,
                        valid_until,
                    }));
                }
                None => format!(
                    "{}: checked_at is `{}`, not a time in UTC such as 2026-04-29T09:10:00Z",
                    Note::path(file).display(),
                    note.checked_at
                ),
            }
        }
        Ok(Some(_)) => format!("{} is about another file", Note::path(file).display()),
        Err(error) => format!("{error:#}"),
    };
    warn(format!(
        "{reason}; it is not known when {} was last checked, fetch it again",
        file.display()
    ));
    Ok(None)
}

/// Until when a list may be relied on whose publisher was asked at this time.
fn valid_until(checked_at: &str, limit_hours: u32) -> Option<String> {
    let limit = Duration::from_secs(u64::from(limit_hours) * 60 * 60);
    let until = humantime::parse_rfc3339(checked_at)
        .ok()?
        .checked_add(limit)?;
    let mut text = String::new();
    // A year of five digits cannot be written.
    write!(text, "{}", humantime::format_rfc3339_seconds(until)).ok()?;
    Some(text)
}

fn pack_entry(code: &str, kind: PackRole, bytes: &[u8]) -> PackEntry {
    let sha256 = hexadecimal(&Sha256::digest(bytes));
    let role = match kind {
        PackRole::Search => "search",
        PackRole::Details => "details",
    };
    PackEntry {
        kind,
        file: format!("{code}-{role}.{}.pack", sha256.get(..16).unwrap_or(&sha256)),
        bytes: bytes.len() as u64,
        sha256,
    }
}
