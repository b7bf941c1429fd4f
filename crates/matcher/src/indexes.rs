//! Several lists, each with an index of its own.
//!
//! A list's scores depend on its own pack and on fixed tables, never on what else is loaded. So every
//! list is searched by itself, and only the hits are put in one order.

use pack::SearchPack;
use record::after_list;

use crate::answer::{Answer, BandCounts, Hit};
use crate::browse::{Browsed, browse};
use crate::index::Index;
use crate::options::Options;
use crate::screening::Screening;
use crate::search::rank_of;

/// Lists by their places, each searched by an [`Index`] of its own.
///
/// A place is empty while its list is loading, and where its list cannot be used. The other lists are
/// searched. The caller must say which lists an answer is from.
///
/// ```
/// use matcher::{Indexes, Options};
/// use record::{Kind, Name, NamePart, NameType, PartRole, Record};
///
/// let pack = |list: &str| {
///     let mut one = Record::new(list, "SAMPLE-1", Kind::Individual);
///     let parts = [NamePart::new(PartRole::Whole, "Blenor MANA")];
///     one.names.push(Name::new(NameType::Primary, parts));
///     pack::SearchPack::decode(&pack::encode(list, &[one]).unwrap().search).unwrap()
/// };
/// let lists = Indexes::build(vec![pack("uk"), pack("un")]);
/// let places = |query| {
///     let hits = lists.search(query, &Options::default()).hits;
///     hits.iter().map(|hit| hit.list).collect::<Vec<_>>()
/// };
/// assert_eq!(places("Blenor Mana"), [0, 1]);
/// assert_eq!(places("un:SAMPLE-1"), [1]);
/// ```
///
/// Costs the searches of all lists, one after another.
#[derive(Default)]
pub struct Indexes {
    places: Vec<Option<Index>>,
}

impl Indexes {
    /// As many empty places as there are lists.
    #[must_use]
    pub fn with_places(lists: usize) -> Self {
        let places = core::iter::repeat_with(|| None);
        Self {
            places: places.take(lists).collect(),
        }
    }

    /// Builds an index for each pack.
    #[must_use]
    pub fn build(packs: Vec<SearchPack>) -> Self {
        Self::build_some(packs.into_iter().map(Some).collect())
    }

    /// Builds an index for each pack that is there, and keeps an empty place for each that is missing.
    #[must_use]
    pub fn build_some(packs: Vec<Option<SearchPack>>) -> Self {
        let index = |pack| Index::build(vec![pack]);
        Self {
            places: packs.into_iter().map(|pack| pack.map(index)).collect(),
        }
    }

    /// Replaces the index at a place; `None` empties the place.
    pub fn put(&mut self, place: usize, index: Option<Index>) {
        if let Some(own) = self.places.get_mut(place) {
            *own = index;
        }
    }

    /// The lists that can be searched, with their places.
    fn indexes(&self) -> impl Iterator<Item = (usize, &Index)> {
        let places = self.places.iter().enumerate();
        places.filter_map(|(place, index)| Some((place, index.as_ref()?)))
    }

    /// The index of a list.
    #[must_use]
    pub fn index(&self, place: usize) -> Option<&Index> {
        self.places.get(place)?.as_ref()
    }

    /// The packs of the lists that can be searched, with the places of the lists.
    pub fn packs(&self) -> impl Iterator<Item = (usize, &SearchPack)> {
        self.indexes()
            .filter_map(|(place, index)| Some((place, index.packs().first()?)))
    }

    /// The pack of a list.
    #[must_use]
    pub fn pack(&self, place: usize) -> Option<&SearchPack> {
        self.index(place)?.packs().first()
    }

