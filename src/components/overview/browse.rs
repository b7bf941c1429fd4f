//! Which entries there are, a page at a time.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::super::tag::{all, tag};
use super::{Deed, Desk};
use crate::messages::files::fill;
use crate::messages::overview as words;
use crate::overview::facts::Entry;
use crate::overview::tally::{Filter, Order, RECENT_DAYS, Time};

/// Entries of a page.
pub(super) const PAGE_SIZE: usize = 50;

const ORDERS: [(&str, &str, Order); 3] = [
    ("date", words::ORDER_DATE, Order::Date),
    ("name", words::ORDER_NAME, Order::Name),
    ("country", words::ORDER_COUNTRY, Order::Country),
];

/// A page of the entries that pass the filter.
pub(super) fn show(desk: &Desk, order: Order, page: usize) -> Html {
    let entries = desk.facts.browse(desk.filter, order);
    let value = |order: Order| {
        let own = ORDERS.iter().find(|(_, _, own)| *own == order);
        own.map_or("", |(value, ..)| value)
    };
    let options = ORDERS
        .iter()
        .map(|(value, words, _)| ((*value).to_owned(), (*words).to_owned()));
    let select = desk.select(
        "overview-order",
        words::ORDER_LABEL,
        value(order),
        options.collect(),
        |value| {
            let order = ORDERS.iter().find(|(own, ..)| *own == value);
            order.map(|(.., order)| Deed::Sort(*order))
        },
    );
    let rows = entries.iter().skip(page * PAGE_SIZE).take(PAGE_SIZE);
    let rows: Vec<Html> = rows.map(|entry| row(desk, entry)).collect();
    let rows = match rows.is_empty() {
        true => tag("p").text(words::NONE).show(),
        false => tag("ol").class("entries").children(rows).show(),
    };
    all(vec![
        tag("div").class("picks").child(select).show(),
        rows,
        paging(desk, page, entries.len().div_ceil(PAGE_SIZE)),
    ])
}

/// Which entries these are, and how many.
pub(super) fn title(desk: &Desk) -> String {
    let count = desk.number(desk.tally.total);
    [&description(desk, desk.filter), ": ", &count].concat()
}

/// A filter in words.
pub(super) fn description(desk: &Desk, filter: &Filter) -> String {
    let (facts, labels) = (desk.facts, desk.labels);
    let mut parts: Vec<String> = Vec::new();
    for (labels, place) in [
        (&labels.regimes, filter.regime),
        (&facts.countries, filter.country),
        (&labels.measures, filter.measure),
    ] {
        parts.extend(place.and_then(|place| labels.get(place).cloned()));
    }
    if let Some(kind) = filter.kind {
        parts.push(desk.setting.messages.kind(kind).text.to_owned());
    }
    let days = RECENT_DAYS.to_string();
    parts.extend(filter.time.map(|time| match time {
        Time::Month(month) => fill(words::LISTED_IN, &[("date", &desk.day(month))]),
        Time::Year(year) => fill(words::LISTED_IN, &[("date", &year.to_string())]),
        Time::Added => fill(words::ADDED_SHORT, &[("days", &days)]),
        Time::Amended => fill(words::AMENDED_SHORT, &[("days", &days)]),
        Time::Undated => words::UNDATED.to_owned(),
    }));
    if parts.is_empty() {
        return words::HEADING_ALL.to_owned();
    }
    parts.join(" · ")
}

/// The name, which opens the entry, and what tells it apart.
fn row(desk: &Desk, entry: &Entry) -> Html {
    let (facts, labels) = (desk.facts, desk.labels);
    let mut parts = vec![desk.setting.messages.kind(entry.kind).text.to_owned()];
    for (labels, places) in [
        (&facts.countries, &entry.countries),
        (&labels.regimes, &entry.regimes),
    ] {
        let words: Vec<&str> = places
            .iter()
            .filter_map(|place| labels.get(*place).map(String::as_str))
            .collect();
        if !words.is_empty() {
            parts.push(words.join(", "));
        }
    }
    parts.push(match facts.designated(entry) {
        Some(day) => {
            let sentence = match day.day {
                0 => words::LISTED_IN,
                _ => words::LISTED_ON,
            };
            fill(sentence, &[("date", &desk.day(day))])
        }
        None => words::NO_DATE.to_owned(),
    });
    let id = [&facts.list.list, ":", &entry.id].concat();
    // The names of the list are not translated, and keep their own direction.
    let name = tag("bdi")
        .fixed(&[("translate", Static("no"))])
        .child(desk.act.button(entry.name.clone(), "link", Deed::Open(id)));
    tag("li")
        .child(tag("div").class("entry-name").child(name))
        .child(tag("div").class("quiet").text(parts.join(" · ")))
        .child(
            tag("div")
                .fixed(&[("class", Static("quiet id")), ("translate", Static("no"))])
                .text(entry.id.clone()),
        )
        .show()
}

fn paging(desk: &Desk, page: usize, pages: usize) -> Html {
    if pages < 2 {
        return Html::default();
    }
    let turn = |is_there: bool, words: &'static str, to: usize| match is_there {
        true => desk.act.button(words, "", Deed::Turn(to)),
        false => tag("span").show(),
    };
    let [this, last] = [page + 1, pages].map(|number| desk.number(number));
    let said = fill(words::PAGE, &[("page", &this), ("pages", &last)]);
    tag("nav")
        .with(
            &["class", "aria-label"],
            [Some("paging".into()), Some(said.clone().into())],
        )
        .child(turn(page > 0, words::PREVIOUS, page.saturating_sub(1)))
        .child(tag("span").class("page").text(said))
        .child(turn(page + 1 < pages, words::NEXT, page + 1))
        .show()
}
