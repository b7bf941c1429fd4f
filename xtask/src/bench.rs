//! `bench`: what a visitor loads, and how long building and searching take.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::browsers::{CHROMIUM, Programs};
use crate::build::build;
use crate::list::{self, GivenList, Lists};
use crate::program::{output, quiet_unless_terminal, run};
use crate::sizes::{self, BOX_AIM, ENGINE_AIM, Sizes};
use crate::workspace::Workspace;

/// A list in its real size, beside the project; without it the sample list is measured.
pub const REAL_LIST: &str = "lists/uk/UK-Sanctions-List.reconstructed_2026-04-29.csv";

/// Aims for the real list: gzipped bytes of its packs, and the time to build them as a multiple
/// of the time to read the file at all.
const SEARCH_PACK_AIM: u64 = 310_000;
const DETAILS_PACK_AIM: u64 = 600_000;
const BUILD_RATIO_AIM: f64 = 3.0;

/// The other lists whose building is measured, beside the project; each is left out where it is not
/// there.
const OTHER_LISTS: [(&str, &str); 2] = [
    ("un", "lists/un/consolidated_2026-08-01.xml"),
    (
        "eu",
        "lists/eu/xmlFullSanctionsList_1_1.reconstructed_2026-05-01.xml",
    ),
];

/// Aims for these lists together, as multiples of the UK list alone: until the first list is ready, until
/// all are, and for 95 of 100 searches.
const FIRST_READY_AIM: f64 = 1.2;
const ALL_READY_AIM: f64 = 4.0;
const SEARCH_RATIO_AIM: f64 = 2.0;

/// Aim for 95 of 100 searches, in milliseconds in the worker.
const SEARCH_AIM_MS: f64 = 1.5;

/// Aims on a cheap phone: the longest task of the main thread and 95 of 100 keys till they show, in
/// milliseconds, and Lighthouse's score of performance.
const TASK_AIM_MS: u32 = 50;
const INPUT_AIM_MS: u32 = 100;
const PERFORMANCE_AIM: u32 = 95;

/// Names of the large list.
pub const MANY_NAMES: usize = 100_000;

/// Each time is the middle one of this many. What is compared runs in turn, since other programs slow
/// down whatever runs.
const RUNS: usize = 5;

/// Measures everything, prints it as a table and writes `target/bench/report.json`.
pub fn measure(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let real = workspace.shared(REAL_LIST);
    let lists = match &real {
        Some(file) => Lists {
            given: vec![GivenList::uk(file.clone())],
            allow_small: false,
        },
        None => {
            println!(
                "skipped: there is no ../shared/{REAL_LIST}; sizes are those of the sample list"
            );
            Lists::sample(workspace)
        }
    };
    let site = folder.join("site");
    build(workspace, &site, &lists)?;
    let sizes = sizes::read(&site)?;
    let mut report = json!({ "sizes": sizes.to_json() });
    if let Some(file) = &real {
        report["build"] = measure_build(workspace, file, &folder)?;
        report["browser"] = measure_browser(workspace, &site, file, &folder)?;
        report["lists"] = measure_lists(workspace, &site, file)?;
    }
    println!("Measuring the page on a cheap phone: Chromium slowed");
    let list = real.unwrap_or_else(|| workspace.root.join("static/sample-list.csv"));
    let mut phone = browser_script(workspace, "phone.mjs", &site, &CHROMIUM.ensure()?)?;
    report["phone"] = run_script(phone.arg(&list))?;
    println!("Measuring the page on a bad line: 51 KB/s, two seconds a request");
    let mut line = browser_script(workspace, "bad-line.mjs", &site, &CHROMIUM.ensure()?)?;
    report["bad_line"] = run_script(line.arg(&list))?;

    print_report(&sizes, &report);
    let path = folder.join("report.json");
    fs::write(&path, format!("{report:#}\n"))
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("\nWritten to {}", path.display());
    Ok(())
}

/// Prints how well the matcher tells names apart, on the labelled cases.
pub fn measure_matching(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["bench", "--package=matcher", "--bench=matching"]);
    run(quiet_unless_terminal(&mut cargo))
}

/// How long building the packs of each list takes, against merely reading the same file.
fn measure_build(workspace: &Workspace, file: &Path, folder: &Path) -> Result<Value> {
    println!("Measuring the build of the lists");
    let cli = list::build_cli(workspace)?;
    let bare_read = build_example(workspace, "bare_read")?;
    let out = folder.join("packs");
    let mut report = json!({});
    for (code, file) in [("uk", file.to_owned())]
        .into_iter()
        .chain(other_lists(workspace))
    {
        let mut build = Command::new(&cli);
        build
            .args(["build", "--allow-small", "--list"])
            .arg(format!("{code}={}", file.display()))
            .arg("--out")
            .arg(&out);
        let mut read = Command::new(&bare_read);
        read.arg(&file);
        let [(seconds, peak), (reading, _)] = median_of([&mut build, &mut read])?;
        report[code] = json!({
            "seconds": seconds,
            "peak_memory_bytes": peak,
            "bare_read_seconds": reading,
            "ratio": seconds / reading,
            "ratio_aim": BUILD_RATIO_AIM,
        });
    }
    Ok(report)
}

