//! Every judgement on names: what is one, of what type it is, and which is *the* name.
//!
//! The file marks no name as the primary one. *The* name is chosen by this rule: of the names that
//! are neither of low quality nor former, the first in Latin letters and without a language or in
//! English; else the first in Latin letters; else the first. Where every name is of low quality or
//! former, the same order decides among those.
//!
//! Every other name is
//!
//! - a former name, where its remark says so;
//! - an alias, where its remark says of which quality it is;
//! - a variation, where it is in another script or another language than *the* name: a translation or
//!   transliteration of a name. English and no language count as one;
//! - an alias.

use record::{AliasStrength, Kind, Name, NamePart, NameType, PartRole};

/// A name with what decides on its type.
pub(super) struct Listed {
    pub(super) name: Name,
    pub(super) sort: Sort,
}

/// What a remark says of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing.
    Open,
    Graded(AliasStrength),
    Former,
}

/// How a remark begins that says of what sort its name is, in lower case. A remark that says so
/// anywhere else is about something else.
const SORTS: [(&str, Sort); 7] = [
    ("low quality", Sort::Graded(AliasStrength::Low)),
    // So misspelt in the file.
    ("lo quality", Sort::Graded(AliasStrength::Low)),
    ("good quality", Sort::Graded(AliasStrength::Good)),
    ("formerly", Sort::Former),
    ("former name", Sort::Former),
    ("f.k.a", Sort::Former),
    ("maiden name", Sort::Former),
];

/// Words after the beginning of such a remark that belong to it and are no name.
const AFTER: [&str; 6] = ["known as", "alias", "a.k.a.", "a.k.a", "aka", "name"];

impl Sort {
    /// What a remark says of its name, and the former name that it gives itself
    /// (`Maiden name: NAME`).
    pub(super) fn of(remark: &str) -> Option<(Self, &str)> {
        let begins = |begin: &str| {
            let head = remark.get(..begin.len())?;
            head.eq_ignore_ascii_case(begin).then_some(begin.len())
        };
        let (length, sort) = SORTS
            .iter()
            .find_map(|(begin, sort)| Some((begins(begin)?, *sort)))?;
        let mut rest = remark.get(length..).unwrap_or_default();
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let is_between = |letter: char| letter.is_whitespace() || ".:,-–".contains(letter);
        rest = rest.trim_start_matches(is_between);
        for word in AFTER {
            let head = rest.get(..word.len()).unwrap_or_default();
            let tail = rest.get(word.len()..).unwrap_or_default();
            if head.eq_ignore_ascii_case(word) && !tail.starts_with(char::is_alphanumeric) {
                rest = tail.trim_start_matches(is_between);
            }
        }
        let name = rest.trim_end_matches(['.', ' ', ';']);
        let is_name = sort == Self::Former && has_letters(name) && name.split(' ').count() <= 6;
        Some((sort, if is_name { name } else { "" }))
    }
}

/// The names in one value: several are joined by `; `, and one may have a stray `;` at its end.
/// Nothing for a value without letters and digits, such as `-`.
pub(super) fn split(whole: &str) -> Vec<&str> {
    let whole = whole.trim_end_matches([';', ' ']);
    let parts: Vec<&str> = whole.split("; ").map(str::trim).collect();
    match parts.iter().all(|part| has_letters(part)) {
        true => parts,
        false if whole.contains(char::is_alphanumeric) => vec![whole],
        false => Vec::new(),
    }
}

fn has_letters(text: &str) -> bool {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .count()
        >= 2
}

/// A name of type alias, in the parts that the file tells apart where they make the whole name. Of a
/// company, the file tells none apart.
pub(super) fn name(kind: Kind, whole: &str, parts: &[Option<String>; 3]) -> Name {
    let roles = [PartRole::Given, PartRole::Given, PartRole::Family];
    let told: Vec<NamePart> = roles
        .into_iter()
        .zip(parts)
        .filter_map(|(role, text)| Some(NamePart::new(role, text.as_deref()?)))
        .collect();
    let mut name = Name::new(NameType::Alias, told);
    if kind != Kind::Individual || name.parts.len() < 2 || name.full() != whole {
        name.parts = vec![NamePart::new(PartRole::Whole, whole)];
    }
    if !is_in_latin(whole) {
        name.script = Some(String::new());
    }
    name
}

/// The other name that the parts make where they do not make the whole name: the file has a few with
/// a letter or a word less on one side.
pub(super) fn name_of_parts(whole: &str, parts: &[Option<String>; 3]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    let joined = parts.join(" ");
    (!joined.is_empty() && sorted_words(&joined) != sorted_words(whole)).then_some(joined)
}

fn sorted_words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words
}

/// Gives each name its type and puts *the* name first; see the head of this file.
pub(super) fn with_types(listed: Vec<Listed>) -> Vec<Name> {
    let is_english = |name: &Name| match name.language.as_deref() {
        None => true,
        Some(language) => language.eq_ignore_ascii_case("en"),
    };
    let rank = |listed: &Listed| {
        let name = &listed.name;
        let is_weak = !matches!(listed.sort, Sort::Open | Sort::Graded(AliasStrength::Good));
        let is_foreign = !is_english(name);
        (is_weak, name.is_in_own_script(), is_foreign)
    };
    // The first of those that are equal.
    let Some(place) = (0..listed.len()).min_by_key(|place| listed.get(*place).map(rank)) else {
        return Vec::new();
    };
    let mut names: Vec<(Sort, Name)> = listed.into_iter().map(|it| (it.sort, it.name)).collect();
    let (_, mut primary) = names.remove(place);
    primary.name_type = NameType::Primary;
    let same_language =
        |name: &Name| name.language == primary.language || is_english(name) && is_english(&primary);
    let others: Vec<Name> = names
        .into_iter()
        .map(|(sort, mut name)| {
            name.name_type = match sort {
                Sort::Former => NameType::Former,
                Sort::Graded(_) => NameType::Alias,
                Sort::Open if name.script != primary.script || !same_language(&name) => {
                    NameType::Variation
                }
                Sort::Open => NameType::Alias,
            };
            name
        })
        .collect();
    let mut names = vec![primary];
    names.extend(others);
    names
}

/// True if at least half of the letters of a text are Latin.
fn is_in_latin(text: &str) -> bool {
    let (mut latin, mut other) = (0, 0);
    if text.is_ascii() {
        return true;
    }
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        *if names::is_latin_letter(letter) {
            &mut latin
        } else {
            &mut other
        } += 1;
    }
    latin >= other
}
