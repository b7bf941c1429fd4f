//! Every number that tunes the matcher, with its effect and its reason.
//!
//! Reasons name the must-have of the field that a number serves ("must": equal names first,
//! one slip a word still found, a common word never a hit …) or a published figure. None was
//! fitted to single rows of labelled data.

use names::Class;

use crate::answer::Band;

/// Share of a query word in a comparison.
///
/// More than [`LISTED_SHARE`]: a typed word that the listed name lacks speaks against it, while
/// lists give patronymics and tribal names that people leave out. nomenklatura's logic-v2
/// (4.17, checked 2026-11-22) has 0.8 and 0.2; between equals a list name with a word more must
/// still rank below the equal one, hence the milder step.
pub(crate) const QUERY_SHARE: f32 = 0.6;
/// Share of a listed word in a comparison; with [`QUERY_SHARE`] it makes 1.
pub(crate) const LISTED_SHARE: f32 = 0.4;

/// At and above: a very similar name. One slip in one word of a full name stays above it.
pub(crate) const STRONG: f32 = 0.82;
/// At and above: a similar name. One slip in each word of five letters must reach it, and few
/// people who are not listed may (1 in 100 of the synthetic people beside the project).
pub(crate) const POSSIBLE: f32 = 0.47;
/// Score of an equal weak alias: below every similar name, above what is not shown.
pub(crate) const WEAK_ALIAS: f32 = POSSIBLE - 0.01;
/// Most that a name under the floor scores, whatever held it back.
pub(crate) const MOST_BELOW: f32 = POSSIBLE - 0.02;
/// Most that a name scores which is not equal.
pub(crate) const MOST_UNEQUAL: f32 = 0.999;

/// Words that cannot reach this in Jaro-Winkler, however their common letters stand, and differ in
/// their consonants are not compared further. A slip in the first letter of five leaves 0.867;
/// lower floors find more romanisations and cost time.
pub(crate) const WORD_FLOOR: f32 = 0.78;
/// The same for words of [`SHORT_WORD`] letters and of fewer, where one letter is a quarter or a
/// third of the word.
pub(crate) const SHORT_WORD_FLOOR: f32 = 0.75;
pub(crate) const SHORTEST_WORD_FLOOR: f32 = 0.70;
/// Words of this many letters are short.
pub(crate) const SHORT_WORD: usize = 4;
/// Share of right letters in the similarity of two words; the rest is how similar they sound. Slips
/// of the fingers spoil the sound and romanisations the letters; strangers' words lack both.
pub(crate) const LETTERS_SHARE: f32 = 0.5;
/// Words less similar than this are different words.
pub(crate) const SIMILARITY_FLOOR: f32 = 0.65;
/// The same where a word has fewer letters than [`SHORT_WORD`].
pub(crate) const SHORT_SIMILARITY_FLOOR: f32 = 0.78;
/// The most similarity that words count with which are not equal.
pub(crate) const MOST_SPELT_SIMILARITY: f32 = 0.99;
/// Similarity counts to this power: the logarithm of how much oftener spellings of one name are so
/// similar than strangers' words are, falls off about so.
pub(crate) const SIMILARITY_POWER: i32 = 2;
/// Similarity of sounds counts to this power across scripts, where letters cannot bear it out.
pub(crate) const SCRIPT_POWER: i32 = 2;
/// Similarity of a syllable of a Chinese or Korean name and a Latin spelling of it.
pub(crate) const COMMON_SYLLABLE: f32 = 0.95;
/// A romanised word of this many letters may have a slip and still be the same.
pub(crate) const LONGER_WORD: usize = 7;
/// Least similarity of a word that is written without its vowels and one with the same consonants.
pub(crate) const WITHOUT_VOWELS: f32 = 0.85;
/// Fewest consonants that tell words apart.
pub(crate) const LEAST_CONSONANTS: usize = 2;
/// Similarity of known spellings of one name.
pub(crate) const KNOWN: f32 = 0.95;
/// Similarity of an initial and a word that starts with it: enough for `G Jarval` to be similar.
pub(crate) const INITIAL: f32 = 0.85;
/// Similarity of a beginning and the word that it was cut from.
pub(crate) const START: f32 = 0.82;
/// Fewest letters of a query that may have been cut off: fields of forms hold as many.
pub(crate) const CUT_LETTERS: usize = 11;
/// Similarity of first letters and the words that they stand for.
pub(crate) const ACRONYM: f32 = 0.80;
/// Fewest letters that stand for words.
pub(crate) const ACRONYM_LETTERS: usize = 3;

