//! Workbooks as programs write them, and as hostile people do.

#![allow(clippy::unwrap_used)] // A test may fail so.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write as _};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rust_xlsxwriter::{ExcelDateTime, Format};
use tables::{FaultKind, Row, TableError};
use workbook::{Workbook, WorkbookError, is_workbook};

/// A packed file with these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        let data = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(text);
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        common.extend(crc.sum().to_le_bytes());
        common.extend((data.len() as u32).to_le_bytes());
        common.extend((text.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        let offset = (file.len() as u32).to_le_bytes();
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(data);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name.as_bytes());
    }
    let offset = file.len() as u32;
    file.extend(&directory);
    let count = (parts.len() as u16).to_le_bytes();
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([count, count].concat());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(offset.to_le_bytes());
    file.extend([0, 0]);
    file
}

const ODS_START: &str = "<office:document-content><office:body><office:spreadsheet>";
const ODS_END: &str = "</office:spreadsheet></office:body></office:document-content>";

/// An ODS with one sheet of these rows.
fn ods(rows: &str) -> Vec<u8> {
    let table = format!("<table:table table:name=\"Only\">{rows}</table:table>");
    packed(&[(
        "content.xml",
        format!("{ODS_START}{table}{ODS_END}").as_bytes(),
    )])
}

/// An XLSX with one sheet whose rows are these.
fn xlsx(rows: &str, texts: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
    };
    let sheet = relation("a", "worksheet", "/xl/sheet.xml");
    let shared = relation("b", "sharedStrings", "shared.xml");
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Only\" r:id=\"a\"/></sheets></workbook>".to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships>{sheet}{shared}</Relationships>"),
        ),
        (
            "xl/shared.xml",
            format!("<sst uniqueCount=\"9999999999999999999\">{texts}</sst>"),
        ),
        (
            "xl/sheet.xml",
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    packed(&parts)
}

type Rows = Vec<(u64, Vec<String>)>;

fn read(file: &[u8]) -> Result<Rows, TableError> {
    let mut rows = Workbook::open(Cursor::new(file))?.rows(0)?;
    let (mut all, mut row) = (Vec::new(), Row::new());
    while rows.read(&mut row)? {
        all.push((rows.line(), row.iter().map(str::to_owned).collect()));
    }
    assert!(!rows.read(&mut row)?, "the end stays the end");
    Ok(all)
}

fn cells(rows: &[(u64, &[&str])]) -> Rows {
    let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    rows.iter().map(|(line, row)| (*line, own(row))).collect()
}

#[test]
fn a_workbook_of_another_program_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Customers & more").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, name) in ["name", "born", "ref", "ok"].iter().enumerate() {
        sheet.write(1, column as u16, *name).unwrap();
    }
    sheet.write(2, 0, "Zoë <Sample> & \"Co\"\nTwo").unwrap();
    let day = ExcelDateTime::from_ymd(1978, 7, 5).unwrap();
    sheet.write_datetime_with_format(2, 1, &day, &date).unwrap();
    sheet.write(2, 2, 1234567.0).unwrap();
    sheet.write(2, 3, true).unwrap();
    sheet
        .write_formula(
            4,
            0,
            rust_xlsxwriter::Formula::new("=\"x\"&1").set_result("x1"),
        )
        .unwrap();
    sheet.write(4, 2, 0.25).unwrap();
    book.add_worksheet()
        .set_name("Hidden")
        .unwrap()
        .set_hidden(true);
    let file = book.save_to_buffer().unwrap();
    assert!(is_workbook(&file[..8]) && is_workbook(b"PK\x05\x06\0\0\0\0"));
    let opened = Workbook::open(Cursor::new(&file)).unwrap();
    let sheets: Vec<(&str, bool)> = opened
        .sheets()
        .iter()
        .map(|it| (&*it.name, it.is_visible))
        .collect();
    assert_eq!(sheets, [("Customers & more", true), ("Hidden", false)]);
    for (sheet, place) in [
        ("Hidden", Some(1)),
        ("1", Some(0)),
        ("3", None),
        ("0", None),
    ] {
        assert_eq!(opened.place_of(sheet), place, "{sheet}");
    }
    let expected = cells(&[
        (2, &["name", "born", "ref", "ok"]),
        (
            3,
            &[
                "Zoë <Sample> & \"Co\"\nTwo",
                "1978-07-05",
                "1234567",
                "TRUE",
            ],
        ),
        (4, &["", "", "", ""]),
        (5, &["x1", "", "0.25", ""]),
    ]);
    assert_eq!(read(&file).unwrap(), expected);
}

