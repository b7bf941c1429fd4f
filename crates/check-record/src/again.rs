//! A whole record, run again: what differs, and what is to be thought of the record.

use std::collections::BTreeSet;

use matcher::Screenings;
use serde::{Deserialize as _, Serialize};
use serde_json::Value;

use crate::error::RecordError;
use crate::reader::Opened;
use crate::record::{Asked, Engine, Header, List, Names, Summary};
use crate::row::{Lists, hide_names};
use crate::verify::{
    Difference, Edition, compare_rows, decision_differences, difference, edition, follows,
    header_differences,
};
use crate::words::{change_text, counted, thousands};

/// Differences that a report lists; all are counted.
const MOST_LISTED: usize = 10_000;

/// What is to be thought of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The search run again on the same packs gives what it says.
    Same,
    /// It is no whole record.
    Damaged,
    /// It is not what was written, or not what the search gives.
    Altered,
    /// It was compared with another edition of a list.
    OtherEdition,
    /// It differs, and another version of the program made it.
    OtherEngine,
    /// Its search was not run again.
    NotRunAgain,
}

/// Where a record is checked, which changes what a person can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// `sanctions-lookup verify`.
    CommandLine,
    /// The page.
    Page,
}

/// What the check of a record says.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What is to be thought of it.
    pub verdict: Verdict,
    /// What the verdict means.
    pub sentence: String,
    /// When it was made; `None` for a damaged one.
    pub made_at: Option<String>,
    /// The hash that it states; `None` for a damaged one.
    pub sha256: Option<String>,
    /// The hash of the record that it says it follows.
    pub after: Option<String>,
    /// How many rows it has.
    pub rows: u64,
    /// Its lists.
    pub lists: Vec<ListReport>,
    /// What the search gives now and did not give then.
    pub changes: Changes,
    /// How many differences there are; `differences` has the first 10,000.
    pub differences_total: u64,
    /// Those of the record itself, then those of the search.
    pub differences: Vec<Difference>,
}

/// What has changed since a record was made, by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Names of which something has changed.
    pub names: u64,
    /// Entries that are found now and were not then.
    pub new: u64,
    /// Entries that were found then and are not now.
    pub gone: u64,
    /// Entries that are found as then and differ: how near, by which name, or in what the list says of them.
    pub different: u64,
}

/// What [`Changes`] counts. An entry counts once, however many names find it.
#[derive(Default)]
struct Changed {
    names: u64,
    entries: BTreeSet<(ChangeKind, String)>,
}

impl Changed {
    /// Adds what differs in one row.
    fn add(&mut self, row: &[Difference]) {
        self.names += u64::from(!row.is_empty());
        let entries = row
            .iter()
            .filter_map(|one| Some((one.change(), one.designation.clone()?)));
        self.entries.extend(entries);
    }

    fn count(&self) -> Changes {
        let of = |kind| {
            let entries = self.entries.iter();
            entries.filter(|(own, _)| *own == kind).count() as u64
        };
        Changes {
            names: self.names,
            new: of(ChangeKind::New),
            gone: of(ChangeKind::Gone),
            different: of(ChangeKind::Different),
        }
    }
}

/// What a difference is to whoever reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// An entry that is found now and was not then.
    New,
    /// An entry that was found then and is not now.
    Gone,
    /// Anything else.
    Different,
}

/// A list of a record beside what is there of it now.
#[derive(Debug, Serialize)]
pub struct ListReport {
    /// Code.
    pub list: String,
    /// Its name in words.
    pub title: String,
    /// Date of the edition of the record.
    pub published: Option<String>,
    /// Date of the edition that is there now.
    pub published_now: Option<String>,
    /// How the two are to each other; `None` where the search is not run again.
    pub edition: Option<Edition>,
}

impl ListReport {
    /// Compares a list of a record with what is there; `now` is `None` where the search is not run again.
    #[must_use]
    pub fn new(list: &List, now: Option<Option<&manifest::ListEntry>>) -> Self {
        Self {
            list: list.list.clone(),
            title: list.title.clone(),
            published: list.published.clone(),
            published_now: now.flatten().and_then(|entry| entry.published.clone()),
            edition: now.map(|entry| edition(list, entry)),
        }
    }

