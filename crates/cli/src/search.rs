//! `search`: one query, and why each hit was found.

use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Result, anyhow, bail};
use matcher::{
    Answer, DetailFound, ENGINE_VERSION, Hit, Index, Lowered, Matched, MinBand, Options,
    QueryProblem, ofac,
};
use pack::manifest::{ListEntry, PackRole};
use record::{IdentifierKind, Kind};
use serde::Serialize;

use crate::arguments::{self, DetailArguments, Floor, FloorArguments};
use crate::data_folder::{self, DataFolder, Standing, caution, standing};
use crate::hits::{
    EvidenceRow, Found, band_title, band_word, detail_text, evidence_text, lowered_text,
    matched_title, problem_text,
};
use crate::plain::{printable, thousands};
use crate::terminal;

/// Search a data folder for a name or a number.
///
/// --born, --country and --sex put the hits of a band in order and say what agrees; they leave
/// nothing out. --method ofac scores names, and names only, by the published method of OFAC's
/// Sanctions List Search, to see why an official tool may say otherwise. In JSON a score is always
/// 0 to 1; times 100, rounded down, it is the score that OFAC's method shows.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup search data ilirian bregusta
A query that begins with a dash stands after --")]
pub struct Arguments {
    /// The data folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A name, in any script, or a number such as an ID, IMO or passport number
    #[arg(required = true)]
    query: Vec<String>,
    /// Most hits to show
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    #[command(flatten)]
    floor: FloorArguments,
    #[command(flatten)]
    details: DetailArguments,
    /// Show only this kind
    #[arg(long, value_parser = arguments::kind())]
    kind: Option<Kind>,
    /// Show only the regime with this code, for example GIM
    #[arg(long, value_name = "CODE")]
    regime: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    query: &'a str,
    lists: Vec<ListSearched<'a>>,
    engine_version: &'a str,
    /// `None` where the method knows no bands.
    min: Option<MinBand>,
    method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_score: Option<u8>,
    hits: Vec<HitRow<'a>>,
}

#[derive(Serialize)]
struct ListSearched<'a> {
    list: &'a str,
    published: Option<&'a str>,
    checked_at: Option<&'a str>,
    pack_sha256: &'a str,
}

#[derive(Serialize)]
struct HitRow<'a> {
    list: &'a str,
    id: &'a str,
    kind: Kind,
    name: String,
    matched_name: String,
    name_type: Option<&'static str>,
    alias_strength: Option<&'static str>,
    score: f32,
    /// `None`, like the evidence, where the method gives none.
    band: Option<&'static str>,
    evidence: Option<Vec<EvidenceRow<'a>>>,
    /// What held the score down.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lowered: &'a [Lowered],
    regime: String,
    measures: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [DetailFound],
}

impl<'a> HitRow<'a> {
    fn of_ofac(index: &'a Index, hit: &ofac::Hit) -> Option<Self> {
        let place = (hit.list, hit.designation);
        let found = Found::new(index, place, Matched::Name(hit.name))?;
        Some(Self::new(&found, hit.score))
    }

    fn of(index: &'a Index, hit: &'a Hit) -> Option<Self> {
        let found = Found::new(index, (hit.list, hit.designation), hit.matched)?;
        Some(Self {
            band: Some(band_word(hit.band)),
            evidence: Some(hit.evidence.iter().map(EvidenceRow::from).collect()),
            lowered: &hit.lowered,
            details: &hit.details,
            ..Self::new(&found, hit.score)
        })
    }

