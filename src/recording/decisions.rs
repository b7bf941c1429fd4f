//! What a person decides about the hits of a file, beside its record.

use check_record::words::{decision_note, decision_word, detail_text};
use check_record::{
    Asked, Decided, Decision, Decisions, DecisionsFile, DecisionsUsed, Effect, Names, RecordError,
    entries, listings,
};
use matcher::{Agreement, Detail, DetailFound};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sheet::values::band;

/// Most hits that are held to be decided on, each some ten kilobytes. Those of later rows are decided with the command
/// line.
const MOST_HITS: usize = 3_000;

/// The hits of a file, with the decisions about them.
pub struct Decider {
    hits: Vec<Found>,
    is_cut: bool,
    file: DecisionsFile,
    /// The hits that were decided here, in the order of the last decisions of the file.
    own: Vec<usize>,
    decisions: Decisions,
    /// A file that was loaded and is not used yet.
    pending: Option<DecisionsFile>,
}

/// One hit of a row.
struct Found {
    row: u64,
    asked: Asked,
    hit: Value,
    entry: Value,
}

/// A hit as the page shows it.
#[derive(Serialize)]
struct Shown<'a> {
    row: u64,
    name: &'a str,
    listed: &'a str,
    id: String,
    band: &'static str,
    /// How the facts of the row compare with those of the entry.
    compared: Vec<String>,
    /// A reason, where two facts differ.
    suggested: Option<String>,
    /// The word of a decision that is about it, and what it says.
    decision: Option<&'static str>,
    note: Option<String>,
    is_quiet: bool,
    /// Whether it was decided here, so that it can be undone.
    is_own: bool,
}

/// All hits, and how many of them there are.
#[derive(Serialize)]
struct List<'a> {
    hits: Vec<Shown<'a>>,
    is_cut: bool,
    decisions: usize,
}

/// What a loaded file would do, before it is used.
#[derive(Serialize)]
struct Announced {
    /// Who made decisions that count, and how many each.
    authors: Vec<(String, usize)>,
    decisions: usize,
    /// Hits of this file that it would make quiet.
    quiet: usize,
}

impl Default for Decider {
    fn default() -> Self {
        Self {
            hits: Vec::new(),
            is_cut: false,
            file: DecisionsFile::new(""),
            own: Vec::new(),
            decisions: Decisions::of(DecisionsFile::new("")),
            pending: None,
        }
    }
}

impl Decider {
    /// Begins with the first row again; the decisions stay.
    pub(super) fn begin(&mut self) {
        self.hits.clear();
        self.is_cut = false;
    }

    /// Holds the hits of a row against the decisions, and keeps them to be decided on.
    pub(super) fn take(
        &mut self,
        number: u64,
        asked: &Asked,
        row: &mut Value,
    ) -> Result<(), RecordError> {
        for (hit, entry) in listings(row).zip(entries(row)) {
            if self.hits.len() == MOST_HITS {
                self.is_cut = true;
                break;
            }
            self.hits.push(Found {
                row: number,
                asked: asked.clone(),
                hit: hit.clone(),
                entry: entry.clone(),
            });
        }
        if !self.decisions.is_empty() {
            self.decisions.apply(asked, row)?;
        }
        Ok(())
    }

    /// What a record says of the decisions that it has.
    pub(super) fn used(&self, names: &Names) -> Option<DecisionsUsed> {
        let decisions = self.file.decisions.len();
        (decisions > 0).then(|| DecisionsUsed {
            author: self.file.author.clone(),
            decisions,
            sha256: names.sha256(self.text().as_bytes()),
        })
    }

    /// Reads a file of decisions, and says as JSON who made it and how many hits it would make quiet. It is not used
    /// before [`Decider::accept`].
    ///
    /// # Errors
    /// Why it is none, in English.
    pub fn load(&mut self, bytes: &[u8]) -> Result<String, String> {
        let file = DecisionsFile::read(bytes).map_err(|error| error.to_string())?;
        let decisions = Decisions::of(file.clone());
        let hits = self.hits.iter();
        let said = hits.filter_map(|one| decisions.about(&one.asked, &one.hit, &one.entry));
        let authors = decisions.authors().into_iter();
        let authors: Vec<(String, usize)> =
            authors.map(|(by, count)| (by.to_owned(), count)).collect();
        let announced = Announced {
            decisions: authors.iter().map(|(_, count)| count).sum(),
            authors,
            quiet: said.filter(|said| said.effect == Effect::Quiet).count(),
        };
        self.pending = Some(file);
        serde_json::to_string(&announced).map_err(|error| error.to_string())
    }

