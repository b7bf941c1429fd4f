//! Header, numbers, texts, columns and checksum: the part of the format that both packs and the
//! compact manifest share.

use std::collections::{HashMap, HashSet};

use crc::{CRC_32_ISO_HDLC, Crc, Table};

use crate::{FORMAT_VERSION, PackError};
use names::NORMALISER_VERSION;

const MAGIC: &[u8; 3] = b"SLP";
const CHECKSUM_BYTES: usize = 4;
/// Where the checksum of the pair stands: after the magic bytes, the kind and two versions.
const PAIR: usize = MAGIC.len() + 1 + 2 + 2;
/// Closes each item of a list inside one text.
pub(crate) const ITEM: char = '\u{1e}';
/// Separates the fields of an item.
pub(crate) const FIELD: char = '\u{1f}';
/// A column is written as a table where its distinct texts are at most one in this many;
/// above that the indexes cost more than the repeated texts do after compression.
const TABLE_FROM: usize = 8;

/// Most bytes that a text shares with the one before it, so that a forged pack cannot make a
/// few bytes into many.
const MOST_SHARED: usize = 63;

const PLAIN: u8 = 0;
const TABLE: u8 = 1;
const FRONT: u8 = 2;

/// Which file it is: the letter after the magic bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PackKind {
    /// A search pack, `S`.
    Search,
    /// A details pack, `D`.
    Details,
    /// The compact manifest, `M`, which crate `manifest` writes and reads.
    Manifest,
}

impl PackKind {
    fn byte(self) -> u8 {
        match self {
            Self::Search => b'S',
            Self::Details => b'D',
            Self::Manifest => b'M',
        }
    }
}

/// The CRC-32 of Ethernet, gzip and PNG.
#[cfg(not(target_family = "wasm"))]
fn crc_of(bytes: &[u8]) -> u32 {
    static CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
    CRC.checksum(bytes)
}

/// The same a byte at a time. Its table is made here, because a browser would load the 1 KB of a
/// constant one.
#[cfg(target_family = "wasm")]
fn crc_of(bytes: &[u8]) -> u32 {
    Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC).checksum(bytes)
}

/// The checksum at the end of a pack that [`Writer::finish`] wrote.
pub(crate) fn checksum_of(pack: &[u8]) -> u32 {
    pack.last_chunk()
        .map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Writes a file of the format from its beginning to its end.
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Writes the header. `pair` is the checksum of the search pack in a details pack and the
    /// version of the layout in a manifest; `items` is the number of designations or of lists.
    #[must_use]
    pub fn new(kind: PackKind, pair: u32, list: &str, items: usize) -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.push(kind.byte());
        bytes.extend(FORMAT_VERSION.to_le_bytes());
        bytes.extend(NORMALISER_VERSION.to_le_bytes());
        bytes.extend(pair.to_le_bytes());
        let mut writer = Self { bytes };
        writer.number(list.len());
        writer.bytes.extend(list.as_bytes());
        writer.number(items);
        writer
    }

    /// A number, seven bits a byte, lowest first. A reader takes at most 32 bits.
    pub fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// One text for each place. Texts must be free of NUL.
    pub(crate) fn column(&mut self, texts: &[String]) {
        if let Some(distinct) = few_distinct(texts) {
            self.bytes.push(TABLE);
            self.number(distinct.len());
            for text in &distinct {
                self.text(text);
            }
            let places: HashMap<&str, usize> = distinct.into_iter().zip(0..).collect();
            for text in texts {
                // Every text is in the table.
                self.number(places.get(text.as_str()).copied().unwrap_or_default());
            }
            return;
        }
        // Where most of each text stands in the one before, as in IDs that count up, only the
        // rest is written.
        let shared: Vec<usize> = shared_with_previous(texts);
        let all: usize = texts.iter().map(String::len).sum();
        if shared.iter().sum::<usize>() * 2 >= all.max(1) {
            self.bytes.push(FRONT);
            for (text, shared) in texts.iter().zip(shared) {
                self.number(shared);
                self.bytes.extend(text.as_bytes().iter().skip(shared));
                self.bytes.push(0);
            }
        } else {
            self.bytes.push(PLAIN);
            for text in texts {
                self.text(text);
            }
        }
    }

    /// A text, closed by a NUL. It must be free of NUL.
    pub fn text(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
        self.bytes.push(0);
    }

    /// Sets what [`new`](Self::new) was told of the pair.
    pub(crate) fn set_pair(&mut self, pair: u32) {
        let place = self.bytes.get_mut(PAIR..PAIR + 4);
        place
            .unwrap_or_default()
            .copy_from_slice(&pair.to_le_bytes());
    }

    /// Appends the checksum; gives the file.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let checksum = crc_of(&self.bytes);
        self.bytes.extend(checksum.to_le_bytes());
        self.bytes
    }
}

