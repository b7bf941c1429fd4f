//! Every judgement: what the publisher's elements mean.

use record::{
    Address, AliasStrength, Identifier, IdentifierKind, Kind, LabelledText, ListedDate, Measure,
    MeasureKind, Name, NamePart, NameType, PartRole, PartialDate, Place, Record, Regime,
};

use super::LIST;
use super::fields::{Group, INDIVIDUAL};
use super::numbers::{Number, find_number, numbers_in_comments};
use crate::read::mapping::{self, MOST_NAMES, MOST_PARTED, cells, keep, may_copy};
use crate::read::name_cell::{NameCell, names_in_list, names_in_other_scripts, part_names};
use crate::read::text::{clean, distinct, has_other_script, lettered_items, with_capital};
use crate::read::warnings::Warnings;
use crate::{Header, WarningKind};

/// A committee of the Security Council.
struct Committee {
    /// The value of `UN_LIST_TYPE`, which is the code of the regime.
    code: &'static str,
    /// In words what the regime is about, with the resolution that the committee is known by.
    name: &'static str,
    /// What states must do against everyone whom it lists, a travel ban against persons only.
    imposes: &'static [MeasureKind],
}

const fn committee(
    code: &'static str,
    name: &'static str,
    imposes: &'static [MeasureKind],
) -> Committee {
    Committee {
        code,
        name,
        imposes,
    }
}

use MeasureKind::{ArmsEmbargo, AssetFreeze, TravelBan};

/// Names and measures are those of the committees' pages, as known on 26 November 2026 (`src/messages/law/un.txt`
/// says of which copies). No measure is said to follow from the committee where measures differ from entry to entry
/// (Libya and Yemen, whose entries may state them), where the renewal of the terms was not read (Central African
/// Republic), and where states dispute the resolutions (Iran).
#[rustfmt::skip]
const COMMITTEES: [Committee; 14] = [
    committee("Al-Qaida", "ISIL (Da'esh) and Al-Qaida (resolution 1267)", &[AssetFreeze, TravelBan, ArmsEmbargo]),
    committee("CAR", "Central African Republic (resolution 2745)", &[]),
    committee("DPRK", "Democratic People's Republic of Korea (resolution 1718)", &[AssetFreeze, TravelBan]),
    committee("DRC", "Democratic Republic of the Congo (resolution 1533)", &[AssetFreeze, TravelBan]),
    committee("GB", "Guinea-Bissau (resolution 2048)", &[TravelBan]),
    committee("Haiti", "Haiti (resolution 2653)", &[AssetFreeze, TravelBan]),
    committee("Iran", "Iran (resolution 1737)", &[]),
    committee("Iraq", "Iraq (resolution 1518)", &[AssetFreeze]),
    committee("Libya", "Libya (resolution 1970)", &[]),
    committee("Somalia", "Somalia, Al-Shabaab (resolution 2713)", &[AssetFreeze, TravelBan]),
    committee("SouthSudan", "South Sudan (resolution 2206)", &[AssetFreeze, TravelBan]),
    committee("Sudan", "Sudan (resolution 1591)", &[AssetFreeze, TravelBan]),
    committee("Taliban", "Taliban (resolution 1988)", &[AssetFreeze, TravelBan, ArmsEmbargo]),
    committee("Yemen", "Yemen (resolution 2140)", &[]),
];

/// What an entry calls its measures, in lower case.
const STATED: [(&str, MeasureKind); 5] = [
    ("asset freeze", AssetFreeze),
    ("assets freeze", AssetFreeze),
    ("travel ban", TravelBan),
    ("arms embargo", ArmsEmbargo),
    ("targeted arms embargo", ArmsEmbargo),
];

/// First year that a date of birth may have. An earlier one is of another calendar, such as 1390 of
/// the Islamic one.
const FIRST_YEAR: u16 = 1850;

type Mapping<'a> = mapping::Mapping<'a, Group>;

