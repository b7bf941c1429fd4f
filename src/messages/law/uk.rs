//! What an entry of the UK Sanctions List means.

use record::{Kind, Measure, MeasureKind, Record};

use super::{
    ANY, BOTH, ENTITY, Key, LaterTexts, Law, Messages, NO_SHIP, Official, PERSON, Renamed, Rule,
    SHIP, always, key, rule, your_name,
};

pub(super) const LAW: Law = Law {
    rules: &RULES,
    stop,
    reach,
    reasons,
    rights,
    are_regimes_codes: false,
    misses: &[key::MISSES_RUSSIA, key::MISSES_UK_LISTS],
    ownership: &[key::OWNERSHIP],
    words: &[
        key::WORD_DESIGNATION,
        key::WORD_NOT_GUILTY,
        key::WORD_FREEZE,
        key::WORD_OFSI,
    ],
    reports: &REPORTS,
    renamed: &[Renamed {
        code: "GIM",
        name: Messages::regime_smuggling,
        note: key::REGIME_SMUGGLING_NOTE,
    }],
    licence_scope: &[key::LICENCE_SCOPE],
    official: Some(Official {
        search: SEARCH,
        search_name: Messages::official_search,
        entry,
        page: "https://www.gov.uk/government/publications/the-uk-sanctions-list",
        page_name: LaterTexts::official_list,
    }),
};

/// Checked on 26 November 2026, as is the page of the list.
const SEARCH: &str = "https://search-uk-sanctions-list.service.gov.uk/";

/// The address of a person's and a ship's page follows that of an entity's, which was seen in use on
/// 22 November 2026.
fn entry(record: &Record) -> Option<String> {
    let kind = match record.kind {
        Kind::Individual => "Individual",
        Kind::Entity => "Entity",
        Kind::Ship => "Ship",
        Kind::Aircraft | Kind::Unknown => return None,
    };
    let is_plain = record.id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| [SEARCH, "designations/", &record.id, "/", kind].concat())
}

/// OFSI and pages of GOV.UK, checked on 26 November 2026.
const REPORTS: [(Key, &str); 4] = [
    (key::ASK_OFSI, "mailto:ofsi@hmtreasury.gov.uk"),
    (
        key::REPORT_OFSI,
        "https://www.gov.uk/guidance/suspected-breach-of-financial-sanctions-what-to-do",
    ),
    (
        key::REPORT_TRADE,
        "https://www.gov.uk/guidance/report-a-suspected-breach-of-trade-sanctions",
    ),
    (
        key::REPORT_TRANSPORT,
        "https://www.gov.uk/guidance/transport-sanctions",
    ),
];

const RUSSIA: &[&str] = &["RUS"];
const DPRK: &[&str] = &["DPR"];
/// Not the Democratic Republic of the Congo and not Haiti: the regulations in force were not read.
const ARMS: &[&str] = &["AQD", "CTI", "SOM", "YEM"];

/// The sources are in `uk.txt`.
#[rustfmt::skip]
const RULES: [Rule; 13] = [
    rule(MeasureKind::AssetFreeze, NO_SHIP, ANY, always, key::ASSET_FREEZE),
    rule(MeasureKind::AssetFreeze, BOTH, &["CTD"], always, key::ASSET_FREEZE_SERVICES),
    rule(MeasureKind::TravelBan, PERSON, ANY, always, key::TRAVEL_BAN),
    rule(MeasureKind::DirectorDisqualification, BOTH, ANY, always, key::DIRECTOR),
    rule(MeasureKind::TrustServices, BOTH, RUSSIA, always, key::TRUST),
    rule(MeasureKind::InternetServices, BOTH, RUSSIA, always, key::INTERNET),
    rule(MeasureKind::Shipping, SHIP, &["RUS", "LIB"], always, key::SHIPPING),
    rule(MeasureKind::Transport, BOTH, RUSSIA, names_ports_and_aircraft, key::TRANSPORT),
    rule(MeasureKind::Transport, BOTH, RUSSIA, names_technical_help, key::TRANSPORT_HELP),
    rule(MeasureKind::CorrespondentBanking, ENTITY, RUSSIA, always, key::CORRESPONDENT),
    rule(MeasureKind::Chartering, BOTH, DPRK, always, key::CHARTER),
    rule(MeasureKind::ArmsEmbargo, BOTH, ARMS, always, key::ARMS),
    rule(MeasureKind::Deflagging, SHIP, DPRK, is_by_un, key::DEFLAG),
];

/// Measures on ships that are not an asset freeze. One of a kind that is not known here might be.
const NO_FREEZE: [MeasureKind; 5] = [
    MeasureKind::Shipping,
    MeasureKind::ShippingAndTrade,
    MeasureKind::PortEntry,
    MeasureKind::Chartering,
    MeasureKind::Deflagging,
];

fn is_by_un(record: &Record) -> bool {
    record.sources.iter().any(|source| source == "UN")
}

