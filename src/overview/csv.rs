//! The counts of an overview as CSV: one line a count, each with the list that it comes from.

use record::Kind;

use super::facts::Facts;
use super::tally::{Filter, RECENT_DAYS, Tally, Time, years};
use crate::files::output::line;
use crate::messages::{Phrase, flat};

/// The columns. `group` is one of `total`, `added`, `amended`, `removed`, `month`, `year`, `regime`,
/// `country`, `kind` and `measure`; `code` is what data has for the `value` in words.
pub const COLUMNS: [&str; 13] = [
    "list",
    "published",
    "checked_at",
    "source_sha256",
    "only_regime",
    "only_country",
    "only_measure",
    "only_kind",
    "only_time",
    "group",
    "code",
    "value",
    "designations",
];

/// The words of the page for what is counted, by their places in [`Facts`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// Of the regimes.
    pub regimes: Vec<Phrase>,
    /// Of the measures.
    pub measures: Vec<Phrase>,
}

/// The label at a place, as plain text.
pub(crate) fn words(labels: &[Phrase], place: usize) -> String {
    labels.get(place).map(flat).unwrap_or_default()
}

/// All counts. Cells that a spreadsheet program would run as a formula are made text.
#[must_use]
pub fn write(facts: &Facts, filter: &Filter, tally: &Tally, labels: &Labels) -> String {
    let mut text = "\u{feff}".to_owned();
    line(&mut text, COLUMNS.iter().map(|name| (*name).to_owned()));
    let list = &facts.list;
    let regime = filter.regime.and_then(|place| facts.regimes.get(place));
    let country = |place: usize| facts.countries.get(place).cloned().unwrap_or_default();
    let only_country = filter.country.map(country).unwrap_or_default();
    let only_measure = filter.measure.map(|place| words(&labels.measures, place));
    let only_measure = only_measure.unwrap_or_default();
    let only_time = match filter.time {
        None => String::new(),
        Some(Time::Month(month)) => month.as_text(),
        Some(Time::Year(year)) => year.to_string(),
        Some(Time::Added) => "added".to_owned(),
        Some(Time::Amended) => "amended".to_owned(),
        Some(Time::Undated) => "undated".to_owned(),
    };
    let mut push = |group: &str, code: &str, value: &str, count: usize| {
        let cells = [
            list.list.as_str(),
            list.published.as_deref().unwrap_or_default(),
            list.checked_at.as_deref().unwrap_or_default(),
            &list.source_sha256,
            regime.map_or("", |regime| &*regime.code),
            &only_country,
            &only_measure,
            filter.kind.map_or("", Kind::as_str),
            &only_time,
            group,
            code,
            value,
            &count.to_string(),
        ];
        line(&mut text, cells.into_iter().map(str::to_owned));
    };
    push("total", "", "", tally.total);
    let days = RECENT_DAYS.to_string();
    for (group, count) in [("added", tally.added), ("amended", tally.amended)] {
        if let Some(count) = count {
            push(group, &days, "", count);
        }
    }
    // Of the whole list: which entries they were is not known here.
    if let Some(before) = facts
        .before
        .as_ref()
        .filter(|_| *filter == Filter::default())
    {
        let since = before.published.as_deref().unwrap_or_default();
        push("removed", since, "", before.removed as usize);
    }
    for (month, count) in &tally.months {
        push("month", &month.as_text(), "", *count);
    }
    push("month", "", "", tally.undated);
    for (year, count) in years(&tally.months) {
        push("year", &year.to_string(), "", count);
    }
    for (place, count) in &tally.regimes {
        let code = facts.regimes.get(*place).map_or("", |regime| &regime.code);
        push("regime", code, &words(&labels.regimes, *place), *count);
    }
    for (place, count) in &tally.countries {
        push("country", "", &country(*place), *count);
    }
    push("country", "", "", tally.without_country);
    for (kind, count) in &tally.kinds {
        push("kind", kind.as_str(), "", *count);
    }
    for (place, count) in &tally.measures {
        push("measure", "", &words(&labels.measures, *place), *count);
    }
    push("measure", "", "", tally.without_measure);
    text
}
