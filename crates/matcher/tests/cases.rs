//! The matcher on the labelled cases and the list beside the project, when they are there.
//!
//! Prints the figures (`cargo test -p matcher --release --test cases -- --nocapture`) and asserts
//! generous floors only: they catch a break, not a tenth of a percent.

// What reads the files is no test in clippy's eyes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;
use std::time::Instant;

use matcher::{Band, CommonNames, Index, Matched, MinBand, Options, compare, compare_score};
use pack::SearchPack;
use record::{Kind, NameType, Record};

fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

fn rows(path: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let mut reader = csv::Reader::from_path(shared(path)?).unwrap();
    Some(reader.deserialize().map(Result::unwrap).collect())
}

fn records() -> Option<Vec<Record>> {
    let path = shared("lists/uk/UK-Sanctions-List.reconstructed_2026-04-29.csv")?;
    let source = lists::source("uk").unwrap();
    let file = File::open(path).unwrap();
    Some(lists::read(source, file, source.minimum).unwrap().records)
}

fn index(records: &[Record]) -> Index {
    let packs = pack::encode("uk", records).unwrap();
    Index::build(vec![SearchPack::decode(&packs.search).unwrap()])
}

fn primary_only(records: &[Record]) -> Vec<Record> {
    let mut records = records.to_vec();
    for record in &mut records {
        record
            .names
            .retain(|name| name.name_type == NameType::Primary);
    }
    records
}

fn asking(min: MinBand) -> Options {
    Options {
        min,
        ..Options::default()
    }
}

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
    let pack = &index.packs()[0];
    for (min, top) in [(MinBand::Any, false), (MinBand::Possible, true)] {
        let (mut first, mut ten, mut by_kind) = (0, 0, BTreeMap::new());
        for case in &cases {
            let answer = index.search(&case["query"], &asking(min));
            let rank = answer.hits.iter().position(|hit| {
                pack.designation(hit.designation).unwrap().id() == case["unique_id"]
            });
            first += usize::from(rank == Some(0));
            ten += usize::from(rank.is_some());
            let place = (0..pack.len())
                .find(|place| pack.designation(*place).unwrap().id() == case["unique_id"]);
            let kind = place
                .and_then(|place| pack.designation(place))
                .map(|designation| designation.kind());
            let count = by_kind.entry(kind.map(Kind::as_str)).or_insert((0, 0, 0));
            count.0 += usize::from(rank == Some(0));
            count.1 += usize::from(rank.is_some());
            count.2 += 1;
            if std::env::var("SHOW").is_ok() && rank.is_none() && top {
                let primary = place
                    .and_then(|place| pack.designation(place))
                    .and_then(|d| d.primary_name())
                    .map(|n| n.full());
                println!(
                    "    {} | {:?} | {:?}",
                    case["query"],
                    primary,
                    primary.as_deref().map(|listed| compare_score(
                        &case["query"],
                        listed,
                        Kind::Unknown,
                        index.rarity()
                    ))
                );
            }
        }
        let all = cases.len() as f64;
        println!(
            "variations, {min:?}: R@1 {:.3}, R@10 {:.3}",
            f64::from(first as u32) / all,
            ten as f64 / all
        );
        for (kind, (first, ten, all)) in by_kind {
            println!(
                "    {:?}: R@1 {:.3}, R@10 {:.3} of {all}",
                kind,
                first as f64 / all as f64,
                ten as f64 / all as f64
            );
        }
        assert!(ten as f64 / all > if top { 0.70 } else { 0.85 });
    }
}

#[test]
fn unlisted_people_find_little() {
    let (Some(records), Some(people)) = (records(), rows("cases/unlisted_people.csv")) else {
        return;
    };
    for (what, index) in [
        ("all names", index(&records)),
        ("primary names", index(&primary_only(&records))),
    ] {
        let mut alarms = BTreeMap::new();
        for person in &people {
            let answer = index.search(&person["name"], &asking(MinBand::Possible));
            let count = alarms.entry(&person["population"]).or_insert((0, 0));
            count.0 += usize::from(!answer.hits.is_empty());
            count.1 += 1;
            if let Some(hit) = answer.hits.first()
                && std::env::var("SHOW").is_ok()
            {
                let Matched::Name(place) = hit.matched else {
                    continue;
                };
                println!(
                    "    {} | {} | {:?} {:.3}",
                    person["name"],
                    index.packs()[0].name(place).unwrap().full(),
                    hit.band,
                    hit.score
                );
            }
        }
        for (population, (alarms, all)) in &alarms {
            println!(
                "unlisted people, {what}: {population} {:.4} of {all}",
                *alarms as f64 / f64::from(*all)
            );
        }
        let total: usize = alarms.values().map(|(alarms, _)| alarms).sum();
        assert!(total * 40 < people.len());
    }
}

#[test]
fn pairs_are_told_apart() {
    let Some(rows) = rows("cases/name_pairs.csv") else {
        return;
    };
    let mut scored: Vec<(f32, bool, &BTreeMap<String, String>)> = rows
        .iter()
        .map(|row| {
            let kind = Kind::from_word(&row["kind"]).unwrap_or(Kind::Unknown);
            let found = compare(&row["query"], &row["listed_name"], kind, &CommonNames);
            assert_eq!(
                (found.score, found.band),
                compare_score(&row["query"], &row["listed_name"], kind, &CommonNames)
            );
            (found.score, row["is_match"] == "true", row)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = scored.iter().filter(|row| row.1).count() as f64;
    // Ties count as one step, so that their order does not matter.
    let (mut precision_sum, mut best_f1, mut best_at) = (0.0, 0.0, 0.0);
    let (mut right, mut seen, mut start) = (0.0, 0.0, 0);
    while start < scored.len() {
        let end = (start..scored.len())
            .find(|place| scored[*place].0 != scored[start].0)
            .unwrap_or(scored.len());
        let found = scored[start..end].iter().filter(|row| row.1).count() as f64;
        right += found;
        seen += (end - start) as f64;
        precision_sum += found * right / seen;
        let f1 = 2.0 * right / (seen + positives);
        if f1 > best_f1 {
            (best_f1, best_at) = (f1, scored[start].0);
        }
        start = end;
    }
    let strong: Vec<_> = scored
        .iter()
        .filter(|row| row.2["strength"] == "strong")
        .collect();
    let lowest = strong
        .iter()
        .filter(|row| row.1)
        .map(|row| row.0)
        .fold(1.0, f32::min);
    let highest = strong
        .iter()
        .filter(|row| !row.1)
        .map(|row| row.0)
        .fold(0.0, f32::max);
    println!(
        "pairs: average precision {:.3}, best F1 {best_f1:.3} at {best_at:.3}",
        precision_sum / positives
    );
    println!("    strong pairs: lowest match {lowest:.3}, highest other {highest:.3}");
    if std::env::var("SHOW").is_ok() {
        for row in &scored {
            println!(
                "    {:.3} {} {} | {} | {}",
                row.0, row.1, row.2["query"], row.2["listed_name"], row.2["strength"]
            );
        }
    }
    assert!(lowest > highest);
    assert!(precision_sum / positives > 0.80);
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
