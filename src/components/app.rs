//! The whole widget: one state, the effects around it, and what is shown for it.

use std::rc::Rc;

use ::record::Record;
use web_sys::HtmlInputElement;
use yew::{Callback, Component, Context, Html, Properties};

use super::page::{self, Page};
use super::{Intent, Setting, offline, row, search_box, status};
use crate::browser;
use crate::config::Config;
use crate::effects::{Announcer, Due, Focus, History, Waiting};
use crate::engine::client::{self, EngineEvent, EngineHandle, Listening};
use crate::engine::protocol::{Entry, Reply, Request, RequestId, SharedView};
use crate::messages::Messages;
use crate::recording::asked;
use crate::state::{Action, Content, KeptCopy, Lists, Phase, Stamp, State};

/// A [`Reply::Opened`]: which request it answers, the records with the places of their lists, and what others share.
type Opened = (RequestId, Vec<(usize, Record)>, Vec<SharedView>);

#[derive(PartialEq, Properties)]
/// What [`App`] needs.
pub struct AppProps {
    /// The element's attributes.
    pub config: Rc<Config>,
    /// The sentences of its language.
    pub messages: &'static Messages,
    /// Tells the host: `ready`, `error` and `open` are events; `texts` asks for those that
    /// are loaded later; `list` and
    /// `regime` are attributes that name what the lists do not have, `regimes uk un` is one that these
    /// lists have; `files` is what a person wants who has a file of names, `overview` who wants the overview of the
    /// list, `verify` who has a record that is to be checked; `print` and `copy` are what a person wants of an open
    /// record, `keep` and `forget` of the copy on the device; `alive` follows every drawing and every
    /// [`Message::Looked`].
    pub tell: Callback<&'static str>,
    /// Tells the element's script what was searched ([`asked`]), when a person wants its record.
    pub give: Callback<(&'static str, String)>,
}

/// The whole widget.
pub struct App {
    setting: Setting,
    state: State,
    engine: EngineHandle,
    focus: Focus,
    announcer: Announcer,
    history: History,
    waiting: Waiting,
    /// The answer to a request for a record, which waits for the later texts.
    unread: Option<Opened>,
    on_message: Callback<Message>,
    on_due: Callback<Due>,
    /// See [`Page`].
    edition: u32,
    turn: u32,
    answers: u32,
    /// Whether the device's clock and the server's time differ by more than an hour.
    is_clock_wrong: bool,
    /// Whether the open record was copied, once somebody wanted it.
    copied: Option<bool>,
    /// Of how many lists the host was told that they all have the regime of its attribute.
    regime_lists: usize,
    listening: Listening,
    /// Whether the host was told that a record is open.
    is_open: bool,
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
    /// The open record was copied, or could not be.
    Copied(bool),
    /// Something else happened.
    Happened(Action),
    /// The time of an effect has come.
    Due(Due),
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
                lists: Rc::default(),
                act,
            },
            state: State::new(browser::now(), props.config.filter.clone()),
            engine,
            focus: Focus::default(),
            announcer: Announcer::default(),
            history: History::default(),
            waiting: Waiting::default(),
            unread: None,
            on_due: on_message.reform(Message::Due),
            on_message,
            edition: 0,
            turn: 0,
            answers: 0,
            is_clock_wrong: false,
            copied: None,
            regime_lists: 0,
            listening,
            is_open: false,
        };
        app.waiting.be_patient(true, &app.on_due);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let AppProps {
            config, tell, give, ..
        } = context.props();
        let (standalone, on_submit) = (config.standalone, config.on_submit);
        let message = match message {
            Message::Looked | Message::Due(Due::Status) => self.look(),
            other => other,
        };
        let action = match message {
            Message::Due(Due::Announcement) => {
                self.announcer.speak();
                return true;
            }
            Message::Due(Due::Finished) => Action::Finished,
            Message::Due(Due::Facts) => {
                self.send_search();
                return false;
            }
            Message::Due(Due::Slow) => Action::Slowed,
            Message::Due(Due::Stepped(_)) if self.state.open.is_some() => Action::Closed,
            Message::Due(Due::Stepped(step)) => {
                let Some(entry) = self.history.record_at(step).cloned() else {
                    return false;
                };
                self.focus.leave(None);
                if let Entry::At { list, designation } = entry {
                    self.focus.read_on(row::value(list, designation));
                }
                Action::Opened(entry)
            }
            Message::Looked | Message::Due(Due::Status) => {
                tell.emit("alive");
                return false;
            }
            Message::ChangedByOthers => {
                self.edition += 1;
                return false;
            }
            Message::Learned => match self.unread.take() {
                Some((id, mut records, shared)) => {
                    if !self.has_later_texts() {
                        records.clear();
                    }
                    Action::Replied(Reply::Opened {
                        id,
                        records,
                        shared,
                    })
                }
                None => return true,
            },
            Message::Copied(is_copied) => {
                self.copied = Some(is_copied);
                if let Some(texts) = self.setting.messages.later_texts() {
                    self.say(super::record::copied(is_copied, texts).text.to_owned());
                }
                return true;
            }
            Message::Happened(action) => action,
            Message::Called(call) => {
                self.focus.is_asked = false;
                match call {
                    Call::Search(query) => {
                        search_box::write(&self.focus.input, &query);
                        Action::Typed(query)
                    }
                    Call::Open(id) => Action::Opened(Entry::Named(id)),
                    Call::Clear => {
                        search_box::empty(&self.focus.input);
                        Action::Cleared
                    }
                }
            }
            Message::Heard(EngineEvent::Reply(Reply::Opened {
                id,
                records,
                shared,
            })) if !records.is_empty() && !self.has_later_texts() => {
                self.unread = Some((id, records, shared));
                tell.emit("texts");
                return false;
            }
            Message::Heard(EngineEvent::Reply(reply)) => Action::Replied(reply),
            Message::Heard(EngineEvent::Died) => Action::Died,
            Message::Meant(intent) => {
                self.focus.is_asked = match &intent {
                    Intent::Type(_) | Intent::Clear | Intent::Know(_) | Intent::Narrow(_) => false,
                    Intent::Finish | Intent::ListSuppressed(_) | Intent::ShowFilters(_) => {
                        self.focus.is_asked
                    }
                    Intent::Submit(query) => self.focus.is_asked || !query.trim().is_empty(),
                    Intent::Try(_)
                    | Intent::Turn(_)
                    | Intent::Widen(_)
                    | Intent::Broaden
                    | Intent::Unfilter => true,
                    Intent::Open { .. } | Intent::Back => self.focus.is_asked,
                    Intent::Print
                    | Intent::Copy
                    | Intent::Retry
                    | Intent::CheckFile
                    | Intent::Overview
                    | Intent::Save
                    | Intent::CheckRecord
                    | Intent::Test
                    | Intent::Keep
                    | Intent::Forget => self.focus.is_asked,
                };
                match intent {
                    Intent::Type(query) if on_submit => Action::Edited(query),
                    Intent::Type(query) => Action::Typing(query),
                    Intent::Finish => {
                        if self.state.is_typing {
                            self.waiting.on_leaving(&self.on_due);
                        }
                        return false;
                    }
                    Intent::Submit(query) => Action::Typed(query),
                    Intent::Clear => Action::Cleared,
                    Intent::Know(known) => Action::Knew(known),
                    Intent::Turn(page) => Action::TurnedTo(page),
                    Intent::Widen(is_wide) => Action::Widened(is_wide),
                    Intent::Narrow(narrow) => Action::Narrowed(narrow),
                    Intent::Broaden => Action::Broadened,
                    Intent::ShowFilters(is_open) => Action::ShowedFilters(is_open),
                    Intent::Unfilter => Action::Unfiltered,
                    Intent::ListSuppressed(is_listed) => Action::ListedSuppressed(is_listed),
                    Intent::Try(query) => {
                        search_box::write(&self.focus.input, query);
                        Action::Typed(query.to_owned())
                    }
                    Intent::Open {
                        list,
                        designation,
                        button,
                    } => {
                        if self.state.open.is_none() {
                            self.focus.leave(button);
                        }
                        Action::Opened(Entry::At { list, designation })
                    }
                    Intent::Back if standalone && browser::go_back() => return false,
                    Intent::Back => Action::Closed,
                    Intent::Retry => {
                        self.engine.restart();
                        self.history.forget();
                        return false;
                    }
                    Intent::CheckFile => {
                        tell.emit("files");
                        Action::Missed(None)
                    }
                    Intent::Save => {
                        if let Some(answered) = &self.state.answered {
                            let searched = asked::write(&answered.question, self.state.loaded());
                            give.emit(("save", searched));
                        }
                        Action::Missed(None)
                    }
                    Intent::CheckRecord => {
                        tell.emit("verify");
                        Action::Missed(None)
                    }
                    Intent::Test => {
                        tell.emit("test");
                        Action::Missed(None)
                    }
                    Intent::Overview => {
                        tell.emit("overview");
                        Action::Missed(None)
                    }
                    Intent::Keep | Intent::Forget | Intent::Print => {
                        tell.emit(match intent {
                            Intent::Keep => "keep",
                            Intent::Forget => "forget",
                            _ => "print",
                        });
                        return false;
                    }
                    Intent::Copy => {
                        give.emit(("copy", self.copied_from()));
                        return false;
                    }
                }
            }
        };
        let stage = self.stage();
        if let Action::Replied(reply) = &action {
            let is_first = matches!(self.state.lists, Lists::Loading { .. });
            warn(reply, is_first, config, tell);
            self.warn_of_regime(reply, tell);
            self.note(reply);
            if matches!(reply, Reply::Found { .. }) && !self.has_later_texts() {
                tell.emit("texts");
            }
        }
        self.act(action, standalone);
        let reached = self.stage();
        if reached != stage && !reached.is_empty() {
            tell.emit(reached);
        }
        // From one record to the next it stays open.
        let is_open = match &self.state.open {
            Some(open) => self.is_open || is_shown(&open.content),
            None => false,
        };
        if is_open != self.is_open {
            self.is_open = is_open;
            tell.emit(match is_open {
                true => "open",
                false => "closed",
            });
        }
        true
    }

    fn changed(&mut self, context: &Context<Self>, old: &AppProps) -> bool {
        let AppProps {
            config, messages, ..
        } = context.props();
        (self.setting.messages, self.setting.level) = (messages, config.heading);
        if (&config.data, &config.lists) != (&old.config.data, &old.config.lists) {
            // The old engine ends before the new one is listened to, if nobody else needs it.
            let (engine, listening) = join(config, &self.on_message);
            (self.engine, self.listening) = (engine, listening);
            self.history.forget();
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
        page::show(&Page {
            config: &context.props().config,
            setting: &self.setting,
            state: &self.state,
            focus: &self.focus,
            said: self.announcer.said(),
            edition: self.edition,
            turn: self.turn,
            answers: self.answers,
            is_clock_wrong: self.is_clock_wrong,
            copied: self.copied,
        })
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        context.props().tell.emit("alive");
        self.focus.settle(self.state.open.is_some());
    }
}

