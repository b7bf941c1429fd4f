//! The panel: one file, the worker that reads it, the engines that search it, and what came of it.

use core::mem;
use std::rc::Rc;

use check::Status;
use js_sys::{Array, Date, Function, JsString, Object, Reflect, Uint8Array};
use tables::Role;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, KeyboardEvent};
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

use super::super::panel::{self, Deeds};
use super::super::phrase;
use super::super::tag::{When, all, tag};
use super::super::{Intent, Setting};
use super::{Deed, Desk, Field, choose, columns, progress, results};
use crate::browser;
use crate::config::Config;
use crate::effects::{Announcer, Due};
use crate::engine::client::EngineEvent;
use crate::engine::protocol::{HitView, ListView};
use crate::engine::worker::Working;
use crate::files::output::{Decided, ResultForm, Sheet, csv};
use crate::files::pool::{Event, Pool, engines_for};
use crate::files::protocol::{Ask, Form, Opened, Refusal, RowView, Tell};
use crate::files::reader::MOST_MEGABYTES;
use crate::files::run::{Filter, Run};
use crate::files::source;
use crate::files::workbook;
use crate::messages::files::Texts;
use crate::messages::{Messages, Phrase, Piece};
use crate::state::Moment;

/// Milliseconds between two drawings while answers come in.
const DRAW_EVERY: f64 = 200.0;

/// Bytes of a result that the page holds itself.
const HELD: usize = 4 << 20;

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
    /// A check record of the file was made, with this hash.
    Recorded(String),
    /// These decisions about hits of the file are made.
    Decided(Rc<[Decided]>),
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

/// A result that is being written.
struct Writing {
    sheet: Sheet,
    parts: Array,
    /// Bytes of the parts since the browser took the earlier ones.
    bytes: usize,
    row: u32,
    /// The worker that writes the workbook; none where the result is CSV.
    workbook: Option<Working>,
}

impl Writing {
    /// Adds to the result. The browser keeps most of it outside of the page's memory.
    fn push(&mut self, bytes: &[u8]) {
        self.parts.push(&Uint8Array::from(bytes));
        self.bytes += bytes.len();
        if self.bytes > HELD
            && let Ok(blob) = Blob::new_with_u8_array_sequence(&self.parts)
        {
            self.parts = Array::of1(&blob);
            self.bytes = 0;
        }
    }
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
            Message::Recorded(sha256) => {
                self.record = sha256;
                true
            }
            Message::Decided(decided) => {
                // A file that was forgotten has no record.
                if !self.record.is_empty() {
                    self.decided = decided;
                }
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

    /// The step that it is at.
    fn show(&self, desk: &Desk) -> Html {
        let texts = self.texts;
        match (self.step, &self.opened) {
            (Step::Open, _) => {
                let sentence = match self.percent {
                    0 => texts.opening().text.to_owned(),
                    percent => texts.opening_part(percent as usize),
                };
                all(vec![
                    desk.title(texts.opening()),
                    tag("p").text(sentence).show(),
                    desk.act.button(texts.cancel(), "", Deed::Forget),
                ])
            }
            (Step::Columns, Some(opened)) => columns::show(
                desk,
                &columns::Table {
                    file: &self.file_title(),
                    opened,
                    roles: &self.roles,
                    has_header: self.has_header,
                    rows: self.rows(),
                },
            ),
            (Step::Run, _) => progress::show(desk, &self.progress()),
            (Step::Done, _) => results::show(
                desk,
                &results::Result {
                    file: &self.file_title(),
                    run: &self.run,
                    lists: &self.lists,
                    statuses: &self.statuses,
                    at: self.at,
                    filter: &self.filter,
                    page: self.page,
                    has_header: self.has_header,
                    is_writing: self.writing.is_some(),
                    downloaded: self.downloaded,
                    record: &self.record,
                },
            ),
            _ => {
                let form = match &self.form {
                    Some(form) => choose::form(desk, form),
                    None => Html::default(),
                };
                choose::show(desk, &self.pasted, form)
            }
        }
    }

    /// Asks whether the result may be lost.
    fn question(&self) -> Html {
        let (act, texts) = (&self.act, self.texts);
        let on_key = act.when(|event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            (key.key() == "Escape").then_some(Deed::Sure(false))
        });
        tag("div")
            .class("problem")
            .on(When::KeyDown, on_key)
            .child(
                tag("p")
                    .fixed(&[("tabindex", Static("-1"))])
                    .node(self.question.clone())
                    .text(texts.forget_question()),
            )
            .child(tag("div").class("actions").child(all(vec![
                act.button(texts.forget_yes(), "", Deed::Sure(true)),
                act.button(texts.forget_no(), "", Deed::Sure(false)),
            ])))
            .show()
    }

