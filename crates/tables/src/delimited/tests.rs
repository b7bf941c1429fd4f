//! Tests of [`Delimited`]; the `csv` crate is its reference implementation.

use std::io;

use super::*;

/// Hands out a few bytes at a time.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let amount = self.1.min(self.0.len()).min(target.len());
        let (now, later) = self.0.split_at(amount);
        target[..amount].copy_from_slice(now);
        self.0 = later;
        Ok(amount)
    }
}

type Rows = Vec<(u64, Vec<String>)>;

const COMMAS: Format = Format {
    separator: Some(Separator::COMMA),
    encoding: Some(Encoding::Utf8),
};

fn fault(error: TableError) -> Fault {
    match error {
        TableError::Fault(fault) => fault,
        other => panic!("{other:?}"),
    }
}

/// The rows with their lines, header first, as line 0.
fn read_drops(text: &[u8], drop: usize) -> Result<Rows, Fault> {
    let mut table = Delimited::new(Drops(text, drop), COMMAS);
    let (mut rows, mut row) = (Vec::new(), Row::new());
    while table.read(&mut row).map_err(fault)? {
        let line = if rows.is_empty() { 0 } else { table.line() };
        rows.push((line, row.iter().map(str::to_owned).collect()));
    }
    Ok(rows)
}

fn read(text: impl AsRef<[u8]>) -> Result<Rows, Fault> {
    let whole = read_drops(text.as_ref(), usize::MAX);
    assert_eq!(read_drops(text.as_ref(), 1), whole, "byte by byte");
    whole
}

