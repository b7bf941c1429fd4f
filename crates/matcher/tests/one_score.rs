//! One score: comparing a query with a listed name gives what the search, the screening and the
//! reference implementation give for that name, bit for bit.

// What reads the files is no test in clippy's eyes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod lists;
mod measures;

use lists::{index, name, record, sample};
use matcher::{
    Band, Evidence, Hit, Index, ListedText, Lowered, Matched, MinBand, Options, Relation, Screening,
};
use proptest::prelude::*;
use record::{AliasStrength, Kind, Name, NameType, Record};

const EVERYTHING: usize = 100_000;

/// The listed name of a hit as text, with all that a comparison is told of it.
fn listed_text<'t>(index: &Index, hit: &Hit, place: usize, text: &'t str) -> ListedText<'t> {
    let pack = &index.pack();
    let name = pack.name(place).unwrap();
    ListedText {
        text,
        kind: pack.designation(hit.designation).unwrap().kind(),
        name_type: name.name_type(),
        strength: name.strength(),
    }
}

/// The evidence of a hit without what stands in other names of the entry, of which a comparison knows nothing.
fn of_this_name(hit: &Hit) -> Vec<Evidence> {
    let mut evidence = hit.evidence.clone();
    for word in &mut evidence {
        if word.relation == Relation::Elsewhere {
            word.relation = Relation::Extra;
            word.listed_word = None;
        }
    }
    evidence
}

/// Whether a hit was found by several names together: then this name alone is less.
fn is_across_names(hit: &Hit, (score, band): (f32, Band)) -> bool {
    let is_elsewhere = |word: &Evidence| word.relation == Relation::Elsewhere;
    hit.band == Band::Possible
        && band == Band::Below
        && score < hit.score
        && hit.evidence.iter().any(is_elsewhere)
}

/// Asks every surface, and compares each of their hits; gives the number of names compared.
fn compared(index: &Index, screening: &mut Screening<'_>, query: &str) -> usize {
    let options = Options {
        min: MinBand::Any,
        limit: EVERYTHING,
        ..Options::default()
    };
    let search = index.search(query, &options);
    let screened = screening.search(query, &options);
    let reference = matcher::reference::search(index, query, &options);
    assert_eq!(search, screened, "{query}");
    let mut count = 0;
    for hit in search.hits.iter().chain(&reference.hits) {
        let Matched::Name(place) = hit.matched else {
            continue;
        };
        let text = index.pack().name(place).unwrap().full();
        let listed = listed_text(index, hit, place, &text);
        let found = index.compare(query, &listed).unwrap();
        let short = (found.score, found.band);
        assert_eq!(found.evidence, of_this_name(hit), "{query} | {text}");
        if !is_across_names(hit, short) {
            assert_eq!(
                (found.score.to_bits(), found.band),
                (hit.score.to_bits(), hit.band),
                "{query} | {text}: {} and {}",
                found.score,
                hit.score
            );
            assert_eq!(found.lowered, hit.lowered, "{query} | {text}");
        }
        assert_eq!(index.compare_score(query, &listed), Ok(short));
        assert_eq!(screening.compare_score(query, &listed), Ok(short));
        assert_eq!(screening.compare(query, &listed).as_ref(), Ok(&found));
        count += 1;
    }
    // From "similar name" up the search finds what the reference implementation finds.
    let shown = |hits: &[Hit]| -> Vec<Hit> {
        let shown = hits.iter().filter(|hit| hit.band != Band::Below);
        shown.cloned().collect()
    };
    assert_eq!(shown(&search.hits), shown(&reference.hits), "{query}");
    count
}

/// Names in several scripts, kinds and grades, none of which anybody bears.
fn many_scripts() -> Vec<Record> {
    let mut records = sample();
    for (place, (kind, names)) in [
        (
            Kind::Individual,
            &["Vsevolod Zimorodkov", "Всеволод Зимородков"][..],
        ),
        (Kind::Individual, &["Бленора Стрельникова"]),
        (Kind::Individual, &["هيمن خوشكاني"]),
        (Kind::Individual, &["عمر عبدالله قدراني", "عمر"]),
        (Kind::Individual, &["甄诺凡"]),
        (Kind::Individual, &["Kim Un Cheol", "김은철"]),
        (Kind::Individual, &["Λεωνίδας Ξανθακόπουλος"]),
        (Kind::Individual, &["טל ברזני"]),
        (
            Kind::Individual,
            &["Ilirjan Maximilian Breguszta", "Yusuf Breguszta"],
        ),
        (
            Kind::Individual,
            &["Mohammed Abdullah", "Muhammad Abdallah"],
        ),
        (Kind::Entity, &["Central Ruritan Optics Works LLC", "CROW"]),
        (Kind::Entity, &["Завод Востроканал ООО"]),
        (Kind::Ship, &["AMBER QUILL 55"]),
    ]
    .iter()
    .enumerate()
    {
        let mut one = record(&format!("SSS{place:04}"), *kind, names[0]);
        let others = names[1..].iter();
        one.names
            .extend(others.map(|text| name(NameType::Alias, text)));
        records.push(one);
    }
    records
}

