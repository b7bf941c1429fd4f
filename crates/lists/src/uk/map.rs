//! Every judgement: what the publisher's fields mean.

use record::{
    Address, AliasStrength, Contact, ContactKind, EntityData, IdentifierKind, Kind, LabelledText,
    Measure, MeasureKind, Name, NamePart, NameType, PartRole, PartialDate, Place, Record,
    Reference, ReferenceKind, Regime, ShipData,
};

use super::LIST;
use super::fields::{Group, INDICATORS};
use crate::read::mapping::{self, cells, keep};
use crate::read::text::{distinct, with_capital};
use crate::read::warnings::Warnings;
use crate::{Header, WarningKind};

/// Measures seen on the list or named by a flag of its XML, as [`measure_key`] writes them, and what they are
/// (checked 26 November 2026, on the editions of April and August 2026).
const MEASURES: [(&str, MeasureKind); 26] = [
    ("armsembargo", MeasureKind::ArmsEmbargo),
    ("assetfreeze", MeasureKind::AssetFreeze),
    ("charteringofships", MeasureKind::Chartering),
    ("charteringofshipsandaircraft", MeasureKind::Chartering),
    (
        "closureofrepresentativeoffices",
        MeasureKind::RepresentativeOffices,
    ),
    (
        "correspondentbankingsanctions",
        MeasureKind::CorrespondentBanking,
    ),
    (
        "correspondentbankingsanctionsandprocessingpayments",
        MeasureKind::CorrespondentBanking,
    ),
    ("crewservicing", MeasureKind::CrewServicing),
    (
        "crewservicingofshipsandaircraft",
        MeasureKind::CrewServicing,
    ),
    ("deflag", MeasureKind::Deflagging),
    (
        "directordisqualificationsanction",
        MeasureKind::DirectorDisqualification,
    ),
    ("internetservicessanctions", MeasureKind::InternetServices),
    (
        "preventionofbusinessarrangements",
        MeasureKind::BusinessArrangements,
    ),
    ("preventionofcharteringofships", MeasureKind::Chartering),
    (
        "preventionofcharteringofshipsandaircraft",
        MeasureKind::Chartering,
    ),
    ("prohibitionofportentry", MeasureKind::PortEntry),
    (
        "prohibitiononcorrespondentbankingandclearing",
        MeasureKind::CorrespondentBanking,
    ),
    (
        "prohibitiononcorrespondentbankingandsterlingclearing",
        MeasureKind::CorrespondentBanking,
    ),
    (
        "prohibitiononcorrespondentbankingrelationshipsandprocessingpayments",
        MeasureKind::CorrespondentBanking,
    ),
    ("shippingsanctions", MeasureKind::Shipping),
    ("shippingtradesanctions", MeasureKind::ShippingAndTrade),
    ("targetedarmsembargo", MeasureKind::ArmsEmbargo),
    (
        "technicalassistancerelatedtoaircraft",
        MeasureKind::TechnicalAssistance,
    ),
    ("transportsanctions", MeasureKind::Transport),
    ("travelban", MeasureKind::TravelBan),
    ("trustservicessanctions", MeasureKind::TrustServices),
];

/// True if a text is a `Unique ID`: three capital letters and four digits or more (`GIM0001`),
/// on the sample list after `SAMPLE-`.
pub(crate) fn is_id(text: &str) -> bool {
    let id = text.strip_prefix("SAMPLE-").unwrap_or(text);
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    id.len() - digits.len() == 3 && digits.len() >= 4 && digits.bytes().all(|d| d.is_ascii_digit())
}

/// The kind of a measure in the list's words or as its XML names the flag, for example `Asset freeze` or
/// `TravelBan`; `None` where the words are not known.
#[must_use]
pub fn measure_kind(text: &str) -> Option<MeasureKind> {
    let key = measure_key(text);
    let known = MEASURES.iter().find(|(name, _)| *name == key);
    known.map(|(_, kind)| *kind)
}

