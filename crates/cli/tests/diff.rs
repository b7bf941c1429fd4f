//! `diff`: what changed between two data folders, in every form, with names as they may come.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{Folder, GIM, list};
use serde_json::Value;

/// A list of people, each with an ID, a family name, an alias and a nationality.
fn edition(date: &str, people: &[[&str; 4]]) -> String {
    let mut rows = Vec::new();
    for [id, family, alias, nationality] in people {
        let row = |name: &'static str, family| {
            vec![
                ("Unique ID", *id),
                ("Name 6", family),
                ("Name type", name),
                ("Regime Name", GIM),
                ("Designation Type", "Individual"),
                ("Nationality(/ies)", *nationality),
            ]
        };
        rows.push(row("Primary Name", *family));
        rows.push(row("Alias", *alias));
    }
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    list(date, &rows)
}

fn folders() -> Folder {
    let folder = Folder::new();
    let old = [
        ["GIM9001", "TESTANOV", "Orsakko", "Peru"],
        ["GIM9002", "MERUNDAL", "=Tovik", "Palau"],
        ["GIM9003", "KESTRABEL", "Ovikko", "Chad"],
    ];
    let new = [
        ["GIM9001", "TESTANOV", "Orsakko", "Peru"],
        ["GIM9002", "MERUNDAL", "Tovikka", "Palau"],
        ["GIM9004", "VELDORAN", "Ovikko", "Chad"],
    ];
    for (name, date, people) in [("old", "20-Apr-2026", old), ("new", "21-Apr-2026", new)] {
        let file = format!("{name}.csv");
        folder.write(&file, edition(date, &people));
        let of_list = format!("uk={file}");
        folder
            .run(&["build", "--out", name, "--list", &of_list, "--allow-small"])
            .succeeds();
    }
    folder
}

#[test]
fn entries_are_added_removed_and_amended_field_by_field() {
    let folder = folders();
    let json: Value = folder.run(&["diff", "old", "new", "--json"]).json();
    let of = &json["lists"][0];
    let ids = |change: &str| -> Vec<&str> {
        let all = of[change].as_array().unwrap().iter();
        all.map(|entry| entry["id"].as_str().unwrap()).collect()
    };
    assert_eq!(ids("added"), ["GIM9004"]);
    assert_eq!(ids("removed"), ["GIM9003"]);
    assert_eq!(ids("amended"), ["GIM9002"]);
    let changes = &of["amended"][0]["changes"];
    assert_eq!(changes.as_array().unwrap().len(), 1, "{changes}");
    assert_eq!(changes[0]["field"], "names");
    assert_eq!(changes[0]["before"][0], "=Tovik (alias)");
    assert_eq!(changes[0]["after"][0], "Tovikka (alias)");
    assert_eq!(of["old"]["published"], "2026-04-20");
    assert_eq!(of["new"]["designations"], 3);

    let text = folder.run(&["diff", "old", "new"]).succeeds();
    for line in [
        "  added    1",
        "added  GIM9004  individual  VELDORAN",
        "removed  GIM9003  individual  KESTRABEL",
        "  - names: =Tovik (alias)",
        "  + names: Tovikka (alias)",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }

    let csv = folder.run(&["diff", "old", "new", "--csv"]).succeeds();
    assert!(
        csv.contains("uk,amended,GIM9002,individual,MERUNDAL,names,'=Tovik (alias),\n"),
        "no formula: {csv}"
    );
    assert_eq!(csv.lines().count(), 5, "{csv}");
}

#[test]
fn the_same_edition_has_no_changes_and_a_list_that_is_unknown_is_an_error() {
    let folder = folders();
    let json: Value = folder.run(&["diff", "new", "new", "--json"]).json();
    for change in ["added", "removed", "amended"] {
        assert_eq!(json["lists"][0][change].as_array().unwrap().len(), 0);
    }
    folder
        .run(&["diff", "old", "new", "--list", "zz"])
        .fails(1, &["neither folder has a list `zz`; they have: uk"]);
}

#[test]
fn folders_in_the_wrong_order_are_warned_of() {
    let folder = folders();
    let warned = |one: &str, other: &str| {
        let ran = folder.run(&["diff", one, other]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        ran.err.contains("the second the older one of 2026-04-20")
    };
    assert!(!warned("old", "new"));
    assert!(!warned("old", "old"));
    assert!(warned("new", "old"));
}
