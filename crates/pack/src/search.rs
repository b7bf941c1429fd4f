//! The search pack: its columns, and a designation and a name as views into them.

use core::ops::Range;
use std::collections::{BTreeSet, HashSet};

use names::Words;
use record::{
    AliasStrength, ContactKind, EntityData, Identifier, IdentifierKind, Kind, ListedDate,
    MeasureKind, Name, NamePart, NameType, NoteKind, PartRole, Record, ReferenceKind, ShipData,
};

use crate::PackError;
use crate::bytes::{Column, FIELD, PackKind, Reader, Writer, list_text, option, option_text};

/// Gives the values of an enum one letter each, and the way back.
macro_rules! letters {
    ($to:ident, $from:ident, $type:ident: $($value:ident = $letter:literal),+) => {
        fn $to(value: $type) -> &'static str {
            match value { $($type::$value => $letter),+ }
        }
        fn $from(letter: &str) -> Option<$type> {
            match letter { $($letter => Some($type::$value),)+ _ => None }
        }
    };
}

letters!(kind_letter, letter_kind, Kind:
    Individual = "i", Entity = "e", Ship = "s", Aircraft = "a", Unknown = "u");
letters!(type_letter, letter_type, NameType: Primary = "p", Variation = "v", Alias = "a", Former = "f");
letters!(strength_letter, letter_strength, AliasStrength: Good = "g", Low = "l");
letters!(role_letter, letter_role, PartRole:
    Whole = "w", Given = "g", Family = "f", Unspecified = "u");
letters!(reference_letter, letter_reference, ReferenceKind:
    OfsiGroup = "o", Un = "n", Eu = "e", Other = "x");
letters!(identifier_letter, letter_identifier, IdentifierKind:
    Passport = "p", NationalId = "n", CompanyRegistration = "c", Imo = "i", HullId = "h",
    CryptoWallet = "w", Other = "x");
letters!(measure_letter, letter_measure, MeasureKind:
    AssetFreeze = "f", TravelBan = "t", DirectorDisqualification = "d", TrustServices = "u",
    InternetServices = "i", Shipping = "s", ShippingAndTrade = "S", Transport = "r",
    CorrespondentBanking = "c", Chartering = "h", ArmsEmbargo = "a", PortEntry = "p",
    Deflagging = "g", BusinessArrangements = "b", RepresentativeOffices = "o", CrewServicing = "w",
    TechnicalAssistance = "e", Other = "x");
letters!(contact_letter, letter_contact, ContactKind: Phone = "p", Email = "e", Website = "w");
letters!(note_letter, letter_note, NoteKind:
    OtherInformation = "o", Reasons = "r", Document = "d", Address = "a", Other = "x");

/// Joins a letter and the fields that follow it.
fn fields<const N: usize>(parts: [&str; N]) -> String {
    let mut text = String::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            text.push(FIELD);
        }
        text.push_str(part);
    }
    text
}

/// The first field and all after it.
fn first_field(text: &str) -> (&str, &str) {
    text.split_once(FIELD).unwrap_or((text, ""))
}

/// How a name stands on the list, apart from its words: few such texts recur on many names.
fn name_form(name: &Name) -> String {
    let roles: String = name
        .parts
        .iter()
        .map(|part| role_letter(part.role))
        .collect();
    fields([
        type_letter(name.name_type),
        name.strength.map_or("", strength_letter),
        &roles,
        &option_text(name.script.as_deref()),
        &option_text(name.language.as_deref()),
        &option_text(name.note.as_deref()),
    ])
}

fn name_text(name: &Name) -> String {
    let mut text = String::new();
    for (place, part) in name.parts.iter().enumerate() {
        if place > 0 {
            text.push(FIELD);
        }
        text.push_str(&part.text);
    }
    text
}

