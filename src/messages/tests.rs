//! The sentences in a real browser, which alone knows numbers, dates and plurals.

// Clippy does not know `wasm_bindgen_test` for a test.
#![allow(clippy::unwrap_used)]

use js_sys::{Array, Function};
use manifest::Counts;
use matcher::{Agreement, Band, BandCounts, Detail, DetailFound, Lowered, Relation, Sex};
use record::{
    AliasStrength, DateError, Kind, ListedDate, Measure, MeasureKind, Name, NameType, Regime,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use super::{LaterTexts, Messages, Phrase, flat, flat_for_later, key};
use crate::engine::protocol::{HitView, NameView, WordPart, WordView};
use crate::state::{Born, Known, Moment, Question};

wasm_bindgen_test_configure!(run_in_browser);

fn load(packed: &str) -> &'static Messages {
    Messages::load(packed.to_owned()).expect("the build packs every sentence")
}

fn english() -> &'static Messages {
    load(include_str!(concat!(env!("OUT_DIR"), "/en.txt")))
}

fn english_later() -> &'static LaterTexts {
    let messages = english();
    Messages::learn(include_str!(concat!(env!("OUT_DIR"), "/en-later.txt")).to_owned());
    messages.later_texts().expect("the build packs these, too")
}

fn welsh() -> &'static Messages {
    load(include_str!(concat!(env!("OUT_DIR"), "/cy.txt")))
}

fn arabic() -> &'static Messages {
    load(include_str!(concat!(env!("OUT_DIR"), "/ar.txt")))
}

fn french() -> &'static Messages {
    load(include_str!(concat!(env!("OUT_DIR"), "/fr.txt")))
}

#[wasm_bindgen_test]
fn a_language_is_kept_once_and_a_file_of_another_version_is_none() {
    assert!(core::ptr::eq(english(), english()));
    assert!(Messages::load("<!doctype html>".to_owned()).is_none());
    assert!(Messages::load("en\tltr\ten-GB\t\nen\tltr\ten-GB\t\nSearch\n".to_owned()).is_none());
}

#[wasm_bindgen_test]
fn the_later_texts_are_taken_in_by_the_language_that_they_name() {
    let (welsh, french) = (welsh(), french());
    let packed = include_str!(concat!(env!("OUT_DIR"), "/cy-later.txt"));
    for other in [
        "",
        "cy\n",
        "<!doctype html>",
        &packed.replace("cy\n", "de\n"),
    ] {
        Messages::learn(other.to_owned());
        assert!(welsh.later_texts().is_none(), "{other}");
    }
    Messages::learn(packed.to_owned());
    let texts = welsh.later_texts().unwrap();
    assert!(french.later_texts().is_none());
    let stop = texts.sentence(key::STOP);
    assert!(stop.text.starts_with("Stop. Do not pay"), "{}", stop.text);
    assert_eq!(stop.tongue.map(|tongue| tongue.lang), Some("en"));
    assert_eq!(texts.who().tongue, None);
    assert_ne!(texts.who().text, english_later().who().text);
    let ownership = |texts: &'static LaterTexts| texts.sentence(key::OWNERSHIP).text;
    assert_eq!(ownership(texts), ownership(english_later()));
}

#[wasm_bindgen_test]
fn the_law_is_english_in_a_language_that_nobody_has_reviewed() {
    assert_eq!(english().caution().tongue, None);
    assert!(!english().is_preview());
    for language in [welsh(), arabic(), french()] {
        assert!(language.is_preview());
        assert_eq!(language.caution().text, english().caution().text);
        let tongue = language.caution().tongue.expect("it is marked");
        assert_eq!((tongue.lang, tongue.dir), ("en", "ltr"));
        assert_eq!(language.heading().tongue, None);
        assert_ne!(language.heading().text, english().heading().text);
        // The name of a list is in the words of its publisher.
        let title = vec![crate::messages::Piece::Listed("Ruritanian List".to_owned())];
        let heading = language.heading_of(&title);
        assert!(heading.contains(&title[0]), "{heading:?}");
    }
}

