//! Each element of a small file is changed in every way that a publisher's program or an editor may
//! change it. The file is refused, or nothing is lost.

use std::collections::BTreeSet;

use record::Record;

use super::super::fields::FIELDS;
use super::{company, file, parse, person};
use crate::ListError;

/// A person and a company with a value in every element.
fn whole() -> String {
    let group = |container: &str, elements: &[&str]| {
        let inside: String = elements
            .iter()
            .map(|element| format!("<{element}>{}</{element}>", value(container, element)))
            .collect();
        format!("<{container}>{inside}</{container}>")
    };
    let list =
        |container: &str, text: &str| format!("<{container}><VALUE>{text}</VALUE></{container}>");
    let of_alias = [
        "QUALITY",
        "ALIAS_NAME",
        "DATE_OF_BIRTH",
        "CITY_OF_BIRTH",
        "COUNTRY_OF_BIRTH",
        "NOTE",
    ];
    let of_address = [
        "STREET",
        "CITY",
        "STATE_PROVINCE",
        "ZIP_CODE",
        "COUNTRY",
        "NOTE",
    ];
    let inside = [
        "<THIRD_NAME>VASKU</THIRD_NAME><FOURTH_NAME>JORUNN</FOURTH_NAME>".to_owned(),
        "<NAME_ORIGINAL_SCRIPT>Тарво Квиллбрук</NAME_ORIGINAL_SCRIPT>".to_owned(),
        "<SUBMITTED_BY>Ruritania</SUBMITTED_BY><GENDER>Male</GENDER>".to_owned(),
        "<COMMENTS1>Smuggles widgets.</COMMENTS1><HAS_INTERPOL_LINK>YES</HAS_INTERPOL_LINK>"
            .to_owned(),
        "<INTERPOL_LINK>https://example.org/notice</INTERPOL_LINK>".to_owned(),
        list("TITLE", "Major"),
        list("DESIGNATION", "Harbourmaster"),
        list("NATIONALITY", "Freedonia"),
        list("LIST_TYPE", "UN List"),
        list("LAST_DAY_UPDATED", "2026-11-02"),
        group("INDIVIDUAL_ALIAS", &of_alias),
        group("INDIVIDUAL_ADDRESS", &of_address),
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-12</DATE>\
         <NOTE>from a letter</NOTE></INDIVIDUAL_DATE_OF_BIRTH>"
            .to_owned(),
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1972</YEAR>\
         </INDIVIDUAL_DATE_OF_BIRTH>"
            .to_owned(),
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR>\
         <TO_YEAR>1975</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
            .to_owned(),
        group(
            "INDIVIDUAL_PLACE_OF_BIRTH",
            &["STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"],
        ),
        group(
            "INDIVIDUAL_DOCUMENT",
            &[
                "TYPE_OF_DOCUMENT",
                "TYPE_OF_DOCUMENT2",
                "NUMBER",
                "COUNTRY_OF_ISSUE",
                "ISSUING_COUNTRY",
                "CITY_OF_ISSUE",
                "DATE_OF_ISSUE",
                "DATE_OF_EXPIRY",
                "NOTE",
            ],
        ),
        "<SORT_KEY>sorted</SORT_KEY><SORT_KEY_LAST_MOD>resorted</SORT_KEY_LAST_MOD>".to_owned(),
    ];
    let of_company = group("ENTITY_ALIAS", &["QUALITY", "ALIAS_NAME", "NOTE"])
        + &group("ENTITY_ADDRESS", &of_address);
    // On a whole list the parts of names recur in other places, by which a renamed part is noticed.
    let other = person(
        3,
        "<THIRD_NAME>TARVO</THIRD_NAME><FOURTH_NAME>QUILLBROOK</FOURTH_NAME>",
    )
    .replace("TARVO</FIRST", "JORUNN</FIRST")
    .replace("QUILLBROOK</SECOND", "VASKU</SECOND");
    file(
        &(person(1, &inside.concat()) + &other),
        &company(2, "EXAMPLE TRADING", &of_company),
    )
}

/// A value of its own for each element.
fn value(container: &str, element: &str) -> String {
    match element {
        "QUALITY" if container == "ENTITY_ALIAS" => "f.k.a.".to_owned(),
        "QUALITY" => "Low".to_owned(),
        "TYPE_OF_DOCUMENT" => "Passport".to_owned(),
        "NUMBER" => "R0000001".to_owned(),
        "ZIP_CODE" => "90073".to_owned(),
        "DATE_OF_BIRTH" => "1999-05-25".to_owned(),
        "DATE_OF_ISSUE" => "2013-04-17".to_owned(),
        "DATE_OF_EXPIRY" => "2023-04-16".to_owned(),
        // Its letters from the last to the first.
        other => format!("{container}{other}")
            .to_lowercase()
            .replace('_', "")
            .chars()
            .rev()
            .collect(),
    }
}

