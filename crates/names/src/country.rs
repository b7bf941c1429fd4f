//! Countries: by name in many languages, by code, or by the word for their people.

use std::sync::LazyLock;

use crate::fold;
use crate::script::is_han;
use crate::sound::{SoundQuery, sound_weight, sounds};
use crate::{Class, Words, class};

/// The short English name, without its gaps, of the country that a word stands for in the tables: its
/// name, an ISO 3166 code, the word for its people. The word is normalised and without gaps, as
/// [`Words::joined`](crate::Words::joined) gives it. [`countries`] reads more.
///
/// ```
/// assert_eq!(names::country("ru"), names::country("russianfederation"));
/// assert_eq!(names::country("ru"), Some("russia"));
/// assert_eq!(names::country("ruritania"), None);
/// ```
#[must_use]
pub fn country(word: &str) -> Option<&'static str> {
    fold::country_name(word).or_else(|| fold::country_elsewhere(word))
}

/// The countries that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Countries {
    /// Their short English names, without gaps. A text that may mean one of two countries names both.
    pub named: Vec<&'static str>,
    /// Whether every token of the text was understood, and there is at least one country.
    pub is_understood: bool,
    /// The normalised text without gaps: two texts that nobody understands may still be equal.
    plain: String,
}

impl Countries {
    /// Whether both name one country, or both are the same text.
    #[must_use]
    pub fn has_one_of(&self, other: &Self) -> bool {
        let is_shared = |country| other.named.contains(country);
        self.named.iter().any(is_shared) || !self.plain.is_empty() && self.plain == other.plain
    }
}

/// Most tokens of a country's name: `Saint Vincent and the Grenadines` has five.
const MOST_TOKENS: usize = 6;

/// Most letters of an ISO 3166 code. Codes are also ordinary words (`and`, `is`, `no`).
const MOST_CODE: usize = 3;

/// Fewest letters of a name that is read by its sound.
const LEAST_SOUNDED: usize = 4;

/// Least similarity of sound of a text and a country's name, and …
///
/// Of the 7,960 names of CLDR in 40 languages, 5,510 are read and 16 taken for another country
/// (`data/country_names_cldr.py --count`, checked 2026-11-26). Raising it reads less.
const SOUNDS_LIKE: f32 = 0.8;

/// … least distance to the name of any other country: what may be two countries is none.
const SOUNDS_APART: f32 = 0.12;

/// Tokens beside a country that say nothing of which it is; with the stop words.
const FILLERS: [&str; 8] = [
    "national",
    "nationals",
    "nationality",
    "citizen",
    "citizenship",
    "dual",
    "y",
    "e",
];

/// Reads the countries in a text: names in many languages and spellings, ISO 3166 codes and words for
/// people, one or several (`Russian, Ukrainian`; `RU/UA`; `citizen of Россия`).
///
/// What no table has is compared by sound with what the tables have, where no other country sounds
/// similar: `Бразилия`, `Brezilya`, `البرازيل`. A code counts where it is alone between separators.
///
/// Cost: a look at two tables for each run of tokens; where no table has it, a comparison with each of
/// the 700 names and words for people.
///
/// ```
/// let read = |text| names::countries(text).named;
/// assert_eq!(read("Russian, Ukrainian"), ["russia", "ukraine"]);
/// assert_eq!(read("citizen of the Republic of Moldova"), ["moldova"]);
/// assert_eq!(read("Бразилия"), ["brazil"]);
/// assert!(!names::countries("Ruritania").is_understood);
/// ```
#[must_use]
#[cold] // Optimised for size: a search reads one country.
pub fn countries(text: &str) -> Countries {
    let tokens = Tokens {
        text,
        words: Words::read(text),
    };
    let mut found = Countries::default();
    let mut is_understood = true;
    let mut place = 0;
    while place < tokens.words.len() {
        let before = found.named.len();
        let is_filler = tokens.is_filler(place);
        place += tokens.read_name(place, &mut found.named);
        is_understood &= is_filler || found.named.len() > before;
    }
    found.is_understood = is_understood && !found.named.is_empty();
    found.plain = tokens.words.joined(0..tokens.words.len()).to_owned();
    found
}

