//! A check record on paper: a tree of elements as JSON, `[name, class, children…]`, where a child is such a tree or a
//! text. The script around it makes elements of it, so that no text is ever read as HTML.
//!
//! The names are those of HTML, but `h`, `h+` and `h++` for headings, each below the one before.

use check::{Outcome, Status};
use check_record::words::{band_title, detail_text, lowered_text, problem_text, thousands};
use check_record::{
    ChangeKind, Changes, Difference, Engine, Header, List, Names, Report, Summary, Surface,
    Verdict, entries, listings,
};
use matcher::{Band, DetailFound, Lowered, Matched, MinBand, QueryProblem};
use record::ReferenceKind;
use self_test::{CLASSES, Counts, End, PUBLISHED_LIST, SEEN, Tally, Try, published};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::messages::check_record as words;
use crate::messages::files::fill;

/// Most hits on paper; the file has all.
const MOST_PRINTED: usize = 50;
/// Most differences that are shown.
const MOST_DIFFERENCES: usize = 1_000;

/// The sheet of a record of one name.
#[must_use]
pub fn of_name(header: &Header, row: &Value, sha256: &str) -> Value {
    let hits: Vec<&Value> = listings(row).collect();
    let mut parts = vec![
        json!(["h", "title", words::TITLE]),
        table(
            "facts",
            [
                Some(fact(words::SEARCHED, searched(header, row))),
                read_as(row),
                Some(fact(words::RESULT, result(row))),
                Some(fact(words::TIME, time(header))),
            ],
        ),
        paragraph(
            "caution",
            if hits.is_empty() {
                words::CAUTION
            } else {
                words::CAUTION_HITS
            },
        ),
    ];
    if !hits.is_empty() {
        parts.push(json!(["h+", "", words::HIT_TITLES]));
    }
    let shown = hits.iter().zip(entries(row)).take(MOST_PRINTED);
    parts.extend(shown.map(|(found, entry)| hit(header, found, entry)));
    if let Some(more) = hits
        .len()
        .checked_sub(MOST_PRINTED)
        .filter(|more| *more > 0)
    {
        parts.push(counted(words::MORE_HITS, more as u64));
    }
    parts.extend(foot(header, sha256));
    element("article", "made", parts)
}

/// The sheet of a record of a file, which is one page.
#[must_use]
pub fn of_file(header: &Header, summary: &Summary, sha256: &str) -> Value {
    let input = header.input.as_ref();
    let hash = match input.and_then(|input| input.sha256.as_ref()) {
        Some(hash) => fact(words::FILE_HASH, code(hash)),
        None => fact(words::FILE, words::FILE_PASTED),
    };
    let rows = thousands(summary.rows);
    let rows = fill(words::FILE_ROWS, &[("count", &rows)]);
    let hidden = (header.names != Names::Plain).then(|| fact(words::SEARCHED, words::NAMES_HIDDEN));
    let facts = [
        Some(fact(words::SEARCHED, rows)),
        hidden,
        Some(hash),
        Some(fact(words::TIME, time(header))),
    ];
    let mut parts = vec![
        json!(["h", "title", words::FILE_TITLE]),
        table("facts", facts),
        json!(["h+", "", words::OUTCOMES]),
        outcomes(summary),
        paragraph("caution", words::CAUTION_HITS),
        paragraph("", words::CAUTION),
    ];
    parts.extend(foot(header, sha256));
    element("article", "made", parts)
}

/// The outcomes of a row in words, those that want a look first.
const OUTCOMES: [(Outcome, &str); 6] = [
    (Outcome::Hits, words::OF_HITS),
    (Outcome::NotSearched, words::OF_NOT_SEARCHED),
    (Outcome::TooLittle, words::OF_TOO_LITTLE),
    (Outcome::NoVerdict, words::OF_NO_VERDICT),
    (Outcome::NothingInFile, words::OF_NOTHING_IN_FILE),
    (Outcome::NothingFound, words::OF_NOTHING_FOUND),
];

