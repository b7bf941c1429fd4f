//! The encoding of a text file: which there are, and the reading of any of them as UTF-8.
//!
//! `encoding_rs` reads these and thirty more, and no part of it can be left out; it would be half of
//! what the page loads for tables. The tests compare this file with it.

use std::io::{self, Read};
use std::str;

use crate::code_page::CodePage;

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;
/// Longest run of bytes that are not ASCII which is read to recognise the encoding. Raising it
/// changes nothing but how much text in a script other than Latin is looked at.
const MOST_RUN: usize = 256;
/// Bytes by which a code page is recognised, from the first that is not ASCII. With fewer, a text that begins with
/// a single sign says less; it must be less than [`BUFFER`].
const SAMPLE: usize = 1 << 15;

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first, as Windows programs write it.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1250, which older programs for central Europe write.
    Windows1250,
    /// Windows-1251, which older programs for Cyrillic write.
    Windows1251,
    /// Windows-1252, which older programs for western Europe write.
    Windows1252,
    /// Windows-1254, which older programs for Turkish write.
    Windows1254,
    /// Windows-1256, which older programs for Arabic write.
    Windows1256,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1250,
        Self::Windows1251,
        Self::Windows1252,
        Self::Windows1254,
        Self::Windows1256,
    ];

    /// The word for it, such as `utf-16le`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1250 => "windows-1250",
            Self::Windows1251 => "windows-1251",
            Self::Windows1252 => "windows-1252",
            Self::Windows1254 => "windows-1254",
            Self::Windows1256 => "windows-1256",
        }
    }

    /// Its name in a sentence, such as `UTF-16`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1250 => "Windows-1250",
            Self::Windows1251 => "Windows-1251",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1254 => "Windows-1254",
            Self::Windows1256 => "Windows-1256",
        }
    }
}

/// What came of the next bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// There may be more.
    More,
    /// The file has ended.
    End,
    /// The text so far was appended, and this byte, which is next, is not in the encoding.
    Bad(u8),
    /// The text so far was appended, and that which is next is in an encoding that is not recognised.
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was read; a byte order mark may follow.
    Start,
    /// All bytes were ASCII, which is the same in UTF-8 and Windows-1252.
    Ascii,
    Known,
}

enum Recognised {
    Known,
    /// More bytes must be read first.
    More,
    /// It is none that is recognised.
    Unknown,
}

/// Reads a file of any [`Encoding`] as UTF-8.
///
/// The encoding is recognised, unless it is given, by the byte order mark; by zero bytes among the
/// first four, which only UTF-16 has; otherwise by the first run of bytes that are not ASCII: UTF-8
/// if it is valid UTF-8, which other text is by chance only; if not, by what [`CodePage::recognise`] says of the
/// next bytes.
pub(crate) struct Decoder<R> {
    input: R,
    /// Bytes that were read and not decoded, at the start of the buffer.
    buffer: Vec<u8>,
    carried: usize,
    state: State,
    encoding: Encoding,
    is_given: bool,
    at_end: bool,
    bytes: u64,
}

impl<R: Read> Decoder<R> {
    pub(crate) fn new(input: R, encoding: Option<Encoding>) -> Self {
        Self {
            input,
            buffer: vec![0; BUFFER],
            carried: 0,
            state: State::Start,
            encoding: encoding.unwrap_or(Encoding::Utf8),
            is_given: encoding.is_some(),
            at_end: false,
            bytes: 0,
        }
    }

