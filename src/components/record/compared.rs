//! What a person said they know beside the name, and what the list says.

use ::record::{Record, ShipData};
use matcher::{Agreement, Detail, Sex};
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::super::Setting;
use super::super::phrase::say;
use super::super::tag::{tag, text};
use super::fields::{date, several, words};
use crate::engine::protocol::HitView;
use crate::messages::LaterTexts;
use crate::state::Answered;

/// A row for each fact that was given, compared as in the row of the results; nothing where none was.
pub(super) fn show(
    setting: &Setting,
    texts: &'static LaterTexts,
    record: &Record,
    (hit, answered): (&HitView, &Answered),
) -> Html {
    let (messages, born) = (texts.messages, answered.born());
    let rows = texts
        .compared(hit, born)
        .into_iter()
        .map(|(found, agreement)| {
            let typed = match (found.detail, born.date, answered.question.known.sex) {
                (Detail::Born, Some(date), _) => text(messages.partial_date(date)),
                (Detail::Sex, _, Some(Sex::Male)) => say(messages.male()),
                (Detail::Sex, _, Some(Sex::Female)) => say(messages.female()),
                _ => tag("bdi").text(answered.country().to_owned()).show(),
            };
            let listed = match found.agreement {
                Agreement::NotListed => vec![say(texts.not_on_list())],
                _ => listed(record, found.detail, texts),
            };
            tag("tr")
                .child(tag("th").fixed(&[("scope", Static("row"))]).text(agreement))
                .child(tag("td").child(typed))
                .child(tag("td").child(several(listed)))
                .show()
        });
    let rows: Vec<Html> = rows.collect();
    if rows.is_empty() {
        return Html::default();
    }
    let head = |words| tag("th").fixed(&[("scope", Static("col"))]).text(words);
    let head = tag("tr")
        .child(tag("td"))
        .child(head(texts.you_said()))
        .child(head(texts.list_says()));
    let table = tag("table")
        .child(tag("thead").child(head))
        .child(tag("tbody").children(rows));
    tag("section")
        .class("compared")
        .child(tag(setting.heading(2)).text(texts.compared_title()))
        .child(table)
        .show()
}

/// What the list says of a fact.
fn listed(record: &Record, detail: Detail, texts: &'static LaterTexts) -> Vec<Html> {
    match detail {
        Detail::Born => {
            let dates = record.dates_of_birth.iter();
            dates.map(|one| date(one, texts)).collect()
        }
        Detail::Country => words(&record.nationalities),
        Detail::Sex => words(&record.sex),
        Detail::Address => {
            let mut countries: Vec<String> = Vec::new();
            for country in record
                .addresses
                .iter()
                .filter_map(|one| one.country.as_ref())
            {
                if !countries.contains(country) {
                    countries.push(country.clone());
                }
            }
            words(&countries)
        }
        // Earlier ones too, as they are compared.
        Detail::Flag => {
            let ship = record.ship.as_deref().unwrap_or(ShipData::NONE);
            let mut flags = words(&ship.current_flags);
            flags.extend(words(&ship.previous_flags));
            flags
        }
    }
}
