//! The publisher's fields, verbatim: CSV rows or XML elements folded by `Unique ID`.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use csv::ByteRecord;
use quick_xml::events::Event;

use super::LIST;
use crate::input::{BUFFER, Input};
use crate::text::{clean, entity};
use crate::{ListError, Warning, WarningKind};

/// Most bytes of one field. The longest published one has 4 KB (checked 22 November 2026).
const FIELD_LIMIT: usize = 1 << 20;
/// Most bytes of one row, or of one designation in XML.
const ROW_LIMIT: u64 = 16 << 20;

/// Fields that belong together: a value of one is only right beside the value of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Updated,
    Designated,
    OfsiId,
    UnReference,
    Name,
    OwnScript,
    Title,
    Regime,
    Kind,
    Source,
    Measures,
    OtherInformation,
    Reasons,
    Address,
    Phone,
    Website,
    Email,
    BirthDate,
    Nationality,
    NationalId,
    Passport,
    Position,
    Sex,
    BirthPlace,
    EntityType,
    Subsidiary,
    Parent,
    CompanyNumber,
    Imo,
    CurrentOwner,
    PreviousOwner,
    CurrentFlag,
    PreviousFlag,
    ShipType,
    Tonnage,
    Length,
    YearBuilt,
    HullId,
    CryptoWallet,
    /// The XML's flags: name and value.
    Indicator,
    /// Label and text of what is not known here.
    Unknown,
}

const ID_COLUMN: &str = "Unique ID";
const ID_ELEMENT: &str = "UniqueID";
const DATE_ELEMENT: &str = "DateGenerated";

/// All fields with their CSV column and XML element; those of a group stand together. Names
/// are in reading order, which is not the order of the columns.
#[rustfmt::skip]
const FIELDS: [(Group, &str, &str); 57] = [
    (Group::Updated, "Last Updated", "LastUpdated"),
    (Group::Designated, "Date Designated", "DateDesignated"),
    (Group::OfsiId, "OFSI Group ID", "OFSIGroupID"),
    (Group::UnReference, "UN Reference Number", "UNReferenceNumber"),
    (Group::Name, "Name 1", "Name1"),
    (Group::Name, "Name 2", "Name2"),
    (Group::Name, "Name 3", "Name3"),
    (Group::Name, "Name 4", "Name4"),
    (Group::Name, "Name 5", "Name5"),
    (Group::Name, "Name 6", "Name6"),
    (Group::Name, "Name type", "NameType"),
    (Group::Name, "Alias strength", "AliasStrength"),
    (Group::OwnScript, "Name non-latin script", "NameNonLatinScript"),
    (Group::OwnScript, "Non-latin script type", "NonLatinScriptType"),
    (Group::OwnScript, "Non-latin script language", "NonLatinScriptLanguage"),
    (Group::Title, "Title", "Title"),
    (Group::Regime, "Regime Name", "RegimeName"),
    (Group::Kind, "Designation Type", "IndividualEntityShip"),
    (Group::Source, "Designation source", "DesignationSource"),
    (Group::Measures, "Sanctions Imposed", "SanctionsImposed"),
    (Group::OtherInformation, "Other Information", "OtherInformation"),
    (Group::Reasons, "UK Statement of Reasons", "UKStatementofReasons"),
    (Group::Address, "Address Line 1", "AddressLine1"),
    (Group::Address, "Address Line 2", "AddressLine2"),
    (Group::Address, "Address Line 3", "AddressLine3"),
    (Group::Address, "Address Line 4", "AddressLine4"),
    (Group::Address, "Address Line 5", "AddressLine5"),
    (Group::Address, "Address Line 6", "AddressLine6"),
    (Group::Address, "Address Postal Code", "AddressPostalCode"),
    (Group::Address, "Address Country", "AddressCountry"),
    (Group::Phone, "Phone number", "PhoneNumber"),
    (Group::Website, "Website", "Website"),
    (Group::Email, "Email address", "EmailAddress"),
    (Group::BirthDate, "D.O.B", "DOB"),
    (Group::Nationality, "Nationality(/ies)", "Nationality"),
    (Group::NationalId, "National Identifier number", "NationalIdentifierNumber"),
    (Group::NationalId, "National Identifier additional information", "NationalIdentifierAdditionalInformation"),
    (Group::Passport, "Passport number", "PassportNumber"),
    (Group::Passport, "Passport additional information", "PassportAdditionalInformation"),
    (Group::Position, "Position", "Position"),
    (Group::Sex, "Gender", "Gender"),
    (Group::BirthPlace, "Town of birth", "TownOfBirth"),
    (Group::BirthPlace, "Country of birth", "CountryOfBirth"),
    (Group::EntityType, "Type of entity", "TypeOfEntity"),
    (Group::Subsidiary, "Subsidiaries", "Subsidiary"),
    (Group::Parent, "Parent company", "ParentCompany"),
    (Group::CompanyNumber, "Business registration number (s)", "BusinessRegistrationNumber"),
    (Group::Imo, "IMO number", "IMONumber"),
    (Group::CurrentOwner, "Current owner/operator (s)", "CurrentOwnerOperator"),
    (Group::PreviousOwner, "Previous owner/operator (s)", "PreviousOwnerOperator"),
    (Group::CurrentFlag, "Current believed flag of ship", "CurrentBelievedFlagOfShip"),
    (Group::PreviousFlag, "Previous flags", "PreviousFlag"),
    (Group::ShipType, "Type of ship", "TypeOfShip"),
    (Group::Tonnage, "Tonnage of ship", "TonnageOfShip"),
    (Group::Length, "Length of ship", "LengthOfShip"),
    (Group::YearBuilt, "Year Built", "YearBuilt"),
    (Group::HullId, "Hull identification number (HIN)", "HullIdentificationNumber"),
];

