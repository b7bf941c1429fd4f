//! CSV that people bring, read row by row; whatever is malformed is an error with its line.

use std::fs::File;
use std::io::{self, Cursor, Read};

use anyhow::{Context, Result, bail};
use csv::{Reader, ReaderBuilder, StringRecord};

use crate::arguments::FileOrStd;

/// A CSV file with a header line.
pub struct Table {
    /// The file, in messages.
    name: String,
    reader: Reader<Box<dyn Read + Send>>,
    headers: StringRecord,
    /// Size, where it is known.
    pub bytes: Option<u64>,
    /// Line where the last row began, and byte where it ended.
    last: (u64, u64),
}

impl Table {
    /// Opens a file and reads its header line.
    pub fn open(input: &FileOrStd) -> Result<Self> {
        let (name, file, bytes): (_, Box<dyn Read + Send>, _) = match input {
            FileOrStd::Std => ("standard input".to_owned(), Box::new(io::stdin()), None),
            FileOrStd::File(path) => {
                let name = path.display().to_string();
                let cannot = || format!("cannot read {name}");
                let file = File::open(path).with_context(cannot)?;
                let bytes = file.metadata().with_context(cannot)?.len();
                (name, Box::new(file), Some(bytes))
            }
        };
        // The csv crate takes the end of the file for the end of an open quote. Two empty
        // lines more show the difference: only an open quote swallows both.
        let file = file.chain(Cursor::new(b"\n\n"));
        let mut reader = ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .from_reader(Box::new(file) as Box<dyn Read + Send>);
        let headers = reader
            .headers()
            .with_context(|| format!("{name}: cannot read the header line"))?
            .clone();
        if headers.is_empty() {
            bail!("{name}: empty; the first line must name the columns");
        }
        let last = (1, reader.position().byte());
        Ok(Self {
            name,
            reader,
            headers,
            bytes,
            last,
        })
    }

    /// The names of the columns.
    pub fn headers(&self) -> &StringRecord {
        &self.headers
    }

    /// Place of the column with this name.
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

    /// Reads the next row into `row`; false at the end.
    pub fn read(&mut self, row: &mut StringRecord) -> Result<bool> {
        let more = self.reader.read_record(row).map_err(|error| {
            let what = if error.is_io_error() {
                "cannot be read"
            } else {
                "malformed; correct this line"
            };
            anyhow::Error::new(error).context(format!("{}: {what}", self.name))
        })?;
        let end = self.reader.position().byte();
        if more {
            let line = row.position().map_or(0, csv::Position::line);
            self.last = (line, end);
        } else if self.last.1 == end {
            bail!(
                "{}: a quote that opens in the row at line {} is never closed; correct this line",
                self.name,
                self.last.0
            );
        }
        Ok(more)
    }

    /// Bytes read so far.
    pub fn position(&self) -> u64 {
        self.last.1
    }

    /// The row that was read last, in messages.
    pub fn place(&self) -> String {
        format!("{}, line {}", self.name, self.last.0)
    }
}
