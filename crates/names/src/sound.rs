//! What words of any script sound like, so that words of different scripts can be compared.

use std::sync::LazyLock;

use crate::fold::numbers;

use crate::tables::{
    CHOICES, DROPS, HAN_GAPS, HAN_SYLLABLES, KNOWN_SYLLABLES, NEAR, ROWS, SELDOM, SYLLABLES, UNLIKE,
};

/// Sounds read of a word; those after them are not compared.
pub const MOST_SOUNDS: usize = 32;

/// Least likeness at which two words are taken for spellings of one name. Of a thousand pairs of
/// words of different names, three reach it where vowels are not written, two or three between
/// Latin and Korean or Chinese, one between two Latin words and less with Cyrillic
/// (`tests/sounds.rs`).
pub const SOUND_FLOOR: f32 = 0.62;

/// For names of two words and more: where one word is at least this much alike …
pub const SOUND_CLEAR: f32 = 0.7;

/// … the others may be as little alike as this. It finds one to eight more of a hundred people in
/// another script than [`SOUND_FLOOR`] for each word, and takes two or three times as many
/// strangers (one in ten thousand) for them.
pub const SOUND_WEAK: f32 = 0.5;

/// Hundredths of a consonant that a word is taken to be lighter: of two short words, fewer sounds
/// may differ, for they are alike by chance more often.
const FREE: u16 = 80;

/// Appends the sounds of a normalised word of any script, at most [`MOST_SOUNDS`]. They are for
/// [`sound_likeness`] and [`SoundQuery`] alone; their numbers change with the tables.
///
/// Appends nothing for numbers, and for words with a letter that no table under `data/sounds`
/// has.
///
/// ```
/// let sounds = |word| {
///     let mut sounds = Vec::new();
///     names::sounds(word, &mut sounds);
///     sounds
/// };
/// assert!(names::sound_likeness(&sounds("владимир"), &sounds("wladimir")) > 0.9);
/// assert!(names::sound_likeness(&sounds("владимир"), &sounds("sergey")) < 0.4);
/// assert!(sounds("55").is_empty());
/// ```
pub fn sounds(word: &str, into: &mut Vec<u8>) {
    let start = into.len();
    let is_read = read(word, &mut |sounds, _| {
        for sound in sounds {
            let length = into.len() - start;
            // Doubled letters are heard once.
            if length < MOST_SOUNDS && (length == 0 || into.last() != Some(sound)) {
                into.push(*sound);
            }
        }
    });
    if !is_read {
        into.truncate(start);
    }
}

/// A word in plain Latin letters, for people to read. `None` for words in Latin letters, numbers,
/// and words with a letter that no table has.
///
/// ```
/// assert_eq!(names::romanise("всеволод").as_deref(), Some("vsevolod"));
/// assert_eq!(names::romanise("vsevolod"), None);
/// ```
#[must_use]
pub fn romanise(word: &str) -> Option<String> {
    let mut roman = String::new();
    let is_read = read(word, &mut |_, letters| roman.push_str(letters));
    (is_read && !roman.is_empty()).then(|| roman.to_ascii_lowercase())
}

/// Whether a normalised word is in Latin letters.
#[must_use]
pub fn is_latin(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a normalised word is in letters that leave most vowels out: Hebrew or Arabic.
///
/// ```
/// assert!(names::leaves_vowels_out("سمير"));
/// assert!(!names::leaves_vowels_out("самир"));
/// ```
#[must_use]
pub fn leaves_vowels_out(word: &str) -> bool {
    let first = word.chars().next();
    first.is_some_and(|letter| {
        ('\u{590}'..='\u{6ff}').contains(&letter) || ('\u{750}'..='\u{77f}').contains(&letter)
    })
}

/// The parts at which a name written without spaces may be parted: each Chinese character, each
/// Hangul syllable. `None` for words of other scripts.
///
/// ```
/// let parts: Vec<&str> = names::syllables("张伟").unwrap().collect();
/// assert_eq!(parts, ["张", "伟"]);
/// assert!(names::syllables("zhang").is_none());
/// ```
#[must_use]
pub fn syllables(word: &str) -> Option<impl Iterator<Item = &str>> {
    let is_han = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter);
    // Initial letters begin a Hangul syllable, vowels and finals continue it.
    let is_hangul = |letter: char| ('\u{1100}'..='\u{11ff}').contains(&letter);
    let begins = move |letter: char| is_han(letter) || letter < '\u{1160}';
    if word.is_empty()
        || !word
            .chars()
            .all(|letter| is_han(letter) || is_hangul(letter))
    {
        return None;
    }
    let mut rest = word;
    Some(core::iter::from_fn(move || {
        let mut letters = rest.char_indices().skip(1);
        let end = letters
            .find(|(_, letter)| begins(*letter))
            .map_or(rest.len(), |(end, _)| end);
        let (syllable, after) = rest.split_at_checked(end)?;
        rest = after;
        (!syllable.is_empty()).then_some(syllable)
    }))
}

