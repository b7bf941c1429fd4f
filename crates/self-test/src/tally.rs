//! How the tries of each class ended.

use crate::{CLASSES, End, Try};

/// How many tries there were, by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub tried: u32,
    /// [`End::Found`].
    pub found: u32,
    /// [`End::Said`].
    pub said: u32,
    /// [`End::Missed`].
    pub missed: u32,
}

impl Counts {
    fn add(&mut self, end: End) {
        self.tried += 1;
        *match end {
            End::Found => &mut self.found,
            End::Said => &mut self.said,
            End::Missed => &mut self.missed,
        } += 1;
    }

    /// How many of 100 were found, with one decimal; `-` where there was none. In whole numbers, since a browser would
    /// load the formatting of decimals for this alone.
    #[must_use]
    pub fn percent(&self) -> String {
        let tried = u64::from(self.tried);
        let tenths = (u64::from(self.found) * 1_000 + tried / 2).checked_div(tried);
        tenths.map_or_else(
            || "-".to_owned(),
            |tenths| format!("{}.{}", tenths / 10, tenths % 10),
        )
    }
}

/// The result of a test.
#[derive(Debug, Default)]
pub struct Tally {
    /// Of each of [`CLASSES`], in their order.
    pub classes: [Counts; CLASSES.len()],
    /// Of all of them.
    pub all: Counts,
    /// Those that were not found.
    pub not_found: Vec<Try>,
}

impl Tally {
    /// Adds a try.
    pub fn add(&mut self, one: Try) {
        self.all.add(one.end);
        if let Some(class) = self.classes.get_mut(one.class) {
            class.add(one.end);
        }
        if one.end != End::Found {
            self.not_found.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_one_decimal() {
        for (found, tried, percent) in [
            (0, 0, "-"),
            (0, 3, "0.0"),
            (1, 3, "33.3"),
            (2, 3, "66.7"),
            (1, 16, "6.3"),
            (999, 1000, "99.9"),
            (7, 7, "100.0"),
        ] {
            let counts = Counts {
                tried,
                found,
                ..Counts::default()
            };
            assert_eq!(counts.percent(), percent, "{found} of {tried}");
        }
    }
}
