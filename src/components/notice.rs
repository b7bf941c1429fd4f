//! Bars that cannot be missed: sample list, unknown age, problems.

use yew::{Callback, Html, html};

use super::{Setting, address, heading, link};
use crate::messages::{Messages, Trouble};

/// The bar of the sample list.
pub(super) fn sample(messages: &Messages) -> Html {
    html! {
        <div class="sample" role="note">
            <strong>{ messages.sample_title }</strong>{ " " }{ messages.sample_text }
        </div>
    }
}

/// The line of a list whose age is not known.
pub(super) fn unknown_age(messages: &Messages) -> Html {
    html! { <p class="note" role="note">{ messages.unknown_age }</p> }
}

/// What happened, what it means for the search, what to do.
pub(super) fn problem(setting: Setting, trouble: &Trouble, on_retry: &Callback<()>) -> Html {
    let messages = setting.messages;
    html! {
        <div class="problem" role="alert">
            <@{heading(setting.level, 1)}>{ messages.problem_title }</@>
            <p><strong>{ trouble.what.to_string() }</strong>{ " " }{ trouble.meaning }</p>
            <p>{ trouble.cure }</p>
            <p class="actions">
                <button type="button" class="primary" onclick={on_retry.reform(|_| ())}>
                    { messages.try_again }
                </button>
                { " " }{ link(address::SEARCH, messages.official_search) }
            </p>
            if let Some(detail) = &trouble.detail {
                <p class="quiet detail">{ messages.details }{ ": " }{ detail }</p>
            }
        </div>
    }
}