/// The countries that prose names, each once, in the order of their short English names: by their name
/// or the word for their people in the tables, of more letters than a code has.
///
/// For the notes on a document. [`countries`] reads the answer to the question of a country; in prose a
/// town may sound like one, and a code is an ordinary word.
///
/// Cost: a look at two tables for each run of tokens.
///
/// ```
/// let read = |text| names::countries_in_prose(text);
/// assert_eq!(read("Russian passport. Issued in Sanaa, Yemen"), ["russia", "yemen"]);
/// assert!(read("ID no. 1234567, issued in Amman").is_empty());
/// ```
#[must_use]
pub fn countries_in_prose(text: &str) -> Vec<&'static str> {
    let words = Words::read(text);
    let mut named = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let most = MOST_TOKENS.min(words.len() - place);
        let name = |count: &usize| {
            let joined = words.joined(place..place + count);
            country(joined).filter(|_| joined.chars().count() > MOST_CODE)
        };
        let longest = (1..=most).rev().find(|count| name(count).is_some());
        named.extend(longest.and_then(|count| name(&count)));
        place += longest.unwrap_or(1);
    }
    named.sort_unstable();
    named.dedup();
    named
}

struct Tokens<'a> {
    text: &'a str,
    words: Words,
}

impl Tokens<'_> {
    /// Appends the countries that the longest name from a token on stands for. Gives the number of its
    /// tokens; 1 where there is no name.
    #[cold]
    fn read_name(&self, place: usize, named: &mut Vec<&'static str>) -> usize {
        let most = MOST_TOKENS.min(self.words.len() - place);
        for count in (1..=most).rev() {
            let name = self.words.joined(place..place + count);
            let english = fold::country_name(name).filter(|_| self.is_name(place, count));
            let elsewhere = fold::country_elsewhere(name);
            named.extend(english);
            named.extend(elsewhere);
            if english.or(elsewhere).is_some() {
                return count;
            }
        }
        // Part of a name may sound like another country: `Corée` of `Corée du Nord`.
        let is_start = self.is_parted(place) || self.is_filler(place - 1);
        let is_end = |count: &usize| self.is_parted(place + count) || self.is_filler(place + count);
        let end = (1..=most)
            .find(is_end)
            .filter(|_| is_start && !self.is_filler(place));
        let country = end.and_then(|count| by_sound(self.words.joined(place..place + count)));
        named.extend(country);
        country.and(end).unwrap_or(1)
    }

    /// Whether tokens may be a name in English: codes are ordinary words too, and so are several
    /// together (`ma, li`).
    #[cold]
    fn is_name(&self, place: usize, count: usize) -> bool {
        let longest = (place..place + count).map(|place| self.words.text(place).len());
        match longest.max() {
            Some(2..=MOST_CODE) => count == 1 && self.is_alone(place),
            _ => true,
        }
    }

    /// Whether a token is between separators or fillers; a filler, between separators.
    #[cold]
    fn is_alone(&self, place: usize) -> bool {
        let is_beside = |beside: usize| !self.is_filler(place) && self.is_filler(beside);
        (self.is_parted(place) || is_beside(place.wrapping_sub(1)))
            && (self.is_parted(place + 1) || is_beside(place + 1))
    }

    #[inline(never)]
    fn is_filler(&self, place: usize) -> bool {
        let word = self.words.text(place);
        FILLERS.contains(&word) || class(word) == Class::Stop
    }

    /// Whether a token is the first, or has a separator of several values before it; whether the text
    /// ends, for the number of tokens.
    #[inline(never)]
    fn is_parted(&self, place: usize) -> bool {
        if place == 0 || place == self.words.len() {
            return true;
        }
        let gap = self.words.range(place - 1).end..self.words.range(place).start;
        self.text
            .get(gap)
            .is_some_and(|gap| gap.contains(is_separator))
    }
}

fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        ',' | ';' | '/' | '|' | '&' | '+' | '(' | ')' | '\n' | '،' | '、'
    )
}

/// The names that texts are compared with by sound: those of more letters than codes have.
static SOUNDS: LazyLock<Vec<(Vec<u8>, &str)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    fold::each_country(|name, country| all.push((sounds_of(name), country)));
    all
});

/// The sounds of a name. None where it is too short, and in Chinese, where the sound of a character
/// says little of what it means.
#[cold]
fn sounds_of(name: &str) -> Vec<u8> {
    let mut spoken = Vec::new();
    if name.chars().count() >= LEAST_SOUNDED && !name.contains(is_han) {
        sounds(name, &mut spoken);
    }
    spoken
}

