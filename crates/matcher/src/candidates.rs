//! Which listed names may be near a query: a scan of the distinct words, then their postings.

use std::rc::Rc;

use names::{Class, SoundQuery};

use crate::compare::similarity::{found_similarity, similarity, start_similarity, value};
use crate::index::Index;
use crate::order::{ascending, descending, first, key, second, sort};
use crate::query::Query;
use crate::token::{WordView, names_something, rarity};
use crate::weights::{
    INITIAL, LISTED_SHARE, MOST_SCORED_WORDS, MOST_SIMILAR, MOST_WEIGHT, POSSIBLE, QUERY_SHARE,
    STRONG, UNMATCHED_FROM, UNMATCHED_SCRIPT_FROM,
};

/// Which dictionary words are similar to which words of the query.
pub(crate) struct SimilarTokens {
    /// For each dictionary word its row in `similarity`, plus one; 0 for none.
    rows: Vec<u32>,
    similarity: Vec<f32>,
    /// The most that a match with the word can weigh.
    rarity: Vec<f32>,
    /// For each query word the similar dictionary words, nearest first.
    pub by_query_word: Vec<Vec<Near>>,
    query_words: usize,
}

impl SimilarTokens {
    fn of(index: &Index, by_query_word: Vec<Vec<Near>>) -> Self {
        let query_words = by_query_word.len();
        let mut all = Self {
            rows: vec![0; index.words.len()],
            similarity: Vec::new(),
            rarity: Vec::new(),
            by_query_word: Vec::new(),
            query_words,
        };
        for (place, words) in by_query_word.iter().enumerate() {
            for near in words {
                let row = &mut all.rows[near.word as usize];
                if *row == 0 {
                    all.similarity
                        .resize(all.similarity.len() + query_words, 0.0);
                    all.rarity.resize(all.similarity.len(), 1.0);
                    *row = (all.similarity.len() / query_words) as u32;
                }
                let at = (*row as usize - 1) * query_words + place;
                all.similarity[at] = near.similarity;
                all.rarity[at] = near.rarity;
            }
        }
        all.by_query_word = by_query_word;
        all
    }

    /// The similarity of a dictionary token to each query token, and the most that each match
    /// weighs; empty where it is similar to none.
    pub(crate) fn to_query(&self, word: u32) -> (&[f32], &[f32]) {
        let row = (self.rows[word as usize] as usize).checked_sub(1);
        let range = row.map_or(0..0, |row| {
            row * self.query_words..(row + 1) * self.query_words
        });
        (&self.similarity[range.clone()], &self.rarity[range])
    }
}

/// A dictionary word that is similar to a query word.
#[derive(Clone, Copy)]
pub(crate) struct Near {
    pub word: u32,
    pub similarity: f32,
    /// Rarity of being at least this similar: by the designations that have such a word.
    pub rarity: f32,
}

/// The dictionary words that are similar to a query, found by bounds that lose none.
pub(crate) fn scan(index: &Index, query: &Query) -> SimilarTokens {
    find_similar(index, query, &mut |place| {
        nearest(index, query, place).into()
    })
}

/// The same by looking at every word.
pub(crate) fn scan_everything(index: &Index, query: &Query) -> SimilarTokens {
    let words: Vec<u32> = (0..index.words.len() as u32).collect();
    scan_words(index, query, &words)
}

/// Those of these words that are similar to a query.
pub(crate) fn scan_words(index: &Index, query: &Query, words: &[u32]) -> SimilarTokens {
    find_similar(index, query, &mut |place| {
        let view = query.view(place);
        let is_cut = query.is_cut_at(place);
        let words = words
            .iter()
            .map(|word| (*word, index.view(*word, true)))
            .map(|(word, listed)| match similarity(&view, &listed) {
                0.0 if is_cut => (word, start_similarity(&view, &listed)),
                similarity => (word, similarity),
            })
            .filter(|(_, similarity)| *similarity > 0.0)
            .filter(|(_, similarity)| *similarity == 1.0 || view.class != Class::Initial)
            .collect();
        in_order(words).into()
    })
}

