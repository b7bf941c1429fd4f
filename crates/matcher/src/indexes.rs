//! Several lists, each with an index of its own.
//!
//! A list's scores depend on its own pack and on fixed tables, never on what else is loaded. So every
//! list is searched by itself, and only the hits are put in one order.

use pack::{Party, SearchPack};
use record::after_list;

use crate::answer::{Answer, Band, BandCounts, Hit, QueryProblem};
use crate::browse::{Browsed, browse};
use crate::index::Index;
use crate::joining;
use crate::listings::Listings;
use crate::options::Options;
use crate::order::{first, key, second, sort};
use crate::ranking::{DESIGNATION_BITS, Found, nearness};
use crate::screening::Screening;
use crate::search::Ranking;

/// Ranks the designations of the list at a place.
type Rank<'r> = &'r mut dyn FnMut(usize, &Index, &str, &Options) -> Result<Ranking, QueryProblem>;

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
    listings: Listings,
}

impl Indexes {
    /// As many empty places as there are lists.
    #[must_use]
    pub fn with_places(lists: usize) -> Self {
        let places = core::iter::repeat_with(|| None);
        Self {
            places: places.take(lists).collect(),
            listings: Listings::default(),
        }
    }

    /// Builds an index for each pack, and compares all lists to know which designations are [one
    /// party](Self::party).
    #[must_use]
    pub fn build(packs: Vec<SearchPack>) -> Self {
        Self::build_some(packs.into_iter().map(Some).collect())
    }

    /// Builds an index for each pack that is there, and keeps an empty place for each that is missing.
    #[must_use]
    pub fn build_some(packs: Vec<Option<SearchPack>>) -> Self {
        let places = packs.into_iter().map(|pack| pack.map(Index::build));
        let places: Vec<_> = places.collect();
        Self {
            listings: Listings::new(&joining::parties(&places)),
            places,
        }
    }

    /// Replaces the index at a place; `None` empties the place. The parties stay as they are.
    pub fn put(&mut self, place: usize, index: Option<Index>) {
        if let Some(own) = self.places.get_mut(place) {
            *own = index;
        }
    }

    /// Compares all lists that are there: which of their designations are [one party](Self::party), then
    /// which are [possibly the same](Self::possibly_same).
    ///
    /// Costs a small part of what it costs to build the indexes.
    #[must_use]
    pub fn find_parties(&self) -> Vec<Party> {
        joining::parties(&self.places)
    }

    /// Takes it from [`find_parties`](Self::find_parties) of indexes of the same lists at the same places
    /// what one party is; what is of lists that are not there waits for them.
    pub fn set_parties(&mut self, parties: &[Party]) {
        self.listings = Listings::new(parties);
    }

    /// The designations of all lists that are the same party as this one, by their places (list,
    /// designation): this one first, at most one of each list.
    ///
    /// Lists are joined by the UN's reference, or by a passport, national or company number of one
    /// kind and country, an IMO number or an LEI, each together with a similar name; never by a
    /// telephone number, an address or a date of birth.
    #[must_use]
    pub fn party(&self, entry: (usize, usize)) -> Vec<(usize, usize)> {
        let others = self.listings.all(entry).filter(|other| *other != entry);
        let all = core::iter::once(entry).chain(others);
        all.filter(|one| self.index(one.0).is_some()).collect()
    }

    /// The designations of other lists that may be the same as this one, without enough to say so: the
    /// same reference or number without a similar name, a number without the country, or what two entries
    /// of one list have.
    #[must_use]
    pub fn possibly_same(&self, entry: (usize, usize)) -> Vec<(usize, usize)> {
        let others = self.listings.doubtful(entry);
        others.filter(|one| self.index(one.0).is_some()).collect()
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
        self.indexes().map(|(place, index)| (place, index.pack()))
    }

    /// The pack of a list.
    #[must_use]
    pub fn pack(&self, place: usize) -> Option<&SearchPack> {
        Some(self.index(place)?.pack())
    }