/// True if one of the items of a text is a measure of the list.
pub(super) fn is_measure(text: &str) -> bool {
    let mut items = text.split('|');
    items.any(|item| measure_kind(item.trim()).is_some())
}

/// Reads `Report Date: 08-Oct-2026` or `08/10/2026`, and what stands behind it in brackets.
pub(super) fn header(text: &str, line: u64, warnings: &mut Warnings) -> Header {
    let (date, note) = text.split_once('(').unwrap_or((text, ""));
    let date = date.rsplit(':').next().unwrap_or_default().trim();
    let published = parse_date(date);
    if published.is_none() && !text.is_empty() {
        warnings.add("", line, WarningKind::Date, text);
    }
    Header {
        published,
        sample: note.to_lowercase().contains("sample list"),
    }
}

type Mapping<'a> = mapping::Mapping<'a, Group>;

impl Mapping<'_> {
    /// Makes the record of a designation.
    pub(super) fn record(mut self) -> Record {
        let id = &self.entry.id;
        let mut record = Record::new(LIST, id, Kind::Unknown);
        self.kind(&mut record);
        self.names(&mut record);

        record.updated = self.date_of(Group::Updated, &mut record.other, parse_date);
        record.designated = self.date_of(Group::Designated, &mut record.other, parse_date);
        record.regimes = self
            .single(Group::Regime, &mut record.other)
            .map(|(_, name)| Regime {
                code: regime_code(id),
                name,
            })
            .into_iter()
            .collect();
        record.measures = self.measures();
        self.indicators_and_unknown(&mut record);

        for (group, kind) in [
            (Group::OfsiId, ReferenceKind::OfsiGroup),
            (Group::UnReference, ReferenceKind::Un),
        ] {
            let values = self.texts(group).into_iter();
            record
                .references
                .extend(values.map(|value| Reference { kind, value }));
        }
        for (group, kind) in [
            (Group::Phone, ContactKind::Phone),
            (Group::Email, ContactKind::Email),
            (Group::Website, ContactKind::Website),
        ] {
            let values = self.texts(group).into_iter();
            record
                .contacts
                .extend(values.map(|value| Contact { kind, value }));
        }
        for (group, kind) in [
            (Group::Passport, IdentifierKind::Passport),
            (Group::NationalId, IdentifierKind::NationalId),
            (Group::CompanyNumber, IdentifierKind::CompanyRegistration),
            (Group::Imo, IdentifierKind::Imo),
            (Group::HullId, IdentifierKind::HullId),
            (Group::CryptoWallet, IdentifierKind::CryptoWallet),
        ] {
            self.identifiers(group, kind, &mut record);
        }

        record.titles = self.texts(Group::Title);
        record.dates_of_birth = self.dates(Group::BirthDate, parse_date);
        record.places_of_birth = self.places_of_birth();
        record.nationalities = self.texts(Group::Nationality);
        record.addresses = self.addresses();
        record.positions = self.texts(Group::Position);
        let sexes = self.texts(Group::Sex);
        record.sex = distinct(sexes.iter().map(|sex| with_capital(sex)).collect());
        record.entity = EntityData {
            types: self.texts(Group::EntityType),
            parent_companies: self.texts(Group::Parent),
            subsidiaries: self.texts(Group::Subsidiary),
        }
        .if_any();
        record.ship = ShipData {
            current_owners: self.texts(Group::CurrentOwner),
            previous_owners: self.texts(Group::PreviousOwner),
            current_flags: self.texts(Group::CurrentFlag),
            previous_flags: self.texts(Group::PreviousFlag),
            types: self.texts(Group::ShipType),
            tonnages: self.texts(Group::Tonnage),
            lengths: self.texts(Group::Length),
            years_built: self.texts(Group::YearBuilt),
        }
        .if_any();
        record.reasons = self.paragraphs(Group::Reasons);
        record.other_information = self.paragraphs(Group::OtherInformation);
        record.sources = self
            .items(Group::Source)
            .into_iter()
            .map(|(_, item)| item)
            .collect();
        record
    }

    fn kind(&mut self, record: &mut Record) {
        let listed = self.single(Group::Kind, &mut record.other);
        let (line, text) = listed.unwrap_or((self.entry.line, String::new()));
        record.kind = match text.to_lowercase().as_str() {
            "individual" => Kind::Individual,
            "entity" => Kind::Entity,
            "ship" => Kind::Ship,
            "aircraft" => Kind::Aircraft,
            _ => {
                self.warn(line, WarningKind::Kind, &text);
                if !text.is_empty() {
                    let label = self.label(Group::Kind, 0).to_owned();
                    record.other.push(LabelledText { label, text });
                }
                Kind::Unknown
            }
        };
    }

    /// Latin names first, then those in their own script: the CSV repeats the latter on every
    /// row, the XML has them apart, and neither says which Latin name they belong to.
    fn names(&mut self, record: &mut Record) {
        for value in self.entry.values(Group::Name) {
            let [one, two, three, four, five, family, name_type, strength] = cells(value);
            let given = [one, two, three, four, five]
                .into_iter()
                .flatten()
                .collect();
            let parts = name_parts(record.kind, given, family);
            if parts.is_empty() {
                continue;
            }
            let mut name = Name::new(NameType::Alias, parts);
            let mut notes = Vec::new();
            match name_type.as_deref().and_then(known_name_type) {
                Some(known) => name.name_type = known,
                None => {
                    let raw = name_type.as_deref().unwrap_or_default();
                    self.warn(value.line, WarningKind::NameType, raw);
                    notes.extend(name_type);
                }
            }
            name.strength = strength.as_deref().and_then(known_strength);
            if let (None, Some(raw)) = (name.strength, strength) {
                self.warn(value.line, WarningKind::Strength, &raw);
                notes.push(raw);
            }
            name.note = Some(notes.join("; ")).filter(|note| !note.is_empty());
            record.names.push(name);
        }
        for value in self.entry.values(Group::OwnScript) {
            match cells(value) {
                [Some(text), script, language] => {
                    let part = NamePart::new(PartRole::Whole, &text);
                    let mut name = Name::new(NameType::Variation, [part]);
                    name.script = Some(script.unwrap_or_default());
                    name.language = language;
                    record.names.push(name);
                }
                [None, script, language] => {
                    keep(&mut record.other, self.label(Group::OwnScript, 1), script);
                    keep(&mut record.other, self.label(Group::OwnScript, 2), language);
                }
            }
        }
        if record.kind != Kind::Individual {
            mapping::add_names_in_cells(record);
        }
        record.names.sort_by_key(Name::is_in_own_script);
        if record.names.is_empty() {
            self.warn(self.entry.line, WarningKind::Nameless, "");
        }
    }

    fn measures(&mut self) -> Vec<Measure> {
        let mut measures = Vec::new();
        for (line, words) in self.items(Group::Measures) {
            let kind = measure_kind(&words).unwrap_or_else(|| {
                self.warn(line, WarningKind::Measure, &words);
                MeasureKind::Other
            });
            measures.push(Measure { kind, words });
        }
        measures
    }

    /// Flags that say no more than the measures in words are not kept.
    fn indicators_and_unknown(&mut self, record: &mut Record) {
        for value in self.entry.values(Group::Indicator) {
            let [name, text] = cells(value);
            let (name, text) = (name.unwrap_or_default(), text.unwrap_or_default());
            let key = measure_key(&name);
            let text = match text.to_lowercase().as_str() {
                "false" => continue,
                "true"
                    if record
                        .measures
                        .iter()
                        .any(|measure| measure_key(&measure.words) == key) =>
                {
                    continue;
                }
                "true" => name,
                _ => format!("{name}: {text}"),
            };
            keep(&mut record.other, INDICATORS, Some(text));
        }
        self.keep_unknown(record);
    }

    fn places_of_birth(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for value in self.entry.values(Group::BirthPlace) {
            let [town, country] = cells(value);
            if town.is_some() || country.is_some() {
                places.push(Place { town, country });
            }
        }
        distinct(places)
    }

    fn addresses(&self) -> Vec<Address> {
        let mut addresses = Vec::new();
        for value in self.entry.values(Group::Address) {
            let [one, two, three, four, five, six, postal_code, country] = cells(value);
            let address = Address {
                lines: [one, two, three, four, five, six]
                    .into_iter()
                    .flatten()
                    .collect(),
                postal_code,
                country,
            };
            if address != Address::default() {
                addresses.push(address);
            }
        }
        distinct(addresses)
    }
}