/// The words for an outcome as data.
fn outcome(word: &str) -> Option<&'static str> {
    let mut outcomes = OUTCOMES.into_iter();
    let (_, words) = outcomes.find(|(outcome, _)| outcome.as_str() == word)?;
    Some(words)
}

fn outcomes(summary: &Summary) -> Value {
    let rows = OUTCOMES.into_iter().filter_map(|(outcome, words)| {
        let rows = summary.outcomes.get(outcome.as_str())?;
        Some(json!([
            "tr",
            "",
            ["td", "", words],
            ["td", "number", thousands(*rows)]
        ]))
    });
    let body = element("tbody", "", rows);
    let head = json!([
        "tr",
        "",
        ["th", "", words::OUTCOME],
        ["th", "number", words::ROWS]
    ]);
    json!(["table", "outcomes", ["thead", "", head], body])
}

/// What the check of a record says.
#[must_use]
pub fn of_report(report: &Report) -> Value {
    let title = match report.verdict {
        Verdict::Same => words::VERDICT_SAME,
        Verdict::Damaged => words::VERDICT_DAMAGED,
        Verdict::Altered => words::VERDICT_ALTERED,
        Verdict::OtherEdition => words::VERDICT_OTHER_EDITION,
        Verdict::OtherEngine => words::VERDICT_OTHER_ENGINE,
        Verdict::NotRunAgain => words::VERDICT_NOT_RUN_AGAIN,
    };
    let mut sentence = report.sentence.chars();
    let first = sentence.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = first.chain(sentence).chain(['.']).collect();
    let mut parts = vec![json!(["h", "title", title]), paragraph("caution", sentence)];
    if let (Some(made_at), Some(hash)) = (&report.made_at, &report.sha256) {
        let lists = report.lists.iter().map(|list| list.text(Surface::Page));
        let lists = lists.map(|list| json!(["p", "", own(&list)]));
        let facts = [
            Some(fact(
                words::MADE,
                fill(words::TIME_OF_DEVICE, &[("time", &moment(made_at))]),
            )),
            Some(fact(words::NAMES, thousands(report.rows))),
            Some(fact(words::LISTS, element("div", "", lists))),
            Some(fact(words::STATED_HASH, code(hash))),
            report
                .after
                .as_ref()
                .map(|hash| fact(words::BEFORE, code(hash))),
        ];
        parts.push(table("facts", facts));
    }
    parts.extend(changed(report));
    let more = report
        .differences_total
        .saturating_sub(MOST_DIFFERENCES as u64);
    if more > 0 {
        parts.push(counted(words::MORE_DIFFERENCES, more));
    }
    parts.push(paragraph("quiet", words::DECISIONS_LEFT_OUT));
    element("article", "report", parts)
}

/// What differs: how much has changed, then name by name.
fn changed(report: &Report) -> Vec<Value> {
    let is_other = report.verdict == Verdict::OtherEdition;
    if report.differences_total == 0 {
        let none = is_other.then(|| paragraph("", words::NO_CHANGES));
        return none.into_iter().collect();
    }
    let mut parts = Vec::new();
    if is_other {
        let Changes {
            names,
            new,
            gone,
            different,
        } = report.changes;
        let (count, all) = (thousands(names), thousands(report.rows));
        let names = fill(words::CHANGED_OF, &[("count", &count), ("all", &all)]);
        let facts = [
            (words::CHANGED_NAMES, names),
            (words::CHANGED_NEW, thousands(new)),
            (words::CHANGED_GONE, thousands(gone)),
            (words::CHANGED_DIFFERENT, thousands(different)),
        ];
        let facts = facts.map(|(name, count)| Some(fact(name, count)));
        parts.push(json!(["h+", "", words::CHANGES]));
        parts.push(table("facts changes", facts));
    } else {
        parts.push(json!(["h+", "", words::DIFFERENCES]));
    }
    let listed = report.differences.len().min(MOST_DIFFERENCES);
    let of_one = |one: &Difference, other: &Difference| one.row == other.row;
    for row in report.differences[..listed].chunk_by(of_one) {
        let number = row.first().and_then(|one| one.row);
        if let Some(number) = number {
            let number = fill(words::CHANGE_ROW, &[("row", &thousands(number))]);
            parts.push(match row.iter().find_map(|one| one.name.as_ref()) {
                Some(name) => json!(["h++", "", format!("{number}: "), own(name)]),
                None => json!(["h++", "", number]),
            });
        }
        let said = row.iter().map(|one| match number {
            Some(_) => difference(one),
            None => own(&one.text()),
        });
        let said = said.map(|one| json!(["li", "", one]));
        parts.push(element("ul", "", said));
    }
    parts
}

