//! The sample list in `static/`: it shows every kind of entry and every quirk of the layout,
//! and nobody real stands on it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use lists::{Checks, Parsed};
use record::{AliasStrength, IdentifierKind, Kind, Name, NameType, PartRole, Record};

fn read_sample() -> Parsed {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/sample-list.csv");
    let file = File::open(path).expect("the sample list is in the project");
    lists::read(lists::source("uk").unwrap(), file, &Checks::part())
        .expect("the sample list can be read")
}

fn find<'a>(parsed: &'a Parsed, id: &str) -> &'a Record {
    let id = format!("SAMPLE-{id}");
    parsed
        .records
        .iter()
        .find(|record| record.id == id)
        .unwrap_or_else(|| panic!("no {id}"))
}

fn count(records: &[Record], wanted: impl Fn(&Record) -> bool) -> usize {
    records.iter().filter(|record| wanted(record)).count()
}

fn names(parsed: &Parsed) -> impl Iterator<Item = &Name> {
    parsed.records.iter().flat_map(|record| &record.names)
}

#[test]
fn it_says_that_every_name_is_invented() {
    let parsed = read_sample();
    assert!(parsed.header.sample);
    assert_eq!(
        parsed
            .header
            .published
            .map(|date| date.to_string())
            .as_deref(),
        Some("2026-11-02")
    );
    for record in &parsed.records {
        assert!(record.id.starts_with("SAMPLE-"), "{}", record.id);
        let note = record.other_information.join(" ");
        assert!(
            note.contains("everything in it is invented"),
            "{}: {note}",
            record.id
        );
    }
}

