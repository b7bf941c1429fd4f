//! The reading side of `screen`: which columns are what, and chunks of rows for the workers.

use std::sync::mpsc::SyncSender;

use anyhow::{Result, bail};
use batch::{Content, Suspicion, output_names};
use check_record::Asked;
use matcher::Details;
use tables::{Role, Row};

use super::arguments::{Arguments, Keep};
use crate::arguments::{self, Method};
use crate::progress::Progress;
use crate::table::Table;
use crate::terminal;

/// Most rows that a worker gets at a time.
const CHUNK: usize = 64;
/// Bytes of text after which a chunk gets no more rows, so that huge cells fill no memory.
const CHUNK_BYTES: usize = 1 << 20;

/// Some rows of the input.
pub struct Chunk {
    /// Number of the first row, from 1.
    pub first: u64,
    pub queries: Vec<Query>,
}

/// What a row asks.
pub struct Query {
    pub text: String,
    pub details: Details,
    /// The person's own reference.
    pub reference: Option<String>,
    /// The cells that come out again.
    pub kept: Row,
}

/// Where in a row the names are, and what is known beside them.
pub struct Columns {
    queried: batch::Columns,
    kept: Vec<usize>,
    /// Names of the kept columns in the output.
    pub kept_names: Vec<String>,
}

impl Query {
    /// What the row asks, as a record has it.
    pub fn asked(&self) -> Asked {
        Asked {
            reference: self.reference.clone(),
            ..Asked::new(&self.text, &self.details)
        }
    }
}

impl Columns {
    /// They as a record has them.
    pub fn for_record(&self) -> batch::Columns {
        self.queried.clone()
    }

    /// Finds the columns that the arguments name, and those that were guessed.
    pub fn find(table: &mut Table, arguments: &Arguments, method: Method) -> Result<Self> {
        let mut find = |name: &Option<String>| -> Result<Option<usize>> {
            name.as_ref().map(|name| table.column(name)).transpose()
        };
        let column = find(&arguments.column)?;
        let (given, family) = (find(&arguments.given)?, find(&arguments.family)?);
        let (born, country, sex) = (
            find(&arguments.born)?,
            find(&arguments.country)?,
            find(&arguments.sex)?,
        );
        let reference = find(&arguments.reference)?;
        let kept = kept(table, &arguments.keep())?;
        let guessed = |role| table.guess().column(role);
        let by_role = batch::Columns::by_role(guessed);
        let names = match (column, family) {
            (Some(column), _) => vec![vec![column]],
            (None, Some(family)) => vec![given.into_iter().chain([family]).collect()],
            (None, None) => by_role.names,
        };
        // A reference changes nothing of the search.
        let has_use = arguments.record.is_given() || arguments.decisions.is_some();
        // OFAC's method compares names only.
        let known = |role| guessed(role).filter(|_| method != Method::Ofac);
        let columns = Self {
            queried: batch::Columns {
                names,
                born: born.or(known(Role::Born)),
                country: country.or(known(Role::Country)),
                sex: sex.or(known(Role::Sex)),
                reference: reference.or(guessed(Role::Reference).filter(|_| has_use)),
            },
            kept,
            kept_names: Vec::new(),
        };
        if arguments.guess {
            columns.tell(table);
        }
        if columns.queried.names.is_empty() {
            bail!(
                "no column could be recognised as names; name it with --column; the columns are: {}",
                table.headers().iter().collect::<Vec<_>>().join(", ")
            );
        }
        Ok(columns)
    }

    /// Whether anything is known beside the names.
    pub fn has_details(&self) -> bool {
        self.queried.has_details()
    }

    /// Names the kept columns so that each column of the output has a name of its own: those of the
    /// program win.
    pub fn name_kept(&mut self, table: &Table, own: &[&str]) {
        let headers = self.kept.iter().map(|column| {
            let header = table.headers().get(*column);
            (*column, header.unwrap_or_default())
        });
        self.kept_names = output_names(headers, own);
    }

