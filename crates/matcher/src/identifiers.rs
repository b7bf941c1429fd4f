//! The index of identifiers, references and contacts. A value matches when it is equal after cleaning.

use names::Words;
use pack::{Designation, SearchPack};

use crate::Matched;
use crate::order::{self, hash, with_first};
use crate::weights::{IDENTIFIER_LETTERS, NUMBER_DIGITS};

/// The identifiers of all designations, by hash.
#[derive(Default)]
pub(crate) struct Identifiers {
    /// Hash, and index among all designations of all lists; sorted.
    rows: Vec<u64>,
}

/// A designation with an identifier that the query contains.
pub(crate) struct Found {
    /// Index among all designations of all lists.
    pub designation: u32,
    pub matched: Matched,
    /// The value as published.
    pub value: String,
}

impl Identifiers {
    pub(crate) fn of(packs: &[SearchPack]) -> Self {
        let mut rows = Vec::new();
        for (place, designation) in packs.iter().flat_map(SearchPack::designations).enumerate() {
            for_each_value(designation, |_, value| {
                for_each_key(value, |key| {
                    rows.push(order::key(hash(key.bytes()), place as u32))
                });
            });
        }
        order::sort(&mut rows);
        rows.dedup();
        Self { rows }
    }

    /// The designations with an identifier that equals the query or a long number in it, one row
    /// each, by index. Normalises every value of each of these designations.
    pub(crate) fn find<'a>(
        &self,
        query: &str,
        designation: impl Fn(u32) -> Option<Designation<'a>>,
    ) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        if !looks_like_one(query) {
            return found;
        }
        for_each_key(query, |key| {
            let hash = hash(key.bytes());
            for place in with_first(&self.rows, hash) {
                let Some(designation) = designation(place) else {
                    continue;
                };
                let mut first = None;
                for_each_value(designation, |matched, value| {
                    let mut is_equal = false;
                    for_each_key(value, |other| is_equal |= other == key);
                    if is_equal && first.is_none() {
                        first = Some((matched, value.to_owned()));
                    }
                });
                if let Some((matched, value)) = first {
                    found.push(Found {
                        designation: place,
                        matched,
                        value,
                    });
                }
            }
        });
        // The first row of a designation that several numbers of the query identify.
        let rows = found.iter().zip(0..);
        let mut rows: Vec<u64> = rows
            .map(|(row, place)| order::key(row.designation, place))
            .collect();
        order::sort(&mut rows);
        rows.dedup_by_key(|row| order::first(*row));
        let mut found: Vec<Option<Found>> = found.into_iter().map(Some).collect();
        rows.into_iter()
            .filter_map(|row| found.get_mut(order::second(row) as usize)?.take())
            .collect()
    }
}

fn for_each_value(designation: Designation<'_>, mut each: impl FnMut(Matched, &str)) {
    each(Matched::Id, designation.id());
    for field in designation.references() {
        each(Matched::Reference(field.kind), field.value);
    }
    for field in designation.identifiers() {
        each(Matched::Identifier(field.kind), field.value);
    }
    for field in designation.contacts() {
        each(Matched::Contact(field.kind), field.value);
    }
}

/// Whether a query can be an identifier: it has a digit, or the dot or `@` of a web or mail address.
fn looks_like_one(query: &str) -> bool {
    query.contains(['.', '@']) || query.chars().any(|letter| letter.is_numeric())
}

/// The keys that are compared: all letters and digits of the value without separators, and each
/// long number in it by itself, because lists write `Tax number 7700000000`.
fn for_each_key(value: &str, mut each: impl FnMut(&str)) {
    let words = Words::read(value);
    let mut first = 0;
    while first + 1 < words.len() && matches!(words.text(first), "http" | "https" | "www") {
        first += 1;
    }
    let whole = words.joined(first..words.len());
    let whole = whole
        .strip_prefix("imo")
        .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or(whole);
    if whole.len() >= IDENTIFIER_LETTERS {
        each(whole);
    }
    for word in words.iter() {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits >= NUMBER_DIGITS && word != whole {
            each(word);
        }
    }
}
