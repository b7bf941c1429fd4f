//! What page and worker say to each other, as `postcard` bytes.
//!
//! The page sends [`Request`]s with an ID of its own counting; the worker answers each with one
//! [`Reply`] that carries the same ID, and reports the loading of the lists unasked. An answer
//! whose ID is no longer awaited is dropped, so that an old one never overwrites a new one.
//!
//! A message to either side holds one or more of them, one after another, because the browser keeps memory for each
//! message until it next collects garbage.

use core::ops::Range;

use manifest::Counts;
use matcher::{Band, BandCounts, DetailFound, Lowered, Matched, Options, QueryProblem, Relation};
use record::{AliasStrength, Kind, ListedDate, Measure, NameType, PartialDate, Record, Regime};
use serde::{Deserialize, Serialize};

/// Numbers the requests of one page.
pub type RequestId = u32;

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Load the lists that the manifest at this absolute address names. Sent once, first.
    Load {
        /// Address of `manifest.json`; `manifest.bin` and the packs are beside it.
        manifest: String,
        /// Codes of the lists that are wanted; all lists when there are none of these.
        lists: Vec<String>,
    },
    /// Search all lists. Without a name or number, the designations that the filters let through
    /// are listed.
    Search(Query),
    /// List the designations that the search for this [suppresses](Results::suppressed), nearest
    /// first, as many as the options ask for.
    ListSuppressed(Query),
    /// Give one whole record.
    Open {
        /// Returned with the answer.
        id: RequestId,
        /// Which designation.
        entry: Entry,
    },
    /// Answered with [`Reply::Alive`] at once, whatever else is waiting.
    Ping,
}

/// What is searched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// Returned with the answer.
    pub id: RequestId,
    /// As it was typed.
    pub text: String,
    /// Date of birth as it was typed, blank when it is not known.
    pub born: String,
    /// What of the answer is wanted, the date of birth left out.
    pub options: Options,
    /// What a person narrowed the results down to.
    pub narrow: Narrow,
}

/// Hits up to which nobody needs to narrow them down.
pub const FEW_HITS: usize = 5;

/// What a person narrows the results down to, beside what the host's page is about. It changes what is
/// shown, never what is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrow {
    /// A hit is shown that has one of these in each facet of which there are any.
    pub chosen: Vec<Trait>,
    /// The first day of designation, `2025-07-23`; blank for any.
    pub from: String,
    /// The last day of designation; blank for any.
    pub until: String,
}

impl Narrow {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.from.is_empty() && self.until.is_empty()
    }
}

/// What hits are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// People, organisations, ships.
    Kind,
    /// The regime.
    Regime,
    /// What is imposed.
    Measure,
    /// A nationality, a country of address, a flag.
    Country,
    /// The list.
    List,
}

/// One value of a [`Facet`].
///
/// One form for all facets, and numbers in place of enums: each type of a message is code in the page and in
/// the engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trait {
    /// The number of its [`Facet`].
    pub facet: u8,
    /// Of a kind and of a measure its number in [`Kind`] and [`MeasureKind`](record::MeasureKind); of a list
    /// and of a regime the place of the list among the loaded ones.
    pub number: usize,
    /// Code of a regime; a country, and a measure that is none of those known, in the words of a list.
    pub code: String,
    /// The publisher's words for a regime or a measure; those of another list may be other ones.
    pub words: String,
}

impl Trait {
    /// Whether it is this value, in whatever words.
    #[inline(never)]
    #[must_use]
    pub fn is(&self, facet: u8, number: usize, code: &str) -> bool {
        self.facet == facet && self.number == number && self.code == code
    }
}

/// One value by which hits can be narrowed down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The value.
    pub one: Trait,
    /// How many designations have it among those that every other facet lets through.
    pub count: usize,
    /// How many have it, whatever the filters.
    pub all: usize,
}