    /// Bytes read from the input.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The encoding as far as it is known: UTF-8 while all bytes were ASCII.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Reads the next bytes and appends their text.
    pub(crate) fn fill(&mut self, text: &mut String) -> io::Result<Filled> {
        let free = self.buffer.get_mut(self.carried..).unwrap_or_default();
        let read = match self.input.read(free) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(Filled::More),
            read => read?,
        };
        self.at_end = read == 0;
        self.bytes += read as u64;
        let end = self.carried + read;
        let buffer = std::mem::take(&mut self.buffer);
        let (used, bad) = self.decode(buffer.get(..end).unwrap_or_default(), text);
        self.buffer = buffer;
        self.buffer.copy_within(used..end, 0);
        self.carried = end - used;
        Ok(match bad {
            Some(filled) => filled,
            None if self.at_end => Filled::End,
            None => Filled::More,
        })
    }

    /// Decodes what it can; returns how many bytes that are, and why not more.
    fn decode(&mut self, bytes: &[u8], text: &mut String) -> (usize, Option<Filled>) {
        let mut used = 0;
        if self.state == State::Start {
            if bytes.len() < 4 && !self.at_end {
                return (0, None);
            }
            used = self.start(bytes);
        }
        if self.state == State::Ascii {
            let rest = bytes.get(used..).unwrap_or_default();
            let ascii = rest.iter().position(|byte| !byte.is_ascii());
            let (ascii, rest) = rest.split_at(ascii.unwrap_or(rest.len()));
            text.push_str(str::from_utf8(ascii).unwrap_or_default());
            used += ascii.len();
            if rest.is_empty() {
                return (used, None);
            }
            match self.recognise(rest) {
                Recognised::Known => {}
                Recognised::More => return (used, None),
                Recognised::Unknown => return (used, Some(Filled::Unknown)),
            }
        }
        let rest = bytes.get(used..).unwrap_or_default();
        let (more, bad) = match self.encoding {
            Encoding::Utf8 => self.utf_8(rest, text),
            Encoding::Windows1250 => self.code_page(rest, CodePage::CENTRAL, text),
            Encoding::Windows1251 => self.code_page(rest, CodePage::CYRILLIC, text),
            Encoding::Windows1252 => self.code_page(rest, CodePage::WESTERN, text),
            Encoding::Windows1254 => self.code_page(rest, CodePage::TURKISH, text),
            Encoding::Windows1256 => self.code_page(rest, CodePage::ARABIC, text),
            Encoding::Utf16Le => self.utf_16(rest, u16::from_le_bytes, text),
            Encoding::Utf16Be => self.utf_16(rest, u16::from_be_bytes, text),
        };
        (used + more, bad.map(Filled::Bad))
    }

    /// Looks at the first bytes; returns how many of them are a byte order mark.
    fn start(&mut self, bytes: &[u8]) -> usize {
        let marks: [(&[u8], Encoding); 3] = [
            (b"\xEF\xBB\xBF", Encoding::Utf8),
            (b"\xFF\xFE", Encoding::Utf16Le),
            (b"\xFE\xFF", Encoding::Utf16Be),
        ];
        let marked = marks.iter().find(|(mark, _)| bytes.starts_with(mark));
        let zero_at = |place: usize| bytes.get(place) == Some(&0);
        self.state = State::Known;
        match marked {
            Some((mark, encoding)) if !self.is_given || *encoding == self.encoding => {
                self.encoding = *encoding;
                return mark.len();
            }
            _ if self.is_given => {}
            _ if zero_at(1) || zero_at(3) => self.encoding = Encoding::Utf16Le,
            _ if zero_at(0) || zero_at(2) => self.encoding = Encoding::Utf16Be,
            _ => self.state = State::Ascii,
        }
        0
    }

    /// Recognises the encoding by bytes that begin with one that is not ASCII.
    fn recognise(&mut self, bytes: &[u8]) -> Recognised {
        let run = bytes.iter().position(u8::is_ascii);
        if run.is_none() && bytes.len() < MOST_RUN && !self.at_end {
            return Recognised::More;
        }
        let run = bytes.get(..run.unwrap_or(MOST_RUN).min(MOST_RUN));
        let run = run.unwrap_or(bytes);
        let is_utf_8 = match str::from_utf8(run) {
            Ok(_) => true,
            // Only the end of the run that was looked at is missing.
            Err(error) => error.error_len().is_none() && run.len() == MOST_RUN,
        };
        if !is_utf_8 && bytes.len() < SAMPLE && !self.at_end {
            return Recognised::More;
        }
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        self.encoding = match is_utf_8 {
            true => Encoding::Utf8,
            false => match CodePage::recognise(sample) {
                Some(CodePage::CYRILLIC) => Encoding::Windows1251,
                Some(_) => Encoding::Windows1252,
                None => return Recognised::Unknown,
            },
        };
        self.state = State::Known;
        Recognised::Known
    }

    fn utf_8(&self, bytes: &[u8], text: &mut String) -> (usize, Option<u8>) {
        let error = match str::from_utf8(bytes) {
            Ok(all) => {
                text.push_str(all);
                return (bytes.len(), None);
            }
            Err(error) => error,
        };
        let good = error.valid_up_to();
        let all = bytes.get(..good).unwrap_or_default();
        text.push_str(str::from_utf8(all).unwrap_or_default());
        let is_bad = error.error_len().is_some() || self.at_end;
        (good, bytes.get(good).copied().filter(|_| is_bad))
    }

    fn code_page(&self, bytes: &[u8], page: CodePage, text: &mut String) -> (usize, Option<u8>) {
        let character = page.characters();
        for (place, byte) in bytes.iter().enumerate() {
            match character(*byte) {
                // Where it was only recognised, a zero byte shows that it is another encoding.
                Some(letter) if *byte != 0 || self.is_given => text.push(letter),
                _ => return (place, Some(*byte)),
            }
        }
        (bytes.len(), None)
    }

    fn utf_16(
        &self,
        bytes: &[u8],
        unit: fn([u8; 2]) -> u16,
        text: &mut String,
    ) -> (usize, Option<u8>) {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut used = 0;
        for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
            match letter {
                Ok(letter) => {
                    used += letter.len_utf16() * 2;
                    text.push(letter);
                }
                // The second half of this character was not read yet.
                Err(_) if used + 2 == pairs.len() * 2 && !self.at_end => return (used, None),
                Err(_) => return (used, bytes.get(used).copied()),
            }
        }
        (used, odd.first().copied().filter(|_| self.at_end))
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

    fn decoded(bytes: &[u8], given: Option<Encoding>, drop: usize) -> (String, Encoding, Filled) {
        let mut decoder = Decoder::new(Drops(bytes, drop), given);
        let mut text = String::new();
        loop {
            match decoder.fill(&mut text).unwrap() {
                Filled::More => {}
                end => return (text, decoder.encoding(), end),
            }
        }
    }

    #[test]
    fn the_encoding_is_recognised_however_the_bytes_arrive() {
        use Encoding::*;
        use Filled::*;
        let long = "名前".repeat(200);
        #[rustfmt::skip]
        let rows: &[(&[u8], &str, Encoding, Filled)] = &[
            (b"", "", Utf8, End),
            (b"a", "a", Utf8, End),
            (b"name\nx\n", "name\nx\n", Utf8, End),
            (b"\xEF\xBB\xBFname", "name", Utf8, End),
            (b"\xEF\xBB\xBF\xE9", "", Utf8, Bad(0xE9)),
            (b"\xFF\xFEn\0\x16\x04", "nЖ", Utf16Le, End),
            (b"\xFE\xFF\0n\x04\x16", "nЖ", Utf16Be, End),
            (b"n\0a\0", "na", Utf16Le, End),
            (b"\0n\0a", "na", Utf16Be, End),
            (b"\xFF\xFE\x3D\xD8\x00\xDE", "😀", Utf16Le, End),
            (b"\xFF\xFEn\0\x3D\xD8x\0", "n", Utf16Le, Bad(0x3D)),
            (b"\xFF\xFEn\0\x3D\xD8", "n", Utf16Le, Bad(0x3D)),
            (b"\xFF\xFEn\0x", "n", Utf16Le, Bad(b'x')),
            ("Zoë, Ždan".as_bytes(), "Zoë, Ždan", Utf8, End),
            (long.as_bytes(), &long, Utf8, End),
            (b"Zo\xEB, \x8Edan \x80", "Zoë, Ždan €", Windows1252, End),
            (b"Zo\xEB \x81", "Zoë ", Windows1252, Bad(0x81)),
            (b"Zo\xEB \0", "Zoë ", Windows1252, Bad(0)),
            ("é a\u{0}".as_bytes(), "é a\u{0}", Utf8, End),
            (b"\xC3\xA9 \xE9", "é ", Utf8, Bad(0xE9)),
            (b"a\xE2\x80", "aâ€", Windows1252, End),
        ];
        for (bytes, text, encoding, end) in rows {
            for drop in [1, 2, 3, 5, usize::MAX] {
                let expected = ((*text).to_owned(), *encoding, *end);
                assert_eq!(decoded(bytes, None, drop), expected, "{bytes:?} by {drop}");
            }
        }
    }

    #[test]
    fn every_byte_and_character_is_read_as_the_reference_implementation_reads_it() {
        for (page, reference) in [
            (CodePage::CENTRAL, encoding_rs::WINDOWS_1250),
            (CodePage::CYRILLIC, encoding_rs::WINDOWS_1251),
            (CodePage::WESTERN, encoding_rs::WINDOWS_1252),
            (CodePage::TURKISH, encoding_rs::WINDOWS_1254),
            (CodePage::ARABIC, encoding_rs::WINDOWS_1256),
        ] {
            let read = page.characters();
            for byte in 0..=255_u8 {
                let bytes = [byte];
                let (theirs, _) = reference.decode_without_bom_handling(&bytes);
                // The bytes that are no character.
                let is_none = theirs.chars().any(|it| matches!(it, '\u{80}'..='\u{9f}'));
                let expected = theirs.chars().next().filter(|_| !is_none);
                assert_eq!(
                    page.character(byte),
                    expected,
                    "{} {byte:02X}",
                    reference.name()
                );
                assert_eq!(read(byte), expected, "{} {byte:02X}", reference.name());
                let again = expected.and_then(|letter| page.byte(letter));
                assert_eq!(
                    again,
                    expected.map(|_| byte),
                    "{} {byte:02X}",
                    reference.name()
                );
            }
            assert_eq!(page.byte('名'), None);
        }
        let text: String = ('\0'..=char::MAX).step_by(97).collect();
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (theirs, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes);
        let (ours, ..) = decoded(&bytes, Some(Encoding::Utf16Le), 1_001);
        assert!(ours == theirs);
        let swapped: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(decoded(&swapped, Some(Encoding::Utf16Be), 4_096).0 == theirs);
    }

    #[test]
    #[rustfmt::skip]
    fn a_text_in_another_code_page_is_recognised_or_refused_and_never_read_as_western() {
        use Encoding::*;
        use encoding_rs as other;
        let rows: &[(&str, &'static other::Encoding, Option<Encoding>)] = &[
            ("ID;Имя\n1;Орсек Тестанов\n", other::WINDOWS_1251, Some(Windows1251)),
            ("ИМЯ;ДАТА\nОРСЕК ТЕСТАНОВ;1970\n", other::WINDOWS_1251, Some(Windows1251)),
            ("ID,Name\n1,Zzyzx Ltd\n2,ООО «Кворл»\n3,Орсек Тестанов\n", other::WINDOWS_1251, Some(Windows1251)),
            ("Прізвище;Ім'я\nТестаненко;Їжак\n", other::WINDOWS_1251, Some(Windows1251)),
            ("№;Name\n1;Орсек Тестанов\n2;Амбер Квилл\n", other::WINDOWS_1251, Some(Windows1251)),
            ("Име;Презиме\nОрсек;Тестановић\n", other::WINDOWS_1251, Some(Windows1251)),
            ("ID;Имя\n1;Орсек Тестанов\n", other::IBM866, None),
            ("ID;Имя\n1;Орсек Тестанов\n", other::KOI8_R, None),
            ("ID;ИМЯ\n1;ОРСЕК ТЕСТАНОВ\n", other::KOI8_R, None),
            ("ID;Имя\n1;Орсек Тестанов\n", other::ISO_8859_5, None),
            ("ID;Имя\n1;Орсек Тестанов\n", other::X_MAC_CYRILLIC, None),
            ("ID;الاسم\n1;زقزق كورطل\n", other::WINDOWS_1256, None),
            ("ID;Όνομα\n1;Ορσεκ Τεστανόγλου\n", other::WINDOWS_1253, None),
            ("ID;ΟΝΟΜΑ\n1;ΟΡΣΕΚ ΤΕΣΤΑΝΟΓΛΟΥ\n", other::WINDOWS_1253, None),
            ("ID;שם\n1;קוורטל טסטנוב\n", other::WINDOWS_1255, None),
            ("ID;ชื่อ\n1;ทดสอบ ตัวอย่าง\n", other::WINDOWS_874, None),
            ("ID;姓名\n1;测试甲\n2;样本乙\n", other::GBK, None),
            ("ID;姓名\n1;測試甲\n2;樣本乙\n", other::BIG5, None),
            ("ID;氏名\n1;見本太郎\n2;試験花子\n", other::SHIFT_JIS, None),
            ("ID;名前\n1;テスト 見本\n2;サンプル 花子\n", other::SHIFT_JIS, None),
            ("ID;氏名\n1;見本太郎\n2;試験花子\n", other::EUC_JP, None),
            ("ID;이름\n1;견본 시험\n", other::EUC_KR, None),
            ("Nom;Né à\nZoë Qwortle;Évry\n", other::WINDOWS_1252, Some(Windows1252)),
            ("name\nÅå\n", other::WINDOWS_1252, Some(Windows1252)),
            ("name\nÅÄÖ AB\n", other::WINDOWS_1252, Some(Windows1252)),
            ("name\nÞórður Ðæsson\nÆgir Öðinn\n", other::WINDOWS_1252, Some(Windows1252)),
            ("nome;função\nConceição Qwortle;Direção\n", other::WINDOWS_1252, Some(Windows1252)),
            ("name\n“Œuvre” O’Qwortle–Žák…\n", other::WINDOWS_1252, Some(Windows1252)),
            ("name\n¿Zoë? ¡Ñusta! 5 m²,\nD´Qwortlé Gal·là\n", other::WINDOWS_1252, Some(Windows1252)),
            ("name;city\nJosé;à\nGül;Ö\n", other::WINDOWS_1252, Some(Windows1252)),
        ];
        for (text, page, expected) in rows {
            let (bytes, _, has_gap) = page.encode(text);
            assert!(!has_gap, "{} has every letter of {text}", page.name());
            for drop in [1, 5, usize::MAX] {
                let (read, encoding, end) = decoded(&bytes, None, drop);
                match expected {
                    Some(expected) => {
                        assert_eq!((&*read, encoding, end), (*text, *expected, Filled::End), "{}", page.name());
                    }
                    None => assert_eq!(end, Filled::Unknown, "{}: {read}", page.name()),
                }
            }
            if let Some(given) = Encoding::ALL.into_iter().find(|own| own.title().eq_ignore_ascii_case(page.name())) {
                assert_eq!(decoded(&bytes, Some(given), 7).0, *text, "{}", page.name());
            }
        }
    }
}