fn join(config: &Config, on_message: &Callback<Message>) -> (EngineHandle, Listening) {
    let engine = client::join(&config.data, &config.lists);
    let listening = engine.listen(on_message.reform(Message::Heard));
    (engine, listening)
}

/// Tells of attributes that name what the lists do not have.
fn warn(reply: &Reply, is_first: bool, config: &Config, tell: &Callback<&'static str>) {
    match reply {
        Reply::Ready { lists } if is_first => {
            let is_there = |code: &String| lists.iter().any(|list| list.list == *code);
            if !config.lists.iter().all(is_there) {
                tell.emit("list");
            }
        }
        Reply::Found { results, .. } if results.is_regime_unknown => tell.emit("regime"),
        _ => {}
    }
}

impl App {
    /// Tells of an attribute that names a regime of several lists, and which lists these are. The words
    /// are kept for ever, so they are made once for as many lists.
    fn warn_of_regime(&mut self, reply: &Reply, tell: &Callback<&'static str>) {
        let Reply::Found { results, .. } = reply else {
            return;
        };
        // None but a further list changes what there is to tell.
        if results.regime_lists.len() <= self.regime_lists {
            return;
        }
        self.regime_lists = results.regime_lists.len();
        let mut words = String::from("regimes");
        for place in &results.regime_lists {
            if let Some(list) = self.state.loaded().get(*place) {
                words.push(' ');
                words.push_str(&list.list);
            }
        }
        tell.emit(words.leak());
    }

