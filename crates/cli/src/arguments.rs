//! Arguments that several commands take.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use lists::Source;
use matcher::{Details, MinBand, Sex};
use record::{DateError, Kind, PartialDate};

/// The list with this code.
pub fn list(code: &str) -> Result<&'static Source, String> {
    lists::source(code).ok_or_else(|| {
        let known: Vec<&str> = lists::SOURCES.iter().map(|source| source.code).collect();
        format!("no list has the code `{code}`; known: {}", known.join(", "))
    })
}

/// Parser of `--kind`.
pub fn kind() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .map(|word| Kind::from_word(&word).unwrap_or(Kind::Unknown))
}

/// Lowest band to return.
#[derive(Clone, Copy, ValueEnum)]
pub enum Min {
    /// No floor, for measuring.
    Any,
    /// Similar names and better.
    Possible,
    /// Very similar names and better.
    Strong,
    /// Equal names only.
    Exact,
}

impl From<Min> for MinBand {
    fn from(min: Min) -> Self {
        match min {
            Min::Any => Self::Any,
            Min::Possible => Self::Possible,
            Min::Strong => Self::Strong,
            Min::Exact => Self::Exact,
        }
    }
}

/// Wrong usage that no single argument shows; the text says what to do.
#[derive(Debug)]
pub struct Usage(pub String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Usage {}

/// How names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Method {
    /// This program's own.
    SanctionsLookup,
    /// The published method of OFAC's Sanctions List Search, to compare with.
    Ofac,
}

impl Method {
    /// The word for it in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SanctionsLookup => "sanctions-lookup",
            Self::Ofac => "ofac",
        }
    }
}

/// How names are compared, and how near a name must be.
#[derive(clap::Args)]
pub struct FloorArguments {
    /// How names are compared
    #[arg(long, value_name = "METHOD", default_value = "sanctions-lookup")]
    method: Method,
    /// Lowest band to return [default: possible]
    #[arg(long, value_name = "BAND")]
    min: Option<Min>,
    /// With --method ofac, lowest score to return, 0 to 100 [default: 100, as on OFAC's site]
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u8).range(..=100))]
    min_score: Option<u8>,
}

/// The lowest that is returned, on the scale of the method.
#[derive(Clone, Copy)]
pub enum Floor {
    /// A band of this program's own method.
    Band(MinBand),
    /// A score of OFAC's, 0 to 100.
    OfacScore(u8),
}

impl Floor {
    pub fn method(self) -> Method {
        match self {
            Self::Band(_) => Method::SanctionsLookup,
            Self::OfacScore(_) => Method::Ofac,
        }
    }
}

impl FloorArguments {
    /// The floor; the error is one of usage.
    pub fn floor(&self) -> Result<Floor, Usage> {
        match (self.method, self.min, self.min_score) {
            (_, Some(_), Some(_)) => Err(Usage(
                "--min and --min-score belong to different methods; give --min-score with \
                 --method ofac and --min without it"
                    .to_owned(),
            )),
            (Method::SanctionsLookup, _, Some(_)) => Err(Usage(
                "--min-score is for --method ofac; add that, or give --min with a band".to_owned(),
            )),
            (Method::Ofac, Some(_), _) => Err(Usage(
                "--method ofac knows no bands; give --min-score with 0 to 100 in place of --min"
                    .to_owned(),
            )),
            (Method::SanctionsLookup, min, None) => {
                Ok(Floor::Band(min.unwrap_or(Min::Possible).into()))
            }
            (Method::Ofac, None, least) => Ok(Floor::OfacScore(least.unwrap_or(100))),
        }
    }
}

/// What is known beside the name.
#[derive(clap::Args)]
pub struct DetailArguments {
    /// Date of birth, such as 1971, 1971-03, 12/03/1971 (day first) or "12 March 1971", or an age: "age 35"
    #[arg(long, value_name = "DATE", value_parser = birth)]
    born: Option<PartialDate>,
    /// Nationality, country of address or flag: name, ISO code or word for its people, in many
    /// languages; several with commas
    #[arg(long, value_name = "COUNTRY", value_parser = country)]
    country: Option<String>,
    /// male or female
    #[arg(long, value_name = "SEX", value_parser = sex)]
    sex: Option<Sex>,
}

impl DetailArguments {
    /// What was given; the error is one of usage.
    pub fn details(self, method: Method) -> Result<Details, Usage> {
        let details = Details {
            born: self.born,
            country: self.country,
            sex: self.sex,
        };
        refuse_details(method, !details.is_empty())?;
        Ok(details)
    }
}

/// Details with a method that has no use for them are wrong usage.
pub fn refuse_details(method: Method, are_given: bool) -> Result<(), Usage> {
    if method == Method::Ofac && are_given {
        return Err(Usage(
            "--method ofac compares names only; leave out --born, --country and --sex".to_owned(),
        ));
    }
    Ok(())
}

/// Reads a date of birth, or an age, which is counted from today.
pub fn birth(text: &str) -> Result<PartialDate, &'static str> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = now.map_or(0, |now| now.as_secs());
    let (year, ..) = check::civil_day(seconds as i64 / check::DAY);
    matcher::read_birth(text, year as u16).map_err(why_no_date)
}

/// Reads a date of birth in a table. What a run writes must not depend on its day, so an age is no date.
pub fn born(text: &str) -> Result<PartialDate, &'static str> {
    matcher::read_date(text).map_err(why_no_date)
}

fn why_no_date(error: DateError) -> &'static str {
    match error {
        DateError::Century => "write all four digits of the year, like 12/03/1971 (day first)",
        DateError::Impossible => "no such date of birth; write it like 12/03/1971 (day first)",
        _ => {
            "no date; write it like 1971, 1971-03, 1971-03-12, 12/03/1971 (day first), \
             12 March 1971, 1950~ (about) or 1960/1965 (from, to)"
        }
    }
}

/// Reads countries; lists may name some that no table has.
pub fn country(text: &str) -> Result<String, &'static str> {
    if text.chars().any(char::is_alphabetic) {
        Ok(text.trim().to_owned())
    } else {
        Err("no country; write its name or its code, like France or FR")
    }
}

/// Reads a sex.
pub fn sex(text: &str) -> Result<Sex, &'static str> {
    Sex::from_word(text.trim()).ok_or("write male or female")
}

/// A file, or `-` for standard input or output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOrStd {
    /// Standard input or output.
    Std,
    /// The file at this path.
    File(PathBuf),
}

impl FileOrStd {
    /// The path of a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Std => None,
            Self::File(path) => Some(path),
        }
    }
}

impl From<OsString> for FileOrStd {
    fn from(text: OsString) -> Self {
        if text == "-" {
            Self::Std
        } else {
            Self::File(PathBuf::from(text))
        }
    }
}