/// A line does not break before these marks, or after the first quotation mark.
#[wasm_bindgen_test]
fn french_marks_stay_with_their_words() {
    let lines = include_str!("fr.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let (_, text) = line.split_once(" = ").unwrap_or_default();
        for mark in [" :", " ;", " !", " ?", " »", "« "] {
            assert!(!text.contains(mark), "{line}");
        }
    }
}

/// Forms of a table that the browser does not choose by would never be read.
#[wasm_bindgen_test]
fn every_language_has_the_plural_forms_that_the_browser_chooses_by() {
    for (text, locale) in [
        (include_str!("en.txt"), "en-GB"),
        (include_str!("cy.txt"), "cy"),
        (include_str!("ar.txt"), "ar-u-nu-latn-ca-gregory"),
        (include_str!("fr.txt"), "fr"),
    ] {
        assert!(text.contains(&format!("locale = {locale}\n")));
        let ask = Function::new_with_args(
            "locale",
            "return new Intl.PluralRules(locale).resolvedOptions().pluralCategories",
        );
        let forms = ask
            .call1(&locale.into(), &locale.into())
            .expect("the browser answers");
        let mut forms: Vec<String> = forms
            .unchecked_into::<Array>()
            .iter()
            .filter_map(|form| form.as_string())
            .collect();
        forms.sort();
        let head = text
            .lines()
            .find_map(|line| line.strip_prefix("plurals = "));
        let mut own: Vec<&str> = head.unwrap_or_default().split(' ').collect();
        own.sort_unstable();
        assert_eq!(own, forms, "{locale}");
    }
}

#[wasm_bindgen_test]
fn numbers_and_dates_are_those_of_the_language() {
    let date =
        |language: &'static Messages| flat(&language.date(&ListedDate::from_text("2025-07-23")));
    for (language, expected, number, entries) in [
        (english(), "23 July 2025", "1,234", "2 entries"),
        (welsh(), "23 Gorffennaf 2025", "1,234", "2 gofnod"),
        (french(), "23 juillet 2025", "1\u{202f}234", "2 entrées"),
        (arabic(), "23 يوليو 2025", "1,234", "2 مدخلان"),
    ] {
        assert_eq!(date(language), expected);
        assert_eq!(language.number(1_234), number);
        assert_eq!(language.entries(2), entries);
    }
    assert_eq!(french().entries(0), "0 entrée");
    assert_eq!(arabic().entries(11), "11 مدخلاً");
    assert_eq!(welsh().entries(6), "6 chofnod");
}

#[wasm_bindgen_test]
fn numbers_have_separators() {
    for (value, expected) in [
        (0, "0"),
        (999, "999"),
        (1_000, "1,000"),
        (6_046, "6,046"),
        (123_456, "123,456"),
        (1_234_567, "1,234,567"),
    ] {
        assert_eq!(english().number(value), expected);
    }
}

#[wasm_bindgen_test]
fn dates_read_as_people_write_them() {
    for (given, expected) in [
        ("2025-07-23", "23 July 2025"),
        ("1978-07", "July 1978"),
        ("1975", "1975"),
        ("1960/1965", "between 1960 and 1965"),
        ("1950~", "about 1950"),
        ("1950-07~", "about July 1950"),
        ("1960/1965~", "about 1960 to 1965"),
        ("19XX", "between 1900 and 1999"),
        ("19XX-08-15", "15 August, year 1900 to 1999"),
        ("31/02/1999", "“31/02/1999”"),
    ] {
        assert_eq!(
            flat(&english().date(&ListedDate::from_text(given))),
            expected,
            "{given}"
        );
    }
}

#[wasm_bindgen_test]
fn several_dates_of_birth_stand_in_one_line() {
    let dates = |texts: &[&str]| -> Vec<ListedDate> {
        texts
            .iter()
            .map(|text| ListedDate::from_text(text))
            .collect()
    };
    for (given, expected) in [
        (&[][..], "Date of birth: not on the list"),
        (&["1975"], "Born 1975"),
        (&["1975", "1976-05"], "Born 1975 or May 1976"),
        (&["1975", "1976", "1977"], "Born 1975, 1976 or 1977"),
        (&["1", "2", "3", "4"], "Born “1”, “2”, “3” or 1 other date"),
        (
            &["1", "2", "3", "4", "5"],
            "Born “1”, “2”, “3” or 2 other dates",
        ),
    ] {
        assert_eq!(flat(&english().born_on(&dates(given))), expected);
    }
}

