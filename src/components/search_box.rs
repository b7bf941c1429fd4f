//! The box, its label and its button, and the fields beside it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, SubmitEvent};
use yew::{Callback, Html, NodeRef, TargetCast, html};

use crate::messages::Messages;

// What web-sys has for a form brings more than the one call.
#[wasm_bindgen]
extern "C" {
    type Form;
    #[wasm_bindgen(method)]
    fn reset(this: &Form);
}

/// One box for names and numbers, its button, and the fields of what is known beside the name.
/// The input's value is never written while somebody types, so that the composition of a word in
/// another script is not disturbed. `on_submit` hears Enter and the button.
///
/// Escape in the box begins anew: it empties the fields too (`on_clear`), so that what is known
/// of one person is not laid against the next.
pub(super) fn show(
    messages: &Messages,
    input: NodeRef,
    known: Html,
    on_input: &Callback<String>,
    on_clear: &Callback<()>,
    on_submit: &Callback<String>,
) -> Html {
    let on_type = on_input.reform(|event: InputEvent| value(&event.target_unchecked_into()));
    let on_key = {
        let on_clear = on_clear.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                let input: HtmlInputElement = event.target_unchecked_into();
                if let Ok(Some(form)) = input.closest("form") {
                    form.unchecked_into::<Form>().reset();
                }
                on_clear.emit(());
            }
        }
    };
    let on_enter = {
        let (input, on_submit) = (input.clone(), on_submit.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast() {
                on_submit.emit(value(&input));
            }
        }
    };
    html! {
        <form class="search" role="search" onsubmit={on_enter}>
            <label for="query">{ messages.box_label }</label>
            <div class="box">
                <input
                    ref={input}
                    id="query"
                    type="search"
                    enterkeyhint="search"
                    autocomplete="off"
                    autocapitalize="off"
                    autocorrect="off"
                    spellcheck="false"
                    translate="no"
                    dir="auto"
                    oninput={on_type}
                    onkeydown={on_key}
                />
                <button type="submit" class="primary">{ messages.box_button }</button>
            </div>
            { known }
        </form>
    }
}

fn value(input: &HtmlInputElement) -> String {
    input.value()
}
