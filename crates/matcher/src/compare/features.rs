//! What an alignment of two names shows: the input of the rules.

use names::Class;
use record::Kind;

use crate::compare::alignment::{Aligned, By, Pair};
use crate::compare::similarity::{is_other_vowel, value};
use crate::token::{WordView, letters, names_something};
use crate::weights::{
    CONSONANT_SIMILARITY, CONTAINED_EVIDENCE, CONTAINED_TOKEN_LETTERS, CONTAINED_TOKEN_WEIGHT,
    EVIDENCE_WITHIN_LISTED, INITIAL_EVIDENCE, LISTED_SHARE, ONE_WORD_LETTERS, ONE_WORD_SIMILARITY,
    ONE_WORD_WEIGHT, QUERY_SHARE, SCRIPT_EVIDENCE, SHORT_FORM_COUNTED, SHORT_FORM_EVIDENCE,
    SHORT_FORM_LETTERS, STRONG, SYLLABLE_EVIDENCE, WHOLE_CLEAR,
};

/// What an alignment shows: the input of every rule.
#[derive(Default)]
pub(crate) struct Features {
    pub kind: Option<Kind>,
    /// Whether the query reads like a company.
    pub is_company: bool,
    /// Whether the query reads like a person's: no company's, and with a name that everybody knows.
    pub is_person: bool,
    /// Whether the listed name is a weak alias.
    pub is_weak: bool,
    pub is_equal: bool,
    /// Weight of what matched, by the value of its similarity.
    pub gain: f32,
    /// What it lacks of that weight where only first letters matched: initials, beginnings, acronyms.
    pub first_letters: f32,
    /// Weight of both names, each side by its share.
    pub weight: f32,
    /// What the unmatched tokens of both names weigh more because they conflict: words, numbers.
    pub word_conflict: f32,
    pub number_conflict: f32,
    /// What legal forms weigh that are unmatched in both names.
    pub legal_form_conflict: f32,
    /// The share of `gain` in the weight of what matched.
    pub aligned_score: f32,
    pub significant_aligned: u32,
    /// Unmatched significant tokens of both names together.
    pub significant_unmatched: u32,
    /// Those among them that name, by side.
    pub query_unmatched: u32,
    /// Those of the query that name and that not everybody knows.
    pub query_unmatched_rare: u32,
    pub listed_unmatched: u32,
    /// Whether the one significant token of each side that is unmatched differs in a vowel, and
    /// everybody knows both.
    pub is_other_vowel: bool,
    /// Number of significant tokens that are unmatched, by side.
    pub query_significant_unmatched: u32,
    pub listed_significant_unmatched: u32,
    /// Whether a listed token is unmatched that is no legal form.
    pub is_listed_left: bool,
    /// Whether the query reads like a company, and the two names differ in legal forms only.
    pub is_equal_but_forms: bool,
    /// Whether the listed name [stands whole](Self::stands_whole) in a longer query: many rules ask.
    pub is_contained: bool,
    /// Whether it does but for tokens between its first and its last one.
    pub short_form: ShortForm,
    /// Tokens that matched by a single letter or by their beginning.
    pub initials: u32,
    /// Single letters that matched equal ones.
    pub letters_equal: u32,
    /// The evidence of beginnings, in the unit of [`evidence`](Self::evidence).
    pub beginnings: f32,
    pub has_acronym: bool,
    /// Whether tokens of two scripts matched, some of them syllables, some written without vowels.
    pub has_script: bool,
    pub has_syllable: bool,
    pub has_consonants: bool,
    /// Whether a token matched that names, rather than one that many companies share.
    pub has_naming: bool,
    /// Tokens that name and matched an equal one.
    pub naming_equal: u32,
    /// Whether a token matched one that is only similar.
    pub is_any_spelt: bool,
    /// Weight, similarity and letters of the heaviest token that matched.
    pub heaviest: f32,
    pub heaviest_similarity: f32,
    pub heaviest_letters: usize,
    /// Whether everybody knows it.
    pub is_heaviest_common: bool,
    /// The evidence of all tokens that matched: 1 is an equal token of a single designation.
    pub evidence: f32,
}

