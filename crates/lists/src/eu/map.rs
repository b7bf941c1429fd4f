//! Every judgement but those on names: what the publisher's attributes mean.

use std::collections::HashSet;
use std::io::Read;
use std::mem;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use record::{
    Address, Contact, ContactKind, Identifier, IdentifierKind, Kind, ListedDate, Measure,
    MeasureKind, PartialDate, Place, Record, Reference, ReferenceKind, Regime,
};

use super::LIST;
use super::entity::{Entity, Part};
use super::fields::{Attribute as A, Element as E};
use super::names::{self, Listed, Sort};
use super::read::{self};
use crate::read::input::Input;
use crate::read::mapping::keep;
use crate::read::text::{clean, distinct, labelled_numbers, lettered_items, paragraphs};
use crate::read::warnings::Warnings;
use crate::{Header, ListError, Parsed, WarningKind};

/// Words of the programmes, which the file gives as codes.
const PROGRAMMES: &str = include_str!("../../data/eu_programmes.txt");

/// Designations that go from one thread to the other at a time, and how many such parts may wait.
const PART: usize = 64;
const PARTS_AHEAD: usize = 4;

/// Reads a file, sorted by ID. A second thread maps what was read.
pub(super) fn read(input: Input<&mut dyn Read>) -> Result<Parsed, ListError> {
    let (head, (mut records, mut warnings)) = thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(PARTS_AHEAD);
        let mapping = scope.spawn(move || map(receiver));
        let mut part = Vec::with_capacity(PART);
        let head = read::read(input, &mut |entity, warnings| {
            part.push((entity, warnings));
            if part.len() == PART {
                // The other thread takes everything until it ends, which a panic alone makes it do early.
                let _ = sender.send(mem::replace(&mut part, Vec::with_capacity(PART)));
            }
        });
        let _ = sender.send(part);
        drop(sender);
        let mapped = mapping.join().unwrap_or_else(|panic| resume_unwind(panic));
        head.map(|head| (head, mapped))
    })?;
    records.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    warnings.append(head.warnings);
    // A time with the offset of its place: `2026-05-01T00:00:00.000+02:00`.
    let date = head.date.get(..10).unwrap_or(&head.date);
    let published: Option<PartialDate> = date.parse().ok();
    if published.is_none() && !head.date.is_empty() {
        warnings.add("", head.date_line, WarningKind::Date, &head.date);
    }
    Ok(Parsed {
        header: Header {
            published,
            sample: false,
        },
        records,
        warnings: warnings.finish()?,
        faults: head.faults,
    })
}

/// Maps designations, each with the warnings before it.
fn map(parts: Receiver<Vec<(Entity, Warnings)>>) -> (Vec<Record>, Warnings) {
    let (mut records, mut all) = (Vec::new(), Warnings::of(LIST));
    let mut ids = HashSet::new();
    for (entity, warnings) in parts.into_iter().flatten() {
        all.append(warnings);
        let mapping = Mapping {
            entity: &entity,
            warnings: &mut all,
        };
        let mut record = mapping.record();
        // Two entries under one ID may be two parties: both stay, and a person must look.
        if !ids.insert(record.id.clone()) {
            all.add(&record.id, entity.line, WarningKind::Id, &record.id);
            record.id = format!("{} (line {})", record.id, entity.line);
        }
        record.shrink_to_fit();
        records.push(record);
    }
    (records, all)
}

struct Mapping<'a> {
    entity: &'a Entity,
    warnings: &'a mut Warnings,
}

