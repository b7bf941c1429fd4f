//! The results of all pages, for paper.

use super::*;

/// An answer with this many similar names, of which the first page is shown.
fn answered(count: usize) -> Vec<Action> {
    vec![
        ready(vec![current()]),
        typed("x y"),
        rows(2, count, PAGE_SIZE),
    ]
}

fn rows(id: RequestId, count: usize, most: usize) -> Action {
    reply(
        id,
        Results {
            counts: possible(count),
            rows: vec![row(Band::Possible); count.min(most)],
            ..Results::default()
        },
    )
}

#[test]
fn the_results_of_all_pages_are_asked_for_up_to_a_bound_and_the_page_stays() {
    for (count, asked, printed, pages) in [
        (10, None, 0, 0),
        (20, Some(4), 20, 1),
        (201, Some(4), 200, 2),
    ] {
        let before = after(answered(count));
        let state = before.clone().reduce(Action::Printing, stamp(4));
        let search = state.printed.awaited.clone();
        assert_eq!(search.as_ref().map(|search| search.id), asked, "{count}");
        let state = match search {
            Some(search) => {
                let options = search.options();
                assert_eq!((options.offset, options.limit), (0, MOST_PRINTED));
                state.reduce(rows(4, count, MOST_PRINTED), stamp(5))
            }
            None => state,
        };
        let all = state.printed.answered.as_ref();
        assert_eq!(
            all.map_or(0, |all| all.shown().concat().len()),
            printed,
            "{count}"
        );
        assert_eq!(all.map_or(0, |all| all.pages()), pages, "{count}");
        // What is on the screen is as before.
        assert_eq!(state.answered, before.answered, "{count}");
        assert_eq!(state.phase(), before.phase(), "{count}");
        let again = state.reduce(Action::Printing, stamp(6));
        assert_eq!(again.printed.awaited, None, "{count}");
    }
}

#[test]
fn a_wider_search_prints_no_more_less_similar_names_than_it_shows() {
    let state = after(vec![
        ready(vec![current()]),
        typed("x y"),
        Action::Widened(true),
        reply(
            3,
            Results {
                counts: below(3_000),
                rows: vec![row(Band::Below); MOST_WIDE],
                ..Results::default()
            },
        ),
        Action::Printing,
    ]);
    let search = state.printed.awaited.clone().expect("all are asked for");
    assert_eq!(search.options().limit, MOST_WIDE);
    let results = state.answered.as_ref().unwrap().results.clone();
    let state = state.reduce(reply(search.id, results), stamp(6));
    let all = state.printed.answered.unwrap();
    assert_eq!(all.shown().concat().len(), MOST_LESS_SIMILAR);
}

#[test]
fn what_was_got_for_paper_ends_with_the_answer_that_it_is_of() {
    let opened = || {
        Action::Opened(Entry::At {
            list: 0,
            designation: 0,
        })
    };
    for (name, action, is_kept) in [
        ("typed on", typing("x yz"), false),
        ("another page", Action::TurnedTo(1), false),
        ("narrowed", Action::Narrowed(Narrow::default()), false),
        ("emptied", Action::Cleared, false),
        ("the engine died", Action::Died, false),
        ("a record opened", opened(), true),
    ] {
        let mut actions = answered(20);
        actions.extend([Action::Printing, rows(4, 20, MOST_PRINTED), action]);
        let state = after(actions);
        assert_eq!(state.printed.answered.is_some(), is_kept, "{name}");
    }
    // An open entry is printed by itself.
    let mut actions = answered(20);
    actions.extend([opened(), Action::Printing]);
    assert_eq!(after(actions).printed, Printed::default());
}
