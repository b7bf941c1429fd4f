//! What a browser loads of a table: sentences without their keys, in the order of the English table.

use std::fmt::Write as _;

use crate::{FORMS, Place, Table, places};

impl Table {
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
