//! XLSX: the parts of Office Open XML that hold the cells (ECMA-376, SpreadsheetML).

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;
use tables::{MOST_COLUMNS, MOST_ROW_BYTES, Row};

use crate::error::WorkbookError;
use crate::part::{Archive, Xml, attribute, push_text};
use crate::{MOST_SHARED, Sheet};

/// Where the cells are, and what they share.
pub struct Parts {
    /// The part of each sheet.
    sheets: Vec<String>,
    /// Texts that cells point to.
    texts: Row,
    /// Which cell formats show a date.
    are_dates: Vec<bool>,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

impl Parts {
    pub fn open<R: Read + Seek>(
        self,
        archive: Archive<R>,
        place: usize,
    ) -> Result<Cells<R>, WorkbookError> {
        let part = self.sheets.get(place).ok_or(WorkbookError::NoSheet)?;
        Ok(Cells {
            xml: archive.into_xml(part)?,
            texts: self.texts,
            are_dates: self.are_dates,
            from_1904: self.from_1904,
            number: 0,
            value: String::new(),
        })
    }
}

/// Reads which sheets there are, and what all of them share.
pub fn sheets<R: Read + Seek>(
    archive: &mut Archive<R>,
) -> Result<(Vec<Sheet>, Parts), WorkbookError> {
    let main = match archive.has("_rels/.rels") {
        true => relations(archive, "")?
            .into_iter()
            .find(|it| it.is("officeDocument")),
        false => None,
    };
    let workbook = main.map_or_else(|| "xl/workbook.xml".to_owned(), |it| it.target);
    if !archive.has(&workbook) {
        return Err(WorkbookError::OtherFormat);
    }
    let relations = relations(archive, &workbook)?;
    let mut sheets = Vec::new();
    let mut ids = Vec::new();
    let mut from_1904 = false;
    archive.read(&workbook, |xml| {
        while let Some(event) = xml.read()? {
            let Event::Start(start) = event else { continue };
            match start.local_name().as_ref() {
                "workbookPr" => {
                    let value = attribute(&start, "date1904");
                    from_1904 = value.is_some_and(|it| it == "1" || it == "true");
                }
                "sheet" => {
                    sheets.push(Sheet {
                        name: attribute(&start, "name").unwrap_or_default(),
                        is_visible: attribute(&start, "state").is_none_or(|it| it == "visible"),
                    });
                    ids.push(attribute(&start, "id").unwrap_or_default());
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    let part = |id: &String| {
        let found = relations.iter().find(|it| it.id == *id);
        found.map(|it| it.target.clone()).unwrap_or_default()
    };
    let shared = relations.iter().find(|it| it.is("sharedStrings"));
    let styles = relations.iter().find(|it| it.is("styles"));
    let parts = Parts {
        sheets: ids.iter().map(part).collect(),
        texts: match shared.filter(|it| archive.has(&it.target)) {
            Some(shared) => archive.read(&shared.target, shared_texts)?,
            None => Row::new(),
        },
        are_dates: match styles.filter(|it| archive.has(&it.target)) {
            Some(styles) => archive.read(&styles.target, date_formats)?,
            None => Vec::new(),
        },
        from_1904,
    };
    Ok((sheets, parts))
}

/// A part that another one names.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    /// Whether it is of this kind; the address before the last word differs by edition.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The parts that a part names, with their whole path.
fn relations<R: Read + Seek>(
    archive: &mut Archive<R>,
    part: &str,
) -> Result<Vec<Relation>, WorkbookError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = |target: &str| match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let file = path(&format!("_rels/{name}.rels"));
    let mut relations = Vec::new();
    archive.read(&file, |xml| {
        while let Some(event) = xml.read()? {
            if let Event::Start(start) = event
                && start.local_name().as_ref() == "Relationship"
            {
                let value = |name| attribute(&start, name).unwrap_or_default();
                relations.push(Relation {
                    id: value("Id"),
                    kind: value("Type"),
                    target: path(&value("Target")),
                });
            }
        }
        Ok(())
    })?;
    Ok(relations)
}

/// The texts that cells point to, without the readings of Japanese ones.
fn shared_texts<R: Read>(xml: &mut Xml<R>) -> Result<Row, WorkbookError> {
    let mut texts = Row::new();
    let mut text = String::new();
    let (mut is_text, mut is_reading) = (false, false);
    while let Some(event) = xml.read()? {
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "rPh" => is_reading = true,
                "t" => is_text = !is_reading,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "rPh" => is_reading = false,
                "t" => is_text = false,
                "si" => {
                    texts.push(&without_escapes(&text));
                    text.clear();
                }
                _ => {}
            },
            event if is_text => push_text(event, &mut text),
            _ => {}
        }
        // Each text also takes a few bytes besides its own.
        if texts.bytes() + text.len() + texts.len() * 8 > MOST_SHARED {
            return Err(WorkbookError::TooLarge);
        }
    }
    Ok(texts)
}

/// A text with `_x000D_` and the like as the characters that they are.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('_') {
        plain.push_str(before);
        let code = after
            .strip_prefix('x')
            .and_then(|after| after.get(..4))
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        let end = after.get(5..).and_then(|end| end.strip_prefix('_'));
        match (code.and_then(char::from_u32), end) {
            (Some(letter), Some(end)) => {
                plain.push(letter);
                rest = end;
            }
            _ => {
                plain.push('_');
                rest = after;
            }
        }
    }
    plain + rest
}

/// Which cell formats show a date, in their order.
fn date_formats<R: Read>(xml: &mut Xml<R>) -> Result<Vec<bool>, WorkbookError> {
    let mut own: BTreeMap<u32, bool> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut is_cell_format = false;
    while let Some(event) = xml.read()? {
        match &event {
            Event::Start(start) => {
                let number = || attribute(start, "numFmtId")?.parse::<u32>().ok();
                match start.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(start, "formatCode").unwrap_or_default();
                        own.extend(number().map(|number| (number, shows_date(&code))));
                    }
                    "cellXfs" => is_cell_format = true,
                    "xf" if is_cell_format => {
                        let number = number().unwrap_or_default();
                        let is_date = own.get(&number).copied();
                        formats.push(is_date.unwrap_or(is_built_in_date(number)));
                    }
                    _ => {}
                }
            }
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => is_cell_format = false,
            _ => {}
        }
    }
    Ok(formats)
}

