//! The worker's side of an engine: loads the lists, searches them, gives their records. Each list is
//! loaded beside the others and searched as soon as it is there; one that fails is left out.
//!
//! After [`Reply::Complete`] nothing is fetched any more, so that no request can depend on what
//! is searched or opened.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Date;
use matcher::{Index, Indexes, Options};
use pack::{DetailsPack, PackError};
use record::{DateError, PartialDate, Record, after_list};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, MessagePort};

use super::client::{bytes, pack, post};
use super::decode;
use super::load::Loader;
use super::narrow::Narrowing;
use super::protocol::{Entry, ListView, Load, LoadFailure, Query, Reply, Request};
use super::results;

/// Answers whoever holds the other end of this port, until what is returned is dropped.
#[must_use]
pub fn serve(port: MessagePort) -> Serving {
    let host = Rc::new(Host {
        port: port.clone(),
        indexes: RefCell::default(),
        details: RefCell::default(),
        lists: RefCell::default(),
        under_way: Cell::new(0),
        failed: Cell::new(false),
        waiting: RefCell::default(),
    });
    let running = Rc::clone(&host);
    let listener = EventListener::new(&port, "message", move |event| {
        let event: &MessageEvent = event.unchecked_ref();
        let bytes = bytes(&event.data());
        let mut rest = &*bytes;
        while let Some(request) = decode::next(&mut rest) {
            host.take(request);
        }
        host.answer();
    });
    port.start();
    running.say(&Reply::Alive);
    Serving(listener)
}

/// An engine answers for as long as this lives.
pub struct Serving(
    #[expect(dead_code, reason = "ends the service when it is dropped")] EventListener,
);

struct Host {
    port: MessagePort,
    /// The lists that can be searched, by their places.
    indexes: RefCell<Indexes>,
    details: RefCell<Vec<Option<DetailsPack>>>,
    lists: RefCell<Vec<ListView>>,
    /// Number of lists that are not loaded whole and have not failed.
    under_way: Cell<usize>,
    /// Whether no list can be loaded.
    failed: Cell<bool>,
    /// Requests that cannot be answered yet, in order.
    waiting: RefCell<Vec<Request>>,
}

impl Host {
    fn take(self: &Rc<Self>, request: Request) {
        if let Request::Load { manifest, lists } = request {
            let host = Rc::clone(self);
            spawn_local(async move {
                if let Err(failure) = host.load(manifest, &lists).await {
                    host.fail(failure);
                }
            });
        } else if request == Request::Ping {
            self.say(&Reply::Alive);
        } else {
            self.waiting.borrow_mut().push(request);
        }
    }

    /// Starts the loading of every list.
    async fn load(self: &Rc<Self>, manifest: String, wanted: &[String]) -> Result<(), LoadFailure> {
        let host = Rc::clone(self);
        let on_progress = move |loaded, total| host.say(&Reply::Progress { loaded, total });
        let loader = Loader::open(manifest, wanted, Box::new(on_progress)).await?;
        if loader.is_clock_wrong() {
            self.say(&Reply::ClockWrong);
        }
        let lists = loader.lists();
        let count = lists.len();
        self.lists.replace(lists);
        let mut indexes = Indexes::with_places(count);
        indexes.set_parties(loader.parties());
        self.indexes.replace(indexes);
        self.details.borrow_mut().resize_with(count, || None);
        self.under_way.set(count);
        let loader = Rc::new(loader);
        for place in 0..count {
            let (host, loader) = (Rc::clone(self), Rc::clone(&loader));
            spawn_local(async move {
                let failure = host.load_list(&loader, place).await.err();
                host.settle(place, failure);
            });
        }
        Ok(())
    }

    async fn load_list(&self, loader: &Loader, place: usize) -> Result<(), LoadFailure> {
        let pack = loader.search_pack(place).await?;
        let index = Index::build(pack);
        self.indexes.borrow_mut().put(place, Some(index));
        self.set(place, Load::Done);
        self.tell_lists();
        let decode = |bytes: &[u8]| match self.indexes.borrow().pack(place) {
            Some(search) => DetailsPack::decode(bytes, search),
            None => Err(PackError::NotAPair),
        };
        let details = loader.details_pack(place, decode).await?;
        if let Some(own) = self.details.borrow_mut().get_mut(place) {
            *own = Some(details);
        }
        Ok(())
    }

