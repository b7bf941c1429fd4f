//! Editions put in place of what a data folder has, and what stays of that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use manifest::{BIN_FILE, JSON_FILE, Manifest};
use matcher::{Index, Indexes};
use pack::{Party, SearchPack};

use super::edition::Edition;
use crate::lock::FolderLock;
use crate::manifest_file;
use crate::parallel;
use crate::staged::Staged;

/// Endings of the compressed forms that a web server sends in place of the file beside them.
const COMPRESSED: [&str; 2] = [".gz", ".br"];

/// How long the packs of the edition before stay.
const REPLACED: Duration = Duration::from_secs(24 * 60 * 60);

/// How editions are published.
#[derive(Clone, Copy, Default)]
pub struct Publishing {
    /// True if NAME.gz is written beside each NAME.
    pub compress: bool,
    /// How many replaced packs of each list and role stay after their day, the newest first.
    pub keep_old: usize,
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
    let places = editions.iter().enumerate();
    let places: Vec<_> = places.filter(|(_, it)| it.entry.has_edition()).collect();
    if let [_, _, ..] = places.as_slice() {
        let indexes = parallel::map(&places, |(place, edition)| {
            let [search, _] = &edition.packs;
            let pack = SearchPack::decode(search)
                .with_context(|| format!("the pack of `{}`", edition.entry.list))?;
            Ok::<_, anyhow::Error>((*place, Index::build(pack)))
        });
        for index in indexes {
            let (place, index) = index?;
            lists.put(place, Some(index));
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
