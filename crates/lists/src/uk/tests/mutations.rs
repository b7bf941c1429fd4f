//! Each column and element of a small file is changed in every way that a publisher's program or
//! an editor may change it. The file is refused, or nothing is lost.

use record::{IdentifierKind, Record, ReferenceKind};

use super::{COLUMNS, parse};
use crate::{ListError, SOURCES};

/// Rows of three designations with a value in every column, and two names of the first.
fn table() -> Vec<Vec<String>> {
    let header: Vec<String> = COLUMNS.split(',').map(str::to_owned).collect();
    let row = |number: usize, kind: &str, name: &str| -> Vec<String> {
        let cells = header.iter().map(|column| match column.as_str() {
            "Unique ID" => format!("SAMPLE-GIM900{number}"),
            "OFSI Group ID" => format!("1300{number}"),
            "UN Reference Number" => format!("XXi.00{number}"),
            "Last Updated" | "Date Designated" => format!("0{number}/11/2026"),
            "Name 6" => name.to_owned(),
            "Name type" => "Primary Name".to_owned(),
            "Alias strength" => "Good quality a.k.a".to_owned(),
            "Name non-latin script" => "Квиллбрук".to_owned(),
            "Regime Name" => "The Example Regulations 2026".to_owned(),
            "Designation Type" => kind.to_owned(),
            "Designation source" => "UK|UN".to_owned(),
            "Sanctions Imposed" => "Asset freeze|Travel Ban".to_owned(),
            "D.O.B" => format!("0{number}/07/1978"),
            "IMO number" => format!("399000{number}"),
            // Quoted, as in every edition.
            "UK Statement of Reasons" => format!("One, two.\n\nThree {number}."),
            other => format!("{} {number}", letters(other)),
        });
        cells.collect()
    };
    vec![
        header.clone(),
        row(1, "Individual", "QUILLBROOK"),
        row(1, "Individual", "QUILLBROOKE"),
        row(2, "Entity", "EXAMPLE TRADING"),
        row(3, "Ship", "EXAMPLE STAR"),
    ]
}

/// A value of its own for each column: its letters from the last to the first.
fn letters(column: &str) -> String {
    let letters = column.chars().rev().filter(|letter| letter.is_alphabetic());
    letters.collect()
}

fn csv(table: &[Vec<String>]) -> String {
    let mut file = "Report Date: 02-Nov-2026\n".to_owned();
    for row in table {
        let cells = row
            .iter()
            .map(|cell| match cell.contains([',', '"', '\n']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell.clone(),
            });
        file.push_str(&cells.collect::<Vec<_>>().join(","));
        file.push('\n');
    }
    file
}

/// The facts that identity, search and law rest on, and all texts.
fn facts(record: &Record) -> (String, Vec<String>) {
    let names = record.names.iter();
    let names: Vec<_> = names
        .map(|name| (name.name_type, name.strength, &name.parts))
        .collect();
    let numbers = record.identifiers.iter();
    let numbers: Vec<_> = numbers
        .filter(|number| number.kind != IdentifierKind::HullId)
        .map(|number| (number.kind, &number.value))
        .collect();
    let references = record.references.iter();
    let references: Vec<_> = references
        .filter(|reference| reference.kind == ReferenceKind::Un)
        .collect();
    let facts = format!(
        "{:?} {:?} {names:?} {:?} {:?} {:?} {:?} {:?} {numbers:?} {references:?}",
        record.id,
        record.kind,
        record.regimes,
        record.sources,
        record.measures,
        record.dates_of_birth,
        record.nationalities,
    );
    let text = format!("{record:?}");
    let texts = text.split('"').skip(1).step_by(2).map(str::to_lowercase);
    (facts, texts.collect())
}

/// Something of the records as they were that is missing in the changed file; `None` where nothing
/// is, or the file is refused.
fn lost(before: &[Record], file: &[u8]) -> Option<String> {
    let after = match parse(file) {
        Err(ListError::Faults(_) | ListError::NoIdColumn { .. } | ListError::Cut { .. }) => {
            return None;
        }
        Err(error) => panic!("{error}"),
        Ok(parsed) => parsed.records,
    };
    if after.len() != before.len() {
        return Some(format!("{} designations", after.len()));
    }
    for (before, after) in before.iter().zip(&after) {
        let (facts_before, texts) = facts(before);
        let (facts_after, kept) = facts(after);
        // A column that nothing rests on may be renamed: its notes move, its texts stay.
        if facts_before != facts_after {
            return Some(format!("{facts_before}\nbecame\n{facts_after}"));
        }
        let missing = texts
            .into_iter()
            .find(|text| !kept.iter().any(|kept| kept.contains(text.as_str())));
        if missing.is_some() {
            return missing;
        }
    }
    None
}

fn records(file: &str) -> Vec<Record> {
    let parsed = parse(file).unwrap();
    assert_eq!(parsed.warnings, []);
    parsed.records
}

