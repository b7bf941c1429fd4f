//! Codes in a text: numbers, references, wallets and addresses of the web, as keys that are equal
//! where the codes are equal.
//!
//! A list and a person who asks write one code in many ways: `IMO 9300001`, `IMO9300001`;
//! `CHE-109.711.148`; `INN: 7700000000OGRN: 1020000000000`; `+7 (495) 000 11 22`. The list's text
//! gives every key that its codes may be asked for by ([`listed_keys`]), the query the keys that it
//! asks for ([`query_keys`]). Prose is first cut down to its codes ([`codes`]).
//!
//! The module is in this crate because the engine's build optimises it for size: in crate `names` it
//! would be twice as long to load.
//!
//! No check digit is computed: a number that is wrong on the list is found as it stands there.

use core::ops::Range;

use names::push_plain;

/// Fewest digits of a number that is a code wherever it stands; fewer would take in years and
/// house numbers.
const NUMBER_DIGITS: usize = 6;
/// Fewest letters and digits of a code that is all of a value or all of a query; group IDs of OFSI
/// have four digits.
const WHOLE_LETTERS: usize = 4;
/// Fewest digits of a number that is one whatever letters stand beside it: shorter ones are
/// passports, which other letters make other passports, or chance inside a longer code.
const OWN_DIGITS: usize = 8;
/// Fewest letters of a word that is too long for one of a language, and of one with two digits.
const LONG_WORD: usize = 26;
const LONG_CODE: usize = 12;
/// Most letters of the series of a passport.
const SERIES_LETTERS: usize = 3;
/// Letters of a reference of the UN, and most digits after them: `QDi.043`.
pub(crate) const REFERENCE_LETTERS: usize = 3;
const REFERENCE_DIGITS: usize = 3;
/// Two telephone numbers are equal where their last eight digits are, because the code of the
/// country and the nought before that of the town come and go.
const PHONE_DIGITS: usize = 8;
/// Most digits of a telephone number: fifteen with the code of its country (ITU-T E.164, 2010), and
/// two noughts in place of the plus.
const MOST_PHONE_DIGITS: usize = 17;
/// Before a key that is asked for only where a query is nothing but this code.
const ALONE: char = '=';
/// Before the last digits of a telephone number.
const PHONE: char = '+';

/// Words that say what a code is and are no part of it. Ours, from the labels that published lists
/// and registers use, 2026-11-26. Raising their number costs the engine their bytes.
#[rustfmt::skip]
const LABELS: [&str; 55] = [
    "imo", "mmsi", "inn", "ogrn", "ogrnip", "kpp", "ppc", "okpo", "bik", "bic", "swift", "tin", "itn", "bin",
    "brn", "crn", "srn", "uscc", "lei", "vat", "duns", "iban", "ssn", "btc", "xbt", "eth", "usdt", "trx", "ltc",
    "xmr", "bnb", "tel", "phone", "telephone", "mobile", "mob", "fax", "email", "mail", "passport", "account",
    "tax", "registration", "reg", "licence", "license", "number", "code", "postcode", "zip", "wallet", "address",
    "no", "nr", "id",
];

/// What sort of value a listed text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeValue {
    /// A number, reference or address of the web.
    Code,
    /// A telephone number.
    Phone,
    /// A code that says where somebody is and not who it is, for example a postal code. It is found
    /// only by a query that is nothing else.
    Shared,
}

