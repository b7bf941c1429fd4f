//! Text of names: normalise, split into words, tell classes of words apart.
//!
//! A listed name and a query go through the same code, so that two ways of writing one name
//! become the same words.
//!
//! ```
//! let listed = names::Words::read("ĆARVIK, Al-Zewar");
//! let typed = names::Words::read("al zewar carvik");
//! assert_eq!(listed.iter().collect::<Vec<_>>(), ["carvik", "al", "zewar"]);
//! assert_eq!(typed.joined(0..2), "alzewar");
//! // Every word knows where it stands in the text it was read from.
//! assert_eq!(&"ĆARVIK, Al-Zewar"[listed.range(0)], "ĆARVIK");
//! ```
//!
//! # The pipeline
//!
//! 1. **Characters.** Case, marks, width, style and compatibility forms fold to plain letters
//!    (`data/fold.tsv`); letters that people exchange for each other fold together (`ø` and `o`,
//!    the forms of alef); Hangul syllables become letters, hiragana becomes katakana, digits
//!    become 0 to 9; traditional and Japanese characters become simplified ones
//!    (`data/han_forms.tsv`).
//! 2. **Nothing left.** Apostrophes, harakat, Hebrew points, tatweel, joiners, direction marks
//!    and other invisible characters are dropped without ending a word: `Al-Sha'irn` is
//!    `al shairn`.
//! 3. **Words.** Any other character that is no letter and no digit ends a word: spaces,
//!    hyphens, dots, commas, brackets, symbols. `&` is the word `and`.
//!    A `?` between letters stands for one that was lost, and is dropped: `Ahm?d` is `ahmd`.
//! 4. **Look-alikes.** In a word that mixes Latin, Cyrillic and Greek, letters of the minority become the
//!    majority's letters of the same shape (`data/lookalikes.tsv`); where only Latin has all of the shapes, the
//!    word is Latin.
//! 5. **Digits for letters.** `M0hamed` is `mohamed`: a digit between letters was misread. Digits before or
//!    behind a name are a token of their own: `Sakarov1` is `sakarov 1`.
//! 6. **Companies in scripts without spaces.** A Chinese, Japanese or Korean token of four characters
//!    or more is cut into place, core, trades and legal form, by the words of `data/classes.txt` and
//!    `data/legal_forms.txt`: `深圳诺凡电子有限公司` is `深圳 诺凡 电子 ltd`.
//! 7. **Legal forms.** `Limited`, `Joint Stock Company`, `ООО`, `L. L. C.` become their short
//!    form (`data/legal_forms.txt`).
//! 8. **Numbers.** `5th`, `fifth` and `five` become `5`, `III` becomes `3` and `forty-four` `44`
//!    (`data/numbers.txt`).
//! 9. **Chinese and Korean personal names.** One of two to four syllables is parted after the family
//!    name, Korean into all of its syllables, which Latin letters write apart or together. Places,
//!    trades, legal forms and tokens of other scripts beside it change nothing.
//!
//! Whether words are glued is not decided here: [`Words::joined`] gives the text of neighbours
//! without a break, so that the matcher can hold `al zewar` against `alzewar`.
//!
//! # Deliberately not in it
//!
//! - Nothing is dropped for what it means: titles, particles and generic words stay words; their
//!   [`class`] says what they weigh.
//! - No sorting: the order of the words is evidence.
//! - No romanisation: words of another script stay in it.
//! - No expansion (`ü` to `ue`). [`known_spellings`], [`skeleton`] and [`sounds`] stand beside the
//!   pipeline: what they join is a judgement of similarity, and the matcher's.
//! - No canonical order of marks and no full NFKD: letters of scripts outside `data/fold.tsv`
//!   stay as they are, as do CJK compatibility ideographs. [`has_unknown_letters`] tells a text
//!   with letters that would quietly match nothing.
//! - No other word breaks in scripts that write none: the core of a Chinese company is one word, and
//!   so is a Thai name.
//! - `I` does not become `1`: an initial is found by its letter.
//!
//! # Sounds
//!
//! Words of any two scripts, or of two romanisations, are compared by what they sound like. The
//! tables under `data/sounds` say what each letter may stand for: Arabic waw is `u/o/w/v`, a
//! Hebrew consonant may be followed by any vowel. [`sound_similarity`] finds the cheapest way from
//! one word's [`sounds`] to the other's, [`SoundQuery`] holds one word against many. Not in it:
//! Japanese readings of Chinese characters, which have no rule; tones; and other forms of a name
//! (`Yusuf` and `Joseph`), which are known spellings. [`is_same_syllable`] knows what dialects
//! make of one Chinese or Korean syllable, and [`romanise`] shows a word to people.
//!
//! # Cost
//!
//! One pass, no allocation but the result's two buffers, which [`Words::reread`] uses again.

