//! The XML file, read as a stream of designations.

use std::collections::BTreeSet;
use std::io::Read;

use quick_xml::events::BytesStart;

use super::entity::{Entity, Piece};
use super::fields::{ANY, Attribute, Element, Field, LAYOUT, Layout, Rests};
use super::unknown;
use super::{LIST, SOURCE};
use crate::error::{FaultKind, Faults, Place, quoted};
use crate::read::events::{self, Elements, LineAndByte};
use crate::read::fold::is_blank;
use crate::read::input::Input;
use crate::read::text::clean;
use crate::read::unknown::Suspicion;
use crate::read::warnings::Warnings;
use crate::{ListError, WarningKind};

/// Most unknown elements and attributes of a file.
const MOST_UNKNOWN: usize = 200;
/// Bytes of memory that a designation, an element and a value take in a record, beside two copies of
/// each letter. Measured on a 64-bit machine on 26 November 2026 with one letter in every value.
const DESIGNATION_BYTES: u64 = 800;
const ELEMENT_BYTES: u64 = 160;
const VALUE_BYTES: u64 = 80;
/// Most memory that the designations may take: this many bytes for each of the file, and what any
/// file may take.
const MEMORY_EACH: u64 = 8;
const MEMORY: u64 = 64 << 20;

/// What is known of a file beside its designations.
pub(super) struct Head {
    /// When the file was made.
    pub(super) date: String,
    pub(super) date_line: u64,
    /// Those after the last designation.
    pub(super) warnings: Warnings,
    pub(super) faults: Faults,
}

/// Reads the file and hands on each designation as soon as it is read, with the warnings since the one before.
pub(super) fn read<R: Read>(
    input: Input<R>,
    each: &mut dyn FnMut(Entity, Warnings),
) -> Result<Head, ListError> {
    let mut file = File::new(each);
    events::read(&SOURCE, ("export", 1), input, &mut file)?;
    Ok(file.finish())
}

/// The open elements, and the designation that is being read.
struct File<'a> {
    each: &'a mut dyn FnMut(Entity, Warnings),
    head: Head,
    open: Vec<Open>,
    /// Text of the innermost element.
    text: String,
    /// Line and byte of what is being read.
    place: (u64, u64),
    /// Bytes of the file that were read.
    read: u64,
    entity: Entity,
    designations: usize,
    /// Bytes of memory that the designations take as records.
    memory: u64,
    /// Of each element by its place in [`LAYOUT`], the attributes that were seen, one bit each, and
    /// those that were filled.
    seen: [(bool, u32, u32); LAYOUT.len()],
    unknown: BTreeSet<String>,
    suspected: BTreeSet<String>,
}

struct Open {
    /// `None` for an unknown element.
    layout: Option<usize>,
    /// Its name where it is unknown.
    name: String,
    line: u64,
    byte: u64,
    /// Its place among the pieces of the designation.
    piece: usize,
}

impl Open {
    fn layout(&self) -> Option<&'static Layout> {
        self.layout.and_then(|place| LAYOUT.get(place))
    }

    fn element(&self) -> Element {
        self.layout()
            .map_or(Element::Unknown, |layout| layout.element)
    }

    fn name(&self) -> &str {
        self.layout().map_or(&self.name, |layout| layout.name)
    }
}

impl Elements for File<'_> {
    fn start(
        &mut self,
        start: &BytesStart<'_>,
        place: LineAndByte,
        read: u64,
    ) -> Result<(), ListError> {
        (self.place, self.read) = (place, read);
        self.begin(start.local_name().into_inner(), start)
    }

    fn text(&mut self) -> &mut String {
        &mut self.text
    }

    fn end(&mut self) -> Result<(), ListError> {
        self.end_element()
    }

    fn open(&self) -> impl ExactSizeIterator<Item = &str> {
        self.open.iter().map(Open::name)
    }
}

impl<'a> File<'a> {
    fn new(each: &'a mut dyn FnMut(Entity, Warnings)) -> Self {
        Self {
            each,
            head: Head {
                date: String::new(),
                date_line: 1,
                warnings: Warnings::of(LIST),
                faults: Faults::default(),
            },
            open: Vec::new(),
            text: String::new(),
            place: (1, 1),
            read: 0,
            entity: Entity::default(),
            designations: 0,
            memory: 0,
            seen: [(false, 0, 0); LAYOUT.len()],
            unknown: BTreeSet::new(),
            suspected: BTreeSet::new(),
        }
    }

