//! Every combination of what the law looks at, invented and as it is on a published list.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

use lists::{Checks, SOURCES, uk};
use matcher::{Band, Matched};
use record::{Kind, Measure, MeasureKind, Record, Regime};

use super::{Key, LAWS, Law, Meaning, Messages, key, law, laws, uk as uk_law};
use crate::engine::protocol::{HitView, ListView};
use crate::messages::{LaterTexts, Situation, flat};

/// Every file with sentences on the law, and the list that it is about.
const FILES: [(&str, &str); 5] = [
    ("", include_str!("../en.txt")),
    ("", include_str!("every.txt")),
    ("uk", include_str!("uk.txt")),
    ("un", include_str!("un.txt")),
    ("eu", include_str!("eu.txt")),
];

fn english() -> &'static Messages {
    let packed = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));
    Messages::load(packed.to_owned()).expect("the build packs every sentence")
}

fn later_texts() -> &'static LaterTexts {
    // A catalogue is never freed: one for each of the tens of thousands of records would fill the memory.
    thread_local! {
        static TEXTS: &'static LaterTexts = {
            let messages = english();
            Messages::learn(include_str!(concat!(env!("OUT_DIR"), "/en-later.txt")).to_owned());
            messages.later_texts().expect("the build packs these, too")
        };
    }
    TEXTS.with(|texts| *texts)
}

fn measure(words: &str) -> Measure {
    let kind = uk::measure_kind(words).unwrap_or(MeasureKind::Other);
    Measure::new(kind, words)
}

/// A record with several values in one text, as on the list: `UK|UN`, `Asset freeze|Travel Ban`.
fn record(kind: Kind, sources: &str, regime: &str, measures: &str) -> Record {
    let values = |text: &str| -> Vec<String> {
        let values = text.split('|').filter(|value| !value.is_empty());
        values.map(str::to_owned).collect()
    };
    let mut record = Record::new("uk", "XYZ9001", kind);
    record.sources = values(sources);
    let measures = values(measures);
    record.measures = measures.iter().map(|words| measure(words)).collect();
    record.regimes = vec![Regime {
        code: regime.to_owned(),
        name: "The Invented (Sanctions) Regulations 2026".to_owned(),
    }];
    record
}

fn texts(sentences: &[Key]) -> Vec<&'static str> {
    let sentences = sentences.iter();
    sentences
        .map(|key| later_texts().sentence(*key).text)
        .collect()
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
    &'static [Key],
);