/// The distinct texts, sorted, where they are few enough for a table. Most columns have many, which a set
/// finds out before they are sorted.
fn few_distinct(texts: &[String]) -> Option<Vec<&str>> {
    let most = texts.len() / TABLE_FROM;
    let (mut seen, mut distinct) = (HashSet::new(), Vec::new());
    for text in texts {
        if seen.insert(text.as_str()) {
            distinct.push(text.as_str());
            if distinct.len() > most {
                return None;
            }
        }
    }
    distinct.sort_unstable();
    Some(distinct)
}

/// How many bytes each text has in common with the start of the one before it.
fn shared_with_previous(texts: &[String]) -> Vec<usize> {
    let mut previous = "";
    texts
        .iter()
        .map(|text| {
            let pairs = text.bytes().zip(previous.bytes());
            previous = text;
            pairs
                .take(MOST_SHARED)
                .take_while(|(one, other)| one == other)
                .count()
        })
        .collect()
}

/// Reads what a [`Writer`] wrote, without trust.
pub struct Reader<'a> {
    bytes: &'a [u8],
    pub(crate) position: usize,
    /// The checksum of the search pack, in a details pack; the version of the layout, in a manifest.
    pub pair: u32,
    pub(crate) checksum: u32,
    pub(crate) list: String,
    /// The number of designations in a pack, of lists in a manifest. At most the number of bytes
    /// that follow.
    pub items: usize,
}

impl<'a> Reader<'a> {
    /// Checks the checksum and reads the header.
    ///
    /// # Errors
    /// The bytes are damaged, or no file of this kind and of this program's versions.
    pub fn open(pack: &'a [u8], kind: PackKind) -> Result<Self, PackError> {
        let Some((bytes, checksum)) = pack.split_last_chunk::<CHECKSUM_BYTES>() else {
            return Err(PackError::NotAPack);
        };
        let checksum = u32::from_le_bytes(*checksum);
        let mut reader = Reader {
            bytes,
            position: 0,
            pair: 0,
            checksum,
            list: String::new(),
            items: 0,
        };
        if reader.array::<3>().as_ref() != Ok(MAGIC) {
            return Err(PackError::NotAPack);
        }
        if crc_of(bytes) != checksum {
            return Err(PackError::Checksum);
        }
        let [found] = reader.array()?;
        if found != kind.byte() {
            return Err(PackError::OtherKind);
        }
        let found = u16::from_le_bytes(reader.array()?);
        if found != FORMAT_VERSION {
            return Err(PackError::FormatVersion { found });
        }
        let found = u16::from_le_bytes(reader.array()?);
        if found != NORMALISER_VERSION {
            return Err(PackError::NormaliserVersion { found });
        }
        reader.pair = u32::from_le_bytes(reader.array()?);
        let length = reader.number()?;
        let start = reader.position;
        let code = reader.take(length)?;
        reader.list = match core::str::from_utf8(code) {
            Ok(list) => list.to_owned(),
            Err(_) => return Err(PackError::Malformed { position: start }),
        };
        reader.items = reader.number()?;
        reader.bounded(reader.items)?;
        Ok(reader)
    }

