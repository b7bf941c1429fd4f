//! `compare`: scores pairs of names, with the score that a search gives.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use batch::inert;
use csv::WriterBuilder;
use matcher::{Index, ListedText, Screening, ofac};
use record::{AliasStrength, Kind, NameType};
use tables::Row;

use crate::arguments::{FileOrStd, Method};
use crate::data_folder::DataFolder;
use crate::hits::EvidenceRow;
use crate::progress::Progress;
use crate::staged::Output;
use crate::table::{Reading, Table};

/// Rows between two looks at the clock.
const ROWS_A_STEP: u64 = 1_024;

/// Score pairs of names.
///
/// The input has the columns kind, query and listed_name, in any order. Two more are optional:
/// name_type (primary, variation or alias; an alias of one word is weak) and alias_strength (good or
/// low; a low one is weak). Where they are missing or empty, the listed name counts as a primary
/// name. All other columns come back unchanged and in order. Added are score (0 to 1, a ranking
/// signal), band and evidence (JSON); all three are empty for a query that a search would refuse, such
/// as one letter. The output takes its place only when it is whole; only its owner may read it (mode
/// 0600), and it is never the input file.
///
/// With --data the score is the one that search and screen give with --min any for the same name alone on
/// the list of the data folder (on the one that --list names, where the folder has several). A word that
/// is not on it counts as listed once. Without --data every word does, and words known to be common
/// all over the world weigh less.
///
/// With --method ofac the score is that of the published method of OFAC's Sanctions List Search
/// (times 100, rounded down, as the site shows it), band and evidence are empty, rarity plays no
/// part, and a column method with ofac follows.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup compare --input pairs.csv --out scores.csv
A text that a spreadsheet would run as a formula (= + - @, also after blanks or invisible
characters; tab or line break first) gets an apostrophe in front.")]
pub struct Arguments {
    /// CSV file with a header line; - for standard input
    #[arg(long, value_name = "FILE")]
    input: FileOrStd,
    /// CSV file to write; - for standard output
    #[arg(long, value_name = "FILE")]
    out: FileOrStd,
    /// Data folder with the list that the names are on
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Code of the list that the names are on, where the folder has several
    #[arg(long, value_name = "CODE", requires = "data")]
    list: Option<String>,
    /// How names are compared
    #[arg(long, value_name = "METHOD", default_value = "sanctions-lookup")]
    method: Method,
    /// Leave the evidence column empty, which is faster
    #[arg(long)]
    no_evidence: bool,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let index = match &arguments.data {
        Some(folder) => DataFolder::open(folder)?.index_of(arguments.list.as_deref())?,
        None => Index::default(),
    };
    let mut screening = Screening::new(&index);
    let mut table = Table::open(&arguments.input, Reading::STRICT)?;
    let kind_column = table.column("kind")?;
    let query_column = table.column("query")?;
    let listed_column = table.column("listed_name")?;
    let name_type_column = optional_column(&mut table, "name_type")?;
    let strength_column = optional_column(&mut table, "alias_strength")?;

    table.refuse_as_output(&arguments.out)?;
    let mut output = Output::open(&arguments.out, out)?;
    let mut writer = WriterBuilder::new().from_writer(&mut output);
    let added = ["score", "band", "evidence", "method"];
    let added_count = match arguments.method {
        Method::SanctionsLookup => 3,
        Method::Ofac => 4,
    };
    write_row(&mut writer, table.headers(), &added[..added_count])?;

    let progress = Progress::of_bytes("comparing", table.bytes);
    let mut row = Row::new();
    let (mut score_text, mut evidence_text) = (Vec::new(), Vec::new());
    while table.read(&mut row)? {
        let cell = |column| row.get(column).unwrap_or_default();
        let kind = known_word(
            &table,
            kind_column,
            ("kind", cell(kind_column)),
            &Kind::ALL,
            Kind::as_str,
        )?;
        let grade = |column: Option<usize>| {
            let column = column?;
            let cell = cell(column);
            (!cell.is_empty()).then_some((column, cell))
        };
        let name_type = match grade(name_type_column) {
            Some((column, cell)) => known_word(
                &table,
                column,
                ("name type", cell),
                &NameType::ALL,
                NameType::as_str,
            )?,
            None => NameType::Primary,
        };
        let strength = match grade(strength_column) {
            Some((column, cell)) => Some(known_word(
                &table,
                column,
                ("alias strength", cell),
                &STRENGTHS,
                AliasStrength::as_str,
            )?),
            None => None,
        };
        let query = cell(query_column);
        let listed = ListedText {
            text: cell(listed_column),
            kind,
            name_type,
            strength,
        };
        score_text.clear();
        evidence_text.clear();
        let scored = if arguments.method == Method::Ofac {
            Some((ofac::compare(query, listed.text), ""))
        } else if arguments.no_evidence {
            let scored = screening.compare_score(query, &listed).ok();
            scored.map(|(score, band)| (score, band.as_str()))
        } else if let Ok(comparison) = screening.compare(query, &listed) {
            let rows: Vec<EvidenceRow<'_>> =
                comparison.evidence.iter().map(EvidenceRow::from).collect();
            serde_json::to_writer(&mut evidence_text, &rows)?;
            Some((comparison.score, comparison.band.as_str()))
        } else {
            None
        };
        if let Some((score, _)) = scored {
            write!(score_text, "{score:.6}")?;
        }
        let band = scored.map_or("", |(_, band)| band);
        let added = [
            &score_text,
            band.as_bytes(),
            &evidence_text,
            arguments.method.as_str().as_bytes(),
        ];
        write_row(&mut writer, &row, &added[..added_count])?;
        if table.rows().is_multiple_of(ROWS_A_STEP) {
            progress.set(table.position());
        }
    }
    writer.flush()?;
    drop(writer);
    output.finish()
}

/// The words of the optional columns.
const STRENGTHS: [AliasStrength; 2] = [AliasStrength::Good, AliasStrength::Low];

/// The place of a column that may be missing.
fn optional_column(table: &mut Table, name: &str) -> Result<Option<usize>> {
    let is_there = table.headers().iter().any(|header| header.trim() == name);
    is_there.then(|| table.column(name)).transpose()
}

/// The value that a cell names.
fn known_word<T: Copy>(
    table: &Table,
    column: usize,
    (what, cell): (&str, &str),
    all: &[T],
    word: fn(T) -> &'static str,
) -> Result<T> {
    let found = all.iter().copied().find(|one| word(*one) == cell);
    found.with_context(|| {
        let words: Vec<&str> = all.iter().copied().map(word).collect();
        format!(
            "{}: `{cell}` is no {what}; write one of {}",
            table.cell_place(column),
            words.join(", ")
        )
    })
}

fn write_row<T: AsRef<[u8]>>(
    writer: &mut csv::Writer<impl Write>,
    cells: &Row,
    added: &[T],
) -> Result<()> {
    for cell in cells.iter() {
        writer.write_field(inert(cell).as_bytes())?;
    }
    for cell in added {
        writer.write_field(cell)?;
    }
    // Ends the row.
    writer.write_record(None::<&[u8]>)?;
    Ok(())
}
