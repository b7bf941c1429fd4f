//! What the page searched, as the text that its worker gets.

use check_record::{Asked, Settings};
use matcher::{MinBand, Sex, read_birth};
use record::Kind;

use crate::engine::protocol::ListView;
use crate::state::{MOST_WIDE, Question};

/// Most hits of a record of one name: more than any name of a person has, and a bound to its size.
pub const MOST_HITS: usize = 1_000;

/// What was searched on the page, and the packs of the lists that it was searched in.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// The text and what is known beside it; the date of birth as it was typed.
    pub name: String,
    born: String,
    country: String,
    sex: Option<Sex>,
    kind: Option<Kind>,
    regime: Option<String>,
    is_wide: bool,
    /// SHA-256 of the search packs.
    pub packs: Vec<String>,
}

/// Writes it for the worker: a line for each value; the name is last, since it may be any text.
#[must_use]
pub fn write(question: &Question, lists: &[ListView]) -> String {
    let packs: Vec<&str> = lists.iter().map(|list| &*list.pack_sha256).collect();
    let known = &question.known;
    [
        &*packs.join(" "),
        question.filter.kind.map_or("", Kind::as_str),
        question.filter.regime.as_deref().unwrap_or_default(),
        if question.is_wide { "wide" } else { "" },
        known.sex.map_or("", Sex::as_str),
        &known.born,
        &known.country,
        &question.query,
    ]
    .join("\n")
}

impl Searched {
    /// Reads what [`write()`] wrote; `None` for another text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(8, '\n');
        let mut next = || lines.next();
        Some(Self {
            packs: next()?.split_whitespace().map(str::to_owned).collect(),
            kind: Kind::from_word(next()?),
            regime: next().map(str::to_owned).filter(|code| !code.is_empty()),
            is_wide: next()? == "wide",
            sex: Sex::from_word(next()?),
            born: next()?.to_owned(),
            country: next()?.trim().to_owned(),
            name: next()?.to_owned(),
        })
    }

    /// What a record says was asked. A date of birth that is not understood is left out, as the search does;
    /// `year` is this year.
    #[must_use]
    pub fn asked(&self, year: u16) -> Asked {
        Asked {
            name: self.name.clone(),
            born: read_birth(&self.born, year).ok(),
            country: Some(self.country.clone()).filter(|country| !country.is_empty()),
            sex: self.sex,
            reference: None,
        }
    }

    /// What of the answer is wanted. `has_regime` says whether exactly one list has a regime: any other is left out,
    /// as the search does.
    #[must_use]
    pub fn settings(&self, has_regime: impl Fn(&str) -> bool) -> Settings {
        let (min, limit) = match self.is_wide {
            true => (MinBand::Any, MOST_WIDE),
            false => (MinBand::Possible, MOST_HITS),
        };
        Settings {
            min,
            limit,
            kind: self.kind,
            regime: self.regime.clone().filter(|code| has_regime(code)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Filter, Known};

    #[test]
    fn the_worker_reads_what_the_page_writes() {
        let question = Question {
            narrow: Default::default(),
            filter: Filter {
                regime: Some("uk:GIM".to_owned()),
                kind: Some(Kind::Ship),
            },
            query: "Orsek\nTestanov ".to_owned(),
            known: Known {
                born: "14/3/1984".to_owned(),
                country: " Albania".to_owned(),
                sex: Some(Sex::Female),
            },
            is_wide: true,
        };
        let list = |hash: &str| ListView {
            pack_sha256: hash.to_owned(),
            ..ListView::default()
        };
        let text = write(&question, &[list("ab"), list("cd")]);
        let read = Searched::read(&text).unwrap();
        assert_eq!(read.packs, ["ab", "cd"]);
        let asked = read.asked(2026);
        assert_eq!(asked.name, "Orsek\nTestanov ");
        assert_eq!(
            asked.born.map(|born| born.to_string()).as_deref(),
            Some("1984-03-14")
        );
        assert_eq!(asked.country.as_deref(), Some("Albania"));
        assert_eq!(asked.sex, Some(Sex::Female));
        let settings = read.settings(|code| code == "uk:GIM");
        assert_eq!(
            (settings.min, settings.kind),
            (MinBand::Any, Some(Kind::Ship))
        );
        assert_eq!(settings.regime.as_deref(), Some("uk:GIM"));
        assert_eq!(read.settings(|_| false).regime, None);
        assert_eq!(Searched::read("Orsek"), None);
    }
}
