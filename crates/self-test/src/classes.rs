//! The ways in which a name is disguised.

use record::{Kind, PartRole};

use crate::random::Random;

/// A way in which a name is disguised.
pub struct Class {
    /// Its word in data.
    pub code: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// The kinds of designations it is for; all where there are none of these.
    pub kinds: &'static [Kind],
    /// Which words of a name it disguises.
    pub form: Form,
    /// A name of these words in disguise; `None` where the class does not apply to it.
    pub disguise: fn(&[&str], &mut Random) -> Option<String>,
}

/// Which words of a listed name are disguised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All.
    Whole,
    /// The first given name and the family name, where the list says which these are and has further names of the
    /// person between them: a patronymic, further given names.
    Short,
}

impl Form {
    /// These words of a name with these parts; `None` where the name has no such form.
    #[must_use]
    pub fn words<'a>(self, parts: &[(PartRole, &'a str)]) -> Option<Vec<&'a str>> {
        let with = |role| parts.iter().filter(move |part| part.0 == role);
        let kept: Vec<_> = match self {
            Self::Whole => parts.iter().collect(),
            Self::Short => {
                let given = with(PartRole::Given).take(1);
                given.chain(with(PartRole::Family)).collect()
            }
        };
        let has_both = with(PartRole::Given).count() > 0 && with(PartRole::Family).count() > 0;
        let is_short = has_both && kept.len() < parts.len();
        let words = kept.iter().flat_map(|part| part.1.split_whitespace());
        (self == Self::Whole || is_short).then(|| words.collect())
    }
}

use Form::{Short, Whole};

const PEOPLE: &[Kind] = &[Kind::Individual];
const ORGANISATIONS: &[Kind] = &[Kind::Entity];
const SHIPS: &[Kind] = &[Kind::Ship];

