//! The record view: everything the publisher says about one designation.

mod fields;
mod names;
mod reasons;

use ::record::{Kind, Record};
use pack::manifest::ListEntry;
use yew::{Callback, Html, NodeRef, html};

use super::{Setting, address, heading, link, name};
use crate::messages::Messages;
use crate::state::Content;

/// A record of a list, with its way back. The name carries `title`, to be focused.
pub(super) fn show(
    setting: Setting,
    content: &Content,
    list: &ListEntry,
    title: NodeRef,
    on_back: &Callback<()>,
) -> Html {
    let messages = setting.messages;
    let content = match content {
        Content::Awaited => html! { <p>{ messages.record_loading }</p> },
        Content::Missing => html! {
            <>
                <p role="alert">{ messages.record_missing }</p>
                <p>{ link(address::SEARCH, messages.official_search) }</p>
            </>
        },
        Content::Shown(record) => entry(setting, record, list, title),
    };
    html! {
        <div class="record">
            <p class="back">
                <button type="button" class="link" onclick={on_back.reform(|_| ())}>
                    <span aria-hidden="true">{ "‹ " }</span>{ messages.back }
                </button>
            </p>
            { content }
        </div>
    }
}

fn entry(setting: Setting, record: &Record, list: &ListEntry, title: NodeRef) -> Html {
    let Setting {
        messages, level, ..
    } = setting;
    let section = |title: &'static str, content: Html| {
        html! { <section><@{heading(level, 2)}>{ title }</@>{ content }</section> }
    };
    let primary = record.primary_name();
    let shown = primary.map_or_else(|| record.id.clone(), ::record::Name::full);
    let lang = primary.and_then(|one| name::lang(one.script.as_deref(), one.language.as_deref()));
    let is_ship = matches!(record.kind, Kind::Ship | Kind::Aircraft);
    html! {
        <article>
            <@{heading(level, 1)} class="name" tabindex="-1" ref={title}>
                { name::show(&shown, lang, &[]) }
            </@>
            <p class="kind">
                { (messages.kind)(record.kind) }{ " · " }<span translate="no">{ &record.id }</span>
            </p>
            { section(messages.same_title, html! { <p>{ messages.same }</p> }) }
            { section(messages.who, fields::who(record, messages)) }
            { names::show(record, messages, level) }
            { section(messages.stop_title, html! { <p>{ messages.stop }</p> }) }
            { section(messages.what_it_means, reasons::measures(record, messages)) }
            if is_ship {
                <p>{ messages.ship_note }</p>
            } else {
                <p>{ messages.ownership }</p>
            }
            { section(messages.why_listed, reasons::reasons(record, messages)) }
            { section(messages.since_when, fields::since(record, messages)) }
            { section(messages.sources_and_references, fields::sources(record, messages)) }
            if !is_ship {
                { section(messages.your_name_title, html! { <p>{ messages.your_name }</p> }) }
            }
            { official(record, list, messages) }
        </article>
    }
}

/// The way to the same entry in the official search. The address of a person's and a ship's
/// page follows that of an entity's, which was seen in use on 22 November 2026.
fn official(record: &Record, list: &ListEntry, messages: &Messages) -> Html {
    let page = match record.kind {
        Kind::Individual => Some("Individual"),
        Kind::Entity => Some("Entity"),
        Kind::Ship => Some("Ship"),
        Kind::Aircraft | Kind::Unknown => None,
    };
    let is_plain = record.id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match page {
        _ if list.sample => Html::default(),
        Some(page) if list.list == "uk" && is_plain => {
            let entry = [address::SEARCH, "designations/", &record.id, "/", page].concat();
            html! { <p class="official">{ link(entry, messages.official_entry) }</p> }
        }
        _ => html! { <p class="official">{ link(address::SEARCH, messages.official_search) }</p> },
    }
}
