//! What a listing means in law: the sentences of a record.
//!
//! What the law forbids, and which rights it gives, depends on what is listed, who listed it, under
//! which regulations and with which measures. [`Meaning::of`] takes all of them into account in one
//! place. A sentence that is true of some records only has a condition here; where no
//! condition holds, the list's own words are shown alone.

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

use record::{Kind, Measure, MeasureKind, Record, Regime};

use super::{Key, Messages, Piece, Said, Sentence, key, start_large};

/// A sentence on a measure and its conditions.
struct Rule {
    measure: MeasureKind,
    /// The kinds that it is true of.
    kinds: &'static [Kind],
    /// The regimes whose regulations were read; empty where it is true under every regime.
    regimes: &'static [&'static str],
    /// What else must hold.
    if_also: fn(&Record) -> bool,
    means: Key,
}

const PERSON: &[Kind] = &[Kind::Individual];
const ENTITY: &[Kind] = &[Kind::Entity];
const BOTH: &[Kind] = &[Kind::Individual, Kind::Entity];
const NO_SHIP: &[Kind] = &[Kind::Individual, Kind::Entity, Kind::Unknown];
const SHIP: &[Kind] = &[Kind::Ship];

const ANY: &[&str] = &[];
const RUSSIA: &[&str] = &["RUS"];
const DPRK: &[&str] = &["DPR"];
/// Not the Democratic Republic of the Congo and not Haiti: the regulations in force were not read.
const ARMS: &[&str] = &["AQD", "CTI", "SOM", "YEM"];

/// Every rule whose conditions hold gives its sentence, in this order. The sources are in `en.txt`.
/// Measures whose law was not read have no rule.
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

/// A sentence in which nothing varies.
type Say = fn(&'static Messages) -> &'static Sentence;

/// Short names of measures, for a row of the results.
const SHORT: [(MeasureKind, Say); 9] = [
    (MeasureKind::AssetFreeze, Messages::short_asset_freeze),
    (MeasureKind::TravelBan, Messages::short_travel_ban),
    (
        MeasureKind::DirectorDisqualification,
        Messages::short_director,
    ),
    (MeasureKind::TrustServices, Messages::short_trust),
    (MeasureKind::InternetServices, Messages::short_internet),
    (MeasureKind::Shipping, Messages::short_shipping),
    (
        MeasureKind::CorrespondentBanking,
        Messages::short_correspondent,
    ),
    (MeasureKind::Chartering, Messages::short_charter),
    (MeasureKind::Deflagging, Messages::short_deflag),
];

const fn rule(
    measure: MeasureKind,
    kinds: &'static [Kind],
    regimes: &'static [&'static str],
    if_also: fn(&Record) -> bool,
    means: Key,
) -> Rule {
    Rule {
        measure,
        kinds,
        regimes,
        if_also,
        means,
    }
}

impl Rule {
    fn holds(&self, measure: MeasureKind, record: &Record) -> bool {
        let mut regimes = record.regimes.iter();
        self.measure == measure
            && self.kinds.contains(&record.kind)
            && (self.regimes.is_empty()
                || regimes.any(|regime| self.regimes.contains(&regime.code.as_str())))
            && (self.if_also)(record)
    }
}

fn always(_: &Record) -> bool {
    true
}

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

fn same(kind: Kind) -> Key {
    match kind {
        Kind::Individual => key::SAME_PERSON,
        Kind::Entity => key::SAME_ENTITY,
        Kind::Ship => key::SAME_SHIP,
        Kind::Aircraft | Kind::Unknown => key::STEP_OPEN_HOW,
    }
}

fn reach(kind: Kind, freeze: Freeze) -> &'static [Key] {
    match (kind, freeze) {
        (Kind::Ship, Freeze::Frozen) => &[key::SHIP_FROZEN, key::SHIP_OWNER],
        (Kind::Ship, Freeze::NotFrozen) => &[key::SHIP_NOT_FROZEN, key::SHIP_OWNER],
        (Kind::Ship | Kind::Aircraft, Freeze::NoMeasures) => &[key::NO_MEASURES, key::SHIP_OWNER],
        (Kind::Ship | Kind::Aircraft, _) => &[key::SHIP_OWNER],
        (_, Freeze::NoMeasures) => &[key::NO_MEASURES, key::OWNERSHIP],
        (_, Freeze::Frozen) => &[key::OWNERSHIP],
        (_, Freeze::NotFrozen | Freeze::Unclear) => &[],
    }
}

fn reasons(lister: Lister, are_given: bool) -> &'static [Key] {
    match (are_given, lister) {
        (false, _) => &[key::NO_REASONS],
        (true, Lister::Uk) => &[key::REASONS_UK, key::NOT_CONVICTED],
        (true, Lister::Un) => &[key::REASONS_UN, key::NOT_CONVICTED],
        (true, Lister::NotGiven) => &[key::NOT_CONVICTED],
    }
}

