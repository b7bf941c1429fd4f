//! The names of a record by type, and those in other scripts.

use ::record::{Name, Record};
use yew::Html;

use super::super::phrase::{self, listed};
use super::super::tag::{all, tag, text};
use super::super::{Setting, name};
use crate::messages::{LaterTexts, Sentence};

/// Names that stand openly; a designation may have more than a hundred, and what follows them
/// must stay in reach.
const OPEN: usize = 6;

/// Every name but the one in the title, those in other scripts apart.
pub(super) fn show(record: &Record, setting: &Setting, texts: &'static LaterTexts) -> Html {
    let title = record.primary_name();
    let (mut own, mut latin) = (Vec::new(), Vec::new());
    for one in &record.names {
        if title.is_some_and(|title| core::ptr::eq(title, one)) {
            continue;
        }
        if one.is_in_own_script() {
            own.push(row(one, phrase::show(&texts.script(one))));
        } else {
            latin.push(row(one, text(texts.name_type(one))));
        }
    }
    all(vec![
        section(texts.names(), latin, setting, texts),
        section(texts.other_scripts(), own, setting, texts),
    ])
}

fn section(
    title: &'static Sentence,
    mut names: Vec<Html>,
    setting: &Setting,
    texts: &'static LaterTexts,
) -> Html {
    if names.is_empty() {
        return Html::default();
    }
    let more = names.split_off(names.len().min(OPEN));
    let list = |names| tag("ul").class("names").children(names).show();
    let more = match more.len() {
        0 => Html::default(),
        count => tag("details")
            .class("more")
            .child(tag("summary").text(texts.more_names(count)))
            .child(list(more))
            .show(),
    };
    tag("section")
        .child(tag(setting.heading(2)).text(title))
        .child(list(names))
        .child(more)
        .show()
}

fn row(one: &Name, note: Html) -> Html {
    let lang = name::lang(one.script.as_deref(), one.language.as_deref());
    let quiet = tag("span").class("quiet").text("(").child(note).text(")");
    let mut row = tag("li")
        .child(name::show(&one.full(), lang, &[]))
        .text(" ")
        .child(quiet);
    if let Some(note) = &one.note {
        row = row
            .text(" ")
            .child(tag("span").class("quiet").child(listed(note)));
    }
    row.show()
}
