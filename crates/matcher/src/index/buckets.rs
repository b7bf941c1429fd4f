//! The distinct words by length, and by letter and sound sixty-four at a time: which of them share
//! enough letters or sounds with a word to be compared with it.

use names::SoundQuery;

use crate::compare::similarity::{Bound, LetterSignature, least_sound};
use crate::order::{first, key, second, sort};
use crate::token::letters;

/// Words of one length form a bucket, in blocks of sixty-four places, those whose sounds weigh least
/// first.
///
/// For each letter, for each letter that recurs and for each single sound, one bit a place says
/// whether the word there has it. Counting the letters that a word lacks, or what it costs for the
/// sounds that it lacks, then takes a few operations for sixty-four words, where one word after
/// another would take as many each.
#[derive(Default)]
pub(crate) struct Buckets {
    /// By place; a block that is not full ends in places without a word.
    words: Vec<u32>,
    signatures: Vec<LetterSignature>,
    /// The sounds of each word, one word after another.
    sounds: Vec<u8>,
    sound_ends: Vec<u32>,
    /// What they weigh together.
    sound_weights: Vec<u16>,
    /// For each length in letters, the end of its bucket in blocks.
    ends: Vec<u32>,
    /// For each bit of [`LetterSignature::set`], then for each way to begin, one number a block.
    columns: Vec<u64>,
    blocks: Vec<Block>,
}

/// The sounds of sixty-four words.
struct Block {
    /// Weights of the lightest and of the heaviest sounds of a word.
    lightest: u16,
    heaviest: u16,
    /// For each single sound the words that may have it.
    singles: [u64; SINGLES],
}

/// What stands in places without a word.
const NO_WORD: u32 = u32::MAX;
/// Words to a block.
const BLOCK: usize = u64::BITS as usize;
/// Columns of letters, and of first letters after them.
const SETS: usize = u64::BITS as usize;
const STARTS: usize = 32;
/// Bits of single sounds.
const SINGLES: usize = u64::BITS as usize;
/// Words of more letters stand with those of this many.
const LONGEST: usize = 255;
/// Bits of the counters of letters that a word lacks. One that counts over its end lets a word
/// through that is then told apart by itself; none is lost.
const COUNTER_BITS: usize = 4;
/// The same for the steps of what a word costs for the sounds that it lacks.
const STEP_BITS: usize = 6;

