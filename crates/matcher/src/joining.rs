//! Finds which designations of several lists are one party. The page's engine does not: it is told by the
//! manifest what was found when the lists were built.
//!
//! Two entries are joined by the UN's reference, or by a number that identifies, each together with a
//! similar name: a passport, national or company number of one kind and country, an IMO number, an LEI.
//! What several people share is no reason: a telephone number, an address of the web or of mail, a date of
//! birth. Where one of two reasons is missing the pair stays apart and is doubtful.

use pack::{Designation, Party, for_each_claim};

use crate::index::Index;
use crate::order::{first, hash, key, second, sort};
use crate::weights::{MOST_COMPARED_NAMES, MOST_SHARING};

/// The parties so far. Designations are counted over all lists, one list after another.
struct Joining<'i> {
    lists: &'i [Option<Index>],
    /// For each list the number of designations before its own.
    starts: Vec<u32>,
    /// For each designation the first of its party, which is itself where it has one listing.
    party: Vec<u32>,
    /// For each designation the next of its party, round to itself.
    next: Vec<u32>,
}

/// Why two designations may be one party, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    ReferenceAndName,
    NumberAndName,
    /// A reference or a number without a similar name, or a number without the same country.
    Doubt,
}

/// Compares all designations of the lists: the parties that are on several of them, then the pairs that may
/// be one.
///
/// Cost: the codes of every designation once, and some comparisons of names for each pair that
/// shares one: a small part of what it costs to build the indexes.
pub(crate) fn parties(lists: &[Option<Index>]) -> Vec<Party> {
    if lists.iter().flatten().count() < 2 {
        return Vec::new();
    }
    let mut joining = Joining {
        lists,
        starts: Vec::new(),
        party: Vec::new(),
        next: Vec::new(),
    };
    let mut count = 0;
    for list in lists {
        joining.starts.push(count);
        count += list.as_ref().map_or(0, |index| index.pack.len() as u32);
    }
    joining.party = (0..count).collect();
    joining.next = (0..count).collect();
    let mut reasons = [const { Vec::new() }; 2];
    let mut doubts = Vec::new();
    for pair in joining.pairs() {
        match joining.compare(pair) {
            Some(Reason::Doubt) => doubts.push(pair),
            Some(reason) => reasons[reason as usize].push(pair),
            None => {}
        }
    }
    // The surest first: who has another's number does not part it from its reference.
    for pairs in &reasons {
        for pair in pairs {
            if joining.is_claimed_twice(pairs, *pair) || !joining.join(*pair) {
                doubts.push(*pair);
            }
        }
    }
    sort(&mut doubts);
    doubts.dedup();
    joining.results(&doubts)
}

impl Joining<'_> {
    fn results(&self, doubts: &[u64]) -> Vec<Party> {
        let party = |places: &[u32], is_doubtful| Party {
            entries: places.iter().map(|place| self.at(*place)).collect(),
            is_doubtful,
        };
        let mut all = Vec::new();
        for (place, first) in (0..).zip(&self.party) {
            let mut members = self.members(place);
            if place == *first && members.len() > 1 {
                members.sort_unstable();
                all.push(party(&members, false));
            }
        }
        for pair in doubts {
            let places = [first(*pair), second(*pair)];
            let [one, other] = places.map(|place| self.party[place as usize]);
            // Another reason may have joined them.
            if one != other {
                all.push(party(&places, true));
            }
        }
        all
    }

    fn at(&self, place: u32) -> (usize, usize) {
        let list = self.starts.partition_point(|start| *start <= place) - 1;
        (list, (place - self.starts[list]) as usize)
    }

    /// The pairs of designations of two lists that share a claim, by the hash of its key.
    fn pairs(&self) -> Vec<u64> {
        let mut rows = Vec::new();
        let designations = self
            .lists
            .iter()
            .flatten()
            .flat_map(|index| index.pack.designations());
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
    fn compare(&self, pair: u64) -> Option<Reason> {
        let listed = |place: u32| {
            let (list, designation) = self.at(place);
            let index = self.lists.get(list)?.as_ref()?;
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
        // Whether what is shared is of one country or of the whole world, and whether it may be.
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
        if !is_shared {
            return None;
        }
        let is_similar =
            is_similar((one.0, one.1), other.2) || is_similar((other.0, other.1), one.2);
        match (is_same, is_similar) {
            (true, true) if is_reference => Some(Reason::ReferenceAndName),
            (true, true) => Some(Reason::NumberAndName),
            (true, false) | (false, true) => Some(Reason::Doubt),
            (false, false) => None,
        }
    }

    /// Whether one of a pair has the same reason to be joined with another entry of the other's list.
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
}

/// Whether a name of a designation is similar to one of an entry of an index.
fn is_similar((index, entry): (&Index, u32), designation: Designation<'_>) -> bool {
    let mut names = designation.names().take(MOST_COMPARED_NAMES);
    names.any(|name| index.has_similar_name(&name.full(), entry))
}
