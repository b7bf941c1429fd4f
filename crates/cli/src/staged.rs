//! Files that take their place only when they are whole.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

use crate::arguments::FileOrStd;

/// A file that is written beside its place and moved there at the end. Dropped before, it
/// leaves nothing behind, and what stood in its place stays.
pub struct Staged {
    file: BufWriter<NamedTempFile>,
    place: PathBuf,
}

impl Staged {
    /// Starts a file that is to take this place.
    pub fn beside(place: &Path) -> Result<Self> {
        // The target of a link is replaced, not the link.
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        if place.exists() && !place.is_file() {
            bail!(
                "{}: not a regular file; name a file, or - for standard output where the command allows it",
                place.display()
            );
        }
        let folder = match place.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".sanctions-lookup-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // What a new file usually has; the umask takes its part away.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder
            .tempfile_in(folder)
            .with_context(|| format!("cannot write in the folder {}", folder.display()))?;
        Ok(Self {
            file: BufWriter::new(file),
            place,
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
        let Self { file, place } = self;
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

/// Where a command writes its rows: a staged file or standard output.
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
            FileOrStd::File(path) => Self::File(Box::new(Staged::beside(path)?)),
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
