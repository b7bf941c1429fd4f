//! An XML file: elements, found by name, folded by the ID of the designation.

use std::collections::{BTreeSet, HashMap};
use std::io::Read;

use quick_xml::events::BytesStart;

use super::entry::Group;
use super::events::{self, Elements, LineAndByte};
use super::fold::{Fold, Raw, is_blank};
use super::input::Input;
use super::layout::{DESIGNATION, Field, Layout, Rests, XmlLayout};
use super::text::clean;
use super::unknown::{Suspicion, suspect_label, suspect_value};
use crate::error::{FaultKind, Place, quoted};
use crate::{ListError, Source};

/// Reads an XML file of a list, in one pass.
///
/// # Errors
/// [`ListError`] where the file as a whole is unusable; faults of its structure are in what is
/// returned.
pub(crate) fn read<R: Read, G: Group>(
    source: &'static Source,
    layout: &'static Layout<G>,
    xml: &'static XmlLayout<G>,
    input: Input<R>,
) -> Result<Raw<G>, ListError> {
    let mut elements = Reading::new(layout, xml);
    events::read(source, (xml.root, xml.depth), input, &mut elements)?;
    Ok(elements.finish())
}

/// The open elements, and the designation that is being read.
struct Reading<G: 'static> {
    layout: &'static Layout<G>,
    xml: &'static XmlLayout<G>,
    fold: Fold<G>,
    /// The fields that an element of this name may be.
    fields: HashMap<&'static str, Vec<Known<G>>>,
    /// Of each field whether any designation has it, by its place in the layout.
    are_seen: Vec<bool>,
    /// Places of fields that were there without a text.
    empty: BTreeSet<usize>,
    open: Vec<Open>,
    /// Names of elements that were closed, whose memory the next ones take.
    spare: Vec<String>,
    text: String,
    /// Line and byte of what is being read.
    place: (u64, u64),
    /// Bytes of the file that were read.
    read: u64,
    date: String,
    date_line: u64,
    /// True if any designation has an ID.
    has_ids: bool,
    /// Of the designation: line, ID and values. The ID need not be its first element.
    line: u64,
    id: String,
    values: Vec<(G, u64, String)>,
    /// Places of the fields that it has and that may be there once.
    once: Vec<usize>,
    /// The groups that are being read, the innermost last.
    groups: Vec<OpenGroup<G>>,
}

/// A field, by its element.
#[derive(Clone, Copy)]
struct Known<G: 'static> {
    field: &'static Field<G>,
    /// In the layout.
    place: usize,
    /// In the group.
    cell: usize,
    /// How many fields the group has.
    size: usize,
}

/// A value of a group while it is read.
struct OpenGroup<G> {
    group: G,
    /// How many elements are open around it.
    depth: usize,
    cells: Vec<String>,
}

struct Open {
    name: String,
    line: u64,
    byte: u64,
    /// True if a field has this name.
    is_field: bool,
    /// True if nothing unknown may be inside.
    is_closed: bool,
}

impl<G: Group> Elements for Reading<G> {
    fn start(
        &mut self,
        start: &BytesStart<'_>,
        place: LineAndByte,
        read: u64,
    ) -> Result<(), ListError> {
        (self.place, self.read) = (place, read);
        let name = start.local_name().into_inner();
        self.begin(name)?;
        self.attributes(name, start)
    }

    fn text(&mut self) -> &mut String {
        &mut self.text
    }

    fn end(&mut self) -> Result<(), ListError> {
        self.end_element()
    }

    fn open(&self) -> impl ExactSizeIterator<Item = &str> {
        self.open.iter().map(|open| open.name.as_str())
    }
}

