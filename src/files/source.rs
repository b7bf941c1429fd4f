//! The worker that reads a file: [`open`] starts it, and [`serve`] runs in it.

use core::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, FileReaderSync, MessageChannel, MessageEvent, MessagePort};
use yew::Callback;

use super::protocol::{Ask, Refusal, Tell};
use super::reader::Reader;
use crate::engine::client::read;
use crate::engine::worker::{Working, say};

/// Starts a worker for this file with `start(file, port)`. `on_tell` hears what it says; a worker that fails
/// cannot read the file.
///
/// # Errors
/// What the browser says when it cannot start a worker.
pub fn open(file: &Blob, start: &Function, on_tell: Callback<Tell>) -> Result<Working, JsValue> {
    let start = |port: &MessagePort| start.call2(&JsValue::NULL, file, port);
    Working::start(start, || Tell::Refused(Refusal::Unreadable), on_tell)
}

/// Reads this file for the page on the other end of the port, for as long as what is returned lives.
pub fn serve(file: Blob, port: MessagePort) -> EventListener {
    let size = file.size();
    let open = move || Part::all(&file);
    let reader = Rc::new(RefCell::new(Reader::new(open, size as u64)));
    let answering = port.clone();
    let listener = EventListener::new(&port, "message", move |event| {
        let event: &MessageEvent = event.unchecked_ref();
        if let Some(ask) = read::<Ask>(&event.data()) {
            reader
                .borrow_mut()
                .answer(ask, &mut |tell| say(&answering, &tell));
        }
    });
    port.start();
    listener
}

/// A file from some byte on, in a worker. The browser reads it as it is asked for.
pub struct Part {
    file: Blob,
    at: f64,
}

impl Part {
    /// All of a file.
    #[must_use]
    pub fn all(file: &Blob) -> Self {
        Self {
            file: file.clone(),
            at: 0.0,
        }
    }
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = (self.at + buffer.len() as f64).min(self.file.size());
        let fault = |_: JsValue| io::Error::from(io::ErrorKind::Other);
        let part = self.file.slice_with_f64_and_f64(self.at, end);
        let reader = FileReaderSync::new().map_err(fault)?;
        let bytes = part.and_then(|part| reader.read_as_array_buffer(&part));
        let bytes = Uint8Array::new(&bytes.map_err(fault)?.into());
        let count = bytes.length() as usize;
        let Some(taken) = buffer.get_mut(..count) else {
            return Err(fault(JsValue::NULL));
        };
        bytes.copy_to(taken);
        free(bytes.buffer());
        self.at += count as f64;
        Ok(count)
    }
}

/// Frees a part of the file at once, by sending it to where nobody is. The browser would hold it until it next
/// collects garbage: a file of 30 MB was held whole.
fn free(part: ArrayBuffer) {
    if let Ok(channel) = MessageChannel::new() {
        channel.port2().close();
        let port = channel.port1();
        let _ = port.post_message_with_transferable(&JsValue::NULL, &Array::of1(&part));
        port.close();
    }
}

impl Seek for Part {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => at as f64,
            SeekFrom::End(by) => self.file.size() + by as f64,
            SeekFrom::Current(by) => self.at + by as f64,
        };
        // Beyond the end there is nothing to read.
        self.at = at.clamp(0.0, self.file.size());
        Ok(self.at as u64)
    }
}
