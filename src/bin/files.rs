//! The check of a file of names: what `static/files-start.js` calls, in the page and in the worker that
//! reads the file.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Function;
use sanctions_lookup::components::files::{Deed, Message, Panel, PanelProps, Telling};
use sanctions_lookup::config::Config;
use sanctions_lookup::engine::client;
use sanctions_lookup::files::output::{Decided, ResultForm};
use sanctions_lookup::files::source;
use sanctions_lookup::messages::Messages;
use sanctions_lookup::messages::files::Texts;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Blob, Element, File, MessagePort};
use yew::{AppHandle, Callback, Renderer};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

const OTHER_VERSION: &str = "the texts are of another version";

thread_local! {
    static READING: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Reads a file for the page, for as long as the worker runs.
#[wasm_bindgen]
pub fn read_file(file: Blob, port: MessagePort) {
    READING.set(Some(source::serve(file, port)));
}

/// An open panel.
#[wasm_bindgen]
pub struct Opened(AppHandle<Panel>);

#[wasm_bindgen]
impl Opened {
    /// Takes a file that was dropped or pasted; none where there were several.
    pub fn give(&self, file: Option<File>) {
        let deed = file.map_or(Deed::GiveSeveral, Deed::Give);
        self.0.send_message(Message::Did(deed));
    }

    /// Takes in the second file of the language: why a hit is one, and how what is known compares.
    pub fn learn(&self, texts: String) {
        Messages::learn(texts);
    }

    /// Takes the hash of the check record that was made of this check.
    pub fn recorded(&self, check: u32, sha256: String) {
        self.0.send_message(Message::Recorded(check, sha256));
    }

    /// Takes the decisions about its hits that are now made, each as row, ID with its list, word and note, for the result.
    pub fn decided(&self, check: u32, texts: Vec<String>) {
        let mut texts = texts.into_iter();
        let decided = core::iter::from_fn(|| {
            Some(Decided {
                row: texts.next()?,
                id: texts.next()?,
                word: texts.next()?,
                note: texts.next()?,
            })
        });
        let decided = decided.collect();
        self.0.send_message(Message::Decided(check, decided));
    }

    /// Ends the panel and all it holds.
    pub fn destroy(self) {
        self.0.destroy();
    }
}

/// Opens the panel in `root`. `attribute(name)` gives the value of an attribute that can be used; `texts` is
/// the first file of the language and `own_texts` that of the panels. `start_engine(port)` and `start_worker(file, port)` start a worker;
/// `tell(word, value)` is called when the script must do something.
///
/// # Errors
/// A text, when the texts cannot be used.
#[expect(
    clippy::too_many_arguments,
    reason = "a structure of them would be code on both sides"
)]
#[wasm_bindgen]
pub fn open_panel(
    root: Element,
    attribute: &Function,
    texts: String,
    own_texts: String,
    threads: usize,
    start_engine: Function,
    start_worker: Function,
    tell: Function,
) -> Result<Opened, JsValue> {
    client::start_engines_with(start_engine);
    // What a panic says may hold what is in the file, so it goes nowhere.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    let tell = Callback::from(move |telling| {
        let (word, value) = match telling {
            Telling::Open(id) => ("open", id.into()),
            Telling::Guard(is_guarded) => ("guard", is_guarded.into()),
            Telling::Save(parts, ResultForm::Csv) => ("csv", parts.into()),
            Telling::Save(parts, ResultForm::Xlsx) => ("xlsx", parts.into()),
            Telling::Print => ("print", JsValue::NULL),
            Telling::Record(file) => ("record", file.into()),
            Telling::IfStopped(words) => ("if-stopped", words.into()),
            Telling::Close => ("close", JsValue::NULL),
        };
        let _ = tell.call2(&JsValue::NULL, &word.into(), &value);
    });
    let messages = Messages::load(texts).ok_or(OTHER_VERSION)?;
    let texts = Texts::load(messages, own_texts).ok_or(OTHER_VERSION)?;
    let props = PanelProps {
        config: Rc::new(Config::ask(attribute)),
        messages,
        texts,
        start_worker,
        threads,
        tell,
    };
    let app = Renderer::<Panel>::with_root_and_props(root, props).render();
    Ok(Opened(app))
}

fn main() {}
