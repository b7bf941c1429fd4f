//! The answer of `search` as JSON.

use anyhow::{Context, Result};
use manifest::PackRole;
use matcher::{
    Answer, AsideKind, DetailFound, Hit, Indexes, Lowered, Matched, MinBand, Part, QueryProblem,
    Reading, ofac,
};
use record::{Kind, PartialDate};
use serde::Serialize;

use crate::data_folder;
use crate::hits::{
    EvidenceRow, Found, NO_SUCH_DESIGNATION, band_word, matched_title, part_found, possibly_same,
};
use crate::verdict::{ListSearched, ListsSearched};

#[derive(Serialize)]
pub struct Report<'a> {
    pub query: &'a str,
    pub lists: Vec<ListRow<'a>>,
    pub engine_version: &'a str,
    /// `None` where the method knows no bands.
    pub min: Option<MinBand>,
    pub method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_score: Option<u8>,
    /// What the answer says: `not-searched`, `hits`, `too-little`, `no-verdict`, `nothing-in-file` or
    /// `nothing-found`.
    pub outcome: &'static str,
    /// Why the query was not searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<QueryProblem>,
    /// Designations that were found, whatever the settings and the limit.
    pub hits_total: usize,
    /// Those of them that --kind, --regime and --min hide.
    pub hidden: usize,
    /// Further designations with these tokens, which are too common or too little to show.
    pub suppressed: usize,
    /// How the text was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<ReadRow<'a>>,
    /// The names in the text, each with what it found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<PartRow>>,
    pub hits: Vec<HitRow<'a>>,
    /// The suppressed designations, nearest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed_entries: Option<Vec<HitRow<'a>>>,
}

/// How a text was read before it was matched.
#[derive(Serialize)]
pub struct ReadRow<'a> {
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
pub struct AsideRow<'a> {
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
pub struct PartRow {
    name: String,
    outcome: &'static str,
    hits_total: usize,
    suppressed: usize,
}

#[derive(Serialize)]
pub struct ListRow<'a> {
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
pub struct HitRow<'a> {
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
pub struct OtherRow<'a> {
    list: &'a str,
    id: &'a str,
    name: String,
}

impl<'a> HitRow<'a> {
    pub fn of_ofac(index: &'a Indexes, hit: &ofac::Hit) -> Option<Self> {
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

/// The hits of an answer.
pub fn rows<'a>(index: &'a Indexes, hits: &'a [Hit]) -> Result<Vec<HitRow<'a>>> {
    let rows: Option<Vec<_>> = hits.iter().map(|hit| HitRow::of(index, hit)).collect();
    rows.context(NO_SUCH_DESIGNATION)
}

/// What was found for each name of the text.
pub fn parts(answer: &Answer, lists: &ListsSearched<'_>) -> Vec<PartRow> {
    let names = answer.read.names().zip(&answer.parts);
    let row = |(name, part): (String, &Part)| PartRow {
        name,
        outcome: lists.outcome(part_found(part)).as_str(),
        hits_total: part.hits,
        suppressed: part.suppressed,
    };
    names.map(row).collect()
}
