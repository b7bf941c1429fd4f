//! What stands below an empty box: what can be typed.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{When, tag};
use super::{Intent, Setting};
use crate::messages::EXAMPLES;

/// What can be typed, before anything is typed. Only the sample list has names that nobody
/// bears, so only there examples can be tried.
pub(super) fn show(setting: &Setting, is_sample: bool) -> Html {
    let messages = setting.messages;
    let (intro, items): (_, Vec<Html>) = if is_sample {
        let notes = [
            messages.example_spelling(),
            messages.example_script(),
            messages.example_number(),
        ];
        let examples = EXAMPLES
            .into_iter()
            .zip(notes)
            .map(|((query, lang), note)| {
                let name = tag("bdi")
                    .with(
                        &["lang", "translate"],
                        [Some(lang.into()), Some("no".into())],
                    )
                    .text(query);
                let button = tag("button")
                    .fixed(&[("type", Static("button")), ("class", Static("link"))])
                    .on(When::Clicked, setting.always(Intent::Try(query)))
                    .child(name);
                let note = tag("span").class("quiet").text(" – ").text(note);
                tag("li").child(button).child(note).show()
            });
        (messages.examples_intro(), examples.collect())
    } else {
        let hints = [
            messages.hint_name(),
            messages.hint_script(),
            messages.hint_number(),
        ];
        let hints = hints.into_iter().map(|hint| tag("li").text(hint).show());
        (messages.hints_intro(), hints.collect())
    };
    tag("div")
        .class("start")
        .child(tag("p").text(intro))
        .child(tag("ul").children(items))
        .show()
}
