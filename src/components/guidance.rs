//! “What to do now” and “What this search misses”.

use yew::{Html, html};

use super::{address, link};
use crate::messages::Messages;

/// What to do now, and what this search misses.
pub(super) fn show(messages: &Messages) -> Html {
    let steps = messages.what_to_do_steps.iter().map(|(step, how)| {
        html! { <li><strong>{ *step }</strong>{ " " }{ *how }</li> }
    });
    let misses = messages
        .misses
        .iter()
        .map(|text| html! { <li>{ *text }</li> });
    html! {
        <>
            <details>
                <summary>{ messages.what_to_do }</summary>
                <ol>{ for steps }</ol>
                <ul>
                    <li>{ link(address::REPORT_OFSI, messages.report_ofsi) }</li>
                    <li>{ link(address::REPORT_OTSI, messages.report_otsi) }</li>
                    <li>{ link(address::SEARCH, messages.official_search) }</li>
                </ul>
            </details>
            <details>
                <summary>{ messages.what_it_misses }</summary>
                <ul>{ for misses }</ul>
                <p>{ messages.ownership }</p>
            </details>
        </>
    }
}
