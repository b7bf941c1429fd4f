//! `build`: publishers' files into a data folder of packs and a manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use lists::{Checks, Parsed, Source, Totals};
use manifest::{
    BIN_FILE, Counted, Counts, EditionBefore, JSON_FILE, ListEntry, Manifest, PackEntry, PackRole,
};
use matcher::{Index, Indexes};
use pack::{Party, SearchPack};
use record::Kind;
use sha2::{Digest, Sha256};

use crate::arguments::{self, Usage};
use crate::faults;
use crate::lock::FolderLock;
use crate::manifest_file;
use crate::plain::{printable, thousands};
use crate::source_file::{self, Note, SourceFile, hexadecimal};
use crate::staged::Staged;
use crate::terminal::warn;

/// Endings of the compressed forms that a web server sends in place of the file beside them.
const COMPRESSED: [&str; 2] = [".gz", ".br"];

/// How long the packs of the edition before stay.
const REPLACED: Duration = Duration::from_secs(24 * 60 * 60);

/// Make a data folder: packs, manifest.json and manifest.bin.
///
/// Nothing is written unless every list was read. The manifest of an earlier build in DIR is
/// replaced, and its compressed forms (.gz, .br) are removed; the packs of the edition before stay
/// for a day, for pages that have loaded the manifest before; other files stay. Builds into one
/// folder wait for each other. The same lists give the same bytes. When a list was last checked
/// comes from the note that `fetch` left beside it; without one its age is unknown.
#[derive(clap::Args)]
#[command(after_help = "Example: sanctions-lookup build --list uk=lists/uk.csv --out data")]
pub struct Arguments {
    /// A list's code and its file, CSV or XML; once for each list
    #[arg(long = "list", value_name = "CODE=FILE", required = true, value_parser = list_file)]
    lists: Vec<ListFile>,
    /// The data folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Accept a part of a list: fewer designations, fields that are filled less often. For subsets
    /// and tests; faults of the structure are still refused
    #[arg(long)]
    allow_small: bool,
    #[command(flatten)]
    accept: faults::AcceptArguments,
    /// Print every warning, not only how many there are
    #[arg(long)]
    warnings: bool,
}

/// One list and its file.
#[derive(Clone)]
pub struct ListFile {
    pub source: &'static Source,
    pub file: PathBuf,
}

fn list_file(text: &str) -> Result<ListFile, String> {
    let (code, files) = text
        .split_once('=')
        .ok_or("write it as CODE=FILE, for example uk=lists/uk.csv")?;
    let source = arguments::list(code)?;
    match files_of(files).as_slice() {
        [] => Err("write it as CODE=FILE, for example uk=lists/uk.csv".to_owned()),
        [file] => Ok(ListFile {
            source,
            file: file.clone(),
        }),
        several => Err(format!(
            "{} files are given, and the {} is one file",
            several.len(),
            source.title
        )),
    }
}

/// The files of one list, with commas between them: `a.csv,b.csv`. A file whose own name has a comma
/// is one file where it exists.
fn files_of(text: &str) -> Vec<PathBuf> {
    let whole = PathBuf::from(text);
    if whole.exists() {
        return vec![whole];
    }
    let files = text.split(',').filter(|file| !file.is_empty());
    files.map(PathBuf::from).collect()
}

/// Every list once, sorted by code; the error is one of usage.
fn sorted(given: Vec<ListFile>) -> Result<BTreeMap<&'static str, ListFile>, Usage> {
    let mut lists = BTreeMap::new();
    for list in given {
        let code = list.source.code;
        if lists.insert(code, list).is_some() {
            return Err(Usage(format!(
                "--list {code}=… is given twice; give each list once"
            )));
        }
    }
    Ok(lists)
}

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
}

/// One edition of a list, ready to be published.
pub struct Edition {
    pub entry: ListEntry,
    /// Bytes of the packs, in the order of the entry.
    pub packs: [Vec<u8>; 2],
}

