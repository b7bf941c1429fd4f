//! What an entry of the EU's consolidated list of financial sanctions means.

use record::MeasureKind;

use super::{BOTH, Law, NOT_READ, Rule, always, key, rule};

pub(super) const LAW: Law = Law {
    rules: &RULES,
    reach: |_| &[key::EU_SCOPE],
    ..NOT_READ
};

/// The one programme whose regulation the Commission's answers, which were read, are about.
const UKRAINE: &[&str] = &["UKR"];

/// The sources are in `eu.txt`.
const RULES: [Rule; 1] = [rule(
    MeasureKind::AssetFreeze,
    BOTH,
    UKRAINE,
    always,
    key::EU_FREEZE,
)];
