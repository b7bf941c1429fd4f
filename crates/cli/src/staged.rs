//! Files that take their place only when they are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

use crate::arguments::FileOrStd;
use crate::unfinished::{self, Making, Unfinished};

/// A file that only its owner may read.
const PRIVATE: Making<'_> = Making {
    is_private: true,
    name: None,
    stays: false,
};

/// A file that is written beside its place and moved there at the end. Dropped or interrupted
/// before, it leaves nothing behind, and the file that is in its place stays.
pub struct Staged {
    file: BufWriter<NamedTempFile>,
    place: PathBuf,
    _unfinished: Unfinished,
}

impl Staged {
    /// Starts a file that is to take this place and that others may read, as the umask says.
    pub fn beside(place: &Path) -> Result<Self> {
        Self::new(place, Making::default())
    }

    /// Starts a file that is to take this place and that only its owner may read.
    pub fn private(place: &Path) -> Result<Self> {
        Self::new(place, PRIVATE)
    }

    /// The same for a run that can be resumed under a name. With `resumes` it stays when the run is
    /// interrupted.
    pub fn resumable(place: &Path, name: Option<&str>, resumes: bool) -> Result<Self> {
        let making = Making {
            name,
            stays: resumes,
            ..PRIVATE
        };
        Self::new(place, making)
    }

    /// Where a killed run under this name has left its file, which need not be there.
    pub fn left(place: &Path, name: &str) -> PathBuf {
        unfinished::path(folder_of(&target(place)), name)
    }

    /// The file that a killed run under this name has left.
    pub fn reopened(place: &Path, name: &str) -> Result<Option<Self>> {
        let place = target(place);
        let folder = folder_of(&place);
        let reopened = unfinished::reopen(folder, name)
            .with_context(|| format!("cannot read in the folder {}", folder.display()))?;
        Ok(reopened.map(|(file, unfinished)| Self {
            file: BufWriter::new(file),
            place,
            _unfinished: unfinished,
        }))
    }

    /// The file itself, to read what is in it from its start.
    pub fn content(&mut self) -> Result<&mut File> {
        let file = self.file.get_mut().as_file_mut();
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    /// Keeps this many bytes of what is in the file, to write after them.
    pub fn keep(&mut self, length: u64) -> Result<()> {
        let file = self.file.get_mut().as_file_mut();
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(())
    }

    fn new(place: &Path, making: Making<'_>) -> Result<Self> {
        let place = target(place);
        if place.exists() && !place.is_file() {
            bail!(
                "{}: not a regular file; name a file, or - for standard output where the command allows it",
                place.display()
            );
        }
        let folder = folder_of(&place);
        let (file, unfinished) = unfinished::create(folder, making)
            .with_context(|| format!("cannot write in the folder {}", folder.display()))?;
        Ok(Self {
            file: BufWriter::new(file),
            place,
            _unfinished: unfinished,
        })
    }

    /// The file as far as it is written, flushed.
    pub fn path(&mut self) -> Result<&Path> {
        self.file
            .flush()
            .with_context(|| format!("cannot write {}", self.place.display()))?;
        Ok(self.file.get_ref().path())
    }

    /// Puts the file in its place, in one step.
    pub fn put_in_place(self) -> Result<()> {
        let Self { file, place, .. } = self;
        let cannot = || format!("cannot write {}", place.display());
        let file = file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .with_context(cannot)?;
        file.as_file().sync_all().with_context(cannot)?;
        file.persist(&place)
            .map_err(|error| error.error)
            .with_context(cannot)?;
        Ok(())
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The file that a path leads to: the target of a link is replaced, not the link.
pub fn target(place: &Path) -> PathBuf {
    fs::canonicalize(place).unwrap_or_else(|_| place.to_owned())
}

/// The folder that a file is in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Where a command writes its rows: a staged file or standard output. The rows hold names of
/// customers, so only the owner may read the file.
pub enum Output<'a> {
    /// Standard output, buffered.
    Std(BufWriter<&'a mut (dyn Write + Send)>),
    /// A file.
    File(Box<Staged>),
}

impl<'a> Output<'a> {
    /// Opens the place named on the command line.
    pub fn open(place: &FileOrStd, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        Ok(match place {
            FileOrStd::Std => Self::Std(BufWriter::new(out)),
            FileOrStd::File(path) => Self::File(Box::new(Staged::private(path)?)),
        })
    }

    /// Writes what is left and puts a file in its place.
    pub fn finish(self) -> Result<()> {
        match self {
            Self::Std(mut out) => Ok(out.flush()?),
            Self::File(staged) => staged.put_in_place(),
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Std(out) => out.write(bytes),
            Self::File(staged) => staged.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Std(out) => out.flush(),
            Self::File(staged) => staged.flush(),
        }
    }
}
