//! The argument `--list CODE=FILE,…`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lists::Source;

use crate::arguments::{self, Usage};

/// One list and its files.
#[derive(Clone)]
pub struct ListFiles {
    pub source: &'static Source,
    /// Never empty.
    pub files: Vec<PathBuf>,
}

impl ListFiles {
    /// The files for a message.
    pub fn shown(&self) -> String {
        let files = self.files.iter().map(|file| file.display().to_string());
        files.collect::<Vec<_>>().join(", ")
    }
}

pub(super) fn list_files(text: &str) -> Result<ListFiles, String> {
    let (code, files) = text
        .split_once('=')
        .ok_or("write it as CODE=FILE, for example uk=lists/uk.csv")?;
    let source = arguments::list(code)?;
    match files_of(files) {
        files if files.is_empty() => {
            Err("write it as CODE=FILE, for example uk=lists/uk.csv".to_owned())
        }
        files => Ok(ListFiles { source, files }),
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
pub(super) fn sorted(given: Vec<ListFiles>) -> Result<BTreeMap<&'static str, ListFiles>, Usage> {
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
