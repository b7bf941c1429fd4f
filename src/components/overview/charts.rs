//! The counts: a table each, with a bar in each row. The table is what is read out; the bars show the same
//! numbers.

use record::ListedDate;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html};

use super::super::tag::{all, tag};
use super::{Deed, Desk, Part, Period};
use crate::messages::files::fill;
use crate::messages::flat;
use crate::messages::overview as words;
use crate::overview::facts::Day;
use crate::overview::tally::{Filter, RECENT_DAYS, Time, years};

/// Rows of a table before a person asks for all.
const FIRST_ROWS: usize = 10;
/// Months of the [`Period::Last`].
const LAST_MONTHS: usize = 12;

/// A row: its words, how many, and which entries these are, if they can be browsed.
type Row = (String, usize, Option<Filter>);

/// All counts.
pub(super) fn show(desk: &Desk, period: Period, expanded: &[Part]) -> Html {
    let (facts, labels, tally) = (desk.facts, desk.labels, desk.tally);
    let of = |change: &dyn Fn(&mut Filter)| {
        let mut filter = desk.filter.clone();
        change(&mut filter);
        Some(filter)
    };
    let label = |labels: &[String], place: usize| labels.get(place).cloned().unwrap_or_default();
    let regimes = tally.regimes.iter().map(|(place, count)| {
        let filter = of(&|filter| filter.regime = Some(*place));
        (label(&labels.regimes, *place), *count, filter)
    });
    let countries = tally.countries.iter().map(|(place, count)| {
        let filter = of(&|filter| filter.country = Some(*place));
        (label(&facts.countries, *place), *count, filter)
    });
    let measures = tally.measures.iter().map(|(place, count)| {
        let filter = of(&|filter| filter.measure = Some(*place));
        (label(&labels.measures, *place), *count, filter)
    });
    let kinds = tally.kinds.iter().map(|(kind, count)| {
        let filter = of(&|filter| filter.kind = Some(*kind));
        let words = desk.setting.messages.kind(*kind).text;
        (words.to_owned(), *count, filter)
    });
    let without = |words: &str, count: usize| (count > 0).then(|| (words.to_owned(), count, None));
    all(vec![
        summary(desk),
        by_month(desk, period),
        part(desk, words::BY_KIND, "", kinds.collect(), None, None),
        part(
            desk,
            words::BY_REGIME,
            "",
            regimes.collect(),
            None,
            Some((Part::Regimes, expanded)),
        ),
        part(
            desk,
            words::BY_COUNTRY,
            words::COUNTRY_NOTE,
            countries.collect(),
            without(words::NO_COUNTRY, tally.without_country),
            Some((Part::Countries, expanded)),
        ),
        part(
            desk,
            words::BY_MEASURE,
            "",
            measures.collect(),
            without(words::NO_MEASURE, tally.without_measure),
            Some((Part::Measures, expanded)),
        ),
    ])
}

/// How many there are, and what has changed lately.
fn summary(desk: &Desk) -> Html {
    let tally = desk.tally;
    let of = |time| Filter {
        time,
        ..desk.filter.clone()
    };
    let mut rows = vec![plain_row(
        desk,
        words::TOTAL.to_owned(),
        tally.total,
        Some(of(None)),
    )];
    if let (Some(added), Some(amended), Some(day)) =
        (tally.added, tally.amended, desk.facts.published())
    {
        let (days, date) = (RECENT_DAYS.to_string(), desk.day(day));
        let values = [("days", &*days), ("date", &*date)];
        rows.push(plain_row(
            desk,
            fill(words::ADDED, &values),
            added,
            Some(of(Some(Time::Added))),
        ));
        rows.push(plain_row(
            desk,
            words::AMENDED.to_owned(),
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
                fill(words::REMOVED, &[("date", &date)])
            }
            None => words::REMOVED_UNDATED.to_owned(),
        };
        rows.push(plain_row(desk, words, before.removed as usize, None));
    }
    table(words::TOTAL, "summary", rows)
}

