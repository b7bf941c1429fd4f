//! The browser's history: in the stand-alone page Back closes a record, and Forward opens it again.

use gloo::events::EventListener;
use yew::Callback;

use super::Due;
use crate::browser;
use crate::engine::protocol::Entry;

/// The entry that the open record has in the history. The browser holds a number of it, nothing that tells what was
/// opened.
#[derive(Default)]
pub struct History {
    /// Number of the last entry, from 1.
    number: u32,
    /// The record that was open there last.
    record: Option<Entry>,
    listener: Option<EventListener>,
}

impl History {
    /// Makes an entry for the record that was opened, unless the history stands at the last one: the record before
    /// was left by another way than Back, or Forward has opened it again.
    pub fn enter(&mut self, on_due: &Callback<Due>) {
        let here = browser::step();
        // An entry of before the page was loaded again is none of ours, and its number is not taken twice.
        if self.listener.is_none() || here != Some(self.number) {
            self.number = self.number.max(here.unwrap_or_default()) + 1;
            browser::make_step(self.number);
        }
        let on_due = on_due.clone();
        self.listener
            .get_or_insert_with(|| browser::on_step(move |step| on_due.emit(Due::Stepped(step))));
    }

    /// Remembers which record is open.
    pub fn remember(&mut self, record: &Entry) {
        if self.record.as_ref() != Some(record) {
            self.record = Some(record.clone());
        }
    }

    /// Forgets the record: it was left by a new search, or the lists that it is of are loaded again.
    pub fn forget(&mut self) {
        self.record = None;
    }

    /// The record to open again at this step.
    pub fn record_at(&self, step: Option<u32>) -> Option<&Entry> {
        self.record.as_ref().filter(|_| step == Some(self.number))
    }
}
