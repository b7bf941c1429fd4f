//! Files that are not the list.

use super::{INVENTED, parse, person};
use crate::{Checks, FaultKind, ListError, WarningKind, read, source};

fn faults(file: &str) -> Vec<FaultKind> {
    match parse(file) {
        Err(ListError::Faults(faults)) => faults.kinds(),
        Ok(_) => Vec::new(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_file_that_is_something_else_says_what_to_use() {
    for (file, expected) in [
        ("", "empty"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ("<html></html>", "web page"),
        (
            "Entity_LogicalId;Entity_EU_ReferenceNumber",
            "this is not an XML file; use the XML file",
        ),
        (
            "<Designations></Designations>",
            "and not “export”; use the XML file (version 1.1) of the EU",
        ),
        (
            "<export generationDate=\"2026-11-02\"><sanctionEntity",
            "is cut off",
        ),
        (
            "<export generationDate=\"2026-11-02\"><sanctionEntity>",
            "inside the element “sanctionEntity”",
        ),
        (
            "<export generationDate=\"2026-11-02\"><a></b></export>",
            "the XML is damaged",
        ),
    ] {
        let error = parse(file).unwrap_err().to_string();
        assert!(error.contains(expected), "{file}: {error}");
    }
}

#[test]
fn a_part_of_the_list_is_refused_as_a_whole_one() {
    let source = source("eu").unwrap();
    match read(source, INVENTED.as_bytes(), &Checks::whole()) {
        Err(ListError::Faults(faults)) => assert!(faults.count(FaultKind::Count) > 0),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        faults(&INVENTED.replace(
            "generationDate=\"2026-11-02T15:29:22.497+01:00\"",
            "generationDate=\"\""
        )),
        [FaultKind::MissingField, FaultKind::ReportDate]
    );
}

#[test]
fn what_must_not_be_unknown_refuses_the_file() {
    use FaultKind::{DoubledField, MisplacedField, MissingField, UnknownField};
    let name = "<nameAlias firstName=\"\" middleName=\"\" lastName=\"\" nameLanguage=\"\" wholeName=\"Ilmo Fern\"";
    for (inside, expected) in [
        // The file goes on being the list with what is new and says nothing of this kind.
        (format!("{name} checked=\"yes\"/>"), vec![]),
        ("<delisting planned=\"yes\"/>".to_owned(), vec![]),
        ("<note>prose</note>".to_owned(), vec![]),
        (format!("{name} latinName=\"x\"/>"), vec![UnknownField]),
        (format!("{name} latin=\"Ильмо\"/>"), vec![UnknownField]),
        (format!("{name} latin=\"Tarvo Fern\"/>"), vec![UnknownField]),
        (format!("{name} code=\"EU.9009.99\"/>"), vec![UnknownField]),
        (format!("{name}>Ilmo</nameAlias>"), vec![UnknownField]),
        (format!("{name} wholeName=\"Ilmo\"/>"), vec![DoubledField]),
        (
            "<nameAlias firstName=\"\" middleName=\"\" lastName=\"\"/>".to_owned(),
            vec![MissingField],
        ),
        (format!("<group>{name}/></group>"), vec![MisplacedField]),
        ("<nickname whole=\"Ilmo\"/>".to_owned(), vec![UnknownField]),
        (
            "<person wholeName=\"Ilmo\"/>".to_owned(),
            vec![UnknownField],
        ),
        ("<born>1976-05-04</born>".to_owned(), vec![UnknownField]),
        ("<remark><b>One</b></remark>".to_owned(), vec![UnknownField]),
    ] {
        assert_eq!(faults(&person(&inside)), expected, "{inside}");
    }
}

#[test]
fn an_entity_without_an_id_or_with_that_of_another_is_kept_apart() {
    let one = person("");
    let entity = one.split_once("<sanctionEntity").unwrap().1;
    let entity = entity.split_once("</export>").unwrap().0;
    let two = one.replace("</export>", &format!("<sanctionEntity{entity}</export>"));
    let parsed = parse(&two).unwrap();
    let ids: Vec<&str> = parsed
        .records
        .iter()
        .map(|record| record.id.as_str())
        .collect();
    assert_eq!(ids, ["EU.9001.11", "EU.9001.11 (line 7)"]);
    assert_eq!(parsed.warnings[0].kind, WarningKind::Id);
    let without = two.replacen("EU.9001.11", "", 1);
    let parsed = parse(&without).unwrap();
    assert_eq!(parsed.records[0].id, "(line 2)");
    assert_eq!(parsed.records.len(), 2);
}

#[test]
fn an_entity_of_an_unknown_kind_or_without_a_name_is_kept() {
    let file = INVENTED.replacen(
        "code=\"person\" classificationCode=\"P\"",
        "code=\"vessel\" classificationCode=\"V\"",
        1,
    );
    let parsed = parse(&file).unwrap();
    assert_eq!(parsed.records[0].kind, record::Kind::Unknown);
    assert!(
        parsed.records[0]
            .other
            .iter()
            .any(|it| it.text == "vessel, V")
    );
    assert!(
        parsed
            .warnings
            .iter()
            .any(|it| it.kind == WarningKind::Kind)
    );
    let file = INVENTED.replace("\"Orsa Lindmoor\"", "\"-\"");
    let parsed = parse(&file).unwrap();
    assert!(parsed.records[2].names.is_empty());
    assert!(
        parsed
            .warnings
            .iter()
            .any(|it| it.kind == WarningKind::Nameless)
    );
}
