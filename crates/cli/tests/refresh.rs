//! `refresh`, against a real HTTP server on this machine that misbehaves in every way that a
//! publisher's server has.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use fixture::server::{Reply, ok, reply, serve, whole_list};
use fixture::{Folder, Ran, keys, small_list};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::Value;

/// A folder with the configuration of one list at these addresses, with these keys for the list and
/// for all.
fn configured(addresses: &[&str], of_list: &str, of_all: &str) -> Folder {
    let folder = Folder::new();
    configure(&folder, addresses, of_list, of_all);
    folder
}

fn configure(folder: &Folder, addresses: &[&str], of_list: &str, of_all: &str) {
    let defaults =
        "publish-to = \"data\"\nsources = \"kept\"\npause-seconds = 0\npatience-seconds = 1\n";
    folder.write(
        "refresh.toml",
        format!("{defaults}{of_all}\n[[lists]]\ncode = \"uk\"\nurls = {addresses:?}\n{of_list}\n"),
    );
}

/// Invented entities of another list.
const EU: &str = include_str!("../../lists/src/eu/tests/invented.xml");

const SMALL: &str = "allow-small = true";
const ONCE: &str = "retries = 0";

fn refresh(folder: &Folder) -> Ran {
    folder.run(&["refresh", "refresh.toml"])
}

/// The one line of a run that ended with this code.
fn line(ran: &Ran, code: i32) -> Value {
    assert_eq!(ran.code, Some(code), "{ran:#?}");
    assert_eq!(ran.out.lines().count(), 1, "{ran:#?}");
    let line: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        keys(&line),
        [
            "checked_at",
            "designations",
            "error",
            "list",
            "outcome",
            "published"
        ]
    );
    assert_eq!(line["list"], "uk");
    assert_eq!(line["error"].is_null(), code == 0, "{line}");
    // Whoever reads only the errors learns of it as well.
    assert_eq!(ran.err.contains("error: "), code != 0, "{ran:#?}");
    line
}

/// Notes that the list was asked for at an earlier time.
fn set_back(folder: &Folder, checked_at: &str) {
    let note = "kept/uk.csv.meta.json";
    let mut text: Value = serde_json::from_str(&folder.read(note)).unwrap();
    text["checked_at"] = checked_at.into();
    folder.write(note, text.to_string());
}

#[test]
fn a_list_is_fetched_built_checked_and_published_and_then_only_asked_for() {
    let (address, requests) = serve(vec![
        ok(&small_list()),
        reply("304 Not Modified", "ETag: \"v1\"\r\n", ""),
        ok(&small_list().replace("BRASKADE", "BRASKODE")),
    ]);
    let all = "compress = true\nuser-agent = \"town of Quillmouth\"";
    let folder = configured(&[&address], SMALL, all);

    let first = line(&refresh(&folder), 0);
    assert_eq!(first["outcome"], "updated");
    assert_eq!(first["designations"], 4);
    assert_eq!(first["published"], "2026-04-29");
    assert!(requests.recv().unwrap().contains("town of Quillmouth"));
    folder.run(&["inspect", "data"]).succeeds();
    let files = folder.files("data");
    assert_eq!(files.len(), 8);
    for (name, bytes) in &files {
        if let Some(plain) = name.strip_suffix(".gz") {
            let mut unpacked = Vec::new();
            GzDecoder::new(&bytes[..])
                .read_to_end(&mut unpacked)
                .unwrap();
            let plain = files.iter().find(|(name, _)| name == plain).unwrap();
            assert_eq!(unpacked, plain.1, "{name}");
        }
    }

    set_back(&folder, "2026-04-30T00:00:00Z");
    let second = line(&refresh(&folder), 0);
    assert_eq!(second["outcome"], "unchanged");
    assert!(
        requests
            .recv()
            .unwrap()
            .to_lowercase()
            .contains("if-none-match")
    );
    assert!(second["checked_at"].as_str() >= first["checked_at"].as_str());
    let manifest = folder.read("data/manifest.json");
    assert!(manifest.contains(second["checked_at"].as_str().unwrap()));

    assert_eq!(line(&refresh(&folder), 0)["outcome"], "updated");
    folder.run(&["inspect", "data"]).succeeds();
}

