//! “What to do now” and “What this search misses”.

use yew::Html;

use super::phrase::say;
use super::tag::{all, tag};
use super::{address, link};
use crate::messages::Messages;

/// What to do now, and what this search misses.
pub(super) fn show(messages: &'static Messages) -> Html {
    let steps = [
        (messages.step_open(), messages.step_open_how()),
        (messages.step_stop(), messages.step_stop_how()),
        (messages.step_closer(), messages.step_closer_how()),
        (messages.step_note(), messages.step_note_how()),
    ];
    let steps = steps.map(|(step, how)| {
        tag("li")
            .child(tag("strong").text(step.text))
            .text(" ")
            .text(how)
            .show()
    });
    let misses = [
        messages.misses_spelling(),
        messages.misses_owned(),
        messages.misses_russia(),
        messages.misses_goods(),
        messages.misses_lists(),
        messages.misses_removed(),
    ];
    let links = [
        link(address::REPORT_OFSI, say(messages.report_ofsi())),
        link(address::REPORT_TRADE, say(messages.report_trade())),
        link(address::REPORT_TRANSPORT, say(messages.report_transport())),
        link(address::SEARCH, say(messages.official_search())),
    ];
    let owned = messages.ownership();
    let list = |name, items: Vec<Html>| tag(name).tongue(owned.tongue).children(items);
    let misses = misses.map(|miss| tag("li").text(miss).show());
    let links = links.map(|link| tag("li").child(link).show());
    all(vec![
        tag("details")
            .child(tag("summary").text(messages.what_to_do()))
            .child(list("ol", steps.into()))
            .child(tag("ul").children(links.into()))
            .show(),
        tag("details")
            .child(tag("summary").text(messages.what_it_misses()))
            .child(list("ul", misses.into()))
            .child(tag("p").text(owned))
            .show(),
    ])
}
