//! What a person decided about hits, kept in a file of their own.
//!
//! A decision is about one row (its name, facts and reference, never its position) and one designation of one list. It
//! keeps what row, hit and entry said at that time. While they still say so, *not a match* makes the hit quiet: shown
//! with the decision beside it. Once one of them has changed, the hit speaks again, and says what changed. A decision
//! removes no hit, and changes no outcome and no exit status.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical::value;
use crate::changes::{FieldChange, compare};
use crate::error::RecordError;
use crate::reader::{check_format, strict_value};
use crate::record::Asked;
use crate::row::{designation, entries, listings};

/// The member `format` of every file of decisions.
pub const FORMAT: &str = "sanctions-lookup decisions";
/// The member `version` of the files that this program writes, and the latest that it reads.
pub const VERSION: u64 = 1;

/// A file of decisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionsFile {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u64,
    /// Who made the file.
    pub author: String,
    /// In the order in which they were made: of two about the same row and designation the later one counts.
    pub decisions: Vec<Decision>,
}

/// One decision about one hit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub decision: Decided,
    /// Why, in the person's words.
    pub reason: String,
    /// Who decided, in the person's words.
    pub by: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What the row said.
    pub searched: Asked,
    /// The hit, as `hits` or `listings` of a check record has it.
    pub hit: Value,
    /// What the list said, as `entries` of a check record has it.
    pub entry: Value,
}

/// What a person decides about a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decided {
    /// The row is about somebody else.
    NotAMatch,
    /// Somebody must look at it.
    NeedsALook,
    /// The row is about the listed one.
    Match,
}

impl Decided {
    /// Every decision.
    pub const ALL: [Self; 3] = [Self::NotAMatch, Self::NeedsALook, Self::Match];

    /// The word for it in data, such as `not-a-match`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAMatch => "not-a-match",
            Self::NeedsALook => "needs-a-look",
            Self::Match => "match",
        }
    }

    /// The words for it that people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::NotAMatch => "not a match",
            Self::NeedsALook => "needs a look",
            Self::Match => "match",
        }
    }
}

/// What a decision does to a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The hit is quiet: it was decided that it is no match, and nothing has changed.
    Quiet,
    /// The hit is shown as any other, with the decision that it is a match or needs a look.
    Noted,
    /// Something has changed, so that the decision no longer counts.
    SpeaksAgain,
}

/// A decision that is about a hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said<'d> {
    /// Code of the list.
    pub list: &'d str,
    /// ID of the designation.
    pub id: &'d str,
    /// What was decided.
    pub decision: Decided,
    /// What that does now.
    pub effect: Effect,
    /// Who decided.
    pub by: &'d str,
    /// When.
    pub at: &'d str,
    /// Why.
    pub reason: &'d str,
    /// What has changed since.
    pub changes: Vec<Change>,
}

/// The members of a [`Said`].
pub(crate) const SAID_MEMBERS: &[&str] = &[
    "list", "id", "decision", "effect", "by", "at", "reason", "changes",
];
/// The members of a [`Change`].
pub(crate) const CHANGE_MEMBERS: &[&str] = &["of", "field", "before", "after"];

/// Something that has changed since a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is a change of.
    pub of: Of,
    /// The change.
    #[serde(flatten)]
    pub change: FieldChange,
}

/// What a change is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// The row of the input.
    Row,
    /// What the list says.
    Entry,
    /// Why the hit was found.
    Evidence,
    /// How near the name is.
    Band,
}

impl Of {
    /// The word for it in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Entry => "entry",
            Self::Evidence => "evidence",
            Self::Band => "band",
        }
    }
}

/// The decisions of a file, by designation.
pub struct Decisions {
    /// Who made the file.
    pub author: String,
    /// Those about each designation, the latest first.
    by_designation: BTreeMap<(String, String), Vec<Decision>>,
}

impl DecisionsFile {
    /// A file without a decision.
    #[must_use]
    pub fn new(author: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            author: author.to_owned(),
            decisions: Vec::new(),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`RecordError::OtherFormat`], [`RecordError::NewerVersion`], or [`RecordError::Damaged`] with the number of the
    /// decision, from 1.
    pub fn read(bytes: &[u8]) -> Result<Self, RecordError> {
        let whole = strict_value(bytes)?;
        let members: BTreeMap<String, Value> = match &whole {
            Value::Object(members) => members.clone().into_iter().collect(),
            _ => BTreeMap::new(),
        };
        check_format(&members, FORMAT, "file of decisions", VERSION)?;
        let file = Self::deserialize(whole)?;
        for (number, decision) in (1..).zip(&file.decisions) {
            decision
                .check()
                .map_err(|why| RecordError::Damaged(format!("decision {number}: {why}")))?;
        }
        Ok(file)
    }
}