    /// The name of the file, and of its sheet where it has several.
    fn file_title(&self) -> String {
        match &self.form {
            Some(form) if form.sheets.len() > 1 => [&self.file, ", ", &form.sheet].concat(),
            _ => self.file.clone(),
        }
    }

    /// Rows to check.
    fn rows(&self) -> usize {
        let rows = self.opened.as_ref().map_or(0, |opened| opened.rows);
        let rows = rows.saturating_sub(u64::from(self.has_header));
        usize::try_from(rows).unwrap_or(usize::MAX)
    }

    fn progress(&self) -> progress::Progress {
        let done = self.run.answered();
        let left = self.since.and_then(|(since, before)| {
            let answered = done.saturating_sub(before) as f64;
            let seconds = (Date::now() - since) / 1_000.0;
            let to_go = (self.run.rows() - done) as f64;
            // The first answers say little.
            (answered > 50.0 && seconds > 2.0).then(|| (seconds / answered * to_go) as u32)
        });
        progress::Progress {
            done: usize::try_from(done).unwrap_or(usize::MAX),
            rows: usize::try_from(self.run.rows()).unwrap_or(usize::MAX),
            hits: self.hits,
            is_paused: self.is_paused,
            is_loading: self.lists.is_empty(),
            left,
        }
    }

    fn act_on(&mut self, context: &Context<Self>, deed: Deed) {
        self.problem.clear();
        let is_losing = matches!(deed, Deed::Give(_) | Deed::Forget | Deed::Close);
        let deed = match (deed, self.asking.take()) {
            (Deed::Sure(true), Some(deed)) => deed,
            (deed, _) if is_losing && self.is_guarded => {
                self.asking = Some(deed);
                self.focus = Some(self.question.clone());
                return;
            }
            (deed, _) => deed,
        };
        match deed {
            Deed::Give(file) => {
                let name = file.name();
                self.open(context, &file, name);
            }
            Deed::Paste(text) if text.trim().is_empty() => {
                self.refuse(self.texts.paste_empty().into())
            }
            Deed::Paste(text) => {
                let parts = Array::of1(&JsString::from(text));
                match Blob::new_with_str_sequence(&parts) {
                    Ok(blob) => self.open(context, &blob, self.texts.pasted().text.to_owned()),
                    Err(_) => self.refuse(self.texts.unreadable().into()),
                }
            }
            Deed::Reform(form) => {
                self.keep_typed();
                self.step = Step::Open;
                self.percent = 0;
                self.form = Some(form.clone());
                self.ask(&Ask::Open(form));
            }
            Deed::Assign(column, role) => {
                if let Some(own) = self.roles.get_mut(column) {
                    *own = role;
                }
            }
            Deed::Head(has_header) => self.has_header = has_header,
            Deed::Start => self.start(context),
            Deed::Pause(is_paused) => {
                self.is_paused = is_paused;
                self.since = (!is_paused).then(|| (Date::now(), self.run.answered()));
                self.advance();
            }
            Deed::Cancel => self.finish(),
            Deed::Look(filter) => {
                self.filter = filter;
                self.page = 0;
                let rows = self.run.filtered(&self.filter).len();
                let count = results::count(self.texts, rows);
                self.said.announce(count, &self.on_due);
            }
            Deed::Download(form) if self.writing.is_none() => self.save_as(context, form),
            Deed::Download(_) => {}
            Deed::Print => context.props().tell.emit(Telling::Print),
            Deed::Record => {
                if let Some(file) = self.for_record() {
                    context.props().tell.emit(Telling::Record(file));
                }
            }
            Deed::Forget => {
                self.forget();
                self.focus = Some(self.pasted.clone());
            }
            Deed::Sure(_) => self.focus = Some(self.title.clone()),
            Deed::Close => context.props().tell.emit(Telling::Close),
        }
    }

