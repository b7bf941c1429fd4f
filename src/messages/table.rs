//! The tables of sentences: how a language's file is read, held against the English one, and
//! made into what Rust calls and what a browser loads.
//!
//! The build script, `xtask` and the tests share this file; nothing of it is in the widget. Sentences on
//! the law have files of their own, one a list, in which each has its source beside it, and so have those of
//! the panels. `docs/languages.md` says how a file is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
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
    #[allow(dead_code, reason = "for the build script and xtask")]
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
    #[allow(dead_code, reason = "for the build script and xtask")]
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
        let sentences = without_sources(&file, text)?;
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

    /// Holds the table against the English one.
    ///
    /// # Errors
    /// Every sentence that is missing, is one too many, or has other placeholders or forms.
    pub fn check(&self, english: &Self) -> Result<(), String> {
        let mut faults = Vec::new();
        let mut fault =
            |key: &str, what: &str| faults.push(format!("{}: {key}: {what}", self.file));
        let plurals: BTreeSet<&str> = self.head("plurals").split_whitespace().collect();
        for row in &self.rows {
            if english
                .row(&row.key)
                .is_none_or(|other| other.section() != row.section())
            {
                fault(&row.key, "English has no such sentence in this section");
            }
        }
        for wanted in &english.rows {
            let Some(row) = self.row(&wanted.key) else {
                // Without a review the page shows the English law.
                if !wanted.is_law || self.is_reviewed() {
                    fault(&wanted.key, "this sentence is missing");
                }
                continue;
            };
            if row.counts != wanted.counts {
                fault(&row.key, "it counts in one language alone");
            }
            let forms: BTreeSet<&str> = row.forms.keys().map(String::as_str).collect();
            if row.counts && forms != plurals {
                fault(&row.key, "its forms are not those of plurals");
            }
            let must: BTreeSet<Place> = wanted.places().into_iter().collect();
            for (form, sentence) in &row.forms {
                let has: BTreeSet<Place> =
                    places(sentence).unwrap_or_default().into_iter().collect();
                // “two entries” may say its number in a word.
                let may_miss = |place: &Place| form != "other" && place.sigil == Some('#');
                let misses = must.difference(&has).any(|place| !may_miss(place));
                if misses || has.difference(&must).next().is_some() {
                    fault(&row.key, "its placeholders differ from the English ones");
                }
            }
        }
        match faults.is_empty() {
            true => Ok(()),
            false => Err(faults.join("\n")),
        }
    }

    /// What a browser loads first: two lines about the language and that of its law, then the
    /// sentences of `[interface]` and `[law]`, a line each in the order of the English table, the
    /// forms of one with tabs between them. The law is English where nobody has reviewed it.
    #[must_use]
    pub fn pack(&self, english: &Self) -> String {
        let mut text = String::new();
        for table in [self, self.law(english)] {
            let head = ["dir", "locale"].map(|key| table.head(key)).join("\t");
            let _ = writeln!(
                text,
                "{}\t{head}\t{}",
                table.code,
                table.months().join("\t")
            );
        }
        self.pack_rows(english, false, &mut text);
        text
    }

    /// What a browser loads next: the language's code, then the sentences of `[later]` and
    /// `[later law]` in the same form.
    #[must_use]
    pub fn pack_later(&self, english: &Self) -> String {
        let mut text = format!("{}\n", self.code);
        self.pack_rows(english, true, &mut text);
        text
    }

    /// What a browser loads with a panel: the language's code, then the sentences of its `panels`, one after the
    /// other. They are in one file, because a bundler would write those of one panel into the script.
    #[allow(dead_code, reason = "for xtask")]
    #[must_use]
    pub fn pack_panels(panels: &[Self], english: &[Self]) -> String {
        let mut text = String::new();
        for (panel, english) in panels.iter().zip(english) {
            if text.is_empty() {
                text = format!("{}\n", panel.code);
            }
            panel.pack_rows(english, false, &mut text);
        }
        text
    }

    /// The table that the law is shown from.
    fn law<'a>(&'a self, english: &'a Self) -> &'a Self {
        if self.is_reviewed() { self } else { english }
    }

    fn pack_rows(&self, english: &Self, are_later: bool, text: &mut String) {
        let rows = english.rows.iter();
        for wanted in rows.filter(|row| row.is_later == are_later) {
            let table = if wanted.is_law {
                self.law(english)
            } else {
                self
            };
            let places = wanted.places();
            let row = table.row(&wanted.key).unwrap_or(wanted);
            let forms = if row.counts { &FORMS[..] } else { &["other"] };
            let sentence = |form: &&str| row.forms.get(*form).map_or("", String::as_str);
            let forms: Vec<String> = forms
                .iter()
                .map(|form| number_places(sentence(form), &places))
                .collect();
            let _ = writeln!(text, "{}", forms.join("\t"));
        }
    }

    /// The Rust methods of `Messages` and, for `[later]`, of `LaterTexts`, one a sentence; and the
    /// keys of the sentences of `[later law]`, so that a table can choose them.
    #[allow(dead_code, reason = "the page's build script alone writes Rust")]
    #[must_use]
    pub fn accessors(&self) -> String {
        let count = |of: fn(&&Row) -> bool| -> usize { self.rows.iter().filter(of).count() };
        let first = count(|row| !row.is_later);
        let mut code = String::new();
        for (name, number) in [
            ("SENTENCES", first),
            ("LAW_FROM", count(|row| !row.is_later && !row.is_law)),
            ("LATER_SENTENCES", count(|row| row.is_later)),
            ("LATER_LAW_FROM", count(|row| row.is_later && !row.is_law)),
        ] {
            let _ = writeln!(code, "const {name}: usize = {number};");
        }
        let (mut keys, mut methods, mut later) = (String::new(), String::new(), String::new());
        for (line, row) in self.rows.iter().enumerate() {
            let shown = row.forms.get("other").map_or("", String::as_str);
            let method = match row.section() {
                (true, true) => {
                    let name = row.key.to_uppercase();
                    let line = line - first;
                    let _ = writeln!(
                        keys,
                        "    /// {shown}\n    pub(crate) const {name}: Key = Key({line});"
                    );
                    continue;
                }
                (true, false) => {
                    let sentence = format!("&self.own[{}]", line - first);
                    (&mut later, "self.messages", sentence)
                }
                (false, _) => (&mut methods, "self", format!("&self.sentences[{line}]")),
            };
            let (code, messages, sentence) = method;
            let _ = writeln!(
                code,
                "    /// {shown}\n    {}",
                row.method(messages, &sentence)
            );
        }
        for (name, methods) in [("Messages", methods), ("LaterTexts", later)] {
            let _ = writeln!(code, "impl {name} {{\n{methods}}}");
        }
        let _ = writeln!(code, "pub(crate) mod key {{\n    use super::Key;\n{keys}}}");
        code
    }

    /// The Rust methods of the `Texts` of each panel, one a sentence.
    #[allow(dead_code, reason = "the page's build script alone writes Rust")]
    #[must_use]
    pub fn panel_accessors(panels: &[Self]) -> Vec<String> {
        let mut from = 0;
        let accessors = panels.iter().map(|panel| {
            let sentences = panel.rows.len();
            let law_from = panel.rows.iter().filter(|row| !row.is_law).count();
            let mut code = format!(
                "const FROM: usize = {from};\nconst SENTENCES: usize = {sentences};\nconst LAW_FROM: usize = {law_from};\nimpl Texts {{\n"
            );
            for (line, row) in panel.rows.iter().enumerate() {
                let shown = row.forms.get("other").map_or("", String::as_str);
                let method = row.method("self.messages", &format!("&self.own[{line}]"));
                let _ = writeln!(code, "    /// {shown}\n    {method}");
            }
            code.push_str("}\n");
            from += sentences;
            code
        });
        accessors.collect()
    }
}

