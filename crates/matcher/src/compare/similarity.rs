//! How similar two words are, and bounds that tell without looking at every letter.

use names::Class;

use crate::token::{WordView, letters};
use crate::weights::{
    COMMON_SYLLABLE, INITIAL, KNOWN, LEAST_CONSONANTS, LETTERS_SHARE, LONGER_WORD,
    MOST_QUERY_CHARACTERS, MOST_SPELT_SIMILARITY, SCRIPT_POWER, SHORT_SIMILARITY_FLOOR, SHORT_WORD,
    SHORT_WORD_FLOOR, SHORTEST_WORD_FLOOR, SIMILARITY_FLOOR, SIMILARITY_POWER, START,
    WITHOUT_VOWELS, WORD_FLOOR,
};

/// How similar two words are, 0 to 1, before the power; 0 for different words.
pub(crate) fn similarity(query: &WordView, listed: &WordView) -> f32 {
    similarity_by(query, listed, spelling_similarity)
}

/// The same for words that letters, equal consonants or sounds brought together.
pub(crate) fn found_similarity(query: &WordView, listed: &WordView) -> f32 {
    similarity_by(query, listed, letters_and_sound_above_floor)
}

/// How similar two words must sound that have at least this many slips in this many letters; less than
/// nothing where any sound will do.
pub(crate) fn least_sound(least_slips: usize, letters: usize) -> f32 {
    // A single slip counts whatever it sounds like.
    if least_slips <= 1 {
        return -1.0;
    }
    let most_right = 1.0 - least_slips as f32 / letters as f32;
    (SIMILARITY_FLOOR - LETTERS_SHARE * most_right) / (1.0 - LETTERS_SHARE) - ROUNDING
}

/// Far above what rounding can take from a bound on a similarity.
const ROUNDING: f32 = 1e-4;

