//! A bar on a terminal for whatever takes longer than a second.

use std::cell::Cell;
use std::io::{self, Read};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The bars that are shown, a line each: several lists are read at the same time.
static BARS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// How far some bytes have come. Nothing is drawn in the first second, nor where standard
/// error is no terminal; the bar goes away when this is dropped.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: Cell<bool>,
}

impl Progress {
    /// Starts at 0 of `total` bytes, where the total is known.
    pub fn of_bytes(what: &str, total: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{msg} {bar:30} {bytes} of {total_bytes}, {eta} left",
            None => "{msg} {spinner} {bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        Self {
            bar,
            started: Instant::now(),
            shown: Cell::new(false),
        }
    }

    /// This many bytes are done by now.
    pub fn set(&self, bytes: u64) {
        if !self.shown.get() && self.started.elapsed() > Duration::from_secs(1) {
            self.shown.set(true);
            BARS.add(self.bar.clone());
        }
        self.bar.set_position(bytes);
    }

    /// Follows a reader.
    pub fn follow<'a>(&'a self, input: impl Read + 'a) -> impl Read + 'a {
        Followed {
            input,
            progress: self,
            bytes: 0,
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

struct Followed<'a, R> {
    input: R,
    progress: &'a Progress,
    bytes: u64,
}

impl<R: Read> Read for Followed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes += read as u64;
        self.progress.set(self.bytes);
        Ok(read)
    }
}