/// The search pack with the [`noted_codes`] and the [`known_spellings`] of the records.
pub(crate) fn write(
    list: &str,
    records: &[Record],
    codes: &[String],
    known_spellings: &[String],
) -> Vec<u8> {
    let mut writer = Writer::new(PackKind::Search, 0, list, records.len());
    let column =
        |text: fn(&Record) -> String| -> Vec<String> { records.iter().map(text).collect() };
    writer.column(&column(|record| record.id.clone()));
    writer.column(&column(|record| kind_letter(record.kind).to_owned()));
    writer.column(&column(|record| {
        list_text(
            record
                .regimes
                .iter()
                .map(|regime| fields([&regime.code, &regime.name])),
        )
    }));
    writer.column(&column(|record| {
        list_text(
            record
                .measures
                .iter()
                .map(|measure| fields([measure_letter(measure.kind), &measure.words])),
        )
    }));
    writer.column(&column(|record| {
        list_text(record.dates_of_birth.iter().map(ListedDate::to_string))
    }));
    writer.column(&column(|record| list_text(&record.nationalities)));
    writer.column(&column(|record| list_text(&record.sex)));
    writer.column(&column(countries));
    writer.column(&column(|record| {
        list_text(
            record
                .references
                .iter()
                .map(|reference| fields([reference_letter(reference.kind), &reference.value])),
        )
    }));
    writer.column(&column(|record| {
        list_text(
            record
                .identifiers
                .iter()
                .map(|identifier| fields([&identifier_form(identifier), &identifier.value])),
        )
    }));
    writer.column(&column(|record| {
        list_text(
            record
                .contacts
                .iter()
                .map(|contact| fields([contact_letter(contact.kind), &contact.value])),
        )
    }));
    writer.column(codes);
    for record in records {
        writer.number(record.names.len());
    }
    let names = || records.iter().flat_map(|record| &record.names);
    writer.column(&names().map(name_form).collect::<Vec<_>>());
    writer.column(&names().map(name_text).collect::<Vec<_>>());
    writer.number(known_spellings.len());
    writer.column(known_spellings);
    writer.finish()
}

/// The letter of an identifier's kind, and the countries that its value and its note name.
fn identifier_form(identifier: &Identifier) -> String {
    let note = identifier.note.iter().map(String::as_str);
    let mut countries: Vec<&str> = note
        .chain([&*identifier.value])
        .flat_map(names::countries_in_prose)
        .collect();
    countries.sort_unstable();
    countries.dedup();
    [identifier_letter(identifier.kind), &countries.join(",")].concat()
}

/// The letter of the kind and the countries of what [`identifier_form`] wrote.
fn split_form(form: &str) -> (&str, &str) {
    form.split_at_checked(1).unwrap_or_default()
}

/// The countries of an entity's addresses, a ship's flags: each once, in the order of the record.
fn countries(record: &Record) -> String {
    let ship = record.ship.as_deref().unwrap_or(ShipData::NONE);
    let flags = ship.current_flags.iter().chain(&ship.previous_flags);
    let mut seen = BTreeSet::new();
    let all: Vec<&String> = match record.kind {
        Kind::Entity => record
            .addresses
            .iter()
            .filter_map(|one| one.country.as_ref())
            .collect(),
        Kind::Ship | Kind::Aircraft => flags.collect(),
        Kind::Individual | Kind::Unknown => Vec::new(),
    };
    list_text(all.into_iter().filter(|country| seen.insert(*country)))
}

/// For each record the codes in its texts that the search pack leaves out, and in its names.
pub(crate) fn noted_codes(records: &[Record]) -> Vec<String> {
    records.iter().map(codes_of).collect()
}

/// The codes of a record, each once, where it is first.
fn codes_of(record: &Record) -> String {
    let mut seen = BTreeSet::new();
    list_text(texts(record).flat_map(|(kind, text)| {
        let codes: Vec<String> = crate::codes(text)
            .into_iter()
            .filter(|code| seen.insert((*code).to_owned()))
            .map(|code| fields([note_letter(kind), code]))
            .collect();
        codes
    }))
}

/// Every text of a record whose codes no field of the search pack holds. Numbers that measure
/// (tonnage, length, year built) are no codes.
fn texts(record: &Record) -> impl Iterator<Item = (NoteKind, &str)> {
    fn all(kind: NoteKind, texts: &[String]) -> impl Iterator<Item = (NoteKind, &str)> {
        texts.iter().map(move |text| (kind, text.as_str()))
    }
    let noted = record
        .identifiers
        .iter()
        .filter_map(|identifier| identifier.note.as_deref());
    let entity = record.entity.as_deref().unwrap_or(EntityData::NONE);
    let ship = record.ship.as_deref().unwrap_or(ShipData::NONE);
    let named = record.names.iter().flat_map(|name| {
        let parts = name.parts.iter().map(|part| part.text.as_str());
        parts.chain(name.note.as_deref())
    });
    let related = [
        &record.positions,
        &record.titles,
        &entity.types,
        &entity.parent_companies,
        &entity.subsidiaries,
        &ship.current_owners,
        &ship.previous_owners,
    ];
    let born = record
        .places_of_birth
        .iter()
        .filter_map(|place| place.town.as_deref());
    let labelled = record.other.iter().map(|other| other.text.as_str());
    let related = related.into_iter().flatten().map(String::as_str);
    let other = named.chain(related).chain(born).chain(labelled);
    let addressed = record.addresses.iter().flat_map(|address| {
        let lines = address.lines.iter().map(String::as_str);
        lines.chain(address.postal_code.as_deref())
    });
    all(NoteKind::OtherInformation, &record.other_information)
        .chain(all(NoteKind::Reasons, &record.reasons))
        .chain(noted.map(|text| (NoteKind::Document, text)))
        .chain(other.map(|text| (NoteKind::Other, text)))
        .chain(addressed.map(|text| (NoteKind::Address, text)))
}

