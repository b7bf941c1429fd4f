//! The worker's side of a file: reads it as rows, as often as it is asked to.

use std::cell::Cell;
use std::io::{Read, Seek};
use std::rc::Rc;

use batch::Columns;
use tables::{OtherForm, Role, Row, Separator, TableError, guess};
use workbook::{WorkbookError, is_workbook};

use super::protocol::{Ask, Form, Opened, Refusal, RowView, Tell};
use super::table::{Counted, Table};

/// Largest file in bytes. It is read at some 25 MB a second on a laptop of 2020, and is read two times before
/// its outcomes are saved: 256 MB are about five million rows.
pub const MOST_BYTES: u64 = 256 << 20;
/// The same in megabytes, as a person reads it.
pub const MOST_MEGABYTES: usize = (MOST_BYTES >> 20) as usize;
/// Rows that are shown before a person says that they are the right ones.
pub const SHOWN_ROWS: usize = 6;
/// Columns of these rows.
pub const SHOWN_COLUMNS: usize = 40;
/// Characters of a cell that is shown.
const SHOWN_CHARACTERS: usize = 80;

/// Bytes by which a file that is no table is recognised.
const MAGIC: u64 = 4096;
/// Rows by which the columns are guessed, and the most bytes of their text.
const GUESSED_ROWS: usize = 101;
const GUESSED_BYTES: usize = 4 << 20;
/// Bytes after which the page is told how far the reading is.
const STEP: u64 = 4 << 20;
/// Rows of an answer, and bytes of their text after which it gets no more.
const ROWS: usize = 128;
const ROWS_BYTES: usize = 1 << 18;

/// Reads one file. `open` starts at its first byte again.
pub struct Reader<R, Open> {
    open: Open,
    size: u64,
    form: Form,
    table: Option<Table<Counted<R>>>,
    /// Bytes that were read, for the progress.
    bytes_read: Rc<Cell<u64>>,
    columns: Columns,
    with_cells: bool,
    /// The first row, where it is one to check.
    waiting: Option<Row>,
}

impl<R: Read + Seek, Open: Fn() -> R> Reader<R, Open> {
    /// Reads nothing yet of a file of this many bytes.
    pub fn new(open: Open, size: u64) -> Self {
        Self {
            open,
            size,
            form: Form::default(),
            table: None,
            bytes_read: Rc::default(),
            columns: Columns::default(),
            with_cells: false,
            waiting: None,
        }
    }

    /// Answers; `tell` also hears how far a long reading is.
    pub fn answer(&mut self, ask: Ask, tell: &mut dyn FnMut(Tell)) {
        let answer = match ask {
            Ask::Open(form) => self.look(form, tell).map(Tell::Opened),
            Ask::Begin {
                columns,
                has_header,
                with_cells,
            } => self.begin(columns, has_header, with_cells),
            Ask::Next => self.next().map(Tell::Rows),
        };
        tell(answer.unwrap_or_else(|refusal| {
            self.table = None;
            Tell::Refused(refusal)
        }));
    }

    /// Goes to the first row.
    fn start(&mut self) -> Result<Table<Counted<R>>, Refusal> {
        let open = || Counted::new((self.open)(), &self.bytes_read);
        let table = Table::open(&open, &mut self.form);
        table.map_err(|error| workbook_refusal(error, &self.form))
    }

    /// Reads all of it, so that a fault is known before anything is searched.
    fn look(&mut self, form: Form, tell: &mut dyn FnMut(Tell)) -> Result<Opened, Refusal> {
        if self.size == 0 {
            return Err(Refusal::Empty);
        }
        if self.size > MOST_BYTES {
            return Err(Refusal::TooLarge);
        }
        let mut magic = Vec::new();
        let read = (self.open)().take(MAGIC).read_to_end(&mut magic);
        read.map_err(|_| Refusal::Unreadable)?;
        if let Some(refusal) = no_table(&magic) {
            return Err(refusal);
        }
        self.form = form;
        let mut table = self.start()?;
        self.bytes_read.set(0);
        let (mut first, mut bytes, mut rows, mut told) = (Vec::new(), 0, 0, 0);
        let mut row = Row::new();
        loop {
            let read = table.read(&mut row);
            if !matches!(read, Ok(true)) {
                recognised(&table, &mut self.form);
            }
            if !read.map_err(|error| self.refusal(error))? {
                break;
            }
            rows += 1;
            if first.len() < GUESSED_ROWS && bytes < GUESSED_BYTES {
                bytes += row.bytes();
                first.push(row.clone());
            }
            let bytes_read = self.bytes_read.get();
            if bytes_read > told + STEP {
                told = bytes_read;
                tell(Tell::Reading { bytes: told });
            }
        }
        if rows == 0 {
            return Err(Refusal::Empty);
        }
        let guess = guess(&first);
        let roles = guess.columns().filter_map(|(role, column)| {
            let place = Role::ALL.iter().position(|one| *one == role);
            Some((place?, column))
        });
        let shown = first.iter().take(SHOWN_ROWS).map(|row| {
            let cells = row.iter().take(SHOWN_COLUMNS);
            cells.map(cut).collect()
        });
        Ok(Opened {
            form: self.form.clone(),
            rows,
            width: first.first().map_or(0, Row::len),
            first: shown.collect(),
            has_header: guess.has_header,
            roles: roles.collect(),
            more_names: guess.more_names.clone(),
            header_below: guess.header_below.map(|place| place + 1),
        })
    }

