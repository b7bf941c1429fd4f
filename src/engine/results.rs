//! Makes an answer of the matcher into what a page shows.

use core::ops::Range;

use matcher::{
    Answer, AsideKind, Band, Details, Evidence, Hit, Indexes, Matched, Options, Reading, Relation,
};
use pack::{DetailsPack, ListedName};
use record::{
    EntityData, IdentifierKind, Kind, Measure, NameType, PartRole, Record, Regime, ShipData,
};

use super::protocol::{
    HitView, NameView, PartView, ReadView, Results, SharedView, WordPart, WordView,
};

/// What the filters let through.
pub(super) fn list(index: &Indexes, options: &Options) -> Results {
    let browsed = index.browse(options);
    Results {
        listed: Some(browsed.total),
        rows: entries(index, browsed.designations),
        ..Results::default()
    }
}

/// The rows of entries that no query found.
#[inline(never)]
fn entries(index: &Indexes, places: Vec<(usize, usize)>) -> Vec<HitView> {
    let row = |(list, designation)| {
        let hit = Hit {
            list,
            designation,
            matched: Matched::Id,
            part: None,
            score: 1.0,
            band: Band::Exact,
            evidence: Vec::new(),
            lowered: Vec::new(),
            details: Vec::new(),
            is_outside: false,
            listings: Vec::new(),
        };
        show_hit(index, hit)
    };
    places.into_iter().filter_map(row).collect()
}

/// The rows of an answer, with all that a page shows of them. `given` are the additional facts that
/// were given beside the text.
pub(super) fn show(index: &Indexes, answer: Answer, given: &Details) -> Results {
    let read = (!answer.read.is_bare()).then(|| Box::new(show_reading(&answer, given)));
    Results {
        rows: rows(index, answer.hits, &answer.read, false),
        read,
        problem: answer.problem,
        counts: answer.counts,
        joined: answer.joined,
        hidden: answer.hidden,
        suppressed: answer.suppressed,
        ..Results::default()
    }
}

/// The rows of the designations that a search suppresses.
pub(super) fn suppressed(index: &Indexes, text: &str, options: &Options) -> Vec<HitView> {
    let hits = index.suppressed(text, options);
    rows(index, hits, &matcher::read(text), true)
}

fn rows(index: &Indexes, hits: Vec<Hit>, read: &Reading, is_suppressed: bool) -> Vec<HitView> {
    let names: Vec<String> = read.names().collect();
    show_all(index, hits, &names, is_suppressed)
}

/// The rows of hits for one or several `names`.
fn show_all(
    index: &Indexes,
    hits: Vec<Hit>,
    names: &[String],
    is_suppressed: bool,
) -> Vec<HitView> {
    let mut rows = Vec::new();
    for mut hit in hits {
        let others = index.possibly_same((hit.list, hit.designation));
        let listings = core::mem::take(&mut hit.listings);
        let part = hit.part.filter(|_| names.len() > 1);
        if let Some(mut row) = show_hit(index, hit) {
            row.part = part
                .and_then(|part| names.get(part).cloned())
                .unwrap_or_default();
            row.is_suppressed = is_suppressed;
            row.possibly_same = entries(index, others);
            row.listings = show_all(index, listings, names, is_suppressed);
            rows.push(row);
        }
    }
    rows
}

/// Adds what tells apart organisations and ships of one name, which only the details of a list have.
/// `record` gives the record at a place, once they are there.
pub(super) fn add_facts(rows: &mut [HitView], record: &dyn Fn((usize, usize)) -> Option<Record>) {
    for row in rows {
        if !matches!(row.kind, Kind::Individual | Kind::Unknown)
            && let Some(record) = record((row.list, row.designation))
        {
            row.facts = facts(&record);
        }
        add_facts(&mut row.listings, record);
    }
}

/// Adds the entries of its own list that share something with the one at this place.
pub(super) fn add_shared(
    all: &mut Vec<SharedView>,
    index: &Indexes,
    details: &DetailsPack,
    (list, designation): (usize, usize),
) {
    for (kind, places) in details.shared(designation) {
        let places = places.into_iter().map(|place| (list, place)).collect();
        all.push(SharedView {
            list,
            kind: kind as u8,
            entries: entries(index, places),
        });
    }
}

