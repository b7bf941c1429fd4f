//! Dates and times in words.

use js_sys::Date;
use record::{DateError, ListedDate, PartialDate};

use super::intl::Parts;
use super::{Messages, Phrase, Piece, flat};
use crate::state::Moment;

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

impl Messages {
    /// A date of the list, or what the list says in its place.
    pub(crate) fn date(&'static self, date: &ListedDate) -> Phrase {
        match date {
            ListedDate::Date(date) => vec![self.partial_date(*date).into()],
            ListedDate::Verbatim(text) => vec![Piece::Listed(["“", text, "”"].concat())],
        }
    }

    pub(crate) fn partial_date(&'static self, date: PartialDate) -> String {
        let show = |year: u16, month: Option<u8>, parts| {
            let month = Date::utc(f64::from(year), f64::from(month.unwrap_or(1) - 1));
            let days = date.day().unwrap_or(1) - 1;
            self.formats.date(month + f64::from(days) * DAY, parts)
        };
        let (first, last) = (date.first_year(), date.last_year());
        let (first_year, last_year) = (
            show(first, None, Parts::Year),
            show(last, None, Parts::Year),
        );
        let known = match (date.day(), date.month()) {
            _ if first != last => first_year.clone(),
            (Some(_), month @ Some(_)) => show(first, month, Parts::Whole),
            (_, month @ Some(_)) => show(first, month, Parts::MonthAndYear),
            (_, None) => first_year.clone(),
        };
        match (first == last, date.month(), date.is_circa()) {
            (true, _, false) => known,
            (true, _, true) => self.date_about(&known),
            // A leap year, so that 29 February can be shown.
            (false, month @ Some(_), is_circa) => {
                let parts = match date.day() {
                    Some(_) => Parts::DayAndMonth,
                    None => Parts::Month,
                };
                let day = show(2000, month, parts);
                let day = if is_circa { self.date_about(&day) } else { day };
                self.date_year_between(&day, &first_year, &last_year)
            }
            (false, None, true) => self.date_about_between(&first_year, &last_year),
            (false, None, false) => self.date_between(&first_year, &last_year),
        }
    }

    /// A day and a time of day on the local clock.
    pub(crate) fn time(&'static self, moment: Moment) -> String {
        self.date_and_time(&self.day(moment), &self.clock(moment))
    }

    /// `today, 09:10 UTC`, with the day for another day; or the day and the time.
    pub(super) fn time_seen_from(&'static self, now: Moment, moment: Moment) -> Phrase {
        let time = self.time(moment);
        vec![match self.day(now) == self.day(moment) {
            true => Piece::Seen([self.today(&self.clock(moment)), time]),
            false => time.into(),
        }]
    }

    pub(super) fn day(&'static self, moment: Moment) -> String {
        self.moment(moment, Parts::Whole)
    }

    /// `09:10 UTC+1`: who reads it on paper or elsewhere knows which clock it is of.
    fn clock(&'static self, moment: Moment) -> String {
        let time = self.moment(moment, Parts::Time);
        [&time, "\u{a0}UTC", &ahead(moment.offset)].concat()
    }

    fn moment(&'static self, moment: Moment, parts: Parts) -> String {
        let local = moment.unix + i64::from(moment.offset) * 60;
        self.formats.date(local as f64 * 1_000.0, parts)
    }

    /// The note below the field for a date of birth: how the date was read, if that needs saying.
    /// What was given and not understood has its `problem`.
    pub(crate) fn born_note(
        &'static self,
        born: Option<PartialDate>,
        problem: Option<DateError>,
    ) -> String {
        // A year alone can be read in one way only.
        let is_year = |date: &PartialDate| {
            date.month().is_none() && !date.is_circa() && date.first_year() == date.last_year()
        };
        let sentence = match (problem, self.later_texts()) {
            (None, _) => self.born_example(),
            (Some(DateError::Century), Some(texts)) => texts.born_century(),
            (Some(DateError::Impossible), Some(texts)) => texts.born_impossible(),
            _ => self.born_unread(),
        };
        match born {
            Some(date) if !is_year(&date) => self.born_read(&self.partial_date(date)),
            _ => sentence.text.to_owned(),
        }
    }

    /// Most dates of birth that a row shows.
    const DATES_IN_ROW: usize = 3;

    /// When somebody was born, as a row says it.
    pub(crate) fn born_on(&'static self, dates: &[ListedDate]) -> Phrase {
        if dates.is_empty() {
            return vec![self.born_missing().into()];
        }
        let shown = dates.iter().take(Self::DATES_IN_ROW);
        let mut shown: Vec<Phrase> = shown.map(|date| self.date(date)).collect();
        if dates.len() > Self::DATES_IN_ROW {
            let more = self.other_dates(dates.len() - Self::DATES_IN_ROW);
            shown.push(vec![more.into()]);
        }
        self.born(&self.listed(shown, Self::or))
    }

    /// A date of the list as plain text.
    pub(super) fn plain_date(&'static self, day: &str) -> String {
        flat(&self.date(&ListedDate::from_text(day)))
    }
}

/// How far a clock is ahead of UTC, from minutes: nothing, `+1` or `−3:30`.
fn ahead(offset: i32) -> String {
    let sign = if offset < 0 { "−" } else { "+" };
    let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
    match (hours, minutes) {
        (0, 0) => String::new(),
        (_, 0) => [sign, &hours.to_string()].concat(),
        _ => [
            sign,
            &hours.to_string(),
            if minutes < 10 { ":0" } else { ":" },
            &minutes.to_string(),
        ]
        .concat(),
    }
}
