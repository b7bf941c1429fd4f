//! Additional facts of a query (date of birth, country, sex), compared with the listed ones.
//!
//! They never decide whether a name is found: many listed people have no date of birth, many
//! have several, and sources err. They order the hits of one band, and every hit says of each fact
//! how it compares.
//!
//! A country is compared with what it can be of each kind: a person's nationalities, the countries of
//! an entity's addresses, a ship's flags, present and earlier. Only people have a date of birth and a
//! sex. A number of a document, company or ship is no fact of its own: it is typed with the name or
//! in its place, and found wherever the list has it.

use names::{Countries, countries};
use pack::Designation;
use record::{Kind, ListedDate, PartialDate};
use serde::{Deserialize, Serialize};

/// The additional facts of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Date of birth, as far as it is known.
    pub born: Option<PartialDate>,
    /// Nationality of a person, country of an entity's address, flag of a ship: names in many languages,
    /// words for people or ISO 3166 codes, one or several (see [`countries`]).
    pub country: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
}

impl Details {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Sex, as lists give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Sex {
    /// The word used in data: `male` or `female`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// Reads `male`, `female`, `m`, `f`, `man`, `woman`, whatever the case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let is = |words: [&str; 3]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
        if is(["male", "m", "man"]) {
            Some(Self::Male)
        } else if is(["female", "f", "woman"]) {
            Some(Self::Female)
        } else {
            None
        }
    }
}

/// The kind of an additional fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Date of birth.
    Born,
    /// Nationality.
    Country,
    /// Country of an address, of an entity.
    Address,
    /// Flag, of a ship.
    Flag,
    /// Sex.
    Sex,
}

/// How a given fact compares with the listed ones; of several listed values, with the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// The same; for dates, equally exact.
    Agrees,
    /// The same as far as the query says: it gives a year or a month, the list a day.
    QuerySaysLess,
    /// The same as far as the list says: it gives a year, a month, several years or about when.
    ListSaysLess,
    /// The same date with day and month exchanged.
    DayAndMonthSwapped,
    /// The same year; month or day differ.
    YearAgrees,
    /// This number of years apart.
    YearsApart(u16),
    /// Different.
    Differs,
    /// The query's value was not understood, or not all of it, so no difference is reported.
    NotUnderstood,
    /// The list has a value that could not be read, so it was not compared.
    Unread,
    /// The list has no value.
    NotListed,
}

impl Agreement {
    /// The order within a band: lower goes first.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Agrees | Self::QuerySaysLess | Self::ListSaysLess | Self::DayAndMonthSwapped => 0,
            // Years of birth are often estimates.
            Self::YearAgrees | Self::YearsApart(1) => 1,
            Self::NotUnderstood | Self::Unread | Self::NotListed => 2,
            Self::YearsApart(_) | Self::Differs => 3,
        }
    }

    /// Of two listed values, the one that is reported.
    fn nearer(self, other: Self) -> Self {
        if other.nearness() < self.nearness() {
            other
        } else {
            self
        }
    }

    /// Which of several listed values is reported: the lowest. A value that could not be read may
    /// be the one that agrees, so no difference is reported beside it.
    fn nearness(self) -> u16 {
        match self {
            Self::Agrees => 0,
            Self::QuerySaysLess => 1,
            Self::ListSaysLess => 2,
            Self::DayAndMonthSwapped => 3,
            Self::YearAgrees => 4,
            Self::YearsApart(1) => 5,
            Self::NotUnderstood | Self::Unread => 6,
            Self::YearsApart(years) => years.saturating_add(5),
            Self::Differs => u16::MAX - 1,
            Self::NotListed => u16::MAX,
        }
    }
}

/// A given fact, and how it compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailFound {
    /// The kind of fact.
    pub detail: Detail,
    /// How it compares with the listed values.
    pub agreement: Agreement,
}

/// The additional facts of a query, read once for all designations.
pub(crate) struct Given {
    born: Option<PartialDate>,
    countries: Option<Countries>,
    sex: Option<Sex>,
}

