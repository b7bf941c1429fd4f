//! The counts of an overview, against a slower count from the records that its packs were made of.

// They look at files, which a browser does not have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use lists::Checks;
use pack::{DetailsPack, SearchPack};
use record::{Kind, ListedDate, Measure, MeasureKind, Record, Regime};
use sanctions_lookup::engine::protocol::ListView;
use sanctions_lookup::overview::csv::{self, Labels};
use sanctions_lookup::overview::facts::{self, Day, Facts};
use sanctions_lookup::overview::tally::{Filter, Order, Time, years};

fn sample() -> Vec<Record> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/sample-list.csv");
    let file = File::open(path).expect("the sample list is in the project");
    let list = lists::source("uk").unwrap();
    let parsed = lists::read(list, file, &Checks::part());
    parsed.expect("the sample list can be read").records
}

fn read(records: &[Record], published: Option<&str>) -> Facts {
    let packs = pack::encode("uk", records).unwrap();
    let search = SearchPack::decode(&packs.search).unwrap();
    let details = DetailsPack::decode(&packs.details, &search).unwrap();
    let list = ListView {
        list: "uk".to_owned(),
        published: published.map(str::to_owned),
        source_sha256: "ab".repeat(32),
        ..ListView::default()
    };
    facts::read(list, &search, &details, &str::to_lowercase)
}

/// The month of a date, `2026-04`, and the date itself, both as text; `None` without a month.
fn month_of(date: Option<&ListedDate>) -> Option<(String, String)> {
    let text = date?.date()?.to_string();
    (text.len() >= 7 && !text.ends_with('~')).then(|| (text[..7].to_owned(), text))
}

/// The countries that count for a record, by its kind.
fn countries_of(record: &Record) -> BTreeSet<String> {
    let all: Vec<&String> = match record.kind {
        Kind::Individual | Kind::Unknown => record.nationalities.iter().collect(),
        Kind::Entity => record
            .addresses
            .iter()
            .filter_map(|address| address.country.as_ref())
            .collect(),
        Kind::Ship | Kind::Aircraft => {
            let ships = record.ship.iter();
            ships
                .flat_map(|ship| ship.current_flags.iter().chain(&ship.previous_flags))
                .collect()
        }
    };
    all.into_iter().cloned().collect()
}

fn measures_of(record: &Record) -> BTreeSet<(MeasureKind, String)> {
    let measures = record.measures.iter();
    measures
        .map(|one| match one.kind {
            MeasureKind::Other => (one.kind, one.words.clone()),
            kind => (kind, String::new()),
        })
        .collect()
}

