//! Every combination of what the law looks at, invented and as it is on a published list.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

use lists::SOURCES;
use record::{Kind, Record, Regime};

use super::{Meaning, Messages, RULES, Say};

const TABLE: &str = include_str!("../en.txt");

fn english() -> &'static Messages {
    let packed = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));
    Messages::load(packed.to_owned()).expect("the build packs every sentence")
}

/// A record with several values in one text, as on the list: `UK|UN`, `Asset freeze|Travel Ban`.
fn record(kind: Kind, sources: &str, regime: &str, measures: &str) -> Record {
    let values = |text: &str| -> Vec<String> {
        let values = text.split('|').filter(|value| !value.is_empty());
        values.map(str::to_owned).collect()
    };
    let mut record = Record::new("uk", "XYZ9001", kind);
    record.sources = values(sources);
    record.measures = values(measures);
    record.regimes = vec![Regime {
        code: regime.to_owned(),
        name: "The Invented (Sanctions) Regulations 2026".to_owned(),
    }];
    record
}

fn texts(sentences: &[Say]) -> Vec<&'static str> {
    sentences.iter().map(|say| say(english()).text).collect()
}

const PORTS: &str = "Transport sanctions: where they apply, a ship is prohibited from entering a port in the UK. \
                     An aircraft is prohibited from overflying or landing in the UK.";
const HELP: &str = "A prohibition of technical assistance relating to aircraft and ships.";

/// Kind, source, regime, measure, paragraphs of other information, and what is said.
type Row = (
    Kind,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [Say],
);

#[test]
fn a_measure_is_explained_only_where_its_law_was_read() {
    use Kind::{Aircraft, Entity, Individual, Ship, Unknown};
    use Messages as M;
    #[rustfmt::skip]
    let rows: [Row; 43] = [
        (Individual, "UK", "RUS", "Asset freeze", &[], &[M::asset_freeze]),
        (Individual, "UK", "RUS", "  ASSET\u{a0}FREEZE ", &[], &[M::asset_freeze]),
        (Entity, "UN", "AQD", "Asset freeze", &[], &[M::asset_freeze]),
        (Entity, "UK", "CTD", "Asset freeze", &[], &[M::asset_freeze, M::asset_freeze_services]),
        (Unknown, "UK", "GIM", "Asset freeze", &[], &[M::asset_freeze]),
        (Ship, "UN", "DPR", "Asset freeze", &[], &[]),
        (Individual, "UN", "GUB", "Travel Ban", &[], &[M::travel_ban]),
        (Entity, "UN", "AQD", "Travel Ban", &[], &[]),
        (Unknown, "UN", "AQD", "Travel Ban", &[], &[]),
        (Individual, "UK", "GIM", "Director Disqualification Sanction", &[], &[M::director]),
        (Entity, "UK", "GIM", "Director Disqualification Sanction", &[], &[M::director]),
        (Entity, "UK", "RUS", "Trust Services Sanctions", &[], &[M::trust]),
        (Entity, "UK", "BEL", "Trust Services Sanctions", &[], &[]),
        (Entity, "UK", "RUS", "Internet Services Sanctions: see \"Other Information\"", &[], &[M::internet]),
        (Ship, "UK", "RUS", "Shipping sanctions: (see \"Other information\")", &[], &[M::shipping]),
        (Ship, "UN", "LIB", "Shipping sanctions: (see 'Other information')", &[], &[M::shipping]),
        (Aircraft, "UK", "RUS", "Shipping sanctions: (see 'Other information')", &[], &[]),
        (Ship, "UK", "RUS", "Shipping & Trade Sanctions: see \"Other Information\"", &[], &[]),
        (Entity, "UK", "RUS", "Transport sanctions: see \"Other information\"", &[PORTS], &[M::transport]),
        (Entity, "UK", "RUS", "Transport sanctions: see \"Other information\"", &[PORTS, HELP], &[M::transport, M::transport_help]),
        (Individual, "UK", "RUS", "Transport sanctions: see \"Other information\"", &["Invented."], &[]),
        (Individual, "UK", "DPR", "Transport sanctions: see \"Other information\"", &[PORTS, HELP], &[]),
        (Entity, "UK", "RUS", "Prohibition on Correspondent banking relationships and processing payments", &[], &[M::correspondent]),
        (Entity, "UK", "RUS", "Prohibition on correspondent banking relationships and processing payments", &[], &[M::correspondent]),
        (Entity, "UK", "RUS", "Correspondent Banking Sanctions\u{202f}and processing payments", &[], &[M::correspondent]),
        (Entity, "UK", "RUS", "Correspondent\u{202f}Banking Sanctions", &[], &[M::correspondent]),
        (Entity, "UK", "RUS", "Prohibition on correspondent banking and clearing", &[], &[M::correspondent]),
        (Entity, "UK", "RUS", "Prohibition on correspondent banking and sterling clearing", &[], &[M::correspondent]),
        (Entity, "UN", "DPR", "Chartering of Ships", &[], &[M::charter]),
        (Ship, "UN", "DPR", "Chartering of ships", &[], &[]),
        (Entity, "UN", "AQD", "Arms embargo", &[], &[M::arms]),
        (Individual, "UK", "YEM", "Targeted arms embargo", &[], &[M::arms]),
        (Individual, "UN", "HAI", "Targeted arms embargo", &[], &[]),
        (Individual, "UN", "DRC", "Arms embargo", &[], &[]),
        (Ship, "UN", "DPR", "De-flag", &[], &[M::deflag]),
        (Ship, "UK", "DPR", "De-flag", &[], &[]),
        (Ship, "UN", "DPR", "Prohibition of port entry", &[], &[]),
        (Entity, "UN", "DPR", "Prohibition of port entry", &[], &[]),
        (Entity, "UN", "DPR", "Prevention of business arrangements", &[], &[]),
        (Entity, "UN", "DPR", "Crew servicing of ships and aircraft", &[], &[]),
        (Entity, "UN", "DPR", "Closure of representative offices", &[], &[]),
        (Individual, "UK", "BEL", "Technical assistance related to aircraft", &[], &[]),
        (Individual, "UK", "RUS", "A measure of tomorrow", &[], &[]),
    ];
    for (kind, sources, regime, measure, other, expected) in rows {
        let mut record = record(kind, sources, regime, measure);
        record.other_information = other.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(
            texts(&Meaning::of(&record).measure(measure)),
            texts(expected),
            "{kind:?} {sources} {regime} {measure}"
        );
    }
}

