//! What is read of the invented entities, each with a trap.

use record::{
    Identifier, IdentifierKind, Kind, ListedDate, Measure, MeasureKind, Name, Record, ReferenceKind,
};

use super::{INVENTED, parse, person};
use crate::{Parsed, WarningKind};

fn invented() -> Parsed {
    parse(INVENTED).unwrap()
}

fn entity(number: usize) -> Record {
    invented().records.remove(number - 1)
}

/// `type strength language script: words (note)`.
fn name(name: &Name) -> String {
    let strength = name.strength.map_or("", |strength| strength.as_str());
    let language = name.language.as_deref().unwrap_or_default();
    let script = if name.is_in_own_script() { "other" } else { "" };
    let words = [name.name_type.as_str(), strength, language, script];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let note = name.note.as_ref().map(|note| format!(" ({note})"));
    format!(
        "{}: {}{}",
        words.join(" "),
        name.full(),
        note.unwrap_or_default()
    )
}

fn names(record: &Record) -> Vec<String> {
    record.names.iter().map(name).collect()
}

fn other<'a>(record: &'a Record, label: &str) -> Vec<&'a str> {
    let other = record.other.iter().filter(|other| other.label == label);
    other.map(|other| other.text.as_str()).collect()
}

#[test]
fn the_file_is_read_with_a_warning_for_each_value_that_is_not_understood() {
    let parsed = invented();
    assert_eq!(parsed.header.published.unwrap().to_string(), "2026-11-02");
    assert!(!parsed.header.sample);
    let warnings: Vec<_> = parsed
        .warnings
        .iter()
        .map(|it| (it.kind, it.raw.as_str()))
        .collect();
    assert_eq!(
        warnings,
        [
            (WarningKind::NoDate, "circa"),
            (WarningKind::Date, "19XX"),
            (WarningKind::UnknownField, "nameAlias@isVerified"),
        ]
    );
    assert!(parsed.warnings.iter().all(|warning| warning.list == "eu"));
    let kinds: Vec<Kind> = parsed.records.iter().map(|record| record.kind).collect();
    assert_eq!(
        kinds.iter().filter(|kind| **kind == Kind::Entity).count(),
        2
    );
    assert!(parsed.records.iter().all(|record| record.list == "eu"));
    assert!(
        parsed
            .records
            .iter()
            .all(|record| record.measures == [Measure::without_words(MeasureKind::AssetFreeze)])
    );
}

#[test]
fn the_name_is_neither_weak_nor_former_nor_in_another_script() {
    assert_eq!(
        names(&entity(1)),
        [
            "primary: Tarvo Ilmo QUILLBROOK",
            "alias low: Tarv (Low quality alias)",
            "former EN: Tarvo Brookquill (formerly known as)",
            "variation RU other: Тарво КВИЛБРУК",
            "variation SV: Tarvo KVILBROOK",
            "alias good EN: Ilmo the Elder (Good quality a.k.a.)",
        ]
    );
    // Where there is no other name, a weak one is the name all the same.
    assert_eq!(
        names(&entity(6)),
        [
            "primary low: Bramble (low quality a.k.a.)",
            "alias low other: Брамбл (Lo quality alias)",
        ]
    );
}

#[test]
fn translations_are_variations_and_several_names_in_one_attribute_are_several() {
    let company = entity(2);
    assert_eq!(
        names(&company),
        [
            "primary EN: Example Trading House",
            "variation DE: Handelshaus Beispiel",
            "variation FR: Maison de commerce Exemple",
            "alias EN: JSC Exa",
            "alias EN: NJSC Exa",
            "variation RU: AO",
        ]
    );
    assert_eq!(other(&company, "wholeName"), ["-"]);
    assert_eq!(
        company.other_information,
        ["Date of UN designation: 9.6.2010"]
    );
}

#[test]
fn parts_that_spell_another_name_are_a_name() {
    assert_eq!(
        names(&entity(5)),
        ["primary: ern Shipping", "alias: Fern Shipping"]
    );
}