impl Mapping<'_> {
    fn record(mut self) -> Record {
        let line = self.entity.line;
        let mut record = Record::new(LIST, "", Kind::Unknown);
        // Everything else depends on the ID, which warnings name, and on the kind.
        for part in self.entity.parts() {
            match part.element {
                E::Entity => record.id = part.get(A::Id).unwrap_or_default(),
                E::SubjectType => self.kind(part, &mut record),
                _ => {}
            }
        }
        if record.id.is_empty() {
            record.id = format!("(line {line})");
            self.warnings.add(&record.id, line, WarningKind::Id, "");
        }
        if record.kind == Kind::Unknown {
            self.warnings.add(&record.id, line, WarningKind::Kind, "");
        }
        let (mut names, mut acts) = (Vec::new(), HashSet::new());
        for part in self.entity.parts() {
            match part.element {
                E::Entity => self.entity(part, &mut record),
                E::Regulation => regulation(part, &mut record),
                E::Name => self.name(part, &mut record, &mut names),
                E::Citizenship => citizenship(part, &mut record),
                E::BirthDate => self.birth(part, &mut record),
                E::Address => address(part, &mut record),
                E::Contact => contact(part, &mut record),
                E::Identification => identification(part, &mut record),
                E::Summary => summary(part, &mut acts, &mut record),
                _ => {}
            }
        }
        record.names = names::with_types(names);
        if record.names.is_empty() {
            self.warnings
                .add(&record.id, line, WarningKind::Nameless, "");
        }
        // The one measure of every entry. The file has no words for it.
        record
            .measures
            .push(Measure::without_words(MeasureKind::AssetFreeze));
        for (label, text) in &self.entity.unknown {
            keep(&mut record.other, label, Some(clean(text)));
        }
        record.regimes = distinct(record.regimes);
        record.titles = distinct(record.titles);
        record.positions = distinct(record.positions);
        record.sex = distinct(record.sex);
        record.nationalities = distinct(record.nationalities);
        record.dates_of_birth = distinct(record.dates_of_birth);
        record.places_of_birth = distinct(record.places_of_birth);
        record.addresses = distinct(record.addresses);
        record.contacts = distinct(record.contacts);
        record.identifiers = distinct(record.identifiers);
        record.other = distinct(record.other);
        record
    }

    fn kind(&mut self, part: Part<'_>, record: &mut Record) {
        let code = part.get(A::Code).unwrap_or_default();
        let kind = match code.as_str() {
            "person" => Kind::Individual,
            "enterprise" => Kind::Entity,
            _ => Kind::Unknown,
        };
        let class = part.get(A::ClassificationCode);
        let is_known = matches!(
            (kind, class.as_deref()),
            (_, None) | (Kind::Individual, Some("P")) | (Kind::Entity, Some("E"))
        );
        if !is_known || kind == Kind::Unknown {
            let words = [part.get(A::Code), class].into_iter().flatten();
            let words = words.collect::<Vec<_>>().join(", ");
            let words = Some(words).filter(|words| !words.is_empty());
            keep(&mut record.other, "subjectType", words);
        }
        match record.kind {
            Kind::Unknown => record.kind = kind,
            first if first != kind => {
                let kind = WarningKind::Contradiction;
                let word = record.other.last().map_or("", |other| other.text.as_str());
                self.warnings.add(&record.id, part.line, kind, word);
            }
            _ => {}
        }
    }

    fn entity(&mut self, part: Part<'_>, record: &mut Record) {
        if let Some(text) = part.get(A::DesignationDate) {
            record.designated = Some(self.date(part.line, &text, record));
        }
        record
            .other_information
            .extend(part.get(A::DesignationDetails));
        for remark in part.children(E::Remark) {
            record.other_information.extend(paragraphs(remark.text()));
        }
        if let Some(text) = part.get(A::UnId) {
            match is_un_reference(&text) {
                true => record.references.push(Reference {
                    kind: ReferenceKind::Un,
                    value: text,
                }),
                false => keep(&mut record.other, "unitedNationId", Some(text)),
            }
        }
    }

    fn name(&mut self, part: Part<'_>, record: &mut Record, listed: &mut Vec<Listed>) {
        let whole = part.get(A::WholeName).unwrap_or_default();
        let parts = [A::FirstName, A::MiddleName, A::LastName].map(|it| part.get(it));
        let mut names: Vec<String> = names::split(&whole)
            .into_iter()
            .map(str::to_owned)
            .collect();
        if names.is_empty() {
            keep(&mut record.other, "wholeName", part.get(A::WholeName));
        }
        if names.len() < 2 {
            names.extend(names::name_of_parts(
                names.first().unwrap_or(&whole),
                &parts,
            ));
        }
        let (mut sort, mut notes, mut former) = (Sort::Open, Vec::new(), Vec::new());
        for remark in remarks(part) {
            match Sort::of(&remark) {
                Some((Sort::Former, name)) if !name.is_empty() && !whole.contains(name) => {
                    former.push((name.to_owned(), remark.clone()));
                }
                Some((known, _)) => {
                    sort = known;
                    notes.push(remark);
                }
                None => {
                    let label = match whole.is_empty() {
                        true => "remark on a name".to_owned(),
                        false => format!("remark on the name “{whole}”"),
                    };
                    keep(&mut record.other, &label, Some(remark));
                }
            }
        }
        if part.get(A::Strong).is_some() {
            notes.extend(part.get(A::Strong).map(|value| format!("strong: {value}")));
        }
        let language = part.get(A::NameLanguage);
        for text in &names {
            let mut name = names::name(record.kind, text, &parts);
            name.language.clone_from(&language);
            name.note = Some(notes.join("; ")).filter(|note| !note.is_empty());
            if let Sort::Graded(strength) = sort {
                name.strength = Some(strength);
            }
            listed.push(Listed { name, sort });
        }
        for (text, remark) in former {
            let mut name = names::name(record.kind, &text, &[None, None, None]);
            name.note = Some(remark);
            let sort = Sort::Former;
            listed.push(Listed { name, sort });
        }
        record
            .titles
            .extend(part.get(A::Title).iter().flat_map(|it| items(it)));
        record
            .positions
            .extend(part.get(A::Function).iter().flat_map(|it| items(it)));
        record
            .sex
            .extend(part.get(A::Gender).map(|code| match code.as_str() {
                "M" => "Male".to_owned(),
                "F" => "Female".to_owned(),
                _ => code,
            }));
        keep_language(part, "nameAlias", record);
    }

    /// A date of birth and, apart from it, the place: a record does not tie the two together.
    fn birth(&mut self, part: Part<'_>, record: &mut Record) {
        let dates = self.birth_dates(part, record);
        record.dates_of_birth.extend(dates);
        let town = joined(part, &[A::Place, A::ZipCode, A::City, A::Region]);
        let country = country(part);
        if town.is_some() || country.is_some() {
            record.places_of_birth.push(Place { town, country });
        }
        keep_remarks(part, "birthdate", record);
        keep_language(part, "birthdate", record);
    }

    fn birth_dates(&mut self, part: Part<'_>, record: &mut Record) -> Vec<ListedDate> {
        let [whole, day, month, year, from, to, circa, calendar] = [
            A::BirthDate,
            A::Day,
            A::Month,
            A::Year,
            A::YearFrom,
            A::YearTo,
            A::Circa,
            A::Calendar,
        ]
        .map(|attribute| part.get(attribute));
        let parts = [&year, &month, &day];
        let words = parts.into_iter().flatten().cloned().collect::<Vec<_>>();
        let words = words.join("-");
        let range = [&from, &to].into_iter().flatten().cloned();
        let range = range.collect::<Vec<_>>().join("/");
        let whole_date = whole.as_deref().and_then(|text| text.parse().ok());
        if let Some(calendar) = calendar {
            return foreign_dates(&calendar, whole_date, &words, &range);
        }
        let approximate = |date: PartialDate| match circa.is_some() {
            true => date.approximate(),
            false => date,
        };
        let mut dates = Vec::new();
        let from_parts = date_of_parts(year.as_deref(), month.as_deref(), day.as_deref());
        match (whole_date, from_parts) {
            (Some(date), parts) => {
                dates.push(ListedDate::Date(approximate(date)));
                let is_part =
                    parts.is_none_or(|parts| date.to_string().starts_with(&parts.to_string()));
                if !is_part || parts.is_none() && !words.is_empty() {
                    self.warnings
                        .add(&record.id, part.line, WarningKind::Contradiction, &words);
                    dates.push(ListedDate::Verbatim(words));
                }
            }
            (None, Some(date)) => dates.push(ListedDate::Date(approximate(date))),
            (None, None) if !words.is_empty() => {
                self.warnings
                    .add(&record.id, part.line, WarningKind::Date, &words);
                dates.push(ListedDate::Verbatim(words));
            }
            (None, None) => {}
        }
        if let (None, Some(text)) = (whole_date, whole) {
            self.warnings
                .add(&record.id, part.line, WarningKind::Date, &text);
            dates.push(ListedDate::Verbatim(text));
        }
        if !range.is_empty() {
            let years = year_of(from.as_deref()).zip(year_of(to.as_deref()));
            let date = years.and_then(|(from, to)| PartialDate::between(from, to).ok());
            dates.push(match (date, from, to) {
                (Some(date), ..) => ListedDate::Date(approximate(date)),
                (None, Some(from), None) => ListedDate::Verbatim(format!("{from} or later")),
                (None, None, Some(to)) => ListedDate::Verbatim(format!("{to} or earlier")),
                _ => {
                    self.warnings
                        .add(&record.id, part.line, WarningKind::Date, &range);
                    ListedDate::Verbatim(range)
                }
            });
        }
        if dates.is_empty() && circa.is_some() {
            self.warnings
                .add(&record.id, part.line, WarningKind::NoDate, "circa");
        }
        dates
    }

    fn date(&mut self, line: u64, text: &str, record: &Record) -> ListedDate {
        match text.parse() {
            Ok(date) => ListedDate::Date(date),
            Err(_) => {
                self.warnings.add(&record.id, line, WarningKind::Date, text);
                ListedDate::Verbatim(text.to_owned())
            }
        }
    }
}