/// Files in which each column is changed, each with a name.
fn changed_columns() -> Vec<(String, Vec<Vec<String>>)> {
    let table = table();
    let mut files = Vec::new();
    let columns = table[0].len();
    for place in 0..columns {
        let name = table[0][place].clone();
        let mut add = |what: &str, change: &dyn Fn(&mut Vec<String>, usize)| {
            let mut table = table.clone();
            for (number, row) in table.iter_mut().enumerate() {
                change(row, number);
            }
            files.push((format!("{name} {what}"), table));
        };
        for renamed in [name.replace(' ', ""), "Renamed".to_owned(), String::new()] {
            add(&format!("renamed to “{renamed}”"), &|row, number| {
                if number == 0 {
                    row[place] = renamed.clone();
                }
            });
        }
        add("dropped", &|row, _| {
            row.remove(place);
        });
        add("doubled", &|row, _| row.insert(place, row[place].clone()));
        add("doubled under another name", &|row, number| {
            let cell = row[place].clone();
            row.push(if number == 0 {
                "Renamed".to_owned()
            } else {
                cell
            });
        });
        add("moved to the end", &|row, _| {
            let cell = row.remove(place);
            row.push(cell);
        });
        add("in the place of the next", &|row, _| {
            row.swap(place, (place + 1) % columns)
        });
        add("without its name, the others moved", &|row, number| {
            if number == 0 {
                row.remove(place);
            }
        });
        add("without its cells", &|row, number| {
            if number > 0 {
                row.remove(place);
            }
        });
    }
    files
}

#[test]
fn a_changed_column_refuses_the_file_or_loses_nothing() {
    let before = records(&csv(&table()));
    let mut accepted = 0;
    for (case, table) in changed_columns() {
        let file = csv(&table);
        let is_dropped = case.ends_with(" dropped");
        let lost = lost(&before, file.as_bytes());
        // A column that nothing rests on may be missing, which is warned of.
        if is_dropped && lost.is_some() {
            let warnings = parse(&file).unwrap().warnings;
            assert_eq!(warnings[0].kind.as_str(), "missing-column", "{case}");
            continue;
        }
        assert_eq!(lost, None, "{case}");
        accepted += usize::from(parse(&file).is_ok());
    }
    // The order of columns does not matter, and nothing rests on some of them.
    assert!((150..300).contains(&accepted), "{accepted}");
}

#[test]
fn a_stray_quotation_mark_refuses_the_file_or_loses_nothing() {
    let file = csv(&table());
    let before = records(&file);
    let (mut refused, mut all) = (0, 0);
    for place in file
        .char_indices()
        .map(|(place, _)| place)
        .skip(26)
        .step_by(3)
    {
        let mut changed = file.clone();
        changed.insert(place, '"');
        let lost = lost(&before, changed.as_bytes());
        assert_eq!(lost, None, "at byte {place}");
        all += 1;
        refused += usize::from(parse(&changed).is_err());
    }
    assert_eq!(refused, all);
}

/// The same designations in XML.
fn xml() -> String {
    let designation = |number: usize, kind: &str, name: &str| {
        format!(
            "<Designation><LastUpdated>0{number}/11/2026</LastUpdated>\
             <UniqueID>SAMPLE-GIM900{number}</UniqueID><OFSIGroupID>1300{number}</OFSIGroupID>\
             <UNReferenceNumber>XXi.00{number}</UNReferenceNumber>\
             <Names><Name><Name1>Tarvo</Name1><Name2>Ilm</Name2><Name6>{name}</Name6>\
             <NameType>Primary Name</NameType></Name>\
             <Name><Name6>{name} TWO</Name6><NameType>Alias</NameType>\
             <AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>\
             <NonLatinNames><NonLatinName><NameNonLatinScript>Квиллбрук</NameNonLatinScript>\
             <NonLatinScriptType>Cyrillic</NonLatinScriptType></NonLatinName></NonLatinNames>\
             <Titles><Title>Doctor {number}</Title></Titles>\
             <RegimeName>The Example Regulations 2026</RegimeName>\
             <IndividualEntityShip>{kind}</IndividualEntityShip>\
             <DesignationSource>UK|UN</DesignationSource>\
             <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>\
             <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>\
             <OtherInformation>Walks with a limp.</OtherInformation>\
             <Addresses><Address><AddressLine1>{number} High Street</AddressLine1>\
             <AddressCountry>Freedonia</AddressCountry></Address></Addresses>\
             <PhoneNumbers><PhoneNumber>+00 {number}</PhoneNumber></PhoneNumbers>\
             <IndividualDetails><Individual><DOBs><DOB>0{number}/07/1978</DOB></DOBs>\
             <Nationalities><Nationality>Freedonia</Nationality></Nationalities>\
             <PassportDetails><Passport><PassportNumber>P000000{number}</PassportNumber>\
             <PassportAdditionalInformation>issued 2001</PassportAdditionalInformation></Passport>\
             </PassportDetails><NationalIdentifierDetails><NationalIdentifier>\
             <NationalIdentifierNumber>00{number}</NationalIdentifierNumber></NationalIdentifier>\
             </NationalIdentifierDetails><BirthDetails><Location><TownOfBirth>Hithertown</TownOfBirth>\
             <CountryOfBirth>Sylvania</CountryOfBirth></Location></BirthDetails></Individual>\
             </IndividualDetails><EntityDetails><Entity><BusinessRegistrationNumbers>\
             <BusinessRegistrationNumber>REG {number}</BusinessRegistrationNumber>\
             </BusinessRegistrationNumbers></Entity></EntityDetails><ShipDetails><Ship><IMONumbers>\
             <IMONumber>399000{number}</IMONumber></IMONumbers></Ship></ShipDetails></Designation>\n"
        )
    };
    format!(
        "<Designations><DateGenerated>02/11/2026</DateGenerated>\n{}{}{}</Designations>",
        designation(1, "Individual", "QUILLBROOK"),
        designation(2, "Entity", "EXAMPLE TRADING"),
        designation(3, "Ship", "EXAMPLE STAR"),
    )
}

