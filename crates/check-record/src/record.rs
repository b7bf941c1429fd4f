//! The types of a check record, and its writer.

use std::collections::BTreeMap;
use std::io::{self, Write};

use check::{ListFacts, Outcome, Status};
use manifest::{ListEntry, PackRole};
use matcher::{Details, MinBand, Options, Sex};
use record::{Kind, PartialDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::canonical::{canonical, hexadecimal, value};
use crate::error::RecordError;

/// The member `format` of every record.
pub const FORMAT: &str = "sanctions-lookup check record";
/// The member `version` of the records that this program writes, and the latest that it reads.
pub const VERSION: u64 = 1;
/// The member `clock` of every record.
pub const CLOCK: &str = "made_at is by the device's clock, which nobody has checked";
/// What a record without readable names says of them.
pub const STILL_PERSONAL: &str =
    "a hash of a name is still personal data: whoever guesses the name can check the guess";

/// Member of the rows.
pub(crate) const ROWS: &str = "rows";
/// Member of the hash.
pub(crate) const HASH: &str = "sha256";
/// Member of the counts.
pub(crate) const SUMMARY: &str = "summary";

/// Everything of a record that is known before the first row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u64,
    /// When it was made, RFC 3339 in UTC, in whole seconds.
    pub made_at: String,
    /// [`CLOCK`].
    pub clock: String,
    /// What made it.
    pub engine: Engine,
    /// How what was searched is written down.
    pub names: Names,
    /// What of each answer was asked for.
    pub settings: Settings,
    /// The file that was checked; `None` for one name.
    pub input: Option<Input>,
    /// The lists that were searched, in the order of the manifest.
    pub lists: Vec<List>,
    /// The file of decisions that was used.
    pub decisions: Option<DecisionsUsed>,
    /// The hash of the record before this one, where there is a series.
    pub after: Option<String>,
}

/// The program that made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// Its version, such as `0.1.0`.
    pub version: String,
    /// The commit of its source; `None` where that is not known.
    pub commit: Option<String>,
}

/// How what was searched is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Names {
    /// As it is.
    Plain,
    /// As the SHA-256 of salt, line break and the canonical form of [`Asked`].
    #[serde(rename = "salted-sha256")]
    Hashed {
        /// Sixteen random bytes, in hexadecimal; another for each record.
        salt: String,
        /// [`STILL_PERSONAL`].
        note: String,
    },
}

impl Names {
    /// Hashed, with sixteen random bytes.
    #[must_use]
    pub fn hashed(salt: [u8; 16]) -> Self {
        Self::Hashed {
            salt: hexadecimal(&salt),
            note: STILL_PERSONAL.to_owned(),
        }
    }

    /// SHA-256 of bytes that hold names, such as the file that was checked.
    #[must_use]
    pub fn sha256(&self, bytes: &[u8]) -> String {
        let mut hash = self.hash();
        hash.update(bytes);
        hexadecimal(&hash.finalize())
    }

    /// The hash that such bytes go into, for those that are read piece by piece.
    #[must_use]
    pub fn hash(&self) -> Sha256 {
        let mut hash = Sha256::new();
        if let Self::Hashed { salt, .. } = self {
            hash.update(salt.as_bytes());
            hash.update(b"\n");
        }
        hash
    }
}

/// What of each answer was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Lowest band.
    pub min: MinBand,
    /// Most hits for each name.
    pub limit: usize,
    /// The only kind.
    pub kind: Option<Kind>,
    /// The only regime, with its list.
    pub regime: Option<String>,
}

impl Settings {
    /// The options of a search for what was asked.
    #[must_use]
    pub fn options(&self, asked: &Asked) -> Options {
        Options {
            offset: 0,
            limit: self.limit,
            min: self.min,
            kind: self.kind,
            regime: self.regime.clone(),
            details: asked.details(),
        }
    }
}

/// A file that was checked, so that it can be read again in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// SHA-256 of its bytes ([`Names::sha256`]); `None` for what came through a pipe.
    pub sha256: Option<String>,
    /// The separator that was given; `None` where it was recognised.
    pub delimiter: Option<String>,
    /// The encoding that was given; `None` where it was recognised.
    pub encoding: Option<String>,
    /// The sheet that was chosen.
    pub sheet: Option<String>,
    /// Whether a row names the columns.
    pub has_header: bool,
    /// Which columns were read.
    pub columns: batch::Columns,
}