impl Given {
    #[cold]
    pub(crate) fn new(details: &Details) -> Self {
        Self {
            born: details.born,
            countries: details.country.as_deref().map(countries),
            sex: details.sex,
        }
    }

    /// Compares every fact with a designation.
    pub(crate) fn compare(&self, listed: Designation<'_>) -> Vec<DetailFound> {
        let mut found = Vec::new();
        let mut add = |detail, agreement| found.push(DetailFound { detail, agreement });
        let detail = match listed.kind() {
            Kind::Individual | Kind::Unknown => Detail::Country,
            Kind::Entity => Detail::Address,
            Kind::Ship | Kind::Aircraft => Detail::Flag,
        };
        let is_person = detail == Detail::Country;
        if let Some(born) = self.born {
            let mut nearest = Agreement::NotListed;
            for date in listed.dates_of_birth().filter(|_| is_person) {
                nearest = nearest.nearer(compare_dates(born, &date));
            }
            add(Detail::Born, nearest);
        }
        if let Some(given) = &self.countries {
            let mut nearest = Agreement::NotListed;
            for country in listed.countries() {
                nearest = nearest.nearer(compare_countries(given, country));
            }
            add(detail, nearest);
        }
        if let Some(sex) = self.sex {
            let mut nearest = Agreement::NotListed;
            for word in listed.sexes().filter(|_| is_person) {
                nearest = nearest.nearer(match Sex::from_word(word) {
                    Some(listed) if listed == sex => Agreement::Agrees,
                    Some(_) => Agreement::Differs,
                    None => Agreement::Unread,
                });
            }
            add(Detail::Sex, nearest);
        }
        found
    }
}

/// Of several countries on either side one is enough to agree. What is not understood is no
/// difference.
fn compare_countries(given: &Countries, listed: &str) -> Agreement {
    let listed = countries(listed);
    if given.has_one_of(&listed) {
        Agreement::Agrees
    } else if !given.is_understood {
        Agreement::NotUnderstood
    } else if !listed.is_understood {
        Agreement::Unread
    } else {
        Agreement::Differs
    }
}

/// Years by which an approximate date may differ and still agree.
const CIRCA_YEARS: u16 = 2;

