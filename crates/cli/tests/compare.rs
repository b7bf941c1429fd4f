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

/// One row for the pairs file, quoted.
fn csv_line(cells: &[&str]) -> String {
    let quoted = cells
        .iter()
        .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(",") + "\n"
}

/// Every hit that `search` and `screen` give for these queries, compared: the same score and band.
fn agree(folder: &Folder, queries: &[&str]) -> usize {
    let mut pairs = "kind,query,listed_name,name_type,alias_strength\n".to_owned();
    let mut searched = Vec::new();
    for query in queries {
        // The exit status speaks of the list, which plays no part here.
        let answer = folder.run(&[
            "search", "data", query, "--min", "any", "--limit", "500", "--json",
        ]);
        let answer: Value = serde_json::from_str(&answer.out).unwrap();
        for hit in answer["hits"].as_array().unwrap() {
            let text = |key: &str| hit[key].as_str().unwrap_or_default().to_owned();
            let matched = text("matched_name");
            let row = [
                &text("kind"),
                *query,
                &*matched,
                &text("name_type"),
                &text("alias_strength"),
            ];
            pairs.push_str(&csv_line(&row));
            searched.push((
                (query.to_string(), text("id"), matched.clone()),
                format!("{:.6}", hit["score"].as_f64().unwrap() as f32),
                text("band"),
            ));
        }
    }
    folder.write("pairs.csv", &pairs);
    let compared = csv_rows(
        &folder
            .run(&[COMPARE, &["-", "--data", "data"]].concat())
            .succeeds(),
    );
    assert_eq!(compared.len(), searched.len() + 1);
    for (row, (what, score, band)) in compared[1..].iter().zip(&searched) {
        assert_eq!((&row[5], &row[6]), (score, band), "{what:?}");
    }

    let mut customers = "name\n".to_owned();
    for query in queries {
        customers.push_str(&csv_line(&[query]));
    }
    folder.write("customers.csv", &customers);
    let screened = folder.run(&[
        "screen",
        "data",
        "--input",
        "customers.csv",
        "--column",
        "name",
        "--min",
        "any",
        "--limit",
        "500",
        "--out",
        "-",
    ]);
    let screened = csv_rows(&screened.out);
    let column = |name: &str| {
        screened[0]
            .iter()
            .position(|header| header == name)
            .unwrap()
    };
    let columns = ["query", "id", "matched_name", "score", "band"].map(column);
    for (what, score, band) in &searched {
        let (query, id, matched) = what;
        let row = screened.iter().find(|row| {
            [query, id, matched]
                .into_iter()
                .zip(columns)
                .all(|(cell, column)| *cell == row[column])
        });
        let row = row.unwrap_or_else(|| panic!("screen has no {what:?}"));
        assert_eq!(
            [&row[columns[3]], &row[columns[4]]],
            [score, band],
            "{what:?}"
        );
    }
    searched.len()
}

#[test]
fn with_a_data_folder_a_pair_has_the_score_of_search_and_screen() {
    let folder = Folder::with_data();
    let count = agree(
        &folder,
        &[
            "Orsek Valdi Testanov",
            "Testanof, Orsek",
            "Orsek Testano",
            "Orsek",
            "O. Testanov",
            "Iron Lantern",
            "Iron Lanterns 55",
            "Quillon Braskade Testanov",
            "Квиллон Браскаде",
            "Placeholder Freight Ltd",
            "Placeholder Freight Company GmbH",
            "No Such Shipp",
            "Placeholder Freight Compa",
        ],
    );
    assert!(count >= 12, "{count}");
}

#[test]
fn so_it_has_over_the_sample_list() {
    let folder = Folder::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/sample-list.csv");
    let sample = std::fs::read_to_string(sample).unwrap();
    folder.write("list.csv", &sample);
    folder.run(fixture::BUILD).succeeds();
    let rows = csv_rows(sample.split_once('\n').unwrap().1);
    let parts = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
    let columns = parts.map(|part| rows[0].iter().position(|header| header == part).unwrap());
    let names = rows[1..].iter().map(|row| {
        let parts = columns.map(|column| &*row[column]);
        parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    let mut names: Vec<String> = names.filter(|name| name.chars().count() > 2).collect();
    names.dedup();
    let mut queries = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let mut slipped: Vec<char> = name.chars().collect();
        slipped.remove(place % slipped.len());
        let ends = (
            name.split(' ').next(),
            names[place * 7 % names.len()].split(' ').next_back(),
        );
        queries.push(name.clone());
        queries.push(slipped.into_iter().collect());
        queries.extend(
            ends.0
                .zip(ends.1)
                .map(|(first, last)| format!("{first} {last}")),
        );
    }
    // `screen` writes a sign in front of what a spreadsheet would run, and refuses single letters.
    queries.retain(|query| {
        let letters = query.chars().filter(|letter| letter.is_alphabetic());
        query.starts_with(char::is_alphabetic) && letters.count() > 1
    });
    let queries: Vec<&str> = queries.iter().map(String::as_str).step_by(9).collect();
    assert!(agree(&folder, &queries) > 50);
}

#[test]
fn the_type_and_strength_of_a_name_decide_what_a_weak_alias_scores() {
    let folder = Folder::new();
    folder.write(
        "pairs.csv",
        "kind,query,listed_name,name_type,alias_strength\n\
         individual,Orsek,Orsek,,\n\
         individual,Orsek,Orsek,alias,\n\
         individual,Orsek Valdi,Orsek Valdi,alias,good\n\
         individual,Orsek Valdi,Orsek Valdi,alias,low\n\
         individual,Orsek Valdo,Orsek Valdi,alias,low\n\
         individual,O,Orsek Valdi,,\n",
    );
    let rows = csv_rows(&folder.run(&[COMPARE, &["-"]].concat()).succeeds());
    let bands: Vec<&str> = rows[1..].iter().map(|row| &*row[6]).collect();
    assert_eq!(
        bands,
        ["exact", "weak-alias", "exact", "weak-alias", "possible", ""]
    );
    // A query that a search refuses has no score.
    assert_eq!(rows[6][5..], ["", "", ""]);
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
            "no such name type",
            "kind,query,listed_name,name_type\nship,x,y,\nship,x,y,nickname\n",
            &["line 3", "`nickname`", "alias"],
        ),
        (
            "no such alias strength",
            "kind,query,listed_name,alias_strength\nship,x,y,weak\n",
            &["line 2", "`weak`", "low"],
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
