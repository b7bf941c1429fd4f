//! The rules of the project, as tests: what depends on what, who may touch what, and what every
//! file must say about itself. ARCHITECTURE.md gives the reason behind each.

// They look at files, which a browser does not have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of the project: what git tracks or would track.
fn project_files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files of the project");
    let files: Vec<PathBuf> = String::from_utf8(listed.stdout)
        .expect("paths are UTF-8")
        .lines()
        .map(PathBuf::from)
        .filter(|path| root().join(path).is_file())
        .collect();
    assert!(files.len() > 50, "only {} files were found", files.len());
    files
}

/// The files below a folder with one of these endings, and their text.
fn files_in(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    project_files()
        .into_iter()
        .filter(|path| path.starts_with(folder) && !is_test(path))
        .filter(|path| {
            path.extension()
                .is_some_and(|end| endings.iter().any(|wanted| end == *wanted))
        })
        .map(|path| {
            let text = fs::read_to_string(root().join(&path)).expect("the file is UTF-8");
            (path, text)
        })
        .collect()
}

/// Whether a file holds nothing but tests: `tests.rs`, or anything in a folder `tests`.
fn is_test(path: &Path) -> bool {
    path.iter()
        .any(|part| part == "tests" || part == "tests.rs")
}

/// The part of a Rust file before its tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// A line without its comment.
fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

/// Lines of code that contain one of these words, as `file:line: text`.
fn lines_with(files: &[(PathBuf, String)], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        for (number, line) in without_tests(text).lines().enumerate() {
            if words.iter().any(|word| code_of(line).contains(word)) {
                found.push(format!(
                    "{}:{}: {}",
                    path.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    found
}

/// The ordinary dependencies of every package of the workspace.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo describes the workspace");
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let names = package["dependencies"]
                .as_array()
                .expect("dependencies")
                .iter();
            // Those of the build script too, not those of tests.
            let ordinary = names
                .filter(|dependency| dependency["kind"] != "dev")
                .map(|dependency| dependency["name"].as_str().expect("a name").to_owned());
            (
                package["name"].as_str().expect("a name").to_owned(),
                ordinary.collect(),
            )
        })
        .collect()
}

#[test]
fn crates_depend_only_on_the_crates_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("record", &[] as &[&str]),
        ("sentences", &[]),
        ("tables", &[]),
        ("workbook", &["tables"]),
        ("result-workbook", &[]),
        ("batch", &["check", "tables"]),
        ("self-test", &["matcher", "record"]),
        ("check", &[]),
        ("names", &[]),
        ("lists", &["names", "record", "tables"]),
        ("pack", &["names", "record"]),
        ("manifest", &["check", "pack"]),
        (
            "check-record",
            &["batch", "check", "manifest", "matcher", "pack", "record"],
        ),
        ("reading", &["names", "record", "tables"]),
        ("matcher", &["names", "pack", "reading", "record"]),
        (
            "sanctions-lookup-cli",
            &[
                "batch",
                "check",
                "check-record",
                "lists",
                "manifest",
                "matcher",
                "pack",
                "record",
                "result-workbook",
                "self-test",
                "tables",
                "workbook",
            ],
        ),
        (
            "sanctions-lookup",
            &[
                "batch",
                "check",
                "check-record",
                "manifest",
                "matcher",
                "names",
                "pack",
                "record",
                "result-workbook",
                "self-test",
                "sentences",
                "tables",
                "workbook",
            ],
        ),
        ("xtask", &["lists", "pack", "record", "sentences"]),
    ]);
    let packages = dependencies();
    let names: Vec<&String> = packages.keys().collect();
    assert_eq!(names.len(), allowed.len(), "{names:?}");
    for (package, dependencies) in &packages {
        let allowed = allowed[package.as_str()];
        for dependency in dependencies
            .iter()
            .filter(|name| packages.contains_key(*name))
        {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{package} must not depend on {dependency}"
            );
        }
    }
}

#[test]
fn only_the_widget_knows_the_browser() {
    let browser = [
        "yew",
        "gloo",
        "web-sys",
        "js-sys",
        "wasm-bindgen",
        "wasm-bindgen-futures",
    ];
    for (package, dependencies) in dependencies() {
        if package != "sanctions-lookup" {
            for crate_name in browser {
                assert!(
                    !dependencies.contains(crate_name),
                    "{package} depends on {crate_name}"
                );
            }
        }
    }
}

