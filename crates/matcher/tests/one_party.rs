//! One party on several lists: which entries are joined, which are marked, and what joining leaves as it
//! is.

// Clippy does not know integration tests for tests.
#![allow(clippy::unwrap_used)]

use matcher::{Answer, Band, Index, Indexes, Matched, MinBand, Options, Screenings};
use pack::SearchPack;
use record::{
    Contact, ContactKind, Identifier, IdentifierKind, Kind, Name, NamePart, NameType, PartRole,
    Record, Reference, ReferenceKind,
};

use IdentifierKind::{CompanyRegistration, Imo, NationalId, Other, Passport};

fn entry(list: &str, id: &str, names: &[&str]) -> Record {
    let mut one = Record::new(list, id, Kind::Individual);
    let types = core::iter::once(NameType::Primary).chain(core::iter::repeat(NameType::Alias));
    let names = types.zip(names);
    one.names = names
        .map(|(kind, name)| Name::new(kind, [NamePart::new(PartRole::Whole, name)]))
        .collect();
    one
}

fn with_reference(mut one: Record, value: &str) -> Record {
    one.references.push(Reference {
        kind: ReferenceKind::Un,
        value: value.to_owned(),
    });
    one
}

fn with_number(mut one: Record, kind: IdentifierKind, value: &str, note: &str) -> Record {
    one.identifiers.push(Identifier {
        kind,
        value: value.to_owned(),
        note: (!note.is_empty()).then(|| note.to_owned()),
    });
    one
}

fn pack(records: &[Record]) -> SearchPack {
    let list = &records[0].list;
    SearchPack::decode(&pack::encode(list, records).unwrap().search).unwrap()
}

fn lists(all: &[&[Record]]) -> Indexes {
    Indexes::build(all.iter().map(|records| pack(records)).collect())
}

/// How two lists of one entry each relate.
#[derive(Debug, PartialEq)]
enum Relation {
    Joined,
    Marked,
    Apart,
}

fn relation(lists: &Indexes) -> Relation {
    let (one, other) = ((0, 0), (1, 0));
    let is_joined = lists.party(one).contains(&other);
    let is_marked = lists.possibly_same(one).contains(&other);
    assert_eq!(is_joined, lists.party(other).contains(&one));
    assert_eq!(is_marked, lists.possibly_same(other).contains(&one));
    match (is_joined, is_marked) {
        (true, false) => Relation::Joined,
        (false, true) => Relation::Marked,
        (false, false) => Relation::Apart,
        (true, true) => panic!("joined and doubtful"),
    }
}

#[test]
fn the_reference_of_the_un_joins_however_it_is_written() {
    for (written, expected) in [
        ("QDi.043", Relation::Joined),
        ("QDi.43", Relation::Joined),
        ("qdi.043 ", Relation::Joined),
        ("QDi 043", Relation::Joined),
        ("QDi.001; QDi.043", Relation::Joined),
        ("QDi.001/QDi.043", Relation::Joined),
        ("QDi.430", Relation::Apart),
        ("QDe.043", Relation::Apart),
        ("QDi.0", Relation::Apart),
        ("N/A", Relation::Apart),
        ("043", Relation::Apart),
    ] {
        let own = with_reference(entry("uk", "SAMPLE-1", &["Blenor MANA"]), written);
        let un = entry("un", "QDi.043", &["Blenro Mana"]);
        assert_eq!(
            relation(&lists(&[core::slice::from_ref(&own), &[un]])),
            expected,
            "{written}"
        );
        let eu = with_reference(entry("eu", "EU.1", &["Mana, Blenor"]), "QDi.043");
        let other = with_reference(entry("eu", "EU.2", &["Zelko ORVAND"]), "QDi.043");
        // A publisher's slip: the reference of another person.
        let marked = match expected {
            Relation::Joined => Relation::Marked,
            _ => Relation::Apart,
        };
        for (eu, expected) in [(eu, expected), (other, marked)] {
            let all = [core::slice::from_ref(&own), &[eu]];
            assert_eq!(relation(&lists(&all)), expected, "{written}");
        }
    }
    // Another list's ID is no reference of the UN.
    let own = with_reference(entry("uk", "SAMPLE-1", &["Blenor MANA"]), "QDi.043");
    let other = entry("eu", "QDi.043", &["Blenor MANA"]);
    assert_eq!(relation(&lists(&[&[own], &[other]])), Relation::Apart);
}

