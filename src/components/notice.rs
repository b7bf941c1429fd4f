//! Bars that cannot be missed: sample list, unknown age, problems.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::phrase::say;
use super::tag::{When, all, tag};
use super::{Intent, Setting, official, phrase};
use crate::engine::protocol::{ListView, Load};
use crate::messages::{Messages, Sentence, Trouble};
use check::Status;

/// What stands beside every result, a record too: why a list may not be relied on. Where there are
/// several lists, each under its title.
pub(super) fn show(setting: &Setting, lists: &[ListView]) -> Html {
    let notices = lists.iter().map(|list| {
        let notice = notice(setting, list);
        match (lists.len(), notice) {
            (_, None) => Html::default(),
            (1, Some(notice)) => notice,
            (_, Some(notice)) => tag("div")
                .child(tag("strong").child(phrase::listed(&list.title)))
                .child(notice)
                .show(),
        }
    });
    all(notices.collect())
}

/// Why this list may not be relied on; `None` where it may.
fn notice(setting: &Setting, list: &ListView) -> Option<Html> {
    let messages = setting.messages;
    let one = core::slice::from_ref(list);
    Some(match (list.status(setting.now.unix), &list.load) {
        (_, Load::Failed(failure)) => problem(setting, one, &messages.one_failed(failure)),
        (Status::Loading, _) => note(messages.loading_further()),
        (Status::Sample, _) => sample(messages),
        (Status::AgeUnknown, _) => note(messages.unknown_age()),
        (Status::FaultAccepted, _) => note(messages.fault_accepted()),
        (Status::Expired, _) => problem(setting, one, &messages.expired_lists(one, setting.now)),
        (Status::ClockWrong, _) => problem(setting, one, &messages.clock_wrong_lists()),
        _ => return None,
    })
}

/// The bar of the sample list.
fn sample(messages: &'static Messages) -> Html {
    tag("div")
        .fixed(&[("class", Static("sample")), ("role", Static("note"))])
        .child(tag("strong").text(messages.sample_title()))
        .text(" ")
        .child(say(messages.sample_text()))
        .show()
}

/// One line on a list whose age or whose file is in doubt.
fn note(sentence: &'static Sentence) -> Html {
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

/// What happened to these lists, what it means for the search, what to do.
pub(super) fn problem(setting: &Setting, lists: &[ListView], trouble: &Trouble) -> Html {
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
        .child(official(messages, lists));
    tag("div")
        .fixed(&[("class", Static("problem")), ("role", Static("alert"))])
        .child(tag(setting.heading(1)).text(messages.problem_title()))
        .child(tag("p").child(what).text(" ").text(trouble.meaning))
        .child(tag("p").text(trouble.cure))
        .child(actions)
        .child(detail.unwrap_or_default())
        .show()
}
