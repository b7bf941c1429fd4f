//! What is not understood is counted and kept.

use record::{Kind, ListedDate, NameType, Record};

use super::{COLUMNS, XML_PERSON, csv, parse, row, words, xml};
use crate::WarningKind;

/// Case, file, warning as (record, line, kind, raw), and what must be kept.
type Case = (
    &'static str,
    String,
    (&'static str, u64, WarningKind, &'static str),
    fn(&Record) -> bool,
);

fn keeps(record: &Record, label: &str, text: &str) -> bool {
    record
        .other
        .iter()
        .any(|other| other.label == label && other.text == text)
}

#[test]
fn every_doubt_about_a_value_is_a_warning_and_the_record_stays() {
    const ID: &str = "SAMPLE-GIM9001";
    let without = |column: &str| {
        let person = row(&[]);
        let [head, body] = [COLUMNS, &person].map(|line| line.split(',').collect::<Vec<_>>());
        let place = head.iter().position(|name| *name == column).unwrap();
        let rest = |cells: Vec<&str>| [&cells[..place], &cells[place + 1..]].concat().join(",");
        format!("Report Date: 02-Nov-2026\n{}\n{}\n", rest(head), rest(body))
    };
    let cases: Vec<Case> = vec![
        (
            "an impossible date of birth",
            csv(&[&[], &[("D.O.B", "31/02/1999")]]),
            (ID, 4, WarningKind::Date, "31/02/1999"),
            |record| record.dates_of_birth == [ListedDate::Verbatim("31/02/1999".to_owned())],
        ),
        (
            "a line after lines inside of cells",
            csv(&[
                &[("Title", "a\n\nb")],
                &[("Title", "a b"), ("D.O.B", "1/2/3")],
            ])
            .replacen("\n,SAM", "\n\n\n,SAM", 2),
            (ID, 10, WarningKind::Date, "1/2/3"),
            |record| record.titles == ["a b"],
        ),
        (
            "a day without a month",
            csv(&[&[("D.O.B", "05/mm/1978")]]),
            (ID, 3, WarningKind::Date, "05/mm/1978"),
            |record| record.dates_of_birth.len() == 1,
        ),
        (
            "words for a date",
            csv(&[&[("Date Designated", "last week")]]),
            (ID, 3, WarningKind::Date, "last week"),
            |record| record.designated == Some(ListedDate::Verbatim("last week".to_owned())),
        ),
        (
            "no date of birth in words",
            csv(&[&[("D.O.B", "N/A")]]),
            (ID, 3, WarningKind::NoDate, "N/A"),
            |record| record.dates_of_birth.is_empty(),
        ),
        (
            "a spreadsheet's line break",
            csv(&[&[("Title", "Mr_x000D_ Dr")]]),
            (ID, 3, WarningKind::Escape, "Mr Dr"),
            |record| record.titles == ["Mr Dr"],
        ),
        (
            "no name",
            csv(&[&[("Name 6", " "), ("Name 1", "")]]),
            (ID, 3, WarningKind::Nameless, ""),
            |record| record.names.is_empty(),
        ),
        (
            "an unknown type of name",
            csv(&[&[("Name type", "Nickname")]]),
            (ID, 3, WarningKind::NameType, "Nickname"),
            |record| {
                let name = &record.names[0];
                (name.name_type, name.note.as_deref()) == (NameType::Alias, Some("Nickname"))
            },
        ),
        (
            "no type of name",
            csv(&[&[("Name type", "")]]),
            (ID, 3, WarningKind::NameType, ""),
            |record| record.names[0].note.is_none(),
        ),
        (
            "an unknown strength",
            csv(&[&[("Alias strength", "Doubtful")]]),
            (ID, 3, WarningKind::Strength, "Doubtful"),
            |record| record.names[0].note.as_deref() == Some("Doubtful"),
        ),
        (
            "an unknown kind",
            csv(&[&[("Designation Type", "Submarine")]]),
            (ID, 3, WarningKind::Kind, "Submarine"),
            |record| record.kind == Kind::Unknown && keeps(record, "Designation Type", "Submarine"),
        ),
        (
            "no kind",
            csv(&[&[("Designation Type", "")]]),
            (ID, 3, WarningKind::Kind, ""),
            |record| record.kind == Kind::Unknown,
        ),
        (
            "an unknown measure",
            csv(&[&[(
                "Sanctions Imposed",
                "Asset freeze|Example measure: see below",
            )]]),
            (ID, 3, WarningKind::Measure, "Example measure: see below"),
            |record| words(&record.measures) == ["Asset freeze", "Example measure: see below"],
        ),
        (
            "two regimes",
            csv(&[&[], &[("Regime Name", "The Other Regulations 2026")]]),
            (
                ID,
                4,
                WarningKind::Contradiction,
                "The Other Regulations 2026",
            ),
            |record| {
                record.regimes[0].name == "The Example Regulations 2026"
                    && keeps(record, "Regime Name", "The Other Regulations 2026")
            },
        ),
        (
            "two kinds",
            csv(&[&[], &[("Designation Type", "Entity")]]),
            (ID, 4, WarningKind::Contradiction, "Entity"),
            |record| record.kind == Kind::Individual && keeps(record, "Designation Type", "Entity"),
        ),
        (
            "two dates of change",
            csv(&[
                &[("Last Updated", "01/11/2026")],
                &[("Last Updated", "02/11/2026")],
            ]),
            (ID, 4, WarningKind::Contradiction, "02/11/2026"),
            |record| keeps(record, "Last Updated", "02/11/2026"),
        ),
        (
            "a row of blanks",
            csv(&[&[]]) + &format!("{}\n", ",".repeat(57)),
            ("", 4, WarningKind::Id, ""),
            |record| record.id == ID,
        ),
        (
            "a row without an ID",
            csv(&[&[("Unique ID", "")]]),
            ("(line 3)", 3, WarningKind::Id, ""),
            |record| record.id == "(line 3)" && record.names.len() == 1,
        ),
        (
            "a missing column",
            without("Gender"),
            ("", 2, WarningKind::MissingColumn, "Gender"),
            |record| record.names.len() == 1,
        ),
        (
            "an unknown column",
            format!(
                "Report Date: 02-Nov-2026\n{COLUMNS},Shoe size\n{},44\n",
                row(&[])
            ),
            ("", 2, WarningKind::UnknownField, "Shoe size"),
            |record| keeps(record, "Shoe size", "44"),
        ),
        (
            "an unknown element",
            xml(&format!(
                "{XML_PERSON}<ShoeSizes><ShoeSize>44</ShoeSize></ShoeSizes>"
            )),
            ("", 7, WarningKind::UnknownField, "ShoeSize"),
            |record| keeps(record, "ShoeSize", "44"),
        ),
        (
            "text beside elements",
            xml(&format!(
                "{XML_PERSON}<Titles>Dr<Title>Major</Title></Titles>"
            )),
            ("", 7, WarningKind::UnknownField, "Titles"),
            |record| keeps(record, "Titles", "Dr") && record.titles == ["Major"],
        ),
        (
            "elements outside of designations",
            xml(XML_PERSON).replacen(
                "<Designation>",
                "<Meta><Note>n</Note></Meta><Designation>",
                1,
            ),
            ("", 4, WarningKind::UnknownField, "Note: n"),
            |record| record.names.len() == 1,
        ),
        (
            "a designation without an ID",
            xml(XML_PERSON).replacen("SAMPLE-GIM9001", "", 1),
            ("(line 4)", 4, WarningKind::Id, ""),
            |record| record.names.len() == 1,
        ),
        (
            "a bad date on its line",
            xml(&format!(
                "{XML_PERSON}<DOBs>\n\n<DOB>1/32/1999</DOB></DOBs>"
            )),
            (ID, 9, WarningKind::Date, "1/32/1999"),
            |record| record.dates_of_birth.len() == 1,
        ),
    ];
    for (case, file, (record, line, kind, raw), is_kept) in cases {
        for file in [file.clone(), file.replace('\n', "\r\n")] {
            let parsed = parse(file).unwrap();
            let warnings = parsed.warnings.iter();
            let found: Vec<_> = warnings
                .map(|warning| {
                    (
                        warning.record.as_str(),
                        warning.line,
                        warning.kind,
                        warning.raw.as_str(),
                    )
                })
                .collect();
            assert_eq!(found, [(record, line, kind, raw)], "{case}");
            assert!(parsed.warnings.iter().all(|warning| warning.list == "uk"));
            assert_eq!(parsed.records.len(), 1, "{case}");
            assert!(
                is_kept(&parsed.records[0]),
                "{case}: {:?}",
                parsed.records[0]
            );
        }
    }
}

#[test]
fn warnings_stand_in_the_order_of_the_file_and_once_for_what_is_repeated() {
    let parsed = parse(csv(&[
        &[("Unique ID", "SAMPLE-GIM9002"), ("D.O.B", "tomorrow")],
        &[("Sanctions Imposed", "Example measure")],
        &[
            ("Sanctions Imposed", "Example measure"),
            ("Name 6", "OTHER"),
            ("D.O.B", "31/02/1999"),
        ],
        &[
            ("Sanctions Imposed", "Example measure"),
            ("Name 6", "OTHER"),
            ("D.O.B", "31/02/1999"),
            ("Title", "Mr"),
        ],
    ]))
    .unwrap();
    let lines: Vec<_> = parsed
        .warnings
        .iter()
        .map(|warning| (warning.line, warning.kind.as_str()))
        .collect();
    assert_eq!(lines, [(3, "date"), (4, "measure"), (5, "date")]);
}
