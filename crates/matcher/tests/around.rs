//! Adding text around a listed name never makes it vanish without a word (ARCHITECTURE.md,
//! invariant 11): whatever is typed beside it, the designation is shown, or it is among those that
//! the answer counts as too common to show.

// What reads the files is no test in clippy's eyes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod lists;
mod measures;

use lists::{index, record, sample};
use matcher::{Index, Options};
use record::{Kind, Record};

/// Text as people put it around a name.
const TEMPLATES: [&str; 60] = [
    "Mr {}",
    "Mrs {}",
    "Dr. {}",
    "Dear Mr {},",
    "General {}",
    "President {}",
    "Sheikh {}",
    "Haji {}",
    "Señor {}",
    "Mr and Mrs {}",
    "{} 19/06/1991",
    "{} 19.6.1991",
    "{} 1961-03-02",
    "{} 7 October 1952",
    "{}, October 7, 1952",
    "{} (DOB 1971)",
    "{}, born 1975",
    "{} 020 7946 0000",
    "{} +44 7700 900123",
    "{} tel: 020 7946 0000",
    "{} account 40702810",
    "{} IBAN GB33 BUKB 2020 1555 5555 55",
    "{} invoice 2024/117",
    "{} ref 88213",
    "{} £1,250.00",
    "EUR 5000 {}",
    "{} passport AB1234567",
    "{} <j.doe@example.org>",
    "{} https://example.org/a",
    "{}, 12 High Street, Leeds LS1 4AB",
    "Attn: {}, Accounts Payable",
    "Payment to {}",
    "payment to {} ref 88213",
    "Beneficiary: {}",
    "account of {}",
    "c/o {}",
    "Customer: {}",
    "{} (Russian national)",
    "{}, nationality: Iranian",
    "Estate of {}",
    "{} (deceased)",
    "{} (in liquidation)",
    "{} London Branch",
    "{} Limited",
    "{} LLC",
    "{} t/a Sunrise",
    "Sunrise t/a {}",
    "{} formerly Sunrise",
    "{} (formerly Sunrise)",
    "{} Moscow",
    "{} Switzerland",
    "{}, Panama flag",
    "M/V {}",
    "Tanker {}",
    "Susan Hartley, {}",
    "{} & Susan Hartley",
    "{}; Susan Hartley",
    "Susan Hartley; {}",
    "{} / Susan Hartley",
    "Susan Hartley and {}",
];

const EVERYTHING: usize = 100_000;

/// Whether the designation is shown or counted for this query; nothing where it is not searched.
fn is_told(index: &Index, query: &str, designation: usize) -> Option<bool> {
    let all = Options {
        limit: EVERYTHING,
        ..Options::default()
    };
    let answer = index.search(query, &all);
    if answer.problem.is_some() {
        return None;
    }
    let is_it = |hit: &matcher::Hit| hit.designation == designation;
    if answer.hits.iter().any(is_it) {
        return Some(true);
    }
    let suppressed = if answer.suppressed > 0 {
        index.suppressed(query, &all)
    } else {
        Vec::new()
    };
    assert_eq!(suppressed.len(), answer.suppressed, "{query}");
    Some(suppressed.iter().any(is_it))
}

/// Tries names with templates, and gives the number of queries and those that lose the designation.
fn lost(index: &Index, names: usize, templates: usize) -> (usize, Vec<String>) {
    let mut all = Vec::new();
    let pack = index.pack();
    for designation in pack.designations() {
        let names = designation
            .name_places()
            .filter_map(|place| pack.name(place));
        let place = designation.place();
        let is_person = designation.kind() == Kind::Individual;
        for name in names {
            let tokens = names::Words::read(&name.full());
            let count = |class| {
                tokens
                    .iter()
                    .filter(|token| names::class(token) == class)
                    .count()
            };
            let (plain, generic) = (count(names::Class::Plain), count(names::Class::Generic));
            // What is nothing but legal forms and initials identifies nobody beside other words;
            // neither does a person's one token, nor one that everybody knows.
            let is_known = |token: &str| names::weight_in_life(token) <= 0.55;
            let all_known = tokens
                .iter()
                .all(|token| names::class(token) != names::Class::Plain || is_known(token));
            let is_alone = match plain {
                0 if generic < 2 && count(names::Class::Number) == 0 => continue,
                0 | 1 if is_person || all_known => true,
                _ => false,
            };
            all.push((place, name.full(), is_alone));
        }
    }
    let step = all.len().div_ceil(names).max(1);
    let mut tried = 0;
    let mut lost = Vec::new();
    for (number, (place, name, is_alone)) in all.iter().step_by(step).enumerate() {
        // A name that is not found by itself is another test's matter.
        if is_told(index, name, *place) != Some(true) {
            continue;
        }
        for template in 0..templates {
            let template = TEMPLATES[(number * 7 + template) % TEMPLATES.len()];
            let query = template.replace("{}", name);
            // Millions bear a person's name of one token among others: it counts only by itself.
            if *is_alone && matcher::read(&query).names().all(|one| one != *name) {
                continue;
            }
            if let Some(is_told) = is_told(index, &query, *place) {
                tried += 1;
                if !is_told {
                    lost.push(query);
                }
            }
        }
    }
    (tried, lost)
}