/// Gives each key by which a listed value is found; some of them more than once.
///
/// ```
/// use pack::{CodeValue, listed_keys, query_keys};
/// let is_found = |listed, query| {
///     let mut keys = Vec::new();
///     listed_keys(listed, CodeValue::Code, &mut |key| keys.push(key.to_owned()));
///     let mut is_found = false;
///     query_keys(query, &mut |key| is_found |= keys.iter().any(|listed| listed == key));
///     is_found
/// };
/// assert!(is_found("INN: 7700000000OGRN: 1020000000000", "OGRN 1020000000000"));
/// assert!(is_found("9300001", "IMO9300001"));
/// assert!(!is_found("1991061", "19/06/1991"));
/// ```
///
/// Cost: linear in the text.
pub fn listed_keys(text: &str, sort: CodeValue, each: &mut dyn FnMut(&str)) {
    let text = Tokens::read(text);
    let is_shared = sort == CodeValue::Shared;
    let mut keys = Keys {
        each,
        is_alone: is_shared,
    };
    let (groups, links) = (text.groups(), text.links());
    let mut is_part = vec![is_shared; text.tokens.len()];
    let in_phones = groups.iter().filter(|group| {
        sort == CodeValue::Phone && group.digits >= PHONE_DIGITS && group.tokens.len() > 1
    });
    let in_phones = in_phones.map(|group| &group.tokens);
    for tokens in links.iter().map(|link| &link.tokens).chain(in_phones) {
        is_part
            .get_mut(tokens.clone())
            .unwrap_or_default()
            .fill(true);
    }
    keys.whole(&text);
    for ((place, token), is_part) in text.tokens.iter().enumerate().zip(is_part) {
        let word = text.joined(place..place + 1);
        let is_mixed = token.digits > 0 && token.digits < word.len();
        keys.is_alone = is_part;
        if token.digits + 1 >= NUMBER_DIGITS
            || is_mixed && word.len() >= 8
            || is_long(word)
            || text.is_bic(place, text.tokens.len() == 1)
        {
            keys.add(word);
        }
        for_each_number(word, &mut |number| {
            let is_part_of_word =
                number.len() < OWN_DIGITS && word.len() > number.len() + SERIES_LETTERS;
            keys.is_alone = is_part || is_part_of_word;
            keys.add(number);
        });
    }
    keys.is_alone = is_shared;
    for group in &groups {
        let is_parted = group.tokens.len() > 1;
        let number = text.number_of(group);
        if is_parted && group.digits >= NUMBER_DIGITS && !text.is_date(group) {
            keys.add(&number);
        }
        if sort == CodeValue::Phone || group.is_international || is_parted {
            keys.phone(&number);
        }
    }
    for link in &links {
        let (whole, host) = text.link_keys(link);
        keys.add(whole);
        if let Some(host) = host {
            keys.prefixed(ALONE, host);
        }
    }
}

/// Gives each key that a query asks for: all of it where it may be one code, and each code in it. A
/// date, a year or a year and a number (`2024/117`) is none.
///
/// Cost: linear in the text.
pub fn query_keys(text: &str, each: &mut dyn FnMut(&str)) {
    let text = Tokens::read(text);
    let mut keys = Keys {
        each,
        is_alone: false,
    };
    match text.is_dated() {
        Dated::No => {
            keys.whole(&text);
            keys.is_alone = true;
            keys.whole(&text);
            keys.is_alone = false;
        }
        Dated::Perhaps => keys.phone(text.joined(text.without_labels())),
        Dated::Yes => {}
    }
    let links = text.links();
    let mut is_in_mail = vec![false; text.tokens.len()];
    for link in links.iter().filter(|link| link.is_mail) {
        let tokens = is_in_mail.get_mut(link.tokens.clone());
        tokens.unwrap_or_default().fill(true);
    }
    let tokens = text.tokens.iter().enumerate().zip(is_in_mail);
    for ((place, token), _) in tokens.filter(|(_, is_in_mail)| !is_in_mail) {
        let word = text.joined(place..place + 1);
        if word.len() >= NUMBER_DIGITS && token.digits > 0 || is_bic(word) || is_long(word) {
            keys.add(word);
        }
        for_each_number(word, &mut |number| {
            if number.len() >= OWN_DIGITS {
                keys.add(number);
            }
        });
    }
    for group in text.groups() {
        if group.digits < NUMBER_DIGITS || text.is_date(&group) {
            continue;
        }
        let number = text.number_of(&group);
        keys.add(&number);
        keys.phone(&number);
    }
    for link in &links {
        keys.add(text.link_keys(link).0);
    }
}

/// The parts of prose that are codes, in order, as they are written: numbers of six and more digits
/// with the letters before them, long words of letters and digits, telephone numbers, addresses of
/// the web, and bank codes after the word SWIFT or BIC. Dates, years and the numbers of resolutions
/// are none.
///
/// Cost: linear in the text.
#[must_use]
pub fn codes(text: &str) -> Vec<&str> {
    match may_hold_codes(text) {
        true => all_codes(text),
        false => Vec::new(),
    }
}