fn names_ports_and_aircraft(record: &Record) -> bool {
    names(record, "a port in the UK") && names(record, "overflying or landing")
}

fn names_technical_help(record: &Record) -> bool {
    names(record, "technical assistance relating to")
}

/// Whether the other information contains these words, in large or small letters. (The standard
/// library's search for a text brings 7 KB of code.)
fn names(record: &Record, words: &str) -> bool {
    let words = words.as_bytes();
    record.other_information.iter().any(|text| {
        let mut places = text.as_bytes().windows(words.len());
        places.any(|place| place.eq_ignore_ascii_case(words))
    })
}

/// Whose listing it is. What the UK and the United Nations both listed gives the rights and has
/// the reasons of a UK listing.
#[derive(Clone, Copy)]
enum Lister {
    Uk,
    Un,
    NotGiven,
}

fn lister(record: &Record) -> Lister {
    match record.sources.iter().any(|source| source == "UK") {
        true => Lister::Uk,
        false if is_by_un(record) => Lister::Un,
        false => Lister::NotGiven,
    }
}

/// What the measures say of an asset freeze.
enum Freeze {
    NoMeasures,
    Frozen,
    NotFrozen,
    /// There are words that are not known here.
    Unclear,
}

fn freeze(measures: &[Measure]) -> Freeze {
    let mut kinds = measures.iter().map(|measure| measure.kind);
    match kinds.clone().any(|kind| kind == MeasureKind::AssetFreeze) {
        true => Freeze::Frozen,
        false if measures.is_empty() => Freeze::NoMeasures,
        false if kinds.all(|kind| NO_FREEZE.contains(&kind)) => Freeze::NotFrozen,
        false => Freeze::Unclear,
    }
}

fn stop(kind: Option<Kind>) -> &'static [Key] {
    match kind {
        Some(Kind::Individual) => &[
            key::STOP_PERSON,
            key::STOP_ASK,
            key::STOP_REPORT,
            key::REPORT_SAYS,
        ],
        Some(Kind::Entity) => &[
            key::STOP_ENTITY,
            key::STOP_ASK,
            key::STOP_REPORT,
            key::REPORT_SAYS,
        ],
        Some(Kind::Ship) => &[
            key::STOP_SHIP,
            key::STOP_ASK,
            key::STOP_REPORT,
            key::REPORT_SAYS,
        ],
        Some(Kind::Aircraft | Kind::Unknown) | None => {
            &[key::STOP, key::STOP_ASK, key::STOP_REPORT, key::REPORT_SAYS]
        }
    }
}

fn reach(record: &Record) -> &'static [Key] {
    match (record.kind, freeze(&record.measures)) {
        (Kind::Ship, Freeze::Frozen) => &[key::SHIP_FROZEN, key::SHIP_OWNER],
        (Kind::Ship, Freeze::NotFrozen) => &[key::SHIP_NOT_FROZEN, key::SHIP_OWNER],
        (Kind::Ship | Kind::Aircraft, Freeze::NoMeasures) => &[key::NO_MEASURES, key::SHIP_OWNER],
        (Kind::Ship | Kind::Aircraft, _) => &[key::SHIP_OWNER],
        (_, Freeze::NoMeasures) => &[key::NO_MEASURES, key::OWNERSHIP],
        (_, Freeze::Frozen) => &[key::OWNERSHIP],
        (_, Freeze::NotFrozen | Freeze::Unclear) => &[],
    }
}

fn reasons(record: &Record) -> &'static [Key] {
    match lister(record) {
        Lister::Uk => &[key::REASONS_UK, key::NOT_CONVICTED],
        Lister::Un => &[key::REASONS_UN, key::NOT_CONVICTED],
        Lister::NotGiven => &[key::NOT_CONVICTED],
    }
}

fn rights(record: &Record) -> &'static [Key] {
    match (record.kind, lister(record)) {
        (Kind::Individual, Lister::Uk) => &[
            key::YOUR_NAME_TITLE,
            key::YOUR_NAME_PERSON,
            key::RIGHT_PERSON,
        ],
        (Kind::Individual, Lister::Un) => &[
            key::YOUR_NAME_TITLE,
            key::YOUR_NAME_PERSON,
            key::RIGHT_PERSON_UN,
        ],
        (Kind::Entity, Lister::Uk) => &[
            key::YOUR_BUSINESS_TITLE,
            key::YOUR_NAME_ENTITY,
            key::RIGHT_ENTITY,
        ],
        (Kind::Entity, Lister::Un) => &[
            key::YOUR_BUSINESS_TITLE,
            key::YOUR_NAME_ENTITY,
            key::RIGHT_ENTITY_UN,
        ],
        (Kind::Ship, Lister::Uk) => &[key::YOUR_SHIP_TITLE, key::RIGHT_SHIP],
        (Kind::Ship, Lister::Un) => &[key::YOUR_SHIP_TITLE, key::RIGHT_SHIP_UN],
        _ => your_name(record),
    }
}
