//! A file of invented people and companies with one trap each.

use record::{Kind, ListedDate, MeasureKind, Record};

use super::{company, file, parse, person, un};
use crate::{Checks, FaultKind, ListError, WarningKind, read};

/// The names of a record: type, strength, name, `*` for another script, and the note.
fn names(record: &Record) -> Vec<String> {
    let names = record.names.iter().map(|name| {
        let strength = name.strength.map_or("", |strength| strength.as_str());
        let script = if name.is_in_own_script() { "*" } else { "" };
        let note = name
            .note
            .as_ref()
            .map_or(String::new(), |note| format!(" [{note}]"));
        let line = format!(
            "{} {strength} {}{script}{note}",
            name.name_type.as_str(),
            name.full()
        );
        line.replace("  ", " ")
    });
    names.collect()
}

fn dates(record: &Record) -> Vec<String> {
    record
        .dates_of_birth
        .iter()
        .map(ListedDate::to_string)
        .collect()
}

fn numbers(record: &Record) -> Vec<String> {
    let numbers = record.identifiers.iter().map(|number| {
        let note = number
            .note
            .as_ref()
            .map_or(String::new(), |note| format!(" [{note}]"));
        format!("{:?} {}{note}", number.kind, number.value)
    });
    numbers.collect()
}

fn addresses(record: &Record) -> Vec<String> {
    let addresses = record.addresses.iter().map(|address| {
        let country = address.country.as_deref().unwrap_or("?");
        let code = address.postal_code.as_deref().unwrap_or("?");
        format!("{} | {code} | {country}", address.lines.join(", "))
    });
    addresses.collect()
}

/// What has no field of its own, except for `DATAID` and `VERSIONNUM`, which every record has.
fn other(record: &Record) -> Vec<String> {
    let texts = record
        .other
        .iter()
        .map(|text| format!("{}: {}", text.label, text.text));
    let is_usual = |text: &String| text.starts_with("DATAID") || text.starts_with("VERSIONNUM");
    texts.filter(|text| !is_usual(text)).collect()
}

fn alias(quality: &str, name: &str, more: &str) -> String {
    format!(
        "<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME>{more}\
         </INDIVIDUAL_ALIAS>"
    )
}

fn born(inside: &str) -> String {
    format!("<INDIVIDUAL_DATE_OF_BIRTH>{inside}</INDIVIDUAL_DATE_OF_BIRTH>")
}

fn document(inside: &str) -> String {
    format!("<INDIVIDUAL_DOCUMENT>{inside}</INDIVIDUAL_DOCUMENT>")
}