/// Whether a text may hold a code, as far as its bytes tell. Most texts of a list are names, words and
/// lines of addresses that hold none, and this is ten times faster than to read their tokens.
fn may_hold_codes(text: &str) -> bool {
    let (mut digits, mut length, mut before) = (0, 0, b' ');
    for byte in text.bytes() {
        digits += usize::from(byte.is_ascii_digit());
        // No token has a space.
        length = if byte == b' ' { 0 } else { length + 1 };
        let may_be_number = digits + 1 >= NUMBER_DIGITS;
        let may_be_long = length >= LONG_WORD || length >= LONG_CODE && digits >= 2;
        let may_be_link = before == b'.' && byte.is_ascii_alphanumeric();
        // An apostrophe is no part of a token and ends none.
        let is_no_letter = !byte.is_ascii() || matches!(byte, b'\'' | b'`');
        if may_be_number || may_be_long || may_be_link || is_no_letter {
            return true;
        }
        before = byte;
    }
    let says = |label: &[u8]| {
        let mut windows = text.as_bytes().windows(label.len());
        windows.any(|window| window.eq_ignore_ascii_case(label))
    };
    says(b"bic") || says(b"swift")
}

fn all_codes(text: &str) -> Vec<&str> {
    let read = Tokens::read(text);
    let mut parts: Vec<Range<usize>> = read.links().into_iter().map(|link| link.tokens).collect();
    for group in read.groups() {
        let is_said = read.is_after_phone(group.tokens.start);
        let is_number = group.is_international && group.digits > NUMBER_DIGITS
            || group.digits >= 9 && (group.is_tight || is_said);
        if is_number && !read.is_date(&group) {
            let first =
                group.tokens.start - usize::from(read.has_series_before(group.tokens.start));
            parts.push(first..group.tokens.end);
        }
    }
    for (place, token) in read.tokens.iter().enumerate() {
        let word = read.joined(place..place + 1);
        let has_letters = token.digits < word.len();
        let mut has_number = false;
        for_each_number(word, &mut |_| has_number = true);
        let is_code = has_number
            || has_letters && token.digits >= 5
            || is_long(word)
            || read.is_bic(place, false);
        if is_code {
            let first = place - usize::from(read.has_series_before(place));
            parts.push(first..place + 1);
        }
    }
    parts.sort_by_key(|part| (part.start, usize::MAX - part.end));
    let mut end = 0;
    parts
        .into_iter()
        .filter(|part| {
            let is_new = part.end > end;
            end = end.max(part.end);
            is_new
        })
        .filter_map(|part| {
            let first = read.tokens.get(part.start)?;
            let last = read.tokens.get(part.end.checked_sub(1)?)?;
            let plus = usize::from(read.is_after_plus(part.start));
            text.get(first.range.start - plus..last.range.end)
        })
        .collect()
}

/// Hands keys on in the one form in which they are compared.
struct Keys<'a> {
    each: &'a mut dyn FnMut(&str),
    /// Whether the keys are for a query that is nothing but the code.
    is_alone: bool,
}

impl Keys<'_> {
    fn add(&mut self, word: &str) {
        let key = canonical(word);
        if self.is_alone {
            self.prefixed(ALONE, key);
        } else {
            (self.each)(key);
        }
    }

    fn prefixed(&mut self, prefix: char, key: &str) {
        let mut text = String::with_capacity(key.len() + 1);
        text.push(prefix);
        text.push_str(key);
        (self.each)(&text);
    }

    /// All of a text, without the labels at its ends.
    fn whole(&mut self, text: &Tokens<'_>) {
        let whole = text.joined(text.without_labels());
        let is_link = || {
            text.original
                .bytes()
                .any(|byte| matches!(byte, b'.' | b'@'))
        };
        if whole.len() >= WHOLE_LETTERS && (digits_of(whole) > 0 || is_link() || is_long(whole)) {
            self.add(reference(whole).as_deref().unwrap_or(whole));
        }
    }

    /// The last digits of a telephone number, all of a shorter one. A number of millions is none.
    fn phone(&mut self, number: &str) {
        let last = number.get(number.len().saturating_sub(PHONE_DIGITS)..);
        if let Some(last) = last
            && (WHOLE_LETTERS..=MOST_PHONE_DIGITS).contains(&number.len())
            && !number.ends_with("000000")
        {
            self.prefixed(PHONE, last);
        }
    }
}