/// A person's name without a middle token, within a longer query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ShortForm {
    #[default]
    None,
    /// Its tokens stand beside each other in the query.
    Together,
    /// The query has another token between them.
    Apart,
}

/// Number of significant tokens of one side that matched nothing, between its first and its last token that matched.
#[inline(never)]
fn unmatched_between(words: &[WordView], pair: &Pair, side: fn(&Aligned) -> (u8, u8)) -> usize {
    let ranges = || pair.aligned.iter().map(side);
    let first = ranges().map(|(start, _)| usize::from(start)).min();
    let last = ranges().map(|(_, end)| usize::from(end)).max();
    let (Some(first), Some(last)) = (first, last) else {
        return 0;
    };
    let is_unmatched = |place: &usize| {
        let word = &words[*place];
        let holds = |(start, end): (u8, u8)| (usize::from(start)..usize::from(end)).contains(place);
        word.is_significant && word.aside.is_none() && !ranges().any(holds)
    };
    (first..last).filter(is_unmatched).count()
}

/// The unmatched tokens of one side.
#[derive(Default)]
struct Rest {
    weight: f32,
    is_any: bool,
    /// Whether there is one that is no legal form.
    is_left: bool,
    significant: u32,
    naming: u32,
    /// The place of the one that names, if there is no other significant one.
    only_naming: Option<usize>,
    /// Those among `naming` that not everybody knows.
    rare: u32,
    naming_weight: f32,
    /// The part of `naming_weight` that numbers have.
    number_weight: f32,
    legal_form_weight: f32,
}

impl Rest {
    fn of(words: &[WordView], is_aligned: impl Fn(usize) -> bool) -> Self {
        let mut rest = Self::default();
        for (place, word) in words.iter().enumerate() {
            if is_aligned(place) {
                continue;
            }
            if let Some(aside) = word.aside {
                rest.is_any |= aside.is_doubtful;
                continue;
            }
            rest.is_any = true;
            rest.is_left |= word.class != Class::LegalForm;
            rest.weight += word.weight;
            rest.significant += u32::from(word.is_significant);
            if names_something(word) {
                rest.only_naming = Some(place);
                rest.naming += 1;
                rest.rare += u32::from(!word.is_common);
            }
            // Another place in each name is evidence against, one place more or less is none.
            if names_something(word) || word.class == Class::Place {
                rest.naming_weight += word.weight;
            }
            match word.class {
                Class::Number => rest.number_weight += word.weight,
                Class::LegalForm => rest.legal_form_weight += word.weight,
                _ => {}
            }
        }
        rest.only_naming = rest.only_naming.filter(|_| rest.significant == 1);
        rest
    }
}

/// The weight of a conflict, from the weights of the unmatched tokens of both sides: their mean, where
/// the heavier one counts for one token at most; 0 if one side has none.
fn conflict(query: f32, listed: f32) -> f32 {
    let (lighter, heavier) = (query.min(listed), query.max(listed));
    if lighter > 0.0 {
        (lighter + heavier.min(1.0)) / 2.0
    } else {
        0.0
    }
}

