//! Spellings that the list itself publishes, and spellings made by rule.

use std::collections::BTreeMap;

use matcher::{Index, MinBand, Options};
use record::{Kind, NameType, Record};

use super::{Random, Row, Share, asking};

/// How often the designation that a query belongs to is first, and among ten.
#[derive(Clone, Copy, Default)]
pub struct Ranks {
    pub first: Share,
    pub among_ten: Share,
}

impl Ranks {
    fn add(&mut self, rank: Option<usize>) {
        self.first.add(rank == Some(0));
        self.among_ten.add(rank.is_some());
    }
}

pub fn rank_of(index: &Index, query: &str, id: &str, options: &Options) -> Option<usize> {
    let pack = &index.pack();
    let answer = index.search(query, options);
    answer
        .hits
        .iter()
        .position(|hit| pack.designation(hit.designation).unwrap().id() == id)
}

/// Published variations against primary names, by kind of designation; `all` holds the sum.
pub fn published(index: &Index, cases: &[Row], min: MinBand) -> BTreeMap<&'static str, Ranks> {
    let pack = &index.pack();
    let kinds: BTreeMap<&str, Kind> = pack
        .designations()
        .map(|designation| (designation.id(), designation.kind()))
        .collect();
    let mut ranks = BTreeMap::<&str, Ranks>::new();
    for case in cases {
        let rank = rank_of(index, &case["query"], &case["unique_id"], &asking(min));
        let kind = kinds
            .get(&*case["unique_id"])
            .map_or("none", |kind| kind.as_str());
        ranks.entry("all").or_default().add(rank);
        ranks.entry(kind).or_default().add(rank);
    }
    ranks
}

/// A person whose name is varied by rule.
pub struct Person {
    pub id: String,
    pub words: Vec<String>,
}

/// People with a primary name of two to four Latin words, spread over the list.
pub fn people(records: &[Record], count: usize) -> Vec<Person> {
    let fits = |record: &&Record| {
        let name = record
            .names
            .iter()
            .find(|name| name.name_type == NameType::Primary);
        record.kind == Kind::Individual
            && name.is_some_and(|name| {
                let full = name.full();
                let words: Vec<&str> = full.split_whitespace().collect();
                (2..=4).contains(&words.len())
                    && words.iter().all(|word| word.chars().count() >= 3)
                    && full
                        .chars()
                        .all(|letter| letter.is_alphabetic() || " '-".contains(letter))
                    && full.is_ascii()
            })
    };
    let all: Vec<&Record> = records.iter().filter(fits).collect();
    let step = (all.len() / count.max(1)).max(1);
    let person = |record: &&Record| {
        let name = record
            .names
            .iter()
            .find(|name| name.name_type == NameType::Primary);
        let parts = name.iter().flat_map(|name| &name.parts);
        let words = parts.flat_map(|part| part.text.split_whitespace());
        let words = words.map(str::to_owned).collect();
        Person {
            id: record.id.clone(),
            words,
        }
    };
    all.iter().step_by(step).take(count).map(person).collect()
}

/// Every way of varying a name, with the name it leads to where it applies.
pub type Vary = fn(&Person, &mut Random) -> Option<String>;

