//! A language's table, held against the English one.

use std::collections::BTreeSet;

use crate::{Place, Table, places};

impl Table {
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
}
