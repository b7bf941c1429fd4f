//! `compare`: pairs of names, scored as a search scores them.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use csv::{StringRecord, WriterBuilder};
use matcher::{CommonNames, Index, Rarity, ofac};
use record::Kind;

use crate::arguments::{FileOrStd, Method};
use crate::data_folder::DataFolder;
use crate::hits::{EvidenceRow, band_word};
use crate::progress::Progress;
use crate::spreadsheet::inert;
use crate::staged::Output;
use crate::table::Table;

/// Rows between two looks at the clock.
const ROWS_A_STEP: u64 = 1_024;

/// Score pairs of names.
///
/// The input has the columns kind, query and listed_name, in any order, and others if you
/// like: all come back unchanged and in order, with score (0 to 1, a ranking signal), band
/// and evidence (JSON) added. How rare a word is comes from weights of common names, or with
/// --data from the lists in a data folder. The output takes its place only when it is whole;
/// only its owner may read it (mode 0600), and it is never the input file.
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
    /// Data folder whose lists say how rare a word is
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// How names are compared
    #[arg(long, value_name = "METHOD", default_value = "sanctions-lookup")]
    method: Method,
    /// Leave the evidence column empty, which is faster
    #[arg(long)]
    no_evidence: bool,
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let index = match &arguments.data {
        Some(folder) => Some(Index::build(DataFolder::open(folder)?.search_packs()?)),
        None => None,
    };
    let rarity: &dyn Rarity = index.as_ref().map_or(&CommonNames, Index::rarity);
    let mut table = Table::open(&arguments.input)?;
    let kind_column = table.column("kind")?;
    let query_column = table.column("query")?;
    let listed_column = table.column("listed_name")?;

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
    let mut row = StringRecord::new();
    let (mut score_text, mut evidence_text) = (Vec::new(), Vec::new());
    while table.read(&mut row)? {
        let cell = |column| row.get(column).unwrap_or_default();
        let kind = Kind::from_word(cell(kind_column)).with_context(|| {
            format!(
                "{}: `{}` is no kind; write one of {}",
                table.cell_place(kind_column),
                cell(kind_column),
                Kind::ALL.map(Kind::as_str).join(", ")
            )
        })?;
        let (query, listed) = (cell(query_column), cell(listed_column));
        score_text.clear();
        evidence_text.clear();
        let (score, band) = if arguments.method == Method::Ofac {
            (ofac::compare(query, listed), "")
        } else if arguments.no_evidence {
            let (score, band) = matcher::compare_score(query, listed, kind, rarity);
            (score, band_word(band))
        } else {
            let comparison = matcher::compare(query, listed, kind, rarity);
            let rows: Vec<EvidenceRow<'_>> =
                comparison.evidence.iter().map(EvidenceRow::from).collect();
            serde_json::to_writer(&mut evidence_text, &rows)?;
            (comparison.score, band_word(comparison.band))
        };
        write!(score_text, "{score:.6}")?;
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

fn write_row<T: AsRef<[u8]>>(
    writer: &mut csv::Writer<impl Write>,
    cells: &StringRecord,
    added: &[T],
) -> Result<()> {
    for cell in cells {
        writer.write_field(inert(cell).as_bytes())?;
    }
    for cell in added {
        writer.write_field(cell)?;
    }
    // Ends the row.
    writer.write_record(None::<&[u8]>)?;
    Ok(())
}
