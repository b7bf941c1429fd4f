//! Unknown elements and attributes: which of them must refuse the file.
//!
//! A publisher adds attributes, and a list with a new one is still the list. But a name, a date of
//! birth or a number under a label that is not known is neither searched nor shown where it belongs.

use std::collections::HashSet;

use super::entity::Entity;
use super::fields::{Attribute, Element, LAYOUT, Rests};
use crate::read::text::{clean, has_other_script};
use crate::read::unknown::{Suspicion, is_number_of_document, suspect_label};

/// Judges an unknown attribute of a known element, or text (without a label) inside of one.
pub(super) fn suspect(element: Element, label: &str, value: &str) -> Option<Suspicion> {
    if !matters(element) {
        return None;
    }
    if label.is_empty() {
        return Some(Suspicion::Inside);
    }
    // Parts of dates are short numbers, or words with digits.
    let has_digits = value.contains(|letter: char| letter.is_ascii_digit());
    let is_part_of_date = element == Element::BirthDate && has_digits;
    suspect_label(label)
        .or_else(|| suspect_value(value))
        .or_else(|| is_part_of_date.then_some(Suspicion::Id))
}

/// Judges an attribute of an unknown element or, without a label, its text.
pub(super) fn suspect_unknown_element(
    element: &str,
    label: &str,
    value: &str,
) -> Option<Suspicion> {
    let mut fields = LAYOUT.iter().flat_map(|layout| layout.fields);
    let is_known = fields.any(|field| field.name == label && field.rests != Rests::Nothing);
    is_known
        .then_some(Suspicion::Label)
        .or_else(|| suspect_label(element))
        .or_else(|| suspect_label(label))
        .or_else(|| suspect_value(value))
}

/// True for an element on whose remarks search rests: they say of what sort a name is, and hold numbers.
pub(super) fn has_remarks_that_matter(element: Element) -> bool {
    matches!(element, Element::Name | Element::Identification)
}

/// True for an element that identity, search or law rest on.
fn matters(element: Element) -> bool {
    let layout = LAYOUT.iter().find(|layout| layout.element == element);
    let mut fields = layout.into_iter().flat_map(|layout| layout.fields);
    fields.any(|field| field.rests != Rests::Nothing)
}

fn suspect_value(value: &str) -> Option<Suspicion> {
    let value = clean(value);
    if is_id(&value) || is_number_of_document(&value) || is_number(&value) {
        return Some(Suspicion::Id);
    }
    has_other_script(&value).then_some(Suspicion::OtherScript)
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
