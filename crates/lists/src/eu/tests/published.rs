//! The excerpt that the EU published and the file that was put back together, where they are at hand,
//! held against a reader of its own that splits the text at its tags and quotation marks.

use std::collections::BTreeMap;

use record::{Kind, ListedDate, NameType, Record};

use super::parse;
use crate::{Checks, Totals, WarningKind, read, source};

fn text(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/lists/eu");
    let text = std::fs::read_to_string(format!("{folder}/{name}")).ok();
    if text.is_none() {
        println!("skipped: {name} is not at hand");
    }
    text
}

/// An attribute of a tag, which begins after its name.
fn attribute(tag: &str, name: &str) -> String {
    let tag = format!(" {}", tag.split('>').next().unwrap_or_default());
    let value = tag.split_once(&format!(" {name}=\""));
    let value = value.and_then(|(_, rest)| rest.split('"').next());
    let mut value = value.unwrap_or_default().to_owned();
    for (entity, letter) in [
        ("quot", "\""),
        ("apos", "'"),
        ("lt", "<"),
        ("gt", ">"),
        ("amp", "&"),
    ] {
        value = value.replace(&format!("&{entity};"), letter);
    }
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tags of this name, each with everything up to the next.
fn tags<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let tag = format!("<{name} ");
    text.split(tag.as_str()).skip(1).collect()
}

/// What a file says, with how often: of each entity its ID and kind; its names with their languages; its
/// dates of birth; its numbers.
#[derive(Default)]
struct Recount {
    entities: BTreeMap<String, String>,
    names: BTreeMap<(String, String, String), usize>,
    dates: Vec<(String, String)>,
    numbers: Vec<(String, String)>,
}

impl Recount {
    fn of_file(file: &str) -> Self {
        let mut recount = Self::default();
        for entity in tags(file, "sanctionEntity") {
            let id = attribute(entity, "euReferenceNumber");
            let kind = attribute(tags(entity, "subjectType")[0], "code");
            recount.entities.insert(id.clone(), kind);
            for name in tags(entity, "nameAlias") {
                let language = attribute(name, "nameLanguage");
                let whole = attribute(name, "wholeName");
                for name in whole.trim_end_matches(';').split("; ") {
                    let name = (id.clone(), name.to_owned(), language.clone());
                    *recount.names.entry(name).or_default() += 1;
                }
            }
            for born in tags(entity, "birthdate") {
                let [whole, month, year] =
                    ["birthdate", "monthOfYear", "year"].map(|it| attribute(born, it));
                let date = match (whole.is_empty(), month.is_empty()) {
                    (false, _) => whole,
                    (true, false) => format!("{year}-{month:0>2}"),
                    (true, true) => year,
                };
                if !date.is_empty() {
                    recount.dates.push((id.clone(), date));
                }
            }
            for document in tags(entity, "identification") {
                let number = attribute(document, "number");
                recount.numbers.push((id.clone(), number));
            }
        }
        recount
    }

    /// How many names, dates and numbers are not in the records.
    fn lost(&self, records: &[Record]) -> (usize, usize, usize) {
        let place: BTreeMap<&str, usize> = (records.iter().enumerate())
            .map(|(place, record)| (record.id.as_str(), place))
            .collect();
        // Entities under one ID stand side by side.
        let of = |id: &str| {
            let records = &records[place[id]..];
            let is_same = |other: &Record| other.id.split(' ').next() == Some(id);
            let count = records.iter().take_while(|other| is_same(other)).count();
            records[..count].iter()
        };
        let names = self.names.iter().filter(|((id, name, language), count)| {
            let names = of(id).flat_map(|it| &it.names).filter(|listed| {
                let words = listed.language.as_deref().unwrap_or_default();
                listed.full() == *name && words == language
            });
            names.count() < **count
        });
        let dates = self.dates.iter().filter(|(id, date)| {
            let mut dates = of(id)
                .flat_map(|it| &it.dates_of_birth)
                .map(ListedDate::to_string);
            !dates.any(|listed| listed.trim_start_matches('"').starts_with(date.as_str()))
        });
        let numbers = self.numbers.iter().filter(|(id, number)| {
            let mut numbers = of(id).flat_map(|it| &it.identifiers);
            number != "-" && !numbers.any(|listed| number.contains(&listed.value))
        });
        (names.count(), dates.count(), numbers.count())
    }
}

#[test]
fn a_naive_reader_finds_nothing_that_is_not_in_the_records() {
    let name = "xmlFullSanctionsList_1_1.reconstructed_2026-05-01.xml";
    let Some(file) = text(name) else {
        return;
    };
    let source = source("eu").unwrap();
    let parsed = read(source, file.as_bytes(), &Checks::whole()).unwrap();
    let records = &parsed.records;
    let naive = Recount::of_file(&file);
    assert_eq!(naive.entities.len(), 5_860);
    assert_eq!(tags(&file, "nameAlias").len(), 29_826);
    assert_eq!(naive.names.values().sum::<usize>(), 29_829);
    assert_eq!((naive.dates.len(), naive.numbers.len()), (4_119, 2_435));
    assert_eq!(naive.lost(records), (0, 0, 0));
    // Nothing else was found, but for the names that the parts of three names spell. A date or a number
    // that an entity has twice is kept once.
    let totals = Totals {
        designations: 5_860,
        names: 24_009,
        names_in_other_scripts: 5_823,
        dates_of_birth: 3_961,
        identifiers: 2_428,
    };
    assert_eq!(Totals::of(records), totals);
    for record in records {
        let kind = naive.entities.get(&record.id).map(String::as_str);
        assert_eq!(record.kind == Kind::Individual, kind == Some("person"));
    }
    assert!(records.is_sorted_by(|one, other| one.id < other.id));

    // The file gives no remarks, so that no name is former.
    let of_type = |wanted| {
        let names = records.iter().flat_map(|record| &record.names);
        names.filter(|name| name.name_type == wanted).count()
    };
    assert_eq!(NameType::ALL.map(of_type), [5_860, 17_105, 6_867, 0]);
    let primary = records.iter().filter_map(Record::primary_name);
    let in_latin = primary.filter(|name| !name.is_in_own_script());
    assert_eq!(in_latin.count(), 5_860);
    let references = records.iter().flat_map(|record| &record.references);
    assert_eq!(references.count(), 87);
    let warnings = parsed.warnings.iter().map(|warning| warning.kind);
    assert!(warnings.eq([WarningKind::NoDate; 32]));
    let is_islamic = |date: &&ListedDate| date.to_string().ends_with("(islamic calendar)");
    let dates = records.iter().flat_map(|record| &record.dates_of_birth);
    assert_eq!(dates.clone().filter(is_islamic).count(), 5);
    let mut dates = dates.filter_map(ListedDate::date);
    assert!(dates.all(|date| date.first_year() > 1900));
}

#[test]
fn the_excerpt_is_read_without_a_fault() {
    let Some(file) = text("xmlFullSanctionsList_1_1.excerpt.xml") else {
        return;
    };
    let parsed = parse(&file).unwrap();
    let naive = Recount::of_file(&file);
    assert_eq!(parsed.header.published.unwrap().to_string(), "2020-04-15");
    assert_eq!(naive.lost(&parsed.records), (0, 0, 0));
    // One key is there twice.
    assert_eq!((parsed.records.len(), naive.entities.len()), (7, 6));
    let kinds: Vec<_> = parsed.warnings.iter().map(|warning| warning.kind).collect();
    assert_eq!(kinds, [WarningKind::Id]);
}