/// The form of a code that all its spellings share: without a label that runs into it, without the
/// `0x` of a wallet, and without the noughts in front of a number, which spreadsheets drop.
fn canonical(mut word: &str) -> &str {
    // Most codes are numbers, which have no label: they would be held against every one of them.
    let is_number = digits_of(word) == word.len();
    let labels = LABELS.iter().filter(|label| label.len() >= SERIES_LETTERS);
    for label in labels.filter(|_| !is_number) {
        if let Some(rest) = word.strip_prefix(label)
            && rest.len() >= WHOLE_LETTERS
            && rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
        {
            word = rest;
        }
        if let Some(rest) = word.strip_suffix(label)
            && rest.len() >= WHOLE_LETTERS
            && digits_of(rest) == rest.len()
        {
            word = rest;
        }
    }
    if word.len() == 42 {
        word = word.strip_prefix("0x").unwrap_or(word);
    }
    if digits_of(word) == word.len() {
        while word.len() > NUMBER_DIGITS
            && let Some(rest) = word.strip_prefix('0')
        {
            word = rest;
        }
    }
    word
}

/// The UN's reference that a normalised word is, in the form that all its spellings share, without the
/// noughts in front of its number: `qdi43` of `qdi43` and `qdi043`. Nothing for what is none, such as `hti00`.
pub(crate) fn reference(word: &str) -> Option<String> {
    // Two letters of the regime, `i` or `e`, a number of at most three digits.
    let (letters, number) = word.split_at_checked(REFERENCE_LETTERS)?;
    let is_one = letters.bytes().all(|letter| letter.is_ascii_lowercase())
        && letters.ends_with(['i', 'e'])
        && number.len() <= REFERENCE_DIGITS
        && digits_of(number) == number.len();
    let number = number.trim_start_matches('0');
    (is_one && !number.is_empty()).then(|| [letters, number].concat())
}

/// The Latin letter that has the capital form of a Cyrillic one. Numbers of vehicles keep to these
/// twelve, so that both alphabets can write them (GOST R 50577-2018); other documents are read
/// in the same way.
fn latin(letter: char) -> char {
    match letter {
        'а' | 'А' => 'a',
        'в' | 'В' => 'b',
        'е' | 'Е' => 'e',
        'к' | 'К' => 'k',
        'м' | 'М' => 'm',
        'н' | 'Н' => 'h',
        'о' | 'О' => 'o',
        'р' | 'Р' => 'p',
        'с' | 'С' => 'c',
        'т' | 'Т' => 't',
        'у' | 'У' => 'y',
        'х' | 'Х' => 'x',
        other => other,
    }
}

/// Every run of six and more digits inside a word.
fn for_each_number(word: &str, each: &mut dyn FnMut(&str)) {
    let mut start = 0;
    for end in 0..=word.len() {
        let byte = word.as_bytes().get(end);
        if byte.is_some_and(u8::is_ascii_digit) {
            continue;
        }
        if end - start >= NUMBER_DIGITS {
            each(word.get(start..end).unwrap_or_default());
        }
        start = end + 1;
    }
}

fn digits_of(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a word is too long for one of a language: the code of a company (LEI, 20) or a wallet, 26
/// letters and more, of which some have no digit.
fn is_long(word: &str) -> bool {
    word.is_ascii() && (word.len() >= LONG_WORD || word.len() >= LONG_CODE && digits_of(word) >= 2)
}

/// Whether a word has the form of a bank's code: four letters of the bank, two of the country, two
/// of the town and perhaps three of the branch (ISO 9362:2022).
fn is_bic(word: &str) -> bool {
    matches!(word.len(), 8 | 11)
        && word.is_ascii()
        && word.bytes().take(6).all(|byte| byte.is_ascii_lowercase())
}

/// The runs of letters and digits of a text.
struct Tokens<'a> {
    original: &'a str,
    /// The normalised tokens without anything between them.
    text: String,
    tokens: Vec<Token>,
}

struct Token {
    /// Where it stands in the original.
    range: Range<usize>,
    /// Where it ends in the normalised text.
    end: usize,
    digits: usize,
}

/// Whether a text is a date.
#[derive(PartialEq, Eq)]
enum Dated {
    Yes,
    /// It may be a telephone number.
    Perhaps,
    No,
}

