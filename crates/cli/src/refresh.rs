//! `refresh`: fetch, build, check, publish and prune in one step, for schedulers.

use std::borrow::Cow;
use std::fs;
use std::io::Write;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

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

/// Lists that come within this time of each other are published together.
const TOGETHER: Duration = Duration::from_secs(5);

/// Bring a data folder up to date: fetch, build, check, publish and prune, for all lists.
///
/// For cron, systemd timers and CI. The lists are asked at the same time, and published as they come. One that
/// cannot be refreshed keeps its last good edition and the age of that; one that never had any is named without,
/// so that a search says that it was not searched. What is published takes its place in one step, as `build` does.
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
    outcome: Outcome,
    /// What is to be published.
    edition: Edition,
    error: Option<anyhow::Error>,
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
    let (refreshed, publish_error) = refresh_all(&config);
    for (list, refreshed) in config.lists.iter().zip(&refreshed) {
        let code = list.source().code;
        let error = refreshed.error.as_ref().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            terminal::error(format!("{code}: {error}"));
        }
        // An edition that could not be published does not count.
        let (entry, outcome) = match &publish_error {
            None => (Some(refreshed.edition.entry.clone()), refreshed.outcome),
            Some(_) => match entry_before(&config.publish_to, code) {
                Some(entry) => (Some(entry), Outcome::Kept),
                None => (None, Outcome::Failed),
            },
        };
        let entry = entry.as_ref().filter(|entry| entry.has_edition());
        let line = Line {
            list: code,
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

/// Refreshes all lists at the same time, and publishes what has come so far whenever nothing came for a moment, so
/// that no list waits for a slow one. Gives what became of each, in the order of the configuration, and what went wrong
/// with the last publishing, which is of all of them.
fn refresh_all(config: &Config) -> (Vec<Refreshed>, Option<anyhow::Error>) {
    let mut refreshed: Vec<Option<Refreshed>> = Vec::new();
    refreshed.resize_with(config.lists.len(), || None);
    let mut publish_error = None;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for (place, list) in config.lists.iter().enumerate() {
            let sender = sender.clone();
            scope.spawn(move || sender.send((place, refresh(list, config))).is_ok());
        }
        drop(sender);
        while let Ok(first) = receiver.recv() {
            let next = iter::from_fn(|| receiver.recv_timeout(TOGETHER).ok());
            for (place, list) in iter::once(first).chain(next) {
                refreshed[place] = Some(list);
            }
            publish_error = publish(&refreshed, config).err();
        }
    });
    (refreshed.into_iter().flatten().collect(), publish_error)
}

/// Publishes the editions that have come, of the other lists what is published already, and reads back what is there
/// then.
fn publish(refreshed: &[Option<Refreshed>], config: &Config) -> Result<()> {
    let lists = config.lists.iter().zip(refreshed);
    let editions: Vec<Cow<'_, Edition>> = lists
        .map(|(list, refreshed)| match refreshed {
            Some(refreshed) => Cow::Borrowed(&refreshed.edition),
            None => Cow::Owned(published(&config.publish_to, list.source())),
        })
        .collect();
    let editions: Vec<&Edition> = editions.iter().map(|edition| &**edition).collect();
    if !editions.iter().any(|edition| edition.entry.has_edition()) {
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
        (Ok(()), Ok(edition)) => (edition, None),
        (Err(error), Ok(edition)) => (edition, Some(error)),
        // Where nothing came, it is not the file in place that is at fault.
        (Err(error), Err(_)) | (Ok(()), Err(error)) => {
            (published(&config.publish_to, source), Some(error))
        }
    };
    let sha256 = &edition.entry.source_sha256;
    let is_same = before.is_some_and(|before| before.source_sha256 == *sha256);
    Refreshed {
        outcome: match &error {
            _ if !edition.entry.has_edition() => Outcome::Failed,
            Some(_) => Outcome::Kept,
            None if is_same => Outcome::Unchanged,
            None => Outcome::Updated,
        },
        edition,
        error,
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

/// Asks one address after the other, each several times where the fault may pass, and once when that has taken
/// [long](fetch::MOST_TIME). Of a part of a list only the structure is checked; `build` judges the whole.
fn fetch(
    list: &ListConfig,
    config: &Config,
    addresses: &[Address],
    file: &Path,
    is_whole: bool,
) -> Result<()> {
    let retries = config.retries;
    let retries = retries.unwrap_or(list.source().fetch.retries.max(LEAST_RETRIES));
    let (mut errors, began) = (Vec::new(), Instant::now());
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
            if !may_pass || retry == retries || began.elapsed() > fetch::MOST_TIME {
                break error;
            }
            thread::sleep(config.pause(retry));
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

/// The edition of a list that a folder has now, whole and verified; where it has none, the list without one.
fn published(folder: &Path, source: &Source) -> Edition {
    read_published(folder, source.code).unwrap_or_else(|| Edition::missing(source))
}

fn read_published(folder: &Path, code: &str) -> Option<Edition> {
    let folder = DataFolder::open(folder).ok()?;
    let mut lists = folder.manifest.lists.iter();
    let entry = lists.find(|entry| entry.list == code)?;
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
