//! What an entry of the United Nations Security Council's list means.
//!
//! Which measures an entry has is judged where the list is read (`crates/lists/src/un/map.rs`): those that
//! its committee imposes, or that the entry states. Where neither is known it has none here.

use record::MeasureKind;

use super::{ANY, Law, NO_SHIP, NOT_READ, PERSON, Rule, always, key, rule};

pub(super) const LAW: Law = Law {
    rules: &RULES,
    are_regimes_codes: true,
    ..NOT_READ
};

/// The sources are in `un.txt`. A travel ban is about persons.
#[rustfmt::skip]
const RULES: [Rule; 3] = [
    rule(MeasureKind::AssetFreeze, NO_SHIP, ANY, always, key::UN_FREEZE),
    rule(MeasureKind::TravelBan, PERSON, ANY, always, key::UN_TRAVEL),
    rule(MeasureKind::ArmsEmbargo, NO_SHIP, ANY, always, key::UN_ARMS),
];
