//! The files of the site: which there are, under which names, how they refer to each other.
//!
//! What the element's entry loads carries its content's hash in its name, so that a browser may
//! keep it for ever. The entry, its service worker, the pages and what these name are requested
//! each time.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};

use crate::wasm::Module;

/// What a build brings together. The scripts and the stylesheet are minified already, but for
/// the entry, whose references must be found in the form in which they are written.
pub struct Parts {
    /// `static/sanctions-lookup.js`
    pub entry: String,
    /// `static/offline.js`
    pub offline: String,
    /// `static/sanctions-lookup-offline.js`
    pub offline_worker: String,
    /// `static/sanctions-lookup.css`
    pub style: String,
    /// `static/files.css`
    pub files_style: String,
    /// `static/overview.css`
    pub overview_style: String,
    /// `static/record.css`
    pub record_style: String,
    pub app: Module,
    /// Its JavaScript starts itself: it is the whole worker.
    pub engine: Module,
    /// Its JavaScript is a module of the page, and the whole of another worker.
    pub files: Module,
    /// As that of `files`.
    pub overview: Module,
    /// As with `files`.
    pub record: Module,
    /// As that of the engine.
    pub xlsx: Module,
    /// What a browser loads of each language: first by the language's code, then, for a record, by
    /// the code and `-later`.
    pub texts: BTreeMap<String, String>,
    /// The texts of the panels, which their scripts name already.
    pub panel_texts: Files,
}

/// Bundlers write smaller files into the script that names them, as `data:` addresses, which a
/// strict policy blocks: the page would build and not run.
const INLINED_BELOW: usize = 4096;

/// The script that a page names, and that names what it loads.
const ENTRY: &str = "static/sanctions-lookup.js";

/// Files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Names the parts after their content and lets the entry refer to these names.
pub fn assemble(parts: Parts) -> Result<Files> {
    let mut files = parts.panel_texts;
    let mut entry = parts.entry;
    let code = [
        ("app.js", parts.app.js.into_bytes()),
        ("app.wasm", parts.app.wasm),
        ("engine.js", parts.engine.js.into_bytes()),
        ("engine.wasm", parts.engine.wasm),
        ("files.css", parts.files_style.into_bytes()),
        ("files.js", parts.files.js.into_bytes()),
        ("files.wasm", parts.files.wasm),
        ("offline.js", parts.offline.into_bytes()),
        ("overview.css", parts.overview_style.into_bytes()),
        ("overview.js", parts.overview.js.into_bytes()),
        ("overview.wasm", parts.overview.wasm),
        ("record.css", parts.record_style.into_bytes()),
        ("record.js", parts.record.js.into_bytes()),
        ("record.wasm", parts.record.wasm),
        ("sanctions-lookup.css", parts.style.into_bytes()),
        ("xlsx.js", parts.xlsx.js.into_bytes()),
        ("xlsx.wasm", parts.xlsx.wasm),
    ];
    let code = code.map(|(name, content)| (name.to_owned(), content));
    for (name, content) in code.into_iter().chain(text_files(parts.texts)) {
        entry = add(&mut files, (ENTRY, &entry), &name, content)?;
    }
    ensure_built(&files, (ENTRY, &entry))?;
    files.insert("sanctions-lookup.js".to_owned(), entry.into_bytes());
    files.insert(
        "sanctions-lookup-offline.js".to_owned(),
        parts.offline_worker.into_bytes(),
    );
    Ok(files)
}

/// Names the texts of the panels, by the languages' codes, after their content and lets the script refer to these
/// names. Gives the script and the files.
pub fn name_panel_texts(
    script: (&str, &str),
    texts: BTreeMap<String, String>,
) -> Result<(String, Files)> {
    let (path, mut text) = (script.0, script.1.to_owned());
    let mut files = Files::new();
    for (name, content) in text_files(texts) {
        text = add(&mut files, (path, &text), &name, content)?;
    }
    ensure_built(&files, (path, &text))?;
    Ok((text, files))
}

fn text_files(texts: BTreeMap<String, String>) -> impl Iterator<Item = (String, Vec<u8>)> {
    let texts = texts.into_iter();
    texts.map(|(code, text)| (format!("texts-{code}.txt"), text.into_bytes()))
}

