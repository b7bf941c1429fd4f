//! What Rust calls: a method a sentence.

use std::fmt::Write as _;

use crate::{Place, Row, Table};

impl Table {
    /// The Rust methods of `Messages` and, for `[later]`, of `LaterTexts`, one a sentence; and the
    /// keys of the sentences of `[later law]`, so that a table can choose them.
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
}
