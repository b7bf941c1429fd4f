//! Which entries there are, a page at a time.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::super::tag::{all, tag};
use super::super::{paging, phrase};
use super::{Deed, Desk, listed};
use crate::messages::overview::Texts;
use crate::messages::{Messages, Phrase, Sentence};
use crate::overview::facts::Entry;
use crate::overview::tally::{Filter, Order, RECENT_DAYS, Time};
use crate::state::MOST_PRINTED;

/// Entries of a page.
pub(super) const PAGE_SIZE: usize = 50;

type Say = fn(&'static Texts) -> &'static Sentence;

const ORDERS: [(&str, Say, Order); 3] = [
    ("date", Texts::order_date, Order::Date),
    ("name", Texts::order_name, Order::Name),
    ("country", Texts::order_country, Order::Country),
];

/// A page of the entries that pass the filter; where they go to paper, those of all pages there.
pub(super) fn show(desk: &Desk, order: Order, page: usize, is_printed: bool) -> Html {
    let texts = desk.texts;
    let entries = desk.facts.browse(desk.filter, order);
    let (value, say, _) = ORDERS
        .iter()
        .find(|(.., own)| *own == order)
        .unwrap_or(&ORDERS[0]);
    let options = ORDERS
        .iter()
        .map(|(value, say, _)| ((*value).to_owned(), say(texts).text.to_owned(), None));
    let select = desk.select(
        "overview-order",
        texts.order_label(),
        value,
        options.collect(),
        |value| {
            let order = ORDERS.iter().find(|(own, ..)| *own == value);
            order.map(|(.., order)| Deed::Sort(*order))
        },
    );
    let list = |class, start: usize, most: usize| {
        let rows = entries.iter().skip(start).take(most);
        let rows = rows.map(|entry| row(desk, entry)).collect();
        tag("ol").class(class).children(rows).show()
    };
    let start = page * PAGE_SIZE;
    let is_part = entries.len() > PAGE_SIZE;
    let rows = match (entries.is_empty(), is_part && is_printed) {
        (true, _) => tag("p").text(texts.none()).show(),
        (false, false) => list("entries", start, PAGE_SIZE),
        (false, true) => all(vec![
            list("entries screen", start, PAGE_SIZE),
            list("entries paper", 0, MOST_PRINTED),
        ]),
    };
    let printed = match is_printed {
        true => 0..entries.len().min(MOST_PRINTED),
        false => start..entries.len().min(start + PAGE_SIZE),
    };
    let button = (!is_printed).then(|| texts.print());
    let printed = match printed.len() < entries.len() {
        true => paging::on_paper(desk.setting, printed, entries.len(), button),
        false => Html::default(),
    };
    all(vec![
        tag("div").class("picks").child(select).show(),
        // The choice is not on paper.
        tag("p")
            .class("paper")
            .text(texts.ordered(say(texts).text))
            .show(),
        rows,
        printed,
        turns(desk, page, entries.len().div_ceil(PAGE_SIZE)),
    ])
}

/// Which entries these are, and how many.
pub(super) fn title(desk: &Desk) -> Phrase {
    let which = description(desk, desk.filter);
    desk.texts.counted(&which, desk.tally.total)
}

/// A filter in words.
pub(super) fn description(desk: &Desk, filter: &Filter) -> Phrase {
    let (facts, labels, texts) = (desk.facts, desk.labels, desk.texts);
    let label = |labels: &[Phrase], place: Option<usize>| labels.get(place?).cloned();
    let country = filter.country.and_then(|place| facts.countries.get(place));
    let published = || {
        facts
            .published()
            .map(|day| desk.day(day))
            .unwrap_or_default()
    };
    let mut parts: Vec<Phrase> = Vec::new();
    parts.extend(label(&labels.regimes, filter.regime));
    parts.extend(country.map(|country| listed(country)));
    parts.extend(label(&labels.measures, filter.measure));
    parts.extend(
        filter
            .kind
            .map(|kind| desk.setting.messages.kind(kind).into()),
    );
    parts.extend(filter.time.map(|time| match time {
        Time::Month(month) => vec![texts.listed_in(&desk.day(month)).into()],
        Time::Year(year) => vec![texts.listed_in(&year.to_string()).into()],
        Time::Added => vec![texts.added_short(RECENT_DAYS as usize, &published()).into()],
        Time::Amended => vec![texts.amended_short(RECENT_DAYS as usize, &published()).into()],
        Time::Undated => texts.undated().into(),
    }));
    if parts.is_empty() {
        parts.push(texts.heading_all().into());
    }
    Messages::dotted(parts)
}

/// The name, which opens the entry, and what tells it apart.
fn row(desk: &Desk, entry: &Entry) -> Html {
    let (facts, labels, texts) = (desk.facts, desk.labels, desk.texts);
    let mut parts: Vec<Phrase> = vec![desk.setting.messages.kind(entry.kind).into()];
    let countries = entry.countries.iter();
    let countries = countries.filter_map(|place| facts.countries.get(*place));
    let countries: Vec<&str> = countries.map(String::as_str).collect();
    if !countries.is_empty() {
        parts.push(listed(&countries.join(", ")));
    }
    let regimes = entry.regimes.iter();
    parts.extend(regimes.filter_map(|place| labels.regimes.get(*place).cloned()));
    parts.push(match facts.designated(entry) {
        Some(day) if day.day == 0 => vec![texts.listed_in(&desk.day(day)).into()],
        Some(day) => vec![texts.listed_on(&desk.day(day)).into()],
        None => texts.no_date().into(),
    });
    let id = [&facts.list.list, ":", &entry.id].concat();
    // The names of the list are not translated, and keep their own direction.
    let name = tag("bdi")
        .fixed(&[("translate", Static("no"))])
        .child(desk.act.button(entry.name.clone(), "link", Deed::Open(id)));
    tag("li")
        .child(tag("div").class("entry-name").child(name))
        .child(
            tag("div")
                .class("quiet")
                .child(phrase::show(&Messages::dotted(parts))),
        )
        .child(
            tag("div")
                .fixed(&[("class", Static("quiet id")), ("translate", Static("no"))])
                .text(entry.id.clone()),
        )
        .show()
}

fn turns(desk: &Desk, page: usize, pages: usize) -> Html {
    if pages < 2 {
        return Html::default();
    }
    let turn = |is_there: bool, words: &'static Sentence, to: usize| match is_there {
        true => desk.act.button(words, "", Deed::Turn(to)),
        false => tag("span").show(),
    };
    let messages = desk.setting.messages;
    let said = messages.page(page + 1, pages);
    tag("nav")
        .with(
            &["class", "aria-label"],
            [Some("paging".into()), Some(said.clone().into())],
        )
        .child(turn(page > 0, messages.previous(), page.saturating_sub(1)))
        .child(tag("span").class("page").text(said))
        .child(turn(page + 1 < pages, messages.next(), page + 1))
        .show()
}
