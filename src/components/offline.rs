//! Keeping the list on the device, for pages that offer it.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::tag::{When, tag, text};
use super::{Intent, Setting};
use crate::messages::LaterTexts;
use crate::state::{KeptCopy, State};

/// How it stands and the button that changes it, which keeps the focus; nothing where the page
/// does not offer it.
pub(super) fn show(setting: &Setting, state: &State) -> Html {
    let messages = setting.messages;
    // A copy has these texts, so that whoever cannot load them can keep none.
    let Some(texts) = messages.later_texts() else {
        return Html::default();
    };
    let (button, act) = match state.copy {
        KeptCopy::NotOffered => return Html::default(),
        KeptCopy::Kept(_) => (texts.forget(), Intent::Forget),
        _ => (texts.keep(), Intent::Keep),
    };
    let lists = state.loaded().iter();
    let ends = lists.filter_map(|list| check::expires_at(&list.facts()));
    let meaning = match (state.copy, ends.min()) {
        (KeptCopy::Kept(_), Some(end)) => {
            text(texts.kept_until(&messages.time(setting.now.at(end))))
        }
        (KeptCopy::Kept(_), None) => Html::default(),
        _ => text(texts.keep_meaning().text),
    };
    let button = tag("button")
        .fixed(&[("type", Static("button"))])
        .on(When::Clicked, setting.always(act))
        .text(button);
    tag("div")
        .class("offline")
        .child(tag("p").text(sentence(state.copy, texts)))
        .child(button)
        .child(tag("p").class("quiet").child(meaning))
        .show()
}

/// How it stands, in one sentence; none while nobody has asked for it.
pub(super) fn sentence(copy: KeptCopy, texts: &'static LaterTexts) -> String {
    let sentence = match copy {
        KeptCopy::NotOffered | KeptCopy::Offered => return String::new(),
        KeptCopy::Kept(megabytes) => return texts.kept(megabytes),
        KeptCopy::Keeping => texts.keeping(),
        KeptCopy::Forgotten => texts.forgotten(),
        KeptCopy::NoRoom => texts.not_kept_room(),
        KeptCopy::Incomplete => texts.not_kept_incomplete(),
        KeptCopy::Refused => texts.not_kept_refused(),
    };
    sentence.text.to_owned()
}
