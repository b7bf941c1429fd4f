//! How a list describes its files.

use super::entry::{Entry, Group};

/// The importance of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rests {
    /// Nothing: where the field is missing, a record says less.
    Nothing,
    /// Identity, search or law. Its column must be there, once.
    Much,
    /// The same, and a value of its group is nothing without it: its element must be there where others
    /// of the group are.
    Value,
    /// The same as `Much`, and every designation has it: its element must be there, too.
    Everything,
}

/// A field of a list.
pub(crate) struct Field<G> {
    pub(crate) group: G,
    /// Its CSV column, which is its label in records of every layout.
    pub(crate) column: &'static str,
    /// Its XML element.
    pub(crate) element: &'static str,
    /// The XML element that one value of the group is in: [`DESIGNATION`], or a name; several names
    /// with `|` between them.
    pub(crate) around: &'static str,
    pub(crate) rests: Rests,
}

/// In [`Field::around`] the element of the designation itself, whatever its name.
pub(crate) const DESIGNATION: &str = "";

/// A list's files.
///
/// A table of it is a `static`; nothing here is computed from a file.
pub(crate) struct Layout<G: 'static> {
    /// Code of the list.
    pub(crate) list: &'static str,
    /// All fields but the ID; those of a group are side by side.
    pub(crate) fields: &'static [Field<G>],
    /// Names of a designation, each in its parts.
    pub(crate) names: fn(&Entry<G>) -> Vec<Vec<String>>,
    /// True for a designation that is a person.
    pub(crate) is_person: fn(&Entry<G>) -> bool,
    /// True for a text that has the form of the list's IDs.
    pub(crate) is_id: fn(&str) -> bool,
    /// True for a text that is a measure of the list.
    pub(crate) is_measure: fn(&str) -> bool,
}

/// What a CSV file has beside the fields.
pub(crate) struct CsvLayout {
    /// The column of the ID.
    pub(crate) id: &'static str,
    /// How the line before the column names begins that has the date, in lower case. A file may lack
    /// it.
    pub(crate) date: &'static str,
    /// Another list that has these column names, in words; asked where the ID is missing.
    pub(crate) other_list: fn(&[String]) -> Option<&'static str>,
}

/// What an XML file has beside the fields.
pub(crate) struct XmlLayout<G: 'static> {
    /// The outermost element.
    pub(crate) root: &'static str,
    /// The elements of designations.
    pub(crate) designations: &'static [&'static str],
    /// How many elements are open around a designation: 1 for those directly in the outermost one.
    pub(crate) depth: usize,
    /// Where the name of the designation's element says something: the group that it is a value of.
    pub(crate) kind: Option<G>,
    /// The date of the file: an element directly in the outermost one, or with `@` its attribute.
    pub(crate) date: &'static str,
    /// The ID: an element directly in the designation.
    pub(crate) id: &'static str,
    /// True if several elements with one ID are one designation; otherwise they are a fault.
    pub(crate) folds: bool,
    /// Elements in which nothing unknown may be, beside the fields themselves: it may be a name or
    /// number.
    pub(crate) closed: &'static [&'static str],
    /// Elements in which each element is a value: its name and its text.
    pub(crate) named: &'static [(&'static str, G)],
    /// Elements in which each text is a value, at any depth.
    pub(crate) whole: &'static [(&'static str, G)],
}

impl<G: Group> Layout<G> {
    /// The column of one field of a group, as a label in records of all layouts.
    pub(crate) fn label(&self, group: G, place: usize) -> &'static str {
        let mut fields = self.fields.iter().filter(|field| field.group == group);
        fields.nth(place).map_or("", |field| field.column)
    }

    /// How many fields a group has.
    pub(crate) fn size(&self, group: G) -> usize {
        let fields = self.fields.iter();
        fields.filter(|field| field.group == group).count()
    }
}
