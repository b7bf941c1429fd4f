//! The page's side of an engine: starts it, asks it, hears it, and notices when it dies.
//!
//! Everything that is held here ends with the last [`EngineHandle`]: the listeners, the port and
//! the worker itself.

use core::cell::{Cell, RefCell};
use core::mem::{Discriminant, discriminant};
use std::rc::{Rc, Weak};

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort, Worker};
use yew::{AttrValue, Callback};

use super::decode;
use super::protocol::{Query, Reply, Request, RequestId};

/// Milliseconds between two looks at how long a worker has been silent.
const TICK: u32 = 1_000;

/// Ticks of silence after which a worker that owes an answer is asked whether it runs. A tick, not a
/// clock: while a device sleeps or a page is frozen nothing counts.
const ASK_AFTER: u32 = 5;

/// Ticks of silence after which a worker that owes an answer counts as dead.
const GIVE_UP_AFTER: u32 = 15;

/// The same for a worker that has yet to say its first word: its program is still on its way.
const GIVE_UP_STARTING_AFTER: u32 = 30;

thread_local! {
    static START: RefCell<Option<Function>> = const { RefCell::new(None) };
    static ENGINES: RefCell<Vec<Weak<Engine>>> = const { RefCell::new(Vec::new()) };
}

/// Says how a worker is started: `start(port)` gives a new worker that [`serve`]s that port.
///
/// [`serve`]: super::host::serve
pub fn start_engines_with(start: Function) {
    START.with(|place| place.replace(Some(start)));
}

/// What an engine tells its users.
#[allow(
    clippy::large_enum_variant,
    reason = "it is moved once, from the message to the page; with 32 bits it is not large"
)]
#[derive(Debug, PartialEq)]
pub enum EngineEvent {
    /// It says something.
    Reply(Reply),
    /// It does not run, or no longer: what was asked is never answered, until somebody calls
    /// [`EngineHandle::restart`].
    Died,
}

/// Joins the engine of these lists (all, when there are none) of the manifest at this absolute
/// address, and starts it if it is the first to do so.
#[must_use]
pub fn join(manifest: &AttrValue, lists: &[String]) -> EngineHandle {
    let engine = ENGINES.with_borrow_mut(|engines| {
        engines.retain(|engine| engine.strong_count() > 0);
        let running = engines.iter().filter_map(Weak::upgrade);
        let serves = |one: &Rc<Engine>| one.manifest == *manifest && one.lists == lists;
        if let Some(engine) = running.into_iter().find(serves) {
            return engine;
        }
        let engine = Rc::new(Engine::new(manifest.clone(), lists.to_vec()));
        engines.push(Rc::downgrade(&engine));
        engine.connect();
        engine
    });
    let user = engine.users.get();
    engine.users.set(user + 1);
    EngineHandle { engine, user }
}

/// Starts an engine that nobody else joins.
#[must_use]
pub fn start(manifest: &AttrValue, lists: &[String]) -> EngineHandle {
    let engine = Rc::new(Engine::new(manifest.clone(), lists.to_vec()));
    engine.connect();
    EngineHandle { engine, user: 0 }
}

/// One user of an engine; its clones are the same user.
#[derive(Clone)]
pub struct EngineHandle {
    engine: Rc<Engine>,
    user: u32,
}

impl PartialEq for EngineHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.engine, &other.engine) && self.user == other.user
    }
}

impl EngineHandle {
    /// A new ID for a request; no two requests to an engine have the same, whoever sends them.
    #[must_use]
    pub fn next_id(&self) -> RequestId {
        let id = self.engine.requests.get();
        self.engine.requests.set(id.wrapping_add(1));
        id
    }

    /// Sends a request. The answer comes to this user alone; there is none when the engine dies.
    pub fn send(&self, request: Request) {
        self.send_all(&[request]);
    }

    /// Sends requests in one message; their answers come in one, too.
    pub fn send_all(&self, requests: &[Request]) {
        self.engine.send(requests, self.user);
    }

