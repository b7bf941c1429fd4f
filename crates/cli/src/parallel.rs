//! The same work for several things at the same time.

use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// Maps each item, on a thread of its own; the results are in the order of the items. The first item stays on this
/// thread, whose memory the system hands out faster. For a few items of much work each.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let Some((first, others)) = items.split_first() else {
        return Vec::new();
    };
    let work = &work;
    thread::scope(|scope| {
        let others = others.iter().map(|item| scope.spawn(move || work(item)));
        let others: Vec<_> = others.collect();
        let first = work(first);
        let others = others.into_iter().map(ScopedJoinHandle::join);
        let others = others.map(|result| result.unwrap_or_else(|panic| resume_unwind(panic)));
        [first].into_iter().chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_the_order_of_the_items() {
        for items in [&[][..], &[3], &[3, 1, 2]] {
            let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
            assert_eq!(super::map(items, |item| item * 2), doubled);
        }
    }
}