/// One difference of a name, below that name.
fn difference(one: &Difference) -> Value {
    let id = one.designation.as_deref().unwrap_or_default();
    let listed = |title: &str, name: &Option<String>| {
        let name = name.as_deref().unwrap_or_default();
        all([
            json!(["strong", "", title]),
            ": ".into(),
            own(name),
            format!(" · {id}").into(),
        ])
    };
    let field = match (one.change(), &*one.field) {
        (ChangeKind::New, _) => return listed(words::CHANGE_NEW, &one.now),
        (ChangeKind::Gone, _) => return listed(words::CHANGE_GONE, &one.recorded),
        (_, "outcome") => words::CHANGE_RESULT.to_owned(),
        (_, "band") => words::CHANGE_BAND.to_owned(),
        (_, "matched_name") => words::CHANGE_LISTED_AS.to_owned(),
        (_, other) => other.replace(['_', '.'], " "),
    };
    let said = |value: &Option<String>| match value {
        None => words::NOTHING.into(),
        Some(value) => {
            let value = match &*one.field {
                "outcome" => outcome(value).unwrap_or(value).into(),
                "band" => band(&json!({ "band": value, "matched": "name" })).into(),
                "dates_of_birth" => own(&moment(value)),
                _ => own(value),
            };
            all(["“".into(), value, "”".into()])
        }
    };
    let title = match id {
        "" => field,
        id => format!("{id}, {field}"),
    };
    // The words around the two values, which are elements of their own.
    let mut words = words::WAS_IS.split(['{', '}']).map(Value::from);
    let mut next = || words.next().unwrap_or_default();
    let (was, _, is, _) = (next(), next(), next(), next());
    all([
        json!(["strong", "", title]),
        ": ".into(),
        was,
        said(&one.recorded),
        is,
        said(&one.now),
    ])
}

/// What every sheet ends with: lists, settings, program and hash.
fn foot(header: &Header, sha256: &str) -> Vec<Value> {
    let mut parts = vec![json!(["h+", "", words::LISTS])];
    parts.extend(header.lists.iter().map(list));
    let before = header.after.as_ref();
    let facts = table(
        "facts",
        [
            Some(fact(words::SETTINGS, settings(header))),
            Some(fact(words::PROGRAM, program(&header.engine))),
            before.map(|hash| fact(words::BEFORE, code(hash))),
            Some(fact(words::PROOF, code(sha256))),
        ],
    );
    parts.extend([
        json!(["h+", "", words::HOW_SEARCHED]),
        facts,
        paragraph("quiet", words::PROOF_NOTE),
    ]);
    parts
}

/// What a test of the search is of.
pub struct Test {
    /// The number that chooses and disguises the names.
    pub seed: u64,
    /// Most names of each class.
    pub most: usize,
}

