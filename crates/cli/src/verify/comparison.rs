//! A record against the search that is run again, row by row.

use anyhow::Result;
use check_record::{Asked, Difference, Header, Names, Opened, Summary, compare_rows, difference};
use matcher::ENGINE_VERSION;
use serde::Deserialize as _;
use serde_json::Value;

use super::again::{InputAgain, Runner};
use super::found::Found;
use super::report::Verdict;

/// A record that is compared, row by row.
pub(super) struct Comparison<'a> {
    pub(super) header: &'a Header,
    pub(super) input: Option<InputAgain>,
    /// `None` where the search cannot be run again.
    pub(super) runner: Option<Runner<'a>>,
    /// Whether a list has another edition, so that only what matters is told.
    pub(super) is_other: bool,
    /// Of the rows so far.
    pub(super) summary: Summary,
    /// What is wrong with the record itself, or does not fit it.
    pub(super) own: Found,
    /// What the search gives now.
    pub(super) again: Found,
}

impl Comparison<'_> {
    pub(super) fn compare(&mut self, row: &Value) -> Result<()> {
        let number = self.summary.rows + 1;
        let outcome = row.get("outcome").and_then(Value::as_str);
        self.summary.add(outcome.unwrap_or_default());
        let written = row.get("row").and_then(Value::as_u64).unwrap_or_default();
        self.own
            .add(difference("row", Some(number), "row", written, number));
        let asked = self.asked(row, number)?;
        if let (Some(runner), Some(asked)) = (&mut self.runner, asked) {
            let differences = compare_rows(row, &runner.row(number, &asked)?)?.into_iter();
            let is_told = |one: &Difference| !self.is_other || one.is_of_substance();
            self.again.add(differences.filter(is_told));
        }
        Ok(())
    }

    /// What was searched, by the input where there is one, else by the row of the record.
    fn asked(&mut self, row: &Value, number: u64) -> Result<Option<Asked>> {
        let searched = row.get("searched").cloned().unwrap_or_default();
        if let Some(input) = &mut self.input {
            let asked = input.next()?;
            self.own.add(match &asked {
                Some(asked) => {
                    let now = asked.written(&self.header.names)?;
                    difference("input", Some(number), "searched", searched, now)
                }
                None => difference("input", Some(number), "row", "there", "not in the input"),
            });
            return Ok(asked);
        }
        if self.header.names != Names::Plain {
            return Ok(None);
        }
        let asked = Asked::deserialize(&searched).ok();
        if asked.is_none() {
            self.own.add(difference(
                "row",
                Some(number),
                "searched",
                searched,
                "no name",
            ));
        }
        Ok(asked)
    }

    /// Compares what is known after the last row; `content` is the hash of the content.
    pub(super) fn end(&mut self, opened: &Opened, content: &str) -> Result<()> {
        self.own.add(difference(
            "record",
            None,
            "sha256",
            &opened.stated_sha256,
            content,
        ));
        if self.summary != opened.summary {
            let text = |summary: &Summary| serde_json::to_string(summary);
            let (stated, own) = (text(&opened.summary)?, text(&self.summary)?);
            self.own
                .add(difference("record", None, "summary", stated, own));
        }
        if let Some(input) = &mut self.input {
            let rows = self.summary.rows;
            self.own.add(difference(
                "input",
                None,
                "rows",
                rows,
                rows + input.rows_left()?,
            ));
        }
        Ok(())
    }

    pub(super) fn verdict(&self) -> Verdict {
        let engine = &self.header.engine;
        let is_own_engine = engine.version == ENGINE_VERSION
            && engine.commit.as_deref().unwrap_or_default() == env!("SANCTIONS_LOOKUP_COMMIT");
        match () {
            () if self.own.total > 0 => Verdict::Altered,
            () if self.runner.is_none() => Verdict::NotRunAgain,
            () if self.is_other => Verdict::OtherEdition,
            () if self.again.total == 0 => Verdict::Same,
            () if is_own_engine => Verdict::Altered,
            () => Verdict::OtherEngine,
        }
    }
}
