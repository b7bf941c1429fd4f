//! The fields of a record, each only where the list has something to say.

use ::record::{Address, Kind, LabelledText, ListedDate, Place, Record};
use yew::{Html, html};

use crate::messages::Messages;

/// What tells this designation from others of the same name.
pub(super) fn who(record: &Record, messages: &Messages) -> Html {
    let is_person = record.kind == Kind::Individual;
    let must = |label, values: Vec<Html>| match (values.is_empty(), is_person) {
        (true, true) => field(label, vec![html! { messages.not_on_list }]),
        _ => field(label, values),
    };
    let (entity, ship) = (&record.entity, &record.ship);
    let identifiers = record.identifiers.iter().map(|identifier| {
        html! {
            <>
                { (messages.identifier)(identifier.kind) }{ " " }
                <span class="value" translate="no">{ &identifier.value }</span>
                if let Some(note) = &identifier.note {
                    { " (" }{ note }{ ")" }
                }
            </>
        }
    });
    let contacts = record.contacts.iter().map(|contact| {
        html! {
            <>
                { (messages.contact)(contact.kind) }{ " " }
                <span class="value" translate="no">{ &contact.value }</span>
            </>
        }
    });
    html! {
        <dl class="fields">
            { field(messages.titles, words(&record.titles)) }
            { must(messages.date_of_birth, dates(&record.dates_of_birth, messages)) }
            { must(messages.places_of_birth, record.places_of_birth.iter().map(place).collect()) }
            { must(messages.nationality, words(&record.nationalities)) }
            { field(messages.sex, words(&record.sex)) }
            { field(messages.documents, identifiers.collect()) }
            { field(messages.addresses, record.addresses.iter().map(address).collect()) }
            { field(messages.positions, words(&record.positions)) }
            { field(messages.contacts, contacts.collect()) }
            { field(messages.entity_types, words(&entity.types)) }
            { field(messages.parent_companies, words(&entity.parent_companies)) }
            { field(messages.subsidiaries, words(&entity.subsidiaries)) }
            { field(messages.ship_types, words(&ship.types)) }
            { field(messages.current_owners, words(&ship.current_owners)) }
            { field(messages.previous_owners, words(&ship.previous_owners)) }
            { field(messages.current_flags, words(&ship.current_flags)) }
            { field(messages.previous_flags, words(&ship.previous_flags)) }
            { field(messages.tonnages, words(&ship.tonnages)) }
            { field(messages.lengths, words(&ship.lengths)) }
            { field(messages.years_built, words(&ship.years_built)) }
            { for record.other.iter().map(other) }
        </dl>
    }
}

/// When it was listed and when the entry changed.
pub(super) fn since(record: &Record, messages: &Messages) -> Html {
    let when = |date: &Option<ListedDate>| match date {
        Some(date) => vec![html! { (messages.date)(date) }],
        None => vec![html! { messages.not_on_list }],
    };
    html! {
        <dl class="fields">
            { field((messages.designated)(record.kind), when(&record.designated)) }
            { field(messages.updated, when(&record.updated)) }
        </dl>
    }
}

/// Under which regime, by whom, and under which numbers elsewhere.
pub(super) fn sources(record: &Record, messages: &Messages) -> Html {
    let regimes = record.regimes.iter().map(|regime| {
        html! {
            <>
                { (messages.regime)(regime) }
                <span class="quiet block">{ &regime.name }</span>
                if let Some(note) = (messages.regime_note)(regime) {
                    <span class="quiet block">{ note }</span>
                }
            </>
        }
    });
    let references = record.references.iter().map(|reference| {
        field(
            (messages.reference)(reference.kind),
            vec![html! { <span translate="no">{ &reference.value }</span> }],
        )
    });
    html! {
        <dl class="fields">
            { field(messages.listed_under, regimes.collect()) }
            { field(messages.designated_by, words(&record.sources)) }
            { field(messages.id, vec![html! { <span translate="no">{ &record.id }</span> }]) }
            { for references }
        </dl>
    }
}

fn other(text: &LabelledText) -> Html {
    html! { <div><dt>{ &text.label }</dt><dd>{ &text.text }</dd></div> }
}

/// A label with its values; nothing where there are none.
fn field(label: &'static str, values: Vec<Html>) -> Html {
    let content = match values.len() {
        0 => return Html::default(),
        1 => values.into_iter().collect(),
        _ => {
            html! { <ul>{ for values.into_iter().map(|value| html! { <li>{ value }</li> }) }</ul> }
        }
    };
    html! { <div><dt>{ label }</dt><dd>{ content }</dd></div> }
}

fn words(values: &[String]) -> Vec<Html> {
    values
        .iter()
        .map(|value| html! { <span class="value" dir="auto">{ value }</span> })
        .collect()
}

fn dates(dates: &[ListedDate], messages: &Messages) -> Vec<Html> {
    let show = |date| html! { (messages.date)(date) };
    dates.iter().map(show).collect()
}

fn place(place: &Place) -> Html {
    joined(place.town.iter().chain(&place.country))
}

fn address(address: &Address) -> Html {
    joined(
        address
            .lines
            .iter()
            .chain(&address.postal_code)
            .chain(&address.country),
    )
}

fn joined<'a>(parts: impl Iterator<Item = &'a String>) -> Html {
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    html! { <span class="value" dir="auto">{ parts.join(", ") }</span> }
}
