//! What a search walks: the distinct words of all lists, and where each of them stands.

use names::{Class, Words};
use pack::SearchPack;
use record::{AliasStrength, NameType};

use crate::Rarity;
use crate::align::has_initial;
use crate::identifiers::Identifiers;
use crate::likeness::WordView;
use crate::order::{first, hash, key, second, sort, with_first};
use crate::shelves::Shelves;
use crate::weights::{
    ACRONYM_LETTERS, LEAST_CONSONANTS, LEAST_RARITY, LONGEST_JOIN, MOST_WORDS, class_weight,
    is_significant,
};

/// All loaded lists, ready to be searched.
///
/// Flat arrays of 32-bit numbers; the texts of names stay in the packs.
pub struct Index {
    pub(crate) packs: Vec<SearchPack>,
    pub(crate) words: Dictionary,
    /// For every name, the words it is made of, one name after another.
    name_words: Vec<u32>,
    name_ends: Vec<u32>,
    names: Vec<NameInfo>,
    /// Sum of the weights of a name's words.
    pub(crate) name_weights: Vec<f32>,
    /// For every word, the names it stands in, one word after another.
    postings: Vec<u32>,
    posting_ends: Vec<u32>,
    /// Hash of every short run of words, and of every whole name, without gaps, and of the first
    /// letters of a name's words, with the name; sorted.
    joins: Vec<u64>,
    pub(crate) designations: Vec<Place>,
    pub(crate) identifiers: Identifiers,
}

/// A designation of one of the packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub list: u32,
    pub designation: u32,
}

#[derive(Clone, Copy)]
pub(crate) struct NameInfo {
    /// Among all designations of all lists.
    pub designation: u32,
    /// Among the names of its pack.
    pub place: u32,
    /// Shown only to who types it exactly, below every full name.
    pub is_weak: bool,
    /// Its titles weigh like other words, because there is little else.
    pub keeps_titles: bool,
    /// It has a word in other letters than Latin that a query in Latin letters may mean.
    pub is_foreign: bool,
}

/// Every distinct word once.
#[derive(Default)]
pub(crate) struct Dictionary {
    text: String,
    ends: Vec<u32>,
    /// Word number plus one by hash, open addressing; 0 is free. A power of two long.
    table: Vec<u32>,
    pub(crate) weights: Vec<f32>,
    /// In how many designations each word stands.
    pub(crate) designations: Vec<u32>,
    pub(crate) classes: Vec<Class>,
    /// Whether very many people bear it.
    are_common: Vec<bool>,
    /// Hash of every word's consonants, where they can tell it apart, with the word; sorted.
    by_consonants: Vec<u64>,
    /// Hash of every known spelling with the row it stands in; sorted.
    spellings: Vec<u64>,
    /// Rows of known spellings with the words of the dictionary in them; sorted.
    by_spelling: Vec<u64>,
    /// For every word the rows of known spellings it stands in, one word after another.
    word_rows: Vec<u32>,
    word_row_ends: Vec<u32>,
    /// The words by length and letter, for the scan.
    pub(crate) shelves: Shelves,
    /// What every word sounds like, one word after another.
    sounds: Vec<u8>,
    sound_ends: Vec<u32>,
    /// Whether somebody bears the word who has no name in Latin letters.
    answer_latin: Vec<bool>,
    /// Words in other letters than Latin of which that is so.
    pub(crate) foreign: Vec<u32>,
}

impl Dictionary {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn text(&self, word: u32) -> &str {
        let place = word as usize;
        let start = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |end| *end as usize);
        let end = self.ends.get(place).map_or(0, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let slot = *self.table.get(self.slot(word)?)?;
        slot.checked_sub(1)
    }

