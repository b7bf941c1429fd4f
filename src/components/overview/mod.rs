//! The overview of a list. [`Panel`] holds the state and hears the worker that loads the lists; everything
//! else is a function from plain values to HTML. What a person does comes back as a [`Deed`].

mod browse;
mod charts;
mod panel;

pub use panel::{Message, Panel, PanelProps, Telling};

use record::ListedDate;
use yew::{Html, NodeRef};

use super::panel::{Choice, Deeds, choice, value};
use super::tag::{Words, tag};
use super::{Setting, phrase};
use crate::messages::overview::Texts;
use crate::messages::{LIST_LANG, Phrase, Piece, Sentence, flat};
use crate::overview::csv::Labels;
use crate::overview::facts::{Day, Facts};
use crate::overview::tally::{Filter, Order, Tally};

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Chooses another list.
    Choose(usize),
    /// Narrows what is counted or browsed.
    Narrow(Filter),
    /// Wants to see which entries these are.
    Browse(Filter),
    /// Goes back to the counts.
    Back,
    /// Wants another order.
    Sort(Order),
    /// Goes to a page, from 0.
    Turn(usize),
    /// Wants to see another period.
    See(Period),
    /// Wants all rows of a part, or no longer.
    Expand(Part),
    /// Opens the entry with this ID.
    Open(String),
    /// Wants the counts as a file.
    Download,
    /// Wants the citation in the clipboard.
    Copy,
    /// Wants a link to what is shown in the clipboard.
    CopyLink,
    /// Wants this on paper.
    Print,
    /// Wants the overview closed.
    Close,
}

/// Which months are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// The last twelve.
    #[default]
    Last,
    /// Years in place of months.
    Years,
    /// Those of one year.
    Year(u16),
}

/// What entries are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Their regimes.
    Regimes,
    /// Their countries.
    Countries,
    /// Their measures.
    Measures,
}

/// What every part needs.
#[derive(Clone, Copy)]
struct Desk<'panel> {
    setting: &'panel Setting,
    texts: &'static Texts,
    act: &'panel Deeds<Deed>,
    facts: &'panel Facts,
    labels: &'panel Labels,
    filter: &'panel Filter,
    tally: &'panel Tally,
    /// The heading that has the focus after a step.
    title: &'panel NodeRef,
    /// Which choices are drawn as new elements: a choice that a person has made does not follow the attribute
    /// of its option any more.
    edition: &'panel str,
}

impl Desk<'_> {
    /// A field to choose with its label; the value that is `chosen`.
    #[inline(never)]
    fn select(
        &self,
        id: &'static str,
        label: &'static Sentence,
        chosen: &str,
        options: Vec<Choice<String>>,
        deed: impl Fn(String) -> Option<Deed> + 'static,
    ) -> Html {
        let on_change = self.act.when(move |event| deed(value(&event)?));
        choice((id, self.edition), label, chosen, options, on_change)
    }

    /// A heading this many levels below the widget's own, with the focus after a step where it is the first.
    fn heading(&self, below: u8, words: impl Words) -> Html {
        tag(self.setting.heading(below)).text(words).show()
    }

    /// The heading that has the focus after a step.
    fn title(&self, words: &Phrase) -> Html {
        let words = phrase::show(words);
        super::panel::title(self.setting.heading(2), self.title, words)
    }

    fn number(&self, number: usize) -> String {
        self.setting.messages.number(number)
    }

    /// `29 April 2026`, or `April 2026` for a month.
    fn day(&self, day: Day) -> String {
        let date = ListedDate::from_text(&day.as_text());
        flat(&self.setting.messages.date(&date))
    }
}

/// The place that an option stands for; none for all.
fn chosen_place(value: &str) -> Option<usize> {
    value.parse().ok()
}

/// Words of the list, in its language.
fn listed(words: &str) -> Phrase {
    vec![Piece::Listed(words.to_owned())]
}

/// A value to choose. Its words may be the list's.
fn option(value: String, words: &Phrase) -> Choice<String> {
    let is_listed = matches!(**words, [Piece::Listed(_)]);
    (value, flat(words), is_listed.then_some(LIST_LANG))
}
