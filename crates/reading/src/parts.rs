//! The names of a text: where one ends and the next begins.

use core::ops::Range;

use names::Class;

use crate::reading::{Aside, AsideKind, MOST_NAMES, Reading};
use crate::repair::cut;
use crate::tokens::{Reader, Role};

/// Whether a token is no part of a name, and of nothing else that is searched for.
fn is_no_number(role: &Role) -> bool {
    use AsideKind::{Date, Title, Words};
    matches!(
        role,
        Role::Aside {
            kind: Date | Title | Words,
            ..
        }
    )
}

impl Reader<'_> {
    /// Parts the text into its names, and gives all that was read.
    pub(crate) fn finish(mut self) -> Reading {
        let count = self.roles.len();
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut may_be_one = false;
        let mut start = 0;
        for place in 1..count {
            let Some((is_certain, after)) = self.separator(start, place) else {
                continue;
            };
            if parts.len() + 1 < MOST_NAMES && start < place {
                parts.push(start..place);
                start = after;
                may_be_one |= !is_certain;
            }
        }
        parts.push(start..count);
        for tokens in &parts {
            self.keep_titles(tokens.clone());
        }
        parts.retain(|tokens| tokens.clone().any(|place| self.is_kept(place)));
        // A year by itself may be a number.
        let is_nameless = parts.is_empty() && count > 1 && self.roles.iter().all(is_no_number);
        if parts.is_empty() {
            // Nothing else is left to search for.
            self.roles.fill(Role::Name);
        }
        let byte_range = |tokens: &Range<usize>| {
            let last = tokens.end.saturating_sub(1);
            self.words.range(tokens.start).start..self.words.range(last).end
        };
        let names = if parts.len() > 1 {
            parts.iter().map(byte_range).collect()
        } else {
            may_be_one = false;
            core::iter::once(0..self.text.len()).collect()
        };
        // A date beside an invoice is no date of birth.
        let is_paper = |role: &Role| {
            matches!(
                role,
                Role::Aside {
                    kind: AsideKind::Words | AsideKind::Number,
                    ..
                }
            )
        };
        let born = self.born.or(match self.dates[..] {
            [date] if !self.roles.iter().any(is_paper) => Some(date),
            _ => None,
        });
        Reading {
            names,
            may_be_one,
            is_nameless,
            aside: self.asides(),
            born,
            country: self.country,
            ..Reading::default()
        }
    }

    /// A name that has nothing but titles has them as its tokens.
    fn keep_titles(&mut self, tokens: Range<usize>) {
        if tokens.clone().any(|place| self.is_kept(place)) {
            return;
        }
        for place in tokens {
            if let Role::Aside {
                kind: AsideKind::Title,
                ..
            } = self.roles[place]
            {
                self.roles[place] = Role::Name;
            }
        }
    }

    /// Neighbouring tokens of one kind are one piece.
    fn asides(&self) -> Vec<Aside> {
        let mut all: Vec<Aside> = Vec::new();
        let mut last = None;
        for (place, role) in self.roles.iter().enumerate() {
            if let Role::Aside { kind, is_doubtful } = *role {
                let range = self.words.range(place);
                match all.last_mut() {
                    Some(before)
                        if last == Some(*role) && !self.gap(place).contains([';', '\n']) =>
                    {
                        before.range.end = range.end
                    }
                    _ => all.push(Aside {
                        range,
                        kind,
                        is_doubtful,
                    }),
                }
            }
            last = Some(*role);
        }
        all
    }

    /// Whether a name ends before this token: whether that is certain, and where the next one begins.
    fn separator(&self, start: usize, place: usize) -> Option<(bool, usize)> {
        let gap = self.gap(place);
        if self.roles[place] == Role::Further {
            let is_further = |place: &usize| self.roles[*place] != Role::Further;
            let after = (place..self.roles.len()).find(is_further)?;
            return Some((false, after));
        }
        if gap.contains([';', '|', '；']) {
            return Some((true, place));
        }
        let next_end = (place + 1..self.roles.len())
            .find(|at| self.is_joint(*at))
            .unwrap_or(self.roles.len());
        // A line may end within a name, and then the whole is searched, too.
        if gap.contains('\n') && self.has_word(start..place) && self.has_word(place..next_end) {
            return Some((false, place));
        }
        if gap.contains(BETWEEN) {
            let are_names = self.is_full(start..place) && self.is_full(place..next_end);
            return (cut(gap, " / ").is_some() || are_names).then_some((false, place));
        }
        let are_names =
            self.is_and(place) && self.is_full(start..place) && self.is_full(place + 1..next_end);
        are_names.then_some((false, place + 1))
    }

    /// Whether a name may end before this token.
    fn is_joint(&self, place: usize) -> bool {
        let gap = self.gap(place);
        self.roles[place] == Role::Further
            || self.is_and(place)
            || gap.contains(BETWEEN)
            || gap.contains([';', '|', ',', '；'])
    }

    /// Whether this token is a word that joins two names.
    fn is_and(&self, place: usize) -> bool {
        self.roles[place] == Role::Name && AND.contains(&self.words.text(place))
    }

    /// Whether one of these tokens can be searched by itself.
    fn has_word(&self, tokens: Range<usize>) -> bool {
        let mut names = tokens.filter(|place| self.is_name(*place));
        names.any(|place| {
            let word = self.words.text(place);
            word.chars().nth(1).is_some() && !word.contains(|digit: char| digit.is_ascii_digit())
        })
    }

    /// Whether these tokens are a whole name: a person's with two tokens or more or with a title, or a company's
    /// with its legal form.
    fn is_full(&self, tokens: Range<usize>) -> bool {
        let is_company = self.is_company(tokens.clone());
        let has_form = || {
            tokens
                .clone()
                .any(|place| self.classes[place] == Class::LegalForm)
        };
        let names = tokens.clone().filter(|place| self.is_name(*place)).count();
        if is_company {
            has_form() && names > 0
        } else {
            let is_title = |role: &Role| {
                matches!(
                    role,
                    Role::Aside {
                        kind: AsideKind::Title,
                        ..
                    }
                )
            };
            names >= 2 || names == 1 && self.roles[tokens].iter().any(is_title)
        }
    }
}

/// Marks that part two names where both of them are whole.
const BETWEEN: [char; 10] = ['/', '\n', '\t', '•', '·', '\\', '~', '=', '>', '→'];

/// Words that join two names where both of them are whole, normalised, in the languages of published lists and of
/// their readers.
const AND: [&str; 17] = [
    "and", "und", "sowie", "et", "og", "och", "en", "y", "e", "i", "oraz", "ve", "va", "dhe", "и",
    "та", "و",
];
