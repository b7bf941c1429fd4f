//! A row that is copied becomes one tidy line of text.

use js_sys::Object;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

// What web-sys has for these brings more than the two calls.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = getSelection)]
    fn selection() -> JsValue;

    type CopyEvent;
    #[wasm_bindgen(method, getter, js_name = clipboardData)]
    fn data(this: &CopyEvent) -> Option<CopyData>;

    type CopyData;
    #[wasm_bindgen(method, js_name = setData)]
    fn set(this: &CopyData, format: &str, text: &str);
}

/// What starts a row: the shapes of the bands.
const SHAPES: [char; 5] = ['●', '◑', '◔', '○', '◌'];

/// Lets a person's own copying of rows give one tidy line a row. Less than two lines are copied
/// as they are. The line above the shape of a row that is on several lists begins with `on`.
pub(super) fn on_copy(event: Event, on: &str) {
    let selected = String::from(Object::from(selection()).to_string());
    let copy: &CopyEvent = event.unchecked_ref();
    if let (Some(rows), Some(data)) = (tidy(&selected, on), copy.data()) {
        data.set("text/plain", &rows);
        event.prevent_default();
    }
}

fn tidy(selected: &str, on: &str) -> Option<String> {
    let lines = selected.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let has_shape = |place: usize| {
        let line = lines.get(place);
        line.is_some_and(|line| line.starts_with(SHAPES))
    };
    let is_on = |place: usize| lines[place].starts_with(on) && has_shape(place + 1);
    let mut rows = String::new();
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            let follows_on = is_on(place - 1);
            let begins = is_on(place) || (has_shape(place) && !follows_on);
            rows.push_str(if begins { "\n" } else { " · " });
        }
        rows.push_str(line);
    }
    (lines.len() > 1).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_row_is_one_line() {
        for (selected, expected) in [
            (
                "● Same name\n\nGiven FAMILY\nPerson\n",
                Some("● Same name · Given FAMILY · Person"),
            ),
            ("● A\n\nB\n\n◔ C\n\nD", Some("● A · B\n◔ C · D")),
            (
                "On X and Y\n\n● A\n\nB\n\n● A\n\nC\n\nOn X and Y\n\n◔ D\n\nOn E",
                Some("On X and Y · ● A · B\n● A · C\nOn X and Y · ◔ D · On E"),
            ),
            ("SAMPLE-GIM9001\n", None),
            ("", None),
        ] {
            assert_eq!(tidy(selected, "On ").as_deref(), expected, "{selected:?}");
        }
    }
}
