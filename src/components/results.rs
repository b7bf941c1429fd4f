//! The rows of an answer under their caution.

use yew::{Callback, Html, html};

use super::row::Opening;
use super::{Setting, copy, paging, row};
use crate::state::Answered;

/// One page of what was found. `is_stale` where the answer to what stands in the box is still
/// to come.
pub(super) fn show(
    setting: Setting,
    answered: &Answered,
    is_stale: bool,
    on_open: &Callback<Opening>,
    on_turn: &Callback<usize>,
) -> Html {
    let messages = setting.messages;
    let rows = answered
        .results
        .rows
        .iter()
        .map(|hit| row::show(setting, hit, on_open));
    html! {
        <div class={if is_stale { "results stale" } else { "results" }}>
            <p class="caution">{ messages.caution }</p>
            <ol aria-label={messages.results} oncopy={copy::on_copy}>{ for rows }</ol>
            { paging::show(messages, answered.page, answered.pages(), on_turn) }
        </div>
    }
}