#[test]
fn a_fault_that_passes_is_asked_again_and_another_address_comes_next() {
    let busy = reply("500 Internal Server Error", "", "");
    let (address, _requests) = serve(vec![busy.clone(), busy.clone(), ok(&small_list())]);
    let folder = configured(&[&address], SMALL, "");
    assert_eq!(line(&refresh(&folder), 0)["outcome"], "updated");

    // What does not pass is asked once.
    let (page, pages) = serve(vec![
        reply("200 OK", "", "<!doctype html>"),
        ok(&small_list()),
    ]);
    let (mirror, _requests) = serve(vec![ok(&small_list())]);
    let folder = configured(&[&page, &mirror], SMALL, "");
    assert_eq!(line(&refresh(&folder), 0)["outcome"], "updated");
    assert_eq!(pages.try_iter().count(), 1);
}

#[test]
fn an_answer_that_the_server_compressed_is_read() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(small_list().as_bytes()).unwrap();
    let body = encoder.finish().unwrap();
    let headers = format!(
        "Content-Encoding: gzip\r\nContent-Length: {}\r\n",
        body.len()
    );
    let (address, _requests) = serve(vec![reply("200 OK", &headers, body)]);
    let folder = configured(&[&address], SMALL, ONCE);
    assert_eq!(line(&refresh(&folder), 0)["designations"], 4);
}

#[test]
fn a_list_that_fails_keeps_its_last_good_edition_and_its_own_age() {
    const EARLIER: &str = "2026-04-30T00:00:00Z";
    let page = "<!doctype html><title>Service unavailable</title>";
    let html = |status| reply(status, "Content-Type: text/html\r\n", page);
    let cut = |body: &str| {
        let headers = format!("Content-Length: {}\r\n", body.len() + 1);
        reply("200 OK", &headers, body)
    };
    let silent = Reply {
        silent: true,
        ..reply("200 OK", "Content-Length: 9\r\n", "Report")
    };
    let older = small_list().replace("29-Apr-2026", "28-Apr-2026");
    let changed = small_list().replace("Name 6", "Name6");
    let rows: [(&str, Reply, &str); 8] = [
        ("busy", html("500 Internal Server Error"), "status 500"),
        ("gone", html("404 Not Found"), "status 404"),
        (
            "elsewhere",
            reply("302 Found", "Location: /login\r\n", ""),
            "status 302",
        ),
        ("cut", cut(&small_list()), "not received whole"),
        ("an error page", html("200 OK"), "not the UK Sanctions List"),
        ("slow", silent, "not received whole"),
        ("an older edition", ok(&older), "the older one was refused"),
        ("a renamed column", ok(&changed), "missing-field"),
    ];
    let (address, _requests) = serve(vec![ok(&small_list())]);
    let folder = configured(&[&address], SMALL, ONCE);
    line(&refresh(&folder), 0);
    set_back(&folder, EARLIER);
    let list = [
        "build",
        "--list",
        "uk=kept/uk.csv",
        "--out",
        "data",
        "--allow-small",
    ];
    folder.run(&list).succeeds();
    let before = folder.files("data");
    for (what, answer, word) in rows {
        let (address, _requests) = serve(vec![answer]);
        configure(&folder, &[&address], SMALL, ONCE);
        let kept = line(&refresh(&folder), 5);
        assert_eq!(kept["outcome"], "kept", "{what}");
        assert_eq!(kept["designations"], 4, "{what}");
        assert_eq!(kept["checked_at"], EARLIER, "{what}");
        assert!(
            kept["error"].as_str().unwrap().contains(word),
            "{what}: {kept}"
        );
        assert_eq!(folder.files("data"), before, "{what}");
        assert_eq!(folder.files("kept").len(), 2, "{what}");
    }

    // As well where the file that was fetched last is gone: what is published is an edition too.
    fs::remove_dir_all(folder.path("kept")).unwrap();
    let (address, _requests) = serve(vec![html("503 Service Unavailable"), ok(&older)]);
    configure(&folder, &[&address], SMALL, ONCE);
    for words in ["status 503", "published 2026-04-28"] {
        let kept = line(&refresh(&folder), 5);
        assert_eq!(kept["checked_at"], EARLIER);
        assert!(kept["error"].as_str().unwrap().contains(words), "{kept}");
        assert_eq!(folder.files("data"), before);
    }
}