impl Buckets {
    /// Places words, each known by its number, with its sounds.
    pub(crate) fn of<'w>(words: impl Iterator<Item = (u32, &'w str, &'w [u8])>) -> Self {
        let words: Vec<(u32, &str, &[u8])> = words.collect();
        let mut order: Vec<u64> = words
            .iter()
            .zip(0..)
            .map(|((_, text, sounds), place)| {
                let length = letters(text).min(LONGEST) as u32;
                key(length << 16 | u32::from(names::sound_weight(sounds)), place)
            })
            .collect();
        sort(&mut order);
        let length_of = |key: &u64| (first(*key) >> 16) as usize;
        let mut buckets = Self::default();
        let mut rest = &order[..];
        for length in 0..=LONGEST {
            let (bucket, longer) =
                rest.split_at(rest.partition_point(|key| length_of(key) <= length));
            rest = longer;
            for keys in bucket.chunks(BLOCK) {
                buckets.add_block(keys, &words);
            }
            buckets.ends.push(buckets.blocks.len() as u32);
        }
        buckets.mark_letters();
        buckets
    }

    /// Adds words of one length, by their weight.
    fn add_block(&mut self, keys: &[u64], words: &[(u32, &str, &[u8])]) {
        let weight = |key: Option<&u64>| key.map_or(0, |key| first(*key) as u16);
        let mut block = Block {
            lightest: weight(keys.first()),
            heaviest: weight(keys.last()),
            singles: [0; SINGLES],
        };
        for place in 0..BLOCK {
            let word = keys.get(place).map(|key| words[second(*key) as usize]);
            let (number, text, sounds) = word.unwrap_or((NO_WORD, "", &[]));
            self.words.push(number);
            self.signatures.push(LetterSignature::of(text));
            self.sounds.extend_from_slice(sounds);
            self.sound_ends.push(self.sounds.len() as u32);
            self.sound_weights.push(weight(keys.get(place)));
            for_each_bit(names::single_sounds(sounds), |single| {
                block.singles[single] |= 1 << place;
            });
        }
        self.blocks.push(block);
    }

    fn mark_letters(&mut self) {
        let blocks = self.blocks.len();
        self.columns = vec![0; blocks * (SETS + STARTS)];
        for (place, (signature, word)) in self.signatures.iter().zip(&self.words).enumerate() {
            let mut mark = |column: usize| {
                self.columns[column * blocks + place / BLOCK] |= 1 << (place % BLOCK);
            };
            if *word != NO_WORD {
                for_each_bit(signature.set, &mut mark);
                mark(start_column(*signature));
            }
        }
    }

    /// Hands out each word whose letters [`Bound`] lets through and which sounds as much like the
    /// query word as it must with these letters ([`least_sound`]).
    pub(crate) fn for_each_near(
        &self,
        query: &str,
        sounds: &SoundQuery,
        mut take: impl FnMut(u32),
    ) {
        let query_letters = letters(query);
        let query = LetterSignature::of(query);
        let mut columns = Vec::new();
        for_each_bit(query.set, |letter| columns.push(self.column(letter)));
        let same_start = self.column(start_column(query));
        let mut start = 0;
        for (length, end) in self.ends.iter().enumerate() {
            let end = *end as usize;
            let bucket = start..end;
            start = end;
            if bucket.is_empty() {
                continue;
            }
            let Some(bound) = Bound::new(query_letters, length) else {
                continue;
            };
            let (most_lacking, most_with_start) = bound.most_lacking();
            for block in bucket {
                let mut lacking = [0_u64; COUNTER_BITS];
                for column in &columns {
                    count(&mut lacking, 0, !column[block]);
                }
                let found = at_most(&lacking, most_lacking)
                    | at_most(&lacking, most_with_start) & same_start[block];
                for_each_bit(found, |bit| {
                    let place = block * BLOCK + bit;
                    let (word, listed) = (self.words[place], self.signatures[place]);
                    if word != NO_WORD
                        && let Some(common) = bound.common(query.set, listed.set)
                        && bound.is_enough(common, query.start, listed.start)
                    {
                        let (slips, letters) = bound.least_slips(common);
                        let least = least_sound(slips, letters);
                        if least <= 0.0 || self.sounds_like(place, sounds, least) {
                            take(word);
                        }
                    }
                });
            }
        }
    }

    /// Hands out each word whose sounds are at least this similar to the query's.
    pub(crate) fn for_each_sounding(
        &self,
        query: &SoundQuery,
        floor: f32,
        mut take: impl FnMut(u32),
    ) {
        for (block, start) in self.blocks.iter().zip((0..).step_by(BLOCK)) {
            let Some(most) = query.most_steps(block.lightest, block.heaviest, floor) else {
                continue;
            };
            for_each_bit(at_most(&block.steps(query), most), |bit| {
                let place = start + bit;
                if self.sounds_like(place, query, floor) {
                    take(self.words[place]);
                }
            });
        }
    }

    fn sounds_like(&self, place: usize, query: &SoundQuery, floor: f32) -> bool {
        let before = place.checked_sub(1);
        let start = before.map_or(0, |before| self.sound_ends[before] as usize);
        let sounds = &self.sounds[start..self.sound_ends[place] as usize];
        let similarity = query.similarity(sounds, self.sound_weights[place], floor);
        similarity.is_some()
    }

    /// Hands out the longer words whose first four letters are those of the query word, as far as
    /// it has them.
    pub(crate) fn for_each_longer(&self, query: &str, mut take: impl FnMut(u32)) {
        let letters = letters(query).min(LONGEST);
        let start = LetterSignature::of(query).start;
        let mask = u32::MAX >> (32 - 8 * letters.clamp(1, 4));
        let first = self.ends[letters] as usize * BLOCK;
        for (word, listed) in self.words.iter().zip(&self.signatures).skip(first) {
            if (start ^ listed.start) & mask == 0 && *word != NO_WORD {
                take(*word);
            }
        }
    }

    fn column(&self, column: usize) -> &[u64] {
        let blocks = self.columns.len() / (SETS + STARTS);
        &self.columns[column * blocks..][..blocks]
    }
}

