//! A search from query to answer.

use names::{Class, Words};

use crate::align::Pair;
use crate::candidates::{Alike, candidates, scan};
use crate::details::compare_details;
use crate::explain::explain;
use crate::index::{Index, Place};
use crate::order::{key, second, sort};
use crate::query::Query;
use crate::rules::Fired;
use crate::score::{Outcome, Scorer, SoftWords};
use crate::weights::{ONE_TOKEN_SUPPRESSED_FROM, POSSIBLE, SAME_RARITY_FROM};
use crate::{
    Answer, Band, DetailFound, Details, Evidence, Hit, Matched, MinBand, Options, QueryProblem,
    Relation,
};

impl Options {
    /// Whether the filters let a designation through.
    pub(crate) fn pass(&self, designation: pack::Designation<'_>) -> bool {
        let has = |code| designation.regimes().any(|(regime, _)| regime == code);
        self.kind.is_none_or(|kind| designation.kind() == kind)
            && self.regime.as_deref().is_none_or(has)
    }

    fn scorer(&self) -> SoftWords {
        SoftWords {
            is_wide: self.min == MinBand::Any,
        }
    }
}

/// A designation with the best of its names.
#[derive(Clone, Copy)]
struct Found {
    designation: u32,
    name: u32,
    outcome: Outcome,
}

/// Finds the dictionary tokens that are similar to the tokens of a query.
pub(crate) type Scan<'s> = &'s mut dyn FnMut(&Query) -> Alike;

/// A query as an index reads it: what each token weighs, and which listed tokens are similar to it.
pub(crate) struct Prepared {
    pub query: Query,
    pub alike: Alike,
}

