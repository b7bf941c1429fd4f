//! Check records in the page: a search is run in a worker of its own by the code of the command line, so that both
//! write the same record of the same search.
//!
//! The page says what it searched ([`asked`]), or gives the file that it checked ([`rows`]). The worker loads the lists
//! again ([`desk`]), which the browser has kept, and writes the record, or runs one again ([`verify`]); [`sheet`] is
//! either on paper, and [`decisions`] are about the hits of a file. [`self_test`](mod@self_test) tries the search with disguised names.

pub mod asked;
pub mod decisions;
pub mod desk;
pub mod rows;
pub mod self_test;
pub mod sheet;
pub mod verify;
