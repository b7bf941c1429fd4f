//! Small lists of invented names, for the tests.

#![allow(dead_code)] // not every test needs all of it

use matcher::Index;
use pack::SearchPack;
use record::{
    AliasStrength, Contact, ContactKind, Identifier, IdentifierKind, Kind, Name, NamePart,
    NameType, PartRole, Record, Reference, ReferenceKind, Regime,
};

pub fn name(name_type: NameType, text: &str) -> Name {
    Name::new(name_type, [NamePart::new(PartRole::Whole, text)])
}

pub fn record(id: &str, kind: Kind, primary: &str) -> Record {
    let mut record = Record::new("uk", id, kind);
    record.names.push(name(NameType::Primary, primary));
    record.regimes.push(Regime {
        code: id.chars().take(3).collect(),
        name: String::new(),
    });
    record
}

#[allow(clippy::expect_used)] // helpers are no tests in clippy's eyes
pub fn index(records: &[Record]) -> Index {
    let packs = pack::encode("uk", records).expect("plain text packs");
    Index::build(SearchPack::decode(&packs.search).expect("what was packed unpacks"))
}

/// People, an organisation, a company and ships, none of which exists.
pub fn sample() -> Vec<Record> {
    let mut records = vec![
        record("AAA0001", Kind::Individual, "Blenor MANA"),
        record("AAA0002", Kind::Individual, "Ghulam Ali JARVAL"),
        record("AAA0003", Kind::Individual, "Dritan Petrovich ĆARVIK"),
        record("AAA0004", Kind::Individual, "Idrit al-Zewarb"),
        record("AAA0005", Kind::Individual, "Tarvin Bin Kodran"),
        record("AAA0006", Kind::Individual, "Þorm O'Brienz"),
        record("AAA0007", Kind::Individual, "Haji Brakun"),
        record("AAA0008", Kind::Individual, "Mohammed Qorvashi"),
        record("BBB0001", Kind::Entity, "Ruritan Steel Trading Limited"),
        record("BBB0002", Kind::Entity, "Brigade 55"),
        record(
            "BBB0003",
            Kind::Entity,
            "Vostrokanal Open Joint Stock Company",
        ),
        record("CCC0001", Kind::Ship, "NORDVEST PEARL"),
        record("CCC0002", Kind::Ship, "QUILLFISH"),
        record("AAA0009", Kind::Individual, "Kliment Vasarov"),
    ];
    records[0]
        .names
        .push(name(NameType::Variation, "Бленор Мана"));
    records[1].names.push(name(NameType::Alias, "Abdul"));
    records[2].names.push(Name {
        strength: Some(AliasStrength::Low),
        ..name(NameType::Alias, "Old Drita")
    });
    records[3]
        .names
        .push(name(NameType::Variation, "إدرت الزورب"));
    records[4].names.push(name(NameType::Variation, "甄诺凡"));
    records[11].identifiers.push(Identifier {
        kind: IdentifierKind::Imo,
        value: "IMO 9300001".to_owned(),
        note: None,
    });
    records[12].identifiers.push(Identifier {
        kind: IdentifierKind::Imo,
        value: "9300002".to_owned(),
        note: None,
    });
    records[0].identifiers.push(Identifier {
        kind: IdentifierKind::Passport,
        value: "AB 123456-7".to_owned(),
        note: None,
    });
    records[8].identifiers.push(Identifier {
        kind: IdentifierKind::CompanyRegistration,
        value: "Tax number 770012345".to_owned(),
        note: None,
    });
    records[0].references.push(Reference {
        kind: ReferenceKind::Un,
        value: "QDi.999".to_owned(),
    });
    records[8].contacts.push(Contact {
        kind: ContactKind::Website,
        value: "https://www.ruritan-steel.example/".to_owned(),
    });
    records[8].contacts.push(Contact {
        kind: ContactKind::Email,
        value: "info@ruritan.example".to_owned(),
    });
    // Many bear these names, so that the words are common on this list.
    for (place, family) in [
        "Zadrul", "Keshmir", "Orlavi", "Tobrand", "Wexim", "Yastreb", "Fandor", "Gulmir",
    ]
    .iter()
    .enumerate()
    {
        records.push(record(
            &format!("DDD{place:04}"),
            Kind::Individual,
            &format!("Mohammed {family}"),
        ));
        records.push(record(
            &format!("EEE{place:04}"),
            Kind::Entity,
            &format!("{family} Trading Bank"),
        ));
    }
    records
}
