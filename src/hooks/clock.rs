//! The time, and a tick each minute.

use gloo::timers::callback::Interval;
use js_sys::Date;
use yew::{Callback, hook, use_effect_with};

use crate::state::Moment;

const MINUTE: u32 = 60_000;

/// What the device's clock says.
#[must_use]
pub fn now() -> Moment {
    let date = Date::new_0();
    Moment {
        unix: (date.get_time() / 1_000.0) as i64,
        offset: -(date.get_timezone_offset() as i32),
    }
}

/// Calls back once a minute, so that a list grows old on an open page too.
#[hook]
pub fn use_minutes(on_minute: Callback<()>) {
    use_effect_with((), move |()| {
        let interval = Interval::new(MINUTE, move || on_minute.emit(()));
        move || drop(interval)
    });
}
