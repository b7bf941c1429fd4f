//! The tables that a person gives to be checked, as plain data: rows of cells, and which column is what.
//!
//! - [`Delimited`] reads CSV, semicolons, tabs and plain lists of names in eight encodings, row by row.
//!   What makes its rows uncertain is a [`Fault`] with line and column.
//! - [`guess`] finds the columns with names, dates of birth, countries and so on, from the headers in
//!   the languages of the page and from the cells.
//! - [`OtherForm`] recognises a file that is text and no table, such as a web page under the name of a workbook.
//! - [`quotation`] is the one definition of where a quotation mark is allowed.
//!
//! ```
//! use tables::{Delimited, Format, Role, Row, guess};
//!
//! let file = "Nom;Date de naissance\r\nZzyzx Qwortle;1971\r\n";
//! let mut table = Delimited::new(file.as_bytes(), Format::default());
//! let (mut rows, mut row) = (Vec::new(), Row::new());
//! while table.read(&mut row)? {
//!     rows.push(row.clone());
//! }
//! assert_eq!(rows[1].get(0), Some("Zzyzx Qwortle"));
//! assert_eq!(table.separator().unwrap().name(), "semicolon");
//!
//! let guess = guess(&rows);
//! assert!(guess.has_header);
//! assert_eq!(guess.column(Role::Name), Some(0));
//! assert_eq!(guess.column(Role::Born), Some(1));
//! # Ok::<(), tables::TableError>(())
//! ```
//!
//! # Limits
//!
//! The crate opens nothing, starts no thread and knows neither clock nor browser. Memory does not grow
//! with the file: 64 KB of its bytes and one row are held, and a row of more than [`MOST_ROW_BYTES`]
//! or [`MOST_COLUMNS`] is a fault. A second reads about 70 MB, two million short rows (measured 27 November 2026).

#![deny(missing_docs)]

mod code_page;
mod columns;
mod delimited;
mod encoding;
mod error;
mod limits;
mod other_form;
pub mod quotation;
mod row;
mod separator;

pub use code_page::CodePage;
pub use columns::{Guess, Role, guess};
pub use delimited::{Delimited, Format};
pub use encoding::Encoding;
pub use error::{Fault, FaultKind, Place, TableError};
pub use limits::{MOST_COLUMNS, MOST_LINES, MOST_ROW_BYTES};
pub use other_form::{MAGIC_BYTES, OtherForm};
pub use row::Row;
pub use separator::Separator;