#[wasm_bindgen_test]
fn times_are_today_or_a_day() {
    let at = |text| {
        Moment {
            unix: 0,
            offset: 60,
        }
        .read(text)
        .unwrap()
    };
    let now = at("2026-04-29T20:00:00Z");
    for (checked, seen, later) in [
        (
            "2026-04-29T08:10:00Z",
            "today, 09:10\u{a0}UTC+1",
            "29 April 2026, 09:10\u{a0}UTC+1",
        ),
        (
            "2026-04-28T23:30:00Z",
            "today, 00:30\u{a0}UTC+1",
            "29 April 2026, 00:30\u{a0}UTC+1",
        ),
        (
            "2026-04-28T08:10:00Z",
            "28 April 2026, 09:10\u{a0}UTC+1",
            "28 April 2026, 09:10\u{a0}UTC+1",
        ),
    ] {
        let time = english().time_seen_from(now, at(checked));
        assert_eq!(flat(&time), seen, "{checked}");
        assert_eq!(flat_for_later(&time), later, "{checked}");
    }
    let in_newfoundland = Moment {
        unix: 0,
        offset: -210,
    };
    assert_eq!(
        english().time(in_newfoundland),
        "31 December 1969, 20:30\u{a0}UTC−3:30"
    );
}

#[wasm_bindgen_test]
fn a_regime_is_short_in_a_row() {
    for (code, name, expected) in [
        (
            "RUS",
            "The Russia (Sanctions) (EU Exit) Regulations 2019",
            "Russia regime",
        ),
        (
            "MYA",
            "The Myanmar (Sanctions) Regulations 2021",
            "Myanmar regime",
        ),
        (
            "INU",
            "The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019",
            "Iran (Nuclear) regime",
        ),
        (
            "GHR",
            "The Global Human Rights Sanctions Regulations 2020",
            "Global Human Rights regime",
        ),
        (
            "CTI",
            "The Counter-Terrorism (International Sanctions) (EU Exit) Regulations 2019",
            "Counter-Terrorism (International) regime",
        ),
        (
            "AQD",
            "Isil (Da'esh) and Al-Qaeda (United Nations Sanctions) (EU Exit) Regulations 2019",
            "Isil (Da'esh) and Al-Qaeda (United Nations) regime",
        ),
        (
            "GIM",
            "The Global Irregular Migration and Trafficking in Persons Sanctions Regulations 2025",
            "People smuggling and trafficking regime",
        ),
        ("NEW", "A regime of tomorrow", "A regime of tomorrow"),
        ("NEW", "", "NEW"),
    ] {
        let given = Regime {
            code: code.to_owned(),
            name: name.to_owned(),
        };
        assert_eq!(flat(&english().regime("uk", &given).words), expected);
    }
}

#[wasm_bindgen_test]
fn measures_stand_in_one_line_and_are_never_none() {
    let of = |measures: &[(MeasureKind, &str)]| {
        let measures = measures.iter();
        let measures: Vec<_> = measures
            .map(|(kind, words)| Measure::new(*kind, words))
            .collect();
        flat(&english().short_measures(&measures).words)
    };
    assert_eq!(of(&[]), "Measures: not said here");
    assert_eq!(
        of(&[
            (MeasureKind::AssetFreeze, "Asset freeze"),
            (MeasureKind::TravelBan, "Travel Ban"),
            (
                MeasureKind::DirectorDisqualification,
                "Director Disqualification Sanction"
            ),
        ]),
        "Asset freeze, travel ban, director disqualification"
    );
    assert_eq!(
        of(&[
            (MeasureKind::Deflagging, "De-flag"),
            (MeasureKind::PortEntry, "Prohibition of port entry"),
        ]),
        "To be de-registered, Prohibition of port entry"
    );
    // A name of capitals keeps them.
    assert_eq!(
        of(&[
            (MeasureKind::ArmsEmbargo, "Arms embargo"),
            (MeasureKind::Other, "UN ban"),
        ]),
        "Arms embargo, UN ban"
    );
    assert_eq!(
        of(&[(
            MeasureKind::ShippingAndTrade,
            "Shipping & Trade Sanctions: see \"Other Information\""
        )]),
        "Shipping & Trade Sanctions"
    );
}

