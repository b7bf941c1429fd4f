//! Variants that letters alone do not join: other scripts, known spellings, first letters, names
//! cut off, details beside the name; and the names of other people that must stay apart. Every name is
//! invented.

mod lists;

use lists::{index, name, record};
use matcher::{
    Agreement, Band, Detail, DetailFound, Details, Index, Lowered, MinBand, Options, Relation, Sex,
};
use record::{Address, Kind, NameType, Record, ShipData};

/// Latin names only, and a person listed in her own script only.
fn people() -> Vec<Record> {
    let mut records: Vec<Record> = [
        ("AAA0001", "Vsevolod Zimorodkov"),
        ("AAA0002", "Hemin Khoshkani"),
        ("AAA0003", "Tal Berezani"),
        ("AAA0004", "Sung-Ho Namgoong"),
        ("AAA0005", "Leonidas Xanthakopoulos"),
        ("AAA0006", "Alexander Blenorov"),
        ("AAA0007", "Zhang Wenlu"),
        ("AAA0008", "Kim Un Cheol"),
        ("AAA0009", "Abd al-Fattah Qudrani"),
        ("AAA0010", "Ilirjan Maximilian Breguszta"),
        ("AAA0011", "Dritan Vasarovich Karvik"),
        ("AAA0012", "Nikoloz Beridzeli"),
        ("AAA0014", "Hayk Tumanoryan"),
        ("AAA0015", "Rajendra Varmashekar"),
        ("AAA0016", "Sakura Mirikawa"),
        ("AAA0017", "Somchai Prasertkul"),
        ("AAA0018", "Ali Ilirovich Sherbodueff"),
        ("AAA0019", "Omar Hemin Ghodrani"),
        ("AAA0020", "Qudratullah Salim"),
        ("AAA0021", "Omar Abdullah"),
        ("AAA0022", "Pae Kyu Tok"),
    ]
    .iter()
    .map(|(id, name)| record(id, Kind::Individual, name))
    .collect();
    records.push(record("AAA0013", Kind::Individual, "Бленора Стрельникова"));
    records.push(record(
        "BBB0001",
        Kind::Entity,
        "Central Ruritan Optics Works LLC",
    ));
    records.push(record("BBB0002", Kind::Entity, "Vostrokanal Machine Plant"));
    records.push(record("BBB0004", Kind::Entity, "First Jorunn Bank"));
    records.push(record("BBB0005", Kind::Entity, "Lorunim Tarvin Duskor"));
    records.push(record("CCC0001", Kind::Ship, "AMBER QUILL"));
    // A list of some size, with names that many bear, so that words weigh what they do on a real one.
    for place in 0..400_u32 {
        let word = |shift: u32| -> String {
            let letters = (0..7).map(|at| (place * 7 + shift) * (at + 3) % 23 + at * 5);
            letters
                .map(|letter| char::from(b'a' + (letter % 26) as u8))
                .collect()
        };
        let given = match place % 16 {
            0 => "Abdullah".to_owned(),
            1 => "Ali".to_owned(),
            2 => "Omar".to_owned(),
            3 => "Salim".to_owned(),
            _ => word(1),
        };
        let name = format!("{given} {}", word(200));
        records.push(record(&format!("ZZZ{place:04}"), Kind::Individual, &name));
    }
    records
}

fn best(index: &Index, query: &str, options: &Options) -> Option<(String, Band, Vec<Relation>)> {
    let answer = index.search(query, options);
    let hit = answer.hits.first()?;
    let designation = index.pack().designation(hit.designation)?;
    let relations = hit.evidence.iter().map(|row| row.relation).collect();
    Some((designation.id().to_owned(), hit.band, relations))
}

