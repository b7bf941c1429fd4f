//! The structure of the list is broken, or too much of it is missing: the file is refused.

use super::{COLUMNS, XML_PERSON, csv, parse, row, xml};
use crate::uk::SOURCE;
use crate::{
    Checks, Fault, FaultKind, Faults, ListError, Parsed, Place, SOURCES, Source, Totals, read,
};

use FaultKind::{
    Cells, Count, DoubledField, Fewer, FillRate, MisplacedField, MissingField, Nameless, Quotation,
    ReportDate, RowInCell, UnknownField,
};

fn faults(file: &str) -> Box<Faults> {
    match parse(file) {
        Err(ListError::Faults(faults)) => faults,
        Err(error) => panic!("{error}"),
        Ok(parsed) => panic!("{} records", parsed.records.len()),
    }
}

/// A file of one person with another row of columns and of cells.
fn with_rows(head: &str, body: &str) -> String {
    format!("Report Date: 02-Nov-2026\n{head}\n{body}\n")
}

fn with_column(label: &str, text: &str) -> String {
    with_rows(
        &format!("{COLUMNS},{label}"),
        &format!("{},{text}", row(&[])),
    )
}

fn without_column(column: &str) -> String {
    let cells = |line: &str| {
        let place = COLUMNS.split(',').position(|name| name == column).unwrap();
        let mut cells: Vec<_> = line.split(',').map(str::to_owned).collect();
        cells.remove(place);
        cells.join(",")
    };
    with_rows(&cells(COLUMNS), &cells(&row(&[])))
}

