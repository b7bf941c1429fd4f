//! A record whose writer was killed, so that the same run can go on with it.
//!
//! Rows are written in their canonical form, one after another, so the whole rows of such a file are those that a JSON
//! reader finds before it ends. Their hash is computed again from them.

use core::ops::ControlFlow;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use serde::Deserialize;
use serde_json::Value;

use crate::canonical::{canonical, value};
use crate::error::RecordError;
use crate::reader::walk;
use crate::record::{ContentHash, Header, Names, ROWS, Writer};

/// What a killed writer has left of a record.
pub struct Unfinished {
    /// The members before the rows.
    members: BTreeMap<String, Value>,
    rows: u64,
}

impl Unfinished {
    /// Reads what is before the rows, and the whole rows, at most this many. What follows is cut or damaged, and is not
    /// looked at.
    pub fn read(input: impl Read, most: u64) -> Self {
        let mut members = BTreeMap::new();
        let mut rows = 0;
        let mut row = |row: Value| {
            let is_next = rows < most && row.get("row").and_then(Value::as_u64) == Some(rows + 1);
            if !is_next {
                return ControlFlow::Break(());
            }
            rows += 1;
            ControlFlow::Continue(())
        };
        let mut member = |name, member| {
            members.insert(name, member);
        };
        // It ends in the middle, which is an error to a reader of records.
        let _ = walk(input, &mut member, Some(&mut row));
        Self { members, rows }
    }

    /// How many whole rows were read.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// When the run began that wrote it: the member `made_at`.
    #[must_use]
    pub fn made_at(&self) -> Option<&str> {
        self.members.get("made_at")?.as_str()
    }

    /// How names are written down in it, with its salt.
    #[must_use]
    pub fn names(&self) -> Option<Names> {
        Names::deserialize(self.members.get("names")?).ok()
    }

    /// Reads the first `rows` rows of the same bytes again, to go on after them; `None` where a record with this header
    /// does not begin so.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] where the header or a row has no canonical form, which no record lacks.
    pub fn resume(
        &self,
        header: &Header,
        rows: u64,
        input: impl Read,
    ) -> Result<Option<Resumed>, RecordError> {
        let members: BTreeMap<String, Value> = serde_json::from_value(value(header)?)?;
        let is_before_rows = |(name, _): &(&String, &Value)| name.as_str() < ROWS;
        if !members
            .iter()
            .filter(is_before_rows)
            .eq(self.members.iter().filter(is_before_rows))
        {
            return Ok(None);
        }
        let mut content = ContentHash::new(members, io::sink())?;
        let mut pushed = Ok(());
        let mut row = |row: Value| {
            if content.rows() == rows {
                return ControlFlow::Break(());
            }
            pushed = canonical(&row).and_then(|bytes| content.push(&bytes));
            match pushed {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        let _ = walk(input, &mut |_, _| {}, Some(&mut row));
        pushed?;
        Ok((content.rows() == rows).then_some(Resumed(content)))
    }
}

/// The rows of a record that stay.
pub struct Resumed(ContentHash<io::Sink>);

impl Resumed {
    /// Bytes of the file that stay: all until the end of the last row.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.0.length()
    }

    /// Goes on writing at the place that [`length`](Self::length) says.
    pub fn writer<W: Write>(self, out: W) -> Writer<W> {
        Writer::resumed(self.0, out)
    }
}
