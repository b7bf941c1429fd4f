//! Where in a row the names are, and what is known beside them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tables::{Role, Row};

/// Columns of a table by what they are for, each from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Names, each of one column or of several that belong together.
    pub names: Vec<Vec<usize>>,
    /// Dates of birth.
    pub born: Option<usize>,
    /// Nationalities or countries.
    pub country: Option<usize>,
    /// Male or female.
    pub sex: Option<usize>,
    /// The person's own references. They change nothing of the search.
    pub reference: Option<usize>,
}

impl Columns {
    /// The columns with these roles: given and family name together, each whole name, and each company, which is a
    /// name of its own. Of every other role the first column counts.
    pub fn by_role(roles: impl Iterator<Item = (Role, usize)>) -> Self {
        let roles: Vec<(Role, usize)> = roles.collect();
        let all = |role: Role| {
            let own = roles.iter().filter(move |(one, _)| *one == role);
            own.map(|(_, column)| *column)
        };
        let column = |role: Role| all(role).next();
        let parts = [column(Role::Given), column(Role::Family)];
        let parts: Vec<usize> = parts.into_iter().flatten().collect();
        let parts = (!parts.is_empty()).then_some(parts);
        let whole = all(Role::Name).chain(all(Role::Company));
        Self {
            names: parts
                .into_iter()
                .chain(whole.map(|one| vec![one]))
                .collect(),
            born: column(Role::Born),
            country: column(Role::Country),
            sex: column(Role::Sex),
            reference: column(Role::Reference),
        }
    }

    /// Whether anything is known beside the names.
    #[must_use]
    pub fn has_details(&self) -> bool {
        self.born.is_some() || self.country.is_some() || self.sex.is_some()
    }

    /// The text to search for a row. Several names in one query have a part each.
    #[must_use]
    pub fn text(&self, row: &Row) -> String {
        match self.names.as_slice() {
            [only] if only.len() == 1 => only.iter().filter_map(|one| row.get(*one)).collect(),
            several => joined(
                several.iter().map(|columns| {
                    let cells = columns.iter().filter_map(|column| row.get(*column));
                    joined(cells.map(|cell| cell.trim().to_owned()), " ")
                }),
                "; ",
            ),
        }
    }
}

/// The texts that are not empty, joined.
fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(between)
}

/// Names for columns of the input, given with their places from 0, beside these of the program, which
/// win: each column of the output has a name of its own.
pub fn output_names<'a>(
    columns: impl IntoIterator<Item = (usize, &'a str)>,
    own: &[&str],
) -> Vec<String> {
    let mut taken: BTreeSet<String> = own.iter().map(|name| (*name).to_owned()).collect();
    let mut names = Vec::new();
    for (place, header) in columns {
        let mut name = match header.trim() {
            "" => ["column_", &(place + 1).to_string()].concat(),
            header => header.to_owned(),
        };
        while taken.contains(&name) {
            name.insert_str(0, "input_");
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn a_query_is_made_of_the_columns_that_hold_names() {
        let row: Row = [" Orsek ", "Testanov", "", "Qwortle Ltd", " whole "].into_iter().collect();
        let rows: &[(&[(Role, usize)], &str)] = &[
            // One column is searched as it is.
            (&[(Role::Name, 4)], " whole "),
            (&[(Role::Name, 4), (Role::Given, 0), (Role::Family, 1)], "Orsek Testanov; whole"),
            (&[(Role::Name, 1), (Role::Name, 0), (Role::Company, 3)], "Testanov; Orsek; Qwortle Ltd"),
            (&[(Role::Given, 0), (Role::Family, 1)], "Orsek Testanov"),
            (&[(Role::Given, 2), (Role::Family, 1)], "Testanov"),
            (&[(Role::Name, 1), (Role::Company, 3)], "Testanov; Qwortle Ltd"),
            (&[(Role::Name, 2), (Role::Company, 3)], "Qwortle Ltd"),
            (&[(Role::Company, 3)], "Qwortle Ltd"),
            (&[(Role::Name, 9)], ""),
            (&[], ""),
        ];
        for (roles, expected) in rows {
            let columns = Columns::by_role(roles.iter().copied());
            assert_eq!(columns.text(&row), *expected, "{roles:?}");
        }
    }

    #[test]
    fn every_column_of_the_output_has_a_name_of_its_own() {
        let headers = ["row", " name ", "", "row", "name"];
        let names = output_names(headers.into_iter().enumerate(), &["row", "query"]);
        assert_eq!(
            names,
            [
                "input_row",
                "name",
                "column_3",
                "input_input_row",
                "input_name"
            ]
        );
    }
}
