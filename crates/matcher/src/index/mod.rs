//! What a search walks: the distinct tokens of a list, and the names that each of them is in.

pub(crate) mod buckets;
mod dictionary;
pub(crate) mod identifiers;

use names::Words;
use pack::SearchPack;

use crate::index::dictionary::Dictionary;
use crate::index::identifiers::Identifiers;
use crate::order::{hash, key, sort, with_first};
use crate::token::{WordView, has_initial, is_weak, keeps_titles, rarity, weighed};
use crate::weights::{ACRONYM_LETTERS, LONGEST_JOIN, MOST_WORDS};

/// A list, ready to be searched.
///
/// Flat arrays of 32-bit numbers; the texts of names stay in the pack. `Index::default()` is of an empty
/// list: it finds nothing, and [compares](Index::compare) pairs of names by themselves.
pub struct Index {
    pub(crate) pack: SearchPack,
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
    pub(crate) identifiers: Identifiers,
}

/// What is known of a name of the pack, at the name's place there.
#[derive(Clone, Copy)]
pub(crate) struct NameInfo {
    /// Place of its designation in the list.
    pub designation: u32,
    /// Shown only to who types it exactly, below every full name.
    pub is_weak: bool,
    /// Number of its significant tokens.
    pub significant: u8,
    /// Its titles weigh like other words, because there is little else.
    pub keeps_titles: bool,
    /// It has a word in other letters than Latin that a query in Latin letters may mean.
    pub is_reachable: bool,
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

impl Default for Index {
    fn default() -> Self {
        Self::build(SearchPack::default())
    }
}

impl Index {
    /// Builds the index over the search pack of a list.
    #[must_use]
    pub fn build(pack: SearchPack) -> Self {
        let mut index = Self {
            pack: SearchPack::default(),
            words: Dictionary::default(),
            name_words: Vec::new(),
            name_ends: Vec::new(),
            names: Vec::new(),
            name_weights: Vec::new(),
            postings: Vec::new(),
            posting_ends: Vec::new(),
            joins: Vec::new(),
            identifiers: Identifiers::of(&pack),
        };
        index.read_names(&pack);
        index.words.read_spellings(&pack);
        index.pack = pack;
        index.weigh_words();
        index.weigh_names();
        index.post_words();
        sort(&mut index.joins);
        index.words.place();
        index
    }

    /// The pack of the list.
    #[must_use]
    pub fn pack(&self) -> &SearchPack {
        &self.pack
    }

    fn read_names(&mut self, pack: &SearchPack) {
        // A list has about as many words as names, a long one half as many.
        self.words.reserve(pack.name_count() / 2);
        let mut words = Words::default();
        for designation in pack.designations() {
            for name in designation.names() {
                words.reread(&name.full());
                self.names.push(NameInfo {
                    designation: designation.place() as u32,
                    is_weak: is_weak(
                        &words,
                        designation.kind(),
                        name.name_type(),
                        name.strength(),
                    ),
                    significant: 0,
                    keeps_titles: false,
                    is_reachable: false,
                });
                self.add_words(&words);
            }
        }
    }

    /// Adds the words of the name that was read last.
    fn add_words(&mut self, words: &Words) {
        let name = self.names.len() as u32 - 1;
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
    }

    /// A word weighs by the number of designations it stands in, spellings of one designation
    /// counted once.
    fn weigh_words(&mut self) {
        let mut last = vec![u32::MAX; self.words.len()];
        for (name, info) in self.names.iter().enumerate() {
            let words = self.name_start(name as u32)..self.name_ends[name] as usize;
            for word in &self.name_words[words] {
                let place = *word as usize;
                if last[place] != info.designation {
                    last[place] = info.designation;
                    self.words.entries[place].designations += 1;
                }
            }
        }
        let all = self.pack.len() as f32;
        for entry in &mut self.words.entries {
            entry.rarity = rarity(entry.designations as f32, all);
        }
        self.mark_words_without_latin();
        self.words.judge();
    }

    /// Marks the words that stand in a name of a designation without a Latin name.
    fn mark_words_without_latin(&mut self) {
        let mut has_latin = vec![false; self.pack.len()];
        for (name, info) in (0..).zip(&self.names) {
            let mut words = self.words_of(name).iter();
            has_latin[info.designation as usize] |=
                words.any(|word| names::is_latin(self.words.text(*word)));
        }
        for (name, info) in self.names.iter().enumerate() {
            if !has_latin[info.designation as usize] {
                let words = self.name_start(name as u32)..self.name_ends[name] as usize;
                for word in &self.name_words[words] {
                    self.words.entries[*word as usize].answers_latin = true;
                }
            }
        }
    }

    fn weigh_names(&mut self) {
        for name in 0..self.names.len() as u32 {
            let classes = self
                .words_of(name)
                .iter()
                .map(|word| self.words.entry(*word).class);
            let keeps_titles = keeps_titles(classes);
            let answers = |word: &u32| self.words.answers_latin(*word);
            let is_reachable = self.words_of(name).iter().any(answers);
            let view = |word: &u32| self.view(*word, keeps_titles);
            let significant = self
                .words_of(name)
                .iter()
                .filter(|word| view(word).is_significant);
            let significant = significant.count() as u8;
            let info = &mut self.names[name as usize];
            (info.keeps_titles, info.is_reachable) = (keeps_titles, is_reachable);
            info.significant = significant;
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
            .filter(|word| has_initial(self.words.entry(**word).class));
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

    /// The names of a designation.
    pub(crate) fn names_of(&self, designation: u32) -> core::ops::Range<u32> {
        let end = |designation| {
            let is_before = |info: &NameInfo| info.designation < designation;
            self.names.partition_point(is_before) as u32
        };
        end(designation)..end(designation + 1)
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

    /// The variant groups that any word stands in, whether it is listed or not. Two words
    /// may have one hash, so the row itself is asked.
    pub(crate) fn known_spellings(&self, word: &str) -> Vec<u32> {
        let holds = |row: &u32| {
            let mut rows = self.pack.known_spellings();
            let mut words = rows
                .nth(*row as usize)
                .into_iter()
                .flat_map(|row| row.split(' '));
            words.any(|one| one == word)
        };
        self.words.spellings(word).filter(holds).collect()
    }

    /// How rare a word is on the list; one that is not there is as rare as can be.
    pub(crate) fn rarity_of(&self, word: &str) -> f32 {
        let found = self.words.find(word);
        found.map_or(1.0, |word| self.words.entry(word).rarity)
    }

    /// A word of the dictionary as it weighs in a listed name.
    pub(crate) fn view(&self, word: u32, keeps_titles: bool) -> WordView<'_> {
        let entry = self.words.entry(word);
        let view = weighed(
            self.words.text(word),
            entry.class,
            entry.rarity,
            keeps_titles,
        );
        WordView {
            spellings: self.words.rows_of(word),
            sounds: self.words.sounds_of(word),
            is_common: entry.is_common,
            answers_latin: entry.answers_latin,
            ..view
        }
    }
}
