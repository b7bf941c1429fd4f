//! The words of a file about each designation, verbatim, folded by its ID.

use std::collections::hash_map::{Entry as MapEntry, RandomState};
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;

use super::DESIGNATION_LIMIT;
use super::entry::{Entry, Group};
use super::layout::Layout;
use super::text::{clean, has_escape};
use super::unknown::{self, Suspicion};
use super::warnings::Warnings;
use crate::error::{FaultKind, Faults, Place, quoted};
use crate::{ListError, WarningKind};

/// Bytes of memory that a designation takes, however little the file says about it; that each of its
/// values takes here; and that each cell of a value takes in the record, beside its letters. Measured
/// on a 64-bit machine on 26 November 2026 with one letter in every cell.
const DESIGNATION_BYTES: u64 = 800;
const VALUE_BYTES: u64 = 60;
const CELL_BYTES: u64 = 60;
/// Copies of each letter: here and in the record.
const COPIES: u64 = 2;
/// Most memory that the designations may take: this many bytes for each of the file, and what any
/// file may take. Raising either lets a small file fill the memory of whoever reads it.
const MEMORY_EACH: u64 = 8;
const MEMORY: u64 = 64 << 20;
/// Most unknown columns and elements of a file.
const MOST_UNKNOWN: usize = 200;

/// A file in the publisher's words.
pub(crate) struct Raw<G> {
    /// The date of the file, as it is written.
    pub(crate) date: String,
    pub(crate) date_line: u64,
    /// Designations in the order of the file.
    pub(crate) entries: Vec<Entry<G>>,
    pub(crate) warnings: Warnings,
    pub(crate) faults: Faults,
}

/// Folds what is said about each designation.
pub(crate) struct Fold<G: 'static> {
    layout: &'static Layout<G>,
    entries: Vec<Entry<G>>,
    places: HashMap<String, usize>,
    current: usize,
    /// Place of the value with this hash, among those of its entry.
    seen: HashMap<u64, usize>,
    hasher: RandomState,
    pub(crate) warnings: Warnings,
    unknown: BTreeSet<String>,
    /// Labels of what must not be unknown.
    suspected: BTreeSet<String>,
    pub(crate) faults: Faults,
    /// Bytes of memory that the values take, here and as a record.
    value_bytes: u64,
}

impl<G: Group> Fold<G> {
    pub(crate) fn new(layout: &'static Layout<G>) -> Self {
        Self {
            layout,
            entries: Vec::new(),
            places: HashMap::new(),
            current: 0,
            seen: HashMap::new(),
            hasher: RandomState::new(),
            warnings: Warnings::of(layout.list),
            unknown: BTreeSet::new(),
            suspected: BTreeSet::new(),
            faults: Faults::default(),
            value_bytes: 0,
        }
    }

    /// The next values are about the designation with this ID. Without an ID it is about one of
    /// its own, which is kept under its line: it must be found, and must not be mixed up.
    /// Bytes of the file are read up to `read`.
    pub(crate) fn open(&mut self, id: &str, line: u64, read: u64) -> Result<(), ListError> {
        let mut id = clean(id);
        if id.is_empty() {
            id = format!("(line {line})");
            self.warnings.add(&id, line, WarningKind::Id, "");
        }
        let count = self.entries.len();
        let taken = count as u64 * DESIGNATION_BYTES + self.value_bytes;
        self.current = match self.places.get(&id) {
            Some(place) => *place,
            None if taken > read * MEMORY_EACH + MEMORY => {
                return Err(ListError::TooMany {
                    what: "designations of which the file says little",
                    most: count,
                    line,
                });
            }
            None => {
                let place = count;
                self.places.insert(id.clone(), place);
                self.entries.push(Entry {
                    id,
                    line,
                    cells: String::new(),
                    values: Vec::new(),
                });
                place
            }
        };
        Ok(())
    }