    fn begin(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), ListError> {
        // Text between two elements belongs to the one around them.
        self.stray_text()?;
        let layout = LAYOUT.iter().position(|layout| layout.name == name);
        let known = layout.and_then(|place| LAYOUT.get(place));
        let around = self.open.last().map(Open::element);
        let mut piece = self.open.last().map_or(0, |open| open.piece);
        if let Some(known) = known {
            let is_in_place = match around {
                Some(around) => known.inside.contains(&around),
                None => known.inside.is_empty(),
            };
            if !is_in_place {
                self.misplaced(name);
            }
            if known.element == Element::Entity && is_in_place {
                self.begin_designation()?;
            }
            if known.element != Element::Export {
                let parent = if known.element == Element::Entity {
                    0
                } else {
                    piece
                };
                piece = self.entity.pieces.len();
                let at = self.entity.text.len();
                self.entity.pieces.push(Piece {
                    element: known.element,
                    line: self.place.0,
                    parent,
                    values: self.entity.values.len(),
                    text: at..at,
                });
                self.memory += ELEMENT_BYTES;
            }
        }
        let (line, byte) = self.place;
        self.open.push(Open {
            layout,
            name: if known.is_none() {
                name.to_owned()
            } else {
                String::new()
            },
            line,
            byte,
            piece,
        });
        self.attributes(start)
    }

    fn begin_designation(&mut self) -> Result<(), ListError> {
        let (line, count) = (self.place.0, self.designations);
        self.entity = Entity {
            line,
            ..Entity::default()
        };
        self.designations += 1;
        self.memory += DESIGNATION_BYTES;
        if self.memory > self.read * MEMORY_EACH + MEMORY {
            return Err(ListError::TooMany {
                what: "designations of which the file says little",
                most: count,
                line,
            });
        }
        Ok(())
    }

    /// Keeps the attributes of the element that was opened last.
    fn attributes(&mut self, start: &BytesStart<'_>) -> Result<(), ListError> {
        let place = self.open.last().and_then(|open| open.layout);
        let layout = place.and_then(|place| LAYOUT.get(place));
        let fields = layout.map_or(&[][..], |layout| layout.fields);
        let (mut seen, mut filled) = (0_u32, 0_u32);
        let mut unknown = Vec::new();
        let mut attributes = start.attributes();
        for (number, attribute) in attributes.with_checks(false).enumerate() {
            let (line, byte) = self.place;
            let attribute = attribute.map_err(|error| ListError::Xml {
                line,
                byte,
                source: error.into(),
            })?;
            let key = attribute.key.into_inner();
            let key = match key.split_once(':') {
                Some(("xmlns" | "xsi" | "xml", _)) => continue,
                Some((_, local)) => local,
                None if key == "xmlns" => continue,
                None => key,
            };
            // Nearly all files have the attributes in the order of the table.
            let next = fields.get(number).filter(|field| field.name == key);
            let at = match next {
                Some(_) => Some(number),
                None => fields.iter().position(|field| field.name == key),
            };
            let Some((at, field)) = at.and_then(|at| Some((at, fields.get(at)?))) else {
                unknown.push((key.to_owned(), attribute.value.into_owned()));
                continue;
            };
            let bit = 1 << at;
            if seen & bit != 0 {
                let what = format!("the attribute “{key}” is there twice");
                self.fault(FaultKind::DoubledField, what);
            }
            seen |= bit;
            let value: &str = &attribute.value;
            if is_silent(value, field.silent) {
                continue;
            }
            filled |= bit;
            self.keep(field, value);
        }
        if let Some(file) = place.and_then(|place| self.seen.get_mut(place)) {
            *file = (true, file.1 | seen, file.2 | filled);
        }
        self.judge(layout, seen, unknown)
    }

    fn keep(&mut self, field: &Field, value: &str) {
        if field.attribute == Attribute::GenerationDate {
            self.head.date = clean(value);
            self.head.date_line = self.place.0;
            return;
        }
        let begin = self.entity.text.len();
        self.entity.text.push_str(value);
        let range = begin..self.entity.text.len();
        self.entity.values.push((field.attribute, range));
        self.memory += VALUE_BYTES + 2 * value.len() as u64;
    }

    /// Judges the attributes of one element: those that are missing and those that are not known.
    fn judge(
        &mut self,
        layout: Option<&'static Layout>,
        seen: u32,
        unknown: Vec<(String, String)>,
    ) -> Result<(), ListError> {
        let fields = layout.map_or(&[][..], |layout| layout.fields);
        let missing = |rests: &[Rests]| {
            let mut fields = fields.iter().enumerate();
            fields.find_map(|(place, field)| {
                let is_missing = seen & (1 << place) == 0 && rests.contains(&field.rests);
                is_missing.then_some(field.name)
            })
        };
        if let Some(attribute) = missing(&[Rests::Everything]) {
            let name = layout.map_or("", |layout| layout.name);
            let what = format!("an element “{name}” has no attribute “{attribute}”");
            self.fault(FaultKind::MissingField, what);
        }
        let is_incomplete = missing(&[Rests::Much, Rests::Everything]).is_some();
        let name = self.open.last().map_or("", Open::name).to_owned();
        for (key, value) in unknown {
            let suspicion = match layout {
                Some(_) if is_incomplete => Some(Suspicion::Inside),
                Some(layout) => unknown::suspect(layout.element, &key, &value),
                None => unknown::suspect_unknown_element(&name, &key, &value),
            };
            self.keep_unknown(&format!("{name}@{key}"), &value, suspicion)?;
        }
        Ok(())
    }

