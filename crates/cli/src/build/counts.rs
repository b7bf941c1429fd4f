//! What is counted over the records of a list.

use std::collections::{BTreeMap, BTreeSet};

use lists::{Parsed, Totals};
use manifest::{Counted, Counts, ListEntry};
use record::Kind;

/// The counts by which an edition is compared with the one before.
pub(super) fn totals(entry: &ListEntry) -> Totals {
    let counts = &entry.counts;
    let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    Totals {
        designations: number(counts.designations),
        names: number(counts.names),
        names_in_other_scripts: number(counts.names_in_other_scripts),
        dates_of_birth: number(entry.dates_of_birth),
        identifiers: number(entry.identifiers),
    }
}

pub(super) fn count(parsed: &Parsed) -> Counts {
    let mut counts = Counts::default();
    for record in &parsed.records {
        counts.designations += 1;
        *match record.kind {
            Kind::Individual => &mut counts.individual,
            Kind::Entity => &mut counts.entity,
            Kind::Ship => &mut counts.ship,
            Kind::Aircraft => &mut counts.aircraft,
            Kind::Unknown => &mut counts.unknown,
        } += 1;
        for name in &record.names {
            *if name.is_in_own_script() {
                &mut counts.names_in_other_scripts
            } else {
                &mut counts.names
            } += 1;
        }
    }
    counts
}

pub(super) fn count_regimes(parsed: &Parsed) -> Counted {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for record in &parsed.records {
        let codes: BTreeSet<&str> = record.regimes.iter().map(|r| r.code.as_str()).collect();
        for code in codes {
            *counts.entry(code.to_owned()).or_default() += 1;
        }
    }
    counts.into()
}

pub fn count_warnings(parsed: &Parsed) -> Counted {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for warning in &parsed.warnings {
        *counts.entry(warning.kind.as_str().to_owned()).or_default() += 1;
    }
    counts.into()
}
