//! The worker's half of the widget: what `static/engine-start.js` calls.

use std::cell::RefCell;

use sanctions_lookup::engine::host::{self, Serving};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::MessagePort;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static SERVING: RefCell<Option<Serving>> = const { RefCell::new(None) };
}

/// Answers the page through this port for as long as the worker runs.
#[wasm_bindgen]
pub fn serve(port: MessagePort) {
    SERVING.set(Some(host::serve(port)));
}

fn main() {}
