//! The parts of a packed file (ZIP), each unpacked while it is read, within bounds.
//!
//! Only what workbooks need: no encryption, no second disk, no file above 4 GB, stored and deflated parts.

use std::collections::BTreeMap;
use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take};

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};
use flate2::read::DeflateDecoder;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use tables::MOST_ROW_BYTES;

use crate::MOST_UNPACKED;
use crate::error::WorkbookError;

/// How a packed file begins.
pub const ZIP: &[u8] = b"PK\x03\x04";
/// How the directory of a packed file ends, and so how a packed file begins that has nothing in it.
pub const ZIP_END: &[u8] = b"PK\x05\x06";
/// How a compound file begins: a workbook of before 2007, or one with a password.
pub const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
/// The name of the part of a compound file that holds an encrypted workbook, in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
/// Most parts of a workbook.
const MOST_PARTS: u16 = 10_000;
/// Bytes of the end of the file in which its directory is announced.
const END: u64 = 22 + 65_535;

/// The checksum of a part, as ISO/IEC 21320-1 has it.
static CRC: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// Where a part is in the file.
#[derive(Clone, Copy)]
struct Entry {
    method: u16,
    is_encrypted: bool,
    crc: u32,
    packed: u64,
    header: u64,
}

/// A packed file whose directory was read.
pub struct Archive<R> {
    /// `None` after a part could not be read.
    input: Option<R>,
    entries: BTreeMap<String, Entry>,
    /// Bytes that the parts read so far unpacked to.
    unpacked: u64,
}

impl<R: Read + Seek> Archive<R> {
    pub fn open(mut input: R) -> Result<Self, WorkbookError> {
        let mut magic = [0; 4];
        input.seek(SeekFrom::Start(0))?;
        input.read_exact(&mut magic)?;
        if magic == COMPOUND {
            return Err(match contains(&mut input, ENCRYPTED)? {
                true => WorkbookError::Password,
                false => WorkbookError::OldFormat,
            });
        }
        if magic != ZIP {
            return Err(WorkbookError::OtherFormat);
        }
        let entries = directory(&mut input)?;
        Ok(Self {
            input: Some(input),
            entries,
            unpacked: 0,
        })
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Reads a part of the file; what it unpacks to counts for the bound of the whole file.
    pub fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Xml<R>) -> Result<T, WorkbookError>,
    ) -> Result<T, WorkbookError> {
        // The part owns the file while it is read: borrowed, it would be a second kind of part, 10 KB of a browser's
        // code.
        let mut xml = self.take(name)?;
        let result = read(&mut xml)?;
        let part = xml.reader.into_inner();
        self.unpacked = part.total;
        self.input = Some(part.into_input());
        Ok(result)
    }

    /// Opens a part, the last that is read.
    pub fn into_xml(mut self, name: &str) -> Result<Xml<R>, WorkbookError> {
        self.take(name)
    }

    fn take(&mut self, name: &str) -> Result<Xml<R>, WorkbookError> {
        let entry = self.find(name)?;
        let input = self.input.take();
        let input = input.ok_or_else(|| WorkbookError::damaged("a part cannot be read"))?;
        Ok(Xml::new(Part::open(input, entry, self.unpacked)?))
    }

    fn find(&self, name: &str) -> Result<Entry, WorkbookError> {
        let entry = self.entries.get(name).copied();
        entry.ok_or_else(|| WorkbookError::damaged(format!("the part {name} is missing")))
    }
}

/// Whether the bytes occur anywhere in the file.
fn contains(input: &mut impl Read, bytes: &[u8]) -> io::Result<bool> {
    let mut window = Vec::new();
    loop {
        let kept = window.len().saturating_sub(bytes.len());
        window.drain(..kept);
        if input.by_ref().take(1 << 16).read_to_end(&mut window)? == 0 {
            return Ok(false);
        }
        if window.windows(bytes.len()).any(|here| here == bytes) {
            return Ok(true);
        }
    }
}

/// Reads the directory at the end of the file.
fn directory<R: Read + Seek>(input: &mut R) -> Result<BTreeMap<String, Entry>, WorkbookError> {
    let length = input.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(END);
    input.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    input.by_ref().take(END).read_to_end(&mut end)?;
    let place = end.windows(4).rposition(|here| here == ZIP_END);
    let cut = || WorkbookError::damaged("its end is missing");
    let record = end.get(place.ok_or_else(cut)?..).unwrap_or_default();
    let mut fields = Fields(record.get(10..).unwrap_or_default());
    let count = fields.u16().ok_or_else(cut)?;
    let size = u64::from(fields.u32().ok_or_else(cut)?);
    let offset = u64::from(fields.u32().ok_or_else(cut)?);
    if count > MOST_PARTS {
        return Err(WorkbookError::TooLarge);
    }
    input.seek(SeekFrom::Start(offset))?;
    let mut directory = Vec::new();
    input
        .by_ref()
        .take(size.min(length))
        .read_to_end(&mut directory)?;
    let mut fields = Fields(&directory);
    let mut entries = BTreeMap::new();
    for _ in 0..count {
        let (name, entry) = fields.entry().ok_or_else(cut)?;
        entries.insert(name, entry);
    }
    Ok(entries)
}

/// Numbers and bytes of the directory, one after the other.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        let bytes = self.take(2)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    /// An entry of the directory.
    fn entry(&mut self) -> Option<(String, Entry)> {
        if self.take(4)? != b"PK\x01\x02" {
            return None;
        }
        self.take(4)?;
        let flags = self.u16()?;
        let method = self.u16()?;
        self.take(4)?;
        let crc = self.u32()?;
        let packed = self.u32()?.into();
        self.take(4)?;
        let (name, extra, comment) = (self.u16()?, self.u16()?, self.u16()?);
        self.take(8)?;
        let header = self.u32()?.into();
        let name = String::from_utf8_lossy(self.take(name.into())?).into_owned();
        self.take(usize::from(extra) + usize::from(comment))?;
        let is_encrypted = flags & 1 == 1;
        let entry = Entry {
            method,
            is_encrypted,
            crc,
            packed,
            header,
        };
        Some((name, entry))
    }
}