fn compare_dates(given: PartialDate, listed: &ListedDate) -> Agreement {
    let Some(listed) = listed.date() else {
        return Agreement::Unread;
    };
    let apart = given
        .first_year()
        .saturating_sub(listed.last_year())
        .max(listed.first_year().saturating_sub(given.last_year()));
    let is_circa = given.is_circa() || listed.is_circa();
    if apart > 0 && !(is_circa && apart <= CIRCA_YEARS) {
        return Agreement::YearsApart(apart);
    }
    let agrees = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
    if agrees(given.month(), listed.month()) && agrees(given.day(), listed.day()) {
        let exactness = |date: &PartialDate| {
            let is_year = date.first_year() == date.last_year() && !date.is_circa();
            [is_year, date.month().is_some(), date.day().is_some()]
        };
        let (given, listed) = (exactness(&given), exactness(&listed));
        let says_less = |one: [bool; 3], other| one.into_iter().zip(other).any(|(a, b)| !a & b);
        if says_less(listed, given) {
            Agreement::ListSaysLess
        } else if says_less(given, listed) {
            Agreement::QuerySaysLess
        } else {
            Agreement::Agrees
        }
    } else if given.day().is_some()
        && given.day() == listed.month()
        && given.month() == listed.day()
    {
        Agreement::DayAndMonthSwapped
    } else {
        Agreement::YearAgrees
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_far_as_both_sides_say() {
        for (given, listed, expected) in [
            ("1971-03-12", "1971-03-12", Agreement::Agrees),
            ("1971", "1971", Agreement::Agrees),
            ("1971", "1971-03-12", Agreement::QuerySaysLess),
            ("1971", "1971-03", Agreement::QuerySaysLess),
            ("1971-03-12", "1971", Agreement::ListSaysLess),
            ("1971-03-12", "1971-03", Agreement::ListSaysLess),
            ("1971-03-12", "1971-03-12~", Agreement::ListSaysLess),
            ("1971-03", "1971-03-12", Agreement::QuerySaysLess),
            ("1971-03", "1971-03", Agreement::Agrees),
            ("1971-03-12", "1971-12-03", Agreement::DayAndMonthSwapped),
            ("1971-03-12", "1971-03-13", Agreement::YearAgrees),
            ("1971-04", "1971-03-12", Agreement::YearAgrees),
            ("1973-03-12", "1971-03-12", Agreement::YearsApart(2)),
            ("1962", "1960/1965", Agreement::ListSaysLess),
            ("1960/1965", "1962", Agreement::QuerySaysLess),
            ("1960/1965", "1960/1965", Agreement::Agrees),
            ("1958", "1960/1965", Agreement::YearsApart(2)),
            ("1948", "1950~", Agreement::ListSaysLess),
            ("1947", "1950~", Agreement::YearsApart(3)),
            ("1962-08-15", "19XX-08-15", Agreement::ListSaysLess),
        ] {
            let found = compare_dates(given.parse().unwrap(), &ListedDate::from_text(listed));
            assert_eq!(found, expected, "{given} against {listed}");
        }
        let words = ListedDate::Verbatim("31/02/1999".to_owned());
        let given = "1999".parse().unwrap();
        assert_eq!(compare_dates(given, &words), Agreement::Unread);
    }

    #[test]
    fn no_difference_is_reported_beside_a_value_that_could_not_be_read() {
        for (listed, expected) in [
            (&["\"31/02/1999"][..], Agreement::Unread),
            (&["1950", "\"31/02/1999"], Agreement::Unread),
            (&["1950", "\"31/02/1999", "1999"], Agreement::Agrees),
            (&["1998", "\"31/02/1999"], Agreement::YearsApart(1)),
            (&["1950", "1960"], Agreement::YearsApart(39)),
            (&[], Agreement::NotListed),
        ] {
            let given = "1999".parse().unwrap();
            let dates = listed.iter().map(|text| ListedDate::from_text(text));
            let found = dates
                .map(|date| compare_dates(given, &date))
                .fold(Agreement::NotListed, Agreement::nearer);
            assert_eq!(found, expected, "{listed:?}");
        }
    }

    #[test]
    fn countries_agree_in_any_language_and_are_never_different_where_they_are_not_understood() {
        for (given, listed, expected) in [
            ("Россия", &["Russia"][..], Agreement::Agrees),
            ("Rusia", &["Russian Federation"], Agreement::Agrees),
            ("روسيا", &["Russian"], Agreement::Agrees),
            ("俄罗斯", &["Belarus", "Russia"], Agreement::Agrees),
            ("Nga", &["Russia"], Agreement::Agrees),
            ("Russian, Ukrainian", &["Ukraine"], Agreement::Agrees),
            ("Russia/Ukraine", &["Russia"], Agreement::Agrees),
            ("Ruritania or Russia", &["Russia"], Agreement::Agrees),
            ("Russia", &["Russia (since 1999)"], Agreement::Agrees),
            ("RU", &["Belarus"], Agreement::Differs),
            ("Россия", &["Belarus", "Ukraine"], Agreement::Differs),
            ("Russian, Ukrainian", &["Belarus"], Agreement::Differs),
            ("Ruritania", &["Russia"], Agreement::NotUnderstood),
            ("Ruritania", &["Ruritania"], Agreement::Agrees),
            ("Ruritania, Belarus", &["Russia"], Agreement::NotUnderstood),
            ("unknown", &["Russia"], Agreement::NotUnderstood),
            ("Russia", &["Ruritania"], Agreement::Unread),
            ("Russia", &["Belarus", "Ruritania"], Agreement::Unread),
            ("Russia", &["Ruritania", "Russia"], Agreement::Agrees),
            ("Ruritania", &[], Agreement::NotListed),
            ("Russia", &[], Agreement::NotListed),
        ] {
            let given_countries = countries(given);
            let found = listed
                .iter()
                .map(|listed| compare_countries(&given_countries, listed))
                .fold(Agreement::NotListed, Agreement::nearer);
            assert_eq!(found, expected, "{given} against {listed:?}");
        }
    }
}
