//! What people type for companies, gangs and organisations, and what must come back. Every name is
//! invented.

mod lists;

use lists::{index, record};
use matcher::{Band, Index, MinBand, Options};
use record::Kind;

/// Entities, each with a primary name; the ID is the place in this list.
const LISTED: &[&str] = &[
    "宁波诺凡电子科技有限公司",
    "諾凡實業（深圳）有限公司",
    "中国控股有限公司",
    "은서나라무역회사",
    "株式会社ノファン貿易",
    "Development Bank of Fiji",
    "Sharvini Gang",
    "Vaskani Gang",
    "Vostrokanal Makina Ticaret A.Ş.",
    "Ruritan Lion Number One",
    "Blenormana Trading",
    "Jorunn Optics GmbH",
    "Tarvin Optics GmbH",
];

fn sample() -> Index {
    let records: Vec<record::Record> = LISTED
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let id = format!("AAA{place:04}");
            record(&id, Kind::Entity, text)
        })
        .collect();
    index(&records)
}

/// Listed names that a query finds, best first.
fn found(index: &Index, query: &str) -> Vec<(&'static str, Band)> {
    let options = Options {
        min: MinBand::Possible,
        ..Options::default()
    };
    let answer = index.search(query, &options);
    let pack = &index.pack();
    let hits = answer.hits.iter().filter_map(|hit| {
        let id = pack.designation(hit.designation)?.id();
        let place: usize = id.trim_start_matches("AAA").parse().ok()?;
        Some((*LISTED.get(place)?, hit.band))
    });
    hits.collect()
}

#[test]
fn what_people_type_for_companies_comes_back() {
    let index = sample();
    let mut wrong = String::new();
    for (what, query, place, floor) in [
        ("legal form left out", "宁波诺凡电子科技", 0, Band::Strong),
        (
            "another legal form",
            "宁波诺凡电子科技有限责任公司",
            0,
            Band::Exact,
        ),
        (
            "legal form after a gap",
            "宁波诺凡电子科技 有限公司",
            0,
            Band::Exact,
        ),
        (
            "traditional characters",
            "寧波諾凡電子科技有限公司",
            0,
            Band::Exact,
        ),
        ("place left out", "诺凡电子科技有限公司", 0, Band::Possible),
        (
            "simplified characters",
            "诺凡实业（深圳）有限公司",
            1,
            Band::Exact,
        ),
        ("brackets left out", "諾凡實業深圳有限公司", 1, Band::Exact),
        (
            "place in brackets left out",
            "諾凡實業有限公司",
            1,
            Band::Possible,
        ),
        ("only a place and a trade", "中国控股", 2, Band::Strong),
        ("Korean form left out", "은서나라무역", 3, Band::Strong),
        (
            "another Korean form",
            "은서나라무역 주식회사",
            3,
            Band::Strong,
        ),
        ("Japanese form left out", "ノファン貿易", 4, Band::Strong),
        (
            "Japanese form after the name",
            "ノファン貿易株式会社",
            4,
            Band::Exact,
        ),
        (
            "only a place and trades, in another order",
            "Fiji Development Bank",
            5,
            Band::Strong,
        ),
        (
            "only a place and trades, with a form",
            "Development Bank of Fiji Ltd",
            5,
            Band::Strong,
        ),
        ("another word for a gang", "Sharvini clan", 6, Band::Strong),
        (
            "a gang in another language",
            "عصابة شارفيني",
            6,
            Band::Possible,
        ),
        (
            "an adjective of a gang's name",
            "Vaskanski klan",
            7,
            Band::Possible,
        ),
        (
            "form without points",
            "Vostrokanal Makina Ticaret AS",
            8,
            Band::Exact,
        ),
        ("number as a digit", "Ruritan Lion No. 1", 9, Band::Possible),
        ("number alone", "Ruritan Lion 1", 9, Band::Strong),
        (
            "a place more",
            "Blenormana Trading Switzerland",
            10,
            Band::Possible,
        ),
        (
            "a branch more",
            "Blenormana Trading, London Branch",
            10,
            Band::Possible,
        ),
    ] {
        let hits = found(&index, query);
        let own = hits.iter().find(|(listed, _)| *listed == LISTED[place]);
        if hits.first() != own || own.is_none_or(|(_, band)| *band > floor) {
            wrong += &format!("{what}: {query} finds {hits:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn places_and_trades_alone_find_no_company_that_has_them() {
    let index = sample();
    for query in ["Mana London", "深圳贸易有限公司", "Quillbrook Boys", "Fiji"] {
        let hits = found(&index, query);
        assert_eq!(hits, [], "{query}");
    }
}
