//! A data folder with several lists: whatever is said of an entry names its list, and each list
//! answers, grows old and fails on its own.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::time::{Duration, SystemTime};

use fixture::{Folder, GIM, RUS, csv_rows, list, small_list};
use serde_json::Value;

/// The small list as `uk`, and beside it a list `un` that has one of its IDs, one of its regimes and a
/// name like one of its own. Both were checked an hour ago.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("list.csv", small_list());
    folder.run(fixture::BUILD).succeeds();
    let person = |id, family, given, regime| {
        [
            ("Unique ID", id),
            ("Name 6", family),
            ("Name 1", given),
            ("Name type", "Primary Name"),
            ("Regime Name", regime),
            ("Designation Type", "Individual"),
        ]
    };
    let rows = [
        person("GIM9001", "TESTANOV", "Orsak", GIM),
        person("RUS9777", "MERUNDAL", "Tovi", RUS),
        person(
            "AFG9001",
            "KESTRABEL",
            "Ovi",
            "The Afghanistan (Sanctions) (EU Exit) Regulations 2020",
        ),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|row| &row[..]).collect();
    folder.add_list("un", "Second Test List", &list("20-Apr-2026", &rows));
    check(&folder, &["uk", "un"], 1);
    folder
}

/// Sets when these lists were last checked.
fn check(folder: &Folder, lists: &[&str], hours_ago: u64) {
    let time = |hours: i64| {
        let distance = Duration::from_secs(hours.unsigned_abs() * 3_600);
        let time = match hours < 0 {
            true => SystemTime::now() - distance,
            false => SystemTime::now() + distance,
        };
        Some(humantime::format_rfc3339_seconds(time).to_string())
    };
    let mut manifest = folder.manifest();
    for entry in &mut manifest.lists {
        if lists.contains(&entry.list.as_str()) {
            let ago = i64::try_from(hours_ago).unwrap();
            (entry.checked_at, entry.valid_until) = (time(-ago), time(48 - ago));
        }
    }
    folder.put_manifest(&manifest);
}

/// Damages the search pack of a list.
fn break_list(folder: &Folder, list: &str) {
    let name = folder
        .files("data")
        .into_iter()
        .map(|(name, _)| name)
        .find(|name| name.starts_with(&format!("{list}-search")))
        .unwrap();
    folder.write(&format!("data/{name}"), "damaged");
}

fn hits(report: &Value) -> Vec<(String, String)> {
    let word = |hit: &Value, field: &str| hit[field].as_str().unwrap().to_owned();
    let hits = report["hits"].as_array().unwrap().iter();
    hits.map(|hit| (word(hit, "list"), word(hit, "id")))
        .collect()
}

fn pair(list: &str, id: &str) -> (String, String) {
    (list.to_owned(), id.to_owned())
}

