//! `search`: one query, and why each hit was found.

use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow, bail};
use check::{Outcome, Status};
use manifest::{ListEntry, PackRole};
use matcher::{
    Answer, AsideKind, DetailFound, ENGINE_VERSION, Hit, Indexes, Lowered, Matched, MinBand,
    Options, Part, QueryProblem, Reading, ofac,
};
use record::{IdentifierKind, Kind, PartialDate};
use serde::Serialize;

use crate::arguments::{self, DetailArguments, Floor, FloorArguments};
use crate::data_folder::{self, DataFolder};
use crate::hits::{
    EvidenceRow, Found, NO_SUCH_DESIGNATION, band_title, band_word, detail_text, evidence_text,
    found, found_by_ofac, lowered_text, matched_title, part_found, possibly_same, problem_text,
    scoped,
};
use crate::plain::{printable, thousands};
use crate::verdict::{ListSearched, ListsSearched, VerdictArguments};

/// Search a data folder for a name or a number.
///
/// --born, --country and --sex put the hits of a band in order and say what agrees; they leave
/// nothing out. --method ofac scores names, and names only, by the published method of OFAC's
/// Sanctions List Search, to see why an official tool may say otherwise. In JSON a score is always
/// 0 to 1; times 100, rounded down, it is the score that OFAC's method shows.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup search data ilirian bregusta
A query that begins with a dash stands after --
Exit status: 0 done; 1 an error, or the query could not be searched; 2 wrong usage; 4 done, but a
list is too old, the sample list, or the clock is wrong, so nothing can be said of a name that was
not found (--accept-no-verdict makes it 0)")]
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
    /// Show only the regime with this code, for example GIM; uk:GIM where several lists have it
    #[arg(long, value_name = "CODE")]
    regime: Option<String>,
    /// List the entries that are counted as too common to show, --limit of them
    #[arg(long)]
    show_suppressed: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    verdict: VerdictArguments,
}

#[derive(Serialize)]
struct Report<'a> {
    query: &'a str,
    lists: Vec<ListRow<'a>>,
    engine_version: &'a str,
    /// `None` where the method knows no bands.
    min: Option<MinBand>,
    method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_score: Option<u8>,
    /// What the answer says: `not-searched`, `hits`, `too-little`, `no-verdict`, `nothing-in-file` or
    /// `nothing-found`.
    outcome: &'static str,
    /// Why the query was not searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<QueryProblem>,
    /// Designations that were found, whatever the settings and the limit.
    hits_total: usize,
    /// Those of them that --kind, --regime and --min hide.
    hidden: usize,
    /// Further designations with these tokens, which are too common or too little to show.
    suppressed: usize,
    /// How the text was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<ReadRow<'a>>,
    /// The names in the text, each with what it found.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<PartRow>>,
    hits: Vec<HitRow<'a>>,
    /// The suppressed designations, nearest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed_entries: Option<Vec<HitRow<'a>>>,
}

/// How a text was read before it was matched.
#[derive(Serialize)]
struct ReadRow<'a> {
    /// The text without a fault of encoding, where one was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<&'a str>,
    names: Vec<String>,
    set_aside: Vec<AsideRow<'a>>,
    /// A date of birth in the text.
    born: Option<PartialDate>,
    /// A nationality in the text.
    country: Option<&'a str>,
}

#[derive(Serialize)]
struct AsideRow<'a> {
    text: &'a str,
    kind: AsideKind,
}

impl<'a> From<&'a Reading> for ReadRow<'a> {
    fn from(read: &'a Reading) -> Self {
        let aside = |(kind, text)| AsideRow { text, kind };
        Self {
            repaired: read.is_repaired.then_some(&read.text),
            names: read.names().collect(),
            set_aside: read.set_aside().map(aside).collect(),
            born: read.born,
            country: read.country.as_deref(),
        }
    }
}

