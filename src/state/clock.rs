//! Moments in time as the page reads and shows them.

use core::ops::Range;

/// A moment as the person's device tells it: seconds since 1970 in UTC, and how many minutes
/// the local clock is ahead of UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub unix: i64,
    /// Local time minus UTC, in minutes.
    pub offset: i32,
}

/// Day and time of a [`Moment`] on the local clock, in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

const DAY: i64 = 86_400;

impl Moment {
    /// Reads a time in UTC as a manifest gives it, `2026-04-29T09:10:00Z`, and puts it on the
    /// same local clock. `None` for any other form.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 20
            && bytes.iter().enumerate().all(|(place, byte)| match place {
                4 | 7 => *byte == b'-',
                10 => *byte == b'T',
                13 | 16 => *byte == b':',
                19 => *byte == b'Z',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return None;
        }
        let number = |range: Range<usize>| {
            text.get(range)
                .and_then(|digits| digits.parse::<i64>().ok())
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 {
            return None;
        }
        let unix = days_before(year, month, day) * DAY + hour * 3_600 + minute * 60 + second;
        Some(Self { unix, ..self })
    }

    /// Day and time on the local clock.
    #[must_use]
    pub fn local(self) -> LocalTime {
        let seconds = self.unix + i64::from(self.offset) * 60;
        let (year, month, day) = civil(seconds.div_euclid(DAY));
        let minutes = seconds.rem_euclid(DAY) / 60;
        // All in range by construction, for any year that a clock shows.
        LocalTime {
            year: year as u16,
            month: month as u8,
            day: day as u8,
            hour: (minutes / 60) as u8,
            minute: (minutes % 60) as u8,
        }
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; years begin in March here, so that
/// the leap day is the last of its year.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Undoes [`days_before`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_manifest_is_read_and_shown_on_the_local_clock() {
        // Text, offset in minutes, expected local time.
        let rows = [
            ("1970-01-01T00:00:00Z", 0, (1970, 1, 1, 0, 0)),
            ("2026-04-29T09:10:00Z", 60, (2026, 4, 29, 10, 10)),
            ("2024-02-29T23:30:00Z", 60, (2024, 3, 1, 0, 30)),
            ("2026-01-01T00:30:00Z", -60, (2025, 12, 31, 23, 30)),
            ("2000-12-31T12:00:59Z", 330, (2000, 12, 31, 17, 30)),
        ];
        for (text, offset, (year, month, day, hour, minute)) in rows {
            let moment = Moment { unix: 0, offset }.read(text).unwrap();
            let expected = LocalTime {
                year,
                month,
                day,
                hour,
                minute,
            };
            assert_eq!(moment.local(), expected, "{text}");
        }
        assert_eq!(
            Moment::default().read("2001-09-09T01:46:40Z").unwrap().unix,
            1_000_000_000
        );
    }

    #[test]
    fn what_is_no_time_of_the_manifest_is_not_read() {
        for text in [
            "",
            "2026-04-29",
            "2026-04-29T09:10:00+01:00",
            "2026-13-29T09:10:00Z",
            "2026-04-29 09:10:00Z",
        ] {
            assert_eq!(Moment::default().read(text), None, "{text}");
        }
    }
}