/// What a test of the search says, as `sanctions-lookup self-test` does.
#[must_use]
pub fn of_test(
    test: &Test,
    made_at: &str,
    (lists, engine): (&[List], &Engine),
    tally: &Tally,
) -> Value {
    let named = lists.iter().map(|list| {
        let said = [
            &*list.title,
            &date(list.published.as_ref()),
            status(list.status()),
        ];
        json!(["p", "", said.join(" · ")])
    });
    let count = thousands(test.most as u64);
    let facts = [
        fact(words::LISTS, element("div", "", named)),
        fact(words::TEST_SEED, test.seed.to_string()),
        fact(
            words::TEST_NAMES,
            fill(words::TEST_AT_MOST, &[("count", &count)]),
        ),
        fact(words::PROGRAM, program(engine)),
        fact(
            words::TIME,
            fill(words::TIME_OF_DEVICE, &[("time", &moment(made_at))]),
        ),
    ];
    let cell = |text: String| json!(["td", "number", text]);
    let row = |title: &str, counts: &Counts, published: Option<&str>| {
        let Counts {
            tried,
            found,
            said,
            missed,
        } = *counts;
        let numbers = [tried, found, said, missed].map(|count| cell(thousands(count.into())));
        let published = published.unwrap_or("-").to_owned();
        let figures = [cell(counts.percent()), cell(published)];
        let title = json!(["td", "", title]);
        let cells = [title].into_iter().chain(numbers).chain(figures);
        element("tr", "", cells)
    };
    let classes = CLASSES.iter().zip(&tally.classes);
    let rows = classes.map(|(class, counts)| {
        row(
            class.title,
            counts,
            published(class.code).map(|(found, _)| found),
        )
    });
    let rows = rows.chain([row(words::TEST_ALL, &tally.all, None)]);
    let heads = [
        words::TEST_TRIED,
        words::TEST_FOUND,
        words::TEST_SAID,
        words::TEST_MISSED,
        words::TEST_PERCENT,
        words::TEST_PUBLISHED,
    ];
    let heads = heads.map(|head| json!(["th", "number", head]));
    let class = json!(["th", "", words::TEST_CLASS]);
    let heads = element("tr", "", [class].into_iter().chain(heads));
    let body = element("tbody", "", rows);
    let seen = SEEN.to_string();
    let meaning = [("seen", &*seen), ("list", PUBLISHED_LIST)];
    let mut parts = vec![
        json!(["h", "title", words::TEST_TITLE]),
        table("facts", facts.map(Some)),
        json!(["table", "classes", ["thead", "", heads], body]),
        paragraph("quiet", fill(words::TEST_MEANING, &meaning)),
        paragraph("caution", words::TEST_CAUTION),
    ];
    for (title, end) in [
        (words::TEST_MISSED_NAMES, End::Missed),
        (words::TEST_SAID_NAMES, End::Said),
    ] {
        parts.push(json!(["h+", "", title]));
        let own_end = tally.not_found.iter().filter(|one| one.end == end);
        let shown: Vec<Value> = own_end.map(miss).collect();
        parts.push(match shown.is_empty() {
            true => paragraph("", words::TEST_NONE),
            false => element("ul", "", shown),
        });
    }
    element("article", "test", parts)
}

/// A disguised name that was not found.
fn miss(one: &Try) -> Value {
    let class = CLASSES.get(one.class).map_or("", |class| class.title);
    json!([
        "li",
        "",
        ["strong", "", own(&one.typed)],
        " ← ",
        own(&one.listed),
        format!(" · {}:{} · {class}", one.list, one.id)
    ])
}

fn element(name: &str, class: &str, children: impl IntoIterator<Item = Value>) -> Value {
    let own = [Value::from(name), Value::from(class)];
    own.into_iter().chain(children).collect()
}

fn paragraph(class: &str, text: impl Into<String>) -> Value {
    json!(["p", class, text.into()])
}

fn counted(sentence: &'static str, count: u64) -> Value {
    paragraph("", fill(sentence, &[("count", &thousands(count))]))
}

/// A text from outside, whose direction is its own and which no translator changes.
fn own(text: &str) -> Value {
    json!(["bdi", "", text])
}

fn code(text: &str) -> Value {
    json!(["code", "", text])
}

/// A row of facts; the value is a tree or a text.
fn fact(name: &str, value: impl Into<Value>) -> Value {
    json!(["tr", "", ["th", "", name], ["td", "", value.into()]])
}

fn table(class: &str, rows: impl IntoIterator<Item = Option<Value>>) -> Value {
    let body = element("tbody", "", rows.into_iter().flatten());
    json!(["table", class, body])
}

