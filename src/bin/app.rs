//! The page's half of the widget: what `static/sanctions-lookup.js` calls.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use sanctions_lookup::components::{App, AppProps};
use sanctions_lookup::config::Config;
use sanctions_lookup::engine::client;
use sanctions_lookup::messages::Messages;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Element, Url};
use yew::{AppHandle, Renderer};

thread_local! {
    static FAILED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// A running app.
#[wasm_bindgen]
pub struct Mounted(AppHandle<App>);

#[wasm_bindgen]
impl Mounted {
    /// Ends the app and all it holds.
    pub fn destroy(self) {
        self.0.destroy();
    }
}

/// Runs the app in `root` as the attributes of `element` say, in the language whose file `texts`
/// is. `start_engine(port)` starts a worker; `failed()` is called when a fault in the program has stopped every app of the page.
///
/// # Errors
/// A text, when the attributes or the texts cannot be used.
#[wasm_bindgen]
pub fn mount(
    element: &Element,
    root: Element,
    start_engine: Function,
    failed: Function,
    texts: String,
) -> Result<Mounted, JsValue> {
    client::start_engines_with(start_engine);
    FAILED.with(|place| place.replace(Some(failed)));
    // What a panic says may hold what was typed, so it goes nowhere.
    yew::set_custom_panic_hook(Box::new(|_| {
        if let Some(failed) = FAILED.with(RefCell::take) {
            let _ = failed.call0(&JsValue::NULL);
        }
    }));
    let base = element.base_uri().ok().flatten().unwrap_or_default();
    let config = Config::read(
        |name| element.get_attribute(name),
        |address| Some(Url::new_with_base(address, &base).ok()?.href()),
    )
    .map_err(|error| error.to_string())?;
    let props = AppProps {
        config: Rc::new(config),
        messages: Messages::load(texts).ok_or("the texts are of another version")?,
    };
    Ok(Mounted(
        Renderer::<App>::with_root_and_props(root, props).render(),
    ))
}

fn main() {}
