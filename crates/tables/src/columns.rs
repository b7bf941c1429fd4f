//! Which column of a table is what: by its header, and where no header is known, by its cells.

use crate::row::Row;

/// Rows that are looked at. More change nothing in a table whose columns are of one kind each.
const MOST_ROWS: usize = 100;
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
    columns: Vec<(Role, usize)>,
}

impl Guess {
    /// The column with this role, from 0.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        let found = self.columns.iter().find(|(own, _)| *own == role);
        found.map(|(_, column)| *column)
    }

    /// Every role that was found, in the order of [`Role::ALL`], with its column from 0.
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
    let rows = if has_header { others } else { rows };
    let rows = rows.get(..MOST_ROWS).unwrap_or(rows);
    let has = |columns: &[(Role, usize)], role| columns.iter().any(|(own, _)| *own == role);
    let is_named = [Role::Name, Role::Family, Role::Company];
    if !is_named.iter().any(|role| has(&columns, *role)) {
        let free = |column: &usize| columns.iter().all(|(_, own)| own != column);
        let name = by_cells(rows, first.len(), free, |cell| {
            let words = cell.split_whitespace().count();
            is_of_letters(cell).then_some(if words > 1 { 2 } else { 1 })
        });
        columns.extend(name.map(|column| (Role::Name, column)));
    }
    if !has_header && !has(&columns, Role::Born) {
        let free = |column: &usize| columns.iter().all(|(_, own)| own != column);
        let born = by_cells(rows, first.len(), free, |cell| is_date(cell).then_some(1));
        columns.extend(born.map(|column| (Role::Born, column)));
    }
    let of = |role: Role| columns.iter().find(move |(own, _)| *own == role).copied();
    Guess {
        has_header,
        columns: Role::ALL.into_iter().filter_map(of).collect(),
    }
}

/// The roles that the headers name, one column each: the first that fits.
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
        let column = (0..headers.len()).filter(is_free).find(fits);
        columns.extend(column.map(|column| (role, column)));
    }
    as_names(columns)
}

/// The headers of a role in a line of the table.
fn words_of(line: &str, role: Role) -> Option<impl Iterator<Item = &str>> {
    let rest = line.strip_prefix(role.as_str())?.strip_prefix(',')?;
    let (_, words) = rest.split_once(',')?;
    Some(words.split('|'))
}

/// Some words mean a whole name alone and a family name beside a given name (`Name`, `Nom`), or a
/// given name beside a family name (`Nombre`).
fn as_names(columns: Vec<(Role, usize)>) -> Vec<(Role, usize)> {
    let has = |role| columns.iter().any(|(own, _)| *own == role);
    let (given, family, name) = (has(Role::Given), has(Role::Family), has(Role::Name));
    let other = |role| match role {
        Role::Name if given && !family => Role::Family,
        Role::Family if !given && !name => Role::Name,
        Role::Given if !family && !name => Role::Name,
        role => role,
    };
    let renamed = columns.iter().map(|(role, column)| (other(*role), *column));
    renamed.collect()
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    let plain = text.chars().filter(|letter| letter.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// The free column whose cells have the most points, if most of those that are not empty have some.
fn by_cells(
    rows: &[Row],
    columns: usize,
    free: impl Fn(&usize) -> bool,
    points: impl Fn(&str) -> Option<usize>,
) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for column in (0..columns).filter(free) {
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
    fn every_line_of_the_table_is_read() {
        for line in HEADERS.lines().filter(|line| !line.starts_with('#')) {
            let read = Role::ALL.iter().filter_map(|role| words_of(line, *role));
            assert_eq!(read.count(), 1, "{line}");
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
