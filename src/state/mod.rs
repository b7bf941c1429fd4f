//! What the page knows, and how each action changes it: pure, without a browser.
//!
//! The reducer starts no effect itself. It names the search or the record it waits for
//! ([`State::awaited`], [`State::open`]); the page sends the request when that changes and
//! hands back the answer, which counts only while its ID is still the awaited one.
//!
//! Crate `check` decides what the page may say of the lists and of an answer: [`State::status`] and
//! [`State::phase`] give it what it needs.

mod clock;
mod lists;
mod record;
mod search;
#[cfg(test)]
mod tests;

use core::iter;
use std::rc::Rc;

use ::record::Kind;

pub use clock::{LocalTime, Moment};
pub use lists::{KeptCopy, Lists};
pub use record::{Content, End, Open, Origin};
pub use search::{
    Answered, Born, Known, MOST_LESS_SIMILAR, MOST_PRINTED, MOST_WIDE, PAGE_SIZE, Phase, Printed,
    Question, SUPPRESSED_PAGE, Search, Suppressed,
};

use crate::engine::protocol::{Entry, HitView, Narrow, Reply, RequestId};

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
    /// The results of all its pages, once a person wants them on paper.
    pub printed: Printed,
    /// The designations that this answer suppresses, once a person wants to see them.
    pub suppressed: Option<Suppressed>,
    /// How often what was known of one person, and what the results were narrowed down to, was forgotten
    /// because another name was typed.
    pub forgotten: u32,
    /// How often everything that the results were narrowed down to was cleared at once.
    pub cleared: u32,
    /// Whether the filters are open where they have no space beside the results.
    pub is_narrowing: bool,
    /// Whether a search was asked for while the box was empty.
    pub is_empty_asked: bool,
    /// Whether a person turned to the page of results that is shown.
    pub is_turned: bool,
    /// Whether a person is typing, so that the last word may be unfinished.
    pub is_typing: bool,
    /// The record that is open.
    pub open: Option<Open>,
    /// Whether the list is kept on the device.
    pub copy: KeptCopy,
    /// What was asked for and could not be loaded.
    pub missing: Option<Extra>,
}

/// What a host's page is about: such designations stand first and can be browsed, others are
/// counted and shown when a person asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Code of a regime, which may name its list: `uk:GIM`.
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
    /// The results are narrowed down to this.
    Narrowed(Narrow),
    /// They are not narrowed down any more.
    Broadened,
    /// The filters were opened, or closed.
    ShowedFilters(bool),
    /// What filters hide was asked for, too: those of a person and what the host's page is not about.
    Unfiltered,
    /// The suppressed designations were asked for, or further ones, or to be hidden again.
    ListedSuppressed(bool),
    /// The box holds this now, and the search is not asked for yet.
    Edited(String),
    /// The host's page is about this now.
    Filtered(Filter),
    /// The box and the fields beside it were emptied.
    Cleared,
    /// The browser's history led back to this question, and to this page of its results.
    Returned(Box<Question>, usize),
    /// Another page of the results, from 0.
    TurnedTo(usize),
    /// What is shown was asked for on paper.
    Printing,
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
    /// Something that is loaded on demand was asked for (`None`), or could not be loaded.
    Missed(Option<Extra>),
}

