//! How alike two words are, and bounds that tell without looking at every letter.

use names::Class;

use crate::weights::{
    INITIAL, KNOWN, LEAST_CONSONANTS, LETTERS_A_SLIP, LIKENESS_POWER, MANY_SLIPS, SHORT_WORD,
    SHORT_WORD_FLOOR, SOUND, WORD_FLOOR, is_significant,
};

/// A word with what the comparison needs to know of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordView<'a> {
    pub text: &'a str,
    /// What it weighs, its class included.
    pub weight: f32,
    pub class: Class,
    /// Row of known spellings it stands in.
    pub spelling: Option<u16>,
    /// Whether it can make a hit. Titles are, in a name that has little else.
    pub is_significant: bool,
}

/// How alike two words are, 0 to 1, before the power; 0 for different words.
pub(crate) fn likeness(query: &WordView, listed: &WordView) -> f32 {
    if query.text == listed.text {
        return 1.0;
    }
    match (query.class, listed.class) {
        (Class::Number, _) | (_, Class::Number) => return 0.0,
        (Class::Initial, _) | (_, Class::Initial) => {
            return if starts_with(query, listed) {
                INITIAL
            } else {
                0.0
            };
        }
        _ => {}
    }
    if is_known_spelling(query, listed) {
        return KNOWN;
    }
    if !query.is_significant {
        return 0.0;
    }
    spelling_likeness(query.text, listed.text)
}

pub(crate) fn is_known_spelling(query: &WordView, listed: &WordView) -> bool {
    query.spelling.is_some() && query.spelling == listed.spelling
}

/// Whether one is the initial of the other, a word that names.
fn starts_with(query: &WordView, listed: &WordView) -> bool {
    let (initial, word) = if query.class == Class::Initial {
        (query, listed)
    } else {
        (listed, query)
    };
    is_significant(word.class) && word.text.starts_with(initial.text)
}

/// Jaro-Winkler of two different words; 0 under the floor for their length.
pub(crate) fn spelling_likeness(query: &str, listed: &str) -> f32 {
    let (query_letters, listed_letters) = (letters(query), letters(listed));
    let floor = floor(query_letters.min(listed_letters));
    if floor > 1.0 {
        return 0.0;
    }
    let likeness = if query_letters == query.len() && listed_letters == listed.len() {
        strsim::generic_jaro_winkler(&Bytes(query.as_bytes()), &Bytes(listed.as_bytes()))
    } else {
        strsim::jaro_winkler(query, listed)
    } as f32;
    if likeness < floor {
        return 0.0;
    }
    if sounds_alike(query, listed) {
        return likeness + SOUND * (1.0 - likeness);
    }
    if strsim::osa_distance(query, listed) > slips(query_letters.max(listed_letters)) {
        return likeness * MANY_SLIPS;
    }
    likeness
}

/// How many slips a word of so many letters may have and still be taken for the same word.
fn slips(letters: usize) -> usize {
    1 + letters.saturating_sub(LETTERS_A_SLIP) / LETTERS_A_SLIP
}

/// Whether two words have the same consonants, and enough of them to tell.
pub(crate) fn sounds_alike(query: &str, listed: &str) -> bool {
    let skeleton = names::skeleton(query);
    skeleton.len() >= LEAST_CONSONANTS && skeleton == names::skeleton(listed)
}

/// Least Jaro-Winkler that counts where the shorter word has this many letters; over 1 where no
/// likeness counts.
pub(crate) fn floor(letters: usize) -> f32 {
    match letters {
        _ if letters < SHORT_WORD => 2.0,
        SHORT_WORD => SHORT_WORD_FLOOR,
        _ => WORD_FLOOR,
    }
}

/// What likeness counts in a score.
pub(crate) fn value(likeness: f32) -> f32 {
    likeness.powi(LIKENESS_POWER)
}

pub(crate) fn letters(word: &str) -> usize {
    word.chars().count()
}

/// Lets the generic Jaro-Winkler read bytes: no decoding, and most words are ASCII.
struct Bytes<'a>(&'a [u8]);

