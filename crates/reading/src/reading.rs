//! What a typed text holds.

use core::ops::Range;

use record::PartialDate;
use serde::{Deserialize, Serialize};

use crate::repair;

/// Most names of one text that are searched one by one.
pub const MOST_NAMES: usize = 12;

/// What a typed text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The text that is searched: as it was typed, with a certain fault of encoding undone.
    pub text: String,
    /// Whether a fault of encoding was undone, so that `text` is not what was typed.
    pub is_repaired: bool,
    /// The names in `text`, as byte ranges, in order; at least one.
    pub names: Vec<Range<usize>>,
    /// Whether the names may also be one: then the whole text is searched, too.
    pub may_be_one: bool,
    /// Whether there is neither a name nor a number in it: nothing but dates, titles and words of a letter. It is
    /// searched as a name all the same, for some are called so.
    pub is_nameless: bool,
    /// What is no part of a name, in order.
    pub aside: Vec<Aside>,
    /// A date of birth in the text: a date with such words before it, or the only date of a text that
    /// has no number and no words of a letter or payment.
    pub born: Option<PartialDate>,
    /// A nationality or a ship's flag in the text, as it was typed.
    pub country: Option<String>,
}

/// A piece of a text that is no part of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Where it is in [`Reading::text`], in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: AsideKind,
    /// Whether it may be a part of the name after all.
    pub is_doubtful: bool,
}

/// What a text that was set aside is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// A title, a rank, a word of courtesy.
    Title,
    /// Words of a letter, a payment or a form.
    Words,
    /// A date, or a year.
    Date,
    /// A number with the word before it that says what it numbers, or a long one by itself.
    Number,
    /// An address of any kind.
    Address,
    /// A nationality or a ship's flag.
    Country,
    /// A state or an office of a company: `in liquidation`, `London branch`.
    State,
    /// A kind of ship.
    Ship,
}

impl Reading {
    /// The names in the text, as they were typed.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|range| {
            let name = self.text.get(range.clone()).unwrap_or_default();
            let mut kept = String::with_capacity(name.len());
            let mut end = range.start;
            for aside in self
                .aside
                .iter()
                .filter(|aside| is_within(&aside.range, range))
            {
                kept.push_str(self.text.get(end..aside.range.start).unwrap_or_default());
                end = aside.range.end;
            }
            kept.push_str(self.text.get(end..range.end).unwrap_or_default());
            let words: Vec<&str> = kept.split_whitespace().collect();
            let is_mark = |mark| !names::is_alphanumeric(mark) && !matches!(mark, '.' | '\'' | '’');
            words
                .join(" ")
                .trim_matches(is_mark)
                .trim_start_matches(['.', ' '])
                .to_owned()
        })
    }

    /// Whether the text is one name as it was typed and nothing else, so that there is nothing to say
    /// of the reading.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.names.len() < 2 && self.aside.is_empty() && !self.is_repaired
    }

    /// What was set aside, as it was typed.
    pub fn set_aside(&self) -> impl Iterator<Item = (AsideKind, &str)> {
        let text = |aside: &Aside| self.text.get(aside.range.clone()).unwrap_or_default();
        self.aside
            .iter()
            .map(move |aside| (aside.kind, text(aside)))
    }

    /// Whether the text has a fault of encoding that could not be undone with certainty.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        repair::is_damaged(&self.text)
    }

    /// The texts that are matched, each with its place among the names; the whole text has none.
    #[must_use]
    pub fn probes(&self) -> Vec<(Option<usize>, Range<usize>)> {
        let names = self.names.iter().cloned().enumerate();
        let mut probes: Vec<_> = names.map(|(place, range)| (Some(place), range)).collect();
        if self.may_be_one {
            probes.push((None, 0..self.text.len()));
        }
        probes
    }

    /// Whether a piece of the text is set aside, and then whether that is doubtful.
    #[must_use]
    pub fn doubt(&self, range: &Range<usize>) -> Option<bool> {
        let aside = self
            .aside
            .iter()
            .find(|aside| is_within(range, &aside.range))?;
        Some(aside.is_doubtful)
    }
}

/// True for a range of bytes inside another one.
pub(crate) fn is_within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
