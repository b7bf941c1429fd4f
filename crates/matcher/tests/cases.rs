//! The matcher on the labelled cases and the list beside the project, when they are there.
//!
//! Prints the figures (`cargo test -p matcher --release --test cases -- --nocapture`) and asserts
//! generous floors only: they catch a break, not a tenth of a percent.

// What reads the files is no test in clippy's eyes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod measures;

use matcher::{Band, Index, MinBand, Options};
use measures::people::script;
use measures::{asking, index, primary_only, records, rows, scripts};
use record::Name;

#[test]
fn variations_find_their_designation() {
    let (Some(records), Some(cases)) = (records(), rows("cases/uk_variations.csv")) else {
        return;
    };
    let index = index(&primary_only(&records));
    for (min, least) in [(MinBand::Any, 0.85), (MinBand::Possible, 0.75)] {
        let ranks = measures::variations::published(&index, &cases, min)["all"];
        println!(
            "variations, {min:?}: first {}, among ten {}",
            ranks.first, ranks.among_ten
        );
        assert!(ranks.among_ten.value() > least);
    }
}

#[test]
fn unlisted_people_find_little() {
    let (Some(records), Some(people)) = (records(), rows("cases/unlisted_people.csv")) else {
        return;
    };
    let alarms = measures::people::false_alarms(&index(&records), &people, MinBand::Possible);
    for population in ["global", "us"] {
        println!("unlisted people, {population}: {}", alarms[population]);
        assert!(alarms[population].value() < 0.025);
    }
}

#[test]
fn pairs_are_told_apart() {
    let Some(rows) = rows("cases/name_pairs.csv") else {
        return;
    };
    let index = Index::default();
    let apart = measures::pairs::tell_apart(&rows, |row| measures::pairs::score(&index, row));
    println!(
        "pairs: average precision {:.3}, best F1 {:.3}, strong pairs {:?}",
        apart.average_precision, apart.best_f1, apart.strong
    );
    assert!(apart.strong.0 > apart.strong.1);
    assert!(apart.average_precision > 0.80);
}

#[test]
fn the_search_finds_every_hit_of_the_reference_implementation() {
    let (Some(records), Some(cases), Some(people)) = (
        records(),
        rows("cases/uk_variations.csv"),
        rows("cases/unlisted_people.csv"),
    ) else {
        return;
    };
    let index = index(&records);
    let queries = cases
        .iter()
        .map(|case| &case["query"])
        .chain(people.iter().map(|person| &person["name"]));
    for query in queries.step_by(if cfg!(debug_assertions) { 199 } else { 19 }) {
        let options = Options {
            limit: 1000,
            ..asking(MinBand::Possible)
        };
        let (fast, slow) = (
            index.search(query, &options),
            matcher::reference::search(&index, query, &options),
        );
        assert_eq!(fast, slow, "{query}");
    }
}

#[test]
fn nor_does_it_where_the_list_has_names_in_one_script_and_the_query_is_in_another() {
    let Some(records) = records() else { return };
    let index = index(&scripts::in_one_script(&records, scripts::Kept::Latin));
    let names = records.iter().flat_map(|record| &record.names);
    let foreign = names.map(Name::full).filter(|name| script(name) != "Latin");
    for query in foreign.step_by(if cfg!(debug_assertions) { 99 } else { 9 }) {
        let options = Options {
            limit: 1000,
            ..asking(MinBand::Strong)
        };
        let (fast, slow) = (
            index.search(&query, &options),
            matcher::reference::search(&index, &query, &options),
        );
        assert_eq!(fast.hits, slow.hits, "{query}");
    }
}

#[test]
fn equal_listed_names_come_first() {
    let Some(records) = records() else { return };
    let index = index(&records);
    let pack = &index.pack();
    for record in records.iter().step_by(7) {
        for name in &record.names {
            let answer = index.search(
                &name.full(),
                &Options {
                    limit: 500,
                    ..asking(MinBand::Exact)
                },
            );
            let hit = answer
                .hits
                .iter()
                .find(|hit| pack.designation(hit.designation).unwrap().id() == record.id);
            assert!(
                hit.is_some_and(|hit| matches!(hit.band, Band::Exact | Band::WeakAlias)),
                "{} of {}: {answer:?}",
                name.full(),
                record.id
            );
        }
    }
}
