//! The CSV files that a person gives to `screen` and `compare`, read row by row. Anything malformed
//! is an error with its line and column, and no row is left out.

use std::fs::File;
use std::io::{self, Read};

use anyhow::{Context, Result, bail};
use csv::{Reader, ReaderBuilder, StringRecord};
use same_file::Handle;

use crate::arguments::FileOrStd;
use crate::strict_csv::{Fault, StrictCsv};

/// A CSV file with a header line.
pub struct Table {
    /// The file, in messages.
    name: String,
    reader: Reader<StrictCsv<Box<dyn Read + Send>>>,
    headers: StringRecord,
    /// Size, where it is known.
    pub bytes: Option<u64>,
    /// The file that is read, if it is a regular one.
    file: Option<Handle>,
    /// Line on which the row begins that was read last.
    line: u64,
    rows: u64,
}

impl Table {
    /// Opens a file and reads its header line.
    pub fn open(input: &FileOrStd) -> Result<Self> {
        let (name, input, handle, bytes): (_, Box<dyn Read + Send>, _, _) = match input {
            FileOrStd::Std => {
                let handle = Handle::stdin().ok();
                (
                    "standard input".to_owned(),
                    Box::new(io::stdin()),
                    handle,
                    None,
                )
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
        let mut reader = ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .from_reader(StrictCsv::new(input));
        let headers = match reader.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => return Err(malformed(&name, error)),
        };
        if headers.is_empty() {
            bail!("{name}: empty; the first line must name the columns");
        }
        Ok(Self {
            name,
            reader,
            headers,
            bytes,
            file: handle.filter(is_regular),
            line: 1,
            rows: 0,
        })
    }

    /// The names of the columns.
    pub fn headers(&self) -> &StringRecord {
        &self.headers
    }

    /// Index of the column with this name.
    pub fn column(&self, name: &str) -> Result<usize> {
        let mut places = (0..self.headers.len())
            .filter(|place| self.headers.get(*place).map(str::trim) == Some(name.trim()));
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (Some(_), Some(_)) => {
                bail!("{}: two columns are named `{name}`; rename one", self.name)
            }
            (None, _) => bail!(
                "{}: no column is named `{name}`; its columns are: {}",
                self.name,
                self.headers.iter().collect::<Vec<_>>().join(", ")
            ),
        }
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
    pub fn read(&mut self, row: &mut StringRecord) -> Result<bool> {
        let more = match self.reader.read_record(row) {
            Ok(more) => more,
            Err(error) => return Err(malformed(&self.name, error)),
        };
        // Two counts of the same rows: what was checked, and what came out.
        match (more, self.reader.get_mut().next_row()) {
            (true, Some(line)) => {
                self.line = line;
                self.rows += 1;
            }
            (false, None) => {}
            _ => bail!(
                "{}: its rows were counted in two ways, with different results; please report this",
                self.name
            ),
        }
        Ok(more)
    }

    /// How many rows were read, header not counted.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Bytes read so far.
    pub fn position(&self) -> u64 {
        self.reader.get_ref().bytes_read()
    }

    /// A cell of the row that was read last, in messages.
    pub fn cell_place(&self, column: usize) -> String {
        let name = self.headers.get(column).unwrap_or_default().trim();
        format!("{}, column `{name}`", self.place())
    }

    /// The row that was read last, in messages.
    fn place(&self) -> String {
        format!("{}, line {}", self.name, self.line)
    }
}

/// The error of a read, with the place of the fault.
fn malformed(name: &str, error: csv::Error) -> anyhow::Error {
    let fault = match error.kind() {
        csv::ErrorKind::Io(error) => error.get_ref().and_then(|it| it.downcast_ref::<Fault>()),
        _ => None,
    };
    match fault {
        Some(fault) => anyhow::Error::new(fault.clone()).context(format!("{name} is malformed")),
        None => anyhow::Error::new(error).context(format!("cannot read {name}")),
    }
}
