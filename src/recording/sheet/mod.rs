//! A check record on paper: a tree of elements as JSON, `[name, class, children…]`, where a child is such a tree or a
//! text. The script around it makes elements of it, so that no text is ever read as HTML.
//!
//! The names are those of HTML, but `h`, `h+` and `h++` for headings, each below the one before.
//!
//! [`record`] is the sheet of a record, [`report`] that of a record which was run again, [`test`](mod@test) that of a
//! test of the search.

mod parts;
pub mod record;
pub mod report;
pub mod test;
pub mod values;
