//! The rows of an answer under what to do about them.

use yew::Html;

use super::phrase::say;
use super::tag::{Tag, When, all, tag, text};
use super::{Setting, copy, guidance, outside, paging, row};
use crate::engine::protocol::HitView;
use crate::messages::{Phrase, Sentence, flat};
use crate::state::{Answered, Born, MOST_LESS_SIMILAR};

/// One page of what was found, less similar names apart and last. `is_stale` where the answer to
/// what stands in the box is still to come.
pub(super) fn show(setting: &Setting, answered: &Answered, is_stale: bool) -> Html {
    let messages = setting.messages;
    let [inside, apart, less] = answered.shown();
    let rows = |label, hits: &[&HitView]| match hits {
        [] => Html::default(),
        hits => rows(setting, label, hits, answered.born()).show(),
    };
    let found = match inside.is_empty() && apart.is_empty() {
        true => Html::default(),
        false => {
            let lead = match messages.later_texts() {
                Some(texts) => guidance::lead(setting, texts, answered),
                None => tag("p").class("lead").text(messages.caution()).show(),
            };
            all(vec![
                lead,
                rows(messages.results(), &inside),
                outside(setting, answered, &apart),
            ])
        }
    };
    // A wider search is offered with these texts.
    let less = match (&*less, messages.later_texts()) {
        ([], _) | (_, None) => Html::default(),
        (hits, Some(texts)) => {
            let cut = match answered.is_cut() {
                false => Html::default(),
                true => {
                    let most = texts.less_similar_cut(MOST_LESS_SIMILAR);
                    all(vec![text(" "), text(most)])
                }
            };
            let meaning = say(messages.less_similar_meaning());
            tag("div")
                .class("less")
                .child(tag(setting.heading(1)).text(texts.less_similar()))
                .child(tag("p").child(meaning).child(cut))
                .child(rows(texts.less_similar(), hits))
                .show()
        }
    };
    tag("div")
        .class(if is_stale { "results stale" } else { "results" })
        .child(found)
        .child(less)
        .child(paging::of_answer(setting, answered))
        .show()
}

/// The rows that the filters do not let through, with names too near to be hidden; nothing where there are
/// none.
fn outside(setting: &Setting, answered: &Answered, hits: &[&HitView]) -> Html {
    if hits.is_empty() {
        return Html::default();
    }
    let heading = outside::heading(setting.messages, answered);
    tag("div")
        .class("less")
        .child(tag(setting.heading(1)).text(heading))
        .child(rows(setting, heading, hits, answered.born()))
        .show()
}

/// A list of rows, which are compared with this date of birth.
pub(super) fn rows(
    setting: &Setting,
    label: &'static Sentence,
    hits: &[&HitView],
    born: Born,
) -> Tag {
    let rows = hits.iter().map(|hit| row::show(setting, hit, born));
    let messages = setting.messages;
    let on_copy = move |event| copy::on_copy(event, &flat(&messages.on_lists(&Phrase::new())));
    tag("ol")
        .with(&["aria-label"], [Some(label.text.into())])
        .on(When::Copied, on_copy.into())
        .children(rows.collect())
}
