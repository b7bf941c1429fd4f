//! The sheet of a check record that was run again: what is to be thought of it, and what differs.

use check_record::words::thousands;
use check_record::{ChangeKind, Changes, Difference, Header, Report, Surface, Verdict, is_data};
use serde_json::{Value, json};

use super::parts::{all, code, counted, element, fact, own, paragraph, table};
use super::values::{band, moment, outcome};
use crate::messages::check_record as words;
use crate::messages::check_record::fill;

/// Most differences that are shown.
const MOST_DIFFERENCES: usize = 1_000;

/// What the check of a record says; `header` is what the record says of itself, where it can be read.
#[must_use]
pub fn of_report(report: &Report, header: Option<&Header>) -> Value {
    let input = header.and_then(|header| header.input.as_ref());
    let has_header = input.is_some_and(|input| input.has_header);
    let title = match report.verdict {
        Verdict::Same => words::VERDICT_SAME,
        Verdict::Damaged => words::VERDICT_DAMAGED,
        Verdict::Altered => words::VERDICT_ALTERED,
        Verdict::OtherEdition => words::VERDICT_OTHER_EDITION,
        Verdict::OtherEngine => words::VERDICT_OTHER_ENGINE,
        Verdict::NotRunAgain => words::VERDICT_NOT_RUN_AGAIN,
    };
    let mut sentence = report.sentence.chars();
    let first = sentence.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = first.chain(sentence).chain(['.']).collect();
    let mut parts = vec![json!(["h", "title", title]), paragraph("caution", sentence)];
    if let (Some(made_at), Some(hash)) = (&report.made_at, &report.sha256) {
        let lists = report.lists.iter().map(|list| list.text(Surface::Page));
        let lists = lists.map(|list| json!(["p", "", own(&list)]));
        let facts = [
            Some(fact(
                words::MADE,
                fill(words::TIME_OF_DEVICE, &[("time", &moment(made_at))]),
            )),
            Some(fact(words::NAMES, thousands(report.rows))),
            Some(fact(words::LISTS, element("div", "", lists))),
            Some(fact(words::STATED_HASH, code(hash))),
            report
                .after
                .as_ref()
                .map(|hash| fact(words::BEFORE, code(hash))),
        ];
        parts.push(table("facts", facts));
    }
    parts.extend(changed(report));
    if has_header && report.differences.iter().any(|one| one.row.is_some()) {
        parts.push(paragraph("quiet", words::HEADER));
    }
    let more = report
        .differences_total
        .saturating_sub(MOST_DIFFERENCES as u64);
    if more > 0 {
        parts.push(counted(words::MORE_DIFFERENCES, more));
    }
    if header.is_some_and(|header| header.decisions.is_some()) {
        parts.push(paragraph("quiet", words::DECISIONS_LEFT_OUT));
    }
    element("article", "report", parts)
}

/// What differs: how much has changed, then name by name.
fn changed(report: &Report) -> Vec<Value> {
    let is_other = report.verdict == Verdict::OtherEdition;
    if report.differences_total == 0 {
        let none = is_other.then(|| paragraph("", words::NO_CHANGES));
        return none.into_iter().collect();
    }
    let mut parts = Vec::new();
    if is_other {
        let Changes {
            names,
            new,
            gone,
            different,
        } = report.changes;
        let (count, all) = (thousands(names), thousands(report.rows));
        let names = fill(words::CHANGED_OF, &[("count", &count), ("all", &all)]);
        let facts = [
            (words::CHANGED_NAMES, names),
            (words::CHANGED_NEW, thousands(new)),
            (words::CHANGED_GONE, thousands(gone)),
            (words::CHANGED_DIFFERENT, thousands(different)),
        ];
        let facts = facts.map(|(name, count)| Some(fact(name, count)));
        let title = match report.is_of_older() {
            true => words::CHANGES_OLDER,
            false => words::CHANGES,
        };
        parts.push(json!(["h+", "", title]));
        parts.push(table("facts changes", facts));
    } else {
        parts.push(json!(["h+", "", words::DIFFERENCES]));
    }
    let listed = report.differences.len().min(MOST_DIFFERENCES);
    let of_one = |one: &Difference, other: &Difference| one.row == other.row;
    for row in report.differences[..listed].chunk_by(of_one) {
        let number = row.first().and_then(|one| one.row);
        if let Some(number) = number {
            let number = fill(words::CHANGE_ROW, &[("row", &thousands(number))]);
            parts.push(match row.iter().find_map(|one| one.name.as_ref()) {
                Some(name) => json!(["h++", "", format!("{number}: "), own(name)]),
                None => json!(["h++", "", number]),
            });
        }
        let said = row.iter().map(|one| match number {
            Some(_) => difference(one),
            None => own(&one.text()),
        });
        let said = said.map(|one| json!(["li", "", one]));
        parts.push(element("ul", "", said));
    }
    parts
}

/// One difference of a name, below that name.
fn difference(one: &Difference) -> Value {
    let id = one.designation.as_deref().unwrap_or_default();
    let listed = |title: &str, name: &Option<String>| {
        let name = name.as_deref().unwrap_or_default();
        all([
            json!(["strong", "", title]),
            ": ".into(),
            own(name),
            format!(" · {id}").into(),
        ])
    };
    let field = match (one.change(), &*one.field) {
        (ChangeKind::New, _) => return listed(words::CHANGE_NEW, &one.now),
        (ChangeKind::Gone, _) => return listed(words::CHANGE_GONE, &one.recorded),
        (_, "outcome") => words::CHANGE_RESULT.to_owned(),
        (_, "band") => words::CHANGE_BAND.to_owned(),
        (_, "matched_name") => words::CHANGE_LISTED_AS.to_owned(),
        (_, other) => other.replace(['_', '.'], " "),
    };
    if is_data(&one.recorded) || is_data(&one.now) {
        let title = match id {
            "" => field,
            id => format!("{id}, {field}"),
        };
        let said = format!(": {}", words::NOT_THE_SAME);
        return all([json!(["strong", "", title]), said.into()]);
    }
    let said = |value: &Option<String>| match value {
        None => words::NOTHING.into(),
        Some(value) => {
            let value = match &*one.field {
                "outcome" => outcome(value).unwrap_or(value).into(),
                "band" => band(&json!({ "band": value, "matched": "name" })).into(),
                "dates_of_birth" => own(&moment(value)),
                _ => own(value),
            };
            all(["“".into(), value, "”".into()])
        }
    };
    let title = match id {
        "" => field,
        id => format!("{id}, {field}"),
    };
    let mut parts = vec![json!(["strong", "", title]), ": ".into()];
    parts.extend(match (one.about, &one.recorded, &one.now) {
        // It may have other values, which have not changed.
        ("entry", None, value) => vec![words::CHANGE_ADDED.into(), ": ".into(), said(value)],
        ("entry", value, None) => vec![words::CHANGE_REMOVED.into(), ": ".into(), said(value)],
        (_, recorded, now) => {
            // The words around the two values, which are elements of their own.
            let mut words = words::WAS_IS.split(['{', '}']).map(Value::from);
            let mut next = || words.next().unwrap_or_default();
            let (was, _, is, _) = (next(), next(), next(), next());
            vec![was, said(recorded), is, said(now)]
        }
    });
    all(parts)
}
