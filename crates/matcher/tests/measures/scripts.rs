//! Names typed in one script, against a list that has them in another, and strangers' names in each.

use std::collections::{BTreeMap, BTreeSet};

use matcher::{Index, MinBand};
use record::{Kind, Name, NamePart, NameType, PartRole, Record};

use super::people::script;
use super::variations::rank_of;
use super::{Random, Row, Share, asking, index};

/// People of the list that is searched.
const PEOPLE: usize = 1_500;

/// For each script: how often a person of two words, typed in the script, is among ten; with
/// `is_longer` the list has a third word between them that nobody typed, such as a patronymic.
pub fn own_script(words: &[Row], min: MinBand, is_longer: bool) -> BTreeMap<&str, Share> {
    let mut by_script = BTreeMap::<&str, Vec<&Row>>::new();
    for row in words {
        by_script.entry(&row["script"]).or_default().push(row);
    }
    let measure = |words: &Vec<&Row>| {
        let mut random = Random(11);
        let pairs: Vec<(&Row, &Row)> = (0..PEOPLE)
            .map(|_| {
                (
                    words[random.below(words.len())],
                    words[random.below(words.len())],
                )
            })
            .collect();
        let between: Vec<&str> = pairs
            .iter()
            .filter(|_| is_longer)
            .map(|_| &*words[random.below(words.len())]["latin"])
            .collect();
        let index = list_of(&pairs, &between);
        let mut share = Share::default();
        for (place, (given, family)) in pairs.iter().enumerate() {
            let query = format!("{} {}", given["original"], family["original"]);
            let rank = rank_of(&index, &query, &format!("P{place:04}"), &asking(min));
            if rank.is_none() && std::env::var("SHOW").is_ok() {
                println!("    {query} | {} {}", given["latin"], family["latin"]);
            }
            share.add(rank.is_some());
        }
        share
    };
    by_script
        .iter()
        .map(|(script, words)| (*script, measure(words)))
        .collect()
}

/// A list of these people; `between` are the words between theirs, for as many as there are.
fn list_of(pairs: &[(&Row, &Row)], between: &[&str]) -> Index {
    let record = |(place, (given, family)): (usize, &(&Row, &Row))| {
        let mut record = Record::new("uk", &format!("P{place:04}"), Kind::Individual);
        let mut parts = vec![NamePart::new(PartRole::Given, &given["latin"])];
        parts.extend(
            between
                .get(place)
                .map(|word| NamePart::new(PartRole::Given, word)),
        );
        parts.push(NamePart::new(PartRole::Family, &family["latin"]));
        record.names.push(Name::new(NameType::Primary, parts));
        record
    };
    let records: Vec<Record> = pairs.iter().enumerate().map(record).collect();
    index(&records)
}

/// Which of the names of people who are listed in Latin letters and another script stay on the list;
/// the others are asked for.
#[derive(Clone, Copy, PartialEq)]
pub enum Kept {
    Latin,
    OwnScript,
}

fn is_latin(name: &Name) -> bool {
    script(&name.full()) == "Latin"
}

/// Whether it is a person whom the list has in Latin letters and in another script.
fn is_in_both(record: &Record) -> bool {
    record.kind == Kind::Individual
        && record.names.iter().any(is_latin)
        && !record.names.iter().all(is_latin)
}

/// The list as it would be if it had nobody in two scripts.
pub fn in_one_script(records: &[Record], kept: Kept) -> Vec<Record> {
    let mut list = records.to_vec();
    for record in list.iter_mut().filter(|record| is_in_both(record)) {
        let names = &mut record.names;
        names.retain(|name| is_latin(name) == (kept == Kept::Latin));
    }
    list
}

/// For each script, of people whom the list has in it and in Latin letters: how often a name in the one
/// finds, among ten, the person who stands on the list in the other alone; by the whole name, and for
/// names of three words and more by the first and the last.
pub fn listed_in_both(records: &[Record], kept: Kept) -> BTreeMap<&'static str, [Share; 2]> {
    let list = in_one_script(records, kept);
    let index = index(&list);
    let mut shares = BTreeMap::<_, [Share; 2]>::new();
    for record in records.iter().filter(|record| is_in_both(record)) {
        let (latin, own): (Vec<&Name>, Vec<&Name>) =
            record.names.iter().partition(|name| is_latin(name));
        let [whole, ends] = shares.entry(script(&own[0].full())).or_default();
        // Of the Latin names the first: aliases are often other names, and have no form in the script.
        let asked = if kept == Kept::Latin {
            &own[..]
        } else {
            &latin[..1]
        };
        let asked: BTreeSet<String> = asked.iter().map(|name| name.full()).collect();
        let is_found = |query: &str| {
            let is_found = rank_of(&index, query, &record.id, &asking(MinBand::Possible)).is_some();
            if !is_found && std::env::var("SHOW").is_ok() {
                println!("    {query} | {}", record.names[0].full());
            }
            is_found
        };
        for full in &asked {
            whole.add(is_found(full));
            let words: Vec<&str> = full.split_whitespace().collect();
            if let [first, _, .., last] = words[..] {
                ends.add(is_found(&format!("{first} {last}")));
            }
        }
    }
    shares
}

/// For each script with many names: how often one listed person's first word and another's last word
/// get any result. Every word stands on the list.
pub fn crossed(index: &Index, records: &[Record]) -> BTreeMap<&'static str, Share> {
    const LEAST_NAMES: usize = 300;
    const QUERIES: usize = 1_000;
    let people = records
        .iter()
        .filter(|record| record.kind == Kind::Individual);
    let mut ends = BTreeMap::<&str, Vec<(String, String)>>::new();
    for name in people.flat_map(|record| &record.names) {
        let full = name.full();
        let words: Vec<&str> = full.split_whitespace().collect();
        if let [first, .., last] = words[..] {
            let ends = ends.entry(script(&full)).or_default();
            ends.push((first.to_owned(), last.to_owned()));
        }
    }
    ends.retain(|_, ends| ends.len() >= LEAST_NAMES);
    let measure = |ends: &Vec<(String, String)>| {
        let mut random = Random(5);
        let mut share = Share::default();
        for _ in 0..QUERIES {
            let (first, last) = (
                &ends[random.below(ends.len())].0,
                &ends[random.below(ends.len())].1,
            );
            let answer = index.search(&format!("{first} {last}"), &asking(MinBand::Possible));
            share.add(!answer.hits.is_empty());
        }
        share
    };
    ends.iter()
        .map(|(script, ends)| (*script, measure(ends)))
        .collect()
}
