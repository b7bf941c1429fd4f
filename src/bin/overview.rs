//! The overview of a list: what `static/overview-start.js` calls, in the page and in the worker that loads
//! the lists.

use std::rc::Rc;

use js_sys::Function;
use sanctions_lookup::components::overview::{Message, Panel, PanelProps, Telling};
use sanctions_lookup::config::Config;
use sanctions_lookup::messages::Messages;
use sanctions_lookup::messages::overview::Texts;
use sanctions_lookup::overview::source;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Element, MessagePort};
use yew::{AppHandle, Callback, Renderer};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

const OTHER_VERSION: &str = "the texts are of another version";

/// Loads the lists with these codes, or all of them, for the page.
#[wasm_bindgen]
pub async fn load_lists(manifest: String, lists: String, port: MessagePort) {
    source::serve(manifest, lists, port).await;
}

/// An open panel.
#[wasm_bindgen]
pub struct Opened(AppHandle<Panel>);

#[wasm_bindgen]
impl Opened {
    /// Hears that something was put into the clipboard, or could not be.
    pub fn copied(&self, is_copied: bool) {
        self.0.send_message(Message::Copied(is_copied));
    }

    /// Ends the panel and all it holds.
    pub fn destroy(self) {
        self.0.destroy();
    }
}

/// Opens the panel in `root`. `attribute(name)` gives the value of an attribute that can be used; `texts` is
/// the first file of the language and `own_texts` that of the panels. `start_source(manifest, lists, port)` starts a worker; `setting(name)` gives a
/// setting of the address, and by the name `step` where the browser's history is; `tell(word, text)` is called when the script must do something.
///
/// # Errors
/// A text, when the texts cannot be used.
#[wasm_bindgen]
pub fn open_panel(
    root: Element,
    attribute: &Function,
    texts: String,
    own_texts: String,
    start_source: Function,
    setting: Function,
    tell: Function,
) -> Result<Opened, JsValue> {
    let tell = Callback::from(move |telling| {
        let (word, text) = match telling {
            Telling::Open(id) => ("open", id),
            Telling::Copy(text) => ("copy", text),
            Telling::CopyLink(fragment) => ("link", fragment),
            Telling::Shown(fragment) => ("shown", fragment),
            Telling::Browsed => ("browsed", String::new()),
            Telling::Back => ("back", String::new()),
            Telling::Save(text) => ("save", text),
            Telling::Print => ("print", String::new()),
            Telling::IfStopped(words) => ("if-stopped", words.to_owned()),
            Telling::Close => ("close", String::new()),
        };
        let _ = tell.call2(&JsValue::NULL, &word.into(), &text.into());
    });
    let messages = Messages::load(texts).ok_or(OTHER_VERSION)?;
    let texts = Texts::load(messages, own_texts).ok_or(OTHER_VERSION)?;
    let props = PanelProps {
        config: Rc::new(Config::ask(attribute)),
        messages,
        texts,
        start_source,
        setting,
        tell,
    };
    let app = Renderer::<Panel>::with_root_and_props(root, props).render();
    Ok(Opened(app))
}

fn main() {}
