//! The names of a record by type, and those in other scripts.

use ::record::{Name, Record};
use yew::{Html, html};

use super::super::{heading, name};
use crate::messages::Messages;

/// Names that stand openly; a designation may have more than a hundred, and what follows them
/// must stay in reach.
const OPEN: usize = 6;

/// Every name but the one in the title, those in other scripts apart.
pub(super) fn show(record: &Record, messages: &Messages, level: u8) -> Html {
    let title = record.primary_name();
    let others = record
        .names
        .iter()
        .filter(|one| title.is_none_or(|title| !core::ptr::eq(title, *one)));
    let (own, latin): (Vec<&Name>, Vec<&Name>) = others.partition(|one| one.is_in_own_script());
    let latin: Vec<Html> = latin
        .into_iter()
        .map(|one| row(one, (messages.name_type)(one)))
        .collect();
    let own: Vec<Html> = own
        .into_iter()
        .map(|one| row(one, (messages.script)(one)))
        .collect();
    html! {
        <>
            { section(messages.names, latin, messages, level) }
            { section(messages.other_scripts, own, messages, level) }
        </>
    }
}

fn section(title: &'static str, mut names: Vec<Html>, messages: &Messages, level: u8) -> Html {
    if names.is_empty() {
        return Html::default();
    }
    let more = names.split_off(names.len().min(OPEN));
    let count = more.len();
    html! {
        <section>
            <@{heading(level, 2)}>{ title }</@>
            <ul class="names">{ for names }</ul>
            if count > 0 {
                <details class="more">
                    <summary>{ (messages.more_names)(count) }</summary>
                    <ul class="names">{ for more }</ul>
                </details>
            }
        </section>
    }
}

fn row(one: &Name, note: String) -> Html {
    let lang = name::lang(one.script.as_deref(), one.language.as_deref());
    html! {
        <li>
            { name::show(&one.full(), lang, &[]) }
            { " " }<span class="quiet">{ "(" }{ note }{ ")" }</span>
            if let Some(note) = &one.note {
                { " " }<span class="quiet">{ note }</span>
            }
        </li>
    }
}
