//! The details pack, and a whole record put together from both packs.

use record::LabelledText;
use record::{
    Address, Contact, EntityData, Identifier, ListedDate, Measure, Place, Record, Reference,
    Regime, ShipData,
};

use crate::bytes::{Column, FIELD, PackKind, Reader, Writer, list_text, option, option_text};
use crate::{PackError, SearchPack, SharedKind, shared};

/// Declares the columns of the pack once, for writing and for reading.
macro_rules! columns {
    ($($column:ident: $text:expr),+ $(,)?) => {
        /// A decoded details pack: everything that the search pack leaves out.
        pub struct DetailsPack {
            $($column: Column,)+
            shared: Column,
        }

        /// The details pack, all but its end.
        pub(crate) fn write(list: &str, records: &[Record]) -> Writer {
            let mut writer = Writer::new(PackKind::Details, 0, list, records.len());
            $(
                let text: fn(&Record) -> String = $text;
                writer.column(&records.iter().map(text).collect::<Vec<_>>());
            )+
            writer.column(&shared::column(records));
            writer
        }

        impl DetailsPack {
            /// Reads the details pack that belongs to a search pack.
            ///
            /// # Errors
            /// [`PackError::NotAPair`] when it was built with another search pack, otherwise
            /// [`PackError`] for anything that [`encode`](crate::encode) of this version did
            /// not write.
            pub fn decode(bytes: &[u8], search: &SearchPack) -> Result<Self, PackError> {
                let mut reader = Reader::open(bytes, PackKind::Details)?;
                let designations = reader.items;
                if reader.pair != search.checksum() || designations != search.len() {
                    return Err(PackError::NotAPair);
                }
                let pack = Self {
                    $($column: reader.kept_column(designations),)+
                    shared: reader.kept_column(designations),
                };
                reader.finish()?;
                Ok(pack)
            }
        }
    };
}

impl DetailsPack {
    /// When the designation at this place was listed, by the list's own dates; `None` where the list does
    /// not say or has no such place.
    #[must_use]
    pub fn designated(&self, place: usize) -> Option<ListedDate> {
        date(self.designated.get(place))
    }

    /// What other entries share with the one at this place: the kind of it, and their places; no kind twice. At most
    /// ten entries share one thing.
    pub fn shared(&self, place: usize) -> impl Iterator<Item = (SharedKind, Vec<usize>)> {
        self.shared.items(place).filter_map(shared::read)
    }

    /// When the entry at this place was last changed, by the list's own dates; `None` as for
    /// [`designated`](Self::designated).
    #[must_use]
    pub fn updated(&self, place: usize) -> Option<ListedDate> {
        date(self.updated.get(place))
    }
}

columns! {
    identifier_notes: |record| {
        list_text(record.identifiers.iter().map(|identifier| option_text(identifier.note.as_deref())))
    },
    titles: |record| list_text(&record.titles),
    places_of_birth: |record| list_text(record.places_of_birth.iter().map(|place| {
        pair(&option_text(place.town.as_deref()), &option_text(place.country.as_deref()))
    })),
    addresses: |record| list_text(record.addresses.iter().map(address_text)),
    positions: |record| list_text(&record.positions),
    entity_types: |record| list_text(record.entity.iter().flat_map(|entity| &entity.types)),
    parent_companies: |record| list_text(record.entity.iter().flat_map(|entity| &entity.parent_companies)),
    subsidiaries: |record| list_text(record.entity.iter().flat_map(|entity| &entity.subsidiaries)),
    current_owners: |record| list_text(record.ship.iter().flat_map(|ship| &ship.current_owners)),
    previous_owners: |record| list_text(record.ship.iter().flat_map(|ship| &ship.previous_owners)),
    current_flags: |record| list_text(record.ship.iter().flat_map(|ship| &ship.current_flags)),
    previous_flags: |record| list_text(record.ship.iter().flat_map(|ship| &ship.previous_flags)),
    ship_types: |record| list_text(record.ship.iter().flat_map(|ship| &ship.types)),
    tonnages: |record| list_text(record.ship.iter().flat_map(|ship| &ship.tonnages)),
    lengths: |record| list_text(record.ship.iter().flat_map(|ship| &ship.lengths)),
    years_built: |record| list_text(record.ship.iter().flat_map(|ship| &ship.years_built)),
    reasons: |record| list_text(&record.reasons),
    other_information: |record| list_text(&record.other_information),
    designated: |record| date_text(record.designated.as_ref()),
    updated: |record| date_text(record.updated.as_ref()),
    sources: |record| list_text(&record.sources),
    other: |record| list_text(record.other.iter().map(|other| pair(&other.label, &other.text))),
}