#[test]
fn it_is_large_enough_and_sorted() {
    let ids: Vec<String> = read_sample()
        .records
        .into_iter()
        .map(|record| record.id)
        .collect();
    assert!(ids.len() >= 60, "{}", ids.len());
    assert!(ids.is_sorted());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn it_shows_every_kind() {
    let records = read_sample().records;
    let counts = Kind::ALL.map(|kind| count(&records, |record| record.kind == kind));
    assert_eq!(counts, [42, 18, 5, 1, 1]);
}

#[test]
fn it_shows_many_regimes_and_people_smuggling_most() {
    let parsed = read_sample();
    let mut regimes = BTreeMap::new();
    for record in &parsed.records {
        let [regime] = record.regimes.as_slice() else {
            panic!("{}: {:?}", record.id, record.regimes)
        };
        let code = record
            .id
            .trim_start_matches("SAMPLE-")
            .trim_end_matches(char::is_numeric);
        assert_eq!(regime.code, code);
        *regimes.entry(code.to_owned()).or_insert(0) += 1;
    }
    assert!(regimes.len() >= 12, "{regimes:?}");
    let strongest = regimes.iter().max_by_key(|(_, count)| **count).unwrap();
    assert_eq!(strongest, (&"GIM".to_owned(), &22));
}

#[test]
fn it_shows_nine_scripts() {
    // First and last letter of the Unicode blocks.
    let scripts = [
        ("Greek", 'Ͱ', 'Ͽ'),
        ("Cyrillic", '\u{400}', '\u{4ff}'),
        ("Hebrew", '\u{590}', '\u{5ff}'),
        ("Arabic", '\u{600}', '\u{6ff}'),
        ("Burmese", '\u{1000}', '\u{109f}'),
        ("Georgian", '\u{10a0}', '\u{10ff}'),
        ("Ethiopic", '\u{1200}', '\u{137f}'),
        ("Chinese", '\u{4e00}', '\u{9fff}'),
        ("Hangul", '\u{ac00}', '\u{d7a3}'),
    ];
    let parsed = read_sample();
    for (script, first, last) in scripts {
        let found = names(&parsed)
            .filter(|name| name.is_in_own_script())
            .any(|name| {
                name.full()
                    .chars()
                    .filter(|letter| letter.is_alphabetic())
                    .all(|letter| (first..=last).contains(&letter))
            });
        assert!(found, "no name in {script} script");
    }
    let languages: BTreeSet<_> = names(&parsed)
        .filter_map(|name| name.language.as_deref())
        .collect();
    assert!(languages.len() >= 12, "{languages:?}");
}

#[test]
fn it_shows_names_of_every_type_and_strength() {
    let parsed = read_sample();
    let of_type = |wanted| {
        names(&parsed)
            .filter(|name| name.name_type == wanted)
            .count()
    };
    assert!(of_type(NameType::Variation) >= 40);
    assert!(of_type(NameType::Alias) >= 40);
    let of_strength = |wanted| names(&parsed).filter(move |name| name.strength == Some(wanted));
    assert!(of_strength(AliasStrength::Good).count() >= 6);
    let weak_words = of_strength(AliasStrength::Low)
        .filter(|name| name.full().split(' ').count() == 1)
        .count();
    assert!(weak_words >= 7, "{weak_words} weak aliases of one word");
    let two_primary = |record: &Record| {
        let is_latin_primary =
            |name: &&Name| name.name_type == NameType::Primary && !name.is_in_own_script();
        record.names.iter().filter(is_latin_primary).count() == 2
    };
    assert_eq!(count(&parsed.records, two_primary), 1);
}

#[test]
fn names_come_without_stray_white_space_and_entities() {
    let parsed = read_sample();
    for (id, wanted) in [
        ("GIM9003", "Yasir bin Ghanim AL-ZAHRAWANI"),
        ("GIM9009", "Răzvan-Ștefan COJOCĂREȚ"),
        ("GIM9012", "Mundhir Abd al-Karim AL-QASABJAWI"),
        ("RUS9010", "TRADING HOUSE \"SEVERNY GREBEN\""),
    ] {
        let name = find(&parsed, id).primary_name().map(Name::full);
        assert_eq!(name.as_deref(), Some(wanted), "{id}");
    }
    for name in names(&parsed) {
        let full = name.full();
        assert!(!full.is_empty());
        assert!(
            !full.contains(['\u{a0}', '\n']) && full.trim() == full,
            "{full:?}"
        );
        assert!(!full.contains("  "), "{full:?}");
    }
}

#[test]
fn dates_of_birth_come_in_every_form() {
    let parsed = read_sample();
    let rows: [(&str, &[&str]); 13] = [
        ("GIM9001", &["1984-03-14", "1984-08-14"]),
        ("GIM9002", &[]),
        ("GIM9003", &["1962", "1963"]),
        ("GIM9004", &["1975"]),
        ("GIM9005", &["1988"]),
        ("GIM9006", &["19XX-08-15"]),
        ("GIM9008", &["1978-07"]),
        ("GIM9011", &["1968"]),
        ("GIM9012", &["\"31/02/1971"]),
        ("GHR9002", &["1958-10"]),
        ("AFG9001", &["1960", "1961", "1962", "1963"]),
        ("AQD9001", &["1970-06-03", "1973-06-03", "1971"]),
        ("CYB9001", &["1992-02-29"]),
    ];
    for (id, wanted) in rows {
        let dates: Vec<String> = find(&parsed, id)
            .dates_of_birth
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(dates, wanted, "{id}");
    }
}

#[test]
fn repeated_rows_fold_into_one_designation() {
    let parsed = read_sample();
    let leader = find(&parsed, "GIM9001");
    let full: Vec<String> = leader.names.iter().map(Name::full).collect();
    assert_eq!(
        full,
        [
            "Ilirjan BREGUSHTA",
            "Ilirian BREGUSHTA",
            "Liri i Vogël",
            "DOKTORI"
        ]
    );
    assert_eq!(leader.addresses.len(), 2);
    assert_eq!(leader.dates_of_birth.len(), 2);
    let passports: Vec<(&str, Option<&str>)> = leader
        .identifiers
        .iter()
        .filter(|identifier| identifier.kind == IdentifierKind::Passport)
        .map(|identifier| (identifier.value.as_str(), identifier.note.as_deref()))
        .collect();
    assert_eq!(
        passports,
        [
            ("BX0000141", Some("Albania, issued 2019")),
            (
                "BX0000258",
                Some("Albania, expired; in the name of Ilirian BREGUSHTA")
            ),
        ]
    );
}

#[test]
fn measures_belong_to_the_record() {
    let parsed = read_sample();
    for measure in [
        "Asset freeze",
        "Travel Ban",
        "Director Disqualification Sanction",
        "Trust Services Sanctions",
        "Internet Services Sanctions",
        "Shipping sanctions",
        "Chartering of ships",
        "Prevention of chartering of ships",
        "Prevention of chartering of ships and aircraft",
        "Crew servicing of ships and aircraft",
        "Technical assistance related to aircraft",
        "Deflag",
        "Prohibition of port entry",
        "Closure of representative offices",
        "Prevention of business arrangements",
        "Arms embargo",
        "Targeted arms embargo",
    ] {
        let has = |record: &Record| {
            record
                .measures
                .iter()
                .any(|listed| listed.words.starts_with(measure))
        };
        assert!(parsed.records.iter().any(has), "nobody has {measure}");
    }
    let has =
        |record: &Record, measure: &str| record.measures.iter().any(|one| one.words == measure);
    let smuggling = |record: &Record| record.id.starts_with("SAMPLE-GIM");
    let banned_director = |record: &Record| has(record, "Director Disqualification Sanction");
    let is = |kind| move |record: &Record| record.kind == kind && smuggling(record);
    let records = &parsed.records;
    let free_to_travel = count(records, |record| {
        is(Kind::Individual)(record) && !has(record, "Travel Ban")
    });
    assert_eq!(free_to_travel, 1);
    assert_eq!(
        count(records, |record| is(Kind::Entity)(record)
            && banned_director(record)),
        2
    );
    assert_eq!(
        find(&parsed, "RUS9007").measures.len(),
        1,
        "the same item twice counts once"
    );
    let not_given: Vec<&str> = records
        .iter()
        .filter(|record| record.measures.is_empty())
        .map(|record| record.id.as_str())
        .collect();
    assert_eq!(not_given, ["SAMPLE-RUS9009"]);
}

#[test]
fn reasons_have_none_to_three_paragraphs() {
    let records = read_sample().records;
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in &records {
        *lengths.entry(record.reasons.len()).or_default() += 1;
    }
    assert_eq!(
        lengths.keys().copied().collect::<Vec<_>>(),
        [0, 1, 2, 3],
        "{lengths:?}"
    );
}

/// The numbers begin with 3: ships' numbers have begun with 5 to 9 since they were introduced
/// and, for the newest ones, with 1, so no ship bears these.
fn imo_numbers(parsed: &Parsed) -> Vec<String> {
    let numbers = parsed.records.iter().flat_map(|record| &record.identifiers);
    numbers
        .filter(|identifier| identifier.kind == IdentifierKind::Imo)
        .map(|identifier| identifier.value.trim_start_matches("IMO").trim().to_owned())
        .collect()
}

#[test]
fn imo_numbers_are_well_formed_and_of_no_ship() {
    let numbers = imo_numbers(&read_sample());
    assert_eq!(numbers.len(), 5);
    for number in numbers {
        let digits: Vec<u32> = number
            .chars()
            .map(|digit| digit.to_digit(10).unwrap())
            .collect();
        let [first, .., check] = digits[..] else {
            panic!("{number}")
        };
        let sum: u32 = digits[..6]
            .iter()
            .zip((2..=7).rev())
            .map(|(digit, by)| digit * by)
            .sum();
        assert_eq!((digits.len(), sum % 10, first), (7, check, 3), "{number}");
    }
}

#[test]
fn only_what_is_meant_to_be_wrong_is_warned_of() {
    let parsed = read_sample();
    let warnings: Vec<(&str, &str, &str)> = parsed
        .warnings
        .iter()
        .map(|warning| {
            (
                warning.record.as_str(),
                warning.kind.as_str(),
                warning.raw.as_str(),
            )
        })
        .collect();
    assert_eq!(
        warnings,
        [
            ("SAMPLE-GAC9003", "name-type", "Former Name"),
            ("SAMPLE-GIM9012", "date", "31/02/1971"),
            ("SAMPLE-GIM9021", "kind", ""),
        ]
    );
}

/// Words in lower case without marks, as a real list may write them.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            '\u{300}'..='\u{36f}' => continue,
            'á' | 'à' | 'â' | 'ä' | 'ă' | 'ạ' | 'ả' => 'a',
            'ć' | 'č' | 'ç' => 'c',
            'đ' => 'd',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ğ' => 'g',
            'í' | 'î' | 'ı' => 'i',
            'ó' | 'ô' | 'ö' | 'ọ' => 'o',
            'š' | 'ş' | 'ș' => 's',
            'ţ' | 'ț' => 't',
            'ú' | 'ü' | 'ư' => 'u',
            other => other,
        };
        match words.last_mut() {
            Some(last) if plain.is_alphanumeric() => last.push(plain),
            Some(last) if last.is_empty() => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A published file, to look names up in.
struct Published {
    /// All its words, with one space around each.
    text: String,
    /// The different words of it.
    words: HashSet<String>,
    /// Cells and elements of one word.
    one_word_cells: HashSet<String>,
}

impl Published {
    /// `None` for a workbook where there is no `unzip`.
    fn read(path: &Path) -> Option<Self> {
        let bytes = if path.extension().is_some_and(|end| end == "xlsx") {
            Command::new("unzip")
                .arg("-p")
                .arg(path)
                .output()
                .ok()?
                .stdout
        } else {
            fs::read(path).unwrap()
        };
        // Some of the files are in Windows-1252; their plain letters are enough here.
        let text = String::from_utf8_lossy(&bytes);
        // Plain tags stand between the parts of a name; tags with attributes may hold a name.
        let without_plain_tags: Vec<&str> = text
            .split('<')
            .map(|piece| match piece.split_once('>') {
                Some((tag, rest)) if !tag.contains(' ') => rest,
                _ => piece,
            })
            .collect();
        let all_words = words(&without_plain_tags.join(" "));
        let one_word_cells = text
            .split(['<', '>', '"', ',', ';', '\t', '\n'])
            .filter(|cell| !cell.trim().contains(' '))
            .flat_map(|cell| <[String; 1]>::try_from(words(cell)))
            .flatten();
        Some(Self {
            text: format!(" {} ", all_words.join(" ")),
            one_word_cells: one_word_cells.collect(),
            words: all_words.into_iter().collect(),
        })
    }

    /// Whether the name stands there as written or with the family name first.
    fn has(&self, name: &Name) -> bool {
        let of_role = |family: bool| {
            let parts = name
                .parts
                .iter()
                .filter(move |part| (part.role == PartRole::Family) == family);
            parts.flat_map(|part| words(&part.text))
        };
        let orders = [
            words(&name.full()),
            of_role(true).chain(of_role(false)).collect(),
        ];
        orders.iter().any(|order| match order.as_slice() {
            [word] => self.one_word_cells.contains(word),
            several => {
                several.iter().all(|word| self.words.contains(word))
                    && self.text.contains(&format!(" {} ", several.join(" ")))
            }
        })
    }
}

fn shared_lists() -> Option<Vec<PathBuf>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/lists");
    let (mut folders, mut all) = (vec![root], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).ok()? {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => all.push(path),
            }
        }
    }
    all.sort();
    Some(all)
}

