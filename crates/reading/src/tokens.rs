//! A text by its tokens: the class of each, and the role that reading gives it.

use core::ops::Range;

use names::{Class, Words};
use record::PartialDate;

use crate::phrases::gap;
use crate::reading::AsideKind;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Name,
    Aside {
        kind: AsideKind,
        is_doubtful: bool,
    },
    /// Between two names of one party.
    Further,
}

/// A text by its tokens, while it is read.
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Words,
    pub(crate) classes: Vec<Class>,
    pub(crate) roles: Vec<Role>,
    pub(crate) born: Option<PartialDate>,
    /// Dates without a word that says what they are.
    pub(crate) dates: Vec<PartialDate>,
    pub(crate) country: Option<String>,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let words = Words::read(text);
        let classes: Vec<Class> = words.iter().map(names::class).collect();
        Self {
            text,
            roles: vec![Role::Name; classes.len()],
            classes,
            words,
            born: None,
            dates: Vec::new(),
            country: None,
        }
    }

    /// The text between the tokens before and at a place.
    pub(crate) fn gap(&self, place: usize) -> &'t str {
        gap(self.text, &self.words, place)
    }

    pub(crate) fn slice(&self, tokens: Range<usize>) -> &'t str {
        let Some(last) = tokens.end.checked_sub(1) else {
            return "";
        };
        let range = self.words.range(tokens.start).start..self.words.range(last).end;
        self.text.get(range).unwrap_or_default()
    }

    pub(crate) fn set(&mut self, tokens: Range<usize>, kind: AsideKind, is_doubtful: bool) {
        if let Some(roles) = self.roles.get_mut(tokens) {
            roles.fill(Role::Aside { kind, is_doubtful });
        }
    }

    pub(crate) fn is_digits(&self, place: usize) -> bool {
        place < self.roles.len()
            && self
                .words
                .text(place)
                .bytes()
                .all(|byte| byte.is_ascii_digit())
    }

    /// Whether a token is of a name and can identify it.
    pub(crate) fn is_name(&self, place: usize) -> bool {
        self.roles.get(place) == Some(&Role::Name)
            && self
                .classes
                .get(place)
                .is_some_and(|class| class.is_significant() && *class != Class::Initial)
    }

    /// Whether a token is of a name and is more than a small word between others.
    pub(crate) fn is_kept(&self, place: usize) -> bool {
        self.roles.get(place) == Some(&Role::Name) && self.classes.get(place) != Some(&Class::Stop)
    }

    /// Whether these tokens read like a company or organisation.
    pub(crate) fn is_company(&self, tokens: Range<usize>) -> bool {
        let names = || {
            tokens
                .clone()
                .filter(|place| self.roles[*place] == Role::Name)
        };
        let count = |class| {
            names()
                .filter(|place| self.classes[*place] == class)
                .count()
        };
        count(Class::LegalForm) > 0 || count(Class::Generic) * 2 >= names().count().max(1)
    }
}
