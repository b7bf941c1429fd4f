//! What is asked, what was answered, and what the answer says.

use std::rc::Rc;

use ::record::{DateError, PartialDate};
use check::{Found, Outcome};
use matcher::{Band, BandCounts, Details, MinBand, Options, Sex};

use super::{Filter, Lists, Moment, State};
use crate::engine::protocol::{HitView, Narrow, PartView, Query, RequestId, Results};

/// Results on one page.
pub const PAGE_SIZE: usize = 10;

/// Most results on paper: some twenty sheets.
pub const MOST_PRINTED: usize = 200;

/// Results up to which a wider search is offered; among more, another word helps and more names
/// do not.
const WIDEN_UP_TO: usize = 50;

/// Most less similar names that a wider search shows. On a long list thousands are a little like
/// any name, so the nearest stand for them.
pub const MOST_LESS_SIMILAR: usize = 50;

/// Most rows of a wider search, over all its pages.
pub const MOST_WIDE: usize = WIDEN_UP_TO + MOST_LESS_SIMILAR;

/// Suppressed designations that are asked for at once. They are many and no results, so that a page of
/// ten would be too few to look through.
pub const SUPPRESSED_PAGE: usize = 50;

/// What a person asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What is asked for; nothing, once a person wanted to see what the page is not about, too.
    /// As with a wider search that holds for one name.
    pub filter: Filter,
    /// The name or number, as it was typed.
    pub query: String,
    /// What is known beside it.
    pub known: Known,
    /// What the results are narrowed down to. Holds for one person, as what is known does.
    pub narrow: Narrow,
    /// Whether less similar names are shown too. Holds for one name: the next letter ends it, so
    /// that nobody forgets it and takes the answer to another name for an ordinary one.
    pub is_wide: bool,
}

impl Question {
    /// Nothing yet, on a page about this.
    pub(super) fn about(filter: &Filter) -> Self {
        Self {
            filter: filter.clone(),
            ..Self::default()
        }
    }

    /// Whether there is no name or number to search.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.query.trim().is_empty()
    }

    fn query(&self, id: RequestId, options: Options) -> Query {
        Query {
            id,
            text: self.query.clone(),
            born: self.known.born.clone(),
            options,
            narrow: self.narrow.clone(),
        }
    }

    fn options(&self, offset: usize, limit: usize) -> Options {
        let country = self.known.country.trim();
        Options {
            offset,
            limit,
            min: match self.is_wide {
                true => MinBand::Any,
                false => MinBand::Possible,
            },
            kind: self.filter.kind,
            regime: self.filter.regime.clone(),
            details: Details {
                born: None,
                country: (!country.is_empty()).then(|| country.to_owned()),
                sex: self.known.sex,
            },
        }
    }
}

/// What a person knows beside the name, as it was typed. It changes the order within a band and
/// nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Date or year of birth. The engine reads it: the page has no tables to do so.
    pub born: String,
    /// Nationality.
    pub country: String,
    /// Sex.
    pub sex: Option<Sex>,
}

/// One search that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Its number.
    pub id: RequestId,
    /// What is searched.
    pub question: Question,
    /// Which page of the results, from 0.
    pub page: usize,
    /// Results on one page.
    pub size: usize,
}

impl Search {
    /// Its answer.
    pub(super) fn answered(self, at: Moment, results: Results) -> Option<Rc<Answered>> {
        Some(Rc::new(Answered {
            question: self.question,
            page: self.page,
            size: self.size,
            at,
            results,
        }))
    }

    /// What the engine is asked for.
    #[must_use]
    pub fn query(&self) -> Query {
        self.question.query(self.id, self.options())
    }

    /// What of the answer is wanted.
    #[must_use]
    pub fn options(&self) -> Options {
        let offset = self.page * self.size;
        let limit = if self.question.is_wide {
            // Below the floor the engine counts no further than what it is asked for, and the
            // count must be the same on every page.
            MOST_WIDE.saturating_sub(offset)
        } else {
            self.size
        };
        self.question.options(offset, limit)
    }
}