#[test]
fn every_fault_is_refused_with_its_place_and_cure() {
    use Place::{Byte, File, Line};
    let file = csv(&[&[], &[("Name 6", "OTHER"), ("Title", "Mr, Dr")]]);
    let short = row(&[]).trim_end_matches(',').to_owned();
    let inside = |element: &str| xml(&format!("{XML_PERSON}{element}"));
    let person = xml(XML_PERSON);
    type Case = (&'static str, String, &'static [(FaultKind, Place)]);
    let cases: Vec<Case> = vec![
        (
            "a renamed column",
            file.replace("Name 6", "Name6"),
            &[(MissingField, Line(2)), (UnknownField, Line(2))],
        ),
        (
            "a missing column",
            without_column("Designation source"),
            &[(MissingField, Line(2))],
        ),
        (
            "a doubled column",
            file.replacen("Position", "Name type", 1),
            &[(DoubledField, Line(2))],
        ),
        (
            "a doubled ID",
            file.replacen("OFSI Group ID", "Unique ID", 1),
            &[(DoubledField, Line(2))],
        ),
        (
            "a quotation mark before a cell",
            file.replacen(",QUILLBROOK", ",\"QUILLBROOK", 1),
            &[
                (Quotation, Byte(4, 50)),
                (Quotation, Byte(4, 56)),
                (RowInCell, Line(3)),
                (Cells, Line(3)),
            ],
        ),
        (
            "a quotation mark in a cell",
            file.replacen("QUILLBROOK", "QUILL\"BROOK", 1),
            &[(Quotation, Byte(3, 24))],
        ),
        (
            "text after a cell",
            file.replacen("\"Mr, Dr\"", "\"Mr, Dr\" x", 1),
            &[(Quotation, Byte(4, 57))],
        ),
        (
            "a row in a cell",
            csv(&[&[("Title", "x\n02/11/2026,SAMPLE-GIM9002,,,OTHER")]]),
            &[(RowInCell, Line(3))],
        ),
        (
            "a short row",
            with_rows(COLUMNS, &short),
            &[(Cells, Line(3))],
        ),
        (
            "a long row",
            with_rows(COLUMNS, &format!("{},,more", row(&[]))),
            &[(Cells, Line(3))],
        ),
        (
            "a row of too few blanks",
            csv(&[&[]]) + ", ,\n",
            &[(Cells, Line(4))],
        ),
        (
            "a new column of names",
            with_column("Name 7", ""),
            &[(UnknownField, Line(2))],
        ),
        (
            "a new column of numbers",
            with_column("Passport", ""),
            &[(UnknownField, Line(2))],
        ),
        (
            "a new column that holds an ID",
            with_column("See also", "SAMPLE-GIM9002"),
            &[(UnknownField, Line(3))],
        ),
        (
            "a new column that holds a name",
            with_column("Called", "Quillbrook"),
            &[(UnknownField, Line(3))],
        ),
        (
            "a new column that holds words of a name",
            with_column("Called", "\"Quillbrook, Tarvo\""),
            &[(UnknownField, Line(3))],
        ),
        (
            "a new column that holds a name in another script",
            with_column("Called", "Квиллбрук"),
            &[(UnknownField, Line(3))],
        ),
        (
            "a new column that holds a measure",
            with_column("Imposed", "Asset freeze|Travel Ban"),
            &[(UnknownField, Line(3))],
        ),
        (
            "no report line",
            format!("{COLUMNS}\n{}\n", row(&[])),
            &[(ReportDate, File)],
        ),
        (
            "a report line without a date",
            csv(&[&[]]).replacen("02-Nov-2026", "today", 1),
            &[(ReportDate, File)],
        ),
        (
            "a report line without a day",
            csv(&[&[]]).replacen("02-Nov-2026", "Nov 2026", 1),
            &[(ReportDate, File)],
        ),
        (
            "no date in XML",
            person.replacen("DateGenerated", "Generated", 2),
            &[(ReportDate, File)],
        ),
        (
            "a missing element",
            person.replace("DesignationSource", "Source"),
            &[(MissingField, File)],
        ),
        (
            "an ID twice",
            inside("<UniqueID>SAMPLE-GIM9002</UniqueID>"),
            &[(DoubledField, Byte(7, 162))],
        ),
        (
            "a regime twice",
            inside("\n<RegimeName>The Other Regulations 2026</RegimeName>"),
            &[(DoubledField, Byte(8, 1))],
        ),
        (
            "a part of a name twice",
            person.replace("<Name6>", "<Name6>OTHER</Name6><Name6>"),
            &[(DoubledField, Byte(7, 54))],
        ),
        (
            "an unknown element in a name",
            person.replace("<Name6>", "<Name7>OTHER</Name7><Name6>"),
            &[(UnknownField, Byte(7, 34))],
        ),
        (
            "an element in a field",
            person.replace("QUILLBROOK", "<Text>QUILLBROOK</Text>"),
            &[(UnknownField, Byte(7, 41))],
        ),
        (
            "a field in a field",
            person.replace("QUILLBROOK", "<Name5>QUILLBROOK</Name5>"),
            &[(MisplacedField, Byte(7, 41)), (MisplacedField, Byte(7, 41))],
        ),
        (
            "an attribute that holds a name",
            person.replace("<Name6>QUILLBROOK", "<Name6 value=\"QUILLBROOK\">"),
            &[(UnknownField, Byte(7, 34))],
        ),
        (
            "an attribute that holds an ID",
            inside("<Link to=\"SAMPLE-GIM9002\"/>"),
            &[(UnknownField, Byte(7, 162))],
        ),
        (
            "an element around a part of a name",
            person.replace(
                "<Name6>QUILLBROOK</Name6>",
                "<Part><Name6>QUILLBROOK</Name6></Part>",
            ),
            &[(MisplacedField, Byte(7, 40))],
        ),
        (
            "a designation in an element",
            xml("")
                .replace("<Designation>", "<Batch><Designation>")
                .replace("</Designation>", "</Designation></Batch>"),
            &[
                (MisplacedField, Byte(4, 8)),
                (MisplacedField, Byte(5, 1)),
                (MisplacedField, Byte(6, 1)),
                (MisplacedField, Byte(6, 54)),
            ],
        ),
        (
            "a designation in a designation",
            inside("\n<Designation><UniqueID>SAMPLE-GIM9002</UniqueID></Designation>"),
            &[(MisplacedField, Byte(8, 1)), (MisplacedField, Byte(8, 14))],
        ),
    ];
    for (case, file, expected) in cases {
        for file in [file.clone(), file.replace('\n', "\r\n")] {
            let faults = faults(&file);
            let found: Vec<_> = faults
                .iter()
                .map(|fault| (fault.kind, fault.place))
                .collect();
            assert_eq!(found, expected, "{case}: {faults}");
            for fault in faults.iter() {
                let text = fault.to_string();
                assert!(text.contains(fault.kind.cure()), "{text}");
            }
        }
    }
}

