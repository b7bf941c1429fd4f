//! `build`: everything that a static host needs, in one folder.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Error, Result, bail, ensure};
use sentences::Table;
use zopfli::{Format, Options};

use crate::licences;
use crate::list::{self, Lists};
use crate::npm::{ensure_packages, node_tool};
use crate::program::run;
use crate::provenance;
use crate::site::{Parts, assemble, name_panel_texts, named_files, refer_page};
use crate::wasm;
use crate::workspace::Workspace;

/// The stand-alone page and the frame.
pub const PAGES: [&str; 2] = ["index.html", "embed.html"];

/// What both pages show inside the element, until the search runs and when it cannot.
const FALLBACK: &str = "static/fallback.html";

/// What no page of ours names: a host of the frame lays it beside its own page.
const FOR_HOSTS: &str = "embed-host.js";

/// Builds the site with the packs of the lists into the folder, in place of an earlier build.
pub fn build(workspace: &Workspace, out: &Path, lists: &Lists) -> Result<()> {
    ensure_replaceable(out)?;
    println!("Building the command line");
    let cli = list::build_cli(workspace)?;
    let lists = lists.get(workspace, &cli)?;

    // Written beside and moved at the end: what is served meanwhile stays whole.
    let fresh = with_ending(out, ".new");
    remove_folder(&fresh)?;
    println!("Building the packs");
    list::build_packs(&cli, &lists, &fresh.join("data"))?;
    write_code(workspace, &fresh)?;
    println!("Compressing");
    compress(workspace, &fresh)?;

    let old = with_ending(out, ".old");
    remove_folder(&old)?;
    if out.exists() {
        fs::rename(out, &old)?;
    }
    fs::rename(&fresh, out).with_context(|| format!("cannot write {}", out.display()))?;
    remove_folder(&old)
}

