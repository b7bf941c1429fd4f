//! What a screen reader is told.

use gloo::timers::callback::Timeout;
use yew::{AttrValue, Callback};

use super::{Due, report};

/// Milliseconds without a change before a screen reader is told the count.
const PAUSE: u32 = 800;

/// What is announced: what waits to be, and what was.
#[derive(Default)]
pub struct Announcer {
    waiting: Option<AttrValue>,
    said: AttrValue,
    /// What was last announced of the search; something else may have been said since.
    status: String,
    pause: Option<Timeout>,
}

impl Announcer {
    /// What stands in the live region.
    #[must_use]
    pub fn said(&self) -> &AttrValue {
        &self.said
    }

    /// Announces the status of the search, unless it was the last that was announced of it.
    pub fn announce_status(&mut self, sentence: String, on_due: &Callback<Due>) {
        if self.status != sentence {
            self.status.clone_from(&sentence);
            self.announce(sentence, on_due);
        }
    }

    /// Announces a sentence once nothing changes any more.
    pub fn announce(&mut self, sentence: String, on_due: &Callback<Due>) {
        // The page no longer says what is in the live region.
        self.said = AttrValue::default();
        self.waiting = Some(sentence.into());
        self.pause = Some(Timeout::new(PAUSE, report(on_due, Due::Announcement)));
    }

    /// Puts a sentence into the live region at once; what waits is no longer announced.
    pub fn say(&mut self, sentence: impl Into<AttrValue>) {
        self.said = sentence.into();
        (self.waiting, self.pause) = (None, None);
    }

    /// Puts what waits into the live region.
    pub fn speak(&mut self) {
        self.said = self.waiting.take().unwrap_or_default();
    }
}
