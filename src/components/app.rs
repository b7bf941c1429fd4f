//! The whole widget: one state, the effects around it, and what is shown for it.

use std::rc::Rc;

use ::record::Record;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::virtual_dom::{Key, VList};
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef, Properties};

use super::tag::{all, tag, text};
use super::{
    Intent, Setting, about, answer, guidance, header, known, link, notice, offline, outside,
    phrase, read, record, results, search_box, start, status, suppressed, wider,
};
use crate::browser;
use crate::config::Config;
use crate::engine::client::{self, EngineEvent, EngineHandle, Listening};
use crate::engine::protocol::{Entry, ListView, Reply, Request, RequestId};
use crate::messages::{Messages, Trouble};
use crate::state::{Action, Content, KeptCopy, Lists, Phase, Stamp, State};
use check::Status;

/// Milliseconds of loading before the page says how far it is.
const PATIENCE: u32 = 1_000;

/// Milliseconds without a change before a screen reader is told the count.
const PAUSE: u32 = 800;

/// Milliseconds without a letter before the last word counts as finished, and a search without a hit
/// says so: longer than most people take between two letters, and short enough not to be waited for.
const FINISHED: u32 = 1_000;

/// The same once the box is left: what leaves it may be a click, which ends before anything moves or is
/// drawn anew under the pointer.
const LEFT: u32 = 300;

/// Most milliseconds that a browser's timer can wait.
const LONGEST_WAIT: f64 = i32::MAX as f64;

/// A [`Reply::Opened`]: which request it answers, and the place of the list with the record.
type Opened = (RequestId, Option<(usize, Box<Record>)>);

#[derive(PartialEq, Properties)]
/// What [`App`] needs.
pub struct AppProps {
    /// The element's attributes.
    pub config: Rc<Config>,
    /// The sentences of its language.
    pub messages: &'static Messages,
    /// Tells the host: `ready`, `error` and `open` are events; `texts` asks for those that
    /// are loaded later; `list` and `regime` are attributes that name what the lists do not have; `keep` and `forget` are what a person wants of the
    /// copy on the device; `alive` follows every drawing and every [`Message::Looked`].
    pub tell: Callback<&'static str>,
}

/// The whole widget.
pub struct App {
    setting: Setting,
    state: State,
    engine: EngineHandle,
    input: NodeRef,
    count: NodeRef,
    title: NodeRef,
    /// Whether a search was asked for outright since the last letter was typed: then the focus
    /// goes to the count, and reads it out.
    asked: bool,
    /// Where the focus goes after the next drawing.
    focus: Option<NodeRef>,
    /// The answer to a request for a record, which waits for the later texts.
    unread: Option<Opened>,
    /// Where the reader was when a record was opened.
    place: Option<(Option<HtmlElement>, f64)>,
    /// What is announced: what waits to be, and what was.
    due: Option<AttrValue>,
    said: AttrValue,
    /// What was last announced of the search; something else may have been said since.
    told: String,
    /// Records opened so far, for the browser's history.
    opened: u32,
    on_back: Option<EventListener>,
    patience: Option<Timeout>,
    pause: Option<Timeout>,
    /// Runs while somebody types.
    typing: Option<Timeout>,
    /// The list of suppressed designations, and the row of it that the focus goes to after the next
    /// drawing, from 1.
    suppressed: NodeRef,
    row: Option<usize>,
    on_message: Callback<Message>,
    /// When the status of a list changes next, in seconds since 1970, and the timer for it.
    until: Option<(i64, Timeout)>,
    /// How often something else than this program has changed what is shown, as a page translator
    /// does. What it may have changed is drawn as new elements from then on, since its nodes are
    /// no longer those that Yew knows.
    edition: u32,
    /// How many actions there were, and how many answers: what is said of one is never said in the
    /// nodes of another, which a translator may fill with its translation of the earlier one.
    turn: u32,
    answers: u32,
    /// Whether the device's clock and the server's time differ by more than an hour.
    is_clock_wrong: bool,
    listening: Listening,
}

