//! The designations that have the query's tokens and are counted instead of shown, because these are too common.

use names::Class;

use crate::answer::{Band, MinBand};
use crate::candidates::SimilarTokens;
use crate::compare::similarity::lacks_vowels;
use crate::index::Index;
use crate::options::Options;
use crate::order::{first, key, second, sort};
use crate::query::Query;
use crate::ranking::Found;
use crate::token::{WordView, letters};
use crate::weights::{
    EVIDENCE_ACROSS_NAMES, FAMILY_LETTERS, MOST_INITIALS, ONE_TOKEN_SUPPRESSED_FROM,
    ONE_TOKEN_SUPPRESSED_LETTERS, SAME_RARITY_FROM, SHORT_WORD, WHOLE_NAME_SUPPRESSED_FROM,
    WITHOUT_VOWELS,
};

/// A designation that is counted and not shown, with the name that has the query's tokens.
#[derive(Clone, Copy)]
pub(crate) struct Suppressed {
    pub designation: u32,
    pub name: u32,
    pub probe: usize,
}

impl Index {
    /// The names that have every token of the query that names, or a spelling as near as makes no
    /// difference (of a single one beside initials, any that is near), whether they are hits or not; of
    /// tokens that weigh enough, also designations that have them in several names, which are then
    /// [shown](Self::across_names).
    pub(crate) fn bearers(&self, query: &Query, similar_tokens: &SimilarTokens) -> Vec<Suppressed> {
        let mut holders: Option<Vec<u64>> = None;
        let is_asked = |word: &WordView| word.is_significant && word.aside.is_none();
        let is_initial = |word: &WordView| word.class == Class::Initial;
        let places = (0..query.len()).filter(|place| is_asked(&query.view(*place)));
        let mut asked: Vec<usize> = places.collect();
        // Initials before a person's family name never say less than the name alone.
        let initials = query
            .views()
            .filter(is_asked)
            .take_while(is_initial)
            .count();
        let is_family =
            |word: WordView| word.class == Class::Plain && letters(word.text) >= FAMILY_LETTERS;
        let is_beside_family = asked.len() == initials + 1
            && initials <= MOST_INITIALS
            && query
                .views()
                .all(|word| word.is_significant || word.aside.is_some())
            && asked
                .last()
                .is_some_and(|place| is_family(query.view(*place)));
        if is_beside_family {
            asked.drain(..initials);
        } else if asked.len() == 1 && initials == 1 {
            // A single letter is not searched either, and a title beside it changes nothing.
            return Vec::new();
        }
        let words = || asked.iter().map(|place| query.view(*place));
        let is_single = words().filter(|word| !is_initial(word)).count() == 1;
        let is_whole = |name: &u32| usize::from(self.name(*name).significant) == asked.len();
        let weight: f32 = words().map(|word| word.weight).sum();
        let is_across_names = query.is_company() || weight >= EVIDENCE_ACROSS_NAMES;
        let holder = |name: u32| match is_across_names {
            true => self.name(name).designation,
            false => name,
        };
        // A legal form or an initial that is similar to the token bears no such name.
        let names = |word| {
            self.words.entry(word).class.is_significant()
                && self.words.entry(word).class != Class::Initial
        };
        for (place, word) in asked.iter().zip(words()) {
            // An abbreviation is no name for having its consonants, unless only one vowel is left out.
            let is_abbreviated = |listed: u32| {
                let is_slip = word.text.len() >= SHORT_WORD
                    && self.words.text(listed).len() <= word.text.len() + 1;
                lacks_vowels(word.text) && !is_slip
            };
            let (from, whole_from) = match is_single {
                true if letters(word.text) >= ONE_TOKEN_SUPPRESSED_LETTERS => {
                    (ONE_TOKEN_SUPPRESSED_FROM, WHOLE_NAME_SUPPRESSED_FROM)
                }
                true => (SAME_RARITY_FROM, WHOLE_NAME_SUPPRESSED_FROM),
                false => (SAME_RARITY_FROM, SAME_RARITY_FROM),
            };
            let near = similar_tokens.by_query_word[*place]
                .iter()
                .filter(|near| near.similarity >= whole_from)
                .filter(|near| near.similarity == 1.0 || names(near.word))
                .filter(|near| near.similarity != WITHOUT_VOWELS || !is_abbreviated(near.word));
            let mut with: Vec<u64> = near
                .flat_map(|near| {
                    self.names_with(near.word)
                        .iter()
                        .map(move |name| (near, name))
                })
                .filter(|(near, name)| near.similarity >= from || is_whole(name))
                .map(|(_, name)| key(holder(*name), *name))
                .collect();
            sort(&mut with);
            with.dedup_by_key(|one| first(*one));
            if let Some(before) = &holders {
                with.retain(|one| {
                    before
                        .binary_search_by_key(&first(*one), |before| first(*before))
                        .is_ok()
                });
            }
            if with.is_empty() {
                return Vec::new();
            }
            holders = Some(with);
        }
        let one = |key: u64| Suppressed {
            designation: self.name(second(key)).designation,
            name: second(key),
            probe: 0,
        };
        holders.into_iter().flatten().map(one).collect()
    }
}

/// Takes out of `suppressed` what is shown, and leaves each designation once, in order.
pub(crate) fn leave_shown(suppressed: &mut Vec<Suppressed>, found: &[Found], options: &Options) {
    let mut shown: Vec<u64> = found
        .iter()
        .filter(|found| found.outcome.band != Band::Below || options.min == MinBand::Any)
        .map(|found| u64::from(found.designation))
        .collect();
    sort(&mut shown);
    let mut keys: Vec<u64> = suppressed
        .iter()
        .zip(0..)
        .map(|(one, place)| key(one.designation, place))
        .filter(|one| shown.binary_search(&u64::from(first(*one))).is_err())
        .collect();
    sort(&mut keys);
    keys.dedup_by_key(|one| first(*one));
    *suppressed = keys
        .iter()
        .map(|key| suppressed[second(*key) as usize])
        .collect();
}
