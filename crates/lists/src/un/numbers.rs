//! Numbers inside of sentences.

use std::collections::HashSet;

use record::{Identifier, IdentifierKind};

/// The number of a document in a text that may be a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// The whole text is the number.
    Whole,
    /// The number within the text.
    Within(String),
    /// There is none.
    None,
}

/// Fewest digits of a number in a sentence. Days and short years have fewer.
const LEAST_DIGITS: usize = 3;

/// Finds the number of a document.
///
/// | text | number |
/// |---|---|
/// | `QB 0000318`, `1 1999 8 0000555 3 27` | the whole |
/// | `Ruritanian diplomatic passport no. Z00000123` | `Z00000123` |
/// | `400000042 (expired 25 Jan. 2000)` | `400000042` |
/// | `Ruritanian passport number QE 000820` | `QE 000820` |
/// | `issued in 1993 under another name` | none |
///
/// Of several the one with the most digits is taken; the sentence stays beside it, so that a search
/// finds the others, too.
pub(super) fn find_number(text: &str) -> Number {
    if let Some(number) = without_mark(text) {
        return Number::Within(number.to_owned());
    }
    let is_sentence = text.contains(['(', ',', ';', ':'])
        || text
            .split_whitespace()
            .any(|word| word.chars().filter(|letter| letter.is_lowercase()).count() >= 2);
    if !is_sentence {
        return match text.contains(|letter: char| letter.is_ascii_digit()) {
            true => Number::Whole,
            false => Number::None,
        };
    }
    let mut best: Option<(usize, String)> = None;
    for run in runs(text) {
        let digits = count_digits(&run);
        if digits < LEAST_DIGITS || is_year(&run) {
            continue;
        }
        if best.as_ref().is_none_or(|(most, _)| digits > *most) {
            best = Some((digits, run));
        }
    }
    best.map_or(Number::None, |(_, run)| Number::Within(run))
}

/// A number without `No` or `N°` directly before it.
fn without_mark(text: &str) -> Option<&str> {
    let mut marks = ["No.", "No", "N°"].into_iter();
    let number = marks.find_map(|mark| text.strip_prefix(mark))?;
    (number.starts_with(|first: char| first.is_ascii_digit()) && !number.contains(' '))
        .then_some(number)
}

/// Capital letters before a number that are no series of it.
const NO_SERIES: [&str; 4] = ["ID", "NIF", "NO", "SSN"];

/// Each run of words that have digits, with the letters of a series before it: `QE 000820`.
fn runs(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| "(),.;:\u{201C}\u{201D}\"".contains(letter));
        let bare = without_mark(bare).unwrap_or(bare);
        let has_digits = count_digits(bare) > 0;
        let is_series = bare.len() <= 4
            && !NO_SERIES.contains(&bare)
            && bare.contains(|letter: char| letter.is_ascii_uppercase())
            && bare
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || "-/".contains(letter));
        let begins = word.starts_with('(');
        if begins || !(has_digits || (is_series && run.iter().all(|word| count_digits(word) == 0)))
        {
            runs.push(std::mem::take(&mut run));
        }
        if has_digits {
            run.push(bare);
        } else if is_series && !begins {
            run = vec![bare];
        }
        if word.ends_with([')', ',', ';']) {
            runs.push(std::mem::take(&mut run));
        }
    }
    runs.push(run);
    let runs = runs.into_iter().map(|run| run.join(" "));
    runs.filter(|run| count_digits(run) > 0).collect()
}

fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn is_year(run: &str) -> bool {
    let is_year = |word: &str| {
        word.len() <= 2 || (word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
    };
    let mut words = run.split([' ', '-', '/', '.']);
    words.all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && is_year(word))
}

/// Words before numbers of companies in `COMMENTS1`, in lower case; a longer one before its end.
const LABELS: [(&str, IdentifierKind); 9] = [
    ("imo) number", IdentifierKind::Imo),
    ("imo number", IdentifierKind::Imo),
    ("imo", IdentifierKind::Imo),
    ("swift/bic", IdentifierKind::Other),
    ("swift", IdentifierKind::Other),
    ("company number", IdentifierKind::CompanyRegistration),
    ("registration number", IdentifierKind::CompanyRegistration),
    ("vat number", IdentifierKind::CompanyRegistration),
    (
        "employer identification number",
        IdentifierKind::CompanyRegistration,
    ),
];

/// Numbers of a company that its comments give after a label. The label is the note, except for IMO
/// numbers, which have a kind of their own.
pub(super) fn numbers_in_comments(comments: &str) -> Vec<Identifier> {
    let text = comments.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, Identifier)> = Vec::new();
    let mut taken = HashSet::new();
    for (label, kind) in LABELS {
        for (at, _) in lower.match_indices(label) {
            let before = lower.get(..at).unwrap_or_default();
            let is_word = !before.ends_with(|letter: char| letter.is_alphanumeric());
            if !is_word || taken.contains(&at) {
                continue;
            }
            let after = text.get(at + label.len()..).unwrap_or_default();
            let Some(value) = value_after(after, kind, label) else {
                continue;
            };
            taken.insert(at);
            let words = text.get(at..at + label.len()).unwrap_or_default();
            let note = (kind != IdentifierKind::Imo).then(|| words.to_owned());
            let value = value.to_owned();
            found.push((at, Identifier { kind, value, note }));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, number)| number).collect()
}

/// The number at the beginning of what follows a label, after a country in brackets and a colon.
fn value_after<'a>(after: &'a str, kind: IdentifierKind, label: &str) -> Option<&'a str> {
    let mut after = after.trim_start();
    if let Some((_, rest)) = after
        .strip_prefix('(')
        .and_then(|inside| inside.split_once(')'))
    {
        after = rest;
    }
    let after = after.trim_start_matches([' ', ':']);
    let value = after
        .split([' ', ',', ';', '('])
        .next()?
        .trim_end_matches(['.', ']', ')']);
    let is_plain = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let digits = count_digits(value);
    let is_number = match kind {
        IdentifierKind::Imo => value.len() == 7 && digits == 7,
        _ if label.starts_with("swift") => {
            matches!(value.len(), 8 | 11)
                && value
                    .bytes()
                    .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
        }
        _ => digits >= 4,
    };
    (is_plain && is_number).then_some(value)
}
