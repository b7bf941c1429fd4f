//! The last step: the summary, which is a page on paper, and the rows to look at.

use batch::{RowOutcome, Suspicion};
use check::{Outcome, Status};
use matcher::{Band, QueryProblem};
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html};

use super::super::tag::{When, all, tag, unkept};
use super::super::{Setting, paging, row};
use super::{Deed, Desk, value};
use crate::engine::protocol::ListView;
use crate::files::output::ResultForm;
use crate::files::run::{Filter, Kept, Run};
use crate::files::workbook::MOST_ROWS;
use crate::messages::files::{self as words, fill};
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
    pub(super) is_writing: bool,
    /// What it was saved as last.
    pub(super) downloaded: Option<ResultForm>,
    /// Whether it was asked whether the result shall be forgotten.
    pub(super) is_asking: bool,
    /// The hash of the check record, once one was made.
    pub(super) record: &'a str,
}

/// Why a row could not be searched.
fn problem_words(problem: QueryProblem) -> &'static str {
    match problem {
        QueryProblem::Empty | QueryProblem::NoWords => words::ROW_EMPTY,
        QueryProblem::TooShort => words::ROW_SHORT,
        QueryProblem::TooLong => words::ROW_LONG,
        QueryProblem::UnknownLetters => words::ROW_LETTERS,
    }
}

/// The words for an outcome.
fn outcome_words(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Answered(Outcome::Hits) => words::HITS,
        RowOutcome::Answered(Outcome::NotSearched) => words::NOT_SEARCHED,
        RowOutcome::Answered(Outcome::TooLittle) => words::TOO_LITTLE,
        RowOutcome::Answered(Outcome::NoVerdict) => words::NO_VERDICT,
        RowOutcome::Answered(Outcome::NothingInFile) => words::NOTHING_IN_FILE,
        RowOutcome::Answered(Outcome::NothingFound) => words::NOTHING_FOUND,
        RowOutcome::NotReached => words::NOT_REACHED,
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

fn paragraph(class: &'static str, words: String) -> Html {
    match words.is_empty() {
        true => Html::default(),
        false => tag("p").class(class).text(words).show(),
    }
}

/// What was checked, when, in which lists, and how many rows came to what.
fn summary(desk: &Desk, result: &Result<'_>) -> Html {
    let messages = desk.setting.messages;
    let number = |number: u64| messages.number(usize::try_from(number).unwrap_or(usize::MAX));
    let counts = result.run.counts();
    let time = messages.time(result.at);
    let checked = fill(
        words::CHECKED,
        &[
            ("file", result.file),
            ("rows", &number(result.run.rows())),
            ("time", &time),
        ],
    );
    let not_reached = counts.of(RowOutcome::NotReached);
    let unfinished = match not_reached {
        0 => String::new(),
        count => fill(words::NOT_FINISHED, &[("count", &number(count))]),
    };
    let describe = |list: &ListView| {
        let dates = messages.published_and_checked(list, result.at);
        fill(
            words::SEARCHED_LIST,
            &[("title", &list.title), ("dates", &dates)],
        )
    };
    let lists: Vec<String> = result.lists.iter().map(describe).collect();
    let searched = fill(words::SEARCHED_IN, &[("lists", &lists.join(", "))]);
    let withheld = result.lists.iter().zip(result.statuses);
    let withheld = withheld.filter(|(_, status)| status.withholds_verdict());
    let withheld: Vec<&str> = withheld.map(|(list, _)| &*list.title).collect();
    let withheld = match withheld.is_empty() {
        true => String::new(),
        false => fill(words::WITHHELD, &[("lists", &withheld.join(", "))]),
    };
    let suspicion = match result.run.suspicion() {
        None => "",
        Some(Suspicion::Empty) => words::ALL_EMPTY,
        Some(Suspicion::Numbers) => words::ALL_NUMBERS,
    };
    let unread = match result.run.unread_facts {
        0 => String::new(),
        count => fill(words::UNREAD_FACTS, &[("count", &number(count))]),
    };
    let record = match result.record {
        "" => String::new(),
        hash => fill(words::RECORD_HASH, &[("hash", hash)]),
    };
    let line = |label: &'static str, count: u64, class: &'static str| {
        tag("tr")
            .class(class)
            .child(tag("th").fixed(&[("scope", Static("row"))]).text(label))
            .child(tag("td").text(number(count)))
            .show()
    };
    let bands = [
        (Band::Exact, words::BAND_EXACT),
        (Band::Strong, words::BAND_STRONG),
        (Band::Possible, words::BAND_POSSIBLE),
        (Band::WeakAlias, words::BAND_WEAK),
    ];
    let mut lines = Vec::new();
    for outcome in RowOutcome::WORST_FIRST {
        let count = counts.of(outcome);
        let is_hits = outcome == Outcome::Hits.into();
        if count > 0 || is_hits {
            lines.push(line(outcome_words(outcome), count, ""));
        }
        for (band, label) in bands.iter().filter(|_| is_hits) {
            let count = result.run.in_band(*band);
            if count > 0 {
                lines.push(line(label, count, "part"));
            }
        }
    }
    let head = |label: &'static str| {
        tag("th")
            .fixed(&[("scope", Static("col"))])
            .text(label)
            .show()
    };
    let head = tag("tr").children(vec![head(words::OUTCOME), head(words::ROWS)]);
    let table = tag("table")
        .with(&["aria-label"], [Some(words::SUMMARY_LABEL.into())])
        .child(tag("thead").child(head))
        .child(tag("tbody").children(lines));
    tag("div")
        .class("summary")
        .children(vec![
            desk.title(words::RESULTS_TITLE),
            paragraph("", checked),
            paragraph("warning", unfinished),
            paragraph("quiet", searched),
            match result.lists.iter().any(|list| list.sample) {
                true => tag("p")
                    .class("warning")
                    .text(messages.sample_title())
                    .show(),
                false => Html::default(),
            },
            paragraph("warning", withheld),
            paragraph("warning", suspicion.to_owned()),
            table.show(),
            paragraph("", unread),
            paragraph("hash", record),
            paragraph("", words::CAUTION.to_owned()),
        ])
        .show()
}

