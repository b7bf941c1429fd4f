//! One name against another: a one-to-one alignment of their words, and what follows from it.

use names::Class;

use crate::Band;
use crate::likeness::{WordView, letters, likeness, value};
use crate::order::{descending, key, second, sort};
use crate::weights::{
    CONFLICT, INITIAL, LEAST_EVIDENCE, LISTED_SHARE, LONGEST_JOIN, MOST_BELOW, MOST_CELLS,
    MOST_UNEQUAL, NOTHING_EQUAL, ONE_WORD_LETTERS, ONE_WORD_LIKENESS, ONE_WORD_WEIGHT, POSSIBLE,
    QUERY_SHARE, STRONG,
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

/// Two names and room to align them, used again for every listed name.
#[derive(Default)]
pub(crate) struct Pair<'a> {
    pub query: Vec<WordView<'a>>,
    pub listed: Vec<WordView<'a>>,
    /// Likeness of every query word (rows) and listed word (columns).
    pub likeness: Vec<f32>,
    /// Which words met, once scored.
    pub met: Vec<Met>,
    pub cells: Vec<Met>,
    pub order: Vec<u64>,
}

/// Words that met: one with one, or a run of words with the word it makes without its gaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Met {
    pub query: (u8, u8),
    pub listed: (u8, u8),
    pub likeness: f32,
    gain: f32,
}

impl Met {
    fn query_bits(&self) -> u64 {
        bits(self.query)
    }

    fn listed_bits(&self) -> u64 {
        bits(self.listed)
    }
}

/// Runs are far shorter than 64 words: [`MOST_WORDS`](crate::weights::MOST_WORDS).
fn bits((start, end): (u8, u8)) -> u64 {
    ((1 << end) - 1) & !((1 << start) - 1)
}

/// Rarity-weighted word matching: every word brings its weight times how alike its partner is.
pub(crate) struct SoftWords;

