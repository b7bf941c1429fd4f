//! When the publisher made an answer: not always now, because a cache between may have kept it.

use std::time::{Duration, SystemTime};

use ureq::http::{HeaderMap, HeaderName, header};

/// `Age` that cannot be counted, as RFC 9111 section 1.2.2 has it: about 68 years.
const MOST_AGE: u64 = 1 << 31;

/// The time at which the publisher gave this answer, at the latest: the earlier of its `Date`, and of
/// `asked` less its `Age`, where `asked` is the time of this machine when it asked (RFC 9111 section
/// 4.2.3). A cache keeps the publisher's `Date` and adds `Age`, so either shows how old the answer is;
/// to take `Age` from `Date` would count the same time twice. A `Date` after `asked` says nothing. Of
/// a header that is there twice the earlier time counts; one that cannot be read is left out. Never
/// before 1970.
pub fn answered_at(headers: &HeaderMap, asked: SystemTime) -> SystemTime {
    let age = texts(headers, header::AGE).filter_map(seconds).max();
    let age = Duration::from_secs(age.unwrap_or_default());
    let by_age = asked.checked_sub(age).unwrap_or(SystemTime::UNIX_EPOCH);
    let dates =
        texts(headers, header::DATE).filter_map(|text| httpdate::parse_http_date(text).ok());
    let time = dates.fold(by_age, SystemTime::min);
    time.max(SystemTime::UNIX_EPOCH)
}

fn texts(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let values = headers.get_all(name).into_iter();
    values.filter_map(|value| value.to_str().ok().map(str::trim))
}

fn seconds(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(MOST_AGE).min(MOST_AGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_time_that_an_answer_gives_counts() {
        // 29 April 2026, 12:00:00.
        let asked = SystemTime::UNIX_EPOCH + Duration::from_secs(1_777_464_000);
        let date = |text| (header::DATE, text);
        let age = |text| (header::AGE, text);
        for (headers, seconds_before) in [
            (vec![], 0),
            (vec![date("Wed, 29 Apr 2026 12:00:00 GMT")], 0),
            (vec![date("Wed, 29 Apr 2026 11:59:00 GMT")], 60),
            (vec![date("Wed, 29 Apr 2026 12:00:01 GMT")], 0),
            (vec![date("Wed, 29 Apr 2099 12:00:00 GMT"), age("7")], 7),
            (vec![date("Mon, 27 Apr 2026 12:00:00 GMT")], 172_800),
            (vec![date("yesterday")], 0),
            (vec![age("3600")], 3_600),
            (vec![age(" 3600 ")], 3_600),
            (vec![age("0")], 0),
            (vec![age("-5")], 0),
            (vec![age("1.5"), age("soon"), age("")], 0),
            (vec![age("10"), age("20"), age("5")], 20),
            (
                vec![age("99999999999999999999999999")],
                MOST_AGE.min(1_777_464_000),
            ),
            // As a cache keeps it, with either part ahead, and with the clock of the publisher behind.
            (vec![date("Wed, 29 Apr 2026 11:59:00 GMT"), age("60")], 60),
            (vec![date("Wed, 29 Apr 2026 11:59:00 GMT"), age("90")], 90),
            (vec![date("Wed, 29 Apr 2026 11:58:00 GMT"), age("60")], 120),
            (
                vec![date("Thu, 01 Jan 1970 00:00:00 GMT"), age("60")],
                1_777_464_000,
            ),
        ] {
            let map: HeaderMap = headers
                .iter()
                .map(|(name, text)| (name.clone(), text.parse().unwrap()))
                .fold(HeaderMap::new(), |mut map, (name, value)| {
                    map.append(name, value);
                    map
                });
            let before = asked.duration_since(answered_at(&map, asked)).unwrap();
            assert_eq!(before.as_secs(), seconds_before, "{headers:?}");
        }
    }
}