impl Group {
    /// The CSV column of one of its fields, as a label in records of both layouts.
    pub(super) fn label(self, place: usize) -> &'static str {
        let mut fields = FIELDS.iter().filter(|(group, ..)| *group == self);
        fields.nth(place).map_or("", |(_, column, _)| column)
    }
}

/// A file in the publisher's words.
pub(super) struct Raw {
    /// The report line or `DateGenerated`.
    pub(super) date: String,
    pub(super) date_line: u64,
    /// Designations in the order of the file.
    pub(super) entries: Vec<Entry>,
    pub(super) warnings: Vec<Warning>,
}

/// One designation: for each group its distinct values, in the order of the file.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) line: u64,
    /// All cells of all values, those of a value joined by NUL, which stands in no file that
    /// is read. One text takes far fewer allocations than many small ones.
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

    /// Adds the cells of a group, joined by NUL, unless it has them.
    fn add(&mut self, group: Group, line: u64, joined: &str) {
        if !self.values(group).any(|value| value.joined == joined) {
            let begin = self.cells.len();
            self.cells.push_str(joined);
            self.values.push((group, line, begin..self.cells.len()));
        }
    }
}

/// Folds what is said about each designation.
#[derive(Default)]
struct Fold {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
    current: usize,
    warnings: Vec<Warning>,
    unknown: BTreeSet<String>,
}

