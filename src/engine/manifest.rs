//! `manifest.json` as the browser's own parser reads it, mapped to the [`Manifest`] of the pack
//! crate. A JSON parser of our own would be a quarter of what the engine weighs.

use std::collections::BTreeMap;

use pack::manifest::{Counts, ListEntry, Manifest, PackEntry, PackRole};

/// A parsed JSON value. Each method gives `None` when the value is of another type.
pub(super) trait Json: Sized {
    fn is_null(&self) -> bool;
    fn bool(&self) -> Option<bool>;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn items(&self) -> Option<Vec<Self>>;
    fn entries(&self) -> Option<Vec<(String, Self)>>;
    fn field(&self, name: &str) -> Option<Self>;
}

/// Maps a parsed manifest and checks that its packs can be read. `text` is what was parsed.
///
/// # Errors
/// What is wrong, in one line for whoever keeps the files.
pub(super) fn read(text: &str, json: &impl Json) -> Result<Manifest, String> {
    if pack::manifest::count_keys(text) != keys(json) {
        return Err("a field is given twice".to_owned());
    }
    let manifest = Manifest {
        format_version: field(json, "format_version", whole)?,
        normaliser_version: field(json, "normaliser_version", whole)?,
        lists: field(json, "lists", Json::items)?
            .iter()
            .map(list)
            .collect::<Result<_, _>>()?,
    };
    manifest.check()?;
    Ok(manifest)
}

fn list(json: &impl Json) -> Result<ListEntry, String> {
    let text = |name| field(json, name, Json::text);
    Ok(ListEntry {
        list: text("list")?,
        title: text("title")?,
        publisher: text("publisher")?,
        licence: text("licence")?,
        licence_url: text("licence_url")?,
        source_url: text("source_url")?,
        sample: field(json, "sample", Json::bool)?,
        published: field(json, "published", nullable_text)?,
        checked_at: field(json, "checked_at", nullable_text)?,
        valid_until: field(json, "valid_until", nullable_text)?,
        source_sha256: text("source_sha256")?,
        counts: field(json, "counts", |json| Some(counts(json)))??,
        regimes: field(json, "regimes", numbers)?,
        warnings: field(json, "warnings", numbers)?,
        accepted_faults: accepted_faults(json)?,
        packs: field(json, "packs", Json::items)?
            .iter()
            .map(pack_entry)
            .collect::<Result<_, _>>()?,
        // What only the next build asks for.
        ..ListEntry::default()
    })
}

/// Kinds of accepted faults: none where the field is left out.
fn accepted_faults(json: &impl Json) -> Result<Vec<String>, String> {
    const NAME: &str = "accepted_faults";
    let Some(kinds) = json.field(NAME) else {
        return Ok(Vec::new());
    };
    let words = kinds
        .items()
        .and_then(|kinds| kinds.iter().map(Json::text).collect());
    words.ok_or_else(|| missing(NAME))
}

fn counts(json: &impl Json) -> Result<Counts, String> {
    let number = |name| field(json, name, whole);
    Ok(Counts {
        designations: number("designations")?,
        names: number("names")?,
        names_in_other_scripts: number("names_in_other_scripts")?,
        individual: number("individual")?,
        entity: number("entity")?,
        ship: number("ship")?,
        aircraft: number("aircraft")?,
        unknown: number("unknown")?,
        // Only builds compare them.
    })
}

fn pack_entry(json: &impl Json) -> Result<PackEntry, String> {
    Ok(PackEntry {
        kind: field(json, "kind", |kind| match kind.text()?.as_str() {
            "search" => Some(PackRole::Search),
            "details" => Some(PackRole::Details),
            _ => None,
        })?,
        file: field(json, "file", Json::text)?,
        bytes: field(json, "bytes", whole)?,
        sha256: field(json, "sha256", Json::text)?,
    })
}

fn field<J: Json, T>(json: &J, name: &str, read: impl Fn(&J) -> Option<T>) -> Result<T, String> {
    json.field(name)
        .as_ref()
        .and_then(read)
        .ok_or_else(|| missing(name))
}

#[cold]
fn missing(name: &str) -> String {
    format!("{name} is missing or not as expected")
}

fn nullable_text(json: &impl Json) -> Option<Option<String>> {
    if json.is_null() {
        Some(None)
    } else {
        json.text().map(Some)
    }
}

fn numbers(json: &impl Json) -> Option<BTreeMap<String, u32>> {
    // Not collected: that would sort, with the five kilobytes of a sort of its own.
    let mut numbers = BTreeMap::new();
    for (key, value) in json.entries()? {
        numbers.insert(key, whole(&value)?);
    }
    Some(numbers)
}

fn whole<N: TryFrom<u64>>(json: &impl Json) -> Option<N> {
    let number = json.number()?;
    // Every whole number up to here is exact in a JSON number.
    let exact = (0.0..=9_007_199_254_740_991.0).contains(&number) && number.fract() == 0.0;
    exact.then(|| N::try_from(number as u64).ok()).flatten()
}

