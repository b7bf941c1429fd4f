//! The tables that a person gives to `screen` and `compare`, read row by row. Anything malformed is an
//! error with its place, and no row is left out.

mod ndjson;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};

use anyhow::{Context, Result, bail};
use same_file::Handle;
use tables::{
    Delimited, Encoding, Fault, FaultKind, Format, Guess, MAGIC_BYTES, OtherForm, Row, Separator,
    TableError, guess,
};
use workbook::{SheetRows, Workbook, is_workbook};

use crate::arguments::FileOrStd;
use crate::terminal;
use ndjson::Ndjson;

/// Fewest bytes of an input that tell a workbook.
const LEAST_BYTES: usize = 8;
/// Rows that are read before the others where columns are guessed.
const SAMPLE: usize = 100;
/// Most bytes of a workbook on standard input, which must be held in memory: 256 MB.
const MOST_HELD: u64 = 256 << 20;
/// Rows below the first in which a missing header is looked for.
const HEADER_ROWS: usize = 20;

/// How a table is to be read.
#[derive(Clone, Default)]
pub struct Reading {
    pub format: Format,
    pub header: Header,
    /// Name of the sheet of a workbook, or its number from 1.
    pub sheet: Option<String>,
}

impl Reading {
    /// CSV as RFC 4180 has it: commas and UTF-8.
    pub const STRICT: Self = Self {
        format: Format {
            separator: Some(Separator::COMMA),
            encoding: Some(Encoding::Utf8),
        },
        header: Header::First,
        sheet: None,
    };
}

/// Which row names the columns.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Header {
    /// The first.
    #[default]
    First,
    /// None; the columns are numbered.
    None,
    /// The first if it has a header that is known. What the columns hold is guessed.
    Guess,
    /// The first. What the columns hold is guessed.
    FirstAndGuess,
}

/// A table, of which the first row names the columns, or nothing does.
pub struct Table {
    /// The file, in messages.
    name: String,
    source: Source,
    reading: Reading,
    headers: Row,
    has_header: bool,
    guess: Guess,
    /// Rows that were read to guess the columns, each with its place.
    waiting: VecDeque<(u64, Row)>,
    /// Size, where it is known.
    pub bytes: Option<u64>,
    /// The file that is read, if it is a regular one.
    file: Option<Handle>,
    /// Line on which the row begins that was read last.
    line: u64,
    rows: u64,
}

type Input = Box<dyn Read + Send>;

/// A workbook's file: its parts are read where they are.
trait Places: Read + Seek {}
impl<T: Read + Seek> Places for T {}

/// What rows come from.
enum Source {
    Delimited(Box<Delimited<Input>>),
    Ndjson(Ndjson<Input>),
    Sheet(SheetRows<Box<dyn Places>>),
}