#[test]
fn a_file_far_too_small_is_refused_until_a_person_accepts_that_very_file() {
    let whole = whole_list("29-Apr-2026");
    let small: Vec<&str> = whole.lines().take(4_000).collect();
    let small = small.join("\n") + "\n";
    let (address, _requests) = serve(vec![ok(&whole), ok(&small), ok(&small)]);
    let folder = configured(&[&address], "", ONCE);
    assert_eq!(line(&refresh(&folder), 0)["designations"], 5_000);
    let kept = line(&refresh(&folder), 5);
    assert_eq!(kept["designations"], 5_000);
    let error = kept["error"].as_str().unwrap();
    let sha256 = error
        .split("its SHA-256 is ")
        .nth(1)
        .unwrap()
        .get(..64)
        .unwrap();
    let accept = format!("accept-faults = {{ {sha256} = [\"fewer\", \"count\"] }}");
    configure(&folder, &[&address], &accept, ONCE);
    assert_eq!(line(&refresh(&folder), 0)["designations"], 3_998);
    assert!(
        folder
            .read("data/manifest.json")
            .contains("accepted_faults")
    );
}

#[test]
fn where_nothing_can_be_published_nothing_is_written() {
    let (address, _requests) = serve(vec![reply("500 Internal Server Error", "", "")]);
    let folder = configured(&[&address], SMALL, ONCE);
    let failed = line(&refresh(&folder), 6);
    assert_eq!(failed["outcome"], "failed");
    assert!(failed["designations"].is_null());
    assert!(!folder.path("data").exists());

    // A file is where the folder should be.
    let (address, _requests) = serve(vec![ok(&small_list())]);
    let folder = configured(&[&address], SMALL, ONCE);
    folder.write("data", "mine");
    let failed = line(&refresh(&folder), 6);
    assert_eq!(failed["outcome"], "failed");
    assert!(failed["error"].as_str().unwrap().contains("data"));
    assert_eq!(folder.read("data"), "mine");
}

#[test]
fn two_runs_at_once_leave_a_whole_folder() {
    let answers =
        (0..4).map(|list| ok(&small_list().replace("BRASKADE", &format!("BRASKADE{list}"))));
    let (address, _requests) = serve(answers.collect());
    let folder = configured(&[&address], SMALL, "retries = 0\ncompress = true");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(line(&refresh(&folder), 0)["outcome"], "updated"));
        }
    });
    folder.run(&["inspect", "data"]).succeeds();
    let files = folder.files("data");
    assert!(
        files.iter().all(|(name, _)| !name.starts_with('.')),
        "{files:?}"
    );
    // Four editions of two packs each, of which three stay for a day.
    assert_eq!(
        files
            .iter()
            .filter(|(name, _)| name.ends_with("pack"))
            .count(),
        8
    );
}

#[test]
fn old_packs_go_after_a_day_except_as_many_as_are_to_be_kept() {
    let answers =
        (0..4).map(|list| ok(&small_list().replace("BRASKADE", &format!("BRASKADE{list}"))));
    let (address, _requests) = serve(answers.collect());
    let folder = configured(&[&address], SMALL, "keep-old = 1\ncompress = true");
    let mut editions = Vec::new();
    for _ in 0..4 {
        line(&refresh(&folder), 0);
        let manifest: Value = serde_json::from_str(&folder.read("data/manifest.json")).unwrap();
        let file = &manifest["lists"][0]["packs"][0]["file"];
        editions.push(file.as_str().unwrap().to_owned());
        // Two days pass.
        for (name, _) in folder.files("data") {
            let path = folder.path("data").join(name);
            let file = File::options().write(true).open(path).unwrap();
            let time = file.metadata().unwrap().modified().unwrap();
            file.set_modified(time - Duration::from_secs(2 * 86_400))
                .unwrap();
        }
    }
    let left = folder.files("data");
    let is_left = |name: &String| left.iter().any(|(left, _)| left == name);
    // The first was replaced more than a day ago when the last came; one such stays, the newest.
    assert_eq!(
        editions.iter().map(is_left).collect::<Vec<_>>(),
        [false, true, true, true]
    );
    let compressed = |name: &String| is_left(&format!("{name}.gz"));
    assert_eq!(
        editions.iter().map(compressed).collect::<Vec<_>>(),
        [false, true, true, true]
    );
}

