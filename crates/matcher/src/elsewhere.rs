//! Tokens of a query that stand in another name of the entry: another publisher makes one name of two, and people
//! are called by a given name of one and a nickname of the other.

use names::Words;

use crate::answer::Band;
use crate::candidates::SimilarTokens;
use crate::compare::rules::{Fired, Outcome};
use crate::index::Index;
use crate::query::Query;
use crate::ranking::Found;
use crate::suppressed::Suppressed;
use crate::weights::{EVIDENCE_ACROSS_NAMES, POSSIBLE, SAME_RARITY_FROM};

impl Index {
    /// Of the designations that bear the tokens of a query, those that bear them in several names and in none of
    /// them all: similar names, where the tokens weigh enough together.
    pub(crate) fn across_names(
        &self,
        query: &Query,
        similar_tokens: &SimilarTokens,
        bearers: &[Suppressed],
    ) -> Vec<Found> {
        let places = (0..query.len()).filter(|place| {
            let word = query.view(*place);
            word.is_significant && word.aside.is_none()
        });
        let asked: Vec<(usize, f32)> = places
            .map(|place| (place, query.view(place).weight))
            .collect();
        let all: f32 = asked.iter().map(|(_, weight)| weight).sum();
        if asked.len() < 2 || all < EVIDENCE_ACROSS_NAMES {
            return Vec::new();
        }
        let across = |designation: u32| {
            let mut between_them = vec![false; asked.len()];
            let mut most = (0.0, 0);
            for name in self.names_of(designation) {
                let mut held = 0.0;
                for ((place, weight), is_held) in asked.iter().zip(&mut between_them) {
                    if self.nearest_in(name, similar_tokens, *place).is_some() {
                        *is_held = true;
                        held += weight;
                    }
                }
                if held > most.0 {
                    most = (held, name);
                }
            }
            let is_across = between_them.iter().all(|is_held| *is_held) && most.0 < all;
            is_across.then_some(Found {
                designation,
                name: most.1,
                outcome: Outcome {
                    score: POSSIBLE,
                    band: Band::Possible,
                    fired: Fired::default(),
                    is_suppressed: false,
                },
                probe: 0,
                is_outside: false,
            })
        };
        bearers
            .iter()
            .filter_map(|one| across(one.designation))
            .collect()
    }

    /// The token of a query, as it stands in the nearest other name of the designation that this name belongs to.
    pub(crate) fn elsewhere(
        &self,
        name: u32,
        similar_tokens: &SimilarTokens,
        place: usize,
    ) -> Option<String> {
        let others = self.names_of(self.name(name).designation);
        let (_, other, at) = others
            .filter(|other| *other != name)
            .filter_map(|other| {
                let (similarity, at) = self.nearest_in(other, similar_tokens, place)?;
                Some((similarity, other, at))
            })
            .reduce(|best, one| if one.0 > best.0 { one } else { best })?;
        let full = self.pack.name(other as usize)?.full();
        full.get(Words::read(&full).range(at)).map(str::to_owned)
    }

    /// Which token of a name is the query's at this place, or a spelling as near as makes no difference, and how
    /// similar they are.
    fn nearest_in(
        &self,
        name: u32,
        similar_tokens: &SimilarTokens,
        place: usize,
    ) -> Option<(f32, usize)> {
        let similarity = |word: &u32| {
            let row = similar_tokens.to_query(*word).0;
            row.get(place).copied().unwrap_or(0.0)
        };
        let words = self.words_of(name).iter().map(similarity).zip(0..);
        words
            .filter(|(similarity, _)| *similarity >= SAME_RARITY_FROM)
            .reduce(|best, one| if one.0 > best.0 { one } else { best })
    }
}