/// The rows of the dictionary that a word of the names stands in, in the dictionary's order.
pub(crate) fn known_spellings(records: &[Record]) -> Vec<String> {
    let mut rows = BTreeSet::new();
    let mut words = Words::default();
    // Names share most of their words, and the dictionary is searched for each.
    let mut seen: HashSet<String> = HashSet::new();
    for name in records.iter().flat_map(|record| &record.names) {
        words.reread(&name.full());
        for word in words.iter() {
            if !seen.contains(word) {
                seen.insert(word.to_owned());
                rows.extend(names::known_spellings(word));
            }
        }
    }
    let row = |row| names::known_spelling_row(row).collect::<Vec<_>>().join(" ");
    rows.into_iter().map(row).collect()
}

/// A decoded search pack: every designation of one list, ready to be searched. The default one has none.
#[derive(Default)]
pub struct SearchPack {
    list: String,
    checksum: u32,
    designations: usize,
    ids: Column,
    kinds: Column,
    regimes: Column,
    measures: Column,
    dates_of_birth: Column,
    nationalities: Column,
    sexes: Column,
    countries: Column,
    references: Column,
    identifiers: Column,
    contacts: Column,
    notes: Column,
    /// For each designation the number of names before and including its own.
    name_ends: Vec<u32>,
    name_forms: Column,
    name_texts: Column,
    known_spellings: Column,
    known_spelling_rows: usize,
}

impl SearchPack {
    /// Reads a search pack.
    ///
    /// # Errors
    /// [`PackError`] for anything that [`encode`](crate::encode) of this version did not write.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        let mut reader = Reader::open(bytes, PackKind::Search)?;
        let designations = reader.items;
        let ids = reader.kept_column(designations);
        let kinds = reader.kept_column(designations);
        let regimes = reader.kept_column(designations);
        let measures = reader.kept_column(designations);
        let dates_of_birth = reader.kept_column(designations);
        let nationalities = reader.kept_column(designations);
        let sexes = reader.kept_column(designations);
        let countries = reader.kept_column(designations);
        let references = reader.kept_column(designations);
        let identifiers = reader.kept_column(designations);
        let contacts = reader.kept_column(designations);
        let notes = reader.kept_column(designations);
        let name_ends = reader.sums(designations);
        let name_ends = reader.kept(name_ends);
        let names = name_ends.last().map_or(0, |names| *names as usize);
        let name_forms = reader.kept_column(names);
        let name_texts = reader.kept_column(names);
        let known_spelling_rows = reader.number();
        let known_spelling_rows = reader.kept(known_spelling_rows);
        let known_spellings = reader.kept_column(known_spelling_rows);
        let pack = Self {
            list: reader.list.clone(),
            checksum: reader.checksum,
            designations,
            ids,
            kinds,
            regimes,
            measures,
            dates_of_birth,
            nationalities,
            sexes,
            countries,
            references,
            identifiers,
            contacts,
            notes,
            name_ends,
            name_forms,
            name_texts,
            known_spellings,
            known_spelling_rows,
        };
        let end = reader.position;
        reader.finish()?;
        match pack.has_known_letters() {
            true => Ok(pack),
            false => Err(PackError::Malformed { position: end }),
        }
    }

    /// True if every letter that stands for a kind is one that this version knows. A pack with another
    /// would be shown with a wrong kind.
    fn has_known_letters(&self) -> bool {
        type IsKnown = fn(&str) -> bool;
        let columns: [(&Column, IsKnown); 7] = [
            (&self.kinds, |letter| letter_kind(letter).is_some()),
            (&self.measures, |letter| letter_measure(letter).is_some()),
            (&self.references, |letter| {
                letter_reference(letter).is_some()
            }),
            (&self.identifiers, |form| {
                letter_identifier(split_form(form).0).is_some()
            }),
            (&self.contacts, |letter| letter_contact(letter).is_some()),
            (&self.notes, |letter| letter_note(letter).is_some()),
            (&self.name_forms, |letter| letter_type(letter).is_some()),
        ];
        columns
            .iter()
            .all(|(column, is_known)| column.all_items(|item| is_known(first_field(item).0)))
            && self.name_forms.all_items(|form| {
                let mut fields = form.split(FIELD).skip(1);
                let strength = fields.next().unwrap_or_default();
                let roles = fields.next().unwrap_or_default();
                (strength.is_empty() || letter_strength(strength).is_some())
                    && (0..roles.len())
                        .all(|at| roles.get(at..at + 1).and_then(letter_role).is_some())
            })
    }

    /// Code of the list, for example `uk`.
    #[must_use]
    pub fn list(&self) -> &str {
        &self.list
    }

    pub(crate) fn checksum(&self) -> u32 {
        self.checksum
    }

    /// Number of designations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.designations
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.designations == 0
    }

    /// Number of names of all designations together.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.name_ends.last().map_or(0, |end| *end as usize)
    }

    /// One designation, by its place in the list from 0.
    #[must_use]
    pub fn designation(&self, place: usize) -> Option<Designation<'_>> {
        (place < self.designations).then_some(Designation { pack: self, place })
    }

    /// All designations in the order of the list.
    pub fn designations(&self) -> impl Iterator<Item = Designation<'_>> {
        (0..self.designations).map(|place| Designation { pack: self, place })
    }

    /// Rows of words that are known spellings of one name, for every row that holds a word of
    /// this list. Words are normalised, with one space between them.
    pub fn known_spellings(&self) -> impl Iterator<Item = &str> {
        (0..self.known_spelling_rows).map(|row| self.known_spellings.get(row))
    }

    /// One name, by its place among the names of all designations from 0.
    #[must_use]
    pub fn name(&self, place: usize) -> Option<ListedName<'_>> {
        (place < self.name_count()).then(|| ListedName {
            text: self.name_texts.get(place),
            form: self.name_forms.get(place),
        })
    }
}

