//! Check records and decisions, as `search` and `screen` write and use them.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
pub use check_record::words::{decision_note, decision_word};
use check_record::{
    Asked, Decisions, DecisionsFile, DecisionsUsed, Engine, Header, Input, List, Lists, Names,
    Opened, Resumed, Said, Settings, Summary, Writer,
};
use clap::builder::{PathBufValueParser, TypedValueParser as _};
use matcher::{Answer, ENGINE_VERSION, Indexes};
use same_file::Handle;
use serde_json::Value;
use sha2::Digest as _;

use crate::arguments::{Method, Usage};
use crate::data_folder::DataFolder;
use crate::plain::{counted, thousands};
use crate::source_file::hexadecimal;
use crate::staged::{self, Staged};
use crate::terminal;
use crate::verdict::ListsSearched;

/// Most bytes of a file of decisions, which is held in memory: 256 MB, some 60,000 decisions.
const MOST_DECISIONS: u64 = 256 << 20;

/// Most people who are named as those who made decisions.
const MOST_AUTHORS: usize = 10;

/// The check record that a command writes.
#[derive(clap::Args)]
pub struct RecordArguments {
    /// Write a check record to this file: what was searched, in which lists, and what was found, so that
    /// `verify` can run it again. The file must not be there yet: a record is proof, and none is replaced
    #[arg(long, value_name = "FILE", value_parser = PathBufValueParser::new().try_map(no_stream))]
    record: Option<PathBuf>,
    /// The record before, whose hash goes into the new one, so that a gap in the series shows
    #[arg(long, value_name = "FILE", requires = "record")]
    after: Option<PathBuf>,
    /// Write salted hashes of what was searched into the record in place of the names; they are still
    /// personal data, since whoever guesses a name can check the guess
    #[arg(long, requires = "record")]
    hash_names: bool,
}

impl RecordArguments {
    /// Whether a record is to be written.
    pub fn is_given(&self) -> bool {
        self.record.is_some()
    }

