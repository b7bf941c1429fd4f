//! The code pages of Windows: which character each byte from 80 on is, and which of them a text is in.
//!
//! Tables are read by them, and a name that was read by the wrong one is recognised by them.

/// A way to write 128 characters beside ASCII in one byte each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePage(&'static str);

/// No character, in the tables below.
const NONE: char = '\u{fffd}';

/// The bytes 80 to FF are from the tables at <https://encoding.spec.whatwg.org/#legacy-single-byte-encodings>
/// (checked 27 November 2026), without the bytes that are no character, which those make control characters.
impl CodePage {
    /// Windows-1250: Central Europe: Czech, Hungarian, Polish, Romanian.
    pub const CENTRAL: Self = Self(
        "€�‚�„…†‡�‰Š‹ŚŤŽŹ�‘’“”•–—�™š›śťžź\
        \u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
        ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
        ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    );
    /// Windows-1251: Cyrillic.
    pub const CYRILLIC: Self = Self(
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—�™љ›њќћџ\
        \u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
        АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
        абвгдежзийклмнопрстуфхцчшщъыьэюя",
    );
    /// Windows-1252: Western Europe.
    pub const WESTERN: Self = Self(
        "€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ\
        \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
        àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    );
    /// Windows-1254: Turkish.
    pub const TURKISH: Self = Self(
        "€�‚ƒ„…†‡ˆ‰Š‹Œ����‘’“”•–—˜™š›œ��Ÿ\
        \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß\
        àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
    );
    /// Windows-1256: Arabic.
    pub const ARABIC: Self = Self(
        "€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u{200c}\u{200d}ں\
        \u{a0}،¢£¤¥¦§¨©ھ«¬\u{ad}®¯°±²³´µ¶·¸¹؛»¼½¾؟\
        ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقك\
        àلâمنهوçèéêëىيîïًٌٍَôُِ÷ّùْûü\u{200e}\u{200f}ے",
    );

    /// The character of a byte; `None` where it has none.
    #[must_use]
    pub fn character(self, byte: u8) -> Option<char> {
        let letter = match byte.checked_sub(0x80) {
            Some(place) => self.0.chars().nth(usize::from(place))?,
            None => char::from(byte),
        };
        (letter != NONE).then_some(letter)
    }

    /// The byte of a character; `None` where it has none.
    #[must_use]
    pub fn byte(self, character: char) -> Option<u8> {
        if character.is_ascii() || character == NONE {
            return u8::try_from(character).ok().filter(u8::is_ascii);
        }
        let place = self.0.chars().position(|one| one == character)?;
        u8::try_from(place + 0x80).ok()
    }

    /// The same as [`CodePage::character`], to read many.
    pub(crate) fn characters(self) -> impl Fn(u8) -> Option<char> {
        let mut high = [NONE; 128];
        for (place, letter) in high.iter_mut().zip(self.0.chars()) {
            *place = letter;
        }
        move |byte| match byte.checked_sub(0x80) {
            Some(place) => high
                .get(usize::from(place))
                .copied()
                .filter(|it| *it != NONE),
            None => Some(char::from(byte)),
        }
    }

    /// The code page of a text whose characters are of one byte: Windows-1252, unless most of its words that are
    /// not ASCII cannot be; then Windows-1251 where that is certain. `None` is a text that must not be searched:
    /// Windows-1252 has a character for nearly every byte, so that it could be read without a fault as letters that
    /// nobody wrote, and nothing would be found.
    ///
    /// ```
    /// use tables::CodePage;
    ///
    /// let western = b"Zo\xEB, \xC5sa, \xDE\xF3r\xF0ur";
    /// assert_eq!(CodePage::recognise(western), Some(CodePage::WESTERN));
    /// let cyrillic = b"\xCE\xF0\xF1\xE5\xEA \xD2\xE5\xF1\xF2\xE0\xED\xEE\xE2";
    /// assert_eq!(CodePage::recognise(cyrillic), Some(CodePage::CYRILLIC));
    /// let arabic = b"\xDB\xC7\xD2\xCD \xE3\xE6\xCF";
    /// assert_eq!(CodePage::recognise(arabic), None);
    /// ```
    #[must_use]
    pub fn recognise(text: &[u8]) -> Option<Self> {
        let (mut others, mut western, mut high) = (0, 0, 0);
        for word in words(text) {
            if is_not_western(word) {
                others += 1;
                high += word.iter().filter(|byte| !byte.is_ascii()).count();
            } else {
                western += 1;
            }
        }
        let has_ascii = text.iter().any(u8::is_ascii_alphabetic);
        let least = LEAST_HIGH + usize::from(has_ascii);
        if others <= western || high < least {
            return Some(Self::WESTERN);
        }
        is_cyrillic(text).then_some(Self::CYRILLIC)
    }
}

/// Fewest bytes that are not ASCII, in words that are not Windows-1252, by which a text is not; one more beside
/// letters of ASCII, as in `ÅÄÖ AB`.
const LEAST_HIGH: usize = 3;

