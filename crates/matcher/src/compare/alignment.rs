//! Two names laid side by side, and which of their words match: each word once, best first.

use core::cell::OnceCell;
use std::borrow::Cow;

use names::Class;
use record::Kind;

use crate::compare::similarity::{
    across_scripts, least_sound_across_scripts, similarity, start_similarity, unmatched_similarity,
    value,
};
use crate::order::{descending, key, second, sort};
use crate::token::{WordView, has_initial, sounds};
use crate::weights::{
    ACRONYM, ACRONYM_LETTERS, JOINED_FLOOR, LISTED_SHARE, LONGEST_JOIN, MOST_CELLS,
    MOST_SPELT_SIMILARITY, MOST_UNMATCHED, MOST_WORDS, QUERY_SHARE, UNMATCHED_FLOOR,
    UNMATCHED_FROM, UNMATCHED_SCRIPT_FLOOR, UNMATCHED_SCRIPT_FROM,
};

/// Two names and the memory to align them in, used again for every listed name.
#[derive(Default)]
pub(crate) struct Pair<'a> {
    pub query: Vec<WordView<'a>>,
    pub listed: Vec<WordView<'a>>,
    /// What the listed name names.
    pub kind: Option<Kind>,
    /// Whether the listed name is a weak alias.
    pub is_weak: bool,
    /// Whether the query has a word that companies and organisations have.
    pub is_company: bool,
    /// Whether the query's last word may be the beginning of a longer one.
    pub is_cut: bool,
    /// Similarity of every query word (rows) and listed word (columns).
    pub similarity: Vec<f32>,
    /// The most that each match may weigh, for how many other words are as similar.
    pub rarity: Vec<f32>,
    /// Which words matched, once aligned.
    pub aligned: Vec<Aligned>,
    pub cells: Vec<Aligned>,
    pub order: Vec<u64>,
    /// What runs of query words sound like, each found out once for all listed names: by the place of
    /// the first word and the number of words.
    pub query_runs: Vec<OnceCell<Vec<u8>>>,
}

/// Words that matched: one with one, or a run of words with the word it makes without its gaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Aligned {
    /// First word and the one after the last.
    pub query: (u8, u8),
    pub listed: (u8, u8),
    pub by: By,
    pub similarity: f32,
    pub weight: f32,
    /// Weight by the value of the similarity.
    pub gain: f32,
}

/// How words matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// Their letters or sounds, or a known spelling.
    Similarity,
    /// One is a single letter that the other begins with.
    Initial,
    /// The query's last word begins the listed one.
    Start,
    /// One has the first letters of the others.
    Acronym,
}

impl Aligned {
    fn query_bits(&self) -> u64 {
        bits(self.query)
    }

    fn listed_bits(&self) -> u64 {
        bits(self.listed)
    }

    /// Whether it is one word and its equal, rather than a run.
    fn is_equal_words(&self) -> bool {
        let is_one = |(start, end): (u8, u8)| end == start + 1;
        self.similarity >= 1.0 && is_one(self.query) && is_one(self.listed)
    }

    /// The words of a side that matched.
    pub(crate) fn words<'w, 'a>(
        words: &'w [WordView<'a>],
        (start, end): (u8, u8),
    ) -> &'w [WordView<'a>] {
        &words[usize::from(start)..usize::from(end)]
    }
}

/// Runs are far shorter than 64 words: [`MOST_WORDS`](crate::weights::MOST_WORDS).
fn bits((start, end): (u8, u8)) -> u64 {
    ((1 << end) - 1) & !((1 << start) - 1)
}

/// Words of a side that matched.
#[derive(Clone, Copy, Default)]
struct Used {
    query: u64,
    listed: u64,
}

impl Used {
    fn is_free_for(self, aligned: &Aligned) -> bool {
        self.query & aligned.query_bits() == 0 && self.listed & aligned.listed_bits() == 0
    }

    fn add(&mut self, aligned: &Aligned) {
        self.query |= aligned.query_bits();
        self.listed |= aligned.listed_bits();
    }
}

/// Words of the query and of the listed name that may stand in each other's place.
const UNMATCHED_RUNS: [(usize, usize); 5] = [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3)];
/// More than the words of any of them on one side.
const MOST_RUN: usize = 4;

