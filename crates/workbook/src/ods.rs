//! ODS: the part of OpenDocument that holds the cells (OASIS OpenDocument 1.3, part 3).

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};
use tables::{MOST_COLUMNS, MOST_ROW_BYTES, Row};

use crate::Sheet;
use crate::error::WorkbookError;
use crate::part::{Archive, Xml, attribute, push_text};

pub const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads which sheets there are.
pub fn sheets<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Vec<Sheet>, WorkbookError> {
    let is_encrypted = archive.has(MANIFEST) && archive.read(MANIFEST, |xml| {
        while let Some(event) = xml.read()? {
            if matches!(&event, Event::Start(it) if it.local_name().as_ref() == "encryption-data") {
                return Ok(true);
            }
        }
        Ok(false)
    })?;
    if is_encrypted {
        return Err(WorkbookError::Password);
    }
    archive.read(CONTENT, |xml| {
        let mut sheets = Vec::new();
        let mut is_spreadsheet = false;
        while let Some(event) = xml.read()? {
            let Event::Start(start) = event else { continue };
            match start.local_name().as_ref() {
                "spreadsheet" => is_spreadsheet = true,
                "table" => sheets.push(Sheet {
                    name: attribute(&start, "name").unwrap_or_default(),
                    is_visible: true,
                }),
                _ => {}
            }
        }
        match is_spreadsheet {
            true => Ok(sheets),
            false => Err(WorkbookError::OtherFormat),
        }
    })
}

/// The cells of one sheet, row by row.
pub struct Cells<R> {
    xml: Xml<R>,
    /// Number of the next row.
    number: u64,
    text: String,
}

impl<R: Read + Seek> Cells<R> {
    pub fn open(archive: Archive<R>, place: usize) -> Result<Self, WorkbookError> {
        let mut xml = archive.into_xml(CONTENT)?;
        let mut sheets = 0;
        while sheets <= place {
            match xml.read()? {
                Some(Event::Start(start)) if start.local_name().as_ref() == "table" => sheets += 1,
                Some(_) => {}
                None => return Err(WorkbookError::NoSheet),
            }
        }
        Ok(Self {
            xml,
            number: 1,
            text: String::new(),
        })
    }
}

impl<R: Read> Cells<R> {
    /// Reads the next row that the file has; gives its number from 1, and how often it is there.
    pub fn read(&mut self, row: &mut Row) -> Result<Option<(u64, u64)>, WorkbookError> {
        row.clear();
        let mut repeats = 1;
        let mut cell = Cell::default();
        let mut empty = 0;
        let (mut paragraphs, mut in_text, mut notes) = (0, 0, 0);
        loop {
            let Some(event) = self.xml.read()? else {
                return Err(WorkbookError::damaged("a sheet ends too early"));
            };
            match &event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "table-row" => repeats = number(start, "number-rows-repeated"),
                    "table-cell" | "covered-table-cell" => {
                        cell = Cell::new(start);
                        self.text.clear();
                        paragraphs = 0;
                    }
                    "p" if notes == 0 => {
                        if paragraphs > 0 {
                            self.text.push('\n');
                        }
                        paragraphs += 1;
                        in_text += 1;
                    }
                    "annotation" => notes += 1,
                    "s" if in_text > 0 => {
                        let blanks = number(start, "c").min(1_000);
                        (0..blanks).for_each(|_| self.text.push(' '));
                    }
                    "tab" if in_text > 0 => self.text.push('\t'),
                    "line-break" if in_text > 0 => self.text.push('\n'),
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "p" if notes == 0 => in_text -= 1,
                    "annotation" => notes -= 1,
                    "table-cell" | "covered-table-cell" => {
                        let text = match (&cell.value, &cell.not_shown) {
                            (Some(value), _) => value,
                            (None, Some(value)) if self.text.is_empty() => value,
                            _ => &self.text,
                        };
                        if text.is_empty() && cell.needs_result {
                            let column = row.len().saturating_add(empty) as u64 + 1;
                            let row = self.number;
                            return Err(WorkbookError::NoResult { row, column });
                        }
                        if text.is_empty() {
                            // Most rows end in thousands of these.
                            empty += cell.times.min(MOST_COLUMNS + 1);
                        } else {
                            let cells = row.len().saturating_add(empty).saturating_add(cell.times);
                            if cells > MOST_COLUMNS {
                                return Err(WorkbookError::damaged("a row has too many cells"));
                            }
                            (0..empty).for_each(|_| row.end_cell());
                            if text.len().saturating_mul(cell.times) > MOST_ROW_BYTES {
                                return Err(WorkbookError::TooLarge);
                            }
                            (0..cell.times).for_each(|_| row.push(text));
                            empty = 0;
                        }
                        self.text.clear();
                    }
                    "table-row" => {
                        let number = self.number;
                        self.number = number.saturating_add(repeats);
                        return Ok(Some((number, repeats)));
                    }
                    "table" => return Ok(None),
                    _ => {}
                },
                event if in_text > 0 && notes == 0 => push_text(event, &mut self.text),
                _ => {}
            }
            if self.text.len() > MOST_ROW_BYTES || row.bytes() > MOST_ROW_BYTES {
                return Err(WorkbookError::TooLarge);
            }
        }
    }
}

/// A number of times; once where it is not said.
fn number(start: &BytesStart<'_>, name: &str) -> u64 {
    let number = attribute(start, name).and_then(|it| it.parse().ok());
    number.unwrap_or(1).max(1)
}

/// What the attributes of a cell say.
#[derive(Default)]
struct Cell {
    /// How often it is there.
    times: usize,
    /// Its value, where that is not its text.
    value: Option<String>,
    /// Its value, where it has no text.
    not_shown: Option<String>,
    /// Whether it is a formula whose result cannot be empty. A text may be empty; a number may not.
    needs_result: bool,
}

impl Cell {
    fn new(start: &BytesStart<'_>) -> Self {
        let times = number(start, "number-columns-repeated");
        let kind = attribute(start, "value-type");
        let not_shown = ["string-value", "value", "date-value", "time-value"];
        Self {
            times: usize::try_from(times).unwrap_or(usize::MAX),
            value: kind.as_deref().and_then(|kind| value(start, kind)),
            not_shown: not_shown.iter().find_map(|name| attribute(start, name)),
            needs_result: kind.as_deref() != Some("string")
                && attribute(start, "formula").is_some(),
        }
    }
}

/// The value of a cell, where it is not its text.
fn value(start: &BytesStart<'_>, kind: &str) -> Option<String> {
    match kind {
        "string" => attribute(start, "string-value").filter(|text| !text.is_empty()),
        "float" | "currency" | "percentage" => {
            let value = attribute(start, "value")?;
            let number = value.parse::<f64>().ok();
            Some(number.map_or(value, |number| format!("{number}")))
        }
        "date" => {
            let date = attribute(start, "date-value")?;
            let date = date.strip_suffix("T00:00:00").unwrap_or(&date);
            Some(date.replace('T', " "))
        }
        "boolean" => Some(attribute(start, "boolean-value")?.to_ascii_uppercase()),
        _ => None,
    }
}