    fn begin(
        &mut self,
        columns: Columns,
        has_header: bool,
        with_cells: bool,
    ) -> Result<Tell, Refusal> {
        let mut table = self.start()?;
        let mut first = Row::new();
        let is_there = table.read(&mut first);
        let is_there = is_there.map_err(|error| self.refusal(error))?;
        let header = match has_header {
            true => first.iter().map(str::to_owned).collect(),
            false => Vec::new(),
        };
        self.waiting = (is_there && !has_header).then_some(first);
        self.table = Some(table);
        self.columns = columns;
        self.with_cells = with_cells;
        Ok(Tell::Begun { header })
    }

    fn refusal(&self, error: TableError) -> Refusal {
        match error {
            TableError::Fault(fault) => Refusal::Fault {
                what: fault.to_string(),
                form: self.form.clone(),
            },
            TableError::Io(error) => workbook_refusal(error.into(), &self.form),
            _ => Refusal::Unreadable,
        }
    }

    /// The next rows; none at the end of the file.
    fn next(&mut self) -> Result<Vec<RowView>, Refusal> {
        let mut rows = Vec::new();
        let Some(mut table) = self.table.take() else {
            return Err(Refusal::Unreadable);
        };
        let (mut row, mut bytes) = (Row::new(), 0);
        while rows.len() < ROWS && bytes < ROWS_BYTES {
            match self.waiting.take() {
                Some(first) => row = first,
                None => {
                    let read = table.read(&mut row);
                    if !read.map_err(|error| self.refusal(error))? {
                        break;
                    }
                }
            }
            bytes += row.bytes();
            let cell = |column: Option<usize>| {
                let cell = column.and_then(|column| row.get(column));
                cell.unwrap_or_default().trim().to_owned()
            };
            rows.push(RowView {
                text: self.columns.text(&row),
                born: cell(self.columns.born),
                country: cell(self.columns.country),
                sex: cell(self.columns.sex),
                cells: match self.with_cells {
                    true => row.iter().map(str::to_owned).collect(),
                    false => Vec::new(),
                },
            });
        }
        self.table = Some(table);
        Ok(rows)
    }
}

/// Writes down how a text is written, as far as it was read.
fn recognised<R: Read>(table: &Table<R>, form: &mut Form) {
    if let Table::Text(table) = table {
        form.separator = table.separator().map(Separator::name).unwrap_or_default();
        form.encoding = table.encoding().as_str().to_owned();
    }
}

/// What is wrong with a workbook. Another sheet of it may be without the fault of this one.
fn workbook_refusal(error: WorkbookError, form: &Form) -> Refusal {
    match error {
        WorkbookError::Io(_) => Refusal::Unreadable,
        error if form.sheets.len() > 1 => Refusal::Fault {
            what: error.to_string(),
            form: form.clone(),
        },
        error => Refusal::Workbook {
            what: error.to_string(),
        },
    }
}

/// What the first bytes of a file are, if they are none of a table.
fn no_table(bytes: &[u8]) -> Option<Refusal> {
    if is_workbook(bytes) {
        return None;
    }
    if bytes.starts_with(b"%PDF") {
        return Some(Refusal::Pdf);
    }
    if let Some(form) = OtherForm::of(bytes) {
        let what = form.to_string();
        return Some(Refusal::Workbook { what });
    }
    // Text has zero bytes in UTF-16 only, which has one among its first four, or a byte order mark.
    let is_utf_16 = bytes.iter().take(4).any(|byte| *byte == 0)
        || bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF");
    let is_zero = |byte: &&u8| **byte == 0;
    let zeros = bytes.iter().filter(is_zero).count();
    (zeros > 0 && (!is_utf_16 || zeros > bytes.len() * 3 / 4)).then_some(Refusal::NotText)
}

