//! Which listed names may be near a query: a scan of the distinct words, then their postings.

use std::rc::Rc;

use names::{Class, SoundQuery};

use crate::compare::similarity::{found_likeness, likeness, start_likeness, value};
use crate::index::Index;
use crate::order::{ascending, descending, first, key, second, sort};
use crate::query::Query;
use crate::token::{WordView, names_something, rarity};
use crate::weights::{
    INITIAL, LEFTOVER_FROM, LEFTOVER_SCRIPT_FROM, LISTED_SHARE, MOST_ALIKE, MOST_SCORED_WORDS,
    MOST_WEIGHT, POSSIBLE, QUERY_SHARE, STRONG,
};

/// Which dictionary words are similar to which words of the query.
pub(crate) struct Alike {
    /// For each dictionary word its row in `likeness`, plus one; 0 for none.
    rows: Vec<u32>,
    likeness: Vec<f32>,
    /// The most that a match with the word can weigh.
    rarity: Vec<f32>,
    /// For each query word the similar dictionary words, nearest first.
    pub by_query_word: Vec<Vec<Near>>,
    query_words: usize,
}

impl Alike {
    fn of(index: &Index, by_query_word: Vec<Vec<Near>>) -> Self {
        let query_words = by_query_word.len();
        let mut alike = Self {
            rows: vec![0; index.words.len()],
            likeness: Vec::new(),
            rarity: Vec::new(),
            by_query_word: Vec::new(),
            query_words,
        };
        for (place, words) in by_query_word.iter().enumerate() {
            for near in words {
                let row = &mut alike.rows[near.word as usize];
                if *row == 0 {
                    alike
                        .likeness
                        .resize(alike.likeness.len() + query_words, 0.0);
                    alike.rarity.resize(alike.likeness.len(), 1.0);
                    *row = (alike.likeness.len() / query_words) as u32;
                }
                let at = (*row as usize - 1) * query_words + place;
                alike.likeness[at] = near.likeness;
                alike.rarity[at] = near.rarity;
            }
        }
        alike.by_query_word = by_query_word;
        alike
    }

    /// The similarity of a dictionary token to each query token, and the most that each match
    /// weighs; empty where it is similar to none.
    pub(crate) fn to_query(&self, word: u32) -> (&[f32], &[f32]) {
        let row = (self.rows[word as usize] as usize).checked_sub(1);
        let range = row.map_or(0..0, |row| {
            row * self.query_words..(row + 1) * self.query_words
        });
        (&self.likeness[range.clone()], &self.rarity[range])
    }
}

/// A dictionary word that is similar to a query word.
#[derive(Clone, Copy)]
pub(crate) struct Near {
    pub word: u32,
    pub likeness: f32,
    /// Rarity of being at least this similar: by the designations that have such a word.
    pub rarity: f32,
}

/// The dictionary words that are similar to a query, found by bounds that lose none.
pub(crate) fn scan(index: &Index, query: &Query) -> Alike {
    find_alike(index, query, &mut |place| {
        nearest(index, query, place).into()
    })
}

/// The same by looking at every word.
pub(crate) fn scan_everything(index: &Index, query: &Query) -> Alike {
    let words: Vec<u32> = (0..index.words.len() as u32).collect();
    scan_words(index, query, &words)
}

/// Those of these words that are similar to a query.
pub(crate) fn scan_words(index: &Index, query: &Query, words: &[u32]) -> Alike {
    find_alike(index, query, &mut |place| {
        let view = query.view(place);
        let is_cut = query.is_cut_at(place);
        let words = words
            .iter()
            .map(|word| (*word, index.view(*word, true)))
            .map(|(word, listed)| match likeness(&view, &listed) {
                0.0 if is_cut => (word, start_likeness(&view, &listed)),
                likeness => (word, likeness),
            })
            .filter(|(_, likeness)| *likeness > 0.0)
            .filter(|(_, likeness)| *likeness == 1.0 || view.class != Class::Initial)
            .collect();
        in_order(words).into()
    })
}

