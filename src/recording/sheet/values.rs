//! Times, outcomes, bands and other values in the words of a sheet.

use check::{Outcome, Status};
use check_record::answer::OF_PARTY;
use check_record::words::band_title;
use check_record::{Engine, Header};
use matcher::{Band, Matched};
use record::ReferenceKind;
use serde_json::Value;

use super::parts::text;
use crate::messages::check_record as words;
use crate::messages::check_record::fill;

pub(super) fn time(header: &Header) -> String {
    fill(words::TIME_OF_DEVICE, &[("time", &moment(&header.made_at))])
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2026-11-27T09:10:00Z` as 27 November 2026, 09:10 UTC, and a date alone as that; another text as it is.
#[must_use]
pub fn moment(text: &str) -> String {
    let read = || {
        let (date, clock) = text.split_once('T').unwrap_or((text, ""));
        let mut parts = date.split('-');
        let year = parts.next()?;
        let month: usize = parts.next()?.parse().ok()?;
        let month = MONTHS.get(month.checked_sub(1)?)?;
        let day: u8 = parts.next()?.parse().ok()?;
        let date = format!("{day} {month} {year}");
        match clock.get(..5) {
            Some(clock) => Some(format!("{date}, {clock} UTC")),
            None => Some(date),
        }
    };
    read().unwrap_or_else(|| text.to_owned())
}

pub(super) fn date(text: Option<&String>) -> String {
    text.map_or_else(|| words::UNKNOWN.to_owned(), |text| moment(text))
}

/// What a list may be relied on for, in words.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Current => words::STATUS_CURRENT,
        Status::AgeUnknown => words::STATUS_UNKNOWN,
        Status::FaultAccepted => words::STATUS_FAULT,
        Status::OwnFile => words::STATUS_OWN,
        Status::Expired => words::STATUS_EXPIRED,
        Status::ClockWrong => words::STATUS_CLOCK,
        Status::Sample => words::STATUS_SAMPLE,
        Status::Historical => words::STATUS_HISTORICAL,
        Status::Loading | Status::Failed => words::STATUS_FAILED,
    }
}

/// The outcomes of a row in words, those that want a look first.
pub(super) const OUTCOMES: [(Outcome, &str); 6] = [
    (Outcome::Hits, words::OF_HITS),
    (Outcome::NotSearched, words::OF_NOT_SEARCHED),
    (Outcome::TooLittle, words::OF_TOO_LITTLE),
    (Outcome::NoVerdict, words::OF_NO_VERDICT),
    (Outcome::NothingInFile, words::OF_NOTHING_IN_FILE),
    (Outcome::NothingFound, words::OF_NOTHING_FOUND),
];

/// The words for an outcome as data.
pub(super) fn outcome(word: &str) -> Option<&'static str> {
    let mut outcomes = OUTCOMES.into_iter();
    let (_, words) = outcomes.find(|(outcome, _)| outcome.as_str() == word)?;
    Some(words)
}

pub(super) fn program(engine: &Engine) -> String {
    let commit = engine.commit.as_deref().unwrap_or(words::UNKNOWN);
    let values = [("version", &*engine.version), ("commit", commit)];
    fill(words::PROGRAM_VERSION, &values)
}

/// The words for how near a hit is.
pub(in crate::recording) fn band(hit: &Value) -> &'static str {
    let bands = [
        Band::Exact,
        Band::Strong,
        Band::Possible,
        Band::WeakAlias,
        Band::Below,
    ];
    let band = bands
        .into_iter()
        .find(|band| band.as_str() == text(hit, "band"));
    // Only whether it is a name, or a listing that was not found itself, matters to the words.
    let matched = match text(hit, "matched") {
        "name" => Matched::Name(0),
        OF_PARTY => Matched::Party,
        _ => Matched::Reference(ReferenceKind::Other),
    };
    band_title(band.unwrap_or(Band::Below), matched)
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn times_are_written_as_people_read_them() {
        assert_eq!(moment("2026-11-07T09:10:59Z"), "7 November 2026, 09:10 UTC");
        assert_eq!(moment("2026-04-29"), "29 April 2026");
        for other in ["1984", "1984/1985", "1984-03", "1984-13-01", "soon"] {
            assert_eq!(moment(other), other);
        }
    }
}
