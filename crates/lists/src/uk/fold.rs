//! What the file says about each designation, verbatim, folded by `Unique ID`.

use std::collections::hash_map::{Entry as MapEntry, RandomState};
use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;
use std::ops::Range;

use super::fields::Group;
use super::unknown::{self, Suspicion};
use super::{LIST, SOURCE};
use crate::fault::{FaultKind, Faults, Place, quoted};
use crate::text::{clean, has_escape};
use crate::{ListError, Warning, WarningKind};

/// How many times the designations of the largest list are read before the file is given up.
const TIMES_MOST: usize = 4;
/// Most unknown columns and elements of a file.
const MOST_UNKNOWN: usize = 200;

/// A file in the publisher's words.
pub(super) struct Raw {
    /// The report line or `DateGenerated`.
    pub(super) date: String,
    pub(super) date_line: u64,
    /// Designations in the order of the file.
    pub(super) entries: Vec<Entry>,
    pub(super) warnings: Vec<Warning>,
    pub(super) faults: Faults,
}

/// One designation: for each group its distinct values, in the order of the file.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) line: u64,
    /// All cells of all values, those of a value joined by NUL, which no file that is read
    /// contains. One text takes far fewer allocations than many small ones.
    cells: String,
    values: Vec<(Group, u64, Range<usize>)>,
}

/// The cells of one group, side by side.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) line: u64,
    joined: &'a str,
}

impl<'a> Value<'a> {
    pub(super) fn cells(self) -> impl Iterator<Item = &'a str> {
        self.joined.split('\0')
    }
}

impl Entry {
    pub(super) fn values(&self, wanted: Group) -> impl Iterator<Item = Value<'_>> {
        let values = self
            .values
            .iter()
            .filter(move |(group, ..)| *group == wanted);
        values.map(|(_, line, range)| Value {
            line: *line,
            joined: self.cells.get(range.clone()).unwrap_or_default(),
        })
    }

    fn is_at(&self, place: usize, group: Group, joined: &str) -> bool {
        self.values.get(place).is_some_and(|(other, _, range)| {
            *other == group && self.cells.get(range.clone()) == Some(joined)
        })
    }
}

/// Folds what is said about each designation.
#[derive(Default)]
pub(super) struct Fold {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
    current: usize,
    /// Where a value is that has this hash, among those of its entry.
    seen: HashMap<u64, usize>,
    hasher: RandomState,
    warnings: Vec<Warning>,
    unknown: BTreeSet<String>,
    /// Labels of what must not be unknown.
    suspected: BTreeSet<String>,
    pub(super) faults: Faults,
}

impl Fold {
    pub(super) fn warn(&mut self, record: &str, line: u64, kind: WarningKind, raw: &str) {
        self.warnings.push(Warning {
            list: LIST,
            record: record.to_owned(),
            line,
            kind,
            raw: raw.to_owned(),
        });
    }

    /// What follows is about the designation with this ID. Without an ID it is about one of
    /// its own, which is kept under its line: it must be found, and must not be mixed up.
    pub(super) fn open(&mut self, id: &str, line: u64) -> Result<(), ListError> {
        let mut id = clean(id);
        if id.is_empty() {
            id = format!("(line {line})");
            self.warn(&id.clone(), line, WarningKind::Id, "");
        }
        let most = SOURCE.most * TIMES_MOST;
        self.current = match self.places.get(&id) {
            Some(place) => *place,
            None if self.entries.len() >= most => {
                return Err(ListError::TooManyDesignations { line, most });
            }
            None => {
                let place = self.entries.len();
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

    /// The current designation also has these cells, joined by NUL; nothing happens where it has
    /// them already.
    pub(super) fn add(&mut self, group: Group, line: u64, joined: &str) {
        let Some(entry) = self.entries.get_mut(self.current) else {
            return;
        };
        let hash = self.hasher.hash_one((self.current, group, joined));
        match self.seen.entry(hash) {
            MapEntry::Vacant(vacant) => {
                vacant.insert(entry.values.len());
            }
            MapEntry::Occupied(place) if entry.is_at(*place.get(), group, joined) => return,
            // Another value has the same hash, which is rare.
            MapEntry::Occupied(_) => {
                if entry.values(group).any(|value| value.joined == joined) {
                    return;
                }
            }
        }
        let begin = entry.cells.len();
        entry.cells.push_str(joined);
        entry.values.push((group, line, begin..entry.cells.len()));
        if has_escape(joined) {
            let (id, raw) = (entry.id.clone(), joined.replace('\0', " "));
            self.warn(&id, line, WarningKind::Escape, &quoted(&raw));
        }
    }

    /// The current designation also has this text, under a label that is not known here.
    pub(super) fn add_unknown(&mut self, label: &str, line: u64, text: &str) {
        if !is_blank(text) {
            self.add(Group::Unknown, line, &format!("{label}\0{text}"));
        }
    }

    /// Warns of an unknown column or element, once for each.
    pub(super) fn note_unknown(&mut self, label: &str, line: u64) -> Result<(), ListError> {
        if self.unknown.len() >= MOST_UNKNOWN && !self.unknown.contains(label) {
            let most = MOST_UNKNOWN;
            return Err(ListError::TooManyUnknown { line, most });
        }
        if self.unknown.insert(label.to_owned()) {
            self.warn("", line, WarningKind::UnknownField, label);
        }
        Ok(())
    }

    /// Notes, once for each label, that an unknown field holds what must not be lost.
    pub(super) fn suspect(&mut self, label: &str, place: Place, holds: Suspicion, text: &str) {
        if self.suspected.insert(label.to_owned()) {
            let mut what = format!("“{}” is not known and {holds}", quoted(label));
            if !text.is_empty() {
                what = format!("{what}: “{}”", quoted(text));
            }
            self.faults.add(FaultKind::UnknownField, place, what);
        }
    }

    pub(super) fn has_designations(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Every designation was read.
    pub(super) fn finish(mut self, date: String, date_line: u64) -> Raw {
        self.seen = HashMap::new();
        for (label, line, text) in unknown::names_in_unknown(&self.entries) {
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

/// Whether nothing but white space and separators of cells is there.
pub(super) fn is_blank(joined: &str) -> bool {
    joined
        .chars()
        .all(|character| character.is_whitespace() || character.is_control())
}