    /// Whether what is there is of another edition than the record.
    fn is_of_other(&self) -> bool {
        matches!(self.edition, Some(Edition::Other | Edition::Older))
    }

    /// It in words: `UK Sanctions List (uk), published 2026-04-29; the same packs`.
    #[must_use]
    pub fn text(&self, surface: Surface) -> String {
        let date = |date: &Option<String>| {
            date.clone()
                .unwrap_or_else(|| "on an unknown day".to_owned())
        };
        let edition = match self.edition {
            None => String::new(),
            Some(Edition::Same) => "; the same packs".to_owned(),
            Some(Edition::NotSearched) => "; could not be searched then".to_owned(),
            Some(edition) => {
                let which = match edition {
                    Edition::Older => "an older edition",
                    _ => "another edition",
                };
                format!(
                    "; in the {} {which}, published {}",
                    surface.place(),
                    date(&self.published_now)
                )
            }
        };
        format!(
            "{} ({}), published {}{edition}",
            self.title,
            self.list,
            date(&self.published)
        )
    }
}

/// Whether there are lists of another edition, and all of those are older.
fn all_older(lists: &[ListReport]) -> bool {
    let mut others = lists.iter().filter(|list| list.is_of_other()).peekable();
    others.peek().is_some() && others.all(|list| list.edition == Some(Edition::Older))
}

impl Surface {
    /// Where the lists are.
    fn place(self) -> &'static str {
        match self {
            Self::CommandLine => "data folder",
            Self::Page => "page",
        }
    }
}

impl Report {
    /// Whether what is there is older than the record, so that what differs was changed before and not since.
    #[must_use]
    pub fn is_of_older(&self) -> bool {
        all_older(&self.lists)
    }

    /// Of a file that is no whole record; `file` names it.
    #[must_use]
    pub fn damaged(file: &str, why: &str) -> Self {
        Self {
            verdict: Verdict::Damaged,
            sentence: format!("damaged: {file} is no whole check record: {why}"),
            made_at: None,
            sha256: None,
            after: None,
            rows: 0,
            lists: Vec::new(),
            changes: Changes::default(),
            differences_total: 0,
            differences: Vec::new(),
        }
    }
}

/// What differs, in the order in which it is found.
#[derive(Default)]
struct Found {
    total: u64,
    listed: Vec<Difference>,
}

impl Found {
    fn add(&mut self, differences: impl IntoIterator<Item = Difference>) {
        for difference in differences {
            self.total += 1;
            if self.listed.len() < MOST_LISTED {
                self.listed.push(difference);
            }
        }
    }
}

/// What the input has for a row of the record.
pub enum Given {
    /// The input is not read again.
    Nothing,
    /// The input has no such row.
    Ended,
    /// This.
    Row(Box<Asked>),
}

/// A record that is compared with its search run again, row by row.
pub struct Comparison<'a> {
    opened: &'a Opened,
    reports: Vec<ListReport>,
    /// `None` where the search cannot be run again.
    lists: Option<(&'a Lists<'a>, Screenings<'a>)>,
    /// Whether what was searched is known.
    can_run: bool,
    has_input: bool,
    /// Whether it was compared with the record that it follows.
    has_before: bool,
    /// Whether a list has another edition, so that only what matters is told.
    is_other: bool,
    /// Of the rows so far.
    summary: Summary,
    /// What is wrong with the record itself, or does not fit it.
    own: Found,
    /// What the search gives now.
    again: Found,
    changes: Changed,
}

