//! What reading a publisher's file costs at least, for `cargo xtask bench`.
//!
//! `bare_read FILE` visits every row and cell of a CSV file, or every event and attribute of an XML
//! file, with the crate that the list's reader is built on, and keeps nothing.

#![allow(clippy::print_stdout)]

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Read};

use csv::{ReaderBuilder, StringRecord};
use quick_xml::events::Event;

/// Bytes that are read ahead: as many as the list's reader has.
const BUFFER: usize = 1 << 16;

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("usage: bare_read FILE")?;
    let mut first = [0];
    File::open(&file)?.read_exact(&mut first)?;
    let input = File::open(&file)?;
    let bytes = match first {
        [b'<'] => read_xml(input)?,
        _ => read_csv(input)?,
    };
    println!("{bytes} bytes in it");
    Ok(())
}

fn read_csv(input: File) -> Result<usize, Box<dyn Error>> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(input);
    let (mut row, mut bytes) = (StringRecord::new(), 0);
    while reader.read_record(&mut row)? {
        bytes += row.iter().map(str::len).sum::<usize>();
    }
    Ok(bytes)
}

fn read_xml(input: File) -> Result<usize, Box<dyn Error>> {
    let input = BufReader::with_capacity(BUFFER, input);
    let mut reader = quick_xml::Reader::from_reader(input);
    let (mut buffer, mut bytes) = (Vec::new(), 0);
    loop {
        bytes += match reader.read_event_into(&mut buffer)? {
            Event::Start(start) | Event::Empty(start) => {
                let mut bytes = start.name().as_ref().len();
                for attribute in start.attributes() {
                    bytes += attribute?.value.len();
                }
                bytes
            }
            Event::Eof => return Ok(bytes),
            event => event.len(),
        };
        buffer.clear();
    }
}
