//! A record that is read again, without trust and without holding its rows.
//!
//! It is read twice: first everything but the rows, which may stand before them or after; then the rows, one after
//! another, while the content is hashed.

use core::fmt;
use core::ops::ControlFlow;
use std::collections::BTreeMap;
use std::io::{self, Read};

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::canonical::{canonical, value};
use crate::error::RecordError;
use crate::record::{ContentHash, FORMAT, HASH, Header, ROWS, SUMMARY, Summary, VERSION};

/// A record without its rows.
pub struct Opened {
    /// What was searched in, and how.
    pub header: Header,
    /// How many rows it says it has.
    pub summary: Summary,
    /// The hash that it says its content has.
    pub stated_sha256: String,
    /// Members outside of the rows that no record has, with their place, such as `lists.0.note`.
    pub(crate) unknown: Vec<(String, Value)>,
    members: BTreeMap<String, Value>,
}

/// Reads everything of a record but its rows.
///
/// # Errors
/// [`RecordError::OtherFormat`], [`RecordError::NewerVersion`] or [`RecordError::Damaged`], by what it is.
pub fn open(input: impl Read) -> Result<Opened, RecordError> {
    let mut members = BTreeMap::new();
    let _ = walk(
        input,
        &mut |name, member| {
            members.insert(name, member);
        },
        None,
    )?;
    check_format(&members, FORMAT, "check record", VERSION)?;
    let missing = |name: &str| RecordError::Damaged(format!("the member `{name}` is missing"));
    members.remove(ROWS).ok_or_else(|| missing(ROWS))?;
    let part = |names: &dyn Fn(&str) -> bool| -> Value {
        let own = members.iter().filter(|(name, _)| names(name));
        Value::Object(
            own.map(|(name, member)| (name.clone(), member.clone()))
                .collect(),
        )
    };
    let own = part(&|name| name != SUMMARY && name != HASH);
    let header = Header::deserialize(&own)?;
    let own_summary = members.get(SUMMARY).ok_or_else(|| missing(SUMMARY))?;
    let summary = Summary::deserialize(own_summary)?;
    let stated = members.get(HASH).and_then(Value::as_str);
    let mut unknown = Vec::new();
    add_unknown("", &own, &value(&header)?, &mut unknown);
    add_unknown(SUMMARY, own_summary, &value(&summary)?, &mut unknown);
    Ok(Opened {
        header,
        summary,
        unknown,
        stated_sha256: stated.ok_or_else(|| missing(HASH))?.to_owned(),
        members,
    })
}

/// Adds the members of a value that are not in the form which its type has. One that is null says nothing.
fn add_unknown(place: &str, value: &Value, known: &Value, all: &mut Vec<(String, Value)>) {
    let mut add = |name: &str, member: &Value, known: Option<&Value>| {
        let place = match place {
            "" => name.to_owned(),
            place => format!("{place}.{name}"),
        };
        match known {
            Some(known) => add_unknown(&place, member, known, all),
            None if member.is_null() => {}
            None => all.push((place, member.clone())),
        }
    };
    match (value, known) {
        (Value::Object(members), known) => {
            for (name, member) in members {
                add(name, member, known.get(name));
            }
        }
        (Value::Array(items), known) => {
            for (place, item) in items.iter().enumerate() {
                add(&place.to_string(), item, known.get(place));
            }
        }
        _ => {}
    }
}

impl Opened {
    /// Reads the same bytes again and gives `each` the rows in their order, until it breaks off. Returns the hash of
    /// the content; `None` where `each` broke off.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] where it is no longer what was opened.
    pub fn rows(
        &self,
        input: impl Read,
        each: &mut dyn FnMut(Value) -> ControlFlow<()>,
    ) -> Result<Option<String>, RecordError> {
        let mut content = ContentHash::new(self.members.clone(), io::sink())?;
        let mut failed = Ok(());
        let mut row = |row: Value| match canonical(&row).and_then(|bytes| content.push(&bytes)) {
            Ok(()) => each(row),
            Err(error) => {
                failed = Err(error);
                ControlFlow::Break(())
            }
        };
        let all = walk(input, &mut |_, _| {}, Some(&mut row))?;
        failed?;
        match all {
            ControlFlow::Continue(()) => Ok(Some(content.finish()?.1)),
            ControlFlow::Break(()) => Ok(None),
        }
    }

