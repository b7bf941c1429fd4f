//! What stands below an empty box: examples to try.

use yew::{Callback, Html, html};

use crate::messages::Messages;

/// What can be typed, with examples to try, before anything is typed.
pub(super) fn show(messages: &Messages, on_try: &Callback<&'static str>) -> Html {
    let examples = messages.examples.iter().map(|example| {
        let text = example.text;
        html! {
            <li>
                <button type="button" class="link" onclick={on_try.reform(move |_| text)}>
                    <bdi lang={example.lang} translate="no">{ text }</bdi>
                </button>
                <span class="quiet">{ " – " }{ example.note }</span>
            </li>
        }
    });
    html! {
        <div class="start">
            <p>{ messages.examples_intro }</p>
            <ul>{ for examples }</ul>
        </div>
    }
}
