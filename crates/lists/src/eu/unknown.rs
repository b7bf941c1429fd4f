//! Unknown elements and attributes: which of them must refuse the file.
//!
//! A publisher adds attributes, and a list with a new one is still the list. But a name, a date of
//! birth or a number under a label that is not known is neither searched nor shown where it belongs.

use core::fmt;
use std::collections::HashSet;

use super::fields::{Attribute, Element, LAYOUT, Rests};
use super::read::Entity;
use crate::text::clean;

/// Why an unknown element or attribute is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suspicion {
    /// An attribute that the element always has is missing: it may have been renamed.
    Missing,
    /// The label says that it holds names or IDs, or is that of an attribute of the list.
    Label,
    /// The value has the form of an ID, a date or a number of a document.
    Id,
    /// The value is text where the list has none.
    Text,
    /// The value is not in Latin letters.
    OtherScript,
    /// The value is a name of the designation.
    ListedName,
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "is in an element that lacks one of its attributes",
            Self::Label => "must hold names or IDs by its label",
            Self::Id => "holds an ID, a date or a number",
            Self::Text => "is text beside attributes",
            Self::OtherScript => "holds letters of another script, as names do",
            Self::ListedName => "holds a name",
        })
    }
}

/// Parts of labels, in lower case, of attributes that hold names or IDs.
const LABELS: [&str; 8] = [
    "name",
    "alias",
    "aka",
    "identif",
    "passport",
    "imo",
    "spelling",
    "reference",
];

/// Judges an unknown attribute of a known element, or text (without a label) inside of one.
pub(super) fn suspect(element: Element, label: &str, value: &str) -> Option<Suspicion> {
    if !matters(element) {
        return None;
    }
    if label.is_empty() {
        return Some(Suspicion::Text);
    }
    suspect_label(label).or_else(|| suspect_value(value))
}

/// Judges an attribute of an unknown element, or its text under its own name.
pub(super) fn suspect_unknown_element(label: &str, value: &str) -> Option<Suspicion> {
    let mut fields = LAYOUT.iter().flat_map(|layout| layout.fields);
    let is_known = fields.any(|field| field.name == label && field.rests != Rests::Nothing);
    is_known
        .then_some(Suspicion::Label)
        .or_else(|| suspect_label(label))
        .or_else(|| suspect_value(value))
}

/// True for an element that identity, search or law rest on.
fn matters(element: Element) -> bool {
    let layout = LAYOUT.iter().find(|layout| layout.element == element);
    let mut fields = layout.into_iter().flat_map(|layout| layout.fields);
    fields.any(|field| field.rests != Rests::Nothing)
}

pub(super) fn suspect_label(label: &str) -> Option<Suspicion> {
    let label = label.to_lowercase();
    let is_id = label.ends_with("id") || label.ends_with("ids");
    (is_id || LABELS.iter().any(|part| label.contains(part))).then_some(Suspicion::Label)
}

pub(super) fn suspect_value(value: &str) -> Option<Suspicion> {
    let value = clean(value);
    if is_id(&value) || is_number(&value) {
        return Some(Suspicion::Id);
    }
    let is_other = |letter: char| letter.is_alphabetic() && !super::names::is_latin(letter);
    value
        .chars()
        .any(is_other)
        .then_some(Suspicion::OtherScript)
}

/// True if a text is an EU reference number: `EU.1234.56`.
fn is_id(text: &str) -> bool {
    text.strip_prefix("EU.").is_some_and(|rest| {
        rest.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !rest.is_empty()
    })
}

/// True for years, dates and numbers of documents: four digits or more, and at most four letters.
fn is_number(text: &str) -> bool {
    let count = |is: fn(&u8) -> bool| text.bytes().filter(is).count();
    let (digits, letters) = (count(u8::is_ascii_digit), count(u8::is_ascii_alphabetic));
    digits >= 4 && letters <= 4 && text.len() <= 24
}

/// Unknown values that are names of the designation: label, line and text.
///
/// Cost: nothing where nothing is unknown, else one pass over its names.
pub(super) fn names_in_unknown(entity: &Entity) -> Vec<(String, u64, String)> {
    if entity.unknown.is_empty() {
        return Vec::new();
    }
    let mut names = HashSet::new();
    let mut words = HashSet::new();
    for part in entity.parts().filter(|part| part.element == Element::Name) {
        use Attribute::{FirstName, LastName, MiddleName, WholeName};
        for attribute in [WholeName, FirstName, MiddleName, LastName] {
            let name = part.get(attribute).unwrap_or_default().to_lowercase();
            words.extend(words_of(&name).map(str::to_owned));
            names.insert(name);
        }
    }
    let is_name = |text: &str| {
        let text = clean(text).to_lowercase();
        let count = words_of(&text).count();
        names.contains(&text) || count >= 2 && words_of(&text).all(|word| words.contains(word))
    };
    let unknown = entity.unknown.iter().filter(|(_, text)| is_name(text));
    let unknown = unknown.map(|(label, text)| (label.clone(), entity.line, text.clone()));
    unknown.collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}