/// A number that is written in parts: `44 20 0000 1111`, `109.711.148`.
struct Group {
    tokens: Range<usize>,
    digits: usize,
    /// Whether a plus stands before it.
    is_international: bool,
    /// Whether no white space stands in it.
    is_tight: bool,
}

/// An address of the web or of mail.
struct Link {
    tokens: Range<usize>,
    /// Those of its host, without `www`; for mail all.
    host: Range<usize>,
    is_mail: bool,
}

impl<'a> Tokens<'a> {
    fn read(original: &'a str) -> Self {
        let mut read = Self {
            original,
            text: String::with_capacity(original.len()),
            tokens: Vec::new(),
        };
        let mut open: Option<Token> = None;
        let mut start = 0;
        while let Some(rest) = original.get(start..).filter(|rest| !rest.is_empty()) {
            let before = read.text.len();
            // Nearly all letters and digits are plain, and a run of them is read at once.
            let is_plain = |byte: &&u8| byte.is_ascii_alphanumeric();
            let mut length = rest.bytes().take_while(|byte| is_plain(&byte)).count();
            if let Some(plain) = rest.get(..length).filter(|plain| !plain.is_empty()) {
                read.text.push_str(plain);
                read.text
                    .get_mut(before..)
                    .unwrap_or_default()
                    .make_ascii_lowercase();
            } else if let Some(character) = rest.chars().next() {
                length = character.len_utf8();
                if !push_plain(&mut read.text, latin(character)) {
                    read.tokens.extend(open.take());
                }
            }
            let end = start + length;
            let added = read.text.get(before..).unwrap_or_default();
            if !added.is_empty() {
                let digits = digits_of(added);
                let token = open.get_or_insert(Token {
                    range: start..start,
                    end: 0,
                    digits: 0,
                });
                token.digits += digits;
                token.range.end = end;
                token.end = read.text.len();
            }
            start = end;
        }
        read.tokens.extend(open);
        read
    }

    fn joined(&self, tokens: Range<usize>) -> &str {
        let end_of = |place: Option<usize>| {
            place
                .and_then(|place| self.tokens.get(place))
                .map_or(0, |token| token.end)
        };
        let range = end_of(tokens.start.checked_sub(1))..end_of(tokens.end.checked_sub(1));
        self.text.get(range).unwrap_or_default()
    }

    /// What stands between a token and the one before it; in front of the first one, all before.
    fn gap(&self, place: usize) -> &str {
        let before = place
            .checked_sub(1)
            .and_then(|place| self.tokens.get(place));
        let start = before.map_or(0, |token| token.range.end);
        let end = self
            .tokens
            .get(place)
            .map_or(start, |token| token.range.start);
        self.original.get(start..end).unwrap_or_default()
    }

    fn is_after_plus(&self, place: usize) -> bool {
        self.gap(place).ends_with('+')
    }

    fn is_number(&self, place: usize) -> bool {
        let word = self.joined(place..place + 1);
        self.tokens
            .get(place)
            .is_some_and(|token| token.digits == word.len())
    }

    /// All tokens but those at the ends that are labels, or `http` and `www`.
    fn without_labels(&self) -> Range<usize> {
        let is_label = |place: usize| {
            let word = self.joined(place..place + 1);
            LABELS.contains(&word) || matches!(word, "http" | "https" | "www")
        };
        let (mut first, mut last) = (0, self.tokens.len());
        while first + 1 < last && is_label(first) {
            first += 1;
        }
        while first + 1 < last && LABELS.contains(&self.joined(last - 1..last)) {
            last -= 1;
        }
        first..last
    }

