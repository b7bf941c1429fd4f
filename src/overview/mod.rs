//! An overview of a list: how many designations there are by month, regime, country, kind and measure, and
//! which ones, without a query.
//!
//! A worker of its own ([`source`]) loads the packs again, which the browser has kept, checks them as an
//! engine does, and hands on what is counted of each designation ([`facts`]). The page counts ([`tally`]),
//! draws, and writes the counts for a spreadsheet program ([`csv`]). What is shown is in
//! [`components`](crate::components).
//!
//! # Limits and cost
//!
//! One list at a time, since lists have different words for one country and different measures. Dates are
//! the list's own. Some 150 bytes a designation are held; a count takes milliseconds.

use core::cmp::Ordering;

pub mod csv;
pub mod facts;
pub mod source;
pub mod tally;

/// The places of this many things in their order; equal ones stay as they are. Every kind of thing that the library
/// sorts is code of its own, several kilobytes each, so all of them are sorted by this one function.
#[inline(never)]
pub(crate) fn in_order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}
