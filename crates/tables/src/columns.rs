//! Which column of a table is what: by its header, and where no header is known, by its cells.

use crate::row::Row;

/// Rows that are looked at. More change nothing in a table whose columns are of one kind each.
const MOST_ROWS: usize = 100;
/// Rows below the first in which a header is looked for that the first row is not.
const MOST_TITLES: usize = 10;
/// The headers that are known, with the language and role of each.
const HEADERS: &str = include_str!("../data/headers.csv");

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Whole names, of people, companies or ships.
    Name,
    /// Given names, which belong to family names beside them.
    Given,
    /// Family names.
    Family,
    /// Names of companies, beside names of people.
    Company,
    /// Dates of birth.
    Born,
    /// Nationalities or countries.
    Country,
    /// Male or female.
    Sex,
    /// Numbers of documents, companies or ships.
    Number,
    /// The person's own references.
    Reference,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Given,
        Self::Family,
        Self::Company,
        Self::Born,
        Self::Country,
        Self::Sex,
        Self::Number,
        Self::Reference,
    ];

    /// The word for it in data, such as `born`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Given => "given",
            Self::Family => "family",
            Self::Company => "company",
            Self::Born => "born",
            Self::Country => "country",
            Self::Sex => "sex",
            Self::Number => "number",
            Self::Reference => "reference",
        }
    }
}

/// What the first rows of a table suggest. It is to be shown, and a person can correct it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// Whether the first row names the columns. It does if it holds a header that is known. A table
    /// whose headers are all unknown counts as one without, so that no name is taken for a header.
    pub has_header: bool,
    /// Where the first row does not name the columns: the place of a row below it that seems to, as under a title.
    pub header_below: Option<usize>,
    /// Columns without a role whose cells look like names, from 0: they would not be searched.
    pub more_names: Vec<usize>,
    columns: Vec<(Role, usize)>,
}

impl Guess {
    /// The first column with this role, from 0.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        let found = self.columns.iter().find(|(own, _)| *own == role);
        found.map(|(_, column)| *column)
    }

    /// Every column with a role, in the order of [`Role::ALL`], from 0. Several may hold names or companies.
    pub fn columns(&self) -> impl Iterator<Item = (Role, usize)> {
        self.columns.iter().copied()
    }
}

/// Guesses from the first rows of a table, header included; a hundred are enough.
#[must_use]
pub fn guess(rows: &[Row]) -> Guess {
    let Some((first, others)) = rows.split_first() else {
        return Guess::default();
    };
    let mut columns = by_header(first);
    let has_header = !columns.is_empty();
    let header_below = || {
        let seems_header = |row: &Row| by_header(row).len() >= row.len().min(2);
        let place = others.iter().take(MOST_TITLES).position(seems_header);
        place.map(|place| place + 1)
    };
    let cells = if has_header { others } else { rows };
    let cells = cells.get(..MOST_ROWS).unwrap_or(cells);
    as_names(&mut columns, cells);
    keep_names(&mut columns, cells);
    let is_named = [Role::Name, Role::Family, Role::Company];
    let free = |columns: &[(Role, usize)]| {
        let is_free = |column: &usize| columns.iter().all(|(_, own)| own != column);
        (0..first.len()).filter(is_free).collect::<Vec<usize>>()
    };
    if !columns.iter().any(|(role, _)| is_named.contains(role)) {
        let name = by_cells(cells, &free(&columns), |cell| {
            let words = cell.split_whitespace().count();
            is_of_letters(cell).then_some(if words > 1 { 2 } else { 1 })
        });
        columns.extend(name.map(|column| (Role::Name, column)));
    }
    if !has_header && !columns.iter().any(|(role, _)| *role == Role::Born) {
        let born = by_cells(cells, &free(&columns), |cell| is_date(cell).then_some(1));
        columns.extend(born.map(|column| (Role::Born, column)));
    }
    // A column of single words may have half of each name, and another column the other half.
    let is_half = |(role, column): &(Role, usize)| {
        let is_word = |cell: &str| (!cell.contains(char::is_whitespace)).then_some(1);
        *role == Role::Name && by_cells(cells, &[*column], is_word).is_some()
    };
    let least = if columns.iter().any(is_half) { 1 } else { 2 };
    let looks_like_names = |column: &usize| {
        let is_name = |cell: &str| is_like_a_name(cell, least).then_some(1);
        by_cells(cells, &[*column], is_name).is_some()
    };
    let mut more_names = free(&columns);
    more_names.retain(looks_like_names);
    columns.sort_by_key(|(role, column)| (Role::ALL.iter().position(|own| own == role), *column));
    Guess {
        has_header,
        header_below: if has_header { None } else { header_below() },
        more_names,
        columns,
    }
}

