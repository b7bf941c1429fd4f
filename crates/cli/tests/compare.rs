//! `compare`, run as a person runs it.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{Folder, csv_rows};
use serde_json::Value;

const COMPARE: &[&str] = &["compare", "--input", "pairs.csv", "--out"];

#[test]
fn every_pair_comes_back_unchanged_with_its_score() {
    let folder = Folder::new();
    // Columns in another order, one of our own between them, and cells that a spreadsheet would
    // run as formulas: those, and only those, come back with an apostrophe.
    folder.write(
        "pairs.csv",
        "listed_name,=mine,kind,query\n\
         Orsek TESTANOV,=1+1,individual,orsek testanov\n\
         \"TESTANOV, Orsek\",\u{feff}＝1,unknown,Orsek Testanof\n\
         NO SUCH SHIP,x,ship,Placeholder Freight\n",
    );
    folder.run(&[COMPARE, &["scores.csv"]].concat()).succeeds();
    let rows = csv_rows(&folder.read("scores.csv"));
    assert_eq!(
        rows[0],
        [
            "listed_name",
            "'=mine",
            "kind",
            "query",
            "score",
            "band",
            "evidence"
        ]
    );
    assert_eq!(
        rows[1][..4],
        ["Orsek TESTANOV", "'=1+1", "individual", "orsek testanov"]
    );
    assert_eq!(
        rows[2][..4],
        [
            "TESTANOV, Orsek",
            "'\u{feff}＝1",
            "unknown",
            "Orsek Testanof"
        ]
    );
    assert_eq!(rows[1][4..6], ["1.000000", "exact"]);
    assert_eq!(rows[3][5], "below");
    let mut last = 2.0;
    for row in &rows[1..] {
        let score: f64 = row[4].parse().unwrap();
        assert_eq!(row[4].split_once('.').unwrap().1.len(), 6, "{row:?}");
        assert!(score < last, "{row:?}");
        last = score;
        let evidence: Value = serde_json::from_str(&row[6]).unwrap();
        for row in evidence.as_array().unwrap() {
            assert_eq!(
                fixture::keys(row),
                ["listed_word", "query_word", "relation", "weight"]
            );
        }
    }
    assert_eq!(rows.len(), 4);
}

#[test]
fn without_evidence_its_column_is_empty_and_the_rest_is_the_same() {
    let folder = Folder::new();
    folder.write(
        "pairs.csv",
        "kind,query,listed_name\nentity,Placeholder Freight,Placeholder Freight Ltd\n",
    );
    let with = csv_rows(&folder.run(&[COMPARE, &["-"]].concat()).succeeds());
    let without = csv_rows(
        &folder
            .run(&[COMPARE, &["-", "--no-evidence"]].concat())
            .succeeds(),
    );
    assert_eq!(with[0], without[0]);
    assert_eq!(with[1][..5], without[1][..5]);
    assert!(with[1][5].starts_with('['));
    assert_eq!(without[1][5], "");
}

#[test]
fn a_data_folder_gives_the_rarity_of_words() {
    let folder = Folder::with_data();
    folder.write(
        "pairs.csv",
        "kind,query,listed_name\nindividual,Orsek,Orsek Testanov\n",
    );
    folder
        .run(&[COMPARE, &["-", "--data", "data"]].concat())
        .succeeds();
    folder
        .run(&[COMPARE, &["-", "--data", "nowhere"]].concat())
        .fails(1, &["nowhere"]);
}

#[test]
fn malformed_pairs_name_their_line_and_leave_no_half_file() {
    let folder = Folder::new();
    for (what, input, words) in [
        (
            "no such column",
            "kind,query\nship,x\n",
            &["`listed_name`", "kind, query"][..],
        ),
        (
            "no such kind",
            "kind,query,listed_name\nship,x,y\nboat,x,y\n",
            &["line 3, column `kind`", "`boat`", "ship"],
        ),
        (
            "a cell too few",
            "kind,query,listed_name\nship,x\n",
            &["line 2, column 7: the row has 2 cells, the header has 3"],
        ),
        (
            "an open quote",
            "kind,query,listed_name\nship,x,\"y\n",
            &["line 2, column 8", "never closed"],
        ),
    ] {
        folder.write("pairs.csv", input);
        let error = folder
            .run(&[COMPARE, &["scores.csv"]].concat())
            .fails(1, words);
        assert_eq!(folder.files("").len(), 1, "{what}: {error}");
    }
}

#[test]
fn the_input_is_never_the_output() {
    let folder = Folder::new();
    let pairs = "kind,query,listed_name\nship,x,y\n";
    folder.write("pairs.csv", pairs);
    std::fs::hard_link(folder.path("pairs.csv"), folder.path("hard.csv")).unwrap();
    for out in ["pairs.csv", "./pairs.csv", "hard.csv"] {
        folder
            .run(&[COMPARE, &[out]].concat())
            .fails(1, &["--out is the same file as --input"]);
        assert_eq!(folder.read(out), pairs);
    }
}
