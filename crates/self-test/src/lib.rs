//! A search tested by whoever relies on it: names of the loaded lists, disguised as people disguise
//! them by mistake, and how many of them are found.
//!
//! Supervisors ask firms how they know that their screening finds misspelt names. [`run`] takes
//! names from the lists that the firm has, disguises them by the classes of [`CLASSES`] with a seed
//! of the firm's own choosing, and searches each as if it had been typed. The classes and this
//! generator are not those by which the matcher is measured while it is made, so what comes out is
//! no figure that it was tuned on.
//!
//! # Limits and cost
//!
//! No input or output, no clock. The same lists, seed, number and version of this program give the
//! same tries on every machine, in a browser too. A try costs one search.

#![deny(missing_docs)]

mod classes;
mod published;
mod random;
mod tally;

pub use classes::{CLASSES, Class, Form};
pub use published::{PUBLISHED_LIST, published};
pub use tally::{Counts, Tally};

use matcher::{Indexes, Matched, Options, Screenings};
use random::Random;
use record::{Kind, NameType};

/// How many hits count as seen: those of the first page.
pub const SEEN: usize = 10;

/// How a search for a disguised name ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The entry is among the first [`SEEN`] hits.
    Found,
    /// It is not, and the answer says that what was typed is in listed names and identifies nobody,
    /// so that nobody takes it for "nothing found".
    Said,
    /// It is not, and the answer does not say so.
    Missed,
}

/// One disguised name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// Place in [`CLASSES`].
    pub class: usize,
    /// Code of the list.
    pub list: String,
    /// The publisher's ID.
    pub id: String,
    /// The name as it is listed.
    pub listed: String,
    /// What was searched.
    pub typed: String,
    /// How it ended.
    pub end: End,
}

/// Disguises up to `most` names by each class, chosen by `seed`, and searches them in all lists, with
/// the settings that a person has who changes none. `on_try` hears of each.
pub fn run(indexes: &Indexes, seed: u64, most: usize, mut on_try: impl FnMut(Try)) {
    let mut entries: Vec<(usize, usize)> = Vec::new();
    for (list, pack) in indexes.packs() {
        entries.extend((0..pack.len()).map(|designation| (list, designation)));
    }
    let options = Options {
        limit: SEEN,
        ..Options::default()
    };
    let mut screenings = Screenings::new(indexes);
    for (class, kind) in CLASSES.iter().enumerate() {
        // A class of its own numbers: one more class leaves the others as they are.
        let mut random = Random::with_seed(seed ^ hash(kind.code));
        random.shuffle(&mut entries);
        let tries = entries.iter().filter_map(|entry| {
            let (listed, words) = name_of(indexes, *entry, kind)?;
            let typed = (kind.disguise)(&words, &mut random)?;
            (typed != listed).then_some((*entry, listed, typed))
        });
        for (entry, listed, typed) in tries.take(most) {
            let answer = screenings.search(&typed, &options);
            let is_it = |list: usize, designation: usize| (list, designation) == entry;
            let is_found = answer.hits.iter().any(|hit| {
                is_it(hit.list, hit.designation)
                    || hit
                        .listings
                        .iter()
                        .filter(|other| other.matched != Matched::Party)
                        .any(|other| is_it(other.list, other.designation))
            });
            let end = match (is_found, answer.suppressed) {
                (true, _) => End::Found,
                (false, 1..) => End::Said,
                (false, 0) => End::Missed,
            };
            let designation = indexes
                .pack(entry.0)
                .and_then(|pack| pack.designation(entry.1));
            let Some(designation) = designation else {
                continue;
            };
            on_try(Try {
                class,
                list: designation.list().to_owned(),
                id: designation.id().to_owned(),
                listed,
                typed,
                end,
            });
        }
    }
}

/// The main name of an entry and the words of it that are disguised, where it is of Latin letters alone and fits the
/// class.
fn name_of<'a>(
    indexes: &'a Indexes,
    (list, designation): (usize, usize),
    class: &Class,
) -> Option<(String, Vec<&'a str>)> {
    let designation = indexes.pack(list)?.designation(designation)?;
    let listed = designation
        .names()
        .find(|name| name.name_type() == NameType::Primary)?;
    let name = listed.full();
    let is_kind = class.kinds.is_empty() || class.kinds.contains(&designation.kind());
    let least = match designation.kind() {
        // A single word of a person's name is in many names, and the search says so instead.
        Kind::Individual => 2,
        _ => 1,
    };
    let is_latin = name
        .chars()
        .all(|letter| letter.is_ascii_alphabetic() || [' ', '-', '\'', '.', '&'].contains(&letter));
    let has_length = (least..=8).contains(&name.split_whitespace().count());
    let words = class.form.words(&listed.parts().collect::<Vec<_>>())?;
    (is_kind && is_latin && has_length).then_some((name, words))
}

/// FNV-1a: the code of a class as a number.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
