//! One result.

use matcher::Relation;
use record::{Kind, PartialDate};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};
use yew::{Callback, Html, TargetCast, html};

use super::{Setting, heading, name, phrase};
use crate::engine::protocol::{HitView, NameView};
use crate::messages::Messages;

/// A row that a person opened.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Opening {
    /// Place of its list.
    pub list: usize,
    /// Place of the designation in its list.
    pub designation: usize,
    /// The button, which gets the focus back.
    pub button: Option<HtmlElement>,
}

/// One result: every fact has its place, whatever the result. `born` is the date of birth that
/// was given.
pub(super) fn show(
    setting: Setting,
    hit: &HitView,
    born: Option<PartialDate>,
    on_open: &Callback<Opening>,
) -> Html {
    let messages = setting.messages;
    let (list, designation) = (hit.list, hit.designation);
    let on_open = on_open.reform(move |event: MouseEvent| {
        let target: Element = event.target_unchecked_into();
        let button = target.closest("button").ok().flatten();
        Opening {
            list,
            designation,
            button: button.and_then(|button| button.dyn_into().ok()),
        }
    });
    let (shape, band) = (messages.band)(hit);
    let other = hit.matched_name.as_ref().filter(|name| **name != hit.name);
    let marks = if other.is_none() {
        hit.marks.as_slice()
    } else {
        &[]
    };
    html! {
        <li class="row" key={[&list.to_string(), " ", &hit.id].concat()}>
            <p class="band"><span class="shape" aria-hidden="true">{ shape }</span>{ " " }{ band }</p>
            <@{heading(setting.level, 1)} class="name">
                <button type="button" class="link" onclick={on_open}>
                    { show_name(&hit.name, marks) }
                </button>
            </@>
            <p class="kind">{ (messages.kind)(hit.kind) }</p>
            if let Some(other) = other {
                <p class="matched">
                    { show_name(other, &hit.marks) }
                    { " " }<span class="quiet">{ "(" }{ (messages.matched_name)(hit) }{ ")" }</span>
                </p>
            }
            { facts(messages, hit, born) }
            <p class="listed">
                { for hit.regimes.iter().map(|regime| html! { <>{ (messages.regime)(regime) }{ " · " }</> }) }
                { (messages.measures)(&hit.measures) }
            </p>
            { why(messages, hit) }
            <p class="id quiet" translate="no">{ &hit.id }</p>
        </li>
    }
}

fn show_name(view: &NameView, marks: &[core::ops::Range<usize>]) -> Html {
    let lang = name::lang(view.script.as_deref(), view.language.as_deref());
    name::show(&view.text, lang, marks)
}

/// The one thing that tells most, and behind it what every word met.
fn why(messages: &Messages, hit: &HitView) -> Html {
    let why = phrase::show(&(messages.why)(hit));
    let is_plain = hit
        .evidence
        .iter()
        .all(|word| word.relation == Relation::Same);
    if is_plain && hit.lowered.is_empty() {
        return html! { <p class="why quiet">{ why }</p> };
    }
    let rows = (messages.evidence)(hit);
    let rows = rows
        .iter()
        .map(|row| html! { <li>{ phrase::show(row) }</li> });
    html! {
        <details class="why quiet">
            <summary>{ why }</summary>
            <ul>{ for rows }</ul>
        </details>
    }
}

/// What tells people apart, and how it stands to what is known. An entity or a ship has none of
/// it.
fn facts(messages: &Messages, hit: &HitView, born: Option<PartialDate>) -> Html {
    let is_person = match hit.kind {
        Kind::Individual => true,
        Kind::Unknown => !hit.dates_of_birth.is_empty(),
        Kind::Entity | Kind::Ship | Kind::Aircraft => false,
    };
    if !is_person {
        return Html::default();
    }
    let nationality = if hit.nationalities.is_empty() {
        messages.nationality_missing.to_owned()
    } else {
        hit.nationalities.join(", ")
    };
    let known = (messages.known_found)(hit, born);
    html! {
        <>
            <p class="facts">{ (messages.born)(&hit.dates_of_birth) }{ " · " }{ nationality }</p>
            if !known.is_empty() {
                <p class="agreement">{ known }</p>
            }
        </>
    }
}
