//! How a text was read, and what was found for each name in it.

use check::Outcome;

use super::{Messages, Phrase, Piece};
use crate::engine::protocol::{PartView, ReadView};

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