/// Trees one after another.
fn all(parts: impl IntoIterator<Item = Value>) -> Value {
    element("span", "", parts)
}

fn text<'v>(of: &'v Value, name: &str) -> &'v str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn number(of: &Value, name: &str) -> u64 {
    of.get(name).and_then(Value::as_u64).unwrap_or_default()
}

fn texts<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v str> {
    let values = of.get(name).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str)
}

fn searched(header: &Header, row: &Value) -> Value {
    if header.names != Names::Plain {
        return words::SEARCHED_HIDDEN.into();
    }
    let Some(asked) = row.get("searched") else {
        return Value::Null;
    };
    let known = [
        ("born", words::KNOWN_BORN),
        ("country", words::KNOWN_COUNTRY),
        ("sex", words::KNOWN_SEX),
    ];
    let known = known.into_iter().filter_map(|(name, words)| {
        let value = asked.get(name)?.as_str()?;
        Some(fill(words, &[("fact", value)]))
    });
    let known: Vec<String> = known.collect();
    let name = json!(["strong", "", own(text(asked, "name"))]);
    match known.as_slice() {
        [] => name,
        known => all([name, format!(" · {}", known.join(" · ")).into()]),
    }
}

/// How the text was read, where that is not simply as it is.
fn read_as(row: &Value) -> Option<Value> {
    let read = row.get("read")?;
    let names: Vec<&str> = texts(read, "names").collect();
    let aside = read.get("set_aside")?.as_array()?;
    let is_plain = aside.is_empty() && names == [row.pointer("/searched/name")?.as_str()?.trim()];
    if is_plain {
        return None;
    }
    let mut parts = vec![names.join(" · ")];
    for (name, words) in [
        ("born", words::KNOWN_BORN),
        ("country", words::KNOWN_COUNTRY),
    ] {
        let value = text(read, name);
        if !value.is_empty() {
            parts.push(fill(words, &[("fact", value)]));
        }
    }
    for one in aside {
        parts.push(fill(words::SET_ASIDE, &[("text", text(one, "text"))]));
    }
    Some(fact(words::READ_AS, own(&parts.join(" · "))))
}

/// The outcome in words.
fn result(row: &Value) -> Value {
    let count = |sentence, count| fill(sentence, &[("count", &thousands(count))]);
    let (total, hidden) = (number(row, "hits_total"), number(row, "hidden"));
    let suppressed = number(row, "suppressed");
    let mut outcomes = Outcome::ALL.into_iter();
    let outcome = outcomes.find(|one| one.as_str() == text(row, "outcome"));
    let mut said = match outcome.unwrap_or(Outcome::NoVerdict) {
        Outcome::Hits => match total - hidden {
            0 => vec![count(words::HITS_ELSEWHERE, hidden)],
            1 => vec![words::HITS_ONE.to_owned()],
            shown => vec![count(words::HITS, shown)],
        },
        Outcome::NothingFound => vec![words::NOTHING_FOUND.to_owned()],
        Outcome::NothingInFile => vec![words::NOTHING_IN_FILE.to_owned()],
        Outcome::NoVerdict => vec![words::NO_VERDICT.to_owned()],
        Outcome::TooLittle => vec![count(words::TOO_LITTLE, suppressed)],
        Outcome::NotSearched => {
            let why = row.get("problem").map(QueryProblem::deserialize);
            let why = why.and_then(Result::ok).map_or("", problem_text);
            vec![fill(words::NOT_SEARCHED, &[("why", why)])]
        }
    };
    if hidden > 0 && total > hidden {
        said.push(count(words::HIDDEN, hidden));
    }
    if suppressed > 0 && total > 0 {
        said.push(count(words::SUPPRESSED, suppressed));
    }
    json!(["strong", "", said.join(" ")])
}

