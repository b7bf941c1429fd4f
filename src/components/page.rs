//! The whole page for a state, part by part.

use std::rc::Rc;

use yew::virtual_dom::AttributeOrProperty::Static;
use yew::virtual_dom::{Key, VList};
use yew::{AttrValue, Html};

use super::tag::{When, all, tag, text};
use super::{
    Intent, Setting, about, answer, guidance, header, known, link, narrow, notice, offline,
    outside, phrase, read, record, results, search_box, start, status, suppressed, wider,
};
use crate::config::Config;
use crate::effects::Focus;
use crate::engine::protocol::ListView;
use crate::messages::{Messages, Trouble, flat};
use crate::state::{Answered, Extra, Lists, Origin, Phase, State};
use check::{Outcome, Status};

/// What the page is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Page<'app> {
    pub(super) config: &'app Config,
    pub(super) setting: &'app Setting,
    pub(super) state: &'app State,
    pub(super) focus: &'app Focus,
    /// What is in the live region.
    pub(super) said: &'app AttrValue,
    /// How often something else than this program has changed what is shown, as a page translator
    /// does. What it may have changed is drawn as new elements from then on, since its nodes are
    /// no longer those that Yew knows.
    pub(super) edition: u32,
    /// How many actions there were, and how many answers: what is said of one is never said in the
    /// nodes of another, which a translator may fill with its translation of the earlier one.
    pub(super) turn: u32,
    pub(super) answers: u32,
    /// Whether the device's clock and the server's time differ by more than an hour.
    pub(super) is_clock_wrong: bool,
    /// Whether the open record was copied, once somebody wanted it.
    pub(super) copied: Option<bool>,
    /// Where it was opened.
    pub(super) origin: Origin,
}

/// Why nothing can be searched.
pub(super) fn trouble(state: &State, messages: &'static Messages) -> Option<Trouble> {
    match &state.lists {
        Lists::Failed(failure) => Some(messages.load_failed(failure)),
        Lists::Died => Some(messages.engine_died()),
        Lists::Ready(_) | Lists::Loading { .. } => None,
    }
}

