//! A typed text, read before it is matched: the names in it, the facts beside them, and the text
//! that is no part of a name.
//!
//! People type what they have: `Dear Mr Mana`, `Blenor Mana 19/06/1991`, `Payment to Mana Ltd,
//! invoice 2024/117`, two names with `&` between them. A date or an invoice number must not count as
//! an unmatched part of a name, and no name may vanish behind another one.
//!
//! ```
//! use reading::AsideKind;
//!
//! let reading = reading::read("Dear Mr Blenor Mana, born 19/06/1991, passport RU1234567");
//! assert_eq!(reading.born.map(|date| date.to_string()).as_deref(), Some("1991-06-19"));
//! let aside: Vec<(AsideKind, &str)> = reading.set_aside().collect();
//! assert_eq!(aside[0], (AsideKind::Words, "Dear"));
//! assert_eq!(aside[1], (AsideKind::Title, "Mr"));
//! assert_eq!(aside[3], (AsideKind::Number, "passport RU1234567"));
//!
//! let names: Vec<String> = reading::read("Blenor Mana; Mana Optics Ltd t/a Crow").names().collect();
//! assert_eq!(names, ["Blenor Mana", "Mana Optics Ltd", "Crow"]);
//! ```
//!
//! # How
//!
//! Every token of the text gets a role. What is set aside stays in the query: it counts where a
//! listed name has it (`Dr. Mana`, `Payment Systems`) and not where it has not, so that a text is
//! never matched worse for being read. Where a reading is doubtful (a title in a company's name, a
//! year beside an organisation) the name without it is never the *same* name, only a very similar one.
//! Where nothing else is left to search for, nothing is set aside.
//!
//! # Limits
//!
//! Phrases are those of the table in `phrases`. A text has at most [`MOST_NAMES`] names, further ones
//! stay in the last. A comma parts no names, because `FAMILY, Given` has one too; a listed name that
//! stands whole inside a longer text is found nevertheless.
//!
//! # Cost
//!
//! One pass to split the text into tokens and one to look each up: some microseconds. Every query is
//! read once, so the browser's engine has this crate compiled for size.

#![deny(missing_docs)]

mod phrases;
mod repair;

use core::ops::Range;

use names::{Class, Words};
use record::{PartialDate, read_date};
use serde::{Deserialize, Serialize};

use phrases::{Use, gap, phrase_at};
use repair::cut;

/// Most names of one text that are searched one by one.
pub const MOST_NAMES: usize = 12;

/// What a typed text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The text that is searched: as it was typed, with a certain fault of encoding undone.
    pub text: String,
    /// Whether a fault of encoding was undone, so that `text` is not what was typed.
    pub is_repaired: bool,
    /// The names in `text`, as byte ranges, in order; at least one.
    pub names: Vec<Range<usize>>,
    /// Whether the names may also be one: then the whole text is searched, too.
    pub may_be_one: bool,
    /// What is no part of a name, in order.
    pub aside: Vec<Aside>,
    /// A date of birth in the text: a date with such words before it, or the only date of a text that
    /// has no number and no words of a letter or payment.
    pub born: Option<PartialDate>,
    /// A nationality or a ship's flag in the text, as it was typed.
    pub country: Option<String>,
}

/// A piece of a text that is no part of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Where it is in [`Reading::text`], in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: AsideKind,
    /// Whether it may be a part of the name after all.
    pub is_doubtful: bool,
}

/// What a text that was set aside is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// A title, a rank, a word of courtesy.
    Title,
    /// Words of a letter, a payment or a form.
    Words,
    /// A date, or a year.
    Date,
    /// A number with the word before it that says what it numbers, or a long one by itself.
    Number,
    /// An address of any kind.
    Address,
    /// A nationality or a ship's flag.
    Country,
    /// A state or an office of a company: `in liquidation`, `London branch`.
    State,
    /// A kind of ship.
    Ship,
}