    /// Ends the engine and starts a new one, for all its users: what was asked of the old one is
    /// never answered.
    pub fn restart(&self) {
        self.engine.connect();
        if self.engine.connection.borrow().is_none() {
            return self.engine.die();
        }
        self.engine.tell_all(|| {
            Some(EngineEvent::Reply(Reply::Progress {
                loaded: 0,
                total: 0,
            }))
        });
    }

    /// Hears the engine until what is returned is dropped; first of all what it has said to
    /// everybody so far.
    pub fn listen(&self, on_event: Callback<EngineEvent>) -> Listening {
        let engine = &self.engine;
        engine
            .listeners
            .borrow_mut()
            .push((self.user, on_event.clone()));
        let news = engine.news.borrow().clone();
        for reply in news.iter().filter_map(|(_, bytes)| decode::read(bytes)) {
            on_event.emit(EngineEvent::Reply(reply));
        }
        if engine.connection.borrow().is_none() {
            on_event.emit(EngineEvent::Died);
        }
        Listening(self.clone())
    }
}

/// A user is told what the engine says for as long as this lives.
#[must_use = "dropping it ends the listening"]
pub struct Listening(EngineHandle);

impl Drop for Listening {
    fn drop(&mut self) {
        let EngineHandle { engine, user } = &self.0;
        engine.listeners.borrow_mut().retain(|(one, _)| one != user);
        engine.awaited.borrow_mut().retain(|(_, one)| one != user);
    }
}

/// A reply to everybody, with its kind.
type News = (Discriminant<Reply>, Rc<[u8]>);

struct Engine {
    manifest: AttrValue,
    lists: Vec<String>,
    /// None while it is dead.
    connection: RefCell<Option<Connection>>,
    /// The latest of each thing it said to everybody, for those who join later; as it came, since
    /// code that copies a reply is as large as code that reads one.
    news: RefCell<Vec<News>>,
    listeners: RefCell<Vec<(u32, Callback<EngineEvent>)>>,
    /// Requests without an answer yet, and who asked.
    awaited: RefCell<Vec<(RequestId, u32)>>,
    requests: Cell<RequestId>,
    users: Cell<u32>,
    /// Whether it owes the lists, whole or as a failure.
    is_loading: Cell<bool>,
    /// Ticks since it said something, and after how many it counts as dead.
    silence: Cell<u32>,
    patience: Cell<u32>,
    /// The requests before this one were sent before it was asked whether it runs.
    asked_at: Cell<RequestId>,
    tick: RefCell<Option<Timeout>>,
}

impl Engine {
    fn new(manifest: AttrValue, lists: Vec<String>) -> Self {
        Self {
            manifest,
            lists,
            connection: RefCell::default(),
            news: RefCell::default(),
            listeners: RefCell::default(),
            awaited: RefCell::default(),
            requests: Cell::default(),
            users: Cell::default(),
            is_loading: Cell::default(),
            silence: Cell::default(),
            patience: Cell::default(),
            asked_at: Cell::default(),
            tick: RefCell::default(),
        }
    }

    /// Starts a worker and has it load the lists; an earlier worker ends.
    fn connect(self: &Rc<Self>) {
        self.awaited.borrow_mut().clear();
        self.news.borrow_mut().clear();
        // The old one ends before the new one starts: a phone has no memory for both.
        self.connection.replace(None);
        self.connection.replace(Connection::open(self));
        self.is_loading.set(true);
        self.patience.set(GIVE_UP_STARTING_AFTER);
        self.listen_for_life();
        self.post(&[Request::Load {
            // `to_string` would bring all that formats a text, one kilobyte to load.
            manifest: self.manifest.as_str().to_owned(),
            lists: self.lists.clone(),
        }]);
    }

