//! The heading, the list with its date, and the promise about privacy.

use yew::Html;

use super::Setting;
use super::phrase::{self, say};
use super::tag::{all, tag, text};
use crate::config::Config;
use crate::engine::protocol::{ListView, Load};
use crate::messages::{Messages, Phrase, Piece, flat};

/// What the widget is called, over it, among the landmarks of a page and, where the page is nothing else,
/// in the title of the page. It names the list that is searched, and none while that is not known.
pub(super) fn title(messages: &'static Messages, lists: &[ListView]) -> Phrase {
    match lists {
        [list] => messages.heading_of(&vec![Piece::Listed(list.title.clone())]),
        _ => messages.heading().into(),
    }
}

/// Gives that title to the page. Nothing but the lists goes into it (`tests/tidy.rs`).
pub(super) fn name_page(messages: &'static Messages, lists: &[ListView]) {
    gloo::utils::document().set_title(&flat(&title(messages, lists)));
}

/// Heading, what is searched and how old it is, the promise of privacy, and whether somebody has
/// reviewed the translation.
pub(super) fn show(setting: &Setting, lists: &[ListView], config: &Config) -> Html {
    let messages = setting.messages;
    let privacy = match config.standalone {
        true => messages.privacy_standalone(),
        false => messages.privacy_embedded(),
    };
    let is_one = lists.len() < 2;
    let title = match config.no_heading {
        true => Html::default(),
        false => tag(setting.heading(0))
            .class("title")
            .child(phrase::show(&title(messages, lists)))
            .show(),
    };
    // Of a list that is not searched a notice says so.
    let searched = lists.iter();
    let searched = searched.filter(|list| matches!(list.load, Load::Done));
    let lists = searched.map(|list| {
        let counted = messages.counted_kinds(&list.counts);
        let published = messages.published_and_checked(list, setting.now);
        let title = match is_one {
            true => Html::default(),
            false => all(vec![phrase::listed(&list.title), text(": ")]),
        };
        tag("span")
            .class("list")
            .child(title)
            .text([counted.as_str(), " · "].concat())
            .child(phrase::show(&published))
            .show()
    });
    let preview = match messages.is_preview() {
        false => Html::default(),
        true => tag("p")
            .class("preview quiet")
            .child(say(messages.preview()))
            .text(" ")
            .child(say(messages.preview_in_english()))
            .show(),
    };
    // No <header>: outside the <main> of a host it would be a landmark without a name.
    tag("div")
        .class("header")
        .child(title)
        .child(tag("p").class("lists").children(lists.collect()))
        .child(tag("p").class("privacy").text(privacy))
        .child(preview)
        .show()
}
