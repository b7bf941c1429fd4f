//! The verdict table on every surface of the command line: text, JSON, CSV, NDJSON and exit status.
//!
//! `crates/check/verdicts.csv` gives the outcome of each combination of list status and what was
//! found. These tests bring about each combination that a command can be in, and hold every surface to
//! that one table.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::time::{Duration, SystemTime};

use check::{Found, Outcome, Status, Verdict, verdicts};
use fixture::{Folder, RUS, csv_rows, list};
use serde_json::{Value, json};

/// Query, `--min`, and what is found: shown, hidden and suppressed.
#[rustfmt::skip]
const ANSWERS: [(&str, &str, [bool; 3]); 8] = [
    ("Zzyzx Qwortle",  "possible", [false, false, false]),
    ("Brasakden",      "possible", [false, false, true]),
    ("Tovi Braskadan", "exact",    [false, true,  false]),
    ("Merundal",       "exact",    [false, true,  true]),
    ("Ivo Lantern",    "possible", [true,  false, false]),
    ("Merundal",       "possible", [true,  false, true]),
    ("Tovi Braskaden", "exact",    [true,  true,  false]),
    ("Merundila",      "exact",    [true,  true,  true]),
];

/// A query without a letter or digit.
const NO_WORDS: &str = "!";

fn folder() -> Folder {
    let folder = Folder::new();
    let rows: Vec<Vec<(&str, &str)>> = [
        ("RUS9105", "BRASKADEN", "Tovi", "Individual"),
        ("RUS9106", "BRASKADENA", "Tovi", "Individual"),
        ("RUS9107", "LANTERN", "Ivo", "Individual"),
        ("RUS9108", "MERUNDIL", "", "Ship"),
        ("RUS9109", "MERUNDILA", "", "Ship"),
        ("RUS9110", "MERUNDIL", "Orsek", "Individual"),
    ]
    .into_iter()
    .map(|(id, family, given, kind)| {
        vec![
            ("Unique ID", id),
            ("Name 6", family),
            ("Name 1", given),
            ("Name type", "Primary Name"),
            ("Regime Name", RUS),
            ("Designation Type", kind),
        ]
    })
    .collect();
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    folder.write("list.csv", list("29-Apr-2026", &rows));
    folder.run(fixture::BUILD).succeeds();
    folder
}

/// Gives the list of a data folder a status, by what the manifest says about its age.
fn make(folder: &Folder, status: Status) {
    let hours = |hours: i64| {
        let distance = Duration::from_secs(hours.unsigned_abs() * 3_600);
        let time = match hours < 0 {
            true => SystemTime::now() - distance,
            false => SystemTime::now() + distance,
        };
        json!(humantime::format_rfc3339_seconds(time).to_string())
    };
    let (sample, checked, until) = match status {
        Status::Current => (false, hours(-1), hours(47)),
        Status::AgeUnknown => (false, Value::Null, Value::Null),
        Status::Expired => (false, hours(-49), json!("2099-01-01T00:00:00Z")),
        Status::ClockWrong => (false, hours(25), hours(73)),
        Status::Sample => (true, hours(-1), hours(47)),
        Status::FaultAccepted => (false, hours(-1), hours(47)),
        other => panic!("no manifest gives {other:?}"),
    };
    let mut manifest: Value = serde_json::from_str(&folder.read("data/manifest.json")).unwrap();
    let entry = &mut manifest["lists"][0];
    entry["sample"] = json!(sample);
    entry["checked_at"] = checked;
    entry["valid_until"] = until;
    if status == Status::FaultAccepted {
        entry["accepted_faults"] = json!(["fewer"]);
    }
    folder.write_manifest("data", manifest.to_string());
}

/// The statuses that a manifest on the command line can give; the others are an error before a
/// search (failed), or belong to the page (loading).
const STATUSES: [Status; 6] = [
    Status::Current,
    Status::AgeUnknown,
    Status::Expired,
    Status::ClockWrong,
    Status::Sample,
    Status::FaultAccepted,
];

/// The row of the verdict table.
fn expected(status: Status, is_searched: bool, found: [bool; 3]) -> Verdict {
    let [shown, hidden, suppressed] = found.map(usize::from);
    let found = Found {
        is_searched,
        is_full: true,
        shown,
        hidden,
        suppressed,
    };
    let table = verdicts().into_iter();
    let mut rows = table.filter(|row| row.status == status && row.found == found);
    rows.next().unwrap()
}