#[test]
fn every_hit_names_its_list_in_json_text_and_rows() {
    let folder = folder();
    let report = folder
        .run(&["search", "data", "--json", "Orsek Testanov"])
        .json();
    assert_eq!(
        hits(&report),
        [pair("uk", "GIM9001"), pair("un", "GIM9001")]
    );
    let text = folder.run(&["search", "data", "Orsek Testanov"]).succeeds();
    for words in [
        "uk:GIM9001",
        "un:GIM9001",
        "(uk:GIM)",
        "(un:GIM)",
        "Second Test List, ",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    folder.write("names.csv", "name\nOrsek Testanov\n");
    let screen = [
        "screen",
        "data",
        "--input",
        "names.csv",
        "--column",
        "name",
        "--out",
        "-",
    ];
    let rows = csv_rows(&folder.run(&screen).succeeds());
    let lists: Vec<&str> = rows[1..].iter().map(|row| row[3].as_str()).collect();
    assert_eq!(lists, ["uk", "un"]);
    // With one list nothing changes for the reader.
    let one = Folder::with_data();
    let text = one.run(&["search", "data", "Orsek Testanov"]);
    assert!(
        text.out.contains("GIM9001") && !text.out.contains("uk:"),
        "{text:?}"
    );
}

#[test]
fn a_list_beside_another_keeps_its_scores() {
    let both = folder();
    let one = Folder::with_data();
    for query in [
        "Orsek Testanov",
        "testanof",
        "GIM9001",
        "braskade quilon",
        "Iron Lantern",
    ] {
        let search = [
            "search",
            "data",
            "--json",
            "--min",
            "any",
            "--accept-no-verdict",
            query,
        ];
        let of_uk = |folder: &Folder| {
            let report = folder.run(&search).json();
            let hits = report["hits"].as_array().unwrap().clone();
            hits.into_iter()
                .filter(|hit| hit["list"] == "uk")
                .collect::<Vec<_>>()
        };
        assert_eq!(of_uk(&both), of_uk(&one), "{query}");
    }
}

#[test]
fn an_id_names_its_list_or_is_of_every_list_that_has_it() {
    let folder = folder();
    let found = |id: &str| hits(&folder.run(&["search", "data", "--json", id]).json());
    assert_eq!(found("uk:GIM9001"), [pair("uk", "GIM9001")]);
    assert_eq!(found("UN:gim9001"), [pair("un", "GIM9001")]);
    assert_eq!(found("GIM9001").len(), 2);
    assert_eq!(found("RUS9777"), [pair("un", "RUS9777")]);
}

#[test]
fn a_regime_names_its_list_where_several_have_its_code() {
    let folder = folder();
    let search_text =
        |regime: &str| folder.run(&["search", "data", "--regime", regime, "Orsek Testanov"]);
    let search = |regime: &str| {
        folder.run(&[
            "search",
            "data",
            "--json",
            "--regime",
            regime,
            "Orsek Testanov",
        ])
    };
    let inside = |regime: &str| {
        let mut answer = search(regime).json();
        assert_eq!(answer["hidden"], 0, "the same name is never hidden");
        let hits = answer["hits"].as_array_mut().unwrap();
        assert_eq!(hits.len(), 2);
        hits.retain(|hit| hit["outside"] != true);
        self::hits(&answer)
    };
    assert_eq!(inside("uk:gim"), [pair("uk", "GIM9001")]);
    assert_eq!(inside("un:GIM"), [pair("un", "GIM9001")]);
    assert_eq!(inside("AFG"), []);
    let text = search_text("AFG").succeeds();
    assert!(
        text.contains("Not what --kind or --regime asks for"),
        "{text}"
    );
    search("GIM").fails(1, &["several lists", "uk:GIM, un:GIM"]);
    search("uk:AFG").fails(1, &["no regime", "un:AFG"]);
}

#[test]
fn one_expired_list_withholds_the_verdict_and_no_hit() {
    let folder = folder();
    let nothing = ["search", "data", "Zzyzx Qwortle"];
    let text = folder.run(&nothing).succeeds();
    assert!(
        text.contains("UK Sanctions List") && text.contains("Second Test List"),
        "{text}"
    );
    check(&folder, &["un"], 49);
    let ran = folder.run(&nothing);
    assert_eq!(ran.code, Some(4));
    assert!(ran.out.contains("No result can be given"), "{ran:?}");
    assert!(
        ran.out
            .contains("Second Test List: this list was last checked"),
        "{ran:?}"
    );
    let hit = folder.run(&[
        "search",
        "data",
        "--accept-no-verdict",
        "--json",
        "Orsek Testanov",
    ]);
    assert_eq!(hits(&hit.json()).len(), 2);
}

#[test]
fn one_broken_list_hides_no_other_and_withholds_the_verdict() {
    for (broken, whole, id) in [("un", "uk", "GIM9001"), ("uk", "un", "GIM9001")] {
        let folder = folder();
        break_list(&folder, broken);
        let ran = folder.run(&["search", "data", "--json", "Orsek Testanov"]);
        assert_eq!(ran.code, Some(4), "{ran:?}");
        assert!(ran.err.contains("is not searched"), "{ran:?}");
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(hits(&report), [pair(whole, id)]);
        let statuses: Vec<_> = report["lists"].as_array().unwrap().iter().collect();
        for list in statuses {
            let expected = if list["list"] == broken {
                "failed"
            } else {
                "current"
            };
            assert_eq!(list["status"], expected);
        }
        let ran = folder.run(&["search", "data", "Zzyzx Qwortle"]);
        assert_eq!(ran.code, Some(4), "{ran:?}");
        assert!(!ran.out.contains("Nothing like"), "{ran:?}");
        assert!(
            ran.out
                .contains("could not be loaded, so it was not searched"),
            "{ran:?}"
        );
        folder.write("names.csv", "name\nZzyzx Qwortle\nOrsek Testanov\n");
        let screen = [
            "screen",
            "data",
            "--input",
            "names.csv",
            "--column",
            "name",
            "--out",
            "-",
        ];
        let ran = folder.run(&screen);
        assert_eq!(ran.code, Some(4), "{ran:?}");
        let rows = csv_rows(&ran.out);
        assert_eq!(&rows[1][9..13], ["no-verdict", "0", "0", broken]);
        assert_eq!(&rows[2][3..5], [whole, id]);
    }
    let folder = folder();
    break_list(&folder, "uk");
    break_list(&folder, "un");
    folder
        .run(&["search", "data", "Orsek Testanov"])
        .fails(1, &["uk-search"]);
}

#[test]
fn a_pair_is_compared_on_one_list() {
    let folder = folder();
    folder.write(
        "pairs.csv",
        "kind,query,listed_name\nindividual,Orsek Testanov,Orsek TESTANOV\n",
    );
    let compare = [
        "compare",
        "--input",
        "pairs.csv",
        "--out",
        "-",
        "--data",
        "data",
    ];
    folder
        .run(&compare)
        .fails(1, &["several lists", "--list", "uk, un"]);
    let of = |list: &'static str| folder.run(&[&compare[..], &["--list", list]].concat());
    assert!(of("uk").succeeds().contains("exact"));
    of("eu").fails(1, &["no list `eu`", "uk, un"]);
}

#[test]
fn a_list_of_several_files_is_written_with_commas() {
    let folder = Folder::new();
    folder.write("a,b.csv", small_list());
    let build =
        |list: &str| folder.run(&["build", "--list", list, "--out", "data", "--allow-small"]);
    build("uk=a,b.csv").succeeds();
    build("uk=one.csv,two.csv").fails(1, &["cannot read one.csv"]);
    build("uk=").fails(2, &["CODE=FILE"]);
}

/// The small list as `uk` with one more entry, which the UN's list has too, and a third list with a
/// passport of theirs under another name.
fn folder_with_a_party() -> Folder {
    let folder = Folder::new();
    let person = |id, given, family| {
        [
            ("Unique ID", id),
            ("Name 6", family),
            ("Name 1", given),
            ("Name type", "Primary Name"),
            ("Regime Name", GIM),
            ("Designation Type", "Individual"),
        ]
    };
    let passport = [
        ("Passport number", "P0900001"),
        ("Passport additional information", "Albania"),
    ];
    let uk = [
        &person("GIM9001", "Orsak", "TESTANOV")[..],
        &passport,
        &[("UN Reference Number", "GIi.43")],
    ]
    .concat();
    let un = person("GIi.043", "Orsek", "TESTANOFF");
    let eu = [&person("EU.1", "Tovi", "MERUNDAL")[..], &passport].concat();
    folder.write("list.csv", list("20-Apr-2026", &[&uk]));
    folder.run(fixture::BUILD).succeeds();
    folder.add_list("un", "Second Test List", &list("20-Apr-2026", &[&un]));
    folder.add_list("eu", "Third Test List", &list("20-Apr-2026", &[&eu]));
    check(&folder, &["uk", "un", "eu"], 1);
    folder
}

#[test]
fn one_party_on_two_lists_is_one_hit_with_every_listing_apart() {
    let folder = folder_with_a_party();
    let report = folder
        .run(&["search", "data", "--json", "Orsak Testanov"])
        .json();
    assert_eq!(hits(&report), [pair("uk", "GIM9001")]);
    assert_eq!(report["hits_total"], 2);
    let hit = &report["hits"][0];
    let listings = hit["listings"].as_array().unwrap();
    let words = |field: &str| -> Vec<&str> {
        listings
            .iter()
            .map(|one| one[field].as_str().unwrap())
            .collect()
    };
    assert_eq!(words("list"), ["uk", "un"]);
    assert_eq!(words("id"), ["GIM9001", "GIi.043"]);
    assert_eq!(words("matched_name"), ["Orsak TESTANOV", "Orsek TESTANOFF"]);
    assert_eq!(words("band"), ["exact", "possible"]);
    assert!(listings[0]["score"].as_f64() > listings[1]["score"].as_f64());
    assert_eq!(listings[1]["evidence"][0]["listed_word"], "Orsek");
    let other = serde_json::json!([{"list": "eu", "id": "EU.1", "name": "Tovi MERUNDAL"}]);
    assert_eq!(hit["possibly_same"], other);

    let text = folder.run(&["search", "data", "Orsak Testanov"]).succeeds();
    for words in [
        "1. Same name: Orsak TESTANOV (individual, uk:GIM9001)",
        "1. The same on another list. Similar name: Orsek TESTANOFF (individual, un:GIi.043)",
        "possibly the same as: Tovi MERUNDAL (eu:EU.1)",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(
        !text.contains("2. ") && !text.contains("are shown"),
        "{text}"
    );
}

#[test]
fn a_hit_names_the_listings_of_its_party_that_were_not_found_too() {
    let folder = folder_with_a_party();
    folder.write("names.csv", "name\nGIM9001\n");
    let search = &["search", "data", "GIM9001"][..];
    let report = folder.run(&[search, &["--json"]].concat()).json();
    assert_eq!(hits(&report), [pair("uk", "GIM9001")]);
    assert_eq!(report["hits_total"], 1);
    let listings = report["hits"][0]["listings"].as_array().unwrap();
    assert_eq!(listings.len(), 2);
    let other = &listings[1];
    assert_eq!(
        (&other["id"], &other["name"]),
        (&"GIi.043".into(), &"Orsek TESTANOFF".into())
    );
    assert_eq!(other["matched"], "the same party as the hit");
    for nothing in ["score", "band", "evidence"] {
        assert!(
            other[nothing].is_null() && !listings[0][nothing].is_null(),
            "{nothing}"
        );
    }

    let text = folder.run(search).succeeds();
    for words in [
        "1. Same number or contact detail: Orsak TESTANOV (individual, uk:GIM9001)",
        "1. The same on another list: Orsek TESTANOFF (individual, un:GIi.043)",
        "matched: the same party as the hit",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("are shown"), "{text}");

    let screen = &["screen", "data", "--input", "names.csv", "--column", "name"][..];
    let rows = csv_rows(&folder.run(&[screen, &["--out", "-"]].concat()).succeeds());
    let column = |name: &str| rows[0].iter().position(|one| one == name).unwrap();
    let columns = ["list", "score", "band", "matched", "hits_total", "listings"].map(column);
    let cells: Vec<_> = rows[1..]
        .iter()
        .map(|row| columns.map(|it| row[it].as_str()))
        .collect();
    let all = "uk:GIM9001|un:GIi.043";
    assert_eq!(
        cells,
        [
            ["uk", "1.000000", "exact", "the list's own ID", "1", all],
            ["un", "", "", "the same party as the hit", "1", all],
        ]
    );

    let record = [search, &["--record", "check.json"]].concat();
    folder.run(&record).succeeds();
    let verify = ["verify", "check.json", "--data", "data"];
    folder.run(&verify).succeeds();
}

#[test]
fn one_party_has_a_row_for_each_listing_and_two_columns_only_beside_other_lists() {
    let folder = folder_with_a_party();
    folder.write(
        "names.csv",
        "name\nOrsak Testanov\nTovi Merundal\nNobody Qxzvw\n",
    );
    let screen = |folder: &Folder, out: &str| {
        let arguments = [
            "screen",
            "data",
            "--input",
            "names.csv",
            "--column",
            "name",
            "--limit",
            "1",
            "--out",
            out,
        ];
        folder.run(&arguments).succeeds()
    };
    let rows = csv_rows(&screen(&folder, "-"));
    let column = |name: &str| rows[0].iter().position(|one| one == name).unwrap();
    let cells = |names: &[&str]| -> Vec<String> {
        let row = |row: &Vec<String>| {
            names
                .iter()
                .map(|name| row[column(name)].clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        rows[1..].iter().map(row).collect()
    };
    assert_eq!(
        cells(&[
            "row",
            "rank",
            "list",
            "band",
            "listings",
            "possibly_same",
            "outcome"
        ]),
        [
            "1 1 uk exact uk:GIM9001|un:GIi.043 eu:EU.1 hits",
            "1 1 un possible uk:GIM9001|un:GIi.043  hits",
            "2 1 eu exact  uk:GIM9001 hits",
            "3      nothing-found",
        ]
    );
    screen(&folder, "hits.ndjson");
    let first: Value =
        serde_json::from_str(folder.read("hits.ndjson").lines().next().unwrap()).unwrap();
    assert_eq!(first["listings"], "uk:GIM9001|un:GIi.043");

    let one = Folder::with_data();
    one.write("names.csv", "name\nOrsak Testanov\n");
    assert!(!screen(&one, "-").contains("listings"));
    screen(&one, "hits.ndjson");
    assert!(!one.read("hits.ndjson").contains("listings"));
    let report = one
        .run(&["search", "data", "--json", "Orsak Testanov"])
        .json();
    assert_eq!(report["hits"][0].get("listings"), None);
    assert_eq!(report["hits"][0].get("possibly_same"), None);
}
