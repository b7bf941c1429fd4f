//! How the text in the box was read, and what was found for each name in it.

use yew::Html;

use super::phrase;
use super::tag::tag;
use crate::messages::{Messages, Phrase};
use crate::state::State;

/// Between two lines; the point is for those who hear them.
const LINE_END: &str = ".\n";

/// Says how the text was read; nothing where it is one name and nothing else.
pub(super) fn show(state: &State, messages: &'static Messages) -> Html {
    let mut lines = lines(state, messages);
    if lines.contains(&LINE_END.into()) {
        lines.push(".".into());
    }
    tag("p").class("read").child(phrase::show(&lines)).show()
}

/// The same as a text, a line for each of several names; blank where there is nothing to say.
pub(super) fn lines(state: &State, messages: &'static Messages) -> Phrase {
    let answered = state.answered.as_ref();
    let Some(read) = answered.and_then(|answered| answered.results.read.as_ref()) else {
        return Phrase::new();
    };
    let mut lines = messages.reading(read);
    let names = &read.names;
    for (place, part) in names.iter().enumerate() {
        if names.len() > 1 {
            let outcome = state.part_outcome(part, place + 1 == names.len());
            lines.push(LINE_END.into());
            lines.extend(messages.part(part, outcome));
        }
    }
    lines
}
