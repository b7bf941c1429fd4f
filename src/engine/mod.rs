//! The lists and their search, in a worker of their own.
//!
//! [`client`] is the page's side and [`host`] the worker's; they say to each other what stands
//! in [`protocol`]. One worker serves all elements of a page that name the same manifest.

pub mod client;
mod decode;
pub mod host;
pub(crate) mod load;
mod narrow;
pub mod protocol;
mod results;
pub mod worker;
