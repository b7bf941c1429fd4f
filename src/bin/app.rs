//! The page's half of the widget: what `static/sanctions-lookup.js` calls.

use std::rc::Rc;

use js_sys::Function;
use sanctions_lookup::components::{App, AppProps, Call, Message};
use sanctions_lookup::config::Config;
use sanctions_lookup::engine::client;
use sanctions_lookup::messages::Messages;
use sanctions_lookup::state::{Action, Extra, KeptCopy, Origin};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A running app.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<App>,
    tell: Callback<&'static str>,
    give: Callback<(&'static str, String)>,
}

#[wasm_bindgen]
impl Mounted {
    /// Goes on under other attributes, or in another language; what was typed stays.
    ///
    /// # Errors
    /// As [`mount`].
    pub fn update(&mut self, attribute: &Function, texts: String) -> Result<(), JsValue> {
        self.app
            .update(props(attribute, texts, &self.tell, &self.give)?);
        Ok(())
    }

    /// Does what a word says; one way in for all of it is less to load than one each.
    ///
    /// - `search`: searches this text as if it had been typed.
    /// - `open`: opens the record with this ID of the list.
    /// - `open-of-overview`, `open-of-files`: opens it for somebody who is in the overview, or in the check of a file.
    /// - `clear`: empties the box and the fields beside it.
    /// - `changed`: draws all that can change as new elements from now on, since something else has
    ///   changed those that are there.
    /// - `texts`: takes in the texts that are loaded later; an empty text says that they could not be.
    /// - `no-check`, `no-overview`, `no-record`: says that the check of a file, the overview of the list, or the check
    ///   record could not be loaded.
    /// - `copied`, `not-copied`: says what became of the wish to copy a record.
    /// - `look`: judges the age of the lists again, and searches what the box holds if the app was
    ///   not told of it. The app says `alive` when that is done.
    pub fn call(&self, word: &str, text: String) {
        self.app.send_message(match word {
            "search" => Message::Called(Call::Search(text)),
            "open" => Message::Called(Call::Open(text, Origin::Search)),
            "open-of-overview" => Message::Called(Call::Open(text, Origin::Overview)),
            "open-of-files" => Message::Called(Call::Open(text, Origin::Files)),
            "clear" => Message::Called(Call::Clear),
            "changed" => Message::ChangedByOthers,
            "copied" => Message::Copied(true),
            "not-copied" => Message::Copied(false),
            "no-overview" => Message::Happened(Action::Missed(Some(Extra::Overview))),
            "no-check" => Message::Happened(Action::Missed(Some(Extra::Files))),
            "no-record" => Message::Happened(Action::Missed(Some(Extra::Record))),
            "texts" => {
                Messages::learn(text);
                Message::Learned
            }
            _ => Message::Looked,
        });
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
/// `texts` is the file of the language. `start_engine(port)` starts a worker; `tell(word)` is called
/// when something happens that the element's script must know of, never with what was typed or
/// opened, but for `tell("save", searched)`, when a person wants the record of what they searched. A panic ends in a trap, which `static/app-guard.js` catches.
///
/// # Errors
/// A text, when the texts cannot be used.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    attribute: &Function,
    texts: String,
    start_engine: Function,
    tell: Function,
) -> Result<Mounted, JsValue> {
    client::start_engines_with(start_engine);
    // What a panic says may hold what was typed, so it goes nowhere.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    let script = tell.clone();
    let give = Callback::from(move |(word, text): (&'static str, String)| {
        let _ = script.call2(&JsValue::NULL, &word.into(), &text.into());
    });
    let tell = Callback::from(move |word: &'static str| {
        let _ = tell.call1(&JsValue::NULL, &word.into());
    });
    let props = props(attribute, texts, &tell, &give)?;
    Ok(Mounted {
        app: Renderer::<App>::with_root_and_props(root, props).render(),
        tell,
        give,
    })
}

fn props(
    attribute: &Function,
    texts: String,
    tell: &Callback<&'static str>,
    give: &Callback<(&'static str, String)>,
) -> Result<AppProps, JsValue> {
    Ok(AppProps {
        config: Rc::new(Config::ask(attribute)),
        messages: Messages::load(texts).ok_or("the texts are of another version")?,
        tell: tell.clone(),
        give: give.clone(),
    })
}

fn main() {}