#[test]
fn a_change_of_values_is_accepted() {
    for (case, file) in [
        (
            "an unknown measure",
            csv(&[&[("Sanctions Imposed", "Example measure")]]),
        ),
        ("an odd date", csv(&[&[("D.O.B", "31/02/1999")]])),
        ("an odd type of name", csv(&[&[("Name type", "Nickname")]])),
        ("a new column", with_column("Shoe size", "44")),
        (
            "a new column of dates",
            with_column("Date trust services sanctions imposed", "02/11/2026"),
        ),
        (
            "a new column of words",
            with_column("Remark", "Walks with a limp (see above)"),
        ),
        ("a new empty column", with_column("", "")),
        ("no column of positions", without_column("Position")),
        (
            "an ID in prose",
            csv(&[&[(
                "Other Information",
                "See\nSAMPLE-GIM9002, OTHER, and others, too",
            )]]),
        ),
        (
            "a new element",
            xml(&format!("{XML_PERSON}<ShoeSize>44</ShoeSize>")),
        ),
        (
            "a new attribute",
            xml(&format!(
                "{XML_PERSON}<Titles lang=\"en\"><Title>Dr</Title></Titles>"
            )),
        ),
        (
            "an attribute of XML",
            xml(&format!(
                "{XML_PERSON}<Titles xml:lang=\"en\" xmlns:a=\"b\"/>"
            )),
        ),
        (
            "a renamed element around titles",
            xml(&format!("{XML_PERSON}<Honours><Title>Dr</Title></Honours>")),
        ),
    ] {
        let parsed = parse(&file).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(parsed.records.len(), 1, "{case}");
        assert_eq!(parsed.faults.total(), 0, "{case}");
    }
}

#[test]
fn faults_are_counted_and_the_first_of_each_kind_are_kept() {
    let rows: String = (0..100)
        .map(|number| format!("{},\n", row(&[("Title", &number.to_string())])))
        .collect();
    let faults = faults(&with_rows(
        &COLUMNS.replace("Name 6", "Name6"),
        rows.trim_end(),
    ));
    assert_eq!(faults.count(Cells), 100);
    assert_eq!(
        faults.iter().filter(|fault| fault.kind == Cells).count(),
        20
    );
    assert_eq!(faults.total(), 102);
    assert_eq!(faults.kinds(), [Cells, MissingField, UnknownField]);
    let text = faults.to_string();
    assert!(
        text.starts_with("the file has 102 faults; cells, line 3: the row has 59 cells"),
        "{text}"
    );
    assert!(text.ends_with("; and 80 more"), "{text}");
}

#[test]
fn text_of_the_file_is_quoted_without_control_characters_and_shortened() {
    let label = format!("Name {}\u{1B}[2J", "x".repeat(100));
    let faults = faults(&with_column(&label, ""));
    let Fault { what, .. } = faults.iter().next().unwrap();
    assert!(what.contains("xxx…”"), "{what}");
    assert!(!what.contains(char::is_control), "{what}");
    assert!(what.len() < 150, "{what}");
}

#[test]
fn an_older_file_is_refused_as_older_whatever_it_lacks() {
    let file = csv(&[&[]]);
    // The date of the edition before, and today; the file is of 2 November 2026, and much too small.
    for (before, today, is_refused) in [
        ("2026-11-03", None, true),
        ("2026-11-02", None, false),
        ("2026-11-01", None, false),
        ("2026-11-03", Some("2026-11-02"), true),
        // A date in the future is wrong, so nothing is older.
        ("2026-11-04", Some("2026-11-02"), false),
    ] {
        let checks = Checks {
            not_before: before.parse().ok(),
            today: today.and_then(|today| today.parse().ok()),
            accept: &FaultKind::ALL,
            ..Checks::whole()
        };
        for accept in [&[][..], &FaultKind::ALL] {
            let error = read(&SOURCES[0], file.as_bytes(), &Checks { accept, ..checks }).err();
            let is_older = matches!(error, Some(ListError::Older { .. }));
            assert_eq!(is_older, is_refused, "{before}, {today:?}: {error:?}");
        }
    }
}