/// The first bytes of an input: those of its first piece, so that the rows of a pipe are read as they come.
fn first_bytes(input: &mut Input) -> Result<Vec<u8>> {
    let mut bytes = vec![0; MAGIC_BYTES];
    let mut len = 0;
    while len < LEAST_BYTES {
        match input.read(&mut bytes[len..]) {
            Ok(0) => break,
            Ok(count) => len += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    bytes.truncate(len);
    Ok(bytes)
}

impl Source {
    /// `file` is the input, if it is a regular file.
    fn open(mut input: Input, file: Option<File>, reading: &Reading) -> Result<Self> {
        let magic = first_bytes(&mut input)?;
        if is_workbook(&magic) {
            return Self::open_sheet(magic, input, file, reading.sheet.as_deref());
        }
        if reading.sheet.is_some() {
            bail!("this is no workbook, so it has no sheets; leave out --sheet");
        }
        let is_ndjson = ndjson::is_ndjson(&magic);
        if !is_ndjson && let Some(form) = OtherForm::of(&magic) {
            bail!("the file is no table: {form}");
        }
        let input: Input = Box::new(Cursor::new(magic).chain(input));
        Ok(if is_ndjson {
            Self::Ndjson(Ndjson::new(input))
        } else {
            Self::Delimited(Box::new(Delimited::new(input, reading.format)))
        })
    }

    fn open_sheet(
        magic: Vec<u8>,
        input: Input,
        file: Option<File>,
        name: Option<&str>,
    ) -> Result<Self> {
        let input: Box<dyn Places> = match file {
            Some(file) => Box::new(file),
            None => {
                let mut bytes = magic;
                input.take(MOST_HELD).read_to_end(&mut bytes)?;
                if bytes.len() as u64 > MOST_HELD {
                    bail!(
                        "the workbook has more than {} MB; give it as a file",
                        MOST_HELD >> 20
                    );
                }
                Box::new(Cursor::new(bytes))
            }
        };
        let workbook = Workbook::open(input)?;
        let sheets = workbook.sheets();
        let visible =
            (0..sheets.len()).filter(|place| sheets.get(*place).is_some_and(|it| it.is_visible));
        let visible: Vec<usize> = visible.collect();
        let titles = || {
            let titles = sheets.iter().map(|sheet| format!("`{}`", sheet.name));
            titles.collect::<Vec<_>>().join(", ")
        };
        let place = match (name, visible.as_slice()) {
            (None, [only]) => *only,
            (None, _) => bail!(
                "choose a sheet with --sheet; the workbook has: {}",
                titles()
            ),
            (Some(name), _) => workbook.place_of(name).with_context(|| {
                format!("the workbook has no sheet `{name}`; it has: {}", titles())
            })?,
        };
        Ok(Self::Sheet(workbook.rows(place)?))
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, TableError> {
        match self {
            Self::Delimited(table) => table.read(row),
            Self::Ndjson(table) => table.read(row),
            Self::Sheet(table) => table.read(row),
        }
    }

    fn line(&self) -> u64 {
        match self {
            Self::Delimited(table) => table.line(),
            Self::Ndjson(table) => table.line(),
            Self::Sheet(table) => table.line(),
        }
    }
}

impl Table {
    /// Opens a file and reads as much of it as is needed to know its columns.
    pub fn open(place: &FileOrStd, reading: Reading) -> Result<Self> {
        let (name, input, handle, bytes): (_, Input, _, _) = match place {
            FileOrStd::Std => {
                let handle = Handle::stdin().ok();
                let name = "standard input".to_owned();
                (name, Box::new(io::stdin()), handle, None)
            }
            FileOrStd::File(path) => {
                let name = path.display().to_string();
                let cannot = || format!("cannot read {name}");
                let file = File::open(path).with_context(cannot)?;
                let bytes = file.metadata().with_context(cannot)?.len();
                let handle = Handle::from_path(path).ok();
                (name, Box::new(file), handle, Some(bytes))
            }
        };
        let is_regular = |handle: &Handle| handle.as_file().metadata().is_ok_and(|it| it.is_file());
        // A workbook is read from its own beginning, wherever the first bytes were read.
        let file = match (&handle, place) {
            (Some(handle), FileOrStd::File(path)) if is_regular(handle) => File::open(path).ok(),
            _ => None,
        };
        let source = Source::open(input, file, &reading);
        let mut table = Self {
            source: source.with_context(|| format!("cannot read {name}"))?,
            name,
            headers: Row::new(),
            has_header: reading.header != Header::None,
            guess: Guess::default(),
            reading,
            waiting: VecDeque::new(),
            bytes,
            file: handle.filter(is_regular),
            line: 1,
            rows: 0,
        };
        table.read_headers()?;
        Ok(table)
    }

    fn read_headers(&mut self) -> Result<()> {
        let mut first = Row::new();
        if !self.read_source(&mut first)? {
            bail!("{}: empty; the first line must name the columns", self.name);
        }
        let line = self.line;
        // The fields of NDJSON have names.
        let has_names = matches!(self.source, Source::Ndjson(_));
        if matches!(self.reading.header, Header::Guess | Header::FirstAndGuess) {
            let mut rows = vec![first.clone()];
            let mut row = Row::new();
            while rows.len() < SAMPLE && self.read_source(&mut row)? {
                self.waiting.push_back((self.line, row.clone()));
                rows.push(row.clone());
            }
            self.guess = guess(&rows);
            self.has_header = self.guess.has_header || self.reading.header == Header::FirstAndGuess;
        }
        if has_names || self.has_header {
            self.has_header = true;
            self.headers = first;
        } else {
            let numbers = (1..=first.len()).map(|number| format!("column_{number}"));
            self.headers = numbers.collect();
            self.waiting.push_front((line, first));
        }
        Ok(())
    }

    /// What the columns hold, if it was to be guessed.
    pub fn guess(&self) -> &Guess {
        &self.guess
    }

    /// The line of a row below the first that seems to name the columns, where no row does.
    pub fn header_under_title(&self) -> Option<u64> {
        let place = self.guess.header_below.filter(|_| !self.has_header)?;
        self.waiting.get(place).map(|(line, _)| *line)
    }

    /// Whether a row names the columns.
    pub fn has_header(&self) -> bool {
        self.has_header
    }

    /// The names of the columns; `column_1` and so on where no row names them.
    pub fn headers(&self) -> &Row {
        &self.headers
    }

    /// Index of the column with this name; with this number where no row names the columns.
    pub fn column(&mut self, name: &str) -> Result<usize> {
        let name = name.trim();
        if !self.has_header
            && let Some(place) = name.parse().ok().and_then(|it: usize| it.checked_sub(1))
            && place < self.headers.len()
        {
            return Ok(place);
        }
        let mut places = (0..self.headers.len())
            .filter(|place| self.headers.get(*place).map(str::trim) == Some(name));
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (Some(_), Some(_)) => {
                bail!("{}: two columns are named `{name}`; rename one", self.name)
            }
            (None, _) => {
                let below = self.header_below(name);
                bail!(
                    "{}: no column is named `{name}`; its columns are: {}{below}",
                    self.name,
                    self.headers.iter().collect::<Vec<_>>().join(", ")
                )
            }
        }
    }

    /// Where the header is that was expected in the first line, for a message.
    fn header_below(&mut self, name: &str) -> String {
        let mut row = Row::new();
        for _ in 0..HEADER_ROWS {
            // The error is that there is no such column.
            if !self.read(&mut row).unwrap_or(false) {
                break;
            }
            if row.iter().any(|cell| cell.trim() == name) {
                return format!(
                    "; line {} has a cell `{name}`: if that line names the columns, remove the lines above it",
                    self.line
                );
            }
        }
        String::new()
    }

    /// Refuses an output that is the file that is read, also by a link or a hard link.
    pub fn refuse_as_output(&self, place: &FileOrStd) -> Result<()> {
        let output = match place {
            FileOrStd::Std => Handle::stdout(),
            FileOrStd::File(path) => Handle::from_path(path),
        };
        // An output that is not there yet is another file.
        if let (Some(input), Ok(output)) = (&self.file, output)
            && *input == output
        {
            bail!(
                "{}: --out is the same file as --input; name another file",
                self.name
            );
        }
        Ok(())
    }

    /// Reads the next row into `row`; false at the end.
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        let more = match self.waiting.pop_front() {
            Some((line, waiting)) => {
                self.line = line;
                *row = waiting;
                true
            }
            None => self.read_source(row)?,
        };
        self.rows += u64::from(more);
        Ok(more)
    }

    fn read_source(&mut self, row: &mut Row) -> Result<bool> {
        let more = match self.source.read(row) {
            Ok(more) => more,
            Err(TableError::Fault(fault)) => return Err(self.malformed(&fault)),
            Err(error) => {
                let line = self.source.line();
                let cannot = format!("cannot read {} after line {line}", self.name);
                return Err(anyhow::Error::new(error).context(cannot));
            }
        };
        self.line = self.source.line();
        Ok(more)
    }

    /// A fault as an error, with what else may be the cause.
    fn malformed(&self, fault: &Fault) -> anyhow::Error {
        let may_choose = self.reading.format != Reading::STRICT.format;
        let more = match fault.kind {
            FaultKind::NotText { .. } | FaultKind::UnknownEncoding if may_choose => {
                ", or name its encoding with --encoding"
            }
            _ => "",
        };
        let form = match self.recognised() {
            Some(form) if may_choose => format!(" ({form})"),
            _ => String::new(),
        };
        anyhow::anyhow!("{} is malformed: {fault}{more}{form}", self.name)
    }

    /// What was recognised of the file's form and is not as usual.
    fn recognised(&self) -> Option<String> {
        let Source::Delimited(table) = &self.source else {
            return None;
        };
        let Format {
            separator,
            encoding,
        } = self.reading.format;
        let separator = match table.separator() {
            Some(own) if separator.is_none() && own != Separator::COMMA => {
                Some(format!("separator {}", own.name()))
            }
            _ => None,
        };
        let encoding = match table.encoding() {
            own if encoding.is_none() && own != Encoding::Utf8 => {
                Some(format!("encoding {}", own.as_str()))
            }
            _ => None,
        };
        let parts: Vec<String> = separator.into_iter().chain(encoding).collect();
        (!parts.is_empty()).then(|| format!("read with {}", parts.join(" and ")))
    }

    /// Announces on standard error how the file was read, where that was recognised and is not as usual.
    pub fn tell_form(&self) {
        if let Some(form) = self.recognised() {
            terminal::note(format!(
                "{}: {form}; --delimiter and --encoding change that",
                self.name
            ));
        }
    }

    /// How many rows were read, header not counted.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Bytes read so far.
    pub fn position(&self) -> u64 {
        match &self.source {
            Source::Delimited(table) => table.bytes_read(),
            Source::Ndjson(table) => table.bytes_read(),
            // How far it is in the packed file is not known.
            Source::Sheet(_) => 0,
        }
    }

    /// A cell of the row that was read last, in messages.
    pub fn cell_place(&self, column: usize) -> String {
        let name = self.headers.get(column).unwrap_or_default().trim();
        format!("{}, line {}, column `{name}`", self.name, self.line)
    }
}
