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

    /// What [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Date(date) => date.text(),
            Self::Verbatim(text) => ["\"", text].concat(),
        }
    }

    /// Reads what [`text`](Self::text) gives.
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
        f.write_str(&self.text())
    }
}

impl Serialize for ListedDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
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
        let first_year = century.checked_mul(100).ok_or(DateError::Impossible)?;
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
            Err(DateError::Impossible)
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

impl PartialDate {
    /// The text form. Digit by digit: the standard library's numbers are 2 KB more for a browser to load.
    #[must_use]
    pub fn text(&self) -> String {
        let pair =
            |number: u16| [number / 10, number % 10].map(|digit| char::from(b'0' + digit as u8));
        let mut text = String::from_iter(pair(self.first_year / 100));
        if self.is_century() {
            text.push_str("XX");
        } else {
            text.extend(pair(self.first_year % 100));
            if self.first_year != self.last_year {
                text.push('/');
                text.extend(pair(self.last_year / 100));
                text.extend(pair(self.last_year % 100));
            }
        }
        for part in [self.month, self.day].into_iter().flatten() {
            text.push('-');
            text.extend(pair(part.into()));
        }
        if self.circa {
            text.push('~');
        }
        text
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.strip_suffix('~') {
            Some(rest) => read_exact(rest.as_bytes()).map(Self::approximate),
            None => read_exact(text.as_bytes()),
        }
    }
}

/// Reads a date that is not marked as approximate. By bytes: the page reads dates, and splitting
/// texts is twice the code.
fn read_exact(text: &[u8]) -> Result<PartialDate, DateError> {
    let year = |text: [&u8; 4]| -> Result<u16, DateError> {
        let [first, second, third, fourth] = text;
        Ok(u16::from(pair(first, second)?) * 100 + u16::from(pair(third, fourth)?))
    };
    let [a, b, c, d, rest @ ..] = text else {
        return Err(DateError::Form);
    };
    let (month, day) = match rest {
        [] => (None, None),
        [b'-', m, n] => (Some(pair(m, n)?), None),
        [b'-', m, n, b'-', p, q] => (Some(pair(m, n)?), Some(pair(p, q)?)),
        [b'/', p, q, r, s] => {
            return PartialDate::between(year([a, b, c, d])?, year([p, q, r, s])?);
        }
        _ => return Err(DateError::Form),
    };
    match (c, d) {
        (b'X', b'X') => PartialDate::in_century(u16::from(pair(a, b)?), month, day),
        _ => PartialDate::new(year([a, b, c, d])?, month, day),
    }
}

/// The number that two digits make.
fn pair(tens: &u8, ones: &u8) -> Result<u8, DateError> {
    match (tens, ones) {
        (b'0'..=b'9', b'0'..=b'9') => Ok((tens - b'0') * 10 + ones - b'0'),
        _ => Err(DateError::Form),
    }
}