/// One search with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// What was asked.
    pub question: Question,
    /// Which page of the results, from 0.
    pub page: usize,
    /// Results on one page.
    pub size: usize,
    /// When the answer came.
    pub at: Moment,
    /// What was found.
    pub results: Results,
}

impl Answered {
    /// How many designations were found or, without a search, are listed, on all pages; less
    /// similar names left out.
    #[must_use]
    pub fn total(&self) -> usize {
        let listed = self.results.listed.unwrap_or_default();
        total(&self.results.counts) + listed
    }

    /// How many less similar names are shown after them, on all pages: one for each row.
    #[must_use]
    pub fn less_similar(&self) -> usize {
        self.less_similar_rows().min(MOST_LESS_SIMILAR)
    }

    /// Whether there are more less similar names than are shown.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.less_similar_rows() > MOST_LESS_SIMILAR
    }

    fn less_similar_rows(&self) -> usize {
        let Results { counts, joined, .. } = &self.results;
        counts.below.saturating_sub(joined.below)
    }

    /// How many rows they fill, on all pages; one party has one, whatever lists it is on.
    #[must_use]
    pub fn row_count(&self) -> usize {
        let found = self.total().saturating_sub(total(&self.results.joined));
        found + self.less_similar()
    }

    /// How many pages they fill, at least 1.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.row_count().div_ceil(self.size).max(1)
    }

    /// How many rows stand on the pages before this one.
    #[must_use]
    pub fn before(&self) -> usize {
        self.page * self.size
    }

    /// The rows of this page: those that were found, then the less similar names.
    #[must_use]
    pub fn rows(&self) -> (&[HitView], &[HitView]) {
        let left = self.row_count().saturating_sub(self.before());
        let rows = &self.results.rows;
        let rows = rows.get(..left.min(self.size)).unwrap_or(rows);
        let less = rows.iter().position(|row| row.band == Band::Below);
        rows.split_at(less.unwrap_or(rows.len()))
    }

    /// The same rows in the order in which they are shown: those that the filters let through, those that are
    /// shown in spite of them, and the less similar names.
    #[must_use]
    pub fn shown(&self) -> [Vec<&HitView>; 3] {
        let (found, less) = self.rows();
        let (mut inside, mut apart) = (Vec::new(), Vec::new());
        for hit in found {
            match hit.is_wholly_outside() {
                false => inside.push(hit),
                true => apart.push(hit),
            }
        }
        [inside, apart, less.iter().collect()]
    }

    /// What was found, in numbers.
    #[must_use]
    pub fn found(&self) -> Found {
        Found {
            is_searched: self.results.problem.is_none(),
            is_full: true,
            shown: total(&self.results.counts) + self.less_similar(),
            hidden: self.results.hidden.total(),
            suppressed: self.results.suppressed,
        }
    }

    /// Whether the same can be searched wider, to some use. Where very many hold a common word, the
    /// nearest would be any of them; where the page's filter hides names, these are nearer than
    /// any that a wider search would show.
    #[must_use]
    pub fn can_widen(&self) -> bool {
        let Results {
            problem,
            suppressed,
            hidden,
            ..
        } = self.results;
        problem.is_none() && hidden.total() == 0 && self.total() + suppressed <= WIDEN_UP_TO
    }

    /// The date of birth that the rows are compared with.
    #[must_use]
    pub fn born(&self) -> Born {
        let in_text = self.results.read.as_ref().and_then(|read| read.born);
        Born {
            date: self.results.born.or(in_text),
            is_in_text: self.results.born.is_none(),
        }
    }

    /// The country that the rows are compared with; empty when nobody gave one.
    #[must_use]
    pub fn country(&self) -> &str {
        let in_text = self.results.read.as_ref().map(|read| &*read.country);
        match self.question.known.country.trim() {
            "" => in_text.unwrap_or_default(),
            given => given,
        }
    }

    /// Why the engine does not understand the date of birth that was given; it searched without it.
    #[must_use]
    pub fn born_problem(&self) -> Option<DateError> {
        let is_given = !self.question.known.born.trim().is_empty();
        let Results {
            born,
            born_lacks_century,
            born_is_impossible,
            ..
        } = self.results;
        match (born_lacks_century, born_is_impossible) {
            _ if !is_given || born.is_some() => None,
            (true, _) => Some(DateError::Century),
            (_, true) => Some(DateError::Impossible),
            _ => Some(DateError::Form),
        }
    }
}

