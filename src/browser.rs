//! What the page asks of the browser: its clock, its scrolling and its history.

use gloo::events::EventListener;
use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

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

/// The number of the history's entry that the page is at: what [`make_step`] gave it, 0 for the page's own; none where
/// another program made it.
#[must_use]
pub fn step() -> Option<u32> {
    let history = gloo::utils::window().history();
    let state = history.and_then(|history| history.state()).ok()?;
    match state.is_null() {
        true => Some(0),
        false => state.as_f64().map(|number| number as u32),
    }
}

/// Makes an entry in the history with this number and the page's own address.
pub fn make_step(number: u32) {
    if let Ok(history) = gloo::utils::window().history() {
        let _ = history.push_state_with_url(&JsValue::from(number), "", None);
    }
}

/// Calls with the number of the entry that Back or Forward leads to.
pub fn on_step(act: impl Fn(Option<u32>) + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "popstate", move |_| act(step()))
}

/// Goes on in the history by this many entries, or back where it is negative.
pub fn go(entries: i32) {
    if let Ok(history) = gloo::utils::window().history() {
        let _ = history.go_with_delta(entries);
    }
}

/// The element that has the focus; none where nothing has it.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    let element = gloo::utils::document().active_element();
    let element = element.filter(|element| element.tag_name() != "BODY");
    element?.dyn_into().ok()
}