impl Features {
    pub(crate) fn of(pair: &Pair) -> Self {
        let mut seen = Self {
            kind: pair.kind,
            is_company: pair.is_company,
            is_person: !pair.is_company
                && pair.query.iter().any(|word| {
                    word.is_common && word.class == Class::Plain && word.aside.is_none()
                }),
            is_weak: pair.is_weak,
            ..Self::default()
        };
        let mut aligned_weight = 0.0;
        let mut all_same = true;
        for aligned in &pair.aligned {
            seen.gain += aligned.gain;
            if aligned.by != By::Similarity {
                seen.first_letters += aligned.weight - aligned.gain;
            }
            aligned_weight += aligned.weight;
            all_same &= aligned.similarity >= 1.0;
            seen.add(pair, aligned);
        }
        let is_aligned = |side: fn(&Aligned) -> (u8, u8)| {
            move |place: usize| {
                let holds = |(start, end): (u8, u8)| {
                    (usize::from(start)..usize::from(end)).contains(&place)
                };
                pair.aligned.iter().any(|aligned| holds(side(aligned)))
            }
        };
        let query = Rest::of(&pair.query, is_aligned(|aligned| aligned.query));
        let listed = Rest::of(&pair.listed, is_aligned(|aligned| aligned.listed));
        seen.significant_unmatched = query.significant + listed.significant;
        seen.query_unmatched = query.naming;
        seen.query_unmatched_rare = query.rare;
        seen.listed_unmatched = listed.naming;
        seen.query_significant_unmatched = query.significant;
        seen.listed_significant_unmatched = listed.significant;
        seen.is_listed_left = listed.is_left;
        seen.is_other_vowel = match (query.only_naming, listed.only_naming) {
            (Some(query), Some(listed)) => is_other_vowel(&pair.query[query], &pair.listed[listed]),
            _ => false,
        };
        let all = conflict(query.naming_weight, listed.naming_weight);
        seen.number_conflict = conflict(query.number_weight, listed.number_weight);
        seen.word_conflict = all - seen.number_conflict;
        if query.legal_form_weight > 0.0 && listed.legal_form_weight > 0.0 {
            seen.legal_form_conflict =
                QUERY_SHARE * query.legal_form_weight + LISTED_SHARE * listed.legal_form_weight;
        }
        seen.weight = aligned_weight + QUERY_SHARE * query.weight + LISTED_SHARE * listed.weight
            - seen.legal_form_conflict;
        if aligned_weight > 0.0 {
            seen.aligned_score = seen.gain / aligned_weight;
        }
        seen.is_equal = all_same && !query.is_any && !listed.is_any && !pair.aligned.is_empty();
        seen.is_equal_but_forms = seen.is_company
            && seen.kind == Some(Kind::Entity)
            && all_same
            && !query.is_left
            && !listed.is_left
            && !pair.aligned.is_empty();
        seen.is_contained = seen.stands_whole();
        seen.short_form = seen.short_form(pair);
        seen
    }

    /// Adds tokens that matched.
    fn add(&mut self, pair: &Pair, aligned: &Aligned) {
        let query = Aligned::words(&pair.query, aligned.query);
        let listed = Aligned::words(&pair.listed, aligned.listed);
        self.has_acronym |= aligned.by == By::Acronym;
        if !names::is_same_script(query[0].text, listed[0].text) {
            self.has_script = true;
            self.has_syllable |= query[0].is_syllable || listed[0].is_syllable;
            self.has_consonants |=
                names::leaves_vowels_out(query[0].text) || names::leaves_vowels_out(listed[0].text);
        }
        // Letters say too little to count among the words that matched.
        let is_letter = |word: &WordView| word.class == Class::Initial;
        if aligned.by == By::Initial || aligned.by == By::Start {
            self.initials += 1;
            let shorter = letters(query[0].text).min(letters(listed[0].text));
            self.beginnings += INITIAL_EVIDENCE * shorter as f32;
            return;
        }
        if query.iter().chain(listed).any(is_letter) {
            self.letters_equal += 1;
            return;
        }
        let significant =
            |words: &[WordView]| words.iter().filter(|word| word.is_significant).count();
        // A person's name that one side writes as one word is one name (`Abdulrahman`).
        let (query_count, listed_count) = (significant(query), significant(listed));
        let count = match self.kind {
            Some(Kind::Individual) if query_count > 0 && listed_count > 0 => {
                query_count.min(listed_count)
            }
            _ => query_count.max(listed_count),
        } as u32;
        if count == 0 {
            return;
        }
        self.significant_aligned += count;
        let is_naming = listed.iter().any(names_something);
        self.has_naming |= is_naming;
        self.naming_equal += u32::from(is_naming && aligned.similarity >= 1.0);
        self.is_any_spelt |= aligned.similarity < 1.0;
        let weigh = |words: &[WordView]| words.iter().map(|word| word.weight).sum::<f32>();
        let weight = weigh(query).min(weigh(listed)).min(aligned.weight);
        self.evidence += weight * value(aligned.similarity);
        if weight > self.heaviest {
            let length =
                |words: &[WordView]| words.iter().map(|word| letters(word.text)).sum::<usize>();
            self.heaviest = weight;
            self.heaviest_similarity = aligned.similarity;
            self.heaviest_letters = length(query).min(length(listed));
            self.is_heaviest_common = listed.iter().any(|word| word.is_common);
        }
    }

