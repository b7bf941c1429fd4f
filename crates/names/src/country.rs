//! Countries under their codes, the words for their people and their other names.

/// The countries, one row each.
static COUNTRIES: &str = include_str!("../data/countries.txt");

/// The short English name of the country that a word stands for: its name, an ISO 3166 code, the
/// word for its people. The word is normalised and without gaps, as
/// [`Words::joined`](crate::Words::joined) gives it.
///
/// ```
/// assert_eq!(names::country("ru"), names::country("russianfederation"));
/// assert_eq!(names::country("ru"), Some("russia"));
/// assert_eq!(names::country("ruritania"), None);
/// ```
#[must_use]
pub fn country(word: &str) -> Option<&'static str> {
    COUNTRIES
        .lines()
        .filter(|row| !row.starts_with('#'))
        .filter_map(|row| row.split_once(": "))
        .find(|(name, others)| {
            is_same(name, word) || others.split(' ').any(|other| is_same(other, word))
        })
        .map(|(name, _)| name)
}

/// Whether a row's word, its hyphens aside, is this word.
fn is_same(listed: &str, word: &str) -> bool {
    listed.bytes().filter(|byte| *byte != b'-').eq(word.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_stands_for_two_countries() {
        let mut seen = BTreeSet::new();
        for row in COUNTRIES.lines().filter(|row| !row.starts_with('#')) {
            let (name, others) = row.split_once(": ").expect(row);
            for word in others.split(' ').chain([name]) {
                assert!(seen.insert(word.replace('-', "")), "{word} in {row}");
                let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
                assert!(word.bytes().all(plain), "{word} in {row}");
            }
        }
        assert!(seen.len() > 700);
    }
}
