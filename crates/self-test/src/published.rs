//! The figures that this program was published with, to hold one's own beside.

/// The list by which [`published`] was measured, with seed 1 and 400 names a class.
pub const PUBLISHED_LIST: &str = "UK Sanctions List of 29 April 2026";

/// Of a class, by its code, how many of 100 names were found, and how many were not and were
/// [said](crate::End::Said), with one decimal each; `None` for a class that was not measured.
#[must_use]
pub fn published(code: &str) -> Option<(&'static str, &'static str)> {
    let rows = include_str!("../data/published.csv").lines().skip(1);
    let mut rows = rows.map(|row| row.split(','));
    let row = rows.find_map(|mut row| (row.next() == Some(code)).then_some(row));
    let mut figures = row?;
    Some((figures.next()?, figures.next()?))
}
