//! What differs.

use check_record::Difference;

/// Differences that --json lists; all are counted.
const MOST_LISTED: usize = 10_000;
/// What differs, in the order in which it is found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) total: u64,
    pub(super) listed: Vec<Difference>,
}

impl Found {
    pub(super) fn add(&mut self, differences: impl IntoIterator<Item = Difference>) {
        for difference in differences {
            self.total += 1;
            if self.listed.len() < MOST_LISTED {
                self.listed.push(difference);
            }
        }
    }
}
