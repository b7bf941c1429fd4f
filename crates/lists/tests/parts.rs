//! A list that comes in several files. Every name is invented.

#![allow(clippy::unwrap_used)] // A test may fail so.

use lists::{Checks, ListError, Parsed, join, read, read_part, source};

fn person(id: &str, name: &str, listed: &str) -> String {
    format!(
        "<INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>\
         <UN_LIST_TYPE>GB</UN_LIST_TYPE><REFERENCE_NUMBER>{id}</REFERENCE_NUMBER>\
         <LISTED_ON>{listed}</LISTED_ON></INDIVIDUAL>"
    )
}

fn entity(id: &str, name: &str) -> String {
    format!(
        "<ENTITY><DATAID>2</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>\
         <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>{id}</REFERENCE_NUMBER>\
         <LISTED_ON>2026-11-01</LISTED_ON></ENTITY>"
    )
}

fn file(day: &str, individuals: &[String], entities: &[String]) -> String {
    format!(
        "<CONSOLIDATED_LIST dateGenerated=\"{day}T23:00:03.110Z\">\n<INDIVIDUALS>{}</INDIVIDUALS>\n\
         <ENTITIES>{}</ENTITIES></CONSOLIDATED_LIST>",
        individuals.concat(),
        entities.concat()
    )
}

const DAY: &str = "2026-11-02";

fn joined(files: &[&str], checks: &Checks<'_>) -> Result<Parsed, ListError> {
    let un = source("un").unwrap();
    let parts = files.iter().map(|file| read_part(un, file.as_bytes(), &[]));
    join(un, parts.collect::<Result<_, _>>()?, checks)
}

#[test]
fn the_files_of_a_list_read_as_one_file_with_all_of_them() {
    let people = [
        person("XXi.003", "TARVO", "2026-11-01"),
        person("XXi.001", "QUILLON", "31/02/2026"),
    ];
    let entities = [entity("XXe.002", "EXAMPLE TRADING")];
    let whole = file(DAY, &people, &entities);
    let whole = read(source("un").unwrap(), whole.as_bytes(), &Checks::part()).unwrap();
    let parts = [file(DAY, &people, &[]), file(DAY, &[], &entities)];
    let [one, other] = &parts;
    for files in [[&**one, other], [other, one]] {
        let parts = joined(&files, &Checks::part()).unwrap();
        assert_eq!(parts.records, whole.records);
        assert_eq!(parts.header, whole.header);
        // A line is one of a file, so a warning names the file.
        assert_eq!((parts.warnings.len(), whole.warnings.len()), (1, 1));
        let place = 1 + files.iter().position(|file| *file == one.as_str()).unwrap();
        assert_eq!((parts.warnings[0].file, whole.warnings[0].file), (place, 0));
    }
    let alone = joined(&[one], &Checks::part()).unwrap();
    assert_eq!((alone.records.len(), alone.warnings[0].file), (2, 0));
}

#[test]
fn files_that_are_no_parts_of_one_edition_are_refused() {
    let first = file(DAY, &[person("XXi.001", "TARVO", DAY)], &[]);
    let again = file(DAY, &[person("XXi.001", "QUILLON", DAY)], &[]);
    let late = file("2026-11-03", &[person("XXi.002", "QUILLON", DAY)], &[]);
    let second = file(DAY, &[person("XXi.002", "QUILLON", DAY)], &[]);
    let said = |files: &[&str], checks| joined(files, checks).unwrap_err().to_string();
    let part = &Checks::part();
    let twice = said(&[&second, &first, &again], part);
    assert!(
        twice.contains("“XXi.001” is in file 2 and in file 3"),
        "{twice}"
    );
    let mixed = said(&[&first, &late], part);
    assert!(mixed.contains("file 1 was published 2026-11-02"), "{mixed}");
    assert!(mixed.contains("file 2 was published 2026-11-03"), "{mixed}");
    // What no file may lack each alone, they may lack together.
    let few = said(&[&first, &second], &Checks::whole());
    assert!(few.contains("only 2 of at least"), "{few}");
    assert!(matches!(joined(&[], part), Err(ListError::Empty)));
    // A fault of structure is one of its own file.
    let renamed = second.replace("REFERENCE_NUMBER", "REFERENCE");
    let un = source("un").unwrap();
    assert!(read_part(un, renamed.as_bytes(), &[]).is_err());
}
