//! `fetch`: gets the official list, whole or not at all.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow, bail};
use lists::{Checks, FaultKind, Source, Totals};
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body};

use crate::address::Address;
use crate::answer_age::answered_at;
use crate::arguments;
use crate::build::{count_warnings, listed};
use crate::faults;
use crate::lock::FolderLock;
use crate::plain::thousands;
use crate::progress::Progress;
use crate::source_file::{self, Note, SourceFile};
use crate::staged::{Staged, folder_of, target};
use crate::terminal::warn;

/// Largest list that is accepted; the UK list had 50 MB in September 2026.
const MOST_BYTES: u64 = 256 << 20;
/// Longest entity tag that is kept, in bytes; servers use some dozens.
const MOST_ETAG_BYTES: usize = 256;
/// An answer that is older than this by its headers is worth a warning.
const WORTH_A_WARNING: Duration = Duration::from_secs(60 * 60);
/// For the connection and the question, which take no longer where the answer does.
const CONNECTING: Duration = Duration::from_secs(10);
/// The turn of a list to be put in place.
static TURN: Mutex<()> = Mutex::new(());
/// For the whole way, from the first question to the last byte.
pub const MOST_TIME: Duration = Duration::from_secs(300);

/// Get the official list, or learn that it has not changed.
///
/// Asks the publisher only for what is newer than FILE. What comes is read as the list first:
/// a page that is no list, a cut or much too short file, one with a fault in its structure, with
/// much fewer entries than the old file or with an older date is refused, and the old file stays.
/// FILE.meta.json notes the address (without user, password and query string), when the publisher
/// was asked (checked_at), the server's mark (etag) and the SHA-256; `build` takes the time from
/// there. An answer that a cache kept counts from when the publisher gave it, by its headers Age and
/// Date.
#[derive(clap::Args)]
#[command(after_help = "\
Example: sanctions-lookup fetch uk --out lists/uk.csv
Bounds: 10 s to the first byte and without progress (eu 150 s), 5 minutes and 256 MB in all.
Exit code 3: no connection could be made.")]
pub struct Arguments {
    /// Code of the list
    #[arg(value_parser = arguments::list)]
    list: &'static Source,
    /// Where to keep it [default: the publisher's file name or that of the list, in this folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Other address to get it from: https, or http on this machine
    #[arg(long)]
    url: Option<String>,
    /// Seconds to wait for the first byte and for progress
    #[arg(long, value_name = "SECONDS", hide = true, value_parser = clap::value_parser!(u64).range(1..))]
    patience: Option<u64>,
    #[command(flatten)]
    accept: faults::AcceptArguments,
    /// Print every warning, not only how many there are
    #[arg(long)]
    warnings: bool,
}

/// No connection could be made, so nothing is known about the list.
#[derive(Debug)]
pub struct NoConnection {
    address: Address,
    reason: ureq::Error,
}

impl fmt::Display for NoConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no connection to {}: {}; check the network and try again",
            self.address, self.reason
        )
    }
}

impl std::error::Error for NoConnection {}

/// Something that may be otherwise a moment later: a server that is busy, a connection that breaks.
#[derive(Debug)]
pub struct Temporary(String);

impl fmt::Display for Temporary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Temporary {}

/// What is fetched, and how.
pub struct Job<'a> {
    pub source: &'static Source,
    pub address: &'a Address,
    /// Where the list is kept, with its note beside it.
    pub file: &'a Path,
    /// How long to wait for the first byte and for progress; `None` as long as the list's rules say.
    pub patience: Option<Duration>,
    /// What the server learns of who asks.
    pub user_agent: &'a str,
    /// Faults that are accepted, by the SHA-256 of the file.
    pub accept: &'a dyn Fn(&str) -> faults::AcceptArguments,
    /// False where a part of a list is accepted.
    pub is_whole: bool,
}

/// What a fetch found.
pub struct Answer {
    /// When the publisher gave it, RFC 3339 in UTC.
    pub checked_at: String,
    /// The list that came; `None` where the one in place has not changed.
    pub list: Option<SourceFile>,
}

/// How this program names itself to servers.
pub const USER_AGENT: &str = concat!("sanctions-lookup/", env!("CARGO_PKG_VERSION"));

