//! A record that somebody gave, run again in the lists of the page.

use core::ops::ControlFlow;
use std::io::{Read, Seek};

use check::Status;
use check_record::{
    Asked, Comparison, Edition, Given, List, ListReport, Opened, RecordError, Report, Surface,
    difference, list_differences,
};
use manifest::ListEntry;
use serde_json::Value;

use super::desk::Desk;
use super::rows::Rows;

/// What was searched, where a record has hashes in its place.
pub enum InputAgain<R> {
    /// One name.
    Name(Option<Box<Asked>>),
    /// A file, with its hash as the record writes it.
    File(Box<Rows<R>>, String),
}

impl<R: Read + Seek> InputAgain<R> {
    fn next_row(&mut self) -> Result<Given, String> {
        let row = match self {
            Self::Name(asked) => asked.take(),
            Self::File(rows, _) => rows.next_row()?.map(Box::new),
        };
        Ok(row.map_or(Given::Ended, Given::Row))
    }

    fn rows_left(&mut self) -> Result<u64, String> {
        let mut rows = 0;
        while matches!(self.next_row()?, Given::Row(_)) {
            rows += 1;
        }
        Ok(rows)
    }
}

/// The codes of the lists that are loaded before a record is run again, and those that could not be searched then.
#[must_use]
pub fn codes(opened: &Opened) -> (Vec<String>, Vec<String>) {
    let lists = &opened.header.lists;
    let failed = |list: &&List| list.status() == Status::Failed;
    let code = |list: &List| list.list.clone();
    (
        lists.iter().map(code).collect(),
        lists.iter().filter(failed).map(code).collect(),
    )
}

impl Desk {
    /// Runs the search of a record again. `record` reads its file from the start; `after` is the hash of the record
    /// that it is said to follow.
    ///
    /// # Errors
    /// Why it cannot be run again, in English: a list that the page does not have, an input that cannot be read.
    pub fn verify<R: Read + Seek>(
        &mut self,
        opened: &Opened,
        record: impl Read,
        mut input: Option<InputAgain<R>>,
        after: Option<String>,
    ) -> Result<Report, String> {
        let header = &opened.header;
        let mut reports = Vec::new();
        for list in &header.lists {
            let now = self.entry(list);
            if now.is_none() {
                return Err(format!(
                    "this page has no list `{}`, which the record is about; check it with the command sanctions-lookup verify",
                    list.list
                ));
            }
            let report = ListReport::new(list, Some(now));
            let is_needed = report.edition != Some(Edition::NotSearched);
            if is_needed && !self.has(&list.list) {
                return Err(format!(
                    "the list `{}` could not be loaded, so the search was not run again; look at the connection, and try again",
                    list.list
                ));
            }
            reports.push(report);
        }
        self.search_as_then(&header.lists);
        let lists = self.lists();
        let mut comparison = Comparison::new(opened, reports, Some(lists), input.is_some());
        for list in &header.lists {
            comparison.add(list_differences(header, list, self.entry(list)));
        }
        if let Some(after) = after {
            comparison.follows(&after);
        }
        let recorded = header
            .input
            .as_ref()
            .and_then(|input| input.sha256.as_ref());
        if let (Some(recorded), Some(InputAgain::File(_, now))) = (recorded, &input) {
            comparison.add(difference("input", None, "sha256", recorded, now));
        }
        let mut failed = Ok(());
        let mut each = |row: Value| {
            let given = match &mut input {
                None => Ok(Given::Nothing),
                Some(input) => input.next_row(),
            };
            let compared = given.and_then(|given| {
                let compared = comparison.compare(&row, given);
                compared.map_err(|error| error.to_string())
            });
            match compared {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Err(error);
                    ControlFlow::Break(())
                }
            }
        };
        let content = match opened.rows(record, &mut each) {
            Err(RecordError::Damaged(why)) => return Ok(damaged(&why)),
            content => content.map_err(|error| error.to_string())?,
        };
        failed?;
        let rows_left = match &mut input {
            Some(input) => input.rows_left()?,
            None => 0,
        };
        let content = content.unwrap_or_default();
        let report = comparison.end(&content, rows_left, &self.engine(), Surface::Page);
        report.map_err(|error| error.to_string())
    }

    fn entry(&self, list: &List) -> Option<&ListEntry> {
        self.entries().iter().find(|entry| entry.list == list.list)
    }
}

/// What is said of a file that is no whole record.
#[must_use]
pub fn damaged(why: &str) -> Report {
    Report::damaged("this file", why)
}
