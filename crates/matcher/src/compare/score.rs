//! The score of two aligned names: the features that the rules are applied to, and the scorer.

use crate::answer::Band;
use crate::compare::alignment::Pair;
use crate::compare::features::Features;
use crate::compare::rules::{Fired, Outcome, judge};
use crate::weights::MOST_BELOW;

/// Scores how similar two names are.
///
/// The extension point for other methods: candidates are found and hits explained as before.
pub(crate) trait Scorer {
    /// Scores the names in `pair`, leaving the alignment in it.
    fn score(&self, pair: &mut Pair) -> Outcome;
}

/// Rarity-weighted token matching: each token adds its weight times the similarity of its match.
pub(crate) struct SoftWords {
    /// Whether unmatched tokens are compared although little else matched. It orders hits below the
    /// floor, and raises none above it.
    pub is_wide: bool,
}

impl Scorer for SoftWords {
    fn score(&self, pair: &mut Pair) -> Outcome {
        self.score_without(pair, Fired::default())
    }
}

impl SoftWords {
    /// The score without these rules; all rules apply but in tests.
    pub(crate) fn score_without(&self, pair: &mut Pair, without: Fired) -> Outcome {
        pair.align();
        let outcome = judge(&Features::of(pair), without);
        if !self.is_wide || outcome.band != Band::Below {
            return outcome;
        }
        let certain = pair.aligned.len();
        if pair.align_guesses() {
            let guessed = judge(&Features::of(pair), without);
            let score = guessed.score * MOST_BELOW;
            if score > outcome.score {
                return Outcome {
                    score,
                    band: Band::Below,
                    ..guessed
                };
            }
            pair.aligned.truncate(certain);
        }
        outcome
    }
}