fn similarity_by(
    query: &WordView,
    listed: &WordView,
    spelling: impl Fn(&WordView, &WordView) -> f32,
) -> f32 {
    if query.text == listed.text {
        return 1.0;
    }
    // Numbers have spellings too: `First` is `1st`.
    if is_known_spelling(query, listed) {
        return KNOWN;
    }
    // What is set aside is a part of the name only where the listed name has it; titles have other
    // forms.
    if query.aside.is_some() && query.class != Class::Title {
        return 0.0;
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
    if query.is_common && listed.is_common {
        return 0.0;
    }
    // A legal form or a particle is itself or another of its kind, and no slip for a name.
    if !query.is_significant || !listed.is_significant {
        return 0.0;
    }
    if names::is_same_script(query.text, listed.text) {
        spelling(query, listed)
    } else if is_answered(query, listed) {
        script_similarity(query, listed)
    } else {
        0.0
    }
}

/// The same for words that other words of the two names have brought together: no floor of their own.
/// `sound` says how similar they sound, or 0 where that is less than it is given; it is not asked where
/// letters tell that the similarity is less than `least`, which then is 0.
pub(crate) fn unmatched_similarity(
    query: &WordView,
    listed: &WordView,
    least: f32,
    sound: &mut dyn FnMut(f32) -> f32,
) -> f32 {
    if query.is_common && listed.is_common {
        0.0
    } else if names::is_same_script(query.text, listed.text) {
        letters_and_sound(query.text, listed.text, least, sound)
    } else if !is_answered(query, listed) {
        0.0
    } else if query.is_syllable {
        script_similarity(query, listed)
    } else {
        across_scripts(sound(least_sound_across_scripts(least)))
    }
}

/// Whether two words that everybody knows differ in a vowel: `Yong` and `Ying`, `Karim` and `Karimi`.
pub(crate) fn is_other_vowel(query: &WordView, listed: &WordView) -> bool {
    query.is_common
        && listed.is_common
        && slips(query.text, listed.text) == 1
        && sounds_similar(query.text, listed.text)
}

pub(crate) fn is_known_spelling(query: &WordView, listed: &WordView) -> bool {
    query
        .spellings
        .iter()
        .any(|row| listed.spellings.contains(row))
}

/// Whether one is the initial of the other, a word that names.
fn starts_with(query: &WordView, listed: &WordView) -> bool {
    let (initial, word) = if query.class == Class::Initial {
        (query, listed)
    } else {
        (listed, query)
    };
    word.class.is_significant() && word.text.starts_with(initial.text)
}

/// Similarity of a last word that may have been cut off and the word it begins.
pub(crate) fn start_similarity(query: &WordView, listed: &WordView) -> f32 {
    let begins = listed.class.is_significant()
        && listed.text.len() > query.text.len()
        && listed.text.starts_with(query.text);
    if begins { START } else { 0.0 }
}

/// How similar two different words of one script are; 0 under the floor for their length.
fn spelling_similarity(query: &WordView, listed: &WordView) -> f32 {
    let may_be = Bound::new(letters(query.text), letters(listed.text)).is_some_and(|bound| {
        bound.lets_through(
            LetterSignature::of(query.text),
            LetterSignature::of(listed.text),
        )
    });
    if may_be || sounds_similar(query.text, listed.text) {
        letters_and_sound_above_floor(query, listed)
    } else {
        0.0
    }
}

fn letters_and_sound_above_floor(query: &WordView, listed: &WordView) -> f32 {
    let floor = match letters(query.text).min(letters(listed.text)) {
        0 | 1 => return 0.0,
        shorter if shorter < SHORT_WORD => SHORT_SIMILARITY_FLOOR,
        _ => SIMILARITY_FLOOR,
    };
    letters_and_sound(query.text, listed.text, floor, &mut |least| {
        names::sound_similarity_from(query.sounds, listed.sounds, least)
    })
}

/// The share of letters that are right, and how similar the words sound, half and half; 0 where that is
/// less than `least`. Most words that are not similar differ in more letters than any sound makes good,
/// and `sound` is not asked for them.
fn letters_and_sound(
    query: &str,
    listed: &str,
    least: f32,
    sound: &mut dyn FnMut(f32) -> f32,
) -> f32 {
    let longer = letters(query).max(letters(listed)) as f32;
    let slips = slips(query, listed);
    let right = 1.0 - slips as f32 / longer;
    let similarity = |sound: f32| LETTERS_SHARE * right + (1.0 - LETTERS_SHARE) * sound;
    // A listed word without vowels is an abbreviation, which nobody writes with them.
    let similarity =
        if lacks_vowels(query) && !lacks_vowels(listed) && sounds_similar(query, listed) {
            similarity(sound(0.0)).max(WITHOUT_VOWELS)
        } else if slips == 1 {
            // A single slip of the fingers may sound like nothing.
            similarity(sound(0.0)).max(right)
        } else if similarity(1.0) < least {
            0.0
        } else {
            let least = (least - LETTERS_SHARE * right) / (1.0 - LETTERS_SHARE) - ROUNDING;
            similarity(sound(least)).min(MOST_SPELT_SIMILARITY)
        };
    if similarity < least { 0.0 } else { similarity }
}

/// Written in consonants: no vowel but at its ends.
pub(crate) fn lacks_vowels(word: &str) -> bool {
    let inner = word
        .get(1..word.len().saturating_sub(1))
        .unwrap_or_default();
    let is_consonant = |byte: u8| byte.is_ascii_lowercase() && !b"aeiouy".contains(&byte);
    !inner.is_empty() && inner.bytes().all(is_consonant)
}

/// Whether words of two scripts are compared at all.
fn is_answered(query: &WordView, listed: &WordView) -> bool {
    listed.answers_latin || !names::is_latin(query.text)
}

/// How similar words of two scripts are; 0 under the floor.
fn script_similarity(query: &WordView, listed: &WordView) -> f32 {
    if query.is_syllable || listed.is_syllable {
        return syllable_similarity(query, listed);
    }
    across_scripts(names::sound_similarity_from(
        query.sounds,
        listed.sounds,
        names::SOUND_FLOOR,
    ))
}

/// Syllables are few, and very many people share each of them: they are the same or different.
fn syllable_similarity(query: &WordView, listed: &WordView) -> f32 {
    if names::is_same_syllable(query.text, listed.text) {
        return COMMON_SYLLABLE;
    }
    // Korean vowels of two letters are written with one as often: `eun` and `un`. The sound that a syllable
    // begins with is written as voiced in the South and as unvoiced in the North: `bae` and `pae`.
    let is_korean = [query, listed]
        .iter()
        .any(|word| word.text.starts_with(names::is_hangul));
    let roman = |word: &str| {
        let roman = if names::is_latin(word) {
            None
        } else {
            names::romanise(word)
        };
        let roman = roman.unwrap_or_else(|| word.to_owned());
        // Not `str::replace`: searching a text for a text is 4 KB more to load.
        let mut short = String::new();
        for letter in roman.chars() {
            if matches!(letter, 'o' | 'u') && short.ends_with('e') {
                short.pop();
            }
            short.push(letter);
        }
        let unvoiced = [("g", "k"), ("d", "t"), ("b", "p"), ("j", "ch")];
        let start = unvoiced
            .iter()
            .find(|(voiced, _)| is_korean && short.starts_with(voiced));
        if let Some((_, unvoiced)) = start {
            short.replace_range(..1, unvoiced);
        }
        short
    };
    let (query, listed) = (roman(query.text), roman(listed.text));
    let is_longer = query.len().max(listed.len()) >= LONGER_WORD;
    if query == listed || is_longer && slips(&query, &listed) == 1 {
        COMMON_SYLLABLE
    } else {
        0.0
    }
}

/// What the similarity of sounds is worth where no letter can say more.
pub(crate) fn across_scripts(sound: f32) -> f32 {
    sound.powi(SCRIPT_POWER).min(MOST_SPELT_SIMILARITY)
}

/// The least similarity of sounds that is worth this much across scripts.
pub(crate) fn least_sound_across_scripts(similarity: f32) -> f32 {
    const { assert!(SCRIPT_POWER == 2) };
    similarity.sqrt() - ROUNDING
}

/// The least number of slips that make one word of the other: a letter left out, put in,
/// exchanged, or two swapped (optimal string alignment). Beside a word longer than any query no letter
/// counts as right: the exact number would cost time by the product of both lengths.
fn slips(query: &str, listed: &str) -> usize {
    const MOST: usize = 32;
    if query.len() > MOST || listed.len() > MOST || !query.is_ascii() || !listed.is_ascii() {
        return match letters(query).max(letters(listed)) {
            longer if longer > MOST_QUERY_CHARACTERS => longer,
            _ => strsim::osa_distance(query, listed),
        };
    }
    let mut before = [0_u8; MOST + 1];
    let mut above = [0_u8; MOST + 1];
    let mut row = [0_u8; MOST + 1];
    for (place, cost) in (0_u8..).zip(above.iter_mut().take(listed.len() + 1)) {
        *cost = place;
    }
    let (query, listed) = (query.as_bytes(), listed.as_bytes());
    for (line, letter) in query.iter().enumerate() {
        row[0] = line as u8 + 1;
        for (place, other) in listed.iter().enumerate() {
            let exchanged = above[place] + u8::from(letter != other);
            let mut cost = exchanged.min(above[place + 1] + 1).min(row[place] + 1);
            if line > 0 && place > 0 && *letter == listed[place - 1] && query[line - 1] == *other {
                cost = cost.min(before[place - 1] + 1);
            }
            row[place + 1] = cost;
        }
        (before, above, row) = (above, row, before);
    }
    usize::from(above[listed.len()])
}

/// Whether two words have the same consonants, and enough of them to tell.
pub(crate) fn sounds_similar(query: &str, listed: &str) -> bool {
    let skeleton = names::skeleton(query);
    skeleton.len() >= LEAST_CONSONANTS && skeleton == names::skeleton(listed)
}

/// Least Jaro-Winkler that counts where the shorter word has this many letters; over 1 where no
/// similarity counts.
pub(crate) fn floor(letters: usize) -> f32 {
    match letters {
        0 | 1 => 2.0,
        _ if letters < SHORT_WORD => SHORTEST_WORD_FLOOR,
        SHORT_WORD => SHORT_WORD_FLOOR,
        _ => WORD_FLOOR,
    }
}

/// What similarity counts in a score.
pub(crate) fn value(similarity: f32) -> f32 {
    similarity.powi(SIMILARITY_POWER)
}

/// The letters of a word as a set, and its first four letters: enough for an upper bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LetterSignature {
    /// One bit for each letter, and a second one for each letter that recurs.
    pub set: u64,
    /// A byte for each of the first four letters, the first one lowest.
    pub start: u32,
}

