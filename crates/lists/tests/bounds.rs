//! Memory and time of reading grow no faster than the file, whatever is in it.
//!
//! Each file is read in a process of its own, which is this test again with the name of the file
//! in its environment, and prints its largest memory at the end.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::process::Command;

use lists::{Checks, ListError};

const CASE: &str = "LISTS_BOUNDS_CASE";
const SIZE: &str = "LISTS_BOUNDS_SIZE";

/// Size of a case: 4 MB, and 15 MB in `cargo xtask test --long`.
fn most_bytes() -> usize {
    let is_long = std::env::var_os("LONG_TESTS").is_some();
    if is_long { 15 << 20 } else { 4 << 20 }
}

const HEAD: &str = "Report Date: 02-Nov-2026\n\
Unique ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,\
Name non-latin script,Regime Name,Designation Type,Designation source,Sanctions Imposed,D.O.B,\
Nationality(/ies),National Identifier number,Passport number,Business registration number (s),\
IMO number\n";

const XML_HEAD: &str = "<Designations><DateGenerated>02/11/2026</DateGenerated>";

const EU_HEAD: &str = "<export generationDate=\"2026-11-02\">";
const EU_ENTITY: &str = "<sanctionEntity unitedNationId=\"\"";
const EU_KIND: &str = "<subjectType code=\"person\"/><regulation programme=\"UKR\"/>";

/// A file of about this many bytes that repeats something, which gets the number of the time.
fn repeat(head: &str, repeated: impl Fn(usize) -> String, tail: &str, bytes: usize) -> String {
    let mut file = head.to_owned();
    let mut number = 0;
    while file.len() < bytes {
        file.push_str(&repeated(number));
        number += 1;
    }
    file + tail
}

/// Within one designation of the XML layout.
fn inside(repeated: impl Fn(usize) -> String, bytes: usize) -> String {
    let head = format!("{XML_HEAD}<Designation><UniqueID>SAMPLE-GIM9001</UniqueID>");
    repeat(&head, repeated, "</Designation></Designations>", bytes)
}

const CASES: [&str; 31] = [
    "UN short entries",
    "UN names in one cell",
    "UN names in many cells",
    "UN notes of names",
    "UN names beside strokes",
    "UN comments",
    "short records",
    "short cells",
    "short cells in XML",
    "short IDs",
    "short IDs in XML",
    "names under one ID",
    "names under one ID in XML",
    "titles",
    "odd dates",
    "unknown elements",
    "unknown values",
    "measures",
    "paragraphs",
    "ampersands",
    "many cells",
    "short rows",
    "depth",
    "attributes",
    "EU short entities",
    "EU short names",
    "EU names of one entity",
    "EU remarks",
    "EU unknown attributes",
    "EU unknown values",
    "EU acts",
];

/// Within one entity of the EU's list.
fn inside_entity(repeated: impl Fn(usize) -> String, bytes: usize) -> String {
    let head = format!("{EU_HEAD}{EU_ENTITY} euReferenceNumber=\"EU.1\">{EU_KIND}");
    repeat(&head, repeated, "</sanctionEntity></export>", bytes)
}

const UN_HEAD: &str = "<CONSOLIDATED_LIST dateGenerated=\"2026-11-02T23:00:03.110Z\"><ENTITIES>";
const UN_TAIL: &str = "</ENTITIES></CONSOLIDATED_LIST>";

/// Within entities of the UN's list of a quarter of a megabyte each.
fn inside_un(repeated: impl Fn(usize) -> String, bytes: usize) -> String {
    let inside = repeat("", repeated, "", 1 << 18);
    let entity = |number| {
        format!(
            "<ENTITY><FIRST_NAME>EXAMPLE TRADING</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>\
             <REFERENCE_NUMBER>{number}</REFERENCE_NUMBER>{inside}</ENTITY>"
        )
    };
    repeat(UN_HEAD, entity, UN_TAIL, bytes)
}

fn un_alias(name: &str, note: &str) -> String {
    format!(
        "<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME><NOTE>{note}</NOTE>\
         </ENTITY_ALIAS>"
    )
}

/// A name of the EU's list, with nothing that is not needed.
fn eu_name(words: &str, inside: &str) -> String {
    format!(
        "<nameAlias firstName=\"\" middleName=\"\" lastName=\"\" nameLanguage=\"\" \
         wholeName=\"{words}\">{inside}</nameAlias>"
    )
}

