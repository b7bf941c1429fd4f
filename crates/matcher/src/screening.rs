//! Many queries, one after another: words that come again are not looked up again.

use std::collections::HashMap;
use std::rc::Rc;

use crate::answer::{Answer, Band, QueryProblem};
use crate::candidates::{SimilarTokens, find_similar, nearest};
use crate::index::Index;
use crate::one_pair::{Comparison, ListedText};
use crate::options::Options;
use crate::query::Query;
use crate::search::{Ranking, everything};

/// Numbers remembered at a time, of eight bytes each: 32 MB.
const MOST_KEPT: usize = 4_000_000;

/// Searches that remember which listed words each word of the queries is similar to, because lists of
/// customers repeat few given and family names very often.
///
/// It answers as [`Index::search`] does, and forgets everything when it has remembered some tens of
/// megabytes. Each thread needs its own.
pub struct Screening<'i> {
    index: &'i Index,
    words: HashMap<Asked, Rc<[u64]>>,
    /// How many numbers they hold, and one for each of them.
    kept: usize,
}

/// All that the similar words depend on.
#[derive(PartialEq, Eq, Hash)]
struct Asked {
    word: Box<str>,
    is_significant: bool,
    is_syllable: bool,
    is_cut: bool,
    is_aside: bool,
}

impl<'i> Screening<'i> {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(index: &'i Index) -> Self {
        Self {
            index,
            words: HashMap::new(),
            kept: 0,
        }
    }

    /// Searches as [`Index::search`] does.
    pub fn search(&mut self, query: &str, options: &Options) -> Answer {
        self.index
            .search_by(query, options, &mut |query| self.scan(query), false)
    }

    /// Ranks what [`search`](Self::search) shows.
    pub(crate) fn ranking(
        &mut self,
        query: &str,
        options: &Options,
    ) -> Result<Ranking, QueryProblem> {
        self.index.rank(
            query,
            options,
            &mut |query| self.scan(query),
            false,
            &mut everything,
        )
    }

    /// Compares as [`Index::compare`] does.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that is not searched either.
    pub fn compare(
        &mut self,
        query: &str,
        listed: &ListedText<'_>,
    ) -> Result<Comparison, QueryProblem> {
        self.index
            .compare_by(query, listed, &mut |query| self.scan(query))
    }

    /// Scores as [`Index::compare_score`] does.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that is not searched either.
    pub fn compare_score(
        &mut self,
        query: &str,
        listed: &ListedText<'_>,
    ) -> Result<(f32, Band), QueryProblem> {
        self.index
            .compare_score_by(query, listed, &mut |query| self.scan(query))
    }

    fn scan(&mut self, query: &Query) -> SimilarTokens {
        if self.kept > MOST_KEPT {
            self.words.clear();
            self.kept = 0;
        }
        let index = self.index;
        find_similar(index, query, &mut |place| {
            let view = query.view(place);
            let asked = Asked {
                word: view.text.into(),
                is_significant: view.is_significant,
                is_syllable: view.is_syllable,
                is_cut: query.is_cut_at(place),
                is_aside: view.aside.is_some(),
            };
            let found = self.words.entry(asked);
            let found = found.or_insert_with(|| {
                let found = nearest(index, query, place);
                self.kept += found.len() + 1;
                found.into()
            });
            Rc::clone(found)
        })
    }
}
