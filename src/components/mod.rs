//! What a person sees. [`App`] holds the state; everything else is a function from plain values
//! to HTML, one file each. (A component of Yew's own would weigh 3 KB, gzipped.) What a person
//! does comes back to the app as an [`Intent`].

mod about;
mod answer;
mod app;
mod copy;
pub mod files;
mod guidance;
mod header;
mod known;
mod name;
mod narrow;
mod notice;
mod offline;
mod outside;
pub mod overview;
mod page;
mod paging;
mod panel;
mod phrase;
mod read;
mod record;
mod results;
mod row;
mod search_box;
mod start;
mod status;
mod suppressed;
mod tag;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod wider;

pub use app::{App, AppProps, Call, Message};

use std::rc::Rc;

use web_sys::{Event, HtmlElement};
use yew::{AttrValue, Callback, Html};

use crate::engine::protocol::{ListView, Narrow};
use crate::messages::{Messages, Piece, laws};
use crate::state::{Known, Moment};
use tag::tag;

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Types; the box holds this now.
    Type(String),
    /// Leaves the box.
    Finish,
    /// Empties the box and the fields beside it.
    Clear,
    /// Asks for the search outright, by Enter or the button.
    Submit(String),
    /// Tries an example.
    Try(&'static str),
    /// Says what is known beside the name.
    Know(Known),
    /// Goes to a page of the results, from 0.
    Turn(usize),
    /// Wants less similar names too, or no longer.
    Widen(bool),
    /// Wants the results narrowed down to this.
    Narrow(Narrow),
    /// Wants them narrowed down no longer.
    Broaden,
    /// Wants to see the filters, or no longer.
    ShowFilters(bool),
    /// Wants to see what filters hide, too.
    Unfilter,
    /// Wants to see the suppressed designations, or further ones, or no longer.
    ListSuppressed(bool),
    /// Opens a record.
    Open {
        /// Place of its list.
        list: usize,
        /// Place of the designation in its list.
        designation: usize,
        /// The button, which gets the focus back.
        button: Option<HtmlElement>,
    },
    /// Goes back from a record.
    Back,
    /// Prints what is shown.
    Print,
    /// Copies the open record as text.
    Copy,
    /// Wants the lists loaded again.
    Retry,
    /// Wants a file of names checked.
    CheckFile,
    /// Wants the overview of the list.
    Overview,
    /// Wants the check record of the search on the page.
    Save,
    /// Wants a check record checked.
    CheckRecord,
    /// Wants the search tested.
    Test,
    /// Wants the list kept on the device.
    Keep,
    /// Wants it kept no longer.
    Forget,
}

/// What most of them need to know.
#[derive(Clone)]
struct Setting {
    messages: &'static Messages,
    /// Level of the widget's heading, 1 to 6.
    level: u8,
    now: Moment,
    /// The lists that are searched.
    lists: Rc<[ListView]>,
    act: Callback<Intent>,
}

impl Setting {
    /// The list at this place, where there are several, so that whatever is said of an entry names it.
    fn list(&self, place: usize) -> Option<&ListView> {
        self.lists.get(place).filter(|_| self.lists.len() > 1)
    }

    /// What an event means.
    fn when(&self, intent: impl Fn(Event) -> Option<Intent> + 'static) -> Callback<Event> {
        let act = self.act.clone();
        Callback::from(move |event| {
            if let Some(intent) = intent(event) {
                act.emit(intent);
            }
        })
    }

    /// The same thing at every event.
    fn always(&self, intent: Intent) -> Callback<Event> {
        self.when(move |_| Some(intent.clone()))
    }

    /// The tag of a heading this many levels below the widget's own.
    fn heading(&self, below: u8) -> &'static str {
        match self.level.saturating_add(below) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }
}

/// A link that leaves the page and tells the other side nothing about it; its words alone where a
/// list gives an address that is neither of the web nor of mail.
fn link(address: impl Into<AttrValue>, words: Html) -> Html {
    let address = address.into();
    let is = |scheme| address.starts_with(scheme);
    if !(is("https://") || is("http://") || is("mailto:")) {
        return words;
    }
    let rel = AttrValue::Static("noreferrer noopener");
    tag("a")
        .with(&["href", "rel"], [Some(address), Some(rel)])
        .child(words)
        .show()
}

/// Where the publishers themselves can be asked: the official search of a list that has one, and the file of
/// any other. While it is not known which lists there are, the UK's, which a page has by default.
#[inline(never)]
fn official(messages: &'static Messages, lists: &[ListView]) -> Html {
    let mut links = Vec::new();
    for (place, law) in laws(lists).into_iter().enumerate() {
        if !links.is_empty() {
            links.push(tag::text(" · "));
        }
        links.push(match (&law.official, lists.get(place)) {
            (Some(own), _) => link(own.search, phrase::say((own.search_name)(messages))),
            (None, Some(list)) => {
                let title = vec![Piece::Listed(list.title.clone())];
                let words = phrase::show(&messages.official_file(&title));
                link(list.source_url.clone(), words)
            }
            (None, None) => Html::default(),
        });
    }
    tag::all(links)
}
