//! The record that is open.

use std::rc::Rc;

use ::record::Record;

use crate::engine::protocol::{Entry, RequestId, SharedView};

/// A record that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Number of the request for it.
    pub id: RequestId,
    /// Which designation.
    pub entry: Entry,
    /// The record itself, once it is there.
    pub content: Content,
    /// Which entry of a page of results that is awaited takes its place.
    pub turns_to: Option<End>,
    /// What other entries share with it.
    pub shared: Rc<Vec<SharedView>>,
}

/// One end of a page of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first entry.
    First,
    /// Its last entry.
    Last,
}

/// The record of an [`Open`].
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Asked for.
    Awaited,
    /// There, with the place of its list, then those of other lists that have the same party.
    Shown(Rc<Vec<(usize, Record)>>),
    /// The engine has no such record.
    Missing,
    /// Several lists have a record with its ID, or none has: the places of the lists.
    NotOnOneList(Vec<usize>),
}

/// Where a record was opened, and the way back leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// In the search, or by the host's page.
    #[default]
    Search,
    /// In the overview of the list.
    Overview,
    /// In the check of a file.
    Files,
}
