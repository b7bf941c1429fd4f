//! Turns the readable tables under `data/` into what the crate compiles in.

mod build_sounds;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
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
    let folds = folds(&lines("fold.tsv")?)?;
    let mut code = String::new();
    write_folds(&mut code, &folds)?;
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
    let spellings = lines("known_spellings.txt")?;
    let dictionary = [&spellings[..], &lines("known_spellings_wikidata.txt")?].concat();
    let mut sounds = String::new();
    build_sounds::write(&mut sounds, &data.join("sounds"))?;
    fs::write(out.join("sounds.rs"), sounds)?;
    let dictionary = dictionary_text(&dictionary, &folds, &single);
    fs::write(out.join("spellings.txt"), dictionary)?;
    fs::write(out.join("tables.rs"), code)?;
    Ok(())
}

fn split(line: &str, at: char) -> Result<(&str, &str), Failure> {
    line.split_once(at)
        .ok_or_else(|| format!("no {at:?} in the row {line:?}").into())
}

fn folds(rows: &[String]) -> Result<BTreeMap<char, String>, Failure> {
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
    for character in text.chars().flat_map(char::to_lowercase) {
        match folds.get(&character) {
            Some(to) => folded.push_str(to),
            None => folded.push(character),
        }
    }
    folded
}

/// Most characters stand in runs: one to one, or many to one.
fn write_folds(code: &mut String, folds: &BTreeMap<char, String>) -> Result<(), Failure> {
    let mut runs: Vec<(u32, u32, u32, u32)> = Vec::new();
    let mut ligatures = String::new();
    let mut ligature_text = String::new();
    for (from, to) in folds {
        let from = u32::from(*from);
        let mut letters = to.chars();
        let (Some(first), None) = (letters.next(), letters.next()) else {
            ligature_text.push_str(to);
            write!(ligatures, "({from:#06x},{}),", ligature_text.len())?;
            continue;
        };
        let to = u32::from(first);
        if let Some((start, length, target, step)) = runs.last_mut()
            && from == *start + *length
            && *length < 255
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
    writeln!(
        code,
        "static FOLD_RUNS: [(u16, u16, u8, u8); {}] = [",
        runs.len()
    )?;
    for (start, length, target, step) in runs {
        write!(code, "({start:#06x},{target:#06x},{length},{step}),")?;
    }
    let count = ligatures.matches('(').count();
    writeln!(
        code,
        "];\nstatic LIGATURES: [(u16, u16); {count}] = [{ligatures}];"
    )?;
    writeln!(code, "static LIGATURE_TEXT: &str = {ligature_text:?};")?;
    Ok(())
}

fn write_lookalikes(code: &mut String, rows: &[String]) -> Result<(), Failure> {
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
        code,
        "static LOOKALIKES: [(char, char, char); {}] = [{}];",
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
        "legal" => "l",
        _ => return None,
    };
    Some(letter.to_owned())
}

/// A text of sorted lines, each a word, a space and its value.
fn write_words(
    code: &mut String,
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
    let text: String = words
        .iter()
        .map(|(word, value)| format!("{word} {value}\n"))
        .collect();
    writeln!(code, "static {name}: &str = {text:?};")?;
    Ok(())
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

/// A line for each last word of a form: the word, a space, then its forms separated by commas,
/// each the words before it and the short form. By the last word because a name is read from its
/// first word on; longest first.
fn write_short_forms(
    code: &mut String,
    forms: &[(Vec<String>, String)],
    single: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let mut lines: BTreeMap<String, BTreeSet<(usize, String)>> = BTreeMap::new();
    for (words, short) in forms {
        let Some((last, before)) = words.split_last() else {
            return Err(format!("an empty form of {short}").into());
        };
        // By the time the last word is read, the words before it have been replaced.
        let before = before.iter().map(|word| single.get(word).unwrap_or(word));
        let form: Vec<&str> = before.chain([short]).map(String::as_str).collect();
        let longest_first = usize::MAX - form.len();
        lines
            .entry(last.clone())
            .or_default()
            .insert((longest_first, form.join(" ")));
    }
    let mut text = String::new();
    for (last, forms) in lines {
        let forms: Vec<String> = forms.into_iter().map(|(_, form)| form).collect();
        writeln!(text, "{last} {}", forms.join(","))?;
    }
    writeln!(code, "static SHORT_FORMS: &str = {text:?};")?;
    Ok(())
}
