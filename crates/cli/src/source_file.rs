//! A publisher's file on this machine, and the note that `fetch` leaves beside it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::SystemTime;

use anyhow::{Context, Result};
use lists::{Checks, FaultKind, ListError, Parsed, Source};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::progress::Progress;
use crate::staged::Staged;

/// The file of a list, or all its files, read.
pub struct SourceFile {
    pub parsed: Parsed,
    /// SHA-256 in hexadecimal; that of each of several files ([`hashes`]).
    pub sha256: String,
    /// Size of all.
    pub bytes: u64,
}

/// Bytes that are read and hashed at a time, and how many such blocks may be ahead of the reader.
const BLOCK: usize = 1 << 18;
const BLOCKS_AHEAD: usize = 8;

/// Reads the file of a list; refuses what is not the list or has faults by these checks.
pub fn read(source: &'static Source, path: &Path, checks: &Checks<'_>) -> Result<SourceFile> {
    let (parsed, sha256, bytes) = hashed(source, path, |input| lists::read(source, input, checks))?;
    Ok(SourceFile {
        parsed,
        sha256,
        bytes,
    })
}

/// Reads the files of a list, each with the faults that are accepted in it.
pub fn read_parts(
    source: &'static Source,
    files: &[(&Path, Vec<FaultKind>)],
    checks: &Checks<'_>,
) -> Result<SourceFile> {
    let (mut parts, mut sha256s, mut total) = (Vec::new(), Vec::new(), 0);
    for (path, accept) in files {
        let (part, sha256, bytes) = hashed(source, path, |input| {
            lists::read_part(source, input, accept)
        })?;
        parts.push(part);
        sha256s.push(sha256);
        total += bytes;
    }
    let parsed = lists::join(source, parts, checks).with_context(|| {
        let paths = files.iter().map(|(path, _)| path.display().to_string());
        let paths = paths.collect::<Vec<_>>().join(", ");
        format!("{paths}: not usable as the {}", source.title)
    })?;
    Ok(SourceFile {
        parsed,
        sha256: hashes(sha256s),
        bytes: total,
    })
}

/// The hashes of a list's files as one text: with a blank between them, sorted, so that the order in which the files
/// were given is no matter.
pub fn hashes(mut sha256s: Vec<String>) -> String {
    sha256s.sort_unstable();
    sha256s.join(" ")
}

/// Reads and hashes a file; gives its hash and its size, too.
fn hashed<T>(
    source: &'static Source,
    path: &Path,
    read: impl FnOnce(&mut dyn Read) -> Result<T, ListError>,
) -> Result<(T, String, u64)> {
    let cannot = || format!("cannot read {}", path.display());
    let file = File::open(path).with_context(cannot)?;
    let size = file.metadata().with_context(cannot)?.len();
    let progress = Progress::of_bytes(&format!("reading {}", source.code), Some(size));
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(BLOCKS_AHEAD);
        let hashing = scope.spawn(move || hash_blocks(file, &sender));
        let mut input = progress.follow(Blocks {
            receiver,
            block: Vec::new(),
            start: 0,
        });
        let parsed = read(&mut input)
            .with_context(|| format!("{}: not usable as the {}", path.display(), source.title))?;
        // Whatever the reader left unread is part of the file all the same.
        io::copy(&mut input, &mut io::sink()).with_context(cannot)?;
        let (hash, bytes) = hashing.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((parsed, hexadecimal(&hash.finalize()), bytes))
    })
}

/// Reads and hashes a file on a thread of its own, and hands its blocks on. Stops at an error, which
/// it hands on too, and where nobody takes the blocks any more.
fn hash_blocks(file: File, sender: &SyncSender<io::Result<Vec<u8>>>) -> (Sha256, u64) {
    let mut input = Hashing::new(file);
    loop {
        let mut block = Vec::with_capacity(BLOCK);
        let read = (&mut input).take(BLOCK as u64).read_to_end(&mut block);
        let is_last = !matches!(read, Ok(bytes) if bytes > 0);
        if sender.send(read.map(|_| block)).is_err() || is_last {
            return (input.hash, input.bytes);
        }
    }
}

/// Reads the blocks that another thread sends; an empty one is the end.
struct Blocks {
    receiver: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    start: usize,
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.start == self.block.len() {
            // A thread that has ended has sent everything.
            self.block = self.receiver.recv().unwrap_or_else(|_| Ok(Vec::new()))?;
            self.start = 0;
        }
        let read = self
            .block
            .get(self.start..)
            .unwrap_or_default()
            .read(buffer)?;
        self.start += read;
        Ok(read)
    }
}

/// SHA-256 of a file in hexadecimal.
pub fn sha256_of(path: &Path) -> Result<String> {
    let cannot = || format!("cannot read {}", path.display());
    let mut input = Hashing::new(File::open(path).with_context(cannot)?);
    io::copy(&mut input, &mut io::sink()).with_context(cannot)?;
    Ok(hexadecimal(&input.hash.finalize()))
}

/// Bytes in hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A reader that hashes and counts what passes through it.
struct Hashing<R> {
    input: R,
    hash: Sha256,
    bytes: u64,
}

impl<R> Hashing<R> {
    fn new(input: R) -> Self {
        Self {
            input,
            hash: Sha256::new(),
            bytes: 0,
        }
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

/// What `fetch` notes in `FILE.meta.json` beside a list.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where the file came from.
    pub address: String,
    /// When the publisher was last asked, RFC 3339 in UTC.
    pub checked_at: String,
    /// The server's mark for this version of the file.
    pub etag: Option<String>,
    /// SHA-256 of the file, in hexadecimal: a note beside another file says nothing.
    pub sha256: String,
    /// Kinds of faults that this very file has and that were accepted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub accepted_faults: BTreeSet<String>,
}

impl Note {
    /// Where the note of a file stands.
    pub fn path(file: &Path) -> PathBuf {
        let mut name = OsString::from(file);
        name.push(".meta.json");
        PathBuf::from(name)
    }

    /// The note beside a file, if there is one.
    pub fn read(file: &Path) -> Result<Option<Self>> {
        let path = Self::path(file);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let note = serde_json::from_str(&text).with_context(|| {
            format!("{}: not a note of `sanctions-lookup fetch`", path.display())
        })?;
        Ok(Some(note))
    }

    /// When the publisher was last asked, as far as this says a time that is not after `now`.
    pub fn checked_before(&self, now: SystemTime) -> SystemTime {
        let time = humantime::parse_rfc3339(&self.checked_at).ok();
        time.filter(|time| *time <= now)
            .unwrap_or(SystemTime::UNIX_EPOCH)
    }

    /// Writes the note beside a file.
    pub fn write(&self, file: &Path) -> Result<()> {
        let mut staged = Staged::beside(&Self::path(file))?;
        serde_json::to_writer_pretty(&mut staged, self)?;
        staged.write_all(b"\n")?;
        staged.put_in_place()
    }
}
