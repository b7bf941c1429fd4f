//! What the panels beside the search have in common: their frame, their buttons and choices, and where the
//! focus goes. What a person does in one comes back to it as a deed, of a type of its own.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, Node};
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Callback, Html, NodeRef};

use super::Setting;
use super::tag::{Tag, When, Words, tag};
use crate::config::Config;
use crate::messages::Sentence;

// An input, a select or a text area; web-sys brings more than this call.
#[wasm_bindgen]
extern "C" {
    type Field;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> String;
    // Of static/shared.js, which stands in the same module.
    #[wasm_bindgen(js_name = moveFocus)]
    fn move_focus(element: &Node);
}

/// Where deeds go.
#[derive(Clone)]
pub(super) struct Deeds<D: 'static>(Callback<D>);

impl<D: Clone> Deeds<D> {
    pub(super) fn new(act: Callback<D>) -> Self {
        Self(act)
    }

    /// Acts on an event, where it means something.
    pub(super) fn when(&self, deed: impl Fn(Event) -> Option<D> + 'static) -> Callback<Event> {
        let act = self.0.clone();
        Callback::from(move |event| {
            if let Some(deed) = deed(event) {
                act.emit(deed);
            }
        })
    }

    pub(super) fn button(&self, words: impl Words, class: &'static str, deed: D) -> Html {
        self.empty_button(class, deed).text(words).show()
    }

    #[inline(never)]
    fn empty_button(&self, class: &'static str, deed: D) -> Tag {
        let on_click = self.when(move |_| Some(deed.clone()));
        tag("button")
            .with(
                &["type", "class"],
                [Some("button".into()), Some(class.into())],
            )
            .on(When::Clicked, on_click)
    }
}

/// A choice: its value, its words, and their language where that is not the page's.
pub(super) type Choice<V> = (V, V, Option<&'static str>);

/// A field to choose with its label; one with another `key` is a new element. The value that is `chosen`.
pub(super) fn choice<V: Into<AttrValue>>(
    (id, key): (&'static str, &str),
    label: &'static Sentence,
    chosen: &str,
    options: impl IntoIterator<Item = Choice<V>>,
    on_change: Callback<Event>,
) -> Html {
    let select = options_of(chosen, options)
        .with(
            &["id", "autocomplete"],
            [Some(id.into()), Some("off".into())],
        )
        .key([id, key].concat())
        .on(When::Changed, on_change);
    labelled(id, label, select)
}

/// A field with its label.
pub(super) fn labelled(id: &'static str, label: &'static Sentence, field: Tag) -> Html {
    tag("div")
        .child(tag("label").with(&["for"], [Some(id.into())]).text(label))
        .child(field)
        .show()
}

/// A `select` with these options.
pub(super) fn options_of<V: Into<AttrValue>>(
    chosen: &str,
    options: impl IntoIterator<Item = Choice<V>>,
) -> Tag {
    let option = |(value, words, lang): Choice<V>| {
        let value = value.into();
        let is_chosen = (*value == *chosen).then(AttrValue::default);
        let lang = lang.map(AttrValue::from);
        tag("option")
            .with(
                &["value", "selected", "lang"],
                [Some(value), is_chosen, lang],
            )
            .text(words.into())
            .show()
    };
    tag("select").children(options.into_iter().map(option).collect())
}

/// The value of the field that an event is about.
pub(super) fn value(event: &Event) -> Option<String> {
    Some(event.target()?.unchecked_into::<Field>().value())
}

/// The heading of a step, which can have the focus.
pub(super) fn title(name: &'static str, node: &NodeRef, words: Html) -> Html {
    tag(name)
        .fixed(&[("tabindex", Static("-1"))])
        .node(node.clone())
        .child(words)
        .show()
}

/// A panel with its title, the button that closes it, and what it says to a screen reader. It runs in the direction of
/// its language unless the host says in which one.
#[inline(never)]
pub(super) fn frame(
    setting: &Setting,
    config: &Config,
    (class, words, node): (&'static str, &'static Sentence, &NodeRef),
    close: Html,
    mut parts: Vec<Html>,
    said: impl Into<AttrValue>,
) -> Html {
    let tongue = setting.messages.tongue();
    let title = tag(setting.heading(1))
        .fixed(&[("class", Static("title")), ("tabindex", Static("-1"))])
        .node(node.clone())
        .text(words);
    let head = tag("div").class("head").child(title).child(close);
    let said = tag("div")
        .fixed(&[("class", Static("unseen")), ("role", Static("status"))])
        .text(said.into());
    parts.insert(0, head.show());
    parts.push(said.show());
    tag("section")
        .with(
            &["class", "lang", "dir", "aria-label"],
            [
                Some(class.into()),
                Some(tongue.lang.into()),
                (!config.has_dir).then(|| tongue.dir.into()),
                Some(words.text.into()),
            ],
        )
        .children(parts)
        .show()
}

/// Moves the focus there.
pub(super) fn focus(node: &NodeRef) {
    if let Some(node) = node.get() {
        move_focus(&node);
    }
}
