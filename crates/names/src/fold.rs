//! One character: which letters it stands for, or what it does to the word it stands in.

use std::sync::LazyLock;

use crate::script::Script;
use crate::tables::{
    ALPHABETIC, CLASSES, COMMON_NAMES, COUNTRIES, DOUBLE_FAMILIES, FOLD_GAPS, FOLD_LENGTHS,
    FOLD_LETTERS, FOLD_TEXTS, HAN_FORM_CELLS, HAN_FORM_GAPS, HAN_FORM_ROWS, HAN_GAPS, LOOKALIKES,
    NUMERIC, OTHER_COUNTRIES, SHORT_FORMS,
};

/// What a character is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// A letter or digit.
    One(char),
    /// Several, for example those of a ligature.
    Many(&'static str),
    /// A Hangul syllable's two or three letters.
    Jamo(char, char, Option<char>),
    /// Nothing: a mark, an apostrophe, an invisible character.
    Nothing,
    /// The word `and`.
    And,
    /// The end of a word.
    Break,
}

/// The two halves of the kana voicing, which tell letters apart and stay.
const KANA_VOICED: char = '\u{3099}';
const KANA_SEMI_VOICED: char = '\u{309a}';

pub(crate) fn fold(character: char) -> Folded {
    match character {
        'a'..='z' | '0'..='9' => return Folded::One(character),
        'A'..='Z' => return Folded::One(character.to_ascii_lowercase()),
        '\'' | '`' => return Folded::Nothing,
        '&' => return Folded::And,
        '\0'..='\x7f' => return Folded::Break,
        _ => {}
    }
    if let Some(digit) = digit(character) {
        return Folded::One(digit);
    }
    if let '\u{ac00}'..='\u{d7a3}' = character {
        return jamo(character);
    }
    if let '\u{4e00}'..='\u{9fff}' = character {
        return Folded::One(simplified(character));
    }
    // Before what is ignored: some superscript letters are among the modifier letters.
    if let Some(folded) = RUNS.fold(character) {
        return folded;
    }
    if is_ignored(character) {
        return Folded::Nothing;
    }
    match character {
        KANA_VOICED | KANA_SEMI_VOICED => Folded::One(character),
        '\u{309b}' | '\u{ff9e}' => Folded::One(KANA_VOICED),
        '\u{309c}' | '\u{ff9f}' => Folded::One(KANA_SEMI_VOICED),
        _ if is_alphanumeric(character) => Folded::One(character),
        _ => Folded::Break,
    }
}

/// Chinese characters in order, each with the one that it folds to.
static HAN_FORMS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let characters = |gaps: &'static [u8]| {
        let next = |place: &mut u32, gap| {
            *place += gap;
            char::from_u32(*place)
        };
        numbers(gaps).scan(0x4e00, next)
    };
    let han: Vec<char> = characters(HAN_GAPS.bytes()).collect();
    let mut last = 0_u8;
    let targets = HAN_FORM_ROWS.bytes().iter().zip(HAN_FORM_CELLS.bytes());
    characters(HAN_FORM_GAPS.bytes())
        .zip(targets)
        .map(|(character, (row, cell))| {
            last = last.wrapping_add(*cell);
            let place = usize::from(u16::from_be_bytes([*row, last]));
            (character, han.get(place).copied().unwrap_or(character))
        })
        .collect()
});

/// The simplified form of a traditional or Japanese character, or the character itself.
fn simplified(character: char) -> char {
    let place = HAN_FORMS.binary_search_by_key(&character, |form| form.0);
    place
        .ok()
        .and_then(|place| HAN_FORMS.get(place))
        .map_or(character, |form| form.1)
}

/// Where letters begin and end, by turns, and where numbers do.
static ALPHABETIC_ENDS: LazyLock<Vec<u32>> = LazyLock::new(|| ends(ALPHABETIC.bytes()));
static NUMERIC_ENDS: LazyLock<Vec<u32>> = LazyLock::new(|| ends(NUMERIC.bytes()));

fn ends(lengths: &'static [u8]) -> Vec<u32> {
    let sum = |end: &mut u32, length| {
        *end += length;
        Some(*end)
    };
    numbers(lengths).scan(0, sum).collect()
}