fn count<Key: Ord>(keys: impl IntoIterator<Item = Key>) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_count_of_the_sample_list_is_that_of_its_records() {
    let records = sample();
    let facts = read(&records, Some("2026-11-02"));
    let tally = facts.tally(&Filter::default());
    assert_eq!(tally.total, records.len());

    let months = records
        .iter()
        .filter_map(|record| month_of(record.designated.as_ref()))
        .map(|(month, _)| month);
    let months = count(months);
    let counted = tally.months.iter().filter(|(_, count)| *count > 0);
    let counted: BTreeMap<String, usize> = counted
        .map(|(month, count)| (month.as_text(), *count))
        .collect();
    assert_eq!(counted, months);
    assert_eq!(months.values().sum::<usize>() + tally.undated, tally.total);
    let is_gapless = |pair: &[(Day, usize)]| pair[0].0.next_month() == pair[1].0;
    assert!(tally.months.windows(2).all(is_gapless));
    assert_eq!(tally.months.last().unwrap().0.as_text(), "2026-11");
    let in_years: usize = years(&tally.months).iter().map(|(_, count)| count).sum();
    assert_eq!(in_years, months.values().sum::<usize>());

    let regimes = records.iter().flat_map(|record| {
        let codes = record.regimes.iter().map(|regime| regime.code.clone());
        codes.collect::<BTreeSet<String>>()
    });
    let counted = tally.regimes.iter();
    let counted = counted.map(|(place, count)| (facts.regimes[*place].code.clone(), *count));
    assert_eq!(counted.collect::<BTreeMap<_, _>>(), count(regimes));

    let countries = count(records.iter().flat_map(countries_of));
    let counted = tally.countries.iter();
    let counted = counted.map(|(place, count)| (facts.countries[*place].clone(), *count));
    assert_eq!(counted.collect::<BTreeMap<_, _>>(), countries);
    let without = records.iter().filter(|one| countries_of(one).is_empty());
    assert_eq!(tally.without_country, without.count());

    let measures = count(records.iter().flat_map(measures_of));
    let counted = tally.measures.iter().map(|(place, count)| {
        let own = &facts.measures[*place];
        let words = match own.kind {
            MeasureKind::Other => own.words.clone(),
            _ => String::new(),
        };
        ((own.kind, words), *count)
    });
    assert_eq!(counted.collect::<BTreeMap<_, _>>(), measures);

    let kinds = count(records.iter().map(|record| record.kind.as_str()));
    let counted = tally
        .kinds
        .iter()
        .map(|(kind, count)| (kind.as_str(), *count));
    assert_eq!(counted.collect::<BTreeMap<_, _>>(), kinds);

    // 2 November is the last of the thirty days, 4 October the first.
    let is_recent = |date: Option<&ListedDate>| {
        month_of(date).is_some_and(|(_, text)| {
            text.len() == 10 && ("2026-10-04"..="2026-11-02").contains(&&*text)
        })
    };
    let added = records
        .iter()
        .filter(|one| is_recent(one.designated.as_ref()));
    let amended = records
        .iter()
        .filter(|one| is_recent(one.updated.as_ref()) && !is_recent(one.designated.as_ref()));
    assert_eq!(tally.added, Some(added.count()));
    assert_eq!(tally.amended, Some(amended.count()));
}

#[test]
fn what_a_count_leads_to_has_as_many_entries() {
    let facts = read(&sample(), Some("2026-11-02"));
    let tally = facts.tally(&Filter::default());
    let number = |filter: Filter| {
        let entries = facts.browse(&filter, Order::Date);
        assert_eq!(entries.len(), facts.tally(&filter).total);
        entries.len()
    };
    let time = |time| {
        number(Filter {
            time: Some(time),
            ..Filter::default()
        })
    };
    for (month, count) in &tally.months {
        assert_eq!(time(Time::Month(*month)), *count);
    }
    for (year, count) in years(&tally.months) {
        assert_eq!(time(Time::Year(year)), count);
    }
    assert_eq!(Some(time(Time::Added)), tally.added);
    assert_eq!(Some(time(Time::Amended)), tally.amended);
    assert_eq!(time(Time::Undated), tally.undated);
    for (place, count) in &tally.regimes {
        let filter = Filter {
            regime: Some(*place),
            ..Filter::default()
        };
        assert_eq!(number(filter), *count);
    }
    for (place, count) in &tally.countries {
        let filter = Filter {
            country: Some(*place),
            ..Filter::default()
        };
        assert_eq!(number(filter), *count);
    }
    for (place, count) in &tally.measures {
        let filter = Filter {
            measure: Some(*place),
            ..Filter::default()
        };
        assert_eq!(number(filter), *count);
    }
    for (kind, count) in &tally.kinds {
        let filter = Filter {
            kind: Some(*kind),
            ..Filter::default()
        };
        assert_eq!(number(filter), *count);
    }
}

/// An entry with a date of designation, one of change, and a country.
fn entry(id: &str, designated: &str, updated: &str, country: &str) -> Record {
    let mut one = Record::new("uk", id, Kind::Individual);
    let day = |text: &str| (!text.is_empty()).then(|| ListedDate::from_text(text));
    (one.designated, one.updated) = (day(designated), day(updated));
    one.nationalities = vec![country.to_owned()];
    one.regimes = vec![Regime {
        code: "=R".to_owned(),
        name: "The Vandelia Regulations 2020".to_owned(),
    }];
    one.measures = vec![Measure::new(MeasureKind::AssetFreeze, "Asset freeze")];
    one
}

