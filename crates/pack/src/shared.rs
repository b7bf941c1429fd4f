//! What several entries of one list say of themselves: the same number, the same address, the same owner. Worked out
//! when the list is packed, so that a page only reads it.
//!
//! What is said is that the list says the same, never that the entries belong together.

use std::collections::BTreeMap;

use record::{Address, IdentifierKind, Record};

use crate::bytes::ITEM;
use crate::codes::{CodeValue, listed_keys};

/// Most entries that may share something. What more of them have tells nobody apart: a prison, a ministry.
const MOST: usize = 10;

/// What is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharedKind {
    /// A number of a document, a company or a ship, of one kind and compared without separators.
    Number,
    /// An address with a street or the number of a house, and a town.
    Address,
    /// An owner or operator of today, or a parent company, of at least two words.
    Owner,
}

impl SharedKind {
    const ALL: [Self; 3] = [Self::Number, Self::Address, Self::Owner];

    fn letter(self) -> char {
        match self {
            Self::Number => 'n',
            Self::Address => 'a',
            Self::Owner => 'o',
        }
    }
}

/// The column of the details pack: for each record a text with an item for each kind, which is its letter and the
/// places of the other records, ascending, with commas between them.
///
/// Cost: every number, address and owner once.
pub(crate) fn column(records: &[Record]) -> Vec<String> {
    let mut texts = vec![String::new(); records.len()];
    for kind in SharedKind::ALL {
        for (text, mut others) in texts.iter_mut().zip(others(records, kind)) {
            others.sort_unstable();
            others.dedup();
            for (position, other) in others.iter().enumerate() {
                text.push(if position == 0 { kind.letter() } else { ',' });
                text.push_str(&other.to_string());
            }
            if !others.is_empty() {
                text.push(ITEM);
            }
        }
    }
    texts
}

/// What an item of the column says; `None` for what [`column`] does not write.
pub(crate) fn read(item: &str) -> Option<(SharedKind, Vec<usize>)> {
    let letter = item.chars().next()?;
    let kind = SharedKind::ALL
        .into_iter()
        .find(|kind| kind.letter() == letter)?;
    let mut places = Vec::new();
    let mut place = 0_usize;
    for byte in item.bytes().skip(1).chain([b',']) {
        match byte {
            b'0'..=b'9' => place = place.wrapping_mul(10).wrapping_add((byte - b'0').into()),
            _ => places.push(core::mem::take(&mut place)),
        }
    }
    Some((kind, places))
}

/// For each record the places of those that share something of this kind with it.
fn others(records: &[Record], kind: SharedKind) -> Vec<Vec<usize>> {
    let mut having: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        for_each_key(record, kind, &mut |key| {
            let places = having.entry(key).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        });
    }
    let mut others = vec![Vec::new(); records.len()];
    for places in having.values().filter(|places| places.len() <= MOST) {
        for place in places {
            if let Some(own) = others.get_mut(*place) {
                own.extend(places.iter().filter(|other| *other != place));
            }
        }
    }
    others
}

/// Gives each text that is equal where two records say the same.
fn for_each_key(record: &Record, kind: SharedKind, each: &mut dyn FnMut(String)) {
    match kind {
        SharedKind::Number => {
            for identifier in &record.identifiers {
                let letter = match identifier.kind {
                    IdentifierKind::Passport => 'p',
                    IdentifierKind::NationalId => 'n',
                    IdentifierKind::CompanyRegistration => 'c',
                    IdentifierKind::Imo => 'i',
                    IdentifierKind::HullId => 'h',
                    IdentifierKind::CryptoWallet | IdentifierKind::Other => continue,
                };
                listed_keys(&identifier.value, CodeValue::Code, &mut |key| {
                    // Others have a sign before them: what is found only by itself, and telephone numbers.
                    let is_code = key
                        .as_bytes()
                        .first()
                        .is_some_and(u8::is_ascii_alphanumeric);
                    if is_code && key.bytes().any(|byte| byte.is_ascii_digit()) {
                        let mut own = String::from(letter);
                        own.push_str(key);
                        each(own);
                    }
                });
            }
        }
        SharedKind::Address => record
            .addresses
            .iter()
            .filter_map(address_key)
            .for_each(each),
        SharedKind::Owner => {
            let parents = record.entity.iter().flat_map(|own| &own.parent_companies);
            let owners = record.ship.iter().flat_map(|own| &own.current_owners);
            let names = parents.chain(owners);
            names
                .filter(|name| words(name).count() > 1)
                .map(|name| folded(name))
                .for_each(each);
        }
    }
}

