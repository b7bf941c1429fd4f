//! Check records and decisions: written, run again, forged, and used with another edition of the list.

#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use fixture::{BUILD, Folder, Ran, csv_rows, small_list};
use serde_json::{Value, json};

const INPUT: &str = "ref,name,dob\r\nC1,Orsek Valdi Testanof,1990\r\nC2,\"Nobody\r\nAtall\",\r\nC3,,\r\nC4,Placeholder Frieght Company,\r\n";

const SCREEN: &[&str] = &[
    "screen",
    "data",
    "--input",
    "in.csv",
    "--column",
    "name",
    "--born",
    "dob",
    "--reference",
    "ref",
    "--out",
    "out.csv",
];

fn folder() -> Folder {
    let folder = Folder::with_data();
    folder.write("in.csv", INPUT);
    folder
}

/// Screens; a record of an earlier run is removed first.
fn screen(folder: &Folder, more: &[&str]) -> Ran {
    if more.contains(&"--record") {
        folder.remove("record.json");
    }
    let ran = folder.run(&[SCREEN, more].concat());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    ran
}

/// The report of `verify --json`, and its exit status.
fn verify(folder: &Folder, more: &[&str]) -> (Value, i32) {
    let ran = folder.run(&[&["verify", "record.json", "--json"], more].concat());
    let report = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    (report, ran.code.unwrap())
}

fn verdict(folder: &Folder, more: &[&str]) -> (String, i32) {
    let (report, code) = verify(folder, more);
    (report["verdict"].as_str().unwrap().to_owned(), code)
}

fn is(verdict: &str, code: i32) -> (String, i32) {
    (verdict.to_owned(), code)
}

fn record(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("record.json")).unwrap()
}

/// Writes a record with its hash made right, as a forger would.
fn forge(folder: &Folder, change: impl Fn(&mut Value)) {
    let mut record = record(folder);
    change(&mut record);
    record.as_object_mut().unwrap().remove("sha256");
    let hash = check_record::sha256(&check_record::canonical(&record).unwrap());
    record["sha256"] = json!(hash);
    folder.write(
        "record.json",
        serde_json::to_string_pretty(&record).unwrap(),
    );
}

fn assert_valid(value: &Value, schema: &str) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

const RECORD_SCHEMA: &str = include_str!("../../check-record/schema/check-record-1.json");
const DECISIONS_SCHEMA: &str = include_str!("../../check-record/schema/decisions-1.json");

#[test]
fn a_record_run_again_on_the_same_packs_is_the_same_bit_for_bit() {
    let folder = folder();
    let ran = screen(&folder, &["--record", "record.json"]);
    let record = record(&folder);
    assert_valid(&record, RECORD_SCHEMA);
    let sha256 = record["sha256"].as_str().unwrap();
    assert!(ran.err.contains(sha256), "{}", ran.err);
    assert_eq!(record["summary"]["rows"], 4);
    assert_eq!(
        record["rows"][0]["searched"],
        json!({"name": "Orsek Valdi Testanof", "born": "1990", "reference": "C1"})
    );
    assert_eq!(record["rows"][1]["outcome"], "nothing-in-file");
    assert_eq!(record["rows"][2]["outcome"], "not-searched");
    assert_eq!(record["lists"][0]["status"], "age-unknown");
    // As `search --json` says it.
    let searched = folder
        .run(&[
            "search",
            "data",
            "--born",
            "1990",
            "--json",
            "Orsek Valdi Testanof",
        ])
        .json();
    assert_eq!(record["rows"][0]["hits"], searched["hits"]);
    assert_eq!(record["rows"][0]["entries"][0]["id"], "GIM9001");
    for more in [
        &["--data", "data"][..],
        &["--data", "data", "--input", "in.csv"],
    ] {
        assert_eq!(verdict(&folder, more), is("same", 0));
    }
    let (_, code) = verify(&folder, &[]);
    assert_eq!(code, 8);
    let said = folder
        .run(&["verify", "record.json", "--data", "data"])
        .succeeds();
    assert!(
        said.contains("same, bit for bit") && said.contains("the same packs"),
        "{said}"
    );
    // The output is the one of a run without a record.
    let with = folder.read("out.csv");
    screen(&folder, &[]);
    assert_eq!(folder.read("out.csv"), with);
}