fn time(header: &Header) -> String {
    fill(words::TIME_OF_DEVICE, &[("time", &moment(&header.made_at))])
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2026-11-27T09:10:00Z` as 27 November 2026, 09:10 UTC, and a date alone as that; another text as it is.
#[must_use]
pub fn moment(text: &str) -> String {
    let read = || {
        let (date, clock) = text.split_once('T').unwrap_or((text, ""));
        let mut parts = date.split('-');
        let year = parts.next()?;
        let month: usize = parts.next()?.parse().ok()?;
        let month = MONTHS.get(month.checked_sub(1)?)?;
        let day: u8 = parts.next()?.parse().ok()?;
        let date = format!("{day} {month} {year}");
        match clock.get(..5) {
            Some(clock) => Some(format!("{date}, {clock} UTC")),
            None => Some(date),
        }
    };
    read().unwrap_or_else(|| text.to_owned())
}

fn date(text: Option<&String>) -> String {
    text.map_or_else(|| words::UNKNOWN.to_owned(), |text| moment(text))
}

/// What a list may be relied on for, in words.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Current => words::STATUS_CURRENT,
        Status::AgeUnknown => words::STATUS_UNKNOWN,
        Status::FaultAccepted => words::STATUS_FAULT,
        Status::OwnFile => words::STATUS_OWN,
        Status::Expired => words::STATUS_EXPIRED,
        Status::ClockWrong => words::STATUS_CLOCK,
        Status::Sample => words::STATUS_SAMPLE,
        Status::Historical => words::STATUS_HISTORICAL,
        Status::Loading | Status::Failed => words::STATUS_FAILED,
    }
}

/// A list with its dates and the hashes of the bytes that were searched.
fn list(list: &List) -> Value {
    let hashes = [
        (words::PUBLISHERS_FILE, &list.source_sha256),
        (words::SEARCH_PACK, &list.search_pack_sha256),
        (words::DETAILS_PACK, &list.details_pack_sha256),
    ];
    let dates = [
        (words::PUBLISHED, date(list.published.as_ref())),
        (words::CHECKED, date(list.checked_at.as_ref())),
        (words::STATUS, status(list.status()).to_owned()),
    ];
    let dates = dates.into_iter().map(|(name, value)| fact(name, value));
    let hashes = hashes
        .into_iter()
        .map(|(name, hash)| fact(name, code(hash)));
    let facts = table("facts", dates.chain(hashes).map(Some));
    json!(["div", "list", ["p", "", list.title], facts])
}

fn settings(header: &Header) -> String {
    let settings = &header.settings;
    let count = thousands(settings.limit as u64);
    let least = match settings.min {
        MinBand::Any => words::SETTINGS_WIDE,
        _ => words::SETTINGS_LEAST,
    };
    let mut said = vec![fill(least, &[("count", &count)])];
    if let Some(kind) = settings.kind {
        said.push(fill(words::SETTINGS_KIND, &[("kind", kind.as_str())]));
    }
    if let Some(regime) = &settings.regime {
        said.push(fill(words::SETTINGS_REGIME, &[("regime", regime)]));
    }
    said.join("; ")
}

fn program(engine: &Engine) -> String {
    let commit = engine.commit.as_deref().unwrap_or(words::UNKNOWN);
    let values = [("version", &*engine.version), ("commit", commit)];
    fill(words::PROGRAM_VERSION, &values)
}

/// One hit with its evidence and what tells people apart.
fn hit(header: &Header, hit: &Value, entry: &Value) -> Value {
    let title = header
        .lists
        .iter()
        .find(|list| list.list == text(hit, "list"));
    let title = title.map_or(text(hit, "list"), |list| &list.title);
    let id = [("list", title), ("id", text(hit, "id"))];
    let lowered = hit.get("lowered").map(Vec::<Lowered>::deserialize);
    let lowered: Vec<&str> = lowered
        .and_then(Result::ok)
        .unwrap_or_default()
        .into_iter()
        .map(lowered_text)
        .collect();
    let mut similarity = vec![Value::from(band(hit))];
    if !lowered.is_empty() {
        let why = lowered.join(", ");
        similarity.push(format!(" ({})", fill(words::LOWERED, &[("why", &why)])).into());
    }
    let details = hit.get("details").map(Vec::<DetailFound>::deserialize);
    let details: Vec<String> = details
        .and_then(Result::ok)
        .unwrap_or_default()
        .iter()
        .map(detail_text)
        .collect();
    let joined = |name: &str, none: &str| match texts(entry, name).collect::<Vec<_>>() {
        values if values.is_empty() => none.to_owned(),
        values => values.join("; "),
    };
    let born: Vec<String> = texts(entry, "dates_of_birth").map(moment).collect();
    let born = if born.is_empty() {
        words::NOT_ON_LIST.to_owned()
    } else {
        born.join("; ")
    };
    let is_person = text(hit, "kind") == "individual";
    let measures: Vec<&str> = texts(hit, "measures").collect();
    let measures = if measures.is_empty() {
        words::MEASURES_NONE.to_owned()
    } else {
        measures.join(", ")
    };
    let regimes = entry
        .get("regimes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let regimes: Vec<&str> = regimes.map(|regime| text(regime, "name")).collect();
    let facts = table(
        "facts",
        [
            Some(fact(words::SIMILARITY, all(similarity))),
            Some(fact(words::LISTED_AS, own(text(hit, "matched_name")))),
            Some(fact(words::ENTRY, fill(words::ENTRY_ID, &id))),
            is_person.then(|| fact(words::BORN, born)),
            is_person.then(|| {
                fact(
                    words::NATIONALITY,
                    joined("nationalities", words::NOT_ON_LIST),
                )
            }),
            (!details.is_empty()).then(|| fact(words::COMPARED, details.join("; "))),
            (!regimes.is_empty()).then(|| fact(words::REGIME, regimes.join("; "))),
            Some(fact(words::MEASURES, measures)),
        ],
    );
    let name = json!(["h++", "", own(text(hit, "name"))]);
    element("section", "hit", [name, facts, evidence(hit)])
}

/// The words for how near a hit is.
pub(super) fn band(hit: &Value) -> &'static str {
    let bands = [
        Band::Exact,
        Band::Strong,
        Band::Possible,
        Band::WeakAlias,
        Band::Below,
    ];
    let band = bands
        .into_iter()
        .find(|band| band.as_str() == text(hit, "band"));
    // Only whether it is a name matters to the words.
    let matched = match text(hit, "matched") {
        "name" => Matched::Name(0),
        _ => Matched::Reference(ReferenceKind::Other),
    };
    band_title(band.unwrap_or(Band::Below), matched)
}

fn evidence(hit: &Value) -> Value {
    let rows = hit.get("evidence").and_then(Value::as_array);
    let rows = rows.map_or(&[][..], Vec::as_slice);
    if rows.is_empty() {
        return Value::from("");
    }
    let head = [words::TYPED, words::ON_LIST, words::HOW];
    let head = element("tr", "", head.map(|name| json!(["th", "", name])));
    let row = |row: &Value| {
        let how = match text(row, "relation") {
            "same" => words::HOW_SAME,
            "spelling" => words::HOW_SPELLING,
            "sound" => words::HOW_SOUND,
            "script" => words::HOW_SCRIPT,
            "known" => words::HOW_KNOWN,
            "initial" => words::HOW_INITIAL,
            "start" => words::HOW_START,
            "acronym" => words::HOW_ACRONYM,
            "extra" => words::HOW_EXTRA,
            _ => words::HOW_MISSING,
        };
        let word = |name| json!(["td", "", own(text(row, name))]);
        let cells = [
            word("query_word"),
            word("listed_word"),
            json!(["td", "", how]),
        ];
        element("tr", "", cells)
    };
    let body = element("tbody", "", rows.iter().map(row));
    json!(["table", "evidence", ["thead", "", head], body])
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn times_are_written_as_people_read_them() {
        assert_eq!(moment("2026-11-07T09:10:59Z"), "7 November 2026, 09:10 UTC");
        assert_eq!(moment("2026-04-29"), "29 April 2026");
        for other in ["1984", "1984/1985", "1984-03", "1984-13-01", "soon"] {
            assert_eq!(moment(other), other);
        }
    }
}
