//! A CSV file with column names: rows, folded by the column of the ID.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::ByteRecord;

use super::entry::Group;
use super::fold::{Fold, Raw, is_blank};
use super::input::{BUFFER, Input};
use super::layout::{CsvLayout, Layout, Rests};
use super::quotation::Quotation;
use super::text::clean;
use super::unknown::{suspect_label, suspect_value};
use super::{DESIGNATION_LIMIT, FIELD_LIMIT};
use crate::error::{FaultKind, Faults, Place, quoted};
use crate::{ListError, Source, WarningKind};

/// Follows the file. A row of one NUL is its true end; inside a quotation, which would take it
/// in, it shows that the file was cut there.
const END: &[u8] = b"\n\0\n";

struct Rows<R> {
    reader: csv::Reader<io::Chain<Quotation<R>, &'static [u8]>>,
    /// Lines before the first row.
    lines: u64,
    /// Cells that a whole row has.
    columns: usize,
    row_is_short: bool,
    line: u64,
    /// True if a cell of the row has a line break.
    has_line_break: bool,
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
                .from_reader(Quotation::new(input).chain(END)),
            columns: usize::MAX,
            row_is_short: false,
            line: 0,
            has_line_break: false,
        }
    }

    fn input(&mut self) -> &mut Input<R> {
        self.reader.get_mut().get_mut().0.input()
    }

    /// The faults of the quotation so far.
    fn take_faults(&mut self) -> Faults {
        std::mem::take(&mut self.reader.get_mut().get_mut().0.faults)
    }

    /// Reads a row; returns the line on which it begins, `None` at the end. A line of white
    /// space is no row.
    fn next(&mut self, row: &mut ByteRecord) -> Result<Option<u64>, ListError> {
        loop {
            self.input().begin_piece("row", DESIGNATION_LIMIT);
            let begin = self.reader.position().clone();
            let mut line = self.lines + begin.line();
            self.reader
                .read_byte_record(row)
                .map_err(|error| match error.into() {
                    // The input is read ahead and does not know where the row begins.
                    ListError::TooLong { .. } => too_long("row", DESIGNATION_LIMIT, line),
                    other => other,
                })?;
            let cells = row.as_slice();
            if cells == b"\0" {
                if self.row_is_short && !self.input().is_at_line_end() {
                    return Err(cut_row(self.line));
                }
                return Ok(None);
            }
            let is_cut = cells.ends_with(b"\0\n");
            let end = self.reader.position();
            let mut inside = 0;
            if end.line() - begin.line() > 1 {
                // There are lines inside of cells, or empty ones before the row.
                inside = cells.iter().filter(|byte| **byte == b'\n').count() as u64;
                line = self.lines + end.line() - inside - u64::from(!is_cut);
            }
            if is_cut {
                return Err(cut_row(line));
            }
            let length = end.byte() - begin.byte();
            if length > DESIGNATION_LIMIT {
                return Err(too_long("row", DESIGNATION_LIMIT, line));
            }
            if length > FIELD_LIMIT as u64 && row.iter().any(|cell| cell.len() > FIELD_LIMIT) {
                return Err(too_long("field", FIELD_LIMIT as u64, line));
            }
            if row.len() > 1 || !is_blank(&text(cells)) {
                self.row_is_short = row.len() < self.columns;
                self.line = line;
                self.has_line_break = inside > 0;
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

/// What is read, and of which list.
#[derive(Clone, Copy)]
struct Sheet<G: 'static> {
    source: &'static Source,
    layout: &'static Layout<G>,
    csv: &'static CsvLayout,
}

/// The places of a file's columns.
struct Header<G> {
    id: usize,
    groups: Vec<Columns<G>>,
    /// The group of each column by its place in `groups`; of the ID the number of groups.
    group_of: Vec<usize>,
}

/// Columns that are read as one group.
struct Columns<G> {
    group: G,
    /// The label of an unknown column.
    label: Option<String>,
    /// `None` for one that the file lacks.
    places: Vec<Option<usize>>,
}

impl<G: Group> Header<G> {
    /// Finds the columns by their names; notes missing, doubled and unknown ones.
    fn find(
        sheet: Sheet<G>,
        header: &ByteRecord,
        line: u64,
        fold: &mut Fold<G>,
    ) -> Result<Self, ListError> {
        let header: Vec<String> = header.iter().map(|cell| clean(&text(cell))).collect();
        let keys: Vec<String> = header.iter().map(|name| column_key(name)).collect();
        let place = |column: &str| {
            let key = column_key(column);
            keys.iter().position(|other| *other == key)
        };
        let column = sheet.csv.id;
        let Some(id) = place(column) else {
            let hint = sheet.source.hint;
            if let Some(list) = (sheet.csv.other_list)(&header) {
                return Err(ListError::OtherList { list, hint });
            }
            let found = header.join(",").chars().take(60).collect();
            return Err(ListError::NoIdColumn {
                line,
                column,
                found,
                hint,
            });
        };
        find_doubled(column, &keys, line, &mut fold.faults);

        let mut groups: Vec<Columns<G>> = Vec::new();
        for field in sheet.layout.fields {
            let (group, column) = (field.group, field.column);
            let place = place(column);
            if field.rests != Rests::Nothing {
                find_doubled(column, &keys, line, &mut fold.faults);
            }
            match place {
                Some(_) => {}
                None if field.rests == Rests::Nothing => {
                    fold.warnings
                        .add("", line, WarningKind::MissingColumn, column);
                }
                None => {
                    let what = format!("there is no column “{column}”");
                    let place = Place::Line(line);
                    fold.faults.add(FaultKind::MissingField, place, what);
                }
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
        let mut group_of = vec![groups.len(); header.len()];
        for (number, columns) in groups.iter().enumerate() {
            for place in columns.places.iter().flatten() {
                if let Some(group) = group_of.get_mut(*place) {
                    *group = number;
                }
            }
        }
        let known = groups.len();
        for (place, name) in header.iter().enumerate() {
            if place == id || group_of.get(place).is_some_and(|group| *group < known) {
                continue;
            }
            if let Some(group) = group_of.get_mut(place) {
                *group = groups.len();
            }
            // A column without a name, as spreadsheets append it, gets one.
            let label = match name.is_empty() {
                true => cell_label(place),
                false => name.clone(),
            };
            if !name.is_empty() {
                fold.note_unknown(name, line)?;
                let mut before = keys.iter().take(place);
                let is_doubled = before.any(|key| *key == column_key(name));
                if let Some(holds) = suspect_label(name).filter(|_| !is_doubled) {
                    fold.suspect(&label, Place::Line(line), holds, "");
                }
            }
            groups.push(Columns {
                group: G::UNKNOWN,
                label: Some(label),
                places: vec![Some(place)],
            });
        }
        // The ID is of no group.
        if let Some(group) = group_of.get_mut(id) {
            *group = groups.len();
        }
        Ok(Self {
            id,
            groups,
            group_of,
        })
    }
}

fn find_doubled(column: &str, keys: &[String], line: u64, faults: &mut Faults) {
    let key = column_key(column);
    let found = keys.iter().filter(|other| **other == key).count();
    if found > 1 {
        let what = format!("the column “{column}” is there {found} times");
        faults.add(FaultKind::DoubledField, Place::Line(line), what);
    }
}

/// A column name without what editors change by accident.
fn column_key(name: &str) -> String {
    clean(name).to_lowercase()
}

/// Reads a CSV file of a list.
///
/// # Errors
/// [`ListError`] where the file as a whole is unusable; faults of its structure are in what is
/// returned, or in the error where reading could not go on.
pub(crate) fn read<R: Read, G: Group>(
    source: &'static Source,
    layout: &'static Layout<G>,
    csv: &'static CsvLayout,
    input: Input<R>,
) -> Result<Raw<G>, ListError> {
    let mut rows = Rows::new(input);
    let sheet = Sheet {
        source,
        layout,
        csv,
    };
    let read = read_rows(sheet, &mut rows);
    let faults = rows.take_faults();
    match read {
        Ok(mut raw) => {
            raw.faults.merge(faults);
            Ok(raw)
        }
        // A stray quotation mark explains every refusal after it.
        Err(error) => Err(faults.ended_by(error)),
    }
}

fn read_rows<R: Read, G: Group>(sheet: Sheet<G>, rows: &mut Rows<R>) -> Result<Raw<G>, ListError> {
    let layout = sheet.layout;
    let (mut row, mut previous) = (ByteRecord::new(), ByteRecord::new());
    let mut line = rows.next(&mut row)?.ok_or(ListError::Empty)?;
    let (mut date, date_line) = (String::new(), line);
    let first = cell(&row, 0);
    if column_key(&first).starts_with(sheet.csv.date) {
        date = clean(&first);
        line = rows.next(&mut row)?.ok_or_else(|| cut_row(date_line))?;
    }
    let mut fold = Fold::new(layout);
    let header = Header::find(sheet, &row, line, &mut fold)?;
    rows.columns = row.len();

    let mut changed = vec![false; header.groups.len() + 1];
    let mut joined = String::new();
    while let Some(line) = rows.next(&mut row)? {
        if row.len() != rows.columns {
            let (columns, cells) = (rows.columns, row.len());
            let what = format!("the row has {cells} cells, and there are {columns} columns");
            fold.faults.add(FaultKind::Cells, Place::Line(line), what);
        }
        if rows.has_line_break {
            find_rows_in_cells(layout.is_id, &row, line, &mut fold.faults);
        }
        if row.iter().all(|cell| is_blank(&text(cell))) {
            fold.warnings.add("", line, WarningKind::Id, "");
            continue;
        }
        // Most cells repeat those of the row before and need no second look.
        changed.fill(row.len() != previous.len());
        for ((new, old), group) in row.iter().zip(&previous).zip(&header.group_of) {
            // Many cells are empty, for which to call a comparison would take most of the time.
            let is_same = new.len() == old.len() && (new.is_empty() || new == old);
            if !is_same && let Some(changed) = changed.get_mut(*group) {
                *changed = true;
            }
        }
        let id = cell(&row, header.id);
        if changed.last() == Some(&true) || is_blank(&id) {
            fold.open(&id, line, rows.reader.position().byte())?;
            changed.fill(true);
        }
        let groups = header.groups.iter().zip(&changed);
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
                None => fold.add(columns.group, line, &joined)?,
                Some(label) => add_unknown(layout, &mut fold, label, line, &joined)?,
            }
        }
        for place in rows.columns..row.len() {
            add_unknown(
                layout,
                &mut fold,
                &cell_label(place),
                line,
                &cell(&row, place),
            )?;
        }
        std::mem::swap(&mut row, &mut previous);
    }
    Ok(fold.finish(date, date_line))
}

fn add_unknown<G: Group>(
    layout: &Layout<G>,
    fold: &mut Fold<G>,
    label: &str,
    line: u64,
    text: &str,
) -> Result<(), ListError> {
    if let Some(holds) = suspect_value(layout, text) {
        fold.suspect(label, Place::Line(line), holds, text);
    }
    fold.add_unknown(label, line, text)
}

/// Notes cells that hold rows: after a line break there is an ID between two commas.
fn find_rows_in_cells(is_id: fn(&str) -> bool, row: &ByteRecord, line: u64, faults: &mut Faults) {
    for (place, cell) in row.iter().enumerate() {
        if !cell.contains(&b'\n') {
            continue;
        }
        if let Some(id) = text(cell)
            .split('\n')
            .skip(1)
            .find_map(|line| id_of_row(is_id, line))
        {
            let (number, id) = (place + 1, quoted(id));
            let what = format!("cell {number} of the row holds a line break and the ID {id}");
            faults.add(FaultKind::RowInCell, Place::Line(line), what);
        }
    }
}

/// The ID in a line of a CSV file. Prose that lists IDs has a space after a comma.
fn id_of_row(is_id: fn(&str) -> bool, line: &str) -> Option<&str> {
    let cells: Vec<&str> = line.trim_end_matches('\r').split(',').collect();
    let id = cells
        .iter()
        .position(|cell| is_id(cell.trim_matches('"')))?;
    let is_row = cells.len() > 3 && cells.get(id + 1).is_none_or(|next| !next.starts_with(' '));
    cells.get(id).copied().filter(|_| is_row)
}

fn cell(row: &ByteRecord, place: usize) -> Cow<'_, str> {
    text(row.get(place).unwrap_or_default())
}

/// The input is UTF-8 and cells are cut at ASCII characters: this never has to repair anything.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn cell_label(place: usize) -> String {
    format!("Cell {}", place + 1)
}
