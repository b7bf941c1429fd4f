//! Counts of the designations that pass a filter, and their order for browsing.

use core::cmp::Ordering;

use record::Kind;

use super::facts::{Day, Entry, Facts};
use super::in_order;

/// Days that count as recent, the list's own date included.
pub const RECENT_DAYS: i32 = 30;

/// The first year in which anybody can have been listed. What the list says of an earlier day, or of one
/// after its own date, is a slip and counts as no date.
const FIRST_YEAR: u16 = 1945;

/// Which designations are counted or browsed; by default all of them. Regime, country and measure are
/// places in [`Facts`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those under this regime.
    pub regime: Option<usize>,
    /// Only those with this country.
    pub country: Option<usize>,
    /// Only those that this is imposed on.
    pub measure: Option<usize>,
    /// Only those of this kind.
    pub kind: Option<Kind>,
    /// Only those of this time.
    pub time: Option<Time>,
}

/// When something was done, by the list's own dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Listed in this month.
    Month(Day),
    /// Listed in this year.
    Year(u16),
    /// Listed in the [`RECENT_DAYS`] that end with the list's date.
    Added,
    /// Listed before these days, and changed in them.
    Amended,
    /// Listed on a day that the list does not say to the month.
    Undated,
}

/// The order of browsing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last listed first; those without a date last.
    #[default]
    Date,
    /// By family name.
    Name,
    /// By the first of the countries in alphabetical order; those without one last.
    Country,
}

/// Counts of designations. One that has several regimes, countries or measures counts under each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that pass the filter.
    pub total: usize,
    /// How many were listed lately; `None` where the list has no date.
    pub added: Option<usize>,
    /// How many that were listed before were changed lately; `None` where the list has no date.
    pub amended: Option<usize>,
    /// Every month from the first one with a designation to that of the list's date, also those without
    /// any.
    pub months: Vec<(Day, usize)>,
    /// How many have no date of designation to the month.
    pub undated: usize,
    /// Places of regimes, most designations first.
    pub regimes: Vec<(usize, usize)>,
    /// Places of countries, most designations first.
    pub countries: Vec<(usize, usize)>,
    /// How many have no country.
    pub without_country: usize,
    /// Places of measures, most designations first.
    pub measures: Vec<(usize, usize)>,
    /// How many have no measure.
    pub without_measure: usize,
    /// Kinds, in their order.
    pub kinds: Vec<(Kind, usize)>,
}

impl Facts {
    /// The list's own date.
    #[must_use]
    pub fn published(&self) -> Option<Day> {
        let text = self.list.published.as_deref()?;
        let day = Day::from_listed(&record::ListedDate::from_text(text))?;
        (day.day > 0).then_some(day)
    }

    /// When a designation was listed, if the list says so and that can be.
    #[must_use]
    pub fn designated(&self, entry: &Entry) -> Option<Day> {
        let is_possible = |day: &Day| {
            day.year >= FIRST_YEAR
                && self
                    .published()
                    .is_none_or(|last| day.to_month() <= last.to_month())
        };
        entry.designated.filter(is_possible)
    }

