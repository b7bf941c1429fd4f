//! The published method of the Sanctions List Search of the United States Office of Foreign
//! Assets Control (OFAC), to see why an official tool may say otherwise than this one.
//!
//! ```
//! use matcher::ofac::{compare, shown};
//! // Each word matches its nearest, so neither order nor further listed words count.
//! assert_eq!(shown(compare("mana, blenor", "Blenor Qual MANA")), 100);
//! assert_eq!(shown(compare("Blenor Manna", "Blenor MANA")), 98);
//! assert_eq!(shown(compare("Blenor Rost", "Blenor MANA")), 85);
//! ```
//!
//! # What is published
//!
//! OFAC's frequently asked questions on the search say, 249 most of all
//! (<https://ofac.treasury.gov/faqs/249>, with 246 and 247 released on 28 April 2021; all under
//! <https://ofac.treasury.gov/faqs/topic/1636>; stored copies read on 2026-11-22):
//!
//! - Two algorithms: Jaro-Winkler for the difference of strings, Soundex for sound.
//! - Two techniques: Jaro-Winkler of the whole name typed and each whole listed name; and the
//!   name typed split into parts, each compared with the parts of listed names by Jaro-Winkler
//!   and Soundex, with a score for each part and a composite of them.
//! - The higher of the two is the score, 0 to 100; only the name field plays a part in it. 100 is
//!   an exact match, and the least score that the site shows unless its user lowers it. OFAC
//!   recommends no other.
//! - Before scoring, names are picked by first letter and by an edit distance of at most half.
//!
//! # What is not published, and what stands here instead
//!
//! - How names are cleaned: as everywhere here, by crate `names`.
//! - How the two algorithms make the score of one part: their mean, where Soundex is 1 for equal
//!   codes and 0 otherwise, and Jaro-Winkler alone for a word without Latin letters, which has no
//!   code. A part counts with the listed part it scores highest with, which others may share.
//! - How parts make a composite: their mean. Listed parts that nothing matched do not count.
//! - Constants: those of the textbook, a common beginning of up to four letters for a tenth each,
//!   above 0.7 only.
//! - How the score is rounded: down, so that nothing but an exact match shows 100.
//! - How names are picked: not at all. Every name is scored; a pick can only lose some.
//!
//! OpenSanctions reported on 1 July 2026
//! (<https://www.opensanctions.org/articles/2026-07-01-ofac-matcher/>) that scores sampled from the
//! site fit a Jaro-Winkler without the limit of 0.7. That is no part of the published description
//! and not here.
//!
//! # Cost
//!
//! Every distinct word is compared with each word of a query, and every whole name with the whole
//! query: some 20 ms for 18,000 names. Nothing of this is for the browser.

use std::collections::HashMap;

use names::{Class, Words};

use crate::answer::{Band, QueryProblem};
use crate::compare::alignment::Pair;
use crate::compare::rules::{Fired, Outcome};
use crate::compare::score::Scorer;
use crate::index::Index;
use crate::indexes::Indexes;
use crate::options::Options;
use crate::query::Query;
use crate::token::{WordView, weighed};
use crate::weights::MOST_WORDS;

/// The listed names of several lists, read once for many searches.
pub struct Names<'a> {
    lists: &'a Indexes,
    /// Reads queries: the method knows no rarity.
    no_list: Index,
    words: Vec<(String, Option<Soundex>)>,
    names: Vec<Listed>,
}

struct Listed {
    list: usize,
    /// Place of its designation in its list.
    designation: usize,
    /// Among the names of its list.
    name: usize,
    /// Places among the distinct words.
    words: Vec<u32>,
}

/// What a search by this method found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The hits asked for, highest score first, then by list and ID, one a designation.
    pub hits: Vec<Hit>,
    /// How many designations reach the least score, with the filters applied, whatever the limit.
    pub total: usize,
    /// How many designations that reach it the filters hide.
    pub hidden: usize,
}

