//! What changed in an entry of a list, field by field.
//!
//! A record is compared as the values that its JSON form has, so that no field can be forgotten when a
//! record gets another one.

use std::collections::BTreeMap;

use record::Name;
use serde::Serialize;
use serde_json::Value;

/// The values that one field no longer has, and those that it has now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Name of the field, such as `names` or `ship.current_flags`.
    pub field: String,
    /// The values that it no longer has.
    pub before: Vec<String>,
    /// Those that it has now.
    pub after: Vec<String>,
}

/// The fields in which two records of one designation differ, by name.
///
/// Both are in the JSON form of [`Record`](record::Record). The order of several values is the publisher's and says
/// nothing, so it is no change.
#[must_use]
pub fn compare(old: &Value, new: &Value) -> Vec<FieldChange> {
    let mut values = [BTreeMap::new(), BTreeMap::new()];
    for (form, values) in [old, new].into_iter().zip(&mut values) {
        gather("", form, values);
    }
    let [mut before, mut after] = values;
    let fields: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
    let mut changes: Vec<FieldChange> = Vec::new();
    for field in fields {
        let mut gone = before.remove(&field).unwrap_or_default();
        let mut come = after.remove(&field).unwrap_or_default();
        // A value that both have, as often as both have it.
        come.retain(|value| match gone.iter().position(|other| other == value) {
            Some(place) => {
                gone.remove(place);
                false
            }
            None => true,
        });
        if !gone.is_empty() || !come.is_empty() {
            changes.push(FieldChange {
                field,
                before: gone,
                after: come,
            });
        }
    }
    changes.sort_by(|one, other| one.field.cmp(&other.field));
    changes
}

/// Adds the values of a JSON form under the names of their fields: each item of an array is a value, and
/// the fields of an object that is no item have names of their own (`ship.current_flags`).
fn gather(field: &str, form: &Value, values: &mut BTreeMap<String, Vec<String>>) {
    match form {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, form) in fields {
                let name = match field {
                    "" => name.clone(),
                    _ => format!("{field}.{name}"),
                };
                gather(&name, form, values);
            }
        }
        Value::Array(items) => {
            let texts = items.iter().map(|item| item_text(field, item));
            values.entry(field.to_owned()).or_default().extend(texts);
        }
        one => values
            .entry(field.to_owned())
            .or_default()
            .push(item_text(field, one)),
    }
}

/// A value as a person reads it: of a name its words and then what the list says of it, of any other value all
/// that they hold, with commas.
fn item_text(field: &str, item: &Value) -> String {
    if field == "names"
        && let Ok(name) = serde_json::from_value::<Name>(item.clone())
    {
        let strength = name.strength.map(|strength| strength.as_str());
        let script = name.script.as_deref().filter(|script| !script.is_empty());
        let about: Vec<&str> = [Some(name.name_type.as_str()), strength, script]
            .into_iter()
            .flatten()
            .collect();
        return format!("{} ({})", name.full(), about.join(", "));
    }
    // A measure is the publisher's words; ours only where there are none.
    let words = item.get("words").and_then(Value::as_str);
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        return words.to_owned();
    }
    let mut leaves = Vec::new();
    add_leaves(item, &mut leaves);
    leaves.join(", ")
}

fn add_leaves(form: &Value, leaves: &mut Vec<String>) {
    match form {
        Value::Null => {}
        Value::String(text) => leaves.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| add_leaves(item, leaves)),
        Value::Object(fields) => fields.values().for_each(|item| add_leaves(item, leaves)),
        one => leaves.push(one.to_string()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail so.
mod tests {
    use record::{Kind, NameType, PartRole, Record};

    use super::*;

    fn person() -> Record {
        let mut record = Record::new("uk", "XYZ9001", Kind::Individual);
        let part = |text: &str| record::NamePart::new(PartRole::Whole, text);
        record.names = vec![
            Name::new(NameType::Primary, [part("Blenor Mana")]),
            Name::new(NameType::Alias, [part("The Heron")]),
        ];
        record.nationalities = vec!["Albania".to_owned(), "Peru".to_owned()];
        record
    }

    #[test]
    fn every_kind_of_change_is_told_by_its_field() {
        let change = |field: &str, before: &[&str], after: &[&str]| {
            let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
            let (before, after) = (owned(before), owned(after));
            FieldChange {
                field: field.to_owned(),
                before,
                after,
            }
        };
        type Row = (&'static str, fn(&mut Record), Vec<FieldChange>);
        #[rustfmt::skip]
        let rows: Vec<Row> = vec![
            ("nothing", |_| {}, vec![]),
            ("another order", |record| { record.names.swap(0, 1); record.nationalities.swap(0, 1); }, vec![]),
            ("a name less", |record| { record.names.pop(); }, vec![change("names", &["The Heron (alias)"], &[])]),
            ("another type of name", |record| record.names[1].name_type = NameType::Variation, vec![change("names", &["The Heron (alias)"], &["The Heron (variation)"])]),
            ("a value twice", |record| record.nationalities.push("Peru".to_owned()), vec![change("nationalities", &[], &["Peru"])]),
            ("another kind", |record| record.kind = Kind::Entity, vec![change("kind", &["individual"], &["entity"])]),
            ("a date where none was", |record| record.designated = Some(record::ListedDate::from_text("2026-01-02")), vec![change("designated", &[], &["2026-01-02"])]),
            ("a part of what a ship has", |record| record.ship = Some(Box::new(record::ShipData { current_flags: vec!["Palau".to_owned()], ..Default::default() })), vec![change("ship.current_flags", &[], &["Palau"])]),
        ];
        for (name, amend, expected) in rows {
            let mut record = person();
            amend(&mut record);
            let form = |record: &Record| serde_json::to_value(record).unwrap();
            assert_eq!(
                compare(&form(&person()), &form(&record)),
                expected,
                "{name}"
            );
        }
    }
}