/// Brings together what `find` gives for the word at each place: the similar words, as
/// [`nearest`] does.
pub(crate) fn find_similar(
    index: &Index,
    query: &Query,
    find: &mut dyn FnMut(usize) -> Rc<[u64]>,
) -> SimilarTokens {
    let by_query_word = (0..query.len())
        .map(|place| {
            let mut designations = 0;
            let all = index.pack.len() as f32;
            let near = |key: &u64| {
                let word = second(*key);
                designations += index.words.entry(word).designations;
                Near {
                    word,
                    similarity: ascending(first(*key)),
                    // Letters tell strangers apart; across scripts, how many words sound so does.
                    rarity: if names::is_same_script(
                        query.words.text(place),
                        index.words.text(word),
                    ) {
                        1.0
                    } else {
                        rarity(designations as f32, all)
                    },
                }
            };
            find(place).iter().map(near).collect()
        })
        .collect();
    SimilarTokens::of(index, by_query_word)
}

/// The dictionary words that are similar to the query word at a place, each under its similarity, nearest
/// first.
pub(crate) fn nearest(index: &Index, query: &Query, place: usize) -> Vec<u64> {
    in_order(scan_word(index, query, place))
}

fn in_order(words: Vec<(u32, f32)>) -> Vec<u64> {
    let mut keys: Vec<u64> = words
        .iter()
        .map(|(word, similarity)| key(descending(*similarity), *word))
        .collect();
    sort(&mut keys);
    keys.dedup();
    keys.truncate(MOST_SIMILAR);
    keys
}

fn scan_word(index: &Index, query: &Query, place: usize) -> Vec<(u32, f32)> {
    let view = query.view(place);
    let words = &index.words;
    let equal = words.find(view.text);
    let mut found: Vec<(u32, f32)> = equal.map(|word| (word, 1.0)).into_iter().collect();
    let mut add = |word: u32| {
        if Some(word) != equal {
            let similarity = found_similarity(&view, &index.view(word, true));
            if similarity > 0.0 {
                found.push((word, similarity));
            }
        }
    };
    for row in view.spellings {
        for word in words.spelt_like(*row) {
            add(word);
        }
    }
    match view.class {
        _ if words.len() == 0 => return found,
        Class::Number => return found,
        // Words that start with an initial are too many to list; see `candidates`.
        Class::Initial => return found,
        _ if !view.is_significant => return found,
        // What is set aside counts where the listed name has the same token. Titles have spellings.
        Class::Title => {}
        _ if view.aside.is_some() => return found,
        _ => {}
    }
    // The initial that this word may be listed as.
    if let Some(first) = view.text.chars().next()
        && let Some(word) = words.find(first.encode_utf8(&mut [0; 4]))
    {
        add(word);
    }
    let sounds = SoundQuery::new(view.sounds);
    words
        .reachable
        .for_each_sounding(&sounds, names::SOUND_FLOOR, &mut add);
    if !names::is_latin(view.text) {
        words
            .others
            .for_each_sounding(&sounds, names::SOUND_FLOOR, &mut add);
    }
    if view.is_syllable {
        for word in names::same_syllables(view.text).filter_map(|spelling| words.find(spelling)) {
            add(word);
        }
    }
    for word in words.with_consonants_of(view.text) {
        add(word);
    }
    for buckets in words.buckets() {
        buckets.for_each_near(view.text, &sounds, &mut add);
    }
    if query.is_cut_at(place) {
        add_beginnings(index, &view, &mut found);
    }
    found
}