fn exit_status(outcome: Outcome, status: Status) -> i32 {
    let withholds = matches!(
        status,
        Status::Expired | Status::Sample | Status::ClockWrong
    );
    match outcome {
        Outcome::NotSearched => 1,
        Outcome::NoVerdict => 4,
        _ if withholds => 4,
        _ => 0,
    }
}

/// The words of each outcome in text, none of which may be in the text of another.
fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSearched => "the query was not searched",
        Outcome::Hits => "look like",
        Outcome::TooLittle => "That is not enough to identify anyone",
        Outcome::NoVerdict => "No result can be given",
        Outcome::NothingInFile => "was found in this file",
        Outcome::NothingFound => "was found among",
    }
}

#[test]
fn search_gives_the_verdict_table_as_text_as_data_and_as_exit_status() {
    let folder = folder();
    for status in STATUSES {
        make(&folder, status);
        let problem = (NO_WORDS, "possible", [false; 3]);
        for (query, min, found) in ANSWERS.into_iter().chain([problem]) {
            let verdict = expected(status, query != NO_WORDS, found);
            let what = format!("{status:?}, {query}, {found:?}");
            let exit = Some(exit_status(verdict.outcome, status));

            let search = ["search", "data", query, "--min", min];
            let ran = folder.run(&search);
            assert_eq!(ran.code, exit, "{what}: {ran:#?}");
            // One name looks like it, several look like it.
            let said = [ran.out, ran.err]
                .concat()
                .replace("looks like", "look like");
            for outcome in Outcome::ALL {
                let is_said = said.contains(words(outcome));
                assert_eq!(
                    is_said,
                    outcome == verdict.outcome,
                    "{what}: {outcome:?}: {said}"
                );
            }
            let is_cautioned = said.contains("last checked for changes.")
                || said.contains("Use the official search")
                || said.contains("Set the clock")
                || said.contains("names may be missing")
                || said.contains("every name on it is invented");
            let is_current = status == Status::Current || query == NO_WORDS;
            assert_eq!(is_cautioned, !is_current, "{what}: {said}");

            let ran = folder.run(&[&search[..], &["--json"]].concat());
            assert_eq!(ran.code, exit, "{what}: {ran:#?}");
            let report: Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!(report["outcome"], verdict.outcome.as_str(), "{what}");
            assert_eq!(report["lists"][0]["status"], status.as_str(), "{what}");
            assert_eq!(report["lists"][0]["sample"], status == Status::Sample);
            let number = |key: &str| report[key].as_u64().unwrap();
            let hits = report["hits"].as_array().unwrap().len() as u64;
            let [shown, hidden, suppressed] = found;
            assert_eq!(number("hits_total"), hits + number("hidden"), "{what}");
            assert_eq!(hits > 0, shown, "{what}");
            assert_eq!(number("hidden") > 0, hidden, "{what}");
            assert_eq!(number("suppressed") > 0, suppressed, "{what}");
            let problem = if query == NO_WORDS {
                json!("no-words")
            } else {
                Value::Null
            };
            assert_eq!(report["problem"], problem, "{what}");

            if exit == Some(4) {
                let accepted = [&search[..], &["--accept-no-verdict"]].concat();
                assert_eq!(folder.run(&accepted).code, Some(0), "{what}");
            }
        }
    }
}

