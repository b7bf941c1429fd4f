//! What is asked for, and what of the answer is shown.

use ::record::DateError;
use matcher::{MinBand, Sex};

use super::*;
use crate::engine::protocol::ReadView;

#[test]
fn an_old_answer_never_overwrites_a_new_one() {
    let one = BandCounts {
        exact: 1,
        ..BandCounts::default()
    };
    let state = after(vec![
        ready(vec![current()]),
        typed("x"),
        typed("x y"),
        found(3, one, 0),
        nothing(2),
    ]);
    let answered = state.answered.as_ref().unwrap();
    assert_eq!(
        (answered.question.query.as_str(), answered.total()),
        ("x y", 1)
    );
}

#[test]
fn each_page_asks_for_its_own_ten() {
    let state = after(vec![
        ready(vec![current()]),
        typed("x y"),
        Action::TurnedTo(2),
    ]);
    let options = state.awaited.unwrap().options();
    assert_eq!((options.offset, options.limit), (20, 10));
    let many = BandCounts {
        possible: 21,
        ..BandCounts::default()
    };
    let state = after(vec![
        ready(vec![current()]),
        typed("x y"),
        found(2, many, 0),
    ]);
    assert_eq!(state.answered.unwrap().pages(), 3);
}

#[test]
fn less_similar_names_come_last_and_no_more_of_them_than_is_promised() {
    let all: Vec<Band> = [Band::Possible; 12]
        .into_iter()
        .chain([Band::Below; 88])
        .collect();
    let counts = BandCounts {
        possible: 12,
        ..below(3_000)
    };
    for (page, found, less) in [(0, 10, 0), (1, 2, 8), (2, 0, 10), (6, 0, 2)] {
        let mut state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            Action::Widened(true),
            Action::TurnedTo(page),
        ]);
        let search = state.awaited.clone().unwrap();
        let options = search.options();
        assert_eq!(options.min, MinBand::Any);
        let bands = all.iter().skip(options.offset).take(options.limit);
        let results = Results {
            counts,
            rows: bands.map(|band| row(*band)).collect(),
            ..Results::default()
        };
        let id = search.id;
        state = state.reduce(Action::Replied(Reply::Found { id, results }), stamp(9));
        let answered = state.answered.unwrap();
        assert_eq!((answered.pages(), answered.less_similar()), (7, 50));
        let rows = answered.rows();
        assert_eq!((rows.0.len(), rows.1.len()), (found, less), "page {page}");
    }
}

#[test]
fn pages_count_the_rows_and_the_answer_counts_the_designations() {
    let counts = BandCounts {
        exact: 2,
        possible: 20,
        ..BandCounts::default()
    };
    let joined = BandCounts {
        possible: 3,
        ..BandCounts::default()
    };
    for (page, rows) in [(0, 10), (1, 9)] {
        let mut state = after(vec![
            ready(vec![current(), current()]),
            typed("x y"),
            Action::TurnedTo(page),
        ]);
        let search = state.awaited.clone().unwrap();
        assert_eq!(search.options().offset, 10 * page);
        let results = Results {
            counts,
            joined,
            rows: vec![row(Band::Possible); rows],
            ..Results::default()
        };
        let id = search.id;
        state = state.reduce(Action::Replied(Reply::Found { id, results }), stamp(9));
        let answered = state.answered.unwrap();
        assert_eq!((answered.total(), answered.pages()), (22, 2));
        assert_eq!(answered.found().shown, 22);
        assert_eq!(answered.rows().0.len(), rows);
    }
}

#[test]
fn a_wider_search_is_offered_where_more_names_are_of_use() {
    let similar = |possible| BandCounts {
        possible,
        ..BandCounts::default()
    };
    for (name, reply, is_offered) in [
        ("nothing found", nothing(2), true),
        ("some found", found(2, similar(50), 0), true),
        ("many found", found(2, similar(51), 0), false),
        ("held back by some", suppressed(2, 50), true),
        ("held back by many", suppressed(2, 51), false),
        ("too short", problem(2, QueryProblem::TooShort), false),
    ] {
        let state = after(vec![ready(vec![current()]), typed("x y"), reply]);
        assert_eq!(state.answered.unwrap().can_widen(), is_offered, "{name}");
    }
}

#[test]
fn a_wider_search_holds_for_one_name() {
    let wide = vec![
        ready(vec![current()]),
        typed("x y"),
        Action::Widened(true),
        found(3, below(7), 0),
    ];
    for (name, action, is_wide) in [
        ("asked again", typed("x y"), true),
        ("next page", Action::TurnedTo(1), true),
        ("something known", Action::Knew(born("1971")), true),
        ("next letter", typed("x yz"), false),
        ("emptied", typed(""), false),
        ("cleared", Action::Cleared, false),
    ] {
        let state = after(wide.clone()).reduce(action, stamp(9));
        assert_eq!(state.question.is_wide, is_wide, "{name}");
    }
}

