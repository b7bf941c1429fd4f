//! “About this list”: where it comes from, how old it is, what was checked.

use record::{Kind, ListedDate};
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::phrase::say;
use super::tag::{When, all, tag, text};
use super::{Intent, Setting, link, phrase};
use crate::engine::protocol::ListView;
use crate::messages::{LaterTexts, Sentence, law, laws};

/// Everything there is to know about the lists that are searched. It is folded; what is in it comes
/// with the texts that are loaded later.
pub(super) fn show(setting: &Setting, lists: &[ListView]) -> Html {
    let messages = setting.messages;
    let title = match lists.len() {
        0 | 1 => messages.about(),
        _ => messages.about_several(),
    };
    let shown = messages.later_texts().map(|texts| {
        let mut shown: Vec<Html> = lists
            .iter()
            .map(|list| about(list, setting, texts))
            .collect();
        for law in laws(lists) {
            if let Some(own) = &law.official {
                let page = link(own.page, say((own.page_name)(texts)));
                shown.push(tag("p").child(page).show());
            }
        }
        let test = tag("button")
            .fixed(&[("type", Static("button")), ("class", Static("link"))])
            .on(When::Clicked, setting.always(Intent::Test))
            .child(say(texts.test_search()));
        shown.push(tag("p").child(test.show()).show());
        let version = field(texts.search_version(), text(env!("CARGO_PKG_VERSION")));
        shown.push(tag("dl").class("fields").child(version).show());
        all(shown)
    });
    tag("details")
        .class("about")
        .child(tag("summary").text(title))
        .child(shown.unwrap_or_default())
        .show()
}

#[inline(never)] // As the record: not before there is a list.
fn about(list: &ListView, setting: &Setting, texts: &'static LaterTexts) -> Html {
    let messages = setting.messages;
    let shown = |time: Option<i64>| match time {
        Some(time) => text(messages.time(setting.now.at(time))),
        None => say(texts.not_known()),
    };
    let checked = list.checked_at.as_deref().and_then(check::read_time);
    let until = check::expires_at(&list.facts());
    let published = match &list.published {
        Some(day) => phrase::show(&messages.date(&ListedDate::from_text(day))),
        None => say(texts.not_known()),
    };
    let counts = &list.counts;
    let kinds = [
        (Kind::Individual, counts.individual),
        (Kind::Entity, counts.entity),
        (Kind::Ship, counts.ship),
        (Kind::Aircraft, counts.aircraft),
        (Kind::Unknown, counts.unknown),
    ];
    let kinds = kinds.into_iter().filter(|(_, number)| *number > 0);
    let kinds = kinds.map(|(kind, number)| tag("li").text(texts.kind_count(kind, number)).show());
    let kinds = tag("ul").children(kinds.collect()).show();
    let counted = text(messages.number(counts.designations as usize));
    // Of a list without an edition nothing was counted.
    let known = |content: Html| match list.pack_sha256.is_empty() {
        true => say(texts.not_known()),
        false => content,
    };
    let code = |sha: &str| known(tag("code").text(sha.to_owned()).show());
    let address = list.source_url.clone();
    let source = link(address.clone(), text(address));
    let mut licence = vec![link(
        list.licence_url.clone(),
        phrase::listed(&list.licence),
    )];
    for scope in law(&list.list).licence_scope {
        licence.extend([text(". "), say(texts.sentence(*scope))]);
    }
    let fields = vec![
        field(texts.list_name(), phrase::listed(&list.title)),
        field(texts.publisher(), phrase::listed(&list.publisher)),
        field(texts.list_published(), published),
        field(texts.last_checked(), shown(checked)),
        field(texts.valid_until(), shown(until)),
        field(texts.counts(), known(all(vec![counted, kinds]))),
        field(
            texts.warnings(),
            known(text(messages.number(list.warnings as usize))),
        ),
        field(
            texts.source_file(),
            tag("span").class("long").child(source).show(),
        ),
        field(texts.source_sha(), code(&list.source_sha256)),
        field(texts.pack_sha(), code(&list.pack_sha256)),
        field(texts.licence(), all(licence)),
    ];
    tag("dl").class("fields").children(fields).show()
}

/// A label with what stands beside it.
pub(super) fn field(label: &'static Sentence, content: Html) -> Html {
    pair(say(label), content)
}

pub(super) fn pair(label: Html, content: Html) -> Html {
    tag("div")
        .child(tag("dt").child(label))
        .child(tag("dd").child(content))
        .show()
}
