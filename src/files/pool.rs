//! The engines that search the rows of a file, 1 to 4 workers that live while a file is checked.

use std::collections::VecDeque;
use std::rc::Rc;

use check::Status;
use yew::Callback;

use super::protocol::RowView;
use super::run::question;
use crate::browser;
use crate::config::Config;
use crate::engine::client::{self, EngineEvent, EngineHandle, Listening};
use crate::engine::protocol::{ListView, Load, Reply, Request, RequestId};
use crate::state::{Answered, PAGE_SIZE, Search};

/// Most engines. Each holds the lists, some 20 MB a large one, and more than four are no faster on the
/// devices that people have.
const MOST_ENGINES: usize = 4;
/// Requests that an engine has at a time: enough that it never waits for the page.
const WINDOW: usize = 2 * MESSAGE;
/// Requests in a message. The browser keeps memory for each message until it next collects garbage: with one for each
/// row the process of the page grew by 290 MB, with these by 165 MB (Chromium 156, UK list). An engine says nothing
/// until it has searched for all of them, and one that is silent too long counts as dead.
const MESSAGE: usize = 16;
/// Rows that wait for an engine; below half of them further ones are read.
const WAITING: usize = 512;

/// How often an engine that has stopped is started again in a run: a device that is short of memory may have
/// ended it, or a file of its program did not arrive.
const MOST_RESTARTS: u32 = 2;

/// A row and its place in the file, from 0; a header is none.
type Numbered = (u32, RowView);

/// The engines of a run; dropping it ends their workers.
pub struct Pool {
    engines: Vec<Engine>,
    waiting: VecDeque<Numbered>,
    next: u32,
    /// The lists, once every engine has them.
    pub lists: Rc<[ListView]>,
    /// How much of the lists has arrived, of the engine that said so last.
    pub loaded: (u64, u64),
}

struct Engine {
    handle: EngineHandle,
    lists: Vec<ListView>,
    is_complete: bool,
    asked: Vec<(RequestId, Numbered)>,
    restarts: u32,
    // Ends the listening before the engine.
    _listening: Listening,
}

/// What came of something that an engine said.
#[derive(Debug)]
pub enum Event {
    /// Nothing to act on.
    Nothing,
    /// The lists are there, and rows are wanted.
    Ready,
    /// A row is answered.
    Answered(u32, RowView, Box<Answered>),
    /// The lists cannot be loaded.
    NoLists,
    /// The engines have different editions of the lists.
    OtherLists,
    /// An engine has stopped.
    Died,
}

/// How many engines a device with this many threads runs. The page itself has little to do meanwhile.
#[must_use]
pub fn engines_for(threads: usize) -> usize {
    threads.clamp(1, MOST_ENGINES)
}

impl Pool {
    /// Starts engines; `on_event` hears each of them by its number.
    #[must_use]
    pub fn start(
        config: &Config,
        engines: usize,
        on_event: &Callback<(usize, EngineEvent)>,
    ) -> Self {
        let start = |number: usize| {
            let handle = client::start(&config.data, &config.lists);
            let on_event = on_event.clone();
            let listening = handle.listen(Callback::from(move |event| {
                on_event.emit((number, event));
            }));
            Engine {
                handle,
                lists: Vec::new(),
                is_complete: false,
                asked: Vec::new(),
                restarts: 0,
                _listening: listening,
            }
        };
        Self {
            engines: (0..engines).map(start).collect(),
            waiting: VecDeque::new(),
            next: 0,
            lists: Rc::default(),
            loaded: (0, 0),
        }
    }

