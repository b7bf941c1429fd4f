//! Packs of every format version that was ever released, as they were written. Those of the present
//! version are read to the same records and written to the same bytes; those of an earlier version are
//! refused with a sentence that says so, and never misread.
//!
//! After a change of the format, `WRITE_GOLDEN=1 cargo test -p pack --test golden` adds the files of the
//! new version. Files of earlier versions stay as they are.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use pack::{DetailsPack, FORMAT_VERSION, PackError, SearchPack};
use record::{
    Address, AliasStrength, Contact, ContactKind, Identifier, IdentifierKind, Kind, LabelledText,
    ListedDate, Measure, MeasureKind, Name, NamePart, NameType, PartRole, Place, Record, Reference,
    ReferenceKind, Regime, ShipData,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// A list with a value in every kind of column; everybody on it is invented.
fn records() -> Vec<Record> {
    let whole = |text: &str| NamePart::new(PartRole::Whole, text);
    let mut person = Record::new("uk", "XYZ9001", Kind::Individual);
    person.names = vec![
        Name::new(
            NameType::Primary,
            [
                NamePart::new(PartRole::Given, "Blenor"),
                NamePart::new(PartRole::Family, "MANA"),
            ],
        ),
        Name::new(NameType::Former, [whole("Бленор Мана")]),
        Name {
            strength: Some(AliasStrength::Low),
            ..Name::new(NameType::Alias, [whole("The Heron")])
        },
    ];
    person.titles = vec!["Dr".to_owned()];
    person.dates_of_birth = vec![ListedDate::from_text("1971-06-19")];
    person.places_of_birth = vec![Place {
        town: Some("Oldhaven".to_owned()),
        country: Some("Albania".to_owned()),
    }];
    person.nationalities = vec!["Albania".to_owned()];
    person.references = vec![Reference {
        kind: ReferenceKind::Un,
        value: "XXi.901".to_owned(),
    }];
    person.identifiers = vec![Identifier {
        kind: IdentifierKind::Passport,
        value: "QX1234567".to_owned(),
        note: Some("Albania".to_owned()),
    }];
    person.contacts = vec![Contact {
        kind: ContactKind::Email,
        value: "heron@example.com".to_owned(),
    }];
    person.addresses = vec![Address {
        lines: vec!["1 Quay".to_owned(), "Oldhaven".to_owned()],
        postal_code: Some("OH1".to_owned()),
        country: Some("Albania".to_owned()),
    }];
    person.regimes = vec![Regime {
        code: "XYZ".to_owned(),
        name: "The Invented (Sanctions) Regulations".to_owned(),
    }];
    person.measures = vec![Measure::new(MeasureKind::AssetFreeze, "Asset freeze")];
    person.reasons = vec!["Invented for a test.".to_owned()];
    person.designated = Some(ListedDate::from_text("2026-04-29"));
    person.sources = vec!["UK".to_owned()];
    person.other = vec![LabelledText {
        label: "Label".to_owned(),
        text: "Text".to_owned(),
    }];
    let mut ship = Record::new("uk", "XYZ9002", Kind::Ship);
    ship.names = vec![Name::new(NameType::Primary, [whole("QUIET HERON")])];
    ship.identifiers = vec![Identifier {
        kind: IdentifierKind::Imo,
        value: "9999993".to_owned(),
        note: None,
    }];
    ship.ship = Some(Box::new(ShipData {
        current_flags: vec!["Palau".to_owned()],
        ..ShipData::default()
    }));
    vec![person, ship]
}

#[test]
fn packs_of_every_released_version_are_read_or_refused_as_what_they_are() {
    let written = pack::encode("uk", &records()).unwrap();
    let present = folder().join(FORMAT_VERSION.to_string());
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        fs::create_dir_all(&present).unwrap();
        fs::write(present.join("search.pack"), &written.search).unwrap();
        fs::write(present.join("details.pack"), &written.details).unwrap();
    }
    let mut versions = 0;
    for entry in fs::read_dir(folder()).unwrap().flatten() {
        let name = entry.file_name();
        let version: u16 = name.to_str().unwrap().parse().unwrap();
        let read = |name: &str| fs::read(entry.path().join(name)).unwrap();
        let (search, details) = (read("search.pack"), read("details.pack"));
        versions += 1;
        if version != FORMAT_VERSION {
            let error = SearchPack::decode(&search).err().unwrap();
            assert!(
                matches!(error, PackError::FormatVersion { found } if found == version),
                "{version}: {error}"
            );
            assert!(error.to_string().contains(&version.to_string()), "{error}");
            continue;
        }
        let decoded = SearchPack::decode(&search).unwrap();
        let decoded_details = DetailsPack::decode(&details, &decoded).unwrap();
        let found: Vec<Record> = (0..decoded.len())
            .filter_map(|place| pack::record(&decoded, &decoded_details, place))
            .collect();
        assert_eq!(found, records());
        assert!(
            search == written.search && details == written.details,
            "the format has changed: raise FORMAT_VERSION, and write the golden files of the new version"
        );
    }
    assert!(
        present.is_dir() && versions > 0,
        "there are no packs of the present version"
    );
}