/// Weight of what matched from which on unmatched words of both sides are compared without a floor:
/// a word of one designation, or two names that millions bear.
pub(crate) const UNMATCHED_FROM: f32 = 0.6;
/// The same for words of two scripts, where every similarity is lower.
pub(crate) const UNMATCHED_SCRIPT_FROM: f32 = 0.3;
/// Unmatched words that are less similar than this are in each other's place.
pub(crate) const UNMATCHED_FLOOR: f32 = 0.50;
/// The same for a word and a run of words that may be one word: a run offers more chances.
pub(crate) const JOINED_FLOOR: f32 = 0.72;
/// The same for words of two scripts.
pub(crate) const UNMATCHED_SCRIPT_FLOOR: f32 = 0.25;

/// Spellings this near are taken for one word when its rarity is judged: a misspelt common name
/// is still a common name.
pub(crate) const SAME_RARITY_FROM: f32 = 0.88;
/// Names with a word this near to a query of one word are said to stand on the list although none
/// is shown: one slip in six letters, so that such a family name does not read as nothing found.
pub(crate) const ONE_TOKEN_SUPPRESSED_FROM: f32 = 0.83;
/// The same where the token is all that names in the listed name too: one slip in five letters. Names of
/// several tokens that are so near are not counted, because a strange token of five letters has many
/// neighbours.
pub(crate) const WHOLE_NAME_SUPPRESSED_FROM: f32 = 0.79;
/// Fewest letters of a token that is counted for [`ONE_TOKEN_SUPPRESSED_FROM`]; a shorter one must be as
/// near as [`SAME_RARITY_FROM`] or the whole name. One slip in five letters makes another word.
pub(crate) const ONE_TOKEN_SUPPRESSED_LETTERS: usize = 6;
/// Most initials before a family name that is counted as if it were typed alone, and its fewest letters: more, and
/// shorter words, are names of companies and ships.
pub(crate) const MOST_INITIALS: usize = 2;
pub(crate) const FAMILY_LETTERS: usize = 4;
/// What the tokens of a query must weigh together to find a designation that has them in several of its
/// names: as much as a token of a single designation. Another publisher makes one name of two; of two names
/// that everybody knows, strangers are called so. Raising it says "nothing was found" of more people whose
/// names are put together differently, and shows fewer strangers.
pub(crate) const EVIDENCE_ACROSS_NAMES: f32 = 1.0;
/// The least that a word weighs before its class is looked at: even the commonest name tells a
/// little.
pub(crate) const LEAST_RARITY: f32 = 0.15;

/// Tokens that weigh at most this in life are names that everybody knows: two of them are two names,
/// and neither is a slip for the other. Raising it takes spellings of rarer names apart.
pub(crate) const WELL_KNOWN: f32 = 0.55;
/// What the tokens that matched must weigh together, each by its similarity, to make a person a hit
/// although the query has a naming token that matched nothing. This and the next one are the
/// trade-off between listed people who are found and strangers who get a result: raising them
/// takes some of both away. Two names that millions bear weigh 0.6 to 0.8, one of them and a rare
/// name 1.2.
pub(crate) const EVIDENCE_BESIDE_QUERY: f32 = 0.80;
/// The same although the listed name has a naming token that matched nothing. Less, because lists
/// give patronymics and tribal names that people leave out.
pub(crate) const EVIDENCE_WITHIN_LISTED: f32 = 0.65;

