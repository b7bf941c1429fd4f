//! Text for people on a terminal.

pub use check_record::words::{counted, thousands};

/// Text from outside on one line, without characters that could control a terminal or change the
/// order in which the text is read.
pub fn printable(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// The character, or U+FFFD in place of a control character, a line or paragraph separator, or one
/// that changes the direction of what follows.
pub fn harmless(letter: char) -> char {
    let is_harmful = letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if is_harmful {
        char::REPLACEMENT_CHARACTER
    } else {
        letter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (15_050, "15,050"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn no_character_that_steers_reaches_the_terminal() {
        for (text, shown) in [
            ("a\u{1b}[2Jb", "a\u{fffd}[2Jb"),
            ("a\u{9b}2Jb", "a\u{fffd}2Jb"),
            ("a\u{7f}\rb\tc", "a\u{fffd}\u{fffd}b\u{fffd}c"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("a\u{2028}b", "a\u{fffd}b"),
            ("Ångström الف ‌ی", "Ångström الف ‌ی"),
        ] {
            assert_eq!(printable(text), shown);
        }
        assert_eq!(printable("a\nb"), "a\u{fffd}b");
    }
}
