//! Why somebody is listed and what the measures mean.

use ::record::Record;
use yew::Html;

use super::super::phrase::{self, listed_in};
use super::super::tag::{all, tag};
use crate::messages::{Messages, Piece};

/// Why it is listed, in the publisher's words and under their caveat.
pub(super) fn reasons(record: &Record, messages: &'static Messages) -> Html {
    let mut parts = Vec::new();
    if record.reasons.is_empty() {
        parts.push(tag("p").text(messages.no_reasons()).show());
    } else {
        parts.push(
            tag("p")
                .class("quiet")
                .text(messages.reasons_caveat())
                .show(),
        );
        parts.push(paragraphs(&record.reasons));
    }
    if !record.other_information.is_empty() {
        parts.push(
            tag("p")
                .class("label")
                .text(messages.other_information())
                .show(),
        );
        parts.push(paragraphs(&record.other_information));
    }
    all(parts)
}

fn paragraphs(texts: &[String]) -> Html {
    let texts = texts.iter().map(|text| listed_in(tag("p"), text));
    tag("div").class("words").children(texts.collect()).show()
}

/// Each measure in a plain sentence, with the list's own words beneath.
pub(super) fn measures(record: &Record, messages: &'static Messages) -> Html {
    if record.measures.is_empty() {
        return tag("p").text(messages.no_measures()).show();
    }
    let measures = record.measures.iter().map(|words| {
        let sentence = messages.measure(words);
        let own = messages.in_the_lists_words(&vec![Piece::Listed(words.clone())]);
        tag("li")
            .child(sentence.map_or_else(Html::default, |sentence| tag("p").text(sentence).show()))
            .child(tag("p").class("quiet").child(phrase::show(&own)))
            .show()
    });
    tag("ul")
        .class("measures")
        .children(measures.collect())
        .show()
}
