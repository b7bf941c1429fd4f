//! The timers: of loading, of typing, and of the age of the lists.

use gloo::timers::callback::Timeout;
use yew::Callback;

use super::{Due, report};
use crate::browser;
use crate::state::State;

/// Milliseconds of loading before the page says how far it is.
const PATIENCE: u32 = 1_000;

/// Milliseconds without a letter before the last word counts as finished, and a search without a hit
/// says so: longer than most people take between two letters, and short enough not to be waited for.
const FINISHED: u32 = 1_000;

/// The same once the box is left: what leaves it may be a click, which ends before anything moves or is
/// redrawn under the pointer.
const LEFT: u32 = 300;

/// Most milliseconds that a browser's timer can wait.
const LONGEST_WAIT: f64 = i32::MAX as f64;

/// The timers that run.
#[derive(Default)]
pub struct Waiting {
    patience: Option<Timeout>,
    /// Runs while somebody types.
    typing: Option<Timeout>,
    /// When the status of a list changes next, in seconds since 1970, and the timer for it.
    until: Option<(i64, Timeout)>,
}

impl Waiting {
    /// While lists are loading, reports that it takes long.
    pub fn be_patient(&mut self, is_loading: bool, on_due: &Callback<Due>) {
        self.patience = is_loading.then(|| Timeout::new(PATIENCE, report(on_due, Due::Slow)));
    }

    /// Counts the last word as finished after a pause.
    pub fn on_typing(&mut self, on_due: &Callback<Due>) {
        self.finish_in(FINISHED, on_due);
    }

    /// Counts the last word as finished, since the box was left.
    pub fn on_leaving(&mut self, on_due: &Callback<Due>) {
        self.finish_in(LEFT, on_due);
    }

    /// Nobody types any more.
    pub fn stop_typing(&mut self) {
        self.typing = None;
    }

    fn finish_in(&mut self, wait: u32, on_due: &Callback<Due>) {
        self.typing = Some(Timeout::new(wait, report(on_due, Due::Finished)));
    }

    /// Waits for the next moment at which the status of a list changes.
    pub fn watch_age(&mut self, state: &State, on_due: &Callback<Due>) {
        let now = state.now;
        let lists = state.loaded().iter();
        let next = lists
            .filter_map(|list| check::changes_at(&list.facts(), now.unix))
            .min();
        if next != self.until.as_ref().map(|(at, _)| *at) {
            self.until = next.map(|at| {
                // A timer may fire a moment early.
                let wait = (browser::until(at) + 2.0).min(LONGEST_WAIT) as u32;
                (at, Timeout::new(wait, report(on_due, Due::Status)))
            });
        }
    }

    /// Whether the status of a list has changed by now, in seconds since 1970.
    #[must_use]
    pub fn is_status_due(&self, now: i64) -> bool {
        self.until.as_ref().is_some_and(|(at, _)| *at <= now)
    }
}
