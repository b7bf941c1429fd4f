//! What the compact form promises: a manifest comes back as it was, nothing but the bytes that
//! were written is read, and the layout of a version never changes.

#![allow(clippy::unwrap_used)] // A test may fail so.

use std::collections::BTreeMap;

use manifest::{
    Counts, EditionBefore, ListEntry, Manifest, ManifestError, PackEntry, PackRole, decode, encode,
};
use pack::{PackError, Party};
use proptest::prelude::*;

fn pack_entry(kind: PackRole, file: &str, bytes: u64) -> PackEntry {
    PackEntry {
        kind,
        file: file.to_owned(),
        bytes,
        sha256: "ab".repeat(32),
    }
}

fn example() -> Manifest {
    Manifest::new(vec![ListEntry {
        list: "zz".to_owned(),
        title: "Quillmouth List".to_owned(),
        publisher: "Town of Quillmouth".to_owned(),
        licence: "None".to_owned(),
        licence_url: "https://licence.example/".to_owned(),
        source_url: "https://list.example/".to_owned(),
        sample: true,
        published: Some("2026-04-29".to_owned()),
        checked_at: Some(String::new()),
        valid_until: None,
        source_sha256: "cd".repeat(32),
        counts: Counts {
            designations: 300,
            names: 2,
            names_in_other_scripts: 3,
            individual: 4,
            entity: 5,
            ship: 6,
            aircraft: 7,
            unknown: 8,
        },
        dates_of_birth: 9,
        identifiers: 10,
        regimes: BTreeMap::from([("ABC".to_owned(), 11), ("é".to_owned(), 12)]).into(),
        warnings: BTreeMap::from([("date".to_owned(), 13)]).into(),
        accepted_faults: vec!["fewer".to_owned(), "quotation".to_owned()],
        before: None,
        packs: vec![
            pack_entry(PackRole::Search, "zz-search.1a2b.pack", 4_294_967_295),
            pack_entry(PackRole::Details, "zz-details.pack", 0),
        ],
    }])
}

/// Three lists of 300 designations, with what is one party on them.
fn several(parties: Vec<Party>) -> Manifest {
    let [one] = example().lists.try_into().unwrap();
    let lists = ["xx", "yy", "zz"].map(|list| ListEntry {
        list: list.to_owned(),
        ..one.clone()
    });
    Manifest {
        parties,
        ..Manifest::new(lists.into())
    }
}

fn party(entries: &[(usize, usize)], is_doubtful: bool) -> Party {
    Party {
        entries: entries.to_vec(),
        is_doubtful,
    }
}

prop_compose! {
    fn some_party()(
        lists in prop::sample::subsequence(vec![0, 1, 2], 2..=3),
        designations in prop::array::uniform3(0..300_usize),
        is_doubtful in any::<bool>(),
    ) -> Party {
        Party { entries: lists.into_iter().zip(designations).collect(), is_doubtful }
    }
}

prop_compose! {
    fn some_list()(
        texts in prop::array::uniform6("[a-zA-Zé\u{4e00} =\n]{0,8}"),
        options in prop::array::uniform3(prop::option::of("[a-z=]{0,4}")),
        sample in any::<bool>(),
        numbers in prop::array::uniform10(any::<u32>()),
        regimes in prop::collection::btree_map("[A-Zé]{0,4}", any::<u32>(), 0..4),
        warnings in prop::collection::btree_map("[a-z]{0,4}", any::<u32>(), 0..4),
        accepted_faults in prop::collection::vec("[a-z]{0,4}", 0..3),
        before in prop::option::of((prop::option::of("[0-9=]{0,4}"), 0..u32::MAX)),
        sizes in prop::array::uniform2(any::<u32>()),
    ) -> ListEntry {
        let [title, publisher, licence, licence_url, source_url, source_sha256] = texts;
        let [published, checked_at, valid_until] = options;
        let [designations, names, names_in_other_scripts, individual, entity, ship, aircraft, unknown,
            dates_of_birth, identifiers] = numbers;
        ListEntry {
            list: String::new(), title, publisher, licence, licence_url, source_url, sample, published,
            checked_at, valid_until, source_sha256,
            counts: Counts { designations, names, names_in_other_scripts, individual, entity, ship,
                aircraft, unknown },
            dates_of_birth, identifiers, regimes: regimes.into(), warnings: warnings.into(), accepted_faults,
            before: before.map(|(published, removed)| EditionBefore { published, removed }),
            packs: vec![
                pack_entry(PackRole::Search, "a-search.pack", sizes[0].into()),
                pack_entry(PackRole::Details, "a-details.pack", sizes[1].into()),
            ],
        }
    }
}

