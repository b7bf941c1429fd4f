//! How the text in the box was read, and what was found for each name in it.

use yew::Html;

use super::phrase;
use super::tag::{all, tag};
use crate::messages::{Messages, Phrase, flat};
use crate::state::State;

/// Says how the text was read; nothing where it is one name and nothing else.
pub(super) fn show(state: &State, messages: &'static Messages) -> Html {
    let Some((line, parts)) = read(state, messages) else {
        return Html::default();
    };
    let parts = parts
        .iter()
        .map(|part| tag("li").child(phrase::show(part)).show());
    let parts: Vec<Html> = parts.collect();
    let parts = match parts.is_empty() {
        true => Html::default(),
        false => tag("ul").children(parts).show(),
    };
    let line = tag("p").child(phrase::show(&line)).show();
    tag("div")
        .class("read")
        .child(all(vec![line, parts]))
        .show()
}

/// The same for a screen reader; blank where there is nothing to say.
pub(super) fn spoken(state: &State, messages: &'static Messages) -> String {
    let Some((line, parts)) = read(state, messages) else {
        return String::new();
    };
    let mut text = flat(&line);
    for part in &parts {
        text = messages.found_and(&text, &flat(part));
    }
    text
}

/// The line, then one for each of several names.
fn read(state: &State, messages: &'static Messages) -> Option<(Phrase, Vec<Phrase>)> {
    let read = state.answered.as_ref()?.results.read.as_ref()?;
    let parts = state.parts();
    let parts = parts
        .iter()
        .map(|(part, outcome)| messages.part(part, *outcome));
    Some((messages.reading(read), parts.collect()))
}
