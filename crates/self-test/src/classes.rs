//! The ways in which a name is disguised.

use record::Kind;

use crate::random::Random;

/// A way in which a name is disguised.
pub struct Class {
    /// Its word in data.
    pub code: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// The kinds of designations it is for; all where there are none of these.
    pub kinds: &'static [Kind],
    /// A name of these words in disguise; `None` where the class does not apply to it.
    pub disguise: fn(&[&str], &mut Random) -> Option<String>,
}

const PEOPLE: &[Kind] = &[Kind::Individual];
const ORGANISATIONS: &[Kind] = &[Kind::Entity];
const SHIPS: &[Kind] = &[Kind::Ship];

/// All classes.
#[rustfmt::skip]
pub const CLASSES: [Class; 14] = [
    Class { code: "letter-left-out", title: "a letter left out", kinds: &[], disguise: |words, random| one_word(words, random, leave_out) },
    Class { code: "letter-added", title: "a letter too many", kinds: &[], disguise: |words, random| one_word(words, random, add) },
    Class { code: "wrong-vowel", title: "another vowel", kinds: &[], disguise: |words, random| one_word(words, random, wrong_vowel) },
    Class { code: "two-slips", title: "a letter left out of one word, another vowel in the next", kinds: PEOPLE, disguise: two_slips },
    Class { code: "run-together", title: "two words written as one", kinds: PEOPLE, disguise: run_together },
    Class { code: "split", title: "a long word written as two", kinds: PEOPLE, disguise: |words, random| one_word(words, random, split) },
    Class { code: "hyphen", title: "a hyphen between words", kinds: PEOPLE, disguise: |words, _| several(words).then(|| words.join("-")) },
    Class { code: "any-order", title: "words in another order", kinds: PEOPLE, disguise: any_order },
    Class { code: "ends-cut", title: "the last letter missing from every word", kinds: PEOPLE, disguise: ends_cut },
    Class { code: "another-name", title: "a further given name in front", kinds: PEOPLE, disguise: another_name },
    Class { code: "payment", title: "words of a payment around it", kinds: &[], disguise: payment },
    Class { code: "born", title: "a date of birth behind it", kinds: PEOPLE, disguise: born },
    Class { code: "legal-form", title: "a legal form added or left out", kinds: ORGANISATIONS, disguise: legal_form },
    Class { code: "ship", title: "“M/V” in front of a ship", kinds: SHIPS, disguise: |words, _| Some(format!("M/V {}", words.join(" "))) },
];

fn several(words: &[&str]) -> bool {
    words.len() > 1
}

/// Changes one word of at least five letters, if there is one that the change fits.
fn one_word(
    words: &[&str],
    random: &mut Random,
    change: fn(&str, &mut Random) -> Option<String>,
) -> Option<String> {
    let places = words.iter().enumerate();
    let long: Vec<usize> = places
        .filter(|(_, word)| word.len() >= 5)
        .map(|(place, _)| place)
        .collect();
    let place = random.choice(&long)?;
    let changed = change(words.get(place)?, random)?;
    Some(with_word(words, place, &changed))
}

fn with_word(words: &[&str], place: usize, word: &str) -> String {
    let mut words = words.to_vec();
    if let Some(own) = words.get_mut(place) {
        *own = word;
    }
    words.join(" ")
}

/// A place in a word that is neither its first nor its last letter.
fn inside(word: &str, random: &mut Random) -> Option<usize> {
    (word.len() > 2).then(|| random.place(1..word.len() - 1))
}

fn leave_out(word: &str, random: &mut Random) -> Option<String> {
    let place = inside(word, random)?;
    Some([word.get(..place)?, word.get(place + 1..)?].concat())
}

fn add(word: &str, random: &mut Random) -> Option<String> {
    let place = inside(word, random)?;
    let letter = random.letter().to_string();
    Some([word.get(..place)?, &letter, word.get(place..)?].concat())
}

fn wrong_vowel(word: &str, random: &mut Random) -> Option<String> {
    const VOWELS: &str = "aeiou";
    let letters = word.char_indices().skip(1);
    let vowels = letters.filter(|(_, letter)| VOWELS.contains(letter.to_ascii_lowercase()));
    let (place, old) = random.choice(&vowels.collect::<Vec<_>>())?;
    let others = VOWELS
        .chars()
        .filter(|vowel| *vowel != old.to_ascii_lowercase());
    let vowel = random.choice(&others.collect::<Vec<_>>())?.to_string();
    Some([word.get(..place)?, &vowel, word.get(place + 1..)?].concat())
}

fn two_slips(words: &[&str], random: &mut Random) -> Option<String> {
    let places = words.iter().enumerate();
    let mut long: Vec<usize> = places
        .filter(|(_, word)| word.len() >= 5)
        .map(|(place, _)| place)
        .collect();
    random.shuffle(&mut long);
    let [one, other, ..] = long.as_slice() else {
        return None;
    };
    let first = leave_out(words.get(*one)?, random)?;
    let second = wrong_vowel(words.get(*other)?, random)?;
    let half = with_word(words, *one, &first);
    let half: Vec<&str> = half.split(' ').collect();
    Some(with_word(&half, *other, &second))
}

