//! How a publisher's text becomes ours: white space, entities, paragraphs.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;

/// A short field: entities and escapes decoded once, white space and control characters at the
/// ends dropped and elsewhere one space.
pub(crate) fn clean(text: &str) -> String {
    collapse(&decode(text))
}

/// A text with a capital first letter.
pub(crate) fn with_capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

/// True if a text has letters that are not Latin.
pub(crate) fn has_other_script(text: &str) -> bool {
    let is_other = |letter: char| letter.is_alphabetic() && !names::is_latin_letter(letter);
    !text.is_ascii() && text.chars().any(is_other)
}

/// The items of a text such as `a) one b) two` or `(a) one (b) two`; the text itself where it is no
/// such list. Letters run on from `a` without a gap.
pub(crate) fn lettered_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut rest = text;
    for letter in 'a'..='z' {
        let Some((at, end)) = find_mark(rest, letter) else {
            break;
        };
        items.push(rest.get(..at).unwrap_or_default().trim());
        rest = rest.get(end..).unwrap_or_default();
    }
    items.push(rest.trim());
    // Nothing is before the first mark, and one item is no list.
    match items.first() {
        Some(&"") if items.len() > 2 => items.split_off(1),
        _ => vec![text],
    }
}

/// Where the mark of an item begins and ends.
fn find_mark(text: &str, letter: char) -> Option<(usize, usize)> {
    let mark = format!("{letter})");
    let (at, _) = text.match_indices(&mark).find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '('])
    })?;
    let begin = match text.get(..at)?.ends_with('(') {
        true => at - 1,
        false => at,
    };
    Some((begin, at + mark.len()))
}

/// The numbers of a cell that a publisher wrote without a break: `INN: 7600000658OGRN: 1020000000420`
/// is cut before `OGRN`. A number is cut where a word of three and more letters follows it at once
/// and a number follows that; letters at the end belong to the number. Together the parts are the
/// cell.
pub(crate) fn labelled_numbers(cell: &str) -> impl Iterator<Item = &str> {
    let mut rest = cell;
    core::iter::from_fn(move || {
        let end = end_of_number(rest).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(end)?;
        rest = after;
        (!number.is_empty()).then_some(number)
    })
}

/// Where the first number of a cell ends that a label follows at once.
fn end_of_number(cell: &str) -> Option<usize> {
    let mut digits = 0;
    for (place, letter) in cell.char_indices() {
        if letter.is_ascii_digit() {
            digits += 1;
            continue;
        }
        if digits >= GLUED_DIGITS {
            let after = cell.get(place..)?;
            let label = after.chars().take_while(|letter| letter.is_alphabetic());
            let length: usize = label.clone().map(char::len_utf8).sum();
            let value = after.get(length..)?;
            let is_label =
                label.count() >= 3 && !value.starts_with(|next: char| next.is_ascii_digit());
            if is_label && value.contains(char::is_alphanumeric) {
                return Some(place);
            }
        }
        digits = 0;
    }
    None
}

/// Fewest digits of a number that a label may follow without a break.
const GLUED_DIGITS: usize = 5;

/// Most items that are compared with each other.
const FEW: usize = 8;

/// Each item once, in the order in which they first come. Cost: linear.
pub(crate) fn distinct<T: Eq + Hash>(items: Vec<T>) -> Vec<T> {
    // A set costs more than looking at a few items.
    if items.len() <= FEW {
        let mut distinct: Vec<T> = Vec::with_capacity(items.len());
        for item in items {
            if !distinct.contains(&item) {
                distinct.push(item);
            }
        }
        return distinct;
    }
    let mut seen = HashSet::with_capacity(items.len());
    let are_first: Vec<bool> = items.iter().map(|item| seen.insert(item)).collect();
    let items = items.into_iter().zip(are_first);
    items
        .filter_map(|(item, is_first)| is_first.then_some(item))
        .collect()
}

/// True if a text has a spreadsheet's code for a control character: `_x000D_`.
pub(crate) fn has_escape(text: &str) -> bool {
    find_escape(text).is_some()
}

/// Byte at which the first escape begins; it has 7 bytes.
fn find_escape(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'_', text.as_bytes()).find(|place| {
        let escape = text.as_bytes().get(*place..*place + 7);
        escape.is_some_and(|bytes| {
            matches!(bytes, [b'_', b'x', b'0', b'0', b'0' | b'1', low, b'_']
                if low.is_ascii_hexdigit())
        })
    })
}