fn actions(desk: &Desk, result: &Result<'_>) -> Html {
    if result.is_asking {
        return tag("div")
            .class("problem")
            .child(tag("p").text(words::FORGET_QUESTION))
            .child(tag("div").class("actions").child(all(vec![
                desk.act.button(words::FORGET_YES, "", Deed::Sure(true)),
                desk.act.button(words::FORGET_NO, "", Deed::Sure(false)),
            ])))
            .show();
    }
    // A record is of all rows.
    let record = match result.run.is_whole() {
        true => desk.act.button(words::RECORD, "", Deed::Record),
        false => Html::default(),
    };
    let said = match (result.is_writing, result.downloaded) {
        (true, _) => words::WRITING.to_owned(),
        (false, Some(form)) => downloaded_words(form),
        (false, None) => String::new(),
    };
    let download = |form: ResultForm, class| {
        let words = fill(words::DOWNLOAD, &[("form", form.name())]);
        desk.act.button(words, class, Deed::Download(form))
    };
    let is_small = result.run.rows() <= u64::from(MOST_ROWS);
    let (workbook, note) = match is_small {
        true => (download(ResultForm::Xlsx, ""), String::new()),
        false => {
            let rows = desk.setting.messages.number(MOST_ROWS as usize);
            (Html::default(), fill(words::XLSX_NOTE, &[("rows", &rows)]))
        }
    };
    all(vec![
        tag("div")
            .class("actions")
            .child(all(vec![
                download(ResultForm::Csv, "primary"),
                workbook,
                desk.act.button(words::PRINT, "", Deed::Print),
                record,
                desk.act.button(words::FORGET, "", Deed::Forget),
            ]))
            .show(),
        paragraph("quiet", note),
        paragraph("quiet", said),
    ])
}

/// That the result was saved.
pub(super) fn downloaded_words(form: ResultForm) -> String {
    fill(words::DOWNLOADED, &[("form", form.name())])
}

