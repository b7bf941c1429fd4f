//! The heading, the list with its date, and the promise about privacy.

use pack::manifest::ListEntry;
use yew::{Html, html};

use super::{Setting, heading};

/// Heading, what is searched and how old it is, and the promise of privacy.
pub(super) fn show(setting: Setting, lists: &[ListEntry], standalone: bool) -> Html {
    let Setting {
        messages,
        level,
        now,
    } = setting;
    let privacy = match standalone {
        true => messages.privacy_standalone,
        false => messages.privacy_embedded,
    };
    let lists = lists.iter().map(|list| {
        let counted = (messages.counted)(&list.counts);
        let published = (messages.published)(list, now);
        let line = [counted.as_str(), " · ", &published];
        html! { <span class="list">{ line.concat() }</span> }
    });
    html! {
        <header>
            <@{heading(level, 0)} class="title">{ messages.heading }</@>
            <p class="lists">{ for lists }</p>
            <p class="privacy">{ privacy }</p>
        </header>
    }
}
