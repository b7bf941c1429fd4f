//! No list makes decoding, indexing, searching or browsing take time that grows with the square of
//! its size.
//!
//! Each shape is measured at two sizes, one four times the other. Linear work then takes four times
//! as long, squared work sixteen times. Times that are too short to measure pass.

#![allow(clippy::unwrap_used)] // A test may fail so.

use std::fs;
use std::time::{Duration, Instant};

use matcher::{Index, MinBand, Options};
use pack::SearchPack;
use record::{Identifier, IdentifierKind, Kind, Name, NamePart, NameType, PartRole, Record};

/// Most that four times the list may take, times what the list takes.
const MOST_RATIO: u32 = 8;
/// Below it a time says nothing.
const TOO_SHORT: Duration = Duration::from_millis(40);

fn named(id: String, names: impl IntoIterator<Item = String>) -> Record {
    let mut record = Record::new("uk", &id, Kind::Individual);
    for text in names {
        let part = NamePart::new(PartRole::Whole, &text);
        record.names.push(Name::new(NameType::Primary, [part]));
    }
    record
}

/// A word of its own for each number.
fn word(number: usize) -> String {
    let letter = |place: u32| {
        let consonants = "bdfgklmnprstvz".as_bytes();
        let vowels = "aeiou".as_bytes();
        let digit = number / 70_usize.pow(place);
        let pair = [consonants[digit % 14], vowels[digit / 14 % 5]];
        String::from_utf8_lossy(&pair).into_owned()
    };
    (0..4).map(letter).collect()
}

fn one_id_with_many_names(size: usize) -> Vec<Record> {
    let names = (0..size).map(|number| format!("{} {}", word(number), word(number * 7 + 3)));
    vec![named("AAA0001".to_owned(), names)]
}

fn one_id_with_one_name_many_times(size: usize) -> Vec<Record> {
    let names = (0..size).map(|_| "Blenor Mana".to_owned());
    vec![named("AAA0001".to_owned(), names)]
}

fn one_name_without_a_gap(size: usize) -> Vec<Record> {
    vec![named("AAA0001".to_owned(), ["blenor".repeat(size)])]
}

fn one_name_of_single_letters(size: usize) -> Vec<Record> {
    vec![named("AAA0001".to_owned(), ["g m b h ".repeat(size)])]
}

fn one_name_in_chinese(size: usize) -> Vec<Record> {
    vec![named("AAA0001".to_owned(), ["诺凡".repeat(size)])]
}

/// One token and one passport number for all.
fn many_with_one_name_and_number(size: usize) -> Vec<Record> {
    let record = |number| {
        let mut record = named(format!("A{number:07}"), ["Blenor".to_owned()]);
        record.identifiers.push(Identifier {
            kind: IdentifierKind::Passport,
            value: "12345678".to_owned(),
            note: None,
        });
        record
    };
    (0..size).map(record).collect()
}

fn many_short_ids(size: usize) -> Vec<Record> {
    (0..size)
        .map(|number| named(format!("{number:x}"), [word(number * 31)]))
        .collect()
}

/// A name for it, how large it is, how it is made, and what is searched for.
type Shape = (&'static str, usize, fn(usize) -> Vec<Record>, &'static str);

#[rustfmt::skip]
const SHAPES: &[Shape] = &[
    ("many names under one ID", 4_000, one_id_with_many_names, "babadada bebededa"),
    ("one name many times under one ID", 4_000, one_id_with_one_name_many_times, "mana blenor"),
    ("a name without a gap", 20_000, one_name_without_a_gap, LONG),
    ("a name of single letters", 20_000, one_name_of_single_letters, "g m b h"),
    ("a Chinese name without end", 20_000, one_name_in_chinese, "诺凡"),
    ("one name for many", 5_000, many_with_one_name_and_number, "Blenor Mana"),
    ("one number for many", 10_000, many_with_one_name_and_number, "12345678"),
    ("short IDs", 20_000, many_short_ids, "bada data"),
];

/// As long as a query may be.
const LONG: &str = {
    const BYTES: [u8; matcher::MOST_QUERY_CHARACTERS] = [b'b'; matcher::MOST_QUERY_CHARACTERS];
    match core::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

const STEPS: [&str; 6] = [
    "encode",
    "decode",
    "index",
    "search",
    "search wider",
    "browse",
];

/// The time this thread has had a processor, where Linux says it: a busy machine does not add to it.
fn processor_time() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let (start, wall) = (processor_time(), Instant::now());
    let done = work();
    let took = processor_time().zip(start).map(|(end, start)| end - start);
    (took.unwrap_or_else(|| wall.elapsed()), done)
}

/// How long each step takes.
fn measure(records: &[Record], query: &str) -> [Duration; 6] {
    let wide = Options {
        min: MinBand::Any,
        ..Options::default()
    };
    let (encode, packs) = timed(|| pack::encode("uk", records).unwrap());
    let (decode, pack) = timed(|| SearchPack::decode(&packs.search).unwrap());
    let (build, index) = timed(|| Index::build(pack));
    let (search, _) = timed(|| index.search(query, &Options::default()));
    let (wider, _) = timed(|| index.search(query, &wide));
    let (browse, _) = timed(|| index.browse(&Options::default()));
    [encode, decode, build, search, wider, browse]
}

#[test]
fn no_step_takes_squared_time() {
    for (shape, size, make, query) in SHAPES {
        let small = measure(&make(*size), query);
        let large = measure(&make(size * 4), query);
        for (step, (small, large)) in STEPS.iter().zip(small.into_iter().zip(large)) {
            if std::env::var_os("SHOW").is_some() {
                println!("{shape}: {step} {small:?} {large:?}");
            }
            assert!(
                large < TOO_SHORT || large < small * MOST_RATIO,
                "{shape}: {step} took {small:?}, and {large:?} of a list four times as long"
            );
        }
    }
}
