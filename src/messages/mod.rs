//! Every sentence that the public reads, one file a language.
//!
//! The words stand in `en.txt` and beside it; the build makes a method of [`Messages`] of each
//! English sentence, and a file for the browser of each language. What is counted, dated or put
//! together is done here, for every language. `docs/languages.md` says how to add one.

mod advice;
pub(crate) mod check_record;
mod dates;
pub mod files;
mod intl;
mod law;
mod lists;
pub mod overview;
mod panel;
mod read;
mod record;
mod row;
#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;

use core::cell::{OnceCell, RefCell};
use core::str::SplitTerminator;
use std::borrow::Cow;

use intl::Formats;

pub(crate) use advice::Situation;
pub(crate) use law::{Law, Meaning, law, laws, same};
pub use lists::Trouble;
pub(crate) use row::LIST_LANG;

include!(concat!(env!("OUT_DIR"), "/accessors.rs"));

/// Searches that a person can try with one click, with their languages. The names are on the
/// sample list.
pub(crate) const EXAMPLES: [(&str, &str); 3] = [
    ("Ilirian Bregusta", "sq"),
    ("Ђурађ Ћебићанин", "sr"),
    ("IMO 3170026", "en"),
];

/// A sentence in which names stand: they are marked so that they are not translated and keep
/// their own direction.
pub type Phrase = Vec<Piece>;

/// A stretch of a [`Phrase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the language.
    Text(Cow<'static, str>),
    /// A name or word from the list or the search box.
    Name(String),
    /// The list's own words, in the list's language.
    Listed(String),
    /// Words on the screen, and those for another day: on paper, and where they are copied.
    Seen([String; 2]),
}

/// A sentence in which nothing varies, and the language it is in.
#[derive(Debug)]
pub struct Sentence {
    /// The words.
    pub text: &'static str,
    /// Its language and direction where they are not those of the page: a text on the law or on
    /// people is English until somebody has reviewed its translation.
    pub tongue: Option<Tongue>,
}

/// Which sentence of those that are loaded later, in whatever language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(u16);

/// The sentences of `[later]` and `[later law]`. They are loaded after the box can be used, so only
/// code that has this can show a record, or what is folded below the results.
pub(crate) struct LaterTexts {
    /// Those that the rest of the page says, too.
    pub(crate) messages: &'static Messages,
    /// As many as there are, so that each has its own fixed place.
    own: &'static [Sentence; LATER_SENTENCES],
}

/// A text on the law or on people in which something varies, and the language it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub words: Phrase,
    /// As that of a [`Sentence`].
    pub tongue: Option<Tongue>,
}

/// A language, for the attributes of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// Its code, `en`.
    pub lang: &'static str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// All sentences of one language.
pub struct Messages {
    /// In the order of the table; as many as there are, so that each has its own fixed place.
    sentences: [Sentence; SENTENCES],
    later: OnceCell<LaterTexts>,
    formats: Formats,
    tongue: Tongue,
    law: Option<Tongue>,
}

thread_local! {
    static LOADED: RefCell<Vec<(&'static str, &'static Messages)>> = const { RefCell::new(Vec::new()) };
}

