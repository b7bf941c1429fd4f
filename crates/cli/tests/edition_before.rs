//! A manifest says how many designations the edition before had that are no longer on the list, and never
//! which.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{BUILD, Folder, small_list};
use serde_json::{Value, json};

fn before(folder: &Folder) -> Value {
    let manifest: Value = serde_json::from_str(&folder.read("data/manifest.json")).unwrap();
    manifest["lists"][0]["before"].clone()
}

#[test]
fn what_the_edition_before_had_is_counted_and_not_named() {
    let folder = Folder::with_data();
    assert_eq!(before(&folder), Value::Null);

    let next = small_list()
        .replace("29-Apr-2026", "06-May-2026")
        .replace("GIM9004", "GIM9014");
    folder.write("list.csv", &next);
    let said = folder.run(BUILD).succeeds();
    let counted = json!({ "published": "2026-04-29", "removed": 1 });
    assert_eq!(before(&folder), counted);
    assert!(
        said.contains("no longer on the list since the edition of 2026-04-29: 1"),
        "{said}"
    );
    assert!(!folder.read("data/manifest.json").contains("GIM9004"));
    folder.run(&["inspect", "data"]).succeeds();

    // The same file again is the same edition, and says the same.
    folder.run(BUILD).succeeds();
    assert_eq!(before(&folder), counted);

    // Another file of the same date: both are compared with the edition of the date before.
    let corrected = next.replace("GIM9001", "GIM9011");
    folder.write("list.csv", &corrected);
    folder.run(BUILD).succeeds();
    let both = json!({ "published": "2026-04-29", "removed": 2 });
    assert_eq!(before(&folder), both);

    // An edition from which nothing was removed.
    folder.write("list.csv", corrected.replace("06-May-2026", "13-May-2026"));
    folder.run(BUILD).succeeds();
    let none = json!({ "published": "2026-05-06", "removed": 0 });
    assert_eq!(before(&folder), none);
}

#[test]
fn an_edition_whose_pack_is_damaged_is_not_compared() {
    let folder = Folder::with_data();
    for (name, bytes) in folder.files("data") {
        if name.contains("-search.") {
            folder.write(&format!("data/{name}"), &bytes[1..]);
        }
    }
    folder.write(
        "list.csv",
        small_list().replace("29-Apr-2026", "06-May-2026"),
    );
    folder.run(BUILD).succeeds();
    assert_eq!(before(&folder), Value::Null);
}