/// A designation of the loaded lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// By its place.
    At {
        /// Place of the list among the loaded ones.
        list: usize,
        /// Place of the designation in its list.
        designation: usize,
    },
    /// By the publisher's ID, which may name its list: `un:QDi.001`.
    Named(String),
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// How many bytes of how many have arrived, of all packs together.
    Progress {
        /// Bytes that are here, uncompressed.
        loaded: u64,
        /// Bytes of all packs; 0 as long as it is not known.
        total: u64,
    },
    /// A further list can be searched, or a list has failed beside others: searches are answered from
    /// now on, from the lists that are there.
    Ready {
        /// All lists, each with how far it is; at least one can be searched. Their order never changes.
        lists: Vec<ListView>,
    },
    /// Every list is loaded whole, or has failed; at least one is there. Nothing is fetched any more.
    Complete,
    /// No list can be loaded; nothing is answered from now on.
    LoadFailed(LoadFailure),
    /// The answer to a search.
    Found {
        /// Which search this answers.
        id: RequestId,
        /// What it found.
        results: Results,
    },
    /// The answer to [`Request::ListSuppressed`].
    Suppressed {
        /// Which request this answers.
        id: RequestId,
        /// One row a designation.
        rows: Vec<HitView>,
    },
    /// The answer to [`Request::Open`] for an ID that several lists have, or none.
    NotOnOneList {
        /// Which request this answers.
        id: RequestId,
        /// Places of the lists.
        lists: Vec<usize>,
    },
    /// The answer to [`Request::Open`].
    Opened {
        /// Which request this answers.
        id: RequestId,
        /// The whole record with the place of its list, then those of the other lists that have the same
        /// party; none where there is no such record.
        records: Vec<(usize, Record)>,
        /// What other entries of the same list share with one of them.
        shared: Vec<SharedView>,
    },
    /// The worker runs. Sent once when it starts, and in answer to [`Request::Ping`].
    Alive,
    /// The device's clock and the server's time differ by more than an hour.
    ClockWrong,
}

/// Entries of one list that share something with an opened record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedView {
    /// Place of the list.
    pub list: usize,
    /// The number of the [`SharedKind`](pack::SharedKind).
    pub kind: u8,
    /// The other entries.
    pub entries: Vec<HitView>,
}

/// What the page shows of a list; the words are those of its
/// [`ListEntry`](manifest::ListEntry). By default one of which nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    /// How far it is.
    pub load: Load,
    /// Code, for example `uk`.
    pub list: String,
    /// Its name in words, for example `UK Sanctions List`.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Name of the licence.
    pub licence: String,
    /// Address of the licence.
    pub licence_url: String,
    /// Where the publisher offers the file.
    pub source_url: String,
    /// SHA-256 of the publisher's file, in hexadecimal.
    pub source_sha256: String,
    /// SHA-256 of the search pack, in hexadecimal.
    pub pack_sha256: String,
    /// Whether it is the sample list.
    pub sample: bool,
    /// The list's own date, `2026-04-29`.
    pub published: Option<String>,
    /// When the publisher was last asked for changes, RFC 3339 in UTC.
    pub checked_at: Option<String>,
    /// Until when the list may be relied on, RFC 3339 in UTC.
    pub valid_until: Option<String>,
    /// How many designations of each kind, and names.
    pub counts: Counts,
    /// How many warnings the file gave.
    pub warnings: u32,
    /// Whether the file has a fault that somebody accepted.
    pub has_accepted_fault: bool,
}

/// How far the loading of one list is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Load {
    /// It can be searched.
    #[default]
    Done,
    /// It is on its way.
    UnderWay,
    /// It cannot be loaded whole, so it is not searched.
    Failed(LoadFailure),
}

impl ListView {
    /// What it may be relied on for at this time, in seconds since 1970.
    #[must_use]
    pub fn status(&self, now: i64) -> check::Status {
        match self.load {
            Load::Done => check::status(&self.facts(), now),
            Load::UnderWay => check::Status::Loading,
            Load::Failed(_) => check::Status::Failed,
        }
    }

