//! Previous page, next page, and which page this is.

use yew::{Callback, Html, html};

use crate::messages::Messages;

/// Previous and next, where there are any, with the number of the page between them. `page`
/// counts from 0; nothing is shown for one page alone.
pub(super) fn show(
    messages: &Messages,
    page: usize,
    pages: usize,
    on_turn: &Callback<usize>,
) -> Html {
    if pages <= 1 {
        return Html::default();
    }
    let previous = on_turn.reform(move |_| page.saturating_sub(1));
    let next = on_turn.reform(move |_| page + 1);
    html! {
        <nav class="paging" aria-label={messages.pages}>
            if page > 0 {
                <button type="button" class="previous" onclick={previous}>
                    <span aria-hidden="true">{ "‹ " }</span>{ messages.previous }
                </button>
            }
            <span class="page">{ (messages.page)(page + 1, pages) }</span>
            if page + 1 < pages {
                <button type="button" class="next" onclick={next}>
                    { messages.next }<span aria-hidden="true">{ " ›" }</span>
                </button>
            }
        </nav>
    }
}