    /// Uses the file that was loaded; decisions that were made here stay, and count as the later ones.
    pub fn accept(&mut self) {
        if let Some(mut file) = self.pending.take() {
            let own = self.file.decisions.len().saturating_sub(self.own.len());
            file.decisions.extend(self.file.decisions.drain(own..));
            self.file = file;
            self.count();
        }
    }

    /// Decides about a hit. `by` and `reason` must say something.
    ///
    /// # Errors
    /// What is missing, in English.
    pub fn decide(
        &mut self,
        place: usize,
        word: &str,
        [reason, by, at]: [&str; 3],
    ) -> Result<(), String> {
        let mut all = Decided::ALL.into_iter();
        let decision = all.find(|one| one.as_str() == word);
        let decision = decision.ok_or("Choose what you decide.")?;
        let found = self.hits.get(place).ok_or("There is no such hit.")?;
        let (reason, by) = (reason.trim(), by.trim());
        if reason.is_empty() {
            return Err("Say why.".to_owned());
        }
        if by.is_empty() {
            return Err("Say who decides.".to_owned());
        }
        if self.file.author.is_empty() {
            self.file.author = by.to_owned();
        }
        self.file.decisions.push(Decision {
            decision,
            reason: reason.to_owned(),
            by: by.to_owned(),
            at: at.to_owned(),
            searched: found.asked.clone(),
            hit: found.hit.clone(),
            entry: found.entry.clone(),
        });
        self.own.push(place);
        self.count();
        Ok(())
    }

    /// Takes back what was decided here last about a hit.
    pub fn undo(&mut self, place: usize) {
        let loaded = self.file.decisions.len().saturating_sub(self.own.len());
        if let Some(last) = self.own.iter().rposition(|own| *own == place) {
            self.own.remove(last);
            self.file.decisions.remove(loaded + last);
            self.count();
        }
    }

    /// The file of decisions.
    #[must_use]
    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(&self.file);
        text.unwrap_or_default() + "\n"
    }

    /// All hits as JSON, with what is decided about each.
    #[must_use]
    pub fn list(&self) -> String {
        let hits = self.hits.iter().enumerate();
        let list = List {
            hits: hits
                .map(|(place, found)| self.shown(place, found))
                .collect(),
            is_cut: self.is_cut,
            decisions: self.file.decisions.len(),
        };
        serde_json::to_string(&list).unwrap_or_default()
    }

    fn count(&mut self) {
        self.decisions = Decisions::of(self.file.clone());
    }

    fn shown<'a>(&'a self, place: usize, found: &'a Found) -> Shown<'a> {
        let Found {
            row,
            asked,
            hit,
            entry,
        } = found;
        let text = |name: &str| hit.get(name).and_then(Value::as_str).unwrap_or_default();
        let said = self.decisions.about(asked, hit, entry);
        let details = hit.get("details").map(Vec::<DetailFound>::deserialize);
        let details = details.and_then(Result::ok).unwrap_or_default();
        Shown {
            row: *row,
            name: &asked.name,
            listed: text("matched_name"),
            id: [text("list"), ":", text("id")].concat(),
            band: band(hit),
            compared: details.iter().map(detail_text).collect(),
            suggested: suggestion(&details),
            decision: said.as_ref().map(decision_word),
            note: said.as_ref().map(decision_note),
            is_quiet: said.is_some_and(|said| said.effect == Effect::Quiet),
            is_own: self.own.contains(&place),
        }
    }
}

