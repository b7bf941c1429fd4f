//! The designations that an answer suppresses: counted, and shown to whoever wants to see them.

use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{Html, NodeRef};

use super::phrase::say;
use super::tag::{When, all, tag};
use super::{Intent, Setting, official, results, status};
use crate::state::{Phase, State};

/// The button that shows them and hides them again, and the rows that have come; `list` is theirs.
/// Nothing where none is suppressed, or the answer says nothing yet.
pub(super) fn show(setting: &Setting, state: &State, list: &NodeRef) -> Html {
    let messages = setting.messages;
    let answered = state.answered.as_ref();
    let (Some(answered), Phase::Answered(_)) = (answered, state.phase()) else {
        return Html::default();
    };
    let total = answered.results.suppressed;
    if total == 0 {
        return Html::default();
    }
    let shown = state.suppressed.as_ref();
    let words = match shown {
        Some(_) => messages.hide_all().text.to_owned(),
        None => messages.show_suppressed(&answered.results),
    };
    let said = status::beside_hits(state)
        .map(|results| tag("p").text(messages.more_in_common(results)).show());
    let is_open = if shown.is_some() { "true" } else { "false" };
    let button = tag("button")
        .with(
            &["type", "aria-expanded"],
            [Some("button".into()), Some(is_open.into())],
        )
        .on(
            When::Clicked,
            setting.always(Intent::ListSuppressed(shown.is_none())),
        )
        .text(words);
    let rows = shown.filter(|shown| !shown.rows.is_empty()).map(|shown| {
        let title = messages.among_title();
        let more = tag("button")
            .fixed(&[("type", Static("button"))])
            .on(When::Clicked, setting.always(Intent::ListSuppressed(true)))
            .text(messages.show_more());
        let more = match shown.rows.len() < total {
            true => more.show(),
            false => Html::default(),
        };
        let official = official(messages, &setting.lists);
        all(vec![
            tag(setting.heading(1)).text(title).show(),
            tag("p")
                .child(say(messages.among_meaning()))
                .text(" ")
                .child(official)
                .show(),
            results::rows(
                setting,
                title,
                &shown.rows.iter().collect::<Vec<_>>(),
                answered.born(),
            )
            .node(list.clone())
            .show(),
            tag("p")
                .class("quiet")
                .text(messages.shown_of(shown.rows.len(), total))
                .show(),
            more,
        ])
    });
    tag("div")
        .class("results among")
        .child(said.unwrap_or_default())
        .child(button)
        .child(rows.unwrap_or_default())
        .show()
}