#[test]
fn every_form_of_a_record_can_be_run_again() {
    let folder = folder();
    let other = small_list().replace("Placeholder Freight", "Placeholder Fright");
    folder.add_list("xx", "Another list", &other);
    folder.write("empty.csv", "name\r\n");
    folder.write(
        "odd.csv",
        "\u{feff}dob;name\r\n1990;\"Orsek Testanof; Quillon Braskade\"\r\n;ZX9000001\r\n",
    );
    let runs: [(&[&str], &str); 6] = [
        (&["--input", "in.csv", "--guess"], "in.csv"),
        (&["--input", "empty.csv", "--column", "name"], "empty.csv"),
        (
            &[
                "--input", "odd.csv", "--column", "name", "--born", "dob", "--min", "any",
                "--limit", "3",
            ],
            "odd.csv",
        ),
        (
            &[
                "--input",
                "in.csv",
                "--no-header",
                "--column",
                "2",
                "--delimiter",
                "comma",
            ],
            "in.csv",
        ),
        (
            &[
                "--input",
                "in.csv",
                "--family",
                "name",
                "--given",
                "ref",
                "--hash-names",
            ],
            "in.csv",
        ),
        (
            &[
                "--input",
                "in.csv",
                "--column",
                "name",
                "--threads",
                "3",
                "--encoding",
                "utf-8",
            ],
            "in.csv",
        ),
    ];
    for (arguments, input) in runs {
        let all = [
            &[
                "screen",
                "data",
                "--out",
                "out.csv",
                "--record",
                "record.json",
            ],
            arguments,
        ]
        .concat();
        folder.remove("record.json");
        folder.run(&all).succeeds();
        assert_valid(&record(&folder), RECORD_SCHEMA);
        let again = verify(&folder, &["--data", "data", "--input", input]);
        assert_eq!(
            (again.0["verdict"].as_str(), again.1),
            (Some("same"), 0),
            "{arguments:?}: {}",
            again.0
        );
    }
    let queries: [&[&str]; 5] = [
        &["Orsek Testanof", "--kind", "ship"],
        &["Nobody Atall"],
        &[
            "Iron Lantern; Quillon Braskade",
            "--min",
            "any",
            "--limit",
            "1",
        ],
        &[
            "Orsek Testanof",
            "--born",
            "1978",
            "--country",
            "Ruritania",
            "--sex",
            "male",
        ],
        &["IMO 9990001", "--regime", "uk:RUS"],
    ];
    for query in queries {
        folder.remove("record.json");
        folder
            .run(&[&["search", "data", "--record", "record.json"], query].concat())
            .succeeds();
        assert_valid(&record(&folder), RECORD_SCHEMA);
        assert_eq!(
            verdict(&folder, &["--data", "data"]),
            is("same", 0),
            "{query:?}"
        );
    }
    // A query that cannot be searched is an error, and has a record all the same.
    folder.remove("record.json");
    folder
        .run(&["search", "data", "--record", "record.json", "!"])
        .fails(1, &["not searched"]);
    assert_eq!(record(&folder)["rows"][0]["outcome"], "not-searched");
    assert_eq!(verdict(&folder, &["--data", "data"]), is("same", 0));
}