#[test]
fn nobody_on_it_stands_on_a_real_list() {
    let Some(files) = shared_lists() else {
        println!("skipped: there are no published lists beside the project");
        return;
    };
    let is_whole_uk_list = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("UK-Sanctions-List.reconstructed") && name.ends_with(".csv")
    };
    let path = files
        .iter()
        .find(|path| is_whole_uk_list(path))
        .expect("the UK list");
    let uk = lists::source("uk").unwrap();
    let real =
        lists::read(uk, File::open(path).unwrap(), &Checks::whole()).expect("the list is whole");
    let sample = read_sample();

    let in_any_order = |name: &Name| {
        let mut words = words(&name.full());
        words.sort();
        words
    };
    let listed: HashSet<Vec<String>> = names(&real).map(in_any_order).collect();
    let listed_ships: HashSet<String> = imo_numbers(&real).into_iter().collect();
    assert!(listed.len() > 10_000 && listed_ships.len() > 500);
    for name in names(&sample) {
        assert!(
            !listed.contains(&in_any_order(name)),
            "{} is a listed name",
            name.full()
        );
    }
    for number in imo_numbers(&sample) {
        assert!(
            !listed_ships.contains(&number),
            "{number} is a listed ship's"
        );
    }

    let others = files.iter().filter(|path| {
        !path
            .to_string_lossy()
            .contains("UK-Sanctions-List.reconstructed")
    });
    for path in others {
        let file_name = path.file_name().unwrap().to_string_lossy();
        let Some(published) = Published::read(path) else {
            println!("skipped: {file_name} cannot be opened without unzip");
            continue;
        };
        // A large list that has none of these names was not read rightly; add.csv has no names.
        if fs::metadata(path).unwrap().len() > 500_000 && file_name != "add.csv" {
            let found = names(&real).any(|name| name.parts.len() > 1 && published.has(name));
            assert!(
                found,
                "{file_name} was not understood: it has no name of the UK list"
            );
        }
        for name in names(&sample) {
            assert!(
                !published.has(name),
                "{} stands in {file_name}",
                name.full()
            );
        }
        for number in imo_numbers(&sample) {
            for word in [format!("imo{number}"), number] {
                assert!(
                    !published.words.contains(&word),
                    "{word} stands in {file_name}"
                );
            }
        }
    }
}
