//! The worker's side of an engine: loads the lists, searches them, gives their records.
//!
//! After [`Reply::Complete`] nothing is fetched any more, so that no request can depend on what
//! is searched or opened.

use core::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use matcher::{Index, Options};
use pack::DetailsPack;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, MessagePort};

use super::client::{post, read};
use super::load::Loader;
use super::protocol::{Entry, LoadFailure, Query, Reply, Request};
use super::results;

/// Answers whoever holds the other end of this port, until what is returned is dropped.
#[must_use]
pub fn serve(port: MessagePort) -> Serving {
    let host = Rc::new(Host {
        port: port.clone(),
        index: OnceCell::new(),
        details: OnceCell::new(),
        failed: Cell::new(false),
        waiting: RefCell::default(),
    });
    let running = Rc::clone(&host);
    let listener = EventListener::new(&port, "message", move |event| {
        let event: &MessageEvent = event.unchecked_ref();
        if let Some(request) = read(&event.data()) {
            host.take(request);
        }
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
    index: OnceCell<Index>,
    details: OnceCell<Vec<DetailsPack>>,
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
                    host.failed.set(true);
                    host.waiting.borrow_mut().clear();
                    host.say(&Reply::LoadFailed(failure));
                }
            });
        } else if request == Request::Ping {
            self.say(&Reply::Alive);
        } else {
            self.waiting.borrow_mut().push(request);
            self.answer();
        }
    }

    async fn load(&self, manifest: String, wanted: &[String]) -> Result<(), LoadFailure> {
        let on_progress = |loaded, total| self.say(&Reply::Progress { loaded, total });
        let mut loader = Loader::open(manifest, wanted, &on_progress).await?;
        if loader.is_clock_wrong() {
            self.say(&Reply::ClockWrong);
        }
        let packs = loader.search_packs().await?;
        let index = self.index.get_or_init(|| Index::build(packs));
        let lists = loader.lists();
        self.say(&Reply::Ready { lists });
        self.answer();
        let details = loader.details_packs(index.packs()).await?;
        self.details.get_or_init(|| details);
        self.say(&Reply::Complete);
        self.answer();
        Ok(())
    }

    /// Answers all that can be answered by now.
    fn answer(&self) {
        if self.failed.get() {
            return self.waiting.borrow_mut().clear();
        }
        self.waiting.borrow_mut().retain(|request| {
            let reply = self.reply(request);
            reply.iter().for_each(|reply| self.say(reply));
            reply.is_none()
        });
    }

    /// `None` as long as what it takes is not here.
    fn reply(&self, request: &Request) -> Option<Reply> {
        match request {
            Request::Load { .. } | Request::Ping => None,
            Request::Search(query) => {
                let index = self.index.get()?;
                let mut options = options(query);
                let mut regime = options.regime.iter();
                let is_regime_unknown = regime.any(|code| !index.has_regime(code));
                if is_regime_unknown {
                    options.regime = None;
                }
                let is_filtered = options.regime.is_some() || options.kind.is_some();
                let mut results = match query.text.trim() {
                    "" if is_filtered => results::list(index, &options),
                    _ => {
                        let answer = index.search(&query.text, &options);
                        results::show(index, answer, &options.details)
                    }
                };
                results.born = options.details.born;
                results.is_regime_unknown = is_regime_unknown;
                Some(Reply::Found {
                    id: query.id,
                    results,
                })
            }
            Request::ListSuppressed(query) => {
                let rows = results::suppressed(self.index.get()?, &query.text, &options(query));
                Some(Reply::Suppressed { id: query.id, rows })
            }
            Request::Open { id, entry } => {
                let (index, details) = (self.index.get()?, self.details.get()?);
                let (list, designation) = match entry {
                    Entry::At { list, designation } => (*list, *designation),
                    Entry::Named(id) => results::find(index, id).unwrap_or((usize::MAX, 0)),
                };
                let packs = index.packs().get(list).zip(details.get(list));
                let record =
                    packs.and_then(|(search, details)| pack::record(search, details, designation));
                Some(Reply::Opened {
                    id: *id,
                    record: record.map(|record| (list, Box::new(record))),
                })
            }
        }
    }

    fn say(&self, reply: &Reply) {
        if let Ok(bytes) = postcard::to_allocvec(reply) {
            // A port that is closed has nobody to tell.
            let _ = post(&self.port, &bytes);
        }
    }
}

/// The options of a query, with its date of birth if that is understood.
fn options(query: &Query) -> Options {
    let mut options = query.options.clone();
    options.details.born = matcher::read_date(&query.born).ok();
    options
}