/// Reads a date as people and lists write it.
///
/// Beside the forms of [`PartialDate`] these are read, in any case and with spaces around the
/// separators:
///
/// - numbers with `/`, `-`, `.` or spaces: `12/03/1971`, `12.3.1971`, `3/1971`, `1971/03/12`. Of two
///   numbers before the year that could both be months, the first is the day, as in the United
///   Kingdom; after the year the month is first, as in ISO 8601;
/// - months by name or by its first three letters or more, in English, French and German: `12 March 1971`,
///   `12th Mar 1971`, `March 12, 1971`, `08-Oct-1971`, `12 février 1971`, `12. Dezember 1971`;
/// - a time after the date, as programs write it: `1971-03-12 00:00:00`;
/// - approximate dates: `circa`, `c.`, `ca.`, `about`, `around`, `approx.`, `approximately` or `~` first;
/// - ranges of years: `between 1960 and 1965`, `1960 to 1965`, `1960-1965`.
///
/// Digits may be full-width, Arabic, Persian, Devanagari or Bengali.
///
/// # Errors
/// [`DateError::Century`] for a whole date whose year has two digits, [`DateError::Impossible`] for a day that
/// no calendar has, for `00/00/0000` and for a year before 1800 or after 2199, which is in another calendar or a slip
/// (`2564`), [`DateError::Form`] for anything else: ranges of days, several
/// dates, a doubtful date (`1971?`), a placeholder (`N/A`, `dd/mm/yyyy`). What one publisher writes for a
/// part that it does not know is for the reader of that list.
///
/// ```
/// let read = |text| record::read_date(text).map(|date| date.to_string());
/// assert_eq!(read("12/03/1971").as_deref(), Ok("1971-03-12"));
/// assert_eq!(read("3/25/1971").as_deref(), Ok("1971-03-25"));
/// assert_eq!(read("March 1971").as_deref(), Ok("1971-03"));
/// assert_eq!(read("circa 1971").as_deref(), Ok("1971~"));
/// assert_eq!(read("between 1960 and 1965").as_deref(), Ok("1960/1965"));
/// assert_eq!(read("12/03/71"), Err(record::DateError::Century));
/// assert_eq!(read("31/02/1971"), Err(record::DateError::Impossible));
/// ```
pub fn read_date(text: &str) -> Result<PartialDate, DateError> {
    let date = read_in_words(without_time(text.trim()))?;
    match date.first_year >= 1800 && date.last_year < 2200 {
        true => Ok(date),
        false => Err(DateError::Impossible),
    }
}

/// A date without the time behind it: digits with a colon after a space or `T`.
fn without_time(text: &str) -> &str {
    let is_time = |time: &str| {
        time.starts_with(|digit: char| digit.is_ascii_digit())
            && time.bytes().any(|byte| byte == b':')
            && time
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'Z'))
    };
    match text.rsplit_once([' ', 'T']) {
        Some((date, time)) if is_time(time) => date,
        _ => text,
    }
}

fn read_in_words(text: &str) -> Result<PartialDate, DateError> {
    if let Ok(date) = text.parse() {
        return Ok(date);
    }
    let text = plain(text);
    match CIRCA.iter().find_map(|word| text.strip_prefix(word)) {
        Some(rest) if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) => {
            read_years_or_day(rest.trim_start_matches(['.', ' '])).map(PartialDate::approximate)
        }
        _ => read_years_or_day(&text),
    }
}

/// Reads a date of birth, or an age, as people write it. `this_year` is the year now.
///
/// Beside what [`read_date`] reads, an age in years is read: `age 35`, `aged 35`. It leaves two years of
/// birth open, because the birthday may be past or to come.
///
/// # Errors
/// As [`read_date`]; [`DateError::Impossible`] also for a date after this year and for one more than
/// [`MOST_AGE`] years ago.
///
/// ```
/// let read = |text| record::read_birth(text, 2026).map(|date| date.to_string());
/// assert_eq!(read("19 June 1991").as_deref(), Ok("1991-06-19"));
/// assert_eq!(read("age 35").as_deref(), Ok("1990/1991"));
/// assert_eq!(read("2031"), Err(record::DateError::Impossible));
/// ```
pub fn read_birth(text: &str, this_year: u16) -> Result<PartialDate, DateError> {
    let date = match age(&plain(text)) {
        Some(age) => {
            let last = this_year.saturating_sub(age);
            PartialDate::between(last.saturating_sub(1), last)?
        }
        None => read_date(text)?,
    };
    let is_possible = date.first_year <= this_year && this_year <= date.last_year + MOST_AGE;
    match is_possible {
        true => Ok(date),
        false => Err(DateError::Impossible),
    }
}

/// More years than anybody has lived: the longest life that is certain had 122.
pub const MOST_AGE: u16 = 130;

/// The years of an age; a number alone may be anything.
fn age(text: &str) -> Option<u16> {
    let number = text.strip_prefix("age")?.trim_start_matches(['d', ' ']);
    digits(number, number.len()).ok()
}

/// What says that a date is approximate; a longer word before its beginning.
const CIRCA: [&str; 8] = [
    "approximately",
    "approx",
    "about",
    "around",
    "circa",
    "ca",
    "c",
    "~",
];