/// The reason that two facts that differ give. One alone is none: dates and countries on lists can be wrong.
fn suggestion(details: &[DetailFound]) -> Option<String> {
    let differs = |found: &&DetailFound| match found.agreement {
        Agreement::Differs => true,
        Agreement::YearsApart(years) => years > 1,
        _ => false,
    };
    let words = details
        .iter()
        .filter(differs)
        .map(|found| match found.detail {
            Detail::Born => "another date of birth",
            Detail::Country => "another nationality",
            Detail::Address => "another country of address",
            Detail::Flag => "another flag",
            Detail::Sex => "another sex",
        });
    let words: Vec<&str> = words.collect();
    (words.len() > 1).then(|| words.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn decider() -> Decider {
        let mut decider = Decider::default();
        let hit = json!({
            "list": "uk", "id": "XYZ9001", "matched_name": "Orsek TESTANOV", "matched": "name", "band": "strong",
            "details": [{"detail": "born", "agreement": "differs"}, {"detail": "country", "agreement": "differs"}],
        });
        let entry = json!({"list": "uk", "id": "XYZ9001"});
        let mut row = json!({"hits": [hit], "entries": [entry]});
        let asked = Asked {
            name: "Orsek Testanoff".to_owned(),
            ..Asked::default()
        };
        decider.take(7, &asked, &mut row).unwrap();
        decider
    }

    fn first(decider: &Decider) -> Value {
        let list: Value = serde_json::from_str(&decider.list()).unwrap();
        list["hits"][0].clone()
    }

    #[test]
    fn a_decided_hit_is_quiet_until_it_is_undone() {
        let mut decider = decider();
        assert_eq!(first(&decider)["is_quiet"], false);
        let said = ["another date of birth", "A. Clerk", "2026-11-27T09:10:00Z"];
        for missing in [["", "A. Clerk", "x"], ["why", " ", "x"]] {
            assert!(decider.decide(0, "not-a-match", missing).is_err());
        }
        assert!(decider.decide(0, "cleared", said).is_err());
        decider.decide(0, "not-a-match", said).unwrap();
        let hit = first(&decider);
        assert_eq!(
            (&hit["is_quiet"], &hit["is_own"]),
            (&json!(true), &json!(true))
        );
        assert_eq!(hit["decision"], "not-a-match");
        decider.undo(0);
        assert_eq!(first(&decider)["decision"], Value::Null);
    }

    #[test]
    fn a_loaded_file_is_announced_before_it_is_used() {
        let mut maker = decider();
        let said = ["another person", "A. Clerk", "2026-11-27T09:10:00Z"];
        maker.decide(0, "not-a-match", said).unwrap();
        // One that was decided again counts once, for whoever decided last.
        let mut second = decider();
        second.load(maker.text().as_bytes()).unwrap();
        second.accept();
        let again = ["another person", "B. Clerk", "2026-11-27T09:15:00Z"];
        second.decide(0, "not-a-match", again).unwrap();
        assert!(second.text().contains("\"author\": \"A. Clerk\""));
        assert_eq!(
            decider().load(second.text().as_bytes()).unwrap(),
            r#"{"authors":[["B. Clerk",1]],"decisions":1,"quiet":1}"#
        );
        let mut decider = decider();
        let announced = decider.load(maker.text().as_bytes()).unwrap();
        assert_eq!(
            announced,
            r#"{"authors":[["A. Clerk",1]],"decisions":1,"quiet":1}"#
        );
        assert_eq!(first(&decider)["is_quiet"], false);
        // What is decided here is later than what is loaded.
        let own = ["the same date", "B. Clerk", "2026-11-27T09:20:00Z"];
        decider.decide(0, "needs-a-look", own).unwrap();
        decider.accept();
        assert_eq!(first(&decider)["decision"], "needs-a-look");
        decider.undo(0);
        assert_eq!(first(&decider)["is_quiet"], true);
        assert!(decider.load(b"{}").is_err());
    }

    #[test]
    fn two_facts_that_differ_suggest_a_reason_and_one_does_not() {
        let fact = |detail, agreement| DetailFound { detail, agreement };
        let born = fact(Detail::Born, Agreement::YearsApart(9));
        let country = fact(Detail::Country, Agreement::Differs);
        let sex = fact(Detail::Sex, Agreement::Agrees);
        assert_eq!(suggestion(&[born, sex]), None);
        assert_eq!(
            suggestion(&[born, country, sex]).as_deref(),
            Some("another date of birth and another nationality")
        );
    }
}