#[test]
fn a_number_joins_with_a_similar_name_and_marks_without() {
    use Relation::{Apart, Joined, Marked};
    let similar = ["Blenor MANA", "Blenor Manna"];
    let other = ["Blenor MANA", "Zelko ORVAND"];
    let lei = "SAMPLE00LEI000000186";
    #[rustfmt::skip]
    let rows = [
        ("passport and country", similar, (Passport, "P0900001", "Albania"), (Passport, "P 0900001", "Albanian passport"), Joined),
        ("another name", other, (Passport, "P0900001", "Albania"), (Passport, "P0900001", "Albania"), Marked),
        ("one says no country", similar, (Passport, "P0900001", "Albania"), (Passport, "P0900001", ""), Marked),
        ("neither says one", similar, (Passport, "P0900001", ""), (Passport, "P0900001", ""), Marked),
        ("another country", similar, (Passport, "P0900001", "Albania"), (Passport, "P0900001", "Peru"), Marked),
        ("neither name nor country", other, (Passport, "P0900001", "Albania"), (Passport, "P0900001", ""), Apart),
        ("another number", similar, (Passport, "P0900001", "Albania"), (Passport, "P0900002", "Albania"), Apart),
        ("another kind", similar, (Passport, "P0900001", "Albania"), (NationalId, "P0900001", "Albania"), Apart),
        ("national number", similar, (NationalId, "0900001", "Albania"), (NationalId, "0900001", "Albania"), Joined),
        ("company number", similar, (CompanyRegistration, "OGRN: 1020000000000", "Russia"), (CompanyRegistration, "1020000000000", "Russian Federation"), Joined),
        ("company number without country", similar, (CompanyRegistration, "1020000000000", ""), (CompanyRegistration, "1020000000000", "Russia"), Marked),
        ("IMO number", similar, (Imo, "IMO 9300001", ""), (Imo, "9300001", ""), Joined),
        ("IMO number of another name", other, (Imo, "9300001", ""), (Imo, "9300001", ""), Marked),
        ("LEI", similar, (CompanyRegistration, lei, ""), (Other, "LEI SAMPLE00LEI000000186", ""), Joined),
        ("no LEI: its check digits are wrong", similar, (Other, "SAMPLE00LEI000000187", ""), (Other, "SAMPLE00LEI000000187", ""), Apart),
        ("a number of no certain kind", similar, (Other, "0900001", "Albania"), (Other, "0900001", "Albania"), Apart),
    ];
    for (what, names, one, two, expected) in rows {
        let one = with_number(entry("uk", "SAMPLE-1", &names[..1]), one.0, one.1, one.2);
        let two = with_number(entry("eu", "EU.1", &names[1..]), two.0, two.1, two.2);
        assert_eq!(
            relation(&lists(&[
                core::slice::from_ref(&one),
                core::slice::from_ref(&two)
            ])),
            expected,
            "{what}"
        );
        assert_eq!(
            relation(&lists(&[&[two], &[one]])),
            expected,
            "{what}, the other way round"
        );
    }
}

#[test]
fn an_alias_is_a_name_too() {
    let number = |one| with_number(one, Passport, "P0900001", "Albania");
    let one = number(entry("uk", "SAMPLE-1", &["Zelko ORVAND", "Blenor MANA"]));
    let two = number(entry("eu", "EU.1", &["Tovi MERUNDAL", "Mana Blenor"]));
    assert_eq!(relation(&lists(&[&[one], &[two]])), Relation::Joined);
}

#[test]
fn what_people_share_joins_nobody() {
    let mut one = entry("uk", "SAMPLE-1", &["Blenor MANA"]);
    for (kind, value) in [
        (ContactKind::Phone, "+355 4 000 0000"),
        (ContactKind::Email, "info@example.com"),
        (ContactKind::Website, "www.example.com"),
    ] {
        one.contacts.push(Contact {
            kind,
            value: value.to_owned(),
        });
    }
    one.dates_of_birth = vec![record::ListedDate::from_text("1970-01-01")];
    one.other_information = vec!["Passport P0900001 (Albania), tel. +355 4 000 0000".to_owned()];
    let two = Record {
        list: "eu".to_owned(),
        ..one.clone()
    };
    assert_eq!(relation(&lists(&[&[one], &[two]])), Relation::Apart);
}

