//! Text of names.

/// Version of the normaliser. A pack carries it, and a pack of another version is refused:
/// builder and query must normalise alike. Raise it with every change that changes a result.
pub const NORMALISER_VERSION: u16 = 1;
