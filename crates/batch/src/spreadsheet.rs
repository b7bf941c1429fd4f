//! Text in CSV files that people open in a spreadsheet program.

use std::borrow::Cow;

/// Signs that begin a formula, with their full-width and small forms, and the minus sign, which
/// spreadsheet programs read as the ASCII ones.
const FORMULA: [char; 13] = [
    '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−',
];

/// The text, with an apostrophe in front where a spreadsheet program could run it as a formula:
/// where it begins with a tab or a line break, or with a formula sign, also after blanks, control
/// characters and invisible characters, which some programs drop on import. The rule is that of
/// OWASP's "CSV Injection" (checked 26 November 2026), with those characters added.
pub fn inert(text: &str) -> Cow<'_, str> {
    let is_dropped = |letter: char| letter.is_whitespace() || is_invisible(letter);
    let begins_formula = text.trim_start_matches(is_dropped).starts_with(FORMULA);
    if begins_formula || text.starts_with(['\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character shows nothing, without being a blank: control and format characters
/// (Unicode's Default_Ignorable_Code_Point and Cc).
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in [
            "=1+1",
            "+44",
            "-x",
            "@x",
            "\tx",
            "\rx",
            "\nx",
            "\n=x",
            "\r\n=x",
            " =x",
            "\u{a0}=x",
            "\u{3000}=x",
            "\u{200b}=x",
            "\u{feff}=x",
            "\u{2060}@x",
            "\u{202e}=x",
            "\u{2066} +x",
            "\u{ad}-x",
            "\0=x",
            "\u{1b}=x",
            "\u{e0001}=x",
            "＝x",
            "＋x",
            "－x",
            "＠x",
            " ﹦x",
            "−x",
        ] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        for text in [
            "Given-Name",
            "'quoted",
            "a=b",
            "",
            " ",
            "\u{200b}",
            " x=1",
            "–x",
            "a\n=b",
        ] {
            assert_eq!(inert(text), text);
        }
    }
}