    /// The file and how it was read.
    fn for_record(&self) -> Option<Object> {
        let opened = self.opened.as_ref()?;
        let form = &opened.form;
        let words = [&form.separator, &form.encoding, &form.sheet];
        let words = words.into_iter().map(|word| JsValue::from(&**word));
        let roles = self.roles.iter().enumerate().filter_map(|(column, role)| {
            let text = [(*role)?.as_str(), " ", &column.to_string()].concat();
            Some(JsValue::from(text))
        });
        // A reference is not searched, but a decision knows its row by it.
        let reference = opened.roles.iter().find_map(|(role, column)| {
            let is_free = self.roles.get(*column)?.is_none();
            let is_it = Role::ALL.get(*role) == Some(&Role::Reference);
            (is_it && is_free)
                .then(|| [Role::Reference.as_str(), " ", &column.to_string()].concat())
        });
        let roles = roles.chain(reference.map(JsValue::from));
        let members = [
            ("file", self.given.clone()?.into()),
            ("form", words.collect::<Array>().into()),
            ("roles", roles.collect::<Array>().into()),
            ("hasHeader", self.has_header.into()),
            ("isPasted", (self.file == self.texts.pasted().text).into()),
            ("rows", (self.rows() as f64).into()),
        ];
        let file = Object::new();
        for (name, value) in members {
            Reflect::set(&file, &name.into(), &value).ok()?;
        }
        Some(file)
    }

    /// Drops everything of the file.
    fn forget(&mut self) {
        self.source = None;
        self.given = None;
        self.record = String::new();
        self.decided = Rc::default();
        self.pool = None;
        self.opened = None;
        self.form = None;
        self.run = Run::default();
        self.writing = None;
        self.roles = Vec::new();
        (self.file, self.typed) = (String::new(), String::new());
        self.said.say("");
        self.filter = Filter::default();
        self.lists = Rc::default();
        self.setting.lists = Rc::default();
        self.step = Step::Choose;
        self.edition += 1;
        (self.page, self.hits) = (0, 0);
        self.downloaded = None;
        self.is_paused = false;
    }

    /// Back to the choice of a file, with what is wrong.
    fn refuse(&mut self, why: Phrase) {
        self.problem = why;
        self.focus = Some(self.trouble.clone());
    }

    /// Keeps what is in the box for text, which is a new one once a file is refused.
    fn keep_typed(&mut self) {
        if let Some(field) = self.pasted.get() {
            self.typed = field.unchecked_into::<Field>().value();
        }
    }

    fn open(&mut self, context: &Context<Self>, file: &Blob, name: String) {
        self.keep_typed();
        let typed = mem::take(&mut self.typed);
        self.forget();
        self.typed = typed;
        self.file = name;
        self.size = file.size();
        let start = &context.props().start_worker;
        match source::open(file, start, self.on_told.clone()) {
            Ok(source) => {
                self.source = Some(source);
                self.given = Some(file.clone());
                self.step = Step::Open;
                self.percent = 0;
                self.ask(&Ask::Open(Form::default()));
            }
            Err(_) => self.refuse(self.texts.unreadable().into()),
        }
    }

    fn ask(&self, ask: &Ask) {
        if let Some(source) = &self.source {
            source.ask(ask);
        }
    }

    /// What the columns are for.
    fn columns(&self) -> batch::Columns {
        let roles = self.roles.iter().enumerate();
        batch::Columns::by_role(roles.filter_map(|(column, role)| Some(((*role)?, column))))
    }

    fn begin(&mut self, with_cells: bool) {
        self.is_reading = true;
        self.ask(&Ask::Begin {
            columns: self.columns(),
            has_header: self.has_header,
            with_cells,
        });
    }

    fn start(&mut self, context: &Context<Self>) {
        let used: Vec<&Role> = self.roles.iter().flatten().collect();
        let is_named = used.iter().any(|role| {
            matches!(
                role,
                Role::Name | Role::Given | Role::Family | Role::Company
            )
        });
        // A row may have several names.
        let times = |role: &Role| match role {
            Role::Name | Role::Company => 1,
            _ => used.iter().filter(|own| **own == role).count(),
        };
        if !is_named {
            return self.refuse(self.texts.no_names().into());
        }
        if used.iter().any(|role| times(role) > 1) {
            return self.refuse(self.texts.two_roles().into());
        }
        let props = context.props();
        self.run = Run::new(self.rows() as u64);
        self.step = Step::Run;
        (self.since, self.hits, self.quarter) = (None, 0, 0);
        let engines = engines_for(props.threads);
        self.pool = Some(Pool::start(&props.config, engines, &self.on_heard));
        self.begin(false);
        if self.run.rows() == 0 {
            self.finish();
        }
    }

    /// Reads further rows and gives them to the engines, as far as there is use for them.
    fn advance(&mut self) {
        let Some(pool) = &mut self.pool else { return };
        if self.is_paused || pool.lists.is_empty() {
            return;
        }
        pool.ask();
        if pool.wants_rows() && !self.is_reading {
            self.is_reading = true;
            self.ask(&Ask::Next);
        }
    }