    fn send(self: &Rc<Self>, requests: &[Request], user: u32) {
        for request in requests {
            if let Request::Search(Query { id, .. })
            | Request::ListSuppressed(Query { id, .. })
            | Request::Open { id, .. } = request
            {
                self.awaited.borrow_mut().push((*id, user));
                if self.tick.borrow().is_none() {
                    self.listen_for_life();
                }
            }
        }
        self.post(requests);
    }

    /// Notices a worker that ends without a word, or that never begins.
    fn listen_for_life(self: &Rc<Self>) {
        self.silence.set(0);
        self.wait_a_tick();
    }

    fn wait_a_tick(self: &Rc<Self>) {
        let engine = Rc::downgrade(self);
        let tick = move || {
            if let Some(engine) = engine.upgrade() {
                engine.on_tick();
            }
        };
        self.tick.replace(Some(Timeout::new(TICK, tick)));
    }

    fn on_tick(self: &Rc<Self>) {
        let owes = self.is_loading.get() || !self.awaited.borrow().is_empty();
        if !owes || self.connection.borrow().is_none() {
            self.tick.replace(None);
            return;
        }
        let silence = self.silence.get() + 1;
        self.silence.set(silence);
        if silence >= self.patience.get() {
            return self.die();
        }
        if silence == ASK_AFTER {
            self.asked_at.set(self.requests.get());
            self.post(&[Request::Ping]);
        }
        self.wait_a_tick();
    }

    /// A worker answers in order: one that runs, has all lists and has not answered what came
    /// before the question never will.
    fn is_stuck(&self) -> bool {
        let asked_at = self.asked_at.get();
        let awaited = self.awaited.borrow();
        !self.is_loading.get() && awaited.iter().any(|(id, _)| *id < asked_at)
    }

    fn post(&self, requests: &[Request]) {
        if let Some(connection) = &*self.connection.borrow() {
            let mut bytes = Vec::new();
            for request in requests {
                pack(request, &mut bytes);
            }
            let _ = post(&connection.port, &bytes);
        }
    }

    fn hear(&self, data: &JsValue) {
        self.silence.set(0);
        self.patience.set(GIVE_UP_AFTER);
        let bytes = bytes(data);
        let mut rest = &*bytes;
        loop {
            let from = rest;
            let Some(reply) = decode::next(&mut rest) else {
                return self.die();
            };
            let own = from.split_at(from.len() - rest.len()).0;
            self.take(reply, own);
            if rest.is_empty() {
                return;
            }
        }
    }

    /// Takes a reply, which was in these bytes.
    fn take(&self, reply: Reply, bytes: &[u8]) {
        match &reply {
            Reply::Alive if self.is_stuck() => self.die(),
            Reply::Alive => {}
            Reply::Found { id, .. }
            | Reply::Suppressed { id, .. }
            | Reply::Opened { id, .. }
            | Reply::NotOnOneList { id, .. } => {
                let asker = {
                    let mut awaited = self.awaited.borrow_mut();
                    let place = awaited.iter().position(|(one, _)| one == id);
                    place.map(|place| awaited.swap_remove(place).1)
                };
                let listeners = self.listeners.borrow().clone();
                let listener = listeners.iter().find(|(user, _)| Some(*user) == asker);
                if let Some((_, on_event)) = listener {
                    on_event.emit(EngineEvent::Reply(reply));
                }
            }
            Reply::Progress { .. }
            | Reply::Ready { .. }
            | Reply::Complete
            | Reply::LoadFailed(_)
            | Reply::ClockWrong => {
                if matches!(reply, Reply::Complete | Reply::LoadFailed(_)) {
                    self.is_loading.set(false);
                }
                if matches!(reply, Reply::LoadFailed(_)) {
                    self.awaited.borrow_mut().clear();
                }
                let kind = discriminant(&reply);
                let mut news = self.news.borrow_mut();
                news.retain(|(old, _)| *old != kind);
                news.push((kind, bytes.into()));
                drop(news);
                self.tell_all(|| decode::read(bytes).map(EngineEvent::Reply));
            }
        }
    }

