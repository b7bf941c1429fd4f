//! From Rust to what a browser loads: cargo, then wasm-bindgen, then wasm-opt.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::npm::node_tool;
use crate::program::{output, quiet_unless_terminal, run, works};
use crate::workspace::Workspace;

pub const TARGET: &str = "wasm32-unknown-unknown";

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

/// Builds the root package's `names`, each of `src/bin/`, in this order.
pub fn build<const N: usize>(workspace: &Workspace, names: [&str; N]) -> Result<[Module; N]> {
    let mut cargo = workspace.cargo();
    cargo.args([
        "build",
        "--package=sanctions-lookup",
        "--profile=web",
        "--target",
        TARGET,
    ]);
    for name in names {
        cargo.args(["--bin", name]);
    }
    cargo.arg("--target-dir").arg(&workspace.target);
    // Panic messages would otherwise carry the folders of whoever builds into the page.
    let mut flags = remap_folders(workspace)?;
    // SHA-256 checks a pack once: a loop does it in a quarter of the bytes.
    flags.push(r#"--cfg=sha2_backend_soft="compact""#.to_owned());
    cargo
        .env_remove("RUSTFLAGS")
        // What separates flags in it.
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    run(quiet_unless_terminal(&mut cargo))?;

    let mut modules = Vec::new();
    for name in names {
        modules.push(bind(workspace, name).with_context(|| format!("src/bin/{name}.rs"))?);
    }
    modules.try_into().ok().context("as many modules as names")
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
    Bindgen::new()
        .input_path(&built)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .with_context(|| format!("wasm-bindgen could not read {}", built.display()))?;
    ensure!(
        !folder.join("snippets").exists() && !folder.join("package.json").exists(),
        "a dependency brings JavaScript files of its own; each module must be one file"
    );

    let small = folder.join("small.wasm");
    run(node_tool(workspace, "wasm-opt")
        .args(["-Oz", "--strip-target-features", "--output"])
        .arg(&small)
        .arg(folder.join(format!("{name}_bg.wasm"))))?;
    let js = fs::read_to_string(folder.join(name).with_extension("js"))?;
    Ok(Module {
        js,
        wasm: fs::read(small)?,
    })
}