/// True if a text is a reference number: letters of the regime, `i` or `e`, and a number (`XXi.001`).
pub(super) fn is_reference_number(text: &str) -> bool {
    let (letters, digits) = text.split_once('.').unwrap_or_default();
    let is_regime =
        |letters: &str| letters.len() == 2 && letters.bytes().all(|it| it.is_ascii_uppercase());
    letters.strip_suffix(['i', 'e']).is_some_and(is_regime)
        && digits.len() >= 2
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Reads `2026-08-01T23:00:03.110Z`, of which the day counts.
pub(super) fn header(text: &str, line: u64, warnings: &mut Warnings) -> Header {
    let published = parse_day(text);
    if published.is_none() && !text.is_empty() {
        warnings.add("", line, WarningKind::Date, text);
    }
    Header {
        published,
        sample: false,
    }
}

impl Mapping<'_> {
    /// Makes the record of a designation.
    pub(super) fn record(mut self) -> Record {
        let mut record = Record::new(LIST, &self.entry.id, self.kind());
        self.names(&mut record);
        self.regimes(&mut record);
        record.sources = vec!["UN".to_owned()];
        record.designated = self.date_of(Group::ListedOn, &mut record.other, parse_day);
        self.updated(&mut record);

        record.titles = self.items_of(Group::Title);
        record.positions = self.items_of(Group::Position);
        record.nationalities = self.items_of(Group::Nationality);
        self.dates_of_birth(&mut record);
        self.places_of_birth(&mut record);
        self.addresses(&mut record);
        self.documents(&mut record);

        record.other_information = self.paragraphs(Group::Comments);
        let comments = record.other_information.join("\n");
        record.measures = measures(record.kind, &record.regimes, &comments);
        let sexes = self.texts(Group::Sex).into_iter().chain(sex_in(&comments));
        record.sex = distinct(sexes.map(|sex| with_capital(&sex.to_lowercase())).collect());
        if record.kind == Kind::Entity {
            let numbers = numbers_in_comments(&comments);
            record.identifiers.extend(numbers);
        }
        self.rest(&mut record);
        record
    }

    fn kind(&self) -> Kind {
        let mut kinds = self.texts(Group::Kind).into_iter();
        match kinds.any(|kind| kind == INDIVIDUAL) {
            true => Kind::Individual,
            false => Kind::Entity,
        }
    }

    /// The name, its form in another script, and the aliases; Latin names first.
    fn names(&mut self, record: &mut Record) {
        for value in self.entry.values(Group::Name) {
            let parts: [Option<String>; 4] = cells(value);
            self.primary_name(parts.into_iter().flatten().collect(), record);
        }
        for text in self.texts(Group::OwnScript) {
            for name in part_cell(&text, record.names.len()).names {
                record.names.push(whole(NameType::Variation, &name));
            }
        }
        for value in self.entry.values(Group::Alias) {
            self.alias(value.line, cells(value), record);
        }
        if record.kind != Kind::Individual {
            mapping::add_names_in_cells(record);
        }
        record.names.sort_by_key(Name::is_in_own_script);
        if record.names.is_empty() {
            self.warn(self.entry.line, WarningKind::Nameless, "");
        }
    }

    /// The parts of the name are in reading order, and the list does not say which is a family name.
    fn primary_name(&self, parts: Vec<String>, record: &mut Record) {
        if parts.len() > 1 {
            let parts = parts.iter();
            let parts = parts.map(|part| NamePart::new(PartRole::Unspecified, part));
            record.names.push(Name::new(NameType::Primary, parts));
            return;
        }
        for text in parts {
            let parted = part_cell(&text, record.names.len());
            for name in parted.names {
                let mut name = whole(NameType::Primary, &name);
                name.note = joined(&parted.notes);
                record.names.push(name);
            }
        }
    }

    /// The names of an alias. What the list says about its birth belongs to the alias: it may be the
    /// birth of somebody whose identity the person uses.
    fn alias(&mut self, line: u64, cells: [Option<String>; 6], record: &mut Record) {
        let [quality, text, date, city, country, note] = cells;
        let (name_type, strength) = match quality.as_deref() {
            None | Some("a.k.a.") => (NameType::Alias, None),
            Some("f.k.a.") => (NameType::Former, None),
            Some("Good") => (NameType::Alias, Some(AliasStrength::Good)),
            Some("Low") => (NameType::Alias, Some(AliasStrength::Low)),
            Some(other) => {
                self.warn(line, WarningKind::Strength, other);
                (NameType::Alias, None)
            }
        };
        let is_known =
            strength.is_some() || matches!(quality.as_deref(), None | Some("a.k.a." | "f.k.a."));
        let text = text.unwrap_or_default();
        let parted = part_cell(&text, record.names.len());
        let mut notes: Vec<String> = quality.filter(|_| !is_known).into_iter().collect();
        notes.extend(parted.notes);
        let place = [city, country].into_iter().flatten().collect::<Vec<_>>();
        match (date, place.join(", ")) {
            (None, place) if place.is_empty() => {}
            (None, place) => notes.push(format!("born in {place}")),
            (Some(date), place) if place.is_empty() => notes.push(format!("born {date}")),
            (Some(date), place) => notes.push(format!("born {date} in {place}")),
        }
        let mut names = parted.names;
        if let Some(note) = &note {
            let mut found = names_in_other_scripts(note);
            found.extend(names_in_list(note));
            if record.names.len() < MOST_NAMES && found.len() <= MOST_PARTED {
                names.extend(found);
            }
        }
        notes.extend(note);
        let note = joined(&notes);
        let copies = may_copy(note.as_deref(), &text, names.len());
        if names.is_empty() {
            // What is left may be a text that is no name, or nothing but its birth.
            keep(
                &mut record.other,
                "ALIAS_NAME",
                Some(text).filter(|text| !text.is_empty()),
            );
            keep(&mut record.other, "INDIVIDUAL_ALIAS", note);
            return;
        }
        for (place, name) in names.iter().enumerate() {
            let mut name = whole(name_type, name);
            name.strength = strength;
            name.note = note.clone().filter(|_| copies || place == 0);
            record.names.push(name);
        }
    }

    fn regimes(&mut self, record: &mut Record) {
        if let Some((line, code)) = self.single(Group::ListName, &mut record.other) {
            let known = committee_of(&code);
            if known.is_none() {
                self.warn(line, WarningKind::Regime, &code);
            }
            let name = known.map_or(code.as_str(), |own| own.name).to_owned();
            record.regimes.push(Regime { code, name });
        }
    }

    /// The list has a date for each change; the latest is when the entry was last changed.
    fn updated(&mut self, record: &mut Record) {
        let texts = self.texts(Group::Updated);
        record.updated = self
            .dates(Group::Updated, parse_day)
            .into_iter()
            .max_by_key(ListedDate::date);
        if texts.len() > 1 {
            keep(
                &mut record.other,
                "LAST_DAY_UPDATED",
                Some(texts.join(", ")),
            );
        }
    }

    /// Values of a field that may hold lettered lists; words that mean nothing are left out.
    fn items_of(&self, group: Group) -> Vec<String> {
        let texts = self.texts(group);
        let items = texts.iter().flat_map(|text| lettered_items(text));
        let items = items.filter(|item| !means_nothing(item)).map(str::to_owned);
        distinct(items.collect())
    }

    fn dates_of_birth(&mut self, record: &mut Record) {
        for value in self.entry.values(Group::BirthDate) {
            let [form, date, year, from, to, note] = cells(value);
            let is_circa = form.as_deref() == Some("APPROXIMATELY")
                || note
                    .as_deref()
                    .is_some_and(|note| note.eq_ignore_ascii_case("approximately"));
            let given = [&date, &year, &from, &to];
            let words: Vec<&str> = given.into_iter().flatten().map(String::as_str).collect();
            let read = match (words.as_slice(), &note) {
                ([], None) => continue,
                // The note is the date, such as `Oct. 1970`.
                ([], Some(note)) => record::read_date(note).ok(),
                // The month of a year.
                ([year], Some(note))
                    if let Ok(date) = record::read_date(&format!("{note} {year}")) =>
                {
                    Some(date)
                }
                ([one], _) => parse_birth(one),
                ([from, to], _) if form.as_deref() == Some("BETWEEN") => {
                    record::read_date(&format!("{from}-{to}")).ok()
                }
                _ => None,
            };
            let read = read.filter(|date| date.first_year() >= FIRST_YEAR);
            let listed = match read {
                Some(date) if is_circa => date.approximate().into(),
                Some(date) => date.into(),
                None => {
                    let words = [words.join(" – "), note.clone().unwrap_or_default()];
                    let words = clean(&words.join(" "));
                    if means_nothing(&words) {
                        self.warn(value.line, WarningKind::NoDate, &words);
                        continue;
                    }
                    self.warn(value.line, WarningKind::Date, &words);
                    ListedDate::Verbatim(words)
                }
            };
            if let (Some(note), ListedDate::Date(date)) = (note, &listed) {
                let text = format!("{date}: {note}");
                keep(&mut record.other, "INDIVIDUAL_DATE_OF_BIRTH", Some(text));
            }
            record.dates_of_birth.push(listed);
        }
        record.dates_of_birth = distinct(std::mem::take(&mut record.dates_of_birth));
    }

    fn places_of_birth(&self, record: &mut Record) {
        for value in self.entry.values(Group::BirthPlace) {
            let [street, city, province, country, note] = cells(value);
            let town = [street, city, province].into_iter().flatten();
            let town: Vec<String> = town.filter(|text| !means_nothing(text)).collect();
            let place = Place {
                town: Some(town.join(", ")).filter(|town| !town.is_empty()),
                country: country.filter(|text| !means_nothing(text)),
            };
            if place != Place::default() {
                record.places_of_birth.push(place);
            }
            keep(&mut record.other, "INDIVIDUAL_PLACE_OF_BIRTH", note);
        }
        record.places_of_birth = distinct(std::mem::take(&mut record.places_of_birth));
    }

    /// A postal code has a digit; what is in its element without one is a line, and so is the note.
    fn addresses(&self, record: &mut Record) {
        for value in self.entry.values(Group::Address) {
            let [street, city, province, code, country, note] = cells(value);
            let is_code = |code: &String| code.contains(|letter: char| letter.is_ascii_digit());
            let (postal_code, line) = match code.filter(|code| !means_nothing(code)) {
                Some(code) if is_code(&code) => (Some(code), None),
                other => (None, other),
            };
            let lines = [street, city, province, line, note].into_iter().flatten();
            let address = Address {
                lines: lines.filter(|text| !means_nothing(text)).collect(),
                postal_code,
                country: country.filter(|text| !means_nothing(text)),
            };
            if address != Address::default() {
                record.addresses.push(address);
            }
        }
        record.addresses = distinct(std::mem::take(&mut record.addresses));
    }

    /// Documents with their numbers. A document without one identifies nothing and stays as text.
    fn documents(&self, record: &mut Record) {
        for value in self.entry.values(Group::Document) {
            let [
                form,
                form2,
                number,
                of_issue,
                issuing,
                city,
                issued,
                expires,
                note,
            ] = cells(value);
            let kind = document_kind(form.as_deref(), form2.as_deref());
            let listed = number.is_some();
            let (found, words) = match number {
                Some(number) => match find_number(&number) {
                    Number::Whole => (Some(number), None),
                    Number::Within(found) => (Some(found), Some(number)),
                    // The publisher calls it a number.
                    Number::None => (Some(number), None),
                },
                None => {
                    let texts = [&form2, &note].into_iter().flatten();
                    let mut found = texts.filter_map(|text| match find_number(text) {
                        Number::Whole => Some(text.clone()),
                        Number::Within(found) => Some(found),
                        Number::None => None,
                    });
                    (found.next(), None)
                }
            };
            let is_plain =
                |form: &String| form == "Passport" || form == "National Identification Number";
            let country = [of_issue, issuing].into_iter().flatten().collect();
            let facts = [
                form.filter(|form| !is_plain(form) || (!listed && found.is_none())),
                form2,
                words,
                distinct(country)
                    .into_iter()
                    .reduce(|one, other| format!("{one}, {other}")),
                city,
                issued.map(|date| format!("issued {date}")),
                expires.map(|date| format!("expires {date}")),
                note,
            ];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            let note = joined(&distinct(facts));
            match found {
                Some(value) => record.identifiers.push(Identifier { kind, value, note }),
                None => keep(&mut record.other, "INDIVIDUAL_DOCUMENT", note),
            }
        }
    }

    /// Elements that only the publisher needs, and what is not known here.
    fn rest(&self, record: &mut Record) {
        for group in [
            Group::DataId,
            Group::Version,
            Group::SubmittedBy,
            Group::ListType,
            Group::HasInterpolLink,
            Group::InterpolLink,
            Group::SortKey,
            Group::SortKeyLastChange,
        ] {
            let label = match group {
                // Its element is a `VALUE` like many others.
                Group::ListType => "LIST_TYPE",
                _ => self.label(group, 0),
            };
            for text in self.texts(group) {
                let label = label.to_owned();
                record.other.push(LabelledText { label, text });
            }
        }
        self.keep_unknown(record);
    }
}

