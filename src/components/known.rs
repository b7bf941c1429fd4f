//! What a person knows beside the name: date of birth, nationality, sex.

use matcher::Sex;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::{Callback, Event, Html, TargetCast, html};

use super::phrase;
use crate::messages::Messages;
use crate::state::{Known, State};

// An input or a select; web-sys has no type for what has a value.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = web_sys::EventTarget)]
    type Field;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> String;
}

/// The fields, in a disclosure that names what is in use. They are heard when they are left, not
/// letter by letter: half a year or half a country would be said to differ from every name.
///
/// Their values are never written, like that of the search box, which lets Escape empty them by
/// resetting their form.
pub(super) fn show(state: &State, messages: &Messages, on_know: &Callback<Known>) -> Html {
    let known = &state.question.known;
    let on = |change: fn(&mut Known, String)| {
        let known = known.clone();
        on_know.reform(move |event: Event| {
            let mut known = known.clone();
            change(&mut known, event.target_unchecked_into::<Field>().value());
            known
        })
    };
    let on_born = on(|known, value| known.born = value);
    let on_country = on(|known, value| known.country = value);
    let on_sex = on(|known, value| known.sex = Sex::from_word(&value));
    let answered = state.answered.as_ref();
    let is_unread = answered.is_some_and(|answered| answered.is_born_unread());
    let born = answered.and_then(|answered| answered.results.born);
    let note = (messages.born_note)(born, is_unread);
    html! {
        <details class="known">
            <summary>{ phrase::show(&(messages.known)(known)) }</summary>
            <p id="known-note">{ messages.known_effect }</p>
            <div class="asides">
                <div>
                    { text_field(["born", "born-note"], messages.date_or_year_of_birth, is_unread, on_born) }
                    <p id="born-note" class={if is_unread { "error" } else { "quiet" }} aria-live="polite">
                        { note }
                    </p>
                </div>
                <div>{ text_field(["country", "known-note"], messages.nationality, false, on_country) }</div>
                <div>
                    <label for="sex">{ messages.sex }</label>
                    <select id="sex" autocomplete="off" aria-describedby="known-note" onchange={on_sex}>
                        // Yew adds the last first, and a browser chooses the first it meets.
                        <option value="" selected=true>{ messages.sex_not_given }</option>
                        <option value="male">{ (messages.sex_word)(Sex::Male) }</option>
                        <option value="female">{ (messages.sex_word)(Sex::Female) }</option>
                    </select>
                </div>
            </div>
        </details>
    }
}

/// A field, described by a note, that no browser completes, mends, sends to a spelling service or
/// keeps.
fn text_field(
    [id, note]: [&'static str; 2],
    label: &'static str,
    is_invalid: bool,
    on_change: Callback<Event>,
) -> Html {
    html! {
        <>
            <label for={id}>{ label }</label>
            <input
                {id}
                type="text"
                maxlength="60"
                autocomplete="off"
                autocapitalize="off"
                autocorrect="off"
                spellcheck="false"
                translate="no"
                dir="auto"
                aria-describedby={note}
                aria-invalid={is_invalid.then_some("true")}
                onchange={on_change}
            />
        </>
    }
}
