//! The rows of an answer under their caution.

use yew::{Callback, Html, html};

use super::row::Opening;
use super::{Setting, copy, heading, paging, row};
use crate::engine::protocol::HitView;
use crate::state::Answered;

/// One page of what was found, less similar names apart and last. `is_stale` where the answer to
/// what stands in the box is still to come.
pub(super) fn show(
    setting: Setting,
    answered: &Answered,
    is_stale: bool,
    on_open: &Callback<Opening>,
    on_turn: &Callback<usize>,
) -> Html {
    let messages = setting.messages;
    let (found, less) = answered.rows();
    let rows = |label: &'static str, hits: &[HitView]| {
        let rows = hits
            .iter()
            .map(|hit| row::show(setting, hit, answered.results.born, on_open));
        html! { <ol aria-label={label} oncopy={copy::on_copy}>{ for rows }</ol> }
    };
    html! {
        <div class={if is_stale { "results stale" } else { "results" }}>
            if !found.is_empty() {
                <p class="caution">{ messages.caution }</p>
                { rows(messages.results, found) }
            }
            if !less.is_empty() {
                <div class="less">
                    <@{heading(setting.level, 1)}>{ messages.less_similar }</@>
                    <p>{ (messages.less_similar_meaning)(answered.is_cut()) }</p>
                    { rows(messages.less_similar, less) }
                </div>
            }
            { paging::show(messages, answered.page, answered.pages(), on_turn) }
        </div>
    }
}
