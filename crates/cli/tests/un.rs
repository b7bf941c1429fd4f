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
    // What follows from the committee is said in text and in JSON.
    let said = folder.run(&["search", "data", "tarvo quillbrook"]).out;
    assert!(said.contains("measures: travel ban"), "{said}");
    let json = folder
        .run(&["search", "data", "Sample Trading", "--json"])
        .out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["hits"][0]["measures"],
        serde_json::json!(["asset freeze"])
    );
    // Of the UK's lists nothing is said where only this one was searched.
    let said = folder.run(&["search", "data", "Qxzvw Kjhgf"]).out;
    assert!(
        said.contains("nor is any other list") && !said.contains("UK"),
        "{said}"
    );
}

/// The list in two files: people, and all others.
fn parts() -> [String; 2] {
    let (head, entities) = UN.split_once("<ENTITIES>").unwrap();
    let root = UN.split_once("<INDIVIDUALS>").unwrap().0;
    [
        format!("{head}</CONSOLIDATED_LIST>"),
        format!("{root}<ENTITIES>{entities}"),
    ]
}

#[test]
fn a_list_in_several_files_is_built_as_one() {
    let folder = Folder::new();
    folder.write("un.xml", UN);
    folder.run(BUILD).succeeds();
    let whole = folder.manifest();
    let [people, others] = parts();
    folder.write("people.xml", &people);
    folder.write("others.xml", &others);
    let build = |files: &str, out: &str| {
        folder.run(&["build", "--list", files, "--out", out, "--allow-small"])
    };
    build("un=people.xml,others.xml", "data").succeeds();
    let parts = folder.manifest();
    assert_eq!(parts.lists[0].packs, whole.lists[0].packs);
    let mut hashes = [&people, &others].map(|text| check_record::sha256(text.as_bytes()));
    hashes.sort();
    assert_eq!(parts.lists[0].source_sha256, hashes.join(" "));
    build("un=others.xml,people.xml", "other").succeeds();
    let named = |out: &str| {
        let files = folder.files(out).into_iter();
        let named = files.map(|(name, bytes)| (name.replace(out, ""), bytes));
        named.collect::<Vec<_>>()
    };
    assert!(named("data") == named("other"));
    // The page's manifest says the same.
    folder.run(&["inspect", "data"]).succeeds();

    // Its age is that of the file that was asked for first.
    let note = |name: &str, checked_at: &str| {
        let sha256 = check_record::sha256(folder.read(name).as_bytes());
        folder.write(
            &format!("{name}.meta.json"),
            format!(
                "{{\"address\": \"x\", \"checked_at\": \"{checked_at}\", \"etag\": null, \"sha256\": \"{sha256}\"}}"
            ),
        );
    };
    note("people.xml", "2026-11-03T10:00:00Z");
    build("un=people.xml,others.xml", "data").succeeds();
    assert_eq!(folder.manifest().lists[0].checked_at, None);
    note("others.xml", "2026-11-03T09:00:00Z");
    build("un=people.xml,others.xml", "data").succeeds();
    let checked = folder.manifest().lists[0].checked_at.clone();
    assert_eq!(checked.as_deref(), Some("2026-11-03T09:00:00Z"));

    // One beside the whole, and a file of another list.
    folder.write("list.csv", small_list());
    build("un=un.xml,others.xml", "data").fails(1, &["un.xml, others.xml", "“XXe.002”"]);
    build("un=people.xml,list.csv", "data").fails(1, &["list.csv: not usable as the UN"]);
    build("un=people.xml,none.xml", "data").fails(1, &["none.xml"]);
    assert_eq!(folder.manifest().lists[0].checked_at, checked);
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
