//! The answer of `search` as JSON.

use check_record::answer::{HitRow, PartRow, ReadRow};
use manifest::PackRole;
use matcher::{MinBand, QueryProblem};
use serde::Serialize;

use crate::data_folder;
use crate::verdict::ListSearched;

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
