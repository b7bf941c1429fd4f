//! The figures that this program was published with, to hold one's own beside.

/// The list by which [`published`] was measured, with seed 1 and 400 names a class.
pub const PUBLISHED_LIST: &str = "UK Sanctions List of 29 April 2026";

/// Of a class, by its code, how many of 100 names were found, and how many were not and were
/// [said](crate::End::Said); `None` for a class that was not measured.
#[must_use]
pub fn published(code: &str) -> Option<(f64, f64)> {
    let rows = include_str!("../data/published.csv").lines().skip(1);
    let mut rows = rows.map(|row| row.split(','));
    let row = rows.find_map(|mut row| (row.next() == Some(code)).then_some(row));
    let mut figures = row?.map(str::parse);
    match (figures.next()?, figures.next()?) {
        (Ok(found), Ok(said)) => Some((found, said)),
        _ => None,
    }
}