    /// Announces what was guessed.
    fn tell(&self, table: &Table) {
        let title =
            |column: usize| format!("`{}`", table.headers().get(column).unwrap_or_default());
        let names = self.queried.names.iter().map(|columns| {
            let titles: Vec<String> = columns.iter().copied().map(title).collect();
            titles.join(" and ")
        });
        let mut said = vec![format!("names in {}", names.collect::<Vec<_>>().join(", "))];
        for (what, column) in [
            ("dates of birth", self.queried.born),
            ("countries", self.queried.country),
            ("sex", self.queried.sex),
            ("references", self.queried.reference),
        ] {
            said.extend(column.map(|column| format!("{what} in {}", title(column))));
        }
        let header = match table.has_header() {
            true => "the first row names the columns",
            false => "no row names the columns",
        };
        if !self.queried.names.is_empty() {
            terminal::note(format!("guessed: {}; {header}", said.join("; ")));
        }
    }

    /// The query of the row that was read last; the error says which cell is not understood.
    pub fn read(&self, table: &Table, row: &Row) -> Result<Query> {
        let text = self.queried.text(row);
        let details = Details {
            born: detail(table, row, self.queried.born, arguments::born)?,
            country: detail(table, row, self.queried.country, arguments::country)?,
            sex: detail(table, row, self.queried.sex, arguments::sex)?,
        };
        let kept = self
            .kept
            .iter()
            .map(|column| row.get(*column).unwrap_or_default());
        Ok(Query {
            text,
            details,
            reference: self
                .queried
                .reference
                .and_then(|column| row.get(column).map(str::trim))
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            kept: kept.collect(),
        })
    }
}

/// The columns to carry to the output.
fn kept(table: &mut Table, keep: &Keep<'_>) -> Result<Vec<usize>> {
    match keep {
        Keep::None => Ok(Vec::new()),
        Keep::All => Ok((0..table.headers().len()).collect()),
        Keep::Named(names) => names.iter().map(|name| table.column(name)).collect(),
    }
}

/// What a cell says; `None` where it is empty.
fn detail<T>(
    table: &Table,
    row: &Row,
    column: Option<usize>,
    read: fn(&str) -> Result<T, &'static str>,
) -> Result<Option<T>> {
    let Some(column) = column else {
        return Ok(None);
    };
    let cell = row.get(column).map(str::trim).unwrap_or_default();
    if cell.is_empty() {
        return Ok(None);
    }
    match read(cell) {
        Ok(detail) => Ok(Some(detail)),
        Err(why) => bail!(
            "{}: `{cell}`: {why}; or leave the cell empty",
            table.cell_place(column)
        ),
    }
}

/// Announces that the column of the names may be the wrong one.
fn tell(content: Content) {
    let what = match content.suspicion() {
        None => return,
        Some(Suspicion::Empty) => "no row has a name",
        Some(Suspicion::Numbers) => {
            "all names are numbers, which are searched as numbers of documents, companies and ships"
        }
    };
    terminal::warn(format!(
        "{what}; if the names are in another column, name it with --column"
    ));
}

/// Reads the table from the row with the number `first` and gives each worker a chunk in turn; returns
/// the number of the last row.
pub fn deal(
    table: &mut Table,
    columns: &Columns,
    mut first: u64,
    workers: &[SyncSender<Chunk>],
) -> Result<u64> {
    let progress = Progress::of_bytes("screening", table.bytes);
    let mut row = Row::new();
    let mut is_more = true;
    let mut content = Content::default();
    for worker in workers.iter().cycle() {
        let mut queries = Vec::with_capacity(CHUNK);
        let mut bytes = 0;
        while queries.len() < CHUNK && bytes < CHUNK_BYTES {
            is_more = table.read(&mut row)?;
            if !is_more {
                break;
            }
            bytes += row.bytes();
            let query = columns.read(table, &row)?;
            content.add(&query.text);
            queries.push(query);
        }
        progress.set(table.position());
        let read = queries.len();
        if read > 0 && worker.send(Chunk { first, queries }).is_err() {
            // The worker went with the writer, which says why.
            break;
        }
        first += read as u64;
        if !is_more {
            break;
        }
    }
    tell(content);
    Ok(first - 1)
}
