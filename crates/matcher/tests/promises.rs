//! What people type and what must come back, one row each. Every name is invented.

mod lists;

use lists::{index, name, record, sample};
use matcher::{
    Band, Comparison, Index, ListedText, Matched, MinBand, Options, QueryProblem, Relation,
};
use record::{ContactKind, IdentifierKind, Kind, NameType, ReferenceKind};

/// Two names of organisations, without a list.
fn compare(query: &str, listed: &str) -> Comparison {
    let listed = ListedText::primary(listed, Kind::Entity);
    let found = Index::default().compare(query, &listed);
    found.unwrap_or_else(|problem| panic!("{query}: {problem:?}"))
}

fn first(index: &Index, query: &str) -> Option<(String, Band)> {
    let answer = index.search(
        query,
        &Options {
            min: MinBand::Possible,
            ..Options::default()
        },
    );
    let hit = answer.hits.first()?;
    Some((
        index.pack().designation(hit.designation)?.id().to_owned(),
        hit.band,
    ))
}

#[test]
fn what_people_type_comes_back() {
    let index = index(&sample());
    for (what, query, id, floor) in [
        ("the name itself", "Blenor MANA", "AAA0001", Band::Exact),
        ("any case", "blenor mana", "AAA0001", Band::Exact),
        (
            "any spacing",
            "  blenor \u{a0} mana ",
            "AAA0001",
            Band::Exact,
        ),
        ("no space at all", "blenormana", "AAA0001", Band::Exact),
        ("order", "MANA, Blenor", "AAA0001", Band::Exact),
        (
            "mathematical letters",
            "𝓑𝓵𝓮𝓷𝓸𝓻 𝐌𝐀𝐍𝐀",
            "AAA0001",
            Band::Exact,
        ),
        ("small capitals", "ʙʟᴇɴᴏʀ ᴍᴀɴᴀ", "AAA0001", Band::Exact),
        ("superscripts", "ᴮˡᵉⁿᵒʳ ᴹᵃⁿᵃ", "AAA0001", Band::Exact),
        ("enclosed letters", "Ⓑⓛⓔⓝⓞⓡ 🅼🅰🅽🅰", "AAA0001", Band::Exact),
        (
            "invisible characters",
            "Ble\u{200b}nor M\u{200d}ana",
            "AAA0001",
            Band::Exact,
        ),
        (
            "a Cyrillic look-alike",
            "Blen\u{43e}r Mana",
            "AAA0001",
            Band::Exact,
        ),
        (
            "full width",
            "Ｂｌｅｎｏｒ Ｍａｎａ",
            "AAA0001",
            Band::Exact,
        ),
        (
            "marks left out",
            "Dritan Petrovich Carvik",
            "AAA0003",
            Band::Exact,
        ),
        (
            "a letter of its own",
            "Thorm O'Brienz",
            "AAA0006",
            Band::Exact,
        ),
        (
            "apostrophe left out",
            "Thorm OBrienz",
            "AAA0006",
            Band::Exact,
        ),
        (
            "apostrophe as a space",
            "Thorm O Brienz",
            "AAA0006",
            Band::Exact,
        ),
        ("particle glued", "Idrit Alzewarb", "AAA0004", Band::Exact),
        ("particle apart", "Idrit Al Zewarb", "AAA0004", Band::Exact),
        (
            "particle glued and another order",
            "alzewarb idrit",
            "AAA0004",
            Band::Exact,
        ),
        (
            "two words as one",
            "Tarvin Binkodran",
            "AAA0005",
            Band::Exact,
        ),
        (
            "legal form, short",
            "Ruritan Steel Trading Ltd.",
            "BBB0001",
            Band::Exact,
        ),
        (
            "legal form in another language",
            "ОАО Vostrokanal",
            "BBB0003",
            Band::Exact,
        ),
        (
            "no legal form",
            "Ruritan Steel Trading",
            "BBB0001",
            Band::Strong,
        ),
        ("title", "Dr Blenor Mana", "AAA0001", Band::Strong),
        (
            "rank of two words",
            "Major General Blenor Mana",
            "AAA0001",
            Band::Strong,
        ),
        (
            "title that is half the name",
            "Haji Brakun",
            "AAA0007",
            Band::Exact,
        ),
        ("a part missing", "Dritan Carvik", "AAA0003", Band::Strong),
        (
            "a part too many",
            "Blenor Arben Mana",
            "AAA0001",
            Band::Strong,
        ),
        (
            "a part missing and a slip",
            "Dritan Carvikk",
            "AAA0003",
            Band::Possible,
        ),
        ("initial", "B. Mana", "AAA0001", Band::Possible),
        ("initials", "G. A. Jarval", "AAA0002", Band::Possible),
        (
            "a slip: letter left out",
            "Blenr Mana",
            "AAA0001",
            Band::Strong,
        ),
        (
            "a slip: letter too many",
            "Blennor Mana",
            "AAA0001",
            Band::Strong,
        ),
        (
            "a slip: letters swapped",
            "Blneor Mana",
            "AAA0001",
            Band::Strong,
        ),
        (
            "a slip: other letter",
            "Blenar Mana",
            "AAA0001",
            Band::Strong,
        ),
        (
            "a slip in each word",
            "Klemint Vazarov",
            "AAA0009",
            Band::Possible,
        ),
        ("romanisation", "Muhammad Qorvashi", "AAA0008", Band::Strong),
        (
            "particle in another spelling",
            "Tarvin Ibn Kodran",
            "AAA0005",
            Band::Strong,
        ),
        (
            "one rare word of a name",
            "Qorvashi",
            "AAA0008",
            Band::Possible,
        ),
        ("typed in Cyrillic", "бленор мана", "AAA0001", Band::Exact),
        (
            "typed in Arabic, with harakat and another alef",
            "اِدرت الزورب",
            "AAA0004",
            Band::Exact,
        ),
        ("typed in Chinese", "甄诺凡", "AAA0005", Band::Exact),
        ("a number", "brigade 55", "BBB0002", Band::Exact),
        ("a ship with a slip", "QUILFISH", "CCC0002", Band::Possible),
        ("a one-word alias", "abdul", "AAA0002", Band::WeakAlias),
        (
            "a low-quality alias",
            "Drita, Old",
            "AAA0003",
            Band::WeakAlias,
        ),
        (
            "a sentence with a name in it",
            "who is Blenor Mana please",
            "AAA0001",
            Band::Possible,
        ),
        (
            "a pasted line with a name in it",
            "Please pay Mr Blenor Mana, 12 Some Street, Tarvin",
            "AAA0001",
            Band::Possible,
        ),
    ] {
        let found = first(&index, query);
        assert!(
            found
                .as_ref()
                .is_some_and(|(found, band)| found == id && *band <= floor),
            "{what}: {query} gave {found:?}"
        );
        if matches!(floor, Band::Exact | Band::WeakAlias) {
            assert_eq!(found.map(|found| found.1), Some(floor), "{what}");
        }
    }
}

