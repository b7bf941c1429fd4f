//! Faults of encoding in the names of the published list, where it is at hand: names as they are have none, and
//! names that are read by the wrong code page are repaired or refused.

#![allow(clippy::expect_used)] // A test may fail so.

use std::fs::File;
use std::io::Read;

use tables::{CodePage, Delimited, Format, Row};

const LIST: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/lists/uk/UK-Sanctions-List.reconstructed_2026-04-29.csv"
);

/// Every cell of the columns that hold names.
fn names() -> Option<Vec<String>> {
    let mut file = File::open(LIST).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).expect("the list can be read");
    // Above the header is a line with the date.
    let header = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    let mut table = Delimited::new(&bytes[header..], Format::default());
    let (mut columns, mut names, mut row) = (None, Vec::new(), Row::new());
    while table.read(&mut row).expect("the list is a table") {
        let columns = columns.get_or_insert_with(|| {
            let places = row
                .iter()
                .enumerate()
                .filter(|(_, title)| title.starts_with("Name"));
            places.map(|(place, _)| place).collect::<Vec<usize>>()
        });
        let cells = columns.iter().filter_map(|place| row.get(*place));
        names.extend(
            cells
                .filter(|cell| !cell.trim().is_empty())
                .map(str::to_owned),
        );
    }
    Some(names)
}

#[test]
fn no_listed_name_has_a_fault_of_encoding() {
    for name in names().unwrap_or_default() {
        let reading = reading::read(&name);
        assert!(
            !reading.is_damaged() && !reading.is_repaired,
            "{name}: {}",
            reading.text
        );
    }
}

#[test]
fn a_listed_name_that_is_read_by_the_wrong_code_page_is_repaired_or_refused() {
    let misread = |page: CodePage, name: &str| -> Option<String> {
        let bytes: Option<Vec<u8>> = name.chars().map(|letter| page.byte(letter)).collect();
        let letters = bytes?.into_iter();
        letters
            .map(|byte| CodePage::WESTERN.character(byte))
            .collect()
    };
    let (mut repaired, mut refused) = ([0, 0], [0, 0]);
    for name in names().unwrap_or_default() {
        // Names with letters of ASCII among others are too few to say anything.
        let has = |from: char, to: char| name.chars().any(|it| (from..=to).contains(&it));
        let place = match (has('A', 'z'), has('Ѐ', 'ӿ'), has('؀', 'ۿ')) {
            (false, true, false) => 0,
            (false, false, true) => 1,
            _ => continue,
        };
        let page = [CodePage::CYRILLIC, CodePage::ARABIC][place];
        let Some(text) = misread(page, &name) else {
            continue;
        };
        let reading = reading::read(&text);
        if reading.text == name {
            repaired[place] += 1;
        } else {
            assert!(reading.is_damaged(), "{name}: {text}: {}", reading.text);
            refused[place] += 1;
        }
    }
    // 2,427 Cyrillic names were repaired and 115 refused, all 1,141 Arabic ones were refused (27 November 2026).
    let [cyrillic, arabic] = repaired;
    assert_eq!(arabic, 0);
    assert!(cyrillic >= refused[0] * 20, "{cyrillic}");
}
