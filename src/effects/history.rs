//! The browser's history: Back closes a record of the stand-alone page.

use gloo::events::EventListener;
use yew::Callback;

use super::{Due, report};
use crate::browser;

/// The entries that were made in the history.
#[derive(Default)]
pub struct History {
    /// Records opened so far.
    opened: u32,
    on_back: Option<EventListener>,
}

impl History {
    /// Makes an entry for the record that was opened.
    pub fn enter(&mut self, on_due: &Callback<Due>) {
        self.opened += 1;
        self.on_back = Some(browser::enter(self.opened, report(on_due, Due::Back)));
    }

    /// Stops listening: no record is open.
    pub fn leave(&mut self) {
        self.on_back = None;
    }
}