    /// Text that is not the whole of an element of text.
    fn stray_text(&mut self) -> Result<(), ListError> {
        let text = std::mem::take(&mut self.text);
        let Some(around) = self.open.last().filter(|_| !is_blank(&text)) else {
            return Ok(());
        };
        let label = around.name().to_owned();
        // Where the list has text, the sort of a name may depend on it.
        let around_it = self.open.iter().rev().nth(1).map(Open::element);
        let is_in_field = around_it.is_some_and(unknown::has_remarks_that_matter);
        let is_in_text = self.open.iter().any(|open| is_text(open.element()));
        let suspicion = match around.layout() {
            _ if is_in_text => Some(Suspicion::Inside),
            Some(layout) => unknown::suspect(layout.element, "", &text),
            None if is_in_field => Some(Suspicion::Inside),
            None => unknown::suspect_unknown_element(&label, "", &text),
        };
        self.keep_unknown(&label, &text, suspicion)
    }

    fn end_element(&mut self) -> Result<(), ListError> {
        let Some(ended) = self.open.last() else {
            return Ok(());
        };
        // What an element says is said where it begins.
        self.place = (ended.line, ended.byte);
        let (element, piece) = (ended.element(), ended.piece);
        if is_text(element) {
            let text = std::mem::take(&mut self.text);
            let begin = self.entity.text.len();
            self.entity.text.push_str(&text);
            self.memory += VALUE_BYTES + 2 * text.len() as u64;
            let end = self.entity.text.len();
            if let Some(piece) = self.entity.pieces.get_mut(piece) {
                piece.text = begin..end;
            }
        } else {
            self.stray_text()?;
        }
        self.open.pop();
        if element == Element::Entity && self.open.len() == 1 {
            for (label, place, text) in unknown::names_in_unknown(&self.entity) {
                self.suspect(&label, Place::Line(place), Suspicion::ListedName, &text);
            }
            let warnings = std::mem::replace(&mut self.head.warnings, Warnings::of(LIST));
            (self.each)(std::mem::take(&mut self.entity), warnings);
        }
        Ok(())
    }

    fn fault(&mut self, kind: FaultKind, what: String) {
        let (line, byte) = self.place;
        self.head.faults.add(kind, Place::Byte(line, byte), what);
    }

    fn misplaced(&mut self, name: &str) {
        let around = self.open.last().map_or("", Open::name);
        let what = format!(
            "the element “{name}” is directly inside of “{}”",
            quoted(around)
        );
        self.fault(FaultKind::MisplacedField, what);
    }

    /// Keeps what is not known: in its designation, or outside of one in the warning.
    fn keep_unknown(
        &mut self,
        label: &str,
        text: &str,
        suspicion: Option<Suspicion>,
    ) -> Result<(), ListError> {
        if is_blank(text) {
            return Ok(());
        }
        let (line, byte) = self.place;
        if let Some(suspicion) = suspicion {
            self.suspect(label, Place::Byte(line, byte), suspicion, text);
        }
        let is_in_designation = self
            .open
            .iter()
            .any(|open| open.element() == Element::Entity);
        let warned = match is_in_designation {
            true => label.to_owned(),
            false => format!("{label}: {}", clean(text)),
        };
        if self.unknown.len() >= MOST_UNKNOWN && !self.unknown.contains(&warned) {
            return Err(ListError::TooMany {
                what: "unknown elements or attributes",
                most: MOST_UNKNOWN,
                line,
            });
        }
        if self.unknown.insert(warned.clone()) {
            let kind = WarningKind::UnknownField;
            self.head.warnings.add("", line, kind, &warned);
        }
        if is_in_designation {
            self.memory += 2 * VALUE_BYTES + 2 * (label.len() + text.len()) as u64;
            self.entity
                .unknown
                .push((label.to_owned(), text.to_owned()));
        }
        Ok(())
    }

    /// Notes, once for each label, that what is unknown holds what must not be lost.
    fn suspect(&mut self, label: &str, place: Place, holds: Suspicion, text: &str) {
        if self.suspected.insert(label.to_owned()) {
            let what = format!(
                "“{}” is not known and {holds}: “{}”",
                quoted(label),
                quoted(text)
            );
            self.head.faults.add(FaultKind::UnknownField, place, what);
        }
    }

    /// The root was closed.
    fn finish(mut self) -> Head {
        for (layout, (is_seen, seen, filled)) in LAYOUT.iter().zip(self.seen) {
            for (place, field) in layout.fields.iter().enumerate() {
                let bits = match field.rests {
                    Rests::Everything => filled,
                    Rests::Much if is_seen => seen,
                    _ => continue,
                };
                if bits & (1 << place) == 0 && self.designations > 0 {
                    let (name, attribute) = (layout.name, field.name);
                    let what = format!("no element “{name}” has the attribute “{attribute}”");
                    self.head
                        .faults
                        .add(FaultKind::MissingField, Place::File, what);
                }
            }
        }
        self.head
    }
}

/// True for the elements that hold text.
fn is_text(element: Element) -> bool {
    matches!(element, Element::Remark | Element::PublicationUrl)
}

/// True if a value says nothing.
fn is_silent(value: &str, silent: &str) -> bool {
    let value = value.trim();
    value.is_empty() || value == silent || silent == ANY
}
