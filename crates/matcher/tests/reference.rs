//! The search against its reference implementation, on random lists and random slips.

mod lists;

use lists::{index, record};
use matcher::{Band, Index, MinBand, Options, Screening};
use proptest::prelude::*;
use record::{Kind, Record};

/// Few syllables, so that random names are similar and share words.
fn word() -> impl Strategy<Value = String> {
    let syllable = prop::sample::select(vec![
        "ba", "ler", "mo", "ham", "med", "ali", "ko", "vich", "tan", "o", "sch",
    ]);
    prop::collection::vec(syllable, 1..4).prop_map(|parts| parts.concat())
}

fn full_name() -> impl Strategy<Value = String> {
    let word = prop_oneof![6 => word(), 1 => prop::sample::select(vec!["al", "bin", "Dr", "Ltd", "Bank", "M.", "55", "балер", "мохамед", "محمد", "김", "은", "甄"]).prop_map(str::to_owned)];
    prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

/// A name with text around it, as people type it.
fn query() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "Payment to",
        "t/a",
        ";",
        "&",
        "1971-05-03",
        "branch",
        "Mr",
        "ref 88213",
    ]);
    let piece = prop_oneof![4 => full_name(), 1 => text.prop_map(str::to_owned)];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(" "))
}

fn records(names: &[String]) -> Vec<Record> {
    let one =
        |(place, name): (usize, &String)| record(&format!("AAA{place:04}"), Kind::Individual, name);
    names.iter().enumerate().map(one).collect()
}

fn everything(min: MinBand) -> Options {
    Options {
        limit: 1000,
        min,
        ..Options::default()
    }
}

/// One slip at a place of a word, of four sorts.
fn slip(word: &str, sort: usize, place: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = place % letters.len();
    match sort % 4 {
        0 => letters.insert(place, letter),
        1 => drop(letters.remove(place)),
        2 => letters[place] = letter,
        _ => letters[place.min(word.len() - 2)..].swap(0, 1),
    }
    letters.into_iter().collect()
}

fn band_of(index: &Index, query: &str, designation: usize) -> Option<Band> {
    let answer = index.search(query, &everything(MinBand::Possible));
    answer
        .hits
        .iter()
        .find(|hit| hit.designation == designation)
        .map(|hit| hit.band)
}

proptest! {
    #[test]
    fn the_search_finds_what_the_reference_implementation_finds(names in prop::collection::vec(full_name(), 1..30), query in query(), any in any::<bool>()) {
        let index = index(&records(&names));
        let options = everything(if any { MinBand::Any } else { MinBand::Possible });
        let (fast, slow) = (index.search(&query, &options), matcher::reference::search(&index, &query, &options));
        let shown = |answer: &matcher::Answer| answer.hits.iter().filter(|hit| hit.band != Band::Below).cloned().collect::<Vec<_>>();
        prop_assert_eq!(shown(&fast), shown(&slow));
    }

    #[test]
    fn what_a_screening_remembers_changes_no_answer(
        names in prop::collection::vec(full_name(), 1..20), queries in prop::collection::vec(query(), 1..20),
    ) {
        let index = index(&records(&names));
        let mut screening = Screening::new(&index);
        for (place, query) in queries.iter().chain(&names).enumerate() {
            let options = everything(if place % 3 == 0 { MinBand::Any } else { MinBand::Possible });
            prop_assert_eq!(screening.search(query, &options), index.search(query, &options), "{}", query);
        }
    }

    #[test]
    fn a_listed_name_in_any_order_is_exact(names in prop::collection::vec(full_name(), 1..20), turn in 0_usize..4) {
        let index = index(&records(&names));
        let mut words: Vec<&str> = names[0].split(' ').collect();
        let turn = turn % words.len();
        words.rotate_left(turn);
        let query = words.join(" ").to_uppercase();
        prop_assume!(index.search(&query, &Options::default()).problem.is_none());
        // Initials and joined words mean something by their order.
        prop_assume!(!names[0].contains("M."));
        prop_assert_eq!(band_of(&index, &query, 0), Some(Band::Exact));
    }

    #[test]
    fn one_slip_in_each_long_word_is_found(
        // What has no vowel between its first and its last letter is read as an abbreviation.
        words in prop::collection::vec("[a-z]{1,3}[aeiou][a-z][aeiou][a-z]{1,3}", 2..4),
        slips in prop::collection::vec((0_usize..4, 0_usize..9, prop::char::range('a', 'z')), 4),
    ) {
        let mut list = records(&[words.join(" ")]);
        list.extend(lists::sample());
        let index = index(&list);
        let slipped: Vec<String> = words.iter().zip(&slips).map(|(word, (sort, place, letter))| slip(word, *sort, *place, *letter)).collect();
        let band = band_of(&index, &slipped.join(" "), 0);
        prop_assert!(band.is_some_and(|band| band <= Band::Possible), "{slipped:?} gave {band:?}");
    }

    #[test]
    fn one_word_more_or_less_costs_one_band(
        words in prop::collection::vec("[a-z]{5,9}", 3..5), extra in "[a-z]{5,9}", place in 0_usize..4,
    ) {
        let index = index(&records(&[words.join(" ")]));
        let mut more = words.clone();
        more.insert(place.min(words.len()), extra);
        prop_assert!(band_of(&index, &more.join(" "), 0) <= Some(Band::Strong));
        let mut fewer = words.clone();
        fewer.remove(place % words.len());
        prop_assert!(band_of(&index, &fewer.join(" "), 0).is_some_and(|band| band <= Band::Strong));
    }

    #[test]
    fn any_text_is_answered_the_same_twice(query in "\\PC{0,60}|[a-zA-Z .,'\u{200b}-]{0,60}") {
        let index = index(&lists::sample());
        let answer = index.search(&query, &everything(MinBand::Any));
        prop_assert_eq!(&answer, &index.search(&query, &everything(MinBand::Any)));
        for pair in answer.hits.windows(2) {
            prop_assert!((pair[0].band, -pair[0].score) <= (pair[1].band, -pair[1].score));
        }
        for hit in &answer.hits {
            prop_assert!((0.0..=1.0).contains(&hit.score));
            prop_assert_eq!(hit.band == Band::Exact, hit.score == 1.0);
        }
    }
}