#[wasm_bindgen_test]
fn results_are_counted_by_band() {
    let counts = |exact, strong, possible, weak_alias| BandCounts {
        exact,
        strong,
        possible,
        weak_alias,
        below: 0,
    };
    for (given, by_number, expected) in [
        (counts(1, 0, 2, 0), false, "1 same name · 2 similar names"),
        (
            counts(2, 1, 0, 1),
            false,
            "2 same names · 1 very similar name · 1 same as a short or uncertain alias",
        ),
        (counts(0, 0, 1_200, 0), false, "1,200 similar names"),
        (counts(1, 0, 0, 0), true, "1 entry with this number"),
    ] {
        assert_eq!(english().found(&given, 0, by_number), expected);
    }
    assert_eq!(
        english().found(&counts(1, 0, 0, 0), 50, false),
        "1 same name · 50 less similar names"
    );
}

#[wasm_bindgen_test]
fn the_line_above_the_box_names_what_is_on_the_list() {
    let counts = |designations, individual, entity, ship| Counts {
        designations,
        individual,
        entity,
        ship,
        ..Counts::default()
    };
    for (given, expected) in [
        (
            counts(6_046, 3_883, 1_531, 632),
            "6,046 people, organisations and ships",
        ),
        (counts(2, 2, 0, 0), "2 people"),
        (counts(0, 0, 0, 0), "0 entries"),
    ] {
        assert_eq!(english().counted_kinds(&given), expected);
    }
}

fn said(phrase: Phrase) -> String {
    flat(&phrase)
}

fn word(typed: &str, listed: &str, relation: Relation) -> WordView {
    let some = |word: &str| (!word.is_empty()).then(|| word.to_owned());
    WordView {
        typed: some(typed),
        listed: some(listed),
        part: WordPart::Open,
        relation,
        weight: 0.2,
    }
}

fn hit(
    band: Band,
    (name_type, strength): (NameType, Option<AliasStrength>),
    evidence: Vec<WordView>,
) -> HitView {
    let name = NameView {
        text: "Given FAMILY".to_owned(),
        name_type,
        strength,
        script: None,
        language: None,
    };
    HitView {
        band,
        name: name.clone(),
        matched_name: Some(name),
        evidence,
        ..HitView::invented()
    }
}

/// A date and a country side by side would read as a place of birth.
#[wasm_bindgen_test]
fn a_row_says_that_a_country_is_a_nationality() {
    let alias = (NameType::Alias, None);
    for (countries, expected) in [
        (&["Syria"][..], "Born 1961 · national of Syria"),
        (&["Iran", "Iraq"], "Born 1961 · national of Iran, Iraq"),
        (&["Palestinian"], "Born 1961 · Nationality: Palestinian"),
        (&[], "Born 1961 · Nationality: not on the list"),
    ] {
        let hit = HitView {
            dates_of_birth: vec![ListedDate::from_text("1961")],
            facts: countries.iter().map(|&one| one.to_owned()).collect(),
            ..hit(Band::Exact, alias, Vec::new())
        };
        assert_eq!(flat(&english().person_facts(&hit)), expected);
    }
}

#[wasm_bindgen_test]
fn a_row_says_what_tells_ships_and_organisations_apart() {
    let mut ship = hit(Band::Exact, (NameType::Primary, None), Vec::new());
    ship.kind = Kind::Ship;
    ship.facts = ["", "Gabon", "", "Invented Lines"]
        .map(str::to_owned)
        .into();
    assert_eq!(
        flat(&english_later().facts(&ship)),
        "IMO number: not on the list · Believed flag: Gabon · Type: not on the list · \
         Owner or operator: Invented Lines"
    );
    let company = HitView {
        kind: Kind::Entity,
        facts: ["Company", "Mali", "000 1"].map(str::to_owned).into(),
        ..ship
    };
    assert_eq!(
        flat(&english_later().facts(&company)),
        "Type of organisation: Company · Country: Mali · Company registration number: 000 1"
    );
}