/// The publisher's name of the file; the code of the list where the address has none.
pub fn file_name(source: &Source) -> PathBuf {
    let name = source.url().rsplit('/').next().unwrap_or_default();
    let is_name = name.contains('.') && !name.contains(['?', '=']);
    match is_name {
        true => PathBuf::from(name),
        false => PathBuf::from(format!("{}.xml", source.code)),
    }
}

pub fn run(arguments: Arguments, out: &mut (dyn Write + Send)) -> Result<()> {
    let source = arguments.list;
    // Read here and not with the arguments, whose errors repeat what was given.
    let address = Address::read(arguments.url.as_deref().unwrap_or(source.url()))
        .map_err(|error| arguments::Usage(format!("--url: {error}")))?;
    let file = arguments.out.unwrap_or_else(|| file_name(source));
    let Answer { checked_at, list } = fetch(&Job {
        source,
        address: &address,
        file: &file,
        patience: arguments.patience.map(Duration::from_secs),
        user_agent: USER_AGENT,
        accept: &|_| arguments.accept.clone(),
        is_whole: true,
    })?;
    let file = file.display();
    let Some(list) = list else {
        writeln!(out, "{file} has not changed; checked at {checked_at}")?;
        return Ok(());
    };
    let published = list.parsed.header.published;
    writeln!(
        out,
        "{file}: {} published {}, {} designations, {} bytes; checked at {checked_at}",
        source.title,
        published.map_or_else(|| "on an unknown day".to_owned(), |date| date.to_string()),
        thousands(list.parsed.records.len() as u64),
        thousands(list.bytes),
    )?;
    let warnings = count_warnings(&list.parsed);
    writeln!(out, "  warnings: {}", listed(&warnings))?;
    if arguments.warnings {
        faults::print_warnings(&list.parsed.warnings, out)?;
    }
    Ok(())
}

/// Gets a list, or learns that it has not changed. The error [`NoConnection`] or [`Temporary`] says
/// that another try may go well.
pub fn fetch(job: &Job<'_>) -> Result<Answer> {
    let Job {
        source,
        address,
        file,
        ..
    } = *job;
    // Before the answer: the list may change while it is on its way.
    let asked = SystemTime::now();

    let known = known_version(file, address);
    let etag = known.as_ref().and_then(|note| note.etag.as_deref());
    let response = ask(job, etag)?;
    let answered = answered_at(response.headers(), asked);
    let checked_at = humantime::format_rfc3339_seconds(answered).to_string();
    if let (StatusCode::NOT_MODIFIED, Some(note)) = (response.status(), known) {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let _lock = FolderLock::wait(folder_of(&target(file)));
        // Another run may have put another list in place meanwhile, and noted that.
        let is_same = |now: &Note| now.sha256 == note.sha256 && now.etag == note.etag;
        let Some(note) = Note::read(file)?.filter(is_same) else {
            bail!(
                "another run changed {} meanwhile; nothing was changed, try again",
                file.display()
            );
        };
        // An old answer takes nothing back that was learned since.
        let checked_at = note.checked_before(asked).max(answered);
        let checked_at = humantime::format_rfc3339_seconds(checked_at).to_string();
        Note {
            checked_at: checked_at.clone(),
            ..note
        }
        .write(file)?;
        warn_of_old_answer(address, asked, answered);
        return Ok(Answer {
            checked_at,
            list: None,
        });
    }
    let status = response.status();
    if status != StatusCode::OK {
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            bail!(
                "{address} answered with status {status}: the list is at another address, and an \
                 address on this machine is not followed to another; the list was not fetched, \
                 give the address that it leads to"
            );
        }
        let text = format!(
            "{address} answered with status {status}; the list was not fetched, try again later"
        );
        let is_temporary = status.is_server_error()
            || [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS].contains(&status);
        return Err(match is_temporary {
            true => Temporary(text).into(),
            false => anyhow!(text),
        });
    }
    let etag = response
        .headers()
        .get(header::ETAG)
        .and_then(|etag| etag.to_str().ok())
        .filter(|etag| is_usable_etag(etag))
        .map(str::to_owned);

    let mut staged = Staged::beside(file)?;
    receive(response.into_body(), &mut staged).with_context(|| {
        Temporary(format!(
            "{address} was not received whole; nothing was changed"
        ))
    })?;
    // From the look at the list in place to the end: of two runs at once the newer list stays. Of the lists of this run
    // one at a time, so that none takes another for a run.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let _lock = FolderLock::wait(folder_of(&target(file)));
    let old = old_edition(source, file);
    let mut accepted_faults = accepted_before(file, &mut staged)?;
    let sha256 = source_file::sha256_of(staged.path()?)?;
    let accept = (job.accept)(&sha256).with(&accepted_faults);
    let checks = Checks {
        bounds: job.is_whole,
        today: faults::today(),
        before: old.as_ref().map(|old| Totals::of(&old.parsed.records)),
        not_before: old.as_ref().and_then(|old| old.parsed.header.published),
        accept: &accept,
    };
    let fetched = source_file::read(source, staged.path()?, &checks).map_err(|error| {
        // The outermost sentence names the staged file, which means nothing to a person.
        let reasons: Vec<String> = error.chain().skip(1).map(ToString::to_string).collect();
        let not_the_list = format!("what {address} sent is not the {}", source.title);
        match error.downcast::<lists::ListError>() {
            Ok(error @ lists::ListError::Faults(_)) => {
                let which = format!("{not_the_list} (its SHA-256 is {sha256})");
                let error = anyhow::Error::new(error).context(which);
                faults::explain(error, false)
            }
            Ok(error @ lists::ListError::Older { .. }) => anyhow!(
                "the list of {address}: {error}, delete {} if you want it",
                file.display()
            ),
            _ => anyhow!(
                "{not_the_list}: {}; {} was not changed",
                reasons.join(": "),
                file.display()
            ),
        }
    })?;
    accepted_faults.extend(faults::words(&fetched.parsed.faults.kinds()));
    staged.put_in_place()?;
    // After the file: a note of a file that is not there yet would be wrong, a file whose
    // note is missing or old is only of unknown age.
    Note {
        address: address.to_string(),
        checked_at: checked_at.clone(),
        etag,
        sha256,
        accepted_faults,
    }
    .write(file)?;
    warn_of_old_answer(address, asked, answered);
    Ok(Answer {
        checked_at,
        list: Some(fetched),
    })
}

