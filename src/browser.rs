//! What the page asks of the browser: its clock, its scrolling and its history.

use gloo::events::EventListener;
use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::state::Moment;

/// What the device's clock says.
#[must_use]
pub fn now() -> Moment {
    let date = Date::new_0();
    Moment {
        unix: (date.get_time() / 1_000.0) as i64,
        offset: -(date.get_timezone_offset() as i32),
    }
}

/// Milliseconds until a second since 1970 begins, by the device's clock; never less than 0.
#[must_use]
pub fn until(unix: i64) -> f64 {
    (unix as f64 * 1_000.0 - Date::now()).max(0.0)
}

/// How far down the page is scrolled, in pixels.
#[must_use]
pub fn scroll() -> f64 {
    gloo::utils::window().scroll_y().unwrap_or_default()
}

/// Scrolls so far down, in pixels.
pub fn scroll_to(down: f64) {
    let window = gloo::utils::window();
    let across = window.scroll_x().unwrap_or_default();
    window.scroll_to_with_x_and_y(across, down);
}

/// Makes an entry in the history, and calls back when the browser's Back leaves it. The entry has
/// the page's own address and a counter, nothing that tells what was opened.
pub fn enter(counter: u32, on_back: impl Fn() + 'static) -> EventListener {
    let window = gloo::utils::window();
    if let Ok(history) = window.history() {
        let _ = history.push_state_with_url(&JsValue::from(counter), "", None);
    }
    EventListener::new(&window, "popstate", move |_| on_back())
}

/// Goes back in the history; false when that cannot be done.
#[must_use]
pub fn go_back() -> bool {
    let history = gloo::utils::window().history();
    history.is_ok_and(|history| history.back().is_ok())
}