impl Reading {
    /// The names in the text, as they were typed.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|range| {
            let name = self.text.get(range.clone()).unwrap_or_default();
            let mut kept = String::with_capacity(name.len());
            let mut end = range.start;
            for aside in self
                .aside
                .iter()
                .filter(|aside| is_within(&aside.range, range))
            {
                kept.push_str(self.text.get(end..aside.range.start).unwrap_or_default());
                end = aside.range.end;
            }
            kept.push_str(self.text.get(end..range.end).unwrap_or_default());
            let words: Vec<&str> = kept.split_whitespace().collect();
            let is_mark = |mark| !names::is_alphanumeric(mark) && !matches!(mark, '.' | '\'' | '’');
            words
                .join(" ")
                .trim_matches(is_mark)
                .trim_start_matches(['.', ' '])
                .to_owned()
        })
    }

    /// Whether the text is one name as it was typed and nothing else, so that there is nothing to say
    /// of the reading.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.names.len() < 2 && self.aside.is_empty() && !self.is_repaired
    }

    /// What was set aside, as it was typed.
    pub fn set_aside(&self) -> impl Iterator<Item = (AsideKind, &str)> {
        let text = |aside: &Aside| self.text.get(aside.range.clone()).unwrap_or_default();
        self.aside
            .iter()
            .map(move |aside| (aside.kind, text(aside)))
    }

    /// Whether the text has a fault of encoding that could not be undone with certainty.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        repair::is_damaged(&self.text)
    }

    /// The texts that are matched, each with its place among the names; the whole text has none.
    #[must_use]
    pub fn probes(&self) -> Vec<(Option<usize>, Range<usize>)> {
        let names = self.names.iter().cloned().enumerate();
        let mut probes: Vec<_> = names.map(|(place, range)| (Some(place), range)).collect();
        if self.may_be_one {
            probes.push((None, 0..self.text.len()));
        }
        probes
    }

    /// Whether a piece of the text is set aside, and then whether that is doubtful.
    #[must_use]
    pub fn doubt(&self, range: &Range<usize>) -> Option<bool> {
        let aside = self
            .aside
            .iter()
            .find(|aside| is_within(range, &aside.range))?;
        Some(aside.is_doubtful)
    }
}

fn is_within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Reads a typed text. See [`Reading`].
#[must_use]
#[inline(never)] // Inside a caller that is compiled for speed it would be, too.
pub fn read(text: &str) -> Reading {
    let repaired = repair::repair(text);
    let is_repaired = repaired.is_some();
    let text = repaired.unwrap_or_else(|| text.to_owned());
    let mut reader = Reader::new(&text);
    reader.read();
    let reading = reader.finish();
    Reading {
        text,
        is_repaired,
        ..reading
    }
}

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Name,
    Aside {
        kind: AsideKind,
        is_doubtful: bool,
    },
    /// Between two names of one party.
    Further,
}

