//! Numbers, references, wallets and addresses of the web: each is found wherever the publisher
//! wrote it, the hit says where that is, and dates, years and amounts are none.

#![allow(clippy::unwrap_used)]

mod lists;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lists::{index, record};
use matcher::{Band, Index, Matched, Options, Screening};
use record::{
    Address, Contact, ContactKind, EntityData, Identifier, IdentifierKind, Kind, NoteKind, Record,
};

/// One entry with a code in each of its texts, and one without any.
fn noted() -> Vec<Record> {
    let mut first = record("AAA0001", Kind::Entity, "Ruritan Steel Trading Limited");
    first.identifiers.push(Identifier {
        kind: IdentifierKind::CompanyRegistration,
        value: "INN: 7600000658OGRN: 1020000000420 SWIFT/BIC - RURIRTHX".to_owned(),
        note: Some("Passport of the director AB1234567, issued on 21.8.2011".to_owned()),
    });
    first.contacts.push(Contact {
        kind: ContactKind::Phone,
        value: "+44 20 7946 0000".to_owned(),
    });
    first.other_information = vec![
        "Founded on 19/06/1991, listed under resolution 2397 (2017) on 2014-03-17.".to_owned(),
        "(1) ETH: 0x21B8d56BDA000bbE68655A16895afd96F5534feD (2) ship IMO 9300001, see \
         https://www.police.example/en/notice/5900719. Tel. +963-11-000-0718"
            .to_owned(),
    ];
    first.reasons = vec!["It paid 30,000,000 by licence 311700-3301-OOO.".to_owned()];
    first.entity = EntityData {
        subsidiaries: vec!["Ruritan Bank, OKPO: 27200453".to_owned()],
        ..EntityData::NONE.clone()
    }
    .if_any();
    first.addresses.push(Address {
        lines: vec!["PO Box 850880".to_owned()],
        postal_code: Some("103200".to_owned()),
        country: None,
    });
    vec![
        first,
        record("AAA0002", Kind::Individual, "Blenor MANA"),
        record("AAA0003", Kind::Individual, "Given FAMILY"),
    ]
}

fn found(index: &Index, query: &str) -> Vec<(String, Matched, Band)> {
    let answer = index.search(query, &Options::default());
    let hits = answer.hits.iter().map(|hit| {
        let designation = index.pack().designation(hit.designation).unwrap();
        (designation.id().to_owned(), hit.matched, hit.band)
    });
    hits.collect()
}

#[test]
fn a_number_is_found_in_every_text_and_says_in_which() {
    let index = index(&noted());
    let company = Matched::Identifier(IdentifierKind::CompanyRegistration);
    let phone = Matched::Contact(ContactKind::Phone);
    let information = Matched::Note(NoteKind::OtherInformation);
    let document = Matched::Note(NoteKind::Document);
    #[rustfmt::skip]
    let rows: &[(&[&str], Matched)] = &[
        (&["7600000658", "INN 7600000658", "1020000000420", "OGRN1020000000420", "RURIRTHX", "BIC rurirthx"], company),
        (&["+442079460000", "020 7946 0000", "tel +44 20 7946 0000"], phone),
        (&["0x21b8d56bda000bbe68655a16895afd96f5534fed", "ETH 0x21B8d56BDA000bbE68655A16895afd96F5534feD",
           "9300001", "IMO 9300001", "IMO: 9300001", "IMO9300001", "5900719", "police.example",
           "www.police.example/en/notice/5900719", "+963 11 000 0718", "011 000 0718"], information),
        (&["311700", "311700-3301-OOO"], Matched::Note(NoteKind::Reasons)),
        (&["AB1234567", "AB 1234567", "1234567"], document),
        (&["103200", "postcode 103200", "850880"], Matched::Note(NoteKind::Address)),
        (&["27200453", "OKPO: 27200453"], Matched::Note(NoteKind::Other)),
    ];
    for (queries, matched) in rows {
        for query in *queries {
            let expected = vec![("AAA0001".to_owned(), *matched, Band::Exact)];
            assert_eq!(found(&index, query), expected, "{query}");
        }
    }
}

