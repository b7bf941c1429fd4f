//! Quotation in CSV: where a quotation mark is allowed. This is the only definition; the reader of
//! tables here and the readers of publishers' files use it.
//!
//! The rules are those of RFC 4180, with LF, CRLF or CR as line break: a quotation mark is allowed
//! around a whole cell, and doubled inside one. Many CSV readers accept any other mark without a
//! word and then read, as one cell, all rows up to the next mark.

/// The position of the next byte within its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellState {
    /// At the beginning of a cell.
    #[default]
    Begin,
    /// In a cell that does not begin with a quotation mark.
    Unquoted,
    /// In a cell that begins with a quotation mark.
    Quoted,
    /// After a quotation mark in a quoted cell: the end of the cell, or half of a doubled mark.
    AfterQuote,
}

/// The meaning of one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A byte of the cell's text; a doubled quotation mark is one.
    Text,
    /// A quotation mark that is no text: it opens the cell, closes it or is half of a doubled one.
    Mark,
    /// The end of a cell within a row.
    Separator,
    /// The end of a row; CRLF is two of them.
    LineBreak,
    /// A quotation mark in a cell that does not begin with one.
    StrayMark,
    /// Text between a closing quotation mark and the end of the cell.
    TextAfterMark,
}

impl CellState {
    /// Reads one byte: the meaning of the byte, and the state after it. `separator` is `None` where
    /// each line is one cell.
    #[inline]
    #[must_use]
    pub fn step(self, byte: u8, separator: Option<u8>) -> (Step, Self) {
        match (self, byte) {
            (Self::Quoted, b'"') => (Step::Mark, Self::AfterQuote),
            (Self::Quoted, _) => (Step::Text, Self::Quoted),
            (Self::AfterQuote, b'"') => (Step::Text, Self::Quoted),
            (_, b'\r' | b'\n') => (Step::LineBreak, Self::Begin),
            (_, _) if Some(byte) == separator => (Step::Separator, Self::Begin),
            (Self::Begin, b'"') => (Step::Mark, Self::Quoted),
            (Self::Unquoted, b'"') => (Step::StrayMark, Self::Unquoted),
            (Self::AfterQuote, _) => (Step::TextAfterMark, Self::Unquoted),
            (Self::Begin | Self::Unquoted, _) => (Step::Text, Self::Unquoted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_one_meaning() {
        use Step::*;
        let steps = |text: &str| {
            let mut state = CellState::default();
            let mut step = |byte| {
                let (step, next) = state.step(byte, Some(b';'));
                state = next;
                step
            };
            text.bytes().map(&mut step).collect::<Vec<_>>()
        };
        #[rustfmt::skip]
        let rows: &[(&str, &[Step])] = &[
            ("a;b\n", &[Text, Separator, Text, LineBreak]),
            ("a,b\r\n", &[Text, Text, Text, LineBreak, LineBreak]),
            ("\";\n\"\"\";", &[Mark, Text, Text, Mark, Text, Mark, Separator]),
            ("a\"", &[Text, StrayMark]),
            ("\"a\" ", &[Mark, Text, Mark, TextAfterMark]),
            ("\"\"\r\"", &[Mark, Mark, LineBreak, Mark]),
        ];
        for (text, expected) in rows {
            assert_eq!(steps(text), *expected, "{text:?}");
        }
    }
}
