//! The matcher on the labelled cases and the list beside the project, when they are there.
//!
//! Prints the figures (`cargo test -p matcher --release --test cases -- --nocapture`) and asserts
//! generous floors only: they catch a break, not a tenth of a percent.

// What reads the files is no test in clippy's eyes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod measures;

use std::collections::BTreeSet;
use std::time::Instant;

use matcher::{Band, CommonNames, Index, MinBand, Options, compare, compare_score};
use measures::{asking, index, primary_only, records, rows};
use pack::SearchPack;
use record::Kind;

fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * share) as usize]
}

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
    for row in &rows {
        let kind = Kind::from_word(&row["kind"]).unwrap_or(Kind::Unknown);
        let found = compare(&row["query"], &row["listed_name"], kind, &CommonNames);
        let short = compare_score(&row["query"], &row["listed_name"], kind, &CommonNames);
        assert_eq!((found.score, found.band), short);
    }
    let apart = measures::pairs::tell_apart(&rows, measures::pairs::score);
    println!(
        "pairs: average precision {:.3}, best F1 {:.3}, strong pairs {:?}",
        apart.average_precision, apart.best_f1, apart.strong
    );
    assert!(apart.strong.0 > apart.strong.1);
    assert!(apart.average_precision > 0.80);
}

#[test]
fn the_twin_finds_no_strong_hit_that_the_search_misses() {
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
            matcher::oracle::search(&index, query, &options),
        );
        assert_eq!(fast, slow, "{query}");
    }
}

#[test]
fn what_it_costs() {
    if cfg!(debug_assertions) {
        println!("skipped: costs are measured with --release");
        return;
    }
    let Some(records) = records() else { return };
    let cases = rows("cases/uk_variations.csv").unwrap();
    // Larger lists: the same names with their words changed by a counter, so that the number of
    // distinct words grows too.
    for copies in [1, 7] {
        let mut many = Vec::new();
        for copy in 0..copies {
            for record in &records {
                let mut record = record.clone();
                record.id = format!("{}-{copy}", record.id);
                for part in record.names.iter_mut().flat_map(|name| &mut name.parts) {
                    part.text = altered(&part.text, copy);
                }
                many.push(record);
            }
        }
        let packs = pack::encode("uk", &many).unwrap();
        let pack = SearchPack::decode(&packs.search).unwrap();
        let start = Instant::now();
        let index = Index::build(vec![pack]);
        let built = start.elapsed();
        let mut words = BTreeSet::new();
        for record in &many {
            for name in &record.names {
                words.extend(names::Words::read(&name.full()).iter().map(str::to_owned));
            }
        }
        println!(
            "{} names, {} words: built in {built:?}",
            index.packs()[0].name_count(),
            words.len()
        );
        for min in [MinBand::Possible, MinBand::Any] {
            let mut times: Vec<f64> = Vec::new();
            let mut worst = (0.0, "");
            for case in cases.iter().step_by(5) {
                let start = Instant::now();
                let answer = index.search(&case["query"], &asking(min));
                let time = start.elapsed().as_secs_f64() * 1e3;
                std::hint::black_box(answer);
                times.push(time);
                if time > worst.0 {
                    worst = (time, &case["query"]);
                }
            }
            println!(
                "    {min:?}: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, worst {worst:?}",
                percentile(&mut times, 0.5),
                percentile(&mut times, 0.95),
                percentile(&mut times, 0.99)
            );
        }
    }
    let pairs = rows("cases/name_pairs.csv").unwrap();
    for evidence in [true, false] {
        let start = Instant::now();
        let mut sum = 0.0;
        for row in pairs.iter().cycle().take(20_000) {
            sum += if evidence {
                compare(
                    &row["query"],
                    &row["listed_name"],
                    Kind::Unknown,
                    &CommonNames,
                )
                .score
            } else {
                compare_score(
                    &row["query"],
                    &row["listed_name"],
                    Kind::Unknown,
                    &CommonNames,
                )
                .0
            };
        }
        println!(
            "compare, evidence {evidence}: {:.0} pairs a second ({sum})",
            20_000.0 / start.elapsed().as_secs_f64()
        );
    }
}

/// Every long word with two letters moved on in the alphabet; copy 0 is left as it is.
fn altered(text: &str, copy: usize) -> String {
    let mut count = 0;
    text.chars()
        .map(|letter| {
            count += 1;
            if copy > 0 && letter.is_ascii_alphabetic() && (count % 3 == 1) {
                let base = if letter.is_ascii_uppercase() {
                    b'A'
                } else {
                    b'a'
                };
                char::from(base + (letter as u8 - base + copy as u8 * 3) % 26)
            } else {
                letter
            }
        })
        .collect()
}

#[test]
fn equal_listed_names_come_first() {
    let Some(records) = records() else { return };
    let index = index(&records);
    let pack = &index.packs()[0];
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