fn run_together(words: &[&str], random: &mut Random) -> Option<String> {
    let place = several(words).then(|| random.place(1..words.len()))?;
    let (before, after) = words.split_at_checked(place)?;
    Some([before.join(" "), after.join(" ")].concat())
}

fn split(word: &str, random: &mut Random) -> Option<String> {
    let is_long = word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let place = is_long.then(|| random.place(3..word.len() - 2))?;
    Some([word.get(..place)?, " ", word.get(place..)?].concat())
}

fn any_order(words: &[&str], random: &mut Random) -> Option<String> {
    let mut shuffled = words.to_vec();
    random.shuffle(&mut shuffled);
    (shuffled != words).then(|| shuffled.join(" "))
}

fn ends_cut(words: &[&str], _: &mut Random) -> Option<String> {
    if words.iter().any(|word| word.len() < 5) {
        return None;
    }
    let cut = words.iter().filter_map(|word| word.get(..word.len() - 1));
    Some(cut.collect::<Vec<_>>().join(" "))
}

fn another_name(words: &[&str], random: &mut Random) -> Option<String> {
    const GIVEN: [&str; 6] = ["Maria", "Peter", "Anna", "Daniel", "Elena", "Martin"];
    Some(format!("{} {}", random.choice(&GIVEN)?, words.join(" ")))
}

fn payment(words: &[&str], random: &mut Random) -> Option<String> {
    let name = words.join(" ");
    let number = random.number(100..10_000);
    Some(match random.number(0..3) {
        0 => format!("Payment to {name}, invoice 2026/{number}"),
        1 => format!("Beneficiary: {name} ref {number}"),
        _ => format!("Rent from {name} for March 2026"),
    })
}

fn born(words: &[&str], random: &mut Random) -> Option<String> {
    let (day, month, year) = (
        random.number(1..29),
        random.number(1..13),
        random.number(1945..2000),
    );
    Some(format!("{} {day:02}/{month:02}/{year}", words.join(" ")))
}

fn legal_form(words: &[&str], random: &mut Random) -> Option<String> {
    const FORMS: [&str; 12] = [
        "LLC", "LTD", "LIMITED", "INC", "JSC", "OJSC", "PJSC", "CO", "COMPANY", "GMBH", "SA", "FZE",
    ];
    let is_form = |word: &&str| {
        let word = word.replace('.', "").to_ascii_uppercase();
        FORMS.contains(&&*word)
    };
    let bare: Vec<&str> = words
        .iter()
        .filter(|word| !is_form(word))
        .copied()
        .collect();
    if bare.is_empty() {
        return None;
    }
    match bare.len() < words.len() {
        true => Some(bare.join(" ")),
        false => Some(format!(
            "{} {}",
            words.join(" "),
            random.choice(&["Ltd", "LLC", "Inc"])?
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PERSON: [&str; 3] = ["Blenorik", "Manakir", "TESTANOV"];

    fn disguised(code: &str, words: &[&str], seed: u64) -> Option<String> {
        let class = CLASSES.iter().find(|class| class.code == code)?;
        (class.disguise)(words, &mut Random::with_seed(seed))
    }

    #[test]
    fn every_class_changes_a_name_and_another_seed_changes_it_otherwise() {
        let name = PERSON.join(" ");
        for class in &CLASSES {
            let all: BTreeSet<_> = (0..40)
                .filter_map(|seed| disguised(class.code, &PERSON, seed))
                .collect();
            assert!(!all.is_empty() && !all.contains(&name), "{}", class.code);
            let is_fixed = ["hyphen", "ends-cut", "ship"].contains(&class.code);
            assert_eq!(all.len() == 1, is_fixed, "{}", class.code);
        }
    }

    #[test]
    fn a_slip_is_one_letter() {
        let name = PERSON.join(" ");
        for seed in 0..200 {
            let typed = |code| disguised(code, &PERSON, seed).unwrap_or_default();
            assert_eq!(typed("letter-left-out").len(), name.len() - 1);
            assert_eq!(typed("letter-added").len(), name.len() + 1);
            let wrong = typed("wrong-vowel");
            let differs = name
                .bytes()
                .zip(wrong.bytes())
                .filter(|(one, two)| one != two);
            assert_eq!((differs.count(), wrong.len()), (1, name.len()), "{wrong}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn a_class_that_does_not_fit_a_name_leaves_it_out() {
        for (code, words) in [
            ("letter-left-out", &["Abc", "De"][..]),
            ("two-slips", &["Blenorik", "De"]),
            ("split", &["Abcdef", "Gh"]),
            ("hyphen", &["Blenorik"]),
            ("any-order", &["Blenorik"]),
            ("ends-cut", &["Blenorik", "De"]),
            ("legal-form", &["LLC"]),
        ] {
            assert_eq!(disguised(code, words, 3), None, "{code}");
        }
        assert_eq!(disguised("legal-form", &["Orsakko", "Ltd"], 3).as_deref(), Some("Orsakko"));
    }
}
