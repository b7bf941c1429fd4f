//! Turns the readable tables under `data/` into what the crate compiles in.

mod build_sounds;
#[path = "src/packed.rs"]
mod packed;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let data = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("data");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=data");
    let lines = |file: &str| -> Result<Vec<String>, Failure> {
        let text = fs::read_to_string(data.join(file))?;
        let rows = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        Ok(rows.map(str::to_owned).collect())
    };
    let mut code = Tables::default();
    let mut folds = read_folds(&lines("fold.tsv")?)?;
    write_folds(&mut code, &folds)?;
    write_kind(&mut code, "ALPHABETIC", char::is_alphabetic)?;
    write_kind(&mut code, "NUMERIC", char::is_numeric)?;
    let han_forms = read_folds(&lines("han_forms.tsv")?)?;
    folds.extend(han_forms.clone());
    write_lookalikes(&mut code, &lines("lookalikes.tsv")?)?;
    let legal_forms = lines("legal_forms.txt")?;
    let numbers = lines("numbers.txt")?;
    let short_forms = short_forms(&[&legal_forms[..], &numbers].concat(), &folds)?;
    let single = single_words(&short_forms);
    write_short_forms(&mut code, &short_forms, &single)?;
    let mut classes = lines("classes.txt")?;
    for row in &legal_forms {
        classes.push(format!("legal: {}", split(row, ':')?.0));
    }
    write_words(&mut code, "CLASSES", &classes, &folds, class_value)?;
    write_words(
        &mut code,
        "COMMON_NAMES",
        &lines("common_names.txt")?,
        &folds,
        |weight| {
            // Two digits: a weight in hundredths.
            weight.strip_prefix("0.").map(str::to_owned)
        },
    )?;
    write_phrases(&mut code, &lines("phrases.txt")?)?;
    let families = fold(&lines("double_families.txt")?.join(" "), &folds);
    code.add("DOUBLE_FAMILIES", families.as_bytes());
    write_countries(&mut code, &lines("countries.txt")?)?;
    let elsewhere = [
        lines("country_names.txt")?,
        lines("country_names_cldr.txt")?,
    ]
    .concat();
    write_other_countries(&mut code, &elsewhere, &folds)?;
    let spellings = lines("known_spellings.txt")?;
    let dictionary = [&spellings[..], &lines("known_spellings_wikidata.txt")?].concat();
    let folded_to = han_forms.values().flat_map(|to| to.chars()).collect();
    let han = build_sounds::write(&mut code, &data.join("sounds"), folded_to)?;
    write_han_forms(&mut code, &han_forms, &han)?;
    let dictionary = dictionary_text(&dictionary, &folds, &single);
    fs::write(
        out.join("spelling_words.txt"),
        dictionary_words(&dictionary)?,
    )?;
    fs::write(out.join("spellings.txt"), dictionary)?;
    code.write(&out)?;
    Ok(())
}

fn split(line: &str, at: char) -> Result<(&str, &str), Failure> {
    line.split_once(at)
        .ok_or_else(|| format!("no {at:?} in the row {line:?}").into())
}

/// A line a use, with its phrases, in the order of the file.
fn write_phrases(code: &mut Tables, rows: &[String]) -> Result<(), Failure> {
    let (mut text, mut last) = (String::new(), "");
    for row in rows {
        let (use_, phrases) = split(row, ':')?;
        if !last.is_empty() {
            text.push(if use_ == last { '|' } else { '\n' });
        }
        text += phrases.trim();
        last = use_;
    }
    code.add("PHRASES", text.as_bytes());
    Ok(())
}

fn read_folds(rows: &[String]) -> Result<BTreeMap<char, String>, Failure> {
    let mut folds = BTreeMap::new();
    for row in rows {
        let (to, from) = split(row, '\t')?;
        for character in from.chars() {
            folds.insert(character, to.to_owned());
        }
    }
    Ok(folds)
}

fn fold(text: &str, folds: &BTreeMap<char, String>) -> String {
    let mut folded = String::new();
    let text = build_sounds::decompose(text);
    for character in text.chars().flat_map(char::to_lowercase) {
        match folds.get(&character) {
            Some(to) => folded.push_str(to),
            None => folded.push(character),
        }
    }
    folded
}