    fn new(found: &Found<'a>, score: f32) -> Self {
        Self {
            list: found.pack.list(),
            id: found.designation.id(),
            kind: found.designation.kind(),
            name: found.name(),
            matched_name: found.matched_name(),
            name_type: found.name_type(),
            alias_strength: found.alias_strength(),
            score,
            band: None,
            evidence: None,
            lowered: &[],
            regime: found.regime(),
            measures: found.designation.measures().collect(),
            details: &[],
        }
    }
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let floor = arguments.floor.floor()?;
    let details = arguments.details.details(floor.method())?;
    let folder = DataFolder::open(&arguments.folder)?;
    let lists = &folder.manifest.lists;
    let query = arguments.query.join(" ");
    let options = Options {
        offset: 0,
        limit: arguments.limit as usize,
        min: match floor {
            Floor::Band(min) => min,
            Floor::OfacScore(_) => MinBand::Any,
        },
        kind: arguments.kind,
        regime: arguments
            .regime
            .map(|code| known_regime(lists, &code))
            .transpose()?,
        details,
    };
    let index = Index::build(folder.search_packs()?);
    let search = Search {
        index: &index,
        lists,
        query: &query,
        options: &options,
    };
    let mut report = Report {
        query: &query,
        lists: lists.iter().map(searched).collect(),
        engine_version: ENGINE_VERSION,
        min: None,
        method: floor.method().as_str(),
        min_score: None,
        hits: Vec::new(),
    };
    if let Floor::OfacScore(least) = floor {
        let answer = ofac::Names::of(&index)
            .search(&query, least, &options)
            .map_err(not_searched)?;
        if !arguments.json {
            return search.tell_ofac(&answer, least, out);
        }
        folder.warn()?;
        let hits = answer.hits.iter();
        report.min_score = Some(least);
        report.hits = hits
            .filter_map(|hit| HitRow::of_ofac(&index, hit))
            .collect();
        return report.write(out);
    }
    let answer = index.search(&query, &options);
    if let Some(problem) = answer.problem {
        return Err(not_searched(problem));
    }
    if arguments.json {
        folder.warn()?;
        let hits = answer.hits.iter();
        report.min = Some(options.min);
        report.hits = hits.filter_map(|hit| HitRow::of(&index, hit)).collect();
        report.write(out)?;
        if answer.held_back > 0 {
            terminal::warn(format!(
                "{} more have these words or words like them, which by themselves are too little to go by; --min any shows them",
                answer.held_back
            ));
        }
        return Ok(());
    }
    if answer.hits.is_empty() {
        search.tell_none(out)
    } else {
        search.tell_hits(&answer, out)
    }
}

fn not_searched(problem: QueryProblem) -> anyhow::Error {
    anyhow!("the query was not searched: {}", problem_text(problem))
}

impl Report<'_> {
    fn write(&self, out: &mut dyn Write) -> Result<()> {
        Ok(writeln!(out, "{}", serde_json::to_string_pretty(self)?)?)
    }
}

/// The code as the lists write it: a mistyped one must not read as "nothing found".
fn known_regime(lists: &[ListEntry], code: &str) -> Result<String> {
    let mut known: Vec<&str> = lists
        .iter()
        .flat_map(|list| list.regimes.keys().map(String::as_str))
        .collect();
    known.sort_unstable();
    known.dedup();
    match known.iter().find(|known| known.eq_ignore_ascii_case(code)) {
        Some(code) => Ok((*code).to_owned()),
        None => bail!(
            "no regime has the code `{code}` in this folder; known: {}",
            known.join(", ")
        ),
    }
}

fn searched(list: &ListEntry) -> ListSearched<'_> {
    ListSearched {
        list: &list.list,
        published: list.published.as_deref(),
        checked_at: list.checked_at.as_deref(),
        pack_sha256: data_folder::pack_entry(list, PackRole::Search)
            .map_or("", |pack| pack.sha256.as_str()),
    }
}

const SHARED_NAMES: &str = "People share names. A matching name does not show that this is the \
                            same person or business.";

/// A search that was made, to be told to a person.
struct Search<'a> {
    index: &'a Index,
    lists: &'a [ListEntry],
    query: &'a str,
    options: &'a Options,
}

