//! Several runs in one folder, and runs that are interrupted or killed.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // A test may fail so.

mod fixture;

use std::fs::{self, File, Metadata};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use fixture::{BUILD, Folder, Ran, small_list};
use serde_json::Value;

const SCREEN: &[&str] = &[
    "screen",
    "data",
    "--input",
    "-",
    "--column",
    "name",
    "--threads",
    "1",
    "--out",
    "out.csv",
];

fn names(folder: &Folder, name: &str) -> Vec<String> {
    folder
        .files(name)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

/// Packs, without the manifest.
fn packs(folder: &Folder) -> Vec<String> {
    let mut names = names(folder, "data");
    names.retain(|name| name.ends_with(".pack"));
    names
}

#[test]
fn builds_into_one_folder_leave_a_whole_one() {
    let folder = Folder::new();
    for list in 0..4 {
        let text = small_list().replace("BRASKADE", &format!("BRASKADE{list}"));
        folder.write(&format!("list{list}.csv"), text);
    }
    for round in 0..10 {
        thread::scope(|scope| {
            for list in 0..4 {
                let folder = &folder;
                scope.spawn(move || {
                    let list = format!("uk=list{list}.csv");
                    folder
                        .run(&["build", "--list", &list, "--out", "data", "--allow-small"])
                        .succeeds();
                });
            }
            // A reader waits where it finds the two manifests of different builds.
            if round > 0 {
                scope.spawn(|| folder.run(&["inspect", "data"]).succeeds());
            }
        });
        let said = folder.run(&["inspect", "data"]).succeeds();
        assert!(
            said.contains("All checksums are right."),
            "round {round}: {said}"
        );
        let left = names(&folder, "data");
        assert!(left.iter().all(|name| !name.starts_with('.')), "{left:?}");
    }
}

#[test]
fn packs_of_the_edition_before_stay_for_a_day() {
    let folder = Folder::with_data();
    let build = |name: &str| {
        folder.write("list.csv", small_list().replace("BRASKADE", name));
        folder.run(BUILD).succeeds();
    };
    let age = |names: &[String], hours: u64| {
        for name in names {
            let file = File::options()
                .write(true)
                .open(folder.path("data").join(name))
                .unwrap();
            let time = SystemTime::now() - Duration::from_secs(hours * 3_600);
            file.set_modified(time).unwrap();
        }
    };
    let first = packs(&folder);
    // However long ago it was built, its day begins when it is replaced.
    age(&first, 1_000);
    build("BRASKODE");
    let both = packs(&folder);
    assert_eq!(both.len(), 4);
    assert!(first.iter().all(|name| both.contains(name)));
    // The same list again makes no edition old.
    build("BRASKODE");
    assert_eq!(packs(&folder), both);
    age(&first, 23);
    build("BRASKIDE");
    assert_eq!(packs(&folder).len(), 6);
    age(&first, 25);
    build("BRASKIDE");
    let left = packs(&folder);
    assert_eq!(left.len(), 4);
    assert!(!first.iter().any(|name| left.contains(name)));
    folder.run(&["inspect", "data"]).succeeds();
}

/// The unfinished files, as the system describes them.
fn unfinished_files(folder: &Folder) -> Vec<Metadata> {
    fs::read_dir(folder.path(""))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| {
            entry
                .file_name()
                .to_str()
                .unwrap()
                .starts_with(".sanctions-lookup-")
        })
        .filter_map(|entry| entry.metadata().ok().filter(|file| file.is_file()))
        .collect()
}

/// Sizes of the unfinished files.
fn unfinished(folder: &Folder) -> Vec<u64> {
    unfinished_files(folder)
        .iter()
        .map(|file| file.len())
        .collect()
}

/// Waits until there are this many unfinished files, with something in each.
fn wait_for_unfinished(folder: &Folder, files: usize) {
    for _ in 0..1_200 {
        let sizes = unfinished(folder);
        if sizes.len() == files && sizes.iter().all(|size| *size > 0) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("nothing was written: {:?}", unfinished(folder));
}

/// The command with every signal as a terminal gives it: what was started in the background ignores some,
/// and so would all that it starts. Where `env` cannot do that, the command as it is.
fn with_default_signals(command: &Command) -> Command {
    const RESET: &str = "--default-signal=INT,QUIT,HUP,TERM";
    let mut reset = Command::new("env");
    let can = Command::new("env").args([RESET, "true"]).status();
    if can.is_ok_and(|status| status.success()) {
        reset.arg(RESET);
    }
    reset.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        reset.current_dir(folder);
    }
    reset
}