#[test]
fn an_accepted_fault_does_not_refuse_and_is_named() {
    let file = csv(&[&[]]).replace("Name 5", "Name5");
    let accept = |kinds: &[FaultKind]| -> Result<Parsed, ListError> {
        let checks = Checks {
            accept: kinds,
            ..Checks::part()
        };
        read(&SOURCES[0], file.as_bytes(), &checks)
    };
    assert!(accept(&[]).is_err());
    assert!(accept(&[MissingField]).is_err());
    let parsed = accept(&[UnknownField, MissingField, Cells]).unwrap();
    assert_eq!(parsed.faults.kinds(), [MissingField, UnknownField]);
    assert_eq!(parsed.records.len(), 1);

    // Reading cannot go on to the end: the reason of the end remains.
    let cut = csv(&[&[("Title", "a\"b")]]);
    let cut = cut
        .replace("\"\"", "\"")
        .trim_end_matches([',', '\n'])
        .to_owned();
    assert_eq!(faults(&cut).kinds(), [Quotation]);
    let checks = Checks {
        accept: &[Quotation],
        ..Checks::part()
    };
    let error = read(&SOURCES[0], cut.as_bytes(), &checks).unwrap_err();
    assert!(matches!(error, ListError::Cut { .. }), "{error}");
}

#[test]
fn every_kind_has_a_word_of_its_own() {
    for kind in FaultKind::ALL {
        assert_eq!(FaultKind::from_word(kind.as_str()), Some(kind));
        let place = FaultKind::ALL.iter().position(|other| *other == kind);
        assert_eq!(place, Some(kind as usize));
    }
}

/// A list of this many invented designations, with all that every edition has.
fn list_of(designations: usize) -> String {
    let mut file = format!("Report Date: 02-Nov-2026\n{COLUMNS}\n");
    for number in 0..designations {
        let id = format!("SAMPLE-GIM{:05}", number);
        let name = format!("INVENTED{number}");
        let kind = ["Individual", "Entity", "Ship"][number % 3];
        let number = format!("N{number}");
        let mut cells = vec![
            ("Unique ID", id.as_str()),
            ("Name 6", name.as_str()),
            ("Designation Type", kind),
            ("Sanctions Imposed", "Asset freeze"),
            ("UN Reference Number", number.as_str()),
        ];
        match kind {
            "Individual" => cells.extend([
                ("Name non-latin script", "Тарво"),
                ("D.O.B", "02/11/1970"),
                ("Nationality(/ies)", "Freedonia"),
                ("Passport number", number.as_str()),
                ("National Identifier number", number.as_str()),
            ]),
            "Entity" => cells.push(("Business registration number (s)", number.as_str())),
            _ => cells.push(("IMO number", number.as_str())),
        }
        file.push_str(&row(&cells));
        file.push('\n');
    }
    file
}

/// The list with bounds that a test can reach.
static SMALL: Source = Source {
    least: 30,
    most: 60,
    nameless: 1,
    ..SOURCE
};

fn kinds_of(file: &str, checks: &Checks<'_>) -> Vec<FaultKind> {
    match read(&SMALL, file.as_bytes(), checks) {
        Ok(parsed) => parsed.faults.kinds(),
        Err(ListError::Faults(faults)) => faults.kinds(),
        Err(error) => panic!("{error}"),
    }
}

/// Changes the cells of a column in each row, by its number.
fn change(file: &str, column: &str, change: impl Fn(usize, &str) -> String) -> String {
    let place = COLUMNS.split(',').position(|name| name == column).unwrap();
    let lines = file.lines().enumerate().map(|(number, line)| {
        let mut cells: Vec<_> = line.split(',').map(str::to_owned).collect();
        if number > 1 {
            cells[place] = change(number - 2, &cells[place]);
        }
        cells.join(",") + "\n"
    });
    lines.collect()
}

