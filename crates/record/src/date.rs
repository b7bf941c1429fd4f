//! Dates of which parts may be missing.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as a list gives it: understood, or in its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListedDate {
    /// Understood.
    Date(PartialDate),
    /// Not understood, or not a date of the calendar (`31/02/1999`): the publisher's words.
    Verbatim(String),
}

impl From<PartialDate> for ListedDate {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl ListedDate {
    /// The date where it was understood.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Verbatim(_) => None,
        }
    }

    /// Reads what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match text.parse() {
            Ok(date) => Self::Date(date),
            Err(_) => Self::Verbatim(text.strip_prefix('"').unwrap_or(text).to_owned()),
        }
    }
}

/// A date in the form of [`PartialDate`]; the publisher's words after one `"`.
impl fmt::Display for ListedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Verbatim(text) => write!(f, "\"{text}"),
        }
    }
}

impl Serialize for ListedDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ListedDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_text(&String::deserialize(deserializer)?))
    }
}

/// A date of which parts may be missing, in the Gregorian calendar, years 1 to 9999.
///
/// Its text form follows the Extended Date/Time Format of ISO 8601-2:2019: `1978-07-05`,
/// `1978-07`, `1978`, a range of years `1960/1965`, circa `1950~`, and `19XX-08-15` where only
/// the century of the year is known.
///
/// ```
/// use record::PartialDate;
/// let date: PartialDate = "1978-07".parse()?;
/// assert_eq!((date.first_year(), date.month(), date.day()), (1978, Some(7), None));
/// assert_eq!("1960/1965".parse::<PartialDate>()?.last_year(), 1965);
/// assert!("1999-02-31".parse::<PartialDate>().is_err());
/// # Ok::<(), record::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    first_year: u16,
    last_year: u16,
    month: Option<u8>,
    day: Option<u8>,
    circa: bool,
}

impl PartialDate {
    /// A year, with month and day where they are known.
    ///
    /// # Errors
    /// [`DateError`] when there is no such day in the calendar, or a day without a month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, DateError> {
        Self {
            first_year: year,
            last_year: year,
            month,
            day,
            circa: false,
        }
        .checked()
    }

    /// Some year from `first` to `last`, both included.
    ///
    /// # Errors
    /// [`DateError`] when `last` is before `first` or either is outside 1 to 9999.
    pub fn between(first: u16, last: u16) -> Result<Self, DateError> {
        Self {
            first_year: first,
            last_year: last,
            month: None,
            day: None,
            circa: false,
        }
        .checked()
    }

    /// The same date in any year of a century: `century` is the first two digits.
    ///
    /// # Errors
    /// [`DateError`] when no year of that century has such a day.
    pub fn in_century(century: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, DateError> {
        let first_year = century.checked_mul(100).ok_or(DateError)?;
        Self {
            first_year,
            last_year: first_year.saturating_add(99),
            month,
            day,
            circa: false,
        }
        .checked()
    }

    /// The same date, marked as approximate.
    #[must_use]
    pub fn approximate(self) -> Self {
        Self {
            circa: true,
            ..self
        }
    }

    /// Earliest possible year.
    #[must_use]
    pub fn first_year(self) -> u16 {
        self.first_year
    }

    /// Latest possible year; equal to the first where the year is known.
    #[must_use]
    pub fn last_year(self) -> u16 {
        self.last_year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Whether the publisher marks it as approximate.
    #[must_use]
    pub fn is_circa(self) -> bool {
        self.circa
    }

    fn is_century(self) -> bool {
        self.first_year.is_multiple_of(100) && self.last_year == self.first_year + 99
    }

    fn checked(self) -> Result<Self, DateError> {
        let years = self.first_year <= self.last_year && self.last_year <= 9999;
        let starts = self.first_year > 0 || self.is_century();
        let day_has_month = self.day.is_none() || self.month.is_some();
        // A range of years carries no month unless it stands for "some year of this century".
        let range_is_plain =
            self.first_year == self.last_year || self.is_century() || self.month.is_none();
        let month = self.month.is_none_or(|month| (1..=12).contains(&month));
        let day = match (self.month, self.day) {
            (Some(month), Some(day)) => (self.first_year..=self.last_year)
                .any(|year| (1..=days_in_month(year, month)).contains(&day)),
            _ => true,
        };
        if years && starts && day_has_month && range_is_plain && month && day {
            Ok(self)
        } else {
            Err(DateError)
        }
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first_year == self.last_year {
            write!(f, "{:04}", self.first_year)?;
        } else if self.is_century() {
            write!(f, "{:02}XX", self.first_year / 100)?;
        } else {
            write!(f, "{:04}/{:04}", self.first_year, self.last_year)?;
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.circa { f.write_str("~") } else { Ok(()) }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (text, circa) = match text.strip_suffix('~') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let date = if let Some((first, last)) = text.split_once('/') {
            Self::between(digits(first, 4)?, digits(last, 4)?)?
        } else {
            let mut parts = text.split('-');
            let year = parts.next().ok_or(DateError)?;
            let month = parts.next().map(|part| digits(part, 2)).transpose()?;
            let day = parts.next().map(|part| digits(part, 2)).transpose()?;
            if parts.next().is_some() {
                return Err(DateError);
            }
            // Two digits always fit.
            let (month, day) = (month.map(|month| month as u8), day.map(|day| day as u8));
            match year.strip_suffix("XX") {
                Some(century) => Self::in_century(digits(century, 2)?, month, day)?,
                None => Self::new(digits(year, 4)?, month, day)?,
            }
        };
        Ok(if circa { date.approximate() } else { date })
    }
}

fn digits(text: &str, length: usize) -> Result<u16, DateError> {
    if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| DateError)
    } else {
        Err(DateError)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The text or the parts are no date: no such day in the calendar, or another form.
///
/// Cure: keep the publisher's words as [`ListedDate::Verbatim`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the calendar in the form 1978, 1978-07, 1978-07-05, 1960/1965 or 19XX-08-15")
    }
}

impl core::error::Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back_as_it_was_written() {
        for text in [
            "1978-07-05",
            "1978-07",
            "1978",
            "1960/1965",
            "1950~",
            "1960/1965~",
            "19XX-08-15",
            "19XX",
            "2000-02-29",
        ] {
            assert_eq!(
                text.parse::<PartialDate>().map(|date| date.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "~",
            "78",
            "1978-7",
            "1978-13",
            "1978-00",
            "1978-02-29",
            "1999-02-31",
            "1978--05",
            "1965/1960",
            "0000",
            "1978-07-05-01",
            "XXXX",
            "19XX-02-30",
            "+978",
            "1960/1965-03",
            "１９７８",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError), "{text}");
        }
    }

    #[test]
    fn words_that_look_like_a_date_are_kept_apart_from_dates() {
        for listed in [
            ListedDate::Verbatim("31/02/1999".to_owned()),
            ListedDate::Verbatim("\"quoted".to_owned()),
            ListedDate::Verbatim(String::new()),
            ListedDate::Date(PartialDate::new(1999, Some(2), None).expect("a date")),
        ] {
            assert_eq!(ListedDate::from_text(&listed.to_string()), listed);
        }
    }
}