    /// The longest runs of numbers with nothing between them but a blank, a hyphen, a point
    /// or brackets.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut place = 0;
        while place < self.tokens.len() {
            if !self.is_number(place) {
                place += 1;
                continue;
            }
            let first = place;
            let mut is_tight = true;
            place += 1;
            while place < self.tokens.len() && self.is_number(place) && self.goes_on(first, place) {
                is_tight &= matches!(self.gap(place), "-" | "." | "–");
                place += 1;
            }
            groups.push(Group {
                digits: self.joined(first..place).len(),
                tokens: first..place,
                is_international: self.is_after_plus(first),
                is_tight,
            });
        }
        groups
    }

    /// Whether a number goes on with the token at `place`. The number of an item, as in `(8)`, ends
    /// it, unless it is the nought of a town's code.
    fn goes_on(&self, first: usize, place: usize) -> bool {
        let gap = self.gap(place);
        let is_separator =
            |letter: char| matches!(letter, '-' | '–' | '.' | '(' | ')') || is_blank(letter);
        let word = self.joined(place..place + 1);
        let is_item = gap.ends_with('(') && word.len() <= 2 && place > first + 1;
        gap.chars().all(is_separator)
            && gap.chars().count() <= 2
            && !gap.starts_with(". ")
            && (!is_item || word == "0")
    }

    /// A group as one number, without a nought in brackets.
    fn number_of(&self, group: &Group) -> String {
        let mut number = String::with_capacity(group.digits);
        for place in group.tokens.clone() {
            let word = self.joined(place..place + 1);
            if !(word == "0" && self.gap(place).ends_with('(')) {
                number.push_str(word);
            }
        }
        number
    }

    /// Whether a group is a date, or a year beside short numbers: `2014-03-17`, `19.06.91`,
    /// `2024-117`, `2397 (2017)`.
    fn is_date(&self, group: &Group) -> bool {
        let mut words = group
            .tokens
            .clone()
            .map(|place| self.joined(place..place + 1));
        let is_short = words.clone().all(|word| word.len() <= 4);
        let has_year = words.any(is_year);
        let is_dated = || self.dated(group.tokens.clone()) != Dated::No;
        !group.is_international
            && (2..=3).contains(&group.tokens.len())
            && is_short
            && (has_year || is_dated())
    }

    /// Whether a whole text is a date.
    fn is_dated(&self) -> Dated {
        self.dated(self.without_labels())
    }

    /// Whether tokens are a date, a year, or a year and the number of something.
    fn dated(&self, words: Range<usize>) -> Dated {
        let word = |place: usize| self.joined(words.start + place..words.start + place + 1);
        let is_day = |place| is_at_most(word(place), 31);
        let is_year = |place| is_year(word(place));
        let gap = |place| self.gap(words.start + place);
        let is_date = match words.len() {
            1 => is_year(0),
            2 if is_year(0) => is_day(1) || is_year(1) || gap(1) == "/",
            2 => is_year(1) && (is_day(0) || matches!(gap(1), "/" | "(" | " (")),
            3 if is_year(0) => is_day(1) && is_day(2),
            3 => is_day(0) && is_day(1) && (is_year(2) || is_at_most(word(2), 99)),
            _ => false,
        };
        match is_date {
            // Local telephone numbers are written like this too.
            true if words.len() == 3 && gap(2) == "-" && word(2).len() == 2 => Dated::Perhaps,
            true => Dated::Yes,
            false => Dated::No,
        }
    }

    fn is_after_phone(&self, place: usize) -> bool {
        let mut before =
            (place.saturating_sub(2)..place).map(|place| self.joined(place..place + 1));
        before.any(|word| matches!(word, "tel" | "telephone" | "phone" | "mobile" | "fax"))
    }

    /// Whether a token is a bank's code in capital letters, after the word for one or `by_itself`.
    fn is_bic(&self, place: usize, by_itself: bool) -> bool {
        if !is_bic(self.joined(place..place + 1)) {
            return false;
        }
        let range = self.tokens.get(place).map(|token| token.range.clone());
        let written = range
            .and_then(|range| self.original.get(range))
            .unwrap_or_default();
        let mut before =
            (place.saturating_sub(3)..place).map(|place| self.joined(place..place + 1));
        !written.bytes().any(|byte| byte.is_ascii_lowercase())
            && (by_itself || before.any(|word| word == "bic" || word.ends_with("swift")))
    }

    /// Whether the token before a number is the series of a passport: `AB 1234567`.
    fn has_series_before(&self, place: usize) -> bool {
        let Some(before) = place
            .checked_sub(1)
            .and_then(|place| self.tokens.get(place))
        else {
            return false;
        };
        let written = self.original.get(before.range.clone()).unwrap_or_default();
        self.is_number(place)
            && matches!(self.gap(place), " " | "-" | "\u{a0}")
            && written.chars().count() <= 3
            && written.chars().all(is_capital)
            && !LABELS.contains(&self.joined(place - 1..place))
    }

    /// The pieces between blanks that are addresses of the web or of mail.
    fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        let mut first = 0;
        while first < self.tokens.len() {
            let mut end = first + 1;
            while end < self.tokens.len() && is_inside_link(self.gap(end)) {
                end += 1;
            }
            links.extend(self.link(first..end));
            first = end;
        }
        links
    }

    /// The address that tokens are: a host of two names and more, and perhaps a path.
    fn link(&self, tokens: Range<usize>) -> Option<Link> {
        let is_scheme =
            |place: usize| matches!(self.joined(place..place + 1), "http" | "https" | "www");
        let mut host = tokens.clone();
        while host.start < tokens.end && is_scheme(host.start) {
            host.start += 1;
        }
        let mut is_mail = false;
        for place in host.start + 1..tokens.end {
            let gap = self.gap(place);
            if matches!(gap.as_bytes().first(), Some(b'/' | b'?' | b'#')) {
                host.end = place;
                break;
            }
            is_mail |= gap == "@";
        }
        let last = host.end.checked_sub(1)?;
        let (name, end) = (
            self.joined(last.checked_sub(1)?..last),
            self.joined(last..last + 1),
        );
        let range = self.tokens.get(host.start)?.range.start..self.tokens.get(last)?.range.end;
        let written = self.original.get(range)?.as_bytes();
        // A sentence that begins without a blank before it is none: `word.Another`.
        let is_lower = |byte: &u8| byte.is_ascii_lowercase();
        let begins = written
            .len()
            .checked_sub(end.len())
            .and_then(|start| written.get(start));
        let is_host = begins.is_some_and(is_lower) || !written.iter().any(is_lower);
        let is_name = name.len() >= 2 && digits_of(name) < name.len();
        (host.len() >= 2
            && self.gap(last) == "."
            && end.len() >= 2
            && digits_of(end) == 0
            && (is_mail || is_name)
            && (is_mail || is_host || host.start > tokens.start))
            .then_some(Link {
                tokens,
                host,
                is_mail,
            })
    }

    /// All of an address, and its host where a path follows.
    fn link_keys(&self, link: &Link) -> (&str, Option<&str>) {
        let has_path = link.host.end < link.tokens.end && !link.is_mail;
        let host = has_path.then(|| self.joined(link.host.clone()));
        (self.joined(link.host.start..link.tokens.end), host)
    }
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}