/// A list that was searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Code.
    pub list: String,
    /// Its name in words.
    pub title: String,
    /// What it could be relied on for, when the record was made: the word of [`check::Status`].
    pub status: String,
    /// Whether it is the sample list, on which every name is invented.
    pub sample: bool,
    /// The list's own date.
    pub published: Option<String>,
    /// When the publisher was last asked for changes.
    pub checked_at: Option<String>,
    /// Until when whoever built the packs would rely on it.
    pub valid_until: Option<String>,
    /// Faults of the publisher's file that somebody accepted.
    pub accepted_faults: Vec<String>,
    /// Number of designations.
    pub designations: u32,
    /// Where the publisher offers the file.
    pub source_url: String,
    /// SHA-256 of the publisher's file, or of each of several ([`ListEntry::source_sha256`]).
    pub source_sha256: String,
    /// SHA-256 of the pack that was searched.
    pub search_pack_sha256: String,
    /// SHA-256 of the pack with everything else that the list says.
    pub details_pack_sha256: String,
}

impl List {
    /// A list of a manifest, with its status.
    #[must_use]
    pub fn new(entry: &ListEntry, status: Status) -> Self {
        let pack = |role| entry.pack(role).map(|pack| pack.sha256.clone());
        Self {
            list: entry.list.clone(),
            title: entry.title.clone(),
            status: status.as_str().to_owned(),
            sample: entry.sample,
            published: entry.published.clone(),
            checked_at: entry.checked_at.clone(),
            valid_until: entry.valid_until.clone(),
            accepted_faults: entry.accepted_faults.clone(),
            designations: entry.counts.designations,
            source_url: entry.source_url.clone(),
            source_sha256: entry.source_sha256.clone(),
            search_pack_sha256: pack(PackRole::Search).unwrap_or_default(),
            details_pack_sha256: pack(PackRole::Details).unwrap_or_default(),
        }
    }

    /// The status that it states; [`Status::Failed`] for an unknown word, of which nothing can be said.
    #[must_use]
    pub fn status(&self) -> Status {
        let mut all = Status::ALL.into_iter();
        let own = all.find(|status| status.as_str() == self.status);
        own.unwrap_or(Status::Failed)
    }

    /// The facts that its status follows from.
    #[must_use]
    pub fn facts(&self) -> ListFacts<'_> {
        ListFacts {
            sample: self.sample,
            checked_at: self.checked_at.as_deref(),
            valid_until: self.valid_until.as_deref(),
            has_accepted_fault: !self.accepted_faults.is_empty(),
        }
    }
}

/// The file of decisions that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsUsed {
    /// Who made it.
    pub author: String,
    /// How many decisions it has.
    pub decisions: usize,
    /// SHA-256 of its bytes ([`Names::sha256`]).
    pub sha256: String,
}

/// What was searched: a name, and what is known beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The text that was searched.
    pub name: String,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<PartialDate>,
    /// Nationality, country of address or flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// The person's own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl Asked {
    /// A name with what is known beside it.
    #[must_use]
    pub fn new(name: &str, details: &Details) -> Self {
        Self {
            name: name.to_owned(),
            born: details.born,
            country: details.country.clone(),
            sex: details.sex,
            reference: None,
        }
    }

    /// What a row of a table asks. A fact that is not understood is left out, as the search leaves it out. `text` is the
    /// text of the row's names, `cell` gives the cell of a column.
    pub fn of_row<'c>(
        columns: &batch::Columns,
        text: String,
        cell: impl Fn(usize) -> Option<&'c str>,
    ) -> Self {
        let cell = |column: Option<usize>| {
            let cell = cell(column?)?.trim();
            (!cell.is_empty()).then_some(cell)
        };
        let has_letter = |text: &&str| text.chars().any(char::is_alphabetic);
        Self {
            name: text,
            born: cell(columns.born).and_then(|text| matcher::read_date(text).ok()),
            country: cell(columns.country).filter(has_letter).map(str::to_owned),
            sex: cell(columns.sex).and_then(Sex::from_word),
            reference: cell(columns.reference).map(str::to_owned),
        }
    }

    /// What is known beside the name.
    #[must_use]
    pub fn details(&self) -> Details {
        Details {
            born: self.born,
            country: self.country.clone(),
            sex: self.sex,
        }
    }

    /// It as a record writes it down.
    ///
    /// # Errors
    /// As [`canonical`].
    pub fn written(&self, names: &Names) -> Result<Value, RecordError> {
        let plain = value(self)?;
        match names {
            Names::Plain => Ok(plain),
            Names::Hashed { .. } => {
                let hash = names.sha256(&canonical(&plain)?);
                Ok(Value::Object(
                    [(HASH.to_owned(), hash.into())].into_iter().collect(),
                ))
            }
        }
    }
}

/// How many rows there are, in all and with each outcome that occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// All.
    pub rows: u64,
    /// By outcome.
    pub outcomes: BTreeMap<String, u64>,
}

