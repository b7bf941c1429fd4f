//! What of an answer is asked for.

use record::Kind;
use serde::{Deserialize, Serialize};

use crate::answer::MinBand;
use crate::details::Details;

/// What of an answer is asked for. Options change what is returned, never what is searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Hits to leave out at the start of the ranking, for paging.
    pub offset: usize,
    /// Most hits to return.
    pub limit: usize,
    /// Lowest band to return.
    pub min: MinBand,
    /// Only designations of this kind.
    pub kind: Option<Kind>,
    /// Only designations of the regime with this code, which may name its list: `uk:GIM`.
    pub regime: Option<String>,
    /// What is known beside the name; puts the hits of a band in order.
    pub details: Details,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: 10,
            min: MinBand::Possible,
            kind: None,
            regime: None,
            details: Details::default(),
        }
    }
}
