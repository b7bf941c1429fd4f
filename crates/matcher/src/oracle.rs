//! The reference implementation of the search: it compares every token and scores every name, by
//! the same scorer.
//!
//! For tests. [`Index::search`] must return what this returns from "similar name" up.

use crate::candidates::scan_everything;
use crate::lists::put_together;
use crate::query::Query;
use crate::{Answer, Index, Options};

/// Searches as [`Index::search`] does, without leaving anything out.
#[must_use]
pub fn search(index: &Index, query: &str, options: &Options) -> Answer {
    put_together(index.lists(), options, |list, options| {
        let mut scan = |query: &Query| scan_everything(list, query);
        list.search_by(query, options, &mut scan, true)
    })
}