#[test]
fn what_is_said_beside_the_measures_goes_by_kind_source_and_measures() {
    use Kind::{Aircraft, Entity, Individual, Ship, Unknown};
    use Messages as M;
    #[rustfmt::skip]
    let rows: [(Kind, &str, &str, &[Say]); 13] = [
        (Individual, "UK", "Asset freeze|Travel Ban", &[M::ownership]),
        (Individual, "UN", "Travel Ban", &[]),
        (Individual, "UK", "", &[M::no_measures, M::ownership]),
        (Entity, "UN", "Arms embargo", &[]),
        (Unknown, "UK", "Asset freeze", &[M::ownership]),
        (Ship, "UK", "Shipping sanctions: see below", &[M::ship_not_frozen, M::ship_owner]),
        (Ship, "UK", "Shipping & Trade Sanctions: see below", &[M::ship_not_frozen, M::ship_owner]),
        (Ship, "UN", "De-flag|Prohibition of port entry", &[M::ship_not_frozen, M::ship_owner]),
        (Ship, "UN", "Prohibition of port entry|Asset\u{202f}Freeze", &[M::ship_frozen, M::ship_owner]),
        // Words that are not known here may be an asset freeze.
        (Ship, "UN", "Prohibition of port entry|Freezing of assets", &[M::ship_owner]),
        (Ship, "UK", "", &[M::no_measures, M::ship_owner]),
        (Aircraft, "UK", "Arms embargo", &[M::ship_owner]),
        (Aircraft, "UK", "", &[M::no_measures, M::ship_owner]),
    ];
    for (kind, sources, measures, expected) in rows {
        assert_eq!(
            texts(Meaning::of(&record(kind, sources, "DPR", measures)).reach),
            texts(expected),
            "{kind:?} {sources} {measures}"
        );
    }

    #[rustfmt::skip]
    let rows: [(&str, bool, &[Say]); 8] = [
        ("UK", true, &[M::reasons_uk, M::not_convicted]),
        ("UK|UN", true, &[M::reasons_uk, M::not_convicted]),
        ("UN", true, &[M::reasons_un, M::not_convicted]),
        ("", true, &[M::not_convicted]),
        ("UK", false, &[M::no_reasons]),
        ("UK|UN", false, &[M::no_reasons]),
        ("UN", false, &[M::no_reasons]),
        ("", false, &[M::no_reasons]),
    ];
    for (sources, are_given, expected) in rows {
        let mut record = record(Individual, sources, "AQD", "Asset freeze");
        if are_given {
            record.reasons.push("Invented.".to_owned());
        }
        let reasons = Meaning::of(&record).reasons;
        assert_eq!(texts(reasons), texts(expected), "{sources}");
    }

    #[rustfmt::skip]
    let rows: [(Kind, &str, &[Say]); 14] = [
        (Individual, "UK", &[M::your_name_title, M::your_name_person, M::right_person]),
        (Individual, "UK|UN", &[M::your_name_title, M::your_name_person, M::right_person]),
        (Individual, "UN", &[M::your_name_title, M::your_name_person, M::right_person_un]),
        (Individual, "", &[M::your_name_title, M::your_name_person]),
        (Entity, "UK", &[M::your_name_title, M::your_name_entity, M::right_entity]),
        (Entity, "UK|UN", &[M::your_name_title, M::your_name_entity, M::right_entity]),
        (Entity, "UN", &[M::your_name_title, M::your_name_entity, M::right_entity_un]),
        (Entity, "", &[M::your_name_title, M::your_name_entity]),
        (Ship, "UK", &[M::your_ship_title, M::right_ship]),
        (Ship, "UN", &[M::your_ship_title, M::right_ship_un]),
        (Ship, "", &[]),
        (Aircraft, "UK", &[]),
        (Unknown, "UK", &[]),
        (Unknown, "UN", &[]),
    ];
    for (kind, sources, expected) in rows {
        let record = record(kind, sources, "AQD", "Asset freeze");
        let rights = Meaning::of(&record).rights;
        assert_eq!(texts(rights), texts(expected), "{kind:?} {sources}");
    }
}

