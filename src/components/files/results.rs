//! The last step: the summary, which is a page on paper, and the rows to look at.

use batch::{RowOutcome, Suspicion};
use check::{Outcome, Status};
use matcher::{Band, QueryProblem};
use yew::Html;
use yew::virtual_dom::AttributeOrProperty::Static;

use super::super::tag::{When, all, tag, unkept};
use super::super::{Setting, paging, phrase, row};
use super::{Deed, Desk, value};
use crate::engine::protocol::ListView;
use crate::files::output::ResultForm;
use crate::files::run::{Filter, Kept, Run, TO_LOOK_AT};
use crate::files::workbook::MOST_ROWS;
use crate::messages::files::Texts;
use crate::messages::{Messages, Phrase, Piece, Sentence};
use crate::state::Moment;

/// Rows on one page.
pub(super) const PAGE_SIZE: usize = 20;

/// What came of a file.
pub(super) struct Result<'a> {
    pub(super) file: &'a str,
    pub(super) run: &'a Run,
    pub(super) lists: &'a [ListView],
    pub(super) statuses: &'a [Status],
    pub(super) at: Moment,
    pub(super) filter: &'a Filter,
    /// From 0.
    pub(super) page: usize,
    pub(super) has_header: bool,
    pub(super) is_writing: bool,
    /// What it was saved as last.
    pub(super) downloaded: Option<ResultForm>,
    /// The hash of the check record, once one was made.
    pub(super) record: &'a str,
}

