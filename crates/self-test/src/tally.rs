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

    /// How many of 100 were found, with one decimal; `-` where there was none.
    #[must_use]
    pub fn percent(&self) -> String {
        match self.tried {
            0 => "-".to_owned(),
            tried => format!("{:.1}", f64::from(self.found) * 100.0 / f64::from(tried)),
        }
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
