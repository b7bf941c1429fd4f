//! Times as a manifest gives them. Calendar arithmetic on whole days, because a date library would
//! be several kilobytes for the browser to load.

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Reads a time in UTC as a manifest gives it, `2026-04-29T09:10:00Z`, as seconds since 1970.
///
/// `None` for any other form, and for a day, hour, minute or second that does not exist.
#[must_use]
pub fn read_time(text: &str) -> Option<i64> {
    #[rustfmt::skip]
    let [
        y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z',
    ] = text.as_bytes()
    else {
        return None;
    };
    let year = pair(y1, y2)? * 100 + pair(y3, y4)?;
    let (month, day) = (pair(m1, m2)?, pair(d1, d2)?);
    let (hour, minute, second) = (pair(h1, h2)?, pair(n1, n2)?, pair(s1, s2)?);
    if !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = days_since_1970(year, month, day);
    // 31 February would be a day of March.
    if civil_day(days) != (year, month, day) {
        return None;
    }
    Some(days * DAY + hour * 3_600 + minute * 60 + second)
}

/// The number that two digits make.
fn pair(tens: &u8, ones: &u8) -> Option<i64> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// Days from 1970-01-01 to a day of the Gregorian calendar. Years begin in March here, so that
/// the leap day is the last day of its year.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a number of days since 1970-01-01 in the Gregorian calendar.
#[must_use]
pub fn civil_day(days: i64) -> (i64, i64, i64) {
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
    fn only_a_time_of_a_manifest_is_read() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2001-09-09T01:46:40Z", Some(1_000_000_000)),
            ("2024-02-29T23:59:59Z", Some(1_709_251_199)),
            ("", None),
            ("soon", None),
            ("2026-04-29", None),
            ("2026-04-29 09:10:00Z", None),
            ("2026-04-29T09:10:00+01:00", None),
            ("2026-04-29T09:10:00.5Z", None),
            ("2026-13-29T09:10:00Z", None),
            ("2026-02-29T09:10:00Z", None),
            ("2026-04-00T09:10:00Z", None),
            ("2026-04-29T24:00:00Z", None),
            ("2026-04-29T09:60:00Z", None),
            ("2026-04-29T09:10:60Z", None),
        ] {
            assert_eq!(read_time(text), expected, "{text}");
        }
    }

    #[test]
    fn each_day_is_the_day_after_the_day_before() {
        let mut days = days_since_1970(1899, 12, 31);
        for year in 1900..=2100_i64 {
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let february = if is_leap { 29 } else { 28 };
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, length) in (1..).zip(lengths) {
                for day in 1..=length {
                    days += 1;
                    assert_eq!(days_since_1970(year, month, day), days);
                    assert_eq!(civil_day(days), (year, month, day));
                }
            }
        }
    }
}