/// Everything that is said of a record.
fn said(record: &Record, meaning: &Meaning) -> Vec<&'static str> {
    let mut all = texts(&[meaning.same]);
    for words in &record.measures {
        all.extend(texts(&meaning.measure(words)));
    }
    for regime in &record.regimes {
        all.extend(texts(meaning.regime(regime)));
    }
    for sentences in [meaning.reach, meaning.reasons, meaning.rights] {
        all.extend(texts(sentences));
    }
    all
}

/// What holds for every record, read off the words that the public sees.
fn check(record: &Record) {
    let meaning = Meaning::of(record);
    let all = said(record, &meaning);
    let says = |words: &str| all.iter().any(|text| text.contains(words));
    let context = || {
        format!(
            "{:?} {:?} {:?} {:?}: {all:#?}",
            record.kind, record.sources, record.regimes, record.measures
        )
    };
    let measures: Vec<String> = record
        .measures
        .iter()
        .map(|words| words.to_lowercase().replace(['\u{a0}', '\u{202f}'], " "))
        .collect();
    let is_frozen = measures
        .iter()
        .any(|words| words.trim_start().starts_with("asset freeze"));
    let (by_uk, by_un) = (
        record.sources.contains(&"UK".to_owned()),
        record.sources.contains(&"UN".to_owned()),
    );
    let is_person = record.kind == Kind::Individual;
    let is_entity = record.kind == Kind::Entity;
    let is_ship = record.kind == Kind::Ship;
    for (words, may) in [
        (
            "not an asset freeze",
            is_ship && !is_frozen && !measures.is_empty(),
        ),
        ("an asset freeze for this ship", is_ship && is_frozen),
        (
            "covered by the asset freeze",
            !is_ship && (is_frozen || measures.is_empty()),
        ),
        ("this person", is_person),
        ("you are the listed person", is_person && by_uk),
        (
            "you are the person the United Nations listed",
            is_person && by_un && !by_uk,
        ),
        ("not to everyone with the name", is_person),
        ("ask the person", is_person),
        ("the listed organisation, you can ask", is_entity && by_uk),
        (
            "the organisation the United Nations listed",
            is_entity && by_un && !by_uk,
        ),
        ("not to every one with the name", is_entity),
        (
            "change or remove the entry",
            (is_person || is_entity) && by_uk,
        ),
        (
            "removed from the UN list",
            (is_person || is_entity) && by_un && !by_uk,
        ),
        ("revoke it", is_ship && by_uk),
        (
            "seek its removal from the UN list",
            is_ship && by_un && !by_uk,
        ),
        ("Compare the IMO number", is_ship),
        ("the ship must", is_ship),
        ("this ship’s registration", is_ship && by_un),
        (
            "Reasons given by the UK government",
            by_uk && !record.reasons.is_empty(),
        ),
        (
            "for a United Nations listing",
            by_un && !by_uk && !record.reasons.is_empty(),
        ),
        ("not a criminal conviction", !record.reasons.is_empty()),
        ("gives no reasons", record.reasons.is_empty()),
        ("do not use, move or change money", is_frozen && !is_ship),
        (
            "Technical help",
            record
                .other_information
                .iter()
                .any(|text| text.contains("technical assistance")),
        ),
        ("does not say here which measures", measures.is_empty()),
        ("sanctioned", false),
    ] {
        assert!(may || !says(words), "“{words}” under {}", context());
    }
    // What must not be missing.
    assert!(!meaning.reasons.is_empty(), "{}", context());
    if is_person || is_entity {
        let is_explained = says("do not use, move or change money");
        assert_eq!(is_frozen, is_explained, "{}", context());
        let is_reach_told = says("covered by the asset freeze");
        let is_reach_needed = is_frozen || measures.is_empty();
        assert_eq!(is_reach_needed, is_reach_told, "{}", context());
        let rights = 2 + usize::from(by_uk || by_un);
        assert_eq!(meaning.rights.len(), rights, "{}", context());
    }
    if is_ship {
        let is_told = says("an asset freeze for this ship");
        assert_eq!(is_frozen, is_told, "{}", context());
        assert!(says("Its owner may be listed separately"), "{}", context());
    }
}