#[test]
fn a_measure_is_explained_only_where_its_law_was_read() {
    use Kind::{Aircraft, Entity, Individual, Ship, Unknown};
    #[rustfmt::skip]
    let rows: [Row; 43] = [
        (Individual, "UK", "RUS", "Asset freeze", &[], &[key::ASSET_FREEZE]),
        (Individual, "UK", "RUS", "  ASSET\u{a0}FREEZE ", &[], &[key::ASSET_FREEZE]),
        (Entity, "UN", "AQD", "Asset freeze", &[], &[key::ASSET_FREEZE]),
        (Entity, "UK", "CTD", "Asset freeze", &[], &[key::ASSET_FREEZE, key::ASSET_FREEZE_SERVICES]),
        (Unknown, "UK", "GIM", "Asset freeze", &[], &[key::ASSET_FREEZE]),
        (Ship, "UN", "DPR", "Asset freeze", &[], &[]),
        (Individual, "UN", "GUB", "Travel Ban", &[], &[key::TRAVEL_BAN]),
        (Entity, "UN", "AQD", "Travel Ban", &[], &[]),
        (Unknown, "UN", "AQD", "Travel Ban", &[], &[]),
        (Individual, "UK", "GIM", "Director Disqualification Sanction", &[], &[key::DIRECTOR]),
        (Entity, "UK", "GIM", "Director Disqualification Sanction", &[], &[key::DIRECTOR]),
        (Entity, "UK", "RUS", "Trust Services Sanctions", &[], &[key::TRUST]),
        (Entity, "UK", "BEL", "Trust Services Sanctions", &[], &[]),
        (Entity, "UK", "RUS", "Internet Services Sanctions: see \"Other Information\"", &[], &[key::INTERNET]),
        (Ship, "UK", "RUS", "Shipping sanctions: (see \"Other information\")", &[], &[key::SHIPPING]),
        (Ship, "UN", "LIB", "Shipping sanctions: (see 'Other information')", &[], &[key::SHIPPING]),
        (Aircraft, "UK", "RUS", "Shipping sanctions: (see 'Other information')", &[], &[]),
        (Ship, "UK", "RUS", "Shipping & Trade Sanctions: see \"Other Information\"", &[], &[]),
        (Entity, "UK", "RUS", "Transport sanctions: see \"Other information\"", &[PORTS], &[key::TRANSPORT]),
        (Entity, "UK", "RUS", "Transport sanctions: see \"Other information\"", &[PORTS, HELP], &[key::TRANSPORT, key::TRANSPORT_HELP]),
        (Individual, "UK", "RUS", "Transport sanctions: see \"Other information\"", &["Invented."], &[]),
        (Individual, "UK", "DPR", "Transport sanctions: see \"Other information\"", &[PORTS, HELP], &[]),
        (Entity, "UK", "RUS", "Prohibition on Correspondent banking relationships and processing payments", &[], &[key::CORRESPONDENT]),
        (Entity, "UK", "RUS", "Prohibition on correspondent banking relationships and processing payments", &[], &[key::CORRESPONDENT]),
        (Entity, "UK", "RUS", "Correspondent Banking Sanctions\u{202f}and processing payments", &[], &[key::CORRESPONDENT]),
        (Entity, "UK", "RUS", "Correspondent\u{202f}Banking Sanctions", &[], &[key::CORRESPONDENT]),
        (Entity, "UK", "RUS", "Prohibition on correspondent banking and clearing", &[], &[key::CORRESPONDENT]),
        (Entity, "UK", "RUS", "Prohibition on correspondent banking and sterling clearing", &[], &[key::CORRESPONDENT]),
        (Entity, "UN", "DPR", "Chartering of Ships", &[], &[key::CHARTER]),
        (Ship, "UN", "DPR", "Chartering of ships", &[], &[]),
        (Entity, "UN", "AQD", "Arms embargo", &[], &[key::ARMS]),
        (Individual, "UK", "YEM", "Targeted arms embargo", &[], &[key::ARMS]),
        (Individual, "UN", "HAI", "Targeted arms embargo", &[], &[]),
        (Individual, "UN", "DRC", "Arms embargo", &[], &[]),
        (Ship, "UN", "DPR", "De-flag", &[], &[key::DEFLAG]),
        (Ship, "UK", "DPR", "De-flag", &[], &[]),
        (Ship, "UN", "DPR", "Prohibition of port entry", &[], &[]),
        (Entity, "UN", "DPR", "Prohibition of port entry", &[], &[]),
        (Entity, "UN", "DPR", "Prevention of business arrangements", &[], &[]),
        (Entity, "UN", "DPR", "Crew servicing of ships and aircraft", &[], &[]),
        (Entity, "UN", "DPR", "Closure of representative offices", &[], &[]),
        (Individual, "UK", "BEL", "Technical assistance related to aircraft", &[], &[]),
        (Individual, "UK", "RUS", "A measure of tomorrow", &[], &[]),
    ];
    for (kind, sources, regime, words, other, expected) in rows {
        let mut record = record(kind, sources, regime, words);
        record.other_information = other.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(
            texts(&Meaning::of(&record).measure(measure(words).kind)),
            texts(expected),
            "{kind:?} {sources} {regime} {words}"
        );
    }
}

