//! Additional facts of a query (date of birth, nationality, sex), compared with the listed ones.
//!
//! They never decide whether a name is found: many listed people have no date of birth, many
//! have several, and sources err. They order the hits of one band, and every hit says of each fact
//! how it compares.

use names::Words;
use pack::Designation;
use record::{ListedDate, PartialDate};
use serde::{Deserialize, Serialize};

/// The additional facts of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Date of birth, as far as it is known.
    pub born: Option<PartialDate>,
    /// Nationality: a country's name, the word for its people, or its ISO 3166 code.
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
    /// Sex.
    Sex,
}

/// How a given fact compares with the listed ones; of several listed values, with the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// The same, as far as both are known.
    Agrees,
    /// The same date with day and month exchanged.
    DayAndMonthSwapped,
    /// The same year; month or day differ.
    YearAgrees,
    /// This number of years apart.
    YearsApart(u16),
    /// Different.
    Differs,
    /// The list has a value that could not be read, so it was not compared.
    Unread,
    /// The list has no value.
    NotListed,
}

impl Agreement {
    /// The order within a band: lower goes first.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Agrees | Self::DayAndMonthSwapped => 0,
            // Years of birth are often estimates.
            Self::YearAgrees | Self::YearsApart(1) => 1,
            Self::Unread | Self::NotListed => 2,
            Self::YearsApart(_) | Self::Differs => 3,
        }
    }

    /// Which of several listed values is reported: the lowest. A value that could not be read may
    /// be the one that agrees, so no difference is reported beside it.
    fn nearness(self) -> u16 {
        match self {
            Self::Agrees => 0,
            Self::DayAndMonthSwapped => 1,
            Self::YearAgrees => 2,
            Self::YearsApart(1) => 3,
            Self::Unread => 4,
            Self::YearsApart(years) => years.saturating_add(3),
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

/// Compares every given fact with a designation.
pub(crate) fn compare_details(given: &Details, listed: Designation<'_>) -> Vec<DetailFound> {
    let mut found = Vec::new();
    let mut add = |detail, agreement| found.push(DetailFound { detail, agreement });
    if let Some(born) = given.born {
        let dates = listed.dates_of_birth();
        add(
            Detail::Born,
            nearest(dates.map(|date| compare_dates(born, &date))),
        );
    }
    if let Some(country) = &given.country {
        let listed = listed.nationalities();
        add(
            Detail::Country,
            nearest(listed.map(|other| same(is_same_country(country, other)))),
        );
    }
    if let Some(sex) = given.sex {
        let listed = listed.sexes();
        add(
            Detail::Sex,
            nearest(listed.map(|word| {
                Sex::from_word(word).map_or(Agreement::Unread, |listed| same(listed == sex))
            })),
        );
    }
    found
}

fn nearest(all: impl Iterator<Item = Agreement>) -> Agreement {
    all.min_by_key(|one| one.nearness())
        .unwrap_or(Agreement::NotListed)
}

fn same(is_same: bool) -> Agreement {
    if is_same {
        Agreement::Agrees
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
        Agreement::Agrees
    } else if given.day().is_some()
        && given.day() == listed.month()
        && given.month() == listed.day()
    {
        Agreement::DayAndMonthSwapped
    } else {
        Agreement::YearAgrees
    }
}

/// Whether two texts name one country: by its name, its code or the word for its people.
fn is_same_country(a: &str, b: &str) -> bool {
    let key = |text: &str| {
        let words = Words::read(text);
        let joined = words.joined(0..words.len()).to_owned();
        names::country(&joined).map_or(joined, str::to_owned)
    };
    key(a) == key(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_far_as_both_sides_say() {
        for (given, listed, expected) in [
            ("1971-03-12", "1971-03-12", Agreement::Agrees),
            ("1971", "1971-03-12", Agreement::Agrees),
            ("1971-03-12", "1971", Agreement::Agrees),
            ("1971-03", "1971-03-12", Agreement::Agrees),
            ("1971-03-12", "1971-12-03", Agreement::DayAndMonthSwapped),
            ("1971-03-12", "1971-03-13", Agreement::YearAgrees),
            ("1971-04", "1971-03-12", Agreement::YearAgrees),
            ("1973-03-12", "1971-03-12", Agreement::YearsApart(2)),
            ("1962", "1960/1965", Agreement::Agrees),
            ("1958", "1960/1965", Agreement::YearsApart(2)),
            ("1948", "1950~", Agreement::Agrees),
            ("1947", "1950~", Agreement::YearsApart(3)),
            ("1962-08-15", "19XX-08-15", Agreement::Agrees),
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
            let found = nearest(dates.map(|date| compare_dates(given, &date)));
            assert_eq!(found, expected, "{listed:?}");
        }
    }
}
