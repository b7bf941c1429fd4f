//! What to do about what was found, and what this search misses.

use record::Kind;
use yew::Html;

use super::phrase::say;
use super::tag::{Tag, all, tag};
use super::{Setting, link, official, phrase};
use crate::engine::protocol::{HitView, ListView};
use crate::messages::{Key, LaterTexts, Law, Messages, Sentence, Situation, key, law, laws, same};
use crate::state::Answered;

/// What this search misses, folded; what is in it comes with the texts that are loaded later.
pub(super) fn misses(messages: &'static Messages, lists: &[ListView]) -> Html {
    let texts = messages.later_texts();
    let content = texts.map(|texts| what_it_misses(texts, &laws(lists)));
    folded("", messages.what_it_misses(), content.unwrap_or_default())
}

/// Above the results: what was found in a sentence, what to do in another, and the steps, folded.
/// Nothing on a later page, whose results are not the nearest.
pub(super) fn lead(setting: &Setting, texts: &'static LaterTexts, answered: &Answered) -> Html {
    let (rows, _) = answered.rows();
    let situation = Situation::of(rows).filter(|_| answered.page == 0);
    let Some(situation) = situation else {
        return Html::default();
    };
    let [found, open] = situation.sentences().map(|key| texts.sentence(key));
    let lead = tag("p")
        .class("lead")
        // Two sentences in English read from left to right in any page.
        .tongue(found.tongue)
        .child(tag("strong").text(found))
        .text(" ")
        .child(say(open));
    let steps = what_to_do(setting, texts, rows, situation.kind);
    all(vec![
        lead.show(),
        folded("todo", texts.messages.what_to_do(), steps),
    ])
}

fn what_to_do(
    setting: &Setting,
    texts: &'static LaterTexts,
    rows: &[HitView],
    kind: Option<Kind>,
) -> Html {
    let steps = vec![
        step(texts, key::STEP_OPEN, say(texts.sentence(same(kind)))),
        step(texts, key::STEP_STOP, stops(setting, texts, rows, kind)),
        step(texts, key::STEP_WHO_ELSE, who_else(texts)),
        step(
            texts,
            key::STEP_CLOSER,
            say(texts.sentence(key::STEP_CLOSER_HOW)),
        ),
        step(
            texts,
            key::STEP_NOTE,
            say(texts.sentence(key::STEP_NOTE_HOW)),
        ),
    ];
    let official = official(texts.messages, &setting.lists);
    all(vec![
        list("ol", texts).children(steps).show(),
        tag("p").child(official).show(),
    ])
}

#[inline(never)]
fn step(texts: &'static LaterTexts, step: Key, how: Html) -> Html {
    let step = tag("strong").text(texts.sentence(step).text);
    tag("li").child(step).text(" ").child(how).show()
}

/// The same in the words of the lists that the rows are on; where these differ, under the names of the lists.
fn stops(
    setting: &Setting,
    texts: &'static LaterTexts,
    rows: &[HitView],
    kind: Option<Kind>,
) -> Html {
    let is_on = |place: usize| {
        let is_here = |row: &HitView| row.list == place;
        let mut rows = rows.iter();
        rows.any(|row| is_here(row) || row.listings.iter().any(is_here))
    };
    let lists = setting.lists.iter().enumerate();
    let mut told: Vec<(&Law, Vec<&ListView>)> = Vec::new();
    for (_, list) in lists.filter(|(place, _)| is_on(*place)) {
        let own = law(&list.list);
        let mut known = told.iter_mut();
        match known.find(|(law, _)| (law.stop)(kind) == (own.stop)(kind)) {
            Some((_, lists)) => lists.push(list),
            None => told.push((own, vec![list])),
        }
    }
    let are_several = told.len() > 1;
    let mut parts = Vec::new();
    for (law, lists) in told {
        if are_several {
            let lists = texts.messages.titles(lists.into_iter());
            let on = phrase::show(&texts.messages.on_lists(&lists));
            parts.push(tag("p").class("on").child(on).show());
        }
        parts.push(stop(texts, law, kind));
    }
    all(parts)
}

/// What to do if it is the same, or cannot be told, whom to ask and where to report.
pub(super) fn stop(texts: &'static LaterTexts, law: &Law, kind: Option<Kind>) -> Html {
    let mut parts = Vec::new();
    say_each(&mut parts, "p", texts, (law.stop)(kind));
    let mut reports = Vec::new();
    for (words, to) in law.reports {
        let report = link(*to, say(texts.sentence(*words)));
        reports.push(tag("li").child(report).show());
    }
    if !reports.is_empty() {
        let reports = list("ul", texts).class("links").children(reports);
        parts.push(reports.show());
    }
    all(parts)
}

/// Who else to check, folded, by what a person does with them.
pub(super) fn who_else(texts: &'static LaterTexts) -> Html {
    const ROLES: [Key; 8] = [
        key::WHO_ELSE_PAY,
        key::WHO_ELSE_SELL,
        key::WHO_ELSE_LET,
        key::WHO_ELSE_CLIENT,
        key::WHO_ELSE_HIRE,
        key::WHO_ELSE_SHIP,
        key::WHO_ELSE_GRANT,
        key::WHO_ELSE_ART,
    ];
    let mut roles = Vec::new();
    say_each(&mut roles, "li", texts, &ROLES);
    let roles = list("ul", texts).children(roles).show();
    folded("todo", texts.sentence(key::WHO_ELSE_TITLE), roles)
}

/// Each of these sentences in an element of its own.
#[inline(never)]
fn say_each(
    into: &mut Vec<Html>,
    name: &'static str,
    texts: &'static LaterTexts,
    sentences: &[Key],
) {
    for sentence in sentences {
        into.push(tag(name).text(texts.sentence(*sentence)).show());
    }
}

/// What a person unfolds.
fn folded(class: &'static str, summary: &'static Sentence, content: Html) -> Html {
    tag("details")
        .class(class)
        .child(tag("summary").text(summary))
        .child(content)
        .show()
}

/// What the words of the page mean, folded; nothing before the texts that are loaded later.
pub(super) fn words(messages: &'static Messages, lists: &[ListView]) -> Html {
    let Some(texts) = messages.later_texts() else {
        return Html::default();
    };
    const OWN: [Key; 4] = [
        key::WORD_ENTRY,
        key::WORD_ALIAS,
        key::WORD_REGIME,
        key::WORD_MEASURE,
    ];
    let mut words = Vec::new();
    for law in laws(lists) {
        say_each(&mut words, "li", texts, law.words);
    }
    say_each(&mut words, "li", texts, &OWN);
    let words = list("ul", texts).children(words).show();
    folded("", texts.words_used(), words)
}

fn what_it_misses(texts: &'static LaterTexts, laws: &[&Law]) -> Html {
    let (mut misses, mut ownership) = (Vec::new(), Vec::new());
    let first = [key::MISSES_SPELLING, key::MISSES_OWNED];
    say_each(&mut misses, "li", texts, &first);
    for law in laws {
        say_each(&mut misses, "li", texts, law.misses);
        say_each(&mut ownership, "p", texts, law.ownership);
    }
    let further = [key::MISSES_GOODS, key::MISSES_LISTS, key::MISSES_REMOVED];
    say_each(&mut misses, "li", texts, &further);
    all(vec![
        list("ul", texts).children(misses).show(),
        all(ownership),
    ])
}

/// A list in the language of the law.
fn list(name: &'static str, texts: &'static LaterTexts) -> Tag {
    tag(name).tongue(texts.sentence(key::MISSES_SPELLING).tongue)
}
