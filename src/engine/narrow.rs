//! Narrowing down: which hits a person's filters let through, and how many each choice would show.

use matcher::{Band, Indexes};
use record::MeasureKind;

use super::protocol::{Choice, FEW_HITS, Facet, Narrow, Trait};

/// The filter of one search, which notes what it is asked about.
pub(super) struct Narrowing<'a> {
    indexes: &'a Indexes,
    narrow: &'a Narrow,
    /// The day of the designation at a place, `2025-07-23`; blank while the list's details are on their
    /// way.
    designated: &'a dyn Fn((usize, usize)) -> String,
    hits: Vec<(usize, usize)>,
}

impl<'a> Narrowing<'a> {
    pub(super) fn new(
        indexes: &'a Indexes,
        narrow: &'a Narrow,
        designated: &'a dyn Fn((usize, usize)) -> String,
    ) -> Self {
        Self {
            indexes,
            narrow,
            designated,
            hits: Vec::new(),
        }
    }

    /// Whether the filters let the designation at a place through, which was found in this band.
    pub(super) fn keeps(&mut self, place: (usize, usize), band: Band) -> bool {
        if band != Band::Below {
            self.hits.push(place);
        }
        self.narrow.is_empty() || self.failed(place) == 0
    }

    /// What there is to choose, the most frequent first; nothing where there are few hits and no filter.
    pub(super) fn choices(&self) -> Vec<Choice> {
        let mut choices = Vec::new();
        if self.hits.len() > FEW_HITS || !self.narrow.is_empty() {
            for place in &self.hits {
                let failed = self.failed(*place);
                self.each(*place, &mut |facet, number, code, words| {
                    // Of its own facet one value more is one hit more.
                    let own = note(&mut choices, facet as u8, number, code, words);
                    if let Some(own) = choices.get_mut(own) {
                        own.all += 1;
                        own.count += usize::from(failed & !bit(facet as u8) == 0);
                    }
                });
            }
            for one in &self.narrow.chosen {
                note(&mut choices, one.facet, one.number, &one.code, &one.words);
            }
        }
        // Few values: each finds its place among those before it.
        for end in 1..choices.len() {
            let is_more = |pair: &[Choice]| matches!(pair, [one, other] if one.all < other.all);
            let mut place = end;
            while place > 0 && choices.get(place - 1..=place).is_some_and(is_more) {
                choices.swap(place - 1, place);
                place -= 1;
            }
        }
        choices
    }

    /// The facets in which a designation has none of the chosen values, as bits.
    fn failed(&self, place: (usize, usize)) -> u8 {
        let Narrow {
            chosen,
            from,
            until,
        } = self.narrow;
        let (mut asked, mut met) = (0, 0);
        for one in chosen {
            asked |= bit(one.facet);
        }
        if asked != 0 {
            self.each(place, &mut |facet, number, code, _| {
                let facet = facet as u8;
                if chosen.iter().any(|one| one.is(facet, number, code)) {
                    met |= bit(facet);
                }
            });
        }
        let mut failed = asked & !met;
        let has_range = !from.is_empty() || !until.is_empty();
        if has_range && !is_between(&(self.designated)(place), from, until) {
            failed |= DATE;
        }
        failed
    }

    /// Gives each value of a designation once: its facet, and number, code and words as in [`Trait`].
    fn each(&self, (list, place): (usize, usize), see: &mut dyn FnMut(Facet, usize, &str, &str)) {
        let pack = self.indexes.pack(list);
        let Some(designation) = pack.and_then(|pack| pack.designation(place)) else {
            return;
        };
        see(Facet::Kind, designation.kind() as usize, "", "");
        see(Facet::List, list, "", "");
        for (code, name) in designation.regimes() {
            see(Facet::Regime, list, code, name);
        }
        let mut seen = 0_u32;
        for measure in designation.measures() {
            let kind = 1 << measure.kind as u32;
            if measure.kind == MeasureKind::Other {
                see(
                    Facet::Measure,
                    measure.kind as usize,
                    measure.value,
                    measure.value,
                );
            } else if seen & kind == 0 {
                see(Facet::Measure, measure.kind as usize, "", measure.value);
            }
            seen |= kind;
        }
        for country in designation.countries() {
            see(Facet::Country, 0, country, "");
        }
    }
}

/// The place of a value among the choices, where it is added if it is a new one.
#[inline(never)]
fn note(choices: &mut Vec<Choice>, facet: u8, number: usize, code: &str, words: &str) -> usize {
    let known = choices
        .iter()
        .position(|choice| choice.one.is(facet, number, code));
    known.unwrap_or_else(|| {
        choices.push(Choice {
            one: Trait {
                facet,
                number,
                code: code.to_owned(),
                words: words.to_owned(),
            },
            count: 0,
            all: 0,
        });
        choices.len() - 1
    })
}

/// The bit of the dates, beside those of [`bit`].
const DATE: u8 = 1 << 7;

/// A bit for each facet.
fn bit(facet: u8) -> u8 {
    1 << (facet & 7)
}

/// Whether a day is in a range, whose blank ends are open. Of a day that is not known to the day, what is
/// known of it is compared.
fn is_between(day: &str, from: &str, until: &str) -> bool {
    let day = day.as_bytes();
    let known = |end: &str| end.len().min(day.len());
    let (first, last) = (known(from), known(until));
    !day.is_empty()
        && day.get(..first) >= from.as_bytes().get(..first)
        && day.get(..last) <= until.as_bytes().get(..last)
}

#[cfg(test)]
mod tests {
    use pack::SearchPack;
    use record::{Kind, Measure, Name, NamePart, NameType, PartRole, Record, Regime};