#[test]
fn no_sentence_contradicts_its_record_whatever_is_combined() {
    const SOURCES: [&str; 4] = ["", "UK", "UN", "UK|UN"];
    const REGIMES: [&str; 8] = ["RUS", "DPR", "LIB", "AQD", "CTD", "YEM", "GIM", "NEW"];
    const MEASURES: [&str; 15] = [
        "",
        "Asset freeze",
        "Travel Ban",
        "Director Disqualification Sanction",
        "Trust Services Sanctions",
        "Internet Services Sanctions: see \"Other Information\"",
        "Shipping sanctions: (see \"Other information\")",
        "Shipping & Trade Sanctions: see \"Other Information\"",
        "Transport sanctions: see \"Other information\"",
        "Prohibition on correspondent banking and clearing",
        "Prohibition of port entry",
        "Chartering of Ships",
        "Arms embargo",
        "De-flag",
        "A measure of tomorrow",
    ];
    const BESIDE: [&str; 4] = [
        "",
        "Asset freeze",
        "Prohibition of port entry",
        "A measure of tomorrow",
    ];
    let mut checked = 0;
    for kind in Kind::ALL {
        for sources in SOURCES {
            for regime in REGIMES {
                for measure in MEASURES {
                    for beside in BESIDE {
                        for other in [&[][..], &[PORTS], &[PORTS, HELP]] {
                            let measures = [measure, beside].join("|");
                            let mut record = record(kind, sources, regime, &measures);
                            record.other_information =
                                other.iter().map(|&text| text.to_owned()).collect();
                            check(&record);
                            record.reasons.push("Invented.".to_owned());
                            check(&record);
                            checked += 2;
                        }
                    }
                }
            }
        }
    }
    assert_eq!(checked, 5 * 4 * 8 * 15 * 4 * 3 * 2);
}

/// The records of a published list, where one is at hand.
fn published() -> Option<Vec<Record>> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/lists/uk/UK-Sanctions-List.merged_2026-08-22.xml"
    );
    let Ok(file) = File::open(path) else {
        println!("skipped: no list at {path}");
        return None;
    };
    let parsed = lists::read(&SOURCES[0], file, 1).unwrap();
    Some(parsed.records)
}

