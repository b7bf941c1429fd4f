//! What is measured on the labelled cases and the list beside the project, where they are there.

// What reads the files is no test in clippy's eyes, and each user of this module needs a part.
#![allow(clippy::unwrap_used, clippy::print_stdout, dead_code, unreachable_pub)]

pub mod costs;
pub mod field;
pub mod pairs;
pub mod people;
pub mod scripts;
pub mod variations;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::path::PathBuf;

use matcher::{Index, MinBand, Options};
use pack::SearchPack;
use record::{NameType, Record};

/// A file beside the project; says so in a line when it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

pub type Row = BTreeMap<String, String>;

pub fn rows(path: &str) -> Option<Vec<Row>> {
    let tab = path.ends_with(".tsv");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tab { b'\t' } else { b',' })
        .quoting(!tab)
        .from_path(shared(path)?)
        .unwrap();
    Some(reader.deserialize().map(Result::unwrap).collect())
}

/// Everything on the list.
pub fn records() -> Option<Vec<Record>> {
    let path = shared("lists/uk/UK-Sanctions-List.reconstructed_2026-04-29.csv")?;
    let source = lists::source("uk").unwrap();
    let file = File::open(path).unwrap();
    Some(
        lists::read(source, file, &lists::Checks::whole())
            .unwrap()
            .records,
    )
}

pub fn primary_only(records: &[Record]) -> Vec<Record> {
    let mut records = records.to_vec();
    for record in &mut records {
        record
            .names
            .retain(|name| name.name_type == NameType::Primary);
    }
    records
}

pub fn index(records: &[Record]) -> Index {
    let packs = pack::encode("uk", records).unwrap();
    Index::build(SearchPack::decode(&packs.search).unwrap())
}

pub fn asking(min: MinBand) -> Options {
    Options {
        min,
        ..Options::default()
    }
}

/// A share with how sure it is: Wilson's interval for 95 of 100.
#[derive(Clone, Copy, Default)]
pub struct Share {
    pub hits: usize,
    pub of: usize,
}

impl Share {
    pub fn add(&mut self, is_hit: bool) {
        self.hits += usize::from(is_hit);
        self.of += 1;
    }

    pub fn value(self) -> f64 {
        self.hits as f64 / (self.of.max(1)) as f64
    }

    pub fn interval(self) -> (f64, f64) {
        let (z, n) = (1.96_f64, self.of.max(1) as f64);
        let middle = self.value() + z * z / (2.0 * n);
        let half = z * (self.value() * (1.0 - self.value()) / n + z * z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z * z / n;
        (((middle - half) / whole).max(0.0), (middle + half) / whole)
    }
}

/// `.874 (.858–.889)`
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.interval();
        write!(f, "{:.3} ({low:.3}–{high:.3})", self.value())
    }
}

/// Small numbers that look random and are the same in every run (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}