fn is_inside(ends: &[u32], character: char) -> bool {
    ends.partition_point(|end| *end <= u32::from(character)) % 2 == 1
}

pub(crate) fn is_alphabetic(character: char) -> bool {
    is_inside(&ALPHABETIC_ENDS, character)
}

pub(crate) fn is_numeric(character: char) -> bool {
    is_inside(&NUMERIC_ENDS, character)
}

pub(crate) fn is_alphanumeric(character: char) -> bool {
    is_alphabetic(character) || is_numeric(character)
}

/// The fold table, decoded once.
struct Runs {
    /// The first character of each, and what it becomes: a letter, or of several the place.
    starts: Vec<(char, u32)>,
    /// Twice how many characters, one more where the letters count up; 0 for several letters.
    lengths: &'static [u8],
    texts: Vec<&'static str>,
}

static RUNS: LazyLock<Runs> = LazyLock::new(Runs::read);

impl Runs {
    fn read() -> Self {
        let mut runs = Self {
            starts: Vec::new(),
            lengths: FOLD_LENGTHS.bytes(),
            texts: FOLD_TEXTS.text().lines().collect(),
        };
        let mut letters = numbers(FOLD_LETTERS.bytes());
        let (mut start, mut letter, mut several) = (0, 0_u32, 0);
        for (gap, length) in numbers(FOLD_GAPS.bytes()).zip(runs.lengths) {
            start += gap;
            let to = if *length == 0 {
                several += 1;
                several - 1
            } else {
                let away = letters.next().unwrap_or(0);
                letter = if away.is_multiple_of(2) {
                    letter + away / 2
                } else {
                    letter - away.div_ceil(2)
                };
                letter
            };
            runs.starts
                .push((char::from_u32(start).unwrap_or_default(), to));
            start += u32::from(length / 2).max(1);
        }
        runs
    }

    fn fold(&self, character: char) -> Option<Folded> {
        let after = self.starts.partition_point(|start| start.0 <= character);
        let place = after.checked_sub(1)?;
        let (start, to) = *self.starts.get(place)?;
        let length = u32::from(*self.lengths.get(place)?);
        let offset = u32::from(character) - u32::from(start);
        if length == 0 && offset == 0 {
            return self.texts.get(to as usize).copied().map(Folded::Many);
        }
        let letter = char::from_u32(to + offset * (length % 2));
        letter.filter(|_| offset < length / 2).map(Folded::One)
    }
}

/// The numbers in bytes of the build, each as often 255 as it holds that, then the rest.
pub(crate) fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .split_inclusive(|byte| *byte < 255)
        .map(|number| number.iter().map(|byte| u32::from(*byte)).sum())
}

/// The digits of the scripts whose numbers stand in names.
fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    // Arabic, Persian, Devanagari, Bengali.
    let zero = [0x660, 0x6f0, 0x966, 0x9e6]
        .into_iter()
        .find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_u32(u32::from('0') + code - zero)
}

/// The syllable block of Unicode is laid out by arithmetic: Unicode 16.0, section 3.12.
fn jamo(syllable: char) -> Folded {
    let index = u32::from(syllable) - 0xac00;
    let letter = |base: u32, offset: u32| char::from_u32(base + offset).unwrap_or(syllable);
    let last = index % 28;
    Folded::Jamo(
        letter(0x1100, index / 588),
        letter(0x1161, index % 588 / 28),
        (last > 0).then(|| letter(0x11a7, last)),
    )
}

/// Whether a character is a letter that no listed name can be compared with: another way to encode
/// or draw a letter, and nothing says which, or a letter that was lost.
///
/// Letters of scripts without a table are not among them: they equal themselves. Of characters that
/// Unicode has not assigned, only those in planes without any are among them.
pub(crate) fn is_unknown(character: char) -> bool {
    match character {
        // A letter that a conversion lost, private use, noncharacters, planes without characters.
        '\u{fffd}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{40000}'..='\u{dffff}'
        | '\u{e1000}'.. => true,
        // Radicals and compatibility ideographs: each a Chinese character under another code. The
        // gaps are characters of their own.
        '\u{2e80}'..='\u{2fd5}'
        | '\u{f900}'..='\u{fa0d}'
        | '\u{fa10}'
        | '\u{fa12}'
        | '\u{fa15}'..='\u{fa1e}'
        | '\u{fa20}'
        | '\u{fa22}'
        | '\u{fa25}'
        | '\u{fa26}'
        | '\u{fa2a}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}' => true,
        _ => matches!(fold(character), Folded::One(letter) if is_other_latin(letter)),
    }
}