/// The words that a word cut off may be the beginning of, unless they are similar anyway.
fn add_beginnings(index: &Index, view: &WordView, found: &mut Vec<(u32, f32)>) {
    let mut known: Vec<u64> = found.iter().map(|(word, _)| u64::from(*word)).collect();
    sort(&mut known);
    for buckets in index.words.buckets() {
        buckets.for_each_longer(view.text, |word| {
            let similarity = start_similarity(view, &index.view(word, true));
            if similarity > 0.0 && known.binary_search(&u64::from(word)).is_err() {
                found.push((word, similarity));
            }
        });
    }
}

/// Every name that shares a word with the query and may score as much as the floor.
///
/// The bound is the score of a name whose words could each be used more than once; no name
/// scores above it.
pub(crate) fn candidates(
    index: &Index,
    query: &Query,
    similar_tokens: &SimilarTokens,
    floor: f32,
) -> Vec<u32> {
    let mut sums = Sums::of(index);
    // What words without postings of their own can add to any name.
    let mut bonus = 0.0;
    let mut unwalked = 0;
    let has_significant = query
        .names()
        .any(|word| word.is_significant && word.class != Class::Initial);
    for (place, word) in query.views().enumerate() {
        let own = QUERY_SHARE * word.weight;
        let gain = |near: &Near| {
            let listed = index.view(near.word, true);
            // Across scripts a match may weigh less than its words, and then the whole does.
            let value = if names::is_same_script(word.text, listed.text) {
                value(near.similarity)
            } else {
                1.0
            };
            value * (own + LISTED_SHARE * listed.weight)
        };
        let found = &similar_tokens.by_query_word[place];
        if has_significant && (!word.is_significant || word.class == Class::Initial) {
            let mut most = found.iter().map(gain).fold(0.0, f32::max);
            if word.class == Class::Initial {
                most = most.max(value(INITIAL) * (own + LISTED_SHARE * MOST_WEIGHT));
            }
            bonus += most;
            unwalked += u32::from(word.is_significant);
        } else {
            for near in found {
                let gain = gain(near);
                for name in index.names_with(near.word) {
                    sums.add(*name, place, 1, gain);
                }
            }
        }
        for name in index.names_with_join(word.text) {
            sums.add(
                name,
                place,
                1,
                own + LISTED_SHARE * index.name_weights[name as usize],
            );
        }
    }
    if let Some(word) = query
        .initials()
        .and_then(|initials| index.words.find(&initials))
    {
        let gain = query.weight() + LISTED_SHARE * index.view(word, true).weight;
        for name in index.names_with(word) {
            sums.add(*name, 0, query.len() as u8, gain);
        }
    }
    for run in query.runs() {
        let joined = query.words.joined(run.clone());
        let own: f32 = run
            .clone()
            .map(|place| QUERY_SHARE * query.view(place).weight)
            .sum();
        if let Some(word) = index.words.find(joined) {
            let gain = own + LISTED_SHARE * index.view(word, true).weight;
            for name in index.names_with(word) {
                sums.add(*name, run.start, run.len() as u8, gain);
            }
        }
        if run.len() == query.len() {
            for name in index.names_with_join(joined) {
                sums.add(name, run.start, run.len() as u8, f32::INFINITY);
            }
        }
    }
    let significant = query.names().filter(|word| word.is_significant).count() as u32;
    let naming = query.names().filter(names_something).count() as u32;
    let query_weight = QUERY_SHARE * query.weight();
    let is_latin = query.views().all(|word| word.text.is_ascii());
    let mut keys: Vec<u64> = sums
        .touched
        .iter()
        .filter_map(|sum| {
            let whole = query_weight + LISTED_SHARE * index.name_weights[sum.name as usize];
            let unmatched_from = if is_latin && !index.name(sum.name).is_reachable {
                UNMATCHED_FROM
            } else {
                UNMATCHED_SCRIPT_FROM
            };
            let gain = sum.sum + bonus;
            let mut bound = gain / whole;
            let aligned = u32::from(sum.count) + unwalked;
            // The scorer lifts names that lack one word only, and may find spellings among what
            // is unmatched beside much that matched.
            if aligned >= 2 && aligned + 1 >= significant || gain >= unmatched_from {
                bound = bound.max(STRONG);
            }
            // It lifts names that hold all that was typed, and names that stand whole in it or without the
            // tokens between two of theirs, too.
            let listed = u32::from(index.name(sum.name).significant);
            if aligned >= naming || aligned >= listed || aligned >= 2 {
                bound = bound.max(POSSIBLE);
            }
            (bound >= floor).then(|| key(descending(bound), sum.name))
        })
        .collect();
    let most = MOST_SCORED_WORDS / query.len().max(1);
    if keys.len() > most {
        sort(&mut keys);
        keys.truncate(most);
    }
    keys.into_iter().map(second).collect()
}