/// See [`HitView::facts`].
fn facts(record: &Record) -> Vec<String> {
    let number = |kind| {
        let mut numbers = record.identifiers.iter();
        let number = numbers.find(|one| one.kind == kind);
        number.map_or_else(String::new, |one| one.value.clone())
    };
    let (ship, entity) = (record.ship.as_deref(), record.entity.as_deref());
    if record.kind != Kind::Entity {
        let ship = ship.unwrap_or(ShipData::NONE);
        return vec![
            number(IdentifierKind::Imo),
            first(&ship.current_flags),
            first(&ship.types),
            first(&ship.current_owners),
        ];
    }
    let mut countries = record.addresses.iter();
    let country = countries.find_map(|one| one.country.clone());
    vec![
        first(&entity.unwrap_or(EntityData::NONE).types),
        country.unwrap_or_default(),
        number(IdentifierKind::CompanyRegistration),
    ]
}

/// The first of several texts, with a sign that there are more.
#[inline(never)]
fn first(all: &[String]) -> String {
    let mut first = all.first().cloned().unwrap_or_default();
    if all.len() > 1 {
        first.push_str(", …");
    }
    first
}

/// A text without its first characters, none to all but one.
fn ends(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices();
    starts.filter_map(move |(start, _)| text.get(start..))
}

/// How the text of an answer was read. A fact is named with what was set aside where another one
/// was given beside the text, which counts instead.
fn show_reading(answer: &Answer, given: &Details) -> ReadView {
    let read = &answer.read;
    let born = read.born.filter(|_| given.born.is_none());
    let country = read.country.clone().filter(|_| given.country.is_none());
    // Words may be before the fact: “born 1 May 1991”.
    let is_born = |text: &str| {
        let mut dates = ends(text).filter_map(|end| matcher::read_date(end).ok());
        dates.any(|date| Some(date) == born)
    };
    let has = |text: &str, country: &str| ends(text).any(|end| end.starts_with(country));
    let is_fact = |kind, text: &str| match kind {
        AsideKind::Date => born.is_some() && is_born(text),
        AsideKind::Country => country.as_ref().is_some_and(|country| has(text, country)),
        _ => false,
    };
    let names = read.names().zip(&answer.parts);
    let name = |(name, part): (String, &matcher::Part)| PartView {
        name,
        hits: part.hits,
        suppressed: part.suppressed,
    };
    let aside = read
        .set_aside()
        .filter(|(kind, text)| !is_fact(*kind, text));
    ReadView {
        repaired: if read.is_repaired {
            read.text.clone()
        } else {
            String::new()
        },
        names: names.map(name).collect(),
        aside: aside.map(|(_, text)| text.to_owned()).collect(),
        born,
        country: country.unwrap_or_default(),
    }
}

fn show_hit(index: &Indexes, hit: Hit) -> Option<HitView> {
    let pack = index.pack(hit.list)?;
    let designation = pack.designation(hit.designation)?;
    let matched = match hit.matched {
        Matched::Name(place) => pack.name(place),
        _ => None,
    };
    let matched_name = matched.map(show_name);
    let marks = matched_name
        .as_ref()
        .map_or_else(Vec::new, |name| marks(&name.text, &hit.evidence));
    Some(HitView {
        list: hit.list,
        designation: hit.designation,
        id: designation.id().to_owned(),
        kind: designation.kind(),
        band: hit.band,
        is_suppressed: false,
        is_outside: hit.is_outside,
        part: String::new(),
        score: hit.score,
        // A designation without any name is found by its number.
        name: designation.primary_name().map_or_else(no_name, show_name),
        matched_name,
        matched: hit.matched,
        marks,
        evidence: hit
            .evidence
            .into_iter()
            .map(|word| show_word(word, matched))
            .collect(),
        lowered: hit.lowered,
        details: hit.details,
        dates_of_birth: designation.dates_of_birth().collect(),
        facts: designation.nationalities().map(str::to_owned).collect(),
        regimes: designation
            .regimes()
            .map(|(code, name)| Regime {
                code: code.to_owned(),
                name: name.to_owned(),
            })
            .collect(),
        measures: designation
            .measures()
            .map(|measure| Measure::new(measure.kind, measure.value))
            .collect(),
        listings: Vec::new(),
        possibly_same: Vec::new(),
    })
}