#[test]
fn a_wrong_configuration_is_an_error_that_names_the_line() {
    let folder = configured(&["https://list.invalid/"], SMALL, "retrys = 3");
    let ran = refresh(&folder);
    ran.fails(1, &["refresh.toml", "line 5", "retrys"]);
    folder
        .run(&["refresh", "none.toml"])
        .fails(1, &["none.toml"]);
    folder.run(&["refresh"]).fails(2, &["CONFIG"]);
}

/// Two lists at these addresses, with these keys for all.
fn configure_both(folder: &Folder, uk: &str, eu: &str, of_all: &str) {
    let list =
        |code, url| format!("\n[[lists]]\ncode = {code:?}\nurls = [{url:?}]\nallow-small = true\n");
    let both = [list("uk", uk), list("eu", eu)].concat();
    let all = format!("publish-to = \"data\"\nsources = \"kept\"\n{of_all}\n{both}");
    folder.write("refresh.toml", all);
}

fn outcomes(ran: &Ran, code: i32) -> Vec<(String, String)> {
    assert_eq!(ran.code, Some(code), "{ran:#?}");
    let word = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let lines = ran.out.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        (word(&line, "list"), word(&line, "outcome"))
    });
    lines.collect()
}

fn pair(list: &str, outcome: &str) -> (String, String) {
    (list.to_owned(), outcome.to_owned())
}

