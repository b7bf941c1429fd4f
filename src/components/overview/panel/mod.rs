//! The panel: the lists that the worker loads, and what of one of them is shown.

mod address;
mod deeds;
mod showing;

use std::rc::Rc;

use address::setting;
use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::Function;
use record::Measure;
use showing::problem;
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef, Properties};

use super::{Deed, Desk, Part, Period, listed};
use crate::browser;
use crate::components::Setting;
use crate::components::panel::{self, Deeds};
use crate::components::tag::tag;
use crate::config::Config;
use crate::engine::protocol::ListView;
use crate::engine::worker::Working;
use crate::messages::overview::Texts;
use crate::messages::{Messages, Phrase, Said, flat};
use crate::overview::csv::Labels;
use crate::overview::facts::Facts;
use crate::overview::source::{self, Tell};
use crate::overview::tally::{Filter, Order, Tally};

/// What [`Panel`] needs.
#[derive(PartialEq, Properties)]
pub struct PanelProps {
    /// The element's attributes.
    pub config: Rc<Config>,
    /// The sentences of its language, for dates, kinds and regimes.
    pub messages: &'static Messages,
    /// Those of the panel.
    pub texts: &'static Texts,
    /// Starts the worker that loads the lists: `start(manifest, lists, port)`.
    pub start_source: Function,
    /// Gives a setting of the address that the panel was opened by: `setting(name)`. That of the name `step` is `entries`
    /// or `counts` where the browser's history has an entry for them and is at it.
    pub setting: Function,
    /// Tells the script around it.
    pub tell: Callback<Telling>,
}

/// What the script around the panel must do.
#[derive(Debug)]
pub enum Telling {
    /// Show the entry with this ID.
    Open(String),
    /// Put this text into the clipboard.
    Copy(String),
    /// Put the page's address with this fragment into the clipboard.
    CopyLink(String),
    /// Remember this fragment, for when the browser's Forward leads here again.
    Shown(String),
    /// A list of entries is shown: Back in the browser leads to the counts.
    Browsed,
    /// The counts are shown again.
    Back,
    /// Save this as a file.
    Save(String),
    /// Print the page.
    Print,
    /// Say this in place of the panel, should its program stop for ever.
    IfStopped(&'static str),
    /// Close the panel.
    Close,
}

/// What reaches the panel.
#[derive(Debug)]
pub enum Message {
    /// A person did something.
    Did(Deed),
    /// The worker said something.
    Told(Tell),
    /// Something was put into the clipboard, or could not be.
    Copied(bool),
    /// The browser's Back or Forward was pressed.
    Stepped,
}

/// The overview of one list at a time.
pub struct Panel {
    setting: Setting,
    texts: &'static Texts,
    act: Deeds<Deed>,
    percent: u64,
    /// Loads the lists; none once that has ended.
    source: Option<Working>,
    lists: Vec<(Facts, Labels)>,
    failed: Vec<ListView>,
    shown: usize,
    filter: Filter,
    tally: Tally,
    /// The filter of the counts that led to what is browsed.
    before: Option<Filter>,
    /// The filter of the entries that Back led from.
    after: Option<Filter>,
    /// Whether the entries were asked for here, not by a link.
    is_listing: bool,
    /// Hears Back and Forward for as long as the panel is open.
    _history: EventListener,
    order: Order,
    page: usize,
    period: Period,
    expanded: Vec<Part>,
    /// What is in the live region.
    said: AttrValue,
    /// What was done last, below its button.
    done: &'static str,
    title: NodeRef,
    /// Whether what is shown goes to paper with the next drawing, and whether that was the last that a person did.
    is_to_print: bool,
    is_printed: bool,
    /// Whether the title gets the focus with the next drawing.
    is_moved: bool,
    /// How often something else than a choice has changed what is chosen.
    steps: u32,
}

impl Component for Panel {
    type Message = Message;
    type Properties = PanelProps;

