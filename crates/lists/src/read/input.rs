//! The bytes of a file on their way to a reader: checked, counted and bounded.

use std::io::{self, BufRead, Read};

use crate::ListError;

/// Bytes that are read ahead.
pub(crate) const BUFFER: usize = 1 << 16;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A reader that hands on nothing but UTF-8 without NUL, knows line and byte of what it hands
/// on next, and refuses to go on when too much is read in one piece.
///
/// Its refusals are [`ListError`]s inside an [`io::Error`]; [`ListError::from`] takes them
/// out again. What stands before a bad byte is handed on first, so that an earlier fault is
/// found first and the position of the bad byte is exact.
pub(crate) struct Input<R> {
    inner: R,
    buffer: Vec<u8>,
    /// Where the bytes that were not handed on begin.
    start: usize,
    /// Where those that passed the checks end.
    checked: usize,
    /// Where those that were read end.
    end: usize,
    at_end: bool,
    begun: bool,
    handed_on: u64,
    line: u64,
    byte: u64,
    last: u8,
    piece: Piece,
}

/// What is being read in one piece: a row, or a part of an element.
struct Piece {
    what: &'static str,
    limit: u64,
    begin: u64,
    line: u64,
    byte: u64,
}

impl<R: Read> Input<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self {
            inner,
            buffer: vec![0; BUFFER],
            start: 0,
            checked: 0,
            end: 0,
            at_end: false,
            begun: false,
            handed_on: 0,
            line: 1,
            byte: 1,
            last: b'\n',
            piece: Piece {
                what: "file",
                limit: u64::MAX,
                begin: 0,
                line: 1,
                byte: 1,
            },
        }
    }

    /// Line, and byte in the line, of what is handed on next; both from 1.
    pub(crate) fn place(&self) -> (u64, u64) {
        (self.line, self.byte)
    }

    /// How many bytes were handed on.
    pub(crate) fn handed_on(&self) -> u64 {
        self.handed_on
    }

    /// Whether the last byte handed on was a line end; true at the beginning.
    pub(crate) fn is_at_line_end(&self) -> bool {
        self.last == b'\n'
    }

    /// Whether the file was handed on to its end.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at_end && self.start == self.end
    }

    /// Says that a new piece begins here, and how many bytes it may have.
    pub(crate) fn begin_piece(&mut self, what: &'static str, limit: u64) {
        self.piece = Piece {
            what,
            limit,
            begin: self.handed_on,
            line: self.line,
            byte: self.byte,
        };
    }

    /// The first byte that is not white space, which stays to be read; `None` at the end.
    pub(crate) fn skip_white_space(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = self.fill_buf()?;
            match bytes.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(blank) => {
                    let first = bytes.get(blank).copied();
                    self.consume(blank);
                    return Ok(first);
                }
                None if bytes.is_empty() => return Ok(None),
                None => {
                    let blank = bytes.len();
                    self.consume(blank);
                }
            }
        }
    }

    /// Reads more until there is at least one character or the end; returns the end of what
    /// passed the checks.
    fn fill(&mut self) -> io::Result<usize> {
        loop {
            let unread = self.buffer.get(self.start..self.end).unwrap_or_default();
            let (text, fault) = match std::str::from_utf8(unread) {
                Ok(text) => (text.len(), false),
                Err(error) => (
                    error.valid_up_to(),
                    error.error_len().is_some() || self.at_end,
                ),
            };
            let text = unread.get(..text).unwrap_or_default();
            // `contains` is much faster than `position`, and almost always false.
            let nul = match text.contains(&0) {
                true => text.iter().position(|byte| *byte == 0),
                false => None,
            };
            let good = nul.unwrap_or(text.len());
            if good > 0 || (self.at_end && unread.is_empty()) {
                return Ok(self.start + good);
            }
            let (line, byte) = self.place();
            if nul.is_some() {
                return Err(io::Error::other(ListError::Nul { line, byte }));
            }
            // The bytes after a bad one tell what encoding it is of.
            if fault && (self.at_end || unread.len() >= 3) {
                let bad = [0, 1, 2].map(|place| unread.get(place).copied());
                return Err(io::Error::other(ListError::NotUtf8 {
                    line,
                    byte,
                    value: bad[0].unwrap_or_default(),
                    guess: guess_encoding(bad),
                }));
            }
            // At most three bytes of an unfinished character are left.
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            self.checked = 0;
            let free = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.inner.read(free) {
                Ok(0) => self.at_end = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.checked {
            if self.handed_on - self.piece.begin > self.piece.limit {
                return Err(io::Error::other(ListError::TooLong {
                    what: self.piece.what,
                    limit: self.piece.limit,
                    line: self.piece.line,
                    byte: self.piece.byte,
                }));
            }
            self.checked = self.fill()?;
            if !self.begun {
                self.begun = true;
                let bytes = self.buffer.get(..self.checked).unwrap_or_default();
                if bytes.starts_with(BYTE_ORDER_MARK) {
                    self.start = BYTE_ORDER_MARK.len();
                    return self.fill_buf();
                }
            }
        }
        Ok(self
            .buffer
            .get(self.start..self.checked)
            .unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let end = self.checked.min(self.start + amount);
        let bytes = self.buffer.get(self.start..end).unwrap_or_default();
        self.handed_on += bytes.len() as u64;
        self.byte += bytes.len() as u64;
        // Sums of at most 255 fit a byte, which makes counting several times faster.
        let lines: u64 = bytes
            .chunks(255)
            .map(|part| u64::from(part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>()))
            .sum();
        if lines > 0 {
            self.line += lines;
            let rest = bytes.iter().rev().take_while(|byte| **byte != b'\n');
            self.byte = 1 + rest.count() as u64;
        }
        self.last = bytes.last().copied().unwrap_or(self.last);
        self.start = end;
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let amount = bytes.len().min(target.len());
        if let (Some(target), Some(bytes)) = (target.get_mut(..amount), bytes.get(..amount)) {
            target.copy_from_slice(bytes);
        }
        self.consume(amount);
        Ok(amount)
    }
}

/// What the bytes look like when they are not UTF-8.
fn guess_encoding(bad: [Option<u8>; 3]) -> Option<&'static str> {
    match bad {
        [Some(0xED), Some(0xA0..=0xBF), Some(0x80..=0xBF)] => {
            Some("UTF-8 with encoded surrogates (CESU-8)")
        }
        [Some(0xFF), Some(0xFE), _] | [Some(0xFE), Some(0xFF), _] => Some("UTF-16"),
        // A letter of Windows-1252 stands alone; a sequence of UTF-8 goes on with 0x80 to 0xBF.
        [Some(_), next, _] if next.is_none_or(|byte| byte.is_ascii()) => Some("Windows-1252"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a few bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            let amount = self.1.min(self.0.len()).min(target.len());
            let (now, later) = self.0.split_at(amount);
            target[..amount].copy_from_slice(now);
            self.0 = later;
            Ok(amount)
        }
    }

    fn read_all(bytes: &[u8], drop: usize) -> Result<String, ListError> {
        let mut text = String::new();
        Input::new(Drops(bytes, drop)).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn text_passes_unchanged_whatever_the_size_of_the_drops() {
        let text = "Жд😀é\r\nline two ‘x’\n".repeat(9_000);
        for drop in [1, 2, 3, 7, BUFFER - 1, BUFFER, 10 * BUFFER] {
            assert_eq!(read_all(text.as_bytes(), drop).unwrap(), text);
        }
        assert_eq!(read_all("\u{FEFF}a".as_bytes(), 1).unwrap(), "a");
        assert_eq!(read_all(b"", 1).unwrap(), "");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_at_their_place() {
        let surrogates = Some("UTF-8 with encoded surrogates (CESU-8)");
        let rows: [(&str, &[u8], u8, Option<&str>); 7] = [
            (
                "a letter of Windows-1252",
                b"\xE9t",
                0xE9,
                Some("Windows-1252"),
            ),
            (
                "a quotation mark of Windows-1252",
                b"\x93x\x94",
                0x93,
                Some("Windows-1252"),
            ),
            (
                "an encoded surrogate",
                b"\xED\xA0\xBD\xED\xB8\x80",
                0xED,
                surrogates,
            ),
            ("an overlong slash", b"\xC0\xAFx", 0xC0, None),
            ("beyond Unicode", b"\xF4\x90\x80\x80", 0xF4, None),
            ("UTF-16", b"\xFF\xFEa", 0xFF, Some("UTF-16")),
            ("a character cut by the end", b"\xE2\x80", 0xE2, None),
        ];
        for (name, bad, found, encoding) in rows {
            // Before, on and after the border of the buffer.
            for before in [
                0,
                5,
                BUFFER - 9,
                BUFFER - 8,
                BUFFER - 7,
                BUFFER - 6,
                3 * BUFFER,
            ] {
                let mut bytes = vec![b'\n'; before];
                bytes.extend("aé\nbéc".as_bytes());
                bytes.extend(bad);
                for drop in [1, 4096, 10 * BUFFER] {
                    match read_all(&bytes, drop) {
                        Err(ListError::NotUtf8 {
                            line,
                            byte,
                            value,
                            guess,
                        }) => assert_eq!(
                            (line, byte, value, guess),
                            (before as u64 + 2, 5, found, encoding),
                            "{name} after {before}"
                        ),
                        other => panic!("{name}: {other:?}"),
                    }
                }
            }
        }
        assert!(matches!(
            read_all(b"a\nb\0c", 1),
            Err(ListError::Nul { line: 2, byte: 2 })
        ));
    }

    #[test]
    fn a_piece_that_is_too_long_is_refused_before_it_is_all_read() {
        let mut input = Input::new(io::repeat(b'x'));
        input.begin_piece("row", 1 << 20);
        let error = ListError::from(io::copy(&mut input, &mut io::sink()).unwrap_err());
        assert!(
            matches!(
                error,
                ListError::TooLong {
                    what: "row",
                    line: 1,
                    byte: 1,
                    ..
                }
            ),
            "{error:?}"
        );
        assert!(input.handed_on() < (1 << 20) + 2 * BUFFER as u64);
    }

    #[test]
    fn a_failing_reader_keeps_its_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::ConnectionReset))
            }
        }
        match ListError::from(Input::new(Broken).read(&mut [0]).unwrap_err()) {
            ListError::Io(error) => assert_eq!(error.kind(), io::ErrorKind::ConnectionReset),
            other => panic!("{other:?}"),
        }
    }
}
