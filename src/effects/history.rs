//! The browser's history: in the stand-alone page Back closes a record, or leads from a new search or another record to
//! the record before it; Forward leads there again.

use core::mem::take;

use gloo::events::EventListener;
use yew::Callback;

use super::Due;
use crate::browser;
use crate::engine::protocol::Entry;
use crate::state::{Origin, Question};

/// What is shown at a step of the history.
#[derive(Clone, PartialEq)]
pub struct Visit {
    /// What was searched.
    pub question: Question,
    /// Which page of its results was shown, from 0.
    pub page: usize,
    /// The record that is open, and where it was opened.
    pub open: Option<(Entry, Origin)>,
}

/// The steps that the page has made in the history. The browser holds a number of each, nothing that tells what was
/// searched or opened.
#[derive(Default)]
pub struct History {
    /// Number of the last step, from 1; the page itself has 0.
    last: u32,
    /// The step that the page is at; none at one of another program, such as the overview.
    at: Option<u32>,
    /// What is shown at each step, and how many records were opened there one from another.
    visits: Vec<(u32, u32, Visit)>,
    /// Whether what is opened next has its step already.
    has_step: bool,
    /// Whether it is opened from a record that stays a step of its own.
    reads_on: bool,
    listener: Option<EventListener>,
}

impl History {
    /// Begins to hear Back and Forward. What was shown at a step of before the page was loaded again is in no memory, so
    /// such a step is left for the one before it.
    pub fn begin(&mut self, on_due: &Callback<Due>) {
        let on_due = on_due.clone();
        self.listener = Some(browser::on_step(move |step| {
            on_due.emit(Due::Stepped(step))
        }));
        self.last = browser::step().unwrap_or_default();
        self.at = Some(0);
        if self.last > 0 {
            browser::go(-1);
        }
    }

    /// The record that is open stays a step of its own when the next is opened.
    pub fn read_on(&mut self) {
        self.reads_on = self.listener.is_some();
    }

    /// The host's page puts something else in the place of the open record.
    pub fn replace(&mut self) {
        self.has_step = self.listener.is_some();
    }

    /// Whether what is shown next takes the place of the record.
    pub fn is_replacing(&self) -> bool {
        self.has_step
    }

    /// Makes a step where what is shown now needs one: a record that was opened, or a search for whose sake it was left.
    /// Remembers what is shown.
    pub fn follow(&mut self, is_opened: bool, is_left: bool, visit: Visit) {
        if self.listener.is_none() {
            return;
        }
        let (has_step, reads_on) = (self.has_step, take(&mut self.reads_on));
        if is_opened {
            self.has_step = false;
        }
        let depth = self.depth();
        if (is_opened || is_left || reads_on) && !has_step {
            self.last += 1;
            self.at = Some(self.last);
            browser::make_step(self.last);
        }
        let Some(at) = self.at else {
            return;
        };
        let depth = match visit.open {
            Some(_) if reads_on => depth + 1,
            Some(_) => 1,
            None => 0,
        };
        match self.visits.iter_mut().find(|(number, ..)| *number == at) {
            // Nothing was opened, so it is as deep as before.
            Some((_, own, known)) => {
                if known.open.is_none() || visit.open.is_none() {
                    *own = depth;
                }
                if *known != visit {
                    *known = visit;
                }
            }
            None => self.visits.push((at, depth, visit)),
        }
    }

    /// How many steps back the first of the records is left that were opened one from another.
    pub fn depth(&self) -> u32 {
        let mut visits = self.visits.iter();
        let here = visits.find(|(number, ..)| Some(*number) == self.at);
        here.map_or(0, |(_, depth, _)| *depth)
    }

    /// Forgets all: the lists that the records are of are loaded again.
    pub fn forget(&mut self) {
        self.visits.clear();
    }

    /// What is shown at the step that Back or Forward has led to, if it is known.
    pub fn arrive(&mut self, step: Option<u32>) -> Option<Visit> {
        self.at = step;
        let mut visits = self.visits.iter();
        let visit = visits.find(|(number, ..)| Some(*number) == step);
        let visit = visit.map(|(.., visit)| visit.clone());
        self.has_step = visit.as_ref().is_some_and(|visit| visit.open.is_some());
        if visit.is_none() && step.is_some_and(|step| step > 0) {
            browser::go(-1);
        }
        visit
    }
}
