//! `search`: one query, and why each hit was found.

mod json;
mod text;

use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow, bail};
use check::Outcome;
use check_record::answer::{HitRow, ReadRow, hit_rows, part_rows};
use check_record::{Asked, Settings, Summary};
use manifest::ListEntry;
use matcher::{Answer, ENGINE_VERSION, Indexes, MinBand, Options, QueryProblem, ofac};
use record::Kind;

use self::json::{ListRow, Report};
use self::text::Search;
use crate::arguments::{self, DetailArguments, Floor, FloorArguments};
use crate::data_folder::DataFolder;
use crate::hits::{NO_SUCH_DESIGNATION, found, found_by_ofac, problem_text};
use crate::recording::{About, RecordArguments, Recorder, Recording, lists_of};
use crate::staged::Staged;
use crate::verdict::{ListsSearched, VerdictArguments};

/// Search a data folder for a name or a number.
///
/// --born, --country and --sex put the hits of a band in order and say what agrees; they leave
/// nothing out. --method ofac scores names, and names only, by the published method of OFAC's
/// Sanctions List Search, to see why an official tool may say otherwise. In JSON a score is always
/// 0 to 1; times 100, rounded down, it is the score that OFAC's method shows.
///
/// --record writes a check record, also where nothing was found: what was searched, in which lists, and what
/// was found. `verify` runs it again. Only the owner may read the file.
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
    /// Show only this kind; the same and very similar names of other kinds are shown after it
    #[arg(long, value_parser = arguments::kind())]
    kind: Option<Kind>,
    /// Show only the regime with this code, for example GIM; uk:GIM where several lists have it; as with
    /// --kind no same or very similar name is hidden
    #[arg(long, value_name = "CODE")]
    regime: Option<String>,
    /// List the entries that are counted as too common to show, --limit of them
    #[arg(long)]
    show_suppressed: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    record: RecordArguments,
    #[command(flatten)]
    verdict: VerdictArguments,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let floor = arguments.floor.floor()?;
    let details = arguments.details.details(floor.method())?;
    arguments.record.refuse_method(floor.method())?;
    arguments.record.refuse_files(&[])?;
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
    let now = SystemTime::now();
    let lists = ListsSearched::at(&folder.manifest.lists, &index, now);
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
            parts: (searched.own()).map(|answer| part_rows(answer, |found| lists.outcome(found))),
            hits: searched.rows(&index)?,
            suppressed_entries: match &suppressed {
                Some(hits) => Some(hit_rows(&index, hits).context(NO_SUCH_DESIGNATION)?),
                None => None,
            },
        };
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?;
    }
    if let Some(answer) = searched.own().filter(|_| arguments.record.is_given()) {
        let about = Checked {
            folder: &folder,
            now,
            lists: &lists,
            asked: Asked::new(&query, &options.details),
            options: &options,
        };
        about.record(&arguments.record, answer, &index, outcome)?;
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

/// What a check record of one search is about.
struct Checked<'a> {
    folder: &'a DataFolder,
    now: SystemTime,
    lists: &'a ListsSearched<'a>,
    asked: Asked,
    options: &'a Options,
}

impl Checked<'_> {
    /// Writes the record.
    fn record(
        self,
        arguments: &RecordArguments,
        answer: &Answer,
        indexes: &Indexes,
        outcome: Outcome,
    ) -> Result<()> {
        let names = arguments.names()?;
        let settings = Settings {
            min: self.options.min,
            limit: self.options.limit,
            kind: self.options.kind,
            regime: self.options.regime.clone(),
        };
        let recorder = Recorder {
            lists: lists_of(self.folder, indexes, self.lists.statuses())?,
            settings: settings.clone(),
            names: names.clone(),
            is_written: true,
            decisions: None,
        };
        let row = recorder.row(1, &self.asked, answer)?;
        let header = arguments.header(About {
            now: self.now,
            lists: self.lists,
            names: &names,
            settings,
            input: None,
            decisions: None,
        })?;
        let (Some(header), Some(place)) = (header, arguments.place()) else {
            return Ok(());
        };
        let mut recording = Recording::new(&header, Staged::private(place)?)?;
        recording.push(&row.bytes.unwrap_or_default())?;
        recording.finish(&Summary::of(|one| u64::from(one == outcome)))
    }
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
            Self::Own(answer) => hit_rows(index, &answer.hits).context(NO_SUCH_DESIGNATION),
            Self::Ofac(Ok(answer)) => {
                let hits = answer.hits.iter();
                let rows: Option<Vec<_>> = hits.map(|hit| HitRow::of_ofac(index, hit)).collect();
                rows.context(NO_SUCH_DESIGNATION)
            }
            Self::Ofac(Err(_)) => Ok(Vec::new()),
        }
    }
}

fn not_searched(problem: QueryProblem) -> anyhow::Error {
    anyhow!("the query was not searched: {}", problem_text(problem))
}

/// The code with its list, as the list writes it: a mistyped one must not read as "nothing found", and
/// a code of several lists must not stand for one of them.
fn known_regime(lists: &[ListEntry], code: &str) -> Result<String> {
    let regimes = lists.iter().flat_map(|list| {
        list.regimes
            .iter()
            .map(|(own, _)| (list.list.as_str(), own))
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