    fn has_later_texts(&self) -> bool {
        self.setting.messages.later_texts().is_some()
    }

    /// What stands below an entry that is copied: its lists with their dates, and when it was copied.
    fn copied_from(&self) -> String {
        let (messages, now) = (self.setting.messages, browser::now());
        let mut lines = String::new();
        if let Some(Content::Shown(records)) = self.state.open.as_ref().map(|open| &open.content) {
            for list in records
                .iter()
                .filter_map(|(list, _)| self.setting.lists.get(*list))
            {
                let dates = messages.published_and_checked(list, now);
                lines.extend([&*list.title, ": ", &dates, "\n"]);
            }
        }
        if let Some(texts) = messages.later_texts() {
            lines.push_str(&texts.entry_copied_on(&messages.time(now)));
        }
        lines
    }

    /// How far the lists are, as the host is told.
    fn stage(&self) -> &'static str {
        match self.state.lists {
            Lists::Loading { .. } => "",
            Lists::Ready(_) => "ready",
            Lists::Failed(_) | Lists::Died => "error",
        }
    }

    /// Asks the engine for what is awaited.
    fn send_search(&mut self) {
        self.waiting.stop_facts();
        if let Some(search) = &self.state.awaited {
            self.engine.send(Request::Search(search.query()));
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
            Action::Typed(_)
                | Action::TurnedTo(_)
                | Action::Widened(_)
                | Action::Broadened
                | Action::Unfiltered
        );
        let was_copied = before.copy;
        let was_settled = before.phase() != Phase::Awaited;
        let were_listed = before
            .suppressed
            .as_ref()
            .map_or(0, |listed| listed.rows.len());
        let was_awaited = before.suppressed.as_ref().and_then(|listed| listed.awaited);
        // A further list adds to an answer that somebody may be reading: the focus stays.
        let is_further = matches!(
            (&before.lists, &action),
            (Lists::Ready(_), Action::Replied(Reply::Ready { .. }))
        );
        if is_further && was_settled {
            self.focus.is_asked = false;
        }
        let types = matches!(action, Action::Typing(_));
        let closes = matches!(action, Action::Closed);
        let has_other_facts = matches!(action, Action::Knew(_));
        let was_loading = matches!(before.lists, Lists::Loading { .. });
        let was_open = before
            .open
            .as_ref()
            .map(|open| (open.id, is_shown(&open.content)));
        let awaited = before.awaited.as_ref().map(|search| search.id);
        self.state = before.reduce(action, stamp);
        self.setting.now = self.state.now;
        if let Lists::Ready(lists) = &self.state.lists {
            self.setting.lists = Rc::clone(lists);
        }
        self.turn += 1;
        self.waiting.watch_age(&self.state, &self.on_due);
        let state = &self.state;

        if let Some(search) = &state.awaited
            && awaited != Some(search.id)
        {
            if has_other_facts {
                self.waiting.on_facts(&self.on_due);
            } else {
                self.send_search();
            }
        }
        let state = &self.state;
        if let Some(query) = state.awaited_suppressed()
            && was_awaited != Some(query.id)
        {
            self.engine.send(Request::ListSuppressed(query));
        }
        if let Some(open) = &state.open {
            if was_open.is_none_or(|(id, _)| id != open.id) {
                self.copied = None;
                if was_open.is_some()
                    && let Entry::At { list, designation } = open.entry
                {
                    self.focus.read_on(row::value(list, designation));
                }
                self.engine.send(Request::Open {
                    id: open.id,
                    entry: open.entry.clone(),
                });
            }
            if is_shown(&open.content) && was_open != Some((open.id, true)) {
                self.focus.go_to_title();
            }
        }
        let is_settled = state.phase() != Phase::Awaited;
        if self.focus.is_asked && is_settled && (asks || !was_settled) {
            self.focus.go_to_count();
        }
        if standalone && let Some(open) = &state.open {
            self.history.remember(&open.entry);
            if was_open.is_none() {
                self.history.enter(&self.on_due);
            }
        } else if was_open.is_some() && !closes {
            // Who left it by a new search does not come upon it again.
            self.history.forget();
        }
        let is_loading = matches!(self.state.lists, Lists::Loading { .. });
        if was_loading != is_loading {
            self.waiting.be_patient(is_loading, &self.on_due);
        }
        if types {
            self.waiting.on_typing(&self.on_due);
        } else if !self.state.is_typing {
            self.waiting.stop_typing();
        }
        self.announce();
        self.tell_suppressed(were_listed);
        let copy = self.state.copy;
        if copy != was_copied
            && (was_copied == KeptCopy::Keeping || copy == KeptCopy::Forgotten)
            && let Some(texts) = self.setting.messages.later_texts()
        {
            self.say(offline::sentence(copy, texts));
        }
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
            let first = (before > 0).then_some(before + 1);
            self.focus.go_to_suppressed(first);
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
            .focus
            .input
            .cast::<HtmlInputElement>()
            .map(|input| input.value());
        if let Some(query) = box_holds
            && query != self.state.question.query
        {
            return Message::Meant(Intent::Type(query));
        }
        let (now, then) = (browser::now(), self.state.now);
        let is_due = self.waiting.is_status_due(now.unix);
        if is_due || now.unix < then.unix || now.local().day != then.local().day {
            return Message::Happened(Action::Ticked);
        }
        Message::Looked
    }

    /// Tells a screen reader the count once nothing changes any more, where it does not read it
    /// anyway.
    fn announce(&mut self) {
        let is_read_anyway = (self.focus.is_asked
            && page::trouble(&self.state, self.setting.messages).is_none())
            || self.state.open.is_some();
        let sentence = match is_read_anyway {
            true => String::new(),
            false => status::spoken(&self.state, self.setting.messages),
        };
        self.announcer.announce_status(sentence, &self.on_due);
    }

    fn say(&mut self, sentence: String) {
        self.announcer.announce(sentence, &self.on_due);
    }
}

fn is_shown(content: &Content) -> bool {
    matches!(content, Content::Shown(..))
}
