//! Why somebody is listed and what the measures mean.

use ::record::Record;
use yew::{Html, html};

use crate::messages::Messages;

/// Why it is listed, in the publisher's words and under their caveat.
pub(super) fn reasons(record: &Record, messages: &Messages) -> Html {
    html! {
        <>
            if record.reasons.is_empty() {
                <p>{ messages.no_reasons }</p>
            } else {
                <p class="quiet">{ messages.reasons_caveat }</p>
                <div class="words">{ for record.reasons.iter().map(paragraph) }</div>
            }
            if !record.other_information.is_empty() {
                <p class="label">{ messages.other_information }</p>
                <div class="words">{ for record.other_information.iter().map(paragraph) }</div>
            }
        </>
    }
}

fn paragraph(text: &String) -> Html {
    html! { <p dir="auto">{ text }</p> }
}

/// Each measure in a plain sentence, with the list's own words beneath.
pub(super) fn measures(record: &Record, messages: &Messages) -> Html {
    if record.measures.is_empty() {
        return html! { <p>{ messages.no_measures }</p> };
    }
    let measures = record.measures.iter().map(|words| {
        html! {
            <li>
                if let Some(sentence) = (messages.measure)(words).sentence {
                    <p>{ sentence }</p>
                }
                <p class="quiet">{ messages.in_the_lists_words }{ " “" }{ words }{ "”" }</p>
            </li>
        }
    });
    html! { <ul class="measures">{ for measures }</ul> }
}