#[test]
fn only_the_command_line_and_xtask_touch_files_and_the_network() {
    for name in [
        "batch",
        "check",
        "check-record",
        "record",
        "names",
        "lists",
        "pack",
        "manifest",
        "reading",
        "matcher",
        "result-workbook",
        "self-test",
        "tables",
        "workbook",
    ] {
        let files = files_in(&format!("crates/{name}/src"), &["rs"]);
        assert!(!files.is_empty(), "{name} has no source");
        let found = lines_with(
            &files,
            &[
                "std::fs",
                "std::net",
                "std::process",
                "std::env",
                "SystemTime",
            ],
        );
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn exports_to_javascript_stand_only_in_the_bins() {
    let library: Vec<_> = files_in("src", &["rs"])
        .into_iter()
        .filter(|(path, _)| !path.starts_with("src/bin"))
        .collect();
    let found = lines_with(&without_imports(library), &["#[wasm_bindgen"]);
    assert!(
        found.is_empty(),
        "an export in the library reaches every bin: {found:#?}"
    );
}

/// The same without what is taken from JavaScript: `#[wasm_bindgen] extern "C" { … }`.
fn without_imports(files: Vec<(PathBuf, String)>) -> Vec<(PathBuf, String)> {
    let begin = "#[wasm_bindgen]\nextern \"C\" {";
    let cut = |text: String| match text.split_once(begin) {
        Some((before, imports)) => {
            let after = imports.split_once("\n}").map_or("", |(_, after)| after);
            [before, after].concat()
        }
        None => text,
    };
    files
        .into_iter()
        .map(|(path, text)| (path, cut(text)))
        .collect()
}

#[test]
fn nothing_typed_can_be_stored_logged_or_sent_on() {
    let mut files = files_in("src", &["rs"]);
    files.extend(files_in("static", &["js"]));
    let mut found = lines_with(
        &files,
        &[
            "localStorage",
            "local_storage",
            "sessionStorage",
            "session_storage",
            "indexedDB",
            "indexed_db",
            "document.cookie",
            "sendBeacon",
            "send_beacon",
            "XMLHttpRequest",
            "XmlHttpRequest",
            "WebSocket",
            "EventSource",
            "BroadcastChannel",
            "serviceWorker",
            "caches",
            "console.",
            "console::",
            "dispatch_event",
            "dispatchEvent",
            "document.title",
            "set_title",
            "location.hash",
            "set_hash",
            "replaceState",
            "replace_state",
        ],
    );
    // What is left says why the element cannot run, which attribute it cannot use, what is wrong
    // with the frame, or one of the words that `AppProps::tell` can say, all of them written in the
    // program; or names the list in the title of the page; or keeps the list, of which nothing
    // typed is a part, when a person presses the button, and reads what is kept.
    let harmless = [
        "console.error('<sanctions-lookup> cannot run here:', error);",
        "console.error('<sanctions-lookup> has stopped: a fault in the program",
        "console.warn(`<sanctions-lookup>: ${text}`);",
        "this.dispatchEvent(new CustomEvent(`sanctions-lookup:${word}`, { bubbles: true, composed: true }));",
        "console.warn(`embed.html has left out",
        "console.error('embed.html is framed",
        "history.replaceState(steps.counts ?? null, '');",
        "gloo::utils::document().set_title(&flat(&title(messages, lists)));",
        "const service = navigator.serviceWorker;",
        "const store = globalThis.caches;",
        "for (const cacheName of await caches.keys()) {",
        "const found = await caches.match(url, { cacheName, ignoreSearch: mode === 'navigate' });",
        "if (found && await caches.match(manifest, { cacheName })) return found;",
    ];
    found.retain(|line| !harmless.iter().any(|one| line.contains(one)));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_debug_form_reaches_a_browser() {
    // `xtask/src/panics.rs` makes traps of the functions that write one.
    let mut files = files_in("src", &["rs"]);
    for name in [
        "batch",
        "check",
        "check-record",
        "matcher",
        "names",
        "pack",
        "reading",
        "record",
        "result-workbook",
        "tables",
    ] {
        files.extend(files_in(&format!("crates/{name}/src"), &["rs"]));
    }
    let found = lines_with(&files, &[":?}", ":#?}", "dbg!"]);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_the_loading_of_the_lists_fetches() {
    let files: Vec<_> = files_in("src", &["rs"])
        .into_iter()
        .filter(|(path, _)| path != Path::new("src/engine/load.rs"))
        .collect();
    let found = lines_with(&files, &["fetch_with", "Request::new"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifests: Vec<_> = project_files()
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name == "Cargo.toml"))
        .collect();
    for manifest in manifests {
        let text = fs::read_to_string(root().join(&manifest)).unwrap();
        let mut in_dependencies = false;
        let mut in_list = false;
        for line in text.lines() {
            if line.starts_with('[') {
                in_dependencies = line.ends_with("dependencies]");
                in_list = line == "[workspace.dependencies]";
            } else if in_dependencies && line.contains('=') && !line.starts_with([' ', '#']) {
                let is_own = in_list && line.contains("path = ");
                let opens_table = line.ends_with('[');
                assert!(
                    is_own || opens_table || line.contains(" # "),
                    "{}: say what this is for: {line}",
                    manifest.display()
                );
            }
        }
    }
}

#[test]
fn every_file_says_why_it_is_there() {
    for path in project_files() {
        let Some(end) = path.extension().and_then(|end| end.to_str()) else {
            continue;
        };
        let starts: &[&str] = match end {
            "rs" => &["//!"],
            "js" | "mjs" => &["//", "/*"],
            "css" => &["/*"],
            "toml" if path.starts_with(".cargo") => continue,
            _ => continue,
        };
        let text = fs::read_to_string(root().join(&path)).unwrap();
        assert!(
            starts.iter().any(|start| text.starts_with(start)),
            "{} does not begin by saying what it is",
            path.display()
        );
    }
}

#[test]
fn no_file_speaks_of_a_machine_or_is_unfinished() {
    let marks: Vec<String> = [
        ("/ro", "ot/"),
        ("/wo", "rk/"),
        ("/ho", "me/"),
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X:"),
        ("art", "ifactory"),
    ]
    .iter()
    .map(|(first, second)| format!("{first}{second}"))
    .collect();
    for path in project_files() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        for mark in &marks {
            assert!(!text.contains(mark), "{} contains {mark}", path.display());
        }
    }
}

/// A text between quotes with two words in it is a sentence or a part of one.
#[test]
fn sentences_for_the_public_stand_only_in_messages() {
    for (path, text) in files_in("src/components", &["rs"]) {
        for (number, line) in without_tests(&text).lines().enumerate() {
            let literals = code_of(line).split('"').skip(1).step_by(2);
            for literal in literals {
                let is_text = literal.chars().any(char::is_uppercase)
                    && literal.split(' ').filter(|word| !word.is_empty()).count() > 1;
                assert!(
                    !is_text,
                    "{}:{}: {literal:?} belongs into src/messages",
                    path.display(),
                    number + 1
                );
            }
        }
    }
}

/// Private words for things that have names, and what to write instead. A word also bans its forms with an
/// ending of `ENDINGS`.
const PRIVATE_WORDS: [(&str, &str); 27] = [
    ("afar", "reachable from Latin"),
    ("alike", "similar"),
    ("anew", "again"),
    ("board", "block"),
    ("foreign", "non-Latin"),
    ("held back", "suppressed"),
    ("hold back", "suppress"),
    ("left over", "unmatched"),
    ("likeness", "similarity"),
    ("meet", "match"),
    ("mend", "fix"),
    ("met", "matched"),
    ("of others", "of other people, or third-party"),
    ("oracle", "reference implementation"),
    ("room", "crate, or space"),
    ("row of known spelling", "variant group"),
    ("rows of known spelling", "variant groups"),
    ("save for", "except"),
    ("seam", "extension point"),
    ("shelf", "length bucket"),
    ("shelves", "length buckets"),
    ("sketch", "letter signature"),
    ("so many", "this many, or how many"),
    ("soften", "cap, or downgrade"),
    ("standing of", "status, or outcome"),
    ("twin", "reference implementation"),
    ("weaken", "downgrade"),
];

/// Those of them that names in the code are not made of either.
const PRIVATE_NAMES: [&str; 3] = ["alike", "leftover", "likeness"];

const ENDINGS: [&str; 6] = ["", "s", "es", "ed", "ing", "er"];

/// Where such a word is one of the law, of a name or of another language.
const OTHER_SENSES: [&str; 7] = [
    "Foreign, Commonwealth",
    "Office of Foreign",
    "of a foreign one",
    "most of its board",
    "meet their duties",
    "la met à jour",
    "ook-alike",
];

#[test]
fn comments_documents_and_texts_use_the_terms_of_the_field() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in project_files() {
        if path == Path::new("tests/tidy.rs") || path.starts_with("crates/names/data") {
            continue;
        }
        let Some(end) = path.extension().and_then(|end| end.to_str()) else {
            continue;
        };
        let starts: &[&str] = match end {
            "rs" => &["//"],
            "js" | "mjs" | "ts" | "css" => &["//", "/*", " * "],
            "toml" => &["#"],
            "md" | "txt" | "html" | "conf" => &[""],
            _ => continue,
        };
        let text = fs::read_to_string(root().join(&path)).expect("the file is UTF-8");
        for (number, line) in text.lines().enumerate() {
            for word in private_words(line, starts) {
                let place = path.display().to_string();
                let words = format!("{place}:{}: {word}: {}", number + 1, line.trim());
                found.entry(place).or_default().push(words);
            }
            let code = code_of(line).to_lowercase();
            let code = code.replace("lookalike", "").replace("look-alike", "");
            if end == "rs" && PRIVATE_NAMES.iter().any(|name| code.contains(name)) {
                let place = path.display().to_string();
                let words = format!("{place}:{}: {}", number + 1, line.trim());
                found.entry(place).or_default().push(words);
            }
        }
    }
    let found: Vec<String> = found.into_values().flatten().collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The private words of a line, each with what to write instead. Quotations, code and addresses are left
/// out, and of code all but the comment, which begins with one of `starts`.
fn private_words(line: &str, starts: &[&str]) -> Vec<String> {
    let line = line.replace("://", " ");
    let comment = starts.iter().filter_map(|start| line.find(start)).min();
    let mut prose = String::new();
    let mut until = None;
    for letter in line[comment.unwrap_or(line.len())..].chars() {
        match (until, letter) {
            (None, '`' | '"') => until = Some(letter),
            (None, '“') => until = Some('”'),
            (None, _) => prose.push(letter),
            (Some(end), _) if end == letter => until = None,
            _ => {}
        }
    }
    for sense in OTHER_SENSES {
        prose = prose.replace(sense, "");
    }
    // An underscore belongs to the word: an identifier is none of these.
    let words = prose.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let prose = format!(" {} ", words.join(" "));
    let is_there = |word: &str| {
        let mut forms = ENDINGS.iter().map(|ending| format!(" {word}{ending} "));
        forms.any(|form| prose.contains(&form))
    };
    let there = PRIVATE_WORDS.iter().filter(|(word, _)| is_there(word));
    there
        .map(|(word, instead)| format!("{word} (write: {instead})"))
        .collect()
}

#[test]
fn a_private_word_is_found_in_prose_only() {
    for (line, starts, is_found) in [
        ("// It was mended.", &["//"][..], true),
        ("let room = 1; // A crate.", &["//"], false),
        ("// Words meeting a name much alike.", &["//"], true),
        ("// The length in metres of a meteor.", &["//"], false),
        ("let a = 1; // Every Room has its own.", &["//"], true),
        ("// See `oracle.rs` and the “twin” of it.", &["//"], false),
        (
            "Published by the Foreign, Commonwealth & Development Office.",
            &[""],
            false,
        ),
        ("A foreign name.", &[""], true),
        ("All of it save for one.", &[""], true),
        ("not_kept_room = There is too little space.", &[""], false),
        ("https://anew.example", &["//"], false),
    ] {
        assert_eq!(!private_words(line, starts).is_empty(), is_found, "{line}");
    }
}

/// No person on the real list may stand in the project, not even in a test or a picture's
/// description. Compared are all names of two different words or more; tables of single words
/// are left out, since two rows in a row make no name.
#[test]
fn no_listed_person_stands_in_the_project() {
    let list = root().join("../shared/lists/uk/UK-Sanctions-List.reconstructed_2026-04-29.csv");
    let Ok(file) = fs::File::open(&list) else {
        println!("skipped: there is no copy of the real list beside the project");
        return;
    };
    let source = lists::source("uk").expect("the UK list is known");
    let parsed = lists::read(source, file, &lists::Checks::whole()).expect("the list can be read");
    let words_of = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let mut listed = BTreeSet::new();
    for record in &parsed.records {
        for name in record
            .names
            .iter()
            .filter(|_| record.kind == record::Kind::Individual)
        {
            let words = words_of(&name.full());
            // Single letters identify nobody, and code is full of them.
            let is_spelled = words.iter().any(|word| word.chars().count() > 1);
            if is_spelled && (2..=6).contains(&words.len()) {
                listed.insert(words);
            }
        }
    }
    assert!(listed.len() > 5_000);
    let mut found = Vec::new();
    for path in project_files() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        if path.starts_with("crates/names/data") {
            continue;
        }
        let words = words_of(&text);
        for length in 2..=6 {
            let windows = words
                .windows(length)
                .filter(|window| window[0] != window[1] && listed.contains(*window));
            found.extend(windows.map(|name| format!("{}: {name:?}", path.display())));
        }
    }
    assert!(
        found.is_empty(),
        "listed people stand in the project: {found:#?}"
    );
}