/// The file in place, where it can be read as the list, with whatever faults.
fn old_edition(source: &'static Source, file: &Path) -> Option<SourceFile> {
    let checks = Checks {
        accept: &FaultKind::ALL,
        ..Checks::part()
    };
    let is_there = fs::exists(file).unwrap_or(false);
    is_there.then(|| source_file::read(source, file, &checks).ok())?
}

/// Kinds of faults that were accepted before in the same bytes.
fn accepted_before(file: &Path, staged: &mut Staged) -> Result<BTreeSet<String>> {
    let note = Note::read(file).ok().flatten();
    match note.filter(|note| !note.accepted_faults.is_empty()) {
        Some(note) if source_file::sha256_of(staged.path()?)? == note.sha256 => {
            Ok(note.accepted_faults)
        }
        _ => Ok(BTreeSet::new()),
    }
}

/// The note beside the file, if it marks a version of this very file from this address.
fn known_version(file: &Path, address: &Address) -> Option<Note> {
    let note = Note::read(file).ok()??;
    let same = address.is_shown_whole()
        && note.etag.as_deref().is_some_and(is_usable_etag)
        && note.address == address.to_string()
        && source_file::sha256_of(file).is_ok_and(|sha256| sha256 == note.sha256);
    same.then_some(note)
}

/// Whether an entity tag can be kept and sent back.
fn is_usable_etag(etag: &str) -> bool {
    let is_visible = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    (1..=MOST_ETAG_BYTES).contains(&etag.len()) && etag.bytes().all(is_visible)
}

