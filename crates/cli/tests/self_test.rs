//! `self-test`: disguised names of a list, and what is found of them.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::fs;
use std::path::Path;

use fixture::Folder;
use serde_json::Value;

/// A folder with the sample list.
fn sample() -> Folder {
    let folder = Folder::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/sample-list.csv");
    folder.write("list.csv", fs::read(root).unwrap());
    folder
        .run(&[
            "build",
            "--list",
            "uk=list.csv",
            "--out",
            "data",
            "--allow-small",
        ])
        .succeeds();
    folder
}

fn report(folder: &Folder, options: &[&str]) -> Value {
    let arguments = [&["self-test", "data", "--json"], options].concat();
    serde_json::from_str(&folder.run(&arguments).succeeds()).unwrap()
}

#[test]
fn every_disguise_is_tried_counted_once_and_has_a_published_figure() {
    let folder = sample();
    let report = report(&folder, &["--names", "20"]);
    let classes = report["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 16);
    let mut not_found = 0;
    for class in classes {
        let count = |name: &str| class[name].as_u64().unwrap();
        assert!((1..=20).contains(&count("tried")), "{class}");
        let ends = count("found") + count("said") + count("missed");
        assert_eq!(ends, count("tried"), "{class}");
        not_found += count("said") + count("missed");
        assert!(
            class["published_found_percent"].as_f64().unwrap() > 50.0,
            "{class}"
        );
    }
    assert_eq!(
        report["not_found"].as_array().unwrap().len() as u64,
        not_found
    );
    assert_eq!(report["lists"][0]["status"], "sample");
    for miss in report["not_found"].as_array().unwrap() {
        assert_ne!(miss["listed"], miss["typed"]);
    }
}

#[test]
fn a_seed_gives_the_same_tries_again() {
    let folder = sample();
    let one = folder.run(&["self-test", "data", "--seed", "7"]).succeeds();
    assert_eq!(
        one,
        folder.run(&["self-test", "data", "--seed", "7"]).succeeds()
    );
}

#[test]
fn the_text_has_every_part_and_wrong_input_is_refused() {
    let folder = sample();
    let text = folder
        .run(&["self-test", "data", "--names", "5"])
        .succeeds();
    for word in [
        "a letter left out",
        "found %",
        "Missed",
        "Said and not found",
        "seed 1",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    folder.run(&["self-test", "nowhere"]).fails(1, &["nowhere"]);
    folder
        .run(&["self-test", "data", "--names", "0"])
        .fails(2, &["--names"]);
}
