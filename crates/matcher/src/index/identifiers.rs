//! The index of identifiers, references, contacts and the codes in notes. A value matches a query
//! that asks for one of its keys (`pack::listed_keys`, `pack::query_keys`).

use pack::{CodeValue, Designation, SearchPack, listed_keys, query_keys};
use record::{ContactKind, NoteKind};

use crate::answer::Matched;
use crate::order::{self, hash, with_first};

/// The identifiers of a list's designations, by hash.
#[derive(Default)]
pub(crate) struct Identifiers {
    /// Hash, and place of the designation in the list; sorted.
    rows: Vec<u64>,
}

/// A designation with an identifier that the query contains.
pub(crate) struct Found {
    /// Place in the list.
    pub designation: u32,
    pub matched: Matched,
    /// The value as published.
    pub value: String,
}

impl Identifiers {
    pub(crate) fn of(pack: &SearchPack) -> Self {
        let mut rows = Vec::new();
        for designation in pack.designations() {
            let place = designation.place() as u32;
            for_each_value(designation, &mut |matched, value| {
                listed_keys(value, sort_of(matched), &mut |key| {
                    rows.push(order::key(hash(key.bytes()), place))
                });
            });
        }
        order::sort(&mut rows);
        rows.dedup();
        Self { rows }
    }

    /// The designations with a code that equals the query or a code in it, one row each, by place.
    /// Normalises every value of each of these designations.
    pub(crate) fn find<'a>(
        &self,
        query: &str,
        designation: impl Fn(u32) -> Option<Designation<'a>>,
    ) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        query_keys(query, &mut |key| {
            let hash = hash(key.bytes());
            for place in with_first(&self.rows, hash) {
                let Some(designation) = designation(place) else {
                    continue;
                };
                let mut first = None;
                for_each_value(designation, &mut |matched, value| {
                    let mut is_equal = false;
                    if first.is_none() {
                        listed_keys(value, sort_of(matched), &mut |other| {
                            is_equal |= other == key
                        });
                    }
                    if is_equal {
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

fn for_each_value(designation: Designation<'_>, each: &mut dyn FnMut(Matched, &str)) {
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
    for field in designation.notes() {
        each(Matched::Note(field.kind), field.value);
    }
}

fn sort_of(matched: Matched) -> CodeValue {
    match matched {
        Matched::Contact(ContactKind::Phone) => CodeValue::Phone,
        Matched::Note(NoteKind::Address) => CodeValue::Shared,
        _ => CodeValue::Code,
    }
}