/// Whether a folded letter is Latin and none of a to z: turned, phonetic or medieval.
fn is_other_latin(letter: char) -> bool {
    matches!(letter,
        '\u{180}'..='\u{2af}' | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}'
        | '\u{2183}' | '\u{2184}' | '\u{2c60}'..='\u{2c7f}' | '\u{a726}'..='\u{a7ff}'
        | '\u{ab30}'..='\u{ab6f}' | '\u{10780}'..='\u{107bf}' | '\u{1df00}'..='\u{1dfff}')
}

/// Whether a character is dropped: marks, apostrophes and invisible characters make no other name.
fn is_ignored(character: char) -> bool {
    matches!(character,
        // Soft hyphen, acute as apostrophe.
        '\u{ad}' | '\u{b4}'
        // Clicks and glottal stops, which stand for an exclamation mark, a bar or an apostrophe.
        | '\u{1c0}'..='\u{1c3}' | '\u{241}' | '\u{242}' | '\u{294}' | '\u{295}'
        | '\u{a722}'..='\u{a725}'
        // Modifier letters (ayn, hamza, the soft sign's prime) and combining marks.
        | '\u{2b0}'..='\u{36f}' | '\u{374}' | '\u{37a}'
        | '\u{483}'..='\u{489}'
        | '\u{55a}'
        // Hebrew points, geresh and gershayim.
        | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{5f3}' | '\u{5f4}'
        // Arabic signs, hamza on its own, tatweel, harakat, Koranic marks.
        | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{621}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8ff}' | '\u{fc5e}'..='\u{fc63}'
        | '\u{fcf2}'..='\u{fcf4}' | '\u{fe70}'..='\u{fe72}' | '\u{fe74}'..='\u{fe7f}'
        // Nukta and virama of the Indic scripts.
        | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}'
        | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{cbc}' | '\u{ccd}'
        | '\u{d4d}' | '\u{dca}'
        // Thai, Lao, Khmer and Myanmar tone and silencing marks.
        | '\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{ec8}'..='\u{ece}' | '\u{1037}' | '\u{1039}'
        | '\u{103a}' | '\u{17c9}'..='\u{17d3}'
        // Invisible: joiners, direction marks, variation selectors, byte order mark.
        | '\u{180b}'..='\u{180e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
        // Quotation marks and primes that stand for an apostrophe.
        | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{a78b}' | '\u{a78c}'
        | '\u{ff07}' | '\u{ff40}')
}

/// The script of what a character folds to.
pub(crate) fn script(folded: Folded) -> Option<Script> {
    let letter = match folded {
        Folded::One(letter) => letter,
        Folded::Many(letters) => letters.chars().next()?,
        _ => return None,
    };
    Script::of(letter)
}

/// The letter of `to` that looks like this one, where there is one.
pub(crate) fn lookalike(character: char, to: Script) -> char {
    let row = LOOKALIKES
        .iter()
        .find(|(latin, cyrillic, greek)| [*latin, *cyrillic, *greek].contains(&character));
    let letter = row.map_or('-', |(latin, cyrillic, greek)| match to {
        Script::Latin => *latin,
        Script::Cyrillic => *cyrillic,
        Script::Greek => *greek,
    });
    if letter == '-' { character } else { letter }
}

/// The legal forms and numbers that a word ends, longest first: the words before it and the
/// short form.
pub(crate) fn short_forms(last: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    SHORT_FORM_TABLE
        .find(last)
        .into_iter()
        .flat_map(|forms| forms.split(','))
        .map(|form| form.rsplit_once(' ').unwrap_or(("", form)))
}

/// Chinese and Korean family names of two characters or syllables, normalised.
pub(crate) fn double_families() -> impl Iterator<Item = &'static str> {
    DOUBLE_FAMILIES.text().split(' ')
}