#[test]
fn a_remark_says_the_sort_of_a_name_only_at_its_beginning() {
    let person = entity(4);
    assert_eq!(
        names(&person),
        [
            "primary: Fen ASHWICK",
            "former: MARROWBY (Maiden name: MARROWBY)",
            "alias: Fen the Younger (strong: false)",
        ]
    );
    assert_eq!(
        other(&person, "remark on the name “Fen the Younger”"),
        ["Of low quality according to others; wallet 0x00000000000000000000000000000000000000a1"]
    );
    for (remark, expected) in [
        ("Low quality alias", "alias low"),
        ("LOW QUALITY A.K.A.", "alias low"),
        ("Good quality a.k.a. in Dari", "alias good"),
        ("Formerly known as", "former"),
        ("f.k.a.", "former"),
        ("Maiden name", "former"),
        (
            "Formerly listed in 2019 by the Example Council of Ministers and others",
            "former",
        ),
        ("Former nameless director", "alias"),
        ("Lowquality", "alias"),
        ("In 2019 formerly known as", "alias"),
    ] {
        let alias = format!(
            "<nameAlias firstName=\"\" middleName=\"\" lastName=\"\" nameLanguage=\"\" wholeName=\"Ilmo Fern\">\
             <remark>{remark}</remark></nameAlias>"
        );
        let parsed = parse(self::person(&alias)).unwrap();
        let words = name(&parsed.records[0].names[1]);
        assert_eq!(words.split(':').next(), Some(expected), "{remark}");
        assert!(
            format!("{:?}", parsed.records[0]).contains(remark),
            "{remark}"
        );
    }
}

#[test]
fn titles_positions_and_sex_are_those_of_the_person() {
    let person = entity(1);
    assert_eq!(person.titles, ["Colonel"]);
    assert_eq!(
        person.positions,
        [
            "Director of Example Trading",
            "member of the Example Council"
        ]
    );
    assert_eq!(person.sex, ["Male"]);
    assert_eq!(entity(3).sex, ["Female"]);
}

#[test]
fn a_date_of_birth_of_every_shape_is_read_or_kept_in_words() {
    let person = entity(3);
    let dates: Vec<String> = person
        .dates_of_birth
        .iter()
        .map(ListedDate::to_string)
        .collect();
    assert_eq!(
        dates,
        [
            "1965-12-12",
            "1966-01-02~",
            "1967",
            "1968-07",
            "1969~",
            "1970/1973",
            "1974/1975~",
            "\"1343 (islamic calendar)",
            "\"1402-6-24 (islamic calendar)",
            "1982-04-19",
            "1976-05-04",
            "\"19XX",
        ]
    );
    let places: Vec<_> = person
        .places_of_birth
        .iter()
        .map(|it| (it.town.as_deref(), it.country.as_deref()))
        .collect();
    assert_eq!(
        places,
        [
            (
                Some("Mill Lane, Lower Fern, Fernshire"),
                Some("SERBIA AND MONTENEGRO")
            ),
            (None, Some("DK")),
        ]
    );
    assert_eq!(person.nationalities, ["IRAN (ISLAMIC REPUBLIC OF)"]);
    assert_eq!(other(&person, "citizenship region"), ["North"]);
    assert_eq!(
        other(&person, "birthdate remark"),
        ["The place is disputed."]
    );
}

#[test]
fn a_reference_to_the_united_nations_is_kept_as_it_is_written() {
    for (written, expected) in [
        ("QDe.007", Some("QDe.007")),
        ("QDe.7", Some("QDe.7")),
        ("qdE 7", Some("qdE 7")),
        ("KPi045", Some("KPi045")),
        ("HTi.00", None),
        ("see QDe.007", None),
        ("QDx.007", None),
        ("1267", None),
    ] {
        let file = INVENTED.replace("QDe.7", written);
        let company = &parse(file).unwrap().records[1];
        let reference = company.references.first();
        assert_eq!(reference.map(|it| it.value.as_str()), expected, "{written}");
        assert!(reference.is_none_or(|it| it.kind == ReferenceKind::Un));
        let kept = other(company, "unitedNationId");
        assert_eq!(kept.is_empty(), expected.is_some(), "{written}");
    }
}

