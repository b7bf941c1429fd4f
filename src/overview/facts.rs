//! What is counted of each designation of a list, and the words for it.

use manifest::EditionBefore;
use pack::{Designation, DetailsPack, SearchPack};
use record::{Kind, ListedDate, Measure, MeasureKind, PartRole, Regime};
use serde::{Deserialize, Serialize};

use super::in_order;
use crate::engine::protocol::ListView;

/// A list, with what is counted of its designations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The list that was loaded.
    pub list: ListView,
    /// How it differs from the edition before, if the builder had that one.
    pub before: Option<EditionBefore>,
    /// Its regimes, by their codes.
    pub regimes: Vec<Regime>,
    /// What it imposes, each once: the publisher's words tell apart only what has no kind.
    pub measures: Vec<Measure>,
    /// Countries in the publisher's words, in alphabetical order.
    pub countries: Vec<String>,
    /// Its designations, by family name, then by the rest of the name.
    pub entries: Vec<Entry>,
}

/// One designation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The publisher's ID.
    pub id: String,
    /// The primary name.
    pub name: String,
    /// Person, entity, ship or aircraft.
    pub kind: Kind,
    /// Places of its regimes, each once.
    pub regimes: Vec<usize>,
    /// Places of its measures, each once.
    pub measures: Vec<usize>,
    /// Places of its countries, each once: nationalities of a person, countries of an entity's addresses,
    /// flags of a ship.
    pub countries: Vec<usize>,
    /// When it was listed.
    pub designated: Option<Day>,
    /// When the entry was last changed.
    pub updated: Option<Day>,
}

/// A day, or a month where `day` is 0, as the list gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31; 0 where the list gives none.
    pub day: u8,
}

impl Day {
    /// A date that is exact to the month at least.
    #[must_use]
    pub fn from_listed(date: &ListedDate) -> Option<Self> {
        let date = date.date()?;
        let is_exact = date.first_year() == date.last_year() && !date.is_circa();
        Some(Self {
            year: date.first_year(),
            month: date.month().filter(|_| is_exact)?,
            day: date.day().unwrap_or_default(),
        })
    }

    /// The month alone.
    #[must_use]
    pub fn to_month(self) -> Self {
        Self { day: 0, ..self }
    }

    /// The month after this one.
    #[must_use]
    pub fn next_month(self) -> Self {
        let is_last = self.month >= 12;
        Self {
            year: self.year + u16::from(is_last),
            month: if is_last { 1 } else { self.month + 1 },
            day: 0,
        }
    }

    /// Days since a fixed day, by the Gregorian calendar.
    ///
    /// Counts years from March, so that a leap day is the last of its year (E. G. Richards, "Calendars",
    /// in the Explanatory Supplement to the Astronomical Almanac, 2013).
    #[must_use]
    pub fn number(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month < 3);
        let from_march = (month + 9) % 12;
        year * 365 + year / 4 - year / 100 + year / 400 + (from_march * 153 + 2) / 5 + day
    }

    /// `2026-04-29`, or `2026-04` for a month.
    #[must_use]
    pub fn as_text(self) -> String {
        let two = |number: u8| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
        let mut text = [&self.year.to_string(), "-", &two(self.month)].concat();
        if self.day > 0 {
            text.push('-');
            text.push_str(&two(self.day));
        }
        text
    }
}

/// Reads what is counted of the designations of a list. `fold` gives the form by which names are sorted.
#[must_use]
pub fn read(
    list: ListView,
    search: &SearchPack,
    details: &DetailsPack,
    fold: &dyn Fn(&str) -> String,
) -> Facts {
    let mut facts = Facts {
        list,
        before: None,
        regimes: distinct(search, |one| one.regimes(), |(code, _)| (*code).to_owned())
            .into_iter()
            .map(|(code, name)| Regime {
                code: code.to_owned(),
                name: name.to_owned(),
            })
            .collect(),
        measures: distinct(search, measures, |one| (one.kind, words_of(one)))
            .into_iter()
            .collect(),
        countries: distinct(search, |one| one.countries(), |one| (*one).to_owned())
            .into_iter()
            .map(str::to_owned)
            .collect(),
        entries: Vec::new(),
    };
    let entries: Vec<Entry> = search
        .designations()
        .map(|one| entry(&facts, one, details))
        .collect();
    let names: Vec<String> = search
        .designations()
        .map(|one| fold(&sort_name(one)))
        .collect();
    let key = |place: usize| (names.get(place), entries.get(place).map(|entry| &entry.id));
    let order = in_order(entries.len(), &|one, other| key(one).cmp(&key(other)));
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let take = |place: usize| entries.get_mut(place)?.take();
    facts.entries = order.into_iter().filter_map(take).collect();
    facts
}

/// What the designations have, each once, in the order of its key.
fn distinct<'pack, Item, Items: Iterator<Item = Item>, Key: Ord>(
    search: &'pack SearchPack,
    items: impl Fn(Designation<'pack>) -> Items,
    key: impl Fn(&Item) -> Key,
) -> Vec<Item> {
    let mut found: Vec<(Key, Item)> = Vec::new();
    for item in search.designations().flat_map(items) {
        let key = key(&item);
        if let Err(place) = found.binary_search_by(|(own, _)| own.cmp(&key)) {
            found.insert(place, (key, item));
        }
    }
    found.into_iter().map(|(_, item)| item).collect()
}

fn measures(designation: Designation<'_>) -> impl Iterator<Item = Measure> {
    let measures = designation.measures();
    measures.map(|measure| Measure::new(measure.kind, measure.value))
}

/// The words that tell a measure apart from others of its kind.
fn words_of(measure: &Measure) -> String {
    match measure.kind {
        MeasureKind::Other => measure.words.clone(),
        _ => String::new(),
    }
}

fn entry(facts: &Facts, designation: Designation<'_>, details: &DetailsPack) -> Entry {
    let regimes = designation.regimes();
    let regimes = regimes.map(|(code, _)| place(&facts.regimes, |own| own.code == code));
    let measures = measures(designation).map(|one| {
        place(&facts.measures, |own| {
            own.kind == one.kind && words_of(own) == words_of(&one)
        })
    });
    let countries = designation.countries();
    let countries = countries.map(|one| place(&facts.countries, |own| own == one));
    let day = |date: Option<ListedDate>| Day::from_listed(&date?);
    let name = designation.primary_name();
    Entry {
        id: designation.id().to_owned(),
        name: name.map_or_else(String::new, |name| name.full()),
        kind: designation.kind(),
        regimes: each_once(regimes),
        measures: each_once(measures),
        countries: each_once(countries),
        designated: day(details.designated(designation.place())),
        updated: day(details.updated(designation.place())),
    }
}

fn place<Item>(all: &[Item], is_it: impl Fn(&Item) -> bool) -> usize {
    all.iter().position(is_it).unwrap_or_default()
}

fn each_once(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut all = Vec::new();
    for place in places {
        if let Err(gap) = all.binary_search(&place) {
            all.insert(gap, place);
        }
    }
    all
}

/// The primary name, family name first.
fn sort_name(designation: Designation<'_>) -> String {
    let mut name = String::new();
    for is_family in [true, false] {
        let names = designation.primary_name();
        for (role, part) in names.iter().flat_map(|name| name.parts()) {
            if (role == PartRole::Family) == is_family {
                name.push_str(part);
                name.push(' ');
            }
        }
    }
    name
}
