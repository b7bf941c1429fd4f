//! NDJSON: one JSON object a line, read as a row of cells.

use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;
use tables::{Fault, FaultKind, MOST_COLUMNS, MOST_ROW_BYTES, Place, Row, TableError};

/// Whether a file with these first bytes is NDJSON. CSV cannot begin so: a quotation mark in a cell
/// that does not begin with one is a fault.
pub fn is_ndjson(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match bytes.trim_ascii_start().strip_prefix(b"{") {
        Some(rest) => rest.trim_ascii_start().starts_with(b"\""),
        None => false,
    }
}

/// Reads a row for each line; the first row has the names of the fields of the first line. A later
/// line may lack a field, whose cell is then empty, and may have none that the first has not.
pub struct Ndjson<R> {
    input: BufReader<R>,
    fields: Vec<String>,
    /// The first line, while only its names were given out.
    first: Option<Vec<(String, Value)>>,
    text: Vec<u8>,
    line: u64,
    bytes: u64,
}

impl<R: Read> Ndjson<R> {
    pub fn new(input: R) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, input),
            fields: Vec::new(),
            first: None,
            text: Vec::new(),
            line: 0,
            bytes: 0,
        }
    }

    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next row; false at the end.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, TableError> {
        row.clear();
        let object = match self.first.take() {
            Some(first) => first,
            None => match self.next_object()? {
                Some(object) => object,
                None => return Ok(false),
            },
        };
        if self.fields.is_empty() {
            if object.len() > MOST_COLUMNS {
                return Err(self.fault(FaultKind::TooManyCells));
            }
            self.fields = object.iter().map(|(name, _)| name.clone()).collect();
            *row = self.fields.iter().collect();
            self.first = Some(object);
            return Ok(true);
        }
        let mut cells = vec![None; self.fields.len()];
        for (name, value) in object {
            let place = self.fields.iter().position(|field| *field == name);
            let cell = place.and_then(|place| cells.get_mut(place));
            match cell {
                Some(cell @ None) => *cell = text_of(value),
                Some(Some(_)) => {
                    return Err(
                        self.wrong(format!("the field `{name}` is there twice; rename one"))
                    );
                }
                None => {
                    return Err(self.wrong(format!(
                        "the field `{name}` is not in the first line; add it there, with null if it has no value"
                    )));
                }
            }
        }
        for cell in cells {
            row.push(cell.as_deref().unwrap_or_default());
        }
        Ok(true)
    }

    fn next_object(&mut self) -> Result<Option<Vec<(String, Value)>>, TableError> {
        let mut empty_line = None;
        loop {
            self.text.clear();
            let limit = MOST_ROW_BYTES as u64 + 1;
            let read = self
                .input
                .by_ref()
                .take(limit)
                .read_until(b'\n', &mut self.text)?;
            self.bytes += read as u64;
            if read == 0 {
                return Ok(None);
            }
            self.line += 1;
            if self.text.len() > MOST_ROW_BYTES {
                return Err(self.fault(FaultKind::TooLong));
            }
            let text = self.text.trim_ascii();
            let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
            if text.is_empty() {
                empty_line.get_or_insert(self.line);
                continue;
            }
            if let Some(line) = empty_line {
                let place = Place { line, column: 1 };
                let kind = FaultKind::EmptyLine;
                return Err(Fault { place, kind }.into());
            }
            let object: Result<Object, _> = serde_json::from_slice(text);
            return match object {
                Ok(Object(fields)) => Ok(Some(fields)),
                Err(error) => Err(self.wrong(format!(
                    "no JSON object ({error}); write one object on each line"
                ))),
            };
        }
    }

    fn fault(&self, kind: FaultKind) -> TableError {
        let place = Place {
            line: self.line,
            column: 1,
        };
        Fault { place, kind }.into()
    }

    fn wrong(&self, what: String) -> TableError {
        self.fault(FaultKind::Other(what))
    }
}

/// The text of a value; a list of texts is a cell with several names.
fn text_of(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Array(values) if values.iter().all(Value::is_string) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            Some(texts.join("; "))
        }
        other => Some(other.to_string()),
    }
}

/// A JSON object, in its order.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
