//! Reads what the other side sent. `postcard` reads the same bytes, but must be ready to stop and
//! to clear away what it has at every field, which is 13 KB of code for every page to load. Here
//! a message that ends too early or makes no sense is read to its end all the same, with something in
//! every field, and thrown away as a whole.

use core::fmt::Display;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};

/// Reads a message; `None` when it is none.
pub(super) fn read<Message: DeserializeOwned>(mut bytes: &[u8]) -> Option<Message> {
    next(&mut bytes).filter(|_| bytes.is_empty())
}

/// Reads the first of several messages, one after another, and leaves the bytes of the others; `None` when it is
/// none.
pub(super) fn next<Message: DeserializeOwned>(bytes: &mut &[u8]) -> Option<Message> {
    let mut reader = Reader {
        rest: bytes,
        is_wrong: false,
    };
    let Ok(message) = Message::deserialize(&mut reader);
    *bytes = reader.rest;
    (!reader.is_wrong).then_some(message)
}

/// There is none: a fault is noted and reading goes on.
#[derive(Debug)]
enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match *self {}
    }
}

impl core::error::Error for Never {}

impl serde::de::Error for Never {
    /// What the messages are made of refuses nothing that the reader hands it.
    fn custom<Text: Display>(_: Text) -> Self {
        panic!("a message that cannot be read")
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    is_wrong: bool,
}

impl Reader<'_> {
    #[inline(never)]
    fn bytes(&mut self, count: usize) -> &[u8] {
        match self.rest.split_at_checked(count) {
            Some((bytes, rest)) => {
                self.rest = rest;
                bytes
            }
            None => {
                self.is_wrong = true;
                self.rest = &[];
                &[]
            }
        }
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or_default()
    }

    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for place in 0..10 {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        let number = self.number() as usize;
        self.is_wrong |= number >= limit;
        if self.is_wrong { 0 } else { number }
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        let count = self.number() as usize;
        let text = match core::str::from_utf8(self.bytes(count)) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                self.is_wrong = true;
                String::new()
            }
        };
        // What is made of text is a date or takes any text.
        if self.is_wrong {
            "2000".to_owned()
        } else {
            text
        }
    }
}

/// Methods that read a number and give it on.
macro_rules! numbers {
    ($($deserialize:ident $visit:ident $kind:ty,)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            visitor.$visit(self.number() as $kind)
        }
    )*};
}

