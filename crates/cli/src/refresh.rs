//! `refresh`: fetch, build, check, publish and prune in one step, for schedulers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use lists::Source;
use manifest::{ListEntry, PackRole};
use serde::Serialize;

use crate::address::Address;
use crate::build::{self, Edition, Limits, ListFiles, Publishing, entries_before, entry_before};
use crate::data_folder::DataFolder;
use crate::fetch::{self, NoConnection, Temporary};
use crate::lock::FolderLock;
use crate::refresh_config::{Config, EXAMPLE, ListConfig};
use crate::source_file;
use crate::terminal;

/// Exit status where all that could be published was, and some list has no new edition.
pub const PARTLY: u8 = 5;
/// Exit status where nothing was published.
pub const NOTHING: u8 = 6;

/// How often an address is asked again where neither the configuration nor the list says more: a
/// server that restarts is back by then, and the next run of a schedule is hours away.
const LEAST_RETRIES: u8 = 2;

/// Bring a data folder up to date: fetch, build, check, publish and prune, for all lists.
///
/// For cron, systemd timers and CI. A list that cannot be refreshed keeps its last good edition and
/// the age of that; the others go on. What is published takes its place in one step, as `build` does.
/// Of each list one line of JSON goes to standard output: list, outcome (updated, unchanged, kept:
/// the earlier edition stays, failed: there is none), designations, published, checked_at and error.
/// A run waits for another one with the same CONFIG.
#[derive(clap::Args)]
#[command(after_help = help())]
pub struct Arguments {
    /// The configuration, TOML
    #[arg(value_name = "CONFIG")]
    config: PathBuf,
}

fn help() -> String {
    format!(
        "Example: sanctions-lookup refresh refresh.toml\n\n{EXAMPLE}\n\
         Exit code 5: some list keeps its earlier edition or has none, the others were published;\n\
         6: nothing was published."
    )
}

/// What became of a list.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    /// A new edition.
    Updated,
    /// The publisher was asked, and has the same edition.
    Unchanged,
    /// The earlier edition stays, with its own age.
    Kept,
    /// There is no edition.
    Failed,
}

/// What a line of the output says.
#[derive(Serialize)]
struct Line<'a> {
    list: &'a str,
    outcome: Outcome,
    designations: Option<u32>,
    published: Option<&'a str>,
    checked_at: Option<&'a str>,
    error: Option<String>,
}

/// A list after its refresh.
struct Refreshed {
    code: &'static str,
    outcome: Outcome,
    /// What is to be published.
    edition: Option<Edition>,
    error: Option<anyhow::Error>,
    /// What is published so far.
    before: Option<ListEntry>,
}

pub fn run(arguments: &Arguments, out: &mut (dyn Write + Send)) -> Result<u8> {
    let config = Config::read(&arguments.config)?;
    let _lock = FolderLock::wait(&arguments.config);
    fs::create_dir_all(&config.sources)
        .with_context(|| format!("cannot make the folder {}", config.sources.display()))?;
    for entry in entries_before(&config.publish_to) {
        if !config
            .lists
            .iter()
            .any(|list| list.source().code == entry.list)
        {
            terminal::warn(format!(
                "{} is no longer published: {} does not name its code, `{}`",
                entry.title,
                arguments.config.display(),
                entry.list
            ));
        }
    }
    let lists = config.lists.iter();
    let refreshed: Vec<Refreshed> = lists.map(|list| refresh(list, &config)).collect();
    let publish_error = publish(&refreshed, &config).err();
    for list in &refreshed {
        let error = list.error.as_ref().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            terminal::error(format!("{}: {error}", list.code));
        }
        let entry = match (&list.edition, &publish_error) {
            (Some(edition), None) => Some(&edition.entry),
            _ => list.before.as_ref(),
        };
        // An edition that could not be published does not count.
        let outcome = match (&publish_error, entry) {
            (None, _) => list.outcome,
            (Some(_), Some(_)) => Outcome::Kept,
            (Some(_), None) => Outcome::Failed,
        };
        let line = Line {
            list: list.code,
            outcome,
            designations: entry.map(|entry| entry.counts.designations),
            published: entry.and_then(|entry| entry.published.as_deref()),
            checked_at: entry.and_then(|entry| entry.checked_at.as_deref()),
            error: error.or_else(|| Some(format!("{:#}", publish_error.as_ref()?))),
        };
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    if let Some(error) = publish_error {
        terminal::error(format!("{error:#}"));
        return Ok(NOTHING);
    }
    let all_good = refreshed.iter().all(|list| list.error.is_none());
    Ok(if all_good { 0 } else { PARTLY })
}

/// Publishes all editions, and reads back what is there then.
fn publish(refreshed: &[Refreshed], config: &Config) -> Result<()> {
    let editions = refreshed.iter().filter_map(|list| list.edition.as_ref());
    let editions: Vec<&Edition> = editions.collect();
    if editions.is_empty() {
        bail!("no list has an edition; nothing was published");
    }
    let publishing = Publishing {
        compress: config.compress,
        keep_old: config.keep_old,
    };
    build::publish(&config.publish_to, &editions, publishing)?;
    DataFolder::open(&config.publish_to)?.verify()
}

