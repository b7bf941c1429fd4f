//! What an answer says, and that nothing else says it.

use check::{Status, verdicts};

use super::*;
use crate::engine::protocol::{LoadFailure, PartView, ReadView};

#[test]
#[rustfmt::skip]
fn only_a_full_fresh_finished_search_reads_as_no_match() {
    let one = BandCounts {
        exact: 1,
        ..BandCounts::default()
    };
    let weak = BandCounts {
        weak_alias: 1,
        ..BandCounts::default()
    };
    let failed = LoadFailure::Manifest {
        reason: String::new(),
    };
    let fails = || Action::Replied(Reply::LoadFailed(failed.clone()));
    let restarts = || {
        Action::Replied(Reply::Progress {
            loaded: 0,
            total: 0,
        })
    };
    let later = |unix| Moment { unix, ..NOW };
    let unknown = list(false, None, None);
    let unchecked = list(false, None, current().valid_until.as_deref());
    let garbled = list(false, Some("yesterday"), Some("tomorrow"));
    let stretched = list(
        false,
        expired().checked_at.as_deref(),
        Some("2099-01-01T00:00:00Z"),
    );
    let endless = list(false, current().checked_at.as_deref(), None);
    let ahead = list(
        false,
        Some("2027-02-01T07:00:00Z"),
        Some("2027-02-03T07:00:00Z"),
    );
    let sample = list(
        true,
        current().checked_at.as_deref(),
        current().valid_until.as_deref(),
    );
    let old_sample = list(
        true,
        expired().checked_at.as_deref(),
        expired().valid_until.as_deref(),
    );
    let rows: Vec<(&str, Vec<Action>, Phase)> = vec![
        ("nothing has happened", vec![], Phase::NoLists),
        ("typed while loading", vec![typed("x y")], Phase::NoLists),
        ("no list at all", vec![ready(vec![]), typed("x y"), nothing(2)], Phase::NoLists),
        ("loading failed", vec![fails(), typed("x y")], Phase::NoLists),
        ("loading failed after a search", vec![ready(vec![current()]), typed("x y"), nothing(2), fails()], Phase::NoLists),
        ("worker died", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Died], Phase::NoLists),
        ("worker died while searching", vec![ready(vec![current()]), typed("x y"), Action::Died, nothing(2)], Phase::NoLists),
        ("worker restarted", vec![ready(vec![current()]), typed("x y"), nothing(2), restarts()], Phase::NoLists),
        ("list expired", vec![ready(vec![expired()]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("one of two lists expired", vec![ready(vec![current(), expired()]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("expired sample", vec![ready(vec![old_sample]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("nothing typed", vec![ready(vec![current()])], Phase::Blank),
        ("only spaces typed", vec![ready(vec![current()]), typed("  ")], Phase::Blank),
        ("emptied again", vec![ready(vec![current()]), typed("x y"), nothing(2), typed("")], Phase::Blank),
        ("search under way", vec![ready(vec![current()]), typed("x y")], Phase::Awaited),
        ("typed on", vec![ready(vec![current()]), typed("x y"), nothing(2), typed("x yz")], Phase::Awaited),
        ("answer to an older search", vec![ready(vec![current()]), typed("x"), typed("x y"), nothing(2)], Phase::Awaited),
        ("answer to nobody's search", vec![ready(vec![current()]), typed("x y"), nothing(9)], Phase::Awaited),
        ("turning the page", vec![ready(vec![current()]), typed("x y"), found(2, one, 0), Action::TurnedTo(1)], Phase::Awaited),
        ("too short", vec![ready(vec![current()]), typed("x"), problem(2, QueryProblem::TooShort)], Phase::Answered(Outcome::NotSearched)),
        ("too long", vec![ready(vec![current()]), typed("x"), problem(2, QueryProblem::TooLong)], Phase::Answered(Outcome::NotSearched)),
        ("no word", vec![ready(vec![current()]), typed("?"), problem(2, QueryProblem::NoWords)], Phase::Answered(Outcome::NotSearched)),
        ("found", vec![ready(vec![current()]), typed("x y"), found(2, one, 0)], Phase::Answered(Outcome::Hits)),
        ("found a weak alias only", vec![ready(vec![current()]), typed("x y"), found(2, weak, 0)], Phase::Answered(Outcome::Hits)),
        ("hidden by filters", vec![ready(vec![current()]), typed("x y"), found(2, BandCounts::default(), 3)], Phase::Answered(Outcome::Hits)),
        ("words too common to tell anybody by", vec![ready(vec![current()]), typed("x y"), suppressed(2, 40)], Phase::Answered(Outcome::TooLittle)),
        ("less similar names only", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Widened(true), found(4, below(7), 0)], Phase::Answered(Outcome::Hits)),
        ("thousands of less similar names", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Widened(true), found(4, below(5_000), 0)], Phase::Answered(Outcome::Hits)),
        ("less similar names on the sample list", vec![ready(vec![sample.clone()]), typed("x y"), nothing(2), Action::Widened(true), found(4, below(7), 0)], Phase::Answered(Outcome::Hits)),
        ("less similar names of words too common", vec![ready(vec![current()]), typed("x y"), Action::Widened(true), reply(3, Results { counts: below(7), suppressed: 40, ..Results::default() })], Phase::Answered(Outcome::Hits)),
        ("found beside less similar names", vec![ready(vec![current()]), typed("x y"), found(2, one, 0), Action::Widened(true), found(4, BandCounts { exact: 1, ..below(7) }, 0)], Phase::Answered(Outcome::Hits)),
        ("searching wider", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Widened(true)], Phase::Awaited),
        ("wider, and not even less similar names", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Widened(true), nothing(4)], Phase::Answered(Outcome::NothingFound)),
        ("wider in a list of unknown age, and not even less similar names", vec![ready(vec![unknown.clone()]), typed("x y"), Action::Widened(true), nothing(3)], Phase::Answered(Outcome::NothingInFile)),
        ("less similar names left out again", vec![ready(vec![current()]), typed("x y"), Action::Widened(true), found(3, below(7), 0), Action::Widened(false), nothing(5)], Phase::Answered(Outcome::NothingFound)),
        ("the answer to the wider search after it was taken back", vec![ready(vec![current()]), typed("x y"), Action::Widened(true), Action::Widened(false), found(3, below(7), 0)], Phase::Awaited),
        ("a list that grows old under a wider search", vec![ready(vec![expired()]), typed("x y"), Action::Widened(true), found(3, below(7), 0)], Phase::Answered(Outcome::Hits)),
        ("worker died in a wider search", vec![ready(vec![current()]), typed("x y"), Action::Widened(true), found(3, below(7), 0), Action::Died], Phase::NoLists),
        ("something is known now, and not yet searched with", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Knew(born("1971"))], Phase::Awaited),
        ("nothing found with something known", vec![ready(vec![current()]), typed("x y"), nothing(2), Action::Knew(born("1971")), nothing(4)], Phase::Answered(Outcome::NothingFound)),
        ("a date of birth without a name", vec![ready(vec![current()]), Action::Knew(born("1971")), problem(2, QueryProblem::Empty)], Phase::Blank),
        ("all cleared", vec![ready(vec![current()]), typed("x y"), Action::Knew(born("1971")), nothing(3), Action::Cleared], Phase::Blank),
        ("sample list", vec![ready(vec![sample.clone()]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("sample beside a real list", vec![ready(vec![current(), sample]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("unknown age", vec![ready(vec![unknown.clone()]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NothingInFile)),
        ("unknown age beside a current list", vec![ready(vec![current(), unknown]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NothingInFile)),
        ("time of check not given", vec![ready(vec![unchecked]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NothingInFile)),
        ("no end given", vec![ready(vec![endless]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NothingFound)),
        ("times that are none", vec![ready(vec![garbled]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NothingInFile)),
        ("device clock far behind", vec![ready(vec![ahead]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("an end far beyond the limit", vec![ready(vec![stretched]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("found in an expired list", vec![ready(vec![expired()]), typed("x y"), found(2, one, 0)], Phase::Answered(Outcome::Hits)),
        ("full, fresh and finished", vec![ready(vec![current()]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NothingFound)),
        ("typed before the list was there", vec![typed("x y"), ready(vec![current()]), nothing(2)], Phase::Answered(Outcome::NothingFound)),
        ("asked again", vec![ready(vec![current()]), typed("x y"), nothing(2), typed("x y")], Phase::Answered(Outcome::NothingFound)),
    ];
    for (name, actions, expected) in rows {
        assert_eq!(after(actions).phase(), expected, "{name}");
    }

    let state = after(vec![ready(vec![current()]), typed("x y"), nothing(2)]);
    let until = NOW.read("2027-01-17T07:00:00Z").unwrap().unix;
    for (name, now, expected) in [
        (
            "in its last second",
            later(until),
            Phase::Answered(Outcome::NothingFound),
        ),
        (
            "one second later",
            later(until + 1),
            Phase::Answered(Outcome::NoVerdict),
        ),
    ] {
        let stamp = Stamp { now, id: 9 };
        let ticked = state.clone().reduce(Action::Ticked, stamp);
        assert_eq!(ticked.phase(), expected, "{name}, as time goes by");
        let again = state.clone().reduce(typed("x y"), stamp);
        assert_eq!(again.phase(), expected, "{name}, when asked again");
    }
}

/// A list that has this status at [`NOW`]; `None` where no loaded list of the page has it.
fn list_with(status: Status) -> Option<ListView> {
    let made = match status {
        Status::Current => current(),
        Status::AgeUnknown => list(false, None, None),
        Status::FaultAccepted => ListView {
            has_accepted_fault: true,
            ..current()
        },
        Status::Expired => expired(),
        Status::ClockWrong => list(false, Some("2027-02-01T07:00:00Z"), None),
        Status::Sample => list(true, None, None),
        Status::OwnFile | Status::Historical | Status::Loading | Status::Failed => return None,
    };
    Some(made)
}

#[test]
fn the_page_gives_the_verdict_table() {
    let mut tried = 0;
    for row in verdicts() {
        let Some(list) = list_with(row.status) else {
            continue;
        };
        let results = Results {
            problem: (!row.found.is_searched).then_some(QueryProblem::TooShort),
            counts: BandCounts {
                possible: row.found.shown,
                ..BandCounts::default()
            },
            hidden: possible(row.found.hidden),
            suppressed: row.found.suppressed,
            ..Results::default()
        };
        let state = after(vec![ready(vec![list]), typed("x y"), reply(2, results)]);
        assert_eq!(state.status(), row.status);
        assert_eq!(state.phase(), Phase::Answered(row.outcome), "{row:?}");
        tried += 1;
    }
    assert_eq!(tried, 6 * 16);
}

#[test]
fn an_expired_list_is_searched_and_keeps_what_was_found() {
    let one = BandCounts {
        exact: 1,
        ..BandCounts::default()
    };
    let state = after(vec![ready(vec![current()]), typed("x y"), found(2, one, 0)]);
    let now = Moment {
        unix: NOW.unix + 3 * 86_400,
        ..NOW
    };
    let old = state.reduce(Action::Ticked, Stamp { now, id: 9 });
    assert_eq!(old.status(), Status::Expired);
    assert_eq!(old.phase(), Phase::Answered(Outcome::Hits));
    let next = old.reduce(typed("x z"), Stamp { now, id: 10 });
    assert_eq!(next.awaited.map(|search| search.id), Some(10));
}

#[test]
#[rustfmt::skip]
fn an_unfinished_word_has_no_verdict() {
    let one = BandCounts {
        possible: 1,
        ..BandCounts::default()
    };
    let first = || ready(vec![current()]);
    let nothing_found = Phase::Answered(Outcome::NothingFound);
    let rows: Vec<(&str, Vec<Action>, Phase)> = vec![
        ("nothing found", vec![first(), typing("x y"), nothing(2)], Phase::Unfinished),
        ("too common", vec![first(), typing("x y"), suppressed(2, 40)], Phase::Unfinished),
        ("too short", vec![first(), typing("x"), problem(2, QueryProblem::TooShort)], Phase::Unfinished),
        ("nothing found in an expired list", vec![ready(vec![expired()]), typing("x y"), nothing(2)], Phase::Unfinished),
        ("found", vec![first(), typing("x y"), found(2, one, 0)], Phase::Answered(Outcome::Hits)),
        ("found outside of the page", vec![first(), typing("x y"), found(2, BandCounts::default(), 1)], Phase::Answered(Outcome::Hits)),
        ("after a space", vec![first(), typing("x y "), nothing(2)], nothing_found),
        ("after a pause, or once the box is left", vec![first(), typing("x y"), nothing(2), Action::Finished], nothing_found),
        ("the answer comes after the pause", vec![first(), typing("x y"), Action::Finished, nothing(2)], nothing_found),
        ("after Enter", vec![first(), typing("x y"), nothing(2), typed("x y")], nothing_found),
        ("after a pause, and typed on", vec![first(), typing("x y"), nothing(2), Action::Finished, typing("x yz"), nothing(5)], Phase::Unfinished),
        ("typed before the list is there", vec![typing("x y"), first(), nothing(2)], Phase::Unfinished),
    ];
    for (name, actions, expected) in rows {
        assert_eq!(after(actions).phase(), expected, "{name}");
    }
}

/// An answer to a text with these names: how many were found and suppressed for each.
fn parts(id: RequestId, parts: &[(usize, usize)]) -> Action {
    let part = |(hits, suppressed): &(usize, usize)| PartView {
        name: "Given FAMILY".to_owned(),
        hits: *hits,
        suppressed: *suppressed,
    };
    let hits = parts.iter().map(|(hits, _)| hits).sum();
    let results = Results {
        counts: BandCounts {
            possible: hits,
            ..BandCounts::default()
        },
        suppressed: parts.iter().map(|(_, suppressed)| suppressed).sum(),
        read: Some(Box::new(ReadView {
            names: parts.iter().map(part).collect(),
            ..ReadView::default()
        })),
        ..Results::default()
    };
    reply(id, results)
}

#[test]
#[rustfmt::skip]
fn each_name_of_a_text_has_its_own_outcome() {
    use Outcome::{Hits, NoVerdict, NothingFound, NothingInFile, TooLittle};
    let first = || ready(vec![current()]);
    let found = [(2, 0), (0, 224), (0, 0)];
    let unknown = || ready(vec![list(false, None, None)]);
    for (name, actions, expected) in [
        ("finished", vec![first(), typed("a; b; c"), parts(2, &found)], vec![Some(Hits), Some(TooLittle), Some(NothingFound)]),
        ("the last name is unfinished", vec![first(), typing("a; b; c"), parts(2, &found)], vec![Some(Hits), Some(TooLittle), None]),
        ("other text is awaited", vec![first(), typed("a; b; c"), parts(2, &found), typing("a; b; cd")], vec![Some(Hits), None, None]),
        ("the list is expired", vec![ready(vec![expired()]), typed("a; b"), parts(2, &[(0, 0), (0, 0)])], vec![Some(NoVerdict), Some(NoVerdict)]),
        ("the list is of unknown age", vec![unknown(), typed("a; b"), parts(2, &[(1, 3), (0, 0)])], vec![Some(Hits), Some(NothingInFile)]),
    ] {
        let state = after(actions);
        let names = &state
            .answered
            .as_ref()
            .unwrap()
            .results
            .read
            .as_ref()
            .unwrap()
            .names;
        let places = names.iter().enumerate();
        let outcomes: Vec<_> = places
            .map(|(place, part)| state.part_outcome(part, place + 1 == names.len()))
            .collect();
        assert_eq!(outcomes, expected, "{name}");
    }
}
