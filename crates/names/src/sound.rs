//! What words of any script sound like, so that words of different scripts can be compared.

use std::sync::LazyLock;

use crate::fold::numbers;
use crate::script::{continues_syllable, is_han, is_hangul};

use crate::tables::{
    CHOICES, DROPS, HAN_GAPS, HAN_SYLLABLES, KNOWN_SYLLABLES, NEAR, ROWS, SELDOM, SYLLABLES, UNLIKE,
};

/// Sounds read of a word; those after them are not compared.
pub const MOST_SOUNDS: usize = 32;

/// Least similarity at which two words are taken for spellings of one name. Of a thousand pairs of
/// words of different names, three reach it where vowels are not written, two or three between
/// Latin and Korean or Chinese, one between two Latin words and less with Cyrillic
/// (`tests/sounds.rs`).
pub const SOUND_FLOOR: f32 = 0.62;

/// For names of two words and more: where one word is at least this similar …
pub const SOUND_CLEAR: f32 = 0.7;

/// … the others may be as little similar as this. It finds one to eight more of a hundred people in
/// another script than [`SOUND_FLOOR`] for each word, and takes two or three times as many
/// strangers (one in ten thousand) for them.
pub const SOUND_WEAK: f32 = 0.5;

/// Hundredths of a consonant that a word is taken to be lighter: of two short words, fewer sounds
/// may differ, for they are similar by chance more often.
const FREE: u16 = 80;

