//! “What to do now” and “What this search misses”.

use yew::Html;

use super::phrase::say;
use super::tag::{Tag, all, tag};
use super::{address, link};
use crate::messages::{Key, LaterTexts, Messages, key};

/// What to do now, and what this search misses. Both are folded; what is in them comes with the texts
/// that are loaded later.
pub(super) fn show(messages: &'static Messages) -> Html {
    let texts = messages.later_texts();
    let folded = |summary, content: Option<Html>| {
        tag("details")
            .child(tag("summary").text(summary))
            .child(content.unwrap_or_default())
            .show()
    };
    all(vec![
        folded(messages.what_to_do(), texts.map(what_to_do)),
        folded(messages.what_it_misses(), texts.map(what_it_misses)),
    ])
}

fn what_to_do(texts: &'static LaterTexts) -> Html {
    let steps = [
        (key::STEP_OPEN, key::STEP_OPEN_HOW),
        (key::STEP_STOP, key::STEP_STOP_HOW),
        (key::STEP_CLOSER, key::STEP_CLOSER_HOW),
        (key::STEP_NOTE, key::STEP_NOTE_HOW),
    ];
    let steps = steps.map(|(step, how)| {
        tag("li")
            .child(tag("strong").text(texts.sentence(step).text))
            .text(" ")
            .text(texts.sentence(how))
            .show()
    });
    let report = |to, words: Key| link(to, say(texts.sentence(words)));
    let links = [
        report(address::REPORT_OFSI, key::REPORT_OFSI),
        report(address::REPORT_TRADE, key::REPORT_TRADE),
        report(address::REPORT_TRANSPORT, key::REPORT_TRANSPORT),
        link(address::SEARCH, say(texts.messages.official_search())),
    ];
    let links = links.map(|link| tag("li").child(link).show());
    all(vec![
        list("ol", texts).children(steps.into()).show(),
        tag("ul").children(links.into()).show(),
    ])
}

fn what_it_misses(texts: &'static LaterTexts) -> Html {
    let misses = [
        key::MISSES_SPELLING,
        key::MISSES_OWNED,
        key::MISSES_RUSSIA,
        key::MISSES_GOODS,
        key::MISSES_LISTS,
        key::MISSES_REMOVED,
    ];
    let misses = misses.map(|miss| tag("li").text(texts.sentence(miss)).show());
    all(vec![
        list("ul", texts).children(misses.into()).show(),
        tag("p").text(texts.sentence(key::OWNERSHIP)).show(),
    ])
}

/// A list in the language of the law.
fn list(name: &'static str, texts: &'static LaterTexts) -> Tag {
    tag(name).tongue(texts.sentence(key::OWNERSHIP).tongue)
}