/// Whether two words are known spellings of one syllable of Chinese or Korean names
/// (`data/sounds/syllables.txt`): a character, a Hangul syllable, or in Latin letters.
///
/// ```
/// assert!(names::is_same_syllable("张", "cheung"));
/// assert!(names::is_same_syllable("zhang", "cheung"));
/// assert!(!names::is_same_syllable("张", "wong"));
/// ```
#[must_use]
pub fn is_same_syllable(a: &str, b: &str) -> bool {
    let (a, b) = (TABLES.syllable_rows(a), TABLES.syllable_rows(b));
    a.iter()
        .any(|(_, row)| b.iter().any(|(_, other)| other == row))
}

/// The spellings that [`is_same_syllable`] takes for the same as this one, itself among them; none
/// for what is no known syllable.
///
/// ```
/// assert!(names::same_syllables("张").any(|spelling| spelling == "zhang"));
/// ```
pub fn same_syllables(word: &str) -> impl Iterator<Item = &'static str> {
    let rows = TABLES.syllable_rows(word).iter();
    rows.filter_map(|(_, row)| TABLES.known_syllables.get(*row))
        .flat_map(|line| line.split(' '))
}

/// How alike two words sound, 0 to 1, from what [`sounds`] gave of them.
///
/// One less the cost of the cheapest way from one to the other (`data/sounds/likeness.txt`), as a
/// share of what the weightier word's sounds cost, less a little that makes short words differ
/// sooner. 0 where one word has no sounds. No allocation; at most 32 × 32 steps. To hold one word
/// against many, [`SoundQuery`] is faster.
#[must_use]
pub fn sound_likeness(a: &[u8], b: &[u8]) -> f32 {
    let tables = &*TABLES;
    let a = a.get(..MOST_SOUNDS).unwrap_or(a);
    let b = b.get(..MOST_SOUNDS).unwrap_or(b);
    // The row of the classic table of edit distances that belongs to the sounds of `b` so far.
    let mut row = [0; MOST_SOUNDS + 1];
    let mut a_weight = 0;
    for (sound, cost) in a.iter().zip(&mut row[1..]) {
        a_weight += tables.drop(*sound);
        *cost = a_weight + tables.first(a);
    }
    let mut b_weight = 0;
    for sound in b {
        let swaps = tables.swaps(*sound);
        let drop = tables.drop(*sound);
        b_weight += drop;
        let mut diagonal = row[0];
        let mut left = b_weight + tables.first(b);
        row[0] = left;
        for (other, cost) in a.iter().zip(&mut row[1..]) {
            let swap = diagonal + u16::from(swaps[usize::from(*other)]);
            diagonal = *cost;
            left = swap.min(*cost + drop).min(left + tables.drop(*other));
            *cost = left;
        }
    }
    likeness(
        row.get(a.len()).copied().unwrap_or(0),
        a_weight.max(b_weight),
    )
}

fn likeness(distance: u16, weight: u16) -> f32 {
    if weight == 0 {
        return 0.0;
    }
    let weight = weight.saturating_sub(FREE).max(1);
    (1.0 - f32::from(distance) / f32::from(weight)).max(0.0)
}

/// One word's sounds made ready to be held against those of many.
pub struct SoundQuery {
    length: usize,
    weight: u16,
    drops: [u8; MOST_SOUNDS],
    /// What it costs to drop the sounds so far: the row that a comparison starts from.
    start: [u16; MOST_SOUNDS + 1],
    /// For each sound, what it costs to take it for each of the word's.
    swaps: Vec<[u8; MOST_SOUNDS]>,
    /// For each sound, the least that it costs in any comparison with the word.
    least: [u8; 256],
}