/// Dates of another calendar than the Gregorian: in words, with the calendar. The whole date that may
/// stand beside them is Gregorian where its year is far from theirs.
fn foreign_dates(
    calendar: &str,
    whole: Option<PartialDate>,
    words: &str,
    range: &str,
) -> Vec<ListedDate> {
    let year = year_of(words.split('-').next().filter(|year| !year.is_empty()));
    let is_gregorian = |date: &PartialDate| {
        year.is_some_and(|year| date.first_year().abs_diff(year) >= LEAST_BETWEEN_CALENDARS)
    };
    let mut dates = Vec::new();
    for text in [words, range].into_iter().filter(|text| !text.is_empty()) {
        let calendar = calendar.to_lowercase();
        dates.push(ListedDate::Verbatim(format!(
            "{text} ({calendar} calendar)"
        )));
    }
    match whole {
        Some(date) if is_gregorian(&date) => dates.push(ListedDate::Date(date)),
        Some(date) if dates.is_empty() => {
            let calendar = calendar.to_lowercase();
            dates.push(ListedDate::Verbatim(format!(
                "{date} ({calendar} calendar)"
            )));
        }
        _ => {}
    }
    dates
}

/// Fewest years between the Gregorian calendar and an Islamic one, in our time: 578 for the lunar one.
const LEAST_BETWEEN_CALENDARS: u16 = 500;