proptest! {
    #[test]
    fn a_manifest_comes_back_as_it_was(lists in prop::collection::vec(some_list(), 1..4)) {
        let named = lists.into_iter().enumerate();
        let lists = named.map(|(at, list)| ListEntry { list: format!("l{at}"), ..list });
        let manifest = Manifest::new(lists.collect());
        let bytes = encode(&manifest).unwrap();
        prop_assert_eq!(decode(&bytes).unwrap(), manifest);
    }

    #[test]
    fn parties_come_back_as_they_were(parties in prop::collection::vec(some_party(), 0..5)) {
        let manifest = several(parties);
        prop_assert_eq!(decode(&encode(&manifest).unwrap()).unwrap(), manifest);
    }

    #[test]
    fn no_bytes_cause_a_panic(
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..4),
        parties in prop::collection::vec(some_party(), 0..3),
    ) {
        let mut bytes = encode(&several(parties)).unwrap();
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        if let Ok(manifest) = decode(&with_checksum(bytes)) {
            prop_assert_eq!(decode(&encode(&manifest).unwrap()).unwrap(), manifest);
        }
    }
}

/// The same bytes with the checksum that they should have.
fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 4);
    let mut crc = u32::MAX;
    for byte in &bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
        }
    }
    bytes.extend((!crc).to_le_bytes());
    bytes
}

#[test]
fn every_changed_byte_and_every_cut_is_found() {
    let bytes = encode(&example()).unwrap();
    assert_eq!(with_checksum(bytes.clone()), bytes);
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(decode(&changed).is_err(), "byte {at}");
        assert!(decode(&bytes[..at]).is_err(), "cut at {at}");
    }
    for other in ["", "{}", "<!doctype html>", "{\"lists\":[]}"] {
        let error = ManifestError::Bytes(PackError::NotAPack);
        assert_eq!(decode(other.as_bytes()), Err(error), "{other}");
    }
}

/// Exchanges bytes of the example that are there once, under a right checksum.
fn exchanged(from: &[u8], to: &[u8]) -> Result<Manifest, ManifestError> {
    let bytes = encode(&example()).unwrap();
    let places: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(from))
        .collect();
    assert_eq!(places.len(), 1, "{from:?}");
    let rest = places[0] + from.len();
    decode(&with_checksum(
        [&bytes[..places[0]], to, &bytes[rest..]].concat(),
    ))
}

#[test]
fn unknown_letters_and_versions_are_errors() {
    type Expected = fn(&ManifestError) -> bool;
    let malformed: Expected = |it| matches!(it, ManifestError::Bytes(PackError::Malformed { .. }));
    #[rustfmt::skip]
    let rows: [(&str, &[u8], &[u8], Expected); 11] = [
        ("letter of a pack", b"Szz-search", b"Xzz-search", malformed),
        ("lower-case letter", b"Dzz-details", b"dzz-details", malformed),
        ("sample is 2", b"\0\0\x01\xac\x02", b"\0\0\x02\xac\x02", malformed),
        ("date without mark", b"=2026-04-29", b"2026-04-29", malformed),
        ("text that is no UTF-8", b"Town", b"\xffown", malformed),
        ("regimes not sorted", b"ABC\0", b"\xf0\x9f\x9a\xa2\0", malformed),
        ("regime twice", b"ABC\0", b"\xc3\xa9\0", malformed),
        ("a list too many", b"\0\x01zz\0", b"\0\x02zz\0", malformed),
        ("no list", b"\0\x01zz\0", b"\0\0zz\0", malformed),
        ("another layout", b"\x01\0\0\0\0\x01zz\0", b"\x02\0\0\0\0\x01zz\0", |it| *it == ManifestError::Layout { found: 2 }),
        ("a kind of pack", b"SLPM", b"SLPS", |it| *it == ManifestError::Bytes(PackError::OtherKind)),
    ];
    for (what, from, to, expected) in rows {
        match exchanged(from, to) {
            Err(error) => assert!(expected(&error), "{what}: {error:?}"),
            Ok(_) => panic!("{what} is read"),
        }
    }
}

#[test]
fn what_the_compact_form_cannot_hold_is_not_written() {
    type Change = fn(&mut Manifest);
    let rows: [Change; 3] = [
        |it| it.lists[0].title = "a\0b".to_owned(),
        |it| it.lists[0].packs[0].bytes = 1 << 32,
        |it| it.lists[0].sample = false,
    ];
    let is_kept = rows.map(|change| {
        let mut manifest = example();
        change(&mut manifest);
        encode(&manifest) != Err(ManifestError::NotKept)
    });
    assert_eq!(is_kept, [false, false, true]);
}

