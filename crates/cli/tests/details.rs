//! What is known beside a name, run as a person runs it.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{Folder, csv_rows};
use serde_json::{Value, json};

#[test]
fn details_say_what_agrees_and_leave_nothing_out() {
    let folder = Folder::with_data();
    let search = |arguments: &[&str]| {
        let search = &["search", "data", "Orsek Testanov"];
        folder.run(&[search, arguments].concat())
    };
    let plain = &search(&["--json"]).json()["hits"][0];
    assert_eq!(plain.get("details"), None);
    for (arguments, expected, words) in [
        (
            ["--born", "5 July 1978"],
            json!([{"detail": "born", "agreement": "agrees"}]),
            "details: date of birth agrees",
        ),
        (
            ["--born", "07/05/1978"],
            json!([{"detail": "born", "agreement": "day-and-month-swapped"}]),
            "details: date of birth agrees with day and month exchanged",
        ),
        (
            ["--born", "1971"],
            json!([{"detail": "born", "agreement": {"years-apart": 7}}]),
            "details: year of birth differs by 7 years",
        ),
        (
            ["--country", " ruritania"],
            json!([{"detail": "country", "agreement": "agrees"}]),
            "details: nationality agrees",
        ),
        (
            ["--country", "FR"],
            // The list's country is in no table.
            json!([{"detail": "country", "agreement": "unread"}]),
            "details: nationality on the list could not be read and compared",
        ),
        (
            ["--country", "Nowhere, France"],
            json!([{"detail": "country", "agreement": "not-understood"}]),
            "details: nationality in the query was not understood and not compared",
        ),
        (
            ["--born", "July 1978"],
            json!([{"detail": "born", "agreement": "query-says-less"}]),
            "details: date of birth agrees as far as the query gives it, the list is more exact",
        ),
    ] {
        let report = search(&[&arguments[..], &["--json"]].concat()).json();
        let hit = &report["hits"][0];
        assert_eq!(hit["details"], expected, "{arguments:?}");
        assert_eq!(hit["score"], plain["score"], "{arguments:?}");
        let said = search(&arguments).succeeds();
        assert!(said.contains(words), "no {words:?} in {said}");
    }
}

#[test]
fn a_listed_date_that_could_not_be_read_is_never_said_to_be_missing() {
    let folder = Folder::with_data();
    let search = ["search", "data", "Quillon Braskade", "--born", "1999-02-28"];
    let words = "date of birth on the list could not be read and compared";
    let said = folder.run(&search).succeeds();
    for line in ["date of birth: 31/02/1999", &format!("details: {words}")] {
        assert!(said.contains(line), "no {line:?} in {said}");
    }
    let report = folder.run(&[&search[..], &["--json"]].concat()).json();
    assert_eq!(
        report["hits"][0]["details"],
        json!([{"detail": "born", "agreement": "unread"}])
    );
    folder.write("in.csv", "name,dob\nQuillon Braskade,28/02/1999\n");
    let screen = "screen data --input in.csv --column name --born dob --out -";
    let screen: Vec<&str> = screen.split(' ').collect();
    let screened = folder.run(&screen).succeeds();
    let rows = csv_rows(&screened);
    assert!(rows[1].contains(&words.to_owned()), "{rows:?}");
}

#[test]
fn a_detail_that_is_not_understood_is_wrong_usage() {
    let folder = Folder::with_data();
    for (argument, value, words) in [
        ("--born", "12/03/71", "12/03/1971 (day first)"),
        ("--born", "12/03/71", "all four digits of the year"),
        ("--born", "31/02/1971", "12/03/1971 (day first)"),
        ("--born", "31/02/1971", "no such date of birth"),
        ("--born", "2999", "no such date of birth"),
        ("--born", "", "--born"),
        ("--country", "33", "its name or its code"),
        ("--sex", "x", "male or female"),
    ] {
        folder
            .run(&["search", "data", "Testanov", argument, value])
            .fails(2, &[words]);
    }
}

#[test]
fn details_of_a_screening_stand_in_columns() {
    let folder = Folder::with_data();
    folder.write(
        "in.csv",
        "name,dob,from\nOrsek Testanov,05/07/1978,France\nOrsek Testanov,,\nZzyzx Qwortle,1971,\n",
    );
    let screen = [
        "screen",
        "data",
        "--input",
        "in.csv",
        "--column",
        "name",
        "--born",
        "dob",
        "--country",
        "from",
        "--out",
    ];
    let run = |out: &str| folder.run(&[&screen[..], &[out]].concat());
    let rows = csv_rows(&run("-").succeeds());
    assert_eq!(rows[0][8..11], ["band", "details", "outcome"]);
    assert_eq!(
        rows[1][9], "date of birth agrees; nationality on the list could not be read and compared",
        "{rows:?}"
    );
    assert_eq!(
        (&rows[2][4], &rows[2][9]),
        (&"GIM9001".to_owned(), &String::new())
    );
    assert_eq!(rows[3][2..10], [""; 8]);
    assert_eq!(rows[3][10], "nothing-in-file");

    run("out.ndjson").succeeds();
    let text = folder.read("out.ndjson");
    let row: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(
        row["details"][1],
        json!({"detail": "country", "agreement": "unread"})
    );

    folder.write("in.csv", "name,dob,from\nx,,\nOrsek Testanov,soon,\n");
    // What is not understood is left out and said, as in the page.
    let ran = run("-");
    let said = "was not compared: 1; the first is in.csv, line 3, column `dob`: `soon`: no date; write it like";
    assert!(ran.err.contains(said), "{}", ran.err);
    let rows = csv_rows(&ran.succeeds());
    assert_eq!((&*rows[2][9], &*rows[2][10]), ("", "hits"), "{rows:?}");
    folder.write("in.csv", "name,dob\nx,\n");
    run("-").fails(1, &["`from`"]);
}