/// Words of two bytes or more, one of them not ASCII, without the marks around them.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    // Dots, dashes, blank and angle quotes are between words in all these code pages.
    let is_part = |byte: &u8| match byte {
        0x85 | 0x96 | 0x97 | 0xA0 | 0xAB | 0xBB => false,
        _ => byte.is_ascii_alphabetic() || !byte.is_ascii(),
    };
    let words = text.split(move |byte| !is_part(byte)).map(without_marks);
    words.filter(|word| word.len() > 1 && !word.is_ascii())
}

/// A word without quotation marks and other signs around it.
fn without_marks(mut word: &[u8]) -> &[u8] {
    let is_mark = |byte: &u8| {
        matches!(
            byte,
            0x80 | 0x82 | 0x84 | 0x8B | 0x91..=0x95 | 0x99 | 0x9B | 0xA1 | 0xBF
        )
    };
    while let Some((_, rest)) = word.split_first().filter(|(first, _)| is_mark(first)) {
        word = rest;
    }
    while let Some((_, rest)) = word.split_last().filter(|(last, _)| is_mark(last)) {
        word = rest;
    }
    word
}

/// Whether a word has no letter of ASCII, four others in a row, or a sign that is in no word of Windows-1252. There
/// the letters that are not ASCII are accented ones, of which several in a row are rare; words in Arabic, Cyrillic,
/// Chinese or Greek have hardly anything else, whatever their encoding.
fn is_not_western(word: &[u8]) -> bool {
    let is_sign = |byte: &u8| match byte {
        // ŠŒŽ, apostrophes, šœžŸ.
        0x8A | 0x8C | 0x8E | 0x91 | 0x92 | 0x9A | 0x9C | 0x9E | 0x9F => false,
        _ => (0x80..=0x9F).contains(byte),
    };
    // £¤¥¦, ¬, ¯, ±, ³, ¶, ¹, ¼½¾¿; at the end of a word they may be after it.
    let is_sign_within = |byte: &u8| matches!(byte, 0xA3..=0xA6 | 0xAC | 0xAF | 0xB1 | 0xB3 | 0xB6 | 0xB9 | 0xBC..=0xBF);
    let (_, within) = word.split_last().unwrap_or((&0, &[]));
    !word.iter().any(u8::is_ascii_alphabetic)
        || word.windows(4).any(|four| !four.iter().any(u8::is_ascii))
        || word.iter().any(is_sign)
        || within.iter().any(is_sign_within)
}

/// Whether a text is Windows-1251 with certainty: its words are spelt like words in Cyrillic. In other encodings
/// capitals are within words, hardly any letter is a vowel, or no word begins with a capital.
fn is_cyrillic(text: &[u8]) -> bool {
    let (mut words_seen, mut spelt, mut capital) = (0, 0, 0);
    let (mut letters, mut vowels, mut frequent) = (0, 0, 0);
    for word in words(text).filter(|word| is_not_western(word)) {
        let word = word
            .iter()
            .filter_map(|byte| CodePage::CYRILLIC.character(*byte));
        let word: Vec<char> = word.collect();
        words_seen += 1;
        spelt += usize::from(is_spelt(&word));
        capital += usize::from(word.first().copied().is_some_and(is_capital));
        letters += word.len();
        vowels += word.iter().filter(|letter| is_vowel(**letter)).count();
        frequent += word
            .iter()
            .filter(|letter| matches!(letter, 'а' | 'А' | 'и' | 'о'))
            .count();
    }
    // A quarter to two thirds of the letters of Russian and Ukrainian names are vowels, of Greek and Arabic ones
    // in the wrong code page a fifth. Arabic has no letter where `а`, `А`, `и` and `о` are.
    let has_vowels = vowels * 4 >= letters && vowels * 3 <= letters * 2 && frequent > 0;
    has_vowels && spelt * 5 >= words_seen * 4 && capital * 2 >= words_seen
}

/// Whether a word in Cyrillic has its capitals and its signs where they can be.
fn is_spelt(word: &[char]) -> bool {
    let is_letter = |letter: &char| matches!(letter, '\u{401}'..='\u{45f}' | 'Ґ' | 'ґ');
    let (first, rest) = word.split_at(word.len().min(1));
    let capitals = rest.iter().filter(|letter| is_capital(**letter)).count();
    let is_cased = match first {
        [first] if is_capital(*first) => capitals == 0 || capitals == rest.len(),
        _ => capitals == 0,
    };
    let can_begin = !matches!(first, ['Ъ' | 'ъ' | 'Ы' | 'ы' | 'Ь' | 'ь']);
    let can_follow = |(before, letter): (&char, &char)| match letter {
        'Й' | 'й' => is_vowel(*before),
        'Ъ' | 'ъ' | 'Ь' | 'ь' => !is_vowel(*before),
        _ => true,
    };
    let mut pairs = word.iter().zip(rest);
    is_cased && can_begin && word.iter().all(is_letter) && pairs.all(can_follow)
}

fn is_capital(letter: char) -> bool {
    matches!(letter, '\u{401}'..='\u{42f}' | 'Ґ')
}

fn is_vowel(letter: char) -> bool {
    "АЕИОУЫЭЮЯЁІЇЄаеиоуыэюяёіїє"
        .chars()
        .any(|vowel| vowel == letter)
}
