//! What the mappers of all lists share: values of a designation as clean texts.

use std::collections::HashSet;
use std::panic::resume_unwind;
use std::thread;

use record::{
    Identifier, IdentifierKind, LabelledText, ListedDate, Name, NamePart, NameType, PartRole,
    PartialDate, Record,
};

use super::entry::{Entry, Group, Value};
use super::fold::Raw;
use super::layout::Layout;
use super::name_cell::names_within;
use super::text::{clean, distinct, labelled_numbers, paragraphs};
use super::warnings::Warnings;
use crate::{Header, ListError, Parsed, WarningKind};

/// One designation on its way to a record.
pub(crate) struct Mapping<'a, G: 'static> {
    pub(crate) layout: &'static Layout<G>,
    pub(crate) entry: &'a Entry<G>,
    pub(crate) warnings: &'a mut Warnings,
}

/// Turns the publisher's words into records, sorted by ID.
///
/// # Errors
/// [`ListError::TooMany`] where far more values are not understood than a list has.
pub(crate) fn map<G: Group>(
    layout: &'static Layout<G>,
    raw: Raw<G>,
    header: fn(&str, u64, &mut Warnings) -> Header,
    record: fn(Mapping<'_, G>) -> Record,
) -> Result<Parsed, ListError> {
    let mut warnings = raw.warnings;
    let header = header(&raw.date, raw.date_line, &mut warnings);
    let map = |entries: Vec<Entry<G>>, warnings: &mut Warnings| {
        let map = |entry: Entry<G>| {
            let mut mapped = record(Mapping {
                layout,
                entry: &entry,
                warnings: &mut *warnings,
            });
            // Different words of the file can have one meaning.
            mapped.names = distinct(mapped.names);
            mapped.identifiers = distinct(mapped.identifiers);
            mapped.other = distinct(mapped.other);
            mapped.shrink_to_fit();
            mapped
        };
        entries.into_iter().map(map).collect::<Vec<Record>>()
    };
    // Every entry is mapped by itself, so a second thread maps the second half.
    let mut entries = raw.entries;
    let second_half = entries.split_off(entries.len() / 2);
    let (mut records, (more_records, more_warnings)) = thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut warnings = Warnings::of(layout.list);
            (map(second_half, &mut warnings), warnings)
        });
        let first = map(entries, &mut warnings);
        let second = second.join().unwrap_or_else(|panic| resume_unwind(panic));
        (first, second)
    });
    records.extend(more_records);
    warnings.append(more_warnings);
    records.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    Ok(Parsed {
        header,
        records,
        warnings: warnings.finish()?,
        faults: raw.faults,
    })
}

impl<G: Group> Mapping<'_, G> {
    pub(crate) fn warn(&mut self, line: u64, kind: WarningKind, raw: &str) {
        self.warnings.add(&self.entry.id, line, kind, raw);
    }

    /// The label of a field in a record.
    pub(crate) fn label(&self, group: G, place: usize) -> &'static str {
        self.layout.label(group, place)
    }

    /// The values of a group of one field, each with its line.
    pub(crate) fn lines_and_texts(&self, group: G) -> impl Iterator<Item = (u64, String)> {
        let values = self.entry.values(group);
        values.filter_map(|value| {
            let [text] = cells(value);
            Some((value.line, text?))
        })
    }

    /// The values of a group of one field.
    pub(crate) fn texts(&self, group: G) -> Vec<String> {
        let texts = self.lines_and_texts(group).map(|(_, text)| text);
        distinct(texts.collect())
    }

    /// The parts of values such as `UK|UN`.
    pub(crate) fn items(&self, group: G) -> Vec<(u64, String)> {
        let mut items = Vec::new();
        let mut seen = HashSet::new();
        for (line, text) in self.lines_and_texts(group) {
            for item in text.split('|').map(str::trim) {
                if !item.is_empty() && seen.insert(item.to_owned()) {
                    items.push((line, item.to_owned()));
                }
            }
        }
        items
    }

    pub(crate) fn paragraphs(&self, group: G) -> Vec<String> {
        let texts = self.entry.values(group).flat_map(Value::cells);
        distinct(texts.flat_map(paragraphs).collect())
    }

    /// The value of a field that has one; further ones are kept as labelled text.
    pub(crate) fn single(
        &mut self,
        group: G,
        other: &mut Vec<LabelledText>,
    ) -> Option<(u64, String)> {
        let values: Vec<(u64, String)> = self.lines_and_texts(group).collect();
        let mut values = values.into_iter();
        let first = values.next()?;
        for (line, text) in values.filter(|(_, text)| *text != first.1) {
            self.warn(line, WarningKind::Contradiction, &text);
            keep(other, self.label(group, 0), Some(text));
        }
        Some(first)
    }

    /// The date of a field that has one, as `parse` reads it.
    pub(crate) fn date_of(
        &mut self,
        group: G,
        other: &mut Vec<LabelledText>,
        parse: fn(&str) -> Option<PartialDate>,
    ) -> Option<ListedDate> {
        let (line, text) = self.single(group, other)?;
        self.date(line, text, parse)
    }

    /// The dates of a field, as `parse` reads them.
    pub(crate) fn dates(
        &mut self,
        group: G,
        parse: fn(&str) -> Option<PartialDate>,
    ) -> Vec<ListedDate> {
        let texts: Vec<(u64, String)> = self.lines_and_texts(group).collect();
        let dates = texts
            .into_iter()
            .filter_map(|(line, text)| self.date(line, text, parse));
        distinct(dates.collect())
    }

    /// A date; `None` where the list has words or zeros in its place.
    pub(crate) fn date(
        &mut self,
        line: u64,
        text: String,
        parse: fn(&str) -> Option<PartialDate>,
    ) -> Option<ListedDate> {
        if let Some(date) = parse(&text) {
            return Some(ListedDate::Date(date));
        }
        if is_no_date(&text) {
            self.warn(line, WarningKind::NoDate, &text);
            return None;
        }
        self.warn(line, WarningKind::Date, &text);
        Some(ListedDate::Verbatim(text))
    }

    /// Numbers with their notes. A note without a number identifies nothing and stays as text.
    pub(crate) fn identifiers(&self, group: G, kind: IdentifierKind, record: &mut Record) {
        for value in self.entry.values(group) {
            match cells(value) {
                [Some(value), note] => {
                    let mut note = note;
                    for value in labelled_numbers(&value) {
                        let (value, note) = (value.to_owned(), note.take());
                        record.identifiers.push(Identifier { kind, value, note });
                    }
                }
                [None, note] => keep(&mut record.other, self.label(group, 1), note),
            }
        }
    }

    /// Keeps what no field is known for, under the publisher's labels.
    pub(crate) fn keep_unknown(&self, record: &mut Record) {
        for value in self.entry.values(G::UNKNOWN) {
            let [label, text] = cells(value);
            keep(&mut record.other, &label.unwrap_or_default(), text);
        }
    }
}

