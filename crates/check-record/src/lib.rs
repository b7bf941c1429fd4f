//! The check record: what was searched, in which lists, with which settings, and what was found, so that anyone can
//! run it again; and the decisions that a person made about hits.
//!
//! A record is one JSON object ([`Header`], `rows`, [`Summary`], `sha256`). It is written row by row
//! ([`Writer`]) and read row by row ([`open`]), so that its size is bounded by nothing but the disk. Its hash is over
//! its canonical form (RFC 8785) without the member `sha256`. Whoever holds a record can change it and make the hash
//! right again, so the hash shows damage and not fraud: what shows fraud is to run the search again on the same packs
//! ([`compare_rows`]).
//!
//! ```
//! use check::Status;
//! use check_record::{Asked, CLOCK, Engine, FORMAT, Header, Lists, Names, Settings, Summary, VERSION, Writer};
//! use matcher::{Indexes, MinBand};
//! use record::{Kind, Name, NamePart, NameType, PartRole, Record};
//!
//! // A list with one invented entry.
//! let mut entry = Record::new("uk", "XYZ9001", Kind::Individual);
//! let part = NamePart::new(PartRole::Whole, "Blenor Mana");
//! entry.names.push(Name::new(NameType::Primary, [part]));
//! let packs = pack::encode("uk", &[entry])?;
//! let search = pack::SearchPack::decode(&packs.search)?;
//! let details = pack::DetailsPack::decode(&packs.details, &search)?;
//! let indexes = Indexes::build(vec![search]);
//! let lists = Lists { indexes: &indexes, details: vec![Some(details)], statuses: vec![Status::Current] };
//!
//! let settings = Settings { min: MinBand::Possible, limit: 10, kind: None, regime: None };
//! let header = Header {
//!     format: FORMAT.to_owned(),
//!     version: VERSION,
//!     made_at: "2026-11-27T09:10:00Z".to_owned(),
//!     clock: CLOCK.to_owned(),
//!     engine: Engine { version: matcher::ENGINE_VERSION.to_owned(), commit: None },
//!     names: Names::Plain,
//!     settings,
//!     input: None,
//!     lists: Vec::new(), // one List for each entry of the manifest
//!     decisions: None,
//!     after: None,
//! };
//! let asked = Asked { name: "Blenor Manna".to_owned(), ..Asked::default() };
//! let answer = indexes.search(&asked.name, &header.settings.options(&asked));
//! let row = lists.row(1, &asked, &answer, header.settings.min)?;
//! assert_eq!(row["outcome"], "hits");
//! assert_eq!(row["hits"][0]["id"], "XYZ9001");
//!
//! let mut writer = Writer::new(&header, Vec::new())?;
//! writer.push(&check_record::canonical(&row)?)?;
//! let mut summary = Summary::default();
//! summary.add("hits");
//! let (bytes, sha256) = writer.finish(&summary)?;
//!
//! let opened = check_record::open(&*bytes)?;
//! assert_eq!(opened.stated_sha256, sha256);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Types
//!
//! [`Asked`] → [`Answer`](matcher::Answer) → a row ([`Lists::row`]) → [`Decisions::apply`] → [`hide_names`] →
//! [`canonical`] → [`Writer`]. A hit in a row has the shape of `search --json` ([`answer`]). JSON Schemas of both files
//! are in `schema/`. A record whose writer was killed is gone on with by [`Unfinished`].
//!
//! # Limits
//!
//! The crate opens no file, reads no clock and makes no random number: it takes readers, times and a salt. It cannot
//! know that a person typed what they should have, nor that the clock was right.
//!
//! # Cost
//!
//! A row without a hit costs some thirty microseconds and 350 bytes, each hit about three kilobytes, most of it
//! what the list says of the entry. A reader or writer holds one row.

#![deny(missing_docs)]

mod again;
pub mod answer;
mod canonical;
pub mod changes;
mod decisions;
mod error;
mod reader;
mod record;
mod row;
mod unfinished;
mod verify;
pub mod words;

pub use self::record::{
    Asked, CLOCK, DecisionsUsed, Engine, FORMAT, Header, Input, List, Names, STILL_PERSONAL,
    Settings, Summary, VERSION, Writer,
};
pub use again::{
    ChangeKind, Changes, Comparison, Given, ListReport, Report, Surface, Verdict, is_data,
};
pub use canonical::{canonical, sha256, value};
pub use decisions::{
    Change, Decided, Decision, Decisions, DecisionsFile, Effect, FORMAT as DECISIONS_FORMAT, Of,
    Said, VERSION as DECISIONS_VERSION,
};
pub use error::RecordError;
pub use reader::{Opened, open};
pub use row::{Lists, designation, entries, hide_names, listings};
pub use unfinished::{Resumed, Unfinished};
pub use verify::{Difference, Edition, compare_rows, difference, edition, list_differences};