    /// Searches every list as [`Index::search`] does, and puts the hits of all in one order: by band,
    /// by what the additional facts say, by score; then by list and ID. Hits that are [one
    /// party](Self::party) are one, where the best of them is, with all listings of the party; the options'
    /// page counts these, all other numbers of the answer count the designations that were found.
    ///
    /// An ID with its list before it (`un:QDi.001`) is searched in that list alone.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        self.search_where(query, options, &mut |_, _| true)
    }

    /// Searches as [`search`](Self::search) does, with one more filter beside those of the options. It is
    /// given the place (list, designation) and the band of everything that was found and that the options
    /// let through, the nearest of each list first, and says what it lets through itself.
    #[must_use]
    pub fn search_where(
        &self,
        query: &str,
        options: &Options,
        keep: &mut dyn FnMut((usize, usize), Band) -> bool,
    ) -> Answer {
        self.search_by(query, options, &mut |list, index, query, options| {
            let keep = &mut |designation, band| keep((list, designation), band);
            index.ranking_where(query, options, keep)
        })
    }

    /// The designations that a search counts as [suppressed](Answer::suppressed), as
    /// [`Index::suppressed`] gives them.
    #[must_use]
    pub fn suppressed(&self, query: &str, options: &Options) -> Vec<Hit> {
        let ranking = |(place, index): (usize, &Index)| {
            Some((place, index.rank_suppressed(query, options).ok()?))
        };
        let rankings: Vec<(usize, Ranking)> = self.indexes().filter_map(ranking).collect();
        let order = in_order(&rankings);
        let page = order.iter().skip(options.offset).take(options.limit);
        page.filter_map(|place| self.explain(&rankings, *place, options))
            .collect()
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

    fn search_by(&self, query: &str, options: &Options, rank: Rank<'_>) -> Answer {
        let scoped = self.scoped(query);
        let query = scoped.map_or(query, |(_, id)| id);
        let mut all = Answer::default();
        let mut rankings = Vec::new();
        for (place, index) in self.indexes() {
            if scoped.is_some_and(|(only, _)| only != place) {
                continue;
            }
            match rank(place, index, query, options) {
                Ok(ranking) => {
                    all.add(&ranking.answer);
                    rankings.push((place, ranking));
                }
                Err(problem) => all.problem = all.problem.or(Some(problem)),
            }
        }
        self.add_hits(&mut all, &rankings, options);
        // Every list reads the text in the same way, so the names in it are the same.
        if let Some((_, last)) = rankings.last_mut() {
            all.read = core::mem::take(&mut last.answer.read);
        }
        let is_nameless = rankings.iter().all(|(_, ranking)| ranking.is_nameless);
        all.or_problem(is_nameless && !rankings.is_empty())
    }

    /// Adds the page of hits that the options ask for, those of one party together, and what else is of
    /// their parties.
    fn add_hits(&self, all: &mut Answer, rankings: &[(usize, Ranking)], options: &Options) {
        // For each party the number of its hit, plus one; 0 for none yet.
        let mut numbers = vec![0_u32; self.listings.len()];
        let mut count = 0;
        // The page of hits with their further listings, by number.
        let mut wanted = Vec::new();
        for place in in_order(rankings) {
            let (list, found) = at(rankings, place);
            let mut number = count;
            let party = self.listings.party((list, found.designation as usize));
            let slot = party.and_then(|party| numbers.get_mut(party as usize));
            match slot.as_deref().copied() {
                Some(before @ 1..) => {
                    number = before - 1;
                    all.joined.add(found.outcome.band, options.min);
                }
                _ => count += 1,
            }
            if let Some(slot) = slot {
                *slot = number + 1;
            }
            let page = options.offset..options.offset.saturating_add(options.limit);
            if page.contains(&(number as usize)) {
                wanted.push((number, place));
            }
        }
        let first = options.offset as u32;
        for (number, place) in wanted {
            let Some(hit) = self.explain(rankings, place, options) else {
                continue;
            };
            match all.hits.get_mut((number - first) as usize) {
                Some(best) => best.listings.push(hit),
                None => all.hits.push(hit),
            }
        }
        all.hits.iter_mut().for_each(|hit| self.add_listings(hit));
    }

    /// Adds the listings of a hit's party that were not found.
    #[cold] // Optimised for size: only the hits of a page are asked for.
    fn add_listings(&self, hit: &mut Hit) {
        for place in self.party((hit.list, hit.designation)) {
            let is_it = |one: &Hit| (one.list, one.designation) == place;
            if !is_it(hit) && !hit.listings.iter().any(is_it) {
                hit.listings.push(hit.listing(place));
            }
        }
    }

    fn explain(&self, rankings: &[(usize, Ranking)], place: u64, options: &Options) -> Option<Hit> {
        let (list, found) = at(rankings, place);
        let ranking = &rankings.get(first(place) as usize)?.1;
        let hit = self.index(list)?.explain(ranking, found, options)?;
        Some(Hit { list, ..hit })
    }
}

/// The designation at a place of [`in_order`], with its list.
fn at(rankings: &[(usize, Ranking)], place: u64) -> (usize, &Found) {
    let (list, ranking) = &rankings[first(place) as usize];
    (*list, &ranking.found[second(place) as usize].1)
}

/// The designations of several lists in one order, each by its ranking and its place there; those of the
/// first list first where they are equally near.
fn in_order(rankings: &[(usize, Ranking)]) -> Vec<u64> {
    let mut places = Vec::new();
    let mut order = Vec::new();
    for (number, (_, ranking)) in (0..).zip(rankings) {
        for (place, (rank, _)) in (0..).zip(&ranking.found) {
            order.push(nearness(*rank) << DESIGNATION_BITS | places.len() as u64);
            places.push(key(number, place));
        }
    }
    sort(&mut order);
    let mask = (1 << DESIGNATION_BITS) - 1;
    order
        .into_iter()
        .map(|key| places[(key & mask) as usize])
        .collect()
}

impl Answer {
    /// Adds the numbers of the answer of a further list.
    fn add(&mut self, other: &Self) {
        self.counts.join(other.counts);
        self.hidden.join(other.hidden);
        self.suppressed += other.suppressed;
        self.parts.resize_with(other.parts.len(), Default::default);
        for (sum, part) in self.parts.iter_mut().zip(&other.parts) {
            sum.hits += part.hits;
            sum.suppressed += part.suppressed;
        }
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
                Some(screening) => screening.ranking(query, options),
                None => index.ranking(query, options),
            },
        )
    }
}
