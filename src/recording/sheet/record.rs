//! The sheet of a check record, of one name or of a file.

use check::Outcome;
use check_record::words::{detail_text, lowered_text, problem_text, thousands};
use check_record::{Decided, Header, List, Names, Summary, entries, listings};
use matcher::{DetailFound, Lowered, MinBand, QueryProblem};
use serde::Deserialize;
use serde_json::{Value, json};

use super::parts::{all, code, counted, element, fact, number, own, paragraph, table, text, texts};
use super::values::{OUTCOMES, band, date, moment, program, status, time};
use crate::messages::check_record as words;
use crate::messages::check_record::fill;

/// Most hits on paper; the file has all.
const MOST_PRINTED: usize = 50;

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
    let name = |found: &Value| json!(["h++", "", own(text(found, "name"))]);
    parts.extend(shown.map(|(found, entry)| hit(header, row, name(found), (found, entry))));
    parts.extend(more_hits(hits.len().saturating_sub(MOST_PRINTED)));
    parts.extend(foot(header, sha256));
    element("article", "made", parts)
}

fn more_hits(more: usize) -> Option<Value> {
    (more > 0).then(|| counted(words::MORE_HITS, more as u64))
}

/// The hits of a file that stand on its sheet: those of its first rows.
#[derive(Default)]
pub struct FileHits {
    rows: Vec<Value>,
    shown: usize,
    all: usize,
}

impl FileHits {
    /// Takes a row as the record has it.
    pub fn take(&mut self, row: &Value) {
        let hits = listings(row).count();
        self.all += hits;
        if hits > 0 && self.shown < MOST_PRINTED {
            self.shown = (self.shown + hits).min(MOST_PRINTED);
            self.rows.push(row.clone());
        }
    }

    fn show(&self, header: &Header) -> Vec<Value> {
        if self.all == 0 {
            return Vec::new();
        }
        let mut parts = vec![json!(["h+", "", words::HIT_TITLES])];
        if (header.input.as_ref()).is_some_and(|input| input.has_header) {
            parts.push(paragraph("quiet", words::HEADER));
        }
        let of_row = |row| {
            let found = listings(row).zip(entries(row));
            found.map(move |found| (row, found))
        };
        let shown = self.rows.iter().flat_map(of_row).take(MOST_PRINTED);
        parts.extend(shown.map(|(row, (found, entry))| {
            let number = thousands(number(row, "row"));
            let number = fill(words::CHANGE_ROW, &[("row", &number)]);
            let searched = row.pointer("/searched/name").and_then(Value::as_str);
            let name = match searched {
                Some(name) => json!(["h++", "", format!("{number}: "), own(name)]),
                None => json!(["h++", "", number]),
            };
            hit(header, row, name, (found, entry))
        }));
        parts.extend(more_hits(self.all - self.shown));
        parts
    }
}

/// The sheet of a record of a file: its first page says what came of it, and the hits of its first rows follow.
#[must_use]
pub fn of_file(header: &Header, summary: &Summary, hits: &FileHits, sha256: &str) -> Value {
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
    parts.extend(hits.show(header));
    element("article", "made", parts)
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

/// A list with its dates and the hashes of the bytes that were searched.
fn list(list: &List) -> Value {
    // Nothing of one that was not searched is a fact about the check.
    if !list.status().is_searched() {
        let facts = table("facts", [Some(fact(words::STATUS, status(list.status())))]);
        return json!(["div", "list", ["p", "", list.title], facts]);
    }
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

/// What was decided about a hit, where the row has a decision about it.
fn decision(row: &Value, hit: &Value) -> Option<String> {
    let all = row.get("decisions")?.as_array()?;
    let is_of = |name| move |one: &&Value| text(one, name) == text(hit, name);
    let own = all.iter().filter(is_of("list")).find(is_of("id"))?;
    let decided = Decided::deserialize(own.get("decision")?).ok()?;
    let reason = match text(own, "reason") {
        "" => words::REASON_LEFT_OUT,
        reason => reason,
    };
    let sentence = match text(own, "effect") {
        "speaks-again" => words::DECIDED_CHANGED,
        _ => words::DECIDED,
    };
    let said = [
        ("decision", decided.title()),
        ("by", text(own, "by")),
        ("time", &moment(text(own, "at"))),
        ("reason", reason),
    ];
    Some(fill(sentence, &said))
}

/// A score with three digits behind the point. The library's way takes 10 KB of a browser's code.
fn score(hit: &Value) -> String {
    let score = hit.get("score").and_then(Value::as_f64).unwrap_or_default();
    let thousandths = (score * 1e3 + 0.5) as u32;
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// One hit of a row with its evidence and what tells people apart.
fn hit(header: &Header, row: &Value, heading: Value, (hit, entry): (&Value, &Value)) -> Value {
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
            Some(fact(words::SCORE, score(hit))),
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
            decision(row, hit).map(|said| fact(words::DECISION, own(&said))),
        ],
    );
    element("section", "hit", [heading, facts, evidence(hit)])
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
            "elsewhere" => words::HOW_ELSEWHERE,
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