/// The formats with a date among those that every workbook has (ECMA-376, 18.8.30).
fn is_built_in_date(number: u32) -> bool {
    matches!(number, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format has a letter of a date or time outside of quotation, brackets and escapes.
fn shows_date(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                letters.by_ref().find(|end| *end == '"');
            }
            '[' => {
                letters.by_ref().find(|end| *end == ']');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

/// The cells of one sheet, row by row.
pub struct Cells<R> {
    xml: Xml<R>,
    texts: Row,
    are_dates: Vec<bool>,
    from_1904: bool,
    /// Number of the last row.
    number: u64,
    value: String,
}

impl<R: Read> Cells<R> {
    /// Reads the next row that the file has; gives its number from 1, and that it is there once.
    pub fn read(&mut self, row: &mut Row) -> Result<Option<(u64, u64)>, WorkbookError> {
        row.clear();
        let (mut kind, mut style) = (String::new(), None);
        let (mut column, mut is_text, mut is_reading) = (0, false, false);
        let mut is_formula = false;
        loop {
            let Some(event) = self.xml.read()? else {
                return Err(WorkbookError::damaged("a sheet ends too early"));
            };
            match &event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "row" => {
                        let number = attribute(start, "r").and_then(|it| it.parse().ok());
                        self.number = number.unwrap_or(self.number + 1);
                        column = 0;
                    }
                    "c" => {
                        let place = attribute(start, "r").and_then(|it| column_of(&it));
                        column = place.unwrap_or(column + 1);
                        kind = attribute(start, "t").unwrap_or_default();
                        style = attribute(start, "s").and_then(|it| it.parse::<usize>().ok());
                        self.value.clear();
                        is_formula = false;
                        if column > MOST_COLUMNS || column <= row.len() {
                            return Err(WorkbookError::damaged("cells out of order"));
                        }
                    }
                    "rPh" => is_reading = true,
                    "f" => is_formula = true,
                    "v" => is_text = true,
                    "t" => is_text = !is_reading,
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "rPh" => is_reading = false,
                    "v" | "t" => is_text = false,
                    "c" => {
                        (row.len() + 1..column).for_each(|_| row.end_cell());
                        let is_date = style.and_then(|style| self.are_dates.get(style).copied());
                        match kind.as_str() {
                            "s" => row.push(self.shared()?),
                            "inlineStr" | "str" => row.push(&without_escapes(&self.value)),
                            // A text may be empty; a number may not.
                            "" | "n" if is_formula && self.value.trim().is_empty() => {
                                return Err(WorkbookError::NoResult {
                                    row: self.number,
                                    column: column as u64,
                                });
                            }
                            "b" => row.push(if self.value == "0" { "FALSE" } else { "TRUE" }),
                            "" | "n" => row.push(&self.number_text(is_date == Some(true))),
                            _ => row.push(&self.value),
                        }
                    }
                    "row" => return Ok(Some((self.number, 1))),
                    "sheetData" => return Ok(None),
                    _ => {}
                },
                event if is_text => push_text(event, &mut self.value),
                _ => {}
            }
            if self.value.len() > MOST_ROW_BYTES || row.bytes() > MOST_ROW_BYTES {
                return Err(WorkbookError::TooLarge);
            }
        }
    }

    fn shared(&self) -> Result<&str, WorkbookError> {
        let place = self.value.trim().parse().ok();
        let text = place.and_then(|place| self.texts.get(place));
        text.ok_or_else(|| WorkbookError::damaged("a cell points to a text that is missing"))
    }

    /// A number as a person would write it.
    fn number_text(&self, is_date: bool) -> String {
        let Ok(number) = self.value.trim().parse::<f64>() else {
            return self.value.clone();
        };
        if is_date && let Some(date) = date_text(number, self.from_1904) {
            return date;
        }
        format!("{number}")
    }
}

/// The column of a cell such as `AB12`, from 1.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.take(4).fold(0, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    (column > 0).then_some(column)
}

