//! The result of a checked file as a workbook: what `static/xlsx-start.js` calls in the worker that writes it.

use std::cell::RefCell;

use gloo::events::EventListener;
use sanctions_lookup::files::writer;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::MessagePort;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static WRITING: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Writes a workbook for the page on the other end of the port, for as long as the worker runs.
#[wasm_bindgen]
pub fn write_workbook(port: MessagePort) {
    WRITING.set(Some(writer::serve(port)));
}

fn main() {}