#[test]
fn what_says_too_little_finds_nothing() {
    let index = index(&sample());
    for (what, query) in [
        ("a common word", "Mohammed"),
        ("a common word with a slip", "Mohamed"),
        ("common words of companies", "Trading Bank"),
        ("a generic word", "Bank"),
        ("a common word and another name", "Mohammed Strelnik"),
        ("similarity to a one-word alias", "Abdull"),
        ("part of an alias", "Drita"),
        ("three letters in common", "Alo"),
        ("another name", "Jessica Gonzales"),
    ] {
        assert_eq!(first(&index, query), None, "{what}: {query}");
    }
}

#[test]
fn weak_aliases_of_several_tokens_are_one_band_lower_than_other_names() {
    let index = index(&sample());
    let found = |query| first(&index, query).map(|found| found.1);
    assert_eq!(found("Old Drita"), Some(Band::WeakAlias));
    assert_eq!(found("Old Dritta"), Some(Band::Possible));
    // One token of it is no more than a common word.
    assert_eq!(found("Drita"), None);
}

#[test]
fn words_too_little_to_go_by_are_said_to_stand_on_the_list() {
    let index = index(&sample());
    let suppressed = |query| index.search(query, &Options::default()).suppressed;
    for query in ["Mohammed", "Mohamed", "Trading Bank", "Bank"] {
        assert!(suppressed(query) > 0, "{query}");
    }
    for query in ["Qorvahsi", "Vasaov", "Zewwarb", "Kodrqn"] {
        assert_eq!(suppressed(query), 1, "{query}");
    }
    // One slip in five letters is counted where the name has no other token, but for an initial.
    let mut records = sample();
    records.push(record("SSS0001", Kind::Ship, "TARUL"));
    records.push(record("SSS0002", Kind::Ship, "VOSKU K"));
    records.push(record("SSS0003", Kind::Ship, "JORUN PEARL"));
    let short = crate::index(&records);
    for (query, count) in [
        ("Taril", 1),
        ("Tarl", 1),
        ("Vosuk K", 1),
        ("Voku K", 1),
        ("Vasku K", 1),
        ("Joun", 0),
    ] {
        let answer = short.search(query, &Options::default());
        assert_eq!(
            (answer.suppressed, answer.hits.len()),
            (count, 0),
            "{query}"
        );
    }
    for query in ["Jessica Gonzales", "Mohammed Strelnik", "Brigade 155"] {
        assert_eq!(suppressed(query), 0, "{query}");
    }
    let any = Options {
        min: MinBand::Any,
        limit: 100,
        ..Options::default()
    };
    let answer = index.search("Mohammed", &any);
    assert_eq!((answer.suppressed, answer.hits.is_empty()), (0, false));
    // A filter that lets none of them through must not make nothing of them.
    let ships = Options {
        kind: Some(Kind::Ship),
        ..Options::default()
    };
    let answer = index.search("Mohammed", &ships);
    assert_eq!(answer.suppressed, suppressed("Mohammed"));
}