/// Refreshes one list. With an error it has its last good edition, if there is one: that of the file
/// that was fetched last, or what is published.
fn refresh(list: &ListConfig, config: &Config) -> Refreshed {
    let source = list.source();
    let before = entry_before(&config.publish_to, source.code);
    let (fetched, built) = match list.files() {
        Ok(addresses) => fetch_and_build(list, config, &addresses, before.as_ref()),
        Err(error) => (Err(error), Err(anyhow!("it has no address"))),
    };
    let (edition, error) = match (fetched, built) {
        (Ok(()), Ok(edition)) => (Some(edition), None),
        (Err(error), Ok(edition)) => (Some(edition), Some(error)),
        // Where nothing came, it is not the file in place that is at fault.
        (Err(error), Err(_)) | (Ok(()), Err(error)) => {
            (published(&config.publish_to, source.code), Some(error))
        }
    };
    let sha256 = |entry: &ListEntry| entry.source_sha256.clone();
    let is_same = edition.as_ref().map(|it| sha256(&it.entry)) == before.as_ref().map(sha256);
    Refreshed {
        code: source.code,
        outcome: match (&edition, &error) {
            (None, _) => Outcome::Failed,
            (Some(_), Some(_)) => Outcome::Kept,
            (Some(_), None) if is_same => Outcome::Unchanged,
            (Some(_), None) => Outcome::Updated,
        },
        edition,
        error,
        before,
    }
}

/// Fetches the files of a list, and builds the edition that they have. Where one of several did not come, the others may
/// be of another edition, so nothing is built.
fn fetch_and_build(
    list: &ListConfig,
    config: &Config,
    addresses: &[Vec<Address>],
    before: Option<&ListEntry>,
) -> (Result<()>, Result<Edition>) {
    let files = places(list.source(), &config.sources, addresses.len());
    let is_one = files.len() == 1;
    let fetched: Result<()> = (addresses.iter().zip(&files))
        .try_for_each(|(addresses, file)| fetch(list, config, addresses, file, is_one));
    let built = match is_one || fetched.is_ok() {
        true => build(list, &config.publish_to, files, before),
        false => Err(anyhow!("a file of the list did not come")),
    };
    (fetched, built)
}

/// Where the files of a list are kept: `un.xml`, or `un-1.xml` and `un-2.xml`.
fn places(source: &Source, folder: &Path, files: usize) -> Vec<PathBuf> {
    let name = fetch::file_name(source);
    let ending = name.extension().unwrap_or_default();
    let place = |name: &str| folder.join(name).with_extension(ending);
    match files {
        1 => vec![place(source.code)],
        files => (1..=files)
            .map(|number| place(&format!("{}-{number}", source.code)))
            .collect(),
    }
}

/// Asks one address after the other, each several times where the fault may pass. Of a part of a list only the
/// structure is checked; `build` judges the whole.
fn fetch(
    list: &ListConfig,
    config: &Config,
    addresses: &[Address],
    file: &Path,
    is_whole: bool,
) -> Result<()> {
    let retries = config.retries;
    let retries = retries.unwrap_or(list.source().fetch.retries.max(LEAST_RETRIES));
    let mut errors = Vec::new();
    for address in addresses {
        let job = fetch::Job {
            source: list.source(),
            address,
            file,
            patience: config.patience(),
            user_agent: config.user_agent(),
            accept: &|sha256| list.accepted(sha256),
            is_whole: is_whole && !list.allow_small,
        };
        let mut retry = 0;
        let error = loop {
            let error = match fetch::fetch(&job) {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            let may_pass = error.is::<NoConnection>() || error.is::<Temporary>();
            if !may_pass || retry == retries {
                break error;
            }
            std::thread::sleep(config.pause(retry));
            retry += 1;
        };
        errors.push(format!("{error:#}"));
    }
    Err(anyhow!(errors.join("; then ")))
}

/// The edition of the files in place, for a folder.
fn build(
    list: &ListConfig,
    folder: &Path,
    files: Vec<PathBuf>,
    before: Option<&ListEntry>,
) -> Result<Edition> {
    let sha256s = files.iter().map(|file| source_file::sha256_of(file));
    let sha256 = source_file::hashes(sha256s.collect::<Result<_>>()?);
    let files = ListFiles {
        source: list.source(),
        files,
    };
    let limits = Limits {
        allow_small: list.allow_small,
        accept: &list.accepted(&sha256),
        folder,
        before,
        is_older_refused: true,
    };
    Ok(build::build(&files, &limits)?.0)
}

/// The edition that a folder has now, whole and verified.
fn published(folder: &Path, code: &str) -> Option<Edition> {
    let folder = DataFolder::open(folder).ok()?;
    let entry = folder
        .manifest
        .lists
        .iter()
        .find(|entry| entry.list == code)?;
    let packs = [PackRole::Search, PackRole::Details].map(|role| folder.pack_bytes(entry, role));
    let [Ok((_, search)), Ok((_, details))] = packs else {
        return None;
    };
    Some(Edition {
        entry: ListEntry {
            packs: [PackRole::Search, PackRole::Details]
                .into_iter()
                .filter_map(|role| entry.pack(role).cloned())
                .collect(),
            ..entry.clone()
        },
        packs: [search, details],
    })
}
