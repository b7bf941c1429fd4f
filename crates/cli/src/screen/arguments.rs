//! The arguments of `screen`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use tables::{Encoding, Format, Separator};

use crate::arguments::{FileOrStd, FloorArguments};
use crate::recording::RecordArguments;
use crate::table::{Header, Reading};
use crate::verdict::VerdictArguments;

/// Most threads that search. Each remembers up to 32 MB of tokens (`matcher::Screenings`).
pub const MOST_THREADS: i64 = 256;

/// Screen a table of names against a data folder.
///
/// Reads CSV, semicolons, tabs, XLSX, ODS, and NDJSON (one object on each line). The separator is
/// recognised by the first line, and the encoding (UTF-8, UTF-16, Windows-1251, Windows-1252) by the bytes; what is
/// not comma and UTF-8 is said on standard error, and --delimiter and --encoding change it. A text that may be in
/// another encoding is refused until --encoding names it.
///
/// Writes one output row for each hit, and one with empty hit columns for an input row without a
/// hit, so that every input row comes out at least once. Of a cell with several names (`A; B`, `A t/a
/// B`) every name has a row; `part` counts them, and `outcome` is the worst of theirs. `row` counts the data rows of the input
/// from 1. The output takes its place only when it is whole. A line on standard error counts the rows
/// that were read, those that have an outcome, those of each outcome, and the lines that were written.
///
/// Columns: row, query, rank, list, id, kind, matched_name, score, band; with --born, --country or
/// --sex details; with --method ofac method; then outcome, hits_total, suppressed, no_verdict_lists,
/// published, checked_at, reason; matched, which says what of the entry equals or resembles the
/// query: `name`, or the number and where it is, for example `IMO number` or `number in the other
/// information of this entry`; part, part_outcome; last the columns of the input that --keep names. One of those
/// that has the name of an earlier column gets `input_` in front.
///
/// With several lists, each listing of a party is an output row of its own, with its own score and band,
/// or with neither where the query itself did not find it (`matched` says so); they follow one another
/// and have one rank, and --limit counts them as one. Two columns more follow
/// part_outcome: listings has the IDs of all of them (`uk:AFG0001|un:TAi.001`), possibly_same those of
/// entries that may be the same party, without enough to say so.
///
/// The column `outcome` says what the answer means. `nothing-found` is the only one that says that no
/// listed name like it was found, in lists that were whole and fresh. `hits`: listed names look like
/// it, hits_total of them, whatever --min and --limit show. `too-little`: the words, or words like
/// them, are in listed names and not enough to identify anyone, such as a common name alone; suppressed
/// counts the designations. `no-verdict`: a list is too old, the sample list, or the clock is wrong,
/// and no_verdict_lists names it. `nothing-in-file`: it is not known how old or how whole the list is.
/// `not-searched`: the query could not be searched, and reason says why.
///
/// --born, --country and --sex name columns of what is known beside a name: it puts the hits of a
/// band in order, leaves none out, and a column `details` says how it stands.
///
/// --guess finds the columns by their headers, in several languages, and by their cells, and says on
/// standard error which it took. Where no header is known, the first row counts as a row of names. An argument that
/// names a column goes before what is guessed.
///
/// --resume goes on after a run that was killed. Give the same command again, with it: as long as input, lists and
/// program are the same and nothing else has written to the folder of the output, rows that came out
/// stay, and the output is the one of a run without a break. Where nothing is left, it begins at the
/// first row. A run with --resume that is interrupted can be resumed too. A check record goes on with the output; the
/// time in it is that at which the first run began.
///
/// --record writes a check record: what was searched, in which lists, and what was found for each row, so
/// that `verify` can run it again. It is written row by row, and only the owner may read it. It holds what the
/// program read of each row (name, date of birth, country, sex, reference); --hash-names leaves that out.
///
/// --decisions adds the columns decision and decision_note, before those of --keep. decision is `not-a-match`,
/// `needs-a-look` or `match` where somebody decided that about this row and this entry and nothing has changed
/// since; `speaks-again` where row, entry, evidence or band have changed, and decision_note says what. A decision
/// leaves out no row and changes no outcome and no exit status.
///
/// With --method ofac names, and names only, are scored by the published method of OFAC's
/// Sanctions List Search (times 100, rounded down, as the site shows it). A hit has no band, and a
/// row without a hit has no verdict: that method cannot give one.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup screen data --input customers.csv --column name --out hits.csv
In CSV a text that a spreadsheet would run as a formula (= + - @, also after blanks or invisible
characters; tab or line break first) gets an apostrophe in front; .ndjson and .xlsx have every text as it is.
Exit status: 0 done; 1 an error, also if fewer rows came out than went in; 2 wrong usage; 4 done, but
at least one row has no verdict, or a list is too old, the sample list, or the clock is wrong
(--accept-no-verdict makes it 0)")]
#[command(group = clap::ArgGroup::new("names").required(true).multiple(true).args(["column", "family", "guess"]))]
pub struct Arguments {
    /// The data folder
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The table, whose first row names the columns: CSV, XLSX, ODS or NDJSON; - for standard input
    #[arg(long, value_name = "FILE")]
    pub input: FileOrStd,
    /// Name of the column to screen
    #[arg(long, value_name = "NAME")]
    pub column: Option<String>,
    /// Name of a column with family names, in place of --column
    #[arg(long, value_name = "NAME", conflicts_with = "column")]
    pub family: Option<String>,
    /// Name of a column with given names, which belong to those of --family
    #[arg(long, value_name = "NAME", requires = "family")]
    pub given: Option<String>,
    /// Guess the columns from their headers and cells, and say which they are
    #[arg(long)]
    pub guess: bool,
    /// No row names the columns; name them by their numbers, from 1
    #[arg(long, conflicts_with = "guess")]
    pub no_header: bool,
    /// Name or number of the sheet of a workbook [default: the only one that is visible]
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// What separates cells: comma, semicolon, tab, pipe, another sign, or none for one name a line
    /// [default: recognised]
    #[arg(long, value_name = "SIGN", value_parser = separator)]
    pub delimiter: Option<Separator>,
    /// How the file is written [default: recognised]
    #[arg(long, value_name = "ENCODING", value_parser = encoding())]
    pub encoding: Option<Encoding>,
    /// Columns of the input to carry to the output: all, none or their names [default: none]
    #[arg(long, value_name = "COLUMN", num_args = 1..)]
    pub keep: Vec<String>,
    /// Go on where the same command was killed; its unfinished rows are used again
    #[arg(long)]
    pub resume: bool,
    /// Most hits for each row
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    #[command(flatten)]
    pub floor: FloorArguments,
    /// Name of a column with dates of birth
    #[arg(long, value_name = "NAME")]
    pub born: Option<String>,
    /// Name of a column with nationalities
    #[arg(long, value_name = "NAME")]
    pub country: Option<String>,
    /// Name of a column with male or female
    #[arg(long, value_name = "NAME")]
    pub sex: Option<String>,
    /// Name of a column with your own references, for the record and for decisions
    #[arg(long, value_name = "NAME")]
    pub reference: Option<String>,
    /// Threads that search, at most 256 [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    pub threads: Option<u16>,
    /// F.csv, F.ndjson or F.xlsx; - for CSV on standard output
    #[arg(long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(target))]
    pub out: Target,
    #[command(flatten)]
    pub record: RecordArguments,
    /// A file of decisions that were made about hits: a hit that it calls no match is quiet, and speaks
    /// again where row, entry, evidence or band have changed
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    #[command(flatten)]
    pub verdict: VerdictArguments,
}