/// What was found for one of several names in a text.
#[derive(Serialize)]
struct PartRow {
    name: String,
    outcome: &'static str,
    hits_total: usize,
    suppressed: usize,
}

#[derive(Serialize)]
struct ListRow<'a> {
    list: &'a str,
    status: &'static str,
    sample: bool,
    published: Option<&'a str>,
    checked_at: Option<&'a str>,
    valid_until: Option<&'a str>,
    pack_sha256: &'a str,
}

impl<'a> From<&ListSearched<'a>> for ListRow<'a> {
    fn from(list: &ListSearched<'a>) -> Self {
        let entry = list.entry;
        Self {
            list: &entry.list,
            status: list.status.as_str(),
            sample: entry.sample,
            published: entry.published.as_deref(),
            checked_at: entry.checked_at.as_deref(),
            valid_until: entry.valid_until.as_deref(),
            pack_sha256: data_folder::pack_entry(entry, PackRole::Search)
                .map_or("", |pack| pack.sha256.as_str()),
        }
    }
}

#[derive(Serialize)]
struct HitRow<'a> {
    list: &'a str,
    id: &'a str,
    /// Which name of the text it is a hit for, from 1; left out where the text has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<usize>,
    kind: Kind,
    name: String,
    matched_name: String,
    name_type: Option<&'static str>,
    alias_strength: Option<&'static str>,
    /// `name`, or which number and in which text it is.
    matched: &'static str,
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
    /// Every listing of the party that was found, this one first, each with its own name, score, band and
    /// evidence; left out where one list alone has it, and where the method joins none.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings: Option<Vec<HitRow<'a>>>,
    /// Entries of other lists that may be the same party, without enough to say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    possibly_same: Vec<OtherRow<'a>>,
}

/// An entry of another list.
#[derive(Serialize)]
struct OtherRow<'a> {
    list: &'a str,
    id: &'a str,
    name: String,
}

impl<'a> HitRow<'a> {
    fn of_ofac(index: &'a Indexes, hit: &ofac::Hit) -> Option<Self> {
        let place = (hit.list, hit.designation);
        let found = Found::new(index, place, Matched::Name(hit.name))?;
        Some(Self::new(&found, hit.score))
    }

    fn of(index: &'a Indexes, hit: &'a Hit) -> Option<Self> {
        let own = Self::of_listing(index, hit)?;
        if hit.listings.is_empty() {
            return Some(own);
        }
        let all = core::iter::once(hit).chain(&hit.listings);
        let listings: Option<Vec<Self>> = all.map(|hit| Self::of_listing(index, hit)).collect();
        Some(Self {
            listings: Some(listings?),
            ..own
        })
    }

