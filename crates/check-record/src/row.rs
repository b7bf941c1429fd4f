//! A row of a record: one name, and everything that was found for it.

use check::{Found, Outcome, Status, outcome};
use matcher::{Answer, Indexes, MinBand, QueryProblem};
use pack::DetailsPack;
use record::Record;
use serde::Serialize;
use serde_json::Value;

use crate::answer::{HitRow, PartRow, ReadRow, found, hit_rows, part_rows};
use crate::canonical::value;
use crate::error::RecordError;
use crate::record::{Asked, Names};

/// The lists that answers are from.
pub struct Lists<'a> {
    /// What was searched.
    pub indexes: &'a Indexes,
    /// The other pack of each list, in the same order; `None` for a list that was not searched.
    pub details: Vec<Option<DetailsPack>>,
    /// What each list may be relied on for.
    pub statuses: Vec<Status>,
}

/// A row as JSON, with every name in it as it is.
#[derive(Serialize)]
struct Row<'a> {
    row: u64,
    searched: &'a Asked,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<QueryProblem>,
    hits_total: usize,
    hidden: usize,
    suppressed: usize,
    read: ReadRow<'a>,
    parts: Vec<PartRow>,
    hits: Vec<HitRow<'a>>,
    /// What the list says of each hit and each of its further listings, in their order.
    entries: Vec<Record>,
}

impl Lists<'_> {
    /// What an answer means.
    #[must_use]
    pub fn outcome(&self, found: Found) -> Outcome {
        outcome(found, self.statuses.iter().copied())
    }

    /// The row of an answer. `number` is that of the row of the input, from 1. Every name in it can be read; see
    /// [`hide_names`].
    ///
    /// Costs some ten microseconds where nothing was found, and some tens more for each hit, whose entry is unpacked.
    ///
    /// # Errors
    /// [`RecordError::NoSuchDesignation`] for an answer from other lists.
    pub fn row(
        &self,
        number: u64,
        asked: &Asked,
        answer: &Answer,
        min: MinBand,
    ) -> Result<Value, RecordError> {
        let found = found(answer, min);
        let places = answer.hits.iter().flat_map(|hit| {
            core::iter::once(hit)
                .chain(&hit.listings)
                .map(|hit| (hit.list, hit.designation))
        });
        let entries: Option<Vec<Record>> = places.map(|place| self.entry(place)).collect();
        let hits = hit_rows(self.indexes, &answer.hits);
        value(&Row {
            row: number,
            searched: asked,
            outcome: self.outcome(found).as_str(),
            problem: answer.problem,
            hits_total: found.shown + found.hidden,
            hidden: found.hidden,
            suppressed: found.suppressed,
            read: ReadRow::from(&answer.read),
            parts: part_rows(answer, |found| self.outcome(found)),
            hits: hits.ok_or(RecordError::NoSuchDesignation)?,
            entries: entries.ok_or(RecordError::NoSuchDesignation)?,
        })
    }

    /// Everything that a list says of a designation.
    fn entry(&self, (list, designation): (usize, usize)) -> Option<Record> {
        let search = self.indexes.pack(list)?;
        let details = self.details.get(list)?.as_ref()?;
        pack::record(search, details, designation)
    }
}

/// The hits of a row, each further listing apart.
pub fn listings(row: &Value) -> impl Iterator<Item = &Value> {
    let hits = row.get("hits").and_then(Value::as_array);
    hits.into_iter()
        .flatten()
        .flat_map(|hit| match hit.get("listings").and_then(Value::as_array) {
            Some(listings) => listings.iter(),
            None => core::slice::from_ref(hit).iter(),
        })
}

/// What the lists say of them, in the same order.
pub fn entries(row: &Value) -> impl Iterator<Item = &Value> {
    let entries = row.get("entries").and_then(Value::as_array);
    entries.into_iter().flatten()
}

/// The list and the ID of a hit or an entry.
#[must_use]
pub fn designation(of: &Value) -> Option<(&str, &str)> {
    let text = |name: &str| of.get(name).and_then(Value::as_str);
    Some((text("list")?, text("id")?))
}

/// Writes a row as its record does: where names are hashed, nothing of what was searched stays in it. What the list
/// says of the hits stays, and by that the name can often be guessed.
///
/// # Errors
/// [`RecordError::Damaged`] for what is no row.
pub fn hide_names(row: &mut Value, asked: &Asked, names: &Names) -> Result<(), RecordError> {
    if *names == Names::Plain {
        return Ok(());
    }
    let no_row = || RecordError::Damaged("a row is no object".to_owned());
    let members = row.as_object_mut().ok_or_else(no_row)?;
    members.insert("searched".to_owned(), asked.written(names)?);
    members.remove("read");
    for part in array(members.get_mut("parts")) {
        remove(part, &["name"]);
    }
    for hit in array(members.get_mut("hits")) {
        hide_in_hit(hit);
        for listing in array(hit.get_mut("listings")) {
            hide_in_hit(listing);
        }
    }
    for said in array(members.get_mut("decisions")) {
        remove(said, &["reason"]);
        for change in array(said.get_mut("changes")) {
            let of = change.get("of").and_then(Value::as_str);
            if matches!(of, Some("row" | "evidence")) {
                remove(change, &["before", "after"]);
            }
        }
    }
    Ok(())
}

fn hide_in_hit(hit: &mut Value) {
    for evidence in array(hit.get_mut("evidence")) {
        remove(evidence, &["query_word"]);
    }
}

fn array(member: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    member.and_then(Value::as_array_mut).into_iter().flatten()
}

fn remove(from: &mut Value, names: &[&str]) {
    if let Some(members) = from.as_object_mut() {
        members.retain(|name, _| !names.contains(&name.as_str()));
    }
}
