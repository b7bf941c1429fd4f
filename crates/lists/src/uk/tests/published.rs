//! The published excerpts and the reconstruction, where they are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;

use record::{ContactKind, Kind, Name, Record};

use crate::{Checks, Parsed, SOURCES, read};

fn parse(name: &str, checks: Checks<'_>) -> Option<Parsed> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/lists/uk");
    let path = PathBuf::from(folder).join(name);
    let Ok(file) = File::open(&path) else {
        println!("skipped: {name} is not at hand");
        return None;
    };
    let parsed = read(&SOURCES[0], file, &checks).unwrap();
    assert_eq!(parsed.warnings, []);
    assert!(!parsed.header.sample);
    Some(parsed)
}

#[test]
fn the_excerpts_are_read_without_a_warning() {
    if let Some(ship) = parse(
        "UK-Sanctions-List.excerpt_ship_row_2026-10-08.csv",
        Checks::part(),
    ) {
        assert_eq!(ship.header.published.unwrap().to_string(), "2026-10-08");
        let [ship] = ship.records.as_slice() else {
            panic!("one ship")
        };
        assert_eq!(ship.kind, Kind::Ship);
        assert_eq!((ship.measures.len(), ship.identifiers.len()), (1, 1));
        assert_eq!(ship.ship.years_built, ["2019"]);
    }
    if let Some(four) = parse("UK-Sanctions-List.excerpt_2026-09-07.xml", Checks::part()) {
        assert_eq!(four.header.published.unwrap().to_string(), "2026-09-07");
        let shape = |record: &Record| {
            (
                record
                    .names
                    .iter()
                    .filter(|name| !name.is_in_own_script())
                    .count(),
                record
                    .names
                    .iter()
                    .filter(|name| name.is_in_own_script())
                    .count(),
                record.titles.len(),
                record.dates_of_birth.len(),
                record.identifiers.len(),
                record.contacts.len(),
                record.reasons.len(),
            )
        };
        assert_eq!(
            four.records.iter().map(shape).collect::<Vec<_>>(),
            [
                (1, 1, 2, 10, 1, 0, 0),
                (1, 1, 1, 1, 0, 0, 2),
                (1, 1, 0, 1, 0, 0, 1),
                (4, 3, 0, 0, 2, 8, 1)
            ]
        );
        // Split in the file after the opening quotation mark.
        assert!(four.records[3].reasons[0].contains("is an “involved person\" under"));
        assert!(four.records.iter().all(|record| record.other.is_empty()));
    }
}

/// A field by its name, as text; lists as sets where the order differs between the layouts.
type Field = (&'static str, fn(&Record) -> String);

fn contacts(record: &Record, kind: ContactKind) -> String {
    let contacts = record
        .contacts
        .iter()
        .filter(|contact| contact.kind == kind);
    format!("{:?}", contacts.collect::<Vec<_>>())
}

fn own_script(record: &Record) -> Vec<&Name> {
    record
        .names
        .iter()
        .filter(|name| name.is_in_own_script())
        .collect()
}

/// What the two files say differently; everything else is equal.
const APART: [Field; 6] = [
    ("phone", |record| contacts(record, ContactKind::Phone)),
    ("website", |record| contacts(record, ContactKind::Website)),
    ("own script", |record| format!("{:?}", own_script(record))),
    ("address", |record| {
        let addresses = record
            .addresses
            .iter()
            .map(|address| format!("{address:?}"));
        format!("{:?}", addresses.collect::<BTreeSet<_>>())
    }),
    ("place of birth", |record| {
        format!("{:?}", record.places_of_birth)
    }),
    ("subsidiary", |record| {
        format!("{:?}", record.entity.subsidiaries)
    }),
];

fn without_what_is_apart(record: &Record) -> Record {
    let mut rest = record.clone();
    rest.contacts
        .retain(|contact| contact.kind == ContactKind::Email);
    rest.names.retain(|name| !name.is_in_own_script());
    rest.addresses.clear();
    rest.places_of_birth.clear();
    rest.entity.subsidiaries.clear();
    rest
}

#[test]
fn the_reconstruction_folds_and_both_layouts_agree() {
    let checks = Checks::whole();
    let Some(csv) = parse("UK-Sanctions-List.reconstructed_2026-04-29.csv", checks) else {
        return;
    };
    let Some(xml) = parse("UK-Sanctions-List.reconstructed_2026-04-29.xml", checks) else {
        return;
    };

    for parsed in [&csv, &xml] {
        assert_eq!(parsed.header.published.unwrap().to_string(), "2026-04-29");
        let records = &parsed.records;
        let of_kind = |kind| records.iter().filter(|record| record.kind == kind).count();
        assert_eq!(records.len(), 6_046);
        assert_eq!(Kind::ALL.map(of_kind), [3_883, 1_531, 632, 0, 0]);
        let names = records.iter().flat_map(|record| &record.names);
        assert_eq!(
            names.filter(|name| !name.is_in_own_script()).count(),
            15_050
        );
        let mut regimes: BTreeMap<&str, usize> = BTreeMap::new();
        let mut regime_names = BTreeSet::new();
        for regime in records.iter().flat_map(|record| &record.regimes) {
            *regimes.entry(&regime.code).or_default() += 1;
            regime_names.insert(&regime.name);
        }
        assert_eq!((regime_names.len(), regimes["GIM"]), (31, 38));
        assert!(records.is_sorted_by(|one, other| one.id < other.id));
        assert!(records.iter().all(|record| record.regimes.len() == 1));
        assert!(records.iter().all(|record| record.other.is_empty()));
        let whole_centuries = records.iter().flat_map(|record| &record.dates_of_birth);
        assert!(whole_centuries.clone().all(|date| date.date().is_some()));
    }

    let mut differing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from_csv, from_xml) in csv.records.iter().zip(&xml.records) {
        assert_eq!(
            without_what_is_apart(from_csv),
            without_what_is_apart(from_xml)
        );
        for (name, field) in APART {
            if field(from_csv) != field(from_xml) {
                differing.entry(name).or_default().insert(&from_csv.id);
            }
        }
        // The CSV has the first name in its own script that the XML has, and no other.
        let first = own_script(from_xml).into_iter().take(1).collect::<Vec<_>>();
        assert_eq!(own_script(from_csv), first, "{}", from_csv.id);
    }
    let counts = APART.map(|(name, _)| (name, differing.get(name).map_or(0, BTreeSet::len)));
    assert_eq!(
        counts,
        [
            ("phone", 61),
            ("website", 2),
            ("own script", 285),
            ("address", 110),
            ("place of birth", 34),
            ("subsidiary", 3),
        ],
    );
}