/// Starts to screen and gives it customers without an end of input.
fn start_to_screen(folder: &Folder) -> Child {
    let mut child = with_default_signals(&folder.command(SCREEN))
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"name\n").unwrap();
    let rows = "Orsek Valdi Testanov\n".repeat(20_000);
    stdin.write_all(rows.as_bytes()).unwrap();
    child.stdin = Some(stdin);
    child
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap()
            .success()
    );
}

#[test]
fn an_interrupted_screen_leaves_nothing_of_the_customers() {
    let folder = Folder::with_data();
    folder.write("out.csv", "earlier");
    let before = folder.files("");
    for (name, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1), ("-QUIT", 3)] {
        let mut child = start_to_screen(&folder);
        wait_for_unfinished(&folder, 1);
        // To wait for it would end its input, and it might finish before it is interrupted.
        let input = child.stdin.take();
        signal(&child, name);
        let status = child.wait().unwrap();
        drop(input);
        // It ends as the signal ends any command.
        assert_eq!(status.signal(), Some(number), "{name}: {status:?}");
        assert_eq!(folder.files(""), before, "{name}");
    }
}

#[test]
fn what_a_killed_run_left_is_removed_by_the_next_and_a_living_one_is_not_disturbed() {
    let folder = Folder::with_data();
    let mut living = start_to_screen(&folder);
    wait_for_unfinished(&folder, 1);
    let before = names(&folder, "");
    let mut killed = start_to_screen(&folder);
    wait_for_unfinished(&folder, 2);
    signal(&killed, "-KILL");
    killed.wait().unwrap();
    let left = names(&folder, "");
    assert_eq!(left.len(), before.len() + 1, "{left:?}");
    let only = folder.path(left.iter().find(|name| !before.contains(name)).unwrap());
    assert_eq!(
        fs::metadata(&only).unwrap().permissions().mode() & 0o777,
        0o600
    );
    // Of another program, and none of ours.
    folder.write(".sanctions-lookup-mine.csv", "mine");
    fs::create_dir(folder.path(".sanctions-lookup-folder")).unwrap();

    folder.write("in.csv", "name\nx\n");
    folder
        .run(&[
            "screen",
            "data",
            "--input",
            "in.csv",
            "--column",
            "name",
            "--out",
            "other.csv",
        ])
        .succeeds();
    assert!(!only.exists());
    drop(living.stdin.take());
    assert_eq!(living.wait().unwrap().code(), Some(0));
    let rows = folder.read("out.csv").lines().count();
    assert_eq!(rows, 20_001);
    assert_eq!(folder.read(".sanctions-lookup-mine.csv"), "mine");
    assert!(folder.path(".sanctions-lookup-folder").exists());
}

const RESUME: [&str; 10] = [
    "screen",
    "data",
    "--input",
    "in.csv",
    "--column",
    "name",
    "--keep",
    "ref",
    "--threads",
    "2",
];

/// Starts to screen a long file, and kills it when a part of its output is written, and of its record.
fn kill(folder: &Folder, arguments: &[&str], signal_name: &str) {
    let mut child = folder
        .command(arguments)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let files = 1 + usize::from(arguments.contains(&"--record"));
    wait_for_unfinished(folder, files);
    signal(&child, signal_name);
    assert!(child.wait().unwrap().signal().is_some(), "it had ended");
}

/// Writes a file with this many rows to screen.
fn write_input(folder: &Folder, rows: usize) {
    let names = [
        "Orsek Valdi Testanov; No Such Ship",
        "Zzyzx Qwortle",
        "",
        "\"two\nlines\"",
        "Tetsanov",
    ];
    let rows = (0..rows).map(|row| format!("{},{row}\n", names[row % names.len()]));
    folder.write("in.csv", format!("name,ref\n{}", rows.collect::<String>()));
}

