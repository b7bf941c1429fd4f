//! Names as people type them in life: other publishers' names of listed people and companies, listed
//! names with words around them, numbers out of cells, and real people and companies who are not
//! listed.

use std::collections::BTreeMap;

use matcher::{Answer, Index, MinBand, Options};

use super::{Row, Share, rows};

/// One line of the report: what was typed, and what became of it.
#[derive(Clone, Copy, Default)]
pub struct Line {
    /// The designation is among ten.
    pub found: Share,
    /// There is no hit, and the answer says that nothing was found.
    pub silent: Share,
}

type Lines = BTreeMap<String, Line>;

fn answer(index: &Index, text: &str, min: MinBand) -> Answer {
    let options = Options {
        min,
        ..Options::default()
    };
    index.search(text, &options)
}

/// Searches for the text of every row, whose designations are in `ids`, by group.
fn searched(
    index: &Index,
    rows: &[Row],
    min: MinBand,
    [ids, text]: [&str; 2],
    group: impl Fn(&Row) -> String,
) -> Lines {
    let mut lines = Lines::new();
    for row in rows {
        let answer = answer(index, &row[text], min);
        let is_one = |hit: &matcher::Hit| {
            let designation = index.pack().designation(hit.designation).unwrap();
            row[ids].split(' ').any(|id| id == designation.id())
        };
        let is_found = answer.hits.iter().any(is_one);
        let is_silent =
            answer.hits.is_empty() && answer.suppressed == 0 && answer.problem.is_none();
        if std::env::var("SHOW").is_ok() && !is_found {
            println!("    missed {} {}", row[ids], row[text]);
        }
        let line = lines.entry(group(row)).or_default();
        line.found.add(is_found);
        line.silent.add(is_silent);
    }
    lines
}

/// Every measure of listed names and numbers, each with the aim that it is held to.
pub fn found(index: &Index) -> Vec<(&'static str, Lines)> {
    let mut all = Vec::new();
    if let Some(rows) = rows("cases/cross_list_names.csv") {
        let kind = |row: &Row| row["kind"].clone();
        for (what, min) in [
            (
                "other publishers' names, --min possible (people .93, entities .75)",
                MinBand::Possible,
            ),
            (
                "other publishers' names, --min any (people .98, entities .91)",
                MinBand::Any,
            ),
        ] {
            all.push((what, searched(index, &rows, min, ["ids", "name"], kind)));
        }
        let un: Vec<Row> = rows
            .into_iter()
            .filter(|row| row["publisher"] == "UN" && row["kind"] == "individual")
            .collect();
        let lines = searched(index, &un, MinBand::Possible, ["ids", "name"], kind);
        all.push(("people as the UN writes them (.90)", lines));
    }
    for (file, columns, what) in [
        (
            "cases/names_with_more_words.csv",
            ["id", "name"],
            "listed names with words around them (.93, silent .005)",
        ),
        (
            "cases/cjk_entities.csv",
            ["id", "name"],
            "Chinese, Japanese and Korean companies (.95, silent 0)",
        ),
        (
            "cases/gim_variants.csv",
            ["id", "query"],
            "people-smuggling designations as others type them (.96)",
        ),
        (
            "cases/identifiers_in_cells.csv",
            ["id", "number"],
            "numbers within cells and prose (1)",
        ),
    ] {
        if let Some(rows) = rows(file) {
            let all_rows = |_: &Row| "all".to_owned();
            let lines = searched(index, &rows, MinBand::Possible, columns, all_rows);
            all.push((what, lines));
        }
    }
    all
}

/// Real people, companies and ships that are not listed: any hit, a strong one, and too little to tell.
pub fn alarms(index: &Index) -> BTreeMap<String, [Share; 3]> {
    let mut shares = BTreeMap::<String, [Share; 3]>::new();
    for row in rows("cases/unlisted_names.csv").unwrap_or_default() {
        let answer = answer(index, &row["name"], MinBand::Possible);
        let is_hit = !answer.hits.is_empty();
        let is_strong = answer.counts.exact + answer.counts.strong > 0;
        let is_too_little = !is_hit && (answer.suppressed > 0 || answer.problem.is_some());
        for group in [row["population"].clone(), "all".to_owned()] {
            let [hit, strong, little] = shares.entry(group).or_default();
            hit.add(is_hit);
            strong.add(is_strong);
            little.add(is_too_little);
        }
    }
    shares
}