/// All texts of a record, and what search and identity rest on.
fn facts(records: &[Record]) -> (BTreeSet<String>, String) {
    let text = format!("{records:?}");
    let texts = text.split('"').skip(1).step_by(2);
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
    let known: Vec<String> = records
        .iter()
        .map(|record| {
            // A document without its type is still found by its number.
            let numbers = record.identifiers.iter();
            let numbers: Vec<_> = numbers.map(|number| &number.value).collect();
            let names = record.names.iter();
            let names: Vec<_> = names
                .map(|name| (name.name_type, name.strength, name.full()))
                .collect();
            format!(
                "{} {:?} {names:?} {:?} {:?} {numbers:?}",
                record.id, record.kind, record.dates_of_birth, record.regimes
            )
        })
        .collect();
    (words.collect(), known.join("\n"))
}

/// The names of elements in a file, each once.
fn elements(file: &str) -> BTreeSet<String> {
    let names = file
        .split('<')
        .skip(1)
        .filter_map(|part| part.split(['>', ' ']).next());
    let names = names.filter(|name| !name.starts_with(['?', '/']));
    names.map(str::to_owned).collect()
}

#[test]
fn every_field_is_in_the_file_that_is_changed() {
    let names = elements(&whole());
    for field in &FIELDS {
        assert!(names.contains(field.element), "{}", field.element);
    }
}

#[test]
fn whatever_is_changed_the_file_is_refused_or_nothing_is_lost() {
    let before = whole();
    let parsed = parse(&before).expect("a file of the list");
    assert_eq!(parsed.warnings, []);
    let (words, known) = facts(&parsed.records);
    let lines = |from: &str, to: &str| before.replace(from, to);
    for name in elements(&before) {
        let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
        let renamed =
            |new: &str| lines(&begin, &format!("<{new}>")).replace(&end, &format!("</{new}>"));
        let changes = [
            ("renamed", renamed(&format!("{name}_2"))),
            ("in small letters", renamed(&name.to_lowercase())),
            ("called something", renamed("SOMETHING")),
            (
                "inside of another",
                lines(&begin, &format!("<NEW>{begin}")).replace(&end, &format!("{end}</NEW>")),
            ),
            (
                "with another inside",
                lines(&begin, &format!("{begin}<SHOE_SIZE>44</SHOE_SIZE>")),
            ),
            (
                "with white space",
                lines(&begin, &format!("{begin}\n   ")).replace(&end, &format!("\u{A0}\n{end}")),
            ),
            (
                "with an attribute",
                lines(&begin, &format!("<{name} new=\"new\">")),
            ),
            (
                "in a namespace",
                lines(&begin, &format!("<x:{name}>")).replace(&end, &format!("</x:{name}>")),
            ),
            (
                "as character data",
                lines(&begin, &format!("{begin}<![CDATA[")).replace(&end, &format!("]]>{end}")),
            ),
            (
                "with an empty one before",
                lines(&begin, &format!("<{name}/>{begin}")),
            ),
            (
                "with a comment",
                lines(&begin, &format!("{begin}<!-- comment -->")),
            ),
        ];
        for (how, changed) in changes {
            let after = match parse(&changed) {
                Err(ListError::Faults(_) | ListError::Xml { .. } | ListError::OtherRoot { .. }) => {
                    continue;
                }
                Err(error) => panic!("{name} {how}: {error}"),
                Ok(parsed) => parsed,
            };
            let (words_after, known_after) = facts(&after.records);
            let lost: Vec<&String> = words.difference(&words_after).collect();
            // A label may be the name of an element that was renamed, and words between values are ours.
            let is_ours = |word: &str| {
                name.split('_').any(|part| part == word)
                    || ["born", "in", "issued", "expires", "LIST", "TYPE"].contains(&word)
            };
            let lost: Vec<_> = lost.into_iter().filter(|word| !is_ours(word)).collect();
            assert!(lost.is_empty(), "{name} {how}: {lost:?}");
            // An empty designation is one more, with a warning.
            let changed: Vec<&str> = known
                .lines()
                .filter(|line| !known_after.contains(line))
                .collect();
            assert_eq!(changed, [""; 0], "{name} {how}: {known_after}");
        }
    }
}
