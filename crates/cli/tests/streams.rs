//! Standard input, output and error as callers leave them: closed, full, a file, a terminal's text.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use fixture::{BUILD, Folder, Ran, csv_rows, small_list};
use serde_json::json;

const SCREEN: &[&str] = &[
    "screen", "data", "--input", "in.csv", "--column", "name", "--out",
];

/// One list of unknown age, so that every search warns, and a customer.
fn folder() -> Folder {
    let folder = Folder::with_data();
    folder.write("in.csv", "name,ref\nOrsek Valdi Testanov,1\n,2\n");
    folder
}

/// A pipe whose reader is gone.
fn broken_pipe() -> Stdio {
    let (_, writer) = std::io::pipe().unwrap();
    writer.into()
}

fn run(command: &mut Command) -> Ran {
    Ran::new(&[], command.stdin(Stdio::null()).output().unwrap())
}

/// Runs the program through a shell that closes one of its streams.
fn run_closed(folder: &Folder, arguments: &[&str], redirection: &str) -> Ran {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("exec \"$@\" {redirection}"), "sh"])
        .arg(env!("CARGO_BIN_EXE_sanctions-lookup"))
        .args(arguments)
        .current_dir(folder.path(""));
    run(&mut shell)
}

#[test]
fn a_closed_standard_error_stops_no_run_that_has_a_file_to_write() {
    let folder = folder();
    let screen = [SCREEN, &["out.csv"]].concat();
    // A note about another file, so that a build warns as well.
    folder.write(
        "list.csv.meta.json",
        json!({"address": "x", "checked_at": "x", "etag": null, "sha256": "00"}).to_string(),
    );
    let warned = folder.run(&screen);
    assert!(warned.err.contains("warning: "), "{}", warned.err);
    let (screened, built) = (folder.read("out.csv"), folder.files("data"));
    for arguments in [&screen[..], BUILD] {
        for closes in [true, false] {
            fs::remove_file(folder.path("out.csv")).unwrap();
            fs::remove_dir_all(folder.path("data")).unwrap();
            folder.run(BUILD).succeeds();
            folder.write("out.csv", "");
            let ran = if closes {
                run_closed(&folder, arguments, "2>&-")
            } else {
                let mut command = folder.command(arguments);
                run(command.stdin(Stdio::null()).stderr(broken_pipe()))
            };
            ran.succeeds();
            if arguments != BUILD {
                assert_eq!(folder.read("out.csv"), screened);
            }
            assert_eq!(folder.files("data"), built);
        }
    }
    // An error is told by the exit status alone.
    let mut command = folder.command(&["search", "nowhere", "x"]);
    assert_eq!(run(command.stderr(broken_pipe())).code, Some(1));
}

#[test]
fn exit_status_0_only_where_the_output_is() {
    let folder = folder();
    folder.write("pairs.csv", "kind,query,listed_name\nship,x,y\n");
    let screen = [SCREEN, &["-"]].concat();
    let compare = ["compare", "--input", "pairs.csv", "--out", "-"];
    let (search, json) = (
        ["search", "data", "Testanov"],
        ["search", "data", "Testanov", "--json"],
    );
    let inspect = ["inspect", "data"];
    for arguments in [&["--help"][..], &["screen", "--help"], &["--version"]] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        run_to(&mut folder.command(arguments), full).fails(1, &["space"]);
        folder.run(arguments).succeeds();
    }
    for arguments in [&screen[..], &compare, &search, &json, &inspect] {
        // What was written, and the exit status.
        let mut command = folder.command(arguments);
        let ran = run(command.stdout(broken_pipe()));
        assert_eq!(ran.code, Some(141), "{arguments:?}: {ran:?}");
        assert!(!ran.err.contains("error"), "{arguments:?}: {ran:?}");
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = folder.command(arguments);
        // A check is all in its exit status once it was told.
        run_to(&mut command, full).fails(1, &["space"]);
        folder.run(arguments).succeeds();
        let mut command = folder.command(arguments);
        let null = OpenOptions::new().write(true).open("/dev/null").unwrap();
        run_to(&mut command, null).succeeds();
        let ran = run_closed(&folder, arguments, ">&-");
        if arguments == inspect {
            // It verifies: its exit status is the answer.
            ran.succeeds();
        } else {
            ran.fails(1, &["standard output is closed"]);
        }
    }
    // What writes files does not need a reader.
    for arguments in [BUILD, &[SCREEN, &["out.csv"]].concat()] {
        let mut command = folder.command(arguments);
        run(command.stdout(broken_pipe())).succeeds();
        run_closed(&folder, arguments, ">&-").succeeds();
        run_closed(&folder, arguments, ">&- 2>&- <&-").succeeds();
    }
    assert_eq!(csv_rows(&folder.read("out.csv")).len(), 3);
}