fn show_name(name: ListedName<'_>) -> NameView {
    NameView {
        text: name.full(),
        name_type: name.name_type(),
        strength: name.strength(),
        script: name.script().map(str::to_owned),
        language: name.language().map(str::to_owned),
    }
}

fn show_word(word: Evidence, name: Option<ListedName<'_>>) -> WordView {
    let start = word.listed_range.map(|range| range.start);
    WordView {
        typed: word.query_word,
        listed: word.listed_word,
        part: name
            .zip(start)
            .map_or(WordPart::Open, |(name, start)| part_at(name, start)),
        relation: word.relation,
        weight: word.weight,
    }
}

/// Which part of a name the word is that starts at this byte of it.
fn part_at(name: ListedName<'_>, start: usize) -> WordPart {
    let (mut end, mut given) = (0, None);
    for (role, text) in name.parts() {
        if role == PartRole::Given {
            given.get_or_insert(end);
        }
        end += text.len() + 1;
        if start < end {
            return match role {
                PartRole::Given if given == Some(start) => WordPart::Given,
                PartRole::Given => WordPart::Middle,
                PartRole::Family => WordPart::Family,
                PartRole::Whole | PartRole::Unspecified => WordPart::Open,
            };
        }
    }
    WordPart::Open
}

fn no_name() -> NameView {
    NameView {
        text: String::new(),
        name_type: NameType::Primary,
        strength: None,
        script: None,
        language: None,
    }
}

