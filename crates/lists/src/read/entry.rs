//! A designation as its file says it: for each group of fields its distinct values.

use core::fmt::Debug;
use core::hash::Hash;
use core::ops::Range;

/// Fields that belong together, as a list names them: a value of one is only right beside the value
/// of the other.
pub(crate) trait Group: Copy + Eq + Hash + Debug + Send + Sync + 'static {
    /// The group of what no field is known for: label and text.
    const UNKNOWN: Self;
}

/// One designation: for each group its distinct values, in the order of the file.
pub(crate) struct Entry<G> {
    pub(crate) id: String,
    pub(crate) line: u64,
    /// All cells of all values, those of a value joined by NUL, which no file that is read
    /// contains. One text takes far fewer allocations than many small ones.
    pub(super) cells: String,
    pub(super) values: Vec<(G, u64, Range<usize>)>,
}

/// The cells of one group, side by side.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    pub(crate) line: u64,
    pub(super) joined: &'a str,
}

impl<'a> Value<'a> {
    pub(crate) fn cells(self) -> impl Iterator<Item = &'a str> {
        self.joined.split('\0')
    }
}

impl<G: Group> Entry<G> {
    pub(crate) fn values(&self, wanted: G) -> impl Iterator<Item = Value<'_>> {
        let values = self
            .values
            .iter()
            .filter(move |(group, ..)| *group == wanted);
        values.map(|(_, line, range)| Value {
            line: *line,
            joined: self.cells.get(range.clone()).unwrap_or_default(),
        })
    }

    pub(super) fn is_at(&self, place: usize, group: G, joined: &str) -> bool {
        self.values.get(place).is_some_and(|(other, _, range)| {
            *other == group && self.cells.get(range.clone()) == Some(joined)
        })
    }
}