#[test]
fn names_of_an_entry_are_found_together() {
    let mut both = record("AAA0001", Kind::Individual, "Jorunn Strelnik");
    both.names.push(name(NameType::Alias, "Tarvin Qorvashi"));
    both.names.push(name(NameType::Alias, "Karim Mansour"));
    let other = record("AAA0002", Kind::Individual, "Jorunn Olmer");
    let index = index(&[both, other]);
    let hits = |query: &str| index.search(query, &Options::default()).hits;
    for query in ["Jorunn Qorvashi", "Qorvashi Jorunn", "Mr Jorun Qorvashi"] {
        let [hit] = hits(query).try_into().expect(query);
        assert_eq!((hit.designation, hit.band), (0, Band::Possible), "{query}");
        assert!(hit.score < 0.48, "{query}: {}", hit.score);
    }
    // Each word of it, in the name that has most of it or in another one.
    let [hit] = hits("Jorunn Qorvashi").try_into().unwrap();
    let words = hit.evidence.iter().map(|word| {
        let text = |word: &Option<String>| word.clone().unwrap_or_default();
        (
            text(&word.query_word),
            text(&word.listed_word),
            word.relation,
        )
    });
    let expected = [
        ("Jorunn", "Jorunn", Relation::Elsewhere),
        ("Qorvashi", "Qorvashi", Relation::Same),
        ("", "Tarvin", Relation::Missing),
    ];
    let owned = |(typed, listed, relation): (&str, &str, Relation)| {
        (typed.to_owned(), listed.to_owned(), relation)
    };
    assert_eq!(words.collect::<Vec<_>>(), expected.map(owned));
    // A word that no name of the entry has, and names that everybody knows.
    assert_eq!(hits("Jorunn Qorvashi Zimorod"), []);
    assert_eq!(hits("Karim Jorunn Zimorod"), []);
}

