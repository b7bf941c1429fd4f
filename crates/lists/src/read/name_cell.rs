//! Names inside one name cell: publishers write several names into one cell, names in another script
//! into brackets, and prose beside them.

use super::text::{has_other_script, lettered_items};

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

/// What is in a cell for names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct NameCell {
    /// The names, none of them empty; each in one script where the cell says which words are of which.
    pub names: Vec<String>,
    /// Prose beside them.
    pub notes: Vec<String>,
}

/// Beginnings of prose in brackets behind a name, in lower case.
const PROSE: [&str; 8] = [
    "birth name",
    "combat name",
    "false identity",
    "formerly listed",
    "nom de guerre",
    "previously listed",
    "true name",
    "war name",
];

/// Parts a cell of several names and of prose, as publishers join them.
///
/// | cell | names | notes |
/// |---|---|---|
/// | `Tarvo Quillbrook; Tarvo Quilbrok` | both | |
/// | `Tarvo Quillbrook b) Tarvo Quilbrok` | both | |
/// | `Tarvo Quillbrook (Тарво Квиллбрук)` | both | |
/// | `Тарво (original script: Tarvo; Tarwo)` | all three | |
/// | `Tarvo Тарво` | both | |
/// | `Tarvo Quillbrook (birth name)` | Tarvo Quillbrook | birth name |
/// | `Tarvo Quillbrook, born in 1971` | Tarvo Quillbrook | born in 1971 |
///
/// Everything else stays one name: a comma may turn the parts of a name round, and brackets hold
/// abbreviations, places and spellings. Together names and notes have every word of the cell except
/// labels such as `original script:`.
pub(crate) fn part_names(cell: &str) -> NameCell {
    let mut parted = NameCell::default();
    let cell = match find_birth(cell) {
        Some(at) => {
            let (name, birth) = cell.split_at_checked(at).unwrap_or((cell, ""));
            parted.notes.push(birth.trim().to_owned());
            name
        }
        None => cell,
    };
    for item in split_outside_brackets(cell) {
        for item in later_items(item) {
            part_name(trim(item), &mut parted);
        }
    }
    parted
}

/// Names in another script inside of prose, for example `name in original script: …`: each run of
/// words that are not Latin.
pub(crate) fn names_in_other_scripts(prose: &str) -> Vec<String> {
    let mut names: Vec<Vec<&str>> = vec![Vec::new()];
    for word in prose.split_whitespace() {
        match (has_other_script(word), names.last_mut()) {
            (true, Some(name)) => name.push(word),
            (false, Some(name)) if !name.is_empty() => names.push(Vec::new()),
            _ => {}
        }
    }
    let names = names.into_iter().map(|words| words.join(" "));
    let names = names.map(|name| name.trim_matches(is_mark).to_owned());
    names.filter(|name| name.chars().count() >= 2).collect()
}

/// The names that a note lists with semicolons between them, as the whole note or in brackets; empty
/// where it is prose, or lists anything else.
pub(crate) fn names_in_list(note: &str) -> Vec<String> {
    let inner = note.split(['(', ')']).filter(|part| part.contains(';'));
    let lists = inner.map(|list| list.split(';').map(str::trim).collect::<Vec<_>>());
    let is_listed_name = |text: &&str| {
        let is_word = |letter: char| letter.is_alphabetic() || " -.'’‘`".contains(letter);
        text.chars().all(is_word)
            && text
                .trim_start_matches(['\'', '’', '‘'])
                .starts_with(char::is_uppercase)
            && is_name(text)
    };
    lists
        .filter(|list| list.iter().all(is_listed_name))
        .flatten()
        .map(str::to_owned)
        .collect()
}

fn part_name(name: &str, parted: &mut NameCell) {
    if let Some((before, inside)) = split_bracket(name) {
        let inside = after_script_label(inside);
        if has_other_script(before) != has_other_script(inside)
            && inside.contains(char::is_alphabetic)
        {
            parted.push(before);
            inside.split(';').for_each(|name| parted.push(name));
            return;
        }
        let lower = inside.to_lowercase();
        if PROSE.iter().any(|prose| lower.starts_with(prose)) {
            parted.push(before);
            parted.notes.push(inside.to_owned());
            return;
        }
    }
    match split_scripts(name) {
        Some((latin, other)) => {
            parted.push(latin);
            parted.push(other);
        }
        None => parted.push(name),
    }
}

impl NameCell {
    fn push(&mut self, name: &str) {
        let name = trim(name);
        if name.contains(char::is_alphanumeric) {
            self.names.push(name.to_owned());
        }
    }
}

fn trim(name: &str) -> &str {
    name.trim().trim_end_matches([',', ';']).trim_end()
}

fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric()
}

/// Where a date or place of birth begins behind a name: `, born in 1971`.
fn find_birth(cell: &str) -> Option<usize> {
    let (at, _) = cell.match_indices(" born ").find(|(at, word)| {
        let after = cell.get(at + word.len()..).unwrap_or_default();
        after.starts_with(|first: char| first.is_ascii_digit())
            || ["in ", "on "].iter().any(|begin| after.starts_with(begin))
    })?;
    let before = cell.get(..at)?;
    is_name(before).then_some(at + 1)
}

