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
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::File;
use yew::{Html, NodeRef};

use super::panel::{Deeds, choice, value};
use super::{Setting, phrase};
use crate::files::output::ResultForm;
use crate::files::protocol::Form;
use crate::files::run::Filter;
use crate::messages::Sentence;
use crate::messages::files::Texts;

// An input or a text area, and a list of files; web-sys brings more than these calls.
#[wasm_bindgen]
extern "C" {
    type Field;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Field, value: &str);
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
    /// Gives several files, of which none is taken.
    GiveSeveral,
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
    /// Wants the result as a file of this form.
    Download(ResultForm),
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

/// What every part needs.
struct Desk {
    setting: Setting,
    texts: &'static Texts,
    act: Deeds<Deed>,
    /// The heading that has the focus after a step.
    title: NodeRef,
    /// The heading above the rows to look at, which has it after their page was turned.
    look: NodeRef,
    /// How many files were opened so far: a new one has new fields.
    edition: u32,
}

impl Desk {
    /// A heading of a step, which takes the focus.
    fn title(&self, words: &'static Sentence) -> Html {
        let words = phrase::say(words);
        super::panel::title(self.setting.heading(0), &self.title, words)
    }

    /// A choice with its label. `options` are values with their words; the one that is `chosen`.
    #[inline(never)]
    fn select(
        &self,
        id: &'static str,
        label: &'static Sentence,
        chosen: &str,
        options: &[(&'static str, &'static str)],
        deed: impl Fn(String) -> Option<Deed> + 'static,
    ) -> Html {
        let on_change = self.act.when(move |event| deed(value(&event)?));
        let options = options.iter().map(|(value, words)| (*value, *words, None));
        choice((id, ""), label, chosen, options, on_change)
    }
}
