//! The score of one name against another: what an alignment shows, and what follows from it.

use names::Class;
use record::Kind;

use crate::Band;
use crate::align::{By, Met, Pair};
use crate::likeness::{WordView, is_same_script, letters, value};
use crate::weights::{
    COMPANY_WORD_WEIGHT, CONFLICT, CONSONANT_LIKENESS, INITIAL_EVIDENCE, LEAST_EVIDENCE,
    LISTED_SHARE, MOST_BELOW, MOST_UNEQUAL, ONE_WORD_LETTERS, ONE_WORD_LIKENESS, ONE_WORD_WEIGHT,
    POSSIBLE, QUERY_SHARE, SCRIPT_EVIDENCE, STRONG, SYLLABLE_EVIDENCE, TEXT_WORDS, WHOLE_CLEAR,
    WHOLE_LIKENESS,
};

/// Judges how near two names are.
///
/// The seam for other methods: what finds candidates and what explains a hit stay as they are.
pub(crate) trait Scorer {
    /// Scores the names in `pair`, leaving the alignment in it.
    fn score(&self, pair: &mut Pair) -> Outcome;
}

/// What a scorer says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    pub score: f32,
    /// Exact, strong, possible or below; weak aliases are told apart by who knows the name's type.
    pub band: Band,
}

/// Rarity-weighted word matching: every word brings its weight times how alike its partner is.
pub(crate) struct SoftWords {
    /// Whether words left over are compared although little else met. It tells hits below the
    /// floor apart, and lifts none above it.
    pub is_wide: bool,
}

impl Scorer for SoftWords {
    fn score(&self, pair: &mut Pair) -> Outcome {
        pair.align();
        let outcome = Self::judge(pair);
        if self.is_wide && outcome.band == Band::Below && pair.align_guesses() {
            return Outcome {
                score: outcome.score.max(Self::judge(pair).score * MOST_BELOW),
                ..outcome
            };
        }
        outcome
    }
}

impl SoftWords {
    /// Judges two names that are aligned.
    fn judge(pair: &Pair) -> Outcome {
        let seen = Features::of(pair);
        if seen.is_equal {
            return Outcome {
                score: 1.0,
                band: Band::Exact,
            };
        }
        let mut score = seen.score.min(MOST_UNEQUAL);
        // One part more or less costs at most one band.
        if seen.lacks_one_word_at_most() {
            if seen.met_score >= MOST_UNEQUAL {
                score = score.max(STRONG);
            } else if seen.met_score >= STRONG {
                score = score.max(POSSIBLE);
            }
        }
        // All that was typed stands in the name, and is rare enough to tell it by.
        let is_within = seen.query_unmatched == 0
            && seen.met_score >= MOST_UNEQUAL
            && seen.heaviest >= ONE_WORD_WEIGHT;
        // Sound alone is weak word by word, and strong where it holds for every word.
        let is_whole_in_sound =
            seen.has_script && seen.is_whole() && seen.met_score >= WHOLE_LIKENESS;
        // A name in the middle of a text.
        let is_in_text = pair.query.len() >= TEXT_WORDS
            && seen.listed_unmatched == 0
            && seen.significant_met >= 2
            && seen.met_score >= STRONG;
        if is_within || is_whole_in_sound || is_in_text {
            score = score.max(POSSIBLE);
        }
        // Letters agree with too many names to be more than similar.
        if seen.initials > 0 || seen.has_acronym {
            score = score.min(STRONG - 0.01);
        }
        // Below the floor the order still tells.
        if seen.significant_met == 0 {
            // Single letters agree with every tenth name.
            score = 0.0;
        } else if !seen.can_make_a_hit(pair) {
            score *= MOST_BELOW;
        }
        let band = if score >= STRONG {
            Band::Strong
        } else if score >= POSSIBLE {
            Band::Possible
        } else {
            score = score.min(MOST_BELOW);
            Band::Below
        };
        Outcome { score, band }
    }
}