#[test]
fn documents_keep_both_alphabets_and_every_flag() {
    let person = entity(4);
    let numbers: Vec<_> = person.identifiers.iter().map(text_of_identifier).collect();
    let note = "National passport; TUNISIA; issued by Example Office; name on the document: F. Ashwick; diplomatic; known to be expired; seen in 2019";
    assert_eq!(
        numbers,
        [
            format!("Passport АБ 900001 ({note})"),
            format!("Passport AB 900001 ({note})"),
            "NationalId 900000000001 (taxid)".to_owned(),
        ]
    );
    assert_eq!(
        other(&person, "identification"),
        ["National identification card; reported lost; revoked by the issuer"]
    );
    let company = entity(5);
    let numbers: Vec<_> = company.identifiers.iter().map(text_of_identifier).collect();
    assert_eq!(
        numbers,
        [
            "CompanyRegistration INN: 9900000658 (regnumber; RUSSIAN FEDERATION)",
            "CompanyRegistration OGRN: 9920000000420 (regnumber; RUSSIAN FEDERATION)",
            "Imo 9900017 (imo)",
        ]
    );
    assert!(
        company
            .identifiers
            .iter()
            .any(|it| it.kind == IdentifierKind::Imo)
    );
}

fn text_of_identifier(identifier: &Identifier) -> String {
    let note = identifier.note.as_deref().unwrap_or_default();
    format!("{:?} {} ({note})", identifier.kind, identifier.value)
}

#[test]
fn addresses_and_contacts_are_apart() {
    let person = entity(4);
    let address = &person.addresses[0];
    assert_eq!(
        address.lines,
        [
            "1 Mill Lane",
            "Yard 3",
            "PO Box 77",
            "Fernport",
            "Fernshire"
        ]
    );
    assert_eq!(address.postal_code.as_deref(), Some("F-9001"));
    assert_eq!(address.country.as_deref(), Some("TUNISIA"));
    let contacts: Vec<&str> = person.contacts.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(
        contacts,
        [
            "+999 10 20 30 40",
            "Fax +999 10 20 30 41",
            "https://one.example.invalid/",
            "https://two.example.invalid",
            "fen@example.invalid",
        ]
    );
    assert_eq!(other(&person, "contactInfo TELEX"), ["TLX 1"]);
    assert_eq!(
        other(&person, "address remark"),
        ["Fiscal code: FNASHW00A01Z000X"]
    );
    assert_eq!(other(&person, "address as at listing time").len(), 1);
    assert_eq!(
        person.other_information,
        ["Related to Example Trading House."]
    );
}

#[test]
fn the_programme_is_the_regime_and_the_act_is_kept() {
    let regimes: Vec<(String, String)> = invented()
        .records
        .into_iter()
        .flat_map(|record| record.regimes)
        .map(|regime| (regime.code, regime.name))
        .collect();
    let regime = |place: usize| (regimes[place].0.as_str(), regimes[place].1.as_str());
    assert_eq!(regime(0), ("UKR", "Territorial integrity of Ukraine"));
    assert_eq!(regime(3), ("ZZZ", ""));
    let person = entity(1);
    assert_eq!(
        person.designated.as_ref().unwrap().to_string(),
        "2024-03-05"
    );
    assert_eq!(
        other(&person, "regulation"),
        [
            "amendment, council, 2026/9001 (OJ L202609001), published 2026-02-23, in force 2026-02-24"
        ]
    );
    assert_eq!(
        other(&person, "regulationSummary"),
        ["amendment, 2026/9001 (OJ L202609001), published 2026-02-23"]
    );
    assert_eq!(
        other(&person, "publicationUrl"),
        [
            "https://example.invalid/?uri=OJ:L_202609001&from=EN",
            "https://example.invalid/1"
        ]
    );
}

#[test]
fn the_prefix_of_the_namespace_and_the_order_of_elements_make_no_difference() {
    let before = invented().records;
    let with_prefix = INVENTED
        .replace('<', "<fsd:")
        .replace("<fsd:/", "</fsd:")
        .replace("<fsd:?", "<?")
        .replace("<fsd:!", "<!")
        .replace(" xmlns=", " xmlns:fsd=");
    assert_eq!(parse(&with_prefix).unwrap().records, before);
    // Each entity with its lines from the last to the first, elements kept whole.
    let file = person(
        "<citizenship countryIso2Code=\"TN\" countryDescription=\"TUNISIA\"/>\n<remark>One.</remark>",
    );
    let mut lines: Vec<&str> = file.lines().collect();
    lines[2..6].reverse();
    assert_eq!(
        parse(lines.join("\n")).unwrap().records,
        parse(&file).unwrap().records
    );
}