impl<'a> Pair<'a> {
    /// Places a listed name beside the query: its tokens, each with its similarity to every query
    /// token and the most that each match may weigh (empty where it is similar to none).
    pub(crate) fn lay_out<'t>(
        &mut self,
        columns: usize,
        tokens: impl Iterator<Item = (WordView<'a>, (&'t [f32], &'t [f32]))>,
    ) {
        self.listed.clear();
        let runs = (self.query.len() + 1) * MOST_RUN;
        self.query_runs.resize_with(runs, OnceCell::new);
        self.similarity.clear();
        self.similarity.resize(self.query.len() * columns, 0.0);
        self.rarity.clear();
        self.rarity.resize(self.similarity.len(), 1.0);
        for (column, (view, (similarity, rarity))) in tokens.take(columns).enumerate() {
            self.listed.push(view);
            for (row, (similarity, rarity)) in similarity.iter().zip(rarity).enumerate() {
                self.similarity[row * columns + column] = *similarity;
                self.rarity[row * columns + column] = *rarity;
            }
        }
        self.fill_initials();
    }

    /// Initials are similar to all tokens that start with them, which no table of similar tokens
    /// holds.
    fn fill_initials(&mut self) {
        let columns = self.listed.len();
        for (row, query) in self.query.iter().enumerate() {
            if query.class == Class::Initial {
                for (column, listed) in self.listed.iter().enumerate() {
                    self.similarity[row * columns + column] = similarity(query, listed);
                }
            }
        }
    }

    fn is_cut_at(&self, row: usize) -> bool {
        self.is_cut && row + 1 == self.query.len()
    }

    /// Fills [`Self::aligned`].
    pub(crate) fn align(&mut self) {
        self.cells.clear();
        self.aligned.clear();
        for row in 0..self.query.len() {
            for column in 0..self.listed.len() {
                self.weigh_words(row, column);
            }
        }
        self.weigh_acronyms();
        // Equal words first, then the best; of equals the one that stands first in the names.
        self.order.clear();
        let cells = self.cells.iter().zip(0..);
        self.order.extend(cells.map(|(cell, place)| {
            let gain = if cell.is_equal_words() {
                cell.gain + MOST_WORDS as f32
            } else {
                cell.gain
            };
            key(descending(gain), place)
        }));
        sort(&mut self.order);
        let mut used = Used::default();
        for place in self.order.iter().take(MOST_CELLS) {
            let cell = &self.cells[second(*place) as usize];
            if used.is_free_for(cell) {
                used.add(cell);
                self.aligned.push(*cell);
            }
        }
        self.align_unmatched(&mut used);
        let (rows, columns) = (self.query.len(), self.listed.len());
        let all = |count: usize| bits((0, count as u8));
        let is_whole = used.query == all(rows) && used.listed == all(columns);
        let is_equal = is_whole && self.aligned.iter().all(|aligned| aligned.similarity >= 1.0);
        if !is_equal && rows > 0 && self.is_equal_without_gaps() {
            self.aligned.clear();
            self.aligned
                .push(self.cell((0, rows), (0, columns), By::Similarity, 1.0));
        } else {
            self.part_crossed_initials();
        }
    }

    /// What it brings if these two words match, or one of them and a run that starts at the other.
    fn weigh_words(&mut self, row: usize, column: usize) {
        let at = row * self.listed.len() + column;
        let (query, listed) = (&self.query[row], &self.listed[column]);
        let is_initial = |word: &WordView| word.class == Class::Initial;
        // A listed initial is a person's: the `B` of an organisation's abbreviation is not `Bank`.
        let is_person = self.kind.is_none_or(|kind| kind == Kind::Individual);
        let similarity = if is_initial(listed) && !is_initial(query) && !is_person {
            0.0
        } else {
            self.similarity[at]
        };
        if similarity > 0.0 {
            let by = if similarity < 1.0 && (is_initial(query) || is_initial(listed)) {
                By::Initial
            } else if self.is_cut_at(row) && similarity == start_similarity(query, listed) {
                By::Start
            } else {
                By::Similarity
            };
            let rarity = self.rarity[at];
            let weight =
                QUERY_SHARE * query.weight.min(rarity) + LISTED_SHARE * listed.weight.min(rarity);
            self.cells.push(Aligned {
                weight,
                gain: weight * value(similarity),
                ..self.cell((row, row + 1), (column, column + 1), by, similarity)
            });
        }
        if similarity >= 1.0 {
            return;
        }
        let (query_text, listed_text) = (query.text, listed.text);
        if similarity > 0.0 && !names::is_same_script(query_text, listed_text) {
            self.weigh_runs_by_sound(row, column);
        }
        // Most words begin with another letter, and then neither is a part of the other.
        if query_text.as_bytes().first() == listed_text.as_bytes().first() {
            if let Some(end) = run_end(&self.query, row, listed_text) {
                let cell = self.cell((row, end), (column, column + 1), By::Similarity, 1.0);
                self.cells.push(cell);
            }
            if let Some(end) = run_end(&self.listed, column, query_text) {
                let cell = self.cell((row, row + 1), (column, end), By::Similarity, 1.0);
                self.cells.push(cell);
            }
        }
    }