impl Search<'_> {
    fn tell_lists(&self, out: &mut dyn Write) -> Result<()> {
        for list in self.lists {
            writeln!(out, "{}", about(list))?;
            if let Some(caution) = caution(list, SystemTime::now()) {
                writeln!(out, "{caution}")?;
            }
        }
        Ok(())
    }

    fn tell_ofac(&self, answer: &ofac::Answer, least: u8, out: &mut dyn Write) -> Result<()> {
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
                tell_hit(place + 1, &title, &found, out)?;
            }
        }
        if answer.total == 0 {
            writeln!(
                out,
                "\nNo name reaches a score of {least} for \"{}\". That is no \"nothing found\": \
                 --min-score lowers it, and without --method other names are found.",
                printable(self.query)
            )?;
        }
        self.tell_rest(answer.hits.len(), answer.total, answer.hidden, out)
    }

    /// How many hits are not shown, and which argument would show them.
    fn tell_rest(
        &self,
        shown: usize,
        total: usize,
        hidden: usize,
        out: &mut dyn Write,
    ) -> Result<()> {
        if total > shown {
            writeln!(
                out,
                "\nThe first {shown} of {} are shown; --limit shows more.",
                thousands(total as u64)
            )?;
        }
        if hidden > 0 {
            writeln!(
                out,
                "\nHidden by --kind or --regime: {}.",
                thousands(hidden as u64)
            )?;
        }
        Ok(())
    }

    fn tell_hits(&self, answer: &Answer, out: &mut dyn Write) -> Result<()> {
        self.tell_lists(out)?;
        writeln!(
            out,
            "These names on the list look like what you typed. {SHARED_NAMES}"
        )?;
        for (place, hit) in answer.hits.iter().enumerate() {
            let position = (hit.list, hit.designation);
            if let Some(found) = Found::new(self.index, position, hit.matched) {
                writeln!(out)?;
                let title = band_title(hit.band, hit.matched);
                tell_hit(place + 1, title, &found, out)?;
                let evidence: Vec<String> = hit.evidence.iter().map(evidence_text).collect();
                tell_line("why", &evidence.join("; "), out)?;
                let lowered: Vec<&str> = hit.lowered.iter().copied().map(lowered_text).collect();
                tell_line("lowered", &lowered.join("; "), out)?;
                let details: Vec<String> = hit.details.iter().map(detail_text).collect();
                tell_line("details", &details.join("; "), out)?;
            }
        }
        let total = at_or_above(answer, self.options.min);
        self.tell_rest(answer.hits.len(), total, answer.hidden, out)?;
        let left_out = self.without_floor().saturating_sub(total);
        if left_out > 0 {
            writeln!(out, "\nLeft out by --min: {}.", thousands(left_out as u64))?;
        }
        Ok(())
    }

    /// How many hits there are with the same filters at the ordinary floor.
    fn without_floor(&self) -> usize {
        let options = Options {
            limit: 1,
            min: MinBand::Possible,
            ..self.options.clone()
        };
        at_or_above(&self.index.search(self.query, &options), options.min)
    }

    fn tell_none(&self, out: &mut dyn Write) -> Result<()> {
        let query = printable(self.query);
        // The no-match text is for a full search only, not for what a setting left of it.
        let full = Options {
            limit: 1,
            ..Options::default()
        };
        let answer = self.index.search(self.query, &full);
        let hidden = at_or_above(&answer, full.min);
        if hidden > 0 {
            writeln!(
                out,
                "Nothing is shown for \"{query}\", but {} on the list look like it: leave out --min, --kind and --regime.",
                match hidden {
                    1 => "1 name".to_owned(),
                    many => format!("{} names", thousands(many as u64)),
                }
            )?;
            return Ok(());
        }
        if answer.held_back > 0 {
            writeln!(
                out,
                "\"{query}\", or a name like it, stands in {} on the list. By itself it is too little to go by: add another name, or search with --min any.",
                match answer.held_back {
                    1 => "1 entry".to_owned(),
                    many => format!("{} entries", thousands(many as u64)),
                }
            )?;
            return Ok(());
        }
        let mut verdict = false;
        for list in self.lists {
            let entries = thousands(list.counts.designations.into());
            let title = &list.title;
            let published = published(list);
            match standing(list, SystemTime::now()) {
                Standing::Current => {
                    verdict = true;
                    writeln!(
                        out,
                        "Nothing like \"{query}\" was found among {entries} entries of the {title} {published}, last checked for changes {}.",
                        list.checked_at.as_deref().unwrap_or("at an unknown time")
                    )?;
                }
                Standing::UnknownAge => {
                    verdict = true;
                    writeln!(
                        out,
                        "Nothing like \"{query}\" was found in this file: {title}, {entries} entries, {published}. It is not known when this list was last checked for changes."
                    )?;
                }
                Standing::Expired | Standing::Sample => {
                    writeln!(
                        out,
                        "No result can be given for \"{query}\". {}",
                        caution(list, SystemTime::now()).unwrap_or_default()
                    )?;
                }
            }
        }
        if verdict {
            writeln!(
                out,
                "This does not show that you may deal with them: the name may be spelt in a way this \
                 search does not find, so try other spellings, the original script or a number; a \
                 business can be covered because of who owns or controls it; bans on goods, services \
                 and countries, other UK lists and other countries' lists are not searched here."
            )?;
        }
        Ok(())
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

fn at_or_above(answer: &Answer, min: MinBand) -> usize {
    let counts = answer.counts;
    let exact = counts.exact + counts.weak_alias;
    match min {
        MinBand::Exact => exact,
        MinBand::Strong => exact + counts.strong,
        MinBand::Possible => exact + counts.strong + counts.possible,
        MinBand::Any => exact + counts.strong + counts.possible + counts.below,
    }
}

/// A labelled line of a hit, where there is something to say.
fn tell_line(label: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    if !text.is_empty() {
        writeln!(out, "   {label}: {}", printable(text))?;
    }
    Ok(())
}

fn tell_hit(rank: usize, title: &str, found: &Found<'_>, out: &mut dyn Write) -> Result<()> {
    let designation = &found.designation;
    let kind = designation.kind();
    writeln!(
        out,
        "{rank}. {title}: {} ({}, {})",
        printable(&found.name()),
        kind.as_str(),
        printable(designation.id()),
    )?;
    let mut line = |label: &str, text: String| tell_line(label, &text, out);
    let regimes: Vec<String> = designation
        .regimes()
        .map(|(code, name)| format!("{name} ({code})"))
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
    let measures: Vec<&str> = designation.measures().collect();
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
