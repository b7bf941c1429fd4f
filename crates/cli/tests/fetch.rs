//! `fetch`, against a real HTTP server on this machine.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, SystemTime};

use fixture::server::{Reply, ok, reply, serve, whole_list};
use fixture::{Folder, Ran};
use serde_json::Value;

const FETCH: &[&str] = &["fetch", "uk", "--out", "uk.csv", "--url"];

fn fetch(folder: &Folder, address: &str) -> Ran {
    folder.run(&[FETCH, &[address]].concat())
}

#[test]
fn a_list_comes_with_a_note_and_a_second_fetch_asks_only_for_changes() {
    let body = whole_list("29-Apr-2026");
    let (address, requests) = serve(vec![
        ok(&body),
        reply("304 Not Modified", "ETag: \"v1\"\r\n", ""),
        ok(&body),
    ]);
    let folder = Folder::new();

    let said = fetch(&folder, &address).succeeds();
    assert!(
        said.contains("published 2026-04-29, 5,000 designations"),
        "{said}"
    );
    assert!(
        !requests
            .recv()
            .unwrap()
            .to_lowercase()
            .contains("if-none-match")
    );
    assert_eq!(folder.read("uk.csv"), body);
    let mut note: Value = serde_json::from_str(&folder.read("uk.csv.meta.json")).unwrap();
    assert_eq!(
        fixture::keys(&note),
        ["address", "checked_at", "etag", "sha256"]
    );
    assert_eq!(note["address"], Value::from(address.as_str()));
    assert_eq!(note["etag"], Value::from("\"v1\""));
    assert_eq!(folder.files("").len(), 2);

    // Asked long ago: a 304 moves the time and nothing else.
    note["checked_at"] = Value::from("2001-02-03T04:05:06Z");
    folder.write("uk.csv.meta.json", note.to_string());
    let said = fetch(&folder, &address).succeeds();
    assert!(said.contains("has not changed"), "{said}");
    assert!(
        requests
            .recv()
            .unwrap()
            .to_lowercase()
            .contains("if-none-match: \"v1\"")
    );
    let after: Value = serde_json::from_str(&folder.read("uk.csv.meta.json")).unwrap();
    assert!(after["checked_at"].as_str() > note["checked_at"].as_str());
    assert_eq!(after["sha256"], note["sha256"]);
    assert_eq!(folder.read("uk.csv"), body);

    // A file that somebody changed is not the one the note is about.
    folder.write("uk.csv", "something else");
    fetch(&folder, &address).succeeds();
    assert!(
        !requests
            .recv()
            .unwrap()
            .to_lowercase()
            .contains("if-none-match")
    );
    assert_eq!(folder.read("uk.csv"), body);
}

