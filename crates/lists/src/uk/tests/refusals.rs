//! Files that are unusable as a whole.

use std::error::Error;
use std::io::{self, Read};

use super::{COLUMNS, XML_PERSON, csv, parse, row, xml};
use crate::{Checks, ListError, SOURCES, read};

#[test]
fn unusable_files_are_refused_with_place_and_cure() {
    let file = csv(&[&[], &[("Name 6", "OTHER"), ("Title", "Mr, Dr")]]);
    let xml_file = xml(XML_PERSON);
    let long = "x".repeat((1 << 20) + 1);
    let long_row = csv(&[]) + &format!("{}\n", vec!["x".repeat(1 << 20); 17].join(","));
    let entities = "&amp;".repeat((1 << 20) + 1);
    let many = "<Title>x</Title>".repeat((16 << 20) / 16);
    let with = |bytes: &[u8]| {
        [
            b"Report Date\n".as_slice(),
            COLUMNS.as_bytes(),
            b"\nab",
            bytes,
            b"c,d\n",
        ]
        .concat()
    };
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "the file is empty"),
        (
            "white space",
            b"\xEF\xBB\xBF \r\n\n".to_vec(),
            "the file is empty",
        ),
        (
            "a web page",
            b"\n<!DOCTYPE html>\n<html><body>Not found".to_vec(),
            "this is a web page",
        ),
        (
            "a web page without doctype",
            b"<HTML><p>Not found<br>".to_vec(),
            "this is a web page",
        ),
        (
            "a compressed file",
            b"\x1F\x8B\x08\0\0\0\0\0".to_vec(),
            "this is a compressed file (gzip); unpack it, or use UK-Sanctions-List.csv",
        ),
        (
            "a workbook",
            b"PK\x03\x04\x14\0\x06\0".to_vec(),
            "this is a compressed file (ZIP, as a workbook is); unpack it",
        ),
        (
            "words",
            b"Access denied".to_vec(),
            "line 1 has no column “Unique ID”, it begins with “Access denied”",
        ),
        (
            "no Unique ID",
            file.replace("Unique ID", "Reference").into_bytes(),
            "line 2 has no column “Unique ID”",
        ),
        (
            "the closed list",
            b"Last Updated,14/04/2025\nName 6,Name 1\n".to_vec(),
            "closed on 28 January 2026; use UK-Sanctions-List.csv",
        ),
        (
            "the closed list of 2020",
            b"Last Updated,27/04/2020\r\nName 6,M\xFCller\r\n".to_vec(),
            "closed on 28 January 2026",
        ),
        (
            "the closed list without its date",
            b"Name 6,Name 1,Group Type,Group ID\n".to_vec(),
            "closed on 28 January 2026",
        ),
        (
            "cut in a row",
            file.as_bytes()[..file.len() - 60].to_vec(),
            "cut off inside the row (line 4, byte 1)",
        ),
        (
            "cut in a quotation",
            file.as_bytes()[..file.find(", Dr").unwrap() + 2].to_vec(),
            "cut off inside the row (line 4, byte 1)",
        ),
        (
            "cut in the column names",
            file.as_bytes()[..200].to_vec(),
            "cut off inside the row (line 2, byte 1)",
        ),
        (
            "cut after the report line",
            b"Report Date: 02-Nov-2026\n".to_vec(),
            "cut off inside the row (line 1, byte 1)",
        ),
        (
            "cut in an element",
            xml_file.as_bytes()[..xml_file.find("BROOK").unwrap()].to_vec(),
            "cut off inside the element “Name6” (line 7",
        ),
        (
            "cut in a tag",
            xml_file.as_bytes()[..xml_file.find("Names>").unwrap() + 3].to_vec(),
            "cut off inside the element “Designation” (line 7",
        ),
        (
            "no closing root",
            xml_file.replace("</Designations>", "").into_bytes(),
            "cut off inside the element “Designations” (line 10",
        ),
        (
            "another XML file",
            b"<?xml version=\"1.0\"?>\n<CONSOLIDATED_LIST/>".to_vec(),
            "outermost element (line 2) is “CONSOLIDATED_LIST”",
        ),
        (
            "a wrong end tag",
            xml_file.replace("</Name6>", "</Name5>").into_bytes(),
            "the XML is damaged at line 7, byte",
        ),
        (
            "Windows-1252",
            with(b"\xE9"),
            "line 3, byte 3 (0xE9) is not UTF-8, the file looks like Windows-1252",
        ),
        (
            "an encoded surrogate",
            with(b"\xED\xA0\xBD"),
            "line 3, byte 3 (0xED) is not UTF-8, the file looks like UTF-8 with encoded surrogates",
        ),
        (
            "Windows-1252 in XML",
            xml_file
                .replace("Tarvo", "T\u{1}rvo")
                .bytes()
                .map(|byte| if byte == 1 { 0xE5 } else { byte })
                .collect(),
            "line 7, byte 22 (0xE5) is not UTF-8",
        ),
        ("a NUL", with(b"\0"), "line 3, byte 3 is a NUL"),
        (
            "UTF-16",
            "Unique ID"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            "line 1, byte 2 is a NUL",
        ),
        (
            "a long field",
            csv(&[&[("Title", &long)]]).into_bytes(),
            "a field at line 3, byte 1 has more than 1 MB",
        ),
        (
            "a long row",
            long_row.into_bytes(),
            "a row at line 3, byte 1 has more than 4 MB",
        ),
        (
            "a long text in XML",
            xml(&format!("<Titles>\n<Title>{long}{long}</Title></Titles>")).into_bytes(),
            "a field at line 8, byte",
        ),
        (
            "a long text of entities",
            xml(&format!("<Titles>{entities}</Titles>")).into_bytes(),
            "a designation at line 4, byte 1 has more than 4 MB",
        ),
        (
            "elements nested too deeply",
            xml(&format!("{}x{}", "<a>".repeat(31), "</a>".repeat(31))).into_bytes(),
            "more than 32 elements are nested at line 7, byte 91",
        ),
        (
            "too many unknown elements",
            xml(&(0..201)
                .map(|number| format!("<b{number}>x</b{number}>"))
                .collect::<String>())
            .into_bytes(),
            "there are more than 200 unknown columns or elements (line 7)",
        ),
        (
            "too many cells",
            csv(&[&[]])
                .replacen("Tarvo", &",".repeat(10_000), 1)
                .into_bytes(),
            "there are more than 10000 cells in a row (line 3)",
        ),
        (
            "a long designation",
            xml(&format!("<Titles>{many}</Titles>")).into_bytes(),
            "a designation at line 4, byte 1 has more than 4 MB",
        ),
    ];
    for (case, bytes, expected) in cases {
        let text = match parse(bytes) {
            Err(error) => error.to_string(),
            Ok(parsed) => panic!("{case}: {} records", parsed.records.len()),
        };
        assert!(text.contains(expected), "{case}: {text}");
        // What is wrong, and after a semicolon what to do.
        assert!(text.contains("; "), "{case}: {text}");
    }
}