impl PartialEq for Messages {
    /// A language is loaded once.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

/// What goes into a sentence.
enum Value<'a> {
    Number(usize),
    Words(&'a str),
    Name(&'a str),
    Phrase(&'a Phrase),
}

impl Messages {
    /// The sentences of a language's file, as the build packs it. They are kept for as long as
    /// the page lives, once for all elements that speak the language; `None` for another file.
    #[must_use]
    pub fn load(text: String) -> Option<&'static Self> {
        let known = LOADED.with_borrow(|loaded| {
            let mut loaded = loaded.iter();
            loaded
                .find(|(own, _)| *own == text)
                .map(|(_, messages)| *messages)
        });
        if known.is_some() {
            return known;
        }
        let text: &'static str = text.leak();
        let mut lines = text.split_terminator('\n');
        let mut head = || -> Option<(Tongue, Formats)> {
            let mut fields = lines.next()?.split('\t');
            let tongue = Tongue {
                lang: fields.next()?,
                dir: fields.next()?,
            };
            let locale = fields.next()?;
            let months = fields.filter(|month| !month.is_empty()).collect();
            Some((tongue, Formats::new(locale, months)))
        };
        let (tongue, formats) = head()?;
        let (law, _) = head()?;
        let law = (law != tongue).then_some(law);
        let sentences = sentences(lines, law, LAW_FROM);
        let messages: &Self = Box::leak(Box::new(Self {
            sentences: sentences.try_into().ok()?,
            later: OnceCell::new(),
            formats,
            tongue,
            law,
        }));
        LOADED.with_borrow_mut(|loaded| loaded.push((text, messages)));
        Some(messages)
    }

    /// Takes in the sentences that are loaded later, for the language that their file names. Nothing happens
    /// if that language is not loaded or has them already, or if this is another file.
    pub fn learn(text: String) {
        let text: &'static str = text.leak();
        let mut lines = text.split_terminator('\n');
        let lang = lines.next().unwrap_or_default();
        let loaded = LOADED.with_borrow(|loaded| {
            let mut loaded = loaded.iter();
            loaded.find(|(_, it)| it.tongue.lang == lang).copied()
        });
        let Some((_, messages)) = loaded else { return };
        let own: &'static [Sentence] = sentences(lines, messages.law, LATER_LAW_FROM).leak();
        if let Ok(own) = own.try_into() {
            let _ = messages.later.set(LaterTexts { messages, own });
        }
    }

    /// The sentences that are loaded later, once they are there.
    #[must_use]
    pub(crate) fn later_texts(&'static self) -> Option<&'static LaterTexts> {
        self.later.get()
    }

    /// The `count` sentences of a panel that begin at the place `from` of the file of all panels, if that is in this
    /// language. Those from the place `law_from` among them on are in the language of the law.
    fn of_panel(
        &self,
        text: String,
        from: usize,
        count: usize,
        law_from: usize,
    ) -> Option<Vec<Sentence>> {
        let text: &'static str = text.leak();
        let mut lines = text.split_terminator('\n');
        if lines.next()? != self.tongue.lang {
            return None;
        }
        for _ in 0..from {
            lines.next()?;
        }
        let mut own = sentences(lines, self.law, law_from);
        own.truncate(count);
        Some(own)
    }

    /// The language and its direction.
    #[must_use]
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// English words of ours that no language's file has.
    fn in_english(&self, words: &str) -> Said {
        const ENGLISH: Tongue = Tongue {
            lang: "en",
            dir: "ltr",
        };
        Said {
            words: vec![words.to_owned().into()],
            tongue: (self.tongue.lang != ENGLISH.lang).then_some(ENGLISH),
        }
    }

    /// Whether somebody has yet to review it.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.law.is_some()
    }

    /// The form of the sentence for a number.
    fn form(&self, forms: &'static str, number: usize) -> &'static str {
        let rule = self.formats.plural(number as f64);
        // The beginnings of `zero`, `one`, `two`, `few` and `many`.
        let place = match rule.as_bytes() {
            [b'z', ..] => Some(0),
            [b'o', b'n', ..] => Some(1),
            [b't', ..] => Some(2),
            [b'f', ..] => Some(3),
            [b'm', ..] => Some(4),
            _ => None,
        };
        let mut forms = forms.split('\t');
        let other = forms.next();
        let form = place.and_then(|place| forms.nth(place));
        let form = form.filter(|form| !form.is_empty());
        form.or(other).unwrap_or_default()
    }

    /// Puts the values where `{0}`, `{1}` stand for them.
    fn fill(&self, sentence: &'static str, values: &[Value]) -> Phrase {
        let mut phrase = Phrase::new();
        for (number, part) in sentence.split('{').enumerate() {
            let text = if number == 0 {
                part
            } else {
                let place = part.bytes().next().unwrap_or_default().wrapping_sub(b'0');
                match values.get(usize::from(place)) {
                    Some(Value::Number(number)) => phrase.push(self.number(*number).into()),
                    Some(Value::Words(words)) => phrase.push((*words).to_owned().into()),
                    Some(Value::Name(name)) => phrase.push(Piece::Name((*name).to_owned())),
                    Some(Value::Phrase(inner)) => phrase.extend_from_slice(inner),
                    None => {}
                }
                part.get(2..).unwrap_or_default()
            };
            if !text.is_empty() {
                phrase.push(text.into());
            }
        }
        phrase
    }

    fn flat(&self, sentence: &'static str, values: &[Value]) -> String {
        flat(&self.fill(sentence, values))
    }

    fn law(&self, sentence: &'static str, values: &[Value]) -> Said {
        Said {
            words: self.fill(sentence, values),
            tongue: self.law,
        }
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(&self, number: usize) -> String {
        self.formats.number(number as f64)
    }

    /// `a`, `a and b`, `a, b and c`, with `last` for the last join.
    fn listed(
        &'static self,
        words: Vec<Phrase>,
        last: fn(&'static Self, &Phrase, &Phrase) -> Phrase,
    ) -> Phrase {
        let count = words.len();
        let words = words.into_iter().enumerate();
        let joined = words.reduce(|(_, before), (place, next)| {
            let join = if place + 1 == count {
                last
            } else {
                Self::comma
            };
            (place, join(self, &before, &next))
        });
        joined.map(|(_, phrase)| phrase).unwrap_or_default()
    }
}

/// A sentence a line; those from a line on are in the language of the law.
#[inline(never)]
fn sentences(
    lines: SplitTerminator<'static, char>,
    law: Option<Tongue>,
    law_from: usize,
) -> Vec<Sentence> {
    let lines = lines.enumerate();
    lines
        .map(|(line, text)| Sentence {
            text,
            tongue: law.filter(|_| line >= law_from),
        })
        .collect()
}

impl LaterTexts {
    /// The sentence of a key.
    #[inline(never)]
    pub(crate) fn sentence(&'static self, key: Key) -> &'static Sentence {
        &self.own[usize::from(key.0)]
    }
}

impl From<Phrase> for Said {
    /// What stands in the language of the page, or is marked piece by piece.
    fn from(words: Phrase) -> Self {
        Self {
            words,
            tongue: None,
        }
    }
}

impl From<&'static Sentence> for Said {
    fn from(sentence: &'static Sentence) -> Self {
        Self {
            words: vec![sentence.into()],
            tongue: sentence.tongue,
        }
    }
}

impl From<&'static Sentence> for Phrase {
    /// A sentence in the language of the page.
    fn from(sentence: &'static Sentence) -> Self {
        vec![sentence.into()]
    }
}

impl From<&'static Sentence> for Piece {
    fn from(sentence: &'static Sentence) -> Self {
        sentence.text.into()
    }
}

impl From<&'static str> for Piece {
    fn from(words: &'static str) -> Self {
        Self::Text(Cow::Borrowed(words))
    }
}

impl From<String> for Piece {
    fn from(words: String) -> Self {
        Self::Text(Cow::Owned(words))
    }
}

/// A phrase as plain text.
pub(crate) fn flat(phrase: &Phrase) -> String {
    plain(phrase, 0)
}

/// The same for another day.
pub(crate) fn flat_for_later(phrase: &Phrase) -> String {
    plain(phrase, 1)
}

fn plain(phrase: &Phrase, form: usize) -> String {
    let texts = phrase.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_ref(),
        Piece::Name(text) | Piece::Listed(text) => text,
        Piece::Seen(forms) => forms.get(form).map_or("", String::as_str),
    });
    texts.collect()
}

/// The text as the start of a line. (Letters beyond ASCII would bring tables of 8 KB.)
pub(crate) fn start_large(phrase: &mut Phrase) {
    let text = match phrase.first_mut() {
        Some(Piece::Text(text)) => text.to_mut(),
        Some(Piece::Listed(text)) => text,
        _ => return,
    };
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
}