/// Small letters, digits of ASCII, one kind of dash, and no space beside a separator.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_whitespace() {
        if !plain.is_empty() && !plain.ends_with(is_separator) && !word.starts_with(is_separator) {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|character| match character {
            dash if is_dash(dash) => '-',
            'é' | 'É' => 'e',
            'û' | 'Û' => 'u',
            'ä' | 'Ä' => 'a',
            other => ascii_digit(other).to_ascii_lowercase(),
        }));
    }
    plain
}

/// Whether a character separates the parts of a date, with or without spaces around it.
fn is_separator(character: char) -> bool {
    matches!(character, '-' | '/' | '.' | ',') || is_dash(character)
}

fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The digit 0 to 9 for an Arabic, Persian, Devanagari, Bengali or full-width one; any other
/// character itself.
fn ascii_digit(character: char) -> char {
    let value = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}']
        .into_iter()
        .find_map(|zero| {
            u32::from(character)
                .checked_sub(u32::from(zero))
                .filter(|value| *value < 10)
        });
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(character)
}

fn read_years_or_day(text: &str) -> Result<PartialDate, DateError> {
    if let Some((first, last)) = text.split_once('-')
        && let (Part::Year(first), Part::Year(last)) = (Part::read(first), Part::read(last))
    {
        return PartialDate::between(first, last);
    }
    let parts: Vec<Part> = text
        .split([' ', '-', '/', '.', ','])
        .map(Part::read)
        .collect();
    let whole = |year, month, day| PartialDate::new(year, Some(month), Some(day));
    match parts[..] {
        // The last may be a year, and the number after a month is no day of it.
        [
            Part::Number(_),
            Part::Number(_) | Part::Month(_),
            Part::Number(_),
        ]
        | [Part::Month(_), Part::Number(_), Part::Number(_)]
        | [Part::Month(_), Part::Number(32..)] => Err(DateError::Century),
        [Part::Year(year)] => PartialDate::new(year, None, None),
        [Part::Month(month) | Part::Number(month), Part::Year(year)]
        | [Part::Year(year), Part::Month(month) | Part::Number(month)] => {
            PartialDate::new(year, Some(month), None)
        }
        [Part::Number(day), Part::Month(month), Part::Year(year)]
        | [Part::Month(month), Part::Number(day), Part::Year(year)]
        | [
            Part::Year(year),
            Part::Month(month) | Part::Number(month),
            Part::Number(day),
        ] => whole(year, month, day),
        [Part::Number(one), Part::Number(two), Part::Year(year)] => {
            whole(year, two, one).or_else(|_| whole(year, one, two))
        }
        [
            Part::Word("between"),
            Part::Year(first),
            Part::Word("and"),
            Part::Year(last),
        ]
        | [
            Part::Word("from"),
            Part::Year(first),
            Part::Word("to"),
            Part::Year(last),
        ]
        | [Part::Year(first), Part::Word("to"), Part::Year(last)] => {
            PartialDate::between(first, last)
        }
        _ => Err(DateError::Form),
    }
}

/// A part of a date between two separators.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// Four digits.
    Year(u16),
    /// A month's name: 1 to 12.
    Month(u8),
    /// One or two digits, also with the ending of an ordinal number.
    Number(u8),
    /// Anything else.
    Word(&'a str),
}

impl<'a> Part<'a> {
    fn read(text: &'a str) -> Self {
        if let Some(before) = MONTHS.iter().position(|name| is_month(text, name)) {
            return Self::Month(before as u8 + 1);
        }
        let ordinal = ["st", "nd", "rd", "th", "er"]
            .into_iter()
            .find_map(|ending| text.strip_suffix(ending));
        let number = ordinal.unwrap_or(text);
        match (number.len(), digits(number, number.len())) {
            (4, Ok(year)) if ordinal.is_none() => Self::Year(year),
            // Two digits always fit.
            (1 | 2, Ok(number)) => Self::Number(number as u8),
            _ => Self::Word(text),
        }
    }
}