#[test]
fn what_is_counted_as_too_common_carries_evidence() {
    let listed = |id: &str, kind, names: &[&str]| {
        let mut one = record(id, kind, names[0]);
        let others = names[1..].iter();
        one.names
            .extend(others.map(|text| name(NameType::Variation, text)));
        one
    };
    let index = index(&[
        listed(
            "AAA0001",
            Kind::Individual,
            &["Karim Vaskur", "Mansour Olmerin"],
        ),
        listed(
            "AAA0002",
            Kind::Individual,
            &["Jorunn Strelnik", "Tarvin Qorvashi"],
        ),
        listed("AAA0003", Kind::Individual, &["Blenor Kodra"]),
        listed("AAA0004", Kind::Individual, &["Zewarb D. Mana"]),
        listed("AAA0005", Kind::Individual, &["Hung-Song Pak"]),
        listed("AAA0006", Kind::Individual, &["Zenobius Karimi"]),
        listed("BBB0001", Kind::Entity, &["Az Bank"]),
        listed("BBB0002", Kind::Entity, &["Q.V.K. ENGINEERING LIMITED"]),
        listed("CCC0001", Kind::Ship, &["MOHAMED SALIM"]),
        listed("CCC0002", Kind::Ship, &["VRESK"]),
        listed("CCC0003", Kind::Ship, &["ASKRA"]),
    ]);
    for (what, query, count) in [
        ("common names of two names", "Karim Mansour", 0),
        ("one slip in five letters of a longer name", "Kodru", 0),
        ("a single letter", "Captain D", 0),
        (
            "a word that companies share, of a name with another",
            "Bank of Norway",
            0,
        ),
        ("the whole of such a name", "Az Bank Norway", 1),
        (
            "a person who is called much like a ship",
            "Mohammed Salim Kim",
            0,
        ),
        ("another vowel between common names", "Hung-Sang Pak", 1),
        ("a vowel less between common names", "Zenobius Karim", 1),
        ("another consonant between common names", "Hung-Sok Pak", 0),
        (
            "letters and the words after them",
            "Q.V.K. Engineering Limeted",
            1,
        ),
        ("letters alone", "Q.V.K. Strelsau", 0),
        ("a vowel left out of a name of one word", "Vrsk", 1),
        ("another vowel at the end of one", "Askre", 1),
        ("an abbreviation", "Vrk", 0),
    ] {
        let answer = index.search(query, &Options::default());
        let counted = (answer.suppressed, answer.hits.len());
        assert_eq!(counted, (count, 0), "{what}: {query}");
        assert_eq!(
            index.suppressed(query, &Options::default()).len(),
            count,
            "{what}"
        );
    }
    assert!(first(&index, "Mohamed Salim Kim").is_some());
}

#[test]
fn a_whole_name_of_a_company_is_found_with_another_legal_form() {
    let listed = |id: &str, text: &str| record(id, Kind::Entity, text);
    let index = index(&[
        listed("BBB0001", "Q-Invest"),
        listed("BBB0002", "Q.R.O.V"),
        listed("BBB0003", "Eurasia"),
        listed("BBB0004", "Zhorvan LLC"),
    ]);
    for (query, id) in [
        ("Q-Invest Ltd", "BBB0001"),
        ("Q.R.O.V Ltd", "BBB0002"),
        ("Eurasia LLC", "BBB0003"),
        ("Zhorvan Ltd", "BBB0004"),
    ] {
        assert!(
            first(&index, query).is_some_and(|(found, _)| found == id),
            "{query}"
        );
    }
    for other in ["Eurasia Bakeries Ltd", "Q.R.O.X Ltd", "Invest Ltd"] {
        assert_eq!(first(&index, other), None, "{other}");
    }
}

#[test]
fn names_that_millions_bear_are_weak_evidence() {
    let listed = |id: &str, kind, text: &str| record(id, kind, text);
    let index = index(&[
        listed("AAA0001", Kind::Individual, "Ahmed Singh"),
        listed("AAA0002", Kind::Individual, "Mohammed Qorvashi Ali"),
        listed("AAA0003", Kind::Individual, "Samir Qorvashi"),
        listed("AAA0004", Kind::Ship, "Asian Harmony"),
        listed("AAA0005", Kind::Entity, "B&H West Strelsau"),
        listed("AAA0006", Kind::Ship, "Mohammed Vaskur"),
    ]);
    for (what, query, expected) in [
        ("the whole name", "Singh, Ahmed", Some("AAA0001")),
        (
            "one name written as one word, beside another",
            "Ahmedsingh Jorunn",
            None,
        ),
        ("two common names of three", "Mohamed Ali", None),
        (
            "a common and a rare one of three",
            "Mohamed Qorvashi",
            Some("AAA0002"),
        ),
        (
            "a common one, with a slip in the rare one",
            "Samir Qorvashy",
            Some("AAA0003"),
        ),
        (
            "a word that is rare on the list only",
            "United Harmony",
            None,
        ),
        ("the same, whole", "Harmony, Asian", Some("AAA0004")),
        (
            "an initial of an abbreviation and a word",
            "Brown Strelsau",
            None,
        ),
        ("the abbreviation", "B & H West Strelsau", Some("AAA0005")),
        ("a person who sounds like a ship", "Mohamed Vasskur", None),
    ] {
        let found = first(&index, query).map(|(id, _)| id);
        assert_eq!(found.as_deref(), expected, "{what}: {query}");
    }
}

