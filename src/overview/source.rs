//! The worker that loads the lists for an overview: [`open`] starts it, and [`serve`] runs in it.

use js_sys::{Function, JsString};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::MessagePort;
use yew::Callback;

use super::facts::{self, Facts};
use crate::config::Config;
use crate::engine::load::Loader;
use crate::engine::protocol::{ListView, Load, LoadFailure};
use crate::engine::worker::{Working, say};

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// How many bytes of how many have arrived, of all packs together.
    Progress {
        /// Bytes that are here, uncompressed.
        loaded: u64,
        /// Bytes of all packs.
        total: u64,
    },
    /// A list is there.
    Loaded(Box<Facts>),
    /// A list cannot be loaded.
    Failed(Box<ListView>),
    /// Nothing comes any more.
    Ended,
}

/// Starts a worker with `start(manifest, lists, port)` for the lists that an element names. `on_tell` hears
/// what it says; one that fails has [ended](Tell::Ended).
///
/// # Errors
/// What the browser says when it cannot start a worker.
pub fn open(
    config: &Config,
    start: &Function,
    on_tell: Callback<Tell>,
) -> Result<Working, JsValue> {
    let start = |port: &MessagePort| {
        let (manifest, lists) = (config.data.as_str().into(), config.lists.join(" ").into());
        start.call3(&JsValue::NULL, &manifest, &lists, port)
    };
    Working::start(start, || Tell::Ended, on_tell)
}

/// Loads the lists with these codes, or all of them, and says so on the port.
pub async fn serve(manifest: String, lists: String, port: MessagePort) {
    let progress = port.clone();
    let on_progress = move |loaded, total| say(&progress, &Tell::Progress { loaded, total });
    let wanted: Vec<String> = lists.split_ascii_whitespace().map(str::to_owned).collect();
    if let Ok(loader) = Loader::open(manifest, &wanted, Box::new(on_progress)).await {
        for (place, list) in loader.lists().into_iter().enumerate() {
            let tell = match load(&loader, place, &list).await {
                Ok(facts) => Tell::Loaded(Box::new(facts)),
                Err(_) => Tell::Failed(Box::new(list)),
            };
            say(&port, &tell);
        }
    }
    say(&port, &Tell::Ended);
}

async fn load(loader: &Loader, place: usize, list: &ListView) -> Result<Facts, LoadFailure> {
    let search = loader.search_pack(place).await?;
    let decode = |bytes: &[u8]| pack::DetailsPack::decode(bytes, &search);
    let details = loader.details_pack(place, decode).await?;
    let list = ListView {
        load: Load::Done,
        ..list.clone()
    };
    Ok(Facts {
        before: loader.before(place),
        ..facts::read(list, &search, &details, &fold)
    })
}

/// A name without case and accents, for sorting. The browser's tables are used, which weigh nothing.
fn fold(name: &str) -> String {
    let plain = JsString::from(name).normalize("NFD").to_lower_case();
    let plain = String::from(plain);
    let is_accent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    plain.chars().filter(|letter| !is_accent(letter)).collect()
}