    /// Whether every token that names matched.
    pub(crate) fn is_whole(&self) -> bool {
        self.query_unmatched == 0 && self.listed_unmatched == 0
    }

    /// Whether every token of the query that names matched; for a person or ship every significant
    /// token, because places and words that companies share are part of no person's name, and make
    /// another ship.
    pub(crate) fn is_query_whole(&self) -> bool {
        match self.kind {
            Some(Kind::Entity) | None => self.query_unmatched == 0,
            Some(_) => self.query_significant_unmatched == 0,
        }
    }

    /// Whether the query reads like a company, the listed name is an organisation's, and every word
    /// that names matched: only words that companies share may be more or fewer.
    pub(crate) fn is_company_by_its_word(&self) -> bool {
        self.is_company
            && self.kind == Some(Kind::Entity)
            && self.is_whole()
            && self.naming_equal > 0
    }

    /// Whether the one significant word that matched identifies the listed name.
    pub(crate) fn is_told_by_one_word(&self) -> bool {
        // A similar word must be all of the listed name; an equal and rare one may be part of it.
        let is_alone = self.listed_unmatched == 0
            && self.heaviest_letters >= ONE_WORD_LETTERS
            && self.heaviest_similarity >= ONE_WORD_SIMILARITY;
        // A company's query may have one word more, if all that identifies the listed name matched.
        let is_company = self.is_company
            && self.kind != Some(Kind::Individual)
            && self.listed_unmatched == 0
            && self.query_unmatched == 1;
        (self.heaviest_similarity >= 1.0 || is_alone)
            && (self.is_query_whole() || is_company)
            && self.heaviest + self.beginnings >= ONE_WORD_WEIGHT
    }

    /// Whether sounds alone, of words of two scripts, may make a hit.
    pub(crate) fn tells_across_scripts(&self) -> bool {
        if self.is_whole() {
            return self.evidence >= SCRIPT_EVIDENCE || self.aligned_score >= WHOLE_CLEAR;
        }
        let least = if self.has_syllable {
            SYLLABLE_EVIDENCE
        } else {
            SCRIPT_EVIDENCE
        };
        let is_chance = self.has_consonants && self.aligned_score < CONSONANT_SIMILARITY;
        self.evidence >= least && !is_chance
    }

    /// Whether the listed name is a weak alias with two significant tokens or more.
    pub(crate) fn is_weak_of_several(&self) -> bool {
        self.is_weak && self.significant_aligned + self.listed_significant_unmatched >= 2
    }

    /// Whether the listed name stands whole in a longer query: every significant token of it, of two or
    /// more, by the similarity of the tokens; the one token of a company or ship only if it is equal.
    fn stands_whole(&self) -> bool {
        let is_whole = if self.significant_aligned >= 2 {
            // A person's name is not a company's or a ship's for sounding like it.
            let is_by_sound =
                self.is_person && self.kind != Some(Kind::Individual) && self.is_any_spelt;
            self.aligned_score >= STRONG && !is_by_sound
        } else {
            // A word that everybody knows or that many companies share says nothing beside another
            // name, and a word that companies share is not the whole of a name with other words.
            let is_told = match self.has_naming {
                true => self.query_unmatched == 0 || !self.is_heaviest_common,
                false => self.query_unmatched == 0 && !self.is_listed_left,
            };
            self.kind != Some(Kind::Individual) && self.heaviest_similarity >= 1.0 && is_told
        };
        // Letters say too little by themselves, and with the words after them they are a name.
        let is_lettered =
            self.letters_equal >= 2 && self.significant_aligned > 0 && !self.is_listed_left;
        (is_whole || is_lettered)
            && self.query_significant_unmatched > 0
            && self.listed_significant_unmatched == 0
            && self.initials == 0
            && !self.has_acronym
    }