impl Fold {
    fn warn(&mut self, record: &str, line: u64, kind: WarningKind, raw: &str) {
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
    fn open(&mut self, id: &str, line: u64) {
        let mut id = clean(id);
        if id.is_empty() {
            id = format!("(line {line})");
            self.warn(&id.clone(), line, WarningKind::Id, "");
        }
        self.current = match self.places.get(&id) {
            Some(place) => *place,
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
    }

    /// The current designation also has these cells, joined by NUL.
    fn add(&mut self, group: Group, line: u64, joined: &str) {
        if let Some(entry) = self.entries.get_mut(self.current) {
            entry.add(group, line, joined);
        }
    }

    /// The current designation also has this text, under a label that is not known here.
    fn add_unknown(&mut self, label: &str, line: u64, text: &str) {
        if !is_blank(text) {
            self.add(Group::Unknown, line, &format!("{label}\0{text}"));
        }
    }

    fn current_id(&self) -> &str {
        self.entries.get(self.current).map_or("", |entry| &entry.id)
    }

    /// Warns of an unknown column or element, once for each.
    fn meet_unknown(&mut self, label: &str, line: u64) {
        if self.unknown.insert(label.to_owned()) {
            self.warn("", line, WarningKind::UnknownField, label);
        }
    }

    fn finish(self, date: String, date_line: u64) -> Raw {
        Raw {
            date,
            date_line,
            entries: self.entries,
            warnings: self.warnings,
        }
    }
}

/// Whether nothing but white space and separators of cells stands there.
fn is_blank(joined: &str) -> bool {
    joined
        .chars()
        .all(|character| character.is_whitespace() || character.is_control())
}

// CSV

/// Follows the file. A row of one NUL is its true end; met inside a quotation, which would
/// swallow it, it shows that the file was cut there.
const END: &[u8] = b"\n\0\n";

struct Rows<R> {
    reader: csv::Reader<io::Chain<Input<R>, &'static [u8]>>,
    /// Lines before the first row.
    lines: u64,
    /// Cells that a whole row has.
    columns: usize,
    row_is_short: bool,
    line: u64,
}

impl<R: Read> Rows<R> {
    fn new(input: Input<R>) -> Self {
        Self {
            lines: input.place().0 - 1,
            reader: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                // A carriage return before it is white space at the end of the last cell.
                .terminator(csv::Terminator::Any(b'\n'))
                .buffer_capacity(BUFFER)
                .from_reader(input.chain(END)),
            columns: usize::MAX,
            row_is_short: false,
            line: 0,
        }
    }

    /// Reads a row; returns the line on which it begins, `None` at the end. A line of white
    /// space is no row.
    fn next(&mut self, row: &mut ByteRecord) -> Result<Option<u64>, ListError> {
        loop {
            let (input, _) = self.reader.get_mut().get_mut();
            input.begin_piece("row", ROW_LIMIT);
            let begin = self.reader.position().clone();
            let mut line = self.lines + begin.line();
            self.reader
                .read_byte_record(row)
                .map_err(|error| match error.into() {
                    // The input is read ahead and does not know where the row begins.
                    ListError::TooLong { .. } => too_long("row", ROW_LIMIT, line),
                    other => other,
                })?;
            let cells = row.as_slice();
            if cells == b"\0" {
                let (input, _) = self.reader.get_ref().get_ref();
                if self.row_is_short && !input.is_at_line_end() {
                    return Err(cut_row(self.line));
                }
                return Ok(None);
            }
            let is_cut = cells.ends_with(b"\0\n");
            let end = self.reader.position();
            if end.line() - begin.line() > 1 {
                // There are lines inside of cells, or empty ones before the row.
                let inside = cells.iter().filter(|byte| **byte == b'\n').count() as u64;
                line = self.lines + end.line() - inside - u64::from(!is_cut);
            }
            if is_cut {
                return Err(cut_row(line));
            }
            let length = end.byte() - begin.byte();
            if length > ROW_LIMIT {
                return Err(too_long("row", ROW_LIMIT, line));
            }
            if length > FIELD_LIMIT as u64 && row.iter().any(|cell| cell.len() > FIELD_LIMIT) {
                return Err(too_long("field", FIELD_LIMIT as u64, line));
            }
            if row.len() > 1 || !is_blank(&text(cells)) {
                self.row_is_short = row.len() < self.columns;
                self.line = line;
                return Ok(Some(line));
            }
        }
    }
}

fn cut_row(line: u64) -> ListError {
    ListError::Cut {
        inside: "the row".to_owned(),
        line,
        byte: 1,
    }
}

fn too_long(what: &'static str, limit: u64, line: u64) -> ListError {
    ListError::TooLong {
        what,
        limit,
        line,
        byte: 1,
    }
}

/// Where a file has its columns.
struct Layout {
    id: usize,
    groups: Vec<Columns>,
    /// The group of each column by its place in `groups`; of the ID the number of groups.
    group_of: Vec<usize>,
}

/// Columns that are read as one group.
struct Columns {
    group: Group,
    /// The label of an unknown column.
    label: Option<String>,
    /// `None` for one that the file lacks.
    places: Vec<Option<usize>>,
}

impl Layout {
    /// Finds the columns by their names; warns of missing and unknown ones.
    fn find(header: &ByteRecord, line: u64, fold: &mut Fold) -> Result<Self, ListError> {
        let header: Vec<String> = header.iter().map(|cell| clean(&text(cell))).collect();
        let keys: Vec<String> = header.iter().map(|name| column_key(name)).collect();
        let place = |column: &str| keys.iter().position(|key| *key == column_key(column));
        let Some(id) = place(ID_COLUMN) else {
            // The closed list begins with a date beside "Last Updated", and has another key.
            let second = header.get(1).map_or("", String::as_str);
            let dated = place("Last Updated") == Some(0)
                && second.starts_with(|first: char| first.is_ascii_digit());
            if dated || (place("Group ID").is_some() && place("Group Type").is_some()) {
                return Err(ListError::ClosedList);
            }
            let found = header.join(",").chars().take(60).collect();
            return Err(ListError::NoIdColumn { line, found });
        };

        let mut groups: Vec<Columns> = Vec::new();
        for (group, column, _) in FIELDS {
            let place = place(column);
            if place.is_none() {
                fold.warn("", line, WarningKind::MissingColumn, column);
            }
            match groups.last_mut() {
                Some(columns) if columns.group == group => columns.places.push(place),
                _ => groups.push(Columns {
                    group,
                    label: None,
                    places: vec![place],
                }),
            }
        }
        for (place, name) in header.iter().enumerate() {
            let mut known = groups.iter().flat_map(|columns| &columns.places);
            if place == id || known.any(|known| *known == Some(place)) {
                continue;
            }
            // A column without a name, as spreadsheets append it, gets one.
            let label = match name.is_empty() {
                true => cell_label(place),
                false => name.clone(),
            };
            if !name.is_empty() {
                fold.meet_unknown(name, line);
            }
            groups.push(Columns {
                group: Group::Unknown,
                label: Some(label),
                places: vec![Some(place)],
            });
        }

        let mut group_of = vec![groups.len(); header.len()];
        for (number, columns) in groups.iter().enumerate() {
            for place in columns.places.iter().flatten() {
                if let Some(group) = group_of.get_mut(*place) {
                    *group = number;
                }
            }
        }
        Ok(Self {
            id,
            groups,
            group_of,
        })
    }
}

/// A column name without what editors change by accident.
fn column_key(name: &str) -> String {
    clean(name).to_lowercase()
}

/// Reads the CSV layout.
pub(super) fn read_csv<R: Read>(input: Input<R>) -> Result<Raw, ListError> {
    let mut rows = Rows::new(input);
    let (mut row, mut previous) = (ByteRecord::new(), ByteRecord::new());
    let mut line = rows.next(&mut row)?.ok_or(ListError::Empty)?;
    let (mut date, date_line) = (String::new(), line);
    let first = cell(&row, 0);
    if column_key(&first).starts_with("report date") {
        date = clean(&first);
        line = rows.next(&mut row)?.ok_or_else(|| cut_row(date_line))?;
    }
    let mut fold = Fold::default();
    let layout = Layout::find(&row, line, &mut fold)?;
    rows.columns = row.len();

    let mut changed = vec![false; layout.groups.len() + 1];
    let mut joined = String::new();
    while let Some(line) = rows.next(&mut row)? {
        if row.iter().all(|cell| is_blank(&text(cell))) {
            fold.warn("", line, WarningKind::Id, "");
            continue;
        }
        // Most cells repeat those of the row before and need no second look.
        changed.fill(row.len() != previous.len());
        for ((new, old), group) in row.iter().zip(&previous).zip(&layout.group_of) {
            if new != old
                && let Some(changed) = changed.get_mut(*group)
            {
                *changed = true;
            }
        }
        let id = cell(&row, layout.id);
        if changed.last() == Some(&true) || is_blank(&id) {
            fold.open(&id, line);
            changed.fill(true);
        }
        let groups = layout.groups.iter().zip(&changed);
        for (columns, _) in groups.filter(|(_, changed)| **changed) {
            joined.clear();
            for (number, place) in columns.places.iter().enumerate() {
                if number > 0 {
                    joined.push('\0');
                }
                joined.push_str(&place.map_or(Cow::Borrowed(""), |place| cell(&row, place)));
            }
            match &columns.label {
                _ if is_blank(&joined) => {}
                None => fold.add(columns.group, line, &joined),
                Some(label) => fold.add_unknown(label, line, &joined),
            }
        }
        if row.len() != rows.columns {
            let id = fold.current_id().to_owned();
            let raw = format!("{} cells", row.len());
            fold.warn(&id, line, WarningKind::Cells, &raw);
            for place in rows.columns..row.len() {
                fold.add_unknown(&cell_label(place), line, &cell(&row, place));
            }
        }
        std::mem::swap(&mut row, &mut previous);
    }
    Ok(fold.finish(date, date_line))
}

fn cell(row: &ByteRecord, place: usize) -> Cow<'_, str> {
    text(row.get(place).unwrap_or_default())
}

/// The input is UTF-8 and cells are cut at ASCII characters: this never has to mend anything.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn cell_label(place: usize) -> String {
    format!("Cell {}", place + 1)
}