/// The words of a name that matched something: in order, apart, and on whole characters.
fn marks(text: &str, evidence: &[Evidence]) -> Vec<Range<usize>> {
    let met = evidence
        .iter()
        .filter(|one| one.relation != Relation::Missing)
        .filter_map(|one| one.listed_range.clone())
        .filter(|range| text.get(range.clone()).is_some_and(|word| !word.is_empty()));
    // A name has few words; a sort would be eight kilobytes more to load.
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for range in met {
        let after = |other: &Range<usize>| (other.start, other.end) > (range.start, range.end);
        let place = ranges.iter().position(after).unwrap_or(ranges.len());
        ranges.insert(place, range);
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match marks.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => marks.push(range),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use matcher::BandCounts;
    use pack::SearchPack;
    use record::{AliasStrength, MeasureKind, Name, NamePart};

    fn word(relation: Relation, listed_range: Option<Range<usize>>) -> Evidence {
        Evidence {
            query_word: None,
            listed_word: None,
            listed_range,
            relation,
            weight: 0.5,
        }
    }

    #[test]
    fn marks_are_in_order_apart_and_on_whole_characters() {
        use Relation::{Extra, Initial, Missing, Same, Spelling};
        let text = "Ænni BARÖK";
        for (row, evidence, expected) in [
            ("none", vec![word(Extra, None)], vec![]),
            ("only what met", vec![word(Missing, Some(0..5))], vec![]),
            (
                "in order",
                vec![word(Same, Some(6..12)), word(Spelling, Some(0..5))],
                vec![0..5, 6..12],
            ),
            (
                "one where several make one",
                vec![word(Same, Some(0..12))],
                vec![0..12; 1],
            ),
            (
                "one where two meet",
                vec![word(Same, Some(6..12)), word(Initial, Some(6..7))],
                vec![6..12; 1],
            ),
            ("not inside a letter", vec![word(Same, Some(1..5))], vec![]),
            (
                "not outside the name",
                vec![word(Same, Some(6..99))],
                vec![],
            ),
        ] {
            assert_eq!(marks(text, &evidence), expected, "{row}");
        }
    }

    #[test]
    fn a_word_knows_which_part_of_the_name_it_is() {
        use PartRole::{Family, Given, Unspecified, Whole};
        let part = |(role, text)| NamePart::new(role, text);
        for (parts, start, expected) in [
            (
                &[(Given, "Ana Bela"), (Family, "CODA")][..],
                0,
                WordPart::Given,
            ),
            (
                &[(Given, "Ana Bela"), (Family, "CODA")],
                4,
                WordPart::Middle,
            ),
            (
                &[(Given, "Ana"), (Given, "Bela"), (Family, "CODA")],
                4,
                WordPart::Middle,
            ),
            (
                &[(Given, "Ana Bela"), (Family, "DE CODA")],
                12,
                WordPart::Family,
            ),
            (&[(Family, "CODA"), (Given, "Ana")], 5, WordPart::Given),
            (
                &[(Unspecified, "Ana"), (Unspecified, "Bela")],
                4,
                WordPart::Open,
            ),
            (&[(Whole, "CODA LTD")], 5, WordPart::Open),
        ] {
            let mut one = Record::new("uk", "SAMPLE-RUS9003", Kind::Individual);
            one.names.push(Name::new(
                NameType::Primary,
                parts.iter().copied().map(part),
            ));
            let packs = pack::encode("uk", &[one]).expect("it can be packed");
            let pack = SearchPack::decode(&packs.search).expect("a pack decodes");
            let name = pack.name(0).expect("it has a name");
            assert_eq!(part_at(name, start), expected, "{parts:?} at {start}");
        }
    }

    #[test]
    fn a_ship_and_an_organisation_are_told_apart_by_facts_of_their_own() {
        let mut ship = Record::new("uk", "SAMPLE-RUS9001", Kind::Ship);
        ship.ship = Some(Box::new(ShipData {
            current_flags: vec!["Gabon".to_owned()],
            previous_flags: vec!["Panama".to_owned()],
            current_owners: ["One Lines", "Two Lines", "Three Lines"]
                .map(str::to_owned)
                .into(),
            ..ShipData::default()
        }));
        assert_eq!(facts(&ship), ["", "Gabon", "", "One Lines, …"]);
        let mut entity = Record::new("uk", "SAMPLE-RUS9002", Kind::Entity);
        let address = |country: &str| record::Address {
            country: Some(country.to_owned()),
            ..record::Address::default()
        };
        entity.addresses = vec![address("Mali"), address("Mali"), address("Chad")];
        assert_eq!(facts(&entity), ["", "Mali", ""]);
    }

    fn specified() -> Measure {
        Measure::new(MeasureKind::Other, "Specified Ship")
    }

    fn index() -> Indexes {
        let name = |name_type, text| Name::new(name_type, [NamePart::new(PartRole::Whole, text)]);
        let mut ship = Record::new("uk", "SAMPLE-RUS9001", Kind::Ship);
        ship.names.push(name(NameType::Primary, "NO SUCH SHIP"));
        ship.names.push(Name {
            strength: Some(AliasStrength::Low),
            script: Some("Cyrillic".to_owned()),
            ..name(NameType::Alias, "НЕТ")
        });
        ship.measures.push(specified());
        let nameless = Record::new("uk", "SAMPLE-RUS9002", Kind::Unknown);
        let packs = pack::encode("uk", &[ship, nameless]).expect("they can be packed");
        Indexes::build(vec![
            SearchPack::decode(&packs.search).expect("a pack decodes"),
        ])
    }

    #[test]
    fn a_reading_names_each_fact_once_and_none_that_another_one_replaces() {
        let text = "Mr Blenor Mana, Albanian national, born 19/06/1991, invoice 2024/117";
        let born = matcher::read_date("1991-06-19").ok();
        for (given, expected_born, country, aside) in [
            (
                Details::default(),
                born,
                "Albanian",
                &["Mr", "invoice 2024/117"][..],
            ),
            (
                Details {
                    born: matcher::read_date("1984").ok(),
                    country: Some("Peru".to_owned()),
                    ..Details::default()
                },
                None,
                "",
                &[
                    "Mr",
                    "Albanian national",
                    "born 19/06/1991",
                    "invoice 2024/117",
                ],
            ),
        ] {
            let options = Options {
                details: given,
                ..Options::default()
            };
            let answer = index().search(text, &options);
            let read = show(&index(), answer, &options.details).read;
            let read = read.expect("there is more than a name");
            assert_eq!(read.names[0].name, "Blenor Mana");
            assert_eq!((read.born, read.country.as_str()), (expected_born, country));
            assert_eq!(read.aside, aside);
            assert_eq!(read.repaired, "");
        }
        let bare = index().search("Blenor Mana", &Options::default());
        assert_eq!(show(&index(), bare, &Details::default()).read, None);
    }

    #[test]
    fn a_row_says_which_of_several_names_it_is_for() {
        let search = |text: &str| {
            let answer = index().search(text, &Options::default());
            show(&index(), answer, &Details::default())
        };
        let results = search("Blenor Mana; No Such Ship");
        assert_eq!(results.rows[0].part, "No Such Ship");
        let names = results.read.expect("there are two names").names;
        let counts: Vec<_> = names.iter().map(|name| name.hits).collect();
        assert_eq!(counts, [0, 1]);
        assert_eq!(search("No Such Ship").rows[0].part, "");
    }

    #[test]
    fn a_row_has_every_listing_of_its_party_and_names_what_may_be_the_same() {
        let pack = |list: &str, entries: [(&str, &str, &str); 2]| {
            let records = entries.map(|(id, name, reference)| {
                let mut one = Record::new(list, id, Kind::Individual);
                let part = NamePart::new(PartRole::Whole, name);
                one.names.push(Name::new(NameType::Primary, [part]));
                one.references.push(record::Reference {
                    kind: record::ReferenceKind::Un,
                    value: reference.to_owned(),
                });
                one
            });
            let packs = pack::encode(list, &records).expect("they can be packed");
            SearchPack::decode(&packs.search).expect("a pack decodes")
        };
        let index = Indexes::build(vec![
            pack(
                "uk",
                [
                    ("A", "Blenor MANA", "QDi.1"),
                    ("B", "Zelko ORVAND", "QDi.2"),
                ],
            ),
            pack(
                "eu",
                [
                    ("C", "Blenro MANA", "QDi.1"),
                    ("D", "Tovi MERUNDAL", "QDi.3"),
                ],
            ),
            pack(
                "ch",
                [
                    ("E", "Zelko ORVAN", "QDi.2"),
                    ("F", "Zelko ORVANT", "QDi.2"),
                ],
            ),
        ]);
        let search = |text: &str| {
            let answer = index.search(text, &Options::default());
            show(&index, answer, &Details::default())
        };
        let results = search("Blenor Mana");
        let [row] = &results.rows[..] else {
            panic!("one row");
        };
        assert_eq!((row.id.as_str(), row.band), ("A", Band::Exact));
        let other = &row.listings[0];
        assert_eq!(
            (other.list, other.id.as_str(), other.band),
            (1, "C", Band::Strong)
        );
        assert_eq!((results.counts.strong, results.joined.strong), (1, 1));
        // Two entries of one list claim the reference.
        let results = search("Zelko Orvand");
        let own = results
            .rows
            .iter()
            .find(|row| row.id == "B")
            .expect("it is found");
        let names: Vec<_> = own
            .possibly_same
            .iter()
            .map(|one| (one.list, one.name.text.as_str()))
            .collect();
        assert_eq!(names, [(2, "Zelko ORVAN"), (2, "Zelko ORVANT")]);
        assert!(own.listings.is_empty() && results.rows.len() == 3);
    }

    fn hit(designation: usize, matched: Matched) -> Hit {
        Hit {
            part: None,
            lowered: Vec::new(),
            details: Vec::new(),
            is_outside: false,
            listings: Vec::new(),
            list: 0,
            designation,
            matched,
            score: 1.0,
            band: Band::Exact,
            evidence: vec![word(Relation::Same, Some(0..6))],
        }
    }

    #[test]
    fn a_row_shows_the_primary_name_and_the_one_that_matched() {
        let answer = Answer {
            hits: vec![hit(0, Matched::Name(1)), hit(1, Matched::Id)],
            counts: BandCounts {
                exact: 2,
                ..BandCounts::default()
            },
            ..Answer::default()
        };
        let results = show(&index(), answer, &Details::default());
        let [ship, nameless] = &results.rows[..] else {
            panic!("two rows");
        };
        assert_eq!(
            (ship.id.as_str(), ship.name.text.as_str()),
            ("SAMPLE-RUS9001", "NO SUCH SHIP")
        );
        let matched = ship.matched_name.as_ref().expect("a name matched");
        assert_eq!(matched.text, "НЕТ");
        assert_eq!(matched.script.as_deref(), Some("Cyrillic"));
        assert_eq!(matched.strength, Some(AliasStrength::Low));
        assert_eq!(ship.marks, vec![0..6; 1]);
        assert_eq!(ship.measures, [specified()]);
        assert_eq!(
            (nameless.name.text.as_str(), &nameless.matched_name),
            ("", &None)
        );
        assert!(nameless.marks.is_empty());
        assert_eq!(results.counts.exact, 2);
    }
}