/// What reaches the [`App`].
#[derive(Debug)]
pub enum Message {
    /// A person did something.
    Meant(Intent),
    /// The engine said something.
    Heard(EngineEvent),
    /// The host's page called a method of the element.
    Called(Call),
    /// Something else happened.
    Happened(Action),
    /// Nothing has changed for a while, so that the count can be announced.
    Paused,
    /// The page is seen again, or the element's script asks whether the app runs. Time may have
    /// passed without a timer, and something may have filled the box without an event.
    Looked,
    /// Something else than this program has changed what is shown.
    ChangedByOthers,
    /// The texts that are loaded later are there, or could not be loaded.
    Learned,
}

/// A method of the element.
#[derive(Debug)]
pub enum Call {
    /// Search this, as if it had been typed.
    Search(String),
    /// Open the record with this ID.
    Open(String),
    /// Empty the box and the fields beside it.
    Clear,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let on_message = context.link().callback(|message| message);
        let send = on_message.clone();
        let act = Callback::from(move |intent| send.emit(Message::Meant(intent)));
        let (engine, listening) = join(&props.config, &on_message);
        let mut app = Self {
            setting: Setting {
                messages: props.messages,
                level: props.config.heading,
                now: browser::now(),
                act,
            },
            state: State::new(browser::now(), props.config.filter.clone()),
            engine,
            input: NodeRef::default(),
            count: NodeRef::default(),
            title: NodeRef::default(),
            asked: false,
            focus: None,
            unread: None,
            place: None,
            due: None,
            said: AttrValue::default(),
            told: String::new(),
            opened: 0,
            on_back: None,
            patience: None,
            pause: None,
            typing: None,
            suppressed: NodeRef::default(),
            row: None,
            on_message,
            until: None,
            edition: 0,
            turn: 0,
            answers: 0,
            is_clock_wrong: false,
            listening,
        };
        app.be_patient();
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let AppProps { config, tell, .. } = context.props();
        let (standalone, on_submit) = (config.standalone, config.on_submit);
        let message = match message {
            Message::Looked => self.look(),
            other => other,
        };
        let action = match message {
            Message::Paused => {
                self.said = self.due.take().unwrap_or_default();
                return true;
            }
            Message::Looked => {
                tell.emit("alive");
                return false;
            }
            Message::ChangedByOthers => {
                self.edition += 1;
                return false;
            }
            Message::Learned => match self.unread.take() {
                Some((id, record)) => Action::Replied(Reply::Opened {
                    id,
                    record: record.filter(|_| self.has_later_texts()),
                }),
                None => return true,
            },
            Message::Happened(action) => action,
            Message::Called(call) => {
                self.asked = false;
                match call {
                    Call::Search(query) => {
                        search_box::write(&self.input, &query);
                        Action::Typed(query)
                    }
                    Call::Open(id) => Action::Opened(Entry::Named(id)),
                    Call::Clear => {
                        search_box::empty(&self.input);
                        Action::Cleared
                    }
                }
            }
            Message::Heard(EngineEvent::Reply(Reply::Opened { id, record }))
                if record.is_some() && !self.has_later_texts() =>
            {
                self.unread = Some((id, record));
                tell.emit("texts");
                return false;
            }
            Message::Heard(EngineEvent::Reply(reply)) => Action::Replied(reply),
            Message::Heard(EngineEvent::Died) => Action::Died,
            Message::Meant(intent) => {
                self.asked = match &intent {
                    Intent::Type(_) | Intent::Clear | Intent::Know(_) => false,
                    Intent::Finish | Intent::ListSuppressed(_) => self.asked,
                    Intent::Submit(query) => self.asked || !query.trim().is_empty(),
                    Intent::Try(_) | Intent::Turn(_) | Intent::Widen(_) | Intent::Unfilter => true,
                    Intent::Open { .. } | Intent::Back => self.asked,
                    Intent::Retry | Intent::Keep | Intent::Forget => self.asked,
                };
                match intent {
                    Intent::Type(query) if on_submit => Action::Edited(query),
                    Intent::Type(query) => Action::Typing(query),
                    Intent::Finish => {
                        if self.state.is_typing {
                            self.finish_in(LEFT);
                        }
                        return false;
                    }
                    Intent::Submit(query) => Action::Typed(query),
                    Intent::Clear => Action::Cleared,
                    Intent::Know(known) => Action::Knew(known),
                    Intent::Turn(page) => Action::TurnedTo(page),
                    Intent::Widen(is_wide) => Action::Widened(is_wide),
                    Intent::Unfilter => Action::Unfiltered,
                    Intent::ListSuppressed(is_listed) => Action::ListedSuppressed(is_listed),
                    Intent::Try(query) => {
                        search_box::write(&self.input, query);
                        Action::Typed(query.to_owned())
                    }
                    Intent::Open {
                        list,
                        designation,
                        button,
                    } => {
                        self.place = Some((button, browser::scroll()));
                        Action::Opened(Entry::At { list, designation })
                    }
                    Intent::Back if standalone && browser::go_back() => return false,
                    Intent::Back => Action::Closed,
                    Intent::Retry => {
                        self.engine.restart();
                        return false;
                    }
                    Intent::Keep | Intent::Forget => {
                        let is_kept = intent == Intent::Forget;
                        tell.emit(if is_kept { "forget" } else { "keep" });
                        return false;
                    }
                }
            }
        };
        let before = (self.stage(), is_open(&self.state));
        if let Action::Replied(reply) = &action {
            warn(reply, config, tell);
            self.note(reply);
            if matches!(reply, Reply::Found { .. }) && !self.has_later_texts() {
                tell.emit("texts");
            }
        }
        self.act(action, standalone);
        let after = (self.stage(), is_open(&self.state));
        if before.0 != after.0 && !after.0.is_empty() {
            tell.emit(after.0);
        }
        if after.1 && !before.1 {
            tell.emit("open");
        }
        true
    }

    fn changed(&mut self, context: &Context<Self>, old: &AppProps) -> bool {
        let AppProps {
            config, messages, ..
        } = context.props();
        (self.setting.messages, self.setting.level) = (messages, config.heading);
        if (&config.data, &config.lists) != (&old.config.data, &old.config.lists) {
            // The old engine ends before the new one is heard, if nobody else needs it.
            let (engine, listening) = join(config, &self.on_message);
            (self.engine, self.listening) = (engine, listening);
            let restarted = Reply::Progress {
                loaded: 0,
                total: 0,
            };
            self.act(Action::Replied(restarted), config.standalone);
        }
        if config.filter != old.config.filter {
            self.act(Action::Filtered(config.filter.clone()), config.standalone);
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        self.draw(&context.props().config)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        context.props().tell.emit("alive");
        if let Some(node) = self.focus.take() {
            focus(node.cast());
        }
        if let Some(row) = self.row.take()
            && let Some(list) = self.suppressed.cast::<Element>()
        {
            let opener = ["li:nth-child(", &row.to_string(), ") .name button"].concat();
            let opener = list.query_selector(&opener).ok().flatten();
            focus(opener.and_then(|opener| opener.dyn_into().ok()));
        }
        if self.state.open.is_none()
            && let Some((button, scroll)) = self.place.take()
        {
            focus(button);
            browser::scroll_to(scroll);
        }
    }
}

