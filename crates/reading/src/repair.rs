//! Undoes a fault of encoding where what was meant is certain.
//!
//! Names are copied out of spreadsheets, web pages and databases, which write letters as codes
//! (`&#1042;`, `\u0412`, `%D0%92`, `_x0412_`) or read the bytes of UTF-8 as letters of Windows
//! (`Ð’Ð»Ð°Ð´`), or those of one code page of Windows by another (`Âëàä`). Such a text matches nothing, and must not read as "nothing found". Where a code is
//! damaged the text stays as it is.

use tables::CodePage;

/// The text without the fault; `None` where there is none, or where it is not certain.
pub(super) fn repair(text: &str) -> Option<String> {
    let mut repaired = text.to_owned();
    for undo in [
        |text: &str| codes(text, "_x", hex_until_underscore),
        |text: &str| codes(text, "&", reference),
        |text: &str| codes(text, "\\u", escape),
        percent,
        misread,
        code_page,
    ] {
        if let Some(text) = undo(&repaired) {
            repaired = text;
        }
    }
    (repaired != text).then_some(repaired)
}

/// Replaces every code that begins with `mark`; `read` gives the character and the rest of the text.
fn codes(text: &str, mark: &str, read: fn(&str) -> Option<(char, &str)>) -> Option<String> {
    let (before, mut rest) = cut(text, mark)?;
    let mut done = before.to_owned();
    loop {
        match read(rest) {
            Some((character, after)) => {
                done.push(if character.is_control() {
                    ' '
                } else {
                    character
                });
                rest = after;
            }
            None => done.push_str(mark),
        }
        let Some((before, after)) = cut(rest, mark) else {
            done.push_str(rest);
            return Some(done);
        };
        done.push_str(before);
        rest = after;
    }
}

/// The text before a mark and after it. The standard library's search for a text would cost the
/// browser 6 KB, much of it to write the message of a panic that cannot be. Its `contains` of a single
/// character brings the same search; that of several characters (`[':']`) does not.
pub(super) fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let place = text
        .as_bytes()
        .windows(mark.len())
        .position(|bytes| bytes == mark.as_bytes())?;
    Some((text.get(..place)?, text.get(place + mark.len()..)?))
}

/// `000D_` of `_x000D_`, as workbooks write characters that XML does not allow.
fn hex_until_underscore(text: &str) -> Option<(char, &str)> {
    let (code, rest) = (text.get(..4)?, text.get(4..)?);
    Some((char::from_u32(hex(code)?)?, rest.strip_prefix('_')?))
}

/// `#1042;`, `#x412;` or `amp;` of a character reference.
fn reference(text: &str) -> Option<(char, &str)> {
    let (code, rest) = text.split_once(';')?;
    let character = match code {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        _ => {
            let code = code.strip_prefix('#')?;
            let number = match code.strip_prefix(['x', 'X']) {
                Some(digits) => hex(digits)?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((character, rest))
}

/// `0412` of `\u0412`; two for a character outside the basic plane.
fn escape(text: &str) -> Option<(char, &str)> {
    let unit = |text: &str| u16::try_from(hex(text.get(..4)?)?).ok();
    let (first, rest) = (unit(text)?, text.get(4..)?);
    if let Some(character) = char::from_u32(u32::from(first)) {
        return Some((character, rest));
    }
    let second = unit(rest.strip_prefix("\\u")?)?;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, rest.get(6..)?))
}

fn hex(digits: &str) -> Option<u32> {
    let is_hex = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
}

/// `%D0%92` and `%20`, where every code of the text is whole and the bytes are UTF-8.
fn percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        bytes.push(u8::try_from(hex(part.get(..2)?)?).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    String::from_utf8(bytes).ok()
}

/// The bytes of UTF-8, each read as a letter of Windows-1252, ISO 8859-1 or Windows-1251.
fn misread(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let read = |byte: fn(char) -> Option<u8>| {
        let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
        String::from_utf8(bytes?).ok()
    };
    read(western).or_else(|| read(cyrillic))
}

fn western(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ 0..=0xff => u8::try_from(code).ok(),
        _ => CodePage::WESTERN.byte(character),
    }
}