#[test]
fn a_full_disk_is_an_error_in_every_format() {
    let folder = Folder::with_data();
    write_input(&folder, 3_000);
    let program = folder.command(&[]).get_program().to_owned();
    for out in ["out.csv", "out.ndjson", "out.xlsx"] {
        // Files of at most 16 blocks; the rows have more bytes, and a workbook has more before it is packed.
        let limited = "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
        let output = Command::new("sh")
            .args(["-c", limited])
            .arg(&program)
            .args([&RESUME[..], &["--out", out]].concat())
            .current_dir(folder.path(""))
            .env("RUST_BACKTRACE", "1")
            .output()
            .unwrap();
        let ran = Ran::new(&["screen", out], output);
        let said = ran.fails(1, &["File too large"]);
        assert!(!said.contains("panicked"), "{said}");
        assert!(!folder.path(out).exists() && unfinished(&folder).is_empty());
    }
}

#[test]
fn a_killed_screen_is_resumed_with_its_check_record() {
    let folder = Folder::with_data();
    write_input(&folder, 2_000);
    let plain = [
        &RESUME[..],
        &["--out", "out.csv", "--record", "record.json"],
    ]
    .concat();
    folder.run(&plain).succeeds();
    let output = folder.read("out.csv");
    // All but the time at which the run began, and the hash over it.
    let record = || {
        let mut record: Value = serde_json::from_str(&folder.read("record.json")).unwrap();
        let record = record.as_object_mut().unwrap();
        let made_at = record.remove("made_at").unwrap();
        record.remove("sha256").unwrap();
        (record.clone(), made_at)
    };
    let (expected, _) = record();
    let verify = || {
        folder
            .run(&[
                "verify",
                "record.json",
                "--data",
                "data",
                "--input",
                "in.csv",
            ])
            .succeeds();
    };
    for hashed in [&[][..], &["--hash-names"]] {
        fs::remove_file(folder.path("out.csv")).unwrap();
        fs::remove_file(folder.path("record.json")).unwrap();
        let plain = [&plain[..], hashed].concat();
        let resume = [&plain[..], &["--resume"]].concat();
        kill(&folder, &plain, "-KILL");
        thread::sleep(Duration::from_millis(1_100));
        let killed = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        kill(&folder, &resume, "-KILL");
        kill(&folder, &resume, "-TERM");
        let ran = folder.run(&resume);
        assert!(ran.err.contains("note: resumed after row "), "{}", ran.err);
        ran.succeeds();
        assert!(folder.read("out.csv") == output, "the output differs");
        assert!(unfinished(&folder).is_empty());
        let (resumed, made_at) = record();
        assert!(
            made_at.as_str().unwrap() < killed.as_str(),
            "{made_at} {killed}"
        );
        if hashed.is_empty() {
            assert!(resumed == expected, "the record differs");
        }
        verify();
    }
    // One of the two files alone is not gone on with.
    let resume = [&plain[..], &["--resume"]].concat();
    for name in [&b"{"[..], b"row,"] {
        folder.remove("record.json");
        kill(&folder, &plain, "-KILL");
        let mut left = fs::read_dir(folder.path(""))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file());
        let left = left.find(|path| {
            let is_unfinished = path.to_str().unwrap().contains("/.sanctions-lookup-");
            is_unfinished && fs::read(path).unwrap().starts_with(name)
        });
        fs::remove_file(left.unwrap()).unwrap();
        let ran = folder.run(&resume);
        assert!(ran.err.contains("nothing to resume"), "{}", ran.err);
        ran.succeeds();
        assert!(folder.read("out.csv") == output, "the output differs");
        assert!(record().0 == expected, "the record differs");
        assert!(unfinished(&folder).is_empty());
    }
}

