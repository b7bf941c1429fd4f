//! “About this list”: where it comes from, how old it is, what was checked.

use pack::manifest::{ListEntry, PackRole};
use record::{Kind, ListedDate};
use yew::{Html, html};

use super::{Setting, address, link};

/// Everything there is to know about the lists that are searched.
pub(super) fn show(setting: Setting, lists: &[ListEntry]) -> Html {
    html! {
        <details>
            <summary>{ setting.messages.about }</summary>
            { for lists.iter().map(|list| about(list, setting)) }
            <p>{ link(address::LIST, setting.messages.official_list) }</p>
        </details>
    }
}

fn about(list: &ListEntry, Setting { messages, now, .. }: Setting) -> Html {
    let not_known = || messages.not_known.to_owned();
    let time = |text: &Option<String>| {
        let moment = text.as_deref().and_then(|text| now.read(text));
        moment.map_or_else(not_known, messages.time)
    };
    let published = list.published.as_deref();
    let published = published.map_or_else(not_known, |day| {
        (messages.date)(&ListedDate::from_text(day))
    });
    let counts = &list.counts;
    let kinds = [
        (Kind::Individual, counts.individual),
        (Kind::Entity, counts.entity),
        (Kind::Ship, counts.ship),
        (Kind::Aircraft, counts.aircraft),
        (Kind::Unknown, counts.unknown),
    ];
    let kinds = kinds
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(kind, number)| {
            html! { <li>{ (messages.kind_count)(kind, number.into()) }</li> }
        });
    let warnings: u64 = list
        .warnings
        .values()
        .map(|number| u64::from(*number))
        .sum();
    let searched = list.packs.iter().find(|pack| pack.kind == PackRole::Search);
    html! {
        <dl class="fields">
            { field(messages.list_name, html! { &list.title }) }
            { field(messages.publisher, html! { &list.publisher }) }
            { field(messages.list_published, html! { published }) }
            { field(messages.last_checked, html! { time(&list.checked_at) }) }
            { field(messages.valid_until, html! { time(&list.valid_until) }) }
            { field(messages.counts, html! {
                <>{ (messages.number)(counts.designations.into()) }<ul>{ for kinds }</ul></>
            }) }
            { field(messages.warnings, html! { (messages.number)(warnings) }) }
            { field(messages.source_file, html! {
                <span class="long">{ link(list.source_url.clone(), list.source_url.clone()) }</span>
            }) }
            { field(messages.source_sha256, html! { <code>{ &list.source_sha256 }</code> }) }
            if let Some(pack) = searched {
                { field(messages.pack_sha256, html! { <code>{ &pack.sha256 }</code> }) }
            }
            { field(messages.licence, html! {
                <>
                    { link(list.licence_url.clone(), list.licence.clone()) }{ ". " }
                    { messages.licence_scope }
                </>
            }) }
        </dl>
    }
}

fn field(label: &'static str, content: Html) -> Html {
    html! { <div><dt>{ label }</dt><dd>{ content }</dd></div> }
}