#[test]
fn other_numbers_lower_it() {
    let index = index(&sample());
    let exact = first(&index, "Brigade 55").unwrap();
    assert_eq!(exact.1, Band::Exact);
    assert!(first(&index, "Brigade 155").is_none_or(|found| found.1 > Band::Exact));
    let score = |query| compare(query, "Ruritan Lion Brigade 55").score;
    assert!(score("Ruritan Lion Brigade 155") < score("Ruritan Lion Brigade"));
    assert!(score("Ruritan Lion Brigade") < score("Ruritan Lion Brigade 55"));
}

#[test]
fn a_number_is_found_as_one_of_several_names() {
    let answer = index(&sample()).search("Qxzvw Kjhgf; AAA0001", &Options::default());
    let hits: Vec<usize> = answer.parts.iter().map(|part| part.hits).collect();
    assert_eq!(hits, [0, 1]);
    assert_eq!(answer.counts.exact, 1);
    assert_eq!(answer.hits[0].matched, Matched::Id);
}

#[test]
fn identifiers_are_found_however_they_are_written() {
    let index = index(&sample());
    for (query, id, matched) in [
        ("AAA0001", "AAA0001", Matched::Id),
        ("aaa 0001", "AAA0001", Matched::Id),
        (
            "9300001",
            "CCC0001",
            Matched::Identifier(IdentifierKind::Imo),
        ),
        (
            "IMO 9300001",
            "CCC0001",
            Matched::Identifier(IdentifierKind::Imo),
        ),
        (
            "imo9300002",
            "CCC0002",
            Matched::Identifier(IdentifierKind::Imo),
        ),
        (
            "IMO: 930 0002",
            "CCC0002",
            Matched::Identifier(IdentifierKind::Imo),
        ),
        (
            "ab1234567",
            "AAA0001",
            Matched::Identifier(IdentifierKind::Passport),
        ),
        (
            "770012345",
            "BBB0001",
            Matched::Identifier(IdentifierKind::CompanyRegistration),
        ),
        ("qdi999", "AAA0001", Matched::Reference(ReferenceKind::Un)),
        (
            "www.ruritan-steel.example",
            "BBB0001",
            Matched::Contact(ContactKind::Website),
        ),
        (
            "info@ruritan.example",
            "BBB0001",
            Matched::Contact(ContactKind::Email),
        ),
    ] {
        let answer = index.search(query, &Options::default());
        let hit = answer
            .hits
            .first()
            .unwrap_or_else(|| panic!("{query} found nothing"));
        let designation = index.pack().designation(hit.designation).unwrap();
        assert_eq!(
            (designation.id(), hit.matched, hit.band),
            (id, matched, Band::Exact),
            "{query}"
        );
        assert_eq!(hit.evidence.len(), 1);
        assert_eq!(
            (hit.evidence[0].relation, hit.evidence[0].weight),
            (Relation::Same, 1.0)
        );
    }
    assert!(index.search("930000", &Options::default()).hits.is_empty());
}

#[test]
fn every_query_gets_an_answer_or_a_reason() {
    let index = index(&sample());
    let long = "Blenor ".repeat(2_000);
    for (query, expected) in [
        ("", Some(QueryProblem::Empty)),
        (" \u{a0}\t", Some(QueryProblem::Empty)),
        ("-.,!", Some(QueryProblem::NoWords)),
        ("\u{301}\u{202e}", Some(QueryProblem::NoWords)),
        ("the", Some(QueryProblem::NoWords)),
        ("Ltd", Some(QueryProblem::NoWords)),
        ("Dear Sir", Some(QueryProblem::NoWords)),
        ("19/06/1991", Some(QueryProblem::NoWords)),
        ("DOB 19/06/1991", Some(QueryProblem::NoWords)),
        // A number is searched for, and so is a name that a date stands beside.
        ("1991", None),
        ("invoice 2024/117", None),
        ("Vaskur 19/06/1991", None),
        ("b", Some(QueryProblem::TooShort)),
        ("甄", None),
        ("ba", None),
        (&*long, Some(QueryProblem::TooLong)),
        // What the page's box leaves of a longer text.
        (&*"𝓑".repeat(1_201), Some(QueryProblem::TooLong)),
        (&*"𝓑".repeat(600), None),
        (&*"a b ".repeat(30), Some(QueryProblem::TooLong)),
        ("Ble\u{fffd}or Mana", Some(QueryProblem::UnknownLetters)),
        (
            "Blenor \u{e042}\u{e043}",
            Some(QueryProblem::UnknownLetters),
        ),
        ("\u{f9e1}诺凡", Some(QueryProblem::UnknownLetters)),
        ("ɹouǝlq Mana", Some(QueryProblem::UnknownLetters)),
        // A script without a table equals itself.
        ("ተስፋዬ", None),
        ("👤 Blenor 🇬🇧", None),
    ] {
        let answer = index.search(query, &Options::default());
        assert_eq!(answer.problem, expected, "{query:.20}");
    }
}

