//! One sort for all: every sort that the compiler writes out costs the browser eight kilobytes.

/// Sorts keys that hold what is sorted by in their high bits and what it belongs to below.
#[inline(never)]
pub(crate) fn sort(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// Sorts by a number, then by another.
pub(crate) fn key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Highest first: for numbers that are not negative, the bits of a float are in its order.
pub(crate) fn descending(number: f32) -> u32 {
    u32::MAX - number.max(0.0).to_bits()
}

/// The number that [`descending`] was given.
pub(crate) fn ascending(bits: u32) -> f32 {
    f32::from_bits(u32::MAX - bits)
}

/// The number that [`key`] was given second.
pub(crate) fn second(key: u64) -> u32 {
    key as u32
}

/// The number that [`key`] was given first.
pub(crate) fn first(key: u64) -> u32 {
    (key >> 32) as u32
}