    /// The designations that pass a filter.
    pub fn passing(&self, filter: &Filter) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| self.passes(filter, entry))
    }

    fn passes(&self, filter: &Filter, entry: &Entry) -> bool {
        let has = |places: &[usize], wanted: Option<usize>| {
            wanted.is_none_or(|wanted| places.contains(&wanted))
        };
        has(&entry.regimes, filter.regime)
            && has(&entry.countries, filter.country)
            && has(&entry.measures, filter.measure)
            && filter.kind.is_none_or(|kind| entry.kind == kind)
            && filter.time.is_none_or(|time| self.is_of(time, entry))
    }

    fn is_of(&self, time: Time, entry: &Entry) -> bool {
        let designated = self.designated(entry);
        let is_recent = |day: Option<Day>| {
            let (Some(day), Some(last)) = (day.filter(|day| day.day > 0), self.published()) else {
                return false;
            };
            (0..RECENT_DAYS).contains(&(last.number() - day.number()))
        };
        match time {
            Time::Month(month) => designated.is_some_and(|day| day.to_month() == month),
            Time::Year(year) => designated.is_some_and(|day| day.year == year),
            Time::Added => is_recent(designated),
            Time::Amended => is_recent(entry.updated) && !is_recent(designated),
            Time::Undated => designated.is_none(),
        }
    }

    /// Counts the designations that pass a filter.
    #[must_use]
    pub fn tally(&self, filter: &Filter) -> Tally {
        let mut tally = Tally::default();
        let mut regimes = vec![0; self.regimes.len()];
        let mut countries = vec![0; self.countries.len()];
        let mut measures = vec![0; self.measures.len()];
        let mut kinds = Kind::ALL.map(|kind| (kind, 0));
        let mut days: Vec<Day> = Vec::new();
        let (mut added, mut amended) = (0, 0);
        for entry in self.passing(filter) {
            tally.total += 1;
            count_at(&mut regimes, &entry.regimes);
            count_at(&mut countries, &entry.countries);
            count_at(&mut measures, &entry.measures);
            tally.without_country += usize::from(entry.countries.is_empty());
            tally.without_measure += usize::from(entry.measures.is_empty());
            added += usize::from(self.is_of(Time::Added, entry));
            amended += usize::from(self.is_of(Time::Amended, entry));
            for (_, count) in kinds.iter_mut().filter(|(kind, _)| *kind == entry.kind) {
                *count += 1;
            }
            match self.designated(entry) {
                Some(day) => days.push(day.to_month()),
                None => tally.undated += 1,
            }
        }
        if self.published().is_some() {
            (tally.added, tally.amended) = (Some(added), Some(amended));
        }
        tally.kinds = kinds.into_iter().filter(|(_, count)| *count > 0).collect();
        tally.months = months(&days, self.published());
        tally.regimes = most_first(&regimes);
        tally.countries = most_first(&countries);
        tally.measures = most_first(&measures);
        tally
    }

    /// The designations that pass a filter, in an order.
    #[must_use]
    pub fn browse(&self, filter: &Filter, order: Order) -> Vec<&Entry> {
        let entries: Vec<&Entry> = self.passing(filter).collect();
        // Larger first for dates, of which none is the least; equals stay in the order of their names.
        let compare = |one: &Entry, other: &Entry| match order {
            Order::Date => self.designated(other).cmp(&self.designated(one)),
            Order::Name => Ordering::Equal,
            Order::Country => {
                let first = |entry: &Entry| entry.countries.first().copied().unwrap_or(usize::MAX);
                first(one).cmp(&first(other))
            }
        };
        let places = in_order(entries.len(), &|one, other| match (
            entries.get(one),
            entries.get(other),
        ) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        let places = places.into_iter();
        places
            .filter_map(|place| entries.get(place).copied())
            .collect()
    }
}

fn count_at(counts: &mut [usize], places: &[usize]) {
    for place in places {
        if let Some(count) = counts.get_mut(*place) {
            *count += 1;
        }
    }
}

fn most_first(counts: &[usize]) -> Vec<(usize, usize)> {
    let count = |place: usize| counts.get(place).copied().unwrap_or_default();
    let places = in_order(counts.len(), &|one, other| count(other).cmp(&count(one)));
    let counts = places.into_iter().map(|place| (place, count(place)));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// How often each month is there, from the first one to the last one or that of the list's date.
fn months(days: &[Day], published: Option<Day>) -> Vec<(Day, usize)> {
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else {
        return Vec::new();
    };
    let last = published.map_or(last, |day| last.max(day.to_month()));
    let mut months = Vec::new();
    let mut month = first;
    while month <= last {
        months.push((month, 0));
        month = month.next_month();
    }
    let number = |day: Day| usize::from(day.year) * 12 + usize::from(day.month);
    for day in days {
        if let Some((_, count)) = months.get_mut(number(*day) - number(first)) {
            *count += 1;
        }
    }
    months
}

/// The years of these months, each with the sum of its counts.
#[must_use]
pub fn years(months: &[(Day, usize)]) -> Vec<(u16, usize)> {
    let mut years: Vec<(u16, usize)> = Vec::new();
    for (month, count) in months {
        match years.last_mut().filter(|(year, _)| *year == month.year) {
            Some((_, sum)) => *sum += count,
            None => years.push((month.year, *count)),
        }
    }
    years
}