    /// Refuses what no record can be of; the error is one of usage.
    pub fn refuse_method(&self, method: Method) -> Result<(), Usage> {
        if self.is_given() && method == Method::Ofac {
            return Err(Usage(
                "a check record is of this program's own method; leave out --method ofac or --record"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// Refuses a record in place of any file, first of one that the command reads or writes, also by a link.
    pub fn refuse_files(&self, others: &[(&str, Option<&Path>)]) -> Result<()> {
        let Some(record) = &self.record else {
            return Ok(());
        };
        let after = ("--after", self.after.as_deref());
        for (argument, path) in others.iter().chain([&after]) {
            if path.is_some_and(|path| is_same_file(record, path)) {
                bail!(
                    "{}: --record is the same file as {argument}; name another file",
                    record.display()
                );
            }
        }
        if record.exists() {
            bail!(
                "{}: is there already, and a check record replaces no file; name another file, or move this one away",
                record.display()
            );
        }
        Ok(())
    }

    /// How names are written down.
    pub fn names(&self) -> Result<Names> {
        if !self.hash_names {
            return Ok(Names::Plain);
        }
        let mut salt = [0; 16];
        if let Err(error) = getrandom::fill(&mut salt) {
            bail!("the system gives no random numbers for the salt of --hash-names: {error}");
        }
        Ok(Names::hashed(salt))
    }

    /// Where the record goes, if one is to be written.
    pub fn place(&self) -> Option<&Path> {
        self.record.as_deref()
    }

    /// What stands before the rows of the record, if one is to be written.
    pub fn header(&self, about: About<'_>) -> Result<Option<Header>> {
        if !self.is_given() {
            return Ok(None);
        }
        let after = self.after.as_deref().map(hash_of_record).transpose()?;
        if about.now < SystemTime::UNIX_EPOCH {
            bail!("the clock of this machine is before 1970; set it");
        }
        Ok(Some(Header {
            format: check_record::FORMAT.to_owned(),
            version: check_record::VERSION,
            made_at: humantime::format_rfc3339_seconds(about.now).to_string(),
            clock: check_record::CLOCK.to_owned(),
            engine: own_engine(),
            names: about.names.clone(),
            settings: about.settings,
            input: about.input,
            lists: (about.lists.iter())
                .map(|list| List::new(list.entry, list.status))
                .collect(),
            decisions: about.decisions,
            after,
        }))
    }
}

fn no_stream(place: PathBuf) -> Result<PathBuf, &'static str> {
    match place == Path::new("-") {
        true => Err("a check record goes to a file, not to standard output; name a file"),
        false => Ok(place),
    }
}

/// This program, as a record names it.
pub fn own_engine() -> Engine {
    let commit = env!("SANCTIONS_LOOKUP_COMMIT");
    Engine {
        version: ENGINE_VERSION.to_owned(),
        commit: (!commit.is_empty()).then(|| commit.to_owned()),
    }
}

/// What a record is about.
pub struct About<'a> {
    /// When the command began, by the device's clock: the time at which the lists have their status.
    pub now: SystemTime,
    pub lists: &'a ListsSearched<'a>,
    pub names: &'a Names,
    pub settings: Settings,
    pub input: Option<Input>,
    pub decisions: Option<DecisionsUsed>,
}

/// A record that is being written.
pub struct Recording {
    writer: Writer<Staged>,
}

impl Recording {
    /// Begins a record.
    pub fn new(header: &Header, file: Staged) -> Result<Self> {
        let writer = Writer::new(header, file)?;
        Ok(Self { writer })
    }

    /// Goes on after the rows that a killed run wrote.
    pub fn resumed(rows: Resumed, mut file: Staged) -> Result<Self> {
        file.keep(rows.length())?;
        let writer = rows.writer(file);
        Ok(Self { writer })
    }

    /// Appends a row.
    pub fn push(&mut self, row: &[u8]) -> Result<()> {
        Ok(self.writer.push(row)?)
    }

    /// Puts the record in its place and announces its hash.
    pub fn finish(self, summary: &Summary) -> Result<()> {
        let (file, sha256) = self.writer.finish(summary)?;
        file.put_in_place()?;
        terminal::note(format!(
            "the check record has the SHA-256 {sha256}; send that to somebody else if you may have to prove when it was made"
        ));
        Ok(())
    }
}

/// Opens a record's file, which is read twice.
pub fn open_record(path: &Path) -> Result<File> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !file.metadata().is_ok_and(|it| it.is_file()) {
        bail!(
            "{}: no regular file; a record is read twice, so give it as one",
            path.display()
        );
    }
    Ok(file)
}

/// Reads a record whose content has the hash that it states, and gives `each` its rows.
pub fn read_record(path: &Path, each: impl FnMut(Value)) -> Result<Opened> {
    let place = || path.display().to_string();
    let opened = check_record::open(open_record(path)?).with_context(place)?;
    let whole = opened.whole(open_record(path)?, each);
    whole.with_context(place)?;
    Ok(opened)
}

/// The hash of a record whose content has it.
pub fn hash_of_record(path: &Path) -> Result<String> {
    Ok(read_record(path, |_| {})?.stated_sha256)
}

/// SHA-256 of a file that holds names.
pub fn hash_of_file(path: &Path, names: &Names) -> Result<String> {
    let cannot = || format!("cannot read {}", path.display());
    let mut file = File::open(path).with_context(cannot)?;
    let mut hash = names.hash();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).with_context(cannot)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            length => hash.update(&buffer[..length]),
        }
    }
}

/// A file of decisions that was read.
pub struct DecisionsRead {
    pub decisions: Decisions,
    pub used: DecisionsUsed,
}

impl DecisionsRead {
    pub fn read(path: &Path, names: &Names) -> Result<Self> {
        let bytes = read_decisions(path)?;
        let file = DecisionsFile::read(&bytes).with_context(|| path.display().to_string())?;
        let decisions = Decisions::of(file);
        let used = DecisionsUsed {
            author: decisions.author.clone(),
            decisions: decisions.len(),
            sha256: names.sha256(&bytes),
        };
        Ok(Self { decisions, used })
    }

