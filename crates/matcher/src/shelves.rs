//! The distinct words by length, and by letter sixty-four at a time: which of them share enough
//! letters with a word to be compared with it.

use crate::likeness::{Bound, Sketch, least_sound, letters};

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
    /// For each bit of [`Sketch::set`], then for each way to begin, one number a board.
    columns: Vec<u64>,
}

/// What stands in places without a word.
const NO_WORD: u32 = u32::MAX;
/// Words to a board.
const BOARD: usize = u64::BITS as usize;
/// Columns of letters, and of first letters after them.
const SETS: usize = u64::BITS as usize;
const STARTS: usize = 32;
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
        shelves.words = vec![NO_WORD; boards * BOARD];
        shelves.sketches = vec![Sketch::default(); boards * BOARD];
        shelves.columns = vec![0; boards * (SETS + STARTS)];
        for (number, word) in (0..).zip(words) {
            let next = &mut next[length(word)];
            let place = *next;
            *next += 1;
            let sketch = Sketch::of(word);
            shelves.words[place] = number;
            shelves.sketches[place] = sketch;
            let mut mark = |column: usize| {
                shelves.columns[column * boards + place / BOARD] |= 1 << (place % BOARD);
            };
            for_each_bit(sketch.set, &mut mark);
            mark(start_column(sketch));
        }
        shelves
    }

    /// Hands out each word that [`Bound`] lets through, with how alike it must sound to
    /// the query word ([`least_sound`]).
    pub(crate) fn for_each_near(&self, query: &str, mut take: impl FnMut(u32, f32)) {
        let query_letters = letters(query);
        let query = Sketch::of(query);
        let mut columns = Vec::new();
        for_each_bit(query.set, |letter| columns.push(self.column(letter)));
        let same_start = self.column(start_column(query));
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
            let (most_lacking, most_with_start) = bound.most_lacking();
            for board in shelf {
                let mut lacking = [0_u64; COUNTER_BITS];
                for column in &columns {
                    let mut carry = !column[board];
                    for bit in &mut lacking {
                        (*bit, carry) = (*bit ^ carry, *bit & carry);
                    }
                }
                let found = at_most(&lacking, most_lacking)
                    | at_most(&lacking, most_with_start) & same_start[board];
                for_each_bit(found, |bit| {
                    let place = board * BOARD + bit;
                    let (word, listed) = (self.words[place], self.sketches[place]);
                    if word != NO_WORD
                        && let Some(common) = bound.common(query.set, listed.set)
                        && bound.is_enough(common, query.start, listed.start)
                    {
                        let (slips, letters) = bound.least_slips(common);
                        take(word, least_sound(slips, letters));
                    }
                });
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
            if (start ^ listed.start) & mask == 0 && *word != NO_WORD {
                take(*word);
            }
        }
    }

    fn column(&self, column: usize) -> &[u64] {
        let boards = self.columns.len() / (SETS + STARTS);
        &self.columns[column * boards..][..boards]
    }
}

/// Where words stand that begin like this one. Letters of other scripts share the columns, which
/// only lets more words through.
fn start_column(sketch: Sketch) -> usize {
    SETS + sketch.start as usize % STARTS
}

fn for_each_bit(mut bits: u64, mut take: impl FnMut(usize)) {
    while bits > 0 {
        take(bits.trailing_zeros() as usize);
        bits &= bits - 1;
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
            shelves.for_each_near(&query, |word, sound| found.push((word, sound)));
            found.sort_unstable_by_key(|(word, _)| *word);
            let one_by_one = |word: &String| {
                let bound = Bound::new(letters(&query), letters(word))?;
                let (query, listed) = (Sketch::of(&query), Sketch::of(word));
                let common = bound.common(query.set, listed.set)?;
                let (slips, letters) = bound.least_slips(common);
                bound.lets_through(query, listed).then(|| least_sound(slips, letters))
            };
            let expected: Vec<(u32, f32)> = (0..)
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
