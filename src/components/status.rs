//! The status of the search in one line, for eyes and for screen readers.

use super::{outside, read};
use crate::engine::protocol::Results;
use crate::messages::{Messages, flat};
use crate::state::{Lists, Phase, State};
use check::{Outcome, Status};

/// Designations from which on more words in the query are the way to fewer.
const MANY: usize = 100;

/// All that a screen reader is told of the search: how the text was read, then its status.
pub(super) fn spoken(state: &State, messages: &'static Messages) -> String {
    let read = flat(&read::lines(state, messages));
    let status = match beside_hits(state) {
        Some(results) => messages.found_and(
            &sentence(state, messages),
            &messages.more_in_common(results),
        ),
        None => sentence(state, messages),
    };
    match (read.is_empty(), status.is_empty()) {
        (true, _) => status,
        // Nothing is told before there is something to say of what was found, also of the name that is typed.
        (_, true) => String::new(),
        _ if is_last_unfinished(state) => String::new(),
        (false, false) => messages.found_and(&read, &status),
    }
}

/// An answer with hits that counts further entries as too common to show. What is said of them stands at the button
/// that shows them, so that the rows stay where they are while somebody types.
pub(super) fn beside_hits(state: &State) -> Option<&Results> {
    let results = &state.answered.as_ref()?.results;
    let has_hits = state.phase() == Phase::Answered(Outcome::Hits);
    (has_hits && results.suppressed > 0).then_some(results)
}

/// Whether the last of several names may be one that a person is still typing, so that there is no outcome for it.
fn is_last_unfinished(state: &State) -> bool {
    let answered = state.answered.as_ref();
    let read = answered.and_then(|answered| answered.results.read.as_ref());
    match read.map(|read| &*read.names) {
        Some([_, .., last]) => state.is_typing && state.part_outcome(last, true).is_none(),
        _ => false,
    }
}

/// The status of the search in one line.
pub(super) fn sentence(state: &State, messages: &'static Messages) -> String {
    let outcome = match state.phase() {
        Phase::NoLists => {
            return match state.lists {
                Lists::Loading {
                    loaded,
                    total,
                    slow: true,
                } => messages.loading_so_far(loaded, total),
                Lists::Failed(_) | Lists::Died => messages.no_result().text.to_owned(),
                Lists::Loading { .. } | Lists::Ready(_) => String::new(),
            };
        }
        Phase::Blank if state.is_empty_asked => return messages.problem_empty().text.to_owned(),
        Phase::Blank => return page_of_listed(state, messages),
        Phase::Unfinished => return String::new(),
        // The results of the letter before stay until those of this one are there.
        Phase::Awaited => {
            let found = found(state, messages);
            return match found.is_empty() && state.is_loading_further() {
                true => messages.loading().text.to_owned(),
                false => found,
            };
        }
        Phase::Answered(outcome) => outcome,
    };
    let Some(answered) = &state.answered else {
        return String::new();
    };
    let results = &answered.results;
    let sentence = match outcome {
        Outcome::NotSearched => results.problem.map(|problem| messages.problem(problem)),
        Outcome::Hits => return found(state, messages),
        Outcome::TooLittle => return messages.common(results),
        Outcome::NoVerdict if state.status() == Status::Sample && state.loaded().len() == 1 => {
            Some(messages.nothing_in_sample_short())
        }
        Outcome::NoVerdict => Some(messages.no_verdict_short()),
        Outcome::NothingInFile if state.loaded().len() > 1 => {
            let lists = messages.titles(state.in_doubt().into_iter());
            return flat(&messages.nothing_in_lists(&answered.question.query, &lists));
        }
        Outcome::NothingInFile => Some(messages.nothing_in_file_short()),
        Outcome::NothingFound => Some(messages.no_match_short()),
    };
    sentence.map_or_else(String::new, |sentence| sentence.text.to_owned())
}

fn found(state: &State, messages: &'static Messages) -> String {
    let Some(answered) = &state.answered else {
        return String::new();
    };
    let first = answered.results.rows.first();
    let by_number = first.is_some_and(|row| row.matched_name.is_none());
    let counts = &answered.results.counts;
    let (less_similar, hidden) = (answered.less_similar(), answered.results.hidden.total());
    let text = match (answered.total(), hidden, less_similar) {
        (0, 0, 0) => return String::new(),
        (0, 0, 1..) => messages.only_less_similar(less_similar),
        (0, 1.., _) => outside::sentence(messages, answered),
        (_, 0, _) => messages.found(counts, less_similar, by_number),
        _ => {
            let found = messages.found(counts, less_similar, by_number);
            messages.found_and(&found, &outside::sentence(messages, answered))
        }
    };
    let text = if answered.results.suppressed == 0 && answered.total() > MANY {
        messages.found_and(&text, messages.found_many().text)
    } else {
        text
    };
    match page(state, messages) {
        Some(page) => messages.found_and(&text, &page),
        None => text,
    }
}

/// Which page it is, and of how many entries, once a person has turned the pages of what the host's page is about.
fn page_of_listed(state: &State, messages: &'static Messages) -> String {
    let answered = state.answered.as_ref();
    let total = answered.and_then(|answered| answered.results.listed);
    match page(state, messages).zip(total) {
        Some((page, total)) => {
            flat(&messages.comma(&vec![page.into()], &vec![messages.entries(total).into()]))
        }
        None => String::new(),
    }
}

/// Which page of the results a person has turned to.
fn page(state: &State, messages: &'static Messages) -> Option<String> {
    let answered = state.answered.as_ref().filter(|_| state.is_turned)?;
    let awaited = state.awaited.as_ref();
    let page = awaited.map_or(answered.page, |search| search.page);
    Some(messages.page(page + 1, answered.pages()))
}