/// One designation that reaches the least score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Place of its list among [`Indexes::packs`].
    pub list: usize,
    /// Place of the designation in its list.
    pub designation: usize,
    /// The best of its names, at this place of [`SearchPack::name`](pack::SearchPack::name).
    pub name: usize,
    /// 0 to 1; [`shown`] makes it the score that the method shows.
    pub score: f32,
}

/// A score on the scale that the method shows: 0 to 100, whole, rounded down.
#[must_use]
pub fn shown(score: f32) -> u8 {
    // The tolerance is above what the mean of many parts loses in 32 bits.
    (score.clamp(0.0, 1.0) * 100.0 + 1e-3) as u8
}

impl<'a> Names<'a> {
    /// Reads all names of the lists.
    #[must_use]
    pub fn of(lists: &'a Indexes) -> Self {
        let mut places = HashMap::new();
        let mut all = Self {
            lists,
            no_list: Index::default(),
            words: Vec::new(),
            names: Vec::new(),
        };
        let mut words = Words::default();
        for (list, pack) in lists.packs() {
            for designation in pack.designations() {
                for name in designation.name_places() {
                    let Some(listed) = pack.name(name) else {
                        continue;
                    };
                    words.reread(&listed.full());
                    let place = |word: &str| {
                        *places.entry(word.to_owned()).or_insert_with(|| {
                            all.words.push((word.to_owned(), soundex(word)));
                            all.words.len() as u32 - 1
                        })
                    };
                    let words = words.iter().map(place).collect();
                    all.names.push(Listed {
                        list,
                        designation: designation.place(),
                        name,
                        words,
                    });
                }
            }
        }
        all
    }

    /// Scores every name; returns those that reach `least`, 0 to 100 as [`shown`] gives it.
    ///
    /// Of the options, offset, limit, kind and regime play a part.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that [`Index::search`] would not search either.
    pub fn search(
        &self,
        query: &str,
        least: u8,
        options: &Options,
    ) -> Result<Answer, QueryProblem> {
        let read = Query::read(query, &self.no_list);
        if let Some(problem) = read.problem(query) {
            return Err(problem);
        }
        let query: Vec<(&str, Option<Soundex>)> = read
            .words
            .iter()
            .map(|word| (word, soundex(word)))
            .collect();
        let rows = query.len();
        let similarity: Vec<f32> = self
            .words
            .iter()
            .flat_map(|(listed, code)| {
                let part = |(word, own): &(&str, _)| part_score((word, *own), (listed, *code));
                query.iter().map(part)
            })
            .collect();

        let mut best: Vec<Hit> = Vec::new();
        let mut pair = Pair {
            query: query.iter().map(|(word, _)| view(word)).collect(),
            ..Pair::default()
        };
        for listed in &self.names {
            pair.listed.clear();
            pair.similarity.clear();
            pair.similarity.resize(rows * listed.words.len(), 0.0);
            for (column, place) in listed.words.iter().enumerate() {
                let place = *place as usize;
                pair.listed.push(view(&self.words[place].0));
                for row in 0..rows {
                    pair.similarity[row * listed.words.len() + column] =
                        similarity[place * rows + row];
                }
            }
            let score = Ofac.score(&mut pair).score;
            if shown(score) < least {
                continue;
            }
            let hit = Hit {
                list: listed.list,
                designation: listed.designation,
                name: listed.name,
                score,
            };
            match best.last_mut() {
                Some(last) if (last.list, last.designation) == (hit.list, hit.designation) => {
                    if score > last.score {
                        *last = hit;
                    }
                }
                _ => best.push(hit),
            }
        }
        let reached = best.len();
        best.retain(|hit| self.passes(*hit, options));
        // Stable: of equals, the order of the lists stays.
        best.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(Answer {
            total: best.len(),
            hidden: reached - best.len(),
            hits: best
                .into_iter()
                .skip(options.offset)
                .take(options.limit)
                .collect(),
        })
    }

    fn passes(&self, hit: Hit, options: &Options) -> bool {
        let pack = self.lists.pack(hit.list);
        pack.and_then(|pack| pack.designation(hit.designation))
            .is_some_and(|designation| options.pass(designation))
    }
}