/// For every name that was touched the sum over the query words of the most that each can add.
struct Sums {
    /// For every name its place among the touched, plus one; 0 for none.
    slots: Vec<u32>,
    touched: Vec<Sum>,
}

struct Sum {
    name: u32,
    sum: f32,
    /// Number of query words that touched it.
    count: u8,
    /// The last query word that touched it, and what that word added.
    last: u8,
    added: f32,
}

impl Sums {
    fn of(index: &Index) -> Self {
        Self {
            slots: vec![0; index.name_count()],
            touched: Vec::new(),
        }
    }

    /// What words of the query, `count` from this place on, may add to a name.
    fn add(&mut self, name: u32, place: usize, count: u8, gain: f32) {
        let slot = &mut self.slots[name as usize];
        if *slot == 0 {
            self.touched.push(Sum {
                name,
                sum: 0.0,
                count: 0,
                last: u8::MAX,
                added: 0.0,
            });
            *slot = self.touched.len() as u32;
        }
        let sum = &mut self.touched[*slot as usize - 1];
        if sum.last != place as u8 {
            sum.last = place as u8;
            sum.added = gain;
            sum.sum += gain;
            sum.count = sum.count.saturating_add(count);
        } else {
            if gain > sum.added {
                sum.sum += gain - sum.added;
                sum.added = gain;
            }
            // The place was counted when the name was touched before.
            sum.count = sum.count.saturating_add(count - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack::SearchPack;
    use record::{Kind, Name, NamePart, NameType, PartRole, Record};

    #[test]
    fn no_query_causes_more_work_than_its_bounds() {
        // Three thousand spellings of one word, each in two names.
        let letter = |number: u32| char::from(b'a' + (number % 15) as u8);
        let spelling = |number: u32| -> String {
            let end = [letter(number), letter(number / 15), letter(number / 225)];
            format!("mohammedov{}", end.iter().collect::<String>())
        };
        let record = |number: u32| {
            let mut record = Record::new("uk", &format!("AAA{number:05}"), Kind::Individual);
            let full = format!("{} {}", spelling(number), spelling(number + 1));
            let part = NamePart::new(PartRole::Whole, &full);
            record.names.push(Name::new(NameType::Primary, [part]));
            record
        };
        let records: Vec<Record> = (0..3_000).map(record).collect();
        let bytes = pack::encode("uk", &records).unwrap();
        let index = Index::build(SearchPack::decode(&bytes.search).unwrap());
        let text: Vec<String> = (0..40).map(spelling).collect();
        let query = Query::read(&text.join(" "), &index);
        assert_eq!(query.problem(&text.join(" ")), None);
        let similar_tokens = scan(&index, &query);
        assert_eq!(similar_tokens.by_query_word.len(), 40);
        let most = similar_tokens.by_query_word.iter().map(Vec::len).max();
        assert_eq!(most, Some(MOST_SIMILAR));
        let candidates = candidates(&index, &query, &similar_tokens, 0.0);
        assert_eq!(candidates.len(), MOST_SCORED_WORDS / 40);
    }
}