static SHORT_FORM_TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(SHORT_FORMS.text()));
static CLASS_TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(CLASSES.text()));
static COMMON_NAME_TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(COMMON_NAMES.text()));
static COUNTRY_TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(COUNTRIES.text()));
static OTHER_COUNTRY_TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(OTHER_COUNTRIES.text()));

pub(crate) fn class_letter(word: &str) -> Option<&'static str> {
    CLASS_TABLE.find(word)
}

pub(crate) fn common_name_hundredths(word: &str) -> Option<&'static str> {
    COMMON_NAME_TABLE.find(word)
}

pub(crate) fn country_name(word: &str) -> Option<&'static str> {
    COUNTRY_TABLE.find(word)
}

/// The country that a normalised text without gaps stands for in another language than English.
pub(crate) fn country_elsewhere(word: &str) -> Option<&'static str> {
    OTHER_COUNTRY_TABLE.find(word)
}

/// Every name of [`country_name`] and [`country_elsewhere`], with its country.
pub(crate) fn each_country(mut each: impl FnMut(&'static str, &'static str)) {
    for table in [&*COUNTRY_TABLE, &*OTHER_COUNTRY_TABLE] {
        for line in table.text.lines() {
            if let Some((name, country)) = line.split_once(' ') {
                each(name, country);
            }
        }
    }
}

/// Words found by hash, each with its value.
struct Table {
    /// Lines, each a word, a space and its value.
    text: String,
    /// Where the line of a word begins, plus one, at the word's hash or after it; 0 is free.
    /// A power of two long, and never full.
    slots: Vec<u16>,
}

impl Table {
    /// Reads what the build made of a table: rows closed by NUL, each a value and then its words,
    /// which share the beginning of what stands before them.
    #[inline(never)]
    fn of(rows: &str) -> Self {
        let is_mark = |letter: char| letter < ' ';
        let words = rows.matches(is_mark).count() - rows.matches('\0').count();
        let mut table = Self {
            text: String::new(),
            slots: vec![0; (words * 4).next_power_of_two()],
        };
        let (mut word, mut shared) = (String::new(), 0);
        let mut value = None;
        for part in rows.split_inclusive(is_mark) {
            let rest = part.strip_suffix(is_mark).unwrap_or(part);
            word = [word.get(..shared).unwrap_or_default(), rest].concat();
            match value {
                None => value = Some(rest),
                Some(value) => table.insert(&word, value),
            }
            // NUL ends a row, anything else is one more than what the next word shares.
            match part.bytes().next_back().unwrap_or(0).checked_sub(1) {
                None => (value, shared) = (None, 0),
                Some(next) => shared = usize::from(next),
            }
        }
        table
    }

    fn insert(&mut self, word: &str, value: &str) {
        let mut slot = self.slot(word);
        while let Some(taken) = self.slots.get_mut(slot) {
            if *taken == 0 {
                *taken = self.text.len() as u16 + 1;
                break;
            }
            slot = (slot + 1) % self.slots.len();
        }
        for part in [word, " ", value, "\n"] {
            self.text.push_str(part);
        }
    }

    /// FNV-1a.
    fn slot(&self, word: &str) -> usize {
        let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        (hash ^ (hash >> 15)) as usize % self.slots.len()
    }

