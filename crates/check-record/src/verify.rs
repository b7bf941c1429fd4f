//! A record against a search that is run again.

use check::read_time;
use manifest::{ListEntry, PackRole};
use serde::Serialize;
use serde_json::Value;

use crate::canonical::canonical;
use crate::changes::compare;
use crate::decisions::{CHANGE_MEMBERS, SAID_MEMBERS};
use crate::error::RecordError;
use crate::reader::Opened;
use crate::record::{CLOCK, Header, List, Names, STILL_PERSONAL};
use crate::row::{designation, entries, listings};

/// What differs between a record and a search that is run again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is about: `record`, `list`, `input`, `row`, `hit` or `entry`.
    pub about: &'static str,
    /// Number of the row, where it is about one.
    pub row: Option<u64>,
    /// The name that was searched, where the record has it.
    pub name: Option<String>,
    /// List and ID, where it is about a hit or an entry: `uk:AFG0001`.
    pub designation: Option<String>,
    /// What of it differs.
    pub field: String,
    /// What the record says; `None` where it does not have it.
    pub recorded: Option<String>,
    /// What is so now; `None` where there is none.
    pub now: Option<String>,
}

impl Difference {
    /// Whether it is a change of what was found or of what a list says, and not only of a figure that every edition of a
    /// list changes a little: score, weights, order, number of entries that are too common.
    #[must_use]
    pub fn is_of_substance(&self) -> bool {
        match self.about {
            "row" => self.field == "outcome",
            "hit" => matches!(&*self.field, "hit" | "band" | "matched" | "matched_name"),
            _ => true,
        }
    }
}

/// How the packs of a list are to those that a record was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// The same, by their hashes.
    Same,
    /// Others.
    Other,
    /// Others, of an edition before that of the record.
    Older,
    /// The list is not there.
    Missing,
    /// The list could not be searched when the record was made, so there is nothing to compare.
    NotSearched,
}

/// Compares a list of a record with what a folder has of it.
#[must_use]
pub fn edition(list: &List, entry: Option<&ListEntry>) -> Edition {
    let Some(entry) = entry else {
        return Edition::Missing;
    };
    let is_same =
        |role, recorded: &str| entry.pack(role).is_some_and(|pack| pack.sha256 == recorded);
    if list.status().as_str() == check::Status::Failed.as_str() {
        Edition::NotSearched
    } else if is_same(PackRole::Search, &list.search_pack_sha256)
        && is_same(PackRole::Details, &list.details_pack_sha256)
    {
        Edition::Same
    } else if is_before(entry, list) {
        Edition::Older
    } else {
        Edition::Other
    }
}

/// Whether an entry is of an edition before that of a record, by the days on which they were published or, where those
/// are one or not known, by the times of their checks.
fn is_before(entry: &ListEntry, list: &List) -> bool {
    let times = |one: &Option<String>, other: &Option<String>| {
        let time = |text: &Option<String>| text.as_deref().and_then(read_time);
        time(one).zip(time(other))
    };
    let days = entry.published.as_ref().zip(list.published.as_ref());
    match days.filter(|(now, then)| now != then) {
        Some((now, then)) => now < then,
        None => times(&entry.checked_at, &list.checked_at).is_some_and(|(now, then)| now < then),
    }
}

/// What a record says before its rows that no record can say.
#[must_use]
pub(crate) fn header_differences(opened: &Opened) -> Vec<Difference> {
    let header = &opened.header;
    let mut all = Vec::new();
    let mut add = |field: &str, recorded: &str, now: &str| {
        all.extend(difference("record", None, field, recorded, now));
    };
    add("clock", &header.clock, CLOCK);
    if let Names::Hashed { note, .. } = &header.names {
        add("names.note", note, STILL_PERSONAL);
    }
    if read_time(&header.made_at).is_none() {
        add("made_at", &header.made_at, "no time");
    }
    if header.input.is_none() {
        add("rows", &opened.summary.rows.to_string(), "1");
    }
    for (name, member) in &opened.unknown {
        all.push(unknown(None, name, member));
    }
    all
}

/// What is wrong with the decisions in a row. They are words of a person, which nothing can be compared with, but a
/// record of a run without decisions has none, and they have no other members than these.
pub(crate) fn decision_differences(header: &Header, number: u64, row: &Value) -> Vec<Difference> {
    let mut all = Vec::new();
    let is_empty = |own: &Value| own.as_array().map_or(own.is_null(), Vec::is_empty);
    let own = row.get("decisions").filter(|own| !is_empty(own));
    if let (Some(decisions), None) = (own, &header.decisions) {
        all.push(unknown(Some(number), "decisions", decisions));
    }
    let items = |of: &Value| of.as_array().cloned().unwrap_or_default();
    for said in own.map(items).unwrap_or_default() {
        let changes = said.get("changes").map(items).unwrap_or_default();
        let changes = changes.iter().map(|change| (change, CHANGE_MEMBERS));
        for (one, known) in core::iter::once((&said, SAID_MEMBERS)).chain(changes) {
            let members = one.as_object().into_iter().flatten();
            let others = members.filter(|(name, _)| !known.contains(&name.as_str()));
            all.extend(
                others.map(|(name, member)| {
                    unknown(Some(number), &format!("decisions.{name}"), member)
                }),
            );
        }
    }
    all
}