/// The one country whose name sounds like a text.
#[cold]
fn by_sound(name: &str) -> Option<&'static str> {
    let spoken = sounds_of(name);
    if spoken.is_empty() {
        return None;
    }
    let query = SoundQuery::new(&spoken);
    let (mut best, mut other) = ((0.0, ""), 0.0);
    for (listed, country) in SOUNDS.iter() {
        let floor = SOUNDS_LIKE - SOUNDS_APART;
        let weight = sound_weight(listed);
        let similarity: f32 = query.similarity(listed, weight, floor).unwrap_or(0.0);
        if similarity > best.0 {
            if *country != best.1 {
                other = best.0;
            }
            best = (similarity, *country);
        } else if similarity > other && *country != best.1 {
            other = similarity;
        }
    }
    (best.0 >= SOUNDS_LIKE && best.0 - other >= SOUNDS_APART).then_some(best.1)
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

    #[test]
    fn every_name_in_another_language_is_read() {
        for table in [
            include_str!("../data/country_names.txt"),
            include_str!("../data/country_names_cldr.txt"),
        ] {
            for row in table.lines().filter(|row| !row.starts_with('#')) {
                let (country, names) = row.split_once(": ").expect(row);
                for name in names.split(", ") {
                    let read = countries(name);
                    let country = country.replace('-', "");
                    assert!(
                        read.is_understood && read.named.contains(&&*country),
                        "{name}: {read:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn countries_are_read_as_people_write_them() {
        for (text, named, is_understood) in [
            ("Россия", "russia", true),
            ("РОССИЯ", "russia", true),
            ("Российская Федерация", "russia", true),
            ("России", "russia", true),
            ("Rusia", "russia", true),
            ("Russie", "russia", true),
            ("Rusya", "russia", true),
            ("Rússia", "russia", true),
            ("Russland", "russia", true),
            ("Rwsia", "russia", true),
            ("روسيا", "russia", true),
            ("俄罗斯", "russia", true),
            ("俄羅斯", "russia", true),
            ("러시아", "russia", true),
            ("ロシア", "russia", true),
            // Vietnamese for Russia, and the code of Nigeria.
            ("Nga", "nigeria russia", true),
            ("Конго", "democraticrepublicofthecongo", true),
            ("Саудовская Аравия", "saudiarabia", true),
            ("السعودية", "saudiarabia", true),
            ("Corée du Nord", "northkorea", true),
            ("Северная Корея", "northkorea", true),
            ("朝鲜", "northkorea", true),
            ("Belarus'", "belarus", true),
            ("IRAN (ISLAMIC REPUBLIC OF)", "iran", true),
            ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "northkorea", true),
            ("MOLDOVA, REPUBLIC OF", "moldova", true),
            ("TANZANIA, UNITED REPUBLIC OF", "tanzania", true),
            ("CONGO, People's Republic of", "congo", true),
            ("PALESTINIAN TERRITORY, Occupied", "palestine", true),
            ("Allemagne", "germany", true),
            ("中国", "china", true),
            ("Türkiye", "turkey", true),
            ("Russian, Ukrainian", "russia ukraine", true),
            ("Russia/Ukraine", "russia ukraine", true),
            ("Russian and Ukrainian", "russia ukraine", true),
            ("Russian Ukrainian", "russia ukraine", true),
            (
                "dual national of Russia and Ukraine",
                "russia ukraine",
                true,
            ),
            ("Россия и Украина", "russia ukraine", true),
            ("RU/UA", "russia ukraine", true),
            ("ru, ua", "russia ukraine", true),
            ("U.K.", "unitedkingdom", true),
            ("UK and US", "unitedkingdom unitedstates", true),
            (
                "Congo, Democratic Republic",
                "democraticrepublicofthecongo",
                true,
            ),
            ("Bosnia and Herzegovina", "bosniaandherzegovina", true),
            ("AD, AND", "andorra andorra", true),
            ("no", "norway", true),
            ("Ruritania", "", false),
            ("Ruritania, Russia", "russia", false),
            ("Corée du Quelque Part", "", false),
            ("Rusia y Ucrania", "russia ukraine", true),
            ("Brasil/Бразилия", "brazil brazil", true),
            ("unknown", "", false),
            ("stateless", "", false),
            ("none", "", false),
            ("of the", "", false),
            ("Kurdish", "", false),
            ("?", "", false),
            ("", "", false),
        ] {
            let read = countries(text);
            assert_eq!(
                (read.named.join(" ").as_str(), read.is_understood),
                (named, is_understood),
                "{text}"
            );
        }
    }
}