// XML

const ROOT: &str = "Designations";
const DESIGNATION: &str = "Designation";
pub(super) const INDICATORS: &str = "SanctionsImposedIndicators";
const CRYPTO_WALLETS: &str = "CryptoWalletAddresses";

/// Reads the XML layout.
pub(super) fn read_xml<R: Read>(input: Input<R>) -> Result<Raw, ListError> {
    let mut reader = quick_xml::Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut elements = Elements::new();
    let mut seen_root = false;
    let mut begin = (0, (1, 1));
    loop {
        reader.get_mut().begin_piece("field", FIELD_LIMIT as u64);
        let (line, byte) = reader.get_ref().place();
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
                elements.start(name, line);
            }
            Event::Text(text) => elements.text.push_str(&text),
            Event::CData(text) => elements.text.push_str(&text),
            Event::GeneralRef(name) => match entity(&name) {
                Some(character) => elements.text.push(character),
                None => elements.text.extend(["&", &name, ";"]),
            },
            Event::End(_) => elements.end(line),
            Event::DocType(doctype) if doctype.trim().to_lowercase().starts_with("html") => {
                return Err(ListError::WebPage);
            }
            Event::Eof if seen_root && elements.open.is_empty() => break,
            Event::Eof => return Err(elements.cut(reader.get_ref().place())),
            _ => {}
        }
        if elements.text.len() > FIELD_LIMIT {
            return Err(too_long("field", FIELD_LIMIT as u64, line));
        }
        if elements.open.len() > 1 && reader.get_ref().handed_on() - begin.0 > ROW_LIMIT {
            let (what, limit, (line, byte)) = ("designation", ROW_LIMIT, begin.1);
            return Err(ListError::TooLong {
                what,
                limit,
                line,
                byte,
            });
        }
        buffer.clear();
    }
    let Elements {
        fold,
        date,
        date_line,
        ..
    } = elements;
    Ok(fold.finish(date, date_line))
}

