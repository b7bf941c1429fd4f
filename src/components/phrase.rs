//! Sentences in which names, list's words and words of another language stand.

use yew::Html;

use super::tag::{Tag, all, tag, text};
use crate::messages::{LIST_LANG, Phrase, Piece, Said, Sentence};

/// A sentence, with the names in it kept from translation and in their own direction.
pub(super) fn show(phrase: &Phrase) -> Html {
    show_with(phrase, |name| {
        tag("bdi")
            .with(&["translate"], [Some("no".into())])
            .text(name.to_owned())
            .show()
    })
}

/// A sentence in whose place for a name stands something else.
pub(super) fn show_with(phrase: &Phrase, name: impl Fn(&str) -> Html) -> Html {
    let pieces = phrase.iter().map(|piece| match piece {
        Piece::Text(words) => text(words.to_string()),
        Piece::Name(words) => name(words),
        Piece::Listed(words) => listed(words),
        Piece::Seen([seen, later]) => all(vec![
            tag("span").class("screen").text(seen.clone()).show(),
            tag("span").class("paper").text(later.clone()).show(),
        ]),
    });
    all(pieces.collect())
}

/// The list's own words.
pub(super) fn listed(words: &str) -> Html {
    listed_in(tag("span"), words)
}

/// The list's own words in an element of their own.
pub(super) fn listed_in(tag: Tag, words: &str) -> Html {
    tag.with(
        &["class", "lang", "dir"],
        [
            Some("value".into()),
            Some(LIST_LANG.into()),
            Some("auto".into()),
        ],
    )
    .text(words.to_owned())
    .show()
}

/// A sentence by itself, marked where it is not in the page's language.
#[inline(never)]
pub(super) fn say(sentence: &'static Sentence) -> Html {
    match sentence.tongue {
        None => text(sentence.text),
        Some(_) => tag("span").text(sentence).show(),
    }
}

/// The same with what varies in it.
pub(super) fn said(said: &Said) -> Html {
    match said.tongue {
        None => show(&said.words),
        Some(_) => tag("span")
            .tongue(said.tongue)
            .child(show(&said.words))
            .show(),
    }
}