/// Words of the field that the public does not know, in what the public reads.
#[wasm_bindgen_test]
fn no_sentence_is_in_the_jargon_of_the_field() {
    for line in include_str!("en.txt").lines() {
        let Some((_, text)) = line.split_once(" = ") else {
            continue;
        };
        // Each word with a space on both sides, so that “identity” is not “entity”.
        let text = text.to_lowercase().replace([',', '.', ':'], " ");
        let text = format!(" {text} ");
        for word in [
            "primary name",
            "weak alias",
            "graded",
            "entity",
            "entities",
            "specified",
            "filter",
            "shown until",
            "designated",
        ] {
            assert!(!text.contains(&format!(" {word} ")), "“{word}” in {line}");
        }
    }
}

#[wasm_bindgen_test]
fn a_row_says_which_name_matched_and_what_tells_most() {
    use Band::{Below, Exact, Possible, Strong};
    use NameType::{Alias, Primary, Variation};
    use Relation::{Extra, Missing, Same, Spelling};
    let heavy = |word| WordView {
        weight: 0.5,
        ..word
    };
    let common = HitView {
        lowered: vec![Lowered::Common],
        ..hit(Below, (Alias, None), vec![word("a", "A", Same)])
    };
    let weak = HitView {
        lowered: vec![Lowered::WeakAlias],
        ..hit(
            Band::WeakAlias,
            (Alias, Some(AliasStrength::Low)),
            Vec::new(),
        )
    };
    for (row, expected) in [
        (
            hit(Exact, (Primary, None), vec![word("given", "Given", Same)]),
            "Same as its main name",
        ),
        (
            hit(
                Strong,
                (Variation, None),
                vec![
                    heavy(word("given", "Given", Same)),
                    word("famly", "FAMILY", Spelling),
                    word("", "MIDDLE", Missing),
                ],
            ),
            "Like this other spelling; “famly” is spelt much like “FAMILY”",
        ),
        (
            hit(
                Possible,
                (Alias, None),
                vec![word("a", "", Extra), heavy(word("", "FAMILY", Missing))],
            ),
            "Like this alias; “FAMILY” is not in your search",
        ),
        (
            common,
            "A little like this alias; what matches is too little to identify anyone",
        ),
        (weak, "Same as this alias, which the list calls low quality"),
    ] {
        assert_eq!(said(english_later().why(&row)), expected);
    }
}

#[wasm_bindgen_test]
fn every_word_says_what_it_met() {
    use Relation::*;
    let part = |part, listed| WordView {
        part,
        ..word("", listed, Missing)
    };
    let rows = [
        (word("Lala", "LALA", Same), "“Lala” matches exactly"),
        (
            word("Durad", "Đurađ", Same),
            "“Durad” is the same as “Đurađ”",
        ),
        (
            word("Mohamad", "MOHAMMED", Known),
            "“Mohamad” is a known spelling of “MOHAMMED”",
        ),
        (
            word("famly", "FAMILY", Spelling),
            "“famly” is spelt much like “FAMILY”",
        ),
        (word("Jusuf", "YUSUF", Sound), "“Jusuf” sounds like “YUSUF”"),
        (
            word("Всеволод", "Vsévolođ", Script),
            "“Всеволод” is written “Vsévolođ” in Latin letters",
        ),
        (
            word("Vsevolod", "Всеволод", Script),
            "“Vsevolod” is written “Всеволод” in another script",
        ),
        (
            word("J", "JOHN", Initial),
            "“J” is read as the initial of “JOHN”",
        ),
        (
            word("John", "J.", Initial),
            "“John” begins with the listed initial “J.”",
        ),
        (
            word("Breg", "BREGUSHTA", Start),
            "“Breg” is read as the beginning of “BREGUSHTA”",
        ),
        (
            word("NST", "No Such Trade", Acronym),
            "“NST” has the first letters of “No Such Trade”",
        ),
        (
            word("No Such Trade", "NST", Acronym),
            "“No Such Trade” is listed by its first letters, “NST”",
        ),
        (
            word("Vaskur", "VASKUR", Elsewhere),
            "“Vaskur” stands in another of its names, as “VASKUR”",
        ),
        (
            word("Smith", "", Extra),
            "“Smith” is not in the listed name",
        ),
        (
            part(WordPart::Middle, "Petrovich"),
            "Middle name “Petrovich” is not in your search",
        ),
    ];
    let (words, expected): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let mut row = hit(Band::Possible, (NameType::Primary, None), words);
    row.lowered = vec![Lowered::OtherNumber];
    let found: Vec<String> = english_later()
        .evidence(&row)
        .into_iter()
        .map(said)
        .collect();
    let (last, words) = found.split_last().unwrap();
    assert_eq!(words, expected);
    assert_eq!(last, "Ranked lower: the numbers differ");

    row.evidence = vec![
        word("Smith", "", Extra),
        part(WordPart::Given, "Given"),
        part(WordPart::Family, "FAMILY"),
        part(WordPart::Open, "SHIP"),
    ];
    let found: Vec<String> = english_later()
        .evidence(&row)
        .into_iter()
        .map(said)
        .collect();
    assert_eq!(
        found[1],
        "Not in your search: given name “Given”, family name “FAMILY”, “SHIP”"
    );
}