#[test]
fn the_values_of_an_ods_are_read() {
    let file = ods(
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"string\"><text:p>name</text:p></table:table-cell>\
         <table:table-cell><text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c&amp;d</text:p></table:table-cell>\
         <table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"date\" office:date-value=\"1978-07-05\"><text:p>5 July</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"12\"><text:p>12.00</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell/></table:table-row>",
    );
    let expected = cells(&[
        (3, &["name", "a  b\nc&d", "x"]),
        (4, &["1978-07-05", "12", ""]),
        (5, &["1978-07-05", "12", ""]),
    ]);
    assert_eq!(read(&file).unwrap(), expected);
}

#[test]
fn a_value_of_an_ods_without_text_is_read() {
    let cell = |attributes: &str| format!("<table:table-cell {attributes}/>");
    let cells_of: String = [
        "office:value-type=\"string\" office:string-value=\"Orsek &amp; Co\"",
        "office:string-value=\"Testanov\"",
        "office:value=\"12\"",
        "office:value-type=\"time\" office:time-value=\"PT10H\"",
        "table:formula=\"of:=[.A1]\" office:value-type=\"string\" office:string-value=\"x\"",
        "table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" office:string-value=\"\"",
        "office:value-type=\"float\" office:value=\"1.50\"",
    ]
    .map(cell)
    .concat();
    let shown = "<table:table-cell office:value-type=\"string\" office:string-value=\"\"><text:p>shown</text:p></table:table-cell>";
    let row = format!("<table:table-row>{cells_of}{shown}</table:table-row>");
    // As older programs write it: a document type that declares nothing.
    let plain = ods(&row);
    let expected = cells(&[(
        1,
        &[
            "Orsek & Co",
            "Testanov",
            "12",
            "PT10H",
            "x",
            "",
            "1.5",
            "shown",
        ],
    )]);
    assert_eq!(read(&plain).unwrap(), expected);
    let typed = format!(
        "<!DOCTYPE office:document-content PUBLIC \"-//X//DTD\" \"x.dtd\">{ODS_START}<table:table>{row}</table:table>{ODS_END}"
    );
    let typed = packed(&[("content.xml", typed.as_bytes())]);
    assert_eq!(read(&typed).unwrap(), expected);
}

#[test]
fn texts_are_read_in_every_form_that_a_cell_has() {
    let texts = "<si><r><t>Zoë </t></r><r><t xml:space=\"preserve\">Sample</t></r><rPh><t>ゾエ</t></rPh></si><si/>";
    let file = xlsx(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"str\"><f>\"\"</f><v/></c><c r=\"C1\" t=\"inlineStr\"><is><t>a_x000D_b</t></is></c></row>\
         <row><c t=\"s\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c><v>1.5E3</v></c></row>",
        texts,
    );
    let expected = cells(&[(1, &["Zoë Sample", "", "a\rb"]), (2, &["", "#N/A", "1500"])]);
    assert_eq!(read(&file).unwrap(), expected);
}

fn refused(file: &[u8]) -> String {
    read(file).unwrap_err().to_string()
}