#[test]
fn a_forged_record_whose_hash_was_made_right_is_caught_by_running_it_again() {
    type Forgery = (&'static str, fn(&mut Value), &'static str);
    #[rustfmt::skip]
    let forgeries: [Forgery; 21] = [
        ("no hit",            |it| { let row = &mut it["rows"][0]; row["outcome"] = json!("nothing-in-file"); row["hits"] = json!([]); row["entries"] = json!([]); row["hits_total"] = json!(0); it["summary"]["outcomes"] = json!({"hits": 1, "nothing-in-file": 2, "not-searched": 1}); }, "hit"),
        ("another outcome",   |it| { it["rows"][1]["outcome"] = json!("nothing-found"); it["summary"]["outcomes"] = json!({"hits": 2, "nothing-found": 1, "not-searched": 1}); }, "outcome"),
        ("another band",      |it| it["rows"][0]["hits"][0]["band"] = json!("possible"), "band"),
        ("another score",     |it| it["rows"][0]["hits"][0]["score"] = json!(0.5), "score"),
        ("evidence",          |it| it["rows"][0]["hits"][0]["evidence"][0]["relation"] = json!("extra"), "evidence"),
        ("the entry",         |it| it["rows"][0]["entries"][0]["dates_of_birth"] = json!(["1950-01-01"]), "dates_of_birth"),
        ("a member",          |it| it["rows"][0]["cleared"] = json!(true), "cleared"),
        ("status of a list",  |it| it["lists"][0]["status"] = json!("current"), "status"),
        ("date of a list",    |it| it["lists"][0]["published"] = json!("2026-11-01"), "published"),
        ("a row less",        |it| { it["rows"].as_array_mut().unwrap().remove(1); it["summary"] = json!({"rows": 3, "outcomes": {"hits": 2, "not-searched": 1}}); }, "row"),
        ("counts",            |it| it["summary"]["rows"] = json!(5), "summary"),
        ("the order of hits", |it| it["rows"][0]["row"] = json!(2), "row"),
        ("a note",            |it| it["note"] = json!("approved by the regulator"), "note"),
        ("a note on a list",  |it| it["lists"][0]["note"] = json!({"by": "the regulator"}), "lists.0.note"),
        ("on the program",    |it| it["engine"]["note"] = json!(1), "engine.note"),
        ("on the columns",    |it| it["input"]["columns"]["note"] = json!("x"), "input.columns.note"),
        ("on the counts",     |it| it["summary"]["note"] = json!("x"), "summary.note"),
        ("the clock",         |it| it["clock"] = json!("the clock of a notary"), "clock"),
        ("no time",           |it| it["made_at"] = json!("long ago"), "made_at"),
        ("no such status",    |it| it["lists"][0]["status"] = json!("approved"), "status"),
        ("decisions of none", |it| it["rows"][0]["decisions"] = json!([{"list": "uk"}]), "decisions"),
    ];
    let folder = folder();
    screen(&folder, &["--record", "record.json"]);
    let written = folder.read("record.json");
    for (what, change, field) in forgeries {
        folder.write("record.json", &written);
        forge(&folder, change);
        let (report, code) = verify(&folder, &["--data", "data"]);
        assert_eq!(
            (report["verdict"].as_str(), code),
            (Some("altered"), 7),
            "{what}: {report}"
        );
        assert!(
            report["sentence"]
                .as_str()
                .unwrap()
                .contains("the hash is right"),
            "{what}"
        );
        let differences = report["differences"].as_array().unwrap();
        assert!(
            differences.iter().any(|one| one["field"] == field),
            "{what}: {report}"
        );
    }
    // A row that does not say what was searched.
    folder.write("record.json", &written);
    forge(&folder, |it| it["rows"][1]["searched"] = json!("x"));
    assert_eq!(verdict(&folder, &["--data", "data"]), is("altered", 7));
    // What was searched is held against the input.
    folder.write("record.json", &written);
    forge(&folder, |it| {
        it["rows"][1]["searched"]["name"] = json!("Nobody Atoll")
    });
    assert_eq!(
        verdict(&folder, &["--data", "data", "--input", "in.csv"]),
        is("altered", 7)
    );
    // With another version of the program each difference is said, and nobody is accused.
    folder.write("record.json", &written);
    forge(&folder, |it| {
        it["engine"]["version"] = json!("9.9.9");
        it["rows"][0]["hits"][0]["score"] = json!(0.5);
    });
    let (report, code) = verify(&folder, &["--data", "data"]);
    assert_eq!(
        (report["verdict"].as_str(), code),
        (Some("other-engine"), 8)
    );
    assert_eq!(report["differences_total"], 1);
}

