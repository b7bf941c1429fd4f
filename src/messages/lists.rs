//! What is said of the lists as a whole: what is on them, how old they are, what went wrong with
//! them, and what a finished search found on them.

use manifest::Counts;
use matcher::{BandCounts, QueryProblem, Sex};
use record::Kind;

use super::{LaterTexts, Messages, Phrase, Piece, Said, Sentence, flat};
use crate::engine::protocol::{ListView, LoadFailure};
use crate::state::{Known, Moment, Question};

/// What went wrong: what happened, what it means for the search, what to do.
#[derive(Debug)]
pub struct Trouble {
    /// What happened.
    pub what: String,
    /// What it means for the search.
    pub meaning: &'static Sentence,
    /// What to do.
    pub cure: &'static Sentence,
    /// The reason in the tool's own terms, for whoever runs the site.
    pub detail: Option<String>,
}

impl LaterTexts {
    /// How many of one kind.
    pub(crate) fn kind_count(&'static self, kind: Kind, number: u32) -> String {
        let number = number as usize;
        match kind {
            Kind::Individual => self.persons_counted(number),
            Kind::Entity => self.entities_counted(number),
            Kind::Ship => self.ships_counted(number),
            Kind::Aircraft => self.aircraft_counted(number),
            Kind::Unknown => self.kind_missing_counted(number),
        }
    }
}

