//! A name split into normalised words that know where they stand in the text.

use core::ops::Range;

use crate::class::Class;
use crate::fold::{
    Folded, double_families, fold, is_alphabetic, is_numeric, lookalike, script as script_of,
    short_forms,
};
use crate::runs::pieces;
use crate::script::{Script, continues_syllable, is_hangul as is_hangul_letter};

/// Letters written apart are read as a legal form from this many on: two are initials, unless they
/// follow a word that companies share.
const LEAST_LETTERS: usize = 3;
/// Cyrillic letters that hardly any name has: where a word would need one, it is Latin.
const RARE_LETTERS: &str = "ԁһӏԛѕЅѵԝ";
/// Fewest letters beside which digits are a token of their own: fewer are a mark, such as `NS10`.
const LEAST_LETTERS_BESIDE_DIGITS: usize = 4;
/// Longest legal form that is looked for in letters written apart.
const MOST_LETTERS: usize = 5;

/// The words of a text in their normalised form, in order.
///
/// Texts are addressed with 32 bits; of a longer one the first 4 GB are read.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The words without anything between them.
    text: String,
    words: Vec<Word>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where it ends in the normalised text; it begins where the one before it ends.
    end: u32,
    /// Where it stands in the text that was read.
    first: u32,
    last: u32,
    /// Whether a legal form or a number was put in its short form.
    shortened: bool,
    /// Whether it was cut out of a company name in a script without spaces: no personal name.
    is_company: bool,
}

