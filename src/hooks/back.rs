//! Back, on a page of the widget’s own, closes a record.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::{Callback, hook, use_effect_with, use_mut_ref};

/// Lets the browser's Back close what is open, and gives a callback that goes back.
///
/// Where `standalone` is false the host's history is left alone, and the callback closes
/// directly. The entry that is made has the page's own address and a counter, nothing that
/// tells what was opened.
#[hook]
pub fn use_back(standalone: bool, is_open: bool, on_close: Callback<()>) -> Callback<()> {
    let opened = use_mut_ref(|| 0_u32);
    let close = on_close.clone();
    use_effect_with((standalone, is_open), move |(standalone, is_open)| {
        let window = gloo::utils::window();
        let listener = (*standalone && *is_open).then(|| {
            *opened.borrow_mut() += 1;
            if let Ok(history) = window.history() {
                let counter = JsValue::from(*opened.borrow());
                let _ = history.push_state_with_url(&counter, "", None);
            }
            EventListener::new(&window, "popstate", move |_| close.emit(()))
        });
        move || drop(listener)
    });
    Callback::from(move |()| {
        let gone = standalone
            && gloo::utils::window()
                .history()
                .is_ok_and(|history| history.back().is_ok());
        if !gone {
            on_close.emit(());
        }
    })
}
