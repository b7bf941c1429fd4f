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
//! 1. **Characters.** Case, marks, width and compatibility forms fold to plain letters
//!    (`data/fold.tsv`); letters that people exchange for each other fold together (`ø` and `o`,
//!    the forms of alef); Hangul syllables become letters, hiragana becomes katakana, digits
//!    become 0 to 9.
//! 2. **Nothing left.** Apostrophes, harakat, Hebrew points, tatweel, joiners, direction marks
//!    and other invisible characters are dropped without ending a word: `Al-Sha'irn` is
//!    `al shairn`.
//! 3. **Words.** Any other character that is no letter and no digit ends a word: spaces,
//!    hyphens, dots, commas, brackets, symbols. `&` is the word `and`.
//! 4. **Look-alikes.** In a word that mixes Latin, Cyrillic and Greek, letters of the minority
//!    become the majority's letters of the same shape (`data/lookalikes.tsv`).
//! 5. **Legal forms.** `Limited`, `Joint Stock Company`, `ООО` become their short form
//!    (`data/legal_forms.txt`).
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
//! - No expansion (`ü` to `ue`). [`known_spelling`] and [`skeleton`] stand beside the pipeline:
//!   what they join is a judgement of likeness, and the matcher's.
//! - No canonical order of marks and no full NFKD: letters of scripts outside `data/fold.tsv`
//!   stay as they are, as do mathematical letters and CJK compatibility ideographs.
//! - No word breaks in scripts that write none: a Chinese or Thai name is one word.
//!
//! # Cost
//!
//! One pass, no allocation but the result's two buffers, which [`Words::reread`] uses again.

#![deny(missing_docs)]

mod class;
mod fold;
mod skeleton;
mod words;

pub use class::{Class, class, common_weight, known_spelling};
pub use skeleton::skeleton;
pub use words::Words;

/// Version of the normaliser. A pack carries it, and a pack of another version is refused:
/// builder and query must normalise alike. Raise it with every change that changes a result.
pub const NORMALISER_VERSION: u16 = 1;
