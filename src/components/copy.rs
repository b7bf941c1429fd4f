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
/// as they are.
pub(super) fn on_copy(event: Event) {
    let selected = String::from(Object::from(selection()).to_string());
    let copy: &CopyEvent = event.unchecked_ref();
    if let (Some(rows), Some(data)) = (tidy(&selected), copy.data()) {
        data.set("text/plain", &rows);
        event.prevent_default();
    }
}

fn tidy(selected: &str) -> Option<String> {
    let mut rows = String::new();
    let mut lines = 0;
    for line in selected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if lines > 0 {
            rows.push_str(if line.starts_with(SHAPES) {
                "\n"
            } else {
                " · "
            });
        }
        rows.push_str(line);
        lines += 1;
    }
    (lines > 1).then_some(rows)
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
            ("SAMPLE-GIM9001\n", None),
            ("", None),
        ] {
            assert_eq!(tidy(selected).as_deref(), expected, "{selected:?}");
        }
    }
}