    /// Reads the same bytes again, gives `each` the rows, and makes sure that the content has the hash that it states:
    /// what another record may follow.
    ///
    /// # Errors
    /// [`RecordError::Altered`] where it has another, else as [`rows()`](Self::rows).
    pub fn whole(&self, input: impl Read, mut each: impl FnMut(Value)) -> Result<(), RecordError> {
        let mut each = |row| {
            each(row);
            ControlFlow::Continue(())
        };
        match self.rows(input, &mut each)? {
            Some(content) if content == self.stated_sha256 => Ok(()),
            _ => Err(RecordError::Altered),
        }
    }
}

/// Reads a whole value, in which no object may name a member twice.
///
/// # Errors
/// [`RecordError::Damaged`] for what is no such JSON.
pub(crate) fn strict_value(bytes: &[u8]) -> Result<Value, RecordError> {
    let mut input = serde_json::Deserializer::from_slice(bytes);
    let value = Strict.deserialize(&mut input)?;
    input.end()?;
    Ok(value)
}

/// Whether the members are those of this format, of a version that is read here.
pub(crate) fn check_format(
    members: &BTreeMap<String, Value>,
    format: &str,
    expected: &'static str,
    ours: u64,
) -> Result<(), RecordError> {
    if members.get("format").and_then(Value::as_str) != Some(format) {
        return Err(RecordError::OtherFormat { expected });
    }
    match members.get("version").and_then(Value::as_u64) {
        Some(found) if (1..=ours).contains(&found) => Ok(()),
        Some(found) if found > ours => Err(RecordError::NewerVersion { found, ours }),
        _ => Err(RecordError::Damaged("its version is no number".to_owned())),
    }
}

type EachMember<'a> = dyn FnMut(String, Value) + 'a;
type EachRow<'a> = dyn FnMut(Value) -> ControlFlow<()> + 'a;

/// Goes through the members of a record; the rows are skipped, or given one by one.
pub(crate) fn walk(
    input: impl Read,
    member: &mut EachMember<'_>,
    row: Option<&mut EachRow<'_>>,
) -> Result<ControlFlow<()>, RecordError> {
    let mut broken_off = false;
    let mut input = serde_json::Deserializer::from_reader(io::BufReader::new(input));
    let walked = Members {
        member,
        row,
        broken_off: &mut broken_off,
    }
    .deserialize(&mut input);
    if broken_off {
        return Ok(ControlFlow::Break(()));
    }
    walked?;
    input.end()?;
    Ok(ControlFlow::Continue(()))
}

struct Members<'a, 'm, 'r> {
    member: &'a mut EachMember<'m>,
    row: Option<&'a mut EachRow<'r>>,
    broken_off: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Members<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut names: Vec<String> = Vec::new();
        while let Some(name) = members.next_key::<String>()? {
            if names.contains(&name) {
                return Err(named_twice(&name));
            }
            names.push(name.clone());
            if name != ROWS {
                let value = members.next_value_seed(Strict)?;
                (self.member)(name, value);
                continue;
            }
            match &mut self.row {
                None => {
                    members.next_value::<IgnoredAny>()?;
                    (self.member)(name, Value::Null);
                }
                Some(row) => members.next_value_seed(Rows {
                    row: &mut **row,
                    broken_off: &mut *self.broken_off,
                })?,
            }
        }
        Ok(())
    }
}

struct Rows<'a, 'r> {
    row: &'a mut EachRow<'r>,
    broken_off: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rows of a record")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element_seed(Strict)? {
            if (self.row)(row).is_break() {
                *self.broken_off = true;
                return Err(A::Error::custom("broken off"));
            }
        }
        Ok(())
    }
}

/// Any value, in which no object names a member twice: readers would differ in which of the two they take.
struct Strict;

fn named_twice<E: serde::de::Error>(name: &str) -> E {
    E::custom(format_args!("the member `{name}` is there twice"))
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Value, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, it: bool) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_i64<E>(self, it: i64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_u64<E>(self, it: u64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_f64<E>(self, it: f64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_str<E>(self, it: &str) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_string<E>(self, it: String) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(Self)? {
            all.push(item);
        }
        Ok(all.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(Self)?;
            if all.contains_key(&name) {
                return Err(named_twice(&name));
            }
            all.insert(name, value);
        }
        Ok(all.into())
    }
}
