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
//! `fields.rs` is the table of columns and elements, `read.rs` has what is particular to each of the
//! two layouts, and `map.rs` makes every judgement.
//!
//! # Where the layouts differ
//!
//! The CSV repeats at most one name in its own script on all rows of a designation; the XML
//! has them all. No layout says which Latin name it belongs to, so all stand after the Latin
//! names, as variations.

mod fields;
mod map;
mod read;

use record::{IdentifierKind, Kind, NameType, ReferenceKind};

pub use map::measure_kind;

use crate::checks::{has_number, rate};
use crate::source::READY;
use crate::{FetchRules, FillRate, Format, Source, SourceFile};

/// The list.
pub(crate) const SOURCE: Source = Source {
    code: LIST,
    title: "UK Sanctions List",
    publisher: "Foreign, Commonwealth & Development Office",
    licence: "Open Government Licence v3.0",
    licence_url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    language: "en",
    files: &[
        SourceFile {
            url: "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
            format: Format::Csv,
            is_needed: true,
        },
        SourceFile {
            url: "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
            format: Format::Xml,
            is_needed: false,
        },
    ],
    fetch: FetchRules {
        redirects: 5,
        retries: 0,
        patience: READY,
    },
    age_limit_hours: 48,
    hint: "use UK-Sanctions-List.csv or .xml from https://sanctionslist.fcdo.gov.uk/docs/",
    // 6,035 in February 2026, 6,346 in August.
    least: 5_000,
    most: 15_000,
    // None in April and August 2026.
    nameless: 12,
    is_dated: true,
    fill_rates: &FILL_RATES,
    reader: read::read,
};

const LIST: &str = "uk";

/// Measured on 26 November 2026 on the editions of April and August 2026, in both layouts; the
/// smallest part of the four stands beside each bound.
#[rustfmt::skip]
const FILL_RATES: [FillRate; 13] = [
    rate("a primary name", None, 90, |it| it.names.iter().any(|name| name.name_type == NameType::Primary)), // 100
    rate("a regime", None, 90, |it| !it.regimes.is_empty()), // 100
    rate("a known kind", None, 90, |it| it.kind != Kind::Unknown), // 100
    rate("a source", None, 90, |it| !it.sources.is_empty()), // 100
    rate("measures", None, 50, |it| !it.measures.is_empty()), // 77, in August 100
    rate("a UN reference number", None, 8, |it| it.references.iter().any(|number| number.kind == ReferenceKind::Un)), // 15
    rate("a name in another script", Some(Kind::Individual), 30, |it| it.names.iter().any(record::Name::is_in_own_script)), // 61
    rate("a date of birth", Some(Kind::Individual), 50, |it| it.dates_of_birth.iter().any(|date| date.date().is_some())), // 81
    rate("a nationality", Some(Kind::Individual), 40, |it| !it.nationalities.is_empty()), // 68
    rate("a passport number", Some(Kind::Individual), 7, |it| has_number(it, IdentifierKind::Passport)), // 14
    rate("a national identifier", Some(Kind::Individual), 4, |it| has_number(it, IdentifierKind::NationalId)), // 9
    rate("a registration number", Some(Kind::Entity), 15, |it| has_number(it, IdentifierKind::CompanyRegistration)), // 30
    rate("an IMO number", Some(Kind::Ship), 70, |it| has_number(it, IdentifierKind::Imo)), // 94
];

#[cfg(test)]
mod tests;