/// A year, with month and day where they are given.
fn date_of_parts(
    year: Option<&str>,
    month: Option<&str>,
    day: Option<&str>,
) -> Option<PartialDate> {
    let number = |text: Option<&str>| match text {
        None => Some(None),
        Some(text) => text.parse().ok().map(Some),
    };
    PartialDate::new(year_of(year)?, number(month)?, number(day)?).ok()
}

fn year_of(text: Option<&str>) -> Option<u16> {
    let text = text?;
    let are_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| are_digits)
}

/// Programme, and the act as text: its number, its dates and its address.
fn regulation(part: Part<'_>, record: &mut Record) {
    if let Some(code) = part.get(A::Programme) {
        let name = programme(&code).unwrap_or_default().to_owned();
        record.regimes.push(Regime { code, name });
    }
    keep(&mut record.other, "regulation", act(part));
    for url in part.children(E::PublicationUrl) {
        let url = Some(clean(url.text())).filter(|url| !url.is_empty());
        keep(&mut record.other, "publicationUrl", url);
    }
    keep_remarks(part, "regulation", record);
}

/// `amendment, council, 2024/753 (OJ L23022024), published 2024-02-23, in force 2024-02-24`
fn act(part: Part<'_>) -> Option<String> {
    let dated = |words: &str, attribute| part.get(attribute).map(|date| format!("{words} {date}"));
    let texts = [
        part.get(A::RegulationType),
        part.get(A::OrganisationType),
        part.get(A::NumberTitle),
        dated("published", A::PublicationDate),
        dated("in force", A::EntryIntoForceDate),
    ];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    Some(texts.join(", ")).filter(|text| !text.is_empty())
}