fn ask(job: &Job<'_>, etag: Option<&str>) -> Result<Response<Body>> {
    let address = job.address;
    let connecting = Some(job.patience.unwrap_or(CONNECTING));
    let patience = Some(job.patience.unwrap_or(job.source.fetch.patience));
    let local = address.is_this_machine();
    let mut config = Agent::config_builder()
        // Redirects lead from https to https only; from this machine they are not followed.
        .https_only(!local)
        .max_redirects(if local {
            0
        } else {
            job.source.fetch.redirects.into()
        })
        .http_status_as_error(false)
        .user_agent(job.user_agent)
        .timeout_global(Some(MOST_TIME))
        .timeout_resolve(connecting)
        .timeout_connect(connecting)
        .timeout_send_request(connecting)
        .timeout_recv_response(patience)
        .timeout_per_read(patience);
    if local {
        config = config.proxy(None);
    }
    let mut request = config.build().new_agent().get(address.uri());
    // A cache between is to ask the publisher, too.
    request = request.header(header::CACHE_CONTROL, "no-cache");
    if let Some(etag) = etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    request.call().map_err(|reason| {
        let address = address.clone();
        if is_no_connection(&reason) {
            return NoConnection { address, reason }.into();
        }
        match misleading(&reason, job.source.fetch.redirects) {
            Some(where_to) => anyhow!(
                "{address} could not be asked: it leads {where_to}; look in a browser where the \
                 list is now, and give that address"
            ),
            None => Temporary(format!(
                "{address} could not be asked: {reason}; try again later"
            ))
            .into(),
        }
    })
}

/// Where a redirect leads that cannot be followed, today or later; `None` for other errors. The errors'
/// own texts hold the address that it leads to, which may hold a token.
fn misleading(error: &ureq::Error, redirects: u8) -> Option<String> {
    Some(match error {
        ureq::Error::BadUri(_) => "to an address that cannot be read".to_owned(),
        ureq::Error::RequireHttpsOnly(_) => "to an address without https".to_owned(),
        ureq::Error::RedirectFailed => "to no address".to_owned(),
        ureq::Error::TooManyRedirects => {
            format!("from one address to the next, more than {redirects} times")
        }
        _ => return None,
    })
}

fn is_no_connection(error: &ureq::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionReset, InvalidData, UnexpectedEof,
    };
    match error {
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => true,
        // A name that is not found has no kind of its own, so what only a connection that
        // was made can give is left out.
        ureq::Error::Io(error) => !matches!(
            error.kind(),
            BrokenPipe | ConnectionAborted | ConnectionReset | InvalidData | UnexpectedEof
        ),
        _ => false,
    }
}

/// Writes the body to the file, within the bounds.
fn receive(body: Body, file: &mut Staged) -> Result<()> {
    let announced = body.content_length();
    let too_large = || {
        anyhow!(
            "it is larger than {} bytes, so it is not the list",
            thousands(MOST_BYTES)
        )
    };
    if announced.is_some_and(|bytes| bytes > MOST_BYTES) {
        return Err(too_large());
    }
    let progress = Progress::of_bytes("fetching", announced);
    let mut input = progress.follow(body.into_reader()).take(MOST_BYTES + 1);
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let read = input
            .read(&mut buffer)
            .map_err(|error| anyhow!("{error}"))?;
        if read == 0 {
            return Ok(());
        }
        bytes += read as u64;
        if bytes > MOST_BYTES {
            return Err(too_large());
        }
        file.write_all(buffer.get(..read).unwrap_or_default())
            .context("cannot write the file")?;
    }
}

/// Warns that the answer was not given now.
fn warn_of_old_answer(address: &Address, asked: SystemTime, answered: SystemTime) {
    let age = asked.duration_since(answered).unwrap_or_default();
    if age > WORTH_A_WARNING {
        warn(format!(
            "the answer of {address} is {} hours old by its headers Age and Date, so the list \
             counts as checked then; a cache kept it, or the server's clock is wrong",
            thousands(age.as_secs() / 3_600)
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_that_leads_nowhere_is_named_and_its_address_is_not() {
        let secret = || "https://list.invalid/?sig=hushhush".to_owned();
        for (error, words) in [
            (ureq::Error::TooManyRedirects, "more than 5 times"),
            (ureq::Error::RedirectFailed, "to no address"),
            (ureq::Error::BadUri(secret()), "cannot be read"),
            (ureq::Error::RequireHttpsOnly(secret()), "without https"),
        ] {
            let said = misleading(&error, 5).unwrap_or_default();
            assert!(said.contains(words), "{said}");
            assert!(!said.contains("hushhush"), "{said}");
        }
        assert_eq!(misleading(&ureq::Error::HostNotFound, 5), None);
    }
}