    /// Announces who made the decisions and what they can do, before they are used. Whoever began the file may have made
    /// none of them.
    pub fn announce(&self, lists: &ListsSearched<'_>) {
        let count = |number: usize| thousands(number as u64);
        let codes: Vec<&str> = lists.iter().map(|list| list.entry.list.as_str()).collect();
        let others = self.decisions.of_other_lists(&codes);
        let others = match others {
            0 => String::new(),
            _ => format!(
                "; {} about lists that this folder does not have",
                counted(others as u64, "is", "are")
            ),
        };
        let authors = self.decisions.authors();
        let total = authors.iter().map(|(_, count)| count).sum();
        let said = authors.iter().take(MOST_AUTHORS);
        let mut said: Vec<String> = said
            .map(|(by, decisions)| format!("{by} ({})", count(*decisions)))
            .collect();
        if let Some(more) = authors.len().checked_sub(MOST_AUTHORS).filter(|it| *it > 0) {
            said.push(format!("{} more", count(more)));
        }
        let by = match said.is_empty() {
            true => String::new(),
            false => format!(", made by {}", said.join(", ")),
        };
        terminal::note(format!(
            "decisions that count: {}{by}; {} of them can make hits quiet{others}",
            count(total),
            count(self.decisions.that_quiet()),
        ));
    }
}

/// The bytes of a file of decisions.
pub fn read_decisions(path: &Path) -> Result<Vec<u8>> {
    let cannot = || format!("cannot read {}", path.display());
    if fs::metadata(path).with_context(cannot)?.len() > MOST_DECISIONS {
        bail!(
            "{}: more than {} MB; split the decisions into several files",
            path.display(),
            MOST_DECISIONS >> 20
        );
    }
    fs::read(path).with_context(cannot)
}

/// The lists with everything that they say, for the rows of a record.
pub fn lists_of<'a>(
    folder: &DataFolder,
    indexes: &'a Indexes,
    statuses: Vec<check::Status>,
) -> Result<Lists<'a>> {
    Ok(Lists {
        indexes,
        details: folder.details(indexes)?,
        statuses,
    })
}

/// What makes rows of a record from answers, and holds decisions against them.
pub struct Recorder<'a> {
    pub lists: Lists<'a>,
    pub settings: Settings,
    pub names: Names,
    /// Whether a record is written, or only decisions are asked for.
    pub is_written: bool,
    pub decisions: Option<&'a Decisions>,
}

/// A row of a record.
#[derive(Default)]
pub struct Recorded<'d> {
    /// The row in its canonical form, where a record is written.
    pub bytes: Option<Vec<u8>>,
    /// The decision about each hit and each of its listings, in their order.
    pub said: Vec<Option<Said<'d>>>,
}

impl Recorder<'_> {
    pub fn row(&self, number: u64, asked: &Asked, answer: &Answer) -> Result<Recorded<'_>> {
        if !self.is_written && !self.is_decided(answer) {
            return Ok(Recorded::default());
        }
        let mut row = self.lists.row(number, asked, answer, self.settings.min)?;
        let said = match self.decisions {
            Some(decisions) => decisions.apply(asked, &mut row)?,
            None => Vec::new(),
        };
        let bytes = match self.is_written {
            true => {
                check_record::hide_names(&mut row, asked, &self.names)?;
                Some(check_record::canonical(&row)?)
            }
            false => None,
        };
        Ok(Recorded { bytes, said })
    }

    /// Whether there is a decision about any of these designations.
    fn is_decided(&self, answer: &Answer) -> bool {
        let Some(decisions) = self.decisions else {
            return false;
        };
        let hits = answer.hits.iter();
        let mut all = hits.flat_map(|hit| core::iter::once(hit).chain(&hit.listings));
        all.any(|hit| {
            let pack = self.lists.indexes.pack(hit.list);
            let designation = pack.and_then(|pack| pack.designation(hit.designation));
            (pack.zip(designation))
                .is_some_and(|(pack, one)| decisions.are_about(pack.list(), one.id()))
        })
    }
}

/// Whether two paths lead to one file, which need not be there yet.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (Handle::from_path(one), Handle::from_path(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => whole_path(one) == whole_path(other),
    }
}

/// The path of a file that need not be there, by the folder that it would be in.
fn whole_path(path: &Path) -> PathBuf {
    let folder = staged::target(staged::folder_of(path));
    match path.file_name() {
        Some(name) => folder.join(name),
        None => staged::target(path),
    }
}
