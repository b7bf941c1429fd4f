//! Turns the tables of sounds under `data/sounds/` into what the crate compiles in.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::{Failure, Tables};

/// The tables of letters; the first column of each is what a word is written in.
const LETTERS: [&str; 12] = [
    "latin",
    "cyrillic",
    "arabic",
    "hebrew",
    "greek",
    "armenian",
    "georgian",
    "hangul",
    "kana",
    "devanagari",
    "thai",
    "pinyin",
];

/// Single and ambiguous sounds that a byte can number.
const MOST_SOUNDS: usize = 255;

/// What a choice after `|` costs, in hundredths of a consonant.
const SELDOM: u32 = 30;

/// More than any way around it costs.
const UNLIKE: u32 = 250;

/// What a vowel that need not be written is.
const UNWRITTEN: &str = "-/a/e/i/o/u";

/// Returns the Chinese characters: those with a reading, and `further` ones.
pub fn write(
    code: &mut Tables,
    data: &Path,
    further: BTreeSet<char>,
) -> Result<Vec<char>, Failure> {
    let rows = |file: &str| -> Result<Vec<String>, Failure> {
        let text = fs::read_to_string(data.join(format!("{file}.txt")))
            .map_err(|error| format!("{file}.txt: {error}"))?;
        let rows = text
            .lines()
            .filter(|row| !row.starts_with('#') && !row.is_empty());
        Ok(rows.map(str::to_owned).collect())
    };
    let similarity = Similarity::read(&rows("similarity")?)?;
    let mut sounds = Sounds::default();
    let mut letters: BTreeMap<char, Vec<Row>> = BTreeMap::new();
    for file in LETTERS {
        let mut is_unwritten = false;
        for line in rows(file)? {
            if line == "@ vowels unwritten" {
                is_unwritten = true;
                continue;
            }
            let row = Row::read(&line, file, is_unwritten, &similarity, &mut sounds)?;
            letters.entry(row.first).or_default().push(row);
        }
    }
    write_letters(code, letters)?;
    similarity.write_costs(code, &sounds.0)?;
    let han = write_han(code, &rows("han")?, &rows("han_names")?, further)?;
    let syllables = decompose(&rows("syllables")?.join("\n"));
    code.add("KNOWN_SYLLABLES", syllables.as_bytes());
    Ok(han)
}

/// The sounds in use, by number.
#[derive(Default)]
struct Sounds(Vec<String>);

impl Sounds {
    fn number(&mut self, sound: &str) -> Result<u8, Failure> {
        let number = self.0.iter().position(|known| known == sound);
        let number = number.unwrap_or_else(|| {
            self.0.push(sound.to_owned());
            self.0.len() - 1
        });
        if number >= MOST_SOUNDS {
            return Err(format!("too many sounds at {sound:?}").into());
        }
        Ok(u8::try_from(number)?)
    }
}

/// One row of a table of letters.
struct Row {
    first: char,
    letters: String,
    is_start: bool,
    is_end: bool,
    roman: String,
    sounds: Vec<u8>,
}

impl Row {
    fn read(
        line: &str,
        file: &str,
        is_unwritten: bool,
        similarity: &Similarity,
        sounds: &mut Sounds,
    ) -> Result<Self, Failure> {
        let cells: Vec<&str> = line.split('\t').collect();
        let is_roman = matches!(file, "latin" | "pinyin");
        let (letters, roman, spoken) = match cells[..] {
            [letters, spoken] if is_roman => (letters, "", spoken),
            [letters, roman, spoken] if !is_roman => (letters, roman, spoken),
            _ => return Err(format!("{file}: wrong number of columns in {line:?}").into()),
        };
        let is_start = letters.starts_with('^');
        let is_end = letters.ends_with('$');
        let letters = decompose(letters.trim_matches(['^', '$']));
        let first = letters.chars().next();
        let first = first.ok_or_else(|| format!("{file}: no letter in {line:?}"))?;
        let mut numbers = Vec::new();
        for sound in spoken.split_whitespace() {
            similarity.members(sound)?;
            numbers.push(sounds.number(&similarity.plain(sound)?)?);
        }
        let last = spoken.split_whitespace().last().unwrap_or_default();
        if is_unwritten && similarity.is_consonant(last) {
            numbers.push(sounds.number(&similarity.plain(UNWRITTEN)?)?);
        }
        Ok(Self {
            first,
            letters,
            is_start,
            is_end,
            roman: roman.to_owned(),
            sounds: numbers,
        })
    }
}

