//! The layout of the file, beside the fields.

use std::io::Read;

use super::LIST;
use super::fields::{BIRTH_DATE, ENTITY, FIELDS, Group, INDIVIDUAL};
use super::map;
use crate::read::entry::{Entry, Value};
use crate::read::input::Input;
use crate::read::layout::{Layout, XmlLayout};
use crate::read::text::clean;
use crate::read::{mapping, xml};
use crate::{ListError, Parsed, Source};

static LAYOUT: Layout<Group> = Layout {
    list: LIST,
    fields: &FIELDS,
    names,
    is_person,
    is_id: map::is_reference_number,
    // The file has no field of measures.
    is_measure: |_| false,
};

static XML: XmlLayout<Group> = XmlLayout {
    root: "CONSOLIDATED_LIST",
    designations: &[INDIVIDUAL, ENTITY],
    depth: 2,
    kind: Some(Group::Kind),
    date: "@dateGenerated",
    id: "REFERENCE_NUMBER",
    folds: false,
    // What is new in a date of birth may be another calendar. The publisher adds elements to aliases
    // and documents; what is new there is judged by its label and its text.
    closed: &[BIRTH_DATE],
    named: &[],
    whole: &[],
};

pub(super) fn read(
    source: &'static Source,
    mut input: Input<&mut dyn Read>,
) -> Result<Parsed, ListError> {
    let raw = match input.skip_white_space()? {
        None => return Err(ListError::Empty),
        Some(b'<') => xml::read(source, &LAYOUT, &XML, input)?,
        Some(_) => {
            return Err(ListError::OtherFormat {
                needed: "an XML file",
                hint: source.hint,
            });
        }
    };
    mapping::map(&LAYOUT, raw, map::header, |it| it.record())
}

fn names(entry: &Entry<Group>) -> Vec<Vec<String>> {
    let names = entry.values(Group::Name);
    let names = names.map(|name| name.cells().map(clean).collect());
    let aliases = entry.values(Group::Alias);
    let aliases = aliases.filter_map(|alias| Some(vec![clean(alias.cells().nth(1)?)]));
    names.chain(aliases).collect()
}

fn is_person(entry: &Entry<Group>) -> bool {
    let mut kinds = entry.values(Group::Kind).flat_map(Value::cells);
    kinds.any(|kind| kind == INDIVIDUAL)
}
