//! Sorted pairs of numbers, the one form in which the index keeps what belongs to what: every
//! further sort that the compiler writes out would cost the browser eight kilobytes.

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

/// What belongs to a first number in sorted keys.
pub(crate) fn with_first(keys: &[u64], number: u32) -> impl Iterator<Item = u32> {
    let start = keys.partition_point(|key| first(*key) < number);
    keys[start..]
        .iter()
        .take_while(move |key| first(**key) == number)
        .map(|key| second(*key))
}

/// FNV-1a, with its bits mixed once more for use as a table index.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ (hash >> 15)
}