    /// Ends the run, whole or not.
    fn finish(&mut self) {
        if let Some(pool) = &self.pool {
            self.statuses = pool.statuses();
        }
        self.pool = None;
        self.run.finish();
        self.at = browser::now();
        self.setting.now = self.at;
        self.setting.lists = Rc::clone(&self.lists);
        self.step = Step::Done;
        let said = progress::sentence(&self.desk(), &self.progress());
        self.said.say(said);
    }

    /// Takes what the worker that reads the file said; whether that is to be drawn.
    fn told(&mut self, context: &Context<Self>, tell: Tell) -> bool {
        match tell {
            Tell::Reading { bytes } => {
                self.percent = (bytes as f64 / self.size.max(1.0) * 100.0) as u32;
                true
            }
            Tell::Opened(opened) => {
                self.roles = vec![None; opened.width];
                for (role, column) in &opened.roles {
                    if let (Some(role), Some(own)) =
                        (Role::ALL.get(*role), self.roles.get_mut(*column))
                    {
                        // What is not searched cannot be chosen either.
                        let is_used = !matches!(role, Role::Number | Role::Reference);
                        *own = is_used.then_some(*role);
                    }
                }
                self.has_header = opened.has_header;
                self.form = Some(opened.form.clone());
                self.opened = Some(opened);
                self.step = Step::Columns;
                self.edition += 1;
                true
            }
            Tell::Refused(refusal) => {
                self.refused(&refusal);
                true
            }
            Tell::Begun { header } => {
                self.is_reading = false;
                match &mut self.writing {
                    Some(writing) => {
                        let names = writing.sheet.names(&header);
                        self.put(vec![names]);
                    }
                    None => self.advance(),
                }
                false
            }
            Tell::Rows(rows) => {
                self.is_reading = false;
                if self.writing.is_some() {
                    return self.write(context, &rows);
                }
                if rows.is_empty() {
                    // The file has ended; nothing is read any more.
                    self.is_reading = true;
                }
                if let Some(pool) = &mut self.pool {
                    pool.push(rows);
                }
                self.advance();
                false
            }
        }
    }

    fn refused(&mut self, refusal: &Refusal) {
        let texts = self.texts;
        // What readers of files say is English in every language.
        let english = |what: &str| vec![Piece::Listed(what.trim_end_matches('.').to_owned())];
        let why = match refusal {
            Refusal::Empty => texts.empty().into(),
            Refusal::TooLarge => vec![texts.too_large(MOST_MEGABYTES).into()],
            Refusal::Workbook { what } => texts.workbook(&english(what)),
            Refusal::Pdf => texts.pdf().into(),
            Refusal::NotText => texts.not_text().into(),
            Refusal::Unreadable => texts.unreadable().into(),
            Refusal::Fault { what, form } => match form.sheets.is_empty() {
                true => texts.fault(&english(what)),
                false => texts.fault_in_sheet(&form.sheet, &english(what)),
            },
        };
        if self.step == Step::Run {
            self.finish();
        } else if self.step == Step::Done {
            self.writing = None;
            self.said.say("");
        } else {
            self.form = match refusal {
                Refusal::Fault { form, .. } => Some(form.clone()),
                _ => None,
            };
            if self.form.is_none() {
                self.source = None;
            }
            self.step = Step::Choose;
            self.edition += 1;
        }
        self.refuse(why);
    }

    /// Takes what an engine said; whether that is to be drawn.
    fn heard(&mut self, number: usize, event: EngineEvent) -> bool {
        let Some(pool) = &mut self.pool else {
            return false;
        };
        let why = match pool.hear(number, event) {
            Event::Nothing => return self.lists.is_empty() && self.is_due(),
            Event::Ready => {
                self.lists = Rc::clone(&pool.lists);
                self.statuses = pool.statuses();
                self.since.get_or_insert((Date::now(), self.run.answered()));
                self.advance();
                return true;
            }
            Event::Answered(row, asked, answered) => {
                self.hits += usize::from(answered.found().shown > 0);
                self.run.answer(row, asked, *answered, &self.statuses);
                if self.run.is_whole() {
                    self.finish();
                    return true;
                }
                if self.run.is_full() {
                    self.finish();
                    self.refuse(self.texts.full().into());
                    return true;
                }
                self.advance();
                if !self.is_due() {
                    return false;
                }
                self.announce();
                return true;
            }
            Event::NoLists => self.texts.no_lists(),
            Event::OtherLists => self.texts.other_lists(),
            Event::Died => self.texts.engines_died(),
        };
        if self.run.answered() == 0 {
            self.pool = None;
            self.step = Step::Columns;
            self.edition += 1;
        } else {
            self.finish();
        }
        self.refuse(why.into());
        true
    }