/// The number of keys in a value, of which a parser keeps one where the text has two that are equal.
fn keys(json: &impl Json) -> usize {
    let inside = |values: Vec<_>| values.iter().map(keys).sum::<usize>();
    match (json.items(), json.entries()) {
        (Some(items), _) => inside(items),
        (None, Some(entries)) => {
            entries.len() + inside(entries.into_iter().map(|(_, value)| value).collect())
        }
        (None, None) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    impl Json for Value {
        fn is_null(&self) -> bool {
            self.is_null()
        }
        fn bool(&self) -> Option<bool> {
            self.as_bool()
        }
        fn text(&self) -> Option<String> {
            self.as_str().map(str::to_owned)
        }
        fn number(&self) -> Option<f64> {
            self.as_f64()
        }
        fn items(&self) -> Option<Vec<Self>> {
            self.as_array().cloned()
        }
        fn entries(&self) -> Option<Vec<(String, Self)>> {
            let object = self.as_object()?;
            Some(object.clone().into_iter().collect())
        }
        fn field(&self, name: &str) -> Option<Self> {
            self.get(name).cloned()
        }
    }

    fn manifest() -> Manifest {
        let pack = |kind, file: &str, bytes| PackEntry {
            kind,
            file: file.to_owned(),
            bytes,
            sha256: "ab".repeat(32),
        };
        Manifest {
            format_version: pack::FORMAT_VERSION,
            normaliser_version: pack::NORMALISER_VERSION,
            lists: vec![ListEntry {
                list: "uk".to_owned(),
                title: "A list".to_owned(),
                publisher: "A publisher".to_owned(),
                licence: "A licence".to_owned(),
                licence_url: "https://licence.example/".to_owned(),
                source_url: "https://list.example/".to_owned(),
                sample: true,
                published: Some("2026-04-29".to_owned()),
                checked_at: None,
                valid_until: None,
                source_sha256: "cd".repeat(32),
                counts: Counts {
                    designations: 10,
                    names: 20,
                    names_in_other_scripts: 3,
                    individual: 4,
                    entity: 3,
                    ship: 2,
                    aircraft: 1,
                    unknown: 0,
                },
                regimes: [("GIM".to_owned(), 10)].into(),
                warnings: [("date".to_owned(), 1)].into(),
                accepted_faults: Vec::new(),
                packs: vec![
                    pack(PackRole::Search, "uk-search.1a2b.pack", 5_000_000_000),
                    pack(PackRole::Details, "uk-details.pack", 7),
                ],
                ..ListEntry::default()
            }],
        }
    }

    fn read_value(value: &impl serde::Serialize) -> Result<Manifest, String> {
        let text = serde_json::to_string(value).expect("it is JSON");
        read(&text, &serde_json::from_str::<Value>(&text).expect("JSON"))
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        assert_eq!(read_value(&manifest()), Ok(manifest()));
    }

    #[test]
    fn accepted_faults_are_read_and_may_be_left_out() {
        let mut manifest = manifest();
        let written = serde_json::to_value(&manifest).expect("a manifest is JSON");
        assert_eq!(written.pointer("/lists/0/accepted_faults"), None);
        manifest.lists[0].accepted_faults = vec!["fewer".to_owned(), "quotation".to_owned()];
        let written = serde_json::to_value(&manifest).expect("a manifest is JSON");
        assert_eq!(read_value(&written), Ok(manifest));
        for wrong in [json!(null), json!("fewer"), json!([1]), json!({"fewer": 1})] {
            let mut broken = written.clone();
            broken["lists"][0]["accepted_faults"] = wrong.clone();
            let expected = "accepted_faults is missing or not as expected";
            assert_eq!(read_value(&broken), Err(expected.to_owned()), "{wrong}");
        }
    }

    #[test]
    fn every_field_is_needed_and_has_its_type() {
        let whole = serde_json::to_value(manifest()).expect("a manifest is JSON");
        for at in ["", "/lists/0", "/lists/0/counts", "/lists/0/packs/1"] {
            let object = whole.pointer(at).and_then(Value::as_object).expect(at);
            for name in object.keys() {
                let expected = Err(format!("{name} is missing or not as expected"));
                for wrong in [None, Some(json!([[]])), Some(json!(-1)), Some(json!(0.5))] {
                    let mut broken = whole.clone();
                    let object = broken.pointer_mut(at).and_then(Value::as_object_mut);
                    let object = object.expect(at);
                    match &wrong {
                        None => object.remove(name),
                        Some(wrong) => object.insert(name.clone(), wrong.clone()),
                    };
                    let found = read_value(&broken);
                    let inside = matches!(name.as_str(), "lists" | "packs" | "counts");
                    if inside && wrong.is_some() {
                        assert!(found.is_err(), "{at}/{name} {wrong:?}");
                    } else {
                        assert_eq!(found, expected, "{at}/{name} {wrong:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_manifest_is_judged() {
        let mut broken = manifest();
        broken.lists.push(broken.lists[0].clone());
        assert_eq!(
            read_value(&broken).unwrap_err(),
            "a list is named twice: uk"
        );
    }

    #[test]
    fn a_field_that_is_given_twice_is_refused_at_every_depth() {
        let text = serde_json::to_string_pretty(&manifest()).expect("a manifest is JSON");
        for key in ["format_version", "sample", "designations", "GIM", "sha256"] {
            let key = format!("\"{key}\":");
            let twice = text.replacen(&key, &format!("{key} 0, {key}"), 1);
            let value: Value = serde_json::from_str(&twice).expect(&key);
            let expected = Err("a field is given twice".to_owned());
            assert_eq!(read(&twice, &value), expected, "{key}");
        }
    }
}
