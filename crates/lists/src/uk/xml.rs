//! The XML layout: elements, found by name, folded by the element `UniqueID`.

use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::fields::{DESIGNATION, FIELDS, Field, Group, ID_ELEMENT, Rests};
use super::fold::{Fold, Raw, is_blank};
use super::unknown::{Suspicion, suspect_label, suspect_value};
use super::{DESIGNATION_LIMIT, FIELD_LIMIT};
use crate::ListError;
use crate::fault::{FaultKind, Place};
use crate::input::Input;
use crate::text::{clean, entity};

const ROOT: &str = "Designations";
const DATE_ELEMENT: &str = "DateGenerated";
pub(super) const INDICATORS: &str = "SanctionsImposedIndicators";
const CRYPTO_WALLETS: &str = "CryptoWalletAddresses";
/// Most elements that are open at one time; the list has 7.
const MOST_OPEN: usize = 32;

/// Reads the XML layout.
pub(super) fn read<R: Read>(input: Input<R>) -> Result<Raw, ListError> {
    let mut reader = quick_xml::Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut elements = Elements::new();
    let mut seen_root = false;
    let mut begin = (0, (1, 1));
    loop {
        reader.get_mut().begin_piece("field", FIELD_LIMIT as u64);
        let (line, byte) = reader.get_ref().place();
        elements.place = (line, byte);
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                let error = Arc::try_unwrap(error)
                    .unwrap_or_else(|shared| io::Error::new(shared.kind(), shared));
                return Err(error.into());
            }
            Err(_) if reader.get_ref().is_at_end() => {
                return Err(elements.cut(reader.get_ref().place()));
            }
            Err(source) => return Err(ListError::Xml { line, byte, source }),
        };
        match event {
            Event::Start(start) => {
                let name = start.local_name().into_inner();
                if elements.open.is_empty() && (seen_root || name != ROOT) {
                    if name.eq_ignore_ascii_case("html") {
                        return Err(ListError::WebPage);
                    }
                    let found = name.to_owned();
                    return Err(ListError::OtherRoot { line, found });
                }
                seen_root = true;
                if elements.open.len() == 1 {
                    begin = (reader.get_ref().handed_on(), (line, byte));
                }
                if elements.open.len() >= MOST_OPEN {
                    let most = MOST_OPEN;
                    return Err(ListError::TooDeep { line, byte, most });
                }
                elements.read = reader.get_ref().handed_on();
                elements.start(name)?;
                elements.attributes(name, &start)?;
            }
            Event::Text(text) => elements.text.push_str(&text),
            Event::CData(text) => elements.text.push_str(&text),
            Event::GeneralRef(name) => match entity(&name) {
                Some(character) => elements.text.push(character),
                None => elements.text.extend(["&", &name, ";"]),
            },
            Event::End(_) => elements.end()?,
            Event::DocType(doctype) if doctype.trim().to_lowercase().starts_with("html") => {
                return Err(ListError::WebPage);
            }
            Event::Eof if seen_root && elements.open.is_empty() => break,
            Event::Eof => return Err(elements.cut(reader.get_ref().place())),
            _ => {}
        }
        if elements.text.len() > FIELD_LIMIT {
            let (what, limit) = ("field", FIELD_LIMIT as u64);
            return Err(ListError::TooLong {
                what,
                limit,
                line,
                byte: 1,
            });
        }
        if elements.open.len() > 1 && reader.get_ref().handed_on() - begin.0 > DESIGNATION_LIMIT {
            let (what, limit, (line, byte)) = ("designation", DESIGNATION_LIMIT, begin.1);
            return Err(ListError::TooLong {
                what,
                limit,
                line,
                byte,
            });
        }
        buffer.clear();
    }
    Ok(elements.finish())
}

/// The open elements, and the designation that is being read.
struct Elements {
    fold: Fold,
    /// Of each field by its element.
    fields: HashMap<&'static str, Known>,
    open: Vec<Open>,
    text: String,
    /// Line and byte of what is being read.
    place: (u64, u64),
    /// Bytes of the file that were read.
    read: u64,
    date: String,
    date_line: u64,
    /// Of the designation: line, ID and values. The ID is not its first element.
    line: u64,
    id: String,
    values: Vec<(Group, u64, String)>,
    /// Places in [`FIELDS`] of the fields that it has and that may be there once.
    once: Vec<usize>,
    /// The group that is being read, how many elements are open around it, and its cells.
    group: Option<(Group, usize, Vec<String>)>,
}

/// A field, by its element.
#[derive(Clone, Copy)]
struct Known {
    /// In [`FIELDS`].
    place: usize,
    group: Group,
    /// In the group.
    cell: usize,
    /// How many fields the group has.
    size: usize,
    is_seen: bool,
}

