//! Which designations of several lists are one party.
//!
//! Two entries are joined by the UN's reference, or by a number that identifies together with a similar
//! name: a passport, national or company number of one kind and country, an IMO number, an LEI. What
//! several people share is no reason: a telephone number, an address of the web or of mail, a date of
//! birth. Where one of two reasons is missing the pair stays apart and is doubtful.

use pack::{Designation, for_each_claim};

use crate::index::Index;
use crate::order::{first, hash, key, second, sort, with_first};
use crate::weights::{MOST_COMPARED_NAMES, MOST_SHARING};

/// The parties of several lists. Designations are counted over all lists, one list after another.
#[derive(Default)]
pub(crate) struct Listings {
    /// For each list the number of designations before its own.
    starts: Vec<u32>,
    /// For each designation the first of its party, which is itself where it has one listing.
    party: Vec<u32>,
    /// For each designation the next of its party, round to itself.
    next: Vec<u32>,
    /// Pairs that may be the same party, both ways; sorted.
    doubts: Vec<u64>,
}

/// Why two designations may be one party, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Reference,
    NumberAndName,
    /// A number without a similar name, or without the same country.
    Doubt,
}

impl Listings {
    /// Compares all designations of the lists.
    ///
    /// Cost: the codes of every designation once, and some comparisons of names for each pair that
    /// shares one: a small part of what it costs to build the indexes.
    #[cold] // Optimised for size, as all that follows from it.
    pub(crate) fn of(lists: &[Option<Index>]) -> Self {
        let mut listings = Self::default();
        let mut count = 0;
        for list in lists {
            listings.starts.push(count);
            count += list
                .as_ref()
                .map_or(0, |index| index.designations.len() as u32);
        }
        if lists.iter().flatten().count() < 2 {
            return listings;
        }
        listings.party = (0..count).collect();
        listings.next = (0..count).collect();
        let mut reasons = [const { Vec::new() }; 2];
        for pair in listings.pairs(lists) {
            match listings.compare(lists, pair) {
                Some(Reason::Doubt) => listings.doubt(pair),
                Some(reason) => reasons[reason as usize].push(pair),
                None => {}
            }
        }
        // The surest first: who has another's number does not part it from its reference.
        for pairs in &reasons {
            for pair in pairs {
                if listings.is_claimed_twice(pairs, *pair) || !listings.join(*pair) {
                    listings.doubt(*pair);
                }
            }
        }
        sort(&mut listings.doubts);
        listings.doubts.dedup();
        listings
    }

    /// The first designation of the party of this one, among all lists; `None` where it is none of
    /// several lists.
    pub(crate) fn party(&self, list: usize, designation: usize) -> Option<u32> {
        let place = *self.starts.get(list)? as usize + designation;
        self.party.get(place).copied()
    }

    /// All designations of the party of this one, from this one on; none where there is no such list.
    pub(crate) fn all(&self, list: usize, designation: usize) -> Vec<(usize, usize)> {
        let own = self.place(list, designation);
        let members = own.map(|own| self.members(own)).unwrap_or_default();
        members.into_iter().map(|place| self.at(place)).collect()
    }

    /// The designations of other parties that may be the same as this one.
    pub(crate) fn doubtful(&self, list: usize, designation: usize) -> Vec<(usize, usize)> {
        let Some(own) = self.place(list, designation) else {
            return Vec::new();
        };
        let party = |place: u32| self.party.get(place as usize);
        // Another reason may have joined them.
        let others = with_first(&self.doubts, own).filter(|other| party(*other) != party(own));
        others.map(|place| self.at(place)).collect()
    }

    /// Number of designations on all lists.
    pub(crate) fn len(&self) -> usize {
        self.party.len()
    }

    /// The place of a designation among all lists; `None` where the list is unknown or ends before it, so
    /// that nobody is taken for the entry of another place.
    fn place(&self, list: usize, designation: usize) -> Option<u32> {
        let place = self.starts.get(list)? + designation as u32;
        (self.at(place) == (list, designation)).then_some(place)
    }

    fn at(&self, place: u32) -> (usize, usize) {
        let list = self.starts.partition_point(|start| *start <= place) - 1;
        (list, (place - self.starts[list]) as usize)
    }

