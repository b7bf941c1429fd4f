//! How far the lists are.

use super::*;
use crate::engine::protocol::{Load, LoadFailure};

#[test]
fn progress_counts_only_while_loading() {
    let progress = || {
        Action::Replied(Reply::Progress {
            loaded: 5,
            total: 9,
        })
    };
    let state = after(vec![Action::Slowed, progress()]);
    let expected = Lists::Loading {
        loaded: 5,
        total: 9,
        slow: true,
    };
    assert_eq!(state.lists, expected);
    let state = after(vec![ready(vec![current()]), progress()]);
    assert!(matches!(state.lists, Lists::Ready(_)));
}

#[test]
fn what_was_typed_survives_a_restart_and_is_searched_again() {
    let state = after(vec![
        ready(vec![current()]),
        typed("x y"),
        Action::Died,
        Action::Replied(Reply::Progress {
            loaded: 0,
            total: 0,
        }),
        ready(vec![current()]),
    ]);
    assert_eq!(state.awaited.unwrap().question.query, "x y");
}

fn with(load: Load) -> ListView {
    ListView {
        load,
        list: "un".to_owned(),
        ..current()
    }
}

fn failed() -> ListView {
    with(Load::Failed(LoadFailure::Status {
        file: "un-search.pack".to_owned(),
        status: 404,
    }))
}

#[test]
#[rustfmt::skip]
fn each_of_several_lists_answers_on_its_own() {
    let one = BandCounts { exact: 1, ..BandCounts::default() };
    let late = || with(Load::UnderWay);
    let rows: Vec<(&str, Vec<Action>, Phase)> = vec![
        ("nothing found, and a list to come", vec![ready(vec![current(), late()]), typed("x y"), nothing(2)], Phase::Awaited),
        ("found, and a list to come", vec![ready(vec![current(), late()]), typed("x y"), found(2, one, 0)], Phase::Answered(Outcome::Hits)),
        ("too common, and a list to come", vec![ready(vec![current(), late()]), typed("x y"), suppressed(2, 40)], Phase::Answered(Outcome::TooLittle)),
        ("the list has come, and is asked", vec![ready(vec![current(), late()]), typed("x y"), nothing(2), ready(vec![current(), with(Load::Done)])], Phase::Awaited),
        ("the list has come, and has nothing", vec![ready(vec![current(), late()]), typed("x y"), nothing(2), ready(vec![current(), with(Load::Done)]), nothing(4)], Phase::Answered(Outcome::NothingFound)),
        ("an answer without it comes late", vec![ready(vec![current(), late()]), typed("x y"), ready(vec![current(), with(Load::Done)]), nothing(2)], Phase::Awaited),
        ("a list has failed", vec![ready(vec![current(), failed()]), typed("x y"), nothing(2)], Phase::Answered(Outcome::NoVerdict)),
        ("a list has failed, found on another", vec![ready(vec![current(), failed()]), typed("x y"), found(2, one, 0)], Phase::Answered(Outcome::Hits)),
        ("a list fails after the answer", vec![ready(vec![current(), with(Load::Done)]), typed("x y"), nothing(2), ready(vec![current(), failed()]), nothing(4)], Phase::Answered(Outcome::NoVerdict)),
        ("one has failed and one is to come", vec![ready(vec![current(), failed(), late()]), typed("x y"), nothing(2)], Phase::Awaited),
        ("one is expired and one is to come", vec![ready(vec![current(), expired(), late()]), typed("x y"), nothing(2)], Phase::Awaited),
    ];
    for (name, actions, expected) in rows {
        assert_eq!(after(actions).phase(), expected, "{name}");
    }
}

#[test]
fn text_that_is_not_submitted_is_not_searched_for_a_further_list() {
    let lists = || vec![current(), with(Load::UnderWay)];
    let state = after(vec![ready(lists()), Action::Edited("x y".to_owned())]);
    let state = state.reduce(ready(vec![current(), with(Load::Done)]), stamp(3));
    assert_eq!((state.awaited, state.answered), (None, None));
}

#[test]
fn a_further_list_leaves_the_reader_where_they_are() {
    let many = BandCounts {
        possible: 21,
        ..BandCounts::default()
    };
    let lists = || vec![current(), with(Load::UnderWay)];
    let read = after(vec![
        ready(lists()),
        typed("x y"),
        found(2, many, 0),
        Action::TurnedTo(1),
        found(4, many, 0),
        Action::Opened(Entry::Named("un:SAMPLE-1".to_owned())),
    ]);
    let state = read.reduce(ready(vec![current(), with(Load::Done)]), stamp(7));
    assert!(state.open.is_some() && state.answered.is_some());
    assert_eq!(
        state.awaited.map(|search| (search.id, search.page)),
        Some((7, 1))
    );
}
