//! What the page knows, and how each action changes it: pure, without a browser.
//!
//! The reducer starts no effect itself. It names the search or the record it waits for
//! ([`State::awaited`], [`State::open`]); the page sends the request when that changes and
//! hands back the answer, which counts only while its ID is still the awaited one.
//!
//! Crate `check` decides what the page may say of the lists and of an answer: [`State::status`] and
//! [`State::phase`] give it what it needs.

mod clock;

use std::rc::Rc;

use check::{Found, Outcome, Status};
use matcher::{Band, BandCounts, Details, MinBand, Options, Sex};
use record::{Kind, PartialDate, Record};

pub use clock::{LocalTime, Moment};

use crate::engine::protocol::{
    Entry, HitView, ListView, LoadFailure, PartView, Query, Reply, RequestId, Results,
};

/// Results on one page.
pub const PAGE_SIZE: usize = 10;

/// Results up to which a wider search is offered; among more, another word helps and more names
/// do not.
const WIDEN_UP_TO: usize = 50;

/// Most less similar names that a wider search shows. On a long list thousands are a little like
/// any name, so the nearest stand for them.
pub const MOST_LESS_SIMILAR: usize = 50;

/// Suppressed designations that are asked for at once. They are many and no results, so that a page of
/// ten would be too few to look through.
pub const SUPPRESSED_PAGE: usize = 50;

/// Everything the page shows depends on this and on the element's attributes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// When the last action happened.
    pub now: Moment,
    /// How far the lists are.
    pub lists: Lists,
    /// What the host's page is about.
    pub filter: Filter,
    /// What stands in the search box and the fields beside it.
    pub question: Question,
    /// The search that was asked for and is not answered yet.
    pub awaited: Option<Search>,
    /// The last search that was answered.
    pub answered: Option<Rc<Answered>>,
    /// The designations that this answer suppresses, once a person wants to see them.
    pub suppressed: Option<Suppressed>,
    /// Whether a person is typing, so that the last word may be unfinished.
    pub is_typing: bool,
    /// The record that is open.
    pub open: Option<Open>,
    /// Whether the list is kept on the device.
    pub copy: KeptCopy,
}

/// How far the lists are.
#[derive(Clone, Debug, PartialEq)]
pub enum Lists {
    /// On the way.
    Loading {
        /// Bytes that have arrived.
        loaded: u64,
        /// Bytes in all; 0 while not known.
        total: u64,
        /// Whether it takes so long that the page says how far it is.
        slow: bool,
    },
    /// Loaded and checked; searches are answered.
    Ready(Rc<[ListView]>),
    /// Cannot be loaded.
    Failed(LoadFailure),
    /// The worker stopped.
    Died,
}

impl Default for Lists {
    fn default() -> Self {
        Self::Loading {
            loaded: 0,
            total: 0,
            slow: false,
        }
    }
}

/// Whether the list is kept on the device, as `static/offline.js` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeptCopy {
    /// The page does not offer it, or this browser cannot.
    #[default]
    NotOffered,
    /// It is not.
    Offered,
    /// It is on its way.
    Keeping,
    /// It is there, with the program, in so many megabytes.
    Kept(usize),
    /// It was there.
    Forgotten,
    /// There is no room for it.
    NoRoom,
    /// It could not be loaded whole.
    Incomplete,
    /// The browser does not let it.
    Refused,
}

impl KeptCopy {
    /// The word of `static/offline.js` for it.
    #[must_use]
    pub fn read(word: &str, megabytes: usize) -> Self {
        match word {
            "offered" => Self::Offered,
            "keeping" => Self::Keeping,
            "kept" => Self::Kept(megabytes),
            "forgotten" => Self::Forgotten,
            "room" => Self::NoRoom,
            "incomplete" => Self::Incomplete,
            "refused" => Self::Refused,
            _ => Self::NotOffered,
        }
    }
}

/// What a host's page is about: such designations stand first and can be browsed, others are
/// counted and shown when a person asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Code of a regime.
    pub regime: Option<String>,
    /// People, entities or ships.
    pub kind: Option<Kind>,
}

impl Filter {
    /// Whether everything passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.regime.is_none() && self.kind.is_none()
    }
}

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
    /// Whether less similar names are shown too. Holds for one name: the next letter ends it, so
    /// that nobody forgets it and takes the answer to another name for an ordinary one.
    pub is_wide: bool,
}