/// Parts a cell of several names beside this many names, within the bounds.
fn part_cell(text: &str, names: usize) -> NameCell {
    let parted = part_names(text);
    if names < MOST_NAMES && parted.names.len() <= MOST_PARTED {
        return parted;
    }
    NameCell {
        names: vec![text.to_owned()],
        notes: Vec::new(),
    }
}

/// A name of which the parts are not told apart.
fn whole(name_type: NameType, text: &str) -> Name {
    let mut name = Name::new(name_type, [NamePart::new(PartRole::Whole, text)]);
    name.script = has_other_script(text).then(String::new);
    name
}

fn joined(notes: &[String]) -> Option<String> {
    Some(notes.join("; ")).filter(|note| !note.is_empty())
}

/// Words that the list writes in place of nothing.
fn means_nothing(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "" | "-" | "na" | "n/a")
}

/// A day such as `2015-01-02`, also with an offset or a time glued on: `2015-01-02-04:00`.
fn parse_day(text: &str) -> Option<PartialDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_rest = rest.is_empty() || rest.starts_with(['T', '-', '+', 'Z', ' ']);
    day.parse().ok().filter(|_| is_rest)
}

/// A year, or a day as above.
fn parse_birth(text: &str) -> Option<PartialDate> {
    parse_day(text).or_else(|| record::read_date(text).ok())
}