/// One designation of a [`SearchPack`]: what a search and a result row need.
#[derive(Clone, Copy)]
pub struct Designation<'a> {
    pack: &'a SearchPack,
    place: usize,
}

/// A labelled value of a designation, for example an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a, K> {
    /// What sort of value it is.
    pub kind: K,
    /// As published.
    pub value: &'a str,
}

/// A document or number of a designation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedIdentifier<'a> {
    /// What sort of number it is.
    pub kind: IdentifierKind,
    /// As published.
    pub value: &'a str,
    /// The countries that value and note name, as
    /// [`names::countries_in_prose`] gives them, with commas between them; empty where they name none.
    /// A country may be that of the place of issue.
    pub countries: &'a str,
}

impl<'a> Designation<'a> {
    /// Its place in the list, from 0.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }

    /// The code of its list.
    #[must_use]
    pub fn list(&self) -> &'a str {
        self.pack.list()
    }

    /// The publisher's ID.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.pack.ids.get(self.place)
    }

    /// Person, entity, ship or aircraft.
    #[must_use]
    pub fn kind(&self) -> Kind {
        letter_kind(self.pack.kinds.get(self.place)).unwrap_or(Kind::Unknown)
    }

    /// Code and full name of each regime.
    pub fn regimes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.pack.regimes.items(self.place).map(first_field)
    }

    /// What is imposed, with the publisher's words, which are empty if the file has none; no measure means
    /// *not given*.
    pub fn measures(&self) -> impl Iterator<Item = Field<'a, MeasureKind>> + use<'a> {
        self.pack.measures.items(self.place).map(|item| {
            let (letter, value) = first_field(item);
            Field {
                kind: letter_measure(letter).unwrap_or(MeasureKind::Other),
                value,
            }
        })
    }

    /// Dates of birth.
    pub fn dates_of_birth(&self) -> impl Iterator<Item = ListedDate> + use<'a> {
        self.pack
            .dates_of_birth
            .items(self.place)
            .map(ListedDate::from_text)
    }

    /// Nationalities in the publisher's words.
    pub fn nationalities(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.pack.nationalities.items(self.place)
    }

    /// Sex, in the publisher's words.
    pub fn sexes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.pack.sexes.items(self.place)
    }

    /// The countries that a designation of its kind has, in the publisher's words: a person's
    /// nationalities; each once, the countries of an entity's addresses, or a ship's flags, present
    /// and earlier.
    pub fn countries(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let column = match self.kind() {
            Kind::Individual | Kind::Unknown => &self.pack.nationalities,
            Kind::Entity | Kind::Ship | Kind::Aircraft => &self.pack.countries,
        };
        column.items(self.place)
    }

    /// Identifiers of the same designation elsewhere.
    pub fn references(&self) -> impl Iterator<Item = Field<'a, ReferenceKind>> + use<'a> {
        self.pack.references.items(self.place).map(|item| {
            let (letter, value) = first_field(item);
            Field {
                kind: letter_reference(letter).unwrap_or(ReferenceKind::Other),
                value,
            }
        })
    }

    /// Documents and numbers that identify, without the publisher's notes about them.
    pub fn identifiers(&self) -> impl Iterator<Item = ListedIdentifier<'a>> + use<'a> {
        self.pack.identifiers.items(self.place).map(|item| {
            let (form, value) = first_field(item);
            let (letter, countries) = split_form(form);
            ListedIdentifier {
                kind: letter_identifier(letter).unwrap_or(IdentifierKind::Other),
                value,
                countries,
            }
        })
    }

    /// Telephone numbers, e-mail addresses and web sites.
    pub fn contacts(&self) -> impl Iterator<Item = Field<'a, ContactKind>> + use<'a> {
        self.pack.contacts.items(self.place).map(|item| {
            let (letter, value) = first_field(item);
            Field {
                kind: letter_contact(letter).unwrap_or(ContactKind::Website),
                value,
            }
        })
    }

    /// The codes (numbers, wallets, addresses of the web) in its texts that have no field of their
    /// own, for example those of a paragraph of other information, as they are written there.
    pub fn notes(&self) -> impl Iterator<Item = Field<'a, NoteKind>> + use<'a> {
        self.pack.notes.items(self.place).map(|item| {
            let (letter, value) = first_field(item);
            Field {
                kind: letter_note(letter).unwrap_or(NoteKind::Other),
                value,
            }
        })
    }

    /// The places of its names among all names, for [`SearchPack::name`].
    #[must_use]
    pub fn name_places(&self) -> Range<usize> {
        let end = |place: usize| {
            self.pack
                .name_ends
                .get(place)
                .map_or(0, |end| *end as usize)
        };
        self.place.checked_sub(1).map_or(0, end)..end(self.place)
    }

    /// Its names in the publisher's order.
    pub fn names(&self) -> impl Iterator<Item = ListedName<'a>> + use<'a> {
        let pack = self.pack;
        self.name_places().filter_map(move |place| pack.name(place))
    }

    /// The name to show: the first primary name, else the first of any type.
    #[must_use]
    pub fn primary_name(&self) -> Option<ListedName<'a>> {
        self.names()
            .find(|name| name.name_type() == NameType::Primary)
            .or_else(|| self.names().next())
    }
}