#[wasm_bindgen_test]
fn a_row_says_how_it_stands_to_what_is_known() {
    use Agreement::*;
    for (given, listed, agreement, expected) in [
        ("1971", "1971", Agrees, "Year of birth agrees"),
        ("1971", "1971-03-12", QuerySaysLess, "Year of birth agrees"),
        (
            "1971-03",
            "1971-03-12",
            QuerySaysLess,
            "Date of birth agrees as far as you gave it",
        ),
        ("1971-03-12", "1971-03-12", Agrees, "Date of birth agrees"),
        (
            "1971-03-12",
            "1971",
            ListSaysLess,
            "Date of birth agrees as far as the list says",
        ),
        (
            "1971-03-12",
            "1971-12-03",
            DayAndMonthSwapped,
            "Date of birth agrees with day and month exchanged",
        ),
        (
            "1971-03-12",
            "1971-03-13",
            YearAgrees,
            "Year of birth agrees, day or month differs",
        ),
        (
            "1971-03-12",
            "1973",
            YearsApart(2),
            "Year of birth differs by 2 years",
        ),
        ("1971", "", NotListed, "Year of birth: not on the list"),
        (
            "1971",
            "31/02/1971",
            Unread,
            "Year of birth cannot be compared",
        ),
        (
            "1971-03-12",
            "31/02/1971",
            Unread,
            "Date of birth cannot be compared",
        ),
    ] {
        let mut row = hit(Band::Exact, (NameType::Primary, None), Vec::new());
        if !listed.is_empty() {
            row.dates_of_birth.push(ListedDate::from_text(listed));
        }
        row.details = vec![DetailFound {
            detail: Detail::Born,
            agreement,
        }];
        let date = given.parse().ok();
        let born = |is_in_text| Born { date, is_in_text };
        assert_eq!(
            english_later().known_found(&row, born(false)),
            expected,
            "{given} {listed}"
        );
        // Nobody sees which date of a text it is, unless it is said.
        let in_text = english_later().known_found(&row, born(true));
        assert_eq!(
            in_text.strip_prefix(expected),
            Some(match agreement {
                NotListed => "".to_owned(),
                _ => format!(
                    " ({} in your search)",
                    flat(&english().date(&ListedDate::from_text(given)))
                ),
            })
            .as_deref(),
            "{given} {listed}"
        );
    }
    let mut row = hit(Band::Exact, (NameType::Primary, None), Vec::new());
    row.details = vec![
        DetailFound {
            detail: Detail::Country,
            agreement: Differs,
        },
        DetailFound {
            detail: Detail::Sex,
            agreement: NotListed,
        },
        DetailFound {
            detail: Detail::Sex,
            agreement: Unread,
        },
    ];
    assert_eq!(
        english_later().known_found(&row, Born::default()),
        "Nationality differs · Sex: not on the list · Sex cannot be compared"
    );
    for (detail, agreement, expected) in [
        (Detail::Country, Agrees, "Nationality agrees"),
        (Detail::Country, NotUnderstood, "Country not understood"),
        (Detail::Country, Unread, "Country cannot be compared"),
        (Detail::Country, NotListed, "Nationality: not on the list"),
        (Detail::Address, Agrees, "Country agrees"),
        (Detail::Address, Differs, "Country differs"),
        (Detail::Address, NotListed, "Country: not on the list"),
        (Detail::Address, NotUnderstood, "Country not understood"),
        (Detail::Flag, Differs, "Country differs"),
        (Detail::Flag, Unread, "Country cannot be compared"),
    ] {
        row.details = vec![DetailFound { detail, agreement }];
        let found = english_later().known_found(&row, Born::default());
        assert_eq!(found, expected, "{detail:?} {agreement:?}");
    }
    // What the facts of a person say already is not said again below them.
    let given = [Detail::Born, Detail::Country, Detail::Sex];
    row.details = given
        .map(|detail| DetailFound {
            detail,
            agreement: NotListed,
        })
        .to_vec();
    let found = english_later().known_below_facts(&row, Born::default());
    assert_eq!(found, "Sex: not on the list");
    let facts = flat(&english().person_facts(&row));
    assert_eq!(
        facts,
        "Date of birth: not on the list · Nationality: not on the list"
    );
    // A company has no date of birth and no sex.
    row.kind = Kind::Entity;
    let given = [Detail::Born, Detail::Address, Detail::Sex];
    row.details = given
        .map(|detail| DetailFound {
            detail,
            agreement: NotListed,
        })
        .to_vec();
    let found = english_later().known_found(&row, Born::default());
    assert_eq!(found, "Country: not on the list");
}

