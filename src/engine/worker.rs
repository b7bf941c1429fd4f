//! A worker and the port to it, as the page holds them: what it says, and that it has failed, comes as one
//! kind of message.

use gloo::events::{EventListener, EventListenerOptions};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, MessageChannel, MessageEvent, MessagePort, Worker};
use yew::Callback;

use super::client::{post, read};

/// A worker; dropping this ends it.
pub struct Working {
    port: MessagePort,
    worker: Worker,
    _listeners: [EventListener; 4],
}

impl Working {
    /// Starts a worker with `start`, which is given the worker's end of a port. `on_tell` hears what it says
    /// on the port, and `failed()` where that cannot be read or the worker has ended.
    ///
    /// # Errors
    /// What the browser says when it cannot start a worker.
    pub fn start<T: DeserializeOwned + 'static>(
        start: impl FnOnce(&MessagePort) -> Result<JsValue, JsValue>,
        failed: fn() -> T,
        on_tell: Callback<T>,
    ) -> Result<Self, JsValue> {
        let channel = MessageChannel::new()?;
        let port = channel.port1();
        let worker: Worker = start(&channel.port2())?.dyn_into()?;
        let on = |target: &EventTarget, event: &'static str| {
            let on_tell = on_tell.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, event, options, move |event| {
                // What goes wrong in there may be about what a person gave, and is nothing for the host's page.
                event.prevent_default();
                let event: &MessageEvent = event.unchecked_ref();
                on_tell.emit(read(&event.data()).unwrap_or_else(failed));
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

    /// Asks the worker.
    pub fn ask(&self, ask: &impl Serialize) {
        say(&self.port, ask);
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.worker.terminate();
        self.port.close();
    }
}

/// Says something on a port; one that is closed has nobody to hear it.
pub fn say(port: &MessagePort, told: &impl Serialize) {
    if let Ok(bytes) = postcard::to_allocvec(told) {
        let _ = post(port, &bytes);
    }
}
