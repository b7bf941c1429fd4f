//! The sheet of a test of the search with disguised names.

use check_record::words::thousands;
use check_record::{Engine, List};
use self_test::{CLASSES, Counts, End, PUBLISHED_LIST, SEEN, Tally, Try, published};
use serde_json::{Value, json};

use super::parts::{element, fact, own, paragraph, table};
use super::values::{date, moment, program, status};
use crate::messages::check_record as words;
use crate::messages::check_record::fill;

/// What a test of the search is of.
pub struct Test {
    /// The number that chooses and disguises the names.
    pub seed: u64,
    /// Most names of each class.
    pub most: usize,
}

/// What a test of the search says, as `sanctions-lookup self-test` does.
#[must_use]
pub fn of_test(
    test: &Test,
    made_at: &str,
    (lists, engine): (&[List], &Engine),
    tally: &Tally,
) -> Value {
    let named = lists.iter().map(|list| {
        let said = [
            &*list.title,
            &date(list.published.as_ref()),
            status(list.status()),
        ];
        json!(["p", "", said.join(" · ")])
    });
    let count = thousands(test.most as u64);
    let facts = [
        fact(words::LISTS, element("div", "", named)),
        fact(words::TEST_SEED, test.seed.to_string()),
        fact(
            words::TEST_NAMES,
            fill(words::TEST_AT_MOST, &[("count", &count)]),
        ),
        fact(words::PROGRAM, program(engine)),
        fact(
            words::TIME,
            fill(words::TIME_OF_DEVICE, &[("time", &moment(made_at))]),
        ),
    ];
    let cell = |text: String| json!(["td", "number", text]);
    let row = |title: &str, counts: &Counts, published: Option<&str>| {
        let Counts {
            tried,
            found,
            said,
            missed,
        } = *counts;
        let numbers = [tried, found, said, missed].map(|count| cell(thousands(count.into())));
        let published = published.unwrap_or("-").to_owned();
        let figures = [cell(counts.percent()), cell(published)];
        let title = json!(["td", "", title]);
        let cells = [title].into_iter().chain(numbers).chain(figures);
        element("tr", "", cells)
    };
    let classes = CLASSES.iter().zip(&tally.classes);
    let rows = classes.map(|(class, counts)| {
        row(
            class.title,
            counts,
            published(class.code).map(|(found, _)| found),
        )
    });
    let rows = rows.chain([row(words::TEST_ALL, &tally.all, None)]);
    let heads = [
        words::TEST_TRIED,
        words::TEST_FOUND,
        words::TEST_SAID,
        words::TEST_MISSED,
        words::TEST_PERCENT,
        words::TEST_PUBLISHED,
    ];
    let heads = heads.map(|head| json!(["th", "number", head]));
    let class = json!(["th", "", words::TEST_CLASS]);
    let heads = element("tr", "", [class].into_iter().chain(heads));
    let body = element("tbody", "", rows);
    let seen = SEEN.to_string();
    let meaning = [("seen", &*seen), ("list", PUBLISHED_LIST)];
    let mut parts = vec![
        json!(["h", "title", words::TEST_TITLE]),
        table("facts", facts.map(Some)),
        json!(["table", "classes", ["thead", "", heads], body]),
        paragraph("quiet", fill(words::TEST_MEANING, &meaning)),
        paragraph("caution", words::TEST_CAUTION),
    ];
    for (title, end) in [
        (words::TEST_MISSED_NAMES, End::Missed),
        (words::TEST_SAID_NAMES, End::Said),
    ] {
        parts.push(json!(["h+", "", title]));
        let own_end = tally.not_found.iter().filter(|one| one.end == end);
        let shown: Vec<Value> = own_end.map(miss).collect();
        parts.push(match shown.is_empty() {
            true => paragraph("", words::TEST_NONE),
            false => element("ul", "", shown),
        });
    }
    element("article", "test", parts)
}

/// A disguised name that was not found.
fn miss(one: &Try) -> Value {
    let class = CLASSES.get(one.class).map_or("", |class| class.title);
    json!([
        "li",
        "",
        ["strong", "", own(&one.typed)],
        " ← ",
        own(&one.listed),
        format!(" · {}:{} · {class}", one.list, one.id)
    ])
}