/// A sentence that counts.
type Count = fn(&'static Messages, usize) -> String;

impl Messages {
    /// How many of what stand on a list.
    pub(crate) fn counted_kinds(&'static self, counts: &Counts) -> String {
        let kinds = [
            (counts.individual, self.people()),
            (counts.entity, self.entities()),
            (counts.ship, self.ships()),
            (counts.aircraft, self.aircraft()),
        ];
        let kinds = kinds.into_iter().filter(|(amount, _)| *amount > 0);
        let kinds: Vec<Phrase> = kinds.map(|(_, word)| vec![word.into()]).collect();
        let all = counts.designations as usize;
        if kinds.is_empty() || counts.unknown > 0 && kinds.len() == 1 {
            return self.entries(all);
        }
        self.counted(all, &flat(&self.listed(kinds, Self::and)))
    }

    /// When a list was published and last checked.
    pub(crate) fn published_and_checked(&'static self, list: &ListView, now: Moment) -> Phrase {
        let published = match &list.published {
            Some(day) => self.published(&self.plain_date(day)),
            None => self.published_unknown().text.to_owned(),
        };
        let checked = list.checked_at.as_deref();
        match checked.and_then(|text| now.read(text)) {
            Some(moment) => self.last_checked_at(&published, &self.time_seen_from(now, moment)),
            None => vec![published.into()],
        }
    }

    /// The attribution that the Open Government Licence asks for; of another list its title and the name
    /// of its licence, with the licence's own name for itself.
    pub(crate) fn attribution(&'static self, list: &ListView) -> Said {
        match list.licence.starts_with("Open Government Licence") {
            true => self.licence_notice("Open Government Licence v3.0"),
            false => {
                let title = Piece::Listed(list.title.clone());
                vec![title, ": ".into(), Piece::Name(list.licence.clone())].into()
            }
        }
    }

    /// How far the loading is, in bytes.
    pub(crate) fn loading_so_far(&'static self, loaded: u64, total: u64) -> String {
        if total == 0 {
            return self.loading().text.to_owned();
        }
        let kilobytes = |bytes: u64| bytes.div_ceil(1_000) as usize;
        self.loading_of(kilobytes(loaded.min(total)), kilobytes(total))
    }

    /// How many results there are, band by band.
    pub(crate) fn found(
        &'static self,
        counts: &BandCounts,
        less_similar: usize,
        by_number: bool,
    ) -> String {
        let exact = if by_number {
            Self::found_same_number
        } else {
            Self::found_same_name
        };
        let bands: [(usize, Count); 5] = [
            (counts.exact, exact),
            (counts.strong, Self::found_very_similar),
            (counts.possible, Self::found_similar),
            (counts.weak_alias, Self::found_weak_alias),
            (less_similar, Self::found_less_similar),
        ];
        let mut text = String::new();
        for (amount, say) in bands {
            if amount > 0 {
                if !text.is_empty() {
                    text.push_str(" · ");
                }
                text.push_str(&say(self, amount));
            }
        }
        text
    }

    /// Why a query cannot be searched.
    pub(crate) fn problem(&'static self, problem: QueryProblem) -> &'static Sentence {
        match problem {
            QueryProblem::Empty => self.problem_empty(),
            QueryProblem::NoWords => self.problem_nameless(),
            QueryProblem::TooShort => self.problem_short(),
            QueryProblem::TooLong => self.problem_long(),
            QueryProblem::UnknownLetters => self.problem_letters(),
        }
    }

    /// That nothing was found, in what, and how old that is.
    pub(crate) fn nothing_among(
        &'static self,
        query: &str,
        lists: &[ListView],
        now: Moment,
    ) -> Phrase {
        let lists = lists.iter().map(|list| {
            let entries = self.entries(list.counts.designations as usize);
            let title = vec![Piece::Listed(list.title.clone())];
            self.of_list(&entries, &title, &self.published_and_checked(list, now))
        });
        self.no_match(query, &self.listed(lists.collect(), Self::and))
    }

    /// The titles of these lists, in one enumeration.
    pub(crate) fn titles<'list>(
        &'static self,
        lists: impl Iterator<Item = &'list ListView>,
    ) -> Phrase {
        let titles = lists.map(|list| vec![Piece::Listed(list.title.clone())]);
        self.listed(titles.collect(), Self::and)
    }

    /// One of several lists could not be loaded.
    pub(crate) fn one_failed(&'static self, failure: &LoadFailure) -> Trouble {
        Trouble {
            meaning: self.failed_one_meaning(),
            ..self.load_failed(failure)
        }
    }

    /// A list is too old to be relied on.
    pub(crate) fn expired_lists(&'static self, lists: &[ListView], now: Moment) -> Trouble {
        let checked = lists
            .iter()
            .filter_map(|list| now.read(list.checked_at.as_deref()?));
        let oldest = checked.min_by_key(|moment| moment.unix);
        Trouble {
            what: match oldest {
                Some(moment) => self.expired_on(&self.day(moment)),
                None => self.expired().text.to_owned(),
            },
            meaning: self.expired_meaning(),
            cure: self.expired_cure(),
            detail: None,
        }
    }

    /// The device's clock is behind the last check of a list.
    pub(crate) fn clock_wrong_lists(&'static self) -> Trouble {
        Trouble {
            what: self.clock_wrong().text.to_owned(),
            meaning: self.clock_wrong_meaning(),
            cure: self.clock_wrong_cure(),
            detail: None,
        }
    }

    /// The lists could not be loaded.
    pub(crate) fn load_failed(&'static self, failure: &LoadFailure) -> Trouble {
        let (what, detail) = match failure {
            LoadFailure::Unreachable { file } => {
                (self.failed_unreachable(), ["no answer: ", file].concat())
            }
            LoadFailure::Status { file, status } => {
                let detail = ["HTTP ", &status.to_string(), ": ", file].concat();
                (self.failed_status(), detail)
            }
            LoadFailure::Missing => (self.failed_missing(), "manifest.bin: no edition".to_owned()),
            LoadFailure::Manifest { reason } => {
                (self.failed_manifest(), ["manifest.bin: ", reason].concat())
            }
            LoadFailure::Pack { file, reason } => {
                (self.failed_pack(), [file, ": ", reason].concat())
            }
        };
        Trouble {
            what: what.text.to_owned(),
            meaning: self.failed_meaning(),
            cure: self.cure(),
            detail: Some(detail),
        }
    }

    /// The engine has ended.
    pub(crate) fn engine_died(&'static self) -> Trouble {
        Trouble {
            what: self.died().text.to_owned(),
            meaning: self.died_meaning(),
            cure: self.cure(),
            detail: None,
        }
    }

    /// What is known beside the name, or that something may be added.
    pub(crate) fn what_is_known(&'static self, known: &Known) -> Phrase {
        if *known == Known::default() {
            return vec![self.known_add().into()];
        }
        self.known_are(&self.name_known(known))
    }

    fn name_known(&'static self, known: &Known) -> Phrase {
        let typed = [&known.born, &known.country].map(|words| words.trim());
        let typed = typed.into_iter().filter(|words| !words.is_empty());
        let words = typed.map(|words| Piece::Name(words.to_owned()));
        let sex = known.sex.map(|sex| match sex {
            Sex::Male => self.male().into(),
            Sex::Female => self.female().into(),
        });
        Self::dotted(words.chain(sex).map(|piece| vec![piece]).collect())
    }

    /// `a · b · c`.
    pub(crate) fn dotted(pieces: Vec<Phrase>) -> Phrase {
        let mut phrase = Phrase::new();
        for piece in pieces {
            if !phrase.is_empty() {
                phrase.push(" · ".into());
            }
            phrase.extend(piece);
        }
        phrase
    }

    /// What was searched and when, for whoever reads it on paper.
    pub(crate) fn printed_search(&'static self, question: &Question, at: Moment) -> Phrase {
        let (query, time) = (&question.query, &self.time(at));
        let known = &self.name_known(&question.known);
        match (known.is_empty(), question.is_wide) {
            (true, false) => self.printed(query, time),
            (true, true) => self.printed_wide(query, time),
            (false, false) => self.printed_known(query, known, time),
            (false, true) => self.printed_known_wide(query, known, time),
        }
    }
}
