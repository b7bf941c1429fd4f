//! A query, read and weighed.

use core::ops::Range;

use names::{Class, Words};

use crate::answer::QueryProblem;
use crate::compare::alignment::Pair;
use crate::index::Index;
use crate::token::{Aside, WordView, has_initial, keeps_titles, sounds, weighed};
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
    /// What is set aside: tokens that count only where the listed name has them.
    aside: Vec<Option<Aside>>,
    /// Chinese or Korean with a family name of one syllable: a name of that language, and not
    /// another language's name in its letters.
    is_own_name: bool,
    /// Whether the last word may be the beginning of a longer one: no word is equal to it, and
    /// there is enough before it.
    pub is_cut: bool,
}

impl Query {
    /// Reads a query as an index weighs it, with nothing set aside.
    pub(crate) fn read(text: &str, index: &Index) -> Self {
        Self::read_with(text, index, |_| None)
    }

    /// The same, where `aside` says of a token's place in the text whether it is set aside.
    pub(crate) fn read_with(
        text: &str,
        index: &Index,
        aside: impl Fn(Range<usize>) -> Option<Aside>,
    ) -> Self {
        let words = Words::read(text);
        let aside: Vec<Option<Aside>> = (0..words.len().min(MOST_WORDS))
            .map(|place| aside(words.range(place)))
            .collect();
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
        let names = classes
            .iter()
            .zip(&aside)
            .filter(|(_, aside)| aside.is_none());
        let keeps_titles = keeps_titles(names.map(|(class, _)| *class));
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
            aside,
            is_own_name,
            is_cut: false,
        }
    }

    /// Why it is not searched, if so.
    pub(crate) fn problem(&self, text: &str) -> Option<QueryProblem> {
        if is_too_long(text) || self.words.len() > MOST_WORDS {
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

    /// The query side of a pair, with no listed name beside it yet.
    pub(crate) fn pair(&self) -> Pair<'_> {
        Pair {
            query: self.views().collect(),
            is_company: self.is_company(),
            is_cut: self.is_cut,
            ..Pair::default()
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
            aside: self.aside[place],
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
        let names = || {
            self.classes
                .iter()
                .zip(&self.aside)
                .filter(|(_, aside)| aside.is_none())
        };
        let count = |class| names().filter(|(one, _)| **one == class).count();
        count(Class::LegalForm) > 0 || count(Class::Generic) * 2 >= names().count()
    }

    /// The first letters of a company's words, for a listed name that has no more of it.
    pub(crate) fn initials(&self) -> Option<String> {
        let words = || {
            self.views()
                .filter(|word| has_initial(word.class) && word.aside.is_none())
        };
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
            && self.aside.last() == Some(&None)
    }

    /// Whether the word at this place may be the beginning of a longer one.
    pub(crate) fn is_cut_at(&self, place: usize) -> bool {
        self.is_cut && place + 1 == self.len()
    }

    pub(crate) fn views(&self) -> impl Iterator<Item = WordView<'_>> {
        (0..self.len()).map(|place| self.view(place))
    }

    /// The weight of what is not set aside.
    pub(crate) fn weight(&self) -> f32 {
        self.names().map(|word| word.weight).sum()
    }

    /// The tokens that are not set aside.
    pub(crate) fn names(&self) -> impl Iterator<Item = WordView<'_>> {
        self.views().filter(|word| word.aside.is_none())
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

/// Whether a text has more characters than are read.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.len() > MOST_QUERY_CHARACTERS && text.chars().count() > MOST_QUERY_CHARACTERS
}
