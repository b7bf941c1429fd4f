//! The box, its label and its button, and the fields beside it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html, NodeRef};

use super::tag::{Fixed, When, tag, unkept};
use super::{Intent, Setting};

// What web-sys has for a form brings more than the one call.
#[wasm_bindgen]
extern "C" {
    type Form;
    #[wasm_bindgen(method)]
    fn reset(this: &Form);
}

/// Most UTF-16 code units that the browser takes into the box: twice as many as make a query too
/// long for the engine, since a character has at most two. The browser truncates a longer text
/// without a word, and Chromium does so before the last letter with all its marks. What is left is
/// still too long, unless one letter has a thousand marks, so the answer is "longer than a name".
pub(super) const MOST_UNITS: &str = "2402";
const _: () = assert!((matcher::MOST_QUERY_CHARACTERS * 2 + 1) * 2 == 2402);

const BOX: Fixed = unkept![
    ("id", Static("query")),
    ("part", Static("box")),
    ("type", Static("search")),
    ("enterkeyhint", Static("search")),
    ("maxlength", Static(MOST_UNITS)),
];

/// Writes into the box, for somebody who is not typing.
pub(super) fn write(input: &NodeRef, text: &str) {
    if let Some(input) = input.cast::<HtmlInputElement>() {
        input.set_value(text);
    }
}

/// Empties the box and the fields beside it.
pub(super) fn empty(input: &NodeRef) {
    if let Some(input) = input.cast::<Element>() {
        reset(&input);
    }
}

fn reset(input: &Element) {
    if let Ok(Some(form)) = input.closest("form") {
        form.unchecked_into::<Form>().reset();
    }
}

/// One box for names and numbers, its button, and the fields of what is known beside the name.
/// The input's value is never written while somebody types, so that the composition of a word in
/// another script is not disturbed.
///
/// Escape in the box starts over: it empties the fields too, so that what is known of one person
/// is not laid against the next.
///
/// `label` names the form among the landmarks of a page.
pub(super) fn show(setting: &Setting, input: &NodeRef, label: AttrValue, known: Html) -> Html {
    let messages = setting.messages;
    let on_type = setting.when(|event| {
        let input: HtmlInputElement = event.target()?.unchecked_into();
        Some(Intent::Type(input.value()))
    });
    let on_key = setting.when(|event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        if key.key() != "Escape" || key.is_composing() {
            return None;
        }
        event.prevent_default();
        reset(event.target()?.unchecked_ref());
        Some(Intent::Clear)
    });
    let on_enter = setting.when({
        let input = input.clone();
        move |event| {
            event.prevent_default();
            Some(Intent::Submit(input.cast::<HtmlInputElement>()?.value()))
        }
    });
    let query = tag("input")
        .fixed(BOX)
        .node(input.clone())
        .on(When::Typed, on_type)
        // A browser says so when the box is left, and by Enter.
        .on(When::Changed, setting.always(Intent::Finish))
        .on(When::KeyDown, on_key);
    let button = tag("button")
        .fixed(&[
            ("type", Static("submit")),
            ("class", Static("primary")),
            ("part", Static("button")),
        ])
        .text(messages.box_button());
    tag("form")
        .with(
            &["class", "role", "aria-label"],
            [Some("search".into()), Some("search".into()), Some(label)],
        )
        .on(When::Submitted, on_enter)
        .child(
            tag("label")
                .fixed(&[("for", Static("query"))])
                .text(messages.box_label()),
        )
        .child(tag("div").class("box").child(query).child(button))
        .child(known)
        .show()
}