fn cut(cell: &str) -> String {
    let mut letters = cell.chars();
    let mut shown: String = letters.by_ref().take(SHOWN_CHARACTERS).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn answers(file: &[u8], asks: Vec<Ask>) -> Vec<Tell> {
        let mut told = Vec::new();
        let mut reader = Reader::new(|| Cursor::new(file), file.len() as u64);
        for ask in asks {
            reader.answer(ask, &mut |tell| told.push(tell));
        }
        told
    }

    fn opened(file: &[u8]) -> Tell {
        let mut told = answers(file, vec![Ask::Open(Form::default())]);
        told.pop().unwrap()
    }

    fn fault(file: &[u8]) -> String {
        match opened(file) {
            Tell::Refused(Refusal::Fault { what, .. }) => what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_opened_with_its_form_its_columns_and_its_first_rows() {
        let Tell::Opened(opened) = opened(b"Ref;Name;Born\r\n17;Orsek Testanov;1970\r\n") else {
            panic!("it is a table");
        };
        assert_eq!((opened.rows, opened.width), (2, 3));
        assert_eq!(
            (&*opened.form.separator, &*opened.form.encoding),
            ("semicolon", "utf-8")
        );
        assert!(opened.has_header);
        assert_eq!(opened.first[1], ["17", "Orsek Testanov", "1970"]);
        assert!(opened.roles.contains(&(0, 1)));
        assert_eq!((opened.more_names, opened.header_below), (vec![], None));
    }

    #[test]
    fn columns_that_would_not_be_searched_and_a_header_below_a_title_are_told() {
        let Tell::Opened(opened) = opened(b"Report;;\n;;\nName;Born;Broker\nOrsek;1970;Amber\n")
        else {
            panic!("it is a table");
        };
        assert_eq!((opened.more_names, opened.header_below), (vec![2], Some(3)));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_reason() {
        let mut image = b"\x89PNG\r\n\x1a\n".to_vec();
        image.extend([0, 0, 0, 13]);
        for (file, refusal) in [
            (&b""[..], Refusal::Empty),
            (b"\r\n\r\n", Refusal::Empty),
            (b"%PDF-1.7", Refusal::Pdf),
            (&image, Refusal::NotText),
            (&[0; 100], Refusal::NotText),
            (
                b"<html><table><tr><td>name",
                Refusal::Workbook {
                    what: OtherForm::Html.to_string(),
                },
            ),
        ] {
            assert_eq!(opened(file), Tell::Refused(refusal), "{file:?}");
        }
        let mut told = Vec::new();
        let unread = || -> Cursor<&[u8]> { panic!("a file that is too large is not read") };
        let mut reader = Reader::new(unread, MOST_BYTES + 1);
        reader.answer(Ask::Open(Form::default()), &mut |tell| told.push(tell));
        assert_eq!(told, [Tell::Refused(Refusal::TooLarge)]);
    }

    #[test]
    fn a_fault_anywhere_in_the_file_is_told_with_its_place_before_anything_is_searched() {
        assert!(fault(b"name,born\nOrsek,1970\nTestanov\n").contains("line 3"));
        // A name in Windows-1256.
        assert!(fault(b"name\n\xD2\xDE\xD2\xDE \xDF\xE6\xD1\n").contains("Windows-1256"));
        let title = fault(b"Report\nof today\n\nname,born\n");
        assert!(title.contains("line 4"), "{title}");
        assert!(title.contains("remove the lines above"), "{title}");
        let wide = ",".repeat(20_000);
        assert!(fault(wide.as_bytes()).contains("16384"));
        let mut huge = b"name\n\"".to_vec();
        huge.resize(17 << 20, b'x');
        assert!(fault(&huge).contains("16 MB"));
        let Tell::Refused(Refusal::Fault { form, .. }) = opened(b"a;b\n\xE9;\n;;\n") else {
            panic!("a row has three cells");
        };
        assert_eq!(
            (&*form.separator, &*form.encoding),
            ("semicolon", "windows-1252")
        );
    }

    #[test]
    fn rows_come_once_each_and_as_often_as_the_file_is_begun() {
        let mut file = b"name,ref\n".to_vec();
        for row in 0..300 {
            file.extend(format!("Orsek {row},{row}\n").bytes());
        }
        let columns = Columns {
            names: vec![vec![0]],
            ..Columns::default()
        };
        let read = |has_header: bool, with_cells: bool| {
            let begin = Ask::Begin {
                columns: columns.clone(),
                has_header,
                with_cells,
            };
            let mut asks = vec![Ask::Open(Form::default()), begin];
            asks.extend([Ask::Next, Ask::Next, Ask::Next, Ask::Next]);
            let told = answers(&file, asks).into_iter().skip(1);
            let rows = told.filter_map(|tell| match tell {
                Tell::Rows(rows) => Some(rows),
                _ => None,
            });
            rows.flatten().collect::<Vec<RowView>>()
        };
        let rows = read(true, false);
        assert_eq!(rows.len(), 300);
        assert_eq!(rows[299].text, "Orsek 299");
        assert!(rows[0].cells.is_empty());
        let rows = read(false, true);
        assert_eq!(rows.len(), 301);
        assert_eq!(rows[0].text, "name");
        assert_eq!(rows[1].cells, ["Orsek 0", "0"]);
    }
}