fn join(config: &Config, on_message: &Callback<Message>) -> (EngineHandle, Listening) {
    let engine = client::join(&config.data, &config.lists);
    let listening = engine.listen(on_message.reform(Message::Heard));
    (engine, listening)
}

/// Tells of attributes that name what the lists do not have.
fn warn(reply: &Reply, config: &Config, tell: &Callback<&'static str>) {
    match reply {
        Reply::Ready { lists } => {
            let is_there = |code: &String| lists.iter().any(|list| list.list == *code);
            if !config.lists.iter().all(is_there) {
                tell.emit("list");
            }
        }
        Reply::Found { results, .. } if results.is_regime_unknown => tell.emit("regime"),
        _ => {}
    }
}

fn is_open(state: &State) -> bool {
    let content = state.open.as_ref().map(|open| &open.content);
    content.is_some_and(is_shown)
}

impl App {
    fn has_later_texts(&self) -> bool {
        self.setting.messages.later_texts().is_some()
    }

    /// How far the lists are, as the host is told.
    fn stage(&self) -> &'static str {
        match self.state.lists {
            Lists::Loading { .. } => "",
            Lists::Ready(_) => "ready",
            Lists::Failed(_) | Lists::Died => "error",
        }
    }

    /// Changes the state and does what follows from the change.
    fn act(&mut self, action: Action, standalone: bool) {
        let before = core::mem::take(&mut self.state);
        let stamp = Stamp {
            now: browser::now(),
            id: self.engine.next_id(),
        };
        let asks = matches!(
            action,
            Action::Typed(_) | Action::TurnedTo(_) | Action::Widened(_) | Action::Unfiltered
        );
        let was_copied = before.copy;
        let was_settled = before.phase() != Phase::Awaited;
        let were_listed = before
            .suppressed
            .as_ref()
            .map_or(0, |listed| listed.rows.len());
        let was_awaited = before.suppressed.as_ref().and_then(|listed| listed.awaited);
        let types = matches!(action, Action::Typing(_));
        let was_loading = matches!(before.lists, Lists::Loading { .. });
        let was_open = before
            .open
            .as_ref()
            .map(|open| (open.id, is_shown(&open.content)));
        let awaited = before.awaited.as_ref().map(|search| search.id);
        self.state = before.reduce(action, stamp);
        self.setting.now = self.state.now;
        self.turn += 1;
        self.aim();
        let state = &self.state;

        if let Some(search) = &state.awaited
            && awaited != Some(search.id)
        {
            self.engine.send(Request::Search(search.query()));
        }
        if let Some(query) = state.awaited_suppressed()
            && was_awaited != Some(query.id)
        {
            self.engine.send(Request::ListSuppressed(query));
        }
        if let Some(open) = &state.open {
            if was_open.is_none_or(|(id, _)| id != open.id) {
                self.engine.send(Request::Open {
                    id: open.id,
                    entry: open.entry.clone(),
                });
            }
            if is_shown(&open.content) && was_open != Some((open.id, true)) {
                self.focus = Some(self.title.clone());
            }
        }
        let is_settled = state.phase() != Phase::Awaited;
        if self.asked && is_settled && (asks || !was_settled) {
            self.focus = Some(self.count.clone());
        }
        match (was_open.is_some(), state.open.is_some()) {
            (false, true) if standalone => {
                self.opened += 1;
                // Back closes the record.
                let close = tell(&self.on_message, || Message::Happened(Action::Closed));
                self.on_back = Some(browser::enter(self.opened, close));
            }
            (true, false) => self.on_back = None,
            _ => {}
        }
        if was_loading != matches!(self.state.lists, Lists::Loading { .. }) {
            self.be_patient();
        }
        if types {
            self.finish_in(FINISHED);
        } else if !self.state.is_typing {
            self.typing = None;
        }
        self.announce();
        self.tell_suppressed(were_listed);
        let copy = self.state.copy;
        if copy != was_copied && (was_copied == KeptCopy::Keeping || copy == KeptCopy::Forgotten) {
            self.say(offline::sentence(copy, self.setting.messages));
        }
    }

    /// Counts the last word as finished after so many milliseconds.
    fn finish_in(&mut self, wait: u32) {
        let finished = tell(&self.on_message, || Message::Happened(Action::Finished));
        self.typing = Some(Timeout::new(wait, finished));
    }

    /// Once further suppressed designations are there, tells how many are shown, and goes to the first
    /// of them; with the first of all the focus stays on their button.
    fn tell_suppressed(&mut self, before: usize) {
        let Some(total) = self
            .state
            .answered
            .as_ref()
            .map(|found| found.results.suppressed)
        else {
            return;
        };
        let shown = self
            .state
            .suppressed
            .as_ref()
            .map_or(0, |listed| listed.rows.len());
        if shown > before {
            self.row = (before > 0).then_some(before + 1);
            self.say(self.setting.messages.shown_of(shown, total));
        }
    }

    /// Remembers what a reply says that is no part of the state.
    fn note(&mut self, reply: &Reply) {
        match reply {
            Reply::Found { .. } => self.answers += 1,
            Reply::ClockWrong => self.is_clock_wrong = true,
            Reply::Progress {
                loaded: 0,
                total: 0,
            } => self.is_clock_wrong = false,
            _ => {}
        }
    }

    /// Looks at the clock and the box. The message searches the text in the box if the app was not
    /// told of it, judges the lists again if a status or the day has changed, and else does nothing.
    fn look(&self) -> Message {
        let box_holds = self
            .input
            .cast::<HtmlInputElement>()
            .map(|input| input.value());
        if let Some(query) = box_holds
            && query != self.state.question.query
        {
            return Message::Meant(Intent::Type(query));
        }
        let (now, then) = (browser::now(), self.state.now);
        let is_due = self.until.as_ref().is_some_and(|(at, _)| *at <= now.unix);
        if is_due || now.unix < then.unix || now.local().day != then.local().day {
            return Message::Happened(Action::Ticked);
        }
        Message::Looked
    }

    /// Sets the timer for the next moment at which the status of a list changes.
    fn aim(&mut self) {
        let now = self.state.now;
        let lists = self.state.loaded().iter();
        let next = lists
            .filter_map(|list| check::changes_at(&list.facts(), now.unix))
            .min();
        if next != self.until.as_ref().map(|(at, _)| *at) {
            self.until = next.map(|at| {
                // A timer may fire a moment early.
                let wait = (browser::until(at) + 2.0).min(LONGEST_WAIT) as u32;
                (
                    at,
                    Timeout::new(wait, tell(&self.on_message, || Message::Looked)),
                )
            });
        }
    }

    /// While lists are loading, says after a while how far it is.
    fn be_patient(&mut self) {
        let is_loading = matches!(self.state.lists, Lists::Loading { .. });
        let slowed = tell(&self.on_message, || Message::Happened(Action::Slowed));
        self.patience = is_loading.then(|| Timeout::new(PATIENCE, slowed));
    }

    /// Tells a screen reader the count once nothing changes any more, where it does not read it
    /// anyway.
    fn announce(&mut self) {
        let is_read_anyway = (self.asked && self.trouble().is_none()) || self.state.open.is_some();
        let sentence = match is_read_anyway {
            true => String::new(),
            false => status::spoken(&self.state, self.setting.messages),
        };
        if self.told != sentence {
            self.told.clone_from(&sentence);
            self.say(sentence);
        }
    }

    fn say(&mut self, sentence: String) {
        // Nothing stands there that the page no longer says.
        self.said = AttrValue::default();
        self.due = Some(sentence.into());
        let paused = tell(&self.on_message, || Message::Paused);
        self.pause = Some(Timeout::new(PAUSE, paused));
    }

    fn trouble(&self) -> Option<Trouble> {
        let messages = self.setting.messages;
        match &self.state.lists {
            Lists::Failed(failure) => Some(messages.load_failed(failure)),
            Lists::Died => Some(messages.engine_died()),
            Lists::Ready(_) | Lists::Loading { .. } => None,
        }
    }

    fn draw(&self, config: &Config) -> Html {
        let Self { setting, state, .. } = self;
        let messages = setting.messages;
        let edition = self.edition;
        let lists = state.loaded();
        let answered = state.answered.as_ref();
        let is_open = state.open.is_some();
        let is_blank = state.question.is_blank();
        let trouble = self.trouble();
        // Every part below has its own key, so that the box stays when another part comes or goes.
        let record = state
            .open
            .as_ref()
            .map(|open| record::show(setting, &open.content, lists, &self.title));
        let opened = state.open.as_ref().map_or(0, |open| open.id);
        let results = answered
            .filter(|answered| !answered.results.rows.is_empty())
            .map(|answered| {
                let is_stale = state.phase() == Phase::Awaited;
                match answered.results.listed {
                    Some(_) => outside::browse(setting, answered),
                    None => results::show(setting, answered, is_stale),
                }
            });
        let outside = answered.map(|answered| outside::show(setting, answered));
        let is_unfinished = state.phase() == Phase::Unfinished;
        let wider = answered
            .filter(|_| !is_blank && !is_unfinished)
            .map(|answered| wider::show(setting, answered));
        // The problem itself, or what was not found, stands where else the count stands.
        let count = match &trouble {
            Some(_) => Html::default(),
            None => answer::verdict(state, messages)
                .unwrap_or_else(|| text(status::sentence(state, messages))),
        };
        let is_listed = answered.is_some_and(|answered| answered.results.listed.is_some());
        let start = match is_blank && trouble.is_none() && !is_listed {
            true => start::show(setting, state.status() == Status::Sample),
            false => Html::default(),
        };
        let problem = trouble.map(|trouble| notice::problem(setting, &trouble));
        // Beside every result, a record too, stands why the list may not be relied on.
        let notice = match state.status() {
            Status::Sample => notice::sample(messages),
            Status::AgeUnknown => notice::note(messages.unknown_age()),
            Status::FaultAccepted => notice::note(messages.fault_accepted()),
            Status::Expired => notice::problem(setting, &messages.expired_lists(lists, state.now)),
            Status::ClockWrong => notice::problem(setting, &messages.clock_wrong_lists()),
            _ => Html::default(),
        };
        let clock = match self.is_clock_wrong {
            true => notice::clock_wrong(messages),
            false => Html::default(),
        };
        let known = known::show(state, setting, edition);
        let count = tag("span").key(self.turn.to_string()).child(count);
        let answer = |name, html| part(name, [edition, self.answers], html);
        let count = tag("div")
            .fixed(&[("class", Static("status")), ("tabindex", Static("-1"))])
            .node(self.count.clone())
            .child(answer("read", read::show(state, messages)))
            .child(tag("p").child(count))
            .show();
        let search = tag("div")
            .with(&["hidden"], [is_open.then(AttrValue::default)])
            .children(vec![
                part("box", [0, 0], search_box::show(setting, &self.input, known)),
                part("count", [edition, 0], count),
                part("problem", [edition, 0], problem.unwrap_or_default()),
                answer("meaning", answer::meaning(state, messages)),
                answer("outside", outside.unwrap_or_default()),
                answer("results", results.unwrap_or_default()),
                answer(
                    "suppressed",
                    suppressed::show(setting, state, &self.suppressed),
                ),
                answer("wider", wider.unwrap_or_default()),
                part("start", [edition, 0], start),
            ])
            .show();
        let said = tag("span")
            .key([&edition.to_string(), " ", &*self.said].concat())
            .text(self.said.clone());
        let said = tag("div")
            .fixed(&[("class", Static("unseen")), ("role", Static("status"))])
            .child(said)
            .show();
        let foot = tag("div")
            .fixed(&[("class", Static("foot")), ("part", Static("foot"))])
            .child(guidance::show(messages))
            .child(about::show(setting, lists))
            .child(offline::show(setting, state))
            .show();
        let tongue = messages.tongue();
        // What the host says of the direction reaches the widget by itself.
        let dir = (!config.has_dir).then(|| tongue.dir.into());
        tag("div")
            .with(
                &["class", "lang", "dir"],
                [Some("widget".into()), Some(tongue.lang.into()), dir],
            )
            .children(vec![
                part(
                    "header",
                    [edition, 0],
                    header::show(setting, lists, config.standalone),
                ),
                part("notice", [edition, 0], notice),
                part("clock", [edition, 0], clock),
                part("printed", [edition, self.answers], printed(state, messages)),
                part("search", [0, 0], search),
                part("record", [edition, opened], record.unwrap_or_default()),
                part("said", [0, 0], said),
                part("foot", [edition, 0], foot),
                part("footer", [edition, 0], footer(lists, messages)),
            ])
            .show()
    }
}

