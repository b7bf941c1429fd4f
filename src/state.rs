//! What the page knows, and how each action changes it: pure, without a browser.
//!
//! The reducer starts no effect itself. It names the search or the record it waits for
//! ([`State::awaited`], [`State::open`]); the page sends the request when that changes and
//! hands back the answer, which counts only while its ID is still the awaited one.
//!
//! Whether the page may say that nothing was found is decided in one place, [`State::standing`].

mod clock;

use std::rc::Rc;

use matcher::{BandCounts, Options, QueryProblem};
use pack::manifest::ListEntry;
use record::Record;

pub use clock::{LocalTime, Moment};

use crate::engine::protocol::{LoadFailure, Reply, RequestId, Results};

/// Results on one page.
pub const PAGE_SIZE: usize = 10;

/// How far a device's clock may be behind the time of the last check, in seconds. Beyond that
/// it is the clock that is wrong, and nothing can be said about the age of the list.
const CLOCK_TOLERANCE: i64 = 86_400;

/// Everything the page shows depends on this and on the element's attributes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// When the last action happened.
    pub now: Moment,
    /// How far the lists are.
    pub lists: Lists,
    /// What stands in the search box.
    pub query: String,
    /// The search that was asked for and is not answered yet.
    pub awaited: Option<Search>,
    /// The last search that was answered.
    pub answered: Option<Rc<Answered>>,
    /// The record that is open.
    pub open: Option<Open>,
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
    Ready(Rc<[ListEntry]>),
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

/// One search that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Its number.
    pub id: RequestId,
    /// What is searched.
    pub query: String,
    /// Which page of the results, from 0.
    pub page: usize,
}

impl Search {
    /// What the engine is asked for.
    #[must_use]
    pub fn options(&self) -> Options {
        Options {
            offset: self.page * PAGE_SIZE,
            limit: PAGE_SIZE,
            ..Options::default()
        }
    }
}

/// One search with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// What was searched.
    pub query: String,
    /// Which page of the results, from 0.
    pub page: usize,
    /// When the answer came.
    pub at: Moment,
    /// What was found.
    pub results: Results,
}

impl Answered {
    /// How many designations were found, on all pages.
    #[must_use]
    pub fn total(&self) -> usize {
        total(&self.results.answer.counts)
    }

    /// How many pages they fill, at least 1.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.total().div_ceil(PAGE_SIZE).max(1)
    }
}

fn total(counts: &BandCounts) -> usize {
    counts.exact + counts.strong + counts.possible + counts.weak_alias
}

/// A record that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Number of the request for it.
    pub id: RequestId,
    /// Place of its list.
    pub list: usize,
    /// Place of the designation in its list.
    pub designation: usize,
    /// The record itself, once it is there.
    pub content: Content,
}

/// The record of an [`Open`].
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Asked for.
    Awaited,
    /// There.
    Shown(Rc<Record>),
    /// The engine has no such record.
    Missing,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The search box holds this now, or its search was asked for again.
    Typed(String),
    /// Another page of the results, from 0.
    TurnedTo(usize),
    /// The engine said something.
    Replied(Reply),
    /// The engine stopped.
    Died,
    /// A row was opened.
    Opened {
        /// Place of its list.
        list: usize,
        /// Place of the designation in its list.
        designation: usize,
    },
    /// The record was closed.
    Closed,
    /// Time went by.
    Ticked,
    /// Loading is taking long enough to say how far it is.
    Slowed,
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

/// How old the lists are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Every list may be relied on.
    Current,
    /// Of one list or more it is not known when it was last checked for changes.
    Unknown,
    /// One list or more is past its time.
    Expired,
}

