//! Previous page, next page, and which page this is.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{Fixed, Tag, When, tag};
use super::{Intent, Setting};

/// Previous and next, where there are any, with the number of the page between them. `page`
/// counts from 0; nothing is shown for one page alone.
pub(super) fn show(setting: &Setting, page: usize, pages: usize) -> Html {
    if pages <= 1 {
        return Html::default();
    }
    let messages = setting.messages;
    let button = |attributes: Fixed, page| -> Tag {
        let turn = setting.always(Intent::Turn(page));
        tag("button").fixed(attributes).on(When::Clicked, turn)
    };
    let previous = (page > 0).then(|| {
        button(
            &[("type", Static("button")), ("class", Static("previous"))],
            page - 1,
        )
        .child(arrow("‹ "))
        .text(messages.previous())
        .show()
    });
    let next = (page + 1 < pages).then(|| {
        button(
            &[("type", Static("button")), ("class", Static("next"))],
            page + 1,
        )
        .text(messages.next())
        .child(arrow(" ›"))
        .show()
    });
    tag("nav")
        .with(
            &["class", "aria-label"],
            [Some("paging".into()), Some(messages.pages().text.into())],
        )
        .child(previous.unwrap_or_default())
        .child(
            tag("span")
                .class("page")
                .text(messages.page(page + 1, pages)),
        )
        .child(next.unwrap_or_default())
        .show()
}

/// An arrow for the eyes; the browser turns it where text runs from right to left.
pub(super) fn arrow(shape: &'static str) -> Html {
    tag("span")
        .fixed(&[("aria-hidden", Static("true"))])
        .text(shape)
        .show()
}
