//! From Rust to what a browser loads: cargo, then wasm-bindgen, then what panics say is taken out,
//! then wasm-opt, which then makes similar functions neighbours.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::mem;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::npm::node_tool;
use crate::order;
use crate::panics;
use crate::program::{output, quiet_unless_terminal, run, works};
use crate::unused::Unused;
use crate::workspace::Workspace;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// What makes a module smallest once it is compressed, by trial; `-Oz` alone leaves it larger. A
/// function that has one caller stays by itself, since many small functions are more similar than
/// one large one. Nothing lies below address 1024: the stack ends there. How far an address is
/// aligned is a hint that no browser needs.
const SMALLER: [&str; 9] = [
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--dealign",
    "--quiet",
];

/// Puts the functions in the order of their names and changes nothing else; without the levels,
/// code is written in a longer form.
const ORDERED: [&str; 5] = [
    "--reorder-functions-by-name",
    "--optimize-level=2",
    "--shrink-level=2",
    "--strip-target-features",
    "--quiet",
];

/// A program for the browser and the JavaScript that loads it.
pub struct Module {
    pub js: String,
    pub wasm: Vec<u8>,
}

/// Adds the wasm target to the tool chain when it is missing.
pub fn ensure_target(workspace: &Workspace) -> Result<()> {
    let libraries = output(
        Command::new("rustc")
            .args(["--print=target-libdir", "--target", TARGET])
            .current_dir(&workspace.root),
    )?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    if !works(Command::new("rustup").arg("--version")) {
        bail!(
            "this Rust cannot build for {TARGET} and there is no rustup to add it: install rustup (https://rustup.rs)"
        );
    }
    println!("Adding the Rust target {TARGET}");
    run(Command::new("rustup")
        .args(["target", "add", TARGET])
        .current_dir(&workspace.root))
}

/// Builds the root package's `names`, each of `src/bin/`, in this order, from this commit.
pub fn build<const N: usize>(
    workspace: &Workspace,
    names: [&str; N],
    commit: &str,
) -> Result<[Module; N]> {
    // Panic messages would otherwise carry the folders of whoever builds into the page.
    let mut flags = remap_folders(workspace)?;
    // SHA-256 checks a pack once: a loop does it in a quarter of the bytes.
    flags.push(r#"--cfg=sha2_backend_soft="compact""#.to_owned());
    // What `unused.rs` reads: which function and which datum refers to which.
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    // What the library for workbooks asks of crates that all programs share is in none of the others.
    let (writer, others): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| **name == "xlsx");
    for (names, features) in [
        (others, "--no-default-features"),
        (writer, "--features=xlsx"),
    ] {
        let mut cargo = workspace.cargo();
        cargo.args([
            "build",
            "--package=sanctions-lookup",
            features,
            "--profile=web",
            "--target",
            TARGET,
        ]);
        for name in names {
            cargo.args(["--bin", name]);
        }
        cargo
            .arg("--target-dir")
            .arg(&workspace.target)
            .env_remove("RUSTFLAGS")
            // What separates flags in it.
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
            // Which a check record names.
            .env("SANCTIONS_LOOKUP_COMMIT", commit);
        run(quiet_unless_terminal(&mut cargo))?;
    }

    // wasm-opt takes most of the time, on one processor.
    let modules: Result<Vec<Module>> = thread::scope(|scope| {
        let started = names.map(|name| scope.spawn(move || bind(workspace, name)));
        let bound = names.into_iter().zip(started).map(|(name, thread)| {
            let module = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            module.with_context(|| format!("src/bin/{name}.rs"))
        });
        bound.collect()
    });
    modules?.try_into().ok().context("as many modules as names")
}