    use super::*;

    const DAYS: [&str; 4] = ["2024-02-01", "2025-07-23", "2025", ""];

    fn list(code: &str) -> SearchPack {
        let one = |place: usize, kind, regime: &str, measure, country: &str| {
            let mut one = Record::new(code, &format!("SAMPLE-{place}"), kind);
            let parts = [NamePart::new(PartRole::Whole, "Blenor MANA")];
            one.names.push(Name::new(NameType::Primary, parts));
            one.nationalities.push(country.to_owned());
            one.regimes.push(regime_of(regime));
            one.measures.push(Measure::new(measure, code));
            one
        };
        let records = [
            one(0, Kind::Individual, "GIM", MeasureKind::AssetFreeze, "Mali"),
            one(1, Kind::Individual, "GIM", MeasureKind::TravelBan, "Chad"),
            one(2, Kind::Unknown, "RUS", MeasureKind::AssetFreeze, "Mali"),
            one(3, Kind::Individual, "RUS", MeasureKind::AssetFreeze, "Mali"),
        ];
        let packs = pack::encode(code, &records).expect("it can be packed");
        SearchPack::decode(&packs.search).expect("a pack decodes")
    }

    fn regime_of(code: &str) -> Regime {
        Regime {
            code: code.to_owned(),
            name: code.to_owned(),
        }
    }

    fn value(facet: Facet, number: usize, code: &str) -> Trait {
        Trait {
            facet: facet as u8,
            number,
            code: code.to_owned(),
            words: "other words".to_owned(),
        }
    }

    /// What is chosen, from, until; then the hits of the first of two lists with the same four that are
    /// kept, the hits of both, and how many more would be there for people and for Mali.
    #[test]
    #[rustfmt::skip]
    fn filters_keep_what_has_one_chosen_value_of_each_facet_and_say_what_each_would_keep() {
        let indexes = Indexes::build(vec![list("uk"), list("un")]);
        let day = |(_, place): (usize, usize)| DAYS[place].to_owned();
        let (person, first) = (value(Facet::Kind, 0, ""), value(Facet::List, 0, ""));
        let mali = value(Facet::Country, 0, "Mali");
        let chad = value(Facet::Country, 0, "Chad");
        let smuggling = value(Facet::Regime, 0, "GIM");
        for (chosen, from, until, kept, all, people, in_mali) in [
            (vec![],                              "",           "",           &[0, 1, 2, 3][..], 8, 6, 6),
            (vec![person.clone()],                "",           "",           &[0, 1, 3],        6, 6, 4),
            (vec![mali.clone()],                  "",           "",           &[0, 2, 3],        6, 4, 6),
            (vec![mali.clone(), chad.clone()],    "",           "",           &[0, 1, 2, 3],     8, 6, 6),
            (vec![mali.clone(), person.clone()],  "",           "",           &[0, 3],           4, 4, 4),
            (vec![first.clone(), person.clone()], "",           "",           &[0, 1, 3],        3, 3, 2),
            (vec![smuggling.clone()],             "",           "",           &[0, 1],           2, 2, 1),
            (vec![smuggling, chad],               "",           "",           &[1],              1, 1, 1),
            // One measure in the words of two lists.
            (vec![value(Facet::Measure, 0, "")],  "",           "",           &[0, 2, 3],        6, 4, 6),
            // A day that is not known is in no range; a year is in a range that begins or ends in it.
            (vec![],                              "2024-02-02", "",           &[1, 2],           4, 2, 2),
            (vec![],                              "",           "2024-12-31", &[0],              2, 2, 2),
            (vec![],                              "2025-07-23", "2025-07-23", &[1, 2],           4, 2, 2),
        ] {
            let narrow = Narrow { chosen, from: from.to_owned(), until: until.to_owned() };
            let mut narrowing = Narrowing::new(&indexes, &narrow, &day);
            let mut hits = Vec::new();
            for place in (0..2).flat_map(|list| (0..4).map(move |place| (list, place))) {
                if narrowing.keeps(place, Band::Possible) {
                    hits.push(place);
                }
            }
            let own: Vec<_> = hits.iter().filter(|hit| hit.0 == 0).map(|hit| hit.1).collect();
            assert_eq!((&*own, hits.len()), (kept, all), "{narrow:?}");
            let choices = narrowing.choices();
            let count = |one: &Trait| choices.iter().find(|choice| choice.one.is(one.facet, one.number, &one.code)).map(|choice| choice.count);
            assert_eq!((count(&person), count(&mali)), (Some(people), Some(in_mali)), "{narrow:?}");
            // The order is the same whatever is chosen, so that no box moves away from under a finger.
            assert!(choices[0].one.is(Facet::Kind as u8, 0, ""));
        }
    }

    #[test]
    fn few_hits_offer_no_filters_and_a_chosen_value_never_goes_away() {
        let indexes = Indexes::build(vec![list("uk")]);
        let day = |_| String::new();
        let none = Narrow::default();
        let mut narrowing = Narrowing::new(&indexes, &none, &day);
        for _ in 0..FEW_HITS {
            assert!(narrowing.keeps((0, 0), Band::Exact));
        }
        // Less similar names are not counted.
        assert!(narrowing.keeps((0, 1), Band::Below));
        assert_eq!(narrowing.choices(), []);
        let narrow = Narrow {
            chosen: vec![value(Facet::Kind, Kind::Ship as usize, "")],
            ..none
        };
        let narrowing = Narrowing::new(&indexes, &narrow, &day);
        let choices = narrowing.choices();
        assert_eq!((choices.len(), choices[0].count), (1, 0));
    }
}