/// The names of all elements but the outermost.
fn elements(file: &str) -> Vec<String> {
    let mut names: Vec<String> = file
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !name.starts_with('/') && !name.is_empty() && name != "Designations")
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn a_changed_element_refuses_the_file_or_loses_nothing() {
    let file = xml();
    let before = records(&file);
    let elements = elements(&file);
    assert_eq!(elements.len(), 57);
    let (mut refused, mut all) = (0, 0);
    for name in &elements {
        let (start, end) = (format!("<{name}>"), format!("</{name}>"));
        let renamed = |file: &str, other: &str| {
            let file = file.replace(&start, &format!("<{other}>"));
            file.replace(&end, &format!("</{other}>"))
        };
        let inner = |change: &dyn Fn(&str) -> String| {
            let mut changed = String::new();
            let mut rest = file.as_str();
            while let Some((before, after)) = rest.split_once(&start) {
                let (inside, after) = after.split_once(&end).unwrap();
                changed.push_str(before);
                changed.push_str(&change(inside));
                rest = after;
            }
            changed + rest
        };
        let mut cases = vec![
            ("renamed", renamed(&file, "Renamed")),
            ("renamed in part", renamed(&file, &format!("{name}s"))),
            (
                "renamed once",
                file.replacen(&start, "<Renamed>", 1)
                    .replacen(&end, "</Renamed>", 1),
            ),
            ("in small letters", renamed(&file, &name.to_lowercase())),
            (
                "wrapped",
                inner(&|inside| format!("<Wrapper>{start}{inside}{end}</Wrapper>")),
            ),
            (
                "around a wrapper",
                inner(&|inside| format!("{start}<Wrapper>{inside}</Wrapper>{end}")),
            ),
            (
                "inside of itself",
                inner(&|inside| format!("{start}{start}{inside}{end}{end}")),
            ),
            ("without it", inner(&|inside| inside.to_owned())),
            (
                "doubled",
                inner(&|inside| format!("{start}{inside}{end}{start}{inside}{end}")),
            ),
            (
                "around the next",
                inner(&|inside| format!("{start}{inside}<!-- -->{end}<Empty/>")),
            ),
        ];
        let is_leaf = !file.split_once(&start).unwrap().1.starts_with('<');
        cases.push(match is_leaf {
            true => (
                "as an attribute",
                inner(&|inside| format!("<{name} value=\"{inside}\"/>")),
            ),
            false => (
                "with text beside its elements",
                inner(&|inside| format!("{start}QUILLBROOK{inside}{end}")),
            ),
        });
        for (what, changed) in cases {
            assert_eq!(lost(&before, changed.as_bytes()), None, "{name} {what}");
            all += 1;
            refused += usize::from(parse(&changed).is_err());
        }
    }
    assert!((all / 2..all).contains(&refused), "{refused} of {all}");
}

#[test]
fn the_order_of_elements_makes_no_difference() {
    let file = xml();
    let before = records(&file);
    // Each designation with its children from the last to the first.
    let mut turned = String::new();
    for designation in file.split_inclusive("</Designation>\n") {
        let (head, inside) = designation
            .split_once("<Designation>")
            .unwrap_or((designation, ""));
        let Some(mut inside) = inside.strip_suffix("</Designation>\n") else {
            turned.push_str(designation);
            continue;
        };
        let mut children = Vec::new();
        while let Some((name, _)) = inside
            .strip_prefix('<')
            .and_then(|rest| rest.split_once('>'))
        {
            let end = format!("</{name}>");
            let (child, rest) = inside.split_at(inside.find(&end).unwrap() + end.len());
            children.push(child);
            inside = rest;
        }
        children.reverse();
        turned.push_str(&format!(
            "{head}<Designation>{}</Designation>\n",
            children.concat()
        ));
    }
    assert_ne!(turned, file);
    assert_eq!(records(&turned), before);
}

#[test]
fn both_layouts_know_the_same_columns() {
    assert_eq!(SOURCES[0].code, "uk");
    let header = table().remove(0);
    assert_eq!(header.len(), super::super::fields::FIELDS.len() + 1);
}
