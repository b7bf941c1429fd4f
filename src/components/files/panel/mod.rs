//! The panel: one file, the worker that reads it, the engines that search it, and what came of it.

mod deeds;
mod running;
mod saving;
mod showing;

use core::mem;
use std::rc::Rc;

use check::Status;
use js_sys::{Array, Date, Function, Object};
use tables::Role;
use wasm_bindgen::JsCast;
use web_sys::Blob;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

use saving::Writing;

use super::{Deed, Desk, Field, results};
use crate::browser;
use crate::components::panel::{self, Deeds};
use crate::components::tag::tag;
use crate::components::{Intent, Setting, phrase};
use crate::config::Config;
use crate::effects::{Announcer, Due};
use crate::engine::client::EngineEvent;
use crate::engine::protocol::{HitView, ListView};
use crate::engine::worker::Working;
use crate::files::output::{Decided, ResultForm};
use crate::files::pool::Pool;
use crate::files::protocol::{Form, Opened, Tell};
use crate::files::run::{Filter, Run};
use crate::files::workbook;
use crate::messages::files::Texts;
use crate::messages::{Messages, Phrase};
use crate::state::Moment;

/// What [`Panel`] needs.
#[derive(PartialEq, Properties)]
pub struct PanelProps {
    /// The element's attributes.
    pub config: Rc<Config>,
    /// The sentences of its language, for what rows say of hits.
    pub messages: &'static Messages,
    /// Those of the panel.
    pub texts: &'static Texts,
    /// Starts a worker: `start(file, port)` the one that reads this file, `start(null, port)` the one that writes
    /// a workbook.
    pub start_worker: Function,
    /// How many threads the device has.
    pub threads: usize,
    /// Tells the script around it.
    pub tell: Callback<Telling>,
}

/// What the script around the panel must do or know.
#[derive(Debug)]
pub enum Telling {
    /// Show the entry with this ID.
    Open(String),
    /// Ask before the page is left, or no longer.
    Guard(bool),
    /// Save a file of these parts.
    Save(Array, ResultForm),
    /// Print the page.
    Print,
    /// Make a check record of this file: an object as `static/record-start.js` takes it.
    Record(Object),
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
    /// A person did something in a row.
    Meant(Intent),
    /// The worker that reads the file said something.
    Told(Tell),
    /// An engine said something.
    Heard(usize, EngineEvent),
    /// The worker that writes a workbook said something.
    Wrote(workbook::Tell),
    /// A check record of this check was made, with this hash.
    Recorded(u32, String),
    /// These decisions about hits of this check are made.
    Decided(u32, Rc<[Decided]>),
    /// What waits can be announced.
    Due(Due),
}

/// Which step it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Choose,
    Open,
    Columns,
    Run,
    Done,
}

/// The check of one file after another.
pub struct Panel {
    setting: Setting,
    texts: &'static Texts,
    act: Deeds<Deed>,
    on_told: Callback<Tell>,
    on_wrote: Callback<workbook::Tell>,
    on_heard: Callback<(usize, EngineEvent)>,
    on_due: Callback<Due>,
    step: Step,
    problem: Phrase,
    said: Announcer,
    /// What was in the box for text when its rows or a file were taken.
    typed: String,
    file: String,
    percent: u32,
    size: f64,
    source: Option<Working>,
    /// What was given, for a check record.
    given: Option<Blob>,
    /// The hash of its check record, once one was made.
    record: String,
    /// The decisions about its hits.
    decided: Rc<[Decided]>,
    opened: Option<Opened>,
    /// How a file that was refused was to be read.
    form: Option<Form>,
    roles: Vec<Option<Role>>,
    has_header: bool,
    pool: Option<Pool>,
    run: Run,
    lists: Rc<[ListView]>,
    statuses: Vec<Status>,
    at: Moment,
    is_paused: bool,
    /// Whether rows were asked for that have not come.
    is_reading: bool,
    hits: usize,
    /// When the rows that are counted for the time to go began to be answered, and how many were before.
    since: Option<(f64, u64)>,
    drawn: f64,
    quarter: u64,
    writing: Option<Writing>,
    /// What the result was saved as last.
    downloaded: Option<ResultForm>,
    /// What a person wants, while it is asked whether the result may be lost by it.
    asking: Option<Deed>,
    is_guarded: bool,
    filter: Filter,
    page: usize,
    edition: u32,
    /// The panel's own heading.
    head: NodeRef,
    title: NodeRef,
    look: NodeRef,
    trouble: NodeRef,
    question: NodeRef,
    pasted: NodeRef,
    /// What gets the focus with the next drawing.
    focus: Option<NodeRef>,
}

impl Component for Panel {
    type Message = Message;
    type Properties = PanelProps;