/// Appends the sounds of a normalised word of any script, at most [`MOST_SOUNDS`]. They are for
/// [`sound_similarity`] and [`SoundQuery`] alone; their numbers change with the tables.
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
/// assert!(names::sound_similarity(&sounds("владимир"), &sounds("wladimir")) > 0.9);
/// assert!(names::sound_similarity(&sounds("владимир"), &sounds("sergey")) < 0.4);
/// assert!(sounds("55").is_empty());
/// ```
pub fn sounds(word: &str, into: &mut Vec<u8>) {
    let start = into.len();
    let is_read = read(word, &mut |sounds, _| {
        for sound in sounds {
            let length = into.len() - start;
            // Doubled letters sound like one.
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
    let begins = |letter: char| !continues_syllable(letter);
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
    let tables = &*TABLES;
    // Most words are told by their length.
    if a.len().max(b.len()) > tables.longest_syllable {
        return false;
    }
    let (a, b) = (tables.syllable_rows(a), tables.syllable_rows(b));
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

/// How similar two words sound, 0 to 1, from what [`sounds`] gave of them.
///
/// One less the cost of the cheapest way from one to the other (`data/sounds/similarity.txt`), as a
/// share of what the weightier word's sounds cost, less a little that makes short words differ
/// sooner. 0 where one word has no sounds. No allocation; at most 32 × 32 steps. To hold one word
/// against many, [`SoundQuery`] is faster.
#[must_use]
#[inline]
pub fn sound_similarity(a: &[u8], b: &[u8]) -> f32 {
    sound_similarity_from(a, b, 0.0)
}

/// The same, or 0 where it is less than `least`. The higher that is, the sooner most words are told
/// apart.
#[must_use]
pub fn sound_similarity_from(a: &[u8], b: &[u8], least: f32) -> f32 {
    let tables = &*TABLES;
    let a = a.get(..MOST_SOUNDS).unwrap_or(a);
    let b = b.get(..MOST_SOUNDS).unwrap_or(b);
    let (a_weight, b_weight) = (sound_weight(a), sound_weight(b));
    let weight = a_weight.max(b_weight);
    let most = most_cost(weight, least);
    // What the sounds of the other word cannot save is dropped.
    if a_weight > most.saturating_add(tables.savings(b))
        || b_weight > most.saturating_add(tables.savings(a))
    {
        return 0.0;
    }
    // The row of the classic table of edit distances that belongs to the sounds of `b` so far.
    let mut row = [0; MOST_SOUNDS + 1];
    let mut edge = tables.first(a);
    for (sound, cost) in a.iter().zip(&mut row[1..]) {
        edge += tables.drop(*sound);
        *cost = edge;
    }
    let mut edge = tables.first(b);
    for sound in b {
        let swaps = tables.swaps(*sound);
        let drop = tables.drop(*sound);
        let mut diagonal = row[0];
        edge += drop;
        let mut left = edge;
        row[0] = edge;
        for (other, cost) in a.iter().zip(&mut row[1..]) {
            let swap = diagonal + u16::from(swaps[usize::from(*other)]);
            diagonal = *cost;
            left = swap.min(*cost + drop).min(left + tables.drop(*other));
            *cost = left;
        }
    }
    let similarity = similarity(row.get(a.len()).copied().unwrap_or(0), weight);
    if similarity < least { 0.0 } else { similarity }
}

#[inline]
fn similarity(distance: u16, weight: u16) -> f32 {
    if weight == 0 {
        return 0.0;
    }
    let weight = weight.saturating_sub(FREE).max(1);
    (1.0 - f32::from(distance) / f32::from(weight)).max(0.0)
}

/// One word's sounds prepared for comparison with those of many words.
pub struct SoundQuery {
    length: usize,
    weight: u16,
    /// What it costs more to drop the first sound.
    start: i16,
    /// The weight of the sounds before each place, and of all.
    before: [i16; MOST_SOUNDS + 1],
    /// For each sound, the cost of taking it for each of the word's, less the weight of that one.
    swaps: Vec<[i16; MOST_SOUNDS]>,
    /// The bounds for words that are at least as heavy, and for lighter ones.
    bounds: [CostBound; 2],
}

/// A lower bound on the cost of a comparison: every sound of the heavier word is matched or dropped.
struct CostBound {
    /// For each sound of the other word the least that it costs in any comparison; where the query is
    /// heavier, less the weight of the sound that it is taken for.
    least: [i16; 256],
    /// The same for the first sound of the other word: for another sound of the query than the first one,
    /// that one is dropped before.
    first: [i16; 256],
    /// The weight of the query's sounds, where the query is heavier.
    unmatched: i16,
    /// The same bound by the query's sounds, for [`SoundQuery::charges`].
    charges: Vec<Charge>,
    /// The cost beside the charges.
    base: i32,
}

/// What a word costs at least for not having any of some single sounds, so that many words can be
/// bounded at a time ([`SoundQuery::charges`]).
pub struct Charge {
    /// Whether it is the first one for a sound of the query. The others also count the single sounds of
    /// those before them.
    pub is_first: bool,
    /// One bit for each single sound, as [`single_sounds`] numbers them.
    pub singles: u64,
    /// The charge, at most 15.
    pub steps: u8,
}

/// Hundredths of a consonant to a step of a [`Charge`]. Smaller steps let fewer words through, and make
/// more charges.
const STEP: i32 = 20;
/// The weight of the heaviest sound.
const CONSONANT: i32 = 100;
/// More steps than any sound costs.
const MOST_STEPS: usize = (2 * CONSONANT / STEP) as usize + 1;

/// The single sounds that a word may have, one bit for each, from what [`sounds`] gave of it.
#[must_use]
pub fn single_sounds(sounds: &[u8]) -> u64 {
    let choices = sounds.iter().flat_map(|sound| TABLES.choices(*sound));
    choices.fold(0, |singles, choice| singles | 1 << (choice & 63))
}

/// The weight of the sounds of a word, in hundredths of a consonant.
#[must_use]
#[inline]
pub fn sound_weight(sounds: &[u8]) -> u16 {
    let tables = &*TABLES;
    sounds.iter().map(|sound| tables.drop(*sound)).sum()
}

impl CostBound {
    fn of(sounds: &[u8], is_query_heavier: bool) -> Self {
        let tables = &*TABLES;
        let drops = tables.drops.map(i16::from);
        let mut bound = Self {
            least: drops,
            first: [0; 256],
            unmatched: 0,
            charges: Vec::new(),
            base: 0,
        };
        for (place, sound) in sounds.iter().enumerate().rev() {
            let drop = drops[usize::from(*sound)];
            let weight = if is_query_heavier { drop } else { 0 };
            if place == 0 {
                let start = drop / 2 + drop - weight;
                bound.first = core::array::from_fn(|other| {
                    let drop = drops[other];
                    (bound.least[other] + start).min(drop + start.min(drop / 2))
                });
            }
            let swaps = tables
                .swaps(*sound)
                .iter()
                .map(|swap| i16::from(*swap) - weight);
            for ((swap, least), first) in swaps.zip(&mut bound.least).zip(&mut bound.first) {
                *least = (*least).min(swap);
                *first = (*first).min(swap);
            }
            bound.unmatched += weight;
            bound.charge(*sound, !is_query_heavier);
        }
        bound
    }

    /// Adds the charges for a sound of the query; where the listed word is heavier, its weight is to be
    /// added to the cost, and that of the sound that is taken for the query's is subtracted here.
    fn charge(&mut self, sound: u8, is_listed_heavier: bool) {
        let tables = &*TABLES;
        let (offset, share) = if is_listed_heavier {
            (CONSONANT, 1)
        } else {
            (0, 0)
        };
        let most = (i32::from(tables.drop(sound)) + offset) / STEP;
        let mut by_steps = [0_u64; MOST_STEPS];
        for (single, drop) in DROPS.bytes().iter().enumerate() {
            let cost = tables.single_cost(sound, single) + offset - share * i32::from(*drop);
            if let Some(singles) = by_steps.get_mut((cost / STEP) as usize) {
                *singles |= 1 << single;
            }
        }
        let mut before = None;
        let mut is_first = true;
        for (steps, singles) in (0..=most).zip(by_steps) {
            if singles == 0 && steps < most {
                continue;
            }
            match before.replace((steps, singles)) {
                None => self.base += steps * STEP - offset,
                Some((less, singles)) => self.charges.push(Charge {
                    is_first: core::mem::take(&mut is_first),
                    singles,
                    steps: (steps - less) as u8,
                }),
            }
        }
    }
}

impl SoundQuery {
    /// Prepares what [`sounds`] gave of a word.
    #[must_use]
    pub fn new(sounds: &[u8]) -> Self {
        let tables = &*TABLES;
        let sounds = sounds.get(..MOST_SOUNDS).unwrap_or(sounds);
        let mut query = Self {
            length: sounds.len(),
            weight: sound_weight(sounds),
            start: tables.first(sounds) as i16,
            before: [0; MOST_SOUNDS + 1],
            swaps: vec![[0; MOST_SOUNDS]; 256],
            bounds: [false, true].map(|is_heavier| CostBound::of(sounds, is_heavier)),
        };
        for (place, sound) in sounds.iter().enumerate() {
            let drop = tables.drop(*sound) as i16;
            query.before[place + 1] = query.before[place] + drop;
            for (row, swap) in query.swaps.iter_mut().zip(tables.swaps(*sound)) {
                row[place] = i16::from(*swap) - drop;
            }
        }
        query
    }

    /// [`sound_similarity`] with the sounds of another word, which weigh so much ([`sound_weight`]), where it
    /// is at least the floor (0 to 1; [`SOUND_FLOOR`], [`SOUND_WEAK`]). The higher the floor, the sooner
    /// most words are told apart, often by one look at each of their sounds.
    #[must_use]
    pub fn similarity(&self, other: &[u8], other_weight: u16, floor: f32) -> Option<f32> {
        let tables = &*TABLES;
        let other = other.get(..MOST_SOUNDS).unwrap_or(other);
        let bound = self.bound(other_weight);
        let weight = other_weight.max(self.weight);
        let most = most_cost(weight, floor) as i16;
        let least = |sound: &u8| bound.least[usize::from(*sound)];
        let first = other.first();
        let first = first.map_or(0, |sound| bound.first[usize::from(*sound)]);
        let mut rest: i16 = other.iter().skip(1).map(least).sum();
        if first + rest + bound.unmatched > most {
            return None;
        }
        // The row of the table of edit distances that belongs to the other sounds so far, less the weight of
        // the query's sounds before each place: then dropping one of those costs nothing.
        let mut row = [self.start; MOST_SOUNDS + 1];
        let row = row.get_mut(..=self.length)?;
        row[0] = 0;
        let mut edge = tables.first(other) as i16;
        for (place, sound) in other.iter().enumerate() {
            let drop = tables.drop(*sound) as i16;
            if place > 0 {
                rest -= least(sound);
            }
            let (start, costs) = row.split_first_mut()?;
            let mut diagonal = *start;
            edge += drop;
            *start = edge;
            let mut left = edge;
            for (cost, swap) in costs.iter_mut().zip(self.swaps.get(usize::from(*sound))?) {
                left = left.min(diagonal + swap).min(*cost + drop);
                diagonal = *cost;
                *cost = left;
            }
            let cheapest = if bound.unmatched > 0 {
                left + bound.unmatched
            } else {
                let costs = row.iter().zip(&self.before);
                costs.map(|(cost, before)| cost + before).min()?
            };
            if cheapest + rest > most {
                return None;
            }
        }
        let distance = row.last()? + self.before.get(self.length)?;
        let similarity = similarity(distance as u16, weight);
        (similarity >= floor).then_some(similarity)
    }

    /// The charges for words whose sounds weigh at least so much ([`sound_weight`]). A word has the
    /// steps of a charge where it has none of its single sounds.
    #[must_use]
    pub fn charges(&self, lightest: u16) -> &[Charge] {
        &self.bound(lightest).charges
    }

    /// The most steps that a word of these weights can have which is at least this similar to the query
    /// (0 to 1); `None` where there is no such word.
    #[must_use]
    pub fn most_steps(&self, lightest: u16, heaviest: u16, floor: f32) -> Option<usize> {
        let mut most = i32::from(most_cost(heaviest.max(self.weight), floor));
        most -= self.bound(lightest).base;
        if lightest >= self.weight {
            most -= i32::from(lightest);
        }
        (most >= 0).then_some((most / STEP) as usize)
    }

    /// The bound for words of this weight. Either one is true of any word.
    #[inline]
    fn bound(&self, weight: u16) -> &CostBound {
        let [for_heavier, for_lighter] = &self.bounds;
        if weight < self.weight {
            for_lighter
        } else {
            for_heavier
        }
    }
}

/// The most that words of this weight cost which are at least this similar, and a little more for
/// rounding.
#[inline]
fn most_cost(weight: u16, floor: f32) -> u16 {
    ((1.0 - floor) * f32::from(weight.saturating_sub(FREE).max(1))) as u16 + 1
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
    /// For each sound the most that it can save of the weight of a sound that is taken for it.
    savings: [u8; 256],
    /// For each sound the single sounds that it may be, each with a bit for seldom ones.
    choices: Vec<&'static [u8]>,
    /// The cost of taking one single sound for another.
    near: [[u8; 64]; 64],
    /// Chinese characters in order, each with its reading, in capitals.
    han: Vec<(char, &'static str)>,
    /// The variant groups of syllables.
    known_syllables: Vec<&'static str>,
    /// These spellings, in order, each with a row that it stands in, and the bytes of the longest.
    syllables: Vec<(&'static str, usize)>,
    longest_syllable: usize,
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
            savings: [0; 256],
            choices: Vec::new(),
            near: [[UNLIKE; 64]; 64],
            han: Vec::new(),
            known_syllables: KNOWN_SYLLABLES.text().lines().collect(),
            syllables: Vec::new(),
            longest_syllable: 0,
        };
        tables.read_rows();
        tables.read_costs();
        tables.read_han();
        for (row, line) in tables.known_syllables.iter().enumerate() {
            for spelling in line.split(' ') {
                let place = tables.syllables.partition_point(|known| known.0 < spelling);
                tables.syllables.insert(place, (spelling, row));
                tables.longest_syllable = tables.longest_syllable.max(spelling.len());
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
        let near = &mut self.near;
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
        for (one, drop) in choices().zip(&mut self.drops) {
            let drops = one
                .iter()
                .map(|a| seldom(*a) + DROPS.bytes().get(single(a)).unwrap_or(&0));
            *drop = drops.min().unwrap_or(0);
            let mut swaps = [UNLIKE; 256];
            for (other, swap) in choices().zip(&mut swaps) {
                for a in one {
                    for b in other {
                        let cost =
                            near[single(a)][single(b)].saturating_add(seldom(*a) + seldom(*b));
                        *swap = (*swap).min(cost);
                    }
                }
            }
            self.swaps.push(swaps);
            self.choices.push(one);
        }
        for (swaps, saving) in self.swaps.iter().zip(&mut self.savings) {
            let saved = self.drops.iter().zip(swaps);
            let saved = saved.map(|(drop, swap)| drop.saturating_sub(*swap));
            *saving = saved.max().unwrap_or(0);
        }
    }

    fn choices(&self, sound: u8) -> &'static [u8] {
        self.choices.get(usize::from(sound)).copied().unwrap_or(&[])
    }

    /// The least cost of taking a sound for a single one.
    fn single_cost(&self, sound: u8, single: usize) -> i32 {
        let costs = self.choices(sound).iter().map(|choice| {
            let cost = self.near[usize::from(choice & 63)][single];
            i32::from(cost) + i32::from(seldom(*choice))
        });
        costs.min().unwrap_or(i32::from(UNLIKE))
    }

    fn savings(&self, sounds: &[u8]) -> u16 {
        let savings = sounds.iter();
        savings
            .map(|sound| u16::from(self.savings[usize::from(*sound)]))
            .sum()
    }

    #[inline]
    fn drop(&self, sound: u8) -> u16 {
        u16::from(self.drops[usize::from(sound)])
    }

    /// What it costs more to drop the first sound: names seldom differ in how they begin.
    #[inline]
    fn first(&self, sounds: &[u8]) -> u16 {
        sounds.first().map_or(0, |sound| self.drop(*sound) / 2)
    }

    #[inline]
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

/// What a choice costs more that a letter seldom stands for.
fn seldom(choice: u8) -> u8 {
    if choice & 64 > 0 { SELDOM } else { 0 }
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

    /// The steps that a word with these single sounds is charged.
    fn steps(charges: &[Charge], singles: u64) -> usize {
        let (mut has_any, mut steps) = (false, 0);
        for charge in charges {
            has_any &= !charge.is_first;
            has_any |= singles & charge.singles > 0;
            steps += if has_any {
                0
            } else {
                usize::from(charge.steps)
            };
        }
        steps
    }

    fn spoken(text: &str) -> Vec<u8> {
        let words = crate::Words::read(text);
        let mut spoken = Vec::new();
        sounds(words.joined(0..words.len()), &mut spoken);
        spoken
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
            let (a, b) = (spoken(&a), spoken(&b));
            let near = [&a[..a.len() / 2], &noise, &a[a.len() / 2..]].concat();
            for (one, other) in [(&a, &b), (&a, &near), (&near, &b)] {
                let similarity = Some(sound_similarity(one, other));
                let above = similarity.filter(|similarity| *similarity >= floor);
                let query = SoundQuery::new(one);
                let weight = sound_weight(other);
                prop_assert_eq!(query.similarity(other, weight, floor), above);
                if above.is_some() {
                    let singles = single_sounds(other);
                    for lightest in [0, weight / 2, weight] {
                        let steps = steps(query.charges(lightest), singles);
                        let most = query.most_steps(lightest, weight + 50, floor);
                        prop_assert!(most.is_some_and(|most| steps <= most));
                    }
                }
            }
        }

        #[test]
        fn similarity_has_no_order_and_stays_between_0_and_1(
            a in proptest::collection::vec(any::<u8>(), 0..40),
            b in proptest::collection::vec(any::<u8>(), 0..40),
            least in 0.0..1.0_f32,
        ) {
            let similarity = sound_similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&similarity));
            prop_assert_eq!(similarity, sound_similarity(&b, &a));
            let above = if similarity < least { 0.0 } else { similarity };
            prop_assert_eq!(sound_similarity_from(&a, &b, least), above);
        }

        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,60}") {
            for word in crate::Words::read(&text).iter() {
                let mut spoken = Vec::new();
                sounds(word, &mut spoken);
                prop_assert!(spoken.len() <= MOST_SOUNDS);
                let _ = romanise(word);
                if let Some(parts) = syllables(word) {
                    prop_assert_eq!(parts.collect::<String>(), word);
                }
            }
        }
    }
}