fn cyrillic(character: char) -> Option<u8> {
    CodePage::CYRILLIC.byte(character)
}

/// The bytes of Windows-1251, each read as a letter of Windows-1252.
fn code_page(text: &str) -> Option<String> {
    let bytes = western_bytes(text)?;
    match CodePage::recognise(&bytes)? {
        CodePage::CYRILLIC => {
            let letter = |byte: &u8| CodePage::CYRILLIC.character(*byte);
            bytes.iter().map(letter).collect()
        }
        _ => None,
    }
}

/// The bytes of a text that Windows-1252 has all characters of, and not ASCII alone.
fn western_bytes(text: &str) -> Option<Vec<u8>> {
    match text.is_ascii() {
        true => None,
        false => text.chars().map(western).collect(),
    }
}

/// Whether a text still has a fault of encoding: letters that nobody typed and that match nothing.
pub(super) fn is_damaged(text: &str) -> bool {
    let has_code = |mark: &str, is_code: fn(&str) -> bool| {
        let mut rest = text;
        while let Some((_, code)) = cut(rest, mark) {
            if is_code(code) {
                return true;
            }
            rest = code;
        }
        false
    };
    has_code("&#", |code| {
        code.starts_with(|digit: char| digit == 'x' || digit.is_ascii_digit())
    }) || has_code("\\u", |code| {
        code.starts_with(|digit: char| digit.is_ascii_digit())
    }) || misread_pairs(text, "ÐÑÃÅØÙÚ", western) >= LEAST_PAIRS
        || misread_pairs(text, "РСГЕШЩ", cyrillic) >= LEAST_PAIRS
        || western_bytes(text).is_some_and(|bytes| CodePage::recognise(&bytes).is_none())
}

/// How often the first byte of a letter in UTF-8, misread as one of `leads`, has its second byte after
/// it, misread as a sign: letters of Ukrainian, Belarusian and Serbian (`ВАСІЛЁЎ`) are there, too.
fn misread_pairs(text: &str, leads: &str, byte: fn(char) -> Option<u8>) -> usize {
    let pairs = text.chars().zip(text.chars().skip(1));
    let is_pair = |(lead, next): &(char, char)| {
        leads.chars().any(|one| one == *lead)
            && (!names::is_alphabetic(*next) || *next == 'µ')
            && byte(*next).is_some_and(|byte| (0x80..0xc0).contains(&byte))
    };
    pairs.filter(is_pair).count()
}