impl Index {
    /// Searches every list, kind and band for a query.
    ///
    /// Equal names and identifiers come first, then by score; ties are broken by list and ID.
    /// The work is bounded whatever the query; see [`QueryProblem`] for what is not searched.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        self.search_by(query, options, &mut |query| scan(self, query), false)
    }

    /// Reads a query: the one way for searching and for comparing with the listed name `beside`.
    pub(crate) fn prepare(
        &self,
        text: &str,
        beside: Option<&Words>,
        scan: Scan<'_>,
    ) -> Result<Prepared, QueryProblem> {
        let mut query = Query::read(text, self);
        if let Some(problem) = query.problem(text) {
            return Err(problem);
        }
        let last = query.words.text(query.len() - 1);
        let is_beside = beside.is_some_and(|listed| listed.iter().any(|word| word == last));
        query.is_cut = query.may_be_cut() && self.words.find(last).is_none() && !is_beside;
        let alike = scan(&query);
        self.soften(&mut query, &alike);
        Ok(Prepared { query, alike })
    }

    /// Searches with the similar tokens that `scan` finds. An exhaustive search scores every name,
    /// another one those that may reach the floor, by bounds that lose none.
    pub(crate) fn search_by(
        &self,
        text: &str,
        options: &Options,
        scan: Scan<'_>,
        is_exhaustive: bool,
    ) -> Answer {
        let prepared = match self.prepare(text, None, scan) {
            Ok(prepared) => prepared,
            Err(problem) => {
                return Answer {
                    problem: Some(problem),
                    ..Answer::default()
                };
            }
        };
        let Prepared { query, alike } = &prepared;
        let floor = match options.min {
            MinBand::Any => 0.0,
            _ => POSSIBLE - BOUND_TOLERANCE,
        };
        let candidates = if is_exhaustive {
            (0..self.name_count() as u32).collect()
        } else {
            candidates(self, query, alike, floor)
        };
        let mut found = self.score(query, alike, &candidates, options);
        let identified = self.identifiers.find(text, |place| self.designation(place));
        found.retain(|found| {
            identified
                .binary_search_by_key(&found.designation, |other| other.designation)
                .is_err()
        });
        found.extend(identified.iter().map(|identifier| Found {
            designation: identifier.designation,
            name: 0,
            outcome: Outcome {
                score: 1.0,
                band: Band::Exact,
                fired: Fired::default(),
            },
        }));

        let mut answer = Answer {
            suppressed: self.suppressed(query, alike, &found, options),
            ..Answer::default()
        };
        let mut skipped = 0;
        let ranks: Vec<u64> = found
            .iter()
            .map(|found| rank(found, self.details_rank(found, &options.details)))
            .collect();
        for found in ranked(&ranks).map(|place| &found[place]) {
            let band = found.outcome.band;
            let is_shown = options.min.shows(band);
            if !self.passes(found.designation, options) {
                answer.hidden += usize::from(band != Band::Below);
                continue;
            }
            answer.counts.add(band, options.min);
            if !is_shown || answer.hits.len() >= options.limit {
                continue;
            }
            if skipped < options.offset {
                skipped += 1;
                continue;
            }
            let identifier =
                identified.binary_search_by_key(&found.designation, |other| other.designation);
            let hit = match identifier.ok().and_then(|place| identified.get(place)) {
                Some(identifier) => self.identified_hit(found, text, identifier),
                None => self.name_hit(found, text, &prepared, options),
            };
            answer.hits.push(Hit {
                details: self.details(found, &options.details),
                ..hit
            });
        }
        answer
    }

    /// How many designations have every word of the query that names, or a spelling as near as
    /// makes no difference (of a single one, any that is near), and are no hits. Whatever the
    /// filters and the lowest band: what these hide must not read as nothing found.
    fn suppressed(
        &self,
        query: &Query,
        alike: &Alike,
        found: &[Found],
        options: &Options,
    ) -> usize {
        let mut holders: Option<Vec<u64>> = None;
        let naming = query.views().filter(|word| word.is_significant).count();
        let from = if naming == 1 {
            ONE_TOKEN_SUPPRESSED_FROM
        } else {
            SAME_RARITY_FROM
        };
        let is_initial = |word| self.words.entry(word).class == Class::Initial;
        for (place, word) in query.views().enumerate() {
            if !word.is_significant {
                continue;
            }
            let near = alike.by_query_word[place]
                .iter()
                .filter(|near| near.likeness >= from)
                .filter(|near| near.likeness == 1.0 || !is_initial(near.word));
            let mut with: Vec<u64> = near
                .flat_map(|near| self.names_with(near.word))
                .map(|name| u64::from(self.name(*name).designation))
                .collect();
            sort(&mut with);
            with.dedup();
            if let Some(before) = &holders {
                with.retain(|designation| before.binary_search(designation).is_ok());
            }
            holders = Some(with);
        }
        let mut shown: Vec<u64> = found
            .iter()
            .filter(|found| found.outcome.band != Band::Below || options.min == MinBand::Any)
            .map(|found| u64::from(found.designation))
            .collect();
        sort(&mut shown);
        holders
            .iter()
            .flatten()
            .filter(|designation| shown.binary_search(designation).is_err())
            .count()
    }

    fn place(&self, designation: u32) -> Option<Place> {
        self.designations.get(designation as usize).copied()
    }

    fn designation(&self, designation: u32) -> Option<pack::Designation<'_>> {
        let place = self.place(designation)?;
        self.packs
            .get(place.list as usize)?
            .designation(place.designation as usize)
    }

    fn passes(&self, designation: u32, options: &Options) -> bool {
        self.designation(designation)
            .is_some_and(|designation| options.pass(designation))
    }

    fn details(&self, found: &Found, given: &Details) -> Vec<DetailFound> {
        if given.is_empty() {
            return Vec::new();
        }
        let designation = self.designation(found.designation);
        designation.map_or_else(Vec::new, |designation| compare_details(given, designation))
    }

    /// What a person added puts the hits of one band in order, and does nothing else.
    fn details_rank(&self, found: &Found, given: &Details) -> u8 {
        let details = self.details(found, given);
        details.iter().map(|found| found.agreement.rank()).sum()
    }

    /// A word spelt like a common one is taken to be as common.
    fn soften(&self, query: &mut Query, alike: &Alike) {
        for (rarity, in_life) in query.rarity.iter_mut().zip(&query.in_life) {
            *rarity = rarity.min(*in_life);
        }
        for (rarity, alike) in query.rarity.iter_mut().zip(&alike.by_query_word) {
            for near in alike {
                if near.likeness >= SAME_RARITY_FROM {
                    *rarity = rarity.min(self.words.entry(near.word).rarity);
                }
            }
        }
    }

    /// Scores candidates; the best name of each designation.
    fn score(
        &self,
        query: &Query,
        alike: &Alike,
        candidates: &[u32],
        options: &Options,
    ) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut pair = Pair::of(query);
        for name in candidates.iter().copied() {
            let outcome = self.score_name(&mut pair, alike, name, options);
            if outcome.band < Band::Below || options.min == MinBand::Any && outcome.score > 0.0 {
                let designation = self.name(name).designation;
                found.push(Found {
                    designation,
                    name,
                    outcome,
                });
            }
        }
        self.best_names(found, options.min)
    }

    fn score_name<'a>(
        &'a self,
        pair: &mut Pair<'a>,
        alike: &Alike,
        name: u32,
        options: &Options,
    ) -> Outcome {
        self.lay_out(pair, alike, name);
        options.scorer().score(pair)
    }

    /// Lays a listed name beside the query.
    fn lay_out<'a>(&'a self, pair: &mut Pair<'a>, alike: &Alike, name: u32) {
        let info = self.name(name);
        let words = self.words_of(name);
        let token = |word: &u32| (self.view(*word, info.keeps_titles), alike.to_query(*word));
        pair.lay_out(words.len(), words.iter().map(token));
        pair.is_weak = info.is_weak;
        pair.kind = self
            .designation(info.designation)
            .map(|designation| designation.kind());
    }

    /// One a designation, ranked: the nearest that is shown.
    fn best_names(&self, found: Vec<Found>, min: MinBand) -> Vec<Found> {
        let mut keys: Vec<u64> = found
            .iter()
            .zip(0..)
            .map(|(found, place)| key(found.designation, place))
            .collect();
        sort(&mut keys);
        let mut best: Vec<Found> = Vec::new();
        for found in keys.iter().map(|key| found[second(*key) as usize]) {
            match best.last_mut() {
                Some(last) if last.designation == found.designation => {
                    // With exact names only, an equal weak alias goes before a similar name.
                    let nearness = |found: &Found| {
                        (!min.shows(found.outcome.band), rank(found, 0), found.name)
                    };
                    if nearness(&found) < nearness(last) {
                        *last = found;
                    }
                }
                _ => best.push(found),
            }
        }
        let ranks: Vec<u64> = best.iter().map(|found| rank(found, 0)).collect();
        ranked(&ranks).map(|place| best[place]).collect()
    }

    fn name_hit(&self, found: &Found, text: &str, prepared: &Prepared, options: &Options) -> Hit {
        let Prepared { query, alike } = prepared;
        let info = self.name(found.name);
        let place = self.place(found.designation).unwrap_or(Place {
            list: 0,
            designation: 0,
        });
        let name = self
            .packs
            .get(place.list as usize)
            .and_then(|pack| pack.name(info.place as usize));
        let full = name.map(|name| name.full()).unwrap_or_default();
        let words = Words::read(&full);
        let mut pair = Pair::of(query);
        self.lay_out(&mut pair, alike, found.name);
        let (_, evidence) = explain(
            &mut pair,
            &options.scorer(),
            (text, &query.words),
            (&full, &words),
        );
        self.hit(found, Matched::Name(info.place as usize), evidence)
    }

    fn identified_hit(
        &self,
        found: &Found,
        text: &str,
        identifier: &crate::identifiers::Found,
    ) -> Hit {
        let row = Evidence {
            query_word: Some(text.trim().to_owned()),
            listed_word: Some(identifier.value.clone()),
            listed_range: None,
            relation: Relation::Same,
            weight: 1.0,
        };
        self.hit(found, identifier.matched, vec![row])
    }

    fn hit(&self, found: &Found, matched: Matched, evidence: Vec<Evidence>) -> Hit {
        let place = self.place(found.designation).unwrap_or(Place {
            list: 0,
            designation: 0,
        });
        Hit {
            list: place.list as usize,
            designation: place.designation as usize,
            matched,
            score: found.outcome.score,
            band: found.outcome.band,
            evidence,
            lowered: found.outcome.fired.lowered(),
            details: Vec::new(),
        }
    }
}

/// Bands first, then what details say, then score, then list and place in it, which is the order
/// of IDs.
fn rank(found: &Found, details: u8) -> u64 {
    // 3 bits of band, 4 of details, 30 of a score that is at most 1, 27 of the designation.
    let score = 1.0_f32.to_bits() - found.outcome.score.clamp(0.0, 1.0).to_bits();
    let details = u64::from(details.min(15));
    (found.outcome.band as u64) << 61
        | details << 57
        | u64::from(score) << 27
        | u64::from(found.designation)
}

/// The places of what has these ranks, nearest first.
fn ranked(ranks: &[u64]) -> impl Iterator<Item = usize> + use<> {
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

/// Far above what rounding can take from a bound.
const BOUND_TOLERANCE: f32 = 1e-3;
