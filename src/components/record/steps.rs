//! From an entry to the ones before and after it among the results.

use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::super::paging::arrow;
use super::super::tag::{When, tag};
use super::super::{Intent, Setting};
use crate::engine::protocol::{Entry, HitView};
use crate::state::Answered;

/// Previous and next, with the place of the entry among all results; nothing where it is none of them. After the
/// last entry of a page of results comes the first of the next page.
pub(super) fn show(setting: &Setting, entry: &Entry, answered: &Answered) -> Html {
    let messages = setting.messages;
    let rows = answered.shown().concat();
    let is_it = |hit: &HitView| {
        *entry
            == Entry::At {
                list: hit.list,
                designation: hit.designation,
            }
    };
    let is_here = |hit: &&HitView| is_it(hit) || hit.listings.iter().any(is_it);
    let pages = answered.pages();
    let here = rows.iter().position(is_here);
    let Some(here) = here.filter(|_| rows.len() > 1 || pages > 1) else {
        return Html::default();
    };
    let open = |hit: &&HitView| Intent::Open {
        list: hit.list,
        designation: hit.designation,
        button: None,
    };
    let page = answered.page;
    let previous = match here {
        0 => page.checked_sub(1).map(Intent::Turn),
        _ => rows.get(here - 1).map(open),
    };
    let next = rows.get(here + 1).map(open);
    let next = next.or_else(|| (page + 1 < pages).then_some(Intent::Turn(page + 1)));
    let button = |intent| {
        tag("button")
            .fixed(&[("type", Static("button")), ("class", Static("link"))])
            .on(When::Clicked, setting.always(intent))
    };
    let previous = previous.map(|intent| {
        let button = button(intent).child(arrow("‹ "));
        button.text(messages.previous()).show()
    });
    let next = next.map(|intent| {
        let button = button(intent).text(messages.next());
        button.child(arrow(" ›")).show()
    });
    let place = messages.entry_of(answered.before() + here + 1, answered.row_count());
    tag("nav")
        .with(
            &["class", "aria-label"],
            [Some("steps".into()), Some(messages.results().text.into())],
        )
        .child(tag("span").text(place))
        .child(previous.unwrap_or_default())
        .child(next.unwrap_or_default())
        .show()
}
