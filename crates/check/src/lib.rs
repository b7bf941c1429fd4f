//! The verdict: what a list and a search may be relied on for.
//!
//! A missed listed person is a breach, so an answer without hits must never read as "nothing
//! found" unless a whole, fresh list was searched to the end. Two functions decide that, and every
//! surface (page, text, JSON, CSV, NDJSON, print, exit status) asks them:
//!
//! - [`status()`] of one list: may it be relied on now?
//! - [`outcome()`] of one answer: what does it say, given the status of every list searched?
//!
//! ```
//! use check::{Found, ListFacts, Outcome, Status, outcome, read_time, status};
//!
//! let list = ListFacts {
//!     checked_at: Some("2026-11-26T09:10:00Z"),
//!     valid_until: Some("2099-01-01T00:00:00Z"), // capped: 48 hours after the last check
//!     ..ListFacts::default()
//! };
//! let now = |text| read_time(text).unwrap();
//! assert_eq!(status(&list, now("2026-11-27T09:10:00Z")), Status::Current);
//! assert_eq!(status(&list, now("2026-11-29T09:10:00Z")), Status::Expired);
//!
//! let nothing = Found::default();
//! assert_eq!(outcome(nothing, [Status::Current]), Outcome::NothingFound);
//! assert_eq!(outcome(nothing, [Status::Current, Status::Expired]), Outcome::NoVerdict);
//! ```
//!
//! # Limits
//!
//! The crate reads no clock, no file and no list: it takes times and counts. It depends on no other
//! crate and allocates nothing outside of [`verdicts()`]. A call costs a few comparisons for each list.

#![deny(missing_docs)]

mod outcome;
mod status;
mod time;

pub use outcome::{Found, Outcome, VERDICTS, Verdict, outcome, verdicts};
pub use status::{AGE_LIMIT, CLOCK_TOLERANCE, ListFacts, Status, changes_at, expires_at, status};
pub use time::{DAY, civil_day, read_time};