#[test]
fn letters_of_any_style_and_script_equal_themselves() {
    let mut records = sample();
    records.push(record("ZZZ0001", Kind::Individual, "𝓣𝓪𝓻𝓿𝓲𝓷 𝓚𝓸𝓭𝓻𝓪𝓷𝓲"));
    records.push(record("ZZZ0002", Kind::Individual, "ተስፋኑ ገብራኖ"));
    records.push(record("ZZZ0003", Kind::Individual, "Ɗanbo Ƙwarra"));
    let index = index(&records);
    for (query, id) in [
        ("Tarvin Kodrani", "ZZZ0001"),
        ("ⓣⓐⓡⓥⓘⓝ ᴋᴏᴅʀᴀɴɪ", "ZZZ0001"),
        ("ተስፋኑ ገብራኖ", "ZZZ0002"),
        ("Danbo Kwarra", "ZZZ0003"),
    ] {
        let answer = index.search(query, &Options::default());
        let hit = answer.hits.first().expect(query);
        let found = index.pack().designation(hit.designation);
        let found = found.map(|one| one.id().to_owned());
        assert_eq!(
            (found.as_deref(), hit.band),
            (Some(id), Band::Exact),
            "{query}"
        );
    }
}

#[test]
fn equal_names_are_first_and_weak_aliases_last() {
    let mut records = sample();
    records.push(record("ZZZ0001", Kind::Individual, "Abdul"));
    records.push(record("ZZZ0002", Kind::Individual, "Old Drita"));
    records.push(record("ZZZ0003", Kind::Individual, "Old Dritta Marek"));
    let index = index(&records);
    let bands = |query: &str| -> Vec<Band> {
        index
            .search(query, &Options::default())
            .hits
            .iter()
            .map(|hit| hit.band)
            .collect()
    };
    assert_eq!(bands("Abdul"), [Band::Exact, Band::WeakAlias]);
    assert_eq!(
        bands("Old Drita"),
        [Band::Exact, Band::Possible, Band::WeakAlias]
    );
}

#[test]
fn a_designation_is_one_hit_by_its_best_name() {
    let mut records = sample();
    records[0]
        .names
        .push(name(NameType::Variation, "Blenoor Manna"));
    let index = index(&records);
    let answer = index.search("Blenoor Manna", &Options::default());
    assert_eq!(answer.hits.len(), 1);
    assert_eq!(answer.hits[0].matched, Matched::Name(2));
    assert_eq!(answer.counts.exact, 1);
}

#[test]
fn filters_hide_no_same_or_very_similar_name_and_say_how_many_others_they_hide() {
    let mut records = sample();
    records.push(record("ZZZ0001", Kind::Individual, "Abdul"));
    let index = index(&records);
    let similar = |kind: Option<Kind>| {
        let options = Options {
            kind,
            ..Options::default()
        };
        index.search("Blenor Manas Olver", &options)
    };
    let band = similar(None).hits.first().map(|hit| hit.band);
    assert_eq!(band, Some(Band::Possible));
    let (all, ships) = (similar(None).counts, similar(Some(Kind::Ship)));
    assert_eq!((ships.hits.len(), ships.hidden), (0, all));
    let asking = |kind: Option<Kind>, regime: Option<&str>| {
        index.search(
            "Blenor Mana",
            &Options {
                kind,
                regime: regime.map(str::to_owned),
                ..Options::default()
            },
        )
    };
    for (kind, regime, is_outside) in [
        (None, None, false),
        (Some(Kind::Ship), None, true),
        (None, Some("BBB"), true),
        (Some(Kind::Individual), Some("AAA"), false),
    ] {
        let answer = asking(kind, regime);
        let hits: Vec<bool> = answer.hits.iter().map(|hit| hit.is_outside).collect();
        assert_eq!((hits, answer.counts.exact), (vec![is_outside], 1));
        assert_eq!(answer.hidden.total(), 0);
    }
}