fn run_to(command: &mut Command, out: File) -> Ran {
    run(command.stdout(Stdio::from(out)))
}

#[test]
fn the_output_is_never_the_input() {
    let folder = folder();
    let input = folder.read("in.csv");
    fs::hard_link(folder.path("in.csv"), folder.path("hard.csv")).unwrap();
    symlink("in.csv", folder.path("link.csv")).unwrap();
    symlink("hard.csv", folder.path("link.ndjson")).unwrap();
    let words = &["--out is the same file as --input"];
    for out in ["in.csv", "./in.csv", "hard.csv", "link.csv", "link.ndjson"] {
        folder.run(&[SCREEN, &[out]].concat()).fails(1, words);
    }
    // The same with the shell's redirections.
    let screen = ["screen", "data", "--column", "name", "--input"];
    let from_stdin = [&screen[..], &["-", "--out", "link.csv"]].concat();
    run_closed(&folder, &from_stdin, "< in.csv").fails(1, words);
    let to_stdout = [&screen[..], &["in.csv", "--out", "-"]].concat();
    run_closed(&folder, &to_stdout, ">> in.csv").fails(1, words);
    assert_eq!(folder.read("in.csv"), input);
    assert_eq!(folder.read("hard.csv"), input);
    // Another file, and one that is no regular file, are nobody's input.
    let to_stdin = [&screen[..], &["-", "--out", "-"]].concat();
    let said = run_closed(&folder, &to_stdin, "< in.csv").succeeds();
    assert_eq!(csv_rows(&said).len(), 3);
    run_closed(&folder, &to_stdin, "< /dev/null > /dev/null").fails(1, &["empty"]);
}

#[test]
fn nothing_that_steers_a_terminal_is_printed_raw() {
    const HOSTILE: &str = "a\u{1b}[2Jb\u{202e}c\u{9b}d\re";
    let clean = |ran: &Ran| {
        for text in [&ran.out, &ran.err] {
            for letter in ['\u{1b}', '\u{202e}', '\u{9b}', '\r'] {
                assert!(!text.contains(letter), "{letter:?} in {ran:?}");
            }
        }
    };
    let folder = Folder::new();
    folder.write(
        "list.csv",
        small_list().replace("TESTANOV", &HOSTILE.replace('\r', "")),
    );
    clean(&folder.run(&[BUILD, &["--warnings"]].concat()));
    folder.write("in.csv", format!("\"{HOSTILE}\",x\n1,2\n"));
    folder.write(
        "pairs.csv",
        format!("kind,query,listed_name\n\"{HOSTILE}\",x,y\n"),
    );
    let manifest = folder.read("data/manifest.json");
    let hostile = json!(HOSTILE).to_string();
    folder.write_manifest("data", manifest.replace("\"UK Sanctions List\"", &hostile));
    folder.write(
        "bad/manifest.json",
        manifest.replace("uk-search", &hostile.replace('"', "")),
    );
    let url = format!("https://list.invalid/{HOSTILE}");
    for arguments in [
        &["search", "data", "--", "Orsek", HOSTILE][..],
        &["search", "data", "--", "Zzyzx", HOSTILE],
        &["search", HOSTILE, "x"],
        &["search", "bad", "x"],
        &["search", "data", "x", "--regime", HOSTILE],
        &["search", "data", "x", "--born", HOSTILE],
        &["inspect", "data"],
        &["inspect", "bad"],
        &["compare", "--input", "pairs.csv", "--out", "-"],
        &["fetch", "uk", "--url", &url],
        &[HOSTILE],
        &[SCREEN, &["-"]].concat(),
    ] {
        let ran = folder.run(arguments);
        assert!(!ran.out.is_empty() || !ran.err.is_empty(), "{arguments:?}");
        clean(&ran);
    }
    // Data for programs is what it is.
    let report = folder
        .run(&["search", "data", "Orsek Valdi", "--json", "--min", "any"])
        .json();
    let name = report["hits"][0]["name"].as_str().unwrap();
    assert!(name.contains('\u{202e}'), "{report}");
}