/// The words for a programme's code.
fn programme(code: &str) -> Option<&'static str> {
    let rows = PROGRAMMES.lines().filter(|row| !row.starts_with('#'));
    let mut rows = rows.filter_map(|row| row.split_once(": "));
    let (_, words) = rows.find(|(known, _)| *known == code)?;
    Some(words.split_once(" (").map_or(words, |(words, _)| words))
}

fn citizenship(part: Part<'_>, record: &mut Record) {
    record.nationalities.extend(country(part));
    keep(&mut record.other, "citizenship region", part.get(A::Region));
    keep_remarks(part, "citizenship", record);
    keep_language(part, "citizenship", record);
}

fn address(part: Part<'_>, record: &mut Record) {
    let mut lines: Vec<String> = [A::Street, A::Place]
        .into_iter()
        .filter_map(|it| part.get(it))
        .collect();
    lines.extend(part.get(A::PoBox).map(|number| format!("PO Box {number}")));
    lines.extend(
        [A::City, A::Region]
            .into_iter()
            .filter_map(|it| part.get(it)),
    );
    let address = Address {
        lines,
        postal_code: part.get(A::ZipCode),
        country: country(part),
    };
    if part.get(A::AsAtListingTime).is_some() {
        let text = address
            .lines
            .iter()
            .chain(&address.postal_code)
            .chain(&address.country);
        let text = text.cloned().collect::<Vec<_>>().join(", ");
        keep(&mut record.other, "address as at listing time", Some(text));
    }
    if address != Address::default() {
        record.addresses.push(address);
    }
    keep_remarks(part, "address", record);
    keep_language(part, "address", record);
}

fn contact(part: Part<'_>, record: &mut Record) {
    let key = part.get(A::Key).unwrap_or_default();
    let Some(value) = part.get(A::Value) else {
        return keep(&mut record.other, "contactInfo", part.get(A::Key));
    };
    let kind = match key.as_str() {
        "PHONE" | "FAX" => ContactKind::Phone,
        "EMAIL" => ContactKind::Email,
        "WEB" => ContactKind::Website,
        _ => {
            let label = match key.is_empty() {
                true => "contactInfo".to_owned(),
                false => format!("contactInfo {key}"),
            };
            return keep(&mut record.other, &label, Some(value));
        }
    };
    for value in value
        .split("; ")
        .map(|value| value.trim_end_matches(';').trim())
    {
        if !value.is_empty() {
            let value = match key.as_str() {
                "FAX" => format!("Fax {value}"),
                _ => value.to_owned(),
            };
            record.contacts.push(Contact { kind, value });
        }
    }
    keep_remarks(part, "contactInfo", record);
}

/// The flags of a document, with what each says.
const FLAGS: [(A, &str); 5] = [
    (A::Diplomatic, "diplomatic"),
    (A::KnownExpired, "known to be expired"),
    (A::KnownFalse, "known to be false"),
    (A::ReportedLost, "reported lost"),
    (A::RevokedByIssuer, "revoked by the issuer"),
];

