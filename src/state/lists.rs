//! How far the lists are, and what they may be relied on for.

use std::rc::Rc;

use check::Status;

use super::State;
use crate::engine::protocol::{ListView, LoadFailure};

/// How far the lists are.
#[derive(Clone, Debug, PartialEq)]
pub enum Lists {
    /// On the way.
    Loading {
        /// Bytes that have arrived.
        loaded: u64,
        /// Bytes in all; 0 while not known.
        total: u64,
        /// Whether it takes so long that the page says how far it is.
        slow: bool,
    },
    /// Searches are answered from those of these lists that are there; at least one is.
    Ready(Rc<[ListView]>),
    /// None can be loaded.
    Failed(LoadFailure),
    /// The worker stopped.
    Died,
}

impl Default for Lists {
    fn default() -> Self {
        Self::Loading {
            loaded: 0,
            total: 0,
            slow: false,
        }
    }
}

/// Whether the list is kept on the device, as `static/offline.js` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeptCopy {
    /// The page does not offer it, or this browser cannot.
    #[default]
    NotOffered,
    /// It is not.
    Offered,
    /// It is on its way.
    Keeping,
    /// It is there, with the program, in this many megabytes.
    Kept(usize),
    /// It was there.
    Forgotten,
    /// There is no space for it.
    NoRoom,
    /// It could not be loaded whole.
    Incomplete,
    /// The browser does not let it.
    Refused,
}

impl KeptCopy {
    /// The word of `static/offline.js` for it.
    #[must_use]
    pub fn read(word: &str, megabytes: usize) -> Self {
        match word {
            "offered" => Self::Offered,
            "keeping" => Self::Keeping,
            "kept" => Self::Kept(megabytes),
            "forgotten" => Self::Forgotten,
            "room" => Self::NoRoom,
            "incomplete" => Self::Incomplete,
            "refused" => Self::Refused,
            _ => Self::NotOffered,
        }
    }
}

impl State {
    /// The lists, each with how far it is; none before one of them can be searched.
    #[must_use]
    pub fn loaded(&self) -> &[ListView] {
        match &self.lists {
            Lists::Ready(lists) => lists,
            _ => &[],
        }
    }

    /// The status of the lists; the worst one counts.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.lists {
            Lists::Loading { .. } => Status::Loading,
            Lists::Failed(_) | Lists::Died => Status::Failed,
            Lists::Ready(_) => self.statuses().max().unwrap_or(Status::Failed),
        }
    }

    pub(super) fn statuses(&self) -> impl Iterator<Item = Status> {
        let now = self.now.unix;
        self.loaded().iter().map(move |list| list.status(now))
    }

    /// Whether a list is still on its way beside others that can be searched: it may have hits.
    #[must_use]
    pub fn is_loading_further(&self) -> bool {
        self.statuses().any(|status| status == Status::Loading)
    }

    /// The lists from which an absence cannot be told, or of which it is not known how whole they are.
    #[must_use]
    pub fn in_doubt(&self) -> Vec<&ListView> {
        let now = self.now.unix;
        let lists = self.loaded().iter();
        lists
            .filter(|list| list.status(now) != Status::Current)
            .collect()
    }
}