/// The roles that the headers name: every column with names or companies, and the first with anything else. Only one
/// column has a whole name where the names of a row are in two.
fn by_header(header: &Row) -> Vec<(Role, usize)> {
    let headers: Vec<String> = header.iter().map(plain).collect();
    let mut columns: Vec<(Role, usize)> = Vec::new();
    for role in Role::ALL {
        let known = || {
            HEADERS
                .lines()
                .filter_map(|line| words_of(line, role))
                .flatten()
        };
        let fits = |column: &usize| {
            let own = headers.get(*column);
            own.is_some_and(|own| !own.is_empty() && known().any(|word| plain(word) == *own))
        };
        let is_free = |column: &usize| columns.iter().all(|(_, taken)| taken != column);
        let fitting = (0..headers.len()).filter(is_free).filter(fits);
        let most = match role {
            Role::Name | Role::Company => headers.len(),
            _ => 1,
        };
        let found: Vec<(Role, usize)> = fitting.take(most).map(|column| (role, column)).collect();
        columns.extend(found);
    }
    columns
}

/// The headers of a role in a line of the table.
fn words_of(line: &str, role: Role) -> Option<impl Iterator<Item = &str>> {
    let rest = line.strip_prefix(role.as_str())?.strip_prefix(',')?;
    let (_, words) = rest.split_once(',')?;
    Some(words.split('|'))
}

/// Some words mean a whole name alone, a family name beside a given name (`Name`, `Nom`), and a given name beside a
/// family name (`Name`, `Nombre`). A column that holds what is in the other one has whole names.
fn as_names(columns: &mut Vec<(Role, usize)>, rows: &[Row]) {
    let place = |role| columns.iter().position(|(own, _)| *own == role);
    let (name, given, family) = (place(Role::Name), place(Role::Given), place(Role::Family));
    let role = match (name, given, family) {
        (Some(name), Some(part), None) => (name, part, Role::Family),
        (Some(name), None, Some(part)) => (name, part, Role::Given),
        (Some(name), Some(_), Some(part)) => (name, part, Role::Name),
        (None, Some(part), None) | (None, None, Some(part)) => (part, part, Role::Name),
        _ => return,
    };
    let (name, part, role) = role;
    let column = |place: usize| columns.get(place).map_or(0, |(_, column)| *column);
    let is_whole = name != part && holds(rows, column(name), column(part));
    if is_whole {
        columns.retain(|(role, _)| !matches!(role, Role::Given | Role::Family));
    } else if let Some(own) = columns.get_mut(name) {
        own.0 = role;
    }
}

/// Of several columns with names, or with companies, leaves out those that have something else, such as numbers.
fn keep_names(columns: &mut Vec<(Role, usize)>, rows: &[Row]) {
    let has_names = |(_, column): &(Role, usize)| {
        let cells = rows.iter().filter_map(|row| row.get(*column));
        let is_empty = cells.map(str::trim).all(str::is_empty);
        let letters = |cell: &str| (is_of_letters(cell) && !cell.contains('@')).then_some(1);
        is_empty || by_cells(rows, &[*column], letters).is_some()
    };
    for kind in [Role::Name, Role::Company] {
        if columns.iter().any(|own| own.0 == kind && has_names(own)) {
            columns.retain(|own| own.0 != kind || has_names(own));
        }
    }
}

/// Whether most cells of a column hold the text of the cell in another column.
fn holds(rows: &[Row], column: usize, other: usize) -> bool {
    let cell = |row: &Row, column| row.get(column).map(plain).unwrap_or_default();
    let pairs = rows.iter().map(|row| (cell(row, column), cell(row, other)));
    let pairs: Vec<(String, String)> = pairs.filter(|(_, part)| !part.is_empty()).collect();
    let holding = pairs
        .iter()
        .filter(|(whole, part)| whole.contains(part.as_str()));
    !pairs.is_empty() && holding.count() * 2 > pairs.len()
}

/// Letters and digits alone, in lower case; that of `İ` is a letter and a sign.
fn plain(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.filter(|letter| letter.is_alphanumeric()).collect()
}

