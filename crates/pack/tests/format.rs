//! What the format promises: records come back as they were, and nothing but a pack that was
//! written here is ever read.

#![allow(clippy::unwrap_used)]

use pack::{DetailsPack, PackError, SearchPack, SharedKind};
use proptest::prelude::*;
use record::{
    Address, AliasStrength, Contact, ContactKind, EntityData, Identifier, IdentifierKind, Kind,
    LabelledText, ListedDate, Measure, MeasureKind, Name, NamePart, NameType, PartRole,
    PartialDate, Place, Record, Reference, ReferenceKind, Regime, ShipData,
};

fn checksum(bytes: &[u8]) -> u32 {
    crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(bytes)
}

/// Any text that a record may hold: separators of the format are refused, not tested here.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z '=\"~\n-]{0,12}",
        "[\u{410}-\u{44f}\u{627}-\u{64a}\u{4e00}-\u{4e20} ]{1,8}",
        Just(String::new()),
    ]
}

fn measure() -> impl Strategy<Value = Measure> {
    (prop::sample::select(MeasureKind::ALL.to_vec()), text())
        .prop_map(|(kind, words)| Measure { kind, words })
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

fn listed_date() -> impl Strategy<Value = ListedDate> {
    prop_oneof![
        (1800_u16..2030, 1_u8..13, 1_u8..29).prop_map(|(year, month, day)| {
            PartialDate::new(year, Some(month), Some(day))
                .unwrap()
                .into()
        }),
        (1900_u16..1950, 1950_u16..2000).prop_map(|(first, last)| PartialDate::between(
            first, last
        )
        .unwrap()
        .into()),
        text().prop_map(ListedDate::Verbatim),
    ]
}

fn name() -> impl Strategy<Value = Name> {
    let role = prop::sample::select(vec![
        PartRole::Whole,
        PartRole::Given,
        PartRole::Family,
        PartRole::Unspecified,
    ]);
    let parts = prop::collection::vec((role, text()), 1..4);
    let name_type = prop::sample::select(vec![
        NameType::Primary,
        NameType::Variation,
        NameType::Alias,
    ]);
    let strength = prop::sample::select(vec![
        None,
        Some(AliasStrength::Good),
        Some(AliasStrength::Low),
    ]);
    let option = || prop::option::of(text());
    (name_type, strength, parts, option(), option(), option()).prop_map(
        |(name_type, strength, parts, script, language, note)| Name {
            name_type,
            strength,
            parts: parts
                .into_iter()
                .map(|(role, text)| NamePart::new(role, &text))
                .collect(),
            script,
            language,
            note,
        },
    )
}

prop_compose! {
    fn some_record()(
        id in "[A-Z]{3}[0-9]{4}",
        kind in prop::sample::select(Kind::ALL.to_vec()),
        names in prop::collection::vec(name(), 0..4),
        dates in prop::collection::vec(listed_date(), 0..3),
        lists in prop::array::uniform19(texts()),
        pairs in prop::collection::vec((text(), text(), prop::option::of(text())), 0..3),
        measures in prop::collection::vec(measure(), 0..3),
        designated in prop::option::of(listed_date()),
    ) -> Record {
        let [titles, nationalities, positions, sex, reasons, other_information, sources,
            types, parent_companies, subsidiaries, current_owners, previous_owners, current_flags,
            previous_flags, ship_types, tonnages, lengths, years_built, lines] = lists;
        let mut record = Record::new("uk", &id, kind);
        record.names = names;
        record.dates_of_birth = dates;
        record.designated = designated.clone();
        record.updated = designated;
        record.titles = titles;
        record.nationalities = nationalities;
        record.positions = positions;
        record.sex = sex;
        record.measures = measures;
        record.reasons = reasons;
        record.other_information = other_information;
        record.sources = sources;
        record.entity = EntityData { types, parent_companies, subsidiaries }.if_any();
        record.ship = ShipData {
            current_owners, previous_owners, current_flags, previous_flags, types: ship_types,
            tonnages, lengths, years_built,
        }
        .if_any();
        for (first, second, third) in pairs {
            record.references.push(Reference { kind: ReferenceKind::Un, value: first.clone() });
            record.places_of_birth
                .push(Place { town: third.clone(), country: Some(first.clone()) });
            record.addresses.push(Address {
                lines: lines.clone(), postal_code: third.clone(), country: Some(second.clone()),
            });
            record.identifiers.push(Identifier {
                kind: IdentifierKind::Passport, value: first.clone(), note: third,
            });
            record.contacts.push(Contact { kind: ContactKind::Email, value: second.clone() });
            record.regimes.push(Regime { code: first.clone(), name: second.clone() });
            record.other.push(LabelledText { label: first, text: second });
        }
        record
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_record_comes_back_as_it_went_in(
        records in prop::collection::vec(some_record(), 0..20),
    ) {
        let packs = pack::encode("uk", &records).unwrap();
        let search = SearchPack::decode(&packs.search).unwrap();
        let details = DetailsPack::decode(&packs.details, &search).unwrap();
        let back: Vec<_> =
            (0..search.len()).filter_map(|place| pack::record(&search, &details, place)).collect();
        prop_assert_eq!(back, records);
    }

    #[test]
    fn no_bytes_under_a_right_checksum_cause_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let packs = sample_packs();
        let untouched = SearchPack::decode(&packs.search).unwrap();
        for bytes in [&packs.search, &packs.details] {
            let mut forged = bytes[..bytes.len() - 4].to_vec();
            for (place, byte) in &changes {
                let place = place.index(forged.len());
                forged[place] = *byte;
            }
            forged.truncate(cut.index(forged.len() * 4).max(1));
            let checksum = checksum(&forged);
            forged.extend(checksum.to_le_bytes());
            if let Ok(search) = SearchPack::decode(&forged) {
                read_everything(&search);
            }
            if let Ok(details) = DetailsPack::decode(&forged, &untouched) {
                for place in 0..untouched.len() {
                    let _ = pack::record(&untouched, &details, place);
                    let _ = details.shared(place).count();
                }
            }
        }
    }
}

/// Calls every accessor of every designation and name.
fn read_everything(search: &SearchPack) {
    for designation in search.designations() {
        let _ = (
            designation.id(),
            designation.kind(),
            designation.primary_name().is_some(),
        );
        let texts = designation.measures().count()
            + designation.nationalities().count()
            + designation.countries().count()
            + designation.regimes().count()
            + designation.dates_of_birth().count()
            + designation.references().count()
            + designation.identifiers().count()
            + designation.notes().count()
            + designation.contacts().count();
        assert!(texts < 1_000_000);
        assert!(search.known_spellings().all(|row| row.len() < 1_000_000));
        for name in designation.names() {
            let _ = (name.to_name(), name.full(), name.script(), name.strength());
        }
    }
}

/// Forty invented records: enough that some columns are written as tables.
fn sample_packs() -> pack::Packs {
    let records: Vec<Record> = (0..40)
        .map(|number| {
            let mut record = Record::new("uk", &format!("SAMPLE-GIM{number:04}"), Kind::Individual);
            let mut name = Name::new(
                NameType::Primary,
                [
                    NamePart::new(PartRole::Given, &format!("Given{number}")),
                    NamePart::new(PartRole::Family, "YUSUF"),
                ],
            );
            name.strength = (number % 3 == 0).then_some(AliasStrength::Low);
            record.names.push(name);
            record.regimes.push(Regime {
                code: "GIM".into(),
                name: "A regime".into(),
            });
            record
                .measures
                .push(Measure::new(MeasureKind::AssetFreeze, "Asset freeze"));
            record
                .dates_of_birth
                .push(PartialDate::new(1960 + number, None, None).unwrap().into());
            record.reasons.push(format!("Paragraph {number}."));
            record
        })
        .collect();
    pack::encode("uk", &records).unwrap()
}

#[test]
fn a_person_has_nationalities_an_entity_countries_of_addresses_and_a_ship_flags() {
    let mut records = [Kind::Individual, Kind::Entity, Kind::Ship].map(|kind| {
        let mut record = Record::new("uk", &format!("SAMPLE-{kind:?}"), kind);
        for country in [Some("Cyprus"), None, Some("Russia"), Some("Cyprus")] {
            record.addresses.push(Address {
                lines: Vec::new(),
                postal_code: None,
                country: country.map(str::to_owned),
            });
        }
        record.nationalities.push("Iran".into());
        record
    });
    records[2].ship = Some(Box::new(ShipData {
        current_flags: vec!["Panama".into()],
        previous_flags: vec!["Liberia".into(), "Panama".into()],
        ..ShipData::default()
    }));
    let packs = pack::encode("uk", &records).unwrap();
    let search = SearchPack::decode(&packs.search).unwrap();
    let countries: Vec<Vec<&str>> = search
        .designations()
        .map(|designation| designation.countries().collect())
        .collect();
    let expected = [&["Iran"][..], &["Cyprus", "Russia"], &["Panama", "Liberia"]];
    assert_eq!(countries, expected);
}

#[test]
fn every_truncation_is_an_error() {
    let packs = sample_packs();
    let search = SearchPack::decode(&packs.search).unwrap();
    for length in 0..packs.search.len() {
        assert!(
            SearchPack::decode(&packs.search[..length]).is_err(),
            "{length}"
        );
    }
    for length in 0..packs.details.len() {
        assert!(
            DetailsPack::decode(&packs.details[..length], &search).is_err(),
            "{length}"
        );
    }
}

#[test]
fn every_flipped_bit_is_an_error() {
    let packs = sample_packs();
    let search = SearchPack::decode(&packs.search).unwrap();
    let mut flips = 0;
    for (is_search, bytes) in [(true, &packs.search), (false, &packs.details)] {
        let mut bytes = bytes.clone();
        for place in 0..bytes.len() {
            for bit in 0..8 {
                bytes[place] ^= 1 << bit;
                let refused = if is_search {
                    SearchPack::decode(&bytes).is_err()
                } else {
                    DetailsPack::decode(&bytes, &search).is_err()
                };
                assert!(refused, "bit {bit} of byte {place}");
                bytes[place] ^= 1 << bit;
                flips += 1;
            }
        }
    }
    assert!(flips > 10_000, "{flips} flips are too few to mean much");
}

#[test]
fn a_pack_followed_by_more_bytes_is_an_error() {
    let mut longer = sample_packs().search;
    longer.push(0);
    assert_eq!(SearchPack::decode(&longer).err(), Some(PackError::Checksum));
}

/// The pack with its checksum put right.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 4;
    let checksum = checksum(&bytes[..end]);
    bytes[end..].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

#[test]
fn a_letter_that_is_not_known_is_an_error() {
    let packs = sample_packs();
    for (what, text, letter) in [
        ("a measure", "f\u{1f}Asset freeze", 0),
        ("a name's type", "p\u{1f}l\u{1f}gf\u{1f}", 0),
        ("a name's strength", "p\u{1f}l\u{1f}gf\u{1f}", 2),
        ("the role of a part", "p\u{1f}l\u{1f}gf\u{1f}", 5),
    ] {
        let mut bytes = packs.search.clone();
        let mut places = bytes.windows(text.len());
        let place = places
            .position(|bytes| bytes == text.as_bytes())
            .expect(what);
        bytes[place + letter] = b'Z';
        let error = SearchPack::decode(&sealed(bytes)).err();
        assert!(
            matches!(error, Some(PackError::Malformed { .. })),
            "{what}: {error:?}"
        );
    }
}

#[test]
fn each_fault_has_its_own_error() {
    let packs = sample_packs();
    let search = SearchPack::decode(&packs.search).unwrap();
    let other = pack::encode("uk", &[]).unwrap();
    let with_version = |place: usize, mut bytes: Vec<u8>| {
        bytes[place] = 99;
        sealed(bytes)
    };
    let rows = [
        (
            "no bytes",
            SearchPack::decode(&[]).err(),
            PackError::NotAPack,
        ),
        (
            "an HTML page",
            SearchPack::decode(b"<!doctype html>").err(),
            PackError::NotAPack,
        ),
        (
            "the other kind",
            SearchPack::decode(&packs.details).err(),
            PackError::OtherKind,
        ),
        (
            "another format",
            SearchPack::decode(&with_version(4, packs.search.clone())).err(),
            PackError::FormatVersion { found: 99 },
        ),
        (
            "another normaliser",
            SearchPack::decode(&with_version(6, packs.search.clone())).err(),
            PackError::NormaliserVersion { found: 99 },
        ),
        (
            "another build",
            DetailsPack::decode(&other.details, &search).err(),
            PackError::NotAPair,
        ),
    ];
    for (what, found, expected) in rows {
        assert_eq!(found, Some(expected), "{what}");
    }
}

#[test]
fn a_details_pack_names_the_entries_that_share_something_and_the_search_pack_does_not() {
    let entity = |id: &str, number: &str, parent: &str| {
        let mut record = Record::new("uk", id, Kind::Entity);
        record.identifiers.push(Identifier {
            kind: IdentifierKind::CompanyRegistration,
            value: number.to_owned(),
            note: None,
        });
        record.entity = EntityData {
            parent_companies: vec![parent.to_owned()],
            ..EntityData::default()
        }
        .if_any();
        record
    };
    let records = [
        entity("A", "770-000-0001", "Nowhere Holding"),
        entity("B", "7700000002", "nowhere holding"),
        entity("C", "7700000001", "Nowhere Holding"),
        entity("D", "7700000003", "Elsewhere Holding"),
    ];
    let packs = pack::encode("uk", &records).unwrap();
    let search = SearchPack::decode(&packs.search).unwrap();
    let details = DetailsPack::decode(&packs.details, &search).unwrap();
    let shared = |place| details.shared(place).collect::<Vec<_>>();
    let (number, owner) = (SharedKind::Number, SharedKind::Owner);
    assert_eq!(shared(0), [(number, vec![2]), (owner, vec![1, 2])]);
    assert_eq!(shared(1), [(owner, vec![0, 2])]);
    assert_eq!(shared(2), [(number, vec![0]), (owner, vec![0, 1])]);
    assert!(shared(3).is_empty() && shared(4).is_empty());
    // A parent is in the details alone, so that the search pack is the same without what is shared.
    let mut apart = records.clone();
    for record in &mut apart {
        record.entity = None;
    }
    assert_eq!(pack::encode("uk", &apart).unwrap().search, packs.search);
}

#[test]
fn a_record_that_would_not_come_back_is_refused_by_its_id() {
    for separator in ['\0', '\u{1e}', '\u{1f}'] {
        let named = |id: &str, text: &str| {
            let mut record = Record::new("uk", id, Kind::Entity);
            record.names.push(Name::new(
                NameType::Primary,
                [NamePart::new(PartRole::Whole, text)],
            ));
            record.measures.push(Measure::new(MeasureKind::Other, text));
            record
        };
        let whole = named("SAMPLE-GIM9001", "No Such Company");
        let torn = named("SAMPLE-GIM9002", &format!("No{separator}Such Company"));
        assert_eq!(
            pack::encode("uk", &[whole, torn]).err(),
            Some(PackError::NotKept {
                record: "SAMPLE-GIM9002".into()
            }),
            "{separator:?}"
        );
    }
    let other_list = Record::new("un", "SAMPLE-GIM9003", Kind::Entity);
    assert!(pack::encode("uk", &[other_list]).is_err());
}

#[test]
fn a_pack_holds_the_known_spellings_of_its_own_words() {
    let named = |id: &str, text: &str| {
        let mut record = Record::new("uk", id, Kind::Individual);
        record.names.push(Name::new(
            NameType::Primary,
            [NamePart::new(PartRole::Whole, text)],
        ));
        record
    };
    let rows = |records: &[Record]| -> Vec<String> {
        let packs = pack::encode("uk", records).unwrap();
        let search = SearchPack::decode(&packs.search).unwrap();
        search.known_spellings().map(str::to_owned).collect()
    };
    let listed = rows(&[
        named("SAMPLE-GIM9001", "Blenor MANA"),
        named("SAMPLE-GIM9002", "Yūsuf MANA"),
    ]);
    assert!(!listed.is_empty());
    for row in &listed {
        let words: Vec<&str> = row.split(' ').collect();
        assert!(words.contains(&"yusuf"), "{row}");
    }
    assert!(listed.iter().any(|row| row.contains("joseph")));
    assert_eq!(rows(&[named("SAMPLE-GIM9001", "Blenor")]), [""; 0]);
}

#[test]
fn the_same_records_give_the_same_bytes() {
    assert_eq!(sample_packs(), sample_packs());
}

#[test]
fn an_identifier_names_the_countries_of_its_value_and_note() {
    let mut record = Record::new("uk", "SAMPLE-RUS9001", Kind::Individual);
    for (value, note) in [
        (
            "AB 0900001",
            Some("Ruritanian, then Albanian passport. Issued in Sanaa, Yemen"),
        ),
        ("Albania, number 0900001", Some("Albanian")),
        ("0900001", Some("ID no. 7, issued in Amman")),
        ("0900001", None),
    ] {
        record.identifiers.push(Identifier {
            kind: IdentifierKind::Passport,
            value: value.to_owned(),
            note: note.map(str::to_owned),
        });
    }
    let packs = pack::encode("uk", &[record]).unwrap();
    let search = SearchPack::decode(&packs.search).unwrap();
    let identifiers = search.designation(0).unwrap().identifiers();
    let read: Vec<_> = identifiers.map(|one| (one.value, one.countries)).collect();
    let expected = [
        ("AB 0900001", "albania,yemen"),
        ("Albania, number 0900001", "albania"),
        ("0900001", ""),
        ("0900001", ""),
    ];
    assert_eq!(read, expected);
}