/// How editions are published.
#[derive(Clone, Copy, Default)]
pub struct Publishing {
    /// True if NAME.gz is written beside each NAME.
    pub compress: bool,
    /// How many replaced packs of each list and role stay after their day, the newest first.
    pub keep_old: usize,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let started = Instant::now();
    let (mut editions, mut sources) = (Vec::new(), Vec::new());
    for list in sorted(arguments.lists)?.values() {
        let before = entry_before(&arguments.out, list.source.code);
        let limits = Limits {
            allow_small: arguments.allow_small,
            accept: &arguments.accept,
            folder: &arguments.out,
            before: before.as_ref(),
        };
        let (edition, source) = build(list, &limits)?;
        editions.push(edition);
        sources.push(source);
    }
    let all: Vec<&Edition> = editions.iter().collect();
    publish(&arguments.out, &all, Publishing::default())?;
    for (edition, source) in editions.iter().zip(&sources) {
        report(&edition.entry, source, arguments.warnings, out)?;
    }
    writeln!(
        out,
        "{}: written in {:.1} s",
        arguments.out.join(JSON_FILE).display(),
        started.elapsed().as_secs_f64()
    )?;
    // The process ends, and to free every text of every record takes a twentieth of its time.
    mem::forget(sources);
    Ok(())
}

/// What the last build in a folder says of its lists; nothing where that cannot be read.
pub fn entries_before(folder: &Path) -> Vec<ListEntry> {
    let manifest = fs::read(folder.join(JSON_FILE)).unwrap_or_default();
    let manifest: Option<Manifest> = serde_json::from_slice(&manifest).ok();
    manifest.map_or_else(Vec::new, |manifest| manifest.lists)
}

/// What the last build in a folder says of one list.
pub fn entry_before(folder: &Path, code: &str) -> Option<ListEntry> {
    let mut entries = entries_before(folder).into_iter();
    entries.find(|entry| entry.list == code)
}

/// Kinds of faults that were accepted before in the very bytes of this file: by `fetch`, which
/// noted them beside it, or by the last build.
fn accepted_before(file: &Path, before: Option<&ListEntry>) -> Result<BTreeSet<String>> {
    let note = Note::read(file).ok().flatten();
    let mut accepted = Vec::new();
    accepted.extend(note.map(|note| (note.sha256, note.accepted_faults)));
    accepted.extend(before.map(|it| {
        let kinds = it.accepted_faults.iter().cloned().collect();
        (it.source_sha256.clone(), kinds)
    }));
    accepted.retain(|(_, kinds)| !kinds.is_empty());
    if accepted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let sha256 = source_file::sha256_of(file)?;
    accepted.retain(|(of, _)| *of == sha256);
    Ok(accepted.into_iter().flat_map(|(_, kinds)| kinds).collect())
}

