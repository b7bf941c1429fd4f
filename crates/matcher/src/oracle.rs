//! The slow twin of the search: every word and every name of every list, by the same scorer.
//!
//! For tests. What it puts among exact and strong hits, [`Index::search`] must find.

use crate::{Answer, Index, Options};

/// Searches as [`Index::search`] does, without leaving anything out.
#[must_use]
pub fn search(index: &Index, query: &str, options: &Options) -> Answer {
    index.search_by(query, options, &mut |query, _| index.choose_all(query))
}
