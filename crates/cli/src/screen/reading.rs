//! The reading side of `screen`: which columns are what, and chunks of rows for the workers.

use std::collections::BTreeSet;
use std::sync::mpsc::SyncSender;

use anyhow::{Result, bail};
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
    /// Names, each of one column or several that belong together.
    names: Vec<Vec<usize>>,
    born: Option<usize>,
    country: Option<usize>,
    sex: Option<usize>,
    reference: Option<usize>,
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
    /// The columns of a record, to read the same file again.
    pub fn recorded(columns: &check_record::Columns) -> Self {
        Self {
            names: columns.names.clone(),
            born: columns.born,
            country: columns.country,
            sex: columns.sex,
            reference: columns.reference,
            kept: Vec::new(),
            kept_names: Vec::new(),
        }
    }

    /// They as a record has them.
    pub fn for_record(&self) -> check_record::Columns {
        check_record::Columns {
            names: self.names.clone(),
            born: self.born,
            country: self.country,
            sex: self.sex,
            reference: self.reference,
        }
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
        let names: Vec<Vec<usize>> = match (column, family) {
            (Some(column), _) => vec![vec![column]],
            (None, Some(family)) => vec![given.into_iter().chain([family]).collect()],
            (None, None) => {
                let whole = guessed(Role::Name).map(|name| vec![name]);
                let parts = [guessed(Role::Given), guessed(Role::Family)];
                let parts: Vec<usize> = parts.into_iter().flatten().collect();
                let name = whole.or_else(|| (!parts.is_empty()).then_some(parts));
                let company = guessed(Role::Company).map(|company| vec![company]);
                name.into_iter().chain(company).collect()
            }
        };
        // A reference changes nothing of the search.
        let has_use = arguments.record.is_given() || arguments.decisions.is_some();
        // OFAC's method compares names only.
        let known = |role| guessed(role).filter(|_| method != Method::Ofac);
        let columns = Self {
            names,
            born: born.or(known(Role::Born)),
            country: country.or(known(Role::Country)),
            sex: sex.or(known(Role::Sex)),
            reference: reference.or(guessed(Role::Reference).filter(|_| has_use)),
            kept,
            kept_names: Vec::new(),
        };
        if arguments.guess {
            columns.tell(table);
        }
        if columns.names.is_empty() {
            bail!(
                "no column could be recognised as names; name it with --column; the columns are: {}",
                table.headers().iter().collect::<Vec<_>>().join(", ")
            );
        }
        Ok(columns)
    }

    /// Whether anything is known beside the names.
    pub fn has_details(&self) -> bool {
        self.born.is_some() || self.country.is_some() || self.sex.is_some()
    }

    /// Names the kept columns so that each column of the output has a name of its own: those of the
    /// program win.
    pub fn name_kept(&mut self, table: &Table, own: &[&str]) {
        let mut taken: BTreeSet<String> = own.iter().map(|name| (*name).to_owned()).collect();
        for column in &self.kept {
            let header = table.headers().get(*column).unwrap_or_default().trim();
            let mut name = match header {
                "" => format!("column_{}", column + 1),
                header => header.to_owned(),
            };
            while taken.contains(&name) {
                name.insert_str(0, "input_");
            }
            taken.insert(name.clone());
            self.kept_names.push(name);
        }
    }

    /// Announces what was guessed.
    fn tell(&self, table: &Table) {
        let title =
            |column: usize| format!("`{}`", table.headers().get(column).unwrap_or_default());
        let names = self.names.iter().map(|columns| {
            let titles: Vec<String> = columns.iter().copied().map(title).collect();
            titles.join(" and ")
        });
        let mut said = vec![format!("names in {}", names.collect::<Vec<_>>().join(", "))];
        for (what, column) in [
            ("dates of birth", self.born),
            ("countries", self.country),
            ("sex", self.sex),
            ("references", self.reference),
        ] {
            said.extend(column.map(|column| format!("{what} in {}", title(column))));
        }
        let header = match table.has_header() {
            true => "the first row names the columns",
            false => "no row names the columns",
        };
        if !self.names.is_empty() {
            terminal::note(format!("guessed: {}; {header}", said.join("; ")));
        }
    }

    /// The query of the row that was read last; the error says which cell is not understood.
    pub fn read(&self, table: &Table, row: &Row) -> Result<Query> {
        let text = match self.names.as_slice() {
            [only] if only.len() == 1 => only.iter().filter_map(|one| row.get(*one)).collect(),
            // Several names in one query have a part each.
            several => joined(
                several.iter().map(|columns| {
                    let cells = columns.iter().filter_map(|column| row.get(*column));
                    joined(cells.map(|cell| cell.trim().to_owned()), " ")
                }),
                "; ",
            ),
        };
        let details = Details {
            born: detail(table, row, self.born, arguments::born)?,
            country: detail(table, row, self.country, arguments::country)?,
            sex: detail(table, row, self.sex, arguments::sex)?,
        };
        let kept = self
            .kept
            .iter()
            .map(|column| row.get(*column).unwrap_or_default());
        Ok(Query {
            text,
            details,
            reference: self
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

/// The texts that are not empty, joined.
fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(between)
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

/// What the names of the rows look like, to notice a wrong column.
#[derive(Clone, Copy, Default)]
struct Content {
    rows: u64,
    empty: u64,
    /// Rows with digits and no letter.
    numbers: u64,
}

impl Content {
    fn add(&mut self, text: &str) {
        self.rows += 1;
        self.empty += u64::from(text.trim().is_empty());
        let has_digit = || text.bytes().any(|byte| byte.is_ascii_digit());
        self.numbers += u64::from(!text.chars().any(char::is_alphabetic) && has_digit());
    }

    /// Announces that the column may be the wrong one.
    fn tell(self) {
        let what = if self.rows == 0 {
            return;
        } else if self.empty == self.rows {
            "no row has a name"
        } else if self.numbers + self.empty == self.rows {
            "all names are numbers, which are searched as numbers of documents, companies and ships"
        } else {
            return;
        };
        terminal::warn(format!(
            "{what}; if the names are in another column, name it with --column"
        ));
    }
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
    content.tell();
    Ok(first - 1)
}
