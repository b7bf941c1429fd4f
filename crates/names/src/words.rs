//! A name split into normalised words that know where they stand in the text.

use core::ops::Range;

use crate::fold::{Folded, Script, fold, lookalike, script, short_forms};

/// Letters written apart are read as a legal form from this many on: two are initials.
const LEAST_LETTERS: usize = 3;
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
                    if let Some(script) = script(letters) {
                        word.scripts[script as usize] += 1;
                    }
                }
            }
        }
        self.close(text, open);
        self.part_name(text);
    }

    /// Parts a Chinese or Korean name: after the family name where it is written as one word, and
    /// Korean into its syllables, which Latin letters write apart as often as not.
    fn part_name(&mut self, original: &str) {
        let syllables = |place| crate::syllables(self.text(place)).map(Iterator::count);
        let counts: Option<Vec<usize>> = (0..self.len()).map(syllables).collect();
        let Some(counts) = counts else { return };
        let is_one_word = counts.len() == 1;
        let total: usize = counts.iter().sum();
        if !(2..=4).contains(&total) || !(is_one_word || counts.contains(&1)) {
            return;
        }
        let mut parted = Vec::with_capacity(total);
        for (place, count) in counts.into_iter().enumerate() {
            let text = self.text(place);
            let ends = crate::syllables(text).into_iter().flatten().scan(
                self.start(place),
                |end, syllable| {
                    *end += syllable.len();
                    Some(*end)
                },
            );
            let family = if count == 4 || is_double_family(text) {
                2
            } else {
                1
            };
            let is_end = |syllable: usize| {
                is_hangul(text) || syllable == count || is_one_word && syllable == family
            };
            let range = self.range(place);
            // Where the text has a character for each syllable, each part knows its own.
            let starts: Vec<usize> = original
                .get(range.clone())
                .unwrap_or_default()
                .char_indices()
                .map(|(start, _)| range.start + start)
                .chain([range.end])
                .collect();
            let mut first = 0;
            for (end, syllable) in ends.zip(1..) {
                if !is_end(syllable) {
                    continue;
                }
                let (begin, last) = match (
                    starts.len() == count + 1,
                    starts.get(first),
                    starts.get(syllable),
                ) {
                    (true, Some(begin), Some(last)) => (*begin, *last),
                    _ => (range.start, range.end),
                };
                parted.push(Word {
                    end: end as u32,
                    first: begin as u32,
                    last: last as u32,
                    shortened: false,
                });
                first = syllable;
            }
        }
        self.words = parted;
    }

    fn close(&mut self, original: &str, open: Option<Open>) {
        let Some(word) = open else { return };
        let start = self.end_of_last();
        if let Some(script) = word.majority() {
            self.text.truncate(start);
            for character in original
                .get(word.first..word.last)
                .unwrap_or_default()
                .chars()
            {
                push(&mut self.text, fold(lookalike(character, script)));
            }
        }
        self.read_digits_as_letters(start);
        self.words.push(Word {
            end: self.text.len() as u32,
            first: word.first as u32,
            last: word.last as u32,
            shortened: false,
        });
        self.shorten();
    }

    /// `M0hamed`, `Sa1im`: a digit between letters, or a nought before them, is a letter that was
    /// misread or disguised.
    fn read_digits_as_letters(&mut self, start: usize) {
        let word = self.text.get(start..).unwrap_or_default();
        if !word.contains(['0', '1', '5']) {
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
                '5' if is_between => 's',
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
            end: (self.start(first) + length) as u32,
        };
        self.words.truncate(first);
        self.words.push(word);
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
        (start..=last.checked_sub(LEAST_LETTERS - 1)?).find_map(|first| {
            let (before, short) = short_forms(self.joined(first..last + 1)).last()?;
            before.is_empty().then_some((first, short))
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

fn is_hangul(text: &str) -> bool {
    text.chars()
        .all(|letter| ('\u{1100}'..='\u{11ff}').contains(&letter))
}

/// Whether a Chinese name begins with one of the family names of two characters that people bear
/// today. Ours, from public knowledge of Chinese family names, 2026-11-22.
fn is_double_family(text: &str) -> bool {
    DOUBLE_FAMILIES
        .split(' ')
        .any(|family| text.starts_with(family) && text.len() > family.len())
}

const DOUBLE_FAMILIES: &str = "欧阳 歐陽 上官 皇甫 令狐 诸葛 諸葛 司徒 司马 司馬 申屠 夏侯 贺兰 賀蘭 完颜 完顏 慕容 尉迟 尉遲 长孙 長孫 宇文 公孙 公孫 东方 東方 独孤 獨孤 端木 轩辕 軒轅 南宫 南宮 西门 西門";

/// The digits of `5th`; nothing of any other word.
fn without_ordinal_ending(word: &str) -> Option<&str> {
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !digits.is_empty()).then_some(digits)
}

/// A word whose end has not been met.
struct Open {
    first: usize,
    last: usize,
    /// Letters of each script that has look-alikes.
    scripts: [u32; 3],
}

impl Open {
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
            ("longer Chinese is one word", "诺凡贸易公司", "诺凡贸易公司"),
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
            ("ordinals", "5th Fifth 21st 1st", "5 5 21 1"),
            (
                "words with digits that are no ordinals",
                "5thx th S300",
                "5thx th s300",
            ),
            ("numbers in words", "Rost Seven", "rost 7"),
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
                "A1 Su35 Kh101 T90 Phase1 B737 5mar",
                "a1 su35 kh101 t90 phase1 b737 5mar",
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

    proptest! {
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
