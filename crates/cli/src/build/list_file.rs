//! The argument `--list CODE=FILE`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lists::Source;

use crate::arguments::{self, Usage};

/// One list and its file.
#[derive(Clone)]
pub struct ListFile {
    pub source: &'static Source,
    pub file: PathBuf,
}

pub(super) fn list_file(text: &str) -> Result<ListFile, String> {
    let (code, files) = text
        .split_once('=')
        .ok_or("write it as CODE=FILE, for example uk=lists/uk.csv")?;
    let source = arguments::list(code)?;
    match files_of(files).as_slice() {
        [] => Err("write it as CODE=FILE, for example uk=lists/uk.csv".to_owned()),
        [file] => Ok(ListFile {
            source,
            file: file.clone(),
        }),
        several => Err(format!(
            "{} files are given, and the {} is one file",
            several.len(),
            source.title
        )),
    }
}

/// The files of one list, with commas between them: `a.csv,b.csv`. A file whose own name has a comma
/// is one file where it exists.
fn files_of(text: &str) -> Vec<PathBuf> {
    let whole = PathBuf::from(text);
    if whole.exists() {
        return vec![whole];
    }
    let files = text.split(',').filter(|file| !file.is_empty());
    files.map(PathBuf::from).collect()
}

/// Every list once, sorted by code; the error is one of usage.
pub(super) fn sorted(given: Vec<ListFile>) -> Result<BTreeMap<&'static str, ListFile>, Usage> {
    let mut lists = BTreeMap::new();
    for list in given {
        let code = list.source.code;
        if lists.insert(code, list).is_some() {
            return Err(Usage(format!(
                "--list {code}=… is given twice; give each list once"
            )));
        }
    }
    Ok(lists)
}