impl SoundQuery {
    /// Makes ready what [`sounds`] gave of a word.
    #[must_use]
    pub fn new(sounds: &[u8]) -> Self {
        let tables = &*TABLES;
        let mut query = Self {
            length: sounds.len().min(MOST_SOUNDS),
            weight: 0,
            drops: [0; MOST_SOUNDS],
            start: [0; MOST_SOUNDS + 1],
            swaps: vec![[UNLIKE; MOST_SOUNDS]; 256],
            least: tables.drops,
        };
        for (place, sound) in sounds.iter().take(MOST_SOUNDS).enumerate() {
            let drop = tables.drops[usize::from(*sound)];
            query.drops[place] = drop;
            query.weight += u16::from(drop);
            query.start[place + 1] = query.weight + tables.first(sounds);
            let swaps = tables.swaps(*sound);
            for ((row, swap), least) in query.swaps.iter_mut().zip(swaps).zip(&mut query.least) {
                row[place] = *swap;
                *least = (*least).min(*swap);
            }
        }
        query
    }

    /// [`sound_likeness`] with the sounds of another word, where it is at least the floor
    /// (0 to 1; [`SOUND_FLOOR`], [`SOUND_WEAK`]). The higher the floor, the sooner most words are
    /// told apart, often by one look at each of their sounds.
    #[must_use]
    pub fn likeness(&self, other: &[u8], floor: f32) -> Option<f32> {
        let tables = &*TABLES;
        let other = other.get(..MOST_SOUNDS).unwrap_or(other);
        let (mut weight, mut rest) = (0, 0);
        for sound in other {
            weight += tables.drop(*sound);
            rest += u16::from(self.least[usize::from(*sound)]);
        }
        let weight = weight.max(self.weight);
        // A little more than the floor allows, for rounding.
        let most = ((1.0 - floor) * f32::from(weight.saturating_sub(FREE).max(1))) as u16 + 1;
        if rest > most {
            return None;
        }
        let mut row = self.start;
        let row = row.get_mut(..=self.length)?;
        let mut edge = tables.first(other);
        for sound in other {
            let drop = tables.drop(*sound);
            rest -= u16::from(self.least[usize::from(*sound)]);
            let (start, later) = row.split_first_mut()?;
            let mut diagonal = *start;
            edge += drop;
            *start = edge;
            let mut left = edge;
            let mut best = left;
            let swaps = self.swaps.get(usize::from(*sound))?;
            for ((cost, swap), other_drop) in later.iter_mut().zip(swaps).zip(&self.drops) {
                let swap = diagonal + u16::from(*swap);
                diagonal = *cost;
                left = swap.min(*cost + drop).min(left + u16::from(*other_drop));
                *cost = left;
                best = best.min(left);
            }
            if best + rest > most {
                return None;
            }
        }
        let likeness = likeness(*row.last()?, weight);
        (likeness >= floor).then_some(likeness)
    }
}

