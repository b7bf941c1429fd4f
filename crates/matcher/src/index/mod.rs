//! What a search walks: the distinct tokens of a list, and the names that each of them is in.

pub(crate) mod buckets;
pub(crate) mod identifiers;

use names::{Class, Words};
use pack::SearchPack;

use crate::index::buckets::Buckets;
use crate::index::identifiers::Identifiers;
use crate::order::{first, hash, key, second, sort, with_first};
use crate::token::{WordView, has_initial, is_weak, keeps_titles, rarity, weighed};
use crate::weights::{ACRONYM_LETTERS, LEAST_CONSONANTS, LONGEST_JOIN, MOST_WORDS, WELL_KNOWN};

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

/// Every distinct word once.
#[derive(Default)]
pub(crate) struct Dictionary {
    entries: Vec<Entry>,
    /// The words, one after another, and what each sounds like.
    text: String,
    sounds: Vec<u8>,
    /// For every word the variant groups it stands in, one word after another.
    word_rows: Vec<u32>,
    /// Word number plus one by hash, open addressing; 0 is free. A power of two long.
    table: Vec<u32>,
    /// Hash of every word's consonants, where they can tell it apart, with the word; sorted.
    by_consonants: Vec<u64>,
    /// Hash of every known spelling with the row it stands in; sorted.
    spellings: Vec<u64>,
    /// Variant groups with the words of the dictionary in them; sorted.
    by_spelling: Vec<u64>,
    /// The words by length, letters and sounds, for the scan: words in other letters than Latin that a
    /// query in Latin letters may mean, and all other words.
    pub(crate) reachable: Buckets,
    pub(crate) others: Buckets,
}

/// What is known of a word, in one place: a search looks at thousands here and there.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    text_end: u32,
    sounds_end: u32,
    rows_end: u32,
    /// In how many designations it stands.
    pub(crate) designations: u32,
    /// What it weighs, its class aside.
    pub(crate) rarity: f32,
    pub(crate) class: Class,
    /// Whether very many people bear it.
    is_common: bool,
    /// Whether somebody bears it who has no name in Latin letters.
    answers_latin: bool,
}

impl Entry {
    /// Before the first word.
    const START: Self = Self {
        text_end: 0,
        sounds_end: 0,
        rows_end: 0,
        designations: 0,
        rarity: 1.0,
        class: Class::Plain,
        is_common: false,
        answers_latin: false,
    };
}

impl Dictionary {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn entry(&self, word: u32) -> &Entry {
        &self.entries[word as usize]
    }

    /// The word before this one, where its own texts begin, and the word.
    fn entries(&self, word: u32) -> (&Entry, &Entry) {
        let before = (word as usize).checked_sub(1);
        let before = before.map_or(&Entry::START, |place| &self.entries[place]);
        (before, self.entry(word))
    }

    pub(crate) fn text(&self, word: u32) -> &str {
        let (before, entry) = self.entries(word);
        let range = before.text_end as usize..entry.text_end as usize;
        self.text.get(range).unwrap_or_default()
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
            self.reserve(self.len() * 2);
        }
        let Some(slot) = self.slot(word) else {
            return 0;
        };
        if let Some(found) = self.table[slot].checked_sub(1) {
            return found;
        }
        self.text.push_str(word);
        self.entries.push(Entry {
            text_end: self.text.len() as u32,
            ..Entry::START
        });
        self.table[slot] = self.entries.len() as u32;
        self.entries.len() as u32 - 1
    }

    /// Reserves memory for this many words, few of which will have to look for another place.
    fn reserve(&mut self, words: usize) {
        self.table = vec![0; (words * 2).next_power_of_two().max(1024)];
        for word in 0..self.len() as u32 {
            if let Some(slot) = self.slot(self.text(word)) {
                self.table[slot] = word + 1;
            }
        }
    }

    /// What a word sounds like.
    pub(crate) fn sounds_of(&self, word: u32) -> &[u8] {
        let (before, entry) = self.entries(word);
        &self.sounds[before.sounds_end as usize..entry.sounds_end as usize]
    }

    /// Words in a variant group.
    pub(crate) fn spelt_like(&self, row: u32) -> impl Iterator<Item = u32> {
        with_first(&self.by_spelling, row)
    }

    /// Whether a query in Latin letters may mean this word in others.
    fn answers_latin(&self, word: u32) -> bool {
        self.entry(word).answers_latin && !names::is_latin(self.text(word))
    }

    /// The variant groups that a word may stand in, by its hash.
    fn spellings(&self, word: &str) -> impl Iterator<Item = u32> {
        with_first(&self.spellings, hash(word.bytes()))
    }

    /// The same of a word of the dictionary.
    fn rows_of(&self, word: u32) -> &[u32] {
        let (before, entry) = self.entries(word);
        &self.word_rows[before.rows_end as usize..entry.rows_end as usize]
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

    /// Takes in the variant groups of the pack.
    fn read_spellings(&mut self, pack: &SearchPack) {
        for (row, words) in pack.known_spellings().enumerate() {
            for word in words.split(' ') {
                self.spellings.push(key(hash(word.bytes()), row as u32));
                if let Some(word) = self.find(word) {
                    self.by_spelling.push(key(row as u32, word));
                }
            }
        }
        sort(&mut self.spellings);
        sort(&mut self.by_spelling);
        let mut by_word: Vec<u64> = self
            .by_spelling
            .iter()
            .map(|pair| key(second(*pair), first(*pair)))
            .collect();
        sort(&mut by_word);
        let mut rows = by_word.iter().peekable();
        for (word, entry) in (0..).zip(&mut self.entries) {
            while let Some(pair) = rows.next_if(|pair| first(**pair) == word) {
                self.word_rows.push(second(*pair));
            }
            entry.rows_end = self.word_rows.len() as u32;
        }
    }

    /// Judges every word by itself: its class, how common it is, its consonants and sounds.
    fn judge(&mut self) {
        for word in 0..self.len() as u32 {
            let text = self.text(word);
            let class = names::class(text);
            let in_life = names::weight_in_life(text);
            let skeleton = names::skeleton(text);
            let mut sounds = core::mem::take(&mut self.sounds);
            names::sounds(self.text(word), &mut sounds);
            let entry = &mut self.entries[word as usize];
            entry.sounds_end = sounds.len() as u32;
            (entry.class, entry.is_common) = (class, in_life <= WELL_KNOWN);
            // A name that millions bear may be in a single designation.
            entry.rarity = entry.rarity.min(in_life);
            self.sounds = sounds;
            if skeleton.len() >= LEAST_CONSONANTS {
                self.by_consonants.push(key(hash(skeleton.bytes()), word));
            }
        }
        sort(&mut self.by_consonants);
    }

    /// Places the words into their length buckets.
    fn place(&mut self) {
        [self.reachable, self.others] = [true, false].map(|is_reachable| {
            let words = (0..self.len() as u32)
                .filter(|word| self.answers_latin(*word) == is_reachable)
                .map(|word| (word, self.text(word), self.sounds_of(word)));
            Buckets::of(words)
        });
    }

    pub(crate) fn buckets(&self) -> [&Buckets; 2] {
        [&self.reachable, &self.others]
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