/// One name of a [`SearchPack`].
#[derive(Clone, Copy)]
pub struct ListedName<'a> {
    text: &'a str,
    form: &'a str,
}

impl<'a> ListedName<'a> {
    fn form_field(&self, place: usize) -> &'a str {
        self.form.split(FIELD).nth(place).unwrap_or_default()
    }

    /// Primary name, other spelling or other name.
    #[must_use]
    pub fn name_type(&self) -> NameType {
        letter_type(self.form_field(0)).unwrap_or(NameType::Alias)
    }

    /// How far the publisher trusts an alias; `None` means not graded.
    #[must_use]
    pub fn strength(&self) -> Option<AliasStrength> {
        letter_strength(self.form_field(1))
    }

    /// Script, for a name that the publisher gives in its own script; see
    /// [`Name::script`](record::Name::script).
    #[must_use]
    pub fn script(&self) -> Option<&'a str> {
        self.form_field(3).strip_prefix('=')
    }

    /// Language as the publisher calls it.
    #[must_use]
    pub fn language(&self) -> Option<&'a str> {
        self.form_field(4).strip_prefix('=')
    }

    /// Its parts in reading order with their roles.
    pub fn parts(&self) -> impl Iterator<Item = (PartRole, &'a str)> + use<'a> {
        let roles = self.form_field(2);
        self.text
            .split(FIELD)
            .enumerate()
            .take(roles.len())
            .map(move |(place, text)| {
                let role = roles.get(place..place + 1).and_then(letter_role);
                (role.unwrap_or(PartRole::Unspecified), text)
            })
    }

    /// The whole name in reading order, parts joined by one space.
    #[must_use]
    pub fn full(&self) -> String {
        self.text.replace(FIELD, " ")
    }

    /// The name as data of its own.
    #[must_use]
    pub fn to_name(&self) -> Name {
        Name {
            name_type: self.name_type(),
            strength: self.strength(),
            parts: self
                .parts()
                .map(|(role, text)| NamePart::new(role, text))
                .collect(),
            script: option(self.form_field(3)),
            language: option(self.form_field(4)),
            note: option(self.form_field(5)),
        }
    }
}
