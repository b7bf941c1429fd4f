//! The fields of a record, each only where the list has something to say.

use ::record::IdentifierKind::{CompanyRegistration, Imo};
use ::record::{Address, EntityData, Kind, LabelledText, ListedDate, Place, Record, ShipData};
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::super::about::pair;
use super::super::phrase::say;
use super::super::phrase::{self, listed};
use super::super::row;
use super::super::tag::{all, tag, text};
use super::paragraph;
use super::reasons::in_the_lists_words;
use crate::messages::{LaterTexts, Meaning, Sentence};

/// Fields of the publishers' files that have no field of their own here, and are about the file or the act and not about
/// who is listed: what they are called.
const ABOUT_THE_FILE: [(&[&str], Name); 5] = [
    (&["regulation", "regulationSummary"], LaterTexts::legal_act),
    (&["publicationUrl"], LaterTexts::legal_act_address),
    (&["LAST_DAY_UPDATED"], LaterTexts::change_days),
    (&["SUBMITTED_BY"], LaterTexts::submitted_by),
    (&["INTERPOL_LINK"], LaterTexts::interpol_notice),
];

type Name = fn(&'static LaterTexts) -> &'static Sentence;

/// Those that say something to the publisher alone. They are in the data and are not shown.
const FOR_THE_PUBLISHER: [&str; 6] = [
    "DATAID",
    "VERSIONNUM",
    "LIST_TYPE",
    "HAS_INTERPOL_LINK",
    "SORT_KEY",
    "SORT_KEY_LAST_MOD",
];

fn is_about_who(other: &&LabelledText) -> bool {
    let label = other.label.as_str();
    let mut about = ABOUT_THE_FILE.iter();
    !FOR_THE_PUBLISHER.contains(&label) && !about.any(|(labels, _)| labels.contains(&label))
}

/// What tells this designation from others of the same name; nothing where the list gives only the name.
pub(super) fn who(record: &Record, texts: &'static LaterTexts) -> Option<Html> {
    let is_person = row::is_person(record.kind, &record.dates_of_birth);
    let is_entity = record.kind == Kind::Entity;
    let is_craft = matches!(record.kind, Kind::Ship | Kind::Aircraft);
    // What a row says to be missing is said here too.
    let must = |is_due, label, values: Vec<Html>| match (values.is_empty(), is_due) {
        (true, true) => field(label, vec![say(texts.not_on_list())]),
        _ => field(label, values),
    };
    let must_have = |kind, label, is_due| {
        let is_there = record.identifiers.iter().any(|one| one.kind == kind);
        must(is_due && !is_there, label, Vec::new())
    };
    let has_country = record.addresses.iter().any(|one| one.country.is_some());
    let entity = record.entity.as_deref().unwrap_or(EntityData::NONE);
    let ship = record.ship.as_deref().unwrap_or(ShipData::NONE);
    let identifiers = record.identifiers.iter().map(|identifier| {
        let note = match &identifier.note {
            Some(note) => all(vec![text(" ("), listed(note), text(")")]),
            None => Html::default(),
        };
        all(vec![
            value(texts.identifier(identifier.kind), &identifier.value),
            note,
        ])
    });
    let contacts = record
        .contacts
        .iter()
        .map(|contact| value(texts.contact(contact.kind), &contact.value));
    let dates = record.dates_of_birth.iter().map(|one| date(one, texts));
    let places = record.places_of_birth.iter().map(place);
    let addresses = record.addresses.iter().map(address);
    let others = record.other.iter().filter(is_about_who).map(other);
    let mut fields = vec![
        field(texts.titles(), words(&record.titles)),
        must(is_person, texts.date_of_birth(), dates.collect()),
        must(is_person, texts.places_of_birth(), places.collect()),
        must(
            is_person,
            texts.messages.nationality(),
            words(&record.nationalities),
        ),
        field(texts.messages.sex(), words(&record.sex)),
        field(texts.documents(), identifiers.collect()),
        must_have(CompanyRegistration, texts.company_number(), is_entity),
        must_have(Imo, texts.imo_number(), is_craft),
        field(texts.addresses(), addresses.collect()),
        must(is_entity && !has_country, texts.country(), Vec::new()),
        field(texts.positions(), words(&record.positions)),
        field(texts.contacts(), contacts.collect()),
        must(is_entity, texts.entity_types(), words(&entity.types)),
        field(texts.parent_companies(), words(&entity.parent_companies)),
        field(texts.subsidiaries(), words(&entity.subsidiaries)),
        must(is_craft, texts.ship_types(), words(&ship.types)),
        must(
            is_craft,
            texts.current_owners(),
            words(&ship.current_owners),
        ),
        field(texts.previous_owners(), words(&ship.previous_owners)),
        must(is_craft, texts.current_flags(), words(&ship.current_flags)),
        field(texts.previous_flags(), words(&ship.previous_flags)),
        field(texts.tonnages(), words(&ship.tonnages)),
        field(texts.lengths(), words(&ship.lengths)),
        field(texts.years_built(), words(&ship.years_built)),
    ];
    fields.extend(others);
    let is_empty = fields.iter().all(|field| *field == Html::default());
    (!is_empty).then(|| list(fields))
}

/// When it was listed and when the entry changed.
pub(super) fn since(record: &Record, texts: &'static LaterTexts) -> Html {
    let when = |day: &Option<ListedDate>| match day {
        Some(day) => vec![date(day, texts)],
        None => vec![say(texts.not_on_list())],
    };
    list(vec![
        field(texts.designated(), when(&record.designated)),
        field(texts.updated(), when(&record.updated)),
    ])
}

/// Under which regime, by whom, and under which numbers elsewhere.
pub(super) fn sources(record: &Record, meaning: &Meaning, texts: &'static LaterTexts) -> Html {
    let regimes = record.regimes.iter().map(|regime| {
        let own = match meaning.regime_code(regime) {
            Some(code) => phrase::show(&in_the_lists_words(code, texts)),
            None => listed(&regime.name),
        };
        all(vec![
            phrase::said(&texts.messages.regime(&record.list, regime)),
            tag("span").class("quiet block").child(own).show(),
            paragraph("quiet", texts, meaning.regime(regime).as_slice()),
        ])
    });
    let mut fields = vec![
        field(texts.listed_under(), regimes.collect()),
        field(texts.designated_by(), words(&record.sources)),
        field(texts.id(), vec![verbatim("", &record.id)]),
    ];
    for reference in &record.references {
        let label = texts.reference(reference.kind);
        fields.push(field(label, vec![verbatim("", &reference.value)]));
    }
    for (labels, name) in ABOUT_THE_FILE {
        let own = record.other.iter();
        let own = own.filter(|other| labels.contains(&other.label.as_str()));
        let texts_of = own.map(|other| listed(&other.text));
        fields.push(field(name(texts), texts_of.collect()));
    }
    list(fields)
}

fn list(fields: Vec<Html>) -> Html {
    tag("dl").class("fields").children(fields).show()
}

fn other(other: &LabelledText) -> Html {
    pair(listed(&other.label), listed(&other.text))
}

/// A label with its values; nothing where there are none.
fn field(label: &'static Sentence, values: Vec<Html>) -> Html {
    match values.is_empty() {
        true => Html::default(),
        false => pair(say(label), several(values)),
    }
}

/// A value, or a list of several.
pub(super) fn several(values: Vec<Html>) -> Html {
    match values.len() {
        0 | 1 => all(values),
        _ => {
            let values = values
                .into_iter()
                .map(|value| tag("li").child(value).show());
            tag("ul").children(values.collect()).show()
        }
    }
}

pub(super) fn words(values: &[String]) -> Vec<Html> {
    values.iter().map(|value| listed(value)).collect()
}

/// A number or an address of the internet, with what it is.
fn value(label: &'static Sentence, value: &str) -> Html {
    all(vec![say(label), text(" "), verbatim("value", value)])
}

/// What no translation may change.
pub(super) fn verbatim(class: &'static str, value: &str) -> Html {
    let tag = tag("bdi");
    match class {
        "" => tag.fixed(&[("translate", Static("no"))]),
        _ => tag.fixed(&[("class", Static("value")), ("translate", Static("no"))]),
    }
    .text(value.to_owned())
    .show()
}

pub(super) fn date(date: &ListedDate, texts: &'static LaterTexts) -> Html {
    let mut date = texts.messages.date(date);
    crate::messages::start_large(&mut date);
    phrase::show(&date)
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
    listed(&parts.join(", "))
}