/// In English, French and German, without accents.
const MONTHS: [&str; 12] = [
    "january janvier",
    "february fevrier",
    "march mars marz",
    "april avril",
    "may mai",
    "june juin juni",
    "july juillet juli",
    "august aout",
    "september septembre",
    "october octobre oktober",
    "november novembre",
    "december decembre dezember",
];

/// A month's name or its first letters, at least three. Two French ones begin with `jui`.
fn is_month(word: &str, names: &str) -> bool {
    word.len() >= 3 && word != "jui" && names.split(' ').any(|name| name.starts_with(word))
}

fn digits(text: &str, length: usize) -> Result<u16, DateError> {
    if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| DateError::Form)
    } else {
        Err(DateError::Form)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Why a text or some parts are no date.
///
/// Cure: of a list, keep the publisher's words as [`ListedDate::Verbatim`]; a person can be asked for the year
/// in four digits, or for another date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateError {
    /// In no form that is read.
    Form,
    /// The year has two digits, so that its century is not known: `19/06/91`.
    Century,
    /// No calendar has such a day (`31/02/1971`), a range ends before it begins, or a date of birth is one
    /// that nobody alive can have.
    Impossible,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => {
                "not a date in the form 1978, 1978-07, 1978-07-05, 1960/1965 or 19XX-08-15"
            }
            Self::Century => "the year has two digits, so that its century is not known",
            Self::Impossible => "no such date",
        })
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
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_people_and_lists_write_them() {
        for (text, expected) in [
            ("1971", Some("1971")),
            (" 1971-03-12 ", Some("1971-03-12")),
            ("12/03/1971", Some("1971-03-12")),
            ("12 / 03 / 1971", Some("1971-03-12")),
            ("12.3.1971", Some("1971-03-12")),
            ("12. 3. 1971", Some("1971-03-12")),
            ("12-03-1971", Some("1971-03-12")),
            ("12–03–1971", Some("1971-03-12")),
            ("12 3 1971", Some("1971-03-12")),
            ("25/3/1971", Some("1971-03-25")),
            ("3/25/1971", Some("1971-03-25")),
            ("1971/03/12", Some("1971-03-12")),
            ("1971.3.12", Some("1971-03-12")),
            ("1971-3-12", Some("1971-03-12")),
            ("3/1971", Some("1971-03")),
            ("12 March 1971", Some("1971-03-12")),
            ("12 MARCH 1971", Some("1971-03-12")),
            ("12th Mar 1971", Some("1971-03-12")),
            ("12-Mar-1971", Some("1971-03-12")),
            ("12 Mar. 1971", Some("1971-03-12")),
            ("March 12, 1971", Some("1971-03-12")),
            ("March 12,1971", Some("1971-03-12")),
            ("1971 March 12", Some("1971-03-12")),
            ("Sept 1971", Some("1971-09")),
            ("May 1971", Some("1971-05")),
            ("１２/３/１９７１", Some("1971-03-12")),
            ("١٢/٣/١٩٧١", Some("1971-03-12")),
            ("1950~", Some("1950~")),
            ("~1950", Some("1950~")),
            ("circa 1950", Some("1950~")),
            ("c. 1950", Some("1950~")),
            ("c1950", Some("1950~")),
            ("ca. 1950", Some("1950~")),
            ("About 1950", Some("1950~")),
            ("around 1950", Some("1950~")),
            ("approx. 1950", Some("1950~")),
            ("Approximately 1950", Some("1950~")),
            ("circa 10 Dec 1948", Some("1948-12-10~")),
            ("circa 1960-1965", Some("1960/1965~")),
            ("1960/1965", Some("1960/1965")),
            ("1960-1965", Some("1960/1965")),
            ("1960 – 1965", Some("1960/1965")),
            ("1960 \u{2014} 1965", Some("1960/1965")),
            ("1960 to 1965", Some("1960/1965")),
            ("from 1960 to 1965", Some("1960/1965")),
            ("between 1960 and 1965", Some("1960/1965")),
            ("Between 1960 and 1965", Some("1960/1965")),
            ("1971-03-12 00:00:00", Some("1971-03-12")),
            ("1971-03-12T00:00:00.000Z", Some("1971-03-12")),
            ("12/03/1971 0:00", Some("1971-03-12")),
            ("12 février 1971", Some("1971-02-12")),
            ("12 FÉVR. 1971", Some("1971-02-12")),
            ("1er août 1971", Some("1971-08-01")),
            ("3 juil. 1971", Some("1971-07-03")),
            ("3 juin 1971", Some("1971-06-03")),
            ("3 jui 1971", None),
            ("12. März 1971", Some("1971-03-12")),
            ("12. Dez. 1971", Some("1971-12-12")),
            ("12/03/1971 today", None),
            ("12:30", None),
            ("12/03/71", None),
            ("12-Feb-71", None),
            ("19710312", None),
            ("2564-02-08", None),
            ("1349/03/12", None),
            ("31/02/1971", None),
            ("0/3/1971", None),
            ("00/00/1971", None),
            ("00/00/0000", None),
            ("0000", None),
            ("N/A", None),
            ("n/a", None),
            ("dd/mm/yyyy", None),
            ("dd/mm/1971", None),
            ("unknown", None),
            ("1971 1972", None),
            ("1971 or 1972", None),
            ("1965-1960", None),
            ("1960-65", None),
            ("1960s", None),
            ("1971?", None),
            ("1971th", None),
            ("12/1971/03", None),
            ("March", None),
            ("12 March", None),
            ("circa", None),
            ("c", None),
            ("between 1960", None),
            ("21/03/1962 to 20/04/1962", None),
            ("12/03/1971, 14/05/1972", None),
            ("195,7", None),
            ("24/01/,1973", None),
            ("196719611973", None),
            ("soon", None),
            ("-", None),
            ("", None),
        ] {
            let read = read_date(text).map(|date| date.to_string()).ok();
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        use DateError::{Century, Form, Impossible};
        for (text, expected) in [
            ("19/06/91", Century),
            ("19 June 91", Century),
            ("19-Jun-91", Century),
            ("June 19, 91", Century),
            ("c. 19.6.91", Century),
            ("June 91", Century),
            ("31/02/1971", Impossible),
            ("13/13/1971", Impossible),
            ("00/00/1971", Impossible),
            ("32 March 1971", Impossible),
            ("1965-1960", Impossible),
            ("12 March", Form),
            ("March 12", Form),
            ("12/3/4", Century),
            ("91", Form),
            ("1960-65", Impossible),
            ("soon", Form),
            ("", Form),
        ] {
            assert_eq!(read_date(text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn a_birth_is_read_as_people_write_it_and_no_later_than_now() {
        for (text, expected) in [
            ("1971", Ok("1971")),
            ("c. 1991", Ok("1991~")),
            ("1990–1992", Ok("1990/1992")),
            ("age 35", Ok("1990/1991")),
            ("Aged 35", Ok("1990/1991")),
            ("age: 35", Err(DateError::Form)),
            ("35 years", Err(DateError::Form)),
            ("age ٣٥", Ok("1990/1991")),
            ("age 0", Ok("2025/2026")),
            ("2026", Ok("2026")),
            ("1896", Ok("1896")),
            ("35", Err(DateError::Form)),
            ("age", Err(DateError::Form)),
            ("age 130", Ok("1895/1896")),
            ("age 131", Err(DateError::Impossible)),
            ("age 9999", Err(DateError::Impossible)),
            ("1895", Err(DateError::Impossible)),
            ("2027", Err(DateError::Impossible)),
            ("01/01/2027", Err(DateError::Impossible)),
            ("19/06/91", Err(DateError::Century)),
            ("31/02/1971", Err(DateError::Impossible)),
        ] {
            let read = read_birth(text, 2026).map(|date| date.to_string());
            assert_eq!(read, expected.map(str::to_owned), "{text:?}");
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