impl Decision {
    /// What a file must not leave open; the error says what it lacks.
    fn check(&self) -> Result<(), &'static str> {
        let about = designation(&self.entry).ok_or("`entry` has no list and ID")?;
        if designation(&self.hit) != Some(about) {
            return Err("`hit` and `entry` are not about one designation");
        }
        if self.by.trim().is_empty() {
            return Err("`by` does not say who decided");
        }
        if self.reason.trim().is_empty() {
            return Err("`reason` does not say why");
        }
        if check::read_time(&self.at).is_none() {
            return Err("`at` is no time such as 2026-04-29T09:10:00Z");
        }
        Ok(())
    }

    /// Whether it may be about this row: it has the same reference or, where not both have one, the same name.
    fn is_about(&self, asked: &Asked) -> bool {
        match (reference(&self.searched), reference(asked)) {
            (Some(own), Some(other)) => own == other,
            _ => folded(&self.searched.name) == folded(&asked.name),
        }
    }
}

impl Decisions {
    /// The decisions of a file.
    #[must_use]
    pub fn of(file: DecisionsFile) -> Self {
        let mut by_designation: BTreeMap<_, Vec<Decision>> = BTreeMap::new();
        for decision in file.decisions.into_iter().rev() {
            if let Some((list, id)) = designation(&decision.entry) {
                let about = (list.to_owned(), id.to_owned());
                by_designation.entry(about).or_default().push(decision);
            }
        }
        Self {
            author: file.author,
            by_designation,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_designation.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_designation.is_empty()
    }

    /// Those that count: of two about the same row and designation the later one.
    fn in_force(&self) -> impl Iterator<Item = &Decision> {
        self.by_designation.values().flat_map(|decisions| {
            let mut rows = BTreeSet::new();
            let latest = decisions.iter();
            latest.filter(move |one| rows.insert(row_fields(&one.searched)))
        })
    }

    /// Who made those that count, and how many each: whoever has most comes first.
    #[must_use]
    pub fn authors(&self) -> Vec<(&str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for decision in self.in_force() {
            *counts.entry(decision.by.trim()).or_default() += 1;
        }
        let mut authors: Vec<(&str, usize)> = counts.into_iter().collect();
        authors.sort_by_key(|(_, count)| Reverse(*count));
        authors
    }

    /// How many of those that count can make a hit quiet.
    #[must_use]
    pub fn that_quiet(&self) -> usize {
        let quiet = |one: &&Decision| one.decision == Decided::NotAMatch;
        self.in_force().filter(quiet).count()
    }

    /// How many are about a list that is none of these.
    #[must_use]
    pub fn of_other_lists(&self, lists: &[&str]) -> usize {
        let others = self.by_designation.iter();
        let others = others.filter(|((list, _), _)| !lists.contains(&list.as_str()));
        others.map(|(_, decisions)| decisions.len()).sum()
    }

    /// Whether any is about this designation.
    #[must_use]
    pub fn are_about(&self, list: &str, id: &str) -> bool {
        // A look-up by borrowed texts would need a key type of its own.
        let key = (list.to_owned(), id.to_owned());
        self.by_designation.contains_key(&key)
    }

    /// The decision about a hit and what it does now, if there is one.
    ///
    /// Where rows of one name differ in their facts, the one for exactly this row counts before the latest.
    #[must_use]
    pub fn about(&self, asked: &Asked, hit: &Value, entry: &Value) -> Option<Said<'_>> {
        let (list, id) = designation(hit)?;
        let key = (list.to_owned(), id.to_owned());
        let (key, decisions) = self.by_designation.get_key_value(&key)?;
        let own = || decisions.iter().filter(|one| one.is_about(asked));
        let same = own().find(|one| row_changes(&one.searched, asked).is_empty());
        let decision = same.or_else(|| own().next())?;
        let row = row_changes(&decision.searched, asked).into_iter();
        let entry = compare(&decision.entry, entry).into_iter();
        let hit = hit_changes(&decision.hit, hit).into_iter();
        let changes: Vec<Change> = row
            .map(|change| (Of::Row, change))
            .chain(entry.map(|change| (Of::Entry, change)))
            .chain(hit)
            .map(|(of, change)| Change { of, change })
            .collect();
        let effect = match decision.decision {
            _ if !changes.is_empty() => Effect::SpeaksAgain,
            Decided::NotAMatch => Effect::Quiet,
            Decided::NeedsALook | Decided::Match => Effect::Noted,
        };
        Some(Said {
            list: &key.0,
            id: &key.1,
            decision: decision.decision,
            effect,
            by: &decision.by,
            at: &decision.at,
            reason: &decision.reason,
            changes,
        })
    }

