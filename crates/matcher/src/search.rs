//! A search from query to answer.

use names::{Class, Words};
use reading::Reading;

use crate::answer::{Answer, Band, Evidence, Hit, Matched, MinBand, Part, QueryProblem, Relation};
use crate::candidates::{SimilarTokens, candidates, scan, scan_words};
use crate::compare::alignment::Pair;
use crate::compare::explanation::explain;
use crate::compare::rules::{Fired, Outcome};
use crate::compare::score::{Scorer, SoftWords};
use crate::details::{DetailFound, Details, Given};
use crate::filter::{Shown, shown};
use crate::index::Index;
use crate::index::identifiers::Found as Identified;
use crate::options::Options;
use crate::order::{key, second, sort};
use crate::prepared::{Prepared, Scan};
use crate::query::Query;
use crate::ranking::{Found, rank, ranked};
use crate::suppressed::{Suppressed, leave_shown};
use crate::token::WordView;
use crate::weights::{POSSIBLE, SAME_PARTY};

impl Options {
    /// Whether the filters let a designation through.
    pub(crate) fn pass(&self, designation: pack::Designation<'_>) -> bool {
        let list = designation.list();
        let mut regimes = designation.regimes();
        let mut has = |code: &str| regimes.any(|(own, _)| record::refers_to(code, list, own));
        self.kind.is_none_or(|kind| designation.kind() == kind)
            && self.regime.as_deref().is_none_or(&mut has)
    }

    fn scorer(&self) -> SoftWords {
        SoftWords {
            is_wide: self.min == MinBand::Any,
        }
    }
}

/// All that a search found, before it is filtered and explained.
struct Finding {
    reading: Reading,
    probes: Vec<Prepared>,
    /// One a designation, those with an identifier of the text included.
    found: Vec<Found>,
    identified: Vec<Identified>,
    suppressed: Vec<Suppressed>,
    parts: Vec<Part>,
}

/// What a search shows, in order, before any of it is explained: evidence costs more than a score, and
/// only a page of it is wanted.
pub(crate) struct Ranking {
    /// The answer without its hits.
    pub answer: Answer,
    /// Whether nothing in the text may be a name or a number.
    pub is_nameless: bool,
    /// The designations with their ranks, nearest first.
    pub found: Vec<(u64, Found)>,
    details: Given,
    probes: Vec<Prepared>,
    identified: Vec<Identified>,
}

/// A filter beside those of the options: whether it lets the designation at this place of its list through,
/// which was found in this band.
pub(crate) type Keep<'k> = &'k mut dyn FnMut(usize, Band) -> bool;

/// The filter that lets everything through.
pub(crate) fn everything(_: usize, _: Band) -> bool {
    true
}