#[test]
fn names_are_found_however_they_are_written() {
    let index = index(&people());
    for (what, query, id, relation) in [
        (
            "Cyrillic for Latin",
            "Всеволод Зимородков",
            "AAA0001",
            Relation::Script,
        ),
        (
            "Cyrillic, without the patronymic",
            "Али Щербодуев",
            "AAA0018",
            Relation::Script,
        ),
        (
            "Arabic script, without the father's name",
            "عمر قدرانی",
            "AAA0019",
            Relation::Script,
        ),
        (
            "Arabic script, written apart what is listed as one word",
            "قدرت الله سليم",
            "AAA0020",
            Relation::Script,
        ),
        (
            "Arabic script, two common words that are all of the name",
            "عمر عبدالله",
            "AAA0021",
            Relation::Script,
        ),
        (
            "Arabic script for Latin",
            "هيمن خوشكاني",
            "AAA0002",
            Relation::Script,
        ),
        ("Hebrew for Latin", "טל ברזני", "AAA0003", Relation::Script),
        (
            "Greek for Latin",
            "Λεωνίδας Ξανθακόπουλος",
            "AAA0005",
            Relation::Script,
        ),
        (
            "Georgian for Latin",
            "ნიკოლოზ ბერიძელი",
            "AAA0012",
            Relation::Script,
        ),
        (
            "Armenian for Latin",
            "Հայկ Թումանորյան",
            "AAA0014",
            Relation::Script,
        ),
        (
            "Devanagari for Latin",
            "राजेन्द्र वर्मशेकर",
            "AAA0015",
            Relation::Script,
        ),
        (
            "kana for Latin",
            "さくら みりかわ",
            "AAA0016",
            Relation::Script,
        ),
        (
            "Thai for Latin",
            "สมชาย ประเสริฐกุล",
            "AAA0017",
            Relation::Script,
        ),
        (
            "Chinese, in one word",
            "张文璐",
            "AAA0007",
            Relation::Script,
        ),
        ("Korean, in one word", "김은철", "AAA0008", Relation::Script),
        (
            "Korean, spelt as in the North",
            "배규덕",
            "AAA0022",
            Relation::Script,
        ),
        (
            "Latin for Cyrillic alone",
            "Blenora Strelnikova",
            "AAA0013",
            Relation::Script,
        ),
        (
            "a known spelling",
            "Iskandar Blenorov",
            "AAA0006",
            Relation::Known,
        ),
        (
            "another romanisation",
            "Wsewolod Simorodkow",
            "AAA0001",
            Relation::Sound,
        ),
        ("no vowels", "Vsvld Zmrdkv", "AAA0001", Relation::Sound),
        (
            "joined and spelt otherwise",
            "Abdulfatah Qudrani",
            "AAA0009",
            Relation::Sound,
        ),
        (
            "digits for letters",
            "A1exander B1enorov",
            "AAA0006",
            Relation::Same,
        ),
        (
            "cut at fixed width",
            "Ilirjan Maximilian B",
            "AAA0010",
            Relation::Initial,
        ),
        (
            "cut a little later",
            "Ilirjan Maximilian Breg",
            "AAA0010",
            Relation::Start,
        ),
        (
            "first letters of a company",
            "CROW",
            "BBB0001",
            Relation::Acronym,
        ),
        (
            "an ordinal number in digits",
            "1st Jorunn Bank",
            "BBB0004",
            Relation::Known,
        ),
        (
            "a word of a company in Russian",
            "Vostrokanal Mashinostroitelny Zavod",
            "BBB0002",
            Relation::Known,
        ),
    ] {
        let found = best(&index, query, &Options::default());
        let Some((found, band, relations)) = found else {
            panic!("{what}: {query} found nothing")
        };
        assert_eq!(found, id, "{what}: {query}");
        assert!(band <= Band::Possible, "{what}: {query}");
        assert!(
            relations.contains(&relation),
            "{what}: {query} gave {relations:?}"
        );
    }
}

#[test]
fn names_of_others_stay_apart() {
    let index = index(&people());
    for (what, query) in [
        ("given name with another's family name", "Vsevolod Karvik"),
        ("last word exchanged", "Dritan Vasarovich Olmerin"),
        ("middle word exchanged", "Dritan Olmerinovich Karvik"),
        (
            "interior of the longest word exchanged",
            "Dritan Vxuh Karvik",
        ),
        ("another Cyrillic name", "Святослав Колокольцев"),
        ("another Chinese name", "王伟"),
        ("another Korean name", "박지영"),
        ("another Korean name of sounds like these", "매규석"),
        ("first letters of a person", "AFQ"),
        (
            "a legal form with the first letters of a company",
            "Olmerin Ltd",
        ),
        ("a person whose name is in a ship's", "Amber Strelnik"),
    ] {
        let found = best(&index, query, &Options::default());
        assert_eq!(found, None, "{what}: {query}");
    }
}