fn known_name_type(text: &str) -> Option<NameType> {
    let known = [
        ("Primary Name", NameType::Primary),
        ("Primary Name Variation", NameType::Variation),
        ("Alias", NameType::Alias),
    ];
    let mut known = known.into_iter();
    known.find_map(|(word, known)| word.eq_ignore_ascii_case(text).then_some(known))
}

fn known_strength(text: &str) -> Option<AliasStrength> {
    let known = [
        ("Good quality a.k.a", AliasStrength::Good),
        ("Low quality a.k.a", AliasStrength::Low),
    ];
    let (text, mut known) = (text.trim_end_matches('.'), known.into_iter());
    known.find_map(|(word, known)| word.eq_ignore_ascii_case(text).then_some(known))
}

/// Only a person whose name stands on both sides tells given names and family name apart.
fn name_parts(kind: Kind, given: Vec<String>, family: Option<String>) -> Vec<NamePart> {
    let part = |role| move |text| NamePart { role, text };
    if kind == Kind::Individual && !given.is_empty() && family.is_some() {
        let given = given.into_iter().map(part(PartRole::Given));
        return given.chain(family.map(part(PartRole::Family))).collect();
    }
    let words: Vec<String> = given.into_iter().chain(family).collect();
    match words.is_empty() {
        true => Vec::new(),
        false => vec![part(PartRole::Whole)(words.join(" "))],
    }
}

