//! The common record: one designation of any publisher's sanctions list, as data.
//!
//! Every list says the same things in its own layout. This crate is the one vocabulary they
//! are mapped to, checked against the UK, UN, EU, United States, Australian, Canadian and
//! Swiss formats. It holds types and their plain-text forms, and nothing else: no parsing of a
//! publisher's file (crate `lists`), no bytes (crate `pack`), no judgement of similarity
//! (crate `matcher`).
//!
//! ```
//! use record::{Kind, Name, NamePart, NameType, PartRole, PartialDate, Record};
//!
//! let mut person = Record::new("uk", "SAMPLE-GIM9001", Kind::Individual);
//! person.names.push(Name::new(
//!     NameType::Primary,
//!     [NamePart::new(PartRole::Given, "Given"), NamePart::new(PartRole::Family, "FAMILY")],
//! ));
//! person.dates_of_birth.push("1978-07".parse::<PartialDate>()?.into());
//! assert_eq!(person.primary_name().unwrap().full(), "Given FAMILY");
//! # Ok::<(), record::DateError>(())
//! ```
//!
//! # What is kept
//!
//! Nothing a publisher says is dropped: what has no field of its own stays as
//! [`LabelledText`] under the publisher's label. Words keep their case and letters; white
//! space at the ends and line breaks inside a name are not words and are not kept.
//!
//! # Limits
//!
//! A record does not say which alias goes with which date of birth (the UN says so for a few
//! aliases); such a note stays as the alias's `note`.

#![deny(missing_docs)]

mod date;
mod measure;
mod name;
mod scope;

pub use date::{DateError, ListedDate, MOST_AGE, PartialDate, read_birth, read_date};
pub use measure::{Measure, MeasureKind};
pub use name::{AliasStrength, Name, NamePart, NameType, PartRole};
pub use scope::{after_list, refers_to};

use serde::{Deserialize, Serialize};

/// What was designated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    Individual,
    /// A company, organisation or group.
    Entity,
    /// A ship.
    Ship,
    /// An aircraft.
    Aircraft,
    /// The list gives no kind, or one that is not known here.
    Unknown,
}

impl Kind {
    /// All kinds, in the order in which they are counted and shown.
    pub const ALL: [Kind; 5] = [
        Kind::Individual,
        Kind::Entity,
        Kind::Ship,
        Kind::Aircraft,
        Kind::Unknown,
    ];

    /// The word used in data: `individual`, `entity`, `ship`, `aircraft` or `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Individual => "individual",
            Kind::Entity => "entity",
            Kind::Ship => "ship",
            Kind::Aircraft => "aircraft",
            Kind::Unknown => "unknown",
        }
    }

    /// The kind that [`as_str`](Self::as_str) gives this word for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One designation, with everything its publisher says about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Code of the list, for example `uk`.
    pub list: String,
    /// The publisher's own identifier, for example the UK `Unique ID`; unique in its list.
    pub id: String,
    /// Identifiers of the same designation elsewhere.
    pub references: Vec<Reference>,
    /// Person, entity, ship or aircraft.
    pub kind: Kind,
    /// All names, in the publisher's order; the first of type primary is *the* name.
    pub names: Vec<Name>,
    /// Titles and honorifics, for example `Major General`.
    pub titles: Vec<String>,
    /// Dates of birth; many people have several or none.
    pub dates_of_birth: Vec<ListedDate>,
    /// Places of birth.
    pub places_of_birth: Vec<Place>,
    /// Nationalities or citizenships, in the publisher's words.
    pub nationalities: Vec<String>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// Documents and numbers that identify.
    pub identifiers: Vec<Identifier>,
    /// Positions, functions and roles.
    pub positions: Vec<String>,
    /// Sex or gender in the publisher's words, with capital first letter (`Male`).
    pub sex: Vec<String>,
    /// Telephone numbers, e-mail addresses and web sites.
    pub contacts: Vec<Contact>,
    /// What only an entity has; `None` where the list gives none of it; see
    /// [`EntityData::if_any`].
    pub entity: Option<Box<EntityData>>,
    /// What only a ship or an aircraft has; `None` where the list gives none of it; see
    /// [`ShipData::if_any`].
    pub ship: Option<Box<ShipData>>,
    /// The sanctions regimes it is listed under; on the UK list exactly one.
    pub regimes: Vec<Regime>,
    /// What is imposed. Empty means *not given*, never *none*.
    pub measures: Vec<Measure>,
    /// Why it is listed: paragraphs of the statement of reasons.
    pub reasons: Vec<String>,
    /// Paragraphs of other information.
    pub other_information: Vec<String>,
    /// When it was designated or, for a UK ship, specified.
    pub designated: Option<ListedDate>,
    /// When the entry was last changed.
    pub updated: Option<ListedDate>,
    /// Who designated: `UK`, `UN`.
    pub sources: Vec<String>,
    /// Everything that has no field of its own.
    pub other: Vec<LabelledText>,
}