#[test]
fn what_is_said_beside_the_measures_goes_by_kind_source_and_measures() {
    use Kind::{Aircraft, Entity, Individual, Ship, Unknown};
    #[rustfmt::skip]
    let rows: [(Kind, &str, &str, &[Key]); 13] = [
        (Individual, "UK", "Asset freeze|Travel Ban", &[key::OWNERSHIP]),
        (Individual, "UN", "Travel Ban", &[]),
        (Individual, "UK", "", &[key::NO_MEASURES, key::OWNERSHIP]),
        (Entity, "UN", "Arms embargo", &[]),
        (Unknown, "UK", "Asset freeze", &[key::OWNERSHIP]),
        (Ship, "UK", "Shipping sanctions: see below", &[key::SHIP_NOT_FROZEN, key::SHIP_OWNER]),
        (Ship, "UK", "Shipping & Trade Sanctions: see below", &[key::SHIP_NOT_FROZEN, key::SHIP_OWNER]),
        (Ship, "UN", "De-flag|Prohibition of port entry", &[key::SHIP_NOT_FROZEN, key::SHIP_OWNER]),
        (Ship, "UN", "Prohibition of port entry|Asset\u{202f}Freeze", &[key::SHIP_FROZEN, key::SHIP_OWNER]),
        // Words that are not known here may be an asset freeze.
        (Ship, "UN", "Prohibition of port entry|Freezing of assets", &[key::SHIP_OWNER]),
        (Ship, "UK", "", &[key::NO_MEASURES, key::SHIP_OWNER]),
        (Aircraft, "UK", "Arms embargo", &[key::SHIP_OWNER]),
        (Aircraft, "UK", "", &[key::NO_MEASURES, key::SHIP_OWNER]),
    ];
    for (kind, sources, measures, expected) in rows {
        assert_eq!(
            texts(Meaning::of(&record(kind, sources, "DPR", measures)).reach),
            texts(expected),
            "{kind:?} {sources} {measures}"
        );
    }

    #[rustfmt::skip]
    let rows: [(&str, bool, &[Key]); 8] = [
        ("UK", true, &[key::REASONS_UK, key::NOT_CONVICTED]),
        ("UK|UN", true, &[key::REASONS_UK, key::NOT_CONVICTED]),
        ("UN", true, &[key::REASONS_UN, key::NOT_CONVICTED]),
        ("", true, &[key::NOT_CONVICTED]),
        ("UK", false, &[key::NO_REASONS]),
        ("UK|UN", false, &[key::NO_REASONS]),
        ("UN", false, &[key::NO_REASONS]),
        ("", false, &[key::NO_REASONS]),
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
    let rows: [(Kind, &str, &[Key]); 14] = [
        (Individual, "UK", &[key::YOUR_NAME_TITLE, key::YOUR_NAME_PERSON, key::RIGHT_PERSON]),
        (Individual, "UK|UN", &[key::YOUR_NAME_TITLE, key::YOUR_NAME_PERSON, key::RIGHT_PERSON]),
        (Individual, "UN", &[key::YOUR_NAME_TITLE, key::YOUR_NAME_PERSON, key::RIGHT_PERSON_UN]),
        (Individual, "", &[key::YOUR_NAME_TITLE, key::YOUR_NAME_PERSON]),
        (Entity, "UK", &[key::YOUR_BUSINESS_TITLE, key::YOUR_NAME_ENTITY, key::RIGHT_ENTITY]),
        (Entity, "UK|UN", &[key::YOUR_BUSINESS_TITLE, key::YOUR_NAME_ENTITY, key::RIGHT_ENTITY]),
        (Entity, "UN", &[key::YOUR_BUSINESS_TITLE, key::YOUR_NAME_ENTITY, key::RIGHT_ENTITY_UN]),
        (Entity, "", &[key::YOUR_BUSINESS_TITLE, key::YOUR_NAME_ENTITY]),
        (Ship, "UK", &[key::YOUR_SHIP_TITLE, key::RIGHT_SHIP]),
        (Ship, "UN", &[key::YOUR_SHIP_TITLE, key::RIGHT_SHIP_UN]),
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

/// List, kind, regime and measures of an entry; the sentences of its measures, and of its reach.
type OfOtherLaw = (
    &'static str,
    Kind,
    &'static str,
    &'static str,
    &'static [Key],
    &'static [Key],
);

#[test]
fn an_entry_of_another_list_says_nothing_of_uk_law() {
    use Kind::{Entity, Individual};
    #[rustfmt::skip]
    let rows: [OfOtherLaw; 12] = [
        ("un", Individual, "Al-Qaida", "Asset freeze|Travel Ban|Arms embargo", &[key::UN_FREEZE, key::UN_TRAVEL, key::UN_ARMS], &[]),
        ("un", Entity, "Taliban", "Asset freeze|Arms embargo", &[key::UN_FREEZE, key::UN_ARMS], &[]),
        ("un", Entity, "DPRK", "Asset freeze", &[key::UN_FREEZE], &[]),
        ("un", Individual, "GB", "Travel Ban", &[key::UN_TRAVEL], &[]),
        ("un", Entity, "GB", "Travel Ban", &[], &[]),
        ("un", Individual, "Libya", "Travel Ban|Asset freeze", &[key::UN_TRAVEL, key::UN_FREEZE], &[]),
        ("un", Entity, "Libya", "", &[], &[key::NO_MEASURES]),
        // A code that the UK has another name for.
        ("un", Individual, "GIM", "", &[], &[key::NO_MEASURES]),
        ("eu", Individual, "UKR", "Asset freeze", &[], &[key::EU_SCOPE]),
        ("eu", Entity, "TAQA", "", &[], &[key::EU_SCOPE]),
        ("xx", Individual, "GIM", "", &[], &[key::NO_MEASURES]),
        ("xx", Individual, "ANY", "Asset freeze", &[], &[]),
    ];
    for (list, kind, regime, measures, means, reach) in rows {
        let mut record = record(kind, "UN", regime, measures);
        list.clone_into(&mut record.list);
        record.reasons = vec!["Invented.".to_owned()];
        let meaning = Meaning::of(&record);
        assert_eq!(
            texts(meaning.reach),
            texts(reach),
            "{list} {kind:?} {regime}"
        );
        let measures = record.measures.iter();
        let own: Vec<Key> = measures.flat_map(|own| meaning.measure(own.kind)).collect();
        assert_eq!(texts(&own), texts(means), "{list} {kind:?} {regime}");
        let regime_said = english().regime(list, &record.regimes[0]);
        assert!(
            !flat(&regime_said.words).contains("smuggling"),
            "{list} {regime}"
        );
        for text in said(&record, &meaning) {
            for of_the_uk in ["UK", "OFSI", "government"] {
                assert!(!text.contains(of_the_uk), "{list} {regime}: {text}");
            }
            let mut rows = sentences_of_the_law().into_iter();
            let is_own = rows.any(|(own, _, other)| other == text && ["", list].contains(&own));
            assert!(is_own, "{list} {regime}: {text}");
        }
    }
}

/// A row and the opened entry say the same of each record that the reader makes of such a file.
#[test]
fn what_follows_from_a_committee_is_in_the_row_and_explained_in_the_entry() {
    let source = lists::source("un").unwrap();
    let file = |committee: &str, comments: &str| {
        format!(
            "<CONSOLIDATED_LIST dateGenerated=\"2026-11-02T23:00:03Z\"><INDIVIDUALS><INDIVIDUAL>\
             <DATAID>1</DATAID><FIRST_NAME>TARVO</FIRST_NAME><SECOND_NAME>QUILLBROOK</SECOND_NAME>\
             <UN_LIST_TYPE>{committee}</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>\
             <LISTED_ON>2026-11-01</LISTED_ON><COMMENTS1>{comments}</COMMENTS1></INDIVIDUAL></INDIVIDUALS>\
             <ENTITIES></ENTITIES></CONSOLIDATED_LIST>"
        )
    };
    for (committee, comments, row) in [
        ("Taliban", "", "Asset freeze, travel ban, arms embargo"),
        ("Iraq", "", "Asset freeze"),
        ("GB", "", "Travel ban"),
        (
            "Libya",
            "Listed pursuant to paragraph 1 of resolution 9001 (Travel Ban).",
            "Travel ban",
        ),
        ("Libya", "", "Measures: not said here"),
    ] {
        let file = file(committee, comments);
        let parsed = lists::read(source, file.as_bytes(), &Checks::part()).unwrap();
        let record = &parsed.records[0];
        let shown = english().short_measures(&record.measures);
        assert_eq!(flat(&shown.words), row, "{committee}");
        let meaning = Meaning::of(record);
        for measure in &record.measures {
            assert_eq!(meaning.measure(measure.kind).len(), 1, "{committee}");
        }
        let is_nothing_told = meaning.reach == [key::NO_MEASURES];
        assert_eq!(is_nothing_told, record.measures.is_empty(), "{committee}");
    }
}

/// A further list has all that belongs to it alone in its own file beside `mod.rs`.
#[test]
fn every_list_that_is_read_has_its_law_its_words_and_a_way_to_its_publisher() {
    let codes = SOURCES.iter().map(|source| source.code);
    let sources: BTreeSet<&str> = codes.collect();
    let laws: BTreeSet<&str> = LAWS.iter().map(|(code, _)| *code).collect();
    assert_eq!(laws, sources);
    let files = FILES.iter().map(|(code, _)| *code);
    assert_eq!(
        files
            .filter(|code| !code.is_empty())
            .collect::<BTreeSet<_>>(),
        sources
    );
    // Before anything is loaded nobody knows of which list the page is.
    let fallback = include_str!("../../../static/fallback.html");
    for source in SOURCES {
        let official = law(source.code).official.as_ref();
        let way = official.map_or(source.url(), |own| own.search);
        assert!(fallback.contains(&["\"", way, "\""].concat()), "{way}");
    }
}

/// Everything that is said of a record.
fn said(record: &Record, meaning: &Meaning) -> Vec<&'static str> {
    let mut all = texts(&[meaning.same]);
    all.extend(texts((meaning.law.stop)(Some(record.kind))));
    for measure in &record.measures {
        all.extend(texts(&meaning.measure(measure.kind)));
    }
    for regime in &record.regimes {
        all.extend(texts(meaning.regime(regime).as_slice()));
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
        .map(|measure| {
            measure
                .words
                .to_lowercase()
                .replace(['\u{a0}', '\u{202f}'], " ")
        })
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
    let parsed = lists::read(&SOURCES[0], file, &Checks::whole()).unwrap();
    Some(parsed.records)
}

#[test]
fn no_sentence_contradicts_its_record_on_the_published_list() {
    let Some(records) = published() else {
        return;
    };
    assert_eq!(records.len(), 6_346);
    let mut combinations = BTreeSet::new();
    let mut explained: BTreeMap<&str, usize> = BTreeMap::new();
    let mut in_the_lists_words: BTreeMap<String, usize> = BTreeMap::new();
    for record in &records {
        check(record);
        combinations.insert((
            record.kind,
            record.sources.clone(),
            record.regimes[0].code.clone(),
            record
                .measures
                .iter()
                .map(|measure| measure.words.clone())
                .collect::<Vec<_>>(),
            record.reasons.is_empty(),
        ));
        let meaning = Meaning::of(record);
        for text in said(record, &meaning) {
            *explained.entry(text).or_default() += 1;
        }
        for measure in &record.measures {
            if meaning.measure(measure.kind).is_empty() {
                *in_the_lists_words
                    .entry(measure.words.to_lowercase())
                    .or_default() += 1;
            }
        }
    }
    println!("{} combinations", combinations.len());
    assert!(combinations.len() > 100, "{}", combinations.len());

    // How many entries each sentence is shown under, counted apart from the rules.
    #[rustfmt::skip]
    let expected: [(Key, usize); 43] = [
        (key::STOP_PERSON, 4_034),
        (key::STOP_ENTITY, 1_646),
        (key::STOP_SHIP, 666),
        (key::STOP_ASK, 6_346),
        (key::REPORT_SAYS, 6_346),
        (key::STOP_REPORT, 6_346),
        (key::ASSET_FREEZE, 5_671),
        (key::ASSET_FREEZE_SERVICES, 12),
        (key::TRAVEL_BAN, 3_928),
        (key::DIRECTOR, 4_725),
        (key::TRUST, 2_840),
        (key::INTERNET, 113),
        (key::SHIPPING, 596),
        (key::TRANSPORT, 366),
        (key::TRANSPORT_HELP, 357),
        (key::CORRESPONDENT, 65),
        (key::CHARTER, 144),
        (key::ARMS, 420),
        (key::DEFLAG, 15),
        (key::OWNERSHIP, 5_671),
        (key::SHIP_FROZEN, 15),
        (key::SHIP_NOT_FROZEN, 651),
        (key::SHIP_OWNER, 666),
        (key::NO_MEASURES, 0),
        (key::REASONS_UK, 5_381),
        (key::REASONS_UN, 23),
        (key::NOT_CONVICTED, 5_404),
        (key::NO_REASONS, 942),
        (key::YOUR_NAME_PERSON, 4_034),
        (key::YOUR_NAME_ENTITY, 1_646),
        (key::RIGHT_PERSON, 3_325),
        (key::RIGHT_ENTITY, 1_430),
        (key::RIGHT_PERSON_UN, 709),
        (key::RIGHT_ENTITY_UN, 216),
        (key::RIGHT_SHIP, 628),
        (key::RIGHT_SHIP_UN, 38),
        (key::YOUR_SHIP_TITLE, 666),
        (key::YOUR_NAME_TITLE, 4_034),
        (key::YOUR_BUSINESS_TITLE, 1_646),
        (key::REGIME_SMUGGLING_NOTE, 55),
        (key::SAME_PERSON, 4_034),
        (key::SAME_ENTITY, 1_646),
        (key::SAME_SHIP, 666),
    ];
    for (key, number) in expected {
        let text = later_texts().sentence(key).text;
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

/// The sentences on the law of each list, and, under no list, those that are said of every list.
fn sentences_of_the_law() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut rows = Vec::new();
    for (list, file) in FILES {
        let (_, law) = file.split_once("law]\n").unwrap();
        let sentences = law.lines().filter(|line| !line.starts_with(['#', ' ']));
        let sentences = sentences.filter_map(|line| line.split_once(" = "));
        rows.extend(sentences.map(|(key, text)| (list, key, text)));
    }
    rows
}

#[test]
fn every_sentence_on_the_law_is_short_and_calls_nobody_sanctioned() {
    let rows = sentences_of_the_law();
    assert!(rows.len() > 80, "{}", rows.len());
    for (_, key, text) in rows {
        assert!(!text.to_lowercase().contains("sanctioned"), "{key}: {text}");
        for sentence in text.split_inclusive(". ") {
            let words = sentence.split_whitespace().count();
            assert!(words <= 30, "{key}: {words} words: {sentence}");
        }
    }
}

#[test]
fn what_is_said_below_the_results_is_true_of_the_lists_that_are_searched() {
    let uk = [key::MISSES_RUSSIA, key::MISSES_UK_LISTS];
    for (lists, expected, is_uk) in [
        (&[][..], &uk[..], true),
        (&["uk"], &uk, true),
        (&["un"], &[], false),
        (&["un", "uk"], &uk, true),
        (&["un", "eu"], &[key::EU_MISSES], false),
        (&["uk", "eu"], &[uk[0], uk[1], key::EU_MISSES], true),
    ] {
        let views = lists.iter().map(|code| ListView {
            list: (*code).to_owned(),
            ..ListView::default()
        });
        let laws = laws(&views.collect::<Vec<_>>());
        let misses: Vec<Key> = laws.iter().flat_map(|law| law.misses).copied().collect();
        assert_eq!(misses, expected, "{lists:?}");
        let has_uk = |is: fn(&&Law) -> bool| laws.iter().any(is);
        assert_eq!(has_uk(|law| !law.ownership.is_empty()), is_uk, "{lists:?}");
        assert_eq!(has_uk(|law| !law.reports.is_empty()), is_uk, "{lists:?}");
    }
    let of_all = [
        key::MISSES_SPELLING,
        key::MISSES_OWNED,
        key::MISSES_GOODS,
        key::MISSES_LISTS,
    ];
    for miss in texts(&of_all) {
        assert!(!miss.contains("UK"), "{miss}");
    }
}

/// The build refuses a sentence of such a file that has no source.
#[test]
fn what_a_list_says_of_its_law_stands_in_its_own_file_with_a_source() {
    let rows = sentences_of_the_law();
    let stands_in = |key: Key, list: &str| {
        let text = later_texts().sentence(key).text;
        let mut rows = rows.iter();
        rows.any(|(own, _, other)| *own == list && *other == text)
    };
    for rule in uk_law::LAW.rules {
        assert!(stands_in(rule.means, "uk"), "{:?}", rule.means);
    }
    #[rustfmt::skip]
    let others: [(&str, Key); 24] = [
        ("un", key::UN_FREEZE),
        ("un", key::UN_TRAVEL),
        ("un", key::UN_ARMS),
        ("eu", key::EU_SCOPE),
        ("uk", key::OWNERSHIP),
        ("uk", key::SHIP_NOT_FROZEN),
        ("uk", key::SHIP_FROZEN),
        ("uk", key::REASONS_UK),
        ("uk", key::REASONS_UN),
        ("uk", key::STOP),
        ("uk", key::STOP_PERSON),
        ("uk", key::STOP_ENTITY),
        ("uk", key::STOP_SHIP),
        ("uk", key::STOP_ASK),
        ("uk", key::REPORT_SAYS),
        ("uk", key::ASK_OFSI),
        ("uk", key::STOP_REPORT),
        ("uk", key::REGIME_SMUGGLING_NOTE),
        ("uk", key::RIGHT_PERSON),
        ("uk", key::RIGHT_ENTITY),
        ("uk", key::RIGHT_PERSON_UN),
        ("uk", key::RIGHT_ENTITY_UN),
        ("uk", key::RIGHT_SHIP),
        ("uk", key::RIGHT_SHIP_UN),
    ];
    for (list, key) in others {
        assert!(stands_in(key, list), "{list} {key:?}");
    }
}

/// A text of what is said above the results for this many rows of a kind and band.
fn lead(kinds: &[Kind], band: Band, matched: Matched) -> [&'static str; 2] {
    let row = |kind: &Kind| HitView {
        kind: *kind,
        band,
        matched,
        ..HitView::invented()
    };
    let rows: Vec<HitView> = kinds.iter().map(row).collect();
    let situation = Situation::of(&rows).unwrap();
    situation
        .sentences()
        .map(|key| later_texts().sentence(key).text)
}

#[test]
fn what_stands_above_the_results_goes_by_the_nearest_of_them() {
    use Kind::{Aircraft, Entity, Individual, Ship, Unknown};
    let name = Matched::Name(0);
    #[rustfmt::skip]
    let rows: [(&[Kind], Band, Matched, &str, &str); 11] = [
        (&[Individual], Band::Exact, name, "A person with the same name is on", "People share names. Open the entry"),
        (&[Individual, Individual], Band::Exact, name, "People with the same name are on", "People share names. Open each entry"),
        (&[Individual], Band::Strong, name, "A person with a very similar name", "People share names. Open the entry"),
        (&[Individual], Band::Possible, name, "A person with a similar name", "People share names. Open the entry"),
        (&[Individual], Band::WeakAlias, name, "A person on a sanctions list may also go by this name, but", "People share names."),
        (&[Individual], Band::Exact, Matched::Id, "What you typed is in the entry of a person", "Numbers and contact details are mistyped"),
        (&[Entity], Band::Exact, name, "A company or organisation with the same name", "Businesses share names"),
        (&[Ship, Ship], Band::Possible, name, "Ships with similar names are", "Ships share names and change them. Open each entry and compare the IMO number"),
        (&[Aircraft], Band::Exact, name, "An aircraft with the same name", "Names are shared"),
        (&[Individual, Ship], Band::Exact, name, "Entries with the same name are", "Names are shared. Open each"),
        (&[Unknown], Band::Strong, name, "An entry with a very similar name is", "Names are shared. Open the"),
    ];
    for (kinds, band, matched, found, open) in rows {
        let said = lead(kinds, band, matched);
        assert!(said[0].starts_with(found), "{kinds:?} {band:?}: {said:?}");
        assert!(said[1].starts_with(open), "{kinds:?} {band:?}: {said:?}");
    }
    assert_eq!(Situation::of(&[]), None);
}