/// A part of the page that is drawn as new elements when its version changes, and whose place no
/// other part can take.
fn part(name: &str, [edition, version]: [u32; 2], html: Html) -> Html {
    let key = [name, " ", &edition.to_string(), " ", &version.to_string()].concat();
    VList::with_children(vec![html], Some(Key::from(key))).into()
}

/// What sends a message from a timer or a listener.
fn tell(on_message: &Callback<Message>, message: fn() -> Message) -> impl Fn() + 'static {
    let on_message = on_message.clone();
    move || on_message.emit(message())
}

fn is_shown(content: &Content) -> bool {
    matches!(content, Content::Shown(..))
}

fn focus(node: Option<HtmlElement>) {
    if let Some(node) = node {
        let _ = node.focus();
    }
}

/// What was searched and when, for whoever reads it on paper.
fn printed(state: &State, messages: &'static Messages) -> Html {
    let answered = state.answered.as_ref();
    let Some(answered) = answered.filter(|answered| !answered.question.is_blank()) else {
        return Html::default();
    };
    let sentence = messages.printed_search(&answered.question, answered.at);
    tag("p")
        .class("paper")
        .child(phrase::show(&sentence))
        .show()
}

fn footer(lists: &[ListView], messages: &'static Messages) -> Html {
    let notices = lists.iter().map(|list| {
        let notice = messages.attribution(list);
        let licence = |name: &str| link(list.licence_url.clone(), phrase::listed(name));
        tag("p")
            .tongue(notice.tongue)
            .child(phrase::show_with(&notice.words, licence))
            .show()
    });
    // A host that is the official service, or has more to say, puts its own words here.
    let notice = tag("slot")
        .fixed(&[("name", Static("notice"))])
        .text(messages.unofficial());
    tag("footer")
        .class("quiet")
        .child(all(notices.collect()))
        .child(tag("p").child(notice))
        .show()
}
