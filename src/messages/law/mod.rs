//! What a listing means in law: the sentences of a record, and what else belongs to one list alone.
//!
//! What the law forbids, and which rights it gives, depends on the list, what is listed, who listed it,
//! under which regulations and with which measures. [`Meaning::of`] takes all of them into account in one
//! place, by the [`Law`] of the list. A sentence that is true of some records only has a condition there;
//! where no condition holds, the list's own words are shown alone.

mod eu;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod uk;
mod un;

use record::{Kind, Measure, MeasureKind, Record, Regime};

use crate::engine::protocol::ListView;

use super::{Key, LaterTexts, Messages, Piece, Said, Sentence, key, start_large};

/// What the entries of a list mean, and what its publisher has beside the file.
pub(crate) struct Law {
    /// Every rule whose conditions hold gives its sentence, in this order. Measures whose law was not read
    /// have no rule.
    rules: &'static [Rule],
    /// What to do if it is the same, or cannot be told, by what it is; `None` where there are several kinds.
    pub(crate) stop: fn(Option<Kind>) -> &'static [Key],
    /// What the measures reach, and what they do not say.
    reach: fn(&Record) -> &'static [Key],
    /// Above reasons.
    reasons: fn(&Record) -> &'static [Key],
    /// A title, what tells others of the same name apart, and the right of who is listed.
    rights: fn(&Record) -> &'static [Key],
    /// Whether the publisher's file has codes of regimes and no names, so that the names are ours.
    are_regimes_codes: bool,
    /// What a search of this list misses, beside what a search of any list does.
    pub(crate) misses: &'static [Key],
    /// Which businesses its measures reach through their owners.
    pub(crate) ownership: &'static [Key],
    /// What words of its law mean.
    pub(crate) words: &'static [Key],
    /// Whom to ask, and where to report a suspected breach: the words, and the address.
    pub(crate) reports: &'static [(Key, &'static str)],
    /// Regimes that have a name of ours, because the publisher's misleads.
    renamed: &'static [Renamed],
    /// What the licence does not cover.
    pub(crate) licence_scope: &'static [Key],
    /// The publisher's own search and page.
    pub(crate) official: Option<Official>,
}

/// A regime by another name than its publisher's.
struct Renamed {
    code: &'static str,
    name: Say,
    note: Key,
}

/// The publisher's own search, and the page on which the list is published.
pub(crate) struct Official {
    pub(crate) search: &'static str,
    pub(crate) search_name: Say,
    /// The page of an entry in the search, where it is known.
    pub(crate) entry: fn(&Record) -> Option<String>,
    pub(crate) page: &'static str,
    pub(crate) page_name: fn(&'static LaterTexts) -> &'static Sentence,
}

/// That of a list whose law was not read.
const NOT_READ: Law = Law {
    rules: &[],
    stop: |_| &[key::STOP_ELSEWHERE],
    reach: |record| match record.measures.is_empty() {
        true => &[key::NO_MEASURES],
        false => &[],
    },
    reasons: |_| &[key::NOT_CONVICTED],
    rights: your_name,
    are_regimes_codes: false,
    misses: &[],
    ownership: &[],
    words: &[],
    reports: &[],
    renamed: &[],
    licence_scope: &[],
    official: None,
};

/// By the code of the list; every list that this program reads is here.
const LAWS: [(&str, &Law); 3] = [("uk", &uk::LAW), ("un", &un::LAW), ("eu", &eu::LAW)];

/// That of a list by its code.
#[inline(never)]
pub(crate) fn law(list: &str) -> &'static Law {
    let own = LAWS.iter().find(|(code, _)| *code == list);
    own.map_or(&NOT_READ, |(_, law)| law)
}

/// What tells a person or business of the same name apart.
fn your_name(record: &Record) -> &'static [Key] {
    match record.kind {
        Kind::Individual => &[key::YOUR_NAME_TITLE, key::YOUR_NAME_PERSON],
        Kind::Entity => &[key::YOUR_BUSINESS_TITLE, key::YOUR_NAME_ENTITY],
        Kind::Ship | Kind::Aircraft | Kind::Unknown => &[],
    }
}

