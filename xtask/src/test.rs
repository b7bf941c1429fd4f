//! `test`: everything that must hold, one headline a step.

use std::env;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::build::build;
use crate::chromium::{self, Chromium};
use crate::list::Lists;
use crate::npm::{ensure_packages, node_tool};
use crate::program::{quiet_unless_terminal, run, works};
use crate::wasm;
use crate::workspace::Workspace;

/// Runs every step, also after one has failed; true when none has.
pub fn run_all(workspace: &Workspace, quick: bool) -> Result<bool> {
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
    steps.run("Tests", || run(cargo(workspace, "test").arg("--workspace")));
    if !workspace.root.join("../shared").exists() {
        steps.skip(
            "Tests on published lists and labelled names",
            "there is no folder ../shared beside the project",
        );
    }
    if works(workspace.cargo().args(["deny", "--version"])) {
        steps.run("Licences, bans and sources of dependencies", || {
            run(workspace.cargo().args([
                "deny",
                "--workspace",
                "--all-features",
                "check",
                "licenses",
                "bans",
                "sources",
            ]))
        });
    } else {
        steps.skip(
            "Licences, bans and sources of dependencies",
            "cargo-deny is not there: cargo install cargo-deny --locked",
        );
    }
    steps.run("HTML of the page", || {
        ensure_packages(workspace)?;
        run(node_tool(workspace, "html-validate")
            .args(["--config=tests/browser/htmlvalidate.json", "index.html"])
            .current_dir(&workspace.root))
    });
    if quick {
        steps.skip("Component tests in Chromium", "--quick");
        steps.skip("Whole-page tests in Chromium", "--quick");
    } else {
        steps.run("Component tests in Chromium", || {
            test_components(workspace, &chromium::ensure()?)
        });
        steps.run("Whole-page tests in Chromium", || {
            test_pages(workspace, &chromium::ensure()?)
        });
    }
    Ok(steps.close())
}

/// The tests of the widget that need a browser, each compiled to wasm.
fn test_components(workspace: &Workspace, chromium: &Chromium) -> Result<()> {
    run(cargo(workspace, "build").args([
        "--package=xtask",
        "--features=component-tests",
        "--bin=component-test-runner",
    ]))?;
    let capabilities = workspace.target.join("webdriver.json");
    chromium.write_capabilities(workspace, &capabilities)?;
    // Doc tests are native tests; they have run.
    run(cargo(workspace, "test")
        .args([
            "--package=sanctions-lookup",
            "--lib",
            "--bins",
            "--tests",
            "--target",
            wasm::TARGET,
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            workspace.target.join("debug/component-test-runner"),
        )
        .env("CHROMEDRIVER", &chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"))
}

/// The built site on the sample list, driven as a person would.
fn test_pages(workspace: &Workspace, chromium: &Chromium) -> Result<()> {
    ensure_packages(workspace)?;
    let dist = workspace.target.join("browser-tests");
    build(workspace, &dist, &Lists::sample(workspace))?;
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.root.join("tests/browser"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), "there is no tests/browser/*.test.mjs");
    files.sort();
    run(Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .args(files)
        .current_dir(&workspace.root)
        .env("SITE_FOLDER", &dist)
        .env(
            "SITE_SERVER",
            env::current_exe().context("where xtask itself is")?,
        )
        .env(
            "SITE_BUILDER",
            workspace.target.join("release/sanctions-lookup"),
        )
        .env("CHROMIUM", &chromium.browser))
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
    failed: Vec<&'static str>,
}

impl Steps {
    fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) {
        println!("\n== {name}");
        let start = Instant::now();
        match step() {
            Ok(()) => {
                self.passed += 1;
                println!("   passed in {:.0} s", start.elapsed().as_secs_f64());
            }
            Err(error) => {
                self.failed.push(name);
                println!("   FAILED: {error:#}");
            }
        }
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