/// The letters before the digits at the end: `GIM` of `GIM0001`.
fn regime_code(id: &str) -> String {
    let letters = id.trim_end_matches(|last: char| last.is_ascii_digit());
    let before = letters.trim_end_matches(|last: char| last.is_ascii_alphabetic());
    letters.get(before.len()..).unwrap_or_default().to_owned()
}

/// A measure without case, spaces and what the list adds after a colon or in brackets, so that
/// `Internet Services Sanctions: see "Other Information"` and the flag `AssetFreeze` are known.
fn measure_key(measure: &str) -> String {
    let name = measure.split([':', '(']).next().unwrap_or_default();
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Reads the forms of [`record::read_date`], and those that only this list writes: `dd/07/1978`, `00/00/1975`,
/// `15/08/19yy`, each also after the apostrophe with which spreadsheets mark text.
fn parse_date(text: &str) -> Option<PartialDate> {
    let text = text.strip_prefix(['\'', '’']).unwrap_or(text).trim();
    if let Ok(date) = record::read_date(text) {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let (day, month, year) = match parts.as_slice() {
        [year] => ("", "", *year),
        [month, year] => ("", *month, *year),
        [day, month, year] => (*day, *month, *year),
        _ => return None,
    };
    let (day, month) = (part_of_date(day, "dd")?, part_of_date(month, "mm")?);
    let (century, decade) = year.split_at_checked(2)?;
    let century = number(century)?;
    match decade.to_ascii_lowercase().as_str() {
        "yy" | "xx" => PartialDate::in_century(century, month, day).ok(),
        _ if year.len() == 4 => PartialDate::new(century * 100 + number(decade)?, month, day).ok(),
        _ => None,
    }
}

/// A day or month that may be left open; `None` when it is neither.
fn part_of_date(part: &str, open: &str) -> Option<Option<u8>> {
    if part.is_empty() || part == "00" || part.eq_ignore_ascii_case(open) {
        return Some(None);
    }
    if part.len() > 2 {
        return None;
    }
    u8::try_from(number(part)?).ok().map(Some)
}

fn number(digits: &str) -> Option<u16> {
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| are_digits)
}
