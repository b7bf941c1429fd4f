//! Which designations of several lists are one party.
//!
//! Two entries are joined by the UN's reference, or by a number that identifies together with a similar
//! name: a passport, national or company number of one kind and country, an IMO number, an LEI. What
//! several people share is no reason: a telephone number, an address of the web or of mail, a date of
//! birth. Where one of two reasons is missing the pair stays apart and is doubtful.

use pack::{CodeValue, Designation, listed_keys};
use record::{IdentifierKind, ReferenceKind};

use crate::index::Index;
use crate::order::{first, hash, key, second, sort, with_first};
use crate::weights::{MOST_COMPARED_NAMES, MOST_SHARING};

/// The list whose IDs are the UN's references.
const UN: &str = "un";

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

/// What only one party has.
#[derive(Clone, Copy)]
struct Claim<'a> {
    key: &'a str,
    /// Of what kind it is; none for the UN's reference.
    kind: Option<IdentifierKind>,
    /// Whether it says who it is in every country.
    is_global: bool,
    /// The countries beside it, as [`pack::ListedIdentifier`] gives them.
    countries: &'a str,
}

impl Listings {
    /// Compares all designations of the lists.
    ///
    /// Cost: the codes of every designation once, and some comparisons of names for each pair that
    /// shares one: a small part of what it costs to build the indexes.
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
        let Self { doubts, party, .. } = &mut listings;
        let party_of = |designation: u32| party.get(designation as usize);
        doubts.retain(|pair| party_of(first(*pair)) != party_of(second(*pair)));
        sort(doubts);
        doubts.dedup();
        listings
    }

    /// The first designation of the party of this one, among all lists; `None` where it is none of
    /// several lists.
    pub(crate) fn party(&self, list: usize, designation: usize) -> Option<u32> {
        let place = *self.starts.get(list)? as usize + designation;
        self.party.get(place).copied()
    }

    /// All designations of the party of this one, from this one on.
    pub(crate) fn all(&self, list: usize, designation: usize) -> Vec<(usize, usize)> {
        let mut all = vec![(list, designation)];
        let start = self
            .starts
            .get(list)
            .map(|start| start + designation as u32);
        let next = |place: u32| self.next.get(place as usize).copied();
        let mut place = start.and_then(next);
        while let Some(other) = place.filter(|place| Some(*place) != start) {
            all.push(self.at(other));
            place = next(other);
        }
        all
    }

    /// The designations of other parties that may be the same as this one.
    pub(crate) fn doubtful(&self, list: usize, designation: usize) -> Vec<(usize, usize)> {
        let start = self.starts.get(list).copied().unwrap_or_default();
        let others = with_first(&self.doubts, start + designation as u32);
        others.map(|place| self.at(place)).collect()
    }

    /// Number of designations on all lists.
    pub(crate) fn len(&self) -> usize {
        self.party.len()
    }

    fn at(&self, place: u32) -> (usize, usize) {
        let list = self.starts.partition_point(|start| *start <= place) - 1;
        (list, (place - self.starts[list]) as usize)
    }

    /// The pairs of designations of two lists that share a claim, by the hash of its key.
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
            let with_list = |list| same.iter().filter(|row| list_of(row) == list).count();
            if (0..lists.len()).any(|list| with_list(list) > MOST_SHARING) {
                continue;
            }
            for (place, one) in same.iter().enumerate() {
                for other in same.iter().skip(place + 1) {
                    if list_of(one) != list_of(other) {
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
            claims.push((claim.key.to_owned(), claim.kind, claim.countries.to_owned()));
        });
        // Whether a shared number is of one country, and whether it may be.
        let (mut is_same, mut is_shared, mut is_reference) = (false, false, false);
        for_each_claim(other.2, &mut |claim| {
            let equal = |(key, kind, _): &&(String, Option<IdentifierKind>, String)| {
                *kind == claim.kind && key == claim.key
            };
            for (_, _, own) in claims.iter().filter(equal) {
                let mut countries = own.split(',').filter(|one| !one.is_empty());
                is_reference |= claim.kind.is_none();
                is_shared = true;
                is_same |= claim.is_global
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
        let at = |place: u32| self.at(place);
        let (one, other) = (at(first(pair)), at(second(pair)));
        let (all, others) = (self.all(one.0, one.1), self.all(other.0, other.1));
        if all.contains(&other) {
            return true;
        }
        if all
            .iter()
            .any(|(list, _)| others.iter().any(|other| other.0 == *list))
        {
            return false;
        }
        let place =
            |(list, designation): &(usize, usize)| self.starts[*list] as usize + designation;
        let places: Vec<usize> = all.iter().chain(&others).map(place).collect();
        let least = places.iter().copied().min().unwrap_or_default();
        for place in places {
            self.party[place] = least as u32;
        }
        self.next.swap(first(pair) as usize, second(pair) as usize);
        true
    }

    fn doubt(&mut self, pair: u64) {
        self.doubts.push(pair);
        self.doubts.push(key(second(pair), first(pair)));
    }
}

/// Whether a name of a designation is similar to one of an entry of an index.
fn is_similar((index, entry): (&Index, u32), designation: Designation<'_>) -> bool {
    let mut names = designation.names().take(MOST_COMPARED_NAMES);
    names.any(|name| index.has_similar_name(&name.full(), entry))
}

fn for_each_claim(designation: Designation<'_>, each: &mut dyn FnMut(Claim<'_>)) {
    let mut reference = |text: &str| {
        for_each_reference(text, &mut |key| {
            each(Claim {
                key,
                kind: None,
                is_global: true,
                countries: "",
            });
        });
    };
    if designation.list() == UN {
        reference(designation.id());
    }
    for field in designation.references() {
        if field.kind == ReferenceKind::Un {
            reference(field.value);
        }
    }
    for field in designation.identifiers() {
        let is_imo = field.kind == IdentifierKind::Imo;
        let is_of_country = matches!(
            field.kind,
            IdentifierKind::Passport
                | IdentifierKind::NationalId
                | IdentifierKind::CompanyRegistration
        );
        listed_keys(field.value, CodeValue::Code, &mut |key| {
            let is_lei = is_lei(key);
            // Others have a sign before them: what is found only by itself, and telephone numbers.
            let is_code = key
                .bytes()
                .next()
                .is_some_and(|first| first.is_ascii_alphanumeric());
            if is_code && (is_lei || is_imo || is_of_country) {
                each(Claim {
                    key,
                    // Lists have no kind of their own for it.
                    kind: Some(match is_lei {
                        true => IdentifierKind::Other,
                        false => field.kind,
                    }),
                    is_global: is_lei || is_imo,
                    countries: field.countries,
                });
            }
        });
    }
}

/// The references of the UN in a text, in one form: `QDi.43`, `qdi.043` and `QDI 43` are one.
fn for_each_reference(text: &str, each: &mut dyn FnMut(&str)) {
    let letters = |byte: &u8| byte.is_ascii_alphabetic();
    for part in text
        .as_bytes()
        .split(|byte| matches!(byte, b',' | b';' | b'/' | b'|' | b'\n'))
    {
        let part = part.trim_ascii();
        let (regime, number) = part.split_at(part.iter().take_while(|byte| letters(byte)).count());
        let number = number.trim_ascii_start();
        let number = number
            .strip_prefix(b".")
            .unwrap_or(number)
            .trim_ascii_start();
        let noughts = number.iter().take_while(|byte| **byte == b'0').count();
        let number = number.get(noughts..).unwrap_or_default();
        let is_number = !number.is_empty() && number.iter().all(u8::is_ascii_digit);
        if regime.len() == 3 && is_number {
            let bytes = regime.iter().chain(b".").chain(number);
            let reference: String = bytes
                .map(|byte| char::from(byte.to_ascii_lowercase()))
                .collect();
            each(&reference);
        }
    }
}

/// Whether a code is a Legal Entity Identifier: twenty letters and digits, of which the last two check
/// the others (ISO 17442-1:2020; ISO/IEC 7064, MOD 97-10). One that is mistyped is none.
fn is_lei(code: &str) -> bool {
    let mut rest = 0_u32;
    for byte in code.bytes() {
        rest = match byte {
            b'0'..=b'9' => rest * 10 + u32::from(byte - b'0'),
            b'a'..=b'z' => rest * 100 + u32::from(byte - b'a') + 10,
            _ => return false,
        } % 97;
    }
    let check = code.get(18..).unwrap_or_default();
    code.len() == 20 && rest == 1 && check.bytes().all(|byte| byte.is_ascii_digit())
}