impl Question {
    /// Nothing yet, on a page about this.
    fn about(filter: &Filter) -> Self {
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

    /// The same question about other text, without what held for one name.
    fn about_text(&mut self, query: String, filter: &Filter) {
        *self = Self {
            query,
            known: core::mem::take(&mut self.known),
            ..Self::about(filter)
        };
    }

    fn query(&self, id: RequestId, options: Options) -> Query {
        Query {
            id,
            text: self.query.clone(),
            born: self.known.born.clone(),
            options,
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
}

impl Search {
    /// What the engine is asked for.
    #[must_use]
    pub fn query(&self) -> Query {
        self.question.query(self.id, self.options())
    }

    /// What of the answer is wanted.
    #[must_use]
    pub fn options(&self) -> Options {
        let offset = self.page * PAGE_SIZE;
        let limit = if self.question.is_wide {
            // Below the floor the engine counts no further than what it is asked for, and the
            // count must be the same on every page.
            let all = WIDEN_UP_TO + MOST_LESS_SIMILAR;
            all.saturating_sub(offset)
        } else {
            PAGE_SIZE
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

    /// How many less similar names are shown after them, on all pages.
    #[must_use]
    pub fn less_similar(&self) -> usize {
        self.results.counts.below.min(MOST_LESS_SIMILAR)
    }

    /// Whether there are more less similar names than are shown.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.results.counts.below > MOST_LESS_SIMILAR
    }

    /// How many pages they fill, at least 1.
    #[must_use]
    pub fn pages(&self) -> usize {
        (self.total() + self.less_similar())
            .div_ceil(PAGE_SIZE)
            .max(1)
    }

    /// The rows of this page: those that were found, then the less similar names.
    #[must_use]
    pub fn rows(&self) -> (&[HitView], &[HitView]) {
        let before = self.page * PAGE_SIZE;
        let left = (self.total() + self.less_similar()).saturating_sub(before);
        let rows = &self.results.rows;
        let rows = rows.get(..left.min(PAGE_SIZE)).unwrap_or(rows);
        let less = rows.iter().position(|row| row.band == Band::Below);
        rows.split_at(less.unwrap_or(rows.len()))
    }

    /// What was found, in numbers.
    #[must_use]
    pub fn found(&self) -> Found {
        Found {
            is_searched: self.results.problem.is_none(),
            is_full: true,
            shown: total(&self.results.counts) + self.less_similar(),
            hidden: self.results.hidden,
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
        problem.is_none() && hidden == 0 && self.total() + suppressed <= WIDEN_UP_TO
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

    /// Whether a date of birth was given that the engine does not understand; it searched
    /// without it.
    #[must_use]
    pub fn is_born_unread(&self) -> bool {
        !self.question.known.born.trim().is_empty() && self.results.born.is_none()
    }
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

/// A record that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Number of the request for it.
    pub id: RequestId,
    /// Which designation.
    pub entry: Entry,
    /// The record itself, once it is there.
    pub content: Content,
}

/// The record of an [`Open`].
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Asked for.
    Awaited,
    /// There, with the place of its list.
    Shown(usize, Rc<Record>),
    /// The engine has no such record.
    Missing,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// This was asked for outright, whether the box held it before or not.
    Typed(String),
    /// The search box holds this now, and a person may type on.
    Typing(String),
    /// Nobody has typed for a while, or the box was left: its last word is finished.
    Finished,
    /// This is known beside the name now.
    Knew(Known),
    /// Less similar names were asked for, or to be left out again.
    Widened(bool),
    /// What the host's page is not about was asked for, too.
    Unfiltered,
    /// The suppressed designations were asked for, or further ones, or to be hidden again.
    ListedSuppressed(bool),
    /// The box holds this now, and the search is not asked for yet.
    Edited(String),
    /// The host's page is about this now.
    Filtered(Filter),
    /// The box and the fields beside it were emptied.
    Cleared,
    /// Another page of the results, from 0.
    TurnedTo(usize),
    /// The engine said something.
    Replied(Reply),
    /// The engine stopped.
    Died,
    /// A record was opened.
    Opened(Entry),
    /// The record was closed.
    Closed,
    /// Time went by.
    Ticked,
    /// Loading is taking long enough to say how far it is.
    Slowed,
    /// Whether the list is kept on the device has changed.
    Copied(KeptCopy),
}

/// What comes with every action, so that the reducer reads no clock and counts nothing that
/// other widgets count too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it happened.
    pub now: Moment,
    /// A number no request has had, for the one that the action may lead to.
    pub id: RequestId,
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
    /// A page that begins to load its lists, and what it is about.
    #[must_use]
    pub fn new(now: Moment, filter: Filter) -> Self {
        Self {
            now,
            question: Question::about(&filter),
            filter,
            ..Self::default()
        }
    }

    /// The loaded lists; none before they are ready.
    #[must_use]
    pub fn loaded(&self) -> &[ListView] {
        match &self.lists {
            Lists::Ready(lists) => lists,
            _ => &[],
        }
    }

    /// The status of the lists; the worst one counts.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.lists {
            Lists::Loading { .. } => Status::Loading,
            Lists::Failed(_) | Lists::Died => Status::Failed,
            Lists::Ready(_) => self.statuses().max().unwrap_or(Status::Failed),
        }
    }

    fn statuses(&self) -> impl Iterator<Item = Status> {
        let now = self.now.unix;
        self.loaded()
            .iter()
            .map(move |list| check::status(&list.facts(), now))
    }

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
            Some(answered) if self.is_current(answered) => self
                .outcome(answered.found(), true)
                .map_or(Phase::Unfinished, Phase::Answered),
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

    /// The state after an action.
    #[must_use]
    pub fn reduce(mut self, action: Action, stamp: Stamp) -> Self {
        self.now = stamp.now;
        match action {
            Action::Typed(query) => {
                self.is_typing = false;
                self.ask(query, stamp.id);
            }
            Action::Typing(query) => {
                self.is_typing = true;
                self.ask(query, stamp.id);
            }
            Action::Finished => self.is_typing = false,
            Action::Knew(known) => {
                self.question.known = known;
                self.search(0, stamp.id);
            }
            Action::Widened(is_wide) => {
                self.question.is_wide = is_wide;
                self.search(0, stamp.id);
            }
            Action::Unfiltered => {
                self.question.filter = Filter::default();
                self.search(0, stamp.id);
            }
            Action::Edited(query) => {
                // Nothing that was found for other letters stands beside these.
                if query != self.question.query {
                    self.withdraw();
                    self.question.about_text(query, &self.filter);
                    if self.question.is_blank() {
                        self.search(0, stamp.id);
                    }
                }
            }
            Action::Filtered(filter) => {
                self.question.filter = filter.clone();
                self.filter = filter;
                self.search(0, stamp.id);
            }
            Action::ListedSuppressed(false) => self.suppressed = None,
            Action::ListedSuppressed(true) => {
                if matches!(self.phase(), Phase::Answered(_)) {
                    let listed = self.suppressed.get_or_insert_default();
                    listed.awaited = listed.awaited.or(Some(stamp.id));
                }
            }
            Action::Cleared => {
                self.is_typing = false;
                self.question = Question::about(&self.filter);
                self.search(0, stamp.id);
            }
            Action::TurnedTo(page) => self.search(page, stamp.id),
            Action::Replied(reply) => self.hear(reply, stamp.id),
            Action::Died => self.stop(Lists::Died),
            Action::Opened(entry) => {
                self.open = Some(Open {
                    id: stamp.id,
                    entry,
                    content: Content::Awaited,
                });
            }
            Action::Closed => self.open = None,
            Action::Ticked => {}
            Action::Slowed => {
                if let Lists::Loading { slow, .. } = &mut self.lists {
                    *slow = true;
                }
            }
            Action::Copied(copy) => self.copy = copy,
        }
        self
    }

    /// Asks for a search of this text, unless its first results are there.
    fn ask(&mut self, query: String, id: RequestId) {
        let is_same = query == self.question.query;
        let shown = is_same && self.phase() != Phase::Awaited;
        let first_page = self.answered.as_ref().is_none_or(|found| found.page == 0);
        self.open = None;
        if !is_same {
            self.question.about_text(query, &self.filter);
        }
        if !(shown && first_page) {
            self.search(0, id);
        }
    }

    /// Asks for a search of what stands in the box, once the lists are there.
    fn search(&mut self, page: usize, id: RequestId) {
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
            });
        }
    }

    fn hear(&mut self, reply: Reply, next_id: RequestId) {
        match reply {
            // The engine begins anew: somebody restarted it.
            Reply::Progress {
                loaded: 0,
                total: 0,
            } => self.stop(Lists::default()),
            Reply::Progress { loaded, total } => {
                if let Lists::Loading { slow, .. } = self.lists {
                    self.lists = Lists::Loading {
                        loaded,
                        total,
                        slow,
                    };
                }
            }
            Reply::Ready { lists } => {
                self.lists = Lists::Ready(lists.into());
                // An entry may have been opened before, by the host's page.
                let open = self.open.take();
                self.search(0, next_id);
                self.open = open;
            }
            Reply::Complete | Reply::Alive | Reply::ClockWrong => {}
            Reply::LoadFailed(failure) => self.stop(Lists::Failed(failure)),
            Reply::Found { id, results } => {
                if let Some(search) = self.awaited.take_if(|search| search.id == id) {
                    self.answered = Some(Rc::new(Answered {
                        question: search.question,
                        page: search.page,
                        at: self.now,
                        results,
                    }));
                }
            }
            Reply::Suppressed { id, rows } => {
                if let Some(listed) = &mut self.suppressed
                    && listed.awaited == Some(id)
                {
                    listed.awaited = None;
                    listed.rows.extend(rows);
                }
            }
            Reply::Opened { id, record } => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.content = match record {
                        Some((list, record)) => Content::Shown(list, Rc::from(record)),
                        None => Content::Missing,
                    };
                }
            }
        }
    }

    fn stop(&mut self, lists: Lists) {
        self.lists = lists;
        self.withdraw();
    }

    /// Takes back every result; what was typed stays.
    fn withdraw(&mut self) {
        self.awaited = None;
        self.answered = None;
        self.suppressed = None;
        self.open = None;
    }
}