impl<G: Group> Reading<G> {
    fn new(layout: &'static Layout<G>, xml: &'static XmlLayout<G>) -> Self {
        let mut fields: HashMap<&str, Vec<Known<G>>> = HashMap::new();
        for (place, field) in layout.fields.iter().enumerate() {
            let group = |other: &Field<G>| other.group == field.group;
            let first = layout.fields.iter().position(group).unwrap_or(place);
            fields.entry(field.element).or_default().push(Known {
                field,
                place,
                cell: place - first,
                size: layout.size(field.group),
            });
        }
        Self {
            layout,
            xml,
            fold: Fold::new(layout),
            fields,
            are_seen: vec![false; layout.fields.len()],
            empty: BTreeSet::new(),
            open: Vec::new(),
            spare: Vec::new(),
            text: String::new(),
            place: (1, 1),
            read: 0,
            date: String::new(),
            date_line: 1,
            has_ids: false,
            line: 1,
            id: String::new(),
            values: Vec::new(),
            once: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn begin(&mut self, name: &str) -> Result<(), ListError> {
        // Text between two elements belongs to the one around them.
        let text = self.take_text();
        if let Some(around) = self.open.last().filter(|_| !text.is_empty()) {
            let (label, is_closed) = (around.name.clone(), around.is_closed);
            self.keep_unknown(&label, &text, is_closed)?;
        }
        let (line, byte) = self.place;
        if self.xml.designations.contains(&name) {
            match self.open.len() == self.xml.depth {
                true => self.begin_designation(name),
                false => self.misplaced(name, "is not where designations are"),
            }
        }
        let is_field = self.fields.contains_key(name);
        let around_is_closed = self.open.last().is_some_and(|open| open.is_closed);
        let is_closed = self.xml.closed.contains(&name) || name == self.xml.id;
        let mut owned = self.spare.pop().unwrap_or_default();
        owned.clear();
        owned.push_str(name);
        self.open.push(Open {
            name: owned,
            line,
            byte,
            is_field,
            is_closed: around_is_closed || is_field || is_closed,
        });
        Ok(())
    }

    /// The text that was read; empty where it is blank.
    fn take_text(&mut self) -> String {
        if is_blank(&self.text) {
            self.text.clear();
            return String::new();
        }
        std::mem::take(&mut self.text)
    }

    fn begin_designation(&mut self, name: &str) {
        self.line = self.place.0;
        if let Some(kind) = self.xml.kind {
            self.values.push((kind, self.line, name.to_owned()));
        }
    }

    /// An attribute with data is unknown, except for the date of the file.
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
            if !is_about_xml && !is_blank(&attribute.value) {
                self.attribute(name, key, &attribute.value)?;
            }
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, key: &str, value: &str) -> Result<(), ListError> {
        if self.open.len() == 1 && self.xml.date.strip_prefix('@') == Some(key) {
            self.date = clean(value);
            self.date_line = self.place.0;
            return Ok(());
        }
        let is_closed = self.open.last().is_some_and(|open| open.is_closed);
        self.keep_unknown(&format!("{name}@{key}"), value, is_closed)
    }

    fn end_element(&mut self) -> Result<(), ListError> {
        let Some(ended) = self.open.pop() else {
            return Ok(());
        };
        let text = self.take_text();
        let read = self.end_text(&ended, text);
        self.spare.push(ended.name);
        read
    }

    /// The text of an element that has ended.
    fn end_text(&mut self, ended: &Open, text: String) -> Result<(), ListError> {
        // What an element says is said where it begins.
        self.place = (ended.line, ended.byte);
        let (name, line) = (ended.name.as_str(), ended.line);
        let depth = self.open.len();
        self.end_groups(depth);
        if depth == self.xml.depth && self.xml.designations.contains(&name) {
            self.keep_unknown(name, &text, ended.is_closed)?;
            return self.end_designation();
        }
        if text.is_empty() {
            // An element with nothing in it says nothing, but is there.
            if let Some((known, _)) = self.known(ended) {
                self.empty.insert(known.place);
            }
            return Ok(());
        }
        if depth == 1 && name == self.xml.date {
            self.date = clean(&text);
            self.date_line = line;
        } else if name == self.xml.id {
            match self.is_directly_in_designation() {
                true if self.id.is_empty() => self.id = text,
                true => self.doubled(name),
                false => self.misplaced(name, "is not directly inside of a designation"),
            }
        } else if let Some(group) = self.whole(name) {
            self.values.push((group, line, text));
        } else if let Some(group) = self.named() {
            let joined = format!("{name}\0{text}");
            self.values.push((group, line, joined));
        } else if let Some((known, is_in_place)) = self.known(ended) {
            self.end_field(known, is_in_place, text);
        } else if ended.is_field {
            // A name that several fields have, in a place that none of them has.
            let around = self.open.last();
            let is_closed = around.is_some_and(|open| open.is_closed);
            let label = format!("{}/{name}", around.map_or("", |open| open.name.as_str()));
            self.keep_unknown(&label, &text, is_closed)?;
        } else {
            self.keep_unknown(name, &text, ended.is_closed)?;
        }
        Ok(())
    }

    fn end_designation(&mut self) -> Result<(), ListError> {
        let id = std::mem::take(&mut self.id);
        self.has_ids |= !id.is_empty();
        if !self.xml.folds && self.fold.has(&id) {
            let what = format!("the designation “{}” is there twice", quoted(&id));
            let place = Place::Line(self.line);
            self.fold.faults.add(FaultKind::DoubledField, place, what);
        }
        self.fold.open(&id, self.line, self.read)?;
        for (group, line, joined) in self.values.drain(..) {
            self.fold.add(group, line, &joined)?;
        }
        self.once.clear();
        if !self.xml.folds {
            self.fold.close();
        }
        Ok(())
    }

    fn is_in_designation(&self) -> bool {
        let designation = self.open.get(self.xml.depth);
        designation.is_some_and(|open| self.xml.designations.contains(&open.name.as_str()))
    }

    fn is_directly_in_designation(&self) -> bool {
        self.open.len() == self.xml.depth + 1 && self.is_in_designation()
    }

    /// The group of an element whose texts are all values, or of an element inside of one.
    fn whole(&self, name: &str) -> Option<G> {
        let mut whole = self.xml.whole.iter();
        let found = whole.find(|(whole, _)| {
            let is_inside = self.open.iter().any(|open| open.name == *whole);
            name == *whole || (is_inside && self.is_in_designation())
        });
        found.map(|(_, group)| *group)
    }

    /// The group of an element in which each element is a value.
    fn named(&self) -> Option<G> {
        let around = self.open.last()?;
        let mut named = self.xml.named.iter();
        let found = named.find(|(named, _)| *named == around.name);
        found.map(|(_, group)| *group)
    }

    /// The field of an element, and true where it has its place here; else the only one of that name.
    fn known(&self, ended: &Open) -> Option<(Known<G>, bool)> {
        if !ended.is_field {
            return None;
        }
        let known = self.fields.get(ended.name.as_str())?;
        let in_place = known.iter().find(|known| self.is_in_place(known));
        match (in_place, known.as_slice()) {
            (Some(known), _) => Some((*known, true)),
            (None, [known]) => Some((*known, false)),
            (None, _) => None,
        }
    }

    /// True if the innermost open element is the one that the field has its place in.
    fn is_in_place(&self, known: &Known<G>) -> bool {
        match known.field.around {
            DESIGNATION => self.is_directly_in_designation(),
            names => self
                .open
                .last()
                .is_some_and(|open| names.split('|').any(|name| name == open.name)),
        }
    }

    /// Puts the text of a field in its place.
    fn end_field(&mut self, known: Known<G>, is_in_place: bool, text: String) {
        let Known { field, place, .. } = known;
        if let Some(is_seen) = self.are_seen.get_mut(place) {
            *is_seen = true;
        }
        if !self.is_in_designation() {
            return self.misplaced(field.element, "is outside of a designation");
        }
        let mut inside = self.open.iter().skip(self.xml.depth + 1);
        if inside.any(|open| open.is_field) {
            self.misplaced(field.element, "is inside of another field");
        }
        if known.size > 1 {
            if !is_in_place {
                self.misplaced(field.element, "is not beside the fields that it belongs to");
            }
            return self.set(known, text);
        }
        if field.around == DESIGNATION && field.rests != Rests::Nothing {
            match self.once.contains(&place) {
                true => self.doubled(field.element),
                false => self.once.push(place),
            }
        }
        self.values.push((field.group, self.place.0, text));
    }

    /// Puts a text in its place in its group.
    fn set(&mut self, known: Known<G>, text: String) {
        let group = known.field.group;
        let depth = self.open.len();
        let is_open = |open: &OpenGroup<G>| (open.group, open.depth) == (group, depth);
        if let Some(place) = self.groups.iter().rposition(is_open) {
            let cells = self.groups.get_mut(place).map(|open| &mut open.cells);
            match cells.and_then(|cells| cells.get_mut(known.cell)) {
                Some(cell) if cell.is_empty() => {
                    *cell = text;
                    return;
                }
                _ if known.field.rests != Rests::Nothing => self.doubled(known.field.element),
                _ => {}
            }
            let ended = self.groups.remove(place);
            self.end_group(&ended);
        }
        let mut cells = vec![String::new(); known.size];
        if let Some(cell) = cells.get_mut(known.cell) {
            *cell = text;
        }
        self.groups.push(OpenGroup {
            group,
            depth,
            cells,
        });
    }

    /// Ends the groups that are inside of more elements than are open.
    fn end_groups(&mut self, depth: usize) {
        while let Some(ended) = self.groups.pop_if(|open| open.depth > depth) {
            self.end_group(&ended);
        }
    }

    fn end_group(&mut self, ended: &OpenGroup<G>) {
        let joined = ended.cells.join("\0");
        self.values.push((ended.group, self.place.0, joined));
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
            .or_else(|| suspect_value(self.layout, text));
        if let Some(holds) = holds {
            self.fold
                .suspect(label, Place::Byte(line, byte), holds, text);
        }
        let is_designation = self.xml.designations.contains(&label);
        if !self.is_in_designation() && !is_designation {
            let label = format!("{label}: {}", clean(text));
            return self.fold.note_unknown(&label, line);
        }
        self.fold.note_unknown(label, line)?;
        self.values
            .push((G::UNKNOWN, line, format!("{label}\0{text}")));
        Ok(())
    }

    /// Notes fields that a file of any designations has.
    fn find_missing(&mut self) {
        let fields = self.layout.fields.iter().zip(&self.are_seen);
        for (place, (field, _)) in fields
            .clone()
            .enumerate()
            .filter(|(_, (_, is_seen))| !**is_seen)
        {
            let mut group = fields
                .clone()
                .filter(|(other, _)| other.group == field.group);
            let is_missing = match field.rests {
                Rests::Everything => true,
                Rests::Value => !self.empty.contains(&place) && group.any(|(_, is_seen)| *is_seen),
                Rests::Much | Rests::Nothing => false,
            };
            if is_missing {
                let what = format!("no designation has the element “{}”", field.element);
                let faults = &mut self.fold.faults;
                faults.add(FaultKind::MissingField, Place::File, what);
            }
        }
    }

    /// The root was closed.
    fn finish(mut self) -> Raw<G> {
        if self.fold.has_designations() {
            if !self.xml.folds && !self.has_ids {
                let what = format!("no designation has the element “{}”", self.xml.id);
                let faults = &mut self.fold.faults;
                faults.add(FaultKind::MissingField, Place::File, what);
            }
            self.find_missing();
        }
        self.fold.finish(self.date, self.date_line)
    }
}