#[test]
fn what_two_entries_of_one_list_claim_marks_both() {
    let uk = [
        with_reference(entry("uk", "SAMPLE-1", &["Blenor MANA"]), "QDi.043"),
        with_reference(entry("uk", "SAMPLE-2", &["Blenor MANNA"]), "QDi.043"),
    ];
    let un = [entry("un", "QDi.043", &["Blenor MANA"])];
    let all = lists(&[&uk, &un]);
    assert_eq!(all.party((1, 0)), [(1, 0)]);
    assert_eq!(all.possibly_same((1, 0)), [(0, 0), (0, 1)]);
    assert_eq!(all.possibly_same((0, 1)), [(1, 0)]);

    let number = |one| with_number(one, Passport, "P0900001", "Albania");
    let uk = ["SAMPLE-1", "SAMPLE-2"].map(|id| number(entry("uk", id, &["Blenor MANA"])));
    let eu = [number(entry("eu", "EU.1", &["Blenor MANA"]))];
    let all = lists(&[&uk, &eu]);
    assert_eq!(all.party((1, 0)), [(1, 0)]);
    assert_eq!(all.possibly_same((1, 0)), [(0, 0), (0, 1)]);
    // A number of many is that of an office.
    let uk =
        [1, 2, 3, 4, 5, 6].map(|id| number(entry("uk", &format!("SAMPLE-{id}"), &["Blenor MANA"])));
    assert_eq!(lists(&[&uk, &eu]).possibly_same((1, 0)), []);
}

#[test]
fn another_name_with_a_reference_does_not_part_whose_it_is() {
    let number = |one| with_number(one, Passport, "P0900001", "Albania");
    let uk = [
        with_reference(entry("uk", "SAMPLE-1", &["Zelko ORVAND"]), "QDi.043"),
        with_reference(number(entry("uk", "SAMPLE-2", &["Blenor MANA"])), "QDi.043"),
    ];
    let un = [number(entry("un", "QDi.043", &["Blenor MANA"]))];
    let all = lists(&[&uk, &un]);
    assert_eq!(all.party((1, 0)), [(1, 0), (0, 1)]);
    assert_eq!(all.possibly_same((1, 0)), [(0, 0)]);
}

#[test]
fn a_party_never_has_two_entries_of_one_list() {
    let number = |one, value| with_number(one, Passport, value, "Albania");
    let name = &["Blenor MANA"][..];
    // The UN's and the EU's entries share a number, and each is another British entry.
    let uk = [
        number(entry("uk", "SAMPLE-1", name), "P0900001"),
        number(entry("uk", "SAMPLE-2", name), "P0900002"),
    ];
    let un = [number(
        number(entry("un", "QDi.043", name), "P0900003"),
        "P0900002",
    )];
    let eu = [number(
        number(entry("eu", "EU.1", name), "P0900001"),
        "P0900003",
    )];
    let all = lists(&[&uk, &un, &eu]);
    for list in 0..3 {
        for designation in 0..all.pack(list).unwrap().len() {
            let mut party = all.party((list, designation));
            party.sort_unstable();
            let whole = party.len();
            party.dedup_by_key(|(list, _)| *list);
            assert_eq!(party.len(), whole);
        }
    }
    assert_eq!(all.party((0, 1)), [(0, 1), (1, 0)]);
    assert_eq!(all.party((2, 0)), [(2, 0), (0, 0)]);
    assert_eq!(all.possibly_same((1, 0)), [(2, 0)]);
}

/// Three lists: a party on all, one on the first two, and others of similar names.
fn three() -> [Vec<Record>; 3] {
    [
        vec![
            with_reference(entry("uk", "SAMPLE-1", &["Blenor MANA"]), "QDi.043"),
            entry("uk", "SAMPLE-2", &["Blenor MANNA"]),
            with_reference(entry("uk", "SAMPLE-3", &["Blenor TURRASK"]), "QDi.044"),
        ],
        vec![
            entry("un", "QDi.043", &["Blenro Mana"]),
            entry("un", "QDi.044", &["Blenor Turask"]),
            entry("un", "QDi.045", &["Blenor Mana"]),
        ],
        vec![with_reference(
            entry("eu", "EU.1", &["Mana, Blenor"]),
            "QDi.43",
        )],
    ]
}

fn all_of(list: usize) -> Options {
    Options {
        limit: list,
        ..Options::default()
    }
}

/// The rows of an answer, each with the places of its listings.
fn rows(answer: &Answer) -> Vec<Vec<(usize, usize)>> {
    let hits = answer.hits.iter();
    hits.map(|hit| {
        let all = core::iter::once(hit).chain(&hit.listings);
        all.map(|hit| (hit.list, hit.designation)).collect()
    })
    .collect()
}