impl Words {
    /// Normalises a text and splits it into words.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut words = Self::default();
        words.reread(text);
        words
    }

    /// Reads another text into the same memory.
    pub fn reread(&mut self, text: &str) {
        self.text.clear();
        self.words.clear();
        let limit = u32::MAX as usize;
        let mut open: Option<Open> = None;
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            if end > limit {
                break;
            }
            // What some program wrote for each byte of a letter that it did not know.
            let is_lost = character == '?' && open.is_some();
            let after = text[end..].trim_start_matches('?');
            if is_lost && after.starts_with(is_alphabetic) {
                continue;
            }
            let folded = fold(character);
            match folded {
                Folded::Nothing => continue,
                Folded::Break => self.close(text, open.take()),
                Folded::And => {
                    self.close(text, open.take());
                    self.text.push_str("and");
                    self.close(
                        text,
                        Some(Open {
                            first: start,
                            last: end,
                            scripts: [0; 3],
                        }),
                    );
                }
                letters => {
                    push(&mut self.text, letters);
                    let word = open.get_or_insert(Open {
                        first: start,
                        last: end,
                        scripts: [0; 3],
                    });
                    word.last = end;
                    if let Some(script) = script_of(letters) {
                        word.scripts[script as usize] += 1;
                    }
                }
            }
        }
        self.close(text, open);
        self.part_name(text);
    }

    /// Parts a Chinese or Korean personal name: after the family name where it is written as one
    /// token, and Korean into its syllables, which Latin letters write apart as often as together.
    ///
    /// Tokens of other scripts, places, trades and legal forms beside it change nothing.
    fn part_name(&mut self, original: &str) {
        let counts: Vec<usize> = (0..self.len())
            .map(|place| self.name_syllables(place))
            .collect();
        let total: usize = counts.iter().sum();
        let tokens = counts.iter().filter(|count| **count > 0).count();
        if !(2..=4).contains(&total) || !(tokens == 1 || counts.contains(&1)) {
            return;
        }
        let mut parted = Vec::with_capacity(self.len() + total);
        for (place, count) in counts.into_iter().enumerate() {
            let text = self.text(place);
            let is_double = is_double_family(text);
            let family = if count == 4 || is_double { 2 } else { 1 };
            // Four Hangul syllables are a personal name only after a family name of two.
            let is_korean_name = is_hangul(text) && (count < 4 || is_double);
            let is_chinese_name = tokens == 1 && !is_hangul(text);
            let is_end = |syllable: usize| {
                syllable == count || is_korean_name || is_chinese_name && syllable == family
            };
            let ends = crate::syllables(text)
                .into_iter()
                .flatten()
                .scan(0, |end, syllable| {
                    *end += syllable.len();
                    Some(*end)
                })
                .zip(1..)
                .filter(|(_, syllable)| is_end(*syllable))
                .map(|(end, _)| end);
            match self.words.get(place) {
                Some(word) if count == 0 => parted.push(*word),
                _ => parted.extend(self.parts(original, place, ends)),
            }
        }
        self.words = parted;
    }

    /// Number of syllables of a token that may be a Chinese or Korean name or a part of one; 0 of
    /// any other token.
    fn name_syllables(&self, place: usize) -> usize {
        let text = self.text(place);
        let is_company = self.words.get(place).is_some_and(|word| word.is_company);
        match crate::syllables(text) {
            Some(syllables) if !is_company && crate::class(text) == Class::Plain => {
                syllables.count()
            }
            _ => 0,
        }
    }

    /// The parts of a token that end at these bytes of it, each with its own range of the original
    /// where that has a character for each syllable.
    fn parts(&self, original: &str, place: usize, ends: impl Iterator<Item = usize>) -> Vec<Word> {
        let (text, start, range) = (self.text(place), self.start(place), self.range(place));
        let written = original.get(range.clone()).unwrap_or_default();
        let starts: Vec<usize> = written
            .char_indices()
            .map(|(start, _)| range.start + start)
            .chain([range.end])
            .collect();
        let count = |text: &str| {
            let begins = |letter: &char| !continues_syllable(*letter);
            text.chars().filter(begins).count()
        };
        let is_apart = starts.len() == count(text) + 1;
        let written_at = |end: usize| starts.get(count(text.get(..end)?)).copied();
        let mut before = 0;
        ends.map(|end| {
            let (first, last) = match (written_at(before), written_at(end)) {
                (Some(first), Some(last)) if is_apart => (first, last),
                _ => (range.start, range.end),
            };
            before = end;
            Word {
                end: (start + end) as u32,
                first: first as u32,
                last: last as u32,
                shortened: false,
                is_company: false,
            }
        })
        .collect()
    }

    fn close(&mut self, original: &str, open: Option<Open>) {
        let Some(word) = open else { return };
        let start = self.end_of_last();
        let written = original.get(word.first..word.last).unwrap_or_default();
        if let Some(script) = word.script(written) {
            self.text.truncate(start);
            for character in written.chars() {
                push(&mut self.text, fold(lookalike(character, script)));
            }
        }
        self.read_digits_as_letters(start);
        let own = Word {
            end: self.text.len() as u32,
            first: word.first as u32,
            last: word.last as u32,
            shortened: false,
            is_company: false,
        };
        match self.digits_apart(start, written) {
            Some((end, written)) => {
                let middle = own.first + written as u32;
                let end = (start + end) as u32;
                self.words.push(Word {
                    end,
                    last: middle,
                    ..own
                });
                self.words.push(Word {
                    first: middle,
                    ..own
                });
            }
            None => self.words.push(own),
        }
        if self.is_bracketed_form(original, &word) {
            return;
        }
        self.cut_company(original);
        self.shorten();
        self.add_units(original);
    }

    /// Puts the legal form that Japanese and Korean write as one character in brackets in its short
    /// form, if the last token is one: outside brackets, the Korean one is a family name.
    fn is_bracketed_form(&mut self, original: &str, open: &Open) -> bool {
        let before = original.get(..open.first).unwrap_or_default();
        let after = original.get(open.last..).unwrap_or_default();
        if !before.ends_with(['(', '（']) || !after.starts_with([')', '）']) {
            return false;
        }
        let Some(short) = bracketed_form(original.get(open.first..open.last).unwrap_or_default())
        else {
            return false;
        };
        self.words.pop();
        self.text.truncate(self.end_of_last());
        self.text.push_str(short);
        self.words.push(Word {
            end: self.text.len() as u32,
            first: open.first as u32,
            last: open.last as u32,
            shortened: true,
            is_company: false,
        });
        true
    }

    /// Cuts the last token, where it is a company name in a script without spaces.
    fn cut_company(&mut self, original: &str) {
        let Some(last) = self.words.len().checked_sub(1) else {
            return;
        };
        let ends = pieces(self.text(last));
        if ends.is_empty() {
            return;
        }
        let parts = self.parts(original, last, ends.into_iter());
        let start = self.start(last);
        let run = self.text.split_off(start);
        self.words.truncate(last);
        let mut before = start;
        for part in parts {
            let end = part.end as usize;
            let piece = run.get(before - start..end - start);
            before = end;
            self.text.push_str(piece.unwrap_or_default());
            self.words.push(Word {
                end: self.text.len() as u32,
                is_company: true,
                ..part
            });
            self.shorten();
        }
    }

    /// `M0hamed`, `Sa1im`: a digit between letters, or a nought before them, is a letter that was
    /// misread or disguised.
    fn read_digits_as_letters(&mut self, start: usize) {
        let word = self.text.get(start..).unwrap_or_default();
        if !word.contains(['0', '1', '2', '5', '6', '8']) {
            return;
        }
        let letters: Vec<char> = word.chars().collect();
        let is_letter = |place: Option<usize>| {
            place
                .and_then(|place| letters.get(place))
                .is_some_and(char::is_ascii_lowercase)
        };
        let read = |place: usize, letter: char| {
            let after = is_letter(Some(place + 1));
            let is_between = is_letter(place.checked_sub(1)) && after;
            let begins = place == 0 && after && is_letter(Some(2)) && is_letter(Some(3));
            match letter {
                '0' if is_between || begins => 'o',
                '1' if is_between => 'l',
                '2' if is_between => 'z',
                '5' if is_between => 's',
                '6' if is_between => 'g',
                '8' if is_between => 'b',
                other => other,
            }
        };
        let read: String = letters
            .iter()
            .enumerate()
            .map(|(place, letter)| read(place, *letter))
            .collect();
        self.text.replace_range(start.., &read);
    }

    /// `Sakarov1`, `0412Sakarov`: where the digits begin or end that somebody put behind or before a name, in the
    /// word that begins at `start` and as it is written.
    fn digits_apart(&self, start: usize, written: &str) -> Option<(usize, usize)> {
        let word = self.text.get(start..).unwrap_or_default();
        if !word.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let is_name = |part: &str| {
            part.chars().count() >= LEAST_LETTERS_BESIDE_DIGITS && part.chars().all(is_alphabetic)
        };
        let is_digit = |letter: char| letter.is_ascii_digit();
        let (name, front) = (
            word.trim_end_matches(is_digit),
            word.trim_start_matches(is_digit),
        );
        if is_name(name) {
            let own = written.trim_end_matches(is_numeric);
            return Some((name.len(), own.len()));
        }
        is_name(front).then(|| {
            let own = written.trim_start_matches(is_numeric);
            (word.len() - front.len(), written.len() - own.len())
        })
    }

    /// Puts the legal form or number that the last words make, if they do, in its short form.
    fn shorten(&mut self) {
        let Some(last) = self.words.len().checked_sub(1) else {
            return;
        };
        let digits = without_ordinal_ending(self.text(last)).map(str::len);
        let (first, length) = match (digits, self.short_form(last)) {
            (Some(length), _) => {
                self.text.truncate(self.start(last) + length);
                (last, length)
            }
            (None, Some((first, short))) => {
                self.text.truncate(self.start(first));
                self.text.push_str(short);
                (first, short.len())
            }
            (None, None) => return,
        };
        let (Some(begin), Some(end)) = (self.words.get(first), self.words.get(last)) else {
            return;
        };
        let word = Word {
            first: begin.first,
            last: end.last,
            shortened: true,
            is_company: false,
            end: (self.start(first) + length) as u32,
        };
        self.words.truncate(first);
        self.words.push(word);
    }

    /// `Forty-Four` is one number: tens in words and the digit after them.
    fn add_units(&mut self, original: &str) {
        let Some([tens, units]) = self.words.last_chunk().copied() else {
            return;
        };
        let (tens_place, units_place) = (self.len() - 2, self.len() - 1);
        let written = original.get(tens.first as usize..).unwrap_or_default();
        let is_tens = tens.shortened
            && written.starts_with(is_alphabetic)
            && matches!(self.text(tens_place).as_bytes(), [b'2'..=b'9', b'0']);
        let is_digit = matches!(self.text(units_place).as_bytes(), [b'1'..=b'9']);
        if is_tens && is_digit {
            // The nought goes, and the digit is what is left in its place.
            self.text.remove(tens.end as usize - 1);
            self.words.truncate(tens_place);
            self.words.push(Word {
                first: tens.first,
                shortened: true,
                end: units.end - 1,
                ..units
            });
        }
    }

    /// Where the legal form or number begins that ends in this word, and its short form.
    fn short_form(&self, last: usize) -> Option<(usize, &'static str)> {
        for (before, short) in short_forms(self.text(last)) {
            let before = before.split_terminator(' ');
            let first = last.checked_sub(before.clone().count());
            if let Some(first) = first
                && before
                    .zip(first..)
                    .all(|(word, place)| self.text(place) == word)
            {
                return Some((first, short));
            }
        }
        // G. m. b. H., longest first.
        let is_letter = |place: usize| self.joined(place..place + 1).chars().count() == 1;
        let earliest = last.saturating_sub(MOST_LETTERS - 1);
        let start = (earliest..=last)
            .rev()
            .take_while(|place| is_letter(*place))
            .last()?;
        let is_company_word = |place: usize| {
            matches!(
                crate::class(self.text(place)),
                Class::Generic | Class::LegalForm
            )
        };
        (start..last).find_map(|first| {
            let is_long = last - first + 1 >= LEAST_LETTERS;
            if !is_long && !first.checked_sub(1).is_some_and(is_company_word) {
                return None;
            }
            let (before, short) = short_forms(self.joined(first..last + 1)).last()?;
            let is_number = short.starts_with(|digit: char| digit.is_ascii_digit());
            (before.is_empty() && !is_number).then_some((first, short))
        })
    }

    fn end_of_last(&self) -> usize {
        self.words.last().map_or(0, |word| word.end as usize)
    }

    fn start(&self, place: usize) -> usize {
        place
            .checked_sub(1)
            .and_then(|before| self.words.get(before))
            .map_or(0, |word| word.end as usize)
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there was no letter and no digit in the text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A word in its normalised form; empty outside the text.
    #[must_use]
    pub fn text(&self, place: usize) -> &str {
        self.joined(place..place + 1)
    }

    /// Neighbouring words written as one; empty outside the text.
    #[must_use]
    pub fn joined(&self, places: Range<usize>) -> &str {
        let end = places
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last))
            .map_or(0, |word| word.end as usize);
        self.text
            .get(self.start(places.start)..end)
            .unwrap_or_default()
    }

    /// All words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.text(place))
    }

    /// Where a word stands in the text that was read, in bytes; empty outside the text.
    #[must_use]
    pub fn range(&self, place: usize) -> Range<usize> {
        self.words
            .get(place)
            .map_or(0..0, |word| word.first as usize..word.last as usize)
    }

    /// Whether a word is a legal form or a number that was put in its short form.
    #[must_use]
    pub fn is_shortened(&self, place: usize) -> bool {
        self.words.get(place).is_some_and(|word| word.shortened)
    }
}