    fn create(context: &Context<Self>) -> Self {
        let PanelProps {
            config,
            messages,
            texts,
            start_source,
            tell,
            ..
        } = context.props();
        tell.emit(Telling::IfStopped(texts.stopped().text));
        let link = context.link();
        let on_step = link.callback(|()| Message::Stepped);
        let source = source::open(config, start_source, link.callback(Message::Told));
        Self {
            setting: Setting {
                messages,
                level: config.heading,
                now: browser::now(),
                lists: Rc::default(),
                act: Callback::noop(),
            },
            texts,
            act: Deeds::new(link.callback(Message::Did)),
            percent: 0,
            source: source.ok(),
            lists: Vec::new(),
            failed: Vec::new(),
            shown: 0,
            filter: Filter::default(),
            tally: Tally::default(),
            before: None,
            after: None,
            is_listing: false,
            _history: EventListener::new(&window(), "popstate", move |_| on_step.emit(())),
            order: Order::default(),
            page: 0,
            period: Period::default(),
            expanded: Vec::new(),
            said: AttrValue::default(),
            done: "",
            title: NodeRef::default(),
            is_to_print: false,
            is_printed: false,
            is_moved: true,
            steps: 0,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Did(deed) => self.act_on(context, deed),
            Message::Copied(is_copied) => {
                self.finish(match is_copied {
                    true => self.texts.copied().text,
                    false => self.texts.not_copied().text,
                });
            }
            Message::Stepped => match setting(context.props(), "step").as_deref() {
                Some("entries") => self.step(context.props(), true),
                Some("counts") if self.is_listing => self.step(context.props(), false),
                _ => return false,
            },
            Message::Told(Tell::Progress { loaded, total }) => {
                let percent = loaded * 100 / total.max(1);
                let is_new = percent != self.percent;
                self.percent = percent;
                return is_new;
            }
            Message::Told(Tell::Loaded(facts)) => {
                let labels = labels(&facts, self.setting.messages);
                self.lists.push((*facts, labels));
            }
            Message::Told(Tell::Failed(list)) => self.failed.push(*list),
            Message::Told(Tell::Ended) => {
                self.source = None;
                self.begin(context.props());
            }
        }
        if self.source.is_none() {
            context.props().tell.emit(Telling::Shown(self.fragment()));
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (messages, texts) = (self.setting.messages, self.texts);
        let config = &context.props().config;
        let content = match (&self.source, self.lists.get(self.shown)) {
            (Some(_), _) => {
                let words = match self.percent {
                    0 => messages.loading().text.to_owned(),
                    percent => texts.loading_part(percent as usize),
                };
                tag("p").text(words).show()
            }
            (None, None) => problem(messages, &texts.failed().into()),
            (None, Some(_)) => {
                let shown = self.with_desk(|desk| self.show(desk, config.standalone));
                shown.unwrap_or_default()
            }
        };
        panel::frame(
            &self.setting,
            config,
            (
                "widget panel overview",
                messages.overview(),
                &NodeRef::default(),
            ),
            self.act.button(texts.close(), "", Deed::Close),
            vec![tag("p").class("quiet").text(texts.intro()).show(), content],
            self.said.clone(),
        )
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        if self.is_moved && self.title.get().is_some() {
            self.is_moved = false;
            panel::focus(&self.title);
        }
        if core::mem::take(&mut self.is_to_print) {
            context.props().tell.emit(Telling::Print);
        }
    }
}

impl Panel {
    /// Gives what every part of the panel needs to draw the list that is shown.
    fn with_desk<T>(&self, draw: impl FnOnce(&Desk) -> T) -> Option<T> {
        let (facts, labels) = self.lists.get(self.shown)?;
        let edition = [self.shown as u32, self.steps].map(|one| one.to_string());
        Some(draw(&Desk {
            edition: &edition.join(" "),
            setting: &self.setting,
            texts: self.texts,
            act: &self.act,
            facts,
            labels,
            filter: &self.filter,
            tally: &self.tally,
            title: &self.title,
        }))
    }
}

/// The words of the page for what is counted.
fn labels(facts: &Facts, messages: &'static Messages) -> Labels {
    let list = &facts.list.list;
    let regimes = facts.regimes.iter();
    let measure = |measure: &Measure| {
        let one = core::slice::from_ref(measure);
        label(messages.short_measures(one))
    };
    Labels {
        regimes: regimes
            .map(|regime| label(messages.regime(list, regime)))
            .collect(),
        measures: facts.measures.iter().map(measure).collect(),
    }
}

/// What is said in English, because nobody has reviewed its translation, is marked as words of the list are.
fn label(said: Said) -> Phrase {
    match said.tongue {
        Some(_) => listed(&flat(&said.words)),
        None => said.words,
    }
}