impl<'a> Comparison<'a> {
    /// Begins. `lists` are those of the record in its order, with the statuses that they had then, so that the age of a
    /// list since then is no difference; `None` where the search is not to be run again. `has_input` says whether the
    /// input is read again.
    #[must_use]
    pub fn new(
        opened: &'a Opened,
        reports: Vec<ListReport>,
        lists: Option<&'a Lists<'a>>,
        has_input: bool,
    ) -> Self {
        let can_run = opened.header.names == Names::Plain || has_input;
        let mut own = Found::default();
        own.add(header_differences(opened));
        Self {
            opened,
            is_other: reports.iter().any(ListReport::is_of_other),
            reports,
            lists: lists
                .filter(|_| can_run)
                .map(|lists| (lists, Screenings::new(lists.indexes))),
            can_run,
            has_input,
            has_before: false,
            summary: Summary::default(),
            own,
            again: Found::default(),
            changes: Changed::default(),
        }
    }

    fn header(&self) -> &'a Header {
        &self.opened.header
    }

    /// Adds what does not fit the record.
    pub fn add(&mut self, differences: impl IntoIterator<Item = Difference>) {
        self.own.add(differences);
    }

    /// Compares with the hash of the record that this one says it follows.
    pub fn follows(&mut self, before: &str) {
        self.has_before = true;
        self.own.add(follows(self.header(), before));
    }

    /// Compares the next row.
    ///
    /// # Errors
    /// As [`Lists::row`] and [`compare_rows`].
    pub fn compare(&mut self, row: &Value, given: Given) -> Result<(), RecordError> {
        let number = self.summary.rows + 1;
        let outcome = row.get("outcome").and_then(Value::as_str);
        self.summary.add(outcome.unwrap_or_default());
        let written = row.get("row").and_then(Value::as_u64).unwrap_or_default();
        self.own
            .add(difference("row", Some(number), "row", written, number));
        self.own
            .add(decision_differences(self.header(), number, row));
        let Some(asked) = self.asked(row, number, given)? else {
            return Ok(());
        };
        let header = self.header();
        let settings = &header.settings;
        let Some((lists, screenings)) = &mut self.lists else {
            return Ok(());
        };
        let answer = screenings.search(&asked.name, &settings.options(&asked));
        let mut again = lists.row(number, &asked, &answer, settings.min)?;
        hide_names(&mut again, &asked, &header.names)?;
        let differences = compare_rows(row, &again)?.into_iter();
        let is_told = |one: &Difference| !self.is_other || one.is_of_substance();
        let differences: Vec<_> = differences.filter(is_told).collect();
        self.changes.add(&differences);
        self.again.add(differences);
        Ok(())
    }

    /// What was searched, by the input where there is one, else by the row of the record.
    fn asked(
        &mut self,
        row: &Value,
        number: u64,
        given: Given,
    ) -> Result<Option<Asked>, RecordError> {
        let searched = row.get("searched").cloned().unwrap_or_default();
        match given {
            Given::Ended => {
                let missing = difference("input", Some(number), "row", "there", "not in the input");
                self.own.add(missing);
                Ok(None)
            }
            Given::Row(asked) => {
                let now = asked.written(&self.header().names)?;
                self.own
                    .add(difference("input", Some(number), "searched", searched, now));
                Ok(Some(*asked))
            }
            Given::Nothing if self.header().names != Names::Plain => Ok(None),
            Given::Nothing => {
                let row = Some(number);
                let asked = Asked::deserialize(&searched).ok();
                match &asked {
                    None => {
                        let why = difference("row", row, "searched", searched, "no name");
                        self.own.add(why);
                    }
                    // Only a file has a column of references.
                    Some(asked) if self.header().input.is_none() => {
                        let reference = asked.reference.as_deref().unwrap_or("none");
                        let why = difference("row", row, "searched.reference", reference, "none");
                        self.own.add(why);
                    }
                    Some(_) => {}
                }
                Ok(asked)
            }
        }
    }

    /// Compares what is known after the last row. `content` is the hash of the content, `rows_left` how many rows of an
    /// input were not compared, `engine` the program that compares.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] for what has no form as JSON, which nothing here lacks.
    pub fn end(
        mut self,
        content: &str,
        rows_left: u64,
        engine: &Engine,
        surface: Surface,
    ) -> Result<Report, RecordError> {
        let opened = self.opened;
        self.own.add(difference(
            "record",
            None,
            "sha256",
            &opened.stated_sha256,
            content,
        ));
        if self.summary != opened.summary {
            let (stated, own) = (counts_text(&opened.summary), counts_text(&self.summary));
            self.own
                .add(difference("record", None, "summary", stated, own));
        }
        let rows = self.summary.rows;
        self.own
            .add(difference("input", None, "rows", rows, rows + rows_left));
        let verdict = self.verdict(engine);
        let is_whole = content == opened.stated_sha256;
        let sentence = self.sentence(verdict, is_whole, engine, surface);
        let Self {
            mut own,
            again,
            changes,
            reports,
            ..
        } = self;
        own.total += again.total;
        own.listed.extend(again.listed);
        Ok(Report {
            verdict,
            sentence,
            made_at: Some(opened.header.made_at.clone()),
            sha256: Some(opened.stated_sha256.clone()),
            after: opened.header.after.clone(),
            rows,
            lists: reports,
            changes: changes.count(),
            differences_total: own.total,
            differences: own.listed,
        })
    }

    fn verdict(&self, own: &Engine) -> Verdict {
        match () {
            () if self.own.total > 0 => Verdict::Altered,
            () if self.lists.is_none() => Verdict::NotRunAgain,
            () if self.is_other => Verdict::OtherEdition,
            () if self.again.total == 0 => Verdict::Same,
            () if self.header().engine == *own => Verdict::Altered,
            () => Verdict::OtherEngine,
        }
    }

    /// What a verdict means, in words.
    fn sentence(
        &self,
        verdict: Verdict,
        is_content_whole: bool,
        own: &Engine,
        surface: Surface,
    ) -> String {
        let again = thousands(self.again.total);
        let on_page = surface == Surface::Page;
        match verdict {
            Verdict::Same => {
                let same = "same, bit for bit: the search, run again on the same packs, gives what the record says";
                match self.not_compared(surface).join("; ") {
                    rest if rest.is_empty() => same.to_owned(),
                    rest => format!("{same} was found. Not proved: {rest}"),
                }
            }
            Verdict::Altered if !is_content_whole => "altered or damaged: the content does not have the hash that the record states".to_owned(),
            Verdict::Altered if self.own.total > 0 => "altered, or not the record of this input or series: the hash is right, and what the record says does not fit".to_owned(),
            Verdict::Altered => "altered: the hash is right, and the search, run again on the same packs, gives something else".to_owned(),
            Verdict::OtherEdition => format!(
                "not proved: the {} has {} than the record is about; {}. To prove the record, give the packs with its hashes{}",
                surface.place(),
                match all_older(&self.reports) {
                    true => "an older edition",
                    false => "another edition",
                },
                match self.changes.names {
                    0 => "no name has another result in it".to_owned(),
                    names => counted(names, "name has another result in it", "names have another result in it"),
                },
                if on_page { " to the command sanctions-lookup verify" } else { "" },
            ),
            Verdict::OtherEngine => format!(
                "not proved: version {} (commit {}) made the record, and this is version {} (commit {}), which differs in {again}. To prove the record, use that version",
                self.header().engine.version,
                self.header().engine.commit.as_deref().unwrap_or("unknown"),
                own.version,
                own.commit.as_deref().unwrap_or("unknown"),
            ),
            Verdict::NotRunAgain if !self.can_run => format!(
                "not proved: the record has hashes in place of names, so its search can be run again only with {}",
                if on_page { "what was searched: give the name, or the file, below" } else { "--input" },
            ),
            Verdict::NotRunAgain => "not proved: the content has the hash that the record states, which shows that it is not damaged and not that nobody altered it; give --data to run its search again".to_owned(),
            Verdict::Damaged => String::new(),
        }
    }
}