struct Reader<'t> {
    text: &'t str,
    words: Words,
    classes: Vec<Class>,
    roles: Vec<Role>,
    born: Option<PartialDate>,
    /// Dates without a word that says what they are.
    dates: Vec<PartialDate>,
    country: Option<String>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
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

    fn read(&mut self) {
        self.read_addresses();
        let mut place = 0;
        while place < self.roles.len() {
            if self.roles[place] != Role::Name {
                place += 1;
                continue;
            }
            let end = self.read_phrase(place).or_else(|| self.read_date(place));
            let end = end.or_else(|| self.read_number(place));
            place = end.unwrap_or(place + 1);
        }
        self.read_titles();
    }

    /// The text between the tokens before and at a place.
    fn gap(&self, place: usize) -> &'t str {
        gap(self.text, &self.words, place)
    }

    fn slice(&self, tokens: Range<usize>) -> &'t str {
        let Some(last) = tokens.end.checked_sub(1) else {
            return "";
        };
        let range = self.words.range(tokens.start).start..self.words.range(last).end;
        self.text.get(range).unwrap_or_default()
    }

    fn set(&mut self, tokens: Range<usize>, kind: AsideKind, is_doubtful: bool) {
        if let Some(roles) = self.roles.get_mut(tokens) {
            roles.fill(Role::Aside { kind, is_doubtful });
        }
    }

    fn is_digits(&self, place: usize) -> bool {
        place < self.roles.len()
            && self
                .words
                .text(place)
                .bytes()
                .all(|byte| byte.is_ascii_digit())
    }

    /// Addresses of mail and web: what spaces enclose and has `@` or `://` in it.
    fn read_addresses(&mut self) {
        if !self.text.contains(['@', '/']) && cut(self.text, "www.").is_none() {
            return;
        }
        let base = self.text.as_ptr() as usize;
        for run in self.text.split_whitespace() {
            let is_address = cut(run, "://").is_some()
                || run.starts_with("www.")
                || run
                    .split_once('@')
                    .is_some_and(|(name, host)| !name.is_empty() && host.contains(['.']));
            if is_address {
                let start = run.as_ptr() as usize - base;
                let range = start..start + run.len();
                for place in 0..self.roles.len() {
                    if is_within(&self.words.range(place), &range) {
                        self.set(place..place + 1, AsideKind::Address, false);
                    }
                }
            }
        }
    }

    /// A phrase of the table, with what belongs to it. Gives the place after it.
    fn read_phrase(&mut self, place: usize) -> Option<usize> {
        let (use_, count) = phrase_at(self.text, &self.words, place)?;
        let end = place + count;
        let has_colon = self
            .gap(end)
            .trim_start_matches(['.', ' '])
            .starts_with([':', '：']);
        match use_ {
            Use::Around => self.set(place..end, AsideKind::Words, false),
            Use::Field if has_colon => self.set(place..end, AsideKind::Words, false),
            Use::Field | Use::Street => return None,
            Use::Code => {
                let code = self.code_end(end);
                if code == end && !has_colon {
                    return None;
                }
                self.set(place..code, AsideKind::Number, false);
                return Some(code);
            }
            Use::Born => {
                let (date, after) = self.date_at(end)?;
                self.born = self.born.or(Some(date));
                self.set(place..after, AsideKind::Date, false);
                return Some(after);
            }
            Use::National | Use::Flag => {
                let (country, tokens) = self.country_beside(place, end)?;
                self.country.get_or_insert(country);
                let after = tokens.end;
                self.set(tokens, AsideKind::Country, false);
                return Some(after);
            }
            Use::State => self.set(place..end, AsideKind::State, false),
            Use::Branch => {
                // The place of the office, unless it is all that names.
                let before = place.checked_sub(1).filter(|before| {
                    self.is_name(*before) && (0..*before).any(|one| self.is_name(one))
                });
                self.set(place..end, AsideKind::State, true);
                if let Some(before) = before {
                    self.set(before..end, AsideKind::State, true);
                }
            }
            Use::Ship => {
                // Only before a name.
                let is_first = (0..place).all(|one| self.roles[one] != Role::Name)
                    || !matches!(self.roles.get(place.wrapping_sub(1)), Some(Role::Name));
                if !is_first || end >= self.roles.len() {
                    return None;
                }
                self.set(
                    place..end,
                    AsideKind::Ship,
                    self.classes[place] == Class::Generic,
                );
            }
            Use::Further => {
                if place == 0 || end >= self.roles.len() {
                    return None;
                }
                self.roles[place..end].fill(Role::Further);
            }
            Use::Currency => {
                let is_amount = |place: usize| self.classes.get(place) == Some(&Class::Number);
                let before = place.checked_sub(1).filter(|before| is_amount(*before));
                let mut after = end;
                while is_amount(after) && after < end + MOST_AMOUNT_TOKENS {
                    after += 1;
                }
                if before.is_none() && after == end {
                    return None;
                }
                self.set(before.unwrap_or(place)..after, AsideKind::Number, false);
                return Some(after);
            }
        }
        Some(end)
    }

    /// Whether a token is of a name and can identify it.
    fn is_name(&self, place: usize) -> bool {
        self.roles.get(place) == Some(&Role::Name)
            && self
                .classes
                .get(place)
                .is_some_and(|class| class.is_significant() && *class != Class::Initial)
    }

    /// Whether a token is of a name and is more than a small word between others.
    fn is_kept(&self, place: usize) -> bool {
        self.roles.get(place) == Some(&Role::Name) && self.classes.get(place) != Some(&Class::Stop)
    }

    /// Where the code ends that begins at a token: tokens with a digit in them, and groups of capitals
    /// before one (`IBAN`, `AB 123456`).
    fn code_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut place = start;
        while place < self.roles.len()
            && place < start + MOST_CODE_TOKENS
            && !self.gap(place).contains([',', ';'])
        {
            let raw = self.slice(place..place + 1);
            let is_capitals = !raw.is_empty()
                && raw.len() <= MOST_CODE_LETTERS
                && raw.bytes().all(|byte| byte.is_ascii_uppercase());
            if self.classes[place] == Class::Number {
                end = place + 1;
            } else if !is_capitals {
                break;
            }
            place += 1;
        }
        end
    }

    /// The date that begins at a token, and the place after it.
    fn date_at(&self, start: usize) -> Option<(PartialDate, usize)> {
        let most = self.roles.len().min(start + MOST_DATE_TOKENS);
        (start + 1..=most).rev().find_map(|end| {
            let date = read_date(self.slice(start..end)).ok()?;
            Some((date, end))
        })
    }

    /// A date by itself: with its year and at least one part more.
    fn read_date(&mut self, place: usize) -> Option<usize> {
        let text = self.words.text(place);
        let may_begin = self.classes[place] == Class::Number
            || MONTHS.iter().any(|month| text.starts_with(month));
        if !may_begin {
            return None;
        }
        if let Some((date, end)) = self.date_at(place).filter(|(_, end)| *end > place + 1) {
            self.dates.push(date);
            // Movements and brigades are named after months.
            self.set(place..end, AsideKind::Date, date.day().is_none());
            return Some(end);
        }
        // 19/06/91: the century is not certain, so it is set aside and is no date of birth.
        let is_short = |place: usize| self.is_digits(place) && self.words.text(place).len() <= 2;
        let is_dated = |gap: &str| matches!(gap, "/" | "." | "-");
        if (place..place + 3).all(is_short)
            && is_dated(self.gap(place + 1))
            && is_dated(self.gap(place + 2))
        {
            self.set(place..place + 3, AsideKind::Date, false);
            return Some(place + 3);
        }
        None
    }

    /// A long number by itself, a year at the end, an amount.
    fn read_number(&mut self, place: usize) -> Option<usize> {
        if self.classes[place] != Class::Number {
            return None;
        }
        let mut end = place;
        let mut digits = 0;
        while self.is_digits(end)
            && self.roles[end] == Role::Name
            && !self.gap(end).contains([',', ';'])
            || end == place && self.is_digits(end)
        {
            digits += self.words.text(end).len();
            end += 1;
        }
        if digits >= LONG_NUMBER {
            self.set(place..end, AsideKind::Number, false);
            return Some(end);
        }
        if self.gap(place).ends_with(['£', '€', '$', '¥', '₽', '₺']) {
            let mut end = place + 1;
            while self.is_digits(end) && matches!(self.gap(end), "," | "." | " ") {
                end += 1;
            }
            self.set(place..end, AsideKind::Number, false);
            return Some(end);
        }
        let text = self.words.text(place);
        let is_year = text.len() == 4
            && self.is_digits(place)
            && (text.starts_with("19") || text.starts_with("20"));
        if is_year {
            self.set(place..place + 1, AsideKind::Date, true);
            return Some(place + 1);
        }
        // 12 High Street, Leeds LS1 4AB: a house number after a comma, and a street.
        if place > 0 && self.gap(place).contains([',', '\n']) {
            let most = self.roles.len().min(place + MOST_STREET_TOKENS);
            let is_street = |at: usize| {
                matches!(
                    phrase_at(self.text, &self.words, at),
                    Some((Use::Street, _))
                )
            };
            if (place + 1..most).any(is_street) {
                let ends = |at: &usize| self.gap(*at).contains([';', '|', '\n']);
                let end = (place + 1..self.roles.len())
                    .find(ends)
                    .unwrap_or(self.roles.len());
                self.set(place..end, AsideKind::Address, false);
                return Some(end);
            }
        }
        None
    }

    /// The country before or after the words for a nationality or flag, and the tokens of both.
    #[cold]
    fn country_beside(&self, start: usize, end: usize) -> Option<(String, Range<usize>)> {
        // A code of two letters is a word of names as often.
        let named = |tokens: Range<usize>, is_named: bool| {
            let raw = self.slice(tokens);
            let is_word = raw.chars().count() >= LEAST_COUNTRY_LETTERS || !raw.is_ascii();
            (is_named && is_word).then(|| raw.to_owned())
        };
        let after = |count: usize| {
            let tokens = end..end + count;
            let is_inside = !matches!(self.classes[tokens.end - 1], Class::Stop | Class::Particle);
            let is_named = is_inside && names::countries(self.slice(tokens.clone())).is_understood;
            Some((named(tokens, is_named)?, start..end + count))
        };
        // A name before the words may only sound like a country.
        let before = |count: usize| {
            let tokens = start - count..start;
            let is_named = names::country(self.words.joined(tokens.clone())).is_some();
            Some((named(tokens, is_named)?, start - count..end))
        };
        let most_after = MOST_COUNTRY_TOKENS.min(self.roles.len() - end);
        let mut found = (1..=most_after).rev().find_map(after);
        if found.is_none() || !self.gap(end).contains([':']) {
            let most_before = MOST_COUNTRY_TOKENS.min(start);
            found = (1..=most_before).rev().find_map(before).or(found);
        }
        found
    }

    /// Titles; with what joins two of them.
    fn read_titles(&mut self) {
        let is_company = self.is_company(0..self.roles.len());
        for place in 0..self.roles.len() {
            if self.roles[place] == Role::Name && self.classes[place] == Class::Title {
                self.set(place..place + 1, AsideKind::Title, is_company);
            }
        }
        let is_title = |role: Option<&Role>| {
            matches!(
                role,
                Some(Role::Aside {
                    kind: AsideKind::Title,
                    ..
                })
            )
        };
        for place in 1..self.roles.len() {
            if self.words.text(place) == "and"
                && is_title(self.roles.get(place - 1))
                && is_title(self.roles.get(place + 1))
            {
                self.set(place..place + 1, AsideKind::Title, is_company);
            }
        }
    }

    /// Whether these tokens read like a company or organisation.
    fn is_company(&self, tokens: Range<usize>) -> bool {
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

    fn finish(mut self) -> Reading {
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
        // A line may end within a name.
        if gap.contains(['/', '\n', '\t']) {
            let are_names = self.is_full(start..place) && self.is_full(place..next_end);
            return (cut(gap, " / ").is_some() || are_names).then_some((false, place));
        }
        let is_and = self.words.text(place) == "and" && self.roles[place] == Role::Name;
        let are_names = is_and && self.is_full(start..place) && self.is_full(place + 1..next_end);
        are_names.then_some((false, place + 1))
    }

    /// Whether a name may end before this token.
    fn is_joint(&self, place: usize) -> bool {
        self.roles[place] == Role::Further
            || self.words.text(place) == "and"
            || self
                .gap(place)
                .contains([';', '|', '\n', '\t', '/', ',', '；'])
    }

    /// Whether these tokens are a whole name: a person's with two tokens or more, or a company's with
    /// its legal form.
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
            names >= 2
        }
    }
}

