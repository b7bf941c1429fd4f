//! The consolidated list of the United Nations Security Council: where it comes from.
//!
//! One XML file of all the Council's sanctions committees, checked on 26 November 2026 on the
//! editions of 27 February and 1 August 2026. The publisher makes it every day, so its date is when
//! the file was made and not when an entry last changed.
//!
//! `fields.rs` is the table of elements, `read.rs` has what is particular to the layout, and `map.rs`
//! makes every judgement.
//!
//! # What the file does not say
//!
//! - **Measures**, but for comments that state them, as under Libya. Otherwise they follow from the committee;
//!   `map.rs` says from which, and such a measure has no words of the publisher's. Elsewhere there is none,
//!   which means *not given*. The regime says which committee it is. The file has a code for it (`DPRK`); the
//!   name is ours.
//! - **Ships.** Vessels that a committee designated are on a list of their own.
//! - **Delisted entries.** They are absent.
//! - Scripts of names: a name in another script is marked as such, without the name of the script.
//!
//! # Licence
//!
//! The terms of use of the UN's sites, <https://www.un.org/en/about-us/terms-of-use>: no open licence
//! names this list, and the terms give no right to redistribute. Whoever republishes it, which includes
//! serving packs built from it, should have a lawyer read them (`docs/lists.md`).

mod fields;
mod map;
mod numbers;
mod read;

use record::{IdentifierKind, Kind, NameType};

use crate::checks::{has_number, rate};
use crate::source::READY;
use crate::{FetchRules, FillRate, Format, Source, SourceFile};

/// The list.
pub(crate) const SOURCE: Source = Source {
    code: LIST,
    title: "UN Security Council Consolidated List",
    publisher: "United Nations Security Council",
    licence: "UN terms of use",
    licence_url: "https://www.un.org/en/about-us/terms-of-use",
    language: "en",
    files: &[SourceFile {
        url: "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        format: Format::Xml,
        is_needed: true,
    }],
    // It redirects to a signed address that is valid for a short time only, and single requests fail.
    fetch: FetchRules {
        redirects: 5,
        retries: 3,
        patience: READY,
    },
    age_limit_hours: 48,
    hint: "use consolidated.xml from https://scsanctions.un.org/resources/xml/en/",
    // 1,003 in February 2026, 1,011 in August.
    least: 900,
    most: 1_600,
    // None in either.
    nameless: 2,
    is_dated: true,
    fill_rates: &FILL_RATES,
    reader: read::read,
};

const LIST: &str = "un";

/// Measured on 26 November 2026 on the editions of February and August 2026; the smaller part of the
/// two is beside each bound.
#[rustfmt::skip]
const FILL_RATES: [FillRate; 8] = [
    rate("a primary name", None, 90, |it| it.names.iter().any(|name| name.name_type == NameType::Primary)), // 100
    rate("a regime", None, 90, |it| !it.regimes.is_empty()), // 100
    rate("a date of listing", None, 90, |it| it.designated.is_some()), // 100
    rate("an alias", None, 35, |it| it.names.iter().any(|name| name.name_type == NameType::Alias)),
    rate("a name in another script", Some(Kind::Individual), 20, |it| it.names.iter().any(record::Name::is_in_own_script)),
    rate("a date of birth", Some(Kind::Individual), 45, |it| it.dates_of_birth.iter().any(|date| date.date().is_some())),
    rate("a nationality", Some(Kind::Individual), 40, |it| !it.nationalities.is_empty()),
    rate("a passport number", Some(Kind::Individual), 15, |it| has_number(it, IdentifierKind::Passport)),
];
#[cfg(test)]
mod tests;
