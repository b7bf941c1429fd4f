//! The UK Sanctions List: where it comes from, and its two layouts.
//!
//! Since 28 January 2026 it is the only list of UK designations. Checked on 22 November 2026
//! against the published layouts: CSV with 58 columns (8 October 2026) and XML (7 September
//! 2026), and <https://www.gov.uk/guidance/format-guide-for-the-uk-sanctions-list>.
//!
//! One designation is many CSV rows, the product of all its repeating groups of columns: names
//! times addresses times dates of birth. The reader folds them by `Unique ID` and keeps each
//! distinct value once, in the order of the file. Columns and elements are found by name.
//!
//! # Where the layouts differ
//!
//! The CSV repeats at most one name in its own script on all rows of a designation; the XML
//! has them all. No layout says which Latin name it belongs to, so all stand after the Latin
//! names, as variations.

mod map;
mod raw;

use std::io::Read;

use crate::input::Input;
use crate::{ListError, Parsed, Source};

/// The list.
pub(crate) const SOURCE: Source = Source {
    code: LIST,
    title: "UK Sanctions List",
    publisher: "Foreign, Commonwealth & Development Office",
    licence: "Open Government Licence v3.0",
    licence_url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    url: "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    minimum: 5_000,
    reader: read,
};

const LIST: &str = "uk";

fn read(mut input: Input<&mut dyn Read>) -> Result<Parsed, ListError> {
    let raw = match input.skip_white_space()? {
        None => return Err(ListError::Empty),
        Some(b'<') => raw::read_xml(input)?,
        Some(_) => raw::read_csv(input)?,
    };
    Ok(map::map(raw))
}

#[cfg(test)]
mod tests;