fn file(case: &str, bytes: usize) -> String {
    match case {
        "UN short entries" => repeat(
            UN_HEAD,
            |number| format!("<ENTITY><REFERENCE_NUMBER>{number}</REFERENCE_NUMBER></ENTITY>"),
            UN_TAIL,
            bytes,
        ),
        "UN names in one cell" => {
            let names = repeat("", |number| format!("N{number}; "), "", 1 << 19);
            inside_un(move |_| un_alias(&names, ""), bytes)
        }
        "UN names in many cells" => inside_un(
            |number| {
                let names: String = (0..60).map(|name| format!("{name}a{number}; ")).collect();
                un_alias(&names, "")
            },
            bytes,
        ),
        "UN notes of names" => inside_un(
            |number| {
                let names: String = (0..60).map(|name| format!("N{name}; ")).collect();
                un_alias(&names, &format!("{number} {}", "note ".repeat(400)))
            },
            bytes,
        ),
        "UN names beside strokes" => inside_un(
            |number| {
                let names: String = (0..60)
                    .map(|name| format!("Nnn{number}n{name} / "))
                    .collect();
                un_alias(&format!("{names}Nnn"), &"note ".repeat(400))
            },
            bytes,
        ),
        "UN comments" => {
            let comments = repeat(
                "",
                |number| format!("IMO {}, ", 1_000_000 + number),
                "",
                1 << 19,
            );
            inside_un(move |_| format!("<COMMENTS1>{comments}</COMMENTS1>"), bytes)
        }
        "EU short entities" => repeat(
            EU_HEAD,
            |number| format!("<sanctionEntity euReferenceNumber=\"{number}\"/>"),
            "</export>",
            bytes,
        ),
        "EU short names" => repeat(
            EU_HEAD,
            |number| {
                let names: String = (0..40)
                    .map(|name| eu_name(&format!("N{name}"), ""))
                    .collect();
                format!(
                    "{EU_ENTITY} euReferenceNumber=\"{number}\">{EU_KIND}{names}</sanctionEntity>"
                )
            },
            "</export>",
            bytes,
        ),
        "EU names of one entity" => {
            inside_entity(|number| eu_name(&format!("N{number}"), ""), bytes)
        }
        "EU remarks" => inside_entity(
            |number| {
                let remarks = repeat("", |_| "<remark>x</remark>".to_owned(), "", 1 << 12);
                eu_name(&format!("N{number}"), &remarks)
            },
            bytes,
        ),
        "EU unknown attributes" => {
            inside_entity(|number| format!("<remark a{number}=\"x\"/>"), bytes)
        }
        "EU unknown values" => inside_entity(|number| format!("<a>x{number}</a>"), bytes),
        "EU acts" => inside_entity(
            |number| {
                let act = format!("<regulationSummary numberTitle=\"{number}\"/>");
                eu_name("Tarvo QUILLBROOK", &act)
            },
            bytes,
        ),
        "short IDs" => repeat(
            HEAD,
            |number| format!("{number},,A{}\n", ",".repeat(18)),
            "",
            bytes,
        ),
        "short IDs in XML" => repeat(
            XML_HEAD,
            |number| format!("<Designation><UniqueID>{number}</UniqueID></Designation>"),
            "</Designations>",
            bytes,
        ),
        // Nothing in it gives a warning, so that no bound but that of the memory ends it.
        "short records" => repeat(
            HEAD,
            |number| {
                let regime = "R".repeat(97);
                format!("{number},,A,,,,,,Primary Name,,,{regime},Ship,UK,Travel Ban,,,,,,\n")
            },
            "",
            bytes,
        ),
        // Each cell takes far more memory than the two bytes that it has in the file.
        "short cells" => {
            let columns: String = (0..180).map(|column| format!(",{column}")).collect();
            let cells = ",x".repeat(180);
            repeat(
                &HEAD.replace("IMO number", &format!("IMO number{columns}")),
                |number| {
                    let known =
                        format!("{number},1,A,,,,,,Primary Name,,A,A,Ship,UK,,1999,A,1,1,1,1");
                    format!("{known}{cells}\n")
                },
                "",
                bytes,
            )
        }
        "short cells in XML" => repeat(
            XML_HEAD,
            |number| {
                let titles: String = (0..40)
                    .map(|title| format!("<Title>{title}</Title>"))
                    .collect();
                format!("<Designation><UniqueID>{number}</UniqueID>{titles}</Designation>")
            },
            "</Designations>",
            bytes,
        ),
        "names under one ID" => repeat(
            HEAD,
            |number| format!("SAMPLE-GIM9001,,N{number}{}\n", ",".repeat(18)),
            "",
            bytes,
        ),
        "names under one ID in XML" => inside(
            |number| format!("<Name><Name6>N{number}</Name6></Name>"),
            bytes,
        ),
        "titles" => inside(|number| format!("<Title>{number}</Title>"), bytes),
        "odd dates" => inside(|number| format!("<DOB>x{number}</DOB>"), bytes),
        "unknown elements" => inside(|number| format!("<a{number}>x</a{number}>"), bytes),
        "unknown values" => inside(|number| format!("<a>x{number}</a>"), bytes),
        "measures" => {
            let field = repeat("", |number| format!("{number}|"), "", 1 << 19);
            inside(
                move |_| format!("<SanctionsImposed>{field}</SanctionsImposed>"),
                bytes,
            )
        }
        "paragraphs" => {
            let field = |number: usize| {
                let text = repeat("", |line| format!("{number}.{line}.\n"), "", 1 << 19);
                format!("<OtherInformation>{text}</OtherInformation>")
            };
            inside(field, bytes)
        }
        "ampersands" => {
            let field = |number: usize| {
                format!("<Title><![CDATA[{number}{}]]></Title>", "&".repeat(1 << 19))
            };
            inside(field, bytes)
        }
        "many cells" => HEAD.to_owned() + &",".repeat(bytes),
        "short rows" => repeat(HEAD, |number| format!("{number}\n"), "", bytes),
        "depth" => XML_HEAD.to_owned() + &"<a>x".repeat(bytes / 4),
        "attributes" => {
            let attributes = repeat("", |number| format!(" a{number}=\"x\""), "", 1 << 19);
            inside(move |_| format!("<Title{attributes}/>"), bytes)
        }
        other => panic!("no case {other}"),
    }
}