pub const CLASSES: [(&str, Vary); 19] = [
    ("alternate romanisation", alternate_romanisation),
    ("other marks", |person, _| {
        // The list writes few marks, so they are put where the listed name has none.
        let name = person.words.join(" ");
        let marked = name
            .replace('a', "á")
            .replace('E', "Ë")
            .replace('i', "ī")
            .replace('S', "Š");
        (marked != name).then_some(marked)
    }),
    ("umlauts expanded", |person, _| {
        let name = person.words.join(" ").to_lowercase();
        let expanded = name.replace('o', "oe").replace('u', "ue");
        (expanded.len() > name.len() && expanded.len() <= name.len() + 2).then_some(expanded)
    }),
    ("order", |person, _| {
        let (last, rest) = person.words.split_last()?;
        Some(format!("{last}, {}", rest.join(" ")))
    }),
    ("middle word dropped", |person, _| {
        let [first, .., last] = &person.words[..] else {
            return None;
        };
        (person.words.len() > 2).then(|| format!("{first} {last}"))
    }),
    ("particle", |person, random| {
        let particle = ["al", "bin", "de", "von"][random.below(4)];
        let (last, rest) = person.words.split_last()?;
        Some(format!("{} {particle} {last}", rest.join(" ")))
    }),
    ("initials", |person, _| {
        let (last, rest) = person.words.split_last()?;
        let initials: Vec<String> = rest.iter().map(|word| format!("{}.", &word[..1])).collect();
        Some(format!("{} {last}", initials.join(" ")))
    }),
    ("title", |person, random| {
        let title = ["Dr", "Mr", "General", "Haji", "Professor"][random.below(5)];
        Some(format!("{title} {}", person.words.join(" ")))
    }),
    ("punctuation", |person, _| {
        Some(person.words.join("-").replace('\'', "’"))
    }),
    ("case", |person, _| {
        Some(person.words.join(" ").to_lowercase())
    }),
    ("look-alike letter", |person, _| {
        let name = person.words.join(" ");
        let changed = name.replace('a', "а").replace('E', "Е").replace('O', "О");
        (changed != name).then_some(changed)
    }),
    ("invisible character", |person, random| {
        let name = person.words.join(" ");
        let place = random.below(name.len());
        Some(format!("{}\u{200b}{}", &name[..place], &name[place..]))
    }),
    ("internal vowels dropped", |person, _| {
        Some(person.each_word(|word| {
            let inner = &word[1..word.len() - 1];
            let kept: String = inner.chars().filter(|letter| !is_vowel(*letter)).collect();
            format!("{}{kept}{}", &word[..1], &word[word.len() - 1..])
        }))
    }),
    ("doubled letters", |person, random| {
        Some(person.one_word(random, |word, random| {
            let place = 1 + random.below(word.len() - 1);
            format!("{}{}", &word[..place], &word[place - 1..])
        }))
    }),
    ("phonetic respelling", |person, _| {
        let name = person.words.join(" ").to_lowercase();
        let changed = [
            ("ph", "f"),
            ("kh", "h"),
            ("sh", "sch"),
            ("v", "w"),
            ("k", "c"),
            ("y", "i"),
        ]
        .iter()
        .fold((name.clone(), 0), |(name, count), (from, to)| {
            if count < 2 && name.contains(from) {
                (name.replacen(from, to, 1), count + 1)
            } else {
                (name, count)
            }
        });
        (changed.1 > 0).then_some(changed.0)
    }),
    ("OCR confusion", |person, _| {
        let name = person.words.join(" ");
        [
            ("rn", "m"),
            ("m", "rn"),
            ("l", "1"),
            ("o", "0"),
            ("O", "0"),
            ("I", "l"),
        ]
        .iter()
        .find(|(from, _)| name.contains(from))
        .map(|(from, to)| name.replacen(from, to, 1))
    }),
    ("neighbouring key", |person, random| {
        Some(person.one_word(random, |word, random| {
            let place = random.below(word.len());
            let letter = word.as_bytes()[place].to_ascii_lowercase();
            let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
            let beside = rows.iter().find_map(|row| {
                let place = row.bytes().position(|key| key == letter)?;
                row.get(place + 1..place + 2).or(row.get(place - 1..place))
            });
            format!(
                "{}{}{}",
                &word[..place],
                beside.unwrap_or("x"),
                &word[place + 1..]
            )
        }))
    }),
    ("swap", |person, random| {
        Some(person.one_word(random, |word, random| {
            let mut letters: Vec<char> = word.to_lowercase().chars().collect();
            let place = random.below(letters.len() - 1);
            letters.swap(place, place + 1);
            letters.into_iter().collect()
        }))
    }),
    ("cut at fixed width", |person, _| {
        let name = person.words.join(" ");
        let width = [12, 15, 18, 20]
            .into_iter()
            .rev()
            .find(|width| *width + 2 <= name.len())?;
        Some(name[..width].trim().to_owned())
    }),
];

/// What must not be found: names of other people that look like a listed one.
pub fn near_misses(people: &[Person], place: usize) -> Vec<(&'static str, String)> {
    let (a, b) = (&people[place], &people[(place + 17) % people.len()]);
    let c = &people[(place + 41) % people.len()];
    let mut misses = Vec::new();
    if let (Some(given), Some(family)) = (a.words.first(), b.words.last()) {
        misses.push((
            "given name with another's family name",
            format!("{given} {family}"),
        ));
    }
    if let (Some((_, rest)), Some(last)) = (a.words.split_last(), c.words.last()) {
        misses.push(("last word exchanged", format!("{} {last}", rest.join(" "))));
    }
    let longest = (0..a.words.len())
        .max_by_key(|place| a.words[*place].len())
        .unwrap_or(0);
    let mut words = a.words.clone();
    let word = &words[longest];
    words[longest] = format!("{}xu{}", &word[..1], &word[word.len() - 1..]);
    misses.push(("interior of the longest word replaced", words.join(" ")));
    misses
}

