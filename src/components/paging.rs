//! Previous page, next page, and which page this is; on paper, which of how many results.

use core::ops::Range;

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{Fixed, Tag, When, all, tag};
use super::{Intent, Setting};
use crate::messages::Sentence;
use crate::state::{Answered, PAGE_SIZE};

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

/// The pages of an answer; on paper, which of its results are there.
pub(super) fn of_answer(setting: &Setting, answered: &Answered) -> Html {
    let pages = answered.pages();
    if pages <= 1 {
        return Html::default();
    }
    let [inside, apart, less] = answered.shown();
    let (before, count) = (answered.before(), inside.len() + apart.len() + less.len());
    let button = (answered.size == PAGE_SIZE).then(|| setting.messages.print_page());
    all(vec![
        show(setting, answered.page, pages),
        on_paper(
            setting,
            before..before + count,
            answered.row_count(),
            button,
        ),
    ])
}

/// Which of how many are on paper, and the button that brings more there: a browser's own command prints what is
/// drawn.
pub(super) fn on_paper(
    setting: &Setting,
    printed: Range<usize>,
    count: usize,
    button: Option<&'static Sentence>,
) -> Html {
    let messages = setting.messages;
    let mut words = messages.printed_of(printed.start + 1, printed.end, count);
    if let Some(button) = button {
        words.extend([" ", &messages.print_more(button.text)]);
    }
    tag("p").class("paper").text(words).show()
}

/// An arrow for the eyes; the browser turns it where text runs from right to left.
pub(super) fn arrow(shape: &'static str) -> Html {
    tag("span")
        .fixed(&[("aria-hidden", Static("true"))])
        .text(shape)
        .show()
}