/// Whether a text in the box is about somebody else than the one before it: the box was emptied, or one
/// change took away more than half of what it held. A name that is corrected or continued, or of which words
/// are deleted, is the same.
fn is_other_name(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim().as_bytes(), after.trim().as_bytes());
    if before.is_empty() || after.is_empty() {
        return !before.is_empty();
    }
    let shorter = before.len().min(after.len());
    let mut start = 0;
    while start < shorter && before.get(start) == after.get(start) {
        start += 1;
    }
    let mut kept = start;
    let last = |text: &[u8], kept: usize| text.get(text.len() + start - kept - 1).copied();
    while kept < shorter && last(before, kept) == last(after, kept) {
        kept += 1;
    }
    let removed = before.get(start..before.len() + start - kept);
    let is_word_removed = after.len() == kept && matches!(removed, Some([b' ', ..] | [.., b' ']));
    kept * 2 < before.len() && !is_word_removed
}

fn total(counts: &BandCounts) -> usize {
    counts.exact + counts.strong + counts.possible + counts.weak_alias
}

/// A date of birth that rows are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Born {
    /// The date; `None` when nobody gave one.
    pub date: Option<PartialDate>,
    /// Whether it was typed in the box, and not in the field for it.
    pub is_in_text: bool,
}

/// The designations that an answer suppresses, as far as they were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suppressed {
    /// The request that is not answered yet.
    pub awaited: Option<RequestId>,
    /// Those that have come, nearest first.
    pub rows: Vec<HitView>,
}

/// The results of all pages, for paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Printed {
    /// The request that is not answered yet.
    pub awaited: Option<Search>,
    /// The answer, until the next search.
    pub answered: Option<Rc<Answered>>,
}

/// How far the search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The lists cannot be searched: loading, failed, worker gone.
    NoLists,
    /// Nothing was typed.
    Blank,
    /// The answer to the question in the box is still to come.
    Awaited,
    /// It is answered without a hit, and says nothing yet: the last word may be unfinished.
    Unfinished,
    /// It is answered, and this is what the answer says.
    Answered(Outcome),
}