/// An address that two parties do not have by chance: a street or the number of a house, and a town beside it.
fn address_key(address: &Address) -> Option<String> {
    let parts = address.lines.iter().flat_map(|line| line.split(','));
    let parts: Vec<&str> = parts.filter(|part| words(part).next().is_some()).collect();
    let streets = parts.iter().filter(|part| is_street(part)).count();
    let towns = parts.iter().filter(|part| is_town(part)).count();
    if streets == 0 || towns == 0 {
        return None;
    }
    let country = address.country.as_deref().unwrap_or_default();
    Some([&folded(&parts.concat()), "\n", &folded(country)].concat())
}

/// Whether a part of an address has a street's name or the number of a house: a number of at most four digits, which no
/// postal code is, and which does not number a quarter or a box at a post office.
fn is_street(part: &str) -> bool {
    let is_house = |word: String| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        (1..=4).contains(&digits) && word.chars().count() <= digits + 1
    };
    !is_quarter(part) && (has_street(part) || words(part).any(is_house))
}

/// Whether a part of an address may be the name of a town: words without a digit, none of which is that of a street.
fn is_town(part: &str) -> bool {
    let has_digit = part.bytes().any(|byte| byte.is_ascii_digit());
    !has_digit && !has_street(part) && !is_quarter(part)
}

/// Whether a part of an address has a word for a street; “St” before a name is a saint.
fn has_street(part: &str) -> bool {
    let mut words = words(part).enumerate();
    words.any(|(place, word)| is_one_of(STREETS, &word) && (place > 0 || word != "st"))
}

/// Whether a part of an address has a word for a quarter, or for what else is numbered and is no house.
fn is_quarter(part: &str) -> bool {
    words(part).any(|word| is_one_of(QUARTERS, &word))
}

fn is_one_of(table: &str, word: &str) -> bool {
    table.split_whitespace().any(|one| one == word)
}

/// Words for a street, in English, in the romanised Russian, Ukrainian, Persian, Arabic, Turkish and Chinese, and in
/// German, French, Spanish, Italian and Serbian: the languages of the addresses that lists give. Our own list, of
/// what stands on street signs.
const STREETS: &str = "street st str road rd avenue ave lane boulevard blvd drive highway square embankment \
    alley ulitsa ul ulica vulytsia prospekt prospect pereulok naberezhnaya shosse ploshchad \
    khiaban kheyaban sharia sokak sok caddesi cad bulvari lu jie strasse straße rue calle \
    avenida via улица ул проспект переулок набережная шоссе";

/// Words beside which a number is not that of a house. Our own list.
const QUARTERS: &str = "box pob district region zone phase sector province area quarter ward block camp prison \
    governorate oblast raion rayon microdistrict dong guyok military";

