//! What to do about what was found, and what this search misses.

use record::Kind;
use yew::Html;

use super::phrase::say;
use super::tag::{Tag, all, tag};
use super::{Setting, link, official};
use crate::engine::protocol::ListView;
use crate::messages::{Key, LaterTexts, Law, Messages, Sentence, Situation, key, law, laws, same};
use crate::state::Answered;

/// What this search misses, folded; what is in it comes with the texts that are loaded later.
pub(super) fn misses(messages: &'static Messages, lists: &[ListView]) -> Html {
    let texts = messages.later_texts();
    let content = texts.map(|texts| what_it_misses(texts, &laws(lists)));
    folded("", messages.what_it_misses(), content.unwrap_or_default())
}

/// Above the results: what was found in a sentence, what to do in another, and the steps, folded.
pub(super) fn lead(setting: &Setting, texts: &'static LaterTexts, answered: &Answered) -> Html {
    let Some(situation) = Situation::of(answered) else {
        return Html::default();
    };
    let [found, open] = situation.sentences().map(|key| texts.sentence(key));
    let lead = tag("p")
        .class("lead")
        .child(tag("strong").text(found))
        .text(" ")
        .child(say(open));
    let law = law_of(setting, answered);
    all(vec![
        lead.show(),
        folded(
            "todo",
            texts.messages.what_to_do(),
            what_to_do(setting, texts, law, situation.kind),
        ),
    ])
}

/// The law of the first of the lists with results that says where to report; of the first list else.
fn law_of(setting: &Setting, answered: &Answered) -> &'static Law {
    let rows = answered.results.rows.iter();
    let lists = rows.flat_map(|row| core::iter::once(row).chain(&row.listings));
    let codes = lists.filter_map(|row| setting.lists.get(row.list));
    let mut laws = codes.map(|list| law(&list.list)).peekable();
    let first = laws.peek().copied();
    let told = laws.find(|law| !law.reports.is_empty());
    told.or(first).unwrap_or_else(|| law(""))
}

fn what_to_do(
    setting: &Setting,
    texts: &'static LaterTexts,
    law: &Law,
    kind: Option<Kind>,
) -> Html {
    let steps = [
        (key::STEP_OPEN, say(texts.sentence(same(kind)))),
        (key::STEP_STOP, stop(texts, law, kind)),
        (key::STEP_WHO_ELSE, who_else(texts)),
        (key::STEP_CLOSER, say(texts.sentence(key::STEP_CLOSER_HOW))),
        (key::STEP_NOTE, say(texts.sentence(key::STEP_NOTE_HOW))),
    ];
    let steps = steps.map(|(step, how)| {
        tag("li")
            .child(tag("strong").text(texts.sentence(step).text))
            .text(" ")
            .child(how)
            .show()
    });
    let official = official(texts.messages, &setting.lists);
    all(vec![
        list("ol", texts).children(steps.into()).show(),
        tag("p").child(official).show(),
    ])
}

/// What to do if it is the same, or cannot be told, whom to ask and where to report.
pub(super) fn stop(texts: &'static LaterTexts, law: &Law, kind: Option<Kind>) -> Html {
    let mut parts = Vec::new();
    for sentence in (law.stop)(kind) {
        parts.push(tag("p").text(texts.sentence(*sentence)).show());
    }
    let reports = law.reports.iter().map(|(words, to)| {
        let report = link(*to, say(texts.sentence(*words)));
        tag("li").child(report).show()
    });
    let reports: Vec<Html> = reports.collect();
    if !reports.is_empty() {
        parts.push(tag("ul").children(reports).show());
    }
    all(parts)
}

/// Who else to check, by what a person does with them.
pub(super) fn who_else(texts: &'static LaterTexts) -> Html {
    let roles = [
        key::WHO_ELSE_PAY,
        key::WHO_ELSE_SELL,
        key::WHO_ELSE_LET,
        key::WHO_ELSE_CLIENT,
        key::WHO_ELSE_HIRE,
        key::WHO_ELSE_SHIP,
        key::WHO_ELSE_GRANT,
        key::WHO_ELSE_ART,
    ];
    let roles = roles.map(|role| tag("li").text(texts.sentence(role)).show());
    list("ul", texts).children(roles.into()).show()
}

/// What a person unfolds.
pub(super) fn folded(class: &'static str, summary: &'static Sentence, content: Html) -> Html {
    tag("details")
        .class(class)
        .child(tag("summary").text(summary))
        .child(content)
        .show()
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
