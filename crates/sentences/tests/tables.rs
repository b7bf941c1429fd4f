//! Tables are read, held against English, packed and made into Rust as `docs/languages.md` says.

#![allow(clippy::expect_used)] // A test may fail so.

use sentences::{PANELS, Table};

const ENGLISH: &str = "name = English
dir = ltr
locale = en-GB
plurals = one other
reviewer = somebody
reviewed = 2026-11-22
[interface]
heading = Search
found[one] = {#number} name in {list}
found[other] = {#number} names in {list}
met = “{@typed}” sounds like “{@listed}”
[law]
stop = Stop.
notice = Licensed under the {@licence}.
";

const FRENCH: &str = "name = Français
dir = ltr
locale = fr
plurals = one many other
reviewer =
reviewed =
[interface]
heading = Rechercher
found[one] = un nom dans {list}
found[many] = {#number} de noms dans {list}
found[other] = {#number} noms dans {list}
met = « {@listed} » ressemble à « {@typed} »
";

fn english() -> Table {
    Table::read("en", ENGLISH).expect("it can be read")
}

#[test]
fn a_language_is_packed_in_the_order_of_the_english_table_with_its_law_in_english() {
    let french = Table::read("fr", FRENCH).expect("it can be read");
    assert_eq!(french.check(&english()), Ok(()));
    assert_eq!(
        french.pack(&english()),
        "fr\tltr\tfr\t
en\tltr\ten-GB\t
Rechercher
{0} noms dans {1}\t\tun nom dans {1}\t\t\t{0} de noms dans {1}
« {1} » ressemble à « {0} »
Stop.
Licensed under the {0}.
"
    );
}

#[test]
fn the_law_is_in_the_language_once_somebody_has_reviewed_it() {
    let law = "[law]\nstop = Arrêtez.\nnotice = Licence : {@licence}.\n";
    let review = "reviewer = quelqu’un\nreviewed = 2026-11-22\n";
    let text = FRENCH.replace("reviewer =\nreviewed =\n", review);
    let french = Table::read("fr", &[&text, law].concat()).expect("it can be read");
    assert_eq!(french.check(&english()), Ok(()));
    let packed = french.pack(&english());
    assert!(
        packed.starts_with("fr\tltr\tfr\t\nfr\tltr\tfr\t\n"),
        "{packed}"
    );
    assert!(packed.contains("\nArrêtez.\nLicence : {0}.\n"), "{packed}");
    let fault = Table::read("fr", &text)
        .expect("it can be read")
        .check(&english());
    let fault = fault.expect_err("a reviewed language needs all of the law");
    assert!(fault.contains("stop: this sentence is missing"), "{fault}");
}

#[test]
fn a_panel_has_the_head_of_its_language_and_its_cautions_in_english() {
    let (english, french) = (
        english(),
        Table::read("fr", FRENCH).expect("it can be read"),
    );
    let files = "[interface]\nstart[one] = Check {#rows} row\nstart[other] = Check {#rows} rows\n[law]\ncaution = Careful.\n";
    let overview = "[interface]\ntotal = Entries of {@file}\n";
    let panels = |table: &Table, texts: [&str; 2]| -> Result<Vec<Table>, String> {
        let texts = PANELS.iter().zip(texts);
        texts
            .map(|(panel, text)| table.read_panel(panel, text))
            .collect()
    };
    let own = panels(&english, [files, overview]).expect("it can be read");
    let start = "start[one] = Contrôler {#rows} ligne\nstart[many] = Contrôler {#rows} de lignes\nstart[other] = Contrôler {#rows} lignes\n";
    let total = "total = {@file} : entrées\n";
    let texts = [start, total].map(|text| ["[interface]\n", text].concat());
    let other = panels(&french, [&texts[0], &texts[1]]).expect("it can be read");
    for (table, english) in other.iter().zip(&own) {
        assert_eq!(table.check(english), Ok(()));
    }
    assert_eq!(
        Table::pack_panels(&other, &own),
        "fr
Contrôler {0} lignes\t\tContrôler {0} ligne\t\t\tContrôler {0} de lignes
Careful.
{0} : entrées
"
    );
    let accessors = Table::panel_accessors(&own);
    assert!(accessors[0].contains("FROM: usize = 0;") && accessors[1].contains("FROM: usize = 2;"));
    assert!(
        accessors[0].contains("LAW_FROM: usize = 1;"),
        "{}",
        accessors[0]
    );
    let fault = french
        .read_panel("files", "[interface]\nbegin = Commencer\n")
        .and_then(|table| table.check(&own[0]));
    let fault = fault.expect_err("another key");
    assert!(
        fault.contains("files/fr.txt: begin: English has no such sentence"),
        "{fault}"
    );
    assert!(
        fault.contains("files/fr.txt: start: this sentence is missing"),
        "{fault}"
    );
    for wrong in [
        "name = Français\n[interface]\n",
        "[later]\n",
        "[law]\nstop = Stop.\n[interface]\nstart = Check\n",
    ] {
        assert!(french.read_panel("files", wrong).is_err(), "{wrong}");
    }
}

const LAW: &str = "# About it.

[law]

freeze = Their money is frozen.
  source = The Invented Act 2026, s.1
  checked = 2026-11-26

[later law]

ban = Nobody may sell to them.
  source = The Invented Act 2026, s.2
  checked = 2026-11-26
";

#[test]
fn the_law_of_a_list_joins_the_english_sentences_without_its_sources() {
    let mut english = english();
    english.add_law("xx", LAW).expect("it can be read");
    let packed = english.pack(&english);
    assert!(
        packed.ends_with("Licensed under the {0}.\nTheir money is frozen.\n"),
        "{packed}"
    );
    assert_eq!(
        english.pack_later(&english),
        "en\nNobody may sell to them.\n"
    );
    let french = Table::read("fr", FRENCH).expect("it can be read");
    assert_eq!(french.check(&english), Ok(()));
    assert!(
        french
            .pack(&english)
            .ends_with("\nTheir money is frozen.\n")
    );
}

#[test]
fn a_sentence_on_the_law_without_a_source_or_a_day_does_not_ship() {
    for (given, instead, expected) in [
        (
            "  source = The Invented Act 2026, s.1\n",
            "",
            "law/xx.txt:5: this sentence has no source",
        ),
        (
            "  source = The Invented Act 2026, s.2\n",
            "",
            "law/xx.txt:11: this sentence has no source",
        ),
        (
            "s.2\n  checked = 2026-11-26\n",
            "s.2\n",
            "law/xx.txt:11: this sentence has no checked",
        ),
        (
            "The Invented Act 2026, s.1",
            "",
            "law/xx.txt:6: not a source or a day",
        ),
        (
            "s.1\n  checked = 2026-11-26",
            "s.1\n  checked = November",
            "law/xx.txt:7: not a source or a day",
        ),
        (
            "s.1\n  checked = 2026-11-26",
            "s.1\n  checked = 2026-13-26",
            "law/xx.txt:7: not a source or a day",
        ),
        (
            "s.1\n",
            "s.1\n  source = The Invented Act 2026, s.1\n",
            "law/xx.txt:7: not a source or a day",
        ),
        (
            "[law]",
            "[interface]",
            "law/xx.txt:3: a section is [law] or [later law]",
        ),
        ("ban", "stop", "law/xx.txt:11: this stands here twice"),
    ] {
        let fault = english().add_law("xx", &LAW.replacen(given, instead, 1));
        let fault = fault.expect_err(expected);
        assert!(fault.contains(expected), "{fault}");
    }
}

#[test]
fn what_differs_from_english_is_an_error_that_names_the_sentence() {
    for (given, instead, expected) in [
        (
            "heading = Rechercher\n",
            "",
            "heading: this sentence is missing",
        ),
        (
            "heading",
            "headings",
            "headings: English has no such sentence",
        ),
        ("{@typed}", "{@tiped}", "met: its placeholders differ"),
        ("{@typed}", "{typed}", "met: its placeholders differ"),
        ("{@typed}", "", "met: its placeholders differ"),
        ("{#number} noms", "noms", "found: its placeholders differ"),
        (
            "found[many] = {#number} de noms dans {list}\n",
            "",
            "found: its forms are not",
        ),
        ("found[many]", "found[few]", "found: its forms are not"),
    ] {
        let text = FRENCH.replace(given, instead);
        let fault = Table::read("fr", &text).and_then(|table| table.check(&english()));
        let fault = fault.expect_err(expected);
        assert!(fault.contains(expected), "{fault}");
    }
}

#[test]
fn a_file_that_is_not_written_as_the_recipe_says_is_an_error_with_its_line() {
    for (given, instead, expected) in [
        (
            "heading = Rechercher",
            "heading: Rechercher",
            "fr.txt:8: a line is key = sentence",
        ),
        (
            "heading = Rechercher",
            "heading =",
            "fr.txt:8: a key is small letters",
        ),
        ("heading", "Heading", "fr.txt:8: a key is small letters"),
        (
            "found[one]",
            "found[single]",
            "fr.txt:9: a key is small letters",
        ),
        (
            "found[one]",
            "found[other]",
            "fr.txt:11: this stands here twice",
        ),
        ("{@typed}", "{@typed", "fr.txt:12: a bracket does not close"),
        ("{@typed}", "{@Typed}", "fr.txt:12: a placeholder is"),
        ("[interface]", "[texts]", "fr.txt:7: a section is"),
        (
            "[interface]",
            "[later law]",
            "fr.txt:9: in a sentence of [later law] nothing varies",
        ),
        ("locale = fr\n", "", "the head has no locale"),
        ("dir = ltr", "dir = left", "dir is ltr or rtl"),
        (
            "reviewer =",
            "reviewer = quelqu’un",
            "a review has a reviewer and a date",
        ),
        (
            "plurals",
            "months = janvier\nplurals",
            "a year has twelve months",
        ),
    ] {
        let fault = Table::read("fr", &FRENCH.replace(given, instead));
        let fault = fault.err().expect(expected);
        assert!(fault.contains(expected), "{fault}");
    }
}

/// The steps of `docs/languages.md`, taken by a language that nobody speaks.
#[test]
fn the_recipe_makes_a_language() {
    let english = include_str!("../../../src/messages/en.txt");
    let recipe = include_str!("../../../docs/languages.md");
    assert!(recipe.contains("cp src/messages/en.txt src/messages/xx.txt"));
    let mut table = Table::read("en", english).expect("English can be read");
    table
        .add_law("uk", include_str!("../../../src/messages/law/uk.txt"))
        .expect("every sentence on the law has its source");
    // A copy of the file, with a head of its own and nobody who has reviewed it.
    let (_, sentences) = english
        .split_once("[interface]")
        .expect("it has an interface");
    let (interface, _) = sentences.split_once("[law]").expect("it has a law");
    let head = recipe
        .split("```text\n")
        .nth(1)
        .and_then(|text| text.split("```").next());
    let head = head
        .expect("the recipe shows the head of a file")
        .replace("\n   ", "\n");
    let head = head.trim_start();
    let (_, record) = sentences.split_once("\n[later]").expect("it has a record");
    let (record, _) = record.split_once("\n[later law]").expect("and its law");
    let translated = |text: &str| text.replace(" = ", " = xx ");
    let (interface, record) = (translated(interface), translated(record));
    let own = [head, "\n[interface]", &interface, "\n[later]", &record].concat();
    let own = Table::read("xx", &own).expect("what the recipe makes can be read");
    assert_eq!(own.check(&table), Ok(()));
    let packed = own.pack(&table);
    let lines: Vec<&str> = packed.lines().collect();
    assert!(
        lines[0].starts_with("xx\t") && lines[1].starts_with("en\t"),
        "{lines:?}"
    );
    assert_eq!(lines[2], "xx Search sanctions lists");
    assert_eq!(lines.len(), table.pack(&table).lines().count());
    let later = own.pack_later(&table);
    assert!(later.starts_with("xx\nxx Who this is"), "{later}");
    assert!(
        packed.contains("\nNames are shared: a name alone") && later.contains("\nStop. Do not pay"),
        "the law stays English"
    );
    let lines = later.lines().count();
    assert_eq!(lines, table.pack_later(&table).lines().count());
}