/// A date that is counted in days, as `2026-11-27`, with the time where it has one; `None` for what is no
/// date. Excel counts from 1900 and takes that year for a leap year, or from 1904.
fn date_text(days: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let seconds = (days.fract() * 86_400.0).round() as i64;
    let (whole, seconds) = (days as i64 + seconds / 86_400, seconds % 86_400);
    let time = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    );
    if whole == 0 && !from_1904 {
        return Some(time);
    }
    // Days since 1 January 1970.
    let day = match (from_1904, whole) {
        (true, _) => whole - 24_107,
        (false, 0..=59) => whole - 25_568,
        // The day that the year 1900 did not have.
        (false, 60) => return None,
        (false, _) => whole - 25_569,
    };
    let (year, month, day) = civil(day);
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if seconds == 0 {
        date
    } else {
        format!("{date} {time}")
    })
}

/// Year, month and day of a day since 1 January 1970 (Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", civil_from_days).
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day = day.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, from_1904, text) in [
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (60.0, false, None),
            (61.0, false, Some("1900-03-01")),
            (28_676.0, false, Some("1978-07-05")),
            (46_353.5, false, Some("2026-11-27 12:00:00")),
            (0.25, false, Some("06:00:00")),
            (0.0, true, Some("1904-01-01")),
            (44_891.0, true, Some("2026-11-27")),
            (-1.0, false, None),
            (1e300, false, None),
        ] {
            assert_eq!(date_text(days, from_1904).as_deref(), text, "{days}");
        }
        for (code, is_date) in [
            ("yyyy-mm-dd", true),
            ("[$-809]d mmmm yyyy;@", true),
            ("General", false),
            ("0.00E+00", false),
            ("[Red]#,##0.00", false),
            ("0\" days\"", false),
            ("0\\d", false),
        ] {
            assert_eq!(shows_date(code), is_date, "{code}");
        }
    }

    #[test]
    fn columns_and_escapes_are_read() {
        for (place, column) in [
            ("A1", Some(1)),
            ("Z9", Some(26)),
            ("XFD1", Some(16_384)),
            ("1", None),
        ] {
            assert_eq!(column_of(place), column, "{place}");
        }
        for (text, plain) in [
            ("a_x000D_b", "a\rb"),
            ("a_xb", "a_xb"),
            ("_x005F_x", "_x"),
            ("_x12", "_x12"),
        ] {
            assert_eq!(without_escapes(text), plain, "{text}");
        }
    }
}
