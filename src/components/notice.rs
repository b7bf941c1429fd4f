//! Bars that cannot be missed: sample list, unknown age, problems.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::phrase::say;
use super::tag::{When, tag};
use super::{Intent, Setting, address, link, phrase};
use crate::messages::{Messages, Sentence, Trouble};

/// The bar of the sample list.
pub(super) fn sample(messages: &'static Messages) -> Html {
    tag("div")
        .fixed(&[("class", Static("sample")), ("role", Static("note"))])
        .child(tag("strong").text(messages.sample_title()))
        .text(" ")
        .child(say(messages.sample_text()))
        .show()
}

/// One line on a list whose age or whose file is in doubt.
pub(super) fn note(sentence: &'static Sentence) -> Html {
    tag("p")
        .fixed(&[("class", Static("note")), ("role", Static("note"))])
        .text(sentence)
        .show()
}

/// The line of a device whose clock and the server's time differ.
pub(super) fn clock_wrong(messages: &'static Messages) -> Html {
    tag("p")
        .fixed(&[("class", Static("note")), ("role", Static("note"))])
        .text(messages.clock_differs())
        .show()
}

/// What happened, what it means for the search, what to do.
pub(super) fn problem(setting: &Setting, trouble: &Trouble) -> Html {
    let messages = setting.messages;
    // In the tool's own terms, which are English.
    let detail = trouble.detail.as_ref().map(|detail| {
        tag("p")
            .class("quiet detail")
            .text(messages.details())
            .text(": ")
            .child(phrase::listed(detail))
            .show()
    });
    let what = tag("strong").text(trouble.what.clone()).show();
    let retry = tag("button")
        .fixed(&[("type", Static("button")), ("class", Static("primary"))])
        .on(When::Clicked, setting.always(Intent::Retry))
        .text(messages.try_again());
    let actions = tag("p")
        .class("actions")
        .child(retry)
        .text(" ")
        .child(link(address::SEARCH, say(messages.official_search())));
    tag("div")
        .fixed(&[("class", Static("problem")), ("role", Static("alert"))])
        .child(tag(setting.heading(1)).text(messages.problem_title()))
        .child(tag("p").child(what).text(" ").text(trouble.meaning))
        .child(tag("p").text(trouble.cure))
        .child(actions)
        .child(detail.unwrap_or_default())
        .show()
}
