//! What an entry of the United Nations Security Council's list means.
//!
//! The file names no measures: they follow from the committee. Only committees whose pages were read have
//! a sentence. Under Libya and Yemen measures differ from entry to entry, for the Central African Republic
//! the renewal of the terms was not read, and states dispute the resolutions on Iran: there the list's
//! words are shown alone.

use record::{Kind, Record};

use super::{Key, Law, NOT_READ, key};

pub(super) const LAW: Law = Law {
    reach,
    are_regimes_codes: true,
    ..NOT_READ
};

/// What the members of a committee obliged states to do against those it lists.
#[derive(Clone, Copy)]
enum Committee {
    Freeze,
    FreezeAndTravel,
    FreezeTravelAndArms,
    Travel,
}

/// By the list's code of the regime. The sources are in `un.txt`.
const COMMITTEES: [(&str, Committee); 10] = [
    ("Al-Qaida", Committee::FreezeTravelAndArms),
    ("Taliban", Committee::FreezeTravelAndArms),
    ("DPRK", Committee::FreezeAndTravel),
    ("Iraq", Committee::Freeze),
    ("DRC", Committee::FreezeAndTravel),
    ("Somalia", Committee::FreezeAndTravel),
    ("Sudan", Committee::FreezeAndTravel),
    ("Haiti", Committee::FreezeAndTravel),
    ("SouthSudan", Committee::FreezeAndTravel),
    ("GB", Committee::Travel),
];

/// A travel ban is about persons.
fn reach(record: &Record) -> &'static [Key] {
    let code = record.regimes.first().map(|regime| regime.code.as_str());
    let committee = COMMITTEES.iter().find(|(own, _)| Some(*own) == code);
    let is_person = record.kind == Kind::Individual;
    match committee.map(|(_, committee)| (*committee, is_person)) {
        Some((Committee::FreezeTravelAndArms, true)) => {
            &[key::UN_FREEZE, key::UN_TRAVEL, key::UN_ARMS]
        }
        Some((Committee::FreezeTravelAndArms, false)) => &[key::UN_FREEZE, key::UN_ARMS],
        Some((Committee::FreezeAndTravel, true)) => &[key::UN_FREEZE, key::UN_TRAVEL],
        Some((Committee::FreezeAndTravel, false) | (Committee::Freeze, _)) => &[key::UN_FREEZE],
        Some((Committee::Travel, true)) => &[key::UN_TRAVEL],
        Some((Committee::Travel, false)) | None => &[key::NO_MEASURES],
    }
}
