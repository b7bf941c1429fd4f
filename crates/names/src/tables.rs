//! What the build made of the tables under `data/`.

use core::str::from_utf8;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Where a table begins and ends among all tables.
pub(crate) struct Table(usize, usize);

/// All tables, unpacked by the first use.
#[cfg(target_family = "wasm")]
fn tables() -> &'static [u8] {
    static TABLES: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
        let packed = include_bytes!(concat!(env!("OUT_DIR"), "/tables.packed"));
        crate::packed::unpack(packed, LENGTH)
    });
    &TABLES
}

/// All tables. A program that is not loaded over a network saves the 45 milliseconds of unpacking them.
#[cfg(not(target_family = "wasm"))]
fn tables() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/tables.bytes"))
}

impl Table {
    pub(crate) fn bytes(&self) -> &'static [u8] {
        tables().get(self.0..self.1).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> &'static str {
        from_utf8(self.bytes()).unwrap_or_default()
    }
}