struct Open {
    name: String,
    line: u64,
    byte: u64,
    /// Whether what is inside is a field, or beside one that search or identity rest on: nothing
    /// unknown may be there.
    is_closed: bool,
}

impl Elements {
    fn new() -> Self {
        let mut fields = HashMap::new();
        for (place, field) in FIELDS.iter().enumerate() {
            let first = FIELDS.iter().position(|other| other.group == field.group);
            fields.insert(
                field.element,
                Known {
                    place,
                    group: field.group,
                    cell: place - first.unwrap_or(place),
                    size: field.group.size(),
                    is_seen: false,
                },
            );
        }
        Self {
            fold: Fold::new(),
            fields,
            open: Vec::new(),
            text: String::new(),
            place: (1, 1),
            read: 0,
            date: String::new(),
            date_line: 1,
            line: 1,
            id: String::new(),
            values: Vec::new(),
            once: Vec::new(),
            group: None,
        }
    }

    fn cut(&self, (line, byte): (u64, u64)) -> ListError {
        let inside = match self.open.last() {
            Some(open) => format!("the element “{}”", open.name),
            None => "the first element".to_owned(),
        };
        ListError::Cut { inside, line, byte }
    }

    fn start(&mut self, name: &str) -> Result<(), ListError> {
        // Text between two elements belongs to the one around them.
        let text = std::mem::take(&mut self.text);
        if let Some(around) = self.open.last().filter(|_| !is_blank(&text)) {
            let (label, is_closed) = (around.name.clone(), around.is_closed);
            self.keep_unknown(&label, &text, is_closed)?;
        }
        let (line, byte) = self.place;
        if name == DESIGNATION {
            match self.open.len() {
                1 => self.line = line,
                _ => self.misplaced(name, "is not directly inside of the outermost element"),
            }
        }
        let around_is_closed = self.open.last().is_some_and(|open| open.is_closed);
        self.open.push(Open {
            name: name.to_owned(),
            line,
            byte,
            is_closed: around_is_closed || is_closed(name),
        });
        Ok(())
    }

