//! What the build made of the tables under `data/`.

use core::str::from_utf8;
use std::sync::LazyLock;

use crate::packed::unpack;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Where a table begins and ends among all tables.
pub(crate) struct Table(usize, usize);

static TABLES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/tables.packed"));
    unpack(packed, LENGTH)
});

impl Table {
    pub(crate) fn bytes(&self) -> &'static [u8] {
        TABLES.get(self.0..self.1).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> &'static str {
        from_utf8(self.bytes()).unwrap_or_default()
    }
}
