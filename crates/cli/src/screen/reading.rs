//! The reading side of `screen`: which columns are what, and chunks of rows for the workers.

use std::sync::mpsc::SyncSender;

use anyhow::{Result, bail};
use batch::{Content, Suspicion, output_names};
use check_record::Asked;
use matcher::Details;
use tables::{Role, Row};

use super::arguments::{Arguments, Keep};
use crate::arguments::{self, Method};
use crate::plain::thousands;
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
        let by_role = batch::Columns::by_role(table.guess().columns());
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
            columns.tell(table, column.is_none() && family.is_none());
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

    fn is_searched(&self, column: usize) -> bool {
        self.queried
            .names
            .iter()
            .flatten()
            .any(|own| *own == column)
    }

    /// Announces what was guessed; `is_guessed` are the columns with the names, too.
    fn tell(&self, table: &Table, is_guessed: bool) {
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
        let is_free = |column: &usize| !self.is_searched(*column);
        let number = table.guess().column(Role::Number).filter(is_free);
        said.extend(
            number.map(|column| format!("numbers in {}, which are not searched", title(column))),
        );
        let header = match table.has_header() {
            true => "the first row names the columns",
            false => "no row names the columns",
        };
        if !self.queried.names.is_empty() {
            terminal::note(format!("guessed: {}; {header}", said.join("; ")));
        }
        if let Some(line) = table.header_under_title() {
            terminal::warn(format!(
                "line {line} seems to name the columns, and the lines above it are screened as names; remove them"
            ));
        }
        let guess = table.guess();
        let others = guess
            .more_names
            .iter()
            .filter(|column| !self.is_searched(**column));
        let others: Vec<String> = others.copied().map(title).collect();
        if !others.is_empty() && is_guessed {
            terminal::warn(format!(
                "not searched, though they look like names too: {}; screen each with --column, or both halves of a \
                 name with --given and --family",
                others.join(", ")
            ));
        }
    }

    /// The query of a row. A fact that is not understood is left out, as in the page and in a check record.
    pub fn read(&self, row: &Row, unread: &mut Unread) -> Query {
        let text = self.queried.text(row);
        let mut fact = None;
        let details = Details {
            born: detail(row, self.queried.born, arguments::born, &mut fact),
            country: detail(row, self.queried.country, arguments::country, &mut fact),
            sex: detail(row, self.queried.sex, arguments::sex, &mut fact),
        };
        unread.rows += u64::from(fact.is_some());
        unread.last = fact;
        let kept = self
            .kept
            .iter()
            .map(|column| row.get(*column).unwrap_or_default());
        Query {
            text,
            details,
            reference: self
                .queried
                .reference
                .and_then(|column| row.get(column).map(str::trim))
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            kept: kept.collect(),
        }
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

/// What a cell says; `None` where it is empty, or not understood: then `unread` has its column and why, unless
/// another has.
fn detail<T>(
    row: &Row,
    column: Option<usize>,
    read: fn(&str) -> Result<T, &'static str>,
    unread: &mut Option<(usize, &'static str)>,
) -> Option<T> {
    let column = column?;
    let cell = row.get(column).map(str::trim).unwrap_or_default();
    if cell.is_empty() {
        return None;
    }
    match read(cell) {
        Ok(detail) => Some(detail),
        Err(why) => {
            unread.get_or_insert((column, why));
            None
        }
    }
}

/// Facts beside the names that are not understood.
#[derive(Default)]
pub struct Unread {
    /// Rows with one.
    rows: u64,
    /// The column in the row that was read last, and why.
    last: Option<(usize, &'static str)>,
    /// The first of all, in words.
    first: Option<String>,
}

impl Unread {
    /// Keeps where the first is.
    fn place(&mut self, table: &Table, row: &Row) {
        if let (Some((column, why)), None) = (self.last, &self.first) {
            let cell = row.get(column).unwrap_or_default().trim();
            self.first = Some(format!("{}: `{cell}`: {why}", table.cell_place(column)));
        }
    }

    fn tell(&self) {
        if let Some(first) = &self.first {
            terminal::warn(format!(
                "rows whose date of birth, country or sex was not understood, and was not compared: {}; the first is \
                 {first}",
                thousands(self.rows)
            ));
        }
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
    let (mut content, mut unread) = (Content::default(), Unread::default());
    for worker in workers.iter().cycle() {
        let mut queries = Vec::with_capacity(CHUNK);
        let mut bytes = 0;
        while queries.len() < CHUNK && bytes < CHUNK_BYTES {
            is_more = table.read(&mut row)?;
            if !is_more {
                break;
            }
            bytes += row.bytes();
            let query = columns.read(&row, &mut unread);
            unread.place(table, &row);
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
    unread.tell();
    Ok(first - 1)
}