#[test]
fn hits_of_one_party_are_one_where_the_best_of_them_is() {
    let packs = three();
    let all = lists(&[&packs[0], &packs[1], &packs[2]]);
    let answer = all.search("Blenor Mana", &all_of(100));
    let expected = vec![vec![(0, 0), (2, 0), (1, 0)], vec![(1, 2)], vec![(0, 1)]];
    assert_eq!(rows(&answer), expected);
    // Each keeps its own score, band and evidence.
    let hit = &answer.hits[0];
    assert_eq!(
        (hit.band, hit.listings[1].band),
        (Band::Exact, Band::Strong)
    );
    for listing in core::iter::once(hit).chain(&hit.listings) {
        let alone = Index::build(pack(&packs[listing.list]));
        let alone = alone.search("Blenor Mana", &all_of(100)).hits;
        let own = alone
            .iter()
            .find(|own| own.designation == listing.designation);
        let own = own.unwrap();
        assert_eq!(
            (own.score, own.band, &own.evidence),
            (listing.score, listing.band, &listing.evidence)
        );
    }
    // The counts are of designations.
    let of = |counts: matcher::BandCounts| (counts.exact, counts.strong + counts.possible);
    assert_eq!((of(answer.counts), of(answer.joined)), ((3, 2), (1, 1)));
    assert_eq!(
        Screenings::new(&all).search("Blenor Mana", &all_of(100)),
        answer
    );
}

#[test]
fn a_page_has_as_many_parties_as_were_asked_for_whatever_lists_they_are_on() {
    let packs = three();
    let all = lists(&[&packs[0], &packs[1], &packs[2]]);
    for min in [MinBand::Any, MinBand::Possible, MinBand::Exact] {
        let whole = Options { min, ..all_of(100) };
        let answer = all.search("Blenor Mana", &whole);
        let joined = answer.joined;
        let sum = |of: matcher::BandCounts| {
            let counts = [of.exact, of.strong, of.possible, of.weak_alias, of.below];
            counts.iter().sum::<usize>()
        };
        let found = match min {
            MinBand::Exact => answer.counts.exact + answer.counts.weak_alias,
            _ => sum(answer.counts),
        };
        assert_eq!(found - sum(joined), answer.hits.len(), "{min:?}");
        let mut paged = Vec::new();
        while paged.len() < answer.hits.len() {
            let page = Options {
                offset: paged.len(),
                limit: 1,
                ..whole.clone()
            };
            let page = all.search("Blenor Mana", &page);
            assert_eq!((page.hits.len(), page.joined), (1, joined));
            paged.extend(page.hits);
        }
        assert_eq!(paged, answer.hits);
    }
}

#[test]
fn a_filter_finds_a_listing_that_stands_in_the_row_of_another() {
    let mut packs = three();
    packs[1][0].kind = Kind::Entity;
    let all = lists(&[&packs[0], &packs[1], &packs[2]]);
    let options = Options {
        kind: Some(Kind::Entity),
        ..all_of(100)
    };
    let answer = all.search("Blenor Mana", &options);
    let inside = |hit: &&matcher::Hit| !hit.is_wholly_outside();
    let apart: Vec<_> = answer.hits.iter().filter(inside).collect();
    assert_eq!(apart.len(), 1);
    let listings = core::iter::once(apart[0]).chain(&apart[0].listings);
    let inside = listings.filter(|one| !one.is_outside);
    let inside: Vec<_> = inside.map(|one| (one.list, one.designation)).collect();
    assert_eq!(inside, [(1, 0)]);
    let outside: usize = answer.counts.total() - 1 + answer.hidden.total();
    assert_eq!(outside, 4);
}

#[test]
fn a_hit_has_every_listing_of_its_party_also_those_that_were_not_found() {
    let packs = three();
    let all = lists(&[&packs[0], &packs[1], &packs[2]]);
    for (query, kind, expected, found) in [
        ("un:QDi.043", None, [(1, 0), (0, 0), (2, 0)], 1),
        ("SAMPLE-1", None, [(0, 0), (1, 0), (2, 0)], 1),
        // Outside the filters, and so are the others.
        ("SAMPLE-1", Some(Kind::Ship), [(0, 0), (1, 0), (2, 0)], 1),
        // However the file or the query writes it.
        ("QDi.043", None, [(0, 0), (1, 0), (2, 0)], 3),
        ("QDi.43", None, [(0, 0), (1, 0), (2, 0)], 3),
        ("Blenor Mana", None, [(0, 0), (2, 0), (1, 0)], 3),
    ] {
        let options = Options { kind, ..all_of(1) };
        let answer = all.search(query, &options);
        assert_eq!(rows(&answer), [expected], "{query}");
        assert_eq!(Screenings::new(&all).search(query, &options), answer);
        let hit = &answer.hits[0];
        assert_eq!(hit.is_wholly_outside(), kind.is_some(), "{query}");
        let listings = core::iter::once(hit).chain(&hit.listings);
        let (own, others): (Vec<_>, Vec<_>) =
            listings.partition(|one| one.matched != Matched::Party);
        assert_eq!(own.len(), found, "{query}");
        for other in others {
            assert!(other.evidence.is_empty() && other.details.is_empty());
        }
    }
    // They are not counted.
    let answer = all.search("SAMPLE-1", &all_of(100));
    assert_eq!((answer.counts.total(), answer.joined.total()), (1, 0));
    let none = all.search("Qxzvw Kjhgf", &all_of(100));
    assert_eq!((none.hits.len(), none.counts.total()), (0, 0));
}

