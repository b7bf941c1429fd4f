//! What the results are narrowed down to.

use super::*;
use crate::engine::protocol::{Facet, Narrow, Trait};

fn people() -> Narrow {
    Narrow {
        chosen: vec![Trait {
            facet: Facet::Kind as u8,
            number: Kind::Individual as usize,
            code: String::new(),
            words: String::new(),
        }],
        ..Narrow::default()
    }
}

fn narrowed() -> State {
    let state = after(vec![
        ready(vec![current()]),
        typed("Given Family"),
        found(2, possible(8), 0),
        Action::Narrowed(people()),
    ]);
    state.reduce(found(4, possible(3), 5), stamp(5))
}

#[test]
fn filters_are_sent_with_the_search_and_change_no_outcome() {
    let state = after(vec![
        ready(vec![current()]),
        typed("Given Family"),
        found(2, possible(8), 0),
        Action::Narrowed(people()),
    ]);
    let asked = state.awaited.as_ref().expect("it is searched again");
    assert_eq!((asked.query().narrow, asked.page), (people(), 0));
    // Hidden hits are hits, and never "nothing found".
    let state = state.reduce(found(4, BandCounts::default(), 8), stamp(5));
    assert_eq!(state.phase(), Phase::Answered(Outcome::Hits));
    let answered = state.answered.expect("it is answered");
    assert_eq!((answered.total(), answered.can_widen()), (0, false));
}

/// A filter that was set for one person must not be forgotten by whoever searches the next.
#[test]
#[rustfmt::skip]
fn filters_hold_for_one_person() {
    for (name, action, expected, makes_new_boxes) in [
        ("a letter more",       typing("Given Familya"),               people(),          false),
        ("another page",        Action::TurnedTo(1),                   people(),          false),
        ("other facts",         Action::Knew(born("1971")),            people(),          false),
        ("a wider search",      Action::Widened(true),                 people(),          false),
        ("the filters opened",  Action::ShowedFilters(true),           people(),          false),
        ("another name",        typing("Other Person"),                Narrow::default(), true),
        ("the box emptied",     Action::Cleared,                       Narrow::default(), true),
        ("all filters cleared", Action::Broadened,                     Narrow::default(), true),
        ("all hits shown",      Action::Unfiltered,                    Narrow::default(), true),
        ("the last unchecked",  Action::Narrowed(Narrow::default()),   Narrow::default(), false),
    ] {
        let before = narrowed();
        let boxes = before.cleared + before.forgotten;
        let state = before.reduce(action, stamp(6));
        assert_eq!(state.question.narrow, expected, "{name}");
        assert_eq!(state.cleared + state.forgotten > boxes, makes_new_boxes, "{name}");
    }
}

#[test]
fn one_press_shows_all_that_filters_of_a_person_and_of_the_page_hide() {
    let about = Filter {
        regime: None,
        kind: Some(Kind::Ship),
    };
    let state = State::new(NOW, about.clone())
        .reduce(ready(vec![current()]), stamp(1))
        .reduce(typed("x y"), stamp(2))
        .reduce(Action::Narrowed(people()), stamp(3));
    let cleared = state.clone().reduce(Action::Broadened, stamp(4));
    assert_eq!(cleared.question.filter, about);
    let state = state.reduce(Action::Unfiltered, stamp(4));
    assert!(state.question.filter.is_empty() && state.question.narrow.is_empty());
}
