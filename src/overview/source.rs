//! The worker that loads the lists for an overview, from both sides: the page's [`Source`], and [`serve`],
//! which runs in it.

use core::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, JsString};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort, Worker};
use yew::Callback;

use super::facts::{self, Facts};
use crate::config::Config;
use crate::engine::client::{post, read};
use crate::engine::load::Loader;
use crate::engine::protocol::{ListView, Load, LoadFailure};

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

/// The worker; dropping it ends it.
pub struct Source {
    port: MessagePort,
    worker: Worker,
    _listeners: [EventListener; 4],
}

impl Source {
    /// Starts a worker with `start(manifest, lists, port)` for the lists that an element names. `on_tell` hears
    /// what it says; one that fails has [ended](Tell::Ended).
    ///
    /// # Errors
    /// What the browser says when it cannot start a worker.
    pub fn open(
        config: &Config,
        start: &Function,
        on_tell: Callback<Tell>,
    ) -> Result<Self, JsValue> {
        let channel = MessageChannel::new()?;
        let port = channel.port1();
        let (manifest, lists) = (config.data.as_str().into(), config.lists.join(" ").into());
        let worker = start.call3(&JsValue::NULL, &manifest, &lists, &channel.port2())?;
        let worker: Worker = worker.dyn_into()?;
        let on = |target: &web_sys::EventTarget, event: &'static str| {
            let on_tell = on_tell.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, event, options, move |event| {
                event.prevent_default();
                let event: &MessageEvent = event.unchecked_ref();
                on_tell.emit(read(&event.data()).unwrap_or(Tell::Ended));
            })
        };
        let listeners = [
            on(&port, "message"),
            on(&port, "messageerror"),
            on(&worker, "message"),
            on(&worker, "error"),
        ];
        port.start();
        Ok(Self {
            port,
            worker,
            _listeners: listeners,
        })
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.worker.terminate();
        self.port.close();
    }
}

/// Loads the lists with these codes, or all of them, and says so on the port.
pub async fn serve(manifest: String, lists: String, port: MessagePort) {
    let say = move |tell: &Tell| {
        if let Ok(bytes) = postcard::to_allocvec(tell) {
            // A port that is closed has nobody to tell.
            let _ = post(&port, &bytes);
        }
    };
    let say = Rc::new(RefCell::new(say));
    let on_progress = {
        let say = Rc::clone(&say);
        move |loaded, total| say.borrow()(&Tell::Progress { loaded, total })
    };
    let wanted: Vec<String> = lists.split_ascii_whitespace().map(str::to_owned).collect();
    if let Ok(loader) = Loader::open(manifest, &wanted, Box::new(on_progress)).await {
        for (place, list) in loader.lists().into_iter().enumerate() {
            let tell = match load(&loader, place, &list).await {
                Ok(facts) => Tell::Loaded(Box::new(facts)),
                Err(_) => Tell::Failed(Box::new(list)),
            };
            say.borrow()(&tell);
        }
    }
    say.borrow()(&Tell::Ended);
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
