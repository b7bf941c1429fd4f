//! Moments in time as the page reads and shows them.

use check::{DAY, civil_day};

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

impl Moment {
    /// Reads a time in UTC as a manifest gives it, `2026-04-29T09:10:00Z`, and puts it on the
    /// same local clock. `None` for any other form.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Self> {
        check::read_time(text).map(|unix| self.at(unix))
    }

    /// Another time on the same local clock, in seconds since 1970.
    #[must_use]
    pub fn at(self, unix: i64) -> Self {
        Self { unix, ..self }
    }

    /// Day and time on the local clock.
    #[must_use]
    pub fn local(self) -> LocalTime {
        let seconds = self.unix + i64::from(self.offset) * 60;
        let (year, month, day) = civil_day(seconds.div_euclid(DAY));
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
    }
}
