//! A sentence in which names stand.

use yew::{Html, html};

use crate::messages::{Phrase, Piece};

/// A sentence, with the names in it kept from translation and in their own direction.
pub(super) fn show(phrase: &Phrase) -> Html {
    phrase
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => html! { text.to_string() },
            Piece::Name(name) => html! { <bdi translate="no">{ name }</bdi> },
        })
        .collect()
}
