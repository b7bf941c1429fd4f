//! The attributes of the element are those of one table, `static/attributes.json`: what the element's
//! script, the app, the frame, the types and the documents say of them is checked against it.

// They look at files, which a browser does not have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// One row of the table.
struct Attribute {
    name: String,
    /// What it may be; none where its value is free.
    values: Vec<String>,
    /// Present or not, whatever its value.
    is_flag: bool,
    /// What holds without it, as the documents say; `None` for one that must be there.
    without: Option<String>,
    /// Whether the frame takes it in its address.
    in_frame: bool,
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table() -> Vec<Attribute> {
    let table: Value = serde_json::from_str(&read("static/attributes.json")).expect("it is JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let rows = table.as_array().expect("it is an array").iter();
    let rows: Vec<Attribute> = rows
        .map(|row| Attribute {
            name: text(&row["name"]).expect("an attribute has a name"),
            values: row["values"].as_array().map_or(Vec::new(), |values| {
                values.iter().filter_map(text).collect()
            }),
            is_flag: row["is_flag"] == true,
            without: text(&row["without"]),
            in_frame: row["in_frame"] == true,
        })
        .collect();
    assert_eq!(rows.len(), 17);
    rows
}

/// What is between two texts.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, after) = text
        .split_once(begin)
        .unwrap_or_else(|| panic!("no {begin}"));
    let (inside, _) = after.split_once(end).unwrap_or_else(|| panic!("no {end}"));
    inside
}

/// The texts between two signs of this kind.
fn quoted(text: &str, sign: char) -> Vec<String> {
    let parts = text.split(sign).skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

fn set(names: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    names.into_iter().collect()
}

fn names(table: &[Attribute], is: fn(&Attribute) -> bool) -> BTreeSet<String> {
    let rows = table.iter().filter(|row| is(row));
    rows.map(|row| row.name.clone()).collect()
}

#[test]
fn the_script_of_the_element_observes_every_attribute_and_knows_its_values() {
    let table = table();
    let script = read("static/sanctions-lookup.js");
    let choices = between(&script, "const choices = {\n", "};");
    let mut chosen = BTreeSet::new();
    for line in choices.lines() {
        let (name, values) = line.split_once(": [").expect("a line is name: [values]");
        let name = name.trim().trim_matches('\'');
        let row = table.iter().find(|row| row.name == name);
        let row = row.unwrap_or_else(|| panic!("{name} is not in the table"));
        assert_eq!(set(quoted(values, '\'')), set(row.values.clone()), "{name}");
        chosen.insert(name.to_owned());
    }
    assert_eq!(chosen, names(&table, |row| !row.values.is_empty()));
    let others = between(&script, "static observedAttributes = [", ", ...Object");
    let others = set(quoted(others, '\''));
    assert_eq!(others, names(&table, |row| row.values.is_empty()));
}

#[test]
fn the_app_reads_attributes_of_the_table_and_compares_them_with_its_values() {
    let table = table();
    let config = read("src/config.rs");
    let config = config.split("#[cfg(test)]").next().unwrap();
    let mut asked = BTreeSet::new();
    for part in config.split("attribute(\"").skip(1) {
        asked.insert(part.split('"').next().unwrap().to_owned());
    }
    // The rest is for the element's script alone.
    let script_only = ["lang", "languages", "loading", "offline", "theme"].map(str::to_owned);
    let all: BTreeSet<String> = asked.union(&set(script_only)).cloned().collect();
    assert_eq!(all, names(&table, |_| true));
    let values: BTreeSet<&String> = table.iter().flat_map(|row| &row.values).collect();
    for part in config.split("Some(\"").skip(1) {
        let value = part.split('"').next().unwrap().to_owned();
        assert!(
            values.contains(&value),
            "{value} is a value of no attribute"
        );
    }
}

#[test]
fn the_frame_takes_its_attributes_in_its_address_and_the_documents_name_them() {
    let in_frame = names(&table(), |row| row.in_frame);
    let settings = read("static/embed.js");
    let settings = quoted(between(&settings, "const SETTINGS = [", "];"), '\'');
    assert!(settings.is_sorted());
    assert_eq!(set(settings), in_frame);
    let page = read("docs/embedding.md");
    let said = between(&page, "`embed.html` takes ", " in its\nquery");
    assert_eq!(set(quoted(said, '`')), in_frame);
}

#[test]
fn the_types_are_those_of_the_table() {
    let table = table();
    let types = read("static/sanctions-lookup.d.ts");
    let types = between(
        &types,
        "export interface SanctionsLookupAttributes {\n",
        "\n}",
    );
    let mut typed = BTreeSet::new();
    for line in types.lines().filter(|line| line.ends_with(';')) {
        let (name, kind) = line.trim().split_once(": ").expect("name: type;");
        let kind = kind.trim_end_matches(';');
        let optional = name.ends_with('?');
        let name = name.trim_end_matches('?').trim_matches('\'');
        let row = table.iter().find(|row| row.name == name);
        let row = row.unwrap_or_else(|| panic!("{name} is not in the table"));
        assert_eq!(optional, row.without.is_some(), "{name}");
        match (row.is_flag, row.values.is_empty()) {
            (true, _) => assert_eq!(kind, "boolean | ''", "{name}"),
            (false, true) => assert_eq!(kind, "string", "{name}"),
            (false, false) => {
                assert_eq!(set(quoted(kind, '\'')), set(row.values.clone()), "{name}");
            }
        }
        typed.insert(name.to_owned());
    }
    assert_eq!(typed, names(&table, |_| true));
}

#[test]
fn the_documents_have_a_row_for_every_attribute_with_its_values_and_its_default() {
    let table = table();
    let page = read("docs/embedding.md");
    let rows = between(
        &page,
        "| attribute | values | without it |\n|---|---|---|\n",
        "\n\n",
    );
    assert_eq!(rows.lines().count(), table.len());
    for (line, row) in rows.lines().zip(&table) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, values, without] = cells[..] else {
            panic!("a row has three cells: {line}");
        };
        assert_eq!(name, format!("`{}`", row.name));
        if let Some(expected) = &row.without {
            assert_eq!(without, expected, "{name}");
        }
        assert_eq!(values.starts_with("present:"), row.is_flag, "{name}");
        let is_said = |value: &String| values.contains(&format!("`{value}`"));
        let is_range = row.name == "heading-level" && values.starts_with("1 to 6");
        assert!(
            is_range || row.values.iter().all(is_said),
            "{name}: {values}"
        );
    }
    let readme = read("README.md");
    let rows = between(&readme, "| `data` | address", "\n\n");
    let mut said: BTreeSet<String> = rows
        .lines()
        .skip(1)
        .flat_map(|line| quoted(line.split('|').nth(1).unwrap(), '`'))
        .collect();
    said.insert("data".to_owned());
    assert_eq!(said, names(&table, |_| true));
}
