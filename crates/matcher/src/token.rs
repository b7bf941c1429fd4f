//! A token as the comparison sees it, of a query or of a listed name: what it sounds like, what it
//! weighs and what its class means.

use names::{Class, Words};
use record::{AliasStrength, Kind, NameType};

use crate::weights::{LEAST_RARITY, class_weight, is_shared};

/// A word with what the comparison needs to know of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordView<'a> {
    pub text: &'a str,
    /// What it sounds like, as [`names::sounds`] says.
    pub sounds: &'a [u8],
    /// What it weighs, its class included.
    pub weight: f32,
    pub class: Class,
    /// Variant groups it stands in, lowest first.
    pub spellings: &'a [u32],
    /// Of a listed word in other letters than Latin: whether somebody bears it who is not listed in
    /// Latin letters too, where a query in them is better compared.
    pub answers_latin: bool,
    /// Whether very many people bear it: such a word is no slip for another one.
    pub is_common: bool,
    /// Part of a name written without spaces, or beside one: a syllable is equal to another or is
    /// not.
    pub is_syllable: bool,
    /// Whether it can make a hit. Titles are, in a name that has little else.
    pub is_significant: bool,
    /// Of a query token: whether it is set aside, and counts only where it matches.
    pub aside: Option<Aside>,
}

/// A token that is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aside {
    /// Whether it may be a part of the name: without it the name is not the same.
    pub is_doubtful: bool,
}

/// What a word sounds like.
pub(crate) fn sounds(word: &str) -> Vec<u8> {
    let mut sounds = Vec::new();
    names::sounds(word, &mut sounds);
    sounds
}

/// Number of letters, in characters.
pub(crate) fn letters(word: &str) -> usize {
    word.chars().count()
}

/// A word with its weight: rarity times what its class counts.
pub(crate) fn weighed(text: &str, class: Class, rarity: f32, keeps_titles: bool) -> WordView<'_> {
    let kept = class == Class::Title && keeps_titles;
    let class_weight = class_weight(if kept { Class::Plain } else { class });
    WordView {
        text,
        weight: rarity.max(LEAST_RARITY) * class_weight,
        class,
        spellings: &[],
        sounds: &[],
        answers_latin: true,
        is_common: false,
        is_syllable: false,
        is_significant: kept || class.is_significant(),
        aside: None,
    }
}

/// Whether a name would shrink to one word or nothing without its titles.
pub(crate) fn keeps_titles(classes: impl Iterator<Item = Class>) -> bool {
    classes.filter(|class| class.is_significant()).count() <= 1
}

/// Whether a name is a weak alias: of low quality, or a person's alias of one token.
pub(crate) fn is_weak(
    words: &Words,
    kind: Kind,
    name_type: NameType,
    strength: Option<AliasStrength>,
) -> bool {
    let is_nickname = kind == Kind::Individual && name_type != NameType::Primary;
    strength == Some(AliasStrength::Low) || is_nickname && is_one_word(words)
}

/// One word in a script that puts spaces between words.
fn is_one_word(words: &Words) -> bool {
    let carries = |word: &str| {
        !matches!(
            names::class(word),
            Class::Particle | Class::Stop | Class::LegalForm
        )
    };
    let mut significant = words.iter().filter(|word| carries(word));
    match (significant.next(), significant.next()) {
        (Some(word), None) => names::is_spaced(word),
        (None, _) => true,
        _ => false,
    }
}

/// Whether a word of this class gives its first letter to an acronym.
pub(crate) fn has_initial(class: Class) -> bool {
    !matches!(class, Class::Stop | Class::LegalForm | Class::Particle)
}

/// Whether a word names, rather than being one that many companies share: a trade, a place.
pub(crate) fn names_something(word: &WordView) -> bool {
    word.is_significant && !is_shared(word.class)
}

/// Inverse document frequency on a scale where a word of one designation weighs 1.
pub(crate) fn rarity(designations: f32, all: f32) -> f32 {
    let rarity = (1.0 + all / designations.max(1.0)).ln() / (1.0 + all).ln();
    rarity.clamp(LEAST_RARITY, 1.0)
}