    /// A list is loaded whole, or has failed: then the others go on without it.
    fn settle(&self, place: usize, failure: Option<LoadFailure>) {
        self.under_way.set(self.under_way.get() - 1);
        if let Some(failure) = failure {
            self.indexes.borrow_mut().put(place, None);
            let is_other = |(other, list): (usize, &ListView)| {
                other != place && !matches!(list.load, Load::Failed(_))
            };
            if !self.lists.borrow().iter().enumerate().any(is_other) {
                return self.fail(failure);
            }
            self.set(place, Load::Failed(failure));
            self.tell_lists();
        }
        if self.under_way.get() == 0 {
            self.say(&Reply::Complete);
        }
        self.answer();
    }

    fn set(&self, place: usize, load: Load) {
        if let Some(list) = self.lists.borrow_mut().get_mut(place) {
            list.load = load;
        }
    }

    /// Once a list can be searched, tells how far each of them is.
    fn tell_lists(&self) {
        if self.searched().is_some() {
            // Moved there and back: code that copies a list is as large as code that reads one.
            let reply = Reply::Ready {
                lists: self.lists.take(),
            };
            self.say(&reply);
            if let Reply::Ready { lists } = reply {
                self.lists.replace(lists);
            }
            self.answer();
        }
    }

    /// Nothing can be answered any more.
    fn fail(&self, failure: LoadFailure) {
        self.failed.set(true);
        self.waiting.borrow_mut().clear();
        self.say(&Reply::LoadFailed(failure));
    }

    /// Whether a search pack is still on its way.
    fn is_searching_later(&self) -> bool {
        let lists = self.lists.borrow();
        let is_under_way = |list: &ListView| matches!(list.load, Load::UnderWay);
        lists.is_empty() || lists.iter().any(is_under_way)
    }

    /// Answers all that can be answered by now, in one message.
    fn answer(&self) {
        if self.failed.get() {
            return self.waiting.borrow_mut().clear();
        }
        let mut bytes = Vec::new();
        self.waiting.borrow_mut().retain(|request| {
            let reply = self.reply(request);
            reply.iter().for_each(|reply| pack(reply, &mut bytes));
            reply.is_none()
        });
        self.post(&bytes);
    }