    fn of_listing(index: &'a Indexes, hit: &'a Hit) -> Option<Self> {
        let place = (hit.list, hit.designation);
        let found = Found::new(index, place, hit.matched)?;
        let other = |other: Found<'a>| OtherRow {
            list: other.pack.list(),
            id: other.designation.id(),
            name: other.name(),
        };
        Some(Self {
            possibly_same: possibly_same(index, place).map(other).collect(),
            band: Some(band_word(hit.band)),
            evidence: Some(hit.evidence.iter().map(EvidenceRow::from).collect()),
            lowered: &hit.lowered,
            details: &hit.details,
            part: hit.part.map(|place| place + 1),
            ..Self::new(&found, hit.score)
        })
    }

    fn new(found: &Found<'a>, score: f32) -> Self {
        Self {
            list: found.pack.list(),
            id: found.designation.id(),
            part: None,
            kind: found.designation.kind(),
            name: found.name(),
            matched_name: found.matched_name(),
            name_type: found.name_type(),
            alias_strength: found.alias_strength(),
            matched: matched_title(found.matched),
            score,
            band: None,
            evidence: None,
            lowered: &[],
            regime: found.regime(),
            measures: found.measures(),
            details: &[],
            listings: None,
            possibly_same: Vec::new(),
        }
    }
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let floor = arguments.floor.floor()?;
    let details = arguments.details.details(floor.method())?;
    let folder = DataFolder::open(&arguments.folder)?;
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
            .map(|code| known_regime(&folder.manifest.lists, &code))
            .transpose()?,
        details,
    };
    let index = folder.indexes()?;
    let lists = ListsSearched::at(&folder.manifest.lists, &index, SystemTime::now());
    let searched = match floor {
        Floor::Band(_) => Searched::Own(Box::new(index.search(&query, &options))),
        Floor::OfacScore(least) => {
            Searched::Ofac(ofac::Names::of(&index).search(&query, least, &options))
        }
    };
    let suppressed = arguments
        .show_suppressed
        .then(|| index.suppressed(&query, &options));
    let found = searched.found(options.min);
    let outcome = lists.outcome(found);
    let search = Search {
        index: &index,
        lists: &lists,
        query: &query,
        found,
        outcome,
    };
    if arguments.json {
        lists.warn();
        let report = Report {
            query: &query,
            lists: lists.iter().map(ListRow::from).collect(),
            engine_version: ENGINE_VERSION,
            min: match floor {
                Floor::Band(min) => Some(min),
                Floor::OfacScore(_) => None,
            },
            method: floor.method().as_str(),
            min_score: match floor {
                Floor::Band(_) => None,
                Floor::OfacScore(least) => Some(least),
            },
            outcome: outcome.as_str(),
            problem: searched.problem(),
            hits_total: found.shown + found.hidden,
            hidden: found.hidden,
            suppressed: found.suppressed,
            read: searched.own().map(|answer| ReadRow::from(&answer.read)),
            parts: searched.own().map(|answer| search.parts(answer)),
            hits: searched.rows(&index)?,
            suppressed_entries: match &suppressed {
                Some(hits) => Some(rows(&index, hits)?),
                None => None,
            },
        };
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    }
    if let Some(problem) = searched.problem() {
        return Err(not_searched(problem));
    }
    if !arguments.json {
        match (&searched, floor) {
            (Searched::Ofac(Ok(answer)), Floor::OfacScore(least)) => {
                search.tell_ofac(answer, least, out)?;
            }
            (Searched::Own(answer), _) => {
                search.tell_reading(answer, out)?;
                search.tell(answer, out)?;
            }
            _ => {}
        }
        if let Some(hits) = &suppressed {
            search.tell_suppressed(hits, out)?;
        }
    }
    let has_no_verdict = outcome == Outcome::NoVerdict;
    Ok(arguments.verdict.exit_status(&lists, has_no_verdict))
}

/// An answer by either method.
enum Searched {
    Own(Box<Answer>),
    Ofac(Result<ofac::Answer, QueryProblem>),
}

impl Searched {
    fn problem(&self) -> Option<QueryProblem> {
        match self {
            Self::Own(answer) => answer.problem,
            Self::Ofac(answer) => answer.as_ref().err().copied(),
        }
    }

    fn own(&self) -> Option<&Answer> {
        match self {
            Self::Own(answer) => Some(answer),
            Self::Ofac(_) => None,
        }
    }

    fn found(&self, min: MinBand) -> check::Found {
        match self {
            Self::Own(answer) => found(answer, min),
            Self::Ofac(answer) => found_by_ofac(answer.as_ref()),
        }
    }

    fn rows<'a>(&'a self, index: &'a Indexes) -> Result<Vec<HitRow<'a>>> {
        match self {
            Self::Own(answer) => rows(index, &answer.hits),
            Self::Ofac(Ok(answer)) => {
                let hits = answer.hits.iter();
                let rows: Option<Vec<_>> = hits.map(|hit| HitRow::of_ofac(index, hit)).collect();
                rows.context(NO_SUCH_DESIGNATION)
            }
            Self::Ofac(Err(_)) => Ok(Vec::new()),
        }
    }
}

