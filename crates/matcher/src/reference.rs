//! The reference implementation of the search: it compares every token and scores every name, by
//! the same scorer.
//!
//! For tests. [`Index::search`] must return what this returns from "similar name" up.

use crate::answer::Answer;
use crate::candidates::scan_everything;
use crate::index::Index;
use crate::options::Options;

/// Searches as [`Index::search`] does, without leaving anything out.
#[must_use]
pub fn search(index: &Index, query: &str, options: &Options) -> Answer {
    let mut scan = |query: &crate::query::Query| scan_everything(index, query);
    index.search_by(query, options, &mut scan, true)
}
