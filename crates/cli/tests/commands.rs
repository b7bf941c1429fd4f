//! build, inspect, search and screen, run as a person runs them.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use fixture::{BUILD, Folder, csv_rows, keys, small_list};
use serde_json::{Value, json};

#[test]
fn wrong_usage_exits_2_and_writes_nothing() {
    let folder = Folder::new();
    folder.write("list.csv", small_list());
    let before = folder.files("");
    let cases: &[(&[&str], &[&str])] = &[
        (&["frobnicate"], &["frobnicate"]),
        (&["build", "--out", "data"], &["--list"]),
        (
            &["build", "--list", "list.csv", "--out", "data"],
            &["CODE=FILE"],
        ),
        (&["build", "--list", "uk=", "--out", "data"], &["CODE=FILE"]),
        (
            &["build", "--list", "zz=list.csv", "--out", "data"],
            &["`zz`", "known: uk"],
        ),
        (
            &[
                "build",
                "--list",
                "uk=list.csv",
                "--list",
                "uk=list.csv",
                "--out",
                "data",
            ],
            &["uk", "twice"],
        ),
        (&["build", "--list", "uk=list.csv"], &["--out"]),
        (&["fetch", "zz"], &["`zz`", "known: uk"]),
        (&["inspect"], &["DIR"]),
        (&["search", "data"], &["QUERY"]),
        (&["search", "data", "x", "--limit", "0"], &["--limit"]),
        (&["search", "data", "x", "--min", "weak"], &["possible"]),
        (
            &["search", "data", "x", "--kind", "person"],
            &["individual"],
        ),
        (&["search", "data", "-x"], &["-x"]),
        (
            &["screen", "data", "--input", "a.csv", "--out", "-"],
            &["--column"],
        ),
        (
            &[
                "screen", "data", "--input", "a.csv", "--column", "n", "--out", "b.pdf",
            ],
            &[".ndjson"],
        ),
        (
            &[
                "screen",
                "data",
                "--input",
                "-",
                "--column",
                "n",
                "--out",
                "-",
                "--threads",
                "0",
            ],
            &["--threads"],
        ),
        (
            &[
                "screen",
                "data",
                "--input",
                "-",
                "--column",
                "n",
                "--out",
                "-",
                "--threads",
                "257",
            ],
            &["--threads", "256"],
        ),
        (&["compare", "--input", "a.csv"], &["--out"]),
    ];
    for (arguments, words) in cases {
        folder.run(arguments).fails(2, words);
    }
    assert_eq!(folder.files(""), before);
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new();
    for command in [
        "fetch",
        "build",
        "refresh",
        "inspect",
        "diff",
        "search",
        "screen",
        "compare",
        "verify",
        "decide",
        "self-test",
    ] {
        let help = folder.run(&[command, "--help"]).succeeds();
        assert!(help.contains("Example: sanctions-lookup "), "{help}");
    }
    assert!(
        folder
            .run(&["fetch", "--help"])
            .succeeds()
            .contains("Exit code 3")
    );
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    folder.run(&["man", "--out", "share/man1"]).succeeds();
    let pages = folder.files("share/man1");
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "sanctions-lookup-build.1",
            "sanctions-lookup-compare.1",
            "sanctions-lookup-decide.1",
            "sanctions-lookup-diff.1",
            "sanctions-lookup-fetch.1",
            "sanctions-lookup-inspect.1",
            "sanctions-lookup-refresh.1",
            "sanctions-lookup-screen.1",
            "sanctions-lookup-search.1",
            "sanctions-lookup-self-test.1",
            "sanctions-lookup-verify.1",
            "sanctions-lookup.1"
        ]
    );
    for (name, page) in &pages {
        let page = String::from_utf8(page.clone()).unwrap();
        assert!(
            page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"),
            "{name}: {page}"
        );
    }
    // As `--help` says it.
    let page = folder.read("share/man1/sanctions-lookup.1");
    let help = folder.run(&["--help"]).succeeds();
    for text in [&page, &help] {
        assert!(text.contains("Exit status"), "{text}");
        assert!(
            text.contains("reader of standard output closed it"),
            "{text}"
        );
        assert!(!text.contains("manual pages"), "{text}");
    }
    folder.run(&["man", "--out", "again"]).succeeds();
    assert_eq!(folder.files("again"), pages);
    folder.write("file", "mine");
    folder.run(&["man", "--out", "file"]).fails(1, &["file"]);
}

// build