/// Methods for what no message holds.
macro_rules! unused {
    ($($deserialize:ident)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            self.is_wrong = true;
            visitor.visit_unit()
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'_> {
    type Error = Never;

    numbers! {
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    unused! {
        deserialize_any deserialize_ignored_any deserialize_identifier deserialize_char
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_f64
        deserialize_bytes deserialize_byte_buf deserialize_unit
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() == 1)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u8(self.byte())
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let mut bits = [0; 4];
        for byte in &mut bits {
            *byte = self.byte();
        }
        visitor.visit_f32(f32::from_le_bytes(bits))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self.byte() {
            0 => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.number() as usize;
        visitor.visit_seq(Many { reader: self, left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.number() as usize;
        visitor.visit_map(Many { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let variant = self.below(variants.len());
        visitor.visit_enum(Variant {
            reader: self,
            variant: variant as u32,
        })
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// The fields of a struct, as many as it asks for.
struct Fields<'r, 'a>(&'r mut Reader<'a>);

impl<'de> SeqAccess<'de> for Fields<'_, '_> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// The rest of a list or a map.
struct Many<'r, 'a> {
    reader: &'r mut Reader<'a>,
    left: usize,
}

impl Many<'_, '_> {
    /// Whether there is one more; no more once something is wrong.
    fn next(&mut self) -> bool {
        let is_more = self.left > 0 && !self.reader.is_wrong;
        self.left = self.left.saturating_sub(1);
        is_more
    }
}

impl<'de> SeqAccess<'de> for Many<'_, '_> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        match self.next() {
            true => seed.deserialize(&mut *self.reader).map(Some),
            false => Ok(None),
        }
    }
}

impl<'de> MapAccess<'de> for Many<'_, '_> {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Never> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        seed.deserialize(&mut *self.reader)
    }
}

struct Variant<'r, 'a> {
    reader: &'r mut Reader<'a>,
    variant: u32,
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Never> {
        let variant = seed.deserialize(IntoDeserializer::<Never>::into_deserializer(self.variant));
        variant.map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self.reader))
    }
}

#[cfg(test)]
mod tests {
    use super::{next, read};
    use crate::engine::protocol::{
        HitView, ListView, LoadFailure, NameView, PartView, ReadView, Reply, Results, SharedView,
        WordPart, WordView,
    };
    use matcher::{Agreement, Band, Detail, DetailFound, Lowered, Matched, Relation};
    use record::{
        AliasStrength, Identifier, IdentifierKind, Kind, ListedDate, Name, NamePart, NameType,
        PartRole, Record, Regime,
    };

    fn results() -> Results {
        let name = NameView {
            text: "Ђурађ".to_owned(),
            name_type: NameType::Alias,
            strength: Some(AliasStrength::Low),
            script: Some("Cyrillic".to_owned()),
            language: None,
        };
        let row = HitView {
            list: 1,
            designation: 70_000,
            id: "SAMPLE-GIM9001".to_owned(),
            kind: Kind::Individual,
            band: Band::Possible,
            is_suppressed: true,
            is_outside: false,
            part: "Given FAMILY".to_owned(),
            score: 0.75,
            name: name.clone(),
            matched_name: Some(name),
            matched: Matched::Identifier(IdentifierKind::Passport),
            marks: vec![0..3, 200..1_000],
            evidence: vec![WordView {
                typed: Some("Juraj".to_owned()),
                listed: None,
                part: WordPart::Family,
                relation: Relation::Sound,
                weight: 0.5,
            }],
            lowered: vec![Lowered::Common],
            details: vec![DetailFound {
                detail: Detail::Born,
                agreement: Agreement::YearsApart(3),
            }],
            dates_of_birth: vec![
                ListedDate::from_text("1971-03"),
                ListedDate::from_text("soon"),
            ],
            facts: vec![String::new(), "SAMPLE 1".to_owned()],
            regimes: vec![Regime {
                code: "GIM".to_owned(),
                name: String::new(),
            }],
            measures: Vec::new(),
            listings: Vec::new(),
            possibly_same: Vec::new(),
        };
        let row = HitView {
            listings: vec![row.clone()],
            possibly_same: vec![row.clone()],
            ..row
        };
        Results {
            rows: vec![row.clone(), row],
            born: "1971-03-12".parse().ok(),
            suppressed: 300,
            read: Some(Box::new(ReadView {
                repaired: "Ђурађ".to_owned(),
                names: vec![PartView {
                    name: "Given FAMILY".to_owned(),
                    hits: 2,
                    suppressed: 300,
                }],
                born: "1971-03-12".parse().ok(),
                country: String::new(),
                aside: vec!["Mr".to_owned(), "invoice 2024/117".to_owned()],
            })),
            ..Results::default()
        }
    }

    fn record() -> Record {
        let mut record = Record::new("uk", "SAMPLE-GIM9001", Kind::Ship);
        let part = NamePart::new(PartRole::Whole, "NO SUCH SHIP");
        record.names.push(Name::new(NameType::Primary, [part]));
        record.identifiers.push(Identifier {
            kind: IdentifierKind::Imo,
            value: "3170026".to_owned(),
            note: None,
        });
        record
    }

    fn replies() -> Vec<Reply> {
        let list = ListView {
            title: "UK Sanctions List".to_owned(),
            published: Some("2026-04-29".to_owned()),
            warnings: 201,
            sample: true,
            ..ListView::default()
        };
        vec![
            Reply::Progress {
                loaded: 1,
                total: u64::MAX,
            },
            Reply::Ready { lists: vec![list] },
            Reply::Complete,
            Reply::LoadFailed(LoadFailure::Status {
                file: "uk.pack".to_owned(),
                status: 404,
            }),
            Reply::Found {
                id: u32::MAX,
                results: results(),
            },
            Reply::Suppressed {
                id: 7,
                rows: results().rows,
            },
            Reply::Opened {
                id: 0,
                records: vec![(1, record()), (0, record())],
                shared: vec![SharedView {
                    list: 1,
                    kind: 2,
                    entries: results().rows,
                }],
            },
            Reply::Opened {
                id: 0,
                records: Vec::new(),
                shared: Vec::new(),
            },
        ]
    }

    #[test]
    fn every_reply_is_read_as_it_was_written() {
        for reply in replies() {
            let bytes = postcard::to_allocvec(&reply).expect("it can be written");
            assert_eq!(read::<Reply>(&bytes).as_ref(), Some(&reply));
        }
    }

    #[test]
    fn replies_one_after_another_are_read_one_by_one() {
        let all = replies();
        let bytes = all
            .iter()
            .map(|reply| postcard::to_allocvec(reply).expect("it can be written"));
        let bytes = bytes.collect::<Vec<_>>().concat();
        let mut rest = &*bytes;
        for reply in &all {
            assert_eq!(next::<Reply>(&mut rest).as_ref(), Some(reply));
        }
        assert!(rest.is_empty());
        assert_eq!(next::<Reply>(&mut rest), None);
        assert_eq!(read::<Reply>(&bytes), None);
    }

    #[test]
    fn a_message_that_ends_too_early_goes_on_too_long_or_makes_no_sense_is_none() {
        for reply in replies() {
            let mut bytes = postcard::to_allocvec(&reply).expect("it can be written");
            for end in 0..bytes.len() {
                assert_eq!(
                    read::<Reply>(&bytes[..end]),
                    None,
                    "{end} of {}",
                    bytes.len()
                );
            }
            bytes.push(0);
            assert_eq!(read::<Reply>(&bytes), None);
        }
        for bytes in [
            &[][..],
            &[99],
            &[3, 1, 1, 0xff, 0],
            &[1, 0xff, 0xff, 0xff, 0xff, 0x0f],
        ] {
            assert_eq!(read::<Reply>(bytes), None, "{bytes:?}");
        }
    }
}
