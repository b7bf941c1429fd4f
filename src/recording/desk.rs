//! The lists of a worker that makes check records, and what is made with them.

use std::io::{Read, Seek, Write};

use check::{Status, read_time};
use check_record::{
    CLOCK, Engine, FORMAT, Header, Input, List, Lists, Names, RecordError, Settings, Summary,
    VERSION, Writer,
};
use manifest::ListEntry;
use matcher::{ENGINE_VERSION, Index, Indexes, MinBand, Screenings};
use serde_json::Value;

use super::asked::Searched;
use super::decisions::Decider;
use super::rows::Rows;
use super::sheet;
use super::sheet::record::FileHits;
use crate::engine::load::Loader;

/// Most hits of a row of a file, as `screen` has it.
const MOST_HITS_OF_ROW: usize = 10;

/// The lists, whole, with what the manifest says of each.
pub struct Desk {
    entries: Vec<ListEntry>,
    lists: Lists<'static>,
    commit: Option<String>,
}

/// A record of one name.
pub struct Made {
    /// Its file.
    pub bytes: Vec<u8>,
    /// It on paper, as [`sheet`] has it.
    pub sheet: Value,
    /// Whether the lists are of another edition than those that the page searched.
    pub has_other_edition: bool,
}

impl Desk {
    /// Loads the lists with these codes, or all, of the manifest at this absolute address. A list that cannot be
    /// loaded is not searched, and its record says so; nor is one of those `left_out`. `commit` is that of the source of this program.
    ///
    /// # Errors
    /// `None` where there is no manifest or no list. The lists stay in memory for as long as the worker runs.
    pub async fn open(
        address: String,
        wanted: &[String],
        left_out: &[String],
        commit: Option<String>,
    ) -> Option<Self> {
        let loader = Loader::open(address, wanted, Box::new(|_, _| {}))
            .await
            .ok()?;
        let entries = loader.entries().to_vec();
        let mut indexes = Indexes::with_places(entries.len());
        indexes.set_parties(loader.parties());
        let mut details = Vec::new();
        for place in 0..entries.len() {
            details.push(None);
            if left_out.contains(&entries[place].list) {
                continue;
            }
            let Ok(search) = loader.search_pack(place).await else {
                continue;
            };
            let decode = |bytes: &[u8]| pack::DetailsPack::decode(bytes, &search);
            if let Ok(own) = loader.details_pack(place, decode).await {
                details[place] = Some(own);
                indexes.put(place, Some(Index::build(search)));
            }
        }
        // Without a list there is nothing to search.
        details.iter().flatten().next()?;
        let indexes: &'static Indexes = Box::leak(Box::new(indexes));
        Some(Self {
            entries,
            lists: Lists {
                indexes,
                details,
                statuses: Vec::new(),
            },
            commit,
        })
    }

    /// The program that makes records here.
    #[must_use]
    pub fn engine(&self) -> Engine {
        Engine {
            version: ENGINE_VERSION.to_owned(),
            commit: self.commit.clone(),
        }
    }

    /// The record of what was searched on the page. `made_at` is now, RFC 3339 in UTC; `after` the hash of the record
    /// before it.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] for a time that is none, and what a fault of the program causes.
    pub fn record_name(
        &mut self,
        searched: &Searched,
        names: Names,
        made_at: &str,
        after: Option<String>,
    ) -> Result<Made, RecordError> {
        let year = made_at.get(..4).and_then(|year| year.parse().ok());
        let asked = searched.asked(year.unwrap_or_default());
        let is_one = |code: &str| self.lists.indexes.with_regime(code).len() == 1;
        let settings = searched.settings(is_one);
        self.judge(made_at)?;
        let header = self.header(made_at, names, settings, None, after);
        let options = header.settings.options(&asked);
        let answer = self.lists.indexes.search(&asked.name, &options);
        let min = header.settings.min;
        let mut row = self.lists.row(1, &asked, &answer, min)?;
        check_record::hide_names(&mut row, &asked, &header.names)?;
        let outcome = row.get("outcome").and_then(Value::as_str);
        let mut summary = Summary::default();
        summary.add(outcome.unwrap_or_default());
        let mut writer = Writer::new(&header, Vec::new())?;
        writer.push(&check_record::canonical(&row)?)?;
        let (bytes, sha256) = writer.finish(&summary)?;
        Ok(Made {
            bytes,
            sheet: sheet::record::of_name(&header, &row, &sha256),
            has_other_edition: searched
                .packs
                .iter()
                .ne(header.lists.iter().map(|list| &list.search_pack_sha256)),
        })
    }

