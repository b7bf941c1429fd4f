//! Other entries of the list that have a number, an address or an owner of this one.

use yew::Html;

use super::super::tag::{all, tag};
use super::super::{Setting, row};
use crate::engine::protocol::SharedView;
use crate::messages::LaterTexts;

/// What the list says of other entries too, said as no more than that; nothing where there is none. `place` is that of the list.
pub(super) fn show(
    setting: &Setting,
    texts: &'static LaterTexts,
    shared: &[SharedView],
    place: usize,
) -> Html {
    let mut parts = Vec::new();
    for one in shared.iter().filter(|one| one.list == place) {
        let same = match one.kind {
            0 => texts.shared_number(),
            1 => texts.shared_address(),
            _ => texts.shared_owner(),
        };
        let others = one.entries.iter().map(|other| {
            let other = row::reference(setting, other);
            tag("li").children(other.into()).show()
        });
        parts.push(tag("p").text(same).show());
        parts.push(tag("ul").class("names").children(others.collect()).show());
    }
    if parts.is_empty() {
        return Html::default();
    }
    tag("section")
        .child(tag(setting.heading(2)).text(texts.shared_title()))
        .child(all(parts))
        .child(tag("p").class("quiet").text(texts.shared_meaning()))
        .show()
}
