//! What a host's page is about: all of it before anything is typed, and what a search found
//! outside it.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{When, tag};
use super::{Intent, Setting, paging, phrase, row};
use crate::messages::{Messages, Sentence};
use crate::state::{Answered, Born, Question};

/// How much more there is than the page is about, with the way to see it; nothing where there is
/// none.
pub(super) fn show(setting: &Setting, answered: &Answered) -> Html {
    let messages = setting.messages;
    let hidden = answered.results.hidden.total();
    if hidden == 0 {
        return Html::default();
    }
    // The count itself says so where there is nothing else.
    let text = match answered.total() {
        0 => String::new(),
        _ => [sentence(messages, answered).as_str(), " "].concat(),
    };
    let button = tag("button")
        .fixed(&[("type", Static("button"))])
        .on(When::Clicked, setting.always(Intent::Unfilter))
        .text(messages.show_outside(hidden));
    tag("p").class("outside").text(text).child(button).show()
}

/// How many designations are hidden in each band, and by what.
pub(super) fn sentence(messages: &'static Messages, answered: &Answered) -> String {
    let hidden = messages.found(&answered.results.hidden, 0, false);
    match answered.question.narrow.is_empty() {
        true => messages.outside(&hidden),
        false => messages.hidden_by_filters(&hidden),
    }
}

/// What the rows say together that are shown although the filters do not let them through.
pub(super) fn heading(messages: &'static Messages, answered: &Answered) -> &'static Sentence {
    let Question { narrow, filter, .. } = &answered.question;
    match (narrow.is_empty(), &filter.regime) {
        (false, _) => messages.outside_filters(),
        (true, Some(_)) => messages.not_under_regime(),
        (true, None) => messages.not_of_kind(),
    }
}

/// The designations that the page is about, a page at a time.
pub(super) fn browse(setting: &Setting, answered: &Answered) -> Html {
    let messages = setting.messages;
    let results = &answered.results;
    let Some(total) = results.listed.filter(|total| *total > 0) else {
        return Html::default();
    };
    let code = answered.question.filter.regime.as_ref();
    let lists = &setting.lists;
    let regime = code.and_then(|code| {
        let mut rows = results.rows.iter();
        rows.find_map(|row| {
            let list = lists.get(row.list)?;
            let mut regimes = row.regimes.iter();
            let regime = regimes.find(|regime| {
                let scoped = [&list.list, ":", &regime.code].concat();
                *code == regime.code || code.eq_ignore_ascii_case(&scoped)
            });
            Some(messages.regime(&list.list, regime?))
        })
    });
    let title = match regime {
        Some(regime) => phrase::said(&regime),
        None => phrase::say(messages.browse()),
    };
    let rows = results
        .rows
        .iter()
        .map(|hit| row::show(setting, hit, Born::default()));
    tag("div")
        .class("results browse")
        .child(tag(setting.heading(1)).child(title))
        .child(tag("p").class("quiet").text(messages.entries(total)))
        .child(tag("ol").children(rows.collect()))
        .child(paging::of_answer(setting, answered))
        .show()
}