impl DetailsPack {
    /// When the designation at this place was made, as a date in text (`2025-07-23`) or in the publisher's
    /// words; empty where the list does not say it.
    #[must_use]
    pub fn designated_text(&self, place: usize) -> &str {
        let text = self.designated.get(place);
        text.strip_prefix('=').unwrap_or_default()
    }
}

fn pair(first: &str, second: &str) -> String {
    let mut text = String::with_capacity(first.len() + 1 + second.len());
    text.push_str(first);
    text.push(FIELD);
    text.push_str(second);
    text
}

fn split_pair(text: &str) -> (&str, &str) {
    text.split_once(FIELD).unwrap_or((text, ""))
}

/// Postal code, country, then the lines.
fn address_text(address: &Address) -> String {
    let mut text = pair(
        &option_text(address.postal_code.as_deref()),
        &option_text(address.country.as_deref()),
    );
    for line in &address.lines {
        text.push(FIELD);
        text.push_str(line);
    }
    text
}

fn address(text: &str) -> Address {
    let mut fields = text.split(FIELD);
    let postal_code = fields.next().and_then(option);
    let country = fields.next().and_then(option);
    Address {
        lines: fields.map(str::to_owned).collect(),
        postal_code,
        country,
    }
}

fn date_text(date: Option<&ListedDate>) -> String {
    date.map_or_else(String::new, |date| ["=", &date.text()].concat())
}

fn date(text: &str) -> Option<ListedDate> {
    text.strip_prefix('=').map(ListedDate::from_text)
}

/// One whole record, by its place in the list from 0; `None` outside the list.
#[must_use]
pub fn record(search: &SearchPack, details: &DetailsPack, place: usize) -> Option<Record> {
    let designation = search.designation(place)?;
    let texts = |column: &Column| column.items(place).map(str::to_owned).collect::<Vec<_>>();
    let mut notes = details.identifier_notes.items(place).map(option);
    Some(Record {
        list: search.list().to_owned(),
        id: designation.id().to_owned(),
        references: designation
            .references()
            .map(|field| Reference {
                kind: field.kind,
                value: field.value.to_owned(),
            })
            .collect(),
        kind: designation.kind(),
        names: designation.names().map(|name| name.to_name()).collect(),
        titles: texts(&details.titles),
        dates_of_birth: designation.dates_of_birth().collect(),
        places_of_birth: details
            .places_of_birth
            .items(place)
            .map(|item| {
                let (town, country) = split_pair(item);
                Place {
                    town: option(town),
                    country: option(country),
                }
            })
            .collect(),
        nationalities: designation.nationalities().map(str::to_owned).collect(),
        addresses: details.addresses.items(place).map(address).collect(),
        identifiers: designation
            .identifiers()
            .map(|field| Identifier {
                kind: field.kind,
                value: field.value.to_owned(),
                note: notes.next().flatten(),
            })
            .collect(),
        positions: texts(&details.positions),
        sex: designation.sexes().map(str::to_owned).collect(),
        contacts: designation
            .contacts()
            .map(|field| Contact {
                kind: field.kind,
                value: field.value.to_owned(),
            })
            .collect(),
        entity: EntityData {
            types: texts(&details.entity_types),
            parent_companies: texts(&details.parent_companies),
            subsidiaries: texts(&details.subsidiaries),
        }
        .if_any(),
        ship: ShipData {
            current_owners: texts(&details.current_owners),
            previous_owners: texts(&details.previous_owners),
            current_flags: texts(&details.current_flags),
            previous_flags: texts(&details.previous_flags),
            types: texts(&details.ship_types),
            tonnages: texts(&details.tonnages),
            lengths: texts(&details.lengths),
            years_built: texts(&details.years_built),
        }
        .if_any(),
        regimes: designation
            .regimes()
            .map(|(code, name)| Regime {
                code: code.to_owned(),
                name: name.to_owned(),
            })
            .collect(),
        measures: designation
            .measures()
            .map(|measure| Measure::new(measure.kind, measure.value))
            .collect(),
        reasons: texts(&details.reasons),
        other_information: texts(&details.other_information),
        designated: details.designated(place),
        updated: details.updated(place),
        sources: texts(&details.sources),
        other: details
            .other
            .items(place)
            .map(|item| {
                let (label, text) = split_pair(item);
                LabelledText {
                    label: label.to_owned(),
                    text: text.to_owned(),
                }
            })
            .collect(),
    })
}
