//! `bench --matching`, second half: the engine beside other search libraries in one Chromium.
//!
//! Names and queries are the same for all; `tests/browser/peers/` holds how each is set up, and
//! its package is pinned in `package.json`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bench::{MANY_NAMES, REAL_LIST, browser_script, run_script, scale_list};
use crate::browsers::CHROMIUM;
use crate::build::build;
use crate::list::Lists;
use crate::npm;
use crate::sizes;
use crate::workspace::Workspace;

/// Names of the lists that show how cost grows: as many as one list has, as several have
/// together, and more than any.
const SIZES: [usize; 3] = [15_000, MANY_NAMES, 1_000_000];

/// Prints the comparison as a table and writes `target/bench/peers.json`.
pub fn compare(workspace: &Workspace) -> Result<()> {
    let needed = npm::ensure_packages(workspace).and_then(|()| CHROMIUM.ensure());
    let chromium = match needed {
        Ok(found) => found,
        Err(error) => {
            println!("skipped: the comparison with other search libraries: {error:#}");
            return Ok(());
        }
    };
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let site = folder.join("site");
    build(workspace, &site, &Lists::sample(workspace))?;
    let names = workspace
        .shared(REAL_LIST)
        .unwrap_or_else(|| workspace.root.join("static/sample-list.csv"));

    let mut ours = Vec::new();
    for size in SIZES {
        println!("Measuring the engine over {} names", grouped(size as u64));
        let list = scale_list(workspace, &names, size, &folder)?;
        let mut figures = run_script(
            browser_script(workspace, "bench.mjs", &site, &chromium)?
                .args([&list, &names_of(&list)]),
        )?;
        figures["names"] = size.into();
        ours.push(figures);
    }
    println!("Measuring other search libraries: this takes some minutes");
    let list = folder.join(format!("{MANY_NAMES}-names.csv"));
    let peers =
        run_script(browser_script(workspace, "peers.mjs", &site, &chromium)?.arg(names_of(&list)))?;

    let report = json!({
        "made_from": names.file_name().map(|name| name.to_string_lossy()),
        "engine": ours,
        "engine_gzip_bytes": sizes::read(&site)?.engine_gzip(),
        "peers": peers,
    });
    print_report(&report);
    let path = folder.join("peers.json");
    fs::write(&path, format!("{report:#}\n"))
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("\nWritten to {}", path.display());
    Ok(())
}

/// Where a list's names stand, each with the ID of its designation.
fn names_of(list: &Path) -> PathBuf {
    list.with_extension("tsv")
}

fn print_report(report: &Value) {
    let rows = |name: &str| report[name].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    println!(
        "\n{} names made of {}, searched for with one or two slips\n",
        grouped(MANY_NAMES as u64),
        text(&report["made_from"]),
    );
    print_head("library");
    for figures in rows("engine").filter(|figures| figures["names"] == MANY_NAMES) {
        print_row("this engine", figures, &report["engine_gzip_bytes"]);
        let mut typed = figures.clone();
        typed["search_ms"] = figures["typed_ms"].clone();
        print_row(
            "  typed into the page",
            &typed,
            &report["engine_gzip_bytes"],
        );
    }
    for figures in rows("peers") {
        print_row(&text(&figures["library"]), figures, &figures["gzip_bytes"]);
    }
    println!(
        "
  queries: as many of the same as a minute allows
  found: the designation whose name was misspelt is among the first ten
  memory: when the first search can begin
  code: JavaScript and wasm, gzip
  this engine: in its worker, with evidence for each hit, asked a second time in a row as the
    others are the first; typed into the page: the first time, while the page draws what came"
    );
    for figures in rows("peers") {
        let [library, version, settings] =
            ["library", "version", "settings"].map(|field| text(&figures[field]));
        println!("  {library} {version}: {settings}");
    }

    println!("\nThis engine over lists of other sizes\n");
    print_head("names");
    for figures in rows("engine") {
        let names = figures["names"].as_u64().unwrap_or_default();
        print_row(&grouped(names), figures, &report["engine_gzip_bytes"]);
    }
}

fn print_head(what: &str) {
    println!(
        "  {what:<26}{:>7}{:>11}{:>11}{:>11}{:>9}{:>9}{:>11}{:>11}",
        "queries", "p50", "p95", "p99", "found", "build", "memory", "code"
    );
}

fn print_row(what: &str, figures: &Value, gzip: &Value) {
    let figure = |value: &Value, per: f64, digits: usize, unit: &str| {
        let value = value.as_f64().unwrap_or(f64::NAN) / per;
        format!("{value:.digits$} {unit}")
    };
    let time = |percentile: &str| figure(&figures["search_ms"][percentile], 1.0, 1, "ms");
    println!(
        "  {what:<26}{:>7}{:>11}{:>11}{:>11}{:>9}{:>9}{:>11}{:>11}",
        figures["searches"],
        time("p50"),
        time("p95"),
        time("p99"),
        figure(&figures["recall_at_10"], 0.01, 1, "%"),
        figure(&figures["build_ms"], 1000.0, 2, "s"),
        figure(&figures["memory_bytes"], 1e6, 1, "MB"),
        figure(gzip, 1e3, 1, "KB"),
    );
}

/// 1000000 as people read it.
fn grouped(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}
