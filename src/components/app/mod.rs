//! The whole widget: one state, the effects around it, and what is shown for it.

mod follow;
mod host;
mod meaning;

use std::rc::Rc;

use ::record::Record;
use yew::{Callback, Component, Context, Html, Properties};

use meaning::Step;

use super::page::{self, Page};
use super::{Intent, Setting};
use crate::browser;
use crate::config::Config;
use crate::effects::{Announcer, Due, Focus, History, Waiting};
use crate::engine::client::{self, EngineEvent, EngineHandle, Listening};
use crate::engine::protocol::{Reply, RequestId, SharedView};
use crate::messages::Messages;
use crate::state::{Action, Content, Origin, State};

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
    /// list, `verify` who has a record that is to be checked; `print` and `copy` are what a person wants of what is shown
    /// and of an open record, `keep` and `forget` of the copy on the device; `alive` follows every drawing and every
    /// [`Message::Looked`].
    pub tell: Callback<&'static str>,
    /// Tells the element's script what was searched ([`asked`](crate::recording::asked)), when a person wants its record.
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
    /// Whether what is shown goes to paper, once all of it is drawn.
    is_to_print: bool,
    /// Where the open record was opened.
    origin: Origin,
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
    /// Open the record with this ID, for somebody who is here.
    Open(String, Origin),
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
            is_to_print: false,
            origin: Origin::default(),
            regime_lists: 0,
            listening,
            is_open: false,
        };
        app.waiting.be_patient(true, &app.on_due);
        if props.config.standalone {
            app.history.begin(&app.on_due);
        }
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let props = context.props();
        match self.meaning(message, props) {
            Step::Rest => false,
            Step::Draw => true,
            Step::Act(action) => {
                let stage = self.stage();
                if let Action::Replied(reply) = &action {
                    self.tell_of(reply, props);
                    self.note(reply);
                }
                self.act(action);
                self.tell_reached(stage, props);
                true
            }
        }
    }

    fn changed(&mut self, context: &Context<Self>, old: &AppProps) -> bool {
        let AppProps {
            config, messages, ..
        } = context.props();
        (self.setting.messages, self.setting.level) = (messages, config.heading);
        self.name_page(config);
        if (&config.data, &config.lists) != (&old.config.data, &old.config.lists) {
            // The old engine ends before the new one is listened to, if nobody else needs it.
            let (engine, listening) = join(config, &self.on_message);
            (self.engine, self.listening) = (engine, listening);
            self.history.forget();
            let restarted = Reply::Progress {
                loaded: 0,
                total: 0,
            };
            self.act(Action::Replied(restarted));
        }
        if config.filter != old.config.filter {
            self.act(Action::Filtered(config.filter.clone()));
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
            origin: self.origin,
        })
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        context.props().tell.emit("alive");
        self.focus.settle(self.state.open.is_some());
        if self.is_to_print && self.state.printed.awaited.is_none() {
            self.is_to_print = false;
            context.props().tell.emit("print");
        }
    }
}

fn join(config: &Config, on_message: &Callback<Message>) -> (EngineHandle, Listening) {
    let engine = client::join(&config.data, &config.lists);
    let listening = engine.listen(on_message.reform(Message::Heard));
    (engine, listening)
}

impl App {
    fn has_later_texts(&self) -> bool {
        self.setting.messages.later_texts().is_some()
    }

    /// Remembers what a reply says that is no part of the state.
    fn note(&mut self, reply: &Reply) {
        match reply {
            // One for paper is no other answer.
            Reply::Found { id, .. } => {
                let awaited = self.state.awaited.as_ref();
                self.answers += u32::from(awaited.is_some_and(|search| search.id == *id));
            }
            Reply::ClockWrong => self.is_clock_wrong = true,
            Reply::Progress {
                loaded: 0,
                total: 0,
            } => self.is_clock_wrong = false,
            _ => {}
        }
    }

    fn say(&mut self, sentence: String) {
        self.announcer.announce(sentence, &self.on_due);
    }
}

fn is_shown(content: &Content) -> bool {
    matches!(content, Content::Shown(..))
}