const PERSON: &[Kind] = &[Kind::Individual];
const ENTITY: &[Kind] = &[Kind::Entity];
const BOTH: &[Kind] = &[Kind::Individual, Kind::Entity];
const NO_SHIP: &[Kind] = &[Kind::Individual, Kind::Entity, Kind::Unknown];
const SHIP: &[Kind] = &[Kind::Ship];

/// True under every regime.
const ANY: &[&str] = &[];

/// A sentence on a measure and its conditions.
#[derive(Clone, Copy)]
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

/// A sentence in which nothing varies.
type Say = fn(&'static Messages) -> &'static Sentence;

/// Short names of measures, for a row of the results.
const SHORT: [(MeasureKind, Say); 10] = [
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
    (MeasureKind::ArmsEmbargo, Messages::short_arms),
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

/// How to tell if it is the same, by what it is; `None` where there are several kinds.
pub(crate) fn same(kind: Option<Kind>) -> Key {
    match kind {
        Some(Kind::Individual) => key::SAME_PERSON,
        Some(Kind::Entity) => key::SAME_ENTITY,
        Some(Kind::Ship) => key::SAME_SHIP,
        Some(Kind::Aircraft | Kind::Unknown) | None => key::SAME_ANY,
    }
}

impl Law {
    fn renamed(&self, regime: &Regime) -> Option<&Renamed> {
        self.renamed.iter().find(|own| own.code == regime.code)
    }
}

/// What the page says of one record in law: chosen by its list, kind, sources, regimes, measures and
/// other information together, and by whether there are reasons.
pub(crate) struct Meaning<'a> {
    record: &'a Record,
    pub(crate) law: &'static Law,
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
        let law = law(&record.list);
        Self {
            record,
            law,
            same: same(Some(record.kind)),
            reach: (law.reach)(record),
            reasons: match record.reasons.is_empty() {
                true => &[key::NO_REASONS],
                false => (law.reasons)(record),
            },
            rights: (law.rights)(record),
        }
    }

    /// What one of its measures means; empty where the list's words are shown alone.
    pub(crate) fn measure(&self, measure: MeasureKind) -> Vec<Key> {
        let mut means = Vec::new();
        for rule in self.law.rules {
            if rule.holds(measure, self.record) {
                means.push(rule.means);
            }
        }
        means
    }

    /// The publisher's code of a regime whose name is ours.
    pub(crate) fn regime_code(&self, regime: &'a Regime) -> Option<&'a str> {
        self.law.are_regimes_codes.then_some(&regime.code)
    }

    /// What must be said of one of its regimes.
    pub(crate) fn regime(&self, regime: &Regime) -> Option<Key> {
        self.law.renamed(regime).map(|own| own.note)
    }
}

/// The law of the lists that are searched; that of the UK list, which a page has by default, while it is
/// not known which lists there are.
pub(crate) fn laws(lists: &[ListView]) -> Vec<&'static Law> {
    match lists {
        [] => vec![&uk::LAW],
        _ => lists.iter().map(|list| law(&list.list)).collect(),
    }
}

impl Messages {
    /// The publisher's name of the regulations, cut down to what they are about. Our own name for a code
    /// of the list is English, and is not marked as the list's words.
    pub(crate) fn regime(&'static self, list: &str, regime: &Regime) -> Said {
        let law = law(list);
        if let Some(own) = law.renamed(regime) {
            return (own.name)(self).into();
        }
        let name = regime.name.trim();
        if law.are_regimes_codes && !name.is_empty() {
            return self.in_english(name);
        }
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
        let short = |measure: &Measure| self.short_measure(measure);
        let join = |before: Said, next: Said| self.measures_comma(&before.words, &next.words);
        let mut all = measures.iter().map(short).reduce(join);
        if let Some(all) = &mut all {
            start_large(&mut all.words);
        }
        all.unwrap_or_else(|| self.measures_missing().into())
    }

    fn short_measure(&'static self, measure: &Measure) -> Said {
        match SHORT.iter().find(|(kind, _)| *kind == measure.kind) {
            Some((_, short)) => short(self).into(),
            None => {
                let words = &measure.words;
                let end = words.bytes().position(|byte| matches!(byte, b':' | b'('));
                let name = end.and_then(|end| words.get(..end)).unwrap_or(words);
                vec![Piece::Listed(name.trim().to_owned())].into()
            }
        }
    }
}