    fn create(context: &Context<Self>) -> Self {
        let PanelProps {
            config,
            messages,
            texts,
            tell,
            ..
        } = context.props();
        tell.emit(Telling::IfStopped(texts.stopped().text));
        let link = context.link();
        let head = NodeRef::default();
        Self {
            setting: Setting {
                messages,
                level: config.heading.saturating_add(2),
                now: browser::now(),
                lists: Rc::default(),
                act: link.callback(Message::Meant),
            },
            texts,
            act: Deeds::new(link.callback(Message::Did)),
            on_told: link.callback(Message::Told),
            on_wrote: link.callback(Message::Wrote),
            on_heard: link.callback(|(number, event)| Message::Heard(number, event)),
            on_due: link.callback(Message::Due),
            step: Step::Choose,
            problem: Phrase::new(),
            said: Announcer::default(),
            typed: String::new(),
            file: String::new(),
            percent: 0,
            size: 0.0,
            source: None,
            given: None,
            record: String::new(),
            decided: Rc::default(),
            opened: None,
            form: None,
            roles: Vec::new(),
            has_header: false,
            pool: None,
            run: Run::default(),
            lists: Rc::default(),
            statuses: Vec::new(),
            at: Moment::default(),
            is_paused: false,
            is_reading: false,
            hits: 0,
            since: None,
            drawn: 0.0,
            quarter: 0,
            writing: None,
            downloaded: None,
            asking: None,
            is_guarded: false,
            filter: Filter::default(),
            page: 0,
            edition: 0,
            focus: Some(head.clone()),
            head,
            title: NodeRef::default(),
            look: NodeRef::default(),
            trouble: NodeRef::default(),
            question: NodeRef::default(),
            pasted: NodeRef::default(),
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let step = self.step;
        let is_drawn = match message {
            Message::Did(deed) => {
                self.act_on(context, deed);
                true
            }
            Message::Meant(Intent::Turn(page)) => {
                self.page = page;
                self.focus = Some(self.look.clone());
                true
            }
            Message::Meant(Intent::Open {
                list, designation, ..
            }) => {
                if let Some(id) = self.id_of((list, designation)) {
                    context.props().tell.emit(Telling::Open(id));
                }
                false
            }
            Message::Meant(_) => false,
            Message::Told(tell) => self.told(context, tell),
            Message::Heard(number, event) => self.heard(number, event),
            Message::Wrote(tell) => self.wrote(context, tell),
            // The file may have been forgotten since.
            Message::Recorded(check, _) | Message::Decided(check, _) if check != self.edition => {
                false
            }
            Message::Recorded(_, sha256) => {
                self.record = sha256;
                true
            }
            Message::Decided(_, decided) => {
                self.decided = decided;
                false
            }
            Message::Due(_) => {
                self.said.speak();
                true
            }
        };
        let is_guarded =
            self.step == Step::Run || (self.step == Step::Done && self.downloaded.is_none());
        if !is_guarded {
            self.asking = None;
        }
        if step != self.step && self.asking.is_none() {
            self.focus.get_or_insert_with(|| self.title.clone());
        }
        if is_guarded != self.is_guarded {
            self.is_guarded = is_guarded;
            context.props().tell.emit(Telling::Guard(is_guarded));
        }
        if is_drawn {
            self.drawn = Date::now();
        }
        is_drawn
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let texts = self.texts;
        let desk = self.desk();
        let problem = match self.problem.is_empty() {
            true => Html::default(),
            false => tag("div")
                .fixed(&[("class", Static("problem")), ("tabindex", Static("-1"))])
                .node(self.trouble.clone())
                .child(tag("p").child(tag("strong").text(self.setting.messages.problem_title())))
                .child(tag("p").child(phrase::show(&self.problem)))
                .show(),
        };
        let question = match self.asking {
            None => Html::default(),
            Some(_) => self.question(),
        };
        let step = [self.step as u32, self.edition].map(|one| one.to_string());
        let level = Setting {
            level: self.setting.level.saturating_sub(2),
            ..self.setting.clone()
        };
        panel::frame(
            &level,
            &context.props().config,
            (
                "widget panel files",
                level.messages.check_file(),
                &self.head,
            ),
            desk.act.button(texts.close(), "", Deed::Close),
            vec![
                tag("p").class("privacy").text(texts.intro()).show(),
                problem,
                question,
                tag("div")
                    .key(step.join(" "))
                    .child(self.show(&desk))
                    .show(),
            ],
            self.said.said().clone(),
        )
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if self.step == Step::Choose
            && !self.typed.is_empty()
            && let Some(field) = self.pasted.get()
        {
            field
                .unchecked_into::<Field>()
                .set_value(&mem::take(&mut self.typed));
        }
        if let Some(node) = self.focus.take() {
            panel::focus(&node);
        }
    }
}

impl Panel {
    fn desk(&self) -> Desk {
        Desk {
            setting: self.setting.clone(),
            texts: self.texts,
            act: self.act.clone(),
            title: self.title.clone(),
            look: self.look.clone(),
            edition: self.edition,
        }
    }

    /// The ID of an entry in the rows of this page, with its list.
    fn id_of(&self, place: (usize, usize)) -> Option<String> {
        let rows = self.run.filtered(&self.filter).into_iter();
        let rows = rows
            .skip(self.page * results::PAGE_SIZE)
            .take(results::PAGE_SIZE);
        for kept in rows {
            let found = kept.answered().results.rows;
            if let Some(hit) = found.iter().find_map(|hit| listing_at(hit, place)) {
                let list = self.lists.get(hit.list)?;
                return Some([&list.list, ":", &hit.id].concat());
            }
        }
        None
    }
}

/// The listing of a hit that is at this place.
fn listing_at(hit: &HitView, place: (usize, usize)) -> Option<&HitView> {
    if (hit.list, hit.designation) == place {
        return Some(hit);
    }
    let others = hit.listings.iter().chain(&hit.possibly_same);
    others
        .into_iter()
        .find_map(|other| listing_at(other, place))
}
