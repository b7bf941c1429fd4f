//! The searching side of `screen`: the answer to each row, as output rows.

use anyhow::{Context, Result, bail};
use batch::Counts;
use check::Outcome;
use check_record::{Effect, Said};
use matcher::{Answer, Hit, Indexes, Matched, Options, QueryProblem, Screenings, ofac};

use super::reading::{Chunk, Query};
use super::rows::{Row, Rows, Shape, Written};
use crate::hits::{
    Found, NO_SUCH_DESIGNATION, band, found, found_by_ofac, matched_title, part_found,
    problem_text, score,
};
use crate::recording::{Recorded, Recorder, decision_note, decision_word};
use crate::verdict::ListsSearched;

/// What all rows share.
pub struct Job<'a> {
    pub index: &'a Indexes,
    /// The names and the lowest score, with OFAC's method.
    pub ofac: Option<(ofac::Names<'a>, u8)>,
    pub options: Options,
    pub shape: Shape<'a>,
    pub method: &'static str,
    pub lists: &'a ListsSearched<'a>,
    /// Makes rows of the check record and holds decisions against the hits, where either was asked for.
    pub recorder: Option<Recorder<'a>>,
    /// Codes of the lists without a verdict.
    pub no_verdict_lists: String,
    /// Dates of all lists, of publication and of the last check.
    pub dates: (String, String),
}

/// The output rows of a chunk.
pub struct Screened {
    pub rows: Written,
    /// The rows of the check record, where one is written.
    pub record: Vec<Vec<u8>>,
    pub counts: Counts,
}