    /// Searches every list as [`Index::search`] does, and puts the hits of all in one order: by band,
    /// by what the additional facts say, by score; then by list and ID.
    ///
    /// An ID with its list before it (`un:QDi.001`) is searched in that list alone.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        self.search_by(query, options, &mut |_, index, query, options| {
            index.search(query, options)
        })
    }

    /// The designations that a search counts as [suppressed](Answer::suppressed), as
    /// [`Index::suppressed`] gives them.
    #[must_use]
    pub fn suppressed(&self, query: &str, options: &Options) -> Vec<Hit> {
        let of_list = from_the_start(options);
        let mut all = Vec::new();
        for (place, index) in self.indexes() {
            all = merge(all, index.suppressed(query, &of_list), place, false);
        }
        cut(&mut all, options);
        all
    }

    /// Lists the designations that pass the filters, as [`Index::browse`] does.
    #[must_use]
    pub fn browse(&self, options: &Options) -> Browsed {
        browse(self.packs(), options)
    }

    /// The places of the lists that have the regime with this code, which may name its list
    /// (`uk:GIM`).
    #[must_use]
    pub fn with_regime(&self, code: &str) -> Vec<usize> {
        let lists = self.indexes();
        let has = lists.filter(|(_, index)| index.has_regime(code));
        has.map(|(place, _)| place).collect()
    }

    /// The designations with this ID, which may name its list (`un:QDi.001`): the place of the list,
    /// and of the designation in it. One that names no list may be on several.
    #[must_use]
    pub fn with_id(&self, id: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (place, pack) in self.packs() {
            let mut designations = pack.designations();
            let one = designations.find(|one| record::refers_to(id, pack.list(), one.id()));
            found.extend(one.map(|one| (place, one.place())));
        }
        found
    }

    /// The list and the ID in it that a query with a list before its ID names.
    fn scoped<'query>(&self, query: &'query str) -> Option<(usize, &'query str)> {
        self.packs().find_map(|(place, pack)| {
            let id = after_list(query, pack.list())?;
            let mut designations = pack.designations();
            let is_there = designations.any(|one| one.id().eq_ignore_ascii_case(id));
            is_there.then_some((place, id))
        })
    }

    fn search_by(
        &self,
        query: &str,
        options: &Options,
        search: &mut dyn FnMut(usize, &Index, &str, &Options) -> Answer,
    ) -> Answer {
        let of_list = from_the_start(options);
        let scoped = self.scoped(query);
        let query = scoped.map_or(query, |(_, id)| id);
        let mut all = Answer::default();
        for (place, index) in self.indexes() {
            if scoped.is_some_and(|(only, _)| only != place) {
                continue;
            }
            let answer = search(place, index, query, &of_list);
            all.problem = all.problem.or(answer.problem);
            all.counts.join(answer.counts);
            all.hidden += answer.hidden;
            all.suppressed += answer.suppressed;
            // Every list reads the text in the same way, so the names in it are the same.
            all.read = answer.read;
            all.parts.resize_with(answer.parts.len(), Default::default);
            for (sum, part) in all.parts.iter_mut().zip(answer.parts) {
                sum.hits += part.hits;
                sum.suppressed += part.suppressed;
            }
            all.hits = merge(all.hits, answer.hits, place, true);
        }
        cut(&mut all.hits, options);
        all
    }
}

impl BandCounts {
    fn join(&mut self, other: Self) {
        self.exact += other.exact;
        self.strong += other.strong;
        self.possible += other.possible;
        self.weak_alias += other.weak_alias;
        self.below += other.below;
    }
}

/// The options for each list: a page of all may be of one list alone.
fn from_the_start(options: &Options) -> Options {
    Options {
        offset: 0,
        limit: options.offset.saturating_add(options.limit),
        ..options.clone()
    }
}

/// The hits of two lists in one order, those of the first first where they are equally near.
fn merge(one: Vec<Hit>, mut other: Vec<Hit>, list: usize, with_details: bool) -> Vec<Hit> {
    for hit in &mut other {
        hit.list = list;
    }
    let mut merged = Vec::with_capacity(one.len() + other.len());
    let mut one = one.into_iter().peekable();
    for hit in other {
        let rank = rank_of(&hit, with_details);
        while let Some(before) = one.next_if(|before| rank_of(before, with_details) <= rank) {
            merged.push(before);
        }
        merged.push(hit);
    }
    merged.extend(one);
    merged
}

/// The requested page of the hits of all lists.
fn cut(hits: &mut Vec<Hit>, options: &Options) {
    hits.drain(..options.offset.min(hits.len()));
    hits.truncate(options.limit);
}

/// Searches of every list that remember the words of many queries, as [`Screening`] does.
pub struct Screenings<'i> {
    indexes: &'i Indexes,
    places: Vec<Option<Screening<'i>>>,
}

impl<'i> Screenings<'i> {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(indexes: &'i Indexes) -> Self {
        let places = indexes.places.iter();
        Self {
            indexes,
            places: places
                .map(|index| index.as_ref().map(Screening::new))
                .collect(),
        }
    }

    /// Searches as [`Indexes::search`] does.
    pub fn search(&mut self, query: &str, options: &Options) -> Answer {
        let places = &mut self.places;
        self.indexes.search_by(
            query,
            options,
            &mut |place, index, query, options| match places.get_mut(place).and_then(Option::as_mut)
            {
                Some(screening) => screening.search(query, options),
                None => index.search(query, options),
            },
        )
    }
}
