//! The record view: everything the publisher says about one designation.

mod compared;
mod fields;
mod names;
mod reasons;
mod shared;
mod steps;

use ::record::Record;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{Html, NodeRef};

use super::paging::arrow;
use super::phrase::say;
use super::tag::{When, all, tag, text};
use super::{Intent, Setting, guidance, link, name, official, phrase};
use crate::engine::protocol::{Entry, ListView};
use crate::messages::{Key, LaterTexts, Meaning, Sentence, law};
use crate::state::{Content, Open, Origin, State};

/// A record of one of the lists, with its way back and to the results beside it. The name carries `title`, to be
/// focused.
#[inline(never)] // A browser compiles a function when it is first called.
pub(super) fn show(
    setting: &Setting,
    (state, open): (&State, &Open),
    title: &NodeRef,
    (copied, origin): (Option<bool>, Origin),
) -> Html {
    let (messages, lists) = (setting.messages, state.loaded());
    let texts = messages.later_texts();
    let content = &open.content;
    let answered = state.answered.as_deref();
    let steps = answered.map(|answered| steps::show(setting, &open.entry, answered));
    let actions = match (content, texts) {
        (Content::Shown(_), Some(texts)) => actions(setting, texts, copied),
        _ => Html::default(),
    };
    let content = match (content, texts) {
        (Content::Awaited, _) | (Content::Shown(_), None) => {
            tag("p").text(messages.record_loading()).show()
        }
        (Content::NotOnOneList(on), _) => {
            let id = match &open.entry {
                Entry::Named(id) => id,
                Entry::At { .. } => "",
            };
            let on: Vec<&ListView> = on.iter().filter_map(|place| lists.get(*place)).collect();
            let said = match (on.is_empty(), lists.len()) {
                (false, _) => messages.id_on_several(&messages.titles(on.into_iter())),
                (true, 0 | 1) => messages.id_on_none(id),
                (true, _) => messages.id_on_none_of_several(id),
            };
            not_shown(title, phrase::show(&said))
        }
        (Content::Missing, _) => all(vec![
            not_shown(title, say(messages.record_missing())),
            tag("p").child(official(messages, lists)).show(),
        ]),
        (Content::Shown(records), Some(texts)) => {
            let are_several = records.len() > 1;
            let setting = Setting {
                level: setting.level + u8::from(are_several),
                ..setting.clone()
            };
            let mut title = title.clone();
            let mut parts = Vec::new();
            for (place, record) in records.iter() {
                let Some(list) = lists.get(*place) else {
                    continue;
                };
                // One party: each list's own words apart, under the list's name.
                if are_several {
                    let heading = tag(setting.heading(0));
                    parts.push(heading.child(phrase::listed(&list.title)).show());
                }
                let title = core::mem::take(&mut title);
                let shared = shared::show(&setting, texts, &open.shared, *place);
                let hit = state.hit(*place, &record.id).zip(answered);
                let compared = hit.map(|hit| compared::show(&setting, texts, record, hit));
                parts.push(entry(
                    &setting,
                    texts,
                    record,
                    (list, lists),
                    (title, compared.unwrap_or_default(), shared),
                ));
            }
            all(parts)
        }
    };
    let back = tag("button")
        .fixed(&[("type", Static("button")), ("class", Static("link"))])
        .on(When::Clicked, setting.always(Intent::Back))
        .child(arrow("‹ "))
        .text(match origin {
            Origin::Overview => messages.back_to_overview(),
            Origin::Files => messages.back_to_check(),
            Origin::Search if answered.is_some_and(|one| !one.results.rows.is_empty()) => {
                messages.back()
            }
            Origin::Search => messages.back_to_search(),
        });
    tag("div")
        .fixed(&[("class", Static("record")), ("part", Static("record"))])
        .child(
            tag("div")
                .class("back")
                .child(back)
                .child(steps.unwrap_or_default()),
        )
        .child(content)
        .child(actions)
        .show()
}

/// Why there is no entry to show, in place of its title.
fn not_shown(title: &NodeRef, why: Html) -> Html {
    tag("p")
        .fixed(&[("role", Static("alert")), ("tabindex", Static("-1"))])
        .node(title.clone())
        .child(why)
        .show()
}

