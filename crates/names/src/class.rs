//! What sort of word a word of a name is: title, legal form, particle, number …

use crate::fold;

/// What sort of word it is, which decides what it can carry in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A word that names.
    Plain,
    /// Has a digit in it.
    Number,
    /// One letter.
    Initial,
    /// A title, an honorific, a rank.
    Title,
    /// `Jr`, `III`.
    Generation,
    /// A small word that belongs to the next one: `al`, `bin`, `van`.
    Particle,
    /// `Ltd`, `OOO`.
    LegalForm,
    /// `and`, `of`, the ship's `MV`.
    Stop,
    /// A word many companies and organisations share: `bank`, `trading`.
    Generic,
    /// A country, its people, a large city: it says where a company is, and names one only where
    /// nothing else does.
    Place,
}

impl Class {
    /// Whether a word of this class can identify somebody, so that its absence from a name counts.
    #[must_use]
    pub fn is_significant(self) -> bool {
        matches!(
            self,
            Self::Plain | Self::Number | Self::Initial | Self::Generic | Self::Place
        )
    }
}

/// Fewest letters of a country or its people: `iran`.
const LEAST_COUNTRY: usize = 4;

/// The class of a word in its normalised form.
#[must_use]
pub fn class(word: &str) -> Class {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Class::Number;
    }
    match fold::class_letter(word) {
        Some("t") => return Class::Title,
        Some("n") => return Class::Generation,
        Some("p") => return Class::Particle,
        Some("s") => return Class::Stop,
        Some("g") => return Class::Generic,
        Some("l") => return Class::LegalForm,
        Some("c") => return Class::Place,
        Some("w") => return Class::Plain,
        _ => {}
    }
    // Shorter words are codes of countries, and other things.
    if word.len() >= LEAST_COUNTRY && fold::country_name(word).is_some() {
        return Class::Place;
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // One ideograph is a whole word.
        (Some(letter), None) if u32::from(letter) < 0x2e80 => Class::Initial,
        _ => Class::Plain,
    }
}

/// The weight in life of a word in its normalised form, above 0 to 1: how rare it is among the people,
/// ships and companies of the world, whatever a list has of it. 1 is a word that is not known as
/// common.
///
/// The steps are rough. A token of weight `w` is about as frequent in life as one that stands in
/// 5,000 to the power of `1 - w` of 5,000 designations is on a list.
///
/// ```
/// assert!(names::weight_in_life("mohammed") < names::weight_in_life("harmony"));
/// assert_eq!(names::weight_in_life("qorvashi"), 1.0);
/// ```
#[must_use]
pub fn weight_in_life(word: &str) -> f32 {
    let hundredths = fold::common_name_hundredths(word).and_then(|text| text.parse::<u8>().ok());
    hundredths.map_or(1.0, |hundredths| f32::from(hundredths) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_class() {
        for (word, expected) in [
            ("mana", Class::Plain),
            ("甄", Class::Plain),
            ("g", Class::Initial),
            ("55", Class::Number),
            ("5th", Class::Number),
            ("haji", Class::Title),
            ("полковник", Class::Title),
            ("al", Class::Particle),
            ("as", Class::Particle),
            ("оглы", Class::Particle),
            ("ltd", Class::LegalForm),
            ("and", Class::Stop),
            ("bank", Class::Generic),
            ("завод", Class::Generic),
            ("jr", Class::Generation),
            ("clan", Class::Generic),
            ("london", Class::Place),
            ("fiji", Class::Place),
            ("fijian", Class::Place),
            ("深圳", Class::Place),
            ("贸易", Class::Generic),
            // Names of people before those of countries, and codes of countries are none.
            ("jordan", Class::Plain),
            ("af", Class::Particle),
            ("fji", Class::Plain),
        ] {
            assert_eq!(class(word), expected, "{word}");
        }
    }
}