/// The record as it was written, changed and with its hash made right: the fields that `verify` calls altered.
fn altered(folder: &Folder, change: impl Fn(&mut Value)) -> Vec<String> {
    let written = folder.read("record.json");
    forge(folder, change);
    let (report, code) = verify(folder, &["--data", "data"]);
    folder.write("record.json", written);
    let is_altered = report["verdict"] == "altered";
    assert_eq!(code, if is_altered { 7 } else { 0 }, "{report}");
    let all = report["differences"].as_array().unwrap().iter();
    all.map(|one| one["field"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_times_of_a_check_are_those_of_the_data_folder_or_earlier() {
    let folder = folder();
    let checked = |hour: u32, until: u32| {
        let mut manifest = folder.manifest();
        let time = |hour: u32| Some(format!("2026-04-30T{hour:02}:00:00Z"));
        let list = &mut manifest.lists[0];
        (list.checked_at, list.valid_until) = (time(hour), time(until));
        folder.put_manifest(&manifest);
    };
    checked(9, 15);
    screen(&folder, &["--record", "record.json", "--accept-no-verdict"]);
    let set = |name: &'static str, hour: u32| {
        move |it: &mut Value| it["lists"][0][name] = json!(format!("2026-04-30T{hour:02}:00:00Z"))
    };
    assert!(altered(&folder, |_| {}).is_empty());
    assert_eq!(altered(&folder, set("valid_until", 16)), ["valid_until"]);
    assert_eq!(altered(&folder, set("valid_until", 14)), ["valid_until"]);
    assert_eq!(altered(&folder, set("checked_at", 10)), ["checked_at"]);
    // The publisher was asked again, and had nothing newer.
    checked(11, 17);
    assert!(altered(&folder, |_| {}).is_empty());
    assert_eq!(altered(&folder, set("valid_until", 18)), ["valid_until"]);
    // The same file, built again without asking anybody.
    folder.run(BUILD).succeeds();
    assert!(altered(&folder, |_| {}).is_empty());
}

#[test]
fn what_was_not_compared_is_not_called_proved() {
    let folder = folder();
    let sentence = |more: &[&str]| {
        let (report, code) = verify(&folder, more);
        assert_eq!(code, 0, "{report}");
        report["sentence"].as_str().unwrap().to_owned()
    };
    let one = ["search", "data", "Orsek Testanof", "--record"];
    folder.run(&[&one[..], &["first.json"]].concat()).succeeds();
    screen(
        &folder,
        &["--record", "record.json", "--after", "first.json"],
    );
    #[rustfmt::skip]
    folder.run(&[
        "decide", "record.json", "--hit", "uk:GIM9001", "--decision", "match", "--by", "A. Clerk",
        "--reason", "the same", "--decisions", "decisions.json",
    ]).succeeds();
    let more = ["--after", "first.json", "--decisions", "decisions.json"];
    screen(&folder, &[&["--record", "record.json"], &more[..]].concat());
    // Nothing shows that another reference was written into it.
    let reference = |it: &mut Value| it["rows"][0]["searched"]["reference"] = json!("C7");
    assert!(altered(&folder, reference).is_empty());
    let said = sentence(&["--data", "data"]);
    for words in ["references and columns", "--input", "--after", "decisions"] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    let all = [
        "--data",
        "data",
        "--input",
        "in.csv",
        "--after",
        "first.json",
    ];
    let said = sentence(&all);
    assert!(
        said.ends_with("Not proved: the decisions, which are somebody’s words"),
        "{said}"
    );
    let note = |it: &mut Value| it["rows"][0]["decisions"][0]["note"] = json!("approved");
    assert_eq!(altered(&folder, note), ["decisions.note"]);

    folder.remove("record.json");
    folder
        .run(&[&one[..], &["record.json"]].concat())
        .succeeds();
    let said = sentence(&["--data", "data"]);
    assert!(said.ends_with("gives what the record says"), "{said}");
    assert_eq!(altered(&folder, reference), ["searched.reference"]);
}

#[test]
fn a_damaged_record_and_one_of_a_later_version_are_said_to_be_so() {
    let folder = folder();
    screen(&folder, &["--record", "record.json"]);
    let written = folder.read("record.json");
    folder.write("record.json", written.replacen("Orsek", "Orzek", 1));
    let (report, code) = verify(&folder, &["--data", "data"]);
    assert_eq!((report["verdict"].as_str(), code), (Some("altered"), 7));
    assert!(
        report["sentence"]
            .as_str()
            .unwrap()
            .contains("does not have the hash")
    );
    folder.write("record.json", &written[..written.len() / 2]);
    let (report, code) = verify(&folder, &["--data", "data"]);
    assert_eq!((report["verdict"].as_str(), code), (Some("damaged"), 7));
    let sentence = report["sentence"].as_str().unwrap();
    assert!(sentence.ends_with("record: it ends too early, so it was cut; use a whole copy of it"));
    folder.write("record.json", b"\0\x01\xff");
    assert_eq!(verdict(&folder, &[]), is("damaged", 7));
    folder.write(
        "record.json",
        written.replacen("\"version\":1}", "\"version\":2}", 1),
    );
    folder
        .run(&["verify", "record.json"])
        .fails(1, &["later version", "version 2"]);
    folder.write("record.json", "{\"a\": 1}");
    folder
        .run(&["verify", "record.json"])
        .fails(1, &["no check record"]);
    folder.run(&["verify", "data"]).fails(1, &["data"]);
    folder
        .run(&["verify", "none.json"])
        .fails(1, &["none.json"]);
}

#[test]
fn another_edition_says_what_has_changed_since_name_by_name() {
    let folder = folder();
    screen(&folder, &["--record", "record.json"]);
    let newer = small_list()
        .replace("Report Date: 29-Apr-2026", "Report Date: 30-Apr-2026")
        .replace("05/07/1978", "06/07/1978")
        .replace(
            "Asset freeze|Travel Ban",
            "Asset freeze|Travel Ban|Charter ban",
        )
        .replace(",Ruritania,", ",,")
        .replace("Placeholder Freight Company LLC", "Heron Wharf LLC");
    folder.write("list.csv", newer);
    folder.run(BUILD).succeeds();
    let ran = folder.run(&["verify", "record.json", "--data", "data"]);
    assert_eq!(ran.code, Some(8), "{ran:#?}");
    for words in [
        "published 2026-04-29; in the data folder another edition, published 2026-04-30",
        "changed  2 names: 0 entries found now only, 1 in the record only, 1 different\n",
        "another edition than the record is about; 2 names have another result in it",
        "row 1, Orsek Valdi Testanof, uk:GIM9001: the entry's dates of birth: was 1978-07-05, is 1978-07-06",
        "uk:GIM9001: the entry's measures: added: Charter ban\n",
        "uk:GIM9001: the entry's nationalities: removed: Ruritania\n",
        "row 4, Placeholder Frieght Company: outcome: was hits, is nothing-in-file",
        "row 4, Placeholder Frieght Company, uk:RUS9002: a hit of the record, and none now: Placeholder Freight Company LLC",
        "not proved",
    ] {
        assert!(ran.out.contains(words), "no {words:?} in {}", ran.out);
    }
    assert!(!ran.out.contains("score"), "{}", ran.out);
    // A folder that is older than the record has not changed since.
    folder.remove("record.json");
    screen(&folder, &["--record", "record.json"]);
    folder.write("list.csv", small_list());
    folder.run(BUILD).succeeds();
    let ran = folder.run(&["verify", "record.json", "--data", "data"]);
    for words in [
        "published 2026-04-30; in the data folder an older edition, published 2026-04-29",
        "has an older edition than the record is about; 2 names have another result in it",
        "uk:RUS9002: a hit now, and none of the record: Placeholder",
    ] {
        assert!(ran.out.contains(words), "no {words:?} in {}", ran.out);
    }
    folder.remove("record.json");
    screen(&folder, &["--record", "record.json"]);
    // A pack that was changed is no pack of the manifest, and one with a manifest to suit is another edition.
    folder.write("list.csv", small_list());
    folder.run(BUILD).succeeds();
    assert_eq!(verdict(&folder, &["--data", "data"]), is("same", 0));
    let mut manifest = folder.manifest();
    manifest.lists[0].packs[1].sha256 = "ab".repeat(32);
    folder.put_manifest(&manifest);
    folder
        .run(&["verify", "record.json", "--data", "data"])
        .fails(1, &["SHA-256"]);
    // A folder without the list.
    let mut manifest = folder.manifest();
    manifest.lists[0].list = "xx".to_owned();
    folder.put_manifest(&manifest);
    folder
        .run(&["verify", "record.json", "--data", "data"])
        .fails(1, &["no list `uk`"]);
}

#[test]
fn a_record_with_hashes_is_run_again_with_the_input_only() {
    let folder = folder();
    screen(&folder, &["--record", "record.json", "--hash-names"]);
    let text = folder.read("record.json");
    assert_valid(&record(&folder), RECORD_SCHEMA);
    for word in ["Testanof", "Atall", "Frieght", "C1"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(text.contains("still personal data"));
    assert_eq!(
        verdict(&folder, &["--data", "data"]),
        is("not-run-again", 8)
    );
    assert_eq!(
        verdict(&folder, &["--data", "data", "--input", "in.csv"]),
        is("same", 0)
    );
    folder.write("in.csv", INPUT.replace("1990", "1991"));
    assert_eq!(
        verdict(&folder, &["--data", "data", "--input", "in.csv"]),
        is("altered", 7)
    );
    folder.write(
        "in.csv",
        INPUT.replace("C4,Placeholder Frieght Company,\r\n", ""),
    );
    assert_eq!(
        verdict(&folder, &["--data", "data", "--input", "in.csv"]),
        is("altered", 7)
    );
    // Two records of one name have different hashes.
    let one = || {
        let command = [
            "search",
            "data",
            "Nobody Atall",
            "--born",
            "1971",
            "--record",
            "record.json",
            "--hash-names",
        ];
        folder.remove("record.json");
        folder.run(&command).succeeds();
        record(&folder)["rows"][0]["searched"]["sha256"].clone()
    };
    assert_ne!(one(), one());
    folder.write("name.txt", "Nobody Atall\r\n");
    assert_eq!(
        verdict(&folder, &["--data", "data", "--input", "name.txt"]),
        is("altered", 7)
    );
    folder.write("name.txt", r#"{"name": "Nobody Atall", "born": "1971"}"#);
    assert_eq!(
        verdict(&folder, &["--data", "data", "--input", "name.txt"]),
        is("same", 0)
    );
}

#[test]
fn a_gap_in_a_series_of_records_shows() {
    let folder = folder();
    folder
        .run(&["search", "data", "Nobody Atall", "--record", "first.json"])
        .succeeds();
    folder
        .run(&[
            "search",
            "data",
            "Nobody Atoll",
            "--record",
            "second.json",
            "--after",
            "first.json",
        ])
        .succeeds();
    let after = ["--record", "record.json", "--after", "second.json"];
    folder
        .run(&[&["search", "data", "Nobody Atell"], &after[..]].concat())
        .succeeds();
    assert_eq!(
        verdict(&folder, &["--data", "data", "--after", "second.json"]),
        is("same", 0)
    );
    assert_eq!(
        verdict(&folder, &["--data", "data", "--after", "first.json"]),
        is("altered", 7)
    );
    let first = folder.read("first.json");
    folder.write("first.json", first.replace("Atall", "Atull"));
    folder
        .run(&[
            "search",
            "data",
            "x y",
            "--record",
            "third.json",
            "--after",
            "first.json",
        ])
        .fails(1, &["first.json", "altered or damaged"]);
}

#[test]
fn a_decided_hit_is_quiet_and_speaks_again_with_what_changed() {
    let folder = folder();
    screen(&folder, &["--record", "record.json"]);
    let before = csv_rows(&folder.read("out.csv"));
    let decide = |row: &str, hit: &str, decision: &str| {
        let about = [
            "decide",
            "record.json",
            "--row",
            row,
            "--hit",
            hit,
            "--decision",
            decision,
        ];
        let more = [
            "--by",
            "A. Clerk",
            "--reason",
            "born in 1990",
            "--decisions",
            "decisions.json",
        ];
        folder.run(&[&about[..], &more].concat())
    };
    decide("1", "uk:GIM9001", "not-a-match").succeeds();
    decide("4", "uk:RUS9002", "needs-a-look").succeeds();
    let file: Value = serde_json::from_str(&folder.read("decisions.json")).unwrap();
    assert_valid(&file, DECISIONS_SCHEMA);
    assert_eq!(file["decisions"].as_array().unwrap().len(), 2);
    decide("1", "uk:XYZ", "match").fails(1, &["no hit uk:XYZ", "uk:GIM9001"]);
    decide("9", "uk:GIM9001", "match").fails(1, &["no row 9"]);

    let ran = screen(
        &folder,
        &["--decisions", "decisions.json", "--record", "record.json"],
    );
    for words in [
        "decisions that count: 2, made by A. Clerk (2); 1 of them can make hits quiet",
        "1 quiet, 1 shown with it, 0 that speak again",
    ] {
        assert!(ran.err.contains(words), "no {words:?} in {}", ran.err);
    }
    let rows = csv_rows(&folder.read("out.csv"));
    let columns = rows[0].len();
    assert_eq!(rows[0][columns - 2..], ["decision", "decision_note"]);
    // Nothing else has changed.
    let without: Vec<Vec<String>> = rows.iter().map(|row| row[..columns - 2].to_vec()).collect();
    assert_eq!(without, before);
    let said = |rows: &[Vec<String>], row: &str| {
        let own = rows.iter().find(|own| own[0] == row).unwrap();
        (own[own.len() - 2].clone(), own[own.len() - 1].clone())
    };
    assert_eq!(said(&rows, "1").0, "not-a-match");
    assert!(
        said(&rows, "1")
            .1
            .starts_with("not a match by A. Clerk on 2"),
        "{rows:?}"
    );
    assert_eq!(said(&rows, "2"), (String::new(), String::new()));
    assert_eq!(said(&rows, "4").0, "needs-a-look");
    let kept = record(&folder);
    assert_valid(&kept, RECORD_SCHEMA);
    assert_eq!(kept["decisions"]["author"], "A. Clerk");
    assert_eq!(kept["rows"][0]["decisions"][0]["effect"], "quiet");
    assert_eq!(verdict(&folder, &["--data", "data"]), is("same", 0));

    folder.write("decisions.csv", folder.read("decisions.json"));
    let command: Vec<&str> = (SCREEN.iter())
        .map(|one| {
            if *one == "out.csv" {
                "./decisions.csv"
            } else {
                one
            }
        })
        .collect();
    folder
        .run(&[&command, &["--decisions", "decisions.csv"][..]].concat())
        .fails(1, &["--out", "--decisions"]);

    // The row has another date of birth, and another place.
    folder.write(
        "in.csv",
        "ref,name,dob\nC9,Nobody Atall,\nC1,Orsek Valdi Testanof,1978-07-05\n",
    );
    screen(&folder, &["--decisions", "decisions.json"]);
    let (word, note) = said(&csv_rows(&folder.read("out.csv")), "2");
    assert_eq!(word, "speaks-again");
    assert!(
        note.contains("row, born: was 1990, is 1978-07-05"),
        "{note}"
    );

    // The entry has another nationality; the file is about a list that this folder does not have, too.
    folder.write("in.csv", INPUT);
    folder.write("list.csv", small_list().replace("Ruritania", "Graustark"));
    folder.run(BUILD).succeeds();
    let mut foreign = file;
    for part in ["hit", "entry"] {
        foreign["decisions"][1][part]["list"] = json!("xx");
    }
    folder.write("decisions.json", foreign.to_string());
    let ran = screen(&folder, &["--decisions", "decisions.json"]);
    assert!(
        ran.err
            .contains("1 is about lists that this folder does not have"),
        "{}",
        ran.err
    );
    let (word, note) = said(&csv_rows(&folder.read("out.csv")), "1");
    assert_eq!(word, "speaks-again");
    assert!(
        note.contains("entry, nationalities: was Ruritania, is Graustark"),
        "{note}"
    );
    let more = small_list().replace(
        "Asset freeze|Travel Ban",
        "Asset freeze|Travel Ban|Charter ban",
    );
    folder.write("list.csv", more.replace(",Ruritania,", ",,"));
    folder.run(BUILD).succeeds();
    screen(&folder, &["--decisions", "decisions.json"]);
    let (_, note) = said(&csv_rows(&folder.read("out.csv")), "1");
    for words in [
        "entry, measures: added: Charter ban",
        "entry, nationalities: removed: Ruritania",
    ] {
        assert!(note.contains(words), "no {words:?} in {note}");
    }
    folder.write("decisions.json", "{}");
    folder
        .run(&[SCREEN, &["--decisions", "decisions.json"]].concat())
        .fails(1, &["decisions.json", "no file of decisions"]);
}

#[test]
fn no_decision_is_lost_where_several_people_decide_at_once() {
    let folder = folder();
    screen(&folder, &["--record", "record.json"]);
    let people: Vec<String> = (0..6).map(|number| format!("Clerk {number}")).collect();
    #[rustfmt::skip]
    let decide = |by: &str| {
        folder
            .command(&[
                "decide", "record.json", "--hit", "uk:GIM9001", "--decision", "needs-a-look", "--by", by,
                "--reason", "same day of birth", "--decisions", "decisions.json",
            ])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap()
    };
    for round in 1..=5 {
        let running: Vec<_> = people.iter().map(|by| decide(by)).collect();
        for child in running {
            let ended = child.wait_with_output().unwrap();
            assert!(ended.status.success(), "{ended:?}");
        }
        let file: Value = serde_json::from_str(&folder.read("decisions.json")).unwrap();
        for by in &people {
            let all = file["decisions"].as_array().unwrap();
            let own = all.iter().filter(|one| one["by"] == **by);
            assert_eq!(own.count(), round, "{by}");
        }
    }
}

#[test]
fn what_no_record_can_be_of_is_refused() {
    let folder = folder();
    let record = ["--record", "record.json"];
    folder.write("kept.json", "the record of last month");
    let cases: [(&[&str], i32, &[&str]); 10] = [
        (
            &["--record", "kept.json"],
            1,
            &["kept.json", "name another file"],
        ),
        (
            &["--record", "data/manifest.json"],
            1,
            &["is there already"],
        ),
        (&["--record", "-"], 2, &["name a file"]),
        (
            &["--record", "record.json", "--method", "ofac"],
            2,
            &["--method ofac"],
        ),
        (
            &["--decisions", "d.json", "--method", "ofac"],
            2,
            &["--decisions"],
        ),
        (&["--after", "first.json"], 2, &["--record"]),
        (&["--hash-names"], 2, &["--record"]),
        (&["--record", "in.csv"], 1, &["--input"]),
        (&["--record", "./out.csv"], 1, &["--out"]),
        (&["--record", "none/record.json"], 1, &["none"]),
    ];
    for (more, code, words) in cases {
        // A date of birth is no matter of the other method.
        let command: Vec<&str> = SCREEN
            .iter()
            .copied()
            .filter(|one| !["--born", "dob"].contains(one))
            .collect();
        folder.run(&[&command, more].concat()).fails(code, words);
    }
    assert_eq!(folder.read("in.csv"), INPUT);
    for (place, code) in [("kept.json", 1), ("-", 2)] {
        folder
            .run(&["search", "data", "Nobody Atall", "--record", place])
            .fails(code, &["name a"]);
    }
    assert_eq!(folder.read("kept.json"), "the record of last month");
    folder.remove("kept.json");
    // Of a run that fails there is no record, and none of what it began.
    folder.write("in.csv", "name\nx,y\n");
    folder
        .run(
            &[
                &[
                    "screen", "data", "--input", "in.csv", "--column", "name", "--out", "out.csv",
                ],
                &record[..],
            ]
            .concat(),
        )
        .fails(1, &["line 2"]);
    let mut names: Vec<String> = folder.files("").into_iter().map(|(name, _)| name).collect();
    names.retain(|name| !name.starts_with("data/"));
    assert_eq!(names, ["in.csv", "list.csv"]);
    // Standard input has no second reading, so its record names no hash of it.
    let command = [
        "screen",
        "data",
        "--input",
        "-",
        "--column",
        "name",
        "--out",
        "-",
        "--record",
        "record.json",
    ];
    folder
        .run_with_input(&command, "name\nOrsek Testanof\n")
        .succeeds();
    assert_eq!(self::record(&folder)["input"]["sha256"], Value::Null);
    assert_eq!(verdict(&folder, &["--data", "data"]), is("same", 0));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_records_and_decisions() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder();
    screen(&folder, &["--record", "record.json"]);
    let hit = [
        "decide",
        "record.json",
        "--hit",
        "uk:GIM9001",
        "--decision",
        "match",
    ];
    let more = [
        "--by",
        "A. Clerk",
        "--reason",
        "the same",
        "--decisions",
        "decisions.json",
    ];
    folder.run(&[hit, more].concat()).succeeds();
    for name in ["record.json", "decisions.json"] {
        let mode = std::fs::metadata(folder.path(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn one_is_said_in_the_singular_and_none_is_warned_of() {
    let folder = folder();
    let said = folder
        .run(&["search", "data", "Orzik Tesdanuf", "--kind", "ship"])
        .succeeds();
    assert!(said.contains("1 name on the list looks like it"), "{said}");
    let ran = screen(&folder, &["--record", "record.json"]);
    assert!(!ran.err.contains("nobody was checked"), "{}", ran.err);
    #[rustfmt::skip]
    let decide = [
        "decide", "record.json", "--hit", "uk:GIM9001", "--decision", "match", "--by", "A. Clerk",
        "--reason", "the same", "--decisions", "d.json",
    ];
    for words in ["d.json has 1 decision\n", "d.json has 2 decisions\n"] {
        let ran = folder.run(&decide);
        assert!(ran.err.ends_with(words), "{}", ran.err);
    }
    folder.write("list.csv", small_list().replace("05/07/1978", "06/07/1978"));
    folder.run(BUILD).succeeds();
    let ran = folder.run(&["verify", "record.json", "--data", "data"]);
    let words = "changed  1 name: 0 entries found now only, 0 in the record only, 1 different\n";
    assert!(ran.out.contains(words), "{}", ran.out);
    folder.write("in.csv", "ref,name,dob\n");
    let ran = screen(&folder, &[]);
    assert!(ran.err.contains("nobody was checked"), "{}", ran.err);
}
