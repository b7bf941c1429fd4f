//! The UN list on the command line.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::fs;

use fixture::{Folder, GIM, list, small_list};

const UN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-02T23:00:03.110Z">
<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>
<FIRST_NAME>TARVO</FIRST_NAME><SECOND_NAME>QUILLBROOK</SECOND_NAME><UN_LIST_TYPE>GB</UN_LIST_TYPE>
<REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><LISTED_ON>2026-11-01</LISTED_ON>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Iron Lantern</ALIAS_NAME>
<NOTE>passport number ZX9000002</NOTE></INDIVIDUAL_ALIAS>
</INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>EXAMPLE TRADING</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>XXe.002</REFERENCE_NUMBER>
<LISTED_ON>2026-11-01</LISTED_ON>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Sample Trading</ALIAS_NAME></ENTITY_ALIAS>
</ENTITY></ENTITIES></CONSOLIDATED_LIST>"#;

const BUILD: &[&str] = &[
    "build",
    "--list",
    "un=un.xml",
    "--out",
    "data",
    "--allow-small",
];

#[test]
fn the_list_is_built_inspected_and_searched() {
    let folder = Folder::new();
    folder.write("un.xml", UN);
    let said = folder.run(BUILD).succeeds();
    for words in [
        "UN Security Council Consolidated List (un), published 2026-11-02, last checked unknown",
        "designations: 2 (individual 1, entity 1, ship 0, aircraft 0, unknown 0)",
        "by regime: DPRK 1, GB 1",
        "warnings: none",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    let said = folder.run(&["inspect", "data"]).succeeds();
    assert!(said.contains("un") && said.contains("DPRK 1"), "{said}");
    for (query, found) in [
        ("tarvo quillbrook", "XXi.001"),
        ("Sample Trading", "XXe.002"),
        // A number in the note of an alias.
        ("ZX9000002", "XXi.001"),
    ] {
        let said = folder.run(&["search", "data", query]).out;
        assert!(said.contains(found), "{query}: {said}");
    }
}

#[test]
fn it_is_built_beside_another_list() {
    let folder = Folder::new();
    folder.write("un.xml", UN);
    folder.write("list.csv", small_list());
    folder
        .run(&[BUILD, &["--list", "uk=list.csv"]].concat())
        .succeeds();
    let manifest = folder.read("data/manifest.json");
    assert!(manifest.contains("uk-search.") && manifest.contains("un-search."));
}

#[test]
fn the_page_is_told_what_is_one_party_and_the_command_line_finds_it() {
    let folder = Folder::new();
    let person = |id, given, family| {
        [
            ("Unique ID", id),
            ("Name 6", family),
            ("Name 1", given),
            ("Name type", "Primary Name"),
            ("Regime Name", GIM),
            ("Designation Type", "Individual"),
        ]
    };
    let other = person("GIM9001", "Tovi", "MERUNDAL");
    let reference = [("UN Reference Number", "XXi.1")];
    let same = [
        &person("GIM9002", "Tarvo", "QUILLBROOK")[..],
        &reference[..],
    ]
    .concat();
    folder.write("list.csv", list("20-Apr-2026", &[&other[..], &same]));
    folder.write("un.xml", UN);
    let parties = || {
        let compact = fs::read(folder.path("data/manifest.bin")).unwrap();
        manifest::decode(&compact).unwrap().parties
    };
    folder.run(BUILD).succeeds();
    assert_eq!(parties(), []);
    let both = [BUILD, &["--list", "uk=list.csv"]].concat();
    folder.run(&both).succeeds();
    // The places of the lists and of the entries in them, both in order.
    let expected = pack::Party {
        entries: vec![(0, 1), (1, 1)],
        is_doubtful: false,
    };
    assert_eq!(parties(), [expected]);
    assert!(!folder.read("data/manifest.json").contains("parties"));
    let search = ["search", "data", "--json", "Tarvo Quillbrook"];
    let report = folder.run(&search).json();
    let listings = report["hits"][0]["listings"].as_array().unwrap();
    let ids: Vec<_> = listings.iter().map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, [Some("GIM9002"), Some("XXi.001")]);
    // The command line needs no compact manifest for it.
    fs::remove_file(folder.path("data/manifest.bin")).unwrap();
    assert_eq!(folder.run(&search).json()["hits"], report["hits"]);
}

#[test]
fn errors_say_what_to_do_about_this_list() {
    let folder = Folder::new();
    let hint = "use consolidated.xml from https://scsanctions.un.org/resources/xml/en/";
    folder.write("un.xml", small_list());
    folder
        .run(BUILD)
        .fails(1, &["this is not an XML file", hint]);
    folder.write("un.xml", "<Designations></Designations>");
    folder.run(BUILD).fails(1, &["“CONSOLIDATED_LIST”", hint]);
    folder.write("un.xml", UN.replace("ALIAS_NAME", "ALIAS"));
    folder
        .run(BUILD)
        .fails(1, &["unknown-field", "missing-field"]);
    folder.write("un.xml", UN);
    let whole = &BUILD[..BUILD.len() - 1];
    folder
        .run(whole)
        .fails(1, &["only 2 of at least 900 designations"]);
}