#[test]
fn what_is_not_the_whole_list_is_refused_and_the_old_file_stays() {
    let old = whole_list("29-Apr-2026");
    let cases: Vec<(&str, Reply, &[&str])> = vec![
        (
            "a web page",
            ok("<!doctype html><title>Service unavailable</title>"),
            &["web page", "was not changed"],
        ),
        ("nothing", ok(""), &["empty"]),
        (
            "no such page",
            reply("404 Not Found", "Content-Length: 0\r\n", ""),
            &["404"],
        ),
        (
            "a server that failed",
            reply("503 Service Unavailable", "Content-Length: 0\r\n", ""),
            &["503"],
        ),
        ("unasked news", reply("304 Not Modified", "", ""), &["304"]),
        (
            "a redirect",
            reply(
                "302 Found",
                "Location: http://list.invalid/\r\nContent-Length: 0\r\n",
                "",
            ),
            &["302", "give the address that it leads to"],
        ),
        (
            "a body cut by the length",
            reply(
                "200 OK",
                &format!("Content-Length: {}\r\n", old.len() + 1),
                &old,
            ),
            &["not received whole"],
        ),
        (
            "a body cut inside a row",
            reply("200 OK", "", &old[..old.len() - 30]),
            &["cut off"],
        ),
        (
            "a body that stalls",
            Reply {
                silent: true,
                ..reply(
                    "200 OK",
                    &format!("Content-Length: {}\r\n", old.len()),
                    &old[..9_000],
                )
            },
            &["not received whole"],
        ),
        (
            "no first byte",
            Reply {
                head: String::new(),
                silent: true,
                ..reply("", "", "")
            },
            &["could not be asked"],
        ),
        (
            "too large, and says so",
            reply("200 OK", "Content-Length: 300000000\r\n", ""),
            &["larger than 268,435,456 bytes"],
        ),
        (
            "too large, unannounced",
            Reply {
                times: 257,
                ..reply("200 OK", "", vec![b'x'; 1 << 20])
            },
            &["larger than 268,435,456 bytes"],
        ),
        (
            "too few designations",
            ok(&fixture::small_list()),
            &["4", "5000", "designations", "count", "nothing was written"],
        ),
        (
            "a renamed column",
            ok(&old.replacen("Name 6", "Name6", 1)),
            &[
                "fault: missing-field, line 2: there is no column “Name 6”",
                "fault: unknown-field, line 2: “Name6”",
                "nothing was written",
                "--accept-fault",
            ],
        ),
        (
            "a stray quotation mark",
            ok(&old.replacen(",Invented Company 7,", ",\"Invented Company 7,", 1)),
            &["cut off inside the row (line 10"],
        ),
        (
            "much fewer designations",
            ok(&without_rows(&old, 4_000..5_000)),
            &["4000 of at least 5000", "5000 in the edition before"],
        ),
        (
            "much fewer dates of birth",
            ok(&old.replacen("05/07/1978", "", 100)),
            &["fewer: 1567 dates of birth, and 1667 in the edition before"],
        ),
        (
            "a list of the future",
            ok(&whole_list("29-Apr-2199")),
            &["report-date", "2199-04-29, which is in the future"],
        ),
        (
            "an older list",
            ok(&whole_list("28-Apr-2026")),
            &["2026-04-28", "2026-04-29", "older"],
        ),
        (
            // Its date says more than how much it lacks.
            "an older list with much fewer designations",
            ok(&without_rows(&whole_list("28-Apr-2026"), 4_000..5_000)),
            &["2026-04-28", "the older one was refused, delete"],
        ),
        (
            "a compressed list",
            ok("PK\u{3}\u{4}"),
            &["a compressed file (ZIP, as a workbook is); unpack it"],
        ),
    ];
    for (what, reply, words) in cases {
        let folder = Folder::new();
        folder.write("uk.csv", &old);
        folder.write("uk.csv.meta.json", "{\"not\": \"ours\"}");
        let before = folder.files("");
        // Only what never comes is waited for in vain.
        let patience = if reply.silent { "2" } else { "60" };
        let (address, _requests) = serve(vec![reply]);
        let arguments = [FETCH, &[&address, "--patience", patience]].concat();
        let error = folder.run(&arguments).fails(1, words);
        assert_eq!(folder.files(""), before, "{what}: {error}");
    }
}

fn without_rows(list: &str, rows: std::ops::Range<usize>) -> String {
    let lines = list.lines().enumerate();
    lines
        .filter(|(number, _)| *number < 2 || !rows.contains(&(number - 2)))
        .map(|(_, line)| format!("{line}\n"))
        .collect()
}

