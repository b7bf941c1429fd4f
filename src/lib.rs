//! The widget `<sanctions-lookup>`: searches published sanctions lists entirely in the browser.
//!
//! An event becomes an [`Action`](state::Action), the reducer makes the next
//! [`State`](state::State) of it, and [`components`] show that. Lists are loaded and searched by
//! an [`engine`] in a worker, so that the page never waits. The binaries `app` and `engine`
//! are the page's half and the worker's half; `files`, loaded when a person asks for it, checks a whole
//! file of names ([`files`]), `overview` counts a list ([`overview`]), and `record` makes check records
//! ([`recording`]). Every export to JavaScript stands there.
//!
//! What a person types or opens never leaves the page: the engine loads every list whole before
//! anything is searched or opened, and fetches nothing after that.
//!
//! # Limits
//!
//! The widget needs a browser with WebAssembly, module workers and adopted stylesheets. Without
//! them the ordinary HTML inside the element stands.

#![deny(missing_docs)]

pub mod browser;
pub mod components;
pub mod config;
pub mod effects;
pub mod engine;
pub mod files;
pub mod messages;
pub mod overview;
pub mod recording;
pub mod state;