    /// True if a designation has this ID.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.places.contains_key(&clean(id))
    }

    /// The current designation also has these cells, joined by NUL; nothing happens where it has
    /// them already.
    pub(crate) fn add(&mut self, group: G, line: u64, joined: &str) -> Result<(), ListError> {
        let Some(entry) = self.entries.get_mut(self.current) else {
            return Ok(());
        };
        let hash = self.hasher.hash_one((self.current, group, joined));
        match self.seen.entry(hash) {
            MapEntry::Vacant(vacant) => {
                vacant.insert(entry.values.len());
            }
            MapEntry::Occupied(place) if entry.is_at(*place.get(), group, joined) => {
                return Ok(());
            }
            // Another value has the same hash, which is rare.
            MapEntry::Occupied(_) => {
                if entry.values(group).any(|value| value.joined == joined) {
                    return Ok(());
                }
            }
        }
        if (entry.cells.len() + joined.len()) as u64 > DESIGNATION_LIMIT {
            return Err(ListError::TooLong {
                what: "designation",
                limit: DESIGNATION_LIMIT,
                line,
                byte: 1,
            });
        }
        let begin = entry.cells.len();
        entry.cells.push_str(joined);
        let cells = joined.split('\0').filter(|cell| !cell.is_empty()).count();
        self.value_bytes += VALUE_BYTES + cells as u64 * CELL_BYTES + joined.len() as u64 * COPIES;
        entry.values.push((group, line, begin..entry.cells.len()));
        if has_escape(joined) {
            let raw = quoted(&joined.replace('\0', " "));
            self.warnings
                .add(&entry.id, line, WarningKind::Escape, &raw);
        }
        Ok(())
    }

    /// The current designation is whole: its values need not be told from further ones.
    pub(crate) fn close(&mut self) {
        self.seen.clear();
    }

    /// The current designation also has this text, under a label that is not known here.
    pub(crate) fn add_unknown(
        &mut self,
        label: &str,
        line: u64,
        text: &str,
    ) -> Result<(), ListError> {
        match is_blank(text) {
            true => Ok(()),
            false => self.add(G::UNKNOWN, line, &format!("{label}\0{text}")),
        }
    }

    /// Warns of an unknown column or element, once for each.
    pub(crate) fn note_unknown(&mut self, label: &str, line: u64) -> Result<(), ListError> {
        if self.unknown.len() >= MOST_UNKNOWN && !self.unknown.contains(label) {
            let most = MOST_UNKNOWN;
            let what = "unknown columns or elements";
            return Err(ListError::TooMany { what, most, line });
        }
        if self.unknown.insert(label.to_owned()) {
            self.warnings
                .add("", line, WarningKind::UnknownField, label);
        }
        Ok(())
    }

    /// Notes, once for each label, that an unknown field holds what must not be lost.
    pub(crate) fn suspect(&mut self, label: &str, place: Place, holds: Suspicion, text: &str) {
        if self.suspected.insert(label.to_owned()) {
            let mut what = format!("“{}” is not known and {holds}", quoted(label));
            if !text.is_empty() {
                what = format!("{what}: “{}”", quoted(text));
            }
            self.faults.add(FaultKind::UnknownField, place, what);
        }
    }

    pub(crate) fn has_designations(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Every designation was read.
    pub(crate) fn finish(mut self, date: String, date_line: u64) -> Raw<G> {
        self.seen = HashMap::new();
        for (label, line, text) in unknown::names_in_unknown(self.layout, &self.entries) {
            self.suspect(&label, Place::Line(line), Suspicion::ListedName, &text);
        }
        Raw {
            date,
            date_line,
            entries: self.entries,
            warnings: self.warnings,
            faults: self.faults,
        }
    }
}

/// True if nothing but white space and separators of cells is there.
pub(crate) fn is_blank(joined: &str) -> bool {
    joined
        .chars()
        .all(|character| character.is_whitespace() || character.is_control())
}
