//! The reducer, without a browser.

mod filter;
mod lists;
mod narrow;
mod printed;
mod record;
mod search;
mod suppressed;
mod verdict;

use ::record::Kind;
use check::Outcome;
use matcher::{Band, BandCounts, QueryProblem};

use super::*;
use crate::engine::protocol::{HitView, ListView, Results};

const NOW: Moment = Moment {
    unix: 1_800_000_000, // 2027-01-15T08:00:00Z
    offset: 0,
};

fn stamp(id: RequestId) -> Stamp {
    Stamp { now: NOW, id }
}

fn list(sample: bool, checked: Option<&str>, until: Option<&str>) -> ListView {
    ListView {
        list: "uk".to_owned(),
        title: "UK Sanctions List".to_owned(),
        sample,
        checked_at: checked.map(str::to_owned),
        valid_until: until.map(str::to_owned),
        ..ListView::default()
    }
}

fn current() -> ListView {
    list(
        false,
        Some("2027-01-15T07:00:00Z"),
        Some("2027-01-17T07:00:00Z"),
    )
}

fn expired() -> ListView {
    list(
        false,
        Some("2027-01-12T07:00:00Z"),
        Some("2027-01-14T07:00:00Z"),
    )
}

fn ready(lists: Vec<ListView>) -> Action {
    Action::Replied(Reply::Ready { lists })
}

fn typed(query: &str) -> Action {
    Action::Typed(query.to_owned())
}

fn typing(query: &str) -> Action {
    Action::Typing(query.to_owned())
}

fn reply(id: RequestId, results: Results) -> Action {
    Action::Replied(Reply::Found { id, results })
}

fn suppressed(id: RequestId, suppressed: usize) -> Action {
    reply(
        id,
        Results {
            suppressed,
            ..Results::default()
        },
    )
}

fn found(id: RequestId, counts: BandCounts, hidden: usize) -> Action {
    reply(
        id,
        Results {
            counts,
            hidden: possible(hidden),
            ..Results::default()
        },
    )
}

/// This many similar names.
fn possible(possible: usize) -> BandCounts {
    BandCounts {
        possible,
        ..BandCounts::default()
    }
}

fn below(below: usize) -> BandCounts {
    BandCounts {
        below,
        ..BandCounts::default()
    }
}

fn born(text: &str) -> Known {
    Known {
        born: text.to_owned(),
        ..Known::default()
    }
}

fn row(band: Band) -> HitView {
    HitView {
        band,
        ..HitView::invented()
    }
}

fn nothing(id: RequestId) -> Action {
    found(id, BandCounts::default(), 0)
}

fn problem(id: RequestId, problem: QueryProblem) -> Action {
    reply(
        id,
        Results {
            problem: Some(problem),
            ..Results::default()
        },
    )
}

/// The state after these actions, each bearing the next number from 1.
fn after(actions: Vec<Action>) -> State {
    let mut state = State::new(NOW, Filter::default());
    for (action, id) in actions.into_iter().zip(1..) {
        state = state.reduce(action, stamp(id));
    }
    state
}