impl Record {
    /// A record with nothing but its key.
    #[must_use]
    pub fn new(list: &str, id: &str, kind: Kind) -> Self {
        Self {
            list: list.to_owned(),
            id: id.to_owned(),
            references: Vec::new(),
            kind,
            names: Vec::new(),
            titles: Vec::new(),
            dates_of_birth: Vec::new(),
            places_of_birth: Vec::new(),
            nationalities: Vec::new(),
            addresses: Vec::new(),
            identifiers: Vec::new(),
            positions: Vec::new(),
            sex: Vec::new(),
            contacts: Vec::new(),
            entity: None,
            ship: None,
            regimes: Vec::new(),
            measures: Vec::new(),
            reasons: Vec::new(),
            other_information: Vec::new(),
            designated: None,
            updated: None,
            sources: Vec::new(),
            other: Vec::new(),
        }
    }

    /// Gives back the memory that its lists have reserved for further items. A list that grew to
    /// one item has space for four, which is most of what a record with few words takes.
    pub fn shrink_to_fit(&mut self) {
        for name in &mut self.names {
            name.parts.shrink_to_fit();
        }
        for address in &mut self.addresses {
            address.lines.shrink_to_fit();
        }
        self.references.shrink_to_fit();
        self.names.shrink_to_fit();
        self.dates_of_birth.shrink_to_fit();
        self.places_of_birth.shrink_to_fit();
        self.addresses.shrink_to_fit();
        self.identifiers.shrink_to_fit();
        self.contacts.shrink_to_fit();
        self.regimes.shrink_to_fit();
        self.measures.shrink_to_fit();
        self.other.shrink_to_fit();
        let entity = self.entity.iter_mut().flat_map(|entity| {
            [
                &mut entity.types,
                &mut entity.parent_companies,
                &mut entity.subsidiaries,
            ]
        });
        let ship = self.ship.iter_mut().flat_map(|ship| {
            [
                &mut ship.current_owners,
                &mut ship.previous_owners,
                &mut ship.current_flags,
                &mut ship.previous_flags,
                &mut ship.types,
                &mut ship.tonnages,
                &mut ship.lengths,
                &mut ship.years_built,
            ]
        });
        let texts = [
            &mut self.titles,
            &mut self.nationalities,
            &mut self.positions,
            &mut self.sex,
            &mut self.reasons,
            &mut self.other_information,
            &mut self.sources,
        ];
        for list in texts.into_iter().chain(entity).chain(ship) {
            list.shrink_to_fit();
        }
    }

    /// The name to show: the first primary name, else the first name of any type.
    #[must_use]
    pub fn primary_name(&self) -> Option<&Name> {
        self.names
            .iter()
            .find(|name| name.name_type == NameType::Primary)
            .or_else(|| self.names.first())
    }
}

/// An identifier of the same designation in another list or register.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// Whose identifier it is.
    pub kind: ReferenceKind,
    /// The identifier, for example `QDi.001`.
    pub value: String,
}

/// Whose identifier a [`Reference`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// The group ID of OFSI's consolidated list, which closed on 28 January 2026.
    OfsiGroup,
    /// The UN's permanent reference number.
    Un,
    /// The EU reference number.
    Eu,
    /// Any other.
    Other,
}

/// A place of birth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Town, district, province: whatever stands before the country.
    pub town: Option<String>,
    /// Country, in the publisher's words.
    pub country: Option<String>,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Lines in order, empty ones left out.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country, in the publisher's words.
    pub country: Option<String>,
}