#[test]
fn build_tells_what_it_found() {
    let folder = Folder::new();
    folder.write("list.csv", small_list());
    let said = folder.run(&[BUILD, &["--warnings"]].concat()).succeeds();
    for words in [
        "UK Sanctions List (uk), published 2026-04-29, last checked unknown",
        "designations: 4 (individual 2, entity 1, ship 1, aircraft 0, unknown 0)",
        "names: 6, and in other scripts 0",
        "by regime: GIM 2, RUS 2",
        "warnings: date 1",
        "GIM9004, line 6: date: 31/02/1999",
        "uk-search.",
        "uk-details.",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
}

#[test]
fn two_builds_give_equal_folders() {
    let one = Folder::with_data();
    let other = Folder::with_data();
    assert_eq!(one.files("data"), other.files("data"));
    assert_eq!(one.files("data").len(), 4);
}

#[test]
fn a_build_replaces_the_earlier_one_and_leaves_other_files() {
    let folder = Folder::with_data();
    folder.write("data/notes.txt", "mine");
    folder.write("data/other.pack", "mine");
    let before = folder.files("data");
    folder.write("list.csv", small_list().replace("BRASKADE", "BRASKODE"));
    folder.run(BUILD).succeeds();
    let after = folder.files("data");
    // The two packs of the edition before stay for a day.
    assert_eq!(after.len(), before.len() + 2);
    for (name, bytes) in &before {
        let same = after
            .iter()
            .any(|(other, content)| other == name && content == bytes);
        assert_eq!(same, !name.starts_with("manifest."), "{name}");
    }
    folder.run(&["inspect", "data"]).succeeds();
}

#[test]
fn no_compressed_form_of_an_earlier_manifest_stays_to_be_served() {
    let folder = Folder::with_data();
    folder.write("data/other.pack", "mine");
    for (name, _) in folder.files("data") {
        folder.write(&format!("data/{name}.gz"), "compressed");
        folder.write(&format!("data/{name}.br"), "compressed");
    }
    let compressed = || -> Vec<String> {
        let names = folder.files("data").into_iter().map(|(name, _)| name);
        names
            .filter(|name| name.ends_with(".gz") || name.ends_with(".br"))
            .collect()
    };
    assert_eq!(compressed().len(), 10);
    // The same packs have the same compressed forms; a manifest can say another age.
    folder.run(BUILD).succeeds();
    let left = compressed();
    assert_eq!(left.len(), 6);
    assert!(
        !left.iter().any(|name| name.starts_with("manifest")),
        "{left:?}"
    );
    folder.write("list.csv", small_list().replace("BRASKADE", "BRASKODE"));
    // Those of packs go with their packs, after a day.
    folder.run(BUILD).succeeds();
    assert_eq!(compressed(), left);
    let time = std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 60 * 60);
    for name in &left {
        let file = std::fs::File::options()
            .write(true)
            .open(folder.path("data").join(name))
            .unwrap();
        file.set_modified(time).unwrap();
    }
    folder.run(BUILD).succeeds();
    assert_eq!(compressed(), ["other.pack.br", "other.pack.gz"]);
}

