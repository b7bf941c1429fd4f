//! A file as rows of cells, read in the worker: text, or one sheet of a workbook.

use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use tables::{Delimited, Encoding, Format, Row, Separator, TableError};
use workbook::{Sheet, SheetRows, Workbook, WorkbookError, is_workbook};

use super::protocol::Form;

/// Bytes of text that are read at a time: each time the browser is asked for a part of the file.
const PART: usize = 1 << 20;
/// Bytes by which a workbook is recognised.
const MAGIC: u64 = 8;
/// Sheets in which rows are looked for where none was chosen. To look into one unpacks the texts that all
/// sheets share, so a workbook of ten thousand empty sheets would take for ever.
const SHEETS_LOOKED_AT: usize = 16;

/// The rows of a file.
#[allow(clippy::large_enum_variant, reason = "a file has one")]
pub enum Table<R> {
    /// Of a text.
    Text(Delimited<BufReader<R>>),
    /// Of a sheet.
    Sheet(SheetRows<R>),
}

impl<R: Read + Seek> Table<R> {
    /// Goes to the first row of a file. `open` starts at its first byte again; `form` says how it is written, and
    /// gets the sheets where it is a workbook.
    ///
    /// # Errors
    /// Why a workbook cannot be read; the faults of a text come with its rows.
    pub fn open(open: &dyn Fn() -> R, form: &mut Form) -> Result<Self, WorkbookError> {
        let mut magic = Vec::new();
        open().take(MAGIC).read_to_end(&mut magic)?;
        match is_workbook(&magic) {
            true => Self::open_sheet(open, form),
            false => Ok(Self::open_text(open(), form)),
        }
    }

    fn open_text(file: R, form: &Form) -> Self {
        let mut encodings = Encoding::ALL.into_iter();
        let format = Format {
            separator: Separator::from_word(&form.separator),
            encoding: encodings.find(|one| one.as_str() == form.encoding),
        };
        Self::Text(Delimited::new(BufReader::with_capacity(PART, file), format))
    }

    fn open_sheet(open: &dyn Fn() -> R, form: &mut Form) -> Result<Self, WorkbookError> {
        let workbook = Workbook::open(open())?;
        form.sheets = titles(workbook.sheets());
        if form.sheet.is_empty() {
            form.sheet = with_rows(open, &form.sheets)?;
        }
        Ok(Self::Sheet(rows_of(workbook, &form.sheet)?))
    }

    /// Reads the next row; false at the end.
    ///
    /// # Errors
    /// A fault with its place, or what the browser could not read.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, TableError> {
        match self {
            Self::Text(table) => table.read(row),
            Self::Sheet(table) => table.read(row),
        }
    }
}

fn rows_of<R: Read + Seek>(
    workbook: Workbook<R>,
    sheet: &str,
) -> Result<SheetRows<R>, WorkbookError> {
    let place = workbook.place_of(sheet).ok_or(WorkbookError::NoSheet)?;
    workbook.rows(place)
}

/// The first of the sheets that has rows, or the first of all.
fn with_rows<R: Read + Seek>(
    open: &dyn Fn() -> R,
    sheets: &[String],
) -> Result<String, WorkbookError> {
    if sheets.len() > 1 {
        for sheet in sheets.iter().take(SHEETS_LOOKED_AT) {
            let mut rows = rows_of(Workbook::open(open())?, sheet)?;
            // A fault in the first row is told when it is read again.
            if !matches!(rows.read(&mut Row::new()), Ok(false)) {
                return Ok(sheet.clone());
            }
        }
    }
    Ok(sheets.first().cloned().unwrap_or_default())
}

/// By what the sheets are chosen that the spreadsheet program shows, or all where it shows none: their names,
/// or the number of one without a name.
fn titles(sheets: &[Sheet]) -> Vec<String> {
    let is_shown = sheets.iter().any(|sheet| sheet.is_visible);
    let shown = sheets.iter().enumerate();
    let shown = shown.filter(|(_, sheet)| sheet.is_visible || !is_shown);
    let title = |(place, sheet): (usize, &Sheet)| match sheet.name.is_empty() {
        true => (place + 1).to_string(),
        false => sheet.name.clone(),
    };
    shown.map(title).collect()
}

