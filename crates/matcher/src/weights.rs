//! Every number that tunes the matcher, with its effect and its reason.
//!
//! Reasons name the must-have of the field that a number serves ("must": equal names first,
//! one slip a word still found, a common word never a hit …) or a published figure. None was
//! fitted to single rows of labelled data.

use names::Class;

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
pub(crate) const STRONG: f32 = 0.86;
/// At and above: a similar name. One slip in each word of five letters must reach it, and few
/// people who are not listed may (1 in 100 of the synthetic people beside the project).
pub(crate) const POSSIBLE: f32 = 0.47;
/// Score of an equal weak alias: below every similar name, above what is not shown.
pub(crate) const WEAK_ALIAS: f32 = POSSIBLE - 0.01;
/// Most that a name under the floor scores, whatever held it back.
pub(crate) const MOST_BELOW: f32 = POSSIBLE - 0.02;
/// Most that a name scores which is not equal.
pub(crate) const MOST_UNEQUAL: f32 = 0.999;

/// Words less alike than this in Jaro-Winkler are different words. A slip in the first letter
/// of five leaves 0.867; lower floors find more romanisations, more strangers, and cost time.
pub(crate) const WORD_FLOOR: f32 = 0.78;
/// The same for words of [`SHORT_WORD`] letters, where one letter is a quarter of the word.
pub(crate) const SHORT_WORD_FLOOR: f32 = 0.85;
/// Words of fewer letters than this are equal or different: half of three letters is no likeness.
pub(crate) const SHORT_WORD: usize = 4;
/// Likeness counts to this power, so that two half-alike words weigh less than one equal word.
/// The cube did best among the published variants of soft word matching (see the figures in
/// the crate header).
pub(crate) const LIKENESS_POWER: i32 = 3;
/// Share of the way to equal that words with the same consonants are brought: vowels are what
/// spellings of one foreign name differ in.
pub(crate) const SOUND: f32 = 0.5;
/// Fewest consonants that tell words apart.
pub(crate) const LEAST_CONSONANTS: usize = 2;
/// A word may have one slip more for each so many letters.
pub(crate) const LETTERS_A_SLIP: usize = 4;
/// What is left of the likeness of words with more slips: Jaro-Winkler forgives long words with
/// a common start too much.
pub(crate) const MANY_SLIPS: f32 = 0.90;
/// Likeness of a particle and its other spelling (`bin`, `ibn`).
pub(crate) const KNOWN: f32 = 0.95;
/// Likeness of an initial and a word that starts with it: enough for `G Jarval` to be similar.
pub(crate) const INITIAL: f32 = 0.85;

/// Spellings this near are taken for one word when its rarity is judged: a misspelt common name
/// is still a common name.
pub(crate) const SAME_RARITY_FROM: f32 = 0.95;
/// The least that a word weighs before its class is looked at: even the commonest name tells a
/// little.
pub(crate) const LEAST_RARITY: f32 = 0.15;

/// What is left of the score when both names have a word that names and meets nothing: the words
/// stand in each other's place and speak against it, more than one that is left out.
pub(crate) const CONFLICT: f32 = 0.88;
/// What is left of the score when words are left over and of those that met none is equal:
/// likeness on likeness is how strangers' names meet.
pub(crate) const NOTHING_EQUAL: f32 = 0.88;
/// A single word can make a hit only from this weight on: never on `Mohammed`, `Trading`, `Bank`.
pub(crate) const ONE_WORD_WEIGHT: f32 = 0.60;
/// A single word can make a hit by likeness only from this many letters on.
pub(crate) const ONE_WORD_LETTERS: usize = 5;
/// A single word can make a hit only when it is this alike (before the power).
pub(crate) const ONE_WORD_LIKENESS: f32 = 0.90;
/// Words that met must weigh this much together to make a hit when more than one other word met
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
    }
}

/// Most that any word weighs.
pub(crate) const MOST_WEIGHT: f32 = 1.3;

/// Whether a word of this class can make a hit, and its absence be noticed.
pub(crate) fn is_significant(class: Class) -> bool {
    matches!(
        class,
        Class::Plain | Class::Number | Class::Initial | Class::Generic
    )
}

// Bounds on the work that any input can cause.

/// Longest query in characters; the longest listed name has about 300.
pub(crate) const MOST_QUERY_CHARACTERS: usize = 600;
/// Most words of a query, and most words of a listed name that are compared.
pub(crate) const MOST_WORDS: usize = 40;
/// Longest run of words that is tried as one word (`van der Berk`, `A.B.C.`).
pub(crate) const LONGEST_JOIN: usize = 3;
/// Most dictionary words that one query word is taken to be alike; the nearest are kept.
pub(crate) const MOST_ALIKE: usize = 2_000;
/// Most names that are scored for one query; those with the highest bounds.
pub(crate) const MOST_SCORED: usize = 20_000;
/// Most pairs of words that an alignment weighs.
pub(crate) const MOST_CELLS: usize = 400;
/// Shortest text that is looked up among identifiers; OFSI group IDs have four digits.
pub(crate) const IDENTIFIER_LETTERS: usize = 4;
/// Fewest digits of a number that identifies although other words stand around it; fewer would
/// take in years and house numbers.
pub(crate) const NUMBER_DIGITS: usize = 6;