/// Counts the decisions about the hits of a row.
fn add_decisions(counts: &mut Counts, said: &[Option<Said<'_>>]) {
    for one in said.iter().flatten() {
        *match one.effect {
            Effect::Quiet => &mut counts.quiet,
            Effect::Noted => &mut counts.noted,
            Effect::SpeaksAgain => &mut counts.speaking_again,
        } += 1;
    }
}

impl Job<'_> {
    pub fn screen(&self, chunk: &Chunk, screening: &mut Screenings<'_>) -> Result<Screened> {
        let mut counts = Counts::default();
        let mut rows = Rows::new(self.shape);
        let mut record = Vec::new();
        let no_listings = self.shape.own.listings.then_some("");
        let no_decision = self.shape.own.decisions.then_some("");
        for (row, query) in (chunk.first..).zip(&chunk.queries) {
            let before = rows.count;
            let nothing = Row {
                row,
                query: &query.text,
                rank: None,
                list: None,
                id: None,
                kind: None,
                matched_name: None,
                score: None,
                band: None,
                details: self.shape.own.details.then_some(&[]),
                method: self.method,
                outcome: Outcome::NotSearched.as_str(),
                hits_total: 0,
                suppressed: 0,
                no_verdict_lists: &self.no_verdict_lists,
                published: &self.dates.0,
                checked_at: &self.dates.1,
                reason: None,
                matched: None,
                part: None,
                part_outcome: None,
                listings: no_listings,
                possibly_same: no_listings,
                decision: no_decision,
                decision_note: no_decision,
                kept: &query.kept,
            };
            let outcome = match &self.ofac {
                None => {
                    let answer = screening.search(&query.text, &self.options_of(query));
                    let recorded = self.recorded(row, query, &answer)?;
                    add_decisions(&mut counts, &recorded.said);
                    record.extend(recorded.bytes);
                    self.write_own(&answer, &recorded.said, nothing, &mut rows)?
                }
                Some((names, least)) => self.screen_ofac(names, *least, nothing, &mut rows)?,
            };
            if rows.count == before {
                bail!("row {row} came out without an outcome; please report this");
            }
            counts.add(outcome);
        }
        counts.written = rows.count;
        let rows = rows.finish()?;
        Ok(Screened {
            rows,
            record,
            counts,
        })
    }

    fn options_of(&self, query: &Query) -> Options {
        Options {
            details: query.details.clone(),
            ..self.options.clone()
        }
    }

    /// The row of the check record and the decisions about its hits.
    fn recorded(&self, row: u64, query: &Query, answer: &Answer) -> Result<Recorded<'_>> {
        match &self.recorder {
            Some(recorder) => recorder.row(row, &query.asked(), answer),
            None => Ok(Recorded::default()),
        }
    }

    /// What every output row of an answer says.
    fn with_outcome<'r>(
        &self,
        found: check::Found,
        problem: Option<QueryProblem>,
        row: Row<'r>,
    ) -> (Outcome, Row<'r>) {
        let outcome = self.lists.outcome(found);
        let row = Row {
            outcome: outcome.as_str(),
            hits_total: found.shown + found.hidden,
            suppressed: found.suppressed,
            reason: problem.map(problem_text),
            ..row
        };
        (outcome, row)
    }

    /// Writes the output rows of an answer; `said` has the decision about each hit and listing, in their order.
    fn write_own(
        &self,
        answer: &Answer,
        said: &[Option<Said<'_>>],
        nothing: Row<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<Outcome> {
        let mut said = said.iter();
        let numbers = found(answer, self.options.min);
        let (outcome, nothing) = self.with_outcome(numbers, answer.problem, nothing);
        let is_one = answer.parts.len() < 2;
        if answer.hits.is_empty() && is_one {
            rows.push(&nothing)?;
        }
        let part_outcome = |part: usize| {
            let part = answer.parts.get(part)?;
            Some(self.lists.outcome(part_found(part)).as_str())
        };
        for (place, best) in answer.hits.iter().enumerate() {
            let all = || core::iter::once(best).chain(&best.listings);
            let listings = match best.listings.len() {
                0 => String::new(),
                _ => self.ids(all().map(|hit| (hit.list, hit.designation))),
            };
            for hit in all() {
                let part = hit.part.filter(|_| !is_one);
                let at = (hit.list, hit.designation);
                let possibly_same = self.ids(self.index.possibly_same(at).into_iter());
                let decided = said.next().and_then(Option::as_ref);
                let note = decided.map(decision_note);
                let row = Row {
                    part: part.map(|part| part + 1),
                    part_outcome: part.and_then(part_outcome),
                    rank: Some(place + 1),
                    score: score(hit),
                    band: band(hit),
                    details: nothing.details.map(|_| &hit.details[..]),
                    listings: nothing.listings.map(|_| &*listings),
                    possibly_same: nothing.possibly_same.map(|_| &*possibly_same),
                    decision: decided.map(decision_word).or(nothing.decision),
                    decision_note: note.as_deref().or(nothing.decision_note),
                    ..nothing
                };
                self.push_hit(at, hit.matched, &row, rows)?;
            }
        }
        // Every name of a cell has a row, also one without a hit: behind those that have one.
        for part in (0..answer.parts.len()).filter(|_| !is_one) {
            let is_other = |hit: &Hit| hit.part != Some(part);
            let mut hits = answer.hits.iter();
            if hits.all(|hit| is_other(hit) && hit.listings.iter().all(is_other)) {
                rows.push(&Row {
                    part: Some(part + 1),
                    part_outcome: part_outcome(part),
                    ..nothing
                })?;
            }
        }
        Ok(outcome)
    }

    /// IDs with their lists, joined with `|`.
    fn ids(&self, places: impl Iterator<Item = (usize, usize)>) -> String {
        let found = places.filter_map(|place| Found::new(self.index, place, Matched::Id));
        let ids: Vec<String> = found.map(|found| found.id(true)).collect();
        ids.join("|")
    }

    fn screen_ofac(
        &self,
        names: &ofac::Names<'_>,
        least: u8,
        nothing: Row<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<Outcome> {
        let answer = names.search(nothing.query, least, &self.options);
        let problem = answer.as_ref().err().copied();
        let numbers = found_by_ofac(answer.as_ref());
        let (outcome, nothing) = self.with_outcome(numbers, problem, nothing);
        let hits = answer.map(|answer| answer.hits).unwrap_or_default();
        if hits.is_empty() {
            rows.push(&nothing)?;
        }
        for (place, hit) in hits.iter().enumerate() {
            let row = Row {
                rank: Some(place + 1),
                score: Some(hit.score),
                ..nothing
            };
            self.push_hit(
                (hit.list, hit.designation),
                Matched::Name(hit.name),
                &row,
                rows,
            )?;
        }
        Ok(outcome)
    }

    /// A row with what was found in it.
    fn push_hit(
        &self,
        place: (usize, usize),
        matched: Matched,
        row: &Row<'_>,
        rows: &mut Rows<'_>,
    ) -> Result<()> {
        let found = Found::new(self.index, place, matched).context(NO_SUCH_DESIGNATION)?;
        let list = self
            .lists
            .iter()
            .nth(place.0)
            .context(NO_SUCH_DESIGNATION)?;
        rows.push(&Row {
            list: Some(found.pack.list()),
            id: Some(found.designation.id()),
            kind: Some(found.designation.kind().as_str()),
            matched_name: Some(&found.matched_name()),
            matched: Some(matched_title(matched)),
            published: list.entry.published.as_deref().unwrap_or_default(),
            checked_at: list.entry.checked_at.as_deref().unwrap_or_default(),
            ..*row
        })
    }
}
