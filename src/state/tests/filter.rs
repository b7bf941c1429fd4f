//! A page that is about one regime or kind.

use super::*;

fn about_smuggling() -> Filter {
    Filter {
        regime: Some("GIM".to_owned()),
        kind: None,
    }
}

fn outside(id: RequestId, hidden: usize) -> Action {
    reply(
        id,
        Results {
            hidden: possible(hidden),
            ..Results::default()
        },
    )
}

#[test]
fn what_the_page_is_about_is_listed_before_anything_is_typed() {
    let state = State::new(NOW, about_smuggling()).reduce(ready(vec![current()]), stamp(1));
    let asked = state.awaited.clone().expect("the list is asked for");
    assert_eq!(asked.options().regime.as_deref(), Some("GIM"));
    assert_eq!(state.phase(), Phase::Blank);
    let listed = Results {
        listed: Some(14),
        ..Results::default()
    };
    let state = state.reduce(reply(1, listed), stamp(2));
    let answered = state.answered.as_ref().expect("it is there");
    assert_eq!((answered.total(), answered.pages()), (14, 2));
    assert_eq!(state.phase(), Phase::Blank);
    // Another page leaves this one standing until it is there.
    let state = state.reduce(Action::TurnedTo(1), stamp(3));
    assert!(state.answered.is_some() && state.awaited.is_some_and(|one| one.page == 1));
}

#[test]
fn a_search_says_what_is_outside_the_page_and_shows_it_when_asked() {
    let state = State::new(NOW, about_smuggling())
        .reduce(ready(vec![current()]), stamp(1))
        .reduce(typed("x y"), stamp(2))
        .reduce(outside(2, 2), stamp(3));
    // Neither found nor nothing found.
    assert_eq!(state.phase(), Phase::Answered(Outcome::Hits));
    let state = state.reduce(Action::Unfiltered, stamp(4));
    let asked = state.awaited.clone().expect("all is asked for");
    assert_eq!((asked.options().regime, asked.id), (None, 4));
    // That holds for one name.
    let state = state.reduce(typed("x z"), stamp(5));
    let asked = state.awaited.expect("it is searched");
    assert_eq!(asked.options().regime.as_deref(), Some("GIM"));
}

#[test]
fn letters_that_are_not_searched_yet_have_no_results_beside_them() {
    let searched = after(vec![ready(vec![current()]), typed("x y"), outside(2, 0)]);
    assert_eq!(searched.phase(), Phase::Answered(Outcome::NothingFound));
    let edited = searched.reduce(Action::Edited("x z".to_owned()), stamp(8));
    assert_eq!(edited.phase(), Phase::Awaited);
    assert_eq!(
        (edited.answered.is_some(), edited.awaited.is_some()),
        (false, false)
    );
    let asked = edited.reduce(typed("x z"), stamp(9));
    assert_eq!(asked.awaited.map(|search| search.id), Some(9));
}

#[test]
fn what_the_page_is_about_can_change() {
    let state = after(vec![ready(vec![current()]), typed("x y"), outside(2, 0)]);
    let state = state.reduce(Action::Filtered(about_smuggling()), stamp(5));
    assert_eq!(state.phase(), Phase::Awaited);
    assert_eq!(state.question.query, "x y");
}