#[test]
fn an_accepted_fault_is_noted_for_the_very_file_and_goes_into_the_manifest() {
    let old = whole_list("29-Apr-2026");
    // 4 % of the dates of birth are gone, and one column is new and holds a name.
    let new = old
        .replacen("05/07/1978", "", 67)
        .replacen("Name 5", "Name5", 1);
    let other = new.replacen("Company 7,", "Company Seven,", 1);
    let (address, _requests) = serve(vec![ok(&new), ok(&new), ok(&new), ok(&other)]);
    let folder = Folder::new();
    folder.write("uk.csv", &old);
    let accept = |kinds: &[&str]| -> Ran {
        let kinds = kinds.iter().flat_map(|kind| ["--accept-fault", *kind]);
        let fetch = FETCH.iter().copied().chain([address.as_str()]);
        folder.run(&fetch.chain(kinds).collect::<Vec<_>>())
    };
    accept(&["frobnicate"]).fails(2, &["missing-field", "fewer"]);
    let kinds = ["missing-field", "unknown-field", "fewer"];
    accept(&["missing-field"]).fails(1, &["missing-field", "unknown-field", "fewer"]);
    assert_eq!(folder.read("uk.csv"), old);
    let accepted = [&kinds[..], &["nameless", "cells"]].concat();
    accept(&accepted).succeeds();
    assert_eq!(folder.read("uk.csv"), new);
    let note = || -> Value { serde_json::from_str(&folder.read("uk.csv.meta.json")).unwrap() };
    // Only kinds that the file has.
    assert_eq!(
        note()["accepted_faults"],
        serde_json::json!(["fewer", "missing-field", "unknown-field"])
    );
    // Accepted for the same bytes, and for no others.
    fetch(&folder, &address).succeeds();
    assert_eq!(
        note()["accepted_faults"],
        serde_json::json!(["fewer", "missing-field", "unknown-field"])
    );
    let error = fetch(&folder, &address).fails(1, &["missing-field"]);
    assert_eq!(folder.read("uk.csv"), new, "{error}");

    let build = &["build", "--list", "uk=uk.csv", "--out", "data"];
    let said = folder.run(build).succeeds();
    assert!(
        said.contains("accepted faults: fewer, missing-field, unknown-field;"),
        "{said}"
    );
    let manifest: Value = serde_json::from_str(&folder.read("data/manifest.json")).unwrap();
    let entry = &manifest["lists"][0];
    assert_eq!(entry["accepted_faults"], note()["accepted_faults"]);
    assert_eq!(entry["source_sha256"], note()["sha256"]);
    let inspected = folder.run(&["inspect", "data", "--json"]).json();
    assert_eq!(
        inspected["lists"][0]["accepted_faults"],
        entry["accepted_faults"]
    );
}

#[test]
fn warnings_are_counted_and_printed_where_they_are_asked_for() {
    let list = whole_list("29-Apr-2026").replacen("05/07/1978", "31/02/1999", 2);
    let (address, _requests) = serve(vec![ok(&list), reply("200 OK", "", &list)]);
    let folder = Folder::new();
    let said = fetch(&folder, &address).succeeds();
    assert!(said.contains("warnings: date 2"), "{said}");
    assert!(!said.contains("31/02/1999"), "{said}");
    std::fs::remove_file(folder.path("uk.csv")).unwrap();
    let said = folder.run(&[FETCH, &[&address, "--warnings"]].concat());
    let said = said.succeeds();
    assert!(
        said.contains("uk RUS90003, line 6: date: 31/02/1999"),
        "{said}"
    );
}

#[test]
fn another_edition_of_the_same_day_is_no_rollback() {
    let folder = Folder::new();
    folder.write("uk.csv", whole_list("29-Apr-2026"));
    let other = whole_list("29-Apr-2026").replace("Company 7,", "Company Seven,");
    assert_ne!(other, folder.read("uk.csv"));
    let (address, _requests) = serve(vec![ok(&other)]);
    fetch(&folder, &address).succeeds();
    assert_eq!(folder.read("uk.csv"), other);
}

#[test]
fn no_connection_has_an_exit_code_of_its_own() {
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/list.csv", listener.local_addr().unwrap());
    drop(listener);
    let folder = Folder::new();
    for address in [address.as_str(), "https://list.invalid/list.csv"] {
        fetch(&folder, address).fails(3, &["no connection", address]);
        assert!(folder.files("").is_empty());
    }
}

#[test]
fn only_https_is_asked_and_http_on_this_machine() {
    let folder = Folder::new();
    for address in [
        "http://list.invalid/list.csv",
        "http://127.0.0.1.list.invalid/list.csv",
        "ftp://list.invalid/list.csv",
        "list.csv",
        "https://",
        "",
    ] {
        fetch(&folder, address).fails(2, &[]);
    }
}