fn is_vowel(letter: char) -> bool {
    "aeiouyAEIOUY".contains(letter)
}

impl Person {
    fn each_word(&self, change: impl Fn(&str) -> String) -> String {
        let words: Vec<String> = self.words.iter().map(|word| change(word)).collect();
        words.join(" ")
    }

    /// One word changed, the longest or another one.
    fn one_word(
        &self,
        random: &mut Random,
        change: impl Fn(&str, &mut Random) -> String,
    ) -> String {
        let place = random.below(self.words.len());
        let mut words = self.words.clone();
        words[place] = change(&words[place].clone(), random);
        words.join(" ")
    }
}

/// Exchanges that different romanisations of Arabic, Persian and Cyrillic make.
fn alternate_romanisation(person: &Person, _: &mut Random) -> Option<String> {
    let name = person.words.join(" ").to_lowercase();
    let exchanges = [
        ("mohammad", "muhammed"),
        ("mohammed", "mohamad"),
        ("muhammad", "mohammed"),
        ("hussein", "hossain"),
        ("yev", "ev"),
        ("ev", "yev"),
        ("iy", "y"),
        ("ii", "y"),
        ("ei", "ey"),
        ("ey", "ei"),
        ("ai", "ay"),
        ("yu", "iu"),
        ("ya", "ia"),
        ("ks", "x"),
        ("q", "k"),
        ("oo", "u"),
        ("ou", "u"),
        ("ee", "i"),
        ("dj", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("u", "o"),
        ("i", "e"),
        ("w", "v"),
    ];
    let mut changed = name.clone();
    let mut count = 0;
    for (from, to) in exchanges {
        if count < 2 && changed.contains(from) {
            changed = changed.replacen(from, to, 1);
            count += 1;
        }
    }
    (count > 0).then_some(changed)
}

/// Whether a name varied by rule finds its person, class by class.
pub fn by_class(index: &Index, people: &[Person], min: MinBand) -> Vec<(&'static str, Share)> {
    let options = Options {
        limit: 10,
        ..asking(min)
    };
    let mut random = Random(7);
    CLASSES
        .iter()
        .map(|(class, vary)| {
            let mut share = Share::default();
            for person in people {
                if let Some(query) = vary(person, &mut random) {
                    let is_found = rank_of(index, &query, &person.id, &options).is_some();
                    if !is_found && std::env::var("SHOW").is_ok() {
                        println!("    {class}: {query} | {}", person.words.join(" "));
                    }
                    share.add(is_found);
                }
            }
            (*class, share)
        })
        .collect()
}

/// How often the last name alone, of six letters or more and with one slip, is shown, is said to
/// stand on the list at least, and is among ten of a wider search.
pub fn one_name_alone(index: &Index, people: &[Person]) -> [Share; 3] {
    let mut random = Random(7);
    let slips = CLASSES
        .iter()
        .filter(|(class, _)| ["doubled letters", "neighbouring key", "swap"].contains(class));
    let mut shares = [Share::default(); 3];
    for (_, slip) in slips {
        for person in people {
            let alone = Person {
                id: person.id.clone(),
                words: person.words.last().cloned().into_iter().collect(),
            };
            let name = alone.words.concat();
            let query = slip(&alone, &mut random).filter(|_| name.len() >= 6);
            let Some(query) = query.filter(|query| !query.eq_ignore_ascii_case(&name)) else {
                continue;
            };
            let rank = |min| rank_of(index, &query, &person.id, &asking(min));
            let answer = index.search(&query, &asking(MinBand::Possible));
            let is_shown = rank(MinBand::Possible).is_some();
            shares[0].add(is_shown);
            shares[1].add(is_shown || answer.suppressed > 0);
            shares[2].add(rank(MinBand::Any).is_some_and(|rank| rank < 10));
        }
    }
    shares
}

/// How often a near miss finds the person that it only looks like.
pub fn false_alarms(
    index: &Index,
    people: &[Person],
    min: MinBand,
) -> BTreeMap<&'static str, Share> {
    let options = Options {
        limit: 10,
        ..asking(min)
    };
    let mut shares = BTreeMap::<_, Share>::new();
    for place in 0..people.len() {
        for (what, query) in near_misses(people, place) {
            let is_found = rank_of(index, &query, &people[place].id, &options).is_some();
            if is_found && std::env::var("SHOW").is_ok() {
                println!(
                    "    near miss, {what}: {query} | {}",
                    people[place].words.join(" ")
                );
            }
            shares.entry(what).or_default().add(is_found);
        }
    }
    shares
}