/// Why a row could not be searched.
fn problem_words(texts: &'static Texts, problem: QueryProblem) -> &'static Sentence {
    match problem {
        QueryProblem::Empty | QueryProblem::NoWords => texts.row_empty(),
        QueryProblem::TooShort => texts.row_short(),
        QueryProblem::TooLong => texts.row_long(),
        QueryProblem::UnknownLetters => texts.row_letters(),
    }
}

/// The words for an outcome.
fn outcome_words(texts: &'static Texts, outcome: RowOutcome) -> &'static Sentence {
    match outcome {
        RowOutcome::Answered(Outcome::Hits) => texts.hits(),
        RowOutcome::Answered(Outcome::NotSearched) => texts.not_searched(),
        RowOutcome::Answered(Outcome::TooLittle) => texts.too_little(),
        RowOutcome::Answered(Outcome::NoVerdict) => texts.no_verdict(),
        RowOutcome::Answered(Outcome::NothingInFile) => texts.nothing_in_file(),
        RowOutcome::Answered(Outcome::NothingFound) => texts.nothing_found(),
        RowOutcome::NotReached => texts.not_reached(),
    }
}

/// Everything of the result.
pub(super) fn show(desk: &Desk, result: &Result<'_>) -> Html {
    all(vec![
        summary(desk, result),
        actions(desk, result),
        rows(desk, result),
    ])
}

/// A paragraph, where something is said.
fn paragraph(class: &'static str, words: &Phrase) -> Html {
    match words.is_empty() {
        true => Html::default(),
        false => tag("p").class(class).child(phrase::show(words)).show(),
    }
}

/// What was checked, when, in which lists, and how many rows came to what.
fn summary(desk: &Desk, result: &Result<'_>) -> Html {
    let (messages, texts) = (desk.setting.messages, desk.texts);
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let counts = result.run.counts();
    let time = messages.time(result.at);
    let checked = texts.checked(result.file, size(result.run.rows()), &time);
    let unfinished = match counts.of(RowOutcome::NotReached) {
        0 => Phrase::new(),
        count => vec![texts.not_finished(size(count)).into()],
    };
    let title = |list: &ListView| vec![Piece::Listed(list.title.clone())];
    let describe = |list: &ListView| {
        let dates = messages.published_and_checked(list, result.at);
        texts.searched_list(&title(list), &dates)
    };
    let enumerate = |lists: Vec<Phrase>| {
        let joined = lists.into_iter();
        let joined = joined.reduce(|before, next| messages.comma(&before, &next));
        joined.unwrap_or_default()
    };
    let is_searched = |(_, status): &(&ListView, &Status)| status.is_searched();
    let searched = result.lists.iter().zip(result.statuses).filter(is_searched);
    let lists = enumerate(searched.map(|(list, _)| describe(list)).collect());
    let others = result.lists.iter().zip(result.statuses);
    let unsearched = others.clone().filter(|list| !is_searched(list));
    let unsearched = enumerate(unsearched.map(|(list, _)| title(list)).collect());
    let unsearched = match unsearched.is_empty() {
        true => unsearched,
        false => texts.unsearched(&unsearched),
    };
    // What is said of a list that was not searched is that.
    let withheld = others.filter(is_searched);
    let withheld = withheld.filter(|(_, status)| status.withholds_verdict());
    let withheld = enumerate(withheld.map(|(list, _)| title(list)).collect());
    let withheld = match withheld.is_empty() {
        true => withheld,
        false => texts.withheld(&withheld),
    };
    let suspicion = match result.run.suspicion() {
        None => Phrase::new(),
        Some(Suspicion::Empty) => texts.all_empty().into(),
        Some(Suspicion::Numbers) => texts.all_numbers().into(),
    };
    let unread = match result.run.unread_facts {
        0 => Phrase::new(),
        count => vec![texts.unread_facts(size(count)).into()],
    };
    let record = match result.record {
        "" => Phrase::new(),
        hash => texts.record_hash(hash),
    };
    let line = |label: &'static Sentence, count: u64, class: &'static str| {
        tag("tr")
            .class(class)
            .child(tag("th").fixed(&[("scope", Static("row"))]).text(label))
            .child(tag("td").text(messages.number(size(count))))
            .show()
    };
    let bands = [
        (Band::Exact, messages.band_same_name()),
        (Band::Strong, messages.band_very_similar()),
        (Band::Possible, messages.band_similar()),
        (Band::WeakAlias, messages.band_weak_alias()),
    ];
    let mut lines = Vec::new();
    for outcome in RowOutcome::WORST_FIRST {
        let count = counts.of(outcome);
        let is_hits = outcome == Outcome::Hits.into();
        if count > 0 || is_hits {
            lines.push(line(outcome_words(texts, outcome), count, ""));
        }
        for (band, label) in bands.iter().filter(|_| is_hits) {
            let count = result.run.in_band(*band);
            if count > 0 {
                lines.push(line(label, count, "part"));
            }
        }
    }
    let head = |label: &'static Sentence| {
        tag("th")
            .fixed(&[("scope", Static("col"))])
            .text(label)
            .show()
    };
    let head = tag("tr").children(vec![head(texts.outcome()), head(texts.rows())]);
    let table = tag("table")
        .with(&["aria-label"], [Some(texts.summary_label().text.into())])
        .child(tag("thead").child(head))
        .child(tag("tbody").children(lines));
    tag("div")
        .class("summary")
        .children(vec![
            desk.title(texts.results_title()),
            paragraph("", &checked),
            paragraph("warning", &unfinished),
            paragraph("quiet", &texts.searched_in(&lists)),
            match result.lists.iter().any(|list| list.sample) {
                true => tag("p")
                    .class("warning")
                    .text(messages.sample_title())
                    .show(),
                false => Html::default(),
            },
            paragraph("warning", &unsearched),
            paragraph("warning", &withheld),
            paragraph("warning", &suspicion),
            table.show(),
            paragraph("", &unread),
            paragraph("hash", &record),
            tag("p").text(texts.caution()).show(),
        ])
        .show()
}

fn actions(desk: &Desk, result: &Result<'_>) -> Html {
    let texts = desk.texts;
    let (record, record_note) = match result.run.is_whole() {
        true => (
            desk.act
                .button(desk.setting.messages.save_check(), "", Deed::Record),
            Phrase::new(),
        ),
        false => (Html::default(), texts.record_of_all().into()),
    };
    let said = match (result.is_writing, result.downloaded) {
        (true, _) => texts.writing().into(),
        (false, Some(form)) => vec![texts.downloaded(form.name()).into()],
        (false, None) => Phrase::new(),
    };
    let download = |form: ResultForm, class| {
        let words = texts.download(form.name());
        desk.act.button(words, class, Deed::Download(form))
    };
    let is_small = result.run.rows() <= u64::from(MOST_ROWS);
    let (workbook, note) = match is_small {
        true => (download(ResultForm::Xlsx, ""), Phrase::new()),
        false => (
            Html::default(),
            vec![texts.xlsx_note(MOST_ROWS as usize).into()],
        ),
    };
    all(vec![
        tag("div")
            .class("actions")
            .child(all(vec![
                download(ResultForm::Csv, "primary"),
                workbook,
                desk.act.button(texts.print(), "", Deed::Print),
                record,
                desk.act.button(texts.forget(), "", Deed::Forget),
            ]))
            .show(),
        paragraph("quiet", &record_note),
        paragraph("quiet", &note),
        paragraph("quiet", &said),
    ])
}

/// How many rows a filter lets through.
pub(super) fn count(texts: &'static Texts, rows: usize) -> String {
    match rows {
        0 => texts.look_filtered().text.to_owned(),
        rows => texts.look_count(rows),
    }
}

/// The rows to look at, with their filters.
fn rows(desk: &Desk, result: &Result<'_>) -> Html {
    let texts = desk.texts;
    let kept = result.run.filtered(result.filter);
    let mut parts = vec![
        tag(desk.setting.heading(0))
            .fixed(&[("tabindex", Static("-1"))])
            .node(desk.look.clone())
            .text(texts.look_title())
            .show(),
    ];
    if !result.run.has_rows_to_look_at() {
        parts.push(paragraph("", &texts.look_none().into()));
        return tag("div").class("look").children(parts).show();
    }
    parts.push(filters(desk, result.filter));
    let count = count(texts, kept.len());
    parts.push(tag("p").class("status").text(count).show());
    if result.has_header {
        parts.push(paragraph("quiet", &texts.look_header().into()));
    }
    let shown = kept.iter().skip(result.page * PAGE_SIZE).take(PAGE_SIZE);
    let shown = shown.map(|kept| show_row(desk, kept));
    let list = tag("ol")
        .with(
            &["class", "aria-label"],
            [Some("rows".into()), Some(texts.look_title().text.into())],
        )
        .children(shown.collect());
    parts.push(list.show());
    let pages = kept.len().div_ceil(PAGE_SIZE).max(1);
    parts.push(paging::show(&desk.setting, result.page, pages));
    tag("div").class("look").children(parts).show()
}

fn filters(desk: &Desk, filter: &Filter) -> Html {
    let (messages, texts) = (desk.setting.messages, desk.texts);
    let mut outcomes = vec![("", texts.every().text)];
    outcomes.extend(TO_LOOK_AT.map(|outcome| {
        let words = outcome_words(texts, outcome.into());
        (outcome.as_str(), words.text)
    }));
    let bands = [
        ("", None, texts.every()),
        ("exact", Some(Band::Exact), messages.band_same_name()),
        ("strong", Some(Band::Strong), messages.band_very_similar()),
        ("possible", Some(Band::Possible), messages.band_similar()),
        (
            "weak-alias",
            Some(Band::WeakAlias),
            messages.band_weak_alias(),
        ),
    ];
    let (one, other, third) = (filter.clone(), filter.clone(), filter.clone());
    let chosen = filter.outcome.map_or("", RowOutcome::as_str);
    let outcome = desk.select(
        "files-outcome",
        texts.filter_outcome(),
        chosen,
        &outcomes,
        move |word| {
            let outcomes = RowOutcome::ALL.into_iter();
            let outcome = outcomes.into_iter().find(|one| one.as_str() == word);
            Some(Deed::Look(Filter {
                outcome,
                ..one.clone()
            }))
        },
    );
    let chosen = bands.iter().find(|(_, band, _)| *band == filter.band);
    let band = desk.select(
        "files-band",
        texts.filter_band(),
        chosen.map_or("", |(value, ..)| value),
        &bands.map(|(value, _, words)| (value, words.text)),
        move |word| {
            let (_, band, _) = bands.into_iter().find(|(value, ..)| *value == word)?;
            Some(Deed::Look(Filter {
                band,
                ..other.clone()
            }))
        },
    );
    let on_text = desk.act.when(move |event| {
        Some(Deed::Look(Filter {
            text: value(&event)?,
            ..third.clone()
        }))
    });
    let text = tag("input")
        .fixed(unkept![
            ("id", Static("files-find")),
            ("type", Static("text")),
        ])
        .on(When::Typed, on_text);
    let text = tag("div")
        .child(
            tag("label")
                .fixed(&[("for", Static("files-find"))])
                .text(texts.filter_text()),
        )
        .child(text);
    tag("div")
        .class("asides")
        .children(vec![outcome, band, text.show()])
        .show()
}

/// One row with its hits.
fn show_row(desk: &Desk, kept: &Kept) -> Html {
    let texts = desk.texts;
    let answered = kept.answered();
    let known = &answered.question.known;
    let number = kept.row as usize + 1;
    let words = match kept.text().trim().is_empty() {
        true => vec![texts.row(number).into()],
        false => texts.row_named(number, kept.text()),
    };
    let words = phrase::show_with(&words, |name| {
        tag("bdi")
            .with(
                &["class", "translate"],
                [Some("asked".into()), Some("no".into())],
            )
            .text(name.to_owned())
            .show()
    });
    let title = tag(desk.setting.heading(1)).child(words);
    type Say = fn(&'static Texts, &str) -> Phrase;
    let facts: [(Say, &String); 2] = [
        (Texts::row_born, &known.born),
        (Texts::row_country, &known.country),
    ];
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let facts = Messages::dotted(facts.map(|(say, fact)| say(texts, fact)).collect());
    let mut parts = vec![title.show(), paragraph("quiet", &facts)];
    let is_hits = kept.outcome == Outcome::Hits.into();
    match answered.results.problem {
        Some(problem) => parts.push(paragraph("", &problem_words(texts, problem).into())),
        None if answered.results.suppressed > 0 => {
            // How many entries are too common to be shown, which is all that was found or stands beside the hits.
            let messages = desk.setting.messages;
            let common = match is_hits {
                true => messages.more_in_common(&answered.results),
                false => messages.common(&answered.results),
            };
            parts.push(paragraph("", &vec![common.into()]));
        }
        None if !is_hits => parts.push(paragraph("", &outcome_words(texts, kept.outcome).into())),
        None => {}
    }
    let hits = &answered.results.rows;
    if !hits.is_empty() {
        let born = answered.born();
        // Its names are headings below that of the row.
        let setting = Setting {
            level: desk.setting.level.saturating_add(1),
            ..desk.setting.clone()
        };
        let shown = hits.iter().map(|hit| row::show(&setting, hit, born));
        let list = tag("ol").class("hits").children(shown.collect());
        parts.push(list.show());
    }
    let total = answered.found().shown;
    if total > hits.len() && !hits.is_empty() {
        let more = vec![texts.more_hits(hits.len(), total).into()];
        parts.push(paragraph("quiet", &more));
    }
    tag("li")
        .class("file-row")
        .children(parts)
        .key(kept.row.to_string())
        .show()
}
