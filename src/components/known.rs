//! What a person knows beside the name: date of birth, nationality, sex.

use matcher::Sex;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Callback, Event, Html, NodeRef};

use super::search_box::MOST_UNITS;
use super::tag::{Tag, When, tag};
use super::{Intent, Setting, phrase};
use crate::messages::Sentence;
use crate::state::{Known, State};

// An input or a select; web-sys has no type for what has a value.
#[wasm_bindgen]
extern "C" {
    pub(super) type Field;
    #[wasm_bindgen(method, getter)]
    pub(super) fn value(this: &Field) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Field, value: &str);
}

/// Writes into the fields beside the box `input`, when nobody is typing there.
pub(super) fn write(input: &NodeRef, known: &Known) {
    let input = input.cast::<Element>();
    let Some(Ok(Some(form))) = input.map(|input| input.closest("form")) else {
        return;
    };
    let sex = known.sex.map_or("", Sex::as_str);
    for (field, value) in [
        ("#born", &*known.born),
        ("#country", &*known.country),
        ("#sex", sex),
    ] {
        if let Ok(Some(field)) = form.query_selector(field) {
            field.unchecked_into::<Field>().set_value(value);
        }
    }
}

/// The fields, in a disclosure that names what is in use. They are heard when they are left, not
/// letter by letter: half a year or half a country would be said to differ from every name.
///
/// Their values are never written, like that of the search box, which lets Escape empty them by
/// resetting their form. They are new and empty elements each time that what is known is forgotten; the
/// texts that change are so when `edition` changes.
pub(super) fn show(state: &State, setting: &Setting, edition: u32) -> Html {
    let messages = setting.messages;
    let known = &state.question.known;
    let on = |change: fn(&mut Known, String)| {
        let known = known.clone();
        setting.when(move |event| {
            let mut known = known.clone();
            change(
                &mut known,
                event.target()?.unchecked_into::<Field>().value(),
            );
            Some(Intent::Know(known))
        })
    };
    let on_born = on(|known, value| known.born = value);
    let on_country = on(|known, value| known.country = value);
    let on_sex = on(|known, value| known.sex = Sex::from_word(&value));
    let answered = state.answered.as_ref();
    let problem = answered.and_then(|answered| answered.born_problem());
    let is_unread = problem.is_some();
    let born = answered.and_then(|answered| answered.results.born);
    let note = if is_unread { "error" } else { "quiet" };
    let note = tag("p")
        .with(
            &["id", "class", "aria-live"],
            [
                Some("born-note".into()),
                Some(note.into()),
                Some("polite".into()),
            ],
        )
        .key(edition.to_string())
        .text(messages.born_note(born, problem))
        .show();
    // Yew adds the last first, and a browser chooses the first it finds.
    let option = |value: &'static str, words: &'static Sentence, chosen: Option<AttrValue>| {
        tag("option")
            .with(&["value", "selected"], [Some(value.into()), chosen])
            .text(words)
            .show()
    };
    let sex = tag("select")
        .fixed(&[
            ("id", Static("sex")),
            ("autocomplete", Static("off")),
            ("aria-describedby", Static("known-note")),
        ])
        .on(When::Changed, on_sex)
        .child(option("", messages.sex_not_given(), Some("".into())))
        .child(option("male", messages.male(), None))
        .child(option("female", messages.female(), None));
    let born = text_field(["born", "born-note"], is_unread, on_born);
    let country = text_field(["country", "known-note"], false, on_country);
    let fields = tag("div")
        .class("asides")
        .key(state.forgotten.to_string())
        .child(labelled(
            "born",
            messages.date_or_year_of_birth(),
            born,
            note,
        ))
        .child(labelled(
            "country",
            messages.nationality(),
            country,
            Html::default(),
        ))
        .child(labelled("sex", messages.sex(), sex, Html::default()));
    tag("details")
        .class("known")
        .child(
            tag("summary")
                .key(edition.to_string())
                .child(phrase::show(&messages.what_is_known(known))),
        )
        .child(
            tag("p")
                .fixed(&[("id", Static("known-note"))])
                .text(messages.known_effect()),
        )
        .child(fields)
        .show()
}

fn labelled(id: &'static str, label: &'static Sentence, field: Tag, note: Html) -> Html {
    tag("div")
        .child(tag("label").with(&["for"], [Some(id.into())]).text(label))
        .child(field)
        .child(note)
        .show()
}

/// A field, described by a note, that no browser or password manager completes, corrects, sends to a
/// spelling or writing service or keeps. It takes in as much as the search box: a text that is too long is
/// not understood, where one that the browser has cut might be.
fn text_field([id, note]: [&'static str; 2], is_invalid: bool, on_change: Callback<Event>) -> Tag {
    let some = |value: &'static str| Some(AttrValue::Static(value));
    tag("input")
        .with(
            &[
                "id",
                "type",
                "maxlength",
                "autocomplete",
                "autocapitalize",
                "autocorrect",
                "spellcheck",
                "writingsuggestions",
                "translate",
                "dir",
                "data-1p-ignore",
                "data-lpignore",
                "data-bwignore",
                "data-form-type",
                "aria-describedby",
                "aria-invalid",
            ],
            [
                some(id),
                some("text"),
                some(MOST_UNITS),
                some("off"),
                some("off"),
                some("off"),
                some("false"),
                some("false"),
                some("no"),
                some("auto"),
                some(""),
                some("true"),
                some(""),
                some("other"),
                some(note),
                is_invalid.then_some("true".into()),
            ],
        )
        .on(When::Changed, on_change)
}