/// A member that no record has.
fn unknown(row: Option<u64>, name: &str, member: &Value) -> Difference {
    Difference {
        about: if row.is_some() { "row" } else { "record" },
        row,
        name: None,
        designation: None,
        field: name.to_owned(),
        recorded: text(Some(member)),
        now: None,
    }
}

/// What a record says of a list that does not follow from the rest of it, or that the manifest with the same packs
/// denies. A later check that finds the same edition moves the times of the check, so they may be earlier than those of
/// the manifest, and not later. A manifest without a check, as of a list that was built again, says nothing of them.
#[must_use]
pub fn list_differences(
    header: &Header,
    list: &List,
    entry: Option<&ListEntry>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut add = |field: &str, recorded: Option<String>, now: Option<String>| {
        if recorded != now {
            differences.push(Difference {
                about: "list",
                row: None,
                name: None,
                designation: Some(list.list.clone()),
                field: field.to_owned(),
                recorded,
                now,
            });
        }
    };
    let follows = read_time(&header.made_at).map(|made| check::status(&list.facts(), made));
    let follows = follows.map(|status| status.as_str().to_owned());
    let has_own_status = matches!(
        list.status(),
        check::Status::Failed | check::Status::OwnFile | check::Status::Historical
    );
    if !has_own_status {
        add("status", Some(list.status.clone()), follows);
    } else if list.status().as_str() != list.status {
        add("status", Some(list.status.clone()), None);
    }
    if let (Edition::Same, Some(entry)) = (edition(list, entry), entry) {
        let text = |text: &str| Some(text.to_owned());
        add("title", text(&list.title), text(&entry.title));
        add("sample", text(yes(list.sample)), text(yes(entry.sample)));
        add("published", list.published.clone(), entry.published.clone());
        let time = |text: &Option<String>| text.as_deref().and_then(read_time);
        let (checked, checked_now) = (time(&list.checked_at), time(&entry.checked_at));
        if checked.is_some() && checked_now.is_some() {
            let until = (list.valid_until.clone(), entry.valid_until.clone());
            if checked > checked_now {
                add(
                    "checked_at",
                    list.checked_at.clone(),
                    entry.checked_at.clone(),
                );
            }
            if checked == checked_now || time(&until.0) > time(&until.1) {
                add("valid_until", until.0, until.1);
            }
        }
        add(
            "source_url",
            text(&list.source_url),
            text(&entry.source_url),
        );
        add(
            "source_sha256",
            text(&list.source_sha256),
            text(&entry.source_sha256),
        );
        let faults = |faults: &[String]| Some(faults.join(", "));
        add(
            "accepted_faults",
            faults(&list.accepted_faults),
            faults(&entry.accepted_faults),
        );
        let count = |count: u32| Some(count.to_string());
        add(
            "designations",
            count(list.designations),
            count(entry.counts.designations),
        );
    }
    differences
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// The difference in one field of a record itself, if there is one.
#[must_use]
pub fn difference(
    about: &'static str,
    row: Option<u64>,
    field: &str,
    recorded: impl ToString,
    now: impl ToString,
) -> Option<Difference> {
    let (recorded, now) = (recorded.to_string(), now.to_string());
    (recorded != now).then(|| Difference {
        about,
        row,
        name: None,
        designation: None,
        field: field.to_owned(),
        recorded: Some(recorded),
        now: Some(now),
    })
}

/// The difference between the record that a record says it follows and the one with this hash, if there is one.
pub(crate) fn follows(header: &Header, before: &str) -> Option<Difference> {
    let recorded = header.after.as_deref().unwrap_or("none");
    difference("record", None, "after", recorded, before)
}

/// Every difference between a row of a record and the same row of a search that was run again; none if they are the
/// same, bit for bit. Decisions are left out: they are no part of the search.
///
/// # Errors
/// [`RecordError::Damaged`] for a number that JSON's common form cannot hold.
pub fn compare_rows(recorded: &Value, again: &Value) -> Result<Vec<Difference>, RecordError> {
    let mut recorded = recorded.clone();
    let mut again = again.clone();
    for row in [&mut recorded, &mut again] {
        if let Some(members) = row.as_object_mut() {
            members.remove("decisions");
        }
    }
    if canonical(&recorded)? == canonical(&again)? {
        return Ok(Vec::new());
    }
    let mut found = Differences {
        row: again.get("row").and_then(Value::as_u64),
        name: recorded
            .pointer("/searched/name")
            .and_then(Value::as_str)
            .map(str::to_owned),
        all: Vec::new(),
    };
    found.members("row", None, &recorded, &again, &["hits", "entries"]);
    let hits = |row| pairs(listings(row));
    for (key, one, other) in joined(hits(&recorded), hits(&again)) {
        let Some(((one, is_first), (other, is_first_now))) = one.zip(other) else {
            let name = |hit: Option<(&Value, usize)>| {
                Some(hit?.0.get("matched_name")?.as_str()?.to_owned())
            };
            found.add("hit", Some(&key), "hit", name(one), name(other));
            continue;
        };
        found.members("hit", Some(&key), one, other, &["listings"]);
        // Its rank says the same.
        if one.get("rank") == other.get("rank") {
            let place = |place: usize| Some((place + 1).to_string());
            found.add(
                "hit",
                Some(&key),
                "place",
                place(is_first),
                place(is_first_now),
            );
        }
    }
    // How many hits there are follows from one that only one of them has, which was said.
    if found.all.iter().any(|one| one.field == "hit") {
        found
            .all
            .retain(|one| one.about != "row" || one.field != "hits_total");
    }
    let said = |row| pairs(entries(row));
    for (key, one, other) in joined(said(&recorded), said(&again)) {
        // One that only one of them has is a hit that only one of them has, which was said.
        let Some(((one, _), (other, _))) = one.zip(other) else {
            continue;
        };
        for change in compare(one, other) {
            let text = |values: Vec<String>| (!values.is_empty()).then(|| values.join("; "));
            found.add(
                "entry",
                Some(&key),
                &change.field,
                text(change.before),
                text(change.after),
            );
        }
    }
    if found.all.is_empty() {
        // Another order of values, or a member that only one of them has and that says nothing.
        found.add("row", None, "form", Some("another".to_owned()), None);
    }
    Ok(found.all)
}

struct Differences {
    row: Option<u64>,
    name: Option<String>,
    all: Vec<Difference>,
}

impl Differences {
    fn add(
        &mut self,
        about: &'static str,
        designation: Option<&str>,
        field: &str,
        recorded: Option<String>,
        now: Option<String>,
    ) {
        if recorded != now {
            self.all.push(Difference {
                about,
                row: self.row,
                name: self.name.clone(),
                designation: designation.map(str::to_owned),
                field: field.to_owned(),
                recorded,
                now,
            });
        }
    }

    /// Adds the members of two objects that differ, apart from some.
    fn members(
        &mut self,
        about: &'static str,
        designation: Option<&str>,
        one: &Value,
        other: &Value,
        but: &[&str],
    ) {
        let names = |of: &Value| -> Vec<String> {
            let members = of.as_object().into_iter().flatten();
            members.map(|(name, _)| name.clone()).collect()
        };
        let mut all = names(one);
        all.extend(
            names(other)
                .into_iter()
                .filter(|name| one.get(name).is_none()),
        );
        for name in all.iter().filter(|name| !but.contains(&name.as_str())) {
            self.add(
                about,
                designation,
                name,
                text(one.get(name)),
                text(other.get(name)),
            );
        }
    }
}

/// A value as a person reads it: a text as it is, others as JSON.
fn text(of: Option<&Value>) -> Option<String> {
    match of? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => {
            let bytes = canonical(other).unwrap_or_default();
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
    }
}

type Placed<'a> = (String, &'a Value, usize);

/// Hits or entries with their designation and their place.
fn pairs<'a>(of: impl Iterator<Item = &'a Value>) -> Vec<Placed<'a>> {
    let key = |one: &Value| match designation(one) {
        Some((list, id)) => format!("{list}:{id}"),
        None => "?".to_owned(),
    };
    of.enumerate()
        .map(|(place, one)| (key(one), one, place))
        .collect()
}

type Joined<'a> = (
    String,
    Option<(&'a Value, usize)>,
    Option<(&'a Value, usize)>,
);

/// The same designations of both sides together, those of the first side first. A designation that is there several
/// times (for several names of a row) is joined in its order.
fn joined<'a>(one: Vec<Placed<'a>>, mut other: Vec<Placed<'a>>) -> Vec<Joined<'a>> {
    let mut all: Vec<Joined<'a>> = Vec::new();
    for (key, value, place) in one {
        let found = other.iter().position(|(own, ..)| *own == key);
        let found = found.map(|found| other.remove(found));
        all.push((
            key,
            Some((value, place)),
            found.map(|(_, value, place)| (value, place)),
        ));
    }
    let later = other
        .into_iter()
        .map(|(key, value, place)| (key, None, Some((value, place))));
    all.extend(later);
    all
}