fn ods_text(text: &str) -> String {
    format!(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
}

fn ods_attribute(text: &str) -> String {
    format!(
        "<table:table-row><table:table-cell office:value-type=\"string\" office:string-value=\"{text}\"/></table:table-row>"
    )
}

const XLSX_SHEETS: &str = "<workbook><sheets/></workbook>";

/// A workbook whose part of this name declares an entity before this XML.
fn with_entity(xml: &str, part: &str) -> Vec<u8> {
    let xml = match part {
        "content.xml" => format!("{ODS_START}<table:table>{xml}</table:table>{ODS_END}"),
        _ => xml.to_owned(),
    };
    let xml = format!("<!DOCTYPE x [<!ENTITY a \"Ordan\">]>{xml}");
    packed(&[
        (part, xml.as_bytes()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
    ])
}

#[test]
fn what_cannot_be_read_gets_a_sentence() {
    let with_password = [
        b"\xD0\xCF\x11\xE0".as_slice(),
        &[0; 600],
        b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
    ]
    .concat();
    let encrypted = packed(&[
        (
            "META-INF/manifest.xml",
            b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
        ),
        ("content.xml", b"rubbish"),
    ]);
    let whole = ods(
        "<table:table-row><table:table-cell><text:p>name</text:p></table:table-cell></table:table-row>",
    );
    let mut wrong_checksum = whole.clone();
    wrong_checksum[14] ^= 1;
    let at = wrong_checksum
        .windows(4)
        .position(|it| it == b"PK\x01\x02")
        .unwrap();
    wrong_checksum[at + 16] ^= 1;
    let cell = "<c r=\"B1\"><v>1</v></c>";
    #[rustfmt::skip]
    let cases: &[(&[u8], &str)] = &[
        (&with_password, "protected by a password"),
        (&encrypted, "protected by a password"),
        (b"\xD0\xCF\x11\xE0 an older one", "older Excel workbook (.xls)"),
        (b"PK\x03\x04", "damaged"),
        (&whole[..whole.len() / 2], "damaged"),
        (&whole[..whole.len() - 23], "damaged"),
        (&wrong_checksum, "wrong checksum"),
        (&packed(&[("word/document.xml", b"<x/>")]), "no .xlsx or .ods workbook"),
        (&packed(&[("content.xml", b"<office:text/>")]), "no .xlsx or .ods workbook"),
        (b"PK\x05\x06\0\0", "no .xlsx or .ods workbook"),
        (&xlsx("<row r=\"7\"><c r=\"B7\"><f>A1</f></c></row>", ""), "row 7, column 2: the formula"),
        (&xlsx("<row><c><f>A1</f><v></v></c></row>", ""), "row 1, column 1: the formula"),
        (&ods("<table:table-row><table:table-cell/><table:table-cell table:formula=\"of:=[.A1]\"/></table:table-row>"), "row 1, column 2: the formula"),
        (&ods("<table:table-row><table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"float\"/></table:table-row>"), "row 1, column 1: the formula"),
        (&with_entity(&ods_text("Dr &a; Smith"), "content.xml"), "entities"),
        (&with_entity(&ods_attribute("Dr &a; Smith"), "content.xml"), "entities"),
        (&ods(&ods_text("Dr &a; Smith")), "entities"),
        (&ods(&ods_attribute("Dr &a; Smith")), "entities"),
        (&ods(&ods_text("Dr &#xD800; Smith")), "entities"),
        (&xlsx("<row><c t=\"inlineStr\"><is><t>Dr &a; Smith</t></is></c></row>", ""), "entities"),
        (&xlsx("<row><c t=\"s\"><v>0</v></c></row>", "<si><t>Dr &a; Smith</t></si>"), "entities"),
        (&xlsx("<row><c r=\"&a;1\"><v>1</v></c></row>", ""), "entities"),
        (&with_entity(XLSX_SHEETS, "xl/workbook.xml"), "entities"),
        (&xlsx("<row><c t=\"s\"><v>9</v></c></row>", ""), "text that is missing"),
        (&xlsx(&format!("<row>{cell}{cell}</row>"), ""), "out of order"),
        (&xlsx("<row><c r=\"ZZZZ1\"><v>1</v></c></row>", ""), "out of order"),
        (&xlsx("<row r=\"18446744073709551615\"><c><v>1</v></c></row>", ""), "no possible order"),
        (&xlsx("<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>", ""), "no possible order"),
        (&xlsx("<row><c><v>1</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>", ""), "line 2"),
    ];
    for (file, words) in cases {
        let error = refused(file);
        assert!(error.contains(words), "{words}: {error}");
    }
}

/// A file that can be read up to some byte, and then no more.
struct Locked {
    file: Cursor<Vec<u8>>,
    until: u64,
}

impl Read for Locked {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        match self.file.position() >= self.until && self.file.position() < self.until + 99 {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => self.file.read(target),
        }
    }
}

impl Seek for Locked {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn a_file_that_can_no_longer_be_read_is_not_called_damaged() {
    let file = Cursor::new(ods(""));
    // Behind the name of its only part.
    let opened = Workbook::open(Locked { file, until: 41 });
    assert!(matches!(opened.err(), Some(WorkbookError::Io(_))));
}

#[test]
fn what_claims_too_much_is_refused_before_it_takes_memory() {
    let huge = "x".repeat(17 << 20);
    let too_large = "unpacks to more than 2 GB";
    // One huge cell, as its own text, as a shared one, and repeated.
    let error = refused(&xlsx(
        &format!("<row><c t=\"str\"><v>{huge}</v></c></row>"),
        "",
    ));
    assert!(error.contains(too_large), "{error}");
    let error = refused(&xlsx("", &format!("<si><t>{huge}</t></si>")));
    assert!(error.contains(too_large), "{error}");
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"16000\"><text:p>{}</text:p></table:table-cell>",
        "x".repeat(2_000)
    );
    let error = refused(&ods(&format!("<table:table-row>{cell}</table:table-row>")));
    assert!(error.contains(too_large), "{error}");
    // A cell, and a row, as often as there are numbers.
    let often = "18446744073709551615";
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"{often}\"><text:p>x</text:p></table:table-cell>"
    );
    let error = refused(&ods(&format!("<table:table-row>{cell}</table:table-row>")));
    assert!(error.contains("too many cells"), "{error}");
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"{often}\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    );
    let error = refused(&ods(&row));
    assert!(error.contains("no possible order"), "{error}");
    // Shared texts without end: a megabyte packs to a kilobyte.
    let text = format!("<si><t>{}</t></si>", "x".repeat(1 << 20));
    let error = refused(&xlsx("", &text.repeat(129)));
    assert!(error.contains(too_large), "{error}");
}

