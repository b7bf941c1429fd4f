//! Several lists beside each other: none changes what is found on another.

// Clippy does not know integration tests for tests.
#![allow(clippy::unwrap_used)]

mod measures;

use matcher::{
    Answer, Band, Details, Hit, Index, Indexes, MinBand, Options, QueryProblem, Screenings, ofac,
};
use pack::SearchPack;
use record::{Kind, Name, NamePart, NameType, PartRole, Record, Regime};

/// A person's ID, given name, family name and regime.
type Person = (String, &'static str, &'static str, &'static str);

fn list(code: &str, people: &[Person]) -> SearchPack {
    let records: Vec<Record> = people
        .iter()
        .map(|(id, given, family, regime)| {
            let mut one = Record::new(code, id, Kind::Individual);
            let parts = [
                NamePart::new(PartRole::Given, given),
                NamePart::new(PartRole::Family, family),
            ];
            one.names.push(Name::new(NameType::Primary, parts));
            one.regimes.push(Regime {
                code: (*regime).to_owned(),
                name: (*regime).to_owned(),
            });
            one
        })
        .collect();
    SearchPack::decode(&pack::encode(code, &records).unwrap().search).unwrap()
}

fn first() -> SearchPack {
    list("uk", &first_people())
}

fn first_people() -> Vec<Person> {
    [
        ("SAMPLE-1", "Blenor", "MANA", "GIM"),
        ("SAMPLE-2", "Vasku", "MANA", "GIM"),
        ("SAMPLE-3", "Blenor", "TURRASK", "RUS"),
        ("SAMPLE-4", "Ilirian", "BREGUSTA", "RUS"),
        ("SAMPLE-5", "Ilir", "BREGUST", "AQD"),
        ("SAMPLE-6", "Zelko", "ORVAND", "AQD"),
    ]
    .map(|(id, given, family, regime)| (id.to_owned(), given, family, regime))
    .to_vec()
}

/// A longer list on which the same names are common.
fn second() -> SearchPack {
    list("un", &second_people())
}

fn second_people() -> Vec<Person> {
    let given = ["Blenor", "Vasku", "Ilirian", "Zelko", "Orban"];
    let family = [
        "MANA", "BREGUSTA", "MANNA", "TURRASK", "ORVANDI", "Zelko", "KESTU",
    ];
    let person = |place: usize| {
        let (one, other) = (given[place % given.len()], family[place % family.len()]);
        (format!("SAMPLE-{place}"), one, other, "GIM")
    };
    (0..300).map(person).collect()
}

const QUERIES: [&str; 12] = [
    "Blenor Mana",
    "mana, blebor",
    "Mana",
    "Blenor",
    "Ilirian Bregusta",
    "ilirjan bregusta",
    "Zelko Orvand",
    "zelko",
    "Turrask; Vasku Mana",
    "SAMPLE-4",
    "Блэнор Мана",
    "Vasku Qual Mana",
];

/// All hits of a list, wherever it is among others.
fn hits_of(answer: &Answer, list: usize) -> Vec<Hit> {
    let hits = answer.hits.iter().filter(|hit| hit.list == list);
    hits.map(|hit| Hit {
        list: 0,
        ..hit.clone()
    })
    .collect()
}

#[test]
fn another_list_changes_no_score_no_band_and_no_figure() {
    let alone = Indexes::build(vec![first()]);
    let other = Indexes::build(vec![second()]);
    let both = Indexes::build(vec![first(), second()]);
    let reversed = Indexes::build(vec![second(), first()]);
    let index = Index::build(first());
    let mut screenings = Screenings::new(&both);
    let mut hits = 0;
    for query in QUERIES {
        for min in [MinBand::Any, MinBand::Possible, MinBand::Exact] {
            let options = Options {
                min,
                limit: 10_000,
                ..Options::default()
            };
            let expected = alone.search(query, &options);
            assert_eq!(expected, index.search(query, &options), "{query}");
            let beside = other.search(query, &options);
            let answer = both.search(query, &options);
            assert_eq!(hits_of(&answer, 0), expected.hits, "{query} {min:?}");
            assert_eq!(hits_of(&answer, 1), beside.hits, "{query} {min:?}");
            let turned = reversed.search(query, &options);
            assert_eq!(hits_of(&turned, 1), expected.hits, "{query} {min:?}");
            assert_eq!(screenings.search(query, &options), answer, "{query}");
            let sum = |of: fn(&Answer) -> usize| of(&expected) + of(&beside);
            assert_eq!(answer.counts.exact, sum(|it| it.counts.exact), "{query}");
            assert_eq!(answer.counts.below, sum(|it| it.counts.below), "{query}");
            assert_eq!(answer.suppressed, sum(|it| it.suppressed), "{query}");
            for (place, part) in answer.parts.iter().enumerate() {
                let each = [&expected, &beside].map(|it| it.parts[place].hits);
                assert_eq!(part.hits, each[0] + each[1], "{query}");
            }
            hits += expected.hits.len();
        }
        let options = Options {
            limit: 10_000,
            ..Options::default()
        };
        let suppressed = |lists: &Indexes, list| {
            let hits = lists.suppressed(query, &options).into_iter();
            let hits = hits.filter(|hit| hit.list == list);
            hits.map(|hit| Hit { list: 0, ..hit }).collect::<Vec<_>>()
        };
        assert_eq!(suppressed(&both, 0), suppressed(&alone, 0), "{query}");
        let by_ofac = |lists: &Indexes| {
            let answer = ofac::Names::of(lists).search(query, 60, &options);
            let hits = answer.map(|answer| answer.hits).unwrap_or_default();
            let hits = hits.into_iter().filter(|hit| hit.list == 0);
            hits.map(|hit| (hit.designation, hit.score))
                .collect::<Vec<_>>()
        };
        assert_eq!(by_ofac(&both), by_ofac(&alone), "{query}");
    }
    assert!(hits > 40, "{hits}");
}

#[test]
fn one_index_over_two_lists_would_change_them() {
    // The test above excludes this: rarity over all lists together.
    let mut people = second_people();
    for (place, person) in people.iter_mut().enumerate() {
        person.0 = format!("OTHER-{place}");
    }
    let people = [first_people(), people].concat();
    let mixed = Index::build(list("uk", &people));
    let alone = Index::build(first());
    let options = Options {
        min: MinBand::Any,
        limit: 10_000,
        ..Options::default()
    };
    let scores = |index: &Index, query: &str| {
        let hits = index.search(query, &options).hits.into_iter();
        let own = hits.filter_map(|hit| {
            let designation = index.pack().designation(hit.designation)?;
            let id = designation.id().to_owned();
            id.starts_with("SAMPLE").then_some((id, hit.score))
        });
        own.collect::<Vec<_>>()
    };
    let differs = |query: &str| scores(&mixed, query) != scores(&alone, query);
    assert!(QUERIES.iter().any(|query| differs(query)));
}

#[test]
fn pages_of_several_lists_are_cut_from_one_order() {
    let lists = Indexes::build(vec![first(), second()]);
    let mut options = Options {
        limit: 10_000,
        details: Details {
            country: Some("France".to_owned()),
            ..Details::default()
        },
        ..Options::default()
    };
    let all = lists.search("Blenor Mana", &options).hits;
    assert!(all.len() > 12);
    let nearness = |hit: &Hit| (hit.band, core::cmp::Reverse(hit.score.to_bits()), hit.list);
    assert!(all.is_sorted_by_key(nearness));
    assert!(all.iter().any(|hit| hit.list == 0) && all.iter().any(|hit| hit.list == 1));
    options.limit = 5;
    let mut paged = Vec::new();
    while paged.len() < all.len() {
        options.offset = paged.len();
        paged.extend(lists.search("Blenor Mana", &options).hits);
    }
    assert_eq!(paged, all);
}

#[test]
fn an_id_and_a_regime_may_name_their_list() {
    let lists = Indexes::build(vec![first(), second()]);
    let options = Options {
        limit: 10_000,
        ..Options::default()
    };
    let places = |query| {
        let hits = lists.search(query, &options).hits;
        assert!(hits.iter().all(|hit| hit.band == Band::Exact), "{query}");
        hits.iter()
            .map(|hit| (hit.list, hit.designation))
            .collect::<Vec<_>>()
    };
    assert_eq!(places("uk:SAMPLE-4"), [(0, 3)]);
    assert_eq!(places(" UN:sample-4 ").len(), 1);
    assert_eq!(places("SAMPLE-4").len(), 2);
    assert_eq!(lists.with_id("sample-4").len(), 2);
    assert_eq!(lists.with_id("uk:SAMPLE-4"), [(0, 3)]);
    assert_eq!(lists.with_id("eu:SAMPLE-4"), []);
    // Other text before a colon is text.
    assert!(!lists.search("un: Blenor Mana", &options).hits.is_empty());

    assert_eq!(lists.with_regime("GIM"), [0, 1]);
    assert_eq!(lists.with_regime("RUS"), [0]);
    assert_eq!(lists.with_regime("un:GIM"), [1]);
    assert_eq!(lists.with_regime("un:RUS"), [0_usize; 0]);
    let under = |code: &str| {
        let options = Options {
            regime: Some(code.to_owned()),
            ..options.clone()
        };
        let browsed = lists.browse(&options).designations;
        let answer = lists.search("Blenor Mana", &options);
        let listed = browsed.iter().map(|(list, _)| *list).collect::<Vec<_>>();
        let inside = answer.hits.iter().filter(|hit| !hit.is_outside).count();
        let outside = answer.hits.len() - inside + answer.hidden.total();
        (listed, inside, outside)
    };
    let (listed, hits, outside) = under("uk:GIM");
    assert_eq!(listed, [0, 0]);
    assert!(hits > 0 && outside > 0);
    assert_eq!(under("GIM").0.len(), 302);
    assert_eq!(under("GIM").1 + under("GIM").2, hits + outside);
}

#[test]
fn a_date_alone_is_no_name_unless_a_list_has_one_like_it() {
    let person = ("SAMPLE-1".to_owned(), "The", "LTD", "GIM");
    let indexes = Indexes::build(vec![first(), list("un", &[person])]);
    let answer = |query| indexes.search(query, &Options::default());
    assert_eq!(answer("19/06/1991").problem, Some(QueryProblem::NoWords));
    let named = answer("The Ltd");
    assert_eq!((named.problem, named.hits.len()), (None, 1));
}

#[test]
fn a_list_that_is_not_there_hides_no_other() {
    let mut lists = Indexes::with_places(2);
    assert_eq!(
        lists.search("Blenor Mana", &Options::default()),
        Answer::default()
    );
    lists.put(1, Some(Index::build(first())));
    let answer = lists.search("Blenor Mana", &Options::default());
    assert_eq!(answer.hits[0].list, 1);
    assert!(lists.pack(0).is_none() && lists.pack(1).is_some());
    lists.put(1, None);
    assert_eq!(lists.packs().count(), 0);
    let some = Indexes::build_some(vec![None, Some(first())]);
    assert_eq!(some.search("Blenor Mana", &Options::default()), answer);
}

/// All hits of a list, also those in the row of another list's, by their places.
fn listings_of(answer: &Answer, list: usize) -> Vec<Hit> {
    let rows = answer.hits.iter();
    let all = rows.flat_map(|hit| core::iter::once(hit).chain(&hit.listings));
    let own = all.filter(|hit| hit.list == list);
    let apart = own.map(|hit| Hit {
        list: 0,
        listings: Vec::new(),
        ..hit.clone()
    });
    let mut apart: Vec<Hit> = apart.collect();
    apart.sort_by_key(|hit| hit.designation);
    apart
}

/// The published list gives the same beside a list that bears every second of its own names.
#[test]
fn the_published_list_keeps_its_scores_beside_another() {
    let Some(records) = measures::records() else {
        return;
    };
    let mut others: Vec<Record> = records.iter().step_by(2).cloned().collect();
    for record in &mut others {
        record.list = "un".to_owned();
    }
    let pack = |code: &str, records: &[Record]| {
        SearchPack::decode(&pack::encode(code, records).unwrap().search).unwrap()
    };
    let alone = Indexes::build(vec![pack("uk", &records)]);
    let both = Indexes::build(vec![pack("uk", &records), pack("un", &others)]);
    let options = Options {
        limit: 10_000,
        min: MinBand::Any,
        ..Options::default()
    };
    let queries = records.iter().step_by(61).filter_map(Record::primary_name);
    let mut compared = 0;
    for query in queries.map(Name::full) {
        let (of_list, whole) = (
            alone.search(&query, &options),
            both.search(&query, &options),
        );
        assert_eq!(listings_of(&whole, 0), listings_of(&of_list, 0), "{query}");
        compared += of_list.hits.len();
    }
    assert!(compared > 100, "{compared} hits are too few to mean much");
}