/// A row of a table: what is inside of the element, what is looked at, and what must be there.
type Row<'a> = (String, Look, &'a [&'a str]);

type Look = fn(&Record) -> Vec<String>;

#[test]
#[rustfmt::skip]
fn people_with_one_trap_each() {
    let exact = "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE>";
    let circa = "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE>";
    let between = "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>";
    let passport = "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>";
    let national = "<TYPE_OF_DOCUMENT>National Identification\n  Number</TYPE_OF_DOCUMENT>";
    let rows: Vec<Row<'_>> = vec![
        // Names.
        (String::new(), names, &["primary TARVO QUILLBROOK"]),
        ("<FOURTH_NAME>VASKU</FOURTH_NAME>".into(), names, &["primary TARVO QUILLBROOK VASKU"]),
        ("<NAME_ORIGINAL_SCRIPT>Тарво\n   Квиллбрук</NAME_ORIGINAL_SCRIPT>".into(), names, &["primary TARVO QUILLBROOK", "variation Тарво Квиллбрук*"]),
        ("<NAME_ORIGINAL_SCRIPT>TARVO KWILLBRUK</NAME_ORIGINAL_SCRIPT>".into(), names, &["primary TARVO QUILLBROOK", "variation TARVO KWILLBRUK"]),
        ("<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>".into(), names, &["primary TARVO QUILLBROOK"]),
        (alias("Good", "Blenor Mana", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana"]),
        (alias("Low", "Mana, Blenor", ""), names, &["primary TARVO QUILLBROOK", "alias low Mana, Blenor"]),
        (alias("", "Blenor Mana", ""), names, &["primary TARVO QUILLBROOK", "alias Blenor Mana"]),
        (alias("Good", "Blenor Mana; Blenor Manna", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana", "alias good Blenor Manna"]),
        (alias("Low", "Blenor Mana b) Blenor Manna;", ""), names, &["primary TARVO QUILLBROOK", "alias low Blenor Mana", "alias low Blenor Manna"]),
        (alias("Good", "Blenor Mana (Бленор Мана )", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana", "alias good Бленор Мана*"]),
        (alias("Low", "Blenor (original script: Бленор),", ""), names, &["primary TARVO QUILLBROOK", "alias low Blenor", "alias low Бленор*"]),
        (alias("Good", "Бленор (Blenor Mana; Blenor Manna)", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana", "alias good Blenor Manna", "alias good Бленор*"]),
        (alias("Good", "Blenor Mana Бленор Мана", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana", "alias good Бленор Мана*"]),
        (alias("Low", "Blenor", "<NOTE>name in original script: Бленор Мана</NOTE>"), names, &["primary TARVO QUILLBROOK", "alias low Blenor [name in original script: Бленор Мана]", "alias low Бленор Мана* [name in original script: Бленор Мана]"]),
        (alias("Low", "Бленор", "<NOTE>Blenor Mana; Blenor\n Manna</NOTE>"), names, &["primary TARVO QUILLBROOK", "alias low Blenor Mana [Blenor Mana; Blenor Manna]", "alias low Blenor Manna [Blenor Mana; Blenor Manna]", "alias low Бленор* [Blenor Mana; Blenor Manna]"]),
        (alias("Good", "Blenor Mana (birth name)", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana [birth name]"]),
        (alias("Good", "Blenor Mana (Manna)", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana (Manna)"]),
        (alias("Good", "(Captain) Blenor Mana", ""), names, &["primary TARVO QUILLBROOK", "alias good (Captain) Blenor Mana"]),
        (alias("Good", "Blenor Mana, born 1 Jan. 1999 (Ruritanian passport no. R0000001)", ""), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana [born 1 Jan. 1999 (Ruritanian passport no. R0000001)]"]),
        (alias("Good", "Blenor Mana", "<NOTE>Passport number: R0000001; born: 1948</NOTE>"), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana [Passport number: R0000001; born: 1948]"]),
        (alias("Good", "Blenor Mana", "<DATE_OF_BIRTH>1971-03-12</DATE_OF_BIRTH><CITY_OF_BIRTH>Strelsau</CITY_OF_BIRTH><COUNTRY_OF_BIRTH>Ruritania</COUNTRY_OF_BIRTH><NOTE>formerly listed as</NOTE>"), names, &["primary TARVO QUILLBROOK", "alias good Blenor Mana [born 1971-03-12 in Strelsau, Ruritania; formerly listed as]"]),
        (alias("Good", "Blenor Mana", "<DATE_OF_BIRTH>1971-03-12</DATE_OF_BIRTH>"), dates, &[]),
        (alias("Good", "Blenor Mana", "<COUNTRY_OF_BIRTH>Ruritania</COUNTRY_OF_BIRTH>"), |it| it.places_of_birth.iter().map(|place| format!("{place:?}")).collect(), &[]),
        // Dates of birth.
        (born(&format!("{exact}<DATE>1971-03-12</DATE>")), dates, &["1971-03-12"]),
        (born(&format!("{exact}<YEAR>1971</YEAR>")), dates, &["1971"]),
        (born(&format!("{exact}<YEAR>1971</YEAR><NOTE>Sep.</NOTE>")), dates, &["1971-09"]),
        (born(&format!("{exact}<NOTE>Oct. 1970</NOTE>")), dates, &["1970-10"]),
        (born(&format!("{circa}<YEAR>1971</YEAR>")), dates, &["1971~"]),
        (born(&format!("{circa}<DATE>1971-03-12</DATE>")), dates, &["1971-03-12~"]),
        (born(&format!("{circa}<NOTE>40-45 years old</NOTE>")), dates, &["\"40-45 years old"]),
        (born(&format!("{between}<FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1962</TO_YEAR>")), dates, &["1961/1962"]),
        (born(&format!("{between}<FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1962</TO_YEAR><NOTE>Approximately</NOTE>")), dates, &["1961/1962~"]),
        (born(&format!("{exact}<NOTE>12/03/1390 (Hijri Calendar)</NOTE>")), dates, &["\"12/03/1390 (Hijri Calendar)"]),
        (born(&format!("{exact}<YEAR>1343</YEAR>")), dates, &["\"1343"]),
        (born(&format!("{exact}<DATE>1390-03-12</DATE>")), dates, &["\"1390-03-12"]),
        (born(&format!("{exact}<DATE>1971-02-31</DATE>")), dates, &["\"1971-02-31"]),
        (born("<TYPE_OF_DATE/>"), dates, &[]),
        (born(exact), dates, &[]),
        (born(&format!("{exact}<DATE>1971-03-12</DATE>")).repeat(2), dates, &["1971-03-12"]),
        ("<LISTED_ON/>".into(), |it| vec![format!("{:?}", it.designated.as_ref().map(ToString::to_string))], &["Some(\"2026-11-01\")"]),
        ("<LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2024-02-06</VALUE><VALUE/><VALUE>2019-12-06</VALUE></LAST_DAY_UPDATED>".into(), |it| vec![it.updated.as_ref().map(ToString::to_string).unwrap_or_default()], &["2024-02-06"]),
        // Documents.
        (document(&format!("{passport}<NUMBER>QB 0000318</NUMBER><ISSUING_COUNTRY>Ruritania</ISSUING_COUNTRY><DATE_OF_EXPIRY>2029-12-12</DATE_OF_EXPIRY>")), numbers, &["Passport QB 0000318 [Ruritania; expires 2029-12-12]"]),
        (document(&format!("{passport}<NUMBER>R0000001</NUMBER><ISSUING_COUNTRY>Ruritania</ISSUING_COUNTRY><COUNTRY_OF_ISSUE>Ruritania</COUNTRY_OF_ISSUE>")), numbers, &["Passport R0000001 [Ruritania]"]),
        (document("<TYPE_OF_DOCUMENT>Número de pasaporte</TYPE_OF_DOCUMENT><NUMBER>R0000001</NUMBER>"), numbers, &["Passport R0000001 [Número de pasaporte]"]),
        (document(&format!("{national}<NUMBER>1 1999 8 0000555 3 27</NUMBER>")), numbers, &["NationalId 1 1999 8 0000555 3 27"]),
        (document(&format!("{passport}<NUMBER>Ruritanian diplomatic passport no. Z00000123</NUMBER>")), numbers, &["Passport Z00000123 [Ruritanian diplomatic passport no. Z00000123]"]),
        (document(&format!("{passport}<NUMBER>Ruritanian passport number QE 000820</NUMBER>")), numbers, &["Passport QE 000820 [Ruritanian passport number QE 000820]"]),
        (document(&format!("{passport}<NUMBER>400000042 (expired 25 Jan. 2000)</NUMBER>")), numbers, &["Passport 400000042 [400000042 (expired 25 Jan. 2000)]"]),
        (document(&format!("{passport}<NUMBER>No90009/129</NUMBER>")), numbers, &["Passport 90009/129 [No90009/129]"]),
        (document(&format!("{national}<NOTE>SSN 900-00-0858 (Ruritania)</NOTE>")), numbers, &["NationalId 900-00-0858 [SSN 900-00-0858 (Ruritania)]"]),
        (document(&format!("{national}<TYPE_OF_DOCUMENT2>Residential card number 905</TYPE_OF_DOCUMENT2>")), numbers, &["NationalId 905 [Residential card number 905]"]),
        (document("<TYPE_OF_DOCUMENT2>Voter card</TYPE_OF_DOCUMENT2><NUMBER>V0000001</NUMBER>"), numbers, &["Other V0000001 [Voter card]"]),
        (document(&format!("{passport}<NOTE>issued in 1993, under another name</NOTE>")), numbers, &[]),
        (document(""), numbers, &[]),
        // Everything else.
        ("<NATIONALITY><VALUE>Ruritania</VALUE><VALUE>na</VALUE></NATIONALITY>".into(), |it| it.nationalities.clone(), &["Ruritania"]),
        ("<DESIGNATION><VALUE>a) Minister b) Ambassador</VALUE></DESIGNATION>".into(), |it| it.positions.clone(), &["Minister", "Ambassador"]),
        ("<DESIGNATION><VALUE>a) Minister under\nthe regime</VALUE></DESIGNATION>".into(), |it| it.positions.clone(), &["a) Minister under the regime"]),
        ("<TITLE><VALUE>Dr.</VALUE><VALUE>Major</VALUE></TITLE>".into(), |it| it.titles.clone(), &["Dr.", "Major"]),
        ("<GENDER>Female</GENDER>".into(), |it| it.sex.clone(), &["Female"]),
        ("<COMMENTS1>A smuggler. Gender:  male.A note</COMMENTS1>".into(), |it| it.sex.clone(), &["Male"]),
        ("<COMMENTS1>Gender [Male]</COMMENTS1>".into(), |it| it.sex.clone(), &[]),
        ("<COMMENTS1>Mother of a male child</COMMENTS1>".into(), |it| it.sex.clone(), &[]),
        ("<INDIVIDUAL_ADDRESS><STREET>1 Example Street</STREET><CITY>-</CITY><ZIP_CODE>90073</ZIP_CODE><COUNTRY>Ruritania</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>".into(), addresses, &["1 Example Street, as of 2016 | 90073 | Ruritania"]),
        ("<INDIVIDUAL_ADDRESS><CITY>Strelsau</CITY><ZIP_CODE>North Province</ZIP_CODE></INDIVIDUAL_ADDRESS>".into(), addresses, &["Strelsau, North Province | ? | ?"]),
        ("<INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>".into(), addresses, &[]),
        ("<COMMENTS1>Company Number IMO 1234567.</COMMENTS1>".into(), numbers, &[]),
        ("<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>".into(), |it| it.measures.iter().map(|measure| format!("{:?} {}", measure.kind, measure.words)).collect(), &["AssetFreeze ", "TravelBan "]),
        ("<HAS_INTERPOL_LINK>YES</HAS_INTERPOL_LINK>".into(), other, &["HAS_INTERPOL_LINK: YES"]),
        ("<SHOE_SIZE>44</SHOE_SIZE>".into(), other, &["SHOE_SIZE: 44"]),
        (alias("Good", "Blenor Mana", "<COLOUR>green</COLOUR>"), other, &["COLOUR: green"]),
        ("<NEW><VALUE>green</VALUE></NEW>".into(), other, &["NEW/VALUE: green"]),
    ];
    let people: Vec<String> = rows.iter().enumerate().map(|(number, (inside, ..))| person(number as u32, inside)).collect();
    let parsed = parse(&file(&people.concat(), "")).expect("a file of the list");
    assert_eq!(parsed.header.published.map(|date| date.to_string()).as_deref(), Some("2026-11-02"));
    assert_eq!(parsed.records.len(), rows.len());
    for (record, (inside, look, expected)) in parsed.records.iter().zip(&rows) {
        assert_eq!(record.kind, Kind::Individual);
        assert_eq!(look(record), *expected, "{}: {inside}", record.id);
    }
}

#[test]
#[rustfmt::skip]
fn companies_with_one_trap_each() {
    let alias = |quality: &str, name: &str| format!("<ENTITY_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></ENTITY_ALIAS>");
    let rows: Vec<(&str, String, Look, &[&str])> = vec![
        ("EXAMPLE TRADING (ET)", String::new(), names, &["primary EXAMPLE TRADING (ET)"]),
        ("EXAMPLE TRADING (ET) ; EXAMPLE SHIPPING (ES)", String::new(), names, &["primary EXAMPLE TRADING (ET)", "primary EXAMPLE SHIPPING (ES)"]),
        ("EXAMPLE TRADING / SAMPLE TRADING", String::new(), names, &["primary EXAMPLE TRADING / SAMPLE TRADING", "primary EXAMPLE TRADING", "primary SAMPLE TRADING"]),
        ("EXAMPLE TRADING", alias("a.k.a.", "Sample Trading"), names, &["primary EXAMPLE TRADING", "alias Sample Trading"]),
        ("EXAMPLE TRADING", alias("f.k.a.", "Sample Trading"), names, &["primary EXAMPLE TRADING", "former Sample Trading"]),
        ("EXAMPLE TRADING", alias("a.k.a.", "Пример (Sample (ST))"), names, &["primary EXAMPLE TRADING", "alias Sample (ST)", "alias Пример*"]),
        ("EXAMPLE TRADING", alias("a.k.a.", "例子船務(香港)有限公司"), names, &["primary EXAMPLE TRADING", "alias 例子船務(香港)有限公司*"]),
        ("EXAMPLE TRADING", alias("a.k.a.", "Example Machinery J/V, LTD"), names, &["primary EXAMPLE TRADING", "alias Example Machinery J/V, LTD"]),
        ("EXAMPLE TRADING", "<COMMENTS1>It owns ships. International Maritime Organization (IMO) Number: 1234567. SWIFT/BIC: EXAMRUXX</COMMENTS1>".into(), numbers, &["Imo 1234567", "Other EXAMRUXX [SWIFT/BIC]"]),
        ("EXAMPLE TRADING", "<COMMENTS1>Company Number IMO 1234567. Company Number: 2345678</COMMENTS1>".into(), numbers, &["Imo 1234567", "CompanyRegistration 2345678 [Company Number]"]),
        ("EXAMPLE TRADING", "<COMMENTS1>Federal Employer Identification\nNumber (Ruritania): 90-0000626. VAT Number RU000224531 [Old]</COMMENTS1>".into(), numbers, &["CompanyRegistration 90-0000626 [Employer Identification Number]", "CompanyRegistration RU000224531 [VAT Number]"]),
        ("EXAMPLE TRADING", "<COMMENTS1>The IMO has rules. The registration number is unknown.</COMMENTS1>".into(), numbers, &[]),
    ];
    let companies: Vec<String> = rows.iter().enumerate().map(|(number, (name, inside, ..))| company(number as u32, name, inside)).collect();
    let parsed = parse(&file("", &companies.concat())).expect("a file of the list");
    assert_eq!(parsed.records.len(), rows.len());
    for (record, (_, inside, look, expected)) in parsed.records.iter().zip(&rows) {
        assert_eq!(record.kind, Kind::Entity);
        assert_eq!(look(record), *expected, "{}: {inside}", record.id);
    }
}

#[test]
fn regimes_are_the_committees() {
    let with = |list: &str| {
        let person = person(1, "").replace(">DRC<", &format!(">{list}<"));
        let parsed = parse(&file(&person, "")).expect("a file of the list");
        let regime = parsed.records[0].regimes[0].clone();
        let warnings = parsed.warnings.iter().map(|warning| warning.kind);
        (regime.code, regime.name, warnings.collect::<Vec<_>>())
    };
    // Not Great Britain.
    let (code, name, warnings) = with("GB");
    assert_eq!((code.as_str(), warnings), ("GB", vec![]));
    assert!(name.starts_with("Guinea-Bissau"), "{name}");
    let (code, name, warnings) = with("Ruritania");
    assert_eq!((code.as_str(), name.as_str()), ("Ruritania", "Ruritania"));
    assert_eq!(warnings, [WarningKind::Regime]);
}

/// What an entry states is in its words; what follows from its committee has none.
#[test]
#[rustfmt::skip]
fn measures_are_stated_or_follow_from_the_committee() {
    use MeasureKind::{ArmsEmbargo, AssetFreeze, TravelBan};
    type Own = (MeasureKind, &'static str);
    const FREEZE: Own = (AssetFreeze, "");
    const TRAVEL: Own = (TravelBan, "");
    const ARMS: Own = (ArmsEmbargo, "");
    const STATED_FREEZE: Own = (AssetFreeze, "Asset Freeze");
    const STATED_TRAVEL: Own = (TravelBan, "Travel Ban");
    // Committee, comments, measures of a person, of a company.
    let rows: [(&str, &str, &[Own], &[Own]); 24] = [
        ("Al-Qaida", "", &[FREEZE, TRAVEL, ARMS], &[FREEZE, ARMS]),
        ("Taliban", "", &[FREEZE, TRAVEL, ARMS], &[FREEZE, ARMS]),
        ("DPRK", "", &[FREEZE, TRAVEL], &[FREEZE]),
        ("DRC", "", &[FREEZE, TRAVEL], &[FREEZE]),
        ("Haiti", "", &[FREEZE, TRAVEL], &[FREEZE]),
        ("Somalia", "", &[FREEZE, TRAVEL], &[FREEZE]),
        ("SouthSudan", "", &[FREEZE, TRAVEL], &[FREEZE]),
        ("Sudan", "", &[FREEZE, TRAVEL], &[FREEZE]),
        ("Iraq", "", &[FREEZE], &[FREEZE]),
        ("GB", "", &[TRAVEL], &[]),
        ("CAR", "", &[], &[]),
        ("Iran", "", &[], &[]),
        ("Libya", "", &[], &[]),
        ("Yemen", "", &[], &[]),
        ("Ruritania", "", &[], &[]),
        ("Libya", "Listed pursuant to paragraph 1 of resolution 9001 (Travel Ban). Believed dead.", &[STATED_TRAVEL], &[STATED_TRAVEL]),
        ("Libya", "A smuggler. Listed pursuant to paragraphs 1 and 2 of resolution 9001 (Travel Ban,Asset Freeze) Notice", &[STATED_TRAVEL, STATED_FREEZE], &[STATED_TRAVEL, STATED_FREEZE]),
        ("Libya", "Listed pursuant to paragraph 1 of resolution 9001 (Travel Ban). Listed on 1 May 2026 pursuant to paragraph 2 of resolution 9001 ( Asset\nFreeze).", &[STATED_TRAVEL, STATED_FREEZE], &[STATED_TRAVEL, STATED_FREEZE]),
        ("Yemen", "Listed pursuant to paragraph 5 of resolution 9001 (2026) as subject to paragraph 6 of resolution 9002 (2026) (targeted arms embargo).", &[(ArmsEmbargo, "targeted arms embargo")], &[(ArmsEmbargo, "targeted arms embargo")]),
        ("Libya", "Delisted from resolution 9001 (Travel Ban). Listed (Travel Bans, Name).", &[], &[]),
        ("Libya", "Listed for breaches of an arms embargo and a travel ban", &[], &[]),
        ("Libya", "Listed pursuant to (Travel Ban", &[], &[]),
        ("Iraq", "Listed pursuant to paragraph 23 (Assets Freeze)", &[(AssetFreeze, "Assets Freeze")], &[(AssetFreeze, "Assets Freeze")]),
        ("Iran", "Listed pursuant to resolution 9001 (Asset Freeze)", &[STATED_FREEZE], &[STATED_FREEZE]),
    ];
    for (committee, comments, of_person, of_company) in rows {
        let inside = format!("<COMMENTS1>{comments}</COMMENTS1>");
        let person = person(1, &inside).replace(">DRC<", &format!(">{committee}<"));
        let company = company(2, "EXAMPLE TRADING", &inside).replace(">DPRK<", &format!(">{committee}<"));
        let parsed = parse(&file(&person, &company)).expect("a file of the list");
        for record in &parsed.records {
            let expected = match record.kind {
                Kind::Individual => of_person,
                _ => of_company,
            };
            let measures: Vec<_> = record.measures.iter().map(|own| (own.kind, own.words.as_str())).collect();
            assert_eq!(measures, expected, "{:?} {committee}: {comments}", record.kind);
            // The words stay in the comments, too.
            assert_eq!(record.other_information.is_empty(), comments.is_empty());
        }
    }
}

#[test]
#[rustfmt::skip]
fn every_doubt_about_a_value_is_a_warning_and_the_record_stays() {
    for (inside, kind, raw) in [
        (born("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1343</YEAR>"), WarningKind::Date, "1343"),
        (born("<DATE>na</DATE>"), WarningKind::NoDate, "na"),
        (alias("Fair", "Blenor Mana", ""), WarningKind::Strength, "Fair"),
        ("<SHOE_SIZE>44</SHOE_SIZE>".to_owned(), WarningKind::UnknownField, "SHOE_SIZE"),
        ("<LAST_DAY_UPDATED><VALUE>soon</VALUE></LAST_DAY_UPDATED>".to_owned(), WarningKind::Date, "soon"),
    ] {
        let parsed = parse(&file(&person(1, &inside), "")).expect("a file of the list");
        let warnings: Vec<_> = parsed.warnings.iter().map(|warning| (warning.kind, warning.raw.as_str())).collect();
        assert_eq!(warnings, [(kind, raw)], "{inside}");
        assert_eq!(parsed.records.len(), 1);
    }
    // A date with an offset glued on is a date.
    let offset = person(1, "").replace("2026-11-01", "2015-01-02-04:00");
    let parsed = parse(&file(&offset, "")).expect("a file of the list");
    assert_eq!(parsed.warnings, []);
    assert_eq!(parsed.records[0].designated.as_ref().map(ToString::to_string).as_deref(), Some("2015-01-02"));
}

#[test]
#[rustfmt::skip]
fn faults_of_the_structure_refuse_the_file() {
    let whole = file(&person(1, &alias("Good", "Blenor Mana", "")), &company(2, "EXAMPLE TRADING", ""));
    parse(&whole).expect("a file of the list");
    for (from, to, kind) in [
        ("ALIAS_NAME", "ALIAS_TEXT", FaultKind::UnknownField),
        ("FIRST_NAME", "GIVEN", FaultKind::MissingField),
        ("INDIVIDUAL_ALIAS", "ALIASES", FaultKind::MisplacedField),
        ("REFERENCE_NUMBER", "REFERENCE", FaultKind::UnknownField),
        ("<REFERENCE_NUMBER>XXe.002</REFERENCE_NUMBER>", "<REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>", FaultKind::DoubledField),
        ("UN_LIST_TYPE", "LIST", FaultKind::MissingField),
        ("ALIAS_NAME", "SOMETHING", FaultKind::MissingField),
        ("<SECOND_NAME>", "<SECOND_NAME>X</SECOND_NAME><SECOND_NAME>", FaultKind::DoubledField),
        ("<ENTITY>", "<ENTITY><INDIVIDUAL><FIRST_NAME>X</FIRST_NAME></INDIVIDUAL>", FaultKind::MisplacedField),
        ("<VERSIONNUM>1</VERSIONNUM>", "<PATRONYMIC>X</PATRONYMIC>", FaultKind::UnknownField),
        ("<VERSIONNUM>1</VERSIONNUM>", "<NEW>Тарво</NEW>", FaultKind::UnknownField),
        ("<VERSIONNUM>1</VERSIONNUM>", "<NEW>Blenor Mana</NEW>", FaultKind::UnknownField),
        (" dateGenerated=\"2026-11-02T23:00:03.110Z\"", "", FaultKind::ReportDate),
    ] {
        let changed = whole.replace(from, to);
        match parse(&changed) {
            Err(ListError::Faults(faults)) => assert!(faults.count(kind) > 0, "{from}: {faults}"),
            other => panic!("{from}: {other:?}"),
        }
    }
    match read(un(), whole.as_bytes(), &Checks::whole()) {
        Err(ListError::Faults(faults)) => assert!(faults.count(FaultKind::Count) > 0),
        other => panic!("{other:?}"),
    }
}

#[test]
#[rustfmt::skip]
fn unusable_files_are_refused_with_a_hint_at_this_list() {
    for (content, expected) in [
        ("", "the file is empty"),
        ("<!DOCTYPE html><html></html>", "this is a web page"),
        ("<Designations/>", "“Designations” and not “CONSOLIDATED_LIST”; use consolidated.xml from https://scsanctions.un.org/"),
        ("Report Date: 02-Nov-2026\n", "this is not an XML file; use consolidated.xml from https://scsanctions.un.org/"),
        ("<CONSOLIDATED_LIST><INDIVIDUALS>", "the file is cut off inside the element “INDIVIDUALS”"),
    ] {
        let error = parse(content).expect_err("no list").to_string();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("UK"), "{error}");
    }
}
