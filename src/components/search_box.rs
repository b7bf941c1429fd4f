//! The box, its label and its button.

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, SubmitEvent};
use yew::{Callback, Html, NodeRef, TargetCast, html};

use crate::messages::Messages;

/// One box for names and numbers, and its button. The input's value is never written while
/// somebody types, so that the composition of a word in another script is not disturbed.
/// `on_submit` hears Enter and the button.
pub(super) fn show(
    messages: &Messages,
    input: NodeRef,
    on_input: &Callback<String>,
    on_submit: &Callback<String>,
) -> Html {
    let on_type = on_input.reform(|event: InputEvent| value(&event.target_unchecked_into()));
    let on_key = {
        let on_input = on_input.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                event
                    .target_unchecked_into::<HtmlInputElement>()
                    .set_value("");
                on_input.emit(String::new());
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
        </form>
    }
}

fn value(input: &HtmlInputElement) -> String {
    input.value()
}