    /// `None` as long as what it takes is not here.
    fn reply(&self, request: &Request) -> Option<Reply> {
        match request {
            Request::Load { .. } | Request::Ping => None,
            Request::Search(query) => {
                let indexes = self.searched()?;
                let born = read_birth(&query.born);
                let mut options = options(query, born.ok());
                let (mut is_regime_unknown, mut regime_lists) = (false, Vec::new());
                if let Some(code) = &options.regime {
                    let lists = indexes.with_regime(code);
                    is_regime_unknown = lists.is_empty() && !self.is_searching_later();
                    if lists.len() > 1 {
                        regime_lists = lists;
                    }
                }
                if is_regime_unknown || !regime_lists.is_empty() {
                    options.regime = None;
                }
                let is_filtered = options.regime.is_some() || options.kind.is_some();
                let mut results = match query.text.trim() {
                    "" if is_filtered => results::list(&indexes, &options),
                    _ => {
                        let designated = |place| self.designated(place);
                        let mut narrowing = Narrowing::new(&indexes, &query.narrow, &designated);
                        let keep = &mut |place, band| narrowing.keeps(place, band);
                        let answer = indexes.search_where(&query.text, &options, keep);
                        let mut results = results::show(&indexes, answer, &options.details);
                        results.choices = narrowing.choices();
                        results
                    }
                };
                results::add_facts(&mut results.rows, &|place| self.record(&indexes, place));
                results.born = options.details.born;
                results.born_lacks_century = born == Err(DateError::Century);
                results.born_is_impossible = born == Err(DateError::Impossible);
                results.is_regime_unknown = is_regime_unknown;
                results.regime_lists = regime_lists;
                Some(Reply::Found {
                    id: query.id,
                    results,
                })
            }
            Request::ListSuppressed(query) => {
                let indexes = self.searched()?;
                let mut rows = results::suppressed(
                    &indexes,
                    &query.text,
                    &options(query, read_birth(&query.born).ok()),
                );
                results::add_facts(&mut rows, &|place| self.record(&indexes, place));
                Some(Reply::Suppressed { id: query.id, rows })
            }
            Request::Open { id, entry } => {
                let id = *id;
                let indexes = self.searched()?;
                let (list, designation) = match entry {
                    Entry::At { list, designation } => (*list, *designation),
                    Entry::Named(own) => {
                        let found = indexes.with_id(own);
                        // A list that comes later may have the same ID, unless it names its list.
                        let names_its_list = |(list, _): &(usize, usize)| {
                            let list = indexes.pack(*list);
                            list.is_some_and(|list| after_list(own, list.list()).is_some())
                        };
                        let is_scoped = found.iter().any(names_its_list);
                        if !is_scoped && self.is_searching_later() {
                            return None;
                        }
                        match found.as_slice() {
                            [place] => *place,
                            others => {
                                let lists = others.iter().map(|(list, _)| *list).collect();
                                return Some(Reply::NotOnOneList { id, lists });
                            }
                        }
                    }
                };
                let details = self.details.borrow();
                let (mut records, mut shared) = (Vec::new(), Vec::new());
                for (list, designation) in indexes.party((list, designation)) {
                    match (indexes.pack(list), details.get(list)) {
                        (Some(search), Some(Some(details))) => {
                            let record = pack::record(search, details, designation);
                            results::add_shared(
                                &mut shared,
                                &indexes,
                                details,
                                (list, designation),
                            );
                            records.extend(record.map(|record| (list, record)));
                        }
                        // On its way.
                        (Some(_), Some(None)) => return None,
                        _ => {}
                    }
                }
                Some(Reply::Opened {
                    id,
                    records,
                    shared,
                })
            }
        }
    }

    /// The whole record at a place; `None` while the list's details are on their way.
    fn record(&self, indexes: &Indexes, (list, designation): (usize, usize)) -> Option<Record> {
        let details = self.details.borrow();
        let own = details.get(list)?.as_ref()?;
        pack::record(indexes.pack(list)?, own, designation)
    }

    /// The day of the designation at a place; blank where it is not listed, and while the list's details are
    /// on their way.
    fn designated(&self, (list, designation): (usize, usize)) -> String {
        let details = self.details.borrow();
        let own = details.get(list).and_then(Option::as_ref);
        own.map_or_else(String::new, |own| {
            own.designated_text(designation).to_owned()
        })
    }

    /// The lists that can be searched; `None` while there is none.
    fn searched(&self) -> Option<core::cell::Ref<'_, Indexes>> {
        let indexes = self.indexes.borrow();
        indexes.packs().next()?;
        Some(indexes)
    }

    fn say(&self, reply: &Reply) {
        let mut bytes = Vec::new();
        pack(reply, &mut bytes);
        self.post(&bytes);
    }

    fn post(&self, bytes: &[u8]) {
        if !bytes.is_empty() {
            // A port that is closed has nobody to tell.
            let _ = post(&self.port, bytes);
        }
    }
}

/// Milliseconds of a year in the Gregorian calendar, leap years included.
const MEAN_YEAR: f64 = 31_556_952_000.0;

/// The options of a query, with its date of birth.
fn options(query: &Query, born: Option<PartialDate>) -> Options {
    let mut options = query.options.clone();
    options.details.born = born;
    options
}

/// A date of birth or an age, counted from today.
fn read_birth(text: &str) -> Result<PartialDate, DateError> {
    // To a day, which a year of birth leaves open anyway.
    let year = 1970.0 + Date::now() / MEAN_YEAR;
    matcher::read_birth(text, year as u16)
}