/// Most tokens of a date (`circa 12th March , 1971`), a code, an amount, a country's name, and of a
/// house number with its street.
const MOST_DATE_TOKENS: usize = 5;
const MOST_CODE_TOKENS: usize = 10;
const MOST_AMOUNT_TOKENS: usize = 4;
const MOST_COUNTRY_TOKENS: usize = 4;
const MOST_STREET_TOKENS: usize = 6;
/// Fewest digits of a number that is set aside by itself; fewer may distinguish brigades and ships.
const LONG_NUMBER: usize = 6;
/// Fewest letters of a country's name beside the word for a nationality.
const LEAST_COUNTRY_LETTERS: usize = 4;
/// Most letters of a group of capitals in a code.
const MOST_CODE_LETTERS: usize = 4;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(text: &str) -> String {
        let reading = read(text);
        let names: Vec<String> = reading.names().collect();
        let aside: Vec<String> = reading
            .set_aside()
            .map(|(kind, text)| format!("{kind:?} {text}"))
            .collect();
        let born = reading.born.map(|date| format!(" | born {date}"));
        let country = reading
            .country
            .as_ref()
            .map(|country| format!(" | {country}"));
        format!(
            "{} | {}{}{}",
            names.join(" + "),
            aside.join(", "),
            born.unwrap_or_default(),
            country.unwrap_or_default()
        )
    }

    #[test]
    fn texts_are_read() {
        #[rustfmt::skip]
        let rows = [
            ("Blenor Mana", "Blenor Mana | "),
            ("MANA, Blenor", "MANA, Blenor | "),
            ("Dr. Mana", "Mana | Title Dr"),
            ("Mr and Mrs Mana", "Mana | Title Mr and Mrs"),
            ("Señor Blenor Mana", "Blenor Mana | Title Señor"),
            ("Haji Maulvi Ustad", "Haji Maulvi Ustad | "),
            ("Dear Mr Blenor Mana,", "Blenor Mana | Words Dear, Title Mr"),
            ("Blenor Mana 19/06/1991", "Blenor Mana | Date 19/06/1991 | born 1991-06-19"),
            ("Blenor Mana 19.6.91", "Blenor Mana | Date 19.6.91"),
            ("Blenor Mana, 7 October 1952", "Blenor Mana | Date 7 October 1952 | born 1952-10-07"),
            ("Blenor Mana 1961-03-02", "Blenor Mana | Date 1961-03-02 | born 1961-03-02"),
            ("Blenor Mana (DOB 1971)", "Blenor Mana | Date DOB 1971 | born 1971"),
            ("Blenor Mana, born on 3 May 1971", "Blenor Mana | Date born on 3 May 1971 | born 1971-05-03"),
            ("Max Born", "Max Born | "),
            ("Blenor Mana 1975", "Blenor Mana | Date 1975"),
            ("Blenor Mana 12/03/2024 invoice 2024/117", "Blenor Mana | Date 12/03/2024, Number invoice 2024/117"),
            ("Blenor Mana 1/2/1960 3/4/1961", "Blenor Mana | Date 1/2/1960 3/4/1961"),
            ("Blenor Mana 020 7946 0000", "Blenor Mana | Number 020 7946 0000"),
            ("Blenor Mana +44 7700 900123", "Blenor Mana | Number 44 7700 900123"),
            ("Blenor Mana IBAN GB33 BUKB 2020 1555 5555 55", "Blenor Mana | Number IBAN GB33 BUKB 2020 1555 5555 55"),
            ("Brigade 55", "Brigade 55 | "),
            ("Blenor Mana passport AB1234567", "Blenor Mana | Number passport AB1234567"),
            ("Account Services Ltd", "Account Services Ltd | "),
            ("Blenor Mana £1,250.00", "Blenor Mana | Number 1,250.00"),
            ("EUR 5000 Blenor Mana", "Blenor Mana | Number EUR 5000"),
            ("Blenor Mana <b.mana@example.org>", "Blenor Mana | Address b.mana@example.org"),
            ("Blenor Mana, 12 High Street, Leeds LS1 4AB", "Blenor Mana | Address 12 High Street, Leeds LS1 4AB"),
            ("Blenor Mana (Russian national)", "Blenor Mana | Country Russian national | Russian"),
            ("Blenor Mana, nationality: Россия", "Blenor Mana | Country nationality: Россия | Россия"),
            ("Blenor Mana, nationality: 俄罗斯", "Blenor Mana | Country nationality: 俄罗斯 | 俄罗斯"),
            ("Blenor Mana, nationality: Russian, Ukrainian", "Blenor Mana | Country nationality: Russian, Ukrainian | Russian, Ukrainian"),
            ("Blenor Mana, nationalité: Brésil", "Blenor Mana | Country nationalité: Brésil | Brésil"),
            ("Блэнор Мана, гражданин России", "Блэнор Мана | Country гражданин России | России"),
            ("Blenor Mana, nationality: Iran", "Blenor Mana | Country nationality: Iran | Iran"),
            ("National Optics Company", "National Optics Company | "),
            ("Payment to Blenor Mana ref 88213", "Blenor Mana | Words Payment to, Number ref 88213"),
            ("Attn: Blenor Mana, Accounts Payable", "Blenor Mana | Words Attn, Words Accounts Payable"),
            ("Customer: Blenor Mana", "Blenor Mana | Words Customer"),
            ("Customer Optics Ltd", "Customer Optics Ltd | "),
            ("c/o Blenor Mana", "Blenor Mana | Words c/o"),
            ("C. O. Mana", "C. O. Mana | "),
            ("Strelbank (in liquidation)", "Strelbank | State in liquidation"),
            ("Strelbank London Branch", "Strelbank | State London Branch"),
            ("London Branch", "London | State Branch"),
            ("M/V QUILLFISH", "QUILLFISH | Ship M/V"),
            ("QUILLFISH, Panama flag", "QUILLFISH | Country Panama flag | Panama"),
            ("QUILLFISH (IMO 9999999)", "QUILLFISH | Number IMO 9999999"),
            ("Blenor Mana; Jorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Blenor Mana\nJorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Blenor\nMana", "Blenor Mana | "),
            ("Blenor Mana & Jorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Mana & Vasku", "Mana & Vasku | "),
            ("Mana & Vasku Optics Ltd", "Mana & Vasku Optics Ltd | "),
            ("Mana Ltd and Vasku LLC", "Mana Ltd + Vasku LLC | "),
            ("Blenor Mana / Jorunn Vasku", "Blenor Mana + Jorunn Vasku | "),
            ("Mana t/a Crow", "Mana + Crow | "),
            ("Mana (formerly Crow)", "Mana + Crow | "),
            ("Blenor Mana a.k.a. Old Drita", "Blenor Mana + Old Drita | "),
            ("invoice 2024/117", "invoice 2024/117 | "),
            ("7606044658", "7606044658 | "),
            ("Mr", "Mr | "),
            ("", " | "),
        ];
        let differ = |(text, expected): &(&str, &str)| {
            let summary = summary(text);
            (summary != *expected).then(|| format!("{text}: {summary}"))
        };
        let different: Vec<String> = rows.iter().filter_map(differ).collect();
        assert_eq!(different, Vec::<String>::new());
    }

    #[test]
    fn a_text_has_at_most_so_many_names() {
        let text: Vec<String> = (0..40)
            .map(|number| format!("Blenor{number} Mana"))
            .collect();
        let reading = read(&text.join("; "));
        assert_eq!(reading.names.len(), MOST_NAMES);
        let last = reading.names().last().unwrap();
        assert!(last.ends_with("Blenor39 Mana"), "{last}");
    }
}