fn other_lists(workspace: &Workspace) -> impl Iterator<Item = (&'static str, PathBuf)> {
    let others = OTHER_LISTS.iter();
    others.filter_map(|(code, path)| Some((*code, workspace.shared(path)?)))
}

/// Page and search in Chromium over all lists, against the UK list alone.
fn measure_lists(workspace: &Workspace, site: &Path, file: &Path) -> Result<Value> {
    println!("Measuring several lists in Chromium");
    let mut script = browser_script(workspace, "lists-bench.mjs", site, &CHROMIUM.ensure()?)?;
    script.arg(file);
    for (code, file) in other_lists(workspace) {
        script.arg(format!("{code}={}", file.display()));
    }
    run_script(&mut script)
}

/// Page and search in Chromium, over the list as it is and over a large one.
fn measure_browser(
    workspace: &Workspace,
    site: &Path,
    file: &Path,
    folder: &Path,
) -> Result<Value> {
    let chromium = CHROMIUM.ensure()?;
    let many = scale_list(workspace, file, MANY_NAMES, folder)?;
    let mut report = json!({ "search_p95_aim_ms": SEARCH_AIM_MS });
    for (name, list) in [("list", file), ("many_names", &many)] {
        println!("Measuring page and search in Chromium ({name})");
        report[name] =
            run_script(browser_script(workspace, "bench.mjs", site, &chromium)?.arg(list))?;
    }
    Ok(report)
}

/// Writes a list of this many names made of those of the file into the folder, and beside it, as
/// `.tsv`, its names; gives its path.
pub fn scale_list(
    workspace: &Workspace,
    file: &Path,
    names: usize,
    folder: &Path,
) -> Result<PathBuf> {
    let out = folder.join(format!("{names}-names.csv"));
    run(Command::new(build_example(workspace, "uk_csv")?)
        .arg("scale")
        .args([file, &out])
        .arg(names.to_string()))?;
    Ok(out)
}

/// A script of `tests/browser` that measures in Chromium.
pub fn browser_script(
    workspace: &Workspace,
    script: &str,
    site: &Path,
    chromium: &Programs,
) -> Result<Command> {
    let mut command = Command::new("node");
    command
        .arg(workspace.root.join("tests/browser").join(script))
        .env("SITE_FOLDER", site)
        .env("SITE_SERVER", std::env::current_exe()?)
        .env(
            "SITE_BUILDER",
            workspace.target.join("release/sanctions-lookup"),
        )
        .env("TEST_BROWSER", "chromium")
        .envs(chromium);
    Ok(command)
}

/// The figures that it prints.
pub fn run_script(script: &mut Command) -> Result<Value> {
    let figures = output(script)?;
    serde_json::from_str(&figures).with_context(|| format!("{script:?} printed no JSON"))
}

fn build_example(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--release", "--package=xtask", "--example"])
        .arg(name);
    run(quiet_unless_terminal(&mut cargo))?;
    Ok(workspace.target.join("release/examples").join(name))
}

/// For each command the middle one of its times in seconds, and the most memory in bytes where the
/// system tells it.
fn median_of<const N: usize>(mut commands: [&mut Command; N]) -> Result<[(f64, Option<u64>); N]> {
    let mut times: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    let mut most = [None; N];
    for _ in 0..RUNS {
        for ((command, times), most) in commands.iter_mut().zip(&mut times).zip(&mut most) {
            let start = Instant::now();
            let mut child = command
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?;
            let mut peak = None;
            let status = loop {
                if let Some(status) = child.try_wait()? {
                    break status;
                }
                peak = peak.max(peak_memory(child.id()));
                thread::sleep(Duration::from_millis(1));
            };
            ensure!(status.success(), "{command:?} failed ({status})");
            times.push(start.elapsed().as_secs_f64());
            *most = (*most).max(peak);
        }
    }
    Ok(std::array::from_fn(|place| {
        times[place].sort_by(f64::total_cmp);
        (times[place][RUNS / 2], most[place])
    }))
}

/// The most memory that a running process has held, in bytes.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

/// Times as they passed; a task's in brackets as the processor worked for it.
fn print_phone(phone: &Value) {
    let ms = |value: &Value| {
        value
            .as_f64()
            .map_or("unknown".to_owned(), |ms| format!("{ms:.0} ms"))
    };
    let task = |when: &str| {
        let task = &phone["longest_task_".to_owned() + when];
        format!("{} ({})", ms(&task["ms"]), ms(&task["busy_ms"]))
    };
    let inputs = &phone["input_to_paint_ms"];
    println!("  on a phone {} times slower", phone["slower"]);
    for (what, measured, aim) in [
        ("first paint", ms(&phone["first_paint_ms"]), String::new()),
        (
            "  the page's wasm is there",
            ms(&phone["wasm_ms"]),
            "after the first paint".to_owned(),
        ),
        ("  ready to search", ms(&phone["ready_ms"]), String::new()),
        (
            "  longest task while it loads",
            task("loading"),
            format!("aim {TASK_AIM_MS} ms"),
        ),
        (
            "  longest task while somebody types",
            task("typing"),
            format!("aim {TASK_AIM_MS} ms"),
        ),
        (
            "  a key till it shows, p50",
            ms(&inputs["p50"]),
            String::new(),
        ),
        (
            "  a key till it shows, p95",
            ms(&inputs["p95"]),
            format!("aim {INPUT_AIM_MS} ms"),
        ),
        (
            "  a key till it shows, longest",
            ms(&inputs["max"]),
            String::new(),
        ),
        (
            "  performance, by Lighthouse",
            phone["lighthouse_performance"].to_string(),
            format!("aim {PERFORMANCE_AIM}"),
        ),
    ] {
        println!("  {what:<40}{measured:>18}   {aim}");
    }
}