fn records() -> Vec<Record> {
    let mut records = sample();
    for (place, (kind, name)) in [
        (Kind::Individual, "Всеволод Зимородков"),
        (Kind::Individual, "هيمن خوشكاني"),
        (Kind::Individual, "甄诺凡"),
        (Kind::Individual, "김은철"),
        (Kind::Individual, "Λεωνίδας Ξανθακόπουλος"),
        (Kind::Individual, "טל ברזני"),
        (Kind::Individual, "Dr. Jorunn"),
        (Kind::Individual, "Sheikh Vasku"),
        (Kind::Entity, "Central Ruritan Optics Works LLC"),
        (Kind::Entity, "General Company for Ruritan Optics"),
        (Kind::Entity, "Завод Востроканал ООО"),
        (Kind::Entity, "Strelbank"),
        (Kind::Entity, "17 Vendémiaire Movement"),
        (Kind::Entity, "Jorunn & Vasku"),
        (Kind::Ship, "AMBER QUILL 55"),
        (Kind::Ship, "ZEWARB"),
        (Kind::Ship, "QUILL 2"),
    ]
    .into_iter()
    .enumerate()
    {
        records.push(record(&format!("SSS{place:04}"), kind, name));
    }
    records
}

#[test]
fn text_around_a_listed_name_never_loses_it() {
    let (tried, lost) = lost(&index(&records()), usize::MAX, TEMPLATES.len());
    assert!(tried > 1_500, "{tried}");
    assert_eq!(lost, Vec::<String>::new());
}

/// People leave patronymics and further given names out, however many, and write as much around what is left.
#[test]
fn text_around_a_short_form_never_loses_it() {
    let mut listed = sample();
    let long = "Tarvin Qorvash Zimorod Olmer Breguszta";
    listed.push(record("AAA0099", Kind::Individual, long));
    let index = index(&listed);
    let place = |id: &str| {
        let mut all = index.pack().designations();
        all.position(|one| one.id() == id)
    };
    let person = place("AAA0003").unwrap();
    let around = TEMPLATES.map(|template| template.replace("{}", "Dritan Ćarvik"));
    let others = [
        "Dritan \"Max\" Ćarvik",
        "Anna & Dritan Ćarvik",
        "Ćarvik, Dritan, Strelsau",
        "Dritan Ćarvik-Smith",
        "Dritan Ćarvik née Smith",
        "Dritan Ćarvik und John Smith",
        "1. Dritan Ćarvik 2. John Smith",
        "Dritan Ćarvik1",
        "D. Ćarvik",
        "Mr Ćarvik and Mrs Smith",
    ];
    for query in around.iter().map(String::as_str).chain(others) {
        let told = is_told(&index, query, person);
        assert_ne!(told, Some(false), "{query}");
    }
    let person = place("AAA0099").unwrap();
    for query in [
        "rent Tarvin Breguszta Zenda",
        "Tarvin Breguszta, accountant",
        "Tarvin Qorvash Breguszta Strelsau",
        "Anna & Tarvin Breguszta",
    ] {
        assert_eq!(is_told(&index, query, person), Some(true), "{query}");
    }
    // Tokens at the end are no part that people leave out.
    let query = "rent Tarvin Qorvash Strelsau";
    assert_eq!(is_told(&index, query, person), Some(false), "{query}");
}

#[test]
fn initials_alone_are_counted_where_names_have_them_all() {
    let index = index(&[
        record("AAA0001", Kind::Entity, "B H Trading"),
        record("AAA0002", Kind::Entity, "B K Trading"),
    ]);
    assert_eq!(is_told(&index, "B H", 0), Some(true));
    assert_eq!(is_told(&index, "B H", 1), Some(false));
}

/// The share of short forms on the real list that no one is told of: syllables, and names that millions bear, would
/// trouble too many strangers.
#[test]
fn text_around_short_forms_of_the_real_list_loses_few() {
    let Some(records) = measures::records() else {
        return;
    };
    let index = measures::index(&records);
    let mut short_forms = Vec::new();
    for designation in index.pack().designations() {
        let name = designation.primary_name().map(|name| name.full());
        let name = name.filter(|_| designation.kind() == Kind::Individual);
        let tokens: Vec<String> = name
            .iter()
            .flat_map(|name| name.split(' ').map(str::to_owned))
            .collect();
        if let [given, _, .., family] = tokens.as_slice() {
            short_forms.push((designation.place(), format!("{given} {family}")));
        }
    }
    let step = short_forms.len() / 60;
    let (mut tried, mut shown_alone, mut lost) = (0, 0, 0);
    for (place, name) in short_forms.iter().step_by(step) {
        if is_told(&index, name, *place) != Some(true) {
            continue;
        }
        shown_alone += 1;
        for text in [
            "{}, accountant",
            "{} Strelsau",
            "refund of 12 crowns to {} at Zenda today",
            "Anna & {}",
            "c/o {}, Zenda Bakery",
        ] {
            tried += 1;
            let is_lost = is_told(&index, &text.replace("{}", name), *place) == Some(false);
            lost += usize::from(is_lost);
        }
    }
    println!("{lost} of {tried} texts around {shown_alone} short forms lose the person");
    assert!(shown_alone > 50 && lost * 8 < tried, "{lost} of {tried}");
}

#[test]
fn nor_on_the_real_list() {
    let Some(records) = measures::records() else {
        return;
    };
    let is_long = std::env::var_os("LONG_TESTS").is_some();
    let (names, templates) = match (is_long, cfg!(debug_assertions)) {
        (true, false) => (
            std::env::var("NAMES").map_or(usize::MAX, |names| names.parse().unwrap()),
            TEMPLATES.len(),
        ),
        (true, true) => (usize::MAX, 2),
        (false, _) => (100, 12),
    };
    let (tried, lost) = lost(&measures::index(&records), names, templates);
    println!(
        "{tried} queries with text around names of the real list, {} lose it",
        lost.len()
    );
    assert!(tried > 500, "{tried}");
    for query in lost.iter().take(200) {
        println!("lost: {query}");
    }
    assert_eq!(lost.len(), 0);
}