/// The open elements, and the designation that is being read.
struct Elements {
    fold: Fold,
    /// Group of each element, and its place in the group.
    fields: HashMap<&'static str, (Group, usize)>,
    open: Vec<String>,
    text: String,
    date: String,
    date_line: u64,
    /// Of the designation: line, ID and values. The ID is not its first element.
    line: u64,
    id: String,
    values: Vec<(Group, u64, String)>,
    /// The group that is being read, how many elements are open around it, and its cells.
    group: Option<(Group, usize, Vec<String>)>,
}

impl Elements {
    fn new() -> Self {
        let mut fields = HashMap::new();
        for (place, (group, _, element)) in FIELDS.into_iter().enumerate() {
            let first = FIELDS.iter().position(|(other, ..)| *other == group);
            fields.insert(element, (group, place - first.unwrap_or(place)));
        }
        Self {
            fold: Fold::default(),
            fields,
            open: Vec::new(),
            text: String::new(),
            date: String::new(),
            date_line: 1,
            line: 1,
            id: String::new(),
            values: Vec::new(),
            group: None,
        }
    }

    fn cut(&self, (line, byte): (u64, u64)) -> ListError {
        let inside = match self.open.last() {
            Some(name) => format!("the element “{name}”"),
            None => "the first element".to_owned(),
        };
        ListError::Cut { inside, line, byte }
    }