fn rows<'a>(index: &'a Indexes, hits: &'a [Hit]) -> Result<Vec<HitRow<'a>>> {
    let rows: Option<Vec<_>> = hits.iter().map(|hit| HitRow::of(index, hit)).collect();
    rows.context(NO_SUCH_DESIGNATION)
}

fn not_searched(problem: QueryProblem) -> anyhow::Error {
    anyhow!("the query was not searched: {}", problem_text(problem))
}

/// The code with its list, as the list writes it: a mistyped one must not read as "nothing found", and
/// a code of several lists must not stand for one of them.
fn known_regime(lists: &[ListEntry], code: &str) -> Result<String> {
    let regimes = lists.iter().flat_map(|list| {
        list.regimes
            .keys()
            .map(|own| (list.list.as_str(), own.as_str()))
    });
    let scoped = |(list, own): &(&str, &str)| format!("{list}:{own}");
    let named: Vec<String> = regimes
        .clone()
        .filter(|(list, own)| record::refers_to(code, list, own))
        .map(|regime| scoped(&regime))
        .collect();
    match named.as_slice() {
        [regime] => Ok(regime.clone()),
        [] => {
            let words = |(list, own): (&str, &str)| match lists.len() {
                1 => own.to_owned(),
                _ => scoped(&(list, own)),
            };
            let known: Vec<String> = regimes.map(words).collect();
            bail!(
                "no regime has the code `{code}` in this folder; known: {}",
                known.join(", ")
            )
        }
        several => bail!(
            "several lists have a regime with the code `{code}`; name the list: {}",
            several.join(", ")
        ),
    }
}

const SHARED_NAMES: &str = "People, businesses and ships share names: a name alone does not show \
                            that it is the same one.";

const REUSED_NUMBERS: &str = "This number or contact detail is listed. Check that document, country \
                              and holder are the same: numbers are mistyped, copied and reused.";

/// A search that was done, with what its answer says, to be put into words.
struct Search<'a> {
    index: &'a Indexes,
    lists: &'a ListsSearched<'a>,
    query: &'a str,
    found: check::Found,
    outcome: Outcome,
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

    fn tell(&self, answer: &Answer, out: &mut dyn Write) -> Result<()> {
        let query = printable(self.query);
        match self.outcome {
            Outcome::Hits if self.found.shown > 0 => return self.tell_hits(answer, out),
            Outcome::Hits => {
                self.tell_lists(out)?;
                writeln!(
                    out,
                    "Nothing is shown for \"{query}\", but {} on the {} look like it: leave out --min, --kind and --regime.",
                    match self.found.hidden {
                        1 => "1 name".to_owned(),
                        many => format!("{} names", thousands(many as u64)),
                    },
                    self.list_or_lists(),
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

    /// What was found for each name of the text.
    fn parts(&self, answer: &Answer) -> Vec<PartRow> {
        let names = answer.read.names().zip(&answer.parts);
        let row = |(name, part): (String, &Part)| PartRow {
            name,
            outcome: self.lists.outcome(part_found(part)).as_str(),
            hits_total: part.hits,
            suppressed: part.suppressed,
        };
        names.map(row).collect()
    }

    /// How the text was read, where that is more than one name.
    fn tell_reading(&self, answer: &Answer, out: &mut dyn Write) -> Result<()> {
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
    fn tell_suppressed(&self, hits: &[Hit], out: &mut dyn Write) -> Result<()> {
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
        for (place, hit) in answer.hits.iter().enumerate() {
            let title = band_title(hit.band, hit.matched);
            self.tell_listing(place + 1, title, hit, out)?;
            for other in &hit.listings {
                let title = band_title(other.band, other.matched);
                let title = format!("The same on another list. {title}");
                self.tell_listing(place + 1, &title, other, out)?;
            }
        }
        let listings: usize = answer.hits.iter().map(|hit| 1 + hit.listings.len()).sum();
        self.tell_rest(listings, out)
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
             and countries, other UK lists and other countries' lists are not searched here."
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