/// Entities decoded, then each escape a line break, which is what `_x000D_` is for.
fn decode(text: &str) -> Cow<'_, str> {
    let decoded = decode_entities(text);
    let Some(mut place) = find_escape(&decoded) else {
        return decoded;
    };
    let mut plain = String::with_capacity(decoded.len());
    let mut rest: &str = &decoded;
    loop {
        plain.push_str(rest.get(..place).unwrap_or_default());
        plain.push('\n');
        rest = rest.get(place + 7..).unwrap_or_default();
        match find_escape(rest) {
            Some(next) => place = next,
            None => break,
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn collapse(text: &str) -> String {
    if is_collapsed(text) {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(word);
    }
    clean
}

/// Whether there is nothing to collapse, as far as bytes tell; they do for nearly all fields.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut before = b' ';
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if before == b' ' => return false,
            // Control characters, and what blanks outside ASCII begin with.
            0..=0x1F | 0x7F | 0xC2 | 0xE1 | 0xE3 => return false,
            0xE2 => match bytes.get(place + 1..place + 3) {
                // Quotation marks and dashes, which are common, are no blanks.
                Some([0x80, 0x90..=0xA7]) => before = *byte,
                _ => return false,
            },
            _ => before = *byte,
        }
    }
    before != b' '
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Bytes of the longest entity that is decoded, with its semicolon: `&#x0010FFFF;`.
const LONGEST_ENTITY: usize = 12;

/// Decodes each entity once: `&amp;quot;` becomes `&quot;`. What is none stays.
fn decode_entities(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        rest = after;
        // No further than an entity is long: a text may be all ampersands.
        let end = after
            .bytes()
            .take(LONGEST_ENTITY)
            .position(|byte| byte == b';');
        match end.and_then(|end| after.split_at_checked(end)) {
            Some((name, after)) if let Some(character) = entity(name) => {
                decoded.push(character);
                rest = after.strip_prefix(';').unwrap_or(after);
            }
            _ => decoded.push('&'),
        }
    }
    if decoded.is_empty() && rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character of an entity such as `quot`, `#39` or `#x27`; never a NUL.
pub(crate) fn entity(name: &str) -> Option<char> {
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
        None => {
            return Some(match name {
                "quot" => '"',
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "apos" => '\'',
                "nbsp" => '\u{A0}',
                "ndash" => '–',
                "mdash" => '—',
                "lsquo" => '‘',
                "rsquo" => '’',
                "ldquo" => '“',
                "rdquo" => '”',
                _ => return None,
            });
        }
    };
    char::from_u32(number).filter(|character| *character != '\0')
}

