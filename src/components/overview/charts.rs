//! The counts: a table each, with a bar in each row. The table is what is read out; the bars show the same
//! numbers.

use core::ops::Range;

use record::ListedDate;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html};

use super::super::phrase;
use super::super::tag::{all, tag};
use super::{Deed, Desk, Part, Period, listed, option};
use crate::messages::{Phrase, Sentence, flat};
use crate::overview::facts::Day;
use crate::overview::tally::{Filter, RECENT_DAYS, Time, years};

/// Rows of a table before a person asks for all.
const FIRST_ROWS: usize = 10;
/// Months of the [`Period::Last`].
const LAST_MONTHS: usize = 12;

/// A row: its words, how many, and which entries these are, if they can be browsed.
type Row = (Phrase, usize, Option<Filter>);

/// All counts.
pub(super) fn show(desk: &Desk, period: Period, expanded: &[Part]) -> Html {
    let (facts, labels, tally) = (desk.facts, desk.labels, desk.tally);
    let texts = desk.texts;
    let of = |change: &dyn Fn(&mut Filter)| {
        let mut filter = desk.filter.clone();
        change(&mut filter);
        Some(filter)
    };
    let label = |labels: &[Phrase], place: usize| labels.get(place).cloned().unwrap_or_default();
    let regimes = tally.regimes.iter().map(|(place, count)| {
        let filter = of(&|filter| filter.regime = Some(*place));
        (label(&labels.regimes, *place), *count, filter)
    });
    let countries = tally.countries.iter().map(|(place, count)| {
        let filter = of(&|filter| filter.country = Some(*place));
        let country = facts.countries.get(*place);
        (listed(country.map_or("", String::as_str)), *count, filter)
    });
    let measures = tally.measures.iter().map(|(place, count)| {
        let filter = of(&|filter| filter.measure = Some(*place));
        (label(&labels.measures, *place), *count, filter)
    });
    let kinds = tally.kinds.iter().map(|(kind, count)| {
        let filter = of(&|filter| filter.kind = Some(*kind));
        (desk.setting.messages.kind(*kind).into(), *count, filter)
    });
    let without =
        |words: &'static Sentence, count: usize| (count > 0).then(|| (words.into(), count, None));
    all(vec![
        summary(desk),
        by_month(desk, period),
        part(desk, texts.by_kind(), None, kinds.collect(), None, None),
        part(
            desk,
            texts.by_regime(),
            None,
            regimes.collect(),
            None,
            Some((Part::Regimes, expanded)),
        ),
        part(
            desk,
            texts.by_country(),
            Some(texts.country_note()),
            countries.collect(),
            without(texts.no_country(), tally.without_country),
            Some((Part::Countries, expanded)),
        ),
        part(
            desk,
            texts.by_measure(),
            None,
            measures.collect(),
            without(texts.no_measure(), tally.without_measure),
            Some((Part::Measures, expanded)),
        ),
    ])
}

/// How many there are, and what has changed lately.
fn summary(desk: &Desk) -> Html {
    let (tally, texts) = (desk.tally, desk.texts);
    let of = |time| Filter {
        time,
        ..desk.filter.clone()
    };
    let mut rows = vec![plain_row(
        desk,
        texts.total().into(),
        tally.total,
        Some(of(None)),
    )];
    if let (Some(added), Some(amended), Some(day)) =
        (tally.added, tally.amended, desk.facts.published())
    {
        let words = texts.added(RECENT_DAYS as usize, &desk.day(day));
        rows.push(plain_row(
            desk,
            vec![words.into()],
            added,
            Some(of(Some(Time::Added))),
        ));
        rows.push(plain_row(
            desk,
            texts.amended().into(),
            amended,
            Some(of(Some(Time::Amended))),
        ));
    }
    // Of the whole list: which entries they were is not known here.
    let before = desk.facts.before.as_ref();
    if let Some(before) = before.filter(|_| *desk.filter == Filter::default()) {
        let words = match &before.published {
            Some(date) => {
                let date = flat(&desk.setting.messages.date(&ListedDate::from_text(date)));
                vec![texts.removed(&date).into()]
            }
            None => texts.removed_undated().into(),
        };
        rows.push(plain_row(desk, words, before.removed as usize, None));
    }
    table(desk, texts.total(), "summary", rows)
}