/// What an alignment shows; the score and every rule are made of these.
#[derive(Default)]
struct Features {
    is_equal: bool,
    /// Weight of what met, by likeness, among the weight of all.
    score: f32,
    /// The same among what met.
    met_score: f32,
    significant_met: u32,
    /// Words that can make a hit and met nothing, on both sides together.
    significant_unmatched: u32,
    /// Words that name among them.
    query_unmatched: u32,
    listed_unmatched: u32,
    /// Words that met by a single letter or by their beginning.
    initials: u32,
    /// What those letters tell, as [`evidence`](Self::evidence).
    beginnings: f32,
    has_acronym: bool,
    /// Whether words of two scripts met, whether some were syllables, and whether some were written
    /// without vowels.
    has_script: bool,
    has_syllable: bool,
    has_consonants: bool,
    /// Whether a word met that names, rather than one that many companies share.
    has_naming: bool,
    /// Words that name and met their equal.
    naming_equal: u32,
    /// Weight, likeness and letters of the heaviest word that met.
    heaviest: f32,
    heaviest_likeness: f32,
    heaviest_letters: usize,
    /// What the words that met tell together: 1 is a word of a single designation, met equal.
    evidence: f32,
}

/// Words of one side that met nothing.
#[derive(Default)]
struct Rest {
    weight: f32,
    is_any: bool,
    significant: u32,
    naming: u32,
    naming_weight: f32,
}

impl Rest {
    fn of(words: &[WordView], is_met: impl Fn(usize) -> bool) -> Self {
        let mut rest = Self::default();
        for (place, word) in words.iter().enumerate() {
            if is_met(place) {
                continue;
            }
            rest.is_any = true;
            rest.weight += word.weight;
            rest.significant += u32::from(word.is_significant);
            if names_something(word) {
                rest.naming += 1;
                rest.naming_weight += word.weight;
            }
        }
        rest
    }
}

/// What words weigh that stand in each other's place: the mean of both sides, of the heavier one a
/// word's weight at most; nothing where one side has none.
fn conflict(query: f32, listed: f32) -> f32 {
    let (lighter, heavier) = (query.min(listed), query.max(listed));
    if lighter > 0.0 {
        (lighter + heavier.min(1.0)) / 2.0
    } else {
        0.0
    }
}

/// Whether a word names, rather than being one that many companies share.
pub(crate) fn names_something(word: &WordView) -> bool {
    word.is_significant && word.class != Class::Generic
}

impl Features {
    fn of(pair: &Pair) -> Self {
        let mut seen = Self::default();
        let (mut gain, mut met_weight) = (0.0, 0.0);
        let mut all_same = true;
        for met in &pair.met {
            gain += met.gain;
            met_weight += met.weight;
            all_same &= met.likeness >= 1.0;
            seen.add(pair, met);
        }
        let is_met = |side: fn(&Met) -> (u8, u8)| {
            move |place: usize| {
                let holds = |(start, end): (u8, u8)| {
                    (usize::from(start)..usize::from(end)).contains(&place)
                };
                pair.met.iter().any(|met| holds(side(met)))
            }
        };
        let query = Rest::of(&pair.query, is_met(|met| met.query));
        let listed = Rest::of(&pair.listed, is_met(|met| met.listed));
        seen.significant_unmatched = query.significant + listed.significant;
        seen.query_unmatched = query.naming;
        seen.listed_unmatched = listed.naming;
        let whole = met_weight
            + QUERY_SHARE * query.weight
            + LISTED_SHARE * listed.weight
            + CONFLICT * conflict(query.naming_weight, listed.naming_weight);
        if whole > 0.0 {
            seen.score = gain / whole;
        }
        if met_weight > 0.0 {
            seen.met_score = gain / met_weight;
        }
        seen.is_equal = all_same && !query.is_any && !listed.is_any && !pair.met.is_empty();
        seen
    }

