//! The answer of `search` in words.

use std::io::Write;

use anyhow::Result;
use check::{Outcome, Status};
use manifest::ListEntry;
use matcher::{Answer, Hit, Indexes, Matched, ofac};
use record::{IdentifierKind, Kind};

use crate::hits::{
    Found, band_title, detail_text, evidence_text, lowered_text, matched_title, part_found,
    possibly_same, scoped,
};
use crate::plain::{printable, thousands};
use crate::verdict::{ListSearched, ListsSearched};

const SHARED_NAMES: &str = "People, businesses and ships share names: a name alone does not show \
                            that it is the same one.";

const OUTSIDE: &str = "Not what --kind or --regime asks for, and shown all the same, because the name or \
                       number is the same or the name very similar:";

const REUSED_NUMBERS: &str = "This number or contact detail is listed. Check that document, country \
                              and holder are the same: numbers are mistyped, copied and reused.";

/// A search that was done, with what its answer says, to be put into words.
pub struct Search<'a> {
    pub index: &'a Indexes,
    pub lists: &'a ListsSearched<'a>,
    pub query: &'a str,
    pub found: check::Found,
    pub outcome: Outcome,
}

impl Search<'_> {
    fn list_or_lists(&self) -> &'static str {
        match self.lists.are_several() {
            true => "lists",
            false => "list",
        }
    }

    fn tell_lists(&self, out: &mut dyn Write) -> Result<()> {
        for list in self.lists.iter() {
            writeln!(out, "{}", about(list.entry))?;
            if let Some(caution) = list.caution() {
                writeln!(out, "{caution}")?;
            }
        }
        Ok(())
    }

    pub fn tell_ofac(&self, answer: &ofac::Answer, least: u8, out: &mut dyn Write) -> Result<()> {
        self.tell_lists(out)?;
        writeln!(
            out,
            "Scored by the published OFAC method, for comparison. A government's own tool may say \
             otherwise: how it weighs and rounds is not published. {SHARED_NAMES}"
        )?;
        for (place, hit) in answer.hits.iter().enumerate() {
            let position = (hit.list, hit.designation);
            if let Some(found) = Found::new(self.index, position, Matched::Name(hit.name)) {
                writeln!(out)?;
                let title = format!(
                    "score {} of 100 by the published OFAC method",
                    ofac::shown(hit.score)
                );
                self.tell_hit(place + 1, &title, &found, out)?;
            }
        }
        if self.outcome != Outcome::Hits {
            writeln!(
                out,
                "\nNo name reaches a score of {least} for \"{}\". That is no \"nothing found\": \
                 --min-score lowers it, and without --method other names are found.",
                printable(self.query)
            )?;
        }
        self.tell_rest(answer.hits.len(), out)
    }

    /// How many hits are not shown, and which argument would show them.
    fn tell_rest(&self, shown: usize, out: &mut dyn Write) -> Result<()> {
        if self.found.shown > shown {
            writeln!(
                out,
                "\nThe first {shown} of {} are shown; --limit shows more.",
                thousands(self.found.shown as u64)
            )?;
        }
        if self.found.hidden > 0 {
            writeln!(
                out,
                "\nHidden by --kind, --regime or --min: {}.",
                thousands(self.found.hidden as u64)
            )?;
        }
        if self.found.suppressed > 0 {
            writeln!(
                out,
                "\nToo common to show: {} more with these words, or words like them, among other names. Add another name, or list them with --show-suppressed.",
                entries(self.found.suppressed)
            )?;
        }
        Ok(())
    }

    /// What the answer says.
    pub fn tell(&self, answer: &Answer, out: &mut dyn Write) -> Result<()> {
        let query = printable(self.query);
        match self.outcome {
            Outcome::Hits if self.found.shown > 0 => return self.tell_hits(answer, out),
            Outcome::Hits => {
                self.tell_lists(out)?;
                writeln!(
                    out,
                    "Nothing is shown for \"{query}\", but {} on the {} {} like it: leave out --min, --kind and --regime.",
                    match self.found.hidden {
                        1 => "1 name".to_owned(),
                        many => format!("{} names", thousands(many as u64)),
                    },
                    self.list_or_lists(),
                    if self.found.hidden == 1 {
                        "looks"
                    } else {
                        "look"
                    },
                )?;
            }
            Outcome::TooLittle => {
                self.tell_lists(out)?;
                writeln!(
                    out,
                    "\"{query}\", or a name like it, is in {} on the {}. That is not enough to identify anyone: add another name, or list them with --show-suppressed.",
                    entries(self.found.suppressed),
                    self.list_or_lists(),
                )?;
            }
            Outcome::NoVerdict => {
                let reasons = self.lists.without_verdict();
                let reasons: Vec<String> =
                    reasons.map(ListSearched::reason_for_no_verdict).collect();
                writeln!(
                    out,
                    "No result can be given for \"{query}\". {}",
                    reasons.join(" ")
                )?;
            }
            Outcome::NothingInFile | Outcome::NothingFound => self.tell_none(&query, out)?,
            // An error before this.
            Outcome::NotSearched => {}
        }
        Ok(())
    }

    /// How the text was read, where that is more than one name.
    pub fn tell_reading(&self, answer: &Answer, out: &mut dyn Write) -> Result<()> {
        let read = &answer.read;
        let names: Vec<String> = read.names().collect();
        let aside: Vec<String> = read
            .set_aside()
            .map(|(_, text)| format!("\"{text}\""))
            .collect();
        if read.is_bare() {
            return Ok(());
        }
        let mut said = vec![names.join(" · ")];
        said.extend(read.born.map(|born| format!("born {born}")));
        said.extend(
            read.country
                .as_ref()
                .map(|country| format!("country {country}")),
        );
        if !aside.is_empty() {
            said.push(format!("set aside: {}", aside.join(", ")));
        }
        writeln!(out, "Searched: {}", printable(&said.join(" · ")))?;
        if names.len() > 1 {
            for (name, part) in names.iter().zip(&answer.parts) {
                let says = match self.lists.outcome(part_found(part)) {
                    Outcome::Hits => format!("{} found", entries(part.hits)),
                    Outcome::TooLittle => format!("too common, {}", entries(part.suppressed)),
                    Outcome::NothingFound | Outcome::NothingInFile => "nothing found".to_owned(),
                    Outcome::NoVerdict | Outcome::NotSearched => "no verdict".to_owned(),
                };
                writeln!(out, "  {}: {says}", printable(name))?;
            }
        }
        Ok(())
    }

    /// The entries that are too common to show.
    pub fn tell_suppressed(&self, hits: &[Hit], out: &mut dyn Write) -> Result<()> {
        writeln!(
            out,
            "\nToo common to show: {} of {}.",
            thousands(hits.len() as u64),
            entries(self.found.suppressed)
        )?;
        for (place, hit) in hits.iter().enumerate() {
            let position = (hit.list, hit.designation);
            if let Some(found) = Found::new(self.index, position, hit.matched) {
                writeln!(out)?;
                self.tell_hit(place + 1, "Has these words among other names", &found, out)?;
            }
        }
        Ok(())
    }

    fn tell_hits(&self, answer: &Answer, out: &mut dyn Write) -> Result<()> {
        self.tell_lists(out)?;
        let by_number = |hit: &Hit| !matches!(hit.matched, Matched::Name(_));
        if answer.hits.iter().any(by_number) {
            writeln!(out, "{REUSED_NUMBERS}")?;
        }
        if !answer.hits.iter().all(by_number) {
            writeln!(
                out,
                "These listed names look like what you typed. {SHARED_NAMES}"
            )?;
        }
        let (outside, inside): (Vec<&Hit>, Vec<&Hit>) =
            answer.hits.iter().partition(|hit| hit.is_wholly_outside());
        let mut found = answer.hits.len();
        for (place, hit) in inside.iter().chain(&outside).enumerate() {
            if place == inside.len() {
                writeln!(out, "\n{OUTSIDE}")?;
            }
            let title = band_title(hit.band, hit.matched);
            self.tell_listing(place + 1, title, hit, out)?;
            for other in &hit.listings {
                let mut title = band_title(other.band, Matched::Party).to_owned();
                if other.matched != Matched::Party {
                    found += 1;
                    title = format!("{title}. {}", band_title(other.band, other.matched));
                }
                self.tell_listing(place + 1, &title, other, out)?;
            }
        }
        self.tell_rest(found, out)
    }

    /// One listing of a hit, with its own evidence.
    fn tell_listing(&self, rank: usize, title: &str, hit: &Hit, out: &mut dyn Write) -> Result<()> {
        let position = (hit.list, hit.designation);
        let Some(found) = Found::new(self.index, position, hit.matched) else {
            return Ok(());
        };
        writeln!(out)?;
        self.tell_hit(rank, title, &found, out)?;
        let evidence: Vec<String> = hit.evidence.iter().map(evidence_text).collect();
        tell_line("why", &evidence.join("; "), out)?;
        let lowered: Vec<&str> = hit.lowered.iter().copied().map(lowered_text).collect();
        tell_line("lowered", &lowered.join("; "), out)?;
        let details: Vec<String> = hit.details.iter().map(detail_text).collect();
        tell_line("details", &details.join("; "), out)?;
        let other = |other: Found<'_>| format!("{} ({})", other.name(), other.id(true));
        let others: Vec<String> = possibly_same(self.index, position).map(other).collect();
        tell_line("possibly the same as", &others.join("; "), out)
    }

    fn tell_hit(
        &self,
        rank: usize,
        title: &str,
        found: &Found<'_>,
        out: &mut dyn Write,
    ) -> Result<()> {
        let are_several = self.lists.are_several();
        let designation = &found.designation;
        let kind = designation.kind();
        writeln!(
            out,
            "{rank}. {title}: {} ({}, {})",
            printable(&found.name()),
            kind.as_str(),
            printable(&found.id(are_several)),
        )?;
        let mut line = |label: &str, text: String| tell_line(label, &text, out);
        let regimes: Vec<String> = designation
            .regimes()
            .map(|(code, name)| format!("{name} ({})", scoped(found.pack, code, are_several)))
            .collect();
        line("regime", regimes.join("; "))?;
        if kind == Kind::Individual {
            let dates: Vec<String> = designation
                .dates_of_birth()
                .map(|date| match date {
                    record::ListedDate::Date(date) => date.to_string(),
                    record::ListedDate::Verbatim(words) => words,
                })
                .collect();
            line(
                "date of birth",
                if dates.is_empty() {
                    "not on the list".to_owned()
                } else {
                    dates.join("; ")
                },
            )?;
        }
        line(
            "nationality",
            designation.nationalities().collect::<Vec<_>>().join("; "),
        )?;
        let imo: Vec<&str> = designation
            .identifiers()
            .filter(|field| field.kind == IdentifierKind::Imo)
            .map(|field| field.value)
            .collect();
        line("IMO number", imo.join("; "))?;
        let measures = found.measures();
        line(
            "measures",
            if measures.is_empty() {
                "not given".to_owned()
            } else {
                measures.join("; ")
            },
        )?;
        let matched = match found.matched {
            Matched::Name(_) => {
                let strength = match found.alias_strength() {
                    Some(strength) => format!(", {strength} quality"),
                    None => String::new(),
                };
                format!(
                    "{} ({}{strength})",
                    found.matched_name(),
                    found.name_type().unwrap_or("name")
                )
            }
            number => matched_title(number).to_owned(),
        };
        line("matched", matched)
    }

    fn tell_none(&self, query: &str, out: &mut dyn Write) -> Result<()> {
        for list in self.lists.iter() {
            let entries = entries(list.entry.counts.designations as usize);
            let title = &list.entry.title;
            let published = published(list.entry);
            match list.status {
                Status::Current => writeln!(
                    out,
                    "Nothing like \"{query}\" was found among {entries} of the {title} {published}, last checked for changes {}.",
                    list.entry
                        .checked_at
                        .as_deref()
                        .unwrap_or("at an unknown time")
                )?,
                _ => writeln!(
                    out,
                    "Nothing like \"{query}\" was found in this file: {title}, {entries}, {published}. {}",
                    list.caution().unwrap_or_default()
                )?,
            }
        }
        writeln!(
            out,
            "This does not show that you may deal with them: the name may be spelt in a way this \
             search does not find, so try other spellings, the original script or a number; a \
             business can be covered because of who owns or controls it; bans on goods, services \
             and countries are not searched here, nor is any other list."
        )?;
        Ok(())
    }
}

/// `1 entry`, `2,345 entries`.
fn entries(number: usize) -> String {
    match number {
        1 => "1 entry".to_owned(),
        many => format!("{} entries", thousands(many as u64)),
    }
}

fn about(list: &ListEntry) -> String {
    let checked = list.checked_at.as_ref().map_or_else(String::new, |time| {
        format!(", last checked for changes {time}")
    });
    format!(
        "{}, {}, {} entries{checked}.",
        list.title,
        published(list),
        thousands(list.counts.designations.into()),
    )
}

fn published(list: &ListEntry) -> String {
    match &list.published {
        Some(date) => format!("published {date}"),
        None => "published on an unknown day".to_owned(),
    }
}

/// A labelled line of a hit, where there is something to say.
fn tell_line(label: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    if !text.is_empty() {
        writeln!(out, "   {label}: {}", printable(text))?;
    }
    Ok(())
}
