//! Scripts: which letters belong to which. The only definition of them; crates that ask for a script ask
//! here.
//!
//! A *normalised* word is one that [`Words`](crate::Words) gives: its Latin letters are a to z, and Hangul
//! is parted into its letters.

/// Scripts whose letters are mistaken for one another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
}

impl Script {
    /// The script of a normalised letter.
    pub(crate) fn of(letter: char) -> Option<Self> {
        match letter {
            'a'..='z' => Some(Self::Latin),
            '\u{370}'..='\u{3ff}' => Some(Self::Greek),
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            _ => None,
        }
    }
}

/// True for a normalised word in Latin letters.
#[must_use]
pub fn is_latin(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// True for a Latin letter as it is written, with its marks, a letter of phonetics, a modifier, and for what
/// every script uses: ASCII and marks of their own.
#[must_use]
pub fn is_latin_letter(letter: char) -> bool {
    matches!(letter, '\0'..='\u{36f}' | '\u{1d00}'..='\u{1eff}' | '\u{2100}'..='\u{218f}'
        | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}'
        | '\u{fb00}'..='\u{fb06}')
}

/// True for a normalised word in letters that leave most vowels out: Hebrew or Arabic.
///
/// ```
/// assert!(names::leaves_vowels_out("سمير"));
/// assert!(!names::leaves_vowels_out("самир"));
/// ```
#[must_use]
pub fn leaves_vowels_out(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|letter| matches!(letter, '\u{590}'..='\u{6ff}' | '\u{750}'..='\u{77f}'))
}

/// True for two normalised words of one script, as far as their first letters tell: those of one block of
/// Unicode; Chinese, Japanese and Korean count as one.
#[must_use]
pub fn is_same_script(one: &str, other: &str) -> bool {
    let block = |word: &str| match word.chars().next() {
        Some(letter @ ..'\u{3100}') => u32::from(letter) >> 8,
        Some(_) => u32::MAX,
        None => 0,
    };
    block(one) == block(other)
}

/// True for a word in a script that puts spaces between words: not Thai, Lao, Tibetan, Burmese, Khmer,
/// Chinese, Japanese or Korean, nor Georgian, whose letters are between theirs in Unicode.
#[must_use]
pub fn is_spaced(word: &str) -> bool {
    word.chars().all(|letter| {
        !matches!(letter, '\u{e00}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{ffff}' | '\u{20000}'..)
    })
}

/// True for a Chinese character.
pub(crate) fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// True for a normalised letter of Hangul, the script of Korean.
#[must_use]
pub fn is_hangul(letter: char) -> bool {
    ('\u{1100}'..='\u{11ff}').contains(&letter)
}

/// True for a normalised letter of a script that joins the words of a company's name: Chinese characters,
/// kana, the letters of Hangul.
pub(crate) fn is_unspaced(letter: char) -> bool {
    is_han(letter) || is_hangul(letter) || ('\u{3040}'..='\u{30ff}').contains(&letter)
}

/// True for a normalised letter that continues the syllable or kana before it: Hangul vowels and finals,
/// kana voicing marks.
pub(crate) fn continues_syllable(letter: char) -> bool {
    matches!(letter, '\u{1160}'..='\u{11ff}' | '\u{3099}' | '\u{309a}')
}
