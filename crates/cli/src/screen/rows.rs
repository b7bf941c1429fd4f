//! The rows that `screen` writes, as bytes of one form.

use anyhow::Result;
use batch::inert;
use csv::WriterBuilder;
use matcher::DetailFound;
use serde::Serialize;

use super::arguments::Form;
use crate::hits::detail_text;

/// What is known of a hit.
const HIT_COLUMNS: [&str; 9] = [
    "row",
    "query",
    "rank",
    "list",
    "id",
    "kind",
    "matched_name",
    "score",
    "band",
];

/// What the answer to the row says, the same in every output row of an input row.
const OUTCOME_COLUMNS: [&str; 10] = [
    "outcome",
    "hits_total",
    "suppressed",
    "no_verdict_lists",
    "published",
    "checked_at",
    "reason",
    "matched",
    "part",
    "part_outcome",
];

/// What the lists say of one party, where there are several lists.
const LISTING_COLUMNS: [&str; 2] = ["listings", "possibly_same"];
/// What somebody decided about the hit, where a file of decisions was given.
const DECISION_COLUMNS: [&str; 2] = ["decision", "decision_note"];
/// Those that hold numbers.
const NUMBER_COLUMNS: [&str; 6] = ["row", "rank", "score", "hits_total", "suppressed", "part"];

/// Which columns there are beside those that are always there.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    pub form: Form,
    pub has_details: bool,
    /// Whether each row names the method.
    pub names_method: bool,
    /// Whether each row says which other listings the party has.
    pub has_listings: bool,
    /// Whether each row says what was decided.
    pub has_decisions: bool,
    /// Names of the columns of the input that come out again.
    pub kept: &'a [String],
}

impl<'a> Shape<'a> {
    /// The names of this program's columns, in order: those that came later only where they say
    /// something.
    pub fn own_columns(&self) -> Vec<&'a str> {
        let mut columns = HIT_COLUMNS.to_vec();
        if self.has_details {
            columns.push("details");
        }
        if self.names_method {
            columns.push("method");
        }
        columns.extend(OUTCOME_COLUMNS);
        if self.has_listings {
            columns.extend(LISTING_COLUMNS);
        }
        if self.has_decisions {
            columns.extend(DECISION_COLUMNS);
        }
        columns
    }

    /// The names of all columns.
    pub fn columns(&self) -> Vec<String> {
        let own = self.own_columns().into_iter().map(str::to_owned);
        own.chain(self.kept.iter().cloned()).collect()
    }

    /// Which columns hold numbers, of all.
    pub fn are_numbers(&self) -> Vec<bool> {
        let own = self.own_columns();
        let own = own.iter().map(|name| NUMBER_COLUMNS.contains(name));
        own.chain(self.kept.iter().map(|_| false)).collect()
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
        let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
        give(&row.row.to_string())?;
        give(row.query)?;
        give(&number(row.rank))?;
        for cell in [row.list, row.id, row.kind, row.matched_name] {
            give(cell.unwrap_or_default())?;
        }
        let score = row.score.map(|score| format!("{score:.6}"));
        give(score.as_deref().unwrap_or_default())?;
        give(row.band.unwrap_or_default())?;
        if let Some(details) = row.details {
            let texts: Vec<String> = details.iter().map(detail_text).collect();
            give(&texts.join("; "))?;
        }
        if self.names_method {
            give(row.method)?;
        }
        give(row.outcome)?;
        give(&row.hits_total.to_string())?;
        give(&row.suppressed.to_string())?;
        for cell in [
            row.no_verdict_lists,
            row.published,
            row.checked_at,
            row.reason.unwrap_or_default(),
            row.matched.unwrap_or_default(),
        ] {
            give(cell)?;
        }
        give(&number(row.part))?;
        give(row.part_outcome.unwrap_or_default())?;
        let last = [
            row.listings,
            row.possibly_same,
            row.decision,
            row.decision_note,
        ];
        for cell in last.into_iter().flatten() {
            give(cell)?;
        }
        row.kept.iter().try_for_each(give)
    }
}

fn csv_writer() -> csv::Writer<Vec<u8>> {
    WriterBuilder::new()
        .has_headers(false)
        .from_writer(Vec::new())
}

/// One row of the output.
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