impl Index {
    /// Searches every list, kind and band for a query.
    ///
    /// The text is [read](crate::read) first: what is no part of a name is set aside, and several
    /// names are searched one by one. Equal names and identifiers come first, then by score; ties are
    /// broken by list and ID. The work is bounded whatever the query; see [`QueryProblem`] for what is
    /// not searched.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        self.search_by(query, options, &mut |query| scan(self, query), false)
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
        match self.rank(text, options, scan, is_exhaustive, &mut everything) {
            Ok(mut ranking) => Answer {
                hits: self.page(&ranking, options),
                ..core::mem::take(&mut ranking.answer)
            }
            .or_problem(ranking.is_nameless),
            Err(problem) => Answer {
                problem: Some(problem),
                ..Answer::default()
            },
        }
    }

    /// The designations that a search counts as [suppressed](Answer::suppressed), whatever the filters,
    /// with the score that each would have, the nearest first. `options` say how many of them, and
    /// which additional facts they are compared with.
    ///
    /// Costs a search, and a comparison for each of them.
    #[must_use]
    pub fn suppressed(&self, query: &str, options: &Options) -> Vec<Hit> {
        match self.rank_suppressed(query, options) {
            Ok(ranking) => self.page(&ranking, options),
            Err(_) => Vec::new(),
        }
    }

    /// The page of a ranking that the options ask for.
    fn page(&self, ranking: &Ranking, options: &Options) -> Vec<Hit> {
        let found = ranking.found.iter().skip(options.offset);
        let page = found.take(options.limit);
        page.filter_map(|(_, found)| self.explain(ranking, found, options))
            .collect()
    }

    /// Ranks the designations that a search counts as suppressed.
    pub(crate) fn rank_suppressed(
        &self,
        query: &str,
        options: &Options,
    ) -> Result<Ranking, QueryProblem> {
        let mut scan = |query: &Query| scan(self, query);
        let finding = self.find(query, options, &mut scan, false)?;
        let scored = |one: &Suppressed| {
            let Prepared {
                query,
                similar_tokens,
                ..
            } = finding.probes.get(one.probe)?;
            Some(Found {
                designation: one.designation,
                name: one.name,
                outcome: self.score_name(&mut query.pair(), similar_tokens, one.name, options),
                probe: one.probe,
                is_outside: false,
            })
        };
        let found: Vec<Found> = finding.suppressed.iter().filter_map(scored).collect();
        let ranks: Vec<u64> = found.iter().map(|found| rank(found, 0)).collect();
        Ok(Ranking {
            details: Given::new(&known(&options.details, &finding.reading)),
            found: ranked(&ranks)
                .map(|place| (ranks[place], found[place]))
                .collect(),
            answer: Answer {
                read: finding.reading,
                ..Answer::default()
            },
            is_nameless: false,
            probes: finding.probes,
            identified: Vec::new(),
        })
    }

    /// Finds the designations of every name in a text.
    fn find(
        &self,
        text: &str,
        options: &Options,
        scan: Scan<'_>,
        is_exhaustive: bool,
    ) -> Result<Finding, QueryProblem> {
        let (reading, probes) = self.prepare(text, None, scan)?;
        let floor = match options.min {
            MinBand::Any => 0.0,
            _ => POSSIBLE - BOUND_TOLERANCE,
        };
        let mut found = Vec::new();
        let mut suppressed = Vec::new();
        let mut parts = vec![Part::default(); reading.names.len()];
        let numbers = |text: &str| self.identifiers.find(text, |place| self.designation(place));
        let mut identified = numbers(&reading.text);
        for (place, prepared) in probes.iter().enumerate() {
            let Prepared {
                part,
                query,
                similar_tokens,
                ..
            } = prepared;
            let candidates = if is_exhaustive {
                (0..self.name_count() as u32).collect()
            } else {
                candidates(self, query, similar_tokens, floor)
            };
            let (mut scored, mut contained) =
                self.score(query, similar_tokens, &candidates, options);
            let bearers = self.bearers(query, similar_tokens);
            let across = self.across_names(query, similar_tokens, &bearers);
            if !across.is_empty() {
                scored.extend(across);
                scored = self.best_names(scored, options.min);
            }
            contained.extend(bearers);
            leave_shown(&mut contained, &scored, options);
            if let Some(part) = part.and_then(|part| parts.get_mut(part)) {
                // A number may be one of several names only by itself; of one name it is that of the text.
                let own = match reading.names.len() {
                    1 => Vec::new(),
                    _ => numbers(&prepared.text),
                };
                let of_part = match reading.names.len() {
                    1 => &identified,
                    _ => &own,
                };
                let is_other = |found: &&Found| {
                    let same = |number: &Identified| number.designation == found.designation;
                    found.outcome.band != Band::Below && !of_part.iter().any(same)
                };
                part.hits = scored.iter().filter(is_other).count() + of_part.len();
                part.suppressed = contained.len();
                for number in own {
                    let place = identified
                        .binary_search_by_key(&number.designation, |other| other.designation);
                    if let Err(place) = place {
                        identified.insert(place, number);
                    }
                }
            }
            found.extend(scored.into_iter().map(|found| Found {
                probe: place,
                ..found
            }));
            suppressed.extend(contained.into_iter().map(|one| Suppressed {
                probe: place,
                ..one
            }));
        }
        if probes.len() > 1 {
            found = self.best_names(found, options.min);
        }
        found.retain(|found| {
            identified
                .binary_search_by_key(&found.designation, |other| other.designation)
                .is_err()
        });
        found.extend(identified.iter().map(|identifier| Found {
            designation: identifier.designation,
            name: 0,
            probe: 0,
            is_outside: false,
            outcome: Outcome {
                score: 1.0,
                band: Band::Exact,
                fired: Fired::default(),
                is_suppressed: false,
            },
        }));
        leave_shown(&mut suppressed, &found, options);
        Ok(Finding {
            reading,
            probes,
            found,
            identified,
            suppressed,
            parts,
        })
    }

    /// Ranks what [`search`](Self::search) shows.
    pub(crate) fn ranking(&self, text: &str, options: &Options) -> Result<Ranking, QueryProblem> {
        self.ranking_where(text, options, &mut everything)
    }

    /// The same, of what one more filter lets through.
    pub(crate) fn ranking_where(
        &self,
        text: &str,
        options: &Options,
        keep: Keep<'_>,
    ) -> Result<Ranking, QueryProblem> {
        self.rank(text, options, &mut |query| scan(self, query), false, keep)
    }

    /// Finds the designations of a text, and puts those that the options let through in order.
    pub(crate) fn rank(
        &self,
        text: &str,
        options: &Options,
        scan: Scan<'_>,
        is_exhaustive: bool,
        keep: Keep<'_>,
    ) -> Result<Ranking, QueryProblem> {
        let finding = self.find(text, options, scan, is_exhaustive)?;
        let details = Given::new(&known(&options.details, &finding.reading));
        let mut answer = Answer {
            suppressed: finding.suppressed.len(),
            parts: finding.parts,
            ..Answer::default()
        };
        let all = finding.found;
        let ranks: Vec<u64> = all
            .iter()
            .map(|found| rank(found, self.details_rank(found, &details)))
            .collect();
        let mut found = Vec::new();
        for place in ranked(&ranks) {
            let one = all[place];
            let band = one.outcome.band;
            let passes = self.passes(one.designation, options, &mut |own| keep(own, band));
            let shown = shown(passes, band);
            if shown == Shown::Hidden {
                answer.hidden.add(band, MinBand::Possible);
                continue;
            }
            answer.counts.add(band, options.min);
            if options.min.shows(band) {
                let is_outside = shown == Shown::Outside;
                found.push((ranks[place], Found { is_outside, ..one }));
            }
        }
        // A particle may be a given name: Ben.
        let may_name = |word: WordView| {
            let is_none = matches!(word.class, Class::Stop | Class::LegalForm | Class::Title);
            !is_none && word.aside.is_none()
        };
        let has_name = |probe: &Prepared| probe.query.views().any(may_name);
        let is_nameless = finding.reading.is_nameless || !finding.probes.iter().any(has_name);
        answer.read = finding.reading;
        Ok(Ranking {
            answer,
            is_nameless,
            found,
            details,
            probes: finding.probes,
            identified: finding.identified,
        })
    }

    /// Makes a hit of a designation that was ranked.
    pub(crate) fn explain(
        &self,
        ranking: &Ranking,
        found: &Found,
        options: &Options,
    ) -> Option<Hit> {
        let identified = &ranking.identified;
        let identifier =
            identified.binary_search_by_key(&found.designation, |other| other.designation);
        let read = &ranking.answer.read;
        let hit = match identifier.ok().and_then(|place| identified.get(place)) {
            Some(identifier) => self.identified_hit(found, &read.text, identifier),
            None => self.name_hit(found, ranking.probes.get(found.probe)?, options),
        };
        Some(Hit {
            details: self.details(found, &ranking.details),
            part: hit.part.filter(|_| read.names.len() > 1),
            ..hit
        })
    }

    pub(crate) fn designation(&self, designation: u32) -> Option<pack::Designation<'_>> {
        self.pack.designation(designation as usize)
    }

    /// Whether the options let a designation through, then one more filter, which is given its place in its
    /// list.
    fn passes(
        &self,
        designation: u32,
        options: &Options,
        keep: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        self.designation(designation)
            .is_some_and(|designation| options.pass(designation) && keep(designation.place()))
    }

    fn details(&self, found: &Found, given: &Given) -> Vec<DetailFound> {
        let designation = self.designation(found.designation);
        designation.map_or_else(Vec::new, |designation| given.compare(designation))
    }

    /// What a person added puts the hits of one band in order, and does nothing else.
    fn details_rank(&self, found: &Found, given: &Given) -> u8 {
        let details = self.details(found, given);
        details.iter().map(|found| found.agreement.rank()).sum()
    }

    /// Scores candidates: the best name of each designation, and the names that are in the query and too
    /// common to show.
    fn score(
        &self,
        query: &Query,
        similar_tokens: &SimilarTokens,
        candidates: &[u32],
        options: &Options,
    ) -> (Vec<Found>, Vec<Suppressed>) {
        let mut found: Vec<Found> = Vec::new();
        let mut suppressed = Vec::new();
        let mut pair = query.pair();
        for name in candidates.iter().copied() {
            let outcome = self.score_name(&mut pair, similar_tokens, name, options);
            let designation = self.name(name).designation;
            if outcome.is_suppressed {
                suppressed.push(Suppressed {
                    designation,
                    name,
                    probe: 0,
                });
            }
            if outcome.band < Band::Below || options.min == MinBand::Any && outcome.score > 0.0 {
                found.push(Found {
                    designation,
                    name,
                    outcome,
                    probe: 0,
                    is_outside: false,
                });
            }
        }
        (self.best_names(found, options.min), suppressed)
    }

    /// Whether a name of a designation is similar to a text, by the score that a search gives: in one of
    /// the bands down to [`SAME_PARTY`].
    ///
    /// Costs a comparison of the text with the names of this designation alone.
    pub(crate) fn has_similar_name(&self, text: &str, designation: u32) -> bool {
        let names = self.names_of(designation);
        let mut words: Vec<u32> = Vec::new();
        for word in names.clone().flat_map(|name| self.words_of(name)) {
            if !words.contains(word) {
                words.push(*word);
            }
        }
        let mut scan = |query: &Query| scan_words(self, query, &words);
        let Ok((_, probes)) = self.prepare(text, None, &mut scan) else {
            return false;
        };
        let options = Options::default();
        probes.iter().any(|probe| {
            let mut pair = probe.query.pair();
            names.clone().any(|name| {
                let outcome = self.score_name(&mut pair, &probe.similar_tokens, name, &options);
                outcome.band <= SAME_PARTY
            })
        })
    }

    fn score_name<'a>(
        &'a self,
        pair: &mut Pair<'a>,
        similar_tokens: &SimilarTokens,
        name: u32,
        options: &Options,
    ) -> Outcome {
        self.lay_out(pair, similar_tokens, name);
        options.scorer().score(pair)
    }

    /// Lays a listed name beside the query.
    fn lay_out<'a>(&'a self, pair: &mut Pair<'a>, similar_tokens: &SimilarTokens, name: u32) {
        let info = self.name(name);
        let words = self.words_of(name);
        let token = |word: &u32| {
            (
                self.view(*word, info.keeps_titles),
                similar_tokens.to_query(*word),
            )
        };
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

    fn name_hit(&self, found: &Found, prepared: &Prepared, options: &Options) -> Hit {
        let Prepared {
            part,
            text,
            query,
            similar_tokens,
        } = prepared;
        let place = found.name as usize;
        let name = self.pack.name(place);
        let full = name.map(|name| name.full()).unwrap_or_default();
        let words = Words::read(&full);
        let mut pair = query.pair();
        self.lay_out(&mut pair, similar_tokens, found.name);
        let (_, evidence) = explain(
            &mut pair,
            &options.scorer(),
            (text, &query.words),
            (&full, &words),
            &|place| self.elsewhere(found.name, similar_tokens, place),
        );
        Hit {
            part: *part,
            ..self.hit(found, Matched::Name(place), evidence)
        }
    }

    fn identified_hit(&self, found: &Found, text: &str, identifier: &Identified) -> Hit {
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
        Hit {
            list: 0,
            designation: found.designation as usize,
            matched,
            score: found.outcome.score,
            band: found.outcome.band,
            evidence,
            lowered: found.outcome.fired.lowered(),
            details: Vec::new(),
            is_outside: found.is_outside,
            part: None,
            listings: Vec::new(),
        }
    }
}

/// The additional facts of a search: those that were given apart, and those in the text for the others.
fn known(given: &Details, reading: &Reading) -> Details {
    Details {
        born: given.born.or(reading.born),
        country: given.country.as_ref().or(reading.country.as_ref()).cloned(),
        ..given.clone()
    }
}

/// Far above what rounding can take from a bound.
const BOUND_TOLERANCE: f32 = 1e-3;
