//! Which designations of several lists are one party, ready to be looked up.

use pack::Party;

use crate::order::{key, sort, with_first};

/// The parties of several lists.
#[derive(Default)]
pub(crate) struct Listings {
    /// Every designation that has a party, with its party; sorted.
    parties: Vec<u64>,
    /// Every party with its designations; sorted.
    members: Vec<u64>,
    /// Pairs that may be the same party, both ways; sorted.
    doubts: Vec<u64>,
    /// Number of parties.
    count: u32,
}

/// Bits of a designation in the number by which it is known among all lists; above them is its list.
const PLACE_BITS: u32 = 24;

impl Listings {
    #[cold] // Optimised for size, as all that follows from it.
    pub(crate) fn new(parties: &[Party]) -> Self {
        let mut listings = Self::default();
        for party in parties {
            let numbers = || party.entries.iter().filter_map(|entry| number(*entry));
            if party.is_doubtful {
                for one in numbers() {
                    let others = numbers().filter(|other| *other != one);
                    listings.doubts.extend(others.map(|other| key(one, other)));
                }
                continue;
            }
            for one in numbers() {
                listings.parties.push(key(one, listings.count));
                listings.members.push(key(listings.count, one));
            }
            listings.count += 1;
        }
        sort(&mut listings.parties);
        sort(&mut listings.members);
        sort(&mut listings.doubts);
        listings
    }

    /// The number of a designation's party, less than [`len`](Self::len); `None` where it is on one list.
    pub(crate) fn party(&self, entry: (usize, usize)) -> Option<u32> {
        with_first(&self.parties, number(entry)?).next()
    }

    /// The designations of the same party as this one, and this one where it has a party; in order.
    pub(crate) fn all(&self, entry: (usize, usize)) -> impl Iterator<Item = (usize, usize)> {
        let party = self.party(entry).into_iter();
        party
            .flat_map(|party| with_first(&self.members, party))
            .map(entry_of)
    }

    /// The designations of other parties that may be the same as this one.
    pub(crate) fn doubtful(&self, entry: (usize, usize)) -> impl Iterator<Item = (usize, usize)> {
        let own = number(entry).into_iter();
        own.flat_map(|own| with_first(&self.doubts, own))
            .map(entry_of)
    }

    /// Number of parties.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }
}

/// The number of a designation; `None` for one of more lists or designations than there can be, so that nobody
/// is taken for the entry of another place.
fn number((list, designation): (usize, usize)) -> Option<u32> {
    let is_known = list >> (u32::BITS - PLACE_BITS) == 0 && designation >> PLACE_BITS == 0;
    is_known.then_some((list << PLACE_BITS | designation) as u32)
}

fn entry_of(number: u32) -> (usize, usize) {
    let designation = number & ((1 << PLACE_BITS) - 1);
    ((number >> PLACE_BITS) as usize, designation as usize)
}