#[wasm_bindgen_test]
fn a_date_that_can_be_read_in_two_ways_is_said_as_it_was_read() {
    let example = "Such as 1971, March 1971 or 12/03/1971";
    for (typed, expected) in [
        ("1971", example),
        ("12/03/1971", "Read as 12 March 1971"),
        ("1960-1965", "Read as between 1960 and 1965"),
        ("circa 1971", "Read as about 1971"),
    ] {
        let born = record::read_date(typed).ok();
        assert_eq!(english().born_note(born, None), expected, "{typed}");
    }
    english_later();
    for (problem, expected) in [
        (
            DateError::Form,
            "Not understood, so the search runs without it. Type a year",
        ),
        (
            DateError::Century,
            "Which century? Type all four digits of the year",
        ),
        (DateError::Impossible, "There is no such date of birth"),
    ] {
        let note = english().born_note(None, Some(problem));
        assert!(note.starts_with(expected), "{note}");
    }
}

#[wasm_bindgen_test]
fn a_printed_search_says_how_it_was_searched() {
    let at = Moment::default();
    let known = Known {
        born: " 1971 ".to_owned(),
        country: String::new(),
        sex: Some(Sex::Female),
    };
    for (known, is_wide, expected) in [
        (
            Known::default(),
            false,
            "Searched for “Lala” on 1 January 1970, 00:00\u{a0}UTC.",
        ),
        (
            Known::default(),
            true,
            "Searched for “Lala”, less similar names included, on 1 January 1970, 00:00\u{a0}UTC.",
        ),
        (
            known,
            false,
            "Searched for “Lala”, known: 1971 · Female, on 1 January 1970, 00:00\u{a0}UTC.",
        ),
    ] {
        let question = Question {
            query: "Lala".to_owned(),
            known,
            is_wide,
            ..Question::default()
        };
        let printed = english().printed_search(&question, at);
        assert_eq!(said(printed), expected);
    }
}

#[wasm_bindgen_test]
fn an_ungraded_alias_is_not_called_good() {
    let mut name = Name::new(NameType::Alias, []);
    assert_eq!(
        english_later().name_type(&name),
        "alias; the list does not say how reliable it is"
    );
    name.strength = Some(AliasStrength::Good);
    assert_eq!(
        english_later().name_type(&name),
        "alias; the list calls it good quality"
    );
    name.strength = Some(AliasStrength::Low);
    assert_eq!(
        english_later().name_type(&name),
        "alias; the list calls it low quality"
    );
}

#[wasm_bindgen_test]
fn one_result_outside_the_page_is_it_and_several_are_them() {
    for (language, one, several) in [
        (english(), "Show it", "Show them"),
        (welsh(), "Ei ddangos", "Eu dangos"),
        (french(), "L’afficher", "Les afficher"),
        (arabic(), "عرضها", "عرضها"),
    ] {
        assert_eq!(language.show_outside(1), one);
        assert_eq!(language.show_outside(3), several);
    }
}
