//! The dictionary of known spellings: words that are forms of one name, in other languages,
//! other romanisations and as nicknames (`data/known_spellings.txt` and
//! `data/known_spellings_wikidata.txt`).
//!
//! It is large, so a program that searches does without: a pack holds the rows that touch its
//! list, and what is not called is not linked.

use core::cmp::Ordering;

/// A line for each row: its normalised words, one space between them. A row is known by the byte at
/// which it begins, so that no process has to read the dictionary before it uses it.
static ROWS: &str = include_str!(concat!(env!("OUT_DIR"), "/spellings.txt"));

/// A sorted line for each word: the word, then its rows, lowest first.
static WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/spelling_words.txt"));

/// The line that begins at a byte of a text; none where none begins there.
fn line(text: &str, start: usize) -> Option<&str> {
    let is_begin = start == 0 || text.as_bytes().get(start - 1) == Some(&b'\n');
    let line = text.get(start..).filter(|_| is_begin)?.lines().next()?;
    (!line.is_empty()).then_some(line)
}

/// What follows a word in its line of [`WORDS`].
fn rows_of(word: &str) -> Option<&'static str> {
    let words = WORDS.as_bytes();
    let (mut low, mut high) = (0, words.len());
    while low < high {
        // The line around the middle; of bytes, because lines are short.
        let middle = low + (high - low) / 2;
        let before = words.get(low..middle)?.iter();
        let start = before.rev().take_while(|byte| **byte != b'\n');
        let start = middle - start.count();
        let listed = words.get(start..high)?;
        let length = listed.iter().take_while(|byte| **byte != b' ').count();
        match listed.get(..length)?.cmp(word.as_bytes()) {
            Ordering::Equal => return line(WORDS, start)?.get(length..),
            Ordering::Less => {
                let rest = listed.iter().skip(length);
                let rows = rest.take_while(|byte| **byte != b'\n').count();
                low = start + length + rows + 1;
            }
            Ordering::Greater => high = start,
        }
    }
    None
}

/// The rows of the dictionary that a normalised word stands in, lowest first.
///
/// A word may stand in several rows, and two words are spellings of one name only where they
/// share one: `chang` stands with `zhang` in one and with `jang` in another.
///
/// Cost: logarithmic in the dictionary.
///
/// ```
/// let row = names::known_spellings("yusuf").next().unwrap();
/// assert!(names::known_spelling_row(row).any(|word| word == "joseph"));
/// assert_eq!(names::known_spellings("no-such-word").count(), 0);
/// ```
pub fn known_spellings(word: &str) -> impl Iterator<Item = u32> {
    let rows = rows_of(word).unwrap_or_default();
    rows.split_ascii_whitespace()
        .filter_map(|row| row.parse().ok())
}

/// The normalised words of a row of the dictionary, sorted; none for a row that is not there.
pub fn known_spelling_row(row: u32) -> impl Iterator<Item = &'static str> {
    usize::try_from(row)
        .ok()
        .and_then(|start| line(ROWS, start))
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
        let mut start = 0;
        for line in ROWS.lines() {
            let row = start;
            start += line.len() as u32 + 1;
            assert_eq!(known_spelling_row(row).count(), line.split(' ').count());
            assert_eq!(
                known_spelling_row(row + 1).count(),
                0,
                "no row begins there"
            );
            for word in known_spelling_row(row) {
                assert!(known_spellings(word).any(|found| found == row), "{word}");
                let words = crate::Words::read(word);
                assert_eq!(words.iter().collect::<Vec<_>>(), [word]);
            }
        }
        assert_eq!(known_spelling_row(u32::MAX).count(), 0);
    }
}