#[test]
fn every_surface_gives_a_listed_name_one_score() {
    let records = many_scripts();
    let index = index(&records);
    let mut screening = Screening::new(&index);
    let names: Vec<String> = records
        .iter()
        .flat_map(|record| record.names.iter().map(Name::full))
        .collect();
    let mut count = 0;
    let mut seen = Vec::new();
    for (place, listed) in names.iter().enumerate() {
        let next = names[(place + 1) % names.len()].split(' ').next_back();
        let next = next.unwrap_or_default();
        let first = listed.split(' ').next().unwrap_or_default();
        let cut: String = listed.chars().take(13).collect();
        for query in [
            listed.clone(),
            listed.replacen(['e', 'е', 'ا'], "i", 1),
            format!("{first} {next}"),
            format!("{next}, {listed} 55 Ltd"),
            format!("{} {next}", &first.chars().next().unwrap_or('x')),
            cut,
            first.to_owned(),
        ] {
            if index.search(&query, &Options::default()).problem.is_none() {
                count += compared(&index, &mut screening, &query);
                let options = Options {
                    min: MinBand::Any,
                    ..Options::default()
                };
                seen.extend(index.search(&query, &options).hits);
            }
        }
    }
    for query in [
        "Всеволод Зимородков",
        "Vsevolod Zimorodkov",
        "Blenora Strelnikova",
        "Hemin Khoshkani",
        "Omar Abdullah Qudrani",
        "Zhen Nuofan",
        "김은철",
        "Kim Eun Chol",
        "Leonidas Xanthakopoulos",
        "Tal Berezani",
        "Joseph Breguszta",
        "Mehmet Abdulla",
        "Ilirjan Maximilian Breg",
        "central ruritan optics wor",
        "C.R.O.W. Limited",
        "Factory Vostrokanal LLC",
        "Old Drita",
        "Brigade 155",
        "B. Mana",
        "Amber Quill 56",
        "Dear Mr Zimorodkov, born 3 May 1971",
        "Payment to Vsevolod Zimorodkov ref 88213",
        "Omar Abdullah Qudrani; Tal Berezani",
        "Mohammed Abdullah & Central Ruritan Optics Works LLC",
        "Amber Quill 55 London Branch",
        "&#1041;&#1083;енора Стрельникова",
    ] {
        count += compared(&index, &mut screening, query);
    }
    assert!(count > 2_000, "{count}");
    // The queries reach every band and every penalty.
    for band in [
        Band::Exact,
        Band::Strong,
        Band::Possible,
        Band::WeakAlias,
        Band::Below,
    ] {
        assert!(seen.iter().any(|hit| hit.band == band), "{band:?}");
    }
    for lowered in [
        Lowered::OtherWord,
        Lowered::OtherNumber,
        Lowered::OtherLegalForm,
        Lowered::Initial,
        Lowered::Common,
        Lowered::WeakAlias,
    ] {
        assert!(
            seen.iter().any(|hit| hit.lowered.contains(&lowered)),
            "{lowered:?}"
        );
    }
}

#[test]
fn so_does_the_real_list() {
    let (Some(records), Some(cases), Some(people)) = (
        measures::records(),
        measures::rows("cases/uk_variations.csv"),
        measures::rows("cases/unlisted_people.csv"),
    ) else {
        return;
    };
    let index = measures::index(&records);
    let mut screening = Screening::new(&index);
    let queries = cases
        .iter()
        .map(|case| &case["query"])
        .chain(people.iter().map(|person| &person["name"]));
    let is_long = std::env::var_os("LONG_TESTS").is_some();
    let step = match (is_long, cfg!(debug_assertions)) {
        (true, _) => 19,
        (false, true) => 499,
        (false, false) => 99,
    };
    let count: usize = queries
        .step_by(step)
        .map(|query| compared_best(&index, &mut screening, query))
        .sum();
    println!("{count} hits of the real list compared");
    assert!(count > 100, "{count}");
}

/// As [`compared`], of the nearest hits only.
fn compared_best(index: &Index, screening: &mut Screening<'_>, query: &str) -> usize {
    let options = Options {
        min: MinBand::Any,
        limit: 30,
        ..Options::default()
    };
    let hits = index.search(query, &options).hits;
    for hit in &hits {
        if let Matched::Name(place) = hit.matched {
            let text = index.pack().name(place).unwrap().full();
            let listed = listed_text(index, hit, place, &text);
            let found = screening.compare_score(query, &listed).unwrap();
            if !is_across_names(hit, found) {
                assert_eq!(found, (hit.score, hit.band), "{query} | {text}");
            }
        }
    }
    hits.len()
}

