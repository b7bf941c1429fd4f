//! What is said in place of results when there are none.

use yew::{Html, html};

use super::{address, link, phrase};
use crate::messages::Messages;
use crate::state::{Standing, State};

/// What a finished search without results says, in the place of the count.
pub(super) fn verdict(state: &State, messages: &Messages) -> Option<Html> {
    let query = &state.answered.as_ref()?.question.query;
    let verdict = match state.standing() {
        Standing::NoMatch => (messages.no_match)(query, state.loaded(), state.now),
        Standing::NothingInFile => (messages.nothing_in_file)(query),
        Standing::NothingInSample => (messages.nothing_in_sample)(query),
        _ => return None,
    };
    Some(phrase::show(&verdict))
}

/// What that does not mean, and where to look closer.
pub(super) fn meaning(state: &State, messages: &Messages) -> Html {
    let meaning = match state.standing() {
        Standing::NoMatch | Standing::LessSimilar(_) => {
            let reasons = messages.no_match_reasons.iter();
            html! {
                <>
                    <p>{ messages.no_match_meaning }</p>
                    <ul>{ for reasons.map(|reason| html! { <li>{ *reason }</li> }) }</ul>
                </>
            }
        }
        Standing::NothingInFile => html! { <p>{ messages.nothing_in_file_meaning }</p> },
        Standing::NothingInSample => Html::default(),
        _ => return Html::default(),
    };
    html! {
        <div class="nothing">
            { meaning }
            <p>{ link(address::SEARCH, messages.official_search) }</p>
        </div>
    }
}
