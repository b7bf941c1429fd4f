//! The EU's list on the command line.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{Folder, small_list};
use serde_json::Value;

/// Invented entities; the reader's own tests say what is in each.
const EU: &str = include_str!("../../lists/src/eu/tests/invented.xml");

const BUILD: &[&str] = &[
    "build",
    "--list",
    "eu=eu.xml",
    "--out",
    "data",
    "--allow-small",
];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("eu.xml", EU);
    folder.run(BUILD).succeeds();
    folder
}

#[test]
fn the_list_is_built_inspected_and_searched() {
    let folder = folder();
    let said = folder.run(&["inspect", "data"]).succeeds();
    for words in [
        "EU consolidated list of financial sanctions (eu)",
        "published     2026-11-02",
        "designations  6",
        "names         18, and in other scripts 2",
        "regimes       TAQA 1, UKR 3, UNLI 1, ZZZ 1",
        "warnings      date 1, no-date 1, unknown-field 1",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    for (query, found) in [
        ("tarvo quillbrook", "EU.9001.11"),
        ("Maison de commerce Exemple", "EU.9002.22"),
        // The file writes it in the second way.
        ("QDe.007", "EU.9002.22"),
        ("QDe.7", "EU.9002.22"),
        // Either alphabet, a wallet in the remark on a name, and a number in that on an address.
        ("АБ 900001", "EU.9004.44"),
        ("AB900001", "EU.9004.44"),
        ("0x00000000000000000000000000000000000000A1", "EU.9004.44"),
        ("FNASHW00A01Z000X", "EU.9004.44"),
    ] {
        let said = folder.run(&["search", "data", query]).out;
        assert!(said.contains(found), "{query}: {said}");
    }
}

#[test]
fn a_hit_says_the_measure_and_the_regime() {
    let folder = folder();
    let answer = folder
        .run(&["search", "data", "Tarvo Quillbrook", "--json"])
        .out;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let text = answer.to_string();
    for words in ["asset freeze", "\"regime\":\"UKR\"", "EU.9001.11"] {
        assert!(text.contains(words), "no {words:?} in {text}");
    }
}

#[test]
fn it_is_built_beside_another_list_and_not_taken_for_it() {
    let folder = Folder::new();
    folder.write("eu.xml", EU);
    folder.write("list.csv", small_list());
    let both = [
        "build",
        "--list",
        "eu=eu.xml",
        "--list",
        "uk=list.csv",
        "--out",
        "data",
        "--allow-small",
    ];
    folder.run(&both).succeeds();
    let wrong = [
        "build",
        "--list",
        "eu=list.csv",
        "--out",
        "data",
        "--allow-small",
    ];
    folder.run(&wrong).fails(
        1,
        &["this is not an XML file", "list of financial sanctions"],
    );
    let wrong = [
        "build",
        "--list",
        "uk=eu.xml",
        "--out",
        "data",
        "--allow-small",
    ];
    folder
        .run(&wrong)
        .fails(1, &["“export”", "UK-Sanctions-List"]);
    let whole = ["build", "--list", "eu=eu.xml", "--out", "data"];
    folder
        .run(&whole)
        .fails(1, &["only 6 of at least 5000 designations"]);
}