/// Builds the edition that a file has.
pub fn build(list: &ListFile, limits: &Limits<'_>) -> Result<(Edition, SourceFile)> {
    let code = list.source.code;
    let accepted_before = accepted_before(&list.file, limits.before)?;
    let checks = Checks {
        bounds: !limits.allow_small,
        today: faults::today(),
        before: limits.before.map(totals),
        accept: &limits.accept.with(&accepted_before),
    };
    let source = source_file::read(list.source, &list.file, &checks)
        .map_err(|error| faults::explain(error, !limits.allow_small))?;
    // A file stays accepted with its faults, also where it is now the edition before.
    let mut accepted_faults = accepted_before;
    accepted_faults.extend(faults::words(&source.parsed.faults.kinds()));
    let packs = pack::encode(code, &source.parsed.records)
        .with_context(|| format!("{}: cannot be packed", list.file.display()))?;
    let (checked_at, valid_until) = match age(list, &source.sha256)? {
        Some(age) => (Some(age.checked_at), Some(age.valid_until)),
        None => (None, None),
    };
    let totals = Totals::of(&source.parsed.records);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let entry = ListEntry {
        dates_of_birth: number(totals.dates_of_birth),
        identifiers: number(totals.identifiers),
        list: code.to_owned(),
        title: list.source.title.to_owned(),
        publisher: list.source.publisher.to_owned(),
        licence: list.source.licence.to_owned(),
        licence_url: list.source.licence_url.to_owned(),
        source_url: list.source.url().to_owned(),
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

/// The age that the note beside a file gives; `None` where there is no note about this very
/// file.
fn age(list: &ListFile, sha256: &str) -> Result<Option<Age>> {
    let (file, limit) = (&list.file, list.source.age_limit_hours);
    let reason = match Note::read(file) {
        Ok(None) => return Ok(None),
        Ok(Some(note)) if note.sha256 == sha256 => match valid_until(&note.checked_at, limit) {
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
        },
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

/// The counts by which an edition is compared with the one before.
fn totals(entry: &ListEntry) -> Totals {
    let counts = &entry.counts;
    let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    Totals {
        designations: number(counts.designations),
        names: number(counts.names),
        names_in_other_scripts: number(counts.names_in_other_scripts),
        dates_of_birth: number(entry.dates_of_birth),
        identifiers: number(entry.identifiers),
    }
}

fn count(parsed: &Parsed) -> Counts {
    let mut counts = Counts::default();
    for record in &parsed.records {
        counts.designations += 1;
        *match record.kind {
            Kind::Individual => &mut counts.individual,
            Kind::Entity => &mut counts.entity,
            Kind::Ship => &mut counts.ship,
            Kind::Aircraft => &mut counts.aircraft,
            Kind::Unknown => &mut counts.unknown,
        } += 1;
        for name in &record.names {
            *if name.is_in_own_script() {
                &mut counts.names_in_other_scripts
            } else {
                &mut counts.names
            } += 1;
        }
    }
    counts
}

fn count_regimes(parsed: &Parsed) -> Counted {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for record in &parsed.records {
        let codes: BTreeSet<&str> = record.regimes.iter().map(|r| r.code.as_str()).collect();
        for code in codes {
            *counts.entry(code.to_owned()).or_default() += 1;
        }
    }
    counts.into()
}

pub fn count_warnings(parsed: &Parsed) -> Counted {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for warning in &parsed.warnings {
        *counts.entry(warning.kind.as_str().to_owned()).or_default() += 1;
    }
    counts.into()
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

/// Publishes editions, sorted by code, in place of what a folder has.
///
/// Everything is written beside its place first. The manifest is moved last, `manifest.bin` at the
/// very end: a page finds the old manifest with its packs or the new one with its own. Runs that write
/// to one folder wait for each other, so that a manifest and its packs are of one run.
pub fn publish(folder: &Path, editions: &[&Edition], publishing: Publishing) -> Result<()> {
    let mut manifest = Manifest::new(editions.iter().map(|it| it.entry.clone()).collect());
    manifest.parties = parties(editions)?;
    let compact = manifest::encode(&manifest).context("the manifest cannot be written")?;
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let _lock = FolderLock::wait(folder);
    let mut staged = Vec::new();
    let mut names = BTreeSet::new();
    let mut stage = |name: &str, bytes: &[u8]| -> Result<()> {
        let mut file = Staged::beside(&folder.join(name))?;
        file.write_all(bytes)?;
        staged.push(file);
        Ok(())
    };
    for edition in editions {
        for (entry, bytes) in edition.entry.packs.iter().zip(&edition.packs) {
            stage(&entry.file, bytes)?;
            if publishing.compress {
                stage(&format!("{}.gz", entry.file), &gzip(bytes)?)?;
            }
            names.insert(entry.file.as_str());
        }
    }
    let manifests = [
        (JSON_FILE, manifest_file::json(&manifest)?),
        (BIN_FILE, compact),
    ];
    for (name, bytes) in &manifests {
        stage(name, bytes)?;
    }
    if publishing.compress {
        for (name, bytes) in &manifests {
            stage(&format!("{name}.gz"), &gzip(bytes)?)?;
        }
    }
    let left = left_by_earlier_builds(folder, &names, publishing.keep_old)?;
    // Compressed forms of the manifests go before the new ones come: a server would go on sending
    // them.
    left.remove(&left.manifests)?;
    left.keep_for_a_day();
    for file in staged {
        file.put_in_place()?;
    }
    left.remove(&left.old_packs)
}

/// Which designations of the editions are one party: found here, so that no page has to.
fn parties(editions: &[&Edition]) -> Result<Vec<Party>> {
    let mut lists = Indexes::with_places(editions.len());
    if let [_, _, ..] = editions {
        for (place, edition) in editions.iter().enumerate() {
            let [search, _] = &edition.packs;
            let pack = SearchPack::decode(search)
                .with_context(|| format!("the pack of `{}`", edition.entry.list))?;
            lists.put(place, Some(Index::build(vec![pack])));
        }
    }
    Ok(lists.find_parties())
}

/// The gzip form: the same bytes give the same bytes.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Files of earlier builds in a folder.
struct Left<'a> {
    folder: &'a Path,
    /// Compressed forms of the manifests.
    manifests: Vec<PathBuf>,
    /// Packs of the edition before, and their compressed forms. A page that has loaded the manifest
    /// before may still ask for them.
    recent_packs: Vec<PathBuf>,
    /// The same of older editions, a day after they were replaced.
    old_packs: Vec<PathBuf>,
}

/// Finds the files of earlier builds, except the packs with these names. Of packs that were replaced
/// more than a day ago, `keep_old` of each list and role stay.
fn left_by_earlier_builds<'a>(
    folder: &'a Path,
    names: &BTreeSet<&str>,
    keep_old: usize,
) -> Result<Left<'a>> {
    let cannot = || format!("cannot read the folder {}", folder.display());
    // A run that was killed between the two leaves a page with the packs of the earlier one.
    let before = [JSON_FILE, BIN_FILE].map(|name| fs::read(folder.join(name)).unwrap_or_default());
    let before = before.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut left = Left {
        folder,
        manifests: Vec::new(),
        recent_packs: Vec::new(),
        old_packs: Vec::new(),
    };
    // Packs and their compressed forms: when they were replaced, and which pack it is.
    let mut replaced: Vec<(SystemTime, String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let plain = plain_name(name);
        if [JSON_FILE, BIN_FILE].contains(&plain) && name != plain {
            left.manifests.push(entry.path());
        } else if is_pack_name(plain) && !names.contains(plain) {
            if before.iter().any(|manifest| manifest.contains(plain)) {
                left.recent_packs.push(entry.path());
            } else if let Ok(time) = entry.metadata().and_then(|file| file.modified()) {
                replaced.push((time, plain.to_owned(), entry.path()));
            }
        }
    }
    // The newest first.
    replaced.sort_by(|one, other| other.cmp(one));
    let mut kept: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (time, plain, path) in replaced {
        let list_and_role = plain.split('.').next().unwrap_or_default();
        let kept = kept.entry(list_and_role.to_owned()).or_default();
        if kept.len() < keep_old || kept.contains(&plain) {
            kept.insert(plain);
        } else if time.elapsed().is_ok_and(|elapsed| elapsed > REPLACED) {
            left.old_packs.push(path);
        }
    }
    Ok(left)
}

impl Left<'_> {
    fn remove(&self, files: &[PathBuf]) -> Result<()> {
        for file in files {
            fs::remove_file(file).with_context(|| {
                format!(
                    "cannot remove an earlier build from {}",
                    self.folder.display()
                )
            })?;
        }
        Ok(())
    }

    /// Marks the packs of the edition before as changed now, so that their day begins.
    fn keep_for_a_day(&self) {
        for file in &self.recent_packs {
            // One that cannot be marked only goes earlier.
            let _ = fs::File::options()
                .write(true)
                .open(file)
                .and_then(|file| file.set_modified(SystemTime::now()));
        }
    }
}

/// The file that this is, or is a compressed form of.
fn plain_name(name: &str) -> &str {
    let mut endings = COMPRESSED.iter();
    endings
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

/// Whether `build` gives such names: `uk-search.0123456789abcdef.pack`.
fn is_pack_name(name: &str) -> bool {
    let Some((start, hash)) = name
        .strip_suffix(".pack")
        .and_then(|name| name.split_once('.'))
    else {
        return false;
    };
    let code = start
        .strip_suffix("-search")
        .or_else(|| start.strip_suffix("-details"));
    code.is_some_and(|code| lists::source(code).is_some())
        && hash.len() == 16
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn report(
    entry: &ListEntry,
    source: &SourceFile,
    every_warning: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let ListEntry {
        list,
        title,
        sample,
        published,
        checked_at,
        counts,
        regimes,
        warnings,
        accepted_faults,
        before,
        packs,
        ..
    } = entry;
    let unknown = || "unknown".to_owned();
    writeln!(
        out,
        "{title} ({list}), published {}, last checked {}",
        published.clone().unwrap_or_else(unknown),
        checked_at.clone().unwrap_or_else(unknown),
    )?;
    if *sample {
        writeln!(out, "  sample list: every name is invented")?;
    }
    writeln!(
        out,
        "  designations: {} (individual {}, entity {}, ship {}, aircraft {}, unknown {})",
        thousands(counts.designations.into()),
        thousands(counts.individual.into()),
        thousands(counts.entity.into()),
        thousands(counts.ship.into()),
        thousands(counts.aircraft.into()),
        thousands(counts.unknown.into()),
    )?;
    writeln!(
        out,
        "  names: {}, and in other scripts {}",
        thousands(counts.names.into()),
        thousands(counts.names_in_other_scripts.into()),
    )?;
    writeln!(out, "  by regime: {}", listed(regimes))?;
    if let Some(before) = before {
        writeln!(
            out,
            "  no longer on the list since the edition of {}: {}",
            before.published.clone().unwrap_or_else(unknown),
            thousands(before.removed.into()),
        )?;
    }
    writeln!(out, "  warnings: {}", listed(warnings))?;
    if every_warning {
        faults::print_warnings(&source.parsed.warnings, out)?;
    }
    if !accepted_faults.is_empty() {
        let kinds: Vec<&str> = accepted_faults.iter().map(String::as_str).collect();
        let kinds = printable(&kinds.join(", "));
        writeln!(
            out,
            "  accepted faults: {kinds}; a search that finds nothing is no full answer on this list"
        )?;
    }
    writeln!(out, "  source: {} bytes", thousands(source.bytes))?;
    for pack in packs {
        writeln!(out, "  {}: {} bytes", pack.file, thousands(pack.bytes))?;
    }
    Ok(())
}

/// `AQD 12, RUS 2,345`, or `none`.
pub fn listed(counts: &Counted) -> String {
    let counts = counts.iter();
    let counts: Vec<String> = counts
        .map(|(word, number)| format!("{} {}", printable(word), thousands(number.into())))
        .collect();
    match counts.as_slice() {
        [] => "none".to_owned(),
        counts => counts.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::is_pack_name;

    #[test]
    fn only_packs_of_an_earlier_build_are_removed() {
        for (name, is_ours) in [
            ("uk-search.0123456789abcdef.pack", true),
            ("uk-details.0123456789abcdef.pack", true),
            ("uk-search.0123456789abcde.pack", false),
            ("uk-search.0123456789abcdeg.pack", false),
            ("uk-other.0123456789abcdef.pack", false),
            ("zz-search.0123456789abcdef.pack", false),
            ("uk-search.0123456789abcdef.pack.gz", false),
            ("manifest.json", false),
            ("holiday.pack", false),
        ] {
            assert_eq!(is_pack_name(name), is_ours, "{name}");
        }
    }
}