/// A file that counts the bytes that were read of it.
pub struct Counted<R> {
    file: R,
    bytes: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    /// Adds to `bytes`.
    pub fn new(file: R, bytes: &Rc<Cell<u64>>) -> Self {
        Self {
            file,
            bytes: Rc::clone(bytes),
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.bytes.set(self.bytes.get() + count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// The checksum of a packed part, bit by bit.
    fn crc(bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1))
            })
        };
        !bytes.iter().fold(u32::MAX, step)
    }

    /// An ODS with these sheets, each with these names in its first column.
    fn ods(sheets: &[(&str, &[&str])]) -> Vec<u8> {
        let row = |cell: &&str| {
            format!(
                "<table:table-row><table:table-cell><text:p>{cell}</text:p></table:table-cell></table:table-row>"
            )
        };
        let sheet = |(name, rows): &(&str, &[&str])| {
            let rows: String = rows.iter().map(row).collect();
            format!("<table:table table:name=\"{name}\">{rows}</table:table>")
        };
        let sheets: String = sheets.iter().map(sheet).collect();
        let text = format!(
            "<office:document-content><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
        );
        let name = b"content.xml";
        let size = (text.len() as u32).to_le_bytes();
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(crc(text.as_bytes()).to_le_bytes());
        common.extend([size, size].concat());
        common.extend([name.len() as u8, 0, 0, 0]);
        let mut file = [b"PK\x03\x04", &*common, name, text.as_bytes()].concat();
        let start = (file.len() as u32).to_le_bytes();
        let directory = [b"PK\x01\x02\x14\0", &*common, &[0; 14], name].concat();
        file.extend(&directory);
        file.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        file.extend((directory.len() as u32).to_le_bytes());
        file.extend(start);
        file.extend([0, 0]);
        file
    }

    fn read(file: &[u8], form: &mut Form) -> Result<Vec<String>, String> {
        let open = || Cursor::new(file);
        let mut table = Table::open(&open, form).map_err(|error| error.to_string())?;
        let (mut rows, mut row) = (Vec::new(), Row::new());
        while table.read(&mut row).map_err(|error| error.to_string())? {
            rows.push(row.iter().collect::<Vec<_>>().join("|"));
        }
        Ok(rows)
    }

    #[test]
    fn the_first_sheet_with_rows_is_taken_unless_one_is_chosen() {
        let file = ods(&[
            ("Notes", &[]),
            ("Clients", &["name", "Orsek Testanov"]),
            ("2", &["name", "Amber Quill"]),
        ]);
        let mut form = Form::default();
        let rows = read(&file, &mut form).unwrap();
        assert_eq!(rows, ["name", "Orsek Testanov"]);
        assert_eq!(form.sheet, "Clients");
        assert_eq!(form.sheets, ["Notes", "Clients", "2"]);
        let mut choose = |sheet: &str| {
            form.sheet = sheet.to_owned();
            read(&file, &mut form)
        };
        assert_eq!(choose("Notes").unwrap(), Vec::<String>::new());
        // By its name before its number.
        assert_eq!(choose("2").unwrap(), ["name", "Amber Quill"]);
        assert!(choose("9").unwrap_err().contains("no such sheet"));
        let mut form = Form::default();
        assert!(read(&ods(&[("Empty", &[])]), &mut form).unwrap().is_empty());
        assert_eq!(form.sheets, ["Empty"]);
    }

    #[test]
    fn a_workbook_is_recognised_by_its_bytes_and_a_text_has_no_sheets() {
        let mut form = Form::default();
        assert_eq!(read(b"name;ref\nOrsek;1\n", &mut form).unwrap().len(), 2);
        assert_eq!(form, Form::default());
        for (file, words) in [
            (&b"\xD0\xCF\x11\xE0 and so on"[..], "older Excel workbook"),
            (b"PK\x03\x04 and so on", "damaged"),
            (b"PK\x05\x06 and so on", "no .xlsx or .ods"),
        ] {
            let why = read(file, &mut form).unwrap_err();
            assert!(why.contains(words), "{words}: {why}");
        }
    }

    #[test]
    fn the_bytes_that_are_read_are_counted() {
        let file = ods(&[("Clients", &["name"; 100])]);
        let bytes = Rc::default();
        let open = || Counted::new(Cursor::new(&*file), &bytes);
        let mut table = Table::open(&open, &mut Form::default()).unwrap();
        let mut row = Row::new();
        while table.read(&mut row).unwrap() {}
        assert!(bytes.get() >= file.len() as u64 / 2, "{}", bytes.get());
    }
}
