//! Where the focus goes after a drawing.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

use crate::browser;

/// The elements that can get the focus, and which of them does after the next drawing.
#[derive(Default)]
pub struct Focus {
    /// The search box.
    pub input: NodeRef,
    /// The status of the search.
    pub count: NodeRef,
    /// The title of an open record.
    pub title: NodeRef,
    /// The list of suppressed designations.
    pub suppressed: NodeRef,
    /// Whether a search was asked for outright since the last letter was typed: then the focus
    /// goes to the count, and reads it out.
    pub is_asked: bool,
    next: Option<NodeRef>,
    /// A row of the suppressed designations, from 1.
    row: Option<usize>,
    /// Where the reader was when a record was opened.
    place: Option<(Option<HtmlElement>, f64)>,
    /// The value of the button of the record that the reader has gone on to from there.
    read: Option<String>,
}

impl Focus {
    /// Goes to the status of the search.
    pub fn go_to_count(&mut self) {
        self.next = Some(self.count.clone());
    }

    /// Goes to the title of the record.
    pub fn go_to_title(&mut self) {
        self.next = Some(self.title.clone());
    }

    /// Goes to a row of the suppressed designations, from 1, or stays.
    pub fn go_to_suppressed(&mut self, row: Option<usize>) {
        self.row = row;
    }

    /// Remembers where the reader is, who opened a record with this button.
    pub fn leave(&mut self, button: Option<HtmlElement>) {
        self.place = Some((button, browser::scroll()));
    }

    /// Forgets where a record was opened: the reader is in the search box.
    pub fn stay(&mut self) {
        (self.place, self.read) = (None, None);
    }

    /// From an open record the reader goes on to another: the way back leads to the button with this value, where
    /// the results have one.
    pub fn read_on(&mut self, value: String) {
        self.read = Some(value);
    }

    /// The button of the record that was read last.
    fn last_read(&mut self) -> Option<HtmlElement> {
        let value = self.read.take()?;
        let input = self.input.cast::<Element>()?;
        let results = input.closest(".find").ok()??;
        let button = [".name [value='", &value, "']"].concat();
        results.query_selector(&button).ok()??.dyn_into().ok()
    }

    /// Moves the focus; called after every drawing.
    pub fn settle(&mut self, is_open: bool) {
        if let Some(node) = self.next.take().and_then(|node| node.cast::<HtmlElement>()) {
            // Who has gone on to the way back while the record was loading stays there.
            let is_taken = node.closest(".record:focus-within");
            if !matches!(is_taken, Ok(Some(_))) {
                // A title that stays in view is in view at the end of its entry, too, so the focus moves nothing.
                if let Ok(Some(article)) = node.closest("article")
                    && article.get_bounding_client_rect().top() < 0.0
                {
                    article.scroll_into_view();
                }
                focus(Some(node));
            }
        }
        if let Some(row) = self.row.take()
            && let Some(list) = self.suppressed.cast::<Element>()
        {
            let opener = ["li:nth-child(", &row.to_string(), ") .name button"].concat();
            let opener = list.query_selector(&opener).ok().flatten();
            focus(opener.and_then(|opener| opener.dyn_into().ok()));
        }
        if is_open {
            return;
        }
        let place = self.place.take();
        if let Some(button) = self.last_read() {
            focus(Some(button));
        } else if let Some((button, scroll)) = place {
            focus(button.or_else(|| self.input.cast()));
            browser::scroll_to(scroll);
        }
    }
}

fn focus(node: Option<HtmlElement>) {
    if let Some(node) = node {
        let _ = node.focus();
    }
}
