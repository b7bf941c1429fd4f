//! Reads a text a line and writes the countries that each names, with a space between them; a line
//! that is not understood is empty.

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let read = names::countries(&line?);
        let named = if read.is_understood {
            read.named
        } else {
            Vec::new()
        };
        writeln!(out, "{}", named.join(" "))?;
    }
    Ok(())
}