/// A long text as paragraphs, none of them empty.
///
/// A line break begins a paragraph where the next line is an item (`(2)`, `b.`) or begins with
/// a label (`Digital Currency Address:`), or where a sentence ended or a blank line stands and
/// the next line does not go on in lower case. Other line breaks are accidents of the
/// publisher's editor, and the sentence is joined again.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut text = decode(text);
    if is_collapsed(&text) {
        return vec![text.into_owned()];
    }
    if text.contains('\r') {
        text = Cow::Owned(text.replace("\r\n", "\n"));
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut blank_line = false;
    for line in text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = collapse(line);
        if line.is_empty() {
            blank_line = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !begins_paragraph(last, blank_line, &line) => {
                let opens = last.ends_with(['“', '‘', '(', '[']);
                let closes = line.starts_with([',', '.', ';', ':', ')', ']', '”']);
                if !opens && !closes {
                    last.push(' ');
                }
                last.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
        blank_line = false;
    }
    paragraphs
}

fn begins_paragraph(before: &str, blank_line: bool, line: &str) -> bool {
    let sentence_ended = before
        .trim_end_matches(['"', '”', '’', ')', ']'])
        .ends_with(['.', '!', '?', ':', ';']);
    let goes_on = line.starts_with(|first: char| first.is_lowercase() || ",.;:)]”".contains(first));
    is_item(line) || is_label(line) || ((sentence_ended || blank_line) && !goes_on)
}

/// `(2) …`, `(iv) …`, `2. …`, `b) …`, `• …`
fn is_item(line: &str) -> bool {
    let mark = line.split(' ').next().unwrap_or_default();
    let inner = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    matches!(mark, "•" | "-" | "–" | "*")
        || (inner.len() < mark.len()
            && mark.ends_with([')', '.'])
            && match inner.len() {
                1 | 2 if inner.bytes().all(|byte| byte.is_ascii_digit()) => true,
                1 => inner.bytes().all(|byte| byte.is_ascii_lowercase()),
                2..=4 => mark.ends_with(')') && inner.bytes().all(|byte| b"ivx".contains(&byte)),
                _ => false,
            })
}

/// A capital letter and at most five words up to a colon.
fn is_label(line: &str) -> bool {
    line.starts_with(char::is_uppercase)
        && line.split_once(": ").is_some_and(|(label, _)| {
            !label.contains(['.', ',', ';']) && label.split(' ').count() <= 5
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_fields_lose_white_space_and_keep_words() {
        for (name, raw, clean_text) in [
            ("trailing spaces", "  Example LTD  ", "Example LTD"),
            (
                "no-break spaces",
                "\u{A0}Example\u{202F}LTD\u{A0}",
                "Example LTD",
            ),
            ("a line break", "Example\r\n LTD", "Example LTD"),
            (
                "separators of packs",
                "Example\u{1E}\u{1F}LTD\u{7}",
                "Example LTD",
            ),
            (
                "an entity",
                "&quot;Example&quot; &amp; Sons&#39;",
                "\"Example\" & Sons'",
            ),
            (
                "an entity decoded once",
                "&amp;quot;Example",
                "&quot;Example",
            ),
            (
                "a no-break space as entity",
                "Example&nbsp;&#xA0;LTD",
                "Example LTD",
            ),
            (
                "a separator as entity",
                "Example&#31;LTD&#0;",
                "Example LTD&#0;",
            ),
            (
                "an ampersand that is none",
                "Q&A; R&D &unknown; &",
                "Q&A; R&D &unknown; &",
            ),
            ("nothing", " \u{A0}\n", ""),
            (
                "line breaks of a spreadsheet",
                "_x000D_Example_x000D_\n_x000A_LTD_x0009_",
                "Example LTD",
            ),
            (
                "escapes that are none",
                "_x00_ _x0041_ _x000G_ x000D_ _x000D",
                "_x00_ _x0041_ _x000G_ x000D_ _x000D",
            ),
        ] {
            assert_eq!(clean(raw), clean_text, "{name}");
        }
    }

    #[test]
    fn a_cell_of_numbers_is_cut_where_the_next_label_begins() {
        #[rustfmt::skip]
        let rows: [(&str, &[&str]); 8] = [
            ("INN: 7600000658OGRN: 1020000000420", &["INN: 7600000658", "OGRN: 1020000000420"]),
            ("BIN: 1027800000000INN – 7800001704PPC: 784000001", &["BIN: 1027800000000", "INN – 7800001704", "PPC: 784000001"]),
            ("ИНН 7600000658ОГРН 1020000000420", &["ИНН 7600000658", "ОГРН 1020000000420"]),
            ("UID Number - 25000SWIFT/BIC - RURIRTHX", &["UID Number - 25000", "SWIFT/BIC - RURIRTHX"]),
            ("INN: 7600000658 OGRN: 1020000000420", &["INN: 7600000658 OGRN: 1020000000420"]),
            ("920000090NZA", &["920000090NZA"]),
            ("254900H0TCECGSDJAA65 91310000MAR1FL2XX3", &["254900H0TCECGSDJAA65 91310000MAR1FL2XX3"]),
            ("", &[]),
        ];
        for (cell, expected) in rows {
            let parts: Vec<&str> = labelled_numbers(cell).collect();
            assert_eq!(parts, expected, "{cell}");
            assert_eq!(parts.concat(), cell);
        }
    }

    #[test]
    fn long_texts_become_paragraphs() {
        for (name, raw, expected) in [
            ("a lone newline", "\n", &[][..]),
            (
                "two sentences",
                "One thing. \nAnother.",
                &["One thing.", "Another."],
            ),
            (
                "Windows line ends",
                "One.\r\nTwo\r\nthree.",
                &["One.", "Two three."],
            ),
            (
                "a split quotation",
                "is an “\ninvolved person\" under",
                &["is an “involved person\" under"],
            ),
            (
                "a split sentence",
                "he is the \nDirector\n of \nExample\n, \na firm\n. In this",
                &["he is the Director of Example, a firm. In this"],
            ),
            (
                "a split bracket",
                "Examples (Sanctions) \n(EU Exit) 2019",
                &["Examples (Sanctions) (EU Exit) 2019"],
            ),
            (
                "a blank line without a full stop",
                "Heading\n \nText",
                &["Heading", "Text"],
            ),
            (
                "a blank line inside a sentence",
                "one\n\nand two",
                &["one and two"],
            ),
            (
                "items",
                "on these grounds: \n(1) one; and\n(2) two\nb.\tthree\niv) four",
                &[
                    "on these grounds:",
                    "(1) one; and",
                    "(2) two",
                    "b. three",
                    "iv) four",
                ],
            ),
            (
                "a number at the end of a line",
                "(1) \nExample LTD is",
                &["(1) Example LTD is"],
            ),
            (
                "labels",
                "Currency Address: 1x\nCurrency Address: 2y",
                &["Currency Address: 1x", "Currency Address: 2y"],
            ),
            (
                "a closing quotation",
                "he said “no.”\nThen left.",
                &["he said “no.”", "Then left."],
            ),
        ] {
            assert_eq!(paragraphs(raw), expected, "{name}");
        }
    }

    #[test]
    fn lettered_lists_are_parted() {
        for (text, items) in [
            ("a) one b) two", &["one", "two"][..]),
            ("(a) one (b) two (c) three", &["one", "two", "three"]),
            ("a) one", &["a) one"]),
            ("one b) two", &["one b) two"]),
            ("plain", &["plain"]),
            ("", &[""]),
        ] {
            assert_eq!(lettered_items(text), items, "{text}");
        }
    }
}
