//! What an entry of the EU's consolidated list of financial sanctions means.
//!
//! No measure has a sentence: what an asset freeze forbids is in Article 2 of each regulation, of which
//! none was read. The file has nothing but asset freezes, which is said of every entry.

use super::{Law, NOT_READ, key};

pub(super) const LAW: Law = Law {
    reach: |_| &[key::EU_SCOPE],
    are_regimes_codes: true,
    misses: &[key::EU_MISSES],
    ..NOT_READ
};