/// Milliseconds for which the processor worked for this thread; other programs do not count.
fn time_of_thread() -> Option<usize> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: usize = times.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1_000_000)
}

/// Reads the file of a case; returns how many milliseconds that took.
fn read(case: &str, bytes: usize) -> usize {
    let file = file(case, bytes);
    let code = match case.get(..2) {
        Some("EU") => "eu",
        Some("UN") => "un",
        _ => "uk",
    };
    let source = lists::source(code).unwrap();
    let begin = time_of_thread();
    let read = lists::read(source, file.as_bytes(), &Checks::part());
    let time = time_of_thread().unwrap_or_default() - begin.unwrap_or_default();
    match read {
        Ok(parsed) => assert!(!parsed.records.is_empty(), "{case}"),
        // Each of these is refused in good time, too.
        Err(
            ListError::Faults(_)
            | ListError::TooMany { .. }
            | ListError::TooLong { .. }
            | ListError::TooDeep { .. },
        ) => {}
        Err(error) => panic!("{case}: {error}"),
    }
    time
}

/// Most memory that this process ever had, in bytes; `None` where the system does not say.
fn largest_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes << 10)
}

#[test]
fn memory_and_time_grow_with_the_file_alone() {
    if let Ok(case) = std::env::var(CASE) {
        let bytes = std::env::var(SIZE).unwrap().parse().unwrap();
        let time = read(&case, bytes);
        println!("{} {time}", largest_memory().unwrap_or_default());
        return;
    }
    if largest_memory().is_none() || time_of_thread().is_none() {
        println!("skipped: this system does not say how much memory and time a process takes");
        return;
    }
    let measure = |case: &str, bytes: usize| -> (usize, usize) {
        let output = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "memory_and_time_grow_with_the_file_alone",
                "--nocapture",
            ])
            .env(CASE, case)
            .env(SIZE, bytes.to_string())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{case}: {text}");
        let numbers = text.lines().find_map(|line| {
            let (memory, time) = line.split_once(' ')?;
            Some((memory.parse().ok()?, time.parse().ok()?))
        });
        numbers.unwrap()
    };
    let most = most_bytes();
    for case in CASES {
        let small = measure(case, most / 4);
        let (memory, time) = measure(case, most);
        println!(
            "{case}: {} MB, {time} ms, of a quarter {} ms",
            memory >> 20,
            small.1
        );
        // The file itself is in this process, too.
        assert!(
            memory <= 9 * most + (64 << 20),
            "{case}: {} MB",
            memory >> 20
        );
        // Four times as long is linear, sixteen times quadratic. Short times say nothing.
        assert!(
            time < 2_000 || time < 9 * small.1,
            "{case}: {time} ms and {} ms",
            small.1
        );
    }
}
