//! Several lists: each keeps its own scores, and their hits come in one order.

#![allow(clippy::unwrap_used)]

mod measures;

use matcher::{Answer, Hit, Index, MinBand, Options, Screening};
use pack::SearchPack;
use record::{Kind, Name, NamePart, NameType, PartRole, Record};

fn pack(list: &str, records: &[Record]) -> SearchPack {
    SearchPack::decode(&pack::encode(list, records).unwrap().search).unwrap()
}

fn record(list: &str, number: usize, name: &str) -> Record {
    let mut record = Record::new(list, &format!("SAMPLE-{number:04}"), Kind::Individual);
    let part = NamePart::new(PartRole::Whole, name);
    record.names.push(Name::new(NameType::Primary, [part]));
    record
}

/// Two lists on which the same words are rare and common.
fn lists() -> [Vec<Record>; 2] {
    let given = ["Blenor", "Tarvo", "Vasku", "Jorunn", "Arben", "Mirela"];
    let family = ["Mana", "Quillbrook", "Zembrano", "Qorvashi", "Estermark"];
    let mut lists = [Vec::new(), Vec::new()];
    for (place, first) in given.iter().enumerate() {
        for (other, last) in family.iter().enumerate() {
            let number = place * family.len() + other;
            let rare = format!("{first} {last}");
            let common = format!("Blenor {last} {first}");
            lists[0].push(record("uk", number, &rare));
            lists[1].push(record("un", number, &common));
        }
    }
    lists
}

/// All that an answer says of the hits of one list.
fn hits_of(answer: &Answer, list: usize) -> Vec<Hit> {
    let hits = answer.hits.iter().filter(|hit| hit.list == list);
    hits.map(|hit| Hit {
        list: 0,
        ..hit.clone()
    })
    .collect()
}

fn all() -> Options {
    Options {
        limit: 10_000,
        min: MinBand::Any,
        ..Options::default()
    }
}

const QUERIES: [&str; 8] = [
    "Blenor Mana",
    "Blenor",
    "Quilbrook Tarvo",
    "Jorunn Zembrano & Mirela Estermark",
    "Mr Arben Mana 19/06/1991",
    "SAMPLE-0003",
    "Бленор Мана",
    "?",
];

#[test]
fn another_list_changes_nothing_of_what_a_list_gives() {
    let [first, second] = lists();
    let alone = [
        Index::build(vec![pack("uk", &first)]),
        Index::build(vec![pack("un", &second)]),
    ];
    let both = Index::build(vec![pack("uk", &first), pack("un", &second)]);
    for query in QUERIES {
        let whole = both.search(query, &all());
        let mut counted = [0; 3];
        for (list, alone) in alone.iter().enumerate() {
            let of_list = alone.search(query, &all());
            assert_eq!(hits_of(&whole, list), of_list.hits, "{query}: list {list}");
            assert_eq!(whole.problem, of_list.problem, "{query}");
            assert_eq!(whole.read, of_list.read, "{query}");
            for (sum, count) in counted.iter_mut().zip([
                of_list.counts.possible + of_list.counts.strong + of_list.counts.exact,
                of_list.suppressed,
                of_list.parts.iter().map(|part| part.hits).sum(),
            ]) {
                *sum += count;
            }
        }
        let counts = whole.counts;
        assert_eq!(
            counted,
            [
                counts.possible + counts.strong + counts.exact,
                whole.suppressed,
                whole.parts.iter().map(|part| part.hits).sum(),
            ],
            "{query}"
        );
        assert_eq!(
            Screening::new(&both).search(query, &all()),
            whole,
            "{query}"
        );
    }
}

#[test]
fn pages_of_several_lists_are_parts_of_one_order() {
    let [first, second] = lists();
    let both = Index::build(vec![pack("uk", &first), pack("un", &second)]);
    for query in QUERIES {
        let whole = both.search(query, &all());
        assert!(
            whole.hits.is_sorted_by(|one, other| {
                one.band < other.band || one.band == other.band && one.score >= other.score
            }),
            "{query}"
        );
        let mut pages = Vec::new();
        for offset in (0..whole.hits.len()).step_by(7) {
            let options = Options {
                offset,
                limit: 7,
                ..all()
            };
            pages.extend(both.search(query, &options).hits);
        }
        assert_eq!(pages, whole.hits, "{query}");
        let suppressed = both.suppressed(query, &all());
        assert_eq!(suppressed.len(), whole.suppressed, "{query}");
    }
}

/// The published list gives the same beside a list that bears every second of its own names.
#[test]
fn the_published_list_keeps_its_scores_beside_another_list() {
    let Some(records) = measures::records() else {
        return;
    };
    let mut others: Vec<Record> = records.iter().step_by(2).cloned().collect();
    for record in &mut others {
        record.list = "un".to_owned();
    }
    let alone = Index::build(vec![pack("uk", &records)]);
    let both = Index::build(vec![pack("uk", &records), pack("un", &others)]);
    let queries = records.iter().step_by(61).filter_map(Record::primary_name);
    let mut compared = 0;
    for query in queries.map(Name::full) {
        let (of_list, whole) = (alone.search(&query, &all()), both.search(&query, &all()));
        assert_eq!(hits_of(&whole, 0), of_list.hits, "{query}");
        compared += of_list.hits.len();
    }
    assert!(compared > 100, "{compared} hits are too few to mean much");
}