/// When the entries were listed.
fn by_month(desk: &Desk, period: Period) -> Html {
    let texts = desk.texts;
    let months = &desk.tally.months;
    let years = years(months);
    let in_month = |(month, count): &(Day, usize)| {
        let filter = Filter {
            time: Some(Time::Month(*month)),
            ..desk.filter.clone()
        };
        (vec![desk.day(*month).into()], *count, Some(filter))
    };
    let last_first = months.iter().rev();
    let mut rows: Vec<Row> = match period {
        Period::Last => last_first.take(LAST_MONTHS).map(in_month).collect(),
        Period::Year(year) => {
            let own = last_first.filter(|(month, _)| month.year == year);
            own.map(in_month).collect()
        }
        Period::Years => {
            let rows = years.iter().rev().map(|(year, count)| {
                let filter = Filter {
                    time: Some(Time::Year(*year)),
                    ..desk.filter.clone()
                };
                (vec![year.to_string().into()], *count, Some(filter))
            });
            rows.collect()
        }
    };
    if desk.tally.undated > 0 {
        let filter = Filter {
            time: Some(Time::Undated),
            ..desk.filter.clone()
        };
        rows.push((texts.undated().into(), desk.tally.undated, Some(filter)));
    }
    let value = |period| match period {
        Period::Last => "last".to_owned(),
        Period::Years => "years".to_owned(),
        Period::Year(year) => year.to_string(),
    };
    let mut options = vec![
        option(value(Period::Last), &texts.period_last().into()),
        option(value(Period::Years), &texts.period_years().into()),
    ];
    let year = |(year, _): &(u16, usize)| option(year.to_string(), &vec![year.to_string().into()]);
    options.extend(years.iter().rev().map(year));
    let chosen = value(period);
    let said = options.iter().find(|(own, ..)| *own == chosen);
    let said = said.map_or("", |(_, words, _)| words);
    // The choice is not on paper.
    let said = tag("p").class("paper").text(texts.period_shown(said));
    let select = desk.select(
        "overview-period",
        texts.period_label(),
        &chosen,
        options,
        |value| {
            Some(Deed::See(match &*value {
                "last" => Period::Last,
                "years" => Period::Years,
                year => Period::Year(year.parse().ok()?),
            }))
        },
    );
    let choices = tag("div").class("picks").child(select);
    tag("section")
        .with(&["aria-label"], [Some(texts.by_month().text.into())])
        .child(desk.heading(3, texts.by_month()))
        .child(history(desk))
        .child(choices)
        .child(said)
        .child(bars(desk, texts.by_month(), rows, 0..0))
        .show()
}

/// All months in one picture.
fn history(desk: &Desk) -> Html {
    let months = &desk.tally.months;
    // The earliest of those with the most.
    let most = months.iter().rev().max_by_key(|(_, count)| *count);
    let (Some((first, _)), Some((last, _)), Some((month, most))) =
        (months.first(), months.last(), most)
    else {
        return Html::default();
    };
    let mut path = String::new();
    for (place, (_, count)) in months.iter().enumerate() {
        let height = (count * 100).div_ceil((*most).max(1)).to_string();
        let left = (place * 10).to_string();
        for part in ["M", &left, " 100v-", &height, "h8v", &height, "z"] {
            path.push_str(part);
        }
    }
    let [first, last, month] = [first, last, month].map(|day| desk.day(*day));
    let texts = desk.texts;
    let said = texts.history(&first, &last, *most, &month);
    let view = ["0 0 ", &(months.len() * 10).to_string(), " 100"].concat();
    let picture = tag("svg")
        .with(
            &[
                "viewBox",
                "preserveAspectRatio",
                "role",
                "aria-label",
                "class",
            ],
            [
                Some(view.into()),
                Some("none".into()),
                Some("img".into()),
                Some(said.into()),
                Some("history".into()),
            ],
        )
        .child(tag("path").with(&["d"], [Some(path.into())]));
    let ends = tag("div")
        .fixed(&[
            ("class", Static("ends quiet")),
            ("aria-hidden", Static("true")),
        ])
        .child(tag("span").text(first))
        .child(tag("span").text(texts.history_most(*most, &month)))
        .child(tag("span").text(last));
    tag("div")
        .class("picture")
        .child(picture)
        .child(ends)
        .show()
}

