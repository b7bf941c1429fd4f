//! Names inside one name cell: publishers write several names of a company or ship into one cell.

/// A name inside a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NameWithin<'a> {
    pub text: &'a str,
    /// For another name of the same bearer the publisher's word for it (`formerly`); `None` for a
    /// name of the same standing as the cell.
    pub other: Option<&'a str>,
}

/// Letters without a gap that a text needs to be a name: `J / V` and `ش.م.م / ذ.م.م` are none.
const LEAST_LETTERS: usize = 3;

/// The names inside a cell of a company or ship; nothing where the cell is one name.
///
/// | cell | names |
/// |---|---|
/// | `IMO 1234567 ("Blue Heron")` | Blue Heron |
/// | `Rost Trading / Rost Shipping` | both |
/// | `Rost Trading a.k.a. Vostrok` | Rost Trading, Vostrok (a.k.a.) |
/// | `Rost (formerly Vostrok)` | Rost, Vostrok (formerly) |
///
/// Not in it, because the same signs do other work in names (checked on the UK list of August
/// 2026): a stroke without spaces (`J/V`), a hyphen between spaces, an abbreviation in brackets.
pub(crate) fn names_within(cell: &str) -> Vec<NameWithin<'_>> {
    let same = |text| NameWithin { text, other: None };
    if let Some(name) = after_imo(cell) {
        return vec![same(name)];
    }
    let names = if cell.contains(" / ") {
        cell.split(" / ").map(str::trim).map(same).collect()
    } else if let Some((name, other, text)) = with_other(cell) {
        let other = Some(other);
        vec![same(name), NameWithin { text, other }]
    } else {
        return Vec::new();
    };
    match names.iter().all(|name| is_name(name.text)) {
        true => names,
        false => Vec::new(),
    }
}

/// The quoted name in brackets after an IMO number.
fn after_imo(cell: &str) -> Option<&str> {
    let rest = cell.strip_prefix("IMO ")?;
    let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
    rest.trim()
        .strip_prefix("(\"")?
        .strip_suffix("\")")
        .map(str::trim)
        .filter(|name| name.contains(char::is_alphanumeric))
}

/// A name, the words that introduce another one, and that one, in brackets or without.
fn with_other(cell: &str) -> Option<(&str, &str, &str)> {
    // Without points, the abbreviations are words of names too.
    let marks = [
        "a.k.a.",
        "a.k.a",
        "f.k.a.",
        "f.k.a",
        "also known as",
        "formerly known as",
        "formerly",
        "previously known as",
        "previously",
    ];
    let (at, mark) = marks.into_iter().find_map(|mark| {
        let at = find_word(cell, mark)?;
        Some((at, cell.get(at..at + mark.len())?))
    })?;
    let before = cell.get(..at)?.trim_end();
    let after = cell.get(at + mark.len()..)?.trim();
    let in_brackets = before.strip_suffix('(').zip(after.strip_suffix(')'));
    let (name, text) = in_brackets.unwrap_or((before, after));
    Some((name.trim_end_matches([' ', ',']), mark, text.trim()))
}

/// Where these words begin, whatever their case, between spaces or after a bracket.
fn find_word(cell: &str, words: &str) -> Option<usize> {
    let lower = cell.to_ascii_lowercase();
    lower.match_indices(words).find_map(|(at, _)| {
        let before = lower.get(..at)?;
        let after = lower.get(at + words.len()..)?;
        (before.ends_with([' ', '(']) && after.starts_with(' ')).then_some(at)
    })
}

fn is_name(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic())
        .any(|run| run.chars().count() >= LEAST_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_a_cell() {
        for (cell, expected) in [
            ("IMO 1234567 (\"BLUE HERON\")", "BLUE HERON"),
            ("Blue Heron / Rost Carrier", "Blue Heron; Rost Carrier"),
            (
                "Rost Holdings a.k.a Vostrok Astra",
                "Rost Holdings; a.k.a: Vostrok Astra",
            ),
            (
                "Rost Holdings, A.K.A. Vostrok",
                "Rost Holdings; A.K.A.: Vostrok",
            ),
            ("Rost (formerly Vostrok)", "Rost; formerly: Vostrok"),
            (
                "Rost (formerly known as Vostrok)",
                "Rost; formerly known as: Vostrok",
            ),
            ("Rost Previously Vostrok", "Rost; Previously: Vostrok"),
            // One name.
            ("IMO 1234567", ""),
            ("Rost Trading J/V", ""),
            ("Rost Machinery J / V", ""),
            ("روست ش.م.ح / ذ.م.م", ""),
            ("Rost Bank (VRB)", ""),
            ("Rost - Vostrok Plant", ""),
            ("Aka Rost", ""),
            ("Formerly Rost", ""),
            ("Rost (formerly)", ""),
            ("", ""),
        ] {
            let names: Vec<String> = names_within(cell)
                .into_iter()
                .map(|name| match name.other {
                    Some(other) => format!("{other}: {}", name.text),
                    None => name.text.to_owned(),
                })
                .collect();
            assert_eq!(names.join("; "), expected, "{cell}");
        }
    }
}
