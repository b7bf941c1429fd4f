//! The screening of a table of names, as the page and the command line share it: which query a row is,
//! that every row has exactly one outcome, and how a cell is written for a spreadsheet program.
//!
//! - [`Columns`] says where the names of a row are and what is known beside them; [`output_names`]
//!   names the columns of the input in the output.
//! - [`ResultColumns`] are the columns of the output that are not the input's.
//! - [`RowOutcome`] is what a row came to, [`Counts`] how many rows came to each.
//! - [`Content`] notices a column that holds no names.
//! - [`inert`] takes the effect from a cell that a spreadsheet program would run as a formula.
//!
//! ```
//! use batch::{Columns, Counts, RowOutcome};
//! use check::Outcome;
//! use tables::{Role, Row, guess};
//!
//! let rows: Vec<Row> = [["First name", "Surname"], ["Orsek", "Testanov"]]
//!     .map(|cells| cells.into_iter().collect())
//!     .into();
//! let guess = guess(&rows);
//! let columns = Columns::by_role(guess.columns());
//! assert_eq!(columns.text(&rows[1]), "Orsek Testanov");
//!
//! let mut counts = Counts::default();
//! counts.add(Outcome::NothingFound);
//! counts.add(RowOutcome::NotReached);
//! assert_eq!(counts.rows(), 2);
//! ```
//!
//! # Limits
//!
//! The crate reads no file and knows neither clock, list nor browser. Memory and time of a call grow with
//! the row that it is given.

#![deny(missing_docs)]

mod columns;
mod content;
mod outcome;
mod result;
mod spreadsheet;

pub use columns::{Columns, output_names};
pub use content::{Content, Suspicion};
pub use outcome::{Counts, RowOutcome};
pub use result::{ResultColumn, ResultColumns};
pub use spreadsheet::{inert, is_invisible};