impl Row {
    /// Its Rust method; `messages` is what fills and counts, `sentence` gives the sentence.
    #[allow(dead_code, reason = "the page's build script alone writes Rust")]
    fn method(&self, messages: &str, sentence: &str) -> String {
        let places = self.places();
        let names = |place: &Place| matches!(place.sigil, Some('@' | '+'));
        let is_phrase = places.iter().any(names);
        let mut arguments = String::new();
        let mut values = String::new();
        for Place { sigil, name } in &places {
            let (kind, value) = match sigil {
                Some('#') => ("usize", "Number"),
                Some('+') => ("&Phrase", "Phrase"),
                Some(_) => ("&str", "Name"),
                None => ("&str", "Words"),
            };
            let _ = write!(arguments, ", {name}: {kind}");
            let _ = write!(values, "Value::{value}({name}), ");
        }
        let counted = places.iter().find(|place| place.sigil == Some('#'));
        let text = format!("{}.text", sentence.trim_start_matches('&'));
        let text = match counted {
            _ if !self.counts => text,
            Some(counted) => format!("{messages}.form({text}, {})", counted.name),
            None => {
                arguments.push_str(", number: usize");
                format!("{messages}.form({text}, number)")
            }
        };
        let (kind, body) = match (self.is_law, is_phrase, places.is_empty() && !self.counts) {
            (_, _, true) => ("&'static Sentence", sentence.to_owned()),
            (true, _, _) => ("Said", format!("{messages}.law({text}, &[{values}])")),
            (_, true, _) => ("Phrase", format!("{messages}.fill({text}, &[{values}])")),
            _ => ("String", format!("{messages}.flat({text}, &[{values}])")),
        };
        format!(
            "pub(crate) fn {}(&'static self{arguments}) -> {kind} {{ {body} }}",
            self.key
        )
    }

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
#[allow(dead_code, reason = "for the build script and xtask")]
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

/// The sentences of a file on the law, after every one of them was found to have a source and the day on
/// which it was checked. A line that is left out stays blank, so that lines keep their numbers.
fn without_sources(file: &str, text: &str) -> Result<String, String> {
    let mut sentences = String::new();
    // The line of the last sentence, and what it still lacks.
    let mut last = (String::new(), Vec::new());
    let complete = |(at, lacks): &(String, Vec<&str>)| match lacks.first() {
        None => Ok(()),
        Some(what) => Err(format!("{at}: this sentence has no {what}")),
    };
    for (number, line) in text.lines().enumerate() {
        let at = format!("{file}:{}", number + 1);
        if let Some(about) = line.strip_prefix("  ") {
            let (what, value) = about.split_once(" = ").unwrap_or_default();
            let is_valid = match what {
                "source" => value.trim().len() > 10,
                "checked" => is_day(value),
                _ => false,
            };
            let place = last.1.iter().position(|lacks| *lacks == what);
            match place.filter(|_| is_valid) {
                Some(place) => last.1.remove(place),
                None => return Err(format!("{at}: not a source or a day: {line}")),
            };
        } else {
            if line.contains(" = ") && !line.starts_with('#') {
                complete(&last)?;
                last = (at, vec!["source", "checked"]);
            }
            sentences.push_str(line);
        }
        sentences.push('\n');
    }
    complete(&last)?;
    Ok(sentences)
}

/// Whether a text is a day, `2026-11-26`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let within = |part: &str, length, most| {
        let is_number = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            && part
                .parse()
                .is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    within(year, 4, 9999) && within(month, 2, 12) && within(day, 2, 31)
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

/// `{@listed} is {@typed}` → `{1} is {0}`, as the English sentence counts them.
fn number_places(sentence: &str, order: &[Place]) -> String {
    let mut text = sentence.to_owned();
    for place in places(sentence).unwrap_or_default() {
        let number = order
            .iter()
            .position(|other| *other == place)
            .unwrap_or_default();
        let sigil = place.sigil.map(String::from).unwrap_or_default();
        text = text.replace(
            &format!("{{{sigil}{}}}", place.name),
            &format!("{{{number}}}"),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Table;

    const ENGLISH: &str = "name = English
dir = ltr
locale = en-GB
plurals = one other
reviewer = somebody
reviewed = 2026-11-22
[interface]
heading = Search
found[one] = {#number} name in {list}
found[other] = {#number} names in {list}
met = “{@typed}” sounds like “{@listed}”
[law]
stop = Stop.
notice = Licensed under the {@licence}.
";

    const FRENCH: &str = "name = Français
dir = ltr
locale = fr
plurals = one many other
reviewer =
reviewed =
[interface]
heading = Rechercher
found[one] = un nom dans {list}
found[many] = {#number} de noms dans {list}
found[other] = {#number} noms dans {list}
met = « {@listed} » ressemble à « {@typed} »
";

    fn english() -> Table {
        Table::read("en", ENGLISH).expect("it can be read")
    }

    #[test]
    fn a_language_is_packed_in_the_order_of_the_english_table_with_its_law_in_english() {
        let french = Table::read("fr", FRENCH).expect("it can be read");
        assert_eq!(french.check(&english()), Ok(()));
        assert_eq!(
            french.pack(&english()),
            "fr\tltr\tfr\t
en\tltr\ten-GB\t
Rechercher
{0} noms dans {1}\t\tun nom dans {1}\t\t\t{0} de noms dans {1}
« {1} » ressemble à « {0} »
Stop.
Licensed under the {0}.
"
        );
    }

    #[test]
    fn the_law_is_in_the_language_once_somebody_has_reviewed_it() {
        let law = "[law]\nstop = Arrêtez.\nnotice = Licence : {@licence}.\n";
        let review = "reviewer = quelqu’un\nreviewed = 2026-11-22\n";
        let text = FRENCH.replace("reviewer =\nreviewed =\n", review);
        let french = Table::read("fr", &[&text, law].concat()).expect("it can be read");
        assert_eq!(french.check(&english()), Ok(()));
        let packed = french.pack(&english());
        assert!(
            packed.starts_with("fr\tltr\tfr\t\nfr\tltr\tfr\t\n"),
            "{packed}"
        );
        assert!(packed.contains("\nArrêtez.\nLicence : {0}.\n"), "{packed}");
        let fault = Table::read("fr", &text)
            .expect("it can be read")
            .check(&english());
        let fault = fault.expect_err("a reviewed language needs all of the law");
        assert!(fault.contains("stop: this sentence is missing"), "{fault}");
    }

    #[test]
    fn a_panel_has_the_head_of_its_language_and_its_cautions_in_english() {
        let (english, french) = (
            english(),
            Table::read("fr", FRENCH).expect("it can be read"),
        );
        let files = "[interface]\nstart[one] = Check {#rows} row\nstart[other] = Check {#rows} rows\n[law]\ncaution = Careful.\n";
        let overview = "[interface]\ntotal = Entries of {@file}\n";
        let panels = |table: &Table, texts: [&str; 2]| -> Result<Vec<Table>, String> {
            let texts = super::PANELS.iter().zip(texts);
            texts
                .map(|(panel, text)| table.read_panel(panel, text))
                .collect()
        };
        let own = panels(&english, [files, overview]).expect("it can be read");
        let start = "start[one] = Contrôler {#rows} ligne\nstart[many] = Contrôler {#rows} de lignes\nstart[other] = Contrôler {#rows} lignes\n";
        let total = "total = {@file} : entrées\n";
        let texts = [start, total].map(|text| ["[interface]\n", text].concat());
        let other = panels(&french, [&texts[0], &texts[1]]).expect("it can be read");
        for (table, english) in other.iter().zip(&own) {
            assert_eq!(table.check(english), Ok(()));
        }
        assert_eq!(
            Table::pack_panels(&other, &own),
            "fr
Contrôler {0} lignes\t\tContrôler {0} ligne\t\t\tContrôler {0} de lignes
Careful.
{0} : entrées
"
        );
        let accessors = Table::panel_accessors(&own);
        assert!(
            accessors[0].contains("FROM: usize = 0;") && accessors[1].contains("FROM: usize = 2;")
        );
        assert!(
            accessors[0].contains("LAW_FROM: usize = 1;"),
            "{}",
            accessors[0]
        );
        let fault = french
            .read_panel("files", "[interface]\nbegin = Commencer\n")
            .and_then(|table| table.check(&own[0]));
        let fault = fault.expect_err("another key");
        assert!(
            fault.contains("files/fr.txt: begin: English has no such sentence"),
            "{fault}"
        );
        assert!(
            fault.contains("files/fr.txt: start: this sentence is missing"),
            "{fault}"
        );
        for wrong in [
            "name = Français\n[interface]\n",
            "[later]\n",
            "[law]\nstop = Stop.\n[interface]\nstart = Check\n",
        ] {
            assert!(french.read_panel("files", wrong).is_err(), "{wrong}");
        }
    }

    const LAW: &str = "# About it.

[law]

freeze = Their money is frozen.
  source = The Invented Act 2026, s.1
  checked = 2026-11-26

[later law]

ban = Nobody may sell to them.
  source = The Invented Act 2026, s.2
  checked = 2026-11-26
";

    #[test]
    fn the_law_of_a_list_joins_the_english_sentences_without_its_sources() {
        let mut english = english();
        english.add_law("xx", LAW).expect("it can be read");
        let packed = english.pack(&english);
        assert!(
            packed.ends_with("Licensed under the {0}.\nTheir money is frozen.\n"),
            "{packed}"
        );
        assert_eq!(
            english.pack_later(&english),
            "en\nNobody may sell to them.\n"
        );
        let french = Table::read("fr", FRENCH).expect("it can be read");
        assert_eq!(french.check(&english), Ok(()));
        assert!(
            french
                .pack(&english)
                .ends_with("\nTheir money is frozen.\n")
        );
    }

    #[test]
    fn a_sentence_on_the_law_without_a_source_or_a_day_does_not_ship() {
        for (given, instead, expected) in [
            (
                "  source = The Invented Act 2026, s.1\n",
                "",
                "law/xx.txt:5: this sentence has no source",
            ),
            (
                "  source = The Invented Act 2026, s.2\n",
                "",
                "law/xx.txt:11: this sentence has no source",
            ),
            (
                "s.2\n  checked = 2026-11-26\n",
                "s.2\n",
                "law/xx.txt:11: this sentence has no checked",
            ),
            (
                "The Invented Act 2026, s.1",
                "",
                "law/xx.txt:6: not a source or a day",
            ),
            (
                "s.1\n  checked = 2026-11-26",
                "s.1\n  checked = November",
                "law/xx.txt:7: not a source or a day",
            ),
            (
                "s.1\n  checked = 2026-11-26",
                "s.1\n  checked = 2026-13-26",
                "law/xx.txt:7: not a source or a day",
            ),
            (
                "s.1\n",
                "s.1\n  source = The Invented Act 2026, s.1\n",
                "law/xx.txt:7: not a source or a day",
            ),
            (
                "[law]",
                "[interface]",
                "law/xx.txt:3: a section is [law] or [later law]",
            ),
            ("ban", "stop", "law/xx.txt:11: this stands here twice"),
        ] {
            let fault = english().add_law("xx", &LAW.replacen(given, instead, 1));
            let fault = fault.expect_err(expected);
            assert!(fault.contains(expected), "{fault}");
        }
    }

    #[test]
    fn what_differs_from_english_is_an_error_that_names_the_sentence() {
        for (given, instead, expected) in [
            (
                "heading = Rechercher\n",
                "",
                "heading: this sentence is missing",
            ),
            (
                "heading",
                "headings",
                "headings: English has no such sentence",
            ),
            ("{@typed}", "{@tiped}", "met: its placeholders differ"),
            ("{@typed}", "{typed}", "met: its placeholders differ"),
            ("{@typed}", "", "met: its placeholders differ"),
            ("{#number} noms", "noms", "found: its placeholders differ"),
            (
                "found[many] = {#number} de noms dans {list}\n",
                "",
                "found: its forms are not",
            ),
            ("found[many]", "found[few]", "found: its forms are not"),
        ] {
            let text = FRENCH.replace(given, instead);
            let fault = Table::read("fr", &text).and_then(|table| table.check(&english()));
            let fault = fault.expect_err(expected);
            assert!(fault.contains(expected), "{fault}");
        }
    }

    #[test]
    fn a_file_that_is_not_written_as_the_recipe_says_is_an_error_with_its_line() {
        for (given, instead, expected) in [
            (
                "heading = Rechercher",
                "heading: Rechercher",
                "fr.txt:8: a line is key = sentence",
            ),
            (
                "heading = Rechercher",
                "heading =",
                "fr.txt:8: a key is small letters",
            ),
            ("heading", "Heading", "fr.txt:8: a key is small letters"),
            (
                "found[one]",
                "found[single]",
                "fr.txt:9: a key is small letters",
            ),
            (
                "found[one]",
                "found[other]",
                "fr.txt:11: this stands here twice",
            ),
            ("{@typed}", "{@typed", "fr.txt:12: a bracket does not close"),
            ("{@typed}", "{@Typed}", "fr.txt:12: a placeholder is"),
            ("[interface]", "[texts]", "fr.txt:7: a section is"),
            (
                "[interface]",
                "[later law]",
                "fr.txt:9: in a sentence of [later law] nothing varies",
            ),
            ("locale = fr\n", "", "the head has no locale"),
            ("dir = ltr", "dir = left", "dir is ltr or rtl"),
            (
                "reviewer =",
                "reviewer = quelqu’un",
                "a review has a reviewer and a date",
            ),
            (
                "plurals",
                "months = janvier\nplurals",
                "a year has twelve months",
            ),
        ] {
            let fault = Table::read("fr", &FRENCH.replace(given, instead));
            let fault = fault.err().expect(expected);
            assert!(fault.contains(expected), "{fault}");
        }
    }

    /// The steps of `docs/languages.md`, taken by a language that nobody speaks.
    #[test]
    fn the_recipe_makes_a_language() {
        let english = include_str!("en.txt");
        let recipe = include_str!("../../docs/languages.md");
        assert!(recipe.contains("cp src/messages/en.txt src/messages/xx.txt"));
        let mut table = Table::read("en", english).expect("English can be read");
        table
            .add_law("uk", include_str!("law/uk.txt"))
            .expect("every sentence on the law has its source");
        // A copy of the file, with a head of its own and nobody who has reviewed it.
        let (_, sentences) = english
            .split_once("[interface]")
            .expect("it has an interface");
        let (interface, _) = sentences.split_once("[law]").expect("it has a law");
        let head = recipe
            .split("```text\n")
            .nth(1)
            .and_then(|text| text.split("```").next());
        let head = head
            .expect("the recipe shows the head of a file")
            .replace("\n   ", "\n");
        let head = head.trim_start();
        let (_, record) = sentences.split_once("\n[later]").expect("it has a record");
        let (record, _) = record.split_once("\n[later law]").expect("and its law");
        let translated = |text: &str| text.replace(" = ", " = xx ");
        let (interface, record) = (translated(interface), translated(record));
        let own = [head, "\n[interface]", &interface, "\n[later]", &record].concat();
        let own = Table::read("xx", &own).expect("what the recipe makes can be read");
        assert_eq!(own.check(&table), Ok(()));
        let packed = own.pack(&table);
        let lines: Vec<&str> = packed.lines().collect();
        assert!(
            lines[0].starts_with("xx\t") && lines[1].starts_with("en\t"),
            "{lines:?}"
        );
        assert_eq!(lines[2], "xx Search the UK Sanctions List");
        assert_eq!(lines.len(), table.pack(&table).lines().count());
        let later = own.pack_later(&table);
        assert!(later.starts_with("xx\nxx Who this is"), "{later}");
        assert!(
            packed.contains("\nNames are shared: a name alone")
                && later.contains("\nStop. Do not pay"),
            "the law stays English"
        );
        let lines = later.lines().count();
        assert_eq!(lines, table.pack_later(&table).lines().count());
    }
}
