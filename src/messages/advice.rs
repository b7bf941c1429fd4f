//! What is said above the results: what was found, and what to do about it.

use matcher::{Band, Matched};
use record::Kind;

use super::{Key, key};
use crate::engine::protocol::HitView;

/// What the nearest results of an answer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Situation {
    /// What all of them are; `None` where they are of several kinds.
    pub(crate) kind: Option<Kind>,
    nearness: Nearness,
    are_several: bool,
}

/// How near they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearness {
    Same,
    VerySimilar,
    Similar,
    WeakAlias,
    /// A number, reference or contact detail is the same.
    Number,
}

/// What was found, for one and for several, by [`Nearness`] in its order; then what to do.
type Advice = ([[Key; 2]; 5], [Key; 2]);

#[rustfmt::skip]
const PERSON: Advice = ([
    [key::FOUND_PERSON_SAME, key::FOUND_PERSONS_SAME],
    [key::FOUND_PERSON_VERY, key::FOUND_PERSONS_VERY],
    [key::FOUND_PERSON_SIMILAR, key::FOUND_PERSONS_SIMILAR],
    [key::FOUND_PERSON_WEAK, key::FOUND_PERSONS_WEAK],
    [key::FOUND_PERSON_NUMBER, key::FOUND_PERSONS_NUMBER],
], [key::OPEN_PERSON, key::OPEN_PERSONS]);

#[rustfmt::skip]
const ENTITY: Advice = ([
    [key::FOUND_ENTITY_SAME, key::FOUND_ENTITIES_SAME],
    [key::FOUND_ENTITY_VERY, key::FOUND_ENTITIES_VERY],
    [key::FOUND_ENTITY_SIMILAR, key::FOUND_ENTITIES_SIMILAR],
    [key::FOUND_ENTITY_WEAK, key::FOUND_ENTITIES_WEAK],
    [key::FOUND_ENTITY_NUMBER, key::FOUND_ENTITIES_NUMBER],
], [key::OPEN_ENTITY, key::OPEN_ENTITIES]);

#[rustfmt::skip]
const SHIP: Advice = ([
    [key::FOUND_SHIP_SAME, key::FOUND_SHIPS_SAME],
    [key::FOUND_SHIP_VERY, key::FOUND_SHIPS_VERY],
    [key::FOUND_SHIP_SIMILAR, key::FOUND_SHIPS_SIMILAR],
    [key::FOUND_SHIP_WEAK, key::FOUND_SHIPS_WEAK],
    [key::FOUND_SHIP_NUMBER, key::FOUND_SHIPS_NUMBER],
], [key::OPEN_SHIP, key::OPEN_SHIPS]);

#[rustfmt::skip]
const AIRCRAFT: Advice = ([
    [key::FOUND_AIRCRAFT_SAME, key::FOUND_SEVERAL_AIRCRAFT_SAME],
    [key::FOUND_AIRCRAFT_VERY, key::FOUND_SEVERAL_AIRCRAFT_VERY],
    [key::FOUND_AIRCRAFT_SIMILAR, key::FOUND_SEVERAL_AIRCRAFT_SIMILAR],
    [key::FOUND_AIRCRAFT_WEAK, key::FOUND_SEVERAL_AIRCRAFT_WEAK],
    [key::FOUND_AIRCRAFT_NUMBER, key::FOUND_SEVERAL_AIRCRAFT_NUMBER],
], [key::OPEN_ENTRY, key::OPEN_ENTRIES]);

#[rustfmt::skip]
const ENTRY: Advice = ([
    [key::FOUND_ENTRY_SAME, key::FOUND_ENTRIES_SAME],
    [key::FOUND_ENTRY_VERY, key::FOUND_ENTRIES_VERY],
    [key::FOUND_ENTRY_SIMILAR, key::FOUND_ENTRIES_SIMILAR],
    [key::FOUND_ENTRY_WEAK, key::FOUND_ENTRIES_WEAK],
    [key::FOUND_ENTRY_NUMBER, key::FOUND_ENTRIES_NUMBER],
], [key::OPEN_ENTRY, key::OPEN_ENTRIES]);

impl Situation {
    /// That of the rows of a first page, the nearest of which come first; `None` where there are none but
    /// less similar names.
    pub(crate) fn of(rows: &[HitView]) -> Option<Self> {
        let first = rows.first().filter(|first| first.band != Band::Below)?;
        let (mut kind, mut has_name, mut number) = (Some(first.kind), false, 0);
        for row in rows {
            if row.band == first.band {
                number += 1;
                has_name |= matches!(row.matched, Matched::Name(_));
                kind = kind.filter(|kind| *kind == row.kind);
            }
        }
        let nearness = match first.band {
            Band::Exact if has_name => Nearness::Same,
            Band::Exact => Nearness::Number,
            Band::Strong => Nearness::VerySimilar,
            Band::Possible => Nearness::Similar,
            Band::WeakAlias | Band::Below => Nearness::WeakAlias,
        };
        Some(Self {
            kind,
            nearness,
            are_several: number > 1,
        })
    }

    /// What was found, and what to do.
    pub(crate) fn sentences(self) -> [Key; 2] {
        let (found, open) = match self.kind {
            Some(Kind::Individual) => &PERSON,
            Some(Kind::Entity) => &ENTITY,
            Some(Kind::Ship) => &SHIP,
            Some(Kind::Aircraft) => &AIRCRAFT,
            Some(Kind::Unknown) | None => &ENTRY,
        };
        let open = match self.nearness {
            Nearness::Number => &[key::OPEN_NUMBER, key::OPEN_NUMBERS],
            _ => open,
        };
        let place = usize::from(self.are_several);
        [found[self.nearness as usize][place], open[place]]
    }
}