#[test]
fn no_sentence_contradicts_its_record_on_the_published_list() {
    let Some(records) = published() else {
        return;
    };
    assert_eq!(records.len(), 6_346);
    let messages = english();
    let mut combinations = BTreeSet::new();
    let mut explained: BTreeMap<&str, usize> = BTreeMap::new();
    let mut in_the_lists_words: BTreeMap<String, usize> = BTreeMap::new();
    for record in &records {
        check(record);
        combinations.insert((
            record.kind,
            record.sources.clone(),
            record.regimes[0].code.clone(),
            record.measures.clone(),
            record.reasons.is_empty(),
        ));
        let meaning = Meaning::of(record);
        for text in said(record, &meaning) {
            *explained.entry(text).or_default() += 1;
        }
        for words in &record.measures {
            if meaning.measure(words).is_empty() {
                *in_the_lists_words.entry(words.to_lowercase()).or_default() += 1;
            }
        }
    }
    println!("{} combinations", combinations.len());
    assert!(combinations.len() > 100, "{}", combinations.len());

    // How many entries each sentence is shown under, counted apart from the rules.
    use Messages as M;
    #[rustfmt::skip]
    let expected: [(Say, usize); 36] = [
        (M::asset_freeze, 5_671),
        (M::asset_freeze_services, 12),
        (M::travel_ban, 3_928),
        (M::director, 4_725),
        (M::trust, 2_840),
        (M::internet, 113),
        (M::shipping, 596),
        (M::transport, 366),
        (M::transport_help, 357),
        (M::correspondent, 65),
        (M::charter, 144),
        (M::arms, 420),
        (M::deflag, 15),
        (M::ownership, 5_671),
        (M::ship_frozen, 15),
        (M::ship_not_frozen, 651),
        (M::ship_owner, 666),
        (M::no_measures, 0),
        (M::reasons_uk, 5_381),
        (M::reasons_un, 23),
        (M::not_convicted, 5_404),
        (M::no_reasons, 942),
        (M::your_name_person, 4_034),
        (M::your_name_entity, 1_646),
        (M::right_person, 3_325),
        (M::right_entity, 1_430),
        (M::right_person_un, 709),
        (M::right_entity_un, 216),
        (M::right_ship, 628),
        (M::right_ship_un, 38),
        (M::your_ship_title, 666),
        (M::your_name_title, 5_680),
        (M::regime_smuggling_note, 55),
        (M::same_person, 4_034),
        (M::same_entity, 1_646),
        (M::same_ship, 666),
    ];
    for (say, number) in expected {
        let text = say(messages).text;
        assert_eq!(explained.remove(text).unwrap_or_default(), number, "{text}");
    }
    assert_eq!(explained, BTreeMap::new(), "a sentence that is not counted");
    let rest: Vec<(&str, usize)> = in_the_lists_words
        .iter()
        .map(|(words, number)| (words.as_str(), *number))
        .collect();
    assert_eq!(
        rest,
        [
            ("arms embargo", 1),
            ("asset freeze", 15),
            ("closure of representative offices", 75),
            ("crew servicing of ships and aircraft", 76),
            ("prevention of business arrangements", 145),
            ("prohibition of port entry", 181),
            ("shipping & trade sanctions: see \"other information\"", 33),
            ("targeted arms embargo", 1),
            ("technical assistance related to aircraft", 28),
            ("transport sanctions: see \"other information\"", 2),
            ("travel ban", 7),
        ]
    );
}

/// The sentences of `[law]` in the table, each with the comment above it.
fn law() -> Vec<(&'static str, &'static str, String)> {
    let (_, law) = TABLE.split_once("\n[law]\n").unwrap();
    let (mut rows, mut comment, mut is_open) = (Vec::new(), String::new(), false);
    for line in law.lines() {
        match line.strip_prefix('#') {
            Some(words) => {
                if !is_open {
                    comment.clear();
                }
                comment.push_str(words);
                is_open = true;
            }
            None => {
                is_open = false;
                match line.split_once(" = ") {
                    Some((key, text)) => rows.push((key, text, comment.clone())),
                    None => comment.clear(),
                }
            }
        }
    }
    rows
}

#[test]
fn every_sentence_on_the_law_is_short_and_calls_nobody_sanctioned() {
    let rows = law();
    assert!(rows.len() > 80, "{}", rows.len());
    for (key, text, _) in rows {
        assert!(!text.to_lowercase().contains("sanctioned"), "{key}: {text}");
        for sentence in text.split_inclusive(". ") {
            let words = sentence.split_whitespace().count();
            assert!(words <= 30, "{key}: {words} words: {sentence}");
        }
    }
}

#[test]
fn every_sentence_on_a_measure_a_right_or_a_regime_names_its_source_and_when_it_was_checked() {
    let rows = law();
    let sourced = RULES.iter().map(|rule| rule.means);
    let others: [Say; 14] = [
        Messages::ownership,
        Messages::ship_not_frozen,
        Messages::ship_frozen,
        Messages::reasons_uk,
        Messages::reasons_un,
        Messages::stop_report,
        Messages::regime_smuggling,
        Messages::regime_smuggling_note,
        Messages::right_person,
        Messages::right_entity,
        Messages::right_person_un,
        Messages::right_entity_un,
        Messages::right_ship,
        Messages::right_ship_un,
    ];
    for say in sourced.chain(others) {
        let text = say(english()).text;
        let (key, _, comment) = rows.iter().find(|(_, own, _)| *own == text).unwrap();
        let (source, checked) = comment
            .split_once(" Checked ")
            .unwrap_or_else(|| panic!("{key} has no day on which it was checked: {comment}"));
        assert!(source.len() > 10, "{key}: {comment}");
        assert!(checked.ends_with(" 2026."), "{key}: {comment}");
    }
}