impl Scorer for SoftWords {
    fn score(&self, pair: &mut Pair) -> Outcome {
        pair.align();
        let seen = Features::of(pair);
        if seen.is_equal {
            return Outcome {
                score: 1.0,
                band: Band::Exact,
            };
        }
        let mut score = seen.score.min(MOST_UNEQUAL);
        if seen.query_unmatched > 0 && seen.listed_unmatched > 0 {
            score *= CONFLICT;
        }
        if seen.query_unmatched + seen.listed_unmatched > 0 && !seen.has_equal {
            score *= NOTHING_EQUAL;
        }
        // One part more or less costs at most one band.
        if seen.lacks_one_word_at_most() {
            if seen.met_score >= MOST_UNEQUAL {
                score = score.max(STRONG);
            } else if seen.met_score >= STRONG {
                score = score.max(POSSIBLE);
            }
        }
        // An initial agrees with too many names to be more than similar.
        if seen.has_initial {
            score = score.min(STRONG - 0.01);
        }
        if !seen.can_make_a_hit() {
            score = score.min(MOST_BELOW);
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

impl Pair<'_> {
    /// Initials are alike all words that start with them, which no table of alike words holds.
    pub(crate) fn fill_initials(&mut self) {
        let columns = self.listed.len();
        for (row, query) in self.query.iter().enumerate() {
            if query.class != Class::Initial {
                continue;
            }
            for (column, listed) in self.listed.iter().enumerate() {
                self.likeness[row * columns + column] = likeness(query, listed);
            }
        }
    }

    /// Fills [`met`](Self::met): the best pairs first, each word once.
    fn align(&mut self) {
        self.cells.clear();
        self.met.clear();
        let (rows, columns) = (self.query.len(), self.listed.len());
        for row in 0..rows {
            for column in 0..columns {
                let likeness = self.likeness[row * columns + column];
                if likeness > 0.0 {
                    let cell = self.cell((row, row + 1), (column, column + 1), likeness);
                    self.cells.push(cell);
                }
                if likeness < 1.0 {
                    if let Some(end) = run_end(&self.query, row, self.listed[column].text) {
                        let cell = self.cell((row, end), (column, column + 1), 1.0);
                        self.cells.push(cell);
                    }
                    if let Some(end) = run_end(&self.listed, column, self.query[row].text) {
                        let cell = self.cell((row, row + 1), (column, end), 1.0);
                        self.cells.push(cell);
                    }
                }
            }
        }
        // Best first; of equals the one that stands first in the names.
        self.order.clear();
        let cells = self.cells.iter().zip(0..);
        self.order
            .extend(cells.map(|(cell, place)| key(descending(cell.gain), place)));
        sort(&mut self.order);
        let (mut query_used, mut listed_used) = (0, 0);
        for place in self.order.iter().take(MOST_CELLS) {
            let cell = &self.cells[second(*place) as usize];
            if cell.query_bits() & query_used == 0 && cell.listed_bits() & listed_used == 0 {
                query_used |= cell.query_bits();
                listed_used |= cell.listed_bits();
                self.met.push(*cell);
            }
        }
        let all = |count: usize| bits((0, count as u8));
        let is_whole = query_used == all(rows) && listed_used == all(columns);
        if is_whole && self.met.iter().all(|met| met.likeness >= 1.0) {
            self.part_crossed_initials();
        } else if rows > 0 && self.is_equal_without_gaps() {
            self.met.clear();
            self.met.push(self.cell((0, rows), (0, columns), 1.0));
        } else {
            self.part_crossed_initials();
        }
    }

    /// Single letters mean something by their order: `A.B.C.` is not `C.B.A.`.
    fn part_crossed_initials(&mut self) {
        let is_initial = |met: &Met| {
            self.query[usize::from(met.query.0)].class == Class::Initial
                && self.listed[usize::from(met.listed.0)].class == Class::Initial
        };
        let crossed = |met: &Met| {
            is_initial(met)
                && self.met.iter().any(|other| {
                    is_initial(other)
                        && (met.query < other.query) != (met.listed < other.listed)
                        && met.query != other.query
                })
        };
        let kept: Vec<Met> = self
            .met
            .iter()
            .filter(|met| !crossed(met))
            .copied()
            .collect();
        self.met = kept;
    }

    fn cell(&self, query: (usize, usize), listed: (usize, usize), likeness: f32) -> Met {
        let sum = |words: &[WordView], run: (usize, usize)| -> f32 {
            words[run.0..run.1].iter().map(|word| word.weight).sum()
        };
        let weight =
            QUERY_SHARE * sum(&self.query, query) + LISTED_SHARE * sum(&self.listed, listed);
        Met {
            query: (query.0 as u8, query.1 as u8),
            listed: (listed.0 as u8, listed.1 as u8),
            likeness,
            gain: weight * value(likeness),
        }
    }

    /// Whether the names are equal but for where their words begin.
    fn is_equal_without_gaps(&self) -> bool {
        let length = |words: &[WordView]| words.iter().map(|word| word.text.len()).sum::<usize>();
        length(&self.query) == length(&self.listed)
            && self
                .query
                .iter()
                .flat_map(|word| word.text.bytes())
                .eq(self.listed.iter().flat_map(|word| word.text.bytes()))
    }
}

/// Where the run of two or more words ends that starts here and makes this word.
fn run_end(words: &[WordView], start: usize, whole: &str) -> Option<usize> {
    let mut rest = whole.strip_prefix(words[start].text)?;
    let last = (start + LONGEST_JOIN).min(words.len());
    for (place, word) in words.iter().enumerate().take(last).skip(start + 1) {
        rest = rest.strip_prefix(word.text)?;
        if rest.is_empty() {
            return Some(place + 1);
        }
    }
    None
}

/// What an alignment shows; the score and every rule are made of these.
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
    has_initial: bool,
    /// Whether a word met that names, rather than one that many companies share.
    has_naming: bool,
    /// Whether a word that names met its equal.
    has_equal: bool,
    /// Weight, likeness and letters of the heaviest word that met.
    heaviest: f32,
    heaviest_likeness: f32,
    heaviest_letters: usize,
    evidence: f32,
}

impl Features {
    fn of(pair: &Pair) -> Self {
        let mut seen = Self {
            is_equal: false,
            score: 0.0,
            met_score: 0.0,
            significant_met: 0,
            significant_unmatched: 0,
            query_unmatched: 0,
            listed_unmatched: 0,
            has_initial: false,
            has_naming: false,
            has_equal: false,
            heaviest: 0.0,
            heaviest_likeness: 0.0,
            heaviest_letters: 0,
            evidence: 0.0,
        };
        let (mut query_used, mut listed_used) = (0_u64, 0_u64);
        let (mut gain, mut met_weight) = (0.0, 0.0);
        let mut all_same = true;
        for met in &pair.met {
            query_used |= met.query_bits();
            listed_used |= met.listed_bits();
            gain += met.gain;
            met_weight += met.gain / value(met.likeness);
            all_same &= met.likeness >= 1.0;
            let query = &pair.query[usize::from(met.query.0)..usize::from(met.query.1)];
            let listed = &pair.listed[usize::from(met.listed.0)..usize::from(met.listed.1)];
            // An initial says too little to count among the words that met.
            if query
                .iter()
                .chain(listed)
                .any(|word| word.class == Class::Initial)
            {
                seen.has_initial |= met.likeness == INITIAL;
                continue;
            }
            let significant =
                |words: &[WordView]| words.iter().filter(|word| word.is_significant).count();
            let count = significant(query).max(significant(listed)) as u32;
            if count > 0 {
                seen.significant_met += count;
                let is_naming = listed
                    .iter()
                    .any(|word| word.is_significant && word.class != Class::Generic);
                seen.has_naming |= is_naming;
                seen.has_equal |= is_naming && met.likeness >= 1.0;
                let weigh = |words: &[WordView]| words.iter().map(|word| word.weight).sum::<f32>();
                let weight = weigh(query).min(weigh(listed));
                seen.evidence += weight * value(met.likeness);
                if weight > seen.heaviest {
                    seen.heaviest = weight;
                    seen.heaviest_likeness = met.likeness;
                    let length = |words: &[WordView]| {
                        words.iter().map(|word| letters(word.text)).sum::<usize>()
                    };
                    seen.heaviest_letters = length(query).min(length(listed));
                }
            }
        }
        let mut unmatched = |words: &[WordView], used: u64| -> (f32, u32, bool) {
            let (mut weight, mut naming, mut any) = (0.0, 0, false);
            for (place, word) in words.iter().enumerate() {
                if used & (1 << place) == 0 {
                    any = true;
                    weight += word.weight;
                    seen.significant_unmatched += u32::from(word.is_significant);
                    naming += u32::from(word.is_significant && word.class != Class::Generic);
                }
            }
            (weight, naming, any)
        };
        let (query_rest, query_naming, query_any) = unmatched(&pair.query, query_used);
        let (listed_rest, listed_naming, listed_any) = unmatched(&pair.listed, listed_used);
        seen.query_unmatched = query_naming;
        seen.listed_unmatched = listed_naming;
        let whole = met_weight + QUERY_SHARE * query_rest + LISTED_SHARE * listed_rest;
        if whole > 0.0 {
            seen.score = gain / whole;
        }
        if met_weight > 0.0 {
            seen.met_score = gain / met_weight;
        }
        seen.is_equal = all_same && !query_any && !listed_any && !pair.met.is_empty();
        seen
    }

    /// Whether so few or so common words may make a hit at all.
    fn can_make_a_hit(&self) -> bool {
        match self.significant_met {
            0 => false,
            1 => {
                // Likeness of one word needs a listed name of one word; an equal and rare word
                // may stand for a longer name.
                let carries = self.heaviest_likeness >= 1.0
                    || self.listed_unmatched == 0
                        && self.heaviest_letters >= ONE_WORD_LETTERS
                        && self.heaviest_likeness >= ONE_WORD_LIKENESS;
                carries && self.query_unmatched == 0 && self.heaviest >= ONE_WORD_WEIGHT
            }
            _ => {
                self.significant_unmatched == 0
                    || self.lacks_one_word_at_most()
                    || self.evidence >= LEAST_EVIDENCE
            }
        }
    }

    fn lacks_one_word_at_most(&self) -> bool {
        self.significant_unmatched <= 1
            && self.significant_met >= 2
            && self.has_naming
            && !self.has_initial
    }
}
