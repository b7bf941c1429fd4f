//! How the search stands, in one line, for eyes and for screen readers.

use crate::messages::Messages;
use crate::state::{Lists, Standing, State};

/// Designations from which on more words in the query are the way to fewer.
const MANY: usize = 100;

/// How the search stands, in one line.
pub(super) fn sentence(state: &State, messages: &'static Messages) -> String {
    match state.standing() {
        Standing::NoLists => match state.lists {
            Lists::Loading {
                loaded,
                total,
                slow: true,
            } => messages.loading_so_far(loaded, total),
            Lists::Failed(_) | Lists::Died => messages.no_result().text.to_owned(),
            Lists::Loading { .. } | Lists::Ready(_) => String::new(),
        },
        Standing::Expired => messages.no_result().text.to_owned(),
        Standing::Blank => String::new(),
        Standing::Problem(problem) => messages.problem(problem).text.to_owned(),
        // The results of the letter before stay until those of this one are there.
        Standing::Awaited | Standing::Found => found(state, messages),
        Standing::LessSimilar(number) => messages.only_less_similar(number),
        Standing::Hidden(number) => messages.outside(number),
        Standing::TooCommon(number) => messages.too_common(number),
        Standing::NothingInSample => messages.nothing_in_sample_short().text.to_owned(),
        Standing::NothingInFile => messages.nothing_in_file_short().text.to_owned(),
        Standing::NoMatch => messages.no_match_short().text.to_owned(),
    }
}

fn found(state: &State, messages: &'static Messages) -> String {
    let Some(answered) = &state.answered else {
        return String::new();
    };
    let first = answered.results.rows.first();
    let by_number = first.is_some_and(|row| row.matched_name.is_none());
    let counts = &answered.results.counts;
    let text = messages.found(counts, answered.less_similar(), by_number);
    let held_back = answered.results.held_back;
    if held_back > 0 {
        messages.found_and(&text, &messages.more_common(held_back))
    } else if answered.total() > MANY {
        messages.found_and(&text, messages.found_many().text)
    } else {
        text
    }
}