/// The short form of a legal form that is one character.
fn bracketed_form(text: &str) -> Option<&'static str> {
    match text {
        "株" | "有" => Some("kk"),
        "주" | "유" => Some("ltd"),
        _ => None,
    }
}

fn is_hangul(text: &str) -> bool {
    text.chars().all(is_hangul_letter)
}

/// Whether a name begins with a family name of two characters or syllables, and goes on.
fn is_double_family(text: &str) -> bool {
    double_families().any(|family| text.starts_with(family) && text.len() > family.len())
}

/// The digits of `5th`; nothing of any other word.
fn without_ordinal_ending(word: &str) -> Option<&str> {
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !digits.is_empty()).then_some(digits)
}

/// A word whose end has not been reached.
struct Open {
    first: usize,
    last: usize,
    /// Letters of each script that has look-alikes.
    scripts: [u32; 3],
}

impl Open {
    /// The script of a word that mixes scripts: that of most letters, or Latin where only in Latin each of its letters
    /// has the same look.
    fn script(&self, written: &str) -> Option<Script> {
        let majority = self.majority()?;
        // `contains` would bring the standard library's search for a text, half a kilobyte to load.
        let is_rare = |letter: char| RARE_LETTERS.chars().any(|rare| rare == letter);
        let fits = |script: &Script| {
            let is_of = |letter: char| {
                let other = lookalike(letter, *script);
                script_of(fold(letter)).is_none_or(|own| own == *script)
                    || other != letter && !is_rare(other)
            };
            written.chars().all(is_of)
        };
        let is_latin = !fits(&majority) && fits(&Script::Latin);
        Some(if is_latin { Script::Latin } else { majority })
    }

