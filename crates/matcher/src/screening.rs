//! Many queries, one after another: words that come again are not looked up again.

use std::collections::HashMap;
use std::rc::Rc;

use crate::candidates::{Alike, find_alike, nearest};
use crate::query::Query;
use crate::{Answer, Index, Options};

/// Words remembered at a time: those of a hundred thousand names of people are fewer.
const MOST_WORDS_KEPT: usize = 50_000;

/// Searches that remember which listed words each word of the queries was alike, because lists of
/// customers repeat few given and family names very often.
///
/// It answers as [`Index::search`] does, and needs some kilobytes a remembered word, of which it
/// keeps fifty thousand at most. Each thread needs its own.
pub struct Screening<'i> {
    index: &'i Index,
    words: HashMap<Asked, Rc<[u64]>>,
}

/// All that the words alike depend on.
#[derive(PartialEq, Eq, Hash)]
struct Asked {
    word: Box<str>,
    is_significant: bool,
    is_syllable: bool,
    is_cut: bool,
}

impl<'i> Screening<'i> {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(index: &'i Index) -> Self {
        Self {
            index,
            words: HashMap::new(),
        }
    }

    /// Searches as [`Index::search`] does.
    pub fn search(&mut self, query: &str, options: &Options) -> Answer {
        let index = self.index;
        index.search_by(query, options, &mut |query, floor| {
            index.choose_bounded(query, floor, |query| self.scan(query))
        })
    }

    fn scan(&mut self, query: &Query) -> Alike {
        if self.words.len() > MOST_WORDS_KEPT {
            self.words.clear();
        }
        let index = self.index;
        find_alike(index, query, |place| {
            let view = query.view(place);
            let asked = Asked {
                word: view.text.into(),
                is_significant: view.is_significant,
                is_syllable: view.is_syllable,
                is_cut: query.is_cut_at(place),
            };
            let found = self.words.entry(asked);
            Rc::clone(found.or_insert_with(|| nearest(index, query, place).into()))
        })
    }
}