/// Brings together what `find` gives for the word at each place: the similar words, as
/// [`nearest`] does.
pub(crate) fn find_alike(
    index: &Index,
    query: &Query,
    find: &mut dyn FnMut(usize) -> Rc<[u64]>,
) -> Alike {
    let by_query_word = (0..query.len())
        .map(|place| {
            let mut designations = 0;
            let all = index.designations.len() as f32;
            let near = |key: &u64| {
                let word = second(*key);
                designations += index.words.entry(word).designations;
                Near {
                    word,
                    likeness: ascending(first(*key)),
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
    Alike::of(index, by_query_word)
}

/// The dictionary words that are similar to the query word at a place, each under its similarity, nearest
/// first.
pub(crate) fn nearest(index: &Index, query: &Query, place: usize) -> Vec<u64> {
    in_order(scan_word(index, query, place))
}

fn in_order(words: Vec<(u32, f32)>) -> Vec<u64> {
    let mut keys: Vec<u64> = words
        .iter()
        .map(|(word, likeness)| key(descending(*likeness), *word))
        .collect();
    sort(&mut keys);
    keys.dedup();
    keys.truncate(MOST_ALIKE);
    keys
}

fn scan_word(index: &Index, query: &Query, place: usize) -> Vec<(u32, f32)> {
    let view = query.view(place);
    let words = &index.words;
    let equal = words.find(view.text);
    let mut found: Vec<(u32, f32)> = equal.map(|word| (word, 1.0)).into_iter().collect();
    let mut add = |word: u32| {
        if Some(word) != equal {
            let likeness = found_likeness(&view, &index.view(word, true));
            if likeness > 0.0 {
                found.push((word, likeness));
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
    let mut alike: Vec<u64> = found.iter().map(|(word, _)| u64::from(*word)).collect();
    sort(&mut alike);
    for buckets in index.words.buckets() {
        buckets.for_each_longer(view.text, |word| {
            let likeness = start_likeness(view, &index.view(word, true));
            if likeness > 0.0 && alike.binary_search(&u64::from(word)).is_err() {
                found.push((word, likeness));
            }
        });
    }
}

/// Every name that shares a word with the query and may score as much as the floor.
///
/// The bound is the score of a name whose words could each be used more than once; no name
/// scores above it.
pub(crate) fn candidates(index: &Index, query: &Query, alike: &Alike, floor: f32) -> Vec<u32> {
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
                value(near.likeness)
            } else {
                1.0
            };
            value * (own + LISTED_SHARE * listed.weight)
        };
        let found = &alike.by_query_word[place];
        if has_significant && (!word.is_significant || word.class == Class::Initial) {
            let mut most = found.iter().map(gain).fold(0.0, f32::max);
            if word.class == Class::Initial {
                most = most.max(value(INITIAL) * (own + LISTED_SHARE * MOST_WEIGHT));
            }
            bonus += most;
            unwalked += u32::from(word.is_significant);
        } else {
            for alike in found {
                let gain = gain(alike);
                for name in index.names_with(alike.word) {
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
            let leftover_from = if is_latin && !index.name(sum.name).is_reachable {
                LEFTOVER_FROM
            } else {
                LEFTOVER_SCRIPT_FROM
            };
            let gain = sum.sum + bonus;
            let mut bound = gain / whole;
            let met = u32::from(sum.count) + unwalked;
            // The scorer lifts names that lack one word only, and may find spellings among what
            // is unmatched beside much that matched.
            if met >= 2 && met + 1 >= significant || gain >= leftover_from {
                bound = bound.max(STRONG);
            }
            // It lifts names that hold all that was typed, and names that stand whole in it, too.
            if met >= naming || met >= u32::from(index.name(sum.name).significant) {
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
        let index = Index::build(vec![SearchPack::decode(&bytes.search).unwrap()]);
        let text: Vec<String> = (0..40).map(spelling).collect();
        let query = Query::read(&text.join(" "), &index);
        assert_eq!(query.problem(&text.join(" ")), None);
        let alike = scan(&index, &query);
        assert_eq!(alike.by_query_word.len(), 40);
        let most = alike.by_query_word.iter().map(Vec::len).max();
        assert_eq!(most, Some(MOST_ALIKE));
        let candidates = candidates(&index, &query, &alike, 0.0);
        assert_eq!(candidates.len(), MOST_SCORED_WORDS / 40);
    }
}