/// Few syllables, so that random names are similar and share tokens.
fn token() -> impl Strategy<Value = String> {
    let syllable = prop::sample::select(vec![
        "ba", "ler", "mo", "ham", "med", "ali", "ko", "vich", "tan", "o", "sch",
    ]);
    let plain = prop::collection::vec(syllable, 1..4).prop_map(|parts| parts.concat());
    let other = prop::sample::select(vec![
        "al",
        "bin",
        "Dr",
        "Ltd",
        "GmbH",
        "Bank",
        "M.",
        "B",
        "55",
        "56",
        "Payment to",
        "; ",
        "t/a",
        "1971-05-03",
        "London branch",
        "балер",
        "мохамед",
        "محمد",
        "김",
        "은",
        "甄",
        "yusuf",
        "joseph",
        "Trading",
    ]);
    prop_oneof![3 => plain, 1 => other.prop_map(str::to_owned)]
}

fn full_name() -> impl Strategy<Value = String> {
    prop::collection::vec(token(), 1..6).prop_map(|tokens| tokens.join(" "))
}

fn designation() -> impl Strategy<Value = Record> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let alias = (full_name(), any::<bool>(), any::<bool>());
    (kind, full_name(), prop::collection::vec(alias, 0..3)).prop_map(|(kind, primary, others)| {
        let mut record = record("AAA0000", kind, &primary);
        for (text, is_alias, is_low) in others {
            let name_type = if is_alias {
                NameType::Alias
            } else {
                NameType::Variation
            };
            record.names.push(Name {
                strength: is_low.then_some(AliasStrength::Low),
                ..name(name_type, &text)
            });
        }
        record
    })
}

fn list() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(designation(), 1..15).prop_map(|mut records| {
        for (place, record) in records.iter_mut().enumerate() {
            record.id = format!("AAA{place:04}");
        }
        records
    })
}

proptest! {
    #[test]
    fn random_names_have_one_score(records in list(), queries in prop::collection::vec(full_name(), 1..5)) {
        let index = index(&records);
        let mut screening = Screening::new(&index);
        for query in &queries {
            if index.search(query, &Options::default()).problem.is_none() {
                compared(&index, &mut screening, query);
            }
        }
    }

    #[test]
    fn a_pair_without_a_list_scores_as_a_list_of_one_name_does(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        listed in prop::collection::vec("[b-df-hj-np-tv-z][aeiou][a-z]{2,6}", 1..5),
        query in prop::collection::vec("[b-df-hj-np-tv-z][aeiou][a-z]{2,6}", 1..5),
        shared in 0_usize..4,
    ) {
        let mut query = query;
        query.extend(listed.iter().take(shared).cloned());
        let tokens = query.iter().chain(&listed);
        // Common names weigh less than a list of one name says.
        prop_assume!(tokens.clone().all(|token| names::weight_in_life(token) == 1.0));
        let (query, listed) = (query.join(" "), listed.join(" "));
        let index = index(&[record("AAA0001", kind, &listed)]);
        let pair = ListedText::primary(&listed, kind);
        prop_assert_eq!(Index::default().compare(&query, &pair), index.compare(&query, &pair));
    }
}

#[test]
fn tokens_that_no_list_has_are_compared_too() {
    let index = index(&many_scripts());
    let compared = |query: &str, listed: &str| {
        let listed = ListedText::primary(listed, Kind::Individual);
        let by_list = index.compare(query, &listed).unwrap();
        let by_itself = Index::default().compare(query, &listed).unwrap();
        (by_list.band, by_itself.band)
    };
    for (what, query, listed, band) in [
        (
            "equal",
            "Quenby Strathmoor",
            "Quenby STRATHMOOR",
            Band::Exact,
        ),
        (
            "a slip",
            "Quenby Strathmor",
            "Quenby STRATHMOOR",
            Band::Strong,
        ),
        (
            "a known spelling",
            "Joseph Strathmoor",
            "Yusuf Strathmoor",
            Band::Strong,
        ),
        (
            "another script",
            "Vsevolod Strumilov",
            "Всеволод Струмилов",
            Band::Possible,
        ),
        (
            "the same the other way round",
            "Всеволод Струмилов",
            "Vsevolod Strumilov",
            Band::Possible,
        ),
        (
            "truncated",
            "Quenby Maximilian Strathm",
            "Quenby Maximilian Strathmoor",
            Band::Possible,
        ),
        (
            "an initial",
            "Q. Strathmoor",
            "Quenby Strathmoor",
            Band::Possible,
        ),
        ("others", "Quenby Strathmoor", "Vasku Jorunn", Band::Below),
        (
            "half listed",
            "Blenor Strathmor",
            "Blenor Strathmoor",
            Band::Strong,
        ),
    ] {
        let (by_list, by_itself) = compared(query, listed);
        assert!(
            by_list <= band && by_itself <= band,
            "{what}: {by_list:?}, {by_itself:?}"
        );
        assert_eq!(by_list == Band::Below, band == Band::Below, "{what}");
        assert_eq!(by_list == Band::Exact, band == Band::Exact, "{what}");
    }
}
