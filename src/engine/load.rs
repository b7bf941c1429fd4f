//! Loads the lists: the manifest, then the packs of each list, each whole and checked against the
//! manifest.

use core::cell::Cell;

use gloo::timers::callback::Timeout;
use js_sys::{Date, Uint8Array};
use manifest::{EditionBefore, ListEntry, Manifest, PackEntry, PackRole};
use pack::{DetailsPack, PackError, Party, SearchPack};
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReadableStreamReadResult, RequestCache,
    RequestInit, Response, Url, WorkerGlobalScope,
};

use super::protocol::{ListView, Load, LoadFailure};

/// What of the lists is here, and how far the rest is.
pub(crate) struct Loader {
    address: String,
    manifest: Manifest,
    loaded: Cell<u64>,
    is_clock_wrong: bool,
    on_progress: Box<dyn Fn(u64, u64)>,
}

impl Loader {
    /// Reads the manifest at this address, for the lists with these codes, or for all when it has
    /// none of them. `on_progress` hears the bytes that are here and the
    /// bytes of all packs.
    pub(crate) async fn open(
        address: String,
        wanted: &[String],
        on_progress: Box<dyn Fn(u64, u64)>,
    ) -> Result<Self, LoadFailure> {
        let mut bytes = Vec::new();
        let mut take = |chunk: Uint8Array| {
            bytes.extend(chunk.to_vec());
            bytes.len() <= manifest::MOST_BYTES
        };
        let cache = RequestCache::NoCache;
        let answer = fetch(&compact(&address), manifest::BIN_FILE, cache, &mut take).await?;
        let mut manifest = manifest::decode(&bytes).map_err(|error| LoadFailure::Manifest {
            reason: error.text(),
        })?;
        let is_wanted = |list: &ListEntry| wanted.contains(&list.list);
        if manifest.lists.iter().any(is_wanted) {
            manifest.keep(is_wanted);
        }
        Ok(Self {
            address,
            manifest,
            loaded: Cell::new(0),
            is_clock_wrong: is_clock_wrong(&answer),
            on_progress,
        })
    }

    /// Whether the device's clock and the time of the manifest's answer differ by more than an
    /// hour. `false` where the answer gives no time, as it may to a page of another origin.
    pub(crate) fn is_clock_wrong(&self) -> bool {
        self.is_clock_wrong
    }

    /// The lists, as the page shows them.
    pub(crate) fn lists(&self) -> Vec<ListView> {
        self.manifest.lists.iter().map(view).collect()
    }

    /// How the list at this place differs from the edition before.
    pub(crate) fn before(&self, place: usize) -> Option<EditionBefore> {
        self.manifest.lists.get(place)?.before.clone()
    }

    /// The lists, as the manifest has them.
    pub(crate) fn entries(&self) -> &[ListEntry] {
        &self.manifest.lists
    }

    /// What of these lists is one party.
    pub(crate) fn parties(&self) -> &[Party] {
        &self.manifest.parties
    }

    /// The search pack of a list.
    pub(crate) async fn search_pack(&self, place: usize) -> Result<SearchPack, LoadFailure> {
        let (entry, bytes) = self.pack(place, PackRole::Search).await?;
        let pack = SearchPack::decode(&bytes).map_err(|error| damaged(&entry, &error.text()))?;
        let list = self.manifest.lists.get(place);
        let is_it = |list: &ListEntry| {
            pack.list() == list.list && pack.len() == list.counts.designations as usize
        };
        match list.is_some_and(is_it) {
            true => Ok(pack),
            false => Err(damaged(
                &entry,
                "it holds another list than the manifest says",
            )),
        }
    }

    /// The details pack of a list; `decode` reads it beside the search pack.
    pub(crate) async fn details_pack(
        &self,
        place: usize,
        decode: impl FnOnce(&[u8]) -> Result<DetailsPack, PackError>,
    ) -> Result<DetailsPack, LoadFailure> {
        let (entry, bytes) = self.pack(place, PackRole::Details).await?;
        decode(&bytes).map_err(|error| damaged(&entry, &error.text()))
    }

    async fn pack(
        &self,
        place: usize,
        role: PackRole,
    ) -> Result<(PackEntry, Vec<u8>), LoadFailure> {
        let packs = self.manifest.lists.iter().flat_map(|list| &list.packs);
        let total = packs.map(|pack| pack.bytes).sum();
        let list = self.manifest.lists.get(place);
        let entry = list
            .and_then(|list| list.pack(role))
            .cloned()
            .ok_or(LoadFailure::Missing)?;
        let address = Url::new_with_base(&entry.file, &self.address)
            .map_err(|_| damaged(&entry, "its name is no address"))?
            .href();
        let (loaded, on_progress) = (&self.loaded, &self.on_progress);
        on_progress(loaded.get(), total);
        let mut fault = "";
        // A copy that the browser kept is taken as it is, since the name says what is in it, unless it
        // is damaged.
        for cache in [RequestCache::Default, RequestCache::Reload] {
            let mut bytes = Vec::new();
            let mut digest = Sha256::new();
            fetch(&address, &entry.file, cache, &mut |chunk| {
                let chunk = chunk.to_vec();
                digest.update(&chunk);
                bytes.extend_from_slice(&chunk);
                loaded.set(loaded.get() + chunk.len() as u64);
                on_progress(loaded.get(), total);
                // More than was announced is never held.
                bytes.len() as u64 <= entry.bytes
            })
            .await?;
            fault = if bytes.len() as u64 != entry.bytes {
                "its size is not what the manifest says"
            } else if hexadecimal(&digest.finalize()) != entry.sha256 {
                "its SHA-256 is not what the manifest says"
            } else {
                return Ok((entry, bytes));
            };
            loaded.set(loaded.get() - bytes.len() as u64);
        }
        Err(damaged(&entry, fault))
    }
}

