//! What the worker that reads the file and the engines say, and the run that comes of it.

use std::rc::Rc;

use js_sys::Date;
use tables::Role;
use yew::Context;

use super::{Panel, Step};
use crate::browser;
use crate::components::files::progress;
use crate::engine::client::EngineEvent;
use crate::files::pool::Event;
use crate::files::protocol::{Ask, Refusal, Tell};
use crate::files::reader::MOST_MEGABYTES;
use crate::messages::Piece;

/// Milliseconds between two drawings while answers come in.
const DRAW_EVERY: f64 = 200.0;

impl Panel {
    /// Reads further rows and gives them to the engines, as far as there is use for them.
    pub(super) fn advance(&mut self) {
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
    pub(super) fn finish(&mut self) {
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
    pub(super) fn told(&mut self, context: &Context<Self>, tell: Tell) -> bool {
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
                        *own = Some(*role);
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
    pub(super) fn heard(&mut self, number: usize, event: EngineEvent) -> bool {
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
}
