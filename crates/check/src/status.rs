//! The status of one list: whether it may be relied on now.

use crate::time::{DAY, read_time};

/// Seconds that a list may be relied on after its publisher was last asked for changes: 48 hours.
///
/// Publishers change their lists on any day (the UK list in the median every 7 days), so yesterday's
/// copy can lack a person who was listed today. Raising it makes a stale list read as a full check.
pub const AGE_LIMIT: i64 = 2 * DAY;

/// Seconds that a clock may be behind the time of the last check: one day. Beyond that the clock is
/// wrong and says nothing about the age of the list.
pub const CLOCK_TOLERANCE: i64 = DAY;

/// What a manifest says about one loaded list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListFacts<'a> {
    /// Whether it is the sample list, on which every name is invented.
    pub sample: bool,
    /// When the publisher was last asked for changes, such as `2026-04-29T09:10:00Z`.
    pub checked_at: Option<&'a str>,
    /// Until when whoever built the packs would rely on them; it can shorten [`AGE_LIMIT`], never
    /// lengthen it.
    pub valid_until: Option<&'a str>,
    /// Whether its file has a fault that somebody accepted.
    pub has_accepted_fault: bool,
}

/// What a list may be relied on for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The publisher was asked a short time ago.
    Current,
    /// It is not known when the publisher was last asked.
    AgeUnknown,
    /// The file has a fault that somebody accepted, so that names may be missing from it.
    FaultAccepted,
    /// The list is a person's own file, of which no publisher can be asked.
    OwnFile,
    /// The publisher was asked too long ago.
    Expired,
    /// The clock is more than a day behind the last check, so the age is not known at all.
    ClockWrong,
    /// The sample list: every name is invented.
    Sample,
    /// A list that is no longer published: it says who was listed, not who is.
    Historical,
    /// The list is on its way.
    Loading,
    /// The list cannot be loaded, or its engine stopped.
    Failed,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 10] = [
        Self::Current,
        Self::AgeUnknown,
        Self::FaultAccepted,
        Self::OwnFile,
        Self::Expired,
        Self::ClockWrong,
        Self::Sample,
        Self::Historical,
        Self::Loading,
        Self::Failed,
    ];

    /// The word for it in data, such as `age-unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::AgeUnknown => "age-unknown",
            Self::FaultAccepted => "fault-accepted",
            Self::OwnFile => "own-file",
            Self::Expired => "expired",
            Self::ClockWrong => "clock-wrong",
            Self::Sample => "sample",
            Self::Historical => "historical",
            Self::Loading => "loading",
            Self::Failed => "failed",
        }
    }

    /// Whether the list was searched at all.
    #[must_use]
    pub const fn is_searched(self) -> bool {
        !matches!(self, Self::Loading | Self::Failed)
    }

    /// Whether an answer without hits from such a list says nothing at all.
    #[must_use]
    pub const fn withholds_verdict(self) -> bool {
        match self {
            Self::Current | Self::AgeUnknown | Self::FaultAccepted | Self::OwnFile => false,
            Self::Expired
            | Self::ClockWrong
            | Self::Sample
            | Self::Historical
            | Self::Loading
            | Self::Failed => true,
        }
    }
}

/// The status of a loaded list at `now`, in seconds since 1970.
///
/// A time that is missing or cannot be read makes the age unknown: nothing is guessed.
#[must_use]
pub fn status(list: &ListFacts<'_>, now: i64) -> Status {
    if list.sample {
        return Status::Sample;
    }
    let (Some(checked), Some(until)) = (list.checked_at.and_then(read_time), expires_at(list))
    else {
        return Status::AgeUnknown;
    };
    if checked > now.saturating_add(CLOCK_TOLERANCE) {
        Status::ClockWrong
    } else if now > until {
        Status::Expired
    } else if list.has_accepted_fault {
        Status::FaultAccepted
    } else {
        Status::Current
    }
}

/// The last second, since 1970, in which a list may be relied on: `valid_until`, and at most
/// [`AGE_LIMIT`] after `checked_at`. `None` where the age is not known.
#[must_use]
pub fn expires_at(list: &ListFacts<'_>) -> Option<i64> {
    let limit = read_time(list.checked_at?)?.saturating_add(AGE_LIMIT);
    match list.valid_until {
        Some(text) => Some(read_time(text)?.min(limit)),
        None => Some(limit),
    }
}

