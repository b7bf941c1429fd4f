//! The check of a file of names. [`Panel`] holds the state and connects the worker that reads the file with
//! the engines; everything else is a function from plain values to HTML, one file each step. What a
//! person does comes back to the panel as a [`Deed`].

mod choose;
mod columns;
mod panel;
mod progress;
mod results;

pub use panel::{Message, Panel, PanelProps, Telling};

use tables::Role;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, File};
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Callback, Html, NodeRef};

use super::Setting;
use super::tag::{Tag, When, tag};
use crate::files::protocol::Form;
use crate::files::run::Filter;

// An input, a select or a text area, and a list of files; web-sys brings more than these calls.
#[wasm_bindgen]
extern "C" {
    type Field;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> String;
    #[wasm_bindgen(method, getter)]
    fn checked(this: &Field) -> bool;
    #[wasm_bindgen(method, getter)]
    fn files(this: &Field) -> Option<Files>;
    type Files;
    #[wasm_bindgen(method)]
    fn item(this: &Files, place: u32) -> Option<File>;
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Gives a file.
    Give(File),
    /// Gives names or rows as text.
    Paste(String),
    /// Says how the file is written.
    Reform(Form),
    /// Says what a column holds.
    Assign(usize, Option<Role>),
    /// Says whether the first row names the columns.
    Head(bool),
    /// Wants the rows checked.
    Start,
    /// Wants the check to wait, or to go on.
    Pause(bool),
    /// Ends the check before its last row.
    Cancel,
    /// Wants to see these rows.
    Look(Filter),
    /// Wants the result as a file.
    Download,
    /// Wants the summary on paper.
    Print,
    /// Wants a check record of the file.
    Record,
    /// Wants everything about the file gone.
    Forget,
    /// Is sure, or is not.
    Sure(bool),
    /// Wants the panel closed.
    Close,
}

/// Attributes of a field for text, with these before them: no browser or password manager completes, corrects, sends
/// to a spelling or writing service or keeps what is typed, as in the search box.
macro_rules! unkept {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            ("autocomplete", Static("off")),
            ("autocapitalize", Static("off")),
            ("autocorrect", Static("off")),
            ("spellcheck", Static("false")),
            ("writingsuggestions", Static("false")),
            ("translate", Static("no")),
            ("dir", Static("auto")),
            ("data-1p-ignore", Static("")),
            ("data-lpignore", Static("true")),
            ("data-bwignore", Static("")),
            ("data-form-type", Static("other")),
        ]
    };
}
use unkept;

/// What every part needs.
struct Desk {
    setting: Setting,
    act: Callback<Deed>,
    /// The heading that has the focus after a step.
    title: NodeRef,
    /// The heading above the rows to look at, which has it after their page was turned.
    look: NodeRef,
    /// How many files were opened so far: a new one has new fields.
    edition: u32,
}

impl Desk {
    /// What an event means.
    fn when(&self, deed: impl Fn(Event) -> Option<Deed> + 'static) -> Callback<Event> {
        let act = self.act.clone();
        Callback::from(move |event| {
            if let Some(deed) = deed(event) {
                act.emit(deed);
            }
        })
    }

    #[inline(never)]
    fn button(&self, words: impl Into<AttrValue>, class: &'static str, deed: Deed) -> Html {
        let on_click = self.when(move |_| Some(deed.clone()));
        tag("button")
            .with(
                &["type", "class"],
                [Some("button".into()), Some(class.into())],
            )
            .on(When::Clicked, on_click)
            .text(words.into())
            .show()
    }

    /// A heading of a step, which takes the focus.
    fn title(&self, words: impl Into<AttrValue>) -> Html {
        tag(self.setting.heading(0))
            .fixed(&[("tabindex", Static("-1"))])
            .node(self.title.clone())
            .text(words.into())
            .show()
    }

    /// A choice with its label. `options` are values with their words; the one that is `chosen`.
    #[inline(never)]
    fn select(
        &self,
        id: &'static str,
        label: &'static str,
        chosen: &str,
        options: &[(&'static str, &'static str)],
        deed: impl Fn(String) -> Option<Deed> + 'static,
    ) -> Html {
        let select = options_of(chosen, options)
            .with(
                &["id", "autocomplete"],
                [Some(id.into()), Some("off".into())],
            )
            .on(When::Changed, self.when(move |event| deed(value(&event)?)));
        labelled(id, label, select)
    }
}

/// A field with its label.
fn labelled(id: &'static str, label: &'static str, field: Tag) -> Html {
    tag("div")
        .child(tag("label").with(&["for"], [Some(id.into())]).text(label))
        .child(field)
        .show()
}

/// A `select` with these options.
fn options_of(chosen: &str, options: &[(&'static str, &'static str)]) -> Tag {
    let options = options.iter();
    let options = options.map(|(value, words)| option(*value, *words, *value == chosen));
    tag("select").children(options.collect())
}

fn option(value: impl Into<AttrValue>, words: impl Into<AttrValue>, is_chosen: bool) -> Html {
    let is_chosen = is_chosen.then(AttrValue::default);
    tag("option")
        .with(&["value", "selected"], [Some(value.into()), is_chosen])
        .text(words.into())
        .show()
}

/// The value of the field that an event is about.
fn value(event: &Event) -> Option<String> {
    Some(event.target()?.unchecked_into::<Field>().value())
}