#[test]
fn a_failing_reader_is_the_source_of_the_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the line broke"))
        }
    }
    for file in [csv(&[&[]]), xml(XML_PERSON)] {
        for whole in [0, 80, file.len()] {
            let input = file.as_bytes()[..whole].chain(Broken);
            let error = read(&SOURCES[0], input, &Checks::part()).unwrap_err();
            assert_eq!(error.source().unwrap().to_string(), "the line broke");
        }
    }
}

#[test]
fn memory_is_bounded_while_a_file_never_ends() {
    let open = format!("{COLUMNS}\n\"");
    let comment = "<Designations><!--".to_owned();
    let tags = "<Designations><Designation>".to_owned();
    for (begin, endless, limit) in [
        (open, "x\n", 17),
        (comment, "x\n", 2),
        (tags, "<Title>x</Title>", 17),
    ] {
        let endless = endless.repeat(1 << 12).into_bytes();
        let mut read_bytes = 0;
        let input = Endless {
            begin: begin.as_bytes(),
            endless: &endless,
            read: &mut read_bytes,
        };
        let error = read(&SOURCES[0], input, &Checks::part()).unwrap_err();
        assert!(matches!(error, ListError::TooLong { .. }), "{error}");
        assert!(read_bytes < limit << 20, "{read_bytes}");
    }
}

struct Endless<'a> {
    begin: &'a [u8],
    endless: &'a [u8],
    read: &'a mut usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let amount = match self.begin.is_empty() {
            false => self.begin.read(target)?,
            true => (&mut &*self.endless).read(target)?,
        };
        *self.read += amount;
        Ok(amount)
    }
}

#[test]
fn a_cut_at_any_byte_loses_no_row_silently() {
    let rows = [
        row(&[("Title", "Mr")]),
        row(&[
            ("Name 6", "Zwölf \"ÿ\", Dr"),
            ("UK Statement of Reasons", "One.\n\nTwo."),
        ]),
        row(&[
            ("Unique ID", "SAMPLE-RUS9002"),
            ("Name 6", "Д\n;"),
            ("Year Built", "2001"),
        ]),
    ];
    for line_end in ["\n", "\r\n"] {
        let head = format!("Report Date: 02-Nov-2026{line_end}{COLUMNS}{line_end}");
        let file = head.clone() + &rows.join(line_end) + line_end;
        // Where a whole number of rows ends, and what they give.
        let mut borders = Vec::new();
        for whole in 0..=rows.len() {
            let part = head.clone() + &rows[..whole].join(line_end);
            borders.push((part.len(), parse(part + line_end).unwrap().records));
        }
        let mut accepted = 0;
        for cut in 0..file.len() {
            if let Ok(parsed) = parse(&file.as_bytes()[..cut]) {
                let (_, records) = borders.iter().rfind(|(end, _)| *end <= cut).unwrap();
                assert_eq!(parsed.records, *records, "cut at {cut}");
                assert_eq!(parsed.warnings, []);
                accepted += 1;
            }
        }
        // At the beginning, and at and in the line end of each row but for the whole file.
        assert_eq!(accepted, 3 + 3 * line_end.len());
    }
    let file = xml(&format!(
        "{XML_PERSON}<Titles><Title>Mr &amp; Dr</Title></Titles><!-- x -->"
    ));
    let whole = parse(&file).unwrap().records;
    for cut in 0..file.len() {
        match parse(&file.as_bytes()[..cut]) {
            Ok(parsed) => assert_eq!((parsed.records, cut), (whole.clone(), file.len() - 1)),
            Err(error) => assert!(
                matches!(error, ListError::Empty | ListError::Cut { .. }),
                "cut at {cut}: {error}"
            ),
        }
    }
}