/// Rows stand by their first letter, the longest first. A row is: the bytes of its letters
/// (32 more at the start of words only, 64 more at their end only), how many sounds (16 times as
/// much: how many Latin letters), then these.
fn write_letters(code: &mut Tables, letters: BTreeMap<char, Vec<Row>>) -> Result<(), Failure> {
    let mut bytes: Vec<u8> = Vec::new();
    for (first, mut rows) in letters {
        let key = |row: &Row| (row.letters.clone(), row.is_start, row.is_end);
        if rows.iter().map(key).collect::<BTreeSet<_>>().len() < rows.len() {
            return Err(format!("two rows for the same letters at {first:?}").into());
        }
        rows.sort_by_key(|row| Reverse((row.letters.len(), row.is_start, row.is_end)));
        for row in rows {
            let (letters, sounds, roman) = (row.letters.len(), row.sounds.len(), row.roman.len());
            if letters > 31 || sounds > 15 || roman > 15 {
                return Err(format!("too long a row of {first:?}").into());
            }
            let place = usize::from(row.is_start) << 5 | usize::from(row.is_end) << 6;
            bytes.push(u8::try_from(letters | place)?);
            bytes.push(u8::try_from(sounds | roman << 4)?);
            bytes.extend(row.letters.as_bytes());
            bytes.extend(row.sounds);
            bytes.extend(row.roman.as_bytes());
        }
    }
    code.add("ROWS", &bytes);
    Ok(())
}

/// How near single sounds are, as `similarity.txt` says.
struct Similarity {
    drop: BTreeMap<String, u32>,
    near: BTreeMap<(String, String), u32>,
}

impl Similarity {
    fn read(rows: &[String]) -> Result<Self, Failure> {
        let mut similarity = Self {
            drop: BTreeMap::new(),
            near: BTreeMap::new(),
        };
        for row in rows {
            let (cost, sounds) = crate::split(row, ':')?;
            let sounds: Vec<&str> = sounds.split_whitespace().collect();
            let number = cost.trim_start_matches("drop ");
            let hundredths = (number.parse::<f32>()? * 100.0).round() as u32;
            for (place, one) in sounds.iter().enumerate() {
                if cost.starts_with("drop") {
                    similarity.drop.insert((*one).to_owned(), hundredths);
                    continue;
                }
                for other in &sounds[place + 1..] {
                    for pair in [(one, other), (other, one)] {
                        let pair = ((*pair.0).to_owned(), (*pair.1).to_owned());
                        similarity.near.entry(pair).or_insert(hundredths);
                    }
                }
            }
        }
        Ok(similarity)
    }