    fn is_due(&self) -> bool {
        Date::now() - self.drawn > DRAW_EVERY
    }

    /// Tells a screen reader how far the run is, at each quarter.
    fn announce(&mut self) {
        let quarter = self.run.answered() * 4 / self.run.rows().max(1);
        if let Some(pool) = &self.pool {
            self.statuses = pool.statuses();
        }
        if quarter > self.quarter {
            self.quarter = quarter;
            self.said.say(self.texts.percent(quarter as usize * 25));
        }
    }

    /// Begins to write the result. A workbook's worker comes first: the file is read once it is there.
    fn save_as(&mut self, context: &Context<Self>, form: ResultForm) {
        let width = self.opened.as_ref().map_or(0, |opened| opened.width);
        let has_details = self.columns().has_details();
        let sheet = Sheet::new(
            self.lists.to_vec(),
            self.statuses.clone(),
            (width, has_details),
            self.decided.clone(),
        );
        let workbook = match form {
            ResultForm::Csv => None,
            ResultForm::Xlsx => {
                let start = &context.props().start_worker;
                let Ok(working) = workbook::open(start, self.on_wrote.clone()) else {
                    return self.refuse(self.texts.xlsx_stopped().into());
                };
                working.ask(&workbook::Ask::Begin(sheet.are_numbers()));
                Some(working)
            }
        };
        let mut writing = Writing {
            sheet,
            parts: Array::new(),
            bytes: 0,
            row: 0,
            workbook,
        };
        self.said.say(self.texts.writing().text);
        if writing.workbook.is_none() {
            // The mark by which spreadsheet programs recognise UTF-8.
            writing.push("\u{feff}".as_bytes());
            self.begin(true);
        }
        self.writing = Some(writing);
    }

    /// Writes these lines, then asks for the next rows of the file.
    fn put(&mut self, lines: Vec<Vec<String>>) {
        let Some(writing) = &mut self.writing else {
            return;
        };
        match &writing.workbook {
            Some(workbook) => workbook.ask(&workbook::Ask::Lines(lines)),
            None => {
                writing.push(csv(lines).as_bytes());
                self.ask(&Ask::Next);
            }
        }
    }

    /// Writes these rows; none end the result.
    fn write(&mut self, context: &Context<Self>, rows: &[RowView]) -> bool {
        let Some(writing) = &mut self.writing else {
            return false;
        };
        let mut lines = Vec::new();
        for asked in rows {
            let row = writing.row;
            lines.extend(writing.sheet.lines(
                (row, self.run.outcome(row)),
                (&asked.text, &asked.cells),
                self.run.kept_at(row),
            ));
            writing.row += 1;
        }
        if !rows.is_empty() {
            self.put(lines);
            return false;
        }
        if u64::from(writing.row) != self.run.rows() {
            self.end_writing(self.texts.unreadable().into());
            return true;
        }
        if let Some(workbook) = &writing.workbook {
            workbook.ask(&workbook::Ask::End);
            return false;
        }
        self.save(context, ResultForm::Csv)
    }

    /// Takes what the worker that writes the workbook said; whether that is to be drawn.
    fn wrote(&mut self, context: &Context<Self>, tell: workbook::Tell) -> bool {
        let Some(writing) = &mut self.writing else {
            return false;
        };
        let why = match tell {
            workbook::Tell::Ready => {
                self.begin(true);
                return false;
            }
            workbook::Tell::Next => {
                self.ask(&Ask::Next);
                return false;
            }
            workbook::Tell::Part(bytes) => {
                writing.push(&bytes);
                return false;
            }
            workbook::Tell::Ended => return self.save(context, ResultForm::Xlsx),
            workbook::Tell::TooLong(row) => vec![self.texts.xlsx_long(&row).into()],
            workbook::Tell::TooLarge => self.texts.xlsx_large().into(),
            workbook::Tell::Stopped => self.texts.xlsx_stopped().into(),
        };
        self.end_writing(why);
        true
    }

    /// Gives the person the result, which is to be drawn.
    fn save(&mut self, context: &Context<Self>, form: ResultForm) -> bool {
        if let Some(writing) = self.writing.take() {
            let saved = Telling::Save(writing.parts, form);
            context.props().tell.emit(saved);
            self.downloaded = Some(form);
            self.said.say(self.texts.downloaded(form.name()));
        }
        true
    }

    /// Gives up the result that is being written.
    fn end_writing(&mut self, why: Phrase) {
        self.writing = None;
        self.said.say("");
        self.refuse(why);
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