    /// The error at this position.
    ///
    /// # Errors
    /// Always.
    pub fn malformed<T>(&self) -> Result<T, PackError> {
        Err(PackError::Malformed {
            position: self.position,
        })
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], PackError> {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        match rest.get(..length) {
            Some(taken) => {
                self.position += length;
                Ok(taken)
            }
            None => self.malformed(),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        let start = self.position;
        self.take(N)?
            .try_into()
            .map_err(|_| PackError::Malformed { position: start })
    }

    /// The next number.
    ///
    /// # Errors
    /// It is cut or has more than 32 bits.
    pub fn number(&mut self) -> Result<usize, PackError> {
        let mut number: u32 = 0;
        for shift in [0, 7, 14, 21, 28] {
            let [byte] = self.array()?;
            let bits = u32::from(byte & 0x7f);
            if bits.leading_zeros() < shift {
                return self.malformed();
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number as usize);
            }
        }
        self.malformed()
    }

    /// Whether all is read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.position == self.bytes.len()
    }

    /// Refuses a number of texts or indexes that the bytes left cannot hold: each takes at
    /// least one byte.
    pub(crate) fn bounded(&self, number: usize) -> Result<(), PackError> {
        if number <= self.bytes.len().saturating_sub(self.position) {
            Ok(())
        } else {
            self.malformed()
        }
    }

    /// The next text.
    ///
    /// # Errors
    /// It is not closed by a NUL or is not UTF-8.
    pub fn text(&mut self) -> Result<String, PackError> {
        let start = self.position;
        let text = self.until_nul()?;
        String::from_utf8(text.to_vec()).map_err(|_| PackError::Malformed { position: start })
    }

    pub(crate) fn column(&mut self, places: usize) -> Result<Column, PackError> {
        let [form] = self.array()?;
        match form {
            PLAIN => Ok(Column {
                texts: self.texts(places)?,
                indexes: None,
            }),
            FRONT => Ok(Column {
                texts: self.front_coded(places)?,
                indexes: None,
            }),
            TABLE => {
                let distinct = self.number()?;
                let texts = self.texts(distinct)?;
                self.bounded(places)?;
                let mut indexes = Vec::with_capacity(places);
                for _ in 0..places {
                    let index = self.number()?;
                    if index >= distinct {
                        return self.malformed();
                    }
                    indexes.push(index as u32);
                }
                Ok(Column {
                    texts,
                    indexes: Some(indexes),
                })
            }
            _ => self.malformed(),
        }
    }

    /// What was read; after a fault nothing any more, and [`finish`](Self::finish) says where the fault
    /// is. To leave a pack after each of its columns would cost the browser 1 KB.
    pub(crate) fn kept<T: Default>(&mut self, read: Result<T, PackError>) -> T {
        read.unwrap_or_else(|fault| {
            if let PackError::Malformed { position } = fault {
                self.position = position;
            }
            self.bytes = &[];
            T::default()
        })
    }

    /// The next column, as [kept](Self::kept).
    #[inline(never)]
    pub(crate) fn kept_column(&mut self, places: usize) -> Column {
        let column = self.column(places);
        self.kept(column)
    }

    /// As many numbers, each added to those before it.
    pub(crate) fn sums(&mut self, count: usize) -> Result<Vec<u32>, PackError> {
        self.bounded(count)?;
        let mut sums = Vec::with_capacity(count);
        let mut sum = 0_usize;
        for _ in 0..count {
            sum = sum.saturating_add(self.number()?);
            self.bounded(sum)?;
            sums.push(sum as u32);
        }
        Ok(sums)
    }

    fn texts(&mut self, count: usize) -> Result<Texts, PackError> {
        self.bounded(count)?;
        let start = self.position;
        let mut ends = Vec::with_capacity(count);
        for _ in 0..count {
            self.until_nul()?;
            ends.push(self.position - start);
        }
        let bytes = self.bytes.get(start..self.position).unwrap_or_default();
        self.checked(bytes.to_vec(), ends, start)
    }

    fn front_coded(&mut self, count: usize) -> Result<Texts, PackError> {
        self.bounded(count)?;
        let start = self.position;
        let mut bytes = Vec::new();
        let mut ends = Vec::with_capacity(count);
        let mut previous = 0..0;
        for _ in 0..count {
            let shared = self.number()?;
            if shared > MOST_SHARED || shared > previous.len() {
                return self.malformed();
            }
            let rest = self.until_nul()?;
            let begin = bytes.len();
            bytes.extend_from_within(previous.start..previous.start + shared);
            bytes.extend(rest);
            previous = begin..bytes.len();
            bytes.push(0);
            ends.push(bytes.len());
        }
        self.checked(bytes, ends, start)
    }

    /// The bytes up to the next NUL, which is read too.
    fn until_nul(&mut self) -> Result<&'a [u8], PackError> {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        let Some(length) = rest.iter().position(|byte| *byte == 0) else {
            return self.malformed();
        };
        let text = self.take(length)?;
        self.position += 1;
        Ok(text)
    }

    fn checked(&self, bytes: Vec<u8>, ends: Vec<usize>, start: usize) -> Result<Texts, PackError> {
        // Texts are addressed with 32 bits; larger packs are refused here.
        let ends = ends
            .into_iter()
            .map(u32::try_from)
            .collect::<Result<_, _>>();
        match (String::from_utf8(bytes), ends) {
            (Ok(text), Ok(ends)) => Ok(Texts { text, ends }),
            _ => Err(PackError::Malformed { position: start }),
        }
    }

    /// All was read: nothing may follow.
    ///
    /// # Errors
    /// Bytes are left.
    pub fn finish(self) -> Result<(), PackError> {
        if self.is_at_end() {
            Ok(())
        } else {
            self.malformed()
        }
    }
}

