//! Pairs of names that people judged the same or not.

use matcher::{Index, ListedText};
use record::Kind;

use super::Row;

/// How well a score tells pairs apart.
pub struct Apart {
    pub average_precision: f64,
    pub best_f1: f64,
    /// The score from which on a pair counts as the same for that F1.
    pub best_at: f32,
    /// Lowest score of a strong pair that is the same, highest of one that is not.
    pub strong: (f32, f32),
}

/// The score of a pair by the tokens of an index; 0 where the query would not be searched.
pub fn score(index: &Index, row: &Row) -> f32 {
    let listed = ListedText::primary(&row["listed_name"], kind(row));
    let found = index.compare_score(&row["query"], &listed);
    found.map_or(0.0, |(score, _)| score)
}

pub fn kind(row: &Row) -> Kind {
    Kind::from_word(&row["kind"]).unwrap_or(Kind::Unknown)
}

pub fn is_match(row: &Row) -> bool {
    row["is_match"] == "true"
}

pub fn tell_apart(rows: &[Row], score: impl Fn(&Row) -> f32) -> Apart {
    let mut scored: Vec<(f32, &Row)> = rows.iter().map(|row| (score(row), row)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = rows.iter().filter(|row| is_match(row)).count() as f64;
    // Ties count as one step, so that their order does not matter.
    let (mut precision_sum, mut best_f1, mut best_at) = (0.0, 0.0, 0.0);
    let (mut right, mut seen) = (0.0, 0.0);
    for step in scored.chunk_by(|a, b| a.0 == b.0) {
        let found = step.iter().filter(|(_, row)| is_match(row)).count() as f64;
        right += found;
        seen += step.len() as f64;
        precision_sum += found * right / seen;
        let f1 = 2.0 * right / (seen + positives);
        if f1 > best_f1 {
            (best_f1, best_at) = (f1, step[0].0);
        }
    }
    let strong = |same: bool| {
        let of = scored
            .iter()
            .filter(move |(_, row)| row["strength"] == "strong" && is_match(row) == same);
        of.map(|(score, _)| *score)
    };
    Apart {
        average_precision: precision_sum / positives,
        best_f1,
        best_at,
        strong: (
            strong(true).fold(1.0, f32::min),
            strong(false).fold(0.0, f32::max),
        ),
    }
}
