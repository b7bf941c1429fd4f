//! The page's half of the widget: what `static/sanctions-lookup.js` calls.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use sanctions_lookup::components::{App, AppProps, Call, Message};
use sanctions_lookup::config::Config;
use sanctions_lookup::engine::client;
use sanctions_lookup::messages::Messages;
use sanctions_lookup::state::{Action, KeptCopy};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static FAILED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// A running app.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<App>,
    tell: Callback<&'static str>,
}

#[wasm_bindgen]
impl Mounted {
    /// Goes on under other attributes, or in another language; what was typed stays.
    ///
    /// # Errors
    /// As [`mount`].
    pub fn update(&mut self, attribute: &Function, texts: String) -> Result<(), JsValue> {
        self.app.update(props(attribute, texts, &self.tell)?);
        Ok(())
    }

    /// Searches as if it had been typed.
    pub fn search(&self, text: String) {
        self.app.send_message(Message::Called(Call::Search(text)));
    }

    /// Opens the record with this ID of the list.
    pub fn open(&self, id: String) {
        self.app.send_message(Message::Called(Call::Open(id)));
    }

    /// Empties the box and the fields beside it.
    pub fn clear(&self) {
        self.app.send_message(Message::Called(Call::Clear));
    }

    /// Shows whether the list is kept on the device: a word of `static/offline.js`, or none where
    /// that is not offered.
    pub fn keep(&self, word: &str, megabytes: usize) {
        let copy = KeptCopy::read(word, megabytes);
        self.app
            .send_message(Message::Happened(Action::Copied(copy)));
    }

    /// Ends the app and all it holds.
    pub fn destroy(self) {
        self.app.destroy();
    }
}

/// Runs the app in `root`. `attribute(name)` gives the value of an attribute that can be used;
/// `texts` is the file of the language. `start_engine(port)` starts a worker; `failed()` is called
/// when a fault in the program has stopped every app of the page; `tell(word)` when the host may
/// want to know of something, never what was typed or opened, or a person wants the list kept or
/// forgotten.
///
/// # Errors
/// A text, when the texts cannot be used.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    attribute: &Function,
    texts: String,
    start_engine: Function,
    failed: Function,
    tell: Function,
) -> Result<Mounted, JsValue> {
    client::start_engines_with(start_engine);
    FAILED.with(|place| place.replace(Some(failed)));
    // What a panic says may hold what was typed, so it goes nowhere.
    yew::set_custom_panic_hook(Box::new(|_| {
        if let Some(failed) = FAILED.with(RefCell::take) {
            let _ = failed.call0(&JsValue::NULL);
        }
    }));
    let tell = Callback::from(move |word: &'static str| {
        let _ = tell.call1(&JsValue::NULL, &word.into());
    });
    let props = props(attribute, texts, &tell)?;
    Ok(Mounted {
        app: Renderer::<App>::with_root_and_props(root, props).render(),
        tell,
    })
}

fn props(
    attribute: &Function,
    texts: String,
    tell: &Callback<&'static str>,
) -> Result<AppProps, JsValue> {
    let value = |name: &str| {
        let value = attribute.call1(&JsValue::NULL, &name.into()).ok()?;
        value.as_string()
    };
    Ok(AppProps {
        config: Rc::new(Config::read(value)),
        messages: Messages::load(texts).ok_or("the texts are of another version")?,
        tell: tell.clone(),
    })
}

fn main() {}