/// What is loaded when a person asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The check of a file of names.
    Files,
    /// The overview of the list.
    Overview,
    /// The check record.
    Record,
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

    /// The state after an action.
    #[must_use]
    pub fn reduce(mut self, action: Action, stamp: Stamp) -> Self {
        self.now = stamp.now;
        match action {
            Action::Typed(query) => {
                self.is_typing = false;
                self.is_empty_asked = query.trim().is_empty();
                self.ask(query, stamp.id);
            }
            Action::Typing(query) => {
                self.is_typing = true;
                self.is_empty_asked = false;
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
            Action::Narrowed(narrow) => {
                self.question.narrow = narrow;
                self.search(0, stamp.id);
            }
            Action::Broadened => self.broaden(stamp.id),
            Action::ShowedFilters(is_open) => self.is_narrowing = is_open,
            Action::Unfiltered => {
                self.question.filter = Filter::default();
                self.broaden(stamp.id);
            }
            Action::Edited(query) => {
                self.is_empty_asked = false;
                // Nothing that was found for other letters stands beside these.
                if query != self.question.query {
                    self.withdraw();
                    self.retype(query);
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
                (self.is_typing, self.is_empty_asked) = (false, false);
                self.question = Question::about(&self.filter);
                self.cleared += 1;
                self.open = None;
                self.search(0, stamp.id);
            }
            Action::Returned(question, page) => {
                (self.is_typing, self.is_empty_asked) = (false, false);
                self.question = *question;
                self.open = None;
                self.broaden_to(page, stamp.id);
            }
            Action::TurnedTo(page) => {
                let shown = self.answered.as_ref().map(|answered| answered.page);
                if let Some(open) = &mut self.open {
                    open.turns_to = Some(match shown < Some(page) {
                        true => End::First,
                        false => End::Last,
                    });
                    open.content = Content::Awaited;
                }
                self.search(page, stamp.id);
                self.is_turned = true;
            }
            Action::Printing => self.print(stamp.id),
            Action::Replied(reply) => self.hear(reply, stamp.id),
            Action::Died => self.stop(Lists::Died),
            Action::Opened(entry) => {
                self.open = Some(Open {
                    id: stamp.id,
                    entry,
                    content: Content::Awaited,
                    turns_to: None,
                    shared: Rc::default(),
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
            Action::Missed(missing) => self.missing = missing,
        }
        self
    }

    /// The hit of the entry with this ID of a list, where the rows that are there have it.
    #[must_use]
    pub fn hit(&self, list: usize, id: &str) -> Option<&HitView> {
        let found = self
            .answered
            .iter()
            .flat_map(|answered| &answered.results.rows);
        let suppressed = self.suppressed.iter().flat_map(|listed| &listed.rows);
        let mut all = found
            .chain(suppressed)
            .flat_map(|row| iter::once(row).chain(&row.listings));
        all.find(|hit| hit.list == list && hit.id == id)
    }

    fn hear(&mut self, reply: Reply, next_id: RequestId) {
        match reply {
            // Somebody restarted the engine.
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
                let are_first = !matches!(self.lists, Lists::Ready(_));
                self.lists = Lists::Ready(lists.into());
                self.suppressed = None;
                // Text whose search was not asked for yet is not searched for a further list either.
                if !are_first && self.awaited.is_none() && self.answered.is_none() {
                    return;
                }
                // An entry may have been opened before, by the host's page.
                let open = self.open.take();
                let asked = self.awaited.as_ref().map(|search| search.page);
                let shown = self.answered.as_ref().map(|answered| answered.page);
                self.search(asked.or(shown).unwrap_or_default(), next_id);
                self.open = open;
            }
            Reply::Complete | Reply::Alive | Reply::ClockWrong => {}
            Reply::LoadFailed(failure) => self.stop(Lists::Failed(failure)),
            Reply::Found { id, results } => {
                let is_it = |search: &mut Search| search.id == id;
                if let Some(search) = self.awaited.take_if(is_it) {
                    self.answered = search.answered(self.now, results);
                    self.turn_to_end(next_id);
                } else if let Some(search) = self.printed.awaited.take_if(is_it) {
                    self.printed.answered = search.answered(self.now, results);
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
            Reply::NotOnOneList { id, lists } => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.content = Content::NotOnOneList(lists);
                }
            }
            Reply::Opened {
                id,
                records,
                shared,
            } => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.content = match records.is_empty() {
                        false => Content::Shown(Rc::new(records)),
                        true => Content::Missing,
                    };
                    open.shared = Rc::new(shared);
                }
            }
        }
    }

    /// Opens the entry of the page of results for whose sake the page was turned.
    fn turn_to_end(&mut self, id: RequestId) {
        let end = self.open.as_ref().and_then(|open| open.turns_to);
        let (Some(end), Some(answered)) = (end, &self.answered) else {
            return;
        };
        let rows = answered.shown().concat();
        let row = match end {
            End::First => rows.first(),
            End::Last => rows.last(),
        };
        self.open = row.map(|row| Open {
            id,
            entry: Entry::At {
                list: row.list,
                designation: row.designation,
            },
            content: Content::Awaited,
            turns_to: None,
            shared: Rc::default(),
        });
    }

    fn broaden(&mut self, id: RequestId) {
        self.broaden_to(0, id);
    }

    fn broaden_to(&mut self, page: usize, id: RequestId) {
        self.question.narrow = Narrow::default();
        self.cleared += 1;
        self.search(page, id);
    }

    fn stop(&mut self, lists: Lists) {
        self.lists = lists;
        self.withdraw();
    }

    /// Takes back every result; what was typed stays.
    fn withdraw(&mut self) {
        self.awaited = None;
        self.answered = None;
        self.printed = Printed::default();
        self.suppressed = None;
        self.open = None;
    }
}
