//! The tables of sentences: how a language's file is read, held against the English one, and
//! made into what Rust calls and what a browser loads.
//!
//! The build script and `xtask` share this crate; nothing of it is in the widget. Sentences on
//! the law have files of their own, one a list, in which each has its source beside it, and so have those of
//! the panels. `docs/languages.md` says how a file is written.

mod accessors;
mod check;
mod law;
mod pack;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The forms that `Intl.PluralRules` tells apart, in the order in which they are packed.
pub const FORMS: [&str; 6] = ["other", "zero", "one", "two", "few", "many"];

/// The sections of a language's file, in their order.
const SECTIONS: [&str; 4] = ["[interface]", "[law]", "[later]", "[later law]"];

/// The panels with sentences of their own, by the folders in which these are, in the order in which they are
/// packed.
pub const PANELS: [&str; 2] = ["files", "overview"];

/// One language's file, or its file for a panel.
pub struct Table {
    /// Its code, the file's name: `cy`.
    pub code: String,
    /// Where it is below the folder of all: `cy.txt`, `files/cy.txt`.
    file: String,
    head: BTreeMap<String, String>,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    is_law: bool,
    /// Whether it is in `[later]` or `[later law]`, which a browser loads later.
    is_later: bool,
    /// By form; a sentence that does not count has the form `other` alone.
    forms: BTreeMap<String, String>,
    counts: bool,
}

/// What stands for a value in a sentence: `{date}`, `{#number}`, `{@name}`, `{+phrase}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    sigil: Option<char>,
    name: String,
}

impl Table {
    /// Reads the tables of all languages in a folder, English first, and holds the others against it.
    /// `en.txt` has its sentences on the law of each list in the files of the folder `law`.
    ///
    /// # Errors
    /// A file that cannot be read, or what is wrong with it.
    pub fn read_all(folder: &Path) -> Result<Vec<Self>, String> {
        let mut languages = read_texts(folder)?;
        let english = languages.remove("en").ok_or("there is no en.txt")?;
        let mut tables = vec![Self::read("en", &english)?];
        for (list, text) in read_texts(&folder.join("law"))? {
            tables[0].add_law(&list, &text)?;
        }
        for (code, text) in languages {
            let table = Self::read(&code, &text)?;
            table.check(&tables[0])?;
            tables.push(table);
        }
        Ok(tables)
    }

    /// Reads the tables of the panels for `languages`, which are those of [`read_all`](Self::read_all): for each
    /// language one a panel, in the order of [`PANELS`].
    ///
    /// # Errors
    /// A file that cannot be read, that is missing or one too many, or what is wrong with it.
    pub fn read_panels(languages: &[Self], folder: &Path) -> Result<Vec<Vec<Self>>, String> {
        let mut tables: Vec<Vec<Self>> = languages.iter().map(|_| Vec::new()).collect();
        for (place, panel) in PANELS.iter().enumerate() {
            let mut texts = read_texts(&folder.join(panel))?;
            for (number, language) in languages.iter().enumerate() {
                let text = texts
                    .remove(&language.code)
                    .ok_or_else(|| format!("there is no {panel}/{}.txt", language.code))?;
                let table = language.read_panel(panel, &text)?;
                table.check(tables[0].get(place).unwrap_or(&table))?;
                tables[number].push(table);
            }
            if let Some(code) = texts.keys().next() {
                return Err(format!("{panel}/{code}.txt: there is no {code}.txt"));
            }
        }
        Ok(tables)
    }

    /// Reads this language's file for a panel: sentences of `[interface]` and `[law]`, without a head.
    ///
    /// # Errors
    /// The line and what is wrong with it.
    pub fn read_panel(&self, panel: &str, text: &str) -> Result<Self, String> {
        let file = format!("{panel}/{}.txt", self.code);
        let mut table = Self {
            code: self.code.clone(),
            file: file.clone(),
            head: BTreeMap::new(),
            rows: Vec::new(),
        };
        table.read_lines(&file, text, &SECTIONS[..2])?;
        if !table.head.is_empty() || !table.rows.is_sorted_by_key(Row::section) {
            return Err(format!(
                "{file}: it is [interface], then [law], without a head"
            ));
        }
        table.head.clone_from(&self.head);
        Ok(table)
    }

    /// Reads a language's file.
    ///
    /// # Errors
    /// The line and what is wrong with it.
    pub fn read(code: &str, text: &str) -> Result<Self, String> {
        let file = format!("{code}.txt");
        let mut table = Self {
            code: code.to_owned(),
            file: file.clone(),
            head: BTreeMap::new(),
            rows: Vec::new(),
        };
        table.read_lines(&file, text, &SECTIONS)?;
        for key in ["name", "dir", "locale", "plurals", "reviewer", "reviewed"] {
            if !table.head.contains_key(key) {
                return Err(format!("{code}.txt: the head has no {key}"));
            }
        }
        if !["ltr", "rtl"].contains(&table.head("dir")) {
            return Err(format!("{code}.txt: dir is ltr or rtl"));
        }
        if table.head("reviewer").is_empty() != table.head("reviewed").is_empty() {
            return Err(format!("{code}.txt: a review has a reviewer and a date"));
        }
        if !table.rows.is_sorted_by_key(Row::section) {
            return Err(format!("{code}.txt: the sections are in another order"));
        }
        if ![0, 12].contains(&table.months().len()) {
            return Err(format!("{code}.txt: a year has twelve months"));
        }
        Ok(table)
    }