/// The free column whose cells have the most points, if most of those that are not empty have some.
fn by_cells(rows: &[Row], free: &[usize], points: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for column in free.iter().copied() {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(str::trim);
        let (mut filled, mut fitting, mut sum) = (0, 0, 0);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            let own = points(cell);
            filled += 1;
            fitting += usize::from(own.is_some());
            sum += own.unwrap_or_default();
        }
        let is_better = best.is_none_or(|(_, most)| sum > most);
        if fitting * 2 > filled && is_better {
            best = Some((column, sum));
        }
    }
    best.map(|(column, _)| column)
}

fn is_of_letters(cell: &str) -> bool {
    let letters = cell.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    letters > 2 && letters > digits * 2
}

/// Whether a cell has the shape of a name: words of letters, `least` or more and at most five, each with a capital where the script has any.
fn is_like_a_name(cell: &str, least: usize) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
    };
    (least..=5).contains(&words.len())
        && words.iter().all(is_name)
        && !cell.contains(|sign: char| sign.is_ascii_digit() || matches!(sign, '@' | ':' | '/'))
}

/// Whether a cell has the shape of a date: three groups of digits, one of them a year.
fn is_date(cell: &str) -> bool {
    let groups: Vec<&str> = cell.split(['-', '/', '.', ' ']).collect();
    let are_digits = groups.iter().all(|group| {
        (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    are_digits && groups.len() == 3 && groups.iter().any(|group| group.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(lines: &[&str]) -> (bool, Vec<(&'static str, usize)>) {
        let rows: Vec<Row> = lines.iter().map(|line| line.split(';').collect()).collect();
        let guess = guess(&rows);
        let columns = guess
            .columns()
            .map(|(role, column)| (role.as_str(), column));
        (guess.has_header, columns.collect())
    }

    #[test]
    #[rustfmt::skip]
    fn columns_are_guessed_from_headers_and_from_cells() {
        type Expected<'a> = (bool, &'a [(&'a str, usize)]);
        let rows: &[(&[&str], Expected<'_>)] = &[
            (&["name"], (true, &[("name", 0)])),
            (&["Ref.;Full Name;D.O.B.;Nationality"],
             (true, &[("name", 1), ("born", 2), ("country", 3), ("reference", 0)])),
            (&["First_Name;LAST NAME;Company"], (true, &[("given", 0), ("family", 1), ("company", 2)])),
            (&["firstName;name"], (true, &[("given", 0), ("family", 1)])),
            (&["Nom;Prénom;Né le"], (true, &[("given", 1), ("family", 0), ("born", 2)])),
            // A name beside a family name is a given name, unless it holds the family name.
            (&["Name;Surname"], (true, &[("given", 0), ("family", 1)])),
            (&["Name;Surname", "Orsek;Testanov"], (true, &[("given", 0), ("family", 1)])),
            (&["Name;Surname", "Orsek Testanov;TESTANOV", "Amber Quill;Quill"], (true, &[("name", 0)])),
            (&["First name;Full name", "Orsek;Orsek Testanov"], (true, &[("name", 1)])),
            (&["Name;First;Last", "Orsek Testanov;Orsek;Testanov"], (true, &[("name", 0)])),
            (&["First;Last"], (true, &[("given", 0), ("family", 1)])),
            (&["FNAME;LNAME;DOB"], (true, &[("given", 0), ("family", 1), ("born", 2)])),
            (&["Name 1;Name 2"], (true, &[("given", 0), ("family", 1)])),
            (&["Nome;Cognome"], (true, &[("given", 0), ("family", 1)])),
            (&["Imię;Nazwisko"], (true, &[("given", 0), ("family", 1)])),
            (&["Voornaam;Achternaam"], (true, &[("given", 0), ("family", 1)])),
            (&["Имя;Фамилия;Дата рождения"], (true, &[("given", 0), ("family", 1), ("born", 2)])),
            (&["Прізвище;Ім'я"], (true, &[("given", 1), ("family", 0)])),
            (&["Adı;Soyadı"], (true, &[("given", 0), ("family", 1)])),
            (&["الاسم;اسم العائلة"], (true, &[("given", 0), ("family", 1)])),
            (&["Nume;Prenume"], (true, &[("given", 1), ("family", 0)])),
            (&["Förnamn;Efternamn"], (true, &[("given", 0), ("family", 1)])),
            (&["Ф.И.О."], (true, &[("name", 0)])),
            (&["Имя"], (true, &[("name", 0)])),
            // Every name of a row is searched.
            (&["Contact person;Company name"], (true, &[("name", 0), ("company", 1)])),
            (&["Firma;Ansprechpartner"], (true, &[("name", 1), ("company", 0)])),
            (&["Name;Director;UBO"], (true, &[("name", 0), ("name", 1), ("name", 2)])),
            (&["Client;Name;Contact", "17;Orsek;a@example.org"], (true, &[("name", 1)])),
            (&["İsim;Soyisim"], (true, &[("given", 0), ("family", 1)])),
            (&["Nom;Pays"], (true, &[("name", 0), ("country", 1)])),
            (&["Nombre;Apellidos"], (true, &[("given", 0), ("family", 1)])),
            (&["Nombre;País"], (true, &[("name", 0), ("country", 1)])),
            (&["Enw llawn;Dyddiad geni"], (true, &[("name", 0), ("born", 1)])),
            (&["الاسم;تاريخ الميلاد;الجنسية"], (true, &[("name", 0), ("born", 1), ("country", 2)])),
            // One header is known, and the names are found by their cells.
            (&["Ref;Wer", "17;Zzyzx Qwortle", "18;Orsek Testanov"], (true, &[("name", 1), ("reference", 0)])),
            // No header is known: nothing is taken for one.
            (&["Zzyzx Qwortle", "Orsek Testanov"], (false, &[("name", 0)])),
            (&["17;Zzyzx Qwortle;1971-03-12", "18;Orsek;12/03/1970"], (false, &[("name", 1), ("born", 2)])),
            (&["AB1 2CD;Orsek Testanov"], (false, &[("name", 1)])),
            (&["1;2", "3;4"], (false, &[])),
            (&[";"], (false, &[])),
        ];
        for (lines, (has_header, columns)) in rows {
            assert_eq!(guessed(lines), (*has_header, columns.to_vec()), "{lines:?}");
        }
        assert_eq!(guess(&[]), Guess::default());
    }

    #[test]
    fn columns_that_look_like_names_too_and_a_header_below_a_title_are_noticed() {
        let noticed = |lines: &[&str]| {
            let rows: Vec<Row> = lines.iter().map(|line| line.split(';').collect()).collect();
            let guess = guess(&rows);
            (guess.more_names, guess.header_below)
        };
        type Noticed<'a> = (&'a [usize], Option<usize>);
        let rows: [(&[&str], Noticed<'_>); 8] = [
            (&["Orsek;Testanov;17", "Amber;Quill;18"], (&[1], None)),
            (
                &["Name;Broker;Town", "Orsek Testanov;Amber Quill;Qwortle"],
                (&[1], None),
            ),
            (
                &["Name;Note", "Orsek Testanov;pays late", "Amber Quill;"],
                (&[], None),
            ),
            (&["Name;Street", "Orsek Testanov;Quill Road 7"], (&[], None)),
            (&["7;Orsek Testanov;Amber Quill"], (&[2], None)),
            (
                &["Report;", "2026;", ";", "Name;Born", "Orsek;1970"],
                (&[], Some(3)),
            ),
            (&["Report", "Name", "Orsek Testanov"], (&[], Some(1))),
            (&["Name;Age", "Orsek;17", "Amber;18"], (&[], None)),
        ];
        for (lines, (names, header)) in rows {
            assert_eq!(noticed(lines), (names.to_vec(), header), "{lines:?}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in HEADERS.lines().filter(|line| !line.starts_with('#')) {
            let read = Role::ALL.iter().filter_map(|role| words_of(line, *role));
            assert_eq!(read.count(), 1, "{line}");
        }
        let languages = "it pt nl pl cs hu ro sv da fi el hr ru uk bg tr";
        for language in languages.split(' ') {
            for role in [Role::Given, Role::Family] {
                let start = format!("{},{language},", role.as_str());
                assert!(
                    HEADERS.lines().any(|line| line.starts_with(&start)),
                    "{start}"
                );
            }
        }
        for language in ["en", "cy", "ar", "fr"] {
            for role in Role::ALL {
                let start = format!("{},{language},", role.as_str());
                assert!(
                    HEADERS.lines().any(|line| line.starts_with(&start)),
                    "{start}"
                );
            }
        }
    }
}
