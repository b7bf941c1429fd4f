//! The byte format that carries a list to the browser.
//!
//! A list becomes two packs. The *search pack* holds what a search and a result row need:
//! names, identifiers with their countries, kinds, regimes, measures, dates of birth, the known spellings of the
//! words of its names, and the codes (numbers, wallets, addresses of the web) of all other texts,
//! so that a number is found wherever the publisher wrote it. The *details pack* holds all the rest, and which
//! entries share a number, an address or an owner ([`SharedKind`]). Together they give back every
//! [`Record`] as it was.
//!
//! ```
//! use record::{Kind, Name, NamePart, NameType, PartRole, Record};
//!
//! let mut ship = Record::new("uk", "SAMPLE-RUS9001", Kind::Ship);
//! ship.names.push(Name::new(NameType::Primary, [NamePart::new(PartRole::Whole, "NO SUCH SHIP")]));
//!
//! let bytes = pack::encode("uk", std::slice::from_ref(&ship))?;
//! let search = pack::SearchPack::decode(&bytes.search)?;
//! let details = pack::DetailsPack::decode(&bytes.details, &search)?;
//! assert_eq!(search.designation(0).unwrap().id(), "SAMPLE-RUS9001");
//! assert_eq!(pack::record(&search, &details, 0), Some(ship));
//! # Ok::<(), pack::PackError>(())
//! ```
//!
//! # The format
//!
//! ```text
//! "SLP" · kind 'S' or 'D' · format version u16 · normaliser version u16 · pair u32 ·
//! list code · number of designations · columns · CRC-32 of all before it
//! ```
//!
//! Numbers of fixed width are little-endian, all others varints (seven bits a byte, lowest
//! first). `pair` is the checksum of the search pack, so that a details pack is never read
//! beside the search pack of another build. Every column holds text, one for each designation
//! (or each name, or each variant group), in one of three forms: all texts in a row,
//! each closed by a NUL; where few texts recur, the distinct texts and then one varint for each
//! place; where texts begin like the one before, the number of bytes shared and then the rest.
//! Lists inside a text are separated by U+001E and their fields by U+001F. Equal things stand
//! side by side, which is what makes a pack small after the web server has compressed it.
//!
//! # Trust
//!
//! A pack is decoded without trust: the checksum finds every flipped byte and every
//! truncation, and even under a right checksum no bytes cause a panic, or an allocation of more than
//! some 64 times their length. The checksum is no signature: who must know that a pack is the
//! one that was built compares its SHA-256 with the manifest
//! (crate `manifest`, whose compact form has the same header and checksum).
//!
//! # Cost
//!
//! Decoding is one pass over the bytes, a UTF-8 check, and four bytes of memory a text.
//! Records are put together one at a time, when they are asked for.

#![deny(missing_docs)]

pub mod bytes;
mod claims;
mod codes;
mod details;
mod error;
mod search;
mod shared;

pub use claims::{Claim, Party, for_each_claim};
pub use codes::{CodeValue, codes, listed_keys, query_keys};
pub use details::{DetailsPack, record};
pub use error::{PackError, decimal};
pub use names::NORMALISER_VERSION;
pub use search::{Designation, Field, ListedIdentifier, ListedName, SearchPack};
pub use shared::SharedKind;

use std::panic::resume_unwind;
use std::thread;

use record::Record;

/// Version of the byte format; a pack of another version is refused.
pub const FORMAT_VERSION: u16 = 6;

/// The two packs of one list, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packs {
    /// What a search and a result row need.
    pub search: Vec<u8>,
    /// Everything else.
    pub details: Vec<u8>,
}

/// Packs the records of one list, in the order given.
///
/// The same records give the same bytes. Before they are returned the packs are decoded and
/// every record is compared with the one that went in.
///
/// # Errors
/// [`PackError::NotKept`] for a record that would not come back as it is: a text that holds
/// NUL, U+001E or U+001F where they would separate texts, or a record of another list.
pub fn encode(list: &str, records: &[Record]) -> Result<Packs, PackError> {
    let packs = write(list, records);
    if keeps(&packs, records) {
        return Ok(packs);
    }
    let lost = records.iter().find(|record| {
        let alone = core::slice::from_ref(*record);
        !keeps(&write(list, alone), alone)
    });
    Err(PackError::NotKept {
        record: lost.map_or_else(String::new, |record| record.id.clone()),
    })
}

/// Writes both packs. The codes in all texts and the known spellings of all names are as much work as
/// all the rest, so other threads find them.
fn write(list: &str, records: &[Record]) -> Packs {
    thread::scope(|scope| {
        let codes = scope.spawn(|| search::noted_codes(records));
        let spellings = scope.spawn(|| search::known_spellings(records));
        let mut details = details::write(list, records);
        let codes = codes.join().unwrap_or_else(|panic| resume_unwind(panic));
        let spellings = spellings
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic));
        let search = search::write(list, records, &codes, &spellings);
        details.set_pair(bytes::checksum_of(&search));
        Packs {
            search,
            details: details.finish(),
        }
    })
}

/// Whether the packs give back exactly these records.
fn keeps(packs: &Packs, records: &[Record]) -> bool {
    let Ok(search) = SearchPack::decode(&packs.search) else {
        return false;
    };
    let Ok(details) = DetailsPack::decode(&packs.details, &search) else {
        return false;
    };
    let half = records.len() / 2;
    let keeps = |from: usize, records: &[Record]| {
        let mut records = records.iter().zip(from..);
        records.all(|(expected, place)| record(&search, &details, place).as_ref() == Some(expected))
    };
    let (one, other) = records.split_at(half);
    search.len() == records.len()
        && thread::scope(|scope| {
            let one = scope.spawn(|| keeps(0, one));
            keeps(half, other) && one.join().unwrap_or_default()
        })
}