#[test]
fn a_failed_build_leaves_the_earlier_one() {
    let folder = Folder::with_data();
    let before = folder.files("data");
    let whole = small_list();
    let cut = &whole[..whole.len() - 30];
    // What, the new content (none: the file is gone), words.
    type Case<'a> = (&'a str, Option<&'a [u8]>, &'a [&'a str]);
    let cases: &[Case] = &[
        ("missing file", None, &["list.csv", "cannot read"]),
        ("empty", Some(b""), &["list.csv", "empty"]),
        (
            "web page",
            Some(b"<!DOCTYPE html><html></html>"),
            &["web page"],
        ),
        ("cut", Some(cut.as_bytes()), &["cut off"]),
        (
            "no UTF-8",
            Some(b"Report Date: 29-Apr-2026\n\xe9"),
            &["UTF-8"],
        ),
        ("no list", Some(b"name,age\nx,1\n"), &["Unique ID"]),
    ];
    for (what, content, words) in cases {
        match content {
            Some(content) => folder.write("list.csv", content),
            None => std::fs::remove_file(folder.path("list.csv")).unwrap(),
        }
        let error = folder.run(BUILD).fails(1, words);
        assert_eq!(folder.files("data"), before, "{what}: {error}");
    }
    folder.write("list.csv", &whole);
    let error = folder
        .run(&["build", "--list", "uk=list.csv", "--out", "data"])
        .fails(1, &["4", "5000", "designations"]);
    assert_eq!(folder.files("data"), before, "too few: {error}");
    folder
        .run(&[
            "build",
            "--list",
            "uk=list.csv",
            "--out",
            "list.csv",
            "--allow-small",
        ])
        .fails(1, &["list.csv"]);
    assert_eq!(folder.read("list.csv"), whole);
}

#[test]
fn a_fault_refuses_the_build_and_may_be_accepted_for_that_very_file() {
    let folder = Folder::with_data();
    let before = folder.files("data");
    let renamed = small_list().replace("Name 6", "Name6");
    folder.write("list.csv", &renamed);
    let error = folder.run(BUILD).fails(
        1,
        &[
            "fault: missing-field, line 2: there is no column “Name 6”; ",
            "fault: unknown-field, line 2: “Name6” is not known",
            "error: list.csv: not usable as the UK Sanctions List: 2 faults (missing-field, \
             unknown-field); nothing was written",
            "--accept-fault",
        ],
    );
    assert!(!error.contains("--allow-small"), "{error}");
    assert_eq!(folder.files("data"), before);

    let accept = [
        "--accept-fault",
        "missing-field",
        "--accept-fault",
        "unknown-field",
    ];
    let said = folder.run(&[BUILD, &accept].concat()).succeeds();
    assert!(
        said.contains("accepted faults: missing-field, unknown-field;"),
        "{said}"
    );
    let said = folder.run(&["inspect", "data"]).succeeds();
    assert!(
        said.contains("faults        missing-field, unknown-field, accepted"),
        "{said}"
    );
    let after = folder.files("data");
    // The manifest knows the file; another one is refused.
    folder.run(BUILD).succeeds();
    assert_eq!(folder.files("data"), after);
    folder.write("list.csv", renamed.replace("BRASKADE", "BRASKODE"));
    folder.run(BUILD).fails(1, &["missing-field"]);
    assert_eq!(folder.files("data"), after);
    // Where there is no fault, nothing is accepted.
    folder.write("list.csv", small_list());
    folder.run(&[BUILD, &accept].concat()).succeeds();
    // The packs of the edition before stay beside them for a day.
    let now = folder.files("data");
    assert!(before.iter().all(|file| now.contains(file)));
    assert!(
        !folder
            .read("data/manifest.json")
            .contains("accepted_faults")
    );
}

#[test]
fn a_build_is_compared_with_the_one_before_unless_a_part_is_meant() {
    let folder = Folder::with_data();
    let manifest = folder.read("data/manifest.json");
    let counts: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(counts["lists"][0]["dates_of_birth"], 2);
    assert_eq!(counts["lists"][0]["identifiers"], 2);
    folder.write_manifest("data", manifest.replace("\"names\": 6", "\"names\": 7"));
    let build = &BUILD[..BUILD.len() - 1];
    folder.run(build).fails(
        1,
        &[
            "fewer: 6 names, and 7 in the edition before",
            "count: only 4 of at least 5000",
            "fill-rate: 0 of 4 designations have a UN reference number",
            "--allow-small where a part of the list is meant",
        ],
    );
    folder.run(BUILD).succeeds();
    assert_eq!(folder.read("data/manifest.json"), manifest);
}

// inspect

#[test]
fn inspect_gives_counts_and_checksums_as_data() {
    let folder = Folder::with_data();
    let contents = folder.run(&["inspect", "data", "--json"]).json();
    assert_eq!(keys(&contents), ["lists"]);
    let list = &contents["lists"][0];
    assert_eq!(
        keys(list),
        [
            "accepted_faults",
            "checked_at",
            "counts",
            "list",
            "packs",
            "published",
            "regimes",
            "source_sha256",
            "warnings"
        ]
    );
    assert_eq!(list["list"], "uk");
    assert_eq!(list["published"], "2026-04-29");
    assert_eq!(list["checked_at"], Value::Null);
    assert_eq!(
        list["counts"],
        json!({"designations": 4, "names": 6, "individual": 2, "entity": 1, "ship": 1,
               "aircraft": 0, "unknown": 0})
    );
    assert_eq!(list["regimes"], json!({"GIM": 2, "RUS": 2}));
    assert_eq!(list["warnings"], json!({"date": 1}));
    let packs = list["packs"].as_array().unwrap();
    assert_eq!(packs.len(), 2);
    for pack in packs {
        assert_eq!(keys(pack), ["bytes", "file", "sha256"]);
        let bytes =
            std::fs::read(folder.path("data").join(pack["file"].as_str().unwrap())).unwrap();
        assert_eq!(pack["bytes"], json!(bytes.len()));
    }
    let said = folder.run(&["inspect", "data"]).succeeds();
    assert!(said.contains("All checksums are right."), "{said}");
}

#[test]
fn a_damaged_folder_is_an_error_with_a_cure() {
    let whole = Folder::with_data();
    let files = whole.files("data");
    let name = |role: &str| {
        files
            .iter()
            .map(|(name, _)| name)
            .find(|name| name.contains(role))
            .unwrap()
            .as_str()
    };
    let (search, details) = (name("search"), name("details"));
    let manifest = whole.read("data/manifest.json");
    let bytes = |name: &str| {
        files
            .iter()
            .find(|(other, _)| other == name)
            .unwrap()
            .1
            .clone()
    };
    let flipped = |name: &str| {
        let mut bytes = bytes(name);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    let edited = |from: &str, to: &str| {
        assert!(manifest.contains(from), "{from}");
        manifest.replace(from, to).into_bytes()
    };
    let other = Folder::new();
    other.write(
        "list.csv",
        small_list().replace("29-Apr-2026", "28-Apr-2026"),
    );
    other.run(BUILD).succeeds();
    let other_build = std::fs::read(other.path("data/manifest.bin")).unwrap();
    // What, file, its new bytes (none: it is gone), words, whether a search reads it too.
    type Damage<'a> = (&'a str, &'a str, Option<Vec<u8>>, Vec<&'a str>, bool);
    let cases: Vec<Damage> = vec![
        (
            "no manifest",
            "manifest.json",
            None,
            vec!["manifest.json", "build"],
            true,
        ),
        (
            "no JSON",
            "manifest.json",
            Some(b"{".to_vec()),
            vec!["manifest.json", "build"],
            true,
        ),
        (
            "other format",
            "manifest.json",
            Some(edited("\"format_version\": ", "\"format_version\": 99")),
            vec!["format version 99", "build"],
            true,
        ),
        (
            "other normaliser",
            "manifest.json",
            Some(edited(
                "\"normaliser_version\": ",
                "\"normaliser_version\": 6",
            )),
            vec!["normaliser version 6", "build"],
            true,
        ),
        (
            "a pack elsewhere",
            "manifest.json",
            Some(edited(search, &format!("../{search}"))),
            vec!["not the name of a file beside it"],
            true,
        ),
        (
            "a field twice",
            "manifest.json",
            Some(edited(
                "\"published\": ",
                "\"published\": null, \"published\": ",
            )),
            vec!["given twice"],
            true,
        ),
        (
            "a regime twice",
            "manifest.json",
            Some(edited("\"GIM\": ", "\"GIM\": 7, \"GIM\": ")),
            vec!["given twice"],
            true,
        ),
        (
            "a checksum in capitals",
            "manifest.json",
            Some(edited("\"sha256\": \"", "\"sha256\": \"A")),
            vec!["sha256"],
            true,
        ),
        (
            "other counts",
            "manifest.json",
            Some(edited("\"designations\": 4", "\"designations\": 5")),
            vec!["4 designations", "says 5"],
            true,
        ),
        (
            "a manifest.bin of another build",
            "manifest.bin",
            Some(other_build),
            vec![
                "manifest.json and manifest.bin differ",
                "build the folder again",
            ],
            true,
        ),
        (
            "a manifest.bin that is JSON",
            "manifest.bin",
            Some(manifest.clone().into_bytes()),
            vec!["manifest.bin", "build the folder again"],
            true,
        ),
        (
            "a flipped manifest.bin",
            "manifest.bin",
            Some(flipped("manifest.bin")),
            vec!["manifest.bin", "checksum", "build the folder again"],
            true,
        ),
        ("no search pack", search, None, vec![search, "build"], true),
        (
            "flipped",
            search,
            Some(flipped(search)),
            vec![search, "SHA-256", "build"],
            true,
        ),
        (
            "cut",
            search,
            Some(bytes(search)[1..].to_vec()),
            vec![search, "bytes", "build"],
            true,
        ),
        (
            "no details pack",
            details,
            None,
            vec![details, "build"],
            false,
        ),
        (
            "flipped details",
            details,
            Some(flipped(details)),
            vec![details, "SHA-256"],
            false,
        ),
    ];
    for (what, file, content, words, meets_search) in cases {
        let folder = Folder::new();
        for (name, content) in &files {
            folder.write(&format!("data/{name}"), content);
        }
        match content {
            Some(content) if file == "manifest.json" => folder.write_manifest("data", content),
            Some(content) => folder.write(&format!("data/{file}"), content),
            None => std::fs::remove_file(folder.path("data").join(file)).unwrap(),
        }
        let error = folder.run(&["inspect", "data"]).fails(1, &words);
        assert!(!error.contains("not found: not found"), "{what}: {error}");
        let ran = folder.run(&["search", "data", "Testanov"]);
        assert_eq!(ran.code, Some(i32::from(meets_search)), "{what}: {ran:#?}");
    }
}

#[test]
fn a_folder_with_the_json_alone_is_whole_for_the_command_line() {
    let folder = Folder::with_data();
    folder.write_manifest("data", folder.read("data/manifest.json"));
    folder.run(&["inspect", "data"]).succeeds();
    folder.run(&["search", "data", "Testanov"]).succeeds();
    // The next build brings the other one back.
    let whole = Folder::with_data().files("data");
    folder.run(BUILD).succeeds();
    assert_eq!(folder.files("data"), whole);
}

// search

#[test]
fn search_says_what_lowered_a_score() {
    let folder = Folder::with_data();
    let report = folder
        .run(&["search", "data", "Q. Braskade", "--json"])
        .json();
    assert_eq!(report["hits"][0]["lowered"], serde_json::json!(["initial"]));
    let ran = folder.run(&["search", "data", "Q. Braskade"]);
    assert!(ran.out.contains("lowered: only an initial"), "{ran:#?}");
}

#[test]
fn text_around_a_name_is_set_aside_and_several_names_are_answered_one_by_one() {
    let folder = Folder::with_data();
    let query = "Dear Mr Orsek Testanov, born 3 May 1971; Blippo Vexley t/a Zzyzx Qwortle";
    let report = folder.run(&["search", "data", query, "--json"]).json();
    assert_eq!(
        report["read"],
        serde_json::json!({
            "names": ["Orsek Testanov", "Blippo Vexley", "Zzyzx Qwortle"],
            "set_aside": [
                {"text": "Dear", "kind": "words"},
                {"text": "Mr", "kind": "title"},
                {"text": "born 3 May 1971", "kind": "date"},
            ],
            "born": "1971-05-03",
            "country": null,
        })
    );
    assert_eq!(
        report["parts"],
        serde_json::json!([
            {"name": "Orsek Testanov", "outcome": "hits", "hits_total": 1, "suppressed": 0},
            {"name": "Blippo Vexley", "outcome": "nothing-in-file", "hits_total": 0, "suppressed": 0},
            {"name": "Zzyzx Qwortle", "outcome": "nothing-in-file", "hits_total": 0, "suppressed": 0},
        ])
    );
    assert_eq!(report["hits"][0]["part"], 1);
    assert_eq!(report["outcome"], "hits");
    let ran = folder.run(&["search", "data", query]);
    for line in [
        "Searched: Orsek Testanov · Blippo Vexley · Zzyzx Qwortle · born 1971-05-03 · set aside: \"Dear\", \"Mr\", \"born 3 May 1971\"",
        "  Orsek Testanov: 1 entry found",
        "  Zzyzx Qwortle: nothing found",
    ] {
        assert!(ran.out.contains(line), "{line}: {ran:#?}");
    }

    // A row for every name of a cell, one with a hit first; the row's outcome is the worst.
    folder.write(
        "in.csv",
        "name\nZzyzx Qwortle; Orsek Testanov\n&#79;rsek Testanov\n",
    );
    let rows = csv_rows(&folder.run(&[SCREEN, &["-"]].concat()).succeeds());
    let cells = |row: usize, columns: &[usize]| -> Vec<String> {
        columns
            .iter()
            .map(|column| rows[row][*column].clone())
            .collect()
    };
    let columns = [0, 4, 9, 17, 18];
    let id = rows[1][4].clone();
    assert_eq!(cells(1, &columns), ["1", &id, "hits", "2", "hits"]);
    assert_eq!(
        cells(2, &columns),
        ["1", "", "hits", "1", "nothing-in-file"]
    );
    assert_eq!(cells(3, &columns), ["2", &id, "hits", "", ""]);
    assert_eq!(rows.len(), 4);
}

#[test]
fn entries_that_are_too_common_to_show_can_be_listed() {
    let folder = Folder::with_data();
    let query = "Testanov";
    let report = folder
        .run(&["search", "data", query, "--json", "--show-suppressed"])
        .json();
    let entries = report["suppressed_entries"].as_array().unwrap();
    assert_eq!(entries.len() as u64, report["suppressed"].as_u64().unwrap());
    let without = folder.run(&["search", "data", query, "--json"]).json();
    assert_eq!(without["suppressed_entries"], Value::Null);
}

#[test]
fn search_gives_hits_with_evidence_as_data() {
    let folder = Folder::with_data();
    let report = folder
        .run(&["search", "data", "orsek", "Testanof", "--json"])
        .json();
    assert_eq!(
        keys(&report),
        [
            "engine_version",
            "hidden",
            "hits",
            "hits_total",
            "lists",
            "method",
            "min",
            "outcome",
            "parts",
            "query",
            "read",
            "suppressed"
        ]
    );
    assert_eq!(report["query"], "orsek Testanof");
    assert_eq!(report["min"], "possible");
    assert_eq!(report["method"], "sanctions-lookup");
    let list = &report["lists"][0];
    assert_eq!(
        keys(list),
        [
            "checked_at",
            "list",
            "pack_sha256",
            "published",
            "sample",
            "status",
            "valid_until"
        ]
    );
    let packs = folder.run(&["inspect", "data", "--json"]).json();
    assert_eq!(list["pack_sha256"], packs["lists"][0]["packs"][0]["sha256"]);

    let hit = &report["hits"][0];
    assert_eq!(
        keys(hit),
        [
            "alias_strength",
            "band",
            "evidence",
            "id",
            "kind",
            "list",
            "matched",
            "matched_name",
            "measures",
            "name",
            "name_type",
            "regime",
            "score"
        ]
    );
    for (key, value) in [
        ("list", json!("uk")),
        ("id", json!("GIM9001")),
        ("kind", json!("individual")),
        ("name", json!("Orsek Valdi TESTANOV")),
        ("matched_name", json!("Orsek TESTANOF")),
        ("name_type", json!("variation")),
        ("alias_strength", json!(null)),
        ("matched", json!("name")),
        ("band", json!("exact")),
        ("regime", json!("GIM")),
        ("measures", json!(["Asset freeze", "Travel Ban"])),
    ] {
        assert_eq!(hit[key], value, "{key} in {hit}");
    }
    let evidence = hit["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 2);
    for row in evidence {
        assert_eq!(
            keys(row),
            ["listed_word", "query_word", "relation", "weight"]
        );
        assert_eq!(row["relation"], "same");
    }
}

#[test]
fn one_hit_a_designation_by_its_best_name() {
    let folder = Folder::with_data();
    for (query, id, matched, band) in [
        (
            "Orsek Valdi Testanov",
            "GIM9001",
            "Orsek Valdi TESTANOV",
            "exact",
        ),
        (
            "TESTANOV, Orsek Valdi",
            "GIM9001",
            "Orsek Valdi TESTANOV",
            "exact",
        ),
        ("iron lantern", "GIM9001", "Iron Lantern", "exact"),
        ("GIM9001", "GIM9001", "Orsek Valdi TESTANOV", "exact"),
        ("IMO 9990001", "RUS9003", "NO SUCH SHIP", "exact"),
        ("9990001", "RUS9003", "NO SUCH SHIP", "exact"),
        ("ZX9000001", "GIM9001", "Orsek Valdi TESTANOV", "exact"),
    ] {
        let report = folder.run(&["search", "data", query, "--json"]).json();
        let hits = report["hits"].as_array().unwrap();
        assert!(!hits.is_empty(), "{query}");
        assert_eq!(
            hits.iter().filter(|hit| hit["id"] == id).count(),
            1,
            "{query}"
        );
        assert_eq!(hits[0]["id"], id, "{query}");
        assert_eq!(hits[0]["matched_name"], matched, "{query}");
        assert_eq!(hits[0]["band"], band, "{query}");
    }
}

#[test]
fn a_person_reads_why() {
    let folder = Folder::with_data();
    let said = folder
        .run(&["search", "data", "Orsek Valdi Testanov"])
        .succeeds();
    for words in [
        "UK Sanctions List, published 2026-04-29, 4 entries.",
        "it is not known when this list was last checked for changes.",
        "a name alone does not show that it is the same one.",
        "1. Same name: Orsek Valdi TESTANOV (individual, GIM9001)",
        "(GIM)",
        "date of birth: 1978-07-05",
        "nationality: Ruritania",
        "measures: Asset freeze; Travel Ban",
        "matched: Orsek Valdi TESTANOV (primary)",
        "why: ",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    let said = folder.run(&["search", "data", "9990001"]).succeeds();
    assert!(
        said.contains("numbers are mistyped, copied and reused"),
        "{said}"
    );
    assert!(!said.contains("look like what you typed"), "{said}");
    assert!(said.contains("matched: IMO number"), "{said}");
}

#[test]
fn filters_hide_no_same_name_say_what_they_hide_and_a_mistyped_regime_is_an_error() {
    let folder = Folder::with_data();
    // The same name; then one that is similar.
    for (query, is_near) in [("Orsek Valdi Testanov", true), ("Testanov", false)] {
        for (option, value, is_inside) in [
            ("--kind", "individual", true),
            ("--kind", "ship", false),
            ("--regime", "gim", true),
            ("--regime", "RUS", false),
        ] {
            let answer = folder
                .run(&["search", "data", query, "--json", option, value])
                .json();
            let hits = answer["hits"].as_array().unwrap();
            let what = format!("{query} {value}: {answer}");
            let is_shown = is_inside || is_near;
            assert_eq!(hits.len(), usize::from(is_shown), "{what}");
            assert_eq!(answer["hidden"], u64::from(!is_shown), "{what}");
            let outside = hits.first().and_then(|hit| hit.get("outside"));
            assert_eq!(outside.is_some(), is_shown && !is_inside, "{what}");
        }
    }
    let said = folder
        .run(&["search", "data", "Orsek Valdi Testanov", "--kind", "ship"])
        .succeeds();
    assert!(
        said.contains("Not what --kind or --regime asks for"),
        "{said}"
    );
    let said = folder
        .run(&["search", "data", "Testanov", "--kind", "ship"])
        .succeeds();
    assert!(said.contains("1 name on the list"), "{said}");
    assert!(!said.contains("Nothing like"), "{said}");
    let said = folder
        .run(&["search", "data", "Orsek Testanuv", "--min", "exact"])
        .succeeds();
    assert!(said.contains("1 name on the list"), "{said}");
    folder
        .run(&["search", "data", "Testanov", "--regime", "GMI"])
        .fails(1, &["GMI", "GIM, RUS"]);
}

#[test]
fn a_query_that_cannot_be_searched_is_an_error_and_no_verdict() {
    let folder = Folder::with_data();
    for query in ["", "  ", "...", "--", "!"] {
        for json in [&[][..], &["--json"]] {
            let arguments = [&["search", "data"], json, &["--", query]].concat();
            folder.run(&arguments).fails(1, &["not searched"]);
        }
    }
    // After -- a query may begin with a dash.
    folder
        .run(&["search", "data", "--", "-Testanov"])
        .succeeds();
}

// screen

const SCREEN: &[&str] = &[
    "screen", "data", "--input", "in.csv", "--column", "name", "--out",
];

#[test]
fn screen_writes_one_row_a_hit_and_one_where_nothing_was_found() {
    let folder = Folder::with_data();
    // A byte order mark, as spreadsheets write it; a quoted line break; a formula; an empty cell.
    folder.write(
        "in.csv",
        "\u{feff}name,ref\nOrsek Valdi Testanov,1\n\"Zzyzx\nQwortle\",2\n=Zzyzx Qwortle,3\n,4\nNo Such Ship,5\nTetsanov,6\n",
    );
    let rows = csv_rows(&folder.run(&[SCREEN, &["-"]].concat()).succeeds());
    assert_eq!(
        rows[0],
        [
            "row",
            "query",
            "rank",
            "list",
            "id",
            "kind",
            "matched_name",
            "score",
            "band",
            "outcome",
            "hits_total",
            "suppressed",
            "no_verdict_lists",
            "published",
            "checked_at",
            "reason",
            "matched",
            "part",
            "part_outcome"
        ]
    );
    assert_eq!(
        rows[1],
        [
            "1",
            "Orsek Valdi Testanov",
            "1",
            "uk",
            "GIM9001",
            "individual",
            "Orsek Valdi TESTANOV",
            "1.000000",
            "exact",
            "hits",
            "1",
            "0",
            "",
            "2026-04-29",
            "",
            "",
            "name",
            "",
            ""
        ]
    );
    let nothing = ["", "", "", "", "", "", "", "nothing-in-file", "0", "0"];
    // Each line of a cell is a part.
    for (row, part) in [(2, "1"), (3, "2")] {
        assert_eq!(rows[row][..2], ["2", "Zzyzx\nQwortle"]);
        assert_eq!(rows[row][2..12], nothing);
        assert_eq!(rows[row][17], part);
    }
    let rows = &rows[1..];
    assert_eq!(rows[3][..2], ["3", "'=Zzyzx Qwortle"]);
    assert_eq!(rows[3][2..12], nothing);
    assert_eq!(rows[4][8..10], ["", "not-searched"]);
    assert!(rows[4][15].contains("empty"), "{:?}", rows[4]);
    assert_eq!(
        rows[5][..6],
        ["5", "No Such Ship", "1", "uk", "RUS9003", "ship"]
    );
    assert_eq!(rows[6][..2], ["6", "Tetsanov"]);
    assert_eq!(rows[6][8..12], ["", "too-little", "0", "1"]);
    assert_eq!(rows.len(), 7);

    let said = folder.run(&[SCREEN, &["out.ndjson"]].concat());
    assert!(said.err.contains("rows not searched: 1"), "{}", said.err);
    said.succeeds();
    let lines: Vec<Value> = folder
        .read("out.ndjson")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[0]["score"], json!(1.0));
    assert_eq!(
        lines[3],
        json!({"row": 3, "query": "=Zzyzx Qwortle", "rank": null, "list": null, "id": null,
               "kind": null, "matched_name": null, "score": null, "band": null,
               "method": "sanctions-lookup", "outcome": "nothing-in-file", "hits_total": 0,
               "suppressed": 0, "no_verdict_lists": "", "published": "2026-04-29",
               "checked_at": "", "reason": null, "matched": null, "part": null, "part_outcome": null})
    );
}

#[test]
fn no_cell_of_a_csv_file_is_a_formula() {
    let folder = Folder::new();
    folder.write("list.csv", small_list().replace("Orsek", "=Orsek"));
    folder.run(BUILD).succeeds();
    let manifest = folder.read("data/manifest.json");
    folder.write_manifest("data", manifest.replace("2026-04-29", "=1+1"));
    folder.write(
        "in.csv",
        "name,ref\n\u{200b}=Orsek Valdi Testanov,1\n\"\n@x\",2\n＋44,3\n",
    );
    let rows = csv_rows(&folder.run(&[SCREEN, &["-"]].concat()).succeeds());
    let formulas = rows.iter().flatten().filter(|cell| cell.starts_with("'"));
    assert!(formulas.count() >= 7, "{rows:?}");
    for cell in rows.iter().flatten() {
        let begins = cell.trim_start_matches(['\u{200b}', '\n']);
        assert!(!begins.starts_with(['=', '+', '-', '@', '＋']), "{cell:?}");
    }
}

#[test]
fn screen_keeps_the_order_of_the_input_whatever_the_number_of_threads() {
    let folder = Folder::with_data();
    let mut input = "name\n".to_owned();
    for row in 0..1_000 {
        input.push_str(match row % 3 {
            0 => "Orsek Testanov\n",
            1 => "Nobody At All\n",
            _ => "Placeholder Freight\n",
        });
    }
    let screen = |threads: &str| {
        let arguments = [
            "screen",
            "data",
            "--input",
            "-",
            "--column",
            "name",
            "--out",
            "-",
            "--threads",
            threads,
        ];
        folder.run_with_input(&arguments, &input).succeeds()
    };
    let one = screen("1");
    let rows: Vec<String> = csv_rows(&one)[1..]
        .iter()
        .map(|row| row[0].clone())
        .collect();
    let mut numbers = rows.clone();
    numbers.dedup();
    let expected: Vec<String> = (1..=1_000).map(|row| row.to_string()).collect();
    assert_eq!(numbers, expected);
    for threads in ["2", "3", "16"] {
        assert!(screen(threads) == one, "{threads} threads differ from one");
    }
}

#[test]
fn malformed_input_names_its_line_and_leaves_no_half_file() {
    let folder = Folder::with_data();
    let many = "Orsek Testanov,1\n".repeat(500);
    let cases: &[(&str, Vec<u8>, &[&str])] = &[
        ("empty", Vec::new(), &["in.csv", "empty"]),
        (
            "no such column",
            b"Name,ref\nx,1\n".to_vec(),
            &["`name`", "Name, ref"],
        ),
        (
            "two such columns",
            b"name,name\nx,1\n".to_vec(),
            &["two columns", "`name`"],
        ),
        (
            "a row with a cell too many",
            format!("name,ref\n{many}x,1,2\n").into_bytes(),
            &[
                "in.csv",
                "line 502, column 5: the row has 3 cells, the header has 2",
            ],
        ),
        (
            "a row with a cell too few",
            b"name,ref\nx\n".to_vec(),
            &["line 2, column 2: the row has 1 cell"],
        ),
        (
            // The first letter that is not ASCII is UTF-8, so the file is.
            "no UTF-8",
            b"name\n\xc3\xa9\n\xe9\n".to_vec(),
            &["line 3, column 1", "E9 is not UTF-8", "--encoding"],
        ),
        (
            "a quote that stays open",
            format!("name,ref\n{many}x,\"1\ny,2\n").into_bytes(),
            &["line 502, column 3", "never closed"],
        ),
        (
            "an open quote at the very end",
            b"name\nx\n\"".to_vec(),
            &["line 3, column 1", "never closed"],
        ),
        (
            "a stray quote",
            b"name,ref\r\nx,1\r\ny\"z,2\r\n".to_vec(),
            &["in.csv", "line 3, column 2", "quote"],
        ),
        (
            "text after a closing quote",
            b"name,ref\n\"x\"y,1\n".to_vec(),
            &["line 2, column 4", "closing quote"],
        ),
        (
            "stray quotes that make one row of three",
            b"name,ref\n\"Anna Sample,1\nBert Sample,2\nOrsek Testanov\",3\n".to_vec(),
            &["line 2, column 1", "3 lines that look like rows"],
        ),
        (
            "more lines in one column than are searched one by one",
            format!(
                "name\n\"Anna Sample\n{}Orsek Testanov\"\n",
                "Bert Sample\n".repeat(11)
            )
            .into_bytes(),
            &["line 2, column 1", "13 lines that look like rows"],
        ),
        (
            "an empty line",
            b"name,ref\nx,1\n\ny,2\n".to_vec(),
            &["line 3, column 1", "empty line"],
        ),
    ];
    folder.write("out.csv", "earlier");
    for (what, input, words) in cases {
        folder.write("in.csv", input);
        let before = folder.files("");
        let error = folder.run(&[SCREEN, &["out.csv"]].concat()).fails(1, words);
        assert_eq!(folder.files(""), before, "{what}: {error}");
    }
    std::fs::remove_file(folder.path("in.csv")).unwrap();
    folder
        .run(&[SCREEN, &["out.csv"]].concat())
        .fails(1, &["in.csv"]);
    folder.write("in.csv", "name\n\"closed\"");
    folder.run(&[SCREEN, &["out.csv"]].concat()).succeeds();
    // In one column an empty line is an empty cell, so that rows keep their numbers.
    folder.write("in.csv", "name\r\nx\r\n\r\nOrsek Testanov\r\n\r\n");
    folder.run(&[SCREEN, &["out.csv"]].concat()).succeeds();
    let rows = csv_rows(&folder.read("out.csv"));
    let numbers: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(numbers, ["row", "1", "2", "3"]);
    assert_eq!(
        (rows[2][1].as_str(), rows[2][9].as_str()),
        ("", "not-searched")
    );
    assert_eq!(rows[3][1], "Orsek Testanov");
    folder
        .run(&[SCREEN, &["nowhere/out.csv"]].concat())
        .fails(1, &["nowhere"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_told_by_the_exit_status_alone() {
    let folder = Folder::with_data();
    let rows = "individual,Orsek Testanov,Orsek TESTANOF\n".repeat(20_000);
    folder.write("in.csv", format!("kind,query,listed_name\n{rows}"));
    let screen = [
        "screen", "data", "--input", "in.csv", "--column", "query", "--out", "-",
    ];
    let compare = ["compare", "--input", "in.csv", "--out", "-"];
    for arguments in [&screen[..], &compare] {
        let mut child = folder
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.ends_with('\n'), "{line}");
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(141), "{arguments:?}: {err}");
        assert!(!err.contains("error"), "{arguments:?}: {err}");
    }
}

// Real lists, where they are at hand.

#[test]
fn the_reconstruction_builds_whole() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/lists/uk/UK-Sanctions-List.reconstructed_2026-04-29.csv");
    if !file.exists() {
        println!("skipped: no ../shared");
        return;
    }
    let folder = Folder::new();
    let list = format!("uk={}", file.display());
    folder
        .run(&["build", "--list", &list, "--out", "data"])
        .succeeds();
    let contents = folder.run(&["inspect", "data", "--json"]).json();
    let list = &contents["lists"][0];
    assert_eq!(list["published"], "2026-04-29");
    assert_eq!(
        list["counts"],
        json!({"designations": 6046, "names": 15_054, "individual": 3883, "entity": 1531,
               "ship": 632, "aircraft": 0, "unknown": 0})
    );
    assert_eq!(list["regimes"].as_object().unwrap().len(), 31);
    assert_eq!(list["regimes"]["GIM"], 38);
}

#[test]
fn the_sample_list_builds_and_says_what_it_is() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/sample-list.csv");
    let folder = Folder::new();
    let list = format!("uk={}", file.display());
    let said = folder
        .run(&["build", "--list", &list, "--out", "data", "--allow-small"])
        .succeeds();
    assert!(
        said.contains("sample list: every name is invented"),
        "{said}"
    );
    let ran = folder.run(&["search", "data", "Zzyzx Qwortle"]);
    assert_eq!(ran.code, Some(4), "{ran:#?}");
    assert!(ran.out.contains("every name on it is invented"), "{ran:#?}");
}
