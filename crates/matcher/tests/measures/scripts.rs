//! Names typed in their own script, against a list that has them in Latin letters.

use std::collections::BTreeMap;

use matcher::{Index, MinBand};
use record::{Kind, Name, NamePart, NameType, PartRole, Record};

use super::variations::rank_of;
use super::{Random, Row, Share, asking, index};

/// People of the list that is searched.
const PEOPLE: usize = 1_500;

/// For each script: how often a person of two words, typed in the script, is among ten.
pub fn own_script(words: &[Row], min: MinBand) -> BTreeMap<&str, Share> {
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
        let index = list_of(&pairs);
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

fn list_of(pairs: &[(&Row, &Row)]) -> Index {
    let record = |(place, (given, family)): (usize, &(&Row, &Row))| {
        let mut record = Record::new("uk", &format!("P{place:04}"), Kind::Individual);
        record.names.push(Name::new(
            NameType::Primary,
            [
                NamePart::new(PartRole::Given, &given["latin"]),
                NamePart::new(PartRole::Family, &family["latin"]),
            ],
        ));
        record
    };
    let records: Vec<Record> = pairs.iter().enumerate().map(record).collect();
    index(&records)
}