#[test]
fn a_wider_search_finds_what_the_floor_hides_and_puts_it_last() {
    let index = index(&people());
    let wider = Options {
        min: MinBand::Any,
        ..Options::default()
    };
    let query = "Dritan Vasarovich Olmerin";
    let found = best(&index, query, &wider).expect(query);
    assert_eq!((&*found.0, found.1), ("AAA0011", Band::Below));
    let answer = index.search(query, &wider);
    assert_eq!(answer.hits[0].lowered, [Lowered::OtherWord]);
    let bands: Vec<Band> = index
        .search("Dritan Vasarovich Karvikk", &wider)
        .hits
        .iter()
        .map(|hit| hit.band)
        .collect();
    assert!(bands.is_sorted() && bands[0] == Band::Strong);
}

#[test]
fn what_lowered_a_score_is_said() {
    let mut records = people();
    records.push(record(
        "BBB0003",
        Kind::Entity,
        "Ruritan Brigade 55 Works Ltd",
    ));
    let alias = name(NameType::Alias, "Korvo");
    records[0].names.push(alias);
    let index = index(&records);
    let any = Options {
        min: MinBand::Any,
        ..Options::default()
    };
    for (query, lowered) in [
        ("V. Zimorodkov", vec![Lowered::Initial]),
        (
            "Vsevolod Olmerin",
            vec![Lowered::OtherWord, Lowered::Common],
        ),
        // A word is in place of a number.
        ("Ruritan Brigade Vasku Works Ltd", vec![Lowered::OtherWord]),
        // Only a low similarity, which the evidence shows, and nothing else.
        ("Dritan Mirikawa Sakura", vec![]),
        ("Ruritan Brigade 155 Works Ltd", vec![Lowered::OtherNumber]),
        (
            "Ruritan Brigade 55 Works GmbH",
            vec![Lowered::OtherLegalForm],
        ),
        ("Korvo", vec![Lowered::WeakAlias]),
        ("Vsevolod Zimorodkof", vec![]),
    ] {
        let hit = &index.search(query, &any).hits[0];
        assert_eq!(hit.lowered, lowered, "{query}");
    }
}

#[test]
fn details_order_a_band_and_decide_nothing_else() {
    let mut records = people();
    for (id, born, country, sex) in [
        ("DDD0001", "1961-04-12", "Belarus", "Male"),
        ("DDD0002", "1983-12-04", "Russia", "Female"),
        ("DDD0003", "", "", ""),
    ] {
        let mut person = record(id, Kind::Individual, "Tarvin Kodrani");
        if !born.is_empty() {
            let date: record::PartialDate = born.parse().expect(born);
            person.dates_of_birth.push(date.into());
            person.nationalities.push(country.to_owned());
            person.sex.push(sex.to_owned());
        }
        records.push(person);
    }
    let index = index(&records);
    let asking = |details: Details| {
        let options = Options {
            details,
            ..Options::default()
        };
        let answer = index.search("Tarvin Kodranny", &options);
        let id = |hit: &matcher::Hit| {
            index
                .pack()
                .designation(hit.designation)
                .map(|one| one.id().to_owned())
        };
        let ids: Vec<Option<String>> = answer.hits.iter().map(id).collect();
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        (ids, answer)
    };
    let (plain, before) = asking(Details::default());
    assert_eq!(plain, ["DDD0001", "DDD0002", "DDD0003"]);
    assert!(before.hits.iter().all(|hit| hit.details.is_empty()));

    let born = Details {
        born: Some("1983-04-12".parse().expect("a date")),
        country: Some("Russian Federation".to_owned()),
        sex: Some(Sex::Female),
    };
    let (ordered, after) = asking(born);
    // What agrees first, what the list does not say next, what differs last; nobody is hidden.
    assert_eq!(ordered, ["DDD0002", "DDD0003", "DDD0001"]);
    assert_eq!(before.counts, after.counts);
    let score = |answer: &matcher::Answer| answer.hits.iter().map(|hit| hit.score.to_bits()).max();
    assert_eq!(score(&before), score(&after));
    let found = |detail, agreement| DetailFound { detail, agreement };
    assert_eq!(
        after.hits[0].details,
        [
            found(Detail::Born, Agreement::DayAndMonthSwapped),
            found(Detail::Country, Agreement::Agrees),
            found(Detail::Sex, Agreement::Agrees),
        ]
    );
    assert_eq!(
        after.hits[2].details,
        [
            found(Detail::Born, Agreement::YearsApart(22)),
            found(Detail::Country, Agreement::Differs),
            found(Detail::Sex, Agreement::Differs),
        ]
    );
    assert!(
        after.hits[1]
            .details
            .iter()
            .all(|one| one.agreement == Agreement::NotListed)
    );

    // A detail that agrees with a stranger does not make him a hit.
    let options = Options {
        details: Details {
            born: Some("1961".parse().expect("a year")),
            ..Details::default()
        },
        ..Options::default()
    };
    assert!(index.search("Olmerin Gastov", &options).hits.is_empty());
}