    /// What it brings if the shorter of two words of two scripts is half of the longer one, which its
    /// neighbour makes whole: Arabic writes apart what Latin letters join, and the other way round.
    fn weigh_runs_by_sound(&mut self, row: usize, column: usize) {
        let at = row * self.listed.len() + column;
        let (single, rarity) = (self.similarity[at], self.rarity[at]);
        let (query, listed) = (self.query[row], self.listed[column]);
        if query.is_syllable || listed.is_syllable || query.sounds.len() == listed.sounds.len() {
            return;
        }
        let is_query_shorter = query.sounds.len() < listed.sounds.len();
        let (words, place, whole) = if is_query_shorter {
            (&self.query, row, listed)
        } else {
            (&self.listed, column, query)
        };
        let runs = [place.checked_sub(1), Some(place)].into_iter().flatten();
        let least = least_sound_across_scripts(single);
        let best = runs
            .filter_map(|start| {
                let [first, second] = words.get(start..start + 2)? else {
                    return None;
                };
                let sounds = (first.sounds, second.sounds);
                let sound = joined_sound_similarity(sounds, whole.sounds, least);
                Some((across_scripts(sound), start))
            })
            .max_by(|(one, _), (other, _)| one.total_cmp(other));
        let Some((similarity, start)) = best.filter(|(similarity, _)| *similarity > single) else {
            return;
        };
        let (query, listed) = if is_query_shorter {
            ((start, start + 2), (column, column + 1))
        } else {
            ((row, row + 1), (start, start + 2))
        };
        let mut cell = self.cell(query, listed, By::Similarity, similarity);
        cell.weight = cell.weight.min(rarity);
        cell.gain = cell.weight * value(similarity);
        self.cells.push(cell);
    }

    /// A word that has the first letters of all words of the other name. People have none, and a legal form
    /// is none.
    fn weigh_acronyms(&mut self) {
        if self.kind == Some(Kind::Individual) {
            return;
        }
        for row in 0..self.query.len() {
            if let Some(run) = acronym_run(&self.listed, &self.query[row]) {
                let cell = self.cell((row, row + 1), run, By::Acronym, ACRONYM);
                self.cells.push(cell);
            }
        }
        if self.is_company {
            for column in 0..self.listed.len() {
                if let Some(run) = acronym_run(&self.query, &self.listed[column]) {
                    let cell = self.cell(run, (column, column + 1), By::Acronym, ACRONYM);
                    self.cells.push(cell);
                }
            }
        }
    }

    /// Unmatched words of both sides are in each other's place: where much else matched, less
    /// similarity makes them spellings of one name.
    fn align_unmatched(&mut self, used: &mut Used) {
        if !self.has_few_left(*used) {
            return;
        }
        let significant =
            |aligned: &&Aligned| self.listed[usize::from(aligned.listed.0)].is_significant;
        let aligned = self.aligned.iter().filter(significant);
        let gain = aligned.map(|aligned| aligned.gain).sum();
        while let Some(best) = self.best_unmatched(*used, gain, &UNMATCHED_RUNS) {
            used.add(&best);
            self.aligned.push(best);
        }
    }