#[test]
fn a_resumed_record_has_the_decisions_and_the_hashes_of_names_and_follows_another() {
    let folder = Folder::with_data();
    write_input(&folder, 2_000);
    let record = |name: &str| serde_json::from_str::<Value>(&folder.read(name)).unwrap();
    let before = ["--out", "before.csv", "--record", "before.json"];
    folder.run(&[&RESUME[..], &before].concat()).succeeds();
    let hit = &record("before.json")["rows"][0]["hits"][0];
    let hit = format!(
        "{}:{}",
        hit["list"].as_str().unwrap(),
        hit["id"].as_str().unwrap()
    );
    #[rustfmt::skip]
    folder.run(&[
        "decide", "before.json", "--row", "1", "--hit", &hit, "--decision", "not-a-match",
        "--by", "A. Clerk", "--reason", "another person", "--decisions", "decisions.json",
    ]).succeeds();
    #[rustfmt::skip]
    let more = [
        "--record", "record.json", "--after", "before.json", "--hash-names",
        "--decisions", "decisions.json",
    ];
    let private = |file: &Metadata| {
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    };
    for out in ["out.csv", "out.ndjson"] {
        folder.remove("record.json");
        let plain = [&RESUME[..], &["--out", out], &more].concat();
        folder.run(&plain).succeeds();
        let output = folder.read(out);
        assert!(output.contains("not-a-match"), "no decision in {out}");
        let expected = record("record.json");
        fs::remove_file(folder.path(out)).unwrap();
        fs::remove_file(folder.path("record.json")).unwrap();

        // What is interrupted without --resume leaves nothing.
        kill(&folder, &plain, "-TERM");
        assert!(unfinished(&folder).is_empty());

        let resume = [&plain[..], &["--resume"]].concat();
        kill(&folder, &plain, "-KILL");
        unfinished_files(&folder).iter().for_each(private);
        kill(&folder, &resume, "-KILL");
        unfinished_files(&folder).iter().for_each(private);
        let ran = folder.run(&resume);
        assert!(ran.err.contains("note: resumed after row "), "{}", ran.err);
        ran.succeeds();
        assert!(folder.read(out) == output, "{out} differs");
        for name in [out, "record.json"] {
            private(&fs::metadata(folder.path(name)).unwrap());
        }
        assert!(unfinished(&folder).is_empty());
        let resumed = record("record.json");
        // All else depends on the salt.
        for member in [
            "after", "engine", "format", "lists", "settings", "summary", "version",
        ] {
            assert_eq!(resumed[member], expected[member], "{member}");
        }
        let answers = |record: &Value| {
            let rows = record["rows"].as_array().unwrap().iter();
            rows.map(|row| (row["row"].clone(), row["outcome"].clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(answers(&resumed), answers(&expected));
        assert!(!folder.read("record.json").contains("Tetsanov"));
        #[rustfmt::skip]
        folder.run(&[
            "verify", "record.json", "--data", "data", "--input", "in.csv", "--after", "before.json",
        ]).succeeds();
    }

    // A killed run that followed another record, or used other decisions, is not gone on with.
    let plain = [&RESUME[..], &["--out", "out.csv"], &more].concat();
    let resume = [&plain[..], &["--resume"]].concat();
    #[rustfmt::skip]
    folder.run(&[
        &RESUME[..], &["--out", "before.csv", "--record", "other.json", "--limit", "1"],
    ].concat()).succeeds();
    let decisions = format!("{}\n", folder.read("decisions.json"));
    for (name, text) in [
        ("before.json", folder.read("other.json")),
        ("decisions.json", decisions),
    ] {
        folder.remove("record.json");
        kill(&folder, &plain, "-KILL");
        folder.write(name, text);
        assert_eq!(unfinished(&folder).len(), 2);
        let ran = folder.run(&resume);
        assert!(ran.err.contains("nothing to resume"), "{}", ran.err);
        ran.succeeds();
    }
}

#[test]
fn a_killed_screen_is_resumed_and_no_row_is_lost_or_doubled() {
    let folder = Folder::with_data();
    write_input(&folder, 20_000);
    for out in ["out.csv", "out.ndjson"] {
        let plain = [&RESUME[..], &["--out", out]].concat();
        let whole = folder.run(&plain);
        let counted = whole
            .err
            .lines()
            .find(|line| line.contains("rows read:"))
            .unwrap()
            .to_owned();
        assert!(
            counted.contains("rows read: 20,000; rows with an outcome: 20,000"),
            "{counted}"
        );
        whole.succeeds();
        let expected = folder.read(out);
        fs::remove_file(folder.path(out)).unwrap();

        let resume = [&plain[..], &["--resume"]].concat();
        let resumes = |ran: &Ran| ran.err.contains("note: resumed after row ");
        kill(&folder, &plain, "-KILL");
        assert!(!folder.path(out).exists());
        // Killed a second time, and interrupted.
        kill(&folder, &resume, "-KILL");
        kill(&folder, &resume, "-TERM");
        let ran = folder.run(&resume);
        assert!(resumes(&ran), "{}", ran.err);
        assert!(ran.err.contains(&counted), "{} / {counted}", ran.err);
        ran.succeeds();
        assert!(folder.read(out) == expected, "{out} differs");
        assert!(unfinished(&folder).is_empty());

        // Nothing is left, and what another command left is none of its own.
        let ran = folder.run(&resume);
        assert!(ran.err.contains("nothing to resume"), "{}", ran.err);
        ran.succeeds();
        kill(&folder, &plain, "-KILL");
        let other = [&resume[..], &["--limit", "1"]].concat();
        let ran = folder.run(&other);
        assert!(ran.err.contains("nothing to resume"), "{}", ran.err);
        // Nor is the same command after the input has changed.
        kill(&folder, &plain, "-KILL");
        folder.write("in.csv", folder.read("in.csv"));
        let ran = folder.run(&resume);
        assert!(ran.err.contains("nothing to resume"), "{}", ran.err);
        assert!(folder.read(out) == expected, "{out} differs");
    }
    for (input, out) in [("-", "out.csv"), ("in.csv", "-"), ("in.csv", "out.xlsx")] {
        folder
            .run(&[
                "screen", "data", "--input", input, "--column", "name", "--out", out, "--resume",
            ])
            .fails(2, &["--resume needs files"]);
    }
}

#[test]
fn a_signal_that_the_caller_has_ignored_stays_ignored() {
    let folder = Folder::with_data();
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "trap '' HUP; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_sanctions-lookup"))
        .args(SCREEN)
        .current_dir(folder.path(""))
        .stdin(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = shell.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"name\nOrsek Testanov\n").unwrap();
    // Its few rows are written at the end only.
    while unfinished(&folder).is_empty() {
        assert!(child.try_wait().unwrap().is_none());
        thread::sleep(Duration::from_millis(50));
    }
    signal(&child, "-HUP");
    thread::sleep(Duration::from_millis(200));
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(folder.read("out.csv").lines().count(), 2);
}

#[test]
fn only_the_owner_may_read_names_of_customers() {
    let folder = Folder::with_data();
    folder.write("in.csv", "name,kind,query,listed_name\nx,ship,y,z\n");
    folder.write("out.csv", "earlier");
    fs::set_permissions(folder.path("out.csv"), fs::Permissions::from_mode(0o644)).unwrap();
    let mode = |name: &str| {
        fs::metadata(folder.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    for (umask, published) in [("000", 0o666), ("022", 0o644), ("077", 0o600)] {
        for arguments in [
            &[
                "screen", "data", "--input", "in.csv", "--column", "name", "--out", "out.csv",
            ][..],
            &[
                "screen",
                "data",
                "--input",
                "in.csv",
                "--column",
                "name",
                "--out",
                "out.ndjson",
            ],
            &["compare", "--input", "in.csv", "--out", "scores.csv"],
            BUILD,
        ] {
            let status = Command::new("sh")
                .args(["-c", &format!("umask {umask}; exec \"$@\""), "sh"])
                .arg(env!("CARGO_BIN_EXE_sanctions-lookup"))
                .args(arguments)
                .current_dir(folder.path(""))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .unwrap();
            assert!(status.success(), "{arguments:?}");
        }
        for name in ["out.csv", "out.ndjson", "scores.csv"] {
            assert_eq!(mode(name), 0o600, "{name} with umask {umask}");
        }
        for name in names(&folder, "data") {
            assert_eq!(
                mode(&format!("data/{name}")),
                published,
                "{name} with umask {umask}"
            );
        }
    }
}