/// All classes.
#[rustfmt::skip]
pub const CLASSES: [Class; 16] = [
    Class { code: "letter-left-out", title: "a letter left out", kinds: &[], form: Whole, disguise: |words, random| one_word(words, random, leave_out) },
    Class { code: "letter-added", title: "a letter too many", kinds: &[], form: Whole, disguise: |words, random| one_word(words, random, add) },
    Class { code: "wrong-vowel", title: "another vowel", kinds: &[], form: Whole, disguise: |words, random| one_word(words, random, wrong_vowel) },
    Class { code: "two-slips", title: "a letter left out of one word, another vowel in the next", kinds: PEOPLE, form: Whole, disguise: two_slips },
    Class { code: "run-together", title: "two words written as one", kinds: PEOPLE, form: Whole, disguise: run_together },
    Class { code: "split", title: "a long word written as two", kinds: PEOPLE, form: Whole, disguise: |words, random| one_word(words, random, split) },
    Class { code: "hyphen", title: "a hyphen between words", kinds: PEOPLE, form: Whole, disguise: |words, _| several(words).then(|| words.join("-")) },
    Class { code: "any-order", title: "words in another order", kinds: PEOPLE, form: Whole, disguise: any_order },
    Class { code: "ends-cut", title: "the last letter missing from every word", kinds: PEOPLE, form: Whole, disguise: ends_cut },
    Class { code: "another-name", title: "a further given name in front", kinds: PEOPLE, form: Whole, disguise: another_name },
    Class { code: "payment", title: "words of a payment around it", kinds: &[], form: Whole, disguise: payment },
    Class { code: "born", title: "a date of birth behind it", kinds: PEOPLE, form: Whole, disguise: born },
    Class { code: "legal-form", title: "a legal form added or left out", kinds: ORGANISATIONS, form: Whole, disguise: legal_form },
    Class { code: "ship", title: "“M/V” in front of a ship", kinds: SHIPS, form: Whole, disguise: |words, _| Some(format!("M/V {}", words.join(" "))) },
    Class { code: "short", title: "given and family name, without those between", kinds: PEOPLE, form: Short, disguise: |words, _| Some(words.join(" ")) },
    Class { code: "short-in-text", title: "these two with a place, a job, a note or a person", kinds: PEOPLE, form: Short, disguise: in_text },
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

fn in_text(words: &[&str], random: &mut Random) -> Option<String> {
    const PLACES: [&str; 8] = [
        "Leeds", "Hamburg", "Toronto", "Nicosia", "Lyon", "Dubai", "Riga", "Cardiff",
    ];
    const JOBS: [&str; 6] = [
        "director",
        "driver",
        "accountant",
        "shareholder",
        "captain",
        "tenant",
    ];
    const NOTES: [&str; 6] = [
        "new customer",
        "second account",
        "by phone",
        "urgent",
        "duplicate",
        "old address",
    ];
    const OTHERS: [&str; 4] = ["Anna Keller", "Peter Novak", "Maria Rossi", "James Hughes"];
    let name = words.join(" ");
    let shape = random.number(0..5);
    let mut one_of = |texts: &[&'static str]| random.choice(texts);
    Some(match shape {
        0 => format!("{name} {}", one_of(&PLACES)?),
        1 => format!("{} {name}", one_of(&JOBS)?),
        2 => format!("{name}, {} {}", one_of(&JOBS)?, one_of(&PLACES)?),
        3 => format!("{name} - {}", one_of(&NOTES)?),
        _ => format!("{name} and {}", one_of(&OTHERS)?),
    })
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
        let roles = [PartRole::Given, PartRole::Given, PartRole::Family];
        let parts: Vec<_> = roles.into_iter().zip(PERSON).collect();
        for class in &CLASSES {
            let words = class.form.words(&parts).unwrap_or_default();
            let all: BTreeSet<_> = (0..40)
                .filter_map(|seed| disguised(class.code, &words, seed))
                .collect();
            assert!(!all.is_empty() && !all.contains(&name), "{}", class.code);
            let is_fixed = ["hyphen", "ends-cut", "ship", "short"].contains(&class.code);
            assert_eq!(all.len() == 1, is_fixed, "{}", class.code);
        }
    }

    #[test]
    #[rustfmt::skip]
    fn a_short_form_is_what_the_list_calls_given_and_family_name() {
        use PartRole::{Family, Given, Unspecified};
        let (blenorik, manakir, orsek) = ((Given, "Blenorik"), (Given, "Manakir"), (Given, "Orsek Ilan"));
        let (testanov, van) = ((Family, "TESTANOV"), (Family, "VAN TESTANOV"));
        for (parts, short) in [
            (&[blenorik, manakir, testanov][..], Some("Blenorik TESTANOV")),
            (&[orsek, manakir, blenorik, van], Some("Orsek Ilan VAN TESTANOV")),
            // Nothing is left out.
            (&[blenorik, testanov], None),
            (&[orsek, van], None),
            // The list does not say which they are.
            (&[(Unspecified, "Blenorik"), (Unspecified, "Manakir"), (Unspecified, "TESTANOV")], None),
            (&[(PartRole::Whole, "Blenorik Manakir TESTANOV")], None),
            (&[blenorik, manakir], None),
        ] {
            let words = |form: Form| form.words(parts).map(|words| words.join(" "));
            assert_eq!(words(Short).as_deref(), short);
            let texts: Vec<&str> = parts.iter().map(|part| part.1).collect();
            assert_eq!(words(Whole), Some(texts.join(" ")));
        }
    }

    #[test]
    fn a_short_form_in_a_text_stays_as_it_is() {
        for seed in 0..40 {
            let text = disguised("short-in-text", &["Blenorik", "TESTANOV"], seed);
            let (before, after) = text
                .as_deref()
                .and_then(|text| text.split_once("Blenorik TESTANOV"))
                .unwrap();
            let words = [before, after].concat();
            let words = words
                .split(|letter: char| !letter.is_alphabetic())
                .filter(|word| !word.is_empty());
            assert!((1..=3).contains(&words.count()), "{text:?}");
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
