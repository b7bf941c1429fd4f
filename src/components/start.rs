//! What stands below an empty box: what can be typed.

use yew::{Callback, Html, html};

use crate::messages::Messages;

/// What can be typed, before anything is typed. Only the sample list has names that nobody
/// bears, so only there examples can be tried.
pub(super) fn show(messages: &Messages, is_sample: bool, on_try: &Callback<&'static str>) -> Html {
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
    let hints = messages
        .hints
        .iter()
        .map(|hint| html! { <li>{ hint }</li> });
    html! {
        <div class="start">
            if is_sample {
                <p>{ messages.examples_intro }</p>
                <ul>{ for examples }</ul>
            } else {
                <p>{ messages.hints_intro }</p>
                <ul>{ for hints }</ul>
            }
        </div>
    }
}
