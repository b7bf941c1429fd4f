//! The designations that an answer suppresses.

use super::*;

fn listed(id: RequestId, count: usize) -> Action {
    Action::Replied(Reply::Suppressed {
        id,
        rows: vec![row(Band::Below); count],
    })
}

#[test]
fn suppressed_designations_come_fifty_at_a_time() {
    let state = after(vec![
        ready(vec![current()]),
        typed("x y"),
        suppressed(2, 120),
        Action::ListedSuppressed(true),
    ]);
    let query = state.awaited_suppressed().expect("they are asked for");
    assert_eq!((query.id, query.text.as_str()), (4, "x y"));
    assert_eq!((query.options.offset, query.options.limit), (0, 50));
    // The outcome is the one of the search, whatever is listed.
    assert_eq!(state.phase(), Phase::Answered(Outcome::TooLittle));
    let state = state
        .reduce(Action::ListedSuppressed(true), stamp(5))
        .reduce(listed(4, 50), stamp(6));
    assert_eq!(state.awaited_suppressed(), None);
    let state = state.reduce(Action::ListedSuppressed(true), stamp(7));
    let query = state.awaited_suppressed().expect("more are asked for");
    assert_eq!((query.id, query.options.offset), (7, 50));
    let state = state.reduce(listed(7, 50), stamp(8));
    assert_eq!(state.suppressed.as_ref().unwrap().rows.len(), 100);
    assert_eq!(state.phase(), Phase::Answered(Outcome::TooLittle));
    let state = state.reduce(Action::ListedSuppressed(false), stamp(9));
    assert_eq!(state.suppressed, None);
}

#[test]
fn suppressed_designations_are_dropped_with_the_answer_that_suppresses_them() {
    let opened = Action::Opened(Entry::At {
        list: 0,
        designation: 0,
    });
    for (name, action, is_kept) in [
        ("typed on", typing("x yz"), false),
        ("other facts", Action::Knew(born("1971")), false),
        ("wider", Action::Widened(true), false),
        ("emptied", Action::Cleared, false),
        ("hidden", Action::ListedSuppressed(false), false),
        ("the engine died", Action::Died, false),
        ("asked again", typed("x y"), true),
        ("another page of the results", Action::TurnedTo(1), true),
        ("a record opened", opened, true),
    ] {
        let asked = after(vec![
            ready(vec![current()]),
            typed("x y"),
            suppressed(2, 120),
            Action::ListedSuppressed(true),
        ]);
        let state = asked
            .reduce(action, stamp(5))
            .reduce(listed(4, 50), stamp(6));
        let rows = state.suppressed.map(|listed| listed.rows.len());
        assert_eq!(rows, is_kept.then_some(50), "{name}");
    }
}