impl LetterSignature {
    pub(crate) fn of(word: &str) -> Self {
        let mut signature = Self { set: 0, start: 0 };
        for (place, letter) in word.chars().enumerate() {
            let code = u32::from(letter);
            // Letters of other scripts share the 32 places; that only loosens the bound.
            let once = 1_u64 << (code & 31);
            signature.set |= if signature.set & once == 0 {
                once
            } else {
                once << 32
            };
            if place < 4 {
                // Bytes are told apart from the zeros after a short word's end.
                let byte = (code ^ (code >> 8)) & 0x7f | 0x80;
                signature.start |= byte << (8 * place);
            }
        }
        signature
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
    /// `None` when no word of that length can be similar.
    pub(crate) fn new(letters: usize, other_letters: usize) -> Option<Self> {
        let floor = floor(letters.min(other_letters));
        if floor > 1.0 {
            return None;
        }
        let mut least = [usize::MAX; 5];
        for (start, least) in least.iter_mut().enumerate() {
            let most = letters.min(other_letters);
            // Jaro with no letter out of order is the most that this many common letters give.
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

    /// How many letters of the query word a word may lack, and one that begins with the same
    /// letter.
    pub(crate) fn most_lacking(&self) -> (usize, usize) {
        let most = |least: usize| self.letters.saturating_sub(least);
        (most(self.least[0]), most(self.least[4]))
    }

    pub(crate) fn lets_through(&self, query: LetterSignature, listed: LetterSignature) -> bool {
        self.common(query.set, listed.set)
            .is_some_and(|common| self.is_enough(common, query.start, listed.start))
    }

    /// At most this many letters are common; nothing where that is too few whatever the words
    /// begin with.
    #[inline]
    pub(crate) fn common(&self, query: u64, listed: u64) -> Option<usize> {
        // Letters that the other word lacks cannot be common.
        let common = self.letters - (query & !listed).count_ones() as usize;
        if common < self.least[4] {
            return None;
        }
        Some(common.min(self.other_letters - (listed & !query).count_ones() as usize))
    }

    /// Whether this many common letters are enough, for how the words begin.
    pub(crate) fn is_enough(&self, common: usize, query: u32, listed: u32) -> bool {
        // At most this many of the first four letters are equal.
        let common_start = ((query ^ listed).trailing_zeros() as usize / 8).min(4);
        common >= self.least[common_start]
    }

    /// How many slips words with this many common letters have at least, and the letters of the
    /// longer one.
    pub(crate) fn least_slips(&self, common: usize) -> (usize, usize) {
        let longer = self.letters.max(self.other_letters);
        (longer - common, longer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_letters_tell_is_what_letters_and_sounds_tell(
            query in "[a-e]{1,9}|[bcd]{2,6}", listed in "[a-e]{1,9}|[bcd]{2,6}", least in 0.0..1.0_f32,
        ) {
            let spoken = |word: &str| crate::token::sounds(word);
            let mut sound = |least: f32| names::sound_similarity_from(&spoken(&query), &spoken(&listed), least);
            let whole = letters_and_sound(&query, &listed, 0.0, &mut |_| sound(0.0));
            let expected = if whole < least { 0.0 } else { whole };
            prop_assert_eq!(letters_and_sound(&query, &listed, least, &mut sound), expected);
        }

        #[test]
        fn slips_are_those_of_the_library(query in "[a-d]{0,9}", listed in "[a-d]{0,9}") {
            prop_assert_eq!(slips(&query, &listed), strsim::osa_distance(&query, &listed));
        }

        #[test]
        fn the_bound_loses_no_word_that_jaro_winkler_would_find(
            query in "[a-e]{2,9}|[a-zа-я]{2,9}", listed in "[a-e]{2,9}|[a-zа-я]{2,9}",
        ) {
            let through = Bound::new(letters(&query), letters(&listed))
                .is_some_and(|bound| bound.lets_through(LetterSignature::of(&query), LetterSignature::of(&listed)));
            let floor = floor(letters(&query).min(letters(&listed)));
            if strsim::jaro_winkler(&query, &listed) as f32 >= floor {
                prop_assert!(through);
            }
        }
    }

    fn by_letters(query: &str, listed: &str) -> f32 {
        let mut sounds = (Vec::new(), Vec::new());
        names::sounds(query, &mut sounds.0);
        names::sounds(listed, &mut sounds.1);
        let view = |text| crate::token::weighed(text, Class::Plain, 1.0, false);
        let query = WordView {
            sounds: &sounds.0,
            ..view(query)
        };
        let listed = WordView {
            sounds: &sounds.1,
            ..view(listed)
        };
        similarity(&query, &listed)
    }

    #[test]
    fn a_slip_leaves_the_share_of_letters_that_are_right() {
        for slip in [
            "xbcde", "abxde", "abcdx", "bcde", "acde", "abcd", "xabcde", "abcdex", "bacde",
            "abdce", "abced",
        ] {
            assert!(by_letters("abcde", slip) >= 0.8, "{slip}");
        }
        assert!(by_letters("basasa", "sasasa") > 0.8);
    }
}