#[test]
fn the_note_gives_a_build_its_times() {
    let (address, _requests) = serve(vec![ok(&whole_list("29-Apr-2026"))]);
    let folder = Folder::new();
    fetch(&folder, &address).succeeds();
    let mut note: Value = serde_json::from_str(&folder.read("uk.csv.meta.json")).unwrap();
    note["checked_at"] = Value::from("2026-04-30T23:00:00Z");
    let build = &["build", "--list", "uk=uk.csv", "--out", "data"];
    let with = |key: &str, value: &str| {
        let mut note = note.clone();
        note[key] = Value::from(value);
        note.to_string()
    };
    let time = Value::from;
    for (what, note, checked_at, valid_until) in [
        (
            "its own",
            note.to_string(),
            time("2026-04-30T23:00:00Z"),
            time("2026-05-02T23:00:00Z"),
        ),
        (
            "of another file",
            with("sha256", "00"),
            Value::Null,
            Value::Null,
        ),
        (
            "no time",
            with("checked_at", "yesterday"),
            Value::Null,
            Value::Null,
        ),
        (
            "the end of time",
            with("checked_at", "9999-12-31T23:00:00Z"),
            Value::Null,
            Value::Null,
        ),
        ("no note of ours", "{}".to_owned(), Value::Null, Value::Null),
    ] {
        folder.write("uk.csv.meta.json", note);
        let ran = folder.run(build);
        assert_eq!(
            ran.err.contains("warning: "),
            checked_at.is_null(),
            "{what}: {}",
            ran.err
        );
        ran.succeeds();
        let manifest: Value = serde_json::from_str(&folder.read("data/manifest.json")).unwrap();
        assert_eq!(manifest["lists"][0]["checked_at"], checked_at, "{what}");
        assert_eq!(manifest["lists"][0]["valid_until"], valid_until, "{what}");
    }
}

fn note(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("uk.csv.meta.json")).unwrap()
}

/// How many seconds ago the note says that the publisher was asked.
fn seconds_since_check(folder: &Folder) -> u64 {
    let checked_at = note(folder)["checked_at"].as_str().unwrap().to_owned();
    let checked_at = humantime::parse_rfc3339(&checked_at).unwrap();
    let now = SystemTime::now() + Duration::from_secs(1);
    now.duration_since(checked_at).unwrap().as_secs()
}

#[test]
fn an_answer_that_a_cache_kept_was_not_checked_now() {
    const HOUR: u64 = 3_600;
    let body = whole_list("29-Apr-2026");
    let date = |hours: i64| {
        let seconds = Duration::from_secs(hours.unsigned_abs() * HOUR);
        let now = SystemTime::now();
        let time = if hours < 0 {
            now - seconds
        } else {
            now + seconds
        };
        format!("Date: {}\r\n", httpdate::fmt_http_date(time))
    };
    // Headers, and the age in hours of what was learned.
    for (headers, hours) in [
        (date(0), 0),
        ("Age: 180000\r\n".to_owned(), 50),
        (date(-60), 60),
        // A clock that is ahead is not believed.
        (date(24 * 365 * 50), 0),
        (date(24 * 365) + "Age: 7200\r\n", 2),
    ] {
        let head = format!(
            "Content-Length: {}\r\nETag: \"v1\"\r\n{headers}",
            body.len()
        );
        let unchanged = reply(
            "304 Not Modified",
            &format!("ETag: \"v1\"\r\n{headers}"),
            "",
        );
        let (address, requests) = serve(vec![reply("200 OK", &head, &body), unchanged]);
        let folder = Folder::new();
        for what in ["whole", "unchanged"] {
            let ran = fetch(&folder, &address);
            let warns = ran.err.contains("by its headers Age and Date");
            assert_eq!(warns, hours > 0, "{what}, {headers}: {}", ran.err);
            ran.succeeds();
            let request = requests.recv().unwrap().to_lowercase();
            assert!(request.contains("cache-control: no-cache\r\n"), "{request}");
            let age = seconds_since_check(&folder);
            let expected = hours * HOUR..hours * HOUR + 120;
            assert!(expected.contains(&age), "{what}, {headers}: {age} s");
            // Asked much longer ago, so that only this answer can say when.
            let mut note = note(&folder);
            note["checked_at"] = Value::from("2001-02-03T04:05:06Z");
            folder.write("uk.csv.meta.json", note.to_string());
        }
    }
    // An old answer takes nothing back that is known already.
    let folder = Folder::new();
    let old = "ETag: \"v1\"\r\nAge: 180000\r\n";
    let (address, _requests) = serve(vec![ok(&body), reply("304 Not Modified", old, "")]);
    fetch(&folder, &address).succeeds();
    fetch(&folder, &address).succeeds();
    assert!(seconds_since_check(&folder) < 120);
}