impl Summary {
    /// Counts a row.
    pub fn add(&mut self, outcome: &str) {
        self.add_rows(outcome, 1);
    }

    fn add_rows(&mut self, outcome: &str, rows: u64) {
        if rows > 0 {
            self.rows += rows;
            *self.outcomes.entry(outcome.to_owned()).or_default() += rows;
        }
    }

    /// The counts of a run.
    #[must_use]
    pub fn of(count: impl Fn(Outcome) -> u64) -> Self {
        let mut summary = Self::default();
        for outcome in Outcome::ALL {
            summary.add_rows(outcome.as_str(), count(outcome));
        }
        summary
    }
}

/// The hash of a record's content, which goes through it piece by piece: its canonical form without the member
/// `sha256`.
pub(crate) struct ContentHash<W> {
    hash: Sha256,
    /// The members after the rows.
    later: BTreeMap<String, Value>,
    rows: u64,
    /// Bytes until here.
    length: u64,
    out: W,
}

impl<W: Write> ContentHash<W> {
    /// Begins with the members other than rows and hash; everything hashed is written, too.
    pub fn new(members: BTreeMap<String, Value>, out: W) -> Result<Self, RecordError> {
        let mut members = members;
        members.remove(HASH);
        let later = members.split_off(ROWS);
        let mut own = Self {
            hash: Sha256::new(),
            later,
            rows: 0,
            length: 0,
            out,
        };
        own.add(b"{")?;
        for (name, member) in &members {
            own.add_member(name, member)?;
            own.add(b",")?;
        }
        own.add(b"\"rows\":[")?;
        Ok(own)
    }

    fn add(&mut self, bytes: &[u8]) -> Result<(), RecordError> {
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }

    /// Rows until here.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Bytes until here.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Goes on in another output.
    fn with_out<Other>(self, out: Other) -> ContentHash<Other> {
        ContentHash {
            hash: self.hash,
            later: self.later,
            rows: self.rows,
            length: self.length,
            out,
        }
    }

    fn add_member(&mut self, name: &str, member: &Value) -> Result<(), RecordError> {
        self.add(&canonical(&Value::from(name))?)?;
        self.add(b":")?;
        self.add(&canonical(member)?)
    }

    /// Adds a row in its canonical form.
    pub fn push(&mut self, row: &[u8]) -> Result<(), RecordError> {
        if self.rows > 0 {
            self.add(b",")?;
        }
        self.rows += 1;
        self.add(row)
    }

    /// Adds a member that is known only now.
    pub fn put(&mut self, name: &str, member: Value) {
        self.later.insert(name.to_owned(), member);
    }

    /// Ends the record; returns the hash.
    pub fn finish(mut self) -> Result<(W, String), RecordError> {
        // The hash is written among the members that it covers, so those are put together first.
        let mut before = b"]".to_vec();
        let mut after = Vec::new();
        for (name, member) in &self.later {
            let place = if name.as_str() < HASH {
                &mut before
            } else {
                &mut after
            };
            place.push(b',');
            place.extend(canonical(&Value::from(name.as_str()))?);
            place.push(b':');
            place.extend(canonical(member)?);
        }
        after.push(b'}');
        self.add(&before)?;
        self.hash.update(&after);
        let hash = hexadecimal(&self.hash.finalize());
        write!(self.out, ",\"{HASH}\":\"{hash}\"")?;
        self.out.write_all(&after)?;
        self.out.write_all(b"\n")?;
        Ok((self.out, hash))
    }
}

/// Writes a record, row by row, in its canonical form: however many rows there are, one is in memory.
pub struct Writer<W>(ContentHash<W>);

impl<W: Write> Writer<W> {
    /// Writes what is before the first row.
    ///
    /// # Errors
    /// [`RecordError::Input`] where it cannot be written.
    pub fn new(header: &Header, out: W) -> Result<Self, RecordError> {
        let members: BTreeMap<String, Value> = serde_json::from_value(value(header)?)?;
        ContentHash::new(members, out).map(Self)
    }

    /// Goes on after rows that are already in `out`.
    pub(crate) fn resumed(content: ContentHash<io::Sink>, out: W) -> Self {
        Self(content.with_out(out))
    }

    /// Appends a row in its [canonical] form.
    ///
    /// # Errors
    /// [`RecordError::Input`] where it cannot be written.
    pub fn push(&mut self, row: &[u8]) -> Result<(), RecordError> {
        self.0.push(row)
    }

    /// Writes what is after the last row; returns the hash of the record.
    ///
    /// # Errors
    /// [`RecordError::Input`] where it cannot be written.
    pub fn finish(mut self, summary: &Summary) -> Result<(W, String), RecordError> {
        self.0.put(SUMMARY, value(summary)?);
        self.0.finish()
    }
}