/// When the entries were listed.
fn by_month(desk: &Desk, period: Period) -> Html {
    let months = &desk.tally.months;
    let years = years(months);
    let in_month = |(month, count): &(Day, usize)| {
        let filter = Filter {
            time: Some(Time::Month(*month)),
            ..desk.filter.clone()
        };
        (desk.day(*month), *count, Some(filter))
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
                (year.to_string(), *count, Some(filter))
            });
            rows.collect()
        }
    };
    if desk.tally.undated > 0 {
        let filter = Filter {
            time: Some(Time::Undated),
            ..desk.filter.clone()
        };
        rows.push((words::UNDATED.to_owned(), desk.tally.undated, Some(filter)));
    }
    let value = |period| match period {
        Period::Last => "last".to_owned(),
        Period::Years => "years".to_owned(),
        Period::Year(year) => year.to_string(),
    };
    let mut options = vec![
        (value(Period::Last), words::PERIOD_LAST.to_owned()),
        (value(Period::Years), words::PERIOD_YEARS.to_owned()),
    ];
    let year = |(year, _): &(u16, usize)| (year.to_string(), year.to_string());
    options.extend(years.iter().rev().map(year));
    let select = desk.select(
        "overview-period",
        words::PERIOD_LABEL,
        &value(period),
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
        .with(&["aria-label"], [Some(words::BY_MONTH.into())])
        .child(desk.heading(3, words::BY_MONTH))
        .child(history(desk))
        .child(choices)
        .child(bars(desk, words::BY_MONTH, rows, None))
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
    let count = desk.number(*most);
    let values = [
        ("first", &*first),
        ("last", &*last),
        ("month", &*month),
        ("count", &*count),
    ];
    let most = [("month", &*month), ("count", &*count)];
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
                Some(fill(words::HISTORY, &values).into()),
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
        .child(tag("span").text(fill(words::HISTORY_MOST, &most)))
        .child(tag("span").text(last));
    tag("div")
        .class("picture")
        .child(picture)
        .child(ends)
        .show()
}

/// A part with its heading. `without` is a row that cannot be browsed; `expanding` says which part it is and
/// which ones are shown whole.
fn part(
    desk: &Desk,
    title: &'static str,
    note: &'static str,
    rows: Vec<Row>,
    without: Option<Row>,
    expanding: Option<(Part, &[Part])>,
) -> Html {
    let counted: usize = rows.iter().chain(&without).map(|(_, count, _)| count).sum();
    let several = match counted > desk.tally.total {
        true => words::SEVERAL,
        false => "",
    };
    let notes = [note, several].into_iter().filter(|note| !note.is_empty());
    let notes = notes.map(|note| tag("p").class("quiet").text(note).show());
    let count = rows.len();
    let is_whole = expanding.is_none_or(|(part, expanded)| expanded.contains(&part));
    let most = rows.iter().map(|(_, count, _)| *count).max();
    let shown = match is_whole {
        true => count,
        false => FIRST_ROWS,
    };
    let rows = rows.into_iter().take(shown).chain(without).collect();
    let more = expanding.filter(|_| count > FIRST_ROWS).map(|(part, _)| {
        let all = desk.number(count);
        let words = match is_whole {
            true => words::FEWER.to_owned(),
            false => fill(words::MORE, &[("count", &all)]),
        };
        let button = desk.act.button(words, "", Deed::Expand(part));
        tag("p").class("more-rows").child(button).show()
    });
    tag("section")
        .with(&["aria-label"], [Some(title.into())])
        .child(desk.heading(3, title))
        .child(all(notes.collect()))
        .child(bars(desk, title, rows, most))
        .child(more.unwrap_or_default())
        .show()
}

/// Rows with a bar each, as long as their number beside the largest one.
fn bars(desk: &Desk, title: &'static str, rows: Vec<Row>, most: Option<usize>) -> Html {
    if rows.is_empty() {
        return tag("p").text(words::NONE).show();
    }
    let largest = rows.iter().map(|(_, count, _)| *count).max();
    let most = most.max(largest).unwrap_or_default().max(1);
    let rows = rows.into_iter().map(|(words, count, filter)| {
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
        row(desk, words, count, filter, bar)
    });
    table(title, "bars", rows.collect())
}

fn plain_row(desk: &Desk, words: String, count: usize, filter: Option<Filter>) -> Html {
    row(desk, words, count, filter, Html::default())
}

/// A row whose words lead to its entries, where there are any.
fn row(desk: &Desk, words: String, count: usize, filter: Option<Filter>, bar: Html) -> Html {
    let filter = filter.filter(|_| count > 0);
    let what = match filter {
        Some(filter) => desk.act.button(words, "link", Deed::Browse(filter)),
        None => tag("span").text(words).show(),
    };
    tag("tr")
        .child(
            tag("th")
                .fixed(&[("scope", Static("row"))])
                .child(what)
                .child(bar),
        )
        .child(tag("td").text(desk.number(count)))
        .show()
}

fn table(title: &'static str, class: &'static str, rows: Vec<Html>) -> Html {
    let head = |words: &'static str| {
        let scope: AttrValue = "col".into();
        tag("th").with(&["scope"], [Some(scope)]).text(words).show()
    };
    let head = tag("tr")
        .child(head(words::COLUMN_WHAT))
        .child(head(words::COLUMN_COUNT));
    tag("table")
        .with(
            &["class", "aria-label"],
            [Some(class.into()), Some(title.into())],
        )
        .child(tag("thead").class("unseen").child(head))
        .child(tag("tbody").children(rows))
        .show()
}