    /// What a symbol may stand for, each with what that choice costs.
    fn members<'a>(&self, sound: &'a str) -> Result<Vec<(&'a str, u32)>, Failure> {
        let mut members = Vec::new();
        let mut cost = 0;
        for likely in sound.split('|') {
            for member in likely.split('/') {
                if member != "-" && !self.drop.contains_key(member) {
                    return Err(format!("unknown sound {member:?} in {sound:?}").into());
                }
                members.push((member, cost));
            }
            cost = SELDOM;
        }
        Ok(members)
    }

    /// The same choice in one order.
    fn plain(&self, sound: &str) -> Result<String, Failure> {
        let mut members = self.members(sound)?;
        members.sort_by_key(|(member, cost)| (*cost, *member));
        let mut plain = String::new();
        let mut before = 0;
        for (member, cost) in members {
            if !plain.is_empty() {
                plain.push(if cost == before { '/' } else { '|' });
            }
            before = cost;
            plain.push_str(member);
        }
        Ok(plain)
    }

    fn is_consonant(&self, sound: &str) -> bool {
        let first = sound.split(['/', '|']).next().unwrap_or_default();
        !matches!(first, "" | "-" | "a" | "e" | "i" | "o" | "u")
    }

    /// Single sounds by number: what dropping each costs, what near ones cost for each other; and
    /// the choices that each letter's sound has, the last one marked by 128, those it seldom
    /// stands for by 64.
    fn write_costs(&self, code: &mut Tables, sounds: &[String]) -> Result<(), Failure> {
        let singles: Vec<&String> = self.drop.keys().collect();
        let number = |sound: &str| singles.iter().position(|single| *single == sound);
        let drops: Result<Vec<u8>, _> =
            self.drop.values().map(|cost| u8::try_from(*cost)).collect();
        code.add("DROPS", &drops?);
        let mut near = Vec::new();
        for ((one, other), cost) in self.near.iter().filter(|((one, other), _)| one < other) {
            if let (Some(one), Some(other)) = (number(one), number(other)) {
                near.extend([
                    u8::try_from(one)?,
                    u8::try_from(other)?,
                    u8::try_from(*cost)?,
                ]);
            }
        }
        code.add("NEAR", &near);
        let mut choices: Vec<u8> = Vec::new();
        for sound in sounds {
            for (member, cost) in self.members(sound)? {
                // No sound at all is the number after the last.
                let member = u8::try_from(number(member).unwrap_or(singles.len()))?;
                choices.push(member | u8::from(cost > 0) << 6);
            }
            if let Some(last) = choices.last_mut() {
                *last |= 128;
            }
        }
        code.add("CHOICES", &choices);
        writeln!(
            code.code,
            "pub(crate) const SELDOM: u8 = {SELDOM};\npub(crate) const UNLIKE: u8 = {UNLIKE};"
        )?;
        Ok(())
    }
}

/// Characters in the order of Unicode as distances, with the number of their syllable. What names read differently
/// goes before. Returns the characters.
fn write_han(
    code: &mut Tables,
    rows: &[String],
    names: &[String],
    mut characters: BTreeSet<char>,
) -> Result<Vec<char>, Failure> {
    let mut syllables: BTreeMap<char, &str> = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in names.iter().chain(rows) {
        let (syllable, characters) = crate::split(row, ' ')?;
        for character in characters.chars() {
            if let Entry::Vacant(place) = syllables.entry(character) {
                place.insert(syllable);
                *counts.entry(syllable).or_default() += 1;
            }
        }
    }
    // Numbers of frequent syllables fit one byte.
    let mut names: Vec<&str> = counts.keys().copied().collect();
    names.sort_by_key(|name| Reverse(counts.get(name)));
    let (mut gaps, mut numbers): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut before = 0x4e00;
    characters.extend(syllables.keys());
    for character in &characters {
        let place = u32::from(*character);
        let gap = place
            .checked_sub(before)
            .ok_or("a character before U+4E00")?;
        crate::push_number(&mut gaps, gap)?;
        before = place;
        // The number after the last is none.
        let syllable = syllables.get(character);
        let number = syllable.and_then(|syllable| names.iter().position(|name| name == syllable));
        crate::push_number(&mut numbers, u32::try_from(number.unwrap_or(names.len()))?)?;
    }
    let names = names.join(" ").to_uppercase();
    code.add("SYLLABLES", names.as_bytes());
    code.add("HAN_GAPS", &gaps);
    code.add("HAN_SYLLABLES", &numbers);
    Ok(characters.into_iter().collect())
}

/// Hangul syllables as the letters that normalising makes of them: Unicode 16.0, section 3.12.
pub(crate) fn decompose(text: &str) -> String {
    let mut letters = String::new();
    for character in text.chars() {
        let index = u32::from(character).wrapping_sub(0xac00);
        if index >= 11_172 {
            letters.push(character);
            continue;
        }
        let last = index % 28;
        let codes = [
            0x1100 + index / 588,
            0x1161 + index % 588 / 28,
            0x11a7 + last,
        ];
        let count = if last > 0 { 3 } else { 2 };
        letters.extend(codes.into_iter().take(count).filter_map(char::from_u32));
    }
    letters
}