#[cfg(test)]
mod tests {
    use check::verdicts;
    use matcher::{Matched, QueryProblem};
    use record::{Kind, NameType};

    use super::*;
    use crate::engine::protocol::{NameView, ReadView};

    const NOW: Moment = Moment {
        unix: 1_800_000_000, // 2027-01-15T08:00:00Z
        offset: 0,
    };

    fn stamp(id: RequestId) -> Stamp {
        Stamp { now: NOW, id }
    }

    fn list(sample: bool, checked: Option<&str>, until: Option<&str>) -> ListView {
        ListView {
            list: "uk".to_owned(),
            title: "UK Sanctions List".to_owned(),
            sample,
            checked_at: checked.map(str::to_owned),
            valid_until: until.map(str::to_owned),
            ..ListView::default()
        }
    }

    fn current() -> ListView {
        list(
            false,
            Some("2027-01-15T07:00:00Z"),
            Some("2027-01-17T07:00:00Z"),
        )
    }

    fn expired() -> ListView {
        list(
            false,
            Some("2027-01-12T07:00:00Z"),
            Some("2027-01-14T07:00:00Z"),
        )
    }

    fn ready(lists: Vec<ListView>) -> Action {
        Action::Replied(Reply::Ready { lists })
    }

    fn typed(query: &str) -> Action {
        Action::Typed(query.to_owned())
    }

    fn reply(id: RequestId, results: Results) -> Action {
        Action::Replied(Reply::Found { id, results })
    }

    fn suppressed(id: RequestId, suppressed: usize) -> Action {
        reply(
            id,
            Results {
                suppressed,
                ..Results::default()
            },
        )
    }

    fn found(id: RequestId, counts: BandCounts, hidden: usize) -> Action {
        reply(
            id,
            Results {
                counts,
                hidden,
                ..Results::default()
            },
        )
    }

    fn below(below: usize) -> BandCounts {
        BandCounts {
            below,
            ..BandCounts::default()
        }
    }

    fn born(text: &str) -> Known {
        Known {
            born: text.to_owned(),
            ..Known::default()
        }
    }

    fn row(band: Band) -> HitView {
        let name = NameView {
            text: "Given FAMILY".to_owned(),
            name_type: NameType::Primary,
            strength: None,
            script: None,
            language: None,
        };
        HitView {
            list: 0,
            designation: 0,
            id: "SAMPLE-GIM9001".to_owned(),
            kind: Kind::Individual,
            band,
            is_suppressed: false,
            part: String::new(),
            score: 1.0,
            name: name.clone(),
            matched_name: Some(name),
            matched: Matched::Name(0),
            marks: Vec::new(),
            evidence: Vec::new(),
            lowered: Vec::new(),
            details: Vec::new(),
            dates_of_birth: Vec::new(),
            nationalities: Vec::new(),
            regimes: Vec::new(),
            measures: Vec::new(),
        }
    }

    fn nothing(id: RequestId) -> Action {
        found(id, BandCounts::default(), 0)
    }

    fn problem(id: RequestId, problem: QueryProblem) -> Action {
        reply(
            id,
            Results {
                problem: Some(problem),
                ..Results::default()
            },
        )
    }

    /// The state after these actions, each bearing the next number from 1.
    fn after(actions: Vec<Action>) -> State {
        let mut state = State::new(NOW, Filter::default());
        for (action, id) in actions.into_iter().zip(1..) {
            state = state.reduce(action, stamp(id));
        }
        state
    }

