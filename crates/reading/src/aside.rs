//! What is set aside of a text: addresses, phrases with what belongs to them, dates, numbers, titles.

use core::ops::Range;

use names::Class;
use record::{PartialDate, read_date};

use crate::phrases::{Use, phrase_at};
use crate::reading::{AsideKind, is_within};
use crate::repair::cut;
use crate::tokens::{Reader, Role};

impl Reader<'_> {
    /// Gives every token that is no part of a name its role.
    pub(crate) fn set_aside(&mut self) {
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
        self.read_nicknames();
        self.read_joints();
    }

    /// Small words that join a name to a date or number behind it: `for March 2026`, `of 12/03/2024`.
    fn read_joints(&mut self) {
        for place in (1..self.roles.len()).rev() {
            if self.classes[place - 1] == Class::Stop
                && self.roles[place - 1] == Role::Name
                && let role @ Role::Aside {
                    kind: AsideKind::Date | AsideKind::Number,
                    ..
                } = self.roles[place]
            {
                self.roles[place - 1] = role;
            }
        }
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

    /// `Blenor "Max" Mana`, `Blenor (Max) Mana`: one token in quotation marks or brackets between a person's names.
    fn read_nicknames(&mut self) {
        if !self.text.contains(OPENING) || self.is_company(0..self.roles.len()) {
            return;
        }
        for place in 1..self.roles.len().saturating_sub(1) {
            let is_enclosed =
                self.gap(place).ends_with(OPENING) && self.gap(place + 1).starts_with(CLOSING);
            if is_enclosed && (place - 1..=place + 1).all(|one| self.is_name(one)) {
                self.set(place..place + 1, AsideKind::Words, true);
            }
        }
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
}

/// What encloses a nickname.
const OPENING: [char; 6] = ['"', '“', '„', '«', '(', '‘'];
const CLOSING: [char; 6] = ['"', '”', '“', '»', ')', '’'];

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
