//! The way to a wider search, and back.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{When, tag};
use super::{Intent, Setting};
use crate::state::Answered;

/// Offers to show less similar names too, or to leave them out again; nothing where that is of
/// no use.
pub(super) fn show(setting: &Setting, answered: &Answered) -> Html {
    let Some(texts) = setting.messages.later_texts() else {
        return Html::default();
    };
    let is_wide = answered.question.is_wide;
    if !is_wide && !answered.can_widen() {
        return Html::default();
    }
    let (words, note) = match (is_wide, answered.less_similar()) {
        (false, _) => (texts.search_wider(), texts.wider_costs().text),
        (true, 0) => (texts.leave_out(), texts.none_less_similar().text),
        (true, _) => (texts.leave_out(), ""),
    };
    let button = tag("button")
        .fixed(&[("type", Static("button"))])
        .on(When::Clicked, setting.always(Intent::Widen(!is_wide)))
        .text(words);
    tag("div")
        .class("wider")
        .child(button)
        .child(tag("p").class("quiet").text(note))
        .show()
}