fn identification(part: Part<'_>, record: &mut Record) {
    let code = part.get(A::TypeCode).unwrap_or_default();
    let is_person = record.kind != Kind::Entity;
    let kind = match code.as_str() {
        "passport" => IdentifierKind::Passport,
        "id" | "ssn" => IdentifierKind::NationalId,
        "fiscalcode" | "taxid" if is_person => IdentifierKind::NationalId,
        "fiscalcode" | "taxid" | "regnumber" | "euvat" | "tradelic" => {
            IdentifierKind::CompanyRegistration
        }
        "imo" => IdentifierKind::Imo,
        _ => IdentifierKind::Other,
    };
    // A passport is one whatever it is called; of other kinds the words say more than the kind.
    let description = part.get(A::TypeDescription).unwrap_or(code);
    let said = |words: &str, attribute| part.get(attribute).map(|it| format!("{words} {it}"));
    let mut notes = vec![description];
    notes.extend(country(part));
    notes.extend(part.get(A::Region));
    notes.extend(said("issued by", A::IssuedBy));
    notes.extend(said("name on the document:", A::NameOnDocument));
    notes.extend(FLAGS.iter().filter_map(|(flag, words)| {
        let value = part.get(*flag)?;
        Some(if value == "true" {
            (*words).to_owned()
        } else {
            format!("{words}: {value}")
        })
    }));
    notes.extend(remarks(part));
    notes.retain(|note| !note.is_empty());
    let note = Some(notes.join("; ")).filter(|note| !note.is_empty());
    let numbers = [part.get(A::Number), part.get(A::LatinNumber)];
    let numbers = distinct(numbers.into_iter().flatten().collect());
    for number in numbers.iter().flat_map(|number| labelled_numbers(number)) {
        record.identifiers.push(Identifier {
            kind,
            value: number.to_owned(),
            note: note.clone(),
        });
    }
    if numbers.is_empty() {
        keep(&mut record.other, "identification", note);
    }
    keep_language(part, "identification", record);
}

/// Country in words, else its code; nothing where the file says that it is unknown.
fn country(part: Part<'_>) -> Option<String> {
    part.get(A::Country).or_else(|| part.get(A::CountryCode))
}

fn joined(part: Part<'_>, attributes: &[A]) -> Option<String> {
    let texts = attributes
        .iter()
        .filter_map(|attribute| part.get(*attribute));
    let texts = texts.collect::<Vec<_>>().join(", ");
    Some(texts).filter(|text| !text.is_empty())
}

fn remarks(part: Part<'_>) -> impl Iterator<Item = String> {
    let texts = part.children(E::Remark).map(|remark| clean(remark.text()));
    texts.filter(|text| !text.is_empty())
}

fn keep_remarks(part: Part<'_>, element: &str, record: &mut Record) {
    for remark in remarks(part) {
        keep(
            &mut record.other,
            &format!("{element} remark"),
            Some(remark),
        );
    }
}

/// The language of a row that is not English.
fn keep_language(part: Part<'_>, element: &str, record: &mut Record) {
    if let Some(language) = part.get(A::RegulationLanguage) {
        let label = format!("{element} regulationLanguage");
        keep(&mut record.other, &label, Some(language));
    }
}

/// The act that something was published in, unless it is one of those `seen` before: most of a
/// designation was published in one.
fn summary<'a>(part: Part<'a>, seen: &mut HashSet<&'a str>, record: &mut Record) {
    if seen.insert(part.words()) {
        keep(&mut record.other, "regulationSummary", act(part));
        keep(
            &mut record.other,
            "publicationUrl",
            part.get(A::PublicationUrl),
        );
    }
}

/// Whether a text is a UN reference number, however it is written: `QDi.043`, `QDi.43`. `HTi.00` is none.
fn is_un_reference(text: &str) -> bool {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    let text: String = letters.collect();
    let Some((regime, number)) = text.split_at_checked(3) else {
        return false;
    };
    let number = number.trim_start_matches('.').parse::<u16>();
    regime.bytes().all(|letter| letter.is_ascii_alphabetic())
        && regime.to_ascii_lowercase().ends_with(['i', 'e'])
        && number.is_ok_and(|number| number > 0)
}

/// The items of a text `(a) one; (b) two`; a text without them is one item.
fn items(text: &str) -> Vec<String> {
    let items = lettered_items(text).into_iter();
    let items = items.map(|item| item.trim_end_matches([' ', ';', ',']).to_owned());
    items.filter(|item| !item.is_empty()).collect()
}