    /// Takes what an engine said.
    pub fn hear(&mut self, number: usize, event: EngineEvent) -> Event {
        let Some(engine) = self.engines.get_mut(number) else {
            return Event::Nothing;
        };
        match event {
            EngineEvent::Died if engine.restarts < MOST_RESTARTS => {
                engine.restarts += 1;
                engine.is_complete = false;
                // What it was asked is asked again.
                for (_, row) in engine.asked.drain(..).rev() {
                    self.waiting.push_front(row);
                }
                engine.handle.restart();
                Event::Nothing
            }
            EngineEvent::Died => Event::Died,
            EngineEvent::Reply(Reply::LoadFailed(_)) => Event::NoLists,
            EngineEvent::Reply(Reply::Progress { loaded, total }) => {
                self.loaded = (loaded, total);
                Event::Nothing
            }
            EngineEvent::Reply(Reply::Ready { lists }) => {
                engine.lists = lists;
                Event::Nothing
            }
            EngineEvent::Reply(Reply::Complete) => {
                engine.is_complete = true;
                if !self.engines.iter().all(|engine| engine.is_complete) {
                    return Event::Nothing;
                }
                let mut lists = self.engines.iter().map(|engine| &engine.lists);
                let first = match self.lists.is_empty() {
                    true => lists.next().map_or(&[][..], |lists| lists),
                    // An engine that was started again.
                    false => &self.lists,
                };
                if lists.any(|lists| !are_same(lists, first)) {
                    return Event::OtherLists;
                }
                self.lists = first.into();
                Event::Ready
            }
            EngineEvent::Reply(Reply::Found { id, results }) => {
                let place = engine.asked.iter().position(|(own, _)| *own == id);
                let Some(place) = place else {
                    return Event::Nothing;
                };
                let (_, (row, asked)) = engine.asked.swap_remove(place);
                let answered = Answered {
                    question: question(&asked),
                    page: 0,
                    size: PAGE_SIZE,
                    at: browser::now(),
                    results,
                };
                Event::Answered(row, asked, Box::new(answered))
            }
            EngineEvent::Reply(_) => Event::Nothing,
        }
    }

    /// Takes the next rows of the file.
    pub fn push(&mut self, rows: Vec<RowView>) {
        for row in rows {
            self.waiting.push_back((self.next, row));
            self.next += 1;
        }
    }

    /// Whether further rows should be read.
    #[must_use]
    pub fn wants_rows(&self) -> bool {
        self.waiting.len() < WAITING / 2
    }

    /// Gives every engine as many rows as it should have.
    pub fn ask(&mut self) {
        // In turn, so that the last rows of a file keep all of them busy.
        for _ in 0..WINDOW / MESSAGE {
            for engine in &mut self.engines {
                if !engine.is_complete || engine.asked.len() > WINDOW - MESSAGE {
                    continue;
                }
                let count = self.waiting.len().min(MESSAGE);
                let rows = self.waiting.drain(..count).map(|(row, asked)| {
                    let id = engine.handle.next_id();
                    let search = Search {
                        id,
                        question: question(&asked),
                        page: 0,
                        size: PAGE_SIZE,
                    };
                    engine.asked.push((id, (row, asked)));
                    Request::Search(search.query())
                });
                let requests: Vec<Request> = rows.collect();
                if requests.is_empty() {
                    return;
                }
                engine.handle.send_all(&requests);
            }
        }
    }

    /// The status of each list now.
    #[must_use]
    pub fn statuses(&self) -> Vec<Status> {
        let now = browser::now().unix;
        self.lists.iter().map(|list| list.status(now)).collect()
    }
}

/// Whether two engines have the same lists, bit for bit.
fn are_same(one: &[ListView], other: &[ListView]) -> bool {
    let key = |list: &ListView| (list.load == Load::Done, list.pack_sha256.clone());
    one.iter().map(key).eq(other.iter().map(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_runs_one_to_four_engines() {
        for (threads, engines) in [(0, 1), (1, 1), (2, 2), (4, 4), (64, 4)] {
            assert_eq!(engines_for(threads), engines);
        }
    }

    #[test]
    fn engines_with_another_edition_of_a_list_are_noticed() {
        let list = |pack: &str| ListView {
            pack_sha256: pack.to_owned(),
            ..ListView::default()
        };
        assert!(are_same(&[list("a"), list("b")], &[list("a"), list("b")]));
        assert!(!are_same(&[list("a"), list("b")], &[list("a"), list("c")]));
        assert!(!are_same(&[list("a")], &[]));
    }
}