    fn start(&mut self, name: &str, line: u64) {
        // Text between two elements belongs to the one around them.
        let text = std::mem::take(&mut self.text);
        if let Some(around) = self.open.last().filter(|_| !is_blank(&text)).cloned() {
            self.keep_unknown(&around, &text, line);
        }
        if self.open.len() == 1 && name == DESIGNATION {
            self.line = line;
        }
        self.open.push(name.to_owned());
    }

    fn end(&mut self, line: u64) {
        let name = self.open.pop().unwrap_or_default();
        let text = std::mem::take(&mut self.text);
        let depth = self.open.len();
        let around_group = self.group.as_ref().map(|(_, around, _)| *around);
        if around_group.is_some_and(|around| around > depth) {
            self.end_group(line);
        }
        if depth == 1 && name == DESIGNATION {
            self.keep_unknown(&name, &text, line);
            self.fold.open(&std::mem::take(&mut self.id), self.line);
            for (group, line, joined) in self.values.drain(..) {
                self.fold.add(group, line, &joined);
            }
        } else if is_blank(&text) {
            // An element with nothing in it says nothing.
        } else if depth == 1 && name == DATE_ELEMENT {
            self.date = clean(&text);
            self.date_line = line;
        } else if !self.is_in_designation() {
            self.keep_unknown(&name, &text, line);
        } else if depth == 2 && name == ID_ELEMENT && self.id.is_empty() {
            self.id = text;
        } else if name == CRYPTO_WALLETS || self.open.iter().any(|open| open == CRYPTO_WALLETS) {
            self.values.push((Group::CryptoWallet, line, text));
        } else if self.open.last().is_some_and(|around| around == INDICATORS) {
            let joined = format!("{name}\0{text}");
            self.values.push((Group::Indicator, line, joined));
        } else if let Some((group, place)) = self.fields.get(name.as_str()).copied() {
            self.set(group, place, depth, text, line);
        } else {
            self.keep_unknown(&name, &text, line);
        }
    }

    fn is_in_designation(&self) -> bool {
        self.open.get(1).is_some_and(|open| open == DESIGNATION)
    }

    /// Puts a text in its place in its group.
    fn set(&mut self, group: Group, place: usize, depth: usize, text: String, line: u64) {
        let size = FIELDS.iter().filter(|(other, ..)| *other == group).count();
        if size == 1 {
            return self.values.push((group, line, text));
        }
        let goes_on = self.group.as_ref().is_some_and(|(open, around, cells)| {
            (*open, *around) == (group, depth) && cells.get(place).is_some_and(String::is_empty)
        });
        if !goes_on {
            self.end_group(line);
        }
        let (.., cells) = self
            .group
            .get_or_insert_with(|| (group, depth, vec![String::new(); size]));
        if let Some(cell) = cells.get_mut(place) {
            *cell = text;
        }
    }

    fn end_group(&mut self, line: u64) {
        if let Some((group, _, cells)) = self.group.take() {
            self.values.push((group, line, cells.join("\0")));
        }
    }

    /// Keeps what is not known: in its designation, or outside of one in the warning.
    fn keep_unknown(&mut self, label: &str, text: &str, line: u64) {
        if is_blank(text) {
            return;
        }
        if !self.is_in_designation() && label != DESIGNATION {
            return self
                .fold
                .meet_unknown(&format!("{label}: {}", clean(text)), line);
        }
        self.fold.meet_unknown(label, line);
        self.values
            .push((Group::Unknown, line, format!("{label}\0{text}")));
    }
}