#![deny(missing_docs)]

mod class;
mod country;
mod fold;
#[cfg(target_family = "wasm")]
mod packed;
mod runs;
mod script;
mod skeleton;
mod sound;
mod spellings;
mod tables;
mod words;

pub use class::{Class, class, weight_in_life};
pub use country::{Countries, countries, countries_in_prose, country};
pub use script::{
    is_hangul, is_latin, is_latin_letter, is_same_script, is_spaced, leaves_vowels_out,
};
pub use skeleton::skeleton;
pub use sound::{
    Charge, MOST_SOUNDS, SOUND_CLEAR, SOUND_FLOOR, SOUND_WEAK, SoundQuery, is_same_syllable,
    romanise, same_syllables, single_sounds, sound_similarity, sound_similarity_from, sound_weight,
    sounds, syllables,
};
pub use spellings::{known_spelling_row, known_spellings};
pub use words::Words;

/// Version of the normaliser. A pack carries it, and a pack of another version is refused:
/// builder and query must normalise in the same way. Raise it with every change that changes a result.
pub const NORMALISER_VERSION: u16 = 6;

/// Adds the plain letters or digits that a character stands for to a text. False where the character
/// ends a word, true also where it is nothing at all (a mark, an apostrophe).
///
/// ```
/// let mut text = String::new();
/// assert!("Ｂ７٣'".chars().all(|character| names::push_plain(&mut text, character)));
/// assert!(!names::push_plain(&mut text, '-'));
/// assert_eq!(text, "b73");
/// ```
pub fn push_plain(text: &mut String, character: char) -> bool {
    let folded = fold::fold(character);
    words::push(text, folded);
    !matches!(folded, fold::Folded::Break | fold::Folded::And)
}

/// The same as [`char::is_alphanumeric`], whose tables would be 1.5 KB more for a browser to load.
///
/// ```
/// assert!("é٣漢".chars().all(names::is_alphanumeric) && !names::is_alphanumeric('·'));
/// ```
#[must_use]
pub fn is_alphanumeric(character: char) -> bool {
    fold::is_alphanumeric(character)
}

/// The same as [`char::is_alphabetic`], for the same reason.
///
/// ```
/// assert!("é漢".chars().all(names::is_alphabetic) && !names::is_alphabetic('٣'));
/// ```
#[must_use]
pub fn is_alphabetic(character: char) -> bool {
    fold::is_alphabetic(character)
}

/// Phrases that people write beside a name (`payment to`): a line for each use, its phrases with `|` between
/// them. What each use is for and how phrases are recognised is for whoever reads a text; the table is here
/// because the others are, and they are packed together.
#[must_use]
pub fn phrases() -> &'static str {
    tables::PHRASES.text()
}

/// Whether a text has a letter that cannot be compared with any listed name: private use, a letter
/// that a conversion lost (U+FFFD), a Chinese character under a compatibility code, a Latin letter
/// that is none of a to z in any style (`ɹ`).
///
/// Letters of a script that has no table here are not among them: they equal themselves.
///
/// ```
/// assert!(names::has_unknown_letters("Ble\u{fffd}or"));
/// assert!(!names::has_unknown_letters("𝓑𝓵𝓮𝓷𝓸𝓻 ʙʟᴇɴᴏʀ Ⓑⓛⓔⓝⓞⓡ ᱵᱞᱮᱱᱳᱨ"));
/// ```
#[must_use]
pub fn has_unknown_letters(text: &str) -> bool {
    text.chars().any(fold::is_unknown)
}