    /// The value of a word.
    fn find<'a>(&'a self, word: &str) -> Option<&'a str> {
        let mut slot = self.slot(word);
        loop {
            let start = self.slots.get(slot)?.checked_sub(1)?;
            let rest = self.text.get(usize::from(start)..)?;
            if let Some(value) = rest
                .strip_prefix(word)
                .and_then(|rest| rest.strip_prefix(' '))
            {
                return value.split('\n').next();
            }
            slot = (slot + 1) % self.slots.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn letters_and_numbers_are_those_of_the_standard_library() {
        for character in '\0'..=char::MAX {
            assert_eq!(
                (is_alphabetic(character), is_numeric(character)),
                (character.is_alphabetic(), character.is_numeric()),
                "{}",
                character.escape_unicode()
            );
        }
    }

    fn folded(character: char) -> String {
        match fold(character) {
            Folded::One(letter) => letter.to_string(),
            Folded::Many(letters) => letters.to_owned(),
            Folded::Jamo(first, vowel, last) => [first, vowel].into_iter().chain(last).collect(),
            Folded::Nothing | Folded::And | Folded::Break => String::new(),
        }
    }

    /// Where the table parts from Unicode on purpose.
    const OURS: &str = "đĐðÐłŁøØǿǾæÆǽǼǣǢœŒßẞþÞħĦıŋŊĸŧŦəƏǝƎƀɃǥǤƶƵƒƑɨƗʉɄℏᴂꟸᴁᴔ\
        ٱآأإاىیېئۍےۓيٸکڪګكةۀەهۂۃھہؤۆۇۈۋۉٵٶٷٲٳۓґҐךםןףץ";

    #[test]
    fn the_table_agrees_with_unicode() {
        let blocks = [
            '\u{80}'..='\u{24f}',
            '\u{370}'..='\u{3ff}',
            '\u{400}'..='\u{52f}',
            '\u{531}'..='\u{587}',
            '\u{5d0}'..='\u{5ea}',
            '\u{620}'..='\u{6ff}',
            '\u{904}'..='\u{97f}',
            '\u{1e00}'..='\u{1eff}',
            '\u{1f00}'..='\u{1fff}',
            '\u{3041}'..='\u{30ff}',
            '\u{3131}'..='\u{318e}',
            '\u{ac00}'..='\u{d7a3}',
            '\u{ff10}'..='\u{ffdc}',
        ];
        for character in blocks.into_iter().flatten() {
            let is_ours = |letter: char| OURS.contains(letter) || character == '\u{640}';
            let is_kana = |letter| ('\u{3041}'..='\u{3096}').contains(&letter);
            let ours = core::iter::once(character)
                .nfkd()
                .any(|c| is_ours(c) || is_ignored(c) && !is_combining_mark(c));
            if !character.is_alphanumeric()
                || is_ignored(character)
                || digit(character).is_some()
                || ours
            {
                continue;
            }
            let expected: String = core::iter::once(character)
                .nfkd()
                .flat_map(char::to_lowercase)
                .nfkd()
                .filter(|c| {
                    !is_combining_mark(*c)
                        || matches!(*c, KANA_VOICED | KANA_SEMI_VOICED)
                        || !is_ignored(*c) && ('\u{900}'..='\u{97f}').contains(c)
                })
                .map(|c| match c {
                    'ς' => "σ".to_owned(),
                    'ϐ' => "β".to_owned(),
                    c if is_kana(c) => {
                        let c = char::from_u32(u32::from(c) + 0x60).unwrap_or(c);
                        c.to_string()
                    }
                    // A letter of which the table says more than Unicode: `Ɓ` becomes `ɓ`, so `b`.
                    c if is_other_latin(c) => folded(c),
                    c => c.to_string(),
                })
                .collect();
            if expected
                .chars()
                .any(|c| !c.is_alphanumeric() && !('\u{3099}'..='\u{309a}').contains(&c))
            {
                continue;
            }
            assert_eq!(
                folded(character),
                expected,
                "{character} {:x}",
                u32::from(character)
            );
        }
    }

    #[test]
    fn styled_letters_agree_with_unicode() {
        // Superscripts, subscripts, enclosed, full-width, mathematical (Latin, Greek, Arabic),
        // outlined and segmented letters and digits.
        let blocks = [
            '\u{2b0}'..='\u{2b8}',
            '\u{2e1}'..='\u{2e3}',
            '\u{1d2c}'..='\u{1d6a}',
            '\u{1d9c}'..='\u{1dbf}',
            '\u{2070}'..='\u{209c}',
            '\u{2460}'..='\u{24ea}',
            '\u{2c7c}'..='\u{2c7d}',
            '\u{ff10}'..='\u{ff5a}',
            '\u{1ccd6}'..='\u{1ccf9}',
            '\u{1d400}'..='\u{1d7ff}',
            '\u{1e030}'..='\u{1e06d}',
            '\u{1ee00}'..='\u{1eebb}',
            '\u{1f100}'..='\u{1f10a}',
            '\u{1f110}'..='\u{1f129}',
            '\u{1f130}'..='\u{1f149}',
            '\u{1fbf0}'..='\u{1fbf9}',
        ];
        let mut compared = 0;
        for character in blocks.into_iter().flatten() {
            let plain: Vec<char> = core::iter::once(character)
                .nfkd()
                .flat_map(char::to_lowercase)
                .filter(|letter| letter.is_alphanumeric())
                .collect();
            let is_styled = plain != [character] && !plain.is_empty();
            let has_plain = |letter: &char| !is_other_latin(*letter) && !is_ignored(*letter);
            // Dotless letters, and Arabic and Cyrillic letters in no table, have no plain form here.
            if !is_styled || !plain.iter().all(has_plain) || "ٮٯڡںꙑꚉҫүұ".contains(&plain[..])
            {
                continue;
            }
            let expected: String = plain.iter().map(|letter| folded(*letter)).collect();
            assert_eq!(folded(character), expected, "{character} {plain:?}");
            compared += 1;
        }
        assert!(compared > 1_500, "{compared}");
    }

    #[test]
    fn unknown_letters_are_those_that_would_quietly_equal_nothing() {
        for (what, text, expected) in [
            ("lost in a conversion", "Ble\u{fffd}or", true),
            ("private use", "\u{e042}\u{e043}", true),
            ("private use, far away", "\u{f0042}", true),
            ("a noncharacter", "\u{ffff}", true),
            ("a plane without characters", "\u{51234}", true),
            ("compatibility ideograph", "\u{f9e1}", true),
            ("compatibility ideograph, far away", "\u{2f80a}", true),
            ("radical", "\u{2f26}", true),
            ("turned letters", "ɹouǝlq", true),
            ("phonetic letters", "ʃɐn", true),
            ("a medieval letter", "ꜳ", true),
            ("an ideograph of its own among those", "山﨑", false),
            ("letters with hooks", "Ɓala Ɗan Ƙwari", false),
            ("clicks and glottal stops", "ǃNaruseb ʔAli", false),
            ("scripts without a table", "ተስፋዬ 𞤀𞤣𞤢𞤥 ᏣᎳᎩ ⵣⵉⵔⵉ ᱵᱞᱮᱱ", false),
            (
                "scripts with one",
                "Йосип محمد שלום 김은서 甄诺凡 バラク",
                false,
            ),
            (
                "invisible characters",
                "Ble\u{200b}nor\u{fe0f}\u{e0067}",
                false,
            ),
            ("symbols and emoji", "Rost™ ★ 🇬🇧 👤 ㈱ㅤ", false),
            ("nothing", "", false),
        ] {
            assert_eq!(text.chars().any(is_unknown), expected, "{what}");
        }
        // Every character that Unicode calls the same as an ideograph under another code.
        let ideographs = [
            '\u{2e80}'..='\u{2fff}',
            '\u{f900}'..='\u{faff}',
            '\u{2f800}'..='\u{2fa1f}',
        ];
        for character in ideographs.into_iter().flatten() {
            let is_same = core::iter::once(character).nfkd().next() != Some(character);
            assert!(!is_same || is_unknown(character), "{character}");
        }
        // A character that the table folds is known.
        for style in [
            "ʙʟᴇɴᴏʀ",
            "🅱🅻🅴🅽🅾🆁",
            "🅑🅛🅔🅝🅞🅡",
            "ᴮˡᵉⁿᵒʳ",
            "🄑🄛🄔🄝🄞🄡",
            "Ｂｌｅｎｏｒ",
        ] {
            assert!(!style.chars().any(is_unknown), "{style}");
        }
    }

    #[test]
    fn words_are_found_in_their_tables() {
        assert_eq!(class_letter("haji"), Some("t"));
        assert_eq!(class_letter("zzz"), None);
        assert_eq!(class_letter(""), None);
        assert_eq!(common_name_hundredths("mohammed"), Some("30"));
        assert_eq!(country_name("russianfederation"), Some("russia"));
        for table in [
            &CLASS_TABLE,
            &COMMON_NAME_TABLE,
            &COUNTRY_TABLE,
            &OTHER_COUNTRY_TABLE,
            &SHORT_FORM_TABLE,
        ] {
            for line in table.text.lines() {
                let (word, value) = line.split_once(' ').unwrap();
                assert_eq!(table.find(word), Some(value));
            }
        }
    }
}
