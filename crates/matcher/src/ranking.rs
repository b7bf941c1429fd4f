//! The order of what was found.

use crate::compare::rules::Outcome;
use crate::order::{key, second, sort};

/// A designation with the best of its names.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub designation: u32,
    pub name: u32,
    pub outcome: Outcome,
    /// Which of the probes found it.
    pub probe: usize,
    /// Whether it is shown although the filters do not let it through.
    pub is_outside: bool,
}

/// Bits of the designation in a rank.
pub(crate) const DESIGNATION_BITS: u32 = 27;

/// Bands first, then what details say, then score, then list and place in it, which is the order
/// of IDs.
pub(crate) fn rank(found: &Found, details: u8) -> u64 {
    // 3 bits of band, 4 of details, 30 of a score that is at most 1, 27 of the designation.
    let score = 1.0_f32.to_bits() - found.outcome.score.clamp(0.0, 1.0).to_bits();
    let details = u64::from(details.min(15));
    (found.outcome.band as u64) << 61
        | details << 57
        | u64::from(score) << DESIGNATION_BITS
        | u64::from(found.designation)
}

/// The rank without list and place in it, by which the hits of several lists are put in order.
pub(crate) fn nearness(rank: u64) -> u64 {
    rank >> DESIGNATION_BITS
}

/// The places of what has these ranks, nearest first.
pub(crate) fn ranked(ranks: &[u64]) -> impl Iterator<Item = usize> + use<> {
    let mut keys = ranks.to_vec();
    sort(&mut keys);
    let mut places: Vec<u64> = ranks
        .iter()
        .zip(0..)
        .map(|(rank, place)| key(keys.partition_point(|key| key < rank) as u32, place))
        .collect();
    sort(&mut places);
    places.into_iter().map(|place| second(place) as usize)
}