/// Texts in one piece of memory, each closed by a NUL.
#[derive(Default)]
struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end.checked_sub(1)?)
    }
}

/// One text for each place.
#[derive(Default)]
pub(crate) struct Column {
    texts: Texts,
    indexes: Option<Vec<u32>>,
}

impl Column {
    /// The text at a place; empty outside the column.
    pub(crate) fn get(&self, place: usize) -> &str {
        let index = match &self.indexes {
            Some(indexes) => indexes.get(place).map(|index| *index as usize),
            None => Some(place),
        };
        index
            .and_then(|index| self.texts.get(index))
            .unwrap_or_default()
    }

    /// True if a condition holds for every item of every list in the column; each distinct text is
    /// looked at once.
    pub(crate) fn all_items(&self, condition: impl Fn(&str) -> bool) -> bool {
        (0..self.texts.ends.len()).all(|index| {
            let text = self.texts.get(index).unwrap_or_default();
            text.split_terminator(ITEM).all(&condition)
        })
    }

    /// The items of the list at a place.
    pub(crate) fn items(&self, place: usize) -> impl Iterator<Item = &str> {
        self.get(place).split_terminator(ITEM)
    }
}

/// A list as one text: every item closed by [`ITEM`], so that a list with one empty item
/// differs from an empty list.
pub(crate) fn list_text<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut text = String::new();
    for item in items {
        text.push_str(item.as_ref());
        text.push(ITEM);
    }
    text
}

/// A text that may be missing: empty where it is, else marked by a leading `=`.
pub(crate) fn option_text(option: Option<&str>) -> String {
    option.map_or_else(String::new, |text| ["=", text].concat())
}

/// What [`option_text`] wrote.
pub(crate) fn option(text: &str) -> Option<String> {
    text.strip_prefix('=').map(str::to_owned)
}