/// A part with its heading. `without` is a row that cannot be browsed; `expanding` says which part it is and
/// which ones are shown whole. On paper every one is.
fn part(
    desk: &Desk,
    title: &'static Sentence,
    note: Option<&'static Sentence>,
    rows: Vec<Row>,
    without: Option<Row>,
    expanding: Option<(Part, &[Part])>,
) -> Html {
    let texts = desk.texts;
    let counted: usize = rows.iter().chain(&without).map(|(_, count, _)| count).sum();
    let several = (counted > desk.tally.total).then(|| texts.several());
    let notes = note.into_iter().chain(several);
    let notes = notes.map(|note| tag("p").class("quiet").text(note).show());
    let count = rows.len();
    let is_whole = expanding.is_none_or(|(part, expanded)| expanded.contains(&part));
    let on_paper = match is_whole {
        true => 0..0,
        false => FIRST_ROWS..count,
    };
    let rows = rows.into_iter().chain(without).collect();
    let more = expanding.filter(|_| count > FIRST_ROWS).map(|(part, _)| {
        let words = match is_whole {
            true => texts.fewer().text.to_owned(),
            false => texts.more(count),
        };
        let button = desk.act.button(words, "", Deed::Expand(part));
        tag("p").class("more-rows").child(button).show()
    });
    tag("section")
        .with(&["aria-label"], [Some(title.text.into())])
        .child(desk.heading(3, title))
        .child(all(notes.collect()))
        .child(bars(desk, title, rows, on_paper))
        .child(more.unwrap_or_default())
        .show()
}

/// Rows with a bar each, as long as their number beside the largest one. Those at some places are shown on paper only.
fn bars(desk: &Desk, title: &'static Sentence, rows: Vec<Row>, on_paper: Range<usize>) -> Html {
    if rows.is_empty() {
        return tag("p").text(desk.texts.none()).show();
    }
    let most = rows.iter().map(|(_, count, _)| *count).max();
    let most = most.unwrap_or_default().max(1);
    let rows = rows.into_iter().enumerate();
    let rows = rows.map(|(place, (words, count, filter))| {
        let class = match on_paper.contains(&place) {
            true => "paper",
            false => "",
        };
        let width = (count * 1000).div_ceil(most).to_string();
        let bar = tag("rect").with(
            &["width", "height"],
            [Some(width.into()), Some("10".into())],
        );
        let bar = tag("svg")
            .fixed(&[
                ("viewBox", Static("0 0 1000 10")),
                ("preserveAspectRatio", Static("none")),
                ("aria-hidden", Static("true")),
                ("class", Static("bar")),
            ])
            .child(bar)
            .show();
        row(desk, words, count, filter, (class, bar))
    });
    table(desk, title, "bars", rows.collect())
}

fn plain_row(desk: &Desk, words: Phrase, count: usize, filter: Option<Filter>) -> Html {
    row(desk, words, count, filter, ("", Html::default()))
}

/// A row whose words lead to its entries, where there are any.
fn row(
    desk: &Desk,
    words: Phrase,
    count: usize,
    filter: Option<Filter>,
    (class, bar): (&'static str, Html),
) -> Html {
    let filter = filter.filter(|_| count > 0);
    let words = phrase::show(&words);
    let what = match filter {
        Some(filter) => desk.act.button(words, "link", Deed::Browse(filter)),
        None => tag("span").text(words).show(),
    };
    tag("tr")
        .class(class)
        .child(
            tag("th")
                .fixed(&[("scope", Static("row"))])
                .child(what)
                .child(bar),
        )
        .child(tag("td").text(desk.number(count)))
        .show()
}

fn table(desk: &Desk, title: &'static Sentence, class: &'static str, rows: Vec<Html>) -> Html {
    let texts = desk.texts;
    let head = |words: &'static Sentence| {
        let scope: AttrValue = "col".into();
        tag("th").with(&["scope"], [Some(scope)]).text(words).show()
    };
    let head = tag("tr")
        .child(head(texts.column_what()))
        .child(head(texts.column_count()));
    tag("table")
        .with(
            &["class", "aria-label"],
            [Some(class.into()), Some(title.text.into())],
        )
        .child(tag("thead").class("unseen").child(head))
        .child(tag("tbody").children(rows))
        .show()
}