    fn die(&self) {
        self.connection.replace(None);
        self.is_loading.set(false);
        self.news.borrow_mut().clear();
        self.awaited.borrow_mut().clear();
        self.tell_all(|| Some(EngineEvent::Died));
    }

    fn tell_all(&self, event: impl Fn() -> Option<EngineEvent>) {
        // A listener may send, restart or leave while it is told.
        let listeners = self.listeners.borrow().clone();
        for (_, on_event) in listeners {
            if let Some(event) = event() {
                on_event.emit(event);
            }
        }
    }
}

/// The way to a worker; dropping it ends the worker.
struct Connection {
    /// Keeps what is sent until the worker takes it.
    port: MessagePort,
    running: Option<Running>,
    _starting: Timeout,
}

/// A worker, and what hears it.
struct Running {
    worker: Worker,
    _listeners: [EventListener; 5],
}

impl Connection {
    /// The worker starts in a task of its own: with the first drawing it would hold up a cheap phone.
    fn open(engine: &Rc<Engine>) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let (port, other) = (channel.port1(), channel.port2());
        let engine = Rc::downgrade(engine);
        let starting = Timeout::new(0, move || {
            let Some(engine) = engine.upgrade() else {
                return;
            };
            if let Some(connection) = &mut *engine.connection.borrow_mut() {
                connection.running = Running::start(&engine, &connection.port, &other).ok();
                if connection.running.is_some() {
                    return;
                }
            }
            engine.die();
        });
        Some(Self {
            port,
            running: None,
            _starting: starting,
        })
    }
}