/// The cells of a value, cleaned; `None` for blank ones.
pub(crate) fn cells<const N: usize>(value: Value<'_>) -> [Option<String>; N] {
    let mut cells = value.cells();
    std::array::from_fn(|_| cells.next().map(clean).filter(|text| !text.is_empty()))
}

/// Keeps a text under a label, if there is one.
pub(crate) fn keep(other: &mut Vec<LabelledText>, label: &str, text: Option<String>) {
    if let Some(text) = text {
        let label = label.to_owned();
        other.push(LabelledText { label, text });
    }
}

/// Words, letters and zeros that are in the place of a date and say nothing: `N/A`,
/// `dd/mm/yyyy`, `00/00/0000`, `-`.
pub(crate) fn is_no_date(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(['\'', '’', '.', ' ']);
    let is_open = |part: &str| {
        matches!(
            part,
            "" | "dd" | "mm" | "yy" | "yyyy" | "xx" | "xxxx" | "0" | "00" | "0000"
        )
    };
    matches!(
        text,
        "n/a" | "na" | "nil" | "none" | "unknown" | "not known" | "not available" | "not given"
    ) || text.split(['/', '-', '.', '–']).all(is_open)
}

/// Most names that one cell is parted into; the most published is 9. A cell of more stays one name, so
/// that a small file cannot fill the memory with names of few letters.
pub(crate) const MOST_PARTED: usize = 64;
/// Most names of a designation beside which cells are parted; the most published is 144.
pub(crate) const MOST_NAMES: usize = 1_000;
/// How many times its length in the file a note may take that is copied to each name of its cell.
const NOTE_COPIES: usize = 6;

/// True if the note of a cell may be copied to this many names; else only the first of them has it.
pub(crate) fn may_copy(note: Option<&str>, cell: &str, names: usize) -> bool {
    let length = note.map_or(0, str::len);
    length * names <= NOTE_COPIES * (length + cell.len())
}

/// Adds the names inside the name cells of a company or ship, if they are not listed already; the
/// whole cell stays a name too. Another name becomes an alias with the publisher's word for it as its
/// note.
pub(crate) fn add_names_in_cells(record: &mut Record) {
    let mut listed: HashSet<String> = record.names.iter().map(Name::full).collect();
    for place in 0..record.names.len() {
        let Some(cell) = record.names.get(place) else {
            continue;
        };
        let (full, cell) = (cell.full(), cell.clone());
        let within = names_within(&full);
        if within.len() > MOST_PARTED || record.names.len() > MOST_NAMES {
            continue;
        }
        let copies = may_copy(cell.note.as_deref(), &full, within.len());
        for within in within {
            if !listed.insert(within.text.to_owned()) {
                continue;
            }
            let mut name = Name {
                parts: vec![NamePart::new(PartRole::Whole, within.text)],
                note: cell.note.clone().filter(|_| copies),
                script: cell.script.clone(),
                language: cell.language.clone(),
                ..cell
            };
            if let Some(other) = within.other {
                name.name_type = NameType::Alias;
                name.note = Some(other.to_owned());
            }
            record.names.push(name);
        }
    }
}