#[test]
fn the_last_thirty_days_end_with_the_date_of_the_list() {
    let facts = read(
        &[
            entry("1", "2026-02-27", "", "A"),
            entry("2", "2026-01-29", "", "A"),
            entry("3", "2026-01-28", "2026-02-27", "A"),
            entry("4", "2026-02-01", "2026-02-20", "A"),
            entry("5", "2020", "2026-02", "A"),
            entry("6", "2026-03-30", "", "A"),
            entry("7", "1066-10-14", "", "A"),
            entry("8", "", "2026-01-29", "A"),
        ],
        Some("2026-02-27"),
    );
    let tally = facts.tally(&Filter::default());
    assert_eq!((tally.added, tally.amended), (Some(3), Some(2)));
    // A year alone, a day after the list's date, one before any list, and none.
    assert_eq!(tally.undated, 4);
    let months = tally.months.iter();
    let months: Vec<(String, usize)> = months
        .map(|(month, count)| (month.as_text(), *count))
        .collect();
    assert_eq!(
        months,
        [("2026-01".to_owned(), 2), ("2026-02".to_owned(), 2)]
    );

    let dateless = read(&[entry("1", "2026-02-27", "", "A")], None);
    let tally = dateless.tally(&Filter::default());
    assert_eq!((tally.added, tally.amended), (None, None));
}

#[test]
fn days_are_numbered_as_the_calendar_has_them() {
    let day = |year, month, day| Day { year, month, day }.number();
    let mut last = day(1945, 1, 1) - 1;
    for year in 1945..=2130 {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let lengths = [
            31,
            28 + u8::from(is_leap),
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ];
        for (month, length) in (1..).zip(lengths) {
            for one in 1..=length {
                assert_eq!(day(year, month, one), last + 1, "{year}-{month}-{one}");
                last += 1;
            }
        }
    }
}

#[test]
fn entries_come_in_the_order_that_is_asked_for() {
    let facts = read(
        &[
            entry("1", "2024-05-01", "", "Zembla"),
            entry("2", "2026-01-02", "", "Arendal"),
            entry("3", "", "", "Zembla"),
            entry("4", "2026-01-01", "", "Zembla"),
        ],
        Some("2026-02-27"),
    );
    let ids = |order| {
        let entries = facts.browse(&Filter::default(), order).into_iter();
        entries.map(|entry| entry.id.as_str()).collect::<String>()
    };
    assert_eq!(ids(Order::Date), "2413");
    assert_eq!(ids(Order::Name), "1234");
    assert_eq!(ids(Order::Country), "2134");
}

#[test]
fn the_counts_as_csv_say_which_list_they_are_of_and_run_nothing() {
    let facts = read(
        &[entry("1", "2026-02-27", "", "=cmd|x")],
        Some("2026-02-27"),
    );
    let labels = Labels {
        regimes: vec![vec!["Vandelia regime".into()]],
        measures: vec![vec!["Asset freeze, \"all\"".into()]],
    };
    let filter = Filter {
        regime: Some(0),
        ..Filter::default()
    };
    let text = csv::write(&facts, &filter, &facts.tally(&filter), &labels);
    let hash = "ab".repeat(32);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let start = format!("uk,2026-02-27,,{hash},'=R,,,,,");
    let expected = [
        "list,published,checked_at,source_sha256,only_regime,only_country,only_measure,only_kind,only_time,group,code,value,designations".to_owned(),
        format!("{start}total,,,1"),
        format!("{start}added,30,,1"),
        format!("{start}amended,30,,0"),
        format!("{start}month,2026-02,,1"),
        format!("{start}month,,,0"),
        format!("{start}year,2026,,1"),
        format!("{start}regime,'=R,Vandelia regime,1"),
        format!("{start}country,,'=cmd|x,1"),
        format!("{start}country,,,0"),
        format!("{start}kind,individual,,1"),
        format!("{start}measure,,\"Asset freeze, \"\"all\"\"\",1"),
        format!("{start}measure,,,0"),
    ];
    assert_eq!(lines, expected);
}
