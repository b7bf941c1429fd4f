//! The rules of the score: a table of named rules, applied in order, and a record of those that
//! changed the score, from which [`Lowered`] is read.

use record::Kind;

use Effect::{AtLeast, AtMost, Discount, Floor, OneBandLower, Reject, Weigh};

use crate::answer::{Band, Lowered};
use crate::compare::features::Features;
use crate::weights::{
    COMPANY_WORD_WEIGHT, CONFLICT, EVIDENCE_BESIDE_QUERY, EVIDENCE_WITHIN_LISTED, LEAST_EVIDENCE,
    MOST_BELOW, MOST_UNEQUAL, ONE_WORD_WEIGHT, POSSIBLE, STRONG, WEAK_ALIAS, WHOLE_SIMILARITY,
};

/// The score of a pair and what led to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    pub score: f32,
    pub band: Band,
    /// The rules that changed the score.
    pub fired: Fired,
    /// Whether the listed name is [counted](Features::is_counted), and not shown only because it is too
    /// common.
    pub is_suppressed: bool,
}

impl Outcome {
    /// Whether it ranks before another one: by band, then by score.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        self.band < other.band || self.band == other.band && self.score > other.score
    }
}

/// What a rule does to the score.
#[derive(Clone, Copy)]
pub(crate) enum Effect {
    /// Adds this weight to the whole that the matched weight is divided by.
    Weigh(fn(&Features) -> f32),
    /// Takes this from the matched weight.
    Discount(fn(&Features) -> f32),
    /// Raises the score to at least this.
    AtLeast(f32),
    /// Limits the score to this.
    AtMost(f32),
    /// Takes the pair below the floor of what is shown. The score keeps its order among such pairs;
    /// several rules with this effect have it once.
    Reject,
    /// Brings a very similar name below [`STRONG`], and a similar one below [`POSSIBLE`].
    OneBandLower,
    /// Brings scores under [`POSSIBLE`] under [`MOST_BELOW`], in their order.
    Floor,
}

/// One rule of the table; its number in [`RULES`] is its bit in [`Fired`].
pub(crate) struct Rule {
    pub effect: Effect,
    /// The penalty that a hit reports when this rule lowered its score.
    pub lowered: Option<Lowered>,
}

