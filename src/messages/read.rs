//! How a text was read, and what was found for each name in it.

use check::Outcome;

use super::{Messages, Phrase, Piece, flat};
use crate::engine::protocol::{PartView, ReadView, Results};

impl Messages {
    /// What was understood: the name, the facts beside it, and what was set aside. Several names have
    /// a line each, by [`part`](Self::part).
    pub(crate) fn reading(&'static self, read: &ReadView) -> Phrase {
        let mut pieces = Vec::new();
        if !read.repaired.is_empty() {
            pieces.push(self.read_as(&read.repaired));
        }
        match &*read.names {
            // A text without its fault is said already.
            [name] if read.repaired == name.name => {}
            [name] => pieces.push(self.searched(&name.name)),
            _ => pieces.push(vec![self.searched_each().into()]),
        }
        if let Some(born) = read.born {
            pieces.push(vec![self.read_born(&self.partial_date(born)).into()]);
        }
        if !read.country.is_empty() {
            pieces.push(self.read_country(&read.country));
        }
        if !read.aside.is_empty() {
            let texts = read.aside.iter().map(|text| self.part_open(text));
            pieces.push(self.set_aside(&self.listed(texts.collect(), Self::comma)));
        }
        Self::dotted(pieces)
    }

    /// The names whose entries are suppressed, where the text has several names: what is said of them names them.
    fn common_names(&'static self, results: &Results) -> Option<Phrase> {
        let names = &results.read.as_ref()?.names;
        if names.len() < 2 {
            return None;
        }
        let common = names.iter().filter(|name| name.suppressed > 0);
        let common = common.map(|name| self.part_open(&name.name));
        Some(self.listed(common.collect(), Self::or)).filter(|names| !names.is_empty())
    }

    /// Nothing was found but entries that are too common to be shown.
    pub(crate) fn common(&'static self, results: &Results) -> String {
        match self.common_names(results) {
            Some(names) => flat(&self.too_common_of(&names, results.suppressed)),
            None => self.too_common(results.suppressed),
        }
    }

    /// Beside what was found there are entries that are too common to be shown.
    pub(crate) fn more_in_common(&'static self, results: &Results) -> String {
        match self.common_names(results) {
            Some(names) => flat(&self.more_common_of(results.suppressed, &names)),
            None => self.more_common(results.suppressed),
        }
    }

    /// What shows them.
    pub(crate) fn show_suppressed(&'static self, results: &Results) -> String {
        match self.common_names(results) {
            Some(names) => flat(&self.show_all_of(results.suppressed, &names)),
            None => self.show_all(results.suppressed),
        }
    }

    /// What was found for one of several names; no more than the name before there is an outcome.
    pub(crate) fn part(&'static self, part: &PartView, outcome: Option<Outcome>) -> Phrase {
        let says = match outcome {
            Some(Outcome::Hits) => self.entries(part.hits),
            Some(Outcome::TooLittle) => self.part_common(&self.entries(part.suppressed)),
            Some(Outcome::NothingFound) => self.part_nothing().text.to_owned(),
            Some(Outcome::NothingInFile) => self.part_nothing_in_file().text.to_owned(),
            Some(Outcome::NoVerdict | Outcome::NotSearched) => {
                self.part_no_verdict().text.to_owned()
            }
            None => return vec![Piece::Name(part.name.clone())],
        };
        self.part_says(&part.name, &says)
    }
}
