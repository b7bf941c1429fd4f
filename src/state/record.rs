//! The record that is open.

use std::rc::Rc;

use ::record::Record;

use crate::engine::protocol::{Entry, RequestId};

/// A record that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Number of the request for it.
    pub id: RequestId,
    /// Which designation.
    pub entry: Entry,
    /// The record itself, once it is there.
    pub content: Content,
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
    /// Several lists have a record with its ID: the places of the lists.
    OnSeveralLists(Vec<usize>),
}