fn view(list: &ListEntry) -> ListView {
    let list = list.clone();
    let searched = list.pack(PackRole::Search);
    ListView {
        load: Load::UnderWay,
        pack_sha256: searched.map_or_else(String::new, |pack| pack.sha256.clone()),
        warnings: list.warnings.iter().map(|(_, number)| number).sum(),
        has_accepted_fault: !list.accepted_faults.is_empty(),
        list: list.list,
        title: list.title,
        publisher: list.publisher,
        licence: list.licence,
        licence_url: list.licence_url,
        source_url: list.source_url,
        source_sha256: list.source_sha256,
        sample: list.sample,
        published: list.published,
        checked_at: list.checked_at,
        valid_until: list.valid_until,
        counts: list.counts,
    }
}

fn damaged(entry: &PackEntry, reason: &str) -> LoadFailure {
    LoadFailure::Pack {
        file: entry.file.clone(),
        reason: reason.to_owned(),
    }
}

/// Milliseconds without a byte after which a server counts as unreachable.
const PATIENCE: u32 = 15_000;

/// Milliseconds by which the device's clock may differ from the server's time.
const CLOCK_TOLERANCE: f64 = 3_600_000.0;

/// The header `Date` says when the server made the answer, `Age` how many seconds caches have kept
/// it since (RFC 9110, 6.6.1, and RFC 9111, 5.1).
fn is_clock_wrong(answer: &Response) -> bool {
    let header = |name| answer.headers().get(name).ok().flatten();
    let made = header("date").map_or(f64::NAN, |date| Date::parse(&date));
    // A whole number: reading any other kind would be 15 KB of code.
    let age: Option<u32> = header("age").and_then(|age| age.parse().ok());
    let sent = made + f64::from(age.unwrap_or(0)) * 1_000.0;
    (Date::now() - sent).abs() > CLOCK_TOLERANCE
}

/// Requests a file and gives its bytes as they arrive, as long as `take` says that it wants more.
/// `cache` says whether the browser may take a copy that it kept. A server that sends nothing for
/// [`PATIENCE`] is given up.
async fn fetch(
    address: &str,
    file: &str,
    cache: RequestCache,
    take: &mut dyn FnMut(Uint8Array) -> bool,
) -> Result<Response, LoadFailure> {
    let unreachable = |_: JsValue| LoadFailure::Unreachable {
        file: file.to_owned(),
    };
    let init = RequestInit::new();
    init.set_cache(cache);
    let limit = AbortController::new().ok();
    init.set_signal(limit.as_ref().map(AbortController::signal).as_ref());
    let wait = || {
        let limit = limit.clone();
        Timeout::new(PATIENCE, move || {
            limit.iter().for_each(AbortController::abort);
        })
    };
    let mut _waiting = wait();
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let response = JsFuture::from(scope.fetch_with_str_and_init(address, &init))
        .await
        .map_err(unreachable)?
        .unchecked_into::<Response>();
    let status = response.status();
    if status != 200 {
        return Err(LoadFailure::Status {
            file: file.to_owned(),
            status,
        });
    }
    let Some(body) = response.body() else {
        return Ok(response);
    };
    let reader = ReadableStreamDefaultReader::new(&body).map_err(unreachable)?;
    loop {
        let part = JsFuture::from(reader.read())
            .await
            .map_err(unreachable)?
            .unchecked_into::<ReadableStreamReadResult>();
        if part.get_done().unwrap_or(true) {
            return Ok(response);
        }
        _waiting = wait();
        if !take(part.get_value().unchecked_into()) {
            let _ = reader.cancel();
            return Ok(response);
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// The address of the compact manifest beside the `manifest.json` with this address. An address with
/// another ending is taken as it is.
fn compact(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, settings) = address.split_at(end);
    match path.strip_suffix(".json") {
        Some(start) => [start, ".bin", settings].concat(),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compact_manifest_is_beside_the_other() {
        #[rustfmt::skip]
        let rows = [
            ("https://a.example/data/manifest.json", "https://a.example/data/manifest.bin"),
            ("https://a.example/list.json?v=2.json", "https://a.example/list.bin?v=2.json"),
            ("https://a.example/manifest.json#x", "https://a.example/manifest.bin#x"),
            ("https://a.example/a.json/b", "https://a.example/a.json/b"),
        ];
        for (address, expected) in rows {
            assert_eq!(compact(address), expected);
        }
    }

    #[test]
    fn bytes_are_written_as_a_manifest_writes_them() {
        assert_eq!(hexadecimal(&[0, 0x0f, 0xa0, 0xff]), "000fa0ff");
        assert_eq!(
            hexadecimal(&Sha256::digest("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
