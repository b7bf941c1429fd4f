//! Several lists, each searched in an index of its own, and their hits put together.
//!
//! How rare a token is depends on the list alone: a list that is loaded beside another one changes
//! nothing of what the other gives.

use std::sync::Arc;

use pack::SearchPack;

use crate::candidates::scan;
use crate::compare::{Comparison, ListedText};
use crate::index::ListIndex;
use crate::query::Query;
use crate::{Answer, Band, BandCounts, Hit, Options, QueryProblem};

/// All loaded lists, ready to be searched.
///
/// `Index::default()` has no list: it finds nothing, and [compares](Index::compare) pairs of names by
/// themselves.
pub struct Index {
    packs: Vec<Arc<SearchPack>>,
    /// That of the first list; without names where there is no list.
    first: ListIndex,
    others: Vec<ListIndex>,
}

impl Default for Index {
    fn default() -> Self {
        Self::build(Vec::new())
    }
}

impl Index {
    /// Builds the index over the search packs of all lists.
    ///
    /// Cost: some 0.1 s for 20,000 names.
    #[must_use]
    pub fn build(packs: Vec<SearchPack>) -> Self {
        let packs: Vec<Arc<SearchPack>> = packs.into_iter().map(Arc::new).collect();
        let lists = packs.iter().enumerate();
        let mut lists = lists.map(|(list, pack)| ListIndex::build(list, pack));
        Self {
            first: lists.next().unwrap_or_default(),
            others: lists.collect(),
            packs,
        }
    }

    /// The packs, in the order in which [`Hit::list`] counts them.
    #[must_use]
    pub fn packs(&self) -> &[Arc<SearchPack>] {
        &self.packs
    }

    pub(crate) fn first(&self) -> &ListIndex {
        &self.first
    }

    pub(crate) fn others(&self) -> &[ListIndex] {
        &self.others
    }

    pub(crate) fn lists(&self) -> impl Iterator<Item = &ListIndex> {
        core::iter::once(&self.first).chain(&self.others)
    }

    /// Searches every list, kind and band for a query.
    ///
    /// The text is [read](crate::read) first: what is no part of a name is set aside, and several
    /// names are searched one by one. Equal names and identifiers come first, then by score; ties are
    /// broken by list and ID. The work is bounded whatever the query; see [`QueryProblem`] for what is
    /// not searched.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let lists = self.lists();
        put_together(lists, options, |list, options| {
            list.search_by(query, options, &mut |query| scan(list, query), false)
        })
    }

    /// The designations that a search counts as [suppressed](Answer::suppressed), whatever the filters,
    /// with the score that each would have, the nearest first. `options` say how many of them, and
    /// which additional facts they are compared with.
    ///
    /// Costs a search, and a comparison for each of them.
    #[must_use]
    pub fn suppressed(&self, query: &str, options: &Options) -> Vec<Hit> {
        let all = from_the_first(options);
        let lists = self.lists();
        let hits = lists.flat_map(|list| list.suppressed(query, &all));
        page(hits.collect(), options, |_| 0)
    }

    /// Compares a query with one listed name.
    ///
    /// For a name of the first list of this index the result is that of the hit which
    /// [`search`](Self::search) gives with [`MinBand::Any`](crate::MinBand::Any), bit for bit. A token
    /// that is not on that list counts as listed once; it weighs less if it is known to be common all
    /// over the world. An index without lists, [`Index::default`], thus compares two names by themselves.
    ///
    /// Costs a scan of the distinct tokens, as a search does;
    /// [`Screening::compare`](crate::Screening::compare) remembers it.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that is not searched either.
    ///
    /// ```
    /// use matcher::{Band, Index, ListedText};
    /// use record::Kind;
    ///
    /// let listed = ListedText::primary("Blenor MANA", Kind::Individual);
    /// let found = Index::default().compare("Mana, Blenro", &listed)?;
    /// assert_eq!(found.band, Band::Strong);
    /// assert_eq!(found.evidence[0].listed_word.as_deref(), Some("MANA"));
    /// # Ok::<(), matcher::QueryProblem>(())
    /// ```
    pub fn compare(
        &self,
        query: &str,
        listed: &ListedText<'_>,
    ) -> Result<Comparison, QueryProblem> {
        let list = &self.first;
        list.compare_by(query, listed, &mut |query: &Query| scan(list, query))
    }

    /// Score and band of [`compare`](Self::compare), without the cost of evidence.
    ///
    /// # Errors
    /// [`QueryProblem`] for a query that is not searched either.
    pub fn compare_score(
        &self,
        query: &str,
        listed: &ListedText<'_>,
    ) -> Result<(f32, Band), QueryProblem> {
        let list = &self.first;
        list.compare_score_by(query, listed, &mut |query: &Query| scan(list, query))
    }
}

/// Asks each list, and puts the answers together.
pub(crate) fn put_together<L>(
    lists: impl IntoIterator<Item = L>,
    options: &Options,
    mut answer: impl FnMut(L, &Options) -> Answer,
) -> Answer {
    let mut lists = lists.into_iter();
    let (Some(first), second) = (lists.next(), lists.next()) else {
        return Answer::default();
    };
    let Some(second) = second else {
        return answer(first, options);
    };
    let all = from_the_first(options);
    let mut whole = answer(first, &all);
    for list in core::iter::once(second).chain(lists) {
        whole.add(answer(list, &all));
    }
    whole.hits = page(whole.hits, options, Hit::details_rank);
    whole
}

/// The options with which each list gives all that a page of the whole may need of it.
fn from_the_first(options: &Options) -> Options {
    Options {
        offset: 0,
        limit: options.offset.saturating_add(options.limit),
        ..options.clone()
    }
}

/// The page of the hits of several lists that is asked for: bands first, then what additional facts say,
/// then score, as in each of the lists, then the lists in order.
fn page(mut hits: Vec<Hit>, options: &Options, details_rank: impl Fn(&Hit) -> u8) -> Vec<Hit> {
    hits.sort_by(|one, other| {
        let rank = |hit: &Hit| (hit.band, details_rank(hit));
        let by_score = || other.score.total_cmp(&one.score);
        rank(one).cmp(&rank(other)).then_with(by_score)
    });
    let hits = hits.into_iter().skip(options.offset);
    hits.take(options.limit).collect()
}

impl Answer {
    /// Takes in what another list gives for the same query.
    fn add(&mut self, other: Self) {
        self.problem = self.problem.or(other.problem);
        for (part, of_other) in self.parts.iter_mut().zip(other.parts) {
            part.hits += of_other.hits;
            part.suppressed += of_other.suppressed;
        }
        self.hits.extend(other.hits);
        self.counts.add_all(other.counts);
        self.hidden += other.hidden;
        self.suppressed += other.suppressed;
    }
}

impl BandCounts {
    fn add_all(&mut self, other: Self) {
        self.exact += other.exact;
        self.strong += other.strong;
        self.possible += other.possible;
        self.weak_alias += other.weak_alias;
        self.below += other.below;
    }
}

impl Hit {
    /// How far the additional facts agree: what agrees comes first.
    fn details_rank(&self) -> u8 {
        let details = self.details.iter();
        details.map(|found| found.agreement.rank()).sum()
    }
}