#[test]
fn a_party_has_entries_of_several_lists() {
    type Row<'a> = (&'a str, &'a [(usize, usize)], bool);
    #[rustfmt::skip]
    let rows: [Row<'_>; 7] = [
        ("two lists", &[(0, 0), (2, 299)], true),
        ("three lists", &[(0, 7), (1, 8), (2, 9)], true),
        ("one entry", &[(1, 0)], false),
        ("two of one list", &[(1, 0), (1, 1)], false),
        ("lists in another order", &[(1, 0), (0, 1)], false),
        ("no such list", &[(0, 0), (3, 0)], false),
        ("no such designation", &[(0, 0), (1, 300)], false),
    ];
    for (what, entries, is_right) in rows {
        let bytes = encode(&several(vec![party(entries, false)]));
        match is_right {
            true => assert!(bytes.is_ok(), "{what}"),
            false => assert_eq!(bytes, Err(ManifestError::Party), "{what}"),
        }
    }
}

#[test]
fn the_lists_that_are_kept_keep_what_is_one_party_on_them() {
    let mut manifest = several(vec![
        party(&[(0, 1), (1, 2), (2, 3)], false),
        party(&[(0, 4), (1, 5)], false),
        party(&[(1, 6), (2, 7)], true),
        party(&[(0, 8), (2, 9)], true),
    ]);
    manifest.keep(|list| list.list != "yy");
    let expected = [
        party(&[(0, 1), (1, 3)], false),
        party(&[(0, 8), (1, 9)], true),
    ];
    assert_eq!(manifest.parties, expected);
    assert_eq!(manifest.check(), Ok(()));
    manifest.keep(|list| list.list == "zz");
    assert_eq!((manifest.lists.len(), manifest.parties.len()), (1, 0));
}

#[test]
fn the_layout_of_parties_stays() {
    let none = encode(&several(Vec::new())).unwrap();
    let bytes = encode(&several(vec![
        party(&[(0, 1), (1, 2), (2, 299)], false),
        party(&[(0, 8), (2, 9)], true),
    ]));
    let parties = b"\x02\x06\0\x01\x01\x02\x02\xab\x02\x05\0\x08\x02\x09";
    let without_checksum = &none[..none.len() - 4];
    let expected = with_checksum([without_checksum, parties, b"----"].concat());
    assert_eq!(bytes, Ok(expected));
    // One content has one form.
    let empty = with_checksum([without_checksum, b"\0----"].concat());
    assert!(matches!(
        decode(&empty),
        Err(ManifestError::Bytes(PackError::Malformed { .. }))
    ));
}

#[test]
fn the_layout_of_editions_before_stays() {
    let none = encode(&several(Vec::new())).unwrap();
    let without_checksum = &none[..none.len() - 4];
    let mut manifest = several(Vec::new());
    manifest.lists[1].before = Some(EditionBefore {
        published: Some("2026-04-22".to_owned()),
        removed: 0,
    });
    manifest.lists[2].before = Some(EditionBefore {
        published: None,
        removed: 299,
    });
    let before = b"\0\0\x01=2026-04-22\0\xac\x02\0";
    let expected = with_checksum([without_checksum, before, b"----"].concat());
    assert_eq!(encode(&manifest), Ok(expected));
    // One content has one form.
    let empty = with_checksum([without_checksum, b"\0\0\0\0----"].concat());
    assert!(matches!(
        decode(&empty),
        Err(ManifestError::Bytes(PackError::Malformed { .. }))
    ));
}

#[test]
fn the_layout_of_version_1_stays() {
    let versions = [pack::FORMAT_VERSION, pack::NORMALISER_VERSION]
        .map(u16::to_le_bytes)
        .concat();
    let expected = [
        b"SLPM".as_slice(),
        &versions,
        b"\x01\0\0\0",
        b"\0\x01",
        b"zz\0Quillmouth List\0Town of Quillmouth\0None\0",
        b"https://licence.example/\0https://list.example/\0",
        &b"cd".repeat(32),
        b"\0",
        b"=2026-04-29\0=\0\0",
        b"\x01\xac\x02\x02\x03\x04\x05\x06\x07\x08\x09\x0a",
        b"\x02ABC\0\x0b\xc3\xa9\0\x0c",
        b"\x01date\0\x0d",
        b"\x02fewer\0quotation\0",
        b"\x02Szz-search.1a2b.pack\0\xff\xff\xff\xff\x0f",
        &b"ab".repeat(32),
        b"\0",
        b"Dzz-details.pack\0\0",
        &b"ab".repeat(32),
        b"\0",
        b"----",
    ];
    assert_eq!(
        encode(&example()).unwrap(),
        with_checksum(expected.concat())
    );
}