    /// The same word by word, whatever else matched. True if any did.
    pub(crate) fn align_guesses(&mut self) -> bool {
        let mut used = Used::default();
        for aligned in &self.aligned {
            used.add(aligned);
        }
        let certain = self.aligned.len();
        if certain > 0 && self.has_few_left(used) {
            while let Some(best) = self.best_unmatched(used, f32::INFINITY, &UNMATCHED_RUNS[..1]) {
                used.add(&best);
                self.aligned.push(best);
            }
        }
        self.aligned.len() > certain
    }

    fn has_few_left(&self, used: Used) -> bool {
        let left = |words: &[WordView], used: u64| {
            let is_left =
                |(place, word): &(usize, &WordView)| word.aside.is_none() && used >> place & 1 == 0;
            words.iter().enumerate().filter(is_left).count()
        };
        left(&self.query, used.query) <= MOST_UNMATCHED
            && left(&self.listed, used.listed) <= MOST_UNMATCHED
    }

    /// The most similar of what is unmatched, beside words that brought this gain.
    fn best_unmatched(&self, used: Used, gain: f32, runs: &[(usize, usize)]) -> Option<Aligned> {
        if gain < UNMATCHED_FROM.min(UNMATCHED_SCRIPT_FROM) {
            return None;
        }
        let mut best: Option<Aligned> = None;
        let is_free = |used: u64, place: &usize| used >> place & 1 == 0;
        let columns = || (0..self.listed.len()).filter(|column| is_free(used.listed, column));
        for row in (0..self.query.len()).filter(|row| is_free(used.query, row)) {
            for column in columns() {
                for (rows, columns) in runs.iter().copied() {
                    let (query, listed) = ((row, row + rows), (column, column + columns));
                    let before = best.map_or(0.0, |best| best.similarity);
                    if let Some(similarity) = self.unmatched(used, gain, query, listed, before)
                        && similarity > before
                    {
                        best = Some(self.cell(query, listed, By::Similarity, similarity));
                    }
                }
            }
        }
        best
    }

    /// How similar unmatched words are; none where that is too little, or less than what was
    /// found before.
    fn unmatched(
        &self,
        used: Used,
        gain: f32,
        query: (usize, usize),
        listed: (usize, usize),
        before: f32,
    ) -> Option<f32> {
        let query_words = self.query.get(query.0..query.1)?;
        let listed_words = self.listed.get(listed.0..listed.1)?;
        let is_free = |used: u64, run: (usize, usize)| used & bits((run.0 as u8, run.1 as u8)) == 0;
        if !is_free(used.query, query) || !is_free(used.listed, listed) {
            return None;
        }
        let names = |word: &WordView| {
            word.is_significant
                && word.aside.is_none()
                && matches!(word.class, Class::Plain | Class::Title)
        };
        if !query_words.iter().any(names) || !listed_words.iter().any(names) {
            return None;
        }
        let is_same_script = names::is_same_script(query_words[0].text, listed_words[0].text);
        let (from, floor) = if !is_same_script {
            (UNMATCHED_SCRIPT_FROM, UNMATCHED_SCRIPT_FLOOR)
        } else if query_words.len() + listed_words.len() > 2 {
            (UNMATCHED_FROM, JOINED_FLOOR)
        } else {
            (UNMATCHED_FROM, UNMATCHED_FLOOR)
        };
        if gain < from {
            return None;
        }
        let least = floor.max(before);
        let (query_text, listed_text) = (joined(query_words), joined(listed_words));
        // What a run sounds like takes longer to find out than all else, and the query's runs come again.
        let mut sound = |least: f32| {
            let run = self.query_runs.get(query.0 * MOST_RUN + query_words.len());
            let query_sounds = match run {
                Some(run) if query_words.len() > 1 => {
                    Cow::from(run.get_or_init(|| sounds(&query_text)))
                }
                _ => sounds_of(query_words, &query_text),
            };
            names::sound_similarity_from(
                &query_sounds,
                &sounds_of(listed_words, &listed_text),
                least,
            )
        };
        let (query, listed) = (
            WordView {
                text: &query_text,
                ..query_words[0]
            },
            WordView {
                text: &listed_text,
                ..listed_words[0]
            },
        );
        let similarity = unmatched_similarity(&query, &listed, least, &mut sound);
        (similarity >= floor).then_some(similarity.min(MOST_SPELT_SIMILARITY))
    }

