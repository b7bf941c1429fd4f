//! What follows from a change of the state beside what is drawn: the focus, announcements to a screen
//! reader, the browser's history, and waiting. The app decides when; each effect knows how.
//!
//! An effect that ends later reports it as a [`Due`].

mod announcer;
mod focus;
mod history;
mod waiting;

pub use announcer::Announcer;
pub use focus::Focus;
pub use history::{History, Visit};
pub use waiting::Waiting;

use yew::Callback;

/// What an effect reports when its time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing has changed for a while: what waits can be announced.
    Announcement,
    /// Nobody has typed for a while: the last word is finished.
    Finished,
    /// The fields beside the box have been left for a while: their facts are searched with.
    Facts,
    /// Loading takes long enough to say how far it is.
    Slow,
    /// The status of a list may have changed.
    Status,
    /// The browser's Back or Forward led to an entry of the history, with this number if this program made it.
    Stepped(Option<u32>),
}

/// What reports this from a timer or a listener.
fn report(on_due: &Callback<Due>, due: Due) -> impl Fn() + 'static {
    let on_due = on_due.clone();
    move || on_due.emit(due)
}
