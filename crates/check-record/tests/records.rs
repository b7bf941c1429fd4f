//! Records that are written, read again, and damaged in every way.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::ops::ControlFlow;

use check_record::{Asked, Names, RecordError, Summary, Unfinished, canonical, hide_names};
use fixture::{List, header, row_of};
use serde_json::{Value, json};

/// The hash that the content of a record has.
fn content(bytes: &[u8]) -> Result<String, RecordError> {
    let opened = check_record::open(bytes)?;
    let hash = opened.rows(bytes, &mut |_| ControlFlow::Continue(()))?;
    Ok(hash.unwrap())
}

fn record() -> Vec<u8> {
    let list = List::new();
    let names = ["Orsek Testanof", "Nobody Atall", ""];
    fixture::record(&list, &header(Names::Plain), &names)
}

#[test]
fn a_record_is_in_canonical_form_and_has_the_hash_of_its_content() {
    let bytes = record();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    let mut text = canonical(&value).unwrap();
    text.push(b'\n');
    assert_eq!(bytes, text);
    assert_eq!(content(&bytes).unwrap(), value["sha256"]);
    // By its definition: the canonical form without the member.
    let mut without = value.clone();
    without.as_object_mut().unwrap().remove("sha256");
    assert_eq!(
        check_record::sha256(&canonical(&without).unwrap()),
        value["sha256"]
    );
    assert_eq!(
        value["summary"],
        json!({"rows": 3, "outcomes": {"hits": 1, "nothing-found": 1, "not-searched": 1}})
    );
    // Numbers as `search --json` prints them.
    let score = value["rows"][0]["hits"][0]["score"].to_string();
    assert!(score.len() <= 10, "{score}");
}

#[test]
fn a_record_that_was_cut_anywhere_is_gone_on_with_and_is_the_same() {
    let whole = record();
    let header = header(Names::Plain);
    let value: Value = serde_json::from_slice(&whole).unwrap();
    let rows: Vec<Vec<u8>> = (value["rows"].as_array().unwrap().iter())
        .map(|row| canonical(row).unwrap())
        .collect();
    let mut summary = Summary::default();
    for row in value["rows"].as_array().unwrap() {
        summary.add(row["outcome"].as_str().unwrap());
    }
    let mut most = 0;
    for length in 0..=whole.len() {
        let cut = &whole[..length];
        let left = Unfinished::read(cut, u64::MAX);
        let kept = left.rows();
        assert!(kept >= most, "{length}");
        most = kept;
        for kept in 0..=kept {
            let Some(resumed) = left.resume(&header, kept, cut).unwrap() else {
                assert_eq!(kept, 0, "{length}");
                continue;
            };
            let at = usize::try_from(resumed.length()).unwrap();
            if at > length {
                // Cut after the member before the rows.
                assert_eq!(kept, 0, "{length}");
                continue;
            }
            let mut writer = resumed.writer(cut[..at].to_vec());
            for row in &rows[usize::try_from(kept).unwrap()..] {
                writer.push(row).unwrap();
            }
            let (bytes, sha256) = writer.finish(&summary).unwrap();
            assert!(bytes == whole, "{length} {kept}");
            assert_eq!(value["sha256"], sha256);
        }
    }
    assert_eq!(most, 3);
    let left = Unfinished::read(&*whole, u64::MAX);
    assert_eq!(left.made_at(), Some(&*header.made_at));
    assert_eq!(left.names(), Some(Names::Plain));
    assert_eq!(Unfinished::read(&*whole, 2).rows(), 2);
    // That of another run, and one with more rows than there are.
    let other = fixture::header(Names::hashed([7; 16]));
    assert!(left.resume(&other, 1, &*whole).unwrap().is_none());
    assert!(left.resume(&header, 4, &*whole).unwrap().is_none());
}

#[test]
fn the_layout_of_a_record_says_nothing() {
    let bytes = record();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    let pretty = serde_json::to_vec_pretty(&value).unwrap();
    assert_eq!(content(&pretty).unwrap(), value["sha256"]);
    // The rows first, and the members in another order.
    let members = value.as_object().unwrap();
    let text = |name: &str| format!("{}:{}", json!(name), members[name]);
    let mut order: Vec<&String> = members.keys().rev().collect();
    order.sort_by_key(|name| *name != "rows");
    let texts: Vec<String> = order.iter().map(|name| text(name)).collect();
    let mixed = format!("\u{20}{{{}}}\r\n", texts.join(",\r\n"));
    assert_eq!(content(mixed.as_bytes()).unwrap(), value["sha256"]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let bytes = record();
    let text = String::from_utf8(bytes.clone()).unwrap();
    for length in (0..bytes.len() - 1).step_by(97) {
        let error = content(&bytes[..length]).unwrap_err();
        assert!(
            matches!(&error, RecordError::Damaged(why) if why == "it ends too early, so it was cut; use a whole copy of it"),
            "{length}: {error}"
        );
    }
    type Row<'a> = (&'a str, String, &'a str);
    #[rustfmt::skip]
    let rows: [Row<'_>; 9] = [
        ("two objects", format!("{text}{{}}"), "changed or damaged near line 2, column 1;"),
        ("a member twice", text.replacen("\"after\":null", "\"after\":null,\"after\":null", 1), "`after` is there twice"),
        ("a member of a row twice", text.replacen("\"outcome\":\"hits\"", "\"outcome\":\"hits\",\"outcome\":\"nothing-found\"", 1), "`outcome` is there twice"),
        ("no summary", text.replacen("\"summary\"", "\"sum\"", 1), "`summary` is missing"),
        ("no rows", text.replacen("\"rows\":", "\"lines\":", 1), "`rows`"),
        ("no list of lists", text.replacen("\"lists\":[]", "\"lists\":7", 1), "not as this program writes it"),
        ("a later version", text.replacen("\"version\":1}", "\"version\":2}", 1), "version 2"),
        ("something else", "{\"a\":1}".to_owned(), "no check record"),
        ("no object", "[1]".to_owned(), "damaged"),
    ];
    for (what, text, words) in rows {
        let error = content(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(words), "{what}: {error}");
    }
    let altered = text.replacen("Nobody Atall", "Nobody Atoll", 1);
    assert_ne!(
        content(altered.as_bytes()).unwrap(),
        content(&bytes).unwrap()
    );
}

#[test]
fn a_record_with_hashes_has_nothing_of_what_was_searched() {
    let list = List::new();
    let names = Names::hashed(*b"sixteen bytes ok");
    let mut asked = Asked {
        name: "Orsek Tesstanof".to_owned(),
        ..Asked::default()
    };
    asked.country = Some("Ruritania".to_owned());
    asked.reference = Some("C-1".to_owned());
    let mut row = row_of(&list, &asked);
    hide_names(&mut row, &asked, &names).unwrap();
    let text = row.to_string().to_lowercase();
    for word in ["tesstanof", "c-1"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert_eq!(row["searched"], asked.written(&names).unwrap());
    // Whoever guesses it can check the guess.
    let plain = canonical(&check_record::value(&asked).unwrap()).unwrap();
    let salted = [b"7369787465656e206279746573206f6b\n".as_slice(), &plain].concat();
    assert_eq!(row["searched"]["sha256"], check_record::sha256(&salted));
    asked.name = "Orsek Testanof".to_owned();
    assert_ne!(row["searched"], asked.written(&names).unwrap());
}
