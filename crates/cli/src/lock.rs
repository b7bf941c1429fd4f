//! Keeps runs that write into the same folder apart.

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use crate::plain::printable;

/// A folder that no other run of this program writes to, until this is dropped or the process ends,
/// however it ends.
pub struct FolderLock {
    /// `None` where the system cannot lock a folder.
    _folder: Option<File>,
}

impl FolderLock {
    /// Waits until no other run has the folder.
    ///
    /// The folder itself is locked, so that nothing is left in it. Where that is not possible
    /// (Windows, some network file systems), runs are not kept apart.
    pub fn wait(folder: &Path) -> Self {
        let file = File::open(folder).ok();
        let is_held = |file: &File| matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        if file.as_ref().is_some_and(is_held) {
            let folder = folder.display().to_string();
            let _ = writeln!(
                io::stderr(),
                "waiting for another run that writes to {}",
                printable(&folder)
            );
        }
        // Locks again what this process has locked already: that is the same lock.
        let _folder = file.filter(|file| file.lock().is_ok());
        Self { _folder }
    }
}