fn print_bad_line(line: &Value) {
    println!("  on a bad line");
    for (what, figure, aim) in [
        ("  box can be typed in", "box_s", "aim 6.5 s"),
        ("  first answer", "answer_s", "aim 14 s"),
        ("  an entry", "record_s", ""),
        (
            "  first answer of a second visit",
            "second_visit_s",
            "aim 5 s",
        ),
    ] {
        let seconds = line[figure].as_f64();
        let seconds = seconds.map_or("unknown".to_owned(), |seconds| format!("{seconds:.1} s"));
        println!("  {what:<40}{seconds:>18}   {aim}");
    }
}

fn print_report(sizes: &Sizes, report: &Value) {
    println!("\n{sizes}");
    let row =
        |what: &str, measured: String, aim: String| println!("  {what:<44}{measured:>14}   {aim}");
    let kb = |bytes: u64| format!("{:.1} KB", bytes as f64 / 1000.0);
    for (what, bytes, aim) in [
        ("the box, gzip", sizes.box_gzip(), BOX_AIM),
        ("the engine, gzip", sizes.engine_gzip(), ENGINE_AIM),
    ] {
        row(what, kb(bytes), format!("aim {}", kb(aim)));
    }
    print_phone(&report["phone"]);
    print_bad_line(&report["bad_line"]);
    if report["build"].is_null() {
        return;
    }
    for (pack, aim) in [("search", SEARCH_PACK_AIM), ("details", DETAILS_PACK_AIM)] {
        row(
            &format!("{pack} pack, gzip"),
            kb(sizes.pack_gzip(pack)),
            format!("aim {}", kb(aim)),
        );
    }
    let number = |value: &Value, unit: &str| {
        value
            .as_f64()
            .map_or("unknown".to_owned(), |number| format!("{number:.2}{unit}"))
    };
    let memory = |value: &Value| {
        value.as_f64().map_or("unknown".to_owned(), |bytes| {
            format!("{:.1} MB", bytes / 1e6)
        })
    };
    for (code, build) in report["build"].as_object().into_iter().flatten() {
        row(
            &format!("building the packs of {code}"),
            number(&build["seconds"], " s"),
            String::new(),
        );
        row(
            "  peak memory",
            memory(&build["peak_memory_bytes"]),
            String::new(),
        );
        row(
            "  against reading the file",
            number(&build["ratio"], "×"),
            format!("aim {BUILD_RATIO_AIM}×"),
        );
    }
    let lists = &report["lists"];
    row(
        "all lists: search, p50 and p95",
        format!(
            "{}, {}",
            number(&lists["several"]["search_p50_ms"], " ms"),
            number(&lists["several"]["search_p95_ms"], " ms")
        ),
        String::new(),
    );
    for (what, ratio, aim) in [
        ("first ready", "first_ready_ratio", FIRST_READY_AIM),
        ("all ready", "all_ready_ratio", ALL_READY_AIM),
        ("search, p95", "search_p95_ratio", SEARCH_RATIO_AIM),
    ] {
        row(
            &format!("  {what}, against the UK alone"),
            number(&lists[ratio], "×"),
            format!("aim {aim}×"),
        );
    }
    for (name, title) in [("list", "the list"), ("many_names", "100,000 names")] {
        let browser = &report["browser"][name];
        row(
            &format!("{title}: page to ready"),
            number(&browser["ready_ms"], " ms"),
            String::new(),
        );
        row(
            "  page to complete",
            number(&browser["complete_ms"], " ms"),
            String::new(),
        );
        for percentile in ["p50", "p95", "p99"] {
            let aim = if percentile == "p95" {
                format!("aim {SEARCH_AIM_MS} ms")
            } else {
                String::new()
            };
            let times = ["search_ms", "typed_ms"]
                .map(|times| number(&browser[times][percentile], " ms"))
                .join(", typed ");
            row(&format!("  search, {percentile}"), times, aim);
        }
        row(
            "  memory of the engine",
            memory(&browser["engine_memory_bytes"]),
            String::new(),
        );
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::OTHER_LISTS;

    #[test]
    fn every_list_that_is_read_is_measured() {
        let mut measured: BTreeSet<&str> = OTHER_LISTS.iter().map(|(code, _)| *code).collect();
        measured.insert("uk");
        let read = lists::SOURCES.iter().map(|source| source.code);
        assert_eq!(measured, read.collect());
    }
}
