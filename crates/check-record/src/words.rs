//! What an answer says of a hit, in words for people: the same on the command line and on a printed record.

use crate::decisions::{Effect, Said};
use matcher::{Agreement, Band, Detail, DetailFound, Lowered, Matched, QueryProblem};

/// The words for a band that people read.
#[must_use]
pub fn band_title(band: Band, matched: Matched) -> &'static str {
    match band {
        _ if matched == Matched::Party => "The same on another list",
        Band::Exact if !matches!(matched, Matched::Name(_)) => "Same number or contact detail",
        Band::Exact => "Same name",
        Band::Strong => "Very similar name",
        Band::Possible => "Similar name",
        Band::WeakAlias => "Same as a weak alias",
        Band::Below => "Less similar name",
    }
}

/// What held a score down, in words.
#[must_use]
pub fn lowered_text(lowered: Lowered) -> &'static str {
    match lowered {
        Lowered::OtherWord => "words stand in each other's place",
        Lowered::OtherNumber => "another number",
        Lowered::OtherLegalForm => "another legal form",
        Lowered::Initial => "only an initial or a beginning",
        Lowered::Common => "too common or too little to tell by",
        Lowered::WeakAlias => "a weak alias",
    }
}

/// How a detail that was given stands, in words.
#[must_use]
pub fn detail_text(found: &DetailFound) -> String {
    let detail = match found.detail {
        Detail::Born => "date of birth",
        Detail::Country => "nationality",
        Detail::Address => "country of address",
        Detail::Flag => "flag",
        Detail::Sex => "sex",
    };
    match found.agreement {
        Agreement::Agrees => format!("{detail} agrees"),
        Agreement::QuerySaysLess => {
            format!("{detail} agrees as far as the query gives it, the list is more exact")
        }
        Agreement::ListSaysLess => {
            format!("{detail} agrees as far as the list gives it, the query is more exact")
        }
        Agreement::DayAndMonthSwapped => {
            format!("{detail} agrees with day and month exchanged")
        }
        Agreement::YearAgrees => "year of birth agrees, day or month differs".to_owned(),
        Agreement::YearsApart(1) => "year of birth differs by 1 year".to_owned(),
        Agreement::YearsApart(years) => format!("year of birth differs by {years} years"),
        Agreement::Differs => format!("{detail} differs"),
        Agreement::NotUnderstood => {
            format!("{detail} in the query was not understood and not compared")
        }
        Agreement::Unread => format!("{detail} on the list could not be read and compared"),
        Agreement::NotListed => format!("{detail} is not on the list"),
    }
}

/// Why a query was not searched, and what to do.
#[must_use]
pub fn problem_text(problem: QueryProblem) -> &'static str {
    match problem {
        QueryProblem::Empty => "it is empty; give a name or a number",
        QueryProblem::TooShort => "it is too short to tell names apart; give more of the name",
        QueryProblem::NoWords => {
            "signs, a date or words such as “the” or “Ltd” are not searched by themselves; give a name or a number"
        }
        QueryProblem::TooLong => "it is too long for a name; give only the name",
        QueryProblem::UnknownLetters => {
            "it has letters that cannot be compared with names on the list; type the name again \
             with plain letters"
        }
    }
}

/// A whole number with a comma after each three digits: `15,050`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: `1 decision`, `15,050 decisions`.
#[must_use]
pub fn counted(number: u64, one: &str, several: &str) -> String {
    let word = if number == 1 { one } else { several };
    format!("{} {word}", thousands(number))
}

/// What has changed in a field, of which `before` and `after` are the values that only one side has.
#[must_use]
pub fn change_text(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("was {before}, is {after}"),
        // The field may have other values that both sides have, so it was not and is not empty.
        (None, Some(after)) => format!("added: {after}"),
        (Some(before), None) => format!("removed: {before}"),
        (None, None) => String::new(),
    }
}

/// The word for a decision in the column `decision`.
#[must_use]
pub fn decision_word(said: &Said<'_>) -> &'static str {
    match said.effect {
        Effect::SpeaksAgain => "speaks-again",
        Effect::Quiet | Effect::Noted => said.decision.as_str(),
    }
}

/// What the column `decision_note` says: who decided, when and why; and what has changed since.
#[must_use]
pub fn decision_note(said: &Said<'_>) -> String {
    let day = said.at.split('T').next().unwrap_or(said.at);
    let by = format!(
        "{} by {} on {day}: {}",
        said.decision.title(),
        said.by,
        said.reason
    );
    if said.changes.is_empty() {
        return by;
    }
    let changes = said.changes.iter().map(|one| {
        let text = |values: &[String]| (!values.is_empty()).then(|| values.join("; "));
        let change = &one.change;
        let field = match change.field.as_str() {
            field if field == one.of.as_str() => field.to_owned(),
            field => format!("{}, {}", one.of.as_str(), field.replace('_', " ")),
        };
        let (before, after) = (text(&change.before), text(&change.after));
        format!(
            "{field}: {}",
            change_text(before.as_deref(), after.as_deref())
        )
    });
    let changes: Vec<String> = changes.collect();
    format!("changed since: {} ({by})", changes.join(" | "))
}