impl Arguments {
    /// How the input is to be read.
    pub fn reading(&self) -> Reading {
        Reading {
            format: Format {
                separator: self.delimiter,
                encoding: self.encoding,
            },
            sheet: self.sheet.clone(),
            header: match (self.guess, self.no_header) {
                // A column that is named needs the row that names it.
                (true, _) if self.names_column() => Header::FirstAndGuess,
                (true, _) => Header::Guess,
                (_, true) => Header::None,
                _ => Header::First,
            },
        }
    }

    fn names_column(&self) -> bool {
        let named = [
            &self.column,
            &self.family,
            &self.given,
            &self.born,
            &self.country,
            &self.sex,
            &self.reference,
        ];
        named.iter().any(|name| name.is_some())
    }

    /// Which columns of the input come out again.
    pub fn keep(&self) -> Keep<'_> {
        match self.keep.as_slice() {
            [] => Keep::None,
            [word] if word == "none" => Keep::None,
            [word] if word == "all" => Keep::All,
            names => Keep::Named(names),
        }
    }
}

/// Columns of the input that come out again.
pub enum Keep<'a> {
    All,
    None,
    Named(&'a [String]),
}

/// Where the rows go, and in which form.
#[derive(Clone)]
pub struct Target {
    pub place: FileOrStd,
    pub form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Csv,
    Ndjson,
    Xlsx,
}

fn target(text: OsString) -> Result<Target, String> {
    let place = FileOrStd::from(text);
    let form = match &place {
        FileOrStd::Std => Form::Csv,
        FileOrStd::File(path) => match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => Form::Csv,
            Some("ndjson") => Form::Ndjson,
            Some("xlsx") => Form::Xlsx,
            _ => return Err("name a file that ends in .csv, .ndjson or .xlsx, or -".to_owned()),
        },
    };
    Ok(Target { place, form })
}

fn separator(word: &str) -> Result<Separator, &'static str> {
    Separator::from_word(word).ok_or(
        "name comma, semicolon, tab, pipe or none, or give one sign that is no letter, digit or quotation mark",
    )
}

fn encoding() -> impl TypedValueParser<Value = Encoding> {
    PossibleValuesParser::new(Encoding::ALL.map(Encoding::as_str)).map(|word| {
        let known = Encoding::ALL.into_iter().find(|one| one.as_str() == word);
        known.unwrap_or(Encoding::Utf8)
    })
}