fn committee_of(code: &str) -> Option<&'static Committee> {
    COMMITTEES.iter().find(|own| own.code == code)
}

/// The measures that an entry states, in its words, and those that follow from its committee, for which the
/// file has no words.
fn measures(kind: Kind, regimes: &[Regime], comments: &str) -> Vec<Measure> {
    let mut measures = stated(comments);
    let committees = regimes.iter().filter_map(|own| committee_of(&own.code));
    for imposed in committees.flat_map(|own| own.imposes) {
        let is_about = *imposed != TravelBan || kind == Kind::Individual;
        if is_about && !measures.iter().any(|known| known.kind == *imposed) {
            measures.push(Measure::without_words(*imposed));
        }
    }
    measures
}

/// The measures in brackets of a sentence that says by which paragraph somebody is listed: `Listed pursuant to
/// paragraphs 15 and 17 of resolution 1970 (Travel Ban, Asset Freeze).`
fn stated(comments: &str) -> Vec<Measure> {
    let mut measures: Vec<Measure> = Vec::new();
    let sentences = comments.split(['.', '\n']).map(str::trim_start);
    let listed = sentences.filter(|sentence| sentence.starts_with("Listed "));
    let brackets = listed.flat_map(|sentence| sentence.split('(').skip(1));
    let inside = brackets.filter_map(|bracket| bracket.split_once(')'));
    for words in inside
        .flat_map(|(inside, _)| inside.split(','))
        .map(str::trim)
    {
        let lower = words.to_lowercase();
        if let Some((_, kind)) = STATED.iter().find(|(known, _)| *known == lower)
            && !measures.iter().any(|known| known.kind == *kind)
        {
            measures.push(Measure::new(*kind, words));
        }
    }
    measures
}

/// The sex that a sentence such as `Gender: male.` gives.
fn sex_in(comments: &str) -> Option<String> {
    let lower = comments.to_ascii_lowercase();
    let (_, after) = lower.split_once("gender:")?;
    let word = after.split_whitespace().next()?;
    let letters = word.split(|letter: char| !letter.is_alphabetic()).next()?;
    matches!(letters, "male" | "female").then(|| letters.to_owned())
}

/// The kind of a document by the publisher's words, in English, French or Spanish.
fn document_kind(form: Option<&str>, form2: Option<&str>) -> IdentifierKind {
    let [form, form2] = [form, form2].map(|form| form.unwrap_or_default().to_lowercase());
    let is_passport = |form: &str| {
        ["passport", "passeport", "pasaporte"]
            .iter()
            .any(|word| form.contains(word))
    };
    let is_identity = |form: &str| form.contains("ident") || form.contains("national");
    match () {
        () if is_passport(&form) => IdentifierKind::Passport,
        () if is_identity(&form) => IdentifierKind::NationalId,
        () if is_passport(&form2) => IdentifierKind::Passport,
        () if is_identity(&form2) => IdentifierKind::NationalId,
        () => IdentifierKind::Other,
    }
}
