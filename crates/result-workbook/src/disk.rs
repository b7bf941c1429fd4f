//! Panics of `rust_xlsxwriter` as errors: that library panics where the file in which the rows wait cannot be written,
//! as on a full disk.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use rust_xlsxwriter::XlsxError;

thread_local! {
    /// Whether a panic of this thread becomes an error, so that nobody is to be told of it as a panic.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Does something of which a panic is an error.
pub fn caught<T>(write: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let other = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                other(panic);
            }
        }));
    });
    IS_CAUGHT.set(true);
    // What is left half written is not used again: the caller gets an error.
    let written = panic::catch_unwind(AssertUnwindSafe(write));
    IS_CAUGHT.set(false);
    written.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>();
        let text = text.map_or("the file of its rows cannot be written", String::as_str);
        Err(XlsxError::IoError(error_in(text)))
    })
}

/// The error of the system that the text of a panic has in its debug form, such as `Os { code: 28, … }`, or the text.
fn error_in(text: &str) -> io::Error {
    let code = text.split_once("Os { code: ").map(|(_, after)| after);
    let code = code.and_then(|after| after.split(',').next()?.parse().ok());
    code.map_or_else(|| io::Error::other(text), io::Error::from_raw_os_error)
}