/// What the tables of sounds say, made ready once.
struct Tables {
    rows: Vec<Row>,
    /// Where the rows of each first letter begin.
    letters: Vec<(char, usize)>,
    /// For each ASCII character its place among those, plus one; 0 for none.
    latin: [u16; 128],
    /// What taking one sound for another costs, in hundredths of a consonant.
    swaps: Vec<[u8; 256]>,
    drops: [u8; 256],
    /// Chinese characters in order, each with its reading, in capitals.
    han: Vec<(char, &'static str)>,
    /// The rows of known spellings of syllables.
    known_syllables: Vec<&'static str>,
    /// These spellings, in order, each with a row that it stands in.
    syllables: Vec<(&'static str, usize)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

impl Tables {
    fn read() -> Self {
        let mut tables = Self {
            rows: Vec::new(),
            letters: Vec::new(),
            latin: [0; 128],
            swaps: Vec::new(),
            drops: [0; 256],
            han: Vec::new(),
            known_syllables: KNOWN_SYLLABLES.text().lines().collect(),
            syllables: Vec::new(),
        };
        tables.read_rows();
        tables.read_costs();
        tables.read_han();
        for (row, line) in tables.known_syllables.iter().enumerate() {
            for spelling in line.split(' ') {
                let place = tables.syllables.partition_point(|known| known.0 < spelling);
                tables.syllables.insert(place, (spelling, row));
            }
        }
        tables
    }

    fn read_han(&mut self) {
        let syllables: Vec<&str> = SYLLABLES.text().split(' ').collect();
        let mut place = 0x4e00;
        for (gap, syllable) in numbers(HAN_GAPS.bytes()).zip(numbers(HAN_SYLLABLES.bytes())) {
            place += gap;
            let character = char::from_u32(place).unwrap_or_default();
            if let Some(reading) = syllables.get(syllable as usize) {
                self.han.push((character, reading));
            }
        }
    }

    /// The reading of a Chinese character, in capitals.
    fn han(&self, character: char) -> Option<&'static str> {
        if character < '\u{4e00}' {
            return None;
        }
        let place = self.han.binary_search_by_key(&character, |entry| entry.0);
        Some(self.han.get(place.ok()?)?.1)
    }

    fn syllable_rows(&self, spelling: &str) -> &[(&'static str, usize)] {
        let start = self.syllables.partition_point(|known| known.0 < spelling);
        let end = self.syllables.partition_point(|known| known.0 <= spelling);
        self.syllables.get(start..end).unwrap_or_default()
    }

    fn read_rows(&mut self) {
        let mut rest = ROWS.bytes();
        while let Some((row, after)) = Row::split(rest) {
            let first = row.letters.chars().next().unwrap_or_default();
            if self.letters.last().is_none_or(|last| last.0 != first) {
                self.letters.push((first, self.rows.len()));
                if let Some(place) = self.latin.get_mut(first as usize) {
                    *place = self.letters.len() as u16;
                }
            }
            self.rows.push(row);
            rest = after;
        }
    }

    fn read_costs(&mut self) {
        let mut near = [[UNLIKE; 64]; 64];
        for (single, row) in near.iter_mut().enumerate().take(DROPS.bytes().len()) {
            row[single] = 0;
        }
        for row in NEAR.bytes().chunks_exact(3) {
            let [one, other, cost] = [row[0], row[1], row[2]];
            let (one, other) = (usize::from(one & 63), usize::from(other & 63));
            near[one][other] = cost;
            near[other][one] = cost;
        }
        let choices = || CHOICES.bytes().split_inclusive(|choice| choice & 128 > 0);
        let single = |choice: &u8| usize::from(choice & 63);
        let seldom = |choice: &u8| if choice & 64 > 0 { SELDOM } else { 0 };
        for (one, drop) in choices().zip(&mut self.drops) {
            let drops = one
                .iter()
                .map(|a| seldom(a) + DROPS.bytes().get(single(a)).unwrap_or(&0));
            *drop = drops.min().unwrap_or(0);
            let mut swaps = [UNLIKE; 256];
            for (other, swap) in choices().zip(&mut swaps) {
                for a in one {
                    for b in other {
                        let cost = near[single(a)][single(b)].saturating_add(seldom(a) + seldom(b));
                        *swap = (*swap).min(cost);
                    }
                }
            }
            self.swaps.push(swaps);
        }
    }

    fn drop(&self, sound: u8) -> u16 {
        u16::from(self.drops[usize::from(sound)])
    }

    /// What it costs more to drop the first sound: names seldom differ in how they begin.
    fn first(&self, sounds: &[u8]) -> u16 {
        sounds.first().map_or(0, |sound| self.drop(*sound) / 2)
    }

    fn swaps(&self, sound: u8) -> &[u8; 256] {
        self.swaps.get(usize::from(sound)).unwrap_or(&[UNLIKE; 256])
    }

    /// The longest row that fits the start of a text.
    fn row(&self, text: &str, is_start: bool) -> Option<&Row> {
        let first = text.chars().next()?;
        let place = match self.latin.get(first as usize) {
            Some(place) => usize::from(*place).checked_sub(1)?,
            None => self
                .letters
                .binary_search_by_key(&first, |letter| letter.0)
                .ok()?,
        };
        let end = self
            .letters
            .get(place + 1)
            .map_or(self.rows.len(), |next| next.1);
        let mut rows = self.rows.get(self.letters.get(place)?.1..end)?.iter();
        let second = text.as_bytes().get(first.len_utf8());
        rows.find(|row| {
            (row.second.is_none() || row.second.as_ref() == second)
                && (is_start || !row.is_start)
                && (!row.is_end || text.len() == row.letters.len())
                && text.starts_with(row.letters)
        })
    }
}

/// One row of the tables of letters.
struct Row {
    letters: &'static str,
    /// The byte after the first letter, which most rows that do not fit are told by.
    second: Option<u8>,
    is_start: bool,
    is_end: bool,
    sounds: &'static [u8],
    roman: &'static str,
}

impl Row {
    /// The row at the start of these bytes, and what is after it.
    fn split(rows: &'static [u8]) -> Option<(Self, &'static [u8])> {
        let [place, counts, rest @ ..] = rows else {
            return None;
        };
        let (letters, rest) = rest.split_at_checked(usize::from(place & 31))?;
        let (sounds, rest) = rest.split_at_checked(usize::from(counts & 15))?;
        let (roman, rest) = rest.split_at_checked(usize::from(counts >> 4))?;
        let letters = core::str::from_utf8(letters).ok()?;
        let first = letters.chars().next()?;
        let row = Self {
            letters,
            second: letters.as_bytes().get(first.len_utf8()).copied(),
            is_start: place & 32 > 0,
            is_end: place & 64 > 0,
            sounds,
            roman: core::str::from_utf8(roman).ok()?,
        };
        Some((row, rest))
    }
}

/// Reads a word: hands out the sounds and the Latin letters of each part of it. `false` when it
/// holds a letter that no table has.
fn read(word: &str, take: &mut dyn FnMut(&'static [u8], &'static str)) -> bool {
    let tables = &*TABLES;
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some(syllable) = tables.han(first) {
            take(&[], syllable);
            let mut pinyin = syllable;
            while let Some(row) = tables.row(pinyin, false) {
                take(row.sounds, "");
                pinyin = pinyin.get(row.letters.len()..).unwrap_or_default();
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        } else if let Some(row) = tables.row(rest, rest.len() == word.len()) {
            take(row.sounds, row.roman);
            rest = rest.get(row.letters.len()..).unwrap_or_default();
        } else {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heard(text: &str) -> Vec<u8> {
        let words = crate::Words::read(text);
        let mut heard = Vec::new();
        sounds(words.joined(0..words.len()), &mut heard);
        heard
    }

    proptest! {
        #[test]
        fn a_query_finds_what_the_plain_comparison_finds(
            a in "[a-z]{1,9}|[а-я]{1,9}|[ا-ي]{1,7}|[가-힣]{1,4}|[丁-龙]{1,5}",
            b in "[a-z]{1,9}",
            noise in proptest::collection::vec(any::<u8>(), 0..3),
            floor in prop_oneof![Just(SOUND_FLOOR), Just(SOUND_WEAK), 0.0..1.0_f32],
        ) {
            // A word and what a few other sounds make of it are often just above the floor.
            let (a, b) = (heard(&a), heard(&b));
            let near = [&a[..a.len() / 2], &noise, &a[a.len() / 2..]].concat();
            for (one, other) in [(&a, &b), (&a, &near), (&near, &b)] {
                let likeness = Some(sound_likeness(one, other));
                let above = likeness.filter(|likeness| *likeness >= floor);
                prop_assert_eq!(SoundQuery::new(one).likeness(other, floor), above);
            }
        }

        #[test]
        fn likeness_has_no_order_and_stays_between_0_and_1(
            a in proptest::collection::vec(any::<u8>(), 0..40),
            b in proptest::collection::vec(any::<u8>(), 0..40),
        ) {
            let likeness = sound_likeness(&a, &b);
            prop_assert!((0.0..=1.0).contains(&likeness));
            prop_assert_eq!(likeness, sound_likeness(&b, &a));
        }

        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,60}") {
            for word in crate::Words::read(&text).iter() {
                let mut heard = Vec::new();
                sounds(word, &mut heard);
                prop_assert!(heard.len() <= MOST_SOUNDS);
                let _ = romanise(word);
                if let Some(parts) = syllables(word) {
                    prop_assert_eq!(parts.collect::<String>(), word);
                }
            }
        }
    }
}
