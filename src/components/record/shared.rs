//! Other entries of the list that have a number, an address or an owner of this one.

use pack::SharedKind;
use yew::Html;

use super::super::tag::{all, tag};
use super::super::{Setting, row};
use crate::engine::protocol::SharedView;
use crate::messages::LaterTexts;

const NUMBER: u8 = SharedKind::Number as u8;
const ADDRESS: u8 = SharedKind::Address as u8;

/// Names the other entries, and says of them no more than that the list gives the same; nothing where there are none.
/// `place` is that of the list.
pub(super) fn show(
    setting: &Setting,
    texts: &'static LaterTexts,
    shared: &[SharedView],
    place: usize,
) -> Html {
    let mut parts = Vec::new();
    for one in shared.iter().filter(|one| one.list == place) {
        let same = match one.kind {
            NUMBER => texts.shared_number(),
            ADDRESS => texts.shared_address(),
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