    /// The script with most letters, when the word mixes scripts; of equals the first.
    fn majority(&self) -> Option<Script> {
        let [latin, cyrillic, greek] = self.scripts;
        let most = latin.max(cyrillic).max(greek);
        if most == latin + cyrillic + greek {
            None
        } else if most == latin {
            Some(Script::Latin)
        } else if most == cyrillic {
            Some(Script::Cyrillic)
        } else {
            Some(Script::Greek)
        }
    }
}

pub(crate) fn push(text: &mut String, folded: Folded) {
    match folded {
        Folded::One(letter) => text.push(letter),
        Folded::Many(letters) => text.push_str(letters),
        Folded::Jamo(first, vowel, last) => {
            text.push(first);
            text.push(vowel);
            text.extend(last);
        }
        Folded::Nothing | Folded::And | Folded::Break => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> String {
        Words::read(text).iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_become_their_words() {
        for (what, text, expected) in [
            ("case", "Blenor MANA", "blenor mana"),
            ("no-break space", "Blenor\u{a0}Mana", "blenor mana"),
            (
                "zero-width characters",
                "Ble\u{200b}nor\u{feff} Ma\u{ad}na",
                "blenor mana",
            ),
            (
                "bidi overrides",
                "\u{202e}Blenor\u{202c} Mana",
                "blenor mana",
            ),
            ("comma", "MANA, Blenor", "mana blenor"),
            ("marks, composed", "Ćarvik Šiprak", "carvik siprak"),
            ("marks, combining", "C\u{301}arvik", "carvik"),
            (
                "letters of their own",
                "Þorm Øre Łuk Đok ßa ıĞ Æ Œ",
                "thorm ore luk dok ssa ig ae oe",
            ),
            ("Vietnamese", "Nguyễn Đường", "nguyen duong"),
            ("Turkish dotted capital", "İPEKÇİ", "ipekci"),
            (
                "apostrophes",
                "O'Brien O’Brien Al-Sha`irn ʿAli",
                "obrien obrien al shairn ali",
            ),
            ("hyphen", "al-Zewar", "al zewar"),
            ("dots", "G.A. Jarval", "g a jarval"),
            ("ampersand", "Rost & Son", "rost and son"),
            (
                "Latin word with a Cyrillic letter",
                "B\u{43b}en\u{43e}r",
                "b\u{43b}enor",
            ),
            (
                "Latin word with Cyrillic capitals",
                "\u{412}L\u{415}N\u{41e}R",
                "blenor",
            ),
            ("Cyrillic word with a Latin letter", "Петpов", "петров"),
            ("Greek in Latin", "Blenοr", "blenor"),
            ("Cyrillic word of look-alikes alone", "Сора", "сора"),
            ("Cyrillic", "Пётр ЙОСИП", "петр иосип"),
            ("Greek with final sigma and tonos", "Γιώργος", "γιωργοσ"),
            (
                "Arabic marks, tatweel, alef, ta marbuta",
                "مُحَمَّد أحمـد فاطمة",
                "محمد احمد فاطمه",
            ),
            ("Persian ya and kaf", "علی کاظم", "علي كاظم"),
            ("Arabic presentation forms", "ﻣﺤﻤﺪ", "محمد"),
            (
                "Persian with a zero-width non-joiner",
                "می\u{200c}رود",
                "ميرود",
            ),
            ("Hebrew points and final letters", "שָׁלוֹם", "שלומ"),
            ("full width", "ＢＬＥＮＯＲ　１２", "blenor 12"),
            ("half-width kana", "ﾊﾞﾗｸ", "ハ\u{3099}ラク"),
            ("kana", "ばらく・バラク", "ハ\u{3099}ラク ハ\u{3099}ラク"),
            (
                "Hangul, composed and decomposed",
                "김 \u{1100}\u{1175}\u{11b7}",
                "\u{1100}\u{1175}\u{11b7} \u{1100}\u{1175}\u{11b7}",
            ),
            ("Chinese name", "甄诺凡", "甄 诺凡"),
            (
                "Chinese name with a family name of two",
                "欧阳诺凡 ",
                "欧阳 诺凡",
            ),
            ("Chinese with gaps is left as it is", "诺凡 甄", "诺凡 甄"),
            ("Chinese company", "诺凡贸易公司", "诺凡 贸易 co"),
            (
                "Chinese company, simplified",
                "宁波诺凡电子科技有限责任公司",
                "宁波 诺凡 电子 科技 ltd",
            ),
            (
                "Chinese company, traditional",
                "寧波諾凡電子科技股份有限公司",
                "宁波 诺凡 电子 科技 ltd",
            ),
            (
                "Chinese company with a place in brackets",
                "諾凡實業（深圳）有限公司",
                "诺凡 实业 深圳 ltd",
            ),
            (
                "Chinese company of a city under its full name",
                "深圳市诺凡机械",
                "深圳 市 诺凡 机械",
            ),
            (
                "Chinese company, parts with gaps",
                "诺凡 科技 有限 公司",
                "诺 凡 科技 ltd",
            ),
            (
                "Chinese company without a core",
                "中国国际贸易有限公司",
                "中国 国际 贸易 ltd",
            ),
            ("Chinese company, one trade alone", "诺凡科技", "诺凡 科技"),
            (
                "Japanese company",
                "株式会社ノファン貿易",
                "kk ノファン 贸易",
            ),
            (
                "Japanese company, form in brackets",
                "（株）諾凡",
                "kk 诺 凡",
            ),
            (
                "Korean company",
                "은서무역주식회사",
                "\u{110b}\u{1173}\u{11ab}\u{1109}\u{1165} \u{1106}\u{116e}\u{110b}\u{1167}\u{11a8} ltd",
            ),
            (
                "Korean company, form in brackets",
                "(주)은서",
                "ltd \u{110b}\u{1173}\u{11ab} \u{1109}\u{1165}",
            ),
            (
                "Korean, four syllables that are no personal name",
                "은서나라",
                "\u{110b}\u{1173}\u{11ab}\u{1109}\u{1165}\u{1102}\u{1161}\u{1105}\u{1161}",
            ),
            (
                "Korean personal name beside a place",
                "김은서 평양",
                "\u{1100}\u{1175}\u{11b7} \u{110b}\u{1173}\u{11ab} \u{1109}\u{1165} \u{1111}\u{1167}\u{11bc}\u{110b}\u{1163}\u{11bc}",
            ),
            (
                "Korean name",
                "김 은서",
                "\u{1100}\u{1175}\u{11b7} \u{110b}\u{1173}\u{11ab} \u{1109}\u{1165}",
            ),
            ("digits of other scripts", "٥٥ ۵۵ ５５", "55 55 55"),
            ("ligature", "ﬁrma", "firma"),
            (
                "mathematical letters",
                "𝐁𝐥𝐞𝐧𝐨𝐫 𝓜𝓪𝓷𝓪 𝔅𝔩𝔢𝔫𝔬𝔯 𝕄𝕒𝕟𝕒 𝙱𝚕𝚎𝚗𝚘𝚛",
                "blenor mana blenor mana blenor",
            ),
            (
                "mathematical Greek and Arabic",
                "𝚪𝛊𝛚𝛒𝛄𝛐𝛓 𞸌𞸇𞸌𞸃",
                "γιωργοσ محمد",
            ),
            ("small capitals", "ʙʟᴇɴᴏʀ ᴍᴀɴᴀ ꜰꜱꞯ", "blenor mana fsq"),
            (
                "superscripts and subscripts",
                "ᴮˡᵉⁿᵒʳ ᴹᵃⁿᵃ ʰʲʷʸˢˣ ₐₑₒₓ",
                "blenor mana hjwysx aeox",
            ),
            (
                "enclosed letters",
                "Ⓑⓛⓔⓝⓞⓡ ⒨⒜⒩⒜ 🄱🄻🄴🄽🄾🅁 🅜🅐🅝🅐 🅱🅻🅴🅽🅾🆁",
                "blenor mana blenor mana blenor",
            ),
            ("enclosed digits", "③⑶⒊❸➂🄄 ⓭", "333333 13"),
            (
                "letters with hooks, strokes and bars",
                "Ɓala Ɗan Ƙwari Ƴar Ɛkow Ɔsei ɡɑ",
                "bala dan kwari yar ekow osei ga",
            ),
            ("clicks and glottal stops", "ǃNaruseb ʔAli", "naruseb ali"),
            (
                "modifier letters that are no letters",
                "ʿAli ʾAli ʼAli",
                "ali ali ali",
            ),
            (
                "styled Latin word with a Cyrillic letter",
                "𝐁𝐥𝐞𝐧\u{43e}𝐫",
                "blenor",
            ),
            (
                "legal forms",
                "Rost Limited, Rost LIMITED LIABILITY COMPANY",
                "rost ltd rost llc",
            ),
            (
                "legal forms of several words",
                "Rost Open Joint Stock Company",
                "rost ojsc",
            ),
            ("legal form in another script", "ООО \"РОСТ\"", "llc рост"),
            (
                "legal form in single letters",
                "Rost G. m. b. H.",
                "rost gmbh",
            ),
            (
                "letter before a legal form in letters",
                "Rost A L.L.C.",
                "rost a llc",
            ),
            ("two initials", "S. A. Rost", "s a rost"),
            (
                "two letters after a word of companies",
                "Rost Makina A.Ş., Rost Ticaret A. S., Rost A.S.",
                "rost makina as rost ticaret as rost a s",
            ),
            (
                "letters that are a Roman numeral",
                "I. I. I. Rost",
                "i i i rost",
            ),
            (
                "legal forms with points, in quotation marks",
                "Rost J.S.C., \"Rost\" \"JSC\", «Rost» O.O.O.",
                "rost jsc rost jsc rost llc",
            ),
            (
                "Spanish, Turkish, Vietnamese and Indonesian forms",
                "Rost S.A. de C.V., Rost Ltd. Şti., Công ty TNHH Rost, PT Rost Tbk",
                "rost sacv rost ltdsti ltd rost pt rost tbk",
            ),
            (
                "Ukrainian and Bulgarian forms",
                "ТОВ «Рост», ПрАТ Рост, Рост ЕООД",
                "llc рост prjsc рост рост llc",
            ),
            (
                "Arabic and Persian forms",
                "شركة روست ذ.م.م، روست ش.م.م. شرکت سهامی خاص روست",
                "co روست llc روست llc prjsc روست",
            ),
            ("ordinals", "5th Fifth 21st 1st", "5 5 21 1"),
            (
                "words with digits that are no ordinals",
                "5thx th S300",
                "5thx th s300",
            ),
            ("numbers in words", "Rost Seven, Rost One", "rost 7 rost 1"),
            (
                "tens and units in words",
                "Forty-Four, Twenty Fifth, Thirty 2",
                "44 25 32",
            ),
            (
                "numbers beside each other",
                "40 4, Forty 14, 20th Four, Ten Four",
                "40 4 40 14 20 4 ten 4",
            ),
            (
                "Roman numerals that are nothing else",
                "Rost II, Rost III, Rost I, Rost Vi",
                "rost 2 rost 3 rost i rost vi",
            ),
            (
                "ordinals that are names too",
                "First Second Rost",
                "first second rost",
            ),
            (
                "digits in the place of letters",
                "M0hamed 0mar Sa1im Ra5im",
                "mohamed omar salim rasim",
            ),
            (
                "digits that are digits",
                "A1 Su35 Kh101 T90 NS10 B737 5mar",
                "a1 su35 kh101 t90 ns10 b737 5mar",
            ),
            (
                "digits behind and before a name",
                "Phase1 Sakarov_2 0412Sakarov Сакаров7 SAKAR0V1 1Sa2",
                "phase 1 sakarov 2 0412 sakarov сакаров 7 sakarov 1 1sa2",
            ),
            (
                "a letter that was lost",
                "Ahm?d Sakar??v Who? Is? it",
                "ahmd sakarv who is it",
            ),
            (
                "Latin words whose letters are nearly all Cyrillic",
                "Наmаd АВВАS Маhаl",
                "hamad abbas mahal",
            ),
            ("only punctuation", "--- ... !!!", ""),
            ("lone combining marks", "\u{301}\u{302}", ""),
            ("nothing", "", ""),
        ] {
            assert_eq!(words(text), expected, "{what}");
        }
    }

    #[test]
    fn a_word_is_found_again_in_the_text() {
        let text = "«Ćarvik»  al-'Zewar Joint Stock Company";
        let words = Words::read(text);
        let found: Vec<&str> = (0..words.len())
            .map(|place| &text[words.range(place)])
            .collect();
        assert_eq!(found, ["Ćarvik", "al", "Zewar", "Joint Stock Company"]);
        let chinese = "欧阳诺凡";
        let parts = Words::read(chinese);
        assert_eq!(&chinese[parts.range(0)], "欧阳");
        assert_eq!(&chinese[parts.range(1)], "诺凡");
        assert!(words.is_shortened(3));
        assert_eq!(words.joined(1..3), "alzewar");
        assert_eq!(
            (words.text(9), words.range(9), words.joined(2..9)),
            ("", 0..0, "")
        );
    }

    #[test]
    fn a_company_is_cut_in_the_same_way_beside_other_tokens() {
        let companies = [
            "宁波诺凡电子科技有限公司",
            "諾凡實業",
            "은서무역회사",
            "은서나라은행",
            "은서나라",
            "株式会社ノファン貿易",
        ];
        for company in companies {
            for other in ["Blenor", "(深圳)", "평양", "주식회사", "诺凡科技", "55"] {
                let both = format!("{} {}", words(company), words(other));
                assert_eq!(words(&format!("{company} {other}")), both);
            }
        }
    }

    proptest! {
        #[test]
        fn any_run_is_cut_without_loss(text in "[宁波深圳市诺凡电子科技贸易有限公司은서무역회사ノファa1]{0,20}") {
            let words = Words::read(&text);
            let joined: String = (0..words.len()).map(|place| &text[words.range(place)]).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,80}") {
            let words = Words::read(&text);
            for place in 0..words.len() {
                prop_assert!(!words.text(place).is_empty());
                prop_assert!(text.get(words.range(place)).is_some());
            }
        }

        #[test]
        fn reading_a_normalised_text_changes_nothing(text in "[A-Za-zÀ-ž' -]{0,60}") {
            let once = words(&text);
            prop_assert_eq!(words(&once), once);
        }
    }
}
