//! The way to a wider search, and back.

use yew::{Callback, Html, html};

use crate::messages::Messages;
use crate::state::Answered;

/// Offers to show less similar names too, or to leave them out again; nothing where that is of
/// no use.
pub(super) fn show(messages: &Messages, answered: &Answered, on_widen: &Callback<bool>) -> Html {
    let is_wide = answered.question.is_wide;
    if !is_wide && !answered.can_widen() {
        return Html::default();
    }
    let (button, note) = if is_wide {
        let note = match answered.less_similar() {
            0 => messages.none_less_similar,
            _ => "",
        };
        (messages.leave_out, note)
    } else {
        (messages.search_wider, messages.wider_costs)
    };
    html! {
        <div class="wider">
            <button type="button" onclick={on_widen.reform(move |_| !is_wide)}>{ button }</button>
            <p class="quiet">{ note }</p>
        </div>
    }
}