    /// Where a word stands in the table, or would.
    fn slot(&self, word: &str) -> Option<usize> {
        let mask = self.table.len().checked_sub(1)?;
        let mut slot = hash(word.bytes()) as usize & mask;
        loop {
            match self.table[slot] {
                0 => return Some(slot),
                number if self.text(number - 1) == word => return Some(slot),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        if self.len() * 2 >= self.table.len() {
            self.grow();
        }
        let Some(slot) = self.slot(word) else {
            return 0;
        };
        if let Some(found) = self.table[slot].checked_sub(1) {
            return found;
        }
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.table[slot] = self.ends.len() as u32;
        self.ends.len() as u32 - 1
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(1024);
        self.table = vec![0; size];
        for word in 0..self.ends.len() as u32 {
            if let Some(slot) = self.slot(self.text(word)) {
                self.table[slot] = word + 1;
            }
        }
    }

    /// What a word sounds like.
    pub(crate) fn sounds_of(&self, word: u32) -> &[u8] {
        let place = word as usize;
        let start = place
            .checked_sub(1)
            .map_or(0, |before| self.sound_ends[before] as usize);
        &self.sounds[start..self.sound_ends[place] as usize]
    }

    /// Words in a row of known spellings.
    pub(crate) fn spelt_like(&self, row: u32) -> impl Iterator<Item = u32> {
        with_first(&self.by_spelling, row)
    }

    /// Whether a query in Latin letters may mean this word in others.
    fn answers_from_afar(&self, word: u32) -> bool {
        self.answer_latin[word as usize] && !names::is_latin(self.text(word))
    }

    /// The rows of known spellings that a word may stand in, by its hash.
    fn spellings(&self, word: &str) -> impl Iterator<Item = u32> {
        with_first(&self.spellings, hash(word.bytes()))
    }

    /// The same of a word of the dictionary.
    fn rows_of(&self, word: usize) -> &[u32] {
        let start = word
            .checked_sub(1)
            .map_or(0, |before| self.word_row_ends[before] as usize);
        &self.word_rows[start..self.word_row_ends[word] as usize]
    }

    /// Words with the same consonants.
    pub(crate) fn with_consonants_of(&self, word: &str) -> impl Iterator<Item = u32> {
        let skeleton = names::skeleton(word);
        let can_tell = skeleton.len() >= LEAST_CONSONANTS;
        can_tell
            .then(|| with_first(&self.by_consonants, hash(skeleton.bytes())))
            .into_iter()
            .flatten()
    }

    /// Takes in the rows of known spellings of all packs.
    fn read_spellings(&mut self, packs: &[SearchPack]) {
        let rows = packs.iter().flat_map(SearchPack::known_spellings);
        for (row, words) in rows.enumerate() {
            for word in words.split(' ') {
                self.spellings.push(key(hash(word.bytes()), row as u32));
                if let Some(word) = self.find(word) {
                    self.by_spelling.push(key(row as u32, word));
                }
            }
        }
        sort(&mut self.spellings);
        sort(&mut self.by_spelling);
        self.word_row_ends = vec![0; self.len()];
        let mut by_word: Vec<u64> = self
            .by_spelling
            .iter()
            .map(|pair| key(second(*pair), first(*pair)))
            .collect();
        sort(&mut by_word);
        for pair in by_word {
            self.word_rows.push(second(pair));
            self.word_row_ends[first(pair) as usize] += 1;
        }
        sum_up(&mut self.word_row_ends);
    }

    /// Judges every word by itself: its class, how common it is, its consonants and sounds.
    fn judge(&mut self) {
        for word in 0..self.len() as u32 {
            let text = self.text(word);
            let (class, is_common) = (names::class(text), names::common_weight(text).is_some());
            let skeleton = names::skeleton(text);
            let mut sounds = core::mem::take(&mut self.sounds);
            names::sounds(self.text(word), &mut sounds);
            self.sound_ends.push(sounds.len() as u32);
            self.sounds = sounds;
            self.classes.push(class);
            self.are_common.push(is_common);
            if skeleton.len() >= LEAST_CONSONANTS {
                self.by_consonants.push(key(hash(skeleton.bytes()), word));
            }
            if self.answers_from_afar(word) {
                self.foreign.push(word);
            }
        }
        sort(&mut self.by_consonants);
    }
}

/// Counts become ends.
fn sum_up(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

fn starts(ends: &[u32]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(ends.len());
    starts.push(0);
    starts.extend_from_slice(&ends[..ends.len().saturating_sub(1)]);
    starts
}

impl Index {
    /// Builds the index over the search packs of all lists.
    #[must_use]
    pub fn build(packs: Vec<SearchPack>) -> Self {
        let mut index = Self {
            packs: Vec::new(),
            words: Dictionary::default(),
            name_words: Vec::new(),
            name_ends: Vec::new(),
            names: Vec::new(),
            name_weights: Vec::new(),
            postings: Vec::new(),
            posting_ends: Vec::new(),
            joins: Vec::new(),
            designations: Vec::new(),
            identifiers: Identifiers::of(&packs),
        };
        index.read_names(&packs);
        index.words.read_spellings(&packs);
        index.packs = packs;
        index.weigh_words();
        index.weigh_names();
        index.post_words();
        sort(&mut index.joins);
        index.words.shelves =
            Shelves::of((0..index.words.len() as u32).map(|word| index.words.text(word)));
        index
    }

    /// The packs, in the order in which [`Hit::list`](crate::Hit::list) counts them.
    #[must_use]
    pub fn packs(&self) -> &[SearchPack] {
        &self.packs
    }

    /// How rare each word is on these lists, for [`compare`](crate::compare).
    #[must_use]
    pub fn rarity(&self) -> &dyn Rarity {
        self
    }

    fn read_names(&mut self, packs: &[SearchPack]) {
        let mut words = Words::default();
        for (list, pack) in packs.iter().enumerate() {
            for designation in pack.designations() {
                for place in designation.name_places() {
                    let Some(name) = pack.name(place) else {
                        continue;
                    };
                    words.reread(&name.full());
                    self.add_name(
                        &words,
                        NameInfo {
                            designation: self.designations.len() as u32,
                            place: place as u32,
                            is_weak: name.strength() == Some(AliasStrength::Low)
                                || name.name_type() != NameType::Primary && is_one_word(&words),
                            keeps_titles: false,
                            is_foreign: false,
                        },
                    );
                }
                self.designations.push(Place {
                    list: list as u32,
                    designation: designation.place() as u32,
                });
            }
        }
    }

    fn add_name(&mut self, words: &Words, info: NameInfo) {
        let name = self.names.len() as u32;
        let count = words.len().min(MOST_WORDS);
        for place in 0..count {
            let word = self.words.intern(words.text(place));
            self.name_words.push(word);
            for end in place + 2..=(place + LONGEST_JOIN).min(count) {
                self.joins
                    .push(key(hash(words.joined(place..end).bytes()), name));
            }
        }
        if count > LONGEST_JOIN {
            self.joins
                .push(key(hash(words.joined(0..count).bytes()), name));
        }
        self.name_ends.push(self.name_words.len() as u32);
        self.names.push(info);
    }

    /// A word weighs by the number of designations it stands in, spellings of one designation
    /// counted once.
    fn weigh_words(&mut self) {
        let count = self.words.len();
        let mut designations = vec![0_u32; count];
        let mut last = vec![u32::MAX; count];
        for (name, info) in self.names.iter().enumerate() {
            for word in self.words_of(name as u32) {
                let place = *word as usize;
                if last[place] != info.designation {
                    last[place] = info.designation;
                    designations[place] += 1;
                }
            }
        }
        let all = self.designations.len() as f32;
        self.words.answer_latin = self.words_without_latin();
        self.words.judge();
        self.words.weights = designations
            .iter()
            .map(|number| rarity(*number as f32, all))
            .collect();
        self.words.designations = designations;
    }

    /// For every word, whether it stands in a name of a designation without a Latin name.
    fn words_without_latin(&self) -> Vec<bool> {
        let mut has_latin = vec![false; self.designations.len()];
        let mut answers = vec![false; self.words.len()];
        let names = || (0_u32..).zip(&self.names);
        for (name, info) in names() {
            let mut words = self.words_of(name).iter();
            has_latin[info.designation as usize] |=
                words.any(|word| names::is_latin(self.words.text(*word)));
        }
        for (name, info) in names() {
            if !has_latin[info.designation as usize] {
                for word in self.words_of(name) {
                    answers[*word as usize] = true;
                }
            }
        }
        answers
    }

    fn weigh_names(&mut self) {
        for name in 0..self.names.len() as u32 {
            let classes = self
                .words_of(name)
                .iter()
                .map(|word| self.words.classes[*word as usize]);
            let keeps_titles = keeps_titles(classes);
            let answers = |word: &u32| self.words.answers_from_afar(*word);
            let is_foreign = self.words_of(name).iter().any(answers);
            let info = &mut self.names[name as usize];
            (info.keeps_titles, info.is_foreign) = (keeps_titles, is_foreign);
            let weight = self
                .words_of(name)
                .iter()
                .map(|word| self.view(*word, keeps_titles).weight)
                .sum();
            self.name_weights.push(weight);
            self.add_initials(name);
        }
    }

    /// The first letters that a company or organisation may be known by.
    fn add_initials(&mut self, name: u32) {
        let words = self.words_of(name);
        if words.len() < ACRONYM_LETTERS {
            return;
        }
        let counting = words
            .iter()
            .filter(|word| has_initial(self.words.classes[**word as usize]));
        let first = |word: &u32| self.words.text(*word).chars().next();
        let initials: String = counting.filter_map(first).collect();
        if initials.len() >= ACRONYM_LETTERS {
            self.joins.push(key(hash(initials.bytes()), name));
        }
    }

    fn post_words(&mut self) {
        let mut ends = vec![0_u32; self.words.len()];
        for word in &self.name_words {
            ends[*word as usize] += 1;
        }
        sum_up(&mut ends);
        let mut next = starts(&ends);
        self.postings = vec![0; self.name_words.len()];
        for name in 0..self.names.len() as u32 {
            let start = self.name_start(name);
            for place in start..self.name_ends[name as usize] as usize {
                let slot = &mut next[self.name_words[place] as usize];
                self.postings[*slot as usize] = name;
                *slot += 1;
            }
        }
        self.posting_ends = ends;
    }

    fn name_start(&self, name: u32) -> usize {
        (name as usize)
            .checked_sub(1)
            .map_or(0, |before| self.name_ends[before] as usize)
    }

    pub(crate) fn name_count(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn name(&self, name: u32) -> NameInfo {
        self.names[name as usize]
    }

    pub(crate) fn words_of(&self, name: u32) -> &[u32] {
        &self.name_words[self.name_start(name)..self.name_ends[name as usize] as usize]
    }

    /// The names that a word stands in; one that has it twice stands there twice.
    pub(crate) fn names_with(&self, word: u32) -> &[u32] {
        let place = word as usize;
        let start = place
            .checked_sub(1)
            .map_or(0, |before| self.posting_ends[before] as usize);
        &self.postings[start..self.posting_ends[place] as usize]
    }

    /// Names in which words without their gaps have this hash.
    pub(crate) fn names_with_join(&self, joined: &str) -> impl Iterator<Item = u32> {
        let hash = hash(joined.bytes());
        with_first(&self.joins, hash)
    }

    /// The rows of known spellings that any word stands in, whether it is listed or not. Two words
    /// may have one hash, so the row itself is asked.
    pub(crate) fn known_spellings(&self, word: &str) -> Vec<u32> {
        let rows = || self.packs.iter().flat_map(SearchPack::known_spellings);
        let holds = |row: &u32| {
            let mut words = rows()
                .nth(*row as usize)
                .into_iter()
                .flat_map(|row| row.split(' '));
            words.any(|one| one == word)
        };
        self.words.spellings(word).filter(holds).collect()
    }

    /// A word of the dictionary as it weighs in a listed name.
    pub(crate) fn view(&self, word: u32, keeps_titles: bool) -> WordView<'_> {
        let place = word as usize;
        let view = weighed(
            self.words.text(word),
            self.words.classes[place],
            self.words.weights[place],
            keeps_titles,
        );
        WordView {
            spellings: self.words.rows_of(place),
            sounds: self.words.sounds_of(word),
            is_common: self.words.are_common[place],
            answers_latin: self.words.answer_latin[place],
            ..view
        }
    }
}

impl Rarity for Index {
    fn weight(&self, word: &str) -> f32 {
        match self.words.find(word) {
            Some(found) => self.words.weights[found as usize],
            None => 1.0,
        }
    }
}

/// Inverse document frequency on a scale where a word of one designation weighs 1.
pub(crate) fn rarity(designations: f32, all: f32) -> f32 {
    let rarity = (1.0 + all / designations.max(1.0)).ln() / (1.0 + all).ln();
    rarity.clamp(LEAST_RARITY, 1.0)
}

/// A word with its weight: rarity times what its class counts.
pub(crate) fn weighed(text: &str, class: Class, rarity: f32, keeps_titles: bool) -> WordView<'_> {
    let kept = class == Class::Title && keeps_titles;
    let class_weight = class_weight(if kept { Class::Plain } else { class });
    WordView {
        text,
        weight: rarity.max(LEAST_RARITY) * class_weight,
        class,
        spellings: &[],
        sounds: &[],
        answers_latin: true,
        is_common: false,
        is_syllable: false,
        is_significant: kept || is_significant(class),
    }
}

/// Whether a name would shrink to one word or nothing without its titles.
pub(crate) fn keeps_titles(classes: impl Iterator<Item = Class>) -> bool {
    classes.filter(|class| is_significant(*class)).count() <= 1
}

/// One word in a script that puts spaces between words.
fn is_one_word(words: &Words) -> bool {
    let spaced = |word: &str| {
        word.chars().all(|letter| {
            !matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{ffff}' | '\u{20000}'..)
        })
    };
    let carries = |word: &str| {
        !matches!(
            names::class(word),
            Class::Particle | Class::Stop | Class::LegalForm
        )
    };
    let mut significant = words.iter().filter(|word| carries(word));
    match (significant.next(), significant.next()) {
        (Some(word), None) => spaced(word),
        (None, _) => true,
        _ => false,
    }
}