    /// What crate `check` decides the list's status by.
    #[must_use]
    pub fn facts(&self) -> check::ListFacts<'_> {
        check::ListFacts {
            sample: self.sample,
            checked_at: self.checked_at.as_deref(),
            valid_until: self.valid_until.as_deref(),
            has_accepted_fault: self.has_accepted_fault,
        }
    }
}

/// Why a list, or all of them, cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoadFailure {
    /// No answer from the address: no network, blocked, or no such host.
    Unreachable {
        /// Name of the file.
        file: String,
    },
    /// The server answered with an HTTP status other than 200.
    Status {
        /// Name of the file.
        file: String,
        /// HTTP status.
        status: u16,
    },
    /// The site has no edition of the list.
    Missing,
    /// `manifest.bin` is not what this version reads.
    Manifest {
        /// What is wrong with it, for whoever keeps the files.
        reason: String,
    },
    /// A pack is not the file that the manifest names, or is damaged, or of another version.
    Pack {
        /// Name of the file.
        file: String,
        /// What is wrong with it, for whoever keeps the files.
        reason: String,
    },
}

/// What a search found, ready to be shown: a matcher's [`Answer`](matcher::Answer) with rows in
/// place of hits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// Set when the query could not be searched as it stands.
    pub problem: Option<QueryProblem>,
    /// How many designations there are in each band.
    pub counts: BandCounts,
    /// How many of them stand in the row of another one, which is the same party.
    pub joined: BandCounts,
    /// How many designations filters hide in each band.
    pub hidden: BandCounts,
    /// Where nothing was searched: how many designations the filters let through. The rows are of
    /// these.
    pub listed: Option<usize>,
    /// Whether no list has the regime that was asked for; nothing was left out for it.
    pub is_regime_unknown: bool,
    /// Places of the lists that have the regime that was asked for, if there are several and it names
    /// none of them; nothing was left out for it. Empty otherwise.
    pub regime_lists: Vec<usize>,
    /// By what the hits can be narrowed down, the most frequent values first; nothing where there are
    /// [few](FEW_HITS) and no filter is set.
    pub choices: Vec<Choice>,
    /// How many have these words and are too many to show.
    pub suppressed: usize,
    /// One row a hit, best first.
    pub rows: Vec<HitView>,
    /// What was read as the date of birth; `None` when none was given or it was not understood.
    pub born: Option<PartialDate>,
    /// Whether a date of birth was given whose year has two digits.
    pub born_lacks_century: bool,
    /// Whether a date of birth was given that nobody can have.
    pub born_is_impossible: bool,
    /// How the text was read; `None` where it is one name and nothing else.
    pub read: Option<Box<ReadView>>,
}

/// How a text was read before it was matched.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadView {
    /// The text without its fault of encoding; blank where it has none.
    pub repaired: String,
    /// The names in the text; at least one.
    pub names: Vec<PartView>,
    /// Date of birth in the text, where the rows are compared with it.
    pub born: Option<PartialDate>,
    /// Nationality in the text as it was typed, where the rows are compared with it; blank otherwise.
    pub country: String,
    /// What else was set aside, as it was typed.
    pub aside: Vec<String>,
}

/// One name of a text, with what was found for it, whatever the filters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PartView {
    /// As it was typed.
    pub name: String,
    /// How many designations were found.
    pub hits: usize,
    /// How many are [suppressed](Results::suppressed).
    pub suppressed: usize,
}