/// The page.
pub(super) fn show(page: &Page<'_>) -> Html {
    let Page {
        config,
        setting,
        state,
        focus,
        said,
        edition,
        turn,
        answers,
        is_clock_wrong,
        copied,
        origin,
    } = *page;
    let messages = setting.messages;
    let lists = state.loaded();
    let answered = state.answered.as_ref();
    let is_open = state.open.is_some();
    let is_blank = state.question.is_blank();
    let trouble = trouble(state, messages);
    // Every part below has its own key, so that the box stays when another part comes or goes.
    let record = state
        .open
        .as_ref()
        .map(|open| record::show(setting, (state, open), &focus.title, (copied, origin)));
    let opened = state.open.as_ref().map_or(0, |open| open.id);
    let has_rows = |answered: &&Rc<Answered>| !answered.results.rows.is_empty();
    let show_results = |answered: &Rc<Answered>| {
        let is_stale = state.phase() == Phase::Awaited;
        match answered.results.listed {
            Some(_) => outside::browse(setting, answered),
            None => results::show(setting, answered, is_stale),
        }
    };
    let results = answered.filter(has_rows).map(show_results);
    let is_shown = results.is_some();
    let printed_results = state.printed.answered.as_ref().filter(has_rows);
    let printed_results = printed_results.map(|answered| {
        let all = show_results(answered);
        tag("div").class("paper").child(all).show()
    });
    let narrow = match is_blank {
        true => Html::default(),
        false => narrow::show(setting, state, edition),
    };
    let outside = answered.map(|answered| outside::show(setting, answered));
    let is_unfinished = state.phase() == Phase::Unfinished;
    let wider = answered
        .filter(|_| !is_blank && !is_unfinished)
        .map(|answered| wider::show(setting, answered));
    // The problem itself, or what was not found, stands where else the count stands.
    let count = match &trouble {
        Some(_) => Html::default(),
        None => answer::verdict(state, messages)
            .unwrap_or_else(|| text(status::sentence(state, messages))),
    };
    let is_listed = answered.is_some_and(|answered| answered.results.listed.is_some());
    let start = match is_blank && trouble.is_none() && !is_listed {
        true => start::show(setting, state.status() == Status::Sample),
        false => Html::default(),
    };
    let problem = trouble.map(|trouble| notice::problem(setting, lists, &trouble));
    let notice = notice::show(setting, lists);
    let clock = match is_clock_wrong {
        true => notice::clock_wrong(messages),
        false => Html::default(),
    };
    let known = known::show(state, setting, edition);
    let label = match &config.label {
        Some(label) => label.clone(),
        None => flat(&header::title(messages, lists)).into(),
    };
    let count = tag("span").key(turn.to_string()).child(count);
    let answer = |name, html| part(name, [edition, answers], html);
    let count = tag("div")
        .fixed(&[("class", Static("status")), ("tabindex", Static("-1"))])
        .node(focus.count.clone())
        .child(answer("read", read::show(state, messages)))
        .child(tag("p").child(count))
        .show();
    let phase = state.phase();
    let is_awaited = phase == Phase::Awaited;
    // A record is of a search, so there is none of a text that was not searched. While the next answer is awaited
    // the button keeps its place, so that nothing moves with each letter.
    let is_searched = match phase {
        Phase::Answered(outcome) => outcome != Outcome::NotSearched,
        Phase::Awaited => answered.is_some(),
        _ => false,
    };
    let tools = [
        (is_searched, Intent::Save, messages.save_check()),
        (
            is_shown || is_searched,
            Intent::Print,
            messages.print_page(),
        ),
        (config.files, Intent::CheckFile, messages.check_file()),
        (
            config.files || is_searched,
            Intent::CheckRecord,
            messages.check_record(),
        ),
        (config.overview, Intent::Overview, messages.overview()),
    ];
    let tools = tools.into_iter().filter(|(is_offered, ..)| *is_offered);
    let tools = tools.map(|(_, intent, words)| {
        let is_disabled = is_awaited && matches!(intent, Intent::Save | Intent::Print);
        tag("button")
            .with(
                &["type", "class", "disabled"],
                [
                    Some("button".into()),
                    Some("link".into()),
                    is_disabled.then(AttrValue::default),
                ],
            )
            .on(When::Clicked, setting.always(intent))
            .text(words)
            .show()
    });
    let missing = state.missing.map(|missing| {
        tag("p")
            .fixed(&[("class", Static("error")), ("role", Static("alert"))])
            .text(match missing {
                Extra::Files => messages.check_file_missing(),
                Extra::Record => messages.save_check_missing(),
                Extra::Overview => messages.overview_missing(),
            })
            .show()
    });
    let tools = tag("div")
        .class("tools")
        .children(tools.collect())
        .child(missing.unwrap_or_default())
        .show();
    // What comes and goes with a letter comes after the rows, which stay where they are.
    let rows = all(vec![
        answer("results", results.unwrap_or_default()),
        part(
            "all",
            [edition, answers],
            printed_results.unwrap_or_default(),
        ),
        answer("outside", outside.unwrap_or_default()),
    ]);
    let found = tag("div")
        .class("found")
        .key("found".to_owned())
        .child(tag("div").child(rows))
        .child(part("narrow", [0, 0], narrow))
        .show();
    // Beside a record there is the box alone, for the next name.
    let search = tag("div")
        .class(match (is_open, is_blank) {
            (true, _) => "find beside",
            (false, true) => "find",
            (false, false) => "find typed",
        })
        .children(vec![
            part(
                "box",
                [0, 0],
                search_box::show(setting, &focus.input, label, known),
            ),
            part("count", [edition, 0], count),
            part("problem", [edition, 0], problem.unwrap_or_default()),
            answer("meaning", answer::meaning(state, messages)),
            found,
            answer(
                "suppressed",
                suppressed::show(setting, state, &focus.suppressed),
            ),
            answer("wider", wider.unwrap_or_default()),
            part("start", [edition, 0], start),
            part("tools", [edition, 0], tools),
        ])
        .show();
    let said = tag("span")
        .key([&edition.to_string(), " ", &**said].concat())
        .text(said.clone());
    let said = tag("div")
        .fixed(&[("class", Static("unseen")), ("role", Static("status"))])
        .child(said)
        .show();
    let foot = tag("div")
        .fixed(&[("class", Static("foot")), ("part", Static("foot"))])
        .child(guidance::misses(messages, lists))
        .child(guidance::words(messages, lists))
        .child(about::show(setting, lists))
        .child(offline::show(setting, state))
        .show();
    let tongue = messages.tongue();
    // What the host says of the direction reaches the widget by itself.
    let dir = (!config.has_dir).then(|| tongue.dir.into());
    tag("div")
        .with(
            &["class", "lang", "dir"],
            [Some("widget".into()), Some(tongue.lang.into()), dir],
        )
        .children(vec![
            part("header", [edition, 0], header::show(setting, lists, config)),
            part("notice", [edition, 0], notice),
            part("clock", [edition, 0], clock),
            part("printed", [edition, answers], printed(state, messages)),
            part("search", [0, 0], search),
            part("record", [edition, opened], record.unwrap_or_default()),
            part("said", [0, 0], said),
            part("foot", [edition, 0], foot),
            part("footer", [edition, 0], footer(config, lists, messages)),
        ])
        .show()
}

/// A part of the page that is drawn as new elements when its version changes, and whose place no
/// other part can take.
fn part(name: &str, [edition, version]: [u32; 2], html: Html) -> Html {
    let key = [name, " ", &edition.to_string(), " ", &version.to_string()].concat();
    VList::with_children(vec![html], Some(Key::from(key))).into()
}

/// What was searched and when, for whoever reads it on paper.
fn printed(state: &State, messages: &'static Messages) -> Html {
    let answered = state.answered.as_ref();
    let Some(answered) = answered.filter(|answered| !answered.question.is_blank()) else {
        return Html::default();
    };
    let sentence = messages.printed_search(&answered.question, answered.at);
    tag("p")
        .class("paper")
        .child(phrase::show(&sentence))
        .show()
}

fn footer(config: &Config, lists: &[ListView], messages: &'static Messages) -> Html {
    let report = match (&config.report, messages.later_texts()) {
        (Some(address), Some(texts)) => {
            let report = link(address.clone(), phrase::say(texts.report_problem()));
            tag("p").child(report).show()
        }
        _ => Html::default(),
    };
    let notices = lists.iter().map(|list| {
        let notice = messages.attribution(list);
        let licence = |name: &str| link(list.licence_url.clone(), phrase::listed(name));
        tag("p")
            .tongue(notice.tongue)
            .child(phrase::show_with(&notice.words, licence))
            .show()
    });
    // A host that is the official service, or has more to say, puts its own words here.
    let notice = tag("slot")
        .fixed(&[("name", Static("notice"))])
        .text(messages.unofficial());
    // No <footer>, which outside the <main> of a host would be the page's own.
    tag("div")
        .class("footer quiet")
        .child(all(notices.collect()))
        .child(tag("p").child(notice))
        .child(report)
        .show()
}
