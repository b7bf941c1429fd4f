//! A query, read and weighed.

use core::ops::Range;

use names::{Class, Words};

use crate::index::{keeps_titles, weighed};
use crate::likeness::WordView;
use crate::weights::{MOST_QUERY_CHARACTERS, MOST_WORDS};
use crate::{QueryProblem, Rarity};

pub(crate) struct Query {
    pub words: Words,
    /// Rarity of each word; the weight without its class.
    pub rarity: Vec<f32>,
    pub classes: Vec<Class>,
    spellings: Vec<Option<u16>>,
    pub keeps_titles: bool,
}

impl Query {
    pub(crate) fn read(text: &str, rarity: &(impl Rarity + ?Sized)) -> Self {
        let words = Words::read(text);
        let classes: Vec<Class> = words.iter().take(MOST_WORDS).map(names::class).collect();
        let rarity = words
            .iter()
            .take(MOST_WORDS)
            .map(|word| rarity.weight(word))
            .collect();
        let spellings = words
            .iter()
            .take(MOST_WORDS)
            .map(names::known_spelling)
            .collect();
        let keeps_titles = keeps_titles(classes.iter().copied());
        Self {
            words,
            rarity,
            classes,
            spellings,
            keeps_titles,
        }
    }

    /// Why it is not searched, if so.
    pub(crate) fn problem(&self, text: &str) -> Option<QueryProblem> {
        if text.len() > MOST_QUERY_CHARACTERS && text.chars().count() > MOST_QUERY_CHARACTERS
            || self.words.len() > MOST_WORDS
        {
            return Some(QueryProblem::TooLong);
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
            spelling: self.spellings[place],
            ..view
        }
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