    #[test]
    fn only_a_full_fresh_finished_search_reads_as_no_match() {
        let one = BandCounts {
            exact: 1,
            ..BandCounts::default()
        };
        let weak = BandCounts {
            weak_alias: 1,
            ..BandCounts::default()
        };
        let failed = LoadFailure::Manifest {
            reason: String::new(),
        };
        let fails = || Action::Replied(Reply::LoadFailed(failed.clone()));
        let restarts = || {
            Action::Replied(Reply::Progress {
                loaded: 0,
                total: 0,
            })
        };
        let later = |unix| Moment { unix, ..NOW };
        let unknown = list(false, None, None);
        let unchecked = list(false, None, current().valid_until.as_deref());
        let garbled = list(false, Some("yesterday"), Some("tomorrow"));
        let stretched = list(
            false,
            expired().checked_at.as_deref(),
            Some("2099-01-01T00:00:00Z"),
        );
        let endless = list(false, current().checked_at.as_deref(), None);
        let ahead = list(
            false,
            Some("2027-02-01T07:00:00Z"),
            Some("2027-02-03T07:00:00Z"),
        );
        let sample = list(
            true,
            current().checked_at.as_deref(),
            current().valid_until.as_deref(),
        );
        let old_sample = list(
            true,
            expired().checked_at.as_deref(),
            expired().valid_until.as_deref(),
        );
        let rows: Vec<(&str, Vec<Action>, Phase)> = vec![
            ("nothing has happened", vec![], Phase::NoLists),
            ("typed while loading", vec![typed("x y")], Phase::NoLists),
            (
                "no list at all",
                vec![ready(vec![]), typed("x y"), nothing(2)],
                Phase::NoLists,
            ),
            (
                "loading failed",
                vec![fails(), typed("x y")],
                Phase::NoLists,
            ),
            (
                "loading failed after a search",
                vec![ready(vec![current()]), typed("x y"), nothing(2), fails()],
                Phase::NoLists,
            ),
            (
                "worker died",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Died,
                ],
                Phase::NoLists,
            ),
            (
                "worker died while searching",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Died,
                    nothing(2),
                ],
                Phase::NoLists,
            ),
            (
                "worker restarted",
                vec![ready(vec![current()]), typed("x y"), nothing(2), restarts()],
                Phase::NoLists,
            ),
            (
                "list expired",
                vec![ready(vec![expired()]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            (
                "one of two lists expired",
                vec![ready(vec![current(), expired()]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            (
                "expired sample",
                vec![ready(vec![old_sample]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            ("nothing typed", vec![ready(vec![current()])], Phase::Blank),
            (
                "only spaces typed",
                vec![ready(vec![current()]), typed("  ")],
                Phase::Blank,
            ),
            (
                "emptied again",
                vec![ready(vec![current()]), typed("x y"), nothing(2), typed("")],
                Phase::Blank,
            ),
            (
                "search under way",
                vec![ready(vec![current()]), typed("x y")],
                Phase::Awaited,
            ),
            (
                "typed on",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    typed("x yz"),
                ],
                Phase::Awaited,
            ),
            (
                "answer to an older search",
                vec![ready(vec![current()]), typed("x"), typed("x y"), nothing(2)],
                Phase::Awaited,
            ),
            (
                "answer to nobody's search",
                vec![ready(vec![current()]), typed("x y"), nothing(9)],
                Phase::Awaited,
            ),
            (
                "turning the page",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    found(2, one, 0),
                    Action::TurnedTo(1),
                ],
                Phase::Awaited,
            ),
            (
                "too short",
                vec![
                    ready(vec![current()]),
                    typed("x"),
                    problem(2, QueryProblem::TooShort),
                ],
                Phase::Answered(Outcome::NotSearched),
            ),
            (
                "too long",
                vec![
                    ready(vec![current()]),
                    typed("x"),
                    problem(2, QueryProblem::TooLong),
                ],
                Phase::Answered(Outcome::NotSearched),
            ),
            (
                "no word",
                vec![
                    ready(vec![current()]),
                    typed("?"),
                    problem(2, QueryProblem::NoWords),
                ],
                Phase::Answered(Outcome::NotSearched),
            ),
            (
                "found",
                vec![ready(vec![current()]), typed("x y"), found(2, one, 0)],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "found a weak alias only",
                vec![ready(vec![current()]), typed("x y"), found(2, weak, 0)],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "hidden by filters",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    found(2, BandCounts::default(), 3),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "words too common to tell anybody by",
                vec![ready(vec![current()]), typed("x y"), suppressed(2, 40)],
                Phase::Answered(Outcome::TooLittle),
            ),
            (
                "less similar names only",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Widened(true),
                    found(4, below(7), 0),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "thousands of less similar names",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Widened(true),
                    found(4, below(5_000), 0),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "less similar names on the sample list",
                vec![
                    ready(vec![sample.clone()]),
                    typed("x y"),
                    nothing(2),
                    Action::Widened(true),
                    found(4, below(7), 0),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "less similar names of words too common",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Widened(true),
                    reply(
                        3,
                        Results {
                            counts: below(7),
                            suppressed: 40,
                            ..Results::default()
                        },
                    ),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "found beside less similar names",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    found(2, one, 0),
                    Action::Widened(true),
                    found(
                        4,
                        BandCounts {
                            exact: 1,
                            ..below(7)
                        },
                        0,
                    ),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "searching wider",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Widened(true),
                ],
                Phase::Awaited,
            ),
            (
                "wider, and not even less similar names",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Widened(true),
                    nothing(4),
                ],
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "wider in a list of unknown age, and not even less similar names",
                vec![
                    ready(vec![unknown.clone()]),
                    typed("x y"),
                    Action::Widened(true),
                    nothing(3),
                ],
                Phase::Answered(Outcome::NothingInFile),
            ),
            (
                "less similar names left out again",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Widened(true),
                    found(3, below(7), 0),
                    Action::Widened(false),
                    nothing(5),
                ],
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "the answer to the wider search after it was taken back",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Widened(true),
                    Action::Widened(false),
                    found(3, below(7), 0),
                ],
                Phase::Awaited,
            ),
            (
                "a list that grows old under a wider search",
                vec![
                    ready(vec![expired()]),
                    typed("x y"),
                    Action::Widened(true),
                    found(3, below(7), 0),
                ],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "worker died in a wider search",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Widened(true),
                    found(3, below(7), 0),
                    Action::Died,
                ],
                Phase::NoLists,
            ),
            (
                "something is known now, and not yet searched with",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Knew(born("1971")),
                ],
                Phase::Awaited,
            ),
            (
                "nothing found with something known",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Knew(born("1971")),
                    nothing(4),
                ],
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "a date of birth without a name",
                vec![
                    ready(vec![current()]),
                    Action::Knew(born("1971")),
                    problem(2, QueryProblem::Empty),
                ],
                Phase::Blank,
            ),
            (
                "all cleared",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Knew(born("1971")),
                    nothing(3),
                    Action::Cleared,
                ],
                Phase::Blank,
            ),
            (
                "sample list",
                vec![ready(vec![sample.clone()]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            (
                "sample beside a real list",
                vec![ready(vec![current(), sample]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            (
                "unknown age",
                vec![ready(vec![unknown.clone()]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NothingInFile),
            ),
            (
                "unknown age beside a current list",
                vec![ready(vec![current(), unknown]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NothingInFile),
            ),
            (
                "time of check not given",
                vec![ready(vec![unchecked]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NothingInFile),
            ),
            (
                "no end given",
                vec![ready(vec![endless]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "times that are none",
                vec![ready(vec![garbled]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NothingInFile),
            ),
            (
                "device clock far behind",
                vec![ready(vec![ahead]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            (
                "an end far beyond the limit",
                vec![ready(vec![stretched]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NoVerdict),
            ),
            (
                "found in an expired list",
                vec![ready(vec![expired()]), typed("x y"), found(2, one, 0)],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "full, fresh and finished",
                vec![ready(vec![current()]), typed("x y"), nothing(2)],
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "typed before the list was there",
                vec![typed("x y"), ready(vec![current()]), nothing(2)],
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "asked again",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    typed("x y"),
                ],
                Phase::Answered(Outcome::NothingFound),
            ),
        ];
        for (name, actions, expected) in rows {
            assert_eq!(after(actions).phase(), expected, "{name}");
        }

        let state = after(vec![ready(vec![current()]), typed("x y"), nothing(2)]);
        let until = NOW.read("2027-01-17T07:00:00Z").unwrap().unix;
        for (name, now, expected) in [
            (
                "in its last second",
                later(until),
                Phase::Answered(Outcome::NothingFound),
            ),
            (
                "one second later",
                later(until + 1),
                Phase::Answered(Outcome::NoVerdict),
            ),
        ] {
            let stamp = Stamp { now, id: 9 };
            let ticked = state.clone().reduce(Action::Ticked, stamp);
            assert_eq!(ticked.phase(), expected, "{name}, as time goes by");
            let again = state.clone().reduce(typed("x y"), stamp);
            assert_eq!(again.phase(), expected, "{name}, when asked again");
        }
    }

    /// A list that has this status at [`NOW`]; `None` where no loaded list of the page has it.
    fn list_with(status: Status) -> Option<ListView> {
        let made = match status {
            Status::Current => current(),
            Status::AgeUnknown => list(false, None, None),
            Status::FaultAccepted => ListView {
                has_accepted_fault: true,
                ..current()
            },
            Status::Expired => expired(),
            Status::ClockWrong => list(false, Some("2027-02-01T07:00:00Z"), None),
            Status::Sample => list(true, None, None),
            Status::OwnFile | Status::Historical | Status::Loading | Status::Failed => return None,
        };
        Some(made)
    }

    #[test]
    fn the_page_gives_the_verdict_table() {
        let mut tried = 0;
        for row in verdicts() {
            let Some(list) = list_with(row.status) else {
                continue;
            };
            let results = Results {
                problem: (!row.found.is_searched).then_some(QueryProblem::TooShort),
                counts: BandCounts {
                    possible: row.found.shown,
                    ..BandCounts::default()
                },
                hidden: row.found.hidden,
                suppressed: row.found.suppressed,
                ..Results::default()
            };
            let state = after(vec![ready(vec![list]), typed("x y"), reply(2, results)]);
            assert_eq!(state.status(), row.status);
            assert_eq!(state.phase(), Phase::Answered(row.outcome), "{row:?}");
            tried += 1;
        }
        assert_eq!(tried, 6 * 16);
    }

    #[test]
    fn an_expired_list_is_searched_and_keeps_what_was_found() {
        let one = BandCounts {
            exact: 1,
            ..BandCounts::default()
        };
        let state = after(vec![ready(vec![current()]), typed("x y"), found(2, one, 0)]);
        let now = Moment {
            unix: NOW.unix + 3 * 86_400,
            ..NOW
        };
        let old = state.reduce(Action::Ticked, Stamp { now, id: 9 });
        assert_eq!(old.status(), Status::Expired);
        assert_eq!(old.phase(), Phase::Answered(Outcome::Hits));
        let next = old.reduce(typed("x z"), Stamp { now, id: 10 });
        assert_eq!(next.awaited.map(|search| search.id), Some(10));
    }

    #[test]
    fn an_old_answer_never_overwrites_a_new_one() {
        let one = BandCounts {
            exact: 1,
            ..BandCounts::default()
        };
        let state = after(vec![
            ready(vec![current()]),
            typed("x"),
            typed("x y"),
            found(3, one, 0),
            nothing(2),
        ]);
        let answered = state.answered.as_ref().unwrap();
        assert_eq!(
            (answered.question.query.as_str(), answered.total()),
            ("x y", 1)
        );
    }

    #[test]
    fn each_page_asks_for_its_own_ten() {
        let state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            Action::TurnedTo(2),
        ]);
        let options = state.awaited.unwrap().options();
        assert_eq!((options.offset, options.limit), (20, 10));
        let many = BandCounts {
            possible: 21,
            ..BandCounts::default()
        };
        let state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            found(2, many, 0),
        ]);
        assert_eq!(state.answered.unwrap().pages(), 3);
    }

    #[test]
    fn less_similar_names_come_last_and_no_more_of_them_than_is_promised() {
        let all: Vec<Band> = [Band::Possible; 12]
            .into_iter()
            .chain([Band::Below; 88])
            .collect();
        let counts = BandCounts {
            possible: 12,
            ..below(3_000)
        };
        for (page, found, less) in [(0, 10, 0), (1, 2, 8), (2, 0, 10), (6, 0, 2)] {
            let mut state = after(vec![
                ready(vec![current()]),
                typed("x y"),
                Action::Widened(true),
                Action::TurnedTo(page),
            ]);
            let search = state.awaited.clone().unwrap();
            let options = search.options();
            assert_eq!(options.min, MinBand::Any);
            let bands = all.iter().skip(options.offset).take(options.limit);
            let results = Results {
                counts,
                rows: bands.map(|band| row(*band)).collect(),
                ..Results::default()
            };
            let id = search.id;
            state = state.reduce(Action::Replied(Reply::Found { id, results }), stamp(9));
            let answered = state.answered.unwrap();
            assert_eq!((answered.pages(), answered.less_similar()), (7, 50));
            let rows = answered.rows();
            assert_eq!((rows.0.len(), rows.1.len()), (found, less), "page {page}");
        }
    }

    #[test]
    fn a_wider_search_is_offered_where_more_names_are_of_use() {
        let similar = |possible| BandCounts {
            possible,
            ..BandCounts::default()
        };
        for (name, reply, is_offered) in [
            ("nothing found", nothing(2), true),
            ("some found", found(2, similar(50), 0), true),
            ("many found", found(2, similar(51), 0), false),
            ("held back by some", suppressed(2, 50), true),
            ("held back by many", suppressed(2, 51), false),
            ("too short", problem(2, QueryProblem::TooShort), false),
        ] {
            let state = after(vec![ready(vec![current()]), typed("x y"), reply]);
            assert_eq!(state.answered.unwrap().can_widen(), is_offered, "{name}");
        }
    }

    #[test]
    fn a_wider_search_holds_for_one_name() {
        let wide = vec![
            ready(vec![current()]),
            typed("x y"),
            Action::Widened(true),
            found(3, below(7), 0),
        ];
        for (name, action, is_wide) in [
            ("asked again", typed("x y"), true),
            ("next page", Action::TurnedTo(1), true),
            ("something known", Action::Knew(born("1971")), true),
            ("next letter", typed("x yz"), false),
            ("emptied", typed(""), false),
            ("cleared", Action::Cleared, false),
        ] {
            let state = after(wide.clone()).reduce(action, stamp(9));
            assert_eq!(state.question.is_wide, is_wide, "{name}");
        }
    }

    #[test]
    fn what_is_known_goes_with_every_search_until_all_is_cleared() {
        let known = Known {
            born: "1971".to_owned(),
            country: " Nowhere ".to_owned(),
            sex: Some(Sex::Female),
        };
        let state = after(vec![
            ready(vec![current()]),
            Action::Knew(known.clone()),
            typed("x y"),
        ]);
        let search = state.awaited.clone().unwrap();
        assert_eq!(search.question.known, known);
        let details = search.options().details;
        assert_eq!(details.country.as_deref(), Some("Nowhere"));
        assert_eq!(details.sex, Some(Sex::Female));
        let cleared = state.reduce(Action::Cleared, stamp(9));
        assert_eq!(cleared.question, Question::default());
        assert_eq!(cleared.awaited, None);
    }

    #[test]
    fn a_date_that_is_not_understood_is_known_even_before_a_name_is_typed() {
        for (text, read, is_unread) in [
            ("soon", None, true),
            ("1971", "1971".parse().ok(), false),
            (" ", None, false),
        ] {
            let mut state = after(vec![ready(vec![current()]), Action::Knew(born(text))]);
            assert_eq!(state.awaited.is_some(), !text.trim().is_empty());
            let results = Results {
                born: read,
                ..Results::default()
            };
            let reply = Reply::Found { id: 2, results };
            state = state.reduce(Action::Replied(reply), stamp(9));
            let found = state.answered.is_some_and(|found| found.is_born_unread());
            assert_eq!(found, is_unread, "{text:?}");
        }
    }

    #[test]
    fn asking_again_on_a_later_page_goes_back_to_the_first() {
        let many = BandCounts {
            possible: 21,
            ..BandCounts::default()
        };
        let state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            found(2, many, 0),
            Action::TurnedTo(1),
            found(4, many, 0),
            typed("x y"),
        ]);
        assert_eq!(state.awaited.unwrap().page, 0);
    }

    #[test]
    fn a_record_is_shown_only_while_it_is_the_one_that_was_opened() {
        let open = |designation| {
            Action::Opened(Entry::At {
                list: 0,
                designation,
            })
        };
        let opened = |id, name: &str| {
            Action::Replied(Reply::Opened {
                id,
                record: Some((0, Box::new(Record::new("uk", name, Kind::Ship)))),
            })
        };
        let state = after(vec![
            ready(vec![current()]),
            open(1),
            open(2),
            opened(2, "A"),
        ]);
        assert_eq!(state.open.as_ref().unwrap().content, Content::Awaited);
        let state = state.reduce(opened(3, "B"), stamp(9));
        assert!(
            matches!(&state.open.as_ref().unwrap().content, Content::Shown(0, one) if one.id == "B")
        );
        let state = state.reduce(Action::Closed, stamp(10));
        assert_eq!(state.open, None);
        assert_eq!(state.reduce(opened(3, "B"), stamp(11)).open, None);
    }

    #[test]
    fn a_record_that_is_opened_while_the_lists_load_stays_open() {
        let state = after(vec![
            Action::Opened(Entry::Named("SAMPLE-RUS9".to_owned())),
            ready(vec![current()]),
        ]);
        assert_eq!(state.open.unwrap().content, Content::Awaited);
    }

    #[test]
    fn a_record_that_is_not_there_is_said() {
        let state = after(vec![
            ready(vec![current()]),
            Action::Opened(Entry::Named("SAMPLE-RUS9".to_owned())),
            Action::Replied(Reply::Opened {
                id: 2,
                record: None,
            }),
        ]);
        assert_eq!(state.open.unwrap().content, Content::Missing);
    }

    fn about_smuggling() -> Filter {
        Filter {
            regime: Some("GIM".to_owned()),
            kind: None,
        }
    }

    fn outside(id: RequestId, hidden: usize) -> Action {
        reply(
            id,
            Results {
                hidden,
                ..Results::default()
            },
        )
    }

    #[test]
    fn what_the_page_is_about_is_listed_before_anything_is_typed() {
        let state = State::new(NOW, about_smuggling()).reduce(ready(vec![current()]), stamp(1));
        let asked = state.awaited.clone().expect("the list is asked for");
        assert_eq!(asked.options().regime.as_deref(), Some("GIM"));
        assert_eq!(state.phase(), Phase::Blank);
        let listed = Results {
            listed: Some(14),
            ..Results::default()
        };
        let state = state.reduce(reply(1, listed), stamp(2));
        let answered = state.answered.as_ref().expect("it is there");
        assert_eq!((answered.total(), answered.pages()), (14, 2));
        assert_eq!(state.phase(), Phase::Blank);
        // Another page leaves this one standing until it is there.
        let state = state.reduce(Action::TurnedTo(1), stamp(3));
        assert!(state.answered.is_some() && state.awaited.is_some_and(|one| one.page == 1));
    }

    #[test]
    fn a_search_says_what_is_outside_the_page_and_shows_it_when_asked() {
        let state = State::new(NOW, about_smuggling())
            .reduce(ready(vec![current()]), stamp(1))
            .reduce(typed("x y"), stamp(2))
            .reduce(outside(2, 2), stamp(3));
        // Neither found nor nothing found.
        assert_eq!(state.phase(), Phase::Answered(Outcome::Hits));
        let state = state.reduce(Action::Unfiltered, stamp(4));
        let asked = state.awaited.clone().expect("all is asked for");
        assert_eq!((asked.options().regime, asked.id), (None, 4));
        // That holds for one name.
        let state = state.reduce(typed("x z"), stamp(5));
        let asked = state.awaited.expect("it is searched");
        assert_eq!(asked.options().regime.as_deref(), Some("GIM"));
    }

    #[test]
    fn letters_that_are_not_searched_yet_have_no_results_beside_them() {
        let searched = after(vec![ready(vec![current()]), typed("x y"), outside(2, 0)]);
        assert_eq!(searched.phase(), Phase::Answered(Outcome::NothingFound));
        let edited = searched.reduce(Action::Edited("x z".to_owned()), stamp(8));
        assert_eq!(edited.phase(), Phase::Awaited);
        assert_eq!(
            (edited.answered.is_some(), edited.awaited.is_some()),
            (false, false)
        );
        let asked = edited.reduce(typed("x z"), stamp(9));
        assert_eq!(asked.awaited.map(|search| search.id), Some(9));
    }

    #[test]
    fn what_the_page_is_about_can_change() {
        let state = after(vec![ready(vec![current()]), typed("x y"), outside(2, 0)]);
        let state = state.reduce(Action::Filtered(about_smuggling()), stamp(5));
        assert_eq!(state.phase(), Phase::Awaited);
        assert_eq!(state.question.query, "x y");
    }

    #[test]
    fn progress_counts_only_while_loading() {
        let progress = || {
            Action::Replied(Reply::Progress {
                loaded: 5,
                total: 9,
            })
        };
        let state = after(vec![Action::Slowed, progress()]);
        let expected = Lists::Loading {
            loaded: 5,
            total: 9,
            slow: true,
        };
        assert_eq!(state.lists, expected);
        let state = after(vec![ready(vec![current()]), progress()]);
        assert!(matches!(state.lists, Lists::Ready(_)));
    }

    #[test]
    fn what_was_typed_survives_a_restart_and_is_searched_again() {
        let state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            Action::Died,
            Action::Replied(Reply::Progress {
                loaded: 0,
                total: 0,
            }),
            ready(vec![current()]),
        ]);
        assert_eq!(state.awaited.unwrap().question.query, "x y");
    }

    fn typing(query: &str) -> Action {
        Action::Typing(query.to_owned())
    }

    #[test]
    fn an_unfinished_word_has_no_verdict() {
        let one = BandCounts {
            possible: 1,
            ..BandCounts::default()
        };
        let first = || ready(vec![current()]);
        let nothing_found = Phase::Answered(Outcome::NothingFound);
        let rows: Vec<(&str, Vec<Action>, Phase)> = vec![
            (
                "nothing found",
                vec![first(), typing("x y"), nothing(2)],
                Phase::Unfinished,
            ),
            (
                "too common",
                vec![first(), typing("x y"), suppressed(2, 40)],
                Phase::Unfinished,
            ),
            (
                "too short",
                vec![first(), typing("x"), problem(2, QueryProblem::TooShort)],
                Phase::Unfinished,
            ),
            (
                "nothing found in an expired list",
                vec![ready(vec![expired()]), typing("x y"), nothing(2)],
                Phase::Unfinished,
            ),
            (
                "found",
                vec![first(), typing("x y"), found(2, one, 0)],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "found outside of the page",
                vec![first(), typing("x y"), found(2, BandCounts::default(), 1)],
                Phase::Answered(Outcome::Hits),
            ),
            (
                "after a space",
                vec![first(), typing("x y "), nothing(2)],
                nothing_found,
            ),
            (
                "after a pause, or once the box is left",
                vec![first(), typing("x y"), nothing(2), Action::Finished],
                nothing_found,
            ),
            (
                "the answer comes after the pause",
                vec![first(), typing("x y"), Action::Finished, nothing(2)],
                nothing_found,
            ),
            (
                "after Enter",
                vec![first(), typing("x y"), nothing(2), typed("x y")],
                nothing_found,
            ),
            (
                "after a pause, and typed on",
                vec![
                    first(),
                    typing("x y"),
                    nothing(2),
                    Action::Finished,
                    typing("x yz"),
                    nothing(5),
                ],
                Phase::Unfinished,
            ),
            (
                "typed before the list is there",
                vec![typing("x y"), first(), nothing(2)],
                Phase::Unfinished,
            ),
        ];
        for (name, actions, expected) in rows {
            assert_eq!(after(actions).phase(), expected, "{name}");
        }
    }

    /// An answer to a text with these names: how many were found and suppressed for each.
    fn parts(id: RequestId, parts: &[(usize, usize)]) -> Action {
        let part = |(hits, suppressed): &(usize, usize)| PartView {
            name: "Given FAMILY".to_owned(),
            hits: *hits,
            suppressed: *suppressed,
        };
        let hits = parts.iter().map(|(hits, _)| hits).sum();
        let results = Results {
            counts: BandCounts {
                possible: hits,
                ..BandCounts::default()
            },
            suppressed: parts.iter().map(|(_, suppressed)| suppressed).sum(),
            read: Some(Box::new(ReadView {
                names: parts.iter().map(part).collect(),
                ..ReadView::default()
            })),
            ..Results::default()
        };
        reply(id, results)
    }

    #[test]
    fn each_name_of_a_text_has_its_own_outcome() {
        use Outcome::{Hits, NoVerdict, NothingFound, NothingInFile, TooLittle};
        let first = || ready(vec![current()]);
        let found = [(2, 0), (0, 224), (0, 0)];
        let unknown = || ready(vec![list(false, None, None)]);
        for (name, actions, expected) in [
            (
                "finished",
                vec![first(), typed("a; b; c"), parts(2, &found)],
                vec![Some(Hits), Some(TooLittle), Some(NothingFound)],
            ),
            (
                "the last name is unfinished",
                vec![first(), typing("a; b; c"), parts(2, &found)],
                vec![Some(Hits), Some(TooLittle), None],
            ),
            (
                "other text is awaited",
                vec![
                    first(),
                    typed("a; b; c"),
                    parts(2, &found),
                    typing("a; b; cd"),
                ],
                vec![Some(Hits), None, None],
            ),
            (
                "the list is expired",
                vec![
                    ready(vec![expired()]),
                    typed("a; b"),
                    parts(2, &[(0, 0), (0, 0)]),
                ],
                vec![Some(NoVerdict), Some(NoVerdict)],
            ),
            (
                "the list is of unknown age",
                vec![unknown(), typed("a; b"), parts(2, &[(1, 3), (0, 0)])],
                vec![Some(Hits), Some(NothingInFile)],
            ),
        ] {
            let state = after(actions);
            let names = &state
                .answered
                .as_ref()
                .unwrap()
                .results
                .read
                .as_ref()
                .unwrap()
                .names;
            let places = names.iter().enumerate();
            let outcomes: Vec<_> = places
                .map(|(place, part)| state.part_outcome(part, place + 1 == names.len()))
                .collect();
            assert_eq!(outcomes, expected, "{name}");
        }
    }

    #[test]
    fn a_date_in_the_field_goes_before_one_in_the_text() {
        let date = |text: &str| text.parse().ok();
        for (field, text, expected) in [
            (None, None, (None, true)),
            (None, date("1991-06-19"), (date("1991-06-19"), true)),
            (date("1984"), None, (date("1984"), false)),
            (date("1984"), date("1991-06-19"), (date("1984"), false)),
        ] {
            let results = Results {
                born: field,
                read: Some(Box::new(ReadView {
                    born: text,
                    ..ReadView::default()
                })),
                ..Results::default()
            };
            let state = after(vec![
                ready(vec![current()]),
                typed("x y"),
                reply(2, results),
            ]);
            let born = state.answered.unwrap().born();
            assert_eq!((born.date, born.is_in_text), expected);
        }
    }

    fn listed(id: RequestId, count: usize) -> Action {
        Action::Replied(Reply::Suppressed {
            id,
            rows: vec![row(Band::Below); count],
        })
    }

    #[test]
    fn suppressed_designations_come_fifty_at_a_time() {
        let state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            suppressed(2, 120),
            Action::ListedSuppressed(true),
        ]);
        let query = state.awaited_suppressed().expect("they are asked for");
        assert_eq!((query.id, query.text.as_str()), (4, "x y"));
        assert_eq!((query.options.offset, query.options.limit), (0, 50));
        // The outcome is the one of the search, whatever is listed.
        assert_eq!(state.phase(), Phase::Answered(Outcome::TooLittle));
        let state = state
            .reduce(Action::ListedSuppressed(true), stamp(5))
            .reduce(listed(4, 50), stamp(6));
        assert_eq!(state.awaited_suppressed(), None);
        let state = state.reduce(Action::ListedSuppressed(true), stamp(7));
        let query = state.awaited_suppressed().expect("more are asked for");
        assert_eq!((query.id, query.options.offset), (7, 50));
        let state = state.reduce(listed(7, 50), stamp(8));
        assert_eq!(state.suppressed.as_ref().unwrap().rows.len(), 100);
        assert_eq!(state.phase(), Phase::Answered(Outcome::TooLittle));
        let state = state.reduce(Action::ListedSuppressed(false), stamp(9));
        assert_eq!(state.suppressed, None);
    }

    #[test]
    fn suppressed_designations_are_dropped_with_the_answer_that_suppresses_them() {
        let opened = Action::Opened(Entry::At {
            list: 0,
            designation: 0,
        });
        for (name, action, is_kept) in [
            ("typed on", typing("x yz"), false),
            ("other facts", Action::Knew(born("1971")), false),
            ("wider", Action::Widened(true), false),
            ("emptied", Action::Cleared, false),
            ("hidden", Action::ListedSuppressed(false), false),
            ("the engine died", Action::Died, false),
            ("asked again", typed("x y"), true),
            ("another page of the results", Action::TurnedTo(1), true),
            ("a record opened", opened, true),
        ] {
            let asked = after(vec![
                ready(vec![current()]),
                typed("x y"),
                suppressed(2, 120),
                Action::ListedSuppressed(true),
            ]);
            let state = asked
                .reduce(action, stamp(5))
                .reduce(listed(4, 50), stamp(6));
            let rows = state.suppressed.map(|listed| listed.rows.len());
            assert_eq!(rows, is_kept.then_some(50), "{name}");
        }
    }

    #[test]
    fn results_of_the_letter_before_stay_until_the_next_are_there() {
        let row = row(Band::Exact);
        let reply = Reply::Found {
            id: 2,
            results: Results {
                rows: vec![row],
                ..Results::default()
            },
        };
        let state = after(vec![
            ready(vec![current()]),
            typed("given"),
            Action::Replied(reply),
            typed("given f"),
        ]);
        assert_eq!(state.answered.unwrap().results.rows.len(), 1);
    }
}
