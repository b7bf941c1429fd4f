//! The EU's consolidated list of persons, groups and entities subject to financial sanctions.
//!
//! Checked on 26 November 2026 against the XML layout 1.1: an official excerpt of 15 April 2020 and a
//! file of 1 May 2026. Only the Official Journal is authentic; the list follows it by some days.
//!
//! One designation is one element `sanctionEntity` with everything in the attributes of the elements
//! inside of it. `read.rs` reads the file as a stream of designations by the table of `fields.rs`,
//! `unknown.rs` judges what the table has no row for, `map.rs` makes every other judgement, and
//! `names.rs` those on names.
//!
//! # Limits
//!
//! - Every entry has an asset freeze, for which the file has no words. Travel bans and the annexes of
//!   sectoral measures are not in the file.
//! - The file has codes of regimes; their names are ours (`data/eu_programmes.txt`).
//! - The list has no kind for ships: the few vessels are coded as companies.
//! - Numbers of rows in the publisher's database (`logicalId`, `globalFileId`) are not kept.

mod entity;
mod fields;
mod map;
mod names;
mod read;
mod unknown;

use std::io::Read;
use std::time::Duration;

use record::{Kind, ReferenceKind};

use crate::checks::rate;
use crate::read::input::Input;
use crate::{FetchRules, FillRate, Format, ListError, Parsed, Source, SourceFile};

/// The list.
pub(crate) const SOURCE: Source = Source {
    code: LIST,
    title: "EU consolidated list of financial sanctions",
    publisher: "European Commission",
    licence: "Creative Commons Attribution 4.0 (Decision 2011/833/EU)",
    licence_url: "https://creativecommons.org/licenses/by/4.0/",
    language: "en",
    files: &[SourceFile {
        // The token is part of the public address.
        url: "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        format: Format::Xml,
        is_needed: true,
    }],
    // The file is made when it is asked for, which takes more than a minute, and the server often
    // answers with a fault of its own.
    fetch: FetchRules {
        redirects: 5,
        retries: 5,
        patience: Duration::from_secs(150),
    },
    age_limit_hours: 48,
    hint: "use the XML file (version 1.1) of the EU's consolidated list of financial sanctions from https://webgate.ec.europa.eu/fsd/fsf",
    // 5,819 in March 2026, 6,002 in May.
    least: 5_000,
    most: 10_000,
    nameless: 12,
    is_dated: true,
    fill_rates: &FILL_RATES,
    reader: read,
};

const LIST: &str = "eu";

/// Measured on 26 November 2026 on the file of 1 May 2026, whose part stands beside each bound.
#[rustfmt::skip]
const FILL_RATES: [FillRate; 10] = [
    rate("a primary name", None, 99, |it| it.primary_name().is_some()), // 100
    rate("a regime", None, 90, |it| !it.regimes.is_empty()), // 100
    rate("a known kind", None, 90, |it| it.kind != Kind::Unknown), // 100
    rate("another name", None, 35, |it| it.names.len() > 1), // 75
    rate("a name in another script", Some(Kind::Individual), 20, |it| it.names.iter().any(record::Name::is_in_own_script)), // 60
    rate("a date of birth", Some(Kind::Individual), 40, |it| it.dates_of_birth.iter().any(|date| date.date().is_some())), // 83
    rate("a nationality", Some(Kind::Individual), 25, |it| !it.nationalities.is_empty()), // 56
    rate("a document", Some(Kind::Individual), 10, |it| !it.identifiers.is_empty()), // 20
    rate("a registration number", Some(Kind::Entity), 15, |it| !it.identifiers.is_empty()), // 40
    rate("a UN reference number", None, 0, |it| it.references.iter().any(|number| number.kind == ReferenceKind::Un)), // 1
];

fn read(source: &'static Source, mut input: Input<&mut dyn Read>) -> Result<Parsed, ListError> {
    match input.skip_white_space()? {
        None => Err(ListError::Empty),
        Some(b'<') => map::read(input),
        Some(_) => Err(ListError::OtherFormat {
            needed: "an XML file",
            hint: source.hint,
        }),
    }
}

#[cfg(test)]
mod tests;
