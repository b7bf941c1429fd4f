//! The rows that `screen` writes, as bytes of one form.

use std::borrow::Cow;

use anyhow::Result;
use batch::{ResultColumn, ResultColumns, inert};
use csv::WriterBuilder;
use matcher::DetailFound;
use serde::Serialize;

use super::arguments::Form;
use crate::hits::detail_text;

/// Which columns there are.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    pub form: Form,
    /// This program's columns.
    pub own: ResultColumns,
    /// Names of the columns of the input that come out again.
    pub kept: &'a [String],
}

impl Shape<'_> {
    /// The names of all columns.
    pub fn columns(&self) -> Vec<String> {
        let own = self.own.names().into_iter().map(str::to_owned);
        own.chain(self.kept.iter().cloned()).collect()
    }

    /// The names of all columns, as a row of CSV.
    pub fn header(&self) -> Result<Vec<u8>> {
        let mut writer = csv_writer();
        writer.write_record(self.columns().iter().map(|name| inert(name).into_owned()))?;
        Ok(writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?)
    }

    /// Gives the cells of a row, in the order of the columns.
    fn cells(&self, row: &Row<'_>, mut give: impl FnMut(&str) -> Result<()>) -> Result<()> {
        self.own
            .all()
            .try_for_each(|column| give(&row.cell(column)))?;
        row.kept.iter().try_for_each(give)
    }
}

fn csv_writer() -> csv::Writer<Vec<u8>> {
    WriterBuilder::new()
        .has_headers(false)
        .from_writer(Vec::new())
}

/// One row of the output. As NDJSON its members are the columns, in their order.
#[derive(Clone, Copy, Serialize)]
pub struct Row<'a> {
    pub row: u64,
    pub query: &'a str,
    pub rank: Option<usize>,
    pub list: Option<&'a str>,
    pub id: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub matched_name: Option<&'a str>,
    pub score: Option<f32>,
    pub band: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<&'a [DetailFound]>,
    pub method: &'static str,
    pub outcome: &'static str,
    pub hits_total: usize,
    pub suppressed: usize,
    pub no_verdict_lists: &'a str,
    pub published: &'a str,
    pub checked_at: &'a str,
    pub reason: Option<&'static str>,
    pub matched: Option<&'static str>,
    /// Which name of the cell the row is about, from 1, and what was found for it, where the cell has
    /// several.
    pub part: Option<usize>,
    pub part_outcome: Option<&'static str>,
    /// IDs with their lists; `None` where there is one list, and where the method joins none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listings: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possibly_same: Option<&'a str>,
    /// Empty where there is none; `None` where no decisions were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_note: Option<&'a str>,
    /// Cells of the input that come out again.
    #[serde(skip)]
    pub kept: &'a tables::Row,
}

impl Row<'_> {
    /// A cell as text; empty where there is nothing to say.
    fn cell(&self, column: ResultColumn) -> Cow<'_, str> {
        let number = |number: Option<usize>| number.map(|number| number.to_string());
        let text = match column {
            ResultColumn::Row => return self.row.to_string().into(),
            ResultColumn::Rank => return number(self.rank).unwrap_or_default().into(),
            ResultColumn::Score => {
                let score = self.score.map(|score| format!("{score:.6}"));
                return score.unwrap_or_default().into();
            }
            ResultColumn::Details => {
                let details = self.details.unwrap_or_default().iter();
                let texts: Vec<String> = details.map(detail_text).collect();
                return texts.join("; ").into();
            }
            ResultColumn::HitsTotal => return self.hits_total.to_string().into(),
            ResultColumn::Suppressed => return self.suppressed.to_string().into(),
            ResultColumn::Part => return number(self.part).unwrap_or_default().into(),
            ResultColumn::Query => Some(self.query),
            ResultColumn::List => self.list,
            ResultColumn::Id => self.id,
            ResultColumn::Kind => self.kind,
            ResultColumn::MatchedName => self.matched_name,
            ResultColumn::Band => self.band,
            ResultColumn::Method => Some(self.method),
            ResultColumn::Outcome => Some(self.outcome),
            ResultColumn::NoVerdictLists => Some(self.no_verdict_lists),
            ResultColumn::Published => Some(self.published),
            ResultColumn::CheckedAt => Some(self.checked_at),
            ResultColumn::Reason => self.reason,
            ResultColumn::Matched => self.matched,
            ResultColumn::PartOutcome => self.part_outcome,
            ResultColumn::Listings => self.listings,
            ResultColumn::PossiblySame => self.possibly_same,
            ResultColumn::Decision => self.decision,
            ResultColumn::DecisionNote => self.decision_note,
        };
        text.unwrap_or_default().into()
    }
}