#[test]
fn screen_gives_the_verdict_table_in_csv_in_ndjson_and_as_exit_status() {
    let folder = folder();
    for status in STATUSES {
        make(&folder, status);
        for min in ["possible", "exact"] {
            let problem = (NO_WORDS, min, [false; 3]);
            let rows = ANSWERS.into_iter().filter(|(_, own, _)| *own == min);
            let rows: Vec<_> = rows.chain([problem]).collect();
            let names: Vec<&str> = rows.iter().map(|(query, ..)| *query).collect();
            folder.write("in.csv", format!("name\n{}\n", names.join("\n")));
            let verdict = |row: usize| {
                let (query, _, found) = rows[row - 1];
                expected(status, query != NO_WORDS, found)
            };
            let screen = |out: &str, more: &[&str]| {
                let arguments = [
                    "screen", "data", "--input", "in.csv", "--column", "name", "--min", min,
                    "--out", out,
                ];
                folder.run(&[&arguments[..], more].concat())
            };
            let exits = (1..=rows.len()).map(|row| match verdict(row).outcome {
                Outcome::NotSearched => exit_status(Outcome::Hits, status),
                outcome => exit_status(outcome, status),
            });
            let exit = exits.max();

            let ran = screen("-", &[]);
            assert_eq!(ran.code, exit, "{status:?}, {min}: {ran:#?}");
            let table = csv_rows(&ran.out);
            let column = |name: &str| {
                let place = table[0].iter().position(|cell| cell == name);
                place.unwrap_or_else(|| panic!("no column {name}"))
            };
            let mut seen = vec![false; rows.len()];
            for cells in &table[1..] {
                let row: usize = cells[column("row")].parse().unwrap();
                seen[row - 1] = true;
                let verdict = verdict(row);
                let what = format!("{status:?}, {min}: {cells:?}");
                assert_eq!(cells[column("outcome")], verdict.outcome.as_str(), "{what}");
                let is_hit = verdict.found.shown > 0;
                assert_eq!(!cells[column("band")].is_empty(), is_hit, "{what}");
                let number = |name| cells[column(name)].parse::<usize>().unwrap();
                let is_found = verdict.outcome == Outcome::Hits;
                assert_eq!(number("hits_total") > 0, is_found, "{what}");
                let is_suppressed = verdict.found.suppressed > 0;
                assert_eq!(number("suppressed") > 0, is_suppressed, "{what}");
                let withholds = status.withholds_verdict();
                let codes = if withholds { "uk" } else { "" };
                assert_eq!(cells[column("no_verdict_lists")], codes, "{what}");
                assert_eq!(cells[column("published")], "2026-04-29", "{what}");
                let is_checked = !cells[column("checked_at")].is_empty();
                assert_eq!(is_checked, status != Status::AgeUnknown, "{what}");
                let is_problem = verdict.outcome == Outcome::NotSearched;
                assert_eq!(!cells[column("reason")].is_empty(), is_problem, "{what}");
            }
            assert!(
                !seen.contains(&false),
                "{status:?}, {min}: a row is missing"
            );

            folder.remove("record.json");
            let ran = screen("out.ndjson", &["--record", "record.json"]);
            assert_eq!(ran.code, exit, "{status:?}, {min}: {ran:#?}");
            let record: Value = serde_json::from_str(&folder.read("record.json")).unwrap();
            assert_eq!(record["lists"][0]["status"], status.as_str());
            let recorded = record["rows"].as_array().unwrap();
            assert_eq!(recorded.len(), rows.len());
            for (number, row) in (1..).zip(recorded) {
                assert_eq!(row["outcome"], verdict(number).outcome.as_str(), "{row}");
            }
            let again = folder.run(&["verify", "record.json", "--data", "data"]);
            assert_eq!(again.code, Some(0), "{status:?}, {min}: {again:#?}");
            let text = folder.read("out.ndjson");
            let lines: Vec<Value> = text
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            assert_eq!(lines.len(), table.len() - 1);
            for (line, cells) in lines.iter().zip(&table[1..]) {
                for name in ["row", "hits_total", "suppressed"] {
                    assert_eq!(line[name].to_string(), cells[column(name)], "{line}");
                }
                for name in ["outcome", "no_verdict_lists", "published", "checked_at"] {
                    assert_eq!(line[name], cells[column(name)], "{line}");
                }
                assert_eq!(
                    line["reason"].as_str().unwrap_or_default(),
                    cells[column("reason")]
                );
            }
            if exit == Some(4) {
                let ran = screen("-", &["--accept-no-verdict"]);
                assert_eq!(ran.code, Some(0), "{ran:#?}");
            }
        }
    }
}

#[test]
fn the_method_of_ofac_never_says_that_nothing_was_found() {
    let folder = folder();
    make(&folder, Status::Current);
    let ran = folder.run(&[
        "search",
        "data",
        "Zzyzx Qwortle",
        "--method",
        "ofac",
        "--json",
    ]);
    assert_eq!(ran.code, Some(4), "{ran:#?}");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["outcome"], "no-verdict");
    let ran = folder.run(&[
        "search",
        "data",
        "Ivo Lantern",
        "--method",
        "ofac",
        "--json",
    ]);
    assert_eq!(ran.json()["outcome"], "hits");
}

#[test]
fn every_help_names_the_exit_status_of_no_verdict() {
    let folder = Folder::new();
    for arguments in [
        &["--help"][..],
        &["search", "--help"],
        &["screen", "--help"],
    ] {
        let said = folder.run(arguments).succeeds();
        assert!(said.contains("--accept-no-verdict"), "{said}");
    }
}
