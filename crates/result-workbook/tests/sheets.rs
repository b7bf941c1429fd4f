//! What is written as a workbook is read again cell by cell, whatever is in the cells, and the same from memory and
//! from disk; what a sheet cannot hold is an error.

#![allow(clippy::unwrap_used)] // A test may fail so.

use std::io::Cursor;

use result_workbook::{MOST_CHARACTERS, MOST_COLUMNS, ResultSheet, SheetError};
use tables::Row;
use workbook::Workbook;

const NUMBERS: [bool; 2] = [true, false];

fn written(sheet: Result<ResultSheet, SheetError>, rows: &[Vec<&str>]) -> Vec<u8> {
    let mut sheet = sheet.unwrap();
    rows.iter().for_each(|row| sheet.push(row).unwrap());
    let mut bytes = Vec::new();
    sheet.finish(&mut bytes).unwrap();
    bytes
}

fn read(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let mut rows = Workbook::open(Cursor::new(bytes)).unwrap().rows(0).unwrap();
    let (mut all, mut row) = (Vec::new(), Row::new());
    while rows.read(&mut row).unwrap() {
        all.push(row.iter().map(str::to_owned).collect());
    }
    all
}

#[test]
fn cells_come_back_as_they_were_given() {
    let longest = "x".repeat(MOST_CHARACTERS);
    let texts = [
        "=1+1",
        "+44 20",
        "-1",
        "@x",
        "\tx",
        "0123",
        "1e5",
        "007.50",
        "TRUE",
        "2026-11-27",
        " blank ",
        "a\nb",
        "<&>\"'",
        "_x0041_",
        "_x005F_",
        "\u{1}\u{1f}",
        "ı̇ Жанна 王 \u{202e}x",
        "\u{1f600}",
        "'quoted",
        &longest,
    ];
    let mut rows = vec![vec!["row", "query"]];
    rows.extend(texts.map(|text| vec!["1", text]));
    let bytes = written(Ok(ResultSheet::in_memory(NUMBERS.into())), &rows);
    assert_eq!(read(bytes), rows);
}

#[test]
fn numbers_are_numbers_only_in_their_columns() {
    let rows = [
        vec!["1", "2", "3"],
        vec!["0.500000", "0.500000", "7"],
        vec!["", "", "last"],
    ];
    let bytes = written(Ok(ResultSheet::in_memory(NUMBERS.into())), &rows);
    assert_eq!(
        read(bytes),
        [["1", "2", "3"], ["0.5", "0.500000", "7"], ["", "", "last"]]
    );
}

#[test]
#[cfg(feature = "disk")]
fn memory_and_disk_give_the_same_cells_and_the_same_bytes_again() {
    let rows = [
        vec!["row", "query"],
        vec!["1", "=Orsek"],
        vec!["2", ""],
        vec!["3", "_x0009_\r\n"],
    ];
    let memory = || written(Ok(ResultSheet::in_memory(NUMBERS.into())), &rows);
    let folder = std::env::temp_dir();
    let disk = || written(ResultSheet::on_disk(NUMBERS.into(), &folder), &rows);
    assert_eq!(memory(), memory());
    assert_eq!(disk(), disk());
    assert_eq!(read(memory()), read(disk()));
}

#[test]
fn what_a_sheet_cannot_hold_is_an_error() {
    let mut sheet = ResultSheet::in_memory(NUMBERS.into());
    let long = "x".repeat(MOST_CHARACTERS + 1);
    let error = sheet.push(&["17", &long]).unwrap_err();
    assert!(matches!(&error, SheetError::TooLong(row) if row == "17"));
    assert!(
        error
            .to_string()
            .contains("row 17 has a text of more than 32767")
    );
    // A character outside of the first plane counts twice.
    let long = "\u{1f600}".repeat(MOST_CHARACTERS / 2 + 1);
    assert!(sheet.push(&["17", &long]).is_err());
    let wide = vec!["x"; MOST_COLUMNS + 1];
    let error = sheet.push(&wide).unwrap_err();
    assert!(matches!(error, SheetError::TooLarge));
    assert!(
        error
            .to_string()
            .contains("(1048576 and 16384); write .csv")
    );
    sheet.push(&wide[1..]).unwrap();
}
