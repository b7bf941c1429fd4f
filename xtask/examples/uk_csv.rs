//! What `cargo xtask bench` needs of a UK Sanctions List in CSV.
//!
//! `scale FILE OUT NAMES` writes a list of about this many names made of
//! the file's, and beside it, as `.tsv`, each name with the ID of its designation.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use csv::{ReaderBuilder, WriterBuilder};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["scale", file, out, names] => scale(file, out, names.parse()?),
        _ => Err("usage: uk_csv scale FILE OUT NAMES".into()),
    }
}

/// Columns of a name in reading order.
const NAME: [&str; 6] = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];

/// What a copy of a row keeps beside its name and ID: what a search shows of a designation. The
/// numbers, texts and names in other scripts would be the same in every copy, as in no real list.
const KEPT: [&str; 12] = [
    "Last Updated",
    "Name type",
    "Alias strength",
    "Title",
    "Regime Name",
    "Designation Type",
    "Designation source",
    "Sanctions Imposed",
    "Date Designated",
    "D.O.B",
    "Nationality(/ies)",
    "Gender",
];

/// How likely a word is new when this many names have been written. Of the UK list's 15,042 names
/// the first 8,000 in any order have 9,100 distinct words, all have 13,700: distinct words grow
/// with names to the power 0.645 (counted on the list of 29 April 2026).
fn chance_of_new_word(names: usize) -> f64 {
    0.2 * (names as f64 / 15_000.0).powf(-0.355)
}

/// Keeps the file's own designations, then adds copies with IDs of their own and other names:
/// each word is, as in Simon's model of how words come to be common, one that was written before
/// at such a place, however often it was, or a new one, made of two of those.
fn scale(file: &str, out: &str, wanted: usize) -> Result<(), Box<dyn Error>> {
    let mut input = BufReader::new(File::open(file)?);
    let mut report_line = String::new();
    input.read_line(&mut report_line)?;
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(input);
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|title| title.trim() == name)
            .ok_or(format!("no column {name}"))
    };
    let id = column("Unique ID")?;
    let kind = column("Designation Type")?;
    let parts = NAME
        .map(column)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let kept = KEPT
        .map(column)
        .into_iter()
        .collect::<Result<BTreeSet<_>, _>>()?;

    // One row for each name of each designation; what else repeats is left out.
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row?;
        let name: Vec<&str> = parts.iter().filter_map(|&part| row.get(part)).collect();
        if seen.insert([&row[id], &name.concat()].join("\n")) {
            rows.push(row);
        }
    }

    let mut output = BufWriter::new(File::create(out)?);
    output.write_all(report_line.as_bytes())?;
    let mut writer = WriterBuilder::new().flexible(true).from_writer(output);
    writer.write_record(&header)?;
    let mut names = BufWriter::new(File::create(Path::new(out).with_extension("tsv"))?);
    let mut vocabulary = Vocabulary::default();
    for written in 0..wanted {
        let (copy, row) = (written / rows.len(), &rows[written % rows.len()]);
        let mut fields: Vec<String> = row.iter().map(str::to_owned).collect();
        if copy > 0 {
            for (at, field) in fields.iter_mut().enumerate() {
                if at == id {
                    *field += &format!("-{copy}");
                } else if !kept.contains(&at) && !parts.contains(&at) {
                    field.clear();
                }
            }
        }
        for &part in &parts {
            let place = (&row[kind], part);
            let words = fields[part].split_whitespace().map(|word| -> Rc<str> {
                let word = if copy == 0 {
                    word.into()
                } else if vocabulary.random.share() < chance_of_new_word(written) {
                    vocabulary.invent(place)
                } else {
                    vocabulary.repeat(place)
                };
                vocabulary.write(place, word)
            });
            fields[part] = words.collect::<Vec<_>>().join(" ");
        }
        let name = parts.iter().map(|&part| fields[part].as_str());
        let name: Vec<&str> = name.filter(|part| !part.is_empty()).collect();
        writeln!(names, "{}\t{}", fields[id], name.join(" "))?;
        writer.write_record(fields)?;
    }
    writer.flush()?;
    names.flush()?;
    Ok(())
}

/// The words written so far.
#[derive(Default)]
struct Vocabulary<'a> {
    /// Of each kind of designation and column, each as often as it was written.
    words: BTreeMap<(&'a str, usize), Vec<Rc<str>>>,
    distinct: BTreeSet<Rc<str>>,
    random: Random,
}

impl<'a> Vocabulary<'a> {
    fn write(&mut self, place: (&'a str, usize), word: Rc<str>) -> Rc<str> {
        self.distinct.insert(Rc::clone(&word));
        self.words.entry(place).or_default().push(Rc::clone(&word));
        word
    }

    /// One of the words of this place: the commoner, the likelier.
    fn repeat(&mut self, place: (&'a str, usize)) -> Rc<str> {
        let words = &self.words[&place];
        Rc::clone(&words[self.random.below(words.len())])
    }

    /// The first half of one known word and the second half of another, where that is a new word.
    fn invent(&mut self, place: (&'a str, usize)) -> Rc<str> {
        for _ in 0..8 {
            let [start, end] = [self.repeat(place), self.repeat(place)];
            let [start, end] = [start, end].map(|word| word.chars().collect::<Vec<_>>());
            let start = &start[..start.len().div_ceil(2)];
            let word: String = start.iter().chain(&end[end.len() / 2..]).collect();
            if !self.distinct.contains(word.as_str()) {
                return word.into();
            }
        }
        self.repeat(place)
    }
}

/// SplitMix64: the same numbers in every run.
#[derive(Default)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 or more, less than 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }
}