#[test]
fn a_whole_edition_is_within_the_bounds_of_its_source() {
    let whole = list_of(30);
    let blank = |column| change(&whole, column, |_, _| String::new());
    let nameless = |count| {
        let without = |number, cell: &str| match (1..=count).contains(&number) {
            true => String::new(),
            false => cell.to_owned(),
        };
        change(&change(&whole, "Name 6", without), "Name 1", without)
    };
    let cases: Vec<(&str, String, &[FaultKind])> = vec![
        ("just enough", whole.clone(), &[]),
        ("one too few", list_of(29), &[Count]),
        ("just not too many", list_of(60), &[]),
        ("one too many", list_of(61), &[Count]),
        ("nameless", nameless(1), &[]),
        ("one more nameless", nameless(2), &[Nameless]),
        ("no measures", blank("Sanctions Imposed"), &[FillRate]),
        ("no sources", blank("Designation source"), &[FillRate]),
        ("no dates of birth", blank("D.O.B"), &[FillRate]),
        ("no nationalities", blank("Nationality(/ies)"), &[FillRate]),
        ("no passports", blank("Passport number"), &[FillRate]),
        (
            "no national identifiers",
            blank("National Identifier number"),
            &[FillRate],
        ),
        (
            "no company numbers",
            blank("Business registration number (s)"),
            &[FillRate],
        ),
        ("no IMO numbers", blank("IMO number"), &[FillRate]),
        (
            "no UN references",
            blank("UN Reference Number"),
            &[FillRate],
        ),
        (
            "no names in other scripts",
            blank("Name non-latin script"),
            &[FillRate],
        ),
        ("no types of names", blank("Name type"), &[FillRate]),
        ("no regimes", blank("Regime Name"), &[FillRate]),
        ("no kinds", blank("Designation Type"), &[FillRate]),
    ];
    for (case, file, expected) in cases {
        assert_eq!(kinds_of(&file, &Checks::whole()), expected, "{case}");
        assert_eq!(kinds_of(&file, &Checks::part()), [], "{case}");
    }
}

#[test]
fn an_edition_is_not_much_smaller_than_the_one_before() {
    let file = list_of(60);
    let now = Totals::of(
        &read(&SMALL, file.as_bytes(), &Checks::whole())
            .unwrap()
            .records,
    );
    let expected = Totals {
        designations: 60,
        names: 60,
        names_in_other_scripts: 20,
        dates_of_birth: 20,
        identifiers: 80,
    };
    assert_eq!(now, expected);
    type Change = fn(&mut Totals) -> &mut usize;
    let counts: [Change; 5] = [
        |it| &mut it.designations,
        |it| &mut it.names,
        |it| &mut it.names_in_other_scripts,
        |it| &mut it.dates_of_birth,
        |it| &mut it.identifiers,
    ];
    for count in counts {
        // 2 % of what was there may be gone.
        for (gone, expected) in [(0, &[][..]), (1, &[Fewer])] {
            let mut before = now;
            *count(&mut before) = *count(&mut before) * 100 / 98 + gone;
            let with = Checks {
                before: Some(before),
                ..Checks::whole()
            };
            assert_eq!(kinds_of(&file, &with), expected);
            let accept = Checks {
                accept: &[Fewer],
                ..with
            };
            let parsed = read(&SMALL, file.as_bytes(), &accept).unwrap();
            assert_eq!(parsed.faults.kinds(), expected);
            let part = Checks {
                bounds: false,
                ..with
            };
            assert_eq!(kinds_of(&file, &part), []);
        }
        let mut before = now;
        *count(&mut before) = 0;
        let with = Checks {
            before: Some(before),
            ..Checks::whole()
        };
        assert_eq!(kinds_of(&file, &with), []);
    }
}

#[test]
fn a_report_is_not_from_after_tomorrow() {
    let file = csv(&[&[]]);
    for (today, expected) in [
        ("2026-11-02", &[][..]),
        ("2026-11-01", &[]),
        ("2026-10-31", &[ReportDate]),
        ("2025-11-02", &[ReportDate]),
        ("2040-01-01", &[]),
    ] {
        let checks = Checks {
            today: today.parse().ok(),
            ..Checks::part()
        };
        assert_eq!(kinds_of(&file, &checks), expected, "{today}");
    }
}
