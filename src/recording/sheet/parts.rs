//! The elements that sheets are made of, and the fields of the JSON that they are made from.

use check_record::words::thousands;
use serde_json::{Value, json};

use crate::messages::check_record::fill;

pub(super) fn element(name: &str, class: &str, children: impl IntoIterator<Item = Value>) -> Value {
    let own = [Value::from(name), Value::from(class)];
    own.into_iter().chain(children).collect()
}

pub(super) fn paragraph(class: &str, text: impl Into<String>) -> Value {
    json!(["p", class, text.into()])
}

pub(super) fn counted(sentence: &'static str, count: u64) -> Value {
    paragraph("", fill(sentence, &[("count", &thousands(count))]))
}

/// A text from outside, whose direction is its own and which no translator changes.
pub(super) fn own(text: &str) -> Value {
    json!(["bdi", "", text])
}

pub(super) fn code(text: &str) -> Value {
    json!(["code", "", text])
}

/// A row of facts; the value is a tree or a text.
pub(super) fn fact(name: &str, value: impl Into<Value>) -> Value {
    json!(["tr", "", ["th", "", name], ["td", "", value.into()]])
}

pub(super) fn table(class: &str, rows: impl IntoIterator<Item = Option<Value>>) -> Value {
    let body = element("tbody", "", rows.into_iter().flatten());
    json!(["table", class, body])
}

/// Trees one after another.
pub(super) fn all(parts: impl IntoIterator<Item = Value>) -> Value {
    element("span", "", parts)
}

pub(super) fn text<'v>(of: &'v Value, name: &str) -> &'v str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn number(of: &Value, name: &str) -> u64 {
    of.get(name).and_then(Value::as_u64).unwrap_or_default()
}

pub(super) fn texts<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v str> {
    let values = of.get(name).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str)
}