impl Running {
    fn start(
        engine: &Rc<Engine>,
        port: &MessagePort,
        other: &MessagePort,
    ) -> Result<Self, JsValue> {
        let start = START.with_borrow(Clone::clone);
        let worker: Worker = start
            .ok_or(JsValue::NULL)?
            .call1(&JsValue::NULL, other)?
            .dyn_into()?;
        let on =
            |target: &web_sys::EventTarget, event: &'static str, act: fn(&Engine, &JsValue)| {
                let engine = Rc::downgrade(engine);
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(target, event, options, move |event| {
                    // A fault of the engine is not one of the host's page, which may report those.
                    event.prevent_default();
                    if let Some(engine) = engine.upgrade() {
                        let event: &MessageEvent = event.unchecked_ref();
                        act(&engine, &event.data());
                    }
                })
            };
        let die: fn(&Engine, &JsValue) = |engine, _| engine.die();
        // What the engine says comes through the port, which keeps messages until the other side
        // listens. What comes from the worker itself says that it has failed.
        let listeners = [
            on(port, "message", Engine::hear),
            on(port, "messageerror", die),
            on(&worker, "message", die),
            on(&worker, "messageerror", die),
            on(&worker, "error", die),
        ];
        port.start();
        Ok(Self {
            worker,
            _listeners: listeners,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.port.close();
    }
}

/// Sends bytes without leaving a copy on this side.
pub(crate) fn post(port: &MessagePort, bytes: &[u8]) -> Result<(), JsValue> {
    let bytes = Uint8Array::from(bytes);
    port.post_message_with_transferable(&bytes, &Array::of1(&bytes.buffer()))
}

/// Appends a request or a reply to a message.
pub(crate) fn pack(one: &impl Serialize, message: &mut Vec<u8>) {
    if let Ok(bytes) = postcard::to_allocvec(one) {
        message.extend(bytes);
    }
}

/// The bytes of a message; none when it is none.
pub(crate) fn bytes(data: &JsValue) -> Vec<u8> {
    data.dyn_ref::<Uint8Array>()
        .map_or_else(Vec::new, Uint8Array::to_vec)
}

/// Reads what was kept of a message; `None` when it is none.
pub(crate) fn unpack<Message: serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<Message> {
    decode::read(bytes)
}

/// Reads a message; `None` when it is none.
pub(crate) fn read<Message: serde::de::DeserializeOwned>(data: &JsValue) -> Option<Message> {
    decode::read(&bytes(data))
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use crate::engine::host;
    use crate::engine::protocol::LoadFailure;
    use futures::StreamExt;
    use futures::channel::mpsc::{UnboundedReceiver, unbounded};
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// Workers that run this program, given the port as they are.
    fn start_workers_that(program: &str) {
        start_engines_with(Function::new_with_args(
            "port",
            &format!(
                "const address = URL.createObjectURL(new Blob([`{program}`]));
                const worker = new Worker(address);
                worker.postMessage(null, [port]);
                return worker;"
            ),
        ));
    }

    fn events(handle: &EngineHandle) -> (Listening, UnboundedReceiver<EngineEvent>) {
        let (sender, receiver) = unbounded();
        let listening = handle.listen(Callback::from(move |event| {
            let _ = sender.unbounded_send(event);
        }));
        (listening, receiver)
    }

    async fn dies(events: &mut UnboundedReceiver<EngineEvent>) {
        while events.next().await.expect("it is listened to") != EngineEvent::Died {}
    }

    #[wasm_bindgen_test]
    async fn every_way_a_worker_fails_reaches_all_its_users() {
        for (row, program) in [
            ("does not parse", "this is no program"),
            ("throws", "onmessage = () => { throw 1 }"),
            ("says that it failed", "postMessage(1)"),
            (
                "sends what is no reply",
                "onmessage = ({ ports: [port] }) => port.postMessage(1)",
            ),
            (
                "sends other bytes",
                "onmessage = ({ ports: [port] }) => port.postMessage(new Uint8Array([99]))",
            ),
        ] {
            start_workers_that(program);
            let address = AttrValue::from(format!("https://data.example/{row}"));
            let (first, second) = (join(&address, &[]), join(&address, &[]));
            assert!(Rc::ptr_eq(&first.engine, &second.engine));
            let (_first, mut to_first) = events(&first);
            let (_second, mut to_second) = events(&second);
            dies(&mut to_first).await;
            dies(&mut to_second).await;
            let (_late, mut to_late) = events(&join(&address, &[]));
            dies(&mut to_late).await;
            first.restart();
            let beginning = EngineEvent::Reply(Reply::Progress {
                loaded: 0,
                total: 0,
            });
            assert_eq!(to_second.next().await, Some(beginning));
            dies(&mut to_second).await;
        }
    }

    #[wasm_bindgen_test]
    async fn an_engine_ends_with_its_last_user() {
        start_workers_that("");
        let address = AttrValue::from("https://data.example/kept");
        let first = join(&address, &[]);
        let engine = Rc::downgrade(&first.engine);
        let (listening, _events) = events(&first);
        drop(first);
        assert!(engine.upgrade().is_some());
        drop(listening);
        assert!(engine.upgrade().is_none());
    }

    #[wasm_bindgen_test]
    async fn a_manifest_that_is_not_there_is_said_even_to_who_joins_later() {
        let serving = Rc::new(RefCell::new(None));
        let start = Closure::<dyn FnMut(MessagePort) -> Worker>::new({
            let serving = Rc::clone(&serving);
            move |port| {
                serving.replace(Some(host::serve(port)));
                Worker::new("data:text/javascript,").expect("an idle worker starts")
            }
        });
        start_engines_with(start.as_ref().unchecked_ref::<Function>().clone());
        let origin = web_sys::window().expect("a window").origin();
        let handle = join(
            &AttrValue::from(format!("{origin}/no/such/manifest.json")),
            &[],
        );
        for (_listening, mut events) in [events(&handle), events(&handle)] {
            let failure = LoadFailure::Status {
                file: "manifest.bin".to_owned(),
                status: 404,
            };
            let expected = EngineEvent::Reply(Reply::LoadFailed(failure));
            assert_eq!(events.next().await, Some(expected));
        }
    }
}
