//! Warnings while they are collected.

use crate::{ListError, Warning, WarningKind};

/// Most warnings of a file. A new word for a kind or a type of name gives some thousands; what
/// gives more is not the list.
const MOST: usize = 100_000;

/// The warnings of a file of one list.
pub(crate) struct Warnings {
    list: &'static str,
    kept: Vec<Warning>,
    /// Line of the first that is too many.
    full: Option<u64>,
}

impl Warnings {
    pub(crate) fn of(list: &'static str) -> Self {
        Self {
            list,
            kept: Vec::new(),
            full: None,
        }
    }

    pub(crate) fn add(&mut self, record: &str, line: u64, kind: WarningKind, raw: &str) {
        if self.kept.len() == MOST {
            self.full.get_or_insert(line);
            return;
        }
        self.kept.push(Warning {
            list: self.list,
            record: record.to_owned(),
            file: 0,
            line,
            kind,
            raw: raw.to_owned(),
        });
    }

    /// All of them in the order of the file.
    ///
    /// # Errors
    /// [`ListError::TooMany`].
    pub(crate) fn finish(mut self) -> Result<Vec<Warning>, ListError> {
        if let Some(line) = self.full {
            return Err(ListError::TooMany {
                what: "values that are not understood",
                most: MOST,
                line,
            });
        }
        self.kept.sort_by_key(|warning| warning.line);
        Ok(self.kept)
    }
}