    /// Attributes hold nothing on this list; one with data is unknown.
    fn attributes(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), ListError> {
        if start.attributes_raw().trim().is_empty() {
            return Ok(());
        }
        let mut attributes = start.attributes();
        for attribute in attributes.with_checks(false) {
            let (line, byte) = self.place;
            let attribute = attribute.map_err(|error| ListError::Xml {
                line,
                byte,
                source: error.into(),
            })?;
            let key = attribute.key.into_inner();
            let is_about_xml = ["xmlns", "xsi:", "xml:"]
                .into_iter()
                .any(|about| key.starts_with(about));
            if !is_about_xml {
                let is_closed = self.open.last().is_some_and(|open| open.is_closed);
                self.keep_unknown(&format!("{name}@{key}"), &attribute.value, is_closed)?;
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ListError> {
        let Some(ended) = self.open.pop() else {
            return Ok(());
        };
        // What an element says is said where it begins.
        self.place = (ended.line, ended.byte);
        let (name, line) = (ended.name.as_str(), ended.line);
        let text = std::mem::take(&mut self.text);
        let depth = self.open.len();
        let around_group = self.group.as_ref().map(|(_, around, _)| *around);
        if around_group.is_some_and(|around| around > depth) {
            self.end_group();
        }
        if depth == 1 && name == DESIGNATION {
            self.keep_unknown(name, &text, ended.is_closed)?;
            return self.end_designation();
        }
        if is_blank(&text) {
            // An element with nothing in it says nothing.
            return Ok(());
        }
        if depth == 1 && name == DATE_ELEMENT {
            self.date = clean(&text);
            self.date_line = line;
        } else if name == ID_ELEMENT {
            match depth == 2 && self.is_in_designation() {
                true if self.id.is_empty() => self.id = text,
                true => self.doubled(name),
                false => self.misplaced(name, "is not directly inside of a designation"),
            }
        } else if self.is_in(CRYPTO_WALLETS) || name == CRYPTO_WALLETS {
            self.values.push((Group::CryptoWallet, line, text));
        } else if self.open.last().is_some_and(|open| open.name == INDICATORS) {
            let joined = format!("{name}\0{text}");
            self.values.push((Group::Indicator, line, joined));
        } else if let Some(known) = self.fields.get(name).copied() {
            self.end_field(known, text);
        } else {
            self.keep_unknown(name, &text, ended.is_closed)?;
        }
        Ok(())
    }

    fn end_designation(&mut self) -> Result<(), ListError> {
        let id = std::mem::take(&mut self.id);
        self.fold.open(&id, self.line, self.read)?;
        for (group, line, joined) in self.values.drain(..) {
            self.fold.add(group, line, &joined)?;
        }
        self.once.clear();
        Ok(())
    }

    fn is_in_designation(&self) -> bool {
        self.open
            .get(1)
            .is_some_and(|open| open.name == DESIGNATION)
    }

    fn is_in(&self, name: &str) -> bool {
        self.is_in_designation() && self.open.iter().any(|open| open.name == name)
    }

    /// Puts the text of a field in its place.
    fn end_field(&mut self, known: Known, text: String) {
        let Known { place, group, .. } = known;
        let Some(field) = FIELDS.get(place) else {
            return;
        };
        if let Some(known) = self.fields.get_mut(field.element) {
            known.is_seen = true;
        }
        if !self.is_in_designation() {
            return self.misplaced(field.element, "is outside of a designation");
        }
        let mut inside = self.open.iter().skip(2);
        if inside.any(|open| self.fields.contains_key(open.name.as_str())) {
            self.misplaced(field.element, "is inside of another field");
        }
        let around = self.open.last().map_or("", |open| open.name.as_str());
        let line = self.place.0;
        if known.size > 1 {
            if around != field.around {
                self.misplaced(field.element, "is not beside the fields that it belongs to");
            }
            return self.set(field, known, text);
        }
        if field.around == DESIGNATION && field.rests != Rests::Nothing {
            match self.once.contains(&place) {
                true => self.doubled(field.element),
                false => self.once.push(place),
            }
        }
        self.values.push((group, line, text));
    }

    /// Puts a text in its place in its group.
    fn set(&mut self, field: &Field, known: Known, text: String) {
        let depth = self.open.len();
        let Known {
            group, cell, size, ..
        } = known;
        let cells = match &self.group {
            Some((open, around, cells)) if (*open, *around) == (group, depth) => cells.get(cell),
            _ => None,
        };
        let goes_on = cells.is_some_and(String::is_empty);
        if cells.is_some() && !goes_on && field.rests != Rests::Nothing {
            self.doubled(field.element);
        }
        if !goes_on {
            self.end_group();
        }
        let (.., cells) = self
            .group
            .get_or_insert_with(|| (group, depth, vec![String::new(); size]));
        if let Some(cell) = cells.get_mut(cell) {
            *cell = text;
        }
    }

    fn end_group(&mut self) {
        if let Some((group, _, cells)) = self.group.take() {
            self.values.push((group, self.place.0, cells.join("\0")));
        }
    }

    fn doubled(&mut self, element: &str) {
        let what = format!("the element “{element}” is there twice");
        let (line, byte) = self.place;
        let place = Place::Byte(line, byte);
        self.fold.faults.add(FaultKind::DoubledField, place, what);
    }

    fn misplaced(&mut self, name: &str, where_it_is: &str) {
        let what = format!("the element “{name}” {where_it_is}");
        let (line, byte) = self.place;
        let place = Place::Byte(line, byte);
        self.fold.faults.add(FaultKind::MisplacedField, place, what);
    }

    /// Keeps what is not known: in its designation, or outside of one in the warning.
    fn keep_unknown(&mut self, label: &str, text: &str, is_closed: bool) -> Result<(), ListError> {
        if is_blank(text) {
            return Ok(());
        }
        let (line, byte) = self.place;
        let holds = is_closed
            .then_some(Suspicion::Inside)
            .or_else(|| suspect_label(label))
            .or_else(|| suspect_value(text));
        if let Some(holds) = holds {
            self.fold
                .suspect(label, Place::Byte(line, byte), holds, text);
        }
        if !self.is_in_designation() && label != DESIGNATION {
            let label = format!("{label}: {}", clean(text));
            return self.fold.note_unknown(&label, line);
        }
        self.fold.note_unknown(label, line)?;
        self.values
            .push((Group::Unknown, line, format!("{label}\0{text}")));
        Ok(())
    }

    /// The root was closed.
    fn finish(mut self) -> Raw {
        for field in FIELDS
            .iter()
            .filter(|field| field.rests == Rests::Everything)
        {
            let is_seen = self
                .fields
                .get(field.element)
                .is_some_and(|known| known.is_seen);
            if !is_seen && self.fold.has_designations() {
                let what = format!("no designation has the element “{}”", field.element);
                self.fold
                    .faults
                    .add(FaultKind::MissingField, Place::File, what);
            }
        }
        self.fold.finish(self.date, self.date_line)
    }
}

/// Whether an element is a field, or is around fields that identity or search rest on.
fn is_closed(name: &str) -> bool {
    FIELDS.iter().any(|field| {
        field.element == name
            || (field.around == name && name != DESIGNATION && field.rests != Rests::Nothing)
    }) || name == ID_ELEMENT
}
