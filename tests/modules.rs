//! No module depends on a module that depends on it. A reader can then take the files of a crate one
//! after another, and a change of one file reaches only the files above it.

// They look at files, which a browser does not have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The uses of one module: paths below `crate`, and below the module itself for `self` and `super`.
fn paths(text: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let text: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join(" ");
    for (place, _) in text.match_indices("::") {
        let start = text[..place]
            .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .map_or(0, |before| before + 1);
        let base: &[String] = match &text[start..place] {
            "crate" => &[],
            "super" if text[..start].ends_with("::") => continue,
            "super" => &module[..module.len().saturating_sub(1)],
            "self" => module,
            _ => continue,
        };
        read_tree(&text[place + 2..], base.to_vec(), &mut found);
    }
    found
}

/// Reads `a::{b, c::D}` behind a prefix; gives every path in it and what is left of the text.
fn read_tree<'t>(
    mut text: &'t str,
    mut prefix: Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> &'t str {
    loop {
        text = text.trim_start();
        if let Some(inner) = text.strip_prefix('{') {
            let mut inner = inner;
            loop {
                inner = read_tree(inner, prefix.clone(), found).trim_start();
                match inner.strip_prefix(',') {
                    Some(next) if next.trim_start().starts_with('}') => {
                        return &next.trim_start()[1..];
                    }
                    Some(next) => inner = next,
                    None => return inner.strip_prefix('}').unwrap_or(inner),
                }
            }
        }
        let end = text
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        if word == "super" {
            prefix.pop();
        } else if !word.is_empty() && word != "self" {
            prefix.push(word.to_owned());
        }
        let Some(next) = rest.strip_prefix("::") else {
            found.push(prefix);
            // Another name (`as B`) changes nothing.
            let rest = rest.trim_start();
            return match rest.strip_prefix("as ") {
                Some(other) => other
                    .trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_'),
                None => rest,
            };
        };
        text = next;
    }
}

fn read_modules(folder: &Path, at: &[String], modules: &mut BTreeMap<Vec<String>, String>) {
    for entry in fs::read_dir(folder).expect("a source folder").flatten() {
        let path = entry.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let mut module = at.to_vec();
        if path.is_dir() {
            if stem != "tests" && stem != "bin" {
                module.push(stem.to_owned());
                read_modules(&path, &module, modules);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") && stem != "tests" {
            if !matches!(stem, "mod" | "lib" | "main") {
                module.push(stem.to_owned());
            }
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text
                .split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned();
            modules.insert(module, code);
        }
    }
}

/// What a module hands on under its own name from the modules below it: name to path.
fn handed_on(
    text: &str,
    module: &[String],
    modules: &BTreeMap<Vec<String>, String>,
) -> BTreeMap<String, Vec<String>> {
    let mut names = BTreeMap::new();
    for statement in text.split(';') {
        let Some((_, tree)) = statement
            .split_once("pub use ")
            .or_else(|| statement.split_once("pub(crate) use "))
        else {
            continue;
        };
        let mut found = Vec::new();
        let tree = tree.trim_start();
        let (base, tree) = match tree.strip_prefix("crate::") {
            Some(tree) => (Vec::new(), tree),
            None => (module.to_vec(), tree.strip_prefix("self::").unwrap_or(tree)),
        };
        read_tree(tree, base, &mut found);
        for path in found {
            let Some((name, of)) = path.split_last() else {
                continue;
            };
            if modules.contains_key(of) {
                names.insert(name.clone(), of.to_vec());
            }
        }
    }
    names
}

/// The module that a path leads to, through what modules hand on.
fn module_of(
    path: &[String],
    modules: &BTreeMap<Vec<String>, String>,
    handed: &BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>,
) -> Vec<String> {
    let mut length = path.len();
    while !modules.contains_key(&path[..length]) {
        length -= 1;
    }
    let module = path[..length].to_vec();
    match path.get(length).and_then(|name| handed[&module].get(name)) {
        Some(other) if *other != module => {
            let next: Vec<_> = other
                .iter()
                .cloned()
                .chain(path[length..].iter().cloned())
                .collect();
            module_of(&next, modules, handed)
        }
        _ => module,
    }
}

/// True for a path into a module whose file belongs to another folder (`#[path]`, the build's output).
fn is_from_elsewhere(path: &[String], modules: &BTreeMap<Vec<String>, String>) -> bool {
    let is_module = |name: &String| name.starts_with(char::is_lowercase);
    path.len() > 1 && is_module(&path[0]) && !modules.contains_key(&path[..1])
}

/// The modules that a crate's modules use, without what they only hand on.
fn uses(source: &Path) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut modules = BTreeMap::new();
    read_modules(source, &[], &mut modules);
    modules.entry(Vec::new()).or_default();
    let handed: BTreeMap<_, _> = modules
        .iter()
        .map(|(module, text)| (module.clone(), handed_on(text, module, &modules)))
        .collect();
    modules
        .iter()
        .map(|(module, text)| {
            let own: String = text
                .split(';')
                .filter(|statement| !statement.contains("pub use "))
                .collect::<Vec<_>>()
                .join(";");
            let used = paths(&own, module)
                .iter()
                .filter(|path| !is_from_elsewhere(path, &modules))
                .map(|path| module_of(path, &modules, &handed))
                .filter(|other| other != module)
                .collect();
            (module.clone(), used)
        })
        .collect()
}

/// A way from a module back to it, if there is one.
fn cycle(
    start: &Vec<String>,
    uses: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
) -> Option<Vec<Vec<String>>> {
    let mut ways = vec![vec![start.clone()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in &uses[way.last().unwrap_or(start)] {
            let mut longer = way.clone();
            longer.push(next.clone());
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push(longer);
            }
        }
    }
    None
}

#[test]
fn no_module_depends_on_one_that_depends_on_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = vec![root.join("src"), root.join("xtask/src")];
    sources.extend(
        fs::read_dir(root.join("crates"))
            .expect("crates")
            .flatten()
            .map(|entry| entry.path().join("src")),
    );
    let mut found = Vec::new();
    let mut edges = 0;
    for source in sources {
        let uses = uses(&source);
        edges += uses.values().map(BTreeSet::len).sum::<usize>();
        for module in uses.keys() {
            if let Some(way) = cycle(module, &uses) {
                let way: Vec<_> = way.iter().map(|module| module.join("::")).collect();
                found.push(format!(
                    "{}: {}",
                    source.strip_prefix(root).unwrap_or(&source).display(),
                    way.join(" → ")
                ));
            }
        }
    }
    assert!(edges > 300, "the test reads the uses of modules: {edges}");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
