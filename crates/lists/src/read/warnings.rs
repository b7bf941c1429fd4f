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
        if self.is_full(line) {
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

    /// Adds the warnings that were collected after these.
    pub(crate) fn append(&mut self, later: Self) {
        for warning in later.kept {
            if !self.is_full(warning.line) {
                self.kept.push(warning);
            }
        }
        self.full = self.full.or(later.full);
    }

    /// Whether there is no place for a warning about this line.
    fn is_full(&mut self, line: u64) -> bool {
        let is_full = self.kept.len() == MOST;
        if is_full {
            self.full.get_or_insert(line);
        }
        is_full
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

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(lines: impl IntoIterator<Item = u64>) -> Warnings {
        let mut warnings = Warnings::of("uk");
        for line in lines {
            warnings.add("AAA0001", line, WarningKind::Date, "");
        }
        warnings
    }

    #[test]
    fn warnings_of_two_threads_are_those_of_one() {
        let lines = |first: Vec<u64>, later: Vec<u64>| {
            let mut all = warnings(first);
            all.append(warnings(later));
            match all.finish() {
                Ok(kept) => Ok(kept.len()),
                Err(ListError::TooMany { line, .. }) => Err(line),
                Err(_) => panic!("no other error"),
            }
        };
        let most = MOST as u64;
        for half in [0, 1, most / 2, most] {
            let (first, later) = ((1..=half).collect(), (half + 1..=most).collect());
            assert_eq!(lines(first, later), Ok(MOST));
            let (first, later) = ((1..=half).collect(), (half + 1..=most + 3).collect());
            assert_eq!(lines(first, later), Err(most + 1), "{half}");
        }
        assert_eq!(lines((1..=most + 2).collect(), vec![]), Err(most + 1));
    }
}
