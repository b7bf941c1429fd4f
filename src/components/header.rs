//! The heading, the list with its date, and the promise about privacy.

use yew::Html;

use super::Setting;
use super::phrase::say;
use super::tag::tag;
use crate::engine::protocol::ListView;

/// Heading, what is searched and how old it is, the promise of privacy, and whether somebody has
/// reviewed the translation.
pub(super) fn show(setting: &Setting, lists: &[ListView], standalone: bool) -> Html {
    let messages = setting.messages;
    let privacy = match standalone {
        true => messages.privacy_standalone(),
        false => messages.privacy_embedded(),
    };
    let lists = lists.iter().map(|list| {
        let counted = messages.counted_kinds(&list.counts);
        let published = messages.published_and_checked(list, setting.now);
        let line = [counted.as_str(), " · ", &published].concat();
        tag("span").class("list").text(line).show()
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
    tag("header")
        .child(
            tag(setting.heading(0))
                .class("title")
                .text(messages.heading()),
        )
        .child(tag("p").class("lists").children(lists.collect()))
        .child(tag("p").class("privacy").text(privacy))
        .child(preview)
        .show()
}