/// What a person does with a record that they have read.
fn actions(setting: &Setting, texts: &'static LaterTexts, copied: Option<bool>) -> Html {
    let button = |words: &'static Sentence, intent| {
        tag("button")
            .fixed(&[("type", Static("button"))])
            .on(When::Clicked, setting.always(intent))
            .text(words)
            .show()
    };
    let done = copied.map(|copied| tag("span").text(self::copied(copied, texts)).show());
    tag("div")
        .class("actions")
        .child(button(texts.print_entry(), Intent::Print))
        .child(button(texts.copy_entry(), Intent::Copy))
        .child(done.unwrap_or_default())
        .show()
}

/// What became of the wish to copy it.
pub(super) fn copied(is_copied: bool, texts: &'static LaterTexts) -> &'static Sentence {
    match is_copied {
        true => texts.entry_copied(),
        false => texts.entry_not_copied(),
    }
}

fn entry(
    setting: &Setting,
    texts: &'static LaterTexts,
    record: &Record,
    (list, lists): (&ListView, &[ListView]),
    (title, compared, shared): (NodeRef, Html, Html),
) -> Html {
    let messages = setting.messages;
    // A heading in English reads from left to right in any page, as what is below it does.
    let section = |title: &'static Sentence, content: Html| {
        let title = tag(setting.heading(2)).text(title).show();
        tag("section").child(title).child(content).show()
    };
    let primary = record.primary_name();
    let shown = primary.map_or_else(|| record.id.clone(), ::record::Name::full);
    let lang = primary.and_then(|one| name::lang(one.script.as_deref(), one.language.as_deref()));
    let meaning = Meaning::of(record);
    let rights = match meaning.rights {
        [title, rights @ ..] => section(texts.sentence(*title), paragraph("", texts, rights)),
        [] => Html::default(),
    };
    let who = fields::who(record, texts).map(|fields| section(texts.who(), fields));
    tag("article")
        .child(
            tag(setting.heading(1))
                .fixed(&[("class", Static("name")), ("tabindex", Static("-1"))])
                .node(title)
                .child(name::show(&shown, lang, &[])),
        )
        .child(
            tag("p")
                .class("kind")
                .text(messages.kind(record.kind))
                .text(" · ")
                .child(fields::verbatim("", &record.id))
                .child(match lists.len() {
                    0 | 1 => Html::default(),
                    _ => all(vec![text(" · "), phrase::listed(&list.title)]),
                }),
        )
        .child(section(
            texts.same_title(),
            paragraph("", texts, &[meaning.same]),
        ))
        .child(compared)
        .child(who.unwrap_or_default())
        .child(names::show(record, setting, texts))
        .child(section(
            messages.stop_title(),
            all(vec![
                guidance::stop(texts, meaning.law, Some(record.kind)),
                guidance::who_else(texts),
            ]),
        ))
        .child(section(
            texts.what_it_means(),
            reasons::measures(record, &meaning, texts),
        ))
        .child(section(
            texts.why_listed(),
            reasons::reasons(record, &meaning, texts),
        ))
        .child(shared)
        .child(section(texts.since_when(), fields::since(record, texts)))
        .child(section(
            texts.sources_and_references(),
            fields::sources(record, &meaning, texts),
        ))
        .child(rights)
        .child(official_entry(record, list, texts))
        .show()
}

/// Sentences of the law in one paragraph; nothing where there are none.
fn paragraph(class: &'static str, texts: &'static LaterTexts, sentences: &[Key]) -> Html {
    let (mut words, mut tongue) = (String::new(), None);
    for sentence in sentences {
        if !words.is_empty() {
            words.push(' ');
        }
        let sentence = texts.sentence(*sentence);
        words.push_str(sentence.text);
        tongue = sentence.tongue;
    }
    match words.is_empty() {
        true => Html::default(),
        false => tag("p").class(class).tongue(tongue).text(words).show(),
    }
}

/// The way to the same entry in the official search, or else to the publisher.
fn official_entry(record: &Record, list: &ListView, texts: &'static LaterTexts) -> Html {
    if list.sample {
        return Html::default();
    }
    let own = law(&record.list).official.as_ref();
    let shown = match own.and_then(|own| (own.entry)(record)) {
        Some(entry) => link(entry, say(texts.official_entry())),
        None => official(texts.messages, core::slice::from_ref(list)),
    };
    tag("p").class("official").child(shown).show()
}