impl State {
    /// How far the search is, and once it is answered the outcome.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.loaded().is_empty() {
            return Phase::NoLists;
        }
        if self.question.is_blank() {
            return Phase::Blank;
        }
        match &self.answered {
            Some(answered) if self.is_current(answered) => {
                match self.outcome(answered.found(), true) {
                    Some(outcome) => Phase::Answered(outcome),
                    None if self.is_loading_further() => Phase::Awaited,
                    None => Phase::Unfinished,
                }
            }
            _ => Phase::Awaited,
        }
    }

    /// Whether this answers the question in the box.
    fn is_current(&self, answered: &Answered) -> bool {
        self.awaited.is_none() && answered.question == self.question
    }

    /// What a finished search says. Without a hit it says nothing as long as the last word of the text
    /// is one of its own and may be unfinished: until a space, Enter, a pause, or the box is left.
    fn outcome(&self, found: Found, has_last_word: bool) -> Option<Outcome> {
        let outcome = check::outcome(found, self.statuses());
        // A list that is on its way may have what the others have not.
        if outcome == Outcome::NoVerdict && self.is_loading_further() {
            return None;
        }
        let is_unfinished =
            has_last_word && self.is_typing && !self.question.query.ends_with(char::is_whitespace);
        (outcome == Outcome::Hits || !is_unfinished).then_some(outcome)
    }

    /// What the answer says of one of several names of the text, which may be the last of it; nothing of
    /// one without a hit before the search is finished.
    #[must_use]
    pub fn part_outcome(&self, part: &PartView, is_last: bool) -> Option<Outcome> {
        let found = Found {
            shown: part.hits,
            suppressed: part.suppressed,
            ..Found::default()
        };
        let is_current = matches!(&self.answered, Some(answered) if self.is_current(answered));
        let outcome = self.outcome(found, is_last);
        outcome.filter(|outcome| is_current || *outcome == Outcome::Hits)
    }

    /// The request for suppressed designations that is not answered yet.
    #[must_use]
    pub fn awaited_suppressed(&self) -> Option<Query> {
        let Suppressed { awaited, rows } = self.suppressed.as_ref()?;
        let options = self.question.options(rows.len(), SUPPRESSED_PAGE);
        Some(self.question.query((*awaited)?, options))
    }

    /// The box holds other text: what held for one name ends, and what is known of one person is not
    /// compared with the next.
    pub(super) fn retype(&mut self, query: String) {
        let mut known = core::mem::take(&mut self.question.known);
        let mut narrow = core::mem::take(&mut self.question.narrow);
        let has_either = known != Known::default() || !narrow.is_empty();
        if has_either && is_other_name(&self.question.query, &query) {
            (known, narrow) = Default::default();
            self.forgotten += 1;
        }
        self.question = Question {
            query,
            known,
            narrow,
            ..Question::about(&self.filter)
        };
    }

    /// Asks for a search of this text, unless its first results are there.
    pub(super) fn ask(&mut self, query: String, id: RequestId) {
        let is_same = query == self.question.query;
        let shown = is_same && self.phase() != Phase::Awaited;
        let first_page = self.answered.as_ref().is_none_or(|found| found.page == 0);
        self.open = None;
        if !is_same {
            self.retype(query);
        }
        if !(shown && first_page) {
            self.search(0, id);
        }
    }

    /// Asks for the results of all pages, for paper. Those of the page that is shown are enough where there is no
    /// other, or an entry is open.
    pub(super) fn print(&mut self, id: RequestId) {
        let is_part = |answered: &&Rc<Answered>| self.open.is_none() && answered.pages() > 1;
        let answered = self.answered.as_ref().filter(is_part);
        let has_all = self.printed.answered.is_some();
        self.printed.awaited = answered.filter(|_| !has_all).map(|answered| Search {
            id,
            question: answered.question.clone(),
            page: 0,
            size: MOST_PRINTED,
        });
    }

    /// Asks for a search of what stands in the box, once the lists are there.
    pub(super) fn search(&mut self, page: usize, id: RequestId) {
        self.printed = Printed::default();
        self.is_turned = false;
        let is_other = |answered: &Rc<Answered>| answered.question != self.question;
        if self.answered.as_ref().is_none_or(is_other) {
            self.suppressed = None;
        }
        let is_blank = self.question.is_blank();
        let is_listed = |answered: &Rc<Answered>| answered.question.is_blank();
        if is_blank && !self.answered.as_ref().is_some_and(is_listed) {
            self.withdraw();
        }
        // A date of birth without a name is sent too: how it is read stands beside its field. And
        // what the page is about can be browsed.
        let is_asked = !is_blank
            || !self.question.known.born.trim().is_empty()
            || !self.question.filter.is_empty();
        if is_asked && matches!(self.lists, Lists::Ready(_)) {
            self.awaited = Some(Search {
                id,
                question: self.question.clone(),
                page,
                size: PAGE_SIZE,
            });
        }
    }
}