/// Builds page, element and worker into the folder.
fn write_code(workspace: &Workspace, out: &Path) -> Result<()> {
    wasm::ensure_target(workspace)?;
    ensure_packages(workspace)?;
    println!("Building page, engine, file check, workbooks, overview and check records");
    let commit = provenance::commit(workspace).unwrap_or_default();
    let names = ["app", "engine", "files", "overview", "record", "xlsx"];
    let [
        mut app,
        mut engine,
        mut files,
        mut overview,
        mut record,
        mut xlsx,
    ] = wasm::build(workspace, names, &commit)?;

    let read = |path: &str| {
        fs::read_to_string(workspace.root.join(path)).with_context(|| format!("cannot read {path}"))
    };
    app.js = minify(
        workspace,
        "js",
        &(guard(&app.js)? + &read("static/app-guard.js")?),
    )?;
    let [texts, panel_texts] = texts(workspace)?;
    let path = "static/panel-start.js";
    let shared = read("static/shared.js")?;
    let (panel, panel_texts) =
        name_panel_texts((path, &(shared.clone() + &read(path)?)), panel_texts)?;
    for (tool, shared, start) in [
        (&mut files, &*panel, "static/files-start.js"),
        (&mut overview, &panel, "static/overview-start.js"),
        (&mut xlsx, "", "static/xlsx-start.js"),
    ] {
        let start = read("static/app-guard.js")? + shared + &read(start)?;
        tool.js = minify(workspace, "js", &(guard(&tool.js)? + &start))?;
    }
    for (module, shared, start) in [
        (&mut engine, "", "static/engine-start.js"),
        (&mut record, &*shared, "static/record-start.js"),
    ] {
        let start = shared.to_owned() + &read(start)?;
        module.js = minify(workspace, "js", &(module.js.clone() + &start))?;
    }
    let panel_style = read("static/panel.css")?;
    let style = |path: &str| minify(workspace, "css", &(panel_style.clone() + &read(path)?));
    let mut files = assemble(Parts {
        entry: read("static/sanctions-lookup.js")?,
        offline: minify(workspace, "js", &read("static/offline.js")?)?,
        offline_worker: minify(
            workspace,
            "js",
            &read("static/sanctions-lookup-offline.js")?,
        )?,
        style: minify(workspace, "css", &read("static/sanctions-lookup.css")?)?,
        files_style: style("static/files.css")?,
        overview_style: style("static/overview.css")?,
        record_style: style("static/record.css")?,
        app,
        engine,
        files,
        overview,
        record,
        xlsx,
        texts,
        panel_texts,
    })?;
    if let Some(entry) = files.get_mut("sanctions-lookup.js") {
        *entry = minify(workspace, "js", &String::from_utf8_lossy(entry))?.into_bytes();
    }
    let fallback = read(FALLBACK)?;
    for page in PAGES {
        let text = with_fallback(&read(page)?, &fallback).with_context(|| page.to_owned())?;
        let text = refer_page(&text, files.keys());
        for name in named_files(&text) {
            if !name.starts_with("data/") && !files.contains_key(name) {
                let content = read(&format!("static/{name}"))
                    .with_context(|| format!("{page} names ./{name}"))?;
                files.insert(name.to_owned(), content.into_bytes());
            }
        }
        files.insert(page.to_owned(), text.into_bytes());
    }
    files.insert(
        FOR_HOSTS.to_owned(),
        read(&format!("static/{FOR_HOSTS}"))?.into_bytes(),
    );
    let licences = licences::collect(workspace)?;
    files.insert(licences::FILE.to_owned(), licences.into_bytes());
    let provenance = provenance::describe(workspace, &files)?;
    files.insert(
        provenance::FILE.to_owned(),
        format!("{provenance:#}\n").into_bytes(),
    );
    for (name, content) in files {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        let mut packed = Vec::new();
        zopfli::compress(smallest(), Format::Gzip, &*content, &mut packed)?;
        for (path, content) in [(with_ending(&path, ".gz"), &packed), (path, &content)] {
            fs::write(&path, content)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// Passes everything that enters the page's wasm through the `guard` of `static/app-guard.js`.
fn guard(glue: &str) -> Result<String> {
    let exports = "wasm = instance.exports;";
    ensure!(
        glue.matches(exports).count() == 1,
        "wasm-bindgen writes its glue in another form: `{exports}` is not there once"
    );
    Ok(glue.replace(exports, "wasm = guard(instance.exports);"))
}

/// The page with the fallback in the place of its mark, as far from the margin as the mark.
fn with_fallback(page: &str, fallback: &str) -> Result<String> {
    const MARK: &str = "<!-- fallback -->\n";
    let (before, after) = page
        .split_once(MARK)
        .with_context(|| format!("there is no {}", MARK.trim_end()))?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let (before, margin) = before.split_at(line);
    let lines = fallback.lines().map(|line| format!("{margin}{line}\n"));
    Ok([before, &lines.collect::<String>(), after].concat())
}

/// How the code is compressed. More blocks than usual make a wasm file .1 % smaller, and more rounds
/// nothing.
fn smallest() -> Options {
    Options {
        maximum_block_splits: 40,
        ..Options::default()
    }
}

/// What a browser loads of each language: with the page, and with a panel.
fn texts(workspace: &Workspace) -> Result<[BTreeMap<String, String>; 2]> {
    let folder = workspace.root.join("src/messages");
    let tables = Table::read_all(&folder).map_err(Error::msg)?;
    let panels = Table::read_panels(&tables, &folder).map_err(Error::msg)?;
    let english = &tables[0];
    let [mut of_page, mut of_panels] = [BTreeMap::new(), BTreeMap::new()];
    for (table, panels_of_language) in tables.iter().zip(&panels) {
        let code = &table.code;
        of_page.insert(code.clone(), table.pack(english));
        of_page.insert(format!("{code}-later"), table.pack_later(english));
        let packed = Table::pack_panels(panels_of_language, &panels[0]);
        of_panels.insert(format!("{code}-panels"), packed);
    }
    Ok([of_page, of_panels])
}

/// Shorter JavaScript or CSS of the same meaning, without comments.
fn minify(workspace: &Workspace, language: &str, source: &str) -> Result<String> {
    let mut esbuild = node_tool(workspace, "esbuild")
        .args([
            "--minify",
            "--tree-shaking=true",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--loader={language}"))
        .args((language == "js").then_some("--format=esm"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start esbuild: remove node_modules and try again")?;
    // Dropped at the end of the line, which tells esbuild that this is all.
    esbuild
        .stdin
        .take()
        .context("esbuild reads nothing")?
        .write_all(source.as_bytes())?;
    let output = esbuild.wait_with_output()?;
    ensure!(
        output.status.success(),
        "esbuild could not read the {language}"
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// Lays a brotli form beside every file, and a gzip form beside every pack; that of the code is
/// there and smaller than Node's, but a large pack would take minutes.
fn compress(workspace: &Workspace, folder: &Path) -> Result<()> {
    run(Command::new("node")
        .arg(workspace.root.join("xtask/src/compress.mjs"))
        .arg(folder))
}

/// Nothing but an earlier build is ever replaced.
fn ensure_replaceable(out: &Path) -> Result<()> {
    if out.exists()
        && !out.join("sanctions-lookup.js").exists()
        && fs::read_dir(out)?.next().is_some()
    {
        bail!(
            "{} holds something else than an earlier build: name another folder or empty it",
            out.display()
        );
    }
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

pub fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::with_fallback;

    #[test]
    fn the_fallback_takes_the_place_and_the_margin_of_its_mark() {
        let page = "<body>\n  <p>A</p>\n  <!-- fallback -->\n</body>\n";
        let built = with_fallback(page, "<ul>\n  <li>B</li>\n</ul>\n").expect("there is a mark");
        assert_eq!(
            built,
            "<body>\n  <p>A</p>\n  <ul>\n    <li>B</li>\n  </ul>\n</body>\n"
        );
        assert!(with_fallback("<body></body>\n", "").is_err());
    }
}
