//! The distinct words by length, and by letter sixty-four at a time: which of them share enough
//! letters with a word to be compared with it.

use crate::likeness::{Bound, Sketch, letters};

/// Words of one length stand on one shelf, in boards of sixty-four places.
///
/// For each letter, and for each letter that recurs, one bit a place says whether the word there
/// has it. Counting the letters that a word lacks then takes a few operations for sixty-four
/// words, where one word after another would take as many each.
#[derive(Default)]
pub(crate) struct Shelves {
    /// By place; a board that is not full ends in places without a word.
    words: Vec<u32>,
    sketches: Vec<Sketch>,
    /// For each length in letters, the end of its shelf in boards.
    ends: Vec<u32>,
    /// For each bit of [`Sketch::set`] one number a board.
    columns: Vec<u64>,
}

/// Words to a board.
const BOARD: usize = u64::BITS as usize;
/// Words of more letters stand with those of so many.
const LONGEST: usize = 255;
/// Bits of the counters of letters that a word lacks. One that counts over its end lets a word
/// through that is then told apart by itself; none is lost.
const COUNTER_BITS: usize = 4;

impl Shelves {
    /// Places words, which are known by their numbers from 0 on.
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Self {
        let length = |word: &str| letters(word).min(LONGEST);
        let mut counts = vec![0_u32; LONGEST + 1];
        for word in words.clone() {
            counts[length(word)] += 1;
        }
        let mut shelves = Self::default();
        let mut next = Vec::with_capacity(counts.len());
        let mut boards = 0;
        for count in counts {
            next.push(boards as usize * BOARD);
            boards += count.div_ceil(BOARD as u32);
            shelves.ends.push(boards);
        }
        let boards = boards as usize;
        shelves.words = vec![u32::MAX; boards * BOARD];
        shelves.sketches = vec![Sketch::default(); boards * BOARD];
        shelves.columns = vec![0; boards * BOARD];
        for (number, word) in (0..).zip(words) {
            let next = &mut next[length(word)];
            let place = *next;
            *next += 1;
            let sketch = Sketch::of(word);
            shelves.words[place] = number;
            shelves.sketches[place] = sketch;
            let mut set = sketch.set;
            while set > 0 {
                let letter = set.trailing_zeros() as usize;
                shelves.columns[letter * boards + place / BOARD] |= 1 << (place % BOARD);
                set &= set - 1;
            }
        }
        shelves
    }

    /// Hands out each word that [`Bound`] lets through, with the least number of slips between it
    /// and the query word.
    pub(crate) fn for_each_near(&self, query: &str, mut take: impl FnMut(u32, usize)) {
        let query_letters = letters(query);
        let query = Sketch::of(query);
        let columns = self.columns_of(query.set);
        let mut start = 0;
        for (length, end) in self.ends.iter().enumerate() {
            let end = *end as usize;
            let shelf = start..end;
            start = end;
            if shelf.is_empty() {
                continue;
            }
            let Some(bound) = Bound::new(query_letters, length) else {
                continue;
            };
            let most_lacking = bound.most_lacking();
            for board in shelf {
                let mut lacking = [0_u64; COUNTER_BITS];
                for column in &columns {
                    let mut carry = !column.get(board).copied().unwrap_or_default();
                    for bit in &mut lacking {
                        (*bit, carry) = (*bit ^ carry, *bit & carry);
                    }
                }
                let mut found = at_most(&lacking, most_lacking);
                while found > 0 {
                    let place = board * BOARD + found.trailing_zeros() as usize;
                    found &= found - 1;
                    let word = self.words[place];
                    if word == u32::MAX {
                        break;
                    }
                    let listed = self.sketches[place];
                    if let Some(common) = bound.common(query.set, listed.set)
                        && bound.is_enough(common, query.start, listed.start)
                    {
                        take(word, bound.least_slips(common));
                    }
                }
            }
        }
    }

    /// Hands out the longer words whose first four letters are those of the query word, as far as
    /// it has them.
    pub(crate) fn for_each_longer(&self, query: &str, mut take: impl FnMut(u32)) {
        let letters = letters(query).min(LONGEST);
        let start = Sketch::of(query).start;
        let mask = u32::MAX >> (32 - 8 * letters.clamp(1, 4));
        let first = self.ends[letters] as usize * BOARD;
        for (word, listed) in self.words.iter().zip(&self.sketches).skip(first) {
            if (start ^ listed.start) & mask == 0 && *word != u32::MAX {
                take(*word);
            }
        }
    }

    fn columns_of(&self, mut set: u64) -> Vec<&[u64]> {
        let boards = self.columns.len() / BOARD;
        let mut columns = Vec::new();
        while set > 0 {
            let letter = set.trailing_zeros() as usize;
            columns.push(&self.columns[letter * boards..][..boards]);
            set &= set - 1;
        }
        columns
    }
}

/// Of sixty-four counters the ones that are at most so many.
fn at_most(counters: &[u64; COUNTER_BITS], most: usize) -> u64 {
    if most >> COUNTER_BITS > 0 {
        return u64::MAX;
    }
    let (mut below, mut equal) = (0, u64::MAX);
    for (place, counter) in counters.iter().enumerate().rev() {
        if most >> place & 1 > 0 {
            below |= equal & !counter;
            equal &= counter;
        } else {
            equal &= !counter;
        }
    }
    below | equal
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_shelves_hand_out_what_the_bound_lets_through_word_by_word(
            words in proptest::collection::vec("[a-e]{1,9}|[a-z]{1,12}|[a-eа-я]{2,9}", 0..200),
            query in "[a-e]{1,9}|[a-z]{1,40}|[a-eа-я]{2,9}",
        ) {
            let shelves = Shelves::of(words.iter().map(String::as_str));
            let mut found = Vec::new();
            shelves.for_each_near(&query, |word, slips| found.push((word, slips)));
            found.sort_unstable();
            let one_by_one = |word: &String| {
                let bound = Bound::new(letters(&query), letters(word))?;
                let (query, listed) = (Sketch::of(&query), Sketch::of(word));
                let common = bound.common(query.set, listed.set)?;
                bound.lets_through(query, listed).then(|| bound.least_slips(common))
            };
            let expected: Vec<(u32, usize)> = (0..)
                .zip(&words)
                .filter_map(|(number, word)| Some((number, one_by_one(word)?)))
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn no_longer_word_with_the_same_beginning_is_left_out(
            words in proptest::collection::vec("[ab]{1,7}|[aж]{1,4}", 0..200),
            query in "[ab]{1,5}|[aж]{1,3}",
        ) {
            let shelves = Shelves::of(words.iter().map(String::as_str));
            let mut found = Vec::new();
            shelves.for_each_longer(&query, |word| found.push(word));
            for (number, word) in (0..).zip(&words) {
                if word.starts_with(&query) && *word != query {
                    prop_assert!(found.contains(&number), "{}", word);
                }
            }
        }
    }
}