#[test]
fn pages_follow_one_another() {
    let records: Vec<_> = (0..25)
        .map(|place| record(&format!("AAA{place:04}"), Kind::Individual, "Blenor Mana"))
        .collect();
    let index = index(&records);
    let page = |offset| {
        let answer = index.search(
            "blenor mana",
            &Options {
                offset,
                ..Options::default()
            },
        );
        assert_eq!(answer.counts.exact, 25);
        answer
            .hits
            .iter()
            .map(|hit| hit.designation)
            .collect::<Vec<_>>()
    };
    assert_eq!(page(0), (0..10).collect::<Vec<_>>());
    assert_eq!(page(20), (20..25).collect::<Vec<_>>());
    assert!(page(30).is_empty());
}

#[test]
fn a_score_does_not_depend_on_how_full_a_record_is() {
    let mut records = sample();
    let lean = index(&records)
        .search("Blenr Mana", &Options::default())
        .hits[0]
        .clone();
    let other = index(&records)
        .search("Klemint Vasarov", &Options::default())
        .hits[0]
        .clone();
    records[0].titles.push("Dr".to_owned());
    records[0].nationalities.push("Ruritania".to_owned());
    records[0]
        .dates_of_birth
        .push("1978".parse::<record::PartialDate>().unwrap().into());
    records[0].identifiers.clear();
    let full = index(&records);
    assert_eq!(full.search("Blenr Mana", &Options::default()).hits[0], lean);
    assert_eq!(
        full.search("Klemint Vasarov", &Options::default()).hits[0],
        other
    );
}

#[test]
fn evidence_says_what_every_word_met() {
    let index = index(&sample());
    let rows = |query: &str| -> Vec<(Option<String>, Option<String>, Relation)> {
        let hit = &index.search(query, &Options::default()).hits[0];
        let sum: f32 = hit.evidence.iter().map(|row| row.weight).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{query}: {sum}");
        let Matched::Name(place) = hit.matched else {
            panic!("{query}")
        };
        let full = index.pack().name(place).unwrap().full();
        for row in &hit.evidence {
            assert_eq!(
                row.listed_range
                    .as_ref()
                    .map(|range| full[range.clone()].to_owned()),
                row.listed_word
            );
        }
        let words = |row: &matcher::Evidence| {
            (
                row.query_word.clone(),
                row.listed_word.clone(),
                row.relation,
            )
        };
        hit.evidence.iter().map(words).collect()
    };
    let some = |word: &str| Some(word.to_owned());
    assert_eq!(
        rows("MANA, Blener"),
        [
            (some("MANA"), some("MANA"), Relation::Same),
            (some("Blener"), some("Blenor"), Relation::Sound),
        ]
    );
    assert_eq!(
        rows("Dritan Carvik"),
        [
            (some("Dritan"), some("Dritan"), Relation::Same),
            (some("Carvik"), some("ĆARVIK"), Relation::Same),
            (None, some("Petrovich"), Relation::Missing),
        ]
    );
    assert_eq!(
        rows("B. Mana"),
        [
            (some("B"), some("Blenor"), Relation::Initial),
            (some("Mana"), some("MANA"), Relation::Same),
        ]
    );
    assert_eq!(
        rows("Blenor Arben Mana")[1],
        (some("Arben"), None, Relation::Extra)
    );
    assert_eq!(
        rows("Idrit Alzewarb")[1],
        (some("Alzewarb"), some("al-Zewarb"), Relation::Same)
    );
    assert_eq!(
        rows("Ruritan Steel Trading Ltd")[3],
        (some("Ltd"), some("Limited"), Relation::Known)
    );
    assert_eq!(
        rows("Tarvin Ibn Kodran")[1],
        (some("Ibn"), some("Bin"), Relation::Known)
    );
    assert_eq!(
        rows("Blenro Mana")[0],
        (some("Blenro"), some("Blenor"), Relation::Sound)
    );
}

#[test]
fn initials_in_another_order_are_other_initials() {
    assert_eq!(compare("A.B.C. Company", "ABC Co").band, Band::Exact);
    assert_eq!(
        compare("C.B.A. Company", "A.B.C. Company").band,
        Band::Below
    );
}