/// A title, what tells others of the same name apart, and the right of who is listed.
fn rights(kind: Kind, lister: Lister) -> &'static [Key] {
    match (kind, lister) {
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
        (Kind::Individual, Lister::NotGiven) => &[key::YOUR_NAME_TITLE, key::YOUR_NAME_PERSON],
        (Kind::Entity, Lister::Uk) => &[
            key::YOUR_NAME_TITLE,
            key::YOUR_NAME_ENTITY,
            key::RIGHT_ENTITY,
        ],
        (Kind::Entity, Lister::Un) => &[
            key::YOUR_NAME_TITLE,
            key::YOUR_NAME_ENTITY,
            key::RIGHT_ENTITY_UN,
        ],
        (Kind::Entity, Lister::NotGiven) => &[key::YOUR_NAME_TITLE, key::YOUR_NAME_ENTITY],
        (Kind::Ship, Lister::Uk) => &[key::YOUR_SHIP_TITLE, key::RIGHT_SHIP],
        (Kind::Ship, Lister::Un) => &[key::YOUR_SHIP_TITLE, key::RIGHT_SHIP_UN],
        (Kind::Ship | Kind::Aircraft | Kind::Unknown, _) => &[],
    }
}

fn is_smuggling(regime: &Regime) -> bool {
    regime.code == "GIM"
}

/// What the page says of one record in law: chosen by its kind, sources, regimes, measures and
/// other information together, and by whether there are reasons.
pub(crate) struct Meaning<'a> {
    record: &'a Record,
    /// How to tell if it is the same person, organisation or ship.
    pub(crate) same: Key,
    /// What the measures reach, and what they do not say.
    pub(crate) reach: &'static [Key],
    /// Above the reasons.
    pub(crate) reasons: &'static [Key],
    /// For somebody of the same name, and for the one who is listed. The first is the title.
    pub(crate) rights: &'static [Key],
}

impl<'a> Meaning<'a> {
    pub(crate) fn of(record: &'a Record) -> Self {
        let lister = lister(record);
        Self {
            record,
            same: same(record.kind),
            reach: reach(record.kind, freeze(&record.measures)),
            reasons: reasons(lister, !record.reasons.is_empty()),
            rights: rights(record.kind, lister),
        }
    }

    /// What one of its measures means; empty where the list's words are shown alone.
    pub(crate) fn measure(&self, measure: MeasureKind) -> Vec<Key> {
        let mut means = Vec::new();
        for rule in &RULES {
            if rule.holds(measure, self.record) {
                means.push(rule.means);
            }
        }
        means
    }

    /// What must be said of one of its regimes.
    pub(crate) fn regime(&self, regime: &Regime) -> &'static [Key] {
        match is_smuggling(regime) {
            true => &[key::REGIME_SMUGGLING_NOTE],
            false => &[],
        }
    }
}

impl Messages {
    /// The publisher's name of the regulations, cut down to what they are about.
    pub(crate) fn regime(&'static self, regime: &Regime) -> Said {
        if is_smuggling(regime) {
            return self.regime_smuggling().into();
        }
        let name = regime.name.trim();
        let listed = |words: &str| vec![Piece::Listed(words.to_owned())];
        let mut subject = String::new();
        let words = name.split(' ');
        // Searching for texts of several letters would bring 7 KB of code.
        for word in words {
            match word {
                "Regulations" => return self.regime_named(&listed(&subject)),
                "Sanctions)" => subject.push(')'),
                "The" if subject.is_empty() => {}
                "Sanctions" | "(Sanctions)" | "(EU" | "Exit)" => {}
                _ => {
                    if !subject.is_empty() {
                        subject.push(' ');
                    }
                    subject.push_str(word);
                }
            }
        }
        listed(if name.is_empty() { &regime.code } else { name }).into()
    }

    /// The measures in a row of the results, in one line: their short names, or the list's words
    /// up to a colon or bracket.
    pub(crate) fn short_measures(&'static self, measures: &[Measure]) -> Said {
        let short = |measure: &Measure| -> Said {
            match SHORT.iter().find(|(kind, _)| *kind == measure.kind) {
                Some((_, short)) => short(self).into(),
                None => {
                    let words = &measure.words;
                    let end = words.bytes().position(|byte| matches!(byte, b':' | b'('));
                    let name = end.and_then(|end| words.get(..end)).unwrap_or(words);
                    vec![Piece::Listed(name.trim().to_owned())].into()
                }
            }
        };
        let join = |before: Said, next: Said| self.measures_comma(&before.words, &next.words);
        let mut all = measures.iter().map(short).reduce(join);
        if let Some(all) = &mut all {
            start_large(&mut all.words);
        }
        all.unwrap_or_else(|| self.measures_missing().into())
    }
}
