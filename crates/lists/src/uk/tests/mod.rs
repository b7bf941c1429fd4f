//! Tests of the UK reader, by what can be in a file.

mod faults;
mod mutations;
mod published;
mod quirks;
mod refusals;
mod warnings;

use record::Measure;

use crate::{Checks, ListError, Parsed, SOURCES, read};

const COLUMNS: &str = "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)";

/// The publisher's words of measures.
fn words(measures: &[Measure]) -> Vec<&str> {
    measures
        .iter()
        .map(|measure| measure.words.as_str())
        .collect()
}

/// A row of the CSV layout: an invented person, but for the cells that are given.
fn row(cells: &[(&str, &str)]) -> String {
    let person = [
        ("Unique ID", "SAMPLE-GIM9001"),
        ("Name 6", "QUILLBROOK"),
        ("Name 1", "Tarvo"),
        ("Name type", "Primary Name"),
        ("Designation Type", "Individual"),
        ("Designation source", "UK"),
        ("Regime Name", "The Example Regulations 2026"),
    ];
    let row: Vec<String> = COLUMNS
        .split(',')
        .map(|column| {
            let given = cells
                .iter()
                .chain(&person)
                .find(|(name, _)| *name == column);
            let text = given.map_or("", |(_, text)| text);
            match text.contains([',', '"', '\n', '\r']) {
                true => format!("\"{}\"", text.replace('"', "\"\"")),
                false => text.to_owned(),
            }
        })
        .collect();
    assert!(
        cells
            .iter()
            .all(|(name, _)| COLUMNS.split(',').any(|column| column == *name)),
        "a column that is none in {cells:?}"
    );
    row.join(",")
}

fn csv(rows: &[&[(&str, &str)]]) -> String {
    let mut file = format!("Report Date: 02-Nov-2026\n{COLUMNS}\n");
    for cells in rows {
        file.push_str(&row(cells));
        file.push('\n');
    }
    file
}

/// An XML file of one designation.
fn xml(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Designations>\n\
         <DateGenerated>02/11/2026</DateGenerated>\n<Designation>\n\
         <UniqueID>SAMPLE-GIM9001</UniqueID>\n\
         <RegimeName>The Example Regulations 2026</RegimeName>\
         <DesignationSource>UK</DesignationSource>\n{inside}\n\
         </Designation>\n</Designations>\n"
    )
}

const XML_PERSON: &str = "<Names><Name><Name1>Tarvo</Name1><Name6>QUILLBROOK</Name6>\
     <NameType>Primary Name</NameType></Name></Names>\
     <IndividualEntityShip>Individual</IndividualEntityShip>";

fn parse(file: impl AsRef<[u8]>) -> Result<Parsed, ListError> {
    read(&SOURCES[0], file.as_ref(), &Checks::part())
}

fn parse_clean(file: impl AsRef<[u8]>) -> Parsed {
    let parsed = parse(file).unwrap();
    assert_eq!(parsed.warnings, []);
    parsed
}