    /// Takes in words that met.
    fn add(&mut self, pair: &Pair, met: &Met) {
        let query = Met::words(&pair.query, met.query);
        let listed = Met::words(&pair.listed, met.listed);
        self.has_acronym |= met.by == By::Acronym;
        if !is_same_script(query[0].text, listed[0].text) {
            self.has_script = true;
            self.has_syllable |= query[0].is_syllable || listed[0].is_syllable;
            self.has_consonants |=
                names::leaves_vowels_out(query[0].text) || names::leaves_vowels_out(listed[0].text);
        }
        // Letters say too little to count among the words that met.
        let is_letter = |word: &WordView| word.class == Class::Initial;
        if met.by == By::Initial || met.by == By::Start {
            self.initials += 1;
            let shorter = letters(query[0].text).min(letters(listed[0].text));
            self.beginnings += INITIAL_EVIDENCE * shorter as f32;
            return;
        }
        if query.iter().chain(listed).any(is_letter) {
            return;
        }
        let significant =
            |words: &[WordView]| words.iter().filter(|word| word.is_significant).count();
        let count = significant(query).max(significant(listed)) as u32;
        if count == 0 {
            return;
        }
        self.significant_met += count;
        let is_naming = listed.iter().any(names_something);
        self.has_naming |= is_naming;
        self.naming_equal += u32::from(is_naming && met.likeness >= 1.0);
        let weigh = |words: &[WordView]| words.iter().map(|word| word.weight).sum::<f32>();
        let weight = weigh(query).min(weigh(listed)).min(met.weight);
        self.evidence += weight * value(met.likeness);
        if weight > self.heaviest {
            let length =
                |words: &[WordView]| words.iter().map(|word| letters(word.text)).sum::<usize>();
            self.heaviest = weight;
            self.heaviest_likeness = met.likeness;
            self.heaviest_letters = length(query).min(length(listed));
        }
    }

    /// Whether every word that names met.
    fn is_whole(&self) -> bool {
        self.query_unmatched == 0 && self.listed_unmatched == 0
    }

    /// Whether so few or so common words may make a hit at all.
    fn can_make_a_hit(&self, pair: &Pair) -> bool {
        if self.has_script && !self.tells_across_scripts() {
            return false;
        }
        // First letters stand for a company among its own words, not in a person's name.
        if self.has_acronym && self.query_unmatched > 0 && !pair.is_company {
            return false;
        }
        // Ships bear people's names: all that was typed must belong to the ship's.
        let is_ship = pair.kind == Some(Kind::Ship);
        if is_ship && self.query_unmatched > 0 && self.naming_equal < 2 {
            return false;
        }
        // Of a company that is asked for, words that many share may be more or fewer.
        let is_company = pair.is_company && pair.kind == Some(Kind::Entity);
        if is_company && self.is_whole() && self.naming_equal > 0 {
            return self.heaviest >= COMPANY_WORD_WEIGHT;
        }
        match self.significant_met {
            0 => false,
            1 => {
                // Likeness of one word needs a listed name of one word; an equal and rare word
                // may stand for a longer name.
                let is_alone = self.listed_unmatched == 0
                    && self.heaviest_letters >= ONE_WORD_LETTERS
                    && self.heaviest_likeness >= ONE_WORD_LIKENESS;
                // A company is asked for, and all that tells of the listed name is there.
                let is_company = pair.is_company
                    && pair.kind != Some(Kind::Individual)
                    && self.listed_unmatched == 0
                    && self.query_unmatched == 1;
                (self.heaviest_likeness >= 1.0 || is_alone)
                    && (self.query_unmatched == 0 || is_company)
                    && self.heaviest + self.beginnings >= ONE_WORD_WEIGHT
            }
            _ => {
                self.significant_unmatched == 0
                    || self.lacks_one_word_at_most()
                    || self.evidence >= LEAST_EVIDENCE
            }
        }
    }

    /// Whether sounds alone, of words of two scripts, may make a hit.
    fn tells_across_scripts(&self) -> bool {
        if self.is_whole() {
            return self.evidence >= SCRIPT_EVIDENCE || self.met_score >= WHOLE_CLEAR;
        }
        let least = if self.has_syllable {
            SYLLABLE_EVIDENCE
        } else {
            SCRIPT_EVIDENCE
        };
        let is_chance = self.has_consonants && self.met_score < CONSONANT_LIKENESS;
        self.evidence >= least && !is_chance
    }

    fn lacks_one_word_at_most(&self) -> bool {
        self.significant_unmatched <= 1
            && self.significant_met >= 2
            && self.has_naming
            && self.initials == 0
    }
}