/// What words weigh more that stand in each other's place: both names have a word that names and
/// matches nothing, which speaks against it more than one that is left out. Set so that of near
/// misses fewer than 1 in 20 are shown (`cargo bench -p matcher --bench matching`).
pub(crate) const CONFLICT: f32 = 4.0;
/// What words of two scripts must weigh together to make a hit. This and the four below are set so
/// that about 1 in 100 strangers of all scripts together gets a result; of those whose names are in
/// Arabic letters it is more.
pub(crate) const SCRIPT_EVIDENCE: f32 = 0.7;
/// The same where they are syllables, which very many people share, and a word matched nothing.
pub(crate) const SYLLABLE_EVIDENCE: f32 = 1.5;
/// Least mean value of what matched where vowels are not written and a word matched nothing: consonants
/// alone are similar by chance more often.
pub(crate) const CONSONANT_SIMILARITY: f32 = 0.7;
/// Mean value from which names of two scripts are similar in which every word matched, whatever their
/// score.
pub(crate) const WHOLE_SIMILARITY: f32 = 0.43;
/// Mean value from which they need not weigh as much as [`SCRIPT_EVIDENCE`]: a name that sounds the
/// same is shown, however many people bear it.
pub(crate) const WHOLE_CLEAR: f32 = 0.55;
/// What the tokens of a listed name that stands whole in a longer query must weigh together to be a
/// hit. Two given names that millions bear weigh less: they are suppressed and counted. Raising it
/// exchanges hits for suppressed designations.
pub(crate) const CONTAINED_EVIDENCE: f32 = 0.9;
/// The same for a person's name without the tokens between its first and its last one, which is some other person's
/// more often.
pub(crate) const SHORT_FORM_EVIDENCE: f32 = 1.3;
/// What such tokens must weigh together to be counted: as two names do that millions bear, at most. Raising it leaves
/// more listed people among other words unsaid; at 0.65 one unlisted name in a thousand more is counted.
pub(crate) const SHORT_FORM_COUNTED: f32 = 0.8;
/// Fewest letters of one of them: shorter ones are syllables of Chinese and Korean names.
pub(crate) const SHORT_FORM_LETTERS: usize = 5;
/// The same for the one token of a company or ship.
pub(crate) const CONTAINED_TOKEN_WEIGHT: f32 = 0.6;
/// And its fewest letters: shorter ones are syllables and abbreviations of other names.
pub(crate) const CONTAINED_TOKEN_LETTERS: usize = 4;
/// What each letter of an initial or a beginning that agrees adds to the word it stands beside.
pub(crate) const INITIAL_EVIDENCE: f32 = 0.15;
/// The one word that names can make a company's name a hit from this weight on, when all else is
/// words that companies share.
pub(crate) const COMPANY_WORD_WEIGHT: f32 = 0.40;
/// A single word can make a hit only from this weight on: never on `Mohammed`, `Trading`, `Bank`.
pub(crate) const ONE_WORD_WEIGHT: f32 = 0.60;
/// A single word can make a hit by similarity only from this many letters on.
pub(crate) const ONE_WORD_LETTERS: usize = 5;
/// A single word can make a hit only when it is this similar (before the power).
pub(crate) const ONE_WORD_SIMILARITY: f32 = 0.85;
/// Words that matched must weigh this much together to make a hit when more than one other word matched
/// nothing: two common words do not find every name that has them.
pub(crate) const LEAST_EVIDENCE: f32 = 0.60;

/// What a word of a class weighs beside a word that names.
pub(crate) fn class_weight(class: Class) -> f32 {
    match class {
        Class::Plain => 1.0,
        // Different numbers tell brigades, ships and funds apart; logic-v2 has 1.3.
        Class::Number => 1.3,
        Class::Initial => 0.4,
        // Titles are ignored as far as the order of equals allows.
        Class::Title => 0.1,
        Class::Generation => 0.2,
        Class::Particle => 0.1,
        // A different legal form alone is weak evidence against.
        Class::LegalForm => 0.1,
        Class::Stop => 0.1,
        Class::Generic => 0.4,
        // No more than a trade: at 0.5 a surname with a place after it finds twice as many entities
        // of that place, and no more of the names that other publishers give to listed ones.
        Class::Place => 0.4,
    }
}

/// Most that any word weighs.
pub(crate) const MOST_WEIGHT: f32 = 1.3;

/// Whether companies and organisations share words of this class: such a word does not name one
/// beside a word that does.
pub(crate) fn is_shared(class: Class) -> bool {
    matches!(class, Class::Generic | Class::Place)
}

/// Two entries that share the UN's reference or a number are one party only if a name of one is at least a
/// similar name of the other. Both are mistyped and copied, and numbers are reused, so the name must agree
/// too; two publishers spell one name in two ways, so an equal one is too much to ask for.
pub(crate) const SAME_PARTY: Band = Band::Possible;
/// A number that more entries of all lists together share identifies none of them: it is that of a
/// group, an office or a form. Raising it marks more entries as possibly the same.
pub(crate) const MOST_SHARING: usize = 6;

// Bounds on the work that any input can cause.

/// Longest query in characters (Unicode scalar values); the longest listed name has about 300. A
/// longer one is [`TooLong`](crate::QueryProblem::TooLong).
pub const MOST_QUERY_CHARACTERS: usize = 600;
/// Most words of a query, and most words of a listed name that are compared.
pub(crate) const MOST_WORDS: usize = 40;
/// Longest run of words that is tried as one word (`van der Berk`, `A.B.C.`).
pub(crate) const LONGEST_JOIN: usize = 3;
/// Most dictionary words that one query word is taken to be similar to; the nearest are kept.
pub(crate) const MOST_SIMILAR: usize = 2_000;
/// Most names that are scored for one query, times its words: those with the highest bounds.
pub(crate) const MOST_SCORED_WORDS: usize = 100_000;
/// Most unmatched words of one side that are compared once more.
pub(crate) const MOST_UNMATCHED: usize = 4;
/// Most pairs of words that an alignment weighs.
pub(crate) const MOST_CELLS: usize = 400;
/// Most names of a designation that are compared with those of another one, in the publisher's order.
pub(crate) const MOST_COMPARED_NAMES: usize = 16;