#[test]
fn a_slow_list_is_waited_for_and_holds_up_no_other() {
    let (uk, _requests) = serve(vec![ok(&small_list()), ok(&small_list())]);
    // Longer than most lists may take, and not longer than this one.
    let late = Reply {
        late: Duration::from_secs(14),
        ..ok(EU)
    };
    let (eu, _requests) = serve(vec![late]);
    let folder = Folder::new();
    configure_both(&folder, &uk, &eu, ONCE);
    let started = Instant::now();
    thread::scope(|scope| {
        let run = scope.spawn(|| refresh(&folder));
        while !folder.path("data/manifest.bin").exists() && !run.is_finished() {
            thread::sleep(Duration::from_millis(50));
        }
        let before = started.elapsed();
        let lists = folder.manifest().lists.into_iter();
        let lists: Vec<_> = lists.map(|it| (it.has_edition(), it.list)).collect();
        assert_eq!(lists, [(false, "eu".to_owned()), (true, "uk".to_owned())]);
        assert!(before < Duration::from_secs(14), "{before:?}");
        let ran = run.join().unwrap();
        let expected = [pair("eu", "updated"), pair("uk", "updated")];
        assert_eq!(outcomes(&ran, 0), expected);
        // Lists of one run do not take each other for another run.
        assert!(!ran.err.contains("waiting"), "{ran:#?}");
    });
    let lists = folder.manifest().lists;
    assert!(lists.iter().all(manifest::ListEntry::has_edition));

    // What the configuration says holds for every list.
    let silent = Reply {
        silent: true,
        ..reply("200 OK", "", "")
    };
    let (eu, _requests) = serve(vec![silent]);
    configure_both(&folder, &uk, &eu, "retries = 0\npatience-seconds = 1");
    let started = Instant::now();
    let expected = [pair("eu", "kept"), pair("uk", "unchanged")];
    assert_eq!(outcomes(&refresh(&folder), 5), expected);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_list_that_never_came_is_named_and_withholds_the_verdict() {
    let uk = [ok(&small_list()), ok(&small_list())];
    let (uk, _requests) = serve(uk.to_vec());
    let (eu, _requests) = serve(vec![ok("<!doctype html>"), ok(EU)]);
    let folder = Folder::new();
    configure_both(&folder, &uk, &eu, ONCE);
    let ran = refresh(&folder);
    let expected = [pair("eu", "failed"), pair("uk", "updated")];
    assert_eq!(outcomes(&ran, 5), expected);
    let failed: Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    assert!(failed["designations"].is_null() && failed["checked_at"].is_null());

    let said = folder.run(&["inspect", "data"]).succeeds();
    assert!(said.contains("no edition came so far"), "{said}");
    let nobody = "Qxzvw Kjhgf";
    let search = folder.run(&["search", "data", nobody]);
    assert_eq!(search.code, Some(4), "{search:#?}");
    let words = "EU consolidated list of financial sanctions: the list could not be loaded, so it was not searched";
    assert!(search.out.contains(words), "{search:#?}");
    assert!(
        search.err.contains("no edition of the list `eu` came"),
        "{search:#?}"
    );
    let search = folder.run(&[
        "search",
        "data",
        nobody,
        "--json",
        "--record",
        "record.json",
    ]);
    let answer: Value = serde_json::from_str(&search.out).unwrap();
    assert_eq!(
        (search.code, &answer["outcome"]),
        (Some(4), &"no-verdict".into())
    );
    let status = |list: usize| &answer["lists"][list]["status"];
    assert_eq!(
        (status(0), status(1)),
        (&"failed".into(), &"current".into())
    );
    // A hit is shown all the same.
    let found = folder.run(&["search", "data", "Tarvo Braskade", "--json"]);
    assert_eq!(found.code, Some(4), "{found:#?}");
    folder.write("names.csv", format!("name\n{nobody}\n"));
    let screen = [
        "screen",
        "data",
        "--input",
        "names.csv",
        "--column",
        "name",
        "--out",
        "-",
    ];
    let screen = folder.run(&screen);
    assert_eq!(screen.code, Some(4), "{screen:#?}");
    assert!(screen.out.contains("no-verdict"), "{screen:#?}");
    // The only list that there is needs no naming.
    folder.write(
        "pairs.csv",
        "listed_name,kind,query\nTarvo BRASKADE,individual,Tarvo Braskade\n",
    );
    let compare = [
        "compare",
        "--input",
        "pairs.csv",
        "--out",
        "-",
        "--data",
        "data",
    ];
    folder.run(&compare).succeeds();
    folder.run(&["diff", "data", "data"]).succeeds();
    let verify = ["verify", "record.json", "--data", "data"];
    let said = folder.run(&verify).succeeds();
    let words = "EU consolidated list of financial sanctions (eu)";
    assert!(said.contains(words), "{said}");

    // And once it comes, it is a list as any other.
    let expected = [pair("eu", "updated"), pair("uk", "unchanged")];
    assert_eq!(outcomes(&refresh(&folder), 0), expected);
    folder.run(&["inspect", "data"]).succeeds();
    let search = folder.run(&["search", "data", nobody, "--json"]);
    assert_eq!(search.json()["outcome"], "nothing-found");
}

#[test]
fn a_list_in_several_files_is_refreshed_whole_or_not_at_all() {
    let half = |rows: &[usize]| {
        let text = small_list();
        let lines: Vec<&str> = text.lines().collect();
        let rows = rows.iter().map(|row| lines[row + 2]);
        let all: Vec<&str> = lines[..2].iter().copied().chain(rows).collect();
        all.join("\n")
    };
    let (people, others) = (half(&[0, 1, 2, 3]), half(&[4, 5]));
    let newer = |text: &str| text.replace("29-Apr-2026", "30-Apr-2026");
    let (first, _) = serve(vec![ok(&people), ok(&newer(&people)), ok(&newer(&people))]);
    let (second, _) = serve(vec![
        ok(&others),
        reply("404 Not Found", "", ""),
        ok(&newer(&others)),
    ]);
    let folder = configured(
        &[],
        &format!("files = {:?}\n{SMALL}", [first, second]),
        ONCE,
    );
    let text = folder.read("refresh.toml");
    folder.write("refresh.toml", text.replace("urls = []\n", ""));
    let said = line(&refresh(&folder), 0);
    assert_eq!(
        (&said["outcome"], &said["designations"]),
        (&"updated".into(), &4.into())
    );
    let before = folder.files("data");
    // One of them is new, and the other did not come.
    let said = line(&refresh(&folder), 5);
    assert_eq!(
        (&said["outcome"], &said["published"]),
        (&"kept".into(), &"2026-04-29".into())
    );
    assert!(folder.files("data") == before);
    let said = line(&refresh(&folder), 0);
    assert_eq!(
        (&said["outcome"], &said["published"]),
        (&"updated".into(), &"2026-04-30".into())
    );
    assert!(folder.path("kept/uk-1.csv").exists() && folder.path("kept/uk-2.csv").exists());
}