    /// The pairs of designations of two lists that share a claim, by the hash of its key.
    #[cold]
    fn pairs(&self, lists: &[Option<Index>]) -> Vec<u64> {
        let mut rows = Vec::new();
        let designations = lists.iter().flatten().flat_map(Index::designations);
        for (place, designation) in (0..).zip(designations) {
            for_each_claim(designation, &mut |claim| {
                rows.push(key(hash(claim.key.bytes()), place));
            });
        }
        sort(&mut rows);
        rows.dedup();
        let mut pairs = Vec::new();
        let mut rest = &rows[..];
        while let Some(row) = rest.first() {
            let (same, others) =
                rest.split_at(rest.partition_point(|other| first(*other) <= first(*row)));
            rest = others;
            let list_of = |row: &u64| self.at(second(*row)).0;
            if same.len() > MOST_SHARING {
                continue;
            }
            for one in same {
                for other in same {
                    if list_of(one) < list_of(other) {
                        pairs.push(key(second(*one), second(*other)));
                    }
                }
            }
        }
        sort(&mut pairs);
        pairs.dedup();
        pairs
    }

    /// The surest reason for which two designations are one party, or may be.
    #[cold]
    fn compare(&self, lists: &[Option<Index>], pair: u64) -> Option<Reason> {
        let listed = |place: u32| {
            let (list, designation) = self.at(place);
            let index = lists.get(list)?.as_ref()?;
            Some((
                index,
                designation as u32,
                index.designation(designation as u32)?,
            ))
        };
        let (one, other) = (listed(first(pair))?, listed(second(pair))?);
        let mut claims = Vec::new();
        for_each_claim(one.2, &mut |claim| {
            claims.push((claim.key.to_owned(), claim.countries.to_owned()));
        });
        // Whether a shared number is of one country, and whether it may be.
        let (mut is_same, mut is_shared, mut is_reference) = (false, false, false);
        for_each_claim(other.2, &mut |claim| {
            for (_, countries) in claims.iter().filter(|own| own.0 == claim.key) {
                let mut countries = countries.split(',').filter(|one| !one.is_empty());
                is_reference |= claim.is_reference();
                is_shared = true;
                is_same |= claim.is_global()
                    || countries.any(|one| claim.countries.split(',').any(|other| one == other));
            }
        });
        if is_reference {
            return Some(Reason::Reference);
        }
        if !is_shared {
            return None;
        }
        let is_similar =
            is_similar((one.0, one.1), other.2) || is_similar((other.0, other.1), one.2);
        match (is_same, is_similar) {
            (true, true) => Some(Reason::NumberAndName),
            (true, false) | (false, true) => Some(Reason::Doubt),
            (false, false) => None,
        }
    }

    /// Whether one of a pair has the same reason to be joined with another entry of the other's list.
    #[cold]
    fn is_claimed_twice(&self, pairs: &[u64], pair: u64) -> bool {
        let (one, two) = (first(pair), second(pair));
        let list = |place| self.at(place).0;
        pairs.iter().any(|other| {
            let (other_one, other_two) = (first(*other), second(*other));
            other_one == one && other_two != two && list(other_two) == list(two)
                || other_two == two && other_one != one && list(other_one) == list(one)
        })
    }

    /// Joins two parties; `false` where both have an entry of one list, which stays apart.
    #[cold]
    fn join(&mut self, pair: u64) -> bool {
        let (one, other) = (first(pair), second(pair));
        let [all, others] = [one, other].map(|place| self.members(place));
        if all.contains(&other) {
            return true;
        }
        let list = |place: &u32| self.at(*place).0;
        if all
            .iter()
            .any(|one| others.iter().any(|other| list(one) == list(other)))
        {
            return false;
        }
        let [kept, lost] = [one, other].map(|place| self.party[place as usize]);
        for place in all.into_iter().chain(others) {
            self.party[place as usize] = kept.min(lost);
        }
        self.next.swap(one as usize, other as usize);
        true
    }

    /// The party of a designation, from this one on.
    #[cold]
    fn members(&self, start: u32) -> Vec<u32> {
        let mut members = vec![start];
        let mut place = start;
        while let Some(next) = self.next.get(place as usize).copied()
            && next != start
        {
            members.push(next);
            place = next;
        }
        members
    }

    fn doubt(&mut self, pair: u64) {
        self.doubts.push(pair);
        self.doubts.push(key(second(pair), first(pair)));
    }
}

/// Whether a name of a designation is similar to one of an entry of an index.
#[cold]
fn is_similar((index, entry): (&Index, u32), designation: Designation<'_>) -> bool {
    let mut names = designation.names().take(MOST_COMPARED_NAMES);
    names.any(|name| index.has_similar_name(&name.full(), entry))
}