/// Adds a file under a name after its content; gives the script, of which the path is given too, with this name.
fn add(
    files: &mut Files,
    (path, script): (&str, &str),
    name: &str,
    content: Vec<u8>,
) -> Result<String> {
    ensure!(
        content.len() > INLINED_BELOW
            || ["offline.js", "files.css", "overview.css", "record.css"].contains(&name),
        "{name} has {} bytes; a bundler would inline it, so it must have more than {INLINED_BELOW}",
        content.len()
    );
    let hashed = hashed_name(name, &content);
    let script = refer((path, script), name, &hashed)?;
    files.insert(hashed, content);
    Ok(script)
}

/// Ends where a script names a file that is not built.
fn ensure_built(files: &Files, (path, script): (&str, &str)) -> Result<()> {
    for name in script.split("'./").skip(1) {
        let name = name.split('\'').next().unwrap_or_default();
        ensure!(
            files.contains_key(name),
            "{path} names ./{name}, which is not built"
        );
    }
    Ok(())
}

/// Puts the hashed name where the script names the file. Bundlers find these references only when
/// they are literal, so any other form is an error.
fn refer((path, script): (&str, &str), name: &str, hashed: &str) -> Result<String> {
    let address = || format!("new URL('./{name}', import.meta.url)");
    let import = || format!("import('./{name}')");
    let forms = match name.split_once('.') {
        Some(("app", end)) if end.ends_with("js") => vec![format!("'./{name}'")],
        Some(("offline", _)) => vec![import()],
        // A module of the page and a worker.
        Some(("files" | "overview" | "record", "js")) => vec![import(), address()],
        _ => vec![address()],
    };
    let mut script = script.to_owned();
    for form in &forms {
        ensure!(
            script.contains(form),
            "{path} must name ./{name} literally, as {form}"
        );
        script = script.replace(form, &form.replace(name, hashed));
    }
    ensure!(
        !script.contains(&format!("./{name}")),
        "{path} names ./{name} in another form than {}",
        forms.join(" or ")
    );
    Ok(script)
}

/// `app.js` → `app.0123456789abcdef.js`
fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash: String = Sha256::digest(content)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    name.replacen('.', &format!(".{hash}."), 1)
}

/// Whether the name carries a hash of the content: such a file never changes.
pub fn is_hashed(name: &str) -> bool {
    name.split(['.', '-']).any(is_hash)
}