    /// Writes the record of a file, row by row, and gives its sheet and its hash with what it wrote to. `input` says how
    /// the file was read and `after` is the hash of the record before it; `on_row` hears the number of each row.
    ///
    /// # Errors
    /// The fault of the file or of the record, in English.
    pub fn record_file<R: Read + Seek, W: Write>(
        &mut self,
        mut rows: Rows<R>,
        (input, names, after): (Input, Names, Option<String>),
        made_at: &str,
        out: W,
        decider: &mut Decider,
        on_row: &dyn Fn(u64),
    ) -> Result<(W, Value, String), String> {
        let words = |error: RecordError| error.to_string();
        self.judge(made_at).map_err(words)?;
        let settings = Settings {
            min: MinBand::Possible,
            limit: MOST_HITS_OF_ROW,
            kind: None,
            regime: None,
        };
        let decisions = decider.used(&names);
        let header = Header {
            decisions,
            ..self.header(made_at, names, settings, Some(input), after)
        };
        decider.begin();
        let mut writer = Writer::new(&header, out).map_err(words)?;
        let (mut summary, mut hits) = (Summary::default(), FileHits::default());
        let mut screenings = Screenings::new(self.lists.indexes);
        while let Some(asked) = rows.next_row()? {
            let number = summary.rows + 1;
            let answer = screenings.search(&asked.name, &header.settings.options(&asked));
            let min = header.settings.min;
            let row = self.lists.row(number, &asked, &answer, min);
            let mut row = row.map_err(words)?;
            decider.take(number, &asked, &mut row).map_err(words)?;
            check_record::hide_names(&mut row, &asked, &header.names).map_err(words)?;
            let outcome = row.get("outcome").and_then(Value::as_str);
            summary.add(outcome.unwrap_or_default());
            let bytes = check_record::canonical(&row).map_err(words)?;
            writer.push(&bytes).map_err(words)?;
            hits.take(&row);
            on_row(number);
        }
        let (out, sha256) = writer.finish(&summary).map_err(words)?;
        let sheet = sheet::record::of_file(&header, &summary, &hits, &sha256);
        Ok((out, sheet, sha256))
    }

    fn header(
        &self,
        made_at: &str,
        names: Names,
        settings: Settings,
        input: Option<Input>,
        after: Option<String>,
    ) -> Header {
        Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_at: made_at.to_owned(),
            clock: CLOCK.to_owned(),
            engine: self.engine(),
            names,
            settings,
            input,
            lists: self.listed(),
            decisions: None,
            after,
        }
    }

    /// The lists, as the manifest has them.
    pub(super) fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// What is searched.
    pub(super) fn lists(&self) -> &Lists<'static> {
        &self.lists
    }

    /// Whether a list is loaded.
    pub(super) fn has(&self, list: &str) -> bool {
        let mut packs = self.lists.indexes.packs();
        packs.any(|(_, pack)| pack.list() == list)
    }

    /// Gives the lists the statuses that they had when a record was made.
    pub(super) fn search_as_then(&mut self, then: &[List]) {
        let status = |entry: &ListEntry| {
            let then = then.iter().find(|list| list.list == entry.list);
            then.map_or(Status::Failed, List::status)
        };
        self.lists.statuses = self.entries.iter().map(status).collect();
    }

    /// Decides what each list may be relied on for at a time.
    pub(super) fn judge(&mut self, at: &str) -> Result<(), RecordError> {
        let now = read_time(at);
        let now = now.ok_or_else(|| RecordError::Damaged("its time is none".to_owned()))?;
        let status = |(place, entry): (usize, &ListEntry)| match self.lists.indexes.pack(place) {
            Some(_) => entry.status(now),
            None => Status::Failed,
        };
        self.lists.statuses = self.entries.iter().enumerate().map(status).collect();
        Ok(())
    }

    pub(super) fn listed(&self) -> Vec<List> {
        let both = self.entries.iter().zip(&self.lists.statuses);
        both.map(|(entry, status)| List::new(entry, *status))
            .collect()
    }
}
