//! What a person meets. [`App`] holds the state; everything else is a function from plain values
//! and callbacks to HTML, one file each. (A component of Yew's own would weigh 3 KB, gzipped.)

mod about;
mod answer;
mod app;
mod copy;
mod guidance;
mod header;
mod known;
mod name;
mod notice;
mod paging;
mod phrase;
mod record;
mod results;
mod row;
mod search_box;
mod start;
mod status;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod wider;

pub use app::{App, AppProps};

use crate::messages::Messages;
use crate::state::Moment;

/// What most of them need to know.
#[derive(Clone, Copy)]
struct Setting {
    messages: &'static Messages,
    /// Level of the widget's heading, 1 to 6.
    level: u8,
    now: Moment,
}

/// The tag of a heading so many levels below the widget's own.
fn heading(level: u8, below: u8) -> String {
    let level = level.saturating_add(below).clamp(1, 6);
    ["h", &level.to_string()].concat()
}

/// A link that leaves the page and tells the other side nothing about it.
fn link(address: impl Into<yew::AttrValue>, text: impl Into<yew::AttrValue>) -> yew::Html {
    let (address, text): (yew::AttrValue, yew::AttrValue) = (address.into(), text.into());
    yew::html! { <a href={address} rel="noreferrer noopener">{ text }</a> }
}

/// Official addresses, checked on 22 November 2026.
mod address {
    pub(super) const SEARCH: &str = "https://search-uk-sanctions-list.service.gov.uk/";
    pub(super) const LIST: &str =
        "https://www.gov.uk/government/publications/the-uk-sanctions-list";
    pub(super) const REPORT_OFSI: &str =
        "https://www.gov.uk/guidance/suspected-breach-of-financial-sanctions-what-to-do";
    pub(super) const REPORT_OTSI: &str =
        "https://www.gov.uk/guidance/mandatory-reporting-for-suspected-breaches-of-trade-sanctions";
}
