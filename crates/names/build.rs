//! Turns the readable tables under `data/` into what the crate compiles in.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let data = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("data");
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
    let spellings: Vec<String> = spellings
        .iter()
        .enumerate()
        .map(|(row, words)| format!("{}: {words}", row + 1))
        .collect();
    let number = |number: &str| Some(number.to_owned());
    write_words(&mut code, "SPELLINGS", &spellings, &folds, number)?;
    write_legal_forms(&mut code, &legal_forms, &folds)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("tables.rs"), code)?;
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

/// Sorted by last word, then longest first, because a name is read from its first word on.
fn write_legal_forms(
    code: &mut String,
    rows: &[String],
    folds: &BTreeMap<char, String>,
) -> Result<(), Failure> {
    let mut single = BTreeMap::new();
    let mut phrases = Vec::new();
    for row in rows {
        let (short, forms) = split(row, ':')?;
        for form in forms.split(',') {
            let words: Vec<String> = form
                .split_whitespace()
                .map(|word| fold(word, folds))
                .collect();
            if let [word] = &words[..] {
                single.insert(word.clone(), short.to_owned());
            }
            phrases.push((words, short.to_owned()));
        }
    }
    let mut table: Vec<(String, usize, String, String)> = Vec::new();
    for (words, short) in phrases {
        let Some((last, before)) = words.split_last() else {
            return Err(format!("an empty form of {short}").into());
        };
        // By the time the last word is read, the words before it have been replaced.
        let before: Vec<&str> = before
            .iter()
            .map(|word| single.get(word).unwrap_or(word).as_str())
            .collect();
        table.push((
            last.clone(),
            usize::MAX - before.len(),
            before.join(" "),
            short,
        ));
    }
    table.sort();
    table.dedup();
    writeln!(
        code,
        "static LEGAL_FORMS: [(&str, &str, &str); {}] = [",
        table.len()
    )?;
    for (last, _, before, short) in table {
        writeln!(code, "({last:?}, {before:?}, {short:?}),")?;
    }
    writeln!(code, "];")?;
    Ok(())
}