impl Comparison<'_> {
    /// What of a record the search does not show and nothing was given to compare it with.
    fn not_compared(&self, surface: Surface) -> Vec<&'static str> {
        let on_page = surface == Surface::Page;
        let header = self.header();
        let input = header.input.is_some() && !self.has_input;
        let before = header.after.is_some() && !self.has_before;
        let all = [
            (
                input && !on_page,
                "the names, references and columns of the file that was checked; give --input to compare them",
            ),
            (
                input && on_page,
                "the names, references and columns of the file that was checked; the command sanctions-lookup verify compares them with it",
            ),
            (
                before && !on_page,
                "which record it follows; give --after to compare that one",
            ),
            (before && on_page, "which record it follows"),
            (
                header.decisions.is_some(),
                "the decisions, which are somebody’s words",
            ),
        ];
        let own = all.into_iter().filter(|(is_so, _)| *is_so);
        own.map(|(_, what)| what).collect()
    }
}

impl Difference {
    /// Whether it is an entry that is new or gone.
    #[must_use]
    pub fn change(&self) -> ChangeKind {
        match (&*self.field, &self.recorded, &self.now) {
            ("hit", Some(_), None) => ChangeKind::Gone,
            ("hit", None, Some(_)) => ChangeKind::New,
            _ => ChangeKind::Different,
        }
    }