    /// Single letters mean something by their order: `A.B.C.` is not `C.B.A.`.
    fn part_crossed_initials(&mut self) {
        let is_initial = |aligned: &Aligned| {
            self.query[usize::from(aligned.query.0)].class == Class::Initial
                && self.listed[usize::from(aligned.listed.0)].class == Class::Initial
        };
        let crossed = |aligned: &Aligned| {
            is_initial(aligned)
                && self.aligned.iter().any(|other| {
                    is_initial(other)
                        && (aligned.query < other.query) != (aligned.listed < other.listed)
                        && aligned.query != other.query
                })
        };
        let kept: Vec<Aligned> = self
            .aligned
            .iter()
            .filter(|aligned| !crossed(aligned))
            .copied()
            .collect();
        self.aligned = kept;
    }

    fn cell(
        &self,
        query: (usize, usize),
        listed: (usize, usize),
        by: By,
        similarity: f32,
    ) -> Aligned {
        let sum = |words: &[WordView], run: (usize, usize)| -> f32 {
            words[run.0..run.1].iter().map(|word| word.weight).sum()
        };
        let weight =
            QUERY_SHARE * sum(&self.query, query) + LISTED_SHARE * sum(&self.listed, listed);
        Aligned {
            query: (query.0 as u8, query.1 as u8),
            listed: (listed.0 as u8, listed.1 as u8),
            by,
            similarity,
            weight,
            gain: weight * value(similarity),
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

/// How similar the sounds of a word are to those of two others written as one; 0 where that is less than `least`.
fn joined_sound_similarity((first, second): (&[u8], &[u8]), whole: &[u8], least: f32) -> f32 {
    // Doubled letters sound like one.
    let second = match (first.last(), second.split_first()) {
        (Some(last), Some((start, rest))) if last == start => rest,
        _ => second,
    };
    let mut sounds = [0; 2 * names::MOST_SOUNDS];
    let length = first.len() + second.len();
    let Some(sounds) = sounds.get_mut(..length) else {
        return 0.0;
    };
    sounds[..first.len()].copy_from_slice(first);
    sounds[first.len()..].copy_from_slice(second);
    names::sound_similarity_from(sounds, whole, least)
}

/// Words written as one.
fn joined<'w>(words: &[WordView<'w>]) -> Cow<'w, str> {
    match words {
        [word] => Cow::from(word.text),
        _ => Cow::from(words.iter().map(|word| word.text).collect::<String>()),
    }
}

/// What words sound like that are written as one.
fn sounds_of<'w>(words: &[WordView<'w>], joined: &str) -> Cow<'w, [u8]> {
    match words {
        [word] => Cow::from(word.sounds),
        _ => Cow::from(sounds(joined)),
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

/// The words whose first letters make this word: all that count.
fn acronym_run(words: &[WordView], acronym: &WordView) -> Option<(usize, usize)> {
    let (is_name, acronym) = (acronym.class != Class::LegalForm, acronym.text);
    if !is_name || acronym.len() < ACRONYM_LETTERS || words.len() < ACRONYM_LETTERS {
        return None;
    }
    let counts = |word: &WordView| has_initial(word.class) && word.aside.is_none();
    let counting = words.iter().filter(|word| counts(word));
    let letters = counting.filter_map(|word| word.text.chars().next());
    if !letters.eq(acronym.chars()) {
        return None;
    }
    let first = words.iter().position(counts)?;
    let last = words.iter().rposition(counts)?;
    Some((first, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::weighed;
    use crate::weights::MOST_WORDS;

    #[test]
    fn the_longest_names_are_aligned_within_bounds() {
        let word = |text| weighed(text, Class::Plain, 0.5, false);
        let mut pair = Pair {
            query: vec![word("mohammed"); MOST_WORDS],
            listed: vec![word("muhammad"); MOST_WORDS],
            similarity: vec![0.9; MOST_WORDS * MOST_WORDS],
            rarity: vec![1.0; MOST_WORDS * MOST_WORDS],
            ..Pair::default()
        };
        pair.align();
        assert_eq!(pair.cells.len(), MOST_WORDS * MOST_WORDS);
        // Of the pairs that were weighed only the best are looked at, and what is unmatched is
        // too much to be compared once more.
        assert_eq!(pair.aligned.len(), MOST_CELLS / MOST_WORDS);
    }
}