/// Where words stand that begin like this one. Letters of other scripts share the columns, which
/// only lets more words through.
fn start_column(signature: LetterSignature) -> usize {
    SETS + signature.start as usize % STARTS
}

impl Block {
    /// Counters of the steps that each word costs for the sounds that it lacks.
    fn steps(&self, query: &SoundQuery) -> [u64; STEP_BITS] {
        let mut steps = [0; STEP_BITS];
        let mut with_any = 0;
        for charge in query.charges(self.lightest) {
            if charge.is_first {
                with_any = 0;
            }
            for_each_bit(charge.singles, |single| with_any |= self.singles[single]);
            for_each_bit(charge.steps.into(), |bit| {
                count(&mut steps, bit, !with_any);
            });
        }
        steps
    }
}

/// Adds the bits of a number to counters, from this bit of theirs on.
fn count<const BITS: usize>(counters: &mut [u64; BITS], from: usize, mut carry: u64) {
    for bit in counters.iter_mut().skip(from) {
        (*bit, carry) = (*bit ^ carry, *bit & carry);
    }
}

fn for_each_bit(mut bits: u64, mut take: impl FnMut(usize)) {
    while bits > 0 {
        take(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

/// Of sixty-four counters the ones that are at most this many.
fn at_most<const BITS: usize>(counters: &[u64; BITS], most: usize) -> u64 {
    if most >> BITS > 0 {
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
    use crate::token::sounds;
    use proptest::prelude::*;

    fn buckets(words: &[String], sounds: &[Vec<u8>]) -> Buckets {
        let texts = words.iter().zip(sounds).zip(0..);
        Buckets::of(texts.map(|((word, sounds), number)| (number, &word[..], &sounds[..])))
    }

    proptest! {
        #[test]
        fn the_buckets_hand_out_what_the_bounds_let_through_word_by_word(
            words in proptest::collection::vec("[a-e]{1,9}|[a-z]{1,12}|[a-eа-я]{2,9}", 0..200),
            query in "[a-e]{1,9}|[a-z]{1,40}|[a-eа-я]{2,9}",
            floor in prop_oneof![Just(names::SOUND_FLOOR), 0.01..1.0_f32],
        ) {
            let sounds: Vec<Vec<u8>> = words.iter().map(|word| sounds(word)).collect();
            let buckets = buckets(&words, &sounds);
            let spoken = SoundQuery::new(&crate::token::sounds(&query));
            let sounding = |number: usize, floor| spoken.similarity(&sounds[number], names::sound_weight(&sounds[number]), floor).is_some();
            let mut found = Vec::new();
            buckets.for_each_near(&query, &spoken, |word| found.push(word as usize));
            found.sort_unstable();
            let is_near = |number: &usize| {
                let word = &words[*number];
                let bound = Bound::new(letters(&query), letters(word))?;
                let (query, listed) = (LetterSignature::of(&query), LetterSignature::of(word));
                let common = bound.common(query.set, listed.set)?;
                let (slips, letters) = bound.least_slips(common);
                let least = least_sound(slips, letters);
                let is_sounding = least <= 0.0 || sounding(*number, least);
                (bound.lets_through(query, listed) && is_sounding).then_some(())
            };
            let numbers = || 0..words.len();
            let near: Vec<usize> = numbers().filter(|number| is_near(number).is_some()).collect();
            prop_assert_eq!(found, near);

            let mut found = Vec::new();
            buckets.for_each_sounding(&spoken, floor, |word| found.push(word as usize));
            found.sort_unstable();
            let sounding: Vec<usize> = numbers().filter(|number| sounding(*number, floor)).collect();
            prop_assert_eq!(found, sounding);
        }

        #[test]
        fn no_longer_word_with_the_same_beginning_is_left_out(
            words in proptest::collection::vec("[ab]{1,7}|[aж]{1,4}", 0..200),
            query in "[ab]{1,5}|[aж]{1,3}",
        ) {
            let buckets = buckets(&words, &vec![Vec::new(); words.len()]);
            let mut found = Vec::new();
            buckets.for_each_longer(&query, |word| found.push(word));
            for (number, word) in (0..).zip(&words) {
                if word.starts_with(&query) && *word != query {
                    prop_assert!(found.contains(&number), "{}", word);
                }
            }
        }
    }
}