/// A document or number that identifies a person, entity or ship.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// What sort of number it is.
    pub kind: IdentifierKind,
    /// The number as published.
    pub value: String,
    /// What the publisher adds about it: issuer, dates, type in words.
    pub note: Option<String>,
}

/// What sort of number an [`Identifier`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// Passport or other travel document.
    Passport,
    /// National identity, insurance or tax number of a person.
    NationalId,
    /// Registration or tax number of a company.
    CompanyRegistration,
    /// The seven-digit number of the International Maritime Organization.
    Imo,
    /// Hull identification number.
    HullId,
    /// Address of a crypto-asset wallet.
    CryptoWallet,
    /// Any other; the note says what it is.
    Other,
}

/// A way to reach someone, which also identifies them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone, e-mail or web site.
    pub kind: ContactKind,
    /// As published.
    pub value: String,
}

/// What sort of [`Contact`] it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Web site.
    Website,
}

/// In which text of a [`Record`] a code is that has no field of its own there, for example a wallet
/// that a paragraph of other information names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// [`other_information`](Record::other_information).
    OtherInformation,
    /// [`reasons`](Record::reasons).
    Reasons,
    /// The [`note`](Identifier::note) of an identifier.
    Document,
    /// An address.
    Address,
    /// Any other: a name, a position, a company that belongs to it.
    Other,
}

/// What only an entity has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityData {
    /// Types, for example `Joint Stock Company`.
    pub types: Vec<String>,
    /// Parent companies.
    pub parent_companies: Vec<String>,
    /// Subsidiaries.
    pub subsidiaries: Vec<String>,
}

impl EntityData {
    /// Nothing of it.
    pub const NONE: &'static Self = &Self {
        types: Vec::new(),
        parent_companies: Vec::new(),
        subsidiaries: Vec::new(),
    };

    /// The value of [`Record::entity`]: `None` where every list is empty.
    #[must_use]
    pub fn if_any(self) -> Option<Box<Self>> {
        (self != *Self::NONE).then(|| Box::new(self))
    }
}

/// What only a ship or an aircraft has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipData {
    /// Current owners or operators.
    pub current_owners: Vec<String>,
    /// Previous owners or operators.
    pub previous_owners: Vec<String>,
    /// Flag it is believed to sail under now.
    pub current_flags: Vec<String>,
    /// Earlier flags.
    pub previous_flags: Vec<String>,
    /// Types, for example `Oil Tanker`.
    pub types: Vec<String>,
    /// Tonnage, in the publisher's words.
    pub tonnages: Vec<String>,
    /// Length, in the publisher's words.
    pub lengths: Vec<String>,
    /// Years built.
    pub years_built: Vec<String>,
}

impl ShipData {
    /// Nothing of it.
    pub const NONE: &'static Self = &Self {
        current_owners: Vec::new(),
        previous_owners: Vec::new(),
        current_flags: Vec::new(),
        previous_flags: Vec::new(),
        types: Vec::new(),
        tonnages: Vec::new(),
        lengths: Vec::new(),
        years_built: Vec::new(),
    };

    /// The value of [`Record::ship`]: `None` where every list is empty.
    #[must_use]
    pub fn if_any(self) -> Option<Box<Self>> {
        (self != *Self::NONE).then(|| Box::new(self))
    }
}

/// A sanctions regime.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Regime {
    /// Short code, on the UK list the letters of the unique ID, for example `GIM`.
    pub code: String,
    /// Its full name, in the publisher's words or, on a list that has only codes, in ours: the module of
    /// each list in crate `lists` says which.
    pub name: String,
}

/// Something the publisher says under a label that has no field here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LabelledText {
    /// The publisher's label, for example a column's header.
    pub label: String,
    /// What stands there, verbatim.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::{EntityData, Record, ShipData};

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_record_takes_little_memory_beside_its_words() {
        // A file of short records must not take many times its size.
        assert!(size_of::<Record>() <= 528, "{}", size_of::<Record>());
    }

    #[test]
    fn nothing_of_an_entity_or_ship_is_none() {
        assert_eq!(EntityData::default().if_any(), None);
        assert_eq!(ShipData::default().if_any(), None);
        let ship = ShipData {
            lengths: vec!["90 m".to_owned()],
            ..ShipData::default()
        };
        assert_eq!(ship.clone().if_any(), Some(Box::new(ship)));
    }
}
