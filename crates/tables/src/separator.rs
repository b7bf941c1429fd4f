//! The character between two cells, and how it is recognised.

use crate::quotation::{CellState, Step};

/// What separates the cells of a row: one ASCII character, or nothing, where each line is one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separator(Option<u8>);

impl Separator {
    /// `,`
    pub const COMMA: Self = Self(Some(b','));
    /// `;`
    pub const SEMICOLON: Self = Self(Some(b';'));
    /// The tab character.
    pub const TAB: Self = Self(Some(b'\t'));
    /// `|`
    pub const PIPE: Self = Self(Some(b'|'));
    /// None: each line is one cell, as in a plain list of names.
    pub const NONE: Self = Self(None);

    /// The byte; `None` where each line is one cell.
    #[must_use]
    pub const fn byte(self) -> Option<u8> {
        self.0
    }

    /// The separator with this name (`comma`, `semicolon`, `tab`, `pipe`, `none`), or the one ASCII
    /// character, which may be no letter, digit, blank or quotation mark.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        if let Some((_, own)) = NAMES.iter().find(|(name, _)| *name == word) {
            return Some(*own);
        }
        match word.as_bytes() {
            [byte] if is_possible(*byte) => Some(Self(Some(*byte))),
            _ => None,
        }
    }

    /// Its name, or the character itself.
    #[must_use]
    pub fn name(self) -> String {
        match NAMES.iter().find(|(_, own)| *own == self) {
            Some((name, _)) => (*name).to_owned(),
            None => self.0.map(char::from).map(String::from).unwrap_or_default(),
        }
    }
}

const NAMES: [(&str, Separator); 5] = [
    ("comma", Separator::COMMA),
    ("semicolon", Separator::SEMICOLON),
    ("tab", Separator::TAB),
    ("pipe", Separator::PIPE),
    ("none", Separator::NONE),
];

fn is_possible(byte: u8) -> bool {
    byte == b'\t' || (byte.is_ascii_punctuation() && byte != b'"')
}

/// The first line that is not empty, without its line break, which may not be within quotation
/// marks; `None` where its end was not read yet.
pub(crate) fn first_line(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['\r', '\n']);
    let mut state = CellState::Begin;
    for (place, byte) in text.bytes().enumerate() {
        // As if each line were one cell; a quotation mark within it is none of a CSV file's.
        let (step, next) = state.step(byte, None);
        state = next;
        if step == Step::LineBreak {
            return text.get(..place);
        }
    }
    None
}

/// The separator that a line `sep=;` names, as some spreadsheet programs write and read it.
pub(crate) fn separator_line(line: &str) -> Option<Separator> {
    let line = line
        .strip_prefix('"')
        .map_or(line, |line| line.strip_suffix('"').unwrap_or(line));
    let (name, separator) = line.split_once('=')?;
    match separator.as_bytes() {
        [byte] if name.eq_ignore_ascii_case("sep") && is_possible(*byte) => {
            Some(Separator(Some(*byte)))
        }
        _ => None,
    }
}

/// The separator of a file with this first line: the one that is there most often outside of
/// quotation marks, or the first of those that are there equally often; a comma where there is none.
pub(crate) fn recognise(line: &str) -> Separator {
    let possible = [
        Separator::COMMA,
        Separator::SEMICOLON,
        Separator::TAB,
        Separator::PIPE,
    ];
    let times = |separator: Separator| {
        let mut state = CellState::Begin;
        let separators = line.bytes().filter(|byte| {
            let (step, next) = state.step(*byte, separator.byte());
            state = next;
            step == Step::Separator
        });
        separators.count()
    };
    let most = possible.into_iter().rev().max_by_key(|it| times(*it));
    most.unwrap_or(Separator::COMMA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_recognised_by_the_first_line() {
        for (line, separator) in [
            ("name", "comma"),
            ("name,ref", "comma"),
            ("name;ref", "semicolon"),
            ("name\tref", "tab"),
            ("name|ref", "pipe"),
            ("\"name;ref\",x", "comma"),
            ("\"Name, given\";x", "semicolon"),
            ("Name, given;x;y", "semicolon"),
            ("a,b;c", "comma"),
        ] {
            assert_eq!(recognise(line).name(), separator, "{line}");
        }
        assert_eq!(separator_line("sep=;"), Some(Separator::SEMICOLON));
        assert_eq!(separator_line("\"SEP=\t\""), Some(Separator::TAB));
        for line in ["sep=", "sep=a", "sep=;;", "name=;", "sep"] {
            assert_eq!(separator_line(line), None, "{line}");
        }
        for word in ["comma", ";", "tab", "^", "none"] {
            assert!(Separator::from_word(word).is_some(), "{word}");
        }
        for word in ["", "x", "\"", ",,", "ü"] {
            assert_eq!(Separator::from_word(word), None, "{word}");
        }
    }
}
