//! Files that are being written and must not outlive an interrupted run.
//!
//! An ordinary end removes them. SIGINT, SIGTERM, SIGHUP and SIGQUIT do as well, through a thread
//! that waits for those signals. What a killed run leaves (SIGKILL, a power cut) is removed by the
//! next run that writes to the same folder: the system has released its lock by then.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

/// How the names of unfinished files begin.
const PREFIX: &str = ".sanctions-lookup-";
/// How many random letters and digits follow.
const RANDOM: usize = 6;

/// The unfinished files of this process.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file of this process that is removed when the process is interrupted.
pub struct Unfinished {
    path: PathBuf,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut paths = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        paths.remove(&self.path);
    }
}

/// Starts an unfinished file in this folder, after removing those that killed runs left there.
/// With `is_private` only its owner may read it; otherwise the umask decides.
pub fn create(folder: &Path, is_private: bool) -> io::Result<(NamedTempFile, Unfinished)> {
    watch_signals()?;
    remove_left_over(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    if !is_private {
        use std::os::unix::fs::PermissionsExt as _;
        // What a new file usually has; the umask takes its part away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        let mut paths = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        paths.insert(path.clone());
        drop(paths);
        let unfinished = Unfinished { path };
        // Another run may have taken it for left over in the moment before it was locked. Where
        // the system cannot lock it, nobody removes it.
        if !cfg!(unix) || file.as_file().lock().is_err() || unfinished.path.exists() {
            return Ok((file, unfinished));
        }
    }
}

/// Removes what killed runs left in the folder: unfinished files that no process has locked. One
/// that cannot be removed, such as another user's, stays.
fn remove_left_over(folder: &Path) {
    if !cfg!(unix) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_unfinished_name(&entry.file_name())
            || !entry.file_type().is_ok_and(|kind| kind.is_file())
        {
            continue;
        }
        if let Ok(file) = fs::File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether [`create`] gives such names: `.sanctions-lookup-Ab12Cd`.
fn is_unfinished_name(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Starts the thread that removes the unfinished files when the process is interrupted, once.
#[cfg(unix)]
fn watch_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::{iterator::Signals, low_level::emulate_default_handler};

    static STARTED: Mutex<bool> = Mutex::new(false);
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    if *started {
        return Ok(());
    }
    let ignored = ignored_signals();
    let is_ignored = |signal: &i32| ignored >> (signal - 1) & 1 == 1;
    let signals = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];
    let mut signals = Signals::new(signals.iter().filter(|signal| !is_ignored(signal)))?;
    std::thread::Builder::new().spawn(move || {
        for signal in &mut signals {
            // Held until the end, so that no file is begun any more.
            let paths = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
            for path in paths.iter() {
                let _ = fs::remove_file(path);
            }
            // Ends the process as if the signal had not been caught.
            let _ = emulate_default_handler(signal);
        }
    })?;
    *started = true;
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals() -> io::Result<()> {
    Ok(())
}

/// The signals that the caller had this process ignore, as `nohup` does, one bit each. Empty where
/// the system does not tell.
#[cfg(unix)]
fn ignored_signals() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or_default()
}