#[test]
fn a_mark_that_is_too_long_is_dropped() {
    let body = whole_list("29-Apr-2026");
    for (bytes, is_kept) in [(256, true), (257, false), (5_000, false)] {
        let etag = format!("\"{}\"", "x".repeat(bytes - 2));
        let head = format!("Content-Length: {}\r\nETag: {etag}\r\n", body.len());
        let whole = reply("200 OK", &head, &body);
        let (address, requests) = serve(vec![whole.clone(), whole]);
        let folder = Folder::new();
        fetch(&folder, &address).succeeds();
        assert_eq!(!note(&folder)["etag"].is_null(), is_kept, "{bytes} bytes");
        requests.recv().unwrap();
        // Nor is one sent that stands in the note all the same.
        let mut note = note(&folder);
        note["etag"] = Value::from(etag);
        folder.write("uk.csv.meta.json", note.to_string());
        fetch(&folder, &address).succeeds();
        let request = requests.recv().unwrap().to_lowercase();
        assert_eq!(request.contains("if-none-match"), is_kept, "{bytes} bytes");
    }
}

#[test]
fn no_secret_of_an_address_is_stored_or_printed() {
    let body = whole_list("29-Apr-2026");
    let redirect = reply(
        "302 Found",
        "Location: http://list.invalid/?sig=hushhush\r\nContent-Length: 0\r\n",
        "",
    );
    let missing = reply("404 Not Found", "Content-Length: 0\r\n", "");
    let cut = reply("200 OK", "", &body[..body.len() - 30]);
    let (address, requests) = serve(vec![ok(&body), ok(&body), redirect, missing, cut]);
    let secret = address.replace("http://", "http://me:hushhush@") + "?sig=hushhush";
    let folder = Folder::new();
    let tell = |address: &str| {
        let ran = fetch(&folder, address);
        for text in [&ran.out, &ran.err] {
            assert!(!text.contains("hushhush"), "{ran:?}");
        }
        for (name, bytes) in folder.files("") {
            assert!(
                !String::from_utf8(bytes).unwrap().contains("hushhush"),
                "{name}"
            );
        }
        ran
    };
    // The second time as well: without all of the address nothing says that it is the same file.
    for _ in 0..2 {
        tell(&secret).succeeds();
        let request = requests.recv().unwrap();
        // me:hushhush
        assert!(request.contains("Basic bWU6aHVzaGh1c2g="), "{request}");
        assert!(request.contains("/list.csv?sig=hushhush "), "{request}");
        assert!(
            !request.to_lowercase().contains("if-none-match"),
            "{request}"
        );
    }
    assert_eq!(
        note(&folder)["address"],
        Value::from(format!("{address}?…"))
    );
    for _ in 0..3 {
        tell(&secret).fails(1, &[&address]);
    }
    tell("http://me:hushhush@127.0.0.1:1/?sig=hushhush").fails(3, &["no connection"]);
    tell("http://me:hushhush@list.invalid/?sig=hushhush").fails(2, &["only https://"]);
    tell("https://me:hushhush@list.invalid/ ?sig=hushhush").fails(2, &["not an address"]);
}

#[test]
fn a_date_in_the_future_locks_out_no_true_list() {
    let folder = Folder::new();
    folder.write("uk.csv", whole_list("01-Jan-2199"));
    let true_list = whole_list("29-Apr-2026");
    let (address, _requests) = serve(vec![ok(&true_list)]);
    fetch(&folder, &address).succeeds();
    assert_eq!(folder.read("uk.csv"), true_list);
}

#[test]
fn of_two_fetches_at_once_the_newer_list_stays() {
    let newer = whole_list("29-Apr-2026");
    let older = whole_list("28-Apr-2026");
    for round in 0..6 {
        let folder = Folder::new();
        let (one, _requests) = serve(vec![ok(&newer)]);
        let (other, _requests) = serve(vec![ok(&older)]);
        let codes = thread::scope(|scope| {
            let runs = [&one, &other].map(|address| scope.spawn(|| fetch(&folder, address).code));
            runs.map(|run| run.join().unwrap())
        });
        assert_eq!(codes[0], Some(0), "round {round}");
        assert_eq!(folder.read("uk.csv"), newer, "round {round}: {codes:?}");
        // And its note is the one beside it.
        assert_eq!(note(&folder)["address"], Value::from(one), "round {round}");
        assert_eq!(folder.files("").len(), 2);
    }
}