#[test]
fn every_cut_and_every_changed_byte_ends_in_rows_or_a_sentence() {
    let file = xlsx(
        "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>",
        "<si><t>name</t></si>",
    );
    // The last two bytes say how long the comment is.
    for length in 0..file.len() - 2 {
        assert!(read(&file[..length]).is_err(), "{length}");
    }
    for place in 0..file.len() {
        for change in [1, 0x80] {
            let mut changed = file.clone();
            changed[place] ^= change;
            // Nothing but an error or rows; most bytes are under a checksum.
            let _ = read(&changed);
        }
    }
}

#[test]
fn the_errors_of_a_workbook_are_kinds() {
    let open = |bytes: &[u8]| Workbook::open(Cursor::new(bytes.to_vec())).err();
    assert!(matches!(
        open(b"name,ref\n"),
        Some(WorkbookError::OtherFormat)
    ));
    let book = ods("");
    let rows = Workbook::open(Cursor::new(&book)).unwrap().rows(1);
    assert!(matches!(rows.err(), Some(WorkbookError::NoSheet)));
    assert_eq!(read(&book).unwrap(), []);
    let fault = match read(&xlsx(
        "<row><c><v>1</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>",
        "",
    )) {
        Err(TableError::Fault(fault)) => fault.kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        fault,
        FaultKind::Cells {
            found: 2,
            expected: 1
        }
    );
}
