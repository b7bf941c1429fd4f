//! The dictionary of known spellings: words that are forms of one name, in other languages,
//! other romanisations and as nicknames (`data/known_spellings.txt` and
//! `data/known_spellings_wikidata.txt`).
//!
//! It is large, so a program that searches does without: a pack holds the rows that touch its
//! list, and what is not called is not linked.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each row: its normalised words, one space between them.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/spellings.txt"));

static ROWS: LazyLock<Vec<&str>> = LazyLock::new(|| TEXT.lines().collect());

/// Every word with the rows it stands in, lowest first.
static WORDS: LazyLock<HashMap<&str, Vec<u32>>> = LazyLock::new(|| {
    let mut words = HashMap::<&str, Vec<u32>>::new();
    for (row, line) in (0..).zip(ROWS.iter()) {
        for word in line.split(' ') {
            words.entry(word).or_default().push(row);
        }
    }
    words
});

/// The rows of the dictionary that a normalised word stands in, lowest first.
///
/// A word may stand in several rows, and two words are spellings of one name only where they
/// share one: `chang` stands with `zhang` in one and with `jang` in another.
///
/// The first call of a process puts the words in order, which takes a few milliseconds.
///
/// ```
/// let row = names::known_spellings("yusuf").next().unwrap();
/// assert!(names::known_spelling_row(row).any(|word| word == "joseph"));
/// assert_eq!(names::known_spellings("no-such-word").count(), 0);
/// ```
pub fn known_spellings(word: &str) -> impl Iterator<Item = u32> {
    WORDS.get(word).into_iter().flatten().copied()
}

/// The normalised words of a row of the dictionary, sorted; none for a row that is not there.
pub fn known_spelling_row(row: u32) -> impl Iterator<Item = &'static str> {
    usize::try_from(row)
        .ok()
        .and_then(|row| ROWS.get(row))
        .into_iter()
        .flat_map(|words| words.split(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_row_and_different_names_do_not() {
        let share = |one: &str, other: &str| {
            known_spellings(one).any(|row| known_spelling_row(row).any(|word| word == other))
        };
        for (one, other, expected) in [
            ("muhammad", "mehmet", true),
            ("oleksandr", "iskandar", true),
            ("zhang", "cheung", true),
            ("zavod", "factory", true),
            ("завод", "plant", true),
            // From the table of rarer names.
            ("abdelgadir", "abdulkadir", true),
            ("zhang", "jang", true),
            ("cheung", "jang", true),
            ("yusuf", "ivan", false),
            ("olga", "oleg", false),
        ] {
            assert_eq!(share(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn every_row_is_found_by_each_of_its_normalised_words() {
        for row in 0..ROWS.len() as u32 {
            for word in known_spelling_row(row) {
                assert!(known_spellings(word).any(|found| found == row), "{word}");
                let words = crate::Words::read(word);
                assert_eq!(words.iter().collect::<Vec<_>>(), [word]);
            }
        }
        assert_eq!(known_spelling_row(u32::MAX).count(), 0);
    }
}