#[test]
fn numbers_and_names_of_one_query_are_found_together() {
    let index = index(&noted());
    for query in [
        "Blenor Mana 7600000658",
        "Blenor Mana, INN: 7600000658, 9300001",
        "Blenor Mana IMO9300001",
        "Blenor Mana 020 7946 0000",
    ] {
        let found = found(&index, query);
        let has = |id: &str| found.iter().any(|(found, ..)| found == id);
        assert!(has("AAA0001"), "{query}: {found:?}");
    }
    let found = found(&index, "Blenor Mana 7600000658");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_date_an_amount_or_a_resolution_is_no_number() {
    let index = index(&noted());
    for query in [
        "19/06/1991",
        "19.06.1991",
        "1991-06-19",
        "Zqirv Wexlop 19/06/1991",
        "2014-03-17",
        "resolution 2397 (2017)",
        "2397 (2017)",
        "30,000,000",
        "30 000 000",
        "1991",
        "21.8.2011",
        "Zqirv Wexlop, Ruritania 103200",
        "CD1234567",
        "1234560",
        "Zqirv Wexlop invoice 2024/117",
    ] {
        assert_eq!(found(&index, query), [], "{query}");
    }
}

/// The runs of six and more digits of a cell, and its words that are codes, by a reader that knows
/// nothing of the real one.
fn codes_of(cell: &str) -> Vec<String> {
    let is_code = |word: &&str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        let is_upper = !word.bytes().any(|byte| byte.is_ascii_lowercase());
        let is_mail = word.contains('@') && word.contains('.');
        digits + letters == word.len() && is_upper && digits >= 5 && word.len() >= 6
            || digits + letters == word.len() && digits >= 2 && word.len() >= 18
            || is_mail
    };
    let runs = cell.split(|letter: char| !letter.is_ascii_digit());
    let runs = runs.filter(|run| run.len() >= 6);
    let words = cell.split([
        ' ', '\u{a0}', '\u{202f}', '\n', '\r', ',', ';', '(', ')', ':',
    ]);
    let words = words.map(|word| word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()));
    runs.chain(words.filter(is_code))
        .map(str::to_owned)
        .collect()
}

/// Every code of the rows of a list, with the IDs of the entries that have it.
fn codes_of_list(path: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let file = std::fs::read_to_string(path).unwrap();
    let (_, rows) = file.split_once('\n').unwrap();
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in reader.deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        for (_, cell) in row.iter().filter(|(column, _)| !column.contains("Tonnage")) {
            for code in codes_of(cell) {
                codes
                    .entry(code)
                    .or_default()
                    .insert(row["Unique ID"].clone());
            }
        }
    }
    codes
}

/// Every code of every cell of the list, typed alone, gives every entry that has it; one in seven of
/// the codes unless `LONG_TESTS` is set.
#[test]
fn every_number_of_every_cell_of_a_list_gives_its_entry() {
    let step = match std::env::var_os("LONG_TESTS") {
        Some(_) => 1,
        None => 7,
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/lists/uk");
    for name in [
        "UK-Sanctions-List.reconstructed_2026-04-29.csv",
        "UK-Sanctions-List.merged_2026-08-22.csv",
    ] {
        let path = folder.join(name);
        let Ok(file) = std::fs::File::open(&path) else {
            println!("skipped: {name} is not at hand");
            continue;
        };
        let source = ::lists::source("uk").unwrap();
        let records = ::lists::read(source, file, &::lists::Checks::whole())
            .unwrap()
            .records;
        let index = index(&records);
        let mut screening = Screening::new(&index);
        let options = Options {
            limit: records.len(),
            min: matcher::MinBand::Exact,
            ..Options::default()
        };
        let codes = codes_of_list(&path);
        assert!(codes.len() > 4_000, "{name}: {} codes", codes.len());
        let mut missing = Vec::new();
        for (code, ids) in codes.iter().step_by(step) {
            let answer = screening.search(code, &options);
            let hits = answer.hits.iter();
            let numbers = hits.filter(|hit| !matches!(hit.matched, Matched::Name(_)));
            let found: BTreeSet<&str> = numbers
                .filter_map(|hit| Some(index.pack().designation(hit.designation)?.id()))
                .collect();
            missing.extend(
                ids.iter()
                    .filter(|id| !found.contains(id.as_str()))
                    .map(|id| (code, id)),
            );
        }
        assert_eq!(missing, [], "{name}");
    }
}
