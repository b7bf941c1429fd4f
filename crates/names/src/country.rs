//! Countries under their codes, the words for their people and their other names.

use crate::fold;

/// The short English name, without its gaps, of the country that a word stands for: its name, an
/// ISO 3166 code, the word for its people. The word is normalised and without gaps, as
/// [`Words::joined`](crate::Words::joined) gives it.
///
/// ```
/// assert_eq!(names::country("ru"), names::country("russianfederation"));
/// assert_eq!(names::country("ru"), Some("russia"));
/// assert_eq!(names::country("ruritania"), None);
/// ```
#[must_use]
pub fn country(word: &str) -> Option<&'static str> {
    fold::country_name(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_found_and_stands_for_one_country() {
        let table = include_str!("../data/countries.txt");
        let mut words = 0;
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let (name, others) = row.split_once(": ").expect(row);
            for word in others.split(' ').chain([name]) {
                let word = word.replace('-', "");
                assert_eq!(country(&word), Some(&*name.replace('-', "")), "{word}");
                assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
                words += 1;
            }
        }
        assert!(words > 700);
    }
}