/// The items of `one b) two c) three`, where only the later ones have a mark.
fn later_items(text: &str) -> Vec<&str> {
    match lettered_items(text).as_slice() {
        [_] => {}
        items => return items.to_vec(),
    }
    let mut items = vec![text];
    for letter in 'b'..='z' {
        let mark = format!(" {letter}) ");
        let Some((before, after)) = items.last().and_then(|last| last.split_once(&mark)) else {
            break;
        };
        items.pop();
        items.extend([before, after]);
    }
    items
}

/// Splits at semicolons that are in no brackets.
fn split_outside_brackets(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ';' && depth == 0
    })
    .collect()
}

/// What is before the brackets at the end, and in them.
fn split_bracket(name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_suffix(')')?;
    let mut depth = 1_usize;
    let (at, _) = inner.char_indices().rev().find(|(_, letter)| {
        match letter {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let (before, inside) = inner.split_at_checked(at)?;
    let (before, inside) = (before.trim(), inside.strip_prefix('(')?.trim());
    (is_name(before) || has_other_script(before)).then_some((before, inside))
}

/// A text without a label such as `original script:` before it.
fn after_script_label(text: &str) -> &str {
    match text.split_once(':') {
        Some((label, after)) if label.to_lowercase().contains("script") => after.trim(),
        _ => text,
    }
}

/// A name in Latin letters and the same in another script behind it.
fn split_scripts(name: &str) -> Option<(&str, &str)> {
    let mut words = name.match_indices(' ').map(|(at, _)| at);
    let at = words.find(|at| {
        name.get(*at..)
            .is_some_and(|rest| rest.split_whitespace().next().is_some_and(has_other_script))
    })?;
    let (latin, other) = name.split_at_checked(at)?;
    let are_other = |text: &str| {
        let mut words = text.split_whitespace();
        words.all(|word| has_other_script(word) || !word.contains(char::is_alphabetic))
    };
    let is_latin = !has_other_script(latin) && is_name(latin);
    (is_latin && are_other(other)).then_some((latin, other))
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

    #[test]
    #[rustfmt::skip]
    fn names_and_prose_are_parted() {
        let rows: [(&str, &[&str], &[&str]); 17] = [
            ("Tarvo Quillbrook", &["Tarvo Quillbrook"], &[]),
            ("Tarvo Quillbrook; Tarvo Quilbrok;", &["Tarvo Quillbrook", "Tarvo Quilbrok"], &[]),
            ("Tarvo Quillbrook b) Tarvo Quilbrok c) Tarvo", &["Tarvo Quillbrook", "Tarvo Quilbrok", "Tarvo"], &[]),
            ("a) Tarvo b) Tarwo", &["Tarvo", "Tarwo"], &[]),
            ("Tarvo Quillbrook (Тарво Квиллбрук )", &["Tarvo Quillbrook", "Тарво Квиллбрук"], &[]),
            ("Тарво (original script: Tarvo; Tarwo)", &["Тарво", "Tarvo", "Tarwo"], &[]),
            ("Пример (Sample (ST))", &["Пример", "Sample (ST)"], &[]),
            ("Tarvo Тарво", &["Tarvo", "Тарво"], &[]),
            ("Tarvo Quillbrook (Birth name)", &["Tarvo Quillbrook"], &["Birth name"]),
            ("Tarvo Quillbrook, born in 1971", &["Tarvo Quillbrook"], &["born in 1971"]),
            // One name.
            ("Quillbrook, Tarvo", &["Quillbrook, Tarvo"], &[]),
            ("(Captain) Tarvo Quillbrook", &["(Captain) Tarvo Quillbrook"], &[]),
            ("Example (Ruritania) Trading", &["Example (Ruritania) Trading"], &[]),
            ("Example Trading (ET; EXT)", &["Example Trading (ET; EXT)"], &[]),
            ("Tarvo, well born", &["Tarvo, well born"], &[]),
            ("-", &[], &[]),
            ("", &[], &[]),
        ];
        for (cell, names, notes) in rows {
            let parted = part_names(cell);
            assert_eq!(parted.names, names, "{cell}");
            assert_eq!(parted.notes, notes, "{cell}");
        }
    }

    #[test]
    fn names_are_found_in_notes() {
        let scripts = "previously listed as, in Cyrillic: Тарво Квиллбрук. Card no. 12";
        assert_eq!(names_in_other_scripts(scripts), ["Тарво Квиллбрук"]);
        assert_eq!(names_in_other_scripts("a note"), [""; 0]);
        assert_eq!(
            names_in_list("Tarvo Mana; Tarwo Mana"),
            ["Tarvo Mana", "Tarwo Mana"]
        );
        let in_brackets = "(Tarvo; Tarwo) known by this name";
        assert_eq!(names_in_list(in_brackets), ["Tarvo", "Tarwo"]);
        for prose in [
            "Passport: R1; born: 1948",
            "a smuggler; lives abroad",
            "Tarvo Mana",
            "",
        ] {
            assert_eq!(names_in_list(prose), [""; 0], "{prose}");
        }
    }
}
