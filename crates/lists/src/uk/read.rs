//! The layouts of the two files, beside the fields.

use std::io::Read;

use super::LIST;
use super::fields::{FIELDS, Group, INDICATORS};
use super::map;
use crate::read::entry::{Entry, Value};
use crate::read::input::Input;
use crate::read::layout::{CsvLayout, Layout, XmlLayout};
use crate::read::text::clean;
use crate::read::{csv, mapping, xml};
use crate::{ListError, Parsed, Source};

pub(super) static LAYOUT: Layout<Group> = Layout {
    list: LIST,
    fields: &FIELDS,
    names,
    is_person,
    is_id: map::is_id,
    is_measure: map::is_measure,
};

static CSV: CsvLayout = CsvLayout {
    id: "Unique ID",
    date: "report date",
    other_list,
};

static XML: XmlLayout<Group> = XmlLayout {
    root: "Designations",
    designations: &["Designation"],
    depth: 1,
    kind: None,
    date: "DateGenerated",
    id: "UniqueID",
    folds: true,
    closed: &[
        "Name",
        "NonLatinName",
        "DOBs",
        "Nationalities",
        "NationalIdentifier",
        "Passport",
        "BusinessRegistrationNumbers",
        "IMONumbers",
    ],
    named: &[(INDICATORS, Group::Indicator)],
    whole: &[("CryptoWalletAddresses", Group::CryptoWallet)],
};

pub(super) fn read(
    source: &'static Source,
    mut input: Input<&mut dyn Read>,
) -> Result<Parsed, ListError> {
    let raw = match input.skip_white_space()? {
        None => return Err(ListError::Empty),
        Some(b'<') => xml::read(source, &LAYOUT, &XML, input)?,
        Some(_) => csv::read(source, &LAYOUT, &CSV, input)?,
    };
    mapping::map(&LAYOUT, raw, map::header, |it| it.record())
}

/// OFSI's list begins with a date beside "Last Updated", and has another key.
fn other_list(header: &[String]) -> Option<&'static str> {
    let has = |column: &str| header.iter().any(|name| name.eq_ignore_ascii_case(column));
    let mut cells = header.iter();
    let begins = cells
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case("Last Updated"));
    let second = cells.next().map_or("", String::as_str);
    let is_dated = begins && second.starts_with(|first: char| first.is_ascii_digit());
    (is_dated || (has("Group ID") && has("Group Type")))
        .then_some("OFSI's consolidated list (ConList), which closed on 28 January 2026")
}

fn names(entry: &Entry<Group>) -> Vec<Vec<String>> {
    let names = entry.values(Group::Name);
    names
        .map(|name| name.cells().take(6).map(clean).collect())
        .collect()
}

fn is_person(entry: &Entry<Group>) -> bool {
    let mut kinds = entry.values(Group::Kind).flat_map(Value::cells);
    kinds.any(|kind| clean(kind).eq_ignore_ascii_case("individual"))
}