/// Output rows, in one form.
pub struct Rows<'a> {
    shape: Shape<'a>,
    /// How many there are.
    pub count: u64,
    bytes: Bytes,
}

enum Bytes {
    Csv(Box<csv::Writer<Vec<u8>>>),
    Ndjson(Vec<u8>),
    Xlsx(Vec<Vec<String>>),
}

/// Output rows to write.
pub enum Written {
    Bytes(Vec<u8>),
    Cells(Vec<Vec<String>>),
}

impl<'a> Rows<'a> {
    pub fn new(shape: Shape<'a>) -> Self {
        Self {
            shape,
            count: 0,
            bytes: match shape.form {
                Form::Csv => Bytes::Csv(Box::new(csv_writer())),
                Form::Ndjson => Bytes::Ndjson(Vec::new()),
                Form::Xlsx => Bytes::Xlsx(Vec::new()),
            },
        }
    }

    pub fn push(&mut self, row: &Row<'_>) -> Result<()> {
        self.count += 1;
        match &mut self.bytes {
            Bytes::Csv(writer) => {
                self.shape
                    .cells(row, |cell| Ok(writer.write_field(inert(cell).as_bytes())?))?;
                // Ends the row.
                writer.write_record(None::<&[u8]>)?;
            }
            Bytes::Xlsx(rows) => {
                let mut cells = Vec::new();
                self.shape.cells(row, |cell| {
                    cells.push(cell.to_owned());
                    Ok(())
                })?;
                rows.push(cells);
            }
            Bytes::Ndjson(bytes) => {
                serde_json::to_writer(&mut *bytes, row)?;
                for (name, cell) in self.shape.kept.iter().zip(row.kept.iter()) {
                    // Before the bracket that closes the object.
                    bytes.pop();
                    bytes.push(b',');
                    serde_json::to_writer(&mut *bytes, name)?;
                    bytes.push(b':');
                    serde_json::to_writer(&mut *bytes, cell)?;
                    bytes.push(b'}');
                }
                bytes.push(b'\n');
            }
        }
        Ok(())
    }

    pub fn finish(self) -> Result<Written> {
        Ok(match self.bytes {
            Bytes::Csv(writer) => {
                let bytes = writer.into_inner();
                Written::Bytes(bytes.map_err(csv::IntoInnerError::into_error)?)
            }
            Bytes::Ndjson(bytes) => Written::Bytes(bytes),
            Bytes::Xlsx(rows) => Written::Cells(rows),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail so.
mod tests {
    use super::*;

    #[test]
    fn the_members_of_a_row_of_ndjson_are_the_columns() {
        for is_whole in [false, true] {
            let own = ResultColumns {
                details: is_whole,
                method: true,
                reason: true,
                listings: is_whole,
                decisions: is_whole,
            };
            let there = is_whole.then_some("");
            let row = Row {
                row: 1,
                query: "",
                rank: None,
                list: None,
                id: None,
                kind: None,
                matched_name: None,
                score: None,
                band: None,
                details: is_whole.then_some(&[]),
                method: "own",
                outcome: "",
                hits_total: 0,
                suppressed: 0,
                no_verdict_lists: "",
                published: "",
                checked_at: "",
                reason: None,
                matched: None,
                part: None,
                part_outcome: None,
                listings: there,
                possibly_same: there,
                decision: there,
                decision_note: there,
                kept: &tables::Row::new(),
            };
            let text = serde_json::to_string(&row).unwrap();
            let places = own
                .names()
                .into_iter()
                .map(|name| text.find(&format!("\"{name}\":")).unwrap());
            let places: Vec<usize> = places.collect();
            assert!(places.is_sorted(), "{text}");
            assert_eq!(places.len(), text.matches("\":").count(), "{text}");
        }
    }
}