enum Unpack<R> {
    Stored(BufReader<Take<R>>),
    Deflated(Box<BufReader<DeflateDecoder<Take<R>>>>),
}

/// A part of a packed file, unpacked.
pub struct Part<R> {
    input: Unpack<R>,
    /// Of the bytes that were unpacked; `None` once it was compared.
    crc: Option<Digest<'static, u32, Table<1>>>,
    expected: u32,
    /// Bytes that were unpacked, together with those of earlier parts.
    total: u64,
    /// Bytes of the piece (an element or a text) that is read.
    piece: usize,
}

impl<R: Read + Seek> Part<R> {
    fn open(mut input: R, entry: Entry, total: u64) -> Result<Self, WorkbookError> {
        if entry.is_encrypted {
            return Err(WorkbookError::Password);
        }
        input.seek(SeekFrom::Start(entry.header))?;
        let mut header = [0; 30];
        input.read_exact(&mut header)?;
        let mut lengths = Fields(header.get(26..).unwrap_or_default());
        let (Some(name), Some(extra)) = (lengths.u16(), lengths.u16()) else {
            return Err(WorkbookError::OtherFormat);
        };
        input.seek(SeekFrom::Current(i64::from(name) + i64::from(extra)))?;
        let packed = input.take(entry.packed);
        let input = match entry.method {
            0 => Unpack::Stored(BufReader::with_capacity(1 << 16, packed)),
            8 => {
                let decoder = DeflateDecoder::new(packed);
                Unpack::Deflated(Box::new(BufReader::with_capacity(1 << 16, decoder)))
            }
            _ => return Err(WorkbookError::damaged("it is packed in an unknown way")),
        };
        Ok(Self {
            input,
            crc: Some(CRC.digest()),
            expected: entry.crc,
            total,
            piece: 0,
        })
    }
}

impl<R: Read> Part<R> {
    fn into_input(self) -> R {
        match self.input {
            Unpack::Stored(input) => input.into_inner().into_inner(),
            Unpack::Deflated(input) => input.into_inner().into_inner().into_inner(),
        }
    }

    fn inner(&mut self) -> &mut dyn BufRead {
        match &mut self.input {
            Unpack::Stored(input) => input,
            Unpack::Deflated(input) => input,
        }
    }
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let amount = ready.len().min(target.len());
        if let (Some(target), Some(ready)) = (target.get_mut(..amount), ready.get(..amount)) {
            target.copy_from_slice(ready);
        }
        self.consume(amount);
        Ok(amount)
    }
}

impl<R: Read> BufRead for Part<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > MOST_ROW_BYTES || self.total > MOST_UNPACKED {
            return Err(io::Error::other(WorkbookError::TooLarge));
        }
        let expected = self.expected;
        let is_end = match self.inner().fill_buf() {
            Ok(ready) => ready.is_empty(),
            // What the decoder says of the bytes; other errors are of the file itself.
            Err(error) if matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof) => {
                let what = "a part of it cannot be unpacked";
                return Err(io::Error::other(WorkbookError::damaged(what)));
            }
            Err(error) => return Err(error),
        };
        if is_end
            && self
                .crc
                .take()
                .is_some_and(|crc| crc.finalize() != expected)
        {
            let what = "a part of it has a wrong checksum";
            return Err(io::Error::other(WorkbookError::damaged(what)));
        }
        self.inner().fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let crc = self.crc.take();
        if let Some(mut crc) = crc {
            if let Ok(ready) = self.inner().fill_buf() {
                crc.update(ready.get(..amount).unwrap_or_default());
            }
            self.crc = Some(crc);
        }
        self.total += amount as u64;
        self.piece += amount;
        self.inner().consume(amount);
    }
}

/// The elements of a part.
pub struct Xml<R> {
    reader: Reader<Part<R>>,
    buffer: Vec<u8>,
}

impl<R: Read> Xml<R> {
    fn new(part: Part<R>) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
        }
    }

    /// The next element or text; `None` at the end. All its references are characters.
    pub fn read(&mut self) -> Result<Option<Event<'_>>, WorkbookError> {
        self.buffer.clear();
        self.reader.get_mut().piece = 0;
        let event = self.reader.read_event_into(&mut self.buffer)?;
        let is_read = match &event {
            Event::Eof => return Ok(None),
            // What it declares may be the values of cells.
            Event::DocType(declared) => !declared.contains('['),
            Event::GeneralRef(name) => letter(name).is_some(),
            Event::Start(start) if start.contains('&') => {
                let mut attributes = start.attributes();
                let mut all = attributes.with_checks(false).flatten();
                all.all(|one| one.normalized_value(XmlVersion::Implicit1_0).is_ok())
            }
            _ => true,
        };
        match is_read {
            true => Ok(Some(event)),
            false => Err(WorkbookError::Entity),
        }
    }
}

/// The value of an attribute by its name without prefix.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut named = attributes.with_checks(false).flatten();
    let value = named.find(|one| one.key.local_name().as_ref() == name)?;
    let value = value.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Appends the text of an event, if it is one.
pub fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(more) => text.push_str(more),
        Event::CData(more) => text.push_str(more),
        Event::GeneralRef(name) => text.extend(letter(name)),
        _ => {}
    }
}

/// The character that a reference is; `None` for any other text, and for what is no character.
fn letter(name: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter);
    }
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
