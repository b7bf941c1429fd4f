//! Reading a publisher's file: what is the same for every list.
//!
//! A list describes its files in a [`Layout`](layout::Layout): a table of fields, each with its
//! column or element and the group of fields that it belongs to. [`csv`] reads the rows and [`xml`]
//! the elements of a file by that table, from an [`Input`](input::Input) that checks and bounds the
//! bytes, and [`fold`] keeps the publisher's words of each designation, verbatim and once.
//! A list whose elements are nested so that a table of groups cannot say which belong together reads the
//! elements of [`events`] itself. [`unknown`] judges what the table has no field for. The list's own `map.rs` then makes a record of
//! each [`Entry`](entry::Entry), with the help of [`mapping`], [`text`] and [`name_cell`].
//!
//! No publisher is named here.

pub(crate) mod csv;
pub(crate) mod entry;
pub(crate) mod events;
pub(crate) mod fold;
pub(crate) mod input;
pub(crate) mod layout;
pub(crate) mod mapping;
pub(crate) mod name_cell;
mod quotation;
pub(crate) mod text;
pub(crate) mod unknown;
pub(crate) mod warnings;
pub(crate) mod xml;

/// Most bytes of one field. The longest published one has 4 KB (UK list, 22 November 2026).
pub(crate) const FIELD_LIMIT: usize = 1 << 20;
/// Most bytes of one row, and of one designation without repetitions. The largest of the UK list of
/// August 2026 has 30 KB.
pub(crate) const DESIGNATION_LIMIT: u64 = 4 << 20;