fn is_hash(part: &str) -> bool {
    part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The files beside it that the page names: `href="./page.css"` gives `page.css`.
pub fn named_files(page: &str) -> impl Iterator<Item = &str> {
    page.split("\"./")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// The page with the hashed names in place of the plain ones of the same files: `href="./app.js"`.
pub fn refer_page<'a>(page: &str, files: impl Iterator<Item = &'a String>) -> String {
    let hashed = files.filter(|name| is_hashed(name));
    hashed.fold(page.to_owned(), |page, name| {
        let plain: Vec<&str> = name.split('.').filter(|part| !is_hash(part)).collect();
        page.replace(
            &format!("\"./{}\"", plain.join(".")),
            &format!("\"./{name}\""),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{
        Files, Parts, assemble, hashed_name, is_hashed, name_panel_texts, named_files, refer_page,
    };
    use crate::wasm::Module;

    const ENTRY: &str = "
        import init from './app.js';
        const addresses = [
            new URL('./app.wasm', import.meta.url),
            new URL('./engine.js', import.meta.url),
            new URL('./engine.wasm', import.meta.url),
            new URL('./files.css', import.meta.url),
            new URL('./files.js', import.meta.url),
            import('./files.js'),
            new URL('./files.wasm', import.meta.url),
            import('./offline.js'),
            new URL('./overview.css', import.meta.url),
            new URL('./overview.js', import.meta.url),
            import('./overview.js'),
            new URL('./overview.wasm', import.meta.url),
            new URL('./record.css', import.meta.url),
            new URL('./record.js', import.meta.url),
            import('./record.js'),
            new URL('./record.wasm', import.meta.url),
            new URL('./sanctions-lookup.css', import.meta.url),
            new URL('./texts-en.txt', import.meta.url),
            new URL('./xlsx.js', import.meta.url),
            new URL('./xlsx.wasm', import.meta.url),
        ];";

    fn parts(entry: &str) -> Parts {
        let module = |name: &str| Module {
            js: name.repeat(2000),
            wasm: name.repeat(2000).into_bytes(),
        };
        Parts {
            entry: entry.to_owned(),
            offline: "offline".to_owned(),
            offline_worker: String::new(),
            style: "style".repeat(1000),
            files_style: "files".repeat(1000),
            overview_style: "overview".repeat(1000),
            record_style: "record".repeat(1000),
            app: module("app"),
            engine: module("engine"),
            files: module("files"),
            overview: module("overview"),
            record: module("record"),
            xlsx: module("xlsx"),
            texts: [("en".to_owned(), "text".repeat(2000))].into(),
            panel_texts: Files::new(),
        }
    }

    #[test]
    fn the_entry_refers_to_every_file_by_its_hashed_name() {
        let files = assemble(parts(ENTRY)).unwrap();
        let entry = String::from_utf8_lossy(&files["sanctions-lookup.js"]);
        let hashed: Vec<_> = files.keys().filter(|name| is_hashed(name)).collect();
        assert_eq!(hashed.len(), 18);
        for name in hashed {
            assert!(
                entry.contains(&format!("'./{name}'")),
                "{name} is not in {entry}"
            );
        }
    }

    #[test]
    fn the_panels_refer_to_their_texts_by_the_hashed_names() {
        let script = "const en = new URL('./texts-en-panels.txt', import.meta.url);";
        let texts = |code: &str| [(code.to_owned(), "text".repeat(2000))].into();
        let named = |script, code| name_panel_texts(("panel-start.js", script), texts(code));
        let (named_script, files) = named(script, "en-panels").unwrap();
        let name = files.keys().next().unwrap();
        assert!(
            is_hashed(name) && named_script.contains(name),
            "{named_script}"
        );
        let without = "const en = './texts-en-panels.txt';";
        assert!(named(without, "en-panels").is_err());
        assert!(named(script, "fr-panels").is_err());
    }

    #[test]
    fn a_reference_that_a_bundler_would_miss_is_an_error() {
        for (written, instead) in [
            ("'./app.js'", "\"./app.js\""),
            ("new URL('./app.wasm', import.meta.url)", "'./app.wasm'"),
            (
                "new URL('./engine.js', import.meta.url)",
                "new URL(`./engine.js`, import.meta.url)",
            ),
            ("'./sanctions-lookup.css'", "'./style.css'"),
            ("import('./offline.js')", "'./offline.js'"),
            (
                "import('./files.js')",
                "new URL('./files.js', import.meta.url)",
            ),
            ("const", "/* './app.js' and ./app.js */ const"),
            ("texts-en", "texts-fr"),
            ("const", "new URL('./texts-fr.txt', import.meta.url); const"),
        ] {
            assert!(
                assemble(parts(&ENTRY.replace(written, instead))).is_err(),
                "{instead}"
            );
        }
    }

    #[test]
    fn a_name_changes_with_the_content_alone() {
        let name = hashed_name("app.js", b"content");
        assert_eq!(name, hashed_name("app.js", b"content"));
        assert_ne!(name, hashed_name("app.js", b"Content"));
        assert!(is_hashed(&name), "{name}");
        for plain in [
            "index.html",
            "sanctions-lookup.js",
            "manifest.json",
            "uk.search.pack",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn a_page_names_files_with_their_hashes() {
        let files = ["app.0123456789abcdef.js", "page.css"].map(str::to_owned);
        let page = r#"<link href="./app.js"><link href="./page.css"><link href="./data/app.js">"#;
        assert_eq!(
            refer_page(page, files.iter()),
            r#"<link href="./app.0123456789abcdef.js"><link href="./page.css"><link href="./data/app.js">"#
        );
    }

    #[test]
    fn files_named_by_the_page_are_found() {
        let page =
            r#"<link href="./page.css"><a href="https://example.org/">x</a><script src="./a.js">"#;
        assert_eq!(named_files(page).collect::<Vec<_>>(), ["page.css", "a.js"]);
    }
}
