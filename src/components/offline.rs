//! Keeping the list on the device, for pages that offer it.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{When, tag, text};
use super::{Intent, Setting};
use crate::messages::Messages;
use crate::state::{KeptCopy, State};

/// How it stands and the button that changes it, which keeps the focus; nothing where the page
/// does not offer it.
pub(super) fn show(setting: &Setting, state: &State) -> Html {
    let messages = setting.messages;
    let (button, act) = match state.copy {
        KeptCopy::NotOffered => return Html::default(),
        KeptCopy::Kept(_) => (messages.forget(), Intent::Forget),
        _ => (messages.keep(), Intent::Keep),
    };
    let lists = state.loaded().iter();
    let ends = lists.filter_map(|list| check::expires_at(&list.facts()));
    let meaning = match (state.copy, ends.min()) {
        (KeptCopy::Kept(_), Some(end)) => {
            text(messages.kept_until(&messages.time(setting.now.at(end))))
        }
        (KeptCopy::Kept(_), None) => Html::default(),
        _ => text(messages.keep_meaning().text),
    };
    let button = tag("button")
        .fixed(&[("type", Static("button"))])
        .on(When::Clicked, setting.always(act))
        .text(button);
    tag("div")
        .class("offline")
        .child(tag("p").text(sentence(state.copy, messages)))
        .child(button)
        .child(tag("p").class("quiet").child(meaning))
        .show()
}

/// How it stands, in one sentence; none while nobody has asked for it.
pub(super) fn sentence(copy: KeptCopy, messages: &'static Messages) -> String {
    let sentence = match copy {
        KeptCopy::NotOffered | KeptCopy::Offered => return String::new(),
        KeptCopy::Kept(megabytes) => return messages.kept(megabytes),
        KeptCopy::Keeping => messages.keeping(),
        KeptCopy::Forgotten => messages.forgotten(),
        KeptCopy::NoRoom => messages.not_kept_room(),
        KeptCopy::Incomplete => messages.not_kept_incomplete(),
        KeptCopy::Refused => messages.not_kept_refused(),
    };
    sentence.text.to_owned()
}
