//! The search of a record, run again: its lists, its settings and its input.

use std::fs::File;
use std::io::Read as _;

use anyhow::{Context, Result};
use check_record::{Asked, Edition, Header, Input, Lists, difference, edition};
use matcher::{Indexes, Screenings};
use pack::DetailsPack;
use serde_json::Value;
use tables::{Encoding, Format, Row, Separator};

use super::found::Found;
use crate::arguments::FileOrStd;
use crate::data_folder::DataFolder;
use crate::recording::hash_of_file;
use crate::screen::reading::Columns;
use crate::table::{Header as TableHeader, Reading, Table};

/// Most bytes of a name that is given as a file.
const MOST_NAME: u64 = 1 << 16;

/// What a folder has of a list.
pub(super) fn entry<'f>(
    folder: Option<&'f DataFolder>,
    list: &str,
) -> Option<&'f manifest::ListEntry> {
    let mut lists = folder?.manifest.lists.iter();
    lists.find(|entry| entry.list == list)
}

/// The packs of a record's lists, in its order.
pub(super) fn read_packs(
    folder: &DataFolder,
    header: &Header,
) -> Result<(Indexes, Vec<Option<DetailsPack>>)> {
    let mut packs = Vec::new();
    let mut details = Vec::new();
    for list in &header.lists {
        let now = entry(Some(folder), &list.list);
        let now = now.filter(|now| edition(list, Some(now)) != Edition::NotSearched);
        let both = match now {
            None => None,
            Some(now) => {
                let search = folder.search_pack(now)?;
                let details = folder.details_pack(now, &search)?;
                Some((search, details))
            }
        };
        let (search, own) = both.unzip();
        packs.push(search);
        details.push(own);
    }
    Ok((Indexes::build_some(packs), details))
}

/// Runs searches again.
pub(super) struct Runner<'a> {
    lists: &'a Lists<'a>,
    screenings: Screenings<'a>,
    header: &'a Header,
}

impl<'a> Runner<'a> {
    pub(super) fn new(lists: &'a Lists<'a>, header: &'a Header) -> Self {
        Self {
            lists,
            screenings: Screenings::new(lists.indexes),
            header,
        }
    }

    pub(super) fn row(&mut self, number: u64, asked: &Asked) -> Result<Value> {
        let settings = &self.header.settings;
        let answer = self
            .screenings
            .search(&asked.name, &settings.options(asked));
        let mut row = self.lists.row(number, asked, &answer, settings.min)?;
        check_record::hide_names(&mut row, asked, &self.header.names)?;
        Ok(row)
    }
}

/// What was searched, read again.
pub(super) enum InputAgain {
    Table(Box<Table>, Columns),
    One(Option<Box<Asked>>),
}

impl InputAgain {
    pub(super) fn open(place: &FileOrStd, header: &Header, own: &mut Found) -> Result<Self> {
        let Some(input) = &header.input else {
            return Ok(Self::One(Some(Box::new(read_name(place)?))));
        };
        if let (Some(recorded), FileOrStd::File(path)) = (&input.sha256, place) {
            let now = hash_of_file(path, &header.names)?;
            own.add(difference("input", None, "sha256", recorded, now));
        }
        let table = Table::open(place, reading(input)?)?;
        Ok(Self::Table(
            Box::new(table),
            Columns::recorded(&input.columns),
        ))
    }

    /// The next row; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Asked>> {
        match self {
            Self::One(asked) => Ok(asked.take().map(|asked| *asked)),
            Self::Table(table, columns) => {
                let mut row = Row::new();
                if !table.read(&mut row)? {
                    return Ok(None);
                }
                Ok(Some(columns.read(table, &row)?.asked()))
            }
        }
    }

    /// How many rows come after those that were read.
    pub(super) fn rows_left(&mut self) -> Result<u64> {
        let mut rows = 0;
        while self.next()?.is_some() {
            rows += 1;
        }
        Ok(rows)
    }
}

/// How the input of a record is to be read.
fn reading(input: &Input) -> Result<Reading> {
    let separator = match &input.delimiter {
        None => None,
        Some(word) => {
            Some(Separator::from_word(word).context("the record names a separator that is none")?)
        }
    };
    let encoding = match &input.encoding {
        None => None,
        Some(word) => {
            let mut all = Encoding::ALL.into_iter();
            let known = all.find(|one| one.as_str() == word);
            Some(known.context("the record names an encoding that is not known here")?)
        }
    };
    Ok(Reading {
        format: Format {
            separator,
            encoding,
        },
        sheet: input.sheet.clone(),
        header: match input.has_header {
            true => TableHeader::First,
            false => TableHeader::None,
        },
    })
}

/// A name in a file of its own.
fn read_name(place: &FileOrStd) -> Result<Asked> {
    let mut text = String::new();
    let read = match place {
        FileOrStd::Std => std::io::stdin().take(MOST_NAME).read_to_string(&mut text),
        FileOrStd::File(path) => {
            let cannot = || format!("cannot read {}", path.display());
            let file = File::open(path).with_context(cannot)?;
            file.take(MOST_NAME).read_to_string(&mut text)
        }
    };
    read.context("the name is no text in UTF-8")?;
    let text = text
        .trim_start_matches('\u{feff}')
        .trim_end_matches(['\r', '\n']);
    match text.starts_with('{') {
        true => Ok(serde_json::from_str(text).context("--input is no JSON object with a name")?),
        false => Ok(Asked {
            name: text.to_owned(),
            ..Asked::default()
        }),
    }
}
