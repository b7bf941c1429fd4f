//! `test`: everything that must hold, one headline a step.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::browsers::{self, Browser, CHROMIUM, FIREFOX, Programs, WEBKIT};
use crate::build::{PAGES, build};
use crate::dependencies;
use crate::list::Lists;
use crate::npm::{ensure_packages, node_tool};
use crate::program::{quiet_unless_terminal, run};
use crate::wasm;
use crate::workspace::Workspace;

/// How much is run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    /// Without the browsers.
    pub quick: bool,
    /// Every case where the ordinary run takes a sample: the tests find `LONG_TESTS` in their
    /// environment.
    pub long: bool,
}

/// Runs every step, also after one has failed; true when none has.
pub fn run_all(workspace: &Workspace, extent: Extent) -> Result<bool> {
    let mut steps = Steps::default();
    let deny_warnings = ["--", "--deny=warnings"];
    let target = ["--target", wasm::TARGET];

    steps.run("Formatting", || {
        run(workspace.cargo().args(["fmt", "--all", "--check"]))
    });
    steps.run("Lints", || {
        run(cargo(workspace, "clippy")
            .args(["--workspace", "--all-targets"])
            .args(deny_warnings))
    });
    steps.run("Lints, for the browser", || {
        wasm::ensure_target(workspace)?;
        run(cargo(workspace, "clippy")
            .args(["--package=sanctions-lookup", "--all-targets"])
            .args(target)
            .args(deny_warnings))
    });
    steps.run("Docs", || {
        run(cargo(workspace, "doc")
            .args(["--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "--deny=warnings"))
    });
    steps.run("Tests", || {
        let mut tests = cargo(workspace, "test");
        if extent.long {
            tests.env("LONG_TESTS", "1");
        }
        run(tests.arg("--workspace"))
    });
    if !workspace.root.join("../shared").exists() {
        steps.skip(
            "Tests on published lists and labelled names",
            "there is no folder ../shared beside the project",
        );
    }
    steps.run("Licences, bans and sources of dependencies", || {
        dependencies::check(workspace)
    });
    steps.run("HTML of the pages", || {
        ensure_packages(workspace)?;
        run(node_tool(workspace, "html-validate")
            .arg("--config=tests/browser/htmlvalidate.json")
            .args(PAGES)
            .current_dir(&workspace.root))
    });
    if extent.quick {
        steps.skip("Component tests and whole-page tests", "--quick");
        return Ok(steps.close());
    }
    steps.run("Component tests in Chromium", || {
        test_components(workspace, &CHROMIUM.ensure()?)
    });
    let site = workspace.target.join("browser-tests");
    let built = steps.run("Build of the site for the whole-page tests", || {
        build(workspace, &site, &Lists::sample(workspace))
    });
    let snippets = "What the documents say";
    if built {
        steps.run(snippets, || {
            test_with_node(workspace, "tests/docs", &site, &CHROMIUM)
        });
    } else {
        steps.skip(snippets, "there is no site to test");
    }
    for browser in [CHROMIUM, FIREFOX, WEBKIT] {
        let step = format!("Whole-page tests in {}", browser.name);
        if !built {
            steps.skip(&step, "there is no site to test");
        } else if browser.is_within_reach() {
            steps.run(&step, || {
                test_with_node(workspace, "tests/browser", &site, &browser)
            });
        } else {
            steps.skip(&step, &browser.cure());
        }
    }
    Ok(steps.close())
}

/// The tests of the widget that need a browser, each compiled to wasm.
fn test_components(workspace: &Workspace, chromium: &Programs) -> Result<()> {
    run(cargo(workspace, "build").args([
        "--package=xtask",
        "--features=component-tests",
        "--bin=component-test-runner",
    ]))?;
    let capabilities = workspace.target.join("webdriver.json");
    browsers::write_chromium_capabilities(workspace, chromium, &capabilities)?;
    // What stands beside the library looks at files and has run; its programs have no tests.
    run(cargo(workspace, "test")
        .args([
            "--package=sanctions-lookup",
            "--lib",
            "--target",
            wasm::TARGET,
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            workspace.target.join("debug/component-test-runner"),
        )
        .envs(chromium)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"))
}

/// Files that are tested at the same time: one alone leaves half a core idle, because much of a test
/// is waiting. The time limits of the tests are for two cores.
const AT_ONCE: &str = "--test-concurrency=2";

/// The `*.test.mjs` of a folder, with the site built on the sample list and a browser.
fn test_with_node(
    workspace: &Workspace,
    folder: &str,
    site: &Path,
    browser: &Browser,
) -> Result<()> {
    ensure_packages(workspace)?;
    let programs = browser.ensure()?;
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.root.join(folder))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), "there is no {folder}/*.test.mjs");
    // Its tests wait for two minutes in all: beside others, not after them.
    files.sort_by_key(|path| (!path.ends_with("waiting.test.mjs"), path.clone()));
    let mut node = Command::new("node");
    run(node
        .args(["--test", "--test-reporter=spec", AT_ONCE])
        .args(files)
        .current_dir(&workspace.root)
        .env("TEST_BROWSER", browser.name.to_lowercase())
        .envs(&programs)
        .env("SITE_FOLDER", site)
        .env(
            "SITE_SERVER",
            env::current_exe().context("where xtask itself is")?,
        )
        .env(
            "SITE_BUILDER",
            workspace.target.join("release/sanctions-lookup"),
        ))
}

fn cargo(workspace: &Workspace, command: &str) -> Command {
    let mut cargo = workspace.cargo();
    cargo.arg(command);
    quiet_unless_terminal(&mut cargo);
    cargo
}

/// Counts what ran, and says so as it goes.
#[derive(Default)]
struct Steps {
    passed: u32,
    skipped: u32,
    failed: Vec<String>,
}

impl Steps {
    /// Whether it passed.
    fn run(&mut self, name: &str, step: impl FnOnce() -> Result<()>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = step();
        match &outcome {
            Ok(()) => {
                self.passed += 1;
                println!("   passed in {:.0} s", start.elapsed().as_secs_f64());
            }
            Err(error) => {
                self.failed.push(name.to_owned());
                println!("   FAILED: {error:#}");
            }
        }
        outcome.is_ok()
    }

    fn skip(&mut self, name: &str, why: &str) {
        self.skipped += 1;
        println!("\n== {name}\n   skipped: {why}");
    }

    fn close(self) -> bool {
        println!();
        for name in &self.failed {
            println!("failed: {name}");
        }
        println!(
            "{} passed, {} failed, {} skipped",
            self.passed,
            self.failed.len(),
            self.skipped
        );
        self.failed.is_empty()
    }
}