    /// Puts the decisions about the hits of a row into it, as the member `decisions`, and returns them: for each of its
    /// [`listings`] the decision about it, if there is one. Nothing else of the row changes.
    ///
    /// # Errors
    /// None that can happen: a decision has a form as JSON.
    pub fn apply(
        &self,
        asked: &Asked,
        row: &mut Value,
    ) -> Result<Vec<Option<Said<'_>>>, RecordError> {
        let said: Vec<Option<Said<'_>>> = listings(row)
            .zip(entries(row))
            .map(|(hit, entry)| self.about(asked, hit, entry))
            .collect();
        if let Some(members) = row.as_object_mut() {
            let decided: Vec<&Said<'_>> = said.iter().flatten().collect();
            members.insert("decisions".to_owned(), value(&decided)?);
        }
        Ok(said)
    }
}

/// A name or word without what says nothing: case and blanks.
fn folded(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

fn reference(asked: &Asked) -> Option<String> {
    let reference = folded(asked.reference.as_deref()?);
    (!reference.is_empty()).then_some(reference)
}

/// The fields of a row that say something.
fn row_values(asked: &Asked) -> [(&'static str, Option<String>); 5] {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    [
        ("name", said(Some(asked.name.clone()))),
        ("born", asked.born.map(|born| born.to_string())),
        ("country", said(asked.country.clone())),
        ("sex", asked.sex.map(|sex| sex.as_str().to_owned())),
        ("reference", said(asked.reference.clone())),
    ]
}

/// The same, as they are compared.
fn row_fields(asked: &Asked) -> [Option<String>; 5] {
    row_values(asked).map(|(_, value)| value.as_deref().map(folded))
}

/// The fields of a row with different values.
fn row_changes(old: &Asked, new: &Asked) -> Vec<FieldChange> {
    let same = row_fields(old).into_iter().zip(row_fields(new));
    let same: Vec<bool> = same.map(|(old, new)| old == new).collect();
    let pairs = row_values(old).into_iter().zip(row_values(new));
    let pairs = pairs.zip(same).filter(|(_, is_same)| !is_same);
    pairs
        .map(|(((field, old), (_, new)), _)| change(field, old, new))
        .collect()
}

/// What of a hit has changed that says why it is one. Scores and weights are none of it: they follow the frequency of
/// words in a list, which every edition changes a little.
fn hit_changes(old: &Value, new: &Value) -> Vec<(Of, FieldChange)> {
    let mut changes = Vec::new();
    for (of, field) in [
        (Of::Band, "band"),
        (Of::Evidence, "matched"),
        (Of::Evidence, "matched_name"),
    ] {
        let text = |hit: &Value| Some(hit.get(field)?.as_str()?.to_owned());
        let (old, new) = (text(old), text(new));
        if old != new {
            changes.push((of, change(field, old, new)));
        }
    }
    let (old, new) = (evidence(old), evidence(new));
    if old
        .iter()
        .map(|one| folded(one))
        .ne(new.iter().map(|one| folded(one)))
    {
        let field = "evidence".to_owned();
        let change = FieldChange {
            field,
            before: old,
            after: new,
        };
        changes.push((Of::Evidence, change));
    }
    changes
}

fn evidence(hit: &Value) -> Vec<String> {
    let rows = hit.get("evidence").and_then(Value::as_array);
    let text = |row: &Value| {
        let word = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or("none");
        let (query, listed) = (word("query_word"), word("listed_word"));
        format!("{query} and {listed}: {}", word("relation"))
    };
    rows.into_iter().flatten().map(text).collect()
}

fn change(field: &str, old: Option<String>, new: Option<String>) -> FieldChange {
    FieldChange {
        field: field.to_owned(),
        before: old.into_iter().collect(),
        after: new.into_iter().collect(),
    }
}