#[test]
fn what_is_known_goes_with_every_search_until_all_is_cleared() {
    let known = Known {
        born: "1971".to_owned(),
        country: " Nowhere ".to_owned(),
        sex: Some(Sex::Female),
    };
    let state = after(vec![
        ready(vec![current()]),
        Action::Knew(known.clone()),
        typed("x y"),
    ]);
    let search = state.awaited.clone().unwrap();
    assert_eq!(search.question.known, known);
    let details = search.options().details;
    assert_eq!(details.country.as_deref(), Some("Nowhere"));
    assert_eq!(details.sex, Some(Sex::Female));
    let cleared = state.reduce(Action::Cleared, stamp(9));
    assert_eq!(cleared.question, Question::default());
    assert_eq!(cleared.awaited, None);
}

#[test]
fn a_date_that_is_not_understood_is_known_even_before_a_name_is_typed() {
    let century = Results {
        born_lacks_century: true,
        ..Results::default()
    };
    let impossible = Results {
        born_is_impossible: true,
        ..Results::default()
    };
    let read = Results {
        born: "1971".parse().ok(),
        ..Results::default()
    };
    for (text, results, expected) in [
        ("soon", Results::default(), Some(DateError::Form)),
        ("19/06/91", century, Some(DateError::Century)),
        ("31/02/1991", impossible, Some(DateError::Impossible)),
        ("1971", read, None),
        (" ", Results::default(), None),
    ] {
        let mut state = after(vec![ready(vec![current()]), Action::Knew(born(text))]);
        assert_eq!(state.awaited.is_some(), !text.trim().is_empty());
        let reply = Reply::Found { id: 2, results };
        state = state.reduce(Action::Replied(reply), stamp(9));
        let found = state.answered.and_then(|found| found.born_problem());
        assert_eq!(found, expected, "{text:?}");
    }
}

/// What was known of the last person must not be compared with the next.
#[test]
fn what_is_known_is_forgotten_with_the_name_that_it_belonged_to() {
    for (before, typed_next, is_kept) in [
        // A name that is continued or corrected.
        ("", "x", true),
        ("Given", "Given F", true),
        ("Given Family", "Given Famil", true),
        ("Given Famliy", "Given Family", true),
        ("Given Family", "Given ", true),
        ("Given Family", "Mr Given Family", true),
        ("Given Family", "Given Family, Nowhere", true),
        ("Ğiven Family", "Given Family", true),
        // The cross in the box, or all that was selected and typed over.
        ("Given Family", "", false),
        ("Given Family", "  ", false),
        ("Given Family", "G", false),
        ("Given Family", "O", false),
        ("Given Family", "Other Person", false),
        ("Given Familyname", "Given Other", false),
    ] {
        let known = born("1971");
        let state = after(vec![
            ready(vec![current()]),
            typed(before),
            Action::Knew(known.clone()),
            Action::Typing(typed_next.to_owned()),
        ]);
        let expected = if is_kept { known } else { Known::default() };
        let context = format!("{before:?}, {typed_next:?}");
        assert_eq!(state.question.known, expected, "{context}");
        assert_eq!(state.forgotten, u32::from(!is_kept), "{context}");
    }
}

#[test]
fn a_search_for_nothing_is_known_until_something_is_typed() {
    let asked = || after(vec![ready(vec![current()]), typed(" ")]);
    assert!(asked().is_empty_asked);
    for action in [
        Action::Typing("x".to_owned()),
        Action::Edited("x".to_owned()),
        typed("x"),
        Action::Cleared,
    ] {
        assert!(!asked().reduce(action, stamp(9)).is_empty_asked);
    }
}

#[test]
fn asking_again_on_a_later_page_goes_back_to_the_first() {
    let many = BandCounts {
        possible: 21,
        ..BandCounts::default()
    };
    let state = after(vec![
        ready(vec![current()]),
        typed("x y"),
        found(2, many, 0),
        Action::TurnedTo(1),
        found(4, many, 0),
        typed("x y"),
    ]);
    assert_eq!(state.awaited.unwrap().page, 0);
}

#[test]
fn a_date_in_the_field_goes_before_one_in_the_text() {
    let date = |text: &str| text.parse().ok();
    for (field, text, expected) in [
        (None, None, (None, true)),
        (None, date("1991-06-19"), (date("1991-06-19"), true)),
        (date("1984"), None, (date("1984"), false)),
        (date("1984"), date("1991-06-19"), (date("1984"), false)),
    ] {
        let results = Results {
            born: field,
            read: Some(Box::new(ReadView {
                born: text,
                ..ReadView::default()
            })),
            ..Results::default()
        };
        let state = after(vec![
            ready(vec![current()]),
            typed("x y"),
            reply(2, results),
        ]);
        let born = state.answered.unwrap().born();
        assert_eq!((born.date, born.is_in_text), expected);
    }
}

#[test]
fn results_of_the_letter_before_stay_until_the_next_are_there() {
    let row = row(Band::Exact);
    let reply = Reply::Found {
        id: 2,
        results: Results {
            rows: vec![row],
            ..Results::default()
        },
    };
    let state = after(vec![
        ready(vec![current()]),
        typed("given"),
        Action::Replied(reply),
        typed("given f"),
    ]);
    assert_eq!(state.answered.unwrap().results.rows.len(), 1);
}