    /// Adds the English sentences on the law of one list. Beneath each stand its source and the day on
    /// which the source was checked:
    ///
    /// ```text
    /// travel_ban = The UK must refuse this person leave to enter or stay, with narrow exceptions.
    ///   source = Immigration Act 1971, s.8B(1), (2) and (5A)
    ///   checked = 2026-11-26
    /// ```
    ///
    /// # Errors
    /// The line and what is wrong with it: a sentence without a source or without a day does not ship.
    pub fn add_law(&mut self, list: &str, text: &str) -> Result<(), String> {
        let file = format!("law/{list}.txt");
        let sentences = law::without_sources(&file, text)?;
        self.read_lines(&file, &sentences, &["[law]", "[later law]"])?;
        self.rows.sort_by_key(Row::section);
        Ok(())
    }

    fn read_lines(&mut self, file: &str, text: &str, sections: &[&str]) -> Result<(), String> {
        let mut section = None;
        for (number, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("{file}:{}: {what}: {line}", number + 1);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.starts_with('[') {
                if !sections.contains(&line) {
                    return Err(wrong(&format!("a section is {}", sections.join(" or "))));
                }
                section = Some((line.contains("later"), line.contains("law")));
                continue;
            }
            let (key, value) = line
                .split_once(" =")
                .ok_or_else(|| wrong("a line is key = sentence"))?;
            let value = value.trim();
            let Some((is_later, is_law)) = section else {
                self.head.insert(key.to_owned(), value.to_owned());
                continue;
            };
            let (key, form) = match key.split_once('[') {
                Some((key, form)) => (key, form.strip_suffix(']').unwrap_or_default()),
                None => (key, ""),
            };
            let is_key = !key.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte == b'_' || byte.is_ascii_lowercase());
            if !is_key || value.is_empty() || (!form.is_empty() && !FORMS.contains(&form)) {
                return Err(wrong(
                    "a key is small letters, a form one of six, and a sentence has words",
                ));
            }
            let places = places(value).map_err(|what| wrong(&what))?;
            let counts = !form.is_empty();
            if is_later && is_law && (counts || !places.is_empty()) {
                return Err(wrong("in a sentence of [later law] nothing varies"));
            }
            let form = if counts { form } else { "other" };
            let row = match self.rows.iter_mut().find(|row| row.key == key) {
                Some(row) => row,
                None => {
                    self.rows.push(Row {
                        key: key.to_owned(),
                        is_law,
                        is_later,
                        forms: BTreeMap::new(),
                        counts,
                    });
                    self.rows.last_mut().ok_or_else(|| wrong("no row"))?
                }
            };
            if row.counts != counts
                || row
                    .forms
                    .insert(form.to_owned(), value.to_owned())
                    .is_some()
            {
                return Err(wrong("this stands here twice"));
            }
        }
        Ok(())
    }

    fn head(&self, key: &str) -> &str {
        self.head.get(key).map_or("", String::as_str)
    }

    fn months(&self) -> Vec<&str> {
        self.head("months").split_whitespace().collect()
    }

    /// Whether its table names who reviewed it and when.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        !self.head("reviewer").is_empty()
    }

    fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }
}

impl Row {
    /// The place of its section in the file.
    fn section(&self) -> (bool, bool) {
        (self.is_later, self.is_law)
    }

    /// The placeholders of its fullest form, in the order in which they stand.
    fn places(&self) -> Vec<Place> {
        let other = self.forms.get("other").map_or("", String::as_str);
        places(other).unwrap_or_default()
    }
}

/// The files of a folder that hold texts, by name.
fn read_texts(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let fault = |error| format!("{}: {error}", folder.display());
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if let (Some("txt"), Some(name)) = (
            path.extension().and_then(|end| end.to_str()),
            path.file_stem().and_then(|name| name.to_str()),
        ) {
            let text = fs::read_to_string(&path).map_err(fault)?;
            texts.insert(name.to_owned(), text);
        }
    }
    Ok(texts)
}

/// The placeholders of a sentence.
fn places(sentence: &str) -> Result<Vec<Place>, String> {
    let mut found = Vec::new();
    for (number, part) in sentence.split('{').enumerate() {
        match part.split_once('}') {
            None if number == 0 => {}
            Some((name, _)) if number > 0 => {
                let sigil = name.chars().next().filter(|sigil| "#@+".contains(*sigil));
                let name = name.trim_start_matches(['#', '@', '+']);
                if name.is_empty()
                    || !name
                        .bytes()
                        .all(|byte| byte == b'_' || byte.is_ascii_lowercase())
                {
                    return Err(
                        "a placeholder is {name}, {#number}, {@name} or {+phrase}".to_owned()
                    );
                }
                found.push(Place {
                    sigil,
                    name: name.to_owned(),
                });
            }
            _ => return Err("a bracket does not close".to_owned()),
        }
    }
    Ok(found)
}
