//! What is said in place of results when there are none.

use yew::Html;

use super::tag::{all, tag};
use super::{official, phrase};
use crate::messages::{Messages, key};
use crate::state::{Answered, Phase, State};
use check::{Outcome, Status};

/// What a finished search without results says, in the place of the count.
pub(super) fn verdict(state: &State, messages: &'static Messages) -> Option<Html> {
    let query = &state.answered.as_ref()?.question.query;
    let Phase::Answered(outcome) = state.phase() else {
        return None;
    };
    let in_doubt = || messages.titles(state.in_doubt().into_iter());
    let are_several = state.loaded().len() > 1;
    let verdict = match (outcome, state.status()) {
        (Outcome::NothingInFile, _) if are_several => messages.nothing_in_lists(query, &in_doubt()),
        (Outcome::NoVerdict, _) if are_several => messages.no_verdict_lists(query, &in_doubt()),
        (Outcome::NothingFound, _) => messages.nothing_among(query, state.loaded(), state.now),
        (Outcome::NothingInFile, _) => messages.nothing_in_file(query),
        (Outcome::NoVerdict, Status::Sample) => messages.nothing_in_sample(query),
        (Outcome::NoVerdict, Status::ClockWrong) => messages.clock_wrong_query(query),
        (Outcome::NoVerdict, _) => messages.too_old(query),
        _ => return None,
    };
    Some(phrase::show(&verdict))
}

/// What that does not mean, and where to look closer.
pub(super) fn meaning(state: &State, messages: &'static Messages) -> Html {
    let Phase::Answered(outcome) = state.phase() else {
        return Html::default();
    };
    let is_faint = state
        .answered
        .as_ref()
        .is_some_and(|answered| only_less_similar(answered));
    let meaning = match (outcome, state.status()) {
        (Outcome::NothingFound, _) => no_match(messages),
        (Outcome::Hits, status) if is_faint && !status.withholds_verdict() => no_match(messages),
        (Outcome::NothingInFile, Status::FaultAccepted) => {
            tag("p").text(messages.nothing_in_faulty_meaning()).show()
        }
        (Outcome::NothingInFile, _) => tag("p").text(messages.nothing_in_file_meaning()).show(),
        (Outcome::NoVerdict, _) => Html::default(),
        _ => return Html::default(),
    };
    let official = official(messages, state.loaded());
    let note = match messages.later_texts() {
        Some(texts) => tag("p")
            .class("screen")
            .text(texts.sentence(key::STEP_NOTE_HOW))
            .show(),
        None => Html::default(),
    };
    tag("div")
        .class("nothing")
        .child(meaning)
        .child(tag("p").child(official))
        .child(note)
        .show()
}

/// Whether less similar names are all that there is.
fn only_less_similar(answered: &Answered) -> bool {
    answered.total() + answered.results.hidden.total() == 0 && answered.less_similar() > 0
}

/// What it does not mean that nothing was found.
fn no_match(messages: &'static Messages) -> Html {
    let reasons = [
        messages.no_match_spelling(),
        messages.no_match_owned(),
        messages.no_match_elsewhere(),
    ];
    let reasons = reasons
        .into_iter()
        .map(|reason| tag("li").text(reason).show());
    all(vec![
        tag("p").text(messages.no_match_meaning()).show(),
        tag("ul")
            .tongue(messages.no_match_meaning().tongue)
            .children(reasons.collect())
            .show(),
    ])
}