/// Score of two names, 0 to 1; 0 where either has no word. Of each the first 40 words count.
#[must_use]
pub fn compare(query: &str, listed: &str) -> f32 {
    let (query, listed) = (Words::read(query), Words::read(listed));
    let mut pair = Pair {
        query: query.iter().take(MOST_WORDS).map(view).collect(),
        listed: listed.iter().take(MOST_WORDS).map(view).collect(),
        ..Pair::default()
    };
    for query in &pair.query {
        let coded = (query.text, soundex(query.text));
        let listed = pair.listed.iter().map(|word| word.text);
        let parts = listed.map(|listed| part_score(coded, (listed, soundex(listed))));
        pair.similarity.extend(parts);
    }
    Ofac.score(&mut pair).score
}

/// The higher of the whole names' similarity and the mean of the parts' best. It knows no bands.
pub(crate) struct Ofac;

impl Scorer for Ofac {
    fn score(&self, pair: &mut Pair) -> Outcome {
        let score = if pair.query.is_empty() || pair.listed.is_empty() {
            0.0
        } else {
            let rows = pair.similarity.chunks(pair.listed.len());
            let sum: f32 = rows
                .map(|row| row.iter().copied().fold(0.0, f32::max))
                .sum();
            whole_score(pair).max(sum / pair.query.len() as f32)
        };
        Outcome {
            score,
            band: Band::Below,
            fired: Fired::default(),
            is_suppressed: false,
        }
    }
}

fn whole_score(pair: &Pair) -> f32 {
    let whole = |words: &[WordView]| {
        let words: Vec<&str> = words.iter().map(|word| word.text).collect();
        words.join(" ")
    };
    strsim::jaro_winkler(&whole(&pair.query), &whole(&pair.listed)) as f32
}

fn part_score(
    (query, query_code): (&str, Option<Soundex>),
    (listed, listed_code): (&str, Option<Soundex>),
) -> f32 {
    let spelling = strsim::jaro_winkler(query, listed) as f32;
    if query_code.is_none() && listed_code.is_none() {
        return spelling;
    }
    let sound = f32::from(u8::from(query_code == listed_code));
    (spelling + sound) / 2.0
}

/// The method weighs all words the same.
fn view(word: &str) -> WordView<'_> {
    weighed(word, Class::Plain, 1.0, true)
}

/// A letter and three digits.
pub type Soundex = [u8; 4];

/// Digits of the letters a to z: 0 for vowels, `-` for `h` and `w`, which are as if not there.
const DIGITS: &[u8; 26] = b"0123012-02245501262301-202";

