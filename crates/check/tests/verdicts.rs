//! The verdict table against the function that decides.

use check::{Found, Outcome, Status, outcome, verdicts};

#[test]
fn the_function_gives_the_verdict_table() {
    let table = verdicts();
    assert_eq!(
        table.len(),
        Status::ALL.len() * 16,
        "a combination is missing"
    );
    for row in table {
        assert_eq!(outcome(row.found, [row.status]), row.outcome, "{row:?}");
    }
}

#[test]
fn of_several_lists_the_worst_decides_in_any_order() {
    let nothing = Found::default();
    for first in Status::ALL {
        for second in Status::ALL {
            let both = outcome(nothing, [first, second]);
            let each = [first, second].map(|one| outcome(nothing, [one]));
            assert_eq!(both, each[0].min(each[1]), "{first:?}, {second:?}");
            assert_eq!(both, outcome(nothing, [second, first]));
            let is_full = both == Outcome::NothingFound;
            assert_eq!(
                is_full,
                first == Status::Current && second == Status::Current
            );
        }
    }
}

#[test]
fn a_list_withholds_its_verdict_exactly_where_nothing_found_says_nothing() {
    for status in Status::ALL {
        let nothing = outcome(Found::default(), [status]);
        let withholds = nothing == Outcome::NoVerdict;
        assert_eq!(status.withholds_verdict(), withholds, "{status:?}");
    }
}

#[test]
fn without_a_list_or_by_another_method_nothing_is_a_verdict() {
    assert_eq!(outcome(Found::default(), []), Outcome::NoVerdict);
    let other = Found {
        is_full: false,
        ..Found::default()
    };
    assert_eq!(outcome(other, [Status::Current]), Outcome::NoVerdict);
    assert_eq!(
        outcome(Found { shown: 1, ..other }, [Status::Current]),
        Outcome::Hits
    );
}