/// What a result row shows of one hit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HitView {
    /// Place of the list among the loaded ones.
    pub list: usize,
    /// Place of the designation in its list.
    pub designation: usize,
    /// The publisher's ID.
    pub id: String,
    /// Person, entity, ship or aircraft.
    pub kind: Kind,
    /// How near it is.
    pub band: Band,
    /// Whether it is suppressed: too common to be a hit.
    pub is_suppressed: bool,
    /// Whether it is shown although a filter does not let it through, since its name is too near to be
    /// hidden.
    pub is_outside: bool,
    /// Which name of the text it is for; blank where the text has one, or it is for the whole text.
    pub part: String,
    /// Ranking signal, 0 to 1; not shown in rows.
    pub score: f32,
    /// The primary name.
    pub name: NameView,
    /// The listed name that matched; `None` when a number matched.
    pub matched_name: Option<NameView>,
    /// What matched.
    pub matched: Matched,
    /// The matched words of the name that was found, as byte ranges of its text, in order and
    /// without overlap.
    pub marks: Vec<Range<usize>>,
    /// Why, word by word.
    pub evidence: Vec<WordView>,
    /// What lowered it, beside that.
    pub lowered: Vec<Lowered>,
    /// How what is known beside the name stands to what is listed.
    pub details: Vec<DetailFound>,
    /// Dates of birth.
    pub dates_of_birth: Vec<ListedDate>,
    /// What else tells apart those of one name, in the list's words. Of a person or what has no kind:
    /// nationalities. Of a ship or aircraft: IMO number, flag, type, owner or operator; of an entity: type,
    /// country, registration number; each blank where the list has none, and none of them while the list's
    /// details are on their way.
    pub facts: Vec<String>,
    /// Regimes.
    pub regimes: Vec<Regime>,
    /// What is imposed; empty means not given.
    pub measures: Vec<Measure>,
    /// The hits that are the same party on other lists.
    pub listings: Vec<HitView>,
    /// Entries of other lists that may be the same party.
    pub possibly_same: Vec<HitView>,
}

impl HitView {
    /// Whether the filters let none of its listings through.
    #[must_use]
    pub fn is_wholly_outside(&self) -> bool {
        self.is_outside && self.listings.iter().all(|listing| listing.is_outside)
    }

    /// An invented person whose main name was typed as it is listed, for tests to change.
    #[cfg(test)]
    pub fn invented() -> Self {
        let name = NameView {
            text: "Given FAMILY".to_owned(),
            name_type: NameType::Primary,
            strength: None,
            script: None,
            language: None,
        };
        Self {
            list: 0,
            designation: 0,
            id: "SAMPLE-GIM9001".to_owned(),
            kind: Kind::Individual,
            band: Band::Exact,
            is_suppressed: false,
            is_outside: false,
            part: String::new(),
            score: 1.0,
            name: name.clone(),
            matched_name: Some(name),
            matched: Matched::Name(0),
            marks: Vec::new(),
            evidence: Vec::new(),
            lowered: Vec::new(),
            details: Vec::new(),
            dates_of_birth: Vec::new(),
            facts: Vec::new(),
            regimes: Vec::new(),
            measures: Vec::new(),
            listings: Vec::new(),
            possibly_same: Vec::new(),
        }
    }
}

/// What one word that was typed, or one that is listed, matched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WordView {
    /// As it was typed; `None` for a listed word that is not in the query.
    pub typed: Option<String>,
    /// As it is listed; `None` for a typed word that matched nothing.
    pub listed: Option<String>,
    /// Which part of the listed name it is.
    pub part: WordPart,
    /// How they matched.
    pub relation: Relation,
    /// What it counted for in the score, 0 to 1.
    pub weight: f32,
}

/// Which part of a listed name a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordPart {
    /// The first given name.
    Given,
    /// A given name after the first, or a patronymic.
    Middle,
    /// Of the family name.
    Family,
    /// The list does not say, or the word is not listed.
    #[default]
    Open,
}

/// One listed name as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameView {
    /// The whole name.
    pub text: String,
    /// Primary, variation or alias.
    pub name_type: NameType,
    /// Good, low or not graded.
    pub strength: Option<AliasStrength>,
    /// The publisher's word for its script; `None` for a Latin name.
    pub script: Option<String>,
    /// The publisher's word for its language.
    pub language: Option<String>,
}