/// The rows to look at, with their filters.
fn rows(desk: &Desk, result: &Result<'_>) -> Html {
    let messages = desk.setting.messages;
    let all_rows = result.run.filtered(&Filter::default());
    let kept = result.run.filtered(result.filter);
    let mut parts = vec![
        tag(desk.setting.heading(0))
            .fixed(&[("tabindex", Static("-1"))])
            .node(desk.look.clone())
            .text(words::LOOK_TITLE)
            .show(),
    ];
    if all_rows.is_empty() {
        parts.push(paragraph("", words::LOOK_NONE.to_owned()));
        return tag("div").class("look").children(parts).show();
    }
    parts.push(filters(desk, result.filter));
    let count = match kept.len() {
        0 => words::LOOK_FILTERED.to_owned(),
        count => fill(words::LOOK_COUNT, &[("count", &messages.number(count))]),
    };
    parts.push(paragraph("status", count));
    let shown = kept.iter().skip(result.page * PAGE_SIZE).take(PAGE_SIZE);
    let shown = shown.map(|kept| show_row(desk, kept));
    let list = tag("ol")
        .with(
            &["class", "aria-label"],
            [Some("rows".into()), Some(words::LOOK_TITLE.into())],
        )
        .children(shown.collect());
    parts.push(list.show());
    let pages = kept.len().div_ceil(PAGE_SIZE).max(1);
    parts.push(paging::show(&desk.setting, result.page, pages));
    tag("div").class("look").children(parts).show()
}

fn filters(desk: &Desk, filter: &Filter) -> Html {
    let outcomes = [
        ("", words::EVERY),
        ("hits", words::HITS),
        ("not-searched", words::NOT_SEARCHED),
        ("too-little", words::TOO_LITTLE),
    ];
    let bands = [
        ("", None, words::EVERY),
        ("exact", Some(Band::Exact), words::BAND_EXACT),
        ("strong", Some(Band::Strong), words::BAND_STRONG),
        ("possible", Some(Band::Possible), words::BAND_POSSIBLE),
        ("weak-alias", Some(Band::WeakAlias), words::BAND_WEAK),
    ];
    let (one, other, third) = (filter.clone(), filter.clone(), filter.clone());
    let chosen = filter.outcome.map_or("", RowOutcome::as_str);
    let outcome = desk.select(
        "files-outcome",
        words::FILTER_OUTCOME,
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
        words::FILTER_BAND,
        chosen.map_or("", |(value, ..)| value),
        &bands.map(|(value, _, words)| (value, words)),
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
                .text(words::FILTER_TEXT),
        )
        .child(text);
    tag("div")
        .class("asides")
        .children(vec![outcome, band, text.show()])
        .show()
}

/// One row with its hits.
fn show_row(desk: &Desk, kept: &Kept) -> Html {
    let messages = desk.setting.messages;
    let answered = kept.answered();
    let known = &answered.question.known;
    let number = messages.number(kept.row as usize + 1);
    let name = tag("bdi")
        .with(
            &["class", "translate"],
            [Some("asked".into()), Some("no".into())],
        )
        .text(AttrValue::from(kept.text().to_owned()));
    let between = match kept.text().trim().is_empty() {
        true => "",
        false => ": ",
    };
    let title = tag(desk.setting.heading(1))
        .text(fill(words::ROW, &[("number", &number)]))
        .text(between)
        .child(name);
    let facts = [
        (words::ROW_BORN, &known.born),
        (words::ROW_COUNTRY, &known.country),
    ];
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let facts: Vec<String> = facts
        .map(|(words, fact)| fill(words, &[("fact", fact)]))
        .collect();
    let mut parts = vec![title.show(), paragraph("quiet", facts.join(" · "))];
    let is_hits = kept.outcome == Outcome::Hits.into();
    match answered.results.problem {
        Some(problem) => parts.push(paragraph("", problem_words(problem).to_owned())),
        None if !is_hits => parts.push(paragraph("", outcome_words(kept.outcome).to_owned())),
        None => {}
    }
    let hits = &answered.results.rows;
    if !hits.is_empty() {
        let born = answered.born();
        let tongue = messages.tongue();
        // Its names are headings below that of the row.
        let setting = Setting {
            level: desk.setting.level.saturating_add(1),
            ..desk.setting.clone()
        };
        let shown = hits.iter().map(|hit| row::show(&setting, hit, born));
        let list = tag("ol")
            .with(
                &["class", "lang", "dir"],
                [
                    Some("hits".into()),
                    Some(tongue.lang.into()),
                    Some(tongue.dir.into()),
                ],
            )
            .children(shown.collect());
        parts.push(list.show());
    }
    let total = answered.found().shown;
    if total > hits.len() && !hits.is_empty() {
        parts.push(paragraph(
            "quiet",
            fill(
                words::MORE_HITS,
                &[
                    ("shown", &messages.number(hits.len())),
                    ("total", &messages.number(total)),
                ],
            ),
        ));
    }
    tag("li")
        .class("file-row")
        .children(parts)
        .key(kept.row.to_string())
        .show()
}