/// The Soundex code of a normalised word, by the rules of the National Archives of the
/// United States (<https://www.archives.gov/research/census/soundex>, as quoted in public, read on
/// 2026-11-22); `None` for a word without Latin letters.
#[must_use]
pub fn soundex(word: &str) -> Option<Soundex> {
    let mut letters = word.bytes().filter(u8::is_ascii_lowercase);
    let digit = |letter: u8| DIGITS[usize::from(letter - b'a')];
    let first = letters.next()?;
    let mut code = [first.to_ascii_uppercase(), b'0', b'0', b'0'];
    let mut free = 1;
    let mut last = digit(first);
    for digit in letters.map(digit).filter(|digit| *digit != b'-') {
        if digit != b'0' && digit != last {
            code[free] = digit;
            free += 1;
            if free == code.len() {
                break;
            }
        }
        last = digit;
    }
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack::SearchPack;
    use record::{Kind, Name, NamePart, NameType, PartRole, Record};

    #[test]
    fn words_have_their_published_soundex_codes() {
        for (word, code) in [
            ("robert", "R163"),
            ("rupert", "R163"),
            ("rubin", "R150"),
            ("ashcraft", "A261"),
            ("ashcroft", "A261"),
            ("tymczak", "T522"),
            ("pfister", "P236"),
            ("honeyman", "H555"),
            ("washington", "W252"),
            ("lee", "L000"),
            ("gutierrez", "G362"),
            ("jackson", "J250"),
        ] {
            assert_eq!(soundex(word).as_ref(), code.as_bytes().as_array(), "{word}");
        }
        for word in ["", "55", "\u{43f}\u{435}\u{442}\u{440}"] {
            assert_eq!(soundex(word), None, "{word}");
        }
    }

    #[test]
    fn the_higher_of_two_techniques_is_the_score() {
        for (what, query, listed, score) in [
            ("Jaro-Winkler, other codes", "dixon", "dicksonx", 0.813),
            ("Jaro-Winkler .961, same code", "martha", "marhta", 0.981),
            ("Jaro-Winkler .840, same code", "dwayne", "duane", 0.920),
            ("nothing similar", "abc", "xyz", 0.0),
            ("order", "Mana, Blenor", "Blenor MANA", 1.0),
            ("a listed word more", "Blenor Mana", "Blenor Qual MANA", 1.0),
            ("one word", "Blenor", "Blenor MANA", 1.0),
            ("no codes", "55", "155", 0.611),
            ("one code", "55", "mana", 0.0),
            ("no words", "...", "Blenor MANA", 0.0),
            ("neither has words", "...", "-", 0.0),
        ] {
            let found = compare(query, listed);
            assert!((found - score).abs() < 5e-4, "{what}: {found}");
        }
    }

    #[test]
    fn nothing_but_an_exact_match_shows_100() {
        for (score, expected) in [
            (0.0, 0),
            (0.87, 87),
            (0.9999, 99),
            (1.0, 100),
            ((0.7 + 0.8 + 0.9) / 3.0, 80),
            (f32::NAN, 0),
        ] {
            assert_eq!(shown(score), expected, "{score}");
        }
    }

    #[test]
    fn a_search_gives_what_comparing_every_name_gives() {
        let names = [
            ("AAA0001", Kind::Individual, ["Blenor Mana", "Vasku Mana"]),
            (
                "AAA0002",
                Kind::Individual,
                ["Blanor Manna", "Blenor Qual Mana"],
            ),
            ("AAA0003", Kind::Ship, ["Blenor Mana", "Rost 55"]),
        ];
        let records: Vec<Record> = names
            .iter()
            .map(|(id, kind, names)| {
                let mut record = Record::new("uk", id, *kind);
                record.names.extend(names.map(|name| {
                    Name::new(NameType::Primary, [NamePart::new(PartRole::Whole, name)])
                }));
                record
            })
            .collect();
        let packs = pack::encode("uk", &records).expect("a pack");
        let pack = SearchPack::decode(&packs.search).expect("a pack");
        let lists = Indexes::build(vec![pack]);
        let all = Names::of(&lists);
        let options = Options::default();
        for query in ["mana, blenor", "Blanor", "Vasko Mana 55", "ROST"] {
            for least in [0, 80, 100] {
                let mut expected: Vec<(usize, f32)> = names
                    .iter()
                    .map(|(.., names)| names.map(|name| compare(query, name)))
                    .map(|[one, other]| one.max(other))
                    .enumerate()
                    .filter(|(_, score)| shown(*score) >= least)
                    .collect();
                expected.sort_by(|a, b| b.1.total_cmp(&a.1));
                let answer = all.search(query, least, &options).expect("an answer");
                let found: Vec<_> = answer
                    .hits
                    .iter()
                    .map(|hit| (hit.designation, hit.score))
                    .collect();
                assert_eq!(found, expected, "{query} at {least}");
                assert_eq!((answer.total, answer.hidden), (expected.len(), 0));
            }
        }
        let ships = Options {
            kind: Some(Kind::Ship),
            limit: 0,
            ..Options::default()
        };
        let answer = all.search("Blenor Mana", 100, &ships).expect("an answer");
        assert_eq!((answer.hits.len(), answer.total, answer.hidden), (0, 1, 2));
        assert_eq!(all.search("", 0, &options), Err(QueryProblem::Empty));
    }
}