impl<'a> IntoIterator for &Bytes<'a> {
    type Item = &'a u8;
    type IntoIter = core::slice::Iter<'a, u8>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// The letters of a word as a set, and its first four letters: enough for an upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// One bit for each letter, and a second one for each letter that recurs.
    pub set: u64,
    /// A byte for each of the first four letters, the first one lowest.
    pub start: u32,
}

impl Sketch {
    pub(crate) fn of(word: &str) -> Self {
        let mut sketch = Self { set: 0, start: 0 };
        for (place, letter) in word.chars().enumerate() {
            let code = u32::from(letter);
            // Letters of other scripts share the 32 places; that only loosens the bound.
            let once = 1_u64 << (code & 31);
            sketch.set |= if sketch.set & once == 0 {
                once
            } else {
                once << 32
            };
            if place < 4 {
                // Bytes are told apart from the zeros after a short word's end.
                let byte = (code ^ (code >> 8)) & 0x7f | 0x80;
                sketch.start |= byte << (8 * place);
            }
        }
        sketch
    }

    /// At most so many of the first four letters are equal.
    fn common_start(self, other: Self) -> usize {
        ((self.start ^ other.start).trailing_zeros() as usize / 8).min(4)
    }
}

/// For a query word and listed words of one length: how many letters must be common, by the
/// number of equal letters at the start, for Jaro-Winkler to reach the floor.
#[derive(Clone, Copy)]
pub(crate) struct Bound {
    least: [usize; 5],
    letters: usize,
    other_letters: usize,
}

impl Bound {
    /// `None` when no word of that length can be alike.
    pub(crate) fn new(letters: usize, other_letters: usize) -> Option<Self> {
        let floor = floor(letters.min(other_letters));
        if floor > 1.0 {
            return None;
        }
        let mut least = [usize::MAX; 5];
        for (start, least) in least.iter_mut().enumerate() {
            let most = letters.min(other_letters);
            // Jaro with no letter out of order is the most that so many common letters give.
            let reaches = |common: usize| {
                let (common, a, b) = (common as f32, letters as f32, other_letters as f32);
                let jaro = (common / a + common / b + 1.0) / 3.0;
                let winkler = jaro + 0.1 * start as f32 * (1.0 - jaro);
                // The tolerance is far above the rounding of either computation.
                winkler.max(jaro) + 1e-4 >= floor
            };
            *least = (1..=most)
                .find(|common| reaches(*common))
                .unwrap_or(usize::MAX);
        }
        (least[4] <= letters.min(other_letters)).then_some(Self {
            least,
            letters,
            other_letters,
        })
    }

    pub(crate) fn lets_through(&self, query: Sketch, listed: Sketch) -> bool {
        // Letters that the other word lacks cannot be common.
        let common = self.letters - (query.set & !listed.set).count_ones() as usize;
        if common < self.least[4] {
            return false;
        }
        let other = self.other_letters - (listed.set & !query.set).count_ones() as usize;
        common.min(other) >= self.least[query.common_start(listed)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_bound_loses_no_word_above_the_floor(query in "[a-e]{1,9}|[a-zа-я]{1,9}", listed in "[a-e]{1,9}|[a-zа-я]{1,9}") {
            let through = Bound::new(letters(&query), letters(&listed))
                .is_some_and(|bound| bound.lets_through(Sketch::of(&query), Sketch::of(&listed)));
            if spelling_likeness(&query, &listed) > 0.0 {
                prop_assert!(through);
            }
        }

        #[test]
        fn bytes_and_letters_give_the_same_likeness(query in "[a-f]{4,9}", listed in "[a-f]{4,9}") {
            let bytes = strsim::generic_jaro_winkler(&Bytes(query.as_bytes()), &Bytes(listed.as_bytes()));
            prop_assert_eq!(bytes, strsim::jaro_winkler(&query, &listed));
        }
    }

    #[test]
    fn one_slip_in_five_letters_stays_above_the_floor() {
        for slip in [
            "xbcde", "abxde", "abcdx", "bcde", "acde", "abcd", "xabcde", "abcdex", "bacde",
            "abdce", "abced",
        ] {
            assert!(spelling_likeness("abcde", slip) > 0.86, "{slip}");
        }
    }
}