/// A single pair may be a name with a mark after it.
const LEAST_PAIRS: usize = 2;

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn faults_of_encoding_are_undone_where_that_is_certain() {
        for (what, text, expected) in [
            ("character references", "&#1041;&#1083;енор", Some("Бленор")),
            ("in hexadecimal", "&#x411;&#X43B;енор", Some("Бленор")),
            ("by name", "Mana &amp; Vasku&apos;s", Some("Mana & Vasku's")),
            ("JSON", r"\u0411\u043b\u0435нор", Some("Бленор")),
            ("JSON, of two units", r"\ud835\udc01lenor", Some("𝐁lenor")),
            ("an address", "%D0%91%D0%BBенор%20Mana", Some("Бленор Mana")),
            ("a workbook", "Blenor_x000D_Mana", Some("Blenor Mana")),
            ("a workbook's letter", "_x0411_ленор", Some("Бленор")),
            ("misread Cyrillic", "Ð‘Ð»ÐµÐ½Ð¾Ñ€", Some("Бленор")),
            (
                "misread Latin",
                "Å\u{a0}iprak Ã\u{87}arvik",
                Some("Šiprak Çarvik"),
            ),
            ("misread Arabic", "Ù‡ÙŠÙ…Ù†", Some("هيمن")),
            ("misread as Russian letters", "Р‘Р»РµРЅРѕСЂ", Some("Бленор")),
            ("Windows-1251", "Áëåíîð Ìàíà", Some("Бленор Мана")),
            (
                "Windows-1251 in capitals",
                "ÁËÅÍÎÐ ÌÀÍÀ",
                Some("БЛЕНОР МАНА"),
            ),
            (
                "Ukrainian",
                "Áëåíîðåíêî ¯æàê³íà",
                Some("Бленоренко Їжакіна"),
            ),
            (
                "Windows-1251 with ё",
                "Ñòð¸ëîâ, Á. Ì.",
                Some("Стрёлов, Б. М."),
            ),
            (
                "beside Latin",
                "Áëåíîðîâà; Mana Ltd",
                Some("Бленорова; Mana Ltd"),
            ),
            ("plain", "Blenor Mana", None),
            ("plain Russian", "РОССИЯ Стрельников", None),
            ("marks of their own", "Ćarvik Šiprak Þorm Ñandú", None),
            ("Latin letters of one byte", "Müller Åström Ñandú", None),
            ("a share", "Mana 100%", None),
            ("an ampersand", "Mana & Vasku; Jorunn", None),
            ("an underscore", "mana_x_vasku", None),
            ("a damaged code", r"\u04zz Mana", None),
            ("half a code", "%D0Mana %", None),
            ("a surrogate by itself", r"\ud835 Mana", None),
        ] {
            assert_eq!(repair(text).as_deref(), expected, "{what}: {text}");
        }
    }

    #[test]
    fn what_is_left_of_a_fault_is_noticed() {
        for (text, expected) in [
            (r"\u04zz Mana", true),
            ("&#10x41 Mana", true),
            ("Ð‘Ð»ÐµÐ½Ð Mana Ñ", true),
            ("Р‘Р»РµРЅ Р Мана", true),
            // Windows-1256, 1253 and KOI8-R, read as Windows-1252.
            ("ÛÇÒÍ ãæÏ", true),
            ("Úáí", true),
            ("Blenor ÛÇÒÍÉ ãæÏ", true),
            ("Ïñóåê Ôåóôáíüãëïõ", true),
            ("âÌÅÎÏÒ íÁÎÁ", true),
            ("Áëåíîð Ìàíà", false),
            ("Blenor Mana", false),
            ("ÑANDÚ ÅSTRÖM", false),
            ("РОССИЯ «СЕРГЕЙ»", false),
            ("Mana & Vasku #2", false),
        ] {
            let repaired = repair(text);
            let is_damaged = super::is_damaged(repaired.as_deref().unwrap_or(text));
            assert_eq!(is_damaged, expected, "{text}: {repaired:?}");
        }
    }

    #[test]
    fn names_with_accents_are_no_fault() {
        for name in [
            "Þórður",
            "Åsa",
            "Øystein",
            "Čapek",
            "Ñáñez",
            "Ümüt",
            "Ðặng",
            "Élodie",
            "Æsa Öð",
            "Åå",
            "Ää",
            "ÞÓRÐUR ÆGISSON",
            "Éa Île",
            "Özgür Öğüş",
            "Ýmir",
            "Ñuñez",
            "ÅÄÖ AB",
            "Çiğdem Öz",
            "Ìsá",
            "Üöë Ltd",
            "ТЕСЦІЛЬЕЎ Арсекавіч",
            "ЩЕЈ РЉЕШЊ",
            "Ção Conceição",
            "O’Œuvré",
            "Žižek–Šůs",
            "Gal·la",
            "D´Angélo",
            "Société à l’Étage",
            "Wałęsa",
            "Łódź",
        ] {
            assert_eq!(repair(name), None, "{name}");
            assert!(!super::is_damaged(name), "{name}");
        }
    }
}
