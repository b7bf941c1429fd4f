//! `--method ofac`, run as a person runs it.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{Folder, csv_rows, keys};
use serde_json::{Value, json};

#[test]
fn a_search_gives_scores_without_bands_or_evidence() {
    let folder = Folder::with_data();
    let search = |arguments: &[&str]| {
        let search = &["search", "data", "Valdy Testanov", "--method", "ofac"];
        folder.run(&[search, arguments].concat())
    };
    let report = search(&["--min-score", "80", "--json"]).json();
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
            "min_score",
            "outcome",
            "query",
            "suppressed"
        ]
    );
    assert_eq!(report["method"], "ofac");
    assert_eq!(report["min"], Value::Null);
    assert_eq!(report["min_score"], 80);
    let hits = report["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1);
    let hit = &hits[0];
    assert_eq!(hit["id"], "GIM9001");
    assert_eq!(hit["matched_name"], "Orsek Valdi TESTANOV");
    assert_eq!(
        (&hit["band"], &hit["evidence"]),
        (&Value::Null, &Value::Null)
    );
    // Valdi and Valdy: Jaro-Winkler .92 and one code make .96; the mean with 1 is .98.
    let score = hit["score"].as_f64().unwrap();
    assert!((score - 0.98).abs() < 1e-6, "{score}");

    let said = search(&["--min-score", "98"]).succeeds();
    assert!(
        said.contains("1. score 98 of 100 by the published OFAC method: Orsek Valdi TESTANOV"),
        "{said}"
    );
    assert!(
        said.contains("A government's own tool may say otherwise"),
        "{said}"
    );
    assert!(!said.contains("why:"), "{said}");
}

#[test]
fn only_100_is_shown_unless_a_lower_score_is_asked_for() {
    let folder = Folder::with_data();
    let search = |arguments: &[&str]| {
        let search = &["search", "data", "--method", "ofac"];
        folder.run(&[search, arguments].concat())
    };
    // Without a hit this method gives no verdict.
    let ran = search(&["Valdy Testanov"]);
    assert_eq!(ran.code, Some(4), "{ran:#?}");
    let said = ran.out;
    assert!(said.contains("No name reaches a score of 100"), "{said}");
    assert!(!said.contains("Nothing like"), "{said}");
    // Order and listed words that were not typed cost nothing; numbers are no names.
    for (query, hits) in [("testanov orsek", 1), ("Lantern", 1), ("9990001", 0)] {
        let report = search(&[query, "--json", "--accept-no-verdict"]).json();
        assert_eq!(report["hits"].as_array().unwrap().len(), hits, "{query}");
    }
    let all = search(&["Testanov", "--min-score", "0", "--json"]).json();
    assert_eq!(all["hits"].as_array().unwrap().len(), 4);
    let said = search(&["Testanov", "--kind", "ship"]).succeeds();
    assert!(
        said.contains("Hidden by --kind, --regime or --min: 1"),
        "{said}"
    );
    // A name was reached, and a filter hides it.
    assert!(!said.contains("No name reaches"), "{said}");
    search(&["..."]).fails(1, &["not searched"]);
}

#[test]
fn a_screening_names_its_method() {
    let folder = Folder::with_data();
    folder.write("in.csv", "name\nValdy Testanov\nZzyzx Qwortle\n...\n");
    let screen = |arguments: &[&str]| {
        let screen = &["screen", "data", "--input", "in.csv", "--column", "name"];
        let ofac = &["--method", "ofac", "--min-score", "90"];
        let ran = folder.run(&[&screen[..], ofac, arguments].concat());
        assert_eq!(ran.code, Some(4), "{ran:#?}");
        ran.out
    };
    let rows = csv_rows(&screen(&["--out", "-"]));
    assert_eq!(rows[0][7..11], ["score", "band", "method", "outcome"]);
    assert_eq!(
        rows[1][2..11],
        [
            "1",
            "uk",
            "GIM9001",
            "individual",
            "Orsek Valdi TESTANOV",
            "0.980000",
            "",
            "ofac",
            "hits"
        ]
    );
    assert_eq!(
        rows[2][2..11],
        ["", "", "", "", "", "", "", "ofac", "no-verdict"]
    );
    assert_eq!(rows[3][7..11], ["", "", "ofac", "not-searched"]);
    assert_eq!(rows.len(), 4);

    screen(&["--out", "out.ndjson"]);
    let text = folder.read("out.ndjson");
    let row: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&row["method"], &row["band"]),
        (&json!("ofac"), &Value::Null)
    );
}

#[test]
fn pairs_are_scored_by_the_same_method() {
    let folder = Folder::new();
    folder.write(
        "pairs.csv",
        "kind,query,listed_name\n\
         individual,Valdy Testanov,Orsek Valdi TESTANOV\n\
         individual,Dixon,Dicksonx\n\
         ship,...,NO SUCH SHIP\n",
    );
    let compare = ["compare", "--input", "pairs.csv", "--out", "-", "--method"];
    let rows = csv_rows(&folder.run(&[&compare[..], &["ofac"]].concat()).succeeds());
    assert_eq!(rows[0][3..], ["score", "band", "evidence", "method"]);
    for (row, score) in rows[1..].iter().zip(["0.980000", "0.813333", "0.000000"]) {
        assert_eq!(row[3..], [score, "", "", "ofac"]);
    }
    let own = [&compare[..], &["sanctions-lookup"]].concat();
    let rows = csv_rows(&folder.run(&own).succeeds());
    assert_eq!(rows[0][3..], ["score", "band", "evidence"]);
}

#[test]
fn each_method_has_its_own_floor_and_says_so() {
    let folder = Folder::with_data();
    let search = ["search", "data", "x"];
    let screen = [
        "screen", "data", "--input", "-", "--column", "name", "--out", "-",
    ];
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["--min-score", "80"],
            &["--method ofac", "--min with a band"],
        ),
        (
            &["--method", "ofac", "--min", "strong"],
            &["no bands", "--min-score"],
        ),
        (
            &["--method", "ofac", "--min", "any", "--min-score", "1"],
            &["--min-score with", "--min without"],
        ),
        (&["--method", "ofac", "--min-score", "101"], &["101", "100"]),
        (&["--method", "ofac", "--min-score", "0.8"], &["0.8"]),
        (&["--method", "soundex"], &["sanctions-lookup", "ofac"]),
        (&["--method", "ofac", "--born", "1978"], &["names only"]),
    ];
    for command in [&search[..], &screen] {
        for (arguments, words) in cases {
            folder.run(&[command, arguments].concat()).fails(2, words);
        }
    }
}
