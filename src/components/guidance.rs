//! “What to do now” and “What this search misses”.

use yew::Html;

use super::phrase::say;
use super::tag::{Tag, all, tag};
use super::{link, official};
use crate::engine::protocol::ListView;
use crate::messages::{Key, LaterTexts, Law, Messages, key, laws};

/// What to do now, and what this search misses. Both are folded; what is in them comes with the texts
/// that are loaded later.
pub(super) fn show(messages: &'static Messages, lists: &[ListView]) -> Html {
    let texts = messages.later_texts();
    let laws = laws(lists);
    let folded = |summary, content: Option<Html>| {
        tag("details")
            .child(tag("summary").text(summary))
            .child(content.unwrap_or_default())
            .show()
    };
    all(vec![
        folded(
            messages.what_to_do(),
            texts.map(|texts| what_to_do(texts, &laws, lists)),
        ),
        folded(
            messages.what_it_misses(),
            texts.map(|texts| what_it_misses(texts, &laws)),
        ),
    ])
}

fn what_to_do(texts: &'static LaterTexts, laws: &[&Law], lists: &[ListView]) -> Html {
    let steps = [
        (key::STEP_OPEN, key::STEP_OPEN_HOW),
        (key::STEP_STOP, key::STEP_STOP_HOW),
        (key::STEP_CLOSER, key::STEP_CLOSER_HOW),
        (key::STEP_NOTE, key::STEP_NOTE_HOW),
    ];
    let steps = steps.map(|(step, how)| {
        tag("li")
            .child(tag("strong").text(texts.sentence(step).text))
            .text(" ")
            .text(texts.sentence(how))
            .show()
    });
    let mut links = Vec::new();
    for law in laws {
        for (words, to) in law.reports {
            let report = link(*to, say(texts.sentence(*words)));
            links.push(tag("li").child(report).show());
        }
    }
    links.push(tag("li").child(official(texts.messages, lists)).show());
    all(vec![
        list("ol", texts).children(steps.into()).show(),
        tag("ul").children(links).show(),
    ])
}

fn what_it_misses(texts: &'static LaterTexts, laws: &[&Law]) -> Html {
    let (mut misses, mut ownership) = (Vec::new(), Vec::new());
    let say = |into: &mut Vec<Html>, name, keys: &[Key]| {
        for key in keys {
            into.push(tag(name).text(texts.sentence(*key)).show());
        }
    };
    say(
        &mut misses,
        "li",
        &[key::MISSES_SPELLING, key::MISSES_OWNED],
    );
    for law in laws {
        say(&mut misses, "li", law.misses);
        say(&mut ownership, "p", law.ownership);
    }
    let further = [key::MISSES_GOODS, key::MISSES_LISTS, key::MISSES_REMOVED];
    say(&mut misses, "li", &further);
    all(vec![
        list("ul", texts).children(misses).show(),
        all(ownership),
    ])
}

/// A list in the language of the law.
fn list(name: &'static str, texts: &'static LaterTexts) -> Tag {
    tag(name).tongue(texts.sentence(key::MISSES_SPELLING).tongue)
}
