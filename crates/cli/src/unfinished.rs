//! Files that are being written and must not outlive an interrupted run.
//!
//! An ordinary end removes them. SIGINT, SIGTERM, SIGHUP and SIGQUIT do as well, through a thread
//! that waits for those signals. What a killed run leaves (SIGKILL, a power cut) is removed by the
//! next run that writes to the same folder, because the system has released its lock by then, unless
//! that run resumes it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

/// How the names of unfinished files begin.
const PREFIX: &str = ".sanctions-lookup-";
/// How many letters and digits follow, random ones or those of a run that can be resumed.
pub const RANDOM: usize = 6;

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

/// How an unfinished file is made.
#[derive(Clone, Copy, Default)]
pub struct Making<'a> {
    /// Whether only its owner may read it; otherwise the umask decides.
    pub is_private: bool,
    /// Six letters and digits by which the run can be resumed. Another run that is writing under them
    /// is not disturbed: then they are random.
    pub name: Option<&'a str>,
    /// Whether it stays when the process is interrupted.
    pub stays: bool,
}

/// Starts an unfinished file in this folder, after removing those that killed runs left there.
pub fn create(folder: &Path, making: Making<'_>) -> io::Result<(NamedTempFile, Unfinished)> {
    watch_signals()?;
    remove_left_over(folder);
    let mut name = making.name;
    loop {
        let prefix = format!("{PREFIX}{}", name.unwrap_or_default());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix);
        builder.rand_bytes(if name.is_some() { 0 } else { RANDOM });
        #[cfg(unix)]
        if !making.is_private {
            use std::os::unix::fs::PermissionsExt as _;
            // What a new file usually has; the umask takes its part away.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = match builder.tempfile_in(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && name.is_some() => {
                name = None;
                continue;
            }
            file => file?,
        };
        let unfinished = Unfinished::of(&file, making.stays);
        // Another run may have taken it for abandoned in the moment before it was locked. Where
        // the system cannot lock it, nobody removes it.
        if !cfg!(unix) || file.as_file().lock().is_err() || unfinished.path.exists() {
            return Ok((file, unfinished));
        }
    }
}

/// Where the unfinished file is that a run can be resumed with.
pub fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{PREFIX}{name}"))
}

/// Opens the unfinished file of a killed run again, if it is there and no process is writing it.
pub fn reopen(folder: &Path, name: &str) -> io::Result<Option<(NamedTempFile, Unfinished)>> {
    watch_signals()?;
    let path = path(folder, name);
    let file = match fs::File::options().read(true).write(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if file.try_lock().is_err() {
        return Ok(None);
    }
    let file = NamedTempFile::from_parts(file, tempfile::TempPath::try_from_path(path)?);
    // It stays when this run is interrupted, too.
    let unfinished = Unfinished::of(&file, true);
    // Another run may have removed it before it was locked.
    Ok(unfinished.path.exists().then_some((file, unfinished)))
}

impl Unfinished {
    fn of(file: &NamedTempFile, stays: bool) -> Self {
        let path = file.path().to_owned();
        if !stays {
            let mut paths = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
            paths.insert(path.clone());
        }
        Self { path }
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
