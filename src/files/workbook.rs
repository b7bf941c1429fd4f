//! The page's side of the worker that writes the result of a file as XLSX: what they say to each other ([`Ask`],
//! [`Tell`]), and how the page starts it ([`open`]). What runs in the worker is in `writer.rs`.

use js_sys::Function;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::MessagePort;
use yew::Callback;

use crate::engine::worker::Working;

/// Rows of a file up to which the result is offered as a workbook.
pub const MOST_ROWS: u32 = 100_000;
/// Most filled cells of a workbook, which wait in the worker's memory: 500 MB. 100,000 rows with a hit each have two
/// million, and without one a million.
pub const MOST_CELLS: usize = 2_500_000;

/// From the page to the worker. Each is answered before the next is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Begin; says which columns hold numbers.
    Begin(Vec<bool>),
    /// Append these lines, each with all its cells; the first of all names the columns.
    Lines(Vec<Vec<String>>),
    /// Pack the workbook.
    End,
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tell {
    /// The answer to [`Ask::Begin`].
    Ready,
    /// The answer to [`Ask::Lines`].
    Next,
    /// The next bytes of the workbook.
    Part(Vec<u8>),
    /// The answer to [`Ask::End`], after all parts.
    Ended,
    /// A cell is too long; the first cell of its line.
    TooLong(String),
    /// There are too many lines, columns or cells.
    TooLarge,
    /// The worker could not be loaded, or has stopped.
    Stopped,
}

/// Starts the worker with `start(null, port)`. `on_tell` hears what it says.
///
/// # Errors
/// What the browser says when it cannot start a worker.
pub fn open(start: &Function, on_tell: Callback<Tell>) -> Result<Working, JsValue> {
    let start = |port: &MessagePort| start.call2(&JsValue::NULL, &JsValue::NULL, port);
    Working::start(start, || Tell::Stopped, on_tell)
}
