//! A data folder, as `build` writes it, read without trust.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use manifest::{JSON_FILE, ListEntry, Manifest, PackEntry, PackRole};
use matcher::{Index, Indexes};
use pack::{DetailsPack, SearchPack};
use record::Record;
use sha2::{Digest, Sha256};

use crate::manifest_file;
use crate::source_file::hexadecimal;
use crate::terminal;

/// A data folder whose manifest was read; its packs are read when they are asked for.
pub struct DataFolder {
    pub manifest: Manifest,
    path: PathBuf,
}

impl DataFolder {
    /// Reads the manifest.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self {
            manifest: manifest_file::read(path)?,
            path: path.to_owned(),
        })
    }

    /// The lists in the order of the manifest, verified. One that cannot be read is announced and left
    /// out; where none can be read, that is the error.
    pub fn indexes(&self) -> Result<Indexes> {
        let packs = self
            .manifest
            .lists
            .iter()
            .map(|list| self.search_pack(list));
        let mut packs: Vec<Result<SearchPack>> = packs.collect();
        if packs.iter().all(Result::is_err)
            && let Some(first) = packs.drain(..).next()
        {
            first?;
        }
        let readable = packs
            .into_iter()
            .zip(&self.manifest.lists)
            .map(|(pack, list)| {
                let warn =
                    |error| terminal::warn(format!("{error:#}; {} is not searched", list.title));
                pack.map_err(warn).ok()
            });
        Ok(Indexes::build_some(readable.collect()))
    }

    /// The only list, or the one with this code.
    pub fn index_of(&self, code: Option<&str>) -> Result<Index> {
        let lists = self.manifest.lists.iter();
        let lists: Vec<&ListEntry> = lists.filter(|list| list.has_edition()).collect();
        let known: Vec<&str> = lists.iter().map(|list| list.list.as_str()).collect();
        let known = known.join(", ");
        let list = match (code, lists.as_slice()) {
            (None, [only]) => *only,
            (None, _) => bail!("the folder has several lists; name one with --list: {known}"),
            (Some(code), lists) => {
                let list = lists.iter().find(|list| list.list == code);
                list.with_context(|| format!("the folder has no list `{code}`; it has: {known}"))?
            }
        };
        Ok(Index::build(self.search_pack(list)?))
    }

    /// Reads and verifies every pack that there is.
    pub fn verify(&self) -> Result<()> {
        for list in self.manifest.lists.iter().filter(|list| list.has_edition()) {
            let search = self.search_pack(list)?;
            self.details_pack(list, &search)?;
        }
        Ok(())
    }

    /// Every record of a list, verified.
    pub fn records(&self, list: &ListEntry) -> Result<Vec<Record>> {
        let search = self.search_pack(list)?;
        let details = self.details_pack(list, &search)?;
        let places = 0..search.len();
        Ok(places
            .filter_map(|place| pack::record(&search, &details, place))
            .collect())
    }

    /// The details pack of each list whose search pack is in `indexes`, in the order of the manifest, verified.
    pub fn details(&self, indexes: &Indexes) -> Result<Vec<Option<DetailsPack>>> {
        let lists = self.manifest.lists.iter().enumerate();
        lists
            .map(|(place, list)| {
                let Some(search) = indexes.pack(place) else {
                    return Ok(None);
                };
                self.details_pack(list, search).map(Some)
            })
            .collect()
    }

    /// The details pack of a list, verified.
    pub fn details_pack(&self, list: &ListEntry, search: &SearchPack) -> Result<DetailsPack> {
        let (file, bytes) = self.pack_bytes(list, PackRole::Details)?;
        DetailsPack::decode(&bytes, search).with_context(|| file.display().to_string())
    }

    /// The search pack of a list, verified.
    pub fn search_pack(&self, list: &ListEntry) -> Result<SearchPack> {
        let (file, bytes) = self.pack_bytes(list, PackRole::Search)?;
        let search = SearchPack::decode(&bytes).with_context(|| file.display().to_string())?;
        if search.list() != list.list || search.len() as u64 != u64::from(list.counts.designations)
        {
            bail!(
                "{}: holds {} designations of the list `{}`, the manifest says {} of `{}`; build the folder again",
                file.display(),
                search.len(),
                search.list(),
                list.counts.designations,
                list.list,
            );
        }
        Ok(search)
    }

    /// The bytes of a pack, with the size and checksum that the manifest gives.
    pub fn pack_bytes(&self, list: &ListEntry, role: PackRole) -> Result<(PathBuf, Vec<u8>)> {
        let entry = pack_entry(list, role).with_context(|| {
            format!(
                "{}: no edition of the list `{}` came so far; run `refresh` again and read its error",
                self.path.join(JSON_FILE).display(),
                list.list
            )
        })?;
        let file = self.path.join(&entry.file);
        let bytes = fs::read(&file)
            .with_context(|| format!("cannot read {}; build the folder again", file.display()))?;
        if bytes.len() as u64 != entry.bytes {
            bail!(
                "{}: {} bytes, the manifest says {}; build the folder again",
                file.display(),
                bytes.len(),
                entry.bytes
            );
        }
        if hexadecimal(&Sha256::digest(&bytes)) != entry.sha256 {
            bail!(
                "{}: its SHA-256 is not the one in the manifest; build the folder again",
                file.display()
            );
        }
        Ok((file, bytes))
    }
}

/// The pack of a list that has this role.
pub fn pack_entry(list: &ListEntry, role: PackRole) -> Option<&PackEntry> {
    list.pack(role)
}
