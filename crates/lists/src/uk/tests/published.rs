//! The published excerpts and the reconstruction, where they are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use record::{ContactKind, Kind, Name, Record};

use crate::{Checks, FaultKind, ListError, Parsed, SOURCES, Totals, read};

fn open(name: &str) -> Option<File> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/lists/uk");
    let file = File::open(PathBuf::from(folder).join(name)).ok();
    if file.is_none() {
        println!("skipped: {name} is not at hand");
    }
    file
}

fn parse(name: &str, checks: Checks<'_>) -> Option<Parsed> {
    let file = open(name)?;
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
        assert_eq!(ship.ship.as_ref().unwrap().years_built, ["2019"]);
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
                (4, 5, 0, 0, 2, 8, 1)
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

/// Names in their own script, without those inside the cell of another one.
fn own_script(record: &Record) -> Vec<&Name> {
    let all = || record.names.iter().filter(|name| name.is_in_own_script());
    let is_inside = |name: &Name, cell: &Name| {
        let (name, cell) = (name.full(), cell.full());
        name != cell && cell.split(" / ").any(|part| part == name)
    };
    all()
        .filter(|name| !all().any(|cell| is_inside(name, cell)))
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
        let subsidiaries = record.entity.iter().map(|it| &it.subsidiaries);
        format!("{:?}", subsidiaries.collect::<Vec<_>>())
    }),
];

