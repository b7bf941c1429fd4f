//! The distinct tokens of a list: what each is like by itself, and how they are found.

use names::Class;
use pack::SearchPack;

use crate::index::buckets::Buckets;
use crate::order::{first, hash, key, second, sort, with_first};
use crate::weights::{LEAST_CONSONANTS, WELL_KNOWN};

/// Every distinct word once.
#[derive(Default)]
pub(crate) struct Dictionary {
    pub(super) entries: Vec<Entry>,
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
    pub(super) is_common: bool,
    /// Whether somebody bears it who has no name in Latin letters.
    pub(super) answers_latin: bool,
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

    pub(super) fn intern(&mut self, word: &str) -> u32 {
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
    pub(super) fn reserve(&mut self, words: usize) {
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
    pub(super) fn answers_latin(&self, word: u32) -> bool {
        self.entry(word).answers_latin && !names::is_latin(self.text(word))
    }

    /// The variant groups that a word may stand in, by its hash.
    pub(super) fn spellings(&self, word: &str) -> impl Iterator<Item = u32> {
        with_first(&self.spellings, hash(word.bytes()))
    }

    /// The same of a word of the dictionary.
    pub(super) fn rows_of(&self, word: u32) -> &[u32] {
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
    pub(super) fn read_spellings(&mut self, pack: &SearchPack) {
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
    pub(super) fn judge(&mut self) {
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
    pub(super) fn place(&mut self) {
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