/// Where the search stands: the one judgement from which the page chooses its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The lists cannot be searched: loading, failed, worker gone.
    NoLists,
    /// A list is too old to rely on, so no result is shown.
    Expired,
    /// Nothing was typed.
    Blank,
    /// The answer to what stands in the box is still to come.
    Awaited,
    /// It cannot be searched as it was typed.
    Problem(QueryProblem),
    /// There are results.
    Found,
    /// There are results, and filters hide all of them.
    Hidden(usize),
    /// So many names hold these words that none is shown.
    TooCommon(usize),
    /// Nothing was found on the sample list, which says nothing about anybody.
    NothingInSample,
    /// Nothing was found in a file of unknown age.
    NothingInFile,
    /// A full, fresh, finished search found nothing: the only state that reads as "no match".
    NoMatch,
}

impl State {
    /// A page that begins to load its lists.
    #[must_use]
    pub fn new(now: Moment) -> Self {
        Self {
            now,
            ..Self::default()
        }
    }

    /// The loaded lists; none before they are ready.
    #[must_use]
    pub fn loaded(&self) -> &[ListEntry] {
        match &self.lists {
            Lists::Ready(lists) => lists,
            _ => &[],
        }
    }

    /// Whether one of the loaded lists is the sample list.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.loaded().iter().any(|list| list.sample)
    }

    /// How old the loaded lists are; the worst counts.
    #[must_use]
    pub fn age(&self) -> Age {
        let ages = self.loaded().iter().map(|list| age(list, self.now));
        ages.fold(Age::Current, |worst, age| match (worst, age) {
            (Age::Expired, _) | (_, Age::Expired) => Age::Expired,
            (Age::Unknown, _) | (_, Age::Unknown) => Age::Unknown,
            _ => Age::Current,
        })
    }

    /// Where the search stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        if self.loaded().is_empty() {
            return Standing::NoLists;
        }
        if self.age() == Age::Expired {
            return Standing::Expired;
        }
        if self.query.trim().is_empty() {
            return Standing::Blank;
        }
        let Some(answered) = &self.answered else {
            return Standing::Awaited;
        };
        if self.awaited.is_some() || answered.query != self.query {
            return Standing::Awaited;
        }
        let answer = &answered.results.answer;
        match answer.problem {
            Some(problem) => Standing::Problem(problem),
            None if answered.total() > 0 => Standing::Found,
            None if answer.hidden > 0 => Standing::Hidden(answer.hidden),
            None if answer.held_back > 0 => Standing::TooCommon(answer.held_back),
            None if self.is_sample() => Standing::NothingInSample,
            None if self.age() == Age::Unknown => Standing::NothingInFile,
            None => Standing::NoMatch,
        }
    }

    /// The state after an action.
    #[must_use]
    pub fn reduce(mut self, action: Action, stamp: Stamp) -> Self {
        self.now = stamp.now;
        match action {
            Action::Typed(query) => {
                let shown = query == self.query && self.standing() != Standing::Awaited;
                let first_page = self.answered.as_ref().is_none_or(|found| found.page == 0);
                self.open = None;
                self.query = query;
                if !(shown && first_page) {
                    self.search(0, stamp.id);
                }
            }
            Action::TurnedTo(page) => self.search(page, stamp.id),
            Action::Replied(reply) => self.hear(reply, stamp.id),
            Action::Died => self.stop(Lists::Died),
            Action::Opened { list, designation } => {
                self.open = Some(Open {
                    id: stamp.id,
                    list,
                    designation,
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
        }
        if self.age() == Age::Expired {
            self.withdraw();
        }
        self
    }

    /// Asks for a search of what stands in the box, once the lists are there.
    fn search(&mut self, page: usize, id: RequestId) {
        if self.query.trim().is_empty() {
            self.withdraw();
        } else if matches!(self.lists, Lists::Ready(_)) {
            self.awaited = Some(Search {
                id,
                query: self.query.clone(),
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
                self.search(0, next_id);
            }
            Reply::Complete => {}
            Reply::LoadFailed(failure) => self.stop(Lists::Failed(failure)),
            Reply::Found { id, results } => {
                if let Some(search) = self.awaited.take_if(|search| search.id == id) {
                    self.answered = Some(Rc::new(Answered {
                        query: search.query,
                        page: search.page,
                        at: self.now,
                        results,
                    }));
                }
            }
            Reply::Opened { id, record } => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.content = match record {
                        Some(record) => Content::Shown(Rc::from(record)),
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
        self.open = None;
    }
}

fn age(list: &ListEntry, now: Moment) -> Age {
    let read = |time: &Option<String>| time.as_deref().and_then(|text| now.read(text));
    let (Some(checked), Some(until)) = (read(&list.checked_at), read(&list.valid_until)) else {
        return Age::Unknown;
    };
    if now.unix > until.unix {
        Age::Expired
    } else if checked.unix > now.unix + CLOCK_TOLERANCE {
        Age::Unknown
    } else {
        Age::Current
    }
}

#[cfg(test)]
mod tests {
    use matcher::{Answer, Band, Matched};
    use record::{Kind, NameType};

    use super::*;
    use crate::engine::protocol::{HitView, NameView};

    const NOW: Moment = Moment {
        unix: 1_800_000_000, // 2027-01-15T08:00:00Z
        offset: 0,
    };

    fn stamp(id: RequestId) -> Stamp {
        Stamp { now: NOW, id }
    }

    fn list(sample: bool, checked: Option<&str>, until: Option<&str>) -> ListEntry {
        ListEntry {
            list: "uk".to_owned(),
            title: "UK Sanctions List".to_owned(),
            sample,
            checked_at: checked.map(str::to_owned),
            valid_until: until.map(str::to_owned),
            ..ListEntry::default()
        }
    }

    fn current() -> ListEntry {
        list(
            false,
            Some("2027-01-15T07:00:00Z"),
            Some("2027-01-17T07:00:00Z"),
        )
    }

    fn expired() -> ListEntry {
        list(
            false,
            Some("2027-01-12T07:00:00Z"),
            Some("2027-01-14T07:00:00Z"),
        )
    }

    fn ready(lists: Vec<ListEntry>) -> Action {
        Action::Replied(Reply::Ready { lists })
    }

    fn typed(query: &str) -> Action {
        Action::Typed(query.to_owned())
    }

    fn held_back(id: RequestId, held_back: usize) -> Action {
        let answer = Answer {
            held_back,
            ..Answer::default()
        };
        let rows = Vec::new();
        let results = Results { answer, rows };
        Action::Replied(Reply::Found { id, results })
    }

    fn found(id: RequestId, counts: BandCounts, hidden: usize) -> Action {
        let answer = Answer {
            counts,
            hidden,
            ..Answer::default()
        };
        Action::Replied(Reply::Found {
            id,
            results: Results {
                answer,
                rows: Vec::new(),
            },
        })
    }

    fn nothing(id: RequestId) -> Action {
        found(id, BandCounts::default(), 0)
    }

    fn problem(id: RequestId, problem: QueryProblem) -> Action {
        let answer = Answer {
            problem: Some(problem),
            ..Answer::default()
        };
        Action::Replied(Reply::Found {
            id,
            results: Results {
                answer,
                rows: Vec::new(),
            },
        })
    }

    /// The state after these actions, each bearing the next number from 1.
    fn after(actions: Vec<Action>) -> State {
        let mut state = State::new(NOW);
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
        let rows: Vec<(&str, Vec<Action>, Standing)> = vec![
            ("nothing has happened", vec![], Standing::NoLists),
            ("typed while loading", vec![typed("x y")], Standing::NoLists),
            (
                "no list at all",
                vec![ready(vec![]), typed("x y"), nothing(2)],
                Standing::NoLists,
            ),
            (
                "loading failed",
                vec![fails(), typed("x y")],
                Standing::NoLists,
            ),
            (
                "loading failed after a search",
                vec![ready(vec![current()]), typed("x y"), nothing(2), fails()],
                Standing::NoLists,
            ),
            (
                "worker died",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    Action::Died,
                ],
                Standing::NoLists,
            ),
            (
                "worker died while searching",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    Action::Died,
                    nothing(2),
                ],
                Standing::NoLists,
            ),
            (
                "worker restarted",
                vec![ready(vec![current()]), typed("x y"), nothing(2), restarts()],
                Standing::NoLists,
            ),
            (
                "list expired",
                vec![ready(vec![expired()]), typed("x y"), nothing(2)],
                Standing::Expired,
            ),
            (
                "one of two lists expired",
                vec![ready(vec![current(), expired()]), typed("x y"), nothing(2)],
                Standing::Expired,
            ),
            (
                "expired sample",
                vec![ready(vec![old_sample]), typed("x y"), nothing(2)],
                Standing::Expired,
            ),
            (
                "nothing typed",
                vec![ready(vec![current()])],
                Standing::Blank,
            ),
            (
                "only spaces typed",
                vec![ready(vec![current()]), typed("  ")],
                Standing::Blank,
            ),
            (
                "emptied again",
                vec![ready(vec![current()]), typed("x y"), nothing(2), typed("")],
                Standing::Blank,
            ),
            (
                "search under way",
                vec![ready(vec![current()]), typed("x y")],
                Standing::Awaited,
            ),
            (
                "typed on",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    typed("x yz"),
                ],
                Standing::Awaited,
            ),
            (
                "answer to an older search",
                vec![ready(vec![current()]), typed("x"), typed("x y"), nothing(2)],
                Standing::Awaited,
            ),
            (
                "answer to nobody's search",
                vec![ready(vec![current()]), typed("x y"), nothing(9)],
                Standing::Awaited,
            ),
            (
                "turning the page",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    found(2, one, 0),
                    Action::TurnedTo(1),
                ],
                Standing::Awaited,
            ),
            (
                "too short",
                vec![
                    ready(vec![current()]),
                    typed("x"),
                    problem(2, QueryProblem::TooShort),
                ],
                Standing::Problem(QueryProblem::TooShort),
            ),
            (
                "too long",
                vec![
                    ready(vec![current()]),
                    typed("x"),
                    problem(2, QueryProblem::TooLong),
                ],
                Standing::Problem(QueryProblem::TooLong),
            ),
            (
                "no word",
                vec![
                    ready(vec![current()]),
                    typed("?"),
                    problem(2, QueryProblem::NoWords),
                ],
                Standing::Problem(QueryProblem::NoWords),
            ),
            (
                "found",
                vec![ready(vec![current()]), typed("x y"), found(2, one, 0)],
                Standing::Found,
            ),
            (
                "found a weak alias only",
                vec![ready(vec![current()]), typed("x y"), found(2, weak, 0)],
                Standing::Found,
            ),
            (
                "hidden by filters",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    found(2, BandCounts::default(), 3),
                ],
                Standing::Hidden(3),
            ),
            (
                "words too common to tell anybody by",
                vec![ready(vec![current()]), typed("x y"), held_back(2, 40)],
                Standing::TooCommon(40),
            ),
            (
                "sample list",
                vec![ready(vec![sample.clone()]), typed("x y"), nothing(2)],
                Standing::NothingInSample,
            ),
            (
                "sample beside a real list",
                vec![ready(vec![current(), sample]), typed("x y"), nothing(2)],
                Standing::NothingInSample,
            ),
            (
                "unknown age",
                vec![ready(vec![unknown.clone()]), typed("x y"), nothing(2)],
                Standing::NothingInFile,
            ),
            (
                "unknown age beside a current list",
                vec![ready(vec![current(), unknown]), typed("x y"), nothing(2)],
                Standing::NothingInFile,
            ),
            (
                "time of check not given",
                vec![ready(vec![unchecked]), typed("x y"), nothing(2)],
                Standing::NothingInFile,
            ),
            (
                "no end given",
                vec![ready(vec![endless]), typed("x y"), nothing(2)],
                Standing::NothingInFile,
            ),
            (
                "times that are none",
                vec![ready(vec![garbled]), typed("x y"), nothing(2)],
                Standing::NothingInFile,
            ),
            (
                "device clock far behind",
                vec![ready(vec![ahead]), typed("x y"), nothing(2)],
                Standing::NothingInFile,
            ),
            (
                "full, fresh and finished",
                vec![ready(vec![current()]), typed("x y"), nothing(2)],
                Standing::NoMatch,
            ),
            (
                "typed before the list was there",
                vec![typed("x y"), ready(vec![current()]), nothing(2)],
                Standing::NoMatch,
            ),
            (
                "asked again",
                vec![
                    ready(vec![current()]),
                    typed("x y"),
                    nothing(2),
                    typed("x y"),
                ],
                Standing::NoMatch,
            ),
        ];
        for (name, actions, expected) in rows {
            assert_eq!(after(actions).standing(), expected, "{name}");
        }

        let state = after(vec![ready(vec![current()]), typed("x y"), nothing(2)]);
        let until = NOW.read("2027-01-17T07:00:00Z").unwrap().unix;
        for (name, now, expected) in [
            ("in its last second", later(until), Standing::NoMatch),
            ("one second later", later(until + 1), Standing::Expired),
        ] {
            let stamp = Stamp { now, id: 9 };
            let ticked = state.clone().reduce(Action::Ticked, stamp);
            assert_eq!(ticked.standing(), expected, "{name}, as time goes by");
            let again = state.clone().reduce(typed("x y"), stamp);
            assert_eq!(again.standing(), expected, "{name}, when asked again");
        }
    }

    #[test]
    fn an_expired_list_shows_nothing_and_asks_nothing() {
        let state = after(vec![ready(vec![expired()]), typed("x y")]);
        assert_eq!(
            (state.awaited, state.answered, state.open),
            (None, None, None)
        );
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
        assert_eq!((answered.query.as_str(), answered.total()), ("x y", 1));
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
        let open = |designation| Action::Opened {
            list: 0,
            designation,
        };
        let opened = |id, name: &str| {
            Action::Replied(Reply::Opened {
                id,
                record: Some(Box::new(Record::new("uk", name, Kind::Ship))),
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
            matches!(&state.open.as_ref().unwrap().content, Content::Shown(one) if one.id == "B")
        );
        let state = state.reduce(Action::Closed, stamp(10));
        assert_eq!(state.open, None);
        assert_eq!(state.reduce(opened(3, "B"), stamp(11)).open, None);
    }

    #[test]
    fn a_record_that_is_not_there_is_said() {
        let state = after(vec![
            ready(vec![current()]),
            Action::Opened {
                list: 0,
                designation: 7,
            },
            Action::Replied(Reply::Opened {
                id: 2,
                record: None,
            }),
        ]);
        assert_eq!(state.open.unwrap().content, Content::Missing);
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
        assert_eq!(state.awaited.unwrap().query, "x y");
    }

    #[test]
    fn results_of_the_letter_before_stay_until_the_next_are_there() {
        let name = NameView {
            text: "Given FAMILY".to_owned(),
            name_type: NameType::Primary,
            strength: None,
            script: None,
            language: None,
        };
        let row = HitView {
            list: 0,
            designation: 0,
            id: "SAMPLE-GIM9001".to_owned(),
            kind: Kind::Individual,
            band: Band::Exact,
            score: 1.0,
            name: name.clone(),
            matched_name: Some(name),
            matched: Matched::Name(0),
            marks: Vec::new(),
            evidence: Vec::new(),
            dates_of_birth: Vec::new(),
            nationalities: Vec::new(),
            regimes: Vec::new(),
            measures: Vec::new(),
        };
        let reply = Reply::Found {
            id: 2,
            results: Results {
                answer: Answer::default(),
                rows: vec![row],
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