fn without_what_is_apart(record: &Record) -> Record {
    let mut rest = record.clone();
    rest.contacts
        .retain(|contact| contact.kind == ContactKind::Email);
    rest.names.retain(|name| !name.is_in_own_script());
    rest.addresses.clear();
    rest.places_of_birth.clear();
    rest.entity = rest.entity.and_then(|mut entity| {
        entity.subsidiaries.clear();
        entity.if_any()
    });
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
        // 15,050 name cells, with the two names inside each of two of them.
        let names = records.iter().flat_map(|record| &record.names);
        assert_eq!(
            names.filter(|name| !name.is_in_own_script()).count(),
            15_054
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

    recount("UK-Sanctions-List.reconstructed_2026-04-29.csv", &csv);
    recount("UK-Sanctions-List.reconstructed_2026-04-29.xml", &xml);

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

#[test]
fn both_layouts_of_the_newer_edition_give_equal_records() {
    let checks = Checks::whole();
    let Some(csv) = parse("UK-Sanctions-List.merged_2026-08-22.csv", checks) else {
        return;
    };
    let Some(xml) = parse("UK-Sanctions-List.merged_2026-08-22.xml", checks) else {
        return;
    };
    // 15,700 and 3,852 name cells, with the names inside 37 and 2 of them.
    let totals = Totals {
        designations: 6_346,
        names: 15_740,
        names_in_other_scripts: 3_854,
        dates_of_birth: 3_690,
        identifiers: 2_406,
    };
    assert_eq!(Totals::of(&csv.records), totals);
    for (from_csv, from_xml) in csv.records.iter().zip(&xml.records) {
        assert_eq!(from_csv, from_xml);
    }
    assert_eq!(csv.records.len(), xml.records.len());
    recount("UK-Sanctions-List.merged_2026-08-22.csv", &csv);
    recount("UK-Sanctions-List.merged_2026-08-22.xml", &xml);
}

/// Names and IDs, counted by a reader of its own that knows nothing of the real one: cells are
/// split by their quotation, elements at their tags.
#[derive(Default, Debug, PartialEq, Eq)]
struct Recount {
    ids: BTreeSet<String>,
    /// ID and words of each name, in Latin script.
    names: BTreeSet<(String, String)>,
}

impl Recount {
    fn add(&mut self, id: &str, name: &str) {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (id, name) = (words(id), words(name));
        if !name.is_empty() {
            self.names.insert((id.clone(), name));
        }
        self.ids.insert(id);
    }

    /// A name cell, and the names that it has inside by its signs alone.
    fn add_cell(&mut self, id: &str, cell: &str) {
        let after_imo = |cell: &str| {
            let (number, name) = cell.split_once(" (")?;
            let name = name.trim_end().trim_end_matches(')').to_owned();
            number.trim_start().starts_with("IMO ").then_some(name)
        };
        self.add(id, cell);
        self.add(id, &after_imo(cell).unwrap_or_default());
        for sign in [" / ", " a.k.a ", " (formerly "] {
            let parts = cell.split(sign).filter(|_| cell.contains(sign));
            parts.for_each(|part| self.add(id, part.trim_end().trim_end_matches(')')));
        }
    }

    fn of_csv(file: &str) -> Self {
        let mut recount = Self::default();
        let mut row = vec![String::new()];
        let mut is_quoted = false;
        let mut number = 0;
        for letter in file.chars() {
            match letter {
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => row.push(String::new()),
                '\n' if !is_quoted => {
                    let row = std::mem::replace(&mut row, vec![String::new()]);
                    number += 1;
                    if let (true, Some(names)) = (number > 2, row.get(4..10)) {
                        let (family, given) = names.split_first().unwrap();
                        recount.add_cell(&row[1], &format!("{} {family}", given.join(" ")));
                    }
                }
                letter => row.last_mut().unwrap().push(letter),
            }
        }
        recount
    }

    fn of_xml(file: &str) -> Self {
        let between = |text: &str, element: &str| -> Vec<String> {
            let (start, end) = (format!("<{element}>"), format!("</{element}>"));
            let parts = text.split(start.as_str()).skip(1);
            parts
                .map(|part| {
                    part.split(end.as_str())
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                })
                .collect()
        };
        let plain = |text: &str| {
            text.replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace('"', "")
        };
        let mut recount = Self::default();
        for designation in between(file, "Designation") {
            let id = between(&designation, "UniqueID").concat();
            for name in between(&designation, "Name") {
                let parts = (1..=6).flat_map(|part| between(&name, &format!("Name{part}")));
                recount.add_cell(&id, &plain(&parts.collect::<Vec<_>>().join(" ")));
            }
        }
        recount
    }

    fn of_records(records: &[Record]) -> Self {
        let mut recount = Self::default();
        for record in records {
            recount.add(&record.id, "");
            for name in record.names.iter().filter(|name| !name.is_in_own_script()) {
                recount.add(&record.id, &name.full().replace('"', ""));
            }
        }
        recount
    }
}

/// Holds what was read of a file against a naive recount of its designations and names.
fn recount(name: &str, parsed: &Parsed) {
    let mut text = String::new();
    open(name).unwrap().read_to_string(&mut text).unwrap();
    let naive = match name.ends_with(".csv") {
        true => Recount::of_csv(&text.replace("&quot;", "").replace("&amp;", "&")),
        false => Recount::of_xml(&text),
    };
    let read = Recount::of_records(&parsed.records);
    let lost = naive.names.difference(&read.names).count();
    let invented = read.names.difference(&naive.names).count();
    assert_eq!((lost, invented), (0, 0), "{name}");
    assert_eq!(naive.ids.len(), parsed.records.len(), "{name}");
    assert!(naive == read);
}

#[test]
fn a_stray_quotation_mark_at_60_places_of_an_edition_is_refused() {
    let name = "UK-Sanctions-List.reconstructed_2026-04-29.csv";
    let Some(mut file) = open(name) else {
        return;
    };
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    // The beginnings of unquoted cells, from one end of the file to the other, in every column.
    let (mut places, mut row_ends) = (Vec::new(), Vec::new());
    let bytes = text.as_bytes();
    let mut is_quoted = false;
    for (place, byte) in bytes.iter().enumerate() {
        is_quoted ^= *byte == b'"';
        if !is_quoted && *byte == b'\n' {
            row_ends.push(place + 1);
        }
        let begins_cell = !is_quoted && matches!(byte, b',' | b'\n');
        if begins_cell && bytes.get(place + 1).is_some_and(|next| *next != b'"') {
            places.push(place + 1);
        }
    }
    let row_end = |before: usize| {
        row_ends
            .partition_point(|end| *end <= before)
            .checked_sub(1)
    };
    let row_end = |before: usize| row_end(before).map_or(0, |number| row_ends[number]);
    let head = &bytes[..row_ends[1]];
    let (mut refused, count) = (0, 60);
    for number in 0..count {
        let place = places[places.len() / count * number + number % 58];
        // Some rows before it and enough after it that a quoted cell follows. `cargo xtask test --long`
        // tries the whole file, which takes ten minutes.
        let is_long = std::env::var_os("LONG_TESTS").is_some();
        let (begin, end) = match is_long {
            true => (head.len(), bytes.len()),
            false => (row_end(place).max(head.len()), row_end(place + 300_000)),
        };
        let mut part = head.to_vec();
        part.extend_from_slice(&bytes[begin..end]);
        let place = if place < head.len() {
            place
        } else {
            place - begin + head.len()
        };
        assert!(read(&SOURCES[0], part.as_slice(), &Checks::part()).is_ok());
        part.insert(place, b'"');
        match read(&SOURCES[0], part.as_slice(), &Checks::part()) {
            Err(ListError::Faults(faults)) if faults.count(FaultKind::Quotation) > 0 => {
                refused += 1;
            }
            // No other quotation mark comes after it.
            Err(ListError::Cut { .. }) => refused += 1,
            Err(error) => panic!("at byte {place}: {error}"),
            Ok(parsed) => println!("at byte {place}: {} records", parsed.records.len()),
        }
    }
    assert_eq!(refused, count);
}
