//! What is said in place of results when there are none.

use yew::Html;

use super::phrase::say;
use super::tag::{all, tag};
use super::{address, link, phrase};
use crate::messages::Messages;
use crate::state::{Standing, State};

/// What a finished search without results says, in the place of the count.
pub(super) fn verdict(state: &State, messages: &'static Messages) -> Option<Html> {
    let query = &state.answered.as_ref()?.question.query;
    let verdict = match state.standing() {
        Standing::NoMatch => messages.nothing_among(query, state.loaded(), state.now),
        Standing::NothingInFile => messages.nothing_in_file(query),
        Standing::NothingInSample => messages.nothing_in_sample(query),
        _ => return None,
    };
    Some(phrase::show(&verdict))
}

/// What that does not mean, and where to look closer.
pub(super) fn meaning(state: &State, messages: &'static Messages) -> Html {
    let meaning = match state.standing() {
        Standing::NoMatch | Standing::LessSimilar(_) => {
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
        Standing::NothingInFile => tag("p").text(messages.nothing_in_file_meaning()).show(),
        Standing::NothingInSample => Html::default(),
        _ => return Html::default(),
    };
    let official = link(address::SEARCH, say(messages.official_search()));
    tag("div")
        .class("nothing")
        .child(meaning)
        .child(tag("p").child(official))
        .show()
}