#[test]
fn a_list_that_comes_later_joins_and_one_that_goes_leaves_the_others() {
    let packs = three();
    let mut all = Indexes::with_places(3);
    all.set_parties(&lists(&[&packs[0], &packs[1], &packs[2]]).find_parties());
    for list in [2, 0] {
        all.put(list, Some(Index::build(pack(&packs[list]))));
    }
    assert_eq!(all.party((0, 0)), [(0, 0), (2, 0)]);
    all.put(1, Some(Index::build(pack(&packs[1]))));
    assert_eq!(all.party((2, 0)).len(), 3);
    all.put(0, None);
    assert_eq!(all.party((2, 0)), [(2, 0), (1, 0)]);
    let answer = all.search("Blenor Mana", &all_of(100));
    assert_eq!(rows(&answer), [vec![(1, 2)], vec![(2, 0), (1, 0)]]);
}

#[test]
fn what_was_found_before_is_what_the_lists_themselves_say() {
    let [mut uk, mut un, eu] = three();
    let number = |one| with_number(one, Passport, "P0900001", "Albania");
    uk.push(number(entry("uk", "SAMPLE-4", &["Tovi MERUNDAL"])));
    un.push(number(entry("un", "QDi.046", &["Zelko ORVAND"])));
    let computed = lists(&[&uk, &un, &eu]);
    let parties = computed.find_parties();
    let entries: Vec<_> = parties
        .iter()
        .map(|one| (&one.entries[..], one.is_doubtful))
        .collect();
    assert_eq!(
        entries,
        [
            (&[(0, 0), (1, 0), (2, 0)][..], false),
            (&[(0, 2), (1, 1)], false),
            (&[(0, 3), (1, 3)], true),
        ]
    );
    let mut told = Indexes::with_places(3);
    for (place, records) in [&uk, &un, &eu].into_iter().enumerate() {
        told.put(place, Some(Index::build(pack(records))));
    }
    assert_eq!(told.party((0, 0)), [(0, 0)]);
    told.set_parties(&parties);
    for (list, pack) in computed.packs() {
        for place in (0..pack.len()).map(|designation| (list, designation)) {
            assert_eq!(told.party(place), computed.party(place));
            assert_eq!(told.possibly_same(place), computed.possibly_same(place));
        }
    }
    for query in ["Blenor Mana", "Blenor Turask", "Tovi Merundal"] {
        let answer = told.search(query, &all_of(100));
        assert_eq!(answer, computed.search(query, &all_of(100)), "{query}");
    }
    // Nobody is marked as the entry of a list that is not there.
    told.put(1, None);
    assert_eq!(told.party((0, 2)), [(0, 2)]);
    assert_eq!(told.possibly_same((0, 3)), []);
}

#[test]
fn a_place_that_no_list_has_is_nobody() {
    let own = [entry("uk", "XYZ9001", &["Blenor Mana"])];
    let other = [entry("un", "XXi.901", &["Orsek Valdi"])];
    for (name, lists) in [
        ("one list", lists(&[&own])),
        ("two lists", lists(&[&own, &other])),
    ] {
        let past = lists.packs().count();
        for place in [(usize::MAX, 0), (past, 0), (0, 1)] {
            let party: Vec<_> = lists
                .party(place)
                .into_iter()
                .filter(|one| *one != place)
                .collect();
            assert_eq!(party, [], "{name}: {place:?}");
            assert_eq!(lists.possibly_same(place), [], "{name}: {place:?}");
        }
        assert_eq!(lists.party((0, 0)), [(0, 0)], "{name}");
    }
}
