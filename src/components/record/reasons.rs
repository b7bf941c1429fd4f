//! Why somebody is listed and what the measures mean.

use ::record::Record;
use yew::Html;

use super::super::phrase::{self, listed_in};
use super::super::tag::{all, tag};
use super::paragraph;
use crate::messages::{LaterTexts, Meaning, Phrase, Piece};

/// Why it is listed, in the publisher's words and under a caveat.
pub(super) fn reasons(record: &Record, meaning: &Meaning, texts: &'static LaterTexts) -> Html {
    let mut parts = Vec::new();
    if record.reasons.is_empty() {
        parts.push(paragraph("", texts, meaning.reasons));
    } else {
        parts.push(paragraph("quiet", texts, meaning.reasons));
        parts.push(paragraphs(&record.reasons));
    }
    if !record.other_information.is_empty() {
        parts.push(
            tag("p")
                .class("label")
                .text(texts.other_information())
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

/// Words of the list, said to be so.
pub(super) fn in_the_lists_words(words: &str, texts: &'static LaterTexts) -> Phrase {
    texts.in_the_lists_words(&vec![Piece::Listed(words.to_owned())])
}

/// Each measure in plain sentences where its law was read, with the list's own words beneath, or its name
/// if the list has no words for it; then what the measures reach.
pub(super) fn measures(record: &Record, meaning: &Meaning, texts: &'static LaterTexts) -> Html {
    let measures = record.measures.iter().map(|measure| {
        let own = match measure.words.is_empty() {
            true => texts
                .messages
                .short_measures(core::slice::from_ref(measure)),
            false => in_the_lists_words(&measure.words, texts).into(),
        };
        tag("li")
            .child(paragraph("", texts, &meaning.measure(measure.kind)))
            .child(tag("p").class("quiet").child(phrase::said(&own)))
            .show()
    });
    let measures = match record.measures.is_empty() {
        true => Html::default(),
        false => tag("ul")
            .class("measures")
            .children(measures.collect())
            .show(),
    };
    all(vec![measures, paragraph("", texts, meaning.reach)])
}