/// Leaves nothing of the project's, the tool chain's and the registry's folders in paths.
fn remap_folders(workspace: &Workspace) -> Result<Vec<String>> {
    let sysroot = output(
        Command::new("rustc")
            .arg("--print=sysroot")
            .current_dir(&workspace.root),
    )?;
    let mut folders = vec![workspace.root.clone(), PathBuf::from(sysroot.trim())];
    let home = |name| env::var_os(name).map(PathBuf::from);
    if let Some(cargo) = home("CARGO_HOME").or_else(|| Some(home("HOME")?.join(".cargo"))) {
        for registry in fs::read_dir(cargo.join("registry/src"))
            .into_iter()
            .flatten()
        {
            folders.push(registry?.path());
        }
    }
    let flag = |folder: &PathBuf| format!("--remap-path-prefix={}/=", folder.display());
    let mut flags: Vec<String> = folders.iter().map(flag).collect();
    // Where the library's source is installed, paths in it are the machine's; without it they are
    // these. The last flag that fits is the one that counts.
    let version = output(
        Command::new("rustc")
            .arg("-vV")
            .current_dir(&workspace.root),
    )?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "));
    if let Some(commit) = commit {
        let source = folders[1].join("lib/rustlib/src/rust");
        flags.push(format!(
            "--remap-path-prefix={}=/rustc/{commit}",
            source.display()
        ));
    }
    Ok(flags)
}

/// Makes the JavaScript glue, then shrinks the wasm.
fn bind(workspace: &Workspace, name: &str) -> Result<Module> {
    let built = workspace
        .target
        .join(TARGET)
        .join("web")
        .join(name)
        .with_extension("wasm");
    let folder = workspace.target.join("bindgen").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let linked = fs::read(&built)?;
    let unused = Unused::find(&linked, panics::is_silent)?;
    let mut output = Bindgen::new()
        .input_path(&built)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {}", built.display()))?;
    let has_snippets = output.snippets().values().any(|list| !list.is_empty());
    ensure!(
        !has_snippets && output.local_modules().is_empty() && output.npm_dependencies().is_empty(),
        "a dependency brings JavaScript files of its own; each module must be one file"
    );
    let js = without_sync_start(&shorten_names(&mut output))?;
    panics::silence(output.wasm_mut())?;
    unused.remove(output.wasm_mut());

    fs::create_dir_all(&folder)?;
    let optimise = |passes: &[&str], wasm: Vec<u8>, names: [&str; 2]| -> Result<Vec<u8>> {
        let [from, to] = names.map(|name| folder.join(name).with_extension("wasm"));
        fs::write(&from, wasm)?;
        run(node_tool(workspace, "wasm-opt")
            .args(passes)
            .arg("--output")
            .args([&to, &from]))?;
        Ok(fs::read(to)?)
    };
    let bound = output.wasm_mut().emit_wasm();
    let small = optimise(&SMALLER, bound, ["bound", "small"])?;
    let named = order::name_by_similarity(small)?;
    let wasm = optimise(&ORDERED, named, ["named", "ordered"])?;
    Ok(Module { js, wasm })
}

/// Takes out the way to start that waits for a whole file, which nothing here uses: what is not
/// exported is not minified into the script.
fn without_sync_start(js: &str) -> Result<String> {
    let exports = "export { initSync, ";
    ensure!(
        js.matches(exports).count() == 1,
        "wasm-bindgen writes its glue in another form: `{exports}` is not there once"
    );
    Ok(js.replace(exports, "export { "))
}

/// Gives what the wasm and its JavaScript know each other by short names. `wasm-bindgen` ends
/// every name in 16 digits of a hash, on both sides, and no compression makes those smaller.
fn shorten_names(output: &mut Output) -> String {
    let mut js = output.js().to_owned();
    let module = output.wasm_mut();
    let imports = module.imports.iter_mut().map(|import| &mut import.name);
    let exports = module.exports.iter_mut().map(|export| &mut export.name);
    let mut shorter: BTreeMap<String, String> = BTreeMap::new();
    for name in imports.chain(exports).filter(|name| ends_in_hash(name)) {
        let number = shorter.len();
        let short = shorter.entry(mem::take(name));
        *name = short.or_insert_with(|| format!("_{number}")).clone();
    }
    for (name, short) in &shorter {
        js = js.replace(name, short);
    }
    js
}

fn ends_in_hash(name: &str) -> bool {
    let start = name.len().checked_sub(16);
    let hash = start.and_then(|start| name.get(start..));
    hash.is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