/// Most characters stand in runs: one to one, or many to one; those that become several letters
/// do not. Columns, because each packs better beside its own kind: the characters that no run
/// covers before it, how long it is (twice that, and one more where the letters count up; 0 for
/// several letters), and how far from the last letter its first is (twice that, and one less
/// when it is before it).
fn write_folds(code: &mut Tables, folds: &BTreeMap<char, String>) -> Result<(), Failure> {
    let mut runs: Vec<(u32, u32, u32, u32)> = Vec::new();
    let mut texts = String::new();
    for (from, to) in folds {
        let from = u32::from(*from);
        let mut letters = to.chars();
        let (Some(first), None) = (letters.next(), letters.next()) else {
            writeln!(texts, "{to}")?;
            runs.push((from, 0, 0, 0));
            continue;
        };
        let to = u32::from(first);
        if let Some((start, length, target, step)) = runs.last_mut()
            && from == *start + *length
            && *length < 127
        {
            if *length == 1 && to >= *target && to - *target <= 1 {
                (*length, *step) = (2, to - *target);
                continue;
            }
            if *length > 1 && to == *target + *step * *length {
                *length += 1;
                continue;
            }
        }
        runs.push((from, 1, to, 0));
    }
    let (mut gaps, mut lengths, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    let (mut after, mut letter) = (0, 0);
    for (start, length, target, step) in runs {
        push_number(&mut gaps, start - after)?;
        after = start + length.max(1);
        lengths.push(u8::try_from(2 * length + step)?);
        if length > 0 {
            let away = 2 * target.abs_diff(letter) - u32::from(target < letter);
            push_number(&mut letters, away)?;
            letter = target;
        }
    }
    code.add("FOLD_GAPS", &gaps);
    code.add("FOLD_LENGTHS", &lengths);
    code.add("FOLD_LETTERS", &letters);
    code.add("FOLD_TEXTS", texts.as_bytes());
    Ok(())
}

/// Letters or numbers as the standard library knows them: how many characters are none, are some, and
/// so on by turns.
fn write_kind(code: &mut Tables, name: &str, is_kind: fn(char) -> bool) -> Result<(), Failure> {
    let mut lengths = Vec::new();
    let (mut start, mut is_inside) = (0, false);
    for character in '\0'..=char::MAX {
        if is_kind(character) != is_inside {
            push_number(&mut lengths, u32::from(character) - start)?;
            (start, is_inside) = (character.into(), !is_inside);
        }
    }
    code.add(name, &lengths);
    Ok(())
}

/// Chinese characters in the order of Unicode as distances, and the place of the character that each
/// folds to among those of `han`, in two columns of bytes, the second as differences: more compact than
/// runs, of which these characters make none.
fn write_han_forms(
    code: &mut Tables,
    forms: &BTreeMap<char, String>,
    han: &[char],
) -> Result<(), Failure> {
    let (mut gaps, mut rows, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    let (mut before, mut last) = (0x4e00, 0);
    for (from, to) in forms {
        let gap = u32::from(*from).checked_sub(before);
        push_number(&mut gaps, gap.ok_or("a character before U+4E00")?)?;
        before = u32::from(*from);
        let place = han.iter().position(|character| to.starts_with(*character));
        let [row, cell] = u16::try_from(place.ok_or("no character")?)?.to_be_bytes();
        rows.push(row);
        cells.push(cell.wrapping_sub(last));
        last = cell;
    }
    code.add("HAN_FORM_GAPS", &gaps);
    code.add("HAN_FORM_ROWS", &rows);
    code.add("HAN_FORM_CELLS", &cells);
    Ok(())
}

/// A number of any size: 255 as often as it holds that, then the rest.
fn push_number(bytes: &mut Vec<u8>, number: u32) -> Result<(), Failure> {
    bytes.extend((0..number / 255).map(|_| 255));
    bytes.push(u8::try_from(number % 255)?);
    Ok(())
}

/// What the crate compiles in.
#[derive(Default)]
struct Tables {
    code: String,
    /// All tables, one after the other.
    bytes: Vec<u8>,
}

impl Tables {
    /// Adds a table, which the crate finds under this name.
    fn add(&mut self, name: &str, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend(bytes);
        let end = self.bytes.len();
        self.code += &format!("pub(crate) const {name}: Table = Table({start}, {end});\n");
    }

    fn write(&mut self, out: &Path) -> Result<(), Failure> {
        let packed = pack(&self.bytes);
        if packed::unpack(&packed, self.bytes.len()) != self.bytes {
            return Err("the packed tables are not what was packed".into());
        }
        writeln!(
            self.code,
            "#[cfg(target_family = \"wasm\")]\nconst LENGTH: usize = {};",
            self.bytes.len()
        )?;
        fs::write(out.join("tables.rs"), &self.code)?;
        fs::write(out.join("tables.packed"), packed)?;
        fs::write(out.join("tables.bytes"), &self.bytes)?;
        Ok(())
    }
}

/// The other side of [`packed::unpack`].
fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut model = packed::Model::new();
    let mut range = packed::Range::WHOLE;
    for byte in bytes {
        for place in (0..8).rev() {
            let bit = byte >> place & 1 > 0;
            range.take(bit, range.middle(model.chance));
            packed.extend(std::iter::from_fn(|| range.next_byte()));
            model.learn(bit);
        }
    }
    packed.extend(range.low.to_be_bytes());
    packed
}

fn write_lookalikes(code: &mut Tables, rows: &[String]) -> Result<(), Failure> {
    let mut table = Vec::new();
    for row in rows {
        let letters: Vec<char> = row
            .split('\t')
            .filter_map(|cell| cell.chars().next())
            .collect();
        let [latin, cyrillic, greek] = letters[..] else {
            return Err(format!("not three letters: {row:?}").into());
        };
        table.push(format!("({latin:?},{cyrillic:?},{greek:?})"));
    }
    writeln!(
        code.code,
        "pub(crate) static LOOKALIKES: [(char, char, char); {}] = [{}];",
        table.len(),
        table.join(",")
    )?;
    Ok(())
}

fn class_value(class: &str) -> Option<String> {
    let letter = match class {
        "title" => "t",
        "generation" => "n",
        "particle" => "p",
        "stop" => "s",
        "generic" => "g",
        "place" => "c",
        "plain" => "w",
        "legal" => "l",
        _ => return None,
    };
    Some(letter.to_owned())
}

/// The words of each value.
fn write_words(
    code: &mut Tables,
    name: &str,
    rows: &[String],
    folds: &BTreeMap<char, String>,
    value: impl Fn(&str) -> Option<String>,
) -> Result<(), Failure> {
    let mut words = BTreeMap::new();
    for row in rows {
        let (class, list) = split(row, ':')?;
        let value = value(class).ok_or_else(|| format!("unknown class in {row:?}"))?;
        for word in list.split_whitespace() {
            // The first row that names a word decides.
            words
                .entry(fold(word, folds))
                .or_insert_with(|| value.clone());
        }
    }
    write_table(code, name, &words)
}

/// The words for each country, its name first.
fn write_countries(code: &mut Tables, rows: &[String]) -> Result<(), Failure> {
    let mut countries = BTreeMap::new();
    for row in rows {
        let row = row.replace('-', "");
        let (name, others) = split(&row, ':')?;
        for word in others.split_whitespace().chain([name]) {
            if countries.insert(word.to_owned(), name.to_owned()).is_some() {
                return Err(format!("{word:?} stands for two countries").into());
            }
        }
    }
    write_table(code, "COUNTRIES", &countries)
}

/// The names of countries in other languages than English, normalised and without gaps. The first row
/// that has a name decides.
fn write_other_countries(
    code: &mut Tables,
    rows: &[String],
    folds: &BTreeMap<char, String>,
) -> Result<(), Failure> {
    let mut countries = BTreeMap::new();
    for row in rows {
        let (country, names) = split(row, ':')?;
        for name in names.split(',') {
            let name: String = fold(name, folds)
                .chars()
                // The normaliser drops an apostrophe that Unicode calls a letter, and a hamza above.
                .filter(|letter| {
                    letter.is_alphanumeric() && !matches!(letter, '\u{2bc}' | '\u{654}')
                })
                .collect();
            countries
                .entry(name)
                .or_insert_with(|| country.replace('-', ""));
        }
    }
    write_table(code, "OTHER_COUNTRIES", &countries)
}

/// A row for each value, closed by NUL: the value, then its words, each as a byte that is one more
/// than the number of bytes it shares with what stands before it, and the rest of it. What is
/// most like the value comes first.
fn write_table(
    code: &mut Tables,
    name: &str,
    words: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let mut rows: BTreeMap<&str, BTreeSet<(Reverse<usize>, &str)>> = BTreeMap::new();
    for (word, value) in words {
        let like = Reverse(shared(value, word));
        rows.entry(value).or_default().insert((like, word));
    }
    let mut text = String::new();
    for (value, words) in rows {
        text.push_str(value);
        let mut before = value;
        for (_, word) in words {
            let shared = shared(before, word);
            text.push(char::from(u8::try_from(shared + 1)?));
            text.push_str(&word[shared..]);
            before = word;
        }
        text.push('\0');
    }
    code.add(name, text.as_bytes());
    Ok(())
}

/// The bytes with which both words begin, as far as a character below the space can say.
fn shared(one: &str, other: &str) -> usize {
    let mut shared = 0;
    for (a, b) in one.chars().zip(other.chars()) {
        if a != b || shared + a.len_utf8() > 30 {
            break;
        }
        shared += a.len_utf8();
    }
    shared
}

/// A sorted line for each row of two or more words, the words normalised and sorted.
fn dictionary_text(
    rows: &[String],
    folds: &BTreeMap<char, String>,
    single: &BTreeMap<String, String>,
) -> String {
    let mut lines = BTreeSet::new();
    for row in rows {
        let words: BTreeSet<String> = row
            .split_whitespace()
            .map(|word| fold(word, folds))
            .map(|word| single.get(&word).cloned().unwrap_or(word))
            .collect();
        if words.len() > 1 {
            lines.insert(words.into_iter().collect::<Vec<_>>().join(" "));
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// A sorted line for each word of the dictionary: the word, then the byte at which each of its rows
/// begins.
fn dictionary_words(dictionary: &str) -> Result<String, Failure> {
    let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut start = 0;
    for line in dictionary.lines() {
        for word in line.split(' ') {
            words.entry(word).or_default().push(start);
        }
        start += line.len() + 1;
    }
    let mut text = String::new();
    for (word, rows) in words {
        write!(text, "{word}")?;
        for row in rows {
            write!(text, " {row}")?;
        }
        text.push('\n');
    }
    Ok(text)
}

/// The words of each form, with the short form that stands for them.
fn short_forms(
    rows: &[String],
    folds: &BTreeMap<char, String>,
) -> Result<Vec<(Vec<String>, String)>, Failure> {
    let mut found = Vec::new();
    for row in rows {
        let (short, forms) = split(row, ':')?;
        for form in forms.split(',') {
            let words = form.split_whitespace().map(|word| fold(word, folds));
            found.push((words.collect(), short.to_owned()));
        }
    }
    Ok(found)
}

/// The forms of one word.
fn single_words(forms: &[(Vec<String>, String)]) -> BTreeMap<String, String> {
    let single = forms.iter().filter_map(|(words, short)| match &words[..] {
        [word] => Some((word.clone(), short.clone())),
        _ => None,
    });
    single.collect()
}

/// For each last word of a form all its forms separated by commas, each the words before it and
/// the short form. By the last word because a name is read from its first word on; longest first.
fn write_short_forms(
    code: &mut Tables,
    forms: &[(Vec<String>, String)],
    single: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let mut lasts: BTreeMap<String, BTreeSet<(usize, String)>> = BTreeMap::new();
    for (words, short) in forms {
        let Some((last, before)) = words.split_last() else {
            return Err(format!("an empty form of {short}").into());
        };
        // By the time the last word is read, the words before it have been replaced.
        let before = before.iter().map(|word| single.get(word).unwrap_or(word));
        let form: Vec<&str> = before.chain([short]).map(String::as_str).collect();
        let longest_first = usize::MAX - form.len();
        lasts
            .entry(last.clone())
            .or_default()
            .insert((longest_first, form.join(" ")));
    }
    let joined = |forms: BTreeSet<(usize, String)>| {
        let forms: Vec<String> = forms.into_iter().map(|(_, form)| form).collect();
        forms.join(",")
    };
    let lasts = lasts
        .into_iter()
        .map(|(last, forms)| (last, joined(forms)))
        .collect();
    write_table(code, "SHORT_FORMS", &lasts)
}
