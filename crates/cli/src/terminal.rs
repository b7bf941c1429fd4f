//! Standard output and standard error: cleaning of text for people, and what follows when nobody
//! reads it.

use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use crate::plain::{harmless, printable};

/// What a command uses standard output for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A report. The output itself is files, so the run goes on where nobody can read the report.
    Report,
    /// The result of a check, which the exit status gives as well.
    Check,
    /// The output itself.
    Answer,
}

/// Standard output of a command.
pub struct Stdout {
    inner: Inner,
    purpose: Purpose,
    /// Whether it is known that there is a standard output.
    is_open: bool,
    reader_is_gone: bool,
}

enum Inner {
    Raw(io::Stdout),
    Printed(Printed<io::Stdout>),
}

impl Stdout {
    /// With `is_data` programs read it, so nothing is replaced, except on a terminal.
    pub fn new(purpose: Purpose, is_data: bool) -> Self {
        let stdout = io::stdout();
        let inner = if is_data && !stdout.is_terminal() {
            Inner::Raw(stdout)
        } else {
            Inner::Printed(Printed::new(stdout))
        };
        Self {
            inner,
            purpose,
            is_open: false,
            reader_is_gone: false,
        }
    }

    /// Whether the reader of a pipe has closed it.
    pub fn reader_is_gone(&self) -> bool {
        self.reader_is_gone
    }

    fn note<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                if self.purpose == Purpose::Report {
                    return Ok(instead);
                }
                self.reader_is_gone = true;
                Err(error)
            }
            result => result,
        }
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_open {
            if self.purpose == Purpose::Answer && is_closed(&io::stdout()) {
                return Err(io::Error::other(
                    "standard output is closed, so the output would be lost; to discard it, \
                     use > /dev/null in a shell",
                ));
            }
            self.is_open = true;
        }
        let result = match &mut self.inner {
            Inner::Raw(inner) => inner.write(bytes),
            Inner::Printed(inner) => inner.write(bytes),
        };
        self.note(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = match &mut self.inner {
            Inner::Raw(inner) => inner.flush(),
            Inner::Printed(inner) => inner.flush(),
        };
        self.note(result, ())
    }
}

/// Whether the caller closed standard output. Rust's runtime then opens the null device in its
/// place, for reading and writing, so that all output would vanish without an error. A shell's
/// `> /dev/null` opens it for writing only. Callers that open it for both to discard the output
/// (Node.js, Python's `subprocess.DEVNULL`) cannot be told apart from those that close it.
#[cfg(unix)]
fn is_closed(stdout: &io::Stdout) -> bool {
    use rustix::fs::{OFlags, fcntl_getfl, fstat, stat};
    let is_null = match (fstat(stdout), stat("/dev/null")) {
        (Ok(stdout), Ok(null)) => stdout.st_rdev == null.st_rdev && stdout.st_mode == null.st_mode,
        _ => false,
    };
    is_null && fcntl_getfl(stdout).is_ok_and(|flags| flags & OFlags::ACCMODE == OFlags::RDWR)
}

#[cfg(not(unix))]
fn is_closed(_: &io::Stdout) -> bool {
    false
}

/// A writer of text for people. It replaces the characters that [`printable`] replaces, except line
/// breaks. Everything that is printed passes it, so that no text from outside reaches a terminal raw,
/// even where the code that prints it did not clean it.
pub struct Printed<W> {
    inner: W,
    /// Bytes of an unfinished character.
    carried: Vec<u8>,
}

impl<W: Write> Printed<W> {
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            carried: Vec::new(),
        }
    }
}

impl<W: Write> Write for Printed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = std::mem::take(&mut self.carried);
        text.extend_from_slice(bytes);
        let end = text.utf8_chunks().last().map_or(&[][..], |it| it.invalid());
        let is_unfinished = std::str::from_utf8(end).is_err_and(|it| it.error_len().is_none());
        let carried = if is_unfinished { end.len() } else { 0 };
        self.carried = text.split_off(text.len() - carried);
        let clean: String = String::from_utf8_lossy(&text)
            .chars()
            .map(|letter| {
                if letter == '\n' {
                    letter
                } else {
                    harmless(letter)
                }
            })
            .collect();
        self.inner.write_all(clean.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Writes a warning to standard error. A warning that cannot be written stops nothing, because the
/// run may have a file to finish.
pub fn warn(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "warning: {}", printable(text.as_ref()));
}

/// Writes something worth knowing to standard error.
pub fn note(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "note: {}", printable(text.as_ref()));
}

/// Writes an error to standard error. Where that is not possible, the exit status still tells.
pub fn error(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "error: {}", printable(text.as_ref()));
}

/// Prints an error of usage, or the help that was asked for, and ends.
pub fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if text
        .chars()
        .all(|letter| letter == '\n' || harmless(letter) == letter)
    {
        let printed = error.print().and_then(|()| io::stdout().flush());
        return match printed {
            _ if error.use_stderr() => ExitCode::from(2),
            Ok(()) => ExitCode::SUCCESS,
            Err(gone) if gone.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(141),
            // The help that was asked for is the output, and is lost.
            Err(lost) => {
                self::error(format!("cannot write to standard output: {lost}"));
                ExitCode::FAILURE
            }
        };
    }
    // An argument holds characters that control terminals. This way has no colours.
    let _ = Printed::new(io::stderr()).write_all(text.as_bytes());
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned_however_it_is_cut() {
        for (text, shown) in [
            ("a\u{1b}[2Jb\n", "a\u{fffd}[2Jb\n"),
            ("\u{202e}é\u{9b}😀\n\n", "\u{fffd}é\u{fffd}😀\n\n"),
        ] {
            for size in [1, 2, 3, 1_000] {
                let mut printed = Printed::new(Vec::new());
                for part in text.as_bytes().chunks(size) {
                    printed.write_all(part).unwrap();
                }
                assert_eq!(String::from_utf8(printed.inner).unwrap(), shown);
            }
        }
        let mut printed = Printed::new(Vec::new());
        printed.write_all(b"a\xffb\xff").unwrap();
        assert_eq!(printed.inner, "a\u{fffd}b\u{fffd}".as_bytes());
    }
}
