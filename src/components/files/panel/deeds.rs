//! What a person does: a file is given, its columns are corrected, the run is started, and what is next.

use core::mem;
use std::rc::Rc;

use js_sys::{Array, Date, JsString, Object, Reflect};
use tables::Role;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;
use yew::Context;

use super::{Panel, Step, Telling};
use crate::components::files::{Deed, Field, results};
use crate::files::pool::{Pool, engines_for};
use crate::files::protocol::{Ask, Form};
use crate::files::run::{Filter, Run};
use crate::files::source;
use crate::messages::Phrase;

impl Panel {
    pub(super) fn act_on(&mut self, context: &Context<Self>, deed: Deed) {
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
            Deed::GiveSeveral => self.refuse(self.texts.several_files().into()),
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
        let members = [
            ("file", self.given.clone()?.into()),
            ("form", words.collect::<Array>().into()),
            ("roles", roles.collect::<Array>().into()),
            ("hasHeader", self.has_header.into()),
            ("isPasted", (self.file == self.texts.pasted().text).into()),
            ("rows", (self.rows() as f64).into()),
            // By which the panel knows whether the file was forgotten since.
            ("check", self.edition.into()),
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
    pub(super) fn refuse(&mut self, why: Phrase) {
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

    pub(super) fn ask(&self, ask: &Ask) {
        if let Some(source) = &self.source {
            source.ask(ask);
        }
    }

    /// What the columns are for.
    pub(super) fn columns(&self) -> batch::Columns {
        let roles = self.roles.iter().enumerate();
        batch::Columns::by_role(roles.filter_map(|(column, role)| Some(((*role)?, column))))
    }

    pub(super) fn begin(&mut self, with_cells: bool) {
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
            Role::Name | Role::Company | Role::Number => 1,
            _ => used.iter().filter(|own| **own == role).count(),
        };
        if !is_named {
            return self.refuse(self.texts.no_names().into());
        }
        if used.iter().any(|role| times(role) > 1) {
            return self.refuse(self.texts.two_roles().into());
        }
        if self.rows() == 0 {
            return self.refuse(self.texts.no_rows().into());
        }
        let props = context.props();
        self.run = Run::new(self.rows() as u64);
        self.step = Step::Run;
        (self.since, self.hits, self.quarter) = (None, 0, 0);
        let engines = engines_for(props.threads);
        self.pool = Some(Pool::start(&props.config, engines, &self.on_heard));
        self.begin(false);
    }
}
