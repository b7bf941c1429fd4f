//! A query, read and weighed.

use core::ops::Range;

use names::{Class, Words};

use crate::QueryProblem;
use crate::align::has_initial;
use crate::index::{Index, keeps_titles, weighed};
use crate::likeness::WordView;
use crate::weights::{ACRONYM_LETTERS, CUT_LETTERS, MOST_QUERY_CHARACTERS, MOST_WORDS, WELL_KNOWN};

pub(crate) struct Query {
    pub words: Words,
    /// Rarity of each word; the weight without its class.
    pub rarity: Vec<f32>,
    pub classes: Vec<Class>,
    spellings: Vec<Vec<u32>>,
    /// What each word sounds like.
    sounds: Vec<Vec<u8>>,
    /// The weight in life of each word.
    pub in_life: Vec<f32>,
    pub keeps_titles: bool,
    /// Chinese or Korean with a family name of one syllable: a name of that language, and not
    /// another language's name in its letters.
    is_own_name: bool,
    /// Whether the last word may be the beginning of a longer one: no word is equal to it, and
    /// there is enough before it.
    pub is_cut: bool,
}

impl Query {
    /// Reads a query as an index weighs it.
    pub(crate) fn read(text: &str, index: &Index) -> Self {
        let words = Words::read(text);
        let classes: Vec<Class> = words.iter().take(MOST_WORDS).map(names::class).collect();
        let rarity = words
            .iter()
            .take(MOST_WORDS)
            .map(|word| index.rarity_of(word))
            .collect();
        let spellings = words
            .iter()
            .take(MOST_WORDS)
            .map(|word| index.known_spellings(word))
            .collect();
        let sounds = words.iter().take(MOST_WORDS).map(sounds).collect();
        let in_life = words
            .iter()
            .take(MOST_WORDS)
            .map(names::weight_in_life)
            .collect();
        let keeps_titles = keeps_titles(classes.iter().copied());
        let is_one_syllable =
            |word| names::syllables(word).is_some_and(|mut all| all.nth(1).is_none());
        let is_own_name = words.iter().any(is_one_syllable);
        Self {
            words,
            rarity,
            classes,
            spellings,
            sounds,
            in_life,
            keeps_titles,
            is_own_name,
            is_cut: false,
        }
    }

    /// Why it is not searched, if so.
    pub(crate) fn problem(&self, text: &str) -> Option<QueryProblem> {
        if text.len() > MOST_QUERY_CHARACTERS && text.chars().count() > MOST_QUERY_CHARACTERS
            || self.words.len() > MOST_WORDS
        {
            return Some(QueryProblem::TooLong);
        }
        if names::has_unknown_letters(text) {
            return Some(QueryProblem::UnknownLetters);
        }
        if self.words.is_empty() {
            let is_blank = text.chars().all(char::is_whitespace);
            return Some(if is_blank {
                QueryProblem::Empty
            } else {
                QueryProblem::NoWords
            });
        }
        let mut letters = self.words.joined(0..self.words.len()).chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter < '\u{2e80}' => Some(QueryProblem::TooShort),
            _ => None,
        }
    }

    /// Number of words that are compared.
    pub(crate) fn len(&self) -> usize {
        self.rarity.len()
    }

    pub(crate) fn view(&self, place: usize) -> WordView<'_> {
        let view = weighed(
            self.words.text(place),
            self.classes[place],
            self.rarity[place],
            self.keeps_titles,
        );
        WordView {
            spellings: &self.spellings[place],
            sounds: &self.sounds[place],
            is_common: self.in_life[place] <= WELL_KNOWN,
            is_syllable: self.is_own_name && names::syllables(self.words.text(place)).is_some(),
            ..view
        }
    }

    /// Whether it reads like a company or organisation: a legal form, or as many words that many
    /// of them share as others.
    pub(crate) fn is_company(&self) -> bool {
        let count = |class| self.classes.iter().filter(|one| **one == class).count();
        count(Class::LegalForm) > 0 || count(Class::Generic) * 2 >= self.classes.len()
    }

    /// The first letters of a company's words, for a listed name that has no more of it.
    pub(crate) fn initials(&self) -> Option<String> {
        let words = || self.views().filter(|word| has_initial(word.class));
        (self.is_company() && words().count() >= ACRONYM_LETTERS).then(|| {
            words()
                .filter_map(|word| word.text.chars().next())
                .collect()
        })
    }

    /// Whether the last word, when no listed word is equal to it, is taken for one cut off.
    pub(crate) fn may_be_cut(&self) -> bool {
        self.len() > 1
            && self.words.joined(0..self.len()).len() >= CUT_LETTERS
            && self.classes.last() == Some(&Class::Plain)
    }

    /// Whether the word at this place may be the beginning of a longer one.
    pub(crate) fn is_cut_at(&self, place: usize) -> bool {
        self.is_cut && place + 1 == self.len()
    }

    pub(crate) fn views(&self) -> impl Iterator<Item = WordView<'_>> {
        (0..self.len()).map(|place| self.view(place))
    }

    pub(crate) fn weight(&self) -> f32 {
        self.views().map(|word| word.weight).sum()
    }

    /// Runs of two words or more that may be one listed word, the whole query among them.
    pub(crate) fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let count = self.len();
        let longest = crate::weights::LONGEST_JOIN;
        let short = (0..count).flat_map(move |start| {
            (start + 2..=(start + longest).min(count)).map(move |end| start..end)
        });
        short.chain((count > longest).then_some(0..count))
    }
}

/// What a word sounds like.
pub(crate) fn sounds(word: &str) -> Vec<u8> {
    let mut sounds = Vec::new();
    names::sounds(word, &mut sounds);
    sounds
}
