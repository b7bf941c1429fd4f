//! A whole file of names, checked on the person's own device.
//!
//! A worker of its own reads the file ([`reader`], which says what [`protocol`] has), so that no file can
//! stop the page; [`table`] is its rows, of a text or of a workbook. Further workers, each an [`engine`](crate::engine), search its rows ([`pool`]). [`run`]
//! gives every row exactly one outcome and holds what a person must look at; [`output`] writes them for
//! a spreadsheet program, as CSV or, in a worker of its own, as a [`workbook`]. What is shown is in [`components`](crate::components).
//!
//! # Limits
//!
//! A file has at most [`MOST_BYTES`](reader::MOST_BYTES). It is read again for each step rather than kept:
//! what is held is a byte for each row, and the hits.

pub mod output;
pub mod pool;
pub mod protocol;
pub mod reader;
pub mod run;
pub mod source;
pub mod table;
pub mod workbook;
#[cfg(feature = "xlsx")]
pub mod writer;
