//! The published files, read a second time by a few lines that share nothing with the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use record::{AliasStrength, Kind, MeasureKind, Name, NameType, Record};

use super::un;
use crate::{Checks, read};

/// The published files, where they are at hand, with their numbers of individuals and entities.
const FILES: [(&str, usize, usize); 2] = [
    ("consolidated_2026-02-27.xml", 730, 273),
    ("consolidated_2026-08-01.xml", 736, 275),
];

/// The texts inside each element of this name, which has no attributes and does not nest.
fn inside<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
    let parts = text.split(begin.as_str()).skip(1);
    let inside = parts.map(|part| part.split(end.as_str()).next().unwrap_or_default());
    inside.collect()
}

/// The clean texts of an element that are not empty.
fn texts(text: &str, name: &str) -> Vec<String> {
    let texts = inside(text, name).into_iter().map(|text| {
        let text = text.replace("&quot;", "\"").replace("&apos;", "'");
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        let text = text.replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    texts.filter(|text| !text.is_empty()).collect()
}

fn text(text: &str, name: &str) -> String {
    texts(text, name).into_iter().next().unwrap_or_default()
}

/// Words of letters and digits.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The record's names of a type and strength, as one text with their notes.
fn names(record: &Record, is: impl Fn(&Name) -> bool) -> String {
    let names = record.names.iter().filter(|name| is(name));
    let names = names.map(|name| format!("{} {}", name.full(), name.note.as_deref().unwrap_or("")));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_second_reader_finds_everything_in_the_records() {
    for (file, individuals, entities) in FILES {
        let path = format!(
            "{}/../../../shared/lists/un/{file}",
            env!("CARGO_MANIFEST_DIR")
        );
        let Ok(content) = fs::read_to_string(path) else {
            continue;
        };
        let parsed = read(un(), content.as_bytes(), &Checks::whole()).expect("the list is whole");
        let records: BTreeMap<&str, &Record> = parsed
            .records
            .iter()
            .map(|record| (record.id.as_str(), record))
            .collect();
        let sections = [
            (
                inside(&content, "INDIVIDUAL"),
                Kind::Individual,
                individuals,
            ),
            (inside(&content, "ENTITY"), Kind::Entity, entities),
        ];
        for (designations, kind, count) in sections {
            assert_eq!(designations.len(), count, "{file}: {kind:?}");
            let of_kind = parsed.records.iter().filter(|record| record.kind == kind);
            assert_eq!(of_kind.count(), count, "{file}: {kind:?}");
            for raw in designations {
                let id = text(raw, "REFERENCE_NUMBER");
                compare(raw, records.get(id.as_str()).expect("the record"));
            }
        }
    }
}

/// Compares a designation of the file with its record; nothing may be lost.
fn compare(raw: &str, record: &Record) {
    let id = record.id.as_str();
    let everything = record_words(record);
    let missing: Vec<String> = all_words(raw)
        .into_iter()
        .filter(|word| !everything.contains(word))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "{id}: words that the record does not have"
    );

    // Names by type and quality.
    let (aliases, head) = match record.kind {
        Kind::Individual => ("INDIVIDUAL_ALIAS", raw.split("<INDIVIDUAL_ALIAS>").next()),
        _ => ("ENTITY_ALIAS", raw.split("<ENTITY_ALIAS>").next()),
    };
    let head = head.unwrap_or(raw);
    let primary = names(record, |name| name.name_type == NameType::Primary);
    for part in ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"] {
        let part = text(head, part);
        assert!(words(&part).is_subset(&words(&primary)), "{id}: {part}");
    }
    let variations = names(record, |name| name.name_type == NameType::Variation);
    for own in texts(raw, "NAME_ORIGINAL_SCRIPT") {
        assert!(words(&own).is_subset(&words(&variations)), "{id}: {own}");
    }
    let mut counts = BTreeMap::new();
    for alias in inside(raw, aliases) {
        let (quality, name) = (text(alias, "QUALITY"), text(alias, "ALIAS_NAME"));
        if name.is_empty() {
            continue;
        }
        let (name_type, strength) = match quality.as_str() {
            "Good" => (NameType::Alias, Some(AliasStrength::Good)),
            "Low" => (NameType::Alias, Some(AliasStrength::Low)),
            "f.k.a." => (NameType::Former, None),
            _ => (NameType::Alias, None),
        };
        let is = |name: &Name| (name.name_type, name.strength) == (name_type, strength);
        let found = words(&names(record, is));
        let mut lost = words(&name);
        // A label, and a mark of a list.
        lost.retain(|word| {
            !found.contains(word) && !["original", "script", "b"].contains(&word.as_str())
        });
        assert!(lost.is_empty(), "{id}: {name}: {lost:?}");
        let pieces = name.split("; ").count();
        *counts.entry((name_type, strength)).or_insert(0) +=
            if name.contains('(') { 1 } else { pieces };
        // What the alias says about its birth is in its note, and nowhere else.
        let notes = names(record, is);
        for part in ["DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"] {
            let part = text(alias, part);
            assert!(notes.contains(&part), "{id}: {part}");
        }
    }
    for ((name_type, strength), least) in counts {
        let is = |name: &&Name| (name.name_type, name.strength) == (name_type, strength);
        let found = record.names.iter().filter(is).count();
        // Two elements may be equal.
        let full: BTreeSet<String> = texts(raw, "ALIAS_NAME").into_iter().collect();
        let repeated = inside(raw, "ALIAS_NAME").len() - full.len();
        assert!(
            found + repeated >= least,
            "{id}: {found} of {least} {name_type:?}"
        );
    }

    // Dates of birth: one for each element that has more than a type.
    let dates: BTreeSet<String> = inside(raw, "INDIVIDUAL_DATE_OF_BIRTH")
        .into_iter()
        .filter(|date| {
            let parts = ["DATE", "YEAR", "FROM_YEAR", "NOTE"];
            parts.iter().any(|part| !text(date, part).is_empty())
        })
        .map(|date| date.split_whitespace().collect())
        .collect();
    assert_eq!(
        record.dates_of_birth.len(),
        dates.len(),
        "{id}: dates of birth"
    );
    for date in record
        .dates_of_birth
        .iter()
        .filter_map(record::ListedDate::date)
    {
        let year = date.first_year().to_string();
        assert!(dates.iter().any(|raw| raw.contains(&year)), "{id}: {date}");
    }

    // Measures that the comments name, and those of a committee whose entries all have them.
    let (comments, committee) = (text(raw, "COMMENTS1"), text(raw, "UN_LIST_TYPE"));
    let stated = |words: &str| comments.contains(words);
    let has = |kind, is_stated| {
        let mut measures = record.measures.iter();
        measures.any(|own| own.kind == kind && own.words.is_empty() != is_stated)
    };
    if committee == "Libya" || committee == "Yemen" {
        for (words, kind) in [
            ("Travel Ban", MeasureKind::TravelBan),
            ("Asset Freeze", MeasureKind::AssetFreeze),
            ("arms embargo", MeasureKind::ArmsEmbargo),
        ] {
            assert_eq!(has(kind, true), stated(words), "{id}: {words}");
        }
    }
    let is_frozen = !["CAR", "GB", "Iran", "Libya", "Yemen"].contains(&committee.as_str());
    assert_eq!(has(MeasureKind::AssetFreeze, false), is_frozen, "{id}");

    // Identifiers: every number is in one.
    for document in inside(raw, "INDIVIDUAL_DOCUMENT") {
        let number = text(document, "NUMBER");
        let is_found = record.identifiers.iter().any(|identifier| {
            let note = identifier.note.as_deref().unwrap_or_default();
            identifier.value == number
                || (number.contains(&identifier.value) && note.contains(&number))
        });
        assert!(number.is_empty() || is_found, "{id}: {number}");
    }
}

/// The words of all texts of a designation.
fn all_words(raw: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for part in raw.split('<').skip(1) {
        let (name, text) = part.split_once('>').unwrap_or_default();
        // What stands for nothing, the types that dates and documents have as values, and qualities.
        let is_type = ["TYPE_OF_DATE", "TYPE_OF_DOCUMENT", "QUALITY"].contains(&name);
        if is_type || text.trim() == "na" || text.trim() == "-" {
            continue;
        }
        let text = text
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&apos;", "'");
        all.extend(words(&text));
    }
    all
}

/// The words of everything in a record, as its debugging form writes it.
fn record_words(record: &Record) -> BTreeSet<String> {
    let mut all = words(&format!("{record:#?}").replace("\\\"", "\""));
    let parts = record.names.iter().flat_map(|name| name.parts.iter());
    all.extend(parts.flat_map(|part| words(&part.text)));
    for date in record
        .dates_of_birth
        .iter()
        .chain(&record.designated)
        .chain(&record.updated)
    {
        all.extend(words(&date.to_string()));
    }
    // Labels of lists and scripts that are not kept.
    all.extend(["original", "script", "a", "b", "04", "00"].map(str::to_owned));
    all
}