/// The words of a text: letters and digits, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// A text as it is compared: its letters and digits, in lower case.
fn folded(text: &str) -> String {
    words(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{EntityData, Identifier, Kind, ShipData};

    fn company(change: impl FnOnce(&mut Record)) -> Record {
        let mut record = Record::new("uk", "SAMPLE-RUS9001", Kind::Entity);
        change(&mut record);
        record
    }

    fn at(lines: &[&str], country: &str) -> Record {
        company(|record| {
            record.addresses.push(Address {
                lines: lines.iter().map(|line| (*line).to_owned()).collect(),
                postal_code: None,
                country: Some(country.to_owned()),
            });
        })
    }

    fn numbered(kind: IdentifierKind, value: &str) -> Record {
        company(|record| {
            record.identifiers.push(Identifier {
                kind,
                value: value.to_owned(),
                note: None,
            });
        })
    }

    fn owned(by: &str) -> Record {
        company(|record| {
            record.ship = ShipData {
                current_owners: vec![by.to_owned()],
                ..ShipData::default()
            }
            .if_any();
        })
    }

    fn child(of: &str) -> Record {
        company(|record| {
            record.entity = EntityData {
                parent_companies: vec![of.to_owned()],
                ..EntityData::default()
            }
            .if_any();
        })
    }

    /// What two records share.
    fn shared(one: Record, other: Record) -> Vec<SharedKind> {
        let texts = column(&[one, other]);
        let items = texts[0].split_terminator(ITEM).filter_map(read);
        items
            .map(|(kind, places)| {
                assert_eq!(places, [1]);
                kind
            })
            .collect()
    }

    #[test]
    fn numbers_of_one_kind_are_compared_without_separators() {
        use IdentifierKind::{CompanyRegistration, NationalId, Other, Passport};
        for (one, other, is_shared) in [
            ((Passport, "AB 123-4567"), (Passport, "ab1234567"), true),
            ((Passport, "AB1234567"), (NationalId, "AB1234567"), false),
            ((Passport, "AB1234567"), (Passport, "AB1234568"), false),
            (
                (CompanyRegistration, "INN: 7700000000, OGRN: 1020000000000"),
                (CompanyRegistration, "1020000000000"),
                true,
            ),
            ((Other, "1020000000000"), (Other, "1020000000000"), false),
            // No number that a person could have by chance, and no word.
            ((Passport, "123"), (Passport, "123"), false),
            ((Passport, "unknown"), (Passport, "unknown"), false),
        ] {
            let found = shared(numbered(one.0, one.1), numbered(other.0, other.1));
            let expected: &[_] = if is_shared {
                &[SharedKind::Number]
            } else {
                &[]
            };
            assert_eq!(found, expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn an_address_has_a_street_or_the_number_of_a_house_and_a_town() {
        for (one, other, is_shared) in [
            (
                &["14 Quay Street", "Zelport"][..],
                &["14, Quay Street, ZELPORT"][..],
                true,
            ),
            (
                &["Quay Street", "Zelport"],
                &["Quay Street", "Zelport"],
                true,
            ),
            (&["House 14b", "Zelport"], &["House 14B", "Zelport"], true),
            (
                &["14 Quay Street", "Zelport"],
                &["15 Quay Street", "Zelport"],
                false,
            ),
            (
                &["14 Quay Street", "Zelport"],
                &["14 Quay Street", "Zelburg"],
                false,
            ),
            (&["Zelport"], &["Zelport"], false),
            (&["Zelport", "119019"], &["Zelport", "119019"], false),
            (
                &["Zelport", "Lower Province"],
                &["Zelport", "Lower Province"],
                false,
            ),
            (&["PO Box 14", "Zelport"], &["PO Box 14", "Zelport"], false),
            (
                &["District 6", "Zelport"],
                &["District 6", "Zelport"],
                false,
            ),
            (&["14 Quay Street"], &["14 Quay Street"], false),
            (
                &["Quay 14", "St. Zelport"],
                &["Quay 14", "St Zelport"],
                true,
            ),
            (
                &["Old Harbour", "St. Zelport"],
                &["Old Harbour", "St. Zelport"],
                false,
            ),
        ] {
            let found = shared(at(one, "Nowhere"), at(other, "Nowhere"));
            let expected: &[_] = if is_shared {
                &[SharedKind::Address]
            } else {
                &[]
            };
            assert_eq!(found, expected, "{one:?} {other:?}");
        }
        let street = &["14 Quay Street", "Georgeport"][..];
        assert_eq!(shared(at(street, "Nowhere"), at(street, "Elsewhere")), []);
    }

    #[test]
    fn an_owner_is_more_than_a_first_name() {
        assert_eq!(
            shared(owned("Nowhere Lines Ltd."), child("NOWHERE LINES LTD")),
            [SharedKind::Owner]
        );
        assert_eq!(shared(owned("Blenor"), owned("Blenor")), []);
        assert_eq!(shared(owned("Nowhere Lines"), owned("Elsewhere Lines")), []);
    }

    #[test]
    fn what_more_than_ten_entries_have_is_left_out() {
        let entries = |count| vec![owned("Nowhere Lines"); count];
        let texts = column(&entries(10));
        assert_eq!(texts[9], "o0,1,2,3,4,5,6,7,8\u{1e}");
        assert!(column(&entries(11)).iter().all(String::is_empty));
    }

    #[test]
    fn what_is_no_item_of_the_column_is_none() {
        assert_eq!(read(""), None);
        assert_eq!(read("x1"), None);
        assert_eq!(read("a7,12"), Some((SharedKind::Address, vec![7, 12])));
    }
}