/// Whether an address goes on after what is between two tokens.
fn is_inside_link(gap: &str) -> bool {
    let ends = |letter: char| {
        matches!(
            letter,
            '\n' | '\r'
                | '\t'
                | ':'
                | ','
                | ';'
                | '<'
                | '>'
                | '('
                | ')'
                | '['
                | ']'
                | '"'
                | '“'
                | '”'
        ) || is_blank(letter)
    };
    gap == "://" || !gap.chars().any(ends)
}

/// Whether a word is a number of one or two digits up to `most`.
fn is_at_most(word: &str, most: u8) -> bool {
    let digits = word.bytes().map(|byte| byte.wrapping_sub(b'0'));
    word.len() <= 2
        && digits_of(word) == word.len()
        && digits.fold(0, |number, digit| number * 10 + digit) <= most
}

/// Latin and Cyrillic capitals: Unicode's own table of them is 1 KB more for the browser to load.
fn is_capital(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'À'..='Þ' | '\u{400}'..='\u{42f}')
}

/// Whether a word is a year of somebody's life or of a document.
fn is_year(word: &str) -> bool {
    word.len() == 4 && digits_of(word) == 4 && matches!(word.get(..2), Some("19" | "20"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_characters_are_read_as_the_normaliser_reads_them() {
        for character in '\0'..='\x7f' {
            let mut plain = String::new();
            push_plain(&mut plain, character);
            let text = character.to_string();
            assert_eq!(Tokens::read(&text).text, plain, "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_that_may_hold_no_code_holds_none(
            text in "([A-Za-z]{1,9}|[0-9]{1,4}|SWIFT|bic|ABCDGB2L|[a-z.@/]{1,30}|[ ,.'+():-]|é|٣){0,9}"
        ) {
            prop_assert_eq!(codes(&text), all_codes(&text));
        }
    }
}