/// Makes the table: for each rule its reason, its name, when it applies, its effect and its penalty.
macro_rules! rules {
    ($($(#[$reason:meta])+ $name:ident: |$seen:ident| $applies:expr => $effect:expr, $lowered:expr;)+) => {
        /// The name of a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum RuleName {
            $($(#[$reason])+ $name,)+
        }

        /// The rules for two names that are not equal, in the order in which they apply.
        pub(crate) const RULES: &[Rule] = &[$(Rule { effect: $effect, lowered: $lowered }),+];

        /// The rules whose condition holds, as bits: a search asks for very many names.
        fn applying(seen: &Features) -> u32 {
            let mut rules = 0;
            $(
                let $seen = seen;
                rules |= u32::from($applies) << RuleName::$name as u32;
            )+
            rules
        }
    };
}

rules! {
    /// An initial, a beginning or an acronym is less similar to what it stands for than a token.
    FirstLetters: |seen| seen.first_letters > 0.0 => Discount(|seen| seen.first_letters), Some(Lowered::Initial);
    /// Both names have a significant token that matched nothing, which is stronger evidence against
    /// a match than one that is missing.
    OtherWord: |seen| seen.word_conflict > 0.0 => Weigh(|seen| CONFLICT * seen.word_conflict), Some(Lowered::OtherWord);
    /// Different numbers distinguish brigades, ships and funds.
    OtherNumber: |seen| seen.number_conflict > 0.0 => Weigh(|seen| CONFLICT * seen.number_conflict), Some(Lowered::OtherNumber);
    /// A different legal form alone is weak evidence: no more than the weight of both.
    OtherLegalForm: |seen| seen.legal_form_conflict > 0.0 => Weigh(|seen| seen.legal_form_conflict), Some(Lowered::OtherLegalForm);
    /// Only equal names have the score 1.
    NotEqual: |_seen| true => AtMost(MOST_UNEQUAL), None;
    /// One token more or less costs at most one band: after equal tokens …
    OneTokenMoreOrLess: |seen| seen.lacks_one_word_at_most() && seen.aligned_score >= MOST_UNEQUAL => AtLeast(STRONG), None;
    /// … and after spellings of them.
    OneTokenMoreOrLessSpelling: |seen| seen.lacks_one_word_at_most() && seen.aligned_score >= STRONG => AtLeast(POSSIBLE), None;
    /// Every query token is in the listed name, and is rare enough to identify it.
    WithinListedName: |seen| seen.is_query_whole() && seen.aligned_score >= MOST_UNEQUAL && seen.heaviest >= ONE_WORD_WEIGHT => AtLeast(POSSIBLE), None;
    /// Sound alone is weak evidence for one token, and strong where it holds for every token.
    WholeNameBySound: |seen| seen.has_script && seen.is_whole() && seen.aligned_score >= WHOLE_SIMILARITY => AtLeast(POSSIBLE), None;
    /// A listed name that stands whole in a longer query, whatever surrounds it.
    NameInText: |seen| seen.tells_in_text() => AtLeast(POSSIBLE), None;
    /// The same of a person's name without a patronymic or a further given name.
    ShortFormInText: |seen| seen.tells_as_short_form() => AtLeast(POSSIBLE), None;
    /// The whole name of an organisation that is too common to tell by, with another legal form or without one:
    /// at most similar, and not hidden, for without the forms it is equal.
    CommonButForms: |seen| seen.is_equal_but_forms && seen.heaviest < COMPANY_WORD_WEIGHT => AtMost(STRONG - 0.01), Some(Lowered::Common);
    /// Initials, beginnings and acronyms agree with too many names to be more than similar.
    FirstLettersAtMost: |seen| seen.initials > 0 || seen.has_acronym => AtMost(STRONG - 0.01), Some(Lowered::Initial);
    /// Single letters agree with every tenth name.
    NoToken: |seen| seen.significant_aligned == 0 && !seen.is_equal_but_forms => AtMost(0.0), Some(Lowered::Common);
    /// The sounds that match across scripts are too few or too common.
    ScriptsTooLittle: |seen| seen.has_script && !seen.tells_across_scripts() => Reject, Some(Lowered::Common);
    /// First letters stand for a company among its own tokens, not in a person's name.
    AcronymOfPerson: |seen| seen.has_acronym && seen.query_unmatched > 0 && !seen.is_company => Reject, Some(Lowered::Common);
    /// Ships bear people's names: every query token must belong to the ship's name.
    MoreThanShip: |seen| seen.kind == Some(Kind::Ship) && seen.query_unmatched > 0 && seen.naming_equal < 2 && !seen.tells_in_text() => Reject, Some(Lowered::Common);
    /// The one significant token of a company's name is too common.
    CompanyTooCommon: |seen| seen.is_company_by_its_word() && seen.heaviest < COMPANY_WORD_WEIGHT && !seen.is_equal_but_forms => Reject, Some(Lowered::Common);
    /// One token matched, and it is too common, too short, too different or not all of the name.
    OneTokenTooLittle: |seen| !seen.is_company_by_its_word() && !seen.is_equal_but_forms && seen.significant_aligned == 1 && !seen.is_told_by_one_word() && !seen.tells_in_text() => Reject, Some(Lowered::Common);
    /// Two common tokens do not match every name that has them.
    TokensTooCommon: |seen| !seen.is_company_by_its_word() && seen.significant_aligned > 1 && seen.significant_unmatched > 0 && !seen.lacks_one_word_at_most() && !seen.tells_in_text() && seen.evidence < LEAST_EVIDENCE => Reject, Some(Lowered::Common);
    /// What matched of a person's name is borne by millions, and the query has a name that matched
    /// nothing: it is somebody else.
    CommonBesideQuery: |seen| seen.kind == Some(Kind::Individual) && seen.query_unmatched_rare > 0 && seen.significant_aligned > 0 && seen.evidence < EVIDENCE_BESIDE_QUERY => Reject, Some(Lowered::Common);
    /// The same where only the listed name has one.
    CommonWithinListed: |seen| seen.kind == Some(Kind::Individual) && seen.query_unmatched == 0 && seen.listed_unmatched > 0 && seen.significant_aligned > 0 && seen.evidence < EVIDENCE_WITHIN_LISTED => Reject, Some(Lowered::Common);
    /// A person's name is not a company's or a ship's for sounding like it, nor for one equal token
    /// beside another name.
    PersonBySound: |seen| seen.is_person && seen.kind != Some(Kind::Individual) && (seen.naming_equal == 0 || seen.query_unmatched > 0 && seen.naming_equal < 2) => Reject, Some(Lowered::Common);
    /// What is not shown ranks below an equal weak alias.
    BelowFloor: |_seen| true => Floor, None;
    /// A weak alias of one token is shown when it is equal, and never for being similar.
    WeakAlias: |seen| seen.is_weak && !seen.is_weak_of_several() => AtMost(MOST_BELOW), Some(Lowered::WeakAlias);
    /// A weak alias of several tokens is one band below what another name would be.
    WeakAliasOfSeveral: |seen| seen.is_weak_of_several() => OneBandLower, Some(Lowered::WeakAlias);
}

/// The rules that changed a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fired(u32);

/// The rules that lower the share of the matched weight, before any rule raises the score.
const WEIGHTS: u32 = bit(RuleName::FirstLetters)
    | bit(RuleName::OtherWord)
    | bit(RuleName::OtherNumber)
    | bit(RuleName::OtherLegalForm);

impl Fired {
    pub(crate) fn has(self, name: RuleName) -> bool {
        self.0 & bit(name) > 0
    }

    fn add(&mut self, name: RuleName) {
        self.0 |= bit(name);
    }

    /// The penalties of these rules, each once, in the order of the rules.
    pub(crate) fn lowered(self) -> Vec<Lowered> {
        let mut all = Vec::new();
        for (place, rule) in RULES.iter().enumerate() {
            if let Some(lowered) = rule.lowered
                && self.0 >> place & 1 > 0
                && !all.contains(&lowered)
            {
                all.push(lowered);
            }
        }
        all
    }
}

const fn bit(name: RuleName) -> u32 {
    1 << name as u32
}

/// Applies the rules to what an alignment shows, except those in `without`, which is empty but in
/// tests.
pub(crate) fn judge(seen: &Features, without: Fired) -> Outcome {
    let mut fired = Fired::default();
    if seen.is_equal {
        if seen.is_weak && !without.has(RuleName::WeakAlias) {
            fired.add(RuleName::WeakAlias);
            return Outcome {
                score: WEAK_ALIAS,
                band: Band::WeakAlias,
                fired,
                is_suppressed: false,
            };
        }
        return Outcome {
            score: 1.0,
            band: Band::Exact,
            fired,
            is_suppressed: false,
        };
    }
    let (mut gain, mut whole) = (seen.gain + seen.first_letters, seen.weight);
    let unweighed = share(gain, whole);
    let mut score = unweighed;
    let mut is_rejected = false;
    let mut rules = applying(seen) & !without.0;
    while rules > 0 {
        let place = rules.trailing_zeros();
        rules &= rules - 1;
        let rule = &RULES[place as usize];
        let before = score;
        match rule.effect {
            Weigh(weight) => {
                whole += weight(seen);
                score = share(gain, whole);
            }
            Discount(weight) => {
                gain -= weight(seen);
                score = share(gain, whole);
            }
            AtLeast(least) => {
                score = score.max(least);
                // Without these rules the score would be the same.
                if unweighed <= least {
                    fired.0 &= !WEIGHTS;
                }
            }
            AtMost(most) => score = score.min(most),
            Reject => {
                if !is_rejected {
                    score *= MOST_BELOW;
                }
                is_rejected = true;
            }
            OneBandLower if score >= STRONG => score = STRONG - 0.01,
            OneBandLower => score = score.min(MOST_BELOW),
            Floor if score < POSSIBLE => score *= MOST_BELOW / POSSIBLE,
            Floor => {}
        }
        if score != before || matches!(rule.effect, Reject) {
            fired.0 |= 1 << place;
        }
    }
    let band = if score >= STRONG {
        Band::Strong
    } else if score >= POSSIBLE {
        Band::Possible
    } else {
        Band::Below
    };
    Outcome {
        score,
        band,
        fired,
        is_suppressed: band == Band::Below && seen.is_counted(),
    }
}

/// The matched share of a weight; 0 where there is no weight.
fn share(gain: f32, whole: f32) -> f32 {
    if whole > 0.0 { gain / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::scan;
    use crate::compare::score::SoftWords;
    use crate::{Index, ListedText};
    use proptest::prelude::*;
    use record::NameType;

    fn outcome(query: &str, listed: &ListedText<'_>, is_wide: bool, without: Fired) -> Outcome {
        let index = Index::default();
        let scorer = SoftWords { is_wide };
        let found = index.best_pair(
            query,
            listed,
            &mut |query| scan(&index, query),
            |pair, _, _| {
                let outcome = scorer.score_without(pair, without);
                (outcome, outcome)
            },
        );
        found.unwrap()
    }

    /// The rules with one of these penalties, or with another one.
    fn rules_of(lowered: &[Lowered], is_in: bool) -> Fired {
        let mut rules = Fired::default();
        for (place, rule) in RULES.iter().enumerate() {
            let penalty = rule.lowered;
            if penalty.is_some_and(|one| lowered.contains(&one) == is_in) {
                rules.0 |= 1 << place;
            }
        }
        rules
    }

    #[test]
    fn every_rule_can_fire_and_changes_the_score() {
        use Kind::{Entity, Individual, Ship};
        // Forty tokens, so that a particle weighs next to nothing.
        let long: Vec<String> = (101..140).map(|number| number.to_string()).collect();
        let long = long.join(" ");
        let (with_bin, with_ibn) = (format!("{long} bin"), format!("{long} ibn"));
        let mut fired = Fired::default();
        #[rustfmt::skip]
        let rows = [
            (RuleName::FirstLetters, "V. Mana", "Blenor Vasku Mana", Individual, NameType::Primary),
            (RuleName::OtherWord, "Blenor Vasku", "Blenor Jorunn", Individual, NameType::Primary),
            (RuleName::OtherNumber, "Ruritan Lion Brigade 155", "Ruritan Lion Brigade 55", Entity, NameType::Primary),
            (RuleName::OtherLegalForm, "Vostrokanal Optics Ltd", "Vostrokanal Optics GmbH", Entity, NameType::Primary),
            (RuleName::NotEqual, &with_bin, &with_ibn, Individual, NameType::Primary),
            (RuleName::OneTokenMoreOrLess, "Blenor Arben Mana", "Blenor Mana", Individual, NameType::Primary),
            (RuleName::OneTokenMoreOrLessSpelling, "Mohamed Ali 77", "Mohammed Ali", Individual, NameType::Primary),
            (RuleName::WithinListedName, "Qorvashi", "Blenor Vasku Jorunn Tarvin Qorvashi", Individual, NameType::Primary),
            (RuleName::WholeNameBySound, "Щербодуев", "Sherbodueff International Trading Export Import Bank Group Holding", Entity, NameType::Primary),
            (RuleName::NameInText, "please pay ten crowns to Blenor Mana at Strelsau station tomorrow morning", "Blenor Mana", Individual, NameType::Primary),
            (RuleName::ShortFormInText, "please pay ten crowns to Blenor Mana at Strelsau", "Blenor Vasku Mana", Individual, NameType::Primary),
            (RuleName::CommonButForms, "Ali Ltd", "Ali", Entity, NameType::Primary),
            (RuleName::FirstLettersAtMost, "B. Mana", "Blenor Mana", Individual, NameType::Primary),
            (RuleName::NoToken, "B. Vasku", "Blenor Mana", Individual, NameType::Primary),
            (RuleName::ScriptsTooLittle, "Али Васку", "Ali Jorunn", Individual, NameType::Primary),
            (RuleName::AcronymOfPerson, "CROW Vasku", "Central Ruritan Optics Works", Entity, NameType::Primary),
            (RuleName::MoreThanShip, "Blenor Vasku", "Blenor Star", Ship, NameType::Primary),
            (RuleName::CompanyTooCommon, "Ali Trading Company Ltd", "Ali Bank", Entity, NameType::Primary),
            (RuleName::OneTokenTooLittle, "Blenor Vasku", "Blenor Jorunn", Individual, NameType::Primary),
            (RuleName::TokensTooCommon, "Mohamed Ahmed Vasku", "Mohammed Ahmed Jorunn", Individual, NameType::Primary),
            (RuleName::CommonBesideQuery, "Ahmad Singh Qorvashi", "Ahmed Singh", Individual, NameType::Primary),
            (RuleName::CommonWithinListed, "Ahmad Singh", "Ahmed Qorvashi Singh", Individual, NameType::Primary),
            (RuleName::PersonBySound, "Mohamed Qorvasha", "Mohammed Qorvashi", Entity, NameType::Primary),
            (RuleName::BelowFloor, "Blenor Vasku Tarvin", "Blenor Jorunn", Individual, NameType::Primary),
            (RuleName::WeakAlias, "Qorvashe", "Qorvashi", Individual, NameType::Alias),
            (RuleName::WeakAliasOfSeveral, "Blenor Mano", "Blenor Mana", Individual, NameType::Alias),
        ];
        for (name, query, text, kind, name_type) in rows {
            let listed = ListedText {
                // An alias of low quality, so that it is weak whatever its length.
                strength: (name_type == NameType::Alias).then_some(record::AliasStrength::Low),
                name_type,
                ..ListedText::primary(text, kind)
            };
            let with = outcome(query, &listed, false, Fired::default());
            assert!(with.fired.has(name), "{name:?}: {with:?}");
            fired.add(name);
            let mut alone = Fired::default();
            alone.add(name);
            let without = outcome(query, &listed, false, alone);
            let is_lift = matches!(RULES[name as usize].effect, AtLeast(_));
            // Several rejections have their effect once.
            let others = if let Reject = RULES[name as usize].effect {
                outcome(query, &listed, false, rules_of(&[Lowered::Common], true))
            } else {
                without
            };
            assert_eq!(
                others.score < with.score,
                is_lift,
                "{name:?}: {with:?} {others:?}"
            );
            assert_ne!(others.score, with.score, "{name:?}");
        }
        assert_eq!(fired.0, (1 << RULES.len()) - 1, "a rule without a row");
    }

    fn name() -> impl Strategy<Value = String> {
        let token = prop::sample::select(vec![
            "Blenor",
            "Blenr",
            "Mana",
            "Vasku",
            "Jorunn",
            "B.",
            "M",
            "Ltd",
            "GmbH",
            "Bank",
            "Trading",
            "55",
            "56",
            "al",
            "Dr",
            "Mohammed",
            "Mohamed",
            "Ali",
            "Бленор",
            "Мана",
            "CROW",
            "Central",
            "Ruritan",
            "Optics",
            "Works",
            "김",
            "은",
        ]);
        prop::collection::vec(token, 1..8).prop_map(|tokens| tokens.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_score_is_higher_without_the_penalties_it_reports_and_the_same_without_others(
            query in name(), text in name(), kind in prop::sample::select(Kind::ALL.to_vec()), is_weak in any::<bool>(),
        ) {
            let listed = ListedText {
                strength: is_weak.then_some(record::AliasStrength::Low),
                ..ListedText::primary(&text, kind)
            };
            prop_assume!(Index::default().compare(&query, &listed).is_ok());
            for is_wide in [true, false] {
                let with = outcome(&query, &listed, is_wide, Fired::default());
                let reported = with.fired.lowered();
                if !reported.is_empty() && with.score > 0.0 {
                    let higher = outcome(&query, &listed, is_wide, rules_of(&reported, true));
                    prop_assert!(higher.score > with.score, "{with:?} {higher:?}");
                }
                // Guesses below the floor are judged by the same rules once more.
                if !is_wide {
                    let same = outcome(&query, &listed, is_wide, rules_of(&reported, false));
                    prop_assert_eq!(same.score, with.score);
                }
            }
        }
    }
}