    /// It in words: where, what of it, and what it was and is.
    #[must_use]
    pub fn text(&self) -> String {
        let mut place = match self.row {
            Some(row) => format!("row {}", thousands(row)),
            None => self.about.to_owned(),
        };
        for more in [&self.name, &self.designation].into_iter().flatten() {
            place = format!("{place}, {more}");
        }
        let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        match (&*self.field, &self.recorded, &self.now) {
            // Which of the two is the earlier one is not known here: the lists may be older than the record.
            ("hit", Some(name), None) => {
                format!("{place}: a hit of the record, and none now: {name}")
            }
            ("hit", None, Some(name)) => {
                format!("{place}: a hit now, and none of the record: {name}")
            }
            (field, recorded, now) if is_data(recorded) || is_data(now) => {
                format!("{place}: {}: not the same", field.replace('_', " "))
            }
            (field, recorded, now) => {
                let field = field.replace('_', " ");
                match self.about {
                    "entry" => {
                        let change = change_text(recorded.as_deref(), now.as_deref());
                        format!("{place}: the entry's {field}: {change}")
                    }
                    about => format!(
                        "{place}: {}{field}: was {}, is {}",
                        if about == "input" { "the input's " } else { "" },
                        text(recorded),
                        text(now)
                    ),
                }
            }
        }
    }
}

/// Whether a value is data with members of its own, which nobody reads as a text; a report in JSON has it whole.
#[must_use]
pub fn is_data(value: &Option<String>) -> bool {
    let is_between = |text: &String, (open, close)| text.starts_with(open) && text.ends_with(close);
    let value = value.as_ref();
    value.is_some_and(|text| {
        [('[', ']'), ('{', '}')]
            .into_iter()
            .any(|both| is_between(text, both))
    })
}

/// The rows by outcome, in words.
fn counts_text(summary: &Summary) -> String {
    let outcomes = summary.outcomes.iter();
    let outcomes = outcomes.map(|(outcome, rows)| format!(", {} {outcome}", thousands(*rows)));
    let rows = counted(summary.rows, "row", "rows");
    rows + &outcomes.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_counts_once_however_many_names_find_it() {
        let mut changed = Changed::default();
        let one = |row: u64, id: &str, field, recorded: &str, now: &str| {
            let of = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Difference {
                about: "hit",
                row: Some(row),
                name: None,
                designation: of(id),
                field: String::from(field),
                recorded: of(recorded),
                now: of(now),
            }
        };
        for row in 1..4 {
            changed.add(&[
                one(row, "uk:1", "hit", "", "Orsek"),
                one(row, "uk:2", "hit", "Testanov", ""),
                one(row, "uk:3", "band", "exact", "strong"),
                one(row, "uk:3", "rank", "1", "2"),
                one(row, "", "outcome", "hits", "nothing-found"),
            ]);
        }
        changed.add(&[one(4, "uk:4", "band", "exact", "strong")]);
        changed.add(&[]);
        let expected = Changes {
            names: 4,
            new: 1,
            gone: 1,
            different: 2,
        };
        assert_eq!(changed.count(), expected);
    }
}
