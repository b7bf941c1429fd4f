//! Two names without a list.

use names::Words;
use record::Kind;

use crate::align::Pair;
use crate::explain::{explain, lay_out};
use crate::index::{keeps_titles, weighed};
use crate::likeness::WordView;
use crate::query::{Query, sounds};
use crate::score::{Scorer, SoftWords};
use crate::weights::SAME_RARITY_FROM;
use crate::{Band, Evidence};

/// How rare words are among names.
pub trait Rarity {
    /// What a word in its normalised form weighs: near 0 for one that every name has, 1 for one
    /// that no other name has.
    fn weight(&self, word: &str) -> f32;
}

/// Rarity without a list: words known to be common all over the world weigh less.
#[derive(Clone, Copy, Debug, Default)]
pub struct CommonNames;

impl Rarity for CommonNames {
    fn weight(&self, word: &str) -> f32 {
        names::common_weight(word).unwrap_or(1.0)
    }
}

/// How two names compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 to 1; a ranking signal, never a probability.
    pub score: f32,
    /// How near they are; [`Band::Below`] when nothing would be shown.
    pub band: Band,
    /// One row for each word of the query, then one for each listed word that none met.
    pub evidence: Vec<Evidence>,
}

const SCORER: SoftWords = SoftWords { is_wide: false };

/// Compares a query with one listed name, taken for a primary name of this kind.
///
/// ```
/// use matcher::{Band, CommonNames, compare};
/// use record::Kind;
///
/// let found = compare("Mana, Blenro", "Blenor MANA", Kind::Individual, &CommonNames);
/// assert_eq!(found.band, Band::Strong);
/// assert_eq!(found.evidence[0].listed_word.as_deref(), Some("MANA"));
/// ```
#[must_use]
pub fn compare(
    query: &str,
    listed: &str,
    kind: Kind,
    rarity: &(impl Rarity + ?Sized),
) -> Comparison {
    let read = Query::read(query, rarity, known_spellings);
    let words = Words::read(listed);
    with_pair(&read, &words, kind, rarity, |pair, query_words| {
        let (outcome, evidence) = explain(pair, &SCORER, (query, query_words), (listed, &words));
        Comparison {
            score: outcome.score,
            band: outcome.band,
            evidence,
        }
    })
}

/// Score and band of [`compare`], without the cost of evidence.
#[must_use]
pub fn compare_score(
    query: &str,
    listed: &str,
    kind: Kind,
    rarity: &(impl Rarity + ?Sized),
) -> (f32, Band) {
    let read = Query::read(query, rarity, known_spellings);
    let words = Words::read(listed);
    with_pair(&read, &words, kind, rarity, |pair, _| {
        let outcome = SCORER.score(pair);
        (outcome.score, outcome.band)
    })
}

/// Rows of the whole dictionary, since there is no list to cut it down to.
fn known_spellings(word: &str) -> Vec<u32> {
    names::known_spellings(word).collect()
}

fn with_pair<T>(
    query: &Query,
    listed: &Words,
    kind: Kind,
    rarity: &(impl Rarity + ?Sized),
    then: impl FnOnce(&mut Pair, &Words) -> T,
) -> T {
    let titles = keeps_titles(listed.iter().map(names::class));
    let spellings: Vec<Vec<u32>> = listed.iter().map(known_spellings).collect();
    let sounds: Vec<Vec<u8>> = listed.iter().map(sounds).collect();
    let view = |place: usize, word| WordView {
        spellings: &spellings[place],
        sounds: &sounds[place],
        is_common: names::common_weight(word).is_some(),
        ..weighed(word, names::class(word), rarity.weight(word), titles)
    };
    let mut pair = lay_out(query, listed, view);
    pair.kind = Some(kind);
    let columns = pair.listed.len();
    if let Some(last) = pair.query.len().checked_sub(1) {
        pair.is_cut &= !pair.likeness[last * columns..].contains(&1.0);
    }
    pair.fill_initials();
    pair.fill_cut_end();
    // A word spelt like a common one is taken to be as common.
    let columns = pair.listed.len();
    let mut least = query.rarity.clone();
    for (place, likeness) in pair.likeness.iter().enumerate() {
        if *likeness >= SAME_RARITY_FROM {
            let rarity = rarity.weight(pair.listed[place % columns].text);
            let own = &mut least[place / columns];
            *own = own.min(rarity);
        }
    }
    for (word, rarity) in pair.query.iter_mut().zip(least) {
        word.weight = weighed(word.text, word.class, rarity, query.keeps_titles).weight;
    }
    then(&mut pair, &query.words)
}