/// The next second after `now`, since 1970, in which [`status`] gives another answer if nothing is
/// loaded again; `None` where it never does.
#[must_use]
pub fn changes_at(list: &ListFacts<'_>, now: i64) -> Option<i64> {
    let clock_is_right = read_time(list.checked_at?)?.saturating_sub(CLOCK_TOLERANCE);
    let expired = expires_at(list)?.saturating_add(1);
    let changes = [clock_is_right, expired].into_iter();
    changes
        .filter(|at| *at > now && status(list, *at) != status(list, now))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn the_age_of_a_list_is_capped_and_never_guessed() {
        const NOW: &str = "2026-11-26T12:00:00Z";
        let now = read_time(NOW).unwrap();
        // What, sample, accepted fault, checked_at, valid_until, status.
        let rows = [
            ("checked an hour ago",        false, false, "2026-11-26T11:00:00Z", "2026-11-28T11:00:00Z", Status::Current),
            ("no valid_until",             false, false, "2026-11-26T11:00:00Z", "",                     Status::Current),
            ("the last second",            false, false, "2026-11-24T12:00:00Z", "2026-11-26T12:00:00Z", Status::Current),
            ("a second later",             false, false, "2026-11-24T11:59:59Z", "2026-11-26T11:59:59Z", Status::Expired),
            ("valid_until is capped",      false, false, "2026-11-24T11:59:59Z", "2099-01-01T00:00:00Z", Status::Expired),
            ("checked in 2001",            false, false, "2001-01-01T00:00:00Z", "2099-01-01T00:00:00Z", Status::Expired),
            ("valid_until shortens",       false, false, "2026-11-26T11:00:00Z", "2026-11-26T11:30:00Z", Status::Expired),
            ("valid_until before check",   false, false, "2026-11-26T11:00:00Z", "2001-01-01T00:00:00Z", Status::Expired),
            ("an old list, no end",        false, false, "2026-11-20T11:00:00Z", "",                     Status::Expired),
            ("never checked",              false, false, "",                     "",                     Status::AgeUnknown),
            ("never checked, valid long",  false, false, "",                     "2099-01-01T00:00:00Z", Status::AgeUnknown),
            ("unreadable check",           false, false, "yesterday",            "2099-01-01T00:00:00Z", Status::AgeUnknown),
            ("unreadable end",             false, false, "2026-11-26T11:00:00Z", "soon",                 Status::AgeUnknown),
            ("clock a day behind",         false, false, "2026-11-27T12:00:00Z", "2026-11-29T12:00:00Z", Status::Current),
            ("clock further behind",       false, false, "2026-11-27T12:00:01Z", "2026-11-29T12:00:01Z", Status::ClockWrong),
            ("checked in 2040",            false, false, "2040-01-01T00:00:00Z", "2040-01-03T00:00:00Z", Status::ClockWrong),
            ("checked in 2040, no end",    false, false, "2040-01-01T00:00:00Z", "",                     Status::ClockWrong),
            ("accepted fault",             false, true,  "2026-11-26T11:00:00Z", "2026-11-28T11:00:00Z", Status::FaultAccepted),
            ("accepted fault, expired",    false, true,  "2026-11-20T11:00:00Z", "2026-11-22T11:00:00Z", Status::Expired),
            ("accepted fault, no age",     false, true,  "",                     "",                     Status::AgeUnknown),
            ("sample",                     true,  false, "2026-11-26T11:00:00Z", "2026-11-28T11:00:00Z", Status::Sample),
            ("sample with a fault",        true,  true,  "",                     "",                     Status::Sample),
        ];
        for (what, sample, has_accepted_fault, checked_at, valid_until, expected) in rows {
            let given = |text: &'static str| (!text.is_empty()).then_some(text);
            let list = ListFacts {
                sample,
                checked_at: given(checked_at),
                valid_until: given(valid_until),
                has_accepted_fault,
            };
            assert_eq!(status(&list, now), expected, "{what}");
        }
    }

    #[test]
    fn a_status_changes_at_the_second_that_is_said_and_not_before() {
        let list = ListFacts {
            checked_at: Some("2026-11-26T11:00:00Z"),
            ..ListFacts::default()
        };
        let checked = read_time("2026-11-26T11:00:00Z").unwrap();
        let mut now = checked - 10 * DAY;
        let mut seen = vec![status(&list, now)];
        while let Some(next) = changes_at(&list, now) {
            assert_eq!(status(&list, next - 1), status(&list, now));
            now = next;
            seen.push(status(&list, now));
        }
        let expected = [Status::ClockWrong, Status::Current, Status::Expired];
        assert_eq!(seen, expected);
        let never = ListFacts {
            checked_at: None,
            ..list
        };
        assert_eq!(changes_at(&never, checked), None);
        let sample = ListFacts {
            sample: true,
            ..list
        };
        assert_eq!(changes_at(&sample, checked), None);
    }

    #[test]
    fn every_status_has_a_word_of_its_own() {
        for one in Status::ALL {
            let same = Status::ALL
                .iter()
                .filter(|other| other.as_str() == one.as_str());
            assert_eq!(same.count(), 1, "{}", one.as_str());
        }
    }
}
