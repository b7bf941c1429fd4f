//! What `cargo xtask bench` needs of a UK Sanctions List in CSV.
//!
//! `iterate FILE` reads every row and field and prints how long that took, in seconds: no parser
//! of the list can be faster. `scale FILE OUT NAMES` writes a list of about so many names, whose
//! words are those of the file in other combinations.

#![allow(clippy::print_stdout)]

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::time::Instant;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["iterate", file] => iterate(file),
        ["scale", file, out, names] => scale(file, out, names.parse()?),
        _ => Err("usage: uk_csv iterate FILE | scale FILE OUT NAMES".into()),
    }
}

fn iterate(file: &str) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut reader = ReaderBuilder::new().flexible(true).from_path(file)?;
    let mut row = StringRecord::new();
    let mut bytes = 0;
    while reader.read_record(&mut row)? {
        bytes += row.iter().map(str::len).sum::<usize>();
    }
    println!(
        "{:.3} s, {bytes} bytes in fields",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Keeps the file's own designations, then adds copies with IDs of their own, in which each word
/// of a name is replaced by the word that stands at the same place of another name.
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
    let parts = ["Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5"].map(column);
    let parts = parts.into_iter().collect::<Result<Vec<_>, _>>()?;

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

    let mut output = File::create(out)?;
    output.write_all(report_line.as_bytes())?;
    let mut writer = WriterBuilder::new().flexible(true).from_writer(output);
    writer.write_record(&header)?;
    for written in 0..wanted {
        let (copy, place) = (written / rows.len(), written % rows.len());
        let row = rows[place].iter().enumerate().map(|(at, field)| {
            if copy == 0 {
                field.to_owned()
            } else if at == id {
                format!("{field}-{copy}")
            } else if let Some(part) = parts.iter().position(|&part| part == at) {
                // A step that differs for each part and copy brings other words together.
                let other = &rows[(place + copy * 7919 * (part + 1)) % rows.len()];
                let words: Vec<&str> = other.get(at).unwrap_or_default().split(' ').collect();
                let count = field.split(' ').count();
                if field.is_empty() {
                    String::new()
                } else {
                    words[..count.min(words.len())].join(" ")
                }
            } else {
                field.to_owned()
            }
        });
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(())
}