#[test]
fn well_formed_rows_pass_with_their_lines() {
    // Text, and the line and last cell of each row after the header.
    #[rustfmt::skip]
    let cases: &[(&str, &[(u64, &str)])] = &[
        ("n,r\nx,1\ny,2\n", &[(2, "1"), (3, "2")]),
        ("n,r\nx,1\ny,2", &[(2, "1"), (3, "2")]),
        ("n,r\r\nx,1\r\ny,2\r\n", &[(2, "1"), (3, "2")]),
        ("n,r\rx,1\ry,2\r", &[(2, "1"), (3, "2")]),
        ("\u{feff}\"n\",r\nx,1\n", &[(2, "1")]),
        ("\n\nn,r\nx,1\n\n\n", &[(4, "1")]),
        ("n,r\nx,\"a \"\"b\"\" c\"\n", &[(2, "a \"b\" c")]),
        ("n,r\nx,\"\"\ny,2\n", &[(2, ""), (3, "2")]),
        ("n,r\r\nx,\"1 Road\r\nTown\"\r\ny,2\r\n", &[(2, "1 Road\r\nTown"), (4, "2")]),
        ("n,r\nx,\"1 Road\n\nLondon, UK\nZZ1\"\ny,2\n", &[(2, "1 Road\n\nLondon, UK\nZZ1"), (6, "2")]),
        ("n,r\nx,\"12 High Street,\nLondon,\nZZ1\"\n", &[(2, "12 High Street,\nLondon,\nZZ1")]),
        ("n,r\n\"Sample\nAnna\",1\n", &[(2, "1")]),
        ("i,n,r\n1,\"Sample\nAnna\",\"a, b\nc,d\n\"\n", &[(2, "a, b\nc,d\n")]),
        // In one column an empty line is an empty cell; at the end of the file it is no row.
        ("n\nx\n\ny\r\n\r\nz\n\n", &[(2, "x"), (3, ""), (4, "y"), (5, ""), (6, "z")]),
        ("n\n\n\nx", &[(2, ""), (3, ""), (4, "x")]),
        ("n,r\nx,\"1 Road\n\"\n", &[(2, "1 Road\n")]),
        ("n\n\"x\n\"\n", &[(2, "x\n")]),
        // In one column each line of a cell is searched as a name.
        ("n\nw\n\"Anna\nSample Else\"\nx\n", &[(2, "w"), (3, "Anna\nSample Else"), (5, "x")]),
        ("n,\"Date of\nbirth\"\nx,1\n", &[(3, "1")]),
        ("n\nЖд 😀\n", &[(2, "Жд 😀")]),
    ];
    for (text, expected) in cases {
        let rows = read(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
        let rows: Vec<(u64, &str)> = rows[1..]
            .iter()
            .map(|(line, cells)| (*line, cells.last().unwrap().as_str()))
            .collect();
        assert_eq!(rows, *expected, "{text:?}");
    }
}

#[test]
fn a_fault_names_its_line_and_column() {
    use FaultKind::*;
    #[rustfmt::skip]
    let cases: &[(&[u8], u64, u64, FaultKind)] = &[
        (b"n,r\nx\"y,1\n", 2, 2, StrayQuote),
        (b"n,r\nx, \"1\"\n", 2, 4, StrayQuote),
        ("n,r\r\né,5\"\r\n".as_bytes(), 2, 4, StrayQuote),
        (b"n,r\n\"x\" y,1\n", 2, 4, TextAfterQuote),
        (b"n,r\nx,1\n\"y,2\n\"z\",3\n", 4, 2, TextAfterQuote),
        (b"n,r\nx,1\ny,\"2\nz,3\n", 3, 3, OpenQuote),
        (b"n\nx\n\"", 3, 1, OpenQuote),
        (b"n,r\nx,1,2\n", 2, 5, Cells { found: 3, expected: 2 }),
        (b"n,r\nx,1\r\ny", 3, 2, Cells { found: 1, expected: 2 }),
        (b"n,r\nx\ny,2\n", 2, 2, Cells { found: 1, expected: 2 }),
        (b"n,r\n\nx,1\n", 2, 1, EmptyLine),
        (b"n,r\nx,1\n\n\ny,2\n", 3, 1, EmptyLine),
        (b"n,r\nx,\xe9\n", 2, 3, NotText { byte: 0xE9, encoding: Encoding::Utf8 }),
        (b"\xff\xfen", 1, 1, NotText { byte: 0xFF, encoding: Encoding::Utf8 }),
        (b"n\nx\n\xe2\x80", 3, 1, NotText { byte: 0xE2, encoding: Encoding::Utf8 }),
        // Stray quotes that would hide whole rows.
        (b"n,r\n\"x,1\ny,2\nz\",3\n", 2, 1, RowsInCell { lines: 3 }),
        (b"n,r\nx,\"1\r\ny,2\r\nz,3\"\r\n", 2, 3, RowsInCell { lines: 3 }),
        (b"n,r,s\na,\"x,1\nb,y,2\nc,z\",3\n", 2, 3, RowsInCell { lines: 3 }),
        (b"n\nw\n\"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\"\n", 3, 1, RowsInCell { lines: 13 }),
        (b"\"n\nx\"\ny\n", 1, 1, RowsInCell { lines: 2 }),
        (b"n,\"r\nx,1\ny,2\"\nz,3\n", 1, 3, RowsInCell { lines: 3 }),
        (b"n,\"r,s\nx,1,2\ny,3,4\"\n", 1, 3, RowsInCell { lines: 3 }),
        (b"n,r\nx,\"1\ny,2\nz,3\n\"", 2, 3, RowsInCell { lines: 4 }),
        (b"n, r\nx, \nw,\"1\ny, 2\"\n", 3, 3, RowsInCell { lines: 2 }),
    ];
    for (text, line, column, kind) in cases {
        let place = Place {
            line: *line,
            column: *column,
        };
        let kind = kind.clone();
        let shown = String::from_utf8_lossy(text);
        assert_eq!(read(text), Err(Fault { place, kind }), "{shown:?}");
    }
}

#[test]
fn a_row_that_does_not_end_is_refused_before_it_fills_the_memory() {
    let head = b"n,r\nx,\"".as_slice();
    let mut input = Delimited::new(head.chain(io::repeat(b'y')), COMMAS);
    let mut row = Row::new();
    assert!(input.read(&mut row).unwrap());
    let fault = fault(input.read(&mut row).unwrap_err());
    assert_eq!(fault.kind, FaultKind::TooLong);
    assert_eq!(fault.place, Place { line: 2, column: 3 });
    assert!(input.bytes_read() < (MOST_ROW_BYTES + (1 << 18)) as u64);
}

#[test]
fn a_row_of_endless_cells_is_refused_before_it_fills_the_memory() {
    let mut input = Delimited::new(io::repeat(b','), COMMAS);
    let fault = fault(input.read(&mut Row::new()).unwrap_err());
    assert_eq!(fault.kind, FaultKind::TooManyCells);
    assert_eq!(fault.place.line, 1);
    assert!(input.bytes_read() < 1 << 18);
}

/// The separator and the encoding are recognised, and cells are the same in every form.
#[test]
fn a_table_is_the_same_in_every_form() {
    let plain = "name,ref\nZoë Sample,1\n\"two\nlines, \"\"x\"\"\",2\n";
    let expected = read(plain).unwrap();
    let forms = [
        plain.to_owned(),
        plain.replace('\n', "\r\n").replace("two\r\n", "two\n"),
        plain.replace(',', ";").replace("lines; ", "lines, "),
        plain.replace(',', "\t").replace("lines\t ", "lines, "),
        plain.replace(',', "|").replace("lines| ", "lines, "),
        format!(
            "sep=|\n{}",
            plain.replace(',', "|").replace("lines| ", "lines, ")
        ),
        format!(
            "\"sep=;\"\r\n{}",
            plain.replace(',', ";").replace("lines; ", "lines, ")
        ),
    ];
    for form in &forms {
        let utf_16 = form.encode_utf16();
        let latin = form.chars().map(|letter| u8::try_from(letter).unwrap());
        let encoded: [Vec<u8>; 5] = [
            form.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", form.as_bytes()].concat(),
            utf_16.clone().flat_map(u16::to_le_bytes).collect(),
            utf_16.flat_map(u16::to_be_bytes).collect(),
            latin.collect(),
        ];
        for bytes in &encoded {
            for drop in [1, 7, usize::MAX] {
                let mut table = Delimited::new(Drops(bytes, drop), Format::default());
                let (mut rows, mut row) = (Vec::new(), Row::new());
                while table.read(&mut row).unwrap() {
                    let cells: Vec<String> = row.iter().map(str::to_owned).collect();
                    rows.push(cells);
                }
                let expected = expected.iter().map(|(_, cells)| cells.clone());
                assert_eq!(rows, expected.collect::<Vec<_>>(), "{form:?}");
                let sep = u64::from(form.contains("sep="));
                assert_eq!(table.line(), 3 + sep, "{form:?}");
            }
        }
    }
}

#[test]
fn a_plain_list_has_one_name_a_line() {
    let format = Format {
        separator: Some(Separator::NONE),
        encoding: None,
    };
    let mut table = Delimited::new("Sample, Anna\n\nQwortle; Zzyzx\n".as_bytes(), format);
    let mut row = Row::new();
    let mut names = Vec::new();
    while table.read(&mut row).unwrap() {
        names.push(row.get(0).unwrap().to_owned());
    }
    assert_eq!(names, ["Sample, Anna", "", "Qwortle; Zzyzx"]);
}

/// Tables as people have them: what spreadsheets and databases write.
const TABLES: &[&str] = &[
    "name,ref\nAnna Sample,1\nBert Sample,2\nCarl Sample,3\nDora Sample,4\n",
    "name\nAnna Sample\nBert Sample\nCarl Sample\nDora Sample\n",
    "\"name\",\"ref\"\n\"Anna Sample\",\"\"\n\"Bert Sample\",\"2\"\n\"Carl, Sample\",\"\"\n",
    "id,name,address\n1,\"Sample, Anna\",\"1 Road\nTown\"\n2,Bert Sample,\n3,\"Carl \"\"C\"\" Sample\",\"\"\n4,Dora,x\n",
    "id,name,address,note\r\n1,Anna,\"1 Road, Town\",\r\n2,Bert,,\"two\r\nlines\"\r\n3,Carl,,\r\n",
];

/// One stray quote never takes a row away, wherever it is.
#[test]
fn one_stray_quote_is_refused_or_loses_nothing() {
    for table in TABLES {
        let whole = read(table).unwrap();
        for at in 0..=table.len() {
            let mut text = table.as_bytes().to_vec();
            text.insert(at, b'"');
            if let Ok(rows) = read(&text) {
                assert!(
                    rows.len() >= whole.len(),
                    "{:?}",
                    String::from_utf8_lossy(&text)
                );
            }
        }
        for (at, _) in table.match_indices('"') {
            let mut text = table.as_bytes().to_vec();
            text.remove(at);
            if let Ok(rows) = read(&text) {
                assert!(
                    rows.len() >= whole.len(),
                    "{:?}",
                    String::from_utf8_lossy(&text)
                );
            }
        }
    }
}

/// Two stray quotes can make a cell that is well formed. Those that swallow a row are refused by the
/// shape of its lines; in one column each line of a cell is searched as the row that it was.
#[test]
fn two_stray_quotes_are_refused_or_lose_nothing() {
    for table in TABLES {
        let whole = read(table).unwrap();
        for first in 0..=table.len() {
            for second in first..=table.len() {
                let mut text = table.as_bytes().to_vec();
                text.insert(second, b'"');
                text.insert(first, b'"');
                if let Ok(rows) = read_drops(&text, usize::MAX) {
                    let lines = |(_, cells): &(u64, Vec<String>)| match cells.as_slice() {
                        [only] => only.lines().count().max(1),
                        _ => 1,
                    };
                    let found: usize = rows.iter().map(lines).sum();
                    assert!(found >= whole.len(), "{:?}", String::from_utf8_lossy(&text));
                }
            }
        }
    }
}

/// The rows of the `csv` crate, which leaves out empty lines.
fn read_by_reference(text: &[u8]) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let rows = reader.into_records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The cells here and those that the `csv` crate reads are the same, whatever the text.
#[test]
fn every_accepted_text_is_read_as_the_csv_crate_reads_it() {
    // Every text of up to five of these bytes after a header of one or two columns.
    const BYTES: &[u8] = b"a,\"\n\r ";
    let (mut accepted, mut text) = (0, Vec::new());
    for header in ["n\n", "n,r\r\n"] {
        for length in 0..=5_u32 {
            for number in 0..BYTES.len().pow(length) {
                text.clear();
                text.extend_from_slice(header.as_bytes());
                let digits = (0..length).map(|place| number / BYTES.len().pow(place));
                text.extend(digits.map(|digit| BYTES[digit % BYTES.len()]));
                let Ok(rows) = read_drops(&text, usize::MAX) else {
                    continue;
                };
                accepted += 1;
                let shown = String::from_utf8_lossy(&text);
                // An empty line in one column is a cell here, and nothing there; two quotation
                // marks are a cell in both.
                let mut theirs = read_by_reference(&text);
                let mut ours: Vec<Vec<String>> = rows.into_iter().map(|(_, cells)| cells).collect();
                if header == "n\n" {
                    for rows in [&mut theirs, &mut ours] {
                        rows.retain(|cells| !cells[0].is_empty());
                    }
                }
                assert_eq!(ours, theirs, "{shown:?}");
            }
        }
    }
    assert!(accepted > 1_000, "{accepted}");
}