#[test]
fn a_country_is_a_nationality_an_address_or_a_flag_by_kind() {
    use Agreement::{Agrees, Differs, NotListed, NotUnderstood};

    let mut records = people();
    let mut company = record("DDD0001", Kind::Entity, "Tarvindor Kodranit Works");
    for country in ["Cyprus", "Russia"] {
        company.addresses.push(Address {
            lines: Vec::new(),
            postal_code: None,
            country: Some(country.to_owned()),
        });
    }
    let mut ship = record("DDD0002", Kind::Ship, "TARVINDOR KODRANIT");
    ship.ship = Some(Box::new(ShipData {
        current_flags: vec!["Panama".to_owned()],
        previous_flags: vec!["Liberia".to_owned()],
        ..ShipData::default()
    }));
    let mut person = record("DDD0003", Kind::Individual, "Tarvindor Kodranit");
    person.nationalities.push("Iran".to_owned());
    // An address is no nationality.
    person.addresses.clone_from(&company.addresses);
    records.extend([company, ship, person]);
    let index = index(&records);

    for (country, company, ship, person) in [
        ("Кипр", Agrees, Differs, Differs),
        ("RU", Agrees, Differs, Differs),
        ("Panama", Differs, Agrees, Differs),
        ("Либерия", Differs, Agrees, Differs),
        ("إيران", Differs, Differs, Agrees),
        ("Iran, Panama", Differs, Agrees, Agrees),
        ("Ruritania", NotUnderstood, NotUnderstood, NotUnderstood),
    ] {
        let options = |details| Options {
            details,
            min: MinBand::Any,
            ..Options::default()
        };
        let details = Details {
            country: Some(country.to_owned()),
            sex: Some(Sex::Female),
            born: Some("1971".parse().expect("a year")),
        };
        let plain = index.search("Tarvindor Kodranit", &options(Details::default()));
        let answer = index.search("Tarvindor Kodranit", &options(details));
        let scores = |answer: &matcher::Answer| {
            let mut scores: Vec<_> = answer
                .hits
                .iter()
                .map(|hit| (hit.designation, hit.score.to_bits(), hit.band))
                .collect();
            scores.sort_by_key(|one| one.0);
            scores
        };
        assert_eq!(scores(&plain), scores(&answer), "{country}");
        assert_eq!(
            (plain.counts, plain.suppressed),
            (answer.counts, answer.suppressed)
        );
        for (id, detail, agreement) in [
            ("DDD0001", Detail::Address, company),
            ("DDD0002", Detail::Flag, ship),
            ("DDD0003", Detail::Country, person),
        ] {
            let is_it = |hit: &&matcher::Hit| {
                let designation = index.pack().designation(hit.designation);
                designation.is_some_and(|one| one.id() == id)
            };
            let hit = answer.hits.iter().find(is_it).expect(id);
            let expected = [
                (Detail::Born, NotListed),
                (detail, agreement),
                (Detail::Sex, NotListed),
            ]
            .map(|(detail, agreement)| DetailFound { detail, agreement });
            assert_eq!(hit.details, expected, "{country} {id}");
        }
    }
}
