//! What filters show of what a search found, and what they hide: decided here for every surface.

use crate::answer::Band;

/// Where a designation that was found is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Among the hits.
    Inside,
    /// Among the hits, and marked as one that the filters do not let through: its name is too near to be
    /// hidden from a person who must decide.
    Outside,
    /// Not shown; counted by its band.
    Hidden,
}

/// Decides it by the band, and by whether every filter lets the designation through.
pub(crate) fn shown(passes: bool, band: Band) -> Shown {
    match band {
        _ if passes => Shown::Inside,
        Band::Exact | Band::Strong => Shown::Outside,
        Band::Possible | Band::WeakAlias | Band::Below => Shown::Hidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn a_same_or_very_similar_name_is_never_hidden() {
        for (band, passes, expected) in [
            (Band::Exact,     true,  Shown::Inside),
            (Band::Exact,     false, Shown::Outside),
            (Band::Strong,    true,  Shown::Inside),
            (Band::Strong,    false, Shown::Outside),
            (Band::Possible,  true,  Shown::Inside),
            (Band::Possible,  false, Shown::Hidden),
            (Band::WeakAlias, true,  Shown::Inside),
            (Band::WeakAlias, false, Shown::Hidden),
            (Band::Below,     true,  Shown::Inside),
            (Band::Below,     false, Shown::Hidden),
        ] {
            assert_eq!(shown(passes, band), expected, "{band:?}, passes: {passes}");
        }
    }
}
