//! One designation of the EU's file as a small tree of elements, in the publisher's words.

use std::ops::Range;

use super::fields::{Attribute, Element};
use crate::read::text::clean;

/// One designation in the publisher's words.
#[derive(Default)]
pub(super) struct Entity {
    pub(super) line: u64,
    /// All values, one after the other.
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) values: Vec<(Attribute, Range<usize>)>,
    /// Label and text of what is not known here.
    pub(super) unknown: Vec<(String, String)>,
}

/// An element of a designation.
pub(super) struct Piece {
    pub(super) element: Element,
    pub(super) line: u64,
    /// The element around it, by its place; its own place for the designation.
    pub(super) parent: usize,
    /// Where its attributes begin among the values.
    pub(super) values: usize,
    pub(super) text: Range<usize>,
}

/// An element of a designation, with a view of its values.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    entity: &'a Entity,
    place: usize,
    pub(super) element: Element,
    pub(super) line: u64,
}

impl Entity {
    /// All its elements in the order of the file, itself first.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.parts_from(0)
    }

    fn parts_from(&self, first: usize) -> impl Iterator<Item = Part<'_>> {
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        pieces.zip(first..).map(|(piece, place)| Part {
            entity: self,
            place,
            element: piece.element,
            line: piece.line,
        })
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

impl<'a> Part<'a> {
    /// The value of an attribute, cleaned; `None` where it is missing or says nothing.
    pub(super) fn get(self, wanted: Attribute) -> Option<String> {
        let values = self.values().find(|(attribute, _)| *attribute == wanted);
        values
            .map(|(_, text)| clean(text))
            .filter(|text| !text.is_empty())
    }

    pub(super) fn values(self) -> impl Iterator<Item = (Attribute, &'a str)> {
        let values = self.ranges().iter();
        values.map(move |(attribute, range)| (*attribute, self.entity.slice(range)))
    }

    pub(super) fn ranges(self) -> &'a [(Attribute, Range<usize>)] {
        let begin = |place: usize| self.entity.pieces.get(place).map(|piece| piece.values);
        let end = begin(self.place + 1).unwrap_or(self.entity.values.len());
        let values = begin(self.place).and_then(|begin| self.entity.values.get(begin..end));
        values.unwrap_or_default()
    }

    /// All values of its attributes in one, verbatim.
    pub(super) fn words(self) -> &'a str {
        let mut values = self.ranges().iter().map(|(_, range)| range);
        let Some(first) = values.next() else {
            return "";
        };
        let last = values.next_back().unwrap_or(first);
        self.entity.slice(&(first.start..last.end))
    }

    /// The text inside of the element, verbatim.
    pub(super) fn text(self) -> &'a str {
        let piece = self.entity.pieces.get(self.place);
        piece.map_or("", |piece| self.entity.slice(&piece.text))
    }

    /// The elements directly inside of it of one kind.
    pub(super) fn children(self, wanted: Element) -> impl Iterator<Item = Part<'a>> {
        let later = self.entity.parts_from(self.place + 1);
        // What is inside of an element follows it at once.
        let inside = later.take_while(move |part| part.parent() >= self.place);
        inside.filter(move |part| part.element == wanted && part.parent() == self.place)
    }

    fn parent(self) -> usize {
        let piece = self.entity.pieces.get(self.place);
        piece.map_or(0, |piece| piece.parent)
    }
}