    /// Whether a person's names differ in one vowel between two names that everybody knows, of which
    /// neither is a slip for the other: too little to show, and not nothing.
    fn is_but_for_a_vowel(&self) -> bool {
        self.kind == Some(Kind::Individual) && self.is_other_vowel && self.significant_aligned > 0
    }

    /// Whether what is [contained](Self::is_contained) is rare enough to identify the listed name.
    pub(crate) fn tells_in_text(&self) -> bool {
        let is_rare = if self.significant_aligned >= 2 {
            self.evidence >= CONTAINED_EVIDENCE
        } else {
            // Ships bear people's names: beside another name, one of them is counted only.
            let is_named = self.kind == Some(Kind::Ship) && self.query_unmatched > 0;
            self.heaviest >= CONTAINED_TOKEN_WEIGHT
                && self.heaviest_letters >= CONTAINED_TOKEN_LETTERS
                && !is_named
        };
        self.is_contained && is_rare
    }

    /// Whether a person's name stands in a longer query without the tokens between its first and its last one: people
    /// leave patronymics and further given names out. Syllables of Chinese and Korean names do not count, for two of
    /// three are another person's.
    #[inline(never)]
    fn short_form(&self, pair: &Pair) -> ShortForm {
        let is_syllable = |word: &WordView| names::same_syllables(word.text).next().is_some();
        let is_long = |word: &WordView| letters(word.text) >= SHORT_FORM_LETTERS;
        let words = |aligned: &Aligned| Aligned::words(&pair.listed, aligned.listed);
        let names_by_itself = |words: &&[WordView]| {
            words.iter().any(names_something) && !words.iter().any(is_syllable)
        };
        let is_one = self.kind == Some(Kind::Individual)
            && self.significant_aligned >= 2
            && self.aligned_score >= STRONG
            && self.query_significant_unmatched > 0
            && self.listed_significant_unmatched >= 1
            && self.initials == 0
            && !self.has_acronym
            && unmatched_between(&pair.listed, pair, |aligned| aligned.listed)
                == self.listed_significant_unmatched as usize
            && pair
                .aligned
                .iter()
                .map(words)
                .filter(names_by_itself)
                .count()
                >= 2
            && pair.aligned.iter().flat_map(words).any(is_long);
        match is_one {
            true if unmatched_between(&pair.query, pair, |aligned| aligned.query) == 0 => {
                ShortForm::Together
            }
            true => ShortForm::Apart,
            false => ShortForm::None,
        }
    }

    /// Whether such a short form is rare enough to identify the listed name.
    pub(crate) fn tells_as_short_form(&self) -> bool {
        self.short_form == ShortForm::Together && self.is_evident(SHORT_FORM_EVIDENCE)
    }

    /// Whether what matched is as rare as that; beside words that name nobody, such as places, less is enough, as it
    /// is for the short form alone.
    fn is_evident(&self, least: f32) -> bool {
        let is_beside_name = self.query_unmatched > 0;
        self.evidence
            >= if is_beside_name {
                least
            } else {
                EVIDENCE_WITHIN_LISTED
            }
    }

    /// Whether the listed name is counted where it is not shown: it [stands whole](Self::stands_whole) in a longer
    /// query, or but for tokens of a person's, or a person's differs in a vowel.
    pub(crate) fn is_counted(&self) -> bool {
        self.is_contained
            || self.is_but_for_a_vowel()
            || self.short_form != ShortForm::None && self.is_evident(SHORT_FORM_COUNTED)
    }

    pub(crate) fn lacks_one_word_at_most(&self) -> bool {
        self.significant_unmatched <= 1
            && self.significant_aligned >= 2
            && self.has_naming
            && self.initials == 0
    }
}
